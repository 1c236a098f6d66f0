// SPDX-License-Identifier: BSD-3-Clause
// cbrt and hypot on packs.
//
// cbrt: a third of the representation, taken as an integer, is a first t near x^(-1/3), within 4 percent (W. Kahan,
// Computing a Real Cube Root, 1991); a polynomial in 1 - x t^3 betters it, c = x t^2, and a last Newton step
// c + (x - c^3) t^2 / 3, whose error is the rounding of c^2: at most 0.83 ULP.
// hypot: sqrt(a^2 + b^2) of numbers in the middle of the range, where huge and tiny ones are scaled to.
#ifndef STRAND_SIMD_ROOTS_HPP
#define STRAND_SIMD_ROOTS_HPP

#include <strand/simd/double_word.hpp>
#include <strand/simd/polynomial.hpp>

namespace strand::inline STRAND_ISA::simd {

namespace detail {

/// x^(-1/3) within 4 percent.
template <float_lanes V>
STRAND_ALWAYS_INLINE V rough_reciprocal_cube_root(V x) {
    if constexpr (sizeof(lane_of<V>) == 8) {
        // The upper half of the representation as a number in [2^52, 2^53), where a double's last bit is 1.
        const V high = float_of<V>((bits_of(x) >> 32) | 0x4330000000000000U);
        const V third = mul_add(high, -1.0 / 3, 6004800933347325.0);
        return float_of<V>(bits_of(third) << 32);
    } else {
        using integers = int_lanes<V>;
        const V third = mul_add(__builtin_convertvector(bits_as<integers>(x), V), -1.0F / 3, 1419903300.0F);
        return float_of<V>(__builtin_convertvector(third, integers));
    }
}

/// The cube root of a number in the middle of the range.
template <float_lanes V>
STRAND_ALWAYS_INLINE V cbrt_of_ordinary(V x) {
    const V t = rough_reciprocal_cube_root(x);
    const V error = mul_add(-(x * t), t * t, lane_of<V>(1));
    V series;
    if constexpr (sizeof(lane_of<V>) == 8) {
        series = polynomial(error, 0x1.55555596a2567p-2, 0x1.c71c711e5ae7p-3, 0x1.61f64d1c7452fp-3,
                            0x1.26f9d8471d8e2p-3, 0x1.02f4692d9b643p-3, 0x1.caeca5a9886ccp-4);
    } else {
        series = horner(error, 0x1.555588p-2F, 0x1.c9794cp-3F, 0x1.6371bp-3F);
    }
    const V better = mul_add(t * error, series, t), square = better * better;
    const V c = product(x, square);
    const V rest = fused_sum(-c * c, c, x);
    return mul_add(V(square * lane_of<V>(1.0 / 3)), rest, c);
}
template <class V>
struct cbrt_range {
    static constexpr bool wide = sizeof(lane_of<V>) == 8;
    static constexpr lane_of<V> least = wide ? lane_of<V>(0x1p-900) : lane_of<V>(0x1p-80), most = limits_of<V>::max() / 4;
};
/// The same for any numbers that are not negative. Out of line, because it is rarely called; numbers in the middle of
/// the range have the same result as there.
template <float_lanes V>
STRAND_COLD V rare_cbrt(const V& x) {
    constexpr bool wide = sizeof(lane_of<V>) == 8;
    constexpr lane_of<V> up = wide ? lane_of<V>(0x1p300) : lane_of<V>(0x1p60), back = wide ? lane_of<V>(0x1p-100) : lane_of<V>(0x1p-20);
    const auto small = x < cbrt_range<V>::least, large = x > cbrt_range<V>::most;
    const V factor = small ? all<V>(up) : large ? all<V>(1 / up) : all<V>(1);
    const V root = cbrt_of_ordinary(V(x * factor)) * (small ? all<V>(back) : large ? all<V>(1 / back) : all<V>(1));
    return ((x > 0) & (x <= limits_of<V>::max())) ? root : x;
}
template <float_lanes V>
STRAND_ALWAYS_INLINE V cbrt_lanes(V x) {
    const V size = absolute(x);
    const bool ordinary = every_between(size, cbrt_range<V>::least, cbrt_range<V>::most);
    return copy_sign(ordinary ? cbrt_of_ordinary(size) : rare_cbrt(size), x);
}

/// a^2 + b^2 for a >= b >= 0, at most 5/8 ULP: of b and a - b the smaller is squared with a rounding, at most a fifth
/// of the sum, which is a^2 + b^2 or 2 a b + (a - b)^2. Beside it a^2 + b^2 alone would make a root wrong by 1.03 ULP.
template <float_lanes V>
STRAND_ALWAYS_INLINE V sum_of_squares(V a, V b) {
    const V apart = a - b;  // exact if smaller than b
    const V other = apart < b ? b + b : a, least = at_most(apart, b);
    return fused_sum(a, other, least * least);
}
/// `Root` of sums in the middle of the range.
template <float_lanes V, class Root>
STRAND_ALWAYS_INLINE V hypot_lanes(V x, V y, Root root_of) {
    using T = lane_of<V>;
    constexpr bool wide = sizeof(T) == 8;
    const V size_x = absolute(x), size_y = absolute(y);
    const V larger = at_least(size_x, size_y), smaller = at_most(size_y, size_x);
    const V sum = sum_of_squares(larger, smaller);
    // Neither product has overflowed, and if one has underflowed, it does not matter.
    if (every_between(sum, wide ? T(0x1p-900) : T(0x1p-70), limits_of<V>::max())) [[likely]] return root_of(sum);
    constexpr T large = wide ? T(0x1p500) : T(0x1p60);
    const V unit = larger > large       ? all<V>(wide ? T(0x1p-600) : T(0x1p-80))
                   : larger < 1 / large ? all<V>(wide ? T(0x1p600) : T(0x1p100))
                                        : all<V>(1);
    const V result = square_root(sum_of_squares(V(larger * unit), V(smaller * unit)));
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
        [](auto a, auto b) STRAND_INLINE_LAMBDA {
            return detail::hypot_lanes(a, b, [](auto sum) STRAND_INLINE_LAMBDA { return detail::square_root(sum); });
        }, x, y);
}

}  // namespace strand::inline STRAND_ISA::simd

#endif
