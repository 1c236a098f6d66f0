// SPDX-License-Identifier: BSD-3-Clause
// Computes an expression into memory: `assign(destination, e)`.
// In: a memory_view of element type T and an expression that broadcasts to its shape. Out: as if the
// whole expression had been computed first, with copies only of what the destination disturbs.
// Throws shape_error when the expression does not fit; nothing is written then.
#ifndef STRAND_EVAL_ASSIGN_HPP
#define STRAND_EVAL_ASSIGN_HPP

#include <strand/eval/lower.hpp>
#include <strand/eval/overlapping.hpp>

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
STRAND_NOINLINE inline bool assign_operands(std::span<memory_view> operands, const kernel::row_kernels& kernels, bool exact = false) {
    operand_copies copies;
    loop_plan plan = strand::detail::make_loop_plan(operands);
    if (exact && !fills_destination(plan, operands)) return false;
    finish_plan(plan, operands, &copies);
    if (plan.aside.rows > 0) assign_aside(plan.aside, operands, kernels);
    else walk(plan, kernels);
    return true;
}

/// Reading `count` elements of memory and writing as many: no byte of one lies in the other.
template <class T, class U>
STRAND_ALWAYS_INLINE bool apart(const T* written, index_t count, const U* read, index_t reach) {
    const auto to = reinterpret_cast<std::uintptr_t>(written), from = reinterpret_cast<std::uintptr_t>(read);
    return to + static_cast<std::size_t>(count) * sizeof(T) <= from ||
           from + static_cast<std::size_t>(reach) * sizeof(U) <= to;
}
/// The same of a dense leaf; or both begin at the same element of the same size and are walked element by element.
template <class T, class U>
STRAND_ALWAYS_INLINE bool undisturbed(const T* destination, const U* leaf, index_t count) {
    if (static_cast<const void*>(destination) == static_cast<const void*>(leaf)) return sizeof(T) == sizeof(U);
    return apart(destination, count, leaf, count);
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

/// All arrays have one axis and the destination's length, and loads know their steps: one row, no plan.
template <class T, expression E>
STRAND_ALWAYS_INLINE bool assign_if_stepped(T* destination, const extents<1>& shape, const E& e) {
    using skeleton = skeleton_t<E>;
    const index_t count = shape[0];
    const bool fits = strand::detail::every_array(e, [&]<class Leaf>(const Leaf& array) STRAND_INLINE_LAMBDA {
        if constexpr (rank_of<Leaf> != 1) {
            return false;
        } else {
            if (array.shape() != shape) return false;
            const index_t step = array.strides()[0];
            const auto* first = array.data();
            if (step == 1) return undisturbed(destination, first, count);
            if (!simd::may_step<value_t<Leaf>> || (step != 2 && step != -1)) return false;
            return apart(destination, count, step < 0 ? first - (count - 1) : first, 2 * count);
        }
    });
    if (!fits) return false;
    char* data[1 + strand::detail::leaf_count<E>] = {reinterpret_cast<char*>(destination)};
    index_t steps[1 + strand::detail::leaf_count<E>] = {simd::bytes_of<T>};
    collect_addresses(e, data + 1);
    collect_steps(e, steps + 1);
    kernel::map_stepped<skeleton, T>({data, nullptr, steps, 1, count});
    return true;
}

/// Everything dense and of the destination's shape: one row, no plan; false when it is not so.
/// The path of small arrays: it compares a few numbers per operand. Planning takes about 50 ns, ten times as long as
/// 16 elements do, and as long as a thousand: so this and `assign_if_stepped` come before it.
template <strand::detail::strided_memory Array, expression E>
STRAND_ALWAYS_INLINE bool assign_if_dense(const Array& to, const E& e) {
    using T = value_t<Array>;
    const index_t count = to.size();
    // Large destinations may be streamed: a plan decides.
    if (!to.is_contiguous() || count >= strand::detail::streamed_bytes / simd::bytes_of<T>) return false;
    T* const destination = const_cast<T*>(to.data());
    const bool dense = strand::detail::every_array(e, [&]<class Leaf>(const Leaf& array) STRAND_INLINE_LAMBDA {
        if (!(array.shape() == to.shape() && array.is_contiguous())) return false;
        if constexpr (owns_memory<Array> && owns_memory<Leaf>) return true;  // itself or another: never a part
        else return undisturbed(destination, array.data(), count);
    });
    if (dense) {
        char* data[1 + strand::detail::leaf_count<E>] = {reinterpret_cast<char*>(destination)};
        collect_addresses(e, data + 1);
        kernel::map_line_of<skeleton_t<E>, T>(data, count);
        return true;
    }
    if constexpr (rank_of<Array> == 1 && rank_of<E> == 1 && has_view<E> &&
                  kernel::loads_stepped<skeleton_t<E>, kernel::kernel_lanes<skeleton_t<E>, T>>) {
        return assign_if_stepped(destination, to.shape(), e);
    } else {
        return false;
    }
}

/// Computes `e` into the elements of type T that `destination` describes. Out of the way of the fast path.
template <class T, expression E>
STRAND_NOINLINE void assign(const memory_view& destination, const E& e) {
    memory_view operands[1 + strand::detail::leaf_count<E>];
    operands[0] = destination;
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
