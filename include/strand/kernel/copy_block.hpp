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

/// Lane i of `next`, the vector number `Part`, where it holds an element wanted; else of `all`.
template <int Step, int Part, class V, int... I>
STRAND_ALWAYS_INLINE V blend_in(V all, V next, std::integer_sequence<int, I...>) {
    constexpr int lanes = static_cast<int>(sizeof...(I));
    return __builtin_shufflevector(all, next, ((Part * lanes + I) % Step == 0 ? lanes + I : I)...);
}
/// Lanes 0, Step, 2 Step ... of `Step` vectors that lie side by side.
template <index_t Step, class V, int... I>
STRAND_ALWAYS_INLINE V lanes_in_step(const V* v, std::integer_sequence<int, I...>) {
    constexpr int step = static_cast<int>(Step), lanes = static_cast<int>(sizeof...(I));
    if constexpr (Step == 2) {
        return __builtin_shufflevector(v[0], v[1], (2 * I)...);
    } else if constexpr (Step % 2 == 0) {
        const V halves[2] = {lanes_in_step<Step / 2>(v, std::integer_sequence<int, I...>{}),
                             lanes_in_step<Step / 2>(v + Step / 2, std::integer_sequence<int, I...>{})};
        return lanes_in_step<2>(halves, std::integer_sequence<int, I...>{});
    } else {
        // An odd step meets every lane number once: blends bring all wanted into one vector, in some order.
        V all = v[0];
        [&]<int... K>(std::integer_sequence<int, K...>) STRAND_INLINE_LAMBDA {
            ((all = blend_in<step, K + 1>(all, v[K + 1], std::integer_sequence<int, I...>{})), ...);
        }(std::make_integer_sequence<int, step - 1>{});
        return __builtin_shufflevector(all, all, (step * I % lanes)...);
    }
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
            simd::store<Word, lanes>(to + i, lanes_in_step<Step>(v, std::make_integer_sequence<int, static_cast<int>(lanes)>{}));
        }
    }
    copy_steps(to + i, 1, from + Step * i, Step, count - i);
}

/// Vectors are stored in steps by masks.
template <class Word>
inline constexpr bool scatters =
#if defined(__AVX512VL__) && !defined(STRAND_NO_SIMD)
    sizeof(Word) == 4 || sizeof(Word) == 8;
#else
    false;
#endif

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
    // Lanes of a vector, or bytes of a register, are stored where they go: every address is a register and a number.
    constexpr index_t few = sizeof(Word) <= 2 ? 8 : 16 / simd::bytes_of<Word>;
    if constexpr (sizeof(Word) <= 8) {
        for (; i + few <= count; i += few) {
            const auto v = simd::load<Word, few>(from + i);
            STRAND_UNROLL_ALL
            for (index_t k = 0; k < few; ++k) to[Step * (i + k)] = v[k];
        }
    }
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

/// The largest step, in elements, that whole vectors are loaded for.
inline constexpr index_t most_stepped = 4;

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
        if (from_step == 3 * item) return gather_row<3>(out, in, count);
        if (from_step == 4 * item) return gather_row<4>(out, in, count);
        if (from_step == -item) return reverse_row(out, in, count);
    }
    if (from_step == item && to_step == 2 * item) return scatter_row<2>(out, in, count);
    if (from_step == item && to_step == 3 * item) return scatter_row<3>(out, in, count);
    if (from_step == item && to_step == 4 * item) return scatter_row<4>(out, in, count);
    if (scatters<Word> && from_step == to_step && (to_step == 2 * item || to_step == 3 * item)) {
        // Put side by side in between: both halves then move whole vectors.
        Word between[256];
        for (index_t i = 0; i < count; i += 256) {
            const index_t now = count - i < 256 ? count - i : 256;
            copy_row<Word>(reinterpret_cast<char*>(between), item, from + i * from_step, from_step, now);
            copy_row<Word>(to + i * to_step, to_step, reinterpret_cast<const char*>(between), item, now);
        }
        return;
    }
    copy_steps(out, to_step / item, in, from_step / item, count);
}

/// Rows of at most so many elements are not worth a loop of their own.
inline constexpr index_t most_short = 8;
/// Elements of a stretch: with what lies between them it stays in the first-level cache.
inline constexpr index_t shared_stretch = 1024;

/// Rows of more bytes are left to memcpy; shorter ones take less time than calling it.
inline constexpr index_t most_moved_bytes = 512;

/// Rows that lie dense on both sides, at least `Bytes` long: pieces of so many bytes, the last of which ends with the row.
template <std::size_t Bytes>
void move_rows(block_place to, block_place from, index_t rows, index_t bytes) {
    struct piece {
        char bytes[Bytes];
    };
    constexpr index_t size = static_cast<index_t>(Bytes);
    const auto move = [](char* there, const char* here) STRAND_INLINE_LAMBDA {
        piece p;
        std::memcpy(&p, here, Bytes);
        std::memcpy(there, &p, Bytes);
    };
    for (; rows > 0; --rows, to.data += to.row_step, from.data += from.row_step) {
        for (index_t i = 0; i < bytes - size; i += size) move(to.data + i, from.data + i);
        move(to.data + bytes - size, from.data + bytes - size);
    }
}
inline void copy_dense_rows(block_place to, block_place from, index_t rows, index_t bytes) {
    const bool copied = with_short_bytes(bytes, [&](auto length) {
        for (; rows > 0; --rows, to.data += to.row_step, from.data += from.row_step) std::memcpy(to.data, from.data, length());
    });
    if (copied) return;
    if (bytes >= 64) return move_rows<64>(to, from, rows, bytes);
    if (bytes >= 32) return move_rows<32>(to, from, rows, bytes);
    if (bytes >= 16) return move_rows<16>(to, from, rows, bytes);
    for (; rows > 0; --rows, to.data += to.row_step, from.data += from.row_step) std::memcpy(to.data, from.data, static_cast<std::size_t>(bytes));
}

template <class Word>
void copy_words(block_place to, block_place from, index_t rows, index_t columns) {
    constexpr index_t item = simd::bytes_of<Word>;
    if (rows > 1 && to.column_step == item && to.row_step == columns * item) {
        if constexpr (simd::register_bytes >= 2 * simd::bytes_of<Word> && sizeof(Word) <= 8) {
            if (from.row_step == 0 && columns * item <= simd::register_bytes) {
                return repeat_period(reinterpret_cast<Word*>(to.data), from.data, from.column_step, columns, rows * columns);
            }
        }
        if (from.row_step == 0) {
            // The same row again and again: what is there already is copied behind itself.
            copy_row<Word>(to.data, item, from.data, from.column_step, columns);
            if (columns * item <= 4 * simd::register_bytes) return repeat_row_before(reinterpret_cast<Word*>(to.data), columns, rows);
            const index_t all = rows * columns * item;
            for (index_t done = columns * item; done < all; done *= 2) {
                std::memcpy(to.data + done, to.data, static_cast<std::size_t>(2 * done <= all ? done : all - done));
            }
            return;
        }
        if (from.column_step == 0 && from.row_step == item && columns >= 2) {
            Word* out = reinterpret_cast<Word*>(to.data);
            const Word* in = reinterpret_cast<const Word*>(from.data);
            if (columns == 2) return repeat_row<2>(out, in, rows);
            if (columns == 3) return repeat_row<3>(out, in, rows);
            if (columns == 4) return repeat_row<4>(out, in, rows);
            return repeat_each(out, in, columns, rows);
        }
        if (from.column_step == -item && from.row_step == columns * item && columns >= 2 && columns <= 4) {
            Word* out = reinterpret_cast<Word*>(to.data);
            const Word* in = reinterpret_cast<const Word*>(from.data) - (columns - 1);
            if (columns == 2) return reverse_short_rows<2>(out, in, rows);
            if (columns == 3) return reverse_short_rows<3>(out, in, rows);
            return reverse_short_rows<4>(out, in, rows);
        }
    }
    // One side dense along columns, the other along rows: a transposition.
    const bool along_columns = to.column_step == item && from.row_step == item && from.column_step != item;
    const bool along_rows = to.row_step == item && from.column_step == item && to.column_step != item;
    if (rows > most_stepped && columns > most_stepped && (along_columns || along_rows)) {
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
    if (rows > 1 && columns > 1 && to.column_step == item && from.column_step == item && columns * item <= most_moved_bytes) {
        return copy_dense_rows(to, from, rows, columns * item);
    }
    if (columns < rows && (to.row_step == item || columns <= most_short)) {
        std::swap(to.row_step, to.column_step);
        std::swap(from.row_step, from.column_step);
        std::swap(rows, columns);
    }
    // Where a few rows share cache lines, all of them pass a stretch before the next stretch.
    const index_t stretch = rows <= most_short && columns > shared_stretch ? shared_stretch : columns;
    for (index_t done = 0; done < columns; done += stretch) {
        const index_t now = columns - done < stretch ? columns - done : stretch;
        for (index_t r = 0; r < rows; ++r) {
            copy_row<Word>(to.data + r * to.row_step + done * to.column_step, to.column_step,
                           from.data + r * from.row_step + done * from.column_step, from.column_step, now);
        }
    }
}

}  // namespace detail

inline void copy_block(block_place to, block_place from, index_t rows, index_t columns, index_t itemsize) {
    with_word(itemsize, [&]<class Word>(Word) { detail::copy_words<Word>(to, from, rows, columns); });
}

}  // namespace strand::inline STRAND_ISA::kernel

#endif
