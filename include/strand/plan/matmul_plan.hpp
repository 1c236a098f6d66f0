// SPDX-License-Identifier: BSD-3-Clause
// `matmul_plan`: which matrices a (batched, broadcasting) product multiplies: NumPy's rules of matmul.
// In: shapes and strides of two operands. Out: the result's shape, or a shape_error naming both shapes;
// and the three operands stretched to one rank, with stride 0 where they repeat.
#ifndef STRAND_PLAN_MATMUL_PLAN_HPP
#define STRAND_PLAN_MATMUL_PLAN_HPP

#include <strand/shape/memory_view.hpp>

namespace strand::detail {

/// One of the three operands of a product: batch axes, then rows and columns. Strides in elements.
struct matrix_stack {
    void* data = nullptr;
    shape_t extents, strides;
    index_t itemsize = 0;

    memory_view view() const {
        return {data, extents.data(), strides.data(), extents.size(), itemsize, false, false};
    }
};

struct matmul_plan {
    shape_t result_shape;  // what the caller sees: without the axes that 1-d operands only lend
    matrix_stack left, right;
    bool left_is_vector = false, right_is_vector = false;

    /// The result's memory as a stack of matrices, from its shape as the caller sees it.
    matrix_stack stack_of(const memory_view& result) const {
        matrix_stack stack{result.data, {result.shape()}, {dims_view(result.strides, static_cast<std::size_t>(result.rank))},
                           result.itemsize};
        if (left_is_vector) {
            stack.extents.insert(stack.extents.size() - (right_is_vector ? 0 : 1), 1);
            stack.strides.insert(stack.strides.size() - (right_is_vector ? 0 : 1), 0);
        }
        if (right_is_vector) {
            stack.extents.push_back(1);
            stack.strides.push_back(0);
        }
        return stack;
    }
};

[[noreturn]] STRAND_COLD inline void throw_matmul(const char* word, dims_view a, dims_view b, const char* why) {
    throw_shape(std::string(word) + " of shapes " + tuple_text(a) + " and " + tuple_text(b) + ": " + why);
}

/// `word` is the function's name in error texts.
STRAND_NOINLINE inline matmul_plan make_matmul_plan(const char* word, const memory_view& a, const memory_view& b) {
    if (a.rank == 0 || b.rank == 0) {
        throw_matmul(word, a.shape(), b.shape(), "an operand without axes; multiply by it with *");
    }
    matmul_plan plan;
    plan.left_is_vector = a.rank == 1;
    plan.right_is_vector = b.rank == 1;
    const index_t inner_a = a.extents[a.rank - 1], inner_b = b.extents[b.rank == 1 ? 0 : b.rank - 2];
    if (inner_a != inner_b) {
        throw_matmul(word, a.shape(), b.shape(),
                     ("the inner extents " + std::to_string(inner_a) + " and " + std::to_string(inner_b) + " differ").c_str());
    }
    const index_t batch_a = a.rank > 2 ? a.rank - 2 : 0, batch_b = b.rank > 2 ? b.rank - 2 : 0;
    shape_t batch(batch_a > batch_b ? batch_a : batch_b, 1);
    if (!stretch(batch.data(), batch.size(), a.shape().first(static_cast<std::size_t>(batch_a))) ||
        !stretch(batch.data(), batch.size(), b.shape().first(static_cast<std::size_t>(batch_b)))) {
        throw_matmul(word, a.shape(), b.shape(), "the axes before the last two cannot be broadcast together");
    }
    const auto stacked = [&](const memory_view& operand, index_t own_batch) {
        matrix_stack stack;
        stack.data = operand.data;
        stack.itemsize = operand.itemsize;
        stack.extents = batch;
        stack.strides = shape_t(batch.size(), 0);
        const index_t added = batch.size() - own_batch;
        for (index_t axis = 0; axis < own_batch; ++axis) {
            if (operand.extents[axis] != 1) stack.strides[added + axis] = operand.strides[axis];
        }
        return stack;
    };
    plan.left = stacked(a, batch_a);
    plan.left.extents.push_back(plan.left_is_vector ? 1 : a.extents[a.rank - 2]);
    plan.left.strides.push_back(plan.left_is_vector ? 0 : a.strides[a.rank - 2]);
    plan.left.extents.push_back(inner_a);
    plan.left.strides.push_back(a.strides[a.rank - 1]);
    plan.right = stacked(b, batch_b);
    plan.right.extents.push_back(inner_b);
    plan.right.strides.push_back(b.strides[plan.right_is_vector ? 0 : b.rank - 2]);
    plan.right.extents.push_back(plan.right_is_vector ? 1 : b.extents[b.rank - 1]);
    plan.right.strides.push_back(plan.right_is_vector ? 0 : b.strides[b.rank - 1]);
    plan.result_shape = batch;
    if (!plan.left_is_vector) plan.result_shape.push_back(a.extents[a.rank - 2]);
    if (!plan.right_is_vector) plan.result_shape.push_back(b.extents[b.rank - 1]);
    return plan;
}

}  // namespace strand::detail

#endif
