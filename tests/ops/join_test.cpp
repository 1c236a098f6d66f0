// SPDX-License-Identifier: BSD-3-Clause
#include <array>
#include <strand/strand.hpp>
#include "support/catch.hpp"
#include "support/matchers.hpp"

using namespace strand;

using matrix = ndarray<int, 2>;
static_assert(std::same_as<decltype(concatenate({std::declval<matrix&>(), std::declval<matrix&>()}, 0)), matrix>);
static_assert(std::same_as<decltype(concatenate({std::declval<matrix&>(), std::declval<matrix&>()}, none)), ndarray<int, 1>>);
static_assert(std::same_as<decltype(concatenate({std::declval<matrix&>(), std::declval<matrix&>().view()})), ndarray<int>>);
static_assert(std::same_as<decltype(concatenate(std::declval<matrix&>(), std::declval<ndarray<float, 2>&>(), 1)), ndarray<double, 2>>);
static_assert(std::same_as<decltype(stack({std::declval<matrix&>(), std::declval<matrix&>()})), ndarray<int, 3>>);
static_assert(std::same_as<decltype(stack(std::declval<std::vector<ndarray<int>>&>())), ndarray<int>>);
static_assert(std::same_as<decltype(vstack(std::declval<std::array<ndview<const int, 1>, 2>&>())), matrix>);
static_assert(std::same_as<decltype(dstack({std::declval<matrix&>(), std::declval<matrix&>()})), ndarray<int, 3>>);
template <class... A>
concept joins_with = requires(A&... a) { vstack(a..., 1); };
static_assert(!joins_with<matrix, matrix>);

TEST_CASE("joined arrays are NumPy's", "[ops]") {
    const ndarray<int, 2> a{{0, 1, 2}, {3, 4, 5}}, b{{10, 20, 30}};
    const ndarray<int, 1> v{1, 2, 3}, w{4, 5, 6};
    const ndarray<int, 3> c = reshape(arange<int>(8), {2, 2, 2});
    CHECK(difference(concatenate({a, b}, 0), {3, 3}, {0, 1, 2, 3, 4, 5, 10, 20, 30}) == "");
    CHECK(difference(concatenate({a, a}, -1), {2, 6}, {0, 1, 2, 0, 1, 2, 3, 4, 5, 3, 4, 5}) == "");
    CHECK(difference(concatenate({a, b}, none), {9}, {0, 1, 2, 3, 4, 5, 10, 20, 30}) == "");
    CHECK(difference(concatenate({v, w}), {6}, {1, 2, 3, 4, 5, 6}) == "");
    CHECK(difference(concat({c, c}, 1), {2, 4, 2}, {0, 1, 2, 3, 0, 1, 2, 3, 4, 5, 6, 7, 4, 5, 6, 7}) == "");
    CHECK(difference(stack({v, w}), {2, 3}, {1, 2, 3, 4, 5, 6}) == "");
    CHECK(difference(stack({v, w}, -1), {3, 2}, {1, 4, 2, 5, 3, 6}) == "");
    CHECK(difference(stack({a, a}, 1), {2, 2, 3}, {0, 1, 2, 0, 1, 2, 3, 4, 5, 3, 4, 5}) == "");
    CHECK(difference(vstack({v, w}), {2, 3}, {1, 2, 3, 4, 5, 6}) == "");
    CHECK(difference(vstack({a, b}), {3, 3}, {0, 1, 2, 3, 4, 5, 10, 20, 30}) == "");
    CHECK(difference(vstack(a, v), {3, 3}, {0, 1, 2, 3, 4, 5, 1, 2, 3}) == "");
    CHECK(difference(hstack({v, w}), {6}, {1, 2, 3, 4, 5, 6}) == "");
    CHECK(difference(hstack({a, a}), {2, 6}, {0, 1, 2, 0, 1, 2, 3, 4, 5, 3, 4, 5}) == "");
    CHECK(difference(dstack({v, w}), {1, 3, 2}, {1, 4, 2, 5, 3, 6}) == "");
    CHECK(difference(dstack({a, a}), {2, 3, 2}, {0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5}) == "");
    CHECK(difference(column_stack({v, w}), {3, 2}, {1, 4, 2, 5, 3, 6}) == "");
    CHECK(difference(column_stack(ndarray<int, 1>{7, 8}, a), {2, 4}, {7, 0, 1, 2, 8, 3, 4, 5}) == "");
}

TEST_CASE("one array is the sequence along its first axis", "[ops]") {
    const ndarray<int, 2> a{{0, 1, 2}, {3, 4, 5}};
    const ndarray<int, 1> v{1, 2, 3};
    const ndarray<int, 3> c = reshape(arange<int>(8), {2, 2, 2});
    CHECK(difference(concatenate(c), {4, 2}, {0, 1, 2, 3, 4, 5, 6, 7}) == "");
    CHECK(difference(concatenate(c, 1), {2, 4}, {0, 1, 4, 5, 2, 3, 6, 7}) == "");
    CHECK(difference(stack(a, 1), {3, 2}, {0, 3, 1, 4, 2, 5}) == "");
    CHECK(difference(hstack(c), {2, 4}, {0, 1, 4, 5, 2, 3, 6, 7}) == "");
    CHECK(difference(vstack(a), {2, 3}, {0, 1, 2, 3, 4, 5}) == "");
    CHECK(difference(dstack(v), {1, 1, 3}, {1, 2, 3}) == "");
    CHECK(difference(column_stack(a), {3, 2}, {0, 3, 1, 4, 2, 5}) == "");
}

TEST_CASE("parts come as arrays, views, lazy expressions, in braces, ranges and tuples", "[ops]") {
    ndarray<int, 2> a{{1, 2}, {3, 4}};
    const ndarray<int, 2>& constant = a;
    const std::vector<int> twice{1, 2, 3, 4, 1, 2, 3, 4}, next{1, 2, 3, 4, 2, 3, 4, 5}, turned{1, 3, 2, 4, 1, 3, 2, 4};
    CHECK(difference(concatenate({a, constant}), {4, 2}, twice) == "");
    CHECK(difference(concatenate({a.T(), constant.T()}), {4, 2}, turned) == "");
    CHECK(difference(concatenate({a.T(), a.T()}), {4, 2}, turned) == "");
    CHECK(difference(concatenate({a, a.view()}), {4, 2}, twice) == "");
    CHECK(difference(concatenate({a + 0, a + 1}), {4, 2}, next) == "");
    CHECK(difference(concatenate({a, a + 1}), {4, 2}, next) == "");
    CHECK(difference(concatenate({copy(a), a + 1, a.view()(range(0, 1), all)}), {5, 2}, {1, 2, 3, 4, 2, 3, 4, 5, 1, 2}) == "");
    CHECK(difference(concatenate({zeros<int>({1, 2}), ones<int>({1, 2})}), {2, 2}, {0, 0, 1, 1}) == "");
    CHECK(difference(concatenate({a, a}, 0)[3], {2}, {3, 4}) == "");
    CHECK(difference(concatenate(std::vector{a, a}), {4, 2}, twice) == "");
    CHECK(difference(concatenate(std::array{a.view(), a.view()}), {4, 2}, twice) == "");
    CHECK(difference(concatenate(std::tie(a, constant), 0), {4, 2}, twice) == "");
    CHECK(difference(concatenate(std::tuple(a, a + 1)), {4, 2}, next) == "");
    CHECK(difference(concatenate(a, a + 1, 0), {4, 2}, next) == "");
    CHECK(difference(concatenate({a}), {2, 2}, {1, 2, 3, 4}) == "");
    std::vector<ndview<int, 2>> parts{a(all, range(0, 1)), a(all, range(1, 2))};
    CHECK(difference(hstack(parts), {2, 2}, {1, 2, 3, 4}) == "");
    CHECK(difference(concatenate(scalar(1), scalar(2.5), none), {2}, {1, 2.5}) == "");
}

TEST_CASE("element types are promoted as each part is written", "[ops]") {
    const ndarray<std::int8_t, 1> bytes{-1, 2};
    const ndarray<std::uint8_t, 1> unsigned_bytes{200};
    const ndarray<bool, 1> bools{true};
    const ndarray<std::complex<float>, 1> z{std::complex<float>(1, 2)};
    const auto mixed = concatenate(bytes, unsigned_bytes, bools);
    static_assert(std::same_as<decltype(mixed), const ndarray<std::int16_t, 1>>);
    CHECK(difference(mixed, {4}, {-1, 2, 200, 1}) == "");
    CHECK(difference(concatenate(bytes, z), {3}, {-1, 2, {1, 2}}) == "");
    CHECK(difference(stack(bytes, bytes * 0.5), {2, 2}, {-1, 2, -0.5, 1}) == "");
}

TEST_CASE("empty parts and empty axes join as NumPy's", "[ops]") {
    CHECK(difference(concatenate({zeros<int>({0, 3}), ones<int>({2, 3})}), {2, 3}, {1, 1, 1, 1, 1, 1}) == "");
    CHECK(difference(concatenate({zeros<int>({0}), ones<int>({1})}), {1}, {1}) == "");
    CHECK(concatenate({zeros<int>({2, 0}), zeros<int>({2, 0})}, 1).shape() == shape_t{2, 0});
    CHECK(stack({zeros<int>({0}), zeros<int>({0})}, 1).shape() == shape_t{0, 2});
    const ndarray<int> scalar_array(shape_t{});
    CHECK(vstack(scalar_array, scalar_array).shape() == shape_t{2, 1});
    CHECK(hstack(scalar_array, scalar_array).shape() == shape_t{2});
    CHECK(dstack(scalar_array, scalar_array).shape() == shape_t{1, 1, 2});
    CHECK(column_stack(scalar_array, scalar_array).shape() == shape_t{1, 2});
    CHECK(stack(scalar_array, scalar_array).shape() == shape_t{2});
}

TEST_CASE("parts of any layout join along any axis", "[ops]") {
    std::mt19937 random(7);
    for (int round = 0; round < 300; ++round) {
        const shape_t shape = layouts::random_shape(random, 4, 600);
        if (shape.empty()) continue;
        const index_t axis = layouts::pick(random, 0, shape.size() - 1);
        std::vector<layouts::placed<std::uint16_t>> memory;
        std::vector<ndview<std::uint16_t>> parts;
        shape_t whole = shape;
        whole[axis] = 0;
        for (index_t k = layouts::pick(random, 1, 4); k > 0; --k) {
            shape_t part = shape;
            part[axis] = layouts::pick(random, 0, 5);
            whole[axis] += part[axis];
            memory.emplace_back(random, part, false);
        }
        for (auto& it : memory) {
            parts.push_back(it.view());
            layouts::fill_randomly(random, parts.back());
        }
        std::vector<std::uint16_t> expected;
        layouts::for_each_index(whole, [&](shape_t index) {
            std::size_t part = 0;
            for (; index[axis] >= parts[part].shape()[axis]; ++part) index[axis] -= parts[part].shape()[axis];
            expected.push_back(layouts::element_at(parts[part], index));
        });
        REQUIRE(difference(concatenate(parts, axis), whole, expected) == "");
    }
}

TEST_CASE("vectors of every width and number are stacked side by side", "[ops]") {
    const auto check = []<class T>(T) {
        for (const index_t many : {1, 2, 3, 4, 5, 8}) {
            for (const index_t count : {0, 1, 7, 16, 33, 64, 130, 1100}) {
                std::vector<ndarray<T, 1>> parts;
                std::vector<T> expected;
                for (index_t k = 0; k < many; ++k) {
                    parts.emplace_back(extents<1>({count}));
                    for (index_t i = 0; i < count; ++i) parts.back()(i) = detail::number_as<T>(i * 7 + k);
                }
                for (index_t i = 0; i < count; ++i) {
                    for (index_t k = 0; k < many; ++k) expected.push_back(detail::number_as<T>(i * 7 + k));
                }
                REQUIRE(difference(stack(parts, -1), {count, many}, expected) == "");
                REQUIRE(difference(column_stack(parts), {count, many}, expected) == "");
            }
        }
    };
    check(std::int8_t{});
    check(std::int16_t{});
    check(float{});
    check(double{});
    check(std::complex<double>{});
}

TEST_CASE("parts that do not fit are named", "[ops]") {
    const ndarray<int> a{{1, 2, 3}, {4, 5, 6}}, b{{1, 2}}, zero(shape_t{});
    const auto shape = [](auto f) { return error_text<shape_error>(f); };
    CHECK(shape([&] { concatenate({a, b}); }) == "concatenate: parts 0 and 1 of shapes (2, 3) and (1, 2) do not fit together along axis 0");
    CHECK(shape([&] { concatenate({a, a, a[0]}, -1); }) == "concatenate: parts 0 and 2 of shapes (2, 3) and (3,) do not fit together along axis 1");
    CHECK(shape([&] { stack({a, b}); }) == "stack: parts 0 and 1 of shapes (2, 3) and (1, 2) differ");
    CHECK(shape([&] { hstack({a, b}); }) == "hstack: parts 0 and 1 of shapes (2, 3) and (1, 2) do not fit together along axis 1");
    CHECK(shape([&] { concatenate({zero, zero}); }) == "concatenate: arrays without axes cannot be joined");
    CHECK(shape([&] { stack(zero); }) == "stack needs several arrays, or one with an axis");
    CHECK(error_text<value_error>([] { vstack(std::vector<ndarray<int>>{}); }) == "vstack needs at least one array");
    CHECK(error_text<axis_error>([&] { concatenate({a, a}, 2); }) == "axis 2 is out of bounds for an array of rank 2");
    CHECK(error_text<axis_error>([&] { stack({a, a}, 3); }) == "axis 3 is out of bounds for an array of rank 3");
}

TEST_CASE("blocks are put together row by row", "[ops]") {
    const ndarray<double, 2> m{{1, 2}, {3, 4}}, column{{7}, {8}};
    const ndarray<double, 1> v{5, 6};
    CHECK(difference(block({{m, column}, {zeros<double>({1, 2}), m(range(0, 1), range(0, 1)) * 9}}), {3, 3}, {1, 2, 7, 3, 4, 8, 0, 0, 9}) == "");
    CHECK(difference(block({{m}, {v}}), {3, 2}, {1, 2, 3, 4, 5, 6}) == "");
    CHECK(difference(block(std::vector{v, v}), {4}, {5, 6, 5, 6}) == "");
    const ndarray<double> left = m, right = column;
    CHECK(difference(block(std::vector<std::vector<ndarray<double>>>{{left, right}, {right, left}}), {4, 3}, {1, 2, 7, 3, 4, 8, 7, 1, 2, 8, 3, 4}) == "");
    CHECK(block({{ones<double>({2, 2, 2}), ones<double>({2, 2, 1})}, {ones<double>({2, 1, 2}), m(all, range(0, 1))(all, all, newaxis)}}).shape() == shape_t{2, 3, 3});
    CHECK(error_text<shape_error>([&] { block({{m, v}}); }) == "block: parts 0 and 1 of shapes (2, 2) and (2,) do not fit together along axis 1");
    CHECK(error_text<shape_error>([&] { block({{m}, {m, m}}); }) == "block: rows 0 and 1 of shapes (2, 2) and (2, 4) do not fit below each other");
    CHECK(error_text<value_error>([&] { block(std::vector<std::vector<ndarray<double>>>{}); }) == "block needs at least one array");
}
