// SPDX-License-Identifier: BSD-3-Clause
// The smallest and the largest: min, max (amin, amax), minmax, ptp, argmin, argmax.
// Computed at once, fused with the expression. A NaN is smaller and larger than everything: it comes
// through. Of equals the first counts. Complex numbers are ordered by real, then imaginary part.
// Throws value_error when there is nothing to choose from. Arguments behind the expression: see ops/reduction.hpp.
#ifndef STRAND_OPS_EXTREMA_HPP
#define STRAND_OPS_EXTREMA_HPP

#include <strand/eval/find_extremum.hpp>
#include <strand/ops/reduce.hpp>

namespace strand {

/// The smallest and the largest: numbers, or arrays. `auto [low, high] = minmax(a);`
template <class Values>
struct minmax_result {
    Values min, max;
};

inline namespace STRAND_ISA {

namespace detail_isa {

/// Complex numbers are ordered by real, then imaginary part.
template <class T, class E>
concept has_extrema = strand::detail::computes<fn::maximum, chosen_t<T, value_t<E>>, chosen_t<T, value_t<E>>>;

template <class Op, class R, expression E, class... X>
auto extremum(const char* name, const E& e, const X&... x) {
    if constexpr (folds_under_mask<E, X...> && !strand::detail::is_complex<R>) {
        // Of nothing the selection itself tells.
        if (e.is_whole() && any(e.mask())) {
            return extremum<Op, R>(name, e.array(), where_(e.mask()), initial(kernel::identity_of<Op, R>()));
        }
    }
    const folding<E, X...> over(e, x...);
    over.need_elements(name);
    return over.template finish<R>(over.template with_initial<Op>(over.template fold<Op, wide_t<R>>(e)));
}

template <expression E, class... X>
auto both_extrema(const E& e, const X&... x) {
    using R = value_t<E>;
    const folding<E, X...> over(e, x...);
    over.need_elements("minmax");
    auto [least, most] = over.template fold_both<fn::minimum, fn::maximum, wide_t<R>>(e);
    auto low = over.template finish<R>(std::move(least)), high = over.template finish<R>(std::move(most));
    return minmax_result<decltype(low)>{std::move(low), std::move(high)};
}

template <expression E, class... X>
auto range_of(const E& e, const X&... x) {
    using R = value_t<E>;
    const folding<E, X...> over(e, x...);
    over.need_elements("ptp");
    const auto [least, most] = over.template fold_both<fn::minimum, fn::maximum, wide_t<R>>(e);
    return over.template finish<R>(strand::detail::make_map(fn::subtract{}, most, least));
}

/// Positions along one axis, or in C order.
template <class Op, expression E, class... X>
auto position_of(const char* name, const E& e, const X&... x) {
    static_assert(!folding<E, X...>::masked && !folding<E, X...>::has_initial, "strand: argmin and argmax take no mask and no initial value");
    const folding<E, X...> over(e, x...);
    over.need_elements(name);
    if constexpr (folding<E, X...>::whole) {
        return eval_detail::find_extremum_of_all<Op>(e).place;
    } else {
        const shape_t shape = over.shape();
        index_t axes = 0, axis = 0;
        for (index_t k = 0; k < shape.size(); ++k) {
            if (over.is_folded(k)) ++axes, axis = k;
        }
        ndarray<std::int64_t> found(over.kept_shape());
        if (axes == shape.size()) {
            found.fill(axes > 0 ? eval_detail::find_extremum_of_all<Op>(e).place : 0);
        } else if (axes == 1 && shape[axis] <= 1) {
            found.fill(0);
        } else if (axes == 1) {
            eval_detail::find_extremum<Op>({found.data(), nullptr, found.strides().data()}, e, shape, axis);
        } else {
            throw axis_error(std::string(name) + " searches along one axis or all of them, not along " + std::to_string(axes));
        }
        return over.template finish<std::int64_t>(found);
    }
}

}  // namespace detail_isa

/// The largest element. `max(abs(a - b), 1)`
template <class T = default_dtype, expression E, class... X>
    requires detail_isa::reduction_arguments<X...> && detail_isa::has_extrema<T, E>
auto max(const E& e, const X&... x) {
    return detail_isa::extremum<fn::maximum, detail_isa::chosen_t<T, value_t<E>>>("max", e, x...);
}
template <class T = default_dtype, expression E, std::size_t N, class... X>
    requires detail_isa::has_extrema<T, E>
auto max(const E& e, const index_t (&axes)[N], const X&... x) {
    return detail_isa::extremum<fn::maximum, detail_isa::chosen_t<T, value_t<E>>>("max", e, axes, x...);
}
/// The smallest element. `min(a, -1)`
template <class T = default_dtype, expression E, class... X>
    requires detail_isa::reduction_arguments<X...> && detail_isa::has_extrema<T, E>
auto min(const E& e, const X&... x) {
    return detail_isa::extremum<fn::minimum, detail_isa::chosen_t<T, value_t<E>>>("min", e, x...);
}
template <class T = default_dtype, expression E, std::size_t N, class... X>
    requires detail_isa::has_extrema<T, E>
auto min(const E& e, const index_t (&axes)[N], const X&... x) {
    return detail_isa::extremum<fn::minimum, detail_isa::chosen_t<T, value_t<E>>>("min", e, axes, x...);
}

// NumPy's other names.
template <class T = default_dtype, expression E, class... X>
    requires detail_isa::reduction_arguments<X...> && detail_isa::has_extrema<T, E>
auto amax(const E& e, const X&... x) {
    return max<T>(e, x...);
}
template <class T = default_dtype, expression E, std::size_t N, class... X>
    requires detail_isa::has_extrema<T, E>
auto amax(const E& e, const index_t (&axes)[N], const X&... x) {
    return max<T>(e, axes, x...);
}
template <class T = default_dtype, expression E, class... X>
    requires detail_isa::reduction_arguments<X...> && detail_isa::has_extrema<T, E>
auto amin(const E& e, const X&... x) {
    return min<T>(e, x...);
}
template <class T = default_dtype, expression E, std::size_t N, class... X>
    requires detail_isa::has_extrema<T, E>
auto amin(const E& e, const index_t (&axes)[N], const X&... x) {
    return min<T>(e, axes, x...);
}

/// The smallest and the largest element. `auto [low, high] = minmax(a, 0);`
template <expression E, class... X>
    requires detail_isa::position_arguments<X...> && detail_isa::has_extrema<default_dtype, E>
auto minmax(const E& e, const X&... x) {
    return detail_isa::both_extrema(e, x...);
}
template <expression E, std::size_t N, class... X>
    requires detail_isa::has_extrema<default_dtype, E>
auto minmax(const E& e, const index_t (&axes)[N], const X&... x) {
    return detail_isa::both_extrema(e, axes, x...);
}

/// The largest less the smallest element; wraps in integers. Not of bool, as NumPy. `ptp(a, 0)`
template <expression E, class... X>
    requires detail_isa::position_arguments<X...> && detail_isa::has_extrema<default_dtype, E> && (!std::same_as<value_t<E>, bool>)
auto ptp(const E& e, const X&... x) {
    return detail_isa::range_of(e, x...);
}
template <expression E, std::size_t N, class... X>
    requires detail_isa::has_extrema<default_dtype, E> && (!std::same_as<value_t<E>, bool>)
auto ptp(const E& e, const index_t (&axes)[N], const X&... x) {
    return detail_isa::range_of(e, axes, x...);
}

/// Where the largest element is, the first of equals, the first NaN before all: its number in C order, or
/// along the axis. int64. `argmax(a, 1)`
template <expression E, class... X>
    requires detail_isa::position_arguments<X...> && detail_isa::has_extrema<default_dtype, E>
auto argmax(const E& e, const X&... x) {
    return detail_isa::position_of<fn::maximum>("argmax", e, x...);
}
/// Where the smallest element is, the first of equals, the first NaN before all. int64. `argmin(a)`
template <expression E, class... X>
    requires detail_isa::position_arguments<X...> && detail_isa::has_extrema<default_dtype, E>
auto argmin(const E& e, const X&... x) {
    return detail_isa::position_of<fn::minimum>("argmin", e, x...);
}

}  // namespace STRAND_ISA
}  // namespace strand

#endif
