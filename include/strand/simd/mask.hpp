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

/// Compares lane by lane.
template <relation R, class T, index_t Lanes>
STRAND_ALWAYS_INLINE mask<bytes_of<T>, Lanes> compare_lanes(vec<T, Lanes> a, vec<T, Lanes> b) {
    if constexpr (has_mask_registers) return {related<R, T, Lanes>(a, b)};
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
        vec<I, Lanes> lane{};
        for (index_t i = 0; i < Lanes; ++i) lane[i] = static_cast<I>(i);
        return {lane < static_cast<I>(count)};
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

/// Is some lane true?
template <index_t Bytes, index_t Lanes>
STRAND_ALWAYS_INLINE bool any_lane(mask<Bytes, Lanes> m) {
    if constexpr (detail::has_mask_registers) {
        return (m & detail::first_lanes_mask<Bytes, Lanes>(Lanes)).v != 0;
    } else {
        int_of<Bytes> lanes[static_cast<std::size_t>(Lanes)];
        store<int_of<Bytes>, Lanes>(lanes, m.v);
        int_of<Bytes> found = 0;
        for (const int_of<Bytes> lane : lanes) found = static_cast<int_of<Bytes>>(found | lane);
        return found != 0;
    }
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

template <index_t Lanes>
STRAND_ALWAYS_INLINE mask<1, Lanes> load_mask(const bool* from) {
    using byte = std::int8_t;
    return detail::compare_lanes<detail::relation::not_equal, byte, Lanes>(load<byte, Lanes>(reinterpret_cast<const byte*>(from)), byte(0));
}
template <index_t Lanes>
STRAND_ALWAYS_INLINE mask<1, Lanes> load_first_mask(const bool* from, index_t count) {
    using byte = std::int8_t;
    return detail::compare_lanes<detail::relation::not_equal, byte, Lanes>(
        load_first<byte, Lanes>(reinterpret_cast<const byte*>(from), count), byte(0));
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
