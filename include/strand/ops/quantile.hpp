// SPDX-License-Identifier: BSD-3-Clause
// Order statistics: median, quantile, percentile, and those of the numbers among NaN. Computed at once,
// from a copy of the elements in which each row to be searched lies dense.
//
// A quantile q of n sorted elements lies at the virtual index that its method gives, and between two
// elements is interpolated (R. J. Hyndman and Y. Fan, Sample Quantiles in Statistical Packages, The
// American Statistician 50, 1996, whose definitions 1 to 9 are the first nine methods below).
#ifndef STRAND_OPS_QUANTILE_HPP
#define STRAND_OPS_QUANTILE_HPP

#include <string_view>
#include <strand/kernel/select_key.hpp>
#include <strand/kernel/sort_rows.hpp>
#include <strand/memory/buffer.hpp>
#include <strand/ops/statistics.hpp>

namespace strand {

namespace detail {

enum class quantile_method { inverted_cdf, averaged_inverted_cdf, closest_observation, interpolated_inverted_cdf, hazen, weibull, linear,
                             median_unbiased, normal_unbiased, lower, higher, midpoint, nearest,
                             median };  // has no name: linear, and the mean of two elements
inline constexpr const char* quantile_method_names[] = {"inverted_cdf", "averaged_inverted_cdf", "closest_observation",
                                                        "interpolated_inverted_cdf", "hazen", "weibull", "linear", "median_unbiased",
                                                        "normal_unbiased", "lower", "higher", "midpoint", "nearest"};

inline quantile_method method_named(std::string_view name) {
    int number = 0;
    for (const char* known : quantile_method_names) {
        if (name == known) return static_cast<quantile_method>(number);
        ++number;
    }
    throw_value("quantile: there is no method \"" + std::string(name) + "\"");
}

constexpr bool takes_one_element(quantile_method m) {
    using enum quantile_method;
    return m == inverted_cdf || m == closest_observation || m == lower || m == higher || m == nearest;
}

/// Where a quantile lies among n sorted elements: (1 - weight) times element `below` + weight times element `above`.
struct quantile_place {
    index_t below, above;
    double weight;
};
inline quantile_place place_of_quantile(double q, index_t count, quantile_method method) {
    const double n = static_cast<double>(count);
    // Rounded by itself: fused with what is subtracted from it, 10 * 0.1 - 1 is not 0.
    volatile const double product = n * q;
    const double nq = product;
    const auto between = [&](double alpha, double beta) { return nq + (alpha + q * (1 - alpha - beta)) - 1; };
    double index = 0, weight = -1;
    switch (method) {
        case quantile_method::inverted_cdf: index = std::ceil(nq - 1); break;
        case quantile_method::averaged_inverted_cdf:
            index = nq - 1;
            weight = index == std::floor(index) ? 0.5 : 1;
            break;
        case quantile_method::closest_observation: {
            // Halfway between two elements, the one of even number, counted from 1.
            const double at = nq - 1.5, floor = std::floor(at);
            index = at == floor && std::fmod(floor, 2) != 0 ? floor : floor + 1;
            break;
        }
        case quantile_method::interpolated_inverted_cdf: index = between(0, 1); break;
        case quantile_method::hazen: index = between(0.5, 0.5); break;
        case quantile_method::weibull: index = between(0, 0); break;
        case quantile_method::linear:
        case quantile_method::median: index = (n - 1) * q; break;
        case quantile_method::median_unbiased: index = between(1 / 3.0, 1 / 3.0); break;
        case quantile_method::normal_unbiased: index = between(3 / 8.0, 3 / 8.0); break;
        case quantile_method::lower: index = std::floor((n - 1) * q); break;
        case quantile_method::higher: index = std::ceil((n - 1) * q); break;
        case quantile_method::midpoint:
            index = 0.5 * (std::floor((n - 1) * q) + std::ceil((n - 1) * q));
            break;
        case quantile_method::nearest: index = std::nearbyint((n - 1) * q); break;
    }
    if (index < 0) return {0, 0, 0};
    if (index >= n - 1) return {count - 1, count - 1, 0};
    const double floor = std::floor(index);
    // What takes one element as it is has no part of its neighbour, which may be infinite.
    if (takes_one_element(method)) return {static_cast<index_t>(index), static_cast<index_t>(index), 0};
    if (weight < 0) weight = index - floor;
    const index_t below = static_cast<index_t>(floor);
    return {below, below + 1, weight};
}

/// a + (b - a) weight, exact at both ends and never decreasing in the weight. Halfway of a median: the mean, which an
/// infinite element is part of.
template <class T>
T between_elements(T a, T b, double weight, quantile_method method) {
    if (a == b) return a;
    if (method == quantile_method::median && weight == 0.5) {
        const T sum = a + b;
        constexpr real_t<T> two = 2;
        return sum - sum == T(0) ? sum / two : a / two + b / two;
    }
    const T apart = b - a;
    const auto w = static_cast<real_t<T>>(weight);
    if constexpr (is_complex<T>) return a + apart * w;
    else return weight >= 0.5 ? b - apart * (1 - w) : a + apart * w;
}

}  // namespace detail

inline namespace STRAND_ISA {

namespace detail_isa {

/// The quantiles of rows of up to `most` elements, selected rather than sorted when few are wanted.
template <class T>
class row_quantiles {
public:
    explicit row_quantiles(index_t most) : keys_(most), work_(most), scratch_(most) {}

    /// NaN if one element is, unless those are left out, and of nothing.
    void run(const T* row, index_t n, std::span<const double> q, strand::detail::quantile_method method, bool skip_nan, T* out, index_t out_step) {
        kernel::make_keys(keys_.data(), row, n, coding_);
        index_t numbers = 0;
        for (index_t i = 0; i < n; ++i) numbers += keys_.data()[i] != coding_.all;
        const bool undefined = numbers == 0 || (!skip_nan && numbers != n);
        const Key* const sorted = !undefined && q.size() > most_selected ? kernel::sort_words(keys_.data(), scratch_.data(), n) : nullptr;
        for (std::size_t k = 0; k < q.size(); ++k) {
            T& result = out[static_cast<index_t>(k) * out_step];
            result = std::numeric_limits<T>::quiet_NaN();
            if (undefined) continue;
            const auto place = strand::detail::place_of_quantile(q[k], numbers, method);
            const Key below = sorted ? sorted[place.below] : selected(n, place.below);
            const Key above = place.above == place.below ? below
                              : sorted                   ? sorted[place.above]
                                                         : kernel::next_key(keys_.data(), n, below, place.below);
            result = strand::detail::between_elements(element(below), element(above), place.weight, method);
        }
    }

private:
    using Key = kernel::key_of_t<T>;
    /// So many selections take as long as sorting.
    static constexpr std::size_t most_selected = 6;

    Key selected(index_t n, index_t rank) {
        std::memcpy(work_.data(), keys_.data(), static_cast<std::size_t>(n) * sizeof(Key));
        return kernel::select_key(work_.data(), scratch_.data(), n, rank);
    }
    T element(Key key) const { return simd::bits_as<T>(coding_.bits_of(key)); }

    const kernel::key_coding<Key> coding_ = kernel::coding_of<T>(false);
    strand::detail::buffer<Key> keys_, work_, scratch_;
};

/// Of complex numbers, ordered by real, then imaginary part, with NaN behind: only for medians.
template <std::floating_point F>
class row_quantiles<std::complex<F>> {
    using T = std::complex<F>;

public:
    explicit row_quantiles(index_t most) : order_(most) {}

    void run(const T* row, index_t n, std::span<const double> q, strand::detail::quantile_method method, bool skip_nan, T* out, index_t out_step) {
        index_t* const order = order_.data();
        if (n > 0) kernel::argsort_complex_rows(order, row, 1, n, kernel::coding_of<F>(false));
        index_t numbers = n;
        while (numbers > 0 && row[order[numbers - 1]] != row[order[numbers - 1]]) --numbers;
        for (std::size_t k = 0; k < q.size(); ++k) {
            T& result = out[static_cast<index_t>(k) * out_step];
            result = std::numeric_limits<F>::quiet_NaN();
            if (numbers == 0 || (!skip_nan && numbers != n)) continue;
            const auto place = strand::detail::place_of_quantile(q[k], numbers, method);
            result = strand::detail::between_elements(row[order[place.below]], row[order[place.above]], place.weight, method);
        }
    }

private:
    strand::detail::buffer<index_t> order_;
};

/// Of elements with weights, the first whose weights up to it reach q of their sum: the method inverted_cdf.
template <class T>
void weighted_quantiles_of_row(std::span<const T> row, std::span<const double> weights, std::span<const double> q, bool skip_nan, T* out, index_t out_step) {
    const index_t count = static_cast<index_t>(row.size());
    const strand::detail::buffer<index_t> order(count);
    kernel::argsort_rows(order.data(), row.data(), 1, count, kernel::coding_of<T>(false));
    bool undefined = false;
    double total = 0;
    index_t kept = 0;
    for (index_t i = 0; i < count; ++i) {
        const std::size_t at = static_cast<std::size_t>(order.data()[i]);
        if (row[at] != row[at]) undefined |= !skip_nan;
        else if (weights[at] != 0) order.data()[kept++] = order.data()[i], total += weights[at];
    }
    for (std::size_t k = 0; k < q.size(); ++k) {
        T& result = out[static_cast<index_t>(k) * out_step];
        result = std::numeric_limits<T>::quiet_NaN();
        if (undefined) continue;
        double reached = 0;
        for (index_t i = 0; i < kept; ++i) {
            const std::size_t at = static_cast<std::size_t>(order.data()[i]);
            reached += weights[at];
            result = row[at];
            if (reached >= q[k] * total) break;
        }
    }
}

/// The quantiles `q` of e over the axes in `over`: the result has the kept shape behind one axis for q.
template <class R, class Over, expression E, class... W>
ndarray<R> quantiles(const Over& over, const E& e, std::span<const double> q, strand::detail::quantile_method method, bool skip_nan, const W&... weights) {
    using T = wide_t<R>;
    for (const double x : q) {
        if (!(x >= 0 && x <= 1)) strand::detail::throw_value("quantiles must be in the range from 0 to 1 (percentiles up to 100)");
    }
    const shape_t kept = over.kept_shape(), whole = over.shape();
    const index_t each = over.each(), rows = strand::detail::element_count(kept);
    // The folded axes lie dense behind the kept ones.
    shape_t steps(kept.size(), 0);
    index_t inner = 1, outer = each;
    for (index_t axis = kept.size(); axis-- > 0;) {
        index_t& step = over.is_folded(axis) ? inner : outer;
        steps[axis] = step;
        step *= whole[axis];
    }
    const auto gathered = [&]<class U>(std::type_identity<U>, const auto& x) {
        ndarray<U, 1> values(extents<1>({rows * each}));
        strand::detail::write_elements(ndview<U>(values.data(), whole, steps), strand::detail::make_map(fn::cast<U>{}, x));
        return values;
    };
    auto values = gathered(std::type_identity<T>{}, e);
    const index_t count = static_cast<index_t>(q.size());
    shape_t shape = kept;
    shape.insert(0, count);
    ndarray<T> result(shape);
    if constexpr (sizeof...(W) > 0) {
        if (method != strand::detail::quantile_method::inverted_cdf) strand::detail::throw_value("quantile: weights need the method \"inverted_cdf\"");
        (strand::detail::check_broadcasts_to(shape_t(weights.shape()), whole), ...);
        const auto w = gathered(std::type_identity<double>{}, weights...);
        for (index_t row = 0; row < rows; ++row) {
            weighted_quantiles_of_row<T>({values.data() + row * each, static_cast<std::size_t>(each)}, {w.data() + row * each, static_cast<std::size_t>(each)},
                                                         q, skip_nan, result.data() + row, rows);
        }
    } else {
        row_quantiles<T> of_row(each);
        for (index_t row = 0; row < rows; ++row) of_row.run(values.data() + row * each, each, q, method, skip_nan, result.data() + row, rows);
    }
    return strand::detail::make_map(fn::cast<R>{}, result);
}

/// Of nothing the median is NaN, other quantiles throw, unless NaN is left out: as in NumPy.
template <bool SkipNan, bool Median, class Q, expression E, class... X>
auto quantile_of(const E& e, const Q& q, double scale, const X&... x) {
    using R = mean_t<value_t<E>>;
    constexpr int method_place = place_of<X...>(argument::method), weights_place = place_of<X...>(argument::weights);
    const folding<E, X...> over(e, x...);
    if constexpr (!SkipNan && !Median) over.need_elements(scale == 1 ? "quantile" : "percentile");
    auto method = Median ? strand::detail::quantile_method::median : strand::detail::quantile_method::linear;
    if constexpr (method_place >= 0) method = strand::detail::method_named(argument_at<method_place>(x...));
    strand::detail::small_vector<double, 8> list;
    if constexpr (std::is_arithmetic_v<Q>) list.push_back(static_cast<double>(q) / scale);
    else for (const auto& value : q) list.push_back(static_cast<double>(value) / scale);
    auto values = [&] {
        const std::span<const double> wanted(list.begin(), list.end());
        if constexpr (weights_place < 0) return quantiles<R>(over, e, wanted, method, SkipNan);
        else return quantiles<R>(over, e, wanted, method, SkipNan, argument_at<weights_place>(x...).weights);
    }();
    if constexpr (std::is_arithmetic_v<Q>) {
        if constexpr (folding<E, X...>::whole) return *values.data();
        else return over.template finish<R>(ndview<const R>(values.data(), over.kept_shape()));
    } else {
        constexpr index_t own = folding<E, X...>::rank, of_q = [] {
            if constexpr (expression<Q>) return rank_of<Q>;
            else return index_t{1};
        }();
        constexpr index_t rank = own == dynamic_rank || of_q == dynamic_rank ? dynamic_rank : own + of_q;
        shape_t shape;
        if constexpr (expression<Q>) shape = shape_t(q.shape());
        else shape.push_back(list.size());
        for (const index_t extent : over.result_shape()) shape.push_back(extent);
        shape_t strides(shape.size(), 0);
        strand::detail::dense_strides(shape, row_major, strides.data());
        return std::move(values).template rearrange<rank>(strand::detail::layout(shape, strides));
    }
}

template <class Q>
concept quantile_argument = std::is_arithmetic_v<Q> || strand::detail::number_list<Q>;
template <class E>
concept sortable = expression<E> && (!strand::detail::is_complex<value_t<E>>);

}  // namespace detail_isa

/// The weights of `quantile` and `percentile`, which then need the method "inverted_cdf". Borrows an lvalue.
template <expression W>
auto weights_(W&& weights) {
    return detail_isa::weights_argument<detail::operand_t<W>>{detail::operand_t<W>(std::forward<W>(weights))};
}
template <detail::number_list W>
    requires(!expression<W>)
auto weights_(const W& weights) {
    return weights_(asarray(weights));
}

/// The quantile q, from 0 to 1, or several: a vector, an array, a brace. Behind q: axes, keepdims, one of NumPy's 13 methods
/// ("linear" unless said), weights_(w). **Shape** that of the reduction, behind the axes of q. NaN if one element is. **Throws** value_error for q outside of its range, unknown methods, and nothing to choose from. `quantile(a, 0.25, 1)`
template <detail_isa::sortable E, detail_isa::quantile_argument Q, class... X>
    requires detail_isa::quantile_arguments<X...>
auto quantile(const E& e, const Q& q, const X&... x) {
    return detail_isa::quantile_of<false, false>(e, q, 1, x...);
}
template <detail_isa::sortable E, detail_isa::quantile_argument Q, std::size_t N, class... X>
auto quantile(const E& e, const Q& q, const index_t (&axes)[N], const X&... x) {
    return detail_isa::quantile_of<false, false>(e, q, 1, axes, x...);
}
template <detail_isa::sortable E, class... X>
    requires detail_isa::quantile_arguments<X...>
auto quantile(const E& e, std::initializer_list<double> q, const X&... x) {
    return detail_isa::quantile_of<false, false>(e, q, 1, x...);
}
template <detail_isa::sortable E, std::size_t N, class... X>
auto quantile(const E& e, std::initializer_list<double> q, const index_t (&axes)[N], const X&... x) {
    return detail_isa::quantile_of<false, false>(e, q, 1, axes, x...);
}
/// The same, q from 0 to 100. `percentile(a, {5, 95}, 0, "nearest")`
template <detail_isa::sortable E, detail_isa::quantile_argument Q, class... X>
    requires detail_isa::quantile_arguments<X...>
auto percentile(const E& e, const Q& q, const X&... x) {
    return detail_isa::quantile_of<false, false>(e, q, 100, x...);
}
template <detail_isa::sortable E, detail_isa::quantile_argument Q, std::size_t N, class... X>
auto percentile(const E& e, const Q& q, const index_t (&axes)[N], const X&... x) {
    return detail_isa::quantile_of<false, false>(e, q, 100, axes, x...);
}
template <detail_isa::sortable E, class... X>
    requires detail_isa::quantile_arguments<X...>
auto percentile(const E& e, std::initializer_list<double> q, const X&... x) {
    return detail_isa::quantile_of<false, false>(e, q, 100, x...);
}
template <detail_isa::sortable E, std::size_t N, class... X>
auto percentile(const E& e, std::initializer_list<double> q, const index_t (&axes)[N], const X&... x) {
    return detail_isa::quantile_of<false, false>(e, q, 100, axes, x...);
}
/// The middle element, or the mean of the two in the middle. NaN if one element is, and of nothing. Complex numbers are
/// ordered by real, then imaginary part. `median(a, 0)`
template <expression E, class... X>
    requires detail_isa::position_arguments<X...>
auto median(const E& e, const X&... x) {
    return detail_isa::quantile_of<false, true>(e, 0.5, 1, x...);
}
template <expression E, std::size_t N, class... X>
auto median(const E& e, const index_t (&axes)[N], const X&... x) {
    return detail_isa::quantile_of<false, true>(e, 0.5, 1, axes, x...);
}

/// The same of the numbers among NaN; NaN where there is none. `nanquantile(a, 0.5, 1)`, `nanpercentile(a, 50)`, `nanmedian(a)`
template <detail_isa::sortable E, detail_isa::quantile_argument Q, class... X>
    requires detail_isa::quantile_arguments<X...>
auto nanquantile(const E& e, const Q& q, const X&... x) {
    return detail_isa::quantile_of<true, false>(e, q, 1, x...);
}
template <detail_isa::sortable E, detail_isa::quantile_argument Q, std::size_t N, class... X>
auto nanquantile(const E& e, const Q& q, const index_t (&axes)[N], const X&... x) {
    return detail_isa::quantile_of<true, false>(e, q, 1, axes, x...);
}
template <detail_isa::sortable E, class... X>
    requires detail_isa::quantile_arguments<X...>
auto nanquantile(const E& e, std::initializer_list<double> q, const X&... x) {
    return detail_isa::quantile_of<true, false>(e, q, 1, x...);
}
template <detail_isa::sortable E, std::size_t N, class... X>
auto nanquantile(const E& e, std::initializer_list<double> q, const index_t (&axes)[N], const X&... x) {
    return detail_isa::quantile_of<true, false>(e, q, 1, axes, x...);
}
template <detail_isa::sortable E, detail_isa::quantile_argument Q, class... X>
    requires detail_isa::quantile_arguments<X...>
auto nanpercentile(const E& e, const Q& q, const X&... x) {
    return detail_isa::quantile_of<true, false>(e, q, 100, x...);
}
template <detail_isa::sortable E, detail_isa::quantile_argument Q, std::size_t N, class... X>
auto nanpercentile(const E& e, const Q& q, const index_t (&axes)[N], const X&... x) {
    return detail_isa::quantile_of<true, false>(e, q, 100, axes, x...);
}
template <detail_isa::sortable E, class... X>
    requires detail_isa::quantile_arguments<X...>
auto nanpercentile(const E& e, std::initializer_list<double> q, const X&... x) {
    return detail_isa::quantile_of<true, false>(e, q, 100, x...);
}
template <detail_isa::sortable E, std::size_t N, class... X>
auto nanpercentile(const E& e, std::initializer_list<double> q, const index_t (&axes)[N], const X&... x) {
    return detail_isa::quantile_of<true, false>(e, q, 100, axes, x...);
}
template <expression E, class... X>
    requires detail_isa::position_arguments<X...>
auto nanmedian(const E& e, const X&... x) {
    return detail_isa::quantile_of<true, true>(e, 0.5, 1, x...);
}
template <expression E, std::size_t N, class... X>
auto nanmedian(const E& e, const index_t (&axes)[N], const X&... x) {
    return detail_isa::quantile_of<true, true>(e, 0.5, 1, axes, x...);
}

}  // namespace STRAND_ISA
}  // namespace strand

#endif
