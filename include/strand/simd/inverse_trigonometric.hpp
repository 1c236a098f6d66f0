// SPDX-License-Identifier: BSD-3-Clause
// asin, acos, atan and atan2 on packs.
//
// atan(q) = q + q^3 P(q^2) for |q| <= 2/3, P a minimax polynomial; larger arguments are brought there by
// atan(x) = pi/4 + atan((x - 1) / (x + 1)) up to 2, where x - 1 is exact, and pi/2 - atan(1 / x) beyond.
// The bounds make the rounding of the quotient at most 0.35 ULP of atan(x). In atan2, where the quotient is
// the result, its rounding is carried along, and then a longer P up to |q| = 1 and a choice of two are faster.
// asin(x) = x + x^3 R(x^2) for |x| <= 0.5405, and beyond pi/2 - 2 asin(sqrt((1 - |x|) / 2)): there the second
// arcsine is below 1/2, and twice its rounding at most half a unit of a result below 1, which is then exact;
// only the rounding of the root, which counts as much, is carried along. acos(x) is 2 asin(sqrt((1 - x) / 2)) from
// 1/2 on (Muller, Elementary Functions, 3rd ed., 2016, ch. 11).
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
        return in_fours(z, -0x1.555555555546fp-2, 0x1.9999999982373p-3, -0x1.2492491de74d9p-3, 0x1.c71c6fd9a3041p-4,
                        -0x1.745cecd0bb177p-4, 0x1.3b1150c34fbbp-4, -0x1.10f9a90d7a27p-4, 0x1.e099ed85585acp-5,
                        -0x1.a8a1eeadd30b5p-5, 0x1.6d9e3c7f4a387p-5, -0x1.201c4c68246ccp-5, 0x1.759ea6ecff7a1p-6,
                        -0x1.51e04948e531dp-7, 0x1.331e73ed98d4fp-9);
    } else {
        return horner(z, -0x1.555504p-2f, 0x1.997c8ap-3f, -0x1.22d22cp-3f, 0x1.ada2d2p-4f, -0x1.1169bep-4f, 0x1.8f2564p-6f);
    }
}
/// (1 - atan q / q) / q^2 for |q| <= 1 in u = 1 - q^2. Around q = 1, where most is taken off q, it is a constant and
/// a small correction, so that it has but one rounding.
template <float_lanes V>
STRAND_ALWAYS_INLINE V atan_bend(V u) {
    if constexpr (sizeof(lane_of<V>) == 8) {
        return in_fours(u, 0x1.b7812aeef4b9fp-3, 0x1.268380ccde225p-4, 0x1.c09184007100ep-6, 0x1.6bfe33f50a4b2p-7,
                        0x1.32fbf7cd2ea01p-8, 0x1.09c37fea70aa3p-9, 0x1.d50faec8d917cp-11, 0x1.a273c42b41a8p-12,
                        0x1.8d90cb7d4bafap-13, 0x1.683ef06b484bbp-15, 0x1.82c5ae9742529p-13, -0x1.a1a967d2c8d1ep-12,
                        0x1.e824fe1e7b1bdp-11, -0x1.a26ae6e910b3cp-10, 0x1.1b5f5e0d515e2p-9, -0x1.26988978632f5p-9,
                        0x1.d061ca743e126p-10, -0x1.0c050270697e4p-10, 0x1.ad5cac34dfb9ep-12, -0x1.aba4470b31614p-14,
                        0x1.94635ccc1206cp-17);
    } else {
        return polynomial(u, 0x1.b7812ap-3f, 0x1.26842ap-4f, 0x1.c05074p-6f, 0x1.7170f6p-7f, 0x1.ea68fap-9f, 0x1.505a5p-8f,
                        -0x1.5a27b2p-8f, 0x1.fe1abcp-8f, -0x1.39d768p-8f, 0x1.a47d0ap-10f);
    }
}

template <float_lanes V>
STRAND_ALWAYS_INLINE V atan_lanes(V x) {
    using T = lane_of<V>;
    constexpr auto quarter = half_pi<V>.high;
    const V size = absolute(x);
    const auto gentle = size <= 2, flat = size <= T(2) / 3;
    const V above = flat ? size : gentle ? size - 1 : all<V>(-1);
    const V q = above / ((gentle ? all<V>(1) : V{}) + (flat ? V{} : size)), z = q * q;
    const V start = flat ? V{} : gentle ? all<V>(quarter / 2) : all<V>(quarter);
    const V tail = mul_add(q * z, atan_series(z), start * (half_pi<V>.low / quarter));
    return flip_sign(start + (q + tail), sign_of(x));
}

template <float_lanes V>
STRAND_ALWAYS_INLINE V atan2_lanes(V y, V x) {
    using T = lane_of<V>;
    constexpr auto quarter = half_pi<V>.high;
    V a = absolute(y), b = absolute(x), larger = at_least(a, b), smaller = at_most(b, a);
    constexpr T middle = sizeof(T) == 8 ? T(0x1p500) : T(0x1p60);
    const bool ordinary = every_between(smaller, larger, 1 / middle, middle);
    V whole{};
    auto flat = larger > middle;
    if (!ordinary) [[unlikely]] {
        // So flat that the angle is the ratio itself, which may be denormal; in other lanes nothing changes.
        whole = a / b;
        flat = (flat | (smaller < 1 / middle)) & (whole < limits_of<V>::epsilon());
        const V unit = larger > middle ? all<V>(1 / middle / 16) : larger < 1 / middle ? all<V>(middle * 16) : all<V>(1);
        const auto infinite = larger == infinity_of<V>;
        a = infinite ? (a == larger ? all<V>(1) : V{}) : a * unit;
        b = infinite ? (b == larger ? all<V>(1) : V{}) : larger == 0 ? all<V>(1) : b * unit;
        larger = at_least(a, b), smaller = at_most(b, a);
    }
    // Angles from an axis: from pi/2 where y is the larger, from pi where x is negative, back where one of them holds.
    const auto steep = a > b;
    const auto back = sign_of(x) ^ (bits_as<uint_lanes<V>>(steep) & sign_bit<V>);
    const V start = steep ? all<V>(quarter) : by_sign(bits_of(x), all<V>(2 * quarter), V{});
    const V numerator = flip_sign(smaller, back), per = 1 / larger;
    V q = product(numerator, per), q_low = fused_sum(-q, larger, numerator) * per;
    if (!ordinary) [[unlikely]] {
        q = flat ? flip_sign(whole, back) : q;
        q_low = flat ? V{} : q_low;
    }
    // atan(q + q_low) is atan q + q_low / (1 + q^2); a straight line is within 0.05 of that factor.
    const V z = q * q, u = 1 - z;
    const V low = mul_add(q_low, mul_add(u, T(0.5), T(0.47)), start * (half_pi<V>.low / quarter));
    const V angle = flip_sign(start + (q + fused_sum(V(-q * z), atan_bend(u), low)), sign_of(y));
    if (ordinary) [[likely]] return angle;
    return ((x != x) | (y != y)) ? x + y : angle;
}

/// (asin q - q) / q^3 in z = q^2 <= 0.5405^2.
template <float_lanes V>
STRAND_ALWAYS_INLINE V asin_series(V z) {
    if constexpr (sizeof(lane_of<V>) == 8) {
        return polynomial(z, 0x1.55555555556cdp-3, 0x1.333333330293p-4, 0x1.6db6db90e3001p-5, 0x1.f1c70fa6efdb7p-6,
                          0x1.6e8d014990176p-6, 0x1.1c36c4ac00769p-6, 0x1.cbcf447a13d57p-7, 0x1.6892d1c37c3f1p-7,
                          0x1.a55095eb802a4p-7, -0x1.defde48913fa8p-9, 0x1.3b853c00deb3ep-5, -0x1.6304acf509c4cp-5,
                          0x1.76db36c94ba55p-5);
    } else {
        return horner(z, 0x1.555644p-3f, 0x1.32d7e4p-4f, 0x1.78ceaep-5f, 0x1.607d68p-6f, 0x1.7eeb1cp-5f);
    }
}

template <float_lanes V>
STRAND_ALWAYS_INLINE V asin_lanes(V x) {
    using T = lane_of<V>;
    if constexpr (!has_fma && sizeof(T) == 8) return lane_by_lane([](T v) { return std::asin(v); }, x);
    const V size = absolute(x), half = mul_add(size, T(-0.5), T(0.5));
    const auto large = size > T(0.5405);
    const V z = large ? half : size * size, root = square_root(half), base = large ? root : size;
    // The rounding of the root is (half - root^2) / (2 root). It matters where the result is below 1: there
    // 1 / (2 root) is 1 to 1.75, of which the middle is enough.
    const V low = mul_add(fused_sum(-root, root, half), T(1.3), half_pi<V>.low / -2);
    const V sum = base + mul_add(V(base * z), asin_series(z), large ? low : V{});
    return flip_sign(large ? mul_add(sum, T(-2), half_pi<V>.high) : sum, sign_of(x));
}

/// (asin q - q) / q^3 in z = q^2 <= 1/4.
template <float_lanes V>
STRAND_ALWAYS_INLINE V short_asin_series(V z) {
    if constexpr (sizeof(lane_of<V>) == 8) {
        return polynomial(z, 0x1.5555555555556p-3, 0x1.3333333332da2p-4, 0x1.6db6db6e48603p-5, 0x1.f1c71c11deeafp-6,
                          0x1.6e8bb375215e3p-6, 0x1.1c4d112cf7f53p-6, 0x1.c9d30ac2445dep-7, 0x1.780102319f7a8p-7,
                          0x1.532a90c9acc3p-7, 0x1.5e291a7e5dc7ap-8, 0x1.22053ea00c05ep-6, -0x1.f58c4cea4eb7ap-7,
                          0x1.dc181992a9495p-6);
    } else {
        return polynomial(z, 0x1.55555ep-3f, 0x1.332634p-4f, 0x1.70cf0cp-5f, 0x1.b107f8p-6f, 0x1.3a0ca4p-5f);
    }
}

template <float_lanes V>
STRAND_ALWAYS_INLINE V acos_lanes(V x) {
    using T = lane_of<V>;
    if constexpr (!has_fma && sizeof(T) == 8) return lane_by_lane([](T v) { return std::acos(v); }, x);
    // (1 - |x|) / 2 is exact; the root of a rounded square is |x| again, unless that has underflowed.
    const V size = absolute(x), z = at_most(V(size * size), mul_add(size, T(-0.5), T(0.5))), root = square_root(z);
    const auto large = size > T(0.5);
    const V lost = fused_sum(-root, root, z);
    const V tail = mul_add(product(root, z), short_asin_series(z), large ? lost * rough_half_reciprocal_root(z) : V{});
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
