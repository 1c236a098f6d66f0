// SPDX-License-Identifier: BSD-3-Clause
// Rounding, remainders, signs and questions about floats: those whose names the C library also has, as
// function templates, so that they overload with those. Lazy on expressions, immediate on numbers.
#ifndef STRAND_OPS_NUMBERS_HPP
#define STRAND_OPS_NUMBERS_HPP

#include <cmath>
#include <strand/ops/ufunc.hpp>

namespace strand {
inline namespace STRAND_ISA {

/// The largest whole number not above x; integers stay as they are.
template <class X>
    requires std::invocable<ufunc<fn::floor>, X>
constexpr auto floor(X&& x) {
    return ufunc<fn::floor>{}(std::forward<X>(x));
}
/// The smallest whole number not below x.
template <class X>
    requires std::invocable<ufunc<fn::ceil>, X>
constexpr auto ceil(X&& x) {
    return ufunc<fn::ceil>{}(std::forward<X>(x));
}
/// x without its fraction.
template <class X>
    requires std::invocable<ufunc<fn::trunc>, X>
constexpr auto trunc(X&& x) {
    return ufunc<fn::trunc>{}(std::forward<X>(x));
}
/// The nearest whole number, half to even; of integers as floats.
template <class X>
    requires std::invocable<ufunc<fn::rint>, X>
constexpr auto rint(X&& x) {
    return ufunc<fn::rint>{}(std::forward<X>(x));
}
/// The sign bit is set: true for -0 and for NaN with that bit.
template <class X>
    requires std::invocable<ufunc<fn::signbit>, X>
constexpr auto signbit(X&& x) {
    return ufunc<fn::signbit>{}(std::forward<X>(x));
}
/// x is NaN, or a part of it is.
template <class X>
    requires std::invocable<ufunc<fn::isnan>, X>
constexpr auto isnan(X&& x) {
    return ufunc<fn::isnan>{}(std::forward<X>(x));
}
/// x is infinite, or a part of it is.
template <class X>
    requires std::invocable<ufunc<fn::isinf>, X>
constexpr auto isinf(X&& x) {
    return ufunc<fn::isinf>{}(std::forward<X>(x));
}
/// x is neither infinite nor NaN.
template <class X>
    requires std::invocable<ufunc<fn::isfinite>, X>
constexpr auto isfinite(X&& x) {
    return ufunc<fn::isfinite>{}(std::forward<X>(x));
}
/// Absolute value as a float.
template <class X>
    requires std::invocable<ufunc<fn::fabs>, X>
constexpr auto fabs(X&& x) {
    return ufunc<fn::fabs>{}(std::forward<X>(x));
}
/// Remainder with the sign of the dividend, as C has it.
template <class X, class Y>
    requires std::invocable<ufunc<fn::fmod>, X, Y>
constexpr auto fmod(X&& x, Y&& y) {
    return ufunc<fn::fmod>{}(std::forward<X>(x), std::forward<Y>(y));
}
/// Remainder with the sign of the divisor, as Python has it: a - floor_divide(a, b) * b.
template <class X, class Y>
    requires std::invocable<ufunc<fn::remainder>, X, Y>
constexpr auto remainder(X&& x, Y&& y) {
    return ufunc<fn::remainder>{}(std::forward<X>(x), std::forward<Y>(y));
}
/// The magnitude of x with the sign of y.
template <class X, class Y>
    requires std::invocable<ufunc<fn::copysign>, X, Y>
constexpr auto copysign(X&& x, Y&& y) {
    return ufunc<fn::copysign>{}(std::forward<X>(x), std::forward<Y>(y));
}
/// The larger; NaN only where both are.
template <class X, class Y>
    requires std::invocable<ufunc<fn::fmax>, X, Y>
constexpr auto fmax(X&& x, Y&& y) {
    return ufunc<fn::fmax>{}(std::forward<X>(x), std::forward<Y>(y));
}
/// The smaller; NaN only where both are.
template <class X, class Y>
    requires std::invocable<ufunc<fn::fmin>, X, Y>
constexpr auto fmin(X&& x, Y&& y) {
    return ufunc<fn::fmin>{}(std::forward<X>(x), std::forward<Y>(y));
}
/// The next float after x towards y.
template <class X, class Y>
    requires std::invocable<ufunc<fn::nextafter>, X, Y>
constexpr auto nextafter(X&& x, Y&& y) {
    return ufunc<fn::nextafter>{}(std::forward<X>(x), std::forward<Y>(y));
}

namespace detail_isa {
/// A number beside an array would take the array's kind; an exponent stays an integer.
template <class N>
decltype(auto) whole_operand(N&& n) {
    if constexpr (expression<N>) return std::forward<N>(n);
    else return literal<canonical_t<std::remove_cvref_t<N>>>(n);
}
}  // namespace detail_isa
/// x * 2^n, rounded once; n are integers. `ldexp(a, 3)`
template <class X, class N>
    requires(expression<X> || expression<N>) && strand::detail::computes<fn::ldexp, detail_isa::plain_value_t<X>, detail_isa::plain_value_t<N>>
constexpr auto ldexp(X&& x, N&& n) {
    return ufunc<fn::ldexp>{}(std::forward<X>(x), detail_isa::whole_operand(std::forward<N>(n)));
}
template <class X, class N>
    requires detail_isa::computes_numbers<fn::ldexp, X, N>
constexpr auto ldexp(X x, N n) {
    return ufunc<fn::ldexp>{}(x, n);
}

/// The nearest whole number, half to even; integers stay as they are and keep their type. `round(a)`
template <class X>
    requires std::invocable<ufunc<fn::round>, X>
constexpr auto round(X&& x) {
    return ufunc<fn::round>{}(std::forward<X>(x));
}
/// Rounded to a number of decimals, which may be negative: rint(x * 10^d) / 10^d in the precision of x, as
/// NumPy computes it; integers keep their type. `round(a, 2)`
template <expression X>
constexpr auto round(X&& x, int decimals) {
    using T = value_t<X>;
    const double up = decimals > 0 ? std::pow(10.0, decimals) : 1, down = decimals < 0 ? std::pow(10.0, -decimals) : 1;
    if constexpr (detail::is_complex<T>) {
        using R = real_t<T>;
        const auto both = [](double by) { return literal<T>(T(static_cast<R>(by), static_cast<R>(by))); };
        return detail::make_map(fn::round_parts{}, std::forward<X>(x), both(up), both(down));
    } else if constexpr (detail::inexact<T>) {
        const auto scaled = divide(multiply(std::forward<X>(x), up), down);
        return astype<T>(divide(multiply(ufunc<fn::rint>{}(scaled), down), up));
    } else {
        return detail::make_map(fn::round_to_multiple{}, std::forward<X>(x), scalar(down));
    }
}
template <scalar_number X>
auto round(X x, int decimals) {
    return static_cast<value_t<decltype(scalar(x))>>(round(scalar(x), decimals));
}
/// NumPy's other name of round.
template <class X>
constexpr auto around(X&& x, int decimals = 0)
    requires requires { round(std::forward<X>(x), decimals); }
{
    return round(std::forward<X>(x), decimals);
}

}  // namespace STRAND_ISA
}  // namespace strand

#endif
