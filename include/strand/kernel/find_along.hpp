// SPDX-License-Identifier: BSD-3-Clause
// Finds the first extremum along rows: one place per row. In and out: kernel/find_rows.hpp.
//
// Groups of packs are reduced to one as for a maximum. A lane remembers the number of the group that gave its
// extremum; only the first such group is looked through at the end.
#ifndef STRAND_KERNEL_FIND_ALONG_HPP
#define STRAND_KERNEL_FIND_ALONG_HPP

#include <strand/kernel/find_short.hpp>

namespace strand::inline STRAND_ISA::kernel {

template <class Skeleton, class T, class Op>
class along_finder : searching<Skeleton, T, Op> {
    using base = searching<Skeleton, T, Op>;
    using base::lanes, base::operands, base::record, base::group, base::step, base::most, base::is_before, base::is_nan, base::lanes_of, base::wins, base::better;
    using typename base::combine, typename base::value, typename base::watch, typename base::number, typename base::numbers, typename base::row_of, typename base::found;
    using few = short_finder<Skeleton, T, Op>;
    static constexpr bool searches_bool = std::same_as<typename Skeleton::type, bool>;
    /// Groups between two looks for NaN: they are still in a cache when the first one is looked for.
    static constexpr index_t stretch = (most < 1024 ? most : 1024) * step;

public:
    static void along_rows(const row_block& planes) {
        base::each_plane(planes, [](const row_block& block) STRAND_INLINE_LAMBDA {
            row_of row(block);
            index_t r = 0;
            if constexpr (few::most_columns > 0) {
                if (block.columns <= few::most_columns && block.rows >= lanes) {
                    r = few::find_rows(block, [columns = block.columns](const row_of& of_nan) { return find(of_nan, columns); });
                    row = base::rows_from(block, r);
                }
            }
            for (; r < block.rows; ++r, row.start_row()) record(block, r, find(row, block.columns));
        });
    }
    /// Of one dense row; reads only the leaves' addresses.
    static found find_dense(char* const* data, index_t columns) {
        static constexpr index_t none[static_cast<std::size_t>(operands)] = {};
        return find(row_of({data, none, none, 1, columns}), columns);
    }
    /// Of one row of any steps that loads know.
    static found find_stepped(const row_block& block) {
        return find(bound<Skeleton, lanes, first_searched, source::stepped_end>(block), block.columns);
    }

private:
    /// The place in one row.
    template <class Row>
    static found find(const Row& row, index_t columns) {
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
    STRAND_ALWAYS_INLINE static value one(value x, watch& seen) {
        return combine::template tree<1>([&](auto) STRAND_INLINE_LAMBDA { return x; }, seen);
    }
    /// All lanes as one: what the watch has seen of a row from `begin` to `end`.
    template <class Row>
    static T bring_together(value best, const watch& seen, const Row& row, index_t begin, index_t end) {
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
    template <class Row>
    static found find_in_few(const Row& source, index_t columns) {
        const Row row = source;
        watch seen{};
        value best;
        const index_t end = columns - lanes;
        if (end < 0) {
            best = detail::first_lanes<T, lanes>(one(lanes_of(row.first_at(0, columns)), seen), columns, identity_of<Op, T>());
        } else {
            best = one(lanes_of(row.at(end)), seen);
            for (index_t i = 0; i < end; i += lanes) best = combine::plain(best, one(lanes_of(row.at(i)), seen));
        }
        found it{bring_together(best, seen, source, 0, columns), 0};
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
    template <class Row>
    STRAND_NOINLINE static found find_in_groups(const Row& row, index_t columns) {
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
    template <class Row>
    static found find_part(const Row& source, index_t begin, index_t count) {
        const Row row = source;
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
        found it{bring_together(best, seen, source, begin, end), begin};
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
    template <class Row, class Hit>
    static index_t first_of_group(const Row& row, index_t i, Hit hit) {
        constexpr index_t words = (step + 63) / 64;
        std::uint64_t bits[static_cast<std::size_t>(words)] = {};
        STRAND_UNROLL_ALL
        for (index_t k = 0; k < step; k += lanes) bits[k / 64] |= lane_bits(hit(row.at(i + k))) << k % 64;
        index_t place = step;
        for (index_t word = words - 1; word >= 0; --word) place = bits[word] != 0 ? 64 * word + std::countr_zero(bits[word]) : place;
        return place;
    }
    /// The first element from `i` on; `columns` if there is none.
    template <class Row, class Hit>
    static index_t first_hit(const Row& source, index_t i, index_t columns, Hit hit) {
        const Row row = source;
        for (; i + lanes <= columns; i += lanes) {
            const std::uint64_t bits = lane_bits(hit(row.at(i)));
            if (bits != 0) return i + std::countr_zero(bits);
        }
        if (i == columns) return columns;
        const std::uint64_t bits = lane_bits(hit(row.first_at(i, columns - i))) & ~(~std::uint64_t(0) << (columns - i));
        return bits != 0 ? i + std::countr_zero(bits) : columns;
    }
};

}  // namespace strand::inline STRAND_ISA::kernel

#endif
