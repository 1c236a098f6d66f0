// SPDX-License-Identifier: BSD-3-Clause
#include <algorithm>
#include <cmath>
#include <strand/strand.hpp>
#include "support/catch.hpp"
#include "support/matchers.hpp"

using namespace strand;
static_assert(std::same_as<decltype(searchsorted(std::declval<ndarray<int, 1>&>(), 2)), index_t>);
static_assert(std::same_as<decltype(digitize(std::declval<ndarray<int, 2>&>(), std::declval<ndarray<double, 1>&>())), ndarray<index_t, 2>>);

TEST_CASE("searching is NumPy's, NaN at the end", "[ops]") {
    const double undefined = std::nan("");
    const ndarray<double, 1> a{1, 2, 2, 3, undefined}, x{0, 1, 2.5, 9, undefined};
    CHECK(searchsorted(a, 2) == 1);
    CHECK(searchsorted(a, 2, "right") == 3);
    CHECK(difference(searchsorted(a, {2, 9}, "right"), {2}, {3, 4}) == "");
    CHECK(searchsorted(ndarray{1, 2, 3}, 2.5) == 2);
    CHECK(difference(searchsorted(a, x), {5}, {0, 0, 3, 4, 4}) == "");
    CHECK(difference(searchsorted(a, x, "right"), {5}, {0, 1, 3, 4, 5}) == "");
    CHECK(difference(searchsorted(a(range(none, none, 2)), ndarray{{2}, {1}}), {2, 1}, {1, 0}) == "");
    const ndarray<float, 1> mixed{3, 1, 2};
    CHECK(difference(searchsorted(mixed, ndarray{2.5, 3.0}, "left", argsort(mixed)), {2}, {2, 2}) == "");
    CHECK(searchsorted(zeros<int>({0}), 1) == 0);
    using C = std::complex<double>;
    CHECK(difference(searchsorted(ndarray<C, 1>{C(1, 2), C(1, 3), C(2, 0)}, ndarray<C, 1>{C(1, 3), C(undefined, 0)}), {2}, {1, 3}) == "");
    // -1 is not 2^64 - 1.
    CHECK(searchsorted(ndarray<std::uint64_t>{0, 5}, ndarray<std::int8_t>{-1})(0) == 0);
}

TEST_CASE("many values are searched as one by one", "[ops]") {
    std::mt19937 random(21);
    for (const index_t count : {1, 2, 3, 7, 8, 100, 1000}) {
        std::vector<int> row;
        for (index_t i = 0; i < count; ++i) row.push_back(static_cast<int>(layouts::pick(random, 0, count)));
        std::sort(row.begin(), row.end());
        const ndarray<int, 1> a = asarray(row);
        ndarray<int, 1> values(extents<1>({203}));
        std::vector<index_t> left, right;
        for (int& x : values) {
            x = static_cast<int>(layouts::pick(random, -1, count + 1));
            left.push_back(std::lower_bound(row.begin(), row.end(), x) - row.begin());
            right.push_back(std::upper_bound(row.begin(), row.end(), x) - row.begin());
        }
        REQUIRE(difference(searchsorted(a, values), {203}, left) == "");
        REQUIRE(difference(searchsorted(a, values, "right"), {203}, right) == "");
    }
}

TEST_CASE("bins are NumPy's, rising or falling", "[ops]") {
    const ndarray<double, 1> x{1, 2, 3, 0, 4, 2.5}, rising{1, 2, 3}, falling{3, 2, 1};
    CHECK(difference(digitize(x, rising), {6}, {1, 2, 3, 0, 3, 2}) == "");
    CHECK(difference(digitize(x, rising, true), {6}, {0, 1, 2, 0, 3, 2}) == "");
    CHECK(difference(digitize(x, falling), {6}, {2, 1, 0, 3, 0, 1}) == "");
    CHECK(difference(digitize(x, falling, true), {6}, {3, 2, 1, 3, 0, 1}) == "");
    CHECK(digitize(2.5, rising) == 2);
    CHECK(difference(digitize(x, ndarray{2.0, 2.0}), {6}, {0, 2, 2, 0, 2, 2}) == "");
    CHECK(difference(digitize(ndarray{0.5, 1.0, 7.0}, {0.0, 1.0, 2.5}), {3}, {1, 2, 3}) == "");
}

TEST_CASE("mistakes in searching are named", "[ops]") {
    const ndarray<int> a{1, 2, 3}, b{{1}, {2}};
    const auto value = [](auto f) { return error_text<value_error>(f); };
    CHECK(value([&] { searchsorted(a, 1, "middle"); }) == "searchsorted: the side must be left or right, it is middle");
    CHECK(value([&] { digitize(a, ndarray{1, 3, 2}); }) == "digitize: the bins must rise or fall");
    CHECK(error_text<shape_error>([&] { searchsorted(b, 1); }) == "an array of shape (2, 1) has rank 2, but rank 1 is needed");
    CHECK(error_text<shape_error>([&] { searchsorted(a, 1, "left", ndarray{0}); }) ==
          "searchsorted: a sorter of shape (1,) does not fit shape (3,)");
    CHECK(error_text<index_error>([&] { searchsorted(a, 1, "left", ndarray{0, 1, 3}); }) ==
          "index 3 is out of bounds for axis 0 with extent 3");
}
