// SPDX-License-Identifier: BSD-3-Clause
// The angle of the trigonometric functions brought into [-pi/4, pi/4].
//
// In: x. Out: the number of quarter turns and the rest in two words. Ordinary angles go the way of
// W. J. Cody and W. Waite (Software Manual for the Elementary Functions, 1980): n times pi/2 in parts is
// taken off, the first two without rounding, as fused multiply-add and the few bits of the second part
// allow; the error of the rest is caught and the third part goes to it. Larger lanes are done again in
// a function of their own, and only they take its results.
#ifndef STRAND_SIMD_ANGLE_REDUCTION_HPP
#define STRAND_SIMD_ANGLE_REDUCTION_HPP

#include <strand/simd/payne_hanek.hpp>

namespace strand::inline STRAND_ISA::simd::detail {

/// The rest is high - less: with this sign a rest of -0 stays what it is.
template <class V>
struct quarter_turns {
    V high, less;
    uint_lanes<V> quadrant;  // modulo 4; higher bits mean nothing
};

/// Up to here quarter_turns_of_small is right. The number of quarter turns must fit the bits that the
/// second part of pi/2 leaves free: 26 for double; 11 for float.
template <class V>
inline constexpr lane_of<V> largest_small_angle = sizeof(lane_of<V>) == 8 ? lane_of<V>(0x1p26) : lane_of<V>(3000);

template <float_lanes V>
STRAND_ALWAYS_INLINE quarter_turns<V> quarter_turns_of_small(V x) {
    using T = lane_of<V>;
    constexpr bool wide = sizeof(T) == 8;
    constexpr T per_half_pi = wide ? T(0x1.45f306dc9c883p-1) : T(0x1.45f306p-1f);
    const V biased = mul_add(x, per_half_pi, rounding_magic<V>);
    const V n = biased - rounding_magic<V>;
    if constexpr (has_fma) {
        constexpr T first = wide ? T(0x1.921fb54442d18p0) : T(0x1.921fb4p0f);
        constexpr T second = wide ? T(0x1.1a62634p-54) : T(0x1.444p-24f);
        constexpr T third = wide ? T(-0x1.d747f23e32ed7p-83) : T(0x1.68c234p-39f);
        // With positive parts, and the last one counted the other way round, -0 stays -0.
        const V rest = mul_add(n, -first, x);
        const V high = mul_add(n, -second, rest);
        const V less = mul_add(n, third, mul_add(n, second, high - rest));
        return {high, less, bits_of(biased)};
    } else {
        static_assert(wide, "without fused multiply-add floats are reduced as doubles");
        constexpr T first = T(0x1.921fb54p0), second = T(0x1.10b461p-30), third = T(0x1.a62633p-58), fourth = T(0x1.45c06e0e68948p-86);
        const V rest = x - n * first;
        const auto a = two_sum(rest, -n * second);
        const auto b = two_sum(a.high, -n * third);
        const auto r = fast_two_sum(b.high, (a.low + b.low) - n * fourth);
        return {x == 0 ? x : r.high, V{} - r.low, bits_of(biased)};
    }
}

/// x, finite or not, with |x| beyond the reach of quarter_turns_of_small.
inline reduced_angle reduce_large_angle(double x) {
    const double size = std::fabs(x);
    if (!(size <= std::numeric_limits<double>::max())) {
        return {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::quiet_NaN(), 0};
    }
    const reduced_angle angle = reduce_huge(size);
    return x > 0 ? angle : reduced_angle{-angle.high, -angle.low, 0U - angle.quadrant};
}

/// Replaces the results of the lanes for which quarter_turns_of_small is wrong in doubles.
template <std::floating_point T, class Bits>
STRAND_NOINLINE void reduce_large_angles(const T* x, T* high, T* less, Bits* quadrant, index_t count) {
    for (index_t i = 0; i < count; ++i) {
        const auto angle_in = static_cast<double>(x[i]);
        if (std::fabs(angle_in) <= largest_small_angle<vec<double, 2>>) continue;
        const auto angle = reduce_large_angle(angle_in);
        high[i] = static_cast<T>(angle.high), quadrant[i] = angle.quadrant;
        less[i] = sizeof(T) == 8 ? static_cast<T>(-angle.low) : static_cast<T>(static_cast<double>(high[i]) - angle.high);
    }
}

/// Floats reduced as doubles, for which angles of medium size are small.
template <float_lanes V>
STRAND_ALWAYS_INLINE quarter_turns<V> quarter_turns_in_doubles(V x) {
    constexpr index_t half = lanes_of<V> / 2;
    using wide = vec<double, half>;
    const auto reduce = [](vec<float, half> part) STRAND_INLINE_LAMBDA {
        const auto turns = quarter_turns_of_small(__builtin_convertvector(part, wide));
        const auto high = __builtin_convertvector(turns.high, vec<float, half>);
        const auto less = __builtin_convertvector(__builtin_convertvector(high, wide) - turns.high, vec<float, half>);
        return quarter_turns<vec<float, half>>{high, less, __builtin_convertvector(turns.quadrant, vec<std::uint32_t, half>)};
    };
    const auto low = reduce(lanes_from<0, half, float, 2 * half>(x)), high = reduce(lanes_from<half, half, float, 2 * half>(x));
    return {joined<float, 2 * half>(low.high, high.high), joined<float, 2 * half>(low.less, high.less),
            joined<std::uint32_t, 2 * half>(low.quadrant, high.quadrant)};
}

/// x modulo quarter turns; NaN for infinity and NaN.
template <float_lanes V>
STRAND_ALWAYS_INLINE quarter_turns<V> quarter_turns_of(V x) {
    using T = lane_of<V>;
    using bits = lane_of<uint_lanes<V>>;
    constexpr index_t count = lanes_of<V>;
    quarter_turns<V> turns{};
    if constexpr (has_fma || sizeof(T) == 8) {
        turns = quarter_turns_of_small(x);
        if (every_within(x, largest_small_angle<V>)) [[likely]] return turns;
    }
    if constexpr (sizeof(T) == 4) {
        const auto small = absolute(x) <= (has_fma ? largest_small_angle<V> : T(-1));
        const auto medium = quarter_turns_in_doubles(x);
        turns = {small ? turns.high : medium.high, small ? turns.less : medium.less,
                 small ? turns.quadrant : medium.quadrant};
        if (every_within(x, T(largest_small_angle<vec<double, 2>>))) [[likely]] return turns;
    }
    constexpr auto lanes = static_cast<std::size_t>(count);
    alignas(V) T angles[lanes], high[lanes], less[lanes];
    alignas(V) bits quadrant[lanes];
    store<T, count>(angles, x);
    store<T, count>(high, turns.high);
    store<T, count>(less, turns.less);
    store<bits, count>(quadrant, turns.quadrant);
    reduce_large_angles(angles, high, less, quadrant, count);
    return {load<T, count>(high), load<T, count>(less), load<bits, count>(quadrant)};
}

}  // namespace strand::inline STRAND_ISA::simd::detail

#endif
