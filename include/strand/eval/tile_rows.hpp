// SPDX-License-Identifier: BSD-3-Clause
// Computes a plane of rows that do not lie as kernels take them: a few rows, or a part of one, are packed into tiles in the
// first-level cache, computed there, and scattered if the destination does not lie dense. It begins in the time of a few
// tens of elements, because it plans nothing: `walk` does where axes are joined, flat, transposed, folded or streamed.
// In: addresses, steps in bytes, sizes, counts. Out: the destination's elements.
#ifndef STRAND_EVAL_TILE_ROWS_HPP
#define STRAND_EVAL_TILE_ROWS_HPP

#include <strand/kernel/copy_block.hpp>
#include <strand/kernel/skeleton.hpp>

namespace strand::inline STRAND_ISA::eval_detail {

/// Bytes of all tiles together: half of the smallest first-level cache in use.
inline constexpr index_t tile_bytes = 16384;
/// Elements of a tile: long enough to hide starting a row, short enough for tiles of several operands. More of them
/// where all tiles together stay within half of their bytes: small elements and few operands.
inline constexpr index_t tile_elements = 1024, most_tile_elements = 4096;

/// Operands that one call packs; a plan takes more.
inline constexpr index_t most_tiled = 8;

/// A plane, the destination first. Sizes are 0 of operands that are one number.
struct tiled_plane {
    char* const* data;
    const index_t *row_steps, *column_steps, *sizes;
    index_t width, rows, columns;
};

STRAND_NOINLINE inline void tile_rows(const tiled_plane& plane, const kernel::row_kernels& kernels) {
    alignas(64) char memory[tile_bytes + 64 * most_tiled];
    char* data[most_tiled];
    char* tiles[most_tiled];
    index_t steps[2 * most_tiled];
    const index_t width = plane.width, rows = plane.rows, columns = plane.columns;
    if (kernels.moves) {
        return kernel::copy_block(kernels.copier(plane.sizes[0]).block, {plane.data, plane.row_steps, plane.column_steps, rows, columns});
    }
    // Operands that the stepped kernel loads as they lie are not packed.
    bool stepped = kernels.stepped && columns >= kernels.lanes;
    for (index_t op = 1; op < width; ++op) {
        const index_t step = plane.column_steps[op], size = plane.sizes[op];
        stepped &= step == size || (size > 0 && size <= 8 && (step == -size || step == 2 * size));
    }
    index_t packed_bytes = 0;
    bool splat = false;
    for (index_t op = 0; op < width; ++op) {
        const index_t step = plane.column_steps[op], size = plane.sizes[op];
        const bool packed = step != size && step != 0 && (op == 0 || !stepped);
        steps[width + op] = packed ? size : step;
        packed_bytes += packed ? size : 0;
        splat |= step == 0 && size != 0;
    }
    index_t elements = tile_bytes / (packed_bytes > 0 ? packed_bytes : 1);
    elements = elements > tile_elements ? (elements / 2 > tile_elements ? elements / 2 : tile_elements) : elements;
    elements = elements > most_tile_elements ? most_tile_elements : elements;
    const index_t wide = columns < elements ? columns : elements, high = columns < elements ? elements / columns : 1;
    index_t used = 0;
    for (index_t op = 0; op < width; ++op) {
        data[op] = tiles[op] = memory + used;
        if (plane.column_steps[op] == steps[width + op]) tiles[op] = nullptr;
        else used += (wide * (rows < high ? rows : high) * plane.sizes[op] + 63) / 64 * 64;
    }
    const auto copy = [&](index_t op, index_t r, index_t c, index_t now_rows, index_t now_columns, bool back) STRAND_INLINE_LAMBDA {
        const index_t size = plane.sizes[op];
        const kernel::block_place tile{tiles[op], now_columns * size, size};
        const kernel::block_place place{plane.data[op] + r * plane.row_steps[op] + c * plane.column_steps[op], plane.row_steps[op], plane.column_steps[op]};
        kernels.copier(size).block(back ? place : tile, back ? tile : place, now_rows, now_columns);
    };
    for (index_t r = 0; r < rows; r += high) {
        const index_t now_rows = rows - r < high ? rows - r : high;
        for (index_t c = 0; c < columns; c += wide) {
            const index_t now_columns = columns - c < wide ? columns - c : wide;
            bool one = !splat;
            for (index_t op = 0; op < width; ++op) {
                if (tiles[op]) {
                    if (op > 0) copy(op, r, c, now_rows, now_columns, false);
                    steps[op] = now_columns * plane.sizes[op];
                } else {
                    data[op] = plane.data[op] + r * plane.row_steps[op] + c * plane.column_steps[op];
                    steps[op] = plane.row_steps[op];
                    one &= steps[op] == now_columns * plane.sizes[op];
                }
            }
            const bool row = (one || now_rows == 1) && kernels.dense && !splat;
            if (stepped) kernels.stepped({data, steps, steps + width, now_rows, now_columns});
            else (row ? kernels.dense : kernels.rows)({data, steps, steps + width, row ? 1 : now_rows, row ? now_rows * now_columns : now_columns});
            if (tiles[0]) copy(0, r, c, now_rows, now_columns, true);
        }
    }
}

}  // namespace strand::inline STRAND_ISA::eval_detail

#endif
