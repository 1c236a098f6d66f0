// SPDX-License-Identifier: BSD-3-Clause
// multi_dot, matrix_power, trace: values from NumPy, types, errors.
#include "support/catch.hpp"
#include "support/matchers.hpp"

using namespace strand;

namespace {
const ndarray<double, 2> m{{1, 2, 3}, {4, 5, 6}};
const ndarray<int, 1> v{1, 2, 3};
}  // namespace

TEST_CASE("multi_dot multiplies matrices with vectors at the ends", "[linalg]") {
    CHECK(difference(multi_dot(m, m.T()), {2, 2}, {14, 32, 32, 77}) == "");
    CHECK(difference(multi_dot(m, m.T(), m, v), {2}, {1220, 2912}) == "");
    CHECK(difference(multi_dot({matmul(m, m.T()), matmul(m, m.T())}), {2, 2}, {1220, 2912, 2912, 6953}) == "");
    const double form = multi_dot(v, m.T(), m, v + 0);
    CHECK(form == 1220);
    CHECK(difference(multi_dot(ndarray<double>(m), ndarray<int>{{1}, {1}, {1}}), {2, 1}, {6, 15}) == "");
    CHECK(error_text<shape_error>([] { multi_dot(m, m, v); }) ==
          "multi_dot of shapes (2, 3) and (2, 3): operands 0 and 1: the inner extents 3 and 2 differ");
    CHECK(error_text<shape_error>([] { multi_dot(m, v, m); }) ==
          "multi_dot needs matrices, and vectors only at the ends: operand 1 has shape (3,)");
}

TEST_CASE("multi_dot finds the order with the fewest multiplications", "[linalg]") {
    // T. H. Cormen and others, Introduction to Algorithms, 15.2: (0 (1 2)) ((3 4) 5).
    const index_t extents[] = {30, 35, 15, 5, 10, 20, 25};
    const auto splits = detail_isa::chain_splits(extents);
    CHECK(splits[0 * 6 + 5] == 2);
    CHECK(splits[0 * 6 + 2] == 0);
    CHECK(splits[3 * 6 + 5] == 4);
    const index_t alike[] = {4, 4, 4, 4, 4};
    CHECK(detail_isa::chain_splits(alike)[0 * 4 + 3] == 2);
    // Seven factors, of which each sum of all elements multiplies with the next.
    const auto a = ones<std::int64_t>({2, 30}), b = ones<std::int64_t>({30, 3}), c = ones<std::int64_t>({3, 30});
    CHECK(difference(multi_dot(a, b, c, b, c, b, ones<std::int64_t>({3})), {2}, {std::int64_t{729000}, 729000}) == "");
    CHECK(difference(multi_dot(zeros<double>({2, 0}), zeros<double>({0, 2}), zeros<double>({2})), {2}, {0.0, 0}) == "");
}

TEST_CASE("powers of square matrices", "[linalg]") {
    const ndarray<std::int64_t, 2> fibonacci{{1, 1}, {1, 0}};
    CHECK(difference(matrix_power(fibonacci, 0), {2, 2}, {std::int64_t{1}, 0, 0, 1}) == "");
    CHECK(difference(matrix_power(fibonacci, 1), fibonacci) == "");
    CHECK(difference(matrix_power(fibonacci, 10), {2, 2}, {std::int64_t{89}, 55, 55, 34}) == "");
    CHECK(difference(matrix_power(fibonacci, 91), {2, 2}, {std::int64_t{7540113804746346429}, 4660046610375530309, 4660046610375530309, 2880067194370816120}) == "");
    const ndarray<int> several = reshape(arange<int>(8), shape_t{2, 2, 2});
    CHECK(difference(matrix_power(several, 2), {2, 2, 2}, {2, 3, 6, 11, 46, 55, 66, 79}) == "");
    CHECK(difference(matrix_power(several, 0), {2, 2, 2}, {1, 0, 0, 1, 1, 0, 0, 1}) == "");
    CHECK(error_text<shape_error>([] { matrix_power(m, 2); }) == "matrix_power needs square matrices, the shape is (2, 3)");
    CHECK(error_text<value_error>([&] { matrix_power(fibonacci, -2); }) ==
          "matrix_power with exponent -2 needs the inverse, which strand does not compute");
}

TEST_CASE("trace sums along a diagonal", "[linalg]") {
    const double sum_of_diagonal = trace(m);
    CHECK(sum_of_diagonal == 6);
    CHECK(difference(trace(m, 1), {}, {8.0}) == "");
    CHECK(difference(trace(m.T(), 5), {}, {0.0}) == "");
    const ndarray<double> a = reshape(arange<double>(24), shape_t{2, 3, 4});
    CHECK(difference(trace(a), {4}, {16, 18, 20, 22}) == "");
    CHECK(difference(trace(a + 0.0, 0, 1, -1), {2}, {15, 51}) == "");
    const ndarray<std::uint8_t, 2> bytes{{200, 0}, {0, 100}};
    CHECK(difference(trace(bytes), {}, {std::uint64_t{300}}) == "");
    CHECK(difference(trace<std::uint8_t>(bytes), {}, {std::uint8_t{44}}) == "");
    CHECK(difference(trace(m > 0.5), {}, {std::int64_t{2}}) == "");
    CHECK_THROWS_AS(trace(m, 0, 0, 2), axis_error);
}
