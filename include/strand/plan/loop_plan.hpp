// SPDX-License-Identifier: BSD-3-Clause
// `loop_plan`: in which order, over which strides an elementwise evaluation walks its operands.
// In: the destination and the leaves of an expression as memory_views, shapes already checked.
// Out: plain printable data. Ordinary code without templates, compiled once per unit.
//
// Axes of extent 1 are dropped, negative strides of the destination turned around, axes ordered by the
// destination's strides, and neighbours fused where every operand can walk them as one. The last axis
// is then the row that the kernel computes. How each operand comes in follows from its stride there:
//
//   stride per axis (elements, innermost last)     access
//   (cols, 1)   (0, 1)                             contiguous
//   (1, 0)      (0, 0)                             splat: one value per row
//   (cols, -1)                                     reversed: put in order after loading
//   (cols, 2)                                      every second: likewise
//   (cols, 3)                                      strided: packed into a tile
//   (1, rows)                                      transposed: packed through register tiles
//
// When rows are too short to amortise a call and the destination lies dense over the last two axes,
// the two are walked as one flat row; operands that do not lie so are laid out once or per tile
// ("periodic" when the same few values come again in every row). Several axes that hold only a few
// elements together, such as the matrices of a stack, are joined first: they count as the one last axis,
// and operands that cannot walk them so are packed. A dense destination too large for the
// caches, which the expression does not read, is computed in tiles and streamed to memory.
#ifndef STRAND_PLAN_LOOP_PLAN_HPP
#define STRAND_PLAN_LOOP_PLAN_HPP

#include <strand/plan/arrange_axes.hpp>

namespace strand::detail {

namespace planning {

/// How an operand of a plane comes in, by its steps from row to row and along the row. Kernels read elements of at most 8
/// bytes backwards and skipping every other one; what they cannot read, and a destination, goes through a tile.
STRAND_ALWAYS_INLINE access way_of_plane(index_t row, index_t step, index_t itemsize, bool destination = false) {
    if (step == itemsize) return access::contiguous;
    if (step == 0) return access::splat;
    if (row == itemsize || row == -itemsize) return access::transposed;
    if (destination || itemsize > 8) return access::strided;
    if (step == -itemsize) return access::reversed;
    return step == 2 * itemsize ? access::every_second : access::strided;
}

/// The last axis but one and the last: the step of an operand in bytes, and how it comes in.
inline access classify(const loop_plan& plan, const planned_operand& operand, index_t row, index_t step, bool destination) {
    if (operand.how == access::constant) return access::constant;
    if (operand.joined) return plan.flat && row == 0 ? access::periodic : access::strided;
    if (plan.flat) {
        if (step == operand.itemsize && row == plan.columns() * step) return access::contiguous;
        if (step == 0 && row == 0) return access::splat;
        return row == 0 ? access::periodic : access::strided;
    }
    return way_of_plane(row, step, operand.itemsize, destination);
}

inline bool are_few_rows(index_t rows, index_t bytes) { return rows <= (bytes < whole_row_bytes ? few_rows : few_whole_rows); }
inline bool are_few_rows(const loop_plan& plan, index_t rows, index_t bytes) {
    return plan.joined_extents.empty() ? are_few_rows(rows, bytes) : rows <= few_joined_rows;
}

/// What packing a row of an operand into a tile costs, or scattering one to the destination: hardly anything where it
/// lies dense, backwards or in every second element, more where single elements are loaded, or stored, than where whole
/// vectors are loaded and shuffled.
inline index_t packing_cost(index_t step, index_t itemsize, bool destination) {
    if (step == 0 || step == itemsize || (!destination && (step == 2 * itemsize || step == -itemsize))) return 0;
    const index_t reach = 4 * itemsize;
    return destination || step > reach || step < -reach ? 2 : 1;
}

/// Some operand would be laid out for a flat row only because its rows are not side by side, or are stepped.
inline bool begins_rows_apart(const loop_plan& plan, const axes& all) {
    const index_t last = all.rank - 1;
    for (index_t op = 1; op < all.width; ++op) {
        const index_t row = all.stride(last - 1, op), step = all.stride(last, op);
        const index_t item = plan.operands[op].itemsize;
        if (row != 0 && (step == 0 || (step == item && row != step * all.extents[last]))) return true;
        if (item <= 8 && (step == -item || step == 2 * item)) return true;
    }
    return false;
}
/// The destination lies dense over the last two axes, but some operand does not, and rows are short.
inline bool worth_flattening(const loop_plan& plan, const axes& all) {
    const index_t last = all.rank - 1;
    const index_t item = plan.operands[0].itemsize;
    if (last < 1 || (last == 1 && are_few_rows(plan, all.extents[0], all.extents[1] * item))) return false;
    if (plan.operands[0].joined || all.stride(last, 0) != item || all.stride(last - 1, 0) != item * all.extents[last]) return false;
    if (!plan.joined_extents.empty()) return true;
    if (all.extents[last] * item >= short_row_bytes) return false;
    index_t widest = item;
    for (const planned_operand& operand : plan.operands) widest = operand.itemsize > widest ? operand.itemsize : widest;
    return all.extents[last] * widest < whole_row_bytes || !begins_rows_apart(plan, all);
}

/// A few planes of few rows: each begins sooner than all would be laid out as one. More than a few elements that lie
/// transposed are laid out.
inline bool are_few_planes(loop_plan& plan) {
    const index_t outer = plan.rank() - 2;
    index_t planes = 1;
    for (index_t axis = 0; axis < outer && planes <= few_planes; ++axis) planes *= plan.extents[axis];
    if (outer <= 0 || planes > few_planes || plan.extents[outer] > few_rows / few_planes) return false;
    return planes * plan.extents[outer] * plan.extents[outer + 1] <= most_joined_flat || !runs_outside(axes(plan), plan, outer + 1);
}

STRAND_NOINLINE inline void arrange_axes(loop_plan& plan) {
    order_axes(plan);
    fuse_axes(plan);
    const bool few = are_few_planes(plan);
    if (plan.rank() > 2) {
        if (!few) join_short_axes(plan);
        choose_column_axis(plan);
    }
    plan.flat = !few && worth_flattening(plan, axes(plan));
}

/// What the axes found say about each operand.
STRAND_NOINLINE inline void finish_operands(loop_plan& plan) {
    const axes all(plan);
    plan.steps.resize_uninitialised(2 * all.width);
    index_t *const row = plan.steps.data(), *const column = row + all.width;
    planned_operand* const operands = plan.operands.data();
    plan.ways = 0;
    plan.packing = 0;
    for (index_t op = 0; op < all.width; ++op) {
        row[op] = all.rank >= 2 ? all.stride(all.rank - 2, op) : 0;
        column[op] = all.rank >= 1 ? all.stride(all.rank - 1, op) : operands[op].itemsize;
        operands[op].how = classify(plan, operands[op], row[op], column[op], op == 0);
        plan.ways |= bit_of(operands[op].how);
        plan.packing += packing_cost(column[op], operands[op].itemsize, op == 0);
    }
}

/// Says how an operand comes in.
inline void set_access(loop_plan& plan, index_t op, access how) {
    plan.operands[op].how = how;
    plan.ways |= bit_of(how);
}

/// Axes with a negative stride of the destination are walked from their other end.
STRAND_COLD inline void turn_axes(loop_plan& plan) {
    for (index_t axis = 0; axis < plan.rank(); ++axis) {
        if (plan.stride(axis, 0) >= 0) continue;
        for (index_t op = 0; op < plan.width(); ++op) {
            plan.operands[op].data += (plan.extents[axis] - 1) * plan.stride(axis, op);
            plan.stride(axis, op) = -plan.stride(axis, op);
        }
    }
}

/// Writes the strides of an operand along the axes of the destination that are more than one element long. Returns the
/// bytes it lies in, if it is not empty.
STRAND_NOINLINE inline byte_range add_operand(loop_plan& plan, index_t op, const memory_view& operand, const memory_view& destination) {
    const index_t shift = destination.rank - operand.rank, item = operand.itemsize, width = plan.width();
    index_t* stride = plan.strides.data() + op;
    index_t low = 0, high = item;
    bool fits = shift >= 0;
    for (index_t axis = 0; axis < destination.rank; ++axis) {
        const index_t extent = destination.extents[axis];
        index_t step = 0;
        if (axis >= shift && operand.extents[axis - shift] != 1) {
            fits &= operand.extents[axis - shift] == extent;
            step = operand.strides[axis - shift] * item;
            const index_t reach = (extent - 1) * step;
            (reach < 0 ? low : high) += reach;
        }
        if (extent == 1) continue;
        *stride = step;
        stride += width;
    }
    plan.fits &= fits;
    const auto address = reinterpret_cast<std::uintptr_t>(operand.data);
    return {address + static_cast<std::uintptr_t>(low), address + static_cast<std::uintptr_t>(high)};
}

}  // namespace planning

/// A destination that lies dense in whole cache lines and is too large for the caches is streamed, where no operand is
/// the destination itself.
inline void stream_destination(loop_plan& plan) {
    const index_t last = plan.rank() - 1, item = plan.operands[0].itemsize;
    if (last < 0 || plan.stride(last, 0) != item) return;
    const index_t row = plan.flat ? last - 1 : last;  // the axis from which on it is one row
    index_t bytes = item;
    for (index_t axis = last; axis >= row; --axis) bytes *= plan.extents[axis];
    if (bytes < 4096) return;
    std::uintptr_t steps = reinterpret_cast<std::uintptr_t>(plan.operands[0].data);
    for (index_t axis = 0; axis < row; ++axis) {
        bytes *= plan.extents[axis];
        steps |= static_cast<std::uintptr_t>(plan.stride(axis, 0));
    }
    if (bytes < streamed_bytes || steps % 64 != 0) return;
    plan.operands[0].how = access::streamed;
    plan.ways |= bit_of(access::streamed);
}

/// Plans one evaluation. `operands` holds the destination first.
/// `write_once`: no operand is the destination itself, so that it may be streamed.
STRAND_NOINLINE inline loop_plan make_loop_plan(std::span<const memory_view> operands, bool write_once = false) {
    loop_plan plan;
    const memory_view& destination = operands[0];
    const index_t width = static_cast<index_t>(operands.size());
    plan.extents.resize_uninitialised(destination.rank);
    index_t rank = 0;
    bool turned = false;
    for (index_t axis = 0; axis < destination.rank; ++axis) {
        if (destination.extents[axis] == 1) continue;
        plan.extents[rank++] = destination.extents[axis];
        turned |= destination.strides[axis] < 0;
    }
    plan.extents.resize_uninitialised(rank);
    plan.strides.resize_uninitialised(rank * width);
    plan.operands.resize_uninitialised(width);
    byte_range written{};
    for (index_t op = 0; op < width; ++op) {
        const memory_view& operand = operands[static_cast<std::size_t>(op)];
        plan.operands[op] = {static_cast<char*>(operand.data), operand.itemsize, operand.scalar ? access::constant : access::contiguous};
        if (operand.scalar) {
            for (index_t axis = 0; axis < rank; ++axis) plan.stride(axis, op) = 0;
            continue;
        }
        const byte_range range = planning::add_operand(plan, op, operand, destination);
        if (op == 0) written = range;
        else plan.may_overlap |= range.first < written.last && written.first < range.last;
    }
    if (!plan.fits) return plan;
    if (turned && !plan.is_empty()) planning::turn_axes(plan);  // nothing may have no address either
    if (rank > 1) planning::arrange_axes(plan);
    planning::finish_operands(plan);
    if (write_once) stream_destination(plan);
    return plan;
}

}  // namespace strand::detail

#endif
