// SPDX-License-Identifier: BSD-3-Clause
// Copies part of a matrix into a panel: `width` elements for each step of the inner axis, one step behind
// the other, as the tile kernel reads them. Absorbs every layout of the source.
#ifndef STRAND_KERNEL_PACK_PANEL_HPP
#define STRAND_KERNEL_PACK_PANEL_HPP

#include <strand/kernel/transpose.hpp>

namespace strand::inline STRAND_ISA::kernel {

namespace detail {

/// Rows that are transposed together: 4, or 2 where 4 elements do not fit a register.
template <class Word>
inline constexpr index_t group = simd::register_bytes >= 4 * simd::bytes_of<Word> ? 4 : 2;

/// A group of rows of the source becomes neighbouring columns of the panel.
template <class Word>
void pack_group(Word* to, index_t pitch, const Word* from, index_t stride, index_t steps) {
    constexpr index_t rows = group<Word>;
    index_t k = 0;
    if constexpr (sizeof(Word) <= 8 && rows * simd::bytes_of<Word> <= simd::register_bytes) {
        for (; k + rows <= steps; k += rows) {
            simd::vec<Word, rows> v[static_cast<std::size_t>(rows)];
            STRAND_UNROLL_ALL
            for (index_t i = 0; i < rows; ++i) v[i] = simd::load<Word, rows>(from + i * stride + k);
            interleave_rounds<Word, rows>(v);
            STRAND_UNROLL_ALL
            for (index_t i = 0; i < rows; ++i) simd::store<Word, rows>(to + (k + i) * pitch, v[i]);
        }
    }
    for (; k < steps; ++k) {
        for (index_t i = 0; i < rows; ++i) to[k * pitch + i] = from[i * stride + k];
    }
}

template <class Word>
void pack_words(Word* to, index_t pitch, const Word* from, index_t across, index_t along, index_t width, index_t steps) {
    constexpr index_t lanes = simd::register_bytes >= 2 * simd::bytes_of<Word> ? simd::register_bytes / simd::bytes_of<Word> : 1;
    if (across == 1 && lanes > 1 && width % lanes == 0) {
        for (index_t k = 0; k < steps; ++k) {
            for (index_t i = 0; i < width; i += lanes) {
                std::memcpy(to + k * pitch + i, from + k * along + i, sizeof(Word) * static_cast<std::size_t>(lanes));
            }
        }
        return;
    }
    index_t i = 0;
    if (along == 1) {
        for (; i + group<Word> <= width; i += group<Word>) pack_group(to + i, pitch, from + i * across, across, steps);
    }
    for (index_t k = 0; k < steps; ++k) {
        for (index_t j = i; j < width; ++j) to[k * pitch + j] = from[j * across + k * along];
    }
}

}  // namespace detail

/// to[k * pitch + i] = from[i * across + k * along], strides in elements.
template <class T>
void pack_panel(T* to, index_t pitch, const T* from, index_t across, index_t along, index_t width, index_t steps) {
    using Word = word_of<simd::bytes_of<T>>;
    detail::pack_words(reinterpret_cast<Word*>(to), pitch, reinterpret_cast<const Word*>(from), across, along, width, steps);
}

}  // namespace strand::inline STRAND_ISA::kernel

#endif
