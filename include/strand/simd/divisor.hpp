// SPDX-License-Identifier: BSD-3-Clause
// Division of many integers by one number: the high half of a product with a reciprocal that is computed once
// (T. Granlund, P. L. Montgomery, Division by invariant integers using multiplication, PLDI 1994: figure 4.1 for
// unsigned, 5.1 for signed integers; floors go by the quotient of a number moved by one towards 0).
// The quotient by 0 is 0 and so is the remainder; the smallest integer by -1 is itself.
#ifndef STRAND_SIMD_DIVISOR_HPP
#define STRAND_SIMD_DIVISOR_HPP

#include <bit>
#include <strand/simd/shift.hpp>

namespace strand::inline STRAND_ISA::simd {

namespace detail {

/// There are products of signed 32-bit integers.
#if defined(__SSE4_1__) && !defined(STRAND_NO_SIMD)
inline constexpr bool multiplies_signed = true;
#else
inline constexpr bool multiplies_signed = false;
#endif

/// Products of the low halves of 64-bit lanes.
template <bool Signed, index_t Lanes>
STRAND_ALWAYS_INLINE vec<std::uint64_t, Lanes> low_products(vec<std::uint64_t, Lanes> a, vec<std::uint64_t, Lanes> b) {
    [[maybe_unused]] constexpr std::uint64_t low = 0xFFFFFFFF;
#if defined(__SSE4_1__) && !defined(STRAND_NO_SIMD)
    if constexpr (Signed) {
        using result [[maybe_unused]] = vec<std::uint64_t, Lanes>;
#if defined(__AVX512F__)
        if constexpr (Lanes == 8) return bits_as<result>(_mm512_maskz_mul_epi32(static_cast<__mmask8>(0xFF), bits_as<__m512i>(a), bits_as<__m512i>(b)));
#endif
#if defined(__AVX2__)
        if constexpr (Lanes == 4) return bits_as<result>(_mm256_mul_epi32(bits_as<__m256i>(a), bits_as<__m256i>(b)));
#endif
        if constexpr (Lanes == 2) return bits_as<result>(_mm_mul_epi32(bits_as<__m128i>(a), bits_as<__m128i>(b)));
        if constexpr (Lanes == 1) return result{static_cast<std::uint64_t>(std::int64_t{static_cast<std::int32_t>(a[0])} * static_cast<std::int32_t>(b[0]))};
    }
#endif
#if defined(__SSE2__) && !defined(STRAND_NO_SIMD)
    using result [[maybe_unused]] = vec<std::uint64_t, Lanes>;
#if defined(__AVX512F__)
    if constexpr (Lanes == 8) return bits_as<result>(_mm512_maskz_mul_epu32(static_cast<__mmask8>(0xFF), bits_as<__m512i>(a), bits_as<__m512i>(b)));
    else
#endif
#if defined(__AVX2__)
        if constexpr (Lanes == 4)
        return bits_as<result>(_mm256_mul_epu32(bits_as<__m256i>(a), bits_as<__m256i>(b)));
    else
#endif
        if constexpr (Lanes == 2)
        return bits_as<result>(_mm_mul_epu32(bits_as<__m128i>(a), bits_as<__m128i>(b)));
    else
#endif
        return (a & low) * (b & low);
}

/// The upper half of each lane, of two vectors in turn.
template <index_t Lanes>
STRAND_ALWAYS_INLINE vec<std::uint32_t, 2 * Lanes> upper_halves(vec<std::uint64_t, Lanes> even, vec<std::uint64_t, Lanes> odd) {
    using result = vec<std::uint32_t, 2 * Lanes>;
#if defined(__AVX512F__) && !defined(STRAND_NO_SIMD)
    if constexpr (Lanes == 8) return bits_as<result>(_mm512_mask_shuffle_epi32(bits_as<__m512i>(odd), static_cast<__mmask16>(0x5555), bits_as<__m512i>(even), _MM_PERM_DDBB));
#endif
#if defined(__AVX2__) && !defined(STRAND_NO_SIMD)
    if constexpr (Lanes == 4) return bits_as<result>(_mm256_blend_epi32(_mm256_shuffle_epi32(bits_as<__m256i>(even), 0xF5), bits_as<__m256i>(odd), 0xAA));
#endif
    return bits_as<result>((even >> 32) | (odd & 0xFFFFFFFF00000000U));
}

/// High halves of products with one number, of signed integers where `signed_high_product`.
template <bool Signed, std::unsigned_integral U, index_t Lanes>
STRAND_ALWAYS_INLINE vec<U, Lanes> high_product(vec<U, Lanes> a, U number) {
    using result = vec<U, Lanes>;
    constexpr index_t bytes = Lanes * bytes_of<U>;
    if constexpr (bytes > 16 && bytes > register_bytes) {
        constexpr index_t half = Lanes / 2;
        return joined<U, Lanes>(high_product<Signed, U, half>(lanes_from<0, half, U, Lanes>(a), number),
                                high_product<Signed, U, half>(lanes_from<half, half, U, Lanes>(a), number));
    } else if constexpr (sizeof(U) == 2 && Lanes > 1) {
#if defined(__SSE2__) && !defined(STRAND_NO_SIMD)
        const auto factor = splat<U, Lanes>(number);
#if defined(__AVX512BW__)
        if constexpr (bytes == 64) {
            const auto x = bits_as<__m512i>(a), y = bits_as<__m512i>(factor);
            return bits_as<result>(Signed ? _mm512_maskz_mulhi_epi16(~__mmask32{0}, x, y) : _mm512_maskz_mulhi_epu16(~__mmask32{0}, x, y));
        } else
#endif
#if defined(__AVX2__)
            if constexpr (bytes == 32) {
            const auto x = bits_as<__m256i>(a), y = bits_as<__m256i>(factor);
            return bits_as<result>(Signed ? _mm256_mulhi_epi16(x, y) : _mm256_mulhi_epu16(x, y));
        } else
#endif
        {
            // Shorter vectors are filled up.
            const auto x = low_part_of<__m128i>(a), y = low_part_of<__m128i>(factor);
            const auto high = bits_as<vec<U, 8>>(Signed ? _mm_mulhi_epi16(x, y) : _mm_mulhi_epu16(x, y));
            return lanes_from<0, Lanes, U, 8>(high);
        }
#else
            return in_pairs<U, Lanes>([number](auto x) STRAND_INLINE_LAMBDA { return (x * std::uint32_t{number}) >> 16; }, a);
#endif
    } else if constexpr (sizeof(U) == 4 && Lanes > 1) {
        using wide = vec<std::uint64_t, Lanes / 2>;
        const wide pairs = bits_as<wide>(a), factor = splat<std::uint64_t, Lanes / 2>(number);
        return upper_halves<Lanes / 2>(low_products<Signed, Lanes / 2>(pairs, factor), low_products<Signed, Lanes / 2>(pairs >> 32, factor));
    } else if constexpr (sizeof(U) == 8 && Lanes > 2) {
        const result factor = splat<U, Lanes>(number);
        const result upper = a >> 32, factor_upper = splat<U, Lanes>(number >> 32);
        const result middle = low_products<false, Lanes>(upper, factor) + (low_products<false, Lanes>(a, factor) >> 32);
        const result other = low_products<false, Lanes>(a, factor_upper) + (middle & 0xFFFFFFFFU);
        return low_products<false, Lanes>(upper, factor_upper) + (middle >> 32) + (other >> 32);
    } else {
        // By the machine's own multiplication.
        __extension__ using product = std::conditional_t<sizeof(U) == 8, unsigned __int128, std::uint64_t>;
        return from_lanes<U, Lanes>([a, number](index_t i) STRAND_INLINE_LAMBDA { return (product(a[i]) * number) >> (8 * sizeof(U)); });
    }
}

template <class T, index_t Lanes>
#if defined(__SSE2__) && !defined(STRAND_NO_SIMD)
inline constexpr bool signed_high_product = Lanes > 1 && (sizeof(T) == 2 || (sizeof(T) == 4 && multiplies_signed));
#else
inline constexpr bool signed_high_product = false;
#endif

}  // namespace detail

/// A number to divide by. `quotient` is C++'s, `floor` rounds down as in Python; with each its remainder.
template <strand::detail::integer T>
class divisor {
    static constexpr int width = 8 * static_cast<int>(sizeof(T));
    static constexpr bool is_signed = std::is_signed_v<T>;
    using U = std::make_unsigned_t<T>;

public:
    STRAND_ALWAYS_INLINE explicit divisor(T number) : number_(number) {
        if (number == 0) {
            // Every bit is shifted out; of signed integers, the sign from itself.
            shift_ = width - 1, first_shift_ = 1;
            carry_ = static_cast<T>(-1);
        } else if constexpr (is_signed) {
            const U size = number < 0 ? static_cast<U>(U(0) - static_cast<U>(number)) : static_cast<U>(number);
            const int log = size == 1 ? 1 : static_cast<int>(std::bit_width(static_cast<U>(size - 1)));
            // 1 + 2^(width + log - 1) / size without its highest bit, which may lie above the width.
            const auto [quotient, above] = divided_power(log - 1, size);
            multiplier_ = static_cast<U>(quotient + 1);
            carry_ = above || multiplier_ == 0 ? static_cast<T>(-1) : T(0);
            shift_ = log - 1;
        } else {
            const int log = static_cast<int>(std::bit_width(static_cast<U>(number - 1)));
            const U excess = static_cast<U>((log == width ? U(0) : static_cast<U>(U(1) << log)) - number);
            multiplier_ = static_cast<U>(divided(excess, number) + 1);
            first_shift_ = log > 0 ? 1 : 0;
            shift_ = log > 0 ? log - 1 : 0;
        }
    }

    template <index_t Lanes>
    STRAND_ALWAYS_INLINE pack<T, Lanes> quotient(pack<T, Lanes> a) const {
        if constexpr (detail::compares_halves<T, Lanes>) return detail::each_lane([this](auto x) STRAND_INLINE_LAMBDA { return this->quotient(x); }, a);
        else return pack<T, Lanes>(truncated<Lanes>(a.v));
    }
    template <index_t Lanes>
    STRAND_ALWAYS_INLINE pack<T, Lanes> remainder(pack<T, Lanes> a) const {
        if constexpr (detail::compares_halves<T, Lanes>) return detail::each_lane([this](auto x) STRAND_INLINE_LAMBDA { return this->remainder(x); }, a);
        else return pack<T, Lanes>(rest<Lanes>(a.v, truncated<Lanes>(a.v)));
    }
    template <index_t Lanes>
    STRAND_ALWAYS_INLINE pack<T, Lanes> floor_quotient(pack<T, Lanes> a) const {
        if constexpr (detail::compares_halves<T, Lanes>) return detail::each_lane([this](auto x) STRAND_INLINE_LAMBDA { return this->floor_quotient(x); }, a);
        else return pack<T, Lanes>(floored<Lanes>(a.v));
    }
    template <index_t Lanes>
    STRAND_ALWAYS_INLINE pack<T, Lanes> floor_remainder(pack<T, Lanes> a) const {
        if constexpr (detail::compares_halves<T, Lanes>) return detail::each_lane([this](auto x) STRAND_INLINE_LAMBDA { return this->floor_remainder(x); }, a);
        else return pack<T, Lanes>(rest<Lanes>(a.v, floored<Lanes>(a.v)));
    }

private:
    U multiplier_ = 0;
    T number_;
    T carry_ = 0;          // of signed: the multiplier's bit above the width
    int shift_ = 0, first_shift_ = 0;

    /// 2^width * high / by, for high < by.
    static constexpr U divided(U high, U by) {
        __extension__ using wide = std::conditional_t<sizeof(U) == 8, unsigned __int128, std::uint64_t>;
        return static_cast<U>((static_cast<wide>(high) << width) / by);
    }
    /// 2^(width + log) / by: the low bits, and whether there is a bit above them.
    static constexpr std::pair<U, bool> divided_power(int log, U by) {
        if constexpr (sizeof(U) < 8) {
            const std::uint64_t quotient = (std::uint64_t{1} << (width + log)) / by;
            return {static_cast<U>(quotient), quotient >> width != 0};
        } else {
            const U high = static_cast<U>(U(1) << log);
            return {divided(static_cast<U>(high % by), by), high >= by};
        }
    }

    // Questions about the number are asked in loops, which do them once or at least guess right: a branch costs less than
    // operations for both answers.

    /// The quotient by the number's magnitude, rounded down; one less for negative signed ones.
    template <index_t Lanes>
    STRAND_ALWAYS_INLINE vec<U, Lanes> divided_down(vec<T, Lanes> a, [[maybe_unused]] vec<U, Lanes> sign) const {
        using bits = vec<U, Lanes>;
        const bits number = bits_as<bits>(a);
        if constexpr (!is_signed) {
            const bits high = detail::high_product<false, U, Lanes>(a, multiplier_);
            return (high + ((a - high) >> first_shift_)) >> shift_;
        } else {
            bits high;
            if constexpr (detail::signed_high_product<T, Lanes>) {
                high = detail::high_product<true, U, Lanes>(number, multiplier_) + number;
            } else {
                high = detail::high_product<false, U, Lanes>(number, multiplier_) - (sign & multiplier_) + (number & static_cast<U>(carry_));
            }
            return bits_as<bits>(detail::shift_all_right<T, Lanes>(bits_as<vec<T, Lanes>>(high), shift_));
        }
    }
    /// -1 in the lanes below 0.
    template <index_t Lanes>
    STRAND_ALWAYS_INLINE static vec<U, Lanes> signs(vec<T, Lanes> a) {
        return bits_as<vec<U, Lanes>>(detail::shift_all_right<T, Lanes>(a, width - 1));
    }
    template <index_t Lanes>
    STRAND_ALWAYS_INLINE vec<T, Lanes> truncated(vec<T, Lanes> a) const {
        if constexpr (!is_signed) {
            return divided_down<Lanes>(a, a);
        } else {
            const auto sign = signs<Lanes>(a), down = divided_down<Lanes>(a, sign);
            return bits_as<vec<T, Lanes>>(number_ < 0 ? sign - down : down - sign);
        }
    }
    template <index_t Lanes>
    STRAND_ALWAYS_INLINE vec<T, Lanes> floored(vec<T, Lanes> a) const {
        using result = vec<T, Lanes>;
        using bits = vec<U, Lanes>;
        if constexpr (!is_signed) {
            return truncated<Lanes>(a);
        } else if (number_ > 0) {
            // Of a number below 0 the complement of its complement's quotient.
            const bits sign = signs<Lanes>(a);
            return bits_as<result>(divided_down<Lanes>(bits_as<result>(bits_as<bits>(a) ^ sign), bits{}) ^ sign);
        } else if (number_ == 0) {
            return result{};
        } else {
            // Above 0: the quotient of what is one nearer to 0, and one less.
            const bits above = signs<Lanes>(bits_as<result>(-bits_as<bits>(a) & ~bits_as<bits>(a)));
            return bits_as<result>(bits_as<bits>(truncated<Lanes>(bits_as<result>(bits_as<bits>(a) + above))) + above);
        }
    }
    template <index_t Lanes>
    STRAND_ALWAYS_INLINE vec<T, Lanes> rest(vec<T, Lanes> a, vec<T, Lanes> quotient) const {
        using bits = vec<U, Lanes>;
        if (number_ == 0) return vec<T, Lanes>{};
        return bits_as<vec<T, Lanes>>(bits_as<bits>(a) - bits_as<bits>(quotient) * static_cast<U>(number_));
    }
};

/// Bytes divide as the low halves of 16-bit integers.
template <strand::detail::integer T>
    requires(sizeof(T) == 1)
class divisor<T> {
    using wide = std::conditional_t<std::is_signed_v<T>, std::int16_t, std::uint16_t>;
    divisor<wide> by_;

    template <index_t Lanes, class Divide>
    STRAND_ALWAYS_INLINE static pack<T, Lanes> each(pack<T, Lanes> a, Divide divide) {
        if constexpr (Lanes == 1) {
            return pack<T, 1>(static_cast<T>(divide(pack<wide, 1>(static_cast<wide>(a.v[0]))).v[0]));
        } else {
            return pack<T, Lanes>(detail::in_pairs<T, Lanes>(
                [divide](auto half) STRAND_INLINE_LAMBDA { return divide(pack<wide, Lanes / 2>(half)).v; }, a.v));
        }
    }

public:
    STRAND_ALWAYS_INLINE explicit divisor(T number) : by_(number) {}

    template <index_t Lanes>
    STRAND_ALWAYS_INLINE pack<T, Lanes> quotient(pack<T, Lanes> a) const {
        return each<Lanes>(a, [by = by_](auto x) STRAND_INLINE_LAMBDA { return by.quotient(x); });
    }
    template <index_t Lanes>
    STRAND_ALWAYS_INLINE pack<T, Lanes> remainder(pack<T, Lanes> a) const {
        return each<Lanes>(a, [by = by_](auto x) STRAND_INLINE_LAMBDA { return by.remainder(x); });
    }
    template <index_t Lanes>
    STRAND_ALWAYS_INLINE pack<T, Lanes> floor_quotient(pack<T, Lanes> a) const {
        return each<Lanes>(a, [by = by_](auto x) STRAND_INLINE_LAMBDA { return by.floor_quotient(x); });
    }
    template <index_t Lanes>
    STRAND_ALWAYS_INLINE pack<T, Lanes> floor_remainder(pack<T, Lanes> a) const {
        return each<Lanes>(a, [by = by_](auto x) STRAND_INLINE_LAMBDA { return by.floor_remainder(x); });
    }
};

}  // namespace strand::inline STRAND_ISA::simd

#endif
