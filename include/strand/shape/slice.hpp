// SPDX-License-Identifier: BSD-3-Clause
// Slices as in Python: range, all, none, newaxis, ellipsis, integers, and the literal "1:5, ::-1"_s.
// In: extents, strides and a list of slice items. Out: extents, strides and an offset in elements.
// Ranges clamp; an integer outside throws index_error; a step of 0 throws value_error.
// Rule: https://docs.python.org/3/library/stdtypes.html#common-sequence-operations
#ifndef STRAND_SHAPE_SLICE_HPP
#define STRAND_SHAPE_SLICE_HPP

#include <concepts>
#include <strand/shape/extents.hpp>

namespace strand {

/// An omitted bound of a range.
struct none_t {};
inline constexpr none_t none{};
/// Inserts an axis of extent 1.
struct newaxis_t {};
inline constexpr newaxis_t newaxis{};
/// Stands for as many full axes as are needed.
struct ellipsis_t {};
inline constexpr ellipsis_t ellipsis{};

namespace detail {
/// What makes `all` a slice: the reduction of that name derives from it.
struct full_slice {};

template <class T>
concept bound = std::integral<T> || std::same_as<T, none_t>;
}  // namespace detail

/// Python's `start:stop:step`; `none` leaves a bound out, negative bounds count from the end.
/// `a(range(1, 5), range(none, none, -1))`
class range {
public:
    template <detail::bound Stop>
    constexpr explicit range(Stop stop) : range(none, stop, none) {}
    template <detail::bound Start, detail::bound Stop, detail::bound Step = none_t>
    constexpr range(Start start, Stop stop, Step step = {}) {
        if constexpr (std::integral<Start>) has_start = true, start_ = static_cast<index_t>(start);
        if constexpr (std::integral<Stop>) has_stop = true, stop_ = static_cast<index_t>(stop);
        if constexpr (std::integral<Step>) step_ = static_cast<index_t>(step);
    }

    /// First index, number of elements and step along an axis of this extent.
    struct resolved {
        index_t first, count, step;
    };
    constexpr resolved resolve(index_t extent) const {
        if (step_ == 0) detail::throw_value("the step of a range must not be 0");
        const index_t lowest = step_ < 0 ? -1 : 0, highest = step_ < 0 ? extent - 1 : extent;
        const auto clamp = [&](index_t bound) {
            if (bound < 0) bound += extent;
            return bound < lowest ? lowest : (bound > highest ? highest : bound);
        };
        const index_t first = has_start ? clamp(start_) : (step_ < 0 ? highest : lowest);
        const index_t last = has_stop ? clamp(stop_) : (step_ < 0 ? lowest : highest);
        const index_t distance = step_ < 0 ? first - last : last - first;
        // |step| as unsigned: the smallest index has no positive counterpart.
        const auto stride = step_ < 0 ? 0 - static_cast<std::size_t>(step_) : static_cast<std::size_t>(step_);
        const index_t count =
            distance <= 0 ? 0 : static_cast<index_t>((static_cast<std::size_t>(distance) - 1) / stride) + 1;
        return {count == 0 ? 0 : first, count, count <= 1 ? 1 : step_};
    }

private:
    bool has_start = false, has_stop = false;
    index_t start_ = 0, stop_ = 0, step_ = 1;
};

namespace detail {

/// One part of a slice call, as plain data.
struct slice_item {
    enum class kind : unsigned char { index, interval, new_axis, rest };
    kind what = kind::rest;
    index_t index = 0;
    range interval{none};
};

template <class T>
concept slice_marker = std::derived_from<T, full_slice> || std::same_as<T, range> || std::same_as<T, newaxis_t> ||
                       std::same_as<T, ellipsis_t> || requires { T::slice_items; };
template <class T>
concept slice_argument = std::integral<T> || slice_marker<T>;

template <class T>
constexpr slice_item make_slice_item(const T& argument) {
    if constexpr (std::integral<T>) return {slice_item::kind::index, static_cast<index_t>(argument)};
    else if constexpr (std::same_as<T, range>) return {slice_item::kind::interval, 0, argument};
    else if constexpr (std::same_as<T, newaxis_t>) return {slice_item::kind::new_axis};
    else if constexpr (std::same_as<T, ellipsis_t>) return {slice_item::kind::rest};
    else return {slice_item::kind::interval, 0, range{none}};
}

/// How many slice items an argument stands for, and by how much it changes the rank.
template <class T>
constexpr index_t items_in() {
    if constexpr (requires { T::slice_items; }) return static_cast<index_t>(T::slice_items.size());
    else return 1;
}
template <class T>
constexpr index_t rank_change() {
    if constexpr (std::integral<T>) {
        return -1;
    } else if constexpr (std::same_as<T, newaxis_t>) {
        return 1;
    } else if constexpr (requires { T::slice_items; }) {
        index_t change = 0;
        for (const slice_item& item : T::slice_items) {
            change += item.what == slice_item::kind::new_axis ? 1 : item.what == slice_item::kind::index ? -1 : 0;
        }
        return change;
    } else {
        return 0;
    }
}
/// Axes of the sliced array that an argument uses up; the ellipsis uses what is left.
template <class T>
constexpr index_t axes_used() {
    if constexpr (requires { T::slice_items; }) {
        index_t used = 0;
        for (const slice_item& item : T::slice_items) {
            used += item.what == slice_item::kind::index || item.what == slice_item::kind::interval;
        }
        return used;
    } else {
        return std::same_as<T, newaxis_t> || std::same_as<T, ellipsis_t> ? 0 : 1;
    }
}

/// Applies the items to a layout; `extents_out` and `strides_out` have room for the resulting rank.
/// Returns the offset, in elements, of the first element.
inline index_t apply_slices(dims_view shape, const index_t* strides, std::span<const slice_item> items,
                            index_t* extents_out, index_t* strides_out) {
    using kind = slice_item::kind;
    const index_t rank = static_cast<index_t>(shape.size());
    index_t used = 0, ellipses = 0;
    for (const slice_item& item : items) {
        used += item.what == kind::index || item.what == kind::interval;
        ellipses += item.what == kind::rest;
    }
    if (ellipses > 1) throw index_error("a slice call takes at most one ellipsis");
    if (used > rank) throw_index_count(used, shape);
    index_t axis = 0, offset = 0;
    const auto keep_axes = [&](index_t count) {
        for (; count > 0; --count, ++axis) {
            *extents_out++ = shape[static_cast<std::size_t>(axis)];
            *strides_out++ = strides[axis];
        }
    };
    for (const slice_item& item : items) {
        switch (item.what) {
            case kind::index: {
                const index_t extent = shape[static_cast<std::size_t>(axis)];
                if (item.index < -extent || item.index >= extent) throw_index(item.index, axis, extent);
                offset += (item.index < 0 ? item.index + extent : item.index) * strides[axis];
                ++axis;
                break;
            }
            case kind::interval: {
                const auto part = item.interval.resolve(shape[static_cast<std::size_t>(axis)]);
                offset += part.first * strides[axis];
                *extents_out++ = part.count;
                *strides_out++ = part.step * strides[axis];
                ++axis;
                break;
            }
            case kind::new_axis:
                *extents_out++ = 1;
                *strides_out++ = 0;
                break;
            case kind::rest: keep_axes(rank - used); break;
        }
    }
    keep_axes(rank - axis);
    return offset;
}

}  // namespace detail
}  // namespace strand

#endif
