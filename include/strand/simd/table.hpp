// SPDX-License-Identifier: BSD-3-Clause
// Rows of a table in memory, one for each lane. A row is loaded whole and the rows are transposed, which is
// faster than gathering the columns one by one.
#ifndef STRAND_SIMD_TABLE_HPP
#define STRAND_SIMD_TABLE_HPP

#include <strand/simd/lanes.hpp>

namespace strand::inline STRAND_ISA::simd::detail {

/// The columns of the chosen rows.
template <class V>
struct table_columns {
    V c0, c1, c2, c3;
};

/// Row row[i] of the table for each lane i.
template <float_lanes V>
    requires(sizeof(lane_of<V>) == 8)
STRAND_ALWAYS_INLINE table_columns<V> table_rows(const double (*table)[4], uint_lanes<V> row) {
    constexpr index_t count = lanes_of<V>;
    if constexpr (count == 2) {
        // Halves of rows, because there may be no registers of four doubles.
        const V a = load<double, 2>(table[row[0]]), a_high = load<double, 2>(table[row[0]] + 2);
        const V b = load<double, 2>(table[row[1]]), b_high = load<double, 2>(table[row[1]] + 2);
        return {__builtin_shufflevector(a, b, 0, 2), __builtin_shufflevector(a, b, 1, 3),
                __builtin_shufflevector(a_high, b_high, 0, 2), __builtin_shufflevector(a_high, b_high, 1, 3)};
    } else if constexpr (count == 4) {
        const auto at = [&](index_t i) STRAND_INLINE_LAMBDA { return load<double, 4>(table[row[i]]); };
        const auto a = at(0), b = at(1), c = at(2), d = at(3);
        const auto even_low = __builtin_shufflevector(a, b, 0, 4, 2, 6), odd_low = __builtin_shufflevector(a, b, 1, 5, 3, 7);
        const auto even_high = __builtin_shufflevector(c, d, 0, 4, 2, 6), odd_high = __builtin_shufflevector(c, d, 1, 5, 3, 7);
        return {__builtin_shufflevector(even_low, even_high, 0, 1, 4, 5), __builtin_shufflevector(odd_low, odd_high, 0, 1, 4, 5),
                __builtin_shufflevector(even_low, even_high, 2, 3, 6, 7), __builtin_shufflevector(odd_low, odd_high, 2, 3, 6, 7)};
    } else {
        static_assert(count == 8);
        using half = vec<double, 4>;
        using half_rows = uint_lanes<half>;
        const auto low = table_rows<half>(table, half_rows{row[0], row[1], row[2], row[3]});
        const auto high = table_rows<half>(table, half_rows{row[4], row[5], row[6], row[7]});
        return {joined<double, 8>(low.c0, high.c0), joined<double, 8>(low.c1, high.c1),
                joined<double, 8>(low.c2, high.c2), joined<double, 8>(low.c3, high.c3)};
    }
}

}  // namespace strand::inline STRAND_ISA::simd::detail

#endif
