// SPDX-License-Identifier: BSD-3-Clause
// `fold_plan`: a loop plan for reductions. The accumulators are the destination, with stride 0 on the
// folded axes. The leaves decide the order of the axes, but for these cases:
//
//   innermost axes of the leaves       plan                       because
//   (..., kept, short folded)          (..., short folded, kept)  starting a row costs more than reading it across;
//                                                                 always where leaves lie as rows along both: windows
//   (folded, ..., kept, long kept)     (..., kept, folded, long)  accumulators stay in the first-level cache
//   (long kept, short axes)            (..., kept, folded)        short axes are joined, each row is folded in parts
//   (long folded, short axes)          (folded, joined as kept)   few results are left, which are folded afterwards
//   (folded, kept, short folded)       (folded, kept * short)     whole rows, of which few are left to be folded afterwards
//
// The last two only where the leaves cannot be walked in place: as rows that are folded, or as planes of a few
// rows that are folded into each other. Operands that do not lie as planned are packed into tiles.
//
// In: the leaves, the shape, which axes are folded, and where the results are wanted. Out: a loop plan whose
// first `accumulators` operands are the accumulators (their addresses still to be filled in), and their
// strides per axis: those wanted, or dense in the plan's order where the kernel could not write them so.
#ifndef STRAND_PLAN_FOLD_PLAN_HPP
#define STRAND_PLAN_FOLD_PLAN_HPP

#include <strand/plan/loop_plan.hpp>

namespace strand::detail {

struct fold_plan {
    loop_plan loop;
    shape_t accumulator_strides;    // per axis of the expression, in elements, 0 on folded axes
    index_t accumulator_count = 1;  // elements of one accumulator array
    index_t each = 1;               // elements folded into one accumulator
    bool direct = false;            // the strides are those wanted
    shape_t later;                  // axes that the accumulators keep, to be folded afterwards

    /// Folds only the first elements of each result: at most about so many.
    void fold_at_most(index_t most) {
        each = 1;
        for (index_t axis = loop.rank(); axis-- > 0;) {
            if (loop.stride(axis, 0) != 0) continue;
            const index_t left = most / each;
            if (loop.extents[axis] > left) loop.extents[axis] = left > 1 ? left : 1;
            each *= loop.extents[axis];
        }
    }
};

/// Rows that are packed at once to be folded into each other.
inline constexpr index_t fold_panel_rows = 32;

/// Few columns that kernels read with the elements between them, and from how many rows on; 0: never.
struct gap_limits {
    index_t rows = 0;
    index_t columns = 0, pitch = 0;  // at most: columns, and elements from one row of them to the next
};

/// What is known of a fold before it is planned.
struct fold_request {
    index_t accumulators;           // places for them in front of the leaves
    index_t itemsize;               // of an accumulator
    const bool* folded;             // per axis of the shape
    index_t short_bytes;            // folded rows of at most so many bytes are read across
    const index_t* wanted = nullptr;  // strides per axis of the results, in elements, which lie dense in C order
    bool in_part = false;           // only the first elements may be folded
    index_t panel_rows = fold_panel_rows;  // so many rows may be folded into each other without compensation
    gap_limits gaps = {};
    bool takes_splat = true;  // kernels read leaves that are one value per row
};

/// Rows of kept columns from this size on are worth leaving the order of the leaves.
inline constexpr index_t long_kept_bytes = 512;
/// Folded rows of at most so many bytes are read across where leaves lie as rows along a kept axis too, which has this size
/// at least.
inline constexpr index_t most_across_bytes = 1024, least_row_bytes = 16;
/// Fewer short axes on top of each other are not worth arranging.
inline constexpr index_t few_stacked = 4;
/// Dense rows of at most so many elements are folded several at a time.
inline constexpr index_t most_few = 4;

namespace planning {

/// The axes of a fold in the order in which they are walked.
class fold_axes : public leaf_axes {
public:
    fold_axes(fold_plan& result, std::span<const memory_view> operands, dims_view shape, const fold_request& fold)
        : leaf_axes(result.loop, operands, shape, fold.accumulators), fold_(fold), kept_(static_cast<index_t>(shape.size()), 0) {
        for (index_t op = 0; op < fold.accumulators; ++op) plan_.operands[op].itemsize = fold.itemsize;
        for (index_t axis = 0; axis < kept_.size(); ++axis) kept_[axis] = !fold.folded[axis];
        for (index_t k = 0; k < count(); ++k) {
            if (!is_kept(k)) turn_around(k);
        }
    }

    bool is_kept(index_t k) const { return kept_[original(k)] != 0; }
    /// Some axis before `k` is kept, or folded.
    bool has_before(index_t k, bool kept) const {
        while (k-- > 0) {
            if (is_kept(k) == kept) return true;
        }
        return false;
    }
    void keep(index_t k) { kept_[original(k)] = 1; }
    /// Where the last axes begin that are short together; `groups` of them cannot be walked as one.
    index_t first_short(index_t& groups, index_t& elements) const {
        index_t first = count();
        groups = 0, elements = 1;
        for (index_t end = first; end > 0; end = first) {
            index_t begin = end - 1, extent = plan_.extents[begin];
            while (begin > 0 && is_kept(begin - 1) == is_kept(begin) && fusible(plan_, begin - 1, begin)) extent *= plan_.extents[--begin];
            if (extent == 0 || extent > most_joined / elements) break;
            elements *= extent;
            first = begin;
            ++groups;
        }
        return first;
    }
    /// Kernels read the leaves along axis `k` as they lie.
    bool leaves_are_rows(index_t k) const {
        for (index_t op = fold_.accumulators; op < plan_.width(); ++op) {
            const index_t step = plan_.stride(k, op);
            if (step != 0 && step != plan_.operands[op].itemsize) return false;
        }
        return true;
    }

private:
    /// Folded backwards is folded.
    void turn_around(index_t axis) {
        for (index_t op = fold_.accumulators; op < plan_.width(); ++op) {
            if (plan_.stride(axis, op) > 0) return;
        }
        for (index_t op = fold_.accumulators; op < plan_.width() && !plan_.is_empty(); ++op) {
            plan_.operands[op].data += (plan_.extents[axis] - 1) * plan_.stride(axis, op);
            plan_.stride(axis, op) = -plan_.stride(axis, op);
        }
    }

    const fold_request& fold_;
    shape_t kept_;      // per axis of the expression
};

/// The leaves lie along a kept axis as kernels read it, and it is no shorter than the smallest register.
inline bool is_worth_a_row(const fold_axes& axes, const loop_plan& plan, const fold_request& fold, index_t k) {
    return axes.is_kept(k) && plan.extents[k] * fold.itemsize >= least_row_bytes && axes.leaves_are_rows(k);
}

/// What happens to the last axes when they are short.
struct short_axes {
    index_t first = 0;       // 0: nothing; else the first of those that are joined
    index_t parts = 0;       // rows of the kernel in each row
    bool flat = false;       // nothing of them, nor the axis before, is folded
};

/// Orders short axes for joining; axes that are folded later become kept.
inline short_axes arrange_short_axes(fold_plan& result, fold_axes& axes, const fold_request& fold) {
    loop_plan& plan = result.loop;
    index_t groups, elements;
    const index_t first = axes.first_short(groups, elements), last = axes.count() - 1;
    index_t times = 1;
    for (index_t k = 0; k < first; ++k) times *= plan.extents[k];
    if (groups == 0 || fold.in_part || times < few_stacked || !tiles_hold(plan, elements)) return {};
    if (is_worth_a_row(axes, plan, fold, last) && !axes.is_kept(last - 1) && axes.has_before(first, true)) return {};
    index_t kept = 1, folded = 1;
    for (index_t k = first; k <= last; ++k) (axes.is_kept(k) ? kept : folded) *= plan.extents[k];
    const bool mixed = kept > 1 && folded > 1, outer_kept = axes.is_kept(first - 1);
    const auto fold_later = [&] {
        for (index_t k = first; k <= last; ++k) {
            if (axes.is_kept(k)) continue;
            result.later.push_back(axes.original(k));
            axes.keep(k);
        }
    };
    if (groups == 1 && !mixed && folded > 1 && outer_kept && axes.has_before(first, false)) {
        // Blocks of a few elements in both directions: whole rows are folded into each other first.
        fold_later();
        return {};
    }
    if (groups == 1) {
        // Rows of a few elements, which kernels fold several at a time where they lie dense.
        if (fold.short_bytes == 0 && outer_kept && folded > 1 && folded <= most_few) return {first, 1, false};
        return {};
    }
    if (!outer_kept && mixed) {
        fold_later();
        return {first, 0, false};
    }
    if (!mixed) return {first, 0, outer_kept && kept > 1};
    if (!outer_kept) return {first, 0, false};
    // Planes of rows that are folded into each other.
    if (groups == 2 && axes.is_kept(last) && axes.leaves_are_rows(last)) return {};
    for (index_t k = first, to = first; k <= last; ++k) {
        if (axes.is_kept(k)) axes.move(k, to++);
    }
    return {first, kept, false};
}

/// The columns, which are kept, are every second element of rows that lie near each other, in all leaves alike.
inline bool reads_gaps(const loop_plan& plan, const fold_request& fold) {
    const gap_limits& most = fold.gaps;
    if (most.rows == 0 || plan.rows() < most.rows || plan.columns() > most.columns || !plan.joined_extents.empty()) return false;
    index_t pitch = 0;
    bool is_first = true;
    for (index_t op = fold.accumulators; op < plan.width(); ++op) {
        const planned_operand& leaf = plan.operands[op];
        if (leaf.how == access::constant) continue;
        const index_t here = plan.row_steps()[op] / leaf.itemsize;
        if (std::exchange(is_first, false)) pitch = here;
        if (leaf.how != access::every_second || here != pitch || here * leaf.itemsize != plan.row_steps()[op]) return false;
    }
    return pitch > 2 * (plan.columns() - 1) && pitch <= most.pitch;
}

}  // namespace planning

/// `operands` holds the leaves behind places for the accumulators.
STRAND_NOINLINE inline fold_plan make_fold_plan(std::span<const memory_view> operands, dims_view shape, const fold_request& fold) {
    fold_plan result;
    loop_plan& plan = result.loop;
    planning::fold_axes axes(result, operands, shape, fold);
    const index_t last = axes.count() - 1;
    index_t kept = last, inner_folded = last;  // the innermost of either kind
    while (kept >= 0 && !axes.is_kept(kept)) --kept;
    while (inner_folded >= 0 && axes.is_kept(inner_folded)) --inner_folded;
    const index_t row_bytes = last >= 0 ? plan.extents[last] * fold.itemsize : 0;
    if (kept >= 0 && kept < last && ((row_bytes <= fold.short_bytes && plan.extents[kept] >= 16) ||
                                     (row_bytes <= most_across_bytes && planning::is_worth_a_row(axes, plan, fold, kept)))) {
        axes.move(kept, last);
    } else if (inner_folded >= 0 && inner_folded < last - 1 && plan.extents[last] * fold.itemsize >= long_kept_bytes) {
        axes.move(inner_folded, last - 1);
    }
    const planning::short_axes joined = planning::arrange_short_axes(result, axes, fold);

    result.accumulator_strides = shape_t(static_cast<index_t>(shape.size()), 0);
    // Columns that are kept must lie dense, and so must all parts of rows.
    result.direct = fold.wanted && result.later.empty() && (last < 0 || !axes.is_kept(last) || fold.wanted[axes.original(last)] == 1);
    for (index_t k = last, step = 1; result.direct && joined.first > 0 && k >= joined.first - 1; --k) {
        if (!axes.is_kept(k)) continue;
        result.direct = fold.wanted[axes.original(k)] == step;
        step *= plan.extents[k];
    }
    for (index_t k = last; k >= 0; --k) {
        if (!axes.is_kept(k)) {
            result.each *= plan.extents[k];
            continue;
        }
        const index_t step = result.direct ? fold.wanted[axes.original(k)] : result.accumulator_count;
        result.accumulator_strides[axes.original(k)] = step;
        for (index_t op = 0; op < fold.accumulators; ++op) plan.stride(k, op) = step * fold.itemsize;
        result.accumulator_count *= plan.extents[k];
    }
    const index_t first = planning::fuse_axes(plan, joined.first);
    if (joined.first > 0 && plan.rank() - first >= 2) planning::join_axes(plan, first);
    plan.row_parts = joined.parts;
    plan.flat = joined.flat;
    for (index_t op = 0; op < fold.accumulators; ++op) plan.operands[op].joined = false;
    planning::finish_operands(plan);

    const index_t inner = plan.rank() - 1;
    const bool down = inner >= 1 && plan.stride(inner, 0) != 0 && plan.stride(inner - 1, 0) == 0;
    const bool gaps = down && planning::reads_gaps(plan, fold);
    if (gaps) {
        plan.ways &= ~bit_of(access::every_second);
        for (index_t op = fold.accumulators; op < plan.width(); ++op) {
            if (plan.operands[op].how != access::constant) planning::set_access(plan, op, access::one_by_one);
        }
    }
    bool packed = false, transposed = false;
    for (index_t op = fold.accumulators; op < plan.width(); ++op) {
        const planned_operand& leaf = plan.operands[op];
        if (plan.row_parts > 0 && leaf.how != access::constant &&
            (leaf.how != access::contiguous || plan.row_steps()[op] != plan.extents[inner] * leaf.itemsize)) {
            planning::set_access(plan, op, access::strided);
        }
        if (leaf.how == access::splat && !fold.takes_splat) planning::set_access(plan, op, access::strided);
        packed |= leaf.how > access::splat && !gaps;
        transposed |= leaf.how == access::transposed;
    }
    plan.panel_rows = down ? fold_panel_rows : 0;
    plan.fresh = !fold.in_part && !gaps && inner >= 0 &&
                 (down ? plan.extents[inner - 1] <= (packed ? fold_panel_rows : fold.panel_rows) : plan.stride(inner, 0) == 0 || plan.rank() == 1);
    // What is packed may come in pieces.
    plan.fresh = plan.fresh && (!packed || plan.row_parts > 0 || (down && !transposed && plan.joined_extents.empty()));
    // Rows in groups, which kernels take as planes.
    const bool grouped = down && inner >= 2 && plan.stride(inner - 2, 0) == 0 && !packed && plan.rows() * plan.extents[inner - 2] <= fold.panel_rows;
    for (index_t axis = 0; axis < (grouped ? inner - 2 : down ? inner - 1 : inner); ++axis) plan.fresh = plan.fresh && plan.stride(axis, 0) != 0;
    for (const index_t extent : plan.extents) plan.fresh = plan.fresh && extent != 0;
    return result;
}

}  // namespace strand::detail

#endif
