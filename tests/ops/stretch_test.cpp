// SPDX-License-Identifier: BSD-3-Clause
#include <strand/strand.hpp>
#include "ops/rearranging.hpp"

using namespace rearranging;

using matrix = ndarray<int, 2>;
static_assert(std::same_as<decltype(broadcast_to(std::declval<matrix&>(), {2, 2, 3})), ndview<const int, 3>>);
static_assert(std::same_as<decltype(broadcast_to(std::declval<ndview<int, 2>>(), shape_t{2})), ndview<const int>>);
static_assert(std::same_as<decltype(broadcast_to(std::declval<matrix>(), {2, 2, 3})), ndarray<int, 3>>);
static_assert(std::same_as<decltype(broadcast_arrays(std::declval<matrix&>(), std::declval<ndarray<float, 3>&>())),
                           std::tuple<ndview<const int, 3>, ndview<const float, 3>>>);
static_assert(std::same_as<decltype(broadcast_arrays(std::declval<ndarray<int>&>(), std::declval<matrix>())),
                           std::tuple<ndview<const int>, ndarray<int>>>);
static_assert(std::same_as<decltype(diagonal(std::declval<matrix&>())), ndview<int, 1>>);
static_assert(std::same_as<decltype(sliding_window_view(std::declval<matrix&>(), 2)), ndview<int, 3>>);
static_assert(std::same_as<decltype(as_strided(std::declval<matrix&>(), {2}, {0})), ndview<int, 1>>);
static_assert(std::same_as<decltype(as_strided(std::declval<matrix>(), {2}, {0})), ndarray<int, 1>>);
template <class A>
concept has_windows_over_two_axes = requires(A& a) { sliding_window_view(a, {2, 2}); };
static_assert(has_windows_over_two_axes<matrix> && !has_windows_over_two_axes<ndarray<int, 3>>);

TEST_CASE("diagonals are NumPy's", "[ops]") {
    check([](auto&& x) { return diagonal(FORWARD(x)); }, {{4, 2}, {1, 16}, 0}, {{2, 2}, {2, -8}, 12});
    check([](auto&& x) { return diagonal(FORWARD(x), 1); }, {{4, 2}, {1, 16}, 4}, {{2, 2}, {2, -8}, 16});
    check([](auto&& x) { return diagonal(FORWARD(x), -1, 1, 2); }, {{2, 2}, {12, 5}, 4}, {{2, 2}, {-12, 6}, 16});
    check([](auto&& x) { return diagonal(FORWARD(x), 0, 2, 0); }, {{3, 2}, {4, 13}, 0}, {{3, 2}, {4, -10}, 12});
    check([](auto&& x) { return diagonal(FORWARD(x), 5); }, {{4, 0}, {1, 0}, 0}, {{2, 0}, {2, 0}, 0});
}

TEST_CASE("sliding windows are NumPy's", "[ops]") {
    check([](auto&& x) { return sliding_window_view(FORWARD(x), 2); }, {{2, 3, 3, 2}, {12, 4, 1, 1}, 0}, {{2, 3, 1, 2}, {-12, 4, 0, 2}, 12});
    check([](auto&& x) { return sliding_window_view(FORWARD(x), 2, 0); }, {{1, 3, 4, 2}, {0, 4, 1, 12}, 0}, {{1, 3, 2, 2}, {0, 4, 2, -12}, 12});
    check([](auto&& x) { return sliding_window_view(FORWARD(x), {2, 2}, {0, 2}); }, {{1, 3, 3, 2, 2}, {0, 4, 1, 12, 1}, 0}, {{1, 3, 1, 2, 2}, {0, 4, 0, -12, 2}, 12});
    check([](auto&& x) { return sliding_window_view(FORWARD(x), {1, 2, 2}); }, {{2, 2, 3, 1, 2, 2}, {12, 4, 1, 0, 4, 1}, 0}, {{2, 2, 1, 1, 2, 2}, {-12, 4, 0, 0, 4, 2}, 12});
    // A window as long as the axis fits once.
    CHECK(difference(sliding_window_view(arange(3), 3), {1, 3}, {0, 1, 2}) == "");
    CHECK(difference(mean(sliding_window_view(arange<double>(5), 2), -1), {4}, {0.5, 1.5, 2.5, 3.5}) == "");
}

TEST_CASE("a diagonal can be written", "[ops]") {
    ndarray<int> a = zeros<int>({2, 3});
    diagonal(a) = 5;
    diagonal(a, 1) += ndarray<int>{1, 2};
    CHECK(difference(a, {2, 3}, {5, 1, 0, 0, 5, 2}) == "");
}

TEST_CASE("an array stretches without copies and read-only", "[ops]") {
    ndarray<int> row{1, 2, 3};
    const auto stretched = broadcast_to(row, {2, 3});
    CHECK(stretched.strides() == shape_t{0, 1});
    CHECK(stretched.data() == row.data());
    CHECK(difference(stretched, {2, 3}, {1, 2, 3, 1, 2, 3}) == "");
    row(0) = 9;
    CHECK(stretched(1, 0) == 9);
    CHECK(difference(broadcast_to(ndarray<int>{{1}, {2}}, {2, 2, 2}), {2, 2, 2}, {1, 1, 2, 2, 1, 1, 2, 2}) == "");
    CHECK(difference(broadcast_to(row * 2, {1, 3}), {1, 3}, {18, 4, 6}) == "");
    CHECK(difference(broadcast_to(ones<int>(shape_t{}), {2}), {2}, {1, 1}) == "");
    CHECK(difference(broadcast_to(ndarray<int>{1}, {0}), {0}, {}) == "");
}

TEST_CASE("arrays stretch to their common shape", "[ops]") {
    const ndarray<int, 1> row{1, 2, 3};
    const ndarray<double, 2> column{{0.5}, {1.5}};
    const auto [r, c] = broadcast_arrays(row, column);
    CHECK(r.data() == row.data());
    CHECK(difference(r, {2, 3}, {1, 2, 3, 1, 2, 3}) == "");
    CHECK(difference(c, {2, 3}, {0.5, 0.5, 0.5, 1.5, 1.5, 1.5}) == "");
    const auto [lazy] = broadcast_arrays(row + 1);
    CHECK(difference(lazy, {3}, {2, 3, 4}) == "");
    CHECK(error_text<shape_error>([] { broadcast_arrays(ndarray<int>{1, 2}, ndarray<int>{1, 2, 3}); }) ==
          "shapes (2,) and (3,) cannot be broadcast together: axis -1 has extents 2 and 3");
}

TEST_CASE("any strides can be laid over memory", "[ops]") {
    ndarray<int> a = arange(10);
    CHECK(difference(as_strided(a, {3, 3}, {2, 1}), {3, 3}, {0, 1, 2, 2, 3, 4, 4, 5, 6}) == "");
    CHECK(difference(as_strided(copy(a), {3, 3}, {2, 1}), {3, 3}, {0, 1, 2, 2, 3, 4, 4, 5, 6}) == "");
    CHECK(difference(as_strided(a(range(5, none)), {3}, {-2}), {3}, {5, 3, 1}) == "");
    as_strided(a, {2}, {9}) = -1;
    CHECK((a(0) == -1 && a(9) == -1));
}

TEST_CASE("shapes, windows and strides come as lists too", "[ops]") {
    ndarray<int> a = arange(6);
    CHECK(difference(broadcast_to(ndarray{1}, 3), {3}, {1, 1, 1}) == "");
    CHECK(difference(broadcast_to(ndarray{1, 2}, std::vector<int>{2, 2}), {2, 2}, {1, 2, 1, 2}) == "");
    CHECK(broadcast_shapes({3, 1}, {4}) == shape_t{3, 4});
    CHECK(difference(sliding_window_view(a, std::vector<int>{5}), {2, 5}, {0, 1, 2, 3, 4, 1, 2, 3, 4, 5}) == "");
    CHECK(difference(sliding_window_view(reshape(a, {2, 3}), shape_t{2}, shape_t{0}), {1, 3, 2}, {0, 3, 1, 4, 2, 5}) == "");
    CHECK(difference(as_strided(a, shape_t{2, 2}, shape_t{1, 2}), {2, 2}, {0, 2, 1, 3}) == "");
    CHECK(error_text<value_error>([&] { as_strided(a, shape_t{2}, shape_t{1, 2}); }) ==
          "as_strided: strides (1, 2) do not fit shape (2,)");
}

TEST_CASE("mistakes in stretching are named", "[ops]") {
    const ndarray<int> a{{1, 2, 3}, {4, 5, 6}};
    const auto value = [](auto f) { return error_text<value_error>(f); };
    const auto shape = [](auto f) { return error_text<shape_error>(f); };
    CHECK(shape([&] { broadcast_to(a, {3}); }) == "an expression of shape (2, 3) does not fit into shape (3,)");
    CHECK(shape([&] { broadcast_to(a, {4, 3}); }) == "an expression of shape (2, 3) does not fit into shape (4, 3)");
    CHECK(shape([&] { broadcast_to(ndarray<int>{1}, {-1}); }) == "negative extent in shape (-1,)");
    CHECK(shape([&] { diagonal(ndarray<int>{1}); }) == "diagonal needs at least 2 axes, the shape is (1,)");
    CHECK_THROWS_AS(diagonal(a, 0, 0, 0), axis_error);
    CHECK(value([&] { sliding_window_view(a, 4); }) == "window (4,) is larger than shape (2, 3)");
    CHECK(value([&] { sliding_window_view(a, {2}); }) ==
          "sliding_window_view needs one window extent per axis: (2,) for axes (0, 1)");
    CHECK_THROWS_AS(sliding_window_view(a, 1, 2), axis_error);
}

TEST_CASE("windows and blocks are folded as loops do it", "[ops]") {
    for (const auto [high, wide, rows, columns] : {std::array{9, 70, 3, 3}, {8, 8, 3, 3}, {5, 40, 5, 5}, {3, 300, 2, 7}, {20, 21, 12, 12}, {2, 19, 1, 17}, {4, 600, 3, 2}}) {
        INFO(high << " x " << wide << " windows of " << rows << " x " << columns);
        ndarray<float, 2> a = reshape(astype<float>(arange((high + rows - 1) * (wide + columns - 1)) * 37 % 101 - 50), {high + rows - 1, wide + columns - 1});
        const ndarray<float, 2> weights = reshape(astype<float>(arange(rows * columns) % 7 - 3), {rows, columns});
        a(high / 2, wide / 3) = std::numeric_limits<float>::quiet_NaN();
        const auto windows = sliding_window_view(a, {rows, columns});
        const ndarray<float> highest = max(windows, {2, 3}), total = sum(windows, {-2, -1}), weighted = sum(windows * weights, {2, 3}), narrow = min(windows, 3);
        for (index_t i = 0; i < high; ++i) {
            for (index_t j = 0; j < wide; ++j) {
                float most = -1000, whole = 0, by_weight = 0, least = 1000;
                for (index_t k = 0; k < rows; ++k) {
                    for (index_t l = 0; l < columns; ++l) {
                        const float x = a(i + k, j + l);
                        most = x > most || x != x ? x : most, whole += x, by_weight += x * weights(k, l);
                        if (k == 0) least = x < least || x != x ? x : least;
                    }
                }
                const auto same = [](float x, float y) { return x == y || (x != x && y != y); };
                if (!same(highest(i, j), most) || !same(total(i, j), whole) || !same(weighted(i, j), by_weight) || !same(narrow(i, j, 0), least)) FAIL(i << ", " << j);
            }
        }
        // Blocks of the same size.
        const ndarray<std::int64_t, 4> b = reshape(arange(high * rows * wide * columns) * 7919 % 1009, {high, rows, wide, columns});
        const ndarray<std::int64_t> block_totals = sum(b, {1, 3}), block_most = max(b, {1, 3});
        for (index_t i = 0; i < high; ++i) {
            for (index_t j = 0; j < wide; ++j) {
                std::int64_t whole = 0, most = -1;
                for (index_t k = 0; k < rows; ++k) {
                    for (index_t l = 0; l < columns; ++l) whole += b(i, k, j, l), most = b(i, k, j, l) > most ? b(i, k, j, l) : most;
                }
                if (block_totals(i, j) != whole || block_most(i, j) != most) FAIL(i << ", " << j);
            }
        }
    }
}
