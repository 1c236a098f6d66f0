// SPDX-License-Identifier: BSD-3-Clause
// Questions about element types while compiling: result_type_t, can_cast, isdtype, finfo, iinfo.
#ifndef STRAND_CORE_TYPE_INFO_HPP
#define STRAND_CORE_TYPE_INFO_HPP

#include <limits>
#include <string_view>
#include <strand/core/promotion.hpp>

namespace strand {

namespace detail {
template <class T>
struct element_of {
    using type = canonical_t<T>;
};
template <class T>
    requires requires { typename std::remove_cvref_t<T>::value_type; } && (!is_complex<std::remove_cvref_t<T>>)
struct element_of<T> {
    using type = typename std::remove_cvref_t<T>::value_type;
};
}  // namespace detail

/// The element type that element types or arrays promote to together. `result_type_t<int, float>` is double
template <class... T>
using result_type_t = promote_t<typename detail::element_of<std::remove_cvref_t<T>>::type...>;

/// NumPy's casting rules: safe loses nothing, same_kind may lose range or precision within a kind, unsafe
/// is anything.
enum class casting { no, safe, same_kind, unsafe };

/// Values of `From` can be cast to `To` under a rule. `can_cast<int, double>()`
template <class From, class To>
consteval bool can_cast(casting rule = casting::safe) {
    using F = canonical_t<From>;
    using T = canonical_t<To>;
    switch (rule) {
        case casting::no: return std::same_as<F, T>;
        case casting::safe: return detail::safe_cast<F, T>();
        case casting::same_kind: return storable_as<F, T>;
        case casting::unsafe: return true;
    }
    return false;
}

namespace detail {
template <class T>
consteval bool is_of_kind(std::string_view kind) {
    if (kind == "bool") return std::same_as<T, bool>;
    if (kind == "signed integer") return integer<T> && std::is_signed_v<T>;
    if (kind == "unsigned integer") return integer<T> && std::is_unsigned_v<T>;
    if (kind == "integral") return integer<T>;
    if (kind == "real floating") return real_floating<T>;
    if (kind == "complex floating") return is_complex<T>;
    if (kind == "numeric") return !std::same_as<T, bool>;
    throw "isdtype: a kind is bool, signed integer, unsigned integer, integral, real floating, complex floating or numeric";
}
}  // namespace detail

/// The element type, or that of an array, is of one of these kinds; the names are the Array API's.
/// `isdtype<float>("real floating")`, `isdtype<decltype(a)>("integral", "bool")`
template <class T, class... Kind>
    requires(std::convertible_to<Kind, std::string_view> && ...) && (sizeof...(Kind) > 0)
consteval bool isdtype(Kind... kind) {
    return (detail::is_of_kind<typename detail::element_of<std::remove_cvref_t<T>>::type>(kind) || ...);
}
/// Both are the same element type. `isdtype<long, std::int64_t>()`
template <class T, class U>
consteval bool isdtype() {
    return std::same_as<typename detail::element_of<std::remove_cvref_t<T>>::type, typename detail::element_of<std::remove_cvref_t<U>>::type>;
}

/// Limits of a float type; of a complex type those of its parts. `finfo<float>::eps`
template <class T>
    requires detail::inexact<canonical_t<T>>
struct finfo {
    using dtype = real_t<canonical_t<T>>;
    static constexpr int bits = static_cast<int>(8 * sizeof(dtype));
    static constexpr dtype eps = std::numeric_limits<dtype>::epsilon();
    static constexpr dtype max = std::numeric_limits<dtype>::max();
    static constexpr dtype min = std::numeric_limits<dtype>::lowest();
    static constexpr dtype smallest_normal = std::numeric_limits<dtype>::min();
    static constexpr dtype tiny = smallest_normal;
    static constexpr dtype smallest_subnormal = std::numeric_limits<dtype>::denorm_min();
};

/// Limits of an integer type. `iinfo<std::uint8_t>::max`
template <class T>
    requires detail::integer<canonical_t<T>>
struct iinfo {
    using dtype = canonical_t<T>;
    static constexpr int bits = static_cast<int>(8 * sizeof(dtype));
    static constexpr dtype max = std::numeric_limits<dtype>::max();
    static constexpr dtype min = std::numeric_limits<dtype>::min();
};

}  // namespace strand

#endif
