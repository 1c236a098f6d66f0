// SPDX-License-Identifier: BSD-3-Clause
// Expected values are NumPy's.
#include <strand/strand.hpp>
#include "support/catch.hpp"
#include "support/matchers.hpp"

using namespace strand;

TEST_CASE("put writes elements numbered in C order, in any layout") {
    ndarray<int, 2> c = zeros<int>({2, 3});
    put(c, {0, 4, -1}, {1, 2});
    CHECK(difference(c, {2, 3}, {1, 0, 0, 0, 2, 1}) == "");
    put(c.T(), ndarray{1}, 9);
    CHECK(difference(c, {2, 3}, {1, 0, 0, 9, 2, 1}) == "");
    put(c, {8, -9}, ndarray{7, 8}, "wrap");
    CHECK(difference(c, {2, 3}, {1, 0, 7, 8, 2, 1}) == "");
    put(c, 99, 5, "clip");
    CHECK(difference(c, {2, 3}, {1, 0, 7, 8, 2, 5}) == "");
    put(c, zeros<int>({0}), zeros<int>({0}));
    put(c.T(), {-1, 0}, std::vector<int>{6, 3});
    CHECK(difference(c, {2, 3}, {3, 0, 7, 8, 2, 6}) == "");
    CHECK(error_text<index_error>([&] { put(c, {0, 6}, 1); }) == "index 6, at (1,), is out of bounds for an array of 6 elements");
    CHECK(c(0, 0) == 3);
    ndarray<int, 2> d = zeros<int>({2, 3});
    put_along_axis(d, ndarray{{1}, {2}}, ndarray{{7}, {8}}, 1);
    CHECK(difference(d, {2, 3}, {0, 7, 0, 0, 0, 8}) == "");
    put_along_axis(d, ndarray{{0, 0, 1}}, 1, 0);
    CHECK(difference(d, {2, 3}, {1, 1, 0, 0, 0, 1}) == "");
}

TEST_CASE("place, putmask and copyto write where a mask is set") {
    ndarray<int, 2> placed = reshape(arange<int>(6), {2, 3});
    place(placed, placed > 2, {44, 55});
    CHECK(difference(placed, {2, 3}, {0, 1, 2, 44, 55, 44}) == "");
    CHECK_THROWS_AS(place(placed, ndarray{true}, 1), index_error);
    CHECK_THROWS_AS(place(placed, placed > 2, zeros<int>({0})), value_error);
    ndarray<int, 2> f = reshape(arange<int>(6), {2, 3});
    putmask(f, f > 2, {10, 20, 30, 40});
    CHECK(difference(f, {2, 3}, {0, 1, 2, 40, 10, 20}) == "");
    f = reshape(arange<int>(6), {2, 3});
    putmask(f, f > 2, f * f);
    CHECK(difference(f, {2, 3}, {0, 1, 2, 9, 16, 25}) == "");
    putmask(f.T(), f.T() > 2, -1);
    CHECK(difference(f, {2, 3}, {0, 1, 2, -1, -1, -1}) == "");
    copyto(f, ndarray{7, 8, 9});
    copyto(f, 0, f > 8);
    CHECK(difference(f, {2, 3}, {7, 8, 0, 7, 8, 0}) == "");
    CHECK_THROWS_AS(putmask(f, ndarray{true}, 1), index_error);
}

TEST_CASE("fill_diagonal") {
    ndarray<int, 2> g = zeros<int>({5, 3});
    fill_diagonal(g, 4);
    CHECK(difference(g, {5, 3}, {4, 0, 0, 0, 4, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0}) == "");
    fill_diagonal(g, ndarray{1, 2}, true);
    CHECK(difference(g, {5, 3}, {1, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0}) == "");
    ndarray<int> h = zeros<int>({2, 2, 2});
    fill_diagonal(h, ndarray{1, 2});
    CHECK(difference(h, {2, 2, 2}, {1, 0, 0, 0, 0, 0, 0, 2}) == "");
    ndarray<int, 2> wide = zeros<int>({2, 4});
    fill_diagonal(wide, 3);
    CHECK(difference(wide, {2, 4}, {3, 0, 0, 0, 0, 3, 0, 0}) == "");
    ndarray<int, 1> line = zeros<int>({3});
    CHECK_THROWS_AS(fill_diagonal(line, 1), value_error);
    ndarray<int> uneven = zeros<int>({2, 2, 3});
    CHECK_THROWS_AS(fill_diagonal(uneven, 1), value_error);
}
