// SPDX-License-Identifier: BSD-3-Clause
// Products of vectors and of arrays as stacks of vectors: dot, inner, vdot, vecdot, matvec, vecmat, outer,
// kron. Computed at once in the promoted element type: bool multiplies by and and adds by or, integers
// wrap. Lazy operands are computed first. Wrong extents throw shape_error naming both shapes.
#ifndef STRAND_LINALG_PRODUCTS_HPP
#define STRAND_LINALG_PRODUCTS_HPP

#include <strand/linalg/axis_product.hpp>

namespace strand {
inline namespace STRAND_ISA {

namespace detail_isa {

using strand::detail::operand_argument;

constexpr index_t pair_rank(index_t a, index_t b) {
    if (a == dynamic_rank || b == dynamic_rank) return dynamic_rank;
    return a == 0 || b == 0 ? a + b : a + b - 2;
}

/// Two arguments of which at least one is an array.
template <class A, class B>
concept product_arguments = operand_argument<A> && operand_argument<B> && (expression<A> || expression<B>);

/// Calls f(left, right) with the places of two expressions as elements of type T.
template <class T, class A, class B, class F>
auto with_operands(const A& a, const B& b, F f) {
    const auto& left = in_memory<T>(a);
    const auto& right = in_memory<T>(b);
    return f(left.describe(), right.describe());
}

/// dot and inner: the last axis of a with an axis of b, counted from the end; without axes a plain product.
template <index_t FromEnd, class A, class B>
auto pairwise(const char* word, const A& a, const B& b) {
    if constexpr (!expression<A> || !expression<B>) {
        return ndarray(strand::detail::make_map(fn::multiply{}, a, b));
    } else {
        using T = promote_t<value_t<A>, value_t<B>>;
        constexpr index_t rank = pair_rank(rank_of<A>, rank_of<B>);
        constexpr bool only_matrices = (rank_of<A> == 1 || rank_of<A> == 2) && (rank_of<B> == 1 || rank_of<B> == FromEnd);
        return with_operands<T>(a, b, [word](const memory_view& x, const memory_view& y) -> ndarray<T, rank> {
            if constexpr (only_matrices) {
                check_paired_axes(word, x, y, x.rank - 1, y.rank - (y.rank == 1 ? 1 : FromEnd));
                return matrix_product<T, rank>(word, x, y);
            } else {
                if (x.rank == 0 || y.rank == 0) {
                    check_label_count(word, x, y);
                    const label_list both = labels_from(0, x.rank + y.rank);
                    return axis_product<T, rank>(x, y, {labels_from(0, x.rank), labels_from(x.rank, y.rank), both});
                }
                const index_t y_axis = y.rank >= FromEnd ? y.rank - FromEnd : 0;
                check_paired_axes(word, x, y, x.rank - 1, y_axis);
                if (x.rank <= 2 && y.rank <= (FromEnd == 1 ? 1 : 2)) return matrix_product<T, rank>(word, x, y);
                return sum_over_pair<T, rank>(word, x, y, x.rank - 1, y_axis);
            }
        });
    }
}

/// Axes of a stack have labels from 0 on, counted from the last.
inline void label_batch(label_list& list, index_t rank) {
    for (index_t k = rank; k-- > 0;) list.push_back(static_cast<label>(k));
}

/// Checks that the axes around the last ones broadcast, and labels them.
inline pair_labels batch_labels(const char* word, const memory_view& a, const memory_view& b, index_t a_batch, index_t b_batch) {
    check_label_count(word, a, b);
    for (index_t k = 1; k <= a_batch && k <= b_batch; ++k) {
        const index_t x = a.extents[a_batch - k], y = b.extents[b_batch - k];
        if (x != y && x != 1 && y != 1) throw_paired_axes(word, a, b, a_batch - k, b_batch - k);
    }
    pair_labels labels;
    label_batch(labels.a, a_batch);
    label_batch(labels.b, b_batch);
    label_batch(labels.out, a_batch > b_batch ? a_batch : b_batch);
    return labels;
}
inline constexpr label inner_label = 63, row_label = 62;

inline void check_rank(const char* word, const memory_view& a, index_t least) {
    if (a.rank >= least) return;
    strand::detail::throw_shape(std::string(word) + " needs an operand with at least " + std::to_string(least) +
                                (least == 1 ? " axis" : " axes") + ", the shape is " + strand::detail::tuple_text(a.shape()));
}

/// The place with one axis moved to the end.
struct axis_last {
    shape_t extents, strides;
    memory_view view;
    axis_last(const char* word, const memory_view& from, index_t axis) : view(from) {
        check_rank(word, from, 1);
        axis = strand::detail::normalised_axis(axis, from.rank);
        for (index_t k = 0; k < from.rank; ++k) {
            if (k != axis) extents.push_back(from.extents[k]), strides.push_back(from.strides[k]);
        }
        extents.push_back(from.extents[axis]), strides.push_back(from.strides[axis]);
        view.extents = extents.data();
        view.strides = strides.data();
        view.dense = false;
    }
    axis_last(const axis_last&) = delete;
};

constexpr index_t batch_rank(index_t a, index_t b, index_t less) {
    const index_t rank = strand::detail::common_rank(a, b);
    return rank == dynamic_rank ? dynamic_rank : rank - less;
}

/// Stacks of vectors or matrices, as x_axes and y_axes say, summed over the last axis of x and the first of the
/// matrices or vectors of y: vecdot, matvec and vecmat. The axes before broadcast.
template <class T, index_t Rank>
ndarray<T, Rank> stack_product(const char* word, const memory_view& x, const memory_view& y, index_t x_axes, index_t y_axes) {
    check_rank(word, x, x_axes);
    check_rank(word, y, y_axes);
    check_paired_axes(word, x, y, x.rank - 1, y.rank - y_axes);
    if (x.rank == x_axes && y.rank == y_axes) return matrix_product<T, Rank>(word, x, y);
    pair_labels labels = batch_labels(word, x, y, x.rank - x_axes, y.rank - y_axes);
    if (x_axes == 2) labels.a.push_back(row_label);
    labels.a.push_back(inner_label);
    labels.b.push_back(inner_label);
    if (y_axes == 2) labels.b.push_back(row_label);
    if (x_axes + y_axes == 3) labels.out.push_back(row_label);
    return axis_product<T, Rank>(x, y, labels);
}

}  // namespace detail_isa

/// Of vectors the sum of products, 0-d; of matrices the matrix product; of more axes the sum over the last
/// axis of a and the last but one of b, without broadcasting: a.shape[:-1] + b.shape[:-2] + b.shape[-1:].
/// With a number or rank 0 the plain product. `double x = dot(v, w)`
template <class A, class B>
    requires detail_isa::product_arguments<A, B>
auto dot(const A& a, const B& b) {
    return detail_isa::pairwise<2>("dot", a, b);
}

/// The sum of products over the last axes of both: a.shape[:-1] + b.shape[:-1].
/// With a number or rank 0 the plain product. `inner(a, b)`
template <class A, class B>
    requires detail_isa::product_arguments<A, B>
auto inner(const A& a, const B& b) {
    return detail_isa::pairwise<1>("inner", a, b);
}

/// The sum of conj(a) * b over all elements in C order, 0-d; the sizes must agree, not the shapes. `vdot(a, b)`
template <expression A, expression B>
auto vdot(const A& a, const B& b) {
    using T = promote_t<value_t<A>, value_t<B>>;
    return detail_isa::with_operands<T>(detail_isa::conjugate_of(a), b, [](const auto& x, const auto& y) {
        const detail_isa::flat_operand left(x, kernel::copier_of<T>), right(y, kernel::copier_of<T>);
        const detail::memory_view u = left.view(x.itemsize), v = right.view(y.itemsize);
        if (*u.extents != *v.extents) detail::throw_matmul("vdot", x.shape(), y.shape(), "the numbers of elements differ");
        return detail_isa::matrix_product<T, 0>("vdot", u, v);
    });
}

/// The sum of conj(a) * b along one axis of each; the other axes broadcast. `vecdot(a, b, 0)`
template <detail_isa::matrix_operand A, detail_isa::matrix_operand B>
auto vecdot(const A& a, const B& b, index_t axis = -1) {
    using T = promote_t<value_t<A>, value_t<B>>;
    constexpr index_t rank = detail_isa::batch_rank(rank_of<A>, rank_of<B>, 1);
    return detail_isa::with_operands<T>(detail_isa::conjugate_of(a), b, [axis](const auto& from_a, const auto& from_b) {
        const detail_isa::axis_last x("vecdot", from_a, axis), y("vecdot", from_b, axis);
        return detail_isa::stack_product<T, rank>("vecdot", x.view, y.view, 1, 1);
    });
}

/// Matrices times vectors: (..., n, k) and (..., k) give (..., n); the axes before broadcast. `matvec(a, v)`
template <detail_isa::matrix_operand A, detail_isa::matrix_operand B>
auto matvec(const A& a, const B& b) {
    using T = promote_t<value_t<A>, value_t<B>>;
    static_assert(rank_of<A> != 1, "strand: matvec: the first operand needs at least two axes");
    constexpr index_t rank = detail_isa::batch_rank(rank_of<A>, rank_of<B> == dynamic_rank ? dynamic_rank : rank_of<B> + 1, 1);
    return detail_isa::with_operands<T>(a, b, [](const auto& x, const auto& y) {
        return detail_isa::stack_product<T, rank>("matvec", x, y, 2, 1);
    });
}

/// Conjugates of vectors times matrices: (..., n) and (..., n, k) give (..., k); the axes before broadcast.
/// `vecmat(v, a)`
template <detail_isa::matrix_operand A, detail_isa::matrix_operand B>
auto vecmat(const A& a, const B& b) {
    using T = promote_t<value_t<A>, value_t<B>>;
    static_assert(rank_of<B> != 1, "strand: vecmat: the second operand needs at least two axes");
    constexpr index_t rank = detail_isa::batch_rank(rank_of<A> == dynamic_rank ? dynamic_rank : rank_of<A> + 1, rank_of<B>, 1);
    return detail_isa::with_operands<T>(detail_isa::conjugate_of(a), b, [](const auto& x, const auto& y) {
        return detail_isa::stack_product<T, rank>("vecmat", x, y, 1, 2);
    });
}

/// Every element of a times every element of b: a matrix; operands of other ranks are flattened. `outer(v, w)`
template <expression A, expression B>
auto outer(const A& a, const B& b) {
    using T = promote_t<value_t<A>, value_t<B>>;
    return detail_isa::with_operands<T>(a, b, [](const auto& x, const auto& y) {
        const detail_isa::flat_operand left(x, kernel::copier_of<T>), right(y, kernel::copier_of<T>);
        return detail_isa::axis_product<T, 2>(left.view(x.itemsize), right.view(y.itemsize),
                                              {detail_isa::labels_from(0, 1), detail_isa::labels_from(1, 1), detail_isa::labels_from(0, 2)});
    });
}

/// The Kronecker product: b repeated, times each element of a. Missing axes have extent 1 in front.
/// `kron(eye<double>(2), a)`
template <expression A, expression B>
auto kron(const A& a, const B& b) {
    using T = promote_t<value_t<A>, value_t<B>>;
    constexpr index_t rank = detail::common_rank(rank_of<A>, rank_of<B>);
    return detail_isa::with_operands<T>(a, b, [](const auto& x, const auto& y) {
        detail_isa::check_label_count("kron", x, y);
        const index_t axes = x.rank > y.rank ? x.rank : y.rank;
        // (i, k) and (j, l) give (i, j, k, l), whose memory is that of (i * j, k * l).
        detail_isa::label_list left, right, both;
        shape_t shape;
        for (index_t k = 0; k < axes; ++k) {
            const index_t i = k - (axes - x.rank), j = k - (axes - y.rank);
            if (i >= 0) left.push_back(static_cast<detail::label>(i)), both.push_back(left[i]);
            if (j >= 0) right.push_back(static_cast<detail::label>(x.rank + j)), both.push_back(right[j]);
            index_t extent = 0;
            if (__builtin_mul_overflow(i >= 0 ? x.extents[i] : 1, j >= 0 ? y.extents[j] : 1, &extent)) {
                detail::throw_matmul("kron", x.shape(), y.shape(), "the result has more elements than an index can count");
            }
            shape.push_back(extent);
        }
        ndarray<T, rank> result{extents<rank>(shape)};
        detail_isa::axis_contraction<2>({x, y}, {left, right}, both).run(result.data());
        return result;
    });
}

}  // namespace STRAND_ISA
}  // namespace strand

#endif
