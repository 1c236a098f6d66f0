// SPDX-License-Identifier: BSD-3-Clause
// Operators on packs: + - * / %, bits, comparisons; shifts have a header of their own.
// Integers wrap around and never trap: x / 0 and x % 0 are 0, MIN / -1 is MIN. / and % on integers truncate as in C++.
#ifndef STRAND_SIMD_ARITHMETIC_HPP
#define STRAND_SIMD_ARITHMETIC_HPP

#include <cmath>
#include <strand/simd/complex_lanes.hpp>
#include <strand/simd/integer_quotient.hpp>
#include <strand/simd/pack.hpp>

namespace strand::inline STRAND_ISA::simd {

namespace detail {
using strand::detail::complex_floating;
using strand::detail::integer;
using strand::detail::half_floating;
using strand::detail::real_floating;

/// Packs of these are numbers to the machine; halves are converted first.
template <class T>
concept computed = !half_floating<T>;

/// Signed overflow is undefined in C++, unsigned wraps: integer packs add, multiply and shift as unsigned.
template <integer T, index_t Lanes>
STRAND_ALWAYS_INLINE auto as_unsigned(pack<T, Lanes> p) {
    return bits_as<vec<std::make_unsigned_t<T>, Lanes>>(p.v);
}
template <class T, index_t Lanes, class Vec>
STRAND_ALWAYS_INLINE pack<T, Lanes> pack_from_bits(Vec v) {
    return pack<T, Lanes>(bits_as<decltype(pack<T, Lanes>::v)>(v));
}
}  // namespace detail

// ---- sums and products -----------------------------------------------------------------------------

template <detail::computed T, index_t Lanes>
STRAND_ALWAYS_INLINE pack<T, Lanes> operator+(pack<T, Lanes> a, pack<T, Lanes> b) {
    if constexpr (detail::integer<T>) {
        return detail::pack_from_bits<T, Lanes>(detail::as_unsigned(a) + detail::as_unsigned(b));
    } else {
        return pack<T, Lanes>(a.v + b.v);
    }
}
template <detail::computed T, index_t Lanes>
STRAND_ALWAYS_INLINE pack<T, Lanes> operator-(pack<T, Lanes> a, pack<T, Lanes> b) {
    if constexpr (detail::integer<T>) {
        return detail::pack_from_bits<T, Lanes>(detail::as_unsigned(a) - detail::as_unsigned(b));
    } else {
        return pack<T, Lanes>(a.v - b.v);
    }
}
template <class T, index_t Lanes>
STRAND_ALWAYS_INLINE pack<T, Lanes> operator-(pack<T, Lanes> a) {
    if constexpr (detail::integer<T>) return detail::pack_from_bits<T, Lanes>(-detail::as_unsigned(a));
    else if constexpr (detail::half_floating<T>) return pack<T, Lanes>(a.v ^ 0x8000);
    else return pack<T, Lanes>(-a.v);
}
/// Complex numbers multiply by the textbook formula, as in NumPy.
template <detail::computed T, index_t Lanes>
STRAND_ALWAYS_INLINE pack<T, Lanes> operator*(pack<T, Lanes> a, pack<T, Lanes> b) {
    if constexpr (detail::integer<T>) {
        return detail::pack_from_bits<T, Lanes>(detail::as_unsigned(a) * detail::as_unsigned(b));
    } else if constexpr (detail::complex_floating<T>) {
        constexpr index_t values = 2 * Lanes;
        using R = real_t<T>;
        const auto cross = detail::duplicate_of_pair<1, R, values>(a.v) * detail::swap_pairs<R, values>(b.v);
        return pack<T, Lanes>(detail::multiply_subtract_add<R, values>(detail::duplicate_of_pair<0, R, values>(a.v), b.v, cross));
    } else {
        return pack<T, Lanes>(a.v * b.v);
    }
}

// ---- comparisons -----------------------------------------------------------------------------------

template <detail::computed T, index_t Lanes>
    requires(!detail::complex_floating<T>)
STRAND_ALWAYS_INLINE mask<bytes_of<T>, Lanes> operator<(pack<T, Lanes> a, pack<T, Lanes> b) {
    return detail::compare_lanes<detail::relation::less, T, Lanes>(a.v, b.v);
}
template <detail::computed T, index_t Lanes>
    requires(!detail::complex_floating<T>)
STRAND_ALWAYS_INLINE mask<bytes_of<T>, Lanes> operator<=(pack<T, Lanes> a, pack<T, Lanes> b) {
    return detail::compare_lanes<detail::relation::less_equal, T, Lanes>(a.v, b.v);
}
template <detail::computed T, index_t Lanes>
    requires(!detail::complex_floating<T>)
STRAND_ALWAYS_INLINE mask<bytes_of<T>, Lanes> operator>(pack<T, Lanes> a, pack<T, Lanes> b) {
    return detail::compare_lanes<detail::relation::greater, T, Lanes>(a.v, b.v);
}
template <detail::computed T, index_t Lanes>
    requires(!detail::complex_floating<T>)
STRAND_ALWAYS_INLINE mask<bytes_of<T>, Lanes> operator>=(pack<T, Lanes> a, pack<T, Lanes> b) {
    return detail::compare_lanes<detail::relation::greater_equal, T, Lanes>(a.v, b.v);
}
template <detail::computed T, index_t Lanes>
STRAND_ALWAYS_INLINE auto operator==(pack<T, Lanes> a, pack<T, Lanes> b) {
    if constexpr (detail::complex_floating<T>) {
        return detail::both_parts<Lanes>(detail::compare_lanes<detail::relation::equal, real_t<T>, 2 * Lanes>(a.v, b.v));
    } else {
        return detail::compare_lanes<detail::relation::equal, T, Lanes>(a.v, b.v);
    }
}
template <detail::computed T, index_t Lanes>
STRAND_ALWAYS_INLINE auto operator!=(pack<T, Lanes> a, pack<T, Lanes> b) {
    if constexpr (detail::complex_floating<T>) {
        return detail::either_part<Lanes>(detail::compare_lanes<detail::relation::not_equal, real_t<T>, 2 * Lanes>(a.v, b.v));
    } else {
        return detail::compare_lanes<detail::relation::not_equal, T, Lanes>(a.v, b.v);
    }
}
/// One of them is NaN.
template <std::floating_point T, index_t Lanes>
STRAND_ALWAYS_INLINE mask<bytes_of<T>, Lanes> unordered(pack<T, Lanes> a, pack<T, Lanes> b) {
    return detail::compare_lanes<detail::relation::unordered, T, Lanes>(a.v, b.v);
}
template <class T, index_t Lanes>
STRAND_ALWAYS_INLINE auto is_nan(pack<T, Lanes> a) {
    if constexpr (detail::complex_floating<T> && sizeof(T) == 16 && detail::has_mask_registers) return unordered(real_part(a), imag_part(a));
    else return a != a;
}

// ---- division ----------------------------------------------------------------------------------------

template <detail::computed T, index_t Lanes>
STRAND_ALWAYS_INLINE pack<T, Lanes> operator/(pack<T, Lanes> a, pack<T, Lanes> b) {
    using P = pack<T, Lanes>;
    if constexpr (detail::integer<T>) {
        const P zero(T(0));
        const auto by_zero = b == zero;
        return select(by_zero, zero, P(detail::integer_quotient<T, Lanes>(a.v, select(by_zero, P(T(1)), b).v)));
    } else if constexpr (detail::complex_floating<T>) {
        // Smith's method (R. L. Smith, Algorithm 116, CACM 5, 1962): divides by the larger part of b
        // first, so that |b|^2 is never formed and cannot overflow.
        using R = pack<real_t<T>, Lanes>;
        const R ar = real_part(a), ai = imag_part(a), br = real_part(b), bi = imag_part(b);
        const R abs_r = R(br.v < 0 ? -br.v : br.v), abs_i = R(bi.v < 0 ? -bi.v : bi.v);
        const auto real_larger = abs_r >= abs_i;
        const R large = select(real_larger, br, bi), small = select(real_larger, bi, br);
        const R ratio = R(small.v / large.v), scale = R(large.v + small.v * ratio.v);
        const R p = select(real_larger, ar, ai), q = select(real_larger, ai, ar);
        const R re((p.v + q.v * ratio.v) / scale.v);
        const R im_real((q.v - p.v * ratio.v) / scale.v);
        const R im = select(real_larger, im_real, -im_real);
        // b = 0: each part divided by |0|, as in NumPy.
        const auto zero = (abs_r == R(0)) & (abs_i == R(0));
        return make_complex(select(zero, R(ar.v / abs_r.v), re), select(zero, R(ai.v / abs_r.v), im));
    } else {
        return P(a.v / b.v);
    }
}

template <detail::integer T, index_t Lanes>
STRAND_ALWAYS_INLINE pack<T, Lanes> operator%(pack<T, Lanes> a, pack<T, Lanes> b) {
    using P = pack<T, Lanes>;
    auto unsafe = b == P(T(0));
    if constexpr (std::is_signed_v<T>) unsafe = unsafe | (b == P(T(-1)));
    const P safe = select(unsafe, P(T(1)), b);  // x % 1 is 0, which is the answer wanted for both
    return a - P(detail::integer_quotient<T, Lanes>(a.v, safe.v)) * safe;
}

// ---- bits --------------------------------------------------------------------------------------------

template <detail::integer T, index_t Lanes>
STRAND_ALWAYS_INLINE pack<T, Lanes> operator&(pack<T, Lanes> a, pack<T, Lanes> b) {
    return pack<T, Lanes>(a.v & b.v);
}
template <detail::integer T, index_t Lanes>
STRAND_ALWAYS_INLINE pack<T, Lanes> operator|(pack<T, Lanes> a, pack<T, Lanes> b) {
    return pack<T, Lanes>(a.v | b.v);
}
template <detail::integer T, index_t Lanes>
STRAND_ALWAYS_INLINE pack<T, Lanes> operator^(pack<T, Lanes> a, pack<T, Lanes> b) {
    return pack<T, Lanes>(a.v ^ b.v);
}
template <detail::integer T, index_t Lanes>
STRAND_ALWAYS_INLINE pack<T, Lanes> operator~(pack<T, Lanes> a) {
#if defined(__AVX512F__) && !defined(__clang__) && !defined(STRAND_NO_SIMD)
    // g++'s own instruction reads the register that it writes, which makes each wait for the one before.
    if constexpr (sizeof a.v == 64) {
        const auto bits = bits_as<__m512i>(a.v);
        return detail::pack_from_bits<T, Lanes>(_mm512_ternarylogic_epi64(bits, bits, bits, 0x55));
    }
#endif
    return pack<T, Lanes>(~a.v);
}

}  // namespace strand::inline STRAND_ISA::simd

#endif
