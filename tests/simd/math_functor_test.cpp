// SPDX-License-Identifier: BSD-3-Clause
// exp, log, sin, cos, tanh, pow and sqrt against long double, in units in the last place, over the whole
// range of arguments; their special values; and the same bits in every position of an array.
#include "support/catch.hpp"

#include <cmath>
#include <cstring>
#include <limits>
#include <random>
#include <strand/strand.hpp>

using namespace strand;

namespace {

/// Distance of a result from the exact value in units in the last place of the exact value.
template <class T>
double ulps(T result, long double exact) {
    if (std::isnan(exact)) return result != result ? 0 : HUGE_VAL;
    const T rounded = static_cast<T>(exact);
    if (std::isinf(rounded) || std::isinf(result)) return result == rounded ? 0 : std::isinf(rounded) && std::isfinite(result) ? 1 : HUGE_VAL;
    const int lowest = std::numeric_limits<T>::min_exponent - 1;
    int exponent = rounded == 0 ? lowest : std::ilogb(rounded);
    if (exponent < lowest) exponent = lowest;
    const long double unit = std::ldexp(1.0L, exponent + 1 - std::numeric_limits<T>::digits);
    return static_cast<double>(std::fabs((static_cast<long double>(result) - exact) / unit));
}

/// Arguments of every magnitude and sign, denormal ones too, and as many between `low` and `high`.
template <class T>
ndarray<T, 1> arguments(index_t count, T low, T high, unsigned seed) {
    using U = std::conditional_t<sizeof(T) == 4, std::uint32_t, std::uint64_t>;
    std::mt19937_64 random(seed);
    ndarray<T, 1> x(extents<1>({2 * count}));
    std::uniform_real_distribution<T> between(low, high);
    for (index_t i = 0; i < count; ++i) {
        const U bits = static_cast<U>(random());
        std::memcpy(&x(i), &bits, sizeof bits);
        x(count + i) = between(random);
    }
    return x;
}

/// The largest error over the arguments is at most `bound`.
template <class T, class Lazy, class Exact>
void check_within(double bound, const ndarray<T, 1>& x, Lazy lazy, Exact exact) {
    const ndarray<T, 1> result = lazy(x);
    double largest = 0;
    T at = 0;
    for (index_t i = 0; i < x.size(); ++i) {
        const double error = ulps<T>(result(i), exact(static_cast<long double>(x(i))));
        if (error > largest) largest = error, at = x(i);
    }
    CAPTURE(at);
    CHECK(largest <= bound);
}

template <class T>
bool same_bits(T a, T b) {
    return (a != a && b != b) || std::memcmp(&a, &b, sizeof a) == 0;
}

}  // namespace

TEMPLATE_TEST_CASE("transcendental functions are within one unit in the last place", "[simd]", float, double) {
    using T = TestType;
    const T limit = sizeof(T) == 4 ? T(88) : T(709);
    check_within(1, arguments<T>(20000, -limit, limit, 1), [](const auto& x) { return exp(x); }, [](long double x) { return std::exp(x); });
    check_within(1, arguments<T>(20000, T(0.5), T(2), 2), [](const auto& x) { return log(x); }, [](long double x) { return std::log(x); });
    check_within(1, arguments<T>(20000, T(-10), T(10), 3), [](const auto& x) { return sin(x); }, [](long double x) { return std::sin(x); });
    check_within(1, arguments<T>(20000, T(-10), T(10), 4), [](const auto& x) { return cos(x); }, [](long double x) { return std::cos(x); });
    check_within(1, arguments<T>(20000, T(-3), T(3), 5), [](const auto& x) { return tanh(x); }, [](long double x) { return std::tanh(x); });
    check_within(0.5, arguments<T>(20000, T(0), T(9), 6), [](const auto& x) { return sqrt(x); }, [](long double x) { return std::sqrt(x); });
    const T y = T(2.7);
    check_within(1, arguments<T>(20000, T(0), T(100), 7), [&](const auto& x) { return pow(x, y); },
                [&](long double x) { return std::pow(x, static_cast<long double>(y)); });
    check_within(1, arguments<T>(20000, T(-12), T(12), 8), [](const auto& x) { return pow(T(1.5), x); },
                [](long double x) { return std::pow(1.5L, x); });
}

TEMPLATE_TEST_CASE("the inverse and the hyperbolic functions are within one unit in the last place", "[simd]", float, double) {
    using T = TestType;
    check_within(1, arguments<T>(5000, T(-20), T(20), 11), [](const auto& x) { return exp2(x); }, [](long double x) { return std::exp2(x); });
    check_within(1, arguments<T>(5000, T(-2), T(2), 12), [](const auto& x) { return expm1(x); }, [](long double x) { return std::expm1(x); });
    check_within(1, arguments<T>(5000, T(0.5), T(2), 13), [](const auto& x) { return log2(x); }, [](long double x) { return std::log2(x); });
    check_within(1, arguments<T>(5000, T(0.5), T(2), 14), [](const auto& x) { return log10(x); }, [](long double x) { return std::log10(x); });
    check_within(1, arguments<T>(5000, T(-0.9), T(3), 15), [](const auto& x) { return log1p(x); }, [](long double x) { return std::log1p(x); });
    check_within(1, arguments<T>(5000, T(-10), T(10), 16), [](const auto& x) { return tan(x); }, [](long double x) { return std::tan(x); });
    check_within(1, arguments<T>(5000, T(-1), T(1), 17), [](const auto& x) { return asin(x); }, [](long double x) { return std::asin(x); });
    check_within(1, arguments<T>(5000, T(-1), T(1), 18), [](const auto& x) { return acos(x); }, [](long double x) { return std::acos(x); });
    check_within(1, arguments<T>(5000, T(-4), T(4), 19), [](const auto& x) { return atan(x); }, [](long double x) { return std::atan(x); });
    check_within(1, arguments<T>(5000, T(-4), T(4), 20), [](const auto& x) { return sinh(x); }, [](long double x) { return std::sinh(x); });
    check_within(1, arguments<T>(5000, T(-4), T(4), 21), [](const auto& x) { return cosh(x); }, [](long double x) { return std::cosh(x); });
    check_within(1, arguments<T>(5000, T(-4), T(4), 22), [](const auto& x) { return asinh(x); }, [](long double x) { return std::asinh(x); });
    check_within(1, arguments<T>(5000, T(1), T(4), 23), [](const auto& x) { return acosh(x); }, [](long double x) { return std::acosh(x); });
    check_within(1, arguments<T>(5000, T(-1), T(1), 24), [](const auto& x) { return atanh(x); }, [](long double x) { return std::atanh(x); });
    check_within(1, arguments<T>(5000, T(-9), T(9), 25), [](const auto& x) { return cbrt(x); }, [](long double x) { return std::cbrt(x); });
    check_within(1, arguments<T>(5000, T(-3), T(3), 26), [](const auto& x) { return erf(x); }, [](long double x) { return std::erf(x); });
    check_within(1, arguments<T>(5000, T(-3), T(9), 27), [](const auto& x) { return erfc(x); }, [](long double x) { return std::erfc(x); });
    check_within(1, arguments<T>(5000, T(-5), T(5), 28), [](const auto& x) { return atan2(x, T(1.7)); }, [](long double x) { return std::atan2(x, static_cast<long double>(T(1.7))); });
    check_within(1, arguments<T>(5000, T(-5), T(5), 29), [](const auto& x) { return hypot(x, T(2.3)); }, [](long double x) { return std::hypot(x, static_cast<long double>(T(2.3))); });
}

TEMPLATE_TEST_CASE("special values are C's", "[simd]", float, double) {
    using T = TestType;
    const T big = std::numeric_limits<T>::infinity(), undefined = std::numeric_limits<T>::quiet_NaN();
    const ndarray<T, 1> x{T(0), -T(0), T(1), T(-1), big, -big, undefined, std::numeric_limits<T>::denorm_min(), std::numeric_limits<T>::max(), T(2), T(-2), T(0.5), T(-3), T(1e4)};
    const ndarray<T, 1> grown = exp(x), l = log(x), s = sin(x), c = cos(x), t = tanh(x), r = sqrt(x);
    for (index_t i = 0; i < x.size(); ++i) {
        CAPTURE(x(i));
        const bool edge = !std::isfinite(x(i)) || x(i) == 0;
        if (edge) {
            CHECK(same_bits(grown(i), std::exp(x(i))));
            CHECK(same_bits(l(i), std::log(x(i))));
            CHECK(same_bits(s(i), std::sin(x(i))));
            CHECK(same_bits(c(i), std::cos(x(i))));
            CHECK(same_bits(t(i), std::tanh(x(i))));
        }
        CHECK(same_bits(r(i), std::sqrt(x(i))));
    }
    const ndarray<T, 2> raised = pow(reshape(x, {x.size(), 1}), x);
    for (index_t i = 0; i < x.size(); ++i) {
        for (index_t k = 0; k < x.size(); ++k) {
            CAPTURE(x(i), x(k), raised(i, k));
            const T expected = std::pow(x(i), x(k));
            if (std::isfinite(expected) && expected != 0 && std::isfinite(x(i)) && std::isfinite(x(k))) {
                CHECK(ulps<T>(raised(i, k), std::pow(static_cast<long double>(x(i)), static_cast<long double>(x(k)))) <= 1);
            } else {
                CHECK(same_bits(raised(i, k), expected));
            }
        }
    }
}

TEMPLATE_TEST_CASE("an element's value does not depend on its place or its neighbours", "[simd]", float, double) {
    using T = TestType;
    const ndarray<T, 1> x = arguments<T>(500, T(-20), T(20), 9);
    const auto check = [&](auto function) {
        const ndarray<T, 1> whole = function(x);
        for (index_t i = 0; i < x.size(); ++i) {
            const ndarray<T, 1> alone = function(ndarray<T, 1>(x(range(i, i + 1))));
            if (!same_bits(whole(i), alone(0))) {
                CAPTURE(i, x(i), whole(i), alone(0));
                REQUIRE(same_bits(whole(i), alone(0)));
            }
        }
    };
    check([](const auto& a) { return ndarray<T, 1>(exp(a)); });
    check([](const auto& a) { return ndarray<T, 1>(log(a)); });
    check([](const auto& a) { return ndarray<T, 1>(sin(a)); });
    check([](const auto& a) { return ndarray<T, 1>(cos(a)); });
    check([](const auto& a) { return ndarray<T, 1>(tanh(a)); });
    check([](const auto& a) { return ndarray<T, 1>(pow(abs(a), T(1.7))); });
}

TEST_CASE("integer powers multiply and wrap", "[simd]") {
    const ndarray<std::int32_t, 1> x{0, 1, 2, -3, 10, 65536};
    CHECK(array_equal(pow(x, 3), ndarray<std::int32_t, 1>{0, 1, 8, -27, 1000, 0}));
    CHECK(array_equal(pow(x, 0), ones<std::int32_t>({6})));
    CHECK(array_equal(pow(2, ndarray<std::uint8_t, 1>{0, 3, 7, 8}), ndarray<std::uint8_t, 1>{1, 8, 128, 0}));
    CHECK_THROWS_WITH(pow(x, -1), "pow: integers to negative integer powers are not allowed, the exponent is -1");
    CHECK_THROWS_AS(pow(x, ndarray<int, 1>{1, 2, -3, 1, 1, 1}), value_error);
}

TEMPLATE_TEST_CASE("complex functions compute complex arrays, and integers become floats", "[simd]", float, double) {
    using R = TestType;
    using Z = std::complex<R>;
    const ndarray<Z, 1> z{Z(1, 2), Z(R(-0.5), R(0.25)), Z(0, -3)};
    const auto check = [&](auto lazy, auto scalar) {
        const ndarray<Z, 1> result = lazy(z);
        for (index_t i = 0; i < z.size(); ++i) {
            const Z expected = scalar(z(i));
            CAPTURE(z(i), result(i), expected);
            CHECK(std::abs(result(i) - expected) <= 4 * std::numeric_limits<R>::epsilon() * std::abs(expected));
        }
    };
    check([](const auto& x) { return sqrt(x); }, [](Z x) { return std::sqrt(x); });
    check([](const auto& x) { return exp(x); }, [](Z x) { return std::exp(x); });
    check([](const auto& x) { return log(x); }, [](Z x) { return std::log(x); });
    check([](const auto& x) { return sin(x); }, [](Z x) { return std::sin(x); });
    check([](const auto& x) { return tanh(x); }, [](Z x) { return std::tanh(x); });
    check([](const auto& x) { return asin(x); }, [](Z x) { return std::asin(x); });
    check([](const auto& x) { return acosh(x); }, [](Z x) { return std::acosh(x); });
    check([](const auto& x) { return atan(x); }, [](Z x) { return std::atan(x); });
    STATIC_REQUIRE(std::same_as<decltype(eval(exp(ndarray<std::int16_t, 1>{1}))), ndarray<float, 1>>);
    STATIC_REQUIRE(std::same_as<decltype(eval(exp(ndarray<int, 1>{1}))), ndarray<double, 1>>);
    CHECK(eval(pow(ndarray<Z, 1>{Z(0, 1), Z(0), Z(0), Z(2)}, ndarray<Z, 1>{Z(2), Z(0), Z(3), Z(0.5)}))(2) == Z(0));
    CHECK(std::abs(eval(pow(z, 2))(0) - z(0) * z(0)) <= R(1e-6) * std::abs(z(0) * z(0)));
}
