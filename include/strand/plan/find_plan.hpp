// SPDX-License-Identifier: BSD-3-Clause
// Plans a search along one axis (argmin, argmax): a loop plan whose first operands are the places found, with stride 0
// on the searched axis. The leaves decide the order of the axes, but that the searched one is among the last two,
// as kernels see it in its order, and as a whole unless leaves are packed into tiles.
//
//   innermost axes of the leaves       plan                       each row is
//   (..., searched)                    (..., searched)            searched along itself
//   (..., searched, ..., other)        (..., searched, other)     compared with those before it
//
// In: the leaves behind so many empty places, the shape, the axis, and where the results are wanted. Out: a plan whose
// places have their steps in elements, still to be multiplied by their sizes and given addresses.
#ifndef STRAND_PLAN_FIND_PLAN_HPP
#define STRAND_PLAN_FIND_PLAN_HPP

#include <strand/plan/loop_plan.hpp>

namespace strand::detail {

struct find_plan {
    loop_plan loop;
    shape_t place_strides;    // per axis of the expression, in elements, 0 on the searched one
    index_t place_count = 1;  // elements of one array of places
    bool direct = false;      // the strides are those wanted
    bool along_rows = false;
    bool in_place = true;     // no leaf is packed

    /// Says how large the elements of an array of places are, and where they lie; null where nobody wants them.
    void set_place(index_t op, char* data, index_t itemsize) {
        loop.operands[op].data = data;
        loop.operands[op].itemsize = itemsize;
        for (index_t k = 0; k < loop.rank(); ++k) loop.stride(k, op) = data ? loop.stride(k, op) * itemsize : 0;
    }
    void finish() {
        planning::finish_operands(loop);
        in_place = true;
        for (index_t op = loop.accumulators; op < loop.width(); ++op) {
            if (loop.operands[op].how <= access::contiguous) continue;
            in_place = false;
            // Kernels know no splat.
            if (loop.operands[op].how == access::splat) planning::set_access(loop, op, access::strided);
        }
    }
};

/// The axis has more than one element. `wanted`: strides per axis of the results, in elements, which lie dense in C order.
STRAND_NOINLINE inline find_plan make_find_plan(std::span<const memory_view> operands, index_t places, dims_view shape, index_t axis,
                                                const index_t* wanted) {
    find_plan result;
    loop_plan& plan = result.loop;
    const index_t rank = static_cast<index_t>(shape.size()), width = static_cast<index_t>(operands.size());
    plan.operands = small_vector<planned_operand, 6>(width);
    plan.accumulators = places;
    shape_t original;  // the expression's axis of each axis of the plan
    for (index_t op = places; op < width; ++op) {
        const memory_view& operand = operands[static_cast<std::size_t>(op)];
        plan.operands[op] = {static_cast<char*>(operand.data), operand.itemsize, operand.scalar ? access::constant : access::contiguous};
    }
    for (index_t k = 0; k < rank; ++k) {
        const index_t extent = shape[static_cast<std::size_t>(k)], here = original.size();
        if (extent == 1) continue;
        original.push_back(k);
        plan.extents.push_back(extent);
        plan.strides.resize_uninitialised((here + 1) * width);
        for (index_t op = 0; op < width; ++op) {
            const memory_view& operand = operands[static_cast<std::size_t>(op)];
            const index_t from = k - (rank - operand.rank);
            const bool stretched = op < places || operand.scalar || from < 0 || operand.extents[from] != extent;
            plan.stride(here, op) = stretched ? 0 : operand.strides[from] * operand.itemsize;
        }
    }
    const index_t last = original.size() - 1;
    const auto swap = [&](index_t a, index_t b) {
        planning::swap_axes(plan, a, b);
        std::swap(original[a], original[b]);
    };
    for (index_t i = 1; i <= last; ++i) {
        for (index_t k = i; k > 0 && planning::outer_order(plan, k - 1, k) < 0; --k) swap(k - 1, k);
    }
    index_t searched = 0;
    while (original[searched] != axis) ++searched;
    for (; searched < last - 1; ++searched) swap(searched, searched + 1);
    result.along_rows = searched == last;
    result.place_strides = shape_t(rank, 0);
    // Columns must lie dense.
    result.direct = result.along_rows || wanted[original[last]] == 1;
    for (index_t k = last; k >= 0; --k) {
        if (k == searched) continue;
        const index_t step = result.direct ? wanted[original[k]] : result.place_count;
        result.place_strides[original[k]] = step;
        for (index_t op = 0; op < places; ++op) plan.stride(k, op) = step;
        result.place_count *= plan.extents[k];
    }
    // Axes before the searched one may be one.
    planning::fuse_axes(plan, searched);
    if (!result.along_rows) plan.panel_rows = 32;
    result.finish();
    return result;
}

}  // namespace strand::detail

#endif
