// SPDX-License-Identifier: BSD-3-Clause
// Broadcasting: shapes are aligned at their last axes, and an extent of 1 stretches to any other.
// In: shapes. Out: the common shape, or a shape_error that names both shapes and the axis.
// Rule: https://numpy.org/doc/stable/user/basics.broadcasting.html
#ifndef STRAND_SHAPE_BROADCAST_HPP
#define STRAND_SHAPE_BROADCAST_HPP

#include <strand/shape/extents.hpp>

namespace strand {

namespace detail {

[[noreturn]] STRAND_COLD inline void throw_broadcast(dims_view a, dims_view b, index_t axis, index_t x, index_t y) {
    throw_shape("shapes " + tuple_text(a) + " and " + tuple_text(b) + " cannot be broadcast together: axis " +
                std::to_string(axis) + " has extents " + std::to_string(x) + " and " + std::to_string(y));
}

/// Stretches `result` so that `shape` broadcasts with it.
inline void broadcast_into(shape_t& result, dims_view shape) {
    const index_t rank = static_cast<index_t>(shape.size());
    const shape_t before = result;
    while (result.size() < rank) result.insert(0, 1);
    const index_t skip = result.size() - rank;
    for (index_t k = 0; k < rank; ++k) {
        index_t& extent = result[skip + k];
        const index_t other = shape[static_cast<std::size_t>(k)];
        if (extent == other || other == 1) continue;
        if (extent != 1) throw_broadcast(before, shape, k - rank, extent, other);
        extent = other;
    }
}

/// Does nothing when `from` stretches to `to`, else throws shape_error.
inline void check_broadcasts_to(dims_view from, dims_view to) {
    bool fits = from.size() <= to.size();
    for (std::size_t k = 0; fits && k < from.size(); ++k) {
        const index_t extent = from[from.size() - 1 - k];
        fits = extent == 1 || extent == to[to.size() - 1 - k];
    }
    if (!fits) throw_shape("an expression of shape " + tuple_text(from) + " does not fit into shape " + tuple_text(to));
}

}  // namespace detail

/// The common shape of several.
/// Throws shape_error naming the shapes and the axis. `broadcast_shapes(shape_t{3, 1}, shape_t{4})` is (3, 4).
template <index_t... Rank>
shape_t broadcast_shapes(const extents<Rank>&... shapes) {
    shape_t result;
    (detail::broadcast_into(result, shapes), ...);
    return result;
}

}  // namespace strand

#endif
