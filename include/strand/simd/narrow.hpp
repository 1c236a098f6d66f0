// SPDX-License-Identifier: BSD-3-Clause
// Conversions of integers to narrower ones by single AVX-512 instructions or few of AVX2, and of floats to integers by the
// rule of core/number.hpp: what does not fit becomes the smallest integer, which x86 instructions give by
// themselves (and C++ leaves undefined).
#ifndef STRAND_SIMD_NARROW_HPP
#define STRAND_SIMD_NARROW_HPP

#include <strand/simd/mask_register.hpp>

namespace strand::inline STRAND_ISA::simd::detail {

#if defined(__AVX512BW__) && defined(__AVX512DQ__) && defined(__AVX512VL__) && !defined(STRAND_NO_SIMD)
inline constexpr bool narrows_and_truncates = true;

/// The low part of a register.
template <class Vec, class Register>
STRAND_ALWAYS_INLINE Vec low_lanes(Register whole) {
    if constexpr (sizeof(Vec) == sizeof(Register)) {
        return bits_as<Vec>(whole);
    } else {
        Vec part;
        std::memcpy(static_cast<void*>(&part), &whole, sizeof part);
        return part;
    }
}
#else
inline constexpr bool narrows_and_truncates = false;
#endif
#if defined(__AVX2__) && !defined(__clang__) && !defined(STRAND_NO_SIMD)
/// g++ narrows by half at a time, with several instructions for each.
inline constexpr bool narrows_by_bytes = !narrows_and_truncates;

/// The byte that comes to place `at` of half a register: items of the low half first, then of the high half;
/// with the highest bit set a 0.
template <index_t From, index_t To>
constexpr std::int8_t narrowed_byte(int at) {
    constexpr int from = static_cast<int>(From), to = static_cast<int>(To), kept = 16 / from * to;
    const int place = at % 16 - (at / 16) * kept;
    return static_cast<std::int8_t>(place < 0 || place >= kept ? -128 : place / to * from + place % to);
}
#else
inline constexpr bool narrows_by_bytes = false;
#endif

/// There is one instruction for this conversion from a whole register, or a permutation of bytes.
template <class To, class From, index_t Lanes>
inline constexpr bool narrows_at_once = (narrows_and_truncates || narrows_by_bytes) && sizeof(From) > sizeof(To) && sizeof(From) * Lanes >= 16 &&
                                        sizeof(From) * Lanes <= (narrows_by_bytes ? 32 : 64);

template <class To, class From, index_t Lanes>
STRAND_ALWAYS_INLINE vec<To, Lanes> narrow_at_once([[maybe_unused]] vec<From, Lanes> v) {
    using result = vec<To, Lanes>;
#if defined(__AVX512BW__) && defined(__AVX512DQ__) && defined(__AVX512VL__) && !defined(STRAND_NO_SIMD)
    // Masked with all lanes: the plain intrinsics begin with an undefined register, which g++ 12 warns of.
    constexpr int step = 10 * static_cast<int>(sizeof(From)) + static_cast<int>(sizeof(To));
    constexpr auto all = static_cast<uint_of<(Lanes <= 8 ? 1 : Lanes <= 16 ? 2 : 4)>>(-1);
    if constexpr (sizeof v == 64) {
        const auto whole = bits_as<__m512i>(v);
        if constexpr (step == 84) return low_lanes<result>(_mm512_maskz_cvtepi64_epi32(all, whole));
        else if constexpr (step == 82) return low_lanes<result>(_mm512_maskz_cvtepi64_epi16(all, whole));
        else if constexpr (step == 81) return low_lanes<result>(_mm512_maskz_cvtepi64_epi8(all, whole));
        else if constexpr (step == 42) return low_lanes<result>(_mm512_maskz_cvtepi32_epi16(all, whole));
        else if constexpr (step == 41) return low_lanes<result>(_mm512_maskz_cvtepi32_epi8(all, whole));
        else return low_lanes<result>(_mm512_maskz_cvtepi16_epi8(all, whole));
    } else if constexpr (sizeof v == 32) {
        const auto whole = bits_as<__m256i>(v);
        if constexpr (step == 84) return low_lanes<result>(_mm256_maskz_cvtepi64_epi32(all, whole));
        else if constexpr (step == 82) return low_lanes<result>(_mm256_maskz_cvtepi64_epi16(all, whole));
        else if constexpr (step == 81) return low_lanes<result>(_mm256_maskz_cvtepi64_epi8(all, whole));
        else if constexpr (step == 42) return low_lanes<result>(_mm256_maskz_cvtepi32_epi16(all, whole));
        else if constexpr (step == 41) return low_lanes<result>(_mm256_maskz_cvtepi32_epi8(all, whole));
        else return low_lanes<result>(_mm256_maskz_cvtepi16_epi8(all, whole));
    } else {
        const auto whole = bits_as<__m128i>(v);
        if constexpr (step == 84) return low_lanes<result>(_mm_maskz_cvtepi64_epi32(all, whole));
        else if constexpr (step == 82) return low_lanes<result>(_mm_maskz_cvtepi64_epi16(all, whole));
        else if constexpr (step == 81) return low_lanes<result>(_mm_maskz_cvtepi64_epi8(all, whole));
        else if constexpr (step == 42) return low_lanes<result>(_mm_maskz_cvtepi32_epi16(all, whole));
        else if constexpr (step == 41) return low_lanes<result>(_mm_maskz_cvtepi32_epi8(all, whole));
        else return low_lanes<result>(_mm_maskz_cvtepi16_epi8(all, whole));
    }
#elif defined(__AVX2__) && !defined(__clang__) && !defined(STRAND_NO_SIMD)
    return [&]<int... B>(std::integer_sequence<int, B...>) STRAND_INLINE_LAMBDA {
        using half = vec<std::int8_t, 16>;
        constexpr vec<std::int8_t, static_cast<index_t>(sizeof v)> places = {narrowed_byte<sizeof(From), sizeof(To)>(B)...};
        half bytes;
        if constexpr (sizeof v == 32) {
            const auto kept = _mm256_shuffle_epi8(bits_as<__m256i>(v), bits_as<__m256i>(places));
            bytes = bits_as<half>(_mm_or_si128(_mm256_castsi256_si128(kept), _mm256_extracti128_si256(kept, 1)));
        } else {
            bytes = bits_as<half>(_mm_shuffle_epi8(bits_as<__m128i>(v), bits_as<__m128i>(places)));
        }
        result narrow;
        std::memcpy(static_cast<void*>(&narrow), &bytes, sizeof narrow);
        return narrow;
    }(std::make_integer_sequence<int, static_cast<int>(sizeof v)>{});
#else
    return result{};
#endif
}

/// Towards 0, to int32 or int64; the smallest integer where that does not hold the value, and for NaN.
template <class To, index_t Lanes, class From>
STRAND_ALWAYS_INLINE vec<To, Lanes> truncate_lanes(vec<From, Lanes> v) {
    using result [[maybe_unused]] = vec<To, Lanes>;
#if defined(__x86_64__) && !defined(STRAND_NO_SIMD)
    constexpr index_t from_bytes = sizeof v, to_bytes = sizeof(result);
    constexpr index_t larger = from_bytes > to_bytes ? from_bytes : to_bytes;
    constexpr bool wide = sizeof(From) == 8, wide_result = sizeof(To) == 8;
    if constexpr (larger > register_bytes) {
        constexpr index_t half = Lanes / 2;
        return joined<To, Lanes>(truncate_lanes<To, half, From>(lanes_from<0, half, From, Lanes>(v)),
                                 truncate_lanes<To, half, From>(lanes_from<half, half, From, Lanes>(v)));
    } else if constexpr (larger < 16) {
        constexpr index_t whole = 16 / (sizeof(From) > sizeof(To) ? sizeof(From) : sizeof(To));
        return lanes_from<0, Lanes, To, whole>(truncate_lanes<To, whole, From>(lanes_from<0, whole, From, static_cast<index_t>(16 / sizeof(From))>(
            bits_as<vec<From, static_cast<index_t>(16 / sizeof(From))>>(low_part_of<__m128i>(v)))));
    } else if constexpr (wide_result) {
#if defined(__AVX512DQ__) && defined(__AVX512VL__)
        constexpr auto all = static_cast<__mmask8>(0xFF);
        if constexpr (wide && larger == 64) return bits_as<result>(_mm512_maskz_cvttpd_epi64(all, bits_as<__m512d>(v)));
        else if constexpr (larger == 64) return bits_as<result>(_mm512_maskz_cvttps_epi64(all, bits_as<__m256>(v)));
        else if constexpr (wide && larger == 32) return bits_as<result>(_mm256_cvttpd_epi64(bits_as<__m256d>(v)));
        else if constexpr (larger == 32) return bits_as<result>(_mm256_cvttps_epi64(bits_as<__m128>(v)));
        else if constexpr (wide) return bits_as<result>(_mm_cvttpd_epi64(bits_as<__m128d>(v)));
        else return bits_as<result>(_mm_cvttps_epi64(low_part_of<__m128>(v)));
#else
        // There is no instruction for vectors.
        return from_lanes<To, Lanes>([v](index_t i) STRAND_INLINE_LAMBDA {
            if constexpr (wide) return _mm_cvttsd_si64(_mm_set_sd(v[i]));
            else return _mm_cvttss_si64(_mm_set_ss(v[i]));
        });
#endif
    } else if constexpr (wide) {
#if defined(__AVX512F__)
        if constexpr (larger == 64) return bits_as<result>(_mm512_maskz_cvttpd_epi32(static_cast<__mmask8>(0xFF), bits_as<__m512d>(v)));
        else
#endif
#if defined(__AVX__)
            if constexpr (larger == 32)
            return bits_as<result>(_mm256_cvttpd_epi32(bits_as<__m256d>(v)));
        else
#endif
            return lanes_from<0, Lanes, To, 4>(bits_as<vec<To, 4>>(_mm_cvttpd_epi32(bits_as<__m128d>(v))));
    } else {
#if defined(__AVX512F__)
        if constexpr (larger == 64) return bits_as<result>(_mm512_maskz_cvttps_epi32(static_cast<__mmask16>(0xFFFF), bits_as<__m512>(v)));
        else
#endif
#if defined(__AVX__)
            if constexpr (larger == 32)
            return bits_as<result>(_mm256_cvttps_epi32(bits_as<__m256>(v)));
        else
#endif
            return bits_as<result>(_mm_cvttps_epi32(bits_as<__m128>(v)));
    }
#else
    return from_lanes<To, Lanes>([v](index_t i) STRAND_INLINE_LAMBDA { return strand::detail::truncate_to<To>(static_cast<double>(v[i])); });
#endif
}

/// The same to uint32 or uint64, by the rule of core/number.hpp: values of the upper half are moved to the
/// lower one and back.
template <class To, index_t Lanes, class From>
STRAND_ALWAYS_INLINE vec<To, Lanes> truncate_to_unsigned(vec<From, Lanes> v) {
    using I = std::make_signed_t<To>;
    constexpr From half = sizeof(To) == 8 ? From(9223372036854775808.0) : From(2147483648.0);
    v = kept(v);
    if constexpr (has_mask_registers) {
        const auto limit = splat<From, Lanes>(half);
        const auto upper = related<relation::greater_equal, From, Lanes>(v, limit);
        const auto low = truncate_lanes<I, Lanes, From>(blend<From, Lanes>(upper, v - limit, v));
        const auto top = splat<I, Lanes>(std::numeric_limits<I>::min());
        return bits_as<vec<To, Lanes>>(blend<I, Lanes>(upper, low ^ top, low));
#if !defined(__SSE2__) || defined(STRAND_NO_SIMD)
    } else if constexpr (sizeof(To) == 8) {
        return from_lanes<To, Lanes>([v](index_t i) STRAND_INLINE_LAMBDA { return strand::detail::truncate_to<To>(static_cast<double>(v[i])); });
#endif
    } else if constexpr (sizeof(To) > sizeof(From)) {
        // As doubles, whose comparisons have lanes of the result's width.
        using doubles = vec<double, Lanes>;
        doubles wide;
        if constexpr (widens_at_once<double, From, Lanes>) wide = widen_at_once<double, From, Lanes>(v);
        else wide = __builtin_convertvector(v, doubles);
        return truncate_to_unsigned<To, Lanes, double>(wide);
    } else {
        const auto upper = v >= half;
        const auto moved = bits_as<vec<From, Lanes>>(upper & bits_as<vec<int_of<bytes_of<From>>, Lanes>>(splat<From, Lanes>(half)));
        const auto low = truncate_lanes<I, Lanes, From>(v - moved);
        // The comparison's lanes are as wide as the floats.
        vec<I, Lanes> top;
        if constexpr (sizeof(From) == sizeof(To)) top = bits_as<vec<I, Lanes>>(upper);
        else top = __builtin_convertvector(upper, vec<I, Lanes>);
        return bits_as<vec<To, Lanes>>(low ^ (top & std::numeric_limits<I>::min()));
    }
}

}  // namespace strand::inline STRAND_ISA::simd::detail

#endif
