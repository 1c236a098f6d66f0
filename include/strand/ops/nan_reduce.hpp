// SPDX-License-Identifier: BSD-3-Clause
// Reductions and scans that leave NaN out: nansum nanprod nanmean nanvar nanstd nanmin nanmax nanargmin
// nanargmax nancumsum nancumprod. Computed at once, fused with the expression. On integers and bool the
// same as without nan. Arguments behind the expression: see ops/reduction.hpp.
#ifndef STRAND_OPS_NAN_REDUCE_HPP
#define STRAND_OPS_NAN_REDUCE_HPP

#include <strand/ops/statistics.hpp>

namespace strand {
inline namespace STRAND_ISA {

namespace detail_isa {

/// The second operand where the first is NaN.
struct replace_nan {
    static constexpr const char* name = "replace_nan";
    template <class A, class B>
    using loop = A(A, A);
    template <class P>
    STRAND_ALWAYS_INLINE auto operator()(P x, P filling) const {
        if constexpr (requires { is_nan(x); }) return select(is_nan(x), filling, x);
        else return x;
    }
};
struct is_number {
    static constexpr const char* name = "is_number";
    template <class A>
    using loop = bool(A);
    template <class P>
    STRAND_ALWAYS_INLINE auto operator()(P x) const {
        if constexpr (simd::is_mask<P>) return x | ~x;
        else return x == x;
    }
};

template <expression E>
auto with_nan_as(const E& e, double filling) {
    using T = value_t<E>;
    return strand::detail::make_map(replace_nan{}, e, literal<T>(strand::detail::number_as<T>(filling)));
}

template <class Op, class T, expression E, class... X>
auto nan_fold(double filling, const E& e, const X&... x) {
    return reduce<Op, chosen_t<T, sum_t<value_t<E>>>>(with_nan_as(e, filling), x...);
}

/// Extrema of the numbers; NaN where there are elements, but none is a number.
template <class Op, expression E, class... X>
auto nan_extremum(const char* name, const E& e, const X&... x) {
    using R = value_t<E>;
    if constexpr (!strand::detail::inexact<R>) {
        return extremum<std::conditional_t<std::same_as<Op, fn::fmax>, fn::maximum, fn::minimum>, R>(name, e, x...);
    } else {
        return extremum<Op, R>(name, e, x...);
    }
}

/// A mask that was given, without NaN; every other argument as it is.
template <expression E, class X>
decltype(auto) among_numbers([[maybe_unused]] const E& e, const X& x) {
    if constexpr (argument_kind<X> == argument::mask) return where_(strand::detail::make_map(fn::logical_and{}, x.mask, strand::detail::make_map(is_number{}, e)));
    else return (x);
}
/// A reduction with its arguments, and a mask that leaves NaN out.
template <expression E, class Reduction, class... X>
auto of_numbers(const E& e, Reduction reduction, const X&... x) {
    if constexpr (!strand::detail::inexact<value_t<E>>) return reduction(x...);
    else if constexpr (place_of<X...>(argument::mask) >= 0) return reduction(among_numbers(e, x)...);
    else return reduction(x..., where_(strand::detail::make_map(is_number{}, e)));
}

/// What variances are divided by where the correction leaves nothing to divide by.
template <class E>
inline constexpr double of_too_few = strand::detail::inexact<value_t<E>> ? std::numeric_limits<double>::quiet_NaN() : 0;

template <expression E>
bool all_true(const E& e) {
    if constexpr (strand::detail::has_array<E>) return all(e);
    else return number_of(e);
}
template <class Op, expression E, class... X>
auto nan_position(const char* name, const E& e, const X&... x) {
    if constexpr (!strand::detail::inexact<value_t<E>>) {
        return position_of<Op>(name, e, x...);
    } else {
        constexpr bool largest = std::same_as<Op, fn::maximum>;
        const folding<E, X...> over(e, x...);
        over.need_elements(name);
        const double filling = largest ? -std::numeric_limits<double>::infinity() : std::numeric_limits<double>::infinity();
        const auto filled = with_nan_as(e, filling);
        using result = decltype(position_of<Op>(name, filled, x...));
        if constexpr (over.whole && !strand::detail::is_complex<value_t<E>>) {
            const auto it = eval_detail::find_extremum_of_all<Op>(filled);
            if (static_cast<double>(it.best) != filling) return it.place;
        }
        const auto best = over.template fold<std::conditional_t<largest, fn::fmax, fn::fmin>, wide_t<value_t<E>>>(e);
        if (over.each() > 0 && !all_true(strand::detail::make_map(is_number{}, best))) {
            strand::detail::throw_value(std::string(name) + " found nothing but NaN");
        }
        // What stands for NaN must not be taken for an infinity, or what is beyond it by an imaginary part.
        if constexpr (!strand::detail::is_complex<value_t<E>>) {
            if (all_true(strand::detail::make_map(fn::not_equal{}, best, literal<double>(filling)))) return position_of<Op>(name, filled, x...);
        }
        return result(position_of<fn::maximum>(name, strand::detail::make_map(fn::equal{}, e, best), x...));
    }
}

}  // namespace detail_isa

/// The sum of what is not NaN. `nansum(a, 0)`
template <class T = default_dtype, expression E, class... X>
    requires detail_isa::reduction_arguments<X...>
auto nansum(const E& e, const X&... x) {
    return detail_isa::nan_fold<fn::add, T>(0, e, x...);
}
template <class T = default_dtype, expression E, std::size_t N, class... X>
auto nansum(const E& e, const index_t (&axes)[N], const X&... x) {
    return detail_isa::nan_fold<fn::add, T>(0, e, axes, x...);
}
/// The product of what is not NaN. `nanprod(a)`
template <class T = default_dtype, expression E, class... X>
    requires detail_isa::reduction_arguments<X...>
auto nanprod(const E& e, const X&... x) {
    return detail_isa::nan_fold<fn::multiply, T>(1, e, x...);
}
template <class T = default_dtype, expression E, std::size_t N, class... X>
auto nanprod(const E& e, const index_t (&axes)[N], const X&... x) {
    return detail_isa::nan_fold<fn::multiply, T>(1, e, axes, x...);
}
/// The largest number; NaN where there is none. Throws value_error where there is no element. `nanmax(a, 0)`
template <expression E, class... X>
    requires detail_isa::reduction_arguments<X...> && detail_isa::has_extrema<default_dtype, E>
auto nanmax(const E& e, const X&... x) {
    return detail_isa::nan_extremum<fn::fmax>("nanmax", e, x...);
}
template <expression E, std::size_t N, class... X>
    requires detail_isa::has_extrema<default_dtype, E>
auto nanmax(const E& e, const index_t (&axes)[N], const X&... x) {
    return detail_isa::nan_extremum<fn::fmax>("nanmax", e, axes, x...);
}
/// The smallest number; NaN where there is none. Throws value_error where there is no element. `nanmin(a)`
template <expression E, class... X>
    requires detail_isa::reduction_arguments<X...> && detail_isa::has_extrema<default_dtype, E>
auto nanmin(const E& e, const X&... x) {
    return detail_isa::nan_extremum<fn::fmin>("nanmin", e, x...);
}
template <expression E, std::size_t N, class... X>
    requires detail_isa::has_extrema<default_dtype, E>
auto nanmin(const E& e, const index_t (&axes)[N], const X&... x) {
    return detail_isa::nan_extremum<fn::fmin>("nanmin", e, axes, x...);
}
/// Where the largest number is. Throws value_error where there is none. `nanargmax(a, 1)`
template <expression E, class... X>
    requires detail_isa::position_arguments<X...> && detail_isa::has_extrema<default_dtype, E>
auto nanargmax(const E& e, const X&... x) {
    return detail_isa::nan_position<fn::maximum>("nanargmax", e, x...);
}
/// Where the smallest number is. Throws value_error where there is none. `nanargmin(a)`
template <expression E, class... X>
    requires detail_isa::position_arguments<X...> && detail_isa::has_extrema<default_dtype, E>
auto nanargmin(const E& e, const X&... x) {
    return detail_isa::nan_position<fn::minimum>("nanargmin", e, x...);
}
/// The mean of the numbers; NaN where there is none. `nanmean(a, 0)`
template <class T = default_dtype, expression E, class... X>
    requires detail_isa::masked_arguments<X...>
auto nanmean(const E& e, const X&... x) {
    return detail_isa::of_numbers(e, [&](const auto&... given) { return mean<T>(e, given...); }, x...);
}
template <class T = default_dtype, expression E, std::size_t N, class... X>
auto nanmean(const E& e, const index_t (&axes)[N], const X&... x) {
    return detail_isa::of_numbers(e, [&](const auto&... given) { return mean<T>(e, given...); }, axes, x...);
}
/// The variance of the numbers; NaN where there are not more than the correction. `nanvar(a, 0, correction(1))`
template <class T = default_dtype, expression E, class... X>
    requires detail_isa::numbered_arguments<X...>
auto nanvar(const E& e, const X&... x) {
    return detail_isa::of_numbers(e, [&](const auto&... given) { return detail_isa::variance<false, T>(detail_isa::of_too_few<E>, e, given...); }, x...);
}
template <class T = default_dtype, expression E, std::size_t N, class... X>
auto nanvar(const E& e, const index_t (&axes)[N], const X&... x) {
    return detail_isa::of_numbers(e, [&](const auto&... given) { return detail_isa::variance<false, T>(detail_isa::of_too_few<E>, e, given...); }, axes, x...);
}
/// The standard deviation of the numbers. `nanstd(a)`
template <class T = default_dtype, expression E, class... X>
    requires detail_isa::numbered_arguments<X...>
auto nanstd(const E& e, const X&... x) {
    return detail_isa::of_numbers(e, [&](const auto&... given) { return detail_isa::variance<true, T>(detail_isa::of_too_few<E>, e, given...); }, x...);
}
template <class T = default_dtype, expression E, std::size_t N, class... X>
auto nanstd(const E& e, const index_t (&axes)[N], const X&... x) {
    return detail_isa::of_numbers(e, [&](const auto&... given) { return detail_isa::variance<true, T>(detail_isa::of_too_few<E>, e, given...); }, axes, x...);
}

/// Running sums in which NaN counts as 0. `nancumsum(a, 1)`
template <class T = default_dtype, expression E, class... Axis>
auto nancumsum(const E& e, Axis... axis) {
    return cumsum<T>(detail_isa::with_nan_as(e, 0), axis...);
}
/// Running products in which NaN counts as 1. `nancumprod(a)`
template <class T = default_dtype, expression E, class... Axis>
auto nancumprod(const E& e, Axis... axis) {
    return cumprod<T>(detail_isa::with_nan_as(e, 1), axis...);
}

}  // namespace STRAND_ISA
}  // namespace strand

#endif
