// SPDX-License-Identifier: BSD-3-Clause
// `ufunc<Functor>`: the function objects a user calls. Applied to expressions they give lazy nodes,
// applied to numbers only they give a number. Binary ones have NumPy's methods, which compute at once:
//
//   add.reduce(e, axis)            folds axes; axis 0 when none is given, all of them with `none`
//   add.accumulate(e, axis)        all partial folds along an axis
//   add.reduceat(e, indices, axis) folds the segments between indices
//   add.outer(a, b)                every element of a with every element of b (lazy)
//   add.at(a, index, values)       a[index] = add(a[index], values), an index given twice counting twice
//
// Names that the C library puts into the global namespace (sqrt, exp, pow ...) are function templates
// in ops/math.hpp and ops/numbers.hpp instead: with `using namespace strand` an object of such a name would
// be ambiguous. NumPy's other names of those (power, arctan2, mod ...) are objects, and namespace `ufuncs`
// holds an object for each binary one: `ufuncs::hypot.reduce(a)`.
#ifndef STRAND_OPS_UFUNC_HPP
#define STRAND_OPS_UFUNC_HPP

#include <strand/ops/nonzero.hpp>
#include <strand/ops/scan.hpp>
#include <strand/ops/ufunc_at.hpp>
#include <strand/simd/float_functor.hpp>
#include <strand/simd/many.hpp>
#include <strand/simd/number_functor.hpp>

namespace strand {
inline namespace STRAND_ISA {

namespace detail_isa {

/// A functor that has a loop for these C++ numbers.
template <class Functor, class... X>
concept computes_numbers = (scalar_number<std::remove_cvref_t<X>> && ...) &&
                           strand::detail::computes<Functor, canonical_t<std::remove_cvref_t<X>>...>;

/// A unary functor whose results the array can hold.
template <class Functor, class Array>
concept updates = strand::detail::writable<Array> && strand::detail::computes<Functor, value_t<Array>> &&
                  storable_as<strand::detail::result_of<Functor, value_t<Array>>, value_t<Array>>;

/// The operand with `count` axes of extent 1 behind its own: a view of an lvalue, an array of everything else.
template <index_t Rank, class E>
auto with_axes_behind(E&& e, index_t count) {
    if constexpr (strand::detail::strided_memory<E>) {
        strand::detail::layout layout{shape_t(e.shape()), shape_t(e.strides())};
        for (index_t k = 0; k < count; ++k) layout.push_axis(1, 0);
        return std::forward<E>(e).template rearrange<Rank>(layout);
    } else {
        return with_axes_behind<Rank>(ndarray<value_t<E>, rank_of<E>>(e), count);
    }
}

}  // namespace detail_isa

/// A universal function: elementwise, broadcasting, lazy.
/// **Shape** the broadcast shape of the arguments. **Throws** shape_error when they do not broadcast.
template <class Functor>
struct ufunc {
    template <class... X>
        requires strand::detail::applicable<Functor, X...>
    auto operator()(X&&... x) const {
        detail_isa::check_values<Functor>(x...);
        return strand::detail::make_map(Functor{}, std::forward<X>(x)...);
    }
    template <class... X>
        requires detail_isa::computes_numbers<Functor, X...>
    auto operator()(X... x) const {
        detail_isa::check_values<Functor>(x...);
        return detail_isa::compute_scalar(Functor{}, x...);
    }

    /// In a callable that `vectorize` calls with many numbers at once.
    template <class... X>
        requires detail_isa::with_lanes<X...> && strand::detail::computes<Functor, detail_isa::lane_value_t<X>...>
    constexpr auto operator()(const X&... x) const {
        return detail_isa::on_lanes<Functor>(x...);
    }

    /// Folds axes: `add.reduce(a)` the first, `add.reduce(a, {0, 1})`, `add.reduce(a, none)` all, which gives a
    /// number; keepdims, initial(v) and where_(mask) as in reductions. Sums and products of integers are of 64 bits;
    /// `add.reduce<T>(...)` says another type. **Throws** value_error for nothing to fold where there is no identity,
    /// and for several axes where the order matters; axis_error.
    template <class T = default_dtype, expression E, class... X>
        requires detail_isa::foldable<Functor, T, E> && detail_isa::reduction_arguments<X...>
    auto reduce(const E& e, const X&... x) const {
        using R = detail_isa::fold_t<Functor, T, E>;
        if constexpr (detail_isa::place_of<X...>(detail_isa::argument::axes) < 0) return detail_isa::ufunc_reduce<Functor, R>(e, index_t(0), x...);
        else return detail_isa::ufunc_reduce<Functor, R>(e, x...);
    }
    template <class T = default_dtype, expression E, std::size_t N, class... X>
        requires detail_isa::foldable<Functor, T, E>
    auto reduce(const E& e, const index_t (&axes)[N], const X&... x) const {
        return detail_isa::ufunc_reduce<Functor, detail_isa::fold_t<Functor, T, E>>(e, axes, x...);
    }

    /// All partial folds along an axis. **Shape** that of `e`. `maximum.accumulate(a, 1)`
    template <class T = default_dtype, expression E>
        requires detail_isa::foldable<Functor, T, E>
    auto accumulate(const E& e, index_t axis = 0) const {
        detail_isa::check_folded_values<Functor>(e, axis);
        return detail_isa::accumulate<Functor, T>(e, axis);
    }

    /// For each index the fold of the elements from it up to the next index, or its element alone where the next
    /// is not larger. `add.reduceat(a, {0, 4, 1})`. **Throws** index_error, axis_error.
    template <class T = default_dtype, expression E, detail_isa::index_list Indices>
        requires detail_isa::foldable<Functor, T, E>
    auto reduceat(const E& e, const Indices& indices, index_t axis = 0) const {
        detail_isa::check_folded_values<Functor>(e, axis);
        const auto list = detail_isa::as_index_list(indices);
        return detail_isa::ufunc_reduceat<Functor, detail_isa::fold_t<Functor, T, E>>(
            e, {list.data(), static_cast<std::size_t>(list.size())}, axis);
    }
    template <class T = default_dtype, expression E, std::size_t N>
        requires detail_isa::foldable<Functor, T, E>
    auto reduceat(const E& e, const index_t (&indices)[N], index_t axis = 0) const {
        return reduceat<T>(e, std::span<const index_t>(indices), axis);
    }

    /// Every element of `a` with every element of `b`. **Shape** that of a, then that of b. Lazy.
    template <class A, class B>
        requires strand::detail::applicable<Functor, A, B>
    auto outer(A&& a, B&& b) const {
        if constexpr (expression<A> && expression<B>) {
            constexpr index_t rank = rank_of<A> == dynamic_rank || rank_of<B> == dynamic_rank ? dynamic_rank : rank_of<A> + rank_of<B>;
            const index_t behind = static_cast<index_t>(b.shape().size());
            return (*this)(detail_isa::with_axes_behind<rank>(std::forward<A>(a), behind), std::forward<B>(b));
        } else {
            return (*this)(std::forward<A>(a), std::forward<B>(b));
        }
    }

    /// Changes the chosen elements in place, one after the other: an index given twice counts twice. The index is a
    /// number, a list, an array of positions along the first axis, a mask, or a std::tuple of these and slices, one for
    /// each axis; `values` broadcast to what it chooses. **Throws** index_error and shape_error before anything is
    /// written. `add.at(histogram, bins, 1)`, `add.at(a, std::tuple(all, rows), 1)`
    template <class Array, detail_isa::at_index Index, class Values>
        requires strand::detail::updatable<Functor, Array, Values>
    void at(Array&& array, const Index& index, const Values& values) const {
        detail_isa::check_values<Functor>(array, values);
        using V = strand::detail::operand_value_t<Functor, Values, std::remove_reference_t<Array>&, Values>;
        detail_isa::ufunc_at<Functor, V>(array, index, values);
    }
    template <class Array, std::size_t N, class Values>
        requires strand::detail::updatable<Functor, Array, Values>
    void at(Array&& array, const index_t (&index)[N], const Values& values) const {
        at(array, std::span<const index_t>(index), values);
    }
    /// Of unary functions. `negative.at(a, {0, 2})`
    template <class Array, detail_isa::at_index Index>
        requires detail_isa::updates<Functor, Array>
    void at(Array&& array, const Index& index) const {
        detail_isa::ufunc_at<Functor>(array, index);
    }
    template <class Array, std::size_t N>
        requires detail_isa::updates<Functor, Array>
    void at(Array&& array, const index_t (&index)[N]) const {
        at(array, std::span<const index_t>(index));
    }
};
inline constexpr ufunc<fn::add> add{};
inline constexpr ufunc<fn::subtract> subtract{};
inline constexpr ufunc<fn::multiply> multiply{};
inline constexpr ufunc<fn::negative> negative{};
inline constexpr ufunc<fn::positive> positive{};
inline constexpr ufunc<fn::absolute> absolute{};
inline constexpr ufunc<fn::square> square{};
inline constexpr ufunc<fn::maximum> maximum{};
inline constexpr ufunc<fn::minimum> minimum{};
/// clip(x, low, high): minimum(maximum(x, low), high). `none`, or no third argument, leaves a side open.
struct clip_ufunc : ufunc<fn::clip> {
    using ufunc<fn::clip>::operator();
    template <class X, class Low>
        requires std::invocable<ufunc<fn::maximum>, X, Low>
    auto operator()(X&& x, Low&& low, none_t = {}) const {
        return ufunc<fn::maximum>{}(std::forward<X>(x), std::forward<Low>(low));
    }
    template <class X, class High>
        requires std::invocable<ufunc<fn::minimum>, X, High>
    auto operator()(X&& x, none_t, High&& high) const {
        return ufunc<fn::minimum>{}(std::forward<X>(x), std::forward<High>(high));
    }
    template <expression X>
    auto operator()(X&& x, none_t, none_t) const {
        return astype<value_t<X>>(std::forward<X>(x));
    }
};
inline constexpr clip_ufunc clip{};
/// where(condition, x, y): x where the condition is true, else y; both are computed everywhere.
/// where(condition): the positions where it is true, as nonzero gives them.
struct where_ufunc : ufunc<fn::where> {
    using ufunc<fn::where>::operator();
    template <expression Condition>
    auto operator()(const Condition& condition) const {
        return nonzero(condition);
    }
};
inline constexpr where_ufunc where{};
inline constexpr ufunc<fn::equal> equal{};
inline constexpr ufunc<fn::not_equal> not_equal{};
inline constexpr ufunc<fn::less> less{};
inline constexpr ufunc<fn::less_equal> less_equal{};
inline constexpr ufunc<fn::greater> greater{};
inline constexpr ufunc<fn::greater_equal> greater_equal{};
inline constexpr ufunc<fn::logical_and> logical_and{};
inline constexpr ufunc<fn::logical_or> logical_or{};
inline constexpr ufunc<fn::logical_xor> logical_xor{};
inline constexpr ufunc<fn::logical_not> logical_not{};
inline constexpr ufunc<fn::bitwise_and> bitwise_and{};
inline constexpr ufunc<fn::bitwise_or> bitwise_or{};
inline constexpr ufunc<fn::bitwise_xor> bitwise_xor{};
inline constexpr ufunc<fn::bitwise_invert> bitwise_invert{};
inline constexpr ufunc<fn::bitwise_left_shift> bitwise_left_shift{};
inline constexpr ufunc<fn::bitwise_right_shift> bitwise_right_shift{};
inline constexpr ufunc<fn::real> real{};
inline constexpr ufunc<fn::imag> imag{};

/// NumPy's true division: of integers in double. `operator/` is C++'s.
inline constexpr ufunc<fn::divide> divide{};
/// The largest whole number not above the quotient.
inline constexpr ufunc<fn::floor_divide> floor_divide{};
inline constexpr ufunc<fn::reciprocal> reciprocal{};
/// -1, 0 or 1; NaN stays NaN; a complex number divided by its length.
inline constexpr ufunc<fn::sign> sign{};
inline constexpr ufunc<fn::conj> conj{};
/// heaviside(x, y): 0 below 0, 1 above, y at 0.
inline constexpr ufunc<fn::heaviside> heaviside{};
inline constexpr ufunc<fn::deg2rad> deg2rad{};
inline constexpr ufunc<fn::rad2deg> rad2deg{};
inline constexpr ufunc<fn::gcd> gcd{};
inline constexpr ufunc<fn::lcm> lcm{};
/// The number of ones among the bits of the magnitude, as uint8.
inline constexpr ufunc<fn::bitwise_count> bitwise_count{};
/// The distance to the next number away from 0.
inline constexpr ufunc<fn::spacing> spacing{};
inline constexpr ufunc<fn::isposinf> isposinf{};
inline constexpr ufunc<fn::isneginf> isneginf{};
/// The imaginary part is 0.
inline constexpr ufunc<fn::isreal> isreal{};
inline constexpr ufunc<fn::iscomplex> iscomplex{};
/// x without its fraction.
inline constexpr ufunc<fn::trunc> fix{};

// NumPy's other names.
inline constexpr auto true_divide = divide;
inline constexpr auto conjugate = conj;
inline constexpr auto radians = deg2rad;
inline constexpr auto degrees = rad2deg;
inline constexpr ufunc<fn::remainder> mod{};
inline constexpr auto invert = bitwise_invert;
inline constexpr auto bitwise_not = bitwise_invert;
inline constexpr auto left_shift = bitwise_left_shift;
inline constexpr auto right_shift = bitwise_right_shift;

/// Objects, with methods, of the binary functions whose names are function templates.
namespace ufuncs {
inline constexpr ufunc<fn::remainder> remainder{};
inline constexpr ufunc<fn::fmod> fmod{};
inline constexpr ufunc<fn::fmax> fmax{};
inline constexpr ufunc<fn::fmin> fmin{};
inline constexpr ufunc<fn::copysign> copysign{};
inline constexpr ufunc<fn::nextafter> nextafter{};
}  // namespace ufuncs

}  // namespace STRAND_ISA
}  // namespace strand

#endif
