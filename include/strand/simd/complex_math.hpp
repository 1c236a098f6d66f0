// SPDX-License-Identifier: BSD-3-Clause
// exp, log, sqrt, sin, cos, tan, sinh, cosh and tanh of complex packs.
//
// Values at zeros, infinities and NaN as in C99, Annex G. Nothing overflows on the way to a finite result:
// e^x is split where its product with a sine or cosine may be finite, and log, sqrt and the norm work on
// scaled parts. log is accurate near |z| = 1, because |z|^2 is carried in two words; tanh after W. Kahan
// (Branch Cuts for Complex Elementary Functions, 1987). Each part has a few ULP of error.
#ifndef STRAND_SIMD_COMPLEX_MATH_HPP
#define STRAND_SIMD_COMPLEX_MATH_HPP

#include <strand/simd/hyperbolic.hpp>
#include <strand/simd/inverse_trigonometric.hpp>
#include <strand/simd/log.hpp>
#include <strand/simd/math.hpp>
#include <strand/simd/roots.hpp>
#include <strand/simd/trigonometric.hpp>

namespace strand::inline STRAND_ISA::simd {

namespace detail {

template <class R, index_t Lanes>
STRAND_ALWAYS_INLINE auto is_infinite(pack<R, Lanes> x) {
    return abs(x) == pack<R, Lanes>(std::numeric_limits<R>::infinity());
}
template <class R, index_t Lanes>
STRAND_ALWAYS_INLINE auto is_finite(pack<R, Lanes> x) {
    return abs(x) <= pack<R, Lanes>(std::numeric_limits<R>::max());
}
template <class R, index_t Lanes>
STRAND_ALWAYS_INLINE pack<R, Lanes> mul_add_packs(pack<R, Lanes> a, pack<R, Lanes> b, pack<R, Lanes> c) {
    return on_registers<R, Lanes>([](auto x, auto y, auto z) STRAND_INLINE_LAMBDA { return mul_add(x, y, z); }, a, b, c);
}
template <class R, index_t Lanes>
STRAND_ALWAYS_INLINE pack<R, Lanes> with_sign_of(pack<R, Lanes> size, pack<R, Lanes> sign) {
    return on_registers<R, Lanes>([](auto a, auto b) STRAND_INLINE_LAMBDA { return copy_sign(a, b); }, size, sign);
}

/// Real functions of parts that are doubles go to the C library where there is no fused multiply-add: a register has
/// but one complex number there, and half of the work on a part would be for nothing.
template <class R>
inline constexpr bool parts_by_library = !has_fma && sizeof(R) == 8;
template <class R, index_t Lanes, class OfNumber>
STRAND_ALWAYS_INLINE pack<R, Lanes> one_by_one(OfNumber function, pack<R, Lanes> x) {
    for (index_t i = 0; i < Lanes; ++i) x.v[i] = function(x.v[i]);
    return x;
}
template <class R, index_t Lanes>
STRAND_ALWAYS_INLINE pack<R, Lanes> exp_of_part(pack<R, Lanes> x) {
    if constexpr (parts_by_library<R>) return one_by_one([](R r) { return std::exp(r); }, x);
    else return exp(x);
}
template <class R, index_t Lanes>
STRAND_ALWAYS_INLINE pack<R, Lanes> sinh_of_part(pack<R, Lanes> x) {
    if constexpr (parts_by_library<R>) return one_by_one([](R r) { return std::sinh(r); }, x);
    else return sinh(x);
}
template <class R, index_t Lanes>
STRAND_ALWAYS_INLINE pack<R, Lanes> cosh_of_part(pack<R, Lanes> x) {
    if constexpr (parts_by_library<R>) return one_by_one([](R r) { return std::cosh(r); }, x);
    else return cosh(x);
}
template <class R, index_t Lanes>
STRAND_ALWAYS_INLINE std::pair<pack<R, Lanes>, pack<R, Lanes>> sincos_of_part(pack<R, Lanes> y) {
    if constexpr (parts_by_library<R>) return {one_by_one([](R r) { return std::sin(r); }, y), one_by_one([](R r) { return std::cos(r); }, y)};
    else return sincos(y);
}

/// Beyond this x is taken as a smaller one and a power of e, because its exponential times a sine may be finite.
template <class R>
inline constexpr R largest_whole_exponent = sizeof(R) == 8 ? R(700) : R(80);
template <class P>
struct split_exponent {
    P reduced, factor, second_factor;
};
template <class R, index_t Lanes>
STRAND_ALWAYS_INLINE split_exponent<pack<R, Lanes>> split_large(pack<R, Lanes> x) {
    using P = pack<R, Lanes>;
    constexpr bool wide = sizeof(R) == 8;
    constexpr R from = largest_whole_exponent<R>, step = wide ? R(660) : R(60);
    constexpr R e_to_step = wide ? R(0x1.21c331dc645e8p952) : R(0x1.79dbcap86);
    const auto large = x > P(from), larger = x - P(step) > P(from);
    const P once = select(large, x - P(step), x);
    return {select(larger, once - P(step), once), select(large, P(e_to_step), P(R(1))),
            select(larger, P(e_to_step), P(R(1)))};
}

}  // namespace detail

/// e^z.
template <detail::complex_floating C, index_t Lanes>
STRAND_ALWAYS_INLINE pack<C, Lanes> exp(pack<C, Lanes> z) {
    using R = real_t<C>;
    using P = pack<R, Lanes>;
    const P x = real_part(z), y = imag_part(z), zero(R(0)), infinity(std::numeric_limits<R>::infinity());
    const auto [sine, cosine] = detail::sincos_of_part(y);
    const auto split = detail::split_large(x);
    const P e = detail::exp_of_part(split.reduced);
    P re = cosine * split.factor * split.second_factor * e, im = sine * split.factor * split.second_factor * e;
    // An infinite x beside a y that is no angle: 0 or infinity all the same.
    const auto no_angle = ~detail::is_finite(y);
    re = select(no_angle & (x == infinity), infinity, select(no_angle & (x == -infinity), zero, re));
    im = select(no_angle & (x == -infinity), zero, im);
    const auto real = y == zero, large_real = real & (x > P(detail::largest_whole_exponent<R>));
    if (any_lane(large_real)) [[unlikely]] re = select(large_real, detail::exp_of_part(x), re);
    return make_complex(re, select(real, y, im));
}

/// log|z| + i arg z.
template <detail::complex_floating C, index_t Lanes>
STRAND_ALWAYS_INLINE pack<C, Lanes> log(pack<C, Lanes> z) {
    using R = real_t<C>;
    using P = pack<R, Lanes>;
    const P x = real_part(z), y = imag_part(z);
    const P size = detail::on_registers<R, Lanes>([](auto re, auto im) STRAND_INLINE_LAMBDA {
        using V = decltype(re);
        const V abs_x = detail::absolute(re), abs_y = detail::absolute(im);
        const V larger = abs_x > abs_y ? abs_x : abs_y, smaller = abs_x > abs_y ? abs_y : abs_x;
        // |z|^2 = 4^k (a^2 + b^2), a in [sqrt(1/2), sqrt(2)); 2^54 keeps k away from the smallest exponents.
        const auto tiny = larger < detail::limits_of<V>::min() * R(4);
        const V unit = tiny ? detail::all<V>(R(0x1p54)) : detail::all<V>(1);
        auto parts = detail::split_positive(V(larger * unit));
        const V a = parts.significand, b = detail::scaled_down(V(smaller * unit), parts.exponent);
        parts.exponent = tiny ? parts.exponent - R(54) : parts.exponent;
        const auto a2 = detail::two_product(a, a), b2 = detail::two_product(b, b);
        const auto sum = detail::fast_two_sum(a2.high, b2.high);
        const V half_log = detail::log_of_words(sum.high, sum.low + (a2.low + b2.low),
                                                V(parts.exponent + parts.exponent)) * R(0.5);
        const V infinite = detail::all<V>(detail::infinity_of<V>);
        const V special = larger == 0 ? -infinite : half_log;
        const V ordered = ((re != re) | (im != im)) ? re + im : special;
        return ((abs_x == infinite) | (abs_y == infinite)) ? infinite : ordered;
    }, x, y);
    return make_complex(size, atan2(y, x));
}

/// The root with a non-negative real part.
template <detail::complex_floating C, index_t Lanes>
STRAND_ALWAYS_INLINE pack<C, Lanes> sqrt(pack<C, Lanes> z) {
    using R = real_t<C>;
    using P = pack<R, Lanes>;
    constexpr bool wide = sizeof(R) == 8;
    const P x = real_part(z), y = imag_part(z), zero(R(0)), infinity(std::numeric_limits<R>::infinity());
    // Scaled by 4^k so that neither |z| overflows nor its half underflows.
    const P larger = maximum(abs(x), abs(y));
    const auto huge = larger > P(wide ? R(0x1p1000) : R(0x1p120)), tiny = larger < P(wide ? R(0x1p-900) : R(0x1p-90));
    const P unit = select(huge, P(R(0x1p-4)), select(tiny, P(wide ? R(0x1p108) : R(0x1p60)), P(R(1))));
    const P back = select(huge, P(R(4)), select(tiny, P(wide ? R(0x1p-54) : R(0x1p-30)), P(R(1))));
    const P a = abs(x) * unit, b = y * unit;
    const P t = sqrt((a + hypot(a, b)) * P(R(0.5)));
    const P other = select(larger == zero, zero, abs(b) / (t + t));
    const auto left = detail::with_sign_of(P(R(1)), x) < zero;
    P re = select(left, other, t) * back, im = detail::with_sign_of(select(left, t, other) * back, y);
    // Infinite x, then infinite y, which wins.
    const auto infinite_x = detail::is_infinite(x), infinite_y = detail::is_infinite(y);
    const P none = select(is_nan(y), y, zero);
    re = select(infinite_x, select(left, none, infinity), re);
    im = select(infinite_x, select(left, detail::with_sign_of(infinity, y), detail::with_sign_of(none, y)), im);
    return make_complex(select(infinite_y, infinity, re), select(infinite_y, y, im));
}

namespace detail {

/// sinh and cosh of |x| >= 0 times s and t; large x without overflow of the hyperbolic functions alone.
template <class R, index_t Lanes>
struct hyperbolic_products {
    pack<R, Lanes> sinh_s, cosh_t;
};
template <class R, index_t Lanes>
STRAND_ALWAYS_INLINE hyperbolic_products<R, Lanes> hyperbolic_times(pack<R, Lanes> x, pack<R, Lanes> s,
                                                                     pack<R, Lanes> t) {
    using P = pack<R, Lanes>;
    // What is left of a large x is still so large that sinh and cosh are half of its exponential.
    const auto split = split_large(abs(x));
    const P first = s * split.factor * split.second_factor, second = t * split.factor * split.second_factor;
    return {with_sign_of(sinh_of_part(split.reduced), x) * first, cosh_of_part(split.reduced) * second};
}

}  // namespace detail

template <detail::complex_floating C, index_t Lanes>
STRAND_ALWAYS_INLINE pack<C, Lanes> sinh(pack<C, Lanes> z) {
    using R = real_t<C>;
    using P = pack<R, Lanes>;
    const P x = real_part(z), y = imag_part(z), zero(R(0));
    const auto [sine, cosine] = detail::sincos_of_part(y);
    const auto parts = detail::hyperbolic_times(x, cosine, sine);
    // 0 and infinity beside a y that is no angle, and a y of 0 beside an infinite x.
    const auto no_angle = ~detail::is_finite(y);
    P re = select(no_angle & ((x == zero) | detail::is_infinite(x)), x, parts.sinh_s);
    const auto real = y == zero, large_real = real & (abs(x) > P(detail::largest_whole_exponent<R>));
    if (any_lane(large_real)) [[unlikely]] re = select(large_real, detail::sinh_of_part(x), re);
    return make_complex(re, select(real, y, parts.cosh_t));
}
template <detail::complex_floating C, index_t Lanes>
STRAND_ALWAYS_INLINE pack<C, Lanes> cosh(pack<C, Lanes> z) {
    using R = real_t<C>;
    using P = pack<R, Lanes>;
    const P x = real_part(z), y = imag_part(z), zero(R(0)), infinity(std::numeric_limits<R>::infinity());
    const auto [sine, cosine] = detail::sincos_of_part(y);
    const auto parts = detail::hyperbolic_times(x, sine, cosine);
    const auto no_angle = ~detail::is_finite(y);
    const P re = select(no_angle & detail::is_infinite(x), infinity, parts.cosh_t);
    // The sign of x y where the product is a zero times an infinity or NaN.
    const P signed_zero = detail::with_sign_of(zero, detail::with_sign_of(P(R(1)), x) * detail::with_sign_of(P(R(1)), y));
    return make_complex(re, select((y == zero) | (no_angle & (x == zero)), signed_zero, parts.sinh_s));
}

/// With t = tan y, s = sinh x: ((1 + t^2) cosh(x) s + i t) / (1 + (1 + t^2) s^2).
template <detail::complex_floating C, index_t Lanes>
STRAND_ALWAYS_INLINE pack<C, Lanes> tanh(pack<C, Lanes> z) {
    using R = real_t<C>;
    using P = pack<R, Lanes>;
    const P x = real_part(z), y = imag_part(z), zero(R(0)), one(R(1));
    const P size = minimum(abs(x), P(sizeof(R) == 8 ? R(22) : R(11)));
    const P s = detail::with_sign_of(sinh(size), x), t = tan(y);
    const P beta = detail::mul_add_packs(t, t, one), denominator = detail::mul_add_packs(beta * s, s, one);
    P re = beta * cosh(size) * s / denominator, im = t / denominator;
    const auto real = y == zero, no_angle = ~detail::is_finite(y);
    if (any_lane(real)) re = select(real, tanh(x), re);
    re = select((x == zero) & no_angle, x, re);
    // Far out the imaginary part is 4 sin y cos y e^(-2 |x|); beside an infinite x any y will do.
    const auto far = abs(x) > P(sizeof(R) == 8 ? R(22) : R(11));
    if (any_lane(far)) {
        const auto [sine, cosine] = detail::sincos_of_part(y);
        const P decay = exp(-abs(x));
        const auto limit = no_angle & detail::is_infinite(x), undefined = no_angle & ~detail::is_infinite(x);
        re = select(far, select(undefined, y - y, detail::with_sign_of(one, x)), re);
        im = select(far, select(limit, zero, P(R(4)) * sine * cosine * decay * decay), im);
    }
    return make_complex(re, select(real, y, im));
}

namespace detail {

/// i z and -i z.
template <class C, index_t Lanes>
STRAND_ALWAYS_INLINE pack<C, Lanes> times_i(pack<C, Lanes> z) {
    return make_complex(-imag_part(z), real_part(z));
}
template <class C, index_t Lanes>
STRAND_ALWAYS_INLINE pack<C, Lanes> times_minus_i(pack<C, Lanes> z) {
    return make_complex(imag_part(z), -real_part(z));
}

}  // namespace detail

template <detail::complex_floating C, index_t Lanes>
STRAND_ALWAYS_INLINE pack<C, Lanes> sin(pack<C, Lanes> z) {
    return detail::times_minus_i(sinh(detail::times_i(z)));
}
template <detail::complex_floating C, index_t Lanes>
STRAND_ALWAYS_INLINE pack<C, Lanes> cos(pack<C, Lanes> z) {
    return cosh(detail::times_i(z));
}
template <detail::complex_floating C, index_t Lanes>
STRAND_ALWAYS_INLINE pack<C, Lanes> tan(pack<C, Lanes> z) {
    return detail::times_minus_i(tanh(detail::times_i(z)));
}

}  // namespace strand::inline STRAND_ISA::simd

#endif
