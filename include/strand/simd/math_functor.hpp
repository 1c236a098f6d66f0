// SPDX-License-Identifier: BSD-3-Clause
// The functors of the transcendental functions. Integers are computed as float or double; complex types
// where a complex function exists.
#ifndef STRAND_SIMD_MATH_FUNCTOR_HPP
#define STRAND_SIMD_MATH_FUNCTOR_HPP

#include <strand/simd/complex_inverse.hpp>
#include <strand/simd/complex_power.hpp>
#include <strand/simd/error_function.hpp>
#include <strand/simd/exp.hpp>
#include <strand/simd/functor.hpp>
#include <strand/simd/gamma.hpp>
#include <strand/simd/hyperbolic.hpp>
#include <strand/simd/integer_power.hpp>
#include <strand/simd/inverse_hyperbolic.hpp>
#include <strand/simd/inverse_trigonometric.hpp>
#include <strand/simd/log.hpp>
#include <strand/simd/power.hpp>
#include <strand/simd/roots.hpp>
#include <strand/simd/trigonometric.hpp>

namespace strand::inline STRAND_ISA::fn {

struct exp {
    static constexpr const char* name = "exp";
    static constexpr bool heavy = true;
    template <class A>
        requires requires(simd::pack<floating_t<A>, 1> x) { simd::exp(x); }
    using loop = floating_t<A>(floating_t<A>);
    STRAND_ALWAYS_INLINE auto operator()(auto x) const { return simd::exp(x); }
};
struct exp2 {
    static constexpr const char* name = "exp2";
    static constexpr bool heavy = true;
    template <class A>
        requires requires(simd::pack<floating_t<A>, 1> x) { simd::exp2(x); }
    using loop = floating_t<A>(floating_t<A>);
    STRAND_ALWAYS_INLINE auto operator()(auto x) const { return simd::exp2(x); }
};
struct expm1 {
    static constexpr const char* name = "expm1";
    static constexpr bool heavy = true;
    template <class A>
        requires requires(simd::pack<floating_t<A>, 1> x) { simd::expm1(x); }
    using loop = floating_t<A>(floating_t<A>);
    STRAND_ALWAYS_INLINE auto operator()(auto x) const { return simd::expm1(x); }
};
struct log {
    static constexpr const char* name = "log";
    static constexpr bool heavy = true;
    template <class A>
        requires requires(simd::pack<floating_t<A>, 1> x) { simd::log(x); }
    using loop = floating_t<A>(floating_t<A>);
    STRAND_ALWAYS_INLINE auto operator()(auto x) const { return simd::log(x); }
};
struct log2 {
    static constexpr const char* name = "log2";
    static constexpr bool heavy = true;
    template <class A>
        requires requires(simd::pack<floating_t<A>, 1> x) { simd::log2(x); }
    using loop = floating_t<A>(floating_t<A>);
    STRAND_ALWAYS_INLINE auto operator()(auto x) const { return simd::log2(x); }
};
struct log10 {
    static constexpr const char* name = "log10";
    static constexpr bool heavy = true;
    template <class A>
        requires requires(simd::pack<floating_t<A>, 1> x) { simd::log10(x); }
    using loop = floating_t<A>(floating_t<A>);
    STRAND_ALWAYS_INLINE auto operator()(auto x) const { return simd::log10(x); }
};
struct log1p {
    static constexpr const char* name = "log1p";
    static constexpr bool heavy = true;
    template <class A>
        requires requires(simd::pack<floating_t<A>, 1> x) { simd::log1p(x); }
    using loop = floating_t<A>(floating_t<A>);
    STRAND_ALWAYS_INLINE auto operator()(auto x) const { return simd::log1p(x); }
};
struct sin {
    static constexpr const char* name = "sin";
    static constexpr bool heavy = true;
    template <class A>
        requires requires(simd::pack<floating_t<A>, 1> x) { simd::sin(x); }
    using loop = floating_t<A>(floating_t<A>);
    STRAND_ALWAYS_INLINE auto operator()(auto x) const { return simd::sin(x); }
};
struct cos {
    static constexpr const char* name = "cos";
    static constexpr bool heavy = true;
    template <class A>
        requires requires(simd::pack<floating_t<A>, 1> x) { simd::cos(x); }
    using loop = floating_t<A>(floating_t<A>);
    STRAND_ALWAYS_INLINE auto operator()(auto x) const { return simd::cos(x); }
};
struct tan {
    static constexpr const char* name = "tan";
    static constexpr bool heavy = true;
    template <class A>
        requires requires(simd::pack<floating_t<A>, 1> x) { simd::tan(x); }
    using loop = floating_t<A>(floating_t<A>);
    STRAND_ALWAYS_INLINE auto operator()(auto x) const { return simd::tan(x); }
    template <class P>
        requires requires(P x) { simd::begin_tan(x); }
    STRAND_ALWAYS_INLINE static auto begin(P x) {
        return simd::begin_tan(x);
    }
    STRAND_ALWAYS_INLINE static auto finish(const auto& begun) { return simd::finish_tan(begun); }
};
struct asin {
    static constexpr const char* name = "asin";
    static constexpr bool heavy = true;
    template <class A>
        requires requires(simd::pack<floating_t<A>, 1> x) { simd::asin(x); }
    using loop = floating_t<A>(floating_t<A>);
    STRAND_ALWAYS_INLINE auto operator()(auto x) const { return simd::asin(x); }
};
struct acos {
    static constexpr const char* name = "acos";
    static constexpr bool heavy = true;
    template <class A>
        requires requires(simd::pack<floating_t<A>, 1> x) { simd::acos(x); }
    using loop = floating_t<A>(floating_t<A>);
    STRAND_ALWAYS_INLINE auto operator()(auto x) const { return simd::acos(x); }
};
struct atan {
    static constexpr const char* name = "atan";
    static constexpr bool heavy = true;
    template <class A>
        requires requires(simd::pack<floating_t<A>, 1> x) { simd::atan(x); }
    using loop = floating_t<A>(floating_t<A>);
    STRAND_ALWAYS_INLINE auto operator()(auto x) const { return simd::atan(x); }
};
struct sinh {
    static constexpr const char* name = "sinh";
    static constexpr bool heavy = true;
    template <class A>
        requires requires(simd::pack<floating_t<A>, 1> x) { simd::sinh(x); }
    using loop = floating_t<A>(floating_t<A>);
    STRAND_ALWAYS_INLINE auto operator()(auto x) const { return simd::sinh(x); }
};
struct cosh {
    static constexpr const char* name = "cosh";
    static constexpr bool heavy = true;
    template <class A>
        requires requires(simd::pack<floating_t<A>, 1> x) { simd::cosh(x); }
    using loop = floating_t<A>(floating_t<A>);
    STRAND_ALWAYS_INLINE auto operator()(auto x) const { return simd::cosh(x); }
};
struct tanh {
    static constexpr const char* name = "tanh";
    static constexpr bool heavy = true;
    template <class A>
        requires requires(simd::pack<floating_t<A>, 1> x) { simd::tanh(x); }
    using loop = floating_t<A>(floating_t<A>);
    STRAND_ALWAYS_INLINE auto operator()(auto x) const { return simd::tanh(x); }
    template <class P>
        requires requires(P x) { simd::begin_tanh(x); }
    STRAND_ALWAYS_INLINE static auto begin(P x) {
        return simd::begin_tanh(x);
    }
    STRAND_ALWAYS_INLINE static auto finish(const auto& begun) { return simd::finish_tanh(begun); }
};
struct asinh {
    static constexpr const char* name = "asinh";
    static constexpr bool heavy = true;
    template <class A>
        requires requires(simd::pack<floating_t<A>, 1> x) { simd::asinh(x); }
    using loop = floating_t<A>(floating_t<A>);
    STRAND_ALWAYS_INLINE auto operator()(auto x) const { return simd::asinh(x); }
};
struct acosh {
    static constexpr const char* name = "acosh";
    static constexpr bool heavy = true;
    template <class A>
        requires requires(simd::pack<floating_t<A>, 1> x) { simd::acosh(x); }
    using loop = floating_t<A>(floating_t<A>);
    STRAND_ALWAYS_INLINE auto operator()(auto x) const { return simd::acosh(x); }
};
struct atanh {
    static constexpr const char* name = "atanh";
    static constexpr bool heavy = true;
    template <class A>
        requires requires(simd::pack<floating_t<A>, 1> x) { simd::atanh(x); }
    using loop = floating_t<A>(floating_t<A>);
    STRAND_ALWAYS_INLINE auto operator()(auto x) const { return simd::atanh(x); }
};
struct cbrt {
    static constexpr const char* name = "cbrt";
    static constexpr bool heavy = true;
    template <class A>
        requires requires(simd::pack<floating_t<A>, 1> x) { simd::cbrt(x); }
    using loop = floating_t<A>(floating_t<A>);
    STRAND_ALWAYS_INLINE auto operator()(auto x) const { return simd::cbrt(x); }
};
struct erf {
    static constexpr const char* name = "erf";
    static constexpr bool heavy = true;
    template <class A>
        requires requires(simd::pack<floating_t<A>, 1> x) { simd::erf(x); }
    using loop = floating_t<A>(floating_t<A>);
    STRAND_ALWAYS_INLINE auto operator()(auto x) const { return simd::erf(x); }
};
struct erfc {
    static constexpr const char* name = "erfc";
    static constexpr bool heavy = true;
    template <class A>
        requires requires(simd::pack<floating_t<A>, 1> x) { simd::erfc(x); }
    using loop = floating_t<A>(floating_t<A>);
    STRAND_ALWAYS_INLINE auto operator()(auto x) const { return simd::erfc(x); }
};
struct tgamma {
    static constexpr const char* name = "tgamma";
    static constexpr bool heavy = true;
    template <class A>
        requires requires(simd::pack<floating_t<A>, 1> x) { simd::tgamma(x); }
    using loop = floating_t<A>(floating_t<A>);
    STRAND_ALWAYS_INLINE auto operator()(auto x) const { return simd::tgamma(x); }
};
struct lgamma {
    static constexpr const char* name = "lgamma";
    static constexpr bool heavy = true;
    template <class A>
        requires requires(simd::pack<floating_t<A>, 1> x) { simd::lgamma(x); }
    using loop = floating_t<A>(floating_t<A>);
    STRAND_ALWAYS_INLINE auto operator()(auto x) const { return simd::lgamma(x); }
};
struct sinc {
    static constexpr const char* name = "sinc";
    static constexpr bool heavy = true;
    /// Integers as double, whatever their width.
    template <class A>
    using working = std::conditional_t<strand::detail::inexact<A>, A, double>;
    template <class A>
    using loop = working<A>(working<A>);
    template <class P>
    STRAND_ALWAYS_INLINE auto operator()(P x) const {
        using T = typename P::element_type;
        if constexpr (strand::detail::is_complex<T>) {
            using R = real_t<T>;
            const P turned = x * P(T(static_cast<R>(3.14159265358979323846L)));
            return select(x == P(T(0)), P(T(1)), simd::sin(turned) / turned);
        } else {
            return simd::sinc(x);
        }
    }
};
struct atan2 {
    static constexpr const char* name = "atan2";
    static constexpr bool heavy = true;
    template <class A, class B>
        requires requires(simd::pack<floating_t<A, B>, 1> x) { simd::atan2(x, x); }
    using loop = floating_t<A, B>(floating_t<A, B>, floating_t<A, B>);
    STRAND_ALWAYS_INLINE auto operator()(auto x, auto y) const { return simd::atan2(x, y); }
};
struct hypot {
    static constexpr const char* name = "hypot";
    static constexpr bool rounds = true;
    template <class T>
    static constexpr T identity() {
        return T(0);
    }
    template <class A, class B>
        requires requires(simd::pack<floating_t<A, B>, 1> x) { simd::hypot(x, x); }
    using loop = floating_t<A, B>(floating_t<A, B>, floating_t<A, B>);
    STRAND_ALWAYS_INLINE auto operator()(auto x, auto y) const { return simd::hypot(x, y); }
};
struct logaddexp {
    static constexpr const char* name = "logaddexp";
    static constexpr bool heavy = true;
    template <class T>
    static constexpr T identity() {
        return -std::numeric_limits<T>::infinity();
    }
    template <class A, class B>
        requires requires(simd::pack<floating_t<A, B>, 1> x) { simd::logaddexp(x, x); }
    using loop = floating_t<A, B>(floating_t<A, B>, floating_t<A, B>);
    STRAND_ALWAYS_INLINE auto operator()(auto x, auto y) const { return simd::logaddexp(x, y); }
};
struct power {
    static constexpr const char* name = "power";
    static constexpr bool refuses_negative_integers = true;
    static constexpr bool heavy = true;
    template <class A, class B>
        requires requires(simd::pack<number_loop<A, B>, 1> x) { simd::pow(x, x); }
    using loop = number_loop<A, B>(number_loop<A, B>, number_loop<A, B>);
    STRAND_ALWAYS_INLINE auto operator()(auto x, auto y) const { return simd::pow(x, y); }
};

}  // namespace strand::inline STRAND_ISA::fn

#endif
