// SPDX-License-Identifier: BSD-3-Clause
// Interleaves dense rows: element r of row k goes to place r * (number of rows) + k. What stacking along a last
// axis is. In: addresses of rows, counts, element size. Two rows and four go through registers.
#ifndef STRAND_KERNEL_INTERLEAVE_HPP
#define STRAND_KERNEL_INTERLEAVE_HPP

#include <strand/kernel/copy_block.hpp>

namespace strand::inline STRAND_ISA::kernel {

namespace detail {

template <class Word>
void interleave_two(Word* to, const Word* a, const Word* b, index_t count) {
    constexpr index_t lanes = simd::register_bytes / simd::bytes_of<Word>;
    index_t i = 0;
    if constexpr (lanes >= 2 && sizeof(Word) <= 8) {
        for (; i + lanes <= count; i += lanes) {
            const auto x = simd::load<Word, lanes>(a + i), y = simd::load<Word, lanes>(b + i);
            [&]<int... I>(std::integer_sequence<int, I...>) STRAND_INLINE_LAMBDA {
                constexpr int n = static_cast<int>(lanes);
                simd::store<Word, lanes>(to + 2 * i, __builtin_shufflevector(x, y, ((I % 2) * n + I / 2)...));
                simd::store<Word, lanes>(to + 2 * i + lanes, __builtin_shufflevector(x, y, ((I % 2) * n + n / 2 + I / 2)...));
            }(std::make_integer_sequence<int, static_cast<int>(lanes)>{});
        }
    }
    for (; i < count; ++i) {
        to[2 * i] = a[i];
        to[2 * i + 1] = b[i];
    }
}

/// Elements per block, so that a block of the result stays in the first-level cache while its rows are written.
inline constexpr index_t interleaved_block = 512;

template <class Word>
void interleave_words(char* to, const char* const* rows, index_t many, index_t count) {
    Word* out = reinterpret_cast<Word*>(to);
    const auto row = [&](index_t k) { return reinterpret_cast<const Word*>(rows[k]); };
    if (many == 2) return interleave_two(out, row(0), row(1), count);
    for (index_t done = 0; done < count; done += interleaved_block) {
        const index_t here = count - done < interleaved_block ? count - done : interleaved_block;
        Word* const block = out + done * many;
        if (many == 4) {
            Word even[2 * interleaved_block], odd[2 * interleaved_block];
            interleave_two(even, row(0) + done, row(2) + done, here);
            interleave_two(odd, row(1) + done, row(3) + done, here);
            interleave_two(block, even, odd, 2 * here);
            continue;
        }
        for (index_t k = 0; k < many; ++k) {
            copy_row<Word>(reinterpret_cast<char*>(block + k), many * simd::bytes_of<Word>, reinterpret_cast<const char*>(row(k) + done),
                           simd::bytes_of<Word>, here);
        }
    }
}

}  // namespace detail

template <index_t Sizes = every_size>
void interleave(char* to, const char* const* rows, index_t many, index_t count, index_t itemsize) {
    with_word<Sizes>(itemsize, [&]<class Word>(Word) { detail::interleave_words<Word>(to, rows, many, count); });
}

}  // namespace strand::inline STRAND_ISA::kernel

#endif
