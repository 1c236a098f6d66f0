// SPDX-License-Identifier: BSD-3-Clause
// The operators of expressions: lazy ones between expressions and numbers, and those in place.
// / and % on integers are C++'s. In-place operators broadcast into the array and never change its shape.
#ifndef STRAND_OPS_OPERATORS_HPP
#define STRAND_OPS_OPERATORS_HPP

#include <strand/ops/evaluate.hpp>

namespace strand {
inline namespace STRAND_ISA {

using detail::applicable;
using detail::updatable;

template <class A, class B>
    requires applicable<fn::add, A, B>
STRAND_ALWAYS_INLINE auto operator+(A&& a, B&& b) {
    return detail::make_map(fn::add{}, std::forward<A>(a), std::forward<B>(b));
}
template <class A, class B>
    requires applicable<fn::subtract, A, B>
STRAND_ALWAYS_INLINE auto operator-(A&& a, B&& b) {
    return detail::make_map(fn::subtract{}, std::forward<A>(a), std::forward<B>(b));
}
template <class A, class B>
    requires applicable<fn::multiply, A, B>
STRAND_ALWAYS_INLINE auto operator*(A&& a, B&& b) {
    return detail::make_map(fn::multiply{}, std::forward<A>(a), std::forward<B>(b));
}
template <class A, class B>
    requires applicable<fn::quotient, A, B>
STRAND_ALWAYS_INLINE auto operator/(A&& a, B&& b) {
    return detail::make_map(fn::quotient{}, std::forward<A>(a), std::forward<B>(b));
}
template <class A, class B>
    requires applicable<fn::modulus, A, B>
STRAND_ALWAYS_INLINE auto operator%(A&& a, B&& b) {
    return detail::make_map(fn::modulus{}, std::forward<A>(a), std::forward<B>(b));
}
template <class A, class B>
    requires applicable<fn::bitwise_and, A, B>
STRAND_ALWAYS_INLINE auto operator&(A&& a, B&& b) {
    return detail::make_map(fn::bitwise_and{}, std::forward<A>(a), std::forward<B>(b));
}
template <class A, class B>
    requires applicable<fn::bitwise_or, A, B>
STRAND_ALWAYS_INLINE auto operator|(A&& a, B&& b) {
    return detail::make_map(fn::bitwise_or{}, std::forward<A>(a), std::forward<B>(b));
}
template <class A, class B>
    requires applicable<fn::bitwise_xor, A, B>
STRAND_ALWAYS_INLINE auto operator^(A&& a, B&& b) {
    return detail::make_map(fn::bitwise_xor{}, std::forward<A>(a), std::forward<B>(b));
}
template <class A, class B>
    requires applicable<fn::bitwise_left_shift, A, B>
STRAND_ALWAYS_INLINE auto operator<<(A&& a, B&& b) {
    return detail::make_map(fn::bitwise_left_shift{}, std::forward<A>(a), std::forward<B>(b));
}
template <class A, class B>
    requires applicable<fn::bitwise_right_shift, A, B>
STRAND_ALWAYS_INLINE auto operator>>(A&& a, B&& b) {
    return detail::make_map(fn::bitwise_right_shift{}, std::forward<A>(a), std::forward<B>(b));
}
template <class A, class B>
    requires applicable<fn::logical_and, A, B>
STRAND_ALWAYS_INLINE auto operator&&(A&& a, B&& b) {
    return detail::make_map(fn::logical_and{}, std::forward<A>(a), std::forward<B>(b));
}
template <class A, class B>
    requires applicable<fn::logical_or, A, B>
STRAND_ALWAYS_INLINE auto operator||(A&& a, B&& b) {
    return detail::make_map(fn::logical_or{}, std::forward<A>(a), std::forward<B>(b));
}
template <class A, class B>
    requires applicable<fn::equal, A, B>
STRAND_ALWAYS_INLINE auto operator==(A&& a, B&& b) {
    return detail::make_map(fn::equal{}, std::forward<A>(a), std::forward<B>(b));
}
template <class A, class B>
    requires applicable<fn::not_equal, A, B>
STRAND_ALWAYS_INLINE auto operator!=(A&& a, B&& b) {
    return detail::make_map(fn::not_equal{}, std::forward<A>(a), std::forward<B>(b));
}
template <class A, class B>
    requires applicable<fn::less, A, B>
STRAND_ALWAYS_INLINE auto operator<(A&& a, B&& b) {
    return detail::make_map(fn::less{}, std::forward<A>(a), std::forward<B>(b));
}
template <class A, class B>
    requires applicable<fn::less_equal, A, B>
STRAND_ALWAYS_INLINE auto operator<=(A&& a, B&& b) {
    return detail::make_map(fn::less_equal{}, std::forward<A>(a), std::forward<B>(b));
}
template <class A, class B>
    requires applicable<fn::greater, A, B>
STRAND_ALWAYS_INLINE auto operator>(A&& a, B&& b) {
    return detail::make_map(fn::greater{}, std::forward<A>(a), std::forward<B>(b));
}
template <class A, class B>
    requires applicable<fn::greater_equal, A, B>
STRAND_ALWAYS_INLINE auto operator>=(A&& a, B&& b) {
    return detail::make_map(fn::greater_equal{}, std::forward<A>(a), std::forward<B>(b));
}

template <class A>
    requires applicable<fn::negative, A>
STRAND_ALWAYS_INLINE auto operator-(A&& a) {
    return detail::make_map(fn::negative{}, std::forward<A>(a));
}
template <class A>
    requires applicable<fn::positive, A>
STRAND_ALWAYS_INLINE auto operator+(A&& a) {
    return detail::make_map(fn::positive{}, std::forward<A>(a));
}
template <class A>
    requires applicable<fn::bitwise_invert, A>
STRAND_ALWAYS_INLINE auto operator~(A&& a) {
    return detail::make_map(fn::bitwise_invert{}, std::forward<A>(a));
}
template <class A>
    requires applicable<fn::logical_not, A>
STRAND_ALWAYS_INLINE auto operator!(A&& a) {
    return detail::make_map(fn::logical_not{}, std::forward<A>(a));
}

template <class Array, class X>
    requires updatable<fn::add, Array, X>
Array& operator+=(Array&& array, X&& x) {
    return detail::update(fn::add{}, array, std::forward<X>(x));
}
template <class Array, class X>
    requires updatable<fn::subtract, Array, X>
Array& operator-=(Array&& array, X&& x) {
    return detail::update(fn::subtract{}, array, std::forward<X>(x));
}
template <class Array, class X>
    requires updatable<fn::multiply, Array, X>
Array& operator*=(Array&& array, X&& x) {
    return detail::update(fn::multiply{}, array, std::forward<X>(x));
}
template <class Array, class X>
    requires updatable<fn::quotient, Array, X>
Array& operator/=(Array&& array, X&& x) {
    return detail::update(fn::quotient{}, array, std::forward<X>(x));
}
template <class Array, class X>
    requires updatable<fn::modulus, Array, X>
Array& operator%=(Array&& array, X&& x) {
    return detail::update(fn::modulus{}, array, std::forward<X>(x));
}
template <class Array, class X>
    requires updatable<fn::bitwise_and, Array, X>
Array& operator&=(Array&& array, X&& x) {
    return detail::update(fn::bitwise_and{}, array, std::forward<X>(x));
}
template <class Array, class X>
    requires updatable<fn::bitwise_or, Array, X>
Array& operator|=(Array&& array, X&& x) {
    return detail::update(fn::bitwise_or{}, array, std::forward<X>(x));
}
template <class Array, class X>
    requires updatable<fn::bitwise_xor, Array, X>
Array& operator^=(Array&& array, X&& x) {
    return detail::update(fn::bitwise_xor{}, array, std::forward<X>(x));
}
template <class Array, class X>
    requires updatable<fn::bitwise_left_shift, Array, X>
Array& operator<<=(Array&& array, X&& x) {
    return detail::update(fn::bitwise_left_shift{}, array, std::forward<X>(x));
}
template <class Array, class X>
    requires updatable<fn::bitwise_right_shift, Array, X>
Array& operator>>=(Array&& array, X&& x) {
    return detail::update(fn::bitwise_right_shift{}, array, std::forward<X>(x));
}

}  // namespace STRAND_ISA
}  // namespace strand

#endif
