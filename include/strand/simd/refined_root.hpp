// SPDX-License-Identifier: BSD-3-Clause
// Square roots on the units that multiply, rounded as the instruction for them rounds: kernels compute every second
// pack so, while the one unit that divides is busy with the others.
//
// r near 1 / sqrt(x) gives y = x r near sqrt(x) and h = r / 2, and e = 1/2 - y h betters both, y + y e and h + h e
// (R. E. Goldschmidt, 1964); the last step is y + h (x - y^2), whose remainder is exact (P. W. Markstein, IBM J. Res.
// Dev. 34, 1990). Before it is rounded it has errors of 2^-50 (2^-20) of a last bit, and few roots are so close to the
// middle between two numbers: those for which m^2 + m + c, m the root's significand as a whole number, ends with as
// many zeros as the argument's square is longer than the argument, for small c (M. Cornea-Hasegan, 1998). They are
// rounded as they should: all floats, and the 566 doubles with |c| <= 400, with every estimate within 2^-14 (1.5 2^-12
// for floats without AVX-512, which take more steps) that a float or, of doubles, 20 bits of fraction can hold.
#ifndef STRAND_SIMD_REFINED_ROOT_HPP
#define STRAND_SIMD_REFINED_ROOT_HPP

#include <strand/simd/estimate.hpp>

namespace strand::inline STRAND_ISA::simd {

namespace detail {

template <float_lanes V>
STRAND_ALWAYS_INLINE V refined_square_root(V x) {
    using T = lane_of<V>;
    V r = rough_reciprocal_root(x);
    if constexpr (sizeof(T) == 8) r = float_of<V>(bits_of(r) & ~std::uint64_t(0xFFFFFFFF));
    V y = product(x, r), h = product(r, T(0.5));
    const auto better = [&]() STRAND_INLINE_LAMBDA {
        const V e = mul_add(-y, h, T(0.5));
        y = mul_add(y, e, y), h = mul_add(h, e, h);
    };
    better();
    if constexpr (sizeof(T) == 8) {
        better();
    } else if constexpr (!has_avx512) {
        // The same once more, y by its remainder, which takes no longer.
        const V e = mul_add(-y, h, T(0.5));
        y = mul_add(mul_add(-y, y, x), h, y), h = mul_add(h, e, h);
    }
    const V root = mul_add(mul_add(-y, y, x), h, y);
    // h is NaN or infinite where there is no root or an infinite one, and large where the remainder may be denormal.
    // Zeros, which are common, need not be left to the instruction.
    const bool usual = every_at_most(V(x == 0 ? V{} : absolute(h)), sizeof(T) == 8 ? T(0x1p449) : T(0x1p49));
    if (!usual) [[unlikely]] return square_root(x);
    return x == 0 ? x : root;
}

}  // namespace detail

/// sqrt without the unit that divides, where the machine has estimates to begin with.
template <detail::real_floating T, index_t Lanes>
STRAND_ALWAYS_INLINE pack<T, Lanes> refined_sqrt(pack<T, Lanes> x) {
    static_assert(detail::has_root_estimate<T>);
    return detail::on_registers<T, Lanes>([](auto v) STRAND_INLINE_LAMBDA { return detail::refined_square_root(v); }, x);
}

}  // namespace strand::inline STRAND_ISA::simd

#endif
