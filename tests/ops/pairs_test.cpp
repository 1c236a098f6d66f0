// SPDX-License-Identifier: BSD-3-Clause
// Functions with two results. Expected values: NumPy's.
#include <cmath>
#include <strand/strand.hpp>
#include "support/catch.hpp"
#include "support/matchers.hpp"

namespace {
template <class T>
using array = strand::ndarray<T>;
constexpr double inf = std::numeric_limits<double>::infinity(), none = std::numeric_limits<double>::quiet_NaN();
}  // namespace

static_assert(std::same_as<decltype(strand::divmod(7, 2)), std::pair<std::int64_t, std::int64_t>> ||
              std::same_as<decltype(strand::divmod(7, 2)), std::pair<int, int>>);
static_assert(std::same_as<decltype(strand::frexp(std::declval<strand::ndarray<float, 2>>())),
                           std::pair<strand::ndarray<float, 2>, strand::ndarray<std::int32_t, 2>>>);

TEST_CASE("divmod is floor_divide and remainder", "[ops]") {
    const array<int> a{7, -7, 7, -7};
    const auto [quotient, rest] = strand::divmod(a, array<int>{3, 3, -3, -3});
    CHECK(difference(quotient, {4}, {2, -3, -3, 2}) == "");
    CHECK(difference(rest, {4}, {1, 2, -2, -1}) == "");
    const auto [q, r] = strand::divmod(array<double>{-7.5, 1, -1} * 1, 2.0);
    CHECK(difference(q, {3}, {-4, 0, -1}) == "");
    CHECK(difference(r, {3}, {0.5, 1, 1}) == "");
    CHECK(strand::divmod(-7, 2).first == -4);
    CHECK(difference(strand::divmod(array<std::int8_t>{-128, 5}, array<std::int8_t>{-1, 0}).first, {2}, {-128, 0}) == "");
    CHECK_THROWS_AS(strand::divmod(a, array<int>{1, 2}), strand::shape_error);
}

TEST_CASE("frexp and ldexp take numbers apart and put them together", "[ops]") {
    const array<double> a{inf, -inf, none, 0, -0.0, 8, 5e-324, -3};
    const auto [mantissa, exponent] = strand::frexp(a);
    CHECK(difference(mantissa, {8}, {inf, -inf, none, 0, -0.0, 0.5, 0.5, -0.75}) == "");
    CHECK(difference(exponent, {8}, {0, 0, 0, 0, 0, 4, -1073, 2}) == "");
    CHECK(difference(strand::ldexp(mantissa, exponent), a) == "");
    CHECK(strand::frexp(6.0).second == 3);
    CHECK(difference(strand::ldexp(array<float>{1, 3}, array<int>{{-1}, {130}}), {2, 2}, {0.5, 1.5, float(inf), float(inf)}) == "");
    // One rounding: the last bit of 1.5 denormals, and counts beyond int.
    CHECK(difference(strand::ldexp(array<double>{0x1.8p-1000, -1, 1}, array<std::int64_t>{-74, INT64_MAX, INT64_MIN}), {3}, {0x1p-1073, -inf, 0}) == "");
    CHECK(difference(strand::ldexp(array<int>{3}, 2), {1}, {12}) == "");
    CHECK(strand::ldexp(3.0f, std::int64_t{2}) == 12);
}

TEST_CASE("modf splits at the point", "[ops]") {
    const auto [fraction, whole] = strand::modf(array<double>{inf, -inf, none, 0, -0.0, 2.5, -2.5, -3});
    CHECK(difference(fraction, {8}, {0, -0.0, none, 0, -0.0, 0.5, -0.5, -0.0}) == "");
    CHECK(difference(whole, {8}, {inf, -inf, none, 0, -0.0, 2, -2, -3}) == "");
    CHECK(strand::modf(-2.5).second == -2);
    CHECK(difference(strand::modf(array<int>{3}).first, {1}, {0}) == "");
}

TEST_CASE("sincos is sin and cos", "[ops]") {
    const array<float> a{0, 1, -2};
    const auto [s, c] = strand::sincos(a);
    CHECK(difference(s, strand::eval(strand::sin(a))) == "");
    CHECK(difference(c, strand::eval(strand::cos(a))) == "");
}
