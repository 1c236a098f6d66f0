// SPDX-License-Identifier: BSD-3-Clause
// Comparisons into AVX-512's mask registers, one bit per lane, and what is made from such bits. The
// compiler's vectors compare to lanes of 0 and -1, which costs two more instructions for every use of a
// truth value. Vectors shorter than 16 bytes are filled up, longer ones than a register are split.
// Bits above the lanes mean nothing.
#ifndef STRAND_SIMD_MASK_REGISTER_HPP
#define STRAND_SIMD_MASK_REGISTER_HPP

#include <strand/simd/widen.hpp>

namespace strand::inline STRAND_ISA::simd::detail {

#if defined(__AVX512BW__) && defined(__AVX512DQ__) && defined(__AVX512VL__) && !defined(STRAND_NO_SIMD)
inline constexpr bool has_mask_registers = true;
#else
inline constexpr bool has_mask_registers = false;
#endif

/// How two lanes compare; the values are those of the integer instructions. Floats alone are unordered: one of them is NaN.
enum class relation : int { equal = 0, less = 1, less_equal = 2, unordered = 3, not_equal = 4, greater_equal = 5, greater = 6 };

/// The smallest mask register with a bit for each lane.
template <index_t Lanes>
using mask_bits = uint_of<(Lanes <= 8 ? 1 : Lanes <= 16 ? 2 : Lanes <= 32 ? 4 : 8)>;

#if defined(__AVX512BW__) && defined(__AVX512DQ__) && defined(__AVX512VL__) && !defined(STRAND_NO_SIMD)

template <class T, index_t Lanes>
inline constexpr index_t vec_bytes = Lanes * bytes_of<T>;

/// Filled up to 16 bytes.
template <class T, index_t Lanes>
STRAND_ALWAYS_INLINE vec<T, 16 / bytes_of<T>> filled_up(vec<T, Lanes> v) {
    return bits_as<vec<T, 16 / bytes_of<T>>>(low_part_of<__m128i>(v));
}

/// A bit for every lane whose relation to the other's holds. None holds for NaN but `not_equal` and `unordered`.
template <relation R, class T, index_t Lanes>
STRAND_ALWAYS_INLINE mask_bits<Lanes> related(vec<T, Lanes> a, vec<T, Lanes> b) {
    using bits = mask_bits<Lanes>;
    constexpr index_t bytes = vec_bytes<T, Lanes>;
    constexpr int whole = static_cast<int>(R);
    constexpr int real = R == relation::equal        ? _CMP_EQ_OQ
                         : R == relation::less       ? _CMP_LT_OQ
                         : R == relation::less_equal ? _CMP_LE_OQ
                         : R == relation::unordered  ? _CMP_UNORD_Q
                         : R == relation::not_equal  ? _CMP_NEQ_UQ
                         : R == relation::greater    ? _CMP_GT_OQ
                                                     : _CMP_GE_OQ;
    constexpr bool is_signed = std::is_signed_v<T>;
    if constexpr (bytes < 16) {
        unsigned whole_register = related<R, T, 16 / bytes_of<T>>(filled_up<T, Lanes>(a), filled_up<T, Lanes>(b));
#if defined(__clang__)
        asm("" : "+r"(whole_register));  // clang 14 takes parts of masks through memory
#endif
        return static_cast<bits>(whole_register);
    } else if constexpr (bytes > 64) {
        constexpr index_t half = Lanes / 2;
        const auto low = related<R, T, half>(lanes_from<0, half, T, Lanes>(a), lanes_from<0, half, T, Lanes>(b));
        const auto high = related<R, T, half>(lanes_from<half, half, T, Lanes>(a), lanes_from<half, half, T, Lanes>(b));
        constexpr auto lanes_below = static_cast<bits>(~bits(0)) >> (8 * sizeof(bits) - static_cast<std::size_t>(half));
        return static_cast<bits>((static_cast<bits>(low) & lanes_below) | static_cast<bits>(static_cast<bits>(high) << half));
    } else if constexpr (std::same_as<T, double>) {
        if constexpr (bytes == 64) return _mm512_cmp_pd_mask(bits_as<__m512d>(a), bits_as<__m512d>(b), real);
        else if constexpr (bytes == 32) return _mm256_cmp_pd_mask(bits_as<__m256d>(a), bits_as<__m256d>(b), real);
        else return _mm_cmp_pd_mask(bits_as<__m128d>(a), bits_as<__m128d>(b), real);
    } else if constexpr (std::same_as<T, float>) {
        if constexpr (bytes == 64) return _mm512_cmp_ps_mask(bits_as<__m512>(a), bits_as<__m512>(b), real);
        else if constexpr (bytes == 32) return _mm256_cmp_ps_mask(bits_as<__m256>(a), bits_as<__m256>(b), real);
        else return _mm_cmp_ps_mask(bits_as<__m128>(a), bits_as<__m128>(b), real);
    } else if constexpr (bytes == 64) {
        const auto x = bits_as<__m512i>(a), y = bits_as<__m512i>(b);
        if constexpr (sizeof(T) == 1 && is_signed) return _mm512_cmp_epi8_mask(x, y, whole);
        else if constexpr (sizeof(T) == 1) return _mm512_cmp_epu8_mask(x, y, whole);
        else if constexpr (sizeof(T) == 2 && is_signed) return _mm512_cmp_epi16_mask(x, y, whole);
        else if constexpr (sizeof(T) == 2) return _mm512_cmp_epu16_mask(x, y, whole);
        else if constexpr (sizeof(T) == 4 && is_signed) return _mm512_cmp_epi32_mask(x, y, whole);
        else if constexpr (sizeof(T) == 4) return _mm512_cmp_epu32_mask(x, y, whole);
        else if constexpr (is_signed) return _mm512_cmp_epi64_mask(x, y, whole);
        else return _mm512_cmp_epu64_mask(x, y, whole);
    } else if constexpr (bytes == 32) {
        const auto x = bits_as<__m256i>(a), y = bits_as<__m256i>(b);
        if constexpr (sizeof(T) == 1 && is_signed) return _mm256_cmp_epi8_mask(x, y, whole);
        else if constexpr (sizeof(T) == 1) return _mm256_cmp_epu8_mask(x, y, whole);
        else if constexpr (sizeof(T) == 2 && is_signed) return _mm256_cmp_epi16_mask(x, y, whole);
        else if constexpr (sizeof(T) == 2) return _mm256_cmp_epu16_mask(x, y, whole);
        else if constexpr (sizeof(T) == 4 && is_signed) return _mm256_cmp_epi32_mask(x, y, whole);
        else if constexpr (sizeof(T) == 4) return _mm256_cmp_epu32_mask(x, y, whole);
        else if constexpr (is_signed) return _mm256_cmp_epi64_mask(x, y, whole);
        else return _mm256_cmp_epu64_mask(x, y, whole);
    } else {
        const auto x = bits_as<__m128i>(a), y = bits_as<__m128i>(b);
        if constexpr (sizeof(T) == 1 && is_signed) return static_cast<bits>(_mm_cmp_epi8_mask(x, y, whole));
        else if constexpr (sizeof(T) == 1) return static_cast<bits>(_mm_cmp_epu8_mask(x, y, whole));
        else if constexpr (sizeof(T) == 2 && is_signed) return _mm_cmp_epi16_mask(x, y, whole);
        else if constexpr (sizeof(T) == 2) return _mm_cmp_epu16_mask(x, y, whole);
        else if constexpr (sizeof(T) == 4 && is_signed) return _mm_cmp_epi32_mask(x, y, whole);
        else if constexpr (sizeof(T) == 4) return _mm_cmp_epu32_mask(x, y, whole);
        else if constexpr (is_signed) return _mm_cmp_epi64_mask(x, y, whole);
        else return _mm_cmp_epu64_mask(x, y, whole);
    }
}

/// `yes` where the lane's bit is set, `no` elsewhere.
template <class T, index_t Lanes>
STRAND_ALWAYS_INLINE vec<T, Lanes> blend(mask_bits<Lanes> m, vec<T, Lanes> yes, vec<T, Lanes> no) {
    using result = vec<T, Lanes>;
    constexpr index_t bytes = vec_bytes<T, Lanes>;
    if constexpr (bytes < 16) {
        constexpr index_t whole = 16 / bytes_of<T>;
        const auto filled = blend<T, whole>(m, filled_up<T, Lanes>(yes), filled_up<T, Lanes>(no));
        return lanes_from<0, Lanes, T, whole>(filled);
    } else if constexpr (bytes > 64) {
        constexpr index_t half = Lanes / 2;
        const auto low = static_cast<mask_bits<half>>(m), high = static_cast<mask_bits<half>>(m >> half);
        return joined<T, Lanes>(blend<T, half>(low, lanes_from<0, half, T, Lanes>(yes), lanes_from<0, half, T, Lanes>(no)),
                                blend<T, half>(high, lanes_from<half, half, T, Lanes>(yes), lanes_from<half, half, T, Lanes>(no)));
    } else if constexpr (std::same_as<T, double>) {
        if constexpr (bytes == 64) return bits_as<result>(_mm512_mask_blend_pd(m, bits_as<__m512d>(no), bits_as<__m512d>(yes)));
        else if constexpr (bytes == 32) return bits_as<result>(_mm256_mask_blend_pd(m, bits_as<__m256d>(no), bits_as<__m256d>(yes)));
        else return bits_as<result>(_mm_mask_blend_pd(m, bits_as<__m128d>(no), bits_as<__m128d>(yes)));
    } else if constexpr (std::same_as<T, float>) {
        if constexpr (bytes == 64) return bits_as<result>(_mm512_mask_blend_ps(m, bits_as<__m512>(no), bits_as<__m512>(yes)));
        else if constexpr (bytes == 32) return bits_as<result>(_mm256_mask_blend_ps(m, bits_as<__m256>(no), bits_as<__m256>(yes)));
        else return bits_as<result>(_mm_mask_blend_ps(m, bits_as<__m128>(no), bits_as<__m128>(yes)));
    } else if constexpr (bytes == 64) {
        const auto x = bits_as<__m512i>(no), y = bits_as<__m512i>(yes);
        if constexpr (sizeof(T) == 1) return bits_as<result>(_mm512_mask_blend_epi8(m, x, y));
        else if constexpr (sizeof(T) == 2) return bits_as<result>(_mm512_mask_blend_epi16(m, x, y));
        else if constexpr (sizeof(T) == 4) return bits_as<result>(_mm512_mask_blend_epi32(m, x, y));
        else return bits_as<result>(_mm512_mask_blend_epi64(m, x, y));
    } else if constexpr (bytes == 32) {
        const auto x = bits_as<__m256i>(no), y = bits_as<__m256i>(yes);
        if constexpr (sizeof(T) == 1) return bits_as<result>(_mm256_mask_blend_epi8(m, x, y));
        else if constexpr (sizeof(T) == 2) return bits_as<result>(_mm256_mask_blend_epi16(m, x, y));
        else if constexpr (sizeof(T) == 4) return bits_as<result>(_mm256_mask_blend_epi32(m, x, y));
        else return bits_as<result>(_mm256_mask_blend_epi64(m, x, y));
    } else {
        const auto x = bits_as<__m128i>(no), y = bits_as<__m128i>(yes);
        if constexpr (sizeof(T) == 1) return bits_as<result>(_mm_mask_blend_epi8(m, x, y));
        else if constexpr (sizeof(T) == 2) return bits_as<result>(_mm_mask_blend_epi16(m, x, y));
        else if constexpr (sizeof(T) == 4) return bits_as<result>(_mm_mask_blend_epi32(m, x, y));
        else return bits_as<result>(_mm_mask_blend_epi64(m, x, y));
    }
}

/// Every bit twice, for the two parts of complex numbers.
template <index_t Lanes>
STRAND_ALWAYS_INLINE mask_bits<2 * Lanes> bits_twice(mask_bits<Lanes> m) {
    constexpr std::uint64_t even = 0x5555555555555555;
    return static_cast<mask_bits<2 * Lanes>>(_pdep_u64(m, even) * 3);
}

/// The lanes as bytes 0 and 1, as bool lies in memory. Up to eight fit a general register, which saves the
/// way back into a mask register of bytes.
template <index_t Lanes>
STRAND_ALWAYS_INLINE vec<std::int8_t, Lanes> bool_bytes(mask_bits<Lanes> m) {
    if constexpr (Lanes <= 8) {
        const auto bytes = bits_as<vec<std::int8_t, 8>>(_pdep_u64(m, 0x0101010101010101));
        return lanes_from<0, Lanes, std::int8_t, 8>(bytes);
    } else {
        using wide = vec<std::int8_t, Lanes>;
        const wide one = splat<std::int8_t, Lanes>(1);
        if constexpr (Lanes == 64) return bits_as<wide>(_mm512_maskz_mov_epi8(m, bits_as<__m512i>(one)));
        else if constexpr (Lanes == 32) return bits_as<wide>(_mm256_maskz_mov_epi8(m, bits_as<__m256i>(one)));
        else return bits_as<wide>(_mm_maskz_mov_epi8(m, bits_as<__m128i>(one)));
    }
}
#else
template <class T, index_t Lanes>
vec<T, Lanes> blend(mask_bits<Lanes> m, vec<T, Lanes> yes, vec<T, Lanes> no);
template <index_t Lanes>
mask_bits<2 * Lanes> bits_twice(mask_bits<Lanes> m);
#endif

}  // namespace strand::inline STRAND_ISA::simd::detail

#endif
