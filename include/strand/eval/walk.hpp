// SPDX-License-Identifier: BSD-3-Clause
// Walks a plan: calls a row kernel on everything it covers, through tiles where operands do not lie
// dense along rows. The only place that steps through axes; ordinary code, compiled once per unit.
//
// Tiles live on the stack and stay in the first-level cache: operands are packed into them, the kernel
// runs on them as on dense rows, and a destination that is not dense is computed into one and scattered.
#ifndef STRAND_EVAL_WALK_HPP
#define STRAND_EVAL_WALK_HPP

#include <strand/eval/tile_rows.hpp>
#include <strand/plan/loop_plan.hpp>

namespace strand::inline STRAND_ISA::eval_detail {

using strand::detail::access;
using strand::detail::bit_of;
using strand::detail::loop_plan;
using strand::detail::planned_operand;
using strand::detail::small_vector;

/// Bytes computed between streamed writes: short, so that reads and writes of memory overlap in time
/// (measured on Zen 5: 8 KiB gain nothing, 1 KiB nearly as much as storing from the loop itself).
inline constexpr index_t streamed_tile_bytes = 1024;
/// Calls f(addresses of the operands) at every position of the axes before the last two, or as many as are named.
template <class Function>
STRAND_ALWAYS_INLINE void for_each_plane(const loop_plan& plan, Function f, index_t inner = 2) {
    const index_t width = plan.width(), outer = plan.rank() - inner;
    small_vector<char*, 12> data;
    data.resize_uninitialised(width);
    for (index_t op = 0; op < width; ++op) data[op] = plan.operands[op].data;
    if (outer <= 0) return f(data.data());
    strand::shape_t position(outer, 0);
    while (true) {
        f(data.data());
        index_t axis = outer - 1;
        for (; axis >= 0; --axis) {
            const bool wraps = ++position[axis] == plan.extents[axis];
            const index_t by = wraps ? 1 - plan.extents[axis] : 1;
            for (index_t op = 0; op < width; ++op) data[op] += by * plan.stride(axis, op);
            if (!wraps) break;
            position[axis] = 0;
        }
        if (axis < 0) return;
    }
}

/// Runs kernels on planes of which some operand is packed into tiles, or loaded in steps.
class plane_walk {
public:
    plane_walk(const loop_plan& plan, const kernel::row_kernels& kernels)
        : plan_(plan), kernels_(kernels), operands_(plan.operands.data()), flat_(plan.flat), fresh_(plan.fresh || plan.scans), width_(plan.width()),
          parts_(plan.row_parts), rows_(plan.rows()), columns_(plan.columns()) {
        for (index_t op = 1; op < width_ && kernels_.stepped; ++op) stepped_ |= is_stepped(operands_[op].how);
        how_.resize_uninitialised(width_);
        steps_.resize_uninitialised(2 * width_);
        index_t packed_bytes = 0;
        for (index_t op = 0; op < width_; ++op) {
            const planned_operand& it = operands_[op];
            // The stepped kernel knows no splat, the others no steps.
            how_[op] = (stepped_ ? it.how == access::splat && op >= plan.accumulators : is_stepped(it.how)) ? access::strided : it.how;
            if (op == 0 && flat_ && it.how == access::streamed) {
                // Written by the kernel itself, because blocks of whole cache lines are one row.
                how_[0] = access::contiguous;
                streams_blocks_ = kernels_.streamed;
            }
            if (how_[op] == access::splat) kernels_.dense = nullptr;
            row_step(op) = parts_ > 0 ? plan.row_steps()[op] / parts_ : plan.row_steps()[op];
            column_step(op) = is_packed(op) ? it.itemsize : plan.column_steps()[op];
            if (is_packed(op)) packed_bytes += it.itemsize;
            transposed_ |= it.how == access::transposed;
        }
        uses_tiles_ = packed_bytes > 0;
        if (!uses_tiles_) return;
        data_.resize_uninitialised(width_);
        tile_elements_ = most_tile_elements;
        while (tile_elements_ > 16 && tile_elements_ * packed_bytes > (tile_elements_ > tile_elements ? tile_bytes / 2 : tile_bytes)) tile_elements_ /= 2;
        if (packed_bytes == operands_[0].itemsize && how_[0] == access::streamed) {
            tile_elements_ = streamed_tile_bytes / packed_bytes;
        }
        choose_block(packed_bytes);
        for (index_t op = 1; op < width_ && block_columns_ < columns_; ++op) {
            // Too many operands for tiles of whole rows: not laid out once.
            if (how_[op] == access::periodic) how_[op] = access::strided;
        }
    }

    void run(char** data) {
        if (!uses_tiles_) return run_kernel(data, flat_ ? 1 : rows_, flat_ ? rows_ * columns_ : columns_);
        memory_ = data;
        run_tiles();
    }

private:
    static bool is_stepped(access how) { return how == access::reversed || how == access::every_second; }
    bool is_packed(index_t op) const { return how_[op] >= access::strided; }
    index_t& row_step(index_t op) { return steps_[op]; }
    index_t& column_step(index_t op) { return steps_[width_ + op]; }

    void run_kernel(char** data, index_t rows, index_t columns) {
        const index_t* const row_steps = steps_.data();
        if (parts_ > 0) {
            rows *= parts_;
            columns /= parts_;
        }
        const auto kernel = stepped_ ? kernels_.stepped : rows == 1 && kernels_.dense ? kernels_.dense : kernels_.rows;
        kernel({data, row_steps, row_steps + width_, rows, columns, fresh_});
    }
    void choose_block(index_t packed_bytes) {
        if (plan_.panel_rows > 0 && plan_.joined_extents.empty() && !transposed_) {
            // A panel of rows at a time, and where they are short as many as there is room for.
            while (2 * tile_elements_ * packed_bytes <= tile_bytes) tile_elements_ *= 2;
            block_rows_ = rows_ < plan_.panel_rows ? rows_ : plan_.panel_rows;
            block_columns_ = tile_elements_ > block_rows_ ? tile_elements_ / block_rows_ : 1;
            if (block_columns_ > columns_ && columns_ > 0) block_rows_ = tile_elements_ / columns_;
        } else if (transposed_ && plan_.joined_extents.empty()) {  // joined axes are packed as a whole
            if (plan_.accumulators == 0 && !plan_.scans) {
                // A cache line of each column, and of no more than 128 columns: those that lie powers of two apart share
                // few sets of the caches (512 and 1024 floats and doubles: 0.65 to 1.0 of the time of square blocks).
                index_t item = 8;
                for (index_t op = 1; op < width_; ++op) {
                    if (operands_[op].how == access::transposed && operands_[op].itemsize < item) item = operands_[op].itemsize;
                }
                block_rows_ = 64 / item;
                block_columns_ = tile_elements_ > block_rows_ ? tile_elements_ / block_rows_ : 1;
                if (block_columns_ > 128) block_columns_ = 128;
                // Rows of a few columns: more of them, as many as there are where they lie side by side.
                const index_t most = flat_ ? rows_ : 32;
                while (2 * block_rows_ * columns_ <= tile_elements_ && block_rows_ < most) block_rows_ *= 2;
            } else {
                // Square: both directions then read or write whole cache lines.
                block_rows_ = block_columns_ = 16;
                while (4 * block_rows_ * block_columns_ <= tile_elements_) block_rows_ *= 2, block_columns_ *= 2;
            }
        } else {
            block_columns_ = columns_ < tile_elements_ ? columns_ : tile_elements_;
            block_rows_ = block_columns_ > 0 ? tile_elements_ / block_columns_ : 1;
        }
        if (block_columns_ > columns_) block_columns_ = columns_;
        if (const index_t whole = 64 / operands_[0].itemsize; flat_ && block_rows_ >= whole) {
            // Whole cache lines: a block begins at one if the destination does.
            block_rows_ -= block_rows_ % whole;
            if (streams_blocks_) kernels_ = {kernels_.streamed, kernels_.copier};
        }
        if (block_rows_ > rows_) block_rows_ = rows_;
        // A transposed block that has only a few of one axis takes more of the other.
        if (transposed_ && block_rows_ < 16 && block_rows_ > 0) {
            while (2 * block_rows_ * block_columns_ <= tile_elements_ && block_columns_ < columns_) block_columns_ *= 2;
            if (block_columns_ > columns_) block_columns_ = columns_;
        }
    }

    void run_tiles() {
        alignas(64) char memory[tile_bytes + 1024];
        char* free = memory;
        for (index_t op = 0; op < width_; ++op) {
            if (!is_packed(op)) continue;
            data_[op] = free;
            free += (tile_elements_ * operands_[op].itemsize + 63) / 64 * 64;
            // The same few values in every row: laid out once, and valid for every full-height block.
            if (how_[op] == access::periodic) pack(op, 0, 0, block_rows_, columns_);
        }
        for (index_t r = 0; r < rows_; r += block_rows_) {
            const index_t rows = rows_ - r < block_rows_ ? rows_ - r : block_rows_;
            for (index_t c = 0; c < columns_; c += block_columns_) {
                const index_t columns = columns_ - c < block_columns_ ? columns_ - c : block_columns_;
                run_block(r, c, rows, columns);
            }
        }
    }

    void run_block(index_t r, index_t c, index_t rows, index_t columns) {
        for (index_t op = 0; op < width_; ++op) {
            if (is_packed(op)) {
                if (op > 0 && how_[op] != access::periodic) pack(op, r, c, rows, columns);
                row_step(op) = (parts_ > 0 ? columns / parts_ : columns) * operands_[op].itemsize;
            } else {
                data_[op] = place(op, r, c);
            }
        }
        if (plan_.scans) fresh_ = r == 0;
        if (flat_ || (parts_ == 0 && !plan_.scans && is_one_row(rows, columns))) run_kernel(data_.data(), 1, rows * columns);
        else run_kernel(data_.data(), rows, columns);
        const planned_operand& out = operands_[0];
        if (!is_packed(0)) return;
        if (how_[0] == access::streamed) {
            for (index_t k = 0; k < rows; ++k) {
                simd::stream_bytes(place(0, r + k, c), data_[0] + k * columns * out.itemsize, columns * out.itemsize);
            }
            return;
        }
        copy_tile(0, r, c, rows, columns, [&](kernel::block_place tile, kernel::block_place memory, index_t high, index_t wide) {
            kernels_.copier(out.itemsize).block(memory, tile, high, wide);
        });
    }

    /// Where an element of the plane lies.
    char* place(index_t op, index_t r, index_t c) const { return memory_[op] + r * plan_.row_steps()[op] + c * plan_.column_steps()[op]; }

    /// copy(tile, memory, rows, columns) for the dense tile of an operand and where it lies, or for the parts of joined axes.
    template <class Copy>
    void copy_tile(index_t op, index_t r, index_t c, index_t rows, index_t columns, Copy copy) {
        const planned_operand& it = operands_[op];
        const index_t item = it.itemsize, row_step = plan_.row_steps()[op], column_step = plan_.column_steps()[op];
        if (!it.joined) return copy({data_[op], columns * item, item}, {place(op, r, c), row_step, column_step}, rows, columns);
        // Of the rows and the last axis but one, the longer is copied together with the last one.
        const shape_t& extents = plan_.joined_extents;
        const index_t last = extents.size() - 1, wide = extents[last];
        const bool by_rows = extents[last - 1] <= rows;
        const index_t high = by_rows ? rows : extents[last - 1], high_step = by_rows ? row_step : plan_.joined_stride(last - 1, op);
        const index_t part = by_rows ? wide : high * wide, innermost = by_rows ? last - 1 : last - 2;
        char* memory = place(op, r, 0);
        char* tile = data_[op];
        for (index_t k = by_rows ? rows - 1 : 0; k < rows; ++k, memory += row_step, tile += columns * item) {
            for (index_t done = 0; done < columns; done += part) {
                index_t rest = done / part, offset = 0;
                for (index_t axis = innermost; axis >= 0 && rest > 0; --axis) {
                    offset += rest % extents[axis] * plan_.joined_stride(axis, op);
                    rest /= extents[axis];
                }
                copy({tile + done * item, (by_rows ? columns : wide) * item, item}, {memory + offset, high_step, column_step}, high, wide);
            }
        }
    }

    /// All operands of the block lie dense over rows and columns together.
    bool is_one_row(index_t rows, index_t columns) const {
        if (rows == 1) return true;
        for (index_t op = 0; op < width_; ++op) {
            if (how_[op] == access::constant) continue;
            if (steps_[op] != columns * steps_[width_ + op]) return false;
        }
        return true;
    }

    void pack(index_t op, index_t r, index_t c, index_t rows, index_t columns) {
        copy_tile(op, r, c, rows, columns, [&](kernel::block_place tile, kernel::block_place memory, index_t high, index_t wide) {
            kernels_.copier(operands_[op].itemsize).block(tile, memory, high, wide);
        });
    }

    const loop_plan& plan_;
    kernel::row_kernels kernels_;
    const planned_operand* operands_;
    small_vector<access, 96> how_;     // no longer reversed or every second where the kernels do not know that
    small_vector<index_t, 12> steps_;  // what the kernel is given: of tiles for operands that are packed
    bool flat_, fresh_, transposed_ = false, stepped_ = false, uses_tiles_ = false, streams_blocks_ = false;
    index_t width_, parts_, rows_, columns_, block_rows_ = 0, block_columns_ = 0, tile_elements_ = 0;
    char** memory_ = nullptr;
    small_vector<char*, 12> data_;  // what the kernel is given
};

STRAND_NOINLINE inline void walk_planes(const loop_plan& plan, const kernel::row_kernels& kernels) {
    plane_walk plane(plan, kernels);
    for_each_plane(plan, [&](char** data) { plane.run(data); });
}

/// Kernels take every operand as it lies.
inline constexpr unsigned simple_ways = bit_of(access::constant) | bit_of(access::contiguous) | bit_of(access::splat) | bit_of(access::one_by_one);
/// Rows that loads and permutations put in order.
inline constexpr unsigned stepped_ways = bit_of(access::constant) | bit_of(access::contiguous) | bit_of(access::reversed) | bit_of(access::every_second);

/// So many elements are computed one by one where some operand, or the destination, lies otherwise than kernels load
/// it: starting tiles takes longer, and planning them for transposed operands longer still. More of them only where
/// several operands would be packed into tiles one by one too, none is transposed, and so few leaves there are that loading
/// and storing is most of the work.
inline constexpr index_t most_elements = 192, most_transposed_elements = 512, most_element_leaves = 4;
/// Rows of so few elements take longer to begin than to compute one by one, along the other axis.
inline constexpr index_t most_element_columns = 3, most_far_columns = 16, most_flat_elements = index_t{1} << 16;
inline bool worth_elements(unsigned ways, index_t packing, index_t count, index_t leaves) {
    if ((ways & (bit_of(access::periodic) | bit_of(access::streamed))) != 0) return false;
    if ((ways & bit_of(access::transposed)) != 0) return count <= most_transposed_elements;
    return count <= most_elements || (packing > 2 && leaves <= most_element_leaves);
}
/// How operands are walked of which some are neither dense nor splat.
enum class manner { stepped, elements, tiles };
inline manner manner_of(unsigned ways, index_t packing, index_t rows, index_t columns, index_t leaves, const kernel::row_kernels& kernels) {
    if (kernels.stepped && (ways & ~stepped_ways) == 0 && (columns >= kernels.lanes || !kernels.elements)) return manner::stepped;
    if (!kernels.elements) return manner::tiles;
    // Copies go from place to place; a few elements across are moved before blocks of them are found.
    if (kernels.moves) return (ways & bit_of(access::transposed)) != 0 && rows * columns <= most_elements ? manner::elements : manner::tiles;
    if (columns <= most_far_columns && rows > columns && leaves <= most_element_leaves) return manner::elements;
    return worth_elements(ways, packing, rows * columns, leaves) ? manner::elements : manner::tiles;
}
/// Rows walked as one are laid out row by row for some operand, which takes longer than computing these elements: as long
/// as they come from the caches.
inline bool lays_out_rows(const loop_plan& plan) {
    const index_t columns = plan.columns();
    if (strand::detail::element_count(plan.extents) > most_flat_elements) return false;
    bool far = false, apart = false;
    for (index_t op = 0; op < plan.width(); ++op) {
        const planned_operand& it = plan.operands[op];
        const index_t step = plan.column_steps()[op], row = plan.row_steps()[op];
        if (it.how != access::strided || row == it.itemsize) continue;
        if (step == it.itemsize || step == 0) apart = true;
        else if (step != -it.itemsize || columns > 4) far = true;
    }
    return far ? columns <= most_far_columns : apart && columns <= most_element_columns;
}
inline manner manner_of(const loop_plan& plan, const kernel::row_kernels& kernels) {
    if (plan.row_parts > 0 || !plan.joined_extents.empty()) return manner::tiles;
    const index_t leaves = plan.width() - 1;
    if (plan.flat) return kernels.elements && !kernels.moves && leaves <= most_element_leaves && lays_out_rows(plan) ? manner::elements : manner::tiles;
    return manner_of(plan.ways, plan.packing, plan.rows(), plan.columns(), leaves, kernels);
}
/// Rows that kernels take as they lie, but hardly begin.
inline bool worth_columns(index_t rows, index_t columns, index_t leaves, const kernel::row_kernels& kernels) {
    return columns <= most_element_columns && rows > columns && kernels.elements && !kernels.moves && leaves <= most_element_leaves;
}

/// Rows of which so many pass together where a few elements of each are computed: what lies in their cache lines stays there.
inline constexpr index_t element_rows = 32;
/// Computes a plane element by element, along its longer axis.
STRAND_NOINLINE inline void walk_elements(const kernel::row_block& block, index_t width, kernel::row_kernel elements) {
    if (block.columns > most_far_columns || block.rows <= block.columns) return elements(block);
    small_vector<char*, 12> data;
    data.resize_uninitialised(width);
    for (index_t r = 0; r < block.rows; r += element_rows) {
        for (index_t op = 0; op < width; ++op) data[op] = block.data[op] + r * block.row_step[op];
        elements({data.data(), block.column_step, block.row_step, block.columns, block.rows - r < element_rows ? block.rows - r : element_rows});
    }
}

/// Kernels take all rows of the plan as they lie.
inline bool lies_as_taken(const loop_plan& plan, const kernel::row_kernels& kernels) {
    if ((plan.ways & ~(kernels.streamed ? simple_ways | bit_of(access::streamed) : simple_ways)) != 0 || plan.row_parts > 0) return false;
    return plan.flat || !plan.joined_extents.empty() || !worth_columns(plan.rows(), plan.columns(), plan.width() - 1, kernels);
}

/// Elements in transposed places that are moved at once; more of them in blocks that stay in the caches.
inline constexpr index_t most_moved_across = 8192;
/// `tile_rows` takes operands that come in so.
inline bool tiles_rows(unsigned ways, index_t width, index_t count, const kernel::row_kernels& kernels) {
    constexpr unsigned planned = bit_of(access::periodic) | bit_of(access::streamed);
    return width <= most_tiled && (ways & (kernels.moves && count <= most_moved_across ? planned : planned | bit_of(access::transposed))) == 0;
}

/// Planes are copied straight from place to place; else through tiles, which transpose and stream.
inline bool moves_straight(const loop_plan& plan, const kernel::row_kernels& kernels) {
    if (!kernels.moves || !plan.joined_extents.empty() || plan.operands[0].how == access::streamed) return false;
    if ((plan.ways & ~simple_ways) == 0 && plan.columns() * plan.operands[0].itemsize >= strand::detail::whole_row_bytes) return false;
    const access from = plan.operands[1].how;
    if (from == access::transposed) return strand::detail::element_count(plan.extents) <= most_moved_across;
    return from != access::splat && from != access::constant;
}

/// Runs the kernels over the whole plan.
STRAND_NOINLINE inline void walk(const loop_plan& plan, const kernel::row_kernels& kernels) {
    if (plan.is_empty()) return;
    const bool streamed = plan.ways & bit_of(access::streamed), splat = plan.ways & bit_of(access::splat);
    if (moves_straight(plan, kernels)) {
        const kernel::block_copy copy = kernels.copier(plan.operands[0].itemsize).block;
        for_each_plane(plan, [&](char* const* data) { kernel::copy_block(copy, {data, plan.row_steps(), plan.column_steps(), plan.rows(), plan.columns()}); });
    } else if (lies_as_taken(plan, kernels)) {
        const bool fresh = plan.fresh || plan.scans;
        if (kernels.planes && plan.rank() >= 3 && !plan.flat) {
            const index_t axis = plan.rank() - 3;
            return for_each_plane(plan, [&](char* const* data) {
                kernels.rows({data, plan.row_steps(), plan.column_steps(), plan.rows(), plan.columns(), fresh, plan.extents[axis], &plan.strides[axis * plan.width()]});
            }, 3);
        }
        const index_t rows = plan.flat ? 1 : plan.rows(), columns = plan.flat ? plan.rows() * plan.columns() : plan.columns();
        const auto kernel = streamed ? kernels.streamed : rows == 1 && kernels.dense && !splat ? kernels.dense : kernels.rows;
        for_each_plane(plan, [&](char* const* data) { kernel({data, plan.row_steps(), plan.column_steps(), rows, columns, fresh}); });
    } else if (const manner how = manner_of(plan, kernels); how != manner::tiles) {
        for_each_plane(plan, [&](char* const* data) {
            const kernel::row_block block{data, plan.row_steps(), plan.column_steps(), plan.rows(), plan.columns()};
            if (how == manner::stepped) kernels.stepped(block);
            else walk_elements(block, plan.width(), kernels.elements);
        });
    } else {
        walk_planes(plan, kernels);
    }
    if (streamed) simd::finish_streams();
}

}  // namespace strand::inline STRAND_ISA::eval_detail

#endif
