// SPDX-License-Identifier: BSD-3-Clause
// minmax, ptp and positions of extrema in long, tall and short arrays, and what is refused.
#include <cmath>
#include "ops/first_of_extrema.hpp"
#include "support/catch.hpp"
#include "support/layouts.hpp"
#include "support/matchers.hpp"

using namespace strand;

namespace {

template <class X>
concept has_ptp = requires(X x) { ptp(x); };
static_assert(has_ptp<ndarray<std::uint8_t>> && !has_ptp<ndarray<bool>> && has_ptp<ndarray<std::complex<float>>>);
static_assert(std::same_as<decltype(argmax(ndarray<float, 2>())), std::int64_t>);
static_assert(std::same_as<decltype(argmax(ndarray<float, 2>(), 0)), ndarray<std::int64_t, 1>>);
static_assert(std::same_as<decltype(argmin(ndarray<float, 2>(), 0, keepdims)), ndarray<std::int64_t, 2>>);

}  // namespace

TEST_CASE("complex numbers are ordered by real, then imaginary part", "[ops]") {
    using c = std::complex<double>;
    const double n = strand::nan;
    const ndarray<c> z{c(1, 2), c(1, 3), c(2, -1), c(0, 9)}, broken{c(1, 2), c(n, 1), c(1, n), c(5, 0)};
    CHECK((argmax(z) == 2 && argmin(z) == 3 && ptp(z) == c(2, -10)));
    const auto [least, most] = minmax(z);
    CHECK((least == c(0, 9) && most == c(2, -1)));
    CHECK((argmax(broken) == 1 && argmin(broken) == 1));
    CHECK((nanargmax(broken) == 3 && nanargmin(broken) == 0 && nanmax(broken) == c(5, 0) && nanmin(broken) == c(1, 2)));
    CHECK(nanargmax(ndarray<c>{c(n, 0), c(-strand::inf, -1)}) == 1);
    CHECK(difference(argmax(reshape(z, {2, 2}) * 2, 0), {2}, {1, 0}) == "");
    CHECK(error_text<value_error>([&] { nanargmin(ndarray<c>{c(0, n)}); }) == "nanargmin found nothing but NaN");
}

TEST_CASE("long rows and columns are searched in parts", "[ops]") {
    ndarray<float, 1> a = zeros<float>({10000});
    ndarray<std::int8_t, 2> tall = zeros<std::int8_t>({1000, 3});
    ndarray<bool, 1> flags = zeros<bool>({10000});
    CHECK((argmax(a) == 0 && argmin(a) == 0 && argmax(flags) == 0));
    for (const index_t place : {9999, 8192, 6001, 2048, 2047, 70}) {
        a(place) = 3;
        flags(place) = true;
        CHECK(argmax(a) == place);
        CHECK(argmax(flags) == place);
        CHECK(argmax(a(range(place % 2, none, 2))) == place / 2);
        CHECK(argmax(a(range(none, none, -1)) * -1) == 1);
    }
    for (const index_t place : {999, 300, 128, 127, 1}) {
        tall(place, 1) = 3;
        CHECK(difference(argmax(tall, 0), {3}, {0, place, 0}) == "");
        CHECK(difference(argmax(tall.T(), 1), {3}, {0, place, 0}) == "");
    }
    a(7000) = static_cast<float>(strand::nan);
    a(70) = static_cast<float>(strand::inf);
    CHECK((argmax(a) == 7000 && argmin(a) == 7000));
    CHECK(argmax(full<float>({5000}, static_cast<float>(-strand::inf))) == 0);
    CHECK(argmin(full<std::int64_t>({5000}, std::numeric_limits<std::int64_t>::max())) == 0);
}

TEST_CASE("extrema are found behind the end of a tile, of a panel and of what narrow numbers count", "[ops]") {
    const auto check = [](auto zero) {
        using T = decltype(zero);
        ndarray<T, 2> a = zeros<T>({1200, 14});
        for (const index_t row : {1199, 700, 256, 255, 31}) {
            a(row, 3) = T(1);
            if constexpr (std::floating_point<T>) a(row, 9) = static_cast<T>(strand::nan);
            for (const auto& view : {a(all, all), a(all, range(none, none, 3)), a(all, range(none, none, -1)), a(all, range(9, 2, -3))}) {
                std::vector<std::int64_t> wanted;
                for (index_t c = 0; c < view.shape()[1]; ++c) wanted.push_back(view(row, c) == T(0) ? 0 : row);
                const shape_t columns{view.shape()[1]};
                CHECK(difference(argmax(view, 0), columns, wanted) == "");
                CHECK(difference(argmax(view.T(), 1), columns, wanted) == "");
                CHECK(difference(argmax(view + view(range(1), all), 0), columns, wanted) == "");
                index_t best = -1;
                for (index_t c = 0; c < view.shape()[1]; ++c) {
                    if (best < 0 || replaces(view(row, c), view(row, best))) best = c;
                }
                CHECK(argmax(view) == row * view.shape()[1] + best);
                CHECK(argmax(view.T()) == best * 1200 + row);
            }
        }
    };
    check(0.0f);
    check(std::uint8_t{});
}

TEST_CASE("extrema together, their distance, and what is refused", "[ops]") {
    const ndarray<int> a{{1, 7, 3}, {4, 5, -6}};
    const auto [low, high] = minmax(a);
    CHECK((low == -6 && high == 7));
    const auto of_columns = minmax(a, 0);
    CHECK(difference(of_columns.min, {3}, {1, 5, -6}) == "");
    CHECK(difference(of_columns.max, {3}, {4, 7, 3}) == "");
    CHECK(ptp(a) == 13);
    CHECK(difference(ptp(a, {1}), {2}, {6, 11}) == "");
    CHECK(ptp(ndarray<std::uint8_t>{200, 10}) == 190);
    CHECK(argmin(a * 2) == 5);
    CHECK(difference(argmax(a, none, keepdims), {1, 1}, {1}) == "");
    const auto pair = minmax(ndarray<double>{1, strand::nan});
    CHECK((std::isnan(pair.min) && std::isnan(pair.max)));
    CHECK(error_text<value_error>([&] { argmax(zeros<double>(0)); }) == "argmax of an expression of shape (0,) has nothing to choose from");
    CHECK(difference(argmax(zeros<double>({0, 3}), 1), {0}, {}) == "");
    CHECK(error_text<value_error>([&] { argmin(zeros<double>({0, 3}), 0); }) == "argmin of an expression of shape (0, 3) has nothing to choose from");
    CHECK(error_text<value_error>([&] { ptp(zeros<double>(0)); }) == "ptp of an expression of shape (0,) has nothing to choose from");
    CHECK(error_text<axis_error>([&] { argmax(zeros<int>({2, 2, 2}), std::vector<int>{0, 1}); }) == "argmax searches along one axis or all of them, not along 2");
    CHECK(error_text<axis_error>([&] { argmax(a, 2); }) == "axis 2 is out of bounds for an array of rank 2");
}
