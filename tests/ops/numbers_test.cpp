// SPDX-License-Identifier: BSD-3-Clause
// Rounding, remainders, extrema and questions by name. Expected values: NumPy's.
#include <cmath>
#include <limits>
#include <vector>
#include <strand/strand.hpp>
#include "support/catch.hpp"
#include "support/element_types.hpp"
#include "support/matchers.hpp"

namespace {
template <class T>
using array = strand::ndarray<T>;
using c = std::complex<double>;
constexpr double inf = std::numeric_limits<double>::infinity(), undefined = std::numeric_limits<double>::quiet_NaN();
}  // namespace

TEST_CASE("round takes decimals and is half to even", "[ops]") {
    CHECK(difference(strand::round(array<double>{0.5, 1.5, 2.5, -0.5, -1.5}), {5}, {0, 2, 2, -0.0, -2}) == "");
    CHECK(difference(strand::round(array<double>{1.25, 1.35, 2.675}, 2), {3}, {1.25, 1.35, 2.68}) == "");
    CHECK(difference(strand::around(array<int>{15, 25, -15, 14}, -1), {4}, {20, 20, -20, 10}) == "");
    CHECK(difference(strand::round(array<int>{7}), {1}, {7}) == "");
    CHECK(difference(strand::round(array<std::int64_t>{INT64_MAX}, 3), {1}, {INT64_MAX}) == "");
    CHECK(difference(strand::round(array<std::int8_t>{100, -45}, -3), {2}, {0, 0}) == "");
    CHECK(difference(strand::rint(array<int>{7}), {1}, {7.0}) == "");
    CHECK(difference(strand::fix(array<double>{2.5, -2.5, -0.5}), {3}, {2, -2, -0.0}) == "");
    CHECK(difference(strand::round(array<c>{c(1.25, 2.36)}, 1), {1}, {c(1.2, 2.4)}) == "");
    // Each part by itself.
    CHECK(difference(strand::round(array<c>{c(inf, 1.25), c(-0.04, undefined)}, 1), {2}, {c(inf, 1.2), c(-0.0, undefined)}) == "");
    CHECK(difference(strand::round(array<c>{c(17, -inf)}, -1), {1}, {c(20, -inf)}) == "");
    CHECK(strand::round(2.675, 2) == 2.68);  // as an element is rounded
    CHECK(strand::round(1250, -2) == 1200);
}

TEST_CASE("clip leaves open what is not given", "[ops]") {
    using strand::none;
    const array<int> a{1, 5, 9};
    CHECK(difference(strand::clip(a, none, 4), {3}, {1, 4, 4}) == "");
    CHECK(difference(strand::clip(a, 4, none), {3}, {4, 5, 9}) == "");
    CHECK(difference(strand::clip(a, 4), {3}, {4, 5, 9}) == "");
    CHECK(difference(strand::clip(a, none, none), {3}, {1, 5, 9}) == "");
    CHECK(difference(strand::clip(array<c>{c(1, 1), c(0, 5)}, 0, 2), {2}, {c(1, 1), c(0, 5)}) == "");
}

TEST_CASE("extrema of complex numbers go by real, then imaginary part", "[ops]") {
    const array<c> x{c(1, 1), c(0, 5), c(undefined, 1), 1}, y{c(1, 2), c(undefined, undefined), 2, c(1, undefined)};
    CHECK(difference(strand::maximum(x, y), {4}, {c(1, 2), c(undefined, undefined), c(undefined, 1), c(1, undefined)}) == "");
    CHECK(difference(strand::minimum(x, y), {4}, {c(1, 1), c(undefined, undefined), c(undefined, 1), c(1, undefined)}) == "");
    CHECK(difference(strand::fmax(x, y), {4}, {c(1, 2), c(0, 5), 2, 1}) == "");
    CHECK(difference(strand::fmin(x, y), {4}, {c(1, 1), c(0, 5), 2, 1}) == "");
    CHECK(strand::max(array<c>{c(1, 1), c(1, 3), c(0, 9)}) == c(1, 3));
    CHECK(difference(strand::sign(array<c>{c(3, 4), c(0, 0), c(inf, 1), c(2, -inf), c(inf, inf)}), {5},
                     {c(0.6, 0.8), 0, 1, c(0, -1), c(undefined, undefined)}) == "");
}

TEST_CASE("questions and neighbours", "[ops]") {
    const array<double> a{inf, -inf, undefined, 0, -2};
    CHECK(difference(strand::isposinf(a), {5}, {true, false, false, false, false}) == "");
    CHECK(difference(strand::isneginf(a), {5}, {false, true, false, false, false}) == "");
    CHECK(difference(strand::isposinf(array<int>{1}), {1}, {false}) == "");
    CHECK(difference(strand::isreal(array<c>{1, c(0, 1)}), {2}, {true, false}) == "");
    CHECK(difference(strand::iscomplex(array<c>{1, c(0, 1)}), {2}, {false, true}) == "");
    CHECK(difference(strand::isreal(a), {5}, {true, true, true, true, true}) == "");
    CHECK(difference(strand::spacing(array<double>{1, -1, 0, -0.0, inf, undefined, 5e-324}), {7},
                     {0x1p-52, -0x1p-52, 5e-324, 5e-324, undefined, undefined, 5e-324}) == "");
    CHECK(difference(strand::fabs(array<int>{-3}), {1}, {3.0}) == "");
    CHECK(difference(strand::heaviside(array<double>{0, -1, 2, undefined}, 0.5), {4}, {0.5, 0, 1, undefined}) == "");
    CHECK(difference(strand::nextafter(array<double>{0, 1}, array<double>{1, inf}), {2}, {5e-324, 1 + 0x1p-52}) == "");
    CHECK(difference(strand::bitwise_count(array<int>{-3, 255, INT_MIN}), {3}, {2, 8, 1}) == "");
}

TEST_CASE("no input of integer functions is undefined", "[ops]") {
    for_each_type(type_list<std::int8_t, std::uint32_t>{}, []<class T>() {
        const T least = std::numeric_limits<T>::min(), most = std::numeric_limits<T>::max(), minus_one = static_cast<T>(-1);
        array<T> a(strand::shape_t{49}), b = a;
        T* x = a.data();
        T* y = b.data();
        for (const T p : {least, most, T(0), T(1), T(most - 1), T(least + 1), static_cast<T>(-1)}) {
            for (const T q : {least, most, T(0), T(1), T(7), static_cast<T>(-1), static_cast<T>(8 * sizeof(T))}) *x++ = p, *y++ = q;
        }
        const auto [quotient, rest] = strand::divmod(a, b);
        const auto shifted = strand::eval(strand::left_shift(a, b)), power = strand::eval(strand::pow(a, 3));
        const auto common = strand::eval(strand::gcd(a, b)), multiple = strand::eval(strand::lcm(a, b));
        const auto size = strand::eval(strand::absolute(a)), inverse = strand::eval(strand::reciprocal(a));
        using U = std::make_unsigned_t<T>;
        for (strand::index_t i = 0; i < 49; ++i) {
            const T p = a(i), q = b(i);
            CAPTURE(+p, +q);
            REQUIRE(static_cast<T>(static_cast<U>(quotient(i)) * static_cast<U>(q) + static_cast<U>(rest(i))) == (q == 0 ? T(0) : p));
            REQUIRE((rest(i) == 0 || (rest(i) < 0) == (q < 0)));
            REQUIRE(shifted(i) == (q < 0 || static_cast<U>(q) >= 8 * sizeof(T) ? T(0) : static_cast<T>(static_cast<U>(p) << q)));
            REQUIRE(power(i) == static_cast<T>(static_cast<U>(p) * static_cast<U>(p) * static_cast<U>(p)));
            REQUIRE((common(i) == 0 || (common(i) == minus_one || (p % common(i) == 0 && q % common(i) == 0))));
            REQUIRE((p != 0 || multiple(i) == 0));
            REQUIRE(size(i) == static_cast<T>(p < 0 ? U(0) - static_cast<U>(p) : static_cast<U>(p)));
            REQUIRE(inverse(i) == (p == 1 || (p < 0 && p == minus_one) ? p : T(0)));
        }
    });
}

TEST_CASE("remainders of floats are exact", "[ops]") {
    for_each_type(type_list<float, double>{}, []<class T>() {
        using limits = std::numeric_limits<T>;
        std::vector<T> values{T(0), 1, 3, T(0.1), T(7.5), T(1e20), T(8388607), limits::max(), limits::min(), limits::denorm_min(),
                              7 * limits::denorm_min(), limits::infinity(), limits::quiet_NaN(), std::nextafter(T(1), T(0)), T(1) / 3};
        for (std::size_t i = values.size(); i-- > 0;) values.push_back(-values[i]);
        const array<T> b = strand::asarray(values), a = strand::expand_dims(b, 1);
        const auto rest = strand::eval(strand::fmod(a, b)), modulus = strand::eval(strand::remainder(a, b));
        const auto quotient = strand::eval(strand::floor_divide(a, b));
        const auto same = [](T x, T y) { return x == y ? std::signbit(x) == std::signbit(y) : x != x && y != y; };
        for (strand::index_t i = 0; i < b.size(); ++i) {
            for (strand::index_t k = 0; k < b.size(); ++k) {
                const T x = b(i), y = b(k), expected = std::fmod(x, y);
                CAPTURE(x, y, rest(i, k), modulus(i, k), quotient(i, k));
                REQUIRE(same(rest(i, k), expected));
                const bool moved = expected != 0 && (expected < 0) != (y < 0);
                REQUIRE(same(modulus(i, k), expected == 0 ? std::copysign(T(0), y) : moved ? expected + y : expected));
                REQUIRE((y != 0 || same(quotient(i, k), x / y)));
            }
        }
        CHECK(difference(strand::floor_divide(array<T>{7, -7, 6, -6}, 3), {4}, {2, -3, 2, -2}) == "");
    });
}

TEST_CASE("rows of integers are divided by a number each", "[ops]") {
    using T = std::int64_t;
    using U = std::uint64_t;
    constexpr T lowest = std::numeric_limits<T>::min(), highest = std::numeric_limits<T>::max();
    const std::vector<T> by{7, 7, 0, -1, 1, -3, lowest, highest, std::int64_t{1} << 40};
    const strand::index_t rows = static_cast<strand::index_t>(by.size());
    for (const strand::index_t columns : {5, 203}) {
        array<T> a = strand::zeros<T>({rows, columns});
        for (strand::index_t i = 0; i < a.size(); ++i) a.data()[i] = i % 5 == 0 ? lowest + i : i % 5 == 1 ? highest - i : (i % 200 - 100) * (i % 3);
        const array<T> divisors = strand::expand_dims(strand::asarray(by), 1);
        const auto quotient = strand::eval(a / divisors), floor = strand::eval(strand::floor_divide(a, divisors));
        const auto rest = strand::eval(a % divisors), modulus = strand::eval(strand::remainder(a, divisors));
        for (strand::index_t i = 0; i < rows; ++i) {
            const T y = by[static_cast<std::size_t>(i)];
            for (strand::index_t k = 0; k < columns; ++k) {
                const T x = a(i, k);
                const T expected = y == 0 ? 0 : y == -1 ? static_cast<T>(U(0) - static_cast<U>(x)) : x / y, left = y == 0 || y == -1 ? 0 : x % y;
                const bool below = left != 0 && (left < 0) != (y < 0);
                CAPTURE(x, y, k);
                REQUIRE(quotient(i, k) == expected);
                REQUIRE(rest(i, k) == left);
                REQUIRE(floor(i, k) == expected - below);
                REQUIRE(modulus(i, k) == (below ? left + y : left));
            }
        }
    }
}
