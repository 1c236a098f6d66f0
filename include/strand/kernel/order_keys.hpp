// SPDX-License-Identifier: BSD-3-Clause
// Order-preserving keys: bits of an element type turned into unsigned integers of its size that compare as
// the elements do. In: rows of dense elements. Out: rows of keys, and back.
//
//   unsigned, bool   as they are
//   signed           the sign bit turned around
//   floating         negative: all bits turned around; else the sign bit (IEEE 754 orders magnitudes as
//                    integers); -0 has the key of 0, and every NaN the largest of all
//
// Descending order turns all keys around but those of NaN, which stay behind everything.
#ifndef STRAND_KERNEL_ORDER_KEYS_HPP
#define STRAND_KERNEL_ORDER_KEYS_HPP

#include <strand/simd/memory.hpp>

namespace strand::inline STRAND_ISA::kernel {

/// How keys of an unsigned integer type Key are made of elements of the same size.
template <class Key>
struct key_coding {
    static constexpr Key sign = static_cast<Key>(Key(1) << (8 * sizeof(Key) - 1));
    static constexpr Key all = static_cast<Key>(~Key(0));
    Key flip = 0;      // of integers
    Key infinity = 0;  // of floating types: NaN is above
    bool floating = false, descending = false;

    Key key_of(Key bits) const {
        if (!floating) return static_cast<Key>(bits ^ flip);
        if (static_cast<Key>(bits & ~sign) > infinity) return all;
        Key key = static_cast<Key>((bits & sign) ? ~bits : bits | sign);
        if (bits == sign) key = sign;
        return static_cast<Key>(descending ? ~key : key);
    }
    Key bits_of(Key key) const {
        if (!floating) return static_cast<Key>(key ^ flip);
        // A quiet NaN: the bit below the infinity's.
        if (key == all) return static_cast<Key>(infinity | infinity >> 1);
        if (descending) key = static_cast<Key>(~key);
        return static_cast<Key>((key & sign) ? key & ~sign : ~key);
    }
};

template <class T>
using key_of_t = simd::uint_of<simd::bytes_of<T>>;

template <class T>
key_coding<key_of_t<T>> coding_of(bool descending) {
    using Key = key_of_t<T>;
    key_coding<Key> coding;
    coding.descending = descending;
    if constexpr (strand::detail::real_floating<T>) {
        coding.floating = true;
        coding.infinity = simd::bits_as<Key>(std::numeric_limits<T>::infinity());
    } else {
        if constexpr (std::is_signed_v<T>) coding.flip = key_coding<Key>::sign;
        if (descending) coding.flip = static_cast<Key>(~coding.flip);
    }
    return coding;
}

namespace detail {

template <class Key, index_t Lanes>
STRAND_ALWAYS_INLINE simd::vec<Key, Lanes> keys_of_vec(simd::vec<Key, Lanes> bits, const key_coding<Key>& coding) {
    using V = simd::vec<Key, Lanes>;
    using S = std::make_signed_t<Key>;
    constexpr Key sign = key_coding<Key>::sign;
    if (!coding.floating) return bits ^ coding.flip;
    const V negative = simd::bits_as<V>(simd::bits_as<simd::vec<S, Lanes>>(bits) < S(0));
    V key = bits ^ (negative | sign);
    const V zeros = simd::bits_as<V>(bits == simd::splat<Key, Lanes>(sign));
    key = (key & ~zeros) | (zeros & sign);
    if (coding.descending) key = ~key;
    // Both sides without sign bit: the signed comparison is the cheaper one.
    const V magnitude = bits & static_cast<Key>(~sign);
    return key | simd::bits_as<V>(simd::bits_as<simd::vec<S, Lanes>>(magnitude) > static_cast<S>(coding.infinity));
}
template <class Key, index_t Lanes>
STRAND_ALWAYS_INLINE simd::vec<Key, Lanes> bits_of_vec(simd::vec<Key, Lanes> key, const key_coding<Key>& coding) {
    using V = simd::vec<Key, Lanes>;
    using S = std::make_signed_t<Key>;
    constexpr Key sign = key_coding<Key>::sign;
    if (!coding.floating) return key ^ coding.flip;
    const V nan = simd::bits_as<V>(key == simd::splat<Key, Lanes>(key_coding<Key>::all));
    if (coding.descending) key = ~key;
    const V negative = simd::bits_as<V>(simd::bits_as<simd::vec<S, Lanes>>(key) >= S(0));
    const V bits = key ^ (negative | sign);
    return (bits & ~nan) | (nan & static_cast<Key>(coding.infinity | coding.infinity >> 1));
}

/// to[i] = function(from[i]) over whole vectors and a partial one.
template <class Key, class Function>
STRAND_ALWAYS_INLINE void map_words(Key* to, const Key* from, index_t count, Function function) {
    constexpr index_t lanes = simd::register_bytes / simd::bytes_of<Key>;
    index_t i = 0;
    for (; i + lanes <= count; i += lanes) simd::store<Key, lanes>(to + i, function(simd::load<Key, lanes>(from + i)));
    if (i < count) simd::store_first<Key, lanes>(to + i, function(simd::load_first<Key, lanes>(from + i, count - i)), count - i);
}

}  // namespace detail

/// `elements` are of any type of Key's size; they are only read through vectors.
template <class Key>
STRAND_NOINLINE void make_keys(Key* keys, const void* elements, index_t count, const key_coding<Key>& coding) {
    constexpr index_t lanes = simd::register_bytes / simd::bytes_of<Key>;
    const key_coding<Key> c = coding;
    detail::map_words(keys, static_cast<const Key*>(elements), count, [&c](simd::vec<Key, lanes> bits) STRAND_INLINE_LAMBDA {
        return detail::keys_of_vec<Key, lanes>(bits, c);
    });
}
template <class Key>
STRAND_NOINLINE void make_elements(void* elements, const Key* keys, index_t count, const key_coding<Key>& coding) {
    constexpr index_t lanes = simd::register_bytes / simd::bytes_of<Key>;
    const key_coding<Key> c = coding;
    detail::map_words(static_cast<Key*>(elements), keys, count, [&c](simd::vec<Key, lanes> key) STRAND_INLINE_LAMBDA {
        return detail::bits_of_vec<Key, lanes>(key, c);
    });
}

}  // namespace strand::inline STRAND_ISA::kernel

#endif
