// SPDX-License-Identifier: BSD-3-Clause
// Carries out a contraction, operand by operand and pair by pair. In: labelled operands in memory, all of
// one element type, and the operations of that type. Out: the result, written in the layout asked for.
// The work on labels and strides is ordinary code; only the four operations know the element type.
//
// The labels of a pair have roles, which decide what becomes of it:
//
//   role       left  right  result
//   batch       x      x      x
//   rows        x             x
//   columns            x      x
//   inner       x      x                 and those of one operand alone are summed before
//
//   no inner labels           one elementwise loop: left * right
//   no rows and no columns    one fold: the sum of left * right, never stored
//   else                      matrix products. Labels of one role become one axis where the strides allow
//                             it; else some become loops around the product, or, where the matrices would
//                             be too small for that, an operand is copied into the order that fits.
#ifndef STRAND_LINALG_CONTRACT_HPP
#define STRAND_LINALG_CONTRACT_HPP

#include <strand/array/ndview.hpp>
#include <strand/eval/fold.hpp>
#include <strand/eval/matmul.hpp>
#include <strand/linalg/contraction_order.hpp>
#include <strand/linalg/pair_axes.hpp>

namespace strand::inline STRAND_ISA::eval_detail {

using strand::detail::contraction;
using strand::detail::contraction_step;
using strand::detail::count_of;
using strand::detail::fewest_rows;
using strand::detail::is_outer;
using strand::detail::label;
using strand::detail::label_list;
using strand::detail::label_set;
using strand::detail::labelled_operand;
using strand::detail::shortest_sum;
using strand::detail::smallest_matrix;
using strand::detail::step_axes;
using strand::detail::step_axis;

/// What a contraction does with elements. The operands of the sums have the result's axes first, which lie in
/// C order, and then those to be summed.
struct element_operations {
    index_t itemsize;
    kernel::row_kernels multiply;
    void (*sum)(const memory_view& out, const memory_view& in);
    void (*sum_of_products)(const memory_view& out, const memory_view& a, const memory_view& b);
    void (*matmul)(const memory_view& out, const memory_view& a, const memory_view& b, bool accumulate);
};

template <class T>
ndview<const T> view_of(const memory_view& memory) {
    return {static_cast<const T*>(memory.data), strand::shape_t(memory.extents, memory.extents + memory.rank),
            strand::shape_t(memory.strides, memory.strides + memory.rank)};
}

/// The elements as sums take them: halves as floats, so that a sum is rounded once.
template <class T>
auto terms_of(const memory_view& memory) {
    using W = kernel::folding_t<T>;
    if constexpr (std::same_as<W, T>) return view_of<T>(memory);
    else return strand::detail::make_map(fn::cast<W>{}, view_of<T>(memory));
}

/// The sum of an expression over all axes that `out`, dense in C order, does not have.
template <class T, expression E>
void write_sum(const memory_view& out, const E& e) {
    using W = kernel::folding_t<T>;
    using op = std::conditional_t<std::same_as<T, bool>, fn::logical_or, fn::add>;
    T* const results = static_cast<T*>(out.data);
    if (out.rank == 0) {
        *results = static_cast<T>(fold_all<op, W>(e));
        return;
    }
    const strand::shape_t shape(e.shape());
    strand::detail::small_vector<bool, 8> folded(shape.size(), true);
    for (index_t axis = 0; axis < out.rank; ++axis) folded[axis] = false;
    if constexpr (std::same_as<W, T>) {
        fold_into<op, T>(results, out.strides, e, shape, folded.data());
    } else {
        const strand::detail::buffer<W> sums(strand::detail::element_count(out.shape()));
        fold_into<op, W>(sums.data(), out.strides, e, shape, folded.data());
        for (index_t i = 0; i < sums.capacity(); ++i) results[i] = static_cast<T>(sums.data()[i]);
    }
}

template <class T>
inline constexpr element_operations operations_of = {
    simd::bytes_of<T>,
    kernel::map_kernels<kernel::apply<fn::multiply, kernel::input<T>, kernel::input<T>>, T>,
    [](const memory_view& out, const memory_view& in) { write_sum<T>(out, terms_of<T>(in)); },
    [](const memory_view& out, const memory_view& a, const memory_view& b) {
        write_sum<T>(out, strand::detail::make_map(fn::multiply{}, terms_of<T>(a), terms_of<T>(b)));
    },
    matmul_into<T>};

/// The places of one step over axes of these labels.
struct labelled_view {
    strand::shape_t strides;
    memory_view view;
    labelled_view(const labelled_operand& operand, const label_list& labels, const strand::shape_t& extents, index_t itemsize) {
        for (const label name : labels) strides.push_back(operand.stride_of(name));
        view = {operand.data, extents.data(), strides.data(), extents.size(), itemsize, false, false};
    }
    labelled_view(const labelled_view&) = delete;
    memory_view first(index_t axes) const {
        memory_view part = view;
        part.rank = axes;
        return part;
    }
};

class contractor {
public:
    contractor(const contraction& c, const element_operations& operations) : c_(c), do_(operations) {}

    /// Writes the result into `out`, whose labels are those kept. The operands are changed.
    void run(std::span<labelled_operand> operands, const labelled_operand& out) {
        const index_t count = static_cast<index_t>(operands.size());
        strand::detail::small_vector<label_set, 8> sets;
        for (const labelled_operand& operand : operands) sets.push_back(operand.labels);
        const std::span<const label_set> labels(sets.data(), static_cast<std::size_t>(count));
        if (count == 1) return sum_into(out, operands[0]);
        for (index_t k = 0; k < count; ++k) {
            const label_set lone = strand::detail::lone_labels(c_, labels, k);
            if (!lone) continue;
            labelled_operand& operand = operands[static_cast<std::size_t>(k)];
            labelled_operand summed = make_operand(operand.labels & ~lone, operand, operand);
            sum_into(summed, operand);
            operand = std::move(summed);
            sets[k] = operand.labels;
        }
        if (count == 2) return contract_pair(operands[0], operands[1], out);
        strand::detail::small_vector<contraction_step, 8> steps(count - 1);
        strand::detail::order_search(c_, labels, steps.data());
        strand::detail::small_vector<labelled_operand*, 8> list;
        for (labelled_operand& operand : operands) list.push_back(&operand);
        for (const contraction_step step : steps) {
            labelled_operand &a = *list[step.first], &b = *list[step.second];
            list.erase(step.second);
            list.erase(step.first);
            if (list.empty()) return contract_pair(a, b, out);
            label_set needed = c_.kept;
            for (const labelled_operand* other : list) needed |= other->labels;
            labelled_operand product = make_operand((a.labels | b.labels) & needed, a, b);
            contract_pair(a, b, product);
            a = std::move(product);
            b = {};
            list.push_back(&a);
        }
    }

private:
    /// New memory for these labels: those of both operands first, then the others of a, then of b.
    labelled_operand make_operand(label_set labels, const labelled_operand& a, const labelled_operand& b) const {
        label_list order;
        append_labels(order, labels & a.labels & b.labels, a);
        append_labels(order, labels & a.labels & ~b.labels, a);
        append_labels(order, labels & b.labels & ~a.labels, b);
        return make_operand(order);
    }
    labelled_operand make_operand(const label_list& order) const {
        labelled_operand result;
        strand::shape_t extents = extents_of(order);
        const index_t count = strand::detail::checked_element_count(extents);
        result.memory = strand::detail::buffer<char>(count * do_.itemsize);
        result.data = result.memory.data();
        index_t stride = 1;
        for (index_t k = order.size(); k-- > 0; stride *= extents[k]) {
            if (count == 0) stride = 0;
            result.add_axis(order[k], stride);
        }
        return result;
    }
    labelled_operand copied(const labelled_operand& from, const label_list& order) const {
        labelled_operand result = make_operand(order);
        const strand::shape_t extents = extents_of(order);
        const labelled_view to(result, order, extents, do_.itemsize), source(from, order, extents, do_.itemsize);
        copy_memory(to.view, source.view, do_.multiply.copier);
        return result;
    }
    strand::shape_t extents_of(const label_list& order) const {
        strand::shape_t extents;
        for (const label name : order) extents.push_back(c_.extent(name));
        return extents;
    }

    /// Sums over the labels that `out` does not have.
    void sum_into(const labelled_operand& out, const labelled_operand& in) const {
        label_list order;
        append_labels(order, out.labels, out);
        append_labels(order, in.labels & ~out.labels, in);
        const strand::shape_t extents = extents_of(order);
        const labelled_view to(out, order, extents, do_.itemsize), from(in, order, extents, do_.itemsize);
        if (in.labels == out.labels) return copy_memory(to.view, from.view, do_.multiply.copier);
        do_.sum(to.first(count_of(out.labels)), from.view);
    }

    /// Every label is in two of the three.
    void contract_pair(const labelled_operand& a, const labelled_operand& b, const labelled_operand& out) const {
        const label_set inner = a.labels & b.labels & ~out.labels;
        if (!inner || elementwise(a, b, out)) return loop_over_pair(a, b, out);
        multiply_matrices(a, b, out);
    }

    /// No matrix product: a dot product for each place of the batch; or matrices so small that the batch is
    /// the better axis for packs, the elements of one matrix lying apart and those of one batch together.
    bool elementwise(const labelled_operand& a, const labelled_operand& b, const labelled_operand& out) const {
        const label_set batch = a.labels & b.labels & out.labels, both = a.labels | b.labels;
        if (both == (a.labels & b.labels) || c_.size_of(both) == 0) return true;
        if (!batch || c_.size_of(both & ~batch) > 512) return false;
        for (label_set rest = batch; rest; rest &= rest - 1) {
            const label name = strand::detail::first_of(rest);
            if (a.stride_of(name) == 1 && b.stride_of(name) == 1 && c_.extent(name) >= 16) return true;
        }
        return false;
    }

    void loop_over_pair(const labelled_operand& a, const labelled_operand& b, const labelled_operand& out) const {
        label_list order;
        append_labels(order, out.labels, out);
        const label_set inner = (a.labels | b.labels) & ~out.labels;
        append_labels(order, inner, a);
        const strand::shape_t extents = extents_of(order);
        const labelled_view to(out, order, extents, do_.itemsize), left(a, order, extents, do_.itemsize),
            right(b, order, extents, do_.itemsize);
        if (!inner) {
            const memory_view views[] = {to.view, left.view, right.view};
            return walk(strand::detail::make_loop_plan(views, true), do_.multiply);
        }
        do_.sum_of_products(to.first(count_of(out.labels)), left.view, right.view);
    }

    void multiply_matrices(const labelled_operand& a, const labelled_operand& b, const labelled_operand& out) const {
        const label_set batch = a.labels & b.labels & out.labels, inner = a.labels & b.labels & ~out.labels;
        const label_set rows = a.labels & ~b.labels, columns = b.labels & ~a.labels;
        if (count_of(inner) == 1 && count_of(rows) <= 1 && count_of(columns) <= 1) {
            return multiply_stacks(a, b, out, merged(c_, batch, a, b, out), only_axis(c_, rows, a, b, out), only_axis(c_, columns, a, b, out),
                                   only_axis(c_, inner, a, b, out), {});
        }
        step_axes inner_axes = merged(c_, inner, a, b, out);
        const double a_size = c_.size_of(a.labels), b_size = c_.size_of(b.labels);
        if (worth_copying(inner_axes, c_.size_of(rows), c_.size_of(columns))) {
            const bool a_fits = is_one_axis(c_, inner, a), b_fits = is_one_axis(c_, inner, b);
            const bool copy_b = a_fits && (!b_fits || b_size <= a_size);
            if (copy_b ? !rows : !columns) {
                // A vector is cheaper read in any order than the matrix copied.
                step_axes others = merged(c_, copy_b ? columns : rows, a, b, out);
                const index_t length = inner_axes[best_axis(inner_axes, shortest_sum)].extent;
                const index_t width = others[best_axis(others, fewest_rows)].extent;
                if (length * width < smallest_matrix) return loop_over_pair(a, b, out);
                step_axes one;
                return loop_over_matrices(a, b, out, merged(c_, batch, a, b, out), copy_b ? one : others, copy_b ? others : one,
                                          inner_axes);
            }
            label_list order;
            append_labels(order, batch, copy_b ? b : a);
            append_labels(order, copy_b ? columns : rows, out);
            append_labels(order, inner, copy_b || !b_fits ? a : b);
            return copy_b ? multiply_matrices(a, copied(b, order), out) : multiply_matrices(copied(a, order), b, out);
        }
        step_axes row_axes = merged(c_, rows, a, b, out), column_axes = merged(c_, columns, a, b, out);
        if (columns && too_short(row_axes, fewest_rows) && is_one_axis(c_, rows, out)) {
            label_list order;
            append_labels(order, batch, a);
            append_labels(order, rows, out);
            append_labels(order, inner, b);
            return multiply_matrices(copied(a, order), b, out);
        }
        if (rows && too_short(column_axes, fewest_rows) && is_one_axis(c_, columns, out)) {
            label_list order;
            append_labels(order, batch, b);
            append_labels(order, inner, a);
            append_labels(order, columns, out);
            return multiply_matrices(a, copied(b, order), out);
        }
        loop_over_matrices(a, b, out, merged(c_, batch, a, b, out), row_axes, column_axes, inner_axes);
    }

    void loop_over_matrices(const labelled_operand& a, const labelled_operand& b, const labelled_operand& out,
                            step_axes loops, step_axes& row_axes, step_axes& column_axes, step_axes& inner_axes) const {
        const step_axis row = take_best(row_axes, fewest_rows), column = take_best(column_axes, fewest_rows);
        const step_axis inner = take_best(inner_axes, shortest_sum);
        for (const step_axis& axis : row_axes) loops.push_back(axis);
        for (const step_axis& axis : column_axes) loops.push_back(axis);
        multiply_stacks(a, b, out, loops, row, column, inner, inner_axes);
    }
    void multiply_stacks(const labelled_operand& a, const labelled_operand& b, const labelled_operand& out, const step_axes& loops,
                         step_axis row, step_axis column, const step_axis& inner, const step_axes& more_inner) const {
        // The product is written along its rows: the transposed one where that is the better direction.
        const bool turned = row.extent > 1 && column.extent > 1 && is_outer(&column.stride[2], &row.stride[2], 1);
        if (turned) std::swap(row, column);
        const step_axis* const last_two[3][2] = {{&row, &inner}, {&inner, &column}, {&row, &column}};
        const labelled_operand* const operands[] = {&a, &b, &out};
        index_t extents[3][strand::detail::most_labels + 2], strides[3][strand::detail::most_labels + 2];
        memory_view views[3];
        const index_t rank = loops.size() + 2;
        for (int i = 0; i < 3; ++i) {
            const int place = turned && i < 2 ? 1 - i : i;
            for (index_t k = 0; k < rank; ++k) {
                const step_axis& axis = k < rank - 2 ? loops[k] : *last_two[place][k - (rank - 2)];
                extents[i][k] = axis.extent;
                strides[i][k] = axis.stride[i];
            }
            views[place] = {operands[i]->data, extents[i], strides[i], rank, do_.itemsize, false, false};
        }
        sum_over_products(views, turned, more_inner.begin(), more_inner.end(), false);
    }
    /// Adds up the products for every place of the inner axes that are not part of the matrices.
    void sum_over_products(memory_view* views, bool turned, const step_axis* axis, const step_axis* end, bool accumulate) const {
        if (axis == end) return do_.matmul(views[2], views[0], views[1], accumulate);
        memory_view places[] = {views[0], views[1], views[2]};
        for (index_t k = 0; k < axis->extent; ++k) {
            sum_over_products(places, turned, axis + 1, end, accumulate || k > 0);
            for (int i = 0; i < 2; ++i) {
                const int operand = turned ? 1 - i : i;
                places[i].data = static_cast<char*>(places[i].data) + axis->stride[operand] * do_.itemsize;
            }
        }
    }

    const contraction& c_;
    const element_operations& do_;
};

/// Computes the contraction of the operands into dense memory in C order.
STRAND_NOINLINE inline void run_contraction(const contraction& what, const element_operations& operations,
                                            std::span<labelled_operand> operands, void* out) {
    contractor(what, operations).run(operands, what.output_operand(out));
}

}  // namespace strand::inline STRAND_ISA::eval_detail

#endif
