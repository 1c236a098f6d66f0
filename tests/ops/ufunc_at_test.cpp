// SPDX-License-Identifier: BSD-3-Clause
// `.at` of the function objects. Expected values: NumPy's.
#include <strand/strand.hpp>
#include "support/catch.hpp"
#include "support/matchers.hpp"

using namespace strand;

namespace {
template <class T>
using array = ndarray<T>;
template <class F, class Array, class... X>
concept has_at = requires(F f, Array array, X... x) { f.at(array, x...); };
}  // namespace

static_assert(has_at<decltype(add), array<int>&, array<int>, array<int>> && !has_at<decltype(add), array<int>&, array<int>, array<double>>);
static_assert(!has_at<decltype(add), const array<int>&, array<int>, int> && !has_at<decltype(divide), array<int>&, int, int>);
static_assert(has_at<decltype(negative), array<int>&, int> && !has_at<decltype(add), array<int>&, int>);

TEST_CASE("an index given twice counts twice", "[ops]") {
    array<int> a{0, 0, 0, 0};
    add.at(a, {1, 1, 3}, 2);
    CHECK(difference(a, {4}, {0, 4, 0, 2}) == "");
    subtract.at(a, array<std::uint8_t>{0, 0, 1}, array<int>{1, 2, 3});
    CHECK(difference(a, {4}, {-3, 1, 0, 2}) == "");
    maximum.at(a, std::vector<long>{-4, -1}, 5);
    CHECK(difference(a, {4}, {5, 1, 0, 5}) == "");
    add.at(a, array<int>{{0, 1}, {0, 1}}, array<int>{1, 10});  // values broadcast to the index
    CHECK(difference(a, {4}, {7, 21, 0, 5}) == "");
    multiply.at(a, 2, 3);
    add.at(a, -2, 3);
    CHECK(difference(a, {4}, {7, 21, 3, 5}) == "");
    negative.at(a, {0, 0, 1});
    CHECK(difference(a, {4}, {7, -21, 3, 5}) == "");
    add.at(a, array<int>(shape_t{0}), 1);
    CHECK(difference(a, {4}, {7, -21, 3, 5}) == "");
}

TEST_CASE("values may be elements of the array itself", "[ops]") {
    array<int> a{1, 2, 3};
    add.at(a, {0, 1, 2}, a(range(none, none, -1)));
    CHECK(difference(a, {3}, {4, 4, 4}) == "");
    array<std::int64_t> own{1, 2, 0};
    add.at(own, own, own);  // as if indices and values had been read first
    CHECK(difference(own, {3}, {1, 3, 2}) == "");
    array<float> b{1, 2, 3};
    multiply.at(b, b > 1, array<double>{0.5, 2});
    CHECK(difference(b, {3}, {1, 1, 6}) == "");
    logical_and.at(a, 0, 0);
    CHECK(difference(a, {3}, {0, 4, 4}) == "");
}

TEST_CASE("parts of an array with several axes, of any layout", "[ops]") {
    array<int> a{{1, 2, 3}, {4, 5, 6}};
    add.at(a, {0, 0}, array<int>{{1, 2, 3}, {10, 20, 30}});
    CHECK(difference(a, {2, 3}, {12, 24, 36, 4, 5, 6}) == "");
    add.at(a.T(), {2, 2, 0}, array<int>{100, 1000});
    CHECK(difference(a, {2, 3}, {112, 24, 236, 1004, 5, 2006}) == "");
    add.at(a, a > 1000, -1000);
    CHECK(difference(a, {2, 3}, {112, 24, 236, 4, 5, 1006}) == "");
    add.at(a, array<bool>{false, true}, array<int>{1, 2, 3});
    CHECK(difference(a, {2, 3}, {112, 24, 236, 5, 7, 1009}) == "");
    array<bool> truth{true, false};
    logical_xor.at(truth, {0, 1, 1}, true);
    CHECK(difference(truth, {2}, {false, false}) == "");
    array<std::complex<double>> z{1, 2};
    multiply.at(z, {1, 1}, std::complex<double>(0, 1));
    CHECK(difference(z, {2}, {1, -2}) == "");
}

TEST_CASE("tuples of indices and slices", "[ops]") {
    array<int> a = zeros<int>(shape_t{2, 3, 4});
    const array<int> twice{1, 1}, last{-1, 0};
    add.at(a, std::tuple(all, twice), 1);  // a[:, 1, :] is hit twice
    CHECK(difference(a, {2, 3, 4}, {0, 0, 0, 0, 2, 2, 2, 2, 0, 0, 0, 0, 0, 0, 0, 0, 2, 2, 2, 2, 0, 0, 0, 0}) == "");
    add.at(a, std::tuple(ellipsis, range(none, none, 2), twice), array<int>{10, 20});
    CHECK(difference(a, {2, 3, 4}, {0, 30, 0, 0, 2, 2, 2, 2, 0, 30, 0, 0, 0, 30, 0, 0, 2, 2, 2, 2, 0, 30, 0, 0}) == "");
    a.fill(0);
    add.at(a, std::tuple(last, range(1, none), twice), array<int>{{1, 2}, {3, 4}});  // the chosen axis comes first
    CHECK(difference(a, {2, 3, 4}, {0, 0, 0, 0, 0, 3, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0}) == "");
    a.fill(0);
    add.at(a.T(), std::tuple(array<bool>{false, true, false, true}, all, 1), array<int>{1, 2, 3});
    CHECK(difference(a, {2, 3, 4}, {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 2, 0, 2, 0, 3, 0, 3}) == "");
    add.at(a, range(0, 1), 5);
    add.at(a, std::tuple(1, all, range(0, 0)), 7);
    CHECK(difference(a[0], {3, 4}, std::vector<int>(12, 5)) == "");
    negative.at(a, std::tuple(0, 0, twice));
    CHECK(difference(a[0][0], {4}, {5, 5, 5, 5}) == "");
    CHECK(error_text<index_error>([&] { add.at(a, std::tuple(all, array<int>{0, 3}), 1); }) != "");
    CHECK_THROWS_AS(add.at(a, std::tuple(all, twice), ones<int>(shape_t{3, 2, 4})), shape_error);
}

TEST_CASE("everything is checked before anything is written", "[ops]") {
    array<int> a{{1, 2, 3}, {4, 5, 6}};
    const array<int> before = a;
    CHECK(error_text<index_error>([&] { add.at(a, {0, 2}, 1); }) == "index 2 is out of bounds for axis 0 with extent 2");
    CHECK(error_text<index_error>([&] { add.at(a, {0, -3}, 1); }) == "index -3 is out of bounds for axis 0 with extent 2");
    CHECK(error_text<index_error>([&] { add.at(a, array<bool>{true, true, false}, 1); }) ==
          "a mask of shape (3,) does not fit an array of shape (2, 3)");
    CHECK_THROWS_AS(add.at(a, {0, 1}, array<int>{1, 2}), shape_error);
    CHECK_THROWS_AS(power.at(a, {0}, -1), value_error);
    CHECK(difference(a, before) == "");
    array<int> one = full(shape_t{}, 1);
    CHECK_THROWS_AS(add.at(one, 0, 1), index_error);
}
