// SPDX-License-Identifier: BSD-3-Clause
// sin, cos, sincos and tan on packs.
//
// The angle is reduced to r = high + low, |r| <= pi/4. Sine and cosine are then base + m t, with
// base = r, m = r^3 for the sine and base = 1, m = r^2 for the cosine, t a minimax polynomial in r^2;
// `low` enters with its derivative. Errors: 0.5 ULP of the last sum, at most 0.1 from r^3 t (sine) and
// 0.4 from r^2 t <= 0.31 (cosine, in units of 2^-53 or 2^-24).
#ifndef STRAND_SIMD_TRIGONOMETRIC_HPP
#define STRAND_SIMD_TRIGONOMETRIC_HPP

#include <strand/simd/angle_reduction.hpp>
#include <strand/simd/polynomial.hpp>

namespace strand::inline STRAND_ISA::simd {

namespace detail {

/// (sin r - r) / r^3 and (cos r - 1) / r^2 as polynomials in z = r^2 <= 0.621.
template <float_lanes V>
STRAND_ALWAYS_INLINE V sine_series(V z) {
    if constexpr (sizeof(lane_of<V>) == 8) {
        return polynomial(z, -0x1.5555555555555p-3, 0x1.1111111110c6ap-7, -0x1.a01a019e9a22ep-13,
                          0x1.71de37a807adcp-19, -0x1.ae60167fff698p-26, 0x1.5e0db2bc0ce68p-33);
    } else {
        return polynomial(z, -0x1.555556p-3f, 0x1.111198p-7f, -0x1.a082dap-13f, 0x1.8756fcp-19f);
    }
}
template <float_lanes V>
STRAND_ALWAYS_INLINE V cosine_series(V z) {
    if constexpr (sizeof(lane_of<V>) == 8) {
        return polynomial(z, -0x1p-1, 0x1.5555555555552p-5, -0x1.6c16c16c15f35p-10, 0x1.a01a019e0413ep-16,
                          -0x1.27e4f8f9ba32dp-22, 0x1.1eea8b3a4dbd5p-29, -0x1.8fff0fe3ffcacp-37);
    } else {
        return polynomial(z, -0x1p-1f, 0x1.55554ep-5f, -0x1.6c0e6p-10f, 0x1.9a7cd4p-16f);
    }
}

/// The sine or cosine of r, as `cosine` tells for each lane.
template <float_lanes V>
STRAND_ALWAYS_INLINE V sine_or_cosine(const quarter_turns<V>& r, int_lanes<V> cosine) {
    const V z = r.high * r.high;
    const V t = cosine ? cosine_series(z) : sine_series(z);
    const V base = cosine ? all<V>(1) : r.high;
    const V slope = cosine ? -r.high : all<V>(1);
    return base + mul_add(z * base, t, r.low * slope);
}

/// In the bit of the sign: whether quadrant is 2 or 3.
template <float_lanes V>
STRAND_ALWAYS_INLINE uint_lanes<V> sign_of_quadrant(uint_lanes<V> quadrant) {
    return (quadrant << (8 * sizeof(lane_of<V>) - 2)) & sign_bit<V>;
}
template <float_lanes V>
STRAND_ALWAYS_INLINE int_lanes<V> is_odd(uint_lanes<V> quadrant) {
    return bits_as<int_lanes<V>>(quadrant << (8 * sizeof(lane_of<V>) - 1)) < 0;
}

template <float_lanes V>
STRAND_ALWAYS_INLINE V sin_lanes(V x) {
    const auto r = quarter_turns_of(absolute(x));
    return flip_sign(sine_or_cosine(r, is_odd<V>(r.quadrant)), sign_of_quadrant<V>(r.quadrant) ^ sign_of(x));
}
template <float_lanes V>
STRAND_ALWAYS_INLINE V cos_lanes(V x) {
    const auto r = quarter_turns_of(absolute(x));
    return flip_sign(sine_or_cosine(r, ~is_odd<V>(r.quadrant)), sign_of_quadrant<V>(r.quadrant + 1));
}

}  // namespace detail

template <detail::real_floating T, index_t Lanes>
STRAND_ALWAYS_INLINE pack<T, Lanes> sin(pack<T, Lanes> x) {
    return detail::on_registers([](auto v) { return detail::sin_lanes(v); }, x);
}
template <detail::real_floating T, index_t Lanes>
STRAND_ALWAYS_INLINE pack<T, Lanes> cos(pack<T, Lanes> x) {
    return detail::on_registers([](auto v) { return detail::cos_lanes(v); }, x);
}

}  // namespace strand::inline STRAND_ISA::simd

#endif
