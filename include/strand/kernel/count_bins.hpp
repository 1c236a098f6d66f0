// SPDX-License-Identifier: BSD-3-Clause
// Counts how many elements of a dense row fall into each bin: integers by their value, numbers by bins of
// equal width; points by the cells of a grid. In: the row, weights or none, edges. Out: counts or sums, added to what is there.
#ifndef STRAND_KERNEL_COUNT_BINS_HPP
#define STRAND_KERNEL_COUNT_BINS_HPP

#include <strand/core/element.hpp>

namespace strand::inline STRAND_ISA::kernel {

/// counts[x] += 1. Two tables in turn: elements often repeat, and adding to the number just written waits.
template <class T>
STRAND_NOINLINE void count_values(index_t* counts, index_t* second, const T* x, index_t count) {
    index_t i = 0;
    for (; i + 4 <= count; i += 4) {
        ++counts[static_cast<index_t>(x[i])];
        ++second[static_cast<index_t>(x[i + 1])];
        ++counts[static_cast<index_t>(x[i + 2])];
        ++second[static_cast<index_t>(x[i + 3])];
    }
    for (; i < count; ++i) ++counts[static_cast<index_t>(x[i])];
}
template <class T>
STRAND_NOINLINE void sum_weights(double* sums, const T* x, const double* weights, index_t count) {
    for (index_t i = 0; i < count; ++i) sums[static_cast<index_t>(x[i])] += weights[i];
}

/// Bins of equal width between edges[0] and edges[bins], the last one with its upper edge.
struct equal_bins {
    const double* edges;
    index_t bins;

    /// The bin of x, or -1 outside. A division finds it up to rounding; the edges decide.
    STRAND_ALWAYS_INLINE index_t of(double x, double scale) const {
        if (!(x >= edges[0] && x <= edges[bins])) return -1;
        index_t bin = static_cast<index_t>((x - edges[0]) * scale);
        bin = bin < bins ? bin : bins - 1;
        bin -= x < edges[bin];
        return bin + (x >= edges[bin + 1] && bin + 1 < bins);
    }
    double scale() const { return static_cast<double>(bins) / (edges[bins] - edges[0]); }
};

/// `weights` null: every element counts 1.
template <class T, class Count>
STRAND_NOINLINE void count_equal_bins(Count* counts, equal_bins where, const T* x, const double* weights, index_t count) {
    const double scale = where.scale();
    if (weights) {
        for (index_t i = 0; i < count; ++i) {
            const index_t bin = where.of(static_cast<double>(x[i]), scale);
            if (bin >= 0) counts[bin] += static_cast<Count>(weights[i]);
        }
        return;
    }
    for (index_t i = 0; i < count; ++i) {
        const index_t bin = where.of(static_cast<double>(x[i]), scale);
        if (bin >= 0) counts[bin] += Count(1);
    }
}

/// One axis of a grid: bins between edges that rise, of equal width or not.
struct grid_axis {
    equal_bins bins;
    bool equal;

    /// The bin of x, or -1 outside; the last one has its upper edge.
    index_t of(double x, double scale) const {
        if (equal) return bins.of(x, scale);
        if (bins.bins < 1 || !(x >= bins.edges[0] && x <= bins.edges[bins.bins])) return -1;
        index_t low = 0, high = bins.bins;  // edges[low] <= x, and x < edges[high] or high is the last
        while (high - low > 1) {
            const index_t middle = low + (high - low) / 2;
            (x >= bins.edges[middle] ? low : high) = middle;
        }
        return low;
    }
};
/// Counts points, or sums their weights, in the cells of a grid: the bins of y lie dense.
STRAND_NOINLINE inline void count_grid(double* cells, grid_axis columns, grid_axis rows, const double* x, const double* y, const double* weights,
                                       index_t count) {
    const double x_scale = columns.equal ? columns.bins.scale() : 0, y_scale = rows.equal ? rows.bins.scale() : 0;
    for (index_t i = 0; i < count; ++i) {
        const index_t column = columns.of(x[i], x_scale), row = rows.of(y[i], y_scale);
        if (column >= 0 && row >= 0) cells[column * rows.bins.bins + row] += weights ? weights[i] : 1;
    }
}

}  // namespace strand::inline STRAND_ISA::kernel

#endif
