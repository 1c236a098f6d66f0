// SPDX-License-Identifier: BSD-3-Clause
// Computations whose operands are all truth values, as computations on their bytes, which are 0 and 1: logic on whole
// registers of bytes, and conversions from small integers, without the masks that truth values are beside numbers.
#ifndef STRAND_KERNEL_TRUTH_BYTES_HPP
#define STRAND_KERNEL_TRUTH_BYTES_HPP

#include <strand/kernel/skeleton.hpp>

namespace strand::inline STRAND_ISA::kernel {

/// What a functor of truth values does to their bytes; none has those that do not say it here.
template <class Functor>
inline constexpr auto byte_logic = nullptr;
template <class Functor>
    requires(std::same_as<Functor, fn::logical_and> || std::same_as<Functor, fn::bitwise_and> || std::same_as<Functor, fn::multiply> || std::same_as<Functor, fn::minimum>)
inline constexpr auto byte_logic<Functor> = [](auto a, auto b) STRAND_INLINE_LAMBDA { return a & b; };
template <class Functor>
    requires(std::same_as<Functor, fn::logical_or> || std::same_as<Functor, fn::bitwise_or> || std::same_as<Functor, fn::add> || std::same_as<Functor, fn::maximum>)
inline constexpr auto byte_logic<Functor> = [](auto a, auto b) STRAND_INLINE_LAMBDA { return a | b; };
template <class Functor>
    requires(std::same_as<Functor, fn::logical_xor> || std::same_as<Functor, fn::bitwise_xor> || std::same_as<Functor, fn::not_equal>)
inline constexpr auto byte_logic<Functor> = [](auto a, auto b) STRAND_INLINE_LAMBDA { return a ^ b; };
template <class Functor>
    requires(std::same_as<Functor, fn::logical_not> || std::same_as<Functor, fn::bitwise_invert>)
inline constexpr auto byte_logic<Functor> = [](auto a) STRAND_INLINE_LAMBDA { return a ^ decltype(a)(std::uint8_t(1)); };
template <>
inline constexpr auto byte_logic<fn::equal> = [](auto a, auto b) STRAND_INLINE_LAMBDA { return a ^ b ^ decltype(a)(std::uint8_t(1)); };
template <>
inline constexpr auto byte_logic<fn::less> = [](auto a, auto b) STRAND_INLINE_LAMBDA { return ~a & b; };
template <>
inline constexpr auto byte_logic<fn::greater> = [](auto a, auto b) STRAND_INLINE_LAMBDA { return a & ~b; };
template <>
inline constexpr auto byte_logic<fn::less_equal> = [](auto a, auto b) STRAND_INLINE_LAMBDA { return (a ^ decltype(a)(std::uint8_t(1))) | b; };
template <>
inline constexpr auto byte_logic<fn::greater_equal> = [](auto a, auto b) STRAND_INLINE_LAMBDA { return a | (b ^ decltype(a)(std::uint8_t(1))); };
template <>
inline constexpr auto byte_logic<fn::where> = [](auto condition, auto yes, auto no) STRAND_INLINE_LAMBDA { return (condition & yes) | (~condition & no); };

template <class Functor>
concept has_byte_logic = !std::same_as<decltype(byte_logic<Functor>), const std::nullptr_t>;

template <class Functor>
struct on_bytes {
    template <class... A>
    using loop = std::uint8_t(A...);
    STRAND_ALWAYS_INLINE auto operator()(auto... bytes) const { return byte_logic<Functor>(bytes...); }
};

/// A skeleton of truth values as one of their bytes; void where it is none or computes something else with them.
template <class Skeleton>
struct truth_bytes {
    using type = void;
};
template <class Skeleton>
using truth_bytes_t = typename truth_bytes<Skeleton>::type;
template <class Skeleton>
concept computes_bytes = !std::same_as<truth_bytes_t<Skeleton>, void>;

template <>
struct truth_bytes<input<bool>> {
    using type = input<std::uint8_t>;
};
template <>
struct truth_bytes<constant<bool>> {
    using type = constant<std::uint8_t>;
};
template <has_byte_logic Functor, computes_bytes... X>
    requires(std::same_as<typename X::type, bool> && ...)
struct truth_bytes<apply<Functor, X...>> {
    using type = apply<on_bytes<Functor>, truth_bytes_t<X>...>;
};
template <class To, computes_bytes X>
    requires std::same_as<typename X::type, bool>
struct truth_bytes<apply<fn::cast<To>, X>> {
    using type = std::conditional_t<std::same_as<To, bool>, truth_bytes_t<X>, apply<fn::cast<To>, truth_bytes_t<X>>>;
};

template <class T>
using stored_byte_t = std::conditional_t<std::same_as<T, bool>, std::uint8_t, T>;

}  // namespace strand::inline STRAND_ISA::kernel

#endif
