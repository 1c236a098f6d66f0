// SPDX-License-Identifier: BSD-3-Clause
// sinh, cosh and tanh on packs.
#ifndef STRAND_SIMD_HYPERBOLIC_HPP
#define STRAND_SIMD_HYPERBOLIC_HPP

#include <strand/simd/double_word.hpp>
#include <strand/simd/exp.hpp>

namespace strand::inline STRAND_ISA::simd {

namespace detail {

template <float_lanes V>
STRAND_ALWAYS_INLINE V tanh_lanes(V x) {
    using constants = exp_constants<V>;
    using T = lane_of<V>;
    using U = uint_lanes<V>;
    constexpr T enough = sizeof(T) == 8 ? T(20) : T(10);
    const V y = at_most(absolute(x), enough);
    const V twice = y + y;
    const V biased = mul_add(twice, constants::per_ln2, T(-0.085)) + rounding_magic<V>;
    const V n = biased - rounding_magic<V>;
    const V rest = mul_add(n, -constants::ln2_high, twice);
    const V r = mul_add(n, -constants::ln2_low, rest);
    const V r_low = mul_add(n, -constants::ln2_low, rest - r);
    const V tail = r * r * exp_tail(r);
    const V s = r + tail;
    const V s_low = (r - s) + tail + r_low;
    const V p = s + 1;
    const V p_low = (s - (p - 1)) + s_low;
    // 2^-n
    const V t = float_of<V>((static_cast<lane_of<U>>(exponent_bias<V>) - bits_of(biased)) << significand_bits<V>);
    const V a = p - t, a_low = ((p - a) - t) + p_low;
    const V b = p + t, b_low = ((p - b) + t) + p_low;
    const V per_b = 1 / b;
    const V q = product(a, per_b);
    const V error = mul_add(-q, b, a) + mul_add(-q, b_low, a_low);
    return copy_sign(mul_add(error, per_b, q), x);
}

}  // namespace detail

template <detail::real_floating T, index_t Lanes>
STRAND_ALWAYS_INLINE pack<T, Lanes> tanh(pack<T, Lanes> x) {
    return detail::on_registers<T, Lanes>([](auto v) STRAND_INLINE_LAMBDA { return detail::tanh_lanes(v); }, x);
}

}  // namespace strand::inline STRAND_ISA::simd

#endif
