// SPDX-License-Identifier: BSD-3-Clause
// Finds the first extremum along many short rows: the extrema of several rows by the kernel that folds them, then each
// is looked for in its row without branches. Rows of two to four elements that lie side by side are taken apart by columns.
// In and out: kernel/find_rows.hpp.
#ifndef STRAND_KERNEL_FIND_SHORT_HPP
#define STRAND_KERNEL_FIND_SHORT_HPP

#include <strand/kernel/searching.hpp>

namespace strand::inline STRAND_ISA::kernel {

template <class Skeleton, class T, class Op>
class short_finder : searching<Skeleton, T, Op> {
    using base = searching<Skeleton, T, Op>;
    using base::lanes, base::is_before, base::lanes_of, base::record, base::store_positions;
    using typename base::value, typename base::number, typename base::numbers, typename base::row_of, typename base::found;
    static constexpr index_t leaves = Skeleton::leaves;
    /// Rows that are folded at once: they are in the first-level cache when they are read again.
    static constexpr index_t most_together = 4 * lanes;

public:
    /// Rows of at most so many elements are searched here; 0: none. What fills a loop by itself is not computed twice.
    static constexpr index_t most_columns = lanes == 1 || is_heavy<Skeleton> || strand::detail::is_complex<T> || std::same_as<typename Skeleton::type, bool> ? 0
                                            : few_packs * lanes < base::most                                                                             ? few_packs * lanes
                                                                                                                                                         : base::most;

    /// Returns how many rows are done; `find(row)` finds the place in a row that has NaN.
    template <class Find>
    static index_t find_rows(const row_block& block, Find find) {
        const bool dense = !block.data[2] && block.row_step[0] == simd::bytes_of<std::int64_t> && (!block.data[1] || block.row_step[1] == simd::bytes_of<T>);
        if (dense && block.columns <= 4 && block.columns > 1 && has_dense_rows<Skeleton>(block, first_searched)) {
            if (block.columns == 2) return find_few<2>(block);
            if (block.columns == 3) return find_few<3>(block);
            return find_few<4>(block);
        }
        const index_t whole = block.rows / lanes * lanes, together = block.columns <= few_packs / 4 * lanes ? most_together : lanes;
        const index_t last_to_go_on = has_dense_rows<Skeleton>(block, first_searched) ? block.rows - 2 * lanes : -1;
        row_of row(block);
        for (index_t r = 0; r < whole;) {
            const index_t end = whole - r < together ? whole : r + together;
            T best[static_cast<std::size_t>(most_together)];
            bool nan[4];
            row_of ahead = row;
            for (index_t k = 0; k < end - r; k += lanes) nan[k / lanes] = fold_rows(best + k, ahead, block.columns, r + k <= last_to_go_on);
            for (index_t k = 0; r < end; r += lanes, k += lanes) {
                if (nan[k / lanes]) {
                    for (index_t n = 0; n < lanes; ++n, row.start_row()) record(block, r + n, find(row));
                    continue;
                }
                const numbers places = look_for(best + k, row, block.columns);
                if (dense) {
                    store_positions(reinterpret_cast<std::int64_t*>(block.data[0]) + r, places);
                    if (block.data[1]) simd::store_pack(reinterpret_cast<T*>(block.data[1]) + r, simd::load_pack<T, lanes>(best + k));
                } else {
                    number place[static_cast<std::size_t>(lanes)];
                    simd::store_pack(place, places);
                    for (index_t n = 0; n < lanes; ++n) record(block, r + n, {best[k + n], static_cast<index_t>(place[n])});
                }
            }
        }
        return whole;
    }

private:
    /// The extrema of as many rows as a pack has lanes; true where there may be NaN among them.
    static bool fold_rows(T* best, row_of& source, index_t columns, bool go_on) {
        typename base::combine::template watch<> seen[2]{};
        value folded[static_cast<std::size_t>(lanes)];
        row_of row = source;
        const index_t whole = (columns - 1) / lanes * lanes;
        for (index_t k = 0; k < lanes; k += 2) {
            folded[k] = along_folder<Skeleton, T, Op>::fold_few_packs(row, whole, columns, seen[0], go_on).of[0];
            row.start_row();
            folded[k + 1] = along_folder<Skeleton, T, Op>::fold_few_packs(row, whole, columns, seen[1], go_on).of[0];
            row.start_row();
        }
        source = row;
        const value extrema = joined_lanes<Op, T>(folded);
        simd::store_pack(best, extrema);
        if constexpr (base::combine::watched) return base::combine::suspects(seen[0], seen[1]);
        else return any_lane(extrema != extrema);
    }
    /// 0, 1, 2 ...
    struct counted {
        number of[static_cast<std::size_t>(lanes)];
        constexpr counted() : of{} {
            for (index_t k = 0; k < lanes; ++k) of[k] = static_cast<number>(k);
        }
    };
    /// The places of the first elements that are `best`, of which there is one in each row.
    static numbers look_for(const T* best, row_of& source, index_t columns) {
        static constexpr counted lane_numbers;
        row_of row = source;
        const index_t whole = (columns - 1) / lanes * lanes;
        const numbers none(std::numeric_limits<number>::max()), packed(static_cast<number>(lanes)),
            last = simd::load_pack<number, lanes>(lane_numbers.of) + numbers(static_cast<number>(whole));
        numbers places[static_cast<std::size_t>(lanes)];
        for (index_t k = 0; k < lanes; ++k, row.start_row()) {
            const value x = simd::splat_pack<T, lanes>(best[k]);
            // From the end on: the first comes last. What is behind the end comes before it.
            numbers here = last, place = select(lanes_of(row.first_at(whole, columns - whole)) == x, here, none);
            for (index_t i = whole; i > 0;) {
                i -= lanes, here = here - packed;
                place = select(lanes_of(row.at(i)) == x, here, place);
            }
            places[k] = place;
        }
        source = row;
        return joined_lanes<fn::minimum, number>(places);
    }

    template <index_t Columns>
    static index_t find_few(const row_block& block) {
        const row_of row(block);
        std::int64_t* const positions = reinterpret_cast<std::int64_t*>(block.data[0]);
        T* const extrema = reinterpret_cast<T*>(block.data[1]);
        index_t r = 0;
        for (; r + lanes <= block.rows; r += lanes) {
            value packs[static_cast<std::size_t>(Columns)];
            for (index_t k = 0; k < Columns; ++k) packs[k] = lanes_of(row.at(r * Columns + k * lanes));
            value best = column_of<Columns, 0>(packs);
            numbers where(number(0));
            [&]<int... K>(std::integer_sequence<int, K...>) STRAND_INLINE_LAMBDA {
                const auto compare = [&](value x, number k) STRAND_INLINE_LAMBDA {
                    const auto first = is_before(x, best);
                    where = select(first, numbers(k), where);
                    best = select(first, x, best);
                };
                (compare(column_of<Columns, K + 1>(packs), static_cast<number>(K + 1)), ...);
            }(std::make_integer_sequence<int, static_cast<int>(Columns) - 1>{});
            store_positions(positions + r, where);
            if (extrema) simd::store_pack(extrema + r, best);
        }
        return r;
    }
};

}  // namespace strand::inline STRAND_ISA::kernel

#endif
