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

/// The product of what lies at two places; `word` is the function's name in error texts.
template <class T, index_t Rank>
ndarray<T, Rank> matrix_product(const char* word, const strand::detail::memory_view& a, const strand::detail::memory_view& b) {
    using strand::detail::memory_view;
    if (a.rank >= 1 && a.rank <= 2 && b.rank >= 1 && b.rank <= 2 && a.extents[a.rank - 1] == b.extents[0]) {
        // Small matrices and vectors take less time than a plan does.
        const index_t inner = b.extents[0], rows = a.rank == 2 ? a.extents[0] : 1, columns = b.rank == 2 ? b.extents[1] : 1;
        extents<Rank> shape;
        if constexpr (Rank == dynamic_rank) shape = shape_t(a.rank + b.rank - 2, 0);
        index_t* extent = shape.data();
        if (a.rank == 2) *extent++ = rows;
        if (b.rank == 2) *extent++ = columns;
        ndarray<T, Rank> result(shape);
        if (a.rank == 2 && b.rank == 2) {
            eval_detail::matmul_into<T>(result.describe(), a, b);
            return result;
        }
        const index_t out_extents[] = {rows, columns}, a_extents[] = {rows, inner}, b_extents[] = {inner, columns};
        const index_t out_strides[] = {columns, 1}, a_strides[] = {a.strides[0], a.strides[a.rank - 1]},
                      b_strides[] = {b.strides[0], b.strides[b.rank - 1]};
        constexpr index_t item = static_cast<index_t>(sizeof(T));
        eval_detail::matmul_into<T>({result.data(), out_extents, out_strides, 2, item, false, false},
                                    {a.data, a_extents, a_strides, 2, item, false, false}, {b.data, b_extents, b_strides, 2, item, false, false});
        return result;
    }
    const strand::detail::matmul_plan plan = strand::detail::make_matmul_plan(word, a, b);
    ndarray<T, Rank> result{extents<Rank>(plan.result_shape)};
    const strand::detail::matrix_stack to = plan.stack_of(result.describe());
    eval_detail::matmul_into<T>(to.view(), plan.left.view(), plan.right.view());
    return result;
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

}  // namespace STRAND_ISA
}  // namespace strand

#endif
