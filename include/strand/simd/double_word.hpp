// SPDX-License-Identifier: BSD-3-Clause
// Unevaluated sums of two floats, high + low with |low| at most half a unit in the last place of high:
// about twice the precision. Error-free sums and products after T. J. Dekker (Numerische Mathematik 18,
// 1971) and D. E. Knuth (TAOCP 4.2.2); error bounds of the operations in M. Joldes, J.-M. Muller and
// V. Popescu (ACM TOMS 44, 2017).
#ifndef STRAND_SIMD_DOUBLE_WORD_HPP
#define STRAND_SIMD_DOUBLE_WORD_HPP

#include <strand/simd/machine.hpp>

namespace strand::inline STRAND_ISA::simd::detail {

template <class V>
struct double_word {
    V high, low;
};

/// a + b exactly, if |a| >= |b| or a is 0.
template <float_lanes V>
STRAND_ALWAYS_INLINE double_word<V> fast_two_sum(V a, V b) {
    const V sum = a + b;
    return {sum, b - (sum - a)};
}
/// a + b exactly.
template <float_lanes V>
STRAND_ALWAYS_INLINE double_word<V> two_sum(V a, V b) {
    const V sum = a + b;
    const V b_part = sum - a;
    return {sum, (a - (sum - b_part)) + (b - b_part)};
}

/// The leading half of the bits of each lane; what is left has no more bits than that.
template <float_lanes V>
STRAND_ALWAYS_INLINE V leading_half(V v) {
    constexpr int half = sizeof(lane_of<V>) == 8 ? 27 : 12;
    return float_of<V>(bits_of(v) & (~lane_of<uint_lanes<V>>(0) << half));
}

/// The same of one number.
template <class T>
constexpr T leading_half_of(T value) {
    using bits = uint_of<bytes_of<T>>;
    return std::bit_cast<T>(std::bit_cast<bits>(value) & (static_cast<bits>(~bits(0)) << (sizeof(T) == 8 ? 27 : 12)));
}

/// a * b exactly, unless it underflows.
template <float_lanes V>
STRAND_ALWAYS_INLINE double_word<V> two_product(V a, V b) {
    if constexpr (has_fma) {
        const V high = a * b;
        return {high, mul_add(a, b, -high)};
    } else {
        const V high = a * b;
        const V a1 = leading_half(a), a2 = a - a1, b1 = leading_half(b), b2 = b - b1;
        return {high, ((a1 * b1 - high) + a1 * b2 + a2 * b1) + a2 * b2};
    }
}

/// v * v in two words. Without a fused multiply-add the first has half of the bits, and the second two roundings.
template <float_lanes V>
STRAND_ALWAYS_INLINE double_word<V> two_square(V v) {
    if constexpr (has_fma) {
        return two_product(v, v);
    } else {
        const V leading = leading_half(v);
        return {leading * leading, (v - leading) * (v + leading)};
    }
}

/// a * b + c as if the product were not rounded, on every machine.
template <float_lanes V>
STRAND_ALWAYS_INLINE V fused_sum(V a, V b, V c) {
    if constexpr (has_fma) {
        return mul_add(a, b, c);
    } else {
        const auto p = two_product(a, b);
        const auto sum = two_sum(p.high, c);
        return sum.high + (sum.low + p.low);
    }
}

/// a / b with about 0.51 ULP: the quotient of the high words, corrected by what it leaves.
template <float_lanes V>
STRAND_ALWAYS_INLINE V quotient(double_word<V> a, double_word<V> b) {
    const V per_b = 1 / b.high;
    const V q = product(a.high, per_b);
    const V error = fused_sum(-q, b.high, a.high) + mul_add(-q, b.low, a.low);
    return mul_add(error, per_b, q);
}

/// 1 / (2 sqrt(v)) within 4 percent, also where v is tiny: half the exponent, taken from the
/// representation (J. F. Blinn, IEEE Computer Graphics and Applications 17(4), 1997).
template <float_lanes V>
STRAND_ALWAYS_INLINE V rough_half_reciprocal_root(V v) {
    using bits = lane_of<uint_lanes<V>>;
    constexpr bits magic = sizeof(lane_of<V>) == 8 ? static_cast<bits>(0x5FD6EB50C7B537A9) : static_cast<bits>(0x5EB759DF);
    return float_of<V>(magic - (bits_of(v) >> 1));
}
/// sqrt(high + low), high >= 0, in two words.
template <class V>
STRAND_ALWAYS_INLINE double_word<V> square_root(double_word<V> v) {
    const V root = square_root(v.high);
    V rest;
    if constexpr (has_fma) {
        rest = mul_add(-root, root, v.high) + v.low;
    } else {
        const auto square = two_square(root);
        rest = (v.high - square.high) + (v.low - square.low);
    }
    return {root, rest * rough_half_reciprocal_root(v.high)};
}

}  // namespace strand::inline STRAND_ISA::simd::detail

#endif
