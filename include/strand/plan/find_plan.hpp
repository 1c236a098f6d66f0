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
    planning::leaf_axes axes(plan, operands, shape, places);
    const index_t last = axes.count() - 1;
    result.along_rows = axes.original(last) == axis;
    result.place_strides = shape_t(static_cast<index_t>(shape.size()), 0);
    // Columns must lie dense.
    result.direct = result.along_rows || wanted[axes.original(last)] == 1;
    for (index_t k = last; k >= 0; --k) {
        if (axes.original(k) == axis) continue;
        const index_t step = result.direct ? wanted[axes.original(k)] : result.place_count;
        result.place_strides[axes.original(k)] = step;
        for (index_t op = 0; op < places; ++op) plan.stride(k, op) = step;
        result.place_count *= plan.extents[k];
    }
    // Of the others those may be one that the searched axis does not part.
    planning::fuse_axes(plan);
    index_t searched = 0;
    while (plan.stride(searched, 0) != 0) ++searched;
    for (; searched < plan.rank() - 2; ++searched) planning::swap_axes(plan, searched, searched + 1);
    if (!result.along_rows) plan.panel_rows = 32;
    result.finish();
    return result;
}

}  // namespace strand::detail

#endif
