// SPDX-License-Identifier: BSD-3-Clause
// exp, exp2 and expm1 on packs.
#ifndef STRAND_SIMD_EXP_HPP
#define STRAND_SIMD_EXP_HPP

#include <strand/simd/polynomial.hpp>

namespace strand::inline STRAND_ISA::simd {

namespace detail {

template <class V>
struct exp_constants {
    using T = lane_of<V>;
    static constexpr bool wide = sizeof(T) == 8;
    static constexpr T per_ln2 = wide ? T(0x1.71547652b82fep+0) : T(0x1.715476p+0f);
    // ln 2 in two parts; the first leaves room for products with whole numbers of 12 (9) bits.
    static constexpr T ln2_high = wide ? T(0x1.62e42fefap-1) : T(0x1.62e8p-1f);
    static constexpr T ln2_low = wide ? T(0x1.cf79abc9e3b3ap-40) : T(-0x1.e8082ep-16f);
    // Up to this size of x the result is a normal number.
    static constexpr T ordinary = wide ? T(708) : T(87);
    // Beyond these exp is infinity or 0 in either type.
    static constexpr T largest = wide ? T(710) : T(89);
    static constexpr T smallest = wide ? T(-746) : T(-104);
};

/// (e^r - 1 - r) / r^2 for e^r in [3/4, 3/2].
template <float_lanes V>
STRAND_ALWAYS_INLINE V exp_tail(V r) {
    if constexpr (sizeof(lane_of<V>) == 8) {
        return polynomial(r, 0x1.ffffffffffffep-2, 0x1.55555555556e1p-3, 0x1.5555555555fefp-5, 0x1.111111108e77ap-7,
                          0x1.6c16c16a71253p-10, 0x1.a01a054bc468dp-13, 0x1.a019f5a43939dp-16, 0x1.71d324ff3fcccp-19,
                          0x1.283f5c63c0e32p-22, 0x1.c6c0e52b72c03p-26);
    } else {
        return polynomial(r, 0x1.000006p-1f, 0x1.5554d2p-3f, 0x1.55442ap-5f, 0x1.11f576p-7f, 0x1.7fa244p-10f);
    }
}

template <float_lanes V>
STRAND_ALWAYS_INLINE V exp_lanes(V x) {
    using constants = exp_constants<V>;
    using T = lane_of<V>;
    V bounded = x;
    const bool ordinary = every_within(x, constants::ordinary);
    if (has_avx512 || !ordinary) bounded = at_least(at_most(x, constants::largest), constants::smallest);
    const V biased = mul_add(bounded, constants::per_ln2, T(-0.085)) + rounding_magic<V>;
    const V n = biased - rounding_magic<V>;
    const V r = mul_add(n, -constants::ln2_low, mul_add(n, -constants::ln2_high, bounded));
    const V p = mul_add(r * r, exp_tail(r), r) + 1;
    if (!has_avx512 && ordinary) [[likely]] return float_of<V>(bits_of(p) + (bits_of(biased) << significand_bits<V>));
    return scale(p, n, biased);
}

}  // namespace detail

template <detail::real_floating T, index_t Lanes>
STRAND_ALWAYS_INLINE pack<T, Lanes> exp(pack<T, Lanes> x) {
    return detail::on_registers([](auto v) STRAND_INLINE_LAMBDA { return detail::exp_lanes(v); }, x);
}

}  // namespace strand::inline STRAND_ISA::simd

#endif
