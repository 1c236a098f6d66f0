// SPDX-License-Identifier: BSD-3-Clause
// Logarithms of doubles by a table: x = 2^k (1 + f) / R with R of so few bits that f = x R 2^-k - 1 is exact,
// log x = k ln 2 - log R + log(1 + f) (P. T. P. Tang, ACM TOMS 16(4), 1990). -log R is kept in two parts of
// which the first is a multiple of 2^-42, as the first part of ln 2 is: their sum k ln 2 - log R is exact. R is
// 1 on both sides of x = 1, so that nothing is lost there.
#ifndef STRAND_SIMD_LOG_REDUCTION_HPP
#define STRAND_SIMD_LOG_REDUCTION_HPP

#include <strand/simd/double_word.hpp>
#include <strand/simd/lookup.hpp>
#include <strand/simd/polynomial.hpp>
#include <strand/simd/table.hpp>

namespace strand::simd_tables {

/// -log(1 + j / 32), in two parts.
alignas(64) inline constexpr double log_high[32] = {
    // clang-format off
    0x0p+0, -0x1.f829b0e78p-6, -0x1.f0a30c0118p-5, -0x1.6f0d28ae58p-4, -0x1.e27076e2bp-4, -0x1.29552f82p-3,
    -0x1.5ff3070a7ap-3, -0x1.9525a9cf46p-3, -0x1.c8ff7c79aap-3, -0x1.fb9186d5e4p-3, -0x1.1675cababap-2,
    -0x1.2e8e2bae12p-2, -0x1.4618bc21c6p-2, -0x1.5d1bdbf581p-2, -0x1.739d7f6bbdp-2, -0x1.89a3386c14p-2,
    -0x1.9f323ecbfap-2, -0x1.b44f77bcc9p-2, -0x1.c8ff7c79aap-2, -0x1.dd46a04c1cp-2, -0x1.f128f5fafp-2,
    -0x1.02552a5a5dp-1, -0x1.0be72e42528p-1, -0x1.154c3d2f4d8p-1, -0x1.1e85f5e704p-1, -0x1.2795e1289bp-1,
    -0x1.307d7334f1p-1, -0x1.393e0d35628p-1, -0x1.41d8fe8467p-1, -0x1.4a4f85db04p-1, -0x1.52a2d265bc8p-1,
    -0x1.5ad404c35ap-1
    // clang-format on
};
alignas(64) inline constexpr double log_low[32] = {
    // clang-format off
    0x0p+0, -0x1.980267c7e09e4p-45, 0x1.d599e83368e91p-45, 0x1.4b4641b664613p-44, 0x1.a342c2af0003cp-45,
    0x1.5b967f4471dfcp-44, 0x1.8586f183bebf2p-44, 0x1.297137d9f158fp-44, 0x1.7794f689f8434p-45,
    0x1.d572aab993c87p-47, -0x1.8380e731f55c4p-44, 0x1.67b1e99b72bd8p-45, 0x1.3d82f484c84ccp-46,
    0x1.8d6bdc9c7c238p-44, -0x1.a7389314feb5p-52, -0x1.2d5ad38c40882p-45, 0x1.ed03525ca2643p-44,
    0x1.3ae68224aa2cep-47, 0x1.7794f689f8434p-44, -0x1.282fb989a9274p-44, -0x1.bb2cd720ec44cp-44,
    -0x1.fd8d38d2bafddp-46, -0x1.415b4c4bdd99fp-44, 0x1.0b2b38662e34dp-44, -0x1.a07bd8b34be7cp-46,
    -0x1.1aeb783f3db97p-45, -0x1.7c3f6b2143eadp-46, -0x1.0cd4e221301b7p-44, -0x1.5732325e617a3p-44,
    0x1.44fdd840b8591p-45, 0x1.2a88c41ba8752p-44, 0x1.a609acaab41fcp-46
    // clang-format on
};
/// The j-th of 64 intervals from 65/128 on, each as long as its numbers have equal first six bits after the last
/// 1/64 of an octave is taken off: R, a multiple of 1/64, and -log R in two parts.
alignas(32) inline constexpr double log_rows[64][4] = {
    // clang-format off
    {0x1.f4p+0, -0x1.56bf9d5b3fp-1, -0x1.cca08e310b9b2p-44, 0},
    {0x1.ecp+0, -0x1.4e7d811b758p-1, -0x1.d84e584c2b22cp-44, 0},
    {0x1.e4p+0, -0x1.4618bc21c6p-1, 0x1.3d82f484c84ccp-45, 0},
    {0x1.ep+0, -0x1.41d8fe8467p-1, -0x1.5732325e617a3p-44, 0},
    {0x1.d8p+0, -0x1.393e0d35628p-1, -0x1.0cd4e221301b7p-44, 0},
    {0x1.dp+0, -0x1.307d7334f1p-1, -0x1.7c3f6b2143eadp-46, 0},
    {0x1.ccp+0, -0x1.2c0e9ed449p-1, 0x1.74468563ce45dp-45, 0},
    {0x1.c4p+0, -0x1.23130d7becp-1, 0x1.7afa4392f1ba7p-46, 0},
    {0x1.bcp+0, -0x1.19ee6b467c8p-1, -0x1.6ecc5cbdd7782p-45, 0},
    {0x1.b8p+0, -0x1.154c3d2f4d8p-1, 0x1.0b2b38662e34dp-44, 0},
    {0x1.b4p+0, -0x1.109f39e2d5p-1, 0x1.b4810e09b27a4p-44, 0},
    {0x1.acp+0, -0x1.0723e5c1cep-1, 0x1.7f6350d38edddp-46, 0},
    {0x1.a8p+0, -0x1.02552a5a5dp-1, -0x1.fd8d38d2bafddp-46, 0},
    {0x1.ap+0, -0x1.f128f5fafp-2, -0x1.bb2cd720ec44cp-44, 0},
    {0x1.9cp+0, -0x1.e744261d68p-2, -0x1.e1f8df68dbcf3p-44, 0},
    {0x1.98p+0, -0x1.dd46a04c1cp-2, -0x1.282fb989a9274p-44, 0},
    {0x1.94p+0, -0x1.d32fe7e00fp-2, 0x1.0aa7884dcd05p-44, 0},
    {0x1.8cp+0, -0x1.beb4d9da72p-2, 0x1.21021e78b2151p-44, 0},
    {0x1.88p+0, -0x1.b44f77bcc9p-2, 0x1.3ae68224aa2cep-47, 0},
    {0x1.84p+0, -0x1.a9cec9a9a1p-2, 0x1.ed9cadec02b43p-44, 0},
    {0x1.8p+0, -0x1.9f323ecbfap-2, 0x1.ed03525ca2643p-44, 0},
    {0x1.7cp+0, -0x1.947941c211p-2, -0x1.beae9337451f4p-44, 0},
    {0x1.78p+0, -0x1.89a3386c14p-2, -0x1.2d5ad38c40882p-45, 0},
    {0x1.74p+0, -0x1.7eaf83b82bp-2, 0x1.e4da62d0c25adp-49, 0},
    {0x1.7p+0, -0x1.739d7f6bbdp-2, -0x1.a7389314feb5p-52, 0},
    {0x1.6cp+0, -0x1.686c81e9b1p-2, -0x1.2bb110af84054p-44, 0},
    {0x1.68p+0, -0x1.5d1bdbf581p-2, 0x1.8d6bdc9c7c238p-44, 0},
    {0x1.64p+0, -0x1.51aad872ep-2, 0x1.f4bd8db0a7cc1p-44, 0},
    {0x1.6p+0, -0x1.4618bc21c6p-2, 0x1.3d82f484c84ccp-46, 0},
    {0x1.5cp+0, -0x1.3a64c55694p-2, -0x1.7a71cbcd735dp-44, 0},
    {0x1.58p+0, -0x1.2e8e2bae12p-2, 0x1.67b1e99b72bd8p-45, 0},
    {0x1.54p+0, -0x1.22941fbcf8p-2, 0x1.a6976f5eb0963p-44, 0},
    {0x1.5p+0, -0x1.1675cababap-2, -0x1.8380e731f55c4p-44, 0},
    {0x1.4cp+0, -0x1.0a324e2739p-2, -0x1.c6bee7ef4030ep-47, 0},
    {0x1.48p+0, -0x1.fb9186d5e4p-3, 0x1.d572aab993c87p-47, 0},
    {0x1.48p+0, -0x1.fb9186d5e4p-3, 0x1.d572aab993c87p-47, 0},
    {0x1.44p+0, -0x1.e27076e2bp-3, 0x1.a342c2af0003cp-44, 0},
    {0x1.4p+0, -0x1.c8ff7c79aap-3, 0x1.7794f689f8434p-45, 0},
    {0x1.3cp+0, -0x1.af3c94e80cp-3, 0x1.a4e633fcd9066p-52, 0},
    {0x1.38p+0, -0x1.9525a9cf46p-3, 0x1.297137d9f158fp-44, 0},
    {0x1.38p+0, -0x1.9525a9cf46p-3, 0x1.297137d9f158fp-44, 0},
    {0x1.34p+0, -0x1.7ab890210ep-3, 0x1.bdb9072534a58p-45, 0},
    {0x1.3p+0, -0x1.5ff3070a7ap-3, 0x1.8586f183bebf2p-44, 0},
    {0x1.3p+0, -0x1.5ff3070a7ap-3, 0x1.8586f183bebf2p-44, 0},
    {0x1.2cp+0, -0x1.44d2b6ccb8p-3, 0x1.70cc16135783cp-46, 0},
    {0x1.28p+0, -0x1.29552f82p-3, 0x1.5b967f4471dfcp-44, 0},
    {0x1.24p+0, -0x1.0d77e7cd08p-3, -0x1.cb2cd2ee2f482p-44, 0},
    {0x1.24p+0, -0x1.0d77e7cd08p-3, -0x1.cb2cd2ee2f482p-44, 0},
    {0x1.2p+0, -0x1.e27076e2bp-4, 0x1.a342c2af0003cp-45, 0},
    {0x1.2p+0, -0x1.e27076e2bp-4, 0x1.a342c2af0003cp-45, 0},
    {0x1.1cp+0, -0x1.a926d3a4acp-4, -0x1.563650bd22a9cp-44, 0},
    {0x1.18p+0, -0x1.6f0d28ae58p-4, 0x1.4b4641b664613p-44, 0},
    {0x1.18p+0, -0x1.6f0d28ae58p-4, 0x1.4b4641b664613p-44, 0},
    {0x1.14p+0, -0x1.341d7961bcp-4, -0x1.1d0929983761p-44, 0},
    {0x1.14p+0, -0x1.341d7961bcp-4, -0x1.1d0929983761p-44, 0},
    {0x1.1p+0, -0x1.f0a30c0118p-5, 0x1.d599e83368e91p-45, 0},
    {0x1.0cp+0, -0x1.77458f633p-5, 0x1.181dce586af09p-44, 0},
    {0x1.0cp+0, -0x1.77458f633p-5, 0x1.181dce586af09p-44, 0},
    {0x1.08p+0, -0x1.f829b0e78p-6, -0x1.980267c7e09e4p-45, 0},
    {0x1.08p+0, -0x1.f829b0e78p-6, -0x1.980267c7e09e4p-45, 0},
    {0x1.04p+0, -0x1.fc0a8b0fcp-7, -0x1.f1e7cf6d3a69cp-50, 0},
    {0x1.04p+0, -0x1.fc0a8b0fcp-7, -0x1.f1e7cf6d3a69cp-50, 0},
    {0x1p+0, 0x0p+0, 0x0p+0, 0},
    {0x1p+0, 0x0p+0, 0x0p+0, 0},
    // clang-format on
};

}  // namespace strand::simd_tables

namespace strand::inline STRAND_ISA::simd::detail {

inline constexpr double log_ln2_high = 0x1.62e42fefa38p-1, log_ln2_low = 0x1.ef35793c7673p-45;

/// log x = log(1 + f) + k ln 2 + high + low, |f| <= 2^-6.
template <class V>
struct log_reduction {
    V f, k, high, low;
    /// k ln 2 + high, exact, and what is left of the same.
    STRAND_ALWAYS_INLINE V leading() const { return mul_add(k, log_ln2_high, high); }
    STRAND_ALWAYS_INLINE V trailing() const { return mul_add(k, log_ln2_low, low); }
};

/// For normal x up to 2^1021; other positive numbers must be scaled before.
inline constexpr double log_reducible = 0x1p1021;
template <float_lanes V>
STRAND_ALWAYS_INLINE log_reduction<V> reduced_for_log(V x) {
    if constexpr (has_avx512) {
        // 1 / x, rounded to five bits after the first.
        constexpr std::uint64_t half = std::uint64_t(1) << 46;
        const auto bits = (bits_of(rough_reciprocal(x)) + half) & ~(2 * half - 1);
        const V per = float_of<V>(bits);
        const auto row = bits >> 47;
        return {mul_add(x, per, -1.0), -exponent_field(per), lookup<V>(simd_tables::log_high, row),
                lookup<V>(simd_tables::log_low, row)};
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

/// log x to about 2^-65 of it; the second word is small, but up to 2^-13 of the first.
template <float_lanes V>
STRAND_ALWAYS_INLINE double_word<V> log_in_two_words(log_reduction<V> r) {
    const auto sum = fast_two_sum(r.leading(), r.f);
    const V half = r.f * -0.5;
    const auto square = two_product(r.f, half);
    const auto most = fast_two_sum(sum.high, square.high);
    const V tail = polynomial(r.f, -0x1.5555555555555p-1, 0x1p-1, -0x1.999999999c94bp-2, 0x1.555555555810dp-2,
                              -0x1.24924838026bcp-2, 0x1.fffffe4e4d0a7p-3, -0x1.c74b605eae22dp-3, 0x1.99c49f045b7bdp-3);
    const V low = (r.trailing() + sum.low) + (square.low + most.low);
    return {most.high, mul_add(product(square.high, r.f), tail, low)};
}

}  // namespace strand::inline STRAND_ISA::simd::detail

#endif
