// SPDX-License-Identifier: BSD-3-Clause
// Where random numbers go: a shape gives a new array, an array or a view is filled in C order, nothing
// gives one number. In: a function that fills contiguous memory. Refuses views of const elements.
#ifndef STRAND_RANDOM_DESTINATION_HPP
#define STRAND_RANDOM_DESTINATION_HPP

#include <concepts>
#include <type_traits>
#include <utility>
#include <strand/array/ndarray.hpp>
#include <strand/core/types.hpp>
#include <strand/shape/extents.hpp>

namespace strand::random::detail {

using strand::detail::as_extents;
using strand::detail::braced_extents;
using strand::detail::extent;

template <class T>
inline constexpr bool is_strided_array = false;
template <class T, index_t Rank>
inline constexpr bool is_strided_array<ndarray<T, Rank>> = true;
template <class T, index_t Rank>
inline constexpr bool is_strided_array<ndview<T, Rank>> = true;

/// A shape; an array of integers is something to be filled instead.
template <class Where>
concept shape_argument = strand::detail::shape_argument<std::remove_cvref_t<Where>> && !is_strided_array<std::remove_cvref_t<Where>>;

template <element T, index_t Rank>
ndarray<T, Rank> new_array(const extents<Rank>& shape) {
    return ndarray<T, Rank>(shape);
}

/// An array that lives on, or a view, with elements that can be written.
template <class Where>
concept writable_array = is_strided_array<std::remove_cvref_t<Where>> && requires(Where&& where) {
    requires !std::is_const_v<std::remove_pointer_t<decltype(where.data())>>;
    requires std::is_lvalue_reference_v<Where> || !std::remove_cvref_t<Where>::owns_elements;
};

template <class Where>
concept destination = shape_argument<Where> || writable_array<Where>;

/// The element type that a call with this destination has: the array's own, else the one asked for.
template <class T, class... Where>
struct number_for {
    using type = canonical_t<T>;
};
template <class T, writable_array Where>
struct number_for<T, Where> {
    using type = typename std::remove_cvref_t<Where>::value_type;
};
template <class T, class... Where>
using number_for_t = typename number_for<T, Where...>::type;

/// Calls fill(address, count) for the destination.
template <class T, class Fill>
T produce(Fill fill) {
    T number;
    fill(&number, index_t{1});
    return number;
}
template <class T, class Fill, shape_argument Shape>
auto produce(Fill fill, const Shape& shape) {
    auto result = new_array<T>(as_extents(shape));
    fill(result.data(), result.size());
    return result;
}
template <class T, class Fill, writable_array Array>
void produce(Fill fill, Array&& array) {
    if (array.is_contiguous()) {
        fill(array.data(), array.size());
    } else {
        // The numbers of one call belong together, so they are made in one piece.
        array.view() = produce<T>(fill, array.shape());
    }
}

}  // namespace strand::random::detail

#endif
