// SPDX-License-Identifier: BSD-3-Clause
// `fold_plan`: a loop plan for reductions. The accumulators are the destination, with stride 0 on the
// folded axes. The leaves decide the order of the axes, but for two cases:
//
//   innermost axes of the leaves       plan                       because
//   (..., kept, short folded)          (..., short folded, kept)  starting a row costs more than reading it across
//   (folded, ..., kept, long kept)     (..., kept, folded, long)  accumulators stay in the first-level cache
//
// In: the leaves, the shape, which axes are folded, and where the results are wanted. Out: a loop plan whose
// first `accumulators` operands are the accumulators (their addresses still to be filled in), and their
// strides per axis: those wanted, or dense in the plan's order where the kernel could not write them so.
#ifndef STRAND_PLAN_FOLD_PLAN_HPP
#define STRAND_PLAN_FOLD_PLAN_HPP

#include <strand/plan/loop_plan.hpp>

namespace strand::detail {

struct fold_plan {
    loop_plan loop;
    shape_t accumulator_strides;    // per axis of the expression, in elements, 0 on folded axes
    index_t accumulator_count = 1;  // elements of one accumulator array
    index_t each = 1;               // elements folded into one accumulator
    bool direct = false;            // the strides are those wanted

    /// Folds only the first elements of each result: at most about so many.
    void fold_at_most(index_t most) {
        each = 1;
        for (index_t axis = loop.rank(); axis-- > 0;) {
            if (loop.stride(axis, 0) != 0) continue;
            const index_t left = most / each;
            if (loop.extents[axis] > left) loop.extents[axis] = left > 1 ? left : 1;
            each *= loop.extents[axis];
        }
    }
};

/// Rows of kept columns from this size on are worth leaving the order of the leaves.
inline constexpr index_t long_kept_bytes = 512;

/// `operands` holds the leaves behind `accumulators` places for accumulators of `itemsize` bytes. `wanted`: strides per axis
/// of the results, in elements, which lie dense in C order; or null. Folded rows of at most `short_bytes` are read across.
STRAND_NOINLINE inline fold_plan make_fold_plan(std::span<const memory_view> operands, index_t accumulators,
                                                index_t itemsize, dims_view shape, const bool* folded, index_t short_bytes, const index_t* wanted = nullptr) {
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
    const auto move_axis = [&](index_t from, index_t to) {
        for (; from < to; ++from) {
            planning::swap_axes(plan, from, from + 1);
            std::swap(original[from], original[from + 1]);
        }
    };
    const index_t last = original.size() - 1;
    index_t kept = last, inner_folded = last;  // the innermost of either kind
    while (kept >= 0 && folded[original[kept]]) --kept;
    while (inner_folded >= 0 && !folded[original[inner_folded]]) --inner_folded;
    if (kept >= 0 && kept < last && plan.extents[last] * itemsize <= short_bytes && plan.extents[kept] >= 16) {
        move_axis(kept, last);
    } else if (inner_folded >= 0 && inner_folded < last - 1 && plan.extents[last] * itemsize >= long_kept_bytes) {
        move_axis(inner_folded, last - 1);
    }
    result.accumulator_strides = shape_t(rank, 0);
    // Columns that are kept must lie dense.
    result.direct = wanted && (last < 0 || folded[original[last]] || wanted[original[last]] == 1);
    for (index_t k = original.size(); k-- > 0;) {
        if (folded[original[k]]) {
            result.each *= plan.extents[k];
            continue;
        }
        const index_t step = result.direct ? wanted[original[k]] : result.accumulator_count;
        result.accumulator_strides[original[k]] = step;
        for (index_t op = 0; op < accumulators; ++op) plan.stride(k, op) = step * itemsize;
        result.accumulator_count *= plan.extents[k];
    }
    planning::fuse_axes(plan);
    planning::finish_operands(plan);
    return result;
}

}  // namespace strand::detail

#endif
