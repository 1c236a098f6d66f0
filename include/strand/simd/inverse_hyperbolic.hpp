// SPDX-License-Identifier: BSD-3-Clause
// asinh, acosh and atanh on packs.
//
// asinh and acosh are log u with u in two words, so that what is small stays accurate and only the logarithm's own
// error counts: u = sqrt(x^2 + 1) + |x| for asinh, x + sqrt(x^2 - 1) for acosh, the second word of the root from what
// its square leaves of x^2 +- 1. For large x they are log(2 x).
// atanh needs no logarithm: (1 + x) / (1 - x) = 2^k m, and log m = 2 atanh((m - 1) / (m + 1)), where numerator
// and denominator follow from x and 2^k by one operation each. With the roundings of the denominator and of
// the quotient caught, 0.5 ULP of the last sum and 0.25 of the one before remain.
#ifndef STRAND_SIMD_INVERSE_HYPERBOLIC_HPP
#define STRAND_SIMD_INVERSE_HYPERBOLIC_HPP

#include <strand/simd/log.hpp>

namespace strand::inline STRAND_ISA::simd {

namespace detail {

/// From here on x^2 + 1 and x^2 - 1 are x^2 to the precision of the result, and x^2 is a number.
template <class V>
inline constexpr lane_of<V> large_for_square = sizeof(lane_of<V>) == 8 ? lane_of<V>(0x1p500) : lane_of<V>(0x1p60);

/// Below this x^3 / 3 is less than a third of an ULP of x.
template <class V>
inline constexpr lane_of<V> tiny_for_cube = sizeof(lane_of<V>) == 8 ? lane_of<V>(0x1p-27) : lane_of<V>(0x1p-12);

/// 1 / (2 sqrt(v)) for v >= 1 within 4 percent, the closer v is to 1 the better; never too large there.
template <float_lanes V>
STRAND_ALWAYS_INLINE V half_reciprocal_root_above_one(V v) {
    using T = lane_of<V>;
    const V near_one = mul_add(v, T(-0.25), T(0.75));
    if constexpr (has_avx512) return at_least(product(rough_reciprocal_root(v), T(0.5 - 0x1p-13)), near_one);
    else return at_least(rough_half_reciprocal_root(v), near_one);
}

/// asinh of 0 <= x <= large_for_square.
template <float_lanes V>
STRAND_ALWAYS_INLINE V asinh_of_ordinary(V x) {
    const V sum = mul_add(x, x, lane_of<V>(1)), root = square_root(sum);
    // 1 + x^2 - root^2
    V rest;
    if constexpr (has_fma) {
        rest = mul_add(-root, root, sum) + mul_add(x, x, 1 - sum);
    } else {
        // The first of the squares are exact and their difference small.
        const auto square = two_square(x), root_square = two_square(root);
        rest = ((1 - root_square.high) + square.high) + (square.low - root_square.low);
    }
    const V root_low = rest * half_reciprocal_root_above_one(sum);
    const auto u = fast_two_sum(root, x);
    const V result = log_of_ordinary_words(u.high, V(u.low + root_low));
    // Without AVX-512 the sum has one rounding too many where 1 + x is rounded away from 1.
    return x < tiny_for_cube<V> ? x : result;
}
/// asinh(|x|) for all x; the same where x is ordinary. Out of line, because it is rarely called.
template <float_lanes V>
STRAND_COLD V rare_asinh(const V& x) {
    const V size = absolute(x);
    const auto large = size > large_for_square<V>;
    return large ? log_of_words(size, V{}, all<V>(1)) : asinh_of_ordinary(size);
}
template <float_lanes V>
STRAND_ALWAYS_INLINE V asinh_lanes(V x) {
    const V size = absolute(x);
    return copy_sign(every_at_most(size, large_for_square<V>) ? asinh_of_ordinary(size) : rare_asinh(x), x);
}

/// acosh of 1 <= x <= large_for_square.
template <float_lanes V>
STRAND_ALWAYS_INLINE V acosh_of_ordinary(V x) {
    auto square = two_square(x);
    // Near 1 the second word is all that is left, and (x - 1) (x + 1) would have one rounding too many.
    if constexpr (!has_fma) {
        const V leading = leading_half(x), rest = x - leading;
        square.low = rest * (leading + leading) + rest * rest;
    }
    const auto root = square_root(fast_two_sum(V(square.high - 1), square.low));
    const auto u = fast_two_sum(x, root.high);
    return log_of_ordinary_words(u.high, V(u.low + root.low));
}
/// For all x; the same where x is ordinary. Out of line, because it is rarely called.
template <float_lanes V>
STRAND_COLD V rare_acosh(const V& x) {
    const V result = x > large_for_square<V> ? log_of_words(x, V{}, all<V>(1)) : acosh_of_ordinary(x);
    return x >= 1 ? result : all<V>(nan_of<V>);
}
template <float_lanes V>
STRAND_ALWAYS_INLINE V acosh_lanes(V x) {
    return every_between(x, lane_of<V>(1), large_for_square<V>) ? acosh_of_ordinary(x) : rare_acosh(x);
}

/// (atanh s - s) / s^3 in z = s^2 <= 1/9.
template <float_lanes V>
STRAND_ALWAYS_INLINE V atanh_series(V z) {
    if constexpr (sizeof(lane_of<V>) == 8) {
        return balanced(z, 0x1.5555555555555p-2, 0x1.999999999a2bcp-3, 0x1.24924923da97fp-3, 0x1.c71c7270392b5p-4,
                        0x1.745cf07ef50adp-4, 0x1.3b18bea27b268p-4, 0x1.10ab6b9bbedcp-4, 0x1.eba792631064bp-5,
                        0x1.67f7c2a0a62f3p-5, 0x1.4b9deb5e5aaf2p-4);
    } else {
        return balanced(z, 0x1.555556p-2f, 0x1.999864p-3f, 0x1.24d7e8p-3f, 0x1.bb2092p-4f, 0x1.e177cp-4f);
    }
}

/// Half of log(1 + 2 |x| / (1 - |x|)), which needs fewer exact products.
template <float_lanes V>
STRAND_ALWAYS_INLINE V atanh_by_log(V x) {
    using T = lane_of<V>;
    const V size = absolute(x), twice = size + size;
    const V below = T(1) - size, below_low = (T(1) - below) - size;
    const V per = 1 / below;
    const V q = product(twice, per);
    const V q_low = mul_add(-q, below_low, fused_sum(-q, below, twice)) * per;
    const auto u = two_sum(all<V>(1), q);
    return copy_sign(size < tiny_for_cube<V> ? size : log_of_words(u.high, u.low + q_low, V{}) * T(0.5), x);
}

/// With 2^k close to (1 + x) / (1 - x), k ln(2) / 2 + atanh(s) of s = (1 + x - 2^k (1 - x)) / (1 + x + 2^k (1 - x)).
template <float_lanes V>
STRAND_ALWAYS_INLINE V atanh_lanes(V x) {
    using T = lane_of<V>;
    constexpr bool wide = sizeof(T) == 8;
    if constexpr (!has_fma && wide) return atanh_by_log(x);
    using U = uint_lanes<V>;
    using constants = log_constants<log_base::e, T>;
    constexpr T last = 1 - limits_of<V>::epsilon() / 2;
    const V size = absolute(x);
    // 1 up to 1/3, where s = x; beyond from the exponent of 1 - x, so that s is -1/7 ... 1/3.
    const U exponent = bits_of(V(1 - size)) & (U{} + (bits_of(all<V>(infinity_of<V>))[0]));
    const V power = size < T(1) / 3 ? all<V>(1) : float_of<V>((U{} + (bits_of(all<V>(1))[0] * 2)) - exponent);
    // The sums and the numerator are exact below `last`.
    const V above = fused_sum(size, power + 1, 1 - power), below = fused_sum(size, 1 - power, power + 1);
    // With larger powers the rounding of the denominator does not count beside k ln(2) / 2.
    const V below_low = power < 8 ? fused_sum(size, 1 - power, power + 1 - below) : V{};
    const V per = 1 / below, s = product(above, per), lost = mul_add(-s, below_low, fused_sum(-s, below, above));
    const V z = s * s;
    V k{};
    if constexpr (wide) k = float_of<V>((bits_of(power) >> 52) | 0x4330000000000000U) - (0x1p52 + exponent_bias<V>);
    else k = __builtin_convertvector(bits_as<int_lanes<V>>(bits_of(power) >> 23) - exponent_bias<V>, V);
    const V tail = mul_add(s * z, atanh_series(z), mul_add(lost, per, product(k, constants::of_two_low / 2)));
    const V result = mul_add(k, all<V>(constants::of_two / 2), s + tail);
    if (every_at_most(size, 1 - limits_of<V>::epsilon())) [[likely]] return copy_sign(result, x);
    const V at_end = size == last ? all<V>(T(wide ? 0x1.2b708872320e2p+4 : 0x1.154246p+3)) : size == 1 ? all<V>(infinity_of<V>) : all<V>(nan_of<V>);
    return copy_sign(size < last ? result : at_end, x);
}

}  // namespace detail

template <detail::real_floating T, index_t Lanes>
STRAND_ALWAYS_INLINE pack<T, Lanes> asinh(pack<T, Lanes> x) {
    return detail::on_registers<T, Lanes>([](auto v) STRAND_INLINE_LAMBDA { return detail::asinh_lanes(v); }, x);
}
template <detail::real_floating T, index_t Lanes>
STRAND_ALWAYS_INLINE pack<T, Lanes> acosh(pack<T, Lanes> x) {
    return detail::on_registers<T, Lanes>([](auto v) STRAND_INLINE_LAMBDA { return detail::acosh_lanes(v); }, x);
}
template <detail::real_floating T, index_t Lanes>
STRAND_ALWAYS_INLINE pack<T, Lanes> atanh(pack<T, Lanes> x) {
    return detail::on_registers<T, Lanes>([](auto v) STRAND_INLINE_LAMBDA { return detail::atanh_lanes(v); }, x);
}

}  // namespace strand::inline STRAND_ISA::simd

#endif
