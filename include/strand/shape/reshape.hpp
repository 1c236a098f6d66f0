// SPDX-License-Identifier: BSD-3-Clause
// Reshaping: works out an extent given as -1, and finds strides that give the new shape without a copy.
// In: a layout and a new shape. Out: a layout of the same memory, or "no strides do that".
#ifndef STRAND_SHAPE_RESHAPE_HPP
#define STRAND_SHAPE_RESHAPE_HPP

#include <strand/shape/layout.hpp>

namespace strand::detail {

[[noreturn]] STRAND_COLD inline void throw_reshape(dims_view from, dims_view to) {
    throw_shape("cannot reshape an array of shape " + tuple_text(from) + " with " +
                std::to_string(element_count(from)) + " elements into shape " + tuple_text(to));
}

/// Replaces one -1 by the extent that keeps the number of elements; throws when the sizes differ.
inline shape_t completed_shape(dims_view from, dims_view to) {
    shape_t result(to);
    index_t unknown = -1;
    for (index_t axis = 0; axis < result.size(); ++axis) {
        if (result[axis] != -1) continue;
        if (unknown >= 0) throw_shape("only one extent of shape " + tuple_text(to) + " can be left open with -1");
        unknown = axis;
        result[axis] = 1;
    }
    const index_t count = element_count(from), known = checked_element_count(result);
    if (unknown >= 0) {
        if (known == 0 || count % known != 0) throw_reshape(from, to);
        result[unknown] = count / known;
    } else if (known != count) {
        throw_reshape(from, to);
    }
    return result;
}

/// Finds strides for `to` over the same memory in C order of the elements; false when a copy is needed.
/// Both shapes have the same number of elements. Groups of old axes that can be walked as one are
/// matched with groups of new axes of the same size.
inline bool reshaped_strides(const layout& in, dims_view to, shape_t& strides) {
    const index_t new_rank = static_cast<index_t>(to.size());
    strides = shape_t(new_rank, 0);
    if (element_count(to) == 0) {
        dense_strides(to, row_major, strides.data());
        return true;
    }
    layout old;
    for (index_t axis = 0; axis < in.rank(); ++axis) {
        if (in.shape[axis] != 1) old.push_axis(in.shape[axis], in.strides[axis]);
    }
    index_t old_axis = 0, new_axis = 0;
    while (old_axis < old.rank()) {
        index_t old_end = old_axis + 1, new_end = new_axis + 1;
        index_t old_count = old.shape[old_axis], new_count = to[static_cast<std::size_t>(new_axis)];
        while (old_count != new_count) {
            if (new_count < old_count) new_count *= to[static_cast<std::size_t>(new_end++)];
            else old_count *= old.shape[old_end++];
        }
        for (index_t k = old_axis; k + 1 < old_end; ++k) {
            if (old.strides[k] != old.shape[k + 1] * old.strides[k + 1]) return false;
        }
        index_t step = old.strides[old_end - 1];
        for (index_t k = new_end; k-- > new_axis;) {
            strides[k] = step;
            step *= to[static_cast<std::size_t>(k)];
        }
        old_axis = old_end;
        new_axis = new_end;
    }
    // Only extents of 1 are left.
    for (; new_axis < new_rank; ++new_axis) strides[new_axis] = 1;
    return true;
}

/// The layout of the elements in another shape, in which one extent may be -1; false when a copy is needed.
inline bool reshaped_layout(const layout& in, dims_view wanted, memory_order order, layout& to) {
    to = layout(completed_shape(in.shape, wanted), shape_t());
    if (order == row_major) return reshaped_strides(in, to.shape, to.strides);
    // Counted with the first index running fastest: C order of the reversed axes.
    layout turned;
    for (index_t axis = to.shape.size(); axis-- > 0;) turned.shape.push_back(to.shape[axis]);
    const bool possible = reshaped_strides(reversed_axes(in), turned.shape, turned.strides);
    to = reversed_axes(turned);
    return possible;
}

}  // namespace strand::detail

#endif
