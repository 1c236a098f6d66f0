// SPDX-License-Identifier: BSD-3-Clause
// Plans a scan (cumsum, accumulate): a loop plan that walks the scanned axis in its order.
// In: the destination, the leaves, and the axis along which each element is combined with the one before.
// Out: a plan whose rows run along the scanned axis, or whose rows follow each other along it:
//
//   scanned axis                    innermost axes of the plan      each row is
//   last, or only 1s behind it      (others, scanned)               scanned along itself
//   any other                       (scanned, last of the others)   combined with the row before
//   short, or the axes behind it    (longest, scanned, short)       as that, one element after the other
//
// and whether kernels can read every leaf: in place, or through tiles, which must hold whole rows that are scanned
// along themselves.
#ifndef STRAND_PLAN_SCAN_PLAN_HPP
#define STRAND_PLAN_SCAN_PLAN_HPP

#include <strand/plan/loop_plan.hpp>

namespace strand::detail {

struct scan_plan {
    loop_plan loop;
    bool along_rows = false;  // the rows run along the scanned axis
    bool in_place = true;     // every leaf is contiguous or splat along rows
    bool readable = true;     // in place or through tiles
    bool one_by_one = false;  // planes of rows that are too short for packs
};

/// Rows of at most so many elements take longer to scan as packs than one by one; and rows that follow each other.
inline constexpr index_t most_scanned_alone = 8, most_columns_alone = 4;

namespace planning {

/// Orders the axes of a scan of short rows: others, the longest of them, the scanned one, and inside it what lies behind
/// it or the shortest of the others. `push_scanned` puts the scanned axis last.
template <class Push>
void arrange_planes(loop_plan& plan, bool behind, Push push_axis, index_t scanned) {
    const auto move_inside = [&](index_t count, bool longest) {
        index_t best = count - 1;
        for (index_t axis = 0; axis < count; ++axis) {
            if (longest ? plan.extents[axis] > plan.extents[best] : plan.extents[axis] < plan.extents[best]) best = axis;
        }
        for (; best < count - 1; ++best) swap_axes(plan, best, best + 1);
    };
    const index_t others = plan.rank();
    const bool columns = behind || others > 0;
    if (!behind && columns) move_inside(others, false);
    if (columns) move_inside(others - 1, true);
    push_axis(scanned);
    if (columns) {
        swap_axes(plan, others - 1, others);
    } else {
        plan.extents.push_back(1);
        for (index_t op = 0; op < plan.width(); ++op) plan.strides.push_back(0);
    }
    finish_operands(plan);
    plan.ways = 0;
    for (index_t op = 0; op < plan.width(); ++op) set_access(plan, op, access::one_by_one);
}

}  // namespace planning

/// All operands broadcast to the shape of the first, the destination. The scanned axis has more than one element.
/// `scans`: not only finds something out about each row, but writes as many elements as it reads.
STRAND_NOINLINE inline scan_plan make_scan_plan(std::span<const memory_view> operands, index_t scanned, bool scans = false) {
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
    index_t behind = 1;
    for (index_t axis = scanned + 1; axis < destination.rank; ++axis) behind *= destination.extents[axis];
    result.along_rows = behind == 1;
    result.one_by_one = scans && (behind == 1 ? destination.extents[scanned] <= most_scanned_alone : behind <= most_columns_alone);
    // Only axes on the same side of the scanned one lie next to each other in the destination, and fuse.
    if (plan.rank() > 1) planning::fuse_axes(plan);
    plan.scans = scans;
    if (result.one_by_one) {
        planning::arrange_planes(plan, behind > 1, push_axis, scanned);
        return result;
    }
    push_axis(scanned);
    if (!result.along_rows) planning::swap_axes(plan, plan.rank() - 2, plan.rank() - 1);
    planning::finish_operands(plan);
    index_t bytes = 0;
    for (index_t op = 0; op < width; ++op) {
        if (plan.operands[op].how <= access::splat) continue;
        result.in_place = false;
        planning::set_access(plan, op, access::strided);
        bytes += plan.operands[op].itemsize;
    }
    result.readable = plan.operands[0].how == access::contiguous && (result.along_rows ? plan.extents[plan.rank() - 1] : 1) * bytes <= most_joined_bytes;
    return result;
}

}  // namespace strand::detail

#endif
