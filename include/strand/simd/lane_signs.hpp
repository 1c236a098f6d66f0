// SPDX-License-Identifier: BSD-3-Clause
// What the sign bits of lanes decide: which lanes an exception concerns, and where a number is divided by 4.
// Like machine.hpp: single instructions, each with a portable form.
#ifndef STRAND_SIMD_LANE_SIGNS_HPP
#define STRAND_SIMD_LANE_SIGNS_HPP

#include <strand/simd/machine.hpp>

namespace strand::inline STRAND_ISA::simd::detail {

/// A bit for each lane, the first lane's lowest: its sign bit.
template <float_lanes V>
STRAND_ALWAYS_INLINE unsigned signs_of(V v) {
#if defined(__x86_64__) && !defined(STRAND_NO_SIMD)
    constexpr bool wide = sizeof(lane_of<V>) == 8;
#if defined(__AVX512BW__) && defined(__AVX512DQ__)
    if constexpr (sizeof(V) == 64 && wide) return _mm512_movepi64_mask((__m512i)v);
    else if constexpr (sizeof(V) == 64) return _mm512_movepi32_mask((__m512i)v);
    else
#endif
#if defined(__AVX__)
        if constexpr (sizeof(V) == 32 && wide)
        return static_cast<unsigned>(_mm256_movemask_pd((__m256d)v));
    else if constexpr (sizeof(V) == 32) return static_cast<unsigned>(_mm256_movemask_ps((__m256)v));
    else
#endif
        if constexpr (wide)
        return static_cast<unsigned>(_mm_movemask_pd((__m128d)v));
    else return static_cast<unsigned>(_mm_movemask_ps((__m128)v));
#else
    unsigned signs = 0;
    for (index_t i = 0; i < lanes_of<V>; ++i) signs |= (bits_as<int_lanes<V>>(v)[i] < 0 ? 1U : 0U) << i;
    return signs;
#endif
}

/// v / 4 where the sign bit of `choice` is set, which has no other bit; v >= 0, and what is denormal or nearly
/// so may become 0. Two less in the exponent field, which keeps the units that multiply free.
template <float_lanes V>
STRAND_ALWAYS_INLINE V quarter_where(V v, uint_lanes<V> choice) {
#if defined(__x86_64__) && !defined(STRAND_NO_SIMD)
    // In words of 16 bits, because a subtraction that stops at 0 exists only for those.
    const auto two = choice >> (sizeof(lane_of<V>) == 8 ? 10 : 7);
#if defined(__AVX512BW__)
    if constexpr (sizeof(V) == 64) return (V)_mm512_subs_epu16((__m512i)v, (__m512i)two);
    else
#endif
#if defined(__AVX2__)
        if constexpr (sizeof(V) == 32)
        return (V)_mm256_subs_epu16((__m256i)v, (__m256i)two);
    else
#endif
        if constexpr (sizeof(V) == 16)
        return (V)_mm_subs_epu16((__m128i)v, (__m128i)two);
    else
#endif
        return v * (bits_as<int_lanes<V>>(choice) < 0 ? all<V>(lane_of<V>(0.25)) : all<V>(1));
}

}  // namespace strand::inline STRAND_ISA::simd::detail

#endif
