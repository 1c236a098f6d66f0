// SPDX-License-Identifier: BSD-3-Clause
// Where the first extremum of an expression is: in C order, or along an axis. `Op` is fn::maximum or
// fn::minimum. In: an expression with at least one element to choose from. Out: positions, and the extrema if wanted.
// Operands may lie in any order, and come in through tiles where kernels cannot read them.
#ifndef STRAND_EVAL_FIND_EXTREMUM_HPP
#define STRAND_EVAL_FIND_EXTREMUM_HPP

#include <strand/eval/fold.hpp>
#include <strand/kernel/find_rows.hpp>
#include <strand/plan/find_plan.hpp>

namespace strand::inline STRAND_ISA::eval_detail {

/// Elements are compared as these: numbers, and wide enough to have instructions.
template <class T>
using compared_t = std::conditional_t<std::same_as<T, bool>, std::uint8_t,
                                      std::conditional_t<strand::detail::inexact<T> && (sizeof(T) < 4), float, T>>;

/// The row kernels that find positions, for one skeleton, and the size of what they compare.
struct find_kernels {
    kernel::row_kernel along, down;
    index_t itemsize;
};
template <class Skeleton, class T, class Op>
inline constexpr find_kernels find_kernels_of = {kernel::row_finder<Skeleton, compared_t<T>, Op>::along_rows,
                                                 kernel::row_finder<Skeleton, compared_t<T>, Op>::down_rows, simd::bytes_of<compared_t<T>>};

/// What is found along one axis, an element for each position of the others: positions, and the extrema unless null.
struct found_places {
    std::int64_t* positions;
    char* extrema;
    const index_t* steps;  // in elements, those of an array in C order
};

/// Copies what lies in a plan's order to where it is wanted.
inline void copy_places(void* to, const index_t* steps, void* from, const strand::detail::find_plan& plan, strand::detail::dims_view kept, index_t itemsize) {
    memory_view destination, source;
    destination.data = to;
    source.data = from;
    destination.extents = source.extents = kept.data();
    destination.strides = steps;
    source.strides = plan.place_strides.data();
    destination.rank = source.rank = static_cast<index_t>(kept.size());
    destination.itemsize = source.itemsize = itemsize;
    destination.dense = source.dense = false;
    copy_memory(destination, source);
}

/// `operands`: leaves behind `kernel::first_searched` empty places.
STRAND_NOINLINE inline void find_along_axis(const found_places& out, std::span<const memory_view> operands, strand::detail::dims_view shape,
                                            index_t axis, find_kernels kernels) {
    constexpr index_t item = simd::bytes_of<std::int64_t>;
    strand::detail::find_plan plan = strand::detail::make_find_plan(operands, kernel::first_searched, shape, axis, out.steps);
    const index_t count = plan.place_count;
    const bool direct = plan.direct, in_place = plan.in_place, keeps_extrema = out.extrema || !in_place;
    const strand::detail::buffer<std::int64_t> positions(direct ? 0 : count), seen(in_place ? 0 : count);
    const strand::detail::buffer<char> extrema(keeps_extrema && !(out.extrema && direct) ? count * kernels.itemsize : 0);
    for (index_t k = 0; k < count && !in_place; ++k) seen.data()[k] = 0;
    plan.set_place(0, reinterpret_cast<char*>(direct ? out.positions : positions.data()), item);
    plan.set_place(1, out.extrema && direct ? out.extrema : keeps_extrema ? extrema.data() : nullptr, kernels.itemsize);
    plan.set_place(2, in_place ? nullptr : reinterpret_cast<char*>(seen.data()), item);
    plan.finish();
    walk(plan.loop, {plan.along_rows ? kernels.along : kernels.down});
    if (direct) return;
    strand::shape_t kept(shape);
    kept[axis] = 1;
    copy_places(out.positions, out.steps, positions.data(), plan, kept, item);
    if (out.extrema) copy_places(out.extrema, out.steps, extrema.data(), plan, kept, kernels.itemsize);
}

/// Along an axis of more than one element.
template <class Op, expression E>
void find_extremum(const found_places& out, const E& e, strand::detail::dims_view shape, index_t axis) {
    memory_view operands[static_cast<std::size_t>(kernel::first_searched) + strand::detail::leaf_count<E>];
    collect_leaves(e, operands + kernel::first_searched);
    find_along_axis(out, operands, shape, axis, find_kernels_of<skeleton_t<E>, value_t<E>, Op>);
}

/// The extremum and its place.
template <class T>
struct found_extremum {
    T value;
    std::int64_t position;
};

/// The first in dense memory, or of dense operands of one shape whose addresses are `data` behind the places.
template <class Op, class Skeleton, class T>
found_extremum<compared_t<T>> find_in_row(char** data, index_t count) {
    constexpr std::size_t operands = static_cast<std::size_t>(kernel::first_searched + Skeleton::leaves);
    found_extremum<compared_t<T>> result{};
    constexpr index_t rows[operands] = {};
    index_t columns[operands] = {};
    kernel::detail::leaves_of<Skeleton>::every(kernel::first_searched, [&]<class U>(index_t leaf, std::type_identity<U>) {
        columns[leaf] = simd::bytes_of<U>;
        return true;
    });
    data[0] = reinterpret_cast<char*>(&result.position);
    data[1] = reinterpret_cast<char*>(&result.value);
    data[2] = nullptr;
    find_kernels_of<Skeleton, T, Op>.along({data, rows, columns, 1, count});
    return result;
}

/// The first in C order: of what lies otherwise the first along the last axis, and of those the first.
template <class Op, expression E>
found_extremum<compared_t<value_t<E>>> find_extremum_of_all(const E& e) {
    using T = value_t<E>;
    using C = compared_t<T>;
    char* data[static_cast<std::size_t>(kernel::first_searched) + strand::detail::leaf_count<E>];
    if (is_dense(e) || strand::detail::element_count(strand::shape_t(e.shape())) == 1) {
        collect_addresses(e, data + kernel::first_searched);
        return find_in_row<Op, skeleton_t<E>, T>(data, element_count_of(e));
    }
    const strand::shape_t shape(e.shape());
    index_t axis = shape.size() - 1;
    while (shape[axis] == 1) --axis;
    strand::shape_t steps(shape.size(), 0);
    index_t count = 1;
    for (index_t k = axis; k-- > 0; count *= shape[k]) steps[k] = count;
    const strand::detail::buffer<std::int64_t> positions(count);
    const strand::detail::buffer<C> extrema(count);
    find_extremum<Op>({positions.data(), reinterpret_cast<char*>(extrema.data()), steps.data()}, e, shape, axis);
    data[kernel::first_searched] = reinterpret_cast<char*>(extrema.data());
    found_extremum<C> result = find_in_row<Op, kernel::input<C>, C>(data, count);
    result.position = result.position * shape[axis] + positions.data()[result.position];
    return result;
}

}  // namespace strand::inline STRAND_ISA::eval_detail

#endif
