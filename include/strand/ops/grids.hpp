// SPDX-License-Identifier: BSD-3-Clause
// Arrays made from the indices of their elements: eye, identity, tri, tril, triu, diag, meshgrid, indices,
// fromfunction. All compute at once.
#ifndef STRAND_OPS_GRIDS_HPP
#define STRAND_OPS_GRIDS_HPP

#include <string_view>
#include <tuple>
#include <strand/ops/sequences.hpp>
#include <strand/ops/stretch.hpp>
#include <strand/ops/ufunc.hpp>

namespace strand {

namespace detail {

/// values[i] for the index i of one axis: their only axis becomes axis `axis` of `Rank` axes.
template <index_t Rank, class T>
ndview<T, Rank> along_axis(const ndview<T, 1>& values, index_t axis) {
    layout to(shape_t(Rank, 1), shape_t(Rank, 0));
    to.shape[axis] = values.size();
    to.strides[axis] = values.strides()[0];
    return values.template rearrange<Rank>(to);
}


inline extents<2> matrix_shape(dims_view shape, const char* name) {
    if (shape.size() < 2) throw_shape(std::string(name) + " needs at least 2 axes, the shape is " + tuple_text(shape));
    return extents<2>({shape[shape.size() - 2], shape[shape.size() - 1]});
}

}  // namespace detail

/// Ones where column - row is k, zeros elsewhere. `eye<int>(3)`
template <class T = double>
auto eye(index_t rows, index_t columns, index_t k = 0) {
    auto result = zeros<T>({rows, columns});
    diagonal(result, k) = canonical_t<T>(1);
    return result;
}
template <class T = double>
auto eye(index_t rows) {
    return eye<T>(rows, rows);
}
template <class T = double>
auto identity(index_t rows) {
    return eye<T>(rows, rows);
}

/// Ones where column - row is at most k, zeros elsewhere. `tri(3)`
template <class T = double>
auto tri(index_t rows, index_t columns, index_t k = 0) {
    const auto row = arange<std::int64_t>(rows), column = arange<std::int64_t>(columns);
    const auto below = detail::along_axis<2>(column.view(), 1) - k <= detail::along_axis<2>(row.view(), 0);
    return ndarray<canonical_t<T>, 2>(astype<T>(below));
}
template <class T = double>
auto tri(index_t rows) {
    return tri<T>(rows, rows);
}
/// The matrices in the last two axes with zeros above the k-th diagonal, or below it.
/// Throws shape_error when there are fewer axes. `tril(a)`, `triu(a, 1)`
template <expression A>
    requires(rank_of<A> != 0 && rank_of<A> != 1)
auto tril(const A& a, index_t k = 0) {
    const extents<2> shape = detail::matrix_shape(shape_t(a.shape()), "tril");
    return copy(where(tri<value_t<A>>(shape[0], shape[1], k) != value_t<A>(0), a, value_t<A>(0)));
}
template <expression A>
    requires(rank_of<A> != 0 && rank_of<A> != 1)
auto triu(const A& a, index_t k = 0) {
    const extents<2> shape = detail::matrix_shape(shape_t(a.shape()), "triu");
    return copy(where(tri<value_t<A>>(shape[0], shape[1], k - 1) != value_t<A>(0), value_t<A>(0), a));
}

/// Of a vector the square matrix that has it on its k-th diagonal; of a matrix a copy of that diagonal.
/// Throws shape_error for other ranks. `diag(ndarray{1, 2, 3})`
template <expression A>
    requires(rank_of<A> == 1 || rank_of<A> == 2 || rank_of<A> == dynamic_rank)
auto diag(const A& a, index_t k = 0) {
    const auto from_vector = [&](const ndarray<value_t<A>, 1>& vector) {
        const index_t extent = vector.size() + (k < 0 ? -k : k);
        auto result = zeros<value_t<A>>({extent, extent});
        diagonal(result, k) = vector;
        return result;
    };
    if constexpr (rank_of<A> == 1) {
        return from_vector(a);
    } else if constexpr (rank_of<A> == 2) {
        return copy(diagonal(a, k));
    } else {
        const shape_t shape(a.shape());
        if (shape.size() != 1 && shape.size() != 2) {
            detail::throw_shape("diag needs 1 or 2 axes, the shape is " + to_string(shape));
        }
        if (shape.size() == 1) return ndarray<value_t<A>>(from_vector(a));
        return copy(diagonal(a, k));
    }
}

namespace detail {

template <expression E>
auto vector_of(const E& e) {
    return ndarray<value_t<E>, 1>(e);
}

/// The grids of meshgrid; "xy" exchanges the first two axes.
template <class... Vector, std::size_t... Axis>
auto mesh(std::index_sequence<Axis...>, bool exchange, const Vector&... vector) {
    constexpr index_t rank = sizeof...(Vector);
    const auto place = [&](index_t axis) { return exchange && rank > 1 && axis < 2 ? 1 - axis : axis; };
    extents<rank> shape;
    ((shape[place(Axis)] = vector.size()), ...);
    const auto grid = [&]<class T>(const ndarray<T, 1>& values, index_t axis) {
        ndarray<T, rank> result(shape);
        write_elements(result, along_axis<rank>(values.view(), place(axis)));
        return result;
    };
    return std::tuple(grid(vector, static_cast<index_t>(Axis))...);
}

}  // namespace detail

/// Coordinates of a grid from one vector per axis: a tuple of arrays of the grid's shape. The first two axes
/// are exchanged, as in pictures: x runs along the columns.
/// `auto [x, y] = meshgrid(arange(3), arange(2))`
template <expression... Vector>
    requires(sizeof...(Vector) > 0 && ((rank_of<Vector> == 1 || rank_of<Vector> == dynamic_rank) && ...))
auto meshgrid(const Vector&... vector) {
    return detail::mesh(std::index_sequence_for<Vector...>{}, true, detail::vector_of(vector)...);
}
/// The same with a text behind the vectors: "xy" as above, "ij" exchanges no axes.
/// Throws value_error for another text. `meshgrid(x, y, "ij")`
template <class... Argument>
    requires(sizeof...(Argument) > 1 && (std::convertible_to<const Argument&, std::string_view> || ...))
auto meshgrid(const Argument&... argument) {
    const auto all_arguments = std::tie(argument...);
    constexpr std::size_t vectors = sizeof...(Argument) - 1;
    const std::string_view indexing = std::get<vectors>(all_arguments);
    if (indexing != "xy" && indexing != "ij") {
        detail::throw_value("meshgrid: the indexing must be xy or ij, it is " + std::string(indexing));
    }
    return [&]<std::size_t... Axis>(std::index_sequence<Axis...> axes) {
        return detail::mesh(axes, indexing == "xy", detail::vector_of(std::get<Axis>(all_arguments))...);
    }(std::make_index_sequence<vectors>{});
}

/// The indices of every element: axis 0 says of which axis. `indices({2, 3})` has shape (2, 2, 3)
template <class T = std::int64_t, detail::shape_argument Shape>
auto indices(const Shape& shape) {
    const auto given = detail::as_extents(shape);
    constexpr index_t rank = detail::rank_named_by<Shape>, result_rank = rank == dynamic_rank ? rank : rank + 1;
    shape_t all_extents(given);
    all_extents.insert(0, given.size());
    auto result = empty<T>(extents<result_rank>(all_extents));
    for (index_t axis = 0; axis < given.size(); ++axis) {
        shape_t along(given.size(), 1);
        along[axis] = given[axis];
        result(axis, ellipsis) = reshape(arange<T>(given[axis]), along);
    }
    return result;
}
template <class T = std::int64_t, std::size_t N>
auto indices(const detail::extent (&shape)[N]) {
    return indices<T>(detail::braced_extents<N>(shape));
}

/// The array f(i, j, ...) of the indices: each argument of f is an array of one axis's indices that
/// broadcasts with the others. `fromfunction([](auto i, auto j) { return i + j; }, {3, 3})`
template <class F, detail::shape_argument Shape>
    requires(detail::rank_named_by<Shape> != dynamic_rank)
auto fromfunction(F f, const Shape& shape) {
    constexpr index_t rank = detail::rank_named_by<Shape>;
    const extents<rank> given = detail::as_extents(shape);
    return [&]<std::size_t... Axis>(std::index_sequence<Axis...>) {
        const ndarray<double, 1> along[] = {arange<double>(given[static_cast<index_t>(Axis)])...};
        // Views: f may take its arguments by value, and what it returns must not refer to those.
        const auto lazy = f(detail::along_axis<rank>(along[Axis].view(), static_cast<index_t>(Axis))...);
        auto result = empty<value_t<decltype(lazy)>>(given);
        detail::write_elements(result, lazy);
        return result;
    }(std::make_index_sequence<static_cast<std::size_t>(rank)>{});
}
template <class F, std::size_t N>
auto fromfunction(F f, const detail::extent (&shape)[N]) {
    return fromfunction(f, detail::braced_extents<N>(shape));
}

}  // namespace strand

#endif
