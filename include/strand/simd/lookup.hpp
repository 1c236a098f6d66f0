// SPDX-License-Identifier: BSD-3-Clause
// Small tables that stay in registers: one permutation finds a number for each lane, with AVX-512 among 16
// doubles or 32 floats, with AVX2 among 8 floats, or 16 by two; elsewhere one lane after another.
#ifndef STRAND_SIMD_LOOKUP_HPP
#define STRAND_SIMD_LOOKUP_HPP

#include <strand/simd/machine.hpp>

namespace strand::inline STRAND_ISA::simd::detail {

#if defined(__AVX512BW__) && defined(__AVX512DQ__) && defined(__AVX512VL__) && !defined(STRAND_NO_SIMD)

/// table[index modulo Count] for each lane.
template <float_lanes V, std::size_t Count>
    requires(Count == 16 || Count == 32)
STRAND_ALWAYS_INLINE V lookup(const lane_of<V> (&table)[Count], uint_lanes<V> index) {
    using T = lane_of<V>;
    if constexpr (sizeof(V) < 64) {
        // What fills up looks up something too.
        using whole = vec<T, 64 / static_cast<index_t>(sizeof(T))>;
        uint_lanes<whole> wide{};
        std::memcpy(static_cast<void*>(&wide), &index, sizeof index);
        return lanes_from<0, lanes_of<V>, T, lanes_of<whole>>(lookup<whole>(table, wide));
    } else if constexpr (sizeof(T) == 8) {
        const auto at = (__m512i)index;
        const __m512d low = _mm512_permutex2var_pd(_mm512_loadu_pd(table), at, _mm512_loadu_pd(table + 8));
        if constexpr (Count == 16) return (V)low;
        else return (V)_mm512_mask_blend_pd(_mm512_test_epi64_mask(at, _mm512_set1_epi64(16)), low,
                                            _mm512_permutex2var_pd(_mm512_loadu_pd(table + 16), at, _mm512_loadu_pd(table + 24)));
    } else {
        const auto at = (__m512i)index;
        if constexpr (Count == 16) return (V)_mm512_maskz_permutexvar_ps(all_of_16, at, _mm512_loadu_ps(table));
        else return (V)_mm512_permutex2var_ps(_mm512_loadu_ps(table), at, _mm512_loadu_ps(table + 16));
    }
}

#else

template <float_lanes V, std::size_t Count>
STRAND_ALWAYS_INLINE V lookup(const lane_of<V> (&table)[Count], uint_lanes<V> index) {
#if defined(__AVX2__) && !defined(STRAND_NO_SIMD)
    if constexpr (Count <= 16 && sizeof(lane_of<V>) == 4 && sizeof(V) == 32) {
        const __m256 low = _mm256_permutevar8x32_ps(_mm256_loadu_ps(table), (__m256i)index);
        if constexpr (Count == 8) return (V)low;
        else return by_sign<V>(index << 28, (V)_mm256_permutevar8x32_ps(_mm256_loadu_ps(table + 8), (__m256i)index), (V)low);
    } else if constexpr (Count <= 16 && sizeof(lane_of<V>) == 4) {
        const auto wide = bits_as<vec<std::uint32_t, 8>>(_mm256_zextsi128_si256((__m128i)index));
        return (V)_mm256_castps256_ps128((__m256)lookup<vec<float, 8>>(table, wide));
    }
#endif
    // Written out, because g++ takes a loop through memory.
    if constexpr (lanes_of<V> == 2) return V{table[index[0] % Count], table[index[1] % Count]};
    V result{};
    for (index_t i = 0; i < lanes_of<V>; ++i) result[i] = table[index[i] % Count];
    return result;
}

#endif

/// The polynomial in x of which table[i][index modulo Count] is the i-th coefficient.
template <float_lanes V, std::size_t Terms, std::size_t Count>
STRAND_ALWAYS_INLINE V polynomial_of(const lane_of<V> (&table)[Terms][Count], uint_lanes<V> index, V x) {
    V sum = lookup<V>(table[Terms - 1], index);
    for (std::size_t i = Terms - 1; i-- > 0;) sum = mul_add(sum, x, lookup<V>(table[i], index));
    return sum;
}

}  // namespace strand::inline STRAND_ISA::simd::detail

#endif
