// SPDX-License-Identifier: BSD-3-Clause
// Plans a scan (cumsum, accumulate): a loop plan that walks the scanned axis in its order.
// In: the destination, the leaves, and the axis along which each element is combined with the one before.
// Out: a plan whose rows run along the scanned axis, or whose rows follow each other along it:
//
//   scanned axis                    innermost axes of the plan      each row is
//   last, or only 1s behind it      (others, scanned)               scanned along itself
//   any other                       (scanned, last of the others)   combined with the row before
//
// and whether kernels can read every leaf in place; what comes in through tiles would be cut in pieces.
#ifndef STRAND_PLAN_SCAN_PLAN_HPP
#define STRAND_PLAN_SCAN_PLAN_HPP

#include <strand/plan/loop_plan.hpp>

namespace strand::detail {

struct scan_plan {
    loop_plan loop;
    bool along_rows = false;  // the rows run along the scanned axis
    bool in_place = true;     // every leaf is contiguous or splat along rows
};

/// All operands broadcast to the shape of the first, the destination. The scanned axis has more than one element.
STRAND_NOINLINE inline scan_plan make_scan_plan(std::span<const memory_view> operands, index_t scanned) {
    scan_plan result;
    loop_plan& plan = result.loop;
    const memory_view& destination = operands[0];
    const index_t width = static_cast<index_t>(operands.size());
    plan.operands.resize_uninitialised(width);
    for (index_t op = 0; op < width; ++op) {
        const memory_view& operand = operands[static_cast<std::size_t>(op)];
        plan.operands[op] = {static_cast<char*>(operand.data), operand.itemsize,
                             operand.scalar ? access::constant : access::contiguous};
    }
    const auto push_axis = [&](index_t axis) {
        plan.extents.push_back(destination.extents[axis]);
        const index_t kept = plan.rank() - 1;
        plan.strides.resize_uninitialised(plan.rank() * width);
        for (index_t op = 0; op < width; ++op) {
            const memory_view& operand = operands[static_cast<std::size_t>(op)];
            const index_t from = axis - (destination.rank - operand.rank);
            const bool stretched = operand.scalar || from < 0 || operand.extents[from] != destination.extents[axis];
            plan.stride(kept, op) = stretched ? 0 : operand.strides[from] * operand.itemsize;
        }
    };
    for (index_t axis = 0; axis < destination.rank; ++axis) {
        if (axis != scanned && destination.extents[axis] != 1) push_axis(axis);
    }
    bool behind = false;
    for (index_t axis = scanned + 1; axis < destination.rank; ++axis) behind |= destination.extents[axis] != 1;
    result.along_rows = !behind;
    // Only axes on the same side of the scanned one lie next to each other in the destination, and fuse.
    if (plan.rank() > 1) planning::fuse_axes(plan);
    push_axis(scanned);
    if (behind) planning::swap_axes(plan, plan.rank() - 2, plan.rank() - 1);
    planning::finish_operands(plan);
    for (index_t op = 0; op < width; ++op) result.in_place &= plan.operands[op].how <= access::splat;
    return result;
}

}  // namespace strand::detail

#endif
