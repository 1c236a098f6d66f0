// SPDX-License-Identifier: BSD-3-Clause
// `region`: a box of strided elements without their type, to be cut into parts that are copied.
// In: address, shape, strides and element size. Out: regions inside it. Nothing here reads an element.
#ifndef STRAND_SHAPE_REGION_HPP
#define STRAND_SHAPE_REGION_HPP

#include <strand/shape/layout.hpp>
#include <strand/shape/memory_view.hpp>

namespace strand::detail {

struct region {
    char* data = nullptr;
    shape_t shape, strides;  // strides in elements
    index_t itemsize = 0;

    region() = default;
    explicit region(const memory_view& memory)
        : data(static_cast<char*>(memory.data)), shape(memory.shape()),
          strides(memory.strides, memory.strides + memory.rank), itemsize(memory.itemsize) {}
    /// Dense in C order.
    region(void* memory, dims_view extents, index_t bytes)
        : data(static_cast<char*>(memory)), shape(extents), strides(extents), itemsize(bytes) {
        dense_strides(shape, row_major, strides.data());
    }

    index_t rank() const { return shape.size(); }
    memory_view describe() const {
        return {data, shape.data(), strides.data(), rank(), itemsize, is_row_major_dense(shape, strides.data()), false};
    }
    /// `count` positions of an axis from `first` on, `step` apart; 0 is the same position again and again.
    region cut(index_t axis, index_t first, index_t count, index_t step = 1) const {
        region part = *this;
        if (count > 0) part.data += first * strides[axis] * itemsize;
        part.shape[axis] = count;
        part.strides[axis] = step * strides[axis];
        return part;
    }
    /// An axis split in two, the first with `outer` positions.
    region split(index_t axis, index_t outer) const {
        region part = *this;
        const index_t inner = outer > 0 ? shape[axis] / outer : shape[axis];
        part.shape[axis] = inner;
        part.shape.insert(axis, outer);
        part.strides.insert(axis, inner * strides[axis]);
        return part;
    }
    void insert_axis(index_t axis, index_t extent, index_t stride) {
        shape.insert(axis, extent);
        strides.insert(axis, stride);
    }
};

}  // namespace strand::detail

#endif
