// SPDX-License-Identifier: BSD-3-Clause
// Quotients of integers that vectors have no instruction for: 8 and 16 bits divide as floats, 32 bits as doubles.
//
// A quotient of n-bit integers that is not whole is at least 1/b away from the next whole number, and rounding moves
// it by at most a/b times half a unit in the last place: with more than 2 n bits of precision, or at least n + 1 for
// a/b itself below 2^n, it never reaches it, so that cutting off gives the exact quotient. 8 and 16 bits are
// computed in pairs: the even and the odd elements in lanes of twice the width, where they already lie.
#ifndef STRAND_SIMD_INTEGER_QUOTIENT_HPP
#define STRAND_SIMD_INTEGER_QUOTIENT_HPP

#include <strand/simd/convert.hpp>

namespace strand::inline STRAND_ISA::simd::detail {

/// Calls `function` with the even lanes and with the odd ones, each in a lane of twice the width.
template <class T, index_t Lanes, class Function, class... Vec>
STRAND_ALWAYS_INLINE vec<T, Lanes> in_pairs(Function function, Vec... v) {
    using W = decltype(strand::detail::fixed_width_integer<2 * sizeof(T), std::is_signed_v<T>>());
    using wide = vec<W, Lanes / 2>;
    using bits = vec<std::make_unsigned_t<W>, Lanes / 2>;
    constexpr int width = 8 * static_cast<int>(sizeof(T));
    constexpr auto low = static_cast<std::make_unsigned_t<W>>((std::uint64_t{1} << width) - 1);
    const auto even = [](vec<T, Lanes> x) STRAND_INLINE_LAMBDA {
        if constexpr (std::is_signed_v<T>) return bits_as<wide>(bits_as<bits>(x) << width) >> width;
        else return bits_as<wide>(x) & low;
    };
    const auto odd = [](vec<T, Lanes> x) STRAND_INLINE_LAMBDA { return bits_as<wide>(x) >> width; };
    const wide first = function(even(v)...), second = function(odd(v)...);
    return bits_as<vec<T, Lanes>>((bits_as<bits>(first) & low) | (bits_as<bits>(second) << width));
}

/// Whole numbers in [0, 2^32) as uint32.
template <index_t Lanes>
STRAND_ALWAYS_INLINE vec<std::uint32_t, Lanes> whole_to_unsigned(vec<double, Lanes> v) {
#if defined(__AVX512DQ__) && defined(__AVX512VL__) && !defined(STRAND_NO_SIMD)
    using result = vec<std::uint32_t, Lanes>;
    if constexpr (Lanes == 8) return bits_as<result>(_mm512_maskz_cvttpd_epu32(static_cast<__mmask8>(0xFF), bits_as<__m512d>(v)));
    else if constexpr (Lanes == 4) return bits_as<result>(_mm256_cvttpd_epu32(bits_as<__m256d>(v)));
    else
#endif
        // 2^52 and a whole number below it has the number's bits.
        return convert_lanes<std::uint32_t, Lanes, std::uint64_t>(bits_as<vec<std::uint64_t, Lanes>>(v + 0x1p52));
}

/// Quotients without their fractions; no lane of b is 0, and MIN / -1 wraps.
template <strand::detail::integer T, index_t Lanes>
STRAND_ALWAYS_INLINE vec<T, Lanes> integer_quotient(vec<T, Lanes> a, vec<T, Lanes> b) {
    constexpr bool is_signed = std::is_signed_v<T>;
    if constexpr (sizeof(T) == 8 || Lanes == 1) {
        if constexpr (!is_signed) {
            return a / b;
        } else {
            // The one quotient that would overflow; b is now -1 nowhere.
            using U = vec<std::make_unsigned_t<T>, Lanes>;
            const auto negated = b == -1;
            const vec<T, Lanes> opposite = bits_as<vec<T, Lanes>>(-bits_as<U>(a));
            return negated ? opposite : a / (negated ? b - b + 1 : b);
        }
    } else if constexpr (sizeof(T) < 4) {
        return in_pairs<T, Lanes>([](auto x, auto y) STRAND_INLINE_LAMBDA {
            using W = std::remove_cvref_t<decltype(x[0])>;
            constexpr index_t lanes = Lanes / 2;
            if constexpr (sizeof(W) < 4) {
                return integer_quotient<W, lanes>(x, y);
            } else {
                using I = std::int32_t;
                const auto as_float = [](auto v) STRAND_INLINE_LAMBDA { return convert_lanes<float, lanes, I>(bits_as<vec<I, lanes>>(v)); };
                return bits_as<decltype(x)>(truncate_lanes<I, lanes, float>(as_float(x) / as_float(y)));
            }
        }, a, b);
    } else if constexpr (8 * Lanes > (register_bytes < 16 ? 16 : register_bytes)) {
        constexpr index_t half = Lanes / 2;
        return joined<T, Lanes>(integer_quotient<T, half>(lanes_from<0, half, T, Lanes>(a), lanes_from<0, half, T, Lanes>(b)),
                                integer_quotient<T, half>(lanes_from<half, half, T, Lanes>(a), lanes_from<half, half, T, Lanes>(b)));
    } else if constexpr (is_signed) {
        return truncate_lanes<T, Lanes, double>(convert_lanes<double, Lanes, T>(a) / convert_lanes<double, Lanes, T>(b));
    } else {
        const auto quotient = unsigned_to_double<Lanes>(a) / unsigned_to_double<Lanes>(b);
#if defined(__AVX512DQ__) && defined(__AVX512VL__) && !defined(STRAND_NO_SIMD)
        if constexpr (Lanes >= 4) return whole_to_unsigned<Lanes>(quotient);
#endif
        // The sum rounds to the nearest whole number, which may be the one above.
        const auto nearest = (quotient + 0x1p52) - 0x1p52;
        return whole_to_unsigned<Lanes>(nearest > quotient ? nearest - 1.0 : nearest);
    }
}

}  // namespace strand::inline STRAND_ISA::simd::detail

#endif
