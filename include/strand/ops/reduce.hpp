// SPDX-License-Identifier: BSD-3-Clause
// Reductions: sum, prod, mean, min, max, all, any over everything or over axes.
// Computed at once, fused with the expression they are given: `sum(square(a - b))` makes no temporary.
// f(e) gives the scalar; f(e, axis) and f(e, {axes}) an array; f(e, axis, true) keeps the axes with
// extent 1; f<T>(e, ...) sets the element type. Negative axes count from the end; axis_error for a
// missing axis or one given twice.
// Error of floating sums, every axis and layout: at most 40 eps times the sum of magnitudes.
#ifndef STRAND_OPS_REDUCE_HPP
#define STRAND_OPS_REDUCE_HPP

#include <strand/eval/fold.hpp>
#include <strand/ops/evaluate.hpp>
#include <strand/ops/scan.hpp>

namespace strand {
inline namespace STRAND_ISA {

namespace detail_isa {

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
}

/// What a reduction is: how to fold, in which type, what is left to do, and when there is nothing.
struct sum_rule {
    static constexpr const char* name = "sum";
    using op = fn::add;
    static constexpr when_empty empty = when_empty::identity;
    template <class T>
    using type = sum_t<T>;
    static auto finish(auto values, index_t) { return values; }
};
struct prod_rule : sum_rule {
    static constexpr const char* name = "prod";
    using op = fn::multiply;
};
struct mean_rule {
    static constexpr const char* name = "mean";
    using op = fn::add;
    static constexpr when_empty empty = when_empty::identity;  // 0 / 0 is NaN
    template <class T>
    using type = mean_t<T>;
    static auto finish(auto values, index_t count) {
        using T = value_t<decltype(values)>;
        return strand::detail::make_map(fn::quotient{}, values,
                                        literal<T>(strand::detail::number_as<T>(static_cast<double>(count))));
    }
};
struct max_rule {
    static constexpr const char* name = "max";
    using op = fn::maximum;
    static constexpr when_empty empty = when_empty::error;
    template <class T>
    using type = T;
    static auto finish(auto values, index_t) { return values; }
};
struct min_rule : max_rule {
    static constexpr const char* name = "min";
    using op = fn::minimum;
};
struct all_rule {
    static constexpr const char* name = "all";
    using op = fn::logical_and;
    static constexpr when_empty empty = when_empty::identity;
    template <class T>
    using type = bool;
    static auto finish(auto values, index_t) { return values; }
};
struct any_rule : all_rule {
    static constexpr const char* name = "any";
    using op = fn::logical_or;
};

template <class Rule, class Given, class E>
using rule_t = chosen_t<Given, typename Rule::template type<value_t<E>>>;

/// The rule's operation is defined on its accumulators: there is no largest complex number.
template <class Rule, class Given, class E>
concept folds = strand::detail::computes<typename Rule::op, rule_t<Rule, Given, E>, rule_t<Rule, Given, E>>;

/// Axes given as one number or as a range of numbers.
template <class Axes>
concept axes_argument = std::integral<Axes> || strand::detail::integer_list<Axes>;
/// keepdims given as a bool, or as the constant `keepdims`, which leaves the rank static.
template <class Flag>
concept keepdims_argument = std::same_as<Flag, bool> || std::same_as<Flag, std::true_type>;

template <index_t Rank, class Axes, class Flag>
consteval index_t reduced_rank() {
    if constexpr (Rank == dynamic_rank || std::same_as<Flag, bool>) return dynamic_rank;
    else if constexpr (std::same_as<Flag, std::true_type>) return Rank;
    else if constexpr (std::integral<Axes>) return Rank - 1;
    else if constexpr (std::is_bounded_array_v<Axes>) return Rank - static_cast<index_t>(std::extent_v<Axes>);
    else return dynamic_rank;
}

/// Reduces everything.
template <class Rule, class Given, expression E>
auto reduce(const E& x) {
    const auto finish = [](auto values, index_t count) { return Rule::finish(values, count); };
    return reduced<typename Rule::op, rule_t<Rule, Given, E>, 0, Rule::empty>(Rule::name, x, true, {}, false, finish)
        .item();
}
/// Reduces the given axes. `Flag` is std::false_type when keepdims is not given.
template <class Rule, class Given, expression E, axes_argument Axes, class Flag = std::false_type>
auto reduce(const E& x, const Axes& axes, Flag keepdims = {}) {
    const auto finish = [](auto values, index_t count) { return Rule::finish(values, count); };
    constexpr index_t rank = reduced_rank<rank_of<E>, Axes, Flag>();
    shape_t list;
    if constexpr (std::integral<Axes>) list.push_back(static_cast<index_t>(axes));
    else list = shape_t(axes);
    return reduced<typename Rule::op, rule_t<Rule, Given, E>, rank, Rule::empty>(Rule::name, x, false, list, keepdims,
                                                                                 finish);
}

/// What may follow the expression in a call of a reduction.
template <class... Arguments>
inline constexpr bool reduction_arguments = false;
template <>
inline constexpr bool reduction_arguments<> = true;
template <axes_argument Axes>
inline constexpr bool reduction_arguments<Axes> = true;
template <axes_argument Axes, keepdims_argument Flag>
inline constexpr bool reduction_arguments<Axes, Flag> = true;

}  // namespace detail_isa

/// `sum(a, 1, keepdims)` keeps the axis, and the rank static.
inline constexpr std::true_type keepdims{};

/// The sum. Integers and bool add up in 64 bits. Of nothing: 0. `sum(a, 0)`
template <class T = default_dtype, expression E, class... Arguments>
    requires detail_isa::reduction_arguments<Arguments...>
auto sum(const E& x, const Arguments&... arguments) {
    return detail_isa::reduce<detail_isa::sum_rule, T>(x, arguments...);
}
template <class T = default_dtype, expression E, std::size_t N, class... Keepdims>
auto sum(const E& x, const index_t (&axes)[N], Keepdims... flag) {
    return detail_isa::reduce<detail_isa::sum_rule, T>(x, axes, flag...);
}
/// The product. Integers and bool multiply in 64 bits. Of nothing: 1. `prod(a)`
template <class T = default_dtype, expression E, class... Arguments>
    requires detail_isa::reduction_arguments<Arguments...>
auto prod(const E& x, const Arguments&... arguments) {
    return detail_isa::reduce<detail_isa::prod_rule, T>(x, arguments...);
}
template <class T = default_dtype, expression E, std::size_t N, class... Keepdims>
auto prod(const E& x, const index_t (&axes)[N], Keepdims... flag) {
    return detail_isa::reduce<detail_isa::prod_rule, T>(x, axes, flag...);
}
/// The arithmetic mean; integers as double. Of nothing: NaN. `mean(a, {0, 1}, true)`
template <class T = default_dtype, expression E, class... Arguments>
    requires detail_isa::reduction_arguments<Arguments...>
auto mean(const E& x, const Arguments&... arguments) {
    return detail_isa::reduce<detail_isa::mean_rule, T>(x, arguments...);
}
template <class T = default_dtype, expression E, std::size_t N, class... Keepdims>
auto mean(const E& x, const index_t (&axes)[N], Keepdims... flag) {
    return detail_isa::reduce<detail_isa::mean_rule, T>(x, axes, flag...);
}
/// The largest element; NaN if there is one. Throws value_error when there is nothing to choose from. `max(a)`
template <class T = default_dtype, expression E, class... Arguments>
    requires detail_isa::reduction_arguments<Arguments...> && detail_isa::folds<detail_isa::max_rule, T, E>
auto max(const E& x, const Arguments&... arguments) {
    return detail_isa::reduce<detail_isa::max_rule, T>(x, arguments...);
}
template <class T = default_dtype, expression E, std::size_t N, class... Keepdims>
    requires detail_isa::folds<detail_isa::max_rule, T, E>
auto max(const E& x, const index_t (&axes)[N], Keepdims... flag) {
    return detail_isa::reduce<detail_isa::max_rule, T>(x, axes, flag...);
}
/// The smallest element; NaN if there is one. Throws value_error when there is nothing to choose from. `min(a, -1)`
template <class T = default_dtype, expression E, class... Arguments>
    requires detail_isa::reduction_arguments<Arguments...> && detail_isa::folds<detail_isa::min_rule, T, E>
auto min(const E& x, const Arguments&... arguments) {
    return detail_isa::reduce<detail_isa::min_rule, T>(x, arguments...);
}
template <class T = default_dtype, expression E, std::size_t N, class... Keepdims>
    requires detail_isa::folds<detail_isa::min_rule, T, E>
auto min(const E& x, const index_t (&axes)[N], Keepdims... flag) {
    return detail_isa::reduce<detail_isa::min_rule, T>(x, axes, flag...);
}

// NumPy's other names.
template <class T = default_dtype, expression E, class... Arguments>
    requires detail_isa::reduction_arguments<Arguments...> && detail_isa::folds<detail_isa::max_rule, T, E>
auto amax(const E& x, const Arguments&... arguments) {
    return max<T>(x, arguments...);
}
template <class T = default_dtype, expression E, std::size_t N, class... Keepdims>
    requires detail_isa::folds<detail_isa::max_rule, T, E>
auto amax(const E& x, const index_t (&axes)[N], Keepdims... flag) {
    return max<T>(x, axes, flag...);
}
template <class T = default_dtype, expression E, class... Arguments>
    requires detail_isa::reduction_arguments<Arguments...> && detail_isa::folds<detail_isa::min_rule, T, E>
auto amin(const E& x, const Arguments&... arguments) {
    return min<T>(x, arguments...);
}
template <class T = default_dtype, expression E, std::size_t N, class... Keepdims>
    requires detail_isa::folds<detail_isa::min_rule, T, E>
auto amin(const E& x, const index_t (&axes)[N], Keepdims... flag) {
    return min<T>(x, axes, flag...);
}

/// `all(e)`: every element is true (not 0; NaN counts as true). As an argument of a slice call the same
/// name is Python's `:`.
struct all_function : detail::full_slice {
    template <expression E, class... Arguments>
        requires detail_isa::reduction_arguments<Arguments...>
    auto operator()(const E& x, const Arguments&... arguments) const {
        return detail_isa::reduce<detail_isa::all_rule, default_dtype>(x, arguments...);
    }
    template <expression E, std::size_t N, class... Keepdims>
    auto operator()(const E& x, const index_t (&axes)[N], Keepdims... flag) const {
        return detail_isa::reduce<detail_isa::all_rule, default_dtype>(x, axes, flag...);
    }
};
inline constexpr all_function all{};

/// Some element is true. `any(a > 0, 1)`
template <expression E, class... Arguments>
    requires detail_isa::reduction_arguments<Arguments...>
auto any(const E& x, const Arguments&... arguments) {
    return detail_isa::reduce<detail_isa::any_rule, default_dtype>(x, arguments...);
}
template <expression E, std::size_t N, class... Keepdims>
auto any(const E& x, const index_t (&axes)[N], Keepdims... flag) {
    return detail_isa::reduce<detail_isa::any_rule, default_dtype>(x, axes, flag...);
}

}  // namespace STRAND_ISA
}  // namespace strand

#endif
