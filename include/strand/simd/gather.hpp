// SPDX-License-Identifier: BSD-3-Clause
// One register of elements at checked indices, where the machine gathers by one instruction: a table
// beyond the second-level cache is read with more loads under way than by as many single loads.
#ifndef STRAND_SIMD_GATHER_HPP
#define STRAND_SIMD_GATHER_HPP

#include <strand/simd/memory.hpp>

namespace strand::inline STRAND_ISA::simd {

/// Elements gathered at once; 0 where there is no instruction, or none faster than single loads.
template <class Word, class I>
inline constexpr index_t gather_lanes = 0;

#if defined(__AVX512F__) && defined(__AVX512DQ__) && defined(__AVX512VL__) && !defined(STRAND_NO_SIMD)

template <class Word, class I>
    requires(std::is_signed_v<I> && (sizeof(I) == 4 || sizeof(I) == 8) && (sizeof(Word) == 4 || sizeof(Word) == 8))
inline constexpr index_t gather_lanes<Word, I> = sizeof(I) == 4 && sizeof(Word) == 4 ? 16 : 8;

/// Negative indices count from the end. False when one lies outside: its element is then 0, and not read.
/// The extent fits the type of the indices.
template <class Word, class I>
STRAND_ALWAYS_INLINE bool gather_inside(Word* to, const Word* from, const I* index, index_t extent) {
    if constexpr (gather_lanes<Word, I> == 16) {
        const __m512i end = _mm512_set1_epi32(static_cast<int>(extent));
        __m512i place = _mm512_loadu_si512(index);
        place = _mm512_mask_add_epi32(place, _mm512_movepi32_mask(place), place, end);
        const __mmask16 inside = _mm512_cmplt_epu32_mask(place, end);
        _mm512_storeu_si512(to, _mm512_mask_i32gather_epi32(_mm512_setzero_si512(), inside, place, from, 4));
        return inside == 0xFFFF;
    } else {
        const __m512i end = _mm512_set1_epi64(static_cast<long long>(extent));
        __m512i place;
        if constexpr (sizeof(I) == 8) place = _mm512_loadu_si512(index);
        else place = _mm512_maskz_cvtepi32_epi64(static_cast<__mmask8>(0xFF), _mm256_loadu_si256(reinterpret_cast<const __m256i*>(index)));
        place = _mm512_mask_add_epi64(place, _mm512_movepi64_mask(place), place, end);
        const __mmask8 inside = _mm512_cmplt_epu64_mask(place, end);
        if constexpr (sizeof(Word) == 8) {
            _mm512_storeu_si512(to, _mm512_mask_i64gather_epi64(_mm512_setzero_si512(), inside, place, from, 8));
        } else {
            _mm256_storeu_si256(reinterpret_cast<__m256i*>(to), _mm512_mask_i64gather_epi32(_mm256_setzero_si256(), inside, place, from, 4));
        }
        return inside == 0xFF;
    }
}

#else

template <class Word, class I>
bool gather_inside(Word*, const Word*, const I*, index_t) {
    return false;
}

#endif

}  // namespace strand::inline STRAND_ISA::simd

#endif
