// SPDX-License-Identifier: BSD-3-Clause
// Scans an expression along an axis into memory: `scan<Op>(destination, e, axis)`.
// In: a memory_view of element type T, of memory that the expression does not read and in which no two
// elements lie in one place, an expression that broadcasts to its shape, a valid axis.
// Out: element k along the axis is Op(element k - 1, e at k), element 0 is e at 0; everything as T.
#ifndef STRAND_EVAL_SCAN_HPP
#define STRAND_EVAL_SCAN_HPP

#include <strand/eval/assign.hpp>
#include <strand/kernel/scan_rows.hpp>
#include <strand/kernel/scan_short.hpp>
#include <strand/plan/scan_plan.hpp>

namespace strand::inline STRAND_ISA::eval_detail {

/// The scanners of one skeleton: along rows, from row to row, and one by one where it is an array.
struct scan_kernels {
    kernel::row_kernel along, down;
    kernel::copier_of_size copier;
    kernel::row_kernel one_by_one = nullptr;
};
template <class Skeleton, class T, class Op>
inline constexpr scan_kernels scan_kernels_of = {kernel::row_scanner<Skeleton, T, Op>::along_rows,
                                                 kernel::row_scanner<Skeleton, T, Op>::down_rows, kernel::copier_for<Skeleton, T>};
template <class U, class T, class Op>
inline constexpr scan_kernels scan_kernels_of<kernel::input<U>, T, Op> = {kernel::row_scanner<kernel::input<U>, T, Op>::along_rows,
                                                                          kernel::row_scanner<kernel::input<U>, T, Op>::down_rows,
                                                                          kernel::copier_for<kernel::input<U>, T>,
                                                                          kernel::short_scanner<U, T, Op>::scan_planes};

/// False when these kernels cannot read some leaf; nothing is done then.
STRAND_NOINLINE inline bool scan_operands(std::span<const memory_view> operands, index_t axis, scan_kernels kernels) {
    const strand::detail::scan_plan plan = strand::detail::make_scan_plan(operands, axis, true);
    const kernel::row_kernel kernel = plan.one_by_one ? kernels.one_by_one : plan.along_rows ? kernels.along : kernels.down;
    if (!plan.readable || !kernel) return false;
    walk(plan.loop, {.rows = kernel, .copier = kernels.copier, .planes = true});
    return true;
}

template <class Op, class T, expression E>
void scan(const memory_view& destination, const E& e, index_t axis) {
    if (destination.extents[axis] > 1) {
        memory_view operands[1 + strand::detail::leaf_count<E>];
        operands[0] = destination;
        collect_leaves(e, operands + 1);
        if (scan_operands(operands, axis, scan_kernels_of<skeleton_t<E>, T, Op>)) return;
    }
    assign<T>(destination, e);
    if (destination.extents[axis] <= 1) return;
    const memory_view itself[] = {destination, destination};
    scan_operands(itself, axis, scan_kernels_of<kernel::input<T>, T, Op>);
}

}  // namespace strand::inline STRAND_ISA::eval_detail

#endif
