// SPDX-License-Identifier: BSD-3-Clause
// Masks: counting what is set, packing the elements where it is, spreading values over them, and the
// positions of what is set. In: one row of truth values, with a step in bytes, and of elements.
// Truth values are read 64 at a time, as the bits of a word; a word without any costs nothing more.
#ifndef STRAND_KERNEL_COMPRESS_HPP
#define STRAND_KERNEL_COMPRESS_HPP

#include <strand/kernel/word.hpp>
#include <strand/simd/compress.hpp>

namespace strand::inline STRAND_ISA::kernel {

namespace detail {

/// Calls visit(first, bits, count) for every 64 truth values of a row and for what is left of it.
template <class Visit>
STRAND_ALWAYS_INLINE void for_each_word(const bool* mask, index_t step, index_t count, Visit visit) {
    index_t i = 0;
    if (step == 1) {
        for (; i + 64 <= count; i += 64) visit(i, simd::bits_of_64(mask + i), index_t{64});
        if (i < count) visit(i, simd::bits_of(mask + i, count - i), count - i);
        return;
    }
    for (; i < count; i += 64) {
        const index_t n = count - i < 64 ? count - i : 64;
        std::uint64_t bits = 0;
        for (index_t k = 0; k < n; ++k) bits |= static_cast<std::uint64_t>(mask[(i + k) * step]) << k;
        visit(i, bits, n);
    }
}

/// Packs the chosen elements of a row behind `out`; returns the end. `end` is the end of all the room.
template <class Word>
Word* compress_words(Word* out, const Word* end, const Word* in, index_t step, const bool* mask, index_t mask_step, index_t count) {
    constexpr index_t lanes = simd::compress_lanes<Word>;
    for_each_word(mask, mask_step, count, [&](index_t i, std::uint64_t bits, index_t n) STRAND_INLINE_LAMBDA {
        if (bits == 0) return;
        if constexpr (lanes > 0) {
            // Whole registers are written: there must be room for what is behind the chosen ones.
            if (step == 1 && n == 64 && end - out >= 64) {
                constexpr std::uint64_t part = lanes == 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << (lanes % 64)) - 1;
                STRAND_UNROLL_ALL
                for (index_t k = 0; k < 64; k += lanes) {
                    const std::uint64_t set = bits >> k & part;
                    simd::compress_store(out, in + i + k, set);
                    out += std::popcount(set);
                }
                return;
            }
        }
        const Word* word = in + i * step;
        for (; bits != 0; bits &= bits - 1) *out++ = word[std::countr_zero(bits) * step];
    });
    return out;
}

/// Spreads values over the chosen elements of a row; returns the end of the values used. `end` is the
/// end of all values.
template <class Word>
const Word* expand_words(Word* to, index_t step, const bool* mask, index_t mask_step, index_t count, const Word* value,
                         const Word* end, index_t value_step) {
    constexpr index_t lanes = simd::expand_lanes<Word>;
    for_each_word(mask, mask_step, count, [&](index_t i, std::uint64_t bits, index_t n) STRAND_INLINE_LAMBDA {
        if (bits == 0) return;
        if constexpr (lanes > 0) {
            if (step == 1 && value_step == 1 && n == 64 && end - value >= 64) {
                constexpr std::uint64_t part = lanes == 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << (lanes % 64)) - 1;
                STRAND_UNROLL_ALL
                for (index_t k = 0; k < 64; k += lanes) {
                    const std::uint64_t set = bits >> k & part;
                    simd::expand_store(to + i + k, value, set);
                    value += std::popcount(set);
                }
                return;
            }
        }
        Word* word = to + i * step;
        for (; bits != 0; bits &= bits - 1, value += value_step) word[std::countr_zero(bits) * step] = *value;
    });
    return value;
}

}  // namespace detail

inline index_t count_true(const bool* mask, index_t step, index_t count) {
    index_t total = 0;
    detail::for_each_word(mask, step, count, [&](index_t, std::uint64_t bits, index_t) STRAND_INLINE_LAMBDA {
        total += std::popcount(bits);
    });
    return total;
}

/// Writes first + k for every k at which the row is set; returns the end. `end` is the end of all the room.
inline index_t* true_positions(index_t* out, const index_t* end, index_t first, const bool* mask, index_t step, index_t count) {
    detail::for_each_word(mask, step, count, [&](index_t i, std::uint64_t bits, index_t) STRAND_INLINE_LAMBDA {
        if (bits == 0) return;
        if constexpr (simd::iota_lanes > 0) {
            constexpr index_t lanes = simd::iota_lanes;
            constexpr std::uint64_t part = (std::uint64_t{1} << lanes) - 1;
            if (end - out >= 64) {
                STRAND_UNROLL_ALL
                for (index_t k = 0; k < 64; k += lanes) {
                    const std::uint64_t set = bits >> k & part;
                    simd::compress_iota(out, first + i + k, set);
                    out += std::popcount(set);
                }
                return;
            }
        }
        for (; bits != 0; bits &= bits - 1) *out++ = first + i + std::countr_zero(bits);
    });
    return out;
}

/// A row of elements and of truth values: addresses, and steps in elements.
struct masked_row {
    char* data;
    index_t step;
    const bool* mask;
    index_t mask_step, count;
};

/// Packs the chosen elements of a row behind `out`; returns the end.
template <index_t Sizes = every_size>
char* compress_row(char* out, const char* end, const masked_row& row, index_t itemsize) {
    return with_word<Sizes>(itemsize, [&]<class Word>(Word) {
        return reinterpret_cast<char*>(detail::compress_words(reinterpret_cast<Word*>(out), reinterpret_cast<const Word*>(end),
                                                              reinterpret_cast<const Word*>(row.data), row.step, row.mask,
                                                              row.mask_step, row.count));
    });
}
/// Writes values into the chosen elements of a row; returns the end of the values used. Step in elements.
template <index_t Sizes = every_size>
const char* expand_row(const masked_row& row, const char* value, const char* end, index_t value_step, index_t itemsize) {
    return with_word<Sizes>(itemsize, [&]<class Word>(Word) {
        return reinterpret_cast<const char*>(detail::expand_words(reinterpret_cast<Word*>(row.data), row.step, row.mask,
                                                                  row.mask_step, row.count, reinterpret_cast<const Word*>(value),
                                                                  reinterpret_cast<const Word*>(end), value_step));
    });
}

}  // namespace strand::inline STRAND_ISA::kernel

#endif
