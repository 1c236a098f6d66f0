// SPDX-License-Identifier: BSD-3-Clause
// `plane_plan`: the plan of one row or one plane of rows that disturbs no operand. Most small work is that, and a
// loop_plan takes as long as computing hundreds of elements: this one takes as long as tens.
// In: the destination and the leaves of an expression as memory_views. Out: the numbers that a loop_plan of the same
// would hold, or `false` for whatever takes more thought.
#ifndef STRAND_PLAN_PLANE_PLAN_HPP
#define STRAND_PLAN_PLANE_PLAN_HPP

#include <strand/plan/loop_plan.hpp>

namespace strand::detail {

struct plane_plan {
    char** data;                        // of as many operands as there are, the destination first
    index_t *row_steps, *column_steps;  // likewise, in bytes
    index_t rows = 1, columns = 1;
    unsigned ways = 0;   // the `bit_of` every operand's access
    bool exact = false;  // the operands broadcast to all of the destination's shape
    index_t packing = 0;  // what packing rows of all operands costs, see `packing_cost`

    /// False, and nothing else counts, where a loop_plan is needed.
    STRAND_NOINLINE bool find(std::span<const memory_view> operands) {
        const memory_view& to = operands[0];
        const index_t item = to.itemsize, rank = to.rank;
        if (rank > 2 || rank == 0) return false;
        index_t wide = to.extents[rank - 1], high = 1, along = to.strides[rank - 1] * item, down = 0;
        index_t inner = 1, outer = 2;  // axes counted from the end: rows lie along the smaller step of the destination
        if (rank == 2) {
            high = to.extents[0];
            down = to.strides[0] * item;
            if (high > 1 && (wide == 1 || down < along)) {
                inner = std::exchange(outer, 1);
                std::swap(high, wide);
                std::swap(down, along);
            }
        }
        if (along <= 0 || down < 0 || wide == 0 || high == 0) return false;  // nothing has no address either
        data[0] = static_cast<char*>(to.data);
        row_steps[0] = down;
        column_steps[0] = along;
        const auto first = reinterpret_cast<std::uintptr_t>(to.data), last = first + static_cast<std::uintptr_t>((high - 1) * down + (wide - 1) * along + item);
        ways = bit_of(along == item ? access::contiguous : access::strided);
        packing = planning::packing_cost(along, item, true);
        bool fits = true, one = down == wide * along, walks_rows = high == 1, walks_columns = wide == 1, whole = false;
        for (std::size_t op = 1; op < operands.size(); ++op) {
            const memory_view& it = operands[op];
            data[op] = static_cast<char*>(it.data);
            if (it.scalar) {
                row_steps[op] = column_steps[op] = 0;
                ways |= bit_of(access::constant);
                continue;
            }
            whole |= it.rank == rank;
            fits &= it.rank <= rank;
            const index_t *const extents = it.extents + it.rank, *const strides = it.strides + it.rank;
            index_t step = 0, row_step = 0;
            if (it.rank >= inner && extents[-inner] != 1) {
                fits &= extents[-inner] == wide;
                walks_columns = true;
                step = strides[-inner] * it.itemsize;
            }
            if (it.rank >= outer && extents[-outer] != 1) {
                fits &= extents[-outer] == high;
                walks_rows = true;
                row_step = strides[-outer] * it.itemsize;
            }
            row_steps[op] = row_step;
            column_steps[op] = step;
            one &= row_step == wide * step;
            ways |= bit_of(planning::way_of_plane(row_step, step, it.itemsize));
            packing += planning::packing_cost(step, it.itemsize, false);
            const index_t last_row = (high - 1) * row_step, last_column = (wide - 1) * step;
            const index_t before = (last_row < 0 ? last_row : 0) + (last_column < 0 ? last_column : 0);
            const auto from = reinterpret_cast<std::uintptr_t>(it.data), begin = from + static_cast<std::uintptr_t>(before);
            const auto end = from + static_cast<std::uintptr_t>(last_row + last_column - before + it.itemsize);
            if (begin < last && first < end) {
                fits &= it.itemsize == item && row_step == row_steps[0] && step == column_steps[0] &&
                        lies_beside(static_cast<index_t>(from - first), high, wide, item);
            }
        }
        exact = whole && walks_rows && walks_columns;
        if (one) {
            wide *= high;
            high = 1;
        }
        rows = high;
        columns = wide;
        const index_t row_bytes = wide * item;
        return fits && high * row_bytes < streamed_bytes && (planning::are_few_rows(high, row_bytes) || row_bytes >= short_row_bytes || row_steps[0] != row_bytes);
    }

private:
    /// What lies so far from the destination and has its steps is itself, or lies between its rows or elements.
    bool lies_beside(index_t shift, index_t high, index_t wide, index_t item) const {
        if (shift == 0) return true;
        const index_t step = high > 1 ? row_steps[0] : column_steps[0], length = high > 1 ? (wide - 1) * column_steps[0] + item : item;
        shift %= step;
        if (shift < 0) shift += step;
        return shift >= length && step - shift >= length;
    }
};

}  // namespace strand::detail

#endif
