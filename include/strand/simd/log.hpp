// SPDX-License-Identifier: BSD-3-Clause
// log, log2, log10 and log1p on packs.
//
// x = 2^k m with m in [sqrt(1/2), sqrt(2)), f = m - 1, s = f / (2 + f). From log(m) = 2 atanh(s):
// log(m) = f - s (f - R(s^2)) with R(z) = 2/3 z + 2/5 z^2 + ... approximated by a minimax polynomial
// (the arrangement of K. C. Ng's log, 1986; Muller, Elementary Functions, 3rd ed., 2016, ch. 11).
// f is exact. s carries about 1.6 units of relative error 2^-53 (or 2^-24), which s (f - R) <= 0.07
// reduces to 0.2 ULP of the result; k ln 2 enters in two parts, the first of which is exact.
#ifndef STRAND_SIMD_LOG_HPP
#define STRAND_SIMD_LOG_HPP

#include <strand/simd/exp.hpp>

namespace strand::inline STRAND_ISA::simd {

namespace detail {

/// R(z) / z for z <= 0.0296.
template <float_lanes V>
STRAND_ALWAYS_INLINE V log_series(V z) {
    if constexpr (sizeof(lane_of<V>) == 8) {
        return polynomial(z, 0x1.5555555555558p-1, 0x1.9999999995137p-2, 0x1.2492492e2e9c6p-2, 0x1.c71c6290f394dp-3,
                          0x1.7462cd8470008p-3, 0x1.39fb1a4ee24d2p-3, 0x1.2b81043382c37p-3);
    } else {
        return polynomial(z, 0x1.55555cp-1f, 0x1.997b5ap-2f, 0x1.2f03e6p-2f);
    }
}

/// s = f / (2 + f), and log(1 + f) = f - correction.
template <class V>
struct log_terms {
    V s, correction;
};
template <float_lanes V>
STRAND_ALWAYS_INLINE log_terms<V> log_terms_of(V f) {
    const V s = f / (f + 2);
    const V z = s * s;
    return {s, product(s, mul_add(-z, log_series(z), f))};
}

/// finish(k, m) for x = 2^k m, and the values at 0, infinity, NaN and negative numbers.
template <float_lanes V, class Finish>
STRAND_ALWAYS_INLINE V log_with(V x, Finish finish) {
    if constexpr (has_avx512) {
        const auto [k, m] = split_positive(x);
        return fixed_up<0x03530422>(x, finish(k, m));
    } else {
        const bool ordinary = every_between(x, limits_of<V>::min(), limits_of<V>::max());
        auto parts = split_normal(x);
        if (!ordinary) [[unlikely]] parts = split_positive(x);
        const V result = finish(parts.exponent, parts.significand);
        if (ordinary) [[likely]] return result;
        const V of_positive = x > limits_of<V>::max() ? x : result;
        return x > 0 ? of_positive : x == 0 ? all<V>(-infinity_of<V>) : all<V>(nan_of<V>);
    }
}

template <class V>
struct log_constants {
    using T = lane_of<V>;
    static constexpr bool wide = sizeof(T) == 8;
    // The first parts leave room for products with exponents.
    static constexpr T ln2_high = wide ? T(0x1.62e42fefap-1) : T(0x1.62e8p-1f);
    static constexpr T ln2_low = wide ? T(0x1.cf79abc9e3b3ap-40) : T(-0x1.e8082ep-16f);
    static constexpr T log10_2_high = wide ? T(0x1.34413509f8p-2) : T(0x1.344p-2f);
    static constexpr T log10_2_low = wide ? T(-0x1.80433b83b532ap-44) : T(0x1.3509f8p-18f);
    static constexpr T per_ln2 = wide ? T(0x1.71547652b82fep+0) : T(0x1.715476p+0f);
    static constexpr T per_ln2_low = wide ? T(0x1.777d0ffda0d24p-56) : T(0x1.4ae0cp-26f);
    static constexpr T per_ln10 = wide ? T(0x1.bcb7b1526e50ep-2) : T(0x1.bcb7b2p-2f);
    static constexpr T per_ln10_low = wide ? T(0x1.95355baaafad3p-57) : T(-0x1.5b235ep-27f);
};

template <float_lanes V>
STRAND_ALWAYS_INLINE V log_lanes(V x) {
    return log_with(x, [](V k, V m) STRAND_INLINE_LAMBDA {
        using constants = log_constants<V>;
        const V f = m - 1;
        const V correction = mul_add(k, -constants::ln2_low, log_terms_of(f).correction);
        return mul_add(k, all<V>(constants::ln2_high), f - correction);
    });
}

/// log(m) in two words, to about 2^-58 (2^-29): log(1 + f) = f - f^2 / 2 + s (f^2 / 2 + R), the first two
/// terms with their rounding.
template <float_lanes V>
STRAND_ALWAYS_INLINE double_word<V> log_in_two_words(V m) {
    const V f = m - 1;
    const V half = f * lane_of<V>(0.5), half_square = half * f;
    const V s = f / (f + 2);
    const V z = s * s;
    const V high = mul_add(-half, f, f);
    const V rounding = fused_sum(-half, f, f - high);
    return {high, mul_add(s, mul_add(z, log_series(z), half_square), rounding)};
}

/// log(m) times a factor, and k units more: logarithms to other bases.
template <bool UnitIsOne, float_lanes V>
STRAND_ALWAYS_INLINE V scaled_log(V k, V m, double_word<lane_of<V>> unit, double_word<lane_of<V>> factor) {
    const auto log = log_in_two_words(m);
    V small = mul_add(log.low, factor.high, log.high * factor.low);
    if constexpr (!UnitIsOne) small = mul_add(k, unit.low, small);
    const V scaled = fused_sum(log.high, all<V>(factor.high), small);
    return UnitIsOne ? k + scaled : mul_add(k, all<V>(unit.high), scaled);
}

template <float_lanes V>
STRAND_ALWAYS_INLINE V log2_lanes(V x) {
    using T = lane_of<V>;
    if constexpr (!has_fma) return lane_by_lane([](T v) { return std::log2(v); }, x);
    return log_with(x, [](V k, V m) STRAND_INLINE_LAMBDA {
        using constants = log_constants<V>;
        return scaled_log<true>(k, m, {1, 0}, {constants::per_ln2, constants::per_ln2_low});
    });
}
template <float_lanes V>
STRAND_ALWAYS_INLINE V log10_lanes(V x) {
    return log_with(x, [](V k, V m) STRAND_INLINE_LAMBDA {
        using constants = log_constants<V>;
        return scaled_log<false>(k, m, {constants::log10_2_high, constants::log10_2_low},
                                 {constants::per_ln10, constants::per_ln10_low});
    });
}

/// log((high + low) 2^more) for normal `high`, |low| at most an ULP of it, and the special values of high.
template <float_lanes V>
STRAND_ALWAYS_INLINE V log_of_words(V high, V low, V more) {
    return log_with(high, [&](V k, V m) STRAND_INLINE_LAMBDA {
        using constants = log_constants<V>;
        const V f = m - 1;
        const auto terms = log_terms_of(f);
        // low / high: 1 / m = (1 - s) / (1 + s).
        const V per_m = mul_add(terms.s, mul_add(terms.s, lane_of<V>(2), lane_of<V>(-2)), lane_of<V>(1));
        const V all_k = k + more;
        const V small = mul_add(all_k, constants::ln2_low, scaled_down(low, k) * per_m);
        return mul_add(all_k, all<V>(constants::ln2_high), f + (small - terms.correction));
    });
}

template <float_lanes V>
STRAND_ALWAYS_INLINE V log1p_lanes(V x) {
    const auto u = two_sum(all<V>(1), x);
    return copy_sign(log_of_words(u.high, u.low, V{}), x);
}

/// The larger argument + log(1 + e^-d), d the distance of the arguments.
template <float_lanes V>
STRAND_ALWAYS_INLINE V logaddexp_lanes(V x, V y) {
    const V larger = x > y ? x : y, smaller = x > y ? y : x;
    const V e = exp_lanes(x == y ? V{} : smaller - larger);
    const V sum = larger + log1p_lanes(e);
    return ((x != x) | (y != y)) ? x + y : sum;
}

}  // namespace detail

template <detail::real_floating T, index_t Lanes>
STRAND_ALWAYS_INLINE pack<T, Lanes> log(pack<T, Lanes> x) {
    return detail::on_registers<T, Lanes>([](auto v) STRAND_INLINE_LAMBDA { return detail::log_lanes(v); }, x);
}
template <detail::real_floating T, index_t Lanes>
STRAND_ALWAYS_INLINE pack<T, Lanes> log2(pack<T, Lanes> x) {
    return detail::on_registers<T, Lanes>([](auto v) STRAND_INLINE_LAMBDA { return detail::log2_lanes(v); }, x);
}
template <detail::real_floating T, index_t Lanes>
STRAND_ALWAYS_INLINE pack<T, Lanes> log10(pack<T, Lanes> x) {
    return detail::on_registers<T, Lanes>([](auto v) STRAND_INLINE_LAMBDA { return detail::log10_lanes(v); }, x);
}

/// log(1 + x), accurate near 0 too.
template <detail::real_floating T, index_t Lanes>
STRAND_ALWAYS_INLINE pack<T, Lanes> log1p(pack<T, Lanes> x) {
    return detail::on_registers<T, Lanes>([](auto v) STRAND_INLINE_LAMBDA { return detail::log1p_lanes(v); }, x);
}

/// log(e^x + e^y) without overflow.
template <detail::real_floating T, index_t Lanes>
STRAND_ALWAYS_INLINE pack<T, Lanes> logaddexp(pack<T, Lanes> x, pack<T, Lanes> y) {
    return detail::on_registers<T, Lanes>(
        [](auto a, auto b) STRAND_INLINE_LAMBDA { return detail::logaddexp_lanes(a, b); }, x, y);
}

}  // namespace strand::inline STRAND_ISA::simd

#endif
