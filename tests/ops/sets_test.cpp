// SPDX-License-Identifier: BSD-3-Clause
#include <cmath>
#include <set>
#include <strand/strand.hpp>
#include "support/catch.hpp"
#include "support/matchers.hpp"

using namespace strand;
static_assert(std::same_as<decltype(union1d(std::declval<ndarray<int, 2>&>(), std::declval<ndarray<float, 1>&>())), ndarray<double, 1>>);
static_assert(std::same_as<decltype(setdiff1d(std::declval<ndarray<int, 2>&>(), std::declval<ndarray<float, 1>&>())), ndarray<int, 1>>);
static_assert(std::same_as<decltype(isin(std::declval<ndarray<int, 2>&>(), 3)), ndarray<bool, 2>>);

TEST_CASE("sets are NumPy's, and NaN is in none", "[ops]") {
    const double undefined = std::nan("");
    const ndarray<int, 2> a{{3, 1, 2}, {3, 5, 1}};
    const ndarray<double, 1> x{undefined, 1, undefined, 0.0, -0.0, 1};
    CHECK(difference(isin(a, {1, 5}), {2, 3}, {false, true, false, false, true, true}) == "");
    CHECK(difference(isin(a, ndarray{1, 5}, false, true), {2, 3}, {true, false, true, true, false, false}) == "");
    CHECK(difference(isin(a, 3), {2, 3}, {true, false, false, true, false, false}) == "");
    CHECK((isin(3, a) && !isin(9, a) && isin(9, a, false, true)));
    CHECK(difference(isin(a, 2.5), {2, 3}, {false, false, false, false, false, false}) == "");
    CHECK(difference(isin(x, ndarray{undefined, 0.0}), {6}, {false, false, false, true, true, false}) == "");
    CHECK(difference(isin(ndarray<std::uint8_t>{255, 0}, ndarray<std::int8_t>{-1, 0}), {2}, {false, true}) == "");
    CHECK(difference(isin(a, zeros<int>({0})), {2, 3}, {false, false, false, false, false, false}) == "");
    CHECK(difference(intersect1d(a, ndarray{5, 3, 9}), {2}, {3, 5}) == "");
    CHECK(difference(union1d(a, ndarray{9.5}), {5}, {1, 2, 3, 5, 9.5}) == "");
    CHECK(difference(setdiff1d(a, ndarray{1.0}), {3}, {2, 3, 5}) == "");
    CHECK(difference(setxor1d(a, ndarray{1, 7}), {4}, {2, 3, 5, 7}) == "");
    CHECK(difference(intersect1d(x, x), {2}, {0, 1}) == "");
    CHECK(difference(union1d(x, x), {3}, {0, 1, undefined}) == "");
    CHECK(difference(setdiff1d(x, ndarray{undefined}), {3}, {0, 1, undefined}) == "");
    CHECK(difference(setxor1d(x, x), {2}, {undefined, undefined}) == "");
    using C = std::complex<float>;
    CHECK(difference(isin(ndarray<C, 1>{C(1, 2), C(2, 2)}, ndarray<C, 1>{C(1, 2), C(NAN, 1)}), {2}, {true, false}) == "");
    CHECK(difference(intersect1d(ndarray<C, 1>{C(1, 2), C(2, 2)}, ndarray<C, 1>{C(1, 2)}), {1}, {C(1, 2)}) == "");
}

TEST_CASE("sets of integers near together and far apart", "[ops]") {
    std::mt19937 random(23);
    for (int round = 0; round < 30; ++round) {
        const index_t reach = round % 2 ? 40 : index_t{1} << 60;
        const auto numbers = [&](index_t count) {
            ndarray<std::int64_t, 1> a(extents<1>({count}));
            for (auto& x : a) x = layouts::pick(random, -3, 3) * (reach / 3) + layouts::pick(random, 0, 9);
            return a;
        };
        const auto a = numbers(layouts::pick(random, 0, 80)), b = numbers(layouts::pick(random, 0, 80));
        const std::set<std::int64_t> in_a(a.begin(), a.end()), in_b(b.begin(), b.end());
        std::vector<std::int64_t> both, either, first, one;
        for (const auto x : in_a) (in_b.count(x) ? both : first).push_back(x);
        std::set<std::int64_t> all_of = in_a, exactly_one(first.begin(), first.end());
        all_of.insert(in_b.begin(), in_b.end());
        for (const auto x : in_b) {
            if (!in_a.count(x)) exactly_one.insert(x);
        }
        either.assign(all_of.begin(), all_of.end());
        one.assign(exactly_one.begin(), exactly_one.end());
        std::vector<bool> members;
        for (const auto x : a) members.push_back(in_b.count(x) > 0);
        const auto size = [](const auto& list) { return shape_t{static_cast<index_t>(list.size())}; };
        REQUIRE(difference(intersect1d(a, b), size(both), both) == "");
        REQUIRE(difference(union1d(a, b), size(either), either) == "");
        REQUIRE(difference(setdiff1d(a, b), size(first), first) == "");
        REQUIRE(difference(setxor1d(a, b), size(one), one) == "");
        REQUIRE(difference(isin(a, b), size(members), members) == "");
    }
}
