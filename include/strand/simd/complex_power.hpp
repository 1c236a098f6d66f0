// SPDX-License-Identifier: BSD-3-Clause
// pow, exp2, expm1, log2 and log10 of complex packs, made of exp and log.
//
// Powers whose exponent is a whole number from -100 to 100 are products, as in NumPy: (1i)^2 is -1 without a
// trace of an imaginary part. The others are e^(w log z) and have as many ULP of error as |w log z| suggests.
// Packs in which no lane needs one of the two leave it out.
#ifndef STRAND_SIMD_COMPLEX_POWER_HPP
#define STRAND_SIMD_COMPLEX_POWER_HPP

#include <strand/simd/complex_math.hpp>
#include <strand/simd/rounding.hpp>

namespace strand::inline STRAND_ISA::simd {

/// 2^z.
template <detail::complex_floating C, index_t Lanes>
STRAND_ALWAYS_INLINE pack<C, Lanes> exp2(pack<C, Lanes> z) {
    using R = real_t<C>;
    using P = pack<R, Lanes>;
    const P x = real_part(z), y = imag_part(z), zero(R(0)), infinity(std::numeric_limits<R>::infinity());
    const auto [sine, cosine] = sincos(y * P(R(0x1.62e42fefa39efp-1)));
    // Twice the root, because 2^x times a sine may be finite where 2^x is not.
    const P root = exp2(x * P(R(0.5)));
    const auto no_angle = ~detail::is_finite(y);
    P re = cosine * root * root, im = sine * root * root;
    re = select(no_angle & (x == infinity), infinity, select(no_angle & (x == -infinity), zero, re));
    im = select(no_angle & (x == -infinity), zero, im);
    const auto real = y == zero;
    return make_complex(select(real, exp2(x), re), select(real, y, im));
}

/// e^z - 1, accurate near 0 too: (e^x - 1) cos y - 2 sin^2(y / 2) is the real part.
template <detail::complex_floating C, index_t Lanes>
STRAND_ALWAYS_INLINE pack<C, Lanes> expm1(pack<C, Lanes> z) {
    using R = real_t<C>;
    using P = pack<R, Lanes>;
    const P x = real_part(z), y = imag_part(z), one(R(1));
    const auto whole = exp(z);
    const P half_sine = sin(y * P(R(0.5)));
    const P near_re = detail::mul_add_packs(half_sine * P(R(-2)), half_sine, expm1(x) * cos(y));
    const auto far = abs(x) > P(R(40));
    const P re = select(y == P(R(0)), expm1(x), select(far, real_part(whole) - one, near_re));
    return make_complex(re, imag_part(whole));
}

/// The logarithm to base 2.
template <detail::complex_floating C, index_t Lanes>
STRAND_ALWAYS_INLINE pack<C, Lanes> log2(pack<C, Lanes> z) {
    using P = pack<real_t<C>, Lanes>;
    const auto log_z = log(z);
    const P per_ln2(real_t<C>(0x1.71547652b82fep+0));
    return make_complex(real_part(log_z) * per_ln2, imag_part(log_z) * per_ln2);
}
/// The logarithm to base 10.
template <detail::complex_floating C, index_t Lanes>
STRAND_ALWAYS_INLINE pack<C, Lanes> log10(pack<C, Lanes> z) {
    using P = pack<real_t<C>, Lanes>;
    const auto log_z = log(z);
    const P per_ln10(real_t<C>(0x1.bcb7b1526e50ep-2));
    return make_complex(real_part(log_z) * per_ln10, imag_part(log_z) * per_ln10);
}

namespace detail {

/// Whole exponents up to here are computed by multiplication.
inline constexpr int largest_product_power = 100;

/// z^n by squaring, |n| <= largest_product_power.
template <class C, index_t Lanes>
STRAND_ALWAYS_INLINE pack<C, Lanes> power_by_products(pack<C, Lanes> z, pack<real_t<C>, Lanes> n) {
    using R = real_t<C>;
    using P = pack<R, Lanes>;
    const pack<C, Lanes> one(C(1));
    pack<C, Lanes> result = one, square = z;
    // From the lowest binary digit to the highest of all; started by a copy, because 1 times z may lose signs of zeros.
    auto empty = n == n;
    P left = abs(n);
    while (true) {
        const P halves = floor(left * P(R(0.5)));
        const auto odd = left != halves + halves;
        result = select(odd, select(empty, square, result * square), result);
        empty = empty & ~odd;
        left = halves;
        if (!any_lane(left != P(R(0)))) break;
        square = square * square;
    }
    if (!any_lane(n < P(R(0)))) return result;
    return select(n < P(R(0)), one / result, result);
}

}  // namespace detail

/// z to the power of w; 1 where w is 0, and 0 for z = 0 and a w with positive real part.
template <detail::complex_floating C, index_t Lanes>
STRAND_ALWAYS_INLINE pack<C, Lanes> pow(pack<C, Lanes> z, pack<C, Lanes> w) {
    using R = real_t<C>;
    using P = pack<R, Lanes>;
    const pack<C, Lanes> zero(C(0)), one(C(1));
    const P n = real_part(w);
    const auto whole = (imag_part(w) == P(R(0))) & (abs(n) <= P(R(detail::largest_product_power))) & (n == floor(n));
    const pack<C, Lanes> by_products = detail::power_by_products(z, select(whole, n, P(R(0))));
    // Where a product has overflowed on the way, the logarithm has not.
    const auto exact = whole & detail::is_finite(real_part(by_products)) & detail::is_finite(imag_part(by_products));
    pack<C, Lanes> result = by_products;
    if (any_lane(~exact)) result = select(exact, by_products, exp(w * log(z)));
    const auto vanishing = (z == zero) & (n > P(R(0)));
    return select(w == zero, one, select(vanishing, zero, result));
}

}  // namespace strand::inline STRAND_ISA::simd

#endif
