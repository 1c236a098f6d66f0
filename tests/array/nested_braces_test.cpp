// SPDX-License-Identifier: BSD-3-Clause
#include <strand/strand.hpp>
#include "support/catch.hpp"
#include "support/matchers.hpp"

using namespace strand;

// A brace is a number or a list, not a string or an array.
static_assert(std::convertible_to<int, detail::nested_braces<double>>);
static_assert(std::convertible_to<long double, detail::nested_braces<double>>);
static_assert(!std::convertible_to<const char*, detail::nested_braces<double>>);
static_assert(!std::convertible_to<ndarray<double>, detail::nested_braces<double>>);

TEST_CASE("nested braces are values, as deep as the rank", "[array]") {
    CHECK(difference(ndarray<double>{1, 2, 3}, {3}, {1, 2, 3}) == "");
    CHECK(difference(ndarray<double>{{1, 2, 3}, {4, 5, 6}}, {2, 3}, {1, 2, 3, 4, 5, 6}) == "");
    CHECK(difference(ndarray<int>{{{1, 2}, {3, 4}}, {{5, 6}, {7, 8}}}, {2, 2, 2}, {1, 2, 3, 4, 5, 6, 7, 8}) == "");
    CHECK(difference(ndarray<int>{{{{{5}}}}}, {1, 1, 1, 1, 1}, {5}) == "");
}

TEST_CASE("lists of one number are lists", "[array]") {
    CHECK(difference(ndarray<int>{{1}, {2}}, {2, 1}, {1, 2}) == "");
    CHECK(difference(ndarray<int>{{1}}, {1, 1}, {1}) == "");
    CHECK(difference(ndarray<int>{{1, 2}}, {1, 2}, {1, 2}) == "");
    CHECK(difference(ndarray<int>{5}, {1}, {5}) == "");
    CHECK(difference(ndarray<int>{{{1}, {2}}}, {1, 2, 1}, {1, 2}) == "");
    CHECK(difference(ndarray<double, 2>{{1}, {2}}, {2, 1}, {1, 2}) == "");
    CHECK(difference(ndarray<double, 2>{{1, 2}, {3, 4}}, {2, 2}, {1, 2, 3, 4}) == "");
}

TEST_CASE("empty lists give extents of 0", "[array]") {
    CHECK(difference(ndarray<int>{{}, {}}, {2, 0}, {}) == "");
    CHECK(difference(ndarray<int, 2>{{}}, {1, 0}, {}) == "");
    CHECK(difference(ndarray<int, 3>{{{}, {}}, {{}, {}}}, {2, 2, 0}, {}) == "");
}

TEST_CASE("numbers of any kind become the element type", "[array]") {
    const int i = 3;
    CHECK(difference(ndarray<double>{1, 2.5f, i, 4u, true}, {5}, {1, 2.5, 3, 4, 1}) == "");
    CHECK(difference(ndarray<bool>{true, false}, {2}, {true, false}) == "");
    CHECK(difference(ndarray<std::uint8_t>{1, 300, -1}, {3}, {1, 44, 255}) == "");
    using c = std::complex<double>;
    CHECK(difference(ndarray<c>{{c(1, 2), 3}, {4.5, c(0, -1)}}, {2, 2}, {c(1, 2), 3, 4.5, c(0, -1)}) == "");
    CHECK(difference(ndarray<std::complex<float>>{c(1, 2)}, {1}, {{1, 2}}) == "");
}

TEST_CASE("ragged braces are refused with the two lengths", "[array]") {
    const auto text = [](auto f) { return error_text<shape_error>(f); };
    CHECK(text([] { ndarray<int>{{1, 2}, {3}}; }) == "ragged braces: a list of 1 stands beside a list of 2");
    CHECK(text([] { ndarray<int>{{1}, {2, 3}}; }) == "ragged braces: a list of 2 stands beside a list of 1");
    CHECK(text([] { ndarray<int>{{}, {2, 3}}; }) == "ragged braces: a list of 2 stands beside a list of 0");
    CHECK(text([] { ndarray<int>{{1, 2}, {}}; }) == "ragged braces: a list of 0 stands beside a list of 2");
    CHECK(text([] { ndarray<int>{{{1}, {2}}, {{3}}}; }) == "ragged braces: a list of 1 stands beside a list of 2");
    const std::string mixed = "ragged braces: a value and a list of values stand side by side";
    CHECK(text([] { ndarray<int>{1, {2}}; }) == mixed);
    CHECK(text([] { ndarray<int>{{1, 2}, 3}; }) == mixed);
    CHECK(text([] { ndarray<int>{{1, 2}, {{3}, {4}}}; }) == mixed);
    CHECK(text([] { ndarray<int>{{{1}}, {2}}; }) == mixed);
}

TEST_CASE("braces of another depth than a static rank are refused", "[array]") {
    CHECK(error_text<shape_error>([] { ndarray<int, 2>{1, 2}; }) ==
          "an array of shape (2,) has rank 1, but rank 2 is needed");
    CHECK(error_text<shape_error>([] { ndarray<int, 1>{{1, 2}}; }) ==
          "an array of shape (1, 2) has rank 2, but rank 1 is needed");
}
