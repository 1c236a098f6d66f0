// SPDX-License-Identifier: BSD-3-Clause
// Making arrays: zeros, ones, full, empty, their _like forms, asarray, frombuffer, ascontiguousarray,
// asfortranarray. Sequences are in ops/sequences.hpp, matrices and grids in ops/grids.hpp.
// All compute at once. A shape in braces gives a static rank, a shape_t or
// another list of integers a rank known at run time.
#ifndef STRAND_OPS_CREATE_HPP
#define STRAND_OPS_CREATE_HPP

#include <strand/ops/operators.hpp>

namespace strand {

/// An array with uninitialised elements. `empty<float>({3, 4})`
template <class T = double, detail::shape_argument Shape = extents<0>>
auto empty(const Shape& shape, memory_order order = row_major) {
    return ndarray<canonical_t<T>, detail::rank_named_by<Shape>>(detail::as_extents(shape), order);
}
template <class T = double, std::size_t N>
auto empty(const detail::extent (&shape)[N], memory_order order = row_major) {
    return empty<T>(detail::braced_extents<N>(shape), order);
}

/// An array in which every element is `value`; its type is that of the value unless given. `full({2, 2}, 7.5)`
template <class T = default_dtype, detail::shape_argument Shape = extents<0>, scalar_number Value>
auto full(const Shape& shape, Value value, memory_order order = row_major) {
    using Element = canonical_t<std::conditional_t<std::same_as<T, default_dtype>, Value, T>>;
    auto result = empty<Element>(shape, order);
    result.fill(detail::number_as<Element>(value));
    return result;
}
template <class T = default_dtype, std::size_t N, scalar_number Value>
auto full(const detail::extent (&shape)[N], Value value, memory_order order = row_major) {
    return full<T>(detail::braced_extents<N>(shape), value, order);
}

/// An array of zeros. `zeros<float>({3, 4})`
template <class T = double, detail::shape_argument Shape = extents<0>>
auto zeros(const Shape& shape, memory_order order = row_major) {
    return full(detail::as_extents(shape), canonical_t<T>(0), order);
}
template <class T = double, std::size_t N>
auto zeros(const detail::extent (&shape)[N], memory_order order = row_major) {
    return zeros<T>(detail::braced_extents<N>(shape), order);
}

/// An array of ones. `ones<float>({3, 4})`
template <class T = double, detail::shape_argument Shape = extents<0>>
auto ones(const Shape& shape, memory_order order = row_major) {
    return full(detail::as_extents(shape), canonical_t<T>(1), order);
}
template <class T = double, std::size_t N>
auto ones(const detail::extent (&shape)[N], memory_order order = row_major) {
    return ones<T>(detail::braced_extents<N>(shape), order);
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

/// The elements of a standard container or span as a new 1-d array; an array is passed through.
template <class T = default_dtype, detail::number_list Range>
    requires(!expression<Range>)
auto asarray(const Range& values) {
    using Element = canonical_t<std::conditional_t<std::same_as<T, default_dtype>, std::remove_cvref_t<decltype(*std::data(values))>, T>>;
    auto result = empty<Element>(std::size(values));
    Element* out = result.data();
    for (const auto& value : values) *out++ = detail::number_as<Element>(value);
    return result;
}
inline ndarray<bool, 1> asarray(const std::vector<bool>& values) {
    auto result = empty<bool>(values.size());
    bool* out = result.data();
    for (const bool value : values) *out++ = value;
    return result;
}
template <expression E>
decltype(auto) asarray(E&& x) {
    return eval(std::forward<E>(x));
}

namespace detail {

template <class B>
concept byte_like = sizeof(B) == 1 && (std::same_as<std::remove_cv_t<B>, std::byte> || (std::integral<B> && !std::same_as<std::remove_cv_t<B>, bool>));
template <class R>
concept byte_list = requires(const R& list) {
    std::size(list);
    requires byte_like<std::remove_reference_t<decltype(*std::data(list))>>;
};

}  // namespace detail

/// A view of elements in foreign memory, which must outlive it: 1-d, or of the given shape in C order. `frombuffer(p, n)`
template <class T, detail::shape_argument Shape>
auto frombuffer(T* data, const Shape& shape) {
    return ndview<T, detail::rank_named_by<Shape>>(data, detail::as_extents(shape));
}
template <class T, detail::shape_argument Shape>
auto frombuffer(const T* data, const Shape& shape) {
    return ndview<const T, detail::rank_named_by<Shape>>(data, detail::as_extents(shape));
}
template <class T, std::size_t N>
auto frombuffer(T* data, const detail::extent (&shape)[N]) {
    return frombuffer(data, detail::braced_extents<N>(shape));
}
template <class T, std::size_t N>
auto frombuffer(const T* data, const detail::extent (&shape)[N]) {
    return frombuffer(data, detail::braced_extents<N>(shape));
}
template <class T, std::size_t Extent>
auto frombuffer(std::span<T, Extent> values) {
    return frombuffer(values.data(), values.size());
}
/// Of a container's memory. Bytes and characters may be taken for elements of another type; they must lie as such
/// elements do. **Throws** value_error where they do not, or are no whole number of them. `frombuffer<float>(bytes)`
template <element T, class Byte, detail::shape_argument Shape>
    requires(detail::byte_like<Byte> && !std::same_as<T, std::remove_cv_t<Byte>>)
auto frombuffer(Byte* bytes, const Shape& shape) {
    if (reinterpret_cast<std::uintptr_t>(bytes) % alignof(T) != 0) detail::throw_value("frombuffer: the bytes do not lie as elements of " + std::to_string(sizeof(T)) + " bytes must");
    return frombuffer(reinterpret_cast<std::conditional_t<std::is_const_v<Byte>, const T, T>*>(bytes), shape);
}
template <element T, class Byte, std::size_t N>
    requires(detail::byte_like<Byte> && !std::same_as<T, std::remove_cv_t<Byte>>)
auto frombuffer(Byte* bytes, const detail::extent (&shape)[N]) {
    return frombuffer<T>(bytes, detail::braced_extents<N>(shape));
}
template <class T = default_dtype, class List>
    requires(!expression<List> && (detail::number_list<List> || detail::byte_list<List>))
auto frombuffer(List& list) {
    using Given = std::remove_reference_t<decltype(*std::data(list))>;
    if constexpr (std::same_as<T, default_dtype> || std::same_as<T, std::remove_cv_t<Given>>) {
        return frombuffer(std::data(list), std::size(list));
    } else {
        static_assert(detail::byte_like<Given>, "strand: only bytes and characters can be taken for elements of another type");
        if (std::size(list) % sizeof(T) != 0) {
            detail::throw_value("frombuffer: " + std::to_string(std::size(list)) + " bytes are no whole number of elements of " +
                                std::to_string(sizeof(T)) + " bytes");
        }
        return frombuffer<T>(std::data(list), std::size(list) / sizeof(T));
    }
}

/// The values in C order or in Fortran order, as a new array; of an rvalue array that lies so, the array itself.
/// `ascontiguousarray(a.T())`
template <expression E>
auto ascontiguousarray(E&& x) {
    using Array = ndarray<value_t<E>, rank_of<E>>;
    if constexpr (detail::owner<E> && !std::is_lvalue_reference_v<E>) {
        if (x.order() == row_major) return Array(std::move(x));
    }
    Array result(extents<rank_of<E>>(x.shape()), row_major);
    detail::write_elements(result, x);
    return result;
}
template <expression E>
auto asfortranarray(E&& x) {
    using Array = ndarray<value_t<E>, rank_of<E>>;
    if constexpr (detail::owner<E> && !std::is_lvalue_reference_v<E>) {
        if (x.order() == column_major) return Array(std::move(x));
    }
    Array result(extents<rank_of<E>>(x.shape()), column_major);
    detail::write_elements(result, x);
    return result;
}

}  // namespace strand

#endif
