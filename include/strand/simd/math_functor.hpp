// SPDX-License-Identifier: BSD-3-Clause
// The functors of the transcendental functions. Integers are computed as float or double; complex types
// where a complex function exists.
#ifndef STRAND_SIMD_MATH_FUNCTOR_HPP
#define STRAND_SIMD_MATH_FUNCTOR_HPP

#include <strand/simd/exp.hpp>
#include <strand/simd/functor.hpp>
#include <strand/simd/hyperbolic.hpp>
#include <strand/simd/integer_power.hpp>
#include <strand/simd/log.hpp>
#include <strand/simd/power.hpp>
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
struct log {
    static constexpr const char* name = "log";
    static constexpr bool heavy = true;
    template <class A>
        requires requires(simd::pack<floating_t<A>, 1> x) { simd::log(x); }
    using loop = floating_t<A>(floating_t<A>);
    STRAND_ALWAYS_INLINE auto operator()(auto x) const { return simd::log(x); }
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
struct tanh {
    static constexpr const char* name = "tanh";
    static constexpr bool heavy = true;
    template <class A>
        requires requires(simd::pack<floating_t<A>, 1> x) { simd::tanh(x); }
    using loop = floating_t<A>(floating_t<A>);
    STRAND_ALWAYS_INLINE auto operator()(auto x) const { return simd::tanh(x); }
};
struct power {
    static constexpr const char* name = "power";
    static constexpr bool heavy = true;
    template <class A, class B>
        requires requires(simd::pack<number_loop<A, B>, 1> x) { simd::pow(x, x); }
    using loop = number_loop<A, B>(number_loop<A, B>, number_loop<A, B>);
    STRAND_ALWAYS_INLINE auto operator()(auto x, auto y) const { return simd::pow(x, y); }
};

}  // namespace strand::inline STRAND_ISA::fn

#endif
