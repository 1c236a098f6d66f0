// SPDX-License-Identifier: BSD-3-Clause
// The padding of one line of elements that has to be computed: ramps, statistics, odd reflections.
// In: a strided line with its elements in the middle. Out: the elements before and behind them.
#ifndef STRAND_KERNEL_PAD_LINE_HPP
#define STRAND_KERNEL_PAD_LINE_HPP

#include <cmath>
#include <strand/kernel/search_sorted.hpp>
#include <strand/kernel/sort_rows.hpp>

namespace strand::inline STRAND_ISA::kernel {

template <class T>
struct padded_line {
    T* data;  // of the first element of the padding
    index_t step, before, extent, after;

    T& operator[](index_t i) const { return data[(before + i) * step]; }
};

enum class line_statistic { maximum, minimum, mean, median };

namespace detail {

/// What means and ramps are computed in.
template <class T>
using padding_t = std::conditional_t<strand::detail::inexact<T>, T, double>;

/// Half way, or a sum divided: rounded for integers.
template <class T>
T as_padding(padding_t<T> value) {
    if constexpr (strand::detail::integer<T>) return static_cast<T>(std::nearbyint(value));
    else if constexpr (std::same_as<T, bool>) return value != 0;
    else return static_cast<T>(value);
}

template <class T>
T middle_of(T* values, index_t count) {
    using C = padding_t<T>;
    for (index_t i = 0; i < count; ++i) {
        if (values[i] != values[i]) return values[i];
    }
    if constexpr (strand::detail::is_complex<T>) {
        const buffer<index_t> order(count);
        argsort_complex_rows(order.data(), values, 1, count, coding_of<real_t<T>>(false));
        const T low = values[order.data()[(count - 1) / 2]], high = values[order.data()[count / 2]];
        return (low + high) / real_t<T>(2);
    } else {
        sort_rows(values, 1, count, coding_of<T>(false));
        const C low = static_cast<C>(values[(count - 1) / 2]), high = static_cast<C>(values[count / 2]);
        return as_padding<T>(count % 2 ? low : static_cast<C>((low + high) / C(2)));
    }
}

template <class T>
T statistic_of(const padded_line<T>& line, index_t first, index_t count, line_statistic what) {
    if (what == line_statistic::median) {
        const buffer<T> values(count);
        for (index_t i = 0; i < count; ++i) values.data()[i] = line[first + i];
        return middle_of(values.data(), count);
    }
    if (what == line_statistic::mean) {
        using Sum = std::conditional_t<strand::detail::is_complex<T>, std::complex<double>, double>;
        Sum sum = 0;
        for (index_t i = 0; i < count; ++i) sum += static_cast<Sum>(line[first + i]);
        return as_padding<T>(static_cast<padding_t<T>>(sum / static_cast<double>(count)));
    }
    T result = line[first];
    for (index_t i = 1; i < count; ++i) {
        const T next = line[first + i];
        if (result != result) break;
        if (next != next || (what == line_statistic::maximum ? goes_before(result, next) : goes_before(next, result))) result = next;
    }
    return result;
}

/// 2 * edge - value, integers wrapping around.
template <class T>
T mirrored(T edge, T value) {
    if constexpr (strand::detail::integer<T>) {
        using U = std::uint64_t;
        return static_cast<T>(2 * static_cast<U>(edge) - static_cast<U>(value));
    } else if constexpr (std::same_as<T, bool>) {
        return value;  // refused before
    } else {
        return static_cast<T>(edge + edge - value);
    }
}

}  // namespace detail

/// Both sides get a statistic of the elements next to them, at most `first` and `last` of them.
template <class T>
void pad_with_statistic(const padded_line<T>& line, line_statistic what, index_t first, index_t last) {
    const T low = line.before > 0 ? detail::statistic_of(line, 0, first, what) : T();
    const T high = line.after > 0 ? detail::statistic_of(line, line.extent - last, last, what) : T();
    for (index_t i = 0; i < line.before; ++i) line[i - line.before] = low;
    for (index_t i = 0; i < line.after; ++i) line[line.extent + i] = high;
}

/// From an end value to the element at the edge, in equal steps.
template <class T>
void pad_with_ramps(const padded_line<T>& line, T first, T last) {
    using C = detail::padding_t<T>;
    const auto ramp = [](T from, T to, index_t count, auto place) {
        using R = real_t<C>;
        const C start = static_cast<C>(from), step = count > 0 ? (static_cast<C>(to) - start) / static_cast<R>(count) : C();
        for (index_t i = 0; i < count; ++i) {
            const C value = static_cast<C>(start + step * static_cast<R>(i));
            if constexpr (strand::detail::integer<T>) place(i) = static_cast<T>(std::floor(value));
            else place(i) = detail::as_padding<T>(value);
        }
    };
    ramp(first, line[0], line.before, [&](index_t i) -> T& { return line[i - line.before]; });
    ramp(last, line[line.extent - 1], line.after, [&](index_t i) -> T& { return line[line.extent + line.after - 1 - i]; });
}

/// Reflected at the edges and turned around, so that the line goes on: each element is twice the edge minus its
/// mirror image. `repeat_edge`: the mirror stands behind the edge, which appears twice.
template <class T>
void pad_with_odd_reflection(const padded_line<T>& line, bool repeat_edge) {
    const index_t shift = repeat_edge ? 1 : 0, end = line.extent;
    // From the edges outwards: mirror images are elements, or padding that was written before.
    index_t low = 0, high = end;
    while (low > -line.before || high < end + line.after) {
        const index_t left = low, right = high;
        const index_t most = right - left - 1 + shift;
        for (index_t k = 1; k <= most && low > -line.before; ++k) line[--low] = detail::mirrored(line[left], line[left + k - shift]);
        for (index_t k = 1; k <= most && high < end + line.after; ++k) {
            line[high] = detail::mirrored(line[right - 1], line[right - 1 - k + shift]);
            ++high;
        }
    }
}

}  // namespace strand::inline STRAND_ISA::kernel

#endif
