// SPDX-License-Identifier: BSD-3-Clause
// The elements of an array again and again, or moved along: tile, repeat, resize, roll, and rot90.
// In: an array or an expression. Out: a new array; of rot90 a view, as of the functions in ops/manipulate.hpp.
#ifndef STRAND_OPS_REPEAT_HPP
#define STRAND_OPS_REPEAT_HPP

#include <strand/eval/copy.hpp>
#include <strand/kernel/repeat.hpp>
#include <strand/ops/manipulate.hpp>

namespace strand {
inline namespace STRAND_ISA {

namespace detail_isa {

using strand::detail::region;

template <class Array>
region region_of(const Array& array) {
    return region(array.describe());
}

[[noreturn]] STRAND_COLD inline void throw_repetitions(const char* name, index_t count) {
    strand::detail::throw_value(std::string(name) + ": the number of repetitions must not be negative, it is " +
                                std::to_string(count));
}
inline void check_repetitions(const char* name, dims_view counts) {
    for (const index_t count : counts) {
        if (count < 0) throw_repetitions(name, count);
    }
}

/// extent * count, or an exception where that is no index.
inline index_t repeated_extent(index_t extent, index_t count) {
    index_t product;
    if (__builtin_mul_overflow(extent, count, &product)) {
        strand::detail::throw_shape(std::to_string(extent) + " positions repeated " + std::to_string(count) +
                                    " times are more than an index can count");
    }
    return product;
}

/// Both with as many axes as the longer one, missing ones in front with 1.
inline void align_repetitions(shape_t& shape, shape_t& counts) {
    while (shape.size() < counts.size()) shape.insert(0, 1);
    while (counts.size() < shape.size()) counts.insert(0, 1);
}

/// The first elements of a dense block, filled, again and again behind themselves.
inline void fill_by_doubling(char* data, index_t filled, index_t bytes) {
    for (; filled < bytes; filled *= 2) {
        std::memcpy(data + filled, data, static_cast<std::size_t>(2 * filled <= bytes ? filled : bytes - filled));
    }
}

/// Every axis of the result split into (repetitions, extent): one copy of a source with stride 0.
/// Of small results what repeats the first axis is copied behind itself; large ones are written once, past the caches.
STRAND_NOINLINE inline void fill_tiled(region to, region from, shape_t counts) {
    char* const first = to.data;
    const index_t all = strand::detail::element_count(to.shape) * to.itemsize;
    index_t once = all;
    if (all <= index_t{1} << 20) {
        once /= counts[0];
        to = to.cut(0, 0, to.shape[0] / counts[0]);
        counts[0] = 1;
    }
    while (from.rank() < counts.size()) from.insert_axis(0, 1, 0);
    for (index_t axis = counts.size(); axis-- > 0;) {
        to = to.split(axis, counts[axis]);
        from.insert_axis(axis, counts[axis], 0);
    }
    eval_detail::copy_region(to, from);
    fill_by_doubling(first, once, all);
}

template <index_t Rank, expression A>
auto tiled(const A& a, shape_t counts) {
    check_repetitions("tile", counts);
    auto&& source = in_memory(a);
    shape_t shape(source.shape());
    align_repetitions(shape, counts);
    for (index_t axis = 0; axis < shape.size(); ++axis) shape[axis] = repeated_extent(shape[axis], counts[axis]);
    ndarray<value_t<A>, Rank> result{extents<Rank>(shape)};
    if (result.size() > 0 && !counts.empty()) fill_tiled(region_of(result), region_of(source), counts);
    else if (result.size() > 0) eval_detail::copy_region(region_of(result), region_of(source));
    return result;
}

/// Each position of an axis `count` times.
STRAND_NOINLINE inline void fill_repeated(region to, region from, index_t axis, index_t count) {
    to = to.split(axis, from.shape[axis]);
    from.insert_axis(axis + 1, count, 0);
    eval_detail::copy_region(to, from);
}

template <index_t Rank, class T>
ndarray<T, Rank> repeated(const ndview<const T, Rank>& source, index_t count, index_t axis) {
    check_repetitions("repeat", {&count, 1});
    if constexpr (Rank == dynamic_rank) {
        // One element counts as an axis of one.
        if (source.ndim() == 0) return repeated(ndview<const T>(source.data(), shape_t{1}, shape_t{1}), count, axis);
    }
    axis = strand::detail::normalised_axis(axis, source.ndim());
    extents<Rank> shape = source.shape();
    shape[axis] = repeated_extent(shape[axis], count);
    ndarray<T, Rank> result(shape);
    if (result.size() == 0) return result;
    // Single elements and long rows of what lies dense; results beyond the caches are written past them.
    constexpr index_t item = static_cast<index_t>(sizeof(T)), cached_bytes = index_t{1} << 20, long_row = 256;
    index_t row = item;
    for (index_t k = axis + 1; k < source.ndim(); ++k) row *= source.shape()[k];
    if (source.is_contiguous() && result.size() * item <= cached_bytes && ((row == item && item <= 8) || row >= long_row)) {
        kernel::repeat_equally(reinterpret_cast<char*>(result.data()), reinterpret_cast<const char*>(source.data()),
                               source.size() * item / row, row, count);
    } else {
        fill_repeated(region_of(result), region_of(source), axis, count);
    }
    return result;
}

/// Position k of the axis counts[k] times.
template <index_t Rank, class T>
auto repeated_each(const ndview<const T, Rank>& source, const std::vector<std::int64_t>& counts, index_t axis) {
    axis = strand::detail::normalised_axis(axis, source.ndim());
    if (counts.size() == 1) return repeated(source, static_cast<index_t>(counts[0]), axis);
    const index_t extent = source.shape()[axis];
    if (static_cast<index_t>(counts.size()) != extent) {
        strand::detail::throw_shape("repeat: " + std::to_string(counts.size()) + " counts for the " + std::to_string(extent) +
                                    " positions of axis " + std::to_string(axis));
    }
    index_t sum = 0;
    for (const std::int64_t count : counts) {
        const index_t checked = static_cast<index_t>(count);
        check_repetitions("repeat", {&checked, 1});
        if (__builtin_add_overflow(sum, checked, &sum)) (void)repeated_extent(checked, checked);
    }
    extents<Rank> shape = source.shape();
    shape[axis] = sum;
    ndarray<T, Rank> result(shape);
    index_t outer = 1, inner = static_cast<index_t>(sizeof(T));
    for (index_t k = 0; k < source.ndim(); ++k) (k < axis ? outer : inner) *= k == axis ? 1 : source.shape()[k];
    const auto run = [&](const auto& dense) {
        kernel::repeat_blocks(reinterpret_cast<char*>(result.data()), reinterpret_cast<const char*>(dense.data()),
                              counts.data(), outer, extent, inner);
    };
    if (source.is_contiguous()) run(source);
    else run(copy(source));
    return result;
}

/// The counts of repeat: a range or an expression of integers.
template <class Counts>
std::vector<std::int64_t> repetition_counts(const Counts& counts) {
    if constexpr (expression<Counts>) {
        const auto values = copy(counts);
        return {values.begin(), values.end()};
    } else {
        return {std::begin(counts), std::end(counts)};
    }
}
template <class Counts>
concept count_list = strand::detail::integer_list<Counts> || (expression<Counts> && strand::detail::integer<value_t<Counts>>);

template <class T, index_t Rank>
ndview<const T, Rank> const_view(const ndview<T, Rank>& view) {
    return view;
}
template <class T, index_t Rank>
ndview<const T, Rank> const_view(const ndarray<T, Rank>& array) {
    return array.view();
}

/// Moves the elements along each axis by its shift; what leaves at one end comes in at the other.
STRAND_NOINLINE inline void fill_rolled(const region& to, const region& from, const shape_t& shifts, index_t axis = 0) {
    while (axis < shifts.size() && shifts[axis] == 0) ++axis;
    if (axis >= shifts.size()) return eval_detail::copy_region(to, from);
    const index_t extent = from.shape[axis], shift = shifts[axis];
    fill_rolled(to.cut(axis, shift, extent - shift), from.cut(axis, 0, extent - shift), shifts, axis + 1);
    fill_rolled(to.cut(axis, 0, shift), from.cut(axis, extent - shift, shift), shifts, axis + 1);
}

/// The same of elements without gaps.
inline void roll_dense(char* to, const char* from, index_t count, index_t shift, index_t itemsize) {
    if (count == 0) return;
    const index_t behind = (shift % count + count) % count, before = count - behind;
    std::memcpy(to + behind * itemsize, from, static_cast<std::size_t>(before * itemsize));
    std::memcpy(to, from + before * itemsize, static_cast<std::size_t>(behind * itemsize));
}

/// A shift for every axis, in [0, extent).
inline shape_t shift_of_each_axis(dims_view shape, dims_view shifts, dims_view axes) {
    const std::size_t count = shifts.size() > axes.size() ? shifts.size() : axes.size();
    if ((shifts.size() != count && shifts.size() != 1) || (axes.size() != count && axes.size() != 1)) {
        strand::detail::throw_value("roll: " + std::to_string(shifts.size()) + " shifts for " + std::to_string(axes.size()) + " axes");
    }
    shape_t result(static_cast<index_t>(shape.size()), 0);
    for (std::size_t k = 0; k < count; ++k) {
        const index_t axis = strand::detail::normalised_axis(axes[axes.size() == 1 ? 0 : k], result.size());
        const index_t extent = shape[static_cast<std::size_t>(axis)];
        if (extent == 0) continue;
        const index_t shift = shifts[shifts.size() == 1 ? 0 : k] % extent;
        result[axis] = (result[axis] + shift + extent) % extent;
    }
    return result;
}

template <expression A>
auto rolled(const A& a, dims_view shifts, dims_view axes) {
    auto&& source = in_memory(a);
    const shape_t each = shift_of_each_axis(shape_t(source.shape()), shifts, axes);
    ndarray<value_t<A>, rank_of<A>> result{extents<rank_of<A>>(source.shape())};
    if (result.size() > 0) fill_rolled(region_of(result), region_of(source), each);
    return result;
}

template <std::size_t N>
inline constexpr index_t static_count = static_cast<index_t>(N);

template <class A>
consteval index_t tiled_rank(index_t counts) {
    return strand::detail::common_rank(rank_of<A>, counts);
}

template <index_t Rank, expression A>
auto resized(const A& a, const extents<Rank>& shape) {
    auto&& source = in_memory(a);
    ndarray<value_t<A>, Rank> result(shape);
    constexpr index_t item = static_cast<index_t>(sizeof(value_t<A>));
    const index_t given = source.size(), wanted = result.size();
    if (given == 0) result.fill(value_t<A>(0));
    else if (given >= wanted) {
        const auto flat = ravel(source);
        write_elements(result, reshape(flat(range(0, wanted)), shape));
    } else {
        region first(result.data(), shape_t(source.shape()), item);
        eval_detail::copy_region(first, region_of(source));
        fill_by_doubling(reinterpret_cast<char*>(result.data()), given * item, wanted * item);
    }
    return result;
}

}  // namespace detail_isa

/// The array again and again along its axes; with more counts than axes it gets axes in front.
/// Throws value_error for a negative count. `tile(a, 3)`, `tile(a, {2, 1})`
template <expression A, std::integral Count>
auto tile(const A& a, Count count) {
    return detail_isa::tiled<detail_isa::tiled_rank<A>(1)>(a, {static_cast<index_t>(count)});
}
template <expression A, std::size_t N>
auto tile(const A& a, const index_t (&counts)[N]) {
    return detail_isa::tiled<detail_isa::tiled_rank<A>(detail_isa::static_count<N>)>(a, shape_t(counts, counts + N));
}
template <expression A, detail::integer_list Counts>
auto tile(const A& a, const Counts& counts) {
    return detail_isa::tiled<dynamic_rank>(a, shape_t(counts));
}

/// Every element so many times in turn, of the array in C order or along an axis; or each position of the
/// axis as often as its own count says. Throws value_error for a negative count, shape_error.
/// `repeat(a, 2)`, `repeat(a, 2, 1)`, `repeat(a, {1, 0, 3}, 0)`
template <expression A, std::integral Count>
auto repeat(const A& a, Count count) {
    auto&& source = detail_isa::in_memory(a);
    return detail_isa::repeated(detail_isa::const_view(ravel(source)), static_cast<index_t>(count), 0);
}
template <expression A, std::integral Count>
auto repeat(const A& a, Count count, index_t axis) {
    auto&& source = detail_isa::in_memory(a);
    if constexpr (rank_of<A> == 0) return detail_isa::repeated(detail_isa::const_view(ravel(source)), static_cast<index_t>(count), axis);
    else return detail_isa::repeated(detail_isa::const_view(source), static_cast<index_t>(count), axis);
}
template <expression A, detail_isa::count_list Counts>
auto repeat(const A& a, const Counts& counts) {
    auto&& source = detail_isa::in_memory(a);
    return detail_isa::repeated_each(detail_isa::const_view(ravel(source)), detail_isa::repetition_counts(counts), 0);
}
template <expression A, detail_isa::count_list Counts>
auto repeat(const A& a, const Counts& counts, index_t axis) {
    auto&& source = detail_isa::in_memory(a);
    return detail_isa::repeated_each(detail_isa::const_view(source), detail_isa::repetition_counts(counts), axis);
}
template <expression A, std::size_t N, class... Axis>
auto repeat(const A& a, const index_t (&counts)[N], Axis... axis) {
    return repeat(a, std::span<const index_t>(counts), axis...);
}

/// The elements in C order in another shape, again from the start where there are too few; zeros where there
/// are none. `resize(a, {2, 5})`
template <expression A, detail::shape_argument Shape>
auto resize(const A& a, const Shape& shape) {
    return detail_isa::resized(a, detail::as_extents(shape));
}
template <expression A, std::size_t N>
auto resize(const A& a, const detail::extent (&shape)[N]) {
    return resize(a, detail::braced_extents<N>(shape));
}

/// The elements moved by a shift, those that leave at the end coming in at the start: over all elements in
/// C order, or along axes, where shifts of the same axis add up. Throws axis_error.
/// `roll(a, 2)`, `roll(a, -1, 0)`, `roll(a, {1, 2}, {0, 1})`
template <expression A, std::integral Shift>
auto roll(const A& a, Shift shift) {
    auto&& source = detail_isa::in_memory(a);
    if (source.is_contiguous()) {
        ndarray<value_t<A>, rank_of<A>> result(source.shape());
        constexpr index_t item = static_cast<index_t>(sizeof(value_t<A>));
        detail_isa::roll_dense(reinterpret_cast<char*>(result.data()), reinterpret_cast<const char*>(source.data()), source.size(),
                               static_cast<index_t>(shift), item);
        return result;
    }
    const index_t by[] = {static_cast<index_t>(shift)}, axis[] = {0};
    return reshape(detail_isa::rolled(ravel(source), by, axis), extents<rank_of<A>>(source.shape()));
}
template <expression A, std::integral Shift>
auto roll(const A& a, Shift shift, none_t) {
    return roll(a, shift);
}
template <expression A, std::integral Shift, std::integral Axis>
auto roll(const A& a, Shift shift, Axis axis) {
    const index_t by[] = {static_cast<index_t>(shift)}, axes[] = {static_cast<index_t>(axis)};
    return detail_isa::rolled(a, by, axes);
}
template <expression A, std::integral Shift, std::size_t N>
auto roll(const A& a, Shift shift, const index_t (&axes)[N]) {
    const index_t by[] = {static_cast<index_t>(shift)};
    return detail_isa::rolled(a, by, axes);
}
template <expression A, std::size_t N, std::size_t M>
auto roll(const A& a, const index_t (&shifts)[N], const index_t (&axes)[M]) {
    return detail_isa::rolled(a, shifts, axes);
}
template <expression A, detail::integer_list Shifts, detail::integer_list Axes>
auto roll(const A& a, const Shifts& shifts, const Axes& axes) {
    return detail_isa::rolled(a, shape_t(shifts), shape_t(axes));
}

namespace detail_isa {
inline layout rotated(const layout& in, index_t turns, dims_view plane) {
    if (plane.size() != 2) strand::detail::throw_value("rot90 needs two axes, not " + strand::detail::tuple_text(plane));
    const shape_t axes = strand::detail::normalised_axes(plane, in.rank());
    turns = (turns % 4 + 4) % 4;
    layout out = in;
    const index_t both[] = {axes[0], axes[1]};
    if (turns == 2) return strand::detail::flipped(out, both);
    if (turns == 1) out = strand::detail::flipped(out, {both + 1, 1});
    if (turns % 2 == 1) {
        std::swap(out.shape[both[0]], out.shape[both[1]]);
        std::swap(out.strides[both[0]], out.strides[both[1]]);
    }
    if (turns == 3) out = strand::detail::flipped(out, {both + 1, 1});
    return out;
}
}  // namespace detail_isa

/// Turned by so many right angles in the plane of two axes, from the first towards the second. A view.
/// Throws axis_error. `rot90(image)`, `rot90(a, -1, {1, 2})`
template <expression A>
auto rot90(A&& a, index_t turns = 1) {
    const index_t plane[] = {0, 1};
    return detail_isa::rearranged<rank_of<A>>(std::forward<A>(a), [&](const detail::layout& in) {
        return detail_isa::rotated(in, turns, plane);
    });
}
template <expression A>
auto rot90(A&& a, index_t turns, const index_t (&axes)[2]) {
    return detail_isa::rearranged<rank_of<A>>(std::forward<A>(a), [&](const detail::layout& in) {
        return detail_isa::rotated(in, turns, axes);
    });
}

}  // namespace STRAND_ISA
}  // namespace strand

#endif
