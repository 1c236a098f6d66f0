// SPDX-License-Identifier: BSD-3-Clause
// How a functor is called on packs: operands become the types of its loop, the result its result type.
//
// Halves are computed as floats, and every functor's result is rounded to the half before the next one sees
// it. So a fused chain has the value of its operations one by one, and comparisons inside of it see what
// would have been stored. A functor computes halves
//   in float   where that is exact after rounding, or NumPy's definition: + - * /, minimum, floor ...
//   in double  where it says `heavy` or `rounds`: results of float functions are a unit in the last place
//              off, and near a tie between two halves that would show
//   as they are, where it says `takes_halves`: what only moves elements, and neighbours of numbers.
//
// What functors say about themselves beside that: `heavy`, see kernel/map_rows.hpp; `one_by_one<T>`, computed
// without vector instructions (for the overview of all functions, functions.md); `prepared<T>`, what is made once
// of a second operand that is one number of type T, and given to the functor in its place; `in_turn<T>`, a functor of
// the same values on other units of the machine, if T is its result: kernels take turns between both; `begin` and
// `finish`, two halves of a chain of instructions longer than the processor looks ahead: kernels begin a few packs
// before they finish them.
#ifndef STRAND_SIMD_CALL_HPP
#define STRAND_SIMD_CALL_HPP

#include <strand/simd/pack.hpp>

namespace strand::inline STRAND_ISA::fn {

template <class Functor>
inline constexpr bool takes_halves = requires { Functor::takes_halves; };
template <class Functor>
inline constexpr bool halves_in_double = requires { Functor::heavy; } || requires { Functor::rounds; };

/// The element type of the packs that a functor is given for operands of type T.
template <class Functor, class T>
using register_t = std::conditional_t<!strand::detail::half_floating<T> || takes_halves<Functor>, T,
                                      std::conditional_t<halves_in_double<Functor>, double, float>>;

namespace detail {
template <class Loop>
struct called;
template <class Result, class... Operand>
struct called<Result(Operand...)> {
    template <class Functor, class... P>
    STRAND_ALWAYS_INLINE static auto on(Functor functor, P... p) {
        return simd::convert<Result>(functor(simd::convert<register_t<Functor, Operand>>(p)...));
    }
    template <class Functor, class... P>
        requires requires(P... p) { Functor::begin(simd::convert<register_t<Functor, Operand>>(p)...); }
    STRAND_ALWAYS_INLINE static auto begin(P... p) {
        return Functor::begin(simd::convert<register_t<Functor, Operand>>(p)...);
    }
    template <class Functor, class Begun>
    STRAND_ALWAYS_INLINE static auto finish(const Begun& begun) {
        return simd::convert<Result>(Functor::finish(begun));
    }
    template <class Functor, class... Given>
    static constexpr index_t widest = [] {
        index_t bytes = simd::bytes_of<Result>;
        const auto at_least = [&bytes](index_t other) { bytes = bytes > other ? bytes : other; };
        (at_least(simd::bytes_to_convert<Given, register_t<Functor, Operand>>), ...);
        return bytes;
    }();
};
}  // namespace detail

/// The functor is called with something made once of its second operand where that is one number.
template <class Functor, class Loop>
inline constexpr bool prepares_number = false;
template <class Functor, class Result, class A, class B>
    requires requires { typename Functor::template prepared<B>; }
inline constexpr bool prepares_number<Functor, Result(A, B)> = true;

namespace detail {
template <class Loop>
struct prepared_call;
template <class Result, class A, class B>
struct prepared_call<Result(A, B)> {
    template <class Functor>
    using number = typename Functor::template prepared<B>;
    template <class Functor, class T>
    STRAND_ALWAYS_INLINE static number<Functor> prepare(T value) {
        return number<Functor>(strand::detail::number_as<B>(value));
    }
    template <class Functor, class P>
    STRAND_ALWAYS_INLINE static auto on(Functor functor, P p, const number<Functor>& prepared) {
        return simd::convert<Result>(functor(simd::convert<register_t<Functor, A>>(p), prepared));
    }
};
}  // namespace detail

/// The functor's value of packs of any element types, by its loop `Loop`.
template <class Loop, class Functor, class... P>
STRAND_ALWAYS_INLINE auto call(Functor functor, P... p) {
    return detail::called<Loop>::on(functor, p...);
}
/// The same in two halves, of functors that have them for such packs.
template <class Loop, class Functor, class... P>
    requires requires(P... p) { detail::called<Loop>::template begin<Functor>(p...); }
STRAND_ALWAYS_INLINE auto begin_call(P... p) {
    return detail::called<Loop>::template begin<Functor>(p...);
}
template <class Loop, class Functor, class Begun>
STRAND_ALWAYS_INLINE auto finish_call(const Begun& begun) {
    return detail::called<Loop>::template finish<Functor>(begun);
}
/// Bytes of the widest lanes in such a call on packs of the types `Given`.
template <class Functor, class Loop, class... Given>
inline constexpr index_t widest_of_call = detail::called<Loop>::template widest<Functor, Given...>;

}  // namespace strand::inline STRAND_ISA::fn

#endif
