// SPDX-License-Identifier: BSD-3-Clause
// What all reductions share: their arguments, and `folding`, which folds expressions over the axes asked for.
//
//   f(e)                           a number: everything is folded
//   f(e, 0), f(e, {0, 2})          an array without these axes; negative ones count from the end; any range of integers
//   f(e, none)                     a number
//   f(e, 0, keepdims)              the axis stays with extent 1, and the rank static; f(e, 0, true) too
// and behind these, in any order, as NumPy's keywords:
//   initial(v)                     what the fold begins with
//   where_(mask)                   only elements where the mask, broadcast to the shape of e, is true
// Of rank 0 the axes 0 and -1 may be given and change nothing.
#ifndef STRAND_OPS_REDUCTION_HPP
#define STRAND_OPS_REDUCTION_HPP

#include <string_view>
#include <strand/eval/fold.hpp>
#include <strand/kernel/one_element.hpp>
#include <strand/ops/evaluate.hpp>
#include <strand/ops/scan.hpp>

namespace strand {
inline namespace STRAND_ISA {

namespace detail_isa {

using strand::detail::dims_view;

template <class V>
struct initial_argument {
    V value;
};
template <expression Mask>
struct mask_argument {
    Mask mask;
};
/// A number that the reduction has a name for: a correction, an order.
struct number_argument {
    double value;
};

template <expression W>
struct weights_argument {
    W weights;
};

enum class argument { other, axes, keepdims, initial, mask, number, method, weights };
template <class X>
inline constexpr argument argument_kind = [] {
    if constexpr (std::same_as<X, bool> || std::same_as<X, std::true_type>) return argument::keepdims;
    else if constexpr (std::convertible_to<const X&, std::string_view>) return argument::method;
    else if constexpr (std::integral<X> || std::same_as<X, none_t> || strand::detail::integer_range<X>) return argument::axes;
    else if constexpr (std::is_bounded_array_v<X>) return std::integral<std::remove_cv_t<std::remove_extent_t<X>>> ? argument::axes : argument::other;
    else if constexpr (std::floating_point<X>) return argument::number;
    else return argument::other;
}();
template <class V>
inline constexpr argument argument_kind<initial_argument<V>> = argument::initial;
template <class M>
inline constexpr argument argument_kind<mask_argument<M>> = argument::mask;
template <>
inline constexpr argument argument_kind<number_argument> = argument::number;
template <class W>
inline constexpr argument argument_kind<weights_argument<W>> = argument::weights;

/// The place of the first argument of a kind, or -1. An integer behind the first argument is a number.
template <class... X>
consteval int place_of(argument kind) {
    int place = 0, found = -1;
    [[maybe_unused]] const auto look = [&](argument is, bool single) {
        if (place > 0 && is == argument::axes) is = single ? argument::number : argument::other;
        if (is == kind && found < 0) found = place;
        ++place;
    };
    (look(argument_kind<X>, std::integral<X>), ...);
    return found;
}
/// Each kind at most once, and no other kinds.
template <class... X>
consteval bool are_arguments(std::initializer_list<argument> kinds) {
    int found = 0;
    for (const argument kind : kinds) found += place_of<X...>(kind) >= 0;
    return found == static_cast<int>(sizeof...(X));
}
/// What may follow the expression in the call of a reduction; of one that begins with nothing; of one that takes a number
/// too; of one that takes neither mask nor initial value; of quantiles.
template <class... X>
concept reduction_arguments = are_arguments<X...>({argument::axes, argument::keepdims, argument::initial, argument::mask});
template <class... X>
concept masked_arguments = are_arguments<X...>({argument::axes, argument::keepdims, argument::mask});
template <class... X>
concept numbered_arguments = are_arguments<X...>({argument::axes, argument::keepdims, argument::mask, argument::number});
template <class... X>
concept position_arguments = are_arguments<X...>({argument::axes, argument::keepdims});
template <class... X>
concept quantile_arguments = are_arguments<X...>({argument::axes, argument::keepdims, argument::method, argument::weights});

template <int Place, class First, class... Rest>
constexpr const auto& argument_at(const First& first, const Rest&... rest) {
    if constexpr (Place == 0) return first;
    else return argument_at<Place - 1>(rest...);
}
/// The number given, as a tag or plainly.
template <class... X>
constexpr double number_or([[maybe_unused]] double otherwise, [[maybe_unused]] const X&... x) {
    constexpr int place = place_of<X...>(argument::number);
    if constexpr (place < 0) return otherwise;
    else if constexpr (requires { argument_at<place>(x...).value; }) return argument_at<place>(x...).value;
    else return static_cast<double>(argument_at<place>(x...));
}

[[noreturn]] STRAND_COLD inline void refuse_nothing(const char* name, const shape_t& shape) {
    strand::detail::throw_value(std::string(name) + " of an expression of shape " + strand::detail::tuple_text(shape) + " has nothing to choose from");
}

/// As axes are normalised for every array, but a number counts as an array of one axis.
inline shape_t reduction_axes(dims_view axes, index_t rank) {
    if (rank > 0) return strand::detail::normalised_axes(axes, rank);
    if (!axes.empty()) (void)strand::detail::normalised_axis(axes[0], 1 - (axes[0] < -1 || axes[0] > 0));
    if (axes.size() > 1) strand::detail::throw_duplicate_axis(axes[1]);
    return {};
}

/// The axes of an expression, those that are folded, and what is left of its shape.
struct folded_axes {
    shape_t shape, kept_shape, result_shape;
    strand::detail::small_vector<bool, 8> folded;
    index_t each = 1;  // elements folded into each result

    /// All axes are folded, or those given; `keep` leaves them in the result with extent 1.
    STRAND_NOINLINE folded_axes(const shape_t& whole, bool all_axes, dims_view axes, bool keep)
        : shape(whole), folded(whole.size(), all_axes) {
        if (!all_axes) {
            for (const index_t axis : reduction_axes(axes, shape.size())) folded[axis] = true;
        }
        for (index_t axis = 0; axis < shape.size(); ++axis) {
            kept_shape.push_back(folded[axis] ? 1 : shape[axis]);
            if (!folded[axis] || keep) result_shape.push_back(kept_shape[axis]);
            if (folded[axis]) each *= shape[axis];
        }
    }
};

template <index_t Rank, class Axes>
consteval index_t rank_without() {
    if constexpr (Rank == dynamic_rank || Rank == 0) return Rank;
    else if constexpr (std::same_as<Axes, none_t>) return 0;
    else if constexpr (std::integral<Axes>) return Rank - 1;
    else if constexpr (std::is_bounded_array_v<Axes>) return Rank > static_cast<index_t>(std::extent_v<Axes>) ? Rank - static_cast<index_t>(std::extent_v<Axes>) : 0;
    else return dynamic_rank;
}

/// Floats of two bytes are folded as float.
template <class T>
using wide_t = kernel::folding_t<T>;
template <class T>
using mean_t = std::conditional_t<strand::detail::inexact<T>, T, double>;
template <class Given, class Default>
using chosen_t = canonical_t<std::conditional_t<std::same_as<Given, default_dtype>, Default, Given>>;

/// The value of an expression of numbers only.
template <expression X>
value_t<X> number_of(const X& x) {
    if constexpr (X::is_literal) {
        return x.value();
    } else {
        using T = value_t<X>;
        char* data[strand::detail::leaf_count<X>];
        eval_detail::collect_addresses(x, data);
        T result;
        kernel::compute_one<eval_detail::skeleton_t<X>>(data, &result);
        return result;
    }
}

/// Folds expressions of the shape of `e` over the axes that the arguments name.
template <expression E, class... X>
class folding {
    static constexpr int axes_place = place_of<X...>(argument::axes), keep_place = place_of<X...>(argument::keepdims),
                         initial_place = place_of<X...>(argument::initial), mask_place = place_of<X...>(argument::mask);
    template <int Place, class Otherwise>
    static consteval auto type_of() {
        if constexpr (Place < 0) return std::type_identity<Otherwise>{};
        else return std::type_identity<std::remove_cvref_t<decltype(argument_at<Place>(std::declval<const X&>()...))>>{};
    }
    struct no_axes {};
    using axes_type = typename decltype(type_of<axes_place, none_t>())::type;
    using keep_type = typename decltype(type_of<keep_place, std::false_type>())::type;
    using mask_type = typename decltype(type_of<mask_place, std::false_type>())::type;
    using initial_type = typename decltype(type_of<initial_place, std::false_type>())::type;

public:
    /// The result is a number.
    static constexpr bool whole = std::same_as<axes_type, none_t> && keep_place < 0;
    static constexpr bool masked = mask_place >= 0, has_initial = initial_place >= 0, knows_axes = !whole || masked;
    static constexpr index_t rank = std::same_as<keep_type, bool>             ? dynamic_rank
                                    : std::same_as<keep_type, std::true_type> ? rank_of<E>
                                                                              : rank_without<rank_of<E>, axes_type>();

    explicit folding(const E& e STRAND_LIFETIMEBOUND, const X&... x) : e_(&e), axes_(axes_of(e, x...)) {
        if constexpr (has_initial) initial_ = &argument_at<initial_place>(x...);
        if constexpr (masked) {
            mask_ = &argument_at<mask_place>(x...);
            strand::detail::check_broadcasts_to(shape_t(mask_->mask.shape()), axes_.shape);
        }
    }

    /// Elements folded into each result, masked or not.
    index_t each() const {
        if constexpr (whole && !masked) return eval_detail::element_count_of(*e_);
        else return axes_.each;
    }
    shape_t shape() const { return shape_t(e_->shape()); }
    /// The shape with extent 1 at folded axes, and the shape of the result.
    shape_t kept_shape() const {
        if constexpr (whole) return shape_t(static_cast<index_t>(e_->shape().size()), 1);
        else return axes_.kept_shape;
    }
    shape_t result_shape() const {
        if constexpr (knows_axes) return axes_.result_shape;
        else return {};
    }
    bool is_folded(index_t axis) const {
        if constexpr (whole) return true;
        else return axes_.folded[axis];
    }

    /// Throws when a result would have to be chosen from nothing.
    void need_elements(const char* name) const {
        if constexpr (masked && !has_initial) {
            strand::detail::throw_value(std::string(name) + " with a mask needs an initial value");
        } else if (!has_initial && each() == 0 && (whole || strand::detail::element_count(kept_shape()) != 0)) {
            refuse_nothing(name, shape());
        }
    }

    /// `x` folded in elements of type A: a literal, or an array in which folded axes have extent 1.
    template <class Op, class A, expression Y>
    auto fold(const Y& x) const {
        if constexpr (masked) {
            return unmasked<Op, A>(strand::detail::make_map(fn::where{}, mask_->mask, strand::detail::make_map(fn::cast<A>{}, x),
                                                            literal<A>(kernel::identity_of<Op, A>())));
        } else {
            return unmasked<Op, A>(x);
        }
    }
    /// Two folds in one pass, not under a mask.
    template <class First, class Second, class A, expression Y>
    auto fold_both(const Y& x) const {
        static_assert(!masked);
        if constexpr (whole) {
            A results[2];
            eval_detail::fold_all_both<A, First, Second>(results, x);
            return std::pair(literal<A>(results[0]), literal<A>(results[1]));
        } else {
            ndarray<A> first(axes_.kept_shape), second(axes_.kept_shape);
            A* const out[] = {first.data(), second.data()};
            eval_detail::fold_each_into<A, First, Second>(out, first.strides().data(), x, axes_.shape, axes_.folded.data());
            return std::pair(std::move(first), std::move(second));
        }
    }
    /// The mean of about `most` elements of each result; of all of them where `most` is 0.
    template <class A, expression Y>
    ndarray<A> mean_of_some(const Y& x, index_t most) const {
        ndarray<A> total(axes_.kept_shape);
        A* const out[] = {total.data()};
        const index_t count = eval_detail::fold_each_into<A, fn::add>(out, total.strides().data(), x, axes_.shape, axes_.folded.data(), most);
        strand::detail::write_elements(total, strand::detail::make_map(fn::quotient{}, total, literal<A>(static_cast<A>(count))));
        return total;
    }
    /// How many elements each result is made of: as `fold` gives.
    template <class A>
    auto count() const {
        if constexpr (masked && whole) {
            // The mask may be stretched.
            const index_t own = strand::detail::element_count(shape_t(mask_->mask.shape()));
            const auto set = eval_detail::fold_all<fn::add, std::int64_t>(mask_->mask);
            return literal<A>(strand::detail::number_as<A>(own == 0 ? 0.0 : static_cast<double>(set * (each() / own))));
        } else if constexpr (masked) {
            return unmasked<fn::add, A>(strand::detail::make_map(fn::cast<A>{}, mask_->mask));
        } else {
            return literal<A>(strand::detail::number_as<A>(static_cast<double>(each())));
        }
    }
    /// The initial value, if there is one, combined with what `fold` gave.
    template <class Op, class Y>
    auto with_initial(Y&& folds) const {
        if constexpr (has_initial) {
            using A = value_t<Y>;
            return strand::detail::make_map(Op{}, literal<A>(strand::detail::number_as<A>(initial_->value)), std::forward<Y>(folds));
        } else {
            return std::forward<Y>(folds);
        }
    }
    /// What was computed from folds, as a number or an array of type R. Takes the memory of an array of its own along.
    template <class R, expression Y>
    auto finish(Y&& computed) const {
        if constexpr (std::same_as<std::remove_cvref_t<Y>, ndarray<R>> && !std::is_lvalue_reference_v<Y>) {
            shape_t steps(result_shape().size(), 0);
            strand::detail::dense_strides(result_shape(), row_major, steps.data());
            return std::move(computed).template rearrange<rank>(strand::detail::layout(result_shape(), steps));
        } else if constexpr (whole && std::same_as<std::remove_cvref_t<Y>, literal<R>>) {
            return computed.value();
        } else {
            const auto result = strand::detail::make_map(fn::cast<R>{}, computed);
            if constexpr (whole) {
                return number_of(result);
            } else {
                ndarray<R, rank> out((extents<rank>(result_shape())));
                strand::detail::write_elements(ndview<R>(out.data(), kept_shape()), result);
                return out;
            }
        }
    }

private:
    // Where everything is folded the axes are found from the expression when asked for, which is seldom.
    using axes_known = std::conditional_t<knows_axes, folded_axes, no_axes>;
    static axes_known axes_of([[maybe_unused]] const E& e, [[maybe_unused]] const X&... x) {
        if constexpr (!knows_axes) {
            return {};
        } else {
            bool keep = false;
            if constexpr (keep_place >= 0) keep = argument_at<keep_place>(x...);
            shape_t axes;
            if constexpr (std::integral<axes_type>) axes.push_back(static_cast<index_t>(argument_at<axes_place>(x...)));
            else if constexpr (!std::same_as<axes_type, none_t>) axes = shape_t(argument_at<axes_place>(x...));
            return folded_axes(shape_t(e.shape()), std::same_as<axes_type, none_t>, axes, keep);
        }
    }

    template <class Op, class A, expression Y>
    auto unmasked(const Y& x) const {
        if constexpr (whole) {
            return literal<A>(eval_detail::fold_all<Op, A>(x));
        } else {
            ndarray<A> folds(axes_.kept_shape);
            eval_detail::fold_into<Op, A>(folds.data(), folds.strides().data(), x, axes_.shape, axes_.folded.data());
            return folds;
        }
    }

    const E* e_;
    [[no_unique_address]] axes_known axes_;
    const mask_type* mask_ = nullptr;
    const initial_type* initial_ = nullptr;
};

}  // namespace detail_isa

/// `sum(a, 1, keepdims)` keeps the axis, and the rank static.
inline constexpr std::true_type keepdims{};

/// What a reduction begins with: NumPy's `initial=`. `max(a, 0, initial(0))`
template <class V>
    requires scalar_number<V>
constexpr detail_isa::initial_argument<V> initial(V value) {
    return {value};
}
/// Which elements take part: NumPy's `where=`. The mask broadcasts to the shape of the expression.
/// Borrows an lvalue. `sum(a, 0, where_(a > 0))`
template <expression Mask>
    requires std::same_as<value_t<Mask>, bool>
auto where_(Mask&& mask) {
    return detail_isa::mask_argument<detail::operand_t<Mask>>{detail::operand_t<Mask>(std::forward<Mask>(mask))};
}

namespace detail_isa {
/// A reduction of all that a mask chooses, `sum(a(a > 0))`: folded under the mask, nothing is copied.
template <class E, class... X>
concept folds_under_mask = strand::detail::selected<E> && sizeof...(X) == 0 && requires(const E& e) {
    e.mask();
    { e.is_whole() } -> std::same_as<bool>;
};
}  // namespace detail_isa

}  // namespace STRAND_ISA
}  // namespace strand

#endif
