// SPDX-License-Identifier: BSD-3-Clause
// Reading by indices as functions: take, take_along_axis, compress, extract, choose. Computed at once.
// Indices are integers in an array, expression, container or braces; negative ones count from the end.
// `mode` says what becomes of an index outside: "raise" throws index_error, "wrap" goes round, "clip"
// takes the nearest end (and negative indices for 0).
#ifndef STRAND_OPS_TAKE_HPP
#define STRAND_OPS_TAKE_HPP

#include <string_view>
#include <strand/ops/manipulate.hpp>
#include <strand/ops/math.hpp>
#include <strand/ops/nonzero.hpp>
#include <strand/ops/operators.hpp>

namespace strand {
inline namespace STRAND_ISA {

namespace detail_isa {

using strand::detail::hold;
using strand::detail::index_item;
using strand::detail::index_values;

enum class outside { raise, wrap, clip };
inline outside outside_mode(std::string_view mode) {
    if (mode == "raise") return outside::raise;
    if (mode == "wrap") return outside::wrap;
    if (mode == "clip") return outside::clip;
    strand::detail::throw_value("the mode must be raise, wrap or clip, not " + std::string(mode));
}

/// Indices, not truth values, or one index.
template <class X>
concept index_argument = (index_values<X> && !strand::detail::holds_truth<X>()) ||
                         (std::integral<std::remove_cvref_t<X>> && !std::same_as<std::remove_cvref_t<X>, bool>);
template <class X>
consteval index_t index_argument_rank() {
    if constexpr (expression<X>) return rank_of<X>;
    else return std::integral<std::remove_cvref_t<X>> ? 0 : 1;
}
template <class A, class X>
inline constexpr index_t taken_rank = rank_of<A> == dynamic_rank || index_argument_rank<X>() == dynamic_rank
                                          ? dynamic_rank
                                          : rank_of<A> - 1 + index_argument_rank<X>();

/// The elements of an expression as a view: of its own memory, or of the array `computed`.
template <expression E>
auto view_of(const E& e, ndarray<value_t<E>, rank_of<E>>& computed) {
    if constexpr (strand::detail::strided_memory<E>) {
        (void)computed;
        return ndview<const value_t<E>, rank_of<E>>(e.view());
    } else {
        computed = e;
        return ndview<const value_t<E>, rank_of<E>>(computed.view());
    }
}
/// The same as one axis in C order; copied only where the layout needs it.
template <expression E>
auto flat_view_of(const E& e, ndarray<value_t<E>, rank_of<E>>& computed) {
    const auto view = view_of(e, computed);
    if (view.is_contiguous()) return ndview<const value_t<E>, 1>(view.data(), extents<1>({view.size()}));
    computed = copy(view);
    return ndview<const value_t<E>, 1>(computed.data(), extents<1>({computed.size()}));
}

/// Indices as an expression, with those outside brought inside.
template <class X>
auto brought_inside(const X& indices, index_t extent, outside mode) {
    const auto whole = [&] {
        if constexpr (expression<X>) return ndarray<std::int64_t, rank_of<X>>(astype<std::int64_t>(indices));
        else if constexpr (std::integral<X>) return ndarray<std::int64_t, 0>(scalar(static_cast<std::int64_t>(indices)));
        else return ndarray<std::int64_t, 1>(astype<std::int64_t>(asarray(indices)));
    }();
    if (extent == 0 && whole.size() > 0) throw index_error("cannot take elements from an axis of extent 0");
    const auto n = static_cast<std::int64_t>(extent > 0 ? extent : 1);
    using Indices = std::remove_const_t<decltype(whole)>;
    if (mode == outside::wrap) return Indices(strand::detail::make_map(fn::remainder{}, whole, n));
    return Indices(strand::detail::make_map(fn::clip{}, whole, std::int64_t{0}, n - 1));
}

/// One index array at `axis`, everything along the others.
template <index_t Rank, class T, index_t ArrayRank, class X>
auto chosen_along(const ndview<T, ArrayRank>& array, X&& indices, index_t axis) {
    std::vector<hold> lives;
    std::vector<index_item> items(static_cast<std::size_t>(axis) + 1);
    for (index_t k = 0; k < axis; ++k) items[static_cast<std::size_t>(k)].slice = strand::detail::make_slice_item(range(none));
    index_item* last = &items.back();
    if constexpr (std::integral<std::remove_cvref_t<X>>) last->slice = strand::detail::make_slice_item(indices);
    else strand::detail::add_index(last, lives, 0, std::forward<X>(indices));
    return selection<T, Rank>(array, items, std::move(lives));
}
template <index_t Rank, class T, index_t ArrayRank, class X>
auto taken(const ndview<T, ArrayRank>& array, const X& indices, index_t axis, std::string_view mode) {
    const index_t along = strand::detail::normalised_axis(axis, array.ndim());
    const outside how = outside_mode(mode);
    if (how == outside::raise) return chosen_along<Rank>(array, indices, along).read();
    return chosen_along<Rank>(array, brought_inside(indices, array.shape()[along], how), along).read();
}

}  // namespace detail_isa

/// The elements at these indices along an axis; without one, of all elements in C order.
/// **Shape** that of the indices in place of the axis. **Throws** index_error, axis_error, value_error for
/// an unknown mode. `take(a, {2, 0}, 1)`, `take(a, i, 0, "clip")`
template <expression E, detail_isa::index_argument X>
auto take(const E& e, const X& indices, index_t axis, std::string_view mode = "raise") {
    ndarray<value_t<E>, rank_of<E>> computed;
    return detail_isa::taken<detail_isa::taken_rank<E, X>>(detail_isa::view_of(e, computed), indices, axis, mode);
}
template <expression E, detail_isa::index_argument X>
auto take(const E& e, const X& indices, none_t = none, std::string_view mode = "raise") {
    ndarray<value_t<E>, rank_of<E>> computed;
    return detail_isa::taken<detail_isa::index_argument_rank<X>()>(detail_isa::flat_view_of(e, computed), indices, 0, mode);
}
template <expression E, std::size_t N, class... Rest>
auto take(const E& e, const index_t (&indices)[N], const Rest&... rest) {
    return take(e, std::span<const index_t>(indices), rest...);
}

namespace detail_isa {

/// Along `axis` the given indices, along all others their own: the tuple of take_along_axis.
template <index_t Rank, class T, index_t ArrayRank, class X>
auto chosen_beside(const ndview<T, ArrayRank>& array, const X& indices, index_t axis) {
    const index_t rank = array.ndim(), along = strand::detail::normalised_axis(axis, rank);
    std::vector<hold> lives;
    std::vector<index_item> items(static_cast<std::size_t>(rank));
    index_item* chosen = &items[static_cast<std::size_t>(along)];
    strand::detail::add_index(chosen, lives, along, indices);
    const index_t index_rank = items[static_cast<std::size_t>(along)].shape.size();
    if (index_rank != rank) {
        strand::detail::throw_value("take_along_axis and put_along_axis need indices of the array's rank " + std::to_string(rank) +
                                    ", not " + std::to_string(index_rank));
    }
    for (index_t k = 0; k < rank; ++k) {
        if (k == along) continue;
        ndarray<std::int64_t, 1> own(extents<1>({array.shape()[k]}));
        for (index_t i = 0; i < own.size(); ++i) own.data()[i] = i;
        index_item& item = items[static_cast<std::size_t>(k)];
        strand::detail::keep_index(item, lives, std::move(own));
        item.position = k;
        item.shape = shape_t(rank, 1);
        item.shape[k] = array.shape()[k];
        item.strides = shape_t(rank, 0);
        item.strides[k] = 1;
    }
    return selection<T, Rank>(array, items, std::move(lives));
}

}  // namespace detail_isa

/// For every position the element whose index along the axis is given there: undoes argsort and argmin.
/// The other axes broadcast. `take_along_axis(a, argsort(a, 0), 0)`. **Throws** index_error, value_error for
/// indices of another rank.
template <expression E, detail_isa::index_argument X>
auto take_along_axis(const E& e, const X& indices, index_t axis = -1) {
    ndarray<value_t<E>, rank_of<E>> computed;
    return detail_isa::chosen_beside<rank_of<E>>(detail_isa::view_of(e, computed), indices, axis).read();
}
template <expression E, detail_isa::index_argument X>
auto take_along_axis(const E& e, const X& indices, none_t) {
    return take(e, indices);
}

/// The elements for which the condition is true, in C order. `extract(a > 0, a)`
template <expression Condition, expression E>
auto extract(const Condition& condition, const E& e) {
    if constexpr (rank_of<Condition> == rank_of<E> && rank_of<E> != 0) {
        if (condition.shape() == e.shape()) {
            ndarray<value_t<E>, rank_of<E>> computed;
            const auto view = detail_isa::view_of(e, computed);
            if constexpr (std::same_as<value_t<Condition>, bool>) return ndarray<value_t<E>, 1>(view(condition).read());
            else return ndarray<value_t<E>, 1>(view(detail::make_map(fn::cast<bool>{}, condition)).read());
        }
    }
    return take(e, flatnonzero(condition));
}

/// The slices along an axis for which the condition is true; without an axis, of all elements in C order.
/// The condition may be shorter than the axis. `compress({true, false, true}, a, 0)`
template <class Condition, expression E>
    requires detail::index_values<Condition>
auto compress(const Condition& condition, const E& e, index_t axis) {
    return take(e, flatnonzero(asarray(condition)), axis);
}
template <class Condition, expression E>
    requires detail::index_values<Condition>
auto compress(const Condition& condition, const E& e, none_t = none) {
    if constexpr (expression<Condition>) return extract(condition, e);
    else return take(e, flatnonzero(asarray(condition)));
}
template <std::size_t N, expression E, class... Axis>
auto compress(const bool (&condition)[N], const E& e, Axis... axis) {
    return compress(std::span<const bool>(condition), e, axis...);
}

namespace detail_isa {

/// result[...] = choices[index[...]][...], everything broadcast.
template <class T, expression Index, class Range>
auto chosen_from(const Index& index, const Range& choices, std::string_view mode) {
    const outside how = outside_mode(mode);
    const auto count = static_cast<index_t>(std::size(choices));
    if (count == 0) strand::detail::throw_value("choose needs at least one choice");
    ndarray<std::int64_t, rank_of<Index>> number(astype<std::int64_t>(index));
    if (how == outside::raise) {
        for (const std::int64_t value : number) {
            if (value < 0 || value >= count) throw index_error("choose: index " + std::to_string(value) + " is not one of " + std::to_string(count) + " choices");
        }
    } else {
        number = brought_inside(number, count, how);
    }
    shape_t shape(number.shape());
    for (const auto& choice : choices) strand::detail::broadcast_into(shape, shape_t(choice.shape()));
    ndarray<T> result(shape);
    index_t k = 0;
    for (const auto& choice : choices) into(result, choice, number == k++);
    return result;
}

}  // namespace detail_isa

/// At every position the element of the choice whose number the index gives there; all broadcast together.
/// The choices are arrays of one type in braces or in a range, or an array, which stands for the parts along
/// its first axis. `choose(i, {a, b})`. **Throws** index_error unless mode is "wrap" or "clip".
template <expression Index, expression Choice>
auto choose(const Index& index, std::initializer_list<Choice> choices, std::string_view mode = "raise") {
    return detail_isa::chosen_from<value_t<Choice>>(index, choices, mode);
}
template <expression Index, class Range>
    requires(!expression<Range>) && expression<decltype(*std::begin(std::declval<const Range&>()))>
auto choose(const Index& index, const Range& choices, std::string_view mode = "raise") {
    return detail_isa::chosen_from<value_t<decltype(*std::begin(choices))>>(index, choices, mode);
}
template <expression Index, expression Choices>
auto choose(const Index& index, const Choices& choices, std::string_view mode = "raise") {
    ndarray<value_t<Choices>, rank_of<Choices>> computed;
    const ndview<const value_t<Choices>> all_choices = detail_isa::view_of(choices, computed);
    std::vector<ndview<const value_t<Choices>>> parts;
    for (index_t k = 0; k < all_choices.extent(0); ++k) parts.push_back(all_choices[k]);
    return detail_isa::chosen_from<value_t<Choices>>(index, parts, mode);
}

}  // namespace STRAND_ISA
}  // namespace strand

#endif
