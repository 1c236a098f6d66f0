// SPDX-License-Identifier: BSD-3-Clause
// Writing by indices as functions: put, put_along_axis, place, putmask, copyto, fill_diagonal.
// All write into an existing array or view, under the same-kind rule, and check everything first.
// Values that are too few are repeated from the start, as NumPy does.
#ifndef STRAND_OPS_PUT_HPP
#define STRAND_OPS_PUT_HPP

#include <strand/ops/sequences.hpp>
#include <strand/ops/take.hpp>

namespace strand {
inline namespace STRAND_ISA {

namespace detail_isa {

/// An expression, a number, or a container of numbers whose values may be stored.
template <class X, class Array>
concept storable_values = strand::detail::storable<X, value_t<Array>> ||
                          (strand::detail::number_list<X> && storable_as<canonical_t<std::remove_cvref_t<decltype(*std::data(std::declval<const X&>()))>>, value_t<Array>>);

/// `count` values in C order, the given ones again and again.
template <class T, class X>
ndarray<T, 1> repeated_values(const X& x, index_t count) {
    const auto flat = [&] {
        if constexpr (scalar_number<X>) {
            ndarray<T, 1> one(extents<1>({1}));
            one.data()[0] = strand::detail::number_as<T>(x);
            return one;
        } else {
            return ndarray<T, 1>(ravel(copy(astype<T>(asarray(x)))));
        }
    }();
    ndarray<T, 1> result(extents<1>({count}));
    if (flat.size() == 0) {
        if (count > 0) strand::detail::throw_value("there are no values to repeat");
        return result;
    }
    for (index_t done = 0; done < count; done += flat.size()) {
        const index_t part = count - done < flat.size() ? count - done : flat.size();
        std::memcpy(static_cast<void*>(result.data() + done), flat.data(), static_cast<std::size_t>(part) * sizeof(T));
    }
    return result;
}

/// The positions along each axis of elements that are numbered in C order, none outside.
STRAND_NOINLINE inline std::vector<ndarray<std::int64_t, 1>> positions_of(const ndarray<std::int64_t, 1>& numbers, dims_view shape) {
    std::vector<ndarray<std::int64_t, 1>> result;
    for (std::size_t k = 0; k < shape.size(); ++k) result.emplace_back(numbers.shape());
    for (index_t i = 0; i < numbers.size(); ++i) {
        std::int64_t rest = numbers.data()[i];
        for (std::size_t k = shape.size(); k-- > 0; rest /= shape[k]) result[k].data()[i] = rest % shape[k];
    }
    return result;
}
STRAND_NOINLINE inline void check_numbers(const ndarray<std::int64_t, 1>& numbers, index_t size) {
    for (index_t i = 0; i < numbers.size(); ++i) {
        const std::int64_t number = numbers.data()[i];
        if (number < -size || number >= size) {
            throw index_error("index " + std::to_string(number) + ", at (" + std::to_string(i) + ",), is out of bounds for an array of " +
                              std::to_string(size) + " elements");
        }
    }
}

/// Writes values at elements numbered in C order; negative numbers count from the end.
template <class Array, class X>
void put_at(const Array& view, ndarray<std::int64_t, 1>&& numbers, const X& values) {
    using T = value_t<Array>;
    const index_t size = view.size();
    check_numbers(numbers, size);
    if constexpr (!scalar_number<X>) {
        // NumPy takes no values for nothing to do.
        if (asarray(values).size() == 0) return;
    }
    const auto write = [&](const auto& chosen) {
        if constexpr (scalar_number<X>) chosen = values;
        else chosen = repeated_values<T>(values, numbers.size());
    };
    if (view.is_contiguous()) {
        write(ndview<T, 1>(view.data(), extents<1>({size}))(numbers));
    } else {
        numbers = where(numbers < std::int64_t{0}, numbers + size, numbers);
        const auto positions = positions_of(numbers, shape_t(view.shape()));
        write(ndview<T>(view)(positions));
    }
}

}  // namespace detail_isa

/// a.flat[indices] = values: elements numbered in C order. Too few values are repeated; the last of
/// repeated indices wins. **Throws** index_error unless mode is "wrap" or "clip". `put(a, {0, -1}, 5)`
template <class Array, detail_isa::index_argument X, detail_isa::storable_values<Array> Values>
    requires detail::writable<Array>
void put(Array&& array, const X& indices, const Values& values, std::string_view mode = "raise") {
    const auto how = detail_isa::outside_mode(mode);
    const auto numbers = [&] {
        if (how != detail_isa::outside::raise) {
            return ndarray<std::int64_t, 1>(ravel(copy(detail_isa::brought_inside(indices, array.size(), how))));
        }
        if constexpr (std::integral<X>) return ndarray<std::int64_t, 1>{static_cast<std::int64_t>(indices)};
        else return ndarray<std::int64_t, 1>(ravel(copy(astype<std::int64_t>(asarray(indices)))));
    };
    detail_isa::put_at(array.view(), numbers(), values);
}
template <class Array, std::size_t N, class Values>
void put(Array&& array, const index_t (&indices)[N], const Values& values, std::string_view mode = "raise") {
    put(array, std::span<const index_t>(indices), values, mode);
}
template <class Array, std::size_t N>
void put(Array&& array, const index_t (&indices)[N], std::type_identity_t<std::initializer_list<value_t<Array>>> values, std::string_view mode = "raise") {
    put(array, std::span<const index_t>(indices), asarray(values), mode);
}

/// Writes the values that take_along_axis would read; values broadcast. `put_along_axis(a, argmax, 0, 1)`
template <class Array, detail_isa::index_argument X, class Values>
    requires detail::writable<Array> && detail::storable<Values, value_t<Array>>
void put_along_axis(Array&& array, const X& indices, const Values& values, index_t axis = -1) {
    detail_isa::chosen_beside<rank_of<Array>>(array.view(), indices, axis) = values;
}

/// Writes the first values, as many as the mask chooses, in C order; too few are repeated.
/// `place(a, a > 2, {44, 55})`
template <class Array, expression Mask, detail_isa::storable_values<Array> Values>
    requires detail::writable<Array>
void place(Array&& array, const Mask& mask, const Values& values) {
    const ndarray<bool, rank_of<Mask>> chosen(detail::make_map(fn::cast<bool>{}, mask));
    if (chosen.size() != array.size()) {
        throw index_error("place: a mask of shape " + detail::tuple_text(chosen.shape()) + " does not fit an array of shape " +
                          detail::tuple_text(array.shape()));
    }
    auto numbers = flatnonzero(chosen);
    if constexpr (!scalar_number<Values>) {
        if (numbers.size() > 0 && asarray(values).size() == 0) detail::throw_value("place: there are no values");
    }
    detail_isa::put_at(array.view(), std::move(numbers), values);
}
template <class Array, expression Mask>
void place(Array&& array, const Mask& mask, std::type_identity_t<std::initializer_list<value_t<Array>>> values) {
    place(array, mask, asarray(values));
}

/// Writes values of the array's shape where the mask is set; fewer are repeated over the whole array in C
/// order before the mask chooses. `putmask(a, a > 2, a * a)`
template <class Array, expression Mask, detail_isa::storable_values<Array> Values>
    requires detail::writable<Array>
void putmask(Array&& array, const Mask& mask, const Values& values) {
    const auto truth = detail::make_map(fn::cast<bool>{}, mask);
    if (!(shape_t(truth.shape()) == shape_t(array.shape()))) {
        throw index_error("putmask: a mask of shape " + detail::tuple_text(shape_t(truth.shape())) + " does not fit an array of shape " +
                          detail::tuple_text(array.shape()));
    }
    if constexpr (scalar_number<Values>) {
        into(array, values, truth);
    } else {
        const auto& given = asarray(values);
        if constexpr (rank_of<decltype(given)> == dynamic_rank || rank_of<decltype(given)> <= rank_of<Array>) {
            if (shape_t(given.shape()) == shape_t(array.shape())) {
                into(array, given, truth);
                return;
            }
        }
        auto all_values = detail_isa::repeated_values<value_t<Array>>(given, array.size());
        into(array, reshape(all_values, extents<rank_of<Array>>(array.shape())), truth);
    }
}
template <class Array, expression Mask>
void putmask(Array&& array, const Mask& mask, std::type_identity_t<std::initializer_list<value_t<Array>>> values) {
    putmask(array, mask, asarray(values));
}

/// Copies an expression into existing elements, broadcasting; with a mask only where it is set.
/// `copyto(a, b, a > 0)`
template <class Array, class X>
    requires detail::writable<Array> && detail::storable<X, value_t<Array>>
void copyto(Array&& array, const X& x) {
    into(array, x);
}
template <class Array, class X, expression Mask>
    requires detail::writable<Array> && detail::storable<X, value_t<Array>> && std::same_as<value_t<Mask>, bool>
void copyto(Array&& array, const X& x, const Mask& mask) {
    into(array, x, mask);
}

/// Writes the main diagonal: a number, or values that are repeated. With `wrap` the diagonal of a tall
/// matrix begins again below each square. Of more than two axes all extents must be equal.
/// `fill_diagonal(a, 1)`
template <class Array, detail_isa::storable_values<Array> Values>
    requires detail::writable<Array>
void fill_diagonal(Array&& array, const Values& values, bool wrap = false) {
    const shape_t shape(array.shape());
    if (shape.size() < 2) detail::throw_value("fill_diagonal needs at least 2 axes, the shape is " + detail::tuple_text(shape));
    index_t step = 0, end = array.size();
    if (shape.size() == 2) {
        step = shape[1] + 1;
        if (!wrap && shape[1] * shape[1] < end) end = shape[1] * shape[1];
    } else {
        index_t stride = 1;
        for (index_t axis = shape.size(); axis-- > 0;) {
            if (shape[axis] != shape[0]) detail::throw_value("fill_diagonal: all extents must be equal, the shape is " + detail::tuple_text(shape));
            step += stride;
            stride *= shape[axis];
        }
    }
    detail_isa::put_at(array.view(), arange<std::int64_t>(0, end, step), values);
}

}  // namespace STRAND_ISA
}  // namespace strand

#endif
