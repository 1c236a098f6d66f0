// SPDX-License-Identifier: BSD-3-Clause
// Counts of the ones in each lane by instructions: AVX-512 counts them; AVX2 looks counts of four bits up and adds
// those of the bytes of a lane. Vectors of other sizes have no such instructions.
#ifndef STRAND_SIMD_BIT_COUNT_HPP
#define STRAND_SIMD_BIT_COUNT_HPP

#include <strand/simd/vec.hpp>

namespace strand::inline STRAND_ISA::simd::detail {

#if defined(__AVX512VPOPCNTDQ__) && defined(__AVX512BITALG__) && !defined(STRAND_NO_SIMD)
template <class U, index_t Lanes>
inline constexpr bool counts_lanes = Lanes * bytes_of<U> == 64;

template <class U, index_t Lanes>
STRAND_ALWAYS_INLINE vec<U, Lanes> count_lanes(vec<U, Lanes> v) {
    const auto bits = bits_as<__m512i>(v);
    if constexpr (sizeof(U) == 8) return bits_as<vec<U, Lanes>>(_mm512_popcnt_epi64(bits));
    else if constexpr (sizeof(U) == 4) return bits_as<vec<U, Lanes>>(_mm512_popcnt_epi32(bits));
    else if constexpr (sizeof(U) == 2) return bits_as<vec<U, Lanes>>(_mm512_popcnt_epi16(bits));
    else return bits_as<vec<U, Lanes>>(_mm512_popcnt_epi8(bits));
}
#elif defined(__AVX2__) && !defined(STRAND_NO_SIMD)
template <class U, index_t Lanes>
inline constexpr bool counts_lanes = Lanes * bytes_of<U> == 32;

template <class U, index_t Lanes>
STRAND_ALWAYS_INLINE vec<U, Lanes> count_lanes(vec<U, Lanes> v) {
    const __m256i counts = _mm256_setr_epi8(0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4, 0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4);
    const __m256i four = _mm256_set1_epi8(15), bits = bits_as<__m256i>(v);
    const __m256i low = _mm256_shuffle_epi8(counts, _mm256_and_si256(bits, four));
    const __m256i high = _mm256_shuffle_epi8(counts, _mm256_and_si256(_mm256_srli_epi16(bits, 4), four));
    const __m256i bytes = _mm256_add_epi8(low, high);
    if constexpr (sizeof(U) == 8) return bits_as<vec<U, Lanes>>(_mm256_sad_epu8(bytes, _mm256_setzero_si256()));
    vec<U, Lanes> sum = bits_as<vec<U, Lanes>>(bytes);
    if constexpr (sizeof(U) > 1) sum += sum >> 8;
    if constexpr (sizeof(U) > 2) sum += sum >> 16;
    return sum;
}
#else
template <class U, index_t Lanes>
inline constexpr bool counts_lanes = false;
template <class U, index_t Lanes>
vec<U, Lanes> count_lanes(vec<U, Lanes> v);
#endif

}  // namespace strand::inline STRAND_ISA::simd::detail

#endif
