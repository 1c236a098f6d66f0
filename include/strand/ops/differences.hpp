// SPDX-License-Identifier: BSD-3-Clause
// Along one axis, from element to element: diff, trapezoid. Computed at once.
#ifndef STRAND_OPS_DIFFERENCES_HPP
#define STRAND_OPS_DIFFERENCES_HPP

#include <strand/ops/create.hpp>
#include <strand/ops/reduce.hpp>

namespace strand {
inline namespace STRAND_ISA {

namespace detail_isa {

/// `count` elements along an axis, from `first` on.
template <class T, index_t Rank>
ndview<const T, Rank> part_along(const ndview<const T, Rank>& a, index_t axis, index_t first, index_t count) {
    extents<Rank> shape = a.shape();
    shape[axis] = count;
    return {a.data() + (count > 0 ? first * a.strides()[axis] : 0), shape, a.strides()};
}
/// The element behind, less the element; of bool, whether they differ.
template <class T, index_t Rank>
ndarray<T, Rank> differences(const ndview<const T, Rank>& a, index_t axis) {
    const index_t count = a.shape()[axis] > 0 ? a.shape()[axis] - 1 : 0;
    const auto before = part_along(a, axis, 0, count), behind = part_along(a, axis, 1, count);
    if constexpr (std::same_as<T, bool>) return strand::detail::make_map(fn::not_equal{}, behind, before);
    else return strand::detail::make_map(fn::subtract{}, behind, before);
}

/// The extent of what is put in front or behind along an axis; a number counts 1.
template <class X>
index_t extent_along([[maybe_unused]] const X& x, [[maybe_unused]] index_t axis, [[maybe_unused]] index_t rank) {
    if constexpr (expression<X>) {
        const shape_t shape(x.shape());
        if (!shape.empty() && shape.size() != rank) strand::detail::throw_rank(shape, rank);
        return shape.empty() ? 1 : shape[axis];
    } else {
        return std::same_as<X, none_t> ? 0 : 1;
    }
}

/// The element type of an expression; numbers and `none` take that of the array they are put to.
template <class X, class E>
consteval auto value_beside() {
    if constexpr (expression<X>) return value_t<X>{};
    else return value_t<E>{};
}
template <class X, class E>
using value_beside_t = decltype(value_beside<X, E>());

template <expression E, class Front, class Behind>
auto joined_along(const E& e, index_t axis, const Front& front, const Behind& behind) {
    using T = promote_t<value_t<E>, value_beside_t<Front, E>, value_beside_t<Behind, E>>;
    const shape_t shape(e.shape());
    const index_t before = extent_along(front, axis, shape.size()), after = extent_along(behind, axis, shape.size());
    shape_t whole = shape;
    whole[axis] += before + after;
    ndarray<T, rank_of<E>> joined((extents<rank_of<E>>(whole)));
    const auto write = [&](const auto& x, index_t first, index_t count) {
        if constexpr (!std::same_as<std::remove_cvref_t<decltype(x)>, none_t>) {
            shape_t part = shape;
            part[axis] = count;
            const ndview<T> place(joined.data() + (count > 0 ? first * joined.strides()[axis] : 0), part, shape_t(joined.strides()));
            if constexpr (expression<decltype(x)>) strand::detail::write_elements(place, strand::detail::make_map(fn::cast<T>{}, x));
            else place.fill(strand::detail::number_as<T>(x));
        }
    };
    write(front, 0, before);
    write(e, before, shape[axis]);
    write(behind, before + shape[axis], after);
    return joined;
}

template <class X>
concept filling_argument = std::same_as<X, none_t> || expression<X> || scalar_number<X>;

}  // namespace detail_isa

/// Differences between neighbours along an axis, taken n times. Unsigned integers wrap; of bool: whether
/// they differ. `prepend` and `append` are put at the ends first: numbers, arrays, or `none`.
/// **Shape** n less along the axis, at least 0. **Throws** axis_error, value_error for rank 0 and for n < 0.
/// `diff(a)`, `diff(a, 2, 0)`, `diff(a, 1, -1, 0)`
template <expression E, class Front = none_t, class Behind = none_t>
    requires detail_isa::filling_argument<Front> && detail_isa::filling_argument<Behind>
auto diff(const E& e, index_t n = 1, index_t axis = -1, const Front& prepend = none, const Behind& append = none) {
    const index_t rank = static_cast<index_t>(e.shape().size());
    if (n < 0) detail::throw_value("diff: the number of times must not be negative, it is " + std::to_string(n));
    if (rank == 0) detail::throw_value("diff needs at least one axis");
    const index_t along = detail::normalised_axis(axis, rank);
    auto values = [&] {
        if constexpr (!std::same_as<Front, none_t> || !std::same_as<Behind, none_t>) {
            return detail_isa::joined_along(e, along, prepend, append);
        } else {
            if constexpr (detail::strided_memory<E>) {
                if (n > 0) {
                    --n;
                    return detail_isa::differences(ndview<const value_t<E>, rank_of<E>>(e.view()), along);
                }
            }
            return ndarray<value_t<E>, rank_of<E>>(e);
        }
    }();
    for (; n > 0; --n) values = detail_isa::differences(std::as_const(values).view(), along);
    return values;
}

namespace detail_isa {

/// Sums (y0 + y1) / 2 times the distance, which is a number or an expression that broadcasts.
template <expression E, class Distance>
auto trapezoids(const E& e, index_t along, const Distance& distance) {
    using strand::detail::make_map;
    using R = mean_t<value_t<E>>;
    using A = wide_t<R>;
    const ndarray<value_t<E>, rank_of<E>> values(e);
    const index_t count = values.shape()[along] > 0 ? values.shape()[along] - 1 : 0;
    const auto y0 = part_along(values.view(), along, 0, count), y1 = part_along(values.view(), along, 1, count);
    const auto heights = make_map(fn::add{}, make_map(fn::cast<A>{}, y0), make_map(fn::cast<A>{}, y1));
    const literal<real_t<A>> half(real_t<A>(0.5));
    constexpr index_t rank = rank_without<rank_of<E>, index_t>();
    if constexpr (rank == 0) return sum(make_map(fn::multiply{}, make_map(fn::multiply{}, distance, heights), half));
    else return ndarray<R, rank>(sum(make_map(fn::multiply{}, make_map(fn::multiply{}, distance, heights), half), along));
}

}  // namespace detail_isa

/// The integral of y by the trapezoidal rule along an axis, with points dx apart or at `x`, which is of one
/// axis or of y's shape. **Throws** axis_error, shape_error. `trapezoid(y)`, `trapezoid(y, x)`, `trapezoid(y, none, 0.1, 0)`
template <expression E>
auto trapezoid(const E& y, none_t, double dx = 1, index_t axis = -1) {
    const index_t along = detail::normalised_axis(axis, static_cast<index_t>(y.shape().size()));
    using R = real_t<detail_isa::wide_t<detail_isa::mean_t<value_t<E>>>>;
    return detail_isa::trapezoids(y, along, literal<R>(static_cast<R>(dx)));
}
template <expression E, expression Points>
auto trapezoid(const E& y, const Points& x, double = 1, index_t axis = -1) {
    const shape_t shape(y.shape());
    const index_t along = detail::normalised_axis(axis, shape.size());
    const ndarray<value_t<Points>> points(x);
    if (points.ndim() != 1) {
        detail::check_broadcasts_to(points.shape(), shape);
        const index_t own = along - (shape.size() - points.ndim());
        if (own < 0) detail::throw_rank(points.shape(), shape.size());
        return detail_isa::trapezoids(y, along, detail_isa::differences(points.view(), own));
    }
    if (points.size() != shape[along]) detail::throw_shape("trapezoid: " + std::to_string(points.size()) + " points for " + std::to_string(shape[along]) + " values of y");
    const ndarray<value_t<Points>> steps = detail_isa::differences(points.view(), 0);
    shape_t stretched(shape.size() - along, 1);
    stretched[0] = steps.size();
    return detail_isa::trapezoids(y, along, ndview<const value_t<Points>>(steps.data(), stretched));
}
template <expression E, detail::number_list Points>
    requires(!expression<Points>)
auto trapezoid(const E& y, const Points& x, double dx = 1, index_t axis = -1) {
    return trapezoid(y, asarray(x), dx, axis);
}
template <expression E>
auto trapezoid(const E& y) {
    return trapezoid(y, none);
}

}  // namespace STRAND_ISA
}  // namespace strand

#endif
