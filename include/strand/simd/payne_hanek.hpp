// SPDX-License-Identifier: BSD-3-Clause
// x mod pi/2 for huge x, after M. Payne and R. Hanek (SIGNUM Newsletter 18, 1983; Muller, Elementary
// Functions, 3rd ed., 2016, section 11.4): x is a 53-bit integer times 2^e, so the bits of 2/pi above
// 2^-(e-2) contribute multiples of 4 quarter turns and are left out; of the rest 192 are multiplied.
// No double comes closer than 2^-62 to a multiple of pi/2, so 128 bits of the fraction of a turn hold
// at least 64 significant ones.
#ifndef STRAND_SIMD_PAYNE_HANEK_HPP
#define STRAND_SIMD_PAYNE_HANEK_HPP

#include <bit>
#include <cmath>
#include <strand/simd/double_word.hpp>

namespace strand::inline STRAND_ISA::simd::detail {

/// The binary digits of 2/pi, after 64 zeros.
inline constexpr std::uint64_t two_over_pi[] = {
    0x0000000000000000, 0xA2F9836E4E441529, 0xFC2757D1F534DDC0, 0xDB6295993C439041, 0xFE5163ABDEBBC561,
    0xB7246E3A424DD2E0, 0x06492EEA09D1921C, 0xFE1DEB1CB129A73E, 0xE88235F52EBB4484, 0xE99C7026B45F7E41,
    0x3991D639835339F4, 0x9C845F8BBDF9283B, 0x1FF897FFDE05980F, 0xEF2F118B5A0A6D1F, 0x6D367ECF27CB09B7,
    0x4F463F669E5FEA2D, 0x7527BAC7EBE5F17B, 0x3D0739F78A5292EA, 0x6BFB5FB11F8D5D08, 0x56033046FC7B6BAB};

/// x = quadrant * pi/2 + high + low (modulo 2 pi), |high| <= pi/4.
struct reduced_angle {
    double high, low;
    std::uint32_t quadrant;
};

/// For finite x >= 2^-9.
inline reduced_angle reduce_huge(double x) {
    __extension__ typedef unsigned __int128 wide;
    constexpr std::uint64_t fraction_mask = (std::uint64_t(1) << 52) - 1;
    const auto bits = std::bit_cast<std::uint64_t>(x);
    const std::uint64_t significand = (bits & fraction_mask) | (fraction_mask + 1);
    const auto first = static_cast<unsigned>(bits >> 52) - 1075 - 2 + 64;  // of the digits that count
    const unsigned word = first / 64, shift = first % 64;
    const auto digits = [&](unsigned i) {
        return shift == 0 ? two_over_pi[word + i]
                          : (two_over_pi[word + i] << shift) | (two_over_pi[word + i + 1] >> (64 - shift));
    };
    // The fraction of x / (2 pi), 128 bits of it.
    const wide lowest = static_cast<wide>(significand) * digits(2);
    const wide middle = static_cast<wide>(significand) * digits(1) + (lowest >> 64);
    const wide turn = ((static_cast<wide>(significand) * digits(0)) << 64) + middle;
    const auto quadrant = static_cast<std::uint32_t>((turn + (static_cast<wide>(1) << 125)) >> 126);
    wide rest = turn - (static_cast<wide>(quadrant) << 126);
    const bool negative = (rest >> 127) != 0;
    if (negative) rest = -rest;
    // 53 + 53 leading bits as two doubles.
    const auto upper = static_cast<std::uint64_t>(rest >> 64);
    const int zeros = upper != 0 ? std::countl_zero(upper) : 64 + std::countl_zero(static_cast<std::uint64_t>(rest));
    rest <<= zeros;
    const auto leading = static_cast<std::uint64_t>(rest >> 75), trailing = static_cast<std::uint64_t>(rest >> 22) & (2 * fraction_mask + 1);
    const auto unit = std::bit_cast<double>(static_cast<std::uint64_t>(1023 - 53 - zeros) << 52);
    using V = vec<double, 2>;
    const V high = all<V>(static_cast<double>(leading) * (negative ? -unit : unit));
    const V low = all<V>(static_cast<double>(trailing) * (negative ? -unit : unit) * 0x1p-53);
    const auto p = two_product(high, all<V>(0x1.921fb54442d18p+2));
    const auto r = fast_two_sum(p.high, mul_add(high, 0x1.1a62633145c07p-52, mul_add(low, 0x1.921fb54442d18p+2, p.low)));
    return {r.high[0], r.low[0], quadrant};
}

}  // namespace strand::inline STRAND_ISA::simd::detail

#endif
