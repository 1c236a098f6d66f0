// SPDX-License-Identifier: BSD-3-Clause
// The functors that look into floats: parts of a number (frexp, modf, ldexp), distance to the neighbour,
// signed infinities, replacing what is not finite.
#ifndef STRAND_SIMD_FLOAT_FUNCTOR_HPP
#define STRAND_SIMD_FLOAT_FUNCTOR_HPP

#include <strand/simd/number_functor.hpp>

namespace strand::inline STRAND_ISA::fn {

/// The absolute value as a float.
struct fabs : absolute {
    static constexpr const char* name = "fabs";
    template <class A>
        requires none_complex<A>
    using loop = floating_t<A>(floating_t<A>);
};
/// What stands before the point, with its sign; the first result of modf is the fraction.
struct modf_fraction {
    static constexpr const char* name = "modf";
    template <class A>
        requires none_complex<A>
    using loop = floating_t<A>(floating_t<A>);
    template <class P>
    STRAND_ALWAYS_INLINE P operator()(P a) const {
        const P zero(typename P::element_type(0));
        return simd::copysign(select(detail::is_infinite(a), zero, a - simd::trunc(a)), a);
    }
};
struct modf_whole {
    static constexpr const char* name = "modf";
    template <class A>
        requires none_complex<A>
    using loop = floating_t<A>(floating_t<A>);
    STRAND_ALWAYS_INLINE auto operator()(auto a) const { return simd::trunc(a); }
};

/// x = mantissa * 2^exponent, the mantissa in [1/2, 1); 0, infinities and NaN are their own mantissas.
struct frexp_mantissa {
    static constexpr const char* name = "frexp";
    template <class T>
    static constexpr bool one_by_one = true;
    static constexpr bool heavy = true;
    template <class A>
        requires none_complex<A>
    using loop = floating_t<A>(floating_t<A>);
    template <class P>
    STRAND_ALWAYS_INLINE P operator()(P a) const {
        return detail::lane_by_lane([](auto x, auto) { int exponent; return std::frexp(x, &exponent); }, a, a);
    }
};
struct frexp_exponent {
    static constexpr const char* name = "frexp";
    template <class T>
    static constexpr bool one_by_one = true;
    static constexpr bool heavy = true;
    template <class A>
        requires none_complex<A>
    using loop = std::int32_t(floating_t<A>);
    template <class P>
    STRAND_ALWAYS_INLINE auto operator()(P a) const {
        simd::pack<std::int32_t, P::lanes> result(std::int32_t{0});
        for (index_t i = 0; i < P::lanes; ++i) {
            const auto x = static_cast<typename P::element_type>(a.v[i]);
            int exponent = 0;
            // What the C library stores for infinities and NaN is its own affair.
            if (x - x == 0) std::frexp(x, &exponent);
            result.v[i] = exponent;
        }
        return result;
    }
};
/// x * 2^n, rounded once.
struct ldexp {
    static constexpr const char* name = "ldexp";
    template <class T>
    static constexpr bool one_by_one = true;
    static constexpr bool heavy = true;
    template <class A, class B>
        requires none_complex<A> && none_inexact<B>
    using loop = floating_t<A>(floating_t<A>, number_loop<B>);
    template <class P, class N>
    STRAND_ALWAYS_INLINE P operator()(P x, N n) const {
        P result = x;
        // More than all exponents there are; a 64-bit count must not wrap on its way to int.
        constexpr std::int64_t most = 5000;
        for (index_t i = 0; i < P::lanes; ++i) {
            const auto count = n.v[i];
            const bool small = std::is_signed_v<typename N::element_type> && static_cast<std::int64_t>(count) < -most;
            const bool large = !small && static_cast<std::uint64_t>(count) > most && count > 0;
            const int by = static_cast<int>(small ? -most : large ? most : static_cast<std::int64_t>(count));
            result.v[i] = std::ldexp(static_cast<typename P::element_type>(x.v[i]), by);
        }
        return result;
    }
};
/// The distance to the next number away from 0, with the sign of x; NaN of infinities.
struct spacing {
    static constexpr const char* name = "spacing";
    static constexpr bool takes_halves = true;
    template <class A>
        requires none_complex<A>
    using loop = floating_t<A>(floating_t<A>);
    template <class T, index_t N>
    STRAND_ALWAYS_INLINE auto operator()(simd::pack<T, N> a) const {
        // As integers, neighbours differ by 1.
        using U = simd::uint_of<simd::bytes_of<T>>;
        const auto size = abs(a), next = simd::detail::pack_from_bits<T, N>(simd::bits_as<simd::vec<U, N>>(size.v) + U(1));
        const auto x = detail::comparable(a), near = detail::comparable(size);
        using P = std::remove_const_t<decltype(near)>;
        const P gap = detail::comparable(next) - near, undefined(std::numeric_limits<typename P::element_type>::quiet_NaN());
        return select(is_nan(x) | detail::is_infinite(near), undefined, simd::copysign(gap, select(x == P(0), near, x)));
    }
};

/// Integers rounded to a multiple of a power of ten, computed in double; of one they stay as they are.
struct round_to_multiple {
    static constexpr const char* name = "round";
    template <class A, class Multiple>
    using loop = A(A, double);
    template <class P, class D>
    STRAND_ALWAYS_INLINE auto operator()(P a, D multiple) const {
        if constexpr (simd::is_mask<P>) {
            return a;
        } else {
            const auto rounded = simd::rint(simd::convert<double>(a) / multiple) * multiple;
            return select(multiple == D(1), a, simd::convert<typename P::element_type>(rounded));
        }
    }
};

struct isposinf {
    static constexpr const char* name = "isposinf";
    template <class A>
        requires none_complex<A>
    using loop = bool(A);
    STRAND_ALWAYS_INLINE auto operator()(auto a) const {
        return detail::ask(a, false, [](auto x) STRAND_INLINE_LAMBDA {
            using P = decltype(x);
            return x == P(std::numeric_limits<typename P::element_type>::infinity());
        });
    }
};
struct isneginf {
    static constexpr const char* name = "isneginf";
    template <class A>
        requires none_complex<A>
    using loop = bool(A);
    STRAND_ALWAYS_INLINE auto operator()(auto a) const {
        return detail::ask(a, false, [](auto x) STRAND_INLINE_LAMBDA {
            using P = decltype(x);
            return x == P(-std::numeric_limits<typename P::element_type>::infinity());
        });
    }
};
/// The imaginary part is 0; true for everything that is not complex.
struct isreal {
    static constexpr const char* name = "isreal";
    template <class A>
    using loop = bool(A);
    template <class P>
    STRAND_ALWAYS_INLINE auto operator()(P a) const {
        if constexpr (detail::complex_pack<P>) return imag_part(a) == decltype(imag_part(a))(0);
        else return simd::mask_splat<1, P::lanes>(true);
    }
};
struct iscomplex {
    static constexpr const char* name = "iscomplex";
    template <class A>
    using loop = bool(A);
    STRAND_ALWAYS_INLINE auto operator()(auto a) const { return ~isreal{}(a); }
};
/// NaN, inf and -inf replaced by the other operands, which are real; in both parts of a complex number.
struct nan_to_num {
    static constexpr const char* name = "nan_to_num";
    template <class A, class NaN, class Highest, class Lowest>
    using loop = A(A, real_t<A>, real_t<A>, real_t<A>);
    template <class P, class R>
    STRAND_ALWAYS_INLINE P operator()(P a, R nan, R highest, R lowest) const {
        if constexpr (detail::complex_pack<P>) {
            return make_complex((*this)(real_part(a), nan, highest, lowest), (*this)(imag_part(a), nan, highest, lowest));
        } else if constexpr (detail::holds_floats<P>) {
            const P infinity(std::numeric_limits<typename P::element_type>::infinity());
            return select(is_nan(a), nan, select(a == infinity, highest, select(a == -infinity, lowest, a)));
        } else {
            return a;
        }
    }
};

}  // namespace strand::inline STRAND_ISA::fn

#endif
