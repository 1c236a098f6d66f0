// SPDX-License-Identifier: BSD-3-Clause
// When lazy things are computed: eval, copy, astype, into; and a functor applied to plain numbers.
#ifndef STRAND_OPS_EVALUATE_HPP
#define STRAND_OPS_EVALUATE_HPP

#include <strand/array/mask_selection.hpp>

namespace strand {
inline namespace STRAND_ISA {

/// The value of an expression as an ndarray.
/// An ndarray is passed through, not copied: an lvalue as a reference, an rvalue by moving.
/// `auto x = eval(a + b)`
template <detail::owner E>
const E& eval(const E& array STRAND_LIFETIMEBOUND) {
    return array;
}
template <expression E>
    requires(!(detail::owner<E> && std::is_lvalue_reference_v<E>))
auto eval(E&& e) {
    if constexpr (detail::owner<E>) return std::remove_cvref_t<E>(std::move(e));
    else return ndarray<value_t<E>, rank_of<E>>(e);
}

/// A new row-major ndarray with the value of an expression; always copies. `copy(a.T())`
template <expression E>
auto copy(const E& e) {
    // Not by construction, which keeps the order of an ndarray.
    ndarray<value_t<E>, rank_of<E>> result(extents<rank_of<E>>(e.shape()));
    detail::write_elements(result, e);
    return result;
}

/// The expression with its elements as `To`. Lazy. Floats to integers truncate; what does not fit is
/// some integer; anything but 0 is true; a complex number loses its imaginary part. `astype<int>(a)`
template <class To, expression E>
    requires element<canonical_t<To>>
auto astype(E&& e) {
    return detail::make_map(fn::cast<canonical_t<To>>{}, std::forward<E>(e));
}

/// Computes an expression into existing elements, NumPy's `out=`: no memory is allocated for the result.
/// Broadcasts into `out`, stores under the same-kind rule; throws shape_error when the shape does not fit.
/// `into(out, a + b)`
template <class Out, class E>
    requires detail::writable<Out> && detail::storable<E, value_t<Out>> && detail::rank_within<E, rank_of<Out>>
Out& into(Out&& out, const E& e) {
    detail::write_elements(out, e);
    return out;
}
/// Computes only where `mask` is true and leaves the other elements as they are: NumPy's `where=`.
template <class Out, class E, expression Mask>
    requires detail::writable<Out> && detail::storable<E, value_t<Out>> && detail::rank_within<E, rank_of<Out>> && std::same_as<value_t<Mask>, bool>
Out& into(Out&& out, const E& e, const Mask& mask) {
    using T = value_t<Out>;
    const auto current = detail::read_view(out);
    if constexpr (expression<E>) {
        detail::write_elements(out, detail::make_map(fn::where{}, mask, detail::make_map(fn::cast<T>{}, e), current));
    } else {
        detail::write_elements(out, detail::make_map(fn::where{}, mask, literal<T>(detail::number_as<T>(e)), current));
    }
    return out;
}

namespace detail_isa {

/// A functor applied to C++ numbers: computed at once, by the code that computes array elements.
template <class Functor, class... Number>
auto compute_scalar(Functor functor, Number... number) {
    const auto node = strand::detail::make_map(functor, literal<canonical_t<Number>>(static_cast<canonical_t<Number>>(number))...);
    using T = value_t<decltype(node)>;
    T result;
    strand::detail::memory_view place;
    place.data = &result;
    place.itemsize = static_cast<index_t>(sizeof(T));
    eval_detail::assign<T>(place, node);
    return result;
}

}  // namespace detail_isa

}  // namespace STRAND_ISA
}  // namespace strand

#endif
