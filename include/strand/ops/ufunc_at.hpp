// SPDX-License-Identifier: BSD-3-Clause
// What stands behind `.at` of the function objects: changes chosen elements in place, one after the other,
// so that an index given twice counts twice. All indices are checked before anything is written.
#ifndef STRAND_OPS_UFUNC_AT_HPP
#define STRAND_OPS_UFUNC_AT_HPP

#include <tuple>
#include <vector>
#include <strand/kernel/update_places.hpp>
#include <strand/ops/ufunc_fold.hpp>

namespace strand {
inline namespace STRAND_ISA {

namespace detail_isa {

/// The elements that an index chooses: where each chosen part of the array begins, and the part's shape.
struct chosen_parts {
    shape_t shape;  // of the index
    strand::detail::buffer<index_t> memory;
    const index_t* positions = nullptr;  // of the parts; negative ones count from the end
    index_t extent = 0, stride = 1, count = 0;
    bool negative = false;  // one of the positions
    shape_t part_shape, part_strides;

    /// In elements from the first.
    index_t begin(index_t i) const {
        const index_t position = positions[i];
        return (position < 0 ? position + extent : position) * stride;
    }
};

inline void describe_part(chosen_parts& chosen, const strand::detail::memory_view& array, index_t from_axis) {
    for (index_t axis = from_axis; axis < array.rank; ++axis) {
        chosen.part_shape.push_back(array.extents[axis]);
        chosen.part_strides.push_back(array.strides[axis]);
    }
}

/// Positions along the first axis; negative ones count from its end. They are borrowed.
inline chosen_parts choose_by_positions(const strand::detail::memory_view& array, const index_t* positions, dims_view shape) {
    if (array.rank == 0) strand::detail::throw_index_count(1, array.shape());
    chosen_parts chosen;
    chosen.shape = shape_t(shape);
    chosen.count = strand::detail::element_count(shape);
    chosen.positions = positions;
    chosen.extent = array.extents[0];
    chosen.stride = array.strides[0];
    const auto check = kernel::check_indices<index_t>(reinterpret_cast<const char*>(positions), simd::bytes_of<index_t>, chosen.count, chosen.extent);
    chosen.negative = check.negative;
    for (index_t i = 0; !check.inside && i < chosen.count; ++i) {
        if (positions[i] < -chosen.extent || positions[i] >= chosen.extent) strand::detail::throw_index(positions[i], 0, chosen.extent);
    }
    describe_part(chosen, array, 1);
    return chosen;
}
/// Positions that nobody else holds.
inline chosen_parts choose_by_copy(const strand::detail::memory_view& array, const index_t* positions, dims_view shape) {
    chosen_parts chosen = choose_by_positions(array, positions, shape);
    chosen.memory = strand::detail::buffer<index_t>(chosen.count);
    for (index_t i = 0; i < chosen.count; ++i) chosen.memory.data()[i] = positions[i];
    chosen.positions = chosen.memory.data();
    return chosen;
}

/// Where a mask over the first axes is true.
inline chosen_parts choose_by_mask(const strand::detail::memory_view& array, const bool* mask, dims_view shape) {
    const index_t rank = static_cast<index_t>(shape.size());
    bool fits = rank <= array.rank;
    for (index_t axis = 0; fits && axis < rank; ++axis) fits = shape[static_cast<std::size_t>(axis)] == array.extents[axis];
    if (!fits) {
        throw index_error("a mask of shape " + strand::detail::tuple_text(shape) + " does not fit an array of shape " +
                          strand::detail::tuple_text(array.shape()));
    }
    chosen_parts chosen;
    const index_t size = strand::detail::element_count(shape);
    for (index_t i = 0; i < size; ++i) chosen.count += mask[i];
    chosen.shape.push_back(chosen.count);
    chosen.memory = strand::detail::buffer<index_t>(chosen.count);
    index_t* out = chosen.memory.data();
    chosen.positions = out;
    for (index_t i = 0; i < size; ++i) {
        if (!mask[i]) continue;
        index_t begin = 0, rest = i;
        for (index_t axis = rank; axis-- > 0; rest /= array.extents[axis]) begin += rest % array.extents[axis] * array.strides[axis];
        *out++ = begin;
    }
    describe_part(chosen, array, rank);
    return chosen;
}

/// What a tuple of index arrays and slices chooses. Axes in front of the chosen ones are enumerated with them.
inline chosen_parts choose_by_plan(const strand::detail::index_plan& plan) {
    eval_detail::check_indices(plan);
    chosen_parts chosen;
    chosen.shape = plan.before;
    for (const index_t extent : plan.chosen) chosen.shape.push_back(extent);
    const index_t each = plan.chosen_count, before = strand::detail::element_count(plan.before);
    chosen.count = before * each;
    chosen.memory = strand::detail::buffer<index_t>(chosen.count);
    index_t* const begins = chosen.memory.data();
    if (chosen.count > 0) eval_detail::offset_walk(plan).next(begins, each);
    for (index_t k = before; k-- > 0;) {
        index_t offset = plan.offset, rest = k;
        for (index_t axis = plan.before.size(); axis-- > 0; rest /= plan.before[axis]) offset += rest % plan.before[axis] * plan.before_strides[axis];
        for (index_t i = 0; i < each; ++i) begins[k * each + i] = begins[i] + offset;
    }
    chosen.positions = begins;
    chosen.part_shape = plan.after;
    chosen.part_strides = plan.after_strides;
    return chosen;
}
template <class... X>
chosen_parts choose_by_items(const strand::detail::memory_view& array, const X&... x) {
    strand::detail::index_item items[static_cast<std::size_t>((strand::detail::index_items<X> + ... + 0))];
    std::vector<strand::detail::hold> lives;
    strand::detail::index_item* next = items;
    index_t position = 0;
    (strand::detail::add_index(next, lives, position++, x), ...);
    return choose_by_plan(eval_detail::plan_selection(array, items, lives));
}

/// A std::tuple of what an index call takes: slices, numbers, index arrays, masks.
template <class Index>
inline constexpr bool is_item_tuple = false;
template <class... X>
inline constexpr bool is_item_tuple<std::tuple<X...>> =
    sizeof...(X) > 0 && ((strand::detail::index_values<X> || strand::detail::slice_argument<X>) && ...);
template <class Index>
concept at_index = std::integral<Index> || index_list<Index> || strand::detail::index_tuple<Index> || is_item_tuple<Index> ||
                   strand::detail::slice_marker<Index> || (expression<Index> && std::same_as<value_t<Index>, bool>);

template <at_index Index>
chosen_parts choose_parts(const strand::detail::memory_view& array, const Index& index) {
    if constexpr (std::integral<Index>) {
        const index_t position = static_cast<index_t>(index);
        return choose_by_copy(array, &position, {});
    } else if constexpr (is_item_tuple<Index>) {
        return std::apply([&](const auto&... x) { return choose_by_items(array, x...); }, index);
    } else if constexpr (strand::detail::slice_marker<Index>) {
        return choose_by_items(array, index);
    } else if constexpr (strand::detail::index_tuple<Index>) {
        return choose_by_plan(strand::detail::plan_of_tuple(array, index));
    } else if constexpr (!expression<Index>) {
        const auto list = as_index_list(index);
        return choose_by_copy(array, list.data(), list.shape());
    } else if constexpr (std::same_as<value_t<Index>, bool>) {
        const dense_operand<bool, Index> mask(index);
        return choose_by_mask(array, mask.data(), mask.shape());
    } else {
        const dense_operand<index_t, Index> positions(index);
        if constexpr (strand::detail::strided_memory<Index>) {
            // Not where the indices would change under way.
            const bool own = static_cast<const void*>(positions.data()) != index.data();
            if (!own && strand::detail::find_overlap(array, index.describe()) == strand::detail::overlap_kind::disjoint) {
                return choose_by_positions(array, positions.data(), positions.shape());
            }
        }
        return choose_by_copy(array, positions.data(), positions.shape());
    }
}

/// Applies the functor to every chosen element and its values, which lie dense in the order of the choice,
/// or are one for all (`step` is 0). Unary functors have no values.
template <class Functor, class T, class... V>
void apply_at(T* data, const chosen_parts& chosen, index_t step, const V*... values) {
    using update = kernel::updating<Functor, T, V...>;
    const index_t part = strand::detail::element_count(chosen.part_shape);
    if (part == 1) {
        kernel::update_places<Functor>(data, {chosen.positions, chosen.count, chosen.extent, chosen.stride, chosen.negative}, step, values...);
        return;
    }
    // The elements of a part, from its beginning.
    strand::detail::buffer<index_t> offsets(part);
    for (index_t k = 0; k < part; ++k) {
        index_t offset = 0, rest = k;
        for (index_t axis = chosen.part_shape.size(); axis-- > 0; rest /= chosen.part_shape[axis]) {
            offset += rest % chosen.part_shape[axis] * chosen.part_strides[axis];
        }
        offsets.data()[k] = offset;
    }
    const bool dense = strand::detail::is_row_major_dense(chosen.part_shape, chosen.part_strides.data());
    index_t next = 0;
    for (index_t i = 0; i < chosen.count; ++i) {
        T* first = data + chosen.begin(i);
        if (dense && step == 1 && part > 1) {
            char* operands[] = {reinterpret_cast<char*>(first), reinterpret_cast<char*>(first),
                                reinterpret_cast<char*>(const_cast<V*>(values + next))...};
            kernel::map_dense<kernel::apply<Functor, kernel::input<T>, kernel::input<V>...>, T>({operands, nullptr, nullptr, 1, part});
            next += part;
            continue;
        }
        for (index_t k = 0; k < part; ++k, next += step) update::one(first + offsets.data()[k], update::load(values + next)...);
    }
}

/// `.at(array, index, values)`.
template <class Functor, class V, class Array, class Index, class Values>
void ufunc_at(const Array& array, const Index& index, const Values& values) {
    using T = value_t<Array>;
    const strand::detail::memory_view place = array.describe();
    const chosen_parts chosen = choose_parts(place, index);
    if constexpr (expression<Values>) {
        shape_t shape = chosen.shape;
        for (const index_t extent : chosen.part_shape) shape.push_back(extent);
        if constexpr (strand::detail::strided_memory<Values> && std::same_as<value_t<Values>, V>) {
            if (values.is_contiguous() && shape_t(values.shape()) == shape &&
                strand::detail::find_overlap(place, values.describe()) == strand::detail::overlap_kind::disjoint) {
                return apply_at<Functor, T, V>(static_cast<T*>(place.data), chosen, 1, values.data());
            }
        }
        // A copy also because the values may be elements of the array.
        ndarray<V> dense(shape);
        strand::detail::write_elements(dense, values);
        apply_at<Functor, T, V>(static_cast<T*>(place.data), chosen, 1, dense.data());
    } else {
        const V value = strand::detail::number_as<V>(values);
        apply_at<Functor, T, V>(static_cast<T*>(place.data), chosen, 0, &value);
    }
}
template <class Functor, class Array, class Index>
void ufunc_at(const Array& array, const Index& index) {
    using T = value_t<Array>;
    const strand::detail::memory_view place = array.describe();
    apply_at<Functor, T>(static_cast<T*>(place.data), choose_parts(place, index), 0);
}

}  // namespace detail_isa

}  // namespace STRAND_ISA
}  // namespace strand

#endif
