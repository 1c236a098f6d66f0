// SPDX-License-Identifier: BSD-3-Clause
// Finds the first extremum down columns: one place per column. In and out: kernel/find_rows.hpp.
//
// A few packs of extrema and of row numbers stay in registers.
#ifndef STRAND_KERNEL_FIND_DOWN_HPP
#define STRAND_KERNEL_FIND_DOWN_HPP

#include <bit>
#include <strand/kernel/searching.hpp>

namespace strand::inline STRAND_ISA::kernel {

/// Rows that are searched together: for the reach of hardware that fetches ahead.
inline constexpr index_t panel_rows = 32;

template <class Skeleton, class T, class Op>
class down_finder : searching<Skeleton, T, Op> {
    using base = searching<Skeleton, T, Op>;
    using base::lanes, base::operands, base::default_most, base::most, base::is_before, base::is_nan, base::lanes_of, base::wins, base::better, base::store_positions;
    using typename base::combine, typename base::value, typename base::watch, typename base::number, typename base::numbers, typename base::row_of, typename base::found;
    /// Columns that are searched together, a page of memory; and packs of columns whose extrema and row numbers fit into registers.
    static constexpr index_t segment = 4096 / simd::bytes_of<T>;
    static constexpr index_t strip = is_heavy<Skeleton> ? 1 : simd::detail::has_mask_registers && Skeleton::leaves < 3 ? 4 : 2;
    /// Columns, times lanes, that are widened to whole packs by taking several dense rows as one.
    static constexpr index_t most_widened = 1024;

public:
    static void down_rows(const row_block& planes) {
        base::each_plane(planes, [](const row_block& block) STRAND_INLINE_LAMBDA {
            if (!block.data[2] && block.rows <= panel_rows) return find_few_rows(block);
            if (lanes > 1 && !block.data[2] && block.columns < 4 * lanes && block.columns * lanes <= most_widened && block.rows >= 8 * lanes &&
                has_dense_rows<Skeleton>(block, first_searched)) {
                return find_in_wide_rows(block);
            }
            find_down(block);
        });
    }

private:
    /// What was found so far in some columns.
    struct state {
        T best[static_cast<std::size_t>(segment)];
        number where[static_cast<std::size_t>(segment)];
    };
    /// Rows from one on.
    struct panel {
        char* data[static_cast<std::size_t>(operands)];
        row_block rows;
        panel(const row_block& block, index_t first, index_t count) : data{}, rows{data, block.row_step, block.column_step, count, block.columns} {
            for (index_t op = first_searched; op < operands; ++op) data[op] = block.data[op] + first * block.row_step[op];
        }
    };

    static void find_down(const row_block& block) {
        for (index_t c = 0; c < block.columns; c += segment) find_segment(block, c, block.columns - c < segment ? block.columns - c : segment);
    }
    static void find_segment(const row_block& block, index_t begin, index_t columns) {
        std::int64_t* const positions = reinterpret_cast<std::int64_t*>(block.data[0]) + begin;
        std::int64_t* const seen = block.data[2] ? reinterpret_cast<std::int64_t*>(block.data[2]) + begin : nullptr;
        const std::int64_t before = seen ? *seen : 0;
        T of_parts[static_cast<std::size_t>(most < default_most ? segment : 1)];
        T* const extrema = block.data[1] ? reinterpret_cast<T*>(block.data[1]) + begin : most < default_most ? of_parts : nullptr;
        state part;
        for (index_t first = 0; first < block.rows; first += most) {
            const index_t rows = block.rows - first < most ? block.rows - first : most;
            for (index_t i = 0; i < columns; i += lanes) {
                simd::store_pack(part.best + i, simd::splat_pack<T, lanes>(identity_of<Op, T>()));
                simd::store_pack(part.where + i, numbers(number(0)));
            }
            for (index_t r = 0; r < rows; r += panel_rows) {
                const panel here(block, first + r, rows - r < panel_rows ? rows - r : panel_rows);
                index_t c = 0;
                for (; c + strip * lanes <= columns; c += strip * lanes) find_strip<strip>(here, part, begin, c, r);
                for (; c + lanes <= columns; c += lanes) find_strip<1>(here, part, begin, c, r);
                // The last pack ends with the row: what is looked at twice changes nothing.
                if (c < columns && columns >= lanes) find_strip<1>(here, part, begin, columns - lanes, r);
                else if (c < columns) find_exactly(here.rows, part.best, part.where, begin, columns, r);
            }
            for (index_t i = 0; i < columns; i += lanes) {
                place(positions + i, extrema ? extrema + i : nullptr, part.best + i, part.where + i, before + first, columns - i < lanes ? columns - i : lanes);
            }
        }
        for (index_t i = 0; seen && i < columns; ++i) seen[i] += block.rows;
    }
    /// Some packs of columns, of all rows of a panel, which begins at row `first`.
    template <index_t Packs>
    static void find_strip(const panel& here, state& part, index_t begin, index_t c, index_t first) {
        packs<Packs> found;
        STRAND_UNROLL_ALL
        for (index_t k = 0; k < Packs; ++k) {
            found.best[k] = simd::load_pack<T, lanes>(part.best + c + k * lanes);
            found.where[k] = simd::load_pack<number, lanes>(part.where + c + k * lanes);
        }
        if (!found.search(here.rows, first, [at = begin + c](const row_of& row, index_t k) STRAND_INLINE_LAMBDA { return row.at(at + k); })) {
            for (index_t k = 0; k < Packs; ++k) find_exactly(here.rows, part.best + c + k * lanes, part.where + c + k * lanes, begin + c + k * lanes, lanes, first);
            return;
        }
        STRAND_UNROLL_ALL
        for (index_t k = 0; k < Packs; ++k) {
            simd::store_pack(part.best + c + k * lanes, found.best[k]);
            simd::store_pack(part.where + c + k * lanes, found.where[k]);
        }
    }
    template <index_t Packs>
    struct packs {
        value best[static_cast<std::size_t>(Packs)];
        numbers where[static_cast<std::size_t>(Packs)];

        /// All rows of a block, whose first is number `first`. False where there may have been NaN, which is not known then.
        template <class Read>
        STRAND_ALWAYS_INLINE bool search(const row_block& rows, index_t first, Read read) {
            row_of row(rows);
            value x[static_cast<std::size_t>(Packs)];
            numbers row_number(static_cast<number>(first));
            watch seen{};
            for (index_t r = 0; r < rows.rows; ++r, row.start_row(), row_number = row_number + numbers(number(1))) {
                STRAND_UNROLL_ALL
                for (index_t k = 0; k < Packs; ++k) {
                    x[k] = lanes_of(read(row, k * lanes));
                    if constexpr (combine::watched) {
                        if (Packs == 1 || k % 2 == 1) seen.see(x[k].v, x[Packs == 1 ? k : k - 1].v);
                    }
                    where[k] = select(wins(x[k], best[k]), row_number, where[k]);
                    best[k] = better(x[k], best[k]);
                }
            }
            return !combine::suspects(seen);
        }
    };
    /// The same of one pack: of less than a whole one, or where the watch has seen NaN.
    STRAND_NOINLINE static void find_exactly(const row_block& rows, T* extrema, number* numbers_of, index_t at, index_t count, index_t first) {
        row_of row(rows);
        value best = simd::load_pack<T, lanes>(extrema);
        numbers where = simd::load_pack<number, lanes>(numbers_of), row_number(static_cast<number>(first));
        for (index_t r = 0; r < rows.rows; ++r, row.start_row(), row_number = row_number + numbers(number(1))) {
            const value x = lanes_of(row.first_at(at, count));
            const auto first_of_all = is_before(x, best);
            where = select(first_of_all, row_number, where);
            best = select(first_of_all, x, best);
        }
        simd::store_pack(extrema, best);
        simd::store_pack(numbers_of, where);
    }

    /// A panel is all there is: what is found goes from registers to its place.
    static void find_few_rows(const row_block& block) {
        index_t c = 0;
        for (; c + strip * lanes <= block.columns; c += strip * lanes) find_at_once<strip>(block, c, lanes);
        for (; c + lanes <= block.columns; c += lanes) find_at_once<1>(block, c, lanes);
        if (c < block.columns && block.columns >= lanes) find_at_once<1>(block, block.columns - lanes, lanes);
        else if (c < block.columns) find_at_once<1>(block, c, block.columns - c);
    }
    /// Some packs, of the last one `count` lanes.
    template <index_t Packs>
    STRAND_ALWAYS_INLINE static void find_at_once(const row_block& block, index_t c, index_t count) {
        packs<Packs> found;
        for (index_t k = 0; k < Packs; ++k) found.best[k] = simd::splat_pack<T, lanes>(identity_of<Op, T>()), found.where[k] = numbers(number(0));
        const bool whole = Packs > 1 || count == lanes;
        const bool known = whole ? found.search(block, 0, [c](const row_of& row, index_t k) STRAND_INLINE_LAMBDA { return row.at(c + k); })
                                 : found.search(block, 0, [c, count](const row_of& row, index_t) STRAND_INLINE_LAMBDA { return row.first_at(c, count); });
        for (index_t k = 0; k < Packs; ++k) {
            if (!known) {
                T best[static_cast<std::size_t>(lanes)];
                number where[static_cast<std::size_t>(lanes)];
                simd::store_pack(best, simd::splat_pack<T, lanes>(identity_of<Op, T>()));
                simd::store_pack(where, numbers(number(0)));
                find_exactly(block, best, where, c + k * lanes, count, 0);
                found.best[k] = simd::load_pack<T, lanes>(best);
                found.where[k] = simd::load_pack<number, lanes>(where);
            }
            store_positions(reinterpret_cast<std::int64_t*>(block.data[0]) + c + k * lanes, found.where[k], count);
            T* const extrema = reinterpret_cast<T*>(block.data[1]);
            if (extrema && count == lanes) simd::store_pack(extrema + c + k * lanes, found.best[k]);
            else if (extrema) simd::store_first_pack(extrema + c + k * lanes, found.best[k], count);
        }
    }
    /// What was found behind `before` elements, in `count` lanes.
    static void place(std::int64_t* positions, T* extrema, const T* best, const number* where, std::int64_t before, index_t count) {
        if (before == 0) {
            for (index_t i = 0; i < count; ++i) positions[i] = static_cast<std::int64_t>(where[i]);
            if (extrema) simd::store_first_pack(extrema, simd::load_pack<T, lanes>(best), count);
            return;
        }
        const auto first_of_all = is_before(simd::load_pack<T, lanes>(best), simd::load_first_pack<T, lanes>(extrema, count));
        for (std::uint64_t bits = lane_bits(first_of_all) & (~std::uint64_t(0) >> (64 - count)); bits != 0; bits &= bits - 1) {
            const auto i = std::countr_zero(bits);
            positions[i] = before + static_cast<std::int64_t>(where[i]);
            extrema[i] = best[i];
        }
    }

    /// As many rows as a pack has lanes are one wide row of whole packs, with places of its own.
    static void find_in_wide_rows(const row_block& block) {
        std::int64_t positions[static_cast<std::size_t>(most_widened)];
        T extrema[static_cast<std::size_t>(most_widened)];
        char* data[static_cast<std::size_t>(operands)] = {reinterpret_cast<char*>(positions), reinterpret_cast<char*>(extrema)};
        index_t steps[static_cast<std::size_t>(operands)] = {};
        for (index_t op = first_searched; op < operands; ++op) data[op] = block.data[op], steps[op] = lanes * block.row_step[op];
        const index_t columns = block.columns, wide_rows = block.rows / lanes, rest = block.rows % lanes;
        find_down({data, steps, block.column_step, wide_rows, columns * lanes});
        std::int64_t* const out = reinterpret_cast<std::int64_t*>(block.data[0]);
        T* const best = block.data[1] ? reinterpret_cast<T*>(block.data[1]) : extrema;
        for (index_t c = 0; c < columns; ++c) {
            found it{extrema[c], positions[c] * lanes};
            for (index_t k = 1; k < lanes; ++k) {
                const T x = extrema[k * columns + c];
                const index_t at = positions[k * columns + c] * lanes + k;
                const bool first_of_equals = at < it.place && (x == it.best || (is_nan(x) && is_nan(it.best)));
                if (first_of_equals || is_before(x, it.best)) it = {x, at};
            }
            out[c] = it.place;
            best[c] = it.best;
        }
        // The last rows come behind those.
        std::int64_t seen[static_cast<std::size_t>(4 * lanes)];
        for (index_t c = 0; c < columns; ++c) seen[c] = wide_rows * lanes;
        data[0] = block.data[0];
        data[1] = reinterpret_cast<char*>(best);
        data[2] = reinterpret_cast<char*>(seen);
        for (index_t op = first_searched; op < operands; ++op) data[op] += wide_rows * steps[op], steps[op] = block.row_step[op];
        if (rest > 0) find_down({data, steps, block.column_step, rest, columns});
    }
};

}  // namespace strand::inline STRAND_ISA::kernel

#endif
