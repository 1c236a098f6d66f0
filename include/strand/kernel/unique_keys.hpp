// SPDX-License-Identifier: BSD-3-Clause
// Different keys of a row, in order, and how often each occurs. In: keys (overwritten), a scratch place of
// the same size. Out: keys and counts. Keys that differ in few bits are counted instead of sorted.
#ifndef STRAND_KERNEL_UNIQUE_KEYS_HPP
#define STRAND_KERNEL_UNIQUE_KEYS_HPP

#include <strand/kernel/order_keys.hpp>
#include <strand/kernel/sort_words.hpp>
#include <strand/memory/buffer.hpp>

namespace strand::inline STRAND_ISA::kernel {

namespace detail {

/// Keys that differ in at most this many bits are counted: the counts stay in the second-level cache.
inline constexpr int most_counted_bits = 16;

/// Keys with a count, from the counts of one digit.
template <class Key>
index_t write_present(Key* to, index_t* counts_to, Key any, const index_t* counts, digit<Key> of) {
    const Key rest = static_cast<Key>(any & ~static_cast<Key>(of.mask << of.shift));
    index_t found = 0;
    for (std::uint64_t k = 0; k <= of.mask; ++k) {
        if (counts[k] == 0) continue;
        to[found] = static_cast<Key>(rest | static_cast<Key>(k << of.shift));
        if (counts_to) counts_to[found] = counts[k];
        ++found;
    }
    return found;
}

}  // namespace detail

/// Writes the different keys to `keys`, in order, and how often each occurs to `counts` unless it is null;
/// returns how many there are. `apart` (with counts): every occurrence of the largest key is a key of its own.
template <class Key>
STRAND_NOINLINE index_t unique_keys(Key* keys, Key* scratch, index_t* counts, index_t count, bool apart) {
    if (count == 0) return 0;
    index_t found = 0;
    const std::uint64_t differing = detail::differing_bits(keys, count);
    const int low = differing ? std::countr_zero(differing) : 0, span = differing ? 64 - std::countl_zero(differing) - low : 0;
    if (span > 0 && span <= detail::most_counted_bits && count >= index_t{1} << (span > 4 ? span - 4 : 0)) {
        const detail::digit<Key> digit{low, (std::uint64_t{1} << span) - 1};
        // Two tables where both stay in the first-level cache.
        const index_t digits = index_t{1} << span;
        const bool small = span <= detail::most_digit_bits;
        const strand::detail::buffer<index_t> table(small ? 2 * digits : digits);
        for (index_t k = 0; k < table.capacity(); ++k) table.data()[k] = 0;
        const Key any = keys[0];
        detail::add_digits(table.data(), table.data() + (small ? digits : 0), keys, count, digit);
        for (index_t k = 0; small && k < digits; ++k) table.data()[k] += table.data()[digits + k];
        found = detail::write_present(keys, counts, any, table.data(), digit);
    } else {
        Key* const sorted = span > 0 ? sort_words(keys, scratch, count) : keys;
        index_t start = 0;
        for (index_t i = 0; i < count; ++i) {
            if (i + 1 < count && sorted[i] == sorted[i + 1]) continue;
            keys[found] = sorted[i];
            if (counts) counts[found] = i + 1 - start;
            ++found;
            start = i + 1;
        }
    }
    if (apart && keys[found - 1] == key_coding<Key>::all) {
        const index_t many = counts[found - 1];
        for (index_t k = found - 1; k < found - 1 + many; ++k) {
            keys[k] = key_coding<Key>::all;
            counts[k] = 1;
        }
        found += many - 1;
    }
    return found;
}

}  // namespace strand::inline STRAND_ISA::kernel

#endif
