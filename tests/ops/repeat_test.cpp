// SPDX-License-Identifier: BSD-3-Clause
#include <strand/strand.hpp>
#include "ops/rearranging.hpp"

using namespace rearranging;
using matrix = ndarray<int, 2>;
static_assert(std::same_as<decltype(rot90(std::declval<matrix&>())), ndview<int, 2>>);
static_assert(std::same_as<decltype(tile(std::declval<matrix&>(), 2)), matrix>);
static_assert(std::same_as<decltype(tile(std::declval<matrix&>(), {1, 2, 3})), ndarray<int, 3>>);
static_assert(std::same_as<decltype(repeat(std::declval<matrix&>() * 0.5, 2)), ndarray<double, 1>>);
static_assert(std::same_as<decltype(roll(std::declval<ndview<const int, 2>>(), 1)), matrix>);

TEST_CASE("tiled, repeated, resized and rolled arrays are NumPy's", "[ops]") {
    const ndarray<int, 2> a{{0, 1, 2}, {3, 4, 5}};
    const ndarray<int, 1> v{1, 2, 3};
    const ndarray<int, 3> c = reshape(arange<int>(8), {2, 2, 2});
    CHECK(difference(tile(v, 2), {6}, {1, 2, 3, 1, 2, 3}) == "");
    CHECK(difference(tile(v, {2, 2}), {2, 6}, {1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 3}) == "");
    CHECK(difference(tile(a, {2, 1, 2}), {2, 2, 6}, {0, 1, 2, 0, 1, 2, 3, 4, 5, 3, 4, 5, 0, 1, 2, 0, 1, 2, 3, 4, 5, 3, 4, 5}) == "");
    CHECK(difference(tile(a, 2), {2, 6}, {0, 1, 2, 0, 1, 2, 3, 4, 5, 3, 4, 5}) == "");
    CHECK(difference(tile(a, {0, 2}), {0, 6}, {}) == "");
    CHECK(difference(tile(c.T(), {1, 2, 1}), {2, 4, 2}, {0, 4, 2, 6, 0, 4, 2, 6, 1, 5, 3, 7, 1, 5, 3, 7}) == "");
    CHECK(difference(repeat(v, 2), {6}, {1, 1, 2, 2, 3, 3}) == "");
    CHECK(difference(repeat(a, 2), {12}, {0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5}) == "");
    CHECK(difference(repeat(a, 3, 1), {2, 9}, {0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4, 5, 5, 5}) == "");
    CHECK(difference(repeat(a, 2, 0), {4, 3}, {0, 1, 2, 0, 1, 2, 3, 4, 5, 3, 4, 5}) == "");
    CHECK(difference(repeat(v, {0, 2, 1}), {3}, {2, 2, 3}) == "");
    CHECK(difference(repeat(a.T(), {1, 2, 0}, 0), {3, 2}, {0, 3, 1, 4, 1, 4}) == "");
    CHECK(difference(repeat(a, {2}, 0), {4, 3}, {0, 1, 2, 0, 1, 2, 3, 4, 5, 3, 4, 5}) == "");
    CHECK(difference(repeat(c, {1, 3}, 1), {2, 4, 2}, {0, 1, 2, 3, 2, 3, 2, 3, 4, 5, 6, 7, 6, 7, 6, 7}) == "");
    CHECK(difference(repeat(c, 0, 1), {2, 0, 2}, {}) == "");
    CHECK(difference(resize(a, {2, 5}), {2, 5}, {0, 1, 2, 3, 4, 5, 0, 1, 2, 3}) == "");
    CHECK(difference(resize(a, 4), {4}, {0, 1, 2, 3}) == "");
    CHECK(difference(resize(a.T(), {3, 3}), {3, 3}, {0, 3, 1, 4, 2, 5, 0, 3, 1}) == "");
    CHECK(difference(roll(v, 1), {3}, {3, 1, 2}) == "");
    CHECK(difference(roll(a, -2), {2, 3}, {2, 3, 4, 5, 0, 1}) == "");
    CHECK(difference(roll(a, -1, 0), {2, 3}, {3, 4, 5, 0, 1, 2}) == "");
    CHECK(difference(roll(a, 4, 1), {2, 3}, {2, 0, 1, 5, 3, 4}) == "");
    CHECK(difference(roll(a, {1, 1}, {0, 1}), {2, 3}, {5, 3, 4, 2, 0, 1}) == "");
    CHECK(difference(roll(a, 1, {0, 1}), {2, 3}, {5, 3, 4, 2, 0, 1}) == "");
    CHECK(difference(roll(a, {1, 1}, {1, 1}), {2, 3}, {1, 2, 0, 4, 5, 3}) == "");
    CHECK(difference(roll(a.T(), 1), {3, 2}, {5, 0, 3, 1, 4, 2}) == "");
    CHECK(difference(roll(c, {1, 1, 1}, {0, 1, 2}), {2, 2, 2}, {7, 6, 5, 4, 3, 2, 1, 0}) == "");
    CHECK(difference(tile(v + 1, shape_t{1, 2}), {1, 6}, {2, 3, 4, 2, 3, 4}) == "");
    CHECK(difference(repeat(v + 1, ndarray{1, 0, 1}), {2}, {2, 4}) == "");
    CHECK(difference(repeat(a, std::vector<int>{1, 0}, 0), {1, 3}, {0, 1, 2}) == "");
    CHECK(difference(resize(a, std::vector<int>{2}), {2}, {0, 1}) == "");
    CHECK(difference(resize(zeros<int>({0}), {2, 1}), {2, 1}, {0, 0}) == "");
    CHECK(difference(roll(a * 2, 1, shape_t{1}.front()), {2, 3}, {4, 0, 2, 10, 6, 8}) == "");
    CHECK(roll(zeros<int>({0, 3}), 1).shape() == shape_t{0, 3});
    CHECK(difference(roll(ones<int>(shape_t{}), 3), {}, {1}) == "");
    CHECK(difference(tile(ones<int>(shape_t{}), 2), {2}, {1, 1}) == "");
    CHECK(difference(repeat(ones<int>(shape_t{}), 2), {2}, {1, 1}) == "");
    CHECK(difference(repeat(ones<int>(shape_t{}), 2, -1), {2}, {1, 1}) == "");
    CHECK(difference(repeat(scalar(3.0), 2, 0), {2}, {3, 3}) == "");
    CHECK_THROWS_AS(repeat(ones<int>(shape_t{}), 2, 1), axis_error);
    for (const index_t shift : {-8, -1, 0, 3, 13}) {
        const ndarray<int, 1> rolled = roll(ravel(a), shift, 0);
        CHECK(array_equal(roll(a, shift), reshape(rolled, {2, 3})));
    }
}

TEST_CASE("arrays are turned by views as NumPy's", "[ops]") {
    check([](auto&& x) { return rot90(FORWARD(x)); }, {{3, 2, 4}, {-4, 12, 1}, 8}, {{3, 2, 2}, {-4, -12, 2}, 20});
    check([](auto&& x) { return rot90(FORWARD(x), 2); }, {{2, 3, 4}, {-12, -4, 1}, 20}, {{2, 3, 2}, {12, -4, 2}, 8});
    check([](auto&& x) { return rot90(FORWARD(x), -1); }, {{3, 2, 4}, {4, -12, 1}, 12}, {{3, 2, 2}, {4, 12, 2}, 0});
    check([](auto&& x) { return rot90(FORWARD(x), 5, {2, 0}); }, {{4, 3, 2}, {1, 4, -12}, 12}, {{2, 3, 2}, {2, 4, 12}, 0});
    check([](auto&& x) { return rot90(FORWARD(x), 4); }, {{2, 3, 4}, {12, 4, 1}, 0}, {{2, 3, 2}, {-12, 4, 2}, 12});
}

template <class T>
void check_repeated_elements() {
    for (const index_t n : {1, 7, 64, 131}) {
        const ndarray<T, 1> x = astype<T>(arange<int>(n));
        for (const index_t count : {1, 2, 3, 4, 5, 17, 70}) {
            std::vector<T> expected;
            for (const T value : x) expected.insert(expected.end(), static_cast<std::size_t>(count), value);
            CAPTURE(n, count);
            REQUIRE(difference(repeat(x, count), {n * count}, expected) == "");
        }
    }
}
TEST_CASE("elements of every size are repeated", "[ops]") {
    check_repeated_elements<std::uint8_t>();
    check_repeated_elements<std::int16_t>();
    check_repeated_elements<float>();
    check_repeated_elements<double>();
    check_repeated_elements<std::complex<double>>();
    const ndarray<double, 2> rows = reshape(arange<double>(3 * 50), {3, 50});
    const ndarray<double, 2> twice = repeat(rows, 2, 0);
    CHECK(array_equal(twice(range(none, none, 2), all), rows));
    CHECK(array_equal(twice(range(1, none, 2), all), rows));
}

TEST_CASE("any layout is tiled, repeated and rolled element by element", "[ops]") {
    std::mt19937 random(11);
    for (int round = 0; round < 300; ++round) {
        const shape_t shape = layouts::random_shape(random, 3, 300);
        layouts::placed<float> memory(random, shape, true);
        const auto view = memory.view();
        layouts::fill_randomly(random, view);
        const index_t rank = view.ndim();
        shape_t counts(rank, 1), tiled = shape_t(view.shape());
        for (index_t axis = 0; axis < rank; ++axis) tiled[axis] *= counts[axis] = layouts::pick(random, 0, 3);
        std::vector<float> expected;
        layouts::for_each_index(tiled, [&](shape_t index) {
            for (index_t axis = 0; axis < rank; ++axis) index[axis] %= view.shape()[axis];
            expected.push_back(layouts::element_at(view, index));
        });
        REQUIRE(difference(tile(view, counts), tiled, expected) == "");
        if (rank == 0) continue;
        const index_t axis = layouts::pick(random, 0, rank - 1), count = layouts::pick(random, 0, 6);
        shape_t repeated = shape_t(view.shape());
        repeated[axis] *= count;
        expected.clear();
        layouts::for_each_index(repeated, [&](shape_t index) {
            index[axis] /= count;
            expected.push_back(layouts::element_at(view, index));
        });
        REQUIRE(difference(repeat(view, count, axis), repeated, expected) == "");
        const index_t shift = layouts::pick(random, -40, 40);
        expected.clear();
        layouts::for_each_index(shape_t(view.shape()), [&](shape_t index) {
            const index_t extent = view.shape()[axis];
            index[axis] = ((index[axis] - shift) % extent + extent) % extent;
            expected.push_back(layouts::element_at(view, index));
        });
        REQUIRE(difference(roll(view, shift, axis), shape_t(view.shape()), expected) == "");
    }
}

TEST_CASE("mistakes in repeating and rolling are named", "[ops]") {
    const ndarray<int> a{{1, 2, 3}, {4, 5, 6}};
    const auto value = [](auto f) { return error_text<value_error>(f); };
    CHECK(value([&] { tile(a, -1); }) == "tile: the number of repetitions must not be negative, it is -1");
    CHECK(value([&] { repeat(a, -2); }) == "repeat: the number of repetitions must not be negative, it is -2");
    CHECK(value([&] { repeat(a, {1, -2}, 0); }) == "repeat: the number of repetitions must not be negative, it is -2");
    CHECK(error_text<shape_error>([&] { repeat(a, {1, 2, 3}, 0); }) == "repeat: 3 counts for the 2 positions of axis 0");
    CHECK(error_text<shape_error>([&] { tile(a, index_t{1} << 62); }) ==
          "3 positions repeated 4611686018427387904 times are more than an index can count");
    CHECK(value([&] { roll(a, {1, 2}, {0, 1, 0}); }) == "roll: 2 shifts for 3 axes");
    CHECK_THROWS_AS(roll(a, 1, 2), axis_error);
    CHECK_THROWS_AS(repeat(a, 1, 2), axis_error);
    CHECK_THROWS_AS(rot90(a, 1, {0, 0}), axis_error);
    CHECK_THROWS_AS(resize(a, {2, -1}), shape_error);
}
