// SPDX-License-Identifier: BSD-3-Clause
// One number as another element type, by the rules that packs follow too:
//   integer to integer   wraps
//   to float             to nearest, ties to even; infinity beyond the range
//   float to integer     towards 0; what does not fit, and NaN, become
//                          int32, int64    the smallest integer
//                          8 and 16 bits   the low bits of that int32: wraps within 32 bits, beyond it 0
//                          uint32, uint64  2^31, 2^63 for NaN and below what the signed type holds (a smaller
//                                          negative number wraps), 0 above the range
//                        which is what x86 instructions do, and so NumPy's answer in most cases
//   to bool              anything but 0 is true, NaN too
//   complex to real      the real part
#ifndef STRAND_CORE_NUMBER_HPP
#define STRAND_CORE_NUMBER_HPP

#include <strand/core/element.hpp>

namespace strand::detail {

/// The signed integer that a float is truncated to, on its way to an integer type of this size.
template <class To>
using truncated_t = std::conditional_t<sizeof(To) == 8, std::int64_t, std::int32_t>;

template <integer To>
constexpr To truncate_to(double value) {
    using I = truncated_t<To>;
    constexpr double half = sizeof(I) == 8 ? 0x1p63 : 0x1p31;
    // Unsigned values of the upper half are moved to the lower one and back.
    const bool upper = std::is_unsigned_v<To> && sizeof(To) == sizeof(I) && value >= half;
    const double moved = upper ? value - half : value;
    const bool fits = moved < half && (sizeof(I) == 8 ? moved >= -half : moved > -half - 1);
    const I truncated = fits ? static_cast<I>(moved) : std::numeric_limits<I>::min();
    return static_cast<To>(upper ? truncated ^ std::numeric_limits<I>::min() : truncated);
}

/// The number as element type T.
template <class T, class X>
constexpr T number_as(X value) {
    if constexpr (is_complex<T> && is_complex<X>) {
        return T(static_cast<real_t<T>>(value.real()), static_cast<real_t<T>>(value.imag()));
    } else if constexpr (std::same_as<T, bool> && is_complex<X>) {
        return value != X();
    } else if constexpr (is_complex<X>) {
        return number_as<T>(value.real());
    } else if constexpr (is_complex<T>) {
        return T(static_cast<real_t<T>>(value));
    } else if constexpr (integer<T> && real_floating<X>) {
        return truncate_to<T>(static_cast<double>(value));
    } else {
        return static_cast<T>(value);
    }
}

}  // namespace strand::detail

#endif
