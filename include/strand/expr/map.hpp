// SPDX-License-Identifier: BSD-3-Clause
// `map<Functor, Operands...>`: the lazy node, and `make_map`, which finds the element types.
// In: a functor and arrays, views, nodes or numbers. Out: a node of the broadcast shape.
// Refuses at compile time element types that the functor has no loop for, at run time shapes that do
// not broadcast (shape_error, when the node is made and again when it is computed).
#ifndef STRAND_EXPR_MAP_HPP
#define STRAND_EXPR_MAP_HPP

#include <tuple>
#include <strand/expr/operand.hpp>

namespace strand {

namespace detail {

template <class Loop>
struct loop_types;
template <class Result, class... Operands>
struct loop_types<Result(Operands...)> {
    using result = Result;
    using operands = std::tuple<Operands...>;
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

/// Some leaf is memory rather than a number.
template <class E>
consteval bool has_array() {
    if constexpr (node<E>) {
        return []<class... X>(std::type_identity<std::tuple<X...>>) { return (has_array<X>() || ...); }(
            std::type_identity<typename E::operand_tuple>{});
    } else {
        return !E::is_literal;
    }
}
/// The leftmost leaf that is memory; the first leaf when all are numbers.
template <class E>
STRAND_ALWAYS_INLINE const auto& first_array(const E& e) {
    if constexpr (!node<E>) {
        return e;
    } else {
        constexpr std::size_t position = []<class... X>(std::type_identity<std::tuple<X...>>) {
            const bool found[] = {has_array<X>()...};
            std::size_t k = 0;
            while (k + 1 < sizeof...(X) && !found[k]) ++k;
            return found[k] ? k : 0;
        }(std::type_identity<typename E::operand_tuple>{});
        return first_array(std::get<position>(e.operands()));
    }
}
/// `predicate` holds for every leaf that is memory; stops at the first for which it does not.
template <class E, class Predicate>
STRAND_ALWAYS_INLINE bool every_array(const E& e, Predicate&& predicate) {
    if constexpr (node<E>) {
        return std::apply(
            [&](const auto&... operand) STRAND_INLINE_LAMBDA { return (every_array(operand, predicate) && ...); },
            e.operands());
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
    using operand_tuple = std::tuple<Operands...>;
    using value_type = detail::result_of<Functor, value_t<Operands>...>;
    static constexpr bool is_literal = false;
    static constexpr index_t static_rank = [] {
        index_t rank = 0;
        ((rank = detail::common_rank(rank, rank_of<Operands>)), ...);
        return rank;
    }();
    static constexpr std::size_t leaves = (detail::leaf_count<Operands> + ...);

    explicit map(Functor functor, Operands... operands)
        : functor_(functor), operands_(std::move(operands)...) {
        if constexpr (leaves > 1) {
            // Of one shape in most programs, which is quickly seen.
            const auto& first = detail::first_array(*this).shape();
            const bool same = detail::every_array(*this, [&first](const auto& array) { return array.shape() == first; });
            if (!same) check_shapes();
        }
    }

    /// The broadcast shape of all operands.
    auto shape() const {
        detail::memory_view views[leaves];
        collect(views);
        return extents<static_rank>(detail::broadcast_shape(views));
    }
    index_t ndim() const { return static_cast<index_t>(shape().size()); }
    index_t size() const { return detail::element_count(shape()); }

    /// An expression has no truth value: `if (a == b)` does not compile.
    explicit operator bool() const {
        static_assert(static_rank == dynamic_rank && static_rank != dynamic_rank,
                      "strand: an expression has no single truth value: say array_equal(a, b), all(...) or any(...)");
        return false;
    }

    const Functor& functor() const { return functor_; }
    const operand_tuple& operands() const { return operands_; }

    /// Writes the descriptions of all leaves, left to right; returns the end.
    detail::memory_view* collect(detail::memory_view* out) const {
        std::apply(
            [&](const auto&... operand) {
                const auto add = [&out](const auto& e) {
                    if constexpr (detail::node<decltype(e)>) out = e.collect(out);
                    else *out++ = e.describe();
                };
                (add(operand), ...);
            },
            operands_);
        return out;
    }

private:
    STRAND_COLD void check_shapes() const { (void)shape(); }

    [[no_unique_address]] Functor functor_;
    operand_tuple operands_;
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

/// The promoted type of those arguments, from position `First` on, that are expressions; void if none is.
template <index_t First, class Found, class... X>
struct fold_arrays {
    using type = Found;
};
template <index_t First, class Found, class X, class... Rest>
struct fold_arrays<First, Found, X, Rest...> {
    static consteval auto next() {
        if constexpr (First > 0 || !expression<X>) return std::type_identity<Found>{};
        else if constexpr (std::same_as<Found, void>) return std::type_identity<value_t<X>>{};
        else return std::type_identity<promote_t<Found, value_t<X>>>{};
    }
    using type = typename fold_arrays<First - 1, typename decltype(next())::type, Rest...>::type;
};

template <class Functor, class... X>
using promoted_t = typename fold_arrays<first_promoted_of<Functor>, void, X...>::type;
template <class Functor, class X, class... All>
using operand_value_t = decltype(operand_type<promoted_t<Functor, All...>, X>());

/// Complex numbers convert to real ones only explicitly; everything else as static_cast does.
template <class T, class X>
constexpr T number_as(X value) {
    if constexpr (is_complex<T> && is_complex<X>) {
        return T(static_cast<real_t<T>>(value.real()), static_cast<real_t<T>>(value.imag()));
    } else if constexpr (is_complex<T>) {
        return T(static_cast<real_t<T>>(value));
    } else {
        return static_cast<T>(value);
    }
}

template <class T, class X>
auto make_operand(X&& x) {
    if constexpr (expression<X>) return operand_t<X>(std::forward<X>(x));
    else return literal<T>(number_as<T>(x));
}

/// The functor can be applied to these arguments, at least one of them an expression.
template <class Functor, class... X>
concept applicable = (operand_argument<X> && ...) && (expression<X> || ...) &&
                     computes<Functor, operand_value_t<Functor, X, X...>...>;

/// A node of the functor and its arguments. Lazy: no work, no memory.
template <class Functor, class... X>
    requires applicable<Functor, X...>
auto make_map(Functor functor, X&&... x) {
    return map<Functor, decltype(make_operand<operand_value_t<Functor, X, X...>>(std::forward<X>(x)))...>(
        functor, make_operand<operand_value_t<Functor, X, X...>>(std::forward<X>(x))...);
}

}  // namespace detail
}  // namespace strand

#endif
