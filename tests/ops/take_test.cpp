// SPDX-License-Identifier: BSD-3-Clause
// Expected values are NumPy's.
#include <strand/strand.hpp>
#include "support/catch.hpp"
#include "support/matchers.hpp"

using namespace strand;

namespace {
const ndarray<int, 3> a = reshape(arange<int>(24), {2, 3, 4});
const ndarray<int, 2> b{{30, 10, 20}, {5, 50, 40}};
}  // namespace

static_assert(decltype(take(a, ndarray{{0}}, 1))::static_rank == 4);
static_assert(decltype(take(a, {0}))::static_rank == 1);
static_assert(decltype(take(a, 0, 1))::static_rank == 2);
static_assert(decltype(take(a, ndarray<int>{0}, 1))::static_rank == dynamic_rank);
static_assert(decltype(take_along_axis(b, b, 1))::static_rank == 2);

TEST_CASE("take picks along an axis, or of all elements in C order") {
    CHECK(difference(take(a, ndarray{{0, 2}, {2, 1}}, 1), {2, 2, 2, 4},
                     {0, 1, 2, 3, 8, 9, 10, 11, 8, 9, 10, 11, 4, 5, 6, 7, 12, 13, 14, 15, 20, 21, 22, 23, 20, 21, 22, 23, 16, 17, 18, 19}) == "");
    CHECK(difference(take(a, {-1, 5}), {2}, {23, 5}) == "");
    CHECK(difference(take(a, std::vector<short>{-1, 5}), {2}, {23, 5}) == "");
    CHECK(difference(take(a, ndarray{{1}, {7}}, -1, "wrap"), {2, 3, 2, 1}, {1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23}) == "");
    CHECK(array_equal(take(a, {-5, 9}, 0, "clip"), a));
    CHECK(difference(take(a, 1, 1), {2, 4}, {4, 5, 6, 7, 16, 17, 18, 19}) == "");
    CHECK(take(a, 7).item() == 7);
    CHECK(difference(take(b.T(), {1, 2}), {2}, {5, 10}) == "");
    CHECK(difference(take(b + 1, {1}, 1), {2, 1}, {11, 51}) == "");
    CHECK(difference(take(b, {7, -7}, none, "wrap"), {2}, {10, 40}) == "");
    CHECK(difference(take(ndarray{1, 2, 3}, {-1, 3}, 0, "clip"), {2}, {1, 3}) == "");
    CHECK(difference(take(zeros<int>({0}), zeros<int>({0}), 0, "wrap"), {0}, {}) == "");
    CHECK(error_text<index_error>([] { take(ndarray{1, 2, 3}, {-1, 3}); }) ==
          "index 3 is out of bounds for axis 0 with extent 3: item 0 of the index, at (1,)");
    CHECK_THROWS_AS(take(zeros<int>({0}), {0}, 0, "clip"), index_error);
    CHECK_THROWS_AS(take(a, {0}, 3), axis_error);
    CHECK(error_text<value_error>([] { take(b, {0}, 0, "cut"); }) == "the mode must be raise, wrap or clip, not cut");
}

TEST_CASE("take_along_axis, compress, extract and choose") {
    CHECK(difference(take_along_axis(b, ndarray{{1, 2, 0}, {0, 2, 1}}, 1), {2, 3}, {10, 20, 30, 5, 40, 50}) == "");
    CHECK(difference(take_along_axis(b, ndarray{{1}}, 0), {1, 3}, {5, 50, 40}) == "");
    CHECK(difference(take_along_axis(b, ndarray{{2}, {0}}), {2, 1}, {20, 5}) == "");
    CHECK(difference(take_along_axis(b, ndarray{3, 0}, none), {2}, {5, 30}) == "");
    CHECK_THROWS_AS(take_along_axis(b, ndarray{0}, 0), value_error);
    CHECK_THROWS_AS(take_along_axis(b, ndarray{{3}}, 1), index_error);
    CHECK(difference(compress({false, true}, a, 0), {1, 3, 4}, {12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23}) == "");
    CHECK(difference(compress(ndarray{1, 0, 1}, b, 1), {2, 2}, {30, 20, 5, 40}) == "");
    CHECK(difference(compress(std::vector<bool>{false, true, true}, b), {2}, {10, 20}) == "");
    CHECK_THROWS_AS(compress({false, false, true}, b, 0), index_error);
    CHECK(difference(extract(b > 15, b), {4}, {30, 20, 50, 40}) == "");
    CHECK(difference(extract(ndarray{1, 0, 1}, b), {2}, {30, 20}) == "");
    const ndarray choices{{1, 2}, {3, 4}, {5, 6}};
    CHECK(difference(choose(ndarray{{2, 0}, {1, -3}}, choices, "wrap"), {2, 2}, {5, 2, 3, 2}) == "");
    CHECK(difference(choose(ndarray{3, -1, 1}, {ndarray{1, 2, 3}, ndarray{10, 20, 30}}, "clip"), {3}, {10, 2, 30}) == "");
    CHECK(difference(choose(ndarray{0, 1, 0}, std::vector{ndarray{1, 2, 3}, ndarray{7}}), {3}, {1, 7, 3}) == "");
    CHECK(error_text<index_error>([&] { choose(ndarray{3}, choices); }) == "choose: index 3 is not one of 3 choices");
}

TEST_CASE("positions of what is not 0") {
    const ndarray<double> x{{0, strand::nan}, {1, 0}};
    const auto positions = nonzero(x);
    REQUIRE(positions.size() == 2);
    CHECK(difference(positions[0], {2}, {0, 1}) == "");
    CHECK(difference(positions[1], {2}, {1, 0}) == "");
    CHECK(difference(where(b > 15)[1], {4}, {0, 2, 1, 2}) == "");
    CHECK(difference(argwhere(b > 15), {4, 2}, {0, 0, 0, 2, 1, 1, 1, 2}) == "");
    CHECK(difference(flatnonzero(b > 15), {4}, {0, 2, 4, 5}) == "");
    CHECK(difference(argwhere(scalar(1)), {1, 0}, {}) == "");
    CHECK(difference(b(nonzero(b > 15)), {4}, {30, 20, 50, 40}) == "");
    CHECK(nonzero(zeros<int>({3, 0}))[1].size() == 0);
    CHECK_THROWS_AS(nonzero(ndarray<int>(scalar(1))), value_error);
    CHECK(difference(asarray(std::vector<bool>{true, false}), {2}, {true, false}) == "");
}

TEST_CASE("at accumulates at an index array per axis") {
    ndarray<double, 2> c = zeros<double>({2, 3});
    add.at(c, std::array{ndarray{0, 0, 1}, ndarray{1, -2, 2}}, 1.0);
    CHECK(difference(c, {2, 3}, {0, 2, 0, 0, 0, 1}) == "");
    add.at(c, nonzero(c > 0), ndarray{5., 6.});
    CHECK(difference(c, {2, 3}, {0, 7, 0, 0, 0, 7}) == "");
    CHECK_THROWS_AS(add.at(c, std::array{ndarray{0, 9}, ndarray{0, 0}}, 1.0), index_error);
    CHECK(c(0, 0) == 0);
}
