// SPDX-License-Identifier: BSD-3-Clause
// Conversions that fill a register of the narrower type: from several registers of the wider one, joined two by
// two. A register of the wider type alone would end in a store of a few bytes.
#ifndef STRAND_SIMD_BLOCK_HPP
#define STRAND_SIMD_BLOCK_HPP

#include <strand/simd/pack.hpp>

namespace strand::inline STRAND_ISA::simd {

namespace detail {

/// The lower half of every lane of two vectors.
template <class H, index_t Lanes>
STRAND_ALWAYS_INLINE vec<H, Lanes> lower_halves(vec<H, Lanes> a, vec<H, Lanes> b) {
    return [&]<int... I>(std::integer_sequence<int, I...>) STRAND_INLINE_LAMBDA {
        return __builtin_shufflevector(a, b, (2 * I)...);
    }(std::make_integer_sequence<int, static_cast<int>(Lanes)>{});
}

/// Elements from memory as another type, as many as fill a register of that; of complex numbers the real parts.
template <class To, index_t Lanes, class From>
STRAND_ALWAYS_INLINE vec<To, Lanes> load_converted(const From* from) {
    using R = real_t<From>;
    constexpr index_t half = Lanes / 2;
    if constexpr (Lanes * bytes_of<R> <= register_bytes && strand::detail::is_complex<From>) {
        const R* const parts = reinterpret_cast<const R*>(from);
        return convert_lanes<To, Lanes, R>(lower_halves<R, Lanes>(load<R, Lanes>(parts), load<R, Lanes>(parts + Lanes)));
    } else if constexpr (Lanes * bytes_of<R> <= register_bytes) {
        return convert_lanes<To, Lanes, R>(load<R, Lanes>(from));
    } else if constexpr (integer<To> && (integer<R> ? sizeof(To) < sizeof(R) : sizeof(To) < 4)) {
        using wide = decltype(strand::detail::fixed_width_integer<2 * sizeof(To), std::is_signed_v<R>>());
        return lower_halves<To, Lanes>(bits_as<vec<To, Lanes>>(load_converted<wide, half, From>(from)),
                                       bits_as<vec<To, Lanes>>(load_converted<wide, half, From>(from + half)));
    } else {
        return joined<To, Lanes>(load_converted<To, half, From>(from), load_converted<To, half, From>(from + half));
    }
}

#if defined(__SSE2__) && !defined(STRAND_NO_SIMD)
/// Two registers of lanes 0 and -1 as one of half as wide lanes; with AVX2 in each half of the registers.
template <index_t Bytes, class Vec>
STRAND_ALWAYS_INLINE Vec narrow_two_masks(Vec a, Vec b) {
#if defined(__AVX2__)
    if constexpr (sizeof(Vec) == 32) {
        const auto x = bits_as<__m256i>(a), y = bits_as<__m256i>(b);
        if constexpr (Bytes == 8) return bits_as<Vec>(_mm256_shuffle_ps(bits_as<__m256>(a), bits_as<__m256>(b), 0x88));
        else if constexpr (Bytes == 4) return bits_as<Vec>(_mm256_packs_epi32(x, y));
        else return bits_as<Vec>(_mm256_packs_epi16(x, y));
    } else
#endif
    {
        const auto x = bits_as<__m128i>(a), y = bits_as<__m128i>(b);
        if constexpr (Bytes == 8) return bits_as<Vec>(_mm_shuffle_ps(bits_as<__m128>(a), bits_as<__m128>(b), 0x88));
        else if constexpr (Bytes == 4) return bits_as<Vec>(_mm_packs_epi32(x, y));
        else return bits_as<Vec>(_mm_packs_epi16(x, y));
    }
}
/// Masks number First to First + Count as lanes of Bytes / Count bytes.
template <index_t Bytes, index_t First, index_t Count, class Masks>
STRAND_ALWAYS_INLINE auto narrow_masks(const Masks& masks) {
    using whole = vec<std::int8_t, register_bytes>;
    if constexpr (Count == 1) {
        return bits_as<whole>(masks[First].v);
    } else {
        return narrow_two_masks<2 * Bytes / Count, whole>(narrow_masks<Bytes, First, Count / 2>(masks),
                                                          narrow_masks<Bytes, First + Count / 2, Count / 2>(masks));
    }
}
#endif

}  // namespace detail

/// Conversions from one type to a narrower one that are made so. (AVX-512 has instructions that narrow and store.)
template <class To, class From>
inline constexpr bool converts_blocks = false;
template <class To, class From>
    requires(std::is_arithmetic_v<To> && std::is_arithmetic_v<real_t<From>> && !std::same_as<To, bool> && sizeof(To) < sizeof(From))
inline constexpr bool converts_blocks<To, From> =
    register_bytes >= 16 && (!detail::narrows_and_truncates || sizeof(From) >= 4 * sizeof(To) || strand::detail::is_complex<From>);

template <class To, class From>
struct converted_row {
    static constexpr index_t lanes = register_bytes / bytes_of<To>;
    const From* row;

    STRAND_ALWAYS_INLINE auto at(index_t i) const { return pack<To, lanes>(detail::load_converted<To, lanes, From>(row + i)); }
};

/// Conversions of small integers and bool to wider types whose packs would begin with a load of a few bytes.
template <class To, class From>
inline constexpr bool widens_blocks = false;
#if defined(__SSE2__) && !defined(__SSE4_1__) && !defined(__clang__) && !defined(STRAND_NO_SIMD)
template <class To, class From>
    requires(std::is_arithmetic_v<To> && std::integral<From> && sizeof(From) < sizeof(To))
inline constexpr bool widens_blocks<To, From> = sizeof(From) < 4;
#endif

/// Stores a register of integers as elements of another type.
template <class To, class From, index_t Lanes>
STRAND_ALWAYS_INLINE void store_widened(To* to, vec<From, Lanes> v) {
    constexpr index_t half = Lanes / 2;
    if constexpr (std::same_as<From, std::uint32_t> && !detail::integer<To>) {
        // Small integers have become these, which fit signed ones.
        store_widened<To, std::int32_t, Lanes>(to, bits_as<vec<std::int32_t, Lanes>>(v));
    } else if constexpr (sizeof(To) == sizeof(From)) {
        store<To, Lanes>(to, convert_lanes<To, Lanes, From>(v));
    } else if constexpr (detail::integer<To> || sizeof(From) < 4) {
        using wide = decltype(strand::detail::fixed_width_integer<2 * sizeof(From), std::is_signed_v<From>>());
        const auto signs = std::is_signed_v<From> ? bits_as<vec<From, Lanes>>(v < 0) : v - v;
        [&]<int... I>(std::integer_sequence<int, I...>) STRAND_INLINE_LAMBDA {
            constexpr int lanes = static_cast<int>(Lanes), middle = lanes / 2;
            const auto low = __builtin_shufflevector(v, signs, (I / 2 + I % 2 * lanes)...);
            const auto high = __builtin_shufflevector(v, signs, (middle + I / 2 + I % 2 * lanes)...);
            store_widened<To, wide, half>(to, bits_as<vec<wide, half>>(low));
            store_widened<To, wide, half>(to + half, bits_as<vec<wide, half>>(high));
        }(std::make_integer_sequence<int, static_cast<int>(Lanes)>{});
    } else {
        store<To, half>(to, convert_lanes<To, half, From>(lanes_from<0, half, From, Lanes>(v)));
        store<To, half>(to + half, convert_lanes<To, half, From>(lanes_from<half, half, From, Lanes>(v)));
    }
}

/// So many masks are stored together, where they fill a register of bytes.
template <class M>
inline constexpr index_t masks_per_store = 1;
#if defined(__SSE2__) && !defined(STRAND_NO_SIMD)
template <index_t Bytes, index_t Lanes>
inline constexpr index_t masks_per_store<mask<Bytes, Lanes>> =
    !detail::has_mask_registers && Bytes > 1 && Bytes * Lanes == register_bytes && register_bytes <= 32 ? Bytes : 1;

template <index_t Bytes, index_t Lanes>
STRAND_ALWAYS_INLINE void store_masks(bool* to, const mask<Bytes, Lanes> (&masks)[static_cast<std::size_t>(Bytes)]) {
    using whole = vec<std::int8_t, register_bytes>;
    whole bytes = detail::narrow_masks<Bytes, 0, Bytes>(masks);
    if constexpr (register_bytes == 32) {
        // The lower halves of all came first, then the upper ones.
        bytes = [&]<int... I>(std::integer_sequence<int, I...>) STRAND_INLINE_LAMBDA {
            constexpr int half = static_cast<int>(Lanes) / 2;
            return __builtin_shufflevector(bytes, bytes, (I / (2 * half) * half + I % half + I / half % 2 * 16)...);
        }(std::make_integer_sequence<int, static_cast<int>(register_bytes)>{});
    }
    store<std::int8_t, register_bytes>(reinterpret_cast<std::int8_t*>(to), bytes & 1);
}
#else
void store_masks(bool* to, ...);
#endif

}  // namespace strand::inline STRAND_ISA::simd

#endif
