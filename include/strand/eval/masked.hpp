// SPDX-License-Identifier: BSD-3-Clause
// Masks over whole arrays: counts, packed elements, values written where the mask is set, positions.
// In: memory_views of an array and of a mask of the same shape. Both are walked in C order, in rows as
// long as their layouts allow; nothing is listed.
#ifndef STRAND_EVAL_MASKED_HPP
#define STRAND_EVAL_MASKED_HPP

#include <strand/eval/assign.hpp>
#include <strand/kernel/compress.hpp>

namespace strand::inline STRAND_ISA::eval_detail {

/// Calls visit(row) for the rows of an array and its mask in C order.
template <class Visit>
void for_each_masked_row(const memory_view& array, const memory_view& mask, Visit visit) {
    shape_t extents;
    strand::detail::small_vector<index_t, 6> steps, mask_steps;  // in elements
    for (index_t k = 0; k < mask.rank; ++k) {
        const index_t extent = mask.extents[k];
        if (extent == 0) return;
        if (extent == 1) continue;
        const index_t last = extents.size() - 1;
        if (last >= 0 && steps[last] == extent * array.strides[k] && mask_steps[last] == extent * mask.strides[k]) {
            extents[last] *= extent;
            steps[last] = array.strides[k];
            mask_steps[last] = mask.strides[k];
        } else {
            extents.push_back(extent);
            steps.push_back(array.strides[k]);
            mask_steps.push_back(mask.strides[k]);
        }
    }
    char* data = static_cast<char*>(array.data);
    const bool* truth = static_cast<const bool*>(mask.data);
    const index_t inner = extents.size() - 1;
    if (inner < 0) return visit(kernel::masked_row{data, 1, truth, 1, 1});
    shape_t position(inner, 0);
    while (true) {
        visit(kernel::masked_row{data, steps[inner], truth, mask_steps[inner], extents[inner]});
        index_t axis = inner - 1;
        for (; axis >= 0; --axis) {
            data += steps[axis] * array.itemsize;
            truth += mask_steps[axis];
            if (++position[axis] < extents[axis]) break;
            data -= extents[axis] * steps[axis] * array.itemsize;
            truth -= extents[axis] * mask_steps[axis];
            position[axis] = 0;
        }
        if (axis < 0) return;
    }
}

STRAND_NOINLINE inline index_t count_masked(const memory_view& mask) {
    index_t count = 0;
    for_each_masked_row(mask, mask, [&](const kernel::masked_row& row) {
        count += kernel::count_true(row.mask, row.mask_step, row.count);
    });
    return count;
}

/// Copies the elements, of `Size` bytes each, where the mask is set, in C order, into dense memory for `count` of them.
template <index_t Size>
STRAND_NOINLINE void read_masked(const memory_view& array, const memory_view& mask, void* result, index_t count) {
    char* out = static_cast<char*>(result);
    const char* const end = out + count * Size;
    for_each_masked_row(array, mask, [&](const kernel::masked_row& row) { out = kernel::compress_row<Size>(out, end, row, Size); });
}

/// Writes values, as many as are set or one again and again (step 0), where the mask is set.
template <index_t Size>
STRAND_NOINLINE void write_masked(const memory_view& array, const memory_view& mask, const void* values, index_t count, index_t step) {
    const char* value = static_cast<const char*>(values);
    const char* const end = value + count * Size;
    for_each_masked_row(array, mask, [&](const kernel::masked_row& row) { value = kernel::expand_row<Size>(row, value, end, step, Size); });
}

/// Numbers in C order of what is set.
STRAND_NOINLINE inline void masked_numbers(const memory_view& mask, index_t* result, index_t count) {
    index_t* out = result;
    index_t first = 0;
    for_each_masked_row(mask, mask, [&](const kernel::masked_row& row) {
        out = kernel::true_positions(out, result + count, first, row.mask, row.mask_step, row.count);
        first += row.count;
    });
}

/// The positions along each axis of elements whose numbers in C order the last axis holds. Number: wide
/// enough for all of them, because dividing narrow numbers is faster.
template <class Number>
void split_numbers(const memory_view& mask, index_t* const* axes, index_t count) {
    for (index_t axis = mask.rank - 1; axis > 0; --axis) {
        const auto extent = static_cast<Number>(mask.extents[axis]);
        for (index_t k = 0; k < count; ++k) {
            const auto number = static_cast<Number>(axes[axis][k]);
            axes[axis - 1][k] = static_cast<index_t>(number / extent);
            axes[axis][k] = static_cast<index_t>(number % extent);
        }
    }
}

/// Positions of what is set, in C order: `axes[k]` has room for `count` indices along axis k.
STRAND_NOINLINE inline void masked_positions(const memory_view& mask, index_t* const* axes, index_t count) {
    const index_t rank = mask.rank;
    if (rank == 0 || count == 0) return;
    const index_t columns = mask.extents[rank - 1], step = mask.strides[rank - 1];
    // Rows too short to read 64 truth values at a time: numbers in C order, taken apart.
    if (rank > 1 && columns < 64 && strand::detail::is_row_major_dense(mask.shape(), mask.strides)) {
        masked_numbers(mask, axes[rank - 1], count);
        if (strand::detail::element_count(mask.shape()) <= std::numeric_limits<std::uint32_t>::max()) split_numbers<std::uint32_t>(mask, axes, count);
        else split_numbers<std::uint64_t>(mask, axes, count);
        return;
    }
    const bool* truth = static_cast<const bool*>(mask.data);
    shape_t position(rank, 0);
    index_t* const last = axes[rank - 1];
    index_t done = 0;
    while (true) {
        const index_t end = kernel::true_positions(last + done, last + count, 0, truth, step, columns) - last;
        for (index_t axis = 0; axis < rank - 1; ++axis) {
            for (index_t k = done; k < end; ++k) axes[axis][k] = position[axis];
        }
        done = end;
        index_t axis = rank - 2;
        for (; axis >= 0; --axis) {
            truth += mask.strides[axis];
            if (++position[axis] < mask.extents[axis]) break;
            truth -= mask.extents[axis] * mask.strides[axis];
            position[axis] = 0;
        }
        if (axis < 0) return;
    }
}

}  // namespace strand::inline STRAND_ISA::eval_detail

#endif
