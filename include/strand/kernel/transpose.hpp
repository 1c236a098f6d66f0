// SPDX-License-Identifier: BSD-3-Clause
// Transposes blocks of elements of 1, 2, 4, 8 or 16 bytes through registers.
// In: a source whose elements lie dense along rows. Out: a destination dense along columns.
//
// L vectors of L lanes are transposed by log2(L) rounds, each of which interleaves vector k with vector
// k + L/2: after all rounds lane j of vector i has gone to lane i of vector j.
#ifndef STRAND_KERNEL_TRANSPOSE_HPP
#define STRAND_KERNEL_TRANSPOSE_HPP

#include <strand/kernel/word.hpp>
#include <strand/simd/memory.hpp>

namespace strand::inline STRAND_ISA::kernel {

/// Lanes of the square register tile: whole registers for wide elements; 16-byte vectors for 1- and
/// 2-byte elements, where larger tiles would not fit the registers.
template <class Word>
inline constexpr index_t tile_lanes = sizeof(Word) <= 2 ? 16 / simd::bytes_of<Word>
                                      : simd::register_bytes / simd::bytes_of<Word> < 2
                                          ? 2
                                          : simd::register_bytes / simd::bytes_of<Word>;

template <class Word, index_t Lanes>
STRAND_ALWAYS_INLINE void interleave_rounds(simd::vec<Word, Lanes>* v) {
    simd::vec<Word, Lanes> next[static_cast<std::size_t>(Lanes)];
    STRAND_UNROLL_ALL
    for (index_t round = 1; round < Lanes; round *= 2) {
        STRAND_UNROLL_ALL
        for (index_t k = 0; k < Lanes / 2; ++k) {
            [&]<int... I>(std::integer_sequence<int, I...>) STRAND_INLINE_LAMBDA {
                constexpr int n = static_cast<int>(Lanes);
                next[2 * k] = __builtin_shufflevector(v[k], v[k + Lanes / 2], ((I % 2) * n + I / 2)...);
                next[2 * k + 1] = __builtin_shufflevector(v[k], v[k + Lanes / 2], ((I % 2) * n + n / 2 + I / 2)...);
            }(std::make_integer_sequence<int, static_cast<int>(Lanes)>{});
        }
        STRAND_UNROLL_ALL
        for (index_t k = 0; k < Lanes; ++k) v[k] = next[k];
    }
}

/// to[r * to_row + c] = from[r + c * from_column], steps in elements.
template <class Word>
void transpose_block(Word* to, index_t to_row, const Word* from, index_t from_column, index_t rows, index_t columns) {
    index_t whole_rows = 0, whole_columns = 0;
    if constexpr (sizeof(Word) <= 8) {
        constexpr index_t lanes = tile_lanes<Word>;
        whole_rows = rows - rows % lanes;
        whole_columns = columns - columns % lanes;
        for (index_t r = 0; r < whole_rows; r += lanes) {
            for (index_t c = 0; c < whole_columns; c += lanes) {
                simd::vec<Word, lanes> v[static_cast<std::size_t>(lanes)];
                STRAND_UNROLL_ALL
                for (index_t k = 0; k < lanes; ++k) v[k] = simd::load<Word, lanes>(from + r + (c + k) * from_column);
                interleave_rounds<Word, lanes>(v);
                STRAND_UNROLL_ALL
                for (index_t k = 0; k < lanes; ++k) simd::store<Word, lanes>(to + (r + k) * to_row + c, v[k]);
            }
        }
    }
    for (index_t r = 0; r < rows; ++r) {
        for (index_t c = r < whole_rows ? whole_columns : 0; c < columns; ++c) {
            to[r * to_row + c] = from[r + c * from_column];
        }
    }
}

}  // namespace strand::inline STRAND_ISA::kernel

#endif
