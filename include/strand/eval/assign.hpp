// SPDX-License-Identifier: BSD-3-Clause
// Computes an expression into memory: `assign(destination, e)`.
// In: a memory_view of element type T and an expression that broadcasts to its shape. Out: as if the
// whole expression had been computed first, with copies only of what the destination disturbs.
// Throws shape_error when the expression does not fit; nothing is written then.
#ifndef STRAND_EVAL_ASSIGN_HPP
#define STRAND_EVAL_ASSIGN_HPP

#include <strand/eval/lower.hpp>
#include <strand/eval/overlapping.hpp>
#include <strand/plan/plane_plan.hpp>

namespace strand::inline STRAND_ISA::eval_detail {

/// Copies operands that the destination would disturb, and plans. Throws shape_error when one does not fit.
/// Without `copies` nothing is copied: the plan only counts what would be.
STRAND_ALWAYS_INLINE void finish_plan(loop_plan& plan, std::span<memory_view> operands, operand_copies* copies) {
    if (!plan.fits) {
        for (const memory_view& leaf : operands.subspan(1)) {
            if (!leaf.scalar) strand::detail::check_broadcasts_to(leaf.shape(), operands[0].shape());
        }
    }
    if (plan.may_overlap) plan_overlapping(plan, operands, copies);
    else strand::detail::stream_destination(plan);
}
inline loop_plan plan_assignment(std::span<memory_view> operands, operand_copies* copies) {
    loop_plan plan = strand::detail::make_loop_plan(operands);
    finish_plan(plan, operands, copies);
    return plan;
}

/// The operands broadcast to all of the destination's shape, as far as is quickly seen: no axis of it repeats elements.
inline bool fills_destination(const loop_plan& plan, std::span<const memory_view> operands) {
    index_t rank = 0;
    for (const memory_view& leaf : operands.subspan(1)) rank = leaf.rank > rank ? leaf.rank : rank;
    if (!plan.fits || rank != operands[0].rank) return false;
    const auto walked = [width = plan.width()](const index_t* stride, const index_t* end) {
        for (; stride != end; stride += width) {
            index_t some = 0;
            for (index_t op = 1; op < width; ++op) some |= stride[op];
            if (some == 0) return false;
        }
        return true;
    };
    return walked(plan.strides.begin(), plan.strides.begin() + plan.rank() * plan.width()) && walked(plan.joined_strides.begin(), plan.joined_strides.end());
}

/// Computes an expression into `operands[0]`; throws shape_error when the operands do not fit it.
/// Where the shape is to be `exact` nothing is done if it may not be that of the expression: false then.
STRAND_NOINLINE inline bool assign_planned(std::span<memory_view> operands, const kernel::row_kernels& kernels, bool exact) {
    operand_copies copies(kernels.copier);
    loop_plan plan = strand::detail::make_loop_plan(operands);
    if (exact && !fills_destination(plan, operands)) return false;
    finish_plan(plan, operands, &copies);
    if (plan.aside.rows > 0) assign_aside(plan.aside, operands, kernels);
    else walk(plan, kernels);
    return true;
}

/// Computes a plane; false where a loop_plan is needed.
STRAND_NOINLINE inline bool walk_plane(const strand::detail::plane_plan& plane, std::span<const memory_view> operands, const kernel::row_kernels& kernels) {
    const index_t width = static_cast<index_t>(operands.size());
    const kernel::row_block block{plane.data, plane.row_steps, plane.column_steps, plane.rows, plane.columns};
    const bool few_columns = worth_columns(plane.rows, plane.columns, width - 1, kernels);
    if ((plane.ways & ~simple_ways) == 0 && !few_columns) {
        (plane.rows == 1 && (plane.ways & bit_of(access::splat)) == 0 ? kernels.dense : kernels.rows)(block);
        return true;
    }
    const manner how = manner_of(plane.ways, plane.packing, plane.rows, plane.columns, width - 1, kernels);
    if (how == manner::tiles) {
        if (!tiles_rows(plane.ways, width, plane.rows * plane.columns, kernels)) return false;
        index_t sizes[most_tiled];
        for (index_t op = 0; op < width; ++op) {
            const memory_view& it = operands[static_cast<std::size_t>(op)];
            sizes[op] = it.scalar ? 0 : it.itemsize;
        }
        tile_rows({plane.data, plane.row_steps, plane.column_steps, sizes, width, plane.rows, plane.columns}, kernels);
    } else if (how == manner::elements) {
        walk_elements(block, width, kernels.elements);
    } else {
        kernels.stepped(block);
    }
    return true;
}

/// The same as `assign_planned`: by a plan of one plane where that is enough.
template <std::size_t Width>
STRAND_ALWAYS_INLINE bool assign_operands(memory_view (&operands)[Width], const kernel::row_kernels& kernels, bool exact = false) {
    char* data[Width];
    index_t row_steps[Width], column_steps[Width];
    strand::detail::plane_plan plane{data, row_steps, column_steps};
    if (plane.find(operands) && (plane.exact || !exact) && walk_plane(plane, operands, kernels)) return true;
    return assign_planned(operands, kernels, exact);
}

/// Writing a row of elements, one step (in elements) after the other, does not disturb reading another: they have no byte
/// in common, or are one and walked element by element.
template <class T, class U>
STRAND_ALWAYS_INLINE bool undisturbed(const T* written, index_t step, const U* read, index_t read_step, index_t count) {
    if (static_cast<const void*>(written) == static_cast<const void*>(read)) return sizeof(T) == sizeof(U) && step == read_step;
    const index_t to_last = (count - 1) * step * simd::bytes_of<T>, from_last = (count - 1) * read_step * simd::bytes_of<U>;
    const auto to = reinterpret_cast<std::uintptr_t>(written), from = reinterpret_cast<std::uintptr_t>(read);
    const auto lowest = [](std::uintptr_t first, index_t last) STRAND_INLINE_LAMBDA { return last < 0 ? first + static_cast<std::uintptr_t>(last) : first; };
    const auto highest = [](std::uintptr_t first, index_t last) STRAND_INLINE_LAMBDA { return last < 0 ? first : first + static_cast<std::uintptr_t>(last); };
    return highest(to, to_last) + sizeof(T) <= lowest(from, from_last) || highest(from, from_last) + sizeof(U) <= lowest(to, to_last);
}

/// The array has memory of its own, shared by no other array.
template <class E>
inline constexpr bool owns_memory = strand::detail::owner<E>;
template <class Array>
inline constexpr bool owns_memory<strand::detail::borrowed<Array>> = true;

/// Some leaf is a view.
template <class E>
inline constexpr bool has_view = !E::is_literal && !owns_memory<E>;
template <class... X>
inline constexpr bool has_view<strand::detail::operand_list<X...>> = (has_view<X> || ...);
template <strand::detail::node E>
inline constexpr bool has_view<E> = has_view<typename E::operand_types>;

/// Begins a row at its other end.
inline void turn_row(char** data, index_t* steps, index_t width, index_t count) {
    for (index_t op = 0; op < width; ++op) {
        data[op] += (count - 1) * steps[op];
        steps[op] = -steps[op];
    }
}

/// All arrays have one axis and the destination's length: one row of any steps, no plan. Finding out costs a few numbers
/// per operand, where `plane_plan` takes as long as a row of thirty elements.
template <strand::detail::strided_memory Array, expression E>
STRAND_ALWAYS_INLINE bool assign_if_row(const Array& to, const E& e) {
    using T = value_t<Array>;
    using skeleton = skeleton_t<E>;
    T* const destination = const_cast<T*>(to.data());
    constexpr index_t lanes = kernel::kernel_lanes<skeleton, T>;
    const index_t count = to.size(), step = to.strides()[0], turn = step < 0 ? -1 : 1;
    bool stepped = step * turn == 1 && kernel::loads_stepped<skeleton, lanes> && (count >= lanes || kernel::is_heavy<skeleton>);
    index_t packing = strand::detail::planning::packing_cost(step * turn, 1, true);
    const bool fits = strand::detail::every_array(e, [&]<class Leaf>(const Leaf& array) STRAND_INLINE_LAMBDA {
        if constexpr (rank_of<Leaf> != 1) {
            return false;
        } else {
            const index_t its_step = array.strides()[0];
            packing += strand::detail::planning::packing_cost(its_step * turn, 1, false);
            stepped &= its_step * turn == 1 || (simd::may_step<value_t<Leaf>> && (its_step == -turn || its_step == 2 * turn));
            return array.shape() == to.shape() && undisturbed(destination, step, array.data(), its_step, count);
        }
    });
    if (!fits) return false;
    const bool tiled = !stepped && (kernel::is_heavy<skeleton> || kernel::moves<skeleton, T> || !worth_elements(0, packing, count, skeleton::leaves));
    if (tiled && 1 + skeleton::leaves > most_tiled) return false;
    char* data[1 + strand::detail::leaf_count<E>] = {reinterpret_cast<char*>(destination)};
    index_t steps[1 + strand::detail::leaf_count<E>] = {step * simd::bytes_of<T>};
    collect_addresses(e, data + 1);
    collect_steps(e, steps + 1);
    if (turn < 0 && count > 0) turn_row(data, steps, 1 + skeleton::leaves, count);
    if (tiled) {
        index_t sizes[1 + strand::detail::leaf_count<E>] = {simd::bytes_of<T>};
        collect_sizes(e, sizes + 1);
        tile_rows({data, steps, steps, sizes, 1 + skeleton::leaves, 1, count}, kernel::map_kernels<skeleton, T>);
    } else {
        (stepped ? kernel::map_kernels<skeleton, T>.stepped : kernel::map_kernels<skeleton, T>.elements)({data, steps, steps, 1, count});
    }
    return true;
}

/// Everything dense and of the destination's shape, or in one row: no plan; false when it is not so. The path of small
/// arrays: it compares a few numbers per operand. `Fresh`: the destination was made in the shape of the expression just
/// now. Then an operand of as many elements has that shape, but for leading axes of 1, and cannot be disturbed.
template <bool Fresh = false, strand::detail::strided_memory Array, expression E>
STRAND_ALWAYS_INLINE bool assign_unplanned(const Array& to, const E& e) {
    using T = value_t<Array>;
    const index_t count = to.size();
    // Large destinations may be streamed: a plan decides.
    if (count >= strand::detail::streamed_bytes / simd::bytes_of<T>) return false;
    T* const destination = const_cast<T*>(to.data());
    const bool dense = to.is_contiguous() && strand::detail::every_array(e, [&]<class Leaf>(const Leaf& array) STRAND_INLINE_LAMBDA {
        if constexpr (Fresh) {
            return array.size() == count && array.is_contiguous();
        } else {
            if (!(array.shape() == to.shape() && array.is_contiguous())) return false;
            if constexpr (owns_memory<Array> && owns_memory<Leaf>) return true;  // itself or another: never a part
            else return undisturbed(destination, 1, array.data(), 1, count);
        }
    });
    if (dense) {
        char* data[1 + strand::detail::leaf_count<E>] = {reinterpret_cast<char*>(destination)};
        collect_addresses(e, data + 1);
        kernel::map_line_of<skeleton_t<E>, T>(data, count);
        return true;
    }
    if constexpr (rank_of<Array> == 1 && rank_of<E> <= 1 && (has_view<E> || !owns_memory<Array>)) return assign_if_row(to, e);
    else return false;
}

/// Computes `e` into the elements of type T that `to` describes. Out of the way of the fast path.
template <class T, class Memory, expression E>
STRAND_NOINLINE void assign(const Memory& to, const E& e) {
    memory_view operands[1 + strand::detail::leaf_count<E>];
    if constexpr (std::same_as<Memory, memory_view>) operands[0] = to;
    else operands[0] = to.describe();
    collect_leaves(e, operands + 1);
    assign_operands(operands, kernel::map_kernels<skeleton_t<E>, T>);
}

/// Some operand lies in these elements.
template <class T>
bool reads_from(std::span<const memory_view> leaves, const T* first, index_t count) {
    const auto begin = reinterpret_cast<std::uintptr_t>(first), end = reinterpret_cast<std::uintptr_t>(first + count);
    for (const memory_view& leaf : leaves) {
        const auto address = reinterpret_cast<std::uintptr_t>(leaf.data);
        if (address >= begin && address < end) return true;
    }
    return false;
}

}  // namespace strand::inline STRAND_ISA::eval_detail

#endif
