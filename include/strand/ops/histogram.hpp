// SPDX-License-Identifier: BSD-3-Clause
// Counting: bincount, histogram, histogram_bin_edges. Computed at once.
#ifndef STRAND_OPS_HISTOGRAM_HPP
#define STRAND_OPS_HISTOGRAM_HPP

#include <cmath>
#include <strand/kernel/count_bins.hpp>
#include <strand/ops/extrema.hpp>
#include <strand/ops/search.hpp>
#include <strand/ops/sequences.hpp>

namespace strand {

/// What histogram gives; `auto [hist, edges] = histogram(a)`.
template <class Count, class Edge>
struct histogram_result {
    ndarray<Count, 1> hist;
    ndarray<Edge, 1> bin_edges;
};

inline namespace STRAND_ISA {

namespace detail_isa {

/// One more than the largest of some integers; throws value_error for a negative one.
template <class T>
index_t bins_needed(const T* x, index_t count) {
    T largest = 0, smallest = 0;
    for (index_t i = 0; i < count; ++i) {
        largest = x[i] > largest ? x[i] : largest;
        smallest = x[i] < smallest ? x[i] : smallest;
    }
    if (smallest < T(0)) strand::detail::throw_value("bincount: there is a negative value, " + std::to_string(smallest));
    if constexpr (sizeof(T) == 8 && std::is_unsigned_v<T>) {
        if (largest >> 62) strand::detail::throw_value("bincount: " + std::to_string(largest) + " is too large to count up to");
    }
    return count > 0 ? static_cast<index_t>(largest) + 1 : 0;
}
inline index_t checked_minlength(index_t least) {
    if (least < 0) strand::detail::throw_value("bincount: minlength must not be negative, it is " + std::to_string(least));
    return least;
}

/// Tables up to this size are worth a second one: both stay in the first-level cache.
inline constexpr index_t small_table = 1024;

/// Calls f(address, count) with an expression's elements in C order without gaps.
template <expression E, class Function>
auto with_dense(const E& e, Function f) {
    if constexpr (strand::detail::strided_memory<E>) {
        if (e.is_contiguous()) return f(static_cast<const value_t<E>*>(e.data()), e.size());
    }
    const auto elements = copy(e);
    return f(elements.data(), elements.size());
}

/// The ends of a histogram: as given, or of the elements; a single point gets a width of 1.
template <class T>
std::pair<double, double> histogram_range(const T* x, index_t count, const double* given) {
    double low = 0, high = 1;
    if (given) {
        low = given[0];
        high = given[1];
        if (low > high) strand::detail::throw_value("histogram: the range must not end before it starts");
    } else if (count > 0) {
        if constexpr (std::integral<T>) {
            T least = x[0], largest = x[0];
            for (index_t i = 1; i < count; ++i) {
                least = x[i] < least ? x[i] : least;
                largest = x[i] > largest ? x[i] : largest;
            }
            low = static_cast<double>(least), high = static_cast<double>(largest);
        } else if constexpr (std::floating_point<T>) {
            // Both are NaN where an element is.
            const auto [least, largest] = minmax(ndview<const T, 1>(x, extents<1>({count})));
            low = static_cast<double>(least), high = static_cast<double>(largest);
        } else {
            // Four at a time: each comparison waits for the one before it.
            double lows[4], highs[4];
            for (int k = 0; k < 4; ++k) lows[k] = highs[k] = static_cast<double>(x[0]);
            bool any_nan = false;
            index_t i = 0;
            const auto take = [&](int k, double value) STRAND_INLINE_LAMBDA {
                lows[k] = value < lows[k] ? value : lows[k];
                highs[k] = value > highs[k] ? value : highs[k];
                any_nan |= value != value;
            };
            for (; i + 4 <= count; i += 4) {
                for (int k = 0; k < 4; ++k) take(k, static_cast<double>(x[i + k]));
            }
            for (; i < count; ++i) take(0, static_cast<double>(x[i]));
            low = lows[0], high = highs[0];
            for (int k = 1; k < 4; ++k) {
                low = lows[k] < low ? lows[k] : low;
                high = highs[k] > high ? highs[k] : high;
            }
            if (any_nan) low = high = std::numeric_limits<double>::quiet_NaN();
        }
    }
    if (!std::isfinite(low) || !std::isfinite(high)) {
        strand::detail::throw_value("histogram: the range from " + std::to_string(low) + " to " + std::to_string(high) + " is not finite");
    }
    if (low == high) low -= 0.5, high += 0.5;
    return {low, high};
}

template <class T>
using edge_t = std::conditional_t<strand::detail::real_floating<T> && sizeof(T) <= 4, T, double>;

template <class T>
ndarray<edge_t<T>, 1> equal_edges(const T* x, index_t count, index_t bins, const double* given) {
    if (bins < 1) strand::detail::throw_value("histogram: the number of bins must be positive, it is " + std::to_string(bins));
    const auto [low, high] = histogram_range(x, count, given);
    return linspace<edge_t<T>>(low, high, bins + 1);
}

/// Weights as a dense row, or none.
struct no_weights {
    static constexpr const double* data() { return nullptr; }
};
template <class A, class W>
auto histogram_weights(const A& a, const W& weights) {
    if constexpr (std::same_as<W, none_t>) {
        return no_weights{};
    } else {
        ndarray<double> weight(astype<double>(asarray(weights)));
        if (!(weight.shape() == shape_t(a.shape()))) {
            strand::detail::throw_shape("histogram: weights of shape " + to_string(weight.shape()) + " do not fit shape " +
                                        to_string(shape_t(a.shape())));
        }
        return weight;
    }
}
template <class W, class Density>
using histogram_count_t = std::conditional_t<std::same_as<W, none_t> && std::same_as<Density, std::false_type>, index_t, double>;

template <class Count, class Edge>
void make_density(ndarray<Count, 1>& hist, const ndarray<Edge, 1>& edges, bool wanted) {
    if (!wanted) return;
    double total = 0;
    for (const Count count : hist) total += static_cast<double>(count);
    for (index_t k = 0; k < hist.size(); ++k) {
        const double width = static_cast<double>(edges.data()[k + 1]) - static_cast<double>(edges.data()[k]);
        hist.data()[k] = static_cast<Count>(static_cast<double>(hist.data()[k]) / width / total);
    }
}

template <class A, class W, class Density>
auto histogram_of_equal(const A& a, index_t bins, const double* range, Density density, const W& weights) {
    using T = value_t<A>;
    using Count = histogram_count_t<W, Density>;
    const auto weight = histogram_weights(a, weights);
    return with_dense(a, [&](const T* x, index_t count) {
        auto edges = equal_edges(x, count, bins, range);
        const ndarray<double, 1> wide(edges);
        auto hist = zeros<Count>({bins});
        kernel::count_equal_bins<T>(hist.data(), {wide.data(), bins}, x, weight.data(), count);
        make_density(hist, edges, density);
        return histogram_result<Count, edge_t<T>>{std::move(hist), std::move(edges)};
    });
}

template <class A, class Edges, class W, class Density>
auto histogram_between(const A& a, const Edges& given, Density density, const W& weights) {
    using Count = histogram_count_t<W, Density>;
    using Edge = value_t<Edges>;
    ndarray<Edge, 1> edges(given);
    using Common = promote_t<value_t<A>, Edge>;  // as searchsorted compares
    const index_t count = edges.size();
    for (index_t k = 1; k < count; ++k) {
        if (edges.data()[k] < edges.data()[k - 1]) strand::detail::throw_value("histogram: the edges must rise");
    }
    const auto elements = flatten(a);
    const auto weight = histogram_weights(a, weights);
    const auto places = searchsorted(edges, elements, "right");
    auto hist = zeros<Count>({count > 0 ? count - 1 : 0});
    for (index_t i = 0; i < elements.size(); ++i) {
        index_t bin = places.data()[i] - 1;
        // The last bin has its upper edge; NaN is behind every edge and equals none.
        if (bin == count - 1 && bin > 0 && static_cast<Common>(elements.data()[i]) == static_cast<Common>(edges.data()[bin])) --bin;
        if (bin < 0 || bin >= count - 1) continue;
        hist.data()[bin] += weight.data() ? static_cast<Count>(weight.data()[i]) : Count(1);
    }
    make_density(hist, edges, density);
    return histogram_result<Count, Edge>{std::move(hist), std::move(edges)};
}

template <class A>
concept real_expression = expression<A> && !strand::detail::is_complex<value_t<A>>;
/// Edges of bins: an array, a vector.
template <class Edges>
concept edges_argument = real_expression<Edges> || (strand::detail::number_list<Edges> && !expression<Edges>);

/// Where the bins begin and end: two numbers in braces, in an array or a pair; `none`: at the outermost elements.
class range_argument {
public:
    range_argument(none_t) {}
    range_argument(double low, double high) : given_(true), ends_{low, high} {}
    template <strand::detail::number_list R>
    range_argument(const R& ends) : given_(true) {
        if (std::size(ends) != 2) strand::detail::throw_value("histogram: a range has two ends, not " + std::to_string(std::size(ends)));
        ends_[0] = static_cast<double>(std::data(ends)[0]);
        ends_[1] = static_cast<double>(std::data(ends)[1]);
    }
    template <scalar_number A, scalar_number B>
    range_argument(const std::pair<A, B>& ends) : range_argument(static_cast<double>(ends.first), static_cast<double>(ends.second)) {}

    const double* ends() const { return given_ ? ends_ : nullptr; }

private:
    bool given_ = false;
    double ends_[2] = {};
};

}  // namespace detail_isa

/// How often each value from 0 up to the largest occurs in a vector of integers; at least `minlength` counts.
/// Throws value_error for a negative value. `bincount(labels)`, `bincount(labels, 10)`
template <expression X>
    requires std::integral<value_t<X>> && detail::ranks_meet<rank_of<X>, 1>
auto bincount(const X& x, index_t minlength = 0) {
    if (x.shape().size() != 1) detail::throw_rank(shape_t(x.shape()), 1);
    return detail_isa::with_dense(x, [&](const value_t<X>* values, index_t count) {
        const index_t needed = detail_isa::bins_needed(values, count);
        const index_t least = detail_isa::checked_minlength(minlength);
        auto counts = zeros<index_t>({needed > least ? needed : least});
        if (needed > 0 && needed <= detail_isa::small_table) {
            index_t second[detail_isa::small_table];
            for (index_t k = 0; k < needed; ++k) second[k] = 0;
            kernel::count_values(counts.data(), second, values, count);
            for (index_t k = 0; k < needed; ++k) counts.data()[k] += second[k];
        } else {
            kernel::count_values(counts.data(), counts.data(), values, count);
        }
        return counts;
    });
}
template <expression X>
    requires std::integral<value_t<X>>
auto bincount(const X& x, none_t, index_t minlength = 0) {
    return bincount(x, minlength);
}
/// The sum of the weights of each value. `bincount(labels, weights)`
template <expression X, expression W>
    requires std::integral<value_t<X>>
auto bincount(const X& x, const W& weights, index_t minlength = 0) {
    const ndarray<value_t<X>, 1> values(x);
    const ndarray<double, 1> weight(astype<double>(weights));
    if (weight.size() != values.size()) {
        detail::throw_shape("bincount: weights of shape " + to_string(weight.shape()) + " do not fit shape " + to_string(values.shape()));
    }
    const index_t needed = detail_isa::bins_needed(values.data(), values.size());
    const index_t least = detail_isa::checked_minlength(minlength);
    auto sums = zeros<double>({needed > least ? needed : least});
    kernel::sum_weights(sums.data(), values.data(), weight.data(), values.size());
    return sums;
}

/// How many elements lie in each of a number of bins of equal width, between the smallest and the largest element
/// or in a range; or in each bin between given edges, and the range then counts for nothing. The last bin has its upper edge. Elements outside do not count.
/// With a density flag the result is double: with `true` the integral over the bins is 1. With weights it is
/// their sum. Throws value_error for a bad range or edges that fall, shape_error for weights that do not fit.
/// `auto [hist, edges] = histogram(a, 20)`, `histogram(a, 20, {0.0, 1.0})`, `histogram(a, edges)`
template <detail_isa::real_expression A, std::integral Bins = index_t>
auto histogram(const A& a, Bins bins = 10, const detail_isa::range_argument& range = none) {
    return detail_isa::histogram_of_equal(a, static_cast<index_t>(bins), range.ends(), std::false_type{}, none);
}
template <detail_isa::real_expression A, std::integral Bins, class W = none_t>
auto histogram(const A& a, Bins bins, const detail_isa::range_argument& range, bool density, const W& weights = none) {
    return detail_isa::histogram_of_equal(a, static_cast<index_t>(bins), range.ends(), density, weights);
}
template <detail_isa::real_expression A, detail_isa::edges_argument Edges>
auto histogram(const A& a, const Edges& edges, [[maybe_unused]] const detail_isa::range_argument& ignored = none) {
    return detail_isa::histogram_between(a, asarray(edges), std::false_type{}, none);
}
template <detail_isa::real_expression A, detail_isa::edges_argument Edges, class W = none_t>
auto histogram(const A& a, const Edges& edges, bool density, const W& weights = none) {
    return detail_isa::histogram_between(a, asarray(edges), density, weights);
}
template <detail_isa::real_expression A, detail_isa::edges_argument Edges, class W = none_t>
auto histogram(const A& a, const Edges& edges, const detail_isa::range_argument&, bool density, const W& weights = none) {
    return histogram(a, edges, density, weights);
}
template <detail_isa::real_expression A, std::size_t N, class... Rest>
auto histogram(const A& a, const double (&edges)[N], const Rest&... rest) {
    return histogram(a, frombuffer(edges, N), rest...);
}

/// The edges that histogram would use. `histogram_bin_edges(a, 20)`
template <detail_isa::real_expression A, std::integral Bins = index_t>
auto histogram_bin_edges(const A& a, Bins bins = 10, const detail_isa::range_argument& range = none) {
    return detail_isa::with_dense(a, [&](const value_t<A>* x, index_t count) {
        return detail_isa::equal_edges(x, count, static_cast<index_t>(bins), range.ends());
    });
}

}  // namespace STRAND_ISA
}  // namespace strand

#endif
