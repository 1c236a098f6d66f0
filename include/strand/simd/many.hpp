// SPDX-License-Identifier: BSD-3-Clause
// `many<P>`: the numbers of a pack as a value that generic code written for one number can be called with.
// Arithmetic follows the rules of C++ for the element types: many floats times a double are many doubles.
//
// `trial<T>` has the same operations on nothing at all. A generic callable is called with it while compiling:
// what many numbers can do is constant there; what only one number can do (decide an `if`, become a double for
// a function of the C library) compiles but is not, and then the callable is called with one number at a time.
#ifndef STRAND_SIMD_MANY_HPP
#define STRAND_SIMD_MANY_HPP

#include <strand/core/error.hpp>
#include <strand/simd/functor.hpp>

namespace strand {
inline namespace STRAND_ISA {

/// One number in place of many: it never comes to that, because the trial decides before.
[[noreturn]] STRAND_COLD inline void throw_many_as_one() {
    strand::detail::throw_error("many numbers were used as one number in a callable that works on many");
}

template <class T>
struct trial {
    using element_type = T;
    // Not constant, on purpose.
    operator T() const { return T{}; }
};
template <class P>
struct many {
    using element_type = typename P::element_type;
    P v;
    operator element_type() const { throw_many_as_one(); }
};

namespace detail_isa {

template <class X>
inline constexpr bool is_trial = false;
template <class T>
inline constexpr bool is_trial<trial<T>> = true;
template <class X>
inline constexpr bool is_many = false;
template <class P>
inline constexpr bool is_many<many<P>> = true;

template <class X>
concept lanes_or_number = is_trial<X> || is_many<X> || std::is_arithmetic_v<X>;
/// Operands of which at least one stands for many numbers.
template <class... X>
concept with_lanes = (lanes_or_number<std::remove_cvref_t<X>> && ...) &&
                     ((is_trial<std::remove_cvref_t<X>> || is_many<std::remove_cvref_t<X>>) || ...);

template <class X>
struct lane_value {
    using type = canonical_t<X>;
};
template <class X>
    requires(is_trial<X> || is_many<X>)
struct lane_value<X> {
    using type = typename X::element_type;
};
template <class X>
using lane_value_t = typename lane_value<std::remove_cvref_t<X>>::type;

template <class... X>
inline constexpr index_t count_of_lanes = 0;
template <class X, class... Rest>
inline constexpr index_t count_of_lanes<X, Rest...> = count_of_lanes<Rest...>;
template <class P, class... Rest>
inline constexpr index_t count_of_lanes<many<P>, Rest...> = P::lanes;

/// An operand as a pack of element type T.
template <class T, index_t Lanes, class X>
STRAND_ALWAYS_INLINE auto lanes_as(const X& x) {
    if constexpr (is_many<X>) return simd::convert<T>(x.v);
    else return simd::splat_pack<T, Lanes>(static_cast<T>(x));
}

/// A functor applied to operands converted to the types of `Loop`.
template <class Loop>
struct lanewise;
template <class Result, class... T>
struct lanewise<Result(T...)> {
    template <class Functor, class... X>
    STRAND_ALWAYS_INLINE static constexpr auto apply(Functor functor, const X&... x) {
        if constexpr ((is_trial<X> || ...)) {
            return trial<Result>{};
        } else {
            const auto result = simd::convert<Result>(functor(lanes_as<T, count_of_lanes<X...>>(x)...));
            return many<std::remove_const_t<decltype(result)>>{result};
        }
    }
};
/// A functor of strand, by its own loop.
template <class Functor, class... X>
STRAND_ALWAYS_INLINE constexpr auto on_lanes(const X&... x) {
    return lanewise<typename Functor::template loop<lane_value_t<X>...>>::apply(Functor{}, x...);
}

/// What C++ computes two numbers in.
template <class X, class Y>
using usual_t = canonical_t<decltype(lane_value_t<X>() + lane_value_t<Y>())>;
template <class X>
using promoted_t = canonical_t<decltype(+lane_value_t<X>())>;
template <class Functor, class X, class Y>
STRAND_ALWAYS_INLINE constexpr auto usual(const X& x, const Y& y) {
    using T = usual_t<X, Y>;
    return lanewise<T(T, T)>::apply(Functor{}, x, y);
}
template <class Functor, class X, class Y>
STRAND_ALWAYS_INLINE constexpr auto compared(const X& x, const Y& y) {
    using T = usual_t<X, Y>;
    return lanewise<bool(T, T)>::apply(Functor{}, x, y);
}
template <class Functor, class X, class Y>
STRAND_ALWAYS_INLINE constexpr auto decided(const X& x, const Y& y) {
    return lanewise<bool(bool, bool)>::apply(Functor{}, x, y);
}
/// x op= y stores in the type of x.
template <class X, class Y>
STRAND_ALWAYS_INLINE constexpr X& store_lanes(X& x, const Y& y) {
    if constexpr (is_many<X>) x.v = decltype(x.v)(lanes_as<lane_value_t<X>, count_of_lanes<X>>(y));
    return x;
}
template <class X>
concept lanes_alone = is_trial<X> || is_many<X>;

}  // namespace detail_isa

template <class X, class Y>
    requires detail_isa::with_lanes<X, Y>
STRAND_ALWAYS_INLINE constexpr auto operator+(const X& x, const Y& y) {
    return detail_isa::usual<fn::add>(x, y);
}
template <class X, class Y>
    requires detail_isa::with_lanes<X, Y>
STRAND_ALWAYS_INLINE constexpr auto operator-(const X& x, const Y& y) {
    return detail_isa::usual<fn::subtract>(x, y);
}
template <class X, class Y>
    requires detail_isa::with_lanes<X, Y>
STRAND_ALWAYS_INLINE constexpr auto operator*(const X& x, const Y& y) {
    return detail_isa::usual<fn::multiply>(x, y);
}
template <class X, class Y>
    requires detail_isa::with_lanes<X, Y>
STRAND_ALWAYS_INLINE constexpr auto operator/(const X& x, const Y& y) {
    return detail_isa::usual<fn::quotient>(x, y);
}
template <class X, class Y>
    requires detail_isa::with_lanes<X, Y> && strand::detail::integer<detail_isa::usual_t<X, Y>>
STRAND_ALWAYS_INLINE constexpr auto operator%(const X& x, const Y& y) {
    return detail_isa::usual<fn::modulus>(x, y);
}
template <class X, class Y>
    requires detail_isa::with_lanes<X, Y> && strand::detail::integer<detail_isa::usual_t<X, Y>>
STRAND_ALWAYS_INLINE constexpr auto operator&(const X& x, const Y& y) {
    return detail_isa::usual<fn::bitwise_and>(x, y);
}
template <class X, class Y>
    requires detail_isa::with_lanes<X, Y> && strand::detail::integer<detail_isa::usual_t<X, Y>>
STRAND_ALWAYS_INLINE constexpr auto operator|(const X& x, const Y& y) {
    return detail_isa::usual<fn::bitwise_or>(x, y);
}
template <class X, class Y>
    requires detail_isa::with_lanes<X, Y> && strand::detail::integer<detail_isa::usual_t<X, Y>>
STRAND_ALWAYS_INLINE constexpr auto operator^(const X& x, const Y& y) {
    return detail_isa::usual<fn::bitwise_xor>(x, y);
}
template <class X, class Y>
    requires detail_isa::with_lanes<X, Y>
STRAND_ALWAYS_INLINE constexpr auto operator<(const X& x, const Y& y) {
    return detail_isa::compared<fn::less>(x, y);
}
template <class X, class Y>
    requires detail_isa::with_lanes<X, Y>
STRAND_ALWAYS_INLINE constexpr auto operator<=(const X& x, const Y& y) {
    return detail_isa::compared<fn::less_equal>(x, y);
}
template <class X, class Y>
    requires detail_isa::with_lanes<X, Y>
STRAND_ALWAYS_INLINE constexpr auto operator>(const X& x, const Y& y) {
    return detail_isa::compared<fn::greater>(x, y);
}
template <class X, class Y>
    requires detail_isa::with_lanes<X, Y>
STRAND_ALWAYS_INLINE constexpr auto operator>=(const X& x, const Y& y) {
    return detail_isa::compared<fn::greater_equal>(x, y);
}
template <class X, class Y>
    requires detail_isa::with_lanes<X, Y>
STRAND_ALWAYS_INLINE constexpr auto operator==(const X& x, const Y& y) {
    return detail_isa::compared<fn::equal>(x, y);
}
template <class X, class Y>
    requires detail_isa::with_lanes<X, Y>
STRAND_ALWAYS_INLINE constexpr auto operator!=(const X& x, const Y& y) {
    return detail_isa::compared<fn::not_equal>(x, y);
}
template <class X, class Y>
    requires detail_isa::with_lanes<X, Y>
STRAND_ALWAYS_INLINE constexpr auto operator&&(const X& x, const Y& y) {
    return detail_isa::decided<fn::logical_and>(x, y);
}
template <class X, class Y>
    requires detail_isa::with_lanes<X, Y>
STRAND_ALWAYS_INLINE constexpr auto operator||(const X& x, const Y& y) {
    return detail_isa::decided<fn::logical_or>(x, y);
}
template <detail_isa::lanes_alone X>
STRAND_ALWAYS_INLINE constexpr auto operator!(const X& x) {
    return detail_isa::lanewise<bool(bool)>::apply(fn::logical_not{}, x);
}
template <detail_isa::lanes_alone X>
STRAND_ALWAYS_INLINE constexpr auto operator-(const X& x) {
    using T = detail_isa::promoted_t<X>;
    return detail_isa::lanewise<T(T)>::apply(fn::negative{}, x);
}
template <detail_isa::lanes_alone X>
STRAND_ALWAYS_INLINE constexpr auto operator+(const X& x) {
    using T = detail_isa::promoted_t<X>;
    return detail_isa::lanewise<T(T)>::apply(fn::positive{}, x);
}
template <detail_isa::lanes_alone X, class Y>
    requires detail_isa::with_lanes<X, Y>
STRAND_ALWAYS_INLINE constexpr X& operator+=(X& x, const Y& y) {
    return detail_isa::store_lanes(x, x + y);
}
template <detail_isa::lanes_alone X, class Y>
    requires detail_isa::with_lanes<X, Y>
STRAND_ALWAYS_INLINE constexpr X& operator-=(X& x, const Y& y) {
    return detail_isa::store_lanes(x, x - y);
}
template <detail_isa::lanes_alone X, class Y>
    requires detail_isa::with_lanes<X, Y>
STRAND_ALWAYS_INLINE constexpr X& operator*=(X& x, const Y& y) {
    return detail_isa::store_lanes(x, x * y);
}
template <detail_isa::lanes_alone X, class Y>
    requires detail_isa::with_lanes<X, Y>
STRAND_ALWAYS_INLINE constexpr X& operator/=(X& x, const Y& y) {
    return detail_isa::store_lanes(x, x / y);
}

}  // namespace STRAND_ISA
}  // namespace strand

#endif
