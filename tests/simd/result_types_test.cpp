// SPDX-License-Identifier: BSD-3-Clause
// What comes out of functors for each element type, as NumPy has it: numpy.<function>(x) or (x, x).
#include <string>
#include <strand/strand.hpp>
#include "support/catch.hpp"
#include "support/element_types.hpp"

using namespace strand;

namespace {

/// "f4", or "-" where the functor has no loop.
template <class Functor, class... T>
std::string result() {
    if constexpr (detail::computes<Functor, T...>) return dtype_code<detail::result_of<Functor, T...>>();
    else return "-";
}

// Rows: b1 i1 i2 i4 i8 u1 u2 u4 u8 f2 f4 f8 c8 c16. Columns: / // power sqrt abs neg sign & << - % square reciprocal arctan2 hypot logical_and maximum isnan exp.
const char* const expected[] = {
    "f8 i1 i1 f2 b1 - - b1 i1 - i1 i1 i1 f2 f2 b1 b1 b1 f2",
    "f8 i1 i1 f2 i1 i1 i1 i1 i1 i1 i1 i1 i1 f2 f2 b1 i1 b1 f2",
    "f8 i2 i2 f4 i2 i2 i2 i2 i2 i2 i2 i2 i2 f4 f4 b1 i2 b1 f4",
    "f8 i4 i4 f8 i4 i4 i4 i4 i4 i4 i4 i4 i4 f8 f8 b1 i4 b1 f8",
    "f8 i8 i8 f8 i8 i8 i8 i8 i8 i8 i8 i8 i8 f8 f8 b1 i8 b1 f8",
    "f8 u1 u1 f2 u1 u1 u1 u1 u1 u1 u1 u1 u1 f2 f2 b1 u1 b1 f2",
    "f8 u2 u2 f4 u2 u2 u2 u2 u2 u2 u2 u2 u2 f4 f4 b1 u2 b1 f4",
    "f8 u4 u4 f8 u4 u4 u4 u4 u4 u4 u4 u4 u4 f8 f8 b1 u4 b1 f8",
    "f8 u8 u8 f8 u8 u8 u8 u8 u8 u8 u8 u8 u8 f8 f8 b1 u8 b1 f8",
    "f2 f2 f2 f2 f2 f2 f2 - - f2 f2 f2 f2 f2 f2 b1 f2 b1 f2",
    "f4 f4 f4 f4 f4 f4 f4 - - f4 f4 f4 f4 f4 f4 b1 f4 b1 f4",
    "f8 f8 f8 f8 f8 f8 f8 - - f8 f8 f8 f8 f8 f8 b1 f8 b1 f8",
    "c8 - c8 c8 f4 c8 c8 - - c8 - c8 c8 - - b1 c8 b1 c8",
    "c16 - c16 c16 f8 c16 c16 - - c16 - c16 c16 - - b1 c16 b1 c16"
};

}  // namespace

TEST_CASE("functors give the element types that NumPy's functions give", "[simd]") {
    const char* const* row = expected;
    for_each_element([&]<class T>() {
        const std::string results[] = {result<fn::divide, T, T>(),
                                       result<fn::floor_divide, T, T>(),
                                       result<fn::power, T, T>(),
                                       result<fn::sqrt, T>(),
                                       result<fn::absolute, T>(),
                                       result<fn::negative, T>(),
                                       result<fn::sign, T>(),
                                       result<fn::bitwise_and, T, T>(),
                                       result<fn::bitwise_left_shift, T, T>(),
                                       result<fn::subtract, T, T>(),
                                       result<fn::remainder, T, T>(),
                                       result<fn::square, T>(),
                                       result<fn::reciprocal, T>(),
                                       result<fn::atan2, T, T>(),
                                       result<fn::hypot, T, T>(),
                                       result<fn::logical_and, T, T>(),
                                       result<fn::maximum, T, T>(),
                                       result<fn::isnan, T>(),
                                       result<fn::exp, T>()};
        std::string found;
        for (const std::string& one : results) found += one + ' ';
        found.pop_back();
        INFO(dtype_code<T>());
        CHECK(found == *row++);
    });
}

TEST_CASE("functions of floats see integers of 8 bits as float16, of 16 as float32, wider ones as float64", "[simd]") {
    using i1 = std::int8_t;
    using u1 = std::uint8_t;
    using i2 = std::int16_t;
    using u2 = std::uint16_t;
    STATIC_REQUIRE(std::same_as<fn::floating_t<i1, u1>, float16>);
    STATIC_REQUIRE(std::same_as<fn::floating_t<i2, u2>, float>);
    STATIC_REQUIRE(std::same_as<fn::floating_t<u1, i2>, float>);
    STATIC_REQUIRE(std::same_as<fn::floating_t<bool, std::int32_t>, double>);
    STATIC_REQUIRE(std::same_as<fn::floating_t<i1, bfloat16>, bfloat16>);
    STATIC_REQUIRE(std::same_as<fn::floating_t<i2, u2, float16>, float>);
    STATIC_REQUIRE(std::same_as<detail::result_of<fn::sqrt, bfloat16>, bfloat16>);
    STATIC_REQUIRE(std::same_as<detail::result_of<fn::atan2, i1, float16>, float16>);
}

TEST_CASE("numbers beside arrays count by their kind only", "[simd]") {
    const auto code = []<class E>(const E&) { return dtype_code<value_t<E>>(); };
    const ndarray<std::uint8_t, 1> u{1};
    const ndarray<float, 1> f{1};
    const ndarray<float16, 1> h{1};
    const ndarray<bool, 1> b{true};
    CHECK(code(u + 1) == "u1");
    CHECK(code(u + 1.0f) == "f8");
    CHECK(code(u * true) == "u1");
    CHECK(code(b + 1) == "i8");
    CHECK(code(f * 2.0) == "f4");
    CHECK(code(f + std::complex<double>(1)) == "c8");
    CHECK(code(h + 2.0) == "f2");
    CHECK(code(h / 3) == "f2");
    CHECK(code(h * std::complex<double>(1)) == "c8");
    CHECK(code(u * float16(2.0)) == "f8");
    CHECK(code(f * scalar(2.0)) == "f8");
    CHECK(code(where(b, u, 1.5)) == "f8");
    CHECK(code(clip(h, 0, 1.0)) == "f2");
}
