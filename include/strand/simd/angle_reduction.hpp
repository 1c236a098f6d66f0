// SPDX-License-Identifier: BSD-3-Clause
// The angle of the trigonometric functions brought into [-pi/4, pi/4].
//
// In: x. Out: the number of quarter turns and the rest in two words. Ordinary angles go the way of
// W. J. Cody and W. Waite (Software Manual for the Elementary Functions, 1980): n times pi/2 in parts is
// taken off, the first two without rounding, as fused multiply-add and the few bits of the second part
// allow; the error of the rest is caught and the third part goes to it. `Close` takes a longer second part
// instead, so that what the rest lacks is small beside it even close to 0: the tangent divides by it. Larger
// lanes are done again in a function of their own, and only they take its results: those up to 2^45 by parts of
// pi/2 as long as a double, of which n times the first is taken off exactly whatever n, others by digits of 2/pi.
#ifndef STRAND_SIMD_ANGLE_REDUCTION_HPP
#define STRAND_SIMD_ANGLE_REDUCTION_HPP

#include <strand/simd/lane_signs.hpp>
#include <strand/simd/payne_hanek.hpp>

namespace strand::inline STRAND_ISA::simd::detail {

/// Up to here quarter_turns_of_small is right. The number of quarter turns must fit the bits that the
/// second part of pi/2 leaves free: 26 for double; 11 for float. `Close`: 12 for double, so that of the numbers next to
/// multiples of pi/2 none has a second word beyond 2^-29 of the first.
template <class V, bool Close = false>
inline constexpr lane_of<V> largest_small_angle = sizeof(lane_of<V>) == 8 ? lane_of<V>(Close ? 6400 : 0x1p26) : lane_of<V>(3000);

template <bool Close, float_lanes V>
STRAND_ALWAYS_INLINE quarter_turns<V> quarter_turns_of_small(V x) {
    using T = lane_of<V>;
    constexpr bool wide = sizeof(T) == 8;
    constexpr T per_half_pi = wide ? T(0x1.45f306dc9c883p-1) : T(0x1.45f306p-1f);
    const V biased = mul_add(x, per_half_pi, rounding_magic<V>);
    const V n = biased - rounding_magic<V>;
    // With positive parts, and the last one counted the other way round, -0 stays -0.
    constexpr T first = wide ? T(0x1.921fb54442d18p0) : T(0x1.921fb4p0f);
    if constexpr (has_fma && Close && !wide) {
        constexpr T second = 0x1.4442d2p-24f, third = -0x1.ee59dap-50f;
        const V rest = mul_add(n, -first, x);
        const V part = product(n, second), lost = mul_add(n, third, mul_add(n, second, -part));
        const V high = rest - part;
        return {high, ((high - rest) + part) + lost, bits_of(biased)};
    } else if constexpr (has_fma) {
        constexpr T second = wide ? Close ? T(0x1.1a62633145p-54) : T(0x1.1a62634p-54) : T(0x1.444p-24f);
        constexpr T third = wide ? Close ? T(0x1.80dc1cd129025p-95) : T(-0x1.d747f23e32ed7p-83) : T(0x1.68c234p-39f);
        const V rest = mul_add(n, -first, x);
        const V high = mul_add(n, -second, rest);
        const V less = mul_add(n, third, mul_add(n, second, high - rest));
        return {high, less, bits_of(biased)};
    } else {
        static_assert(wide, "without fused multiply-add floats are reduced as doubles");
        constexpr T head = T(0x1.921fb54p0), second = T(0x1.10b461p-30), third = T(0x1.a62633p-58), fourth = T(0x1.45c06e0e68948p-86);
        const V rest = x - n * head;
        const auto a = two_sum(rest, -n * second);
        const auto b = two_sum(a.high, -n * third);
        const auto r = fast_two_sum(b.high, (a.low + b.low) - n * fourth);
        return {x == 0 ? x : r.high, V{} - r.low, bits_of(biased)};
    }
}

/// Up to here quarter_turns_of_middle is right: x times 2/pi is off by 2^-9 at most.
template <class V>
inline constexpr lane_of<V> largest_middle_angle = sizeof(lane_of<V>) == 8 ? lane_of<V>(0x1p45) : lane_of<V>(0x1p16);

/// The first part of pi/2 is as long as the significand, and n times it is taken off exactly all the same: what is
/// left is a multiple of the part's last place and below 1. Fused multiply-add only.
template <float_lanes V>
STRAND_ALWAYS_INLINE quarter_turns<V> quarter_turns_of_middle(V x) {
    using T = lane_of<V>;
    constexpr bool wide = sizeof(T) == 8;
    constexpr T first = wide ? T(0x1.921fb54442d18p0) : T(0x1.921fb6p0), second = wide ? T(0x1.1a62633145c07p-54) : T(-0x1.777a5cp-25);
    constexpr T third = wide ? T(-0x1.f1976b7ed8fbcp-110) : T(-0x1.ee59dap-50);
    const V biased = mul_add(x, wide ? T(0x1.45f306dc9c883p-1) : T(0x1.45f306p-1), rounding_magic<V>), n = biased - rounding_magic<V>;
    const V part = product(n, second), lost = mul_add(n, third, mul_add(n, second, -part));
    const auto rest = two_sum(mul_add(n, -first, x), -part);
    // Close to a multiple of pi/2 the second word may have come near the first.
    const auto whole = two_sum(rest.high, V(rest.low - lost));
    return {whole.high, -whole.low, bits_of(biased)};
}

/// `function` of x in quarter turns where some angles are too large for the short way: out of line as a whole.
template <bool Close, float_lanes V, class Function>
STRAND_NOINLINE V of_any_angles(V x, V high, V less, uint_lanes<V> quadrant, Function function) {
    const V size = absolute(x);
    const auto take = [&](auto where, const quarter_turns<V>& turns) STRAND_INLINE_LAMBDA {
        high = where ? turns.high : high;
        less = where ? turns.less : less;
        quadrant = where ? turns.quadrant : quadrant;
    };
    constexpr auto middle = has_fma ? largest_middle_angle<V> : largest_small_angle<V, Close>;
    // Only ways that some lane goes are computed; what a lane gets does not depend on its neighbours.
    if constexpr (has_fma) {
        const auto is_middle = (size > largest_small_angle<V, Close>) & (size <= middle);
        if (!every(~is_middle)) take(is_middle, quarter_turns_of_middle(x));
    }
    const auto is_huge = size > middle;  // infinity too
    if (!every(~is_huge)) take(is_huge, quarter_turns_of_large(x));
    // The function may take a NaN's exponent for a number's.
    const V result = function(quarter_turns<V>{high, less, quadrant});
    return size <= limits_of<V>::max() ? result : x - x;
}

/// `function` of x modulo quarter turns, which are NaN for infinity and NaN; `small` is x as if it were a small angle.
template <bool Close = false, float_lanes V, class Function>
STRAND_ALWAYS_INLINE V of_angles(V x, quarter_turns<V> small, Function function) {
    if (every_within(x, largest_small_angle<V, Close>)) [[likely]] return function(small);
    return of_any_angles<Close>(x, small.high, small.less, small.quadrant, function);
}
template <bool Close = false, float_lanes V, class Function>
STRAND_ALWAYS_INLINE V of_angles(V x, Function function) {
    return of_angles<Close>(x, quarter_turns_of_small<Close>(x), function);
}

}  // namespace strand::inline STRAND_ISA::simd::detail

#endif
