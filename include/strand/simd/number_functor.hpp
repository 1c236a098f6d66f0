// SPDX-License-Identifier: BSD-3-Clause
// The functors of numbers' parts and neighbours: division as in Python, rounding, signs, NaN and
// infinity, extrema that ignore NaN, neighbours.
#ifndef STRAND_SIMD_NUMBER_FUNCTOR_HPP
#define STRAND_SIMD_NUMBER_FUNCTOR_HPP

#include <strand/simd/integer_functor.hpp>
#include <strand/simd/rounding.hpp>

namespace strand::inline STRAND_ISA::fn {

template <class A>
concept not_bool = !std::same_as<A, bool>;

// ---- division --------------------------------------------------------------------------------------------

/// NumPy's true division: of integers in double.
struct divide {
    static constexpr const char* name = "divide";
    template <class A, class B>
    using working = std::conditional_t<strand::detail::inexact<promote_t<A, B>>, promote_t<A, B>, double>;
    template <class A, class B>
    using loop = working<A, B>(working<A, B>, working<A, B>);
    STRAND_ALWAYS_INLINE auto operator()(auto a, auto b) const { return a / b; }
};

namespace detail {

/// Quotient and remainder with the sign of the divisor, as Python's divmod and NumPy's npy_divmod:
/// the remainder first, exactly, so that a == b * quotient + remainder as nearly as can be.
template <class P>
struct quotient_and_remainder {
    P quotient, remainder;
};
template <strand::detail::integer T, index_t N>
STRAND_ALWAYS_INLINE quotient_and_remainder<simd::pack<T, N>> floor_divmod(simd::pack<T, N> a, simd::pack<T, N> b) {
    using P = simd::pack<T, N>;
    if constexpr (simd::detail::compares_halves<T, N>) {
        // What divides one by one is compared one by one too.
        const auto one = [](auto x, auto y) STRAND_INLINE_LAMBDA { return floor_divmod(x, y); };
        return {simd::detail::each_lane([one](auto x, auto y) STRAND_INLINE_LAMBDA { return one(x, y).quotient; }, a, b),
                simd::detail::each_lane([one](auto x, auto y) STRAND_INLINE_LAMBDA { return one(x, y).remainder; }, a, b)};
    }
    const P zero(T(0)), quotient = a / b, rest = select(b == zero, zero, a - quotient * b);
    if constexpr (std::is_unsigned_v<T>) {
        return {quotient, rest};
    } else {
        const auto corrected = (rest != zero) & ((rest < zero) ^ (b < zero));
        return {select(corrected, quotient - P(T(1)), quotient), select(corrected, rest + b, rest)};
    }
}
template <strand::detail::real_floating T, index_t N>
STRAND_ALWAYS_INLINE quotient_and_remainder<simd::pack<T, N>> floor_divmod(simd::pack<T, N> a, simd::pack<T, N> b) {
    using P = simd::pack<T, N>;
    const P zero(T(0)), one(T(1));
    P rest = a % b;
    P quotient = (a - rest) / b;
    const auto corrected = (rest != zero) & ((rest < zero) ^ (b < zero));
    quotient = select(corrected, quotient - one, quotient);
    rest = select(corrected, rest + b, select(rest == zero, copysign(zero, b), rest));
    P whole = floor(quotient);
    whole = select(quotient - whole > P(T(0.5)), whole + one, whole);
    whole = select(quotient == zero, copysign(zero, a / b), whole);
    const auto by_zero = b == zero;  // the remainder is NaN already
    return {select(by_zero, a / b, whole), rest};
}

}  // namespace detail

struct floor_divide {
    static constexpr const char* name = "floor_divide";
    template <class T>
    static constexpr bool one_by_one = divides_one_by_one<T>;
    static constexpr bool heavy = true;
    template <class A, class B>
        requires none_complex<A, B>
    using loop = number_loop<A, B>(number_loop<A, B>, number_loop<A, B>);
    template <strand::detail::integer T>
    using prepared = simd::divisor<T>;
    STRAND_ALWAYS_INLINE auto operator()(auto a, auto b) const { return detail::floor_divmod(a, b).quotient; }
    template <class P, class T>
    STRAND_ALWAYS_INLINE auto operator()(P a, simd::divisor<T> by) const {
        return by.floor_quotient(a);
    }
};
/// Takes the sign of the divisor.
struct remainder {
    static constexpr const char* name = "remainder";
    template <class T>
    static constexpr bool one_by_one = divides_one_by_one<T>;
    static constexpr bool heavy = true;
    template <class A, class B>
        requires none_complex<A, B>
    using loop = number_loop<A, B>(number_loop<A, B>, number_loop<A, B>);
    template <strand::detail::integer T>
    using prepared = simd::divisor<T>;
    STRAND_ALWAYS_INLINE auto operator()(auto a, auto b) const { return detail::floor_divmod(a, b).remainder; }
    template <class P, class T>
    STRAND_ALWAYS_INLINE auto operator()(P a, simd::divisor<T> by) const {
        return by.floor_remainder(a);
    }
};
/// C's fmod: takes the sign of the dividend.
struct fmod : modulus {
    static constexpr const char* name = "fmod";
};
struct reciprocal {
    static constexpr const char* name = "reciprocal";
    template <class T>
    static constexpr bool one_by_one = divides_one_by_one<T>;
    template <class A>
    using loop = number_loop<A>(number_loop<A>);
    template <class P>
    STRAND_ALWAYS_INLINE auto operator()(P a) const {
        return P(typename P::element_type(1)) / a;
    }
};

// ---- rounding ----------------------------------------------------------------------------------------

// Integers stay as they are and keep their type.

struct floor {
    static constexpr const char* name = "floor";
    template <class A>
        requires none_complex<A>
    using loop = A(A);
    template <class P>
    STRAND_ALWAYS_INLINE auto operator()(P a) const {
        if constexpr (std::floating_point<typename P::element_type>) return simd::floor(a);
        else return a;
    }
};
struct ceil {
    static constexpr const char* name = "ceil";
    template <class A>
        requires none_complex<A>
    using loop = A(A);
    template <class P>
    STRAND_ALWAYS_INLINE auto operator()(P a) const {
        if constexpr (std::floating_point<typename P::element_type>) return simd::ceil(a);
        else return a;
    }
};
struct trunc {
    static constexpr const char* name = "trunc";
    template <class A>
        requires none_complex<A>
    using loop = A(A);
    template <class P>
    STRAND_ALWAYS_INLINE auto operator()(P a) const {
        if constexpr (std::floating_point<typename P::element_type>) return simd::trunc(a);
        else return a;
    }
};
/// To the nearest integral value, half to even.
struct round {
    static constexpr const char* name = "round";
    template <class A>
    using loop = A(A);
    template <class P>
    STRAND_ALWAYS_INLINE auto operator()(P a) const {
        using T = typename P::element_type;
        if constexpr (strand::detail::is_complex<T>) {
            return make_complex(simd::rint(real_part(a)), simd::rint(imag_part(a)));
        } else if constexpr (std::floating_point<T>) {
            return simd::rint(a);
        } else {
            return a;
        }
    }
};

/// The parts of a complex number rounded to multiples of down / up, each by itself; up and down are in both of their parts.
struct round_parts {
    static constexpr const char* name = "round";
    template <class A, class Up, class Down>
    using loop = A(A, A, A);
    template <class P>
    STRAND_ALWAYS_INLINE auto operator()(P a, P up, P down) const {
        const auto rounded = [](auto x, auto by, auto to) STRAND_INLINE_LAMBDA { return simd::rint(x * by / to) * to / by; };
        return make_complex(rounded(real_part(a), real_part(up), real_part(down)), rounded(imag_part(a), imag_part(up), imag_part(down)));
    }
};

/// Rounds as well; of integers it gives floats, as in NumPy.
struct rint : round {
    static constexpr const char* name = "rint";
    template <class A>
    using loop = floating_t<A>(floating_t<A>);
};

// ---- signs, NaN, infinity ----------------------------------------------------------------------------------

namespace detail {
struct is_nan_question {
    static constexpr bool of_both_parts = false;
    STRAND_ALWAYS_INLINE auto operator()(auto x) const { return is_nan(x); }
};
/// What isnan, isinf and isfinite share: false (or true) for everything but floats; of a complex number one part
/// makes it true, or both.
template <class P, class Question>
STRAND_ALWAYS_INLINE auto ask(P a, bool otherwise, Question question) {
    using T = typename P::element_type;
    if constexpr (strand::detail::is_complex<T>) {
        if constexpr (simd::detail::has_mask_registers && sizeof(T) == 16 && !Question::of_both_parts) {
            // Bits are joined faster than every second one of a few is kept.
            if constexpr (std::same_as<Question, is_nan_question>) return is_nan(a);
            else return question(real_part(a)) | question(imag_part(a));
        } else {
            const auto parts = question(simd::pack<real_t<T>, 2 * P::lanes>(a.v));
            if constexpr (Question::of_both_parts) return simd::detail::both_parts<P::lanes>(parts);
            else return simd::detail::either_part<P::lanes>(parts);
        }
    } else if constexpr (std::floating_point<T>) {
        return question(a);
    } else {
        return simd::mask_splat<1, P::lanes>(otherwise);
    }
}
template <class P>
STRAND_ALWAYS_INLINE auto is_infinite(P a) {
    using T = typename P::element_type;
    return abs(a) == P(std::numeric_limits<T>::infinity());
}
struct is_infinite_question {
    static constexpr bool of_both_parts = false;
    STRAND_ALWAYS_INLINE auto operator()(auto x) const { return is_infinite(x); }
};
struct is_finite_question {
    static constexpr bool of_both_parts = true;
    // x - x is 0 for finite numbers and NaN for all others.
    STRAND_ALWAYS_INLINE auto operator()(auto x) const { return x - x == decltype(x)(0); }
};
}  // namespace detail
/// -1, 0 or 1; NaN stays NaN; a complex number divided by its length.
struct sign {
    static constexpr const char* name = "sign";
    template <class A>
        requires not_bool<A>
    using loop = A(A);
    template <class P>
    STRAND_ALWAYS_INLINE P operator()(P a) const {
        using T = typename P::element_type;
        if constexpr (strand::detail::is_complex<T>) {
            using R = simd::pack<real_t<T>, P::lanes>;
            const R zero(real_t<T>(0)), length = abs(a), re = real_part(a), im = imag_part(a);
            // An infinite part alone gives the direction; with two there is none.
            const auto infinite_re = detail::is_infinite(re), infinite_im = detail::is_infinite(im);
            const auto infinite = infinite_re ^ infinite_im;
            const R x = select(infinite, select(infinite_re, simd::copysign(R(real_t<T>(1)), re), zero), re / length);
            const R y = select(infinite, select(infinite_im, simd::copysign(R(real_t<T>(1)), im), zero), im / length);
            const P unit = make_complex(x, y), undefined = make_complex(length, length);
            return select(length == zero, P(T(0)), select(is_nan(length), undefined, unit));
        } else {
            const P zero(T(0)), one(T(1));
            constexpr bool counts = std::integral<T> && !simd::detail::has_mask_registers && !simd::detail::compares_halves<T, P::lanes>;
            [[maybe_unused]] const auto positive = [=] { return select(a > zero, one, zero); };
            // Comparisons give lanes of 0 and -1. Where they are dear, signs go to the lowest bit.
            if constexpr (counts && std::is_unsigned_v<T>) return P(simd::bits_as<decltype(a.v)>((a == zero).v) + T(1));
            else if constexpr (counts) return P(simd::bits_as<decltype(a.v)>((a < zero).v) - simd::bits_as<decltype(a.v)>((a > zero).v));
            else if constexpr (std::unsigned_integral<T> && simd::detail::has_mask_registers) return simd::minimum(a, one);
            else if constexpr (std::unsigned_integral<T>) return positive();
            else if constexpr (simd::detail::compares_halves<T, P::lanes>) return P(simd::detail::lanes_below_0<T, P::lanes>(a.v)) | P(simd::bits_as<decltype(a.v)>(simd::detail::as_unsigned(-a) >> 63));
            else if constexpr (std::integral<T>) return select(a < zero, -one, positive());
            else return select(is_nan(a), a, select(a < zero, -one, positive()));
        }
    }
};
struct signbit {
    static constexpr const char* name = "signbit";
    static constexpr bool takes_halves = true;
    template <class A>
        requires none_complex<A>
    using loop = bool(number_loop<A>);
    template <class P>
    STRAND_ALWAYS_INLINE auto operator()(P a) const {
        using T = typename P::element_type;
        using I = simd::int_of<simd::bytes_of<T>>;
        if constexpr (std::unsigned_integral<T>) return a < P(T(0));
        else return simd::detail::pack_from_bits<I, P::lanes>(a.v) < simd::pack<I, P::lanes>(I(0));
    }
};
struct copysign {
    static constexpr const char* name = "copysign";
    static constexpr bool takes_halves = true;
    template <class A, class B>
        requires none_complex<A, B>
    using loop = floating_t<A, B>(floating_t<A, B>, floating_t<A, B>);
    STRAND_ALWAYS_INLINE auto operator()(auto a, auto b) const { return simd::copysign(a, b); }
};
struct isnan {
    static constexpr const char* name = "isnan";
    template <class A>
    using loop = bool(A);
    STRAND_ALWAYS_INLINE auto operator()(auto a) const {
        return detail::ask(a, false, detail::is_nan_question{});
    }
};
struct isinf {
    static constexpr const char* name = "isinf";
    template <class A>
    using loop = bool(A);
    STRAND_ALWAYS_INLINE auto operator()(auto a) const {
        return detail::ask(a, false, detail::is_infinite_question{});
    }
};
struct isfinite {
    static constexpr const char* name = "isfinite";
    template <class A>
    using loop = bool(A);
    STRAND_ALWAYS_INLINE auto operator()(auto a) const {
        return detail::ask(a, true, detail::is_finite_question{});
    }
};
struct conj {
    static constexpr const char* name = "conj";
    static constexpr bool takes_halves = true;
    template <class T>
    static constexpr bool moves = none_complex<T>;
    template <class A>
    using loop = number_loop<A>(number_loop<A>);
    template <class P>
    STRAND_ALWAYS_INLINE auto operator()(P a) const {
        if constexpr (strand::detail::is_complex<typename P::element_type>) return P(simd::detail::conjugated<real_t<typename P::element_type>, 2 * P::lanes>(a.v));
        else return a;
    }
};

// ---- extrema that ignore NaN, steps ----------------------------------------------------------------------------

namespace detail {
template <class P>
inline constexpr bool holds_floats = false;
template <class T, index_t N>
inline constexpr bool holds_floats<simd::pack<T, N>> = strand::detail::inexact<T>;
/// NaN, which they pass over, or the outermost value of integers.
template <class T>
constexpr T ignored_by_extrema(T outermost) {
    if constexpr (strand::detail::inexact<T>) return T(std::numeric_limits<real_t<T>>::quiet_NaN());
    else return outermost;
}
}  // namespace detail

struct fmax {
    static constexpr const char* name = "fmax";
    static constexpr bool gives_error_of_nothing = true;
    template <class T>
    static constexpr T identity() {
        return detail::ignored_by_extrema<T>(std::numeric_limits<T>::lowest());
    }
    template <class A, class B>
    using loop = promote_t<A, B>(promote_t<A, B>, promote_t<A, B>);
    template <class P, class Q>
    STRAND_ALWAYS_INLINE auto operator()(P a, Q b) const {
        if constexpr (!detail::holds_floats<P>) return maximum{}(a, b);
        else if constexpr (std::floating_point<typename P::element_type>) return P(simd::detail::extreme_number<true, typename P::element_type, P::lanes>(a.v, b.v));
        else return select(greater_equal{}(a, b) | is_nan(b), a, b);
    }
};
struct fmin {
    static constexpr const char* name = "fmin";
    static constexpr bool gives_error_of_nothing = true;
    template <class T>
    static constexpr T identity() {
        return detail::ignored_by_extrema<T>(std::numeric_limits<T>::max());
    }
    template <class A, class B>
    using loop = promote_t<A, B>(promote_t<A, B>, promote_t<A, B>);
    template <class P, class Q>
    STRAND_ALWAYS_INLINE auto operator()(P a, Q b) const {
        if constexpr (!detail::holds_floats<P>) return minimum{}(a, b);
        else if constexpr (std::floating_point<typename P::element_type>) return P(simd::detail::extreme_number<false, typename P::element_type, P::lanes>(a.v, b.v));
        else return select(less_equal{}(a, b) | is_nan(b), a, b);
    }
};
/// 0 below 0, 1 above, the second operand at 0.
struct heaviside {
    static constexpr const char* name = "heaviside";
    template <class A, class B>
        requires none_complex<A, B>
    using loop = floating_t<A, B>(floating_t<A, B>, floating_t<A, B>);
    template <class P>
    STRAND_ALWAYS_INLINE P operator()(P x, P at_zero) const {
        using T = typename P::element_type;
        const P zero(T(0)), step = select(x > zero, P(T(1)), zero);
        return select(is_nan(x), x, select(x == zero, at_zero, step));
    }
};
/// The product with a number of the functor: degrees and radians.
struct deg2rad {
    static constexpr const char* name = "deg2rad";
    static constexpr bool rounds = true;
    template <class A>
        requires none_complex<A>
    using loop = floating_t<A>(floating_t<A>);
    template <class P>
    STRAND_ALWAYS_INLINE P operator()(P a) const {
        return a * P(static_cast<typename P::element_type>(0.017453292519943295769L));
    }
};
struct rad2deg {
    static constexpr const char* name = "rad2deg";
    static constexpr bool rounds = true;
    template <class A>
        requires none_complex<A>
    using loop = floating_t<A>(floating_t<A>);
    template <class P>
    STRAND_ALWAYS_INLINE P operator()(P a) const {
        return a * P(static_cast<typename P::element_type>(57.295779513082320877L));
    }
};

// ---- neighbours -----------------------------------------------------------------------------------------

namespace detail {
/// A pack that can be compared: halves as floats.
template <class T, index_t N>
STRAND_ALWAYS_INLINE auto comparable(simd::pack<T, N> a) {
    if constexpr (strand::detail::half_floating<T>) return simd::convert<float>(a);
    else return a;
}
}  // namespace detail
/// The next float after x towards y.
struct nextafter {
    static constexpr const char* name = "nextafter";
    static constexpr bool takes_halves = true;
    template <class A, class B>
        requires none_complex<A, B>
    using loop = floating_t<A, B>(floating_t<A, B>, floating_t<A, B>);
    template <class T, index_t N>
    STRAND_ALWAYS_INLINE auto operator()(simd::pack<T, N> x, simd::pack<T, N> y) const {
        // As integers, neighbours of one sign differ by 1.
        using P = simd::pack<T, N>;
        using U = simd::uint_of<simd::bytes_of<T>>;
        using bits = simd::pack<U, N>;
        const auto from = detail::comparable(x), to = detail::comparable(y), zero = decltype(from)(0);
        const bits at = simd::detail::pack_from_bits<U, N>(x.v), one(U(1));
        const bits towards = simd::detail::pack_from_bits<U, N>(y.v);
        const bits stepped = select((from < to) ^ (from < zero), at + one, at - one);
        const bits smallest = (towards & bits(static_cast<U>(U(1) << (8 * sizeof(U) - 1)))) | one;
        const bits moved = select(from == to, towards, select(from == zero, smallest, stepped));
        const bits nan = simd::detail::pack_from_bits<U, N>(P(std::numeric_limits<T>::quiet_NaN()).v);
        return simd::detail::pack_from_bits<T, N>(select(is_nan(from) | is_nan(to), nan, moved).v);
    }
};

}  // namespace strand::inline STRAND_ISA::fn

#endif
