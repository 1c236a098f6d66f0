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

/// (sin r - r) / r^3 or (cos r - 1 + r^2 / 2) / r^4 in z = r^2 <= 0.621, as `cosine` tells for each lane.
template <float_lanes V>
STRAND_ALWAYS_INLINE V sine_or_cosine_series(V z, int_lanes<V> cosine) {
    using T = lane_of<V>;
    using c = std::pair<T, T>;
    if constexpr (sizeof(T) == 8) {
        return either_polynomial(z, cosine, c{-0x1.5555555555555p-3, 0x1.5555555555555p-5},
                                 c{0x1.1111111110c6ap-7, -0x1.6c16c16c168c1p-10},
                                 c{-0x1.a01a019e9a22ep-13, 0x1.a01a019f35916p-16},
                                 c{0x1.71de37a807adcp-19, -0x1.27e4f9ff19e1p-22},
                                 c{-0x1.ae60167fff698p-26, 0x1.1eeb53a654722p-29},
                                 c{0x1.5e0db2bc0ce68p-33, -0x1.9070663c0f3acp-37});
    } else {
        return either_polynomial(z, cosine, c{-0x1.555556p-3f, 0x1.555556p-5f}, c{0x1.111198p-7f, -0x1.6c17d4p-10f},
                                 c{-0x1.a082dap-13f, 0x1.a0f526p-16f}, c{0x1.8756fcp-19f, -0x1.58a34cp-22f});
    }
}

/// The sine or cosine of r, as `cosine` tells for each lane.
template <float_lanes V>
STRAND_ALWAYS_INLINE V sine_or_cosine(const quarter_turns<V>& r, int_lanes<V> cosine) {
    const V z = r.high * r.high;
    const V t = z * sine_or_cosine_series(z, cosine);
    const V slope = cosine ? -r.high : all<V>(1);
    const V tail = mul_add(cosine ? z : r.high, t, r.low * slope);
    const V half_square_less = mul_add(r.high * lane_of<V>(-0.5), r.high, tail);
    return (cosine ? all<V>(1) : r.high) + (cosine ? half_square_less : tail);
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
    return detail::on_registers([](auto v) STRAND_INLINE_LAMBDA { return detail::sin_lanes(v); }, x);
}
template <detail::real_floating T, index_t Lanes>
STRAND_ALWAYS_INLINE pack<T, Lanes> cos(pack<T, Lanes> x) {
    return detail::on_registers([](auto v) STRAND_INLINE_LAMBDA { return detail::cos_lanes(v); }, x);
}

}  // namespace strand::inline STRAND_ISA::simd

#endif
