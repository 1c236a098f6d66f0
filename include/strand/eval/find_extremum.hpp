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
    kernel::copier_of_size copier;
    index_t itemsize;
};
template <class Skeleton, class T, class Op>
inline constexpr find_kernels find_kernels_of = {kernel::row_finder<Skeleton, compared_t<T>, Op>::along_rows,
                                                 kernel::row_finder<Skeleton, compared_t<T>, Op>::down_rows,
                                                 kernel::copier_for<Skeleton, compared_t<T>, std::int64_t>, simd::bytes_of<compared_t<T>>};

/// What is found along one axis, an element for each position of the others: positions, and the extrema unless null.
struct found_places {
    std::int64_t* positions;
    char* extrema;
    const index_t* steps;  // in elements, those of an array in C order
};

/// Copies what lies in a plan's order to where it is wanted.
inline void copy_places(void* to, const index_t* steps, void* from, const strand::detail::find_plan& plan, strand::detail::dims_view kept, index_t itemsize,
                        kernel::copier_of_size copier) {
    memory_view destination, source;
    destination.data = to;
    source.data = from;
    destination.extents = source.extents = kept.data();
    destination.strides = steps;
    source.strides = plan.place_strides.data();
    destination.rank = source.rank = static_cast<index_t>(kept.size());
    destination.itemsize = source.itemsize = itemsize;
    destination.dense = source.dense = false;
    copy_memory(destination, source, copier);
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
    walk(plan.loop, {.rows = plan.along_rows ? kernels.along : kernels.down, .copier = kernels.copier, .planes = true});
    if (direct) return;
    strand::shape_t kept(shape);
    kept[axis] = 1;
    copy_places(out.positions, out.steps, positions.data(), plan, kept, item, kernels.copier);
    if (out.extrema) copy_places(out.extrema, out.steps, extrema.data(), plan, kept, kernels.itemsize, kernels.copier);
}

/// Room for the addresses and steps of a kernel's operands.
template <std::size_t Width>
struct dense_places {
    char* data[Width] = {};
    index_t row_step[Width] = {}, column_step[Width] = {}, plane_step[Width] = {};
};
/// `leaves` lie dense in the shape, or are numbers.
template <std::size_t Width>
void find_in_dense(const found_places& out, const memory_view* leaves, strand::detail::dims_view shape, index_t axis, dense_places<Width> block,
                   const find_kernels& kernels) {
    index_t outer = 1, inner = 1;
    for (index_t k = 0; k < static_cast<index_t>(shape.size()); ++k) {
        if (k != axis) (k < axis ? outer : inner) *= shape[static_cast<std::size_t>(k)];
    }
    const bool along = inner == 1;
    const index_t searched = shape[static_cast<std::size_t>(axis)], columns = along ? searched : inner;
    block.data[0] = reinterpret_cast<char*>(out.positions);
    block.data[1] = out.extrema;
    const index_t items[] = {simd::bytes_of<std::int64_t>, out.extrema ? kernels.itemsize : 0};
    for (std::size_t op = 0; op < 2; ++op) {
        (along ? block.row_step : block.column_step)[op] = items[op];
        block.plane_step[op] = columns * items[op];
    }
    for (std::size_t op = static_cast<std::size_t>(kernel::first_searched); op < Width; ++op) {
        const memory_view& leaf = leaves[op - static_cast<std::size_t>(kernel::first_searched)];
        block.data[op] = static_cast<char*>(leaf.data);
        if (leaf.scalar) continue;
        block.column_step[op] = leaf.itemsize;
        block.row_step[op] = columns * leaf.itemsize;
        block.plane_step[op] = searched * block.row_step[op];
    }
    (along ? kernels.along : kernels.down)({block.data, block.row_step, block.column_step, along ? outer : searched, columns, false, along ? 1 : outer, block.plane_step});
}

/// Along an axis of more than one element. Dense operands of one shape go to the kernel without a plan.
template <class Op, expression E>
void find_extremum(const found_places& out, const E& e, strand::detail::dims_view shape, index_t axis) {
    if (is_dense(e) && has_shape(e, shape)) {
        constexpr std::size_t width = static_cast<std::size_t>(kernel::first_searched) + strand::detail::leaf_count<E>;
        memory_view leaves[strand::detail::leaf_count<E>];
        collect_leaves(e, leaves);
        return find_in_dense(out, leaves, shape, axis, dense_places<width>{}, find_kernels_of<skeleton_t<E>, value_t<E>, Op>);
    }
    memory_view operands[static_cast<std::size_t>(kernel::first_searched) + strand::detail::leaf_count<E>];
    collect_leaves(e, operands + kernel::first_searched);
    find_along_axis(out, operands, shape, axis, find_kernels_of<skeleton_t<E>, value_t<E>, Op>);
}

/// The first in C order: of what lies otherwise the first along the last axis, and of those the first.
template <class Op, expression E>
auto find_extremum_of_all(const E& e) {
    using C = compared_t<value_t<E>>;
    using finder = kernel::row_finder<skeleton_t<E>, C, Op>;
    constexpr std::size_t places = static_cast<std::size_t>(kernel::first_searched), leaves = strand::detail::leaf_count<E>;
    char* data[places + leaves];
    if (is_dense(e) || strand::detail::element_count(strand::shape_t(e.shape())) == 1) {
        collect_addresses(e, data + places);
        return finder::find_dense(data, element_count_of(e));
    }
    if constexpr (rank_of<E> == 1 && has_view<E> && kernel::loads_stepped<skeleton_t<E>, kernel::kernel_lanes<skeleton_t<E>, C>>) {
        if (is_stepped_row(e)) {
            index_t steps[places + leaves];
            collect_addresses(e, data + places);
            collect_steps(e, steps + places);
            return finder::find_stepped({data, nullptr, steps, 1, element_count_of(e)});
        }
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
    data[places] = reinterpret_cast<char*>(extrema.data());
    const auto first = kernel::row_finder<kernel::input<C>, C, Op>::find_dense(data, count);
    return typename finder::found{first.best, first.place * shape[axis] + positions.data()[first.place]};
}

}  // namespace strand::inline STRAND_ISA::eval_detail

#endif
