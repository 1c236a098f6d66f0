// SPDX-License-Identifier: BSD-3-Clause
// Half an order: partition and argpartition put the element of a rank where sorting would put it, everything
// smaller before it, everything larger behind it. Linear time, computed at once, along one axis.
// The order is that of ops/sort.hpp; apart from the rank asked for it is not specified.
#ifndef STRAND_OPS_PARTITION_HPP
#define STRAND_OPS_PARTITION_HPP

#include <strand/kernel/select_key.hpp>
#include <strand/ops/sort.hpp>
#include <strand/ops/take.hpp>

namespace strand {
inline namespace STRAND_ISA {

namespace detail_isa {

/// Ranks from 0 on, negative ones counted from the end; throws value_error for one that no element has.
inline shape_t normalised_ranks(dims_view ranks, index_t count) {
    shape_t result;
    for (const index_t rank : ranks) {
        if (rank < -count || rank >= count) {
            strand::detail::throw_value("partition: rank " + std::to_string(rank) + " is out of bounds for " +
                                        std::to_string(count) + " elements");
        }
        result.push_back(rank < 0 ? rank + count : rank);
    }
    return result;
}

template <class T>
void argpartition_element_rows(index_t* result, const T* data, index_t rows, index_t count, dims_view ranks) {
    // Several ranks are as much work as sorting.
    if constexpr (!strand::detail::is_complex<T>) {
        if (ranks.size() == 1) {
            using Key = kernel::key_of_t<T>;
            const strand::detail::buffer<Key> keys(count), work(count), scratch(count);
            for (; rows > 0; --rows, data += count, result += count) {
                kernel::make_keys(keys.data(), data, count, kernel::coding_of<T>(false));
                std::memcpy(work.data(), keys.data(), static_cast<std::size_t>(count) * sizeof(Key));
                const Key pivot = kernel::select_key(work.data(), scratch.data(), count, ranks[0]);
                kernel::partition_indices(result, keys.data(), count, pivot);
            }
            return;
        }
    }
    argsort_element_rows(result, data, rows, count, false);
}

template <expression E>
auto argpartitioned(const E& e, dims_view ranks, index_t axis) {
    const index_t along = strand::detail::normalised_axis(axis, shape_t(e.shape()).size());
    auto values = rows_along(e, along);
    const row_count size(values);
    const shape_t checked = normalised_ranks(ranks, size.count);
    ndarray<index_t, rank_of<E>> order(values.shape());
    if (size.rows > 0) argpartition_element_rows(order.data(), values.data(), size.rows, size.count, checked);
    return std::pair(std::move(values), std::move(order));
}

}  // namespace detail_isa

/// The indices that partition an axis around a rank, or around several. `argpartition(a, 2)`
template <expression E>
    requires(rank_of<E> != 0)
auto argpartition(const E& e, std::span<const index_t> ranks, index_t axis = -1) {
    auto both = detail_isa::argpartitioned(e, ranks, axis);
    return detail_isa::rows_back(std::move(both.second), detail::normalised_axis(axis, both.first.ndim()));
}
template <expression E>
    requires(rank_of<E> != 0)
auto argpartition(const E& e, index_t rank, index_t axis = -1) {
    return argpartition(e, std::span<const index_t>(&rank, 1), axis);
}
template <expression E, std::size_t N>
    requires(rank_of<E> != 0)
auto argpartition(const E& e, const index_t (&ranks)[N], index_t axis = -1) {
    return argpartition(e, std::span<const index_t>(ranks), axis);
}

/// The elements partitioned around a rank of an axis, or around several; negative ranks count from the end.
/// Throws value_error for a rank that no element has. `partition(a, 2)[2]` is the third smallest
template <expression E>
    requires(rank_of<E> != 0)
auto partition(const E& e, std::span<const index_t> ranks, index_t axis = -1) {
    const auto both = detail_isa::argpartitioned(e, ranks, axis);
    return detail_isa::rows_back(take_along_axis(both.first, both.second), detail::normalised_axis(axis, both.first.ndim()));
}
template <expression E>
    requires(rank_of<E> != 0)
auto partition(const E& e, index_t rank, index_t axis = -1) {
    return partition(e, std::span<const index_t>(&rank, 1), axis);
}
template <expression E, std::size_t N>
    requires(rank_of<E> != 0)
auto partition(const E& e, const index_t (&ranks)[N], index_t axis = -1) {
    return partition(e, std::span<const index_t>(ranks), axis);
}

}  // namespace STRAND_ISA
}  // namespace strand

#endif
