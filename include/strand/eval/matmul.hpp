// SPDX-License-Identifier: BSD-3-Clause
// Multiplies stacks of matrices: `matmul_into<T>(out, a, b)`.
// In: three places of element type T, of one rank >= 2 and with the same batch extents: (..., rows, inner)
// times (..., inner, columns) gives (..., rows, columns). Any strides; 0 where an operand repeats.
// `out` lies apart from both operands. Extents are the caller's to check.
#ifndef STRAND_EVAL_MATMUL_HPP
#define STRAND_EVAL_MATMUL_HPP

#include <strand/eval/assign.hpp>
#include <strand/kernel/multiply_matrices.hpp>
#include <strand/plan/matmul_plan.hpp>

namespace strand::inline STRAND_ISA::eval_detail {

/// Writes the products into `out`, or adds them to it.
template <class T>
void matmul_into(const memory_view& out, const memory_view& a, const memory_view& b, bool accumulate = false) {
    const index_t batch_rank = out.rank - 2;
    const index_t rows = out.extents[batch_rank], columns = out.extents[batch_rank + 1], inner = a.extents[batch_rank + 1];
    kernel::matrix_place<T> to{static_cast<T*>(out.data), out.strides[batch_rank], out.strides[batch_rank + 1]};
    kernel::matrix_place<const T> left{static_cast<const T*>(a.data), a.strides[batch_rank], a.strides[batch_rank + 1]};
    kernel::matrix_place<const T> right{static_cast<const T*>(b.data), b.strides[batch_rank], b.strides[batch_rank + 1]};
    if (strand::detail::element_count(out.shape()) == 0) return;
    shape_t position(batch_rank, 0);
    for (;;) {
        kernel::multiply_matrices<T>(to, left, right, rows, columns, inner, accumulate);
        index_t axis = batch_rank - 1;
        for (; axis >= 0; --axis) {
            if (++position[axis] < out.extents[axis]) {
                to.data += out.strides[axis];
                left.data += a.strides[axis];
                right.data += b.strides[axis];
                break;
            }
            position[axis] = 0;
            to.data -= (out.extents[axis] - 1) * out.strides[axis];
            left.data -= (out.extents[axis] - 1) * a.strides[axis];
            right.data -= (out.extents[axis] - 1) * b.strides[axis];
        }
        if (axis < 0) return;
    }
}

}  // namespace strand::inline STRAND_ISA::eval_detail

#endif
