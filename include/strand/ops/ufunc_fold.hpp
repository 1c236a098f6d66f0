// SPDX-License-Identifier: BSD-3-Clause
// What stands behind `.reduce` and `.reduceat` of the function objects. Computed at once.
// Functors that may be applied in any order go through the reductions of ops/reduce.hpp; all others are
// applied strictly from the first element to the last, along one axis.
#ifndef STRAND_OPS_UFUNC_FOLD_HPP
#define STRAND_OPS_UFUNC_FOLD_HPP

#include <strand/kernel/fold_segment.hpp>
#include <strand/ops/extrema.hpp>

namespace strand {
inline namespace STRAND_ISA {

namespace detail_isa {

/// The element type of an expression, or of a number.
template <class X>
struct plain_value {
    using type = canonical_t<std::remove_cvref_t<X>>;
};
template <expression X>
struct plain_value<X> {
    using type = value_t<X>;
};
template <class X>
using plain_value_t = typename plain_value<X>::type;

template <class X>
auto smallest(const X& x) {
    if constexpr (!expression<X>) return x;
    else return strand::detail::element_count(shape_t(x.shape())) == 0 ? value_t<X>(0) : min(x);
}
[[noreturn]] STRAND_COLD inline void throw_negative_exponent(std::int64_t exponent) {
    strand::detail::throw_value("pow: integers to negative integer powers are not allowed, the exponent is " + std::to_string(exponent));
}

/// Two integers that are promoted to double: uint64 and a signed one, neither of them a number beside an array.
template <class X, class Y>
inline constexpr bool promoted_to_double = expression<X> == expression<Y> && strand::detail::inexact<promote_t<plain_value_t<X>, plain_value_t<Y>>>;

/// Checks the values of operands where the functor needs it: an integer has no negative integer powers. Of nothing
/// there is none.
template <class Functor>
concept power_functor = requires { requires Functor::refuses_negative_integers; };
template <class Functor, class... X>
STRAND_ALWAYS_INLINE void check_values(const X&...) {}
template <power_functor Functor, class X, class Y>
void check_values([[maybe_unused]] const X& base, [[maybe_unused]] const Y& exponent) {
    if constexpr (!strand::detail::inexact<plain_value_t<X>> && !strand::detail::inexact<plain_value_t<Y>> &&
                  std::is_signed_v<plain_value_t<Y>> && !promoted_to_double<X, Y>) {
        if constexpr (expression<X>) {
            if (strand::detail::element_count(shape_t(base.shape())) == 0) return;
        }
        const auto least = smallest(exponent);
        if (least < 0) throw_negative_exponent(static_cast<std::int64_t>(least));
    }
}
/// A dense array as three axes: what stands before one axis, the axis, what stands behind it.
struct three_axes {
    index_t outer = 1, middle, inner = 1;

    three_axes(dims_view shape, index_t axis) : middle(shape[static_cast<std::size_t>(axis)]) {
        for (index_t k = 0; k < static_cast<index_t>(shape.size()); ++k) {
            if (k < axis) outer *= shape[static_cast<std::size_t>(k)];
            if (k > axis) inner *= shape[static_cast<std::size_t>(k)];
        }
    }
};

/// Of a fold: all elements but the first of each may become exponents.
template <class Functor, class E>
void check_folded_values(const E& e, index_t axis) {
    if constexpr (power_functor<Functor> && !strand::detail::inexact<value_t<E>> && std::is_signed_v<value_t<E>>) {
        const ndarray<value_t<E>> values(e);
        const three_axes axes(values.shape(), strand::detail::normalised_axis(axis, values.ndim()));
        for (index_t i = 0; i < values.size(); ++i) {
            if (i / axes.inner % axes.middle != 0 && values.data()[i] < 0) throw_negative_exponent(values.data()[i]);
        }
    }
}

template <class Functor>
inline constexpr bool is_comparison = std::derived_from<Functor, fn::comparison<Functor>>;

/// The type a functor folds in: what it gives for two elements; sums and products as `sum` and `prod`.
template <class Functor, class V>
struct fold_type {
    using type = strand::detail::result_of<Functor, V, V>;
};
template <class Functor, class V>
    requires(std::same_as<Functor, fn::add> || std::same_as<Functor, fn::multiply>)
struct fold_type<Functor, V> {
    using type = sum_t<V>;
};
template <class Functor, class Given, class E>
using fold_t = chosen_t<Given, typename fold_type<Functor, value_t<E>>::type>;

/// The functor takes its own result as an operand again, without changing its type. Comparisons do so for bool only.
template <class Functor, class Given, class E>
concept foldable = strand::detail::computes<Functor, value_t<E>, value_t<E>> &&
                   strand::detail::computes<Functor, fold_t<Functor, Given, E>, fold_t<Functor, Given, E>> &&
                   std::same_as<strand::detail::result_of<Functor, fold_t<Functor, Given, E>, fold_t<Functor, Given, E>>,
                                fold_t<Functor, Given, E>> &&
                   (!is_comparison<Functor> || std::same_as<value_t<E>, bool>);

/// The elements of an expression as T, dense in C order: its own memory where it is that already.
template <class T, class E>
class dense_operand {
public:
    explicit dense_operand(const E& e) : shape_(e.shape()), data_(nullptr) {
        if constexpr (strand::detail::strided_memory<E> && std::same_as<value_t<E>, T>) {
            if (e.is_contiguous()) {
                data_ = e.data();
                return;
            }
        }
        copy_ = ndarray<T>(shape_);
        strand::detail::write_elements(copy_, strand::detail::make_map(fn::cast<T>{}, e));
        data_ = copy_.data();
    }
    const shape_t& shape() const { return shape_; }
    const T* data() const { return data_; }

private:
    shape_t shape_;
    ndarray<T> copy_;
    const T* data_;
};

/// Folds segments of the middle axis; segment k begins at `begins[k]` and ends before `ends[k]`.
template <class Functor, class T, class V>
void fold_segments(T* result, const V* from, const three_axes& axes, std::span<const index_t> begins,
                   std::span<const index_t> ends) {
    if (axes.inner == 1) {
        const auto count = static_cast<index_t>(begins.size());
        for (index_t o = 0; o < axes.outer; ++o, from += axes.middle, result += count) {
            kernel::fold_row_segments<Functor>(result, from, begins.data(), ends.data(), count);
        }
        return;
    }
    strand::detail::buffer<T> errors(kernel::compensated<Functor, T> ? axes.inner : 0);
    for (index_t o = 0; o < axes.outer; ++o, from += axes.middle * axes.inner) {
        for (std::size_t k = 0; k < begins.size(); ++k, result += axes.inner) {
            kernel::fold_segment<Functor>(result, errors.data(), from + begins[k] * axes.inner, ends[k] - begins[k], axes.inner);
        }
    }
}

/// Halves are folded as floats.
template <class T, class A, index_t Rank>
ndarray<T, Rank> astype_of_result(ndarray<A, Rank>&& result) {
    if constexpr (std::same_as<A, T>) return std::move(result);
    else return ndarray<T, Rank>(strand::detail::make_map(fn::cast<T>{}, result));
}

[[noreturn]] STRAND_COLD inline void throw_nothing_to_fold(const char* name, dims_view shape) {
    strand::detail::throw_value(std::string(name) + ".reduce of an expression of shape " + strand::detail::tuple_text(shape) +
                                " has nothing to begin with: " + name + " has no identity");
}

/// Applies the functor along one axis in order.
template <class Functor, class R, expression E, class... X>
auto reduce_in_order(const E& e, const X&... x) {
    static_assert(!folding<E, X...>::masked && !folding<E, X...>::has_initial,
                  "strand: a function without identity is reduced without mask and initial value");
    const folding<E, X...> over(e, x...);
    index_t axis = -1;
    for (index_t k = over.shape().size(); k-- > 0;) {
        if (!over.is_folded(k)) continue;
        if (axis >= 0) {
            strand::detail::throw_value(std::string(Functor::name) + ".reduce works along one axis, because the order matters, and not along the axes " +
                                        std::to_string(k) + " and " + std::to_string(axis));
        }
        axis = k;
    }
    using A = wide_t<R>;
    ndarray<A> folds(over.kept_shape());
    if (axis < 0) {
        strand::detail::write_elements(folds, strand::detail::make_map(fn::cast<A>{}, e));
    } else if (folds.size() > 0) {
        const three_axes three(over.shape(), axis);
        if (three.middle == 0) throw_nothing_to_fold(Functor::name, over.shape());
        check_folded_values<Functor>(e, axis);
        const dense_operand<A, E> source(e);
        const index_t begin = 0;
        if (three.inner == 1) {
            kernel::fold_rows_in_order<Functor, A>(folds.data(), source.data(), three.outer, three.middle);
        } else {
            fold_segments<Functor>(folds.data(), source.data(), three, {&begin, 1}, {&three.middle, 1});
        }
    }
    return over.template finish<R>(folds);
}

/// `.reduce`: folds in any order where that is possible. NumPy gives nothing for the extrema of nothing, although
/// they have a neutral element.
template <class Functor, class R, expression E, class... X>
auto ufunc_reduce(const E& e, const X&... x) {
    if constexpr (kernel::reorderable<Functor, wide_t<R>>) {
        const folding<E, X...> over(e, x...);
        if constexpr (requires { Functor::gives_error_of_nothing; }) over.need_elements(Functor::name);
        return over.template finish<R>(over.template with_initial<Functor>(over.template fold<Functor, wide_t<R>>(e)));
    } else {
        return reduce_in_order<Functor, R>(e, x...);
    }
}

/// `.reduceat`: the segments between neighbouring indices; a single element where the next index is not larger.
template <class Functor, class T, class E>
auto ufunc_reduceat(const E& e, std::span<const index_t> indices, index_t axis) {
    const shape_t shape(e.shape());
    axis = strand::detail::normalised_axis(axis, shape.size());
    const three_axes three(shape, axis);
    strand::detail::buffer<index_t> ends(static_cast<index_t>(indices.size()));
    for (std::size_t k = 0; k < indices.size(); ++k) {
        if (indices[k] < 0 || indices[k] >= three.middle) {
            throw index_error("index " + std::to_string(indices[k]) + " is out of bounds for " + Functor::name + ".reduceat along axis " +
                              std::to_string(axis) + " with extent " + std::to_string(three.middle));
        }
        const index_t next = k + 1 < indices.size() ? indices[k + 1] : three.middle;
        ends.data()[k] = next > indices[k] ? next : indices[k] + 1;
    }
    shape_t result_shape = shape;
    result_shape[axis] = static_cast<index_t>(indices.size());
    using A = wide_t<T>;
    ndarray<A, rank_of<E>> result{extents<rank_of<E>>(result_shape)};
    if (result.size() > 0) {
        const dense_operand<value_t<E>, E> source(e);
        fold_segments<Functor>(result.data(), source.data(), three, indices, {ends.data(), indices.size()});
    }
    return astype_of_result<T>(std::move(result));
}

/// A list of integers as indices: a range of them, or an expression of rank 1.
template <class Indices>
concept index_list = (expression<Indices> && strand::detail::integer<value_t<Indices>>) || strand::detail::integer_list<Indices>;

template <index_list Indices>
ndarray<index_t, 1> as_index_list(const Indices& indices) {
    if constexpr (expression<Indices>) {
        if (indices.shape().size() != 1) strand::detail::throw_rank(shape_t(indices.shape()), 1);
        return ndarray<index_t, 1>(strand::detail::make_map(fn::cast<index_t>{}, indices));
    } else {
        ndarray<index_t, 1> result(extents<1>({static_cast<index_t>(std::size(indices))}));
        index_t* out = result.data();
        for (const auto index : indices) *out++ = static_cast<index_t>(index);
        return result;
    }
}

}  // namespace detail_isa

}  // namespace STRAND_ISA
}  // namespace strand

#endif
