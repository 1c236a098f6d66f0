// SPDX-License-Identifier: BSD-3-Clause
// Making index arrays: ix_, unravel_index, ravel_multi_index, diag_indices, tril_indices, triu_indices.
// All compute at once and give int64. What has one array per axis is an index as it is: `a(ix_(rows, columns))`.
#ifndef STRAND_OPS_INDEX_ARRAYS_HPP
#define STRAND_OPS_INDEX_ARRAYS_HPP

#include <strand/ops/put.hpp>

namespace strand {
inline namespace STRAND_ISA {

namespace detail_isa {

/// Positions of what is set, or the integers, along axis `axis` of `Rank` axes.
template <index_t Rank, class X>
ndarray<std::int64_t, Rank> open_axis(const X& x, index_t axis) {
    const auto values = [&] {
        if constexpr (strand::detail::holds_truth<X>()) return flatnonzero(asarray(x));
        else return ndarray<std::int64_t>(astype<std::int64_t>(asarray(x)));
    }();
    if (values.ndim() != 1) strand::detail::throw_value("ix_ needs arrays with one axis, not of shape " + strand::detail::tuple_text(values.shape()));
    extents<Rank> shape;
    for (index_t& extent : shape) extent = 1;
    shape[axis] = values.size();
    ndarray<std::int64_t, Rank> result(shape);
    std::memcpy(result.data(), values.data(), static_cast<std::size_t>(values.size()) * sizeof(std::int64_t));
    return result;
}

inline ndarray<std::int64_t, 1> counted_from(index_t first, index_t count) {
    return arange<std::int64_t>(first, first + count);
}

/// Rows and columns of the elements of an (n, m) matrix that lie on the asked side of diagonal k.
inline std::array<ndarray<std::int64_t, 1>, 2> triangle_indices(index_t n, index_t m, index_t k, bool upper) {
    if (n < 0 || m < 0) strand::detail::throw_shape("negative extent in shape " + strand::detail::tuple_text(std::initializer_list<index_t>{n, m}));
    const auto first = [&](index_t row) { return upper ? (row + k < 0 ? 0 : row + k > m ? m : row + k) : 0; };
    const auto last = [&](index_t row) { return upper ? m : (row + k + 1 < 0 ? 0 : row + k + 1 > m ? m : row + k + 1); };
    index_t count = 0;
    for (index_t row = 0; row < n; ++row) count += last(row) - first(row);
    std::array<ndarray<std::int64_t, 1>, 2> result{ndarray<std::int64_t, 1>(extents<1>({count})), ndarray<std::int64_t, 1>(extents<1>({count}))};
    std::int64_t *rows = result[0].data(), *columns = result[1].data();
    for (index_t row = 0; row < n; ++row) {
        for (index_t column = first(row); column < last(row); ++column) *rows++ = row, *columns++ = column;
    }
    return result;
}

}  // namespace detail_isa

/// The open grid of integers, or of the positions set in masks: a(ix_(i, j)) is the block of all rows i
/// and columns j. `a(ix_({0, 2}, {1, 3}))`. **Throws** value_error for what has not one axis.
template <detail::index_values... X>
auto ix_(const X&... x) {
    constexpr index_t rank = static_cast<index_t>(sizeof...(X));
    index_t axis = 0;
    return std::array<ndarray<std::int64_t, rank>, sizeof...(X)>{detail_isa::open_axis<rank>(x, axis++)...};
}
template <std::size_t... N>
    requires(sizeof...(N) > 0)
auto ix_(const index_t (&... x)[N]) {
    return ix_(std::span<const index_t>(x)...);
}

/// The position along each axis of elements numbered in C order, or in Fortran order: one array of the
/// shape of the indices per axis; of one number, its position as extents.
/// **Throws** index_error for a number outside. `unravel_index(argmax(a), a.shape())`
template <detail_isa::index_argument X, detail::shape_argument Shape>
auto unravel_index(const X& indices, const Shape& given, memory_order order = row_major) {
    constexpr index_t rank = detail::rank_named_by<Shape>;
    const extents<rank> shape = detail::as_extents(given);
    const index_t size = detail::checked_element_count(shape);
    const auto check = [&](std::int64_t number) {
        if (number < 0 || number >= size) {
            throw index_error("index " + std::to_string(number) + " is out of bounds for an array of shape " + detail::tuple_text(shape) +
                              ", which has " + std::to_string(size) + " elements");
        }
    };
    const auto axis_at = [&](index_t k) { return order == row_major ? shape.size() - 1 - k : k; };
    if constexpr (std::integral<X>) {
        auto rest = static_cast<std::int64_t>(indices);
        check(rest);
        extents<rank> position = shape;
        for (index_t k = 0; k < shape.size(); rest /= shape[axis_at(k)], ++k) position[axis_at(k)] = rest % shape[axis_at(k)];
        return position;
    } else {
        constexpr index_t index_rank = detail_isa::index_argument_rank<X>();
        const ndarray<std::int64_t, index_rank> numbers(astype<std::int64_t>(asarray(indices)));
        using Positions = ndarray<std::int64_t, index_rank>;
        std::conditional_t<rank == dynamic_rank, std::vector<Positions>, std::array<Positions, static_cast<std::size_t>(rank < 0 ? 0 : rank)>> result;
        if constexpr (rank == dynamic_rank) result.resize(static_cast<std::size_t>(shape.size()));
        for (Positions& axis : result) axis = Positions(numbers.shape());
        for (index_t i = 0; i < numbers.size(); ++i) {
            std::int64_t rest = numbers.data()[i];
            check(rest);
            for (index_t k = 0; k < shape.size(); rest /= shape[axis_at(k)], ++k) {
                result[static_cast<std::size_t>(axis_at(k))].data()[i] = rest % shape[axis_at(k)];
            }
        }
        return result;
    }
}
template <detail_isa::index_argument X, std::size_t N>
auto unravel_index(const X& indices, const detail::extent (&shape)[N], memory_order order = row_major) {
    return unravel_index(indices, detail::braced_extents<N>(shape), order);
}

/// The numbers in C order, or in Fortran order, of elements given by one index array per axis, which
/// broadcast together. **Throws** index_error for an index outside, unless mode is "wrap" or "clip".
/// `ravel_multi_index(nonzero(a), a.shape())`
template <detail::index_tuple Tuple, index_t Rank>
auto ravel_multi_index(const Tuple& positions, const extents<Rank>& shape, std::string_view mode = "raise", memory_order order = row_major) {
    const auto how = detail_isa::outside_mode(mode);
    if (static_cast<index_t>(positions.size()) != shape.size()) {
        detail::throw_value("ravel_multi_index: " + std::to_string(positions.size()) + " index arrays for shape " + detail::tuple_text(shape));
    }
    detail::checked_element_count(shape);
    shape_t steps(shape.size(), 0);
    detail::dense_strides(shape, order, steps.data());
    using Index = std::remove_cvref_t<decltype(*positions.data())>;
    shape_t common;
    for (const Index& index : positions) detail::broadcast_into(common, shape_t(index.shape()));
    ndarray<std::int64_t, rank_of<Index>> result{extents<rank_of<Index>>(common)};
    result.fill(0);
    index_t axis = 0;
    for (const Index& index : positions) {
        const index_t extent = shape[axis];
        if (how == detail_isa::outside::raise) {
            const ndarray<std::int64_t, rank_of<Index>> values(astype<std::int64_t>(index));
            for (const std::int64_t value : values) {
                if (value < 0 || value >= extent) detail::throw_index(value, axis, extent);
            }
            result += values * std::int64_t{steps[axis]};
        } else {
            result += detail_isa::brought_inside(index, extent, how) * std::int64_t{steps[axis]};
        }
        ++axis;
    }
    return result;
}
template <detail::index_tuple Tuple, std::size_t N>
auto ravel_multi_index(const Tuple& positions, const index_t (&shape)[N], std::string_view mode = "raise", memory_order order = row_major) {
    return ravel_multi_index(positions, extents<static_cast<index_t>(N)>(shape), mode, order);
}
template <expression Index, std::size_t M, class Shape, class... Rest>
auto ravel_multi_index(const Index (&positions)[M], const Shape& shape, const Rest&... rest) {
    return ravel_multi_index(std::vector<Index>(positions, positions + M), shape, rest...);
}
template <expression Index, std::size_t M, std::size_t N, class... Rest>
auto ravel_multi_index(const Index (&positions)[M], const index_t (&shape)[N], const Rest&... rest) {
    return ravel_multi_index(std::vector<Index>(positions, positions + M), shape, rest...);
}

/// The number of one element. `ravel_multi_index({1, 2}, {2, 3})`
template <std::size_t M, class... Rest>
index_t ravel_multi_index(const index_t (&position)[M], const index_t (&shape)[M], const Rest&... rest) {
    std::array<ndarray<index_t, 0>, M> indices;
    for (std::size_t axis = 0; axis < M; ++axis) indices[axis].fill(position[axis]);
    return ravel_multi_index(indices, shape, rest...);
}
template <detail::integer_list Position, index_t Rank, class... Rest>
    requires(!expression<Position>)
index_t ravel_multi_index(const Position& position, const extents<Rank>& shape, const Rest&... rest) {
    std::vector<ndarray<index_t, 0>> indices;
    for (const auto index : position) indices.emplace_back(static_cast<index_t>(index));
    return ravel_multi_index(indices, shape, rest...);
}

/// An index of the main diagonal of an array with axes of extent n. `a(diag_indices(3)) = 1`
inline std::array<ndarray<std::int64_t, 1>, 2> diag_indices(index_t n) {
    return {detail_isa::counted_from(0, n), detail_isa::counted_from(0, n)};
}
inline std::vector<ndarray<std::int64_t, 1>> diag_indices(index_t n, index_t ndim) {
    if (ndim < 0) detail::throw_value("diag_indices: the number of axes must not be negative");
    return std::vector<ndarray<std::int64_t, 1>>(static_cast<std::size_t>(ndim), detail_isa::counted_from(0, n));
}
template <expression E>
auto diag_indices_from(const E& e) {
    const shape_t shape(e.shape());
    bool even = shape.size() >= 2;
    for (const index_t extent : shape) even &= extent == shape[0];
    if (!even) detail::throw_value("diag_indices_from needs at least 2 axes, all of one extent; the shape is " + detail::tuple_text(shape));
    return diag_indices(shape[0], shape.size());
}

/// Indices of what lies on and below diagonal k of an (n, m) matrix, in C order. `a(tril_indices(3))`
inline auto tril_indices(index_t n, index_t k = 0) { return detail_isa::triangle_indices(n, n, k, false); }
inline auto tril_indices(index_t n, index_t k, index_t m) { return detail_isa::triangle_indices(n, m, k, false); }
/// On and above diagonal k.
inline auto triu_indices(index_t n, index_t k = 0) { return detail_isa::triangle_indices(n, n, k, true); }
inline auto triu_indices(index_t n, index_t k, index_t m) { return detail_isa::triangle_indices(n, m, k, true); }
/// For the shape of a matrix.
template <expression E>
auto tril_indices_from(const E& e, index_t k = 0) {
    const extents<2> shape{shape_t(e.shape())};
    return tril_indices(shape[0], k, shape[1]);
}
template <expression E>
auto triu_indices_from(const E& e, index_t k = 0) {
    const extents<2> shape{shape_t(e.shape())};
    return triu_indices(shape[0], k, shape[1]);
}

}  // namespace STRAND_ISA
}  // namespace strand

#endif
