// SPDX-License-Identifier: BSD-3-Clause
// The functors that nodes hold: each knows its name, its loop (which element types it computes in and
// what comes out) and how to compute on packs. Here: arithmetic, comparison, logic, bits, selection.
//
// `loop<A, B>` is written as a function type, result(operands...): operands are converted to those
// types before the call. A functor without a loop for some element types does not accept them.
#ifndef STRAND_SIMD_FUNCTOR_HPP
#define STRAND_SIMD_FUNCTOR_HPP

#include <strand/core/promotion.hpp>
#include <strand/simd/call.hpp>
#include <strand/simd/comparison.hpp>
#include <strand/simd/complex_math.hpp>
#include <strand/simd/divisor.hpp>
#include <strand/simd/float_remainder.hpp>
#include <strand/simd/math.hpp>
#include <strand/simd/refined_root.hpp>
#include <strand/simd/shift.hpp>

namespace strand::inline STRAND_ISA::fn {

template <class A, class B = A>
concept both_bool = std::same_as<A, bool> && std::same_as<B, bool>;
template <class... T>
concept none_complex = (!strand::detail::is_complex<T> && ...);
template <class... T>
concept none_inexact = (!strand::detail::inexact<T> && ...);

/// NumPy computes with int8 where two bools are divided, shifted or raised to a power.
template <class A, class B = A>
using number_loop = std::conditional_t<both_bool<A, B>, std::int8_t, promote_t<A, B>>;

namespace detail {
template <class T>
using float_of_integer = std::conditional_t<(sizeof(T) == 1), float16, std::conditional_t<(sizeof(T) == 2), float, double>>;
template <class... T>
consteval auto floating() {
    if constexpr ((strand::detail::inexact<T> || ...)) return promote_t<T...>{};
    else return promote_t<float_of_integer<T>...>{};
}
}  // namespace detail

/// The floating type in which functions such as sqrt see element types; that of integers goes by their
/// widths: float16 for 8 bits and bool, float for 16, double for more.
template <class... T>
using floating_t = decltype(detail::floating<T...>());

// ---- arithmetic --------------------------------------------------------------------------------------

struct add {
    static constexpr const char* name = "add";
    template <class A, class B>
    using loop = promote_t<A, B>(promote_t<A, B>, promote_t<A, B>);
    template <class P>
        requires(!simd::is_mask<P>)
    STRAND_ALWAYS_INLINE auto operator()(P a, P b) const {
        return a + b;
    }
    template <index_t A, index_t B, index_t N>
    STRAND_ALWAYS_INLINE auto operator()(simd::mask<A, N> a, simd::mask<B, N> b) const {
        return a | b;
    }
};
struct subtract {
    static constexpr const char* name = "subtract";
    template <class A, class B>
        requires(!both_bool<A, B>)
    using loop = promote_t<A, B>(promote_t<A, B>, promote_t<A, B>);
    template <class P>
    STRAND_ALWAYS_INLINE auto operator()(P a, P b) const {
        return a - b;
    }
};
struct multiply {
    static constexpr const char* name = "multiply";
    template <class A, class B>
    using loop = promote_t<A, B>(promote_t<A, B>, promote_t<A, B>);
    template <class P>
        requires(!simd::is_mask<P>)
    STRAND_ALWAYS_INLINE auto operator()(P a, P b) const {
        return a * b;
    }
    template <index_t A, index_t B, index_t N>
    STRAND_ALWAYS_INLINE auto operator()(simd::mask<A, N> a, simd::mask<B, N> b) const {
        return a & b;
    }
};
/// Integers of 64 bits divide one by one.
template <class T>
inline constexpr bool divides_one_by_one = strand::detail::integer<T> && sizeof(T) == 8;

/// C++'s division: truncates for integers.
struct quotient {
    static constexpr const char* name = "quotient";
    template <class T>
    static constexpr bool one_by_one = divides_one_by_one<T>;
    template <strand::detail::integer T>
    using prepared = simd::divisor<T>;
    template <class A, class B>
    using loop = number_loop<A, B>(number_loop<A, B>, number_loop<A, B>);
    template <class P>
    STRAND_ALWAYS_INLINE auto operator()(P a, P b) const {
        return a / b;
    }
    template <class P, class T>
    STRAND_ALWAYS_INLINE auto operator()(P a, simd::divisor<T> by) const {
        return by.quotient(a);
    }
};
/// C++'s remainder: takes the sign of the dividend.
struct modulus {
    static constexpr const char* name = "modulus";
    template <class T>
    static constexpr bool one_by_one = divides_one_by_one<T>;
    template <strand::detail::integer T>
    using prepared = simd::divisor<T>;
    template <class A, class B>
        requires none_complex<A, B>
    using loop = number_loop<A, B>(number_loop<A, B>, number_loop<A, B>);
    template <class P>
    STRAND_ALWAYS_INLINE auto operator()(P a, P b) const {
        return a % b;
    }
    template <class P, class T>
    STRAND_ALWAYS_INLINE auto operator()(P a, simd::divisor<T> by) const {
        return by.remainder(a);
    }
};
struct negative {
    static constexpr const char* name = "negative";
    static constexpr bool takes_halves = true;
    template <class A>
        requires(!std::same_as<A, bool>)
    using loop = A(A);
    template <class P>
    STRAND_ALWAYS_INLINE auto operator()(P a) const {
        return -a;
    }
};
struct positive {
    static constexpr const char* name = "positive";
    static constexpr bool takes_halves = true;
    /// Elements of this type stay as they are.
    template <class T>
    static constexpr bool moves = true;
    template <class A>
        requires(!std::same_as<A, bool>)
    using loop = A(A);
    template <class P>
    STRAND_ALWAYS_INLINE auto operator()(P a) const {
        return a;
    }
};
struct absolute {
    static constexpr const char* name = "absolute";
    static constexpr bool takes_halves = true;
    template <class T>
    static constexpr bool moves = std::unsigned_integral<T>;
    template <class A>
    using loop = real_t<A>(A);
    template <class P>
    STRAND_ALWAYS_INLINE auto operator()(P a) const {
        if constexpr (simd::is_mask<P>) return a;
        else return abs(a);
    }
};
struct square {
    static constexpr const char* name = "square";
    template <class A>
    using loop = number_loop<A>(number_loop<A>);
    template <class P>
    STRAND_ALWAYS_INLINE auto operator()(P a) const {
        return a * a;
    }
};
struct refined_sqrt {
    static constexpr const char* name = "sqrt";
    template <class A>
    using loop = floating_t<A>(floating_t<A>);
    STRAND_ALWAYS_INLINE auto operator()(auto a) const { return simd::refined_sqrt(a); }
};
struct sqrt {
    static constexpr const char* name = "sqrt";
    template <class T>
    using in_turn = std::conditional_t<std::floating_point<T> && simd::detail::has_root_estimate<T>, refined_sqrt, sqrt>;
    template <class A>
    using loop = floating_t<A>(floating_t<A>);
    template <class P>
    STRAND_ALWAYS_INLINE auto operator()(P a) const {
        return simd::sqrt(a);
    }
};

// ---- extrema ------------------------------------------------------------------------------------------

/// NaN wins, also one in a part of a complex number; those are ordered as by the comparisons.
struct maximum {
    static constexpr const char* name = "maximum";
    static constexpr bool gives_error_of_nothing = true;
    template <class A, class B>
    using loop = promote_t<A, B>(promote_t<A, B>, promote_t<A, B>);
    template <class P>
        requires(!simd::is_mask<P>)
    STRAND_ALWAYS_INLINE auto operator()(P a, P b) const {
        if constexpr (detail::complex_pack<P>) return select(greater_equal{}(a, b) | is_nan(a), a, b);
        else return simd::maximum(a, b);
    }
    template <index_t A, index_t B, index_t N>
    STRAND_ALWAYS_INLINE auto operator()(simd::mask<A, N> a, simd::mask<B, N> b) const {
        return a | b;
    }
};
struct minimum {
    static constexpr const char* name = "minimum";
    static constexpr bool gives_error_of_nothing = true;
    template <class A, class B>
    using loop = promote_t<A, B>(promote_t<A, B>, promote_t<A, B>);
    template <class P>
        requires(!simd::is_mask<P>)
    STRAND_ALWAYS_INLINE auto operator()(P a, P b) const {
        if constexpr (detail::complex_pack<P>) return select(less_equal{}(a, b) | is_nan(a), a, b);
        else return simd::minimum(a, b);
    }
    template <index_t A, index_t B, index_t N>
    STRAND_ALWAYS_INLINE auto operator()(simd::mask<A, N> a, simd::mask<B, N> b) const {
        return a & b;
    }
};
/// minimum(maximum(x, low), high).
struct clip {
    static constexpr const char* name = "clip";
    static constexpr bool saturates_numbers = true;
    template <class A, class L, class H>
    using loop = promote_t<A, L, H>(promote_t<A, L, H>, promote_t<A, L, H>, promote_t<A, L, H>);
    template <class P, class L, class H>
    STRAND_ALWAYS_INLINE auto operator()(P x, L low, H high) const {
        return minimum{}(maximum{}(x, low), high);
    }
};

// ---- logic, bits, selection ----------------------------------------------------------------------------

struct logical_and {
    static constexpr const char* name = "logical_and";
    template <class A, class B>
    using loop = bool(bool, bool);
    STRAND_ALWAYS_INLINE auto operator()(auto a, auto b) const { return a & b; }
};
struct logical_or {
    static constexpr const char* name = "logical_or";
    template <class A, class B>
    using loop = bool(bool, bool);
    STRAND_ALWAYS_INLINE auto operator()(auto a, auto b) const { return a | b; }
};
struct logical_xor {
    static constexpr const char* name = "logical_xor";
    /// What leaves every other operand as it is.
    template <class T>
    static constexpr T identity() {
        return T{};
    }
    template <class A, class B>
    using loop = bool(bool, bool);
    STRAND_ALWAYS_INLINE auto operator()(auto a, auto b) const { return a ^ b; }
};
struct logical_not {
    static constexpr const char* name = "logical_not";
    static constexpr bool takes_halves = true;
    template <class A>
    using loop = bool(A);
    template <class P>
    STRAND_ALWAYS_INLINE auto operator()(P a) const {
        // Equal to 0 at once: not every compiler finds that in the complement of unequal floats.
        using T = typename P::element_type;
        if constexpr (simd::is_mask<P>) return ~a;
        else if constexpr (strand::detail::half_floating<T> || strand::detail::is_complex<T>) return ~simd::convert<bool>(a);
        else return a == P(T(0));
    }
};
struct bitwise_and {
    static constexpr const char* name = "bitwise_and";
    /// What leaves every other operand as it is.
    template <class T>
    static constexpr T identity() {
        if constexpr (std::same_as<T, bool>) return true;
        else return static_cast<T>(~T{});
    }
    template <class A, class B>
        requires none_inexact<A, B, promote_t<A, B>>
    using loop = promote_t<A, B>(promote_t<A, B>, promote_t<A, B>);
    STRAND_ALWAYS_INLINE auto operator()(auto a, auto b) const { return a & b; }
};
struct bitwise_or {
    static constexpr const char* name = "bitwise_or";
    /// What leaves every other operand as it is.
    template <class T>
    static constexpr T identity() {
        return T{};
    }
    template <class A, class B>
        requires none_inexact<A, B, promote_t<A, B>>
    using loop = promote_t<A, B>(promote_t<A, B>, promote_t<A, B>);
    STRAND_ALWAYS_INLINE auto operator()(auto a, auto b) const { return a | b; }
};
struct bitwise_xor {
    static constexpr const char* name = "bitwise_xor";
    /// What leaves every other operand as it is.
    template <class T>
    static constexpr T identity() {
        return T{};
    }
    template <class A, class B>
        requires none_inexact<A, B, promote_t<A, B>>
    using loop = promote_t<A, B>(promote_t<A, B>, promote_t<A, B>);
    STRAND_ALWAYS_INLINE auto operator()(auto a, auto b) const { return a ^ b; }
};
struct bitwise_invert {
    static constexpr const char* name = "bitwise_invert";
    template <class A>
        requires none_inexact<A>
    using loop = A(A);
    STRAND_ALWAYS_INLINE auto operator()(auto a) const { return ~a; }
};
struct bitwise_left_shift {
    static constexpr const char* name = "bitwise_left_shift";
    template <class A, class B>
        requires none_inexact<A, B, promote_t<A, B>>
    using loop = number_loop<A, B>(number_loop<A, B>, number_loop<A, B>);
    template <strand::detail::integer T>
    using prepared = simd::shift_count<T, true>;
    STRAND_ALWAYS_INLINE auto operator()(auto a, auto b) const { return a << b; }
    template <class P, class T>
    STRAND_ALWAYS_INLINE auto operator()(P a, simd::shift_count<T, true> by) const {
        return by(a);
    }
};
struct bitwise_right_shift {
    static constexpr const char* name = "bitwise_right_shift";
    template <class A, class B>
        requires none_inexact<A, B, promote_t<A, B>>
    using loop = number_loop<A, B>(number_loop<A, B>, number_loop<A, B>);
    template <strand::detail::integer T>
    using prepared = simd::shift_count<T, false>;
    STRAND_ALWAYS_INLINE auto operator()(auto a, auto b) const { return a >> b; }
    template <class P, class T>
    STRAND_ALWAYS_INLINE auto operator()(P a, simd::shift_count<T, false> by) const {
        return by(a);
    }
};

/// where(condition, x, y).
struct where {
    static constexpr const char* name = "where";
    static constexpr bool takes_halves = true;
    /// Weak scalars among the operands take their type from the operands from this one on.
    static constexpr index_t first_promoted = 1;
    template <class C, class A, class B>
    using loop = promote_t<A, B>(bool, promote_t<A, B>, promote_t<A, B>);
    STRAND_ALWAYS_INLINE auto operator()(auto condition, auto yes, auto no) const {
        return select(condition, yes, no);
    }
};
/// The conversion of the operand is the whole work.
template <class To>
struct cast {
    static constexpr const char* name = "astype";
    static constexpr bool takes_halves = true;
    template <class A>
    using loop = To(To);
    STRAND_ALWAYS_INLINE auto operator()(auto a) const { return a; }
};
struct real {
    static constexpr const char* name = "real";
    static constexpr bool takes_halves = true;
    template <class T>
    static constexpr bool moves = none_complex<T>;
    template <class A>
    using loop = real_t<A>(real_t<A>);
    STRAND_ALWAYS_INLINE auto operator()(auto a) const { return a; }
};
struct imag {
    static constexpr const char* name = "imag";
    template <class A>
    using loop = real_t<A>(A);
    template <class P>
    STRAND_ALWAYS_INLINE auto operator()(P a) const {
        if constexpr (detail::complex_pack<P>) return imag_part(a);
        else if constexpr (simd::is_mask<P>) return a ^ a;
        else return P(typename P::element_type(0));
    }
};

}  // namespace strand::inline STRAND_ISA::fn

#endif
