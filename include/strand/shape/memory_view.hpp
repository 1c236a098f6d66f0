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

/// Two operands have the same extents on every axis.
inline bool same_shape(const memory_view& a, const memory_view& b) {
    if (a.rank != b.rank) return false;
    for (index_t k = 0; k < a.rank; ++k) {
        if (a.extents[k] != b.extents[k]) return false;
    }
    return true;
}

/// The operand whose shape all array operands share; null when their shapes differ.
inline const memory_view* common_shape(std::span<const memory_view> operands) {
    const memory_view* first = nullptr;
    for (const memory_view& operand : operands) {
        if (operand.scalar) continue;
        if (!first) first = &operand;
        else if (!same_shape(*first, operand)) return nullptr;
    }
    return first;
}

/// The shape that all operands broadcast to; throws shape_error naming the shapes that do not fit.
STRAND_NOINLINE inline shape_t broadcast_shape(std::span<const memory_view> operands) {
    shape_t result;
    for (const memory_view& operand : operands) {
        if (!operand.scalar) broadcast_into(result, operand.shape());
    }
    return result;
}

}  // namespace strand::detail

#endif
