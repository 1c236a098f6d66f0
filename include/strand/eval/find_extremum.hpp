// SPDX-License-Identifier: BSD-3-Clause
// Where the first extremum of an expression is: in C order, or along an axis. `Op` is fn::maximum or
// fn::minimum. In: an expression with at least one element to choose from. Out: positions.
// Reads the expression in place where its operands lie dense along rows, else from a copy.
#ifndef STRAND_EVAL_FIND_EXTREMUM_HPP
#define STRAND_EVAL_FIND_EXTREMUM_HPP

#include <strand/eval/fold.hpp>
#include <strand/kernel/find_rows.hpp>
#include <strand/plan/scan_plan.hpp>

namespace strand::inline STRAND_ISA::eval_detail {

/// Elements are compared as these: numbers, and wide enough to have instructions.
template <class T>
using compared_t = std::conditional_t<std::same_as<T, bool>, std::uint8_t,
                                      std::conditional_t<strand::detail::inexact<T> && (sizeof(T) < 4), float, T>>;

/// The row kernels that find positions, for one skeleton.
struct find_kernels {
    kernel::row_kernel along, down;
};
template <class Skeleton, class T, class Op>
inline constexpr find_kernels find_kernels_of = {kernel::row_finder<Skeleton, compared_t<T>, Op>::along_rows,
                                                 kernel::row_finder<Skeleton, compared_t<T>, Op>::down_rows};

/// False when some leaf must be brought in through tiles; nothing is done then.
STRAND_NOINLINE inline bool find_in_place(std::span<const memory_view> operands, index_t axis, find_kernels kernels) {
    const strand::detail::scan_plan plan = strand::detail::make_scan_plan(operands, axis);
    if (plan.in_place) walk(plan.loop, {plan.along_rows ? kernels.along : kernels.down});
    return plan.in_place;
}

/// The elements of an expression in C order, and their description.
template <class T>
struct dense_copy {
    strand::shape_t shape, strides;
    strand::detail::buffer<T> memory;
    template <expression E>
    dense_copy(const E& e, strand::detail::dims_view extents)
        : shape(extents), strides(shape), memory(strand::detail::element_count(extents)) {
        strand::detail::dense_strides(shape, row_major, strides.data());
        assign<T>(describe(), e);
    }
    index_t count() const { return strand::detail::element_count(shape); }
    memory_view describe() const {
        return {memory.data(), shape.data(), strides.data(), shape.size(), simd::bytes_of<T>, true, false};
    }
};

/// `positions` has the shape of `e` with extent 1 at the axis, and elements int64.
template <class Op, expression E>
void find_extremum(memory_view positions, const E& e, strand::detail::dims_view shape, index_t axis) {
    using T = value_t<E>;
    strand::shape_t steps(shape);
    for (index_t k = 0; k < steps.size(); ++k) steps[k] = k == axis ? 0 : positions.strides[k];
    positions.extents = shape.data();
    positions.strides = steps.data();
    memory_view operands[1 + strand::detail::leaf_count<E>];
    operands[0] = positions;
    collect_leaves(e, operands + 1);
    if (find_in_place(operands, axis, find_kernels_of<skeleton_t<E>, T, Op>)) return;
    const dense_copy<T> values(e, shape);
    const memory_view copied[] = {positions, values.describe()};
    find_in_place(copied, axis, find_kernels_of<kernel::input<T>, T, Op>);
}

/// The first in C order.
template <class Op, expression E>
std::int64_t find_extremum_of_all(const E& e) {
    using T = value_t<E>;
    constexpr std::size_t leaves = strand::detail::leaf_count<E>;
    std::int64_t position = 0;
    constexpr index_t steps[1 + leaves] = {};
    index_t column_steps[1 + leaves];  // 0 or not is all that matters here: the position, and dense leaves
    for (std::size_t op = 0; op <= leaves; ++op) column_steps[op] = op > 0;
    char* data[1 + leaves] = {reinterpret_cast<char*>(&position)};
    if (is_dense(e)) {
        collect_addresses(e, data + 1);
        find_kernels_of<skeleton_t<E>, T, Op>.along({data, steps, column_steps, 1, element_count_of(e)});
    } else {
        const dense_copy<T> values(e, strand::shape_t(e.shape()));
        data[1] = reinterpret_cast<char*>(values.memory.data());
        find_kernels_of<kernel::input<T>, T, Op>.along({data, steps, column_steps, 1, values.count()});
    }
    return position;
}

}  // namespace strand::inline STRAND_ISA::eval_detail

#endif
