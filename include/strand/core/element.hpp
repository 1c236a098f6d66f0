// SPDX-License-Identifier: BSD-3-Clause
// The element types, their names, and the mapping of C++'s spellings (long, long long, char) onto them.
#ifndef STRAND_CORE_ELEMENT_HPP
#define STRAND_CORE_ELEMENT_HPP

#include <complex>
#include <concepts>
#include <cstdint>
#include <iterator>
#include <limits>
#include <type_traits>
#include <strand/core/half.hpp>
#include <strand/core/types.hpp>

namespace strand {

namespace detail {

template <class T>
inline constexpr bool is_complex = false;
template <class T>
inline constexpr bool is_complex<std::complex<T>> = true;

template <std::size_t Bytes, bool Signed>
consteval auto fixed_width_integer() {
    if constexpr (Bytes == 1) return std::conditional_t<Signed, std::int8_t, std::uint8_t>{};
    else if constexpr (Bytes == 2) return std::conditional_t<Signed, std::int16_t, std::uint16_t>{};
    else if constexpr (Bytes == 4) return std::conditional_t<Signed, std::int32_t, std::uint32_t>{};
    else return std::conditional_t<Signed, std::int64_t, std::uint64_t>{};
}

template <class T>
struct canonical {
    using type = T;
};
template <std::integral T>
    requires(!std::same_as<T, bool>)
struct canonical<T> {
    using type = decltype(fixed_width_integer<sizeof(T), std::is_signed_v<T>>());
};
template <>
struct canonical<long double> {
    using type = double;
};
template <>
struct canonical<std::complex<long double>> {
    using type = std::complex<double>;
};

}  // namespace detail

/// The element type that stands for the C++ type T: long, long long and char map to the fixed-width
/// integer of their size, long double to double.
template <class T>
using canonical_t = typename detail::canonical<std::remove_cv_t<T>>::type;

/// A type that arrays can hold: bool, the eight fixed-width integers, float16, bfloat16, float, double, and
/// std::complex of the last two.
template <class T>
concept element = std::same_as<T, canonical_t<T>> &&
                  (std::integral<T> || std::same_as<T, float> || std::same_as<T, double> || detail::half_floating<T> ||
                   std::same_as<T, std::complex<float>> || std::same_as<T, std::complex<double>>);

/// A C++ number that may stand beside an array in an expression.
template <class T>
concept scalar_number = element<canonical_t<T>>;

namespace detail {

/// Numbers that lie one behind the other and know how many they are: a vector, span, array or string of them.
template <class R>
concept number_list = requires(const R& list) {
    std::size(list);
    requires scalar_number<std::remove_cvref_t<decltype(*std::data(list))>>;
};
template <class R>
concept integer_list = number_list<R> && requires(const R& list) {
    requires std::integral<std::remove_cvref_t<decltype(*std::data(list))>>;
};

/// Integers one after another, in memory or not: also a list, a set, a view of the standard library.
template <class R>
concept integer_range = integer_list<R> || requires(const R& range) {
    std::end(range);
    requires std::integral<std::remove_cvref_t<decltype(*std::begin(range))>>;
};

template <class T>
concept integer = std::integral<T> && !std::same_as<T, bool>;
template <class T>
concept real_floating = std::floating_point<T> || half_floating<T>;
template <class T>
concept complex_floating = is_complex<T>;
template <class T>
concept inexact = real_floating<T> || complex_floating<T>;

/// The kinds of numbers, from weakest to strongest in promotion.
enum class number_kind { boolean, integer, real, complex };

template <class T>
inline constexpr number_kind kind_of = std::same_as<T, bool> ? number_kind::boolean
                                       : std::integral<T>    ? number_kind::integer
                                       : real_floating<T>    ? number_kind::real
                                                             : number_kind::complex;

template <class T>
struct real_of {
    using type = T;
};
template <class T>
struct real_of<std::complex<T>> {
    using type = T;
};

}  // namespace detail

/// float for complex<float>, double for complex<double>, T itself otherwise.
template <class T>
using real_t = typename detail::real_of<T>::type;

namespace detail {

/// NumPy's name of an element type, for error texts, printing and explain.
template <element T>
constexpr const char* dtype_name() {
    if constexpr (std::same_as<T, bool>) return "bool";
    else if constexpr (std::same_as<T, std::int8_t>) return "int8";
    else if constexpr (std::same_as<T, std::int16_t>) return "int16";
    else if constexpr (std::same_as<T, std::int32_t>) return "int32";
    else if constexpr (std::same_as<T, std::int64_t>) return "int64";
    else if constexpr (std::same_as<T, std::uint8_t>) return "uint8";
    else if constexpr (std::same_as<T, std::uint16_t>) return "uint16";
    else if constexpr (std::same_as<T, std::uint32_t>) return "uint32";
    else if constexpr (std::same_as<T, std::uint64_t>) return "uint64";
    else if constexpr (std::same_as<T, float16>) return "float16";
    else if constexpr (std::same_as<T, bfloat16>) return "bfloat16";
    else if constexpr (std::same_as<T, float>) return "float32";
    else if constexpr (std::same_as<T, double>) return "float64";
    else if constexpr (std::same_as<T, std::complex<float>>) return "complex64";
    else return "complex128";
}

}  // namespace detail
}  // namespace strand

#endif
