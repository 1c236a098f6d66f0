// SPDX-License-Identifier: BSD-3-Clause
// Counting points of a plane in the cells of a grid: histogram2d. Computed at once, in double.
#ifndef STRAND_OPS_HISTOGRAM2D_HPP
#define STRAND_OPS_HISTOGRAM2D_HPP

#include <strand/ops/histogram.hpp>

namespace strand {

/// What histogram2d gives; `auto [hist, x_edges, y_edges] = histogram2d(x, y)`.
struct histogram2d_result {
    ndarray<double, 2> hist;
    ndarray<double, 1> x_edges, y_edges;
};

inline namespace STRAND_ISA {

namespace detail_isa {

template <class B>
concept bins_argument = std::integral<B> || real_expression<B> || strand::detail::number_list<B>;

/// The bins of one axis: how many, or their edges.
struct axis_bins {
    index_t count = 0;
    ndarray<double, 1> edges;

    template <bins_argument B>
    explicit axis_bins(const B& bins) {
        if constexpr (std::integral<B>) count = static_cast<index_t>(bins);
        else if constexpr (expression<B>) edges = ndarray<double, 1>(strand::detail::make_map(fn::cast<double>{}, bins));
        else edges = ndarray<double, 1>(strand::detail::make_map(fn::cast<double>{}, asarray(bins)));
    }
    /// Makes the edges, or checks them.
    kernel::grid_axis prepare(const ndarray<double, 1>& x, const double* range) {
        const bool equal = count != 0 || edges.size() == 0;
        if (equal) edges = equal_edges(x.data(), x.size(), count, range);
        for (index_t k = 1; k < edges.size(); ++k) {
            if (!(edges(k - 1) <= edges(k))) strand::detail::throw_value("histogram2d: the edges must rise");
        }
        return {{edges.data(), edges.size() - 1}, equal};
    }
};
/// The bins of both axes: one argument for both, or one each.
struct grid_bins {
    axis_bins x, y;
    template <bins_argument B>
    grid_bins(const B& both) : x(both), y(both) {}
    template <bins_argument X, bins_argument Y>
    grid_bins(const X& of_x, const Y& of_y) : x(of_x), y(of_y) {}
};
/// Where the grid begins and ends on each axis, or `none`: at the outermost points.
struct grid_range {
    bool given = false;
    double x[2] = {}, y[2] = {};
    grid_range(none_t) {}
    grid_range(const double (&of_x)[2], const double (&of_y)[2]) : given(true), x{of_x[0], of_x[1]}, y{of_y[0], of_y[1]} {}
};

inline histogram2d_result histogram_of_grid(const ndarray<double, 1>& x, const ndarray<double, 1>& y, grid_bins bins, const grid_range& range,
                                            bool density, const double* weights) {
    if (x.size() != y.size()) {
        strand::detail::throw_shape("histogram2d: " + std::to_string(x.size()) + " values of x and " + std::to_string(y.size()) + " of y");
    }
    const kernel::grid_axis columns = bins.x.prepare(x, range.given ? range.x : nullptr), rows = bins.y.prepare(y, range.given ? range.y : nullptr);
    auto hist = zeros<double>({columns.bins.bins, rows.bins.bins});
    kernel::count_grid(hist.data(), columns, rows, x.data(), y.data(), weights, x.size());
    if (density) {
        double total = 0;
        for (const double count : hist) total += count;
        for (index_t i = 0; i < hist.shape()[0]; ++i) {
            const double width = bins.x.edges(i + 1) - bins.x.edges(i);
            for (index_t k = 0; k < hist.shape()[1]; ++k) hist(i, k) = hist(i, k) / width / (bins.y.edges(k + 1) - bins.y.edges(k)) / total;
        }
    }
    return {std::move(hist), std::move(bins.x.edges), std::move(bins.y.edges)};
}

}  // namespace detail_isa

/// How many of the points (x, y) lie in each cell of a grid, axis 0 for x. Bins are a number or edges, for both axes or
/// in braces for each; without edges they are of equal width, between the outermost points or in a range. The last cells
/// have their upper edges. With `density` the integral is 1; with weights the cells hold their sums.
/// **Throws** value_error for bad edges and ranges, shape_error for vectors of different sizes.
/// `histogram2d(x, y, 20)`, `histogram2d(x, y, {20, edges}, {{0, 1}, {-1, 1}})`
template <detail_isa::real_expression X, detail_isa::real_expression Y, class W = none_t>
auto histogram2d(const X& x, const Y& y, const detail_isa::grid_bins& bins = 10, const detail_isa::grid_range& range = none, bool density = false,
                 const W& weights = none) {
    const ndarray<double, 1> first(detail::make_map(fn::cast<double>{}, x)), second(detail::make_map(fn::cast<double>{}, y));
    const auto weight = detail_isa::histogram_weights(first, weights);
    return detail_isa::histogram_of_grid(first, second, bins, range, density, weight.data());
}

}  // namespace STRAND_ISA
}  // namespace strand

#endif
