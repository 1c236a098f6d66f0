// SPDX-License-Identifier: BSD-3-Clause
// Transposes blocks of elements of 1, 2, 4, 8 or 16 bytes through registers.
// In: a source whose elements lie dense along rows. Out: a destination dense along columns.
//
// L vectors of L elements are transposed by log2(L) rounds, each of which interleaves vector k with vector
// k + L/2: after all rounds element j of vector i has gone to element i of vector j.
#ifndef STRAND_KERNEL_TRANSPOSE_HPP
#define STRAND_KERNEL_TRANSPOSE_HPP

#include <strand/kernel/word.hpp>
#include <strand/simd/memory.hpp>

namespace strand::inline STRAND_ISA::kernel {

/// What an element is in registers: itself, or the two halves of 16 bytes.
template <class Word>
using lane_of = std::conditional_t<sizeof(Word) == 16, std::uint64_t, Word>;

/// Elements of the largest square register tile per side: whole registers for wide elements; 16-byte vectors for 1- and
/// 2-byte elements, where larger tiles would not fit the registers.
template <class Word>
inline constexpr index_t tile_lanes = (sizeof(Word) <= 2 || simd::register_bytes < 16 ? 16 : simd::register_bytes) / simd::bytes_of<Word>;

/// Transposes `Size` elements of `Size` vectors.
template <class Lane, index_t Size, index_t Lanes = Size>
STRAND_ALWAYS_INLINE void interleave_rounds(simd::vec<Lane, Lanes>* v) {
    simd::vec<Lane, Lanes> next[static_cast<std::size_t>(Size)];
    STRAND_UNROLL_ALL
    for (index_t round = 1; round < Size; round *= 2) {
        STRAND_UNROLL_ALL
        for (index_t k = 0; k < Size / 2; ++k) {
            [&]<int... I>(std::integer_sequence<int, I...>) STRAND_INLINE_LAMBDA {
                constexpr int n = static_cast<int>(Lanes), parts = n / static_cast<int>(Size);  // lanes of one element
                next[2 * k] = __builtin_shufflevector(v[k], v[k + Size / 2], (I / parts % 2 * n + I / parts / 2 * parts + I % parts)...);
                next[2 * k + 1] =
                    __builtin_shufflevector(v[k], v[k + Size / 2], (I / parts % 2 * n + n / 2 + I / parts / 2 * parts + I % parts)...);
            }(std::make_integer_sequence<int, static_cast<int>(Lanes)>{});
        }
        STRAND_UNROLL_ALL
        for (index_t k = 0; k < Size; ++k) v[k] = next[k];
    }
}

/// Square tiles that cover the block; the last ones lie over those before, so both counts are at least `Size`.
template <index_t Size, class Word>
void transpose_tiles(Word* to, index_t to_row, const Word* from, index_t from_column, index_t rows, index_t columns) {
    using lane = lane_of<Word>;
    constexpr index_t lanes = Size * simd::bytes_of<Word> / simd::bytes_of<lane>;
    for (index_t row = 0; row < rows; row += Size) {
        const index_t r = row <= rows - Size ? row : rows - Size;
        for (index_t column = 0; column < columns; column += Size) {
            const index_t c = column <= columns - Size ? column : columns - Size;
            simd::vec<lane, lanes> v[static_cast<std::size_t>(Size)];
            STRAND_UNROLL_ALL
            for (index_t k = 0; k < Size; ++k) v[k] = simd::load<lane, lanes>(reinterpret_cast<const lane*>(from + r + (c + k) * from_column));
            interleave_rounds<lane, Size, lanes>(v);
            STRAND_UNROLL_ALL
            for (index_t k = 0; k < Size; ++k) simd::store<lane, lanes>(reinterpret_cast<lane*>(to + (r + k) * to_row + c), v[k]);
        }
    }
}

/// to[r * to_row + c] = from[r + c * from_column], steps in elements.
template <class Word, index_t Size = tile_lanes<Word>>
void transpose_block(Word* to, index_t to_row, const Word* from, index_t from_column, index_t rows, index_t columns) {
    if constexpr (Size >= 2 && Size * simd::bytes_of<Word> >= 8) {
        if (rows >= Size && columns >= Size) return transpose_tiles<Size>(to, to_row, from, from_column, rows, columns);
        // Few sizes, because every one is compiled.
        return transpose_block<Word, sizeof(Word) == 4 ? Size / 4 : Size / 2>(to, to_row, from, from_column, rows, columns);
    } else {
        for (index_t r = 0; r < rows; ++r) {
            for (index_t c = 0; c < columns; ++c) to[r * to_row + c] = from[r + c * from_column];
        }
    }
}

}  // namespace strand::inline STRAND_ISA::kernel

#endif
