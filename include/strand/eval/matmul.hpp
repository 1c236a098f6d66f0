// SPDX-License-Identifier: BSD-3-Clause
// Multiplies stacks of matrices: `matmul_into<T>(out, a, b)`.
// In: three places of element type T, of one rank >= 2 and with the same batch extents: (..., rows, inner)
// times (..., inner, columns) gives (..., rows, columns). Any strides; 0 where an operand repeats.
// `out` lies apart from both operands. Extents are the caller's to check.
//
// The kernels exist once per type they compute in, whatever the arrays' ranks and views: integers are
// multiplied as unsigned ones, those of 8 bits, which no processor multiplies, as 16 bits.
#ifndef STRAND_EVAL_MATMUL_HPP
#define STRAND_EVAL_MATMUL_HPP

#include <strand/eval/assign.hpp>
#include <strand/kernel/multiply_matrices.hpp>
#include <strand/plan/matmul_plan.hpp>

namespace strand::inline STRAND_ISA::eval_detail {

template <class T>
consteval auto find_product_type() {
    if constexpr (strand::detail::integer<T>) return simd::uint_of<(simd::bytes_of<T> == 1 ? 2 : simd::bytes_of<T>)>{};
    else if constexpr (std::same_as<T, bool> || strand::detail::is_complex<T> || simd::bytes_of<T> >= 4) return T{};
    else return float{};  // 16-bit floating types
}
/// The type that products of elements of type T are computed and summed in.
template <class T>
using product_type = decltype(find_product_type<T>());

/// One product, or a stack of them along one axis. The kernels are compiled here, once per type.
template <class U>
STRAND_NOINLINE void multiply_places(const kernel::matrix_place<U>& out, const kernel::matrix_place<const U>& a,
                                     const kernel::matrix_place<const U>& b, index_t rows, index_t columns, index_t inner,
                                     bool accumulate, const kernel::product_stack& stack) {
    kernel::multiply_matrices<U>(out, a, b, rows, columns, inner, accumulate, stack);
}

/// A dense copy of a stack, mostly in another element type; axes that repeat still do.
template <class To, class From>
class converted_stack {
public:
    /// Without `values` only the memory for them.
    explicit converted_stack(const memory_view& from, bool values = true) : extents_(from.shape()), strides_(from.rank, 0) {
        shape_t once = extents_;
        for (index_t axis = 0; axis < from.rank; ++axis) {
            if (from.strides[axis] == 0 && once[axis] > 1) once[axis] = 1;
        }
        strand::detail::dense_strides(once, row_major, strides_.data());
        for (index_t axis = 0; axis < from.rank; ++axis) {
            if (once[axis] == 1) strides_[axis] = 0;
        }
        memory_ = strand::detail::buffer<To>(strand::detail::element_count(once));
        if (!values) return;
        memory_view source = from, place = view();
        source.extents = place.extents = once.data();
        convert<To, From>(place, source);
    }
    memory_view view() const {
        return {memory_.data(), extents_.data(), strides_.data(), extents_.size(), simd::bytes_of<To>, false, false};
    }

    template <class Out, class In>
    static void convert(const memory_view& to, const memory_view& from) {
        if constexpr (std::same_as<Out, In>) return copy_memory(to, from, kernel::copier_of<Out>);
        const memory_view operands[] = {to, from};
        walk(strand::detail::make_loop_plan(operands), kernel::map_kernels<kernel::apply<fn::cast<Out>, kernel::input<In>>, Out>);
    }

private:
    strand::detail::buffer<To> memory_;
    shape_t extents_, strides_;
};

template <class U>
void multiply_stack(const memory_view& out, const memory_view& a, const memory_view& b, bool accumulate);

/// Many small matrices whose rows do not lie dense are copied all at once, which takes less time than reading
/// each of them in single elements. False, and nothing done, where that is not so.
template <class U>
bool multiply_copied_stack(const memory_view& out, const memory_view& a, const memory_view& b, bool accumulate) {
    const index_t batch = out.rank - 2, rows = out.extents[batch], columns = out.extents[batch + 1], inner = a.extents[batch + 1];
    const bool copy_b = b.strides[batch + 1] > 1 || b.strides[batch + 1] < 0, copy_out = out.strides[batch + 1] != 1;
    constexpr index_t largest = 16, fewest = 8;
    if (columns == 1 || (!copy_b && !copy_out) || rows > largest || columns > largest || inner > largest ||
        strand::detail::element_count(out.shape()) < fewest * rows * columns) {
        return false;
    }
    if (copy_b) {
        const converted_stack<U, U> dense(b);
        multiply_stack<U>(out, a, dense.view(), accumulate);
    } else {
        const converted_stack<U, U> sums(out, accumulate);
        multiply_stack<U>(sums.view(), a, b, accumulate);
        copy_memory(out, sums.view(), kernel::copier_of<U>);
    }
    return true;
}

/// The products of a stack; the innermost axis of the stack is the kernels' to walk.
template <class U>
void multiply_stack(const memory_view& out, const memory_view& a, const memory_view& b, bool accumulate) {
    const index_t batch_rank = out.rank - 2, inner = a.extents[batch_rank + 1];
    index_t rows = out.extents[batch_rank], columns = out.extents[batch_rank + 1];
    kernel::matrix_place<U> to{static_cast<U*>(out.data), out.strides[batch_rank], out.strides[batch_rank + 1]};
    kernel::matrix_place<const U> left{static_cast<const U*>(a.data), a.strides[batch_rank], a.strides[batch_rank + 1]};
    kernel::matrix_place<const U> right{static_cast<const U*>(b.data), b.strides[batch_rank], b.strides[batch_rank + 1]};
    if (batch_rank == 0 && rows > 0 && columns > 0) {
        return multiply_places<U>(to, left, right, rows, columns, inner, accumulate, {});
    }
    if (multiply_copied_stack<U>(out, a, b, accumulate)) return;
    index_t batch_axes = batch_rank;
    // Matrices that follow each other like their rows and meet the same right matrix are one tall matrix;
    // those that follow each other like their columns and meet the same left one, one wide matrix.
    for (; batch_axes > 0; --batch_axes) {
        const index_t axis = batch_axes - 1;
        if (out.extents[axis] == 1) continue;
        if (rows == 1) {
            to.row_stride = out.strides[axis];
            left.row_stride = a.strides[axis];
        }
        if (b.strides[axis] == 0 && a.strides[axis] == rows * left.row_stride && out.strides[axis] == rows * to.row_stride) {
            rows *= out.extents[axis];
            continue;
        }
        if (columns == 1) {
            to.column_stride = out.strides[axis];
            right.column_stride = b.strides[axis];
        }
        if (a.strides[axis] != 0 || b.strides[axis] != columns * right.column_stride || out.strides[axis] != columns * to.column_stride) break;
        columns *= out.extents[axis];
    }
    if (strand::detail::element_count(out.shape()) == 0) return;
    kernel::product_stack stack;
    if (batch_axes > 0) {
        const index_t axis = --batch_axes;
        stack = {out.extents[axis], out.strides[axis], a.strides[axis], b.strides[axis]};
    }
    shape_t position(batch_axes, 0);
    while (true) {
        multiply_places<U>(to, left, right, rows, columns, inner, accumulate, stack);
        index_t axis = batch_axes - 1;
        for (; axis >= 0; --axis) {
            const bool more = ++position[axis] < out.extents[axis];
            const index_t steps = more ? 1 : 1 - out.extents[axis];
            to.data += steps * out.strides[axis];
            left.data += steps * a.strides[axis];
            right.data += steps * b.strides[axis];
            if (more) break;
            position[axis] = 0;
        }
        if (axis < 0) return;
    }
}

/// Writes the products into `out`, or adds them to it.
template <class T>
void matmul_into(const memory_view& out, const memory_view& a, const memory_view& b, bool accumulate = false) {
    using U = product_type<T>;
    if constexpr (sizeof(U) == sizeof(T)) {
        multiply_stack<U>(out, a, b, accumulate);
    } else {
        if (strand::detail::element_count(out.shape()) == 0) return;
        using stack = converted_stack<U, T>;
        const stack left(a), right(b), sums(out, accumulate);
        multiply_stack<U>(sums.view(), left.view(), right.view(), accumulate);
        stack::template convert<T, U>(out, sums.view());
    }
}

/// A vector or matrix times a vector or matrix: `out` has the axes that remain, and rank 0, 1 or 2.
template <class T>
STRAND_ALWAYS_INLINE void multiply_pair(const memory_view& out, const memory_view& a, const memory_view& b) {
    using U = product_type<T>;
    const index_t inner = b.extents[0], rows = a.rank == 2 ? a.extents[0] : 1, columns = b.rank == 2 ? b.extents[1] : 1;
    const index_t out_row = a.rank == 2 ? out.strides[0] : 0, out_column = b.rank == 2 ? out.strides[out.rank - 1] : 1;
    const index_t b_column = b.strides[b.rank - 1], a_column = a.strides[a.rank - 1];
    if constexpr (sizeof(U) == sizeof(T)) {
        const kernel::matrix_place<U> to{static_cast<U*>(out.data), out_row, out_column};
        const kernel::matrix_place<const U> left{static_cast<const U*>(a.data), a.strides[0], a_column},
            right{static_cast<const U*>(b.data), b.strides[0], b_column};
        if (inner <= kernel::most_small && kernel::multiply_small<U>(to, left, right, rows, columns, inner, {})) return;
        if (rows > 0 && columns > 0) multiply_places<U>(to, left, right, rows, columns, inner, false, {});
    } else {
        const index_t out_extents[] = {rows, columns}, a_extents[] = {rows, inner}, b_extents[] = {inner, columns};
        const index_t out_strides[] = {out_row, out_column}, a_strides[] = {a.strides[0], a_column}, b_strides[] = {b.strides[0], b_column};
        constexpr index_t item = simd::bytes_of<T>;
        matmul_into<T>({out.data, out_extents, out_strides, 2, item, false, false}, {a.data, a_extents, a_strides, 2, item, false, false},
                       {b.data, b_extents, b_strides, 2, item, false, false});
    }
}

}  // namespace strand::inline STRAND_ISA::eval_detail

#endif
