// SPDX-License-Identifier: BSD-3-Clause
// Mathematical functions whose names the C library also has: function templates, so that they overload
// with those. Lazy on expressions, immediate on numbers; integers are computed as float or double.
#ifndef STRAND_OPS_MATH_HPP
#define STRAND_OPS_MATH_HPP

#include <strand/ops/ufunc.hpp>

namespace strand {
inline namespace STRAND_ISA {

/// Square root; NaN below 0.
template <class X>
    requires std::invocable<ufunc<fn::sqrt>, X>
auto sqrt(X&& x) {
    return ufunc<fn::sqrt>{}(std::forward<X>(x));
}
/// Absolute value; of a complex number its length. The smallest integer stays itself.
template <class X>
    requires std::invocable<ufunc<fn::absolute>, X>
auto abs(X&& x) {
    return absolute(std::forward<X>(x));
}

}  // namespace STRAND_ISA
}  // namespace strand

#endif
