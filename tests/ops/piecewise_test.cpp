// SPDX-License-Identifier: BSD-3-Clause
// Expected values: NumPy's.
#include <strand/strand.hpp>
#include "support/catch.hpp"
#include "support/matchers.hpp"

using namespace strand;

namespace {
template <class T>
using array = ndarray<T>;
}  // namespace

TEST_CASE("select takes the choice of the first true condition", "[ops]") {
    const array<int> x{0, 1, 2, 3, 4, 5};
    CHECK(difference(strand::select({x < 3, x > 3}, {x, x}, 42), {6}, {0, 1, 2, 42, 4, 5}) == "");
    CHECK(difference(strand::select({x < 3, x < 5}, {1.5, 2.5}), {6}, {1.5, 1.5, 1.5, 2.5, 2.5, 0}) == "");
    CHECK(difference(strand::select<double>({x < 3, x > 3}, {x, x * 0.5}, 42), {6}, {0, 1, 2, 42, 2, 2.5}) == "");
    CHECK(difference(strand::select({x < 3, x > 3}, std::tuple(x, x * 0.5), 42), {6}, {0, 1, 2, 42, 2, 2.5}) == "");
    CHECK(difference(strand::select(std::vector<array<bool>>{x < 2}, std::vector<array<int>>{x}, -1), {6}, {0, 1, -1, -1, -1, -1}) == "");
    CHECK(difference(strand::select({array<bool>{{true}, {false}}}, {array<float>{1, 2}}, array<double>{8}), {2, 2}, {1, 2, 8, 8}) == "");
    static_assert(std::same_as<value_t<decltype(strand::select({array<bool>()}, {array<float>()}, 0.5))>, float>);
    static_assert(std::same_as<value_t<decltype(strand::select({array<bool>()}, {array<int>()}, 0.5))>, double>);
    CHECK(error_text<value_error>([&] { strand::select({x < 3}, {x, x}); }) ==
          "select needs as many choices as conditions, and one at least: given are 1 conditions and 2 choices");
    CHECK_THROWS_AS(strand::select({x < 3}, {array<int>{1, 2}}), shape_error);
}

TEST_CASE("piecewise calls a function where its condition is true", "[ops]") {
    const auto x = linspace<double>(-2.5, 2.5, 6);
    CHECK(difference(piecewise(x, {x < 0, x >= 0}, {-1, 1}), {6}, {-1, -1, -1, 1, 1, 1}) == "");
    CHECK(difference(piecewise(x, {x < 0, x >= 0}, [](auto v) { return -v; }, [](auto v) { return v > 1 ? v : 0.0; }), {6},
                     {2.5, 1.5, 0.5, 0, 1.5, 2.5}) == "");
    CHECK(difference(piecewise(x, {x < 0}, 7, 3), {6}, {7, 7, 7, 3, 3, 3}) == "");
    CHECK(difference(piecewise(x, {x < 0}, std::tuple([](const array<double>& v) { return abs(v); })), {6}, {2.5, 1.5, 0.5, 0, 0, 0}) == "");
    CHECK(difference(piecewise(x * 2, {x < 0, x < 1}, {1, 2}), {6}, {2, 2, 2, 2, 0, 0}) == "");  // the last counts
    CHECK(difference(piecewise(array<int>{1, 2, 3}, {array<bool>{true, false, false}}, [](int v) { return v + 0.5; }, 7), {3}, {1, 7, 7}) == "");
    CHECK(error_text<value_error>([&] { piecewise(x, {x < 0}, {1, 2, 3}); }) ==
          "piecewise needs as many functions as conditions, or one more: given are 1 conditions and 3 functions");
    CHECK_THROWS_AS(piecewise(x, {array<bool>{true, false}}, {1}), shape_error);
}
