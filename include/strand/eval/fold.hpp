// SPDX-License-Identifier: BSD-3-Clause
// Folds an expression over all axes, `fold_all<Op, T>(e)`, or over some, `fold_into<Op, T>(out, ...)`.
// Computed at once, fused with the expression, in elements of type T.
#ifndef STRAND_EVAL_FOLD_HPP
#define STRAND_EVAL_FOLD_HPP

#include <strand/eval/assign.hpp>
#include <strand/kernel/count_row.hpp>
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
    strand::detail::fold_plan plan = strand::detail::make_fold_plan(operands, shape, {accumulators, simd::bytes_of<T>, folded.data(), folder::short_bytes, nullptr, false,
                                                                                          strand::detail::fold_panel_rows, {}, kernel::takes_splat<skeleton_t<E>>});
    plan.loop.fresh = false;
    T total[] = {kernel::identity_of<Op, T>(), T{}};
    for (index_t k = 0; k < accumulators; ++k) plan.loop.operands[k].data = reinterpret_cast<char*>(total + k);
    walk(plan.loop, {folder::fold_along, kernel::copier_for<skeleton_t<E>, T>});
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
/// What `is_dense` may still be broadcast to another shape.
template <expression E>
bool has_shape(const E& e, strand::detail::dims_view shape) {
    if constexpr (!strand::detail::has_array<E>) {
        return false;
    } else {
        const auto& own = strand::detail::first_array(e).shape();
        bool same = static_cast<std::size_t>(own.size()) == shape.size();
        for (index_t axis = 0; same && axis < static_cast<index_t>(own.size()); ++axis) same = own[axis] == shape[static_cast<std::size_t>(axis)];
        return same;
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

/// All arrays have one axis and the same length, and loads know their steps.
template <expression E>
bool is_stepped_row(const E& e) {
    const index_t count = element_count_of(e);
    return strand::detail::every_array(e, [count]<class Leaf>(const Leaf& array) STRAND_INLINE_LAMBDA {
        if constexpr (rank_of<Leaf> != 1) {
            return false;
        } else {
            const index_t step = array.strides()[0];
            return array.shape()[0] == count && (step == 1 || (simd::may_step<value_t<Leaf>> && (step == 2 || step == -1)));
        }
    });
}

/// Folds everything. Operands of one shape that are dense, or one row, go to the kernel without a plan: the path of small arrays.
template <class Op, class T, expression E>
T fold_all(const E& e) {
    using folder = kernel::row_folder<skeleton_t<E>, T, Op>;
    constexpr std::size_t accumulators = static_cast<std::size_t>(folder::first_leaf), leaves = strand::detail::leaf_count<E>;
    if (is_dense(e)) {
        char* data[accumulators + leaves];
        collect_addresses(e, data + accumulators);
        if constexpr (kernel::counts_true<skeleton_t<E>, T, Op>) return static_cast<T>(kernel::count_row<skeleton_t<E>, folder::first_leaf>({data, nullptr, nullptr, 1, element_count_of(e)}));
        else return folder::fold_dense({data, nullptr, nullptr, 1, element_count_of(e)});
    }
    if constexpr (rank_of<E> == 1 && has_view<E> && kernel::loads_stepped<skeleton_t<E>, kernel::kernel_lanes<skeleton_t<E>, T>>) {
        if (is_stepped_row(e)) {
            char* data[accumulators + leaves];
            index_t steps[accumulators + leaves];
            collect_addresses(e, data + accumulators);
            collect_steps(e, steps + accumulators);
            return folder::fold_stepped({data, nullptr, steps, 1, element_count_of(e)});
        }
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

/// Accumulators become what folds begin with, and their errors 0.
template <class T, class... Fold>
void start_accumulators(char* const* accumulators, T* errors, index_t count) {
    std::size_t n = 0;
    const auto fill = [&](T identity) {
        T* const out = reinterpret_cast<T*>(accumulators[n++]);
        for (index_t i = 0; i < count; ++i) out[i] = identity;
    };
    (fill(kernel::identity_of<typename kernel::fold_of<Fold>::op, T>()), ...);
    for (index_t i = 0; errors && i < static_cast<index_t>(n) * count; ++i) errors[i] = T{};
}
/// What rounding lost is added at last.
template <class T>
void add_errors(T* out, T* errors, index_t count) {
    char* data[] = {reinterpret_cast<char*>(out), reinterpret_cast<char*>(out), reinterpret_cast<char*>(errors)};
    kernel::map_dense<kernel::apply<rounded_sum, kernel::input<T>, kernel::input<T>>, T>({data, nullptr, nullptr, 1, count});
}

/// The axes before, of, and behind folded ones that lie side by side.
struct folded_middle {
    index_t outer = 1, each = 1, inner = 1;
};
/// False when a kept axis lies between folded ones.
inline bool find_folded_middle(strand::detail::dims_view shape, const bool* folded, folded_middle& middle) {
    int part = 0;
    for (std::size_t axis = 0; axis < shape.size(); ++axis) {
        if (shape[axis] == 1) continue;
        if (folded[axis]) {
            if (part == 2) return false;
            part = 1;
            middle.each *= shape[axis];
        } else if (part == 0) {
            middle.outer *= shape[axis];
        } else {
            part = 2;
            middle.inner *= shape[axis];
        }
    }
    return true;
}
/// Dense operands of one shape, folded over axes that lie side by side: the kernel is called without a plan. The first
/// `each` elements of every result count.
template <class T, class... Fold, expression E>
void fold_middle(T* const* out, const E& e, const folded_middle& middle, index_t each) {
    using folder = kernel::row_folder<skeleton_t<E>, T, Fold...>;
    constexpr index_t folds = sizeof...(Fold), accumulators = folder::first_leaf;
    constexpr index_t operands = accumulators + static_cast<index_t>(strand::detail::leaf_count<E>);
    memory_view leaves[strand::detail::leaf_count<E>];
    collect_leaves(e, leaves);
    char* data[static_cast<std::size_t>(operands)] = {};
    index_t row_step[static_cast<std::size_t>(operands)] = {}, column_step[static_cast<std::size_t>(operands)] = {};
    const bool along = middle.inner == 1;
    const index_t columns = along ? each : middle.inner, rows = along ? middle.outer : each;
    for (index_t op = accumulators; op < operands; ++op) {
        const memory_view& leaf = leaves[op - accumulators];
        data[op] = static_cast<char*>(leaf.data);
        if (leaf.scalar) continue;
        column_step[op] = leaf.itemsize;
        row_step[op] = (along ? middle.each : middle.inner) * leaf.itemsize;
    }
    constexpr index_t kinds = accumulators / folds;  // accumulators, and errors where there are such
    const bool fresh = along || rows <= folder::panel_rows;
    const strand::detail::buffer<T> errors(kinds == 2 && !fresh ? folds * columns : 0);
    for (index_t n = 0; n < folds; ++n) {
        (along ? row_step : column_step)[n] = simd::bytes_of<T>;
        data[n] = reinterpret_cast<char*>(out[n]);
        if constexpr (kinds == 2) {
            if (!errors.data()) continue;
            column_step[folds + n] = simd::bytes_of<T>;
            data[folds + n] = reinterpret_cast<char*>(errors.data() + n * columns);
        }
    }
    if (middle.each == 0) return start_accumulators<T, Fold...>(data, nullptr, middle.outer * middle.inner);
    if (fresh) {
        index_t plane_step[static_cast<std::size_t>(operands)] = {};
        for (index_t op = 0; op < operands; ++op) plane_step[op] = op < accumulators ? columns * column_step[op] : middle.each * row_step[op];
        if (middle.outer > 0 && columns > 0) folder::fold_rows({data, row_step, column_step, rows, columns, true, along ? 1 : middle.outer, plane_step});
        return;
    }
    for (index_t done = 0, results = middle.outer * middle.inner; done < results; done += columns) {
        start_accumulators<T, Fold...>(data, errors.data(), columns);
        folder::fold_rows({data, row_step, column_step, rows, columns});
        for (index_t n = 0; n < folds; ++n) {
            if constexpr (kinds == 2) add_errors(out[n] + done, errors.data() + n * columns, columns);
            data[n] += columns * simd::bytes_of<T>;
        }
        for (index_t op = accumulators; op < operands; ++op) data[op] += middle.each * row_step[op];
    }
}
/// Lies in C order without gaps.
inline bool are_dense_results(const index_t* steps, strand::detail::dims_view shape, const bool* folded) {
    index_t count = 1;
    for (std::size_t axis = shape.size(); axis-- > 0;) {
        if (folded[axis] || shape[axis] == 1) continue;
        if (steps[axis] != count) return false;
        count *= shape[axis];
    }
    return true;
}

template <class Skeleton, class T, class Op>
void fold_array(T* out, const index_t* steps, const memory_view& array, const bool* folded);

/// Writes what folding the flagged axes of a skeleton's leaves gives, for each fold one element per position of the
/// kept axes. `operands` holds the leaves behind places for the accumulators; all else as `fold_each_into`.
template <class Skeleton, class T, class... Fold>
index_t fold_operands(T* const* out, const index_t* steps, std::span<const memory_view> operands, strand::detail::dims_view shape, const bool* folded, index_t most = 0) {
    using folder = kernel::row_folder<Skeleton, T, Fold...>;
    static_assert(strand::detail::fold_panel_rows <= folder::panel_rows);
    constexpr index_t folds = sizeof...(Fold), accumulators = folder::first_leaf;
    strand::detail::fold_plan plan = strand::detail::make_fold_plan(operands, shape, {accumulators, simd::bytes_of<T>, folded, folder::short_bytes, steps, most > 0, folder::panel_rows,
                                                                                      {folder::gap_rows, kernel::most_short_columns, kernel::most_pitch}, kernel::takes_splat<Skeleton>});
    if (most > 0) plan.fold_at_most(most);
    const index_t count = plan.accumulator_count;
    const strand::detail::buffer<T> elsewhere(plan.direct ? 0 : folds * count),
        errors(accumulators > folds && plan.each > plainly_added && !plan.loop.fresh ? folds * count : 0);
    char* values[static_cast<std::size_t>(folds)];
    for (index_t n = 0; n < folds; ++n) {
        values[n] = reinterpret_cast<char*>(plan.direct ? out[n] : elsewhere.data() + n * count);
        plan.loop.operands[n].data = values[n];
        if constexpr (accumulators > folds) {
            plan.loop.operands[folds + n].data = reinterpret_cast<char*>(errors.data() ? errors.data() + n * count : nullptr);
            if (errors.data()) continue;
            // The kernel adds plainly where there is no place for errors.
            for (index_t axis = 0; axis < plan.loop.rank(); ++axis) plan.loop.stride(axis, folds + n) = 0;
            for (const index_t at : {folds + n, plan.loop.width() + folds + n}) plan.loop.steps[at] = 0;
            strand::detail::planning::set_access(plan.loop, folds + n, access::splat);
        }
    }
    if (!plan.loop.fresh) start_accumulators<T, Fold...>(values, errors.data(), count);
    walk(plan.loop, {.rows = folder::fold_rows, .copier = kernel::copier_for<Skeleton, T>, .planes = true});
    if constexpr (accumulators > folds) {
        for (index_t n = 0; n < folds && errors.data(); ++n) add_errors(reinterpret_cast<T*>(values[n]), errors.data() + n * count, count);
    }
    if (plan.direct) return plan.each;
    strand::detail::small_vector<bool, 8> later(static_cast<index_t>(shape.size()), false);
    for (const index_t axis : plan.later) later[axis] = true;
    strand::shape_t kept(shape);
    for (index_t axis = 0; axis < kept.size(); ++axis) kept[axis] = folded[axis] && !later[axis] ? 1 : kept[axis];
    const auto described = [&](char* data, const index_t* strides) {
        return memory_view{data, kept.data(), strides, kept.size(), simd::bytes_of<T>, false, false};  // not the same order of axes
    };
    [[maybe_unused]] const auto finish = [&]<class F>(index_t n, std::type_identity<F>) {
        const memory_view from = described(values[n], plan.accumulator_strides.data());
        if (plan.later.empty()) copy_memory(described(reinterpret_cast<char*>(out[n]), steps), from, kernel::copier_of<T>);
        else fold_array<kernel::input<T>, T, typename kernel::fold_of<F>::op>(out[n], steps, from, later.data());
    };
    index_t n = 0;
    (finish(n++, std::type_identity<Fold>{}), ...);
    return plan.each;
}
/// One fold of one array.
template <class Skeleton, class T, class Op>
void fold_array(T* out, const index_t* steps, const memory_view& array, const bool* folded) {
    memory_view operands[static_cast<std::size_t>(kernel::row_folder<Skeleton, T, Op>::first_leaf) + 1];
    std::end(operands)[-1] = array;
    fold_operands<Skeleton, T, Op>(&out, steps, operands, array.shape(), folded);
}

/// Writes what folding the flagged axes gives, for each fold one element per position of the kept axes, to memory
/// that the expression does not read. `steps` are its strides per axis of the expression, which are those of an array
/// in C order; those of folded axes do not count. Only about `most` elements are folded into each result where it is
/// given. Returns how many are.
template <class T, class... Fold, expression E>
index_t fold_each_into(T* const* out, const index_t* steps, const E& e, strand::detail::dims_view shape, const bool* folded, index_t most = 0) {
    using folder = kernel::row_folder<skeleton_t<E>, T, Fold...>;
    if (folded_middle middle; is_dense(e) && has_shape(e, shape) && are_dense_results(steps, shape, folded) &&
                              find_folded_middle(shape, folded, middle) &&
                              (middle.inner > 1 || middle.each * simd::bytes_of<T> > folder::short_bytes)) {
        const index_t each = most > 0 && most < middle.each ? most : middle.each;
        fold_middle<T, Fold...>(out, e, middle, each);
        return each;
    }
    memory_view operands[static_cast<std::size_t>(folder::first_leaf) + strand::detail::leaf_count<E>];
    collect_leaves(e, operands + folder::first_leaf);
    return fold_operands<skeleton_t<E>, T, Fold...>(out, steps, operands, shape, folded, most);
}
/// Two folds of everything.
template <class T, class First, class Second, expression E>
void fold_all_both(T* results, const E& e) {
    using folder = kernel::row_folder<skeleton_t<E>, T, First, Second>;
    constexpr std::size_t accumulators = static_cast<std::size_t>(folder::first_leaf), leaves = strand::detail::leaf_count<E>;
    if (is_dense(e)) {
        char* data[accumulators + leaves];
        collect_addresses(e, data + accumulators);
        return folder::fold_dense({data, nullptr, nullptr, 1, element_count_of(e)}, results);
    }
    const strand::shape_t shape(e.shape()), steps(shape.size(), 0);
    const strand::detail::small_vector<bool, 8> folded(shape.size(), true);
    memory_view operands[accumulators + leaves];
    collect_leaves(e, operands + accumulators);
    T* const out[] = {results, results + 1};
    fold_operands<skeleton_t<E>, T, First, Second>(out, steps.data(), operands, shape, folded.data());
}

/// One fold: as `fold_each_into`.
template <class Op, class T, expression E>
void fold_into(T* out, const index_t* steps, const E& e, strand::detail::dims_view shape, const bool* folded) {
    fold_each_into<T, Op>(&out, steps, e, shape, folded);
}

}  // namespace strand::inline STRAND_ISA::eval_detail

#endif
