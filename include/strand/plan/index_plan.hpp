// SPDX-License-Identifier: BSD-3-Clause
// `index_plan`: what a tuple of slices, integers and index arrays selects, without element types.
// In: the layout of an array and the items of the tuple, masks already replaced by their positions.
// Out: the result's shape and, for its axes, where they lie in the array: axes kept before and behind
// the chosen ones as strides, the chosen ones as index arrays, each with the axis it chooses along.
// Throws index_error: too many indices, an integer outside, index arrays that do not broadcast together.
// Rule: https://numpy.org/doc/stable/user/basics.indexing.html#advanced-indexing
#ifndef STRAND_PLAN_INDEX_PLAN_HPP
#define STRAND_PLAN_INDEX_PLAN_HPP

#include <vector>
#include <strand/shape/broadcast.hpp>
#include <strand/shape/slice.hpp>

namespace strand::detail {

enum class integer_type : unsigned char { int8, int16, int32, int64, uint8, uint16, uint32, uint64 };

template <class I>
inline constexpr integer_type integer_type_of = static_cast<integer_type>(
    (std::is_signed_v<I> ? 0 : 4) + (sizeof(I) == 1 ? 0 : sizeof(I) == 2 ? 1 : sizeof(I) == 4 ? 2 : 3));
inline index_t bytes_of(integer_type type) { return index_t{1} << (static_cast<int>(type) & 3); }

/// One item of an index tuple: what a slice call takes, integers in memory, or truth values in memory.
struct index_item {
    enum class kind : unsigned char {
        slice,
        integers,
        mask,
        flag,  // one truth value: a new axis of extent 1 or 0
    };
    kind what = kind::slice;
    integer_type type = integer_type::int64;
    slice_item slice;
    char* data = nullptr;
    shape_t shape, strides;  // in elements
    index_t position = 0;    // in the tuple
};

/// An index array that chooses along one axis of the array.
struct index_source {
    char* data;
    integer_type type;
    shape_t strides;  // in bytes, one for each chosen axis
    index_t extent, stride;
    index_t axis, position;
};

struct index_plan {
    shape_t shape;       // of the result: before, chosen, after
    index_t offset = 0;  // in elements
    shape_t before, before_strides;
    shape_t chosen;  // the common shape of the index arrays
    shape_t after, after_strides;
    std::vector<index_source> sources;
    index_t chosen_count = 1;
};

[[noreturn]] STRAND_COLD inline void throw_chosen_index(const std::string& index, const index_source& source,
                                                        dims_view place) {
    throw index_error("index " + index + " is out of bounds for axis " + std::to_string(source.axis) +
                      " with extent " + std::to_string(source.extent) + ": item " + std::to_string(source.position) +
                      " of the index, at " + tuple_text(place));
}
[[noreturn]] STRAND_COLD inline void throw_mask_shape(dims_view mask, dims_view shape, index_t axis) {
    std::string text = "a mask of shape " + tuple_text(mask) + " does not fit an array of shape " + tuple_text(shape);
    if (axis + static_cast<index_t>(mask.size()) <= static_cast<index_t>(shape.size())) {
        for (std::size_t k = 0; k < mask.size(); ++k) {
            const index_t extent = shape[static_cast<std::size_t>(axis) + k];
            if (mask[k] == extent) continue;
            text += ": axis " + std::to_string(axis + static_cast<index_t>(k)) + " has extent " + std::to_string(extent) +
                    ", the mask " + std::to_string(mask[k]);
            break;
        }
    }
    throw index_error(text);
}
/// A mask covers the axes from `axis` on, exactly.
inline void check_mask_shape(dims_view mask, dims_view shape, index_t axis) {
    bool fits = static_cast<std::size_t>(axis) + mask.size() <= shape.size();
    for (std::size_t k = 0; fits && k < mask.size(); ++k) fits = mask[k] == shape[static_cast<std::size_t>(axis) + k];
    if (!fits) throw_mask_shape(mask, shape, axis);
}

namespace planning {

inline index_t axes_used(const index_item& item) {
    switch (item.what) {
        case index_item::kind::slice:
            return item.slice.what == slice_item::kind::index || item.slice.what == slice_item::kind::interval;
        case index_item::kind::integers: return 1;
        case index_item::kind::mask: return item.shape.size();
        case index_item::kind::flag: return 0;
    }
    return 0;
}

}  // namespace planning

/// The first axis that each item is about; throws where there are too many items or ellipses.
inline shape_t first_axes(dims_view shape, std::span<const index_item> items) {
    index_t used = 0, ellipses = 0;
    for (const index_item& item : items) {
        used += planning::axes_used(item);
        ellipses += item.what == index_item::kind::slice && item.slice.what == slice_item::kind::rest;
    }
    if (ellipses > 1) throw index_error("an index takes at most one ellipsis");
    const index_t rank = static_cast<index_t>(shape.size());
    if (used > rank) throw_index_count(used, shape);
    shape_t axes;
    index_t axis = 0;
    for (const index_item& item : items) {
        axes.push_back(axis);
        const bool rest = item.what == index_item::kind::slice && item.slice.what == slice_item::kind::rest;
        axis += rest ? rank - used : planning::axes_used(item);
    }
    return axes;
}

namespace planning {

inline void broadcast_indices(index_plan& plan, const index_item& item) {
    const shape_t before = plan.chosen;
    while (plan.chosen.size() < item.shape.size()) plan.chosen.insert(0, 1);
    if (stretch(plan.chosen.data(), plan.chosen.size(), item.shape)) return;
    throw index_error("index arrays of shapes " + tuple_text(before) + " and " + tuple_text(item.shape) +
                      " cannot be broadcast together");
}

inline void add_source(index_plan& plan, const index_item& item, index_t axis, index_t extent, index_t stride) {
    index_source source{item.data, item.type, shape_t(plan.chosen.size(), 0), extent, stride, axis, item.position};
    const index_t added = plan.chosen.size() - item.shape.size();
    for (index_t k = 0; k < item.shape.size(); ++k) {
        if (item.shape[k] == plan.chosen[added + k]) source.strides[added + k] = item.strides[k] * bytes_of(item.type);
    }
    plan.sources.push_back(std::move(source));
}

}  // namespace planning

/// `items` holds no masks. Integers count as index arrays where there is one: the chosen axes come first
/// unless all of them stand next to each other.
STRAND_NOINLINE inline index_plan make_index_plan(dims_view shape, const index_t* strides,
                                                  std::span<const index_item> items) {
    using item_kind = index_item::kind;
    using slice_kind = slice_item::kind;
    index_plan plan;
    const shape_t axes = first_axes(shape, items);
    bool chooses = false;
    for (const index_item& item : items) {
        if (item.what == item_kind::slice) continue;
        chooses = true;
        planning::broadcast_indices(plan, item);
    }
    plan.chosen_count = checked_element_count(plan.chosen);
    bool inside = false, left = false, together = true;
    const auto keep = [&](index_t extent, index_t stride) {
        if (inside || left) {
            plan.after.push_back(extent);
            plan.after_strides.push_back(stride);
        } else {
            plan.before.push_back(extent);
            plan.before_strides.push_back(stride);
        }
    };
    index_t axis = 0;
    for (std::size_t k = 0; k < items.size(); ++k) {
        const index_item& item = items[k];
        axis = axes[static_cast<index_t>(k)];
        const index_t extent = axis < static_cast<index_t>(shape.size()) ? shape[static_cast<std::size_t>(axis)] : 0;
        const bool chosen = item.what != item_kind::slice || (chooses && item.slice.what == slice_kind::index);
        if (chosen && left) together = false;
        if (!chosen && inside) left = true;
        inside = chosen;
        if (item.what == item_kind::integers) {
            planning::add_source(plan, item, axis, extent, strides[axis]);
        } else if (item.what == item_kind::slice) {
            switch (item.slice.what) {
                case slice_kind::index: {
                    const index_t i = item.slice.index;
                    if (i < -extent || i >= extent) throw_index(i, axis, extent);
                    plan.offset += (i < 0 ? i + extent : i) * strides[axis];
                    break;
                }
                case slice_kind::interval: {
                    const auto part = item.slice.interval.resolve(extent);
                    plan.offset += part.first * strides[axis];
                    keep(part.count, part.step * strides[axis]);
                    break;
                }
                case slice_kind::new_axis: keep(1, 0); break;
                case slice_kind::rest: {
                    const index_t end = k + 1 < items.size() ? axes[static_cast<index_t>(k) + 1] : axis;
                    for (; axis < end; ++axis) keep(shape[static_cast<std::size_t>(axis)], strides[axis]);
                    break;
                }
            }
        }
        axis = axes[static_cast<index_t>(k)] + planning::axes_used(item);
    }
    // Behind the last item, or where an ellipsis was last.
    for (; axis < static_cast<index_t>(shape.size()); ++axis) {
        left = true;
        keep(shape[static_cast<std::size_t>(axis)], strides[axis]);
    }
    if (!together) {
        for (index_t k = 0; k < plan.after.size(); ++k) {
            plan.before.push_back(plan.after[k]);
            plan.before_strides.push_back(plan.after_strides[k]);
        }
        plan.after = std::exchange(plan.before, shape_t());
        plan.after_strides = std::exchange(plan.before_strides, shape_t());
    }
    for (const shape_t* part : {&plan.before, &plan.chosen, &plan.after}) {
        for (const index_t extent : *part) plan.shape.push_back(extent);
    }
    checked_element_count(plan.shape);
    return plan;
}

}  // namespace strand::detail

#endif
