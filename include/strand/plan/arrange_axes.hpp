// SPDX-License-Identifier: BSD-3-Clause
// The data of a `loop_plan`, and its axes: put in order, fused where every operand walks two as one, and joined where
// several are short together. What plans of loops, folds, scans and searches begin with.
// In: extents and strides of all operands. Out: the same, fewer and in the order of the loops. Ordinary code.
#ifndef STRAND_PLAN_ARRANGE_AXES_HPP
#define STRAND_PLAN_ARRANGE_AXES_HPP

#include <cstdint>
#include <strand/plan/overlap.hpp>

namespace strand::detail {

enum class access : unsigned char {
    constant,
    contiguous,
    splat,
    reversed,
    every_second,
    one_by_one,
    strided,
    transposed,
    periodic,
    streamed
};

constexpr unsigned bit_of(access how) { return 1U << static_cast<unsigned>(how); }

struct planned_operand {
    char* data = nullptr;
    index_t itemsize = 0;
    access how = access::contiguous;
    /// Walks the joined axes one by one.
    bool joined = false;
};

/// A result computed aside, so many rows of an axis at a time; none: straight into its place.
struct slab_plan {
    index_t axis = 0, rows = 0;
};

struct loop_plan {
    small_vector<planned_operand, 6> operands;  // the destination first
    shape_t extents;                            // outermost axis first
    small_vector<index_t, 32> strides;          // in bytes, per axis and operand
    small_vector<index_t, 12> steps;            // in bytes: along the last axis but one of every operand, then along the last
    bool flat = false;                          // the last two axes are walked as one row
    unsigned ways = 0;                          // the `bit_of` every operand's access
    bool fits = true;                           // every operand broadcasts to the destination; else nothing else counts
    bool may_overlap = false;                   // some operand lies within the bytes of the destination
    index_t packing = 0;                        // what packing rows of all operands costs, see `packing_cost`
    shape_t joined_extents;                     // of the axes that make the last one; none: it is one axis
    small_vector<index_t, 12> joined_strides;   // in bytes, per joined axis and operand
    index_t copied = 0;                         // operands copied first because the destination disturbs them
    slab_plan aside;                            // the result, because it disturbs operands
    index_t accumulators = 0;                   // the first operands: elements are folded into them
    index_t panel_rows = 0;                     // so many rows are folded into each other together; 0: along themselves
    bool fresh = false;                         // each accumulator is met in one kernel call only
    bool scans = false;                         // the order of rows and columns is kept, and rows go on from those before
    index_t row_parts = 0;                      // each row lies dense behind the one before, and is so many rows of the kernel

    index_t rank() const { return extents.size(); }
    index_t width() const { return operands.size(); }
    index_t stride(index_t axis, index_t operand) const { return strides[axis * width() + operand]; }
    index_t& stride(index_t axis, index_t operand) { return strides[axis * width() + operand]; }
    index_t joined_stride(index_t axis, index_t operand) const { return joined_strides[axis * width() + operand]; }
    /// The rows and columns of a kernel call.
    index_t rows() const { return rank() >= 2 ? extents[rank() - 2] : 1; }
    index_t columns() const { return rank() >= 1 ? extents[rank() - 1] : 1; }
    const index_t* row_steps() const { return steps.data(); }
    const index_t* column_steps() const { return steps.data() + width(); }
    bool is_empty() const {
        for (const index_t extent : extents) {
            if (extent == 0) return true;
        }
        return false;
    }
};

/// Rows of fewer bytes of destination than this are walked flat if they can be: about the work that
/// hides starting a row (some ten instructions per operand).
inline constexpr index_t short_row_bytes = 256;
/// Rows of so many bytes of the widest operand fill a register: starting one in the middle of an array takes less
/// time than laying it out (measured with all registers: 0.2 to 0.8 from here on, 0.5 to 4 below).
inline constexpr index_t whole_row_bytes = 64;
/// Walking so many short rows of an only plane, when there are no more, takes less time than laying them out as one; so
/// many more where they fill a register, so many less where tiles are needed for them.
inline constexpr index_t few_rows = 128, few_whole_rows = 512, few_joined_rows = 16;
/// Walking so many planes takes less time than laying out the rows of all, where these are as few as those of an only plane.
inline constexpr index_t few_planes = 8;

/// Of arrays of so few elements no axes are joined where some operand does not lie dense along the last one: elements one
/// by one take less time than packing.
inline constexpr index_t few_elements = 2048;

/// So many elements of several axes are joined to one, where a plane of its own would take longer to start than to
/// compute; and so many bytes in all operands, because the tiles that operands are packed into must hold them.
inline constexpr index_t most_joined = 64, most_joined_bytes = 8192;
/// So many where the rows of the destination are short and lie side by side: planes of them are laid out together.
inline constexpr index_t most_joined_flat = 512;

/// Destinations from this size on are streamed: about half of a last-level cache shared by several cores,
/// beyond which the result will not be found there anyway. Streaming saves reading each line first.
inline constexpr index_t streamed_bytes = index_t{16} << 20;

namespace planning {

/// The axes of a plan by value: stores to strides cannot change these, as they could the plan's own members.
struct axes {
    index_t rank, width;
    index_t *extents, *strides;

    axes(loop_plan& plan) : rank(plan.rank()), width(plan.width()), extents(plan.extents.data()), strides(plan.strides.data()) {}
    index_t& stride(index_t axis, index_t operand) const { return strides[axis * width + operand]; }
};

/// Positive when axis a must be outside of axis b: the first operand that has an opinion decides.
inline int outer_order(loop_plan& plan, index_t a, index_t b) {
    const axes all(plan);
    for (index_t op = 0; op < all.width; ++op) {
        const index_t x = all.stride(a, op) < 0 ? -all.stride(a, op) : all.stride(a, op);
        const index_t y = all.stride(b, op) < 0 ? -all.stride(b, op) : all.stride(b, op);
        if (x == 0 || y == 0 || x == y) continue;
        return x > y ? 1 : -1;
    }
    return 0;
}

STRAND_NOINLINE inline void swap_axes(loop_plan& plan, index_t a, index_t b) {
    std::swap(plan.extents[a], plan.extents[b]);
    for (index_t op = 0; op < plan.width(); ++op) std::swap(plan.stride(a, op), plan.stride(b, op));
}

/// Insertion sort, because the order is not transitive where operands disagree.
inline void order_axes(loop_plan& plan) {
    for (index_t i = 1; i < plan.rank(); ++i) {
        for (index_t k = i; k > 0 && outer_order(plan, k - 1, k) < 0; --k) swap_axes(plan, k - 1, k);
    }
}

/// The axes of an expression in the order of its leaves, without those of one element: what folds and searches, whose first
/// operands are results with a stride of 0 until it is known where they lie, begin with.
class leaf_axes {
public:
    /// `operands` holds the leaves behind `results` empty places.
    leaf_axes(loop_plan& plan, std::span<const memory_view> operands, dims_view shape, index_t results) : plan_(plan) {
        const index_t rank = static_cast<index_t>(shape.size()), width = static_cast<index_t>(operands.size());
        plan.operands = small_vector<planned_operand, 6>(width);
        plan.accumulators = results;
        for (index_t op = results; op < width; ++op) {
            const memory_view& leaf = operands[static_cast<std::size_t>(op)];
            plan.operands[op] = {static_cast<char*>(leaf.data), leaf.itemsize, leaf.scalar ? access::constant : access::contiguous};
        }
        for (index_t axis = 0; axis < rank; ++axis) {
            const index_t extent = shape[static_cast<std::size_t>(axis)], here = count();
            if (extent == 1) continue;
            original_.push_back(axis);
            plan.extents.push_back(extent);
            plan.strides.resize_uninitialised((here + 1) * width);
            for (index_t op = 0; op < width; ++op) {
                const memory_view& operand = operands[static_cast<std::size_t>(op)];
                const index_t from = axis - (rank - operand.rank);
                const bool stretched = op < results || operand.scalar || from < 0 || operand.extents[from] != extent;
                plan.stride(here, op) = stretched ? 0 : operand.strides[from] * operand.itemsize;
            }
        }
        for (index_t i = 1; i < count(); ++i) {
            for (index_t k = i; k > 0 && outer_order(plan, k - 1, k) < 0; --k) swap(k - 1, k);
        }
    }

    index_t count() const { return original_.size(); }
    /// The expression's axis.
    index_t original(index_t k) const { return original_[k]; }
    void move(index_t from, index_t to) {
        for (; from < to; ++from) swap(from, from + 1);
        for (; from > to; --from) swap(from - 1, from);
    }

protected:
    loop_plan& plan_;

private:
    void swap(index_t a, index_t b) {
        swap_axes(plan_, a, b);
        std::swap(original_[a], original_[b]);
    }
    shape_t original_;
};

/// Axis a directly outside of axis b: every operand walks them as one.
inline bool fusible(const axes& all, index_t a, index_t b) {
    for (index_t op = 0; op < all.width; ++op) {
        if (all.stride(a, op) != all.extents[b] * all.stride(b, op)) return false;
    }
    return true;
}

/// The axis `apart` is not made one with those before it; its number afterwards is returned.
inline index_t fuse_axes(loop_plan& plan, index_t apart = 0) {
    const axes all(plan);
    index_t kept = 0, found = 0;
    for (index_t axis = 1; axis < all.rank; ++axis) {
        if (axis != apart && fusible(all, kept, axis)) {
            all.extents[kept] *= all.extents[axis];
        } else {
            ++kept;
            if (axis == apart) found = kept;
            if (kept == axis) continue;
            all.extents[kept] = all.extents[axis];
        }
        for (index_t op = 0; op < all.width; ++op) all.stride(kept, op) = all.stride(axis, op);
    }
    if (kept + 1 < all.rank) plan.extents.resize_uninitialised(kept + 1);
    return found;
}

/// Tiles hold so many elements of all operands.
inline bool tiles_hold(const loop_plan& plan, index_t elements) {
    index_t bytes = 0;
    for (const planned_operand& operand : plan.operands) bytes += operand.itemsize;
    return elements * bytes <= most_joined_bytes;
}

/// Makes one axis of the last ones, from `first` on.
STRAND_NOINLINE inline void join_axes(loop_plan& plan, index_t first) {
    const axes all(plan);
    index_t elements = 1;
    for (index_t axis = first; axis < all.rank; ++axis) {
        elements *= all.extents[axis];
        plan.joined_extents.push_back(all.extents[axis]);
        for (index_t op = 0; op < all.width; ++op) plan.joined_strides.push_back(all.stride(axis, op));
    }
    for (index_t op = 0; op < all.width; ++op) {
        for (index_t axis = first; axis + 1 < all.rank; ++axis) {
            plan.operands[op].joined |= all.stride(axis, op) != all.extents[axis + 1] * all.stride(axis + 1, op);
        }
        all.stride(first, op) = all.stride(all.rank - 1, op);
    }
    all.extents[first] = elements;
    plan.extents.resize_uninitialised(first + 1);
}
/// The destination lies dense over the last axes, from `first` on.
inline bool is_one_row(const axes& all, index_t first) {
    for (index_t axis = first; axis + 1 < all.rank; ++axis) {
        if (all.stride(axis, 0) != all.extents[axis + 1] * all.stride(axis + 1, 0)) return false;
    }
    return true;
}
/// Some operand is contiguous along an axis before `first`: as many of its rows as can be should be packed together.
inline bool runs_outside(const axes& all, const loop_plan& plan, index_t first) {
    for (index_t axis = 0; axis < first; ++axis) {
        for (index_t op = 1; op < all.width; ++op) {
            if (all.stride(axis, op) == plan.operands[op].itemsize && all.stride(all.rank - 1, op) != 0) return true;
        }
    }
    return false;
}
inline bool are_few_strided(const axes& all, const loop_plan& plan) {
    index_t count = 1;
    for (index_t axis = 0; axis < all.rank; ++axis) count *= all.extents[axis];
    if (count > few_elements) return false;
    for (index_t op = 0; op < all.width; ++op) {
        const index_t step = all.stride(all.rank - 1, op);
        if (step != 0 && step != plan.operands[op].itemsize) return true;
    }
    return false;
}
/// The last axes when they are short, and not all operands walk them as one.
STRAND_NOINLINE inline void join_short_axes(loop_plan& plan) {
    const axes all(plan);
    if (are_few_strided(all, plan)) return;
    const auto first_of = [&all](index_t most) {
        index_t first = all.rank, elements = 1;
        while (first > 1 && elements > 0 && all.extents[first - 1] <= most / elements) elements *= all.extents[--first];
        return first;
    };
    index_t bytes = 0;
    for (const planned_operand& operand : plan.operands) bytes += operand.itemsize;
    const index_t most = most_joined_bytes / bytes, item = plan.operands[0].itemsize;
    if (all.stride(all.rank - 1, 0) == item && all.extents[all.rank - 1] * item < short_row_bytes) {
        const index_t first = first_of(most < most_joined_flat ? most : most_joined_flat);
        if (all.rank - first >= 2 && is_one_row(all, first) && !runs_outside(all, plan, first)) return join_axes(plan, first);
    }
    const index_t first = first_of(most < most_joined ? most : most_joined);
    if (all.rank - first >= 2) join_axes(plan, first);
}

/// Puts directly outside of the row the axis along which a transposed operand is contiguous.
STRAND_NOINLINE inline void choose_column_axis(loop_plan& plan) {
    const axes all(plan);
    const index_t last = all.rank - 1;
    for (index_t op = 0; op < all.width; ++op) {
        const index_t item = plan.operands[op].itemsize, step = all.stride(last, op);
        if (step == item || step == 0) continue;
        for (index_t axis = last; axis-- > 0;) {
            if (all.stride(axis, op) != item && all.stride(axis, op) != -item) continue;
            for (index_t k = axis; k + 1 < last; ++k) swap_axes(plan, k, k + 1);
            return;
        }
    }
}

}  // namespace planning

}  // namespace strand::detail

#endif
