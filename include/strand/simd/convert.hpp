// SPDX-License-Identifier: BSD-3-Clause
// Conversion of vectors between element types, lane for lane.
// Integers wrap; floats round to nearest even; floats become integers by the rule of core/number.hpp.
//
// g++ 12 turns a conversion over more than a factor of two in size, or from a small integer to a
// float, into scalar code, so such conversions go step by step.
#ifndef STRAND_SIMD_CONVERT_HPP
#define STRAND_SIMD_CONVERT_HPP

#include <strand/core/number.hpp>
#include <strand/simd/narrow.hpp>

namespace strand::inline STRAND_ISA::simd {

template <class To, index_t Lanes, class From>
STRAND_ALWAYS_INLINE vec<To, Lanes> convert_lanes(vec<From, Lanes> v);

namespace detail {

template <class To, class From, index_t Lanes>
STRAND_ALWAYS_INLINE vec<To, Lanes> convert_integer(vec<From, Lanes> v) {
    if constexpr (sizeof(To) == sizeof(From)) {
        return bits_as<vec<To, Lanes>>(v);
    } else if constexpr (widens_at_once<To, From, Lanes>) {
        return bits_as<vec<To, Lanes>>(widen_at_once<std::make_signed_t<To>, From, Lanes>(v));
    } else if constexpr (narrows_at_once<To, From, Lanes>) {
        return narrow_at_once<To, From, Lanes>(v);
    } else if constexpr (sizeof(To) == 2 * sizeof(From) || sizeof(From) == 2 * sizeof(To)) {
        return __builtin_convertvector(v, vec<To, Lanes>);
    } else if constexpr (sizeof(To) > sizeof(From)) {
        using middle = decltype(strand::detail::fixed_width_integer<2 * sizeof(From), std::is_signed_v<From>>());
        return convert_integer<To, middle, Lanes>(__builtin_convertvector(v, vec<middle, Lanes>));
    } else {
        using middle = decltype(strand::detail::fixed_width_integer<sizeof(From) / 2, std::is_signed_v<From>>());
        return convert_integer<To, middle, Lanes>(__builtin_convertvector(v, vec<middle, Lanes>));
    }
}

/// uint32 as double, for which there are instructions only with AVX-512.
template <index_t Lanes>
STRAND_ALWAYS_INLINE vec<double, Lanes> unsigned_to_double(vec<std::uint32_t, Lanes> v) {
#if defined(__AVX512DQ__) && defined(__AVX512VL__) && !defined(STRAND_NO_SIMD)
    using result = vec<double, Lanes>;
    if constexpr (Lanes == 8) return bits_as<result>(_mm512_maskz_cvtepu32_pd(static_cast<__mmask8>(0xFF), bits_as<__m256i>(v)));
    else if constexpr (Lanes == 4) return bits_as<result>(_mm256_cvtepu32_pd(bits_as<__m128i>(v)));
    else
#endif
        // The number's bits under the exponent of 2^52 are 2^52 and the number.
        return bits_as<vec<double, Lanes>>(convert_lanes<std::uint64_t, Lanes, std::uint32_t>(v) | 0x4330000000000000U) - 0x1p52;
}

}  // namespace detail

/// Each lane as `To`.
template <class To, index_t Lanes, class From>
STRAND_ALWAYS_INLINE vec<To, Lanes> convert_lanes(vec<From, Lanes> v) {
    using strand::detail::integer;
    if constexpr (std::same_as<To, From>) {
        return v;
    } else if constexpr (integer<From> && integer<To>) {
        return detail::convert_integer<To, From, Lanes>(v);
    } else if constexpr (integer<From>) {
        // Small integers fit a 32-bit signed one; 32-bit signed and 64-bit ones have instructions.
        if constexpr (sizeof(From) < 4) {
            return convert_lanes<To, Lanes, std::int32_t>(convert_lanes<std::int32_t, Lanes, From>(v));
        } else if constexpr (std::same_as<From, std::int32_t> && detail::widens_at_once<To, From, Lanes>) {
            return detail::widen_at_once<To, From, Lanes>(v);
        } else if constexpr (std::same_as<From, std::uint32_t> && std::same_as<To, double>) {
            return detail::unsigned_to_double<Lanes>(v);
        } else {
            return __builtin_convertvector(v, vec<To, Lanes>);
        }
    } else if constexpr (integer<To>) {
        // 8 and 16 bits are cut off from 32.
        using middle = strand::detail::truncated_t<To>;
        if constexpr (std::is_unsigned_v<To> && sizeof(To) == sizeof(middle)) return detail::truncate_to_unsigned<To, Lanes, From>(v);
        else return convert_lanes<To, Lanes, middle>(detail::truncate_lanes<middle, Lanes, From>(v));
    } else if constexpr (std::same_as<From, float> && detail::widens_at_once<To, From, Lanes>) {
        return detail::widen_at_once<To, From, Lanes>(v);
    } else {
        return __builtin_convertvector(v, vec<To, Lanes>);
    }
}

}  // namespace strand::inline STRAND_ISA::simd

#endif
