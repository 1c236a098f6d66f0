// SPDX-License-Identifier: BSD-3-Clause
// Every elementwise function by name: what tests and the table of the documentation go through.
#ifndef STRAND_TESTS_OPS_EVERY_FUNCTION_HPP
#define STRAND_TESTS_OPS_EVERY_FUNCTION_HPP

#include <strand/strand.hpp>

namespace every_function {

/// Calls visit(name, function) for each function of one array.
template <class Visit>
void unary(Visit visit) {
    visit("abs", [](const auto& x) -> decltype(strand::abs(x)) { return strand::abs(x); });
    visit("absolute", strand::absolute);
    visit("acos", [](const auto& x) -> decltype(strand::acos(x)) { return strand::acos(x); });
    visit("acosh", [](const auto& x) -> decltype(strand::acosh(x)) { return strand::acosh(x); });
    visit("angle", [](const auto& x) -> decltype(strand::angle(x)) { return strand::angle(x); });
    visit("arccos", strand::arccos);
    visit("arccosh", strand::arccosh);
    visit("arcsin", strand::arcsin);
    visit("arcsinh", strand::arcsinh);
    visit("arctan", strand::arctan);
    visit("arctanh", strand::arctanh);
    visit("around", [](const auto& x) -> decltype(strand::around(x)) { return strand::around(x); });
    visit("asin", [](const auto& x) -> decltype(strand::asin(x)) { return strand::asin(x); });
    visit("asinh", [](const auto& x) -> decltype(strand::asinh(x)) { return strand::asinh(x); });
    visit("atan", [](const auto& x) -> decltype(strand::atan(x)) { return strand::atan(x); });
    visit("atanh", [](const auto& x) -> decltype(strand::atanh(x)) { return strand::atanh(x); });
    visit("bitwise_count", strand::bitwise_count);
    visit("bitwise_invert", strand::bitwise_invert);
    visit("bitwise_not", strand::bitwise_not);
    visit("cbrt", [](const auto& x) -> decltype(strand::cbrt(x)) { return strand::cbrt(x); });
    visit("ceil", [](const auto& x) -> decltype(strand::ceil(x)) { return strand::ceil(x); });
    visit("conj", strand::conj);
    visit("conjugate", strand::conjugate);
    visit("cos", [](const auto& x) -> decltype(strand::cos(x)) { return strand::cos(x); });
    visit("cosh", [](const auto& x) -> decltype(strand::cosh(x)) { return strand::cosh(x); });
    visit("deg2rad", strand::deg2rad);
    visit("degrees", strand::degrees);
    visit("erf", [](const auto& x) -> decltype(strand::erf(x)) { return strand::erf(x); });
    visit("erfc", [](const auto& x) -> decltype(strand::erfc(x)) { return strand::erfc(x); });
    visit("exp", [](const auto& x) -> decltype(strand::exp(x)) { return strand::exp(x); });
    visit("exp2", [](const auto& x) -> decltype(strand::exp2(x)) { return strand::exp2(x); });
    visit("expm1", [](const auto& x) -> decltype(strand::expm1(x)) { return strand::expm1(x); });
    visit("fabs", [](const auto& x) -> decltype(strand::fabs(x)) { return strand::fabs(x); });
    visit("fix", strand::fix);
    visit("floor", [](const auto& x) -> decltype(strand::floor(x)) { return strand::floor(x); });
    visit("frexp", [](const auto& x) -> decltype(strand::frexp(x).first) { return strand::frexp(x).first; });
    visit("i0", strand::i0);
    visit("imag", strand::imag);
    visit("invert", strand::invert);
    visit("iscomplex", strand::iscomplex);
    visit("isfinite", [](const auto& x) -> decltype(strand::isfinite(x)) { return strand::isfinite(x); });
    visit("isinf", [](const auto& x) -> decltype(strand::isinf(x)) { return strand::isinf(x); });
    visit("isnan", [](const auto& x) -> decltype(strand::isnan(x)) { return strand::isnan(x); });
    visit("isneginf", strand::isneginf);
    visit("isposinf", strand::isposinf);
    visit("isreal", strand::isreal);
    visit("lgamma", [](const auto& x) -> decltype(strand::lgamma(x)) { return strand::lgamma(x); });
    visit("log", [](const auto& x) -> decltype(strand::log(x)) { return strand::log(x); });
    visit("log10", [](const auto& x) -> decltype(strand::log10(x)) { return strand::log10(x); });
    visit("log1p", [](const auto& x) -> decltype(strand::log1p(x)) { return strand::log1p(x); });
    visit("log2", [](const auto& x) -> decltype(strand::log2(x)) { return strand::log2(x); });
    visit("logical_not", strand::logical_not);
    visit("modf", [](const auto& x) -> decltype(strand::modf(x).first) { return strand::modf(x).first; });
    visit("nan_to_num", [](const auto& x) -> decltype(strand::nan_to_num(x)) { return strand::nan_to_num(x); });
    visit("negative", strand::negative);
    visit("positive", strand::positive);
    visit("rad2deg", strand::rad2deg);
    visit("radians", strand::radians);
    visit("real", strand::real);
    visit("reciprocal", strand::reciprocal);
    visit("rint", [](const auto& x) -> decltype(strand::rint(x)) { return strand::rint(x); });
    visit("round", [](const auto& x) -> decltype(strand::round(x)) { return strand::round(x); });
    visit("sign", strand::sign);
    visit("signbit", [](const auto& x) -> decltype(strand::signbit(x)) { return strand::signbit(x); });
    visit("sin", [](const auto& x) -> decltype(strand::sin(x)) { return strand::sin(x); });
    visit("sinc", strand::sinc);
    visit("sinh", [](const auto& x) -> decltype(strand::sinh(x)) { return strand::sinh(x); });
    visit("spacing", strand::spacing);
    visit("sqrt", [](const auto& x) -> decltype(strand::sqrt(x)) { return strand::sqrt(x); });
    visit("square", strand::square);
    visit("tan", [](const auto& x) -> decltype(strand::tan(x)) { return strand::tan(x); });
    visit("tanh", [](const auto& x) -> decltype(strand::tanh(x)) { return strand::tanh(x); });
    visit("tgamma", [](const auto& x) -> decltype(strand::tgamma(x)) { return strand::tgamma(x); });
    visit("trunc", [](const auto& x) -> decltype(strand::trunc(x)) { return strand::trunc(x); });
}

/// Calls visit(name, function) for each function of two arrays.
template <class Visit>
void binary(Visit visit) {
    visit("add", strand::add);
    visit("arctan2", strand::arctan2);
    visit("atan2", [](const auto& x, const auto& y) -> decltype(strand::atan2(x, y)) { return strand::atan2(x, y); });
    visit("bitwise_and", strand::bitwise_and);
    visit("bitwise_left_shift", strand::bitwise_left_shift);
    visit("bitwise_or", strand::bitwise_or);
    visit("bitwise_right_shift", strand::bitwise_right_shift);
    visit("bitwise_xor", strand::bitwise_xor);
    visit("clip", [](const auto& x, const auto& y) -> decltype(strand::clip(x, y, y)) { return strand::clip(x, y, y); });
    visit("copysign", [](const auto& x, const auto& y) -> decltype(strand::copysign(x, y)) { return strand::copysign(x, y); });
    visit("divide", strand::divide);
    visit("divmod", [](const auto& x, const auto& y) -> decltype(strand::divmod(x, y).first) { return strand::divmod(x, y).first; });
    visit("equal", strand::equal);
    visit("float_power", strand::float_power);
    visit("floor_divide", strand::floor_divide);
    visit("fmax", [](const auto& x, const auto& y) -> decltype(strand::fmax(x, y)) { return strand::fmax(x, y); });
    visit("fmin", [](const auto& x, const auto& y) -> decltype(strand::fmin(x, y)) { return strand::fmin(x, y); });
    visit("fmod", [](const auto& x, const auto& y) -> decltype(strand::fmod(x, y)) { return strand::fmod(x, y); });
    visit("gcd", strand::gcd);
    visit("greater", strand::greater);
    visit("greater_equal", strand::greater_equal);
    visit("heaviside", strand::heaviside);
    visit("hypot", [](const auto& x, const auto& y) -> decltype(strand::hypot(x, y)) { return strand::hypot(x, y); });
    visit("lcm", strand::lcm);
    visit("ldexp", [](const auto& x, const auto& y) -> decltype(strand::ldexp(x, y)) { return strand::ldexp(x, y); });
    visit("left_shift", strand::left_shift);
    visit("less", strand::less);
    visit("less_equal", strand::less_equal);
    visit("logaddexp", strand::logaddexp);
    visit("logaddexp2", strand::logaddexp2);
    visit("logical_and", strand::logical_and);
    visit("logical_or", strand::logical_or);
    visit("logical_xor", strand::logical_xor);
    visit("maximum", strand::maximum);
    visit("minimum", strand::minimum);
    visit("mod", strand::mod);
    visit("multiply", strand::multiply);
    visit("nextafter", [](const auto& x, const auto& y) -> decltype(strand::nextafter(x, y)) { return strand::nextafter(x, y); });
    visit("not_equal", strand::not_equal);
    visit("pow", [](const auto& x, const auto& y) -> decltype(strand::pow(x, y)) { return strand::pow(x, y); });
    visit("power", strand::power);
    visit("remainder", [](const auto& x, const auto& y) -> decltype(strand::remainder(x, y)) { return strand::remainder(x, y); });
    visit("right_shift", strand::right_shift);
    visit("subtract", strand::subtract);
    visit("true_divide", strand::true_divide);
    visit("where", [](const auto& x, const auto& y) -> decltype(strand::where(x, x, y)) { return strand::where(x, x, y); });
}

}  // namespace every_function

#endif
