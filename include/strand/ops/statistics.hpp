// SPDX-License-Identifier: BSD-3-Clause
// Moments and norms: var, stddev, mean_var, logsumexp, vector_norm.
// Computed at once, fused with the expression; integers as double. Arguments behind the expression: see
// ops/reduction.hpp. Sums have the error bound of `sum`; variances are sums of squares about the mean, so
// that a large mean costs no digits.
#ifndef STRAND_OPS_STATISTICS_HPP
#define STRAND_OPS_STATISTICS_HPP

#include <strand/eval/fold_blocks.hpp>
#include <strand/ops/extrema.hpp>
#include <strand/ops/math.hpp>

namespace strand {

/// Numbers, or arrays. `auto [m, v] = mean_var(a, 0);`
template <class Mean, class Var>
struct mean_var_result {
    Mean mean;
    Var var;
};

inline namespace STRAND_ISA {

namespace detail_isa {

/// |x - centre|^2.
struct squared_distance {
    static constexpr const char* name = "squared_distance";
    template <class A, class B>
    using loop = real_t<B>(B, B);
    template <class P>
    STRAND_ALWAYS_INLINE auto operator()(P x, P centre) const {
        const P apart = x - centre;
        if constexpr (fn::detail::complex_pack<P>) {
            const auto re = real_part(apart), im = imag_part(apart);
            return re * re + im * im;
        } else {
            return apart * apart;
        }
    }
};

/// The first operand where it is positive, else the second.
struct positive_or {
    static constexpr const char* name = "positive_or";
    template <class A, class B>
    using loop = A(A, A);
    template <class P>
    STRAND_ALWAYS_INLINE auto operator()(P x, P otherwise) const {
        return select(x > P(typename P::element_type(0)), x, otherwise);
    }
};

/// What the squares of the distances from a centre, which add up to `sum`, hold more than those from the mean.
struct squares_of_centre {
    static constexpr const char* name = "squares_of_centre";
    template <class A, class B>
    using loop = A(A, A);
    template <class P>
    STRAND_ALWAYS_INLINE auto operator()(P sum, P mean) const {
        // Squares may overflow, to an infinite variance; a sum that did is no number to go on with.
        using T = typename P::element_type;
        const P both = sum * mean, largest(std::numeric_limits<T>::max());
        return select(both > largest, largest, both) + (sum - sum);
    }
};

/// Sums of the distances from a centre and of their squares, in one pass: the squares about the mean are those about
/// the centre less n times its distance from it. The centre is the mean of the first elements; where it turns out so
/// far from the mean that the difference costs digits, or no number, it is the mean of all and there is a second pass.
/// Else it lies within two deviations, and the mean's error within that of a sum plus so many rounding errors of them.
template <class A, class Over, expression E, expression Count, expression Divisor>
auto moments_in_one_pass(const Over& over, const E& e, const Count& count, const Divisor& divisor) {
    using strand::detail::make_map;
    // Of a uniform ramp this part of the squares belongs to the distance from its end: three quarters.
    constexpr double most_lost = 0.8;
    constexpr index_t sample = 16;
    const bool samples = over.each() >= 4 * sample;
    ndarray<A> centre = over.template mean_of_some<A>(e, samples ? sample : 0);
    for (int pass = 0;; ++pass) {
        auto [sums, squares] = over.template fold_both<fn::add, kernel::squares, A>(make_map(fn::subtract{}, make_map(fn::cast<A>{}, e), centre));
        const auto apart = make_map(fn::quotient{}, sums, count);
        const auto lost = make_map(squares_of_centre{}, sums, apart);
        if (pass == 0 && samples &&
            !eval_detail::fold_all<fn::logical_and, bool>(make_map(fn::less_equal{}, lost, make_map(fn::multiply{}, squares, literal<A>(static_cast<A>(most_lost)))))) {
            centre = over.template mean_of_some<A>(e, 0);
            continue;
        }
        const auto about_mean = make_map(fn::maximum{}, make_map(fn::subtract{}, squares, lost), literal<A>(A(0)));
        strand::detail::write_elements(squares, make_map(fn::quotient{}, about_mean, divisor));
        if (pass == 0 && samples) strand::detail::write_elements(centre, make_map(fn::add{}, centre, apart));
        return std::pair(std::move(centre), std::move(squares));
    }
}

/// Mean and variance as folds give them. Divides by the elements less the correction, or by `of_none` where that
/// leaves none.
template <class A, class Over, expression E>
auto moments(const Over& over, const E& e, double correction, double of_none) {
    using R = real_t<A>;
    if constexpr (Over::whole && !Over::masked) {
        const auto known = eval_detail::mean_and_squares<squared_distance, A>(e);
        const double divisor = static_cast<double>(over.each()) - correction;
        if (known.known) return std::pair(literal<A>(known.mean), literal<R>(known.squares / static_cast<R>(divisor > 0 ? divisor : of_none)));
    }
    const auto count = over.template count<R>();
    const auto shrunk = strand::detail::make_map(positive_or{}, strand::detail::make_map(fn::subtract{}, count, literal<R>(static_cast<R>(correction))),
                                                 literal<R>(static_cast<R>(of_none)));
    if constexpr (!Over::whole && !Over::masked && !strand::detail::is_complex<A>) {
        return moments_in_one_pass<A>(over, e, count, shrunk);
    } else if constexpr (Over::whole) {
        const auto total = over.template fold<fn::add, A>(e);
        const literal<A> mean(number_of(strand::detail::make_map(fn::quotient{}, total, count)));
        const auto squares = over.template fold<fn::add, R>(strand::detail::make_map(squared_distance{}, e, mean));
        return std::pair(mean, literal<R>(number_of(strand::detail::make_map(fn::quotient{}, squares, shrunk))));
    } else {
        const auto total = over.template fold<fn::add, A>(e);
        ndarray<A> mean(strand::detail::make_map(fn::quotient{}, total, count));
        const auto squares = over.template fold<fn::add, R>(strand::detail::make_map(squared_distance{}, e, mean));
        ndarray<R> var(strand::detail::make_map(fn::quotient{}, squares, shrunk));
        return std::pair(std::move(mean), std::move(var));
    }
}

template <bool Root, class T, expression E, class... X>
auto variance(double of_none, const E& e, const X&... x) {
    using M = chosen_t<T, mean_t<value_t<E>>>;
    const folding<E, X...> over(e, x...);
    auto [mean, var] = moments<wide_t<M>>(over, e, number_or(0, x...), of_none);
    if constexpr (Root) return over.template finish<real_t<M>>(strand::detail::make_map(fn::sqrt{}, var));
    else return over.template finish<real_t<M>>(std::move(var));
}

template <class T, expression E, class... X>
auto mean_and_variance(const E& e, const X&... x) {
    using M = chosen_t<T, mean_t<value_t<E>>>;
    const folding<E, X...> over(e, x...);
    auto [mean, var] = moments<wide_t<M>>(over, e, number_or(0, x...), 0);
    auto means = over.template finish<M>(std::move(mean));
    auto vars = over.template finish<real_t<M>>(std::move(var));
    return mean_var_result<decltype(means), decltype(vars)>{std::move(means), std::move(vars)};
}

/// 0 where x is not finite, else x: what may be subtracted from infinities.
struct finite_or_zero {
    static constexpr const char* name = "finite_or_zero";
    template <class A>
    using loop = A(A);
    template <class P>
    STRAND_ALWAYS_INLINE auto operator()(P x) const {
        const P zero(typename P::element_type(0));
        return select((x - x) == zero, x, zero);
    }
};

template <class T, expression E, class... X>
auto log_of_sum_of_exp(const E& e, const X&... x) {
    using R = chosen_t<T, mean_t<value_t<E>>>;
    using A = wide_t<R>;
    using strand::detail::make_map;
    const folding<E, X...> over(e, x...);
    const auto result = [&](const auto& shift) {
        const auto total = over.template fold<fn::add, A>(make_map(fn::exp{}, make_map(fn::subtract{}, make_map(fn::cast<A>{}, e), shift)));
        return over.template finish<R>(make_map(fn::add{}, make_map(fn::log{}, total), shift));
    };
    const auto largest = over.template fold<fn::maximum, A>(e);
    if constexpr (folding<E, X...>::whole) return result(literal<A>(number_of(make_map(finite_or_zero{}, largest))));
    else return result(ndarray<A>(make_map(finite_or_zero{}, largest)));
}

template <class T, expression E, class... X>
auto norm(const E& e, const X&... x) {
    using R = real_t<chosen_t<T, mean_t<value_t<E>>>>;
    using A = wide_t<R>;
    using Element = std::conditional_t<strand::detail::is_complex<value_t<E>>, std::complex<A>, A>;
    using strand::detail::make_map;
    const folding<E, X...> over(e, x...);
    const double order = number_or(2, x...);
    const auto length = make_map(fn::cast<A>{}, make_map(fn::absolute{}, make_map(fn::cast<Element>{}, e)));
    if (order == 2) {
        const literal<Element> origin(Element(0));
        return over.template finish<R>(make_map(fn::sqrt{}, over.template fold<fn::add, A>(make_map(squared_distance{}, e, origin))));
    }
    if (order == 1) return over.template finish<R>(over.template fold<fn::add, A>(length));
    if (order == 0) return over.template finish<R>(over.template fold<fn::add, A>(make_map(fn::cast<bool>{}, e)));
    if (order > 1e308) {
        over.need_elements("vector_norm");
        return over.template finish<R>(over.template fold<fn::maximum, A>(length));
    }
    if (order < -1e308) {
        over.need_elements("vector_norm");
        return over.template finish<R>(over.template fold<fn::minimum, A>(length));
    }
    const literal<A> power(static_cast<A>(order)), root(static_cast<A>(1 / order));
    return over.template finish<R>(make_map(fn::power{}, over.template fold<fn::add, A>(make_map(fn::power{}, length, power)), root));
}

}  // namespace detail_isa

/// What var, stddev and mean_var subtract from the number of elements before dividing: the Array API's
/// `correction=`, NumPy's `ddof=`. A number behind the axis is one too. `var(a, 0, correction(1))`
constexpr detail_isa::number_argument correction(double value) { return {value}; }
constexpr detail_isa::number_argument ddof(double value) { return {value}; }
/// The order of `vector_norm`. `vector_norm(a, 0, ord(inf))`
constexpr detail_isa::number_argument ord(double value) { return {value}; }

/// The variance: the mean of |x - mean|^2, over n less the correction. NaN or infinity where nothing is left to
/// divide by. Of complex numbers real. `var(a, 0)`, `var(a, 0, correction(1), keepdims)`
template <class T = default_dtype, expression E, class... X>
    requires detail_isa::numbered_arguments<X...>
auto var(const E& e, const X&... x) {
    return detail_isa::variance<false, T>(0, e, x...);
}
template <class T = default_dtype, expression E, std::size_t N, class... X>
auto var(const E& e, const index_t (&axes)[N], const X&... x) {
    return detail_isa::variance<false, T>(0, e, axes, x...);
}
/// The square root of the variance: NumPy's std. `stddev(a, 1)`
template <class T = default_dtype, expression E, class... X>
    requires detail_isa::numbered_arguments<X...>
auto stddev(const E& e, const X&... x) {
    return detail_isa::variance<true, T>(0, e, x...);
}
template <class T = default_dtype, expression E, std::size_t N, class... X>
auto stddev(const E& e, const index_t (&axes)[N], const X&... x) {
    return detail_isa::variance<true, T>(0, e, axes, x...);
}
/// Both the mean and the variance. `auto [m, v] = mean_var(a, 0);`
template <class T = default_dtype, expression E, class... X>
    requires detail_isa::numbered_arguments<X...>
auto mean_var(const E& e, const X&... x) {
    return detail_isa::mean_and_variance<T>(e, x...);
}
template <class T = default_dtype, expression E, std::size_t N, class... X>
auto mean_var(const E& e, const index_t (&axes)[N], const X&... x) {
    return detail_isa::mean_and_variance<T>(e, axes, x...);
}

/// log(sum(exp(x))) without overflow. Of nothing: -inf. `logsumexp(a, 1)`
template <class T = default_dtype, expression E, class... X>
    requires detail_isa::position_arguments<X...> && (!detail::is_complex<value_t<E>>)
auto logsumexp(const E& e, const X&... x) {
    return detail_isa::log_of_sum_of_exp<T>(e, x...);
}
template <class T = default_dtype, expression E, std::size_t N, class... X>
    requires(!detail::is_complex<value_t<E>>)
auto logsumexp(const E& e, const index_t (&axes)[N], const X&... x) {
    return detail_isa::log_of_sum_of_exp<T>(e, axes, x...);
}

/// The p-norm, sum(|x|^p)^(1/p): p = 2 unless given by `ord(p)` or as a number behind the axis; 0 counts what is not 0, inf
/// and -inf give the largest and smallest |x|. Real. `vector_norm(a, 0)`, `vector_norm(a, 0, ord(1))`
template <class T = default_dtype, expression E, class... X>
    requires detail_isa::numbered_arguments<X...>
auto vector_norm(const E& e, const X&... x) {
    return detail_isa::norm<T>(e, x...);
}
template <class T = default_dtype, expression E, std::size_t N, class... X>
auto vector_norm(const E& e, const index_t (&axes)[N], const X&... x) {
    return detail_isa::norm<T>(e, axes, x...);
}

}  // namespace STRAND_ISA
}  // namespace strand

#endif
