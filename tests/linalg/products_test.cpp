// SPDX-License-Identifier: BSD-3-Clause
// dot, inner, vdot, vecdot, matvec, vecmat, outer, kron: values from NumPy, shapes, types, errors.
#include "ops/numpy_answers_check.hpp"
#include "support/catch.hpp"
#include "support/matchers.hpp"

using namespace strand;
using c64 = std::complex<float>;

namespace {
const ndarray<double, 2> m{{1, 2, 3}, {4, 5, 6}};
const ndarray<double, 1> v{1, 2, 3};
const ndarray<int, 1> w{1, 0, 2};

/// A dynamic array 0, 1, 2 ... of this shape.
template <class T>
ndarray<T> counted(const shape_t& shape) {
    return reshape(arange<T>(strand::detail::element_count(shape)), shape);
}
}  // namespace

TEST_CASE("dot is the inner product, the matrix product, or a sum over two axes", "[linalg]") {
    const double product = dot(v, w);
    CHECK(product == 7);
    CHECK(difference(dot(m, v), {2}, {14, 32}) == "");
    CHECK(difference(dot(m, m.T()), {2, 2}, {14, 32, 32, 77}) == "");
    CHECK(difference(dot(m, 2), {2, 3}, {2, 4, 6, 8, 10, 12}) == "");
    CHECK(difference(dot(ndarray<float>(v), 2.5), {3}, {2.5f, 5.0f, 7.5f}) == "");
    CHECK(difference(dot(scalar<double>(2), v), {3}, {2, 4, 6}) == "");
    CHECK(difference(dot(sum(counted<int>({2}), shape_t{0}), counted<int>({3})), {3}, {std::int64_t{0}, 1, 2}) == "");
    // numpy.dot(arange(12).reshape(2, 3, 2), arange(8).reshape(2, 2, 2))
    const auto wide = dot(counted<int>({2, 3, 2}), counted<int>({2, 2, 2}));
    CHECK(difference(wide, {2, 3, 2, 2}, {2, 3, 6, 7, 6, 11, 26, 31, 10, 19, 46, 55, 14, 27, 66, 79, 18, 35, 86, 103, 22, 43, 106, 127}) == "");
    STATIC_REQUIRE(rank_of<decltype(dot(zeros<float>({2, 3, 2}), zeros<float>({2, 2, 2})))> == 4);
    CHECK(error_text<shape_error>([] { dot(m, m); }) ==
          "dot of shapes (2, 3) and (2, 3): axis 1 of the first has extent 3, axis 0 of the second 2");
    CHECK(error_text<shape_error>([] { dot(counted<int>({2, 3, 2}), counted<int>({3})); }) ==
          "dot of shapes (2, 3, 2) and (3,): axis 2 of the first has extent 2, axis 0 of the second 3");
}

TEST_CASE("inner sums over the last axes", "[linalg]") {
    CHECK(difference(inner(v, w), {}, {7.0}) == "");
    CHECK(difference(inner(m, m), {2, 2}, {14, 32, 32, 77}) == "");
    CHECK(difference(inner(m, v + 0), {2}, {14, 32}) == "");
    CHECK(difference(inner(counted<int>({2, 1, 3}), m), {2, 1, 2}, {8.0, 17, 26, 62}) == "");
    CHECK(difference(inner(2, w), {3}, {2, 0, 4}) == "");
    CHECK(error_text<shape_error>([] { inner(m, ndarray<int>{1, 2}); }) ==
          "inner of shapes (2, 3) and (2,): axis 1 of the first has extent 3, axis 0 of the second 2");
}

TEST_CASE("vdot and vecdot conjugate the first operand, dot does not", "[linalg]") {
    const ndarray<c64, 1> z{c64(1, 2), c64(3, 4)}, y{c64(0, 1), c64(2, 0)};
    CHECK(difference(vdot(z, y), {}, {c64(8, -7)}) == "");
    CHECK(difference(vecdot(z, y), {}, {c64(8, -7)}) == "");
    CHECK(difference(dot(z, y), {}, {c64(4, 9)}) == "");
    CHECK(difference(vecmat(z, ndarray<int, 2>{{1, 0}, {0, 1}}), {2}, {std::complex<double>(1, -2), std::complex<double>(3, -4)}) == "");
    // Flattened in C order, whatever the layout.
    CHECK(difference(vdot(m.T(), counted<int>({2, 3})), {}, {1.0 * 0 + 4 * 1 + 2 * 2 + 5 * 3 + 3 * 4 + 6 * 5}) == "");
    CHECK(difference(vdot(m, reshape(m, {6})), {}, {91.0}) == "");
    CHECK(difference(vdot(broadcast_to(v, {2, 3}), m), {}, {46.0}) == "");
    CHECK(error_text<shape_error>([] { vdot(m, v); }) == "vdot of shapes (2, 3) and (3,): the numbers of elements differ");
}

TEST_CASE("vecdot, matvec and vecmat broadcast the other axes", "[linalg]") {
    const auto a = counted<double>({2, 3, 4});
    CHECK(difference(vecdot(a, a, 1), {2, 4}, {80, 107, 140, 179, 800, 899, 1004, 1115}) == "");
    CHECK(difference(vecdot(m, v), {2}, {14, 32}) == "");
    CHECK(difference(vecdot(m > 3.5, w > 0), {2}, {false, true}) == "");
    CHECK(difference(vecdot(astype<std::int8_t>(m * 40.0), astype<std::int8_t>(v)), {2}, {std::int8_t(560 - 512), std::int8_t(1280 - 1280)}) == "");
    CHECK(difference(matvec(m, v), {2}, {14, 32}) == "");
    CHECK(difference(matvec(counted<int>({2, 2, 2}), counted<int>({3, 1, 2})), {3, 2, 2}, {1, 3, 5, 7, 3, 13, 23, 33, 5, 23, 41, 59}) == "");
    CHECK(difference(vecmat(ndarray{1, 2}, m), {3}, {9, 12, 15}) == "");
    CHECK(difference(vecmat(counted<int>({2, 2}), counted<int>({2, 2, 1})), {2, 1}, {1, 13}) == "");
    STATIC_REQUIRE(rank_of<decltype(matvec(m, v))> == 1);
    STATIC_REQUIRE(rank_of<decltype(vecdot(m, v))> == 1);
    CHECK(error_text<shape_error>([] { vecdot(m, ndarray<int>{1}); }) ==
          "vecdot of shapes (2, 3) and (1,): axis 1 of the first has extent 3, axis 0 of the second 1");
    CHECK(error_text<shape_error>([] { matvec(m, m.T()); }) ==
          "matvec of shapes (2, 3) and (3, 2): axis 1 of the first has extent 3, axis 1 of the second 2");
    CHECK(error_text<shape_error>([] { vecmat(v, m); }) ==
          "vecmat of shapes (3,) and (2, 3): axis 0 of the first has extent 3, axis 0 of the second 2");
    CHECK(error_text<shape_error>([] { matvec(counted<int>({3}), v); }) == "matvec needs an operand with at least 2 axes, the shape is (3,)");
    CHECK(error_text<shape_error>([] { matvec(counted<int>({4, 2, 3}), counted<int>({2, 3})); }) ==
          "matvec of shapes (4, 2, 3) and (2, 3): axis 0 of the first has extent 4, axis 0 of the second 2");
    CHECK_THROWS_AS(vecdot(m, v, 2), axis_error);
}

TEST_CASE("outer and kron", "[linalg]") {
    CHECK(difference(outer(v, w), {3, 3}, {1, 0, 2, 2, 0, 4, 3, 0, 6}) == "");
    CHECK(difference(outer(m.T(), w > 0), {6, 3}, {1, 0, 1, 4, 0, 4, 2, 0, 2, 5, 0, 5, 3, 0, 3, 6, 0, 6}) == "");
    CHECK(difference(kron(m, v), {2, 9}, {1, 2, 3, 2, 4, 6, 3, 6, 9, 4, 8, 12, 5, 10, 15, 6, 12, 18}) == "");
    CHECK(difference(kron(w, w), {9}, {1, 0, 2, 0, 0, 0, 2, 0, 4}) == "");
    CHECK(difference(kron(counted<int>({2, 2}), ndarray<int>{{1, -1}}), {2, 4}, {0, 0, 1, -1, 2, -2, 3, -3}) == "");
    CHECK(kron(zeros<int>({0, 2}), zeros<int>({3, 2})).shape() == shape_t{0, 4});
    CHECK(outer(zeros<int>({0}), w).shape() == shape_t{0, 3});
}

TEST_CASE("products of halves are summed in float and rounded once", "[linalg]") {
    // 2048 + 1 is 2048 in float16, and so is any sum of ones that goes on from there.
    const ndarray<float16, 2> ones_in_a_row = ones<float16>({1, 5000});
    const std::vector<float16> expected{float16(5000)};
    CHECK(difference(matmul(ones_in_a_row, ones_in_a_row.T()), {1, 1}, expected) == "");
    CHECK(difference(vecdot(ones_in_a_row, ones_in_a_row), {1}, expected) == "");
    CHECK(difference(dot(ones_in_a_row, ones_in_a_row.T()), {1, 1}, expected) == "");
    const ndarray<bfloat16, 2> b{{1, 2}, {3, 4}};
    CHECK(difference(matmul(b, ndarray<float16, 2>{{1, 0}, {0, 2}}), {2, 2}, {1.0f, 4.0f, 3.0f, 8.0f}) == "");
}

TEST_CASE("products answer as NumPy does", "[linalg]") {
    // The shapes do not depend on the element type.
    using numpy_answers::answer_of, numpy_answers::row, numpy_answers::tuple_words;
    constexpr row rows[] = {
        {"np.zeros((2,0))@np.zeros((0,3))", [] { return answer_of(matmul(zeros<double>({2, 0}), zeros<double>({0, 3}))); }},
        {"np.dot(A([]),A([]))", [] { return answer_of(dot(zeros<double>(0), zeros<double>(0))); }},
        {"np.einsum('i,i',A([]),A([]))", [] { return answer_of(einsum("i,i", zeros<double>(0), zeros<double>(0))); }},
        {"np.multiply.outer(A([1,2]),A([3,4,5]))", [] { return answer_of(multiply.outer(ndarray<std::int64_t, 1>{1, 2}, ndarray<std::int64_t, 1>{3, 4, 5})); }},
        {"np.cross(A([1,0,0]),A([0,1,0]))", [] { return answer_of(cross(ndarray<std::int64_t, 1>{1, 0, 0}, ndarray<std::int64_t, 1>{0, 1, 0})); }},
        {"np.vdot(A([1+2j]),A([3+4j]))", [] { return answer_of(vdot(ndarray<std::complex<double>, 1>{std::complex(1.0, 2.0)}, ndarray<std::complex<double>, 1>{std::complex(3.0, 4.0)})); }},
        {"np.inner(np.ones((2,3)),np.ones((4,3))).shape", [] { return tuple_words(inner(counted<int>({2, 3}), counted<int>({4, 3})).shape()); }},
        {"np.dot(np.ones((2,3)),np.ones((4,3,5))).shape", [] { return tuple_words(dot(counted<int>({2, 3}), counted<int>({4, 3, 5})).shape()); }},
        {"np.matmul(np.ones((2,3)),np.ones((4,3,5))).shape", [] { return tuple_words(matmul(counted<int>({2, 3}), counted<int>({4, 3, 5})).shape()); }},
        {"np.matmul(np.ones(3),np.ones((4,3,5))).shape", [] { return tuple_words(matmul(counted<int>({3}), counted<int>({4, 3, 5})).shape()); }},
        {"np.matmul(A(2),np.ones(3))", [] { return answer_of(matmul(counted<int>({}), counted<int>({3}))); }},
        {"np.tensordot(np.ones((2,3)),np.ones((3,4)),axes=0).shape", [] { return tuple_words(tensordot(counted<int>({2, 3}), counted<int>({3, 4}), 0).shape()); }},
        {"np.kron(np.ones((2,1)),np.ones((1,3))).shape", [] { return tuple_words(kron(counted<int>({2, 1}), counted<int>({1, 3})).shape()); }},
    };
    numpy_answers::check(numpy_answers::multiplying, rows);
}
