// SPDX-License-Identifier: BSD-3-Clause
// `layout`: shape, strides and offset, all in elements; and what rearranging does to them.
// In: a layout. Out: a layout of the same memory. Nothing here knows an element type.
#ifndef STRAND_SHAPE_LAYOUT_HPP
#define STRAND_SHAPE_LAYOUT_HPP

#include <optional>
#include <strand/shape/broadcast.hpp>
#include <strand/shape/extents.hpp>

namespace strand::detail {

struct layout {
    shape_t shape, strides;
    index_t offset = 0;

    layout() = default;
    layout(shape_t extents, shape_t steps) : shape(std::move(extents)), strides(std::move(steps)) {}

    index_t rank() const { return shape.size(); }
    void push_axis(index_t extent, index_t stride) {
        shape.push_back(extent);
        strides.push_back(stride);
    }
    void erase_axis(index_t axis) {
        shape.erase(axis);
        strides.erase(axis);
    }
};

/// The order in which the axes lie without gaps from the first element on, if they do; axes of one element take any step.
inline std::optional<memory_order> dense_order(const layout& in) {
    for (const memory_order order : {row_major, column_major}) {
        shape_t steps(in.rank(), 0);
        dense_strides(in.shape, order, steps.data());
        bool same = in.offset == 0;
        for (index_t axis = 0; axis < in.rank(); ++axis) same &= in.shape[axis] <= 1 || in.strides[axis] == steps[axis];
        if (same) return order;
    }
    return {};
}

/// Every axis given once, negative ones counted from the end.
inline shape_t normalised_axes(dims_view axes, index_t rank) {
    shape_t result;
    for (const index_t given : axes) {
        const index_t axis = normalised_axis(given, rank);
        for (const index_t earlier : result) {
            if (earlier == axis) throw_duplicate_axis(given);
        }
        result.push_back(axis);
    }
    return result;
}

inline layout permuted(const layout& in, dims_view axes) {
    if (static_cast<index_t>(axes.size()) != in.rank()) {
        throw axis_error("a permutation of axes " + tuple_text(axes) + " does not fit shape " + tuple_text(in.shape));
    }
    layout out;
    out.offset = in.offset;
    for (const index_t axis : normalised_axes(axes, in.rank())) out.push_axis(in.shape[axis], in.strides[axis]);
    return out;
}

inline layout reversed_axes(const layout& in) {
    layout out;
    out.offset = in.offset;
    for (index_t axis = in.rank(); axis-- > 0;) out.push_axis(in.shape[axis], in.strides[axis]);
    return out;
}

inline layout matrix_transposed(layout in) {
    const index_t rank = in.rank();
    if (rank < 2) throw_shape("a matrix transpose needs at least 2 axes, the shape is " + tuple_text(in.shape));
    std::swap(in.shape[rank - 2], in.shape[rank - 1]);
    std::swap(in.strides[rank - 2], in.strides[rank - 1]);
    return in;
}

/// moveaxis: the source axes go to the destination positions, the others keep their order.
inline shape_t moved_axes(index_t rank, dims_view source, dims_view destination) {
    if (source.size() != destination.size()) {
        throw axis_error("moveaxis needs as many destinations as sources: " + tuple_text(source) + " and " +
                         tuple_text(destination));
    }
    const shape_t from = normalised_axes(source, rank), to = normalised_axes(destination, rank);
    shape_t order(rank, -1);
    for (index_t k = 0; k < from.size(); ++k) order[to[k]] = from[k];
    index_t next = 0;
    for (index_t& axis : order) {
        if (axis >= 0) continue;
        const auto taken = [&](index_t candidate) {
            for (const index_t moved : from) {
                if (moved == candidate) return true;
            }
            return false;
        };
        while (taken(next)) ++next;
        axis = next++;
    }
    return order;
}

inline layout flipped(layout in, dims_view axes) {
    for (const index_t axis : normalised_axes(axes, in.rank())) {
        if (in.shape[axis] > 0) in.offset += (in.shape[axis] - 1) * in.strides[axis];
        in.strides[axis] = -in.strides[axis];
    }
    return in;
}

/// New axes of extent 1 at these positions of the result.
inline layout expanded(const layout& in, dims_view axes) {
    const index_t rank = in.rank() + static_cast<index_t>(axes.size());
    shape_t is_new(rank, 0);
    for (const index_t axis : normalised_axes(axes, rank)) is_new[axis] = 1;
    layout out;
    out.offset = in.offset;
    index_t from = 0;
    for (index_t axis = 0; axis < rank; ++axis) {
        if (is_new[axis]) {
            out.push_axis(1, 0);
        } else {
            out.push_axis(in.shape[from], in.strides[from]);
            ++from;
        }
    }
    return out;
}

inline layout squeezed(const layout& in, dims_view axes) {
    shape_t drop(in.rank(), 0);
    for (const index_t axis : normalised_axes(axes, in.rank())) {
        if (in.shape[axis] != 1) {
            throw_shape("squeeze needs an extent of 1, but axis " + std::to_string(axis) + " of shape " +
                        tuple_text(in.shape) + " has " + std::to_string(in.shape[axis]));
        }
        drop[axis] = 1;
    }
    layout out;
    out.offset = in.offset;
    for (index_t axis = 0; axis < in.rank(); ++axis) {
        if (!drop[axis]) out.push_axis(in.shape[axis], in.strides[axis]);
    }
    return out;
}

inline shape_t unit_axes(dims_view shape) {
    shape_t axes;
    for (std::size_t axis = 0; axis < shape.size(); ++axis) {
        if (shape[axis] == 1) axes.push_back(static_cast<index_t>(axis));
    }
    return axes;
}

/// Stretched axes get stride 0.
inline layout broadcasted(const layout& in, dims_view shape) {
    checked_element_count(shape);
    check_broadcasts_to(in.shape, shape);
    layout out;
    out.offset = in.offset;
    const index_t added = static_cast<index_t>(shape.size()) - in.rank();
    for (index_t axis = 0; axis < static_cast<index_t>(shape.size()); ++axis) {
        const index_t from = axis - added, extent = shape[static_cast<std::size_t>(axis)];
        out.push_axis(extent, from < 0 || in.shape[from] != extent ? 0 : in.strides[from]);
    }
    return out;
}

/// The diagonal goes to the last axis, as in NumPy; `shift` > 0 is above the main diagonal.
inline layout diagonal_of(const layout& in, index_t shift, index_t axis1, index_t axis2) {
    if (in.rank() < 2) throw_shape("diagonal needs at least 2 axes, the shape is " + tuple_text(in.shape));
    const index_t pair[] = {axis1, axis2};
    const shape_t axes = normalised_axes(pair, in.rank());
    const index_t row = axes[0], column = axes[1];
    layout out;
    out.offset = in.offset;
    for (index_t axis = 0; axis < in.rank(); ++axis) {
        if (axis != row && axis != column) out.push_axis(in.shape[axis], in.strides[axis]);
    }
    const index_t rows = in.shape[row] - (shift < 0 ? -shift : 0), columns = in.shape[column] - (shift > 0 ? shift : 0);
    const index_t length = rows < columns ? rows : columns;
    if (length > 0) out.offset += shift < 0 ? -shift * in.strides[row] : shift * in.strides[column];
    out.push_axis(length > 0 ? length : 0, in.strides[row] + in.strides[column]);
    return out;
}

/// Windows of the given extents along the axes; the window axes come last.
inline layout sliding_windows(const layout& in, dims_view window, dims_view axes) {
    if (window.size() != axes.size()) {
        throw_value("sliding_window_view needs one window extent per axis: " + tuple_text(window) + " for axes " +
                    tuple_text(axes));
    }
    layout out = in;
    for (std::size_t k = 0; k < window.size(); ++k) {
        const index_t axis = normalised_axis(axes[k], in.rank());
        if (window[k] < 0) throw_value("negative window extent in " + tuple_text(window));
        if (out.shape[axis] < window[k]) {
            throw_value("window " + tuple_text(window) + " is larger than shape " + tuple_text(in.shape));
        }
        out.shape[axis] -= window[k] - 1;
    }
    for (std::size_t k = 0; k < window.size(); ++k) {
        out.push_axis(window[k], in.strides[normalised_axis(axes[k], in.rank())]);
    }
    return out;
}

}  // namespace strand::detail

#endif
