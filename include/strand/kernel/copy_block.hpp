// SPDX-License-Identifier: BSD-3-Clause
// Copies a block of rows and columns between any two strided places: the one routine that packs
// operands into tiles, scatters tiles into destinations, and copies arrays.
// In: addresses and steps in bytes, element size (1, 2, 4, 8 or 16), counts. The places do not overlap.
#ifndef STRAND_KERNEL_COPY_BLOCK_HPP
#define STRAND_KERNEL_COPY_BLOCK_HPP

#include <strand/kernel/transpose.hpp>
#include <strand/kernel/word.hpp>

namespace strand::inline STRAND_ISA::kernel {

/// Address and steps of a block, in bytes.
struct block_place {
    char* data;
    index_t row_step, column_step;
};

namespace detail {

/// Every `Step`-th element: loads whole vectors and keeps the lanes wanted. Steps 2 and 4 halve twice.
/// Never loads behind the last element wanted.
template <index_t Step, class Word>
void gather_row(Word* to, const Word* from, index_t count) {
    constexpr index_t lanes = simd::register_bytes / simd::bytes_of<Word>;
    index_t i = 0;
    if constexpr (lanes >= 4 && sizeof(Word) <= 8) {
        const auto halve = []<class V>(V a, V b) STRAND_INLINE_LAMBDA {
            return [&]<int... I>(std::integer_sequence<int, I...>) STRAND_INLINE_LAMBDA {
                return __builtin_shufflevector(a, b, (2 * I)...);
            }(std::make_integer_sequence<int, static_cast<int>(lanes)>{});
        };
        for (; i + lanes < count; i += lanes) {
            simd::vec<Word, lanes> v[static_cast<std::size_t>(Step)];
            for (index_t k = 0; k < Step; ++k) v[k] = simd::load<Word, lanes>(from + Step * i + k * lanes);
            for (index_t half = Step / 2; half > 0; half /= 2) {
                for (index_t k = 0; k < half; ++k) v[k] = halve(v[2 * k], v[2 * k + 1]);
            }
            simd::store<Word, lanes>(to + i, v[0]);
        }
    }
    for (; i < count; ++i) to[i] = from[Step * i];
}

/// To every second place: with AVX-512 by masked stores of whole vectors, because single stores right
/// after the vector stores that made the row cost several times as much as both alone (measured on Zen 5).
template <class Word>
void scatter_row(Word* to, const Word* from, index_t count) {
    index_t i = 0;
#if defined(__AVX512VL__) && !defined(STRAND_NO_SIMD)
    if constexpr (sizeof(Word) == 4 || sizeof(Word) == 8) {
        constexpr index_t lanes = 64 / simd::bytes_of<Word>;
        // The last vector would end one place behind the last element.
        for (; i + lanes < count; i += lanes) {
            const auto v = simd::load<Word, lanes>(from + i);
            [&]<int... I>(std::integer_sequence<int, I...>) STRAND_INLINE_LAMBDA {
                const auto low = __builtin_shufflevector(v, v, (I / 2)...);
                const auto high = __builtin_shufflevector(v, v, (static_cast<int>(lanes) / 2 + I / 2)...);
                if constexpr (sizeof(Word) == 8) {
                    _mm512_mask_storeu_epi64(to + 2 * i, 0x55, (__m512i)low);
                    _mm512_mask_storeu_epi64(to + 2 * i + lanes, 0x55, (__m512i)high);
                } else {
                    _mm512_mask_storeu_epi32(to + 2 * i, 0x5555, (__m512i)low);
                    _mm512_mask_storeu_epi32(to + 2 * i + lanes, 0x5555, (__m512i)high);
                }
            }(std::make_integer_sequence<int, static_cast<int>(lanes)>{});
        }
    }
#endif
    for (; i < count; ++i) to[2 * i] = from[i];
}

template <class Word>
void reverse_row(Word* to, const Word* last, index_t count) {
    constexpr index_t lanes = simd::register_bytes / simd::bytes_of<Word>;
    index_t i = 0;
    if constexpr (lanes >= 2 && sizeof(Word) <= 8) {
        for (; i + lanes <= count; i += lanes) {
            const auto v = simd::load<Word, lanes>(last - i - (lanes - 1));
            simd::store<Word, lanes>(to + i, [&]<int... I>(std::integer_sequence<int, I...>) STRAND_INLINE_LAMBDA {
                return __builtin_shufflevector(v, v, (static_cast<int>(lanes) - 1 - I)...);
            }(std::make_integer_sequence<int, static_cast<int>(lanes)>{}));
        }
    }
    for (; i < count; ++i) to[i] = last[-i];
}

/// Vector `Part` of `Times` vectors that hold every lane of v `Times` times in turn.
template <index_t Times, index_t Part, class Word, index_t Lanes>
STRAND_ALWAYS_INLINE simd::vec<Word, Lanes> repeated_lanes(simd::vec<Word, Lanes> v) {
    return [&]<int... I>(std::integer_sequence<int, I...>) STRAND_INLINE_LAMBDA {
        return __builtin_shufflevector(v, v, ((static_cast<int>(Part * Lanes) + I) / static_cast<int>(Times))...);
    }(std::make_integer_sequence<int, static_cast<int>(Lanes)>{});
}

/// Every element `Times` times in turn.
template <index_t Times, class Word>
void repeat_row(Word* to, const Word* from, index_t count) {
    constexpr index_t lanes = simd::register_bytes / simd::bytes_of<Word>;
    index_t i = 0;
    if constexpr (lanes >= 2 && sizeof(Word) <= 8) {
        for (; i + lanes <= count; i += lanes) {
            const auto v = simd::load<Word, lanes>(from + i);
            [&]<index_t... Part>(std::integer_sequence<index_t, Part...>) STRAND_INLINE_LAMBDA {
                (simd::store<Word, lanes>(to + Times * i + Part * lanes, repeated_lanes<Times, Part, Word, lanes>(v)), ...);
            }(std::make_integer_sequence<index_t, Times>{});
        }
    }
    for (; i < count; ++i) {
        for (index_t k = 0; k < Times; ++k) to[Times * i + k] = from[i];
    }
}

template <class Word>
void copy_row(char* to, index_t to_step, const char* from, index_t from_step, index_t count) {
    constexpr index_t item = simd::bytes_of<Word>;
    Word* out = reinterpret_cast<Word*>(to);
    const Word* in = reinterpret_cast<const Word*>(from);
    if (to_step == item) {
        if (from_step == item) return static_cast<void>(std::memcpy(to, from, static_cast<std::size_t>(count * item)));
        if (from_step == 0) {
            for (index_t i = 0; i < count; ++i) out[i] = *in;
            return;
        }
        if (from_step == 2 * item) return gather_row<2>(out, in, count);
        if (from_step == 4 * item) return gather_row<4>(out, in, count);
        if (from_step == -item) return reverse_row(out, in, count);
    }
    if (from_step == item && to_step == 2 * item) return scatter_row(out, in, count);
    to_step /= item;
    from_step /= item;
    for (index_t i = 0; i < count; ++i) out[i * to_step] = in[i * from_step];
}

/// Rows of at most so many elements are not worth a loop of their own.
inline constexpr index_t most_short = 8;

template <class Word, index_t Count>
void copy_rows_of(block_place to, block_place from, index_t rows) {
    for (; rows > 0; --rows, to.data += to.row_step, from.data += from.row_step) {
        std::memcpy(to.data, from.data, static_cast<std::size_t>(Count * simd::bytes_of<Word>));
    }
}
template <class Word>
void copy_short_rows(block_place to, block_place from, index_t rows, index_t columns) {
    switch (columns) {
        case 1: return copy_rows_of<Word, 1>(to, from, rows);
        case 2: return copy_rows_of<Word, 2>(to, from, rows);
        case 3: return copy_rows_of<Word, 3>(to, from, rows);
        case 4: return copy_rows_of<Word, 4>(to, from, rows);
        case 5: return copy_rows_of<Word, 5>(to, from, rows);
        case 6: return copy_rows_of<Word, 6>(to, from, rows);
        case 7: return copy_rows_of<Word, 7>(to, from, rows);
        default: return copy_rows_of<Word, 8>(to, from, rows);
    }
}

template <class Word>
void copy_words(block_place to, block_place from, index_t rows, index_t columns) {
    constexpr index_t item = simd::bytes_of<Word>;
    if (rows > 1 && to.column_step == item && to.row_step == columns * item) {
        if (from.row_step == 0) {
            // The same row again and again: what is there already is copied behind itself.
            copy_row<Word>(to.data, item, from.data, from.column_step, columns);
            const index_t all = rows * columns * item;
            for (index_t done = columns * item; done < all; done *= 2) {
                std::memcpy(to.data + done, to.data, static_cast<std::size_t>(2 * done <= all ? done : all - done));
            }
            return;
        }
        if (from.column_step == 0 && from.row_step == item && columns >= 2 && columns <= 4) {
            Word* out = reinterpret_cast<Word*>(to.data);
            const Word* in = reinterpret_cast<const Word*>(from.data);
            if (columns == 2) return repeat_row<2>(out, in, rows);
            if (columns == 3) return repeat_row<3>(out, in, rows);
            return repeat_row<4>(out, in, rows);
        }
    }
    // One side dense along columns, the other along rows: a transposition.
    const bool along_columns = to.column_step == item && from.row_step == item && from.column_step != item;
    const bool along_rows = to.row_step == item && from.column_step == item && to.column_step != item;
    if (rows > 1 && columns > 1 && (along_columns || along_rows)) {
        if (along_columns) {
            transpose_block(reinterpret_cast<Word*>(to.data), to.row_step / item, reinterpret_cast<Word*>(from.data),
                            from.column_step / item, rows, columns);
        } else {
            transpose_block(reinterpret_cast<Word*>(to.data), to.column_step / item,
                            reinterpret_cast<Word*>(from.data), from.row_step / item, columns, rows);
        }
        return;
    }
    // The longer direction inside: one row or one column is common, and (N, 3) blocks are too.
    if (columns <= most_short && columns < rows && to.column_step == item && from.column_step == item) {
        return copy_short_rows<Word>(to, from, rows, columns);
    }
    if (columns < rows && (to.row_step == item || columns <= most_short)) {
        std::swap(to.row_step, to.column_step);
        std::swap(from.row_step, from.column_step);
        std::swap(rows, columns);
    }
    for (index_t r = 0; r < rows; ++r) {
        copy_row<Word>(to.data + r * to.row_step, to.column_step, from.data + r * from.row_step, from.column_step,
                       columns);
    }
}

}  // namespace detail

inline void copy_block(block_place to, block_place from, index_t rows, index_t columns, index_t itemsize) {
    with_word(itemsize, [&]<class Word>(Word) { detail::copy_words<Word>(to, from, rows, columns); });
}

}  // namespace strand::inline STRAND_ISA::kernel

#endif
