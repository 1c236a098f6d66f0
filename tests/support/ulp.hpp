// SPDX-License-Identifier: BSD-3-Clause
// Errors in units in the last place (ULP).
#ifndef STRAND_TESTS_SUPPORT_ULP_HPP
#define STRAND_TESTS_SUPPORT_ULP_HPP

#include <algorithm>
#include <cmath>
#include <limits>

namespace accuracy {

constexpr double wrong = std::numeric_limits<double>::infinity();

/// The unit in the last place of the T next to the exact value; of the denormals below the normal numbers.
template <class T>
long double unit_in_last_place(long double exact) {
    int exponent;
    std::frexp(exact, &exponent);
    exponent = std::max(exponent, std::numeric_limits<T>::min_exponent);
    return std::ldexp(1.0L, exponent - std::numeric_limits<T>::digits);
}

/// The distance of a result from the exact value in ULP; `wrong` for another kind of value or a zero of the
/// wrong sign. Infinity counts as the next number after the largest.
template <class T>
double ulps(T result, long double exact) {
    if (exact != exact) return result != result ? 0 : wrong;
    if (result != result) return wrong;
    if (exact == 0) return result == 0 && std::signbit(result) == std::signbit(exact) ? 0 : wrong;
    if (result == 0 && std::signbit(result) != std::signbit(exact)) return wrong;
    const long double beyond = std::ldexp(1.0L, std::numeric_limits<T>::max_exponent);
    const auto bounded = [&](long double v) { return std::fabs(v) < beyond ? v : std::copysign(beyond, v); };
    const long double distance = bounded(static_cast<long double>(result)) - bounded(exact);
    return static_cast<double>(std::fabs(distance) / unit_in_last_place<T>(std::min(std::fabs(exact), beyond / 2)));
}

}  // namespace accuracy

#endif
