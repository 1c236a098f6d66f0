// SPDX-License-Identifier: BSD-3-Clause
// exp, exp2 and expm1 on packs.
//
// e^x = 2^n e^r, n whole, with r brought into [ln 3/4, ln 3/2] by two parts of ln 2 (W. J. Cody and
// W. Waite, Software Manual for the Elementary Functions, 1980), e^r = 1 + r + r^2 q(r) with a minimax
// polynomial q. These bounds of r keep the rounding of r + r^2 q below 1/8 ULP of the result on both
// sides of 1, which the symmetrical ones do not: 0.5 (last sum) + 0.125 + 0.19 (r itself) and the
// approximation. expm1 carries the roundings of r and of r + r^2 q along, because 2^n e^r - 1 loses
// leading digits near 0: 2^n e^r - 1 = (2^n - 1) + 2^n (e^r - 1).
#ifndef STRAND_SIMD_EXP_HPP
#define STRAND_SIMD_EXP_HPP

#include <strand/simd/double_word.hpp>
#include <strand/simd/lookup.hpp>
#include <strand/simd/polynomial.hpp>
#include <strand/simd/sixteenths.hpp>

namespace strand::inline STRAND_ISA::simd {

namespace detail {

template <class V>
struct exp_constants {
    using T = lane_of<V>;
    static constexpr bool wide = sizeof(T) == 8;
    static constexpr T per_ln2 = wide ? T(0x1.71547652b82fep+0) : T(0x1.715476p+0f);
    // ln 2 in two parts; the first leaves room for products with whole numbers of 12 (9) bits.
    static constexpr T ln2_high = wide ? T(0x1.62e42fefap-1) : T(0x1.62e8p-1f);
    static constexpr T ln2_low = wide ? T(0x1.cf79abc9e3b3ap-40) : T(-0x1.e8082ep-16f);
    // Up to this size of x the result is a normal number.
    static constexpr T ordinary = wide ? T(708) : T(87);
    // Beyond these exp is infinity or 0 in either type.
    static constexpr T largest = wide ? T(710) : T(89);
    static constexpr T smallest = wide ? T(-746) : T(-104);
};

/// (e^r - 1 - r) / r^2 for e^r in [3/4, 3/2].
template <float_lanes V>
STRAND_ALWAYS_INLINE V exp_tail(V r) {
    if constexpr (sizeof(lane_of<V>) == 8) {
        return polynomial(r, 0x1.ffffffffffffep-2, 0x1.55555555556e1p-3, 0x1.5555555555fefp-5, 0x1.111111108e77ap-7,
                          0x1.6c16c16a71253p-10, 0x1.a01a054bc468dp-13, 0x1.a019f5a43939dp-16, 0x1.71d324ff3fcccp-19,
                          0x1.283f5c63c0e32p-22, 0x1.c6c0e52b72c03p-26);
    } else {
        return polynomial(r, 0x1.000006p-1f, 0x1.5554d2p-3f, 0x1.55442ap-5f, 0x1.11f576p-7f, 0x1.7fa244p-10f);
    }
}

/// n, and n as scale wants it.
template <class V>
struct whole_number {
    V value, biased;
};
/// The n for which t - n lies in [log2 3/4, log2 3/2], of t = x factor.
template <float_lanes V>
STRAND_ALWAYS_INLINE whole_number<V> exponent_of(V x, lane_of<V> factor) {
    const V biased = mul_add(x, factor, lane_of<V>(-0.085)) + rounding_magic<V>;
    return {biased - rounding_magic<V>, biased};
}

template <float_lanes V>
STRAND_ALWAYS_INLINE V exp_lanes(V x) {
    using constants = exp_constants<V>;
    V bounded = x;
    const bool ordinary = !has_avx512 && every_at_most(absolute(x), constants::ordinary);
    if (!ordinary) bounded = at_least(at_most(x, constants::largest), constants::smallest);
    const auto n = exponent_of(bounded, constants::per_ln2);
    const V r = mul_add(n.value, -constants::ln2_low, mul_add(n.value, -constants::ln2_high, bounded));
    const V p = mul_add(r * r, exp_tail(r), r) + 1;
    return ordinary ? times_power(p, n.biased) : scale(p, n.value, n.biased);
}

/// (2^r - 1) / r for 2^r in [3/4, 3/2].
template <float_lanes V>
STRAND_ALWAYS_INLINE V exp2_series(V r) {
    if constexpr (sizeof(lane_of<V>) == 8) {
        return polynomial(r, 0x1.62e42fefa39efp-1, 0x1.ebfbdff82c58bp-3, 0x1.c6b08d704a2eap-5, 0x1.3b2ab6fba5d86p-7,
                          0x1.5d87fe780776fp-10, 0x1.430912f56626dp-13, 0x1.ffcc00afffd88p-17, 0x1.62c01e407aa67p-20,
                          0x1.b5183ca20c4f6p-24, 0x1.e5524f20dc965p-28, 0x1.0298a13e36b2p-31);
    } else {
        return polynomial(r, 0x1.62e43p-1f, 0x1.ebfbep-3f, 0x1.c6b07ap-5f, 0x1.3b2a84p-7f, 0x1.5d8d96p-10f,
                          0x1.43b628p-13f, 0x1.064092p-16f);
    }
}

/// 2^x = 2^n 2^(j / 16) 2^r, |r| <= 1/32: shorter, but 2^(j / 16) is found one lane after another. For want of a fused
/// multiply-add, without which the sum above would be a long one.
template <float_lanes V>
STRAND_ALWAYS_INLINE V exp2_by_table(V x, bool ordinary) {
    using halves = vec<std::int32_t, static_cast<index_t>(sizeof(V) / 4)>;
    constexpr double magic = 0x1.8p48;
    const V biased = x + magic, r = x - (biased - magic);
    const V high = lookup<V>(simd_tables::sixteenths_high, bits_of(biased)), low = lookup<V>(simd_tables::sixteenths_low, bits_of(biased));
    const V series = polynomial(r, 0x1.62e42fefa39efp-1, 0x1.ebfbdff82c594p-3, 0x1.c6b08d7050b0bp-5, 0x1.3b2ab6fb02a81p-7,
                                0x1.5d87f7de2dc48p-10, 0x1.430a4ef08fp-13, 0x1.03a6846f96e64p-16);
    const V p = high + (high * (r * series) + low);
    // The low half of n is all that counts.
    const V n = float_of<V>(bits_as<halves>(biased) >> 4);
    return ordinary ? times_power(p, n) : scale(p, V{}, n);
}

template <float_lanes V>
STRAND_ALWAYS_INLINE V exp2_lanes(V x) {
    using T = lane_of<V>;
    constexpr bool wide = sizeof(T) == 8;
    V bounded = x;
    const bool ordinary = !has_avx512 && every_at_most(absolute(x), wide ? T(1021) : T(125));
    if (!ordinary) bounded = at_least(at_most(x, wide ? T(1030) : T(135)), wide ? T(-1080) : T(-155));
    if constexpr (!has_fma && wide) return exp2_by_table(bounded, ordinary);
    const V biased = (bounded - T(0.085)) + rounding_magic<V>;
    const V n = biased - rounding_magic<V>;
    const V r = bounded - n;
    const V p = fused_sum(r, exp2_series(r), all<V>(1));
    return ordinary ? times_power(p, biased) : scale(p, n, biased);
}

/// e^x = 2^n (1 + s + s_low).
template <class V>
struct exp_parts {
    whole_number<V> n;
    V s, s_low;
};
template <float_lanes V>
STRAND_ALWAYS_INLINE exp_parts<V> exp_in_two_words(V x) {
    using constants = exp_constants<V>;
    const auto n = exponent_of(x, constants::per_ln2);
    const V rest = mul_add(n.value, -constants::ln2_high, x);
    const V r = mul_add(n.value, -constants::ln2_low, rest);
    const V r_low = mul_add(n.value, -constants::ln2_low, rest - r);
    const V tail = mul_add(r * r, exp_tail(r), r_low);
    const V s = r + tail;
    return {n, s, (r - s) + tail};
}

/// 2^-n, for n that make it a normal number.
template <float_lanes V>
STRAND_ALWAYS_INLINE V reciprocal_power(V biased) {
    using bits = lane_of<uint_lanes<V>>;
    return float_of<V>((static_cast<bits>(exponent_bias<V>) - bits_of(biased)) << significand_bits<V>);
}

/// (1 + r - e^r) / r^2 for |r| <= 0.42.
template <float_lanes V>
STRAND_ALWAYS_INLINE V expm1_series(V r) {
    if constexpr (sizeof(lane_of<V>) == 8) {
        return polynomial(r, -0x1p-1, -0x1.555555555556p-3, -0x1.5555555555558p-5, -0x1.111111110c4f3p-7, -0x1.6c16c16c1409bp-10,
                          -0x1.a01a01c5c3c56p-13, -0x1.a01a01b59e187p-16, -0x1.71ddc0a5000eap-19, -0x1.27e4b5f27c811p-22,
                          -0x1.afbc477469013p-26, -0x1.1fb20f6b5afap-29);
    } else {
        return polynomial(r, -0x1p-1f, -0x1.555556p-3f, -0x1.55546ap-5f, -0x1.1110a8p-7f, -0x1.6dd13p-10f, -0x1.a1a31ep-13f);
    }
}

/// e^x - 1 for |x| up to 36 (16), or beyond what `Rare` says to bear.
template <bool Rare, float_lanes V>
STRAND_ALWAYS_INLINE V expm1_bounded(V x) {
    using constants = exp_constants<V>;
    using T = lane_of<V>;
    // Both parts positive, and what is lost subtracted: so -0 stays -0.
    constexpr T ln2_high = sizeof(T) == 8 ? constants::ln2_high : T(0x1.62e4p-1f);
    constexpr T ln2_low = sizeof(T) == 8 ? constants::ln2_low : T(0x1.7f7d1cp-20f);
    // n = 0 farther than to ln(2) / 2: where 1 is subtracted, half of the digits of 2^n e^r are left.
    const auto near = absolute(x) < T(0.42);
    const V biased = near ? all<V>(rounding_magic<V>) : mul_add(x, constants::per_ln2, rounding_magic<V>);
    const V n = biased - rounding_magic<V>;
    const V rest = mul_add(n, -ln2_high, x);
    const V r = mul_add(n, -ln2_low, rest);
    // e^r - 1 = r - less
    V less = mul_add(r * r, expm1_series(r), mul_add(n, ln2_low, r - rest));
    using bits = lane_of<uint_lanes<V>>;
    if constexpr (!Rare) {
        // (2^n - 1) + 2^n s; for n = 0 this is s, also -0.
        const V power = float_of<V>((bits_of(biased) + static_cast<bits>(exponent_bias<V>)) << significand_bits<V>);
        return mul_add(power, r - less, -(T(1) - power));
    } else {
        // The same halved, because 2^n is infinity for the largest n.
        const V half = float_of<V>((bits_of(biased) + static_cast<bits>(exponent_bias<V> - 1)) << significand_bits<V>);
        const V base = half - T(0.5);
        // The 1 that a large 2^n swallows may still be half a unit of the result.
        const V lost = (half - base) - T(0.5);
        less = mul_add(V(lost + lost), -reciprocal_power(at_most(biased, rounding_magic<V> + 60)), less);
        const V s = r - less, far = mul_add(half, s, base);
        return near ? s : far + far;
    }
}
/// expm1 for any numbers.
template <float_lanes V>
STRAND_COLD V rare_expm1(const V& x) {
    constexpr bool wide = sizeof(lane_of<V>) == 8;
    return expm1_bounded<true>(at_least(at_most(x, exp_constants<V>::largest), wide ? lane_of<V>(-38) : lane_of<V>(-18)));
}
template <float_lanes V>
STRAND_ALWAYS_INLINE V expm1_lanes(V x) {
    if (every_within(x, sizeof(lane_of<V>) == 8 ? lane_of<V>(36) : lane_of<V>(16))) [[likely]] return expm1_bounded<false>(x);
    return rare_expm1(x);
}

}  // namespace detail

template <detail::real_floating T, index_t Lanes>
STRAND_ALWAYS_INLINE pack<T, Lanes> exp(pack<T, Lanes> x) {
    return detail::on_registers<T, Lanes>([](auto v) STRAND_INLINE_LAMBDA { return detail::exp_lanes(v); }, x);
}
template <detail::real_floating T, index_t Lanes>
STRAND_ALWAYS_INLINE pack<T, Lanes> exp2(pack<T, Lanes> x) {
    return detail::on_registers<T, Lanes>([](auto v) STRAND_INLINE_LAMBDA { return detail::exp2_lanes(v); }, x);
}
/// e^x - 1, accurate near 0 too.
template <detail::real_floating T, index_t Lanes>
STRAND_ALWAYS_INLINE pack<T, Lanes> expm1(pack<T, Lanes> x) {
    return detail::on_registers<T, Lanes>([](auto v) STRAND_INLINE_LAMBDA { return detail::expm1_lanes(v); }, x);
}

}  // namespace strand::inline STRAND_ISA::simd

#endif
