// SPDX-License-Identifier: BSD-3-Clause
// erf and erfc on packs.
//
// For doubles from a table of nodes r = j / 64 and x = r + d: erf(x) = erf(r) + erf'(r) I with
// I = integral of e^(-2 r s - s^2) over s from 0 to d, a short series; erf(r) is kept in two words, so that
// erfc(x) = (1 - erf(r)) - erf'(r) I has small relative errors too, as long as the second term is a
// small part of the first: up to 5.5. Beyond, erfc(x) = e^(-x^2) K(1 / x^2) / x with a minimax polynomial K,
// its first term, x^2, the exponential and the quotient in two words.
// For floats erf(x) = x + x q(x^2) near 0 and 1 - a polynomial elsewhere. Floats are computed as doubles in erfc
// and where there is no fused multiply-add: erfc(x) = e^(-x^2) S(t) / (1 + 2 |x|) with t = (|x| - c) / (|x| + c)
// after M. M. Shepherd and J. G. Laframboise (Mathematics of Computation 36, 1981).
#ifndef STRAND_SIMD_ERROR_FUNCTION_HPP
#define STRAND_SIMD_ERROR_FUNCTION_HPP

#include <strand/simd/error_function_table.hpp>
#include <strand/simd/exp.hpp>
#include <strand/simd/float_precision.hpp>
#include <strand/simd/table.hpp>

namespace strand::inline STRAND_ISA::simd {

namespace detail {

/// erf(x) / x - 1 in z = x^2 <= 1.13, to the precision of T.
template <class T, float_lanes V>
STRAND_ALWAYS_INLINE V erf_series(V z) {
    const V w = z - lane_of<V>(0.5);
    if constexpr (sizeof(T) == 8) {
        return polynomial(w, -0x1.1ae14dc34815ap-5, -0x1.1fd16292151fdp-2, 0x1.454368017b04fp-4, -0x1.2b902b7b2f3a9p-6,
                          0x1.c82aa249db60dp-9, -0x1.263991b7e1851p-11, 0x1.486638c3b6b33p-14, -0x1.429e941d228dfp-17,
                          0x1.1ad5e1fb584a5p-20, -0x1.bf8cdb423a4dp-24, 0x1.42a18ebcd1ad8p-27, -0x1.ace7964d36c1cp-31,
                          0x1.f521475a37ca7p-35);
    } else {
        return polynomial(w, -0x1.1ae14cp-5f, -0x1.1fd164p-2f, 0x1.45433ap-4f, -0x1.2b8da2p-6f, 0x1.c8627cp-9f,
                          -0x1.288d94p-11f, 0x1.37df28p-14f);
    }
}
/// -log(erfc x) / x for x in [1.06, 5.95], for float [1.06, 4].
template <class T, float_lanes V>
STRAND_ALWAYS_INLINE V minus_log_erfc(V x) {
    if constexpr (sizeof(T) == 8) {
        return polynomial(x, 0x1.20dd730b963a9p0, 0x1.45f32960f2296p-1, 0x1.a4f0a199c73e4p-4, -0x1.393f6054bb425p-6,
                          -0x1.d2696771cb53cp-13, 0x1.bf3c3e106e88fp-10, -0x1.343d187db9cb3p-11, 0x1.32f4a48c3d5c5p-17,
                          0x1.7712d42340a46p-14, -0x1.be1008b200dc2p-15, 0x1.43893dff43524p-16, -0x1.5477fd8c0b998p-18,
                          0x1.0e745e6b7ce64p-20, -0x1.440e28bc5a17ap-23, 0x1.1d499d47bee4p-26, -0x1.5d1c2be3dd5a3p-30,
                          0x1.097e249fac35dp-34, -0x1.7a0817e426024p-40);
    } else {
        return polynomial(x, 0x1.20e11ap0f, 0x1.459e98p-1f, 0x1.add1c8p-4f, -0x1.73bbfcp-6f, 0x1.9d7096p-9f,
                          -0x1.b1c826p-13f);
    }
}

/// For doubles that hold floats.
template <float_lanes V>
STRAND_ALWAYS_INLINE V float_erf(V x) {
    const V size = absolute(x), bounded = at_most(size, 4);
    const V small = mul_add(size, erf_series<float>(product(x, x)), size);
    const V large = 1 - float_exp2(bounded * minus_log_erfc<float>(bounded) * -0x1.71547652b82fep+0);
    return copy_sign(size > 1.0625 ? large : small, x);
}

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

/// For floats.
template <float_lanes V>
STRAND_ALWAYS_INLINE V erf_in_floats(V x) {
    const V size = absolute(x);
    const V small = mul_add(size, erf_series<float>(product(x, x)), size);
    const V d = at_most(size, 3.93F) - 2.5F;
    const V large = 1 - polynomial(d, 0x1.aab868p-12F, -0x1.1d82f8p-9F, 0x1.64e3ap-8F, -0x1.119e4ep-7F, 0x1.1a8b1ap-7F,
                                   -0x1.90df3p-8F, 0x1.6eb522p-9F, -0x1.1d3308p-11F, -0x1.0f9bbp-12F, 0x1.090336p-12F,
                                   -0x1.533c1p-14F, -0x1.ea4534p-18F, 0x1.065dp-16F, -0x1.e4d1c4p-19F, -0x1.d79d8cp-21F,
                                   0x1.8e69aap-22F);
    return copy_sign(size > 1.025F ? large : small, x);
}

template <float_lanes V>
STRAND_ALWAYS_INLINE V erf_lanes(V x) {
    using T = lane_of<V>;
    if constexpr (sizeof(T) == 8) return erf_from_nodes(x);
    else if constexpr (!has_fma) return in_doubles<V>([](auto v) STRAND_INLINE_LAMBDA { return float_erf(v); }, x);
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

/// For doubles that hold floats.
template <float_lanes V>
STRAND_ALWAYS_INLINE V float_erfc_lanes(V x) {
    const V size = at_most(absolute(x), 11);
    const V z = size * size;
    const V e = float_exp2(z * -0x1.71547652b82fep+0);
    // One division for t = (x - 2.5) / (x + 2.5) and for S / (1 + 2 x).
    const V a = size + 2.5, b = mul_add(size, 2.0, 1.0);
    const V per = 1 / (a * b);
    const V t = (size - 2.5) * (b * per);
    const V s = polynomial(t, 0x1.43cc6f66f9383p0, -0x1.f52c5f0cb03fcp-4, -0x1.959a934a40eb9p-4, 0x1.42d39fdc5e5c6p-3,
                           -0x1.a5c48d721ed2cp-4, 0x1.0c57463aaaa4ap-5, 0x1.f66a685406288p-11, -0x1.1d353dd42d0ebp-8,
                           0x1.afc4dc3d71305p-12, 0x1.1a746ba2604bep-11);
    const V large = e * s * (a * per);
    const V small = mul_add(-x, polynomial(z, 0x1.06eba7eaf2388p-3, -0x1.8127391e88b26p-2, 0x1.ce2abc581168fp-4,
                                           -0x1.b7a7188622f3ep-6, 0x1.4f1b8ce93cc19p-8, -0x1.6162b06b49819p-11), 1 - x);
    const V outside = x < 0 ? 2 - large : large;
    return size <= 0.75 ? small : outside;
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
        else return detail::in_doubles<decltype(v)>([](auto w) STRAND_INLINE_LAMBDA { return detail::float_erfc_lanes(w); }, v);
    }, x);
}

}  // namespace strand::inline STRAND_ISA::simd

#endif
