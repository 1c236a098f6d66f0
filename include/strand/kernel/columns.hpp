// SPDX-License-Identifier: BSD-3-Clause
// Rows of two to four elements that lie side by side, taken apart: `column_of<Columns, K>(packs)` holds element K of
// as many rows as a pack has lanes, which fill `Columns` packs.
#ifndef STRAND_KERNEL_COLUMNS_HPP
#define STRAND_KERNEL_COLUMNS_HPP

#include <strand/simd/pack.hpp>

namespace strand::inline STRAND_ISA::kernel {

/// Packs whose lanes are single values.
template <index_t Columns, int K, class P>
    requires(Columns >= 2 && Columns <= 4)
STRAND_ALWAYS_INLINE P column_of(const P* packs) {
    return [&]<int... I>(std::integer_sequence<int, I...>) STRAND_INLINE_LAMBDA {
        constexpr int n = static_cast<int>(P::lanes);
        if constexpr (Columns == 2) {
            return P(__builtin_shufflevector(packs[0].v, packs[1].v, 2 * I + K...));
        } else if constexpr (Columns == 3) {
            constexpr auto of_two = [](int lane) { return 3 * lane + K < 2 * n ? 3 * lane + K : 0; };
            constexpr auto of_third = [](int lane) { return 3 * lane + K < 2 * n ? lane : 3 * lane + K - n; };
            const auto two = __builtin_shufflevector(packs[0].v, packs[1].v, of_two(I)...);
            return P(__builtin_shufflevector(two, packs[2].v, of_third(I)...));
        } else {
            const P every_second[] = {column_of<2, K % 2>(packs), column_of<2, K % 2>(packs + 2)};
            return column_of<2, K / 2>(every_second);
        }
    }(std::make_integer_sequence<int, static_cast<int>(P::lanes)>{});
}

}  // namespace strand::inline STRAND_ISA::kernel

#endif
