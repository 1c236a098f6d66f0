// SPDX-License-Identifier: BSD-3-Clause
// Folds an expression over all axes, `fold_all<Op, T>(e)`, or over some, `fold_into<Op, T>(out, ...)`.
// Computed at once, fused with the expression, in elements of type T.
#ifndef STRAND_EVAL_FOLD_HPP
#define STRAND_EVAL_FOLD_HPP

#include <strand/eval/assign.hpp>
#include <strand/kernel/fold_rows.hpp>
#include <strand/plan/fold_plan.hpp>

namespace strand::inline STRAND_ISA::eval_detail {

/// Every axis folded, of operands of any layout.
template <class Op, class T, expression E>
STRAND_COLD T fold_all_planned(const E& e) {
    using folder = kernel::row_folder<skeleton_t<E>, T, Op>;
    constexpr index_t accumulators = folder::first_leaf;
    memory_view operands[static_cast<std::size_t>(accumulators) + strand::detail::leaf_count<E>];
    collect_leaves(e, operands + accumulators);
    const strand::shape_t shape(e.shape());
    const strand::detail::small_vector<bool, 8> folded(shape.size(), true);
    strand::detail::fold_plan plan = strand::detail::make_fold_plan(operands, accumulators, simd::bytes_of<T>, shape, folded.data());
    T total[] = {kernel::identity_of<Op, T>(), T{}};
    for (index_t k = 0; k < accumulators; ++k) plan.loop.operands[k].data = reinterpret_cast<char*>(total + k);
    walk(plan.loop, {folder::fold_rows});
    if constexpr (accumulators == 2) {
        // Where the sum overflowed, its error is no number.
        if (total[1] == total[1]) total[0] += total[1];
    }
    return total[0];
}

/// All arrays are of one shape, and their elements lie in C order without gaps.
template <expression E>
STRAND_ALWAYS_INLINE bool is_dense(const E& e) {
    if constexpr (!strand::detail::has_array<E>) {
        return false;
    } else {
        const auto& first = strand::detail::first_array(e);
        if constexpr (strand::detail::leaf_count<E> == 1) return first.is_contiguous();
        else return strand::detail::every_array(e, [&](const auto& array) STRAND_INLINE_LAMBDA {
            return array.is_contiguous() && array.shape() == first.shape();
        });
    }
}
/// Elements of an expression.
template <expression E>
STRAND_ALWAYS_INLINE index_t element_count_of(const E& e) {
    if constexpr (strand::detail::has_array<E>) {
        const auto& first = strand::detail::first_array(e);
        if (strand::detail::leaf_count<E> == 1 || strand::detail::every_array(e, [&](const auto& array) STRAND_INLINE_LAMBDA { return array.shape() == first.shape(); }))
            return strand::detail::element_count(first.shape());
    }
    return strand::detail::element_count(strand::shape_t(e.shape()));
}

/// Folds everything. Dense operands of one shape go to the kernel without a plan: the path of small arrays.
template <class Op, class T, expression E>
T fold_all(const E& e) {
    using folder = kernel::row_folder<skeleton_t<E>, T, Op>;
    constexpr std::size_t accumulators = static_cast<std::size_t>(folder::first_leaf), leaves = strand::detail::leaf_count<E>;
    if (is_dense(e)) {
        char* data[accumulators + leaves];
        collect_addresses(e, data + accumulators);
        return folder::fold_dense({data, nullptr, nullptr, 1, element_count_of(e)});
    }
    return fold_all_planned<Op, T>(e);
}

/// sum + error, or the sum alone where it overflowed and the error is no number.
struct rounded_sum {
    static constexpr const char* name = "rounded_sum";
    template <class A, class B>
    using loop = A(A, A);
    template <class P>
    STRAND_ALWAYS_INLINE P operator()(P sum, P error) const {
        return select(is_nan(error), sum, sum + error);
    }
};

/// Sums of at most so many elements need no compensation: the bound of plain addition is no worse than theirs.
inline constexpr index_t plainly_added = 16;

/// Writes what folding the flagged axes gives, one element per position of the kept axes, to memory that the
/// expression does not read. `steps` are its strides per axis of the expression, which are those of an array in C
/// order; those of folded axes do not count.
template <class Op, class T, expression E>
void fold_into(T* out, const index_t* steps, const E& e, strand::detail::dims_view shape, const bool* folded) {
    constexpr index_t accumulators = kernel::compensated<Op, T> ? 2 : 1;
    memory_view operands[static_cast<std::size_t>(accumulators) + strand::detail::leaf_count<E>];
    collect_leaves(e, operands + accumulators);
    strand::detail::fold_plan plan = strand::detail::make_fold_plan(operands, accumulators, simd::bytes_of<T>, shape, folded, steps);
    const index_t count = plan.accumulator_count;
    const strand::detail::buffer<T> elsewhere(plan.direct ? 0 : count), errors(accumulators == 2 && plan.each > plainly_added ? count : 0);
    T* const values = plan.direct ? out : elsewhere.data();
    for (index_t i = 0; i < count; ++i) values[i] = kernel::identity_of<Op, T>();
    plan.loop.operands[0].data = reinterpret_cast<char*>(values);
    if constexpr (accumulators == 2) {
        if (errors.data()) {
            for (index_t i = 0; i < count; ++i) errors.data()[i] = T{};
            plan.loop.operands[1].data = reinterpret_cast<char*>(errors.data());
        } else {
            // The kernel adds plainly where there is no place for errors.
            for (index_t axis = 0; axis < plan.loop.rank(); ++axis) plan.loop.stride(axis, 1) = 0;
            strand::detail::planning::finish_operands(plan.loop);
            plan.loop.operands[1].data = nullptr;
        }
    }
    walk(plan.loop, {kernel::row_folder<skeleton_t<E>, T, Op>::fold_rows});
    if constexpr (accumulators == 2) {
        if (errors.data()) {
            char* data[] = {reinterpret_cast<char*>(values), reinterpret_cast<char*>(values), reinterpret_cast<char*>(errors.data())};
            kernel::map_dense<kernel::apply<rounded_sum, kernel::input<T>, kernel::input<T>>, T>({data, nullptr, nullptr, 1, count});
        }
    }
    if (plan.direct) return;
    strand::shape_t kept(shape);
    for (index_t axis = 0; axis < kept.size(); ++axis) kept[axis] = folded[axis] ? 1 : kept[axis];
    memory_view to, from;
    to.data = out;
    from.data = values;
    to.extents = from.extents = kept.data();
    to.strides = steps;
    from.strides = plan.accumulator_strides.data();
    to.rank = from.rank = kept.size();
    to.itemsize = from.itemsize = simd::bytes_of<T>;
    to.dense = from.dense = false;  // not the same order of axes
    copy_memory(to, from);
}

}  // namespace strand::inline STRAND_ISA::eval_detail

#endif
