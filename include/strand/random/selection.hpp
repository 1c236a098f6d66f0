// SPDX-License-Identifier: BSD-3-Clause
// Elements of an array by random indices along one axis, and the weights of a choice.
// In: expressions, indices in range. Out: new arrays. Throws axis_error for an axis that is not there.
#ifndef STRAND_RANDOM_SELECTION_HPP
#define STRAND_RANDOM_SELECTION_HPP

#include <algorithm>
#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <iterator>
#include <span>
#include <string>
#include <vector>
#include <strand/array/ndarray.hpp>
#include <strand/core/error.hpp>
#include <strand/core/types.hpp>
#include <strand/shape/extents.hpp>

namespace strand::random {

namespace detail {
template <class Range>
concept range_of_numbers = requires(const Range& range) {
    std::end(range);
    { *std::begin(range) } -> std::convertible_to<double>;
};
}  // namespace detail

/// The probabilities of a choice: a list, a range of numbers, or a 1-d expression. `{}`: all equal.
class weights {
public:
    weights() = default;
    weights(std::initializer_list<double> values) : values_(values), given_(true) {}
    template <class Values>
        requires(expression<Values> || detail::range_of_numbers<Values>)
    weights(const Values& values) : given_(true) {
        if constexpr (expression<Values>) {
            const ndarray<double, 1> computed(values);
            values_.assign(computed.begin(), computed.end());
        } else {
            values_.assign(std::begin(values), std::end(values));
        }
    }

    bool given() const { return given_; }
    std::span<const double> values() const { return values_; }

private:
    std::vector<double> values_;
    bool given_ = false;
};

namespace detail {

/// Rank of an array that had one axis replaced by `Axes` others.
template <index_t Rank, index_t Axes>
inline constexpr index_t replaced_rank = Rank == dynamic_rank || Axes == dynamic_rank ? dynamic_rank : Rank - 1 + Axes;

/// The elements of an expression, dense in C order.
template <element T, expression E>
ndarray<T, rank_of<E>> row_major_copy(const E& e) {
    ndarray<T, rank_of<E>> copy{extents<rank_of<E>>(e.shape())};
    copy.view() = e;
    return copy;
}

/// Of dense elements in C order, what the indices select along `axis`; their axes take its place.
template <element T, index_t Rank, index_t Axes>
ndarray<T, replaced_rank<Rank, Axes>> gather_along(const T* from, const extents<Rank>& shape, index_t axis,
                                                   const std::int64_t* indices, const extents<Axes>& selected) {
    shape_t result_shape;
    index_t before = 1, after = 1;
    for (index_t k = 0; k < shape.size(); ++k) {
        if (k == axis) {
            for (const index_t extent : selected) result_shape.push_back(extent);
        } else {
            result_shape.push_back(shape[k]);
            (k < axis ? before : after) *= shape[k];
        }
    }
    ndarray<T, replaced_rank<Rank, Axes>> result{extents<replaced_rank<Rank, Axes>>(result_shape)};
    const index_t count = strand::detail::element_count(selected);
    T* out = result.data();
    for (index_t i = 0; i < before; ++i) {
        const T* block = from + i * shape[axis] * after;
        for (index_t k = 0; k < count; ++k) out = std::copy_n(block + indices[k] * after, after, out);
    }
    return result;
}
template <expression E, index_t Axes>
auto select_along(const E& e, index_t axis, const std::int64_t* indices, const extents<Axes>& selected) {
    const extents<rank_of<E>> shape(e.shape());
    if constexpr (requires { e.data(), e.is_contiguous(); }) {
        if (e.is_contiguous()) return gather_along(e.data(), shape, axis, indices, selected);
    }
    return gather_along(row_major_copy<value_t<E>>(e).data(), shape, axis, indices, selected);
}

/// The shape with one axis more at the end.
template <index_t Rank>
extents<replaced_rank<Rank, 2>> appended_axis(const extents<Rank>& shape, index_t extent) {
    shape_t longer(shape);
    longer.push_back(extent);
    return extents<replaced_rank<Rank, 2>>(longer);
}

/// The axis of an expression, counted from the front; refuses those of a single number.
template <expression E>
index_t axis_of(const E& e, index_t axis) {
    return strand::detail::normalised_axis(axis, static_cast<index_t>(e.shape().size()));
}

}  // namespace detail
}  // namespace strand::random

#endif
