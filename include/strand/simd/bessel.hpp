// SPDX-License-Identifier: BSD-3-Clause
// i0 on packs: the modified Bessel function of the first kind and order 0.
//
// Below 20 its power series, sum of (x^2/4)^k / (k!)^2, whose terms are all positive; from there on the
// asymptotic one, e^x / sqrt(2 pi x) * sum of ((2k-1)!!)^2 / (k! (8x)^k), which for x >= 20 is exact to
// double precision long before its terms grow again (Abramowitz and Stegun 9.6.12 and 9.7.1).
// At most 4 ULP. Floats are computed as doubles. i0(+-inf) is inf.
#ifndef STRAND_SIMD_BESSEL_HPP
#define STRAND_SIMD_BESSEL_HPP

#include <strand/simd/exp.hpp>
#include <strand/simd/roots.hpp>

namespace strand::inline STRAND_ISA::simd {

namespace detail {

template <float_lanes V>
V i0_lanes(V x) {
    using T = lane_of<V>;
    if constexpr (sizeof(T) == 4) {
        return in_doubles<V>([](auto wide) STRAND_INLINE_LAMBDA { return i0_lanes(wide); }, x);
    } else {
        constexpr T border = 20;
        const V size = absolute(x);
        const V quarter = size < border ? size * size * T(0.25) : V{};
        V series = all<V>(1);
        for (int k = 40; k > 0; --k) series = series * quarter * (1 / T(k * k)) + 1;
        const V bounded = size < border ? all<V>(border) : size;
        const V inverse = T(0.125) / bounded;
        V tail = all<V>(1);
        for (int k = 27; k > 0; --k) tail = tail * inverse * (T((2 * k - 1) * (2 * k - 1)) / T(k)) + 1;
        // In two factors: e^x overflows before i0 does.
        const V half = exp_lanes(bounded * T(0.5));
        const V large = half * (tail * T(0.39894228040143267794) / square_root(bounded)) * half;
        const V result = size < border ? series : size == infinity_of<V> ? size : large;
        return x != x ? x : result;
    }
}

}  // namespace detail

template <detail::real_floating T, index_t Lanes>
STRAND_ALWAYS_INLINE pack<T, Lanes> i0(pack<T, Lanes> x) {
    return detail::on_registers<T, Lanes>([](auto v) STRAND_INLINE_LAMBDA { return detail::i0_lanes(v); }, x);
}

}  // namespace strand::inline STRAND_ISA::simd

#endif
