// SPDX-License-Identifier: BSD-3-Clause
// Widening conversions by single x86 instructions, for g++: its own vector conversions split registers in
// halves, or go lane by lane over more than a factor of two in size (g++ 12). Elsewhere nothing is here
// and convert.hpp uses the compiler's conversions.
#ifndef STRAND_SIMD_WIDEN_HPP
#define STRAND_SIMD_WIDEN_HPP

#include <strand/simd/vec.hpp>

namespace strand::inline STRAND_ISA::simd::detail {

/// Source bytes in the low part of a register.
template <class Register, class Vec>
STRAND_ALWAYS_INLINE Register low_part_of(Vec v) {
    if constexpr (sizeof(Register) == sizeof(Vec)) {
        return bits_as<Register>(v);
#if defined(__clang__)
        // clang 14 copies parts of registers through memory.
    } else if constexpr (sizeof(Vec) <= 8) {
        return low_part_of<Register>(vec<std::uint64_t, 2>{bits_as<uint_of<sizeof(Vec)>>(v), 0});
    } else {
        constexpr int words = sizeof(Vec) / 8;
        const auto low = bits_as<vec<std::uint64_t, words>>(v);
        return [&]<int... I>(std::integer_sequence<int, I...>) STRAND_INLINE_LAMBDA {
            return bits_as<Register>(__builtin_shufflevector(low, low ^ low, (I < words ? I : words)...));
        }(std::make_integer_sequence<int, sizeof(Register) / 8>{});
#else
    } else {
        Register whole{};
        std::memcpy(static_cast<void*>(&whole), &v, sizeof v);
        return whole;
#endif
    }
}

#if defined(__AVX2__) && !defined(__clang__) && !defined(STRAND_NO_SIMD)
/// There is one instruction for this conversion to a whole register.
template <class To, class From, index_t Lanes>
inline constexpr bool widens_at_once =
    sizeof(To) > sizeof(From) && (sizeof(To) * Lanes == 16 || sizeof(To) * Lanes == 32 || sizeof(To) * Lanes == register_bytes);

template <class To, class From, index_t Lanes>
STRAND_ALWAYS_INLINE vec<To, Lanes> widen_at_once(vec<From, Lanes> v) {
    using result = vec<To, Lanes>;
    constexpr bool is_signed = std::is_signed_v<From>;
    constexpr int step = 10 * static_cast<int>(sizeof(From)) + static_cast<int>(sizeof(To));
    [[maybe_unused]] const auto low = [&] { return low_part_of<__m128i>(v); };
    if constexpr (sizeof(result) == 64) {
#if defined(__AVX512BW__)
        // Masked with all lanes: the plain intrinsics begin with an undefined register, which g++ 12 warns of.
        if constexpr (std::same_as<From, float>) {
            return bits_as<result>(_mm512_maskz_cvtps_pd(static_cast<__mmask8>(0xff), bits_as<__m256>(v)));
        } else if constexpr (std::same_as<To, double>) {
            return bits_as<result>(_mm512_maskz_cvtepi32_pd(static_cast<__mmask8>(0xff), bits_as<__m256i>(v)));
        }
        if constexpr (step == 12) {
            if constexpr (is_signed) return bits_as<result>(_mm512_maskz_cvtepi8_epi16(~__mmask32{0}, low_part_of<__m256i>(v)));
            else return bits_as<result>(_mm512_maskz_cvtepu8_epi16(~__mmask32{0}, low_part_of<__m256i>(v)));
        }
        if constexpr (step == 14) {
            if constexpr (is_signed) return bits_as<result>(_mm512_maskz_cvtepi8_epi32(static_cast<__mmask16>(0xffff), low()));
            else return bits_as<result>(_mm512_maskz_cvtepu8_epi32(static_cast<__mmask16>(0xffff), low()));
        }
        if constexpr (step == 18) {
            // Twice the 8 bytes: g++ 12 fails with an internal error on 8 bytes and zeros under a mask.
            const auto both = bits_as<__m128i>(__builtin_shufflevector(v, v, 0, 1, 2, 3, 4, 5, 6, 7, 0, 1, 2, 3, 4, 5, 6, 7));
            if constexpr (is_signed) return bits_as<result>(_mm512_maskz_cvtepi8_epi64(static_cast<__mmask8>(0xff), both));
            else return bits_as<result>(_mm512_maskz_cvtepu8_epi64(static_cast<__mmask8>(0xff), both));
        }
        if constexpr (step == 24) {
            if constexpr (is_signed) return bits_as<result>(_mm512_maskz_cvtepi16_epi32(static_cast<__mmask16>(0xffff), low_part_of<__m256i>(v)));
            else return bits_as<result>(_mm512_maskz_cvtepu16_epi32(static_cast<__mmask16>(0xffff), low_part_of<__m256i>(v)));
        }
        if constexpr (step == 28) {
            if constexpr (is_signed) return bits_as<result>(_mm512_maskz_cvtepi16_epi64(static_cast<__mmask8>(0xff), low()));
            else return bits_as<result>(_mm512_maskz_cvtepu16_epi64(static_cast<__mmask8>(0xff), low()));
        }
        if constexpr (step == 48) {
            if constexpr (is_signed) return bits_as<result>(_mm512_maskz_cvtepi32_epi64(static_cast<__mmask8>(0xff), low_part_of<__m256i>(v)));
            else return bits_as<result>(_mm512_maskz_cvtepu32_epi64(static_cast<__mmask8>(0xff), low_part_of<__m256i>(v)));
        }
#endif
    } else if constexpr (sizeof(result) == 32) {
        if constexpr (std::same_as<From, float>) return bits_as<result>(_mm256_cvtps_pd(bits_as<__m128>(v)));
        else if constexpr (std::same_as<To, double>) return bits_as<result>(_mm256_cvtepi32_pd(bits_as<__m128i>(v)));
        if constexpr (step == 12) {
            if constexpr (is_signed) return bits_as<result>(_mm256_cvtepi8_epi16(low()));
            else return bits_as<result>(_mm256_cvtepu8_epi16(low()));
        }
        if constexpr (step == 14) {
            if constexpr (is_signed) return bits_as<result>(_mm256_cvtepi8_epi32(low()));
            else return bits_as<result>(_mm256_cvtepu8_epi32(low()));
        }
        if constexpr (step == 18) {
            if constexpr (is_signed) return bits_as<result>(_mm256_cvtepi8_epi64(low()));
            else return bits_as<result>(_mm256_cvtepu8_epi64(low()));
        }
        if constexpr (step == 24) {
            if constexpr (is_signed) return bits_as<result>(_mm256_cvtepi16_epi32(low()));
            else return bits_as<result>(_mm256_cvtepu16_epi32(low()));
        }
        if constexpr (step == 28) {
            if constexpr (is_signed) return bits_as<result>(_mm256_cvtepi16_epi64(low()));
            else return bits_as<result>(_mm256_cvtepu16_epi64(low()));
        }
        if constexpr (step == 48) {
            if constexpr (is_signed) return bits_as<result>(_mm256_cvtepi32_epi64(low()));
            else return bits_as<result>(_mm256_cvtepu32_epi64(low()));
        }
    } else {
        if constexpr (std::same_as<From, float>) return bits_as<result>(_mm_cvtps_pd(low_part_of<__m128>(v)));
        else if constexpr (std::same_as<To, double>) return bits_as<result>(_mm_cvtepi32_pd(low()));
        if constexpr (step == 12) {
            if constexpr (is_signed) return bits_as<result>(_mm_cvtepi8_epi16(low()));
            else return bits_as<result>(_mm_cvtepu8_epi16(low()));
        }
        if constexpr (step == 14) {
            if constexpr (is_signed) return bits_as<result>(_mm_cvtepi8_epi32(low()));
            else return bits_as<result>(_mm_cvtepu8_epi32(low()));
        }
        if constexpr (step == 18) {
            if constexpr (is_signed) return bits_as<result>(_mm_cvtepi8_epi64(low()));
            else return bits_as<result>(_mm_cvtepu8_epi64(low()));
        }
        if constexpr (step == 24) {
            if constexpr (is_signed) return bits_as<result>(_mm_cvtepi16_epi32(low()));
            else return bits_as<result>(_mm_cvtepu16_epi32(low()));
        }
        if constexpr (step == 28) {
            if constexpr (is_signed) return bits_as<result>(_mm_cvtepi16_epi64(low()));
            else return bits_as<result>(_mm_cvtepu16_epi64(low()));
        }
        if constexpr (step == 48) {
            if constexpr (is_signed) return bits_as<result>(_mm_cvtepi32_epi64(low()));
            else return bits_as<result>(_mm_cvtepu32_epi64(low()));
        }
    }
}
#elif defined(__SSE2__) && !defined(__clang__) && !defined(STRAND_NO_SIMD)
/// SSE2 has few such instructions, but two or three of those it has still are much less than what g++ makes.
template <class To, class From, index_t Lanes>
inline constexpr bool widens_at_once = sizeof(To) > sizeof(From) && sizeof(To) * Lanes <= 16 && Lanes > 1;

/// A short vector in the low part of a register: as one number, which no memory is needed for.
template <class Vec>
STRAND_ALWAYS_INLINE __m128i short_vector(Vec v) {
    if constexpr (sizeof v == 8) return _mm_cvtsi64_si128(bits_as<long long>(v));
    else if constexpr (sizeof v == 4) return _mm_cvtsi32_si128(bits_as<int>(v));
    else return _mm_cvtsi32_si128(bits_as<std::uint16_t>(v));
}
/// The low lanes of a register, sign or zeros in front.
template <class To, class From>
STRAND_ALWAYS_INLINE __m128i widen_integers(__m128i v) {
    constexpr bool is_signed = std::is_signed_v<From>;
    if constexpr (sizeof(To) == sizeof(From)) {
        return v;
    } else if constexpr (sizeof(From) == 4) {
        return _mm_unpacklo_epi32(v, is_signed ? _mm_srai_epi32(v, 31) : _mm_setzero_si128());
    } else if constexpr (sizeof(From) == 2) {
        const __m128i wide = is_signed ? _mm_srai_epi32(_mm_unpacklo_epi16(v, v), 16) : _mm_unpacklo_epi16(v, _mm_setzero_si128());
        return widen_integers<To, std::conditional_t<is_signed, std::int32_t, std::uint32_t>>(wide);
    } else {
        const __m128i wide = is_signed ? _mm_srai_epi16(_mm_unpacklo_epi8(v, v), 8) : _mm_unpacklo_epi8(v, _mm_setzero_si128());
        return widen_integers<To, std::conditional_t<is_signed, std::int16_t, std::uint16_t>>(wide);
    }
}
template <class To, class From, index_t Lanes>
STRAND_ALWAYS_INLINE vec<To, Lanes> widen_at_once(vec<From, Lanes> v) {
    constexpr index_t whole = 16 / bytes_of<To>;
    const auto wide = [&] {
        if constexpr (std::same_as<From, float>) return bits_as<vec<To, whole>>(_mm_cvtps_pd(_mm_castsi128_ps(short_vector(v))));
        else if constexpr (std::same_as<To, double>) return bits_as<vec<To, whole>>(_mm_cvtepi32_pd(short_vector(v)));
        else return bits_as<vec<To, whole>>(widen_integers<To, From>(short_vector(v)));
    }();
    return lanes_from<0, Lanes, To, whole>(wide);
}
#else
template <class To, class From, index_t Lanes>
inline constexpr bool widens_at_once = false;
template <class To, class From, index_t Lanes>
vec<To, Lanes> widen_at_once(vec<From, Lanes> v);
#endif

}  // namespace strand::inline STRAND_ISA::simd::detail

#endif
