// SPDX-License-Identifier: BSD-3-Clause
#include <strand/strand.hpp>
#include "support/catch.hpp"
#include "support/matchers.hpp"

using namespace strand;

static_assert(std::same_as<decltype(eye(3)), ndarray<double, 2>>);
static_assert(std::same_as<decltype(tri<int>(3)), ndarray<int, 2>>);
static_assert(std::same_as<decltype(tril(std::declval<ndview<const float, 3>>())), ndarray<float, 3>>);
static_assert(std::same_as<decltype(diag(std::declval<ndarray<int, 1>&>())), ndarray<int, 2>>);
static_assert(std::same_as<decltype(diag(std::declval<ndarray<int, 2>&>())), ndarray<int, 1>>);
static_assert(std::same_as<decltype(diag(std::declval<ndarray<int>&>())), ndarray<int>>);
static_assert(std::same_as<decltype(indices({2, 3})), ndarray<std::int64_t, 3>>);
static_assert(std::same_as<decltype(meshgrid(arange(2), arange(2.0))),
                           std::tuple<ndarray<std::int32_t, 2>, ndarray<double, 2>>>);
template <class A>
concept has_triangles = requires(A a) { tril(a); };
template <class A>
concept has_diag = requires(A a) { diag(a); };
static_assert(has_triangles<ndarray<int>> && !has_triangles<ndarray<int, 1>>);
static_assert(!has_diag<ndarray<int, 0>> && !has_diag<ndarray<int, 3>>);

TEST_CASE("eye has ones where column minus row is k", "[ops]") {
    for (index_t rows = 0; rows <= 4; ++rows) {
        for (index_t columns = 0; columns <= 4; ++columns) {
            for (index_t k = -5; k <= 5; ++k) {
                const auto diagonal_ones = eye<int>(rows, columns, k);
                const auto triangle = tri<int>(rows, columns, k);
                int failures = 0;
                for (index_t r = 0; r < rows; ++r) {
                    for (index_t c = 0; c < columns; ++c) {
                        failures += diagonal_ones(r, c) != (c - r == k);
                        failures += triangle(r, c) != (c - r <= k);
                    }
                }
                CHECK(failures == 0);
                CHECK(triangle.shape() == shape_t{rows, columns});
            }
        }
    }
    CHECK(difference(eye<bool>(2), {2, 2}, {true, false, false, true}) == "");
    CHECK(difference(identity<int>(2), {2, 2}, {1, 0, 0, 1}) == "");
    CHECK(difference(tri(2), {2, 2}, {1, 0, 1, 1}) == "");
    CHECK_THROWS_AS(eye(-1), shape_error);
}

TEST_CASE("triangles keep one side of the k-th diagonal", "[ops]") {
    const auto a = reshape(arange(1, 10), {3, 3});
    CHECK(difference(tril(a), {3, 3}, {1, 0, 0, 4, 5, 0, 7, 8, 9}) == "");
    CHECK(difference(tril(a, 1), {3, 3}, {1, 2, 0, 4, 5, 6, 7, 8, 9}) == "");
    CHECK(difference(tril(a, -1), {3, 3}, {0, 0, 0, 4, 0, 0, 7, 8, 0}) == "");
    CHECK(difference(triu(a), {3, 3}, {1, 2, 3, 0, 5, 6, 0, 0, 9}) == "");
    CHECK(difference(triu(a, 1), {3, 3}, {0, 2, 3, 0, 0, 6, 0, 0, 0}) == "");
    CHECK(difference(triu(a, -1), {3, 3}, {1, 2, 3, 4, 5, 6, 0, 8, 9}) == "");
    // Of every matrix of a stack, and of any expression.
    CHECK(difference(tril(reshape(arange(8), {2, 2, 2})), {2, 2, 2}, {0, 0, 2, 3, 4, 0, 6, 7}) == "");
    CHECK(difference(triu(a.T() * 2), {3, 3}, {2, 8, 14, 0, 10, 16, 0, 0, 18}) == "");
    CHECK(difference(tril(full({2, 2}, strand::nan)), {2, 2}, {strand::nan, 0, strand::nan, strand::nan}) == "");
    CHECK(error_text<shape_error>([] { tril(ndarray<int>{1, 2}); }) == "tril needs at least 2 axes, the shape is (2,)");
    CHECK(error_text<shape_error>([] { triu(ndarray<int>{1, 2}); }) == "triu needs at least 2 axes, the shape is (2,)");
}

TEST_CASE("diag makes a matrix of a vector and takes the diagonal of a matrix", "[ops]") {
    CHECK(difference(diag(arange(1, 3)), {2, 2}, {1, 0, 0, 2}) == "");
    CHECK(difference(diag(arange(1, 3), 1), {3, 3}, {0, 1, 0, 0, 0, 2, 0, 0, 0}) == "");
    CHECK(difference(diag(arange(1, 3), -1), {3, 3}, {0, 0, 0, 1, 0, 0, 0, 2, 0}) == "");
    const ndarray<int> m{{1, 2, 3}, {4, 5, 6}};
    CHECK(difference(diag(m), {2}, {1, 5}) == "");
    CHECK(difference(diag(m, 1), {2}, {2, 6}) == "");
    CHECK(difference(diag(m, -2), {0}, {}) == "");
    CHECK(difference(diag(ndarray<int>{7}), {1, 1}, {7}) == "");
    CHECK(difference(diag(m[0] + 1), {3, 3}, {2, 0, 0, 0, 3, 0, 0, 0, 4}) == "");
    CHECK(error_text<shape_error>([] { diag(ndarray<int>{{{1}}}); }) == "diag needs 1 or 2 axes, the shape is (1, 1, 1)");
}

TEST_CASE("meshgrid repeats vectors over a grid", "[ops]") {
    const auto [x, y] = meshgrid(arange(3), arange(10, 12));
    CHECK(difference(x, {2, 3}, {0, 1, 2, 0, 1, 2}) == "");
    CHECK(difference(y, {2, 3}, {10, 10, 10, 11, 11, 11}) == "");
    const auto [i, j] = meshgrid(arange(3), arange(10, 12), "ij");
    CHECK(difference(i, {3, 2}, {0, 0, 1, 1, 2, 2}) == "");
    CHECK(difference(j, {3, 2}, {10, 11, 10, 11, 10, 11}) == "");
    const auto [a, b, c] = meshgrid(arange(2), arange(1), arange(2) * 0.5);
    CHECK(difference(a, {1, 2, 2}, {0, 0, 1, 1}) == "");
    CHECK(difference(b, {1, 2, 2}, {0, 0, 0, 0}) == "");
    CHECK(difference(c, {1, 2, 2}, {0, 0.5, 0, 0.5}) == "");
    const auto [one] = meshgrid(ndarray<int>{1, 2});
    CHECK(difference(one, {2}, {1, 2}) == "");
    CHECK(error_text<value_error>([] { meshgrid(arange(2), arange(2), "yx"); }) ==
          "meshgrid: the indexing must be xy or ij, it is yx");
    CHECK_THROWS_AS(meshgrid(ndarray<int>{{1, 2}}), shape_error);
}

TEST_CASE("indices and fromfunction know where elements are", "[ops]") {
    CHECK(difference(indices({2, 3}), {2, 2, 3}, {0, 0, 0, 1, 1, 1, 0, 1, 2, 0, 1, 2}) == "");
    CHECK(difference(indices<float>({2}), {1, 2}, {0, 1}) == "");
    CHECK(indices({2, 0}).shape() == shape_t{2, 2, 0});
    CHECK(difference(fromfunction([](auto i, auto j) { return 10 * i + j; }, {2, 3}), {2, 3}, {0, 1, 2, 10, 11, 12}) == "");
    CHECK(difference(fromfunction([](auto i, auto) { return i < 1; }, {2, 2}), {2, 2}, {true, true, false, false}) == "");
    CHECK(difference(fromfunction([](const auto& i) { return eval(i * 2); }, {3}), {3}, {0, 2, 4}) == "");
}
