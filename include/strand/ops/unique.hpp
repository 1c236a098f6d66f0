// SPDX-License-Identifier: BSD-3-Clause
// Different values of an array: unique (NumPy), unique_values, unique_counts, unique_inverse, unique_all
// (Array API). Computed at once, over all elements in C order.
//
// Values come in ascending order. unique takes all NaNs for one value; the functions of the Array API take
// each for a value of its own. -0 and 0 are one value.
#ifndef STRAND_OPS_UNIQUE_HPP
#define STRAND_OPS_UNIQUE_HPP

#include <strand/kernel/unique_keys.hpp>
#include <strand/ops/sort.hpp>

namespace strand {

/// What unique_counts, unique_inverse and unique_all give; `auto [values, counts] = unique_counts(a)`.
template <class T>
struct unique_counts_result {
    ndarray<T, 1> values;
    ndarray<index_t, 1> counts;
};
template <class T, index_t Rank>
struct unique_inverse_result {
    ndarray<T, 1> values;
    ndarray<index_t, Rank> inverse_indices;
};
template <class T, index_t Rank>
struct unique_all_result {
    ndarray<T, 1> values;
    ndarray<index_t, 1> indices;
    ndarray<index_t, Rank> inverse_indices;
    ndarray<index_t, 1> counts;
};

inline namespace STRAND_ISA {

namespace detail_isa {

template <class T>
bool has_nan(const T& x) {
    return x != x;
}

/// Indices in the order of their elements, and where in it each group of equal elements starts.
struct element_groups {
    ndarray<index_t, 1> order;
    std::vector<index_t> starts;  // and the number of elements
};
template <class T>
element_groups groups_of(const T* data, index_t count, bool nans_apart) {
    element_groups result{ndarray<index_t, 1>(extents<1>({count})), {}};
    argsort_element_rows(result.order.data(), data, 1, count, false);
    const index_t* order = result.order.data();
    for (index_t i = 0; i < count; ++i) {
        const T &before = data[order[i > 0 ? i - 1 : 0]], &here = data[order[i]];
        const bool same = i > 0 && (before == here || (!nans_apart && has_nan(before) && has_nan(here)));
        if (!same) result.starts.push_back(i);
    }
    result.starts.push_back(count);
    return result;
}
inline index_t group_count(const element_groups& groups) { return static_cast<index_t>(groups.starts.size()) - 1; }

template <class T>
ndarray<T, 1> vector_of_size(index_t size) {
    return ndarray<T, 1>(extents<1>({size}));
}

template <class T>
ndarray<T, 1> first_of_each(const element_groups& groups, const T* data) {
    auto values = vector_of_size<T>(group_count(groups));
    for (index_t k = 0; k < values.size(); ++k) {
        values.data()[k] = data[groups.order.data()[groups.starts[static_cast<std::size_t>(k)]]];
    }
    return values;
}
inline ndarray<index_t, 1> group_sizes(const element_groups& groups) {
    auto counts = vector_of_size<index_t>(group_count(groups));
    for (index_t k = 0; k < counts.size(); ++k) {
        const auto at = static_cast<std::size_t>(k);
        counts.data()[k] = groups.starts[at + 1] - groups.starts[at];
    }
    return counts;
}
template <index_t Rank>
ndarray<index_t, Rank> group_of_each(const element_groups& groups, const extents<Rank>& shape) {
    ndarray<index_t, Rank> inverse(shape);
    for (index_t k = 0; k < group_count(groups); ++k) {
        for (index_t i = groups.starts[static_cast<std::size_t>(k)]; i < groups.starts[static_cast<std::size_t>(k) + 1]; ++i) {
            inverse.data()[groups.order.data()[i]] = k;
        }
    }
    return inverse;
}

/// Different values, and how often each occurs unless `counts` is null.
template <expression E>
auto different_values(const E& e, bool nans_apart, ndarray<index_t, 1>* counts) {
    using T = value_t<E>;
    const auto elements = copy(e);
    const index_t count = elements.size();
    if constexpr (strand::detail::is_complex<T>) {
        const element_groups groups = groups_of(elements.data(), count, nans_apart);
        if (counts) *counts = group_sizes(groups);
        return first_of_each(groups, elements.data());
    } else {
        using Key = kernel::key_of_t<T>;
        const strand::detail::buffer<Key> keys(count), scratch(count);
        const strand::detail::buffer<index_t> counted(counts || nans_apart ? count : 0);
        kernel::make_keys(keys.data(), elements.data(), count, kernel::coding_of<T>(false));
        const index_t found = kernel::unique_keys(keys.data(), scratch.data(), counted.data(), count,
                                                  nans_apart && strand::detail::real_floating<T>);
        auto values = vector_of_size<T>(found);
        kernel::make_elements(values.data(), keys.data(), found, kernel::coding_of<T>(false));
        if (counts) {
            *counts = vector_of_size<index_t>(found);
            for (index_t k = 0; k < found; ++k) counts->data()[k] = counted.data()[k];
        }
        return values;
    }
}

/// The first of equal positions along the first axis, `each` elements long, in lexicographic order.
template <class T, index_t Rank>
ndarray<T, Rank> different_rows(const ndarray<T, Rank>& rows, index_t count, index_t each) {
    auto order = vector_of_size<index_t>(count);
    for (index_t i = 0; i < count; ++i) order(i) = i;
    // The last column first: each sort keeps the order of the one before where it can.
    auto column = vector_of_size<T>(count);
    for (index_t k = each; k-- > 0;) {
        for (index_t i = 0; i < count; ++i) column(i) = rows.data()[i * each + k];
        argsort_element_rows(order.data(), column.data(), 1, count, false, true);
    }
    std::vector<index_t> kept;
    for (index_t i = 0; i < count; ++i) {
        bool same = i > 0;
        for (index_t k = 0; same && k < each; ++k) same = rows.data()[order(i) * each + k] == rows.data()[order(i - 1) * each + k];
        if (!same) kept.push_back(order(i));
    }
    extents<Rank> shape = rows.shape();
    shape[0] = static_cast<index_t>(kept.size());
    ndarray<T, Rank> result(shape);
    for (index_t i = 0; i < shape[0]; ++i) {
        for (index_t k = 0; k < each; ++k) result.data()[i * each + k] = rows.data()[kept[static_cast<std::size_t>(i)] * each + k];
    }
    return result;
}

}  // namespace detail_isa

/// The different values, ascending; NaN once, unless told otherwise. `unique(a)`
template <expression E, detail_isa::sort_flag EqualNan = bool>
auto unique(const E& e, EqualNan equal_nan = true) {
    return detail_isa::different_values(e, !equal_nan, nullptr);
}
/// The different positions along an axis, in lexicographic order; one with a NaN equals no other. `unique(points, 0)`
template <expression E, detail_isa::sort_axis Axis>
    requires(rank_of<E> != 0)
auto unique(const E& e, Axis axis) {
    auto&& source = detail_isa::in_memory(e);
    const auto positions = copy(moveaxis(source, static_cast<index_t>(axis), 0));
    const index_t count = positions.shape()[0], each = count > 0 ? positions.size() / count : 0;
    return copy(moveaxis(detail_isa::different_rows(positions, count, each), 0, static_cast<index_t>(axis)));
}
/// The different values, ascending; every NaN is one. `unique_values(a)`
template <expression E>
auto unique_values(const E& e) {
    return detail_isa::different_values(e, true, nullptr);
}
/// The different values and how often each occurs. `auto [values, counts] = unique_counts(a)`
template <expression E>
auto unique_counts(const E& e) {
    unique_counts_result<value_t<E>> result;
    result.values = detail_isa::different_values(e, true, &result.counts);
    return result;
}
/// The different values, and for every element, in the shape of the array, the index of its value among them.
/// `auto [values, inverse] = unique_inverse(a)`
template <expression E>
auto unique_inverse(const E& e) {
    const auto elements = copy(e);
    const auto groups = detail_isa::groups_of(elements.data(), elements.size(), true);
    return unique_inverse_result<value_t<E>, rank_of<E>>{detail_isa::first_of_each(groups, elements.data()),
                                                         detail_isa::group_of_each(groups, elements.shape())};
}
/// The different values, the first index of each among the elements in C order, for every element the index of
/// its value, and how often each occurs. `auto [values, indices, inverse, counts] = unique_all(a)`
template <expression E>
auto unique_all(const E& e) {
    const auto elements = copy(e);
    const auto groups = detail_isa::groups_of(elements.data(), elements.size(), true);
    auto indices = detail_isa::vector_of_size<index_t>(detail_isa::group_count(groups));
    for (index_t k = 0; k < indices.size(); ++k) {
        indices.data()[k] = groups.order.data()[groups.starts[static_cast<std::size_t>(k)]];
    }
    return unique_all_result<value_t<E>, rank_of<E>>{detail_isa::first_of_each(groups, elements.data()), std::move(indices),
                                                     detail_isa::group_of_each(groups, elements.shape()),
                                                     detail_isa::group_sizes(groups)};
}

}  // namespace STRAND_ISA
}  // namespace strand

#endif
