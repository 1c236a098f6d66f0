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
        return polynomial(z, 0x1.55555ep-3f, 0x1.332634p-4f, 0x1.70cf0cp-5f, 0x1.b107f8p-6f, 0x1.3a0ca4p-5f);
    }
}

/// root + cube series is asin(|x|) for |x| <= 1/2, otherwise asin(sqrt((1 - |x|) / 2)) with `lost` = z - root^2.
template <class V>
struct arc_parts {
    V z, root, lost, cube, series;
    int_lanes<V> large;
};
template <float_lanes V>
STRAND_ALWAYS_INLINE arc_parts<V> arc_parts_of(V size) {
    using T = lane_of<V>;
    // (1 - |x|) / 2 is exact; the root of a rounded square is |x| again, unless that has underflowed.
    const V z = at_most(V(size * size), mul_add(size, T(-0.5), T(0.5)));
    const V root = square_root(z);
    return {z, root, fused_sum(-root, root, z), product(root, z), asin_series(z), size > T(0.5)};
}

template <float_lanes V>
STRAND_ALWAYS_INLINE V asin_lanes(V x) {
    using T = lane_of<V>;
    if constexpr (!has_fma && sizeof(T) == 8) return lane_by_lane([](T v) { return std::asin(v); }, x);
    const V size = absolute(x);
    const auto [z, root, lost, cube, series, large] = arc_parts_of(size);
    const V tail = product(cube, series);
    // pi/2 - 2 (root + lost / (2 root) + tail). The rounding of the root is more than a quarter of a unit only
    // where the result is below 1: there 1 / root is 2 to 3.5, and for floats the middle of that is enough.
    const V per_root = sizeof(T) == 4 ? all<V>(T(2.6)) : V(2 * rough_half_reciprocal_root(z));
    const V twice = root + root, difference = half_pi<V>.high - twice;
    const V low = (half_pi<V>.high - difference) - twice + mul_add(tail, T(-2), mul_add(lost, -per_root, half_pi<V>.low));
    return copy_sign(large ? difference + low : size + tail, x);
}
template <float_lanes V>
STRAND_ALWAYS_INLINE V acos_lanes(V x) {
    using T = lane_of<V>;
    if constexpr (!has_fma && sizeof(T) == 8) return lane_by_lane([](T v) { return std::acos(v); }, x);
    const auto [z, root, lost, cube, series, large] = arc_parts_of(absolute(x));
    const V tail = mul_add(cube, series, large ? lost * rough_half_reciprocal_root(z) : V{});
    // pi/2 - (root + tail) with the sign of x, or 0 + 2 (root + tail), or pi - 2 (root + tail)
    const V factor = flip_sign(V(large ? all<V>(2) : all<V>(-1)), sign_of(x));
    const V start = large ? by_sign(bits_of(x), all<V>(2 * half_pi<V>.high), V{}) : all<V>(half_pi<V>.high);
    const V head = root * factor, sum = start + head;
    return sum + ((start - sum) + head + mul_add(tail, factor, product(start, half_pi<V>.low / half_pi<V>.high)));
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
