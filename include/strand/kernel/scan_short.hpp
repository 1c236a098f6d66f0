// SPDX-License-Identifier: BSD-3-Clause
// Scans along or across rows too short for packs, one element after the other.
// In: a `row_block` of a destination and one operand, of any steps; every row is combined with the one before it.
// Out: the destination's rows. They may be the operand itself.
#ifndef STRAND_KERNEL_SCAN_SHORT_HPP
#define STRAND_KERNEL_SCAN_SHORT_HPP

#include <strand/kernel/map_rows.hpp>
#include <strand/kernel/one_element.hpp>

namespace strand::inline STRAND_ISA::kernel {

/// Elements of type U, scanned as T.
template <class U, class T, class Op>
class short_scanner {
    using W = folding_t<T>;
    /// So many columns are scanned together, what came before in registers.
    static constexpr index_t most_together = 4;

public:
    static void scan_planes(const row_block& block) {
        // Few rows are scanned column by column, with a loop for their number; many as they lie in memory.
        if (block.rows == 2) scan_each<2>(block);
        else if (block.rows == 3) scan_each<3>(block);
        else if (block.rows == 4) scan_each<4>(block);
        else scan_each<0>(block);
    }

private:
    template <class P>
    STRAND_ALWAYS_INLINE static auto as_value(P p) {
        if constexpr (std::same_as<T, bool>) return simd::mask_cast<1>(simd::convert<T>(p));
        else return simd::convert<W>(p);
    }
    STRAND_ALWAYS_INLINE static auto read(const char* from) { return as_value(load_one<U, W>(reinterpret_cast<const U*>(from))); }
    template <class P>
    STRAND_ALWAYS_INLINE static void write(char* to, P p) {
        store_one(reinterpret_cast<T*>(to), simd::convert<T>(p));
    }
    template <class P>
    STRAND_ALWAYS_INLINE static P combine(P a, P b) {
        return as_value(fn::call<typename Op::template loop<T, T>>(Op{}, a, b));
    }

    template <index_t Rows>
    static void scan_each(const row_block& block) {
        char* out = block.data[0];
        const char* from = block.data[1];
        const index_t out_row = block.row_step[0], from_row = block.row_step[1], out_column = block.column_step[0], from_column = block.column_step[1];
        const index_t columns = block.columns, out_plane = block.planes > 1 ? block.plane_step[0] : 0, from_plane = block.planes > 1 ? block.plane_step[1] : 0;
        for (index_t planes = block.planes; planes > 0; --planes, out += out_plane, from += from_plane) {
            if constexpr (Rows == 0) {
                scan_together(block, out, from);
            } else {
                for (index_t c = 0; c < columns; ++c) {
                    char* const to = out + c * out_column;
                    const char* const of = from + c * from_column;
                    auto before = read(of);
                    write(to, before);
                    STRAND_UNROLL_ALL
                    for (index_t r = 1; r < Rows; ++r) {
                        before = combine(before, read(of + r * from_row));
                        write(to + r * out_row, before);
                    }
                }
            }
        }
    }
    static void scan_together(const row_block& block, char* out, const char* from) {
        index_t left = block.columns;
        for (; left >= most_together; left -= most_together) {
            scan_rows<most_together>(block, out, from);
            out += most_together * block.column_step[0];
            from += most_together * block.column_step[1];
        }
        if (left == 3) scan_rows<3>(block, out, from);
        else if (left == 2) scan_rows<2>(block, out, from);
        else if (left == 1) scan_rows<1>(block, out, from);
    }
    template <index_t Columns>
    static void scan_rows(const row_block& block, char* out, const char* from) {
        const index_t out_row = block.row_step[0], from_row = block.row_step[1], out_column = block.column_step[0], from_column = block.column_step[1];
        decltype(read(from)) before[static_cast<std::size_t>(Columns)];
        STRAND_UNROLL_ALL
        for (index_t c = 0; c < Columns; ++c) {
            before[c] = read(from + c * from_column);
            write(out + c * out_column, before[c]);
        }
        for (index_t rows = block.rows; rows > 1; --rows) {
            out += out_row;
            from += from_row;
            STRAND_UNROLL_ALL
            for (index_t c = 0; c < Columns; ++c) {
                before[c] = combine(before[c], read(from + c * from_column));
                write(out + c * out_column, before[c]);
            }
        }
    }
};

}  // namespace strand::inline STRAND_ISA::kernel

#endif
