// SPDX-License-Identifier: BSD-3-Clause
// Less common functions: gamma, Bessel, powers in double, angles of complex numbers, replacing NaN.
#ifndef STRAND_OPS_SPECIAL_HPP
#define STRAND_OPS_SPECIAL_HPP

#include <strand/ops/math.hpp>
#include <strand/simd/special_functor.hpp>

namespace strand {
inline namespace STRAND_ISA {

/// The gamma function: tgamma(n + 1) is n! for whole n.
template <class X>
    requires std::invocable<ufunc<fn::tgamma>, X>
constexpr auto tgamma(X&& x) {
    return ufunc<fn::tgamma>{}(std::forward<X>(x));
}
/// The logarithm of the absolute value of the gamma function.
template <class X>
    requires std::invocable<ufunc<fn::lgamma>, X>
constexpr auto lgamma(X&& x) {
    return ufunc<fn::lgamma>{}(std::forward<X>(x));
}
/// The modified Bessel function of the first kind, order 0.
inline constexpr ufunc<fn::i0> i0{};
/// log2(2^x + 2^y) without overflow.
inline constexpr ufunc<fn::logaddexp2> logaddexp2{};
/// x to the power of y, computed in double or complex double: integers have negative powers too.
inline constexpr ufunc<fn::float_power> float_power{};

/// The angle of a complex number, in (-pi, pi]; in degrees if `degrees`. Of real numbers 0 or pi. Lazy.
template <class X>
    requires std::invocable<ufunc<fn::angle>, X>
constexpr auto angle(X&& z, bool deg = false) {
    using T = strand::detail::result_of<fn::angle, detail_isa::plain_value_t<X>>;
    return multiply(ufunc<fn::angle>{}(std::forward<X>(z)), deg ? static_cast<T>(57.295779513082320877L) : T(1));
}

namespace detail_isa {
/// A replacement in the type of the elements; integers are never replaced. `none` stands for `otherwise`.
template <class R, class Value>
constexpr literal<R> replacement(Value value, R otherwise) {
    if constexpr (std::same_as<Value, none_t> || !strand::detail::real_floating<R>) return literal<R>(otherwise);
    else return literal<R>(static_cast<R>(value));
}
template <class X>
concept bound_value = std::same_as<X, none_t> || (scalar_number<X> && !strand::detail::is_complex<X>);
}  // namespace detail_isa

/// NaN becomes `nan`, infinity `posinf` and -infinity `neginf`: with `none` the largest and the smallest number of
/// the type. Of a complex number both parts; integers stay as they are. Lazy. `nan_to_num(a, -1)`
template <expression X, detail_isa::bound_value High = none_t, detail_isa::bound_value Low = none_t>
constexpr auto nan_to_num(X&& x, double nan = 0, High posinf = {}, Low neginf = {}) {
    using R = real_t<value_t<X>>;
    using limits = std::numeric_limits<R>;
    return detail::make_map(fn::nan_to_num{}, std::forward<X>(x), detail_isa::replacement(nan, R(0)),
                            detail_isa::replacement(posinf, limits::max()), detail_isa::replacement(neginf, limits::lowest()));
}
/// With NumPy's `copy` in its place: it has no meaning for a lazy function.
template <expression X, std::same_as<bool> Copy, detail_isa::bound_value High = none_t, detail_isa::bound_value Low = none_t>
constexpr auto nan_to_num(X&& x, Copy, double nan = 0, High posinf = {}, Low neginf = {}) {
    return nan_to_num(std::forward<X>(x), nan, posinf, neginf);
}

namespace ufuncs {
inline constexpr ufunc<fn::power> pow{};
inline constexpr ufunc<fn::atan2> atan2{};
}  // namespace ufuncs

}  // namespace STRAND_ISA
}  // namespace strand

#endif
