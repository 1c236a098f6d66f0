// SPDX-License-Identifier: BSD-3-Clause
// Weighted means and how variables vary together: average, cov, corrcoef. Computed at once.
#ifndef STRAND_OPS_COVARIANCE_HPP
#define STRAND_OPS_COVARIANCE_HPP

#include <strand/ops/differences.hpp>
#include <strand/ops/observation_weights.hpp>
#include <strand/ops/statistics.hpp>

namespace strand {

/// What `average(..., returned)` gives. `auto [mean, total] = average(a, 0, w, returned);`
template <class Values>
struct average_result {
    Values average, sum_of_weights;
};
/// Asks `average` for the sum of weights too.
struct returned_t {};
inline constexpr returned_t returned{};

inline namespace STRAND_ISA {

namespace detail_isa {

/// The weights as an operand of the shape of `e`: as they are, or with their axes in place of the folded ones.
template <class Over, class W>
ndview<const W> placed_weights(const Over& over, const ndarray<W>& weights) {
    const shape_t shape = over.shape();
    if (weights.shape() == shape) return weights.view();
    shape_t extents, strides;
    index_t next = 0;
    for (index_t axis = 0; axis < shape.size(); ++axis) {
        const bool own = over.is_folded(axis) && next < weights.ndim();
        extents.push_back(own ? weights.shape()[next] : 1);
        strides.push_back(own ? weights.strides()[next] : 0);
        if (own && weights.shape()[next] != shape[axis]) next = weights.ndim() + 1;
        if (own) ++next;
    }
    bool all_folded = true;
    for (index_t axis = 0; axis < shape.size(); ++axis) all_folded &= over.is_folded(axis);
    if (next != weights.ndim() || (all_folded && shape.size() != weights.ndim())) {
        strand::detail::throw_shape("average: weights of shape " + strand::detail::tuple_text(weights.shape()) +
                                    " do not fit the axes averaged over of shape " + strand::detail::tuple_text(shape));
    }
    return {weights.data(), extents, strides};
}

template <bool Returned, class T, expression E, expression W, class... X>
auto weighted_average(const E& e, const W& w, const X&... x) {
    using strand::detail::make_map;
    using R = chosen_t<T, mean_t<promote_t<value_t<E>, value_t<W>>>>;
    using A = wide_t<R>;
    const folding<E, X...> over(e, x...);
    const ndarray<value_t<W>> owned(w);
    const auto weights = make_map(fn::cast<A>{}, placed_weights(over, owned));
    const auto total = over.template fold<fn::add, A>(weights);
    const auto products = over.template fold<fn::add, A>(make_map(fn::multiply{}, make_map(fn::cast<A>{}, e), weights));
    const auto vanishes = over.template finish<bool>(make_map(fn::equal{}, total, literal<A>(A(0))));
    bool some = false;
    if constexpr (folding<E, X...>::whole) some = vanishes;
    else some = any(vanishes);
    if (some) strand::detail::throw_value("average: the weights sum to zero");
    const auto result = over.template finish<R>(make_map(fn::quotient{}, products, total));
    if constexpr (Returned) return average_result<std::remove_const_t<decltype(result)>>{result, over.template finish<R>(total)};
    else return result;
}

template <class M, class Y>
struct covariance_type {
    using type = mean_t<promote_t<value_t<M>, value_t<Y>>>;
};
template <class M>
struct covariance_type<M, none_t> {
    using type = mean_t<value_t<M>>;
};

/// Variables as rows.
template <class A, expression E>
ndarray<A, 2> variable_rows(const E& m, bool rowvar) {
    const shape_t shape(m.shape());
    if (shape.size() > 2) strand::detail::throw_shape("cov takes at most 2 axes, the shape is " + strand::detail::tuple_text(shape));
    const bool turned = shape.size() == 2 && !rowvar && shape[0] != 1;
    const index_t columns = shape.empty() ? 1 : shape.back(), rows = shape.size() == 2 ? shape[0] : 1;
    ndarray<A, 2> result(turned ? extents<2>({columns, rows}) : extents<2>({rows, columns}));
    const shape_t steps = turned ? shape_t{1, rows} : shape_t{columns, 1};
    strand::detail::write_elements(ndview<A>(result.data(), shape_t{rows, columns}, steps), strand::detail::make_map(fn::cast<A>{}, m));
    return result;
}
/// Two sets of variables, one below the other.
template <class A, expression M, expression Y>
ndarray<A, 2> variable_rows(const M& m, const Y& y, bool rowvar) {
    const ndarray<A, 2> above = variable_rows<A>(m, rowvar), below = variable_rows<A>(y, rowvar);
    if (above.shape()[1] != below.shape()[1]) {
        strand::detail::throw_shape("cov: variables of shapes " + strand::detail::tuple_text(above.shape()) + " and " +
                                    strand::detail::tuple_text(below.shape()) + " have different numbers of observations");
    }
    return joined_along(above, 0, none, below);
}
template <class A, expression M>
ndarray<A, 2> variable_rows(const M& m, none_t, bool rowvar) {
    return variable_rows<A>(m, rowvar);
}

/// Takes the means of rows away.
template <class A>
void centre(ndarray<A, 2>& rows) {
    const auto means = mean(rows, 1, keepdims);
    strand::detail::write_elements(rows, strand::detail::make_map(fn::subtract{}, rows, means));
}
/// The same with weights, by whose roots the distances are multiplied: their products then have the weights.
template <class A>
void centre(ndarray<A, 2>& rows, const observation_weights& weights) {
    using strand::detail::make_map;
    if (!weights.given) return centre(rows);
    const auto each = make_map(fn::cast<A>{}, weights.each);
    const auto total = sum(make_map(fn::multiply{}, rows, each), 1, keepdims);
    const auto means = eval(make_map(fn::quotient{}, total, literal<A>(strand::detail::number_as<A>(weights.total))));
    const auto roots = make_map(fn::cast<A>{}, make_map(fn::sqrt{}, weights.each));
    strand::detail::write_elements(rows, make_map(fn::multiply{}, make_map(fn::subtract{}, rows, means), roots));
}

/// X X^H / divisor; of one variable a single number, of rank 0.
template <class R, class A>
ndarray<R> covariances(const ndarray<A, 2>& x, double divisor) {
    using strand::detail::make_map;
    const index_t n = x.shape()[0], columns = x.shape()[1];
    const ndview<const A> first(x.data(), shape_t{n, 1, columns}, shape_t{columns, 0, 1}), second(x.data(), shape_t{1, n, columns}, shape_t{0, columns, 1});
    const literal<A> by(strand::detail::number_as<A>(divisor > 0 ? divisor : 0.0));
    ndarray<R> result = [&]() -> ndarray<R> {
        const auto products = make_map(fn::multiply{}, first, make_map(fn::conj{}, second));
        return make_map(fn::cast<R>{}, make_map(fn::quotient{}, sum(products, 2), by));
    }();
    if (n == 1) return std::move(result).template rearrange<dynamic_rank>(strand::detail::layout(shape_t{}, shape_t{}));
    return result;
}

template <class R, class A>
ndarray<R> correlations(ndarray<A, 2> rows) {
    using strand::detail::make_map;
    centre(rows);
    const ndarray<A> c = covariances<A>(rows, 1);
    if (c.ndim() == 0) return make_map(fn::cast<R>{}, make_map(fn::quotient{}, c, c));
    ndarray<A> result(c.shape());
    const index_t n = c.shape()[0];
    const auto real_of = [](A value) {
        if constexpr (strand::detail::is_complex<A>) return value.real();
        else return value;
    };
    const auto clipped = [](real_t<A> value) { return value > 1 ? real_t<A>(1) : value < -1 ? real_t<A>(-1) : value; };
    for (index_t i = 0; i < n; ++i) {
        for (index_t k = 0; k < n; ++k) {
            const A value = c(i, k) / (std::sqrt(real_of(c(i, i))) * std::sqrt(real_of(c(k, k))));
            if constexpr (strand::detail::is_complex<A>) result(i, k) = A(clipped(value.real()), clipped(value.imag()));
            else result(i, k) = clipped(value);
        }
    }
    return make_map(fn::cast<R>{}, result);
}

}  // namespace detail_isa

/// The mean weighted by `weights`: of the shape of `e`, or of that of the axes averaged over. Without weights the mean.
/// **Throws** value_error when weights sum to zero, shape_error, axis_error. `average(a, 0, w)`, `average(a, none, w, returned)`
template <class T = default_dtype, expression E, class... X>
    requires detail_isa::masked_arguments<X...> && (!expression<X> && ...)
auto average(const E& e, const X&... x) {
    return mean<T>(e, x...);
}
template <class T = default_dtype, expression E, expression W, class... X>
    requires detail_isa::reduction_arguments<X...>
auto average(const E& e, const W& weights, const X&... x) {
    return detail_isa::weighted_average<false, T>(e, weights, x...);
}
template <class T = default_dtype, expression E, class Axes, expression W, class... X>
    requires detail_isa::reduction_arguments<Axes, X...> && (!expression<Axes>)
auto average(const E& e, const Axes& axes, const W& weights, const X&... x) {
    return detail_isa::weighted_average<false, T>(e, weights, axes, x...);
}
template <class T = default_dtype, expression E, class Axes, expression W>
    requires detail_isa::reduction_arguments<Axes> && (!expression<Axes>)
auto average(const E& e, const Axes& axes, const W& weights, returned_t) {
    return detail_isa::weighted_average<true, T>(e, weights, axes);
}
template <class T = default_dtype, expression E, std::size_t N, expression W, class... X>
auto average(const E& e, const index_t (&axes)[N], const W& weights, const X&... x) {
    return detail_isa::weighted_average<false, T>(e, weights, axes, x...);
}
template <class T = default_dtype, expression E, std::size_t N, class... X>
    requires(!expression<X> && ...)
auto average(const E& e, const index_t (&axes)[N], const X&... x) {
    return mean<T>(e, axes, x...);
}
// Weights in a list: one of integers right behind e would be its axes.
template <class T = default_dtype, expression E, detail::number_list W, class... X>
    requires(!expression<W> && !detail::integer_list<W>)
auto average(const E& e, const W& weights, const X&... x) {
    return average<T>(e, asarray(weights), x...);
}
template <class T = default_dtype, expression E, class Axes, detail::number_list W, class... X>
    requires detail_isa::reduction_arguments<Axes> && (!expression<Axes> && !expression<W>)
auto average(const E& e, const Axes& axes, const W& weights, const X&... x) {
    return average<T>(e, axes, asarray(weights), x...);
}
template <class T = default_dtype, expression E, class Axes, std::size_t N, class... X>
    requires detail_isa::reduction_arguments<Axes> && (!expression<Axes>)
auto average(const E& e, const Axes& axes, const double (&weights)[N], const X&... x) {
    return average<T>(e, axes, asarray(weights), x...);
}

/// The covariances of the variables, which are the rows of `m` (columns unless `rowvar`), and of `y` if it is not `none`:
/// one row per variable, rank 0 for a single one. Divides by the number of observations less 1 (`bias`: by the number),
/// or less `ddof`. Observations count `fweights` times, which are whole, and are as important as `aweights` say.
/// **Throws** shape_error, value_error for negative weights and such that sum to zero. `cov(m)`, `cov(x, y, true, true)`
template <class T = default_dtype, expression M, class Y>
    requires expression<Y> || std::same_as<Y, none_t>
auto cov(const M& m, const Y& y, bool rowvar = true, bool bias = false, detail_isa::optional_number ddof = none,
         const detail_isa::optional_weights& fweights = none, const detail_isa::optional_weights& aweights = none) {
    using R = detail_isa::chosen_t<T, typename detail_isa::covariance_type<M, Y>::type>;
    auto rows = detail_isa::variable_rows<detail_isa::wide_t<R>>(m, y, rowvar);
    const detail_isa::observation_weights weights(fweights, aweights, rows.shape()[1], ddof.given ? ddof.value : bias ? 0 : 1);
    detail_isa::centre(rows, weights);
    return detail_isa::covariances<R>(rows, weights.divisor);
}
template <class T = default_dtype, expression M>
auto cov(const M& m, bool rowvar = true, bool bias = false, detail_isa::optional_number ddof = none,
         const detail_isa::optional_weights& fweights = none, const detail_isa::optional_weights& aweights = none) {
    return cov<T>(m, none, rowvar, bias, ddof, fweights, aweights);
}
/// The correlation coefficients of the variables, which are the rows of `m` (columns unless `rowvar`). `corrcoef(x, y)`
template <class T = default_dtype, expression M, class Y>
    requires expression<Y> || std::same_as<Y, none_t>
auto corrcoef(const M& m, const Y& y, bool rowvar = true) {
    using R = detail_isa::chosen_t<T, typename detail_isa::covariance_type<M, Y>::type>;
    return detail_isa::correlations<R>(detail_isa::variable_rows<detail_isa::wide_t<R>>(m, y, rowvar));
}
template <class T = default_dtype, expression M>
auto corrcoef(const M& m, bool rowvar = true) {
    return corrcoef<T>(m, none, rowvar);
}

}  // namespace STRAND_ISA
}  // namespace strand

#endif
