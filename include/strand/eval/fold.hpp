// SPDX-License-Identifier: BSD-3-Clause
// Folds an expression over axes: `fold<Op, T>(e, folded)`. Computed at once, fused with the expression.
// In: an expression and a flag per axis. Out: accumulators, one per position of the kept axes.
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

/// The accumulators of a finished fold; `strides` has one entry per axis of the expression.
template <class T>
struct folded_values {
    strand::detail::buffer<T> values, errors;
    strand::shape_t strides;
    index_t count = 1;  // accumulators
};

template <class Op, class T, expression E>
folded_values<T> fold(const E& e, strand::detail::dims_view shape, const bool* folded) {
    constexpr index_t accumulators = kernel::compensated<Op, T> ? 2 : 1;
    memory_view operands[static_cast<std::size_t>(accumulators) + strand::detail::leaf_count<E>];
    collect_leaves(e, operands + accumulators);
    strand::detail::fold_plan plan =
        strand::detail::make_fold_plan(operands, accumulators, simd::bytes_of<T>, shape, folded);
    folded_values<T> result;
    result.count = plan.accumulator_count;
    result.strides = std::move(plan.accumulator_strides);
    result.values = strand::detail::buffer<T>(plan.accumulator_count);
    for (index_t i = 0; i < result.count; ++i) result.values.data()[i] = kernel::identity_of<Op, T>();
    plan.loop.operands[0].data = reinterpret_cast<char*>(result.values.data());
    if constexpr (accumulators == 2) {
        result.errors = strand::detail::buffer<T>(plan.accumulator_count);
        for (index_t i = 0; i < result.count; ++i) result.errors.data()[i] = T{};
        plan.loop.operands[1].data = reinterpret_cast<char*>(result.errors.data());
    }
    walk(plan.loop, {kernel::row_folder<skeleton_t<E>, T, Op>::fold_rows});
    return result;
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

/// Writes what a fold found. The kept axes are the expression's first, and all that `out` has.
template <class T>
void store_folded(const memory_view& out, const folded_values<T>& folds) {
    memory_view views[] = {out, out, out};
    views[1].data = folds.values.data();
    views[1].strides = views[2].strides = folds.strides.data();
    views[2].data = folds.errors.data();
    if constexpr (strand::detail::inexact<T>) {
        if (out.rank == 0) {
            const auto sum = simd::load_pack<T, 1>(folds.values.data()), error = simd::load_pack<T, 1>(folds.errors.data());
            simd::store_pack(static_cast<T*>(out.data), rounded_sum{}(sum, error));
            return;
        }
        if (folds.errors.data()) {
            using skeleton = kernel::apply<rounded_sum, kernel::input<T>, kernel::input<T>>;
            return walk(strand::detail::make_loop_plan(views), kernel::map_kernels<skeleton, T>);
        }
    }
    copy_memory(out, views[1]);
}

}  // namespace strand::inline STRAND_ISA::eval_detail

#endif
