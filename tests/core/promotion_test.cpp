// SPDX-License-Identifier: BSD-3-Clause
#include <string>
#include <strand/core/promotion.hpp>
#include "support/catch.hpp"
#include "support/element_types.hpp"

using strand::promote_t;
using strand::storable_as;

static_assert(std::same_as<promote_t<std::int8_t>, std::int8_t>);
static_assert(std::same_as<promote_t<std::int8_t, std::uint8_t, float>, float>);
static_assert(std::same_as<promote_t<bool, std::uint64_t, std::int8_t>, double>);

// Only elements: `long long` is spelled std::int64_t.
template <class... T>
concept promotable = requires { typename promote_t<T...>; };
static_assert(promotable<int, float> && !promotable<long double, float> && !promotable<int, void*>);

// Storing follows NumPy's 'same_kind'.
static_assert(storable_as<double, float> && storable_as<std::int64_t, std::int8_t>);
static_assert(!storable_as<double, std::int32_t> && !storable_as<std::int32_t, std::uint32_t>);
static_assert(!storable_as<std::complex<float>, double> && !storable_as<int, bool>);
static_assert(!storable_as<long double, double> && !storable_as<int, std::string>);

namespace {

// numpy.promote_types, numpy.can_cast(casting="safe") and (casting="same_kind"); rows and columns in
// the order b1 i1 i2 i4 i8 u1 u2 u4 u8 f2 f4 f8 c8 c16.
const char* const promote_types[] = {
    "b1 i1 i2 i4 i8 u1 u2 u4 u8 f2 f4 f8 c8 c16", "i1 i1 i2 i4 i8 i2 i4 i8 f8 f2 f4 f8 c8 c16",
    "i2 i2 i2 i4 i8 i2 i4 i8 f8 f4 f4 f8 c8 c16", "i4 i4 i4 i4 i8 i4 i4 i8 f8 f8 f8 f8 c16 c16",
    "i8 i8 i8 i8 i8 i8 i8 i8 f8 f8 f8 f8 c16 c16", "u1 i2 i2 i4 i8 u1 u2 u4 u8 f2 f4 f8 c8 c16",
    "u2 i4 i4 i4 i8 u2 u2 u4 u8 f4 f4 f8 c8 c16", "u4 i8 i8 i8 i8 u4 u4 u4 u8 f8 f8 f8 c16 c16",
    "u8 f8 f8 f8 f8 u8 u8 u8 u8 f8 f8 f8 c16 c16", "f2 f2 f4 f8 f8 f2 f4 f8 f8 f2 f4 f8 c8 c16",
    "f4 f4 f4 f8 f8 f4 f4 f8 f8 f4 f4 f8 c8 c16", "f8 f8 f8 f8 f8 f8 f8 f8 f8 f8 f8 f8 c16 c16",
    "c8 c8 c8 c16 c16 c8 c8 c16 c16 c8 c8 c16 c8 c16", "c16 c16 c16 c16 c16 c16 c16 c16 c16 c16 c16 c16 c16 c16"};
const char* const safe[] = {
    "x x x x x x x x x x x x x x", ". x x x x . . . . x x x x x", ". . x x x . . . . . x x x x",
    ". . . x x . . . . . . x . x", ". . . . x . . . . . . x . x", ". . x x x x x x x x x x x x",
    ". . . x x . x x x . x x x x", ". . . . x . . x x . . x . x", ". . . . . . . . x . . x . x",
    ". . . . . . . . . x x x x x", ". . . . . . . . . . x x x x", ". . . . . . . . . . . x . x",
    ". . . . . . . . . . . . x x", ". . . . . . . . . . . . . x"};
const char* const same_kind[] = {
    "x x x x x x x x x x x x x x", ". x x x x . . . . x x x x x", ". x x x x . . . . x x x x x",
    ". x x x x . . . . x x x x x", ". x x x x . . . . x x x x x", ". x x x x x x x x x x x x x",
    ". x x x x x x x x x x x x x", ". x x x x x x x x x x x x x", ". x x x x x x x x x x x x x",
    ". . . . . . . . . x x x x x", ". . . . . . . . . x x x x x", ". . . . . . . . . x x x x x",
    ". . . . . . . . . . . . x x", ". . . . . . . . . . . . x x"};

/// One row per element type, one word per second element type.
template <class Word>
void check_table(const char* const* rows, Word word) {
    for_each_element([&]<class A>() {
        std::string row;
        for_each_element([&]<class B>() { row += word.template operator()<A, B>() + ' '; });
        row.pop_back();
        INFO("row " << dtype_code<A>());
        CHECK(row == *rows++);
    });
}

}  // namespace

TEST_CASE("two element types promote as numpy.promote_types says", "[core]") {
    check_table(promote_types, []<class A, class B>() {
        STATIC_REQUIRE(std::same_as<promote_t<A, B>, promote_t<B, A>>);
        return dtype_code<promote_t<A, B>>();
    });
}

TEST_CASE("three and more promote together, in any order", "[core]") {
    using i1 = std::int8_t;
    using i2 = std::int16_t;
    using u1 = std::uint8_t;
    using u2 = std::uint16_t;
    using strand::float16;
    // numpy.result_type; in pairs from the left, the first ones would give float64 and float32.
    STATIC_REQUIRE(std::same_as<promote_t<i2, u2, float>, float>);
    STATIC_REQUIRE(std::same_as<promote_t<float, u2, i2>, float>);
    STATIC_REQUIRE(std::same_as<promote_t<i1, u1, float16>, float16>);
    STATIC_REQUIRE(std::same_as<promote_t<bool, float16, i2, u2>, float>);
    STATIC_REQUIRE(std::same_as<promote_t<i1, u1, u2>, std::int32_t>);
    STATIC_REQUIRE(std::same_as<promote_t<std::int64_t, std::uint64_t, std::complex<float>>, std::complex<double>>);
    STATIC_REQUIRE(std::same_as<promote_t<float16, i2, std::complex<float>>, std::complex<float>>);
}

TEST_CASE("bfloat16 promotes as float16 does, and with it to float", "[core]") {
    std::string row;
    for_each_element([&]<class T>() {
        using P = promote_t<T, strand::bfloat16>;
        STATIC_REQUIRE(std::same_as<P, promote_t<strand::bfloat16, T>>);
        row += dtype_code<P>() + ' ';
    });
    CHECK(row == "bf bf f4 f8 f8 bf f4 f8 f8 f4 f4 f8 c8 c16 ");
    STATIC_REQUIRE(std::same_as<promote_t<strand::bfloat16, strand::bfloat16>, strand::bfloat16>);
    STATIC_REQUIRE(storable_as<double, strand::bfloat16> && !storable_as<strand::bfloat16, int>);
}

TEST_CASE("safe casts are numpy.can_cast's", "[core]") {
    check_table(safe, []<class A, class B>() { return std::string(strand::detail::safe_cast<A, B>() ? "x" : "."); });
}

TEST_CASE("what may be stored without astype is numpy.can_cast's same_kind", "[core]") {
    check_table(same_kind, []<class A, class B>() { return std::string(storable_as<A, B> ? "x" : "."); });
}

TEST_CASE("a weak scalar counts by its kind only", "[core]") {
    // numpy: array + True, + 1, + 1.0, + 1j
    const char* const with_scalar[] = {"b1 i8 f8 c16", "i1 i1 f8 c16", "i2 i2 f8 c16", "i4 i4 f8 c16", "i8 i8 f8 c16",
                                       "u1 u1 f8 c16", "u2 u2 f8 c16", "u4 u4 f8 c16", "u8 u8 f8 c16", "f2 f2 f2 c8",
                                       "f4 f4 f4 c8",  "f8 f8 f8 c16", "c8 c8 c8 c8",  "c16 c16 c16 c16"};
    const char* const* row = with_scalar;
    for_each_element([&]<class A>() {
        using strand::detail::promote_weak;
        // The width of the scalar does not count.
        STATIC_REQUIRE(std::same_as<decltype(promote_weak<A, std::int8_t>()), decltype(promote_weak<A, std::uint64_t>())>);
        STATIC_REQUIRE(std::same_as<decltype(promote_weak<A, float>()), decltype(promote_weak<A, double>())>);
        STATIC_REQUIRE(std::same_as<decltype(promote_weak<A, std::complex<float>>()),
                                    decltype(promote_weak<A, std::complex<double>>())>);
        CHECK(dtype_code<decltype(promote_weak<A, bool>())>() + ' ' + dtype_code<decltype(promote_weak<A, int>())>() +
                  ' ' + dtype_code<decltype(promote_weak<A, double>())>() + ' ' +
                  dtype_code<decltype(promote_weak<A, std::complex<double>>())>() ==
              *row++);
    });
}

TEST_CASE("weak scalars alone have the types of Python's numbers", "[core]") {
    using strand::detail::default_of_kind;
    STATIC_REQUIRE(std::same_as<decltype(default_of_kind<bool>()), bool>);
    STATIC_REQUIRE(std::same_as<decltype(default_of_kind<std::uint8_t>()), std::int64_t>);
    STATIC_REQUIRE(std::same_as<decltype(default_of_kind<float>()), double>);
    STATIC_REQUIRE(std::same_as<decltype(default_of_kind<std::complex<float>>()), std::complex<double>>);
}
