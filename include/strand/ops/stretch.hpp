// SPDX-License-Identifier: BSD-3-Clause
// Views with strides that no transpose or slice gives: broadcast_to, broadcast_arrays, diagonal,
// sliding_window_view, as_strided. Elements may appear in several places.
// Of an lvalue array or a view: a view of the same elements. Of an rvalue array or a lazy expression: an array.
#ifndef STRAND_OPS_STRETCH_HPP
#define STRAND_OPS_STRETCH_HPP

#include <tuple>
#include <strand/ops/manipulate.hpp>

namespace strand {
inline namespace STRAND_ISA {

/// Stretched to a shape by stride 0: a read-only view; of an rvalue array, an array.
/// Throws shape_error when the array does not broadcast to the shape. `broadcast_to(row, {3, 4})`
template <expression A, detail::shape_argument Shape = extents<0>>
auto broadcast_to(A&& a, const Shape& shape) {
    constexpr index_t rank = detail::rank_named_by<Shape>;
    const extents<rank> wanted = detail::as_extents(shape);
    if constexpr (detail::strided_memory<A> && (std::is_lvalue_reference_v<A> || !detail::owner<A>)) {
        return std::as_const(a).template rearrange<rank>(detail::broadcasted(a.layout(), wanted)).as_const();
    } else {
        return detail_isa::rearranged<rank>(std::forward<A>(a), [&](const detail::layout& in) {
            return detail::broadcasted(in, wanted);
        });
    }
}
template <expression A, std::size_t N>
auto broadcast_to(A&& a, const detail::extent (&shape)[N]) {
    return broadcast_to(std::forward<A>(a), detail::braced_extents<N>(shape));
}

namespace detail_isa {
template <class... A>
consteval index_t common_rank_of() {
    index_t rank = 0;
    ((rank = strand::detail::common_rank(rank, rank_of<A>)), ...);
    return rank;
}
}  // namespace detail_isa

/// All stretched to their common shape: a tuple of read-only views; of rvalue arrays and lazy expressions,
/// of arrays. Throws shape_error when they do not broadcast. `auto [x, y] = broadcast_arrays(a, b)`
template <expression... A>
auto broadcast_arrays(A&&... a) {
    const extents<detail_isa::common_rank_of<A...>()> shape(broadcast_shapes(shape_t(a.shape())...));
    return std::tuple(broadcast_to(std::forward<A>(a), shape)...);
}

/// The diagonal of two axes as the last axis; `offset` > 0 lies above the main one. `diagonal(a, 1)`
template <expression A>
auto diagonal(A&& a, index_t offset = 0, index_t axis1 = 0, index_t axis2 = 1) {
    return detail_isa::rearranged<detail_isa::changed(rank_of<A>, -1)>(
        std::forward<A>(a), [&](const detail::layout& in) { return detail::diagonal_of(in, offset, axis1, axis2); });
}

/// Every window of an extent along an axis, the window's own axis last. Elements of neighbouring windows
/// are the same elements.
/// Throws value_error when the window is larger than the axis. `mean(sliding_window_view(a, 3), -1)`
template <expression A, std::integral Window>
auto sliding_window_view(A&& a, Window window, index_t axis = -1) {
    return detail_isa::rearranged<detail_isa::changed(rank_of<A>, 1)>(
        std::forward<A>(a), [&](const detail::layout& in) {
            const index_t extent[] = {static_cast<index_t>(window)};
            return detail::sliding_windows(in, extent, {&axis, 1});
        });
}
/// Windows over all axes, one extent each, or over the given axes.
template <expression A, std::size_t N>
    requires(rank_of<A> == dynamic_rank || rank_of<A> == static_cast<index_t>(N))
auto sliding_window_view(A&& a, const index_t (&window)[N]) {
    return detail_isa::rearranged<detail_isa::changed(rank_of<A>, static_cast<index_t>(N))>(
        std::forward<A>(a), [&](const detail::layout& in) {
            shape_t axes;
            for (index_t axis = 0; axis < in.rank(); ++axis) axes.push_back(axis);
            return detail::sliding_windows(in, window, axes);
        });
}
template <expression A, std::size_t N>
auto sliding_window_view(A&& a, const index_t (&window)[N], const index_t (&axes)[N]) {
    return detail_isa::rearranged<detail_isa::changed(rank_of<A>, static_cast<index_t>(N))>(
        std::forward<A>(a), [&](const detail::layout& in) { return detail::sliding_windows(in, window, axes); });
}
template <expression A, detail::integer_list Window>
auto sliding_window_view(A&& a, const Window& window) {
    return detail_isa::rearranged<dynamic_rank>(std::forward<A>(a), [&](const detail::layout& in) {
        shape_t axes;
        for (index_t axis = 0; axis < in.rank(); ++axis) axes.push_back(axis);
        return detail::sliding_windows(in, shape_t(window), axes);
    });
}
template <expression A, detail::integer_list Window, detail::integer_list Axes>
auto sliding_window_view(A&& a, const Window& window, const Axes& axes) {
    return detail_isa::rearranged<dynamic_rank>(std::forward<A>(a), [&](const detail::layout& in) {
        return detail::sliding_windows(in, shape_t(window), shape_t(axes));
    });
}

/// Any shape and strides, in elements, over an array's memory. Nothing checks that they stay inside it.
template <detail::strided_memory A, std::size_t N>
auto as_strided(A&& a, const index_t (&shape)[N], const index_t (&strides)[N]) {
    return std::forward<A>(a).template rearrange<static_cast<index_t>(N)>(
        detail::layout(shape_t(shape, shape + N), shape_t(strides, strides + N)));
}
/// The same with a rank known at run time; throws value_error unless there are as many strides as extents.
template <detail::strided_memory A, detail::integer_list Shape, detail::integer_list Strides>
auto as_strided(A&& a, const Shape& shape, const Strides& strides) {
    const detail::layout to{shape_t(shape), shape_t(strides)};
    if (to.shape.size() != to.strides.size()) {
        detail::throw_value("as_strided: strides " + to_string(to.strides) + " do not fit shape " + to_string(to.shape));
    }
    return std::forward<A>(a).template rearrange<dynamic_rank>(to);
}

}  // namespace STRAND_ISA
}  // namespace strand

#endif
