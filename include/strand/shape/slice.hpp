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
    STRAND_ALWAYS_INLINE constexpr explicit range(Stop stop) : range(none, stop, none) {}
    template <detail::bound Start, detail::bound Stop, detail::bound Step = none_t>
    STRAND_ALWAYS_INLINE constexpr range(Start start, Stop stop, Step step = {}) {
        if constexpr (std::integral<Start>) has_start = true, start_ = static_cast<index_t>(start);
        if constexpr (std::integral<Stop>) has_stop = true, stop_ = static_cast<index_t>(stop);
        if constexpr (std::integral<Step>) step_ = static_cast<index_t>(step);
    }

    /// First index, number of elements and step along an axis of this extent.
    struct resolved {
        index_t first, count, step;
    };
    STRAND_ALWAYS_INLINE constexpr resolved resolve(index_t extent) const {
        if (step_ == 0) detail::throw_value("the step of a range must not be 0");
        const index_t lowest = step_ < 0 ? -1 : 0, highest = step_ < 0 ? extent - 1 : extent;
        const auto clamp = [&](index_t bound) STRAND_INLINE_LAMBDA {
            if (bound < 0) bound += extent;
            return bound < lowest ? lowest : (bound > highest ? highest : bound);
        };
        const index_t first = has_start ? clamp(start_) : (step_ < 0 ? highest : lowest);
        const index_t last = has_stop ? clamp(stop_) : (step_ < 0 ? lowest : highest);
        const index_t distance = step_ < 0 ? first - last : last - first;
        // |step| as unsigned: the smallest index has no positive counterpart.
        const auto stride = step_ < 0 ? 0 - static_cast<std::size_t>(step_) : static_cast<std::size_t>(step_);
        // A division takes longer than the rest, and most steps are 1.
        const index_t count = distance <= 0 ? 0
                              : stride == 1 ? distance
                                            : static_cast<index_t>((static_cast<std::size_t>(distance) - 1) / stride) + 1;
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
STRAND_ALWAYS_INLINE constexpr slice_item make_slice_item(const T& argument) {
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

/// Applies slice items one after the other. Inline: of items whose kind the compiler knows a few additions remain.
class slicer {
public:
    /// `rest`: how many axes an ellipsis stands for. The results have room for the resulting rank.
    STRAND_ALWAYS_INLINE slicer(const index_t* shape, const index_t* strides, index_t rest, index_t* extents_out, index_t* strides_out)
        : shape_(shape), strides_(strides), rest_(rest), extents_out_(extents_out), strides_out_(strides_out) {}

    STRAND_ALWAYS_INLINE void apply(const slice_item& item) {
        using kind = slice_item::kind;
        switch (item.what) {
            case kind::index: {
                const index_t extent = shape_[axis_];
                if (item.index < -extent || item.index >= extent) throw_index(item.index, axis_, extent);
                offset_ += (item.index < 0 ? item.index + extent : item.index) * strides_[axis_];
                ++axis_;
                break;
            }
            case kind::interval: {
                const auto part = item.interval.resolve(shape_[axis_]);
                offset_ += part.first * strides_[axis_];
                put(part.count, part.step * strides_[axis_]);
                ++axis_;
                break;
            }
            case kind::new_axis: put(1, 0); break;
            case kind::rest:
                if (had_rest_) throw index_error("a slice call takes at most one ellipsis");
                had_rest_ = true;
                keep_until(axis_ + rest_);
                break;
        }
    }
    /// Keeps the axes up to this one as they are.
    STRAND_ALWAYS_INLINE void keep_until(index_t axis) {
        for (; axis_ < axis; ++axis_) put(shape_[axis_], strides_[axis_]);
    }
    /// In elements, of the first element.
    STRAND_ALWAYS_INLINE index_t offset() const { return offset_; }

private:
    STRAND_ALWAYS_INLINE void put(index_t extent, index_t stride) {
        *extents_out_++ = extent;
        *strides_out_++ = stride;
    }
    const index_t *shape_, *strides_;
    index_t rest_, axis_ = 0, offset_ = 0;
    bool had_rest_ = false;
    index_t *extents_out_, *strides_out_;
};

/// Applies the items to a layout; `extents_out` and `strides_out` have room for the resulting rank.
/// Returns the offset, in elements, of the first element.
STRAND_NOINLINE inline index_t apply_slices(dims_view shape, const index_t* strides, std::span<const slice_item> items,
                                            index_t* extents_out, index_t* strides_out) {
    using kind = slice_item::kind;
    const index_t rank = static_cast<index_t>(shape.size());
    index_t used = 0;
    for (const slice_item& item : items) used += item.what == kind::index || item.what == kind::interval;
    if (used > rank) throw_index_count(used, shape);
    slicer parts(shape.data(), strides, rank - used, extents_out, strides_out);
    for (const slice_item& item : items) parts.apply(item);
    parts.keep_until(rank);
    return parts.offset();
}

}  // namespace detail
}  // namespace strand

#endif
