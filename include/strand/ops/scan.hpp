// SPDX-License-Identifier: BSD-3-Clause
// Scans: cumsum, cumprod, cumulative_sum, cumulative_prod. Computed at once, fused with the expression.
// Integers and bool are counted in 64 bits, as in NumPy; `cumsum<T>(e)` sets the element type.
//
// For `ufunc.accumulate(e, axis)`: `detail_isa::accumulate<Functor>(e, axis)` scans with any binary functor;
// `accumulate<Functor, T>` in elements of type T, `accumulate<Functor>(e, axis)` in NumPy's.
#ifndef STRAND_OPS_SCAN_HPP
#define STRAND_OPS_SCAN_HPP

#include <strand/eval/scan.hpp>
#include <strand/ops/evaluate.hpp>

namespace strand {
inline namespace STRAND_ISA {

namespace detail_isa {

/// Integers and bool add up in 64 bits, as in NumPy; floats keep their type.
template <class T>
using sum_t = std::conditional_t<strand::detail::inexact<T>, T,
                                 std::conditional_t<std::unsigned_integral<T> && !std::same_as<T, bool>, std::uint64_t,
                                                    std::int64_t>>;

template <class Functor, class T, class E>
consteval auto scanned_type() {
    if constexpr (!std::same_as<T, default_dtype>) return canonical_t<T>{};
    else if constexpr (std::same_as<Functor, fn::add> || std::same_as<Functor, fn::multiply>) return sum_t<value_t<E>>{};
    else return strand::detail::result_of<Functor, value_t<E>, value_t<E>>{};
}
/// The element type of an accumulation: `T`, or by default NumPy's.
template <class Functor, class T, class E>
using scanned_t = decltype(scanned_type<Functor, T, E>());

template <class Functor, class T, class E>
concept accumulates = expression<E> && strand::detail::computes<Functor, value_t<E>, value_t<E>> &&
                      strand::detail::computes<Functor, scanned_t<Functor, T, E>, scanned_t<Functor, T, E>>;

/// Element k along the axis is functor(element k - 1, e at k). Throws axis_error, of rank 0 always.
template <class Functor, class T = default_dtype, expression E>
    requires accumulates<Functor, T, E>
auto accumulate(const E& e, index_t axis) {
    using A = scanned_t<Functor, T, E>;
    ndarray<A, rank_of<E>> result(extents<rank_of<E>>(e.shape()));
    const index_t scanned = strand::detail::normalised_axis(axis, result.ndim());
    eval_detail::scan<Functor, A>(result.describe(), e, scanned);
    return result;
}
/// All elements in C order, as one row.
template <class Functor, class T = default_dtype, expression E>
    requires accumulates<Functor, T, E>
auto accumulate_all(const E& e) {
    using A = scanned_t<Functor, T, E>;
    const shape_t shape(e.shape());
    ndarray<A, 1> result(extents<1>({strand::detail::element_count(shape)}));
    if (shape.size() == 1) {
        eval_detail::scan<Functor, A>(result.describe(), e, 0);
    } else {
        const ndview<A> values(result.data(), shape);
        eval_detail::assign<A>(values.describe(), e);
        eval_detail::scan<Functor, A>(result.describe(), result, 0);
    }
    return result;
}
/// One element more along the axis, with 0 or 1 in front.
template <class Functor, class T, expression E>
auto accumulate_from(bool start, const E& e, index_t axis) {
    using A = scanned_t<Functor, T, E>;
    constexpr index_t rank = rank_of<E> == 0 ? 1 : rank_of<E>;
    shape_t shape(e.shape());
    if (shape.empty()) shape.push_back(1);  // NumPy takes a single number for a row of one
    const index_t scanned = strand::detail::normalised_axis(axis, shape.size());
    shape_t longer = shape;
    ++longer[scanned];
    ndarray<A, rank> result((extents<rank>(longer)));
    ndview<A> rest(result.data() + result.strides()[scanned], shape, shape_t(result.strides()));
    eval_detail::scan<Functor, A>(rest.describe(), e, scanned);
    for (index_t& extent : shape) extent = &extent == &shape[scanned] ? 1 : extent;
    ndview<A>(result.data(), shape, shape_t(result.strides())).fill(strand::detail::number_as<A>(start));
    return result;
}

/// The Array API's rule: the axis may be left out only where there is just one.
inline index_t only_axis(index_t rank) {
    if (rank > 1) {
        throw axis_error("cumulative_sum and cumulative_prod need an axis for an array of rank " + std::to_string(rank));
    }
    return 0;
}
template <class Functor, class T, expression E>
auto cumulative(bool start, const E& e, index_t axis, bool include_initial) {
    if (include_initial) return accumulate_from<Functor, T>(start, e, axis);
    using A = scanned_t<Functor, T, E>;
    constexpr index_t rank = rank_of<E> == 0 ? 1 : rank_of<E>;
    shape_t shape(e.shape());
    if (shape.empty()) shape.push_back(1);
    ndarray<A, rank> result((extents<rank>(shape)));
    const index_t scanned = strand::detail::normalised_axis(axis, result.ndim());
    eval_detail::scan<Functor, A>(result.describe(), e, scanned);
    return result;
}

}  // namespace detail_isa

/// Running sums of all elements in C order, or along an axis. **Shape** one axis, or that of `e`.
/// **Throws** axis_error. `cumsum(a, 0)`
template <class T = default_dtype, expression E>
auto cumsum(const E& e, none_t = {}) {
    return detail_isa::accumulate_all<fn::add, T>(e);
}
template <class T = default_dtype, expression E>
auto cumsum(const E& e, index_t axis) {
    return detail_isa::cumulative<fn::add, T>(false, e, axis, false);
}
/// Running products of all elements in C order, or along an axis. `cumprod(a)`
template <class T = default_dtype, expression E>
auto cumprod(const E& e, none_t = {}) {
    return detail_isa::accumulate_all<fn::multiply, T>(e);
}
template <class T = default_dtype, expression E>
auto cumprod(const E& e, index_t axis) {
    return detail_isa::cumulative<fn::multiply, T>(true, e, axis, false);
}

/// The Array API's running sum: along the only axis, or the one given; `include_initial` puts a 0 in front.
/// **Throws** axis_error, also when `e` has several axes and none is given. `cumulative_sum(a, 1, true)`
template <class T = default_dtype, expression E>
auto cumulative_sum(const E& e) {
    return detail_isa::cumulative<fn::add, T>(false, e, detail_isa::only_axis(static_cast<index_t>(e.shape().size())), false);
}
template <class T = default_dtype, expression E>
auto cumulative_sum(const E& e, index_t axis, bool include_initial = false) {
    return detail_isa::cumulative<fn::add, T>(false, e, axis, include_initial);
}
template <class T = default_dtype, expression E>
auto cumulative_sum(const E& e, none_t, bool include_initial = false) {
    return cumulative_sum<T>(e, detail_isa::only_axis(static_cast<index_t>(e.shape().size())), include_initial);
}
/// The same for products; `include_initial` puts a 1 in front. `cumulative_prod(a)`
template <class T = default_dtype, expression E>
auto cumulative_prod(const E& e) {
    return detail_isa::cumulative<fn::multiply, T>(true, e, detail_isa::only_axis(static_cast<index_t>(e.shape().size())), false);
}
template <class T = default_dtype, expression E>
auto cumulative_prod(const E& e, index_t axis, bool include_initial = false) {
    return detail_isa::cumulative<fn::multiply, T>(true, e, axis, include_initial);
}
template <class T = default_dtype, expression E>
auto cumulative_prod(const E& e, none_t, bool include_initial = false) {
    return cumulative_prod<T>(e, detail_isa::only_axis(static_cast<index_t>(e.shape().size())), include_initial);
}

}  // namespace STRAND_ISA
}  // namespace strand

#endif
