// SPDX-License-Identifier: BSD-3-Clause
// Counts how many elements of a dense row fall into each bin: integers by their value, numbers by bins of
// equal width; points by the cells of a grid. In: the row, weights or none, edges. Out: counts or sums, added to what is there.
#ifndef STRAND_KERNEL_COUNT_BINS_HPP
#define STRAND_KERNEL_COUNT_BINS_HPP

#include <cstring>
#include <limits>
#include <strand/simd/convert.hpp>
#include <strand/simd/memory.hpp>
#include <strand/simd/pack.hpp>

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

/// Counts numbers of 8 bits: each of the 256 there are is put into its bin once.
template <class T, class Count>
void count_bins_of_bytes(Count* counts, equal_bins where, const T* x, index_t count) {
    index_t of_value[256] = {}, second[256] = {};
    count_values(of_value, second, reinterpret_cast<const std::uint8_t*>(x), count);
    const double scale = where.scale();
    for (int byte = 0; byte < 256; ++byte) {
        if (of_value[byte] + second[byte] == 0) continue;
        const index_t bin = where.of(static_cast<double>(static_cast<T>(static_cast<std::uint8_t>(byte))), scale);
        if (bin >= 0) counts[bin] += static_cast<Count>(of_value[byte] + second[byte]);
    }
}

/// The bins of floats that are neither next to an edge nor outside, by vectors; -1 where the edges have to decide.
class bin_finder {
    static constexpr index_t lanes = simd::lanes_for<8>;
    using V = simd::vec<double, lanes>;
    using I = simd::vec<std::int64_t, lanes>;

public:
    static constexpr index_t block = 256;

    explicit bin_finder(equal_bins where)
        : scale_(where.scale()), low_(where.edges[0]), count_(static_cast<double>(where.bins)) {
        // How far an edge lies from where the product puts it, and the rounding of the product.
        for (index_t k = 0; k <= where.bins; ++k) {
            const double off = (where.edges[k] - low_) * scale_ - static_cast<double>(k);
            near_ = off > near_ ? off : -off > near_ ? -off : near_;
        }
        near_ = 2 * near_ + 8 * std::numeric_limits<double>::epsilon() * (count_ + (low_ < 0 ? -low_ : low_) * scale_);
    }
    double scale() const { return scale_; }

    template <class T>
    void find(std::int64_t* bins, const T* x) const {
        static_assert(block % lanes == 0);
        for (index_t i = 0; i < block; i += lanes) {
            const V at = (simd::convert_lanes<double, lanes, T>(simd::load<T, lanes>(x + i)) - low_) * scale_;
            const I inside = (I)(at >= 0) & (I)(at < count_);
            // 2^52 more, a number is whole, and its lowest bits are the nearest whole number.
            const V magic = simd::bits_as<V>(simd::bits_as<I>(at) & inside) + 0x1p52;
            const V off = at - (magic - 0x1p52);
            const I next_to_edge = (I)(off <= near_) & (I)(off >= -near_);
            const I bin = (simd::bits_as<I>(magic) & 0x7FFFFFFF) + (I)(off < 0);
            simd::store<std::int64_t, lanes>(bins + i, bin | next_to_edge | ~inside);
        }
    }

private:
    double scale_, low_, count_, near_ = 0;
};

template <class T, class Count>
void count_bins_of_floats(Count* counts, equal_bins where, const T* x, index_t count) {
    const bin_finder finder(where);
    std::int64_t bins[bin_finder::block];
    T rest[bin_finder::block] = {};
    for (index_t done = 0; done < count; done += bin_finder::block) {
        const index_t here = count - done < bin_finder::block ? count - done : bin_finder::block;
        const T* row = x + done;
        if (here < bin_finder::block) row = static_cast<const T*>(std::memcpy(rest, row, static_cast<std::size_t>(here) * sizeof(T)));
        finder.find(bins, row);
        for (index_t i = 0; i < here; ++i) {
            index_t bin = bins[i];
            if (bin < 0) bin = where.of(static_cast<double>(row[i]), finder.scale());
            if (bin >= 0) counts[bin] += Count(1);
        }
    }
}

/// `weights` null: every element counts 1.
template <class T, class Count>
STRAND_NOINLINE void count_equal_bins(Count* counts, equal_bins where, const T* x, const double* weights, index_t count) {
    const double scale = where.scale();
    if constexpr (sizeof(T) == 1 && std::integral<T> && !std::same_as<T, bool>) {
        if (!weights && count > 256) return count_bins_of_bytes(counts, where, x, count);
    }
    if constexpr (std::floating_point<T>) {
        if (!weights && count > where.bins && where.bins < (index_t{1} << 30)) return count_bins_of_floats(counts, where, x, count);
    }
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
