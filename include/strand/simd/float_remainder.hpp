// SPDX-License-Identifier: BSD-3-Clause
// C's fmod on packs of floats: exact, with the sign of the dividend.
//
// x / y rounded to a whole number q is at most 1 off the quotient's floor, so that x - q y, negative or not, is a
// multiple of the last bit of x or y and at most y: a float, which one fused multiply-add gives without rounding.
// Quotients too large for that, infinity, NaN and division by zero are left to the C library.
#ifndef STRAND_SIMD_FLOAT_REMAINDER_HPP
#define STRAND_SIMD_FLOAT_REMAINDER_HPP

#include <cmath>
#include <strand/simd/float_precision.hpp>
#include <strand/simd/rounding.hpp>

namespace strand::inline STRAND_ISA::simd {

namespace detail {

template <float_lanes V>
STRAND_COLD V rare_remainder(const V& x, const V& y) {
    using T = lane_of<V>;
    return lane_by_lane([](T a, T b) { return std::fmod(a, b); }, x, y);
}

/// The remainder of x and y, both positive or zero.
template <float_lanes V>
STRAND_ALWAYS_INLINE V remainder_of_sizes(V x, V y) {
    using T = lane_of<V>;
    constexpr T whole = sizeof(T) == 8 ? T(0x1p52) : T(0x1p23);
    if constexpr (!has_fma) {
        return rare_remainder(x, y);
    } else {
        const V ratio = x / y;
        const bool ordinary = every_at_most(ratio, whole / 2) && every_at_most(y, limits_of<V>::max());
        if (!ordinary) [[unlikely]] return rare_remainder(x, y);
        const V q = (ratio + whole) - whole;
        const V rest = mul_add(V(-q), y, x);
        return rest < 0 ? rest + y : rest;
    }
}

}  // namespace detail

template <detail::real_floating T, index_t Lanes>
STRAND_ALWAYS_INLINE pack<T, Lanes> operator%(pack<T, Lanes> a, pack<T, Lanes> b) {
    const auto rest = detail::on_registers<T, Lanes>(
        [](auto x, auto y) STRAND_INLINE_LAMBDA { return detail::remainder_of_sizes(x, y); }, abs(a), abs(b));
    return copysign(rest, a);
}

}  // namespace strand::inline STRAND_ISA::simd

#endif
