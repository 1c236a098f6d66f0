// SPDX-License-Identifier: BSD-3-Clause
// Which element type comes out of two: NumPy's promote_types, weak scalars (NEP 50), and casting rules.
// Source of the tables: numpy.promote_types and numpy.can_cast, https://numpy.org/neps/nep-0050-scalar-promotion.html
#ifndef STRAND_CORE_PROMOTION_HPP
#define STRAND_CORE_PROMOTION_HPP

#include <strand/core/element.hpp>

namespace strand {

namespace detail {

/// Two integers, or bool and anything.
template <class A, class B>
consteval auto promote_whole() {
    if constexpr (std::same_as<A, B> || std::same_as<B, bool>) {
        return A{};
    } else if constexpr (std::same_as<A, bool>) {
        return B{};
    } else if constexpr (inexact<A>) {
        return A{};  // what two 64-bit integers have become
    } else if constexpr (inexact<B>) {
        return B{};
    } else {
        constexpr std::size_t wider = sizeof(A) > sizeof(B) ? sizeof(A) : sizeof(B);
        if constexpr (std::is_signed_v<A> == std::is_signed_v<B>) {
            return fixed_width_integer<wider, std::is_signed_v<A>>();
        } else {
            // A signed type must hold all values of the unsigned one; for uint64 there is none.
            constexpr std::size_t from_unsigned = 2 * (std::is_signed_v<A> ? sizeof(B) : sizeof(A));
            constexpr std::size_t bytes = from_unsigned > wider ? from_unsigned : wider;
            if constexpr (bytes > 8) return double{};
            else return fixed_width_integer<bytes, true>();
        }
    }
}

/// Bytes of the smallest real floating type that an element type asks for beside an inexact one: 8-bit
/// integers are content with any half, 16-bit ones fit float, wider ones need double.
template <class T>
inline constexpr std::size_t real_bytes = kind_of<T> == number_kind::boolean   ? 2
                                          : kind_of<T> == number_kind::integer ? (sizeof(T) == 1 ? 2 : sizeof(T) == 2 ? 4 : 8)
                                                                               : sizeof(real_t<T>);

/// The common type of element types of which one is inexact. All at once, because pairs would not do:
/// int16 and uint16 are int32, and with float that is double, where each of them alone gives float.
template <class... T>
consteval auto promote_inexact() {
    constexpr bool some_float16 = (std::same_as<T, float16> || ...), some_bfloat16 = (std::same_as<T, bfloat16> || ...);
    constexpr std::size_t bytes = [] {
        std::size_t most = 2;
        ((most = real_bytes<T> > most ? real_bytes<T> : most), ...);
        return most;
    }();
    // Neither half holds the other's values, and there is no complex number of halves.
    if constexpr ((is_complex<T> || ...)) return std::complex<std::conditional_t<bytes == 8, double, float>>{};
    else if constexpr (bytes == 8) return double{};
    else if constexpr (bytes == 4 || (some_float16 && some_bfloat16)) return float{};
    else return std::conditional_t<some_bfloat16, bfloat16, float16>{};
}

/// An array's element type met by a weak scalar: the scalar only counts by its kind.
template <class Array, class Scalar>
consteval auto promote_weak() {
    constexpr auto array_kind = kind_of<Array>, scalar_kind = kind_of<Scalar>;
    if constexpr (scalar_kind <= array_kind) return Array{};
    else if constexpr (scalar_kind == number_kind::integer) return std::int64_t{};
    else if constexpr (scalar_kind == number_kind::real) return double{};
    else if constexpr (array_kind == number_kind::real && sizeof(Array) <= 4) return std::complex<float>{};
    else return std::complex<double>{};
}

/// The default type of a weak scalar on its own: what NumPy gives a Python number.
template <class Scalar>
consteval auto default_of_kind() {
    if constexpr (kind_of<Scalar> == number_kind::boolean) return bool{};
    else if constexpr (kind_of<Scalar> == number_kind::integer) return std::int64_t{};
    else if constexpr (kind_of<Scalar> == number_kind::real) return double{};
    else return std::complex<double>{};
}

template <class... T>
struct promotion {
    using type = decltype(promote_inexact<T...>());
};
template <class A>
struct promotion<A> {
    using type = A;
};
template <class A, class B>
    requires(!inexact<A> && !inexact<B>)
struct promotion<A, B> {
    using type = decltype(promote_whole<A, B>());
};
template <class A, class B, class... Rest>
    requires(!inexact<A> && !inexact<B> && (!inexact<Rest> && ...) && sizeof...(Rest) > 0)
struct promotion<A, B, Rest...> {
    using type = decltype(promote_whole<typename promotion<A, B>::type, typename promotion<Rest...>::type>());
};

}  // namespace detail

/// The element type that holds the values of all given ones, as numpy.result_type of dtypes:
/// `promote_t<std::int8_t, std::uint8_t>` is int16. bfloat16, which NumPy has not, goes by the rules of
/// float16: 8-bit integers and bool leave it as it is, 16-bit ones and float16 give float.
template <element... T>
using promote_t = typename detail::promotion<T...>::type;

namespace detail {

template <class From, class To>
consteval bool safe_cast() {
    if constexpr (std::same_as<From, To> || std::same_as<From, bool>) return true;
    else if constexpr (std::same_as<To, bool>) return false;
    // 64-bit integers to double count as safe, as in NumPy.
    else if constexpr (integer<From> && real_floating<To> && sizeof(To) == 8) return true;
    else return std::same_as<typename promotion<From, To>::type, To>;
}

template <class T>
inline constexpr int kind_rank = std::same_as<T, bool>       ? 0
                                 : std::unsigned_integral<T> ? 1
                                 : std::integral<T>          ? 2
                                 : real_floating<T>          ? 3
                                                             : 4;

template <class From, class To>
inline constexpr bool same_kind_cast = safe_cast<From, To>() || (kind_rank<From> <= kind_rank<To> &&
                                                                 !(std::same_as<To, bool>));

}  // namespace detail

/// Values of element type `From` may be stored in `To` without saying astype: NumPy's 'same_kind'.
/// float32 from float64 is fine; int from float, unsigned from signed, and real from complex are not.
template <class From, class To>
concept storable_as = element<From> && element<To> && detail::same_kind_cast<From, To>;

}  // namespace strand

#endif
