// SPDX-License-Identifier: BSD-3-Clause
// Counts the true elements of one dense row of an expression: a sum of bool in numbers as wide as what is compared,
// where 64 bits each would take twice the registers or more. Of narrow elements the bits are counted.
#ifndef STRAND_KERNEL_COUNT_ROW_HPP
#define STRAND_KERNEL_COUNT_ROW_HPP

#include <bit>
#include <strand/kernel/map_rows.hpp>

namespace strand::inline STRAND_ISA::kernel {

/// A sum that counts truth values.
template <class Skeleton, class T, class Op>
inline constexpr bool counts_true = std::same_as<Op, fn::add> && std::integral<T> && std::same_as<typename Skeleton::type, bool>;

/// `Leaf`: the place of the first operand in the block, of which data and columns are read.
template <class Skeleton, index_t Leaf>
index_t count_row(const row_block& block) {
    constexpr index_t lanes = simd::lanes_for<Skeleton::widest>;
    const bound<Skeleton, lanes, Leaf, source::dense> row(block);
    const index_t columns = block.columns;
    index_t i = 0;
    std::uint64_t count = 0;
    if constexpr (Skeleton::widest >= 4) {
        using number = simd::uint_of<(Skeleton::widest > 8 ? 8 : Skeleton::widest)>;  // complex numbers have two parts
        using numbers = simd::pack<number, lanes>;
        constexpr index_t group = is_heavy<Skeleton> ? 1 : 4;
        constexpr index_t most = lanes * (index_t{1} << 30);  // until a number of 32 bits might overflow
        while (i + group * lanes <= columns) {
            const index_t end = columns - i < most ? columns : i + most;
            numbers found[static_cast<std::size_t>(group)];
            STRAND_UNROLL_ALL
            for (index_t k = 0; k < group; ++k) found[k] = numbers(number(0));
            for (; i + group * lanes <= end; i += group * lanes) {
                STRAND_UNROLL_ALL
                for (index_t k = 0; k < group; ++k) found[k] = select(row.at(i + k * lanes), found[k] + numbers(number(1)), found[k]);
            }
            number of_lane[static_cast<std::size_t>(lanes)];
            for (index_t k = 0; k < group; ++k) {
                simd::store_pack(of_lane, found[k]);
                for (const number n : of_lane) count += n;
            }
        }
    } else {
        for (constexpr index_t step = 64; i + step <= columns; i += step) {
            std::uint64_t bits = 0;
            STRAND_UNROLL_ALL
            for (index_t k = 0; k < step; k += lanes) bits |= lane_bits(row.at(i + k)) << k;
            count += static_cast<std::uint64_t>(std::popcount(bits));
        }
    }
    for (; i < columns; i += lanes) {
        const index_t left = columns - i;
        const std::uint64_t bits = left < lanes ? lane_bits(row.first_at(i, left)) & ~(~std::uint64_t(0) << left) : lane_bits(row.at(i));
        count += static_cast<std::uint64_t>(std::popcount(bits));
    }
    return static_cast<index_t>(count);
}

}  // namespace strand::inline STRAND_ISA::kernel

#endif
