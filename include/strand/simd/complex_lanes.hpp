// SPDX-License-Identifier: BSD-3-Clause
// Vectors of complex numbers, real and imaginary parts in turn: what their products are made of.
#ifndef STRAND_SIMD_COMPLEX_LANES_HPP
#define STRAND_SIMD_COMPLEX_LANES_HPP

#include <strand/simd/vec.hpp>

namespace strand::inline STRAND_ISA::simd::detail {

/// Each pair (a, b) as (b, a).
template <class R, index_t Values>
STRAND_ALWAYS_INLINE vec<R, Values> swap_pairs(vec<R, Values> v) {
    return [&]<int... I>(std::integer_sequence<int, I...>) {
        return __builtin_shufflevector(v, v, (I ^ 1)...);
    }(std::make_integer_sequence<int, static_cast<int>(Values)>{});
}
template <int Which, class R, index_t Values>
STRAND_ALWAYS_INLINE vec<R, Values> duplicate_of_pair(vec<R, Values> v) {
    return [&]<int... I>(std::integer_sequence<int, I...>) {
        return __builtin_shufflevector(v, v, ((I & ~1) | Which)...);
    }(std::make_integer_sequence<int, static_cast<int>(Values)>{});
}
/// Each pair (a, b) as (a, -b).
template <class R, index_t Values>
STRAND_ALWAYS_INLINE vec<R, Values> conjugated(vec<R, Values> v) {
    using bits = uint_of<bytes_of<R>>;
    vec<bits, Values> sign{};
    for (index_t i = 1; i < Values; i += 2) sign[i] = static_cast<bits>(bits(1) << (8 * sizeof(R) - 1));
    return bits_as<vec<R, Values>>(bits_as<vec<bits, Values>>(v) ^ sign);
}
/// -1, 1, -1, 1 ...
template <class R, index_t Values>
STRAND_ALWAYS_INLINE vec<R, Values> minus_plus() {
    vec<R, Values> signs{};
    for (index_t i = 0; i < Values; ++i) signs[i] = i % 2 == 0 ? R(-1) : R(1);
    return signs;
}

/// a * b - c in the lanes of real parts, a * b + c in those of imaginary parts; fused where the machine can.
template <class R, index_t Values>
STRAND_ALWAYS_INLINE vec<R, Values> multiply_subtract_add(vec<R, Values> a, vec<R, Values> b, vec<R, Values> c) {
    using V = vec<R, Values>;
#if defined(__FMA__) && defined(__x86_64__) && !defined(STRAND_NO_SIMD)
    [[maybe_unused]] constexpr bool wide = sizeof(R) == 8;
    constexpr index_t half = Values / 2;
    if constexpr (sizeof(V) > register_bytes) {
        return joined<R, Values>(
            multiply_subtract_add<R, half>(lanes_from<0, half, R, Values>(a), lanes_from<0, half, R, Values>(b), lanes_from<0, half, R, Values>(c)),
            multiply_subtract_add<R, half>(lanes_from<half, half, R, Values>(a), lanes_from<half, half, R, Values>(b), lanes_from<half, half, R, Values>(c)));
    } else if constexpr (sizeof(V) < 16) {
        return lanes_from<0, Values, R, 2 * Values>(multiply_subtract_add<R, 2 * Values>(
            joined<R, 2 * Values>(a, a), joined<R, 2 * Values>(b, b), joined<R, 2 * Values>(c, c)));
    }
#if defined(__AVX512F__)
    else if constexpr (sizeof(V) == 64 && wide) return bits_as<V>(_mm512_fmaddsub_pd(bits_as<__m512d>(a), bits_as<__m512d>(b), bits_as<__m512d>(c)));
    else if constexpr (sizeof(V) == 64) return bits_as<V>(_mm512_fmaddsub_ps(bits_as<__m512>(a), bits_as<__m512>(b), bits_as<__m512>(c)));
#endif
    else if constexpr (sizeof(V) == 32 && wide) return bits_as<V>(_mm256_fmaddsub_pd(bits_as<__m256d>(a), bits_as<__m256d>(b), bits_as<__m256d>(c)));
    else if constexpr (sizeof(V) == 32) return bits_as<V>(_mm256_fmaddsub_ps(bits_as<__m256>(a), bits_as<__m256>(b), bits_as<__m256>(c)));
    else if constexpr (wide) return bits_as<V>(_mm_fmaddsub_pd(bits_as<__m128d>(a), bits_as<__m128d>(b), bits_as<__m128d>(c)));
    else return bits_as<V>(_mm_fmaddsub_ps(bits_as<__m128>(a), bits_as<__m128>(b), bits_as<__m128>(c)));
#else
    using bits = uint_of<bytes_of<R>>;
    vec<bits, Values> sign{};
    for (index_t i = 0; i < Values; i += 2) sign[i] = static_cast<bits>(bits(1) << (8 * sizeof(R) - 1));
    return a * b + bits_as<V>(bits_as<vec<bits, Values>>(c) ^ sign);
#endif
}

}  // namespace strand::inline STRAND_ISA::simd::detail

#endif
