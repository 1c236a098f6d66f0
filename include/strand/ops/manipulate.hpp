// SPDX-License-Identifier: BSD-3-Clause
// Rearranging without copying: reshape, ravel, transpose, permute_dims, swapaxes, moveaxis, flip,
// expand_dims, squeeze, atleast_1d. Axes are numbers, braces or ranges of integers.
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

/// An expression's elements in memory: its own where it has them, else computed.
template <expression E>
decltype(auto) in_memory(const E& e) {
    if constexpr (strand::detail::strided_memory<E>) return (e);
    else return copy(e);
}

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
template <expression A, detail::integer_list From, detail::integer_list To>
auto moveaxis(A&& a, const From& source, const To& destination) {
    return detail_isa::rearranged<rank_of<A>>(std::forward<A>(a), [&](const detail::layout& in) {
        return detail::permuted(in, detail::moved_axes(in.rank(), shape_t(source), shape_t(destination)));
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
template <expression A, detail::integer_list Axes>
auto flip(A&& a, const Axes& axes) {
    return detail_isa::rearranged<rank_of<A>>(
        std::forward<A>(a), [&](const detail::layout& in) { return detail::flipped(in, shape_t(axes)); });
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
template <expression A, detail::integer_list Axes>
auto expand_dims(A&& a, const Axes& axes) {
    return detail_isa::rearranged<dynamic_rank>(
        std::forward<A>(a), [&](const detail::layout& in) { return detail::expanded(in, shape_t(axes)); });
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

template <expression A, detail::integer_list Axes>
auto squeeze(A&& a, const Axes& axes) {
    return detail_isa::rearranged<dynamic_rank>(
        std::forward<A>(a), [&](const detail::layout& in) { return detail::squeezed(in, shape_t(axes)); });
}

namespace detail_isa {

/// With axes of extent 1 up to `Least`: a vector becomes a row, with three axes (1, N, 1), a matrix (M, N, 1).
template <index_t Least, class A>
auto at_least(A&& a) {
    constexpr index_t rank = rank_of<A> == dynamic_rank || rank_of<A> >= Least ? rank_of<A> : Least;
    return rearranged<rank>(std::forward<A>(a), [](const layout& in) {
        static constexpr index_t new_axes[3][3] = {{0, 1, 2}, {0, 2, 0}, {2, 0, 0}};
        const index_t missing = Least - in.rank();
        if (missing <= 0) return in;
        return strand::detail::expanded(in, {new_axes[in.rank()], static_cast<std::size_t>(missing)});
    });
}

}  // namespace detail_isa

/// The array with at least 1, 2 or 3 axes; axes that are missing have extent 1. A number counts as rank 0.
/// `atleast_2d(ndarray{1, 2})` has shape (1, 2)
template <expression A>
auto atleast_1d(A&& a) {
    return detail_isa::at_least<1>(std::forward<A>(a));
}
template <scalar_number Number>
auto atleast_1d(Number number) {
    return atleast_1d(scalar(number));
}
template <expression A>
auto atleast_2d(A&& a) {
    return detail_isa::at_least<2>(std::forward<A>(a));
}
template <scalar_number Number>
auto atleast_2d(Number number) {
    return atleast_2d(scalar(number));
}
template <expression A>
auto atleast_3d(A&& a) {
    return detail_isa::at_least<3>(std::forward<A>(a));
}
template <scalar_number Number>
auto atleast_3d(Number number) {
    return atleast_3d(scalar(number));
}

// ---- reshape -----------------------------------------------------------------------------------------

namespace detail_isa {

template <index_t NewRank, class A>
auto reshaped(A&& a, const extents<NewRank>& wanted, memory_order order) {
    if constexpr (!strand::detail::strided_memory<A>) {
        return reshaped<NewRank>(copy(a), wanted, order);
    } else {
        const layout in = a.layout();
        layout to;
        if (strand::detail::reshaped_layout(in, wanted, order, to)) return std::forward<A>(a).template rearrange<NewRank>(to);
        // No strides do that: a copy in this order, kept alive by the view of it.
        ndarray<value_t<A>, rank_of<A>> elements(extents<rank_of<A>>(in.shape), order);
        strand::detail::write_elements(elements, a);
        strand::detail::reshaped_layout(elements.layout(), wanted, order, to);
        if constexpr (strand::detail::owner<A> && !std::is_lvalue_reference_v<A>) {
            return std::move(elements).template rearrange<NewRank>(to);
        } else {
            using Elements = decltype(elements);
            using View = decltype(a.template rearrange<NewRank>(to));
            auto* kept = new strand::detail::kept_value<Elements>(std::move(elements));
            return View(kept->value.data(), extents<NewRank>(to.shape), extents<NewRank>(to.strides),
                        strand::detail::hold(strand::detail::keeper(kept)));
        }
    }
}

}  // namespace detail_isa

/// The elements in C order in another shape, or counted with the first index running fastest where `order` is
/// column_major; one extent may be -1 and is worked out.
/// A view; where no strides give that shape, a view of a copy that it keeps alive.
/// Throws shape_error when the sizes differ. `reshape(arange<int>(12), {3, -1})`
template <expression A, detail::shape_argument Shape = extents<0>>
auto reshape(A&& a, const Shape& shape, memory_order order = row_major) {
    return detail_isa::reshaped<detail::rank_named_by<Shape>>(std::forward<A>(a), detail::as_extents(shape), order);
}
template <expression A, std::size_t N>
auto reshape(A&& a, const detail::extent (&shape)[N], memory_order order = row_major) {
    return reshape(std::forward<A>(a), detail::braced_extents<N>(shape), order);
}
template <expression A>
auto ravel(A&& a, memory_order order) {
    return reshape(std::forward<A>(a), -1, order);
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
template <expression A>
auto flatten(const A& a, memory_order order) {
    if (order == row_major) return ravel(copy(a));
    auto&& source = detail_isa::in_memory(a);
    return ravel(copy(transpose(source)));
}

}  // namespace STRAND_ISA
}  // namespace strand

#endif
