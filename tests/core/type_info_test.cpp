// SPDX-License-Identifier: BSD-3-Clause
#include <strand/strand.hpp>
#include "support/catch.hpp"

using namespace strand;

static_assert(std::same_as<result_type_t<int, float>, double>);
static_assert(std::same_as<result_type_t<std::int8_t, ndarray<std::uint8_t, 2>>, std::int16_t>);
static_assert(std::same_as<result_type_t<std::complex<float>, double>, std::complex<double>>);
static_assert(std::same_as<result_type_t<long long>, std::int64_t>);

TEST_CASE("can_cast answers as numpy.can_cast", "[core]") {
    STATIC_REQUIRE(can_cast<int, double>());
    STATIC_REQUIRE(can_cast<std::int64_t, double>());
    STATIC_REQUIRE_FALSE(can_cast<std::int64_t, float>());
    STATIC_REQUIRE_FALSE(can_cast<double, float>());
    STATIC_REQUIRE(can_cast<double, float>(casting::same_kind));
    STATIC_REQUIRE(can_cast<std::uint64_t, std::int8_t>(casting::same_kind));
    STATIC_REQUIRE_FALSE(can_cast<std::int8_t, std::uint64_t>(casting::same_kind));
    STATIC_REQUIRE_FALSE(can_cast<float, int>(casting::same_kind));
    STATIC_REQUIRE(can_cast<std::complex<double>, bool>(casting::unsafe));
    STATIC_REQUIRE_FALSE(can_cast<int, long>(casting::no));
}
TEST_CASE("finfo and iinfo hold the limits of a type", "[core]") {
    CHECK(finfo<float>::bits == 32);
    CHECK(finfo<std::complex<double>>::eps == 2.220446049250313e-16);
    CHECK(finfo<double>().max == std::numeric_limits<double>::max());
    CHECK(finfo<float>::min == -finfo<float>::max);
    CHECK(iinfo<std::int8_t>::min == -128);
    CHECK(iinfo<std::uint16_t>::max == 65535);
}
TEST_CASE("isdtype knows the kinds of the Array API", "[core]") {
    STATIC_REQUIRE(isdtype<bool>("bool"));
    STATIC_REQUIRE_FALSE(isdtype<bool>("numeric"));
    STATIC_REQUIRE(isdtype<std::int8_t>("signed integer"));
    STATIC_REQUIRE_FALSE(isdtype<std::int8_t>("unsigned integer"));
    STATIC_REQUIRE(isdtype<ndarray<std::uint16_t>>("integral"));
    STATIC_REQUIRE(isdtype<float16>("real floating"));
    STATIC_REQUIRE(isdtype<std::complex<float>>("real floating", "complex floating"));
    STATIC_REQUIRE_FALSE(isdtype<std::complex<float>>("real floating", "integral"));
    STATIC_REQUIRE(isdtype<long, std::int64_t>());
    STATIC_REQUIRE_FALSE(isdtype<float, double>());
}
TEST_CASE("finfo of the halves", "[core]") {
    CHECK(finfo<float16>::bits == 16);
    CHECK(finfo<float16>::eps == 0.0009765625f);
    CHECK(finfo<float16>::max == 65504);
    CHECK(finfo<float16>::smallest_normal == 6.103515625e-05f);
    CHECK(finfo<float16>::smallest_subnormal == 5.9604644775390625e-08f);
    CHECK(finfo<bfloat16>::eps == 0.0078125f);
    CHECK(finfo<bfloat16>::max == 3.3895313892515355e38f);
    CHECK(finfo<bfloat16>::smallest_normal == finfo<float>::smallest_normal);
}
