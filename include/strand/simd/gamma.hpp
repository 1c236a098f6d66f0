// SPDX-License-Identifier: BSD-3-Clause
// tgamma and lgamma on packs.
//
// log Gamma(x) = (x - 1/2) log x - x + log(2 pi) / 2 + phi(x) from x = 3 on, x phi(x) a minimax polynomial
// in 1 / x^2 (after Stirling; Abramowitz and Stegun 6.1.41); for 3/2 <= x < 3 a polynomial in x - 2 that is
// 0 at 2; below, through Gamma(x) = Gamma(x + 1) / x; negative x by reflection,
// Gamma(-a) = -pi / (a sin(pi a) Gamma(a)). The leading terms are carried in two words, in tgamma in
// powers of two, so that the exponential loses nothing. Gamma of positive numbers up to 10, the most common, is a
// polynomial on [2.15, 4.15) and at most eight factors. At most 4 ULP, for lgamma away from its zeros.
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
        return product(v, polynomial(w, 0x1.5555552b2f6dbp-4, -0x1.6c109b749ec7bp-9, 0x1.9b8629c9a3086p-11,
                              -0x1.ddc5d6eea206p-12));
    } else {
        return product(v, polynomial(w, 0x1.5555555555549p-4, -0x1.6c16c16b70fb7p-9, 0x1.a019fe76cabe3p-11,
                              -0x1.3811fb778f4c9p-11, 0x1.b8f0bc2e5c986p-11, -0x1.ef80cea5f94eap-10,
                              0x1.78bd46b358b18p-8, -0x1.31418dc3f20d7p-6, 0x1.84c51b5b56cecp-5,
                              -0x1.005980382c6d1p-4));
    }
}
/// log Gamma(2 + u) = u (c0 + u R(u)) for u in [-1/2, 1]; c0 is 1 - Euler's constant.
template <float_lanes V>
STRAND_ALWAYS_INLINE V log_gamma_series(V u) {
    return horner(u, 0x1.4a34cc4a60fa4p-2, -0x1.13e001a557644p-4, 0x1.51322ac7d963bp-6, -0x1.e404fc2180b16p-8,
                  0x1.7add6eac21697p-9, -0x1.38ac5c300216fp-10, 0x1.0b36b00ad28bap-11, -0x1.d3fd4c6575f5cp-13,
                  0x1.a1278376c9ef6p-14, -0x1.78de0ccdd832fp-15, 0x1.5811eeee30794p-16, -0x1.3ccaa99dc370fp-17,
                  0x1.256d8de6372d4p-18, -0x1.10a82adafe1c5p-19, 0x1.001efba0d4af7p-20, -0x1.f2cec03629bcbp-22,
                  0x1.ebbb26dc4cde6p-23, -0x1.a4acbe624aa23p-24, 0x1.eaca23a634f3dp-26, -0x1.0f6ba232c3eacp-28);
}
inline constexpr double_word<double> log_gamma_slope = {0x1.b0ee6072093cep-2, 0x1.6cb90701fbfabp-58};
/// log Gamma(2 + u) for doubles that hold floats.
template <float_lanes V>
STRAND_ALWAYS_INLINE V float_log_gamma_near_two(V u) {
    return u * polynomial(u, 0x1.b0ee60963953p-2, 0x1.4a34cc2cb4676p-2, -0x1.13e03a8fd4086p-4, 0x1.5132e4ee9f311p-6,
                          -0x1.e3cd74f84db68p-8, 0x1.7a527db69e89bp-9, -0x1.3cb7ffc2c074bp-10, 0x1.1a3e3ed719ad2p-11,
                          -0x1.be26707116fp-13, 0x1.8043007ab5f24p-15);
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

/// log Gamma(x + shift) for 0 <= x <= 200, in two words.
template <float_lanes V>
STRAND_ALWAYS_INLINE double_word<V> precise_log_gamma(V x, V shift) {
    const auto far = x >= 3;
    const auto log = log_in_two_words(reduced_for_log<V>(at_least(x, 1)));
    // (x - 1/2) log x - x + log sqrt(2 pi) + phi
    const V t = x - 0.5;
    const auto power = two_product(t, log.high);
    const auto difference = two_sum(power.high, -x);
    const auto sum = two_sum(difference.high, all<V>(0x1.d67f1c864beb5p-1));
    const V small = mul_add(t, log.low, power.low) + (difference.low + sum.low);
    const V sum_low = small + (stirling_correction<false>(V(1 / x)) - 0x1.65b5a1b7ff5dfp-55);
    const V u = x - (2 - shift);
    const V near = u * mul_add(u, log_gamma_series(u), log_gamma_slope.high);
    const auto large = fast_two_sum(sum.high, sum_low);
    return {far ? large.high : near, far ? large.low : V{}};
}
/// The same for doubles that hold floats.
template <float_lanes V>
STRAND_ALWAYS_INLINE V float_log_gamma(V x, V shift) {
    const auto [k, m] = split_normal(x);
    const V log = float_log2(k, m) * 0x1.62e42fefa39efp-1;
    const V far = mul_add(x - 0.5, log, 0x1.d67f1c864beb5p-1 - x) + stirling_correction<true>(1 / x);
    const V u = x - (2 - shift);
    return x >= 3 ? far : float_log_gamma_near_two(u);
}

/// Gamma(3 + u) for u in [-0.855, 1.155]: closer to -1 its terms would cancel.
template <bool ForFloat, float_lanes V>
STRAND_ALWAYS_INLINE V gamma_near_three(V u) {
    if constexpr (ForFloat) {
        return in_fours(u, 0x1.fffffffcd39cep+0, 0x1.d8773000d49d9p+0, 0x1.3f18553e7a0fbp+0, 0x1.2665ae606046ep-1,
                        0x1.d73145d386293p-3, 0x1.2ded3d5debf19p-4, 0x1.69282bae013f9p-6, 0x1.658d87cefbccep-8,
                        0x1.61fc5282f1c6cp-10, 0x1.0c5923be20c2fp-12, 0x1.18002b5ff3a76p-14, 0x1.a82a93ef13622p-17);
    } else {
        const auto with_two = [u](auto... c) STRAND_INLINE_LAMBDA {
            if constexpr (has_fma) return in_fours(u, 2.0, c...);
            else return fused_sum(u, in_fours(u, c...), all<V>(2));
        };
        return with_two(0x1.d8773039049e7p+0, 0x1.3f18547938456p+0, 0x1.2665a2bdcf38ap-1, 0x1.d73187d157e8fp-3,
                        0x1.2defd4270631ep-4, 0x1.691f1cf9ce651p-6, 0x1.6516ec8ed56c5p-8, 0x1.6343550631691p-10,
                        0x1.15a5dc781f87ep-12, 0x1.00b44edb99cb2p-14, 0x1.1d66327ce5609p-17, 0x1.42f1f611f10a2p-19,
                        0x1.7a547df97c08ep-24, 0x1.eae429bdfec8p-24, -0x1.1a564c83d5591p-26, 0x1.26a1843731bf7p-27,
                        -0x1.3d5d90debd1dep-29, 0x1.dbae2594e4e95p-31, -0x1.89c4075c6b0b1p-32, 0x1.13d38ad53a579p-33,
                        -0x1.647673a44735p-36);
    }
}
/// Gamma(x) between these bounds, where it is Gamma of a number in [2.15, 4.15) times or divided by a few factors.
/// Without fused multiply-add four factors' roundings would add up to more than 4 ULP.
inline constexpr double least_gamma_product = 0x1p-60, most_gamma_product = has_fma ? 10 : 8;
template <bool ForFloat, float_lanes V>
STRAND_ALWAYS_INLINE V gamma_by_products(V x) {
    // x - 2 pairs + 2 lies in [2.15, 4.15).
    const V pairs = (mul_add(x, 0.5, -0.575) + rounding_magic<V>) - rounding_magic<V>;
    const auto factor = [&](double j) STRAND_INLINE_LAMBDA {
        const V t = x - 2 * j;
        return pairs > j ? product(t, t + 1) : all<V>(1);
    };
    // Below 2.15 upwards into [3, 4.15), where the polynomial's terms do not cancel.
    const auto low = pairs < 1, lowest = x < 1;
    const V u = lowest ? x : mul_add(pairs, -2, x - 1), two = mul_add(x, x, x);
    const V divisor = lowest ? two * (x + 2) : low ? two : all<V>(1);
    const V gamma = gamma_near_three<ForFloat>(u);
    if constexpr (ForFloat || !has_fma) {
        return gamma * ((factor(1) * factor(2)) * (factor(3) * factor(4))) / divisor;
    } else {
        // What the factors and their products lose is carried along: t and t + 1 are exact.
        const auto whole = [&](double j) STRAND_INLINE_LAMBDA {
            const V t = x - 2 * j, f = factor(j);
            return double_word<V>{f, pairs > j ? mul_add(t, t + 1, -f) : V{}};
        };
        const auto times = [](double_word<V> a, double_word<V> b) STRAND_INLINE_LAMBDA {
            const auto p = two_product(a.high, b.high);
            return double_word<V>{p.high, mul_add(a.high, b.low, mul_add(a.low, b.high, p.low))};
        };
        const auto factors = times(times(whole(1), whole(2)), times(whole(3), whole(4)));
        return mul_add(gamma, factors.high, product(gamma, factors.low)) / divisor;
    }
}

/// Gamma(x) = value 2^n / product for |x|, brought to x by reflection where x is negative.
template <float_lanes V>
STRAND_ALWAYS_INLINE V reflected_gamma(V x, V size, V value, V product, whole_number<V> n) {
    const auto negative = bits_as<int_lanes<V>>(x) < 0;
    V ratio = value / product;
    auto pole = negative & 0;
    if (!every(~negative)) {
        const V sine = sine_of_half_turns(size);
        // |x| Gamma(|x|) = Gamma(|x| + 1) near 0
        const V factor = size < 0.5 ? size + 1 : all<V>(1), rest = size < 1.5 ? all<V>(1) : at_most(size, 200);
        auto denominator = two_product(value, -sine);
        const V low = denominator.low * rest;
        denominator = two_product(denominator.high, rest);
        denominator.low += low;
        auto numerator = two_product(factor, all<V>(0x1.921fb54442d18p1));
        numerator.low = mul_add(factor, 0x1.1a62633145c07p-53, numerator.low);
        ratio = negative ? quotient<V>(numerator, denominator) : ratio;
        n.value = negative ? -n.value : n.value;
        n.biased = n.value + rounding_magic<V>;
        pole = negative & (sine == 0);
    }
    const V result = scale(ratio, n.value, n.biased);
    const V bounded = x > 172 ? all<V>(infinity_of<V>) : pole ? all<V>(nan_of<V>) : result;
    return size < 0x1p-60 ? 1 / x : bounded;
}

template <float_lanes V>
STRAND_ALWAYS_INLINE V tgamma_lanes(V x) {
    const V near = gamma_by_products<false>(x);
    if (every_between(x, least_gamma_product, most_gamma_product)) [[likely]] return near;
    const V size = absolute(x), bounded = at_most(size, 200);
    const auto shift = gamma_shift_of(bounded);
    const auto exponent = precise_log_gamma(bounded, shift.shift);
    const auto p = precise_exp(exponent.high, exponent.low);
    // n may count sixteenths.
    const V biased = (p.n.value - 0.46875) + rounding_magic<V>;
    const V other = reflected_gamma(x, size, p.value, shift.product, {biased - rounding_magic<V>, biased});
    return ((x >= least_gamma_product) & (x <= most_gamma_product)) ? near : other;
}
template <float_lanes V>
STRAND_ALWAYS_INLINE V float_tgamma_lanes(V x) {
    const V near = gamma_by_products<true>(x);
    if (every_between(x, least_gamma_product, most_gamma_product)) [[likely]] return near;
    const V size = absolute(x), bounded = at_most(size, 100);
    const auto shift = gamma_shift_of(bounded);
    const V value = float_exp2(float_log_gamma(bounded, shift.shift) * 0x1.71547652b82fep+0);
    const V other = reflected_gamma(x, size, value, shift.product, {V{}, all<V>(rounding_magic<V>)});
    return ((x >= least_gamma_product) & (x <= most_gamma_product)) ? near : other;
}

/// log(pi / |x sin(pi x)|) for x < 0, the x left out where that makes it Gamma(|x| + 1).
template <float_lanes V>
STRAND_ALWAYS_INLINE V log_of_reflection(V size) {
    const V sine = absolute(sine_of_half_turns(size));
    const V numerator = (size < 0.5 ? size + 1 : all<V>(1)) * 0x1.921fb54442d18p1;
    return log_lanes<log_base::e>(V(numerator / (sine * (size < 1.5 ? all<V>(1) : size))));
}

/// log Gamma of |x|, and log Gamma(|x| + shift) without the division by the product.
template <class V>
struct log_gamma_parts {
    V complete, shifted;
};
template <float_lanes V>
STRAND_ALWAYS_INLINE log_gamma_parts<V> log_gamma_of_positive(V x) {
    const auto shift = gamma_shift_of(x);
    const auto far = x >= 3;
    const auto log = log_in_two_words(reduced_for_any_log<V>(far ? x : shift.product));
    // (x - 1/2) (log x - 1) - 1/2 + log sqrt(2 pi) + phi
    const V t = x - 0.5;
    const auto less_one = two_sum(log.high, all<V>(-1));
    const auto power = two_product(t, less_one.high);
    const V small = mul_add(t, less_one.low + log.low, power.low);
    const V large = power.high + (small + (stirling_correction<false>(1 / x) + 0x1.acfe390c97d69p-2));
    const V u = x - (2 - shift.shift);
    auto series = fast_two_sum(all<V>(log_gamma_slope.high), product(u, log_gamma_series(u)));
    series.low += log_gamma_slope.low;
    const auto near = two_product(u, series.high);
    const V near_low = mul_add(u, series.low, near.low);
    const auto shifted = two_sum(near.high, -log.high);
    return {far ? large : shifted.high + (shifted.low + (near_low - log.low)), far ? large : near.high + near_low};
}

template <float_lanes V>
STRAND_ALWAYS_INLINE V lgamma_lanes(V x) {
    if constexpr (!has_fma) {
        // Where there is one, a function that writes the sign to no global variable.
        return lane_by_lane([](auto v) {
            if constexpr (requires(int* sign) { lgamma_r(v, sign); }) {
                int sign = 0;
                return lgamma_r(v, &sign);
            } else {
                return std::lgamma(v);
            }
        }, x);
    }
    const V size = absolute(x);
    const auto parts = log_gamma_of_positive(V(at_least(size, limits_of<V>::denorm_min())));
    V result = size > 0x1.754d9278b51a7p+1014 ? all<V>(infinity_of<V>) : parts.complete;
    const auto negative = bits_as<int_lanes<V>>(x) < 0;
    if (!every(~negative)) {
        const V reflected = log_of_reflection(size) - (size < 1.5 ? parts.shifted : parts.complete);
        result = (negative & (size > 0x1p-60)) ? (size < 0x1p53 ? reflected : all<V>(infinity_of<V>)) : result;
    }
    return x != x ? x : size == 0 ? all<V>(infinity_of<V>) : result;
}
template <float_lanes V>
STRAND_ALWAYS_INLINE V float_lgamma_lanes(V x) {
    const V size = absolute(x), bounded = at_least(size, 0x1p-150);
    const auto shift = gamma_shift_of(bounded);
    const V whole = float_log_gamma(bounded, shift.shift);
    const auto [k, m] = split_normal(shift.product);
    const V complete = mul_add(float_log2(k, m), -0x1.62e42fefa39efp-1, whole);
    V result = complete;
    const auto negative = bits_as<int_lanes<V>>(x) < 0;
    if (!every(~negative)) {
        const V reflected = log_of_reflection(size) - (size < 1.5 ? whole : complete);
        result = (negative & (size > 0x1p-60)) ? (size < 0x1p53 ? reflected : all<V>(infinity_of<V>)) : result;
    }
    const V limited = ((size == 0) | (size == infinity_of<V>)) ? all<V>(infinity_of<V>) : result;
    return x != x ? x : limited;
}

}  // namespace detail

template <detail::real_floating T, index_t Lanes>
STRAND_ALWAYS_INLINE pack<T, Lanes> tgamma(pack<T, Lanes> x) {
    return detail::on_registers<T, Lanes>([](auto v) STRAND_INLINE_LAMBDA {
        if constexpr (std::same_as<T, double>) return detail::tgamma_lanes(v);
        else return detail::in_doubles<decltype(v)>(
            [](auto w) STRAND_INLINE_LAMBDA { return detail::float_tgamma_lanes(w); }, v);
    }, x);
}
/// log |Gamma(x)|.
template <detail::real_floating T, index_t Lanes>
STRAND_ALWAYS_INLINE pack<T, Lanes> lgamma(pack<T, Lanes> x) {
    return detail::on_registers<T, Lanes>([](auto v) STRAND_INLINE_LAMBDA {
        if constexpr (std::same_as<T, double>) return detail::lgamma_lanes(v);
        else return detail::in_doubles<decltype(v)>(
            [](auto w) STRAND_INLINE_LAMBDA { return detail::float_lgamma_lanes(w); }, v);
    }, x);
}

}  // namespace strand::inline STRAND_ISA::simd

#endif
