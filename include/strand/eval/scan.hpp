// SPDX-License-Identifier: BSD-3-Clause
// Scans an expression along an axis into memory: `scan<Op>(destination, e, axis)`.
// In: a memory_view of element type T, of memory that the expression does not read and in which no two
// elements lie in one place, an expression that broadcasts to its shape, a valid axis.
// Out: element k along the axis is Op(element k - 1, e at k), element 0 is e at 0; everything as T.
#ifndef STRAND_EVAL_SCAN_HPP
#define STRAND_EVAL_SCAN_HPP

#include <strand/eval/assign.hpp>
#include <strand/kernel/scan_rows.hpp>
#include <strand/plan/scan_plan.hpp>

namespace strand::inline STRAND_ISA::eval_detail {

/// The scanners of one skeleton: along rows, and from row to row.
struct scan_kernels {
    kernel::row_kernel along, down;
};
template <class Skeleton, class T, class Op>
inline constexpr scan_kernels scan_kernels_of = {kernel::row_scanner<Skeleton, T, Op>::along_rows,
                                                 kernel::row_scanner<Skeleton, T, Op>::down_rows};

/// False when some leaf must be brought in through tiles; nothing is done then.
STRAND_NOINLINE inline bool scan_in_place(std::span<const memory_view> operands, index_t axis, scan_kernels kernels) {
    const strand::detail::scan_plan plan = strand::detail::make_scan_plan(operands, axis);
    if (plan.in_place) walk(plan.loop, {plan.along_rows ? kernels.along : kernels.down});
    return plan.in_place;
}

template <class Op, class T, expression E>
void scan(const memory_view& destination, const E& e, index_t axis) {
    if (destination.extents[axis] > 1) {
        memory_view operands[1 + strand::detail::leaf_count<E>];
        operands[0] = destination;
        collect_leaves(e, operands + 1);
        if (scan_in_place(operands, axis, scan_kernels_of<skeleton_t<E>, T, Op>)) return;
    }
    assign<T>(destination, e);
    if (destination.extents[axis] <= 1) return;
    const memory_view itself[] = {destination, destination};
    scan_in_place(itself, axis, scan_kernels_of<kernel::input<T>, T, Op>);
}

}  // namespace strand::inline STRAND_ISA::eval_detail

#endif
