// SPDX-License-Identifier: BSD-3-Clause
// Logarithm and power of two on doubles that hold floats: short polynomials, good for results that are
// rounded to float in the end (relative errors 2^-37 and 2^-29, absolute 2^-37 in the exponent). With AVX-512
// powers start from tables of 16 numbers.
#ifndef STRAND_SIMD_FLOAT_PRECISION_HPP
#define STRAND_SIMD_FLOAT_PRECISION_HPP

#include <strand/simd/estimate.hpp>
#include <strand/simd/lookup.hpp>
#include <strand/simd/polynomial.hpp>
#include <strand/simd/sixteenths.hpp>

namespace strand::simd_tables {

/// -log2(1 + j / 16).
alignas(64) inline constexpr double log2_sixteenths[16] = {
    // clang-format off
    0x0p+0, -0x1.663f6fac91316p-4, -0x1.5c01a39fbd688p-3, -0x1.fbc16b902680ap-3, -0x1.49a784bcd1b8bp-2,
    -0x1.91bba891f1709p-2, -0x1.d6753e032ea0fp-2, -0x1.0c10500d63aa6p-1, -0x1.2b803473f7ad1p-1,
    -0x1.49a784bcd1b8bp-1, -0x1.66a008e4788ccp-1, -0x1.82809d5be7073p-1, -0x1.9d5d9fd5010b3p-1,
    -0x1.b74948f5532dap-1, -0x1.d053f6d260896p-1, -0x1.e88c6b3626a73p-1
    // clang-format on
};
}  // namespace strand::simd_tables

namespace strand::inline STRAND_ISA::simd::detail {

/// log2(2^k m), m in [sqrt(1/2), sqrt(2)): an odd minimax polynomial in (m - 1) / (m + 1).
template <float_lanes V>
STRAND_ALWAYS_INLINE V float_log2(V k, V m) {
    const V s = (m - 1) / (m + 1);
    return mul_add(s, polynomial(s * s, 0x1.71547652bee49p1, 0x1.ec709d127ff74p-1, 0x1.27778022469ddp-1,
                                 0x1.a58d6d5a09b22p-2, 0x1.5cea5c41dcbc4p-2), k);
}

/// 2^exponent for |exponent| < 1000.
template <float_lanes V>
STRAND_ALWAYS_INLINE V float_exp2(V exponent) {
    const V biased = exponent + rounding_magic<V>;
    const V t = exponent - (biased - rounding_magic<V>);
    return times_power(polynomial(t, 0x1.0000000262489p0, 0x1.62e430c82ad46p-1, 0x1.ebfbdadb20125p-3,
                                  0x1.c6aed45fc2aacp-5, 0x1.3b2dbc5efc079p-7, 0x1.5f4597e939a84p-10,
                                  0x1.41d313b9e6e1cp-13), biased);
}

/// size^y for doubles that hold floats; where the result is no float's, anything beyond the floats.
template <float_lanes V>
STRAND_ALWAYS_INLINE V float_power(V size, V y) {
    if constexpr (has_avx512) {
        // 1 / size, rounded to four bits after the first.
        constexpr std::uint64_t half = std::uint64_t(1) << 47;
        const auto bits = (bits_of(rough_reciprocal(size)) + half) & ~(2 * half - 1);
        const V per = float_of<V>(bits), f = mul_add(size, per, -1.0);
        const V ff = f * f;
        const V first = mul_add(f, -0x1.71547652c405cp-1, 0x1.71547652bef33p+0);
        const V second = mul_add(f, -0x1.71546fb80f72ap-2, 0x1.ec70963781533p-2);
        const V third = mul_add(f, -0x1.ecfc595727d43p-3, 0x1.27c69d74b8e25p-2);
        const V log = mul_add(f, mul_add(ff, mul_add(ff, third, second), first),
                              lookup<V>(simd_tables::log2_sixteenths, bits >> 48) - exponent_field(per));
        // y log = n + t, the last four bits of n sixteenths. The even degree in t keeps the sum positive when
        // the exponent is so large that t is too.
        const V biased = mul_add(y, log, 0x1.8p48), n = biased - 0x1.8p48, t = mul_add(y, log, -n);
        const V power = lookup<V>(simd_tables::sixteenths_high, bits_of(biased));
        const V low = mul_add(t, 0x1.ebfbdff784452p-3, 0x1.62e42fee37e4ap-1);
        const V high = mul_add(t, 0x1.3b2c00838f71fp-7, 0x1.c6b3568f31832p-5);
        return scale(mul_add(t * power, mul_add(product(t, t), high, low), power), n, biased);
    } else {
        const auto [k, m] = split_normal(size);
        return float_exp2(at_most(at_least(y * float_log2(k, m), -200), 200));
    }
}

}  // namespace strand::inline STRAND_ISA::simd::detail

#endif
