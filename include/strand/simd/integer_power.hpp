// SPDX-License-Identifier: BSD-3-Clause
// Integer powers on packs by repeated squaring; products wrap around. 0 to the power of 0 is 1.
// Exponents are not negative: ops/ refuses those before anything is computed.
#ifndef STRAND_SIMD_INTEGER_POWER_HPP
#define STRAND_SIMD_INTEGER_POWER_HPP

#include <strand/simd/arithmetic.hpp>

namespace strand::inline STRAND_ISA::simd {

template <detail::integer T, index_t Lanes>
pack<T, Lanes> pow(pack<T, Lanes> base, pack<T, Lanes> exponent) {
    using P = pack<T, Lanes>;
    const P zero(T(0)), one(T(1));
    P result = one;
    while (any_lane(exponent > zero)) {
        result = select((exponent & one) != zero, result * base, result);
        base = base * base;
        exponent = exponent >> one;
    }
    return result;
}

}  // namespace strand::inline STRAND_ISA::simd

#endif
