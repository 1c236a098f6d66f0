// SPDX-License-Identifier: BSD-3-Clause
// Sorts words by unsigned keys, stably: least significant digit first (radix sort), small rows by ranks.
// In: words, a scratch place of the same size, and which bits count. Out: where the sorted words are.
// A word is a key, a key with an index in its low bits, or a key and an index side by side.
//
// Time is linear: reads and writes of memory, no comparison that a processor would have to guess. Only the
// bits in which keys differ take part, so that small integers need one pass or two, whatever their type; of wide
// keys the high bits, which put nearly all of them in order, and insertion does the rest.
// D. E. Knuth, The Art of Computer Programming, volume 3, section 5.2.5.
#ifndef STRAND_KERNEL_SORT_WORDS_HPP
#define STRAND_KERNEL_SORT_WORDS_HPP

#include <bit>
#include <strand/simd/memory.hpp>

namespace strand::inline STRAND_ISA::kernel {

/// A key of 8 bytes and what belongs to it.
struct keyed_index {
    std::uint64_t key;
    index_t index;
};

namespace detail {

template <class Word>
STRAND_ALWAYS_INLINE auto sort_key(const Word& word) {
    if constexpr (std::integral<Word>) return word;
    else return word.key;
}

/// The bits in which keys differ; 0 too when they stand in order already.
template <class Word>
STRAND_NOINLINE std::uint64_t differing_bits(const Word* words, index_t count) {
    index_t sorted = 1;
    while (sorted < count && sort_key(words[sorted - 1]) <= sort_key(words[sorted])) ++sorted;
    if (sorted >= count) return 0;
    std::uint64_t bits = 0;
    index_t i = 0;
    if constexpr (std::integral<Word>) {
        constexpr index_t lanes = simd::register_bytes / simd::bytes_of<Word>;
        simd::vec<Word, lanes> differ{};
        for (; i + lanes <= count; i += lanes) differ |= simd::load<Word, lanes>(words + i) ^ words[0];
        for (index_t k = 0; k < lanes; ++k) bits |= differ[k];
    }
    for (; i < count; ++i) bits |= sort_key(words[i]) ^ sort_key(words[0]);
    return bits;
}

template <class Word>
struct digit {
    int shift;
    std::uint64_t mask;
    STRAND_ALWAYS_INLINE std::size_t of(const Word& word) const { return static_cast<std::size_t>(sort_key(word) >> shift & mask); }
};

/// Bits of one digit: more would cost more in misses of the first-level cache than passes less gain. Short rows
/// have narrower ones, because every digit's counts are walked too.
inline constexpr int most_digit_bits = 11;
/// Equal digits follow each other often (exponents of floats are few), and adding to the number just written waits
/// for it: so a row is counted and moved as several parts side by side, each with counts of its own.
inline constexpr index_t row_parts = 2;
inline constexpr index_t most_digits = index_t{1} << most_digit_bits;
struct digit_counts {
    index_t of_part[row_parts][most_digits];

    void clear(std::uint64_t digits) {
        for (auto& part : of_part) {
            for (std::uint64_t k = 0; k < digits; ++k) part[k] = 0;
        }
    }

    index_t of(std::size_t value) const {
        index_t sum = 0;
        for (const auto& part : of_part) sum += part[value];
        return sum;
    }
};

/// Adds to two tables, which may be one.
template <class Word>
STRAND_NOINLINE void add_digits(index_t* low, index_t* high, const Word* words, index_t count, digit<Word> of) {
    const index_t length = count / row_parts;
    for (index_t i = 0; i < length; ++i) {
        ++low[of.of(words[i])];
        ++high[of.of(words[length + i])];
    }
    for (index_t i = row_parts * length; i < count; ++i) ++high[of.of(words[i])];
}
template <class Word>
void count_digits(digit_counts& counts, const Word* words, index_t count, digit<Word> of) {
    counts.clear(of.mask + 1);
    add_digits(counts.of_part[0], counts.of_part[1], words, count, of);
}

template <class Word>
STRAND_NOINLINE void scatter_by_digit(Word* to, const Word* from, index_t count, digit_counts& counts, digit<Word> of) {
    index_t start = 0;
    for (std::uint64_t k = 0; k <= of.mask; ++k) {
        for (auto& part : counts.of_part) {
            const index_t here = part[k];
            part[k] = start;
            start += here;
        }
    }
    const index_t length = count / row_parts;
    for (index_t i = 0; i < length; ++i) {
        for (index_t p = 0; p < row_parts; ++p) {
            const Word word = from[p * length + i];
            to[counts.of_part[p][of.of(word)]++] = word;
        }
    }
    for (index_t i = row_parts * length; i < count; ++i) to[counts.of_part[row_parts - 1][of.of(from[i])]++] = from[i];
}

/// Keys that differ in the bits of one digit only: counted, and written anew.
template <class Key>
STRAND_NOINLINE void write_counted(Key* words, const digit_counts& counts, digit<Key> of) {
    const Key rest = static_cast<Key>(words[0] & ~static_cast<Key>(of.mask << of.shift));
    for (std::uint64_t k = 0; k <= of.mask; ++k) {
        const Key word = static_cast<Key>(rest | static_cast<Key>(k << of.shift));
        for (index_t left = counts.of(k); left > 0; --left) *words++ = word;
    }
}

/// The number of words that go before each of up to `Vectors` vectors of keys; equal keys in their order.
template <class Key, index_t Vectors>
STRAND_NOINLINE void find_ranks(Key* rank_of, const Key* words, index_t count) {
    constexpr index_t lanes = simd::register_bytes / simd::bytes_of<Key>;
    using V = simd::vec<Key, lanes>;
    constexpr std::size_t vectors = static_cast<std::size_t>(Vectors);
    V keys[vectors], ranks[vectors], places[vectors];
    for (index_t k = 0; k < Vectors; ++k) {
        const index_t left = count - k * lanes;
        keys[k] = left >= lanes ? simd::load<Key, lanes>(words + k * lanes)
                  : left > 0    ? simd::load_first<Key, lanes>(words + k * lanes, left)
                                : V{};
        ranks[k] = V{};
        for (index_t i = 0; i < lanes; ++i) places[k][i] = static_cast<Key>(k * lanes + i);
    }
    for (index_t i = 0; i < count; ++i) {
        const V one = simd::splat<Key, lanes>(words[i]), place = simd::splat<Key, lanes>(static_cast<Key>(i));
        for (index_t k = 0; k < Vectors; ++k) {
            // A comparison that holds is -1.
            ranks[k] -= simd::bits_as<V>((one < keys[k]) | ((one == keys[k]) & (place < places[k])));
        }
    }
    for (index_t k = 0; k < Vectors; ++k) simd::store<Key, lanes>(rank_of + k * lanes, ranks[k]);
}

template <class Word>
void insertion_sort(Word* words, index_t count) {
    for (index_t i = 1; i < count; ++i) {
        const Word word = words[i];
        index_t k = i;
        for (; k > 0 && sort_key(word) < sort_key(words[k - 1]); --k) words[k] = words[k - 1];
        words[k] = word;
    }
}

template <class Word>
using sort_key_t = decltype(sort_key(std::declval<const Word&>()));
template <class Word>
inline constexpr bool ranks_in_registers = sizeof(sort_key_t<Word>) >= 4 && simd::register_bytes >= 32;
/// Rows this short are sorted in registers, or by insertion where those are short.
template <class Word>
inline constexpr index_t small_row = ranks_in_registers<Word> ? (sizeof(sort_key_t<Word>) == 4 ? 64 : simd::register_bytes)
                                                              : 24;
template <class Word>
void sort_small(Word* words, index_t count) {
    if constexpr (ranks_in_registers<Word>) {
        using Key = sort_key_t<Word>;
        constexpr index_t lanes = simd::register_bytes / simd::bytes_of<Key>, most = small_row<Word> / lanes;
        if (count <= 6) return insertion_sort(words, count);
        // Whole vectors are read of these.
        Key keys[small_row<Word>] = {}, ranks[small_row<Word>];
        for (index_t i = 0; i < count; ++i) keys[i] = sort_key(words[i]);
        if (count <= lanes) find_ranks<Key, 1>(ranks, keys, count);
        else if (count <= 2 * lanes) find_ranks<Key, 2>(ranks, keys, count);
        else if (most <= 4 || count <= 4 * lanes) find_ranks<Key, 4>(ranks, keys, count);
        else find_ranks<Key, most>(ranks, keys, count);
        Word sorted[small_row<Word>];
        for (index_t i = 0; i < count; ++i) sorted[ranks[i]] = words[i];
        for (index_t i = 0; i < count; ++i) words[i] = sorted[i];
    } else {
        insertion_sort(words, count);
    }
}

inline int widest_digit(index_t count) { return count >= 1 << 14 ? most_digit_bits : 8; }
inline int digits_for(int bits, index_t count) { return (bits + widest_digit(count) - 1) / widest_digit(count); }

/// Sorts by `bits` bits of the keys from `low` on. Returns where the words are; `scratch` becomes the other place.
template <class Word>
Word* sort_by_bits(Word* words, Word*& scratch, index_t count, int low, int bits, bool only_keys) {
    const int digits = digits_for(bits, count), width = (bits + digits - 1) / digits;
    digit_counts counts;
    for (int d = 0; d < digits; ++d) {
        const int left = bits - d * width;
        const digit<Word> part{low + d * width, (std::uint64_t{1} << (left < width ? left : width)) - 1};
        count_digits(counts, words, count, part);
        if (counts.of(part.of(words[0])) == count) continue;
        if constexpr (std::integral<Word>) {
            if (digits == 1 && only_keys) {
                write_counted(words, counts, part);
                return words;
            }
        }
        scatter_by_digit(scratch, words, count, counts, part);
        std::swap(words, scratch);
    }
    return words;
}

/// Words that are nearly in order: insertion. False when it would take long; equal keys keep their order anyway.
template <class Word>
STRAND_NOINLINE bool finish_by_insertion(Word* words, index_t count) {
    index_t budget = count;
    for (index_t i = 1; i < count; ++i) {
        if (!(sort_key(words[i]) < sort_key(words[i - 1]))) continue;
        const Word word = words[i];
        index_t k = i;
        for (; k > 0 && sort_key(word) < sort_key(words[k - 1]); --k) words[k] = words[k - 1];
        words[k] = word;
        budget -= i - k;
        if (budget < 0) return false;
    }
    return true;
}

/// So many high bits tell most of `count` keys apart: twice what would number them, for pairs, less what the bits of
/// an exponent say. Keys for which it is not so cost a second sort.
inline int telling_bits(index_t count) { return 12 + static_cast<int>(std::bit_width(static_cast<std::uint64_t>(count))) * 17 / 16; }

}  // namespace detail

/// Sorts by the key bits in `relevant`; the bits below it must not decrease from word to word.
template <class Word>
STRAND_NOINLINE Word* sort_words(Word* words, Word* scratch, index_t count, std::uint64_t relevant = ~std::uint64_t{0}) {
    if (count <= detail::small_row<Word>) {
        detail::sort_small(words, count);
        return words;
    }
    const std::uint64_t differing = detail::differing_bits(words, count) & relevant;
    if (differing == 0) return words;
    const int low = std::countr_zero(differing), span = 64 - std::countl_zero(differing) - low;
    const int telling = detail::telling_bits(count);
    if (telling < span && detail::digits_for(telling, count) < detail::digits_for(span, count)) {
        words = detail::sort_by_bits(words, scratch, count, low + span - telling, telling, false);
        if (detail::finish_by_insertion(words, count)) return words;
    }
    return detail::sort_by_bits(words, scratch, count, low, span, relevant == ~std::uint64_t{0});
}

}  // namespace strand::inline STRAND_ISA::kernel

#endif
