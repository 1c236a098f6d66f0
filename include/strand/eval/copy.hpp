// SPDX-License-Identifier: BSD-3-Clause
// Copies elements as they are between two places of any layout, knowing only their size.
// In: two places of the same shape and element size that do not overlap. What joining, tiling, padding and
// rolling are made of: one function for all element types; who names a copier compiles kernels for its sizes only.
#ifndef STRAND_EVAL_COPY_HPP
#define STRAND_EVAL_COPY_HPP

#include <strand/eval/walk.hpp>
#include <strand/kernel/map_kernels.hpp>
#include <strand/shape/region.hpp>

namespace strand::inline STRAND_ISA::eval_detail {

using strand::detail::memory_view;
using strand::detail::region;

STRAND_NOINLINE inline void copy_memory(const memory_view& to, const memory_view& from, kernel::copier_of_size copier = kernel::copier<kernel::every_size>) {
    if (to.dense && from.dense) {
        const index_t bytes = strand::detail::element_count(to.shape()) * to.itemsize;
        // Larger ones are streamed, whatever the C library does.
        if (bytes < strand::detail::streamed_bytes) {
            if (bytes > 0) std::memcpy(to.data, from.data, static_cast<std::size_t>(bytes));
            return;
        }
    }
    const memory_view operands[] = {to, from};
    walk(strand::detail::make_loop_plan(operands, true), kernel::copying_kernels(copier, to.itemsize));
}

inline void copy_region(const region& to, const region& from) { copy_memory(to.describe(), from.describe()); }

}  // namespace strand::inline STRAND_ISA::eval_detail

#endif
