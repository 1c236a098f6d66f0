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

<<<<<<< HEAD
using strand::detail::dims_view;

using eval_detail::rounded_sum;

template <class T>
using mean_t = std::conditional_t<strand::detail::inexact<T>, T, double>;
template <class Given, class Default>
using chosen_t = canonical_t<std::conditional_t<std::same_as<Given, default_dtype>, Default, Given>>;

/// The type that accumulators have: halves are folded as float and rounded once, at the end.
template <class T>
using accumulator_t = std::conditional_t<strand::detail::half_floating<T>, float, T>;

/// What happens where there is nothing to fold.
enum class when_empty { identity, error };

/// Folds the axes in `axes` (all of them if `everything`) and finishes each accumulator with `finish`.
template <class Op, class T, index_t Rank, when_empty Empty = when_empty::identity, class E, class Finish>
auto reduced(const char* name, const E& x, bool everything, dims_view axes, bool keepdims, Finish finish) {
    using strand::detail::small_vector;
    const shape_t shape(x.shape());
    const index_t rank = shape.size();
    small_vector<bool, 8> folded(rank, everything);
    if (!everything) {
        for (const index_t axis : strand::detail::normalised_axes(axes, rank)) folded[axis] = true;
    }
    shape_t result_shape, fold_shape;
    index_t each = 1;
    for (index_t axis = 0; axis < rank; ++axis) {
        if (!folded[axis]) result_shape.push_back(shape[axis]);
        else if (keepdims) result_shape.push_back(1);
        if (folded[axis]) each *= shape[axis];
    }
    if (Empty == when_empty::error && each == 0 && strand::detail::element_count(result_shape) != 0) {
        strand::detail::throw_value(std::string(name) + " of an expression of shape " +
                                    strand::detail::tuple_text(shape) + " has nothing to choose from");
    }
    using A = accumulator_t<T>;
    const auto folds = eval_detail::fold<Op, A>(x, shape, folded.data());
    shape_t strides;
    for (index_t axis = 0; axis < rank; ++axis) {
        if (!folded[axis]) strides.push_back(folds.strides[axis]);
        else if (keepdims) strides.push_back(0);
    }
    const ndview<const A> values(folds.values.data(), result_shape, strides);
    const auto lazy = [&] {
        if constexpr (kernel::compensated<Op, A>) {
            const ndview<const A> errors(folds.errors.data(), result_shape, strides);
            return finish(strand::detail::make_map(rounded_sum{}, values, errors), each);
        } else {
            return finish(values, each);
        }
    }();
    using Element = std::conditional_t<std::same_as<value_t<decltype(lazy)>, A>, T, value_t<decltype(lazy)>>;
    return ndarray<Element, Rank>(lazy);
=======
/// Folds with Op in type R (wider inside, where R has two bytes).
template <class Op, class R, expression E, class... X>
auto reduce(const E& e, const X&... x) {
    const folding<E, X...> over(e, x...);
    return over.template finish<R>(over.template with_initial<Op>(over.template fold<Op, wide_t<R>>(e)));
>>>>>>> 7b9bdce (Reductions, statistics and order statistics of API section 7, with masks and initial values)
}

template <class R, expression E, class... X>
auto mean_of(const E& e, const X&... x) {
    using A = wide_t<R>;
    const folding<E, X...> over(e, x...);
    const auto total = over.template fold<fn::add, A>(e);
    const auto count = over.template count<A>();
    return over.template finish<R>(strand::detail::make_map(fn::quotient{}, total, count));
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
    requires detail_isa::reduction_arguments<X...>
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
