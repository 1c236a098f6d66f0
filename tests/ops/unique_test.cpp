// SPDX-License-Identifier: BSD-3-Clause
#include <algorithm>
#include <cmath>
#include <map>
#include <strand/strand.hpp>
#include "support/catch.hpp"
#include "support/matchers.hpp"

using namespace strand;
static_assert(std::same_as<decltype(unique_inverse(std::declval<ndarray<float, 2>&>()).inverse_indices), ndarray<index_t, 2>>);

namespace {
const double undefined = std::nan("");
}

TEST_CASE("different values are NumPy's", "[ops]") {
    CHECK(difference(unique(ndarray{{2, 1}, {2, 3}}), {3}, {1, 2, 3}) == "");
    CHECK(difference(unique(ndarray<double>{undefined, 1, undefined}), {2}, {1, undefined}) == "");
    CHECK(difference(unique(ndarray<double>{undefined, 1, undefined}, false), {3}, {1, undefined, undefined}) == "");
    CHECK(difference(unique_values(ndarray<float>{NAN, 1, NAN}), {3}, {1, NAN, NAN}) == "");
    CHECK(difference(unique(ndarray{0.0, -0.0}), {1}, {0}) == "");
    CHECK(difference(unique(ndarray{true, false, true}), {2}, {false, true}) == "");
    CHECK(difference(unique(zeros<int>({0})), {0}, {}) == "");
    CHECK(difference(unique(ones<int>(shape_t{}) * 5), {1}, {5}) == "");
    using C = std::complex<double>;
    const ndarray<C, 1> z{C(1, 2), C(undefined, 1), C(1, 2), C(1, undefined)};
    CHECK(unique(z).size() == 2);
    CHECK(unique_values(z).size() == 3);
    CHECK(unique(z)(0) == C(1, 2));
}

TEST_CASE("each NaN is a value of its own to the Array API", "[ops]") {
    const ndarray<double, 2> a{{undefined, 1, 0}, {-0.0, undefined, 1}};
    const auto [values, counts] = unique_counts(a);
    CHECK(difference(values, {4}, {0, 1, undefined, undefined}) == "");
    CHECK(difference(counts, {4}, {2, 2, 1, 1}) == "");
    const auto every = unique_all(a);
    CHECK(difference(every.values, {4}, {0, 1, undefined, undefined}) == "");
    CHECK(difference(every.indices, {4}, {2, 1, 0, 4}) == "");
    CHECK(difference(every.inverse_indices, {2, 3}, {2, 1, 0, 0, 3, 1}) == "");
    CHECK(difference(every.counts, {4}, {2, 2, 1, 1}) == "");
    const auto [v, inverse] = unique_inverse(ndarray{{2, 1}, {2, 3}});
    CHECK(difference(v, {3}, {1, 2, 3}) == "");
    CHECK(difference(inverse, {2, 2}, {1, 0, 1, 2}) == "");
}

TEST_CASE("values near together are counted, values far apart are sorted, with the same result", "[ops]") {
    std::mt19937 random(17);
    for (const index_t count : {1, 10, 100, 5000, 20000}) {
        for (const int kind : {0, 1, 2, 3}) {
            ndarray<std::int64_t, 1> a(extents<1>({count}));
            std::map<std::int64_t, index_t> expected;
            for (auto& x : a) {
                x = kind == 0 ? layouts::pick(random, -3, 3) : kind == 1 ? layouts::pick(random, 0, 60000) << 8
                    : kind == 2 ? layouts::pick(random, -(index_t{1} << 60), index_t{1} << 60) : 7;
                ++expected[x];
            }
            std::vector<std::int64_t> values;
            std::vector<index_t> counts;
            for (const auto& [value, times] : expected) values.push_back(value), counts.push_back(times);
            const shape_t shape{static_cast<index_t>(values.size())};
            const auto found = unique_counts(a);
            REQUIRE(difference(found.values, shape, values) == "");
            REQUIRE(difference(found.counts, shape, counts) == "");
            REQUIRE(difference(unique(a), shape, values) == "");
            REQUIRE(difference(unique_all(a).counts, shape, counts) == "");
        }
    }
}

TEST_CASE("different rows and columns are NumPy's", "[ops]") {
    const ndarray<int, 2> a{{1, 0, 2}, {1, 0, 2}, {0, 9, 1}, {1, 0, 1}};
    CHECK(difference(unique(a, 0), {3, 3}, {0, 9, 1, 1, 0, 1, 1, 0, 2}) == "");
    CHECK(difference(unique(a.T(), -1), {3, 3}, {0, 1, 1, 9, 0, 0, 1, 1, 2}) == "");
    CHECK(difference(unique(a, 1), {4, 3}, {0, 1, 2, 0, 1, 2, 9, 0, 1, 0, 1, 1}) == "");
    CHECK(difference(unique(ndarray{{0.0, undefined}, {0.0, undefined}, {-1.0, 2.0}}, 0), {3, 2}, {-1, 2, 0, undefined, 0, undefined}) == "");
    CHECK(unique(zeros<int>({0, 3}), 0).shape() == shape_t{0, 3});
    CHECK_THROWS_AS(unique(a, 2), axis_error);
}
