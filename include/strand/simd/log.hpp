// SPDX-License-Identifier: BSD-3-Clause
// log, log2, log10, log1p, logaddexp and logaddexp2 on packs.
//
// x = 2^k m with m near 1. With AVX-512 an estimate of 1 / m, rounded to R of 5 (floats: 6) bits, makes
// f = m R - 1 small and exact: log x = k ln 2 - log R + log(1 + f), -log R from a table that one permutation reads
// (P. T. P. Tang, ACM TOMS 16(4), 1990). Elsewhere R = 1, m in [sqrt(1/2), sqrt(2)), and with s = f / (2 + f)
// log(1 + f) = f - s (f - R(s^2)), R(z) = 2/3 z + 2/5 z^2 + ... (the arrangement of K. C. Ng's log, 1986; Muller,
// Elementary Functions, 3rd ed., 2016, ch. 11), which needs a division. Both are sums of three terms:
//   exact: k ln 2 - log R, to a multiple of 2^-42 (2^-16); large: f; small: log(1 + f) - f and what is left of the first.
// exact + (large + small) has two roundings. Where exact is 0 there is but one; where the sum in brackets is between
// -1/2 and -1 of it the last is exact, and farther away the first is a quarter of an ULP. Measured: at most 0.78 ULP;
// without a table, where the small term is up to 0.07, 0.95. In other bases large is f times a factor, the rounding of
// which is caught; without a table they take f - f^2 / 2 with its rounding first, because the small term is scaled too.
// What rounding 1 + x took from f is added to the small term.
#ifndef STRAND_SIMD_LOG_HPP
#define STRAND_SIMD_LOG_HPP

#include <strand/simd/exp.hpp>
#include <strand/simd/log_reduction.hpp>

namespace strand::inline STRAND_ISA::simd {

namespace detail {

enum class log_base { e, two, ten };

/// log 2 in a base, and the logarithm of e, in two parts each; -log R with AVX-512.
template <log_base Base, class T>
struct log_constants {
    static constexpr bool wide = sizeof(T) == 8;
    static constexpr T of_two = Base == log_base::e   ? (wide ? T(0x1.62e42fefa38p-1) : T(0x1.62e4p-1f))
                                : Base == log_base::ten ? (wide ? T(0x1.34413509f8p-2) : T(0x1.344p-2f))
                                                        : T(1);
    static constexpr T of_two_low = Base == log_base::e   ? (wide ? T(0x1.ef35793c7673p-45) : T(0x1.7f7d1cp-20f))
                                    : Base == log_base::ten ? (wide ? T(-0x1.80433b83b532ap-44) : T(0x1.3509f8p-18f))
                                                            : T(0);
    static constexpr T factor = Base == log_base::two   ? (wide ? T(0x1.71547652b82fep+0) : T(0x1.715476p+0f))
                                : Base == log_base::ten ? (wide ? T(0x1.bcb7b1526e50ep-2) : T(0x1.bcb7b2p-2f))
                                                        : T(1);
    static constexpr T factor_low = Base == log_base::two   ? (wide ? T(0x1.777d0ffda0d24p-56) : T(0x1.4ae0cp-26f))
                                    : Base == log_base::ten ? (wide ? T(0x1.95355baaafad3p-57) : T(-0x1.5b235ep-27f))
                                                            : T(0);
    static constexpr const auto& table() {
        if constexpr (Base == log_base::e && wide) return simd_tables::double_log_base_e;
        else if constexpr (Base == log_base::two && wide) return simd_tables::double_log_base_two;
        else if constexpr (wide) return simd_tables::double_log_base_ten;
        else if constexpr (Base == log_base::e) return simd_tables::float_log_base_e;
        else if constexpr (Base == log_base::two) return simd_tables::float_log_base_two;
        else return simd_tables::float_log_base_ten;
    }
};

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
/// (log(1 + f) - f) / f^2 for |f| <= 3/64 (3/128).
template <float_lanes V>
STRAND_ALWAYS_INLINE V log_series_by_table(V f) {
    if constexpr (sizeof(lane_of<V>) == 8) {
        return polynomial(f, -0x1p-1, 0x1.55555555554b2p-2, -0x1.ffffffffffc6ap-3, 0x1.9999999ccca7cp-3, -0x1.5555555aff4f6p-3,
                          0x1.24922675d0537p-3, -0x1.ffffa430a6841p-4, 0x1.c832f2424903ep-4, -0x1.9ac502245c46p-4);
    } else {
        return horner(f, -0x1p-1f, 0x1.5560b4p-2f, -0x1.000b94p-2f);
    }
}

/// Two factors.
template <class V>
struct factors {
    V a, b;
};
/// ln((1 + f) 2^k / R); the products of `more` are added to the small term. What is less than f is that of `whole`,
/// which is f but for an error that counts only here.
template <float_lanes V, class... More>
STRAND_ALWAYS_INLINE V log_of_parts(V k, uint_lanes<V> row, V f, [[maybe_unused]] V whole, More... more) {
    using constants = log_constants<log_base::e, lane_of<V>>;
    V exact{}, small{};
    if constexpr (has_avx512) {
        exact = mul_add(k, constants::of_two, lookup<V>(constants::table()[0], row));
        small = mul_add(k, constants::of_two_low, lookup<V>(constants::table()[1], row));
    } else {
        small = product(k, constants::of_two_low);
    }
    ((small = mul_add(more.a, more.b, small)), ...);
    if constexpr (has_avx512) {
        return exact + (f + mul_add(product(whole, whole), log_series_by_table(whole), small));
    } else {
        const V s = f / (f + 2), z = s * s;
        V sum;
        if constexpr (has_fma) {
            sum = f + mul_add(-s, mul_add(-z, log_series(z), f), small);
        } else {
            // f - f^2 / 2 + s (f^2 / 2 + R), where the errors of s and of the last product are of a fifth of the size.
            const V half = f * f * lane_of<V>(0.5);
            sum = f - (half - (s * (half + z * log_series(z)) + small));
        }
        return mul_add(k, all<V>(constants::of_two), sum);
    }
}

/// The same in another base.
template <log_base Base, float_lanes V>
STRAND_ALWAYS_INLINE V scaled_log_of_parts(V k, uint_lanes<V> row, V f) {
    using T = lane_of<V>;
    using constants = log_constants<Base, T>;
    if constexpr (has_avx512) {
        V exact = lookup<V>(constants::table()[0], row), small = lookup<V>(constants::table()[1], row);
        if constexpr (Base == log_base::two) exact = exact + k;
        else exact = mul_add(k, constants::of_two, exact), small = mul_add(k, constants::of_two_low, small);
        const V scaled = product(f, constants::factor);
        small = mul_add(product(f, scaled), log_series_by_table(f), mul_add(f, constants::factor_low, small));
        return exact + mul_add(f, all<V>(constants::factor), small);
    } else {
        // log(1 + f) = f - f^2 / 2 + s (f^2 / 2 + R), the first two terms with their rounding.
        const V s = f / (f + 2), z = s * s;
        V square, high, low;
        if constexpr (has_fma) {
            const V half = f * T(0.5);
            square = half * f, high = mul_add(-half, f, f), low = mul_add(-half, f, f - high);
        } else {
            const V leading = leading_half(f), half = leading * leading * T(0.5), rest = (f - leading) * (f + leading) * T(0.5);
            square = half + rest, high = f - half, low = ((f - high) - half) - rest;
        }
        low = mul_add(s, mul_add(z, log_series(z), square), low);
        V small{}, sum;
        if constexpr (Base != log_base::two) small = product(k, constants::of_two_low);
        if constexpr (has_fma) {
            sum = mul_add(high, all<V>(constants::factor), mul_add(low, constants::factor, mul_add(high, constants::factor_low, small)));
        } else {
            // The product of halves is exact.
            constexpr T c1 = leading_half_of(constants::factor), c2 = (constants::factor - c1) + constants::factor_low;
            const V leading = leading_half(high);
            sum = leading * c1 + ((high - leading) * c1 + (low * constants::factor + (high * c2 + small)));
        }
        if constexpr (Base == log_base::two) return k + sum;
        else return mul_add(k, all<V>(constants::of_two), sum);
    }
}

/// For fixed_up: the logarithms of 0, infinity, NaN and negative numbers.
inline constexpr std::uint32_t log_special_values = 0x03530422;

/// finish(k, m) for x = 2^k m, and the values at 0, infinity, NaN and negative numbers.
template <float_lanes V, class Finish>
STRAND_ALWAYS_INLINE V log_with(V x, Finish finish) {
    if constexpr (has_avx512) {
        const auto [k, m] = split_near_one(x);
        return fixed_up<log_special_values>(x, finish(k, m));
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

template <log_base Base, float_lanes V>
STRAND_ALWAYS_INLINE V log_lanes(V x) {
    using T = lane_of<V>;
    // A pair of them is no faster than the C library's.
    if constexpr (!has_fma && sizeof(T) == 8 && Base == log_base::two) return lane_by_lane([](T v) { return std::log2(v); }, x);
    return log_with(x, [](V k, V m) STRAND_INLINE_LAMBDA {
        const auto near = near_reciprocal_of(m);
        V f;
        if constexpr (has_avx512) f = mul_add(m, near.r, lane_of<V>(-1));
        else f = m - 1;
        if constexpr (Base == log_base::e) return log_of_parts(k, near.row, f, f);
        else return scaled_log_of_parts<Base>(k, near.row, f);
    });
}

/// The logarithm of 2^k (m + low), |low| at most an ULP of m.
template <float_lanes V>
STRAND_ALWAYS_INLINE V log_of_words_of_parts(V k, V m, V low) {
    const auto near = near_reciprocal_of(m);
    if constexpr (has_avx512) {
        const V f = mul_add(m, near.r, lane_of<V>(-1)), whole = mul_add(low, near.r, f);
        return log_of_parts(k, near.row, f, whole, factors<V>{low, near.r});
    } else {
        const V f = m - 1;
        // low / m, within 0.05 ULP of the result.
        using T = lane_of<V>;
        const V per_m = mul_add(f, mul_add(f, T(0.8), T(-1)), T(1));
        return log_of_parts(k, near.row, f, f, factors<V>{low, per_m});
    }
}
/// log((high + low) 2^more) for normal `high`, |low| at most an ULP of it, and the special values of high.
template <float_lanes V>
STRAND_ALWAYS_INLINE V log_of_words(V high, V low, V more) {
    return log_with(high, [&](V k, V m) STRAND_INLINE_LAMBDA { return log_of_words_of_parts(V(k + more), m, scaled_down(low, k)); });
}
/// 2^-k for x = 2^k m up to a quarter of the largest number.
template <float_lanes V>
STRAND_ALWAYS_INLINE V power_between(V x, V m) {
    return float_of<V>(bits_of(all<V>(1)) + (bits_of(m) - bits_of(x)));
}
/// log(high + low) for normal `high` up to a quarter of the largest number.
template <float_lanes V>
STRAND_ALWAYS_INLINE V log_of_ordinary_words(V high, V low) {
    exponent_and_significand<V> parts;
    if constexpr (has_avx512) parts = split_near_one(high);
    else parts = split_normal(high);
    return log_of_words_of_parts(parts.exponent, parts.significand, product(low, power_between(high, parts.significand)));
}

/// log(1 + x) for u = 2^k m, which is 1 + x rounded; `power` is 2^-k.
template <float_lanes V>
STRAND_ALWAYS_INLINE V log1p_of_parts(V x, [[maybe_unused]] V u, V k, [[maybe_unused]] V m, [[maybe_unused]] V power) {
    if constexpr (has_avx512) {
        const auto near = near_reciprocal_of(m);
        const V lost = x - (u - 1), factor = scale(near.r, V(-k), k);
        const V f = mul_add(m, near.r, lane_of<V>(-1)), whole = mul_add(lost, factor, f);
        return log_of_parts(k, near.row, f, whole, factors<V>{lost, factor});
    } else {
        // Only for k = 1 and -0.293 < f < -0.25 the sum is not exact; there 1 / (1 + f) is about 1.37.
        const auto f = fast_two_sum(V(power - 1), product(x, power));
        return log_of_parts(k, uint_lanes<V>{}, f.high, f.high, factors<V>{f.low, all<V>(lane_of<V>(1.37))});
    }
}
/// The same where 1 + x is positive and at most a quarter of the largest number.
template <float_lanes V>
STRAND_ALWAYS_INLINE V log1p_of_ordinary(V x, V u) {
    if constexpr (has_avx512) {
        const V m = significand_near_one(u);
        return log1p_of_parts(x, u, V(-(exponent_field(m) - exponent_field(u))), m, V{});
    } else {
        const auto [k, m] = split_normal(u);
        return log1p_of_parts(x, u, k, m, power_between(u, m));
    }
}
/// For all x; the same where x is ordinary. Out of line, because it is rarely called.
template <float_lanes V>
STRAND_COLD V rare_log1p(const V& x) {
    const V u = x + 1;
    return log_with(u, [&](V k, V m) STRAND_INLINE_LAMBDA { return log1p_of_parts(x, u, k, m, scaled_down(all<V>(1), k)); });
}
template <float_lanes V>
STRAND_ALWAYS_INLINE V log1p_lanes(V x) {
    const V u = x + 1;
    if constexpr (has_avx512) return copy_sign(fixed_up<log_special_values>(u, log1p_of_ordinary(x, u)), x);
    const bool ordinary = every_between(u, limits_of<V>::min(), limits_of<V>::max() / 4);
    return copy_sign(ordinary ? log1p_of_ordinary(x, u) : rare_log1p(x), x);
}

/// log(B^x + B^y) in base B: the larger argument + log(1 + B^-d), d the distance of the arguments, which is NaN if one is.
template <log_base Base, float_lanes V>
STRAND_ALWAYS_INLINE V log_of_sum_lanes(V x, V y) {
    const V larger = at_least(x, y), smaller = at_most(y, x);
    // Of two equal infinities there is no difference.
    const V difference = x == y ? V{} : smaller - larger;
    if constexpr (Base == log_base::two) {
        const V power = exp2_lanes(difference), rest = log1p_of_ordinary(power, V(power + 1));
        return mul_add(rest, all<V>(log_constants<Base, lane_of<V>>::factor), larger);
    } else {
        const V power = exp_lanes(difference);
        return larger + log1p_of_ordinary(power, V(power + 1));
    }
}

}  // namespace detail

template <detail::real_floating T, index_t Lanes>
STRAND_ALWAYS_INLINE pack<T, Lanes> log(pack<T, Lanes> x) {
    return detail::on_registers<T, Lanes>([](auto v) STRAND_INLINE_LAMBDA { return detail::log_lanes<detail::log_base::e>(v); }, x);
}
template <detail::real_floating T, index_t Lanes>
STRAND_ALWAYS_INLINE pack<T, Lanes> log2(pack<T, Lanes> x) {
    return detail::on_registers<T, Lanes>([](auto v) STRAND_INLINE_LAMBDA { return detail::log_lanes<detail::log_base::two>(v); }, x);
}
template <detail::real_floating T, index_t Lanes>
STRAND_ALWAYS_INLINE pack<T, Lanes> log10(pack<T, Lanes> x) {
    return detail::on_registers<T, Lanes>([](auto v) STRAND_INLINE_LAMBDA { return detail::log_lanes<detail::log_base::ten>(v); }, x);
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
        [](auto a, auto b) STRAND_INLINE_LAMBDA { return detail::log_of_sum_lanes<detail::log_base::e>(a, b); }, x, y);
}
/// log2(2^x + 2^y) without overflow.
template <detail::real_floating T, index_t Lanes>
STRAND_ALWAYS_INLINE pack<T, Lanes> logaddexp2(pack<T, Lanes> x, pack<T, Lanes> y) {
    return detail::on_registers<T, Lanes>(
        [](auto a, auto b) STRAND_INLINE_LAMBDA { return detail::log_of_sum_lanes<detail::log_base::two>(a, b); }, x, y);
}

}  // namespace strand::inline STRAND_ISA::simd

#endif
