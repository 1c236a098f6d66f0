// SPDX-License-Identifier: BSD-3-Clause
// What stands behind `.at` of the function objects: changes chosen elements in place, one after the other,
// so that an index given twice counts twice. All indices are checked before anything is written.
#ifndef STRAND_OPS_UFUNC_AT_HPP
#define STRAND_OPS_UFUNC_AT_HPP

#include <strand/ops/ufunc_fold.hpp>

namespace strand {
inline namespace STRAND_ISA {

namespace detail_isa {

/// The elements that an index chooses: where each chosen part of the array begins, and the part's shape.
struct chosen_parts {
    shape_t shape;                           // of the index
    strand::detail::buffer<index_t> begins;  // in elements from the first
    index_t count = 0;
    shape_t part_shape, part_strides;
};

inline void describe_part(chosen_parts& chosen, const strand::detail::memory_view& array, index_t from_axis) {
    for (index_t axis = from_axis; axis < array.rank; ++axis) {
        chosen.part_shape.push_back(array.extents[axis]);
        chosen.part_strides.push_back(array.strides[axis]);
    }
}

/// Positions along the first axis; negative ones count from its end.
inline chosen_parts choose_by_positions(const strand::detail::memory_view& array, const index_t* positions, dims_view shape) {
    if (array.rank == 0) strand::detail::throw_index_count(1, array.shape());
    chosen_parts chosen;
    chosen.shape = shape_t(shape);
    chosen.count = strand::detail::element_count(shape);
    chosen.begins = strand::detail::buffer<index_t>(chosen.count);
    const index_t extent = array.extents[0];
    for (index_t i = 0; i < chosen.count; ++i) {
        const index_t position = positions[i] < 0 ? positions[i] + extent : positions[i];
        if (position < 0 || position >= extent) strand::detail::throw_index(positions[i], 0, extent);
        chosen.begins.data()[i] = position * array.strides[0];
    }
    describe_part(chosen, array, 1);
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
    chosen.begins = strand::detail::buffer<index_t>(chosen.count);
    index_t* out = chosen.begins.data();
    for (index_t i = 0; i < size; ++i) {
        if (!mask[i]) continue;
        index_t begin = 0, rest = i;
        for (index_t axis = rank; axis-- > 0; rest /= array.extents[axis]) begin += rest % array.extents[axis] * array.strides[axis];
        *out++ = begin;
    }
    describe_part(chosen, array, rank);
    return chosen;
}

/// What a tuple of index arrays chooses.
inline chosen_parts choose_by_plan(const strand::detail::index_plan& plan) {
    eval_detail::check_indices(plan);
    chosen_parts chosen;
    chosen.shape = plan.chosen;
    chosen.count = plan.chosen_count;
    chosen.begins = strand::detail::buffer<index_t>(chosen.count);
    eval_detail::offset_walk(plan).next(chosen.begins.data(), chosen.count);
    for (index_t i = 0; i < chosen.count; ++i) chosen.begins.data()[i] += plan.offset;
    chosen.part_shape = plan.after;
    chosen.part_strides = plan.after_strides;
    return chosen;
}

template <class Index>
concept at_index = std::integral<Index> || index_list<Index> || strand::detail::index_tuple<Index> ||
                   (expression<Index> && std::same_as<value_t<Index>, bool>);

template <at_index Index>
chosen_parts choose_parts(const strand::detail::memory_view& array, const Index& index) {
    if constexpr (std::integral<Index>) {
        const index_t position = static_cast<index_t>(index);
        return choose_by_positions(array, &position, {});
    } else if constexpr (strand::detail::index_tuple<Index>) {
        return choose_by_plan(strand::detail::plan_of_tuple(array, index));
    } else if constexpr (!expression<Index>) {
        const auto list = as_index_list(index);
        return choose_by_positions(array, list.data(), list.shape());
    } else if constexpr (std::same_as<value_t<Index>, bool>) {
        const dense_operand<bool, Index> mask(index);
        return choose_by_mask(array, mask.data(), mask.shape());
    } else {
        const dense_operand<index_t, Index> positions(index);
        return choose_by_positions(array, positions.data(), positions.shape());
    }
}

/// Applies the functor to every chosen element and its values, which lie dense in the order of the choice,
/// or are one for all (`step` is 0). Unary functors have no values.
template <class Functor, class T, class... V>
void apply_at(T* data, const chosen_parts& chosen, index_t step, const V*... values) {
    const index_t part = strand::detail::element_count(chosen.part_shape);
    // The elements of a part, from its beginning.
    strand::detail::buffer<index_t> offsets(part);
    for (index_t k = 0; k < part; ++k) {
        index_t offset = 0, rest = k;
        for (index_t axis = chosen.part_shape.size(); axis-- > 0; rest /= chosen.part_shape[axis]) {
            offset += rest % chosen.part_shape[axis] * chosen.part_strides[axis];
        }
        offsets.data()[k] = offset;
    }
    using skeleton = kernel::apply<Functor, kernel::input<T>, kernel::input<V>...>;
    const bool dense = strand::detail::is_row_major_dense(chosen.part_shape, chosen.part_strides.data());
    index_t next = 0;
    for (index_t i = 0; i < chosen.count; ++i) {
        T* first = data + chosen.begins.data()[i];
        if (dense && step == 1 && part > 1) {
            char* operands[] = {reinterpret_cast<char*>(first), reinterpret_cast<char*>(first),
                                reinterpret_cast<char*>(const_cast<V*>(values + next))...};
            kernel::map_dense<skeleton, T>({operands, nullptr, nullptr, 1, part});
            next += part;
            continue;
        }
        for (index_t k = 0; k < part; ++k, next += step) {
            T* element = first + offsets.data()[k];
            const auto result = fn::call<typename skeleton::loop>(Functor{}, simd::load_pack<T, 1>(element), simd::load_pack<V, 1>(values + next)...);
            simd::store_pack(element, simd::convert<T>(result));
        }
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
        // A copy, because the values may be elements of the array.
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
