// SPDX-License-Identifier: BSD-3-Clause
// `memory_view`: what planning needs to know about an operand: address, element size, shape, strides.
// Plain data without element type; refers to the extents and strides of the array it describes.
#ifndef STRAND_SHAPE_MEMORY_VIEW_HPP
#define STRAND_SHAPE_MEMORY_VIEW_HPP

#include <strand/shape/broadcast.hpp>

namespace strand::detail {

struct memory_view {
    void* data = nullptr;
    const index_t* extents = nullptr;
    const index_t* strides = nullptr;  // in elements
    index_t rank = 0;
    index_t itemsize = 0;
    bool dense = true;    // all elements in C order without gaps
    bool scalar = false;  // one value of the expression itself, not an array

    dims_view shape() const { return {extents, static_cast<std::size_t>(rank)}; }
};

/// The shape that all operands broadcast to; throws shape_error naming the shapes that do not fit.
STRAND_NOINLINE inline shape_t broadcast_shape(std::span<const memory_view> operands) {
    index_t rank = 0;
    for (const memory_view& operand : operands) rank = operand.rank > rank ? operand.rank : rank;
    shape_t result(rank, 1);
    for (const memory_view& operand : operands) {
        if (stretch(result.data(), rank, operand.shape())) continue;
        // Once more, for what the shapes before this one gave together.
        shape_t before;
        for (const memory_view* earlier = operands.data(); earlier != &operand; ++earlier) {
            broadcast_into(before, earlier->shape());
        }
        throw_broadcast_of(before, operand.shape());
    }
    return result;
}

/// The operands broadcast to some shape: each two of them do.
STRAND_NOINLINE inline bool do_broadcast(std::span<const memory_view> operands) {
    const memory_view* const end = operands.data() + operands.size();
    for (const memory_view* a = operands.data(); a != end; ++a) {
        for (const memory_view* b = a + 1; b != end; ++b) {
            const index_t *x = a->extents + a->rank, *y = b->extents + b->rank;
            for (index_t left = a->rank < b->rank ? a->rank : b->rank; left > 0; --left) {
                --x, --y;
                if (*x != *y && *x != 1 && *y != 1) return false;
            }
        }
    }
    return true;
}

/// The operands broadcast to just this shape.
inline bool broadcast_is(std::span<const memory_view> operands, dims_view shape) {
    const index_t rank = static_cast<index_t>(shape.size());
    bool same_rank = false;
    for (const memory_view& operand : operands) {
        if (operand.rank > rank) return false;
        same_rank |= operand.rank == rank;
        for (index_t k = 1; k <= operand.rank; ++k) {
            const index_t extent = operand.extents[operand.rank - k];
            if (extent != 1 && extent != shape[static_cast<std::size_t>(rank - k)]) return false;
        }
    }
    // Every extent but 1 must come from some operand.
    for (index_t k = 1; k <= rank; ++k) {
        if (shape[static_cast<std::size_t>(rank - k)] == 1) continue;
        bool found = false;
        for (const memory_view& operand : operands) found |= operand.rank >= k && operand.extents[operand.rank - k] != 1;
        if (!found) return false;
    }
    return same_rank || rank == 0;
}

}  // namespace strand::detail

#endif
