// SPDX-License-Identifier: BSD-3-Clause
// Mathematical functions whose names the C library also has: function templates, so that they overload
// with those. Lazy on expressions, immediate on numbers; integers are computed as float or double.
#ifndef STRAND_OPS_MATH_HPP
#define STRAND_OPS_MATH_HPP

#include <strand/ops/reduce.hpp>
#include <strand/ops/ufunc.hpp>
#include <strand/simd/math_functor.hpp>

namespace strand {
inline namespace STRAND_ISA {

namespace detail_isa {
/// The element type of an expression, or of a number.
template <class X>
struct plain_value {
    using type = canonical_t<std::remove_cvref_t<X>>;
};
template <expression X>
struct plain_value<X> {
    using type = value_t<X>;
};
template <class X>
using plain_value_t = typename plain_value<X>::type;

template <class X>
auto smallest(const X& x) {
    if constexpr (!expression<X>) return x;
    else return detail::element_count(x.shape()) == 0 ? value_t<X>(0) : min(x);
}
}  // namespace detail_isa

/// Square root; NaN below 0.
template <class X>
    requires std::invocable<ufunc<fn::sqrt>, X>
auto sqrt(X&& x) {
    return ufunc<fn::sqrt>{}(std::forward<X>(x));
}
/// Absolute value; of a complex number its length. The smallest integer stays itself.
template <class X>
    requires std::invocable<ufunc<fn::absolute>, X>
auto abs(X&& x) {
    return absolute(std::forward<X>(x));
}

/// e to the power of x.
template <class X>
    requires std::invocable<ufunc<fn::exp>, X>
auto exp(X&& x) {
    return ufunc<fn::exp>{}(std::forward<X>(x));
}
/// Natural logarithm; -inf at 0, NaN below.
template <class X>
    requires std::invocable<ufunc<fn::log>, X>
auto log(X&& x) {
    return ufunc<fn::log>{}(std::forward<X>(x));
}
/// Sine, x in radians.
template <class X>
    requires std::invocable<ufunc<fn::sin>, X>
auto sin(X&& x) {
    return ufunc<fn::sin>{}(std::forward<X>(x));
}
/// Cosine, x in radians.
template <class X>
    requires std::invocable<ufunc<fn::cos>, X>
auto cos(X&& x) {
    return ufunc<fn::cos>{}(std::forward<X>(x));
}
/// Hyperbolic tangent.
template <class X>
    requires std::invocable<ufunc<fn::tanh>, X>
auto tanh(X&& x) {
    return ufunc<fn::tanh>{}(std::forward<X>(x));
}

/// x to the power of y; of integers by repeated multiplication, which wraps.
/// Throws value_error for an integer exponent below 0, before anything is computed; an array of integer
/// exponents is searched for one when the node is made. `pow(a, 2)`
template <class X, class Y>
    requires std::invocable<ufunc<fn::power>, X, Y>
auto pow(X&& x, Y&& y) {
    if constexpr (!detail::inexact<detail_isa::plain_value_t<X>> && !detail::inexact<detail_isa::plain_value_t<Y>> &&
                  std::is_signed_v<detail_isa::plain_value_t<Y>>) {
        if (detail_isa::smallest(y) < 0) {
            detail::throw_value("pow: integers to negative integer powers are not allowed, the exponent is " +
                                std::to_string(detail_isa::smallest(y)));
        }
    }
    return ufunc<fn::power>{}(std::forward<X>(x), std::forward<Y>(y));
}

}  // namespace STRAND_ISA
}  // namespace strand

#endif
