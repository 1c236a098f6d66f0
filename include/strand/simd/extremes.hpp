// SPDX-License-Identifier: BSD-3-Clause
// The larger and the smaller of two packs, in which NaN propagates, and the absolute value.
#ifndef STRAND_SIMD_EXTREMES_HPP
#define STRAND_SIMD_EXTREMES_HPP

#include <strand/simd/arithmetic.hpp>

namespace strand::inline STRAND_ISA::simd {

namespace detail {

/// The larger (or smaller) lane; the second one where they compare equal or do not compare.
template <bool Larger, class T, index_t Lanes>
STRAND_ALWAYS_INLINE vec<T, Lanes> extreme(vec<T, Lanes> a, vec<T, Lanes> b) {
    using result [[maybe_unused]] = vec<T, Lanes>;
#if defined(__x86_64__) && !defined(STRAND_NO_SIMD)
    // g++ finds these instructions for integers, but not for floats. Those of 64 bytes stand below.
    if constexpr (std::same_as<T, double> && sizeof(result) == 16) {
        const auto x = bits_as<__m128d>(a), y = bits_as<__m128d>(b);
        return bits_as<result>(Larger ? _mm_max_pd(x, y) : _mm_min_pd(x, y));
    } else if constexpr (std::same_as<T, float> && sizeof(result) == 16) {
        const auto x = bits_as<__m128>(a), y = bits_as<__m128>(b);
        return bits_as<result>(Larger ? _mm_max_ps(x, y) : _mm_min_ps(x, y));
    }
#if defined(__AVX__)
    if constexpr (std::same_as<T, double> && sizeof(result) == 32) {
        const auto x = bits_as<__m256d>(a), y = bits_as<__m256d>(b);
        return bits_as<result>(Larger ? _mm256_max_pd(x, y) : _mm256_min_pd(x, y));
    } else if constexpr (std::same_as<T, float> && sizeof(result) == 32) {
        const auto x = bits_as<__m256>(a), y = bits_as<__m256>(b);
        return bits_as<result>(Larger ? _mm256_max_ps(x, y) : _mm256_min_ps(x, y));
    }
#endif
#endif
    if constexpr (integer<T> && sizeof(T) == 8 && !has_mask_registers) a = kept(a), b = kept(b);
    if constexpr (compares_halves<T, Lanes>) return choose<T, Lanes>(compare_lanes<relation::less, T, Lanes>(b, a).v, Larger ? a : b, Larger ? b : a);
    else return Larger ? (a > b ? a : b) : (a < b ? a : b);
}

/// `extreme`, but the first one where that is NaN: so NaN wins on either side.
template <bool Larger, class T, index_t Lanes>
STRAND_ALWAYS_INLINE vec<T, Lanes> extreme_or_nan(vec<T, Lanes> a, vec<T, Lanes> b) {
    using result = vec<T, Lanes>;
#if defined(__AVX512F__) && defined(__AVX512DQ__) && defined(__AVX512BW__) && defined(__AVX512VL__) && !defined(STRAND_NO_SIMD)
    if constexpr (std::same_as<T, double> && sizeof(result) == 64) {
        const auto x = bits_as<__m512d>(a), y = bits_as<__m512d>(b);
        const auto number = _mm512_cmp_pd_mask(x, x, _CMP_ORD_Q);
        return bits_as<result>(Larger ? _mm512_mask_max_pd(x, number, x, y) : _mm512_mask_min_pd(x, number, x, y));
    } else if constexpr (std::same_as<T, float> && sizeof(result) == 64) {
        const auto x = bits_as<__m512>(a), y = bits_as<__m512>(b);
        const auto number = _mm512_cmp_ps_mask(x, x, _CMP_ORD_Q);
        return bits_as<result>(Larger ? _mm512_mask_max_ps(x, number, x, y) : _mm512_mask_min_ps(x, number, x, y));
    } else
#endif
    {
        const result chosen = extreme<Larger, T, Lanes>(a, b);
        return a != a ? a : chosen;
    }
}

/// The larger (or smaller) lane, the first where they are equal; the other one where one is NaN.
template <bool Larger, class T, index_t Lanes>
STRAND_ALWAYS_INLINE vec<T, Lanes> extreme_number(vec<T, Lanes> a, vec<T, Lanes> b) {
#if defined(__AVX512F__) && defined(__AVX512DQ__) && defined(__AVX512BW__) && defined(__AVX512VL__) && !defined(STRAND_NO_SIMD)
    using result = vec<T, Lanes>;
    if constexpr (std::same_as<T, double> && sizeof(result) == 64) {
        const auto x = bits_as<__m512d>(a), y = bits_as<__m512d>(b);
        const auto number = _mm512_cmp_pd_mask(x, x, _CMP_ORD_Q);
        return bits_as<result>(Larger ? _mm512_mask_max_pd(y, number, y, x) : _mm512_mask_min_pd(y, number, y, x));
    } else if constexpr (std::same_as<T, float> && sizeof(result) == 64) {
        const auto x = bits_as<__m512>(a), y = bits_as<__m512>(b);
        const auto number = _mm512_cmp_ps_mask(x, x, _CMP_ORD_Q);
        return bits_as<result>(Larger ? _mm512_mask_max_ps(y, number, y, x) : _mm512_mask_min_ps(y, number, y, x));
    } else
#endif
    {
        const auto chosen = extreme<Larger, T, Lanes>(b, a);
        return select(pack<T, Lanes>(a) != pack<T, Lanes>(a), pack<T, Lanes>(b), pack<T, Lanes>(chosen)).v;
    }
}

}  // namespace detail

template <detail::computed T, index_t Lanes>
    requires(!detail::complex_floating<T>)
STRAND_ALWAYS_INLINE pack<T, Lanes> maximum(pack<T, Lanes> a, pack<T, Lanes> b) {
    if constexpr (detail::integer<T>) return pack<T, Lanes>(detail::extreme<true, T, Lanes>(a.v, b.v));
    else return pack<T, Lanes>(detail::extreme_or_nan<true, T, Lanes>(a.v, b.v));
}
template <detail::computed T, index_t Lanes>
    requires(!detail::complex_floating<T>)
STRAND_ALWAYS_INLINE pack<T, Lanes> minimum(pack<T, Lanes> a, pack<T, Lanes> b) {
    if constexpr (detail::integer<T>) return pack<T, Lanes>(detail::extreme<false, T, Lanes>(a.v, b.v));
    else return pack<T, Lanes>(detail::extreme_or_nan<false, T, Lanes>(a.v, b.v));
}

namespace detail {
/// There is an instruction for the larger of two signed integers.
#if defined(__AVX512BW__) && defined(__AVX512VL__) && !defined(STRAND_NO_SIMD)
template <class T>
inline constexpr bool has_larger = true;
#elif defined(__SSE4_1__) && !defined(STRAND_NO_SIMD)
template <class T>
inline constexpr bool has_larger = sizeof(T) < 8;
#else
template <class T>
inline constexpr bool has_larger = sizeof(T) == 2;
#endif
}  // namespace detail

/// The smallest integer stays itself.
template <class T, index_t Lanes>
    requires(!detail::complex_floating<T>)
STRAND_ALWAYS_INLINE pack<T, Lanes> abs(pack<T, Lanes> a) {
    if constexpr (std::unsigned_integral<T>) {
        return a;
    } else if constexpr (detail::integer<T> && detail::has_larger<T>) {
        return pack<T, Lanes>(detail::extreme<true, T, Lanes>(a.v, (-a).v));
    } else if constexpr (detail::integer<T> && sizeof(T) == 1) {
        // As unsigned ones, of which every machine finds the smaller.
        const auto bits = detail::as_unsigned(a);
        return detail::pack_from_bits<T, Lanes>(detail::extreme<false, std::make_unsigned_t<T>, Lanes>(bits, -bits));
    } else if constexpr (detail::integer<T>) {
        const pack<T, Lanes> below(detail::lanes_below_0<T, Lanes>(a.v));
        return (a ^ below) - below;
    } else {
        using U = uint_of<bytes_of<T>>;
        return detail::pack_from_bits<T, Lanes>(bits_as<vec<U, Lanes>>(a.v) & static_cast<U>(static_cast<U>(~U(0)) >> 1));
    }
}

}  // namespace strand::inline STRAND_ISA::simd

#endif
