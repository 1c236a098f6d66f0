// SPDX-License-Identifier: BSD-3-Clause
// Walks a plan: calls a row kernel on everything it covers, through tiles where operands do not lie
// dense along rows. The only place that steps through axes; ordinary code, compiled once per unit.
//
// Tiles live on the stack and stay in the first-level cache: operands are packed into them, the kernel
// runs on them as on dense rows, and a destination that is not dense is computed into one and scattered.
#ifndef STRAND_EVAL_WALK_HPP
#define STRAND_EVAL_WALK_HPP

#include <strand/kernel/copy_block.hpp>
#include <strand/kernel/skeleton.hpp>
#include <strand/plan/loop_plan.hpp>

namespace strand::inline STRAND_ISA::eval_detail {

using strand::detail::access;
using strand::detail::loop_plan;
using strand::detail::small_vector;

/// Bytes of all tiles together: half of the smallest first-level cache in use.
inline constexpr index_t tile_bytes = 16384;
/// Elements of a tile: long enough to hide starting a row, short enough for tiles of several operands.
inline constexpr index_t most_tile_elements = 1024;

/// The last two axes of a plan at one position of the outer axes.
class plane_walk {
public:
    plane_walk(const loop_plan& plan, kernel::row_kernel kernel) : plan_(plan), kernel_(kernel) {
        const index_t width = plan.width(), rank = plan.rank();
        data_ = small_vector<char*, 6>(width);
        row_step_ = small_vector<index_t, 6>(width);
        column_step_ = small_vector<index_t, 6>(width);
        splat_ = small_vector<bool, 6>(width);
        tile_ = small_vector<char*, 6>(width);
        rows_ = rank >= 2 ? plan.extents[rank - 2] : 1;
        columns_ = rank >= 1 ? plan.extents[rank - 1] : 1;
        index_t packed_bytes = 0;
        for (index_t op = 0; op < width; ++op) {
            data_[op] = plan.operands[op].data;
            row_step_[op] = rank >= 2 ? plan.stride(rank - 2, op) : 0;
            column_step_[op] = rank >= 1 ? plan.stride(rank - 1, op) : 0;
            splat_[op] = plan.operands[op].how == access::splat || plan.operands[op].how == access::constant;
            if (plan.operands[op].packed()) packed_bytes += plan.operands[op].itemsize;
        }
        uses_tiles_ = packed_bytes > 0;
        if (!uses_tiles_) return;
        tile_elements_ = most_tile_elements;
        while (tile_elements_ > 16 && tile_elements_ * packed_bytes > tile_bytes) tile_elements_ /= 2;
        choose_block();
    }

    char*& data(index_t op) { return data_[op]; }

    void run() {
        if (uses_tiles_) {
            run_tiles();
        } else {
            kernel_({data_.data(), row_step_.data(), splat_.data(), plan_.flat ? 1 : rows_,
                     plan_.flat ? rows_ * columns_ : columns_});
        }
    }

private:
    void choose_block() {
        bool transposed = false;
        for (const auto& operand : plan_.operands) transposed |= operand.how == access::transposed;
        if (transposed) {
            // Square: both directions then read or write whole cache lines.
            block_rows_ = block_columns_ = 16;
            while (4 * block_rows_ * block_columns_ <= tile_elements_) block_rows_ *= 2, block_columns_ *= 2;
        } else {
            block_columns_ = columns_ < tile_elements_ ? columns_ : tile_elements_;
            block_rows_ = block_columns_ > 0 ? tile_elements_ / block_columns_ : 1;
        }
        if (block_columns_ > columns_) block_columns_ = columns_;
        if (block_rows_ > rows_) block_rows_ = rows_;
    }

    void run_tiles() {
        alignas(64) char memory[tile_bytes + 1024];
        char* free = memory;
        for (index_t op = 0; op < plan_.width(); ++op) {
            if (!plan_.operands[op].packed()) continue;
            tile_[op] = free;
            free += (tile_elements_ * plan_.operands[op].itemsize + 63) / 64 * 64;
        }
        // The same few values in every row: laid out once, and valid for every full-height block.
        for (index_t op = 1; op < plan_.width(); ++op) {
            if (plan_.operands[op].how == access::periodic) pack(op, 0, 0, block_rows_, columns_);
        }
        for (index_t r = 0; r < rows_; r += block_rows_) {
            const index_t rows = rows_ - r < block_rows_ ? rows_ - r : block_rows_;
            for (index_t c = 0; c < columns_; c += block_columns_) {
                const index_t columns = columns_ - c < block_columns_ ? columns_ - c : block_columns_;
                run_block(r, c, rows, columns);
            }
        }
    }

    void run_block(index_t r, index_t c, index_t rows, index_t columns) {
        const index_t width = plan_.width();
        small_vector<char*, 6> data(width);
        small_vector<index_t, 6> step(width);
        for (index_t op = 0; op < width; ++op) {
            if (plan_.operands[op].packed()) {
                if (op > 0 && plan_.operands[op].how != access::periodic) pack(op, r, c, rows, columns);
                data[op] = tile_[op];
                step[op] = columns * plan_.operands[op].itemsize;
            } else {
                data[op] = data_[op] + r * row_step_[op] + c * column_step_[op];
                step[op] = row_step_[op];
            }
        }
        const bool one_row = plan_.flat || is_one_row(step, rows, columns);
        kernel_({data.data(), step.data(), splat_.data(), one_row ? 1 : rows, one_row ? rows * columns : columns});
        if (plan_.operands[0].packed()) {
            const index_t item = plan_.operands[0].itemsize;
            kernel::copy_block({data_[0] + r * row_step_[0] + c * column_step_[0], row_step_[0], column_step_[0]},
                               {tile_[0], columns * item, item}, rows, columns, item);
        }
    }

    /// All operands of the block lie dense over rows and columns together.
    bool is_one_row(const small_vector<index_t, 6>& step, index_t rows, index_t columns) const {
        if (rows == 1) return true;
        for (index_t op = 0; op < plan_.width(); ++op) {
            if (plan_.operands[op].how == access::constant) continue;
            if (splat_[op] ? step[op] != 0 : step[op] != columns * plan_.operands[op].itemsize) return false;
        }
        return true;
    }

    void pack(index_t op, index_t r, index_t c, index_t rows, index_t columns) {
        const index_t item = plan_.operands[op].itemsize;
        kernel::copy_block({tile_[op], columns * item, item},
                           {data_[op] + r * row_step_[op] + c * column_step_[op], row_step_[op], column_step_[op]},
                           rows, columns, item);
    }

    const loop_plan& plan_;
    kernel::row_kernel kernel_;
    small_vector<char*, 6> data_, tile_;
    small_vector<index_t, 6> row_step_, column_step_;
    small_vector<bool, 6> splat_;
    index_t rows_, columns_, block_rows_ = 0, block_columns_ = 0, tile_elements_ = 0;
    bool uses_tiles_ = false;
};

/// Runs the kernel over the whole plan.
STRAND_NOINLINE inline void walk(const loop_plan& plan, kernel::row_kernel kernel) {
    for (const index_t extent : plan.extents) {
        if (extent == 0) return;
    }
    plane_walk plane(plan, kernel);
    const index_t outer = plan.rank() - 2;
    if (outer <= 0) return plane.run();
    strand::shape_t position(outer, 0);
    while (true) {
        plane.run();
        index_t axis = outer - 1;
        for (; axis >= 0; --axis) {
            const bool wraps = ++position[axis] == plan.extents[axis];
            const index_t by = wraps ? 1 - plan.extents[axis] : 1;
            for (index_t op = 0; op < plan.width(); ++op) plane.data(op) += by * plan.stride(axis, op);
            if (!wraps) break;
            position[axis] = 0;
        }
        if (axis < 0) return;
    }
}

}  // namespace strand::inline STRAND_ISA::eval_detail

#endif
