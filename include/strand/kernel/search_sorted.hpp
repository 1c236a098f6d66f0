// SPDX-License-Identifier: BSD-3-Clause
// Binary search in a strided row that is sorted, NaN last. In: the row, an order to read it in (or none), and
// dense values. Out: for each value how many elements go before it.
// No branch depends on an element, and several searches run side by side so that their reads overlap.
#ifndef STRAND_KERNEL_SEARCH_SORTED_HPP
#define STRAND_KERNEL_SEARCH_SORTED_HPP

#include <strand/core/promotion.hpp>

namespace strand::inline STRAND_ISA::kernel {

/// x goes before y when sorted: NaN last; complex numbers by real part, then by imaginary part, those with a
/// NaN there last, before those with a NaN in the real part, before those with two.
template <class T>
STRAND_ALWAYS_INLINE bool goes_before(const T& x, const T& y) {
    if constexpr (strand::detail::is_complex<T>) {
        const auto kind = [](const T& z) { return 2 * (z.real() != z.real()) + (z.imag() != z.imag()); };
        const int a = kind(x), b = kind(y);
        if (a != b) return a < b;
        if (a < 2 && x.real() != y.real()) return x.real() < y.real();
        return x.imag() < y.imag();
    } else if constexpr (strand::detail::real_floating<T>) {
        return x < y || (y != y && x == x);
    } else {
        return x < y;
    }
}

/// A sorted row of elements of type From, read as T.
template <class T, class From>
struct sorted_row {
    const From* data;
    index_t step, count;
    const index_t* order;  // null: as it lies

    STRAND_ALWAYS_INLINE T at(index_t i) const { return static_cast<T>(data[(order ? order[i] : i) * step]); }
};

namespace detail {

template <bool Right, class T>
STRAND_ALWAYS_INLINE bool stays_before(const T& element, const T& value) {
    if constexpr (strand::detail::is_complex<T>) {
        return Right ? !goes_before(value, element) : goes_before(element, value);
    } else if constexpr (strand::detail::real_floating<T>) {
        // One comparison does for every value but NaN, which the caller looks after.
        return Right ? element <= value : element < value;
    } else {
        return Right ? element <= value : element < value;
    }
}

template <bool Right, index_t Side, class T, class From>
STRAND_ALWAYS_INLINE void search_together(index_t* result, const sorted_row<T, From>& row, const T* values) {
    index_t base[static_cast<std::size_t>(Side)] = {};
    index_t length = row.count;
    while (length > 1) {
        const index_t half = length / 2;
        STRAND_UNROLL_ALL
        for (index_t k = 0; k < Side; ++k) base[k] += stays_before<Right>(row.at(base[k] + half - 1), values[k]) ? half : 0;
        length -= half;
    }
    STRAND_UNROLL_ALL
    for (index_t k = 0; k < Side; ++k) {
        result[k] = base[k] + (length == 1 && stays_before<Right>(row.at(base[k]), values[k]) ? 1 : 0);
    }
}

template <bool Right, class T, class From>
void search_values(index_t* result, const sorted_row<T, From>& row, const T* values, index_t count) {
    index_t i = 0;
    for (; i + 8 <= count; i += 8) search_together<Right, 8>(result + i, row, values + i);
    for (; i < count; ++i) search_together<Right, 1>(result + i, row, values + i);
    if constexpr (strand::detail::real_floating<T>) {
        for (i = 0; i < count; ++i) {
            if (values[i] == values[i]) continue;
            // Before a NaN stands every number; behind the last NaN nothing.
            index_t end = row.count;
            if (!Right) {
                while (end > 0 && !(row.at(end - 1) == row.at(end - 1))) --end;
            }
            result[i] = end;
        }
    }
}

}  // namespace detail

/// `right`: equal elements go before a value too.
template <class T, class From>
STRAND_NOINLINE void search_sorted(index_t* result, const sorted_row<T, From>& row, const T* values, index_t count, bool right) {
    if (right) detail::search_values<true>(result, row, values, count);
    else detail::search_values<false>(result, row, values, count);
}

}  // namespace strand::inline STRAND_ISA::kernel

#endif
