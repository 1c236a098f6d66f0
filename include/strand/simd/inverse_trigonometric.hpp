// SPDX-License-Identifier: BSD-3-Clause
// asin, acos, atan and atan2 on packs.
//
// atan(q) = q + q^3 P(q^2) for |q| <= 2/3, P a minimax polynomial; larger arguments are brought there by
// atan(x) = pi/4 + atan((x - 1) / (x + 1)) up to 2, where x - 1 is exact, and pi/2 - atan(1 / x) beyond.
// The bounds make the rounding of the quotient at most 0.35 ULP of atan(x); atan2, where the quotient is
// the result, carries it along. asin(x) = x + x^3 R(x^2) for |x| <= 1/2, and beyond
// pi/2 - 2 asin(sqrt((1 - |x|) / 2)) with the rounding of the root (Muller, Elementary Functions, 3rd ed.,
// 2016, ch. 11).
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

/// (atan q - q) / q^3 in z = q^2 <= 4/9.
template <float_lanes V>
STRAND_ALWAYS_INLINE V atan_series(V z) {
    if constexpr (sizeof(lane_of<V>) == 8) {
        return polynomial(z, -0x1.5555555555555p-2, 0x1.999999999971ep-3, -0x1.249249247806dp-3, 0x1.c71c71b940c32p-4,
                          -0x1.745d1558e5abfp-4, 0x1.3b1387cbb960fp-4, -0x1.110ec7fffaeb9p-4, 0x1.e1b5510e12fc6p-5,
                          -0x1.adf25ad9c87f9p-5, 0x1.7ff49f6e45b5bp-5, -0x1.4d38524dfd616p-5, 0x1.07fce9a24ba1ep-5,
                          -0x1.57706693d6d94p-6, 0x1.371de7d866927p-7, -0x1.1b06edf086277p-9);
    } else {
        return polynomial(z, -0x1.555556p-2f, 0x1.9999fcp-3f, -0x1.2499a6p-3f, 0x1.c77864p-4f, -0x1.73f7d8p-4f,
                          0x1.2c7e26p-4f, -0x1.939952p-5f, 0x1.2d0f12p-6f);
    }
}

/// An angle as turns * pi/4 + q + tail.
template <class V>
struct arc {
    V turns, q, tail;
};

/// The angle whose tangent is a / b, of a, b >= 0, in the middle of the range of the type or 0, not both 0.
template <float_lanes V>
STRAND_ALWAYS_INLINE arc<V> arc_of_ratio(V a, V b) {
    const auto steep = a > b + b, flat = b > a + a;
    const V sum = a + b;
    const V sum_low = a > b ? b - (sum - a) : a - (sum - b);
    const V above = steep ? -b : a - b, below = steep ? a : sum;
    const V numerator = flat ? a : above, denominator = flat ? b : below;
    const V per = 1 / denominator;
    const V q = product(numerator, per);
    const V lost = fused_sum(-q, denominator, numerator);
    const V q_low = ((steep | flat) ? lost : mul_add(-q, sum_low, lost)) * per;
    const V z = q * q;
    return {flat ? V{} : steep ? all<V>(2) : all<V>(1), q, mul_add(q * z, atan_series(z), q_low)};
}

/// turns * pi/4 + q + tail.
template <float_lanes V>
STRAND_ALWAYS_INLINE V angle_of(const arc<V>& parts) {
    return mul_add(parts.turns, all<V>(half_pi<V>.high / 2),
                   parts.q + mul_add(parts.turns, half_pi<V>.low / 2, parts.tail));
}

template <float_lanes V>
STRAND_ALWAYS_INLINE V atan_lanes(V x) {
    using T = lane_of<V>;
    const V size = absolute(x);
    const auto steep = size > 2, flat = size <= T(2) / 3;
    const V above = steep ? all<V>(-1) : size - 1, below = steep ? size : size + 1;
    const V q = (flat ? size : above) / (flat ? all<V>(1) : below);
    const V z = q * q;
    const V start = flat ? V{} : steep ? all<V>(half_pi<V>.high) : all<V>(half_pi<V>.high / 2);
    constexpr T low = half_pi<V>.low / half_pi<V>.high;
    return copy_sign(start + (q + mul_add(q * z, atan_series(z), start * low)), x);
}

template <float_lanes V>
STRAND_ALWAYS_INLINE V atan2_lanes(V y, V x) {
    using T = lane_of<V>;
    constexpr bool wide = sizeof(T) == 8;
    V a = absolute(y), b = absolute(x);
    const V larger = at_least(a, b), smaller = at_most(b, a);
    constexpr T middle = wide ? T(0x1p500) : T(0x1p60);
    const bool ordinary = every_between(smaller, larger, 1 / middle, middle);
    V whole{};
    if (!ordinary) [[unlikely]] {
        whole = a / b;
        const V unit = larger > middle ? all<V>(1 / middle / 16) : larger < 1 / middle ? all<V>(middle * 16) : all<V>(1);
        const auto infinite = larger == infinity_of<V>;
        a = infinite ? (a == larger ? all<V>(1) : V{}) : a * unit;
        b = infinite ? (b == larger ? all<V>(1) : V{}) : larger == 0 ? all<V>(1) : b * unit;
    }
    auto parts = arc_of_ratio(a, b);
    if (!ordinary) [[unlikely]] {
        // So flat that the angle is the ratio itself, which may be denormal.
        const auto flat = whole < limits_of<V>::epsilon();
        parts.q = flat ? whole : parts.q;
        parts.tail = flat ? V{} : parts.tail;
    }
    // From the first quadrant to the second.
    const auto left = sign_of(x);
    parts.turns = bits_as<int_lanes<V>>(x) < 0 ? T(4) - parts.turns : parts.turns;
    parts.q = flip_sign(parts.q, left);
    parts.tail = flip_sign(parts.tail, left);
    const V angle = copy_sign(angle_of(parts), y);
    if (ordinary) [[likely]] return angle;
    return ((x != x) | (y != y)) ? x + y : angle;
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
    const V z = large ? mul_add(size, T(-0.5), T(0.5)) : size * size;  // (1 - |x|) / 2 is exact
    const V root = square_root(z);
    const V root_low = fused_sum(-root, root, z) * rough_half_reciprocal_root(z);
    const V q = large ? root : size;
    return {q, mul_add(q * z, asin_series(z), large ? root_low : V{}), large};
}

template <float_lanes V>
STRAND_ALWAYS_INLINE V asin_lanes(V x) {
    using T = lane_of<V>;
    if constexpr (!has_fma && sizeof(T) == 8) return lane_by_lane([](T v) { return std::asin(v); }, x);
    const auto [q, tail, large] = arc_parts_of(x);
    // pi/2 - 2 (q + tail)
    const V twice = q + q;
    const V difference = half_pi<V>.high - twice;
    const V low = (half_pi<V>.high - difference) - twice + mul_add(tail, T(-2), half_pi<V>.low);
    return copy_sign(large ? difference + low : q + tail, x);
}
template <float_lanes V>
STRAND_ALWAYS_INLINE V acos_lanes(V x) {
    using T = lane_of<V>;
    if constexpr (!has_fma && sizeof(T) == 8) return lane_by_lane([](T v) { return std::acos(v); }, x);
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
