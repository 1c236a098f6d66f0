// SPDX-License-Identifier: BSD-3-Clause
// Runs cases of special_cases.hpp in float and double: each in every lane of a pack and behind the last whole one.
#ifndef STRAND_TESTS_OPS_SPECIAL_CASES_CHECK_HPP
#define STRAND_TESTS_OPS_SPECIAL_CASES_CHECK_HPP

#include <cmath>
#include <strand/strand.hpp>
#include "support/catch.hpp"

namespace special_cases_check {

using strand::index_t;
using strand::ndarray;

/// The case that element i of an array belongs to: neighbours are different cases, and as the length is not a
/// multiple of their number, each case meets every lane.
template <std::size_t N>
constexpr index_t length = static_cast<index_t>(17 * N + 17);

template <class Case, std::size_t N>
const Case& at(const Case (&cases)[N], index_t i) {
    return cases[static_cast<std::size_t>(i) % N];
}

/// Close to the wanted number, or the same zero, infinity or NaN.
template <class T>
bool as_wanted(T is, double wanted, bool free_sign = false, bool sign_only = false, bool sign_of_nan = false) {
    if (std::isnan(wanted)) return std::isnan(is) && (!sign_of_nan || std::signbit(is) == std::signbit(wanted));
    if (std::isnan(is)) return false;
    if (!free_sign && std::signbit(is) != std::signbit(wanted)) return false;
    if (sign_only) return true;
    const double size = std::fabs(static_cast<double>(is)), wanted_size = std::fabs(wanted);
    if (wanted_size == 0 || std::isinf(wanted_size)) return size == wanted_size;
    return std::fabs(size - wanted_size) <= 2 * static_cast<double>(std::numeric_limits<T>::epsilon()) * wanted_size;
}
inline bool as_wanted(bool is, double wanted, bool = false, bool = false, bool = false) { return is == (wanted != 0); }

template <class T, class Case, std::size_t N, class F>
void unary_in(const Case (&cases)[N], F f) {
    ndarray<T, 1> x(strand::extents<1>({length<N>}));
    for (index_t i = 0; i < x.size(); ++i) x(i) = static_cast<T>(at(cases, i).x);
    const auto result = strand::eval(f(x));
    for (index_t i = 0; i < x.size(); ++i) {
        const Case& wanted = at(cases, i);
        CAPTURE(i, x(i), result(i), wanted.result);
        REQUIRE(as_wanted(result(i), wanted.result, false, wanted.how == 's', wanted.how == 'n'));
    }
}
template <class Case, std::size_t N, class F>
void unary(const Case (&cases)[N], F f) {
    unary_in<double>(cases, f);
    unary_in<float>(cases, f);
}

template <class T, class Case, std::size_t N, class F>
void binary_in(const Case (&cases)[N], F f) {
    ndarray<T, 1> x(strand::extents<1>({length<N>})), y = x;
    for (index_t i = 0; i < x.size(); ++i) x(i) = static_cast<T>(at(cases, i).x), y(i) = static_cast<T>(at(cases, i).y);
    const auto result = strand::eval(f(x, y));
    for (index_t i = 0; i < x.size(); ++i) {
        const Case& wanted = at(cases, i);
        CAPTURE(i, x(i), y(i), result(i), wanted.result);
        REQUIRE(as_wanted(result(i), wanted.result, false, wanted.how == 's', wanted.how == 'n'));
    }
}
template <class Case, std::size_t N, class F>
void binary(const Case (&cases)[N], F f) {
    binary_in<double>(cases, f);
    binary_in<float>(cases, f);
}

template <class T, class Case, std::size_t N, class F>
void complex_unary_in(const Case (&cases)[N], F f, double sign) {
    using C = std::complex<T>;
    ndarray<C, 1> z(strand::extents<1>({length<N>}));
    for (index_t i = 0; i < z.size(); ++i) z(i) = C(static_cast<T>(at(cases, i).re), static_cast<T>(sign * at(cases, i).im));
    const auto result = strand::eval(f(z));
    for (index_t i = 0; i < z.size(); ++i) {
        const Case& wanted = at(cases, i);
        CAPTURE(i, z(i), result(i), wanted.result_re, wanted.result_im, sign);
        REQUIRE(as_wanted(result(i).real(), wanted.result_re, wanted.how == 'r' || wanted.how == 'b'));
        REQUIRE(as_wanted(result(i).imag(), sign * wanted.result_im, wanted.how == 'i' || wanted.how == 'b'));
    }
}
template <class Case, std::size_t N, class F>
void complex_unary(const Case (&cases)[N], F f, bool conjugates = true) {
    for (const double sign : {1.0, -1.0}) {
        if (sign < 0 && !conjugates) break;
        complex_unary_in<double>(cases, f, sign);
        complex_unary_in<float>(cases, f, sign);
    }
}

/// The result is a real number or a truth value.
template <class Case, std::size_t N, class F>
void complex_question(const Case (&cases)[N], F f) {
    using C = std::complex<double>;
    ndarray<C, 1> z(strand::extents<1>({length<N>}));
    for (index_t i = 0; i < z.size(); ++i) z(i) = C(at(cases, i).re, at(cases, i).im);
    const auto result = strand::eval(f(z));
    for (index_t i = 0; i < z.size(); ++i) {
        CAPTURE(i, z(i), result(i), at(cases, i).result_re);
        REQUIRE(as_wanted(result(i), at(cases, i).result_re));
    }
}

template <class Case, std::size_t N, class F>
void complex_pair(const Case (&cases)[N], F f) {
    using C = std::complex<double>;
    ndarray<C, 1> x(strand::extents<1>({length<N>})), y = x;
    for (index_t i = 0; i < x.size(); ++i) {
        const Case& c = at(cases, i);
        x(i) = C(c.a, c.b), y(i) = C(c.c, c.d);
    }
    const auto result = strand::eval(f(x, y));
    for (index_t i = 0; i < x.size(); ++i) {
        const Case& wanted = at(cases, i);
        CAPTURE(i, x(i), y(i), result(i), wanted.result_re, wanted.result_im);
        if constexpr (std::same_as<strand::value_t<decltype(result)>, bool>) {
            REQUIRE(result(i) == (wanted.result_re != 0));
        } else {
            REQUIRE(as_wanted(result(i).real(), wanted.result_re));
            if (wanted.how != 'x') REQUIRE(as_wanted(result(i).imag(), wanted.result_im));
        }
    }
}

}  // namespace special_cases_check

#endif
