// SPDX-License-Identifier: BSD-3-Clause
// `ufunc<Functor>`: the function objects a user calls. Applied to expressions they give lazy nodes,
// applied to numbers only they give a number.
//
// Names that the C library puts into the global namespace (sqrt, exp, pow ...) are function templates
// in ops/math.hpp instead: with `using namespace strand` an object of such a name would be ambiguous.
#ifndef STRAND_OPS_UFUNC_HPP
#define STRAND_OPS_UFUNC_HPP

#include <strand/ops/evaluate.hpp>
#include <strand/simd/number_functor.hpp>

namespace strand {
inline namespace STRAND_ISA {

namespace detail_isa {
/// A functor that has a loop for these C++ numbers.
template <class Functor, class... X>
concept computes_numbers = (scalar_number<std::remove_cvref_t<X>> && ...) &&
                           strand::detail::computes<Functor, canonical_t<std::remove_cvref_t<X>>...>;
}  // namespace detail_isa

/// A universal function: elementwise, broadcasting, lazy.
/// **Shape** the broadcast shape of the arguments. **Throws** shape_error when they do not broadcast.
template <class Functor>
struct ufunc {
    template <class... X>
        requires strand::detail::applicable<Functor, X...>
    auto operator()(X&&... x) const {
        return strand::detail::make_map(Functor{}, std::forward<X>(x)...);
    }
    template <class... X>
        requires detail_isa::computes_numbers<Functor, X...>
    auto operator()(X... x) const {
        return detail_isa::compute_scalar(Functor{}, x...);
    }
};

inline constexpr ufunc<fn::add> add{};
inline constexpr ufunc<fn::subtract> subtract{};
inline constexpr ufunc<fn::multiply> multiply{};
inline constexpr ufunc<fn::negative> negative{};
inline constexpr ufunc<fn::positive> positive{};
inline constexpr ufunc<fn::absolute> absolute{};
inline constexpr ufunc<fn::square> square{};
inline constexpr ufunc<fn::maximum> maximum{};
inline constexpr ufunc<fn::minimum> minimum{};
inline constexpr ufunc<fn::clip> clip{};
/// where(condition, x, y): x where the condition is true, else y; both are computed everywhere.
inline constexpr ufunc<fn::where> where{};
inline constexpr ufunc<fn::equal> equal{};
inline constexpr ufunc<fn::not_equal> not_equal{};
inline constexpr ufunc<fn::less> less{};
inline constexpr ufunc<fn::less_equal> less_equal{};
inline constexpr ufunc<fn::greater> greater{};
inline constexpr ufunc<fn::greater_equal> greater_equal{};
inline constexpr ufunc<fn::logical_and> logical_and{};
inline constexpr ufunc<fn::logical_or> logical_or{};
inline constexpr ufunc<fn::logical_xor> logical_xor{};
inline constexpr ufunc<fn::logical_not> logical_not{};
inline constexpr ufunc<fn::bitwise_and> bitwise_and{};
inline constexpr ufunc<fn::bitwise_or> bitwise_or{};
inline constexpr ufunc<fn::bitwise_xor> bitwise_xor{};
inline constexpr ufunc<fn::bitwise_invert> bitwise_invert{};
inline constexpr ufunc<fn::bitwise_left_shift> bitwise_left_shift{};
inline constexpr ufunc<fn::bitwise_right_shift> bitwise_right_shift{};
inline constexpr ufunc<fn::real> real{};
inline constexpr ufunc<fn::imag> imag{};

/// NumPy's true division: of integers in double. `operator/` is C++'s.
inline constexpr ufunc<fn::divide> divide{};
/// The largest whole number not above the quotient.
inline constexpr ufunc<fn::floor_divide> floor_divide{};
inline constexpr ufunc<fn::reciprocal> reciprocal{};
/// -1, 0 or 1; NaN stays NaN; a complex number divided by its length.
inline constexpr ufunc<fn::sign> sign{};
inline constexpr ufunc<fn::conj> conj{};
/// heaviside(x, y): 0 below 0, 1 above, y at 0.
inline constexpr ufunc<fn::heaviside> heaviside{};
inline constexpr ufunc<fn::deg2rad> deg2rad{};
inline constexpr ufunc<fn::rad2deg> rad2deg{};
inline constexpr ufunc<fn::gcd> gcd{};
inline constexpr ufunc<fn::lcm> lcm{};
/// The number of ones among the bits of the magnitude, as uint8.
inline constexpr ufunc<fn::bitwise_count> bitwise_count{};

// NumPy's other names.
inline constexpr auto true_divide = divide;
inline constexpr auto conjugate = conj;
inline constexpr auto radians = deg2rad;
inline constexpr auto degrees = rad2deg;
inline constexpr ufunc<fn::remainder> mod{};
inline constexpr auto invert = bitwise_invert;
inline constexpr auto bitwise_not = bitwise_invert;
inline constexpr auto left_shift = bitwise_left_shift;
inline constexpr auto right_shift = bitwise_right_shift;

}  // namespace STRAND_ISA
}  // namespace strand

#endif
