// SPDX-License-Identifier: BSD-3-Clause
// Sorts rows of elements, and finds the order of rows: sort_rows, argsort_rows, and both for complex numbers.
// In: dense rows and the coding of their elements as keys. Out: rows, or indices. Stable.
#ifndef STRAND_KERNEL_SORT_ROWS_HPP
#define STRAND_KERNEL_SORT_ROWS_HPP

#include <strand/kernel/order_keys.hpp>
#include <strand/kernel/sort_words.hpp>
#include <strand/memory/buffer.hpp>

namespace strand::inline STRAND_ISA::kernel {

using strand::detail::buffer;

namespace detail {

/// The signs of the zeros of a row, first to last; empty when none is negative.
/// Keys of 0 and -0 are one, so that zeros keep their order; their signs are put back afterwards.
template <class Key>
STRAND_NOINLINE buffer<char> signs_of_zeros(const Key* bits, index_t count) {
    constexpr Key sign = key_coding<Key>::sign;
    constexpr index_t lanes = simd::register_bytes / simd::bytes_of<Key>;
    simd::vec<Key, lanes> found{};
    index_t i = 0, zeros = 0;
    for (; i + lanes <= count; i += lanes) {
        found |= simd::bits_as<simd::vec<Key, lanes>>(simd::load<Key, lanes>(bits + i) == simd::splat<Key, lanes>(sign));
    }
    bool any = false;
    for (index_t k = 0; k < lanes; ++k) any |= found[k] != 0;
    for (; i < count; ++i) any |= bits[i] == sign;
    if (!any) return {};
    for (i = 0; i < count; ++i) zeros += static_cast<Key>(bits[i] & ~sign) == 0;
    buffer<char> signs(zeros);
    char* next = signs.data();
    for (i = 0; i < count; ++i) {
        if (static_cast<Key>(bits[i] & ~sign) == 0) *next++ = bits[i] != 0;
    }
    return signs;
}

template <class Key>
STRAND_NOINLINE void restore_signs(Key* bits, index_t count, const buffer<char>& signs) {
    index_t i = 0;
    for (const char* next = signs.data(); next != signs.data() + signs.capacity(); ++i) {
        if (i == count) return;
        if (bits[i] == 0 && *next++) bits[i] = key_coding<Key>::sign;
    }
}

}  // namespace detail

/// Sorts each of `rows` rows of `count` elements in place. `data` is only read and written as bits.
template <class Key>
STRAND_NOINLINE void sort_rows(void* data, index_t rows, index_t count, const key_coding<Key>& coding) {
    const buffer<Key> keys(count), scratch(count), bits(coding.floating ? count : 0);
    char* row = static_cast<char*>(data);
    const std::size_t bytes = static_cast<std::size_t>(count) * sizeof(Key);
    for (; rows > 0; --rows, row += bytes) {
        buffer<char> signs;
        if (coding.floating) {
            std::memcpy(bits.data(), row, bytes);
            signs = detail::signs_of_zeros(bits.data(), count);
        }
        make_keys(keys.data(), row, count, coding);
        const Key* sorted = sort_words(keys.data(), scratch.data(), count);
        make_elements(row, sorted, count, coding);
        if (signs.capacity() > 0) {
            std::memcpy(bits.data(), row, bytes);
            detail::restore_signs(bits.data(), count, signs);
            std::memcpy(row, bits.data(), bytes);
        }
    }
}

namespace detail {

/// Sorts indices by keys: order[i] is replaced by the index of the i-th smallest key. Stable in the order given.
template <class Key>
struct index_sorter {
    // The key above, the index in the low half; wide keys and very long rows need words of both.
    static constexpr bool fits = sizeof(Key) <= 4;
    buffer<std::uint64_t> words, word_scratch;
    buffer<keyed_index> pairs, pair_scratch;
    bool packed;

    explicit index_sorter(index_t count) : packed(fits && count <= (index_t{1} << 32)) {
        if (packed) {
            words = buffer<std::uint64_t>(count);
            word_scratch = buffer<std::uint64_t>(count);
        } else {
            pairs = buffer<keyed_index>(count);
            pair_scratch = buffer<keyed_index>(count);
        }
    }
    /// `order` null: 0, 1, 2 ... Keys belong to indices: keys[index].
    void run(index_t* result, const index_t* order, const Key* keys, index_t count) {
        if (packed) {
            std::uint64_t* w = words.data();
            if (order) {
                for (index_t i = 0; i < count; ++i) w[i] = std::uint64_t{keys[order[i]]} << 32 | static_cast<std::uint64_t>(i);
            } else {
                for (index_t i = 0; i < count; ++i) w[i] = std::uint64_t{keys[i]} << 32 | static_cast<std::uint64_t>(i);
            }
            const std::uint64_t* sorted = sort_words(w, word_scratch.data(), count, ~std::uint64_t{0} << 32);
            write(result, order, count, [sorted](index_t i) { return static_cast<index_t>(sorted[i] & 0xFFFFFFFFu); });
        } else {
            for (index_t i = 0; i < count; ++i) pairs.data()[i] = {keys[order ? order[i] : i], i};
            const keyed_index* sorted = sort_words(pairs.data(), pair_scratch.data(), count);
            write(result, order, count, [sorted](index_t i) { return sorted[i].index; });
        }
    }

private:
    template <class IndexAt>
    void write(index_t* result, const index_t* order, index_t count, IndexAt index_at) {
        if (!order) {
            for (index_t i = 0; i < count; ++i) result[i] = index_at(i);
            return;
        }
        // The order may be what is written.
        const buffer<index_t> before(count);
        std::memcpy(before.data(), order, static_cast<std::size_t>(count) * sizeof(index_t));
        for (index_t i = 0; i < count; ++i) result[i] = before.data()[index_at(i)];
    }
};

}  // namespace detail

/// The order of each row: result[i] is the index of the row's i-th smallest element. With `refine` the result
/// holds an order already, which equal elements keep.
template <class Key>
STRAND_NOINLINE void argsort_rows(index_t* result, const void* data, index_t rows, index_t count,
                                  const key_coding<Key>& coding, bool refine = false) {
    const buffer<Key> keys(count);
    detail::index_sorter<Key> sorter(count);
    const char* row = static_cast<const char*>(data);
    for (; rows > 0; --rows, row += static_cast<std::size_t>(count) * sizeof(Key), result += count) {
        make_keys(keys.data(), row, count, coding);
        sorter.run(result, refine ? result : nullptr, keys.data(), count);
    }
}

/// The same for complex numbers, whose parts have keys of type Key: by real part, then by imaginary part; those
/// with a NaN in the imaginary part behind, then those with a NaN in the real part, then those with two.
template <class Key>
STRAND_NOINLINE void argsort_complex_rows(index_t* result, const void* data, index_t rows, index_t count,
                                          const key_coding<Key>& coding, bool refine = false) {
    const buffer<Key> parts(2 * count), keys(count);
    const buffer<index_t> order(count);
    detail::index_sorter<Key> sorter(count);
    const char* row = static_cast<const char*>(data);
    for (; rows > 0; --rows, row += static_cast<std::size_t>(2 * count) * sizeof(Key), result += count) {
        make_keys(parts.data(), row, 2 * count, coding);
        const auto is_nan = [&](index_t i, index_t part) { return parts.data()[2 * i + part] == key_coding<Key>::all; };
        for (index_t i = 0; i < count; ++i) keys.data()[i] = parts.data()[2 * i + 1];
        sorter.run(order.data(), refine ? result : nullptr, keys.data(), count);
        for (index_t i = 0; i < count; ++i) keys.data()[i] = parts.data()[2 * i];
        sorter.run(order.data(), order.data(), keys.data(), count);
        // Real parts that are NaN stand last by now; before them come those with a NaN beside the real part.
        index_t* next = result;
        for (const bool nan_imaginary : {false, true}) {
            for (index_t i = 0; i < count; ++i) {
                const index_t at = order.data()[i];
                if (!is_nan(at, 0) && is_nan(at, 1) == nan_imaginary) *next++ = at;
            }
        }
        for (index_t i = 0; i < count; ++i) {
            if (is_nan(order.data()[i], 0)) *next++ = order.data()[i];
        }
    }
}

}  // namespace strand::inline STRAND_ISA::kernel

#endif
