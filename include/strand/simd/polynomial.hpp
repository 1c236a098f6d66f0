// SPDX-License-Identifier: BSD-3-Clause
// Evaluation of polynomials with constant coefficients, lowest first.
#ifndef STRAND_SIMD_POLYNOMIAL_HPP
#define STRAND_SIMD_POLYNOMIAL_HPP

#include <strand/simd/machine.hpp>

namespace strand::inline STRAND_ISA::simd::detail {

/// Horner's rule: fewest operations, one long chain.
template <float_lanes V>
STRAND_ALWAYS_INLINE V horner([[maybe_unused]] V x, lane_of<V> c0) {
    return all<V>(c0);
}
template <float_lanes V, class... Rest>
STRAND_ALWAYS_INLINE V horner(V x, lane_of<V> c0, lane_of<V> c1, Rest... rest) {
    return mul_add(x, horner(x, c1, static_cast<lane_of<V>>(rest)...), c0);
}

namespace polynomial_parts {
/// c0 + c2 y + c4 y^2 ... of c0, c1, c2, ...
template <float_lanes V>
STRAND_ALWAYS_INLINE V every_second([[maybe_unused]] V y, lane_of<V> c0) {
    return all<V>(c0);
}
template <float_lanes V>
STRAND_ALWAYS_INLINE V every_second([[maybe_unused]] V y, lane_of<V> c0, lane_of<V>) {
    return all<V>(c0);
}
template <float_lanes V, class... Rest>
STRAND_ALWAYS_INLINE V every_second(V y, lane_of<V> c0, lane_of<V>, lane_of<V> c2, Rest... rest) {
    return mul_add(y, every_second(y, c2, static_cast<lane_of<V>>(rest)...), c0);
}
}  // namespace polynomial_parts

/// The last step as in Horner's rule, so that only one rounding is of the size of the result's; before it
/// even and odd powers apart (Knuth, TAOCP 4.6.4): half the chain for one operation more.
template <float_lanes V, class... Rest>
STRAND_ALWAYS_INLINE V polynomial(V x, lane_of<V> c0, lane_of<V> c1, Rest... rest) {
    if constexpr (sizeof...(rest) < 3) {
        return horner(x, c0, c1, rest...);
    } else {
        using polynomial_parts::every_second;
        const V y = x * x;
        const V even = every_second(y, c1, static_cast<lane_of<V>>(rest)...);
        return mul_add(x, mul_add(x, every_second(y, static_cast<lane_of<V>>(rest)...), even), c0);
    }
}

namespace polynomial_parts {
/// Count coefficients from c[First] on as two halves and a power of x, and so on (G. Estrin, 1960).
template <index_t First, index_t Count, float_lanes V>
STRAND_ALWAYS_INLINE V halves(const V* powers, const lane_of<V>* c) {
    if constexpr (Count == 1) {
        return all<V>(c[First]);
    } else {
        constexpr int level = Count < 4 ? 0 : Count < 8 ? 1 : Count < 16 ? 2 : 3;
        constexpr index_t low = index_t(1) << level;
        return mul_add(powers[level], halves<First + low, Count - low>(powers, c), halves<First, low>(powers, c));
    }
}
}  // namespace polynomial_parts

/// The shortest chain: all but the last step, which is as in Horner's rule, in a tree.
template <float_lanes V, class... Rest>
STRAND_ALWAYS_INLINE V balanced(V x, lane_of<V> c0, Rest... rest) {
    const V square = x * x, fourth = square * square;
    const V powers[] = {x, square, fourth, fourth * fourth};
    const lane_of<V> c[] = {static_cast<lane_of<V>>(rest)...};
    return mul_add(x, polynomial_parts::halves<0, static_cast<index_t>(sizeof...(rest))>(powers, c), c0);
}

namespace polynomial_parts {
/// Four coefficients as two halves each, the fours by Horner's rule.
template <index_t First, index_t Count, float_lanes V>
STRAND_ALWAYS_INLINE V fours(const V* powers, const lane_of<V>* c) {
    if constexpr (Count <= 4) return halves<First, Count>(powers, c);
    else return mul_add(powers[2], fours<First + 4, Count - 4>(powers, c), halves<First, 4>(powers, c));
}
}  // namespace polynomial_parts

/// Between the two before: a shorter chain than even and odd powers apart, at one operation more.
template <float_lanes V, class... Rest>
STRAND_ALWAYS_INLINE V in_fours(V x, lane_of<V> c0, Rest... rest) {
    const V square = x * x;
    const V powers[] = {x, square, square * square};
    const lane_of<V> c[] = {static_cast<lane_of<V>>(rest)...};
    return mul_add(x, polynomial_parts::fours<0, static_cast<index_t>(sizeof...(rest))>(powers, c), c0);
}

}  // namespace strand::inline STRAND_ISA::simd::detail

#endif
