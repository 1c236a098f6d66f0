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

/// Stretches `result`, which has at least the rank of `shape`, so that `shape` broadcasts with it.
/// False when it does not.
inline bool stretch(index_t* result, index_t result_rank, dims_view shape) {
    index_t* aligned = result + (result_rank - static_cast<index_t>(shape.size()));
    for (const index_t extent : shape) {
        if (*aligned == 1) *aligned = extent;
        else if (extent != 1 && extent != *aligned) return false;
        ++aligned;
    }
    return true;
}

/// Says which axis keeps `shape` from broadcasting with what the shapes before it gave.
[[noreturn]] STRAND_COLD inline void throw_broadcast_of(dims_view before, dims_view shape) {
    for (std::size_t k = 1; k <= before.size() && k <= shape.size(); ++k) {
        const index_t x = before[before.size() - k], y = shape[shape.size() - k];
        if (x != y && x != 1 && y != 1) throw_broadcast(before, shape, -static_cast<index_t>(k), x, y);
    }
    throw_shape("shapes " + tuple_text(before) + " and " + tuple_text(shape) + " cannot be broadcast together");
}

/// Stretches `result` so that `shape` broadcasts with it; throws shape_error when it does not.
inline void broadcast_into(shape_t& result, dims_view shape) {
    const shape_t before = result;
    while (result.size() < static_cast<index_t>(shape.size())) result.insert(0, 1);
    if (!stretch(result.data(), result.size(), shape)) throw_broadcast_of(before, shape);
}

[[noreturn]] STRAND_COLD inline void throw_does_not_fit(dims_view from, dims_view to) {
    throw_shape("an expression of shape " + tuple_text(from) + " does not fit into shape " + tuple_text(to));
}

/// Does nothing when `from` stretches to `to`, else throws shape_error.
inline void check_broadcasts_to(dims_view from, dims_view to) {
    bool fits = from.size() <= to.size();
    for (std::size_t k = 0; fits && k < from.size(); ++k) {
        const index_t extent = from[from.size() - 1 - k];
        fits = extent == 1 || extent == to[to.size() - 1 - k];
    }
    if (!fits) throw_does_not_fit(from, to);
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
/// `broadcast_shapes({3, 1}, {4})`
template <std::size_t N, std::size_t M>
shape_t broadcast_shapes(const index_t (&a)[N], const index_t (&b)[M]) {
    return broadcast_shapes(shape_t(a, a + N), shape_t(b, b + M));
}

}  // namespace strand

#endif
