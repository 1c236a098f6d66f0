// SPDX-License-Identifier: BSD-3-Clause
// Lowers an expression to its skeleton: views, ranks and lifetimes fall away.
#ifndef STRAND_EVAL_LOWER_HPP
#define STRAND_EVAL_LOWER_HPP

#include <strand/expr/map.hpp>
#include <strand/kernel/skeleton.hpp>

namespace strand::inline STRAND_ISA::eval_detail {

template <class E>
struct skeleton_of;
template <strand::detail::strided_memory E>
struct skeleton_of<E> {
    using type = kernel::input<typename E::value_type>;
};
template <strand::detail::selected E>
struct skeleton_of<E> {
    using type = kernel::input<typename E::value_type>;
};
template <class T>
struct skeleton_of<literal<T>> {
    using type = kernel::constant<T>;
};
template <class Functor, class... Operands>
struct skeleton_of<map<Functor, Operands...>> {
    using type = kernel::apply<Functor, typename skeleton_of<Operands>::type...>;
};

template <class E>
using skeleton_t = typename skeleton_of<std::remove_cvref_t<E>>::type;

/// Writes the descriptions of all leaves of an expression.
template <expression E>
STRAND_ALWAYS_INLINE void collect_leaves(const E& e, strand::detail::memory_view* out) {
    if constexpr (strand::detail::node<E>) e.collect(out);
    else if constexpr (strand::detail::selected<E>) *out = e.values().describe();
    else *out = e.describe();
}

/// Calls visit with every leaf, left to right.
template <expression E, class Visit>
STRAND_ALWAYS_INLINE void for_each_leaf(const E& e, Visit& visit) {
    if constexpr (strand::detail::node<E>) {
        e.operands().for_each([&visit](const auto& operand) STRAND_INLINE_LAMBDA { for_each_leaf(operand, visit); });
    } else {
        visit(e);
    }
}
/// Writes the addresses of all leaves.
template <expression E>
STRAND_ALWAYS_INLINE void collect_addresses(const E& e, char** out) {
    auto write = [&out](const auto& leaf) STRAND_INLINE_LAMBDA {
        // The kernel only reads through these.
        *out++ = reinterpret_cast<char*>(const_cast<value_t<decltype(leaf)>*>(leaf.data()));
    };
    for_each_leaf(e, write);
}
/// Writes the steps of all leaves along their only axis, in bytes; 0 of a number.
template <expression E>
STRAND_ALWAYS_INLINE void collect_steps(const E& e, index_t* out) {
    auto write = [&out]<class Leaf>(const Leaf& leaf) STRAND_INLINE_LAMBDA {
        if constexpr (Leaf::is_literal) *out++ = 0;
        else *out++ = leaf.strides()[0] * simd::bytes_of<value_t<Leaf>>;
    };
    for_each_leaf(e, write);
}
/// Writes the sizes of the elements of all leaves; 0 of a number.
template <expression E>
STRAND_ALWAYS_INLINE void collect_sizes(const E& e, index_t* out) {
    auto write = [&out]<class Leaf>(const Leaf&) STRAND_INLINE_LAMBDA { *out++ = Leaf::is_literal ? 0 : simd::bytes_of<value_t<Leaf>>; };
    for_each_leaf(e, write);
}

}  // namespace strand::inline STRAND_ISA::eval_detail

#endif
