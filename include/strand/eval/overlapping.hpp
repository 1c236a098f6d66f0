// SPDX-License-Identifier: BSD-3-Clause
// Expressions that read what they write: which copies make the result as if all of it had been computed first.
// In: the destination and the leaves of an expression. Out: a plan that may run, with copies of a few operands; or word
// that the result is to be computed aside, slab by slab, which `assign_aside` does.
//
// Copying every disturbed operand costs a pass each; the result aside costs one pass, whatever reads it. Where all such
// operands lie as the destination does, only shifted, a slab of results may be written as soon as no later slab reads
// what it replaces: two slabs that stay in the cache are then all the memory needed.
#ifndef STRAND_EVAL_OVERLAPPING_HPP
#define STRAND_EVAL_OVERLAPPING_HPP

#include <strand/eval/copy.hpp>
#include <strand/memory/buffer.hpp>
#include <strand/plan/overlap.hpp>

namespace strand::inline STRAND_ISA::eval_detail {

using strand::detail::byte_range;
using strand::detail::overlap_kind;
using strand::detail::slab_plan;

/// Dense copies of operands, made before the destination is written. None as a rule: then it is one pointer.
struct operand_copies {
    struct copy {
        strand::detail::buffer<char> memory;
        strand::shape_t strides;
        copy* before;
    };
    kernel::copier_of_size copier;
    copy* newest = nullptr;

    explicit operand_copies(kernel::copier_of_size how) : copier(how) {}
    operand_copies(const operand_copies&) = delete;
    operand_copies& operator=(const operand_copies&) = delete;
    ~operand_copies() {
        while (newest) delete std::exchange(newest, newest->before);
    }
};

/// Replaces the operand by a copy of it; the copy lives as long as `copies`.
STRAND_NOINLINE inline void copy_operand(memory_view& operand, operand_copies& copies) {
    const index_t count = strand::detail::element_count(operand.shape());
    auto* copy = new operand_copies::copy{strand::detail::buffer<char>(count * operand.itemsize), strand::shape_t(operand.rank, 0), copies.newest};
    copies.newest = copy;
    strand::detail::dense_strides(operand.shape(), row_major, copy->strides.data());
    memory_view place = operand;
    place.data = copy->memory.data();
    place.strides = copy->strides.data();
    copy_memory(place, operand, copies.copier);
    operand = place;
    operand.dense = true;
}

/// Bytes of a slab: two of them stay in the second-level cache, and planning one takes little beside computing it.
inline constexpr index_t slab_bytes = index_t{64} << 10;

/// The bytes of a view's first part of extent 1 along an axis.
inline byte_range first_bytes(memory_view view, index_t axis) {
    strand::shape_t extents(view.shape());
    extents[axis] = 1;
    view.extents = extents.data();
    return strand::detail::bytes_of_view(view);
}

/// Slabs that can each be written after the next one has been computed; else one slab of everything.
STRAND_NOINLINE inline slab_plan find_slabs(std::span<const memory_view> operands, const byte_range& written) {
    const auto size = [](index_t step) { return step < 0 ? -step : step; };
    const memory_view& out = operands[0];
    slab_plan whole;
    index_t largest = 0;
    for (index_t axis = 0; axis < out.rank; ++axis) {
        if (out.extents[axis] == 1 || size(out.strides[axis]) <= largest) continue;
        largest = size(out.strides[axis]);
        whole.axis = axis;
    }
    const index_t extent = out.extents[whole.axis], step = out.strides[whole.axis] * out.itemsize;
    whole.rows = extent;
    const index_t row_bytes = strand::detail::element_count(out.shape()) / extent * out.itemsize;
    slab_plan parts{whole.axis, row_bytes < slab_bytes ? slab_bytes / row_bytes : 1};
    if (step == 0 || 2 * parts.rows > extent) return whole;
    const byte_range to = first_bytes(out, parts.axis);
    for (const memory_view& leaf : operands.subspan(1)) {
        if (strand::detail::find_overlap(out, written, leaf) == overlap_kind::disjoint) continue;
        const index_t axis = parts.axis - (out.rank - leaf.rank);
        if (axis < 0 || leaf.extents[axis] != extent || leaf.strides[axis] * leaf.itemsize != step) return whole;
        // Results more than `reach` rows before a row do not lie where that row reads.
        const byte_range from = first_bytes(leaf, axis);
        const auto up = static_cast<index_t>(from.last - to.first), down = static_cast<index_t>(to.last - from.first);
        const index_t reach = ((up > down ? up : down) - 1) / size(step);
        if (reach > parts.rows) parts.rows = reach;
    }
    return 2 * parts.rows > extent || parts.rows > 4 * slab_bytes / row_bytes ? whole : parts;
}

/// Computes slabs of the result into memory of their own, and writes each when the next one has been computed.
STRAND_NOINLINE inline void assign_aside(const slab_plan& slabs, std::span<const memory_view> operands, const kernel::row_kernels& kernels) {
    const memory_view& out = operands[0];
    const index_t rank = out.rank, width = static_cast<index_t>(operands.size()), extent = out.extents[slabs.axis];
    small_vector<memory_view, 8> parts;
    small_vector<index_t, 32> extents;
    parts.resize_uninitialised(width);
    extents.resize_uninitialised(width * rank);
    // A slab lies dense, its axes in the order of the destination's.
    strand::shape_t strides(rank, 0);
    index_t elements = 1;
    for (index_t found = 0; found < rank; ++found) {
        index_t inner = -1;
        for (index_t axis = 0; axis < rank; ++axis) {
            const auto step = [&](index_t of) { return of == slabs.axis ? -1 : out.strides[of] < 0 ? ~out.strides[of] : out.strides[of] - 1; };
            if (strides[axis] == 0 && axis != slabs.axis && (inner < 0 || step(axis) < step(inner))) inner = axis;
        }
        if (inner < 0) inner = slabs.axis;
        strides[inner] = elements;
        elements *= inner == slabs.axis ? slabs.rows : out.extents[inner];
    }
    const index_t bytes = elements * out.itemsize;
    const strand::detail::buffer<char> memory(slabs.rows < extent ? 2 * bytes : bytes);
    memory_view before, computed;
    strand::shape_t before_extents, now_extents;
    for (index_t first = 0, turn = 0; first < extent; first += slabs.rows, ++turn) {
        for (index_t op = 0; op < width; ++op) {
            memory_view& part = parts[op] = operands[static_cast<std::size_t>(op)];
            const index_t axis = slabs.axis - (rank - part.rank);
            if (part.scalar || axis < 0 || part.extents[axis] != extent) continue;
            index_t* const own = extents.data() + op * rank;
            for (index_t k = 0; k < part.rank; ++k) own[k] = part.extents[k];
            own[axis] = extent - first < slabs.rows ? extent - first : slabs.rows;
            part.data = static_cast<char*>(part.data) + first * part.strides[axis] * part.itemsize;
            part.extents = own;
            part.dense = false;
        }
        const memory_view place = parts[0];
        parts[0].data = const_cast<char*>(memory.data()) + turn % 2 * bytes;
        parts[0].strides = strides.data();
        walk(strand::detail::make_loop_plan(std::span<const memory_view>(parts.data(), operands.size())), kernels);
        if (turn > 0) copy_memory(before, computed, kernels.copier);
        before_extents = place.shape();
        before = place, computed = parts[0];
        before.extents = computed.extents = before_extents.data();
    }
    copy_memory(before, computed, kernels.copier);
}

/// Plans anew where operands lie within the bytes of the destination: with copies of those that it would disturb, or
/// with the result aside where that is less to copy.
STRAND_NOINLINE inline void plan_overlapping(loop_plan& plan, std::span<memory_view> operands, operand_copies* copies) {
    const byte_range written = strand::detail::bytes_of_view(operands[0]);
    const index_t bytes = strand::detail::element_count(operands[0].shape()) * operands[0].itemsize;
    index_t copied_bytes = 0;
    bool in_place = false;
    small_vector<index_t, 8> disturbed;  // numbers of operands
    for (std::size_t op = 1; op < operands.size(); ++op) {
        const memory_view& leaf = operands[op];
        const overlap_kind overlap = strand::detail::find_overlap(operands[0], written, leaf);
        in_place |= overlap == overlap_kind::same_elements;
        if (overlap != overlap_kind::overlap) continue;
        disturbed.push_back(static_cast<index_t>(op));
        copied_bytes += strand::detail::element_count(leaf.shape()) * leaf.itemsize;
        if (copies && copied_bytes > bytes) break;  // the rest matters only to those who ask
    }
    const index_t copied = disturbed.size();
    plan.copied = copied;
    if (copied > 0 && copied_bytes >= bytes) {
        plan.aside = find_slabs(operands, written);
        if (copied_bytes == bytes && plan.aside.rows == operands[0].extents[plan.aside.axis]) plan.aside = {};
        if (plan.aside.rows > 0) return;
    }
    for (const index_t op : disturbed) {
        if (copies) copy_operand(operands[static_cast<std::size_t>(op)], *copies);
    }
    if (copied > 0 || !in_place) plan = strand::detail::make_loop_plan(operands, !in_place);
    plan.copied = copied;
}

}  // namespace strand::inline STRAND_ISA::eval_detail

#endif
