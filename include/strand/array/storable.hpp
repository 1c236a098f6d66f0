// SPDX-License-Identifier: BSD-3-Clause
// What may be stored in an array's elements without saying astype, and the storing itself.
#ifndef STRAND_ARRAY_STORABLE_HPP
#define STRAND_ARRAY_STORABLE_HPP

#include <strand/eval/assign.hpp>

namespace strand::detail {

/// A number may be stored where its kind is not above the element's: an int in a double array.
template <class X, class T>
concept storable_number = scalar_number<std::remove_cvref_t<X>> &&
                          kind_of<canonical_t<std::remove_cvref_t<X>>> <= kind_of<T>;

template <class X, class T>
concept storable_expression = expression<X> && storable_as<typename std::remove_cvref_t<X>::value_type, T>;

/// May be assigned to elements of type T.
template <class X, class T>
concept storable = storable_number<X, T> || storable_expression<X, T>;

template <class X>
consteval index_t rank_of_operand() {
    if constexpr (expression<X>) return rank_of<X>;
    else return 0;
}
/// Broadcasts into an array of this rank, as far as ranks are known while compiling.
template <class X, index_t Rank>
concept rank_within = Rank == dynamic_rank || rank_of_operand<X>() <= Rank;

/// Writes an expression, or a number into every element, broadcasting into the array. `Fresh`: the array was made in
/// the shape of the expression, which cannot refer to it.
template <bool Fresh = false, class Array, class X>
void write_elements(const Array& to, const X& x) {
    using T = typename Array::value_type;
    if constexpr (!expression<X>) {
        write_elements<Fresh>(to, literal<T>(number_as<T>(x)));
    } else if (!eval_detail::assign_unplanned<Fresh>(to, x)) {
        eval_detail::assign<T>(to, x);
    }
}

/// Elements can be written: an ndarray that is not const, or a view of elements that are not.
template <class Array>
concept writable = strided_memory<Array> && [] {
    using A = std::remove_cvref_t<Array>;
    if constexpr (A::owns_elements) return std::is_lvalue_reference_v<Array> && !std::is_const_v<std::remove_reference_t<Array>>;
    else return A::is_writable;
}();

/// The array's own elements as an operand: never a copy.
template <strided_memory Array>
auto read_view(const Array& array) {
    return array.view();
}

/// Chosen elements of an array that can be written.
template <class Array>
concept writable_selection = selected<Array> && std::remove_cvref_t<Array>::is_writable;

/// `array op= x` is defined: computes in the promoted type and may store the result in the array.
template <class Functor, class Array, class X>
concept updatable = (writable<Array> || writable_selection<Array>) && rank_within<X, rank_of<Array>> && applicable<Functor, std::remove_reference_t<Array>&, X> &&
                    storable_as<result_of<Functor, operand_value_t<Functor, std::remove_reference_t<Array>&, std::remove_reference_t<Array>&, X>,
                                          operand_value_t<Functor, X, std::remove_reference_t<Array>&, X>>,
                                value_t<Array>>;

template <class Functor, class Array, class X>
Array& update(Functor functor, Array& array, X&& x) {
    if constexpr (selected<Array>) array.update(functor, std::forward<X>(x));
    else write_elements(array, make_map(functor, array, std::forward<X>(x)));
    return array;
}

}  // namespace strand::detail

#endif
