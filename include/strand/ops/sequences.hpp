// SPDX-License-Identifier: BSD-3-Clause
// Sequences of numbers as 1-d arrays: arange, linspace, logspace, geomspace.
// In: numbers. Out: an array, computed at once. Refuses a step of 0 and negative counts with value_error.
#ifndef STRAND_OPS_SEQUENCES_HPP
#define STRAND_OPS_SEQUENCES_HPP

#include <cmath>
#include <strand/ops/create.hpp>

namespace strand {

namespace detail {

/// ceil((stop - start) / step), the number of steps that stay before `stop`.
template <class T>
index_t arange_count(T start, T stop, T step) {
    if (step == T(0)) throw_value("arange: the step must not be 0");
    if constexpr (std::integral<T>) {
        using U = std::uint64_t;
        const bool up = step > T(0);
        if (up ? start >= stop : start <= stop) return 0;
        const U distance = up ? static_cast<U>(stop) - static_cast<U>(start) : static_cast<U>(start) - static_cast<U>(stop);
        const U stride = up ? static_cast<U>(step) : U(0) - static_cast<U>(step);
        const U count = (distance - 1) / stride + 1;
        if (count > U(-1) / 2) throw_value("arange: there are more elements than an index can count");
        return static_cast<index_t>(count);
    } else {
        const double count = std::ceil((stop - start) / step);
        if (!(count < 9e18)) throw_value("arange: the number of elements is not finite");
        return count > 0 ? static_cast<index_t>(count) : 0;
    }
}

/// start + i * step. Integers count in 64 bits and wrap, everything else counts in double.
template <class T, class Common>
ndarray<T, 1> arange_of(Common start, Common stop, Common step) {
    using Integer = std::conditional_t<std::same_as<Common, std::uint64_t>, std::uint64_t, std::int64_t>;
    using Work = std::conditional_t<std::integral<Common>, Integer, double>;
    const Work first = static_cast<Work>(start), by = static_cast<Work>(step);
    auto result = empty<T>(arange_count<Work>(first, static_cast<Work>(stop), by));
    for (index_t i = 0; i < result.size(); ++i) {
        Work value;
        if constexpr (std::integral<Work>) {
            using U = std::uint64_t;
            value = static_cast<Work>(static_cast<U>(first) + static_cast<U>(i) * static_cast<U>(by));
        } else {
            value = first + static_cast<Work>(i) * by;
        }
        result.data()[i] = number_as<T>(value);
    }
    return result;
}

/// T unless it is the default, then Default.
template <class T, class Default>
using given_or = canonical_t<std::conditional_t<std::same_as<T, default_dtype>, Default, T>>;

/// An element of a sequence that was computed in double: integers take the floor, as numpy.linspace does.
template <class T>
T sequence_element(double value) {
    return number_as<T>(integer<T> ? std::floor(value) : value);
}

}  // namespace detail

/// start, start + step, ... up to and without `stop`.
/// The element type is T or, when none is given, the common type of the arguments.
/// Throws value_error for a step of 0. `arange<int>(10)`, `arange(0.0, 1.0, 0.25)`
template <class T = default_dtype, scalar_number Start, scalar_number Stop, scalar_number Step>
auto arange(Start start, Stop stop, Step step) {
    using Common = promote_t<canonical_t<Start>, canonical_t<Stop>, canonical_t<Step>>;
    return detail::arange_of<detail::given_or<T, Common>>(static_cast<Common>(start), static_cast<Common>(stop),
                                                          static_cast<Common>(step));
}
template <class T = default_dtype, scalar_number Start, scalar_number Stop>
auto arange(Start start, Stop stop) {
    using Common = promote_t<canonical_t<Start>, canonical_t<Stop>>;
    return arange<detail::given_or<T, Common>>(static_cast<Common>(start), static_cast<Common>(stop), Common(1));
}
template <class T = default_dtype, scalar_number Stop>
auto arange(Stop stop) {
    return arange<T>(Stop(0), stop);
}

/// `num` evenly spaced values from start to stop, including stop when `endpoint`.
/// Throws value_error for a negative num. `linspace(0, 1, 5)`
template <class T = double>
auto linspace(double start, double stop, index_t num = 50, bool endpoint = true) {
    using Element = canonical_t<T>;
    if (num < 0) detail::throw_value("linspace: the number of values must not be negative, it is " + std::to_string(num));
    auto result = empty<Element>(num);
    const index_t gaps = endpoint ? num - 1 : num;
    const double step = gaps > 0 ? (stop - start) / static_cast<double>(gaps) : 0;
    for (index_t i = 0; i < num; ++i) {
        // A step that underflows to 0 would lose the ends of the interval.
        const double value = step == 0 && gaps > 0 ? static_cast<double>(i) / static_cast<double>(gaps) * (stop - start) + start
                                                   : static_cast<double>(i) * step + start;
        result.data()[i] = detail::sequence_element<Element>(endpoint && i == num - 1 && num > 1 ? stop : value);
    }
    return result;
}
/// base to the powers linspace(start, stop, num). `logspace(0, 3, 4)` is 1, 10, 100, 1000
template <class T = double>
auto logspace(double start, double stop, index_t num = 50, bool endpoint = true, double base = 10.0) {
    const auto powers = linspace(start, stop, num, endpoint);
    ndarray<canonical_t<T>, 1> result(powers.shape());
    for (index_t i = 0; i < num; ++i) result.data()[i] = detail::number_as<canonical_t<T>>(std::pow(base, powers.data()[i]));
    return result;
}
/// A geometric progression from start to stop; between ends of different sign it is NaN.
/// Throws value_error where an end is 0. `geomspace(1, 1000, 4)`
template <class T = double>
auto geomspace(double start, double stop, index_t num = 50, bool endpoint = true) {
    if (start == 0 || stop == 0) detail::throw_value("geomspace: neither end may be 0");
    const double direction = start < 0 ? -1 : 1;
    const auto powers = linspace(std::log10(direction * start), std::log10(direction * stop), num, endpoint);
    ndarray<canonical_t<T>, 1> result(powers.shape());
    for (index_t i = 0; i < num; ++i) {
        const bool last = endpoint && i == num - 1 && num > 1;
        result.data()[i] = detail::number_as<canonical_t<T>>(i == 0 ? start : last ? stop : direction * std::pow(10.0, powers.data()[i]));
    }
    return result;
}

}  // namespace strand

#endif
