// SPDX-License-Identifier: BSD-3-Clause
// Mathematical functions on packs.
#ifndef STRAND_SIMD_MATH_HPP
#define STRAND_SIMD_MATH_HPP

#include <strand/simd/roots.hpp>

namespace strand::inline STRAND_ISA::simd {

namespace detail {

/// `of_batch` on xsimd's batches, `of_scalar` lane by lane where there are none.
template <class T, index_t Lanes, class OfBatch, class OfScalar>
STRAND_ALWAYS_INLINE pack<T, Lanes> through_xsimd([[maybe_unused]] OfBatch of_batch,
                                                  [[maybe_unused]] OfScalar of_scalar, pack<T, Lanes> x) {
#ifdef STRAND_NO_SIMD
    pack<T, Lanes> result;
    for (index_t i = 0; i < Lanes; ++i) result.v[i] = of_scalar(x.v[i]);
    return result;
#else
    return pack<T, Lanes>(through_batch<T, Lanes>(of_batch, x.v));
#endif
}

}  // namespace detail

template <detail::real_floating T, index_t Lanes>
STRAND_ALWAYS_INLINE pack<T, Lanes> sqrt(pack<T, Lanes> x) {
#if defined(__AVX512F__) && !defined(STRAND_NO_SIMD)
    // Masked with all lanes: the plain intrinsic begins with an undefined register, which g++ 12 warns of.
    if constexpr (sizeof x == 64 && sizeof(T) == 8) {
        return detail::pack_from_bits<T, Lanes>(_mm512_maskz_sqrt_pd(static_cast<__mmask8>(0xff), bits_as<__m512d>(x.v)));
    } else if constexpr (sizeof x == 64) {
        return detail::pack_from_bits<T, Lanes>(_mm512_maskz_sqrt_ps(static_cast<__mmask16>(0xffff), bits_as<__m512>(x.v)));
    } else
#endif
        return detail::through_xsimd<T, Lanes>([](auto b) { return sqrt(b); }, [](T s) { return std::sqrt(s); }, x);
}

/// sqrt(re^2 + im^2) without overflow. Infinite when either is.
template <detail::complex_floating T, index_t Lanes>
STRAND_ALWAYS_INLINE pack<real_t<T>, Lanes> abs(pack<T, Lanes> z) {
    return hypot(real_part(z), imag_part(z));
}

}  // namespace strand::inline STRAND_ISA::simd

#endif
