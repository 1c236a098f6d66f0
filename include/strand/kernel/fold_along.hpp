// SPDX-License-Identifier: BSD-3-Clause
// Folds rows along themselves: one accumulator per row and fold.
// In: a `row_block` whose first operand has a step of 0 over columns. Out: the accumulators, combined with the rows.
//
// Several packs of a row are combined as a tree, so that nothing waits for a chain of additions. Floating sums
// are compensated between runs of such groups. The lanes of a row are not brought together alone, but with those
// of as many rows as a pack has lanes, which takes a third of the shuffles; and rows of two to four elements
// lie side by side in packs that are taken apart by columns.
#ifndef STRAND_KERNEL_FOLD_ALONG_HPP
#define STRAND_KERNEL_FOLD_ALONG_HPP

#include <strand/kernel/accumulate.hpp>
#include <strand/kernel/columns.hpp>

namespace strand::inline STRAND_ISA::kernel {

/// Groups added to one lane between two compensated additions.
inline constexpr index_t run = 32;
/// Packs along a row in one group: eight hide the latency of their tree; of what fills a loop by itself one.
template <class Skeleton>
inline constexpr index_t group_along = is_heavy<Skeleton> ? 1 : Skeleton::leaves > 3 ? 4 : 8;

/// Fold kernels read operands that are one value per row. A single one is laid out instead, which is seldom and cheap to compile.
template <class Skeleton>
inline constexpr bool takes_splat = Skeleton::leaves > 1;
/// Rows of at most so many packs are added up pack by pack.
inline constexpr index_t few_packs = 16;

/// The rows of a panel from one column on. A splat operand is given as a tile of one strip per row.
template <class T, index_t Lanes, index_t Leaf>
struct bound<input<T>, Lanes, Leaf, source::panel> {
    const char* row;
    index_t row_step;

    STRAND_ALWAYS_INLINE explicit bound(const row_block& block) : row(block.data[Leaf]), row_step(block.row_step[Leaf]) {}
    STRAND_ALWAYS_INLINE void start_row() { row += row_step; }
    STRAND_ALWAYS_INLINE auto at(index_t i) const { return simd::load_pack<T, Lanes>(reinterpret_cast<const T*>(row) + i); }
    STRAND_ALWAYS_INLINE auto first_at(index_t i, index_t count) const {
        return simd::load_first_pack<T, Lanes>(reinterpret_cast<const T*>(row) + i, count);
    }
};

/// Packs of half as many rows: lane k of the last one is row k.
template <class Op, class T, index_t Count, class P>
STRAND_ALWAYS_INLINE void join_pairs(const P* rows, P* to) {
    [&]<int... I>(std::integer_sequence<int, I...>) STRAND_INLINE_LAMBDA {
        constexpr int lanes = static_cast<int>(P::lanes), length = lanes / static_cast<int>(Count), half = static_cast<int>(Count / 2);
        constexpr auto from = [](int lane) {
            const int row = lane / length;
            return (row < half ? 0 : lanes) + row % half * 2 * length + lane % length;
        };
        for (index_t k = 0; k < P::lanes / Count; ++k) {
            const P a = rows[2 * k], b = rows[2 * k + 1];
            to[k] = P(simd::convert<T>(Op{}(P(__builtin_shufflevector(a.v, b.v, from(I)...)), P(__builtin_shufflevector(a.v, b.v, from(I) + length...)))));
        }
    }(std::make_integer_sequence<int, static_cast<int>(P::lanes)>{});
}
/// Lane k is what the lanes of row k make together; `rows` is used up.
template <class Op, class T, class P>
STRAND_ALWAYS_INLINE P joined_lanes(P* rows) {
    const auto join = [&]<index_t Count>(std::integral_constant<index_t, Count>) STRAND_INLINE_LAMBDA {
        if constexpr (Count <= P::lanes) join_pairs<Op, T, Count>(rows, rows);
    };
    [&]<index_t... K>(std::integer_sequence<index_t, K...>) STRAND_INLINE_LAMBDA {
        (join(std::integral_constant<index_t, (index_t{2} << K)>{}), ...);
    }(std::make_integer_sequence<index_t, 6>{});  // no register has more than 64 lanes
    return rows[0];
}

template <class Skeleton, class T, class... Fold>
class along_folder : accumulating<Skeleton, T, Fold...> {
    using base = accumulating<Skeleton, T, Fold...>;
    using base::lanes, base::exact, base::none, base::folds, base::each_fold, base::both_values, base::all_folds_of;
    using typename base::combine, typename base::value, typename base::values;
    static constexpr index_t operands = base::first_leaf + Skeleton::leaves;
    static constexpr index_t group = folds > 1 && group_along<Skeleton> > 4 ? 4 : group_along<Skeleton>;
    template <source Source>
    using row_of = bound<Skeleton, lanes, base::first_leaf, Source>;

    /// Lanes can be brought together with those of other rows.
    static constexpr bool joins = lanes > 1 && !combine::decides && !strand::detail::is_complex<T> && !std::same_as<T, bool>;

public:
    /// Folded rows of at most so many bytes are better read across.
    static constexpr index_t short_bytes = joins ? 0 : 16;

    static void fold_rows(const row_block& block) {
        if (!takes_splat<Skeleton> || has_dense_columns<Skeleton>(block, base::first_leaf)) {
            index_t done = 0;
            if constexpr (joins) {
                if (block.columns <= 4 && block.columns > 1 && has_dense_rows<Skeleton>(block, base::first_leaf) && accumulators_are_dense(block)) {
                    if (block.columns == 2) done = fold_few<2>(block);
                    else if (block.columns == 3) done = fold_few<3>(block);
                    else done = fold_few<4>(block);
                }
            }
            return fold_each<source::panel>(block, done);
        }
        if constexpr (takes_splat<Skeleton>) fold_each<source::rows>(block, 0);
    }

    /// One row as one value; of one fold only.
    template <class Row>
    static T fold_row(const Row& row, index_t columns) {
        const values total = fold_packs(row, columns);
        T result;
        simd::store_pack(&result, combine::across(total.of[0]));
        return result;
    }

    /// A row of a few packs, `whole` elements and the rest, its elements dealt out to lanes. NaN only the watch knows.
    /// `go_on`: there are elements behind the row, so that its last pack is loaded whole. Processors do not foresee what
    /// masked loads will touch (1M rows of 5 to 8 doubles from memory: 6 to 10 times the loop, measured on Zen 5).
    template <class Row, class Watch>
    STRAND_ALWAYS_INLINE static values fold_few_packs(const Row& row, index_t whole, index_t columns, Watch& watching, bool go_on) {
        values total = none();
        const index_t count = columns - whole;
        // Kept in a register: g++ would load it under the mask again.
        if (go_on) take_first_of(total, value(simd::kept(combine::lanes_of(row.at(whole)).v)), count, watching);
        else take_first(total, row, whole, count, watching);
        index_t i = 0;
        for (; i + 2 * lanes <= whole; i += 2 * lanes) {
            base::template take<2>(total, [&]<class K>(K) STRAND_INLINE_LAMBDA { return row.at(i + K::value * lanes); }, watching);
        }
        if (i < whole) base::template take<1>(total, [&](auto) STRAND_INLINE_LAMBDA { return row.at(i); }, watching);
        return total;
    }

    /// One row, a value for each fold.
    template <class Row>
    static void fold_row(const Row& row, index_t columns, T* results) {
        bring_together(fold_packs(row, columns), results);
    }

private:
    /// A row, its elements dealt out to lanes; NaN in each lane where a watch was needed and there is one.
    template <class Row>
    STRAND_ALWAYS_INLINE static values fold_packs(const Row& source, index_t columns) {
        constexpr index_t step = group * lanes;
        const Row row = source;
        const index_t whole = columns / lanes * lanes;
        values total = none();
        [[maybe_unused]] values lost = none();
        typename combine::template watch<(group > 2 ? group / 2 : 1)> seen{};
        const auto all_nan = [] {
            values nan;
            for (value& p : nan.of) p = simd::splat_pack<T, lanes>(std::numeric_limits<T>::quiet_NaN());
            return nan;
        };
        index_t i = 0, groups = columns / step;
        for (bool first = true; groups > 0; first = false) {
            const index_t turns = (exact || combine::decides || combine::watched) && groups > run ? run : groups;
            values part = none();
            for (const index_t end = i + turns * step; i < end; i += step) {
                base::template take<group>(part, [&]<class K>(K) STRAND_INLINE_LAMBDA { return row.at(i + K::value * lanes); }, seen);
            }
            groups -= turns;
            if constexpr (combine::watched) {
                // While these elements are in a cache.
                if (combine::suspects(seen)) {
                    if (combine::has_nan(source, i - turns * step, i)) return all_nan();
                    seen = {};
                }
            }
            if constexpr (combine::decides) {
                if (combine::decided(part.of[0])) return {simd::splat_pack<T, lanes>(!base::template identity<0>())};
            }
            if constexpr (exact) {
                if (first) {
                    total = part;
                } else {
                    for (index_t n = 0; n < folds; ++n) detail::add_compensated(total.of[n], lost.of[n], part.of[n]);
                }
            } else {
                each_fold([&]<class N>(N) STRAND_INLINE_LAMBDA {
                    total.of[N::value] = base::template combine_of<N::value>::plain(total.of[N::value], part.of[N::value]);
                });
            }
        }
        // The rest is a bounded number of additions.
        [[maybe_unused]] const index_t rest = i;
        if constexpr (group == 8) {
            if (i + 4 * lanes <= whole) {
                base::template take<4>(total, [&]<class K>(K) STRAND_INLINE_LAMBDA { return row.at(i + K::value * lanes); }, seen);
                i += 4 * lanes;
            }
        }
        for (; i < whole; i += lanes) {
            base::template take<1>(total, [&](auto) STRAND_INLINE_LAMBDA { return row.at(i); }, seen);
        }
        if (whole > 0 && whole < columns) take_last(total, row, columns, columns - whole, seen);
        else if (whole < columns) take_first(total, row, whole, columns - whole, seen);
        if constexpr (combine::watched) {
            if (combine::suspects(seen) && combine::has_nan(source, rest, columns)) return all_nan();
        }
        // Where the sum overflowed, its error is no number.
        if constexpr (exact) {
            for (index_t n = 0; n < folds; ++n) total.of[n] = select(is_nan(lost.of[n]), total.of[n], total.of[n] + lost.of[n]);
        }
        return total;
    }
    /// As `fold_packs`. Not inline: it is long, and called from more than one place.
    template <class Row>
    STRAND_NOINLINE static values fold_row_packs(const Row& row, index_t columns) {
        return fold_packs(row, columns);
    }
    /// The lanes of each fold as one.
    STRAND_ALWAYS_INLINE static void bring_together(const values& total, T* result) {
        each_fold([&]<class N>(N) STRAND_INLINE_LAMBDA { simd::store_pack(result + N::value, base::template combine_of<N::value>::across(total.of[N::value])); });
    }
    /// Elements from `i` on, which fill the first `count` lanes.
    template <class Row, class Watch>
    STRAND_ALWAYS_INLINE static void take_first(values& total, const Row& row, index_t i, index_t count, Watch& seen) {
        take_first_of(total, combine::narrowed(combine::lanes_of(row.first_at(i, count))), count, seen);
    }
    template <class Watch>
    STRAND_ALWAYS_INLINE static void take_first_of(values& total, value x, index_t count, Watch& seen) {
        if constexpr (combine::watched) seen.see(x.v, x.v);
        each_fold([&]<class N>(N) STRAND_INLINE_LAMBDA {
            const value of_fold = fold_of<typename base::template fold<N::value>>::value_of(x);
            total.of[N::value] = base::template combine_of<N::value>::plain(total.of[N::value], only_first(of_fold, count, base::template identity<N::value>()));
        });
    }
    /// The last `count` elements of a row of more than a pack: what was folded is loaded with them, which takes less time
    /// than a part of a pack where that is not an instruction, and left out.
    template <class Row, class Watch>
    STRAND_ALWAYS_INLINE static void take_last(values& total, const Row& row, index_t columns, index_t count, Watch& seen) {
        const value x = combine::narrowed(combine::lanes_of(row.at(columns - lanes)));
        if constexpr (combine::watched) seen.see(x.v, x.v);
        each_fold([&]<class N>(N) STRAND_INLINE_LAMBDA {
            const auto before = simd::splat_pack<T, lanes>(base::template identity<N::value>());
            const auto folded = simd::detail::first_lanes_mask<simd::bytes_of<real_t<T>>, lanes>(lanes - count);
            total.of[N::value] = base::template combine_of<N::value>::plain(total.of[N::value], select(folded, before, fold_of<typename base::template fold<N::value>>::value_of(x)));
        });
    }
    STRAND_ALWAYS_INLINE static value only_first(value x, index_t count, T otherwise) {
        return detail::first_lanes<T, lanes>(x, count, otherwise);
    }

    /// The rows from `r` on.
    template <source Source>
    static void fold_each(const row_block& block, index_t r) {
        char* data[static_cast<std::size_t>(operands)];
        for (index_t op = 0; op < operands; ++op) data[op] = block.data[op] ? block.data[op] + r * block.row_step[op] : nullptr;
        const row_block from_r{data, block.row_step, block.column_step, block.rows - r, block.columns};
        [[maybe_unused]] row_of<source::rows> rows(from_r);
        [[maybe_unused]] row_of<source::panel> dense_rows(from_r);
        const auto next = [&]() STRAND_INLINE_LAMBDA {
            if constexpr (Source == source::rows) {
                rows.start_row();
                return rows;
            } else {
                const auto row = dense_rows;
                dense_rows.start_row();
                return row;
            }
        };
        const index_t columns = block.columns;
        if constexpr (joins) {
            const bool few = columns <= few_packs * lanes, dense = accumulators_are_dense(block);
            const index_t whole = columns > 0 ? (columns - 1) / lanes * lanes : 0;
            // As many rows again lie behind those that are folded.
            const index_t last_to_go_on = Source == source::panel && few && columns > 0 && has_dense_rows<Skeleton>(block, base::first_leaf) ? block.rows - 2 * lanes : -1;
            for (; dense && r + lanes <= block.rows; r += lanes) {
                value folded[static_cast<std::size_t>(folds)][static_cast<std::size_t>(lanes)];
                const auto before = rows;
                const auto dense_before = dense_rows;
                typename combine::template watch<> seen[4]{};  // one for each of four rows: they do not wait for each other
                const auto fold_next = [&](index_t k, auto& watching) STRAND_INLINE_LAMBDA {
                    const values total = fold_few_packs(next(), whole, columns, watching, r <= last_to_go_on);
                    for (index_t n = 0; n < folds; ++n) folded[n][k] = total.of[n];
                };
                for (index_t k = 0; k < lanes && few; k += lanes < 4 ? 2 : 4) {
                    fold_next(k, seen[0]);
                    fold_next(k + 1, seen[1]);
                    if constexpr (lanes >= 4) fold_next(k + 2, seen[2]), fold_next(k + 3, seen[3]);
                }
                const bool suspected = combine::suspects(seen[0], seen[1], seen[2], seen[3]);
                if (suspected) rows = before, dense_rows = dense_before;
                for (index_t k = 0; k < lanes && (!few || suspected); ++k) {
                    const values total = fold_row_packs(next(), columns);
                    for (index_t n = 0; n < folds; ++n) folded[n][k] = total.of[n];
                }
                each_fold([&]<class N>(N n) STRAND_INLINE_LAMBDA { add_rows(n, block, r, joined_lanes<typename fold_of<typename base::template fold<N::value>>::op, T>(folded[N::value])); });
            }
        }
        for (; r < block.rows; ++r) {
            const auto row = next();
            if constexpr (combine::decides) {
                if (!block.fresh && *base::template accumulator_at<0>(block, r * block.row_step[0]) != base::template identity<0>()) continue;
            }
            T folded[static_cast<std::size_t>(folds)];
            bring_together(fold_row_packs(row, columns), folded);
            each_fold([&]<class N>(N) STRAND_INLINE_LAMBDA {
                base::template add_one<N::value>(base::template accumulator_at<N::value>(block, r * block.row_step[N::value]),
                                                 base::template error_at<N::value>(block, r * block.row_step[exact ? folds + N::value : 0]),
                                                 folded[N::value], T{}, block.fresh);
            });
        }
    }

    static bool accumulators_are_dense(const row_block& block) {
        bool dense = block.rows >= lanes;
        for (index_t op = 0; op < base::first_leaf; ++op) dense = dense && (!block.data[op] || block.row_step[op] == simd::bytes_of<T>);
        return dense;
    }
    template <class N>
    STRAND_ALWAYS_INLINE static void add_rows(N, const row_block& block, index_t r, value x) {
        base::template add_lanes<N::value>(base::template accumulator_at<N::value>(block, r * simd::bytes_of<T>),
                                           base::template error_at<N::value>(block, r * simd::bytes_of<T>), x, lanes, block.fresh);
    }
    template <class Row>
    STRAND_ALWAYS_INLINE static values pack_of_row(const Row& row, index_t i) {
        return all_folds_of(value(combine::lanes_of(row.at(i))));
    }
    /// Rows of `Columns` elements that lie side by side; returns how many rows are done.
    template <index_t Columns>
    static index_t fold_few(const row_block& block) {
        const row_of<source::panel> row(block);
        index_t r = 0;
        for (; r + lanes <= block.rows; r += lanes) {
            values packs[static_cast<std::size_t>(Columns)];
            for (index_t k = 0; k < Columns; ++k) packs[k] = pack_of_row(row, r * Columns + k * lanes);
            each_fold([&]<class N>(N n) STRAND_INLINE_LAMBDA {
                constexpr index_t at = N::value;
                const auto of = [&](index_t k) STRAND_INLINE_LAMBDA { return packs[k].of[at]; };
                if constexpr (Columns == 4) {
                    add_rows(n, block, r, pairs<at>(pairs<at>(of(0), of(1)), pairs<at>(of(2), of(3))));
                } else if constexpr (Columns == 2) {
                    add_rows(n, block, r, pairs<at>(of(0), of(1)));
                } else {
                    const value of_fold[] = {of(0), of(1), of(2)};
                    add_rows(n, block, r, base::template both<at>(base::template both<at>(column_of<3, 0>(of_fold), column_of<3, 1>(of_fold)), column_of<3, 2>(of_fold)));
                }
            });
        }
        return r;
    }
    /// Neighbours as one.
    template <index_t N>
    STRAND_ALWAYS_INLINE static value pairs(value a, value b) {
        return [&]<int... I>(std::integer_sequence<int, I...>) STRAND_INLINE_LAMBDA {
            return base::template both<N>(value(__builtin_shufflevector(a.v, b.v, 2 * I...)), value(__builtin_shufflevector(a.v, b.v, 2 * I + 1 ...)));
        }(std::make_integer_sequence<int, static_cast<int>(lanes)>{});
    }
};

}  // namespace strand::inline STRAND_ISA::kernel

#endif
