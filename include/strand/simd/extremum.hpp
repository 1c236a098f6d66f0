// SPDX-License-Identifier: BSD-3-Clause
// Extrema of floats at the price of one instruction each: the machine's own maximum and minimum, which
// lose NaN, beside a watch that sees two vectors at a time and suspects where a NaN was.
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

/// `v` in a register: what is used twice is not read twice from memory, as compilers would have it.
template <float_lanes V>
STRAND_ALWAYS_INLINE V loaded(V v) {
#if defined(__AVX512F__) && !defined(STRAND_NO_SIMD)
    asm("" : "+v"(v));
#elif defined(__x86_64__) && !defined(STRAND_NO_SIMD)
    asm("" : "+x"(v));
#endif
    return v;
}

/// Suspects a NaN: sums of products of all that it has seen, by units that extrema leave idle (a comparison for every
/// two vectors takes half as long as the extrema themselves). Infinities that meet zeros or cancel, and
/// overflow, rouse it too. `Ways` sums take turns, so that none waits for itself.
template <float_lanes V, index_t Ways = 1>
class nan_watch {
public:
    template <index_t Way = 0>
    STRAND_ALWAYS_INLINE void see(V a, V b) {
        seen_[Way % Ways] = mul_add(a, b, seen_[Way % Ways]);
    }
    /// NaN in some lane where one may have been in any; finite or infinite where there was none.
    STRAND_ALWAYS_INLINE V sum() const {
        V all = seen_[0];
        for (index_t k = 1; k < Ways; ++k) all = all + seen_[k];
        return all;
    }

private:
    V seen_[static_cast<std::size_t>(Ways)]{};
};

}  // namespace strand::inline STRAND_ISA::simd::detail

#endif
