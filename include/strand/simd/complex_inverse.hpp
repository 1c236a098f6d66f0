// SPDX-License-Identifier: BSD-3-Clause
// asin, acos, atan, asinh, acosh, atanh and log1p of complex packs.
//
// The sides of the branch cuts and the values at zeros, infinities and NaN as in C99, Annex G. After
// W. Kahan (Branch Cuts for Complex Elementary Functions, 1987), in the first quadrant: with
// a = sqrt(1 - z), b = sqrt(1 + z), a.im <= 0 <= b.im,
//   asin z = atan(x / (a.re b.re - a.im b.im)) + i asinh(a.re b.im - a.im b.re),   acos z = 2 atan(a.re / b.re) - ...
//   atanh z = log1p(4 x / ((1 - x)^2 + y^2)) / 4 + i atan2(2 y, (1 - x) (1 + x) - y^2) / 2
// Every sum but the last has terms of one sign, and where that cancels the angle is near pi/4; so each
// part has a few ULP of error. From 2^28 (2^13) on the leading terms of the series at infinity do.
#ifndef STRAND_SIMD_COMPLEX_INVERSE_HPP
#define STRAND_SIMD_COMPLEX_INVERSE_HPP

#include <strand/simd/complex_math.hpp>
#include <strand/simd/inverse_hyperbolic.hpp>

namespace strand::inline STRAND_ISA::simd {

namespace detail {

template <class R>
inline constexpr R far_from_one = sizeof(R) == 8 ? R(0x1p28) : R(0x1p13);

/// For z in the first quadrant: asin z = angle + i height, and acos z = 2 atan(root / other_root) - i height
/// unless z is far out, where it is atan(y / x) - i height.
template <class P, class Mask>
struct arcs {
    P angle, height, root, other_root;
    Mask far;
};
template <class R, index_t Lanes>
STRAND_ALWAYS_INLINE auto arcs_of(pack<R, Lanes> x, pack<R, Lanes> y) {
    using P = pack<R, Lanes>;
    const P one(R(1));
    const auto a = sqrt(make_complex(one - x, -y)), b = sqrt(make_complex(one + x, y));
    const P a_re = real_part(a), a_im = -imag_part(a), b_re = real_part(b), b_im = imag_part(b);
    const P near_height = asinh(a_re * b_im + a_im * b_re), below = a_re * b_re + a_im * b_im;
    const auto far = (x > P(far_from_one<R>)) | (y > P(far_from_one<R>));
    const P far_height = real_part(log(make_complex(x, y))) + P(R(0x1.62e42fefa39efp-1));
    return arcs<P, decltype(far)>{atan2(x, select(far, y, below)), select(far, far_height, near_height), a_re, b_re, far};
}

}  // namespace detail

/// The angle whose sine is z; cut along the real axis outside [-1, 1].
template <detail::complex_floating C, index_t Lanes>
STRAND_ALWAYS_INLINE pack<C, Lanes> asin(pack<C, Lanes> z) {
    using P = pack<real_t<C>, Lanes>;
    const P x = real_part(z), y = imag_part(z);
    const auto parts = detail::arcs_of(abs(x), abs(y));
    const P re = select(x == P(0), x, detail::with_sign_of(parts.angle, x));
    return make_complex(re, detail::with_sign_of(parts.height, y));
}
/// The angle whose cosine is z; cut as asin.
template <detail::complex_floating C, index_t Lanes>
STRAND_ALWAYS_INLINE pack<C, Lanes> acos(pack<C, Lanes> z) {
    using R = real_t<C>;
    using P = pack<R, Lanes>;
    const P x = real_part(z), y = imag_part(z);
    const auto parts = detail::arcs_of(abs(x), abs(y));
    const auto left = detail::with_sign_of(P(R(1)), x) < P(R(0));
    const P top = select(parts.far, abs(y), select(left, parts.other_root, parts.root));
    const P bottom = select(parts.far, x, select(left, parts.root, parts.other_root));
    const P re = atan2(top, bottom) * select(parts.far, P(R(1)), P(R(2)));
    return make_complex(select((x == P(R(0))) & is_nan(y), P(R(0x1.921fb54442d18p0)), re),
                        detail::with_sign_of(parts.height, -y));
}
/// The inverse of cosh with a non-negative real part; cut along the real axis below 1.
template <detail::complex_floating C, index_t Lanes>
STRAND_ALWAYS_INLINE pack<C, Lanes> acosh(pack<C, Lanes> z) {
    const auto angle = acos(z);
    return make_complex(abs(imag_part(angle)), detail::with_sign_of(real_part(angle), imag_part(z)));
}
/// The inverse of sinh; cut along the imaginary axis outside [-i, i].
template <detail::complex_floating C, index_t Lanes>
STRAND_ALWAYS_INLINE pack<C, Lanes> asinh(pack<C, Lanes> z) {
    return detail::times_minus_i(asin(detail::times_i(z)));
}

/// The inverse of tanh; cut along the real axis outside (-1, 1).
template <detail::complex_floating C, index_t Lanes>
STRAND_ALWAYS_INLINE pack<C, Lanes> atanh(pack<C, Lanes> z) {
    using R = real_t<C>;
    using P = pack<R, Lanes>;
    const P x = abs(real_part(z)), y = imag_part(z), height = abs(y), zero(R(0)), one(R(1)), half(R(0.5));
    const P left = one - x, square = height * height;
    const P near_re = log1p(P(R(4)) * x / (left * left + square)) * P(R(0.25));
    const P near_im = atan2(y + y, left * (one + x) - square) * half;
    // Beside 1 the square of y underflows; log1p(4 / y^2) / 4 is log(2 / y) / 2.
    const P pole_re = (P(R(0x1.62e42fefa39efp-1)) - log(height)) * half;
    // Far out 1 / z: x / |z|^2, with halves against overflow.
    constexpr R distant = sizeof(R) == 8 ? R(0x1p56) : R(0x1p27);
    const auto far = (x > P(distant)) | (height > P(distant));
    const P length = hypot(x * half, height * half);
    const auto infinite = detail::is_infinite(length);
    const P far_re = select(infinite, zero, x * half / length / length * half);
    const P far_im = select(is_nan(length) | is_nan(y), length * y, detail::with_sign_of(P(R(0x1.921fb54442d18p0)), y));
    const auto pole = (x == one) & (height < P(sizeof(R) == 8 ? R(0x1p-100) : R(0x1p-40)));
    const P re = select(far, far_re, select(pole, pole_re, near_re));
    return make_complex(detail::with_sign_of(select(x == zero, zero, re), real_part(z)), select(far, far_im, near_im));
}
/// The angle whose tangent is z; cut along the imaginary axis outside (-i, i).
template <detail::complex_floating C, index_t Lanes>
STRAND_ALWAYS_INLINE pack<C, Lanes> atan(pack<C, Lanes> z) {
    return detail::times_minus_i(atanh(detail::times_i(z)));
}

/// log(1 + z), accurate near 0 and wherever |1 + z| is near 1.
template <detail::complex_floating C, index_t Lanes>
STRAND_ALWAYS_INLINE pack<C, Lanes> log1p(pack<C, Lanes> z) {
    using R = real_t<C>;
    using P = pack<R, Lanes>;
    const P x = real_part(z), y = imag_part(z), beside = x + P(R(1));
    // |1 + z|^2 - 1 = 2 x + x^2 + y^2 in two words.
    const P near_re = detail::on_registers<R, Lanes>([](auto re, auto im) STRAND_INLINE_LAMBDA {
        using V = decltype(re);
        const auto a = detail::two_product(re, re), b = detail::two_product(im, im);
        const auto first = detail::two_sum(V(re + re), a.high);
        const auto second = detail::two_sum(first.high, b.high);
        const auto u = detail::two_sum(detail::all<V>(1), second.high);
        return detail::log_of_words(u.high, u.low + (first.low + second.low + (a.low + b.low)), V{}) * R(0.5);
    }, x, y);
    const auto distant = ~((abs(x) < P(detail::far_from_one<R>)) & (abs(y) < P(detail::far_from_one<R>)));
    const auto whole = log(make_complex(beside, y));
    // Close to the zero of 1 + z the square of y underflows, and 1 + x is exact.
    const auto close = (abs(beside) < P(R(0.25))) & (abs(y) < P(R(0.25)));
    return make_complex(select(distant | close, real_part(whole), near_re), imag_part(whole));
}

}  // namespace strand::inline STRAND_ISA::simd

#endif
