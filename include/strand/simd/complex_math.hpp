// SPDX-License-Identifier: BSD-3-Clause
// Functions of complex packs, one lane after another through the C library: its results follow C99
// Annex G in all special cases and do not overflow on the way. Right, but not faster than a loop.
#ifndef STRAND_SIMD_COMPLEX_MATH_HPP
#define STRAND_SIMD_COMPLEX_MATH_HPP

#include <complex>
#include <strand/simd/pack.hpp>

namespace strand::inline STRAND_ISA::simd {

namespace detail {
template <class Function, class R, index_t Lanes, class... Rest>
STRAND_ALWAYS_INLINE pack<std::complex<R>, Lanes> each_complex(Function function, pack<std::complex<R>, Lanes> z, Rest... rest) {
    pack<std::complex<R>, Lanes> result = z;
    for (index_t i = 0; i < Lanes; ++i) {
        const std::complex<R> value =
            function(std::complex<R>(z.v[2 * i], z.v[2 * i + 1]), std::complex<R>(rest.v[2 * i], rest.v[2 * i + 1])...);
        result.v[2 * i] = value.real();
        result.v[2 * i + 1] = value.imag();
    }
    return result;
}
}  // namespace detail

template <class R, index_t Lanes>
pack<std::complex<R>, Lanes> sqrt(pack<std::complex<R>, Lanes> z) {
    return detail::each_complex([](std::complex<R> x) { return std::sqrt(x); }, z);
}
template <class R, index_t Lanes>
pack<std::complex<R>, Lanes> exp(pack<std::complex<R>, Lanes> z) {
    return detail::each_complex([](std::complex<R> x) { return std::exp(x); }, z);
}
template <class R, index_t Lanes>
pack<std::complex<R>, Lanes> log(pack<std::complex<R>, Lanes> z) {
    return detail::each_complex([](std::complex<R> x) { return std::log(x); }, z);
}
template <class R, index_t Lanes>
pack<std::complex<R>, Lanes> log10(pack<std::complex<R>, Lanes> z) {
    return detail::each_complex([](std::complex<R> x) { return std::log10(x); }, z);
}
template <class R, index_t Lanes>
pack<std::complex<R>, Lanes> sin(pack<std::complex<R>, Lanes> z) {
    return detail::each_complex([](std::complex<R> x) { return std::sin(x); }, z);
}
template <class R, index_t Lanes>
pack<std::complex<R>, Lanes> cos(pack<std::complex<R>, Lanes> z) {
    return detail::each_complex([](std::complex<R> x) { return std::cos(x); }, z);
}
template <class R, index_t Lanes>
pack<std::complex<R>, Lanes> tan(pack<std::complex<R>, Lanes> z) {
    return detail::each_complex([](std::complex<R> x) { return std::tan(x); }, z);
}
template <class R, index_t Lanes>
pack<std::complex<R>, Lanes> sinh(pack<std::complex<R>, Lanes> z) {
    return detail::each_complex([](std::complex<R> x) { return std::sinh(x); }, z);
}
template <class R, index_t Lanes>
pack<std::complex<R>, Lanes> cosh(pack<std::complex<R>, Lanes> z) {
    return detail::each_complex([](std::complex<R> x) { return std::cosh(x); }, z);
}
template <class R, index_t Lanes>
pack<std::complex<R>, Lanes> tanh(pack<std::complex<R>, Lanes> z) {
    return detail::each_complex([](std::complex<R> x) { return std::tanh(x); }, z);
}
template <class R, index_t Lanes>
pack<std::complex<R>, Lanes> asin(pack<std::complex<R>, Lanes> z) {
    return detail::each_complex([](std::complex<R> x) { return std::asin(x); }, z);
}
template <class R, index_t Lanes>
pack<std::complex<R>, Lanes> acos(pack<std::complex<R>, Lanes> z) {
    return detail::each_complex([](std::complex<R> x) { return std::acos(x); }, z);
}
template <class R, index_t Lanes>
pack<std::complex<R>, Lanes> atan(pack<std::complex<R>, Lanes> z) {
    return detail::each_complex([](std::complex<R> x) { return std::atan(x); }, z);
}
template <class R, index_t Lanes>
pack<std::complex<R>, Lanes> asinh(pack<std::complex<R>, Lanes> z) {
    return detail::each_complex([](std::complex<R> x) { return std::asinh(x); }, z);
}
template <class R, index_t Lanes>
pack<std::complex<R>, Lanes> acosh(pack<std::complex<R>, Lanes> z) {
    return detail::each_complex([](std::complex<R> x) { return std::acosh(x); }, z);
}
template <class R, index_t Lanes>
pack<std::complex<R>, Lanes> atanh(pack<std::complex<R>, Lanes> z) {
    return detail::each_complex([](std::complex<R> x) { return std::atanh(x); }, z);
}
template <class R, index_t Lanes>
pack<std::complex<R>, Lanes> pow(pack<std::complex<R>, Lanes> z, pack<std::complex<R>, Lanes> w) {
    using Z = std::complex<R>;
    // As in NumPy: anything to the power of 0 is 1, and 0 to a power with a positive real part is 0.
    return detail::each_complex(
        [](Z x, Z y) {
            if (y == Z(0)) return Z(1);
            if (x == Z(0) && y.real() > 0) return Z(0);
            return std::pow(x, y);
        },
        z, w);
}

}  // namespace strand::inline STRAND_ISA::simd

#endif
