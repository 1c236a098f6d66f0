// SPDX-License-Identifier: BSD-3-Clause
// The arguments of an index call as plain data: slices as they are, index arrays and masks as memory.
// Lvalue arrays and views are borrowed, rvalue arrays and containers kept, expressions computed.
#ifndef STRAND_ARRAY_INDEX_ARGUMENT_HPP
#define STRAND_ARRAY_INDEX_ARGUMENT_HPP

#include <array>
#include <strand/array/ndarray.hpp>
#include <strand/eval/choose_offsets.hpp>
#include <strand/eval/masked.hpp>

namespace strand::detail {

/// Number of index arrays in a tuple of them, where it is known.
template <class Tuple>
inline constexpr index_t tuple_length = dynamic_rank;
template <class Index, std::size_t N>
inline constexpr index_t tuple_length<std::array<Index, N>> = static_cast<index_t>(N);

template <class X>
inline constexpr bool is_truth = std::same_as<std::remove_cvref_t<X>, bool>;
template <class X>
consteval bool holds_truth() {
    if constexpr (std::same_as<std::remove_cvref_t<X>, std::vector<bool>>) return true;
    else if constexpr (expression<X>) return std::same_as<value_t<X>, bool>;
    else return std::same_as<std::remove_cvref_t<decltype(*std::data(std::declval<const X&>()))>, bool>;
}
template <class X>
consteval index_t values_rank() {
    if constexpr (expression<X>) return rank_of<X>;
    else return 1;
}

/// Rank of an argument as an index array: a mask stands for one-dimensional arrays.
template <class X>
consteval index_t find_index_rank() {
    if constexpr (is_truth<X>) return 1;
    else if constexpr (!index_values<X>) return 0;
    else if constexpr (holds_truth<X>()) return 1;
    else return values_rank<X>();
}
template <class X>
inline constexpr index_t index_rank = find_index_rank<X>();

/// Axes of the array that an argument is about, and by how much it changes the rank beside index_rank.
template <class X>
consteval index_t find_index_axes() {
    if constexpr (is_truth<X>) return 0;
    else if constexpr (!index_values<X>) return axes_used<std::remove_cvref_t<X>>();
    else if constexpr (holds_truth<X>()) return values_rank<X>();
    else return 1;
}
template <class X>
inline constexpr index_t index_axes = find_index_axes<X>();
template <class X>
consteval index_t find_index_change() {
    if constexpr (is_truth<X>) return 0;
    else if constexpr (!index_values<X>) return rank_change<std::remove_cvref_t<X>>();
    else return -find_index_axes<X>();
}
template <class X>
inline constexpr index_t index_change = find_index_change<X>();
template <class X>
consteval index_t find_index_items() {
    if constexpr (index_values<X>) return 1;
    else return items_in<std::remove_cvref_t<X>>();
}
template <class X>
inline constexpr index_t index_items = find_index_items<X>();

/// Describes integers or truth values in memory.
inline void describe_index(index_item& item, const memory_view& memory, bool truth, integer_type type) {
    item.what = truth ? index_item::kind::mask : index_item::kind::integers;
    item.type = type;
    item.data = static_cast<char*>(memory.data);
    item.shape = shape_t(memory.shape());
    item.strides = shape_t(memory.strides, memory.strides + memory.rank);
}
template <class Array>
void describe_index(index_item& item, const Array& array) {
    using I = value_t<Array>;
    describe_index(item, array.describe(), std::same_as<I, bool>, integer_type_of<I>);
}
/// Keeps an array for as long as the selection lives.
template <class Array>
void keep_index(index_item& item, std::vector<hold>& lives, Array&& array) {
    using Kept = kept_value<std::remove_cvref_t<Array>>;
    auto* kept = new Kept(std::forward<Array>(array));
    lives.emplace_back(keeper(kept));
    describe_index(item, kept->value);
}

/// Adds the item or items of one argument.
template <class X>
void add_index(index_item*& next, std::vector<hold>& lives, index_t position, X&& x) {
    using Plain = std::remove_cvref_t<X>;
    if constexpr (is_truth<X>) {
        next->what = index_item::kind::flag;
        next->shape = shape_t{x ? 1 : 0};
        next->strides = shape_t{0};
        next++->position = position;
    } else if constexpr (!index_values<X>) {
        if constexpr (requires { Plain::slice_items; }) {
            for (const slice_item& slice : Plain::slice_items) {
                next->slice = slice;
                next++->position = position;
            }
        } else {
            next->slice = make_slice_item(x);
            next++->position = position;
        }
    } else {
        next->position = position;
        if constexpr (owner<X> && !std::is_lvalue_reference_v<X>) {
            keep_index(*next, lives, std::forward<X>(x));
        } else if constexpr (strided_memory<X>) {
            // What owns its elements only lends them, which is of use where lives are checked.
            if constexpr (STRAND_CHECKED || !owner<X>) lives.emplace_back(x.lend());
            describe_index(*next, x);
        } else if constexpr (expression<X>) {
            keep_index(*next, lives, ndarray<value_t<X>, rank_of<X>>(x));
        } else {
            using I = std::conditional_t<holds_truth<X>(), bool, canonical_t<std::remove_cvref_t<decltype(*std::begin(x))>>>;
            ndarray<I, 1> values(extents<1>({static_cast<index_t>(std::size(x))}));
            I* out = values.data();
            for (const auto value : x) *out++ = static_cast<I>(value);
            keep_index(*next, lives, std::move(values));
        }
        ++next;
    }
}

}  // namespace strand::detail

namespace strand::inline STRAND_ISA::eval_detail {

/// The plan of an index: masks become the positions of what is set, index arrays of rank 0 integers.
STRAND_NOINLINE inline index_plan plan_selection(const memory_view& array, std::span<const strand::detail::index_item> given,
                                                 std::vector<strand::detail::hold>& lives) {
    using strand::detail::index_item;
    bool as_they_are = true;
    for (const index_item& item : given) {
        as_they_are &= item.what == index_item::kind::slice || item.what == index_item::kind::flag ||
                       (item.what == index_item::kind::integers && !item.shape.empty());
    }
    if (as_they_are) return strand::detail::make_index_plan(array.shape(), array.strides, given);
    const shape_t axes = strand::detail::first_axes(array.shape(), given);
    std::vector<index_item> items;
    items.reserve(given.size() + 4);
    for (std::size_t k = 0; k < given.size(); ++k) {
        const index_item& item = given[k];
        if (item.what == index_item::kind::integers && item.shape.empty()) {
            index_item single;
            single.slice = {strand::detail::slice_item::kind::index, integer_at(item.data, item.type)};
            single.position = item.position;
            items.push_back(single);
        } else if (item.what == index_item::kind::mask && item.shape.empty()) {
            index_item flag = item;
            flag.what = index_item::kind::flag;
            flag.shape = shape_t{*reinterpret_cast<const bool*>(item.data) ? 1 : 0};
            flag.strides = shape_t{0};
            items.push_back(flag);
        } else if (item.what == index_item::kind::mask) {
            strand::detail::check_mask_shape(item.shape, array.shape(), axes[static_cast<index_t>(k)]);
            const memory_view mask{item.data, item.shape.data(), item.strides.data(), item.shape.size(), 1, false, false};
            const index_t count = count_masked(mask);
            ndarray<index_t, 2> positions(extents<2>({item.shape.size(), count}));
            strand::detail::small_vector<index_t*, 6> places;
            for (index_t axis = 0; axis < item.shape.size(); ++axis) places.push_back(positions.data() + axis * count);
            masked_positions(mask, places.data(), count);
            for (index_t axis = 0; axis < item.shape.size(); ++axis) {
                index_item chosen;
                chosen.what = index_item::kind::integers;
                chosen.data = reinterpret_cast<char*>(positions.data() + axis * count);
                chosen.shape = shape_t{count};
                chosen.strides = shape_t{1};
                chosen.position = item.position;
                items.push_back(std::move(chosen));
            }
            auto* kept = new strand::detail::kept_value<ndarray<index_t, 2>>(std::move(positions));
            lives.emplace_back(strand::detail::keeper(kept));
        } else {
            items.push_back(item);
        }
    }
    return strand::detail::make_index_plan(array.shape(), array.strides, items);
}

}  // namespace strand::inline STRAND_ISA::eval_detail

#endif
