// SPDX-License-Identifier: BSD-3-Clause
// Folds rows into each other: one accumulator per column and fold.
// In: a `row_block` whose first operand is dense over columns and has a step of 0 over rows.
// Out: the accumulators, combined with every row.
//
// A panel of rows is folded a few rows at a time, from end to end, as hardware that fetches ahead likes it. Rows are
// combined as trees, and what they make waits in the first-level cache until the panel is done. So accumulators
// are touched once per panel, and sums are compensated there. Short rows and those of splat operands are folded strip by
// strip: what they make waits in registers.
#ifndef STRAND_KERNEL_FOLD_DOWN_HPP
#define STRAND_KERNEL_FOLD_DOWN_HPP

#include <strand/kernel/fold_along.hpp>

namespace strand::inline STRAND_ISA::kernel {

/// Rows that are folded one by one, each into what there is: so many additions need no tree.
inline constexpr index_t most_rows_at_once = 16;
/// Columns that are widened to whole packs by taking several rows as one; and elements from one row to the next.
inline constexpr index_t most_short_columns = 32, most_pitch = 64;

/// Rows that are combined as a tree, and packs of each that are folded at once: of several operands fewer, whose
/// addresses stay in registers; of what fills a loop by itself one.
template <class Skeleton>
inline constexpr index_t group_down = is_heavy<Skeleton> ? 1 : Skeleton::leaves > 1 ? 2 : 4;
template <class Skeleton>
inline constexpr index_t strip_packs = is_heavy<Skeleton> ? 1 : 2;
/// Rows of at least so many packs are folded a few at a time from end to end, at most so many bytes of them.
inline constexpr index_t least_across = 8, bytes_across = 8192;

template <class Skeleton, class T, class... Fold>
class down_folder : accumulating<Skeleton, T, Fold...> {
    using base = accumulating<Skeleton, T, Fold...>;
    using base::lanes, base::exact, base::none, base::first_leaf, base::folds, base::each_fold;
    using typename base::combine, typename base::value, typename base::values;
    using watch = typename base::combine::template watch<>;
    using row_of = bound<Skeleton, lanes, first_leaf, source::panel>;
    static constexpr index_t group = group_down<Skeleton>, strip = strip_packs<Skeleton>, operands = first_leaf + Skeleton::leaves;
    static constexpr index_t tile_row_bytes = strip * (simd::register_bytes > 16 ? simd::register_bytes : 16);

public:
    /// Rows of a panel: enough to make little of touching accumulators, few enough for short chains of additions.
    static constexpr index_t most_rows = run * group;
    /// From so many rows on a few columns are folded as wide rows, with what lies between them; 0: never.
    static constexpr index_t least_wide_rows = lanes > 1 ? 8 * group * lanes : 0;

    static void fold_rows(const row_block& block) {
        // Planes of the same accumulators are rows in groups, so few that they make one panel.
        const bool grouped = block.planes > 1 && block.fresh && block.plane_step[0] == 0;
        if (!grouped && folds_at_once(block)) return;
        if (!grouped && block.planes > 1) return fold_planes(block);
        if (lanes > 1 && !block.fresh && block.columns <= most_short_columns && block.rows >= least_wide_rows) {
            if (const pitch rows = find_pitch(block); rows.step > 0) return fold_wide_rows(block, rows);
        }
        alignas(64) char tiles[takes_splat<Skeleton> ? static_cast<std::size_t>(Skeleton::leaves * most_rows * tile_row_bytes) : 1];
        char* data[static_cast<std::size_t>(operands)];
        index_t steps[static_cast<std::size_t>(operands)], columns_apart[static_cast<std::size_t>(operands)], groups_apart[static_cast<std::size_t>(operands)];
        for (index_t r = 0; r < block.rows; r += most_rows) {
            const index_t rows = block.rows - r < most_rows ? block.rows - r : most_rows;
            for (index_t op = 0; op < operands; ++op) {
                data[op] = block.data[op] ? block.data[op] + r * block.row_step[op] : nullptr;
                steps[op] = block.row_step[op];
                columns_apart[op] = block.column_step[op];
                groups_apart[op] = grouped ? block.plane_step[op] : 0;
            }
            if constexpr (takes_splat<Skeleton>) detail::leaves_of<Skeleton>::every(first_leaf, [&]<class U>(index_t leaf, std::type_identity<U>) {
                if (columns_apart[leaf] != 0) return true;
                char* const tile = tiles + (leaf - first_leaf) * most_rows * tile_row_bytes;
                const index_t different = steps[leaf] == 0 ? 1 : rows, groups = groups_apart[leaf] == 0 ? 1 : block.planes;
                for (index_t k = 0; k < groups * different; ++k) {
                    const auto p = simd::splat_pack<U, lanes>(*reinterpret_cast<const U*>(data[leaf] + k / different * groups_apart[leaf] + k % different * steps[leaf]));
                    for (index_t at = 0; at < strip; ++at) simd::store_pack(reinterpret_cast<U*>(tile + k * tile_row_bytes) + at * lanes, p);
                }
                data[leaf] = tile;
                if (steps[leaf] != 0) steps[leaf] = tile_row_bytes;
                if (groups > 1) groups_apart[leaf] = different * tile_row_bytes;
                return true;
            });
            const row_block panel{data, steps, columns_apart, rows, block.columns, block.fresh, grouped ? block.planes : 1, groups_apart};
            if (group > 1 && block.columns >= (grouped ? 1 : least_across) * lanes && has_dense_columns<Skeleton>(block, first_leaf)) fold_across(panel);
            else fold_panel(panel, data);
        }
    }

private:
    static void fold_panel(const row_block& panel, char** data) {
        const auto advance = [&](index_t columns) STRAND_INLINE_LAMBDA {
            for (index_t op = 0; op < operands; ++op) {
                if (data[op]) data[op] += columns * panel.column_step[op];
            }
        };
        index_t left = panel.columns;
        for (; left >= strip * lanes; left -= strip * lanes) {
            fold_strip<strip>(panel, lanes);
            advance(strip * lanes);
        }
        for (; left > 0; left -= lanes) {
            fold_strip<1>(panel, left < lanes ? left : lanes);
            if (left <= lanes) return;
            advance(lanes);
        }
    }

    /// Where whole packs of columns wait, and where the rest of them, padded to one: it is stored and read again as a
    /// whole, because what was stored under a mask is late to be read.
    struct waiting {
        T *packs[static_cast<std::size_t>(folds)], *rest[static_cast<std::size_t>(folds)];
    };
    /// The rows of a panel one after the other, group after group.
    class panel_rows {
    public:
        STRAND_ALWAYS_INLINE explicit panel_rows(const row_block& panel) : panel_(panel), left_(panel.rows) {
            for (index_t op = first_leaf; op < operands; ++op) next_[op] = panel.data[op];
        }
        STRAND_ALWAYS_INLINE row_of next() {
            const row_of row({next_, panel_.row_step, nullptr, 1, 1});
            const bool ends = --left_ == 0;
            for (index_t op = first_leaf; op < operands; ++op) {
                next_[op] += panel_.row_step[op];
                if (ends && panel_.planes > 1) next_[op] += panel_.plane_step[op] - panel_.rows * panel_.row_step[op];
            }
            if (ends) left_ = panel_.rows;
            return row;
        }

    private:
        const row_block& panel_;
        index_t left_;  // of the group
        char* next_[static_cast<std::size_t>(operands)];
    };
    static void fold_across(const row_block& panel) {
        constexpr index_t most = bytes_across / simd::bytes_of<T>;
        alignas(64) T memory[static_cast<std::size_t>(folds * most)];
        waiting wait;
        for (index_t c = 0; c < panel.columns; c += most) {
            const index_t columns = panel.columns - c < most ? panel.columns - c : most, whole = columns / lanes * lanes;
            each_fold([&]<class N>(N) STRAND_INLINE_LAMBDA {
                T* const own = memory + N::value * most;
                wait.packs[N::value] = panel.fresh ? base::template accumulator_at<N::value>(panel, c * simd::bytes_of<T>) : own;
                wait.rest[N::value] = panel.fresh ? own : own + whole;
            });
            typename combine::template watch<2> seen[2]{};
            panel_rows rows(panel);
            const index_t all_rows = panel.rows * panel.planes;
            index_t r = 0;
            for (; r + group <= all_rows; r += group) pass_along<group>(rows, r == 0, c, columns, wait, seen);
            for (; r < all_rows; ++r) pass_along<1>(rows, r == 0, c, columns, wait, seen);
            const bool suspected = combine::suspects(seen[0], seen[1]);
            for (index_t i = suspected || !panel.fresh ? 0 : whole; i < columns; i += lanes) {
                const index_t count = columns - i < lanes ? columns - i : lanes, at = (c + i) * simd::bytes_of<T>;
                values part;
                for (index_t n = 0; n < folds; ++n) part.of[n] = simd::load_pack<T, lanes>(i < whole ? wait.packs[n] + i : wait.rest[n]);
                if constexpr (combine::watched) {
                    if (suspected) find_nan(panel, c + i, count, part);
                }
                each_fold([&]<class N>(N) STRAND_INLINE_LAMBDA {
                    base::template add_lanes<N::value>(base::template accumulator_at<N::value>(panel, at), base::template error_at<N::value>(panel, at),
                                                       part.of[N::value], count, panel.fresh);
                });
            }
        }
    }
    /// The next rows, combined with what waits unless they are the first.
    template <index_t Rows, class Watch>
    static void pass_along(panel_rows& from, bool first, index_t begin, index_t columns, const waiting& wait, Watch* seen) {
        [&]<std::size_t... K>(std::index_sequence<K...>) STRAND_INLINE_LAMBDA {
            const row_of rows[] = {(static_cast<void>(K), from.next())...};
            const auto fold = [&](T* const* to, index_t at, Watch& watching, auto read) STRAND_INLINE_LAMBDA {
                values part = none();
                for (index_t n = 0; n < folds && !first; ++n) part.of[n] = simd::load_pack<T, lanes>(to[n] + at);
                base::template take<Rows>(part, [&]<class R>(R) STRAND_INLINE_LAMBDA { return read(rows[R::value]); }, watching);
                for (index_t n = 0; n < folds; ++n) simd::store_pack(to[n] + at, part.of[n]);
            };
            const auto fold_pack = [&](index_t i, Watch& watching) STRAND_INLINE_LAMBDA {
                fold(wait.packs, i, watching, [i, begin](const row_of& row) STRAND_INLINE_LAMBDA { return row.at(begin + i); });
            };
            index_t i = 0;
            for (; i + 2 * lanes <= columns; i += 2 * lanes) {
                fold_pack(i, seen[0]);
                fold_pack(i + lanes, seen[1]);
            }
            if (i + lanes <= columns) fold_pack(i, seen[0]), i += lanes;
            const index_t rest = columns - i;
            if (rest > 0) fold(wait.rest, 0, seen[1], [&](const row_of& row) STRAND_INLINE_LAMBDA { return row.first_at(begin + i, rest); });
        }(std::make_index_sequence<static_cast<std::size_t>(Rows)>{});
    }

    /// f(rows) for each group of rows of a panel.
    template <class Function>
    STRAND_ALWAYS_INLINE static void each_group(const row_block& panel, Function f) {
        char* data[static_cast<std::size_t>(operands)];
        for (index_t op = 0; op < operands; ++op) data[op] = panel.data[op];
        f({data, panel.row_step, panel.column_step, panel.rows, panel.columns});
        for (index_t p = 1; p < panel.planes; ++p) {
            for (index_t op = first_leaf; op < operands; ++op) data[op] += panel.plane_step[op];
            f({data, panel.row_step, panel.column_step, panel.rows, panel.columns});
        }
    }
    /// `Packs` packs of columns, of the last one `count` lanes, of all rows of the panel.
    template <index_t Packs>
    static void fold_strip(const row_block& panel, index_t count) {
        values part[static_cast<std::size_t>(Packs)];
        watch seen[static_cast<std::size_t>(Packs)]{};
        for (values& p : part) p = none();
        each_group(panel, [&](const row_block& rows) STRAND_INLINE_LAMBDA {
            if (Packs > 1 || count == lanes) {
                fold_columns<Packs>(rows, part, seen, [](const row_of& row, index_t i) STRAND_INLINE_LAMBDA { return row.at(i); });
            } else if constexpr (Packs == 1) {
                fold_columns<Packs>(rows, part, seen, [count](const row_of& row, index_t i) STRAND_INLINE_LAMBDA { return row.first_at(i, count); });
            }
        });
        if constexpr (combine::watched) {
            const bool suspected = [&]<std::size_t... K>(std::index_sequence<K...>) STRAND_INLINE_LAMBDA {
                return combine::suspects(seen[K]...);
            }(std::make_index_sequence<static_cast<std::size_t>(Packs)>{});
            if (suspected) {
                for (index_t k = 0; k < Packs; ++k) find_nan(panel, k * lanes, count, part[k]);
            }
        }
        for (index_t k = 0; k < Packs; ++k) {
            const index_t at = k * lanes * simd::bytes_of<T>;
            each_fold([&]<class N>(N) STRAND_INLINE_LAMBDA {
                base::template add_lanes<N::value>(base::template accumulator_at<N::value>(panel, at), base::template error_at<N::value>(panel, at),
                                                   part[k].of[N::value], count, panel.fresh);
            });
        }
    }
    /// NaN in the first `count` lanes in which there is one.
    STRAND_NOINLINE static void find_nan(const row_block& panel, index_t at, index_t count, values& part) {
        value seen = simd::splat_pack<T, lanes>(T{});
        each_group(panel, [&](const row_block& rows) {
            row_of row(rows);
            for (index_t r = 0; r < rows.rows; ++r, row.start_row()) {
                const value x = combine::lanes_of(count == lanes ? row.at(at) : row.first_at(at, count));
                seen = select(is_nan(x), x, seen);
            }
        });
        for (value& p : part.of) p = select(is_nan(seen), seen, p);
    }
    template <index_t Packs, class Read>
    STRAND_ALWAYS_INLINE static void fold_columns(const row_block& panel, values* part, watch* seen, Read read) {
        index_t r = 0;
        if constexpr (group > 1) {
            // Each of these takes every `group`-th row.
            index_t steps[static_cast<std::size_t>(operands)];
            for (index_t op = 0; op < operands; ++op) steps[op] = group * panel.row_step[op];
            const auto first = [&](std::size_t k) STRAND_INLINE_LAMBDA {
                char* data[static_cast<std::size_t>(operands)];
                for (index_t op = first_leaf; op < operands; ++op) data[op] = panel.data[op] + static_cast<index_t>(k) * panel.row_step[op];
                return row_of({data, steps, nullptr, 1, 1});
            };
            [&]<std::size_t... K>(std::index_sequence<K...>) STRAND_INLINE_LAMBDA {
                row_of rows[] = {first(K)...};
                for (; r + group <= panel.rows; r += group) {
                    for (index_t k = 0; k < Packs; ++k) {
                        base::template take<group>(part[k], [&]<class R>(R) STRAND_INLINE_LAMBDA { return read(rows[R::value], k * lanes); }, seen[k]);
                    }
                    (rows[K].start_row(), ...);
                }
            }(std::make_index_sequence<static_cast<std::size_t>(group)>{});
        }
        char* data[static_cast<std::size_t>(operands)];
        for (index_t op = first_leaf; op < operands; ++op) data[op] = panel.data[op] + r * panel.row_step[op];
        row_of row({data, panel.row_step, nullptr, 1, 1});
        for (; r < panel.rows; ++r) {
            for (index_t k = 0; k < Packs; ++k) {
                base::template take<1>(part[k], [&](auto) STRAND_INLINE_LAMBDA { return read(row, k * lanes); }, seen[k]);
            }
            row.start_row();
        }
    }

    /// Two to four dense rows of each plane are folded as they are read. False where there are others; nothing is done then.
    static bool folds_at_once(const row_block& block) {
        if (!block.fresh || block.rows < 2 || block.rows > 4 || !has_dense_columns<Skeleton>(block, first_leaf)) return false;
        if (block.rows == 2) fold_rows_at_once<2>(block);
        else if (block.rows == 3) fold_rows_at_once<3>(block);
        else fold_rows_at_once<4>(block);
        return true;
    }
    /// Planes one after the other. Few rows shorter than a strip are folded one by one.
    static void fold_planes(const row_block& block) {
        char* data[static_cast<std::size_t>(operands)];
        for (index_t op = 0; op < operands; ++op) data[op] = block.data[op];
        const bool few = block.fresh && block.rows <= most_rows_at_once && block.columns < strip * lanes;
        for (index_t p = 0; p < block.planes; ++p) {
            if (few) fold_few_rows({data, block.row_step, block.column_step, block.rows, block.columns});
            else fold_rows({data, block.row_step, block.column_step, block.rows, block.columns, block.fresh});
            for (index_t op = 0; op < operands; ++op) {
                if (data[op]) data[op] += block.plane_step[op];
            }
        }
    }
    template <index_t Rows>
    static void fold_rows_at_once(const row_block& block) {
        const index_t* const steps = block.planes > 1 ? block.plane_step : block.row_step;
        const auto first = [&](std::size_t k) STRAND_INLINE_LAMBDA {
            char* data[static_cast<std::size_t>(operands)];
            for (index_t op = first_leaf; op < operands; ++op) data[op] = block.data[op] + static_cast<index_t>(k) * block.row_step[op];
            return row_of({data, steps, nullptr, 1, 1});
        };
        [&]<std::size_t... K>(std::index_sequence<K...>) STRAND_INLINE_LAMBDA {
            row_of rows[] = {first(K)...};
            char* out[static_cast<std::size_t>(folds)];
            index_t out_step[static_cast<std::size_t>(folds)];
            for (index_t n = 0; n < folds; ++n) out[n] = block.data[n], out_step[n] = steps[n];
            const index_t columns = block.columns, rest = columns % lanes, whole = columns - rest;
            for (index_t planes = block.planes; planes > 0; --planes) {
                const auto fold = [&](index_t at, index_t count, auto read) STRAND_INLINE_LAMBDA {
                    const value of_rows[] = {combine::narrowed(combine::lanes_of(read(rows[K])))...};
                    values total = base::all_folds_of(of_rows[0]);
                    for (std::size_t k = 1; k < static_cast<std::size_t>(Rows); ++k) total = base::both_values(total, base::all_folds_of(of_rows[k]));
                    each_fold([&]<class N>(N) STRAND_INLINE_LAMBDA { base::store(reinterpret_cast<T*>(out[N::value]) + at, total.of[N::value], count); });
                };
                for (index_t at = 0; at < whole; at += lanes) fold(at, lanes, [at](const auto& row) STRAND_INLINE_LAMBDA { return row.at(at); });
                if (rest > 0) fold(whole, rest, [whole, rest](const auto& row) STRAND_INLINE_LAMBDA { return row.first_at(whole, rest); });
                (rows[K].start_row(), ...);
                for (index_t n = 0; n < folds; ++n) out[n] += out_step[n];
            }
        }(std::make_index_sequence<static_cast<std::size_t>(Rows)>{});
    }
    STRAND_ALWAYS_INLINE static void fold_few_rows(const row_block& plane) {
        const bound<Skeleton, lanes, first_leaf, source::rows> first_row(plane);
        const auto fold = [&](index_t at, index_t count, auto read) STRAND_INLINE_LAMBDA {
            auto row = first_row;
            row.start_row();
            values total = base::all_folds_of(combine::narrowed(combine::lanes_of(read(row))));
            for (index_t r = 1; r < plane.rows; ++r) {
                row.start_row();
                total = base::both_values(total, base::all_folds_of(combine::narrowed(combine::lanes_of(read(row)))));
            }
            each_fold([&]<class N>(N) STRAND_INLINE_LAMBDA {
                base::store(base::template accumulator_at<N::value>(plane, at * simd::bytes_of<T>), total.of[N::value], count);
            });
        };
        index_t at = 0;
        for (; at + lanes <= plane.columns; at += lanes) fold(at, lanes, [at](const auto& row) STRAND_INLINE_LAMBDA { return row.at(at); });
        const index_t rest = plane.columns - at;
        if (rest > 0) fold(at, rest, [at, rest](const auto& row) STRAND_INLINE_LAMBDA { return row.first_at(at, rest); });
    }

    /// How rows of all leaves lie, in elements: from one to the next, and from column to column. Step 0: not alike.
    struct pitch {
        index_t row, step;
    };
    /// One row for all.
    static bool is_repeated(const row_block& block, index_t leaf, index_t itemsize) { return block.row_step[leaf] == 0 && block.column_step[leaf] == itemsize; }
    static pitch find_pitch(const row_block& block) {
        pitch found{0, 0};
        bool is_first = true;
        const bool alike = detail::leaves_of<Skeleton>::every(first_leaf, [&]<class U>(index_t leaf, std::type_identity<U>) STRAND_INLINE_LAMBDA {
            constexpr index_t item = simd::bytes_of<U>;
            if (Skeleton::leaves > 1 && is_repeated(block, leaf, item)) return true;
            const pitch here{block.row_step[leaf] / item, block.column_step[leaf] / item};
            if (std::exchange(is_first, false)) found = here;
            return here.row == found.row && here.step == found.step && here.row * item == block.row_step[leaf] && here.step * item == block.column_step[leaf];
        });
        const bool fits = alike && (found.step == 1 || found.step == 2) && found.row > (block.columns - 1) * found.step && found.row <= most_pitch;
        return fits ? found : pitch{0, 0};
    }
    /// As many rows as a pack has lanes are one wide row of whole packs, with accumulators of its own, also for what
    /// lies between the columns and behind them: reading that takes less time than avoiding it.
    static void fold_wide_rows(const row_block& block, pitch lie) {
        constexpr index_t most = most_pitch * lanes;
        T wide[static_cast<std::size_t>(first_leaf)][static_cast<std::size_t>(most)];
        char* data[static_cast<std::size_t>(operands)];
        index_t steps[static_cast<std::size_t>(operands)] = {}, dense[static_cast<std::size_t>(operands)];
        const index_t count = lie.row * lanes;
        // There are errors also where those of the results are not wanted.
        for (index_t op = 0; op < first_leaf; ++op) data[op] = reinterpret_cast<char*>(wide[op]), dense[op] = simd::bytes_of<T>;
        each_fold([&]<class N>(N) STRAND_INLINE_LAMBDA {
            for (index_t i = 0; i < count; ++i) wide[N::value][i] = base::template identity<N::value>();
            if constexpr (exact) {
                for (index_t i = 0; i < count; ++i) wide[folds + N::value][i] = T{};
            }
        });
        for (index_t leaf = first_leaf; leaf < operands; ++leaf) {
            data[leaf] = block.data[leaf];
            steps[leaf] = lanes * block.row_step[leaf];
            dense[leaf] = is_repeated(block, leaf, block.column_step[leaf]) ? block.column_step[leaf] : block.column_step[leaf] / lie.step;
        }
        alignas(64) char tiles[static_cast<std::size_t>(Skeleton::leaves > 1 ? Skeleton::leaves * most * Skeleton::widest : 1)];
        if constexpr (Skeleton::leaves > 1) detail::leaves_of<Skeleton>::every(first_leaf, [&]<class U>(index_t leaf, std::type_identity<U>) {
            if (!is_repeated(block, leaf, simd::bytes_of<U>)) return true;
            U* const tile = reinterpret_cast<U*>(tiles + (leaf - first_leaf) * most * Skeleton::widest);
            const U* const row = reinterpret_cast<const U*>(block.data[leaf]);
            for (index_t r = 0; r < lanes; ++r) {
                // What lies between the columns meets any of them.
                for (index_t i = 0; i < lie.row; ++i) tile[r * lie.row + i] = row[i < block.columns ? i : 0];
                for (index_t c = 0; c < block.columns && lie.step > 1; ++c) tile[r * lie.row + c * lie.step] = row[c];
            }
            data[leaf] = reinterpret_cast<char*>(tile);
            return true;
        });
        // Nothing is read behind the last row.
        const index_t wide_rows = (lie.row > block.columns ? block.rows - 1 : block.rows) / lanes, rest = block.rows - wide_rows * lanes;
        fold_rows({data, steps, dense, wide_rows, count});
        each_fold([&]<class N>(N) STRAND_INLINE_LAMBDA {
            T* const accumulator = base::template accumulator_at<N::value>(block, 0);
            T* const error = base::template error_at<N::value>(block, 0);
            for (index_t r = 0; r < lanes; ++r) {
                for (index_t c = 0; c < block.columns; ++c) {
                    const index_t i = r * lie.row + c * lie.step;
                    base::template add_one<N::value>(accumulator + c, error ? error + c : nullptr, wide[N::value][i], exact ? wide[exact ? folds + N::value : 0][i] : T{});
                }
            }
        });
        for (index_t leaf = first_leaf; leaf < operands; ++leaf) {
            data[leaf] = block.data[leaf] + wide_rows * steps[leaf];
            steps[leaf] = block.row_step[leaf];
        }
        for (index_t op = 0; op < first_leaf; ++op) data[op] = block.data[op];
        // Columns that do not lie dense one by one.
        const index_t at_once = lie.step == 1 ? block.columns : 1;
        for (index_t c = 0; c < block.columns; c += at_once) {
            if (rest > 0) fold_rows({data, steps, dense, rest, at_once});
            for (index_t op = 0; op < operands; ++op) {
                if (data[op]) data[op] += at_once * block.column_step[op];
            }
        }
    }
};

}  // namespace strand::inline STRAND_ISA::kernel

#endif
