// SPDX-License-Identifier: BSD-3-Clause
// `fold_plan`: a loop plan for reductions. The accumulators are the destination, with stride 0 on the
// folded axes; the leaves alone decide the order of the axes, and the accumulators lie dense in it.
// In: the leaves, the shape and which axes are folded. Out: a loop plan whose first `accumulators`
// operands are the accumulators (their addresses still to be filled in), and their strides per axis.
#ifndef STRAND_PLAN_FOLD_PLAN_HPP
#define STRAND_PLAN_FOLD_PLAN_HPP

#include <strand/plan/loop_plan.hpp>

namespace strand::detail {

struct fold_plan {
    loop_plan loop;
    shape_t accumulator_strides;    // per axis of the expression, in elements, 0 on folded axes
    index_t accumulator_count = 1;  // elements of one accumulator array
};

/// `operands` holds the leaves behind `accumulators` places for accumulators of `itemsize` bytes.
STRAND_NOINLINE inline fold_plan make_fold_plan(std::span<const memory_view> operands, index_t accumulators,
                                                index_t itemsize, dims_view shape, const bool* folded) {
    fold_plan result;
    loop_plan& plan = result.loop;
    const index_t rank = static_cast<index_t>(shape.size()), width = static_cast<index_t>(operands.size());
    plan.operands = small_vector<planned_operand, 6>(width);
    for (index_t op = 0; op < width; ++op) {
        const memory_view& operand = operands[static_cast<std::size_t>(op)];
        plan.operands[op] = {static_cast<char*>(operand.data), op < accumulators ? itemsize : operand.itemsize,
                             op >= accumulators && operand.scalar ? access::constant : access::contiguous};
    }
    shape_t original;  // the expression's axis of each plan axis
    for (index_t axis = 0; axis < rank; ++axis) {
        if (shape[static_cast<std::size_t>(axis)] != 1) original.push_back(axis);
    }
    const auto leaf_stride = [&](index_t axis, index_t op) -> index_t {
        const memory_view& operand = operands[static_cast<std::size_t>(op)];
        const index_t from = axis - (rank - operand.rank);
        const bool stretched = op < accumulators || operand.scalar || from < 0 ||
                               operand.extents[from] != shape[static_cast<std::size_t>(axis)];
        return stretched ? 0 : operand.strides[from] * operand.itemsize;
    };
    const auto fill_plan = [&] {
        plan.extents = shape_t(original.size(), 0);
        plan.strides.resize_uninitialised(original.size() * width);
        for (index_t k = 0; k < original.size(); ++k) {
            plan.extents[k] = shape[static_cast<std::size_t>(original[k])];
            for (index_t op = 0; op < width; ++op) plan.stride(k, op) = leaf_stride(original[k], op);
        }
    };
    fill_plan();
    for (index_t i = 1; i < original.size(); ++i) {
        for (index_t k = i; k > 0 && planning::outer_order(plan, k - 1, k) < 0; --k) {
            planning::swap_axes(plan, k - 1, k);
            std::swap(original[k - 1], original[k]);
        }
    }
    result.accumulator_strides = shape_t(rank, 0);
    for (index_t k = original.size(); k-- > 0;) {
        if (folded[original[k]]) continue;
        result.accumulator_strides[original[k]] = result.accumulator_count;
        for (index_t op = 0; op < accumulators; ++op) plan.stride(k, op) = result.accumulator_count * itemsize;
        result.accumulator_count *= plan.extents[k];
    }
    planning::fuse_axes(plan);
    planning::finish_operands(plan);
    return result;
}

}  // namespace strand::detail

#endif
