// SPDX-License-Identifier: BSD-3-Clause
// Moves one row between elements side by side and elements in steps: gathers, scatters, turns around.
// In: addresses of words, steps in elements, counts. The places do not overlap.
#ifndef STRAND_KERNEL_STEP_ROW_HPP
#define STRAND_KERNEL_STEP_ROW_HPP

#include <cstring>
#include <strand/kernel/word.hpp>
#include <strand/simd/stepped_load.hpp>

namespace strand::inline STRAND_ISA::kernel {

namespace detail {

/// One by one, steps in elements. A function of its own: compilers would make vector code of the ends of rows as well.
template <class Word>
STRAND_NOINLINE void copy_steps(Word* to, index_t to_step, const Word* from, index_t from_step, index_t count) {
    index_t i = 0;
    for (; i + 4 <= count; i += 4) {
        const Word* const in = from + i * from_step;
        Word* const out = to + i * to_step;
        const Word a = in[0], b = in[from_step], c = in[2 * from_step], d = in[3 * from_step];
        out[0] = a, out[to_step] = b, out[2 * to_step] = c, out[3 * to_step] = d;
    }
    for (; i < count; ++i) to[i * to_step] = from[i * from_step];
}

/// Every `Step`-th element: loads whole vectors and keeps the lanes wanted. Never loads behind the last one wanted.
template <index_t Step, class Word>
void gather_row(Word* to, const Word* from, index_t count) {
    constexpr index_t lanes = simd::register_bytes / simd::bytes_of<Word>;
    index_t i = 0;
    if constexpr (lanes >= 4 && sizeof(Word) <= 8) {
        for (; i + lanes < count; i += lanes) {
            simd::vec<Word, lanes> v[static_cast<std::size_t>(Step)];
            STRAND_UNROLL_ALL
            for (index_t k = 0; k < Step; ++k) v[k] = simd::load<Word, lanes>(from + Step * i + k * lanes);
            simd::store<Word, lanes>(to + i, simd::lanes_in_step<Step>(v, std::make_integer_sequence<int, static_cast<int>(lanes)>{}));
        }
    }
    copy_steps(to + i, 1, from + Step * i, Step, count - i);
}

/// Elements in any step: put together in registers, because as many stores would take longer than the loads.
template <class Word>
STRAND_NOINLINE void gather_far_row(Word* to, const Word* from, index_t step, index_t count) {
    constexpr index_t lanes = simd::register_bytes / simd::bytes_of<Word>;
    index_t i = 0;
    if constexpr (lanes >= 4 && (sizeof(Word) == 4 || sizeof(Word) == 8)) {
        for (; i + lanes <= count; i += lanes) simd::store<Word, lanes>(to + i, simd::load_one_by_one<Word, lanes>(from + i * step, step));
    }
    copy_steps(to + i, 1, from + i * step, step, count - i);
}

/// Vectors are stored in steps by masks.
template <class Word>
inline constexpr bool scatters =
#if defined(__AVX512VL__) && !defined(STRAND_NO_SIMD)
    sizeof(Word) == 4 || sizeof(Word) == 8;
#else
    false;
#endif

/// Lanes of a vector, or bytes of a register, are stored where they go. Returns how many.
template <class Word, class Step>
STRAND_ALWAYS_INLINE index_t scatter_lanes(Word* to, Step step, const Word* from, index_t i, index_t count) {
    constexpr index_t few = sizeof(Word) <= 2 ? 8 : 16 / simd::bytes_of<Word>;
    if constexpr (sizeof(Word) <= 8) {
        for (; i + few <= count; i += few) {
            const auto v = simd::load<Word, few>(from + i);
            STRAND_UNROLL_ALL
            for (index_t k = 0; k < few; ++k) to[step * (i + k)] = v[k];
        }
    }
    return i;
}
/// To places in any step.
template <class Word>
STRAND_NOINLINE void scatter_far_row(Word* to, const Word* from, index_t step, index_t count) {
    const index_t i = scatter_lanes(to, step, from, 0, count);
    copy_steps(to + i * step, step, from + i, 1, count - i);
}

/// To every `Step`-th place: with AVX-512 by masked stores of whole vectors, because single stores right
/// after the vector stores that made the row cost several times as much as both alone (measured on Zen 5).
template <index_t Step, class Word>
void scatter_row(Word* to, const Word* from, index_t count) {
    index_t i = 0;
#if defined(__AVX512VL__) && !defined(STRAND_NO_SIMD)
    if constexpr (scatters<Word>) {
        constexpr index_t lanes = 64 / simd::bytes_of<Word>;
        const auto put = [&]<index_t Part, int... I>(simd::vec<Word, lanes> v, std::integral_constant<index_t, Part>,
                                                     std::integer_sequence<int, I...>) STRAND_INLINE_LAMBDA {
            constexpr int step = static_cast<int>(Step), first = static_cast<int>(Part * lanes);
            constexpr unsigned wanted = (((first + I) % step == 0 ? 1U << I : 0U) | ...);
            const auto spread = (__m512i)__builtin_shufflevector(v, v, ((first + I) / step)...);
            Word* const place = to + Step * i + first;
            if constexpr (sizeof(Word) == 8) _mm512_mask_storeu_epi64(place, static_cast<__mmask8>(wanted), spread);
            else _mm512_mask_storeu_epi32(place, static_cast<__mmask16>(wanted), spread);
        };
        // The last vector would end behind the last element.
        for (; i + lanes < count; i += lanes) {
            const auto v = simd::load<Word, lanes>(from + i);
            [&]<index_t... Part>(std::integer_sequence<index_t, Part...>) STRAND_INLINE_LAMBDA {
                (put(v, std::integral_constant<index_t, Part>{}, std::make_integer_sequence<int, static_cast<int>(lanes)>{}), ...);
            }(std::make_integer_sequence<index_t, Step>{});
        }
    }
#endif
    i = scatter_lanes(to, std::integral_constant<index_t, Step>{}, from, i, count);  // every address is a register and a number
    copy_steps(to + Step * i, Step, from + i, 1, count - i);
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
    copy_steps(to + i, 1, last - i, -1, count - i);
}

/// Every row of `Columns` elements backwards, rows side by side: as many whole rows as a vector holds at once. What a
/// store writes behind them the next one writes again.
template <index_t Columns, class Word>
void reverse_short_rows(Word* to, const Word* from, index_t rows) {
    constexpr index_t lanes = simd::register_bytes / simd::bytes_of<Word>, together = lanes / Columns;
    index_t r = 0;
    if constexpr (together >= 1 && lanes >= 4 && sizeof(Word) <= 8) {
        for (; (rows - r) * Columns >= lanes; r += together) {
            const auto v = simd::load<Word, lanes>(from + r * Columns);
            simd::store<Word, lanes>(to + r * Columns, [&]<int... I>(std::integer_sequence<int, I...>) STRAND_INLINE_LAMBDA {
                constexpr int c = static_cast<int>(Columns), n = static_cast<int>(lanes);
                return __builtin_shufflevector(v, v, (I / c * c + c - 1 - I % c < n ? I / c * c + c - 1 - I % c : I)...);
            }(std::make_integer_sequence<int, static_cast<int>(lanes)>{}));
        }
    }
    for (; r < rows; ++r) {
        for (index_t k = 0; k < Columns; ++k) to[r * Columns + k] = from[r * Columns + Columns - 1 - k];
    }
}

}  // namespace detail

}  // namespace strand::inline STRAND_ISA::kernel

#endif
