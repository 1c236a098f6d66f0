// SPDX-License-Identifier: BSD-3-Clause
// Conversion of vectors between halves (as their 16 bits) and float, double and integers; each rounds once,
// to nearest, ties to even, and gives the bits that core/half.hpp gives one by one.
//
// float16 has instructions (F16C, AVX-512). For bfloat16 there is one that narrows (AVX512_BF16), but it
// takes denormals for 0, so integers do the work everywhere: four instructions.
#ifndef STRAND_SIMD_HALF_HPP
#define STRAND_SIMD_HALF_HPP

#include <strand/simd/convert.hpp>

namespace strand::inline STRAND_ISA::simd::detail {

using strand::detail::half_floating;
using strand::detail::integer;

template <class Half>
using format_of = typename Half::format;

#if defined(__F16C__) && defined(__AVX2__) && !defined(STRAND_NO_SIMD)
template <class Half>
inline constexpr bool converts_by_instruction = std::same_as<Half, float16>;

/// clang 14 compares as halves what it sees to have been halves, one by one: it is not to see it.
template <class Register>
STRAND_ALWAYS_INLINE Register as_made(Register value) {
#if defined(__clang__) && defined(__AVX512F__)
    asm("" : "+v"(value));
#elif defined(__clang__)
    asm("" : "+x"(value));
#endif
    return value;
}
template <index_t Lanes>
STRAND_ALWAYS_INLINE vec<float, Lanes> widen_float16(vec<std::uint16_t, Lanes> half) {
    if constexpr (Lanes < 4) {
        return lanes_from<0, Lanes, float, 4>(bits_as<vec<float, 4>>(as_made(_mm_cvtph_ps(low_part_of<__m128i>(half)))));
    } else if constexpr (Lanes == 4) {
        return bits_as<vec<float, 4>>(as_made(_mm_cvtph_ps(low_part_of<__m128i>(half))));
    } else if constexpr (Lanes == 8) {
        return bits_as<vec<float, 8>>(as_made(_mm256_cvtph_ps(bits_as<__m128i>(half))));
#if defined(__AVX512BW__)
    } else if constexpr (Lanes == 16) {
        return bits_as<vec<float, 16>>(as_made(_mm512_maskz_cvtph_ps(static_cast<__mmask16>(0xFFFF), bits_as<__m256i>(half))));
#endif
    } else {
        constexpr index_t part = Lanes / 2;
        return joined<float, Lanes>(widen_float16<part>(lanes_from<0, part, std::uint16_t, Lanes>(half)),
                                     widen_float16<part>(lanes_from<part, part, std::uint16_t, Lanes>(half)));
    }
}
template <index_t Lanes>
STRAND_ALWAYS_INLINE vec<std::uint16_t, Lanes> narrow_to_float16(vec<float, Lanes> value) {
    constexpr int nearest = _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC;
    if constexpr (Lanes <= 4) {
        const auto half = bits_as<vec<std::uint16_t, 8>>(_mm_cvtps_ph(low_part_of<__m128>(value), nearest));
        return lanes_from<0, Lanes, std::uint16_t, 8>(half);
    } else if constexpr (Lanes == 8) {
        return bits_as<vec<std::uint16_t, 8>>(_mm256_cvtps_ph(bits_as<__m256>(value), nearest));
#if defined(__AVX512BW__)
    } else if constexpr (Lanes == 16) {
        return bits_as<vec<std::uint16_t, 16>>(_mm512_maskz_cvtps_ph(static_cast<__mmask16>(0xFFFF), bits_as<__m512>(value), nearest));
#endif
    } else {
        constexpr index_t part = Lanes / 2;
        return joined<std::uint16_t, Lanes>(narrow_to_float16<part>(lanes_from<0, part, float, Lanes>(value)),
                                             narrow_to_float16<part>(lanes_from<part, part, float, Lanes>(value)));
    }
}
#else
template <class Half>
inline constexpr bool converts_by_instruction = false;
#endif

/// Halves as floats, exactly.
template <half_floating Half, index_t Lanes>
STRAND_ALWAYS_INLINE vec<float, Lanes> widen_half(vec<std::uint16_t, Lanes> half) {
    using format = format_of<Half>;
    if constexpr (converts_by_instruction<Half>) {
        return widen_float16<Lanes>(half);
    } else {
        const auto bits = convert_lanes<std::uint32_t, Lanes, std::uint16_t>(half);
        if constexpr (format::bias == 127) {
            return bits_as<vec<float, Lanes>>(bits << 16);
        } else {
            const auto sign = (bits & 0x8000U) << 16;
            const auto magnitude = (bits & 0x7FFFU) << (23 - format::significand_bits);
            constexpr std::uint32_t infinity = static_cast<std::uint32_t>(format::infinity) << (23 - format::significand_bits);
            const auto quiet = magnitude > infinity ? magnitude | 0x7FC00000U : magnitude;
            // The exponent moves by a multiplication, which makes denormals normal.
            constexpr float up = std::bit_cast<float>(static_cast<std::uint32_t>(127 + 127 - format::bias) << 23);
            const auto finite = bits_as<vec<std::uint32_t, Lanes>>(bits_as<vec<float, Lanes>>(magnitude) * up);
            return bits_as<vec<float, Lanes>>(sign | (magnitude < infinity ? finite : quiet | 0x7F800000U));
        }
    }
}

/// Floats rounded to halves.
template <half_floating Half, index_t Lanes>
STRAND_ALWAYS_INLINE vec<std::uint16_t, Lanes> narrow_to_half(vec<float, Lanes> value) {
    using format = format_of<Half>;
    if constexpr (converts_by_instruction<Half>) {
        return narrow_to_float16<Lanes>(value);
    } else {
        using U = vec<std::uint32_t, Lanes>;
        constexpr int drop = 23 - format::significand_bits;
        const U bits = bits_as<U>(value);
        if constexpr (format::bias == 127) {
            const U upper = bits >> 16, rounded = (bits + (0x7FFFU + (upper & 1U))) >> 16;
            return convert_lanes<std::uint16_t, Lanes, std::uint32_t>(value != value ? upper | 0x40U : rounded);
        } else {
            const U magnitude = bits & 0x7FFFFFFFU;
            constexpr std::uint32_t rebase = static_cast<std::uint32_t>(127 - format::bias) << 23;
            const U based = magnitude - rebase;
            const U normal = (based + ((1U << (drop - 1)) - 1U + (based >> drop & 1U))) >> drop;
            // The unit of the sum is the smallest half: the addition rounds.
            constexpr std::uint32_t unit = static_cast<std::uint32_t>(127 - format::bias + drop + 1) << 23;
            const U small = bits_as<U>(bits_as<vec<float, Lanes>>(magnitude) + std::bit_cast<float>(unit)) - unit;
            U rounded = magnitude < rebase + (1U << 23) ? small : normal;
            rounded = magnitude < (143U << 23) ? rounded : U{} + std::uint32_t(format::infinity);  // 2^16 and more
            const U nan = (magnitude >> drop & 0x7FFFU) | std::uint32_t(format::infinity | format::quiet);
            rounded = magnitude > 0x7F800000U ? nan : rounded;
            return convert_lanes<std::uint16_t, Lanes, std::uint32_t>(rounded | (bits >> 16 & 0x8000U));
        }
    }
}

/// Doubles as floats that round to the same half: of the bits that only say which side of a tie it is, whether there are
/// any is kept, in the last place that every float in the range of the half still holds. (A bfloat16 has the range of
/// floats: the sum of the places is such that its denormals hold it too.)
template <half_floating Half, index_t Lanes>
STRAND_ALWAYS_INLINE vec<double, Lanes> sticky_double(vec<double, Lanes> value) {
    using U = vec<std::uint64_t, Lanes>;
    constexpr std::uint64_t low = (std::uint64_t(1) << (std::same_as<Half, float16> ? 29 : 41)) - 1;
    const U bits = bits_as<U>(value);
    // The sum reaches the bit above exactly where a low bit is set.
    return bits_as<vec<double, Lanes>>((bits | ((bits & low) + low)) & ~low);
}
template <half_floating Half, index_t Lanes>
STRAND_ALWAYS_INLINE vec<float, Lanes> sticky_float(vec<double, Lanes> value) {
    return __builtin_convertvector(sticky_double<Half, Lanes>(value), vec<float, Lanes>);
}

/// Integers of 64 bits become halves one by one where vectors of them are not even compared.
#if defined(__SSE2__) && !defined(__SSE4_2__) && !defined(STRAND_NO_SIMD)
inline constexpr bool rounds_wide_integers = false;
#else
inline constexpr bool rounds_wide_integers = true;
#endif

/// Each lane rounded to a half, once.
template <half_floating Half, index_t Lanes, class From>
STRAND_ALWAYS_INLINE vec<std::uint16_t, Lanes> to_half(vec<From, Lanes> v) {
    if constexpr (std::same_as<From, float>) {
        return narrow_to_half<Half, Lanes>(v);
    } else if constexpr (std::same_as<From, double>) {
        return narrow_to_half<Half, Lanes>(sticky_float<Half, Lanes>(v));
    } else if constexpr (sizeof(From) < 4) {
        return narrow_to_half<Half, Lanes>(convert_lanes<float, Lanes, From>(v));
    } else if constexpr (sizeof(From) == 8 && !rounds_wide_integers) {
        return from_lanes<std::uint16_t, Lanes>([v](index_t i) STRAND_INLINE_LAMBDA { return Half(v[i]).bits(); });
    } else if constexpr (std::same_as<Half, float16>) {
        // Beyond 65504 everything is infinite: what is left fits a float.
        constexpr From limit = From(1) << 17;
        auto clamped = v > limit ? v - v + limit : v;
        if constexpr (std::is_signed_v<From>) clamped = clamped < -limit ? v - v - limit : clamped;
        return narrow_to_half<Half, Lanes>(
            convert_lanes<float, Lanes, std::int32_t>(convert_lanes<std::int32_t, Lanes, From>(clamped)));
    } else if constexpr (sizeof(From) == 4) {
        return narrow_to_half<Half, Lanes>(sticky_float<Half, Lanes>(convert_lanes<double, Lanes, From>(v)));
    } else {
        // As one by one in core/half.hpp.
        constexpr From limit = From(1) << 53, low = 0x7FF;
        auto large = v > limit;
        if constexpr (std::is_signed_v<From>) large = large | (v < -limit);
        const auto odd = (v & ~low) | ((v & low) != 0 ? v - v + (low + 1) : v - v);
        return narrow_to_half<Half, Lanes>(sticky_float<Half, Lanes>(convert_lanes<double, Lanes, From>(large ? odd : v)));
    }
}

}  // namespace strand::inline STRAND_ISA::simd::detail

#endif
