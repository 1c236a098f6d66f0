// SPDX-License-Identifier: BSD-3-Clause
// Logarithms by a table: x = 2^k m, m near 1, and m R = 1 + f with R of so few bits that f is exact:
// log x = k ln 2 - log R + log(1 + f) (P. T. P. Tang, ACM TOMS 16(4), 1990). -log R is kept in two parts of
// which the first is a multiple of 2^-42 (2^-16), as the first part of ln 2 is: their sum k ln 2 - log R is
// exact. R is 1 on both sides of x = 1, so that nothing is lost there. With AVX-512 an estimate of 1 / m is rounded
// to R, and a permutation finds -log R; elsewhere R too is in the table, which is for doubles.
#ifndef STRAND_SIMD_LOG_REDUCTION_HPP
#define STRAND_SIMD_LOG_REDUCTION_HPP

#include <strand/simd/double_word.hpp>
#include <strand/simd/estimate.hpp>
#include <strand/simd/log_tables.hpp>
#include <strand/simd/lookup.hpp>
#include <strand/simd/polynomial.hpp>
#include <strand/simd/table.hpp>

namespace strand::inline STRAND_ISA::simd::detail {

/// R for m in [3/4, 3/2), a multiple of 1/16 (1/32), and what finds -log R; 1 without AVX-512.
template <class V>
struct near_reciprocal {
    V r;
    uint_lanes<V> row;
};
template <float_lanes V>
STRAND_ALWAYS_INLINE near_reciprocal<V> near_reciprocal_of([[maybe_unused]] V m) {
    if constexpr (has_avx512) {
        constexpr lane_of<V> magic = sizeof(lane_of<V>) == 8 ? lane_of<V>(0x1.8p48) : lane_of<V>(0x1.8p18);
        const V rounded = rough_reciprocal(m) + magic;
        return {rounded - magic, bits_of(rounded)};
    } else {
        return {all<V>(1), uint_lanes<V>{}};
    }
}
/// x = 2^exponent significand with a significand in [3/4, 3/2). Only with AVX-512.
template <float_lanes V>
STRAND_ALWAYS_INLINE exponent_and_significand<V> split_near_one(V x) {
    const V significand = significand_near_one(x);
    return {exponent_field(x) - exponent_field(significand), significand};
}

inline constexpr double log_ln2_high = 0x1.62e42fefa38p-1, log_ln2_low = 0x1.ef35793c7673p-45;

/// log x = log(1 + f) + k ln 2 + high + low, |f| <= 3/64.
template <class V>
struct log_reduction {
    V f, k, high, low;
    /// k ln 2 + high, exact, and what is left of the same.
    STRAND_ALWAYS_INLINE V leading() const { return mul_add(k, log_ln2_high, high); }
    STRAND_ALWAYS_INLINE V trailing() const { return mul_add(k, log_ln2_low, low); }
};

/// For normal x; denormal ones must be scaled before.
template <float_lanes V>
STRAND_ALWAYS_INLINE log_reduction<V> reduced_for_log(V x) {
    if constexpr (has_avx512) {
        const auto [k, m] = split_near_one(x);
        const auto near = near_reciprocal_of(m);
        const auto& table = simd_tables::double_log_base_e;
        return {mul_add(m, near.r, -1.0), k, lookup<V>(table[0], near.row), lookup<V>(table[1], near.row)};
    } else {
        constexpr std::uint64_t first = 0x3FE0400000000000, one = 0x3FF0000000000000;
        const auto shifted = bits_of(x) + (one - first);
        const V m = float_of<V>((shifted & 0xFFFFFFFFFFFFF) + first);
        const V k = float_of<V>((shifted >> 52) | 0x4330000000000000U) - (0x1p52 + 1023);
        const auto row = table_rows<V>(simd_tables::log_rows, (shifted >> 46) & 63);
        const auto scaled = two_product(m, row.c0);
        return {has_fma ? mul_add(m, row.c0, -1.0) : (scaled.high - 1) + scaled.low, k, row.c1, row.c2};
    }
}
/// For all positive x.
template <float_lanes V>
STRAND_ALWAYS_INLINE log_reduction<V> reduced_for_any_log(V x) {
    if constexpr (has_avx512) {
        return reduced_for_log(x);
    } else {
        const auto small = x < limits_of<V>::min();
        auto reduction = reduced_for_log<V>(small ? x * 0x1p54 : x);
        reduction.k = small ? reduction.k - 54 : reduction.k;
        return reduction;
    }
}

/// log x to about 2^-65 of it; the second word is small, but up to 2^-9 of the first.
template <float_lanes V>
STRAND_ALWAYS_INLINE double_word<V> log_in_two_words(log_reduction<V> r) {
    const auto sum = fast_two_sum(r.leading(), r.f);
    const V half = r.f * -0.5;
    const auto square = two_product(r.f, half);
    const auto most = fast_two_sum(sum.high, square.high);
    V tail;
    if constexpr (has_avx512) {
        tail = polynomial(r.f, -0x1.5555555555555p-1, 0x1.0000000000001p-1, -0x1.99999999995fep-2, 0x1.5555555550f16p-2,
                          -0x1.249249329bf2dp-2, 0x1.0000002862a7p-2, -0x1.c71bba445c2cbp-3, 0x1.99986cd2be0b9p-3,
                          -0x1.75ff53168ea03p-3, 0x1.574087ffdf5ffp-3);
    } else {
        tail = polynomial(r.f, -0x1.5555555555555p-1, 0x1p-1, -0x1.999999999c94bp-2, 0x1.555555555810dp-2,
                          -0x1.24924838026bcp-2, 0x1.fffffe4e4d0a7p-3, -0x1.c74b605eae22dp-3, 0x1.99c49f045b7bdp-3);
    }
    const V low = (r.trailing() + sum.low) + (square.low + most.low);
    return {most.high, mul_add(product(square.high, r.f), tail, low)};
}

}  // namespace strand::inline STRAND_ISA::simd::detail

#endif
