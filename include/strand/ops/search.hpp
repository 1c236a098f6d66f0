// SPDX-License-Identifier: BSD-3-Clause
// Looking up values in sorted arrays: searchsorted, digitize. Computed at once; nothing is copied but the
// values looked up. The order is that of ops/sort.hpp: NaN is last.
#ifndef STRAND_OPS_SEARCH_HPP
#define STRAND_OPS_SEARCH_HPP

#include <string_view>
#include <strand/kernel/search_sorted.hpp>
#include <strand/ops/manipulate.hpp>

namespace strand {
inline namespace STRAND_ISA {

namespace detail_isa {

inline bool is_right_side(std::string_view side) {
    if (side != "left" && side != "right") {
        strand::detail::throw_value("searchsorted: the side must be left or right, it is " + std::string(side));
    }
    return side == "right";
}
inline void check_vector(dims_view shape) {
    if (shape.size() != 1) strand::detail::throw_rank(shape, 1);
}

/// `order` null: the row is sorted as it lies.
template <class T, class Array, class Values>
auto searched(const Array& array, const Values& values, bool right, const index_t* order) {
    check_vector(array.shape());
    const ndarray<T, rank_of<Values>> wanted(astype<T>(values));
    ndarray<index_t, rank_of<Values>> result(wanted.shape());
    const kernel::sorted_row<T, value_t<Array>> row{array.data(), array.strides()[0], array.shape()[0], order};
    kernel::search_sorted(result.data(), row, wanted.data(), wanted.size(), right);
    return result;
}

template <class Value>
using strong_t = decltype(strand::detail::default_of_kind<canonical_t<Value>>());

template <class Array, class Values>
auto search(const Array& array, const Values& values, bool right, const index_t* order) {
    if constexpr (expression<Values>) {
        using T = promote_t<value_t<Array>, value_t<Values>>;
        auto&& sorted = in_memory(array);
        return searched<T>(sorted, values, right, order);
    } else {
        return search(array, scalar(strand::detail::number_as<strong_t<Values>>(values)), right, order).item();
    }
}

}  // namespace detail_isa

/// Where values would have to be inserted into a sorted vector to keep it sorted: before equal elements
/// ("left") or behind them ("right"). Of a number an index, of an array an array of indices.
/// Throws value_error for another side. `searchsorted(edges, x)`, `searchsorted(a, 0.5, "right")`
template <expression A, detail::operand_argument V>
auto searchsorted(const A& a, const V& values, std::string_view side = "left") {
    return detail_isa::search(a, values, detail_isa::is_right_side(side), nullptr);
}
template <expression A, class... Rest>
auto searchsorted(const A& a, std::type_identity_t<std::initializer_list<value_t<A>>> values, const Rest&... rest) {
    return searchsorted(a, asarray(values), rest...);
}
/// The same in a vector that `sorter`, as argsort gives it, puts in order.
/// Throws index_error for an index outside. `searchsorted(a, x, "left", argsort(a))`
template <expression A, detail::operand_argument V, expression Sorter>
    requires std::integral<value_t<Sorter>>
auto searchsorted(const A& a, const V& values, std::string_view side, const Sorter& sorter) {
    const ndarray<index_t> order(astype<index_t>(sorter));
    const shape_t shape(a.shape());
    detail_isa::check_vector(shape);
    if (!(order.shape() == shape)) {
        detail::throw_shape("searchsorted: a sorter of shape " + to_string(order.shape()) + " does not fit shape " + to_string(shape));
    }
    for (const index_t at : order) {
        if (at < 0 || at >= shape[0]) detail::throw_index(at, 0, shape[0]);
    }
    return detail_isa::search(a, values, detail_isa::is_right_side(side), order.data());
}

/// The number of the bin of each value: i where bins[i - 1] <= x < bins[i], or with `right` where
/// bins[i - 1] < x <= bins[i]; of falling bins with all signs turned around.
/// Throws value_error where bins neither rise nor fall. `digitize(x, {0.0, 1.0, 2.5})`
template <detail::operand_argument X, expression Bins>
auto digitize(const X& x, const Bins& bins, bool right = false) {
    auto&& edges = detail_isa::in_memory(bins);
    detail_isa::check_vector(edges.shape());
    const index_t count = edges.shape()[0], step = edges.strides()[0];
    bool rises = true, falls = true;
    for (index_t i = 1; i < count; ++i) {
        const auto before = edges.data()[(i - 1) * step], here = edges.data()[i * step];
        rises &= !kernel::goes_before(here, before);
        falls &= !kernel::goes_before(before, here);
    }
    if (!rises && !falls) detail::throw_value("digitize: the bins must rise or fall");
    if (rises) return detail_isa::search(edges, x, !right, nullptr);
    const auto places = detail_isa::search(flip(std::as_const(edges)), x, !right, nullptr);
    if constexpr (expression<X>) return ndarray<index_t, rank_of<X>>(count - places);
    else return count - places;
}
template <detail::operand_argument X, scalar_number Bin, std::size_t N>
auto digitize(const X& x, const Bin (&bins)[N], bool right = false) {
    return digitize(x, asarray(bins), right);
}

}  // namespace STRAND_ISA
}  // namespace strand

#endif
