// SPDX-License-Identifier: BSD-3-Clause
// Counts how many elements of a dense row fall into each bin: integers by their value, numbers by bins of
// equal width. In: the row, weights or none, edges. Out: counts or sums, added to what is there.
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

}  // namespace strand::inline STRAND_ISA::kernel

#endif
