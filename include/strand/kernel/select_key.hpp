// SPDX-License-Identifier: BSD-3-Clause
// Selection: the key of a given rank, in linear time, and the order of a row around it.
// In: keys (overwritten), a scratch place of the same size, a rank. What partitions, medians and quantiles
// stand on.
//
// Counts the highest digit in which keys differ, keeps the keys that share the digit of the wanted rank, and
// so on: each round reads what the one before kept.
#ifndef STRAND_KERNEL_SELECT_KEY_HPP
#define STRAND_KERNEL_SELECT_KEY_HPP

#include <strand/kernel/sort_words.hpp>

namespace strand::inline STRAND_ISA::kernel {

/// The key that would stand at position `rank` in sorted order, 0 <= rank < count.
template <class Key>
STRAND_NOINLINE Key select_key(Key* keys, Key* scratch, index_t count, index_t rank) {
    detail::digit_counts counts;
    while (count > detail::small_row<Key>) {
        const std::uint64_t differing = detail::differing_bits(keys, count);
        if (differing == 0) return keys[rank];  // in order already
        const int high = 64 - std::countl_zero(differing), widest = detail::widest_digit(count);
        const int shift = high > widest ? high - widest : 0;
        const detail::digit<Key> digit{shift, (std::uint64_t{1} << (high - shift)) - 1};
        detail::count_digits(counts, keys, count, digit);
        std::size_t wanted = 0;
        for (; rank >= counts.of(wanted); ++wanted) rank -= counts.of(wanted);
        index_t kept = 0;
        const index_t expected = counts.of(wanted);
        for (index_t i = 0; kept < expected; ++i) {
            scratch[kept] = keys[i];
            kept += digit.of(keys[i]) == wanted;
        }
        std::swap(keys, scratch);
        count = kept;
    }
    detail::sort_small(keys, count);
    return keys[rank];
}

/// The key that would stand behind `key`, at position `rank` + 1 when `key` stands at `rank`.
template <class Key>
STRAND_NOINLINE Key next_key(const Key* keys, index_t count, Key key, index_t rank) {
    index_t not_above = 0;
    Key next = static_cast<Key>(~Key(0));
    for (index_t i = 0; i < count; ++i) {
        const bool above = keys[i] > key;
        not_above += !above;
        next = above && keys[i] < next ? keys[i] : next;
    }
    return not_above > rank + 1 ? key : next;
}

/// The indices of a row: first of the keys below `pivot`, then of those equal to it, then of those above.
template <class Key>
STRAND_NOINLINE void partition_indices(index_t* result, const Key* keys, index_t count, Key pivot) {
    index_t below = 0, equal = 0;
    for (index_t i = 0; i < count; ++i) {
        below += keys[i] < pivot;
        equal += keys[i] == pivot;
    }
    index_t next[] = {0, below, below + equal};
    for (index_t i = 0; i < count; ++i) result[next[(keys[i] >= pivot) + (keys[i] > pivot)]++] = i;
}

}  // namespace strand::inline STRAND_ISA::kernel

#endif
