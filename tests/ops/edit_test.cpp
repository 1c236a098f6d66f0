// SPDX-License-Identifier: BSD-3-Clause
#include <strand/strand.hpp>
#include "support/catch.hpp"
#include "support/matchers.hpp"

using namespace strand;
static_assert(std::same_as<decltype(delete_(std::declval<ndarray<int, 2>&>(), 1, 0)), ndarray<int, 2>>);
static_assert(std::same_as<decltype(insert(std::declval<ndarray<int, 2>&>(), 1, 2.5)), ndarray<int, 1>>);
static_assert(std::same_as<decltype(append(std::declval<ndarray<float, 2>&>(), 1)), ndarray<double, 1>>);
static_assert(std::same_as<decltype(trim_zeros(std::declval<ndarray<int, 1>&>())), ndview<int, 1>>);

TEST_CASE("edited arrays are NumPy's", "[ops]") {
    const ndarray<int, 2> a{{0, 1, 2}, {3, 4, 5}}, b{{10, 20, 30}};
    const ndarray<int, 1> v{1, 2, 3}, w{4, 5, 6};
    const ndarray<int, 3> c = reshape(arange<int>(8), {2, 2, 2});
    CHECK(difference(delete_(v, 1), {2}, {1, 3}) == "");
    CHECK(difference(delete_(a, -1), {5}, {0, 1, 2, 3, 4}) == "");
    CHECK(difference(delete_(a, 1, 1), {2, 2}, {0, 2, 3, 5}) == "");
    CHECK(difference(delete_(a, {0, -1, 0}, 1), {2, 1}, {1, 4}) == "");
    CHECK(difference(delete_(a, range(none, none, 2)), {3}, {1, 3, 5}) == "");
    CHECK(difference(delete_(a, range(none, none, -2), 1), {2, 1}, {1, 4}) == "");
    CHECK(difference(delete_(v, v > 1), {1}, {1}) == "");
    CHECK(difference(delete_(c, {1}, 2), {2, 2, 1}, {0, 2, 4, 6}) == "");
    CHECK(difference(insert(v, 1, 9), {4}, {1, 9, 2, 3}) == "");
    CHECK(difference(insert(v, 3, 9), {4}, {1, 2, 3, 9}) == "");
    CHECK(difference(insert(v, -1, 5.7), {4}, {1, 2, 5, 3}) == "");
    CHECK(difference(insert(a, 1, 9), {7}, {0, 9, 1, 2, 3, 4, 5}) == "");
    CHECK(difference(insert(a, 1, 9, 1), {2, 4}, {0, 9, 1, 2, 3, 9, 4, 5}) == "");
    CHECK(difference(insert(a, 1, ndarray{7, 8, 9}, 0), {3, 3}, {0, 1, 2, 7, 8, 9, 3, 4, 5}) == "");
    CHECK(difference(insert(a, 1, ndarray{7, 8}, 1), {2, 4}, {0, 7, 1, 2, 3, 8, 4, 5}) == "");
    CHECK(difference(insert(a, {1}, ndarray{{7}, {8}}, 1), {2, 4}, {0, 7, 1, 2, 3, 8, 4, 5}) == "");
    CHECK(difference(insert(a, {0, 2}, ndarray{{7, 8}}, 1), {2, 5}, {7, 0, 1, 8, 2, 7, 3, 4, 8, 5}) == "");
    CHECK(difference(insert(a, {2, 0, 2}, ndarray{{1, 2, 3}, {4, 5, 6}}, 1), {2, 6}, {2, 0, 1, 1, 3, 2, 5, 3, 4, 4, 6, 5}) == "");
    CHECK(difference(insert(v, 1, ndarray{7, 8, 9}), {6}, {1, 7, 8, 9, 2, 3}) == "");
    CHECK(difference(insert(v, {1, 1, 3}, ndarray{7, 8, 9}), {6}, {1, 7, 8, 2, 3, 9}) == "");
    CHECK(difference(insert(v, range(0, 2), 5), {5}, {5, 1, 5, 2, 3}) == "");
    CHECK(difference(insert(a, {1, 1}, w, 0), {4, 3}, {0, 1, 2, 4, 5, 6, 4, 5, 6, 3, 4, 5}) == "");
    CHECK(difference(insert(v, {1}, w), {6}, {1, 4, 5, 6, 2, 3}) == "");
    CHECK(difference(append(v, w), {6}, {1, 2, 3, 4, 5, 6}) == "");
    CHECK(difference(append(a, b, 0), {3, 3}, {0, 1, 2, 3, 4, 5, 10, 20, 30}) == "");
    CHECK(difference(append(a, v), {9}, {0, 1, 2, 3, 4, 5, 1, 2, 3}) == "");
    CHECK(difference(append(v, 4.5), {4}, {1, 2, 3, 4.5}) == "");
    CHECK(difference(delete_(a + 1, std::vector<int>{0}, 0), {1, 3}, {4, 5, 6}) == "");
    CHECK(difference(delete_(v, zeros<int>({0})), {3}, {1, 2, 3}) == "");
    CHECK(difference(insert(v, zeros<int>({0}), 9), {3}, {1, 2, 3}) == "");
    CHECK(difference(insert(zeros<int>({0}), 0, w), {3}, {4, 5, 6}) == "");
    CHECK(difference(insert(v + 0.5, 1, 2), {4}, {1.5, 2, 2.5, 3.5}) == "");
}

TEST_CASE("zeros are trimmed by a view", "[ops]") {
    ndarray<int, 1> v{0, 0, 1, 0, 2, 0};
    CHECK(difference(trim_zeros(v), {3}, {1, 0, 2}) == "");
    CHECK(trim_zeros(v).data() == v.data() + 2);
    CHECK(difference(trim_zeros(v, "f"), {4}, {1, 0, 2, 0}) == "");
    CHECK(difference(trim_zeros(v, "b"), {5}, {0, 0, 1, 0, 2}) == "");
    CHECK(difference(trim_zeros(v * 0), {0}, {}) == "");
    CHECK(difference(trim_zeros(ndarray{{0, 0, 0}, {0, 1, 0}, {0, 0, 2}}), {2, 2}, {1, 0, 0, 2}) == "");
    CHECK(error_text<value_error>([&] { trim_zeros(v, "x"); }) == "trim_zeros: trim is made of f and b, it is x");
}

TEST_CASE("positions outside and values that do not fit are named", "[ops]") {
    const ndarray<int> a{{1, 2, 3}, {4, 5, 6}};
    const auto index = [](auto f) { return error_text<index_error>(f); };
    CHECK(index([&] { delete_(a, 6); }) == "index 6 is out of bounds for axis 0 with extent 6");
    CHECK(index([&] { delete_(a, {0, -3}, 0); }) == "index -3 is out of bounds for axis 0 with extent 2");
    CHECK(index([&] { delete_(a, ndarray{true}, 0); }) == "a mask of 1 bools does not fit axis 0 with extent 2");
    CHECK(index([&] { insert(a, 3, 0, 0); }) == "index 3 is out of bounds for axis 0 with extent 2");
    CHECK(error_text<shape_error>([&] { insert(a, 0, ndarray{1, 2}, 0); }) ==
          "an expression of shape (1, 2) does not fit into shape (1, 3)");
    CHECK(error_text<shape_error>([&] { insert(a, 0, ones<int>({1, 1, 1}), 0); }) ==
          "an array of shape (1, 1, 1) has rank 3, but rank 2 is needed");
    CHECK_THROWS_AS(delete_(a, 0, 2), axis_error);
    CHECK_THROWS_AS(insert(a, 0, 0, 2), axis_error);
}
