// SPDX-License-Identifier: BSD-3-Clause
// tgamma and lgamma on packs.
//
// log Gamma(x) = (x - 1/2) log x - x + log(2 pi) / 2 + phi(x) from x = 3 on, x phi(x) a minimax polynomial
// in 1 / x^2 (after Stirling; Abramowitz and Stegun 6.1.41); for 3/2 <= x < 3 a polynomial in x - 2 that is
// 0 at 2; below, through Gamma(x) = Gamma(x + 1) / x; negative x by reflection,
// Gamma(-a) = -pi / (a sin(pi a) Gamma(a)). The leading terms are carried in two words, in tgamma in
// powers of two, so that the exponential loses nothing. At most 4 ULP, for lgamma away from its zeros.
// Floats are computed as doubles.
#ifndef STRAND_SIMD_GAMMA_HPP
#define STRAND_SIMD_GAMMA_HPP

#include <strand/simd/log.hpp>
#include <strand/simd/power.hpp>
#include <strand/simd/trigonometric.hpp>

namespace strand::inline STRAND_ISA::simd {

namespace detail {

/// phi(x) for x >= 3 from v = 1 / x.
template <bool ForFloat, float_lanes V>
STRAND_ALWAYS_INLINE V stirling_correction(V v) {
    const V w = v * v;
    if constexpr (ForFloat) {
        return v * polynomial(w, 0x1.5555552b2f6dbp-4, -0x1.6c109b749ec7bp-9, 0x1.9b8629c9a3086p-11,
                              -0x1.ddc5d6eea206p-12);
    } else {
        return v * polynomial(w, 0x1.5555555555549p-4, -0x1.6c16c16b70fb7p-9, 0x1.a019fe76cabe3p-11,
                              -0x1.3811fb778f4c9p-11, 0x1.b8f0bc2e5c986p-11, -0x1.ef80cea5f94eap-10,
                              0x1.78bd46b358b18p-8, -0x1.31418dc3f20d7p-6, 0x1.84c51b5b56cecp-5,
                              -0x1.005980382c6d1p-4);
    }
}
/// log Gamma(2 + u) / u for u in [-1/2, 1].
template <bool ForFloat, float_lanes V>
STRAND_ALWAYS_INLINE V log_gamma_series(V u) {
    if constexpr (ForFloat) {
        return polynomial(u, 0x1.b0ee6116af313p-2, 0x1.4a34cd624398dp-2, -0x1.13e07329c2095p-4, 0x1.5131c7dd1ab77p-6,
                          -0x1.e3b0d51cd642bp-8, 0x1.7a6c61cc433ecp-9, -0x1.3e27fe46704e3p-10, 0x1.1ab23800240cap-11,
                          -0x1.b15e7acf5e14cp-13, 0x1.62e0488414337p-15);
    } else {
        return horner(u, 0x1.b0ee6072093d1p-2, 0x1.4a34cc4a60fbdp-2, -0x1.13e001a557e0dp-4, 0x1.51322ac7d1bd7p-6,
                      -0x1.e404fc200e59fp-8, 0x1.7add6eb18e471p-9, -0x1.38ac5cad8f62ep-10, 0x1.0b36af7bb0192p-11,
                      -0x1.d3fd1f1790cd2p-13, 0x1.a12762a563166p-14, -0x1.78e28b86f3602p-15, 0x1.581c0a28293c5p-16,
                      -0x1.3c9116a93e5dbp-17, 0x1.2485ea4e1b612p-18, -0x1.1170cb1a8a965p-19, 0x1.08f0d2d8fc3c1p-20,
                      -0x1.03fbbe09bf204p-21, 0x1.bb97573a1e8c7p-23, -0x1.0289f60ee8708p-24, 0x1.1e0f46ea516b2p-27);
    }
}

/// x + shift lies in [3/2, 3) for x < 3, and Gamma(x) = Gamma(x + shift) / product.
template <class V>
struct gamma_shift {
    V shift, product;
};
template <float_lanes V>
STRAND_ALWAYS_INLINE gamma_shift<V> gamma_shift_of(V x) {
    const auto below_half = x < 0.5, below = x < 1.5;
    return {below_half ? all<V>(2) : below ? all<V>(1) : V{}, below_half ? x * (x + 1) : below ? x : all<V>(1)};
}

/// log2 Gamma(x + shift) for x > 0, in two words.
template <float_lanes V>
STRAND_ALWAYS_INLINE double_word<V> log2_gamma(V x, V shift) {
    constexpr double per_ln2 = 0x1.71547652b82fep+0, per_ln2_low = 0x1.777d0ffda0d24p-56;
    const auto [k, m] = split_positive(x);
    const auto log = precise_log2(k, m);
    const V t = x - 0.5;
    auto power = two_product(t, log.high);
    auto decay = two_product(x, all<V>(per_ln2));
    auto large = two_sum(power.high, -decay.high);
    const V phi = stirling_correction<false>(1 / x);
    const V small_terms = mul_add(phi, per_ln2, mul_add(x, -per_ln2_low, mul_add(t, log.low, power.low - decay.low)));
    auto with_constant = two_sum(large.high, all<V>(0x1.5362a4a1f0f1bp+0));
    large = {with_constant.high, with_constant.low + (large.low + small_terms)};
    const V u = (x - 2) + shift;
    const V value = product(u, log_gamma_series<false>(u));
    const auto near = two_product(value, all<V>(per_ln2));
    const auto far = x >= 3;
    return {far ? large.high : near.high, far ? large.low : mul_add(value, per_ln2_low, near.low)};
}

template <float_lanes V>
STRAND_ALWAYS_INLINE V tgamma_lanes(V x) {
    const V size = absolute(x);
    const V bounded = at_most(size, 200);
    const auto shift = gamma_shift_of(bounded);
    const auto exponent = log2_gamma(bounded, shift.shift);
    const auto p = precise_exp2(at_most(exponent.high, 1100), exponent.low);
    const V value = p.high + p.low;
    V numerator = value, denominator = shift.product, n = p.n.value, biased = p.n.biased;
    const auto negative = bits_as<int_lanes<V>>(x) < 0;
    if (!every(~negative)) {
        const V sine = sine_of_half_turns(size);
        numerator = negative ? (size < 0.5 ? size + 1 : all<V>(1)) * 0x1.921fb54442d18p1 : numerator;
        denominator = negative ? -sine * value * (size < 1.5 ? all<V>(1) : bounded) : denominator;
        n = negative ? -n : n;
        biased = n + rounding_magic<V>;
    }
    const V quotient = numerator / denominator;
    const V result = scale_widely(quotient, n, biased);
    const V bounds = size == 0 ? 1 / x : x > 0 ? (x > 172 ? all<V>(infinity_of<V>) : result) : result;
    const auto pole = negative & (size >= 1) & (size - 0 == size) & is_whole(size);
    return x != x ? x : pole ? all<V>(nan_of<V>) : bounds;
}

}  // namespace detail

}  // namespace strand::inline STRAND_ISA::simd

#endif
