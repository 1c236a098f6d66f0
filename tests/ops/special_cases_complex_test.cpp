// SPDX-License-Identifier: BSD-3-Clause
// Zeros, infinities and NaN in functions of complex numbers; f(conj(z)) is conj(f(z)) of nearly all of them.
#include <strand/strand.hpp>
#include "ops/special_cases.hpp"
#include "ops/special_cases_check.hpp"

namespace cases = special_cases;
using special_cases_check::complex_pair;
using special_cases_check::complex_question;
using special_cases_check::complex_unary;

TEST_CASE("special values of complex functions", "[ops]") {
    complex_unary(cases::exp_complex, [](const auto& z) { return strand::exp(z); });
    complex_unary(cases::expm1_complex, [](const auto& z) { return strand::expm1(z); });
    complex_unary(cases::log_complex, [](const auto& z) { return strand::log(z); });
    complex_unary(cases::log1p_complex, [](const auto& z) { return strand::log1p(z); });
    complex_unary(cases::sqrt_complex, [](const auto& z) { return strand::sqrt(z); });
    complex_unary(cases::cosh_complex, [](const auto& z) { return strand::cosh(z); });
    complex_unary(cases::sinh_complex, [](const auto& z) { return strand::sinh(z); });
    complex_unary(cases::tanh_complex, [](const auto& z) { return strand::tanh(z); });
    complex_unary(cases::acos_complex, [](const auto& z) { return strand::acos(z); });
    complex_unary(cases::acosh_complex, [](const auto& z) { return strand::acosh(z); });
    complex_unary(cases::asinh_complex, [](const auto& z) { return strand::asinh(z); });
    complex_unary(cases::atanh_complex, [](const auto& z) { return strand::atanh(z); });
    complex_unary(cases::sign_complex, [](const auto& z) { return strand::sign(z); }, false);  // 0 at every zero
}

TEST_CASE("special values of complex numbers in arithmetic and questions", "[ops]") {
    complex_question(cases::abs_complex, [](const auto& z) { return strand::abs(z); });
    complex_question(cases::isnan_complex, [](const auto& z) { return strand::isnan(z); });
    complex_question(cases::isinf_complex, [](const auto& z) { return strand::isinf(z); });
    complex_question(cases::isfinite_complex, [](const auto& z) { return strand::isfinite(z); });
    complex_pair(cases::add_complex, [](const auto& x, const auto& y) { return strand::add(x, y); });
    complex_pair(cases::multiply_complex, [](const auto& x, const auto& y) { return strand::multiply(x, y); });
    complex_pair(cases::divide_complex, [](const auto& x, const auto& y) { return strand::divide(x, y); });
    complex_pair(cases::equal_complex, [](const auto& x, const auto& y) { return strand::equal(x, y); });
    complex_pair(cases::not_equal_complex, [](const auto& x, const auto& y) { return strand::not_equal(x, y); });
}

TEST_CASE("rounding complex numbers rounds both parts", "[ops]") {
    using c = std::complex<double>;
    const strand::ndarray<c> z{c(1, -2), c(0.5, 1.5), c(-0.0, strand::inf)};
    const auto rounded = strand::eval(strand::round(z));
    CHECK(rounded(0) == c(1, -2));
    CHECK(rounded(1) == c(0, 2));
    CHECK(std::signbit(rounded(2).real()));
    CHECK(rounded(2).imag() == strand::inf);
}
