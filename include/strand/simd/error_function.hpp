// SPDX-License-Identifier: BSD-3-Clause
// erf and erfc on packs.
//
// erf(x) = x + x q(x^2) for |x| <= 1, beyond 1 - e^(-P(|x|)) with P a minimax polynomial for
// -log(erfc x); the errors of the exponential count a sixth there.
// erfc(x) = (1 - x) - x q(x^2) for |x| <= 3/4, beyond e^(-x^2) S(t) / (1 + 2 |x|) with
// t = (|x| - 4) / (|x| + 4): after M. M. Shepherd and J. G. Laframboise (Mathematics of Computation 36,
// 1981) S varies by a quarter only, here between 1.12 and 1.29. x^2, the exponential, S and the quotient
// are carried in two words; about 0.8 ULP. Floats are computed as doubles.
#ifndef STRAND_SIMD_ERROR_FUNCTION_HPP
#define STRAND_SIMD_ERROR_FUNCTION_HPP

#include <strand/simd/exp.hpp>

namespace strand::inline STRAND_ISA::simd {

namespace detail {

/// erf(x) / x - 1 in z = x^2 <= 1.
template <float_lanes V>
STRAND_ALWAYS_INLINE V erf_series(V z) {
    if constexpr (sizeof(lane_of<V>) == 8) {
        return polynomial(z, 0x1.06eba8214db68p-3, -0x1.812746b0379b4p-2, 0x1.ce2f21a040a5ep-4, -0x1.b82ce311f4932p-6,
                          0x1.565bccf8bb321p-8, -0x1.c02db034bdaf5p-11, 0x1.f9a2ba45ed1e9p-14, -0x1.f4ca4c4a3ef4dp-17,
                          0x1.b97fe969d11b2p-20, -0x1.5c0838f0d4a01p-23, 0x1.d72530f4f9522p-27, -0x1.abd2536910152p-31);
    } else {
        return polynomial(z, 0x1.06eba8p-3f, -0x1.81274p-2f, 0x1.ce2d5p-4f, -0x1.b7fe8cp-6f, 0x1.542dc6p-8f,
                          -0x1.a507acp-11f, 0x1.4c27a2p-14f);
    }
}
/// -log(erfc x) for x in [1, 5.95] (4 for float).
template <float_lanes V>
STRAND_ALWAYS_INLINE V minus_log_erfc(V x) {
    if constexpr (sizeof(lane_of<V>) == 8) {
        return polynomial(x, 0x1.6b3fc33fc4f6ap-23, 0x1.20dd57e2cf804p0, 0x1.45f41bf05ad21p-1, 0x1.a4dba66f4165ep-4,
                          -0x1.389e0d420264dp-6, -0x1.225e7d40fc16bp-12, 0x1.ceb5d466d0843p-10, -0x1.4e6a57837b2a1p-11,
                          0x1.652e275ee8c3cp-15, 0x1.2c32466065a34p-14, -0x1.7e24be96cf57ap-15, 0x1.180784e22c62cp-16,
                          -0x1.2599678d74965p-18, 0x1.ce14cfa16dbeep-21, -0x1.117351f14c4d9p-23, 0x1.dadaf7b3dfd5dp-27,
                          -0x1.1e50baf8c5dc3p-30, 0x1.acfc5e6db05bep-35, -0x1.2cd80bdf26e4fp-40);
    } else {
        return polynomial(x, 0x1.5cda992bf83bfp-12f, 0x1.208b195f48034p0f, 0x1.46b433fbb9be1p-1f, 0x1.a67e76397b3fap-4f,
                          -0x1.6617f89364b6cp-6f, 0x1.82e874868e027p-9f, -0x1.87b2f9db93067p-13f);
    }
}

template <float_lanes V>
STRAND_ALWAYS_INLINE V erf_lanes(V x) {
    using T = lane_of<V>;
    using constants = exp_constants<V>;
    const V size = absolute(x);
    const V small = mul_add(size, erf_series(x * x), size);
    const V y = -minus_log_erfc(at_most(size, sizeof(T) == 8 ? T(5.95) : T(4)));
    const auto n = exponent_of(y, constants::per_ln2);
    const V r = mul_add(n.value, -constants::ln2_low, mul_add(n.value, -constants::ln2_high, y));
    const V e = times_power(mul_add(r * r, exp_tail(r), r) + 1, n.biased);
    return copy_sign(size <= 1 ? small : T(1) - e, x);
}

template <float_lanes V>
STRAND_ALWAYS_INLINE V erfc_lanes(V x) {
    using constants = exp_constants<V>;
    const V size = at_most(absolute(x), 28);
    const V z = size * size;
    // e^(-x^2) as 2^n (p.high + p.low)
    const V z_low = fused_sum(size, size, -z);
    const auto n = exponent_of(-z, constants::per_ln2);
    const V rest = mul_add(n.value, -constants::ln2_high, -z);
    const V r1 = mul_add(n.value, -constants::ln2_low, rest);
    const auto r = two_sum(r1, mul_add(n.value, -constants::ln2_low, rest - r1) - z_low);
    const auto p = fast_two_sum(all<V>(1), r.high);
    const V p_low = p.low + mul_add(r.high * r.high, exp_tail(r.high), r.low * p.high);
    // S(t) as s.high + s.low
    const V t = (size - 4) / (size + 4);
    auto s = fast_two_sum(
        all<V>(0x1.3ba5916e9fd7fp0),
        product(t, polynomial(t, -0x1.1df1ad154a28dp-3, 0x1.f7f5df66fd73ep-7, 0x1.16ecefcfa5244p-4, -0x1.9ddb23c3e8c11p-4,
                       0x1.7fee004e162b1p-4, -0x1.0fb06dfe526cdp-4, 0x1.3079edf5de791p-5, -0x1.09623882cd14p-6,
                       0x1.49c672c2ad50ap-8, -0x1.8d4a9c8eec897p-11, -0x1.a1df5b58e5e67p-13, 0x1.3be07ba4230e7p-13,
                       -0x1.9951a9b6adbdcp-16, -0x1.789380de71987p-17, 0x1.7ed080e487556p-18, 0x1.3e2294fc72ab4p-22,
                       -0x1.b6014514efd5fp-21, 0x1.2d5c0e1b6a9ep-24, 0x1.ac557dc31ffaep-24, -0x1.d0178f78e56e5p-27,
                       -0x1.19d219561859bp-27)));
    auto scaled = two_product(p.high, s.high);
    scaled.low = mul_add(p_low, s.high, mul_add(p.high, s.low, scaled.low));
    scaled = fast_two_sum(scaled.high, scaled.low);
    const V large = scale(quotient<V>(scaled, fast_two_sum(all<V>(1), size + size)), n.value, n.biased);
    // 1 - x (1 + q) for |x| <= 3/4
    const auto near = fast_two_sum(all<V>(1), -x);
    const V small = near.high + mul_add(-x, erf_series(z), near.low);
    const V outside = x < 0 ? 2 - large : large;
    return size <= 0.75 ? small : outside;
}

/// For doubles that hold floats.
template <float_lanes V>
STRAND_ALWAYS_INLINE V float_erfc_lanes(V x) {
    const V size = at_most(absolute(x), 11);
    const V z = size * size;
    const V exponent = z * -0x1.71547652b82fep+0;
    const V biased = exponent + rounding_magic<V>;
    const V e = polynomial(exponent - (biased - rounding_magic<V>), 0x1.0000000262489p0, 0x1.62e430c82ad46p-1,
                           0x1.ebfbdadb20125p-3, 0x1.c6aed45fc2aacp-5, 0x1.3b2dbc5efc079p-7, 0x1.5f4597e939a84p-10,
                           0x1.41d313b9e6e1cp-13);
    // One division for t = (x - 2.5) / (x + 2.5) and for S / (1 + 2 x).
    const V a = size + 2.5, b = mul_add(size, 2.0, 1.0);
    const V per = 1 / (a * b);
    const V t = (size - 2.5) * (b * per);
    const V s = polynomial(t, 0x1.43cc6f66f9383p0, -0x1.f52c5f0cb03fcp-4, -0x1.959a934a40eb9p-4, 0x1.42d39fdc5e5c6p-3,
                           -0x1.a5c48d721ed2cp-4, 0x1.0c57463aaaa4ap-5, 0x1.f66a685406288p-11, -0x1.1d353dd42d0ebp-8,
                           0x1.afc4dc3d71305p-12, 0x1.1a746ba2604bep-11);
    const V large = times_power(e * s * (a * per), biased);
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
