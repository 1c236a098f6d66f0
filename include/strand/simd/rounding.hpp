// SPDX-License-Identifier: BSD-3-Clause
// Rounding of float packs to integral values: rint (half to even), floor, ceil, trunc. Signs of zero stay.
#ifndef STRAND_SIMD_ROUNDING_HPP
#define STRAND_SIMD_ROUNDING_HPP

#include <strand/simd/math.hpp>

namespace strand::inline STRAND_ISA::simd {

template <detail::real_floating T, index_t Lanes>
STRAND_ALWAYS_INLINE pack<T, Lanes> copysign(pack<T, Lanes> magnitude, pack<T, Lanes> sign) {
    using U = uint_of<bytes_of<T>>;
    constexpr U top = static_cast<U>(U(1) << (8 * sizeof(U) - 1));
    const auto bits = (bits_as<vec<U, Lanes>>(magnitude.v) & static_cast<U>(~top)) | (bits_as<vec<U, Lanes>>(sign.v) & top);
    return detail::pack_from_bits<T, Lanes>(bits);
}

namespace detail {

/// Adding and subtracting 2^52 (2^23 for float) leaves no bits behind the point; larger numbers have none.
template <class T, index_t Lanes>
STRAND_ALWAYS_INLINE pack<T, Lanes> rint_by_addition(pack<T, Lanes> x) {
    constexpr T limit = sizeof(T) == 8 ? T(4503599627370496.0) : T(8388608.0);
    const pack<T, Lanes> shift = copysign(pack<T, Lanes>(limit), x);
    return copysign(select(abs(x) < pack<T, Lanes>(limit), (x + shift) - shift, x), x);
}

/// xsimd's own floor, ceil and trunc lose the sign of zero where SSE4.1's instructions are missing.
#if defined(STRAND_NO_SIMD) || (defined(__SSE2__) && !defined(__SSE4_1__))
inline constexpr bool rounds_in_hardware = false;
#else
inline constexpr bool rounds_in_hardware = true;
#endif

}  // namespace detail

template <detail::real_floating T, index_t Lanes>
STRAND_ALWAYS_INLINE pack<T, Lanes> rint(pack<T, Lanes> x) {
    if constexpr (detail::rounds_in_hardware) {
        return detail::through_xsimd<T, Lanes>([](auto b) { return nearbyint(b); }, [](T s) { return std::rint(s); }, x);
    } else {
        return detail::rint_by_addition(x);
    }
}
template <detail::real_floating T, index_t Lanes>
STRAND_ALWAYS_INLINE pack<T, Lanes> floor(pack<T, Lanes> x) {
    if constexpr (detail::rounds_in_hardware) {
        return detail::through_xsimd<T, Lanes>([](auto b) { return floor(b); }, [](T s) { return std::floor(s); }, x);
    } else {
        const pack<T, Lanes> near = detail::rint_by_addition(x);
        return copysign(select(near > x, near - pack<T, Lanes>(T(1)), near), x);
    }
}
template <detail::real_floating T, index_t Lanes>
STRAND_ALWAYS_INLINE pack<T, Lanes> ceil(pack<T, Lanes> x) {
    if constexpr (detail::rounds_in_hardware) return detail::through_xsimd<T, Lanes>([](auto b) { return ceil(b); }, [](T s) { return std::ceil(s); }, x);
    else return -floor(-x);
}
template <detail::real_floating T, index_t Lanes>
STRAND_ALWAYS_INLINE pack<T, Lanes> trunc(pack<T, Lanes> x) {
    if constexpr (detail::rounds_in_hardware) return detail::through_xsimd<T, Lanes>([](auto b) { return trunc(b); }, [](T s) { return std::trunc(s); }, x);
    else return copysign(floor(abs(x)), x);
}

}  // namespace strand::inline STRAND_ISA::simd

#endif
