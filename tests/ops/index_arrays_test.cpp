// SPDX-License-Identifier: BSD-3-Clause
// Expected values are NumPy's.
#include <strand/strand.hpp>
#include "support/catch.hpp"
#include "support/matchers.hpp"

using namespace strand;

TEST_CASE("ix_ makes the open grid of rows and columns") {
    ndarray<int, 2> a = reshape(arange<int>(12), {3, 4});
    CHECK(difference(a(ix_({0, 2}, {1, 3})), {2, 2}, {1, 3, 9, 11}) == "");
    CHECK(difference(a(ix_(ndarray{true, false, true}, std::vector<int>{-1})), {2, 1}, {3, 11}) == "");
    static_assert(decltype(a(ix_({0}, {1})))::static_rank == 2);
    a(ix_({0, 1}, {0, 1})) = 0;
    CHECK(difference(a, {3, 4}, {0, 0, 2, 3, 0, 0, 6, 7, 8, 9, 10, 11}) == "");
    CHECK_THROWS_AS(ix_(ndarray{{1}}), value_error);
}

TEST_CASE("numbers and positions of elements") {
    const auto [rows, columns] = unravel_index(ndarray{{22, 41}, {0, 5}}, {7, 6});
    CHECK(difference(rows, {2, 2}, {3, 6, 0, 0}) == "");
    CHECK(difference(columns, {2, 2}, {4, 5, 0, 5}) == "");
    const auto fortran = unravel_index(ndarray{22, 41}, shape_t{7, 6}, column_major);
    CHECK(difference(fortran[0], {2}, {1, 6}) == "");
    CHECK(difference(fortran[1], {2}, {3, 5}) == "");
    CHECK(unravel_index(22, {7, 6}) == shape_t{3, 4});
    CHECK(error_text<index_error>([] { unravel_index(ndarray{3, 42}, {7, 6}); }) ==
          "index 42 is out of bounds for an array of shape (7, 6), which has 42 elements");
    const std::vector positions{ndarray{3, 6, 6}, ndarray{4, 5, 1}};
    CHECK(difference(ravel_multi_index(positions, {7, 6}), {3}, {22, 41, 37}) == "");
    CHECK(difference(ravel_multi_index(positions, {7, 6}, "raise", column_major), {3}, {31, 41, 13}) == "");
    CHECK(difference(ravel_multi_index({ndarray{3, 9, -1}, ndarray{4, 5, 1}}, shape_t{7, 6}, "clip"), {3}, {22, 41, 1}) == "");
    CHECK(difference(ravel_multi_index({ndarray{3, 6}, ndarray{4, 5}}, {7, 6}), {2}, {22, 41}) == "");
    CHECK(difference(ravel_multi_index({ndarray{3, 9, -1}, ndarray{4, 5, 1}}, shape_t{7, 6}, "wrap"), {3}, {22, 17, 37}) == "");
    CHECK(ravel_multi_index({3, 4}, {7, 6}) == 22);
    CHECK(ravel_multi_index(unravel_index(22, shape_t{7, 6}), shape_t{7, 6}) == 22);
    CHECK_THROWS_AS(ravel_multi_index({3, 6}, {7, 6}), index_error);
    CHECK_THROWS_AS(ravel_multi_index({ndarray{3, 9}, ndarray{4, 5}}, shape_t{7, 6}), index_error);
    CHECK_THROWS_AS(ravel_multi_index({ndarray{3}}, shape_t{7, 6}), value_error);
    const ndarray<double, 2> a{{1, 9}, {3, 4}};
    CHECK(difference(ravel_multi_index(nonzero(a > 2), a.shape()), {3}, {1, 2, 3}) == "");
}

TEST_CASE("indices of diagonals and triangles") {
    ndarray<int, 2> a = zeros<int>({3, 3});
    a(diag_indices(3)) = 1;
    CHECK(array_equal(a, eye<int>(3)));
    CHECK(diag_indices(2, 3).size() == 3);
    CHECK(diag_indices_from(a).size() == 2);
    CHECK_THROWS_AS(diag_indices_from(zeros<int>({2, 3})), value_error);
    const auto lower = tril_indices(3, 1, 4);
    CHECK(difference(lower[0], {9}, {0, 0, 1, 1, 1, 2, 2, 2, 2}) == "");
    CHECK(difference(lower[1], {9}, {0, 1, 0, 1, 2, 0, 1, 2, 3}) == "");
    const auto upper = triu_indices(3, -1);
    CHECK(difference(upper[0], {8}, {0, 0, 0, 1, 1, 1, 2, 2}) == "");
    CHECK(difference(upper[1], {8}, {0, 1, 2, 0, 1, 2, 1, 2}) == "");
    const auto wide = triu_indices_from(zeros<int>({3, 5}), 2);
    CHECK(difference(wide[1], {6}, {2, 3, 4, 3, 4, 4}) == "");
    a(tril_indices_from(a, -1)) += 5;
    CHECK(difference(a, {3, 3}, {1, 0, 0, 5, 1, 0, 5, 5, 1}) == "");
}
