// SPDX-License-Identifier: BSD-3-Clause
// `mask<Bytes, Lanes>`: the truth values of as many lanes, as comparisons of lanes of so many bytes give
// them. In memory a bool is a byte.
// With AVX-512 a mask is one bit per lane; elsewhere a lane of 0 or -1 as wide as what was compared, which
// is converted where widths meet.
#ifndef STRAND_SIMD_MASK_HPP
#define STRAND_SIMD_MASK_HPP

#include <strand/simd/convert.hpp>
#include <strand/simd/mask_register.hpp>
#include <strand/simd/memory.hpp>

namespace strand::inline STRAND_ISA::simd {

template <index_t Bytes, index_t Lanes>
struct mask {
    static constexpr index_t lanes = Lanes;
    using element_type = bool;
    using representation = std::conditional_t<detail::has_mask_registers, detail::mask_bits<Lanes>, vec<int_of<Bytes>, Lanes>>;
    representation v;
};

template <class T>
inline constexpr bool is_mask = false;
template <index_t Bytes, index_t Lanes>
inline constexpr bool is_mask<mask<Bytes, Lanes>> = true;

namespace detail {

using strand::detail::integer;

#if defined(__SSE2__) && !defined(__SSE4_2__) && !defined(STRAND_NO_SIMD)
/// There are no comparisons of 64-bit integers: equality is that of both halves, and order that of the upper halves, or,
/// where these are equal, what the lower ones borrow from them: then the upper half of the difference is 0 or -1.
template <class T, index_t Lanes>
inline constexpr bool compares_halves = integer<T> && sizeof(T) == 8 && Lanes > 1;

template <class T, index_t Lanes>
STRAND_ALWAYS_INLINE vec<std::int64_t, Lanes> equal_by_halves(vec<T, Lanes> a, vec<T, Lanes> b) {
    using halves = vec<std::int32_t, 2 * Lanes>;
    const halves same = bits_as<halves>(a) == bits_as<halves>(b);
    const halves swapped = [&]<int... I>(std::integer_sequence<int, I...>) STRAND_INLINE_LAMBDA {
        return __builtin_shufflevector(same, same, (I ^ 1)...);
    }(std::make_integer_sequence<int, static_cast<int>(2 * Lanes)>{});
    return bits_as<vec<std::int64_t, Lanes>>(same & swapped);
}
template <class T, index_t Lanes>
STRAND_ALWAYS_INLINE vec<std::int64_t, Lanes> less_by_halves(vec<T, Lanes> a, vec<T, Lanes> b) {
    using bits = vec<std::uint64_t, Lanes>;
    using halves = vec<std::int32_t, 2 * Lanes>;
    constexpr std::uint64_t flip = std::is_signed_v<T> ? 0 : std::uint64_t{1} << 63;
    const bits x = bits_as<bits>(a) ^ flip, y = bits_as<bits>(b) ^ flip;
    const halves left = bits_as<halves>(x), right = bits_as<halves>(y);
    const halves signs = (left < right) | ((left == right) & bits_as<halves>(x - y));
    return [&]<int... I>(std::integer_sequence<int, I...>) STRAND_INLINE_LAMBDA {
        return bits_as<vec<std::int64_t, Lanes>>(__builtin_shufflevector(signs, signs, (I | 1)...));
    }(std::make_integer_sequence<int, static_cast<int>(2 * Lanes)>{});
}
template <relation R, class T, index_t Lanes>
STRAND_ALWAYS_INLINE vec<std::int64_t, Lanes> related_by_halves(vec<T, Lanes> a, vec<T, Lanes> b) {
    if constexpr (R == relation::equal) return equal_by_halves<T, Lanes>(a, b);
    else if constexpr (R == relation::not_equal) return ~equal_by_halves<T, Lanes>(a, b);
    else if constexpr (R == relation::less) return less_by_halves<T, Lanes>(a, b);
    else if constexpr (R == relation::greater) return less_by_halves<T, Lanes>(b, a);
    else if constexpr (R == relation::less_equal) return ~less_by_halves<T, Lanes>(b, a);
    else return ~less_by_halves<T, Lanes>(a, b);
}
#else
template <class T, index_t Lanes>
inline constexpr bool compares_halves = false;
template <relation R, class T, index_t Lanes>
vec<std::int64_t, Lanes> related_by_halves(vec<T, Lanes> a, vec<T, Lanes> b);
#endif

/// -1 in the lanes below 0.
template <class T, index_t Lanes>
STRAND_ALWAYS_INLINE vec<T, Lanes> lanes_below_0(vec<T, Lanes> v) {
    if constexpr (compares_halves<T, Lanes>) return bits_as<vec<T, Lanes>>(-(bits_as<vec<std::make_unsigned_t<T>, Lanes>>(v) >> 63));
    else return bits_as<vec<T, Lanes>>(v < 0);
}
/// `yes` where the lanes of a mask are -1, `no` where they are 0.
template <class T, index_t Lanes>
STRAND_ALWAYS_INLINE vec<T, Lanes> choose(vec<int_of<bytes_of<T>>, Lanes> m, vec<T, Lanes> yes, vec<T, Lanes> no) {
#if defined(__SSE2__) && !defined(__SSE4_1__) && !defined(STRAND_NO_SIMD)
    // There is no instruction for it, and g++ would ask lane by lane.
    using bits = vec<int_of<bytes_of<T>>, Lanes>;
    return bits_as<vec<T, Lanes>>((m & bits_as<bits>(yes)) | (~m & bits_as<bits>(no)));
#else
    return m ? yes : no;
#endif
}

/// Lanes of which one is NaN.
template <class T, index_t Lanes>
STRAND_ALWAYS_INLINE vec<int_of<bytes_of<T>>, Lanes> unordered_lanes(vec<T, Lanes> a, vec<T, Lanes> b) {
    using result [[maybe_unused]] = vec<int_of<bytes_of<T>>, Lanes>;
#if defined(__SSE2__) && !defined(STRAND_NO_SIMD)
#if defined(__AVX__)
    if constexpr (sizeof a == 32 && sizeof(T) == 8) return bits_as<result>(_mm256_cmp_pd(bits_as<__m256d>(a), bits_as<__m256d>(b), _CMP_UNORD_Q));
    else if constexpr (sizeof a == 32) return bits_as<result>(_mm256_cmp_ps(bits_as<__m256>(a), bits_as<__m256>(b), _CMP_UNORD_Q));
    else
#endif
        if constexpr (sizeof a == 16 && sizeof(T) == 8)
        return bits_as<result>(_mm_cmpunord_pd(bits_as<__m128d>(a), bits_as<__m128d>(b)));
    else if constexpr (sizeof a == 16) return bits_as<result>(_mm_cmpunord_ps(bits_as<__m128>(a), bits_as<__m128>(b)));
    else
#endif
        return (a != a) | (b != b);
}

/// Compares lane by lane.
template <relation R, class T, index_t Lanes>
STRAND_ALWAYS_INLINE mask<bytes_of<T>, Lanes> compare_lanes(vec<T, Lanes> a, vec<T, Lanes> b) {
    if constexpr (has_mask_registers) return {related<R, T, Lanes>(a, b)};
    else if constexpr (compares_halves<T, Lanes>) return {related_by_halves<R, T, Lanes>(a, b)};
    else if constexpr (R == relation::unordered) return {unordered_lanes<T, Lanes>(a, b)};
    else if constexpr (R == relation::equal) return {a == b};
    else if constexpr (R == relation::not_equal) return {a != b};
    else if constexpr (R == relation::less) return {a < b};
    else if constexpr (R == relation::less_equal) return {a <= b};
    else if constexpr (R == relation::greater) return {a > b};
    else return {a >= b};
}
template <relation R, class T, index_t Lanes>
STRAND_ALWAYS_INLINE mask<bytes_of<T>, Lanes> compare_lanes(vec<T, Lanes> a, T b) {
    return compare_lanes<R, T, Lanes>(a, splat<T, Lanes>(b));
}

/// The first `count` lanes, count > 0, are true.
template <index_t Bytes, index_t Lanes>
STRAND_ALWAYS_INLINE mask<Bytes, Lanes> first_lanes_mask(index_t count) {
    if constexpr (has_mask_registers) {
        using bits = mask_bits<Lanes>;
        return {static_cast<bits>(~std::uint64_t(0) >> (64 - count))};
    } else {
        using I = int_of<Bytes>;
        return {from_lanes<I, Lanes>([](index_t i) STRAND_INLINE_LAMBDA { return i; }) < static_cast<I>(count)};
    }
}

}  // namespace detail

template <index_t To, index_t Bytes, index_t Lanes>
STRAND_ALWAYS_INLINE mask<To, Lanes> mask_cast(mask<Bytes, Lanes> m) {
    if constexpr (detail::has_mask_registers) return {m.v};
    else return {convert_lanes<int_of<To>, Lanes, int_of<Bytes>>(m.v)};
}
template <index_t Bytes, index_t Lanes>
STRAND_ALWAYS_INLINE mask<Bytes, Lanes> mask_splat(bool value) {
    using result = mask<Bytes, Lanes>;
    if constexpr (detail::has_mask_registers) return {static_cast<typename result::representation>(value ? -1 : 0)};
    else return {splat<int_of<Bytes>, Lanes>(value ? -1 : 0)};
}

// ---- logic -------------------------------------------------------------------------------------------

template <index_t A, index_t B, index_t Lanes>
STRAND_ALWAYS_INLINE mask<A, Lanes> operator&(mask<A, Lanes> a, mask<B, Lanes> b) {
    return {static_cast<typename mask<A, Lanes>::representation>(a.v & mask_cast<A>(b).v)};
}
template <index_t A, index_t B, index_t Lanes>
STRAND_ALWAYS_INLINE mask<A, Lanes> operator|(mask<A, Lanes> a, mask<B, Lanes> b) {
    return {static_cast<typename mask<A, Lanes>::representation>(a.v | mask_cast<A>(b).v)};
}
template <index_t A, index_t B, index_t Lanes>
STRAND_ALWAYS_INLINE mask<A, Lanes> operator^(mask<A, Lanes> a, mask<B, Lanes> b) {
    return {static_cast<typename mask<A, Lanes>::representation>(a.v ^ mask_cast<A>(b).v)};
}
template <index_t A, index_t Lanes>
STRAND_ALWAYS_INLINE mask<A, Lanes> operator~(mask<A, Lanes> a) {
    return {static_cast<typename mask<A, Lanes>::representation>(~a.v)};
}
template <index_t A, index_t B, index_t Lanes>
STRAND_ALWAYS_INLINE mask<A, Lanes> select(mask<A, Lanes> m, mask<B, Lanes> yes, auto no) {
    return (m & yes) | (~m & no);
}

namespace detail {
#if defined(__AVX512BW__) && defined(__AVX512DQ__) && defined(__AVX512VL__) && !defined(STRAND_NO_SIMD)
template <index_t Lanes, index_t Bytes>
STRAND_ALWAYS_INLINE mask<Bytes, Lanes> first_of_pairs(std::uint64_t bits) {
    return {static_cast<mask_bits<Lanes>>(_pext_u64(bits, 0x5555555555555555))};
}
#else
template <index_t Lanes, index_t Bytes>
mask<Bytes, Lanes> first_of_pairs(std::uint64_t bits);
#endif
/// Of the truth values of real and imaginary parts, in turn: for every number, whether both hold, or one.
template <bool All, index_t Lanes, index_t Bytes>
STRAND_ALWAYS_INLINE auto of_parts(mask<Bytes, 2 * Lanes> m) {
#if defined(__AVX512BW__) && defined(__AVX512DQ__) && defined(__AVX512VL__) && !defined(STRAND_NO_SIMD)
    if constexpr (Bytes == 4 && Lanes == 8) {
        // The pairs as lanes of twice the width, by whether both bits are 0.
        const __m512i parts = _mm512_movm_epi32(static_cast<__mmask16>(All ? ~m.v : m.v));
        return mask<Bytes, Lanes>{All ? _mm512_testn_epi64_mask(parts, parts) : _mm512_test_epi64_mask(parts, parts)};
    }
#endif
    if constexpr (has_mask_registers) {
        const std::uint64_t bits = m.v, next = bits >> 1;
        return first_of_pairs<Lanes, Bytes>(All ? bits & next : bits | next);
    } else {
        const auto swapped = [&]<int... I>(std::integer_sequence<int, I...>) STRAND_INLINE_LAMBDA {
            return __builtin_shufflevector(m.v, m.v, (I ^ 1)...);
        }(std::make_integer_sequence<int, static_cast<int>(2 * Lanes)>{});
        const auto joint = All ? m.v & swapped : m.v | swapped;
        if constexpr (Bytes < 8) {
            return mask<2 * Bytes, Lanes>{bits_as<vec<int_of<2 * Bytes>, Lanes>>(joint)};
        } else if constexpr (Lanes == 1) {
            return mask<Bytes, 1>{vec<int_of<Bytes>, 1>{joint[0]}};
        } else {
            return [&]<int... I>(std::integer_sequence<int, I...>) STRAND_INLINE_LAMBDA {
                return mask<Bytes, Lanes>{__builtin_shufflevector(joint, joint, (2 * I)...)};
            }(std::make_integer_sequence<int, static_cast<int>(Lanes)>{});
        }
    }
}
template <index_t Lanes, index_t Bytes>
STRAND_ALWAYS_INLINE auto both_parts(mask<Bytes, 2 * Lanes> m) {
    return of_parts<true, Lanes, Bytes>(m);
}
template <index_t Lanes, index_t Bytes>
STRAND_ALWAYS_INLINE auto either_part(mask<Bytes, 2 * Lanes> m) {
    return of_parts<false, Lanes, Bytes>(m);
}
}  // namespace detail

namespace detail {
/// The signs of lanes that are 0 or -1.
template <class I, index_t Lanes>
STRAND_ALWAYS_INLINE std::uint64_t lane_signs(vec<I, Lanes> v) {
#if defined(__SSE2__) && !defined(STRAND_NO_SIMD)
#if defined(__AVX2__)
    constexpr std::size_t most = 32;
#else
    constexpr std::size_t most = 16;
#endif
    if constexpr (sizeof v > most) {
        constexpr index_t half = Lanes / 2;
        return lane_signs<I, half>(lanes_from<0, half, I, Lanes>(v)) | lane_signs<I, half>(lanes_from<half, half, I, Lanes>(v)) << half;
    } else if constexpr (sizeof v < 16) {
        constexpr index_t whole = 16 / bytes_of<I>;
        return lane_signs<I, whole>(bits_as<vec<I, whole>>(low_part_of<__m128i>(v)));
    }
#if defined(__AVX2__)
    else if constexpr (sizeof v == 32) {
        const auto whole = bits_as<__m256i>(v);
        if constexpr (sizeof(I) == 8) return static_cast<unsigned>(_mm256_movemask_pd(bits_as<__m256d>(v)));
        else if constexpr (sizeof(I) == 4) return static_cast<unsigned>(_mm256_movemask_ps(bits_as<__m256>(v)));
        else if constexpr (sizeof(I) == 1) return static_cast<unsigned>(_mm256_movemask_epi8(whole));
        else return static_cast<unsigned>(_mm_movemask_epi8(_mm_packs_epi16(_mm256_castsi256_si128(whole), _mm256_extracti128_si256(whole, 1))));
    }
#endif
    else if constexpr (sizeof(I) == 8) return static_cast<unsigned>(_mm_movemask_pd(bits_as<__m128d>(v)));
    else if constexpr (sizeof(I) == 4) return static_cast<unsigned>(_mm_movemask_ps(bits_as<__m128>(v)));
    else if constexpr (sizeof(I) == 1) return static_cast<unsigned>(_mm_movemask_epi8(bits_as<__m128i>(v)));
    else return static_cast<unsigned>(_mm_movemask_epi8(_mm_packs_epi16(bits_as<__m128i>(v), _mm_setzero_si128())));
#else
    std::uint64_t bits = 0;
    for (index_t i = 0; i < Lanes; ++i) bits |= static_cast<std::uint64_t>(v[i] != 0) << i;
    return bits;
#endif
}
}  // namespace detail

/// A bit for each lane, the first lane's lowest; other bits are 0.
template <index_t Bytes, index_t Lanes>
STRAND_ALWAYS_INLINE std::uint64_t lane_bits(mask<Bytes, Lanes> m) {
    static_assert(Lanes <= 64);
    if constexpr (detail::has_mask_registers) return (m & detail::first_lanes_mask<Bytes, Lanes>(Lanes)).v;
    else return detail::lane_signs<int_of<Bytes>, Lanes>(m.v);
}
/// Is some lane true?
template <index_t Bytes, index_t Lanes>
STRAND_ALWAYS_INLINE bool any_lane(mask<Bytes, Lanes> m) {
    return lane_bits(m) != 0;
}

// ---- bool in memory ------------------------------------------------------------------------------------

namespace detail {
/// The lanes as bytes 0 and 1.
template <index_t Bytes, index_t Lanes>
STRAND_ALWAYS_INLINE vec<std::int8_t, Lanes> bytes_of_mask(mask<Bytes, Lanes> m) {
    using bytes [[maybe_unused]] = vec<std::int8_t, Lanes>;
    if constexpr (has_mask_registers) {
        return bool_bytes<Lanes>(m.v);
    }
#if defined(__SSE2__) && !defined(STRAND_NO_SIMD)
    // A few wide lanes: their signs go through a general register, where a product spreads the bits, each
    // to the lowest one of its byte. Eight lanes are packed.
    else if constexpr (sizeof m.v == 16 && Bytes == 8) {
        const auto bits = static_cast<unsigned>(_mm_movemask_pd(bits_as<__m128d>(m.v)));
        return bits_as<bytes>(static_cast<std::uint16_t>((bits * 0x81U) & 0x0101U));
    } else if constexpr (sizeof m.v == 16 && Bytes == 4) {
        const auto bits = static_cast<unsigned>(_mm_movemask_ps(bits_as<__m128>(m.v)));
        return bits_as<bytes>((bits * 0x00204081U) & 0x01010101U);
    }
#if defined(__AVX2__)
    else if constexpr (sizeof m.v == 32 && Bytes == 8) {
        const auto bits = static_cast<unsigned>(_mm256_movemask_pd(bits_as<__m256d>(m.v)));
        return bits_as<bytes>((bits * 0x00204081U) & 0x01010101U);
    } else if constexpr (sizeof m.v == 32 && Bytes == 4) {
        const auto whole = bits_as<__m256i>(m.v);
        const __m128i words = _mm_packs_epi32(_mm256_castsi256_si128(whole), _mm256_extracti128_si256(whole, 1));
        return lanes_from<0, 8, std::int8_t, 16>(bits_as<vec<std::int8_t, 16>>(_mm_packs_epi16(words, words)) & 1);
    } else if constexpr (sizeof m.v == 32 && Bytes == 2) {
        const auto whole = bits_as<__m256i>(m.v);
        return bits_as<bytes>(_mm_packs_epi16(_mm256_castsi256_si128(whole), _mm256_extracti128_si256(whole, 1))) & 1;
    }
#endif
#endif
    else {
        return mask_cast<1>(m).v & 1;
    }
}
}  // namespace detail

namespace detail {
#if defined(__SSE2__) && !defined(STRAND_NO_SIMD)
/// A few bools go through a general register, where a product spreads ones: vectors of two to eight bytes would
/// be put together from what was in the register before.
template <index_t Lanes>
inline constexpr bool masks_by_word = !has_mask_registers && Lanes > 1 && Lanes <= 8;
#else
template <index_t Lanes>
inline constexpr bool masks_by_word = false;
#endif
template <index_t Lanes>
STRAND_ALWAYS_INLINE mask<1, Lanes> mask_of_word(std::uint64_t ones) {
    return {bits_as<vec<std::int8_t, Lanes>>(static_cast<uint_of<Lanes>>(ones * 0xFF))};
}
}  // namespace detail

template <index_t Lanes>
STRAND_ALWAYS_INLINE mask<1, Lanes> load_mask(const bool* from) {
    using byte = std::int8_t;
    if constexpr (detail::masks_by_word<Lanes>) {
        return detail::mask_of_word<Lanes>(detail::load_word<uint_of<Lanes>>(reinterpret_cast<const char*>(from)));
    } else {
        return detail::compare_lanes<detail::relation::not_equal, byte, Lanes>(load<byte, Lanes>(reinterpret_cast<const byte*>(from)), byte(0));
    }
}
template <index_t Lanes>
STRAND_ALWAYS_INLINE mask<1, Lanes> load_first_mask(const bool* from, index_t count) {
    using byte = std::int8_t;
    if constexpr (detail::masks_by_word<Lanes>) {
        return detail::mask_of_word<Lanes>(detail::load_bytes(reinterpret_cast<const char*>(from), count));
    } else {
        return detail::compare_lanes<detail::relation::not_equal, byte, Lanes>(
            load_first<byte, Lanes>(reinterpret_cast<const byte*>(from), count), byte(0));
    }
}
template <index_t Bytes, index_t Lanes>
STRAND_ALWAYS_INLINE void store_pack(bool* to, mask<Bytes, Lanes> m) {
    store<std::int8_t, Lanes>(reinterpret_cast<std::int8_t*>(to), detail::bytes_of_mask(m));
}
template <index_t Bytes, index_t Lanes>
STRAND_ALWAYS_INLINE void store_first_pack(bool* to, mask<Bytes, Lanes> m, index_t count) {
    store_first<std::int8_t, Lanes>(reinterpret_cast<std::int8_t*>(to), detail::bytes_of_mask(m), count);
}

}  // namespace strand::inline STRAND_ISA::simd

#endif
