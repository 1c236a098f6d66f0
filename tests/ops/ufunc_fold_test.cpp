// SPDX-License-Identifier: BSD-3-Clause
// reduce, accumulate and reduceat of the function objects. Expected values: NumPy's, and plain loops.
#include <cmath>
#include <random>
#include <strand/strand.hpp>
#include "support/catch.hpp"
#include "support/matchers.hpp"

using namespace strand;


namespace {
template <class T>
using array = ndarray<T>;
template <class F, class E>
using reduced_type = value_t<decltype(std::declval<F>().reduce(std::declval<E>()))>;
template <class F, class E>
concept reduces = requires(F f, E e) { f.reduce(e); };
}  // namespace

// Sums and products of integers are of 64 bits, everything else keeps the type of its loop.
static_assert(std::same_as<reduced_type<decltype(add), array<std::int8_t>>, std::int64_t>);
static_assert(std::same_as<reduced_type<decltype(multiply), array<std::uint8_t>>, std::uint64_t>);
static_assert(std::same_as<reduced_type<decltype(add), array<bool>>, std::int64_t>);
static_assert(std::same_as<reduced_type<decltype(subtract), array<std::int8_t>>, std::int8_t>);
static_assert(std::same_as<reduced_type<decltype(divide), array<int>>, double>);
static_assert(std::same_as<reduced_type<decltype(logical_or), array<double>>, bool>);
static_assert(std::same_as<reduced_type<decltype(left_shift), array<bool>>, std::int8_t>);
static_assert(!reduces<decltype(less), array<int>> && reduces<decltype(less), array<bool>>);
static_assert(!reduces<decltype(negative), array<int>> && !reduces<decltype(bitwise_or), array<double>>);
static_assert(!reduces<decltype(subtract), array<bool>> && !reduces<decltype(where), array<int>>);
// Static ranks stay static, but for a list of axes that is not written in braces.
static_assert(std::same_as<decltype(add.reduce(std::declval<ndarray<double, 3>>())), ndarray<double, 2>>);
static_assert(std::same_as<decltype(add.reduce(std::declval<ndarray<double, 3>>(), {0, 1})), ndarray<double, 1>>);
static_assert(std::same_as<decltype(add.reduce(std::declval<ndarray<double, 3>>(), 1, keepdims)), ndarray<double, 3>>);
static_assert(std::same_as<decltype(add.reduce(std::declval<ndarray<double, 3>>(), none)), double>);

TEST_CASE("reduce folds the first axis, given axes or all", "[ops]") {
    const array<int> a{{1, 2, 3}, {4, 5, 6}};
    CHECK(difference(add.reduce(a), {3}, {5, 7, 9}) == "");
    CHECK(difference(add.reduce(a, -1), {2}, {6, 15}) == "");
    CHECK(difference(add.reduce(a, 1, keepdims), {2, 1}, {6, 15}) == "");
    CHECK(difference(add.reduce(a, {0, 1}, true), {1, 1}, {21}) == "");
    CHECK(difference(multiply.reduce(a), {3}, {4, 10, 18}) == "");
    CHECK(maximum.reduce(a, none) == 6);
    CHECK(add.reduce(array<double>{1, 2, 3}(range(none, none, -1)) * 2).item() == 12);
    CHECK(difference(add.reduce<double>(a), {3}, {5, 7, 9}) == "");
    CHECK(difference(logical_and.reduce(array<int>{{1, 0}, {2, 3}}), {2}, {true, false}) == "");
    CHECK(logical_xor.reduce(array<double>{1, 2, 0}, none) == false);
    CHECK(bitwise_and.reduce(array<int>{12, 10}, none) == 8);
    CHECK(bitwise_or.reduce(array<std::uint8_t>{12, 10}, none) == 14);
    CHECK(bitwise_xor.reduce(array<bool>{true, true, true}, none));
    CHECK(gcd.reduce(array<int>{12, -18, 24}, none) == 6);
    CHECK(lcm.reduce(array<int>{4, 6, 10}, none) == 60);
    CHECK(ufuncs::hypot.reduce(array<double>{2, 3, 6}, none) == Approx(7));
    CHECK(ufuncs::fmax.reduce(array<double>{strand::nan, 3, 6}, none) == 6);
    CHECK(std::isnan(ufuncs::fmin.reduce(array<double>{strand::nan, strand::nan}, none)));
    CHECK_THROWS_AS(add.reduce(a, 2), axis_error);
    // NumPy's where= and initial=.
    const array<bool> mask{true, false, true};
    CHECK(add.reduce(array<int>{1, 2, 3}, none, where_(mask), initial(10)) == 14);
    CHECK(maximum.reduce(array<int>{1, 2, 3}, none, where_(mask), initial(0)) == 3);
    CHECK(difference(logical_or.reduce(a > 5, 1, where_(mask)), {2}, {false, true}) == "");
    CHECK_THROWS_AS(maximum.reduce(array<int>{1, 2, 3}, 0, where_(mask)), value_error);
}

TEST_CASE("functions whose order matters are applied from the first element on", "[ops]") {
    const array<int> a{{9, 2, 3}, {4, 5, 6}};
    CHECK(difference(subtract.reduce(a, 1), {2}, {4, -7}) == "");
    CHECK(difference(subtract.reduce(a), {3}, {5, -3, -3}) == "");
    CHECK(difference(subtract.reduce(a.T(), 0, keepdims), {1, 2}, {4, -7}) == "");
    CHECK(difference(divide.reduce(array<int>{8, 2, 2}), {}, {2}) == "");
    CHECK(power.reduce(array<int>{2, 3, 2}, none) == 64);
    CHECK(difference(floor_divide.reduce(array<double>{{100, 7}, {9, 2}}), {2}, {11, 3}) == "");
    CHECK(left_shift.reduce(array<bool>{true, true}, none) == 2);
    CHECK(less.reduce(array<bool>{true, false}, none) == false);
    CHECK(error_text<value_error>([&] { subtract.reduce(a, {0, 1}); }) ==
          "subtract.reduce works along one axis, because the order matters, and not along the axes 0 and 1");
    CHECK(error_text<value_error>([] { power.reduce(array<int>{2, 3, -2}); }) ==
          "pow: integers to negative integer powers are not allowed, the exponent is -2");
    CHECK(power.reduce(array<int>{-2, 3}, none) == -8);
    // Long, wide and in the middle of three axes.
    std::mt19937 random(3);
    for (const shape_t& shape : {shape_t{40, 3, 1}, shape_t{3, 7, 700}, shape_t{2, 65, 1}, shape_t{1, 1, 5}}) {
        array<std::int64_t> x(shape);
        layouts::fill_randomly(random, x.view());
        array<std::int64_t> wanted = copy(x(all, 0));
        for (index_t i = 1; i < shape[1]; ++i) wanted -= x(all, i);
        CHECK(difference(subtract.reduce(x, 1), wanted) == "");
        CHECK(difference(subtract.reduce(x.T() * 1, 1), wanted.T()) == "");
    }
}

TEST_CASE("of nothing there is the identity or a value_error", "[ops]") {
    const array<double> nothing(shape_t{0}), rows(shape_t{0, 3});
    CHECK(add.reduce(nothing, none) == 0);
    CHECK(multiply.reduce(nothing, none) == 1);
    CHECK(logical_and.reduce(nothing, none) == true);
    CHECK(bitwise_and.reduce(array<int>(shape_t{0}), none) == -1);
    CHECK(bitwise_or.reduce(array<int>(shape_t{0}), none) == 0);
    CHECK(logaddexp.reduce(nothing, none) == -inf);
    CHECK(logaddexp2.reduce(nothing, none) == -inf);
    CHECK(ufuncs::hypot.reduce(nothing, none) == 0);
    CHECK(gcd.reduce(array<int>(shape_t{0}), none) == 0);
    CHECK_THROWS_AS(maximum.reduce(nothing), value_error);
    CHECK_THROWS_AS(minimum.reduce(rows), value_error);
    CHECK_THROWS_AS(ufuncs::fmax.reduce(nothing), value_error);
    CHECK(error_text<value_error>([&] { subtract.reduce(rows); }) ==
          "subtract.reduce of an expression of shape (0, 3) has nothing to begin with: subtract has no identity");
    CHECK(difference(subtract.reduce(rows, 1), {0}, {}) == "");
    CHECK(difference(maximum.reduce(rows, 1), {0}, {}) == "");
    CHECK(difference(add.reduce(scalar(1.5)), {}, {1.5}) == "");
    CHECK(difference(subtract.reduce(scalar(1.5)), {}, {1.5}) == "");
}

TEST_CASE("accumulate gives all partial folds", "[ops]") {
    CHECK(difference(add.accumulate(array<int>{1, 2, 3}), {3}, {1, 3, 6}) == "");
    CHECK(difference(subtract.accumulate(array<int>{10, 2, 3}), {3}, {10, 8, 5}) == "");
    CHECK(difference(maximum.accumulate(array<double>{{1, 3, 2}, {5, 4, 6}}, 1), {2, 3}, {1, 3, 3, 5, 5, 6}) == "");
    CHECK(difference(power.accumulate(array<int>{2, 3, 2}), {3}, {2, 8, 64}) == "");
    CHECK(difference(logical_or.accumulate(array<int>{0, 2, 0}), {3}, {false, true, true}) == "");
    CHECK(std::same_as<value_t<decltype(add.accumulate(array<bool>{true, true}))>, std::int64_t>);
    CHECK_THROWS_AS(power.accumulate(array<int>{2, -1}), value_error);
    CHECK_THROWS_AS(add.accumulate(array<int>{1}, 1), axis_error);
}

TEST_CASE("reduceat folds the segments between indices", "[ops]") {
    const array<std::int64_t> a = arange<std::int64_t>(8);
    CHECK(difference(add.reduceat(a, {0, 4, 1, 5, 2, 6, 3, 7}), {8}, {6, 4, 10, 5, 14, 6, 18, 7}) == "");
    CHECK(difference(subtract.reduceat(array<int>{0, 1, 2, 3, 4, 5}, {0, 3}), {2}, {-3, -6}) == "");
    CHECK(difference(logical_and.reduceat(array<int>{1, 2, 0}, std::vector<int>{0, 1}), {2}, {true, false}) == "");
    CHECK(difference(add.reduceat(ones<double>({2, 3}), array<int>{0, 1}, 1), {2, 2}, {1, 2, 1, 2}) == "");
    CHECK(difference(add.reduceat(array<std::int8_t>{100, 100, 1}, {0}), {1}, {201}) == "");
    CHECK(difference(add.reduceat(array<double>{1e308, 1e308, -1e308}(range(none, none, -1)), {0, 1}), {2}, {-1e308, inf}) == "");
    CHECK(difference(add.reduceat(array<int>{1, 2}, array<int>(shape_t{0})), {0}, {}) == "");
    CHECK(difference(maximum.reduceat(array<int>{{1, 7}, {5, 4}, {3, 9}} * 2, {1, 0}), {2, 2}, {10, 8, 10, 18}) == "");
    CHECK(error_text<index_error>([] { add.reduceat(arange<int>(4), {3, 1, 4}); }) ==
          "index 4 is out of bounds for add.reduceat along axis 0 with extent 4");
    CHECK_THROWS_AS(add.reduceat(arange<int>(4), {-1}), index_error);
    CHECK_THROWS_AS(add.reduceat(arange<int>(4), array<int>{{0}, {1}}), shape_error);
    CHECK_THROWS_AS(add.reduceat(arange<int>(4), {0}, 1), axis_error);
    // The sum of a long segment is as accurate as sum.
    const auto small = full(shape_t{100001}, 0.1f);
    CHECK(std::fabs(add.reduceat(small, {0, 1})(1) - 10000.0f) <= 10000 * 40 * std::numeric_limits<float>::epsilon());
}

namespace {
/// Segments of every length of a row and of columns, against a loop; small whole numbers, which every type adds exactly.
template <class T, class Op, class Plain>
std::string wrong_segment(Op op, Plain plain, index_t columns) {
    const index_t rows = 700;
    std::vector<index_t> begins{3};
    for (index_t length = 1; begins.back() + length < rows; length += length < 40 ? 1 : 61) begins.push_back(begins.back() + length);
    ndarray<T, 2> a = zeros<T>({rows, columns});
    for (index_t i = 0; i < a.size(); ++i) a.data()[i] = static_cast<T>((i * 7919) % 13);
    const auto result = op.reduceat(a, begins);
    for (index_t k = 0; k < static_cast<index_t>(begins.size()); ++k) {
        const index_t first = begins[static_cast<std::size_t>(k)], end = k + 1 < static_cast<index_t>(begins.size()) ? begins[static_cast<std::size_t>(k) + 1] : rows;
        for (index_t j = 0; j < columns; ++j) {
            auto expected = static_cast<value_t<decltype(result)>>(a(first, j));
            for (index_t i = first + 1; i < end; ++i) expected = static_cast<decltype(expected)>(plain(expected, a(i, j)));
            if (result(k, j) != expected) return "segment " + std::to_string(k) + " of column " + std::to_string(j) + ": " + std::to_string(static_cast<double>(result(k, j))) + " for " + std::to_string(static_cast<double>(expected));
        }
    }
    return "";
}
}  // namespace

TEST_CASE("segments of every length are folded", "[ops]") {
    const auto sum = [](auto x, auto y) { return x + static_cast<decltype(x)>(y); };
    const auto larger = [](auto x, auto y) { return x < y ? y : x; };
    for (const index_t columns : {1, 3, 19}) {
        CHECK(wrong_segment<double>(maximum, larger, columns) == "");
        CHECK(wrong_segment<std::int8_t>(add, sum, columns) == "");
        CHECK(wrong_segment<int>(subtract, [](int x, int y) { return x - y; }, columns) == "");
    }
    CHECK(wrong_segment<double>(add, sum, 1) == "");
    // A sum of negative zeros is one.
    CHECK(std::signbit(add.reduceat(full(shape_t{60}, -0.0), {0, 5, 30})(1)));
}

TEST_CASE("outer pairs every element with every other", "[ops]") {
    array<int> a{1, 2}, b{{3, 4, 5}};
    const auto node = multiply.outer(a, b);
    a(0) = 10;  // lazy
    CHECK(difference(node, {2, 1, 3}, {30, 40, 50, 6, 8, 10}) == "");
    CHECK(difference(subtract.outer(array<int>{1, 2}, array<double>{0.5}), {2, 1}, {0.5, 1.5}) == "");
    CHECK(difference(add.outer(a * 1, 2), {2}, {12, 4}) == "");
    CHECK(difference(greater.outer(b(0, range(none, none, -1)), a + 0), {3, 2}, {false, true, false, true, false, true}) == "");
    CHECK(difference(arctan2.outer(array<double>{0}, array<double>{-1, 1}), {1, 2}, {strand::pi, 0}) == "");
    static_assert(rank_of<decltype(add.outer(ndarray<int, 1>(), ndarray<int, 2>()))> == 3);
    CHECK_THROWS_AS(power.outer(a, array<int>{1, -1}), value_error);
}
