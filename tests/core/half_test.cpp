// SPDX-License-Identifier: BSD-3-Clause
// Oracles: the definition of the formats (ldexp), and for rounding the two neighbours of a value.
#include <cmath>
#include <limits>
#include <sstream>
#include <strand/core/half.hpp>
#include <strand/core/number.hpp>
#include "support/catch.hpp"

using strand::bfloat16;
using strand::float16;
using namespace strand::literals;

namespace {

/// What 15 bits mean, by the definition of the format.
template <class Half>
double meaning(int bits, int significand_bits, int bias) {
    const int exponent = bits >> significand_bits, fraction = bits & ((1 << significand_bits) - 1);
    if (exponent == 0) return std::ldexp(fraction, 1 - bias - significand_bits);
    return std::ldexp(fraction + (1 << significand_bits), exponent - bias - significand_bits);
}

/// The nearest half by looking at the neighbours: `below` <= value < the next one.
template <class Half>
void check_format(int significand_bits, int bias) {
    const int infinity = 0x7FFF >> significand_bits << significand_bits;
    int wrong = 0;
    for (int bits = 0; bits < infinity; ++bits) {
        const auto half = Half::from_bits(static_cast<std::uint16_t>(bits));
        const double value = meaning<Half>(bits, significand_bits, bias);
        const double next = meaning<Half>(bits + 1, significand_bits, bias);
        const double middle = (value + next) / 2;
        const int even = bits % 2 == 0 ? bits : bits + 1;
        wrong += static_cast<double>(half) != value;
        wrong += static_cast<double>(-half) != -value;
        for (const double sign : {1.0, -1.0}) {
            const int top = sign < 0 ? 0x8000 : 0;
            wrong += Half(sign * value).bits() != (bits | top);
            wrong += Half(sign * middle).bits() != (even | top);
            // Neighbours that a detour through float would round to the middle.
            wrong += Half(sign * std::nextafter(middle, 0.0)).bits() != (bits | top);
            wrong += Half(sign * std::nextafter(middle, 1e300)).bits() != ((bits + 1) | top);
            wrong += Half(static_cast<float>(sign * value)).bits() != (bits | top);
        }
    }
    CHECK(wrong == 0);
    for (int bits = infinity + 1; bits < 0x8000; ++bits) {
        wrong += !std::isnan(static_cast<float>(Half::from_bits(static_cast<std::uint16_t>(bits))));
        wrong += Half(static_cast<float>(Half::from_bits(static_cast<std::uint16_t>(bits)))).bits() !=
                 (bits | 1 << (significand_bits - 1));
    }
    CHECK(wrong == 0);
    CHECK(Half(HUGE_VAL).bits() == infinity);
    CHECK(Half(1e300).bits() == infinity);
    CHECK(Half(-1e-300).bits() == 0x8000);
    CHECK(std::isnan(Half(std::nan(""))));
}

}  // namespace

TEST_CASE("halves round to nearest, ties to even", "[core]") {
    check_format<float16>(10, 15);
    check_format<bfloat16>(7, 127);
}

TEST_CASE("halves convert from integers in one rounding", "[core]") {
    CHECK(float16(65519) == 65504);
    CHECK(float16(65520) == HUGE_VALF);
    CHECK(float16(2049) == 2048);
    CHECK(float16(-2051) == -2052);
    CHECK(float16(std::int64_t(1) << 62) == HUGE_VALF);
    // One more than the middle between two neighbours; as a double it is the middle.
    const std::int64_t middle = (std::int64_t(1) << 60) + (std::int64_t(1) << 52);
    CHECK(bfloat16(middle) == 0x1p60f);
    CHECK(bfloat16(middle + 1) == 0x1.02p60f);
    CHECK(bfloat16(-middle - 1) == -0x1.02p60f);
    CHECK(bfloat16(static_cast<std::uint64_t>(middle) * 8 + 1) == 0x1.02p63f);
    CHECK(bfloat16(std::numeric_limits<std::uint64_t>::max()) == 0x1p64f);
    CHECK(bfloat16(std::numeric_limits<std::int64_t>::min()) == -0x1p63f);
    CHECK(float16(true) == 1);
    CHECK(float16(bfloat16(3.0)) == 3);
}

TEST_CASE("halves compute in float and round every result", "[core]") {
    STATIC_REQUIRE(std::same_as<decltype(float16() * float16()), float16>);
    STATIC_REQUIRE(std::same_as<decltype(float16() * 2.0), double>);
    STATIC_REQUIRE(std::same_as<decltype(bfloat16() + 1), float>);
    STATIC_REQUIRE(float16(1.0) + float16(0.0005) == float16::from_bits(0x3C01));
    STATIC_REQUIRE(1.5_f16 + 0.25_f16 == 1.75_f16);
    STATIC_REQUIRE(2.5_bf16 / 2.0_bf16 == 1.25_bf16);
    const float16 big = 60000.0_f16;
    CHECK(big + big == HUGE_VALF);
    CHECK(big + big - big == HUGE_VALF);
    CHECK(2048.0_f16 + 1.0_f16 == 2048);
    CHECK(1.0_f16 < 2.0_f16);
    CHECK((-0.0_f16).bits() == 0x8000);
    float16 x = 1.0_f16;
    x = 0.1;
    CHECK(x.bits() == 0x2E66);
    x += 1;
    x *= 2.0f;
    x -= x;
    CHECK(x == 0);
    x /= x;
    CHECK(x != x);
    CHECK(std::numeric_limits<float16>::max() == 65504);
    CHECK(std::numeric_limits<float16>::lowest() == -65504);
    CHECK(std::numeric_limits<float16>::max_digits10 == 5);
    CHECK(std::numeric_limits<float16>::digits10 == 3);
    CHECK(std::numeric_limits<float16>::min_exponent10 == -4);
    CHECK(std::numeric_limits<bfloat16>::max_digits10 == 4);
    CHECK(std::numeric_limits<bfloat16>::min_exponent10 == -37);
    CHECK(std::numeric_limits<bfloat16>::max_exponent10 == 38);
}

TEST_CASE("floats that do not fit an integer become the integers that the rule says", "[core]") {
    using strand::detail::number_as;
    const double nan = std::nan(""), inf = HUGE_VAL;
    STATIC_REQUIRE(number_as<std::int32_t>(-1.9) == -1);
    CHECK(number_as<std::int32_t>(nan) == INT32_MIN);
    CHECK(number_as<std::int32_t>(2147483647.9) == INT32_MAX);
    CHECK(number_as<std::int32_t>(2147483648.0) == INT32_MIN);
    CHECK(number_as<std::int32_t>(-2147483648.9) == INT32_MIN);
    CHECK(number_as<std::int64_t>(inf) == INT64_MIN);
    CHECK(number_as<std::int64_t>(0x1p62) == std::int64_t(1) << 62);
    CHECK(number_as<std::int8_t>(300.7) == 44);
    CHECK(number_as<std::uint8_t>(-1.5f) == 255);
    CHECK(number_as<std::uint16_t>(1e20) == 0);
    CHECK(number_as<std::uint32_t>(4294967295.5) == UINT32_MAX);
    CHECK(number_as<std::uint32_t>(4294967296.0) == 0);
    CHECK(number_as<std::uint32_t>(-1.0) == UINT32_MAX);
    CHECK(number_as<std::uint32_t>(nan) == 1u << 31);
    CHECK(number_as<std::uint64_t>(0x1p64) == 0);
    CHECK(number_as<std::uint64_t>(0x1p63) == std::uint64_t(1) << 63);
    CHECK(number_as<std::uint64_t>(-2.0) == UINT64_MAX - 1);
    CHECK(number_as<std::uint64_t>(-inf) == std::uint64_t(1) << 63);
    CHECK(number_as<std::int16_t>(float16(-7.5)) == -7);
    CHECK(number_as<std::int32_t>(std::complex<float>(3.7f, 9)) == 3);
    CHECK(number_as<bool>(std::complex<float>(0, 1)));
    CHECK(number_as<bool>(nan));
}
