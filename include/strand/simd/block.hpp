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
#if defined(__AVX2__) && !defined(__clang__) && !defined(STRAND_NO_SIMD)
    // By the instructions that saturate, of what is left of each; they join halves of registers.
    if constexpr (sizeof a == 32 && sizeof(H) < 8) {
        const auto x = bits_as<__m256i>(a), y = bits_as<__m256i>(b), low = _mm256_set1_epi32(sizeof(H) == 1 ? 0x00FF00FF : 0xFFFF);
        __m256i joined_parts;
        if constexpr (sizeof(H) == 4) joined_parts = _mm256_castps_si256(_mm256_shuffle_ps(_mm256_castsi256_ps(x), _mm256_castsi256_ps(y), 0x88));
        else if constexpr (sizeof(H) == 2) joined_parts = _mm256_packus_epi32(_mm256_and_si256(x, low), _mm256_and_si256(y, low));
        else joined_parts = _mm256_packus_epi16(_mm256_and_si256(x, low), _mm256_and_si256(y, low));
        return bits_as<vec<H, Lanes>>(_mm256_permute4x64_epi64(joined_parts, 0xD8));
    }
#elif defined(__SSE2__) && !defined(__clang__) && !defined(STRAND_NO_SIMD)
    if constexpr (sizeof a == 16 && sizeof(H) == 1) {
        const __m128i low = _mm_set1_epi16(0xFF);
        return bits_as<vec<H, Lanes>>(_mm_packus_epi16(_mm_and_si128(bits_as<__m128i>(a), low), _mm_and_si128(bits_as<__m128i>(b), low)));
    }
#endif
    return [&]<int... I>(std::integer_sequence<int, I...>) STRAND_INLINE_LAMBDA {
        return __builtin_shufflevector(a, b, (2 * I)...);
    }(std::make_integer_sequence<int, static_cast<int>(Lanes)>{});
}

/// Two vectors of doubles as one of floats.
template <index_t Lanes>
STRAND_ALWAYS_INLINE vec<float, Lanes> joined_floats(vec<double, Lanes / 2> low, vec<double, Lanes / 2> high) {
#if defined(__SSE2__) && !defined(STRAND_NO_SIMD)
    // g++ 12 clears the upper halves of all first.
    if constexpr (Lanes == 4 && register_bytes == 16) return bits_as<vec<float, 4>>(_mm_movelh_ps(_mm_cvtpd_ps(bits_as<__m128d>(low)), _mm_cvtpd_ps(bits_as<__m128d>(high))));
#endif
    return joined<float, Lanes>(__builtin_convertvector(low, vec<float, Lanes / 2>), __builtin_convertvector(high, vec<float, Lanes / 2>));
}

/// Elements from memory as another type, as many as fill a register of that; of complex numbers the real parts.
template <class To, index_t Lanes, class From>
STRAND_ALWAYS_INLINE vec<To, Lanes> load_converted(const From* from) {
    using R = real_t<From>;
    constexpr index_t half = Lanes / 2;
    if constexpr (half_floating<From> && 4 * Lanes <= register_bytes) {
        return convert<To>(load_pack<From, Lanes>(from)).v;
    } else if constexpr (!half_floating<From> && Lanes * bytes_of<R> <= register_bytes && strand::detail::is_complex<From>) {
        const R* const parts = reinterpret_cast<const R*>(from);
        return convert_lanes<To, Lanes, R>(lower_halves<R, Lanes>(load<R, Lanes>(parts), load<R, Lanes>(parts + Lanes)));
    } else if constexpr (!half_floating<From> && Lanes * bytes_of<R> <= register_bytes) {
        return convert_lanes<To, Lanes, R>(load<R, Lanes>(from));
    } else if constexpr (std::same_as<R, double> && std::same_as<To, float> && 4 * Lanes == register_bytes) {
        return joined_floats<Lanes>(load_converted<double, half, From>(from), load_converted<double, half, From>(from + half));
    } else if constexpr (integer<To> && (integer<R> ? sizeof(To) < sizeof(R) : sizeof(To) < 4)) {
        using wide = decltype(strand::detail::fixed_width_integer<2 * sizeof(To), half_floating<From> || std::is_signed_v<R>>());
        return lower_halves<To, Lanes>(bits_as<vec<To, Lanes>>(load_converted<wide, half, From>(from)),
                                       bits_as<vec<To, Lanes>>(load_converted<wide, half, From>(from + half)));
    } else {
        return joined<To, Lanes>(load_converted<To, half, From>(from), load_converted<To, half, From>(from + half));
    }
}

/// Floating-point numbers from memory, of complex ones the real parts, rounded to halves: a register of floats after another.
template <half_floating Half, index_t Lanes, class From>
STRAND_ALWAYS_INLINE vec<std::uint16_t, Lanes> load_halves(const From* from) {
    constexpr index_t part = Lanes / 2;
    if constexpr (4 * Lanes > register_bytes) {
        return joined<std::uint16_t, Lanes>(load_halves<Half, part>(from), load_halves<Half, part>(from + part));
    } else if constexpr (std::same_as<real_t<From>, double>) {
        const auto low = load_converted<double, part>(from), high = load_converted<double, part>(from + part);
        return narrow_to_half<Half, Lanes>(joined_floats<Lanes>(sticky_double<Half, part>(low), sticky_double<Half, part>(high)));
    } else {
        return narrow_to_half<Half, Lanes>(load_converted<float, Lanes>(from));
    }
}

/// Stores real numbers as complex ones.
template <class R, index_t Lanes>
STRAND_ALWAYS_INLINE void store_as_complex(std::complex<R>* to, vec<R, Lanes> v) {
    constexpr index_t half = Lanes / 2;
    R* const parts = reinterpret_cast<R*>(to);
    if constexpr (sizeof(R) == 4 && std::endian::native == std::endian::little) {
        // A zero behind every float is the float as a wider integer.
        const auto bits = bits_as<vec<std::uint32_t, Lanes>>(v);
        const auto low = convert_lanes<std::uint64_t, half, std::uint32_t>(lanes_from<0, half, std::uint32_t, Lanes>(bits));
        const auto high = convert_lanes<std::uint64_t, half, std::uint32_t>(lanes_from<half, half, std::uint32_t, Lanes>(bits));
        store<R, Lanes>(parts, bits_as<vec<R, Lanes>>(low));
        store<R, Lanes>(parts + Lanes, bits_as<vec<R, Lanes>>(high));
    } else {
        [&]<int... I>(std::integer_sequence<int, I...>) STRAND_INLINE_LAMBDA {
            constexpr int lanes = static_cast<int>(Lanes), middle = lanes / 2;
            store<R, Lanes>(parts, __builtin_shufflevector(v, vec<R, Lanes>{}, (I / 2 + I % 2 * lanes)...));
            store<R, Lanes>(parts + Lanes, __builtin_shufflevector(v, vec<R, Lanes>{}, (middle + I / 2 + I % 2 * lanes)...));
        }(std::make_integer_sequence<int, static_cast<int>(Lanes)>{});
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

/// Conversions of small numbers to wider types whose packs would begin with a load of a few bytes.
template <class To, class From>
inline constexpr bool widens_blocks = false;
#if defined(__SSE2__) && !defined(__SSE4_1__) && !defined(__clang__) && !defined(STRAND_NO_SIMD)
template <class To, class From>
    requires(std::is_arithmetic_v<real_t<To>> && (std::integral<From> || std::same_as<From, bfloat16>) && sizeof(From) < sizeof(To))
inline constexpr bool widens_blocks<To, From> = sizeof(From) < 4 && (std::integral<From> || sizeof(real_t<To>) >= 4);
#endif

/// Conversions from one type to a narrower one that are made so. (AVX-512 has instructions that narrow and store.)
template <class To, class From>
inline constexpr bool converts_blocks = false;
template <class To, class From>
    requires((std::is_arithmetic_v<To> || strand::detail::half_floating<To>) && (std::is_arithmetic_v<real_t<From>> || (strand::detail::half_floating<From> && std::integral<To>)) &&
             !std::same_as<To, bool> && sizeof(To) < sizeof(From))
inline constexpr bool converts_blocks<To, From> =
    register_bytes >= 16 && (!strand::detail::half_floating<To> || (std::floating_point<real_t<From>> && !std::same_as<From, float>)) &&
    (!detail::narrows_and_truncates || sizeof(From) >= 4 * sizeof(To) || strand::detail::is_complex<From>);

template <class To, class From>
struct converted_row {
    static constexpr index_t lanes = register_bytes / bytes_of<To>;
    const From* row;

    STRAND_ALWAYS_INLINE auto at(index_t i) const {
        if constexpr (strand::detail::half_floating<To>) return pack<To, lanes>(detail::load_halves<To, lanes>(row + i));
        else return pack<To, lanes>(detail::load_converted<To, lanes, From>(row + i));
    }
    STRAND_ALWAYS_INLINE static void store(To* to, pack<To, lanes> p) { store_pack(to, p); }
};
/// Real numbers as complex ones: two registers are stored for one of real parts.
template <class R, class From>
    requires(std::is_arithmetic_v<From> || strand::detail::half_floating<From>)
inline constexpr bool converts_blocks<std::complex<R>, From> =
#if defined(__clang__)
    // With AVX-512 clang's own code for packs of doubles is the faster one.
    (sizeof(R) == 4 || !detail::narrows_and_truncates) &&
#endif
    register_bytes >= 16 && !widens_blocks<std::complex<R>, From>;

template <class R, class From>
struct converted_row<std::complex<R>, From> {
    static constexpr index_t lanes = register_bytes / bytes_of<R>;
    const From* row;

    STRAND_ALWAYS_INLINE auto at(index_t i) const {
        if constexpr (sizeof(From) > sizeof(R)) return pack<R, lanes>(detail::load_converted<R, lanes, From>(row + i));
        else return convert<R>(load_pack<From, lanes>(row + i));
    }
    STRAND_ALWAYS_INLINE static void store(std::complex<R>* to, pack<R, lanes> p) { detail::store_as_complex<R, lanes>(to, p.v); }
};

/// Stores real numbers as another type, of which complex ones get no imaginary part.
template <class To, index_t Lanes, class From>
STRAND_ALWAYS_INLINE void store_converted(To* to, vec<From, Lanes> v) {
    using R = real_t<To>;
    const auto converted = convert_lanes<R, Lanes, From>(v);
    if constexpr (strand::detail::is_complex<To>) detail::store_as_complex<R, Lanes>(to, converted);
    else store<R, Lanes>(to, converted);
}
/// Stores a register of small numbers as elements of another type; v holds the bits of bfloat16 numbers.
template <class To, class From, index_t Lanes>
STRAND_ALWAYS_INLINE void store_widened(To* to, vec<lane_t<From>, Lanes> v) {
    constexpr index_t half = Lanes / 2;
    using lane = lane_t<From>;
    constexpr bool is_half = strand::detail::half_floating<From>;
    if constexpr (std::same_as<From, std::uint32_t> && !detail::integer<To>) {
        // Small integers have become these, which fit signed ones.
        store_widened<To, std::int32_t, Lanes>(to, bits_as<vec<std::int32_t, Lanes>>(v));
    } else if constexpr (!is_half && sizeof(real_t<To>) == sizeof(From)) {
        store_converted<To, Lanes, From>(to, v);
    } else if constexpr (is_half || (detail::integer<From> && (detail::integer<To> || sizeof(From) < 4))) {
        using wide = std::conditional_t<is_half, float, decltype(strand::detail::fixed_width_integer<2 * sizeof(From), std::is_signed_v<lane>>())>;
        const auto front = [&] {
            if constexpr (std::is_signed_v<lane>) return bits_as<vec<lane, Lanes>>(v < 0);
            else return v - v;
        }();
        [&]<int... I>(std::integer_sequence<int, I...>) STRAND_INLINE_LAMBDA {
            // The bits of a bfloat16 are the upper ones of a float.
            constexpr int lanes = static_cast<int>(Lanes), middle = lanes / 2, last = is_half ? 1 : 0;
            const auto low = __builtin_shufflevector(v, front, (I / 2 + (I + last) % 2 * lanes)...);
            const auto high = __builtin_shufflevector(v, front, (middle + I / 2 + (I + last) % 2 * lanes)...);
            store_widened<To, wide, half>(to, bits_as<vec<wide, half>>(low));
            store_widened<To, wide, half>(to + half, bits_as<vec<wide, half>>(high));
        }(std::make_integer_sequence<int, static_cast<int>(Lanes)>{});
    } else {
        store_converted<To, half, From>(to, lanes_from<0, half, From, Lanes>(v));
        store_converted<To, half, From>(to + half, lanes_from<half, half, From, Lanes>(v));
    }
}

/// So many masks are stored together, where they fill a register of bytes, or half of one.
template <class M>
inline constexpr index_t masks_per_store = 1;
#if defined(__AVX512BW__) && defined(__AVX512DQ__) && defined(__AVX512VL__) && !defined(STRAND_NO_SIMD)
template <index_t Bytes, index_t Lanes>
inline constexpr index_t masks_per_store<mask<Bytes, Lanes>> = Lanes == 8 || Lanes == 16 ? 4 : Lanes == 32 ? 2 : 1;

template <index_t Bytes, index_t Lanes, std::size_t Count>
STRAND_ALWAYS_INLINE void store_masks(bool* to, const mask<Bytes, Lanes> (&masks)[Count]) {
    const auto joined = [&] {
        if constexpr (Lanes == 8) return _mm512_kunpackw(_mm512_kunpackb(masks[3].v, masks[2].v), _mm512_kunpackb(masks[1].v, masks[0].v));
        else if constexpr (Lanes == 16) return _mm512_kunpackd(_mm512_kunpackw(masks[3].v, masks[2].v), _mm512_kunpackw(masks[1].v, masks[0].v));
        else return _mm512_kunpackd(masks[1].v, masks[0].v);
    }();
    constexpr index_t lanes = static_cast<index_t>(Count) * Lanes;
    store_pack(to, mask<1, lanes>{static_cast<detail::mask_bits<lanes>>(joined)});
}
#elif defined(__SSE2__) && !defined(STRAND_NO_SIMD)
template <index_t Bytes, index_t Lanes>
inline constexpr index_t masks_per_store<mask<Bytes, Lanes>> = Bytes > 1 && Bytes * Lanes == register_bytes && register_bytes <= 32 ? Bytes : 1;

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
