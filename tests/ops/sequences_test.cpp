// SPDX-License-Identifier: BSD-3-Clause
#include <cstdint>
#include <limits>
#include <strand/strand.hpp>
#include "support/catch.hpp"
#include "support/matchers.hpp"

using namespace strand;

// The arguments that are given decide the element type.
static_assert(std::same_as<decltype(arange(5)), ndarray<std::int32_t, 1>>);
static_assert(std::same_as<decltype(arange<float>(5)), ndarray<float, 1>>);
static_assert(std::same_as<decltype(arange(1, 5)), ndarray<std::int32_t, 1>>);
static_assert(std::same_as<decltype(arange(std::uint64_t{1}, std::uint64_t{5})), ndarray<std::uint64_t, 1>>);
static_assert(std::same_as<decltype(arange(std::int8_t{1}, std::int8_t{5})), ndarray<std::int8_t, 1>>);
static_assert(std::same_as<decltype(arange(0.0f, 3.0f)), ndarray<float, 1>>);
static_assert(std::same_as<decltype(arange(0, 1, 0.25)), ndarray<double, 1>>);
static_assert(std::same_as<decltype(arange(5ll)), ndarray<std::int64_t, 1>>);
static_assert(std::same_as<decltype(linspace(0, 1)), ndarray<double, 1>>);
static_assert(std::same_as<decltype(linspace<int>(0, 1)), ndarray<std::int32_t, 1>>);

TEST_CASE("arange counts up to and without the stop", "[ops]") {
    CHECK(difference(arange(4), {4}, {0, 1, 2, 3}) == "");
    CHECK(difference(arange(2, 5), {3}, {2, 3, 4}) == "");
    CHECK(difference(arange(1, 10, 4), {3}, {1, 5, 9}) == "");
    CHECK(difference(arange(1, 9, 4), {2}, {1, 5}) == "");
    CHECK(difference(arange(5, 0, -2), {3}, {5, 3, 1}) == "");
    CHECK(difference(arange(3, 0), {0}, {}) == "");
    CHECK(difference(arange(0, 3, -1), {0}, {}) == "");
    CHECK(difference(arange(0.0, 1.0, 0.25), {4}, {0, 0.25, 0.5, 0.75}) == "");
    CHECK(difference(arange(1, 3, 0.5), {4}, {1, 1.5, 2, 2.5}) == "");
    CHECK(arange(0, 1, 0.1).size() == 10);
    CHECK(difference(arange<double>(3), {3}, {0, 1, 2}) == "");
    CHECK(difference(arange<std::complex<float>>(2), {2}, {0, 1}) == "");
    CHECK(difference(arange(-1.5f, 1.5f), {3}, {-1.5, -0.5, 0.5}) == "");
}

TEST_CASE("arange reaches the ends of its types", "[ops]") {
    constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max(), least = std::numeric_limits<std::int64_t>::min();
    CHECK(difference(arange(most - 2, most), {2}, {most - 2, most - 1}) == "");
    CHECK(difference(arange(least, most, most), {3}, {least, -1, most - 1}) == "");
    CHECK(difference(arange(most, least, least), {2}, {most, -1}) == "");
    constexpr std::uint64_t top = std::numeric_limits<std::uint64_t>::max();
    CHECK(difference(arange(top - 2, top), {2}, {top - 2, top - 1}) == "");
    CHECK(difference(arange<std::uint8_t>(254, 258), {4}, {254, 255, 0, 1}) == "");
}

TEST_CASE("arange refuses steps that lead nowhere", "[ops]") {
    CHECK(error_text<value_error>([] { arange(0, 5, 0); }) == "arange: the step must not be 0");
    CHECK(error_text<value_error>([] { arange(0.0, 5.0, 0.0); }) == "arange: the step must not be 0");
    CHECK(error_text<value_error>([] { arange(0.0, inf); }) == "arange: the number of elements is not finite");
    CHECK(error_text<value_error>([] { arange(0.0, strand::nan); }) == "arange: the number of elements is not finite");
    CHECK(error_text<value_error>([] {
              arange(std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max());
          }) == "arange: there are more elements than an index can count");
}

TEST_CASE("linspace divides an interval evenly", "[ops]") {
    CHECK(difference(linspace(0, 1, 5), {5}, {0, 0.25, 0.5, 0.75, 1}) == "");
    CHECK(difference(linspace(0, 1, 4, false), {4}, {0, 0.25, 0.5, 0.75}) == "");
    CHECK(difference(linspace(2, -2, 3), {3}, {2, 0, -2}) == "");
    CHECK(linspace(0, 1).size() == 50);
    // The last value is the stop itself, whatever the rounding.
    for (index_t n = 2; n < 200; ++n) CHECK(linspace(0.1, 0.7, n).back() == 0.7);
    CHECK(difference(linspace(0, 1, 0), {0}, {}) == "");
    CHECK(difference(linspace(3, 1, 1), {1}, {3}) == "");
    CHECK(difference(linspace(3, 1, 1, false), {1}, {3}) == "");
    CHECK(difference(linspace(0, 5e-324, 3), {3}, {0, 0, 5e-324}) == "");
    CHECK(error_text<value_error>([] { linspace(0, 1, -2); }) ==
          "linspace: the number of values must not be negative, it is -2");
}

TEST_CASE("linspace of integers takes the floor", "[ops]") {
    CHECK(difference(linspace<int>(0, 5, 4), {4}, {0, 1, 3, 5}) == "");
    CHECK(difference(linspace<int>(-3, 2, 4), {4}, {-3, -2, 0, 2}) == "");
    CHECK(difference(linspace<std::int8_t>(-1, 0, 3), {3}, {-1, -1, 0}) == "");
}

TEST_CASE("logspace and geomspace are geometric", "[ops]") {
    CHECK(difference(logspace(0, 3, 4), {4}, {1, 10, 100, 1000}) == "");
    CHECK(difference(logspace(0, 3, 4, true, 2.0), {4}, {1, 2, 4, 8}) == "");
    CHECK(difference(logspace(0, 2, 2, false), {2}, {1, 10}) == "");
    CHECK(difference(geomspace(1, 1000, 4), {4}, {1, 10, 100, 1000}) == "");
    CHECK(allclose(geomspace(-8, -1, 4), ndarray<double>{-8, -4, -2, -1}, 1e-14));
    CHECK(allclose(geomspace(1, 16, 4, false), ndarray<double>{1, 2, 4, 8}, 1e-14));
    CHECK(geomspace(3, 7, 5).back() == 7);
    CHECK(difference(geomspace(3, 7, 1), {1}, {3}) == "");
    CHECK(difference(geomspace(1, -8, 4), {4}, {1, strand::nan, strand::nan, -8}) == "");
    CHECK(error_text<value_error>([] { geomspace(0, 8); }) == "geomspace: neither end may be 0");
    CHECK_THROWS_AS(geomspace(1, 8, -1), value_error);
}
