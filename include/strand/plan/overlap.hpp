// SPDX-License-Identifier: BSD-3-Clause
// Decides whether writing the destination can disturb elements of an operand that are still to be read.
// In: two memory_views. Out: `disjoint`, `same_elements` (each element is read before it is written, in
// the same step) or `overlap`. Exact up to a bound on the search; beyond it the answer is `overlap`.
#ifndef STRAND_PLAN_OVERLAP_HPP
#define STRAND_PLAN_OVERLAP_HPP

#include <cstdint>
#include <utility>
#include <strand/shape/memory_view.hpp>

namespace strand::detail {

enum class overlap_kind { disjoint, same_elements, overlap };

namespace overlap_search {

/// coefficient * x with 0 <= x < count; `divisor` divides this coefficient and all after it.
struct term {
    index_t coefficient, count, divisor;
};

inline index_t common_divisor(index_t a, index_t b) {
    while (b != 0) a = std::exchange(b, a % b);
    return a;
}

/// Is there a choice of all x with low <= sum <= high? Terms are sorted by falling coefficient, each of another one, so
/// that few x are possible at each level: for the strides of ordinary views at most two. All sums are multiples of the
/// common divisor, which settles what lies between the elements of each other, as the columns of `a(all, range(0, none, 2))`
/// do between those of `a(all, range(1, none, 2))`, without a search.
STRAND_NOINLINE inline bool reachable(const term* terms, const term* end, index_t low, index_t high, int& budget) {
    if (terms == end) return low <= 0 && 0 <= high;
    if (--budget < 0) return true;
    const index_t above = high % terms->divisor, multiple = high - (above < 0 ? above + terms->divisor : above);
    if (multiple < low) return false;
    index_t rest = 0;
    for (const term* t = terms + 1; t != end; ++t) rest += t->coefficient * (t->count - 1);
    const index_t c = terms->coefficient;
    if (high < 0 || low > rest + c * (terms->count - 1)) return false;
    index_t first = low - rest > 0 ? (low - rest + c - 1) / c : 0;
    const index_t last = high / c < terms->count - 1 ? high / c : terms->count - 1;
    for (; first <= last; ++first) {
        if (reachable(terms + 1, end, low - c * first, high - c * first, budget)) return true;
    }
    return false;
}

/// Adds the terms of one view, all coefficients positive; returns what was added to the address.
inline index_t add_terms(small_vector<term, 16>& terms, const memory_view& view, int sign) {
    index_t shift = 0;
    for (index_t axis = 0; axis < view.rank; ++axis) {
        const index_t stride = sign * view.strides[axis] * view.itemsize, count = view.extents[axis];
        if (stride == 0 || count <= 1) continue;
        if (stride < 0) shift += stride * (count - 1);
        terms.push_back({stride < 0 ? -stride : stride, count, 0});
    }
    return shift;
}

}  // namespace overlap_search

/// The first byte of a view and the first behind it; both null for a view without elements.
struct byte_range {
    std::uintptr_t first = 0, last = 0;
};
inline byte_range bytes_of_view(const memory_view& view) {
    index_t low = 0, high = view.itemsize;
    for (index_t axis = 0; axis < view.rank; ++axis) {
        if (view.extents[axis] == 0) return {};
        const index_t reach = (view.extents[axis] - 1) * view.strides[axis] * view.itemsize;
        (reach < 0 ? low : high) += reach;
    }
    const auto address = reinterpret_cast<std::uintptr_t>(view.data);
    return {address + static_cast<std::uintptr_t>(low), address + static_cast<std::uintptr_t>(high)};
}

/// Ranges of bytes that meet: do elements?
STRAND_NOINLINE inline overlap_kind search_overlap(const memory_view& destination, const memory_view& source) {
    using namespace overlap_search;
    small_vector<term, 16> terms;
    // An element of the destination at address d and one of the source at s share a byte when
    // -(destination itemsize) < d - s < source itemsize.
    index_t offset = static_cast<index_t>(reinterpret_cast<std::uintptr_t>(destination.data) -
                                          reinterpret_cast<std::uintptr_t>(source.data));
    offset += add_terms(terms, destination, 1);
    offset += add_terms(terms, source, -1);
    for (index_t i = 1; i < terms.size(); ++i) {
        for (index_t k = i; k > 0 && terms[k - 1].coefficient < terms[k].coefficient; --k) {
            std::swap(terms[k - 1], terms[k]);
        }
    }
    // c x + c y are the multiples of c up to the sum of both.
    term* end = terms.begin();
    for (const term& t : terms) {
        if (end != terms.begin() && end[-1].coefficient == t.coefficient) end[-1].count += t.count - 1;
        else *end++ = t;
    }
    index_t divisor = 0;
    for (term* t = end; t != terms.begin();) --t, t->divisor = divisor = common_divisor(t->coefficient, divisor);
    int budget = 2000;
    const index_t low = -offset - (destination.itemsize - 1), high = -offset + (source.itemsize - 1);
    return reachable(terms.begin(), end, low, high, budget) ? overlap_kind::overlap : overlap_kind::disjoint;
}

/// `source` broadcasts to the shape of `destination`, whose bytes lie in `written`.
inline overlap_kind find_overlap(const memory_view& destination, const byte_range& written, const memory_view& source) {
    if (source.scalar || !destination.data || !source.data) return overlap_kind::disjoint;
    const byte_range from = bytes_of_view(source);
    if (written.last <= from.first || from.last <= written.first) return overlap_kind::disjoint;
    if (destination.data == source.data && destination.itemsize == source.itemsize &&
        destination.rank == source.rank) {
        bool same = true;
        for (index_t k = 0; k < source.rank; ++k) {
            same &= source.extents[k] == destination.extents[k] &&
                    (source.extents[k] <= 1 || source.strides[k] == destination.strides[k]);
        }
        if (same) return overlap_kind::same_elements;
    }
    // An element of the source at either end of it, within a destination without gaps.
    const bool ends_inside = (written.first <= from.first && from.first < written.last) || (written.first < from.last && from.last <= written.last);
    if (destination.dense && ends_inside) return overlap_kind::overlap;
    return search_overlap(destination, source);
}
inline overlap_kind find_overlap(const memory_view& destination, const memory_view& source) {
    return find_overlap(destination, bytes_of_view(destination), source);
}

}  // namespace strand::detail

#endif
