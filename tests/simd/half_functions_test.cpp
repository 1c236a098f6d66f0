// SPDX-License-Identifier: BSD-3-Clause
// The functions of one argument on halves are correctly rounded for all 65,536 arguments.
//
// Arrays compute them in double and round once. So every function is computed here in double for the values
// of all float16 and all bfloat16, and both roundings are compared with those of the long double function;
// that arrays of halves do nothing else is checked for a few functions.
#include <cmath>
#include <strand/strand.hpp>
#include "support/catch.hpp"

using namespace strand;

namespace {

ndarray<double, 1> every_value() {
    ndarray<double, 1> values = empty<double>({2 * 65536});
    for (int bits = 0; bits < 65536; ++bits) {
        values(bits) = float16::from_bits(static_cast<std::uint16_t>(bits));
        values(65536 + bits) = bfloat16::from_bits(static_cast<std::uint16_t>(bits));
    }
    return values;
}
const ndarray<double, 1>& arguments() {
    static const ndarray<double, 1> values = every_value();
    return values;
}

template <class Half>
bool same(Half a, Half b) {
    return a.bits() == b.bits() || (a != a && b != b);
}

template <class Lazy>
void check(const char* name, const Lazy& lazy, long double (*exact)(long double)) {
    const ndarray<double, 1> results = lazy;
    index_t wrong = 0, first = 0;
    for (index_t i = 0; i < results.size(); ++i) {
        const long double reference = exact(arguments()(i));
        const bool right = i < 65536 ? same(float16(results(i)), float16(reference)) : same(bfloat16(results(i)), bfloat16(reference));
        if (!right && wrong++ == 0) first = i;
    }
    INFO(name << " of " << arguments()(first) << " is " << results(first) << ", not " << static_cast<double>(exact(arguments()(first))));
    CHECK(wrong == 0);
}

}  // namespace

TEST_CASE("exponentials and logarithms of halves are correctly rounded", "[simd]") {
    const auto& x = arguments();
    check("exp", exp(x), [](long double v) { return std::exp(v); });
    check("exp2", exp2(x), [](long double v) { return std::exp2(v); });
    check("expm1", expm1(x), [](long double v) { return std::expm1(v); });
    check("log", log(x), [](long double v) { return std::log(v); });
    check("log2", log2(x), [](long double v) { return std::log2(v); });
    check("log10", log10(x), [](long double v) { return std::log10(v); });
    check("log1p", log1p(x), [](long double v) { return std::log1p(v); });
    check("cbrt", cbrt(x), [](long double v) { return std::cbrt(v); });
    check("sqrt", sqrt(x), [](long double v) { return std::sqrt(v); });
}
TEST_CASE("trigonometric functions of halves are correctly rounded", "[simd]") {
    const auto& x = arguments();
    check("sin", sin(x), [](long double v) { return std::sin(v); });
    check("cos", cos(x), [](long double v) { return std::cos(v); });
    check("tan", tan(x), [](long double v) { return std::tan(v); });
    check("asin", asin(x), [](long double v) { return std::asin(v); });
    check("acos", acos(x), [](long double v) { return std::acos(v); });
    check("atan", atan(x), [](long double v) { return std::atan(v); });
    check("sinc", sinc(x), [](long double v) {
        const long double turned = std::numbers::pi_v<long double> * std::remainder(v, 2.0L), whole = std::floor(v);
        if (v == 0) return 1.0L;
        return v == whole ? v - v : std::sin(turned) / (std::numbers::pi_v<long double> * v);
    });
    check("deg2rad", deg2rad(x), [](long double v) { return v * (std::numbers::pi_v<long double> / 180); });
    check("rad2deg", rad2deg(x), [](long double v) { return v * (180 / std::numbers::pi_v<long double>); });
}
TEST_CASE("hyperbolic and error functions of halves are correctly rounded", "[simd]") {
    const auto& x = arguments();
    check("sinh", sinh(x), [](long double v) { return std::sinh(v); });
    check("cosh", cosh(x), [](long double v) { return std::cosh(v); });
    check("tanh", tanh(x), [](long double v) { return std::tanh(v); });
    check("asinh", asinh(x), [](long double v) { return std::asinh(v); });
    check("acosh", acosh(x), [](long double v) { return std::acosh(v); });
    check("atanh", atanh(x), [](long double v) { return std::atanh(v); });
    check("erf", erf(x), [](long double v) { return std::erf(v); });
    check("erfc", erfc(x), [](long double v) { return std::erfc(v); });
    check("tgamma", tgamma(x), [](long double v) { return v == 0 ? 1 / v : v == -HUGE_VALL ? static_cast<long double>(NAN) : std::tgamma(v); });
    check("lgamma", lgamma(x), [](long double v) { return std::lgamma(v); });
}
TEMPLATE_TEST_CASE("arrays of halves compute functions in double", "[simd]", float16, bfloat16) {
    using Half = TestType;
    ndarray<Half, 1> x = empty<Half>({65536});
    for (int bits = 0; bits < 65536; ++bits) x(bits) = Half::from_bits(static_cast<std::uint16_t>(bits));
    const ndarray<double, 1> wide = astype<double>(x);
    const ndarray<Half, 1> exponential = exp(x), tangent = tanh(x), in_radians = deg2rad(x), powers = pow(x, x);
    const ndarray<double, 1> wide_exponential = exp(wide), wide_tangent = tanh(wide), wide_radians = deg2rad(wide), wide_powers = pow(wide, wide);
    int wrong = 0;
    for (index_t i = 0; i < x.size(); ++i) {
        wrong += !same(exponential(i), Half(wide_exponential(i)));
        wrong += !same(tangent(i), Half(wide_tangent(i)));
        wrong += !same(in_radians(i), Half(wide_radians(i)));
        wrong += !same(powers(i), Half(wide_powers(i)));
    }
    CHECK(wrong == 0);
}
