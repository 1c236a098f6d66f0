// SPDX-License-Identifier: BSD-3-Clause
// Polynomials by intervals for functions of floats: a row is one coefficient in all intervals, which a
// permutation of a register finds (simd/lookup.hpp). Fitted at the Chebyshev nodes of each interval with 240 bits.
#ifndef STRAND_SIMD_FLOAT_TABLES_HPP
#define STRAND_SIMD_FLOAT_TABLES_HPP

namespace strand::simd_tables {

/// For erf on floats around x = j / 8, in d = 8 x - j: where j < 8 the coefficients of erf(x) / x - 1, elsewhere of
/// erf(x) - 1; lowest first. The approximations cost at most 0.1 ULP of erf(x).
alignas(64) inline constexpr float erf_fine[5][32] = {
    // clang-format off
    {0x1.06eba8p-3f, 0x1.f5e1a4p-4f, 0x1.af54e2p-4f, 0x1.3e08c8p-4f, 0x1.4fdeb8p-5f, -0x1.70e9ecp-9f, -0x1.a848b8p-5f,
     -0x1.a9a1f4p-4f, -0x1.422616p-3f, -0x1.c9296cp-4f, -0x1.3bcd14p-4f, -0x1.a8973cp-5f, -0x1.15aaa8p-5f, -0x1.612d8ap-6f,
     -0x1.b4be2p-7f, -0x1.067844p-7f, -0x1.328f5ep-8f, -0x1.5bde72p-9f, -0x1.7f714p-10f, -0x1.9a7c3p-11f, -0x1.aab85ap-12f,
     -0x1.aeb442p-13f, -0x1.a609f8p-14f, -0x1.916f7cp-15f, -0x1.729df6p-16f, -0x1.4c144ep-17f, -0x1.20c13p-18f, -0x1.e7493p-20f,
     -0x1.8ef2aap-21f, -0x1.3ce784p-22f, -0x1.e8747p-24f, -0x1.6d3126p-25f},
    {0x1.a9b786p-31f, -0x1.7d8ff2p-7f, -0x1.7306eep-6f, -0x1.09ac2ep-5f, -0x1.4c3874p-5f, -0x1.7edee6p-5f, -0x1.a0cdcep-5f,
     -0x1.b2931cp-5f, 0x1.a91206p-5f, 0x1.45e9bp-5f, 0x1.e4654ep-6f, 0x1.5ce5aap-6f, 0x1.e72386p-7f, 0x1.499d4ap-7f,
     0x1.b0552p-8f, 0x1.12ce96p-8f, 0x1.529b5cp-9f, 0x1.9461cep-10f, 0x1.d4136p-11f, 0x1.0690ep-11f, 0x1.1d821cp-12f,
     0x1.2ce73ep-13f, 0x1.335f08p-14f, 0x1.30515ep-15f, 0x1.24064ep-16f, 0x1.0f9b26p-17f, 0x1.e9af78p-19f, 0x1.abd9e4p-20f,
     0x1.6a52b2p-21f, 0x1.2963eep-22f, 0x1.d92b06p-24f, 0x1.6cd6dap-25f},
    {-0x1.81277ap-8f, -0x1.766bcap-8f, -0x1.57664ap-8f, -0x1.276ba2p-8f, -0x1.d6dd16p-9f, -0x1.5275cap-9f, -0x1.9a7dap-10f,
     -0x1.457506p-11f, -0x1.a911f2p-8f, -0x1.6ea6d4p-8f, -0x1.2ebf44p-8f, -0x1.dfbbbcp-9f, -0x1.6d5aa2p-9f, -0x1.0bcfd4p-9f,
     -0x1.7a4a96p-10f, -0x1.01a1cep-10f, -0x1.529bap-11f, -0x1.ada86ap-12f, -0x1.074b52p-12f, -0x1.37ccb6p-13f,
     -0x1.64e3a4p-14f, -0x1.8af0ecp-15f, -0x1.a6a492p-16f, -0x1.b57764p-17f, -0x1.b60c6cp-18f, -0x1.a865e2p-19f,
     -0x1.8de274p-20f, -0x1.690406p-21f, -0x1.3d0cacp-22f, -0x1.0d86d6p-23f, -0x1.bba082p-25f, -0x1.6177a6p-26f},
    {0x1.0189c2p-24f, 0x1.c4e088p-14f, 0x1.ac38eep-13f, 0x1.245fbep-12f, 0x1.554fb4p-12f, 0x1.66a4dp-12f, 0x1.5a6efap-12f,
     0x1.3639dp-12f, 0x1.1ab056p-12f, 0x1.4c16eap-12f, 0x1.56a442p-12f, 0x1.43267ap-12f, 0x1.1c03e8p-12f, 0x1.d6581p-13f,
     0x1.716a9p-13f, 0x1.1477b4p-13f, 0x1.8b90cap-14f, 0x1.0f2456p-14f, 0x1.64c99ap-15f, 0x1.c34266p-16f, 0x1.129848p-16f,
     0x1.41d97cp-17f, 0x1.6b9334p-18f, 0x1.8c139p-19f, 0x1.a0528p-20f, 0x1.a66918p-21f, 0x1.9ddce2p-22f, 0x1.87aeeep-23f,
     0x1.662c5ap-24f, 0x1.3c8c06p-25f, 0x1.0e6fbp-26f, 0x1.bec62p-28f},
    {0x1.cc70a2p-16f, 0x1.b4436ap-16f, 0x1.6c5346p-16f, 0x1.01897p-16f, 0x1.09163ep-17f, 0x1.ddc0f4p-22f, -0x1.96595ap-18f,
     -0x1.6e5c5cp-17f, 0x1.1b78dp-16f, 0x1.cb8e3ap-18f, -0x1.8cda7ap-20f, -0x1.f1f35p-18f, -0x1.6c94c8p-17f, -0x1.96b86ep-17f,
     -0x1.89b1d6p-17f, -0x1.5a074cp-17f, -0x1.1a2796p-17f, -0x1.b00a86p-18f, -0x1.38e4eap-18f, -0x1.aed8d6p-19f,
     -0x1.1afc5p-19f, -0x1.638cd4p-20f, -0x1.ac1bcp-21f, -0x1.eec088p-22f, -0x1.12ba5ep-22f, -0x1.257d06p-23f, -0x1.2dd734p-24f,
     -0x1.2b0feap-25f, -0x1.1d9fcp-26f, -0x1.07155cp-27f, -0x1.d39986p-29f, -0x1.91166ep-30f},
    // clang-format on
};
/// The same around x = j / 1.8125, erf(x) / x - 1 where j < 2; at most 0.1 ULP.
alignas(64) inline constexpr float erf_coarse[8][8] = {
    // clang-format off
    {0x1.06eba8p-3f, 0x1.831a46p-6f, -0x1.e5f21p-4f, -0x1.3b4bdap-6f, -0x1.d87242p-10f, -0x1.9155e6p-14f, -0x1.7e29b8p-19f,
     -0x1.94e0a8p-25f},
    {0x0p0f, -0x1.87ee5ep-3f, 0x1.795226p-3f, 0x1.497084p-5f, 0x1.38f2bcp-8f, 0x1.43720ep-12f, 0x1.6bb71ep-17f,
     0x1.bcfe3p-23f},
    {-0x1.d4f61cp-4f, -0x1.fb9e9p-5f, -0x1.cb6d0ep-4f, -0x1.2cd8p-5f, -0x1.7d0aeap-8f, -0x1.ec494cp-12f, -0x1.4c2edap-16f,
     -0x1.da54c2p-22f},
    {0x0p0f, 0x1.d9fc82p-6f, 0x1.b793a2p-6f, 0x1.2b73f4p-6f, 0x1.158d68p-8f, 0x1.d2aeb4p-12f, 0x1.81f92ap-16f,
     0x1.457bdp-21f},
    {0x1.567dfcp-7f, 0x1.d91a7p-10f, 0x1.a5c5c8p-9f, -0x1.2eb40ep-8f, -0x1.04b888p-9f, -0x1.312262p-12f, -0x1.3dfd98p-16f,
     -0x1.405596p-21f},
    {0x0p0f, -0x1.4b5ea4p-9f, -0x1.a7b14p-9f, 0x1.29158ap-16f, 0x1.31078cp-11f, 0x1.1e6c8p-13f, 0x1.8af5fp-17f,
     0x1.e91b6p-22f},
    {-0x1.81bb3p-11f, 0x1.9f2534p-14f, 0x1.842a58p-12f, 0x1.823bc4p-12f, -0x1.24c2e6p-14f, -0x1.8225b4p-15f,
     -0x1.8d7a4ap-18f, -0x1.45cddap-22f},
    {0x0p0f, 0x1.3eb4d8p-13f, 0x1.5819cep-13f, -0x1.8d000ap-14f, -0x1.1d4f74p-16f, 0x1.489d6ap-17f, 0x1.1f3fap-19f,
     0x1.348104p-23f},
    // clang-format on
};
/// For tanh on floats: an interval begins at t = 2^e (1 + m / 8), where t = x + 17/16, and has the number
/// (8 e + m + 24) mod 32; d = x - (2^e (1 + m / 8) - 1). Coefficients of tanh(x) / x - 1 for e = 0, elsewhere of
/// tanh(x) - 1. At most 0.2 ULP.
alignas(64) inline constexpr float tanh_fine[6][32] = {
    // clang-format off
    {-0x1.e84154p-3f, -0x1.36b712p-3f, -0x1.848344p-4f, -0x1.e04068p-5f, -0x1.26afa2p-5f, -0x1.680528p-6f, -0x1.b69f68p-7f,
     -0x1.0abd94p-7f, -0x1.44177ap-8f, -0x1.dda73ep-10f, -0x1.5fa3e2p-11f, -0x1.02c6f8p-12f, -0x1.7cd332p-14f, -0x1.183412p-15f,
     -0x1.9c5422p-17f, -0x1.2f602ap-18f, -0x1.be6ecp-20f, -0x1.e35852p-23f, -0x1.05a792p-25f, -0x1.1b49ecp-28f,
     -0x1.32b632p-31f, -0x1.4c1242p-34f, -0x1.67871ap-37f, -0x1.85411ap-40f, 0x1.b62f1ap-40f, -0x1.5336a2p-8f, -0x1.4d02b2p-6f,
     -0x1.6b902cp-5f, -0x1.365614p-4f, -0x1.cd601p-4f, -0x1.399eb4p-3f, -0x1.90756ap-3f},
    {0x1.ae0dcp-2f, 0x1.1f2514p-2f, 0x1.721652p-3f, 0x1.d22ca2p-4f, 0x1.2162c2p-4f, 0x1.64108ap-5f, 0x1.b3afe2p-6f,
     0x1.09a7a6p-6f, 0x1.434afp-7f, 0x1.dd38cep-9f, 0x1.5f866cp-10f, 0x1.02bf56p-11f, 0x1.7ccf92p-13f, 0x1.183376p-14f,
     0x1.9c545ap-16f, 0x1.2f60ap-17f, 0x1.be695ap-19f, 0x1.e35292p-22f, 0x1.05a476p-24f, 0x1.1b468ep-27f, 0x1.32b28ep-30f,
     0x1.4c0e5p-33f, 0x1.6782d4p-36f, 0x1.853c7ap-39f, -0x1.ecfd58p-30f, -0x1.511b58p-4f, -0x1.44e4a2p-3f, -0x1.caf818p-3f,
     -0x1.1a2fdap-2f, -0x1.3f63eep-2f, -0x1.55b704p-2f, -0x1.5f05f6p-2f},
    {-0x1.4785d6p-2f, -0x1.e727cep-3f, -0x1.4efb4cp-3f, -0x1.b6d818p-4f, -0x1.16f9e4p-4f, -0x1.5c3ddcp-5f, -0x1.addb6cp-6f,
     -0x1.077e7p-6f, -0x1.41aee6p-7f, -0x1.dc55d6p-9f, -0x1.5f46c6p-10f, -0x1.02ac8cp-11f, -0x1.7cc31cp-13f, -0x1.182e68p-14f,
     -0x1.9c4f24p-16f, -0x1.2f5d64p-17f, -0x1.bced8p-19f, -0x1.e1b77cp-22f, -0x1.04c5eep-24f, -0x1.1a55a2p-27f,
     -0x1.31adb6p-30f, -0x1.4af3e8p-33f, -0x1.665112p-36f, -0x1.83f17p-39f, -0x1.55553ep-2f, -0x1.48bba2p-2f, -0x1.253962p-2f,
     -0x1.e1dc1p-3f, -0x1.67ddb4p-3f, -0x1.d8962p-4f, -0x1.edde8p-5f, -0x1.cdfb64p-7f},
    {0x1.a84986p-4f, 0x1.bb956ap-4f, 0x1.67ab6cp-4f, 0x1.01b854p-4f, 0x1.58f58cp-5f, 0x1.bbcfecp-6f, 0x1.16e226p-6f,
     0x1.599bc6p-7f, 0x1.a7857cp-8f, 0x1.3b7d68p-9f, 0x1.d25d3ep-11f, 0x1.57b4a6p-12f, 0x1.fa147ep-14f, 0x1.746fe6p-15f,
     0x1.120bf6p-16f, 0x1.9346e6p-18f, 0x1.1f4a18p-19f, 0x1.370b74p-22f, 0x1.50c34ap-25f, 0x1.6c9b72p-28f, 0x1.8ac0f6p-31f,
     0x1.ab6494p-34f, 0x1.cebb1p-37f, 0x1.f4fd86p-40f, -0x1.7fd3d2p-16f, 0x1.089504p-4f, 0x1.e1b29ap-4f, 0x1.3592c6p-3f,
     0x1.4de1acp-3f, 0x1.3fa354p-3f, 0x1.16ca26p-3f, 0x1.c0f2dap-4f},
    {0x1.baf59ap-6f, -0x1.abbe3ep-7f, -0x1.9c40aep-6f, -0x1.821612p-6f, -0x1.24e8f4p-6f, -0x1.92e5eap-7f, -0x1.06eba2p-7f,
     -0x1.4d134p-8f, -0x1.8f71b8p-9f, -0x1.2cb11cp-10f, -0x1.be303p-12f, -0x1.494bc6p-13f, -0x1.e51cap-15f, -0x1.6512ccp-16f,
     -0x1.06c292p-17f, -0x1.82ad84p-19f, -0x1.e5c5e4p-21f, -0x1.06f894p-23f, -0x1.1cb6ep-26f, -0x1.344156p-29f,
     -0x1.4dbe12p-32f, -0x1.695648p-35f, -0x1.873694p-38f, -0x1.a78f42p-41f, 0x1.1283ap-3f, 0x1.eec062p-4f, 0x1.6919bcp-4f,
     0x1.728a86p-5f, 0x1.c037c4p-9f, -0x1.d9d1a4p-6f, -0x1.8c0f9p-5f, -0x1.c81692p-5f},
    {-0x1.4064fp-5f, -0x1.cae0b6p-7f, -0x1.9a1eaep-12f, 0x1.16d868p-8f, 0x1.3191d4p-8f, 0x1.e598b8p-9f, 0x1.54599p-9f,
     0x1.c03f26p-10f, 0x1.c6160ap-11f, 0x1.5a6272p-12f, 0x1.023868p-13f, 0x1.7dce1ep-15f, 0x1.196998p-16f, 0x1.9e5f4p-18f,
     0x1.30f35ep-19f, 0x1.c0c79ap-21f, 0x1.9b6784p-23f, 0x1.bd6ccap-26f, 0x1.e2412p-29f, 0x1.05107p-31f, 0x1.1aa64cp-34f,
     0x1.32050ap-37f, 0x1.4b5274p-40f, 0x1.66b77p-43f, -0x1.4a1904p-7f, -0x1.3794cep-5f, -0x1.04c1d8p-4f, -0x1.217484p-4f,
     -0x1.f34c7ap-5f, -0x1.55760ep-5f, -0x1.53f614p-6f, -0x1.d1f212p-9f},
    // clang-format on
};
/// The same for t = 1.66 x + 1: an interval begins at 2^e (1 + m / 2) and has the number (2 e + m + 6) mod 8;
/// d = t less its middle. Coefficients of tanh(x) / x - 1 for t < 3. At most 0.3 ULP.
alignas(64) inline constexpr float tanh_coarse[8][8] = {
    // clang-format off
    {-0x1.a490d8p-3f, -0x1.8013fep-4f, -0x1.0667cep-6f, -0x1.7bfe68p-10f, -0x1.47a16ap-15f, -0x1.528b86p-22f, -0x1.eb0588p-8f,
     -0x1.01af5cp-4f},
    {-0x1.a796ep-3f, 0x1.b90c94p-4f, 0x1.399e9cp-6f, 0x1.c97e02p-10f, 0x1.8ac76p-15f, 0x1.97f03p-22f, -0x1.e69b9cp-5f,
     -0x1.3db10ep-3f},
    {-0x1.d84bf2p-10f, -0x1.e18e54p-5f, -0x1.73ca8ap-7f, -0x1.1334fap-10f, -0x1.dcfd72p-16f, -0x1.eceb72p-23f, -0x1.d51d0cp-4f,
     -0x1.280d1p-4f},
    {0x1.71a5aap-6f, 0x1.38607ep-6f, 0x1.2103fap-8f, 0x1.b8cf5cp-12f, 0x1.7eaf78p-17f, 0x1.8b7f52p-24f, 0x1.12d12cp-6f,
     0x1.203426p-5f},
    {-0x1.e3b6ep-8f, -0x1.b07c5ap-9f, -0x1.45f718p-10f, -0x1.07a81ap-13f, -0x1.bf4726p-19f, -0x1.ce38dep-26f, 0x1.f37216p-7f,
     0x1.4193f8p-9f},
    {-0x1.1874ecp-15f, -0x1.8fa674p-13f, 0x1.100b1ep-12f, 0x1.f69c4ap-16f, 0x1.b245e4p-21f, 0x1.c0e3a4p-28f, -0x1.d0f34ep-9f,
     -0x1.587186p-8f},
    {0x1.ae26c4p-11f, 0x1.656e88p-12f, -0x1.198202p-15f, -0x1.9c2b04p-18f, -0x1.b4688cp-23f, -0x1.c3f1ccp-30f, -0x1.fc02ccp-10f,
     0x1.9cce4ep-11f},
    {-0x1.084764p-12f, -0x1.d8e172p-14f, 0x1.d0395p-25f, 0x1.0abca2p-20f, 0x1.2470ap-25f, 0x1.2f6e6p-32f, 0x1.48029p-11f,
     0x1.e39ce4p-12f},
    // clang-format on
};
/// 2^(j / 32) and 2^(j / 8): 12 bits, and the rest.
alignas(64) inline constexpr float thirty_seconds_high[32] = {
    // clang-format off
    0x1p0f, 0x1.05ap0f, 0x1.0b6p0f, 0x1.114p0f, 0x1.172p0f, 0x1.1d4p0f, 0x1.238p0f, 0x1.29ep0f, 0x1.306p0f, 0x1.372p0f,
    0x1.3dep0f, 0x1.44ep0f, 0x1.4cp0f, 0x1.534p0f, 0x1.5acp0f, 0x1.624p0f, 0x1.6ap0f, 0x1.72p0f, 0x1.7a2p0f, 0x1.826p0f,
    0x1.8acp0f, 0x1.938p0f, 0x1.9c4p0f, 0x1.a56p0f, 0x1.ae8p0f, 0x1.b8p0f, 0x1.c1ap0f, 0x1.cb8p0f, 0x1.d58p0f, 0x1.dfcp0f,
    0x1.ea4p0f, 0x1.f5p0f
    // clang-format on
};
alignas(64) inline constexpr float thirty_seconds_low[32] = {
    // clang-format off
    0x0p0f, -0x1.3cb3aap-14f, -0x1.4f260cp-13f, -0x1.fc5fdcp-13f, 0x1.7078fap-13f, 0x1.0e62d2p-13f, 0x1.e9b9d6p-14f,
    0x1.3bea4p-13f, 0x1.fc1464p-13f, -0x1.632316p-14f, 0x1.4c9824p-13f, 0x1.0c0c32p-17f, -0x1.29564ep-15f, 0x1.5ab4eap-15f,
    -0x1.f0457p-13f, 0x1.fac0eap-14f, 0x1.3cccfep-13f, -0x1.142e28p-13f, -0x1.d7182ap-13f, -0x1.d99accp-14f, 0x1.ca8456p-13f,
    -0x1.909e64p-13f, 0x1.230548p-13f, -0x1.f89b84p-13f, 0x1.3f32b6p-13f, -0x1.121a0ap-13f, -0x1.9089eap-14f, -0x1.be462p-13f,
    0x1.8dcfbap-16f, 0x1.2e66f8p-13f, 0x1.5f454ap-13f, 0x1.d96dbap-14f
    // clang-format on
};
alignas(64) inline constexpr float eighths_high[8] = {
    // clang-format off
    0x1p0f, 0x1.172p0f, 0x1.306p0f, 0x1.4cp0f, 0x1.6ap0f, 0x1.8acp0f, 0x1.ae8p0f, 0x1.d58p0f
    // clang-format on
};
alignas(64) inline constexpr float eighths_low[8] = {
    // clang-format off
    0x0p0f, 0x1.7078fap-13f, 0x1.fc1464p-13f, -0x1.29564ep-15f, 0x1.3cccfep-13f, 0x1.ca8456p-13f, 0x1.3f32b6p-13f,
    0x1.8dcfbap-16f
    // clang-format on
};
/// For W(x) = e^(x^2) erfc(x) on floats: an interval begins at t = 2^e (1 + m / 8), where t = x + 1, and has the number
/// (8 e + m + 24) mod 32; d = t less its middle. A number of 11 bits near W, then coefficients of what W is more.
alignas(64) inline constexpr float erfcx_fine[32] = {
    // clang-format off
    0x1.954p-2f, 0x1.5f8p-2f, 0x1.358p-2f, 0x1.14p-2f, 0x1.f1p-3f, 0x1.c38p-3f, 0x1.9d8p-3f, 0x1.7dp-3f, 0x1.54cp-3f,
    0x1.2a4p-3f, 0x1.09p-3f, 0x1.dc8p-4f, 0x1.b08p-4f, 0x1.8cp-4f, 0x1.6d4p-4f, 0x1.52cp-4f, 0x1.318p-4f, 0x1.0ep-4f,
    0x1.e3cp-5f, 0x1.b64p-5f, 0x1.908p-5f, 0x1.708p-5f, 0x1.558p-5f, 0x1.3ep-5f, 0x1.ddcp-1f, 0x1.a38p-1f, 0x1.73cp-1f,
    0x1.4c8p-1f, 0x1.2b8p-1f, 0x1.0fcp-1f, 0x1.f08p-2f, 0x1.c8p-2f
    // clang-format on
};
alignas(64) inline constexpr float erfcx_fine_rest[6][32] = {
    // clang-format off
    {-0x1.c3eb58p-15f, 0x1.1ea69p-15f, 0x1.fb339p-17f, -0x1.a8bc3p-14f, -0x1.6b8032p-18f, 0x1.87d05ep-15f, -0x1.18e3acp-16f,
     0x1.4bd3c8p-16f, -0x1.85f646p-15f, -0x1.50e5d8p-15f, -0x1.9d3142p-15f, -0x1.fc5be6p-16f, 0x1.6facfcp-16f, 0x1.4049dcp-16f,
     -0x1.07ee38p-16f, -0x1.fcae5ap-18f, -0x1.7a14e4p-17f, 0x1.e015bap-18f, 0x1.b9bc0ap-17f, -0x1.6b62cap-18f, -0x1.a73bp-17f,
     0x1.3453ap-17f, -0x1.2b22dap-17f, -0x1.48b9a8p-21f, 0x1.a6b3dcp-14f, -0x1.4447f6p-13f, 0x1.89cf96p-17f, -0x1.cf13bep-13f,
     0x1.3c1dd2p-15f, 0x1.c9d2e4p-14f, -0x1.b8013ep-15f, -0x1.fb1f52p-16f},
    {-0x1.e78b36p-3f, -0x1.797a64p-3f, -0x1.2b11e6p-3f, -0x1.e3658p-4f, -0x1.8d6f74p-4f, -0x1.4baeacp-4f, -0x1.18737ap-4f,
     -0x1.dfc02p-5f, -0x1.82a852p-5f, -0x1.2aa65p-5f, -0x1.da3954p-6f, -0x1.81149cp-6f, -0x1.3e981cp-6f, -0x1.0bc46cp-6f,
     -0x1.c82c14p-7f, -0x1.8914e8p-7f, -0x1.404456p-7f, -0x1.f57caep-8f, -0x1.93108cp-8f, -0x1.4ae8c6p-8f, -0x1.14782cp-8f,
     -0x1.d4cddep-9f, -0x1.9276b6p-9f, -0x1.5d3ddap-9f, -0x1.0300a2p0f, -0x1.a47284p-1f, -0x1.5961f4p-1f, -0x1.1ee43ep-1f,
     -0x1.e18ab8p-2f, -0x1.97fe7cp-2f, -0x1.5cbc2cp-2f, -0x1.2c84bp-2f},
    {0x1.05e6cap-3f, 0x1.7012e4p-4f, 0x1.0a1578p-4f, 0x1.8a6ec6p-5f, 0x1.2adad6p-5f, 0x1.cdc858p-6f, 0x1.6afd24p-6f,
     0x1.21c22cp-6f, 0x1.a7ecdap-7f, 0x1.22eff2p-7f, 0x1.9ef6a6p-8f, 0x1.317bdap-8f, 0x1.cdeaa4p-9f, 0x1.6534ep-9f,
     0x1.19a23p-9f, 0x1.c39a3p-10f, 0x1.4d06fp-10f, 0x1.cea17ep-11f, 0x1.4dfcdep-11f, 0x1.f192d8p-12f, 0x1.7c66a4p-12f,
     0x1.29376cp-12f, 0x1.d9242p-13f, 0x1.7eaa44p-13f, 0x1.bd6cfap-1f, 0x1.54962ap-1f, 0x1.07d2dep-1f, 0x1.9dbe52p-2f,
     0x1.482bccp-2f, 0x1.071d9ep-2f, 0x1.aa32aap-3f, 0x1.5c7754p-3f},
    {-0x1.0133f4p-4f, -0x1.4bcd74p-5f, -0x1.ba0148p-6f, -0x1.2ef90ap-6f, -0x1.aa241cp-7f, -0x1.32a894p-7f, -0x1.c28dbap-8f,
     -0x1.512f84p-8f, -0x1.c24a54p-9f, -0x1.14344ap-9f, -0x1.6372cap-10f, -0x1.dc1aa4p-11f, -0x1.49d468p-11f, -0x1.d662d2p-12f,
     -0x1.57e094p-12f, -0x1.00e4d6p-12f, -0x1.5782d6p-13f, -0x1.a80e8ap-14f, -0x1.134fbp-14f, -0x1.74f5fcp-15f,
     -0x1.04c148p-15f, -0x1.77b3d6p-16f, -0x1.156066p-16f, -0x1.a2516ap-17f, -0x1.46c6e2p-1f, -0x1.db7306p-2f, -0x1.5e9552p-2f,
     -0x1.05d8bep-2f, -0x1.8bed58p-3f, -0x1.2ecd6ep-3f, -0x1.d43ecep-4f, -0x1.6dcc96p-4f},
    {0x1.d6ceecp-6f, 0x1.18e976p-6f, 0x1.5b26bcp-7f, 0x1.bac95cp-8f, 0x1.22911ap-8f, 0x1.8755aap-9f, 0x1.0dc33cp-9f,
     0x1.7be4acp-10f, 0x1.d334fcp-11f, 0x1.012d98p-11f, 0x1.2b910cp-12f, 0x1.6df3d4p-13f, 0x1.d189b2p-14f, 0x1.329958p-14f,
     0x1.a03464p-15f, 0x1.2206dap-15f, 0x1.61a876p-16f, 0x1.841bfep-17f, 0x1.c5524ep-18f, 0x1.0ee71ep-18f, 0x1.652af2p-19f,
     0x1.da8eb8p-20f, 0x1.450284p-20f, 0x1.c9088ap-21f, 0x1.a9cd94p-2f, 0x1.2887dcp-2f, 0x1.a2c4bap-3f, 0x1.2ba2e4p-3f,
     0x1.b23d78p-4f, 0x1.3e77f6p-4f, 0x1.d88496p-5f, 0x1.626506p-5f},
    {-0x1.9281e2p-7f, -0x1.bf618ep-8f, -0x1.0209aap-8f, -0x1.33e91ap-9f, -0x1.7af04p-10f, -0x1.dfa86cp-11f, -0x1.377772p-11f,
     -0x1.9e1894p-12f, -0x1.d4efbep-13f, -0x1.d1e7cep-14f, -0x1.ed642ep-15f, -0x1.13d1cp-15f, -0x1.431106p-16f,
     -0x1.89ec4ap-17f, -0x1.f169d2p-18f, -0x1.43d176p-18f, -0x1.671afap-19f, -0x1.5f5022p-20f, -0x1.71e034p-21f,
     -0x1.0262d6p-21f, -0x1.e62afp-23f, -0x1.2a1c7ep-23f, -0x1.7b1178p-24f, -0x1.f1539cp-25f, -0x1.f667c2p-3f, -0x1.50771ap-3f,
     -0x1.c90ep-4f, -0x1.3aa75cp-4f, -0x1.b6e35ap-5f, -0x1.35e8f6p-5f, -0x1.bae744p-6f, -0x1.401aa4p-6f},
    // clang-format on
};
/// The same with 2^e (1 + m / 4) and (4 e + m + 12) mod 16.
alignas(64) inline constexpr float erfcx_coarse[16] = {
    // clang-format off
    0x1.78cp-2f, 0x1.23cp-2f, 0x1.d94p-3f, 0x1.8c8p-3f, 0x1.3ep-3f, 0x1.f5cp-4f, 0x1.9d8p-4f, 0x1.5f8p-4f, 0x1.1ecp-4f,
    0x1.ccp-5f, 0x1.7fcp-5f, 0x1.494p-5f, 0x1.c4p-1f, 0x1.5f4p-1f, 0x1.1dp-1f, 0x1.db8p-2f
    // clang-format on
};
alignas(64) inline constexpr float erfcx_coarse_rest[7][16] = {
    // clang-format off
    {-0x1.96dec8p-14f, 0x1.f85e3cp-15f, 0x1.11b58ap-17f, 0x1.eb69p-15f, 0x1.53341ep-16f, -0x1.abf6c6p-17f, 0x1.51e45p-17f,
     -0x1.477a2ep-17f, -0x1.73bff6p-16f, -0x1.7ce06p-17f, 0x1.46c5ep-17f, 0x1.7659c6p-18f, -0x1.3a443ep-7f, -0x1.7521c4p-13f,
     0x1.6b580ap-13f, -0x1.70237ep-15f},
    {-0x1.abaad2p-3f, -0x1.0c3d54p-3f, -0x1.6a70d4p-4f, -0x1.030578p-4f, -0x1.5285dap-5f, -0x1.aa3ebap-6f, -0x1.238ca8p-6f,
     -0x1.a6e2dp-7f, -0x1.1a5888p-7f, -0x1.6c55c8p-8f, -0x1.fc477cp-9f, -0x1.76712p-9f, -0x1.d1f53p-1f, -0x1.3a5c68p-1f,
     -0x1.babd0ep-2f, -0x1.4369f6p-2f},
    {0x1.b56f4ap-4f, 0x1.c8d0dp-5f, 0x1.061568p-5f, 0x1.43b98cp-6f, 0x1.5d5818p-7f, 0x1.62c12ep-8f, 0x1.95252cp-9f,
     0x1.f75ef8p-10f, 0x1.141094p-10f, 0x1.1f3de6p-11f, 0x1.4f67f6p-12f, 0x1.a8b734p-13f, 0x1.84d844p-1f, 0x1.d28c0ep-2f,
     0x1.257742p-2f, 0x1.80ef9p-3f},
    {-0x1.9b59bcp-5f, -0x1.6cb036p-6f, -0x1.688102p-7f, -0x1.84e7aap-8f, -0x1.5e4e12p-9f, -0x1.2188ep-10f, -0x1.159476p-11f,
     -0x1.2876b6p-12f, -0x1.0bf17cp-13f, -0x1.c2c8f2p-15f, -0x1.b92a74p-16f, -0x1.e0894ap-17f, -0x1.1639d2p-1f, -0x1.2e81a6p-2f,
     -0x1.59c256p-3f, -0x1.9d577ep-4f},
    {0x1.689b7ap-6f, 0x1.13615ep-7f, 0x1.da55fp-9f, 0x1.c2c52p-10f, 0x1.562454p-11f, 0x1.cffe9p-13f, 0x1.774b76p-14f,
     0x1.59b092p-15f, 0x1.02492cp-16f, 0x1.607cd2p-18f, 0x1.2130bp-19f, 0x1.0f2f3ap-20f, 0x1.621538p-2f, 0x1.6119eap-3f,
     0x1.72d39p-4f, 0x1.98310cp-5f},
    {-0x1.2e6264p-7f, -0x1.90ed9ap-9f, -0x1.2ec8fep-10f, -0x1.fd9e3p-12f, -0x1.4db78cp-13f, -0x1.734996p-15f, -0x1.fad0fcp-17f,
     -0x1.92b28p-18f, -0x1.faf994p-20f, -0x1.08d2bp-21f, -0x1.7e50b2p-23f, -0x1.33fb48p-24f, -0x1.9d522ep-3f, -0x1.7c7f6p-4f,
     -0x1.71da6cp-5f, -0x1.7971e2p-6f},
    {0x1.d891acp-9f, 0x1.13956cp-10f, 0x1.70da28p-12f, 0x1.152b34p-13f, 0x1.365b52p-15f, 0x1.1f4e5p-17f, 0x1.4de7a6p-19f,
     0x1.cc6fb6p-21f, 0x1.e1ea96p-23f, 0x1.189518p-24f, 0x1.f1ee6p-27f, 0x1.59e888p-28f, 0x1.b5561ep-4f, 0x1.7a6a18p-5f,
     0x1.56e304p-6f, 0x1.46941p-7f},
    // clang-format on
};

}  // namespace strand::simd_tables

#endif
