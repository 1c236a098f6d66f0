// SPDX-License-Identifier: BSD-3-Clause
// Folds an expression over axes: `fold<Op, T>(e, folded)`. Computed at once, fused with the expression.
// In: an expression and a flag per axis. Out: accumulators, one per position of the kept axes.
#ifndef STRAND_EVAL_FOLD_HPP
#define STRAND_EVAL_FOLD_HPP

#include <strand/eval/assign.hpp>
#include <strand/kernel/fold_rows.hpp>
#include <strand/plan/fold_plan.hpp>

namespace strand::inline STRAND_ISA::eval_detail {

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
