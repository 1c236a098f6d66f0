// SPDX-License-Identifier: BSD-3-Clause
// -log R for the numbers R near 1 / x of simd/log_reduction.hpp, in units of three bases. The first part is a multiple
// of 2^-42 (2^-16) as the first part of k log 2 is, so that their sum is exact; the second part is what is left.
#ifndef STRAND_SIMD_LOG_TABLES_HPP
#define STRAND_SIMD_LOG_TABLES_HPP

namespace strand::simd_tables {

/// R = j / 16 for j = 11 ... 21, at j mod 16.
alignas(64) inline constexpr double double_log_base_e[2][16] = {
    // clang-format off
    {0, -0x1.f0a30c0118p-5, -0x1.e27076e2bp-4, -0x1.5ff3070a7ap-3, -0x1.c8ff7c79aap-3, -0x1.1675cababap-2, 0, 0, 0,
     0, 0, 0x1.7fafa3bd81p-2, 0x1.269621134ep-2, 0x1.a93ed3c8aep-3, 0x1.1178e8227ep-3, 0x1.08598b59e4p-4},
    {0, 0x1.d599e83368e91p-45, 0x1.a342c2af0003cp-45, 0x1.8586f183bebf2p-44, 0x1.7794f689f8434p-45,
     -0x1.8380e731f55c4p-44, 0, 0, 0, 0, 0, 0x1.46fb79bf6d4cbp-44, -0x1.1b61f10522625p-44, -0x1.8724350562169p-45,
     0x1.1ef78ce2d07f2p-45, -0x1.7e5dd7009902cp-46},
    // clang-format on
};
alignas(64) inline constexpr double double_log_base_two[2][16] = {
    // clang-format off
    {0, -0x1.663f6fac9p-4, -0x1.5c01a39fbep-3, -0x1.fbc16b9026p-3, -0x1.49a784bcd2p-2, -0x1.91bba891f1p-2, 0, 0, 0,
     0, 0, 0x1.14c560fe688p-1, 0x1.a8ff971811p-2, 0x1.32bfee370fp-2, 0x1.8a8980abfcp-3, 0x1.7d60496cfcp-4},
    {0, -0x1.3167ccc538261p-44, 0x1.2f0c0bfe9dbecp-44, -0x1.0144751b3314fp-44, 0x1.1d406db502403p-44,
     -0x1.c22d2cad415aep-44, 0, 0, 0, 0, 0, 0x1.7c407050799bfp-44, -0x1.6879fa00b120ap-44, -0x1.979a5db68721dp-46,
     -0x1.66cccab240e9p-46, -0x1.2ce6312ebb81dp-46},
    // clang-format on
};
alignas(64) inline constexpr double double_log_base_ten[2][16] = {
    // clang-format off
    {0, -0x1.af5f92b01p-6, -0x1.a30a9d60ap-5, -0x1.31b3055c48p-4, -0x1.8cf1838864p-4, -0x1.e3bc1ab0ep-4, 0, 0, 0, 0,
     0, 0x1.4d43f8275ap-3, 0x1.ffbfc2bbc8p-4, 0x1.715d0ce368p-4, 0x1.db11ed7668p-5, 0x1.cb38fccd9p-6},
    {0, 0x1.9f05921f59258p-46, 0x1.0163d7e67d282p-45, 0x1.dcffc97be8c9cp-45, -0x1.019365163f2fcp-45,
     -0x1.9fe3d562a53fp-44, 0, 0, 0, 0, 0, 0x1.20ca9a2bcc728p-45, -0x1.ff229f20ed3d2p-46, -0x1.41149840eaa65p-46,
     0x1.5fa196e1e0ddap-44, -0x1.00925a535ae72p-44},
    // clang-format on
};
/// R = j / 32 for j = 21 ... 43, at j mod 32.
alignas(64) inline constexpr float float_log_base_e[2][32] = {
    // clang-format off
    {0, -0x1.f84p-6f, -0x1.f0ap-5f, -0x1.6f1p-4f, -0x1.e27p-4f, -0x1.2958p-3f, -0x1.5ffp-3f, -0x1.9528p-3f,
     -0x1.c9p-3f, -0x1.fb9p-3f, -0x1.1674p-2f, -0x1.2e9p-2f, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x1.af54p-2f, 0x1.7fbp-2f,
     0x1.522cp-2f, 0x1.2698p-2f, 0x1.f99p-3f, 0x1.a94p-3f, 0x1.5bf8p-3f, 0x1.1178p-3f, 0x1.933p-4f, 0x1.086p-4f,
     0x1.042p-5f},
    {0, 0x1.64f188p-18f, -0x1.86008cp-20f, 0x1.6ba8d4p-19f, -0x1.db8abcp-22f, 0x1.683fp-18f, -0x1.83853cp-18f,
     0x1.2b185ep-18f, 0x1.070cacp-20f, -0x1.86d5e4p-19f, -0x1.cababap-18f, 0x1.d451eep-18f, 0, 0, 0, 0, 0, 0, 0, 0,
     0, -0x1.6adb74p-18f, -0x1.7109fap-20f, -0x1.1f8c76p-18f, -0x1.deecb2p-18f, 0x1.c6cb3cp-19f, -0x1.2c3752p-19f,
     -0x1.fca55ep-18f, 0x1.d044fcp-20f, 0x1.797566p-18f, -0x1.9d2988p-18f, -0x1.44ec32p-18f},
    // clang-format on
};
alignas(64) inline constexpr float float_log_base_two[2][32] = {
    // clang-format off
    {0, -0x1.6bap-5f, -0x1.664p-4f, -0x1.08c8p-3f, -0x1.5cp-3f, -0x1.acf8p-3f, -0x1.fbcp-3f, -0x1.244p-2f,
     -0x1.49a8p-2f, -0x1.6e24p-2f, -0x1.91bcp-2f, -0x1.b48p-2f, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x1.3722p-1f,
     0x1.14c6p-1f, 0x1.e7ep-2f, 0x1.a9p-2f, 0x1.6cbp-2f, 0x1.32cp-2f, 0x1.f6p-3f, 0x1.8a88p-3f, 0x1.22d8p-3f,
     0x1.7d6p-4f, 0x1.774p-5f},
    {0, -0x1.a6eb1ep-18f, 0x1.20a6dep-21f, 0x1.3b992cp-18f, -0x1.a39fbep-19f, 0x1.0e9258p-18f, -0x1.6b9026p-19f,
     -0x1.eac382p-20f, 0x1.ed0cbap-20f, 0x1.e3263p-18f, 0x1.5db83ap-20f, 0x1.408c78p-18f, 0, 0, 0, 0, 0, 0, 0, 0, 0,
     0x1.5db83ap-20f, -0x1.3e032ep-18f, -0x1.40358ep-19f, -0x1.a39fbep-20f, 0x1.ed0cbap-19f, -0x1.1c8f12p-22f,
     -0x1.3ab7cep-18f, 0x1.80abfcp-19f, 0x1.6e155ap-18f, 0x1.25b3eep-22f, -0x1.acd89ap-19f},
    // clang-format on
};
alignas(64) inline constexpr float float_log_base_ten[2][32] = {
    // clang-format off
    {0, -0x1.b6p-7f, -0x1.af4p-6f, -0x1.3eep-5f, -0x1.a3p-5f, -0x1.024p-4f, -0x1.31bp-4f, -0x1.5ffp-4f,
     -0x1.8cfp-4f, -0x1.b8ep-4f, -0x1.e3cp-4f, -0x1.06c8p-3f, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x1.76a8p-3f, 0x1.4d4p-3f,
     0x1.25b8p-3f, 0x1.ffcp-4f, 0x1.b72p-4f, 0x1.716p-4f, 0x1.2e4p-4f, 0x1.db2p-5f, 0x1.5e4p-5f, 0x1.cb4p-6f,
     0x1.c4p-7f},
    {0, 0x1.6f714ep-19f, -0x1.f92bp-18f, 0x1.dcccb4p-18f, -0x1.53ac14p-18f, -0x1.460f84p-19f, -0x1.82ae24p-19f,
     0x1.feddd4p-18f, -0x1.838864p-20f, 0x1.b2c54cp-20f, 0x1.f2a79p-19f, -0x1.eb3d36p-18f, 0, 0, 0, 0, 0, 0, 0, 0,
     0, -0x1.d1a24p-18f, 0x1.fc13aep-18f, 0x1.410ad8p-18f, -0x1.ea21c4p-23f, 0x1.cd1716p-20f, -0x1.798e4cp-19f,
     -0x1.62fd22p-18f, -0x1.c25132p-18f, -0x1.a65206p-19f, -0x1.c0cc9ep-20f, -0x1.7be444p-18f},
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

#endif
