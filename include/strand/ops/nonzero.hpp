// SPDX-License-Identifier: BSD-3-Clause
// Where elements are not 0: nonzero, where(condition), flatnonzero, argwhere. Computed at once, in C order.
// Anything but 0 counts, NaN too.
#ifndef STRAND_OPS_NONZERO_HPP
#define STRAND_OPS_NONZERO_HPP

#include <strand/ops/evaluate.hpp>

namespace strand {
inline namespace STRAND_ISA {

namespace detail_isa {

/// Calls `visit` with the truth of an expression in memory, at least one axis of it, and how much is true.
template <class E, class Visit>
auto with_truth(const E& e, Visit visit) {
    using strand::detail::memory_view;
    const auto counted = [&visit](const memory_view& truth) { return visit(truth, eval_detail::count_masked(truth)); };
    if constexpr (!std::same_as<value_t<E>, bool>) {
        return counted(ndarray<bool, rank_of<E>>(strand::detail::make_map(fn::cast<bool>{}, e)).describe());
    } else if constexpr (strand::detail::strided_memory<E>) {
        return counted(e.describe());
    } else {
        return counted(ndarray<bool, rank_of<E>>(e).describe());
    }
}

/// One array of positions per axis.
template <index_t Rank>
using positions_t = std::conditional_t<Rank == dynamic_rank, std::vector<ndarray<std::int64_t, 1>>,
                                       std::array<ndarray<std::int64_t, 1>, static_cast<std::size_t>(Rank < 0 ? 0 : Rank)>>;

}  // namespace detail_isa

/// The positions of all elements that are not 0, in C order: one array of int64 per axis. An index for
/// the array itself: `a(nonzero(a > 0))`. Of rank 0: value_error where that is known at run time only.
template <expression E>
    requires(rank_of<E> != 0)
auto nonzero(const E& e) {
    return detail_isa::with_truth(e, [](const detail::memory_view& truth, index_t count) {
        if (truth.rank == 0) detail::throw_value("nonzero needs at least one axis; use nonzero(atleast_1d(a))");
        detail_isa::positions_t<rank_of<E>> result;
        if constexpr (rank_of<E> == dynamic_rank) result.resize(static_cast<std::size_t>(truth.rank));
        detail::small_vector<index_t*, 8> places;
        for (auto& axis : result) {
            axis = ndarray<std::int64_t, 1>(extents<1>({count}));
            places.push_back(axis.data());
        }
        eval_detail::masked_positions(truth, places.data(), count);
        return result;
    });
}

/// The positions in C order, as if there was one axis. `flatnonzero(a)`
template <expression E>
auto flatnonzero(const E& e) {
    return detail_isa::with_truth(e, [](const detail::memory_view& truth, index_t count) {
        ndarray<std::int64_t, 1> result(extents<1>({count}));
        eval_detail::masked_numbers(truth, result.data(), count);
        return result;
    });
}

/// The positions as rows: shape (count, rank). `argwhere(a > 0)`
template <expression E>
auto argwhere(const E& e) {
    return detail_isa::with_truth(e, [](const detail::memory_view& truth, index_t count) {
        // One run per axis, which the result takes as its columns.
        ndarray<std::int64_t, 2> positions(extents<2>({truth.rank, count}));
        detail::small_vector<index_t*, 8> places;
        for (index_t axis = 0; axis < truth.rank; ++axis) places.push_back(positions.data() + axis * count);
        eval_detail::masked_positions(truth, places.data(), count);
        return copy(positions.T());
    });
}

}  // namespace STRAND_ISA
}  // namespace strand

#endif
