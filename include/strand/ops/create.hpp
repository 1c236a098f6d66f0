// SPDX-License-Identifier: BSD-3-Clause
// Making arrays: zeros, ones, full, empty, their _like forms, arange, linspace, logspace, geomspace, eye,
// identity, fromfunction, asarray, frombuffer.
// All compute at once. A shape in braces gives a static rank, a shape_t a rank known at run time.
#ifndef STRAND_OPS_CREATE_HPP
#define STRAND_OPS_CREATE_HPP

#include <cmath>
#include <strand/ops/operators.hpp>

namespace strand {

namespace detail {
/// The rank of N extents in braces.
template <std::size_t N>
using braces = const index_t (&)[N];
template <std::size_t N>
extents<static_cast<index_t>(N)> shape_from(braces<N> values) {
    return extents<static_cast<index_t>(N)>(values);
}
inline extents<1> shape_from(index_t extent) { return extents<1>({extent}); }
}  // namespace detail

/// An array with uninitialised elements. `empty<float>({3, 4})`
template <class T = double, index_t Rank = dynamic_rank>
auto empty(const extents<Rank>& shape, memory_order order = row_major) {
    return ndarray<canonical_t<T>, Rank>(shape, order);
}
template <class T = double, std::size_t N>
auto empty(const index_t (&shape)[N], memory_order order = row_major) {
    return empty<T>(detail::shape_from(shape), order);
}
template <class T = double, std::integral Extent>
auto empty(Extent extent) {
    return empty<T>(detail::shape_from(static_cast<index_t>(extent)));
}

/// An array of zeros. `zeros<float>({3, 4})`
template <class T = double, index_t Rank = dynamic_rank>
auto zeros(const extents<Rank>& shape, memory_order order = row_major) {
    auto result = empty<T>(shape, order);
    result.fill(canonical_t<T>(0));
    return result;
}
template <class T = double, std::size_t N>
auto zeros(const index_t (&shape)[N], memory_order order = row_major) {
    return zeros<T>(detail::shape_from(shape), order);
}
template <class T = double, std::integral Extent>
auto zeros(Extent extent) {
    return zeros<T>(detail::shape_from(static_cast<index_t>(extent)));
}

/// An array of ones. `ones<float>({3, 4})`
template <class T = double, index_t Rank = dynamic_rank>
auto ones(const extents<Rank>& shape, memory_order order = row_major) {
    auto result = empty<T>(shape, order);
    result.fill(canonical_t<T>(1));
    return result;
}
template <class T = double, std::size_t N>
auto ones(const index_t (&shape)[N], memory_order order = row_major) {
    return ones<T>(detail::shape_from(shape), order);
}
template <class T = double, std::integral Extent>
auto ones(Extent extent) {
    return ones<T>(detail::shape_from(static_cast<index_t>(extent)));
}

/// An array in which every element is `value`; its type is that of the value unless given. `full({2, 2}, 7.5)`
template <class T = default_dtype, index_t Rank = dynamic_rank, scalar_number Value>
auto full(const extents<Rank>& shape, Value value, memory_order order = row_major) {
    using Element = canonical_t<std::conditional_t<std::same_as<T, default_dtype>, Value, T>>;
    ndarray<Element, Rank> result(shape, order);
    result.fill(detail::number_as<Element>(value));
    return result;
}
template <class T = default_dtype, std::size_t N, scalar_number Value>
auto full(const index_t (&shape)[N], Value value, memory_order order = row_major) {
    return full<T>(detail::shape_from(shape), value, order);
}
template <class T = default_dtype, std::integral Extent, scalar_number Value>
auto full(Extent extent, Value value) {
    return full<T>(detail::shape_from(static_cast<index_t>(extent)), value);
}

namespace detail {
template <class T, class E>
using like_t = canonical_t<std::conditional_t<std::same_as<T, default_dtype>, value_t<E>, T>>;
}

/// Arrays with the shape of an expression, and its element type unless another is given. `zeros_like(a)`
template <class T = default_dtype, expression E>
auto empty_like(const E& like) {
    return ndarray<detail::like_t<T, E>, rank_of<E>>(extents<rank_of<E>>(like.shape()));
}
template <class T = default_dtype, expression E>
auto zeros_like(const E& like) {
    return zeros<detail::like_t<T, E>>(extents<rank_of<E>>(like.shape()));
}
template <class T = default_dtype, expression E>
auto ones_like(const E& like) {
    return ones<detail::like_t<T, E>>(extents<rank_of<E>>(like.shape()));
}
template <class T = default_dtype, expression E, scalar_number Value>
auto full_like(const E& like, Value value) {
    using Element = detail::like_t<T, E>;
    return full<Element>(extents<rank_of<E>>(like.shape()), detail::number_as<Element>(value));
}

namespace detail {
/// A number as double or, when it is complex, as complex double.
template <class X>
double as_double(X x) {
    return static_cast<double>(x);
}
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
        return static_cast<index_t>((distance - 1) / stride + 1);
    } else {
        const double count = std::ceil((as_double(stop) - as_double(start)) / as_double(step));
        if (!(count < 9e18)) throw_value("arange: the number of elements is not finite");
        return count > 0 ? static_cast<index_t>(count) : 0;
    }
}
}  // namespace detail

/// start, start + step, ... up to and without `stop`.
/// The element type is T or, when none is given, the common type of the arguments.
/// Throws value_error for a step of 0. `arange<int>(10)`, `arange(0.0, 1.0, 0.25)`
template <class T = default_dtype, scalar_number Start, scalar_number Stop, scalar_number Step = int>
auto arange(Start start, Stop stop, Step step = 1) {
    using Common = promote_t<canonical_t<Start>, canonical_t<Stop>, canonical_t<Step>>;
    using Element = canonical_t<std::conditional_t<std::same_as<T, default_dtype>, Common, T>>;
    // Integers count in 64 bits, everything else in double; elements are start + i * step.
    using Work = std::conditional_t<std::integral<Common>, std::int64_t, double>;
    const Work first = static_cast<Work>(start), by = static_cast<Work>(step);
    ndarray<Element, 1> result(detail::shape_from(detail::arange_count<Work>(first, static_cast<Work>(stop), by)));
    for (index_t i = 0; i < result.size(); ++i) {
        Work value;
        if constexpr (std::integral<Work>) {
            value = static_cast<Work>(static_cast<std::uint64_t>(first) + static_cast<std::uint64_t>(i) * static_cast<std::uint64_t>(by));
        } else {
            value = first + static_cast<Work>(i) * by;
        }
        result.data()[i] = detail::number_as<Element>(value);
    }
    return result;
}
template <class T = default_dtype, scalar_number Stop>
auto arange(Stop stop) {
    return arange<T>(Stop(0), stop, Stop(1));
}

/// `num` evenly spaced values from start to stop, including stop when `endpoint`.
/// Throws value_error for a negative num. `linspace(0, 1, 5)`
template <class T = double>
auto linspace(double start, double stop, index_t num = 50, bool endpoint = true) {
    if (num < 0) detail::throw_value("linspace: the number of values must not be negative, it is " + std::to_string(num));
    ndarray<canonical_t<T>, 1> result(detail::shape_from(num));
    const index_t gaps = endpoint ? num - 1 : num;
    const double step = gaps > 0 ? (stop - start) / static_cast<double>(gaps) : 0;
    for (index_t i = 0; i < num; ++i) {
        // A step that underflows to 0 would lose the ends of the interval.
        const double value = step == 0 && gaps > 0 ? static_cast<double>(i) / static_cast<double>(gaps) * (stop - start) + start
                                                   : static_cast<double>(i) * step + start;
        result.data()[i] = detail::number_as<canonical_t<T>>(endpoint && i == num - 1 && num > 1 ? stop : value);
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
/// A geometric progression from start to stop; both of one sign and not 0. `geomspace(1, 1000, 4)`
template <class T = double>
auto geomspace(double start, double stop, index_t num = 50, bool endpoint = true) {
    if (start == 0 || stop == 0 || (start < 0) != (stop < 0)) {
        detail::throw_value("geomspace: start and stop must be of one sign and not 0");
    }
    const double sign = start < 0 ? -1 : 1;
    const auto powers = linspace(std::log10(sign * start), std::log10(sign * stop), num, endpoint);
    ndarray<canonical_t<T>, 1> result(powers.shape());
    for (index_t i = 0; i < num; ++i) {
        const bool last = endpoint && i == num - 1 && num > 1;
        result.data()[i] = detail::number_as<canonical_t<T>>(i == 0 ? start : last ? stop : sign * std::pow(10.0, powers.data()[i]));
    }
    return result;
}

/// Ones where column - row is k, zeros elsewhere. `eye<int>(3)`
template <class T = double>
auto eye(index_t rows, index_t columns, index_t k = 0) {
    auto result = zeros<T>({rows, columns});
    for (index_t r = k < 0 ? -k : 0; r < rows && r + k < columns; ++r) result.data()[r * columns + r + k] = canonical_t<T>(1);
    return result;
}
template <class T = double>
auto eye(index_t rows) {
    return eye<T>(rows, rows);
}
template <class T = double>
auto identity(index_t rows) {
    return eye<T>(rows, rows);
}

/// The array f(i, j, ...) of the indices: each argument of f is an array of one axis's indices that
/// broadcasts with the others. `fromfunction([](auto i, auto j) { return i + j; }, {3, 3})`
template <class F, std::size_t N>
auto fromfunction(F f, const index_t (&shape)[N]) {
    const auto axis_indices = [&](std::size_t axis) {
        extents<static_cast<index_t>(N)> extent;
        for (std::size_t k = 0; k < N; ++k) extent[static_cast<index_t>(k)] = k == axis ? shape[k] : 1;
        ndarray<double, static_cast<index_t>(N)> values(extent);
        for (index_t i = 0; i < values.size(); ++i) values.data()[i] = static_cast<double>(i);
        return values;
    };
    const auto value = [&]<std::size_t... Axis>(std::index_sequence<Axis...>) {
        return eval(f(axis_indices(Axis)...));
    }(std::make_index_sequence<N>{});
    ndarray<value_t<decltype(value)>, static_cast<index_t>(N)> result(detail::shape_from(shape));
    detail::write_elements(result, value);
    return result;
}

/// The elements of a standard container or span as a new 1-d array; an array is passed through.
template <class T = default_dtype, detail::number_list Range>
    requires(!expression<Range>)
auto asarray(const Range& values) {
    using Element = canonical_t<std::conditional_t<std::same_as<T, default_dtype>, std::remove_cvref_t<decltype(*std::data(values))>, T>>;
    ndarray<Element, 1> result(detail::shape_from(static_cast<index_t>(std::size(values))));
    Element* out = result.data();
    for (const auto& value : values) *out++ = detail::number_as<Element>(value);
    return result;
}
template <expression E>
decltype(auto) asarray(E&& x STRAND_LIFETIMEBOUND) {
    return eval(std::forward<E>(x));
}

/// A view of elements in foreign memory, which must outlive it: 1-d, or of the given shape in C order.
template <class T>
auto frombuffer(T* data, index_t count) {
    return ndview<T, 1>(data, detail::shape_from(count));
}
template <class T, std::size_t N>
auto frombuffer(T* data, const index_t (&shape)[N]) {
    return ndview<T, static_cast<index_t>(N)>(data, detail::shape_from(shape));
}
template <class T, std::size_t Extent>
auto frombuffer(std::span<T, Extent> values) {
    return ndview<T, 1>(values.data(), detail::shape_from(static_cast<index_t>(values.size())));
}

/// A copy in C order or in Fortran order; an ndarray that is so already is passed through as it is.
template <expression E>
auto ascontiguousarray(const E& x) {
    return ndarray<value_t<E>, rank_of<E>>(x);
}
template <expression E>
auto asfortranarray(const E& x) {
    ndarray<value_t<E>, rank_of<E>> result(extents<rank_of<E>>(x.shape()), column_major);
    detail::write_elements(result, x);
    return result;
}

}  // namespace strand

#endif
