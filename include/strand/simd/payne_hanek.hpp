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

/// For finite x, |x| >= 2^-9. Without branches: which way they went would be chance.
inline reduced_angle reduce_huge(double x) {
    __extension__ typedef unsigned __int128 wide;
    constexpr std::uint64_t fraction_mask = (std::uint64_t(1) << 52) - 1;
    const auto bits = std::bit_cast<std::uint64_t>(x) & ~(std::uint64_t(1) << 63);
    const std::uint64_t significand = (bits & fraction_mask) | (fraction_mask + 1);
    const auto first = static_cast<unsigned>(bits >> 52) - 1075 - 2 + 64;  // of the digits that count
    const std::uint64_t* words = two_over_pi + first / 64;
    const unsigned shift = first % 64;
    const auto digits = [&](unsigned i) { return (words[i] << shift) | ((words[i + 1] >> 1) >> (63 - shift)); };
    // The fraction of x / (2 pi) in units of 2^-64 of a turn: upper + lower / 2^64.
    const wide middle = static_cast<wide>(significand) * digits(1) +
                        static_cast<std::uint64_t>((static_cast<wide>(significand) * digits(2)) >> 64);
    std::uint64_t upper = significand * digits(0) + static_cast<std::uint64_t>(middle >> 64);
    const auto lower = static_cast<std::uint64_t>(middle);
    const std::uint64_t quadrant = (upper + (std::uint64_t(1) << 61)) >> 62;
    upper -= quadrant << 62;
    // As the sum of two doubles. Where `most` is rounded, the rounding of `tail` is far below them.
    const auto most = static_cast<double>(static_cast<std::int64_t>(upper));
    const auto rest = static_cast<double>(static_cast<std::int64_t>(upper) - static_cast<std::int64_t>(most));
    const double leading = static_cast<double>(static_cast<std::int64_t>(lower >> 11)) * 0x1p-53;
    const double trailing = static_cast<double>(static_cast<std::int64_t>(lower & 2047)) * 0x1p-64;
    const double part = leading + trailing, part_low = trailing - (part - leading);
    const double tail = rest + part;
    const double turn = most + tail, turn_low = (tail - (turn - most)) + part_low;
    // Times 2 pi 2^-64, and with the sign of x.
    using V = vec<double, 2>;
    const V high = all<V>(x < 0 ? -turn : turn), low = all<V>(x < 0 ? -turn_low : turn_low);
    const auto p = two_product(high, all<V>(0x1.921fb54442d18p-62));
    const auto r = fast_two_sum(p.high, mul_add(high, 0x1.1a62633145c07p-116, mul_add(low, 0x1.921fb54442d18p-62, p.low)));
    return {r.high[0], r.low[0], static_cast<std::uint32_t>(x < 0 ? 0 - quadrant : quadrant)};
}

/// The same for a float: 24 bits that come no closer than 2^-30 to a multiple of pi/2 need only one word of
/// the fraction of a turn, and `high` alone is right to 2^-32 of it.
inline reduced_angle reduce_huge(float x) {
    constexpr std::uint32_t fraction_mask = (std::uint32_t(1) << 23) - 1;
    const auto bits = std::bit_cast<std::uint32_t>(x) & 0x7FFFFFFF;
    const std::uint64_t significand = (bits & fraction_mask) | (fraction_mask + 1);
    const unsigned first = (bits >> 23) - 150 - 2 + 64;
    const std::uint64_t* words = two_over_pi + first / 64;
    const unsigned shift = first % 64;
    const auto digits = [&](unsigned i) { return (words[i] << shift) | ((words[i + 1] >> 1) >> (63 - shift)); };
    const std::uint64_t upper = significand * digits(0) + ((significand * (digits(1) >> 32)) >> 32);
    const std::uint64_t quadrant = (upper + (std::uint64_t(1) << 61)) >> 62;
    const double turn = static_cast<double>(static_cast<std::int64_t>(upper - (quadrant << 62))) * 0x1.921fb54442d18p-62;
    return {x < 0 ? -turn : turn, 0, static_cast<std::uint32_t>(x < 0 ? 0 - quadrant : quadrant)};
}

}  // namespace strand::inline STRAND_ISA::simd::detail

#endif
