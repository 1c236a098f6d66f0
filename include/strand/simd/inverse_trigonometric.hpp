// SPDX-License-Identifier: BSD-3-Clause
// asin, acos, atan and atan2 on packs.
//
// atan(q) = q + q^3 P(q^2) for q <= 1, a minimax polynomial P; larger arguments by pi/2 - atan(1/q), the
// rounding of the quotient carried along. asin(x) = x + x^3 R(x^2) for |x| <= 1/2, and beyond
// pi/2 - 2 asin(sqrt((1 - |x|) / 2)), the rounding of the root carried along (Muller, Elementary
// Functions, 3rd ed., 2016, ch. 11). Errors: 0.5 ULP of the last sum and up to 0.4 from the cubic term,
// which is at most 0.27 of the leading one.
#ifndef STRAND_SIMD_INVERSE_TRIGONOMETRIC_HPP
#define STRAND_SIMD_INVERSE_TRIGONOMETRIC_HPP

#include <strand/simd/double_word.hpp>
#include <strand/simd/polynomial.hpp>

namespace strand::inline STRAND_ISA::simd {

namespace detail {

template <class V>
inline constexpr double_word<lane_of<V>> half_pi = {
    sizeof(lane_of<V>) == 8 ? lane_of<V>(0x1.921fb54442d18p0) : lane_of<V>(0x1.921fb6p0),
    sizeof(lane_of<V>) == 8 ? lane_of<V>(0x1.1a62633145c07p-54) : lane_of<V>(-0x1.777a5cp-25)};

/// (atan q - q) / q^3 in z = q^2 <= 1.
template <float_lanes V>
STRAND_ALWAYS_INLINE V atan_series(V z) {
    if constexpr (sizeof(lane_of<V>) == 8) {
        return polynomial(z, -0x1.5555555555555p-2, 0x1.9999999999717p-3, -0x1.249249247bfe2p-3, 0x1.c71c71bd6d438p-4,
                          -0x1.745d1629d2ccp-4, 0x1.3b139d554f393p-4, -0x1.111022acf5a23p-4, 0x1.e1d2171a07135p-5,
                          -0x1.aec5c0581274p-5, 0x1.844492154d324p-5, -0x1.5d73a78a42926p-5, 0x1.34277176b03b9p-5,
                          -0x1.01f239665445ap-5, 0x1.88d42d39147c5p-6, -0x1.03299e8410911p-6, 0x1.193ce4932892dp-7,
                          -0x1.d9860427de3f5p-9, 0x1.1e9285a07afcp-10, -0x1.b82dc4d38d4afp-13, 0x1.408501011539cp-16);
    } else {
        return polynomial(z, -0x1.555556p-2f, 0x1.9999c4p-3f, -0x1.24917p-3f, 0x1.c6b586p-4f, -0x1.704154p-4f,
                          0x1.265b42p-4f, -0x1.a516p-5f, 0x1.d462d8p-6f, -0x1.51c7dap-7f, 0x1.c78b04p-10f);
    }
}

/// base * pi/2 + atan(q + q_low), or - where the sign bit of `minus` is set; base is 0, 1 or 2.
template <float_lanes V>
STRAND_ALWAYS_INLINE V angle_of(V base, V q, V q_low, uint_lanes<V> minus) {
    using T = lane_of<V>;
    const V z = q * q;
    // The slope of atan, 1 / (1 + z), well enough for what the quotient has lost.
    const V tail = mul_add(q * z, atan_series(z), q_low * mul_add(z, T(-0.5), T(1)));
    const V head = flip_sign(q, minus), start = base * half_pi<V>.high;
    const V sum = start + head;
    return sum + ((start - sum) + head + mul_add(base, half_pi<V>.low, flip_sign(tail, minus)));
}

template <float_lanes V>
STRAND_ALWAYS_INLINE V atan_lanes(V x) {
    const V size = absolute(x);
    const auto large = size > 1;
    const V a = large ? all<V>(1) : size, b = large ? size : all<V>(1);
    const V q = a / b;
    // What the quotient has lost; nothing for an infinite x.
    const V q_low = fused_sum(-q, at_most(b, limits_of<V>::max()), a) * q;
    const V base = large ? all<V>(1) : V{};
    return copy_sign(angle_of(base, q, large ? q_low : V{}, bits_as<uint_lanes<V>>(large) & sign_bit<V>), x);
}

template <float_lanes V>
STRAND_ALWAYS_INLINE V atan2_lanes(V y, V x) {
    using T = lane_of<V>;
    using bits = lane_of<uint_lanes<V>>;
    const V abs_x = absolute(x), abs_y = absolute(y);
    const auto steep = abs_y > abs_x;
    const V a = steep ? abs_x : abs_y, b = steep ? abs_y : abs_x;
    const V whole = a / b;
    const V q = b == 0 ? V{} : a == infinity_of<V> ? all<V>(1) : whole;
    // What the quotient has lost, from a and b brought into the middle of the range of the type.
    constexpr bits exponent_mask = bits_as<bits>(limits_of<V>::infinity());
    const V unit = float_of<V>((static_cast<bits>(2 * exponent_bias<V>) << significand_bits<V>) - (bits_of(b) & exponent_mask));
    const V b1 = b * unit;
    const V lost = fused_sum(-q, b1, a * unit) * mul_add(b1, T(-0.5), T(1.457));
    const V q_low = (b < limits_of<V>::min()) | (b > limits_of<V>::max() / 4) ? V{} : lost;
    const auto left = bits_as<int_lanes<V>>(x) < 0;
    const V base = steep ? all<V>(1) : left ? all<V>(2) : V{};
    const V angle = angle_of(base, q, q_low, bits_as<uint_lanes<V>>(steep ^ left) & sign_bit<V>);
    return (x != x) | (y != y) ? x + y : copy_sign(angle, y);
}

/// (asin q - q) / q^3 in z = q^2 <= 1/4.
template <float_lanes V>
STRAND_ALWAYS_INLINE V asin_series(V z) {
    if constexpr (sizeof(lane_of<V>) == 8) {
        return polynomial(z, 0x1.5555555555556p-3, 0x1.3333333332da2p-4, 0x1.6db6db6e48603p-5, 0x1.f1c71c11deeafp-6,
                          0x1.6e8bb375215e3p-6, 0x1.1c4d112cf7f53p-6, 0x1.c9d30ac2445dep-7, 0x1.780102319f7a8p-7,
                          0x1.532a90c9acc3p-7, 0x1.5e291a7e5dc7ap-8, 0x1.22053ea00c05ep-6, -0x1.f58c4cea4eb7ap-7,
                          0x1.dc181992a9495p-6);
    } else {
        return polynomial(z, 0x1.555554p-3f, 0x1.3334cep-4f, 0x1.6d3e74p-5f, 0x1.ffbd92p-6f, 0x1.0fec3ap-6f,
                          0x1.1ac0e4p-5f);
    }
}

/// q + tail is asin(|x|) for |x| <= 1/2, otherwise asin(sqrt((1 - |x|) / 2)).
template <class V>
struct arc_parts {
    V q, tail;
    int_lanes<V> large;
};
template <float_lanes V>
STRAND_ALWAYS_INLINE arc_parts<V> arc_parts_of(V x) {
    using T = lane_of<V>;
    const V size = absolute(x);
    const auto large = size > T(0.5);
    const V z = large ? T(0.5) - product(size, T(0.5)) : size * size;
    const auto root = square_root(double_word<V>{z, V{}});
    const V q = large ? root.high : size;
    return {q, mul_add(q * z, asin_series(z), large ? root.low : V{}), large};
}

template <float_lanes V>
STRAND_ALWAYS_INLINE V asin_lanes(V x) {
    const auto [q, tail, large] = arc_parts_of(x);
    // pi/2 - 2 (q + tail)
    const V twice = q + q;
    const V difference = half_pi<V>.high - twice;
    const V low = (half_pi<V>.high - difference) - twice + (half_pi<V>.low - (tail + tail));
    return copy_sign(large ? difference + low : q + tail, x);
}
template <float_lanes V>
STRAND_ALWAYS_INLINE V acos_lanes(V x) {
    using T = lane_of<V>;
    const auto [q, tail, large] = arc_parts_of(x);
    // pi/2 - (q + tail) with the sign of x, or 0 + 2 (q + tail), or pi - 2 (q + tail)
    const auto negative = bits_as<int_lanes<V>>(x) < 0;
    const V base = large ? (negative ? all<V>(2) : V{}) : all<V>(1);
    const V factor = large ? (negative ? all<V>(-2) : all<V>(2)) : (negative ? all<V>(1) : all<V>(-1));
    const V start = base * half_pi<V>.high, head = q * factor;
    const V sum = start + head;
    return sum + ((start - sum) + head + mul_add(base, all<V>(half_pi<V>.low), product(tail, factor)));
}

}  // namespace detail

template <detail::real_floating T, index_t Lanes>
STRAND_ALWAYS_INLINE pack<T, Lanes> atan(pack<T, Lanes> x) {
    return detail::on_registers<T, Lanes>([](auto v) STRAND_INLINE_LAMBDA { return detail::atan_lanes(v); }, x);
}
/// The angle of the point (x, y), in [-pi, pi].
template <detail::real_floating T, index_t Lanes>
STRAND_ALWAYS_INLINE pack<T, Lanes> atan2(pack<T, Lanes> y, pack<T, Lanes> x) {
    return detail::on_registers<T, Lanes>(
        [](auto b, auto a) STRAND_INLINE_LAMBDA { return detail::atan2_lanes(b, a); }, y, x);
}
template <detail::real_floating T, index_t Lanes>
STRAND_ALWAYS_INLINE pack<T, Lanes> asin(pack<T, Lanes> x) {
    return detail::on_registers<T, Lanes>([](auto v) STRAND_INLINE_LAMBDA { return detail::asin_lanes(v); }, x);
}
template <detail::real_floating T, index_t Lanes>
STRAND_ALWAYS_INLINE pack<T, Lanes> acos(pack<T, Lanes> x) {
    return detail::on_registers<T, Lanes>([](auto v) STRAND_INLINE_LAMBDA { return detail::acos_lanes(v); }, x);
}

}  // namespace strand::inline STRAND_ISA::simd

#endif
