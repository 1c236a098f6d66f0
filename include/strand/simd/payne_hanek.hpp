// SPDX-License-Identifier: BSD-3-Clause
// x mod pi/2 for large x, all lanes at once, after M. Payne and R. Hanek (SIGNUM Newsletter 18, 1983; Muller,
// Elementary Functions, 3rd ed., 2016, section 11.4): the digits of 2/pi that contribute multiples of 4 quarter
// turns are left out. What is left is a row of a table, chosen by the upper bits of the exponent: pieces of
// 2/pi as long as the significand, lowest digits last. Sums of products with them are nearly all exact, because
// products are taken in two words and because what is rounded to whole units goes to the quadrant.
#ifndef STRAND_SIMD_PAYNE_HANEK_HPP
#define STRAND_SIMD_PAYNE_HANEK_HPP

#include <bit>
#include <strand/simd/double_word.hpp>
#include <strand/simd/lookup.hpp>
#include <strand/simd/table.hpp>

namespace strand::inline STRAND_ISA::simd::detail {

/// An angle modulo quarter turns: the rest is high - less. With this sign a rest of -0 stays what it is.
template <class V>
struct quarter_turns {
    V high, less;
    uint_lanes<V> quadrant;  // modulo 4; higher bits mean nothing
};

/// The binary digits of 2/pi, after 64 zeros.
inline constexpr std::uint64_t two_over_pi[] = {
    0x0000000000000000, 0xA2F9836E4E441529, 0xFC2757D1F534DDC0, 0xDB6295993C439041, 0xFE5163ABDEBBC561,
    0xB7246E3A424DD2E0, 0x06492EEA09D1921C, 0xFE1DEB1CB129A73E, 0xE88235F52EBB4484, 0xE99C7026B45F7E41,
    0x3991D639835339F4, 0x9C845F8BBDF9283B, 0x1FF897FFDE05980F, 0xEF2F118B5A0A6D1F, 0x6D367ECF27CB09B7,
    0x4F463F669E5FEA2D, 0x7527BAC7EBE5F17B, 0x3D0739F78A5292EA, 0x6BFB5FB11F8D5D08, 0x56033046FC7B6BAB};

/// The digits 2^weight and below as a whole number.
constexpr std::uint64_t digits_of_two_over_pi(int weight, int count) {
    const auto first = static_cast<unsigned>(63 - weight);
    const std::uint64_t* words = two_over_pi + first / 64;
    return ((words[0] << first % 64) | ((words[1] >> 1) >> (63 - first % 64))) >> (64 - count);
}

/// Exponents that share a row: 2^(share g) <= |x| / 2 < 2^(share (g + 1)). As many rows as `lookup` has at hand.
template <class T>
inline constexpr int exponents_of_row = sizeof(T) == 8 ? 32 : has_avx512 ? 4 : 8;
/// Which lie as columns where they are looked up in registers.
template <class T>
inline constexpr bool digits_in_columns = has_avx512 || sizeof(T) == 4;

/// Row g is 2^(share g) 2/pi. The first piece begins with a one that contributes multiples of 4 only and makes the
/// upper word of its product with a significand such a multiple too.
template <class T>
struct angle_digits {
    static constexpr std::size_t rows = std::size_t(std::numeric_limits<T>::max_exponent / exponents_of_row<T>);
    static constexpr std::size_t count = digits_in_columns<T> ? 4 : rows, length = digits_in_columns<T> ? rows : 4;
    T piece[count][length];
};
/// Digits of a piece: without fused multiply-add only halves of 26 bits have exact products.
template <class T>
inline constexpr int digits_of_piece = std::numeric_limits<T>::digits - (has_fma ? 0 : 1);
template <class T>
inline constexpr angle_digits<T> angle_digit_table = [] {
    constexpr int digits = digits_of_piece<T>;
    angle_digits<T> table{};
    for (std::size_t g = 0; g < angle_digits<T>::rows; ++g) {
        int weight = std::numeric_limits<T>::digits - 1 - exponents_of_row<T> * static_cast<int>(g);
        T unit = has_fma ? 2 : 4;
        for (std::size_t i = 0; i < 4; ++i) {
            const int count = i == 0 ? digits - 1 : digits;
            const std::uint64_t leading = std::uint64_t(i == 0 ? 1 : 0) << (digits - 1);
            (digits_in_columns<T> ? table.piece[i][g] : table.piece[g][i]) =
                static_cast<T>(leading | digits_of_two_over_pi(weight, count)) * unit;
            weight -= count;
            for (int k = 0; k < digits; ++k) unit *= T(0.5);
        }
    }
    return table;
}();

/// Lanes of magnitudes from 2 on; infinity gives NaN. With x = 2^(share g) y, 2 <= |y| < 2^(share + 1), the angle is
/// y (t0 + t1 + t2 + t3) quarter turns, of which the first product is known modulo 4 from its lower word.
template <float_lanes V>
STRAND_ALWAYS_INLINE quarter_turns<V> quarter_turns_of_large(V x) {
    using T = lane_of<V>;
    using bits = lane_of<uint_lanes<V>>;
    constexpr bool wide = sizeof(T) == 8;
    constexpr int share = exponents_of_row<T>;
    constexpr bits lower = (bits(share) << significand_bits<V>) - 1;
    const V y = float_of<V>((bits_of(x) & (lower | sign_bit<V>)) | (sign_bit<V> >> 1));
    const auto row = bits_of(x) >> (significand_bits<V> + std::countr_zero(static_cast<unsigned>(share)));
    const auto& table = angle_digit_table<T>.piece;
    table_columns<V> t;
    if constexpr (digits_in_columns<T>) {
        t = {lookup<V>(table[0], row), lookup<V>(table[1], row), lookup<V>(table[2], row), lookup<V>(table[3], row)};
    } else {
        t = table_rows<V>(table, row & 31);
    }
    const V a = two_product(y, t.c0).low;
    const auto b = two_product(y, t.c1);
    // a + b is a whole number, a multiple of a small power of 2, and what is left: all exact.
    constexpr T place = T(1.5) * static_cast<T>(std::uint64_t(1) << (share + (has_fma ? 4 : 5)));
    const V rough = ((a + b.high) + place) - place;
    const V biased = rough + rounding_magic<V>;
    const V head = rough - (biased - rounding_magic<V>);
    const V rest = (a - rough) + b.high;
    // Times pi/2, whose first part is so short that its product with the head is exact.
    constexpr T half_pi = wide ? T(0x1.921fb54442d18p0) : T(0x1.921fb6p0);
    constexpr T half_pi_low = wide ? T(0x1.1a62633145c07p-54) : T(-0x1.777a5cp-25);
    constexpr T first = wide ? T(0x1.921fb54p0) : T(0x1.92p0), second = wide ? T(0x1.10b4611a62633p-30) : T(0x1.fb5444p-12);
    const V tail = rest + mul_add(x, T(0), mul_add(y, t.c2, b.low));
    const V angle = product(head, first), more = mul_add(tail, half_pi, product(head, second));
    V high = angle + more, less = (high - angle) - more;
    // Beside a small head the errors of the tail would count.
    constexpr T small = wide ? T(0x1p-11) : has_avx512 ? T(0x1p-11) : T(0x1p-8);
    if (!every_at_most(float_of<V>(bits_of(head) | sign_bit<V>), -small)) [[unlikely]] {
        const auto c = two_product(y, t.c2);
        const auto sum = two_sum(V(head + rest), b.low), sum_all = two_sum(sum.high, c.high);
        const V low = mul_add(y, t.c3, c.low) + (sum.low + sum_all.low);
        const auto p = two_product(sum_all.high, all<V>(half_pi));
        const auto exact = fast_two_sum(p.high, mul_add(sum_all.high, half_pi_low, mul_add(low, half_pi, p.low)));
        const auto cancelled = absolute(head) < small;
        high = cancelled ? exact.high : high;
        less = cancelled ? -exact.low : less;
    }
    return {high, less, bits_of(biased)};
}

}  // namespace strand::inline STRAND_ISA::simd::detail

#endif
