// SPDX-License-Identifier: BSD-3-Clause
// Zeros, infinities and NaN in real functions: rules of a standard, one by one, in every lane of a pack and behind
// the last whole one.
#include <strand/strand.hpp>
#include "ops/special_cases.hpp"
#include "ops/special_cases_check.hpp"

namespace cases = special_cases;
using special_cases_check::binary;
using strand::index_t;
using special_cases_check::unary;

TEST_CASE("special values of rounding, signs and questions", "[ops]") {
    unary(cases::abs, [](const auto& x) { return strand::abs(x); });
    unary(cases::ceil, [](const auto& x) { return strand::ceil(x); });
    unary(cases::floor, [](const auto& x) { return strand::floor(x); });
    unary(cases::trunc, [](const auto& x) { return strand::trunc(x); });
    unary(cases::round, [](const auto& x) { return strand::round(x); });
    unary(cases::sign, [](const auto& x) { return strand::sign(x); });
    unary(cases::signbit, [](const auto& x) { return strand::signbit(x); });
    unary(cases::isnan, [](const auto& x) { return strand::isnan(x); });
    unary(cases::isinf, [](const auto& x) { return strand::isinf(x); });
    unary(cases::isfinite, [](const auto& x) { return strand::isfinite(x); });
}

TEST_CASE("special values of arithmetic and comparison", "[ops]") {
    binary(cases::add, [](const auto& x, const auto& y) { return strand::add(x, y); });
    binary(cases::multiply, [](const auto& x, const auto& y) { return strand::multiply(x, y); });
    binary(cases::divide, [](const auto& x, const auto& y) { return strand::divide(x, y); });
    binary(cases::floor_divide, [](const auto& x, const auto& y) { return strand::floor_divide(x, y); });
    binary(cases::remainder, [](const auto& x, const auto& y) { return strand::remainder(x, y); });
    binary(cases::copysign, [](const auto& x, const auto& y) { return strand::copysign(x, y); });
    binary(cases::nextafter, [](const auto& x, const auto& y) { return strand::nextafter(x, y); });
    binary(cases::maximum, [](const auto& x, const auto& y) { return strand::maximum(x, y); });
    binary(cases::minimum, [](const auto& x, const auto& y) { return strand::minimum(x, y); });
    binary(cases::equal, [](const auto& x, const auto& y) { return strand::equal(x, y); });
    binary(cases::not_equal, [](const auto& x, const auto& y) { return strand::not_equal(x, y); });
}

TEST_CASE("special values of exponentials, logarithms and powers", "[ops]") {
    unary(cases::exp, [](const auto& x) { return strand::exp(x); });
    unary(cases::expm1, [](const auto& x) { return strand::expm1(x); });
    unary(cases::log, [](const auto& x) { return strand::log(x); });
    unary(cases::log1p, [](const auto& x) { return strand::log1p(x); });
    unary(cases::log2, [](const auto& x) { return strand::log2(x); });
    unary(cases::log10, [](const auto& x) { return strand::log10(x); });
    unary(cases::sqrt, [](const auto& x) { return strand::sqrt(x); });
    binary(cases::logaddexp, [](const auto& x, const auto& y) { return strand::logaddexp(x, y); });
    binary(cases::hypot, [](const auto& x, const auto& y) { return strand::hypot(x, y); });
    binary(cases::pow, [](const auto& x, const auto& y) { return strand::pow(x, y); });
}

TEST_CASE("special values of circular and hyperbolic functions", "[ops]") {
    unary(cases::sin, [](const auto& x) { return strand::sin(x); });
    unary(cases::cos, [](const auto& x) { return strand::cos(x); });
    unary(cases::tan, [](const auto& x) { return strand::tan(x); });
    unary(cases::asin, [](const auto& x) { return strand::asin(x); });
    unary(cases::acos, [](const auto& x) { return strand::acos(x); });
    unary(cases::atan, [](const auto& x) { return strand::atan(x); });
    unary(cases::sinh, [](const auto& x) { return strand::sinh(x); });
    unary(cases::cosh, [](const auto& x) { return strand::cosh(x); });
    unary(cases::tanh, [](const auto& x) { return strand::tanh(x); });
    unary(cases::asinh, [](const auto& x) { return strand::asinh(x); });
    unary(cases::acosh, [](const auto& x) { return strand::acosh(x); });
    unary(cases::atanh, [](const auto& x) { return strand::atanh(x); });
    binary(cases::atan2, [](const auto& x, const auto& y) { return strand::atan2(x, y); });
}

TEST_CASE("special values of clip and of reductions", "[ops]") {
    using strand::ndarray;
    const double n = strand::nan;
    const auto clipped = [](double x, double low, double high) { return strand::eval(strand::clip(ndarray<double>{x}, low, high))(0); };
    CHECK(std::isnan(clipped(n, 0, 1)));
    CHECK(std::isnan(clipped(0.5, n, 1)));
    CHECK(std::isnan(clipped(0.5, 0, n)));
    const ndarray<double> none_there(strand::shape_t{0});
    for (index_t at = 0; at < 40; at += 3) {
        ndarray<double> x = strand::ones<double>(40);
        x(at) = n;
        CHECK(std::isnan(strand::max(x)));
        CHECK(std::isnan(strand::min(x)));
        CHECK(std::isnan(strand::mean(x)));
    }
    CHECK(std::isnan(strand::mean(none_there)));
    CHECK(std::isnan(strand::mean(ndarray<std::complex<double>>(strand::shape_t{0})).real()));
    CHECK(std::isnan(strand::mean(ndarray<std::complex<double>>{std::complex<double>(n, 0), 1}).real()));
    CHECK(strand::sum(none_there) == 0);
    CHECK(strand::prod(none_there) == 1);
}
