// SPDX-License-Identifier: BSD-3-Clause
// cbrt and hypot on packs.
//
// cbrt: |x| = 8^q M, M in [0.35, 2.83). t = M^(-1/3) from a polynomial, for doubles bettered by Newton's
// method, c = M t^2, and a last Newton step c + (M - c^3) t^2 / 3, whose error is the rounding of c^2:
// at most 0.83 ULP.
// hypot: sqrt(a^2 + b^2) of numbers in the middle of the range, where huge and tiny ones are scaled to;
// the larger square enters unrounded.
#ifndef STRAND_SIMD_ROOTS_HPP
#define STRAND_SIMD_ROOTS_HPP

#include <strand/simd/double_word.hpp>
#include <strand/simd/polynomial.hpp>

namespace strand::inline STRAND_ISA::simd {

namespace detail {

template <float_lanes V>
STRAND_ALWAYS_INLINE V cbrt_lanes(V x) {
    using T = lane_of<V>;
    constexpr bool wide = sizeof(T) == 8;
    const V size = absolute(x);
    const auto [k, m] = split_positive(size);
    const V biased = mul_add(k, T(1.0 / 3), rounding_magic<V>);
    const V q = biased - rounding_magic<V>;
    const V rest = mul_add(q, T(-3), k);  // -1, 0 or 1
    // 2^rest and, roughly, 2^(-rest / 3)
    const V scaled = m * mul_add(rest, mul_add(rest, T(0.25), T(0.75)), T(1));
    const V turned = mul_add(rest, mul_add(rest, T(0x1.b744985853524p-6), T(-0x1.dd68e9bbaedb3p-3)), T(1));
    V t = turned * horner(m, T(0x1.002e09bb5a928p1), T(-0x1.3fa0de7cd0f2bp1), T(0x1.6838e89c7649ap1),
                          T(-0x1.eb65181230ca1p0), T(0x1.6c03790f98f93p-1), T(-0x1.c28833f1467dep-4));
    if constexpr (wide) {
        const V error = mul_add(-(scaled * t), t * t, T(1));
        t = mul_add(t * T(1.0 / 3), error, t);
    }
    const V square = t * t;
    const V c = scaled * square;
    const V error = fused_sum(-c * c, c, scaled);
    const V root = mul_add(square * T(1.0 / 3), error, c);
    const V result = times_power(root, biased);
    return copy_sign(((size > 0) & (size <= limits_of<V>::max())) ? result : x, x);
}

template <float_lanes V>
STRAND_ALWAYS_INLINE V hypot_lanes(V x, V y) {
    using T = lane_of<V>;
    constexpr bool wide = sizeof(T) == 8;
    const V size_x = absolute(x), size_y = absolute(y);
    const V larger = at_least(size_x, size_y), smaller = at_most(size_y, size_x);
    const V sum = fused_sum(larger, larger, smaller * smaller);
    // Neither square has overflowed, and if one has underflowed, it does not matter.
    if (every_between(sum, wide ? T(0x1p-900) : T(0x1p-70), limits_of<V>::max())) [[likely]] return square_root(sum);
    constexpr T large = wide ? T(0x1p500) : T(0x1p60);
    const V unit = larger > large       ? all<V>(wide ? T(0x1p-600) : T(0x1p-80))
                   : larger < 1 / large ? all<V>(wide ? T(0x1p600) : T(0x1p100))
                                        : all<V>(1);
    const V a = larger * unit, b = smaller * unit;
    const V result = square_root(fused_sum(a, a, b * b));
    const V unscaled = larger == 0 ? V{} : result / unit;
    const V infinite = all<V>(infinity_of<V>);
    return ((size_x == infinite) | (size_y == infinite)) ? infinite : ((x != x) | (y != y)) ? x + y : unscaled;
}

}  // namespace detail

template <detail::real_floating T, index_t Lanes>
STRAND_ALWAYS_INLINE pack<T, Lanes> cbrt(pack<T, Lanes> x) {
    return detail::on_registers<T, Lanes>([](auto v) STRAND_INLINE_LAMBDA { return detail::cbrt_lanes(v); }, x);
}
/// sqrt(x^2 + y^2) without spurious overflow and underflow; infinite when either is, even beside NaN.
template <detail::real_floating T, index_t Lanes>
STRAND_ALWAYS_INLINE pack<T, Lanes> hypot(pack<T, Lanes> x, pack<T, Lanes> y) {
    return detail::on_registers<T, Lanes>(
        [](auto a, auto b) STRAND_INLINE_LAMBDA { return detail::hypot_lanes(a, b); }, x, y);
}

}  // namespace strand::inline STRAND_ISA::simd

#endif
