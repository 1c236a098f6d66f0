// SPDX-License-Identifier: BSD-3-Clause
// pow on packs.
//
// |x|^y = e^(y log|x|). The logarithm carries about 65 significant bits, because the product may be as large as
// 745 and its absolute error becomes the relative error of the result: a table of log R, the first two terms
// f - f^2 / 2 of the series with their roundings (Muller et al., Handbook of Floating-Point Arithmetic, 2nd
// ed., 2018, section 10.3). The exponential starts from one of the 16 numbers 2^(j/16) in two words where a
// permutation finds it, otherwise from a power of two, and then the rounding of r is carried along.
// About 0.5 (last sum) + 0.2 (logarithm) + 0.15 (without the table) ULP.
// Floats are computed as doubles, with single words.
#ifndef STRAND_SIMD_POWER_HPP
#define STRAND_SIMD_POWER_HPP

#include <strand/simd/exp.hpp>
#include <strand/simd/float_precision.hpp>
#include <strand/simd/log_reduction.hpp>

namespace strand::inline STRAND_ISA::simd {

namespace detail {

/// 2^n value, value in [3/4, 2); n may have a fraction with AVX-512, where only its floor counts.
template <class V>
struct scaled_value {
    V value;
    whole_number<V> n;
};
/// e^(exponent + exponent_low) for |exponent| <= 1000; the second word may be up to 1/8, with AVX-512 1/2.
template <float_lanes V>
STRAND_ALWAYS_INLINE scaled_value<V> precise_exp(V exponent, V exponent_low) {
    using constants = exp_constants<V>;
    if constexpr (has_avx512) {
        // The last four bits of n count sixteenths.
        constexpr double magic = 0x1.8p48;
        const V biased = mul_add(V(exponent + exponent_low), constants::per_ln2, magic), n = biased - magic;
        const V r = mul_add(n, -constants::ln2_low, mul_add(n, -constants::ln2_high, exponent) + exponent_low);
        const V high = lookup<V>(simd_tables::sixteenths_high, bits_of(biased));
        const V low = lookup<V>(simd_tables::sixteenths_low, bits_of(biased));
        const V tail = polynomial(r, 0x1.0000000000001p-1, 0x1.5555555555556p-3, 0x1.55555554c7b0fp-5,
                                  0x1.11111110d21d6p-7, 0x1.6c1818c09fb5fp-10, 0x1.a01b32ceb4372p-13);
        return {high + mul_add(high, mul_add(r * r, tail, r), low), {n, biased}};
    } else {
        const auto n = exponent_of(V(exponent + exponent_low), constants::per_ln2);
        const V rest = mul_add(n.value, -constants::ln2_low, mul_add(n.value, -constants::ln2_high, exponent));
        const V r = rest + exponent_low, r_low = (rest - r) + exponent_low;
        return {mul_add(r * r, exp_tail(r), r_low) + r + 1, n};
    }
}

/// x^y for positive x in the middle of the range of doubles, y and the result not too large.
template <float_lanes V>
STRAND_ALWAYS_INLINE double_word<V> exponent_of_power(double_word<V> log, V y) {
    const auto product = two_product(y, log.high);
    return {product.high, mul_add(y, log.low, product.low)};
}

/// What C demands of pow where x is not positive and finite or y is not finite; `size` is |x|^y elsewhere.
template <float_lanes V>
STRAND_ALWAYS_INLINE V power_with_special_values(V x, V y, V size) {
    using T = lane_of<V>;
    const V base = absolute(x), exponent = absolute(y);
    // A number with the last bit of its integer part at the end of its representation.
    constexpr T point = sizeof(T) == 8 ? T(0x1p52) : T(0x1p23);
    const V counted = exponent < point ? exponent + point : exponent;
    const auto whole = (exponent >= point) | (counted - point == exponent);
    const auto odd = whole & (exponent < 2 * point) & ((bits_of(counted) & 1) != 0);
    const auto negative = bits_as<int_lanes<V>>(x) < 0;
    const auto extreme = (base == 0) | (base == infinity_of<V>) | (exponent == infinity_of<V>);
    const auto growing = (base > 1) ^ (y < 0);
    V result = extreme ? (base == 1 ? all<V>(1) : growing ? all<V>(infinity_of<V>) : V{}) : size;
    result = flip_sign(result, bits_as<uint_lanes<V>>(negative & odd) & sign_bit<V>);
    result = negative & (base != 0) & (base != infinity_of<V>) & ~whole ? all<V>(nan_of<V>) : result;
    result = ((x != x) | (y != y)) ? x + y : result;
    return ((x == 1) | (y == 0)) ? all<V>(1) : result;
}

/// The same whatever x, y and x^y are. Out of line, because it is rarely called.
template <float_lanes V>
STRAND_COLD V rare_power(const V& x, const V& y) {
    constexpr double largest_exponent = 0x1p64;
    const V base = absolute(x);
    const auto exponent = exponent_of_power(log_in_two_words(reduced_for_any_log(base)), V(at_most(at_least(y, -largest_exponent), largest_exponent)));
    // Beyond all bounds only the sign matters.
    const auto p = precise_exp(at_most(at_least(exponent.high, -770), 770), at_most(at_least(exponent.low, -0.5), 0.5));
    return power_with_special_values(x, y, scale(p.value, p.n.value, p.n.biased));
}

template <float_lanes V>
STRAND_ALWAYS_INLINE V pow_of_doubles(V x, V y) {
    const auto exponent = exponent_of_power(log_in_two_words(reduced_for_log(x)), y);
    const bool ordinary = every_between(x, limits_of<V>::min(), limits_of<V>::max()) && every_at_most(absolute(exponent.high), 708);
    if (!ordinary) [[unlikely]] return rare_power(x, y);
    const auto p = precise_exp(exponent.high, exponent.low);
    if constexpr (has_avx512) return scale(p.value, p.n.value, p.n.biased);
    else return times_power(p.value, p.n.biased);
}

template <float_lanes V>
STRAND_COLD V rare_float_power(const V& x, const V& y) {
    const V size = in_doubles<V>([](auto a, auto b) STRAND_INLINE_LAMBDA { return float_power(absolute(a), b); }, x, y);
    return power_with_special_values(x, y, size);
}
template <float_lanes V>
STRAND_ALWAYS_INLINE V pow_of_floats(V x, V y) {
    const bool ordinary = every_between(x, limits_of<V>::min(), limits_of<V>::max()) &&
                          every_at_most(absolute(y), limits_of<V>::max());
    if (!ordinary) [[unlikely]] return rare_float_power(x, y);
    return in_doubles<V>([](auto a, auto b) STRAND_INLINE_LAMBDA { return float_power(a, b); }, x, y);
}

template <float_lanes V>
STRAND_ALWAYS_INLINE V pow_lanes(V x, V y) {
    using T = lane_of<V>;
    // Squares are what is asked for most, and one multiplication. In every pack alike: a lane beside others that are
    // not squared gives the same.
    if constexpr (!has_fma) {
        return lane_by_lane([](T a, T b) { return b == T(2) ? a * a : std::pow(a, b); }, x, y);
    } else {
        const V square = x * x;
        if (every_between(y, T(2), T(2))) return square;
        V size;
        if constexpr (sizeof(T) == 8) size = pow_of_doubles(x, y);
        else size = pow_of_floats(x, y);
        return y == T(2) ? square : size;
    }
}

}  // namespace detail

template <detail::real_floating T, index_t Lanes>
STRAND_ALWAYS_INLINE pack<T, Lanes> pow(pack<T, Lanes> x, pack<T, Lanes> y) {
    return detail::on_registers<T, Lanes>(
        [](auto a, auto b) STRAND_INLINE_LAMBDA { return detail::pow_lanes(a, b); }, x, y);
}

}  // namespace strand::inline STRAND_ISA::simd

#endif
