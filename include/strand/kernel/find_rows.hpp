// SPDX-License-Identifier: BSD-3-Clause
// The kernels of argmin and argmax: the position of the first extremum, along rows or down columns.
// In: a `row_block` of dense rows, or planes of them, whose first operands are the places found, one per row (their step over columns is 0) or one per
// column: positions, int64; the extrema themselves, of type T; and how many elements of the searched axis earlier
// blocks have had, int64. The last two may be null: then nobody asks for the extrema, and the block has the whole axis.
// Out: the places, counted along the axis.
#ifndef STRAND_KERNEL_FIND_ROWS_HPP
#define STRAND_KERNEL_FIND_ROWS_HPP

#include <strand/kernel/find_along.hpp>
#include <strand/kernel/find_down.hpp>

namespace strand::inline STRAND_ISA::kernel {

template <class Skeleton, class T, class Op>
struct row_finder {
    static void along_rows(const row_block& planes) { along_finder<Skeleton, T, Op>::along_rows(planes); }
    static void down_rows(const row_block& planes) { down_finder<Skeleton, T, Op>::down_rows(planes); }

    using found = typename searching<Skeleton, T, Op>::found;
    /// Of one row of dense operands: reads only the leaves' addresses.
    static found find_dense(char* const* data, index_t columns) { return along_finder<Skeleton, T, Op>::find_dense(data, columns); }
    /// Of one row of operands of any steps that loads know.
    static found find_stepped(const row_block& block) { return along_finder<Skeleton, T, Op>::find_stepped(block); }
};

}  // namespace strand::inline STRAND_ISA::kernel

#endif
