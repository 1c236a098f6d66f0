// SPDX-License-Identifier: BSD-3-Clause
// Extrema of floats at the price of one instruction each: the machine's own maximum and minimum, which
// lose NaN, beside a watch that has seen two vectors at a time and knows in which lanes a NaN was.
#ifndef STRAND_SIMD_EXTREMUM_HPP
#define STRAND_SIMD_EXTREMUM_HPP

#include <strand/simd/machine.hpp>
#if defined(__x86_64__) && !defined(STRAND_NO_SIMD)
#include <immintrin.h>
#endif

namespace strand::inline STRAND_ISA::simd::detail {

/// Vectors with such instructions.
template <class V>
inline constexpr bool is_register = sizeof(V) == 16 || sizeof(V) == 32 || sizeof(V) == 64;

#if defined(__x86_64__) && !defined(STRAND_NO_SIMD)
inline constexpr bool has_extrema = true;
#else
inline constexpr bool has_extrema = false;
#endif

/// a > b ? a : b, so b where one of them is NaN.
template <float_lanes V>
STRAND_ALWAYS_INLINE V larger(V a, V b) {
#if defined(__x86_64__) && !defined(STRAND_NO_SIMD)
    constexpr bool wide = sizeof(lane_of<V>) == 8;
#if defined(__AVX512F__)
    if constexpr (sizeof(V) == 64 && wide) return (V)_mm512_maskz_max_pd(all_of_8, (__m512d)a, (__m512d)b);
    else if constexpr (sizeof(V) == 64) return (V)_mm512_maskz_max_ps(all_of_16, (__m512)a, (__m512)b);
    else
#endif
#if defined(__AVX__)
        if constexpr (sizeof(V) == 32 && wide)
        return (V)_mm256_max_pd((__m256d)a, (__m256d)b);
    else if constexpr (sizeof(V) == 32) return (V)_mm256_max_ps((__m256)a, (__m256)b);
    else
#endif
        if constexpr (sizeof(V) == 16 && wide)
        return (V)_mm_max_pd((__m128d)a, (__m128d)b);
    else if constexpr (sizeof(V) == 16) return (V)_mm_max_ps((__m128)a, (__m128)b);
    else
#endif
        return a > b ? a : b;
}
/// a < b ? a : b, so b where one of them is NaN.
template <float_lanes V>
STRAND_ALWAYS_INLINE V smaller(V a, V b) {
#if defined(__x86_64__) && !defined(STRAND_NO_SIMD)
    constexpr bool wide = sizeof(lane_of<V>) == 8;
#if defined(__AVX512F__)
    if constexpr (sizeof(V) == 64 && wide) return (V)_mm512_maskz_min_pd(all_of_8, (__m512d)a, (__m512d)b);
    else if constexpr (sizeof(V) == 64) return (V)_mm512_maskz_min_ps(all_of_16, (__m512)a, (__m512)b);
    else
#endif
#if defined(__AVX__)
        if constexpr (sizeof(V) == 32 && wide)
        return (V)_mm256_min_pd((__m256d)a, (__m256d)b);
    else if constexpr (sizeof(V) == 32) return (V)_mm256_min_ps((__m256)a, (__m256)b);
    else
#endif
        if constexpr (sizeof(V) == 16 && wide)
        return (V)_mm_min_pd((__m128d)a, (__m128d)b);
    else if constexpr (sizeof(V) == 16) return (V)_mm_min_ps((__m128)a, (__m128)b);
    else
#endif
        return a < b ? a : b;
}

/// Remembers the lanes in which a NaN has been.
template <float_lanes V>
class nan_watch {
public:
    STRAND_ALWAYS_INLINE void see(V a, V b) {
#if defined(__AVX512F__) && !defined(STRAND_NO_SIMD)
        if constexpr (sizeof(V) == 64 && sizeof(lane_of<V>) == 8) {
            seen_ = static_cast<decltype(seen_)>(seen_ | _mm512_cmp_pd_mask((__m512d)a, (__m512d)b, _CMP_UNORD_Q));
        } else if constexpr (sizeof(V) == 64) {
            seen_ = static_cast<decltype(seen_)>(seen_ | _mm512_cmp_ps_mask((__m512)a, (__m512)b, _CMP_UNORD_Q));
        } else
#endif
#if defined(__AVX__) && !defined(STRAND_NO_SIMD)
            if constexpr (sizeof(V) == 32 && sizeof(lane_of<V>) == 8) {
            seen_ |= (decltype(seen_))_mm256_cmp_pd((__m256d)a, (__m256d)b, _CMP_UNORD_Q);
        } else if constexpr (sizeof(V) == 32) {
            seen_ |= (decltype(seen_))_mm256_cmp_ps((__m256)a, (__m256)b, _CMP_UNORD_Q);
        } else
#endif
        {
            seen_ |= (a != a) | (b != b);
        }
    }
    STRAND_ALWAYS_INLINE bool any() const {
        if constexpr (std::is_integral_v<decltype(seen_)>) {
            return seen_ != 0;
        } else {
            std::uint64_t words[(sizeof(V) + 7) / 8] = {}, found = 0;
            std::memcpy(words, &seen_, sizeof seen_);
            for (const std::uint64_t word : words) found |= word;
            return found != 0;
        }
    }
    /// `v`, NaN in the lanes in which one has been.
    STRAND_ALWAYS_INLINE V apply(V v) const {
        if constexpr (!std::is_integral_v<decltype(seen_)>) {
            return float_of<V>(bits_as<int_lanes<V>>(v) | seen_);
        } else {
#if defined(__AVX512F__) && !defined(STRAND_NO_SIMD)
            if constexpr (sizeof(lane_of<V>) == 8) return (V)_mm512_mask_blend_pd(seen_, (__m512d)v, (__m512d)all<V>(nan_of<V>));
            else return (V)_mm512_mask_blend_ps(seen_, (__m512)v, (__m512)all<V>(nan_of<V>));
#else
            return v;
#endif
        }
    }

private:
#if defined(__AVX512F__) && !defined(STRAND_NO_SIMD)
    // One bit per lane where the machine has masks of bits; vectors of whole lanes elsewhere.
    using bits = std::conditional_t<sizeof(V) == 64, std::conditional_t<sizeof(lane_of<V>) == 8, __mmask8, __mmask16>, int_lanes<V>>;
#else
    using bits = int_lanes<V>;
#endif
    bits seen_{};
};

}  // namespace strand::inline STRAND_ISA::simd::detail

#endif
