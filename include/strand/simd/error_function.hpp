// SPDX-License-Identifier: BSD-3-Clause
// erf and erfc on packs.
//
// For doubles from a table of nodes r = j / 64 and x = r + d: erf(x) = erf(r) + erf'(r) I with
// I = integral of e^(-2 r s - s^2) over s from 0 to d, a short series; erf(r) is kept in two words, so that
// erfc(x) = (1 - erf(r)) - erf'(r) I has small relative errors too, as long as the second term is a
// small part of the first: up to 5.5. Beyond, erfc(x) = e^(-x^2) K(1 / x^2) / x with a minimax polynomial K,
// its first term, x^2, the exponential and the quotient in two words.
// For floats erf is a polynomial in each of a few intervals, times x or less 1, and erfc(x) is e^(-x^2) W(x), W one
// more polynomial in each of a few intervals; both factors have leading parts of so few bits that their product
// is exact.
#ifndef STRAND_SIMD_ERROR_FUNCTION_HPP
#define STRAND_SIMD_ERROR_FUNCTION_HPP

#include <strand/simd/error_function_table.hpp>
#include <strand/simd/exp.hpp>
#include <strand/simd/float_tables.hpp>
#include <strand/simd/lookup.hpp>
#include <strand/simd/table.hpp>

namespace strand::inline STRAND_ISA::simd {

namespace detail {

/// A number in [0, 5.984375] as r + d, r the nearest multiple of 1/64, and what is known there.
template <class V>
struct erf_node {
    V r, d;
    table_columns<V> at;
};
template <float_lanes V>
STRAND_ALWAYS_INLINE erf_node<V> nearest_erf_node(V size) {
    // Rounds to multiples of 1/64, whose number the lowest bits hold.
    constexpr double magic = 0x1.8p46;
    const V biased = size + magic, r = biased - magic;
    return {r, size - r, table_rows<V>(simd_tables::erf_nodes, bits_of(biased) & 511)};
}

/// For doubles, by the Taylor series d (1 + d (-r + d (2 r^2 - 1) / 3 + ...)) up to d^7.
template <float_lanes V>
STRAND_ALWAYS_INLINE V erf_from_nodes(V x) {
    const V size = at_most(absolute(x), 5.984375);
    const auto [r, d, node] = nearest_erf_node(size);
    const V q = r * r, w = d * d;
    const V even = mul_add(w, mul_add(w, horner(q, -1.0 / 6, 2.0 / 9, -2.0 / 45), mul_add(q, -1.0 / 3, 0.5)), -1.0);
    const V odd = mul_add(w, mul_add(w, horner(q, -1.0 / 42, 1.0 / 7, -2.0 / 21, 4.0 / 315), horner(q, 0.1, -0.4, 2.0 / 15)),
                          mul_add(q, 2.0 / 3, -1.0 / 3));
    const V bend = d * mul_add(r, even, d * odd);
    // Below 3/4 what is added to x is less than a quarter of the result, and so are its errors.
    const auto small = r < 0.75;
    const V slope = mul_add(node.c2, bend, small ? node.c3 : node.c2);
    return copy_sign((small ? size : node.c0) + mul_add(d, slope, node.c1), x);
}

/// For floats, by a polynomial for each of 32 or 8 intervals up to 4.
template <float_lanes V>
STRAND_ALWAYS_INLINE V erf_in_floats(V x) {
    constexpr float per_interval = has_avx512 ? 8 : 1.8125F;
    const V size = at_most(absolute(x), 3.93F);
    const V biased = mul_add(size, per_interval, rounding_magic<V>);
    const V j = biased - rounding_magic<V>, d = mul_add(size, all<V>(per_interval), -j);
    V bend;
    if constexpr (has_avx512) bend = polynomial_of(simd_tables::erf_fine, bits_of(biased), d);
    else bend = polynomial_of(simd_tables::erf_coarse, bits_of(biased), d);
    const V base = j < (has_avx512 ? 8.0F : 2.0F) ? size : all<V>(1);
    return copy_sign(mul_add(base, bend, base), x);
}

template <float_lanes V>
STRAND_ALWAYS_INLINE V erf_lanes(V x) {
    if constexpr (sizeof(lane_of<V>) == 8) return erf_from_nodes(x);
    else if constexpr (!has_fma) return in_doubles<V>([](auto v) STRAND_INLINE_LAMBDA { return erf_from_nodes(v); }, x);
    else return erf_in_floats(x);
}

/// erfc for doubles up to 5.5. With u = 2 r d the integral is d times
/// (1 - e^-u) / u - d^2 (1/3 - u / 4 + ...) + d^4 (1/10 - u / 12 + ...) - d^6 (1/42 - ...).
template <float_lanes V>
STRAND_ALWAYS_INLINE V erfc_from_nodes(V x) {
    const V size = at_most(absolute(x), 5.984375);
    const auto [r, d, node] = nearest_erf_node(size);
    const V u = d * (r + r), w = d * d;
    const V first = product(u, polynomial(u, -0x1p-1, 0x1.5555555555555p-3, -0x1.5555555556595p-5, 0x1.11111111116fap-7,
                                          -0x1.6c16c11743f8dp-10, 0x1.a01a016269af3p-13, -0x1.a02bb82950e75p-16,
                                          0x1.71eb1c2374d2p-19));
    const V second = polynomial(u, -0x1.555555555e382p-2, 0x1.0000000001247p-2, -0x1.9999984b96dccp-4,
                                0x1.c71c711b56fe7p-6, -0x1.863571550032cp-8, 0x1.11200327ed371p-10);
    const V third = horner(u, 0x1.999995402dfc4p-4, -0x1.5555548cedc68p-4, 0x1.24b69d6b816fbp-5, -0x1.556f7d3501477p-7);
    const V bend = mul_add(w, mul_add(w, mul_add(w, horner(u, -0x1.86a9b57a8f1d6p-6, 0x1.5580ed69abdb7p-6), third), second), first);
    // 1 - erf(r) is exact.
    const V base = r < 0.75 ? r : node.c0;
    const V result = (1 - base) - mul_add(d, mul_add(node.c2, bend, node.c2), node.c1);
    return x < 0 ? 2 - result : result;
}

/// erfc for any doubles. Out of line, because it is called for lanes beyond 5.5 only.
template <float_lanes V>
STRAND_COLD V rare_erfc(const V& x) {
    using constants = exp_constants<V>;
    const V size = at_least(at_most(x, 28), 5.5);
    const V z = product(size, size);
    // e^(-x^2) as 2^n (p.high + p.low)
    const V z_low = fused_sum(size, size, -z);
    const auto n = exponent_of(-z, constants::per_ln2);
    const V rest = mul_add(n.value, -constants::ln2_high, -z);
    const V r1 = mul_add(n.value, -constants::ln2_low, rest);
    const auto r = two_sum(r1, mul_add(n.value, -constants::ln2_low, rest - r1) - z_low);
    const auto p = fast_two_sum(all<V>(1), r.high);
    const V p_low = p.low + mul_add(r.high * r.high, exp_tail(r.high), r.low * p.high);
    const V per = 1 / size, v = per * per;
    auto k = fast_two_sum(all<V>(0x1.20dd750429b6dp-1), product(v, polynomial(
        v, -0x1.20dd750429b65p-2, 0x1.b14c2f863af22p-2, -0x1.0ecf9db15358ep+0, 0x1.d9eb520dc1403p+1, -0x1.0a94281eabe69p+4,
        0x1.6e84137ee9607p+6, -0x1.296f3efd8f2d4p+9, 0x1.13e5dade123afp+12, -0x1.14aae36d8aap+15, 0x1.0abc5749df5c7p+18,
        -0x1.9293476dcd925p+20, 0x1.46cce3040d587p+22)));
    k.low += 0x1.1ae3a914fed80p-57;
    auto scaled = two_product(p.high, k.high);
    scaled.low = mul_add(p_low, k.high, mul_add(p.high, k.low, scaled.low));
    const V q = product(scaled.high, per);
    const V error = fused_sum(-q, size, scaled.high) + scaled.low;
    const V large = scale(mul_add(error, per, q), n.value, n.biased);
    return x > 5.5 ? large : erfc_from_nodes(x);
}
template <float_lanes V>
STRAND_ALWAYS_INLINE V erfc_lanes(V x) {
    if (every_at_most(x, 5.5)) [[likely]] return erfc_from_nodes(x);
    return rare_erfc(x);
}

/// erfc for floats: e^(-x^2) = 2^n 2^j (1 + tail), W(x) = w + (a polynomial), where the product of 2^j and w is
/// exact and the rest small.
template <float_lanes V>
STRAND_ALWAYS_INLINE V erfc_in_floats(V x) {
    constexpr int per_octave = has_avx512 ? 3 : 2, per_two = has_avx512 ? 5 : 3;  // bits
    const V size = at_most(absolute(x), 10.1F);
    const auto z = two_product(size, size);
    // n counts parts of 2; its product with the first part of ln 2 is exact.
    constexpr float magic = 0x1.8p23F / (1 << per_two);
    const V biased = mul_add(z.high, -0x1.715476p+0F, magic), n = biased - magic;
    const V r = mul_add(n, 0x1.bd0106p-13F, mul_add(n, all<V>(-0x1.63p-1F), -z.high)) - z.low;
    const V t = size + 1;
    constexpr std::uint32_t step = std::uint32_t(1) << (23 - per_octave);
    const V d = size - (float_of<V>((bits_of(t) & ~(step - 1)) | (step / 2)) - 1);
    const auto interval = bits_of(t) >> (23 - per_octave);
    V power, power_low, w, rest;
    if constexpr (has_avx512) {
        power = lookup<V>(simd_tables::thirty_seconds_high, bits_of(biased));
        power_low = lookup<V>(simd_tables::thirty_seconds_low, bits_of(biased));
        w = lookup<V>(simd_tables::erfcx_fine, interval);
        rest = polynomial_of(simd_tables::erfcx_fine_rest, interval, d);
    } else {
        power = lookup<V>(simd_tables::eighths_high, bits_of(biased));
        power_low = lookup<V>(simd_tables::eighths_low, bits_of(biased));
        w = lookup<V>(simd_tables::erfcx_coarse, interval);
        rest = polynomial_of(simd_tables::erfcx_coarse_rest, interval, d);
    }
    const V tail = mul_add(r * r, horner(r, 0.5F, 0x1.555556p-3F, 0x1.555556p-5F), r);
    const V small = mul_add(V(power + power_low), tail, power_low);
    const V value = mul_add(power, w, mul_add(power, rest, small * (w + rest)));
    V result;
    if constexpr (has_avx512) result = scale(value, n, biased);
    else result = scale(value, n, float_of<V>(bits_of(biased) >> per_two));
    return x < 0 ? 2 - result : result;
}

}  // namespace detail

template <detail::real_floating T, index_t Lanes>
STRAND_ALWAYS_INLINE pack<T, Lanes> erf(pack<T, Lanes> x) {
    return detail::on_registers<T, Lanes>([](auto v) STRAND_INLINE_LAMBDA { return detail::erf_lanes(v); }, x);
}
/// 1 - erf(x), accurate where that is small.
template <detail::real_floating T, index_t Lanes>
STRAND_ALWAYS_INLINE pack<T, Lanes> erfc(pack<T, Lanes> x) {
    return detail::on_registers<T, Lanes>([](auto v) STRAND_INLINE_LAMBDA {
        if constexpr (std::same_as<T, double>) return detail::erfc_lanes(v);
        else return detail::erfc_in_floats(v);
    }, x);
}

}  // namespace strand::inline STRAND_ISA::simd

#endif
