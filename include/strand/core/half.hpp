// SPDX-License-Identifier: BSD-3-Clause
// float16 (IEEE 754 binary16) and bfloat16 (the upper half of a float32): element types of two bytes.
//
// They are stored in 16 bits and computed in float32. Every operation rounds its result to nearest, ties to
// even, in arrays too: a fused chain gives bit for bit what its operations give one after another (and what
// NumPy gives), whether or not it is stopped by `eval` in between. + - * / and sqrt are correctly rounded,
// because float32 has more than twice their digits (S. A. Figueroa, When is double rounding innocuous?,
// SIGNUM Newsletter 30(3), 1995); the functions of one argument too, because arrays compute them in double.
//
// A number converts to float by itself, so that beside a C++ number it takes part in that number's
// arithmetic: `h * 2.0` is double, `h * h` is float16. The other way is explicit: `float16(0.1)`, `h = 0.1`.
//
// Conversions here are software, in integers: code of one instruction set in functions of this name could
// be linked into units compiled for another. Packs convert by instructions (simd/half.hpp).
#ifndef STRAND_CORE_HALF_HPP
#define STRAND_CORE_HALF_HPP

#include <bit>
#include <concepts>
#include <cstdint>
#include <limits>
#include <type_traits>

namespace strand {

class float16;
class bfloat16;

namespace detail {

template <class T>
concept half_floating = std::same_as<T, float16> || std::same_as<T, bfloat16>;

/// How the 15 bits behind the sign are used.
template <int SignificandBits>
struct half_format {
    static constexpr int significand_bits = SignificandBits;
    static constexpr int bias = (1 << (14 - SignificandBits)) - 1;
    static constexpr std::uint16_t infinity = static_cast<std::uint16_t>(0x7FFF >> SignificandBits << SignificandBits);
    static constexpr std::uint16_t quiet = std::uint16_t(1) << (SignificandBits - 1);
};

/// The bits of a double rounded to a half, ties to even. NaN keeps its sign and its upper bits, and is quiet.
template <class Format>
constexpr std::uint16_t half_from_double(double value) {
    using bits = std::uint64_t;
    const bits all = std::bit_cast<bits>(value), magnitude = all & ~(bits(1) << 63);
    const bits sign = all >> 48 & 0x8000;
    constexpr int drop = 52 - Format::significand_bits;
    if (magnitude > bits(0x7FF) << 52) {
        return static_cast<std::uint16_t>(sign | Format::infinity | Format::quiet | (magnitude >> drop & (Format::quiet - 1)));
    }
    const int exponent = static_cast<int>(magnitude >> 52) - 1023 + Format::bias;
    bits rounded = 0;
    if (exponent >= 1) {
        const bits rebased = magnitude - (static_cast<bits>(1023 - Format::bias) << 52);
        // Past the largest significand the carry is an exponent more, which is as it should be.
        rounded = (rebased + (bits(1) << (drop - 1)) - 1 + (rebased >> drop & 1)) >> drop;
        if (rounded > Format::infinity) rounded = Format::infinity;
    } else if (const int shift = drop + 1 - exponent; shift < 55) {
        const bits significand = (magnitude & ((bits(1) << 52) - 1)) | bits(1) << 52;
        rounded = (significand + (bits(1) << (shift - 1)) - 1 + (significand >> shift & 1)) >> shift;
    }
    return static_cast<std::uint16_t>(sign | rounded);
}

template <class Format>
constexpr float half_to_float(std::uint16_t half) {
    const std::uint32_t sign = static_cast<std::uint32_t>(half & 0x8000) << 16;
    std::uint32_t magnitude = static_cast<std::uint32_t>(half & 0x7FFF) << (23 - Format::significand_bits);
    if constexpr (Format::bias != 127) {
        if ((half & 0x7FFF) > Format::infinity) magnitude |= 0x7FC00000;
        if ((half & 0x7FFF) < Format::infinity) {
            // The exponent moves by a multiplication, which makes denormals normal.
            constexpr float up = std::bit_cast<float>(static_cast<std::uint32_t>(127 + 127 - Format::bias) << 23);
            magnitude = std::bit_cast<std::uint32_t>(std::bit_cast<float>(magnitude) * up);
        } else {
            magnitude |= 0x7F800000;
        }
    }
    return std::bit_cast<float>(sign | magnitude);
}

/// An integer as a double that rounds to the same half: of bits too low for a double only whether there
/// are any is kept, in the last bit (rounding to odd).
template <std::integral T>
constexpr double sticky_double(T value) {
    if constexpr (sizeof(T) == 8) {
        constexpr T limit = T(1) << 53, low = 0x7FF;
        bool large = value > limit;
        if constexpr (std::is_signed_v<T>) large = large || value < -limit;
        if (large) value = static_cast<T>((value & static_cast<T>(~low)) | ((value & low) != 0 ? low + 1 : 0));
    }
    return static_cast<double>(value);
}

/// What the two types share. `Self` is the type itself.
template <class Self, int SignificandBits>
class half_base {
public:
    using format = half_format<SignificandBits>;

    half_base() = default;
    /// The nearest value; infinity beyond the range.
    template <class T>
        requires std::is_arithmetic_v<T> || half_floating<T>
    constexpr explicit half_base(T value) {
        if constexpr (std::integral<T>) bits_ = half_from_double<format>(sticky_double(value));
        else bits_ = half_from_double<format>(static_cast<double>(value));
    }
    static constexpr Self from_bits(std::uint16_t bits) {
        Self value{};
        value.bits_ = bits;
        return value;
    }
    constexpr std::uint16_t bits() const { return bits_; }
    constexpr operator float() const { return half_to_float<format>(bits_); }

    template <class T>
        requires std::is_arithmetic_v<T>
    constexpr Self& operator=(T value) {
        return self() = Self(value);
    }
    template <class T>
        requires std::is_arithmetic_v<T> || std::same_as<T, Self>
    constexpr Self& operator+=(T value) {
        return self() = Self(self() + wide(value));
    }
    template <class T>
        requires std::is_arithmetic_v<T> || std::same_as<T, Self>
    constexpr Self& operator-=(T value) {
        return self() = Self(self() - wide(value));
    }
    template <class T>
        requires std::is_arithmetic_v<T> || std::same_as<T, Self>
    constexpr Self& operator*=(T value) {
        return self() = Self(self() * wide(value));
    }
    template <class T>
        requires std::is_arithmetic_v<T> || std::same_as<T, Self>
    constexpr Self& operator/=(T value) {
        return self() = Self(self() / wide(value));
    }

    friend constexpr Self operator+(Self a, Self b) { return Self(static_cast<float>(a) + static_cast<float>(b)); }
    friend constexpr Self operator-(Self a, Self b) { return Self(static_cast<float>(a) - static_cast<float>(b)); }
    friend constexpr Self operator*(Self a, Self b) { return Self(static_cast<float>(a) * static_cast<float>(b)); }
    friend constexpr Self operator/(Self a, Self b) { return Self(static_cast<float>(a) / static_cast<float>(b)); }
    friend constexpr Self operator-(Self a) { return from_bits(static_cast<std::uint16_t>(a.bits_ ^ 0x8000)); }
    friend constexpr Self operator+(Self a) { return a; }

private:
    /// Integers beside a half are exact enough as double.
    template <class T>
    static constexpr auto wide(T value) {
        return static_cast<std::conditional_t<std::integral<T>, double, T>>(value);
    }
    constexpr Self& self() { return static_cast<Self&>(*this); }

    std::uint16_t bits_;
};

}  // namespace detail

/// IEEE 754 half precision: 11 significant bits, largest value 65504, smallest 2^-24. `float16(0.1)`
class float16 : public detail::half_base<float16, 10> {
public:
    using half_base::half_base;
    using half_base::operator=;
};
/// The upper half of a float32: its range with 8 significant bits. `bfloat16(0.1)`
class bfloat16 : public detail::half_base<bfloat16, 7> {
public:
    using half_base::half_base;
    using half_base::operator=;
};

namespace literals {
consteval float16 operator""_f16(long double value) { return float16(value); }
consteval bfloat16 operator""_bf16(long double value) { return bfloat16(value); }
}  // namespace literals

namespace detail {
/// What std::numeric_limits knows of a half.
template <class Half>
class half_limits {
    using format = typename Half::format;
    static constexpr Half power_of_two(int exponent) {
        return Half::from_bits(static_cast<std::uint16_t>((exponent + format::bias) << format::significand_bits));
    }

public:
    static constexpr bool is_specialized = true, is_signed = true, is_integer = false, is_exact = false,
                          has_infinity = true, has_quiet_NaN = true, has_signaling_NaN = true, is_iec559 = true,
                          is_bounded = true, is_modulo = false, traps = false, tinyness_before = false,
                          has_denorm_loss = false;
    static constexpr std::float_denorm_style has_denorm = std::denorm_present;
    static constexpr std::float_round_style round_style = std::round_to_nearest;
    static constexpr int radix = 2, digits = format::significand_bits + 1;
    static constexpr int max_exponent = format::bias + 1, min_exponent = 2 - format::bias;
    // log10(2) is 0.30103.
    static constexpr int digits10 = (digits - 1) * 30103 / 100000, max_digits10 = 2 + digits * 30103 / 100000;
    static constexpr int max_exponent10 = max_exponent * 30103 / 100000, min_exponent10 = (min_exponent - 1) * 30103 / 100000;

    static constexpr Half min() { return power_of_two(1 - format::bias); }
    static constexpr Half max() { return Half::from_bits(static_cast<std::uint16_t>(format::infinity - 1)); }
    static constexpr Half lowest() { return -max(); }
    static constexpr Half epsilon() { return power_of_two(1 - digits); }
    static constexpr Half round_error() { return Half(0.5f); }
    static constexpr Half denorm_min() { return Half::from_bits(1); }
    static constexpr Half infinity() { return Half::from_bits(format::infinity); }
    static constexpr Half quiet_NaN() { return Half::from_bits(format::infinity | format::quiet); }
    static constexpr Half signaling_NaN() { return Half::from_bits(static_cast<std::uint16_t>(format::infinity + 1)); }
};
}  // namespace detail

}  // namespace strand

template <>
class std::numeric_limits<strand::float16> : public strand::detail::half_limits<strand::float16> {};
template <>
class std::numeric_limits<strand::bfloat16> : public strand::detail::half_limits<strand::bfloat16> {};

#endif
