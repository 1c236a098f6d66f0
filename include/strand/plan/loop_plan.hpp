// SPDX-License-Identifier: BSD-3-Clause
// `loop_plan`: in which order, over which strides an elementwise evaluation walks its operands.
// In: the destination and the leaves of an expression as memory_views, shapes already checked.
// Out: plain printable data. Ordinary code without templates, compiled once per unit.
//
// Axes of extent 1 are dropped, negative strides of the destination turned around, axes ordered by the
// destination's strides, and neighbours fused where every operand can walk them as one. The last axis
// is then the row that the kernel computes. How each operand comes in follows from its stride there:
//
//   stride per axis (elements, innermost last)     access
//   (cols, 1)   (0, 1)                             contiguous
//   (1, 0)      (0, 0)                             splat: one value per row
//   (cols, -1)                                     reversed: put in order after loading
//   (cols, 2)                                      every second: likewise
//   (cols, 3)                                      strided: packed into a tile
//   (1, rows)                                      transposed: packed through register tiles
//
// When rows are too short to amortise a call and the destination lies dense over the last two axes,
// the two are walked as one flat row; operands that do not lie so are laid out once or per tile
// ("periodic" when the same few values come again in every row). Several axes that hold only a few
// elements together, such as the matrices of a stack, are joined first: they count as the one last axis,
// and operands that cannot walk them so are packed. A dense destination too large for the
// caches, which the expression does not read, is computed in tiles and streamed to memory.
#ifndef STRAND_PLAN_LOOP_PLAN_HPP
#define STRAND_PLAN_LOOP_PLAN_HPP

#include <cstdint>
#include <strand/shape/memory_view.hpp>

namespace strand::detail {

enum class access : unsigned char {
    constant,
    contiguous,
    splat,
    reversed,
    every_second,
    strided,
    transposed,
    periodic,
    streamed
};

struct planned_operand {
    char* data = nullptr;
    index_t itemsize = 0;
    access how = access::contiguous;
    /// Steps in bytes along the last axis but one and the last: the rows and columns of a kernel call.
    index_t row_step = 0, column_step = 0;
    /// Walks the joined axes one by one.
    bool joined = false;
    /// Comes into the kernel through a tile.
    bool packed() const { return how >= access::strided; }
};

struct loop_plan {
    small_vector<planned_operand, 6> operands;  // the destination first
    shape_t extents;                            // outermost axis first
    small_vector<index_t, 32> strides;          // in bytes, per axis and operand
    bool flat = false;                          // the last two axes are walked as one row
    shape_t joined_extents;                     // of the axes that make the last one; none: it is one axis
    small_vector<index_t, 12> joined_strides;   // in bytes, per joined axis and operand
    index_t copied = 0;                         // operands copied first because the destination disturbs them

    index_t rank() const { return extents.size(); }
    index_t width() const { return operands.size(); }
    index_t stride(index_t axis, index_t operand) const { return strides[axis * width() + operand]; }
    index_t& stride(index_t axis, index_t operand) { return strides[axis * width() + operand]; }
    index_t joined_stride(index_t axis, index_t operand) const { return joined_strides[axis * width() + operand]; }
};

/// Rows of fewer bytes of destination than this are walked flat if they can be: about the work that
/// hides starting a row (some ten instructions per operand).
inline constexpr index_t short_row_bytes = 256;
/// Walking so many short rows, when there are no more, takes less time than laying them out as one.
inline constexpr index_t few_rows = 16;

/// So many elements of several axes are joined to one, where a plane of its own would take longer to start than to
/// compute; and so many bytes in all operands, because the tiles that operands are packed into must hold them.
inline constexpr index_t most_joined = 64, most_joined_bytes = 8192;

/// Destinations from this size on are streamed: about half of a last-level cache shared by several cores,
/// beyond which the result will not be found there anyway. Streaming saves reading each line first.
inline constexpr index_t streamed_bytes = index_t{16} << 20;

namespace planning {

/// Positive when axis a must be outside of axis b: the first operand that has an opinion decides.
inline int outer_order(const loop_plan& plan, index_t a, index_t b) {
    for (index_t op = 0; op < plan.width(); ++op) {
        const index_t x = plan.stride(a, op) < 0 ? -plan.stride(a, op) : plan.stride(a, op);
        const index_t y = plan.stride(b, op) < 0 ? -plan.stride(b, op) : plan.stride(b, op);
        if (x == 0 || y == 0 || x == y) continue;
        return x > y ? 1 : -1;
    }
    return 0;
}

inline void swap_axes(loop_plan& plan, index_t a, index_t b) {
    std::swap(plan.extents[a], plan.extents[b]);
    for (index_t op = 0; op < plan.width(); ++op) std::swap(plan.stride(a, op), plan.stride(b, op));
}

/// Insertion sort, because the order is not transitive where operands disagree.
inline void order_axes(loop_plan& plan) {
    for (index_t i = 1; i < plan.rank(); ++i) {
        for (index_t k = i; k > 0 && outer_order(plan, k - 1, k) < 0; --k) swap_axes(plan, k - 1, k);
    }
}

/// Axis a directly outside of axis b: every operand walks them as one.
inline bool fusible(const loop_plan& plan, index_t a, index_t b) {
    for (index_t op = 0; op < plan.width(); ++op) {
        if (plan.stride(a, op) != plan.extents[b] * plan.stride(b, op)) return false;
    }
    return true;
}

inline void fuse_axes(loop_plan& plan) {
    index_t kept = 0;
    for (index_t axis = 1; axis < plan.rank(); ++axis) {
        if (fusible(plan, kept, axis)) {
            plan.extents[kept] *= plan.extents[axis];
        } else {
            plan.extents[++kept] = plan.extents[axis];
        }
        for (index_t op = 0; op < plan.width(); ++op) plan.stride(kept, op) = plan.stride(axis, op);
    }
    plan.extents.resize_uninitialised(plan.rank() == 0 ? 0 : kept + 1);
}

/// Makes one axis of the last ones when they are short, and not all operands walk them as one.
inline void join_short_axes(loop_plan& plan) {
    const index_t rank = plan.rank();
    index_t first = rank, elements = 1, bytes = 0;
    while (first > 1 && elements > 0 && plan.extents[first - 1] <= most_joined / elements) elements *= plan.extents[--first];
    for (const planned_operand& operand : plan.operands) bytes += operand.itemsize;
    if (rank - first < 2 || elements * bytes > most_joined_bytes) return;
    for (index_t axis = first; axis < rank; ++axis) {
        plan.joined_extents.push_back(plan.extents[axis]);
        for (index_t op = 0; op < plan.width(); ++op) plan.joined_strides.push_back(plan.stride(axis, op));
    }
    for (index_t op = 0; op < plan.width(); ++op) {
        for (index_t axis = first; axis + 1 < rank; ++axis) {
            plan.operands[op].joined |= plan.stride(axis, op) != plan.extents[axis + 1] * plan.stride(axis + 1, op);
        }
        plan.stride(first, op) = plan.stride(rank - 1, op);
    }
    plan.extents[first] = elements;
    plan.extents.resize_uninitialised(first + 1);
}

/// Puts directly outside of the row the axis along which a transposed operand is contiguous.
inline void choose_column_axis(loop_plan& plan) {
    const index_t last = plan.rank() - 1;
    if (last < 2) return;
    for (index_t op = 0; op < plan.width(); ++op) {
        const index_t item = plan.operands[op].itemsize, step = plan.stride(last, op);
        if (step == item || step == 0) continue;
        for (index_t axis = last; axis-- > 0;) {
            if (plan.stride(axis, op) != item) continue;
            for (index_t k = axis; k + 1 < last; ++k) swap_axes(plan, k, k + 1);
            return;
        }
    }
}

/// How a row comes in whose step is neither 0 nor the element size. Kernels read elements of 4 and 8 bytes
/// backwards and skipping every other one; what they cannot read, and a destination, goes through a tile.
inline access stepped_access(index_t step, index_t itemsize, bool destination) {
    if (destination || (itemsize != 4 && itemsize != 8)) return access::strided;
    if (step == -itemsize) return access::reversed;
    return step == 2 * itemsize ? access::every_second : access::strided;
}

inline access classify(const loop_plan& plan, index_t op) {
    const planned_operand& operand = plan.operands[op];
    if (operand.how == access::constant) return access::constant;
    const index_t last = plan.rank() - 1;
    if (last < 0) return access::contiguous;
    if (operand.joined) return plan.flat && plan.stride(last - 1, op) == 0 ? access::periodic : access::strided;
    const index_t step = plan.stride(last, op);
    if (plan.flat) {
        const index_t row = plan.stride(last - 1, op);
        if (step == operand.itemsize && row == plan.extents[last] * step) return access::contiguous;
        if (step == 0 && row == 0) return access::splat;
        return row == 0 ? access::periodic : access::strided;
    }
    if (step == operand.itemsize) return access::contiguous;
    if (step == 0) return access::splat;
    if (last > 0 && plan.stride(last - 1, op) == operand.itemsize) return access::transposed;
    return stepped_access(step, operand.itemsize, op == 0);
}

/// What the axes found say about each operand.
inline void finish_operands(loop_plan& plan) {
    const index_t rank = plan.rank();
    for (index_t op = 0; op < plan.width(); ++op) {
        planned_operand& operand = plan.operands[op];
        operand.how = classify(plan, op);
        operand.row_step = rank >= 2 ? plan.stride(rank - 2, op) : 0;
        operand.column_step = rank >= 1 ? plan.stride(rank - 1, op) : 0;
    }
}

/// The destination lies dense over the last two axes, but some operand does not, and rows are short.
inline bool worth_flattening(const loop_plan& plan) {
    const index_t last = plan.rank() - 1;
    if (last < 1 || (last == 1 && plan.extents[0] <= few_rows)) return false;
    const index_t item = plan.operands[0].itemsize;
    return !plan.operands[0].joined && plan.stride(last, 0) == item && plan.stride(last - 1, 0) == item * plan.extents[last] &&
           plan.extents[last] * item < short_row_bytes;
}

}  // namespace planning

/// The destination lies dense in whole cache lines and is too large for the caches.
inline bool worth_streaming(const loop_plan& plan) {
    const index_t last = plan.rank() - 1, item = plan.operands[0].itemsize;
    if (last < 0 || plan.stride(last, 0) != item || plan.extents[last] * item < 4096) return false;
    index_t bytes = item;
    std::uintptr_t steps = reinterpret_cast<std::uintptr_t>(plan.operands[0].data);
    for (index_t axis = 0; axis <= last; ++axis) {
        bytes *= plan.extents[axis];
        if (axis < last) steps |= static_cast<std::uintptr_t>(plan.stride(axis, 0));
    }
    return bytes >= streamed_bytes && steps % 64 == 0;
}

/// Plans one evaluation. `operands` holds the destination first; all broadcast to its shape.
/// `write_once`: no operand is the destination itself, so that it may be streamed.
STRAND_NOINLINE inline loop_plan make_loop_plan(std::span<const memory_view> operands, bool write_once = false) {
    loop_plan plan;
    const memory_view& destination = operands[0];
    const index_t width = static_cast<index_t>(operands.size());
    plan.operands.resize_uninitialised(width);
    plan.strides.resize_uninitialised(destination.rank * width);
    for (index_t op = 0; op < width; ++op) {
        const memory_view& operand = operands[static_cast<std::size_t>(op)];
        plan.operands[op] = {static_cast<char*>(operand.data), operand.itemsize,
                             operand.scalar ? access::constant : access::contiguous};
    }
    for (index_t axis = 0; axis < destination.rank; ++axis) {
        const index_t extent = destination.extents[axis];
        if (extent == 1) continue;
        const index_t kept = plan.rank();
        plan.extents.push_back(extent);
        for (index_t op = 0; op < width; ++op) {
            const memory_view& operand = operands[static_cast<std::size_t>(op)];
            const index_t from = axis - (destination.rank - operand.rank);
            const bool stretched = operand.scalar || from < 0 || operand.extents[from] != extent;
            plan.stride(kept, op) = stretched ? 0 : operand.strides[from] * operand.itemsize;
        }
        if (plan.stride(kept, 0) < 0 && extent > 0) {
            for (index_t op = 0; op < width; ++op) {
                plan.operands[op].data += (extent - 1) * plan.stride(kept, op);
                plan.stride(kept, op) = -plan.stride(kept, op);
            }
        }
    }
    if (plan.rank() > 1) {
        planning::order_axes(plan);
        planning::fuse_axes(plan);
        planning::join_short_axes(plan);
        planning::choose_column_axis(plan);
        plan.flat = planning::worth_flattening(plan);
    }
    planning::finish_operands(plan);
    if (write_once && !plan.flat && worth_streaming(plan)) plan.operands[0].how = access::streamed;
    return plan;
}

}  // namespace strand::detail

#endif
