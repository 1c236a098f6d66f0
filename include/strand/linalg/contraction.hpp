// SPDX-License-Identifier: BSD-3-Clause
// `contraction`: what einsum is to compute, without element types: operands whose axes have labels.
// In: labels of all axes, and the operands' shapes and strides. Out: the extent of each label, and for
// each operand one stride per label: a diagonal is the sum of two strides. An axis of extent 1 says
// nothing about its operand and is left out, which is all there is to broadcasting.
// Throws shape_error naming label, extents and operands where extents do not agree.
#ifndef STRAND_LINALG_CONTRACTION_HPP
#define STRAND_LINALG_CONTRACTION_HPP

#include <strand/linalg/subscripts.hpp>
#include <strand/memory/buffer.hpp>
#include <strand/shape/layout.hpp>
#include <strand/shape/memory_view.hpp>

namespace strand::detail {

struct labelled_axis {
    index_t stride;  // in elements
    label name;
};

struct labelled_operand {
    buffer<char> memory;  // where the elements are its own
    char* data = nullptr;
    label_set labels = 0;                  // of extents other than 1
    small_vector<labelled_axis, 6> axes;   // one for each of them

    index_t stride_of(label name) const {
        for (const labelled_axis& axis : axes) {
            if (axis.name == name) return axis.stride;
        }
        return 0;
    }
    void add_axis(label name, index_t stride) {
        labels |= set_of(name);
        axes.push_back({stride, name});
    }
};

struct contraction {
    index_t extents[most_labels];    // of the labels in use
    small_vector<label, 8> output;   // the output's axes
    label_set kept = 0;              // labels of the output with extents other than 1

    index_t extent(label name) const { return extents[name]; }
    shape_t output_shape() const {
        shape_t shape;
        for (const label name : output) shape.push_back(extents[name]);
        return shape;
    }
    /// Number of elements of an array with these axes, as a number that cannot overflow.
    double size_of(label_set labels) const {
        double size = 1;
        for (; labels; labels &= labels - 1) size *= static_cast<double>(extents[first_of(labels)]);
        return size;
    }
    /// The output as an operand to be written, for dense memory in C order.
    labelled_operand output_operand(void* data) const {
        labelled_operand result;
        result.data = static_cast<char*>(data);
        index_t stride = 1;
        for (index_t k = output.size(); k-- > 0;) {
            const index_t extent = extents[output[k]];
            if (extent != 1) result.add_axis(output[k], stride);
            stride *= extent;
        }
        return result;
    }
};

[[noreturn]] STRAND_COLD inline void throw_diagonal(const subscripts& text, label name, index_t operand, dims_view shape,
                                                    index_t a, index_t b) {
    throw_shape(subscripts_text(text.text) + label_text(text, name) + " has extents " + std::to_string(a) + " and " +
                std::to_string(b) + " in operand " + std::to_string(operand) + " of shape " + tuple_text(shape));
}
[[noreturn]] STRAND_COLD inline void throw_extents(const subscripts& text, label name, index_t first, dims_view first_shape,
                                                   index_t a, index_t second, dims_view second_shape, index_t b) {
    throw_shape(subscripts_text(text.text) + label_text(text, name) + " has extent " + std::to_string(a) +
                " in operand " + std::to_string(first) + " of shape " + tuple_text(first_shape) + " and " +
                std::to_string(b) + " in operand " + std::to_string(second) + " of shape " + tuple_text(second_shape));
}

/// Checks extents and fills in the operands. `labels` are those of write_labels.
STRAND_NOINLINE inline contraction bind_labels(const subscripts& text, std::span<const label> labels,
                                               std::span<const memory_view> views, labelled_operand* operands) {
    contraction result;
    const index_t count = static_cast<index_t>(views.size());
    label_set known = 0;
    const label* name = labels.data();
    for (index_t op = 0; op < count; ++op) {
        const memory_view& view = views[static_cast<std::size_t>(op)];
        const label* const first = name;
        label_set here = 0;
        for (index_t axis = 0; axis < view.rank; ++axis, ++name) {
            const index_t extent = view.extents[axis];
            const label_set bit = set_of(*name);
            if (here & bit) {
                index_t earlier = 0;
                while (first[earlier] != *name) ++earlier;
                if (view.extents[earlier] != extent) {
                    throw_diagonal(text, *name, op, view.shape(), view.extents[earlier], extent);
                }
            }
            here |= bit;
            index_t& common = result.extents[*name];
            if (!(known & bit) || common == 1) {
                common = extent;
            } else if (extent != 1 && extent != common) {
                // Cold: look again for the operand that gave the other extent.
                const label* other = labels.data();
                for (index_t k = 0; k < op; ++k) {
                    const memory_view& before = views[static_cast<std::size_t>(k)];
                    for (index_t i = 0; i < before.rank; ++i, ++other) {
                        if (*other != *name || before.extents[i] != common) continue;
                        throw_extents(text, *name, k, before.shape(), common, op, view.shape(), extent);
                    }
                }
            }
            known |= bit;
        }
    }
    name = labels.data();
    for (index_t op = 0; op < count; ++op) {
        const memory_view& view = views[static_cast<std::size_t>(op)];
        labelled_operand& operand = operands[op];
        operand.data = static_cast<char*>(view.data);
        for (index_t axis = 0; axis < view.rank; ++axis, ++name) {
            if (view.extents[axis] == 1) continue;
            if (operand.labels & set_of(*name)) {
                for (labelled_axis& same : operand.axes) {
                    if (same.name == *name) same.stride += view.strides[axis];
                }
            } else {
                operand.add_axis(*name, view.strides[axis]);
            }
        }
    }
    for (; name != labels.data() + labels.size(); ++name) {
        if (!(known & set_of(*name))) result.extents[*name] = 1;  // '...' that stands for nothing
        result.output.push_back(*name);
        if (result.extents[*name] != 1) result.kept |= set_of(*name);
    }
    return result;
}

/// Of one operand: the output is an arrangement of its elements. Throws as bind_labels does.
/// False, and no layout, when an axis is to be summed.
inline bool arrangement_of(const subscripts& text, std::span<const label> all, const layout& in, layout& out) {
    const index_t rank = in.rank();
    const label *const labels = all.data(), *const end = labels + all.size();
    label_set kept = 0;
    for (const label* name = labels + rank; name != end; ++name) kept |= set_of(*name);
    bool sums = false;
    for (index_t axis = 0; axis < rank; ++axis) {
        sums |= !(kept & set_of(labels[axis]));
        for (index_t earlier = 0; earlier < axis; ++earlier) {
            if (labels[earlier] == labels[axis] && in.shape[earlier] != in.shape[axis]) {
                throw_diagonal(text, labels[axis], 0, in.shape, in.shape[earlier], in.shape[axis]);
            }
        }
    }
    if (sums) return false;
    for (const label* name = labels + rank; name != end; ++name) {
        index_t extent = 1, stride = 0;
        for (index_t axis = 0; axis < rank; ++axis) {
            if (labels[axis] != *name) continue;
            extent = in.shape[axis];
            stride += in.strides[axis];
        }
        out.push_axis(extent, stride);
    }
    out.offset = in.offset;
    return true;
}

}  // namespace strand::detail

#endif
