// SPDX-License-Identifier: BSD-3-Clause
// Order: sort, argsort, lexsort, partition, argpartition. Computed at once, along one axis (the last unless
// given), for every element type and layout, in linear time.
//
// Sorting is always stable: equal elements keep their order, in descending order too. NaN is last in both
// orders; -0 equals 0; false is before true. Complex numbers are ordered by real part, then by imaginary
// part; those with a NaN come last: R + nan j, nan + R j, nan + nan j.
// Throws axis_error for a missing axis; an array without axes has none.
#ifndef STRAND_OPS_SORT_HPP
#define STRAND_OPS_SORT_HPP

#include <string_view>
#include <strand/kernel/sort_rows.hpp>
#include <strand/ops/join.hpp>
#include <strand/ops/manipulate.hpp>
#include <strand/ops/split.hpp>

namespace strand {
inline namespace STRAND_ISA {

namespace detail_isa {

/// Sorts rows of elements of type T in place.
template <class T>
void sort_element_rows(T* data, index_t rows, index_t count, bool descending) {
    if (rows == 0 || count <= 1) return;
    if constexpr (strand::detail::is_complex<T>) {
        const strand::detail::buffer<index_t> order(count);
        const strand::detail::buffer<T> row(count);
        for (; rows > 0; --rows, data += count) {
            kernel::argsort_complex_rows(order.data(), data, 1, count, kernel::coding_of<real_t<T>>(descending));
            for (index_t i = 0; i < count; ++i) row.data()[i] = data[order.data()[i]];
            std::memcpy(static_cast<void*>(data), row.data(), static_cast<std::size_t>(count) * sizeof(T));
        }
    } else {
        kernel::sort_rows(data, rows, count, kernel::coding_of<T>(descending));
    }
}
/// The order of rows of elements of type T; with `refine` on top of the order in `result`.
template <class T>
void argsort_element_rows(index_t* result, const T* data, index_t rows, index_t count, bool descending,
                          bool refine = false) {
    if (rows == 0 || count == 0) return;
    if constexpr (strand::detail::is_complex<T>) {
        kernel::argsort_complex_rows(result, data, rows, count, kernel::coding_of<real_t<T>>(descending), refine);
    } else {
        kernel::argsort_rows(result, data, rows, count, kernel::coding_of<T>(descending), refine);
    }
}

/// The elements as new dense rows along an axis, and rows back along it.
template <expression E>
auto rows_along(const E& e, index_t axis) {
    if (axis == static_cast<index_t>(shape_t(e.shape()).size()) - 1) return copy(e);
    auto&& source = in_memory(e);
    return copy(moveaxis(source, axis, -1));
}
template <class T, index_t Rank>
ndarray<T, Rank> rows_back(ndarray<T, Rank>&& rows, index_t axis) {
    if (axis == rows.ndim() - 1) return std::move(rows);
    return copy(moveaxis(rows, -1, axis));
}

/// How many rows of how many elements.
struct row_count {
    index_t rows, count;
    template <class Array>
    explicit row_count(const Array& array) : rows(0), count(array.shape()[array.ndim() - 1]) {
        if (count > 0) rows = array.size() / count;
    }
};

/// `kind` of numpy.sort: every one is served by the stable sort; another text is an error.
inline void check_sort_kind(std::string_view kind) {
    if (kind != "stable" && kind != "quicksort" && kind != "mergesort" && kind != "heapsort") {
        strand::detail::throw_value("sort: the kind must be stable, quicksort, mergesort or heapsort, it is " + std::string(kind));
    }
}

template <class T>
concept sort_flag = std::same_as<T, bool>;
template <class Axis>
concept sort_axis = std::integral<Axis> && !std::same_as<Axis, bool>;

/// Sorts `order` by one more key, which goes before those that it was sorted by.
template <expression Key>
void refine_order(ndarray<index_t>& order, bool& first, const Key& key, index_t axis) {
    const shape_t shape(key.shape());
    axis = strand::detail::normalised_axis(axis, shape.size());
    const ndarray<value_t<Key>> rows = rows_along(key, axis);
    if (first) order = ndarray<index_t>(shape_t(rows.shape()));
    else if (!(order.shape() == rows.shape())) {
        strand::detail::throw_shape("lexsort: a key of shape " + to_string(shape) + " does not fit the keys before it");
    }
    const row_count size(rows);
    argsort_element_rows(order.data(), rows.data(), size.rows, size.count, false, !first);
    first = false;
}

}  // namespace detail_isa

/// The elements in ascending order along an axis, or in descending order; with `none` for the axis all
/// elements in one row. `sort(a)`, `sort(a, 0)`, `sort(a, -1, true)`
template <expression E, detail_isa::sort_axis Axis = index_t, detail_isa::sort_flag Descending = bool>
    requires(rank_of<E> != 0)
auto sort(const E& e, Axis axis = -1, Descending descending = false, bool stable = true) {
    (void)stable;  // always
    const index_t along = detail::normalised_axis(static_cast<index_t>(axis), shape_t(e.shape()).size());
    auto values = detail_isa::rows_along(e, along);
    const detail_isa::row_count size(values);
    detail_isa::sort_element_rows(values.data(), size.rows, size.count, descending);
    return detail_isa::rows_back(std::move(values), along);
}
template <expression E>
auto sort(const E& e, none_t, bool descending = false, bool stable = true) {
    return sort(flatten(e), 0, descending, stable);
}
template <expression E>
auto sort(const E& e, index_t axis, std::string_view kind) {
    detail_isa::check_sort_kind(kind);
    return sort(e, axis);
}

/// The indices along an axis that put it in order: sort(a) is take_along_axis(a, argsort(a), -1).
/// `argsort(a)`, `argsort(a, 0)`, `argsort(a, -1, true)`
template <expression E, detail_isa::sort_axis Axis = index_t, detail_isa::sort_flag Descending = bool>
auto argsort(const E& e, Axis axis = -1, Descending descending = false, bool stable = true) {
    (void)stable;  // always
    if constexpr (rank_of<E> == 0) {
        return ndarray<index_t, 1>{0};
    } else {
        const shape_t shape(e.shape());
        if constexpr (rank_of<E> == dynamic_rank) {
            if (shape.empty()) return ndarray<index_t>{0};
        }
        const index_t along = detail::normalised_axis(static_cast<index_t>(axis), shape.size());
        const auto values = detail_isa::rows_along(e, along);
        ndarray<index_t, rank_of<E>> result(values.shape());
        const detail_isa::row_count size(values);
        detail_isa::argsort_element_rows(result.data(), values.data(), size.rows, size.count, descending);
        return detail_isa::rows_back(std::move(result), along);
    }
}
template <expression E>
auto argsort(const E& e, none_t, bool descending = false, bool stable = true) {
    return argsort(flatten(e), 0, descending, stable);
}
template <expression E>
auto argsort(const E& e, index_t axis, std::string_view kind) {
    detail_isa::check_sort_kind(kind);
    return argsort(e, axis);
}

/// The order by several keys, of which the last is the most important: a range or a tuple of arrays of one
/// shape, or one array whose first axis runs over the keys. `lexsort(std::tie(first_names, last_names))`
template <expression... Key>
auto lexsort(const std::tuple<Key...>& keys, index_t axis = -1) {
    ndarray<index_t> order;
    bool first = true;
    std::apply([&](const auto&... key) { (detail_isa::refine_order(order, first, key, axis), ...); }, keys);
    return detail_isa::rows_back(std::move(order), detail::normalised_axis(axis, order.ndim()));
}
template <detail_isa::expression_range Keys>
auto lexsort(const Keys& keys, index_t axis = -1) {
    ndarray<index_t> order;
    bool first = true;
    for (const auto& key : keys) detail_isa::refine_order(order, first, key, axis);
    if (first) detail::throw_value("lexsort needs at least one key");
    return detail_isa::rows_back(std::move(order), detail::normalised_axis(axis, order.ndim()));
}
template <class T, index_t Rank>
auto lexsort(std::initializer_list<detail::braced_array<T, Rank>> keys, index_t axis = -1) {
    std::vector<ndview<const T, Rank>> views;
    for (const auto& key : keys) views.push_back(key.array().view());
    return lexsort(views, axis);
}
template <expression Keys>
auto lexsort(const Keys& keys, index_t axis = -1) {
    auto&& source = detail_isa::in_memory(keys);
    return lexsort(unstack(source), axis);
}

}  // namespace STRAND_ISA
}  // namespace strand

#endif
