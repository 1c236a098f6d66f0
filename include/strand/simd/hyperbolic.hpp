// SPDX-License-Identifier: BSD-3-Clause
// sinh, cosh and tanh on packs.
//
// |x| = n ln 2 + r, |r| <= ln(2) / 2, t = 2^-2n, c = cosh r - 1, and sinh r = r + w:
//   2^(1-n) sinh|x| = (1 - t) (1 + c) + (1 + t) (r + w),   2^(1-n) cosh x with - and + exchanged,
// which needs no e^-x and is accurate near 0, where 1 - t = 0. The leading terms (1 - t) + (1 + t) r of sinh
// are summed without error, so that cancellation costs nothing; about 0.6 ULP. In cosh nothing cancels: all but
// the leading 1 is summed first and is at most as large, so its roundings add less than half a unit.
// tanh|x| = (p - 2^-n) / (p + 2^-n) with e^(2|x|) = 2^n p; numerator and denominator in two words.
// tanh of floats is a polynomial in each of a few intervals, times x or less 1.
#ifndef STRAND_SIMD_HYPERBOLIC_HPP
#define STRAND_SIMD_HYPERBOLIC_HPP

#include <strand/simd/exp.hpp>
#include <strand/simd/float_tables.hpp>
#include <strand/simd/lookup.hpp>

namespace strand::inline STRAND_ISA::simd {

namespace detail {

/// (sinh r - r) / r^3 in z = r^2 <= 0.1206.
template <float_lanes V>
STRAND_ALWAYS_INLINE V sinh_series(V z) {
    if constexpr (sizeof(lane_of<V>) == 8) {
        return horner(z, 0x1.5555555555556p-3, 0x1.11111111106f9p-7, 0x1.a01a01a912fbfp-13, 0x1.71de09f74e8fbp-19,
                      0x1.af3fb14d6d10bp-26);
    } else {
        return horner(z, 0x1.555556p-3f, 0x1.110f8ap-7f, 0x1.a35dc8p-13f);
    }
}
/// (cosh r - 1) / r^2.
template <float_lanes V>
STRAND_ALWAYS_INLINE V cosh_series(V z) {
    if constexpr (sizeof(lane_of<V>) == 8) {
        return horner(z, 0x1p-1, 0x1.5555555555556p-5, 0x1.6c16c16c15fe4p-10, 0x1.a01a01a827e67p-16,
                      0x1.27e4d7e401be5p-22, 0x1.1f79503f56179p-29);
    } else {
        return horner(z, 0x1p-1f, 0x1.5555p-5f, 0x1.6d30b6p-10f);
    }
}

/// sinh of a non-negative number or cosh.
template <bool Cosh, float_lanes V>
STRAND_ALWAYS_INLINE V sinh_or_cosh(V x) {
    using constants = exp_constants<V>;
    using T = lane_of<V>;
    using bits = lane_of<uint_lanes<V>>;
    const V bounded = at_most(x, constants::largest + 1);
    const V biased = mul_add(bounded, constants::per_ln2, rounding_magic<V>);
    const V n = biased - rounding_magic<V>;
    const V rest = mul_add(n, -constants::ln2_high, bounded);
    const V r = mul_add(n, -constants::ln2_low, rest);
    const V r_low = mul_add(n, -constants::ln2_low, rest - r);
    // 2 2^-2n, which is lost in the sums beyond n = 40. All is computed twice as large, because 2^(n - 1) may overflow.
    const V few = at_most(biased, rounding_magic<V> + 40);
    const V t = float_of<V>((static_cast<bits>(exponent_bias<V> + 1) << significand_bits<V>) -
                            (bits_of(few) << (significand_bits<V> + 1)));
    const V a = Cosh ? t + 2 : T(2) - t;  // times cosh r
    const V b = Cosh ? T(2) - t : t + 2;  // times sinh r
    const V z = r * r;
    const V w = mul_add(z * r, sinh_series(z), r_low);
    V sum;
    if constexpr (Cosh) {
        // All but the 2 of a is added first, the smallest before: their roundings are at most 0.04, 0.13 and 0.25 ULP.
        const V small = mul_add(a, z * cosh_series(z), b * w);
        sum = fused_sum(b, r, small + t) + 2;
    } else {
        const V high = mul_add(b, r, a);
        const V low = fused_sum(b, r, a - high);
        // What a lost. Of floats 2 - t is exact down to 2^-23, and then comes 2^-25, which does not matter.
        const V a_low = sizeof(T) == 4 ? low : low + ((T(2) - a) - t);
        sum = high + mul_add(a, z * cosh_series(z), mul_add(b, w, a_low));
    }
    if constexpr (has_avx512) return scale(sum, V(n - 2), biased);
    else return sum * float_of<V>((bits_of(biased) + static_cast<bits>(exponent_bias<V> - 2)) << significand_bits<V>);
}

/// For floats, by a polynomial for each of 32 or 8 intervals up to 9.
template <float_lanes V>
STRAND_ALWAYS_INLINE V tanh_by_intervals(V x) {
    V base, bend;
    if constexpr (has_avx512) {
        constexpr std::uint32_t eighth = std::uint32_t(1) << 20;
        const V size = at_most(absolute(x), 9.5F), t = size + 1.0625F;
        const V d = size - (float_of<V>(bits_of(t) & ~(eighth - 1)) - 1);
        base = t < 2 ? size : all<V>(1);
        bend = polynomial_of(simd_tables::tanh_fine, bits_of(t) >> 20, d);
    } else {
        constexpr std::uint32_t half = std::uint32_t(1) << 22;
        const V size = at_most(absolute(x), 9.03F), t = mul_add(size, 1.66F, 1.0F);
        const V d = mul_add(size, all<V>(1.66F), 1 - float_of<V>((bits_of(t) & ~(half - 1)) | (half / 2)));
        base = t < 3 ? size : all<V>(1);
        bend = polynomial_of(simd_tables::tanh_coarse, bits_of(t) >> 22, d);
    }
    return float_of<V>(bits_of(mul_add(base, bend, base)) | sign_of(x));
}

/// e^(2 |x|) as tanh wants it.
template <float_lanes V>
STRAND_ALWAYS_INLINE exp_parts<V> exp_for_tanh(V x) {
    using T = lane_of<V>;
    const V y = at_most(absolute(x), sizeof(T) == 8 ? T(20) : T(10));
    return exp_in_two_words(y + y);
}
template <float_lanes V>
STRAND_ALWAYS_INLINE V tanh_by_exp(V x, const exp_parts<V>& e) {
    using T = lane_of<V>;
    const V t = reciprocal_power(e.n.biased);
    const V c = T(1) - t;  // rounded for t < 2^-53, but then the same in a and b
    const V a = c + e.s, a_low = (e.s - (a - c)) + e.s_low;
    // The smaller term of b less the part of it that b has.
    const V twice = t + t, b = a + twice, b_low = (at_most(a, twice) - (b - at_least(a, twice))) + a_low;
    return copy_sign(quotient<V>({a, a_low}, {b, b_low}), x);
}
template <float_lanes V>
STRAND_ALWAYS_INLINE V tanh_lanes(V x) {
    if constexpr (has_fma && sizeof(lane_of<V>) == 4) return tanh_by_intervals(x);
    else return tanh_by_exp(x, exp_for_tanh(x));
}

}  // namespace detail

template <detail::real_floating T, index_t Lanes>
STRAND_ALWAYS_INLINE pack<T, Lanes> sinh(pack<T, Lanes> x) {
    return detail::on_registers<T, Lanes>([](auto v) STRAND_INLINE_LAMBDA {
        using detail::bits_of;
        return detail::float_of<decltype(v)>(bits_of(detail::sinh_or_cosh<false>(detail::absolute(v))) | detail::sign_of(v));
    }, x);
}
template <detail::real_floating T, index_t Lanes>
STRAND_ALWAYS_INLINE pack<T, Lanes> cosh(pack<T, Lanes> x) {
    return detail::on_registers<T, Lanes>(
        [](auto v) STRAND_INLINE_LAMBDA { return detail::sinh_or_cosh<true>(detail::absolute(v)); }, x);
}
template <detail::real_floating T, index_t Lanes>
STRAND_ALWAYS_INLINE pack<T, Lanes> tanh(pack<T, Lanes> x) {
    return detail::on_registers<T, Lanes>([](auto v) STRAND_INLINE_LAMBDA { return detail::tanh_lanes(v); }, x);
}
/// A number and the exponential that its tanh begins with. For single registers, and where it helps.
template <index_t Lanes>
struct begun_tanh {
    vec<double, Lanes> x;
    detail::exp_parts<vec<double, Lanes>> e;
};
template <index_t Lanes>
    requires(detail::has_avx512 && Lanes * 8 == register_bytes)
STRAND_ALWAYS_INLINE begun_tanh<Lanes> begin_tanh(pack<double, Lanes> x) {
    return {x.v, detail::exp_for_tanh(x.v)};
}
template <index_t Lanes>
STRAND_ALWAYS_INLINE pack<double, Lanes> finish_tanh(const begun_tanh<Lanes>& begun) {
    return pack<double, Lanes>(detail::tanh_by_exp(begun.x, begun.e));
}

}  // namespace strand::inline STRAND_ISA::simd

#endif
