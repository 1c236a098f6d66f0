// SPDX-License-Identifier: BSD-3-Clause
// `map<Functor, Operands...>`: the lazy node, and `make_map`, which finds the element types.
// In: a functor and arrays, views, nodes or numbers. Out: a node of the broadcast shape.
// Refuses at compile time element types that the functor has no loop for, at run time shapes that do
// not broadcast (shape_error, when the node is made and again when it is computed).
#ifndef STRAND_EXPR_MAP_HPP
#define STRAND_EXPR_MAP_HPP

#include <limits>
#include <utility>
#include <strand/expr/operand.hpp>
#include <strand/shape/slice.hpp>
#include <strand/simd/functor.hpp>

namespace strand {

namespace detail {

template <class Loop>
struct loop_types;
template <class Result, class... Operands>
struct loop_types<Result(Operands...)> {
    using result = Result;
};

/// The functor accepts operands of these element types.
template <class Functor, class... T>
concept computes = requires { typename Functor::template loop<T...>; };
template <class Functor, class... T>
using result_of = typename loop_types<typename Functor::template loop<T...>>::result;

template <class Functor>
inline constexpr index_t first_promoted_of = 0;
template <class Functor>
    requires requires { Functor::first_promoted; }
inline constexpr index_t first_promoted_of<Functor> = Functor::first_promoted;

template <class E>
inline constexpr std::size_t leaf_count = 1;

/// The operands of a node, one after the other: much cheaper to compile than std::tuple.
template <class... X>
struct operand_list {
    template <class Visit>
    STRAND_ALWAYS_INLINE constexpr void for_each(Visit&&) const {}
    template <class Predicate>
    STRAND_ALWAYS_INLINE constexpr bool every(Predicate&&) const {
        return true;
    }
};
template <class X, class... Rest>
struct operand_list<X, Rest...> {
    X head;
    [[no_unique_address]] operand_list<Rest...> tail;

    /// Calls `visit` with each operand, left to right.
    template <class Visit>
    STRAND_ALWAYS_INLINE constexpr void for_each(Visit&& visit) const {
        visit(head);
        tail.for_each(visit);
    }
    template <class Predicate>
    STRAND_ALWAYS_INLINE constexpr bool every(Predicate&& predicate) const {
        return predicate(head) && tail.every(predicate);
    }
};

/// What may stand in brackets behind an expression: an integer, a slice, a mask or an array of indices.
template <class Argument>
concept selecting = std::integral<Argument> || slice_argument<Argument> || expression<Argument>;

/// Some leaf is memory rather than a number.
template <class E>
inline constexpr bool has_array = !E::is_literal;
template <class... X>
inline constexpr bool has_array<operand_list<X...>> = (has_array<X> || ...);
template <node E>
inline constexpr bool has_array<E> = has_array<typename E::operand_types>;

/// The leftmost leaf that is memory.
template <class E>
STRAND_ALWAYS_INLINE const auto& first_array(const E& e) {
    if constexpr (node<E>) {
        return first_array(e.operands());
    } else if constexpr (requires { e.head; }) {
        if constexpr (has_array<decltype(e.head)>) return first_array(e.head);
        else return first_array(e.tail);
    } else {
        return e;
    }
}
/// How many operands are nodes of several leaves themselves.
template <class E>
inline constexpr index_t joins_leaves = 0;
template <node E>
inline constexpr index_t joins_leaves<E> = E::leaves > 1;
/// The leftmost arrays of all operands have this shape.
template <class Shape>
STRAND_ALWAYS_INLINE bool begin_with(const Shape&, const operand_list<>&) {
    return true;
}
template <class Shape, class X, class... Rest>
STRAND_ALWAYS_INLINE bool begin_with(const Shape& shape, const operand_list<X, Rest...>& operands) {
    if constexpr (has_array<X>) {
        if (!(first_array(operands.head).shape() == shape)) return false;
    }
    return begin_with(shape, operands.tail);
}
/// `predicate` holds for every leaf that is memory; stops at the first for which it does not.
template <class E, class Predicate>
STRAND_ALWAYS_INLINE bool every_array(const E& e, const Predicate& predicate) {
    if constexpr (node<E>) {
        return e.operands().every([&](const auto& x) STRAND_INLINE_LAMBDA { return every_array(x, predicate); });
    } else if constexpr (E::is_literal) {
        return true;
    } else {
        return predicate(e);
    }
}

}  // namespace detail

inline namespace STRAND_ISA {

/// A functor applied to expressions, not computed yet.
template <class Functor, expression... Operands>
    requires detail::computes<Functor, value_t<Operands>...>
class map {
public:
    using functor_type = Functor;
    using operand_types = detail::operand_list<Operands...>;
    using value_type = detail::result_of<Functor, value_t<Operands>...>;
    static constexpr bool is_literal = false;
    static constexpr index_t static_rank = [] {
        index_t rank = 0;
        ((rank = detail::common_rank(rank, rank_of<Operands>)), ...);
        return rank;
    }();
    static constexpr std::size_t leaves = (detail::leaf_count<Operands> + ...);

    /// `operands` makes the operands: they come into being in their place, never moved.
    template <class Make>
    STRAND_ALWAYS_INLINE map(Functor functor, Make operands) : functor_(functor), operands_(operands()) {
        if constexpr (leaves > 1 && detail::has_array<operand_types>) {
            if (!surely_broadcast() && !shapes_broadcast()) refuse_shapes();
        }
    }

    /// The broadcast shape of all operands.
    extents<static_rank> shape() const {
        if constexpr (detail::has_array<operand_types>) {
            if constexpr (std::constructible_from<extents<static_rank>, decltype(detail::first_array(*this).shape())>) {
                if (of_one_shape()) return extents<static_rank>(detail::first_array(*this).shape());
            }
        }
        return broadcast_shape();
    }
    index_t ndim() const { return static_cast<index_t>(shape().size()); }
    index_t size() const { return detail::element_count(shape()); }

    /// An expression has no truth value: `if (a == b)` does not compile.
    explicit operator bool() const
        requires(static_rank != 0)
    {
        static_assert(static_rank == 0,
                      "strand: an expression has no single truth value: say array_equal(a, b), all(...) or any(...)");
        return false;
    }
    /// An expression of rank 0 stands for its value, computed when it is asked for.
    operator value_type() const
        requires(static_rank == 0)
    {
        return eval(*this);  // found by the argument: evaluation lies above expressions
    }

    /// What an array's members give, of the value, computed as a whole first: `(a > 0).astype<int>()` stays lazy,
    /// `(a + b).T()`, `(a * b)(0, all)`, `(a - b)[i]` are arrays of their own.
    template <class To>
    auto astype() const& {
        return map(*this).template astype<To>();
    }
    template <class To>
    auto astype() && {
        using cast = fn::cast<canonical_t<To>>;
        return map<cast, map>(cast{}, [this] { return detail::operand_list<map>{std::move(*this), {}}; });
    }
    auto real() const { return eval(*this).real(); }
    auto imag() const { return eval(*this).imag(); }
    auto T() const { return eval(*this).T(); }
    value_type item() const { return eval(*this).item(); }
    template <class... Argument>
        requires(sizeof...(Argument) > 0 && (detail::selecting<Argument> && ...))
    auto operator()(const Argument&... arguments) const {
        return eval(*this)(arguments...);
    }
    template <detail::selecting Argument>
    auto operator[](const Argument& argument) const {
        return eval(*this)[argument];
    }

    const Functor& functor() const { return functor_; }
    const operand_types& operands() const { return operands_; }

    /// Writes the descriptions of all leaves, left to right; returns the end.
    detail::memory_view* collect(detail::memory_view* out) const {
        operands_.for_each([&out](const auto& operand) {
            if constexpr (detail::node<decltype(operand)>) out = operand.collect(out);
            else *out++ = operand.describe();
        });
        return out;
    }

private:
    /// As in most programs, and quickly seen. What an operand was made of broadcasts already, to a shape that
    /// its leftmost array broadcasts to: where that is all there is beside arrays of this shape, they fit.
    STRAND_ALWAYS_INLINE bool surely_broadcast() const {
        if constexpr ((detail::joins_leaves<Operands> + ...) > 1) return of_one_shape();
        else return detail::begin_with(detail::first_array(*this).shape(), operands_);
    }
    STRAND_ALWAYS_INLINE bool of_one_shape() const {
        const auto& first = detail::first_array(*this).shape();
        return detail::every_array(*this, [&first](const auto& array) STRAND_INLINE_LAMBDA { return array.shape() == first; });
    }
    STRAND_COLD extents<static_rank> broadcast_shape() const {
        detail::memory_view views[leaves];
        collect(views);
        return extents<static_rank>(detail::broadcast_shape(views));
    }
    [[noreturn]] STRAND_COLD void refuse_shapes() const {
        (void)broadcast_shape();
        __builtin_unreachable();
    }
    STRAND_COLD_QUESTION bool shapes_broadcast() const {
        detail::memory_view views[leaves];
        collect(views);
        return detail::do_broadcast(views);
    }

    [[no_unique_address]] Functor functor_;
    operand_types operands_;
};

}  // namespace STRAND_ISA

namespace detail {

template <node E>
inline constexpr std::size_t leaf_count<E> = E::leaves;

/// The element type of an operand: its own, or for a number the one that promotion gives it.
template <class Promoted, class X>
consteval auto operand_type() {
    if constexpr (expression<X>) return value_t<X>{};
    else if constexpr (std::same_as<Promoted, void>) return default_of_kind<canonical_t<std::remove_cvref_t<X>>>();
    else return promote_weak<Promoted, canonical_t<std::remove_cvref_t<X>>>();
}

template <class... T>
struct type_list {};

/// The promoted type of those arguments, from position `First` on, that are expressions; void if none is.
template <index_t First, class Found, class... X>
struct fold_arrays;
template <index_t First>
struct fold_arrays<First, type_list<>> {
    using type = void;
};
template <index_t First, class... Found>
    requires(sizeof...(Found) > 0)
struct fold_arrays<First, type_list<Found...>> {
    using type = promote_t<Found...>;
};
template <index_t First, class... Found, class X, class... Rest>
struct fold_arrays<First, type_list<Found...>, X, Rest...> {
    static consteval auto next() {
        if constexpr (First > 0 || !expression<X>) return type_list<Found...>{};
        else return type_list<Found..., value_t<X>>{};
    }
    using type = typename fold_arrays<First - 1, decltype(next()), Rest...>::type;
};

/// The promoted element type of those arguments that are expressions; void if none is.
template <class... X>
using promoted_arrays_t = typename fold_arrays<0, type_list<>, X...>::type;
template <class Functor, class... X>
using promoted_t = typename fold_arrays<first_promoted_of<Functor>, type_list<>, X...>::type;
template <class Functor, class X, class... All>
using operand_value_t = decltype(operand_type<promoted_t<Functor, All...>, X>());

/// Every value of the integer type N is one of T.
template <class T, class N>
inline constexpr bool covers = std::in_range<T>(std::numeric_limits<N>::lowest()) && std::in_range<T>(std::numeric_limits<N>::max());

/// An expression of integers and a C++ integer that may lie outside of their range.
template <class A, class B>
concept integers_and_wider_number = expression<A> && !expression<B> && integer<value_t<A>> && integer<canonical_t<std::remove_cvref_t<B>>> &&
                                    !covers<value_t<A>, canonical_t<std::remove_cvref_t<B>>>;

/// A number as an operand of type T. Where the functor says so, one outside of the range becomes its end.
template <class Functor, class T, class X>
constexpr T number_for(X x) {
    if constexpr (requires { Functor::saturates_numbers; } && integer<T> && integer<X>) {
        if (!std::in_range<T>(x)) return x < 0 ? std::numeric_limits<T>::lowest() : std::numeric_limits<T>::max();
    }
    return number_as<T>(x);
}

template <class Functor, class T, class X>
STRAND_ALWAYS_INLINE auto make_operand(X&& x) {
    if constexpr (expression<X>) return operand_t<X>(std::forward<X>(x));
    else return literal<T>(number_for<Functor, T>(x));
}
template <class Functor, class... T>
STRAND_ALWAYS_INLINE operand_list<> make_operands() {
    return {};
}
template <class Functor, class T, class... More, class X, class... Rest>
STRAND_ALWAYS_INLINE auto make_operands(X&& x, Rest&&... rest) {
    return operand_list<decltype(make_operand<Functor, T>(std::forward<X>(x))), decltype(make_operand<Functor, More>(std::forward<Rest>(rest)))...>{
        make_operand<Functor, T>(std::forward<X>(x)), make_operands<Functor, More...>(std::forward<Rest>(rest)...)};
}

/// The functor can be applied to these arguments, at least one of them an expression.
template <class Functor, class... X>
concept applicable = (operand_argument<X> && ...) && (expression<X> || ...) &&
                     computes<Functor, operand_value_t<Functor, X, X...>...>;

/// A comparison of integers with a number that may lie outside of their range.
template <class Functor, class A, class B>
STRAND_ALWAYS_INLINE auto make_number_comparison(Functor, A&& a, B number) {
    using T = value_t<A>;
    using beside_number = typename Functor::beside_number;
    const auto [limit, answer] = beside_number::template stand_in_for<T>(static_cast<canonical_t<B>>(number));
    using operands = operand_list<operand_t<A>, literal<T>, literal<bool>>;
    return map<beside_number, operand_t<A>, literal<T>, literal<bool>>(
        beside_number{}, [&, limit = limit, answer = answer]() STRAND_INLINE_LAMBDA {
            return operands{operand_t<A>(std::forward<A>(a)), {literal<T>(limit), {literal<bool>(answer), {}}}};
        });
}
template <class Functor, class A, class B>
concept compares_number = requires { typename Functor::beside_number; } && integers_and_wider_number<A, B>;

/// A node of the functor and its arguments. Lazy: no work, no memory.
template <class Functor, class... X>
    requires applicable<Functor, X...>
STRAND_ALWAYS_INLINE auto make_map(Functor functor, X&&... x) {
    return map<Functor, decltype(make_operand<Functor, operand_value_t<Functor, X, X...>>(std::forward<X>(x)))...>(
        functor, [&]() STRAND_INLINE_LAMBDA { return make_operands<Functor, operand_value_t<Functor, X, X...>...>(std::forward<X>(x)...); });
}
template <class Functor, class A, class B>
    requires applicable<Functor, A, B> && compares_number<Functor, A, B>
STRAND_ALWAYS_INLINE auto make_map(Functor functor, A&& a, B&& b) {
    return make_number_comparison(functor, std::forward<A>(a), b);
}
template <class Functor, class A, class B>
    requires applicable<Functor, A, B> && compares_number<Functor, B, A>
STRAND_ALWAYS_INLINE auto make_map(Functor, A&& a, B&& b) {
    return make_number_comparison(typename Functor::mirrored{}, std::forward<B>(b), a);
}

}  // namespace detail
}  // namespace strand

#endif
