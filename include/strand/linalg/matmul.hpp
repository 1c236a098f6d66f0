// SPDX-License-Identifier: BSD-3-Clause
// The matrix product: matmul. Computed at once, in the promoted element type; lazy operands are computed first.
#ifndef STRAND_LINALG_MATMUL_HPP
#define STRAND_LINALG_MATMUL_HPP

#include <strand/array/ndarray.hpp>
#include <strand/eval/matmul.hpp>

namespace strand {
inline namespace STRAND_ISA {

namespace detail_isa {

/// The elements of an expression as elements of type T in memory: its own where it has them, else computed.
template <class T, expression E>
decltype(auto) in_memory(const E& e) {
    if constexpr (strand::detail::strided_memory<E> && std::same_as<value_t<E>, T>) {
        return (e);
    } else {
        // An explicit cast: promotion is the caller's, and no rule about storing applies to it.
        return ndarray<T, rank_of<E>>(strand::detail::make_map(fn::cast<T>{}, e));
    }
}

constexpr index_t matmul_rank(index_t a, index_t b) {
    if (a == dynamic_rank || b == dynamic_rank) return dynamic_rank;
    if (a == 1 || b == 1) return (a > b ? a : b) - 1;
    return a > b ? a : b;
}

/// An operand of a matrix product has at least one axis.
template <class E>
concept matrix_operand = expression<E> && rank_of<E> != 0;

/// The product of stacks, and the errors of operands that do not fit.
template <class T, index_t Rank>
STRAND_NOINLINE ndarray<T, Rank> planned_product(const char* word, const strand::detail::memory_view& a,
                                                 const strand::detail::memory_view& b) {
    const strand::detail::matmul_plan plan = strand::detail::make_matmul_plan(word, a, b);
    ndarray<T, Rank> result{extents<Rank>(plan.result_shape)};
    const strand::detail::matrix_stack to = plan.stack_of(result.describe());
    eval_detail::matmul_into<T>(to.view(), plan.left.view(), plan.right.view());
    return result;
}

/// The product of what lies at two places; `word` is the function's name in error texts.
template <class T, index_t Rank>
ndarray<T, Rank> matrix_product(const char* word, const strand::detail::memory_view& a, const strand::detail::memory_view& b) {
    // Small matrices and vectors take less time than a plan does.
    const bool one = a.rank >= 1 && a.rank <= 2 && b.rank >= 1 && b.rank <= 2 && a.extents[a.rank - 1] == b.extents[0];
    if (!one) return planned_product<T, Rank>(word, a, b);
    const index_t last = b.extents[b.rank - 1], first = a.rank == 2 ? a.extents[0] : last;
    extents<Rank> shape;
    if constexpr (Rank == dynamic_rank) shape.resize_uninitialised(a.rank + b.rank - 2);
    if (shape.size() > 0) shape[0] = first;
    if (shape.size() > 1) shape[1] = last;
    ndarray<T, Rank> result(shape);
    eval_detail::multiply_pair<T>(result.describe(), a, b);
    return result;
}

/// The product into memory that may hold the operands too, or of stacks, and the errors.
template <class T, index_t Rank>
STRAND_NOINLINE void planned_product_into(const char* word, const strand::detail::memory_view& out,
                                          const strand::detail::memory_view& a, const strand::detail::memory_view& b) {
    using strand::detail::find_overlap;
    using strand::detail::overlap_kind;
    const strand::detail::matmul_plan plan = strand::detail::make_matmul_plan(word, a, b);
    if (!(plan.result_shape == shape_t(out.shape()))) {
        strand::detail::throw_matmul(word, a.shape(), b.shape(),
                                     ("the result has shape " + to_string(plan.result_shape) + ", the array for it " +
                                      strand::detail::tuple_text(out.shape())).c_str());
    }
    if (find_overlap(out, a) != overlap_kind::disjoint || find_overlap(out, b) != overlap_kind::disjoint) {
        return eval_detail::copy_memory(out, matrix_product<T, Rank>(word, a, b).describe(), kernel::copier_of<T>);
    }
    eval_detail::matmul_into<T>(plan.stack_of(out).view(), plan.left.view(), plan.right.view());
}
/// The product into existing memory.
template <class T, index_t Rank>
void matrix_product_into(const char* word, const strand::detail::memory_view& out, const strand::detail::memory_view& a,
                         const strand::detail::memory_view& b) {
    const auto apart = [&out](const strand::detail::memory_view& in) {
        const char *const to = static_cast<const char*>(out.data), *const from = static_cast<const char*>(in.data);
        const index_t to_bytes = out.extents[0] * out.extents[1] * out.itemsize, from_bytes = in.extents[0] * in.extents[1] * in.itemsize;
        return out.dense && in.dense && (to + to_bytes <= from || from + from_bytes <= to);
    };
    // As in matrix_product: this takes less time than a plan does.
    const bool one = a.rank == 2 && b.rank == 2 && out.rank == 2 && a.extents[1] == b.extents[0] &&
                     out.extents[0] == a.extents[0] && out.extents[1] == b.extents[1] && apart(a) && apart(b);
    if (one) return eval_detail::multiply_pair<T>(out, a, b);
    planned_product_into<T, Rank>(word, out, a, b);
}

}  // namespace detail_isa

/// The matrix product. (..., n, k) times (..., k, m) is (..., n, m), the axes before the last two broadcast;
/// a 1-d operand is a row on the left, a column on the right, and that axis is not in the result.
/// The element type is the promoted one: bool multiplies by and and adds by or, integers wrap.
/// The error of floats is at most (386 + k / 384) eps times the sum of |a||b|, twice that of complex numbers.
/// Throws shape_error naming both shapes. Rank 0 is refused. `auto c = matmul(a, b)`
template <detail_isa::matrix_operand A, detail_isa::matrix_operand B>
auto matmul(const A& a, const B& b) {
    using T = promote_t<value_t<A>, value_t<B>>;
    const auto& left = detail_isa::in_memory<T>(a);
    const auto& right = detail_isa::in_memory<T>(b);
    return detail_isa::matrix_product<T, detail_isa::matmul_rank(rank_of<A>, rank_of<B>)>("matmul", left.describe(), right.describe());
}

/// The same into existing elements, NumPy's `out`: no memory is allocated for the result. `out` has the
/// result's shape, may be one of the operands or overlap them, and stores under the same-kind rule.
/// Throws shape_error naming the shapes. `matmul(a, b, c)`
template <detail_isa::matrix_operand A, detail_isa::matrix_operand B, detail::writable Out>
    requires storable_as<promote_t<value_t<A>, value_t<B>>, value_t<Out>> &&
             detail::ranks_meet<detail_isa::matmul_rank(rank_of<A>, rank_of<B>), rank_of<Out>>
Out& matmul(const A& a, const B& b, Out&& out) {
    using T = promote_t<value_t<A>, value_t<B>>;
    constexpr index_t rank = detail_isa::matmul_rank(rank_of<A>, rank_of<B>);
    const auto& left = detail_isa::in_memory<T>(a);
    const auto& right = detail_isa::in_memory<T>(b);
    if constexpr (std::same_as<T, value_t<Out>>) {
        detail_isa::matrix_product_into<T, rank>("matmul", out.describe(), left.describe(), right.describe());
    } else {
        ndarray<T, rank> product(extents<rank>(shape_t(out.shape())));
        detail_isa::matrix_product_into<T, rank>("matmul", product.describe(), left.describe(), right.describe());
        detail::write_elements(out, product);
    }
    return out;
}

}  // namespace STRAND_ISA
}  // namespace strand

#endif
