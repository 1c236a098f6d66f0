// SPDX-License-Identifier: BSD-3-Clause
// What functions written on whole vectors need beside the operators of the compiler: types of lanes
// and of their bits, constants, and a call for every number of lanes.
// In: vectors of at least 16 bytes and at most one register, because narrower ones make slow code;
// `by_registers` fills up and splits the packs of other sizes.
#ifndef STRAND_SIMD_LANES_HPP
#define STRAND_SIMD_LANES_HPP

#include <strand/simd/extremes.hpp>
#if defined(__x86_64__) && !defined(STRAND_NO_SIMD)
#include <immintrin.h>
#endif

namespace strand::inline STRAND_ISA::simd::detail {

template <class V>
using lane_of = std::remove_cvref_t<decltype(std::declval<V&>()[0])>;
template <class V>
inline constexpr index_t lanes_of = static_cast<index_t>(sizeof(V) / sizeof(lane_of<V>));

/// Signed and unsigned integers of the size of each lane; a signed one is what comparisons give (0 or -1).
template <class V>
using int_lanes = vec<int_of<bytes_of<lane_of<V>>>, lanes_of<V>>;
template <class V>
using uint_lanes = vec<uint_of<bytes_of<lane_of<V>>>, lanes_of<V>>;

/// A vector of floats: what the functions of this folder compute with.
template <class V>
concept float_lanes = std::floating_point<lane_of<V>>;

/// The same value in every lane. (value - 0 is the value, -0 included.)
template <class V>
STRAND_ALWAYS_INLINE V all(lane_of<V> value) {
    return value - V{};
}

template <float_lanes V>
STRAND_ALWAYS_INLINE uint_lanes<V> bits_of(V v) {
    return bits_as<uint_lanes<V>>(v);
}
template <float_lanes V, class Bits>
STRAND_ALWAYS_INLINE V float_of(Bits bits) {
    return bits_as<V>(bits);
}

template <class V>
using limits_of = std::numeric_limits<lane_of<V>>;
template <class V>
inline constexpr lane_of<V> infinity_of = limits_of<V>::infinity();
template <class V>
inline constexpr lane_of<V> nan_of = limits_of<V>::quiet_NaN();

/// The bit that holds the sign of a lane.
template <float_lanes V>
inline constexpr lane_of<uint_lanes<V>> sign_bit = lane_of<uint_lanes<V>>(1) << (8 * sizeof(lane_of<V>) - 1);

template <float_lanes V>
STRAND_ALWAYS_INLINE V absolute(V v) {
    return float_of<V>(bits_of(v) & ~sign_bit<V>);
}
/// Only the sign bit of each lane.
template <float_lanes V>
STRAND_ALWAYS_INLINE uint_lanes<V> sign_of(V v) {
    return bits_of(v) & sign_bit<V>;
}
/// `v` with its sign changed where `sign` (0 or the sign bit) says so.
template <float_lanes V>
STRAND_ALWAYS_INLINE V flip_sign(V v, uint_lanes<V> sign) {
    return float_of<V>(bits_of(v) ^ sign);
}
template <float_lanes V>
STRAND_ALWAYS_INLINE V copy_sign(V magnitude, V sign) {
#if defined(__AVX512F__) && !defined(STRAND_NO_SIMD)
    // g++ 12 does not find that one instruction does it: (magnitude and not the bit) or (sign and the bit).
    if constexpr (sizeof(V) == 64) {
        constexpr std::int64_t bit = sizeof(lane_of<V>) == 8 ? std::int64_t(1) << 63 : static_cast<std::int64_t>(0x8000000080000000U);
        return (V)_mm512_ternarylogic_epi64((__m512i)sign, (__m512i)magnitude, _mm512_set1_epi64(bit), 0xE4);
    }
#endif
    return float_of<V>(bits_of(absolute(magnitude)) | sign_of(sign));
}

/// Calls `function` on vectors of 16 bytes up to one register that together hold the lanes of v...;
/// what fills up short ones is their own first lane, so that no lane computes on a foreign value.
template <class T, index_t Lanes, class Function, class... Vec>
STRAND_ALWAYS_INLINE vec<T, Lanes> by_registers(Function function, Vec... v) {
    constexpr index_t bytes = Lanes * bytes_of<T>;
    constexpr index_t largest = register_bytes < 16 ? 16 : register_bytes;
    if constexpr (bytes < 16) {
        constexpr index_t whole = 16 / bytes_of<T>;
        const auto padded = [](vec<T, Lanes> narrow) STRAND_INLINE_LAMBDA {
            return from_lanes<T, whole>([narrow](index_t i) STRAND_INLINE_LAMBDA { return narrow[i < Lanes ? i : 0]; });
        };
        const vec<T, whole> result = function(padded(v)...);
        return from_lanes<T, Lanes>([result](index_t i) STRAND_INLINE_LAMBDA { return result[i]; });
    } else if constexpr (bytes > largest) {
        return joined<T, Lanes>(by_registers<T, Lanes / 2>(function, lanes_from<0, Lanes / 2, T, Lanes>(v)...),
                                by_registers<T, Lanes / 2>(function, lanes_from<Lanes / 2, Lanes / 2, T, Lanes>(v)...));
    } else {
        return function(v...);
    }
}

/// Floats as doubles, and doubles as floats. By intrinsics, because g++ 12 converts halves of vectors.
template <index_t Lanes>
STRAND_ALWAYS_INLINE vec<double, Lanes> as_doubles(vec<float, Lanes> v) {
#if defined(__AVX512F__) && !defined(STRAND_NO_SIMD)
    if constexpr (Lanes == 8) return (vec<double, 8>)_mm512_maskz_cvtps_pd(static_cast<__mmask8>(0xFF), (__m256)v);
    else
#endif
#if defined(__AVX__) && !defined(STRAND_NO_SIMD)
        if constexpr (Lanes == 4)
        return (vec<double, 4>)_mm256_cvtps_pd((__m128)v);
    else
#endif
        return __builtin_convertvector(v, vec<double, Lanes>);
}
template <index_t Lanes>
STRAND_ALWAYS_INLINE vec<float, Lanes> as_floats(vec<double, Lanes> v) {
#if defined(__AVX512F__) && !defined(STRAND_NO_SIMD)
    if constexpr (Lanes == 8) return (vec<float, 8>)_mm512_maskz_cvtpd_ps(static_cast<__mmask8>(0xFF), (__m512d)v);
    else
#endif
#if defined(__AVX__) && !defined(STRAND_NO_SIMD)
        if constexpr (Lanes == 4)
        return (vec<float, 4>)_mm256_cvtpd_ps((__m256d)v);
    else
#endif
        return __builtin_convertvector(v, vec<float, Lanes>);
}
/// `function` of the lanes of floats as doubles, two vectors after another.
template <float_lanes V, class Function, class... Vec>
    requires(sizeof(lane_of<V>) == 4)
STRAND_ALWAYS_INLINE V in_doubles(Function function, Vec... v) {
    constexpr index_t half = lanes_of<V> / 2;
    const auto low = function(as_doubles<half>(lanes_from<0, half, float, 2 * half>(v))...);
    const auto high = function(as_doubles<half>(lanes_from<half, half, float, 2 * half>(v))...);
    return joined<float, 2 * half>(as_floats<half>(low), as_floats<half>(high));
}

/// The packs' share of the same: one function of vectors on packs of any number of lanes.
template <class T, index_t Lanes, class Function, class... Rest>
STRAND_ALWAYS_INLINE pack<T, Lanes> on_registers(Function function, pack<T, Lanes> first, Rest... rest) {
    return pack<T, Lanes>(by_registers<T, Lanes>(function, first.v, rest.v...));
}

}  // namespace strand::inline STRAND_ISA::simd::detail

#endif
