// SPDX-License-Identifier: BSD-3-Clause
// pow on packs.
//
// |x|^y = 2^(y log2|x|). The logarithm carries about 65 significant bits, because the product may be as
// large as 1075 and its absolute error becomes the relative error of the result: x = 2^k m, s = (m - 1) /
// (m + 1) in two words, log2(m) = s (c0 + z (c1 + z Q(z))) with z = s^2, the terms with c0 and c1 in two
// words and Q a minimax polynomial (Muller et al., Handbook of Floating-Point Arithmetic, 2nd ed., 2018,
// section 10.3). y log2|x| = n + t, and e^(t ln 2) is summed with the error of its largest term.
// Floats are computed as doubles, with single words.
#ifndef STRAND_SIMD_POWER_HPP
#define STRAND_SIMD_POWER_HPP

#include <strand/simd/exp.hpp>
#include <strand/simd/float_precision.hpp>

namespace strand::inline STRAND_ISA::simd {

namespace detail {

/// log2(2^k m) in two words, m in [sqrt(1/2), sqrt(2)).
template <float_lanes V>
STRAND_ALWAYS_INLINE double_word<V> precise_log2(V k, V m) {
    const V f = m - 1;
    const V d = m + 1, d_low = m - (d - 1);
    const V per_d = 1 / d;
    const V s = product(f, per_d);
    const V s_low = mul_add(-s, d_low, fused_sum(-s, d, f)) * per_d;
    auto z = two_product(s, s);
    z.low = mul_add(s + s, s_low, z.low);
    const V q = polynomial(z.high, 0x1.2776c50ef9bfep-1, 0x1.a61762a7ae41ep-2, 0x1.484b13d735d3ap-2,
                           0x1.0c9a850011099p-2, 0x1.c68f04fab961ep-3, 0x1.8a0620289d4cp-3, 0x1.593b15d38fe45p-3,
                           0x1.603bbe0244364p-3);
    auto sum = fast_two_sum(all<V>(0x1.ec709dc3a03fdp-1), product(z.high, q));
    sum.low += 0x1.d27f05548af0cp-55;
    auto term = two_product(z.high, sum.high);
    term.low = mul_add(z.low, sum.high, mul_add(z.high, sum.low, term.low));
    sum = fast_two_sum(all<V>(0x1.71547652b82fep1), term.high);
    sum.low += term.low + 0x1.777d0ffda0d24p-55;
    term = two_product(s, sum.high);
    term.low = mul_add(s_low, sum.high, mul_add(s, sum.low, term.low));
    sum = fast_two_sum(k, term.high);
    return {sum.high, sum.low + term.low};
}

/// 2^n (high + low).
template <class V>
struct scaled_words {
    V high, low;
    whole_number<V> n;
};
/// 2^(exponent + exponent_low) for |exponent| <= 1300.
template <float_lanes V>
STRAND_ALWAYS_INLINE scaled_words<V> precise_exp2(V exponent, V exponent_low) {
    const V biased = (exponent - 0.085) + rounding_magic<V>;
    const V n = biased - rounding_magic<V>;
    const auto t = fast_two_sum(exponent - n, exponent_low);
    const auto r = two_product(t.high, all<V>(0x1.62e42fefa39efp-1));
    const V r_low = mul_add(t.low, 0x1.62e42fefa39efp-1, mul_add(t.high, 0x1.abc9e3b39803fp-56, r.low));
    const auto sum = fast_two_sum(all<V>(1), r.high);
    return {sum.high, sum.low + mul_add(r.high * r.high, exp_tail(r.high), r_low * sum.high), {n, biased}};
}

/// (2^k m)^y for doubles, |y| <= 2^64.
template <float_lanes V>
STRAND_ALWAYS_INLINE V power_of_parts(V k, V m, V y) {
    const auto log = precise_log2(k, m);
    const auto exponent = two_product(y, log.high);
    // Beyond all bounds only the sign matters.
    const auto p = precise_exp2(at_most(at_least(exponent.high, -1100), 1100),
                                at_most(at_least(mul_add(y, log.low, exponent.low), -1), 1));
    return scale(p.high + p.low, p.n.value, p.n.biased);
}

/// What C demands of pow where x is not positive and finite or y is not finite; `size` is |x|^y elsewhere.
template <float_lanes V>
STRAND_ALWAYS_INLINE V power_with_special_values(V x, V y, V size) {
    using T = lane_of<V>;
    const V base = absolute(x), exponent = absolute(y);
    // A number with the last bit of its integer part at the end of its representation.
    constexpr T point = sizeof(T) == 8 ? T(0x1p52) : T(0x1p23);
    const V counted = exponent < point ? exponent + point : exponent;
    const auto whole = (exponent >= point) | (counted - point == exponent);
    const auto odd = whole & (exponent < 2 * point) & ((bits_of(counted) & 1) != 0);
    const auto negative = bits_as<int_lanes<V>>(x) < 0;
    const auto extreme = (base == 0) | (base == infinity_of<V>) | (exponent == infinity_of<V>);
    const auto growing = (base > 1) ^ (y < 0);
    V result = extreme ? (base == 1 ? all<V>(1) : growing ? all<V>(infinity_of<V>) : V{}) : size;
    result = flip_sign(result, bits_as<uint_lanes<V>>(negative & odd) & sign_bit<V>);
    result = negative & (base != 0) & (base != infinity_of<V>) & ~whole ? all<V>(nan_of<V>) : result;
    result = ((x != x) | (y != y)) ? x + y : result;
    return ((x == 1) | (y == 0)) ? all<V>(1) : result;
}

template <float_lanes V>
STRAND_ALWAYS_INLINE V pow_lanes(V x, V y) {
    using T = lane_of<V>;
    constexpr bool wide = sizeof(T) == 8;
    if constexpr (!has_fma) return lane_by_lane([](T a, T b) { return std::pow(a, b); }, x, y);
    constexpr lane_of<V> largest_exponent = wide ? lane_of<V>(0x1p64) : limits_of<V>::max();
    const bool ordinary = every_between(x, limits_of<V>::min(), limits_of<V>::max()) &&
                          every_at_most(absolute(y), largest_exponent);
    V size;
    if constexpr (wide) {
        auto parts = split_normal(x);
        V bounded = y;
        if (!ordinary) [[unlikely]] {
            parts = split_positive(absolute(x));
            bounded = at_most(at_least(y, -largest_exponent), largest_exponent);
        }
        size = power_of_parts(parts.exponent, parts.significand, bounded);
    } else {
        size = in_doubles<V>([](auto a, auto b) STRAND_INLINE_LAMBDA {
            const auto [k, m] = split_normal(absolute(a));
            return float_exp2(at_most(at_least(b * float_log2(k, m), -200), 200));
        }, x, y);
    }
    if (ordinary) [[likely]] return size;
    return power_with_special_values(x, y, size);
}

}  // namespace detail

template <detail::real_floating T, index_t Lanes>
STRAND_ALWAYS_INLINE pack<T, Lanes> pow(pack<T, Lanes> x, pack<T, Lanes> y) {
    return detail::on_registers<T, Lanes>(
        [](auto a, auto b) STRAND_INLINE_LAMBDA { return detail::pow_lanes(a, b); }, x, y);
}

}  // namespace strand::inline STRAND_ISA::simd

#endif
