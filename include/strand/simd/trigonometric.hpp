// SPDX-License-Identifier: BSD-3-Clause
// sin, cos, sincos and tan on packs.
//
// The angle is reduced to r, |r| <= pi/4, in two words. A minimax polynomial gives the sine of r where the
// sine is wanted, and that of r/2 where the cosine is: 2 cos r = 2 - (2 sin(r/2))^2. So all lanes share one
// polynomial. Errors: the sine has 0.5 ULP from its last sum and at most 0.1 from r^3 t; the cosine
// 0.5 ULP from its last operation and 0.4 from the rounded sine of r/2 <= 0.383, in the worst case. The
// tangent is r / c with c = r / tan r = 1 + z t(z), z = r^2, which has its next pole at pi and so a short
// series; minus its reciprocal is -c / r. The quotient is corrected by its remainder, the rounding of c and
// the low word of r; what is left are the roundings of z and t, 0.3 ULP of c, and 0.5 of the last operation.
#ifndef STRAND_SIMD_TRIGONOMETRIC_HPP
#define STRAND_SIMD_TRIGONOMETRIC_HPP

#include <strand/simd/angle_reduction.hpp>
#include <strand/simd/polynomial.hpp>

namespace strand::inline STRAND_ISA::simd {

namespace detail {

/// (r - sin r) / r^3 in z = r^2 <= 0.621.
template <float_lanes V>
STRAND_ALWAYS_INLINE V sine_series(V z) {
    if constexpr (sizeof(lane_of<V>) == 8) {
        return horner(z, 0x1.5555555555555p-3, -0x1.1111111110c6ap-7, 0x1.a01a019e9a22ep-13, -0x1.71de37a807adcp-19,
                      0x1.ae60167fff698p-26, -0x1.5e0db2bc0ce68p-33);
    } else {
        return horner(z, 0x1.555556p-3f, -0x1.111198p-7f, 0x1.a082dap-13f, -0x1.8756fcp-19f);
    }
}

/// In the bit of the sign: bit 0 or 1 of the quadrant.
template <int Bit, float_lanes V>
STRAND_ALWAYS_INLINE uint_lanes<V> quadrant_bit(uint_lanes<V> quadrant) {
    return quadrant << (8 * sizeof(lane_of<V>) - 1 - Bit);
}

/// The sine of the whole angle: the sine of the rest, or after an odd number of quarter turns its cosine.
template <float_lanes V>
STRAND_ALWAYS_INLINE V sine_by_quadrant(const quarter_turns<V>& turns) {
    const auto cosine = quadrant_bit<0, V>(turns.quadrant);
    const V r = turns.high;
    const V z = quarter_where(V(r * r), cosine);
    const V sine = r - mul_add(z * r, sine_series(z), turns.less);  // or twice the sine of r / 2
    return turned(by_sign<V>(cosine, fused_sum(-sine, sine, all<V>(2)), sine), turns.quadrant);
}

template <float_lanes V>
STRAND_ALWAYS_INLINE V sin_lanes(V x) {
    using T = lane_of<V>;
    if constexpr (!has_fma && sizeof(T) == 4) return lane_by_lane([](T v) { return std::sin(v); }, x);
    else return of_angles(x, [](quarter_turns<V> turns) STRAND_INLINE_LAMBDA { return sine_by_quadrant(turns); });
}
template <float_lanes V>
STRAND_ALWAYS_INLINE V cos_lanes(V x) {
    using T = lane_of<V>;
    if constexpr (!has_fma && sizeof(T) == 4) return lane_by_lane([](T v) { return std::cos(v); }, x);
    else return of_angles(x, [](quarter_turns<V> turns) STRAND_INLINE_LAMBDA {
        turns.quadrant += 1;  // cos x = sin(x + pi/2)
        return sine_by_quadrant(turns);
    });
}

/// (cos r - 1 + r^2 / 2) / r^4.
template <float_lanes V>
STRAND_ALWAYS_INLINE V cosine_series(V z) {
    if constexpr (sizeof(lane_of<V>) == 8) {
        return horner(z, 0x1.5555555555555p-5, -0x1.6c16c16c168c1p-10, 0x1.a01a019f35916p-16, -0x1.27e4f9ff19e1p-22,
                      0x1.1eeb53a654722p-29, -0x1.9070663c0f3acp-37);
    } else {
        return horner(z, 0x1.555556p-5f, -0x1.6c17d4p-10f, 0x1.a0f526p-16f, -0x1.58a34cp-22f);
    }
}

/// (r / tan r - 1) / r^2.
template <float_lanes V>
STRAND_ALWAYS_INLINE V cotangent_series(V z) {
    if constexpr (sizeof(lane_of<V>) == 8) {
        return in_fours(z, -0x1.5555555555555p-2, -0x1.6c16c16c16e3ep-6, -0x1.1566abbff0641p-9, -0x1.bbd779504eda2p-13,
                        -0x1.66a8ebb7e9417p-16, -0x1.228163a4aab63p-19, -0x1.d6ab5e443c8a8p-23, -0x1.8060ff757f39ap-26,
                        -0x1.1d1f7e295df3ap-29, -0x1.6e985aa27950ap-32);
    } else {
        return polynomial(z, -0x1.555556p-2f, -0x1.6c15bep-6f, -0x1.159e86p-9f, -0x1.b20d18p-13f, -0x1.c45212p-16f);
    }
}

/// For doubles that hold floats.
template <float_lanes V>
STRAND_ALWAYS_INLINE V float_tan(const quarter_turns<V>& turns) {
    const V r = turns.high, z = r * r;
    const V sine = r - mul_add(z * r, sine_series(z), turns.less);
    const V cosine = mul_add(z * z, cosine_series(z), 1 - product(z, 0.5));
    const auto odd = quadrant_bit<0, V>(turns.quadrant);
    return by_sign(odd, -cosine, sine) / by_sign(odd, sine, cosine);
}

/// The tangent of the rest as r / c, c = r / tan r, or minus its reciprocal after an odd number of quarter turns.
template <float_lanes V>
STRAND_ALWAYS_INLINE V tangent_of(const quarter_turns<V>& turns) {
    const auto odd = quadrant_bit<0, V>(turns.quadrant);
    const V r = turns.high, z = r * r;
    const V t = cotangent_series(z), c = fused_sum(z, t, all<V>(1)), c_low = fused_sum(z, t, 1 - c);
    const V above = by_sign(odd, -c, r), below = by_sign(odd, r, c);
    const V per = 1 / below, q = product(above, per);
    // What the quotient is too large by: its rounding, and for c_low and the part of the rest that r lacks the
    // derivatives, which have one sign. In this order the quotient -0 stays -0.
    const V lows = mul_add(turns.less, mul_add(c, c, z), product(c_low, r));
    const V more = mul_add(lows, per, fused_sum(q, below, -above));
    return mul_add(-more, per, q);
}

struct tangent_of_turns {
    STRAND_ALWAYS_INLINE auto operator()(const auto& turns) const { return tangent_of(turns); }
};

template <float_lanes V>
STRAND_ALWAYS_INLINE V tan_lanes(V x) {
    using T = lane_of<V>;
    constexpr tangent_of_turns tangent;
    const auto float_tangent = [](const auto& turns) STRAND_INLINE_LAMBDA { return float_tan(turns); };
    if constexpr (has_fma) {
        return of_angles<true>(x, tangent);
    } else if constexpr (sizeof(T) == 4) {
        return in_doubles<V>([=](auto v) STRAND_INLINE_LAMBDA { return of_angles(v, float_tangent); }, x);
    } else {
        // Without fused multiply-add the C library is faster, but glibc's may be wrong by many ULP at huge angles.
        const V by_library = lane_by_lane([](T v) { return std::tan(v); }, x);
        if (every_at_most(absolute(x), largest_small_angle<V>)) [[likely]] return by_library;
        return absolute(x) <= largest_small_angle<V> ? by_library : of_angles<true>(x, tangent);
    }
}

/// sin(pi x) for x >= 0: x is reduced before it is multiplied with pi, so nothing is lost to large x.
template <float_lanes V>
STRAND_ALWAYS_INLINE V sine_of_half_turns(V x) {
    using T = lane_of<V>;
    constexpr bool wide = sizeof(T) == 8;
    constexpr T pi = wide ? T(0x1.921fb54442d18p1) : T(0x1.921fb6p1);
    constexpr T pi_low = wide ? T(0x1.1a62633145c07p-53) : T(-0x1.777a5cp-24);
    constexpr T point = wide ? T(0x1p52) : T(0x1p23);
    const V twice = x + x;
    const V biased = twice + point;  // rounds to a whole number
    const V half_turns = (biased - point) * T(0.5);
    // Beyond `point` twice x is a whole number with its last bits at the end of the representation.
    const auto whole = twice >= point;
    const auto even_bits = twice < 2 * point ? bits_of(twice) : twice < 4 * point ? bits_of(twice) << 1 : uint_lanes<V>{};
    const V f = whole ? V{} : x - half_turns;
    const auto r = two_product(f, all<V>(pi));
    const quarter_turns<V> turns{r.high, -mul_add(f, pi_low, r.low), whole ? even_bits : bits_of(biased)};
    return sine_by_quadrant(turns);
}

template <float_lanes V>
STRAND_ALWAYS_INLINE V sinc_lanes(V x) {
    using T = lane_of<V>;
    constexpr bool wide = sizeof(T) == 8;
    const V size = absolute(x);
    // Near 0 the quotient is that of an angle by itself; 0 and denormals would lose digits.
    const V quotient = sine_of_half_turns(size) / (size * T(0x1.921fb54442d18p1)) + T(0);  // no -0
    const V result = size < T(wide ? 0x1p-30 : 0x1p-13) ? all<V>(1) : quotient;
    return size <= limits_of<V>::max() ? result : x - x;
}

}  // namespace detail

template <detail::real_floating T, index_t Lanes>
STRAND_ALWAYS_INLINE pack<T, Lanes> sin(pack<T, Lanes> x) {
    return detail::on_registers<T, Lanes>([](auto v) STRAND_INLINE_LAMBDA { return detail::sin_lanes(v); }, x);
}
template <detail::real_floating T, index_t Lanes>
STRAND_ALWAYS_INLINE pack<T, Lanes> cos(pack<T, Lanes> x) {
    return detail::on_registers<T, Lanes>([](auto v) STRAND_INLINE_LAMBDA { return detail::cos_lanes(v); }, x);
}

template <detail::real_floating T, index_t Lanes>
STRAND_ALWAYS_INLINE pack<T, Lanes> tan(pack<T, Lanes> x) {
    return detail::on_registers<T, Lanes>([](auto v) STRAND_INLINE_LAMBDA { return detail::tan_lanes(v); }, x);
}
/// An angle and what it comes to if it is small: half of the way to its tangent. For single registers.
template <class T, index_t Lanes>
struct begun_tan {
    vec<T, Lanes> x;
    detail::quarter_turns<vec<T, Lanes>> turns;
};
template <detail::real_floating T, index_t Lanes>
    requires(detail::has_fma && register_bytes > 16 && Lanes * bytes_of<T> == register_bytes)
STRAND_ALWAYS_INLINE begun_tan<T, Lanes> begin_tan(pack<T, Lanes> x) {
    return {x.v, detail::quarter_turns_of_small<true>(x.v)};
}
template <class T, index_t Lanes>
STRAND_ALWAYS_INLINE pack<T, Lanes> finish_tan(const begun_tan<T, Lanes>& begun) {
    return pack<T, Lanes>(detail::of_angles<true>(begun.x, begun.turns, detail::tangent_of_turns{}));
}
namespace detail {

/// Sine and cosine, in one register where both have room.
template <class T, index_t Lanes>
inline constexpr bool sincos_in_one = 2 * Lanes * bytes_of<T> >= 16 && 2 * Lanes * bytes_of<T> <= (register_bytes < 16 ? 16 : register_bytes) &&
                                      (has_fma || sizeof(T) == 8);
template <float_lanes V>
STRAND_ALWAYS_INLINE V sines_and_cosines(V twice) {
    return of_angles(twice, [](quarter_turns<V> turns) STRAND_INLINE_LAMBDA {
        // A quarter turn more for the second half; 5 is as good as 1, which g++ 12 takes for -1 in some vectors.
        uint_lanes<V> ahead{};
        for (index_t i = lanes_of<V> / 2; i < lanes_of<V>; ++i) ahead[i] = 5;
        turns.quadrant += ahead;
        return sine_by_quadrant(turns);
    });
}

}  // namespace detail

/// Sine and cosine; what they have in common is computed once.
template <detail::real_floating T, index_t Lanes>
STRAND_ALWAYS_INLINE std::pair<pack<T, Lanes>, pack<T, Lanes>> sincos(pack<T, Lanes> x) {
    if constexpr (detail::sincos_in_one<T, Lanes>) {
        const auto both = detail::sines_and_cosines(detail::joined<T, 2 * Lanes>(x.v, x.v));
        return {pack<T, Lanes>(lanes_from<0, Lanes, T, 2 * Lanes>(both)), pack<T, Lanes>(lanes_from<Lanes, Lanes, T, 2 * Lanes>(both))};
    } else {
        return {sin(x), cos(x)};
    }
}

/// sin(pi x) / (pi x), and 1 at 0.
template <detail::real_floating T, index_t Lanes>
STRAND_ALWAYS_INLINE pack<T, Lanes> sinc(pack<T, Lanes> x) {
    return detail::on_registers<T, Lanes>([](auto v) STRAND_INLINE_LAMBDA { return detail::sinc_lanes(v); }, x);
}

}  // namespace strand::inline STRAND_ISA::simd

#endif
