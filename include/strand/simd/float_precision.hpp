// SPDX-License-Identifier: BSD-3-Clause
// Logarithm and power of two on doubles that hold floats: short polynomials, good for results that are
// rounded to float in the end (relative errors 2^-37 and 2^-29, absolute 2^-37 in the exponent).
#ifndef STRAND_SIMD_FLOAT_PRECISION_HPP
#define STRAND_SIMD_FLOAT_PRECISION_HPP

#include <strand/simd/polynomial.hpp>

namespace strand::inline STRAND_ISA::simd::detail {

/// log2(2^k m), m in [sqrt(1/2), sqrt(2)): an odd minimax polynomial in (m - 1) / (m + 1).
template <float_lanes V>
STRAND_ALWAYS_INLINE V float_log2(V k, V m) {
    const V s = (m - 1) / (m + 1);
    return mul_add(s, polynomial(s * s, 0x1.71547652bee49p1, 0x1.ec709d127ff74p-1, 0x1.27778022469ddp-1,
                                 0x1.a58d6d5a09b22p-2, 0x1.5cea5c41dcbc4p-2), k);
}

/// 2^exponent for |exponent| < 1000.
template <float_lanes V>
STRAND_ALWAYS_INLINE V float_exp2(V exponent) {
    const V biased = exponent + rounding_magic<V>;
    const V t = exponent - (biased - rounding_magic<V>);
    return times_power(polynomial(t, 0x1.0000000262489p0, 0x1.62e430c82ad46p-1, 0x1.ebfbdadb20125p-3,
                                  0x1.c6aed45fc2aacp-5, 0x1.3b2dbc5efc079p-7, 0x1.5f4597e939a84p-10,
                                  0x1.41d313b9e6e1cp-13), biased);
}

}  // namespace strand::inline STRAND_ISA::simd::detail

#endif
