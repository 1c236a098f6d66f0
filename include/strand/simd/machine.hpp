// SPDX-License-Identifier: BSD-3-Clause
// Single instructions that the compiler's vectors have no operator for: fused multiply-add, smaller
// and larger, exponent and significand, scaling by powers of two, tests of whole vectors. Each has a
// portable form, which STRAND_NO_SIMD uses throughout. With lane_signs.hpp the only header of the
// mathematical functions that knows instruction sets.
//
// `mul_add` is one operation with one rounding where the machine has it and two operations elsewhere;
// it is never left to the compiler's contraction of a * b + c, which may differ between the body and
// the tail of a loop. Functions of this folder therefore never write a sum of products with operators.
#ifndef STRAND_SIMD_MACHINE_HPP
#define STRAND_SIMD_MACHINE_HPP

#include <strand/simd/lanes.hpp>
#if defined(__x86_64__) && !defined(STRAND_NO_SIMD)
#include <immintrin.h>
#endif

namespace strand::inline STRAND_ISA::simd::detail {

#if defined(__FMA__) || defined(__ARM_FEATURE_FMA) || defined(__FP_FAST_FMA)
inline constexpr bool has_fma = true;
#else
inline constexpr bool has_fma = false;
#endif

#if defined(__AVX512BW__) && defined(__AVX512DQ__) && defined(__AVX512VL__) && !defined(STRAND_NO_SIMD)
inline constexpr bool has_avx512 = true;
#else
inline constexpr bool has_avx512 = false;
#endif

#if defined(__AVX512F__) && !defined(STRAND_NO_SIMD)
// Some intrinsics are called with all lanes selected, because their plain forms begin with an undefined
// register, which g++ 12 warns of where it inlines them.
inline constexpr auto all_of_8 = static_cast<__mmask8>(0xFF);
inline constexpr auto all_of_16 = static_cast<__mmask16>(0xFFFF);
#endif

/// a * b + c, rounded once if has_fma.
template <float_lanes V>
STRAND_ALWAYS_INLINE V mul_add(V a, V b, V c) {
    if constexpr (!has_fma) {
        return a * b + c;
    } else {
        using T = lane_of<V>;
#if defined(__FMA__) && !defined(STRAND_NO_SIMD)
#if defined(__AVX512F__)
        if constexpr (sizeof(V) == 64 && sizeof(T) == 8) return (V)_mm512_fmadd_pd((__m512d)a, (__m512d)b, (__m512d)c);
        else if constexpr (sizeof(V) == 64) return (V)_mm512_fmadd_ps((__m512)a, (__m512)b, (__m512)c);
        else
#endif
            if constexpr (sizeof(V) == 32 && sizeof(T) == 8)
            return (V)_mm256_fmadd_pd((__m256d)a, (__m256d)b, (__m256d)c);
        else if constexpr (sizeof(V) == 32) return (V)_mm256_fmadd_ps((__m256)a, (__m256)b, (__m256)c);
        else if constexpr (sizeof(T) == 8) return (V)_mm_fmadd_pd((__m128d)a, (__m128d)b, (__m128d)c);
        else return (V)_mm_fmadd_ps((__m128)a, (__m128)b, (__m128)c);
#else
        V result{};
        for (index_t i = 0; i < lanes_of<V>; ++i) {
            if constexpr (sizeof(T) == 8) result[i] = __builtin_fma(a[i], b[i], c[i]);
            else result[i] = __builtin_fmaf(a[i], b[i], c[i]);
        }
        return result;
#endif
    }
}
template <float_lanes V>
STRAND_ALWAYS_INLINE V mul_add(V a, lane_of<V> b, V c) {
    return mul_add(a, all<V>(b), c);
}
template <float_lanes V>
STRAND_ALWAYS_INLINE V mul_add(V a, V b, lane_of<V> c) {
    return mul_add(a, b, all<V>(c));
}
template <float_lanes V>
STRAND_ALWAYS_INLINE V mul_add(V a, lane_of<V> b, lane_of<V> c) {
    return mul_add(a, all<V>(b), all<V>(c));
}
/// a * b, rounded: safe from being fused into a sum that it becomes part of.
template <float_lanes V>
STRAND_ALWAYS_INLINE V product(V a, V b) {
    if constexpr (has_fma) return mul_add(a, b, lane_of<V>(-0.0));
    else return a * b;
}
template <float_lanes V>
STRAND_ALWAYS_INLINE V product(V a, lane_of<V> b) {
    return product(a, all<V>(b));
}

/// a where a < bound, otherwise the bound; a where one is NaN.
template <float_lanes V>
STRAND_ALWAYS_INLINE V at_most(V a, V bound) {
#if defined(__x86_64__) && !defined(STRAND_NO_SIMD)
    constexpr bool wide = sizeof(lane_of<V>) == 8;
#if defined(__AVX512F__)
    if constexpr (sizeof(V) == 64 && wide) return (V)_mm512_maskz_min_pd(all_of_8, (__m512d)bound, (__m512d)a);
    else if constexpr (sizeof(V) == 64) return (V)_mm512_maskz_min_ps(all_of_16, (__m512)bound, (__m512)a);
    else
#endif
#if defined(__AVX__)
        if constexpr (sizeof(V) == 32 && wide)
        return (V)_mm256_min_pd((__m256d)bound, (__m256d)a);
    else if constexpr (sizeof(V) == 32) return (V)_mm256_min_ps((__m256)bound, (__m256)a);
    else
#endif
        if constexpr (wide)
        return (V)_mm_min_pd((__m128d)bound, (__m128d)a);
    else return (V)_mm_min_ps((__m128)bound, (__m128)a);
#else
    return bound < a ? bound : a;
#endif
}
template <float_lanes V>
STRAND_ALWAYS_INLINE V at_most(V a, lane_of<V> bound) {
    return at_most(a, all<V>(bound));
}
/// a where a > bound, otherwise the bound; a where one is NaN.
template <float_lanes V>
STRAND_ALWAYS_INLINE V at_least(V a, V bound) {
#if defined(__x86_64__) && !defined(STRAND_NO_SIMD)
    constexpr bool wide = sizeof(lane_of<V>) == 8;
#if defined(__AVX512F__)
    if constexpr (sizeof(V) == 64 && wide) return (V)_mm512_maskz_max_pd(all_of_8, (__m512d)bound, (__m512d)a);
    else if constexpr (sizeof(V) == 64) return (V)_mm512_maskz_max_ps(all_of_16, (__m512)bound, (__m512)a);
    else
#endif
#if defined(__AVX__)
        if constexpr (sizeof(V) == 32 && wide)
        return (V)_mm256_max_pd((__m256d)bound, (__m256d)a);
    else if constexpr (sizeof(V) == 32) return (V)_mm256_max_ps((__m256)bound, (__m256)a);
    else
#endif
        if constexpr (wide)
        return (V)_mm_max_pd((__m128d)bound, (__m128d)a);
    else return (V)_mm_max_ps((__m128)bound, (__m128)a);
#else
    return bound > a ? bound : a;
#endif
}
template <float_lanes V>
STRAND_ALWAYS_INLINE V at_least(V a, lane_of<V> bound) {
    return at_least(a, all<V>(bound));
}

/// Is every lane of a comparison true?
template <class M>
STRAND_ALWAYS_INLINE bool every(M m) {
#if defined(__x86_64__) && !defined(STRAND_NO_SIMD)
#if defined(__AVX512BW__) && defined(__AVX512DQ__)
    if constexpr (sizeof(M) == 64 && sizeof(lane_of<M>) == 8) return _mm512_movepi64_mask((__m512i)m) == 0xFF;
    else if constexpr (sizeof(M) == 64) return _mm512_movepi32_mask((__m512i)m) == 0xFFFF;
    else
#endif
#if defined(__AVX2__)
        if constexpr (sizeof(M) == 32)
        return _mm256_movemask_epi8((__m256i)m) == -1;
    else
#elif defined(__AVX__)
        if constexpr (sizeof(M) == 32)
        return _mm256_movemask_ps((__m256)m) == 0xFF;
    else
#endif
        return _mm_movemask_epi8((__m128i)m) == 0xFFFF;
#else
    lane_of<M> all_true = -1;
    for (index_t i = 0; i < lanes_of<M>; ++i) all_true &= m[i];
    return all_true != 0;
#endif
}

/// Is every lane at most the limit? False if one is NaN.
template <float_lanes V>
STRAND_ALWAYS_INLINE bool every_at_most(V v, lane_of<V> limit) {
    const V bound = all<V>(limit);
#if defined(__AVX512F__) && !defined(STRAND_NO_SIMD)
    if constexpr (sizeof(V) == 64 && sizeof(lane_of<V>) == 8) {
        return _mm512_cmp_pd_mask((__m512d)v, (__m512d)bound, _CMP_LE_OQ) == 0xFF;
    } else if constexpr (sizeof(V) == 64) {
        return _mm512_cmp_ps_mask((__m512)v, (__m512)bound, _CMP_LE_OQ) == 0xFFFF;
    } else
#endif
        return every(v <= bound);
}

/// Is every lane of `least` at least and every lane of `most` at most so large? False if one is NaN.
template <float_lanes V>
STRAND_ALWAYS_INLINE bool every_between(V least, V most, lane_of<V> smallest, lane_of<V> largest) {
#if defined(__AVX512F__) && !defined(STRAND_NO_SIMD)
    const V low = all<V>(smallest), high = all<V>(largest);
    if constexpr (sizeof(V) == 64 && sizeof(lane_of<V>) == 8) {
        const __mmask8 enough = _mm512_cmp_pd_mask((__m512d)least, (__m512d)low, _CMP_GE_OQ);
        return _mm512_mask_cmp_pd_mask(enough, (__m512d)most, (__m512d)high, _CMP_LE_OQ) == 0xFF;
    } else if constexpr (sizeof(V) == 64) {
        const __mmask16 enough = _mm512_cmp_ps_mask((__m512)least, (__m512)low, _CMP_GE_OQ);
        return _mm512_mask_cmp_ps_mask(enough, (__m512)most, (__m512)high, _CMP_LE_OQ) == 0xFFFF;
    } else
#endif
#if defined(__x86_64__) && !defined(STRAND_NO_SIMD)
        // By intrinsics, because g++ 12 takes the conjunction of two comparisons of doubles apart.
        if constexpr (sizeof(V) == 16 && sizeof(lane_of<V>) == 8) {
        return _mm_movemask_pd(_mm_and_pd(_mm_cmpge_pd((__m128d)least, (__m128d)all<V>(smallest)), _mm_cmple_pd((__m128d)most, (__m128d)all<V>(largest)))) == 3;
    } else
#endif
        return every((least >= smallest) & (most <= largest));
}
template <float_lanes V>
STRAND_ALWAYS_INLINE bool every_between(V v, lane_of<V> smallest, lane_of<V> largest) {
    return every_between(v, v, smallest, largest);
}

/// Is the sign bit of every lane set?
template <float_lanes V>
STRAND_ALWAYS_INLINE bool every_negative(V v) {
#if defined(__x86_64__) && !defined(STRAND_NO_SIMD)
    constexpr bool wide = sizeof(lane_of<V>) == 8;
#if defined(__AVX512BW__) && defined(__AVX512DQ__)
    if constexpr (sizeof(V) == 64 && wide) return _mm512_movepi64_mask((__m512i)v) == 0xFF;
    else if constexpr (sizeof(V) == 64) return _mm512_movepi32_mask((__m512i)v) == 0xFFFF;
    else
#endif
#if defined(__AVX__)
        if constexpr (sizeof(V) == 32 && wide)
        return _mm256_movemask_pd((__m256d)v) == 0xF;
    else if constexpr (sizeof(V) == 32) return _mm256_movemask_ps((__m256)v) == 0xFF;
    else
#endif
        if constexpr (wide)
        return _mm_movemask_pd((__m128d)v) == 0x3;
    else return _mm_movemask_ps((__m128)v) == 0xF;
#else
    return every(bits_as<int_lanes<V>>(v) < 0);
#endif
}
/// Is the magnitude of every lane at most the limit (nearly)? False if one is infinite or NaN.
template <float_lanes V>
STRAND_ALWAYS_INLINE bool every_within(V v, lane_of<V> limit) {
    // As integers without mask registers, which leaves the units that multiply free.
    if constexpr (has_avx512) return every_at_most(absolute(v), limit);
    else return every_negative(float_of<V>(bits_of(absolute(v)) - (bits_of(all<V>(limit)) + 1)));
}

/// yes where the sign bit of `choice` is set, otherwise no.
template <float_lanes V>
STRAND_ALWAYS_INLINE V by_sign(uint_lanes<V> choice, V yes, V no) {
#if defined(__AVX__) && !defined(STRAND_NO_SIMD)
    constexpr bool wide = sizeof(lane_of<V>) == 8;
    if constexpr (sizeof(V) == 32 && wide) return (V)_mm256_blendv_pd((__m256d)no, (__m256d)yes, (__m256d)choice);
    else if constexpr (sizeof(V) == 32) return (V)_mm256_blendv_ps((__m256)no, (__m256)yes, (__m256)choice);
    else
#endif
        return bits_as<int_lanes<V>>(choice) < 0 ? yes : no;
}

/// Numbers that make the integer part of a small float the low bits of its representation when added:
/// x + magic rounds x to the nearest integer (ties to even), whatever the instruction set.
template <class V>
inline constexpr lane_of<V> rounding_magic = sizeof(lane_of<V>) == 8 ? lane_of<V>(0x1.8p52) : lane_of<V>(0x1.8p23);

template <class V>
inline constexpr int significand_bits = limits_of<V>::digits - 1;
template <class V>
inline constexpr int exponent_bias = limits_of<V>::max_exponent - 1;

/// v * 2^n for |v| in [0.5, 2) and whole n, which `biased` holds as n + rounding_magic; n from the
/// smallest denormal's exponent - 3 to the largest exponent + 3. Rounds once; overflows to infinity.
template <float_lanes V>
STRAND_ALWAYS_INLINE V scale(V v, V n, V biased) {
#if defined(__AVX512BW__) && defined(__AVX512DQ__) && defined(__AVX512VL__) && !defined(STRAND_NO_SIMD)
    using T = lane_of<V>;
    static_cast<void>(biased);
    if constexpr (sizeof(V) == 64 && sizeof(T) == 8) return (V)_mm512_maskz_scalef_pd(all_of_8, (__m512d)v, (__m512d)n);
    else if constexpr (sizeof(V) == 64) return (V)_mm512_maskz_scalef_ps(all_of_16, (__m512)v, (__m512)n);
    else if constexpr (sizeof(V) == 32 && sizeof(T) == 8) return (V)_mm256_scalef_pd((__m256d)v, (__m256d)n);
    else if constexpr (sizeof(V) == 32) return (V)_mm256_scalef_ps((__m256)v, (__m256)n);
    else if constexpr (sizeof(T) == 8) return (V)_mm_scalef_pd((__m128d)v, (__m128d)n);
    else return (V)_mm_scalef_ps((__m128)v, (__m128)n);
#else
    // Two factors, because 2^n alone may lie outside the range of the type. The first is exact.
    static_cast<void>(n);
    using half = vec<std::int32_t, static_cast<index_t>(sizeof(V) / 4)>;
    using U = uint_lanes<V>;
    const U whole = bits_of(biased);
    const U first = bits_as<U>(bits_as<half>(whole) >> 1);  // the low 32 bits hold n; 64-bit >> is missing in AVX2
    const auto power = [](U exponent) STRAND_INLINE_LAMBDA {
        return float_of<V>((exponent + static_cast<lane_of<U>>(exponent_bias<V>)) << significand_bits<V>);
    };
    return v * power(first) * power(whole - first);
#endif
}

/// v * 2^n where v and the result are normal numbers, n as above.
template <float_lanes V>
STRAND_ALWAYS_INLINE V times_power(V v, V biased) {
    return float_of<V>(bits_of(v) + (bits_of(biased) << significand_bits<V>));
}

/// v * 2^-n for the exponent n of a normal number.
template <float_lanes V>
STRAND_ALWAYS_INLINE V scaled_down(V v, V n) {
    if constexpr (has_avx512) {
        return scale(v, -n, n);
    } else {
        // 2^-n itself may be denormal; 2^(2 - n), which is made from bits, is not.
        using bits = lane_of<uint_lanes<V>>;
        const V biased = n + (rounding_magic<V> - 2);
        const V power = float_of<V>((static_cast<bits>(exponent_bias<V>) - bits_of(biased)) << significand_bits<V>);
        return v * (power * lane_of<V>(0.25));
    }
}

/// A positive number as 2^exponent * significand, significand in [sqrt(1/2), sqrt(2)), exponent a whole number.
template <class V>
struct exponent_and_significand {
    V exponent, significand;
};

template <class V>
inline constexpr lane_of<uint_lanes<V>> half_root_bits = sizeof(lane_of<V>) == 8 ? static_cast<lane_of<uint_lanes<V>>>(0x3FE6A09E667F3BCD)
                                                                                : static_cast<lane_of<uint_lanes<V>>>(0x3F3504F3);

template <float_lanes V>
STRAND_ALWAYS_INLINE exponent_and_significand<V> split_normal(V x) {
    using U = uint_lanes<V>;
    using bits = lane_of<U>;
    constexpr bits one = static_cast<bits>(exponent_bias<V>) << significand_bits<V>;
    // Counted from sqrt(1/2), the exponent field changes where the significand is to start again.
    const U shifted = bits_of(x) + (one - half_root_bits<V>);
    const V significand = float_of<V>((shifted & ((bits(1) << significand_bits<V>)-1)) + half_root_bits<V>);
    const U field = shifted >> significand_bits<V>;
    if constexpr (sizeof(lane_of<V>) == 4) {
        const auto number = bits_as<int_lanes<V>>(field) - exponent_bias<V>;
        return {__builtin_convertvector(number, V), significand};
    } else {
        // Under the exponent of 2^52 the field is a number: there is no conversion of 64-bit integers in AVX2.
        const V number = float_of<V>(field | 0x4330000000000000U);
        return {number - (0x1p52 + exponent_bias<V>), significand};
    }
}

/// The same for denormals too; 0, infinities, NaN and negative numbers give anything.
template <float_lanes V>
STRAND_ALWAYS_INLINE exponent_and_significand<V> split_positive(V x) {
#if defined(__AVX512BW__) && defined(__AVX512DQ__) && defined(__AVX512VL__) && !defined(STRAND_NO_SIMD)
    using T = lane_of<V>;
    V exponent, significand;
    constexpr auto unit = _MM_MANT_NORM_1_2;
    constexpr auto sign = _MM_MANT_SIGN_zero;
    if constexpr (sizeof(V) == 64 && sizeof(T) == 8) {
        exponent = (V)_mm512_maskz_getexp_pd(all_of_8, (__m512d)x), significand = (V)_mm512_maskz_getmant_pd(all_of_8, (__m512d)x, unit, sign);
    } else if constexpr (sizeof(V) == 64) {
        exponent = (V)_mm512_maskz_getexp_ps(all_of_16, (__m512)x), significand = (V)_mm512_maskz_getmant_ps(all_of_16, (__m512)x, unit, sign);
    } else if constexpr (sizeof(V) == 32 && sizeof(T) == 8) {
        exponent = (V)_mm256_getexp_pd((__m256d)x), significand = (V)_mm256_getmant_pd((__m256d)x, unit, sign);
    } else if constexpr (sizeof(V) == 32) {
        exponent = (V)_mm256_getexp_ps((__m256)x), significand = (V)_mm256_getmant_ps((__m256)x, unit, sign);
    } else if constexpr (sizeof(T) == 8) {
        exponent = (V)_mm_getexp_pd((__m128d)x), significand = (V)_mm_getmant_pd((__m128d)x, unit, sign);
    } else {
        exponent = (V)_mm_getexp_ps((__m128)x), significand = (V)_mm_getmant_ps((__m128)x, unit, sign);
    }
    const auto large = significand >= float_of<V>(all<uint_lanes<V>>(half_root_bits<V>)) * 2;
    return {large ? exponent + 1 : exponent, large ? significand * T(0.5) : significand};
#else
    constexpr lane_of<V> up = sizeof(lane_of<V>) == 8 ? lane_of<V>(0x1p54) : lane_of<V>(0x1p25);
    constexpr lane_of<V> up_exponent = sizeof(lane_of<V>) == 8 ? lane_of<V>(54) : lane_of<V>(25);
    const auto denormal = x < limits_of<V>::min();
    const auto [exponent, significand] = split_normal(V(denormal ? x * up : x));
    return {denormal ? exponent - up_exponent : exponent, significand};
#endif
}

/// AVX-512 only: results of special arguments from a table of a nibble per class of argument, from the
/// lowest: quiet NaN, signalling NaN, 0, 1, -infinity, infinity, negative, positive; 0 keeps the result,
/// 2 is NaN of the argument, 3 NaN, 4 -infinity, 5 infinity.
template <std::uint32_t Table, float_lanes V>
STRAND_ALWAYS_INLINE V fixed_up([[maybe_unused]] V x, V result) {
#if defined(__AVX512BW__) && defined(__AVX512DQ__) && defined(__AVX512VL__) && !defined(STRAND_NO_SIMD)
    constexpr int table = static_cast<int>(Table);
    using T = lane_of<V>;
    if constexpr (sizeof(V) == 64 && sizeof(T) == 8) {
        return (V)_mm512_fixupimm_pd((__m512d)result, (__m512d)x, _mm512_set1_epi64(table), 0);
    } else if constexpr (sizeof(V) == 64) {
        return (V)_mm512_fixupimm_ps((__m512)result, (__m512)x, _mm512_set1_epi32(table), 0);
    } else if constexpr (sizeof(V) == 32 && sizeof(T) == 8) {
        return (V)_mm256_fixupimm_pd((__m256d)result, (__m256d)x, _mm256_set1_epi64x(table), 0);
    } else if constexpr (sizeof(V) == 32) {
        return (V)_mm256_fixupimm_ps((__m256)result, (__m256)x, _mm256_set1_epi32(table), 0);
    } else if constexpr (sizeof(T) == 8) {
        return (V)_mm_fixupimm_pd((__m128d)result, (__m128d)x, _mm_set1_epi64x(table), 0);
    } else {
        return (V)_mm_fixupimm_ps((__m128)result, (__m128)x, _mm_set1_epi32(table), 0);
    }
#else
    return result;
#endif
}

/// `function` of one lane after another: for machines on which vectors are no gain.
template <float_lanes V, class Function, class... Rest>
STRAND_ALWAYS_INLINE V lane_by_lane(Function function, V first, Rest... rest) {
    // All results at once: a vector that is filled lane by lane goes to memory and back at each call.
    return [&]<int... I>(std::integer_sequence<int, I...>) STRAND_INLINE_LAMBDA {
        const auto of_lane = [&](int i) STRAND_INLINE_LAMBDA { return function(first[i], rest[i]...); };
        return V{of_lane(I)...};
    }(std::make_integer_sequence<int, static_cast<int>(lanes_of<V>)>{});
}

template <float_lanes V>
STRAND_ALWAYS_INLINE V square_root(V v) {
#if defined(__x86_64__) && !defined(STRAND_NO_SIMD)
    constexpr bool wide = sizeof(lane_of<V>) == 8;
#if defined(__AVX512F__)
    if constexpr (sizeof(V) == 64 && wide) return (V)_mm512_maskz_sqrt_pd(all_of_8, (__m512d)v);
    else if constexpr (sizeof(V) == 64) return (V)_mm512_maskz_sqrt_ps(all_of_16, (__m512)v);
    else
#endif
#if defined(__AVX__)
        if constexpr (sizeof(V) == 32 && wide)
        return (V)_mm256_sqrt_pd((__m256d)v);
    else if constexpr (sizeof(V) == 32) return (V)_mm256_sqrt_ps((__m256)v);
    else
#endif
        if constexpr (wide)
        return (V)_mm_sqrt_pd((__m128d)v);
    else return (V)_mm_sqrt_ps((__m128)v);
#else
    V result{};
    for (index_t i = 0; i < lanes_of<V>; ++i) result[i] = std::sqrt(v[i]);
    return result;
#endif
}

}  // namespace strand::inline STRAND_ISA::simd::detail

#endif
