// SPDX-License-Identifier: BSD-3-Clause
// The grammar of lazy expressions on one page.
//
//   expression := array | view | literal | selection | map(functor, expression...)
//
// A selection is what an index array or a mask picks out of an array: it can be assigned to, and gets
// memory for its values when it is first read.
// An expression has an element type (`value_type`), a rank (`static_rank`, or dynamic_rank) and a shape.
// It computes nothing: eval/ lowers it to a kernel when it is assigned, reduced, printed or evaluated.
#ifndef STRAND_EXPR_EXPRESSION_HPP
#define STRAND_EXPR_EXPRESSION_HPP

#include <strand/core/number.hpp>
#include <strand/core/promotion.hpp>
#include <strand/shape/memory_view.hpp>

namespace strand {

/// Anything that can be computed lazily: arrays, views, `scalar<T>(v)` and nodes made of them.
/// What code cannot say: `shape()` is the broadcast shape of all arrays inside.
template <class E>
concept expression = requires(const std::remove_cvref_t<E>& e) {
    requires element<typename std::remove_cvref_t<E>::value_type>;
    { std::remove_cvref_t<E>::static_rank } -> std::convertible_to<index_t>;
    e.shape();
};

/// The element type of an expression.
template <expression E>
using value_t = typename std::remove_cvref_t<E>::value_type;
/// The rank of an expression, or dynamic_rank.
template <expression E>
inline constexpr index_t rank_of = std::remove_cvref_t<E>::static_rank;

namespace detail {

/// An expression that is memory: its elements can be pointed at.
/// `describe()` gives address, shape and strides, and checks that the memory still exists.
template <class E>
concept strided_memory = expression<E> && requires(const std::remove_cvref_t<E>& e) {
    { e.describe() } -> std::same_as<memory_view>;
    requires !std::remove_cvref_t<E>::is_literal;
};

/// Strided memory that frees its elements when it goes: an ndarray.
template <class E>
concept owner = strided_memory<E> && std::remove_cvref_t<E>::owns_elements;

/// A node: a functor and the expressions it is applied to.
template <class E>
concept node = expression<E> && requires { typename std::remove_cvref_t<E>::functor_type; };

/// Chosen elements of an array: `values()` copies them into an `array_type` when they are first read.
template <class E>
concept selected = expression<E> && requires(const std::remove_cvref_t<E>& e) {
    typename std::remove_cvref_t<E>::array_type;
    e.values();
};

/// What a ufunc takes: an expression, or a C++ number beside one.
template <class X>
concept operand_argument = expression<X> || scalar_number<std::remove_cvref_t<X>>;

}  // namespace detail
}  // namespace strand

#endif
