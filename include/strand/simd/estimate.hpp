// SPDX-License-Identifier: BSD-3-Clause
// Estimates of 1 / x and 1 / sqrt(x), and exponents and significands of all numbers: only with AVX-512, but for
// 1 / sqrt(x) of floats.
#ifndef STRAND_SIMD_ESTIMATE_HPP
#define STRAND_SIMD_ESTIMATE_HPP

#include <strand/simd/machine.hpp>

namespace strand::inline STRAND_ISA::simd::detail {

#if defined(__AVX512BW__) && defined(__AVX512DQ__) && defined(__AVX512VL__) && !defined(STRAND_NO_SIMD)

/// 1 / x within 2^-14 of it, for normal x up to 2^1021 (2^125).
template <float_lanes V>
STRAND_ALWAYS_INLINE V rough_reciprocal(V x) {
    constexpr bool wide = sizeof(lane_of<V>) == 8;
    if constexpr (sizeof(V) == 64 && wide) return (V)_mm512_maskz_rcp14_pd(all_of_8, (__m512d)x);
    else if constexpr (sizeof(V) == 64) return (V)_mm512_maskz_rcp14_ps(all_of_16, (__m512)x);
    else if constexpr (sizeof(V) == 32 && wide) return (V)_mm256_rcp14_pd((__m256d)x);
    else if constexpr (sizeof(V) == 32) return (V)_mm256_rcp14_ps((__m256)x);
    else if constexpr (wide) return (V)_mm_rcp14_pd((__m128d)x);
    else return (V)_mm_rcp14_ps((__m128)x);
}
/// 1 / sqrt(x) within 2^-14 of it; infinity for 0.
template <float_lanes V>
STRAND_ALWAYS_INLINE V rough_reciprocal_root(V x) {
    constexpr bool wide = sizeof(lane_of<V>) == 8;
    if constexpr (sizeof(V) == 64 && wide) return (V)_mm512_maskz_rsqrt14_pd(all_of_8, (__m512d)x);
    else if constexpr (sizeof(V) == 64) return (V)_mm512_maskz_rsqrt14_ps(all_of_16, (__m512)x);
    else if constexpr (sizeof(V) == 32 && wide) return (V)_mm256_rsqrt14_pd((__m256d)x);
    else if constexpr (sizeof(V) == 32) return (V)_mm256_rsqrt14_ps((__m256)x);
    else if constexpr (wide) return (V)_mm_rsqrt14_pd((__m128d)x);
    else return (V)_mm_rsqrt14_ps((__m128)x);
}
/// The exponent of |x|, a whole number; -infinity for 0, infinity for infinity.
template <float_lanes V>
STRAND_ALWAYS_INLINE V exponent_field(V x) {
    constexpr bool wide = sizeof(lane_of<V>) == 8;
    if constexpr (sizeof(V) == 64 && wide) return (V)_mm512_maskz_getexp_pd(all_of_8, (__m512d)x);
    else if constexpr (sizeof(V) == 64) return (V)_mm512_maskz_getexp_ps(all_of_16, (__m512)x);
    else if constexpr (sizeof(V) == 32 && wide) return (V)_mm256_getexp_pd((__m256d)x);
    else if constexpr (sizeof(V) == 32) return (V)_mm256_getexp_ps((__m256)x);
    else if constexpr (wide) return (V)_mm_getexp_pd((__m128d)x);
    else return (V)_mm_getexp_ps((__m128)x);
}
/// |x| times the power of two that brings it to [3/4, 3/2); 1 for 0 and infinity.
template <float_lanes V>
STRAND_ALWAYS_INLINE V significand_near_one(V x) {
    constexpr bool wide = sizeof(lane_of<V>) == 8;
    constexpr auto range = _MM_MANT_NORM_p75_1p5;
    constexpr auto sign = _MM_MANT_SIGN_zero;
    if constexpr (sizeof(V) == 64 && wide) return (V)_mm512_maskz_getmant_pd(all_of_8, (__m512d)x, range, sign);
    else if constexpr (sizeof(V) == 64) return (V)_mm512_maskz_getmant_ps(all_of_16, (__m512)x, range, sign);
    else if constexpr (sizeof(V) == 32 && wide) return (V)_mm256_getmant_pd((__m256d)x, range, sign);
    else if constexpr (sizeof(V) == 32) return (V)_mm256_getmant_ps((__m256)x, range, sign);
    else if constexpr (wide) return (V)_mm_getmant_pd((__m128d)x, range, sign);
    else return (V)_mm_getmant_ps((__m128)x, range, sign);
}

template <class T>
inline constexpr bool has_root_estimate = true;

#elif defined(__AVX2__) && defined(__FMA__) && !defined(STRAND_NO_SIMD)

/// 1 / sqrt(x) within 1.5 2^-12 of it, for normal x.
template <float_lanes V>
    requires(sizeof(lane_of<V>) == 4)
STRAND_ALWAYS_INLINE V rough_reciprocal_root(V x) {
    if constexpr (sizeof(V) == 32) return (V)_mm256_rsqrt_ps((__m256)x);
    else return (V)_mm_rsqrt_ps((__m128)x);
}

template <class T>
inline constexpr bool has_root_estimate = sizeof(T) == 4;

#else

template <class T>
inline constexpr bool has_root_estimate = false;

#endif

}  // namespace strand::inline STRAND_ISA::simd::detail

#endif
