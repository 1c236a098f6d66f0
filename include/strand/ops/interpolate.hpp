// SPDX-License-Identifier: BSD-3-Clause
// interp: piecewise linear interpolation; unwrap: removes jumps by whole periods. Computed at once.
#ifndef STRAND_OPS_INTERPOLATE_HPP
#define STRAND_OPS_INTERPOLATE_HPP

#include <cmath>
#include <strand/ops/special.hpp>

namespace strand {
inline namespace STRAND_ISA {

namespace detail_isa {

/// Sample points with their values, in the order of the points.
template <class V>
struct samples {
    strand::detail::buffer<double> x;
    strand::detail::buffer<V> y;
    index_t count = 0;

    explicit samples(index_t n) : x(n), y(n), count(n) {}
};

/// Reduced to one period, sorted, with one point more at either end (bottom-up merging keeps the order of equals).
template <class V>
samples<V> periodic_samples(const double* xp, const V* fp, index_t count, double period) {
    samples<V> from(count + 2), to(count + 2);
    const auto reduced = [period](double v) { return fn::remainder{}(simd::pack<double, 1>(v), simd::pack<double, 1>(period)).v[0]; };
    for (index_t i = 0; i < count; ++i) from.x.data()[i + 1] = reduced(xp[i]), from.y.data()[i + 1] = fp[i];
    for (index_t width = 1; width < count; width *= 2) {
        for (index_t begin = 0; begin < count; begin += 2 * width) {
            const index_t middle = begin + width < count ? begin + width : count, end = begin + 2 * width < count ? begin + 2 * width : count;
            index_t a = begin, b = middle;
            for (index_t k = begin; k < end; ++k) {
                const bool left = a < middle && (b >= end || !(from.x.data()[b + 1] < from.x.data()[a + 1]));
                const index_t taken = left ? a++ : b++;
                to.x.data()[k + 1] = from.x.data()[taken + 1];
                to.y.data()[k + 1] = from.y.data()[taken + 1];
            }
        }
        std::swap(from, to);
    }
    from.x.data()[0] = from.x.data()[count] - period;
    from.y.data()[0] = from.y.data()[count];
    from.x.data()[count + 1] = from.x.data()[1] + period;
    from.y.data()[count + 1] = from.y.data()[1];
    return from;
}

/// The value at x of the lines through the sample points; `at` is where the search begins, and ends.
template <class V>
V interpolated(double x, const double* xp, const V* fp, index_t count, V left, V right, index_t& at) {
    if (x != x) return V(x);
    if (x > xp[count - 1]) return right;
    if (x < xp[0]) return left;
    if (count == 1) return fp[0];
    // Arguments are often in order: the same interval, or the next one.
    if (!(x >= xp[at] && x < xp[at + 1]) && !(at + 2 < count && x >= xp[at + 1] && x < xp[at + 2] && (++at, true))) {
        index_t low = 0, high = count - 1;
        while (high - low > 1) {
            const index_t middle = low + (high - low) / 2;
            (x >= xp[middle] ? low : high) = middle;
        }
        at = low;
    }
    if (x == xp[count - 1]) return fp[count - 1];
    if (x == xp[at]) return fp[at];  // an infinite neighbour would make NaN of it
    const V slope = (fp[at + 1] - fp[at]) / (xp[at + 1] - xp[at]);
    const V value = slope * (x - xp[at]) + fp[at];
    if (value == value) return value;
    const V backwards = slope * (x - xp[at + 1]) + fp[at + 1];
    return backwards != backwards && fp[at] == fp[at + 1] ? fp[at] : backwards;
}

template <class X>
concept numbers_operand = expression<X> || strand::detail::number_list<X>;
template <class T, numbers_operand X>
ndarray<T, 1> row_of(const X& x) {
    if constexpr (expression<X>) {
        if (x.shape().size() != 1) strand::detail::throw_rank(shape_t(x.shape()), 1);
        return ndarray<T, 1>(strand::detail::make_map(fn::cast<T>{}, x));
    } else {
        ndarray<T, 1> result(extents<1>({static_cast<index_t>(std::size(x))}));
        T* out = result.data();
        for (const auto& value : x) *out++ = strand::detail::number_as<T>(value);
        return result;
    }
}
template <class X>
struct listed_value {
    using type = std::remove_cvref_t<decltype(*std::data(std::declval<const X&>()))>;
};
template <expression X>
struct listed_value<X> {
    using type = value_t<X>;
};
template <class X>
using sample_t = std::conditional_t<strand::detail::is_complex<typename listed_value<X>::type>, std::complex<double>, double>;

template <class V, class Bound>
V bound_or(const Bound& bound, V otherwise) {
    if constexpr (std::same_as<Bound, none_t>) return otherwise;
    else return strand::detail::number_as<V>(bound);
}

}  // namespace detail_isa

/// The lines through the points (xp, fp), whose xp must increase, at x. Outside of them `left` and `right`, or fp's
/// first and last. With `period` both sides continue periodically, in any order of xp. **Shape** that of x, which
/// may be a number; double, or complex double. **Throws** value_error, shape_error. `interp(2.5, {1., 2., 3.}, {3., 2., 0.})`
template <class X, detail_isa::numbers_operand Xp, detail_isa::numbers_operand Fp, class Left = none_t, class Right = none_t, class Period = none_t>
    requires strand::detail::operand_argument<X> && (!strand::detail::is_complex<detail_isa::plain_value_t<X>>)
auto interp(const X& x, const Xp& xp, const Fp& fp, Left left = {}, Right right = {}, Period period = {}) {
    using V = detail_isa::sample_t<Fp>;
    auto points = detail_isa::row_of<double>(xp);
    auto values = detail_isa::row_of<V>(fp);
    if (points.size() != values.size() || points.size() == 0) {
        strand::detail::throw_value("interp: " + std::to_string(points.size()) + " sample points and " + std::to_string(values.size()) +
                                    " values; there must be as many, and one at least");
    }
    const double* from = points.data();
    const V* to = values.data();
    index_t count = points.size();
    detail_isa::samples<V> turned(0);
    [[maybe_unused]] double turn = 0;
    if constexpr (!std::same_as<Period, none_t>) {
        turn = std::fabs(static_cast<double>(period));
        if (!(turn > 0)) strand::detail::throw_value("interp: the period must not be 0");
        turned = detail_isa::periodic_samples<V>(from, to, count, turn);
        from = turned.x.data(), to = turned.y.data(), count = turned.count;
    }
    const V below = detail_isa::bound_or<V>(left, to[0]), above = detail_isa::bound_or<V>(right, to[count - 1]);
    index_t at = 0;
    const auto value_at = [&](double v) {
        if constexpr (!std::same_as<Period, none_t>) v = fn::remainder{}(simd::pack<double, 1>(v), simd::pack<double, 1>(turn)).v[0];
        return detail_isa::interpolated<V>(v, from, to, count, below, above, at);
    };
    if constexpr (expression<X>) {
        const detail_isa::dense_operand<double, X> arguments(x);
        ndarray<V, rank_of<X>> result(extents<rank_of<X>>(x.shape()));
        for (index_t i = 0; i < result.size(); ++i) result.data()[i] = value_at(arguments.data()[i]);
        return result;
    } else {
        return value_at(strand::detail::number_as<double>(x));
    }
}
/// With sample points and values in braces.
template <class X, std::size_t N, std::size_t M, class Left = none_t, class Right = none_t, class Period = none_t>
    requires strand::detail::operand_argument<X>
auto interp(const X& x, const double (&xp)[N], const double (&fp)[M], Left left = {}, Right right = {}, Period period = {}) {
    return interp(x, std::span<const double>(xp), std::span<const double>(fp), left, right, period);
}

namespace detail_isa {

/// Along rows of `inner` elements: where two differ by more than `jump`, whole periods are added to what follows.
/// Integers wrap around.
template <class T>
void unwrap_rows(T* data, index_t rows, index_t inner, T jump, T period) {
    using P = simd::pack<T, 1>;
    // Half of an odd number of integers is in no interval's middle.
    const bool halves = strand::detail::real_floating<T> || static_cast<T>(period / 2) * 2 == period;
    const T high = static_cast<T>(period / 2), low = static_cast<T>(0 - high);
    const P lowest(low), all_of(period);
    if (rows == 0) return;
    for (index_t i = 0; i < inner; ++i) {
        P added(T(0)), before(data[i]);
        for (index_t row = 1; row < rows; ++row) {
            T& element = data[row * inner + i];
            const P here(element), step = here - before;
            P near = fn::remainder{}(step - lowest, all_of) + lowest;
            if (halves && near.v[0] == low && step.v[0] > 0) near = P(high);
            const P size = abs(step);
            if (!(size.v[0] < jump)) added = added + (near - step);
            element = (here + added).v[0];
            before = here;
        }
    }
}

}  // namespace detail_isa

/// Removes jumps along an axis: where neighbours differ by more than `discont` (half a period, when `none`), whole
/// periods are added. Integers stay integers when the period is one. **Shape** that of p. **Throws** axis_error,
/// value_error for a period of 0. `unwrap(angles)`
template <expression E, class Discont = none_t, scalar_number Period = double>
auto unwrap(const E& p, Discont discont = {}, index_t axis = -1, Period period = Period(6.283185307179586476925)) {
    using T = decltype(strand::detail::promote_weak<value_t<E>, canonical_t<Period>>());
    static_assert(!strand::detail::is_complex<T> && !std::same_as<T, bool>, "strand: unwrap needs real numbers");
    using A = kernel::folding_t<T>;
    if (period == Period(0)) strand::detail::throw_value("unwrap: the period must not be 0");
    const A whole = strand::detail::number_as<A>(period), jump = detail_isa::bound_or<A>(discont, static_cast<A>(whole / 2));
    ndarray<A, rank_of<E>> result(strand::detail::make_map(fn::cast<A>{}, p));
    const index_t along = strand::detail::normalised_axis(axis, result.ndim());
    const detail_isa::three_axes axes(result.shape(), along);
    for (index_t o = 0; o < axes.outer; ++o) {
        detail_isa::unwrap_rows<A>(result.data() + o * axes.middle * axes.inner, axes.middle, axes.inner, jump, whole);
    }
    return detail_isa::astype_of_result<T>(std::move(result));
}

}  // namespace STRAND_ISA
}  // namespace strand

#endif
