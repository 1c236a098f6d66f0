// SPDX-License-Identifier: BSD-3-Clause
// Mathematical functions whose names the C library also has: function templates, so that they overload
// with those. Lazy on expressions, immediate on numbers; integers are computed as float or double.
#ifndef STRAND_OPS_MATH_HPP
#define STRAND_OPS_MATH_HPP

#include <strand/ops/ufunc.hpp>
#include <strand/simd/math_functor.hpp>

namespace strand {
inline namespace STRAND_ISA {

/// Square root; NaN below 0.
template <class X>
    requires std::invocable<ufunc<fn::sqrt>, X>
constexpr auto sqrt(X&& x) {
    return ufunc<fn::sqrt>{}(std::forward<X>(x));
}
/// Absolute value; of a complex number its length. The smallest integer stays itself.
template <class X>
    requires std::invocable<ufunc<fn::absolute>, X>
constexpr auto abs(X&& x) {
    return absolute(std::forward<X>(x));
}

/// e to the power of x.
template <class X>
    requires std::invocable<ufunc<fn::exp>, X>
constexpr auto exp(X&& x) {
    return ufunc<fn::exp>{}(std::forward<X>(x));
}
/// Natural logarithm; -inf at 0, NaN below.
template <class X>
    requires std::invocable<ufunc<fn::log>, X>
constexpr auto log(X&& x) {
    return ufunc<fn::log>{}(std::forward<X>(x));
}
/// Sine, x in radians.
template <class X>
    requires std::invocable<ufunc<fn::sin>, X>
constexpr auto sin(X&& x) {
    return ufunc<fn::sin>{}(std::forward<X>(x));
}
/// Cosine, x in radians.
template <class X>
    requires std::invocable<ufunc<fn::cos>, X>
constexpr auto cos(X&& x) {
    return ufunc<fn::cos>{}(std::forward<X>(x));
}
/// Hyperbolic tangent.
template <class X>
    requires std::invocable<ufunc<fn::tanh>, X>
constexpr auto tanh(X&& x) {
    return ufunc<fn::tanh>{}(std::forward<X>(x));
}

/// 2 to the power of x.
template <class X>
    requires std::invocable<ufunc<fn::exp2>, X>
constexpr auto exp2(X&& x) {
    return ufunc<fn::exp2>{}(std::forward<X>(x));
}
/// exp(x) - 1, exact for small x.
template <class X>
    requires std::invocable<ufunc<fn::expm1>, X>
constexpr auto expm1(X&& x) {
    return ufunc<fn::expm1>{}(std::forward<X>(x));
}
/// Logarithm to base 2.
template <class X>
    requires std::invocable<ufunc<fn::log2>, X>
constexpr auto log2(X&& x) {
    return ufunc<fn::log2>{}(std::forward<X>(x));
}
/// Logarithm to base 10.
template <class X>
    requires std::invocable<ufunc<fn::log10>, X>
constexpr auto log10(X&& x) {
    return ufunc<fn::log10>{}(std::forward<X>(x));
}
/// log(1 + x), exact for small x.
template <class X>
    requires std::invocable<ufunc<fn::log1p>, X>
constexpr auto log1p(X&& x) {
    return ufunc<fn::log1p>{}(std::forward<X>(x));
}
/// Tangent, x in radians.
template <class X>
    requires std::invocable<ufunc<fn::tan>, X>
constexpr auto tan(X&& x) {
    return ufunc<fn::tan>{}(std::forward<X>(x));
}
/// Arc sine in [-pi/2, pi/2]; NaN outside of [-1, 1].
template <class X>
    requires std::invocable<ufunc<fn::asin>, X>
constexpr auto asin(X&& x) {
    return ufunc<fn::asin>{}(std::forward<X>(x));
}
/// Arc cosine in [0, pi]; NaN outside of [-1, 1].
template <class X>
    requires std::invocable<ufunc<fn::acos>, X>
constexpr auto acos(X&& x) {
    return ufunc<fn::acos>{}(std::forward<X>(x));
}
/// Arc tangent in [-pi/2, pi/2].
template <class X>
    requires std::invocable<ufunc<fn::atan>, X>
constexpr auto atan(X&& x) {
    return ufunc<fn::atan>{}(std::forward<X>(x));
}
/// Hyperbolic sine.
template <class X>
    requires std::invocable<ufunc<fn::sinh>, X>
constexpr auto sinh(X&& x) {
    return ufunc<fn::sinh>{}(std::forward<X>(x));
}
/// Hyperbolic cosine.
template <class X>
    requires std::invocable<ufunc<fn::cosh>, X>
constexpr auto cosh(X&& x) {
    return ufunc<fn::cosh>{}(std::forward<X>(x));
}
/// Inverse hyperbolic sine.
template <class X>
    requires std::invocable<ufunc<fn::asinh>, X>
constexpr auto asinh(X&& x) {
    return ufunc<fn::asinh>{}(std::forward<X>(x));
}
/// Inverse hyperbolic cosine; NaN below 1.
template <class X>
    requires std::invocable<ufunc<fn::acosh>, X>
constexpr auto acosh(X&& x) {
    return ufunc<fn::acosh>{}(std::forward<X>(x));
}
/// Inverse hyperbolic tangent; NaN outside of [-1, 1].
template <class X>
    requires std::invocable<ufunc<fn::atanh>, X>
constexpr auto atanh(X&& x) {
    return ufunc<fn::atanh>{}(std::forward<X>(x));
}
/// Cube root, of negative numbers too.
template <class X>
    requires std::invocable<ufunc<fn::cbrt>, X>
constexpr auto cbrt(X&& x) {
    return ufunc<fn::cbrt>{}(std::forward<X>(x));
}
/// The error function.
template <class X>
    requires std::invocable<ufunc<fn::erf>, X>
constexpr auto erf(X&& x) {
    return ufunc<fn::erf>{}(std::forward<X>(x));
}
/// 1 - erf(x), exact for large x.
template <class X>
    requires std::invocable<ufunc<fn::erfc>, X>
constexpr auto erfc(X&& x) {
    return ufunc<fn::erfc>{}(std::forward<X>(x));
}
/// The angle of the point (x, y), in [-pi, pi]: atan2(y, x).
template <class X, class Y>
    requires std::invocable<ufunc<fn::atan2>, X, Y>
constexpr auto atan2(X&& x, Y&& y) {
    return ufunc<fn::atan2>{}(std::forward<X>(x), std::forward<Y>(y));
}
/// sqrt(x^2 + y^2) without overflow.
template <class X, class Y>
    requires std::invocable<ufunc<fn::hypot>, X, Y>
constexpr auto hypot(X&& x, Y&& y) {
    return ufunc<fn::hypot>{}(std::forward<X>(x), std::forward<Y>(y));
}
/// log(exp(x) + exp(y)) without overflow.
inline constexpr ufunc<fn::logaddexp> logaddexp{};
/// sin(pi x) / (pi x), and 1 at 0.
inline constexpr ufunc<fn::sinc> sinc{};

// NumPy's other names.
inline constexpr ufunc<fn::asin> arcsin{};
inline constexpr ufunc<fn::acos> arccos{};
inline constexpr ufunc<fn::atan> arctan{};
inline constexpr ufunc<fn::atan2> arctan2{};
inline constexpr ufunc<fn::asinh> arcsinh{};
inline constexpr ufunc<fn::acosh> arccosh{};
inline constexpr ufunc<fn::atanh> arctanh{};

/// x to the power of y; of integers by repeated multiplication, which wraps. Throws value_error for an
/// integer exponent below 0, before anything is computed; an array of integer exponents is searched for one
/// when the node is made. `power(a, 2)`
inline constexpr ufunc<fn::power> power{};
template <class X, class Y>
    requires std::invocable<ufunc<fn::power>, X, Y>
constexpr auto pow(X&& x, Y&& y) {
    return power(std::forward<X>(x), std::forward<Y>(y));
}

namespace ufuncs {
inline constexpr ufunc<fn::hypot> hypot{};
}  // namespace ufuncs

}  // namespace STRAND_ISA
}  // namespace strand

#endif
