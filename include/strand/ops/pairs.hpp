// SPDX-License-Identifier: BSD-3-Clause
// Functions with two results: divmod, frexp, modf, sincos. They compute at once and give a std::pair of
// arrays (of numbers, when called with numbers only), because two lazy results would compute shared operands
// twice. `auto [quotient, rest] = divmod(a, b);`
#ifndef STRAND_OPS_PAIRS_HPP
#define STRAND_OPS_PAIRS_HPP

#include <strand/ops/ufunc.hpp>
#include <strand/simd/math_functor.hpp>

namespace strand {
inline namespace STRAND_ISA {

namespace detail_isa {

/// A node is computed once for both results; arrays, views and numbers are used as they are.
template <class X>
decltype(auto) computed_operand(const X& x) {
    if constexpr (strand::detail::node<X>) return ndarray<value_t<X>, rank_of<X>>(x);
    else return (x);
}
template <class First, class Second, class... X>
auto both(const X&... x) {
    if constexpr ((expression<X> || ...)) {
        const auto results = [](const auto&... operand) {
            return std::pair(eval(ufunc<First>{}(operand...)), eval(ufunc<Second>{}(operand...)));
        };
        return results(computed_operand(x)...);
    } else {
        return std::pair(ufunc<First>{}(x...), ufunc<Second>{}(x...));
    }
}


}  // namespace detail_isa

/// Quotient and remainder as in Python: {floor_divide(x, y), remainder(x, y)}. `auto [q, r] = divmod(a, 60)`
template <class X, class Y>
    requires std::invocable<ufunc<fn::floor_divide>, const X&, const Y&>
auto divmod(const X& x, const Y& y) {
    return detail_isa::both<fn::floor_divide, fn::remainder>(x, y);
}
/// x = mantissa * 2^exponent, with mantissas in [1/2, 1) and int32 exponents; 0, infinities and NaN are their own
/// mantissas, with exponent 0. `auto [mantissa, exponent] = frexp(a)`
template <class X>
    requires std::invocable<ufunc<fn::frexp_mantissa>, const X&>
auto frexp(const X& x) {
    return detail_isa::both<fn::frexp_mantissa, fn::frexp_exponent>(x);
}
/// Fraction and whole part, both with the sign of x. `auto [fraction, whole] = modf(a)`
template <class X>
    requires std::invocable<ufunc<fn::modf_fraction>, const X&>
auto modf(const X& x) {
    return detail_isa::both<fn::modf_fraction, fn::modf_whole>(x);
}
/// {sin(x), cos(x)}. `auto [s, c] = sincos(a)`
template <class X>
    requires std::invocable<ufunc<fn::sin>, const X&>
auto sincos(const X& x) {
    return detail_isa::both<fn::sin, fn::cos>(x);
}

}  // namespace STRAND_ISA
}  // namespace strand

#endif
