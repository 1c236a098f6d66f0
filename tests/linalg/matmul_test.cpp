// SPDX-License-Identifier: BSD-3-Clause
// matmul: NumPy's rules of shapes, batches, element types; and its errors.
#include "support/catch.hpp"
#include "support/matchers.hpp"

using namespace strand;
using layouts::placed;

namespace {

/// matmul by index lists, for operands of at least two axes, in 64-bit integers or double.
template <class R, class A, class B>
std::vector<R> naive_matmul(const A& a, const B& b, const shape_t& shape) {
    std::vector<R> values;
    const index_t rank = shape.size(), inner = a.shape()[a.ndim() - 1];
    layouts::for_each_index(shape, [&](const shape_t& at) {
        shape_t left = at, right = at;
        R sum{};
        for (index_t k = 0; k < inner; ++k) {
            left[rank - 1] = k;
            right[rank - 2] = k;
            sum = static_cast<R>(sum + static_cast<R>(layouts::element_at(a, left)) * static_cast<R>(layouts::element_at(b, right)));
        }
        values.push_back(sum);
    });
    return values;
}

template <class T, class R>
void check_batches(unsigned seed) {
    std::mt19937 random(seed);
    for (int n = 0; n < 40; ++n) {
        shape_t batch = layouts::random_shape(random, 3, 12);
        shape_t left = batch, right = batch;
        const index_t extents[] = {1, 2, 3, 5, 8, 17, 0};
        const index_t rows = extents[layouts::pick(random, 0, 6)], columns = extents[layouts::pick(random, 0, 6)],
                      inner = extents[layouts::pick(random, 0, 6)];
        left.push_back(rows), left.push_back(inner);
        right.push_back(inner), right.push_back(columns);
        batch.push_back(rows), batch.push_back(columns);
        placed<T> a(random, left, false), b(random, right, false);
        layouts::fill_randomly<T>(random, a.view());
        layouts::fill_randomly<T>(random, b.view());
        // Some axes of one operand repeat or are missing.
        for (auto* operand : {&a, &b}) {
            for (index_t axis = 0; axis + 2 < operand->shape.size(); ++axis) {
                if (layouts::pick(random, 0, 3) == 0 && operand->shape[axis] > 0) operand->shape[axis] = 1;
            }
        }
        const shape_t outer = broadcast_shapes(shape_t(a.shape.begin(), a.shape.end() - 2), shape_t(b.shape.begin(), b.shape.end() - 2));
        shape_t shape = outer;
        shape.push_back(rows), shape.push_back(columns);
        CAPTURE(n, to_string(a.shape), to_string(a.strides), to_string(b.shape), to_string(b.strides));
        const auto wide = naive_matmul<R>(a.view(), b.view(), shape);
        std::vector<T> expected;
        for (const R value : wide) expected.push_back(static_cast<T>(value));
        REQUIRE(difference(matmul(a.view(), b.view()), shape, expected) == "");
        placed<T> out(random, shape, false);
        auto place = out.view();
        matmul(a.view(), b.view(), place);
        REQUIRE(difference(place, shape, expected) == "");
    }
}

/// Products of few elements, in every order of axes, alone and as a stack.
template <class T>
void check_small(unsigned seed) {
    std::mt19937 random(seed);
    for (int n = 0; n < 60; ++n) {
        const index_t inner = layouts::pick(random, 1, 5), count = layouts::pick(random, 1, 3);
        const index_t rows = layouts::pick(random, 0, 2) == 0 ? 1 : inner, columns = layouts::pick(random, 0, 2) == 0 ? 1 : inner;
        placed<T> a(random, {count, rows, inner}, false), b(random, {count, inner, columns}, false), out(random, {count, rows, columns}, false);
        layouts::fill_randomly<T>(random, a.view());
        layouts::fill_randomly<T>(random, b.view());
        const auto expected = naive_matmul<T>(a.view(), b.view(), out.shape);
        CAPTURE(n, to_string(a.shape), to_string(a.strides), to_string(b.shape), to_string(b.strides), to_string(out.strides));
        REQUIRE(difference(matmul(a.view(), b.view()), out.shape, expected) == "");
        REQUIRE(difference(matmul(a.view()[0], b.view()[0]), {rows, columns},
                           {expected.begin(), expected.begin() + rows * columns}) == "");
        auto place = out.view();
        CHECK(&matmul(a.view(), b.view(), place) == &place);
        REQUIRE(difference(place, out.shape, expected) == "");
    }
}

}  // namespace

TEST_CASE("stacks of matrices broadcast", "[linalg][matmul]") {
    check_batches<double, double>(1);  // quarters: exact
    check_batches<std::int8_t, std::int64_t>(2);
    check_batches<std::uint32_t, std::uint64_t>(3);
}

TEST_CASE("products of a few elements", "[linalg][matmul]") {
    check_small<double>(1);
    check_small<float>(2);
    check_small<std::uint32_t>(3);
}

template <class T>
void check_narrow(unsigned seed) {
    std::mt19937 random(seed);
    for (const index_t rows : {5, 16, 35}) {
        for (index_t inner = 2; inner <= 4; ++inner) {
            for (index_t columns = 1; columns <= 5; ++columns) {
                placed<T> a(random, {rows, inner}, false), b(random, {inner, columns}, false);
                ndarray<T, 2> dense(extents<2>({rows, inner})), sums = ones<T>({rows, columns});
                layouts::fill_randomly<T>(random, dense.view());
                layouts::fill_randomly<T>(random, b.view());
                const auto expected = naive_matmul<T>(dense, b.view(), {rows, columns});
                CAPTURE(rows, inner, columns, to_string(b.strides));
                REQUIRE(difference(matmul(dense, b.view()), {rows, columns}, expected) == "");
                REQUIRE(difference(matmul(dense, b.view(), sums), {rows, columns}, expected) == "");
                if (columns == 1) REQUIRE(difference(matmul(dense, ravel(b.view())), {rows}, expected) == "");
            }
        }
    }
}
TEST_CASE("many short rows times a few columns", "[linalg][matmul]") {
    check_narrow<float>(21);
    check_narrow<double>(22);
    check_narrow<std::int32_t>(23);
    check_narrow<std::uint64_t>(24);
}

TEST_CASE("a product goes into existing elements, which may be the operands'", "[linalg][matmul]") {
    ndarray<double, 2> a{{1, 2}, {3, 4}}, c = zeros<double>({2, 2});
    const double* const before = c.data();
    CHECK(&matmul(a, a + 1, c) == &c);
    CHECK(difference(c, {2, 2}, {10, 13, 22, 29}) == "");
    CHECK(c.data() == before);
    matmul(a, a.T(), a);
    CHECK(difference(a, {2, 2}, {5, 11, 11, 25}) == "");
    ndarray<double> wide = reshape(arange<double>(16), shape_t{4, 4});
    matmul(wide(range(0, 2), range(0, 3)), wide(range(0, 3), range(0, 2)), wide(range(0, 2), range(1, 3)));
    CHECK(difference(wide(range(0, 2)), {2, 4}, {0, 20, 23, 3, 4, 68, 83, 7}) == "");
    // Stored under the same-kind rule.
    const ndarray<int, 2> i{{1, 2}, {3, 4}};
    ndarray<float, 2> f = zeros<float>({2, 2});
    CHECK(difference(matmul(i, a, f), {2, 2}, {27.0f, 61, 59, 133}) == "");
    ndarray<double, 1> row = zeros<double>({2});
    CHECK(difference(matmul(row + 1, a, row), {2}, {16, 36}) == "");
    CHECK(error_text<shape_error>([&] { matmul(a, a, row.view()(newaxis)); }) ==
          "matmul of shapes (2, 2) and (2, 2): the result has shape (2, 2), the array for it (1, 2)");
    CHECK(error_text<shape_error>([&] { matmul(zeros<double>({3, 2, 2}), a, c.view()(newaxis)); }) ==
          "matmul of shapes (3, 2, 2) and (2, 2): the result has shape (3, 2, 2), the array for it (1, 2, 2)");
}

TEST_CASE("a 1-d operand is a row on the left and a column on the right", "[linalg][matmul]") {
    const ndarray<double> m{{1, 2, 3}, {4, 5, 6}};
    const ndarray<double, 1> v{1, 10, 100}, w{1, 10};
    CHECK(difference(matmul(m, v), {2}, {321, 654}) == "");
    CHECK(difference(matmul(w, m), {3}, {41, 52, 63}) == "");
    const double product = matmul(v, v);
    CHECK(product == 10101);
    STATIC_REQUIRE(rank_of<decltype(matmul(v, v))> == 0);
    STATIC_REQUIRE(rank_of<decltype(matmul(zeros<float>({2, 3}), zeros<float>({3})))> == 1);
    STATIC_REQUIRE(rank_of<decltype(matmul(zeros<float>({4, 2, 3}), zeros<float>({3, 5})))> == 3);
    // Stacks of matrices and one vector.
    const auto several = arange<int>(2 * 3 * 2);
    const ndarray<int> s = reshape(several, {2, 3, 2});
    CHECK(difference(matmul(s, ndarray{1, 10}), {2, 3}, {10, 32, 54, 76, 98, 120}) == "");
    CHECK(difference(matmul(ndarray{1, 10, 100}, s), {2, 2}, {420, 531, 1086, 1197}) == "");
}

TEST_CASE("element types promote, bool multiplies by and and adds by or", "[linalg][matmul]") {
    const ndarray<std::int8_t, 2> a{{100, 100}};
    CHECK(difference(matmul(a, a.T()), {1, 1}, {std::int8_t{32}}) == "");  // 20000 modulo 256
    const ndarray<std::uint8_t, 2> b{{2, 3}};
    CHECK(difference(matmul(a, b.T()), {1, 1}, {std::int16_t{500}}) == "");
    const ndarray<float, 2> f{{0.5f, 0.25f}};
    CHECK(difference(matmul(a, f.T()), {1, 1}, {75.0f}) == "");
    const ndarray<int, 2> i{{1, 2}};
    STATIC_REQUIRE(std::same_as<value_t<decltype(matmul(i, f.T()))>, double>);
    const ndarray<bool, 2> t{{true, false}, {false, false}};
    CHECK(difference(matmul(t, t), {2, 2}, {true, false, false, false}) == "");
    CHECK(difference(matmul(t, i.T()), {2, 1}, {1, 0}) == "");
    const ndarray<std::complex<double>, 2> z{{std::complex<double>(1, 2), std::complex<double>(3, -1)}};
    CHECK(difference(matmul(z, z.T()), {1, 1}, {std::complex<double>(5, -2)}) == "");
}

TEST_CASE("lazy operands are computed first, results may replace an operand", "[linalg][matmul]") {
    ndarray<double, 2> a{{1, 2}, {3, 4}};
    CHECK(difference(matmul(a + 1, a * 2.0), {2, 2}, {22, 32, 38, 56}) == "");
    CHECK(difference(matmul(astype<int>(a), a > 1.5), {2, 2}, {2, 3, 4, 7}) == "");
    a = matmul(a, a);
    CHECK(difference(a, {2, 2}, {7, 10, 15, 22}) == "");
    into(a, matmul(a, a.T()));
    CHECK(difference(a, {2, 2}, {149, 325, 325, 709}) == "");
}

TEST_CASE("NaN and infinity go through a product", "[linalg][matmul]") {

    const double no_number = strand::nan, huge = strand::inf;
    const ndarray<double, 2> a{{no_number, 1}, {huge, 1}, {2, 1}}, b{{0, 1}, {1, 1}};
    CHECK(difference(matmul(a, b), {3, 2}, {no_number, no_number, no_number, huge, 1, 3}) == "");
}

TEST_CASE("shapes that do not fit are named", "[linalg][matmul]") {
    const ndarray<double> a = zeros<double>(shape_t{2, 3}), v = zeros<double>(shape_t{2}), point = zeros<double>(shape_t{});
    CHECK(error_text<shape_error>([&] { matmul(a, a); }) ==
          "matmul of shapes (2, 3) and (2, 3): the inner extents 3 and 2 differ");
    CHECK(error_text<shape_error>([&] { matmul(a, v); }) ==
          "matmul of shapes (2, 3) and (2,): the inner extents 3 and 2 differ");
    CHECK(error_text<shape_error>([&] { matmul(zeros<double>(shape_t{2, 3, 3}), zeros<double>(shape_t{3, 3, 1})); }) ==
          "matmul of shapes (2, 3, 3) and (3, 3, 1): the axes before the last two cannot be broadcast together");
    CHECK(error_text<shape_error>([&] { matmul(point, a); }) ==
          "matmul of shapes () and (2, 3): an operand without axes; multiply by it with *");
}

TEST_CASE("extents of zero give empty results or zeros", "[linalg][matmul]") {
    CHECK(difference(matmul(zeros<float>({2, 0}), zeros<float>({0, 3})), {2, 3}, {0, 0, 0, 0, 0, 0}) == "");
    CHECK(matmul(zeros<int>({0, 2}), zeros<int>({2, 3})).shape() == shape_t{0, 3});
    CHECK(matmul(zeros<std::int8_t>({4, 0, 2}), zeros<std::int8_t>({2, 3})).shape() == shape_t{4, 0, 3});
    CHECK(difference(matmul(zeros<std::int8_t>({1, 0}), zeros<std::int8_t>({0, 1})), {1, 1}, {std::int8_t{0}}) == "");
    CHECK(difference(matmul(zeros<double>({0}), zeros<double>({0})), {}, {0.0}) == "");
}
