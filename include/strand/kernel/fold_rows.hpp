// SPDX-License-Identifier: BSD-3-Clause
// The reduction kernel: folds the rows of a skeleton into accumulators.
// In: a `row_block` whose first operands are the accumulators of each fold: one per row where the row's axis is folded
// (its step over columns is 0), else one per column; where sums are compensated, as many more operands hold what
// rounding lost. Out: the accumulators, combined with every element.
//
// The error of floating sums is at most (run + 8) eps times the sum of magnitudes, however many elements there are.
#ifndef STRAND_KERNEL_FOLD_ROWS_HPP
#define STRAND_KERNEL_FOLD_ROWS_HPP

#include <strand/kernel/fold_along.hpp>
#include <strand/kernel/fold_down.hpp>

namespace strand::inline STRAND_ISA::kernel {

template <class Skeleton, class T, class... Fold>
struct row_folder {
    /// The place of the first leaf in a block, behind the accumulators.
    static constexpr index_t first_leaf = accumulating<Skeleton, T, Fold...>::first_leaf;
    /// Folded rows of at most so many bytes are better read across.
    static constexpr index_t short_bytes = along_folder<Skeleton, T, Fold...>::short_bytes;

    /// So many rows are folded into each other without compensation.
    static constexpr index_t panel_rows = down_folder<Skeleton, T, Fold...>::most_rows;

    /// From so many rows on every second column may be folded too, where the columns are few; 0: never.
    static constexpr index_t gap_rows = down_folder<Skeleton, T, Fold...>::least_wide_rows;

    /// Rows of which all are folded, each into one accumulator.
    static void fold_along(const row_block& block) { along_folder<Skeleton, T, Fold...>::fold_rows(block); }
    static void fold_rows(const row_block& block) {
        if (block.column_step[0] != 0 && block.row_step[0] == 0) return down_folder<Skeleton, T, Fold...>::fold_rows(block);
        char* data[static_cast<std::size_t>(first_leaf + Skeleton::leaves)];
        for (index_t p = 0; p < block.planes; ++p) {
            for (index_t op = 0; op < first_leaf + Skeleton::leaves; ++op) data[op] = block.data[op] && p > 0 ? block.data[op] + p * block.plane_step[op] : block.data[op];
            if (block.column_step[0] == 0) {
                along_folder<Skeleton, T, Fold...>::fold_rows({data, block.row_step, block.column_step, block.rows, block.columns, block.fresh});
                continue;
            }
            // An accumulator for each element: rows one by one.
            for (index_t r = 0; r < block.rows; ++r) {
                down_folder<Skeleton, T, Fold...>::fold_rows({data, block.row_step, block.column_step, 1, block.columns, block.fresh});
                for (index_t op = 0; op < first_leaf + Skeleton::leaves; ++op) {
                    if (data[op]) data[op] += block.row_step[op];
                }
            }
        }
    }

    /// One row of operands of any steps that loads know; reads what `fold_dense` does, and the steps of leaves along it.
    static T fold_stepped(const row_block& block) {
        return along_folder<Skeleton, T, Fold...>::fold_row(bound<Skeleton, kernel_lanes<Skeleton, T>, first_leaf, source::stepped_end>(block), block.columns);
    }
    /// One row of dense operands; reads only the leaves' addresses and the columns of the block.
    static T fold_dense(const row_block& block) {
        return along_folder<Skeleton, T, Fold...>::fold_row(bound<Skeleton, kernel_lanes<Skeleton, T>, first_leaf, source::dense>(block), block.columns);
    }
    /// The same of several folds.
    static void fold_dense(const row_block& block, T* results) {
        along_folder<Skeleton, T, Fold...>::fold_row(bound<Skeleton, kernel_lanes<Skeleton, T>, first_leaf, source::dense>(block), block.columns, results);
    }
};

}  // namespace strand::inline STRAND_ISA::kernel

#endif
