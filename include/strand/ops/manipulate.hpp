// SPDX-License-Identifier: BSD-3-Clause
// Rearranging without copying: reshape, ravel, transpose, permute_dims, swapaxes, moveaxis, flip,
// expand_dims, squeeze, broadcast_to, diagonal, sliding_window_view, as_strided.
// Of an lvalue array or a view: a view of the same elements. Of an rvalue array or a lazy expression: an
// array, which takes the memory along when its layout allows.
#ifndef STRAND_OPS_MANIPULATE_HPP
#define STRAND_OPS_MANIPULATE_HPP

#include <strand/ops/evaluate.hpp>
#include <strand/shape/reshape.hpp>

namespace strand {
inline namespace STRAND_ISA {

namespace detail_isa {

using strand::detail::dims_view;
using strand::detail::layout;

/// Applies `arrangement` to the layout of an array, computing lazy expressions first.
template <index_t NewRank, class A, class Arrangement>
auto rearranged(A&& array, Arrangement arrangement) {
    if constexpr (strand::detail::strided_memory<A>) {
        const layout to = arrangement(array.layout());
        return std::forward<A>(array).template rearrange<NewRank>(to);
    } else {
        auto value = copy(array);
        const layout to = arrangement(value.layout());
        return std::move(value).template rearrange<NewRank>(to);
    }
}

template <class A>
inline constexpr index_t rank_v = rank_of<A>;
constexpr index_t changed(index_t rank, index_t by) { return rank == dynamic_rank ? rank : rank + by; }

}  // namespace detail_isa

// ---- order of axes -------------------------------------------------------------------------------------

/// All axes in reverse order. `transpose(a)`
template <expression A>
auto transpose(A&& a) {
    return detail_isa::rearranged<rank_of<A>>(std::forward<A>(a), detail::reversed_axes);
}
/// Axis k of the result is axis axes[k] of the array; throws axis_error unless each axis is given once.
/// `permute_dims(a, {2, 0, 1})`
template <expression A, std::size_t N>
auto permute_dims(A&& a, const index_t (&axes)[N]) {
    return detail_isa::rearranged<rank_of<A>>(std::forward<A>(a), [&](const detail::layout& in) {
        return detail::permuted(in, axes);
    });
}
template <expression A, detail::integer_list Axes>
auto permute_dims(A&& a, const Axes& axes) {
    return detail_isa::rearranged<rank_of<A>>(std::forward<A>(a), [&](const detail::layout& in) {
        return detail::permuted(in, shape_t(axes));
    });
}
template <expression A, std::size_t N>
auto transpose(A&& a, const index_t (&axes)[N]) {
    return permute_dims(std::forward<A>(a), axes);
}
template <expression A, detail::integer_list Axes>
auto transpose(A&& a, const Axes& axes) {
    return permute_dims(std::forward<A>(a), axes);
}
/// The last two axes exchanged. `matrix_transpose(a)`
template <expression A>
auto matrix_transpose(A&& a) {
    return detail_isa::rearranged<rank_of<A>>(std::forward<A>(a), detail::matrix_transposed);
}
/// Two axes exchanged; throws axis_error. `swapaxes(a, 0, -1)`
template <expression A>
auto swapaxes(A&& a, index_t axis1, index_t axis2) {
    return detail_isa::rearranged<rank_of<A>>(std::forward<A>(a), [&](detail::layout in) {
        const index_t p = detail::normalised_axis(axis1, in.rank()), q = detail::normalised_axis(axis2, in.rank());
        std::swap(in.shape[p], in.shape[q]);
        std::swap(in.strides[p], in.strides[q]);
        return in;
    });
}
/// Moves axes to new positions, the others keep their order; throws axis_error. `moveaxis(a, 0, -1)`
template <expression A>
auto moveaxis(A&& a, index_t source, index_t destination) {
    return detail_isa::rearranged<rank_of<A>>(std::forward<A>(a), [&](const detail::layout& in) {
        return detail::permuted(in, detail::moved_axes(in.rank(), {&source, 1}, {&destination, 1}));
    });
}
template <expression A, std::size_t N>
auto moveaxis(A&& a, const index_t (&source)[N], const index_t (&destination)[N]) {
    return detail_isa::rearranged<rank_of<A>>(std::forward<A>(a), [&](const detail::layout& in) {
        return detail::permuted(in, detail::moved_axes(in.rank(), source, destination));
    });
}
/// Rolls an axis backwards until it lies before position `start`. `rollaxis(a, 2)`
template <expression A>
auto rollaxis(A&& a, index_t axis, index_t start = 0) {
    return detail_isa::rearranged<rank_of<A>>(std::forward<A>(a), [&](const detail::layout& in) {
        const index_t rank = in.rank(), from = detail::normalised_axis(axis, rank);
        index_t to = start < 0 ? start + rank : start;
        if (to < 0 || to > rank) detail::throw_axis(start, rank);
        if (from < to) --to;
        return detail::permuted(in, detail::moved_axes(rank, {&from, 1}, {&to, 1}));
    });
}

// ---- direction and number of axes --------------------------------------------------------------------

/// Elements in reverse order along all axes, or along the given ones. `flip(a, 0)`
template <expression A>
auto flip(A&& a) {
    return detail_isa::rearranged<rank_of<A>>(std::forward<A>(a), [](const detail::layout& in) {
        shape_t axes;
        for (index_t axis = 0; axis < in.rank(); ++axis) axes.push_back(axis);
        return detail::flipped(in, axes);
    });
}
template <expression A, std::integral Axis>
auto flip(A&& a, Axis axis) {
    return detail_isa::rearranged<rank_of<A>>(std::forward<A>(a), [&](const detail::layout& in) {
        const index_t one[] = {static_cast<index_t>(axis)};
        return detail::flipped(in, one);
    });
}
template <expression A, std::size_t N>
auto flip(A&& a, const index_t (&axes)[N]) {
    return detail_isa::rearranged<rank_of<A>>(std::forward<A>(a),
                                              [&](const detail::layout& in) { return detail::flipped(in, axes); });
}
template <expression A>
auto flipud(A&& a) {
    return flip(std::forward<A>(a), 0);
}
template <expression A>
auto fliplr(A&& a) {
    return flip(std::forward<A>(a), 1);
}

/// New axes of extent 1 at these positions of the result. `expand_dims(a, 0)`
template <expression A, std::integral Axis>
auto expand_dims(A&& a, Axis axis) {
    return detail_isa::rearranged<detail_isa::changed(rank_of<A>, 1)>(
        std::forward<A>(a), [&](const detail::layout& in) {
            const index_t one[] = {static_cast<index_t>(axis)};
            return detail::expanded(in, one);
        });
}
template <expression A, std::size_t N>
auto expand_dims(A&& a, const index_t (&axes)[N]) {
    return detail_isa::rearranged<detail_isa::changed(rank_of<A>, static_cast<index_t>(N))>(
        std::forward<A>(a), [&](const detail::layout& in) { return detail::expanded(in, axes); });
}
/// Drops axes of extent 1: all of them (the rank is then known at run time only), or the given ones,
/// which throws shape_error where the extent is not 1. `squeeze(a, 0)`
template <expression A>
auto squeeze(A&& a) {
    return detail_isa::rearranged<dynamic_rank>(std::forward<A>(a), [](const detail::layout& in) {
        return detail::squeezed(in, detail::unit_axes(in.shape));
    });
}
template <expression A, std::integral Axis>
auto squeeze(A&& a, Axis axis) {
    return detail_isa::rearranged<detail_isa::changed(rank_of<A>, -1)>(
        std::forward<A>(a), [&](const detail::layout& in) {
            const index_t one[] = {static_cast<index_t>(axis)};
            return detail::squeezed(in, one);
        });
}
template <expression A, std::size_t N>
auto squeeze(A&& a, const index_t (&axes)[N]) {
    return detail_isa::rearranged<detail_isa::changed(rank_of<A>, -static_cast<index_t>(N))>(
        std::forward<A>(a), [&](const detail::layout& in) { return detail::squeezed(in, axes); });
}

// ---- reshape -----------------------------------------------------------------------------------------

namespace detail_isa {

template <index_t NewRank, class A>
auto reshaped(A&& a, dims_view wanted) {
    if constexpr (!strand::detail::strided_memory<A>) {
        return reshaped<NewRank>(copy(a), wanted);
    } else {
        const layout in = a.layout();
        const shape_t shape = strand::detail::completed_shape(in.shape, wanted);
        layout to(shape, {});
        if (strand::detail::reshaped_strides(in, shape, to.strides)) {
            return std::forward<A>(a).template rearrange<NewRank>(to);
        }
        // No strides do that: a copy in C order, kept alive by the view of it.
        auto elements = copy(a);
        strand::detail::dense_strides(shape, row_major, to.strides.data());
        if constexpr (strand::detail::owner<A> && !std::is_lvalue_reference_v<A>) {
            return std::move(elements).template rearrange<NewRank>(to);
        } else {
            using Elements = decltype(elements);
            using View = decltype(a.template rearrange<NewRank>(to));
            auto* kept = new strand::detail::kept_value<Elements>(std::move(elements));
            return View(kept->value.data(), extents<NewRank>(shape), extents<NewRank>(to.strides),
                        strand::detail::hold(strand::detail::keeper(kept)));
        }
    }
}

}  // namespace detail_isa

/// The elements in C order in another shape; one extent may be -1 and is worked out.
/// A view; where no strides give that shape, a view of a copy that it keeps alive.
/// Throws shape_error when the sizes differ. `reshape(arange<int>(12), {3, -1})`
template <expression A, std::size_t N>
auto reshape(A&& a, const index_t (&shape)[N]) {
    return detail_isa::reshaped<static_cast<index_t>(N)>(std::forward<A>(a), shape);
}
template <expression A, index_t Rank = dynamic_rank>
auto reshape(A&& a, const extents<Rank>& shape) {
    return detail_isa::reshaped<Rank>(std::forward<A>(a), shape);
}
template <expression A, std::integral Extent>
auto reshape(A&& a, Extent extent) {
    const index_t shape[] = {static_cast<index_t>(extent)};
    return detail_isa::reshaped<1>(std::forward<A>(a), shape);
}
/// All elements in C order along one axis: as reshape(a, -1). `ravel(a)`
template <expression A>
auto ravel(A&& a) {
    return reshape(std::forward<A>(a), -1);
}
/// The same as a new array. `flatten(a)`
template <expression A>
auto flatten(const A& a) {
    return ravel(copy(a));
}

// ---- views with strides of their own -----------------------------------------------------------------------

/// Stretched to a shape by stride 0: a read-only view; of an rvalue array, an array.
/// Throws shape_error when the array does not broadcast to the shape. `broadcast_to(row, {3, 4})`
template <expression A, index_t Rank = dynamic_rank>
auto broadcast_to(A&& a, const extents<Rank>& shape) {
    if constexpr (detail::strided_memory<A> && (std::is_lvalue_reference_v<A> || !detail::owner<A>)) {
        return std::as_const(a).template rearrange<Rank>(detail::broadcasted(a.layout(), shape)).as_const();
    } else {
        return detail_isa::rearranged<Rank>(std::forward<A>(a), [&](const detail::layout& in) {
            return detail::broadcasted(in, shape);
        });
    }
}
template <expression A, std::size_t N>
auto broadcast_to(A&& a, const index_t (&shape)[N]) {
    return broadcast_to(std::forward<A>(a), extents<static_cast<index_t>(N)>(shape));
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
/// Windows over the leading axes, one extent each.
template <expression A, std::size_t N>
auto sliding_window_view(A&& a, const index_t (&window)[N]) {
    return detail_isa::rearranged<detail_isa::changed(rank_of<A>, static_cast<index_t>(N))>(
        std::forward<A>(a), [&](const detail::layout& in) {
            shape_t axes;
            for (index_t axis = 0; axis < static_cast<index_t>(N); ++axis) axes.push_back(axis);
            return detail::sliding_windows(in, window, axes);
        });
}
template <expression A, std::size_t N>
auto sliding_window_view(A&& a, const index_t (&window)[N], const index_t (&axes)[N]) {
    return detail_isa::rearranged<detail_isa::changed(rank_of<A>, static_cast<index_t>(N))>(
        std::forward<A>(a), [&](const detail::layout& in) { return detail::sliding_windows(in, window, axes); });
}

/// Any shape and strides, in elements, over an array's memory. Nothing checks that they stay inside it.
template <detail::strided_memory A, std::size_t N>
    requires(std::is_lvalue_reference_v<A> || !detail::owner<A>)
auto as_strided(A&& a, const index_t (&shape)[N], const index_t (&strides)[N]) {
    return std::forward<A>(a).template rearrange<static_cast<index_t>(N)>(
        detail::layout(shape_t(shape, shape + N), shape_t(strides, strides + N)));
}

}  // namespace STRAND_ISA
}  // namespace strand

#endif
