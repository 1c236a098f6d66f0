// SPDX-License-Identifier: BSD-3-Clause
// What single bits of lanes decide: where a number is divided by 4, what comes of quarter turns.
// Like machine.hpp: single instructions, each with a portable form.
#ifndef STRAND_SIMD_LANE_SIGNS_HPP
#define STRAND_SIMD_LANE_SIGNS_HPP

#include <strand/simd/machine.hpp>

namespace strand::inline STRAND_ISA::simd::detail {

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

/// v, v / 2, -v or -v / 2 for quadrants 0 to 3, counted in the last two bits, of which others do not matter; v / 2
/// must be a normal number. A sum of integers flips the sign and lowers the exponent at once.
template <float_lanes V>
STRAND_ALWAYS_INLINE V turned(V v, uint_lanes<V> quadrant) {
    using bits = lane_of<uint_lanes<V>>;
    constexpr bool wide = sizeof(lane_of<V>) == 8;
    constexpr bits flip = bits(1) << (8 * sizeof(bits) - 1), halve = bits(0) - (bits(1) << (wide ? 52 : 23));
#if defined(__AVX__) && !defined(STRAND_NO_SIMD)
    // The summand is looked up among four words, of doubles in their upper halves.
    constexpr auto upper = [](bits b) { return static_cast<int>(b >> (wide ? 32 : 0)); };
    constexpr int half = upper(halve), sign = upper(flip), both = upper(halve + flip);
    const auto index = wide ? quadrant << 32 : quadrant;
#if defined(__AVX512F__)
    if constexpr (sizeof(V) == 64 && wide) {
        const auto table = vec<bits, 8>{0, halve, flip, halve + flip, 0, halve, flip, halve + flip};
        return float_of<V>(bits_of(v) + (uint_lanes<V>)_mm512_maskz_permutexvar_epi64(all_of_8, (__m512i)quadrant, (__m512i)table));
    } else if constexpr (sizeof(V) == 64) {
        const __m512 table = _mm512_castsi512_ps(_mm512_set4_epi32(both, sign, half, 0));
        return float_of<V>(bits_of(v) + (uint_lanes<V>)_mm512_maskz_permutevar_ps(all_of_16, table, (__m512i)index));
    } else
#endif
        if constexpr (sizeof(V) == 32) {
        const __m256 table = (__m256)vec<int, 8>{0, half, sign, both, 0, half, sign, both};
        return float_of<V>(bits_of(v) + (uint_lanes<V>)_mm256_permutevar_ps(table, (__m256i)index));
    } else {
        const __m128 table = (__m128)vec<int, 4>{0, half, sign, both};
        return float_of<V>(bits_of(v) + (uint_lanes<V>)_mm_permutevar_ps(table, (__m128i)index));
    }
#else
    static_cast<void>(halve);
    const auto lower = (quadrant << (8 * sizeof(bits) - 1)) >> (wide ? 11 : 8);
    return float_of<V>((bits_of(v) - lower) ^ ((quadrant << (8 * sizeof(bits) - 2)) & flip));
#endif
}

}  // namespace strand::inline STRAND_ISA::simd::detail

#endif
