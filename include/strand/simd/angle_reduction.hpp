// SPDX-License-Identifier: BSD-3-Clause
// The angle of the trigonometric functions brought into [-pi/4, pi/4].
//
// In: x. Out: the number of quarter turns and the rest in two words. Ordinary angles go the way of
// W. J. Cody and W. Waite (Software Manual for the Elementary Functions, 1980): n times pi/2 in parts is
// taken off, the first two without rounding, as fused multiply-add and the few bits of the second part
// allow; the error of the rest is caught and the third part goes to it. `Close` takes a longer second part
// instead, so that what the rest lacks is small beside it even close to 0: the tangent divides by it. Larger
// lanes are done again in a function of their own, and only they take its results.
#ifndef STRAND_SIMD_ANGLE_REDUCTION_HPP
#define STRAND_SIMD_ANGLE_REDUCTION_HPP

#include <strand/simd/lane_signs.hpp>
#include <strand/simd/payne_hanek.hpp>

namespace strand::inline STRAND_ISA::simd::detail {

/// The rest is high - less: with this sign a rest of -0 stays what it is.
template <class V>
struct quarter_turns {
    V high, less;
    uint_lanes<V> quadrant;  // modulo 4; higher bits mean nothing
};

/// Up to here quarter_turns_of_small is right. The number of quarter turns must fit the bits that the
/// second part of pi/2 leaves free: 26 for double; 11 for float. `Close`: up to 2^20 the rest lacks at most
/// 2^-88 beside its rounding; no rest is below 2^-61, so the square of their ratio is below 1/4 ULP. Floats: tried.
template <class V, bool Close = false>
inline constexpr lane_of<V> largest_small_angle = sizeof(lane_of<V>) == 8 ? lane_of<V>(Close ? 0x1p20 : 0x1p26) : lane_of<V>(3000);

template <bool Close, float_lanes V>
STRAND_ALWAYS_INLINE quarter_turns<V> quarter_turns_of_small(V x) {
    using T = lane_of<V>;
    constexpr bool wide = sizeof(T) == 8;
    constexpr T per_half_pi = wide ? T(0x1.45f306dc9c883p-1) : T(0x1.45f306p-1f);
    const V biased = mul_add(x, per_half_pi, rounding_magic<V>);
    const V n = biased - rounding_magic<V>;
    // With positive parts, and the last one counted the other way round, -0 stays -0.
    constexpr T first = wide ? T(0x1.921fb54442d18p0) : T(0x1.921fb4p0f);
    if constexpr (has_fma && Close) {
        constexpr T second = wide ? T(0x1.1a62633145c07p-54) : T(0x1.4442d2p-24f);
        constexpr T third = wide ? T(-0x1.f1976b7ed8fbcp-110) : T(-0x1.ee59dap-50f);
        const V rest = mul_add(n, -first, x);
        const V part = product(n, second), lost = mul_add(n, third, mul_add(n, second, -part));
        const V high = rest - part;
        return {high, ((high - rest) + part) + lost, bits_of(biased)};
    } else if constexpr (has_fma) {
        constexpr T second = wide ? T(0x1.1a62634p-54) : T(0x1.444p-24f);
        constexpr T third = wide ? T(-0x1.d747f23e32ed7p-83) : T(0x1.68c234p-39f);
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

/// x, finite or not, with |x| beyond the reach of quarter_turns_of_small.
template <std::floating_point T>
STRAND_ALWAYS_INLINE reduced_angle reduce_large_angle(T x) {
    if (!(std::fabs(x) <= std::numeric_limits<T>::max())) {
        return {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::quiet_NaN(), 0};
    }
    return reduce_huge(x);
}

/// Floats reduced as doubles, for which angles of medium size are small.
template <float_lanes V>
STRAND_ALWAYS_INLINE quarter_turns<V> quarter_turns_in_doubles(V x) {
    constexpr index_t half = lanes_of<V> / 2;
    const auto reduce = [](vec<float, half> part) STRAND_INLINE_LAMBDA {
        const auto turns = quarter_turns_of_small<false>(as_doubles<half>(part));
        const auto high = as_floats<half>(turns.high);
        const auto less = as_floats<half>(as_doubles<half>(high) - turns.high);
        return quarter_turns<vec<float, half>>{high, less, convert_lanes<std::uint32_t, half, std::uint64_t>(turns.quadrant)};
    };
    const auto low = reduce(lanes_from<0, half, float, 2 * half>(x)), high = reduce(lanes_from<half, half, float, 2 * half>(x));
    return {joined<float, 2 * half>(low.high, high.high), joined<float, 2 * half>(low.less, high.less),
            joined<std::uint32_t, 2 * half>(low.quadrant, high.quadrant)};
}

/// A bit for each lane of a magnitude above the limit, or NaN.
template <float_lanes V>
STRAND_ALWAYS_INLINE unsigned lanes_beyond(V x, lane_of<V> limit) {
    return signs_of(float_of<V>((bits_of(all<V>(limit)) - bits_of(absolute(x)))));
}

/// `turns` with the lanes replaced for which quarter_turns_of_small is wrong: one function for all that ask.
template <bool Close, float_lanes V>
STRAND_NOINLINE void reduce_large_angles(const V& x, quarter_turns<V>& turns) {
    using T = lane_of<V>;
    constexpr T largest = T(largest_small_angle<vec<double, 2>, Close && sizeof(T) == 8>);
    unsigned large = lanes_beyond(x, largest);
    if constexpr (sizeof(T) == 4) {
        if (!has_fma || lanes_beyond(x, largest_small_angle<V, Close>) != large) {
            const auto small = absolute(x) <= (has_fma ? largest_small_angle<V, Close> : T(-1));
            const auto medium = quarter_turns_in_doubles(x);
            turns = {small ? turns.high : medium.high, small ? turns.less : medium.less,
                     small ? turns.quadrant : medium.quadrant};
        }
    }
    // Mostly there is one of them; it is put into its place without a way through memory.
    int_lanes<V> place{};
    for (index_t i = 0; i < lanes_of<V>; ++i) place[i] = static_cast<lane_of<int_lanes<V>>>(i);
    for (; large != 0; large &= large - 1) {
        const int lane = std::countr_zero(large);
        const auto angle = reduce_large_angle(reinterpret_cast<const T*>(&x)[lane]);
        const auto high = static_cast<T>(angle.high);
        const auto less = sizeof(T) == 8 ? static_cast<T>(-angle.low) : static_cast<T>(static_cast<double>(high) - angle.high);
        const auto here = place == static_cast<lane_of<int_lanes<V>>>(lane);
        turns = {here ? all<V>(high) : turns.high, here ? all<V>(less) : turns.less,
                 here ? uint_lanes<V>{} + angle.quadrant : turns.quadrant};
    }
}

/// x modulo quarter turns; NaN for infinity and NaN.
template <bool Close = false, float_lanes V>
STRAND_ALWAYS_INLINE quarter_turns<V> quarter_turns_of(V x) {
    quarter_turns<V> turns{};
    if constexpr (has_fma || sizeof(lane_of<V>) == 8) {
        turns = quarter_turns_of_small<Close>(x);
        if (every_within(x, largest_small_angle<V, Close>)) [[likely]] return turns;
    }
    reduce_large_angles<Close>(x, turns);
    return turns;
}

}  // namespace strand::inline STRAND_ISA::simd::detail

#endif
