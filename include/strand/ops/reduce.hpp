// SPDX-License-Identifier: BSD-3-Clause
// Reductions that add, multiply or decide: sum, prod, mean, all, any, count_nonzero.
// Computed at once, fused with the expression they are given: `sum(square(a - b))` makes no temporary.
// Arguments behind the expression: see ops/reduction.hpp. `f<T>(e, ...)` sets the element type.
// Error of floating sums, every axis and layout: at most 40 eps times the sum of magnitudes.
#ifndef STRAND_OPS_REDUCE_HPP
#define STRAND_OPS_REDUCE_HPP

#include <strand/ops/reduction.hpp>

namespace strand {
inline namespace STRAND_ISA {

namespace detail_isa {

/// Folds with Op in type R (wider inside, where R has two bytes).
template <class Op, class R, expression E, class... X>
auto reduce(const E& e, const X&... x) {
    if constexpr (folds_under_mask<E, X...>) {
        if (e.is_whole()) return reduce<Op, R>(e.array(), where_(e.mask()));
    }
    const folding<E, X...> over(e, x...);
    return over.template finish<R>(over.template with_initial<Op>(over.template fold<Op, wide_t<R>>(e)));
}

template <class R, expression E, class... X>
auto mean_of(const E& e, const X&... x) {
    using A = wide_t<R>;
    if constexpr (folds_under_mask<E, X...>) {
        if (e.is_whole()) return mean_of<R>(e.array(), where_(e.mask()));
    }
    const folding<E, X...> over(e, x...);
    auto total = over.template fold<fn::add, A>(e);
    const auto count = over.template count<A>();
    const auto quotients = strand::detail::make_map(fn::quotient{}, total, count);
    if constexpr (over.whole || !std::same_as<A, R>) {
        return over.template finish<R>(quotients);
    } else {
        strand::detail::write_elements(total, quotients);
        return over.template finish<R>(std::move(total));
    }
}

}  // namespace detail_isa

/// The sum. Integers and bool add up in 64 bits. Of nothing: 0. `sum(a, 0)`
template <class T = default_dtype, expression E, class... X>
    requires detail_isa::reduction_arguments<X...>
auto sum(const E& e, const X&... x) {
    return detail_isa::reduce<fn::add, detail_isa::chosen_t<T, detail_isa::sum_t<value_t<E>>>>(e, x...);
}
template <class T = default_dtype, expression E, std::size_t N, class... X>
auto sum(const E& e, const index_t (&axes)[N], const X&... x) {
    return detail_isa::reduce<fn::add, detail_isa::chosen_t<T, detail_isa::sum_t<value_t<E>>>>(e, axes, x...);
}
/// The product. Integers and bool multiply in 64 bits. Of nothing: 1. `prod(a)`
template <class T = default_dtype, expression E, class... X>
    requires detail_isa::reduction_arguments<X...>
auto prod(const E& e, const X&... x) {
    return detail_isa::reduce<fn::multiply, detail_isa::chosen_t<T, detail_isa::sum_t<value_t<E>>>>(e, x...);
}
template <class T = default_dtype, expression E, std::size_t N, class... X>
auto prod(const E& e, const index_t (&axes)[N], const X&... x) {
    return detail_isa::reduce<fn::multiply, detail_isa::chosen_t<T, detail_isa::sum_t<value_t<E>>>>(e, axes, x...);
}
/// The arithmetic mean; of integers as double. Of nothing: NaN. `mean(a, {0, 1}, true)`
template <class T = default_dtype, expression E, class... X>
    requires detail_isa::masked_arguments<X...>
auto mean(const E& e, const X&... x) {
    return detail_isa::mean_of<detail_isa::chosen_t<T, detail_isa::mean_t<value_t<E>>>>(e, x...);
}
template <class T = default_dtype, expression E, std::size_t N, class... X>
auto mean(const E& e, const index_t (&axes)[N], const X&... x) {
    return detail_isa::mean_of<detail_isa::chosen_t<T, detail_isa::mean_t<value_t<E>>>>(e, axes, x...);
}

/// `all(e)`: every element is true (not 0; NaN counts as true). As an argument of a slice call the same
/// name is Python's `:`.
struct all_function : detail::full_slice {
    template <expression E, class... X>
        requires detail_isa::reduction_arguments<X...>
    auto operator()(const E& e, const X&... x) const {
        return detail_isa::reduce<fn::logical_and, bool>(e, x...);
    }
    template <expression E, std::size_t N, class... X>
    auto operator()(const E& e, const index_t (&axes)[N], const X&... x) const {
        return detail_isa::reduce<fn::logical_and, bool>(e, axes, x...);
    }
};
inline constexpr all_function all{};

/// Some element is true. `any(a > 0, 1)`
template <expression E, class... X>
    requires detail_isa::reduction_arguments<X...>
auto any(const E& e, const X&... x) {
    return detail_isa::reduce<fn::logical_or, bool>(e, x...);
}
template <expression E, std::size_t N, class... X>
auto any(const E& e, const index_t (&axes)[N], const X&... x) {
    return detail_isa::reduce<fn::logical_or, bool>(e, axes, x...);
}

/// How many elements are true (not 0; NaN counts as true), as int64. `count_nonzero(a > 0, 1)`
template <expression E, class... X>
    requires detail_isa::reduction_arguments<X...>
auto count_nonzero(const E& e, const X&... x) {
    return detail_isa::reduce<fn::add, std::int64_t>(detail::make_map(fn::cast<bool>{}, e), x...);
}
template <expression E, std::size_t N, class... X>
auto count_nonzero(const E& e, const index_t (&axes)[N], const X&... x) {
    return detail_isa::reduce<fn::add, std::int64_t>(detail::make_map(fn::cast<bool>{}, e), axes, x...);
}

}  // namespace STRAND_ISA
}  // namespace strand

#endif
