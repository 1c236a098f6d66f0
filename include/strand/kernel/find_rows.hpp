// SPDX-License-Identifier: BSD-3-Clause
// The kernels of argmin and argmax: the position of the first extremum, along rows or down columns.
// In: a `row_block` of dense rows whose first operands are the places found, one per row (their step over columns is 0) or one per
// column: positions, int64; the extrema themselves, of type T; and how many elements of the searched axis earlier
// blocks have had, int64. The last two may be null: then nobody asks for the extrema, and the block has the whole axis.
// Out: the places, counted along the axis.
//
// Along a row, groups of packs are reduced to one as for a maximum. A lane remembers the number of the group that
// gave its extremum; only the first such group is looked through at the end. Down columns, a few packs of extrema and
// of row numbers stay in registers. Numbers are integers as wide as the elements; where these could overflow, a new
// part begins. NaN is before everything, the first of equals before the others.
#ifndef STRAND_KERNEL_FIND_ROWS_HPP
#define STRAND_KERNEL_FIND_ROWS_HPP

#include <bit>
#include <strand/kernel/fold_rows.hpp>

namespace strand::inline STRAND_ISA::kernel {

/// The place of the first leaf in a block of a search.
inline constexpr index_t first_searched = 3;

template <class Skeleton, class T, class Op>
class row_finder {
    static constexpr index_t lanes = kernel_lanes<Skeleton, T>, group = group_along<Skeleton>, step = group * lanes;
    static constexpr index_t operands = first_searched + Skeleton::leaves;
    static constexpr bool searches_bool = std::same_as<typename Skeleton::type, bool>;
    using combine = combining<Op, T, lanes>;
    using value = typename combine::value;
    using watch = typename combine::template watch<(group > 2 ? group / 2 : 1)>;
    using number = simd::uint_of<simd::bytes_of<real_t<T>>>;
    using numbers = simd::pack<number, lanes>;
    using row_of = bound<Skeleton, lanes, first_searched, source::panel>;

    /// Numbers of one part.
    static constexpr index_t default_most = index_t{1} << 30, most = sizeof(number) >= 4 ? default_most : (index_t{1} << 8 * sizeof(number) % 32) - 1;
    /// Columns that are searched together, a page of memory; and packs of columns whose extrema and row numbers fit into registers.
    static constexpr index_t segment = 4096 / simd::bytes_of<T>;
    static constexpr index_t strip = is_heavy<Skeleton> ? 1 : simd::detail::has_mask_registers && Skeleton::leaves < 3 ? 4 : 2;
    /// Groups between two looks for NaN: they are still in a cache when the first one is looked for.
    static constexpr index_t stretch = (most < 1024 ? most : 1024) * step;
    /// Columns, times lanes, that are widened to whole packs by taking several dense rows as one.
    static constexpr index_t most_widened = 1024;

public:
    static void along_rows(const row_block& block) {
        row_of row(block);
        for (index_t r = 0; r < block.rows; ++r, row.start_row()) {
            found it = find(row, block.columns);
            const auto position = reinterpret_cast<std::int64_t*>(block.data[0] + r * block.row_step[0]);
            T* const best = block.data[1] ? reinterpret_cast<T*>(block.data[1] + r * block.row_step[1]) : nullptr;
            if (block.data[2]) {
                std::int64_t& seen = *reinterpret_cast<std::int64_t*>(block.data[2] + r * block.row_step[2]);
                const std::int64_t before = seen;
                seen += block.columns;
                if (before > 0 && !is_before(it.best, *best)) continue;
                it.place += before;
            }
            *position = it.place;
            if (best) *best = it.best;
        }
    }
    static void down_rows(const row_block& block) {
        if (lanes > 1 && !block.data[2] && block.columns < 4 * lanes && block.columns * lanes <= most_widened && block.rows >= 8 * lanes &&
            has_dense_rows<Skeleton>(block, first_searched)) {
            return find_in_wide_rows(block);
        }
        find_down(block);
    }
    /// Comes before `best`, whatever their order.
    static bool is_before(T x, T best) {
        if (is_nan(best) || is_nan(x)) return !is_nan(best);
        if constexpr (!strand::detail::is_complex<T>) {
            return std::same_as<Op, fn::maximum> ? x > best : x < best;
        } else {
            const bool by_real = x.real() != best.real();
            const auto mine = by_real ? x.real() : x.imag(), other = by_real ? best.real() : best.imag();
            return std::same_as<Op, fn::maximum> ? mine > other : mine < other;
        }
    }

private:
    struct found {
        T best;
        index_t place;
    };
    static bool is_nan(T x) { return x != x; }
    STRAND_ALWAYS_INLINE static auto is_before(value x, value best) {
        if constexpr (strand::detail::is_complex<T>) return (value(Op{}(best, x)) != best) & (best == best);
        else if constexpr (std::integral<T> && std::same_as<Op, fn::maximum>) return x > best;
        else if constexpr (std::integral<T>) return x < best;
        else if constexpr (std::same_as<Op, fn::maximum>) return ~(x <= best) & (best == best);
        else return ~(x >= best) & (best == best);
    }
    // ---- along rows ----------------------------------------------------------------------------------

    /// The place in one row.
    static found find(const row_of& row, index_t columns) {
        if constexpr (searches_bool) {
            // The first that is better than all can be.
            constexpr bool wanted = std::same_as<Op, fn::maximum>;
            const index_t place = first_hit(row, 0, columns, [](auto x) STRAND_INLINE_LAMBDA {
                if constexpr (wanted) return x;
                else return ~x;
            });
            return place < columns ? found{T(wanted), place} : found{T(!wanted), 0};
        } else {
            return columns < step ? find_in_few(row, columns) : find_in_groups(row, columns);
        }
    }
    template <class P>
    STRAND_ALWAYS_INLINE static value lanes_of(P p) { return simd::convert<T>(p); }
    /// Better than `best`, where neither is NaN or the watch knows of it.
    STRAND_ALWAYS_INLINE static auto wins(value x, value best) {
        if constexpr (!combine::watched) return is_before(x, best);
        else if constexpr (std::same_as<Op, fn::maximum>) return x > best;
        else return x < best;
    }
    STRAND_ALWAYS_INLINE static value better(value x, value best) {
        if constexpr (combine::watched || std::integral<T>) return combine::plain(x, best);
        else return select(is_before(x, best), x, best);
    }
    STRAND_ALWAYS_INLINE static value one(value x, watch& seen) {
        return combine::template tree<1>([&](auto) STRAND_INLINE_LAMBDA { return x; }, seen);
    }
    /// All lanes as one: what the watch has seen of a row from `begin` to `end`.
    static T bring_together(value best, const watch& seen, const row_of& row, index_t begin, index_t end) {
        T result;
        simd::store_pack(&result, combine::across(best));
        if constexpr (combine::watched) {
            if (combine::suspects(seen) && combine::has_nan(row, begin, end)) return std::numeric_limits<T>::quiet_NaN();
        }
        return result;
    }
    /// Bits of lanes that are `best`.
    struct is_best {
        value best;
        bool nan;
        explicit is_best(T x) : best(simd::splat_pack<T, lanes>(x)), nan(is_nan(x)) {}
        template <class P>
        STRAND_ALWAYS_INLINE auto operator()(P p) const {
            const value x = lanes_of(p);
            if constexpr (std::integral<T>) return x == best;
            else return nan ? ~(x == x) : x == best;
        }
    };

    /// A row of less than a group: each pack is looked at, because a branch at the first that has it would be
    /// taken for granted too often.
    static found find_in_few(const row_of& source, index_t columns) {
        const row_of row = source;
        watch seen{};
        value best;
        const index_t end = columns - lanes;
        if (end < 0) {
            best = detail::first_lanes<T, lanes>(one(lanes_of(row.first_at(0, columns)), seen), columns, identity_of<Op, T>());
        } else {
            best = one(lanes_of(row.at(end)), seen);
            for (index_t i = 0; i < end; i += lanes) best = combine::plain(best, one(lanes_of(row.at(i)), seen));
        }
        found it{bring_together(best, seen, row, 0, columns), 0};
        const is_best hit(it.best);
        if (end < 0) {
            it.place = std::countr_zero(lane_bits(hit(row.first_at(0, columns))));
            return it;
        }
        it.place = end + std::countr_zero(lane_bits(hit(row.at(end))));
        for (index_t i = (end - 1) / lanes * lanes; end > 0 && i >= 0; i -= lanes) {
            const std::uint64_t bits = lane_bits(hit(row.at(i)));
            it.place = bits != 0 ? i + std::countr_zero(bits) : it.place;
        }
        return it;
    }
    /// A row of at least a group; the last group ends with the row.
    STRAND_NOINLINE static found find_in_groups(const row_of& row, index_t columns) {
        found it{};
        for (index_t i = 0; i < columns && !is_nan(it.best); i += stretch) {
            const found next = find_part(row, i, columns - i < stretch ? columns - i : stretch);
            if (i == 0 || is_before(next.best, it.best)) it = next;
        }
        if (is_nan(it.best)) {
            it.place = first_hit(row, it.place, columns, is_best(it.best));
        } else {
            if (it.place > columns - step) it.place = columns - step;
            const value best = simd::splat_pack<T, lanes>(it.best);
            it.place += first_of_group(row, it.place, [best](auto x) STRAND_INLINE_LAMBDA { return lanes_of(x) == best; });
        }
        return it;
    }
    /// The extremum of some elements, and where the first group begins that has it; of NaN where they begin.
    static found find_part(const row_of& source, index_t begin, index_t count) {
        const row_of row = source;
        value best = simd::splat_pack<T, lanes>(identity_of<Op, T>());
        numbers where(number(0)), group_number(number(0));
        watch seen{};
        const index_t end = begin + count;
        for (index_t i = begin; i < end; i += step, group_number = group_number + numbers(number(1))) {
            const index_t at = i < end - step ? i : end - step;
            const value x = combine::template tree<group>([&]<class K>(K) STRAND_INLINE_LAMBDA { return row.at(at + K::value * lanes); }, seen);
            where = select(wins(x, best), group_number, where);
            best = better(x, best);
        }
        found it{bring_together(best, seen, row, begin, end), begin};
        if (count > step && !is_nan(it.best)) {
            const auto equal = best == simd::splat_pack<T, lanes>(it.best);
            const std::uint64_t bits = lane_bits(equal);
            number first;
            if ((bits & (bits - 1)) == 0) {
                number of_lane[static_cast<std::size_t>(lanes)];
                simd::store_pack(of_lane, where);
                first = of_lane[std::countr_zero(bits)];
            } else {
                const numbers none(std::numeric_limits<number>::max());
                simd::store_pack(&first, combining<fn::minimum, number, lanes>::across(select(equal, where, none)));
            }
            it.place += static_cast<index_t>(first) * step;
        }
        return it;
    }

    /// The place in a group of the first element that hit(pack) tells; `step` if there is none. Without branches.
    template <class Hit>
    static index_t first_of_group(const row_of& row, index_t i, Hit hit) {
        constexpr index_t words = (step + 63) / 64;
        std::uint64_t bits[static_cast<std::size_t>(words)] = {};
        STRAND_UNROLL_ALL
        for (index_t k = 0; k < step; k += lanes) bits[k / 64] |= lane_bits(hit(row.at(i + k))) << k % 64;
        index_t place = step;
        for (index_t word = words - 1; word >= 0; --word) place = bits[word] != 0 ? 64 * word + std::countr_zero(bits[word]) : place;
        return place;
    }
    /// The first element from `i` on; `columns` if there is none.
    template <class Hit>
    static index_t first_hit(const row_of& source, index_t i, index_t columns, Hit hit) {
        const row_of row = source;
        for (; i + lanes <= columns; i += lanes) {
            const std::uint64_t bits = lane_bits(hit(row.at(i)));
            if (bits != 0) return i + std::countr_zero(bits);
        }
        if (i == columns) return columns;
        const std::uint64_t bits = lane_bits(hit(row.first_at(i, columns - i))) & ~(~std::uint64_t(0) << (columns - i));
        return bits != 0 ? i + std::countr_zero(bits) : columns;
    }

    // ---- down columns ----------------------------------------------------------------------------------

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
                else if (c < columns) find_exactly(here, part, begin, 0, columns, r);
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
        row_of row(here.rows);
        value best[static_cast<std::size_t>(Packs)], x[static_cast<std::size_t>(Packs)];
        numbers where[static_cast<std::size_t>(Packs)], row_number(static_cast<number>(first));
        watch seen{};
        STRAND_UNROLL_ALL
        for (index_t k = 0; k < Packs; ++k) {
            best[k] = simd::load_pack<T, lanes>(part.best + c + k * lanes);
            where[k] = simd::load_pack<number, lanes>(part.where + c + k * lanes);
        }
        for (index_t r = 0; r < here.rows.rows; ++r, row.start_row(), row_number = row_number + numbers(number(1))) {
            STRAND_UNROLL_ALL
            for (index_t k = 0; k < Packs; ++k) {
                x[k] = lanes_of(row.at(begin + c + k * lanes));
                if constexpr (combine::watched) {
                    if (Packs == 1 || k % 2 == 1) seen.see(x[k].v, x[Packs == 1 ? k : k - 1].v);
                }
                where[k] = select(wins(x[k], best[k]), row_number, where[k]);
                best[k] = better(x[k], best[k]);
            }
        }
        if constexpr (combine::watched) {
            if (combine::suspects(seen)) {
                for (index_t k = 0; k < Packs; ++k) find_exactly(here, part, begin, c + k * lanes, lanes, first);
                return;
            }
        }
        STRAND_UNROLL_ALL
        for (index_t k = 0; k < Packs; ++k) {
            simd::store_pack(part.best + c + k * lanes, best[k]);
            simd::store_pack(part.where + c + k * lanes, where[k]);
        }
    }
    /// The same of one pack: of less than a whole one, or where the watch has seen NaN.
    STRAND_NOINLINE static void find_exactly(const panel& here, state& part, index_t begin, index_t c, index_t count, index_t first) {
        row_of row(here.rows);
        value best = simd::load_pack<T, lanes>(part.best + c);
        numbers where = simd::load_pack<number, lanes>(part.where + c), row_number(static_cast<number>(first));
        for (index_t r = 0; r < here.rows.rows; ++r, row.start_row(), row_number = row_number + numbers(number(1))) {
            const value x = lanes_of(row.first_at(begin + c, count));
            const auto first_of_all = is_before(x, best);
            where = select(first_of_all, row_number, where);
            best = select(first_of_all, x, best);
        }
        simd::store_pack(part.best + c, best);
        simd::store_pack(part.where + c, where);
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
