// SPDX-License-Identifier: BSD-3-Clause
// Functors built on the transcendental functions: logaddexp2, float_power, the angle of a complex number, i0.
#ifndef STRAND_SIMD_SPECIAL_FUNCTOR_HPP
#define STRAND_SIMD_SPECIAL_FUNCTOR_HPP

#include <strand/simd/bessel.hpp>
#include <strand/simd/math_functor.hpp>
#include <strand/simd/number_functor.hpp>

namespace strand::inline STRAND_ISA::fn {

/// log2(2^x + 2^y) without overflow.
struct logaddexp2 {
    static constexpr const char* name = "logaddexp2";
    static constexpr bool heavy = true;
    template <class T>
    static constexpr T identity() {
        return -std::numeric_limits<T>::infinity();
    }
    template <class A, class B>
        requires none_complex<A, B>
    using loop = floating_t<A, B>(floating_t<A, B>, floating_t<A, B>);
    STRAND_ALWAYS_INLINE auto operator()(auto x, auto y) const { return simd::logaddexp2(x, y); }
};
/// x to the power of y in double or complex double.
struct float_power : power {
    static constexpr const char* name = "float_power";
    static constexpr bool refuses_negative_integers = false;
    template <class T>
    using wide = std::conditional_t<strand::detail::is_complex<T>, std::complex<double>, double>;
    template <class A, class B>
    using loop = wide<promote_t<A, B>>(wide<promote_t<A, B>>, wide<promote_t<A, B>>);
};
/// The angle of a number in the complex plane: 0 or pi for real ones.
struct angle {
    static constexpr const char* name = "angle";
    static constexpr bool heavy = true;
    template <class A>
    using working = std::conditional_t<std::same_as<A, bool>, double, floating_t<A>>;
    template <class A>
    using loop = real_t<working<A>>(working<A>);
    template <class P>
    STRAND_ALWAYS_INLINE auto operator()(P z) const {
        if constexpr (detail::complex_pack<P>) {
            return simd::atan2(imag_part(z), real_part(z));
        } else {
            using T = typename P::element_type;
            const P zero(T(0));
            return select(is_nan(z), z, select(signbit{}(z), P(static_cast<T>(3.14159265358979323846L)), zero));
        }
    }
};
struct i0 {
    static constexpr const char* name = "i0";
    static constexpr bool heavy = true;
    /// Integers as double, whatever their width.
    template <class A>
    using working = std::conditional_t<strand::detail::inexact<A>, A, double>;
    template <class A>
        requires none_complex<A>
    using loop = working<A>(working<A>);
    STRAND_ALWAYS_INLINE auto operator()(auto x) const { return simd::i0(x); }
};

}  // namespace strand::inline STRAND_ISA::fn

#endif
