// SPDX-License-Identifier: BSD-3-Clause
#include <cmath>
#include <limits>
#include <strand/strand.hpp>
#include "support/catch.hpp"
#include "support/matchers.hpp"

using namespace strand;

namespace {
using c8 = std::complex<float>;
using c16 = std::complex<double>;
template <class T>
using array = ndarray<T>;

template <class A, class B>
concept can_subtract = requires(A a, B b) { a - b; };
template <class A, class B>
concept can_add = requires(A a, B b) { a + b; };
template <class A, class B>
concept can_and = requires(A a, B b) { a & b; };
template <class A, class B>
concept can_shift = requires(A a, B b) { a << b; };
template <class A, class B>
concept can_take_modulus = requires(A a, B b) { a % b; };
template <class A>
concept can_negate = requires(A a) { -a; };
template <class A>
concept can_invert = requires(A a) { ~a; };
template <class A, class B>
concept can_add_in_place = requires(A& a, B b) { a += b; };
template <class A, class B>
concept can_divide_in_place = requires(A& a, B b) { a /= b; };
template <class A>
concept is_condition = requires(A a) { a ? 1 : 0; };

template <class E>
using type = value_t<E>;
template <class A, class B>
using sum_type = type<decltype(std::declval<A>() + std::declval<B>())>;
template <class A, class B>
using quotient_type = type<decltype(std::declval<A>() / std::declval<B>())>;
}  // namespace

// bool: + is or, * is and, - does not compile.
static_assert(!can_subtract<array<bool>, array<bool>> && !can_subtract<array<bool>, bool> && !can_negate<array<bool>>);
static_assert(can_subtract<array<bool>, array<int>> && can_subtract<array<bool>, int>);
static_assert(can_add<array<bool>, array<bool>> && std::same_as<sum_type<array<bool>, array<bool>>, bool>);
static_assert(can_invert<array<bool>> && can_and<array<bool>, array<bool>> && can_and<array<bool>, bool>);
// Bits are for integers, remainders not for complex numbers.
static_assert(can_and<array<int>, array<std::int8_t>> && !can_and<array<float>, array<int>> && !can_and<array<int>, double>);
static_assert(can_shift<array<int>, int> && !can_shift<array<double>, int> && !can_invert<array<float>>);
static_assert(!can_and<array<std::int64_t>, array<std::uint64_t>>);  // they meet in double
static_assert(can_take_modulus<array<double>, int> && !can_take_modulus<array<c16>, int>);
// What is not a number is no operand.
static_assert(!can_add<array<int>, const char*> && !can_add<array<int>, std::string> && !can_add<array<int>, shape_t>);
static_assert(!can_add<shape_t, int> && !can_add<array<int>, range>);
// In place the result must be storable.
static_assert(can_add_in_place<array<int>, int> && !can_add_in_place<array<int>, float>);
static_assert(!can_add_in_place<array<int>, array<double>> && can_add_in_place<array<float>, array<double>>);
static_assert(!can_add_in_place<array<bool>, int> && can_add_in_place<array<bool>, bool>);
static_assert(!can_add_in_place<const array<int>, int> && !can_add_in_place<ndview<const int>, int>);
static_assert(can_divide_in_place<array<int>, int> && !can_divide_in_place<array<int>, double>);
static_assert(!can_divide_in_place<array<bool>, array<bool>>);  // int8
// Only rank 0 has a truth value; others name array_equal, all and any (they fail in the body, not in the concept).
static_assert(is_condition<decltype(ndarray<int, 0>() == 1)> && !is_condition<array<int>>);

// Array with array promotes, array with number does not but for the kind, a strong scalar is an array.
static_assert(std::same_as<sum_type<array<std::int8_t>, array<std::uint8_t>>, std::int16_t>);
static_assert(std::same_as<sum_type<array<std::int64_t>, array<std::uint64_t>>, double>);
static_assert(std::same_as<sum_type<array<float>, double>, float> && std::same_as<sum_type<double, array<float>>, float>);
static_assert(std::same_as<sum_type<array<std::uint8_t>, int>, std::uint8_t>);
static_assert(std::same_as<sum_type<array<std::uint8_t>, double>, double>);
static_assert(std::same_as<sum_type<array<bool>, int>, std::int64_t>);
static_assert(std::same_as<sum_type<array<float>, c16>, c8> && std::same_as<sum_type<array<std::int8_t>, c8>, c16>);
static_assert(std::same_as<sum_type<array<float>, literal<double>>, double>);
static_assert(std::same_as<sum_type<array<float>, ndarray<double, 0>>, double>);
static_assert(std::same_as<sum_type<array<float>, long double>, float>);
static_assert(std::same_as<quotient_type<array<int>, array<int>>, int>);
static_assert(std::same_as<quotient_type<array<bool>, array<bool>>, std::int8_t>);
static_assert(std::same_as<type<decltype(array<int>() == array<double>())>, bool>);
// The rank is static when all operands' are.
static_assert(rank_of<decltype(ndarray<int, 1>() + ndarray<int, 2>())> == 2);
static_assert(rank_of<decltype(ndarray<int, 1>() + 1)> == 1);
static_assert(rank_of<decltype(ndarray<int, 1>() + array<int>())> == dynamic_rank);

TEST_CASE("floating operators are IEEE's", "[ops]") {
    const double n = strand::nan, i = inf;
    const array<double> a{1, -1, 0, -0.0, i, -i, n, 5.5, -5.5}, b{2, 0, 0, 0, i, 2, 1, 2, 2};
    CHECK(difference(a + b, {9}, {3, -1, 0, 0, i, -i, n, 7.5, -3.5}) == "");
    CHECK(difference(a - b, {9}, {-1, -1, 0, -0.0, n, -i, n, 3.5, -7.5}) == "");
    CHECK(difference(a * b, {9}, {2, -0.0, 0, -0.0, i, -i, n, 11, -11}) == "");
    CHECK(difference(a / b, {9}, {0.5, -i, n, n, n, -i, n, 2.75, -2.75}) == "");
    CHECK(difference(a % b, {9}, {1, n, n, n, n, n, n, 1.5, -1.5}) == "");
    CHECK(difference(-a, {9}, {-1, 1, -0.0, 0, -i, i, n, -5.5, 5.5}) == "");
    CHECK(difference(+a, a) == "");
}

TEST_CASE("bool adds by or and multiplies by and", "[ops]") {
    const array<bool> a{false, false, true, true}, b{false, true, false, true};
    CHECK(difference(a + b, {4}, {false, true, true, true}) == "");
    CHECK(difference(a * b, {4}, {false, false, false, true}) == "");
    CHECK(difference(a & b, {4}, {false, false, false, true}) == "");
    CHECK(difference(a | b, {4}, {false, true, true, true}) == "");
    CHECK(difference(a ^ b, {4}, {false, true, true, false}) == "");
    CHECK(difference(~a, {4}, {true, true, false, false}) == "");
    CHECK(difference(!a, {4}, {true, true, false, false}) == "");
    CHECK(difference(a + 1, {4}, {1, 1, 2, 2}) == "");
    CHECK(difference(a * 2.5, {4}, {0, 0, 2.5, 2.5}) == "");
    CHECK(difference(a / b, {4}, {0, 0, 0, 1}) == "");
    CHECK(difference(a << b, {4}, {0, 0, 1, 2}) == "");
    CHECK(difference(a + array<std::int8_t>{100, 101, 102, 127}, {4}, {100, 101, 103, -128}) == "");
}

TEST_CASE("logical operators take what is not zero for true", "[ops]") {
    const array<double> a{0, -0.0, strand::nan, 0.5};
    const array<int> b{1, 0, 1, 256};
    CHECK(difference(a && b, {4}, {false, false, true, true}) == "");
    CHECK(difference(a || b, {4}, {true, false, true, true}) == "");
    CHECK(difference(!b, {4}, {false, true, false, false}) == "");
    CHECK(difference(array<c8>{0, c8(0, 1)} && true, {2}, {false, true}) == "");
}

TEST_CASE("complex operators agree with std::complex", "[ops]") {
    const std::vector<c16> x{{1, 2}, {-3, 0.5}, {0, -1}, {2.5, 0}, {1e-3, 1e3}}, y{{3, -4}, {0.25, 8}, {1, 1}, {0, 2}, {-7, 1e-2}};
    const auto a = asarray(x), b = asarray(y);
    const auto check = [&](const auto& result, auto rule) {
        const ndarray<c16, 1> values(result);
        for (index_t i = 0; i < values.size(); ++i) {
            const c16 expected = rule(x[static_cast<std::size_t>(i)], y[static_cast<std::size_t>(i)]);
            CHECK(std::abs(values(i) - expected) <= 4e-16 * std::abs(expected));
        }
    };
    check(a + b, [](c16 p, c16 q) { return p + q; });
    check(a - b, [](c16 p, c16 q) { return p - q; });
    check(a * b, [](c16 p, c16 q) { return p * q; });
    check(a / b, [](c16 p, c16 q) { return p / q; });
    check(-a, [](c16 p, c16) { return -p; });
    check(a * 2.0, [](c16 p, c16) { return p * 2.0; });
    check(1.0 / b, [](c16, c16 q) { return 1.0 / q; });
    check(a + c16(0, 1), [](c16 p, c16) { return p + c16(0, 1); });
    CHECK(difference(array<float>{1, 2} * c16(0, 1), {2}, {c8(0, 1), c8(0, 2)}) == "");
    CHECK(difference(array<c8>{c8(1, 1)} * array<float>{3}, {1}, {c8(3, 3)}) == "");
    // No overflow on the way of a quotient.
    CHECK(difference(array<c16>{c16(1e300, 1e300)} / array<c16>{c16(1e300, 1e300)}, {1}, {1}) == "");
}

TEST_CASE("a number beside an array wraps and rounds as static_cast does", "[ops]") {
    CHECK(difference(array<std::uint8_t>{250} + 10, {1}, {4}) == "");
    CHECK(difference(array<std::uint8_t>{1} + 257, {1}, {2}) == "");
    CHECK(difference(array<std::uint8_t>{1} * -1, {1}, {255}) == "");
    CHECK(difference(array<float>{1} * 0.1, {1}, {0.1f}) == "");
    CHECK(difference(array<float>{16777216} + 1ll, {1}, {16777216}) == "");
    CHECK(difference(2.5 - array<int>{1}, {1}, {1.5}) == "");
    CHECK(difference(true + array<int>{1}, {1}, {2}) == "");
    CHECK(difference(100 / array<int>{7, 0}, {2}, {14, 0}) == "");
    CHECK(difference(1 << array<int>{3, 40}, {2}, {8, 0}) == "");
    CHECK(difference(3 < array<int>{1, 5}, {2}, {false, true}) == "");
}

TEST_CASE("strong scalars and arrays of rank 0 promote", "[ops]") {
    CHECK(difference(array<float>{1} * scalar<double>(0.1), {1}, {0.1}) == "");
    ndarray<double, 0> zero_d;
    zero_d() = 0.1;
    CHECK(difference(array<float>{1} * zero_d, {1}, {0.1}) == "");
    CHECK(difference(scalar<std::int8_t>(100) + array<std::int8_t>{100}, {1}, {-56}) == "");
    CHECK((scalar(2.0) + scalar(3)) == 5.0);
}

TEST_CASE("operands broadcast", "[ops]") {
    const ndarray<int, 2> column{{1}, {2}};
    const ndarray<int, 1> row{10, 20, 30};
    CHECK(difference(column + row, {2, 3}, {11, 21, 31, 12, 22, 32}) == "");
    CHECK(difference(row - column, {2, 3}, {9, 19, 29, 8, 18, 28}) == "");
    CHECK(difference(zeros<int>({0, 3}) + zeros<int>({1, 3}), {0, 3}, {}) == "");
    CHECK(difference(zeros<int>({0, 3}) + zeros<int>({0, 1}), {0, 3}, {}) == "");
    CHECK(difference(zeros<int>(0) + zeros<int>(1), {0}, {}) == "");
    CHECK(error_text<shape_error>([] { zeros<int>({0, 3}) + zeros<int>({2, 3}); }) ==
          "shapes (0, 3) and (2, 3) cannot be broadcast together: axis -2 has extents 0 and 2");
    CHECK(error_text<shape_error>([&] { row + ndarray<int>{1, 2}; }) ==
          "shapes (3,) and (2,) cannot be broadcast together: axis -1 has extents 3 and 2");
    CHECK(error_text<shape_error>([&] { (column + row) * ndarray<int>{1, 2}; }) ==
          "shapes (2, 3) and (2,) cannot be broadcast together: axis -1 has extents 3 and 2");
    // Operands that begin alike are not alike.
    const ndarray<int> three{1, 2, 3}, two{1, 2};
    CHECK_THROWS_AS((column + three) * (column + two), shape_error);
    CHECK_THROWS_AS(-(column + three) * -(column + two), shape_error);
    CHECK_THROWS_AS(two * 2 + (column + three), shape_error);
    CHECK_THROWS_AS((column + three) + two * 2, shape_error);
    CHECK_THROWS_AS(where(column == column, three, two), shape_error);
    CHECK(((column + three) * column).shape() == eval(column + three).shape());
}

TEST_CASE("operators in place broadcast into the array and keep its shape and type", "[ops]") {
    array<double> a{{1, 2}, {3, 4}};
    const double* const memory = a.data();
    a += array<int>{10, 20};
    CHECK(difference(a, {2, 2}, {11, 22, 13, 24}) == "");
    a -= 1;
    a *= array<float>{{2}, {3}};
    CHECK(difference(a, {2, 2}, {20, 42, 36, 69}) == "");
    a /= 2.0f;
    a %= 10;
    CHECK(difference(a, {2, 2}, {0, 1, 8, 4.5}) == "");
    CHECK(a.data() == memory);
    (a += 1) *= 2;
    CHECK(difference(a, {2, 2}, {2, 4, 18, 11}) == "");
    a(all, 0) += a(all, 1);
    CHECK(difference(a, {2, 2}, {6, 4, 29, 11}) == "");
    a += a.T();
    CHECK(difference(a, {2, 2}, {12, 33, 33, 22}) == "");
    CHECK(error_text<shape_error>([&] { a += zeros({3, 2, 2}); }) ==
          "an expression of shape (3, 2, 2) does not fit into shape (2, 2)");
    array<int> bits{12};
    bits &= 10;
    bits |= 1;
    bits ^= 3;
    bits <<= 4;
    bits >>= 2;
    CHECK(difference(bits, {1}, {40}) == "");
    array<std::uint8_t> small{200};
    small += 100;
    CHECK(difference(small, {1}, {44}) == "");
    array<bool> truth{true, false};
    truth &= array<bool>{true, true};
    truth += array<bool>{false, true};
    CHECK(difference(truth, {2}, {true, true}) == "");
}

TEST_CASE("expressions of any depth are one computation", "[ops]") {
    const ndarray<double, 1> a = arange<double>(1000), b = a + 1;
    const ndarray<double, 1> result = (a * b + 2 * a - b / 4) * (a - b) + -a;
    for (index_t i = 0; i < 1000; ++i) {
        const double x = static_cast<double>(i), y = x + 1;
        if (result(i) != (x * y + 2 * x - y / 4) * (x - y) + -x) FAIL("differs at " << i);
    }
}

TEST_CASE("nodes own rvalue arrays and borrow lvalues", "[ops]") {
    ndarray<int> a{1, 2, 3};
    const auto node = a + ndarray<int>{10, 20, 30};
    a(0) = 5;
    CHECK(difference(node, {3}, {15, 22, 33}) == "");
    const auto outer = [](auto inner) { return inner * 2; }(node);
    CHECK(difference(outer, {3}, {30, 44, 66}) == "");
}
