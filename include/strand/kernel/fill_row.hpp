// SPDX-License-Identifier: BSD-3-Clause
// Fills a dense row with elements that come again: every element several times in turn, or the same few again and again.
// In: addresses of words, counts. The places do not overlap.
#ifndef STRAND_KERNEL_FILL_ROW_HPP
#define STRAND_KERNEL_FILL_ROW_HPP

#include <strand/kernel/word.hpp>
#include <strand/simd/memory.hpp>

namespace strand::inline STRAND_ISA::kernel {

namespace detail {

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

/// The same for any `times`, vector by vector: what a store writes behind its element's place the next ones write again.
template <class Word>
void repeat_each(Word* to, const Word* from, index_t times, index_t count) {
    constexpr index_t lanes = simd::register_bytes / simd::bytes_of<Word>;
    index_t i = 0;
    if constexpr (lanes >= 2 && sizeof(Word) <= 8) {
        const auto fill = [&]<index_t Lanes>(std::integral_constant<index_t, Lanes>) STRAND_INLINE_LAMBDA {
            for (; (count - i - 1) * times >= lanes; ++i) {
                const auto v = simd::vec<Word, Lanes>{} + from[i];
                for (index_t k = 0; k < times; k += Lanes) simd::store<Word, Lanes>(to + i * times + k, v);
            }
        };
        if (lanes >= 4 && times <= lanes / 2) fill(std::integral_constant<index_t, lanes / 2>{});
        else fill(std::integral_constant<index_t, lanes>{});
    }
    for (; i < count; ++i) {
        for (index_t k = 0; k < times; ++k) to[i * times + k] = from[i];
    }
}

/// Vector `Part` of a row in which the first `Period` lanes of v come again and again.
template <index_t Period, index_t Part, class Word, index_t Lanes>
STRAND_ALWAYS_INLINE simd::vec<Word, Lanes> periodic_lanes(simd::vec<Word, Lanes> v) {
    return [&]<int... I>(std::integer_sequence<int, I...>) STRAND_INLINE_LAMBDA {
        return __builtin_shufflevector(v, v, ((static_cast<int>(Part * Lanes) + I) % static_cast<int>(Period))...);
    }(std::make_integer_sequence<int, static_cast<int>(Lanes)>{});
}
/// The first `count` lanes, at most all.
template <class Word, index_t Lanes>
STRAND_ALWAYS_INLINE void store_at_most(Word* to, simd::vec<Word, Lanes> v, index_t count) {
    if (count >= Lanes) simd::store<Word, Lanes>(to, v);
    else simd::store_first<Word, Lanes>(to, v, count);
}
/// Fills a dense row with the first `Period` lanes of `few` again and again: 2, 3 or 4 of them, in registers.
template <index_t Period, class Word, index_t Lanes>
void repeat_lanes(Word* to, simd::vec<Word, Lanes> few, index_t count) {
    constexpr index_t many = Period == 3 ? 3 : 1;
    const auto first = periodic_lanes<Period, 0, Word, Lanes>(few), second = periodic_lanes<Period, 1, Word, Lanes>(few),
               third = periodic_lanes<Period, 2, Word, Lanes>(few);
    for (; count >= many * Lanes; count -= many * Lanes, to += many * Lanes) {
        simd::store<Word, Lanes>(to, first);
        if constexpr (many == 3) {
            simd::store<Word, Lanes>(to + Lanes, second);
            simd::store<Word, Lanes>(to + 2 * Lanes, third);
        }
    }
    if (count == 0) return;
    store_at_most<Word, Lanes>(to, first, count);
    if (count > Lanes) store_at_most<Word, Lanes>(to + Lanes, second, count - Lanes);
    if (count > 2 * Lanes) store_at_most<Word, Lanes>(to + 2 * Lanes, third, count - 2 * Lanes);
}
/// Fills a dense row with the same elements again and again, at most a register of them: with vectors of whole periods.
template <class Word>
void repeat_period(Word* to, const char* from, index_t from_step, index_t period, index_t count) {
    constexpr index_t lanes = simd::register_bytes / simd::bytes_of<Word>;
    using vector = simd::vec<Word, lanes>;
    Word few[static_cast<std::size_t>(2 * lanes)];
    vector v;
    if (from_step == simd::bytes_of<Word>) {
        const Word* const in = reinterpret_cast<const Word*>(from);
        v = period < lanes ? simd::load_first<Word, lanes>(in, period) : simd::load<Word, lanes>(in);
    } else {
        simd::store<Word, lanes>(few, vector{});
        for (index_t k = 0; k < period; ++k) few[k] = *reinterpret_cast<const Word*>(from + k * from_step);
        v = simd::load<Word, lanes>(few);
    }
    if constexpr (lanes >= 4) {
        if (period == 2) return repeat_lanes<2, Word, lanes>(to, v, count);
        if (period == 3) return repeat_lanes<3, Word, lanes>(to, v, count);
        if (period == 4) return repeat_lanes<4, Word, lanes>(to, v, count);
    }
    if (2 * period <= lanes) {
        for (index_t k = 0; k < lanes; k += period) simd::store<Word, lanes>(few + k, v);
        v = simd::load<Word, lanes>(few);
    }
    const index_t step = lanes - lanes % period;
    for (; count >= lanes; count -= step, to += step) simd::store<Word, lanes>(to, v);
    if (count > 0) simd::store_first<Word, lanes>(to, v, count);
}

/// Writes the first of dense rows into all others, whole vectors that end with the row; it has more than one.
template <class Word>
void repeat_row_before(Word* first, index_t columns, index_t rows) {
    constexpr index_t lanes = simd::register_bytes >= simd::bytes_of<Word> ? simd::register_bytes / simd::bytes_of<Word> : 1;
    Word* to = first + columns;
    for (; rows > 1; --rows, to += columns) {
        if constexpr (lanes > 1 && sizeof(Word) <= 8) {
            for (index_t k = 0; k + lanes < columns; k += lanes) simd::store<Word, lanes>(to + k, simd::load<Word, lanes>(first + k));
            simd::store<Word, lanes>(to + columns - lanes, simd::load<Word, lanes>(first + columns - lanes));
        } else {
            for (index_t k = 0; k < columns; ++k) to[k] = first[k];
        }
    }
}

}  // namespace detail

}  // namespace strand::inline STRAND_ISA::kernel

#endif
