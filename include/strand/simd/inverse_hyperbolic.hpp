// SPDX-License-Identifier: BSD-3-Clause
// asinh, acosh and atanh on packs.
//
// All are log(1 + v) with v in two words, so that what is small stays accurate and only the logarithm's
// own error of 0.9 ULP counts: v = |x| + (sqrt(1 + x^2) - 1) for asinh, t + sqrt(t^2 + 2 t) with t = x - 1
// for acosh, 2 |x| / (1 - |x|) and half of the logarithm for atanh. For large x the first two are log(2 x).
// Small floats take the Taylor series of asinh and atanh (Abramowitz and Stegun, 4.6.31 and 4.6.33).
#ifndef STRAND_SIMD_INVERSE_HYPERBOLIC_HPP
#define STRAND_SIMD_INVERSE_HYPERBOLIC_HPP

#include <strand/simd/log.hpp>

namespace strand::inline STRAND_ISA::simd {

namespace detail {

/// From here on x^2 + 1 is x^2 to the precision of the result.
template <class V>
inline constexpr lane_of<V> large_for_square = sizeof(lane_of<V>) == 8 ? lane_of<V>(0x1p28) : lane_of<V>(0x1p13);

/// Below this x^3 / 3 is less than a third of an ULP of x.
template <class V>
inline constexpr lane_of<V> tiny_for_cube = sizeof(lane_of<V>) == 8 ? lane_of<V>(0x1p-27) : lane_of<V>(0x1p-12);

/// log(1 + v.high + v.low), or log(2 x) where `large`.
template <float_lanes V>
STRAND_ALWAYS_INLINE V log1p_or_log_of_double(double_word<V> v, V x, int_lanes<V> large) {
    const auto u = two_sum(all<V>(1), v.high);
    return log_of_words(large ? x : u.high, large ? V{} : u.low + v.low, large ? all<V>(1) : V{});
}

/// Floats of at most this size take the Taylor series of asinh and atanh, whose first term is exact: the
/// logarithm's error would be more than 1 ULP of a result that is a little below a power of two.
inline constexpr float largest_for_series = 0.28F;

/// x + x^3 times a polynomial of x^2 where floats are small, else `other`.
template <float_lanes V, class... Coefficients>
STRAND_ALWAYS_INLINE V series_if_small([[maybe_unused]] V size, V other, [[maybe_unused]] Coefficients... c) {
    if constexpr (sizeof(lane_of<V>) == 4) {
        const V z = size * size;
        return size < largest_for_series ? mul_add(size * z, horner(z, c...), size) : other;
    } else {
        return other;
    }
}

template <float_lanes V>
STRAND_ALWAYS_INLINE V asinh_lanes(V x) {
    using T = lane_of<V>;
    const V size = absolute(x);
    const auto large = size >= large_for_square<V>;
    const auto square = two_product(size, size);
    const auto sum = two_sum(all<V>(1), square.high);
    const V root = square_root(sum.high);
    const V root_low = (fused_sum(-root, root, sum.high) + (sum.low + square.low)) * (T(0.5) / root);
    auto v = fast_two_sum(size, root - 1);
    v.low += root_low;
    const V result = series_if_small(size, log1p_or_log_of_double(v, size, large), T(-1) / 6, T(3) / 40, T(-15) / 336,
                                     T(105) / 3456, T(-945) / 42240, T(10395) / 599040);
    return copy_sign(size < tiny_for_cube<V> ? size : result, x);
}

template <float_lanes V>
STRAND_ALWAYS_INLINE V acosh_lanes(V x) {
    const auto large = x >= large_for_square<V>;
    const V t = x - 1;
    const auto square = two_product(t, t);
    auto sum = two_sum(t + t, square.high);
    sum.low += square.low;
    const auto root = square_root(sum);
    auto v = fast_two_sum(root.high, t);
    v.low += root.low;
    return x >= 1 ? log1p_or_log_of_double(v, x, large) : all<V>(nan_of<V>);
}

template <float_lanes V>
STRAND_ALWAYS_INLINE V atanh_lanes(V x) {
    using T = lane_of<V>;
    const V size = absolute(x), twice = size + size;
    const V below = T(1) - size, below_low = (T(1) - below) - size;
    const V per = 1 / below;
    const V q = product(twice, per);
    const V q_low = mul_add(-q, below_low, fused_sum(-q, below, twice)) * per;
    const auto u = two_sum(all<V>(1), q);
    const V result = series_if_small(size, log_of_words(u.high, u.low + q_low, V{}) * T(0.5), T(1) / 3, T(1) / 5, T(1) / 7,
                                     T(1) / 9, T(1) / 11, T(1) / 13, T(1) / 15);
    return copy_sign(size < tiny_for_cube<V> ? size : result, x);
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
