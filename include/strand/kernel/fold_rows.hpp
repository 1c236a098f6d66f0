// SPDX-License-Identifier: BSD-3-Clause
// The reduction kernel: folds the rows of a skeleton into accumulators.
// In: a `row_block` whose first operand is the accumulators: one per row where the row's axis is folded
// (its step over columns is 0), else one per column. Out: the accumulators, combined with every element.
//
// Elements are taken in groups that are combined as a tree: along a row several packs, down columns several
// rows, so that accumulators are touched once per group and nothing waits for a chain of additions.
// Floating sums are compensated between runs of groups: a second operand holds what rounding lost (TwoSum:
// D. E. Knuth, The Art of Computer Programming 2, 4.2.2, Theorem B), unless its address is null. The error is at most (run + 8) eps
// times the sum of magnitudes, however many elements there are.
#ifndef STRAND_KERNEL_FOLD_ROWS_HPP
#define STRAND_KERNEL_FOLD_ROWS_HPP

#include <strand/kernel/combining.hpp>

namespace strand::inline STRAND_ISA::kernel {

/// Groups added to one lane between two compensated additions.
inline constexpr index_t run = 32;
/// Columns that are widened to whole packs by taking several dense rows as one.
inline constexpr index_t most_short_columns = 32;

namespace detail {

/// Each row of the leaves begins where the one before it ends.
/// What is no operand in memory, a number or a callable of the expression itself, is the same for all rows.
template <class Skeleton>
struct leaves_of {
    static bool are_dense(const row_block&, index_t) { return true; }
};
template <class T>
struct leaves_of<input<T>> {
    static bool are_dense(const row_block& block, index_t leaf) {
        return block.column_step[leaf] != 0 && block.row_step[leaf] == block.columns * simd::bytes_of<T>;
    }
};
template <class Functor, class... X>
struct leaves_of<apply<Functor, X...>> {
    static bool are_dense(const row_block& block, index_t leaf) {
        bool all = true;
        ((all = all && leaves_of<X>::are_dense(block, leaf), leaf += X::leaves), ...);
        return all;
    }
};

}  // namespace detail

/// Packs along a row, and rows down columns, in one group: eight hide the latency of their tree and touch
/// accumulators seldom; of several operands fewer rows, whose addresses stay in registers; of what fills a loop
/// by itself one.
template <class Skeleton>
inline constexpr index_t group_along = is_heavy<Skeleton> ? 1 : Skeleton::leaves > 3 ? 4 : 8;
template <class Skeleton>
inline constexpr index_t group_down = is_heavy<Skeleton> ? 1 : Skeleton::leaves > 1 ? 4 : 8;

template <class Skeleton, class T, class Op>
class row_folder {
    static constexpr index_t lanes = kernel_lanes<Skeleton, T>;
    static constexpr bool exact = compensated<Op, T>;
    using combine = combining<Op, T, lanes>;
    using value = typename combine::value;
    using watch = typename combine::watch;

public:
    /// The place of the first leaf in a block, behind the accumulators.
    static constexpr index_t first_leaf = exact ? 2 : 1;

    static void fold_rows(const row_block& block) {
        const bool along = block.column_step[0] == 0;
        if (!along && block.row_step[0] == 0) return down_rows(block);
        expression row(block);
        index_t r = 0;
        if constexpr (joins_rows) {
            if (along && can_join(block)) r = join_short_rows(block, row);
        }
        for (; r < block.rows; ++r) {
            T* accumulator = reinterpret_cast<T*>(block.data[0] + r * block.row_step[0]);
            T* error = exact && block.data[exact] ? reinterpret_cast<T*>(block.data[exact] + r * block.row_step[exact]) : nullptr;
            row.start_row();
            if (along) into_one(accumulator, error, row, block.columns);
            else into_columns<1>(accumulator, error, &row, block.columns);
        }
    }

    /// One row of dense operands; reads only the leaves' addresses and the columns of the block.
    static T fold_dense(const row_block& block) {
        return fold_row(bound<Skeleton, lanes, first_leaf, source::dense>(block), block.columns);
    }

private:
    using expression = bound<Skeleton, lanes, first_leaf, source::rows>;

    template <class Row>
    static T fold_row(const Row& source, index_t columns) {
        constexpr index_t group = group_along<Skeleton>, step = group * lanes;
        const Row row = source;
        const value none = simd::splat_pack<T, lanes>(identity_of<Op, T>());
        value total = none;
        [[maybe_unused]] value lost = none;
        watch seen;
        index_t i = 0, groups = columns / step;
        for (bool first = true; groups > 0; first = false) {
            const index_t turns = (exact || combine::decides) && groups > run ? run : groups;
            value part = none;
            for (const index_t end = i + turns * step; i < end; i += step) {
                const auto read = [&]<class K>(K) STRAND_INLINE_LAMBDA { return row.at(i + K::value * lanes); };
                part = combine::plain(part, combine::template tree<group>(read, seen));
            }
            groups -= turns;
            if constexpr (combine::decides) {
                if (combine::decided(part)) return !identity_of<Op, T>();
            }
            if constexpr (exact) {
                if (first) total = part;
                else detail::add_compensated(total, lost, part);
            } else {
                total = combine::plain(total, part);
            }
        }
        // The rest is a bounded number of additions.
        if constexpr (group == 8) {
            for (; i + 4 * lanes <= columns; i += 4 * lanes) {
                const auto read = [&]<class K>(K) STRAND_INLINE_LAMBDA { return row.at(i + K::value * lanes); };
                total = combine::plain(total, combine::template tree<4>(read, seen));
            }
        }
        for (; i + lanes <= columns; i += lanes) {
            const auto read = [&](auto) STRAND_INLINE_LAMBDA { return row.at(i); };
            total = combine::plain(total, combine::template tree<1>(read, seen));
        }
        if (i < columns) {
            const value rest = detail::first_lanes<T, lanes>(combine::narrowed(combine::lanes_of(row.first_at(i, columns - i))),
                                                             columns - i, identity_of<Op, T>());
            const auto read = [&](auto) STRAND_INLINE_LAMBDA { return rest; };
            total = combine::plain(total, combine::template tree<1>(read, seen));
        }
        if constexpr (exact) total = select(is_nan(lost), total, total + lost);
        if constexpr (combine::watched) {
            if (seen.any()) return std::numeric_limits<T>::quiet_NaN();
        }
        T result;
        simd::store_pack(&result, combine::across(total));
        return result;
    }
    template <class Row>
    static void into_one(T* accumulator, T* error, const Row& row, index_t columns) {
        if constexpr (combine::decides) {
            if (*accumulator != identity_of<Op, T>()) return;
        }
        const T folded = fold_row(row, columns);
        add_one(accumulator, error, folded, T{});
    }
    /// One more value, and what rounding lost of it, into one accumulator.
    STRAND_ALWAYS_INLINE static void add_one(T* accumulator, T* error, T value_of_it, [[maybe_unused]] T lost) {
        auto a = simd::load_pack<T, 1>(accumulator);
        const auto x = simd::load_pack<T, 1>(&value_of_it);
        if constexpr (exact) {
            if (error) {
                auto e = simd::load_pack<T, 1>(error) + simd::load_pack<T, 1>(&lost);
                detail::add_compensated(a, e, x);
                simd::store_pack(error, e);
            } else {
                a = a + x;
            }
        } else {
            a = simd::convert<T>(Op{}(a, x));
        }
        simd::store_pack(accumulator, a);
    }

    /// Short rows are folded as many at a time as a pack has lanes: a row's lanes are not brought together alone, but
    /// with those of its neighbours, which takes a third of the shuffles and no single elements.
    static constexpr bool joins_rows = lanes > 1 && !combine::decides && !strand::detail::is_complex<T> && !std::same_as<T, bool>;
    static bool can_join(const row_block& block) {
        return block.columns <= 4 * lanes && block.rows >= lanes && block.row_step[0] == simd::bytes_of<T> &&
               (!exact || !block.data[exact] || block.row_step[exact] == simd::bytes_of<T>);
    }
    /// Lane k is row k of `Count` rows, folded as far as the lanes of each are `lanes / Count`.
    template <index_t Count>
    STRAND_ALWAYS_INLINE static value joined(const value* rows) {
        if constexpr (Count == 1) {
            return rows[0];
        } else {
            const value a = joined<Count / 2>(rows), b = joined<Count / 2>(rows + Count / 2);
            return [&]<int... I>(std::integer_sequence<int, I...>) STRAND_INLINE_LAMBDA {
                constexpr int length = static_cast<int>(lanes / Count), half = static_cast<int>(Count / 2);
                constexpr auto from = [](int lane) {
                    const int row = lane / length;
                    return (row < half ? 0 : static_cast<int>(lanes)) + row % half * 2 * length + lane % length;
                };
                return value(simd::convert<T>(Op{}(value(__builtin_shufflevector(a.v, b.v, from(I)...)),
                                                   value(__builtin_shufflevector(a.v, b.v, from(I) + length...)))));
            }(std::make_integer_sequence<int, static_cast<int>(lanes)>{});
        }
    }
    static index_t join_short_rows(const row_block& block, expression& row) {
        const value none = simd::splat_pack<T, lanes>(identity_of<Op, T>());
        const index_t columns = block.columns;
        index_t r = 0;
        for (; r + lanes <= block.rows; r += lanes) {
            value rows[static_cast<std::size_t>(lanes)];
            for (value& folded : rows) {
                row.start_row();
                folded = none;
                index_t i = 0;
                for (; i + lanes <= columns; i += lanes) folded = simd::convert<T>(Op{}(folded, value(combine::lanes_of(row.at(i)))));
                if (i == columns) continue;
                const value rest = detail::first_lanes<T, lanes>(value(combine::lanes_of(row.first_at(i, columns - i))), columns - i, identity_of<Op, T>());
                folded = simd::convert<T>(Op{}(folded, rest));
            }
            T* const error = exact && block.data[exact] ? reinterpret_cast<T*>(block.data[exact]) + r : nullptr;
            add_lanes(reinterpret_cast<T*>(block.data[0]) + r, error, joined<lanes>(rows), lanes);
        }
        return r;
    }

    /// A value per accumulator, of which the first `count` lanes are wanted.
    STRAND_ALWAYS_INLINE static void add_lanes(T* accumulator, [[maybe_unused]] T* error, value x, index_t count) {
        value a = load(accumulator, count);
        if constexpr (exact) {
            if (error) {
                value lost = load(error, count);
                detail::add_compensated(a, lost, x);
                store(error, lost, count);
                return store(accumulator, a, count);
            }
        }
        store(accumulator, combine::narrowed(simd::convert<T>(Op{}(a, x))), count);
    }

    /// Every row into the same accumulators, one per column.
    static void down_rows(const row_block& block) {
        constexpr index_t group = group_down<Skeleton>;
        if (lanes > 1 && block.columns <= most_short_columns && block.rows >= 8 * group * lanes && detail::leaves_of<Skeleton>::are_dense(block, first_leaf)) return down_short_rows(block);
        T* const accumulator = reinterpret_cast<T*>(block.data[0]);
        T* const error = exact ? reinterpret_cast<T*>(block.data[exact]) : nullptr;
        expression row(block);
        index_t r = 0;
        if constexpr (group > 1) {
            for (; r + group <= block.rows; r += group) {
                [&]<std::size_t... K>(std::index_sequence<K...>) STRAND_INLINE_LAMBDA {
                    const auto next = [&](std::size_t) STRAND_INLINE_LAMBDA {
                        row.start_row();
                        return row;
                    };
                    const expression rows[] = {next(K)...};
                    into_columns<group>(accumulator, error, rows, block.columns);
                }(std::make_index_sequence<static_cast<std::size_t>(group)>{});
            }
        }
        for (; r < block.rows; ++r) {
            row.start_row();
            into_columns<1>(accumulator, error, &row, block.columns);
        }
    }

    /// `Rows` rows, column by column, into one accumulator per column.
    template <index_t Rows>
    static void into_columns(T* accumulator, T* error, const expression* source, index_t columns) {
        [&]<std::size_t... R>(std::index_sequence<R...>) STRAND_INLINE_LAMBDA {
            // Copies: the compiler must take every store for one that might change the operands' addresses.
            const expression rows[] = {source[R]...};
            const auto every_pack = [&](auto add) STRAND_INLINE_LAMBDA {
                index_t i = 0;
                for (; i + lanes <= columns; i += lanes) {
                    watch seen;
                    const auto read = [&]<class K>(K) STRAND_INLINE_LAMBDA { return rows[K::value].at(i); };
                    add(i, lanes, watched_tree<Rows>(read, seen));
                }
                if (i == columns) return;
                watch seen;
                const auto read = [&]<class K>(K) STRAND_INLINE_LAMBDA { return rows[K::value].first_at(i, columns - i); };
                add(i, columns - i, watched_tree<Rows>(read, seen));
            };
            if constexpr (exact) {
                if (error) {
                    every_pack([&](index_t i, index_t count, value x) STRAND_INLINE_LAMBDA {
                        value a = load(accumulator + i, count), e = load(error + i, count);
                        detail::add_compensated(a, e, x);
                        store(error + i, e, count);
                        store(accumulator + i, a, count);
                    });
                    return;
                }
            }
            every_pack([&](index_t i, index_t count, value x) STRAND_INLINE_LAMBDA {
                const value a = load(accumulator + i, count);
                store(accumulator + i, combine::narrowed(simd::convert<T>(Op{}(a, x))), count);
            });
        }(std::make_index_sequence<static_cast<std::size_t>(Rows)>{});
    }
    /// The first `count` lanes.
    STRAND_ALWAYS_INLINE static value load(const T* from, index_t count) {
        return count == lanes ? simd::load_pack<T, lanes>(from) : simd::load_first_pack<T, lanes>(from, count);
    }
    STRAND_ALWAYS_INLINE static void store(T* to, value p, index_t count) {
        if (count == lanes) simd::store_pack(to, p);
        else simd::store_first_pack(to, p, count);
    }
    template <index_t Rows, class Read>
    STRAND_ALWAYS_INLINE static value watched_tree(const Read& read, watch& seen) {
        const value x = combine::template tree<Rows>(read, seen);
        if constexpr (combine::watched) return value(seen.apply(x.v));
        else return x;
    }

    /// As many rows as a pack has lanes are one wide row of whole packs, with accumulators of its own.
    static void down_short_rows(const row_block& block) {
        constexpr index_t most = most_short_columns * lanes;
        T values[static_cast<std::size_t>(most)], errors[static_cast<std::size_t>(exact ? most : 1)];
        char* data[static_cast<std::size_t>(first_leaf + Skeleton::leaves)] = {reinterpret_cast<char*>(values)};
        index_t steps[static_cast<std::size_t>(first_leaf + Skeleton::leaves)] = {};
        if constexpr (exact) data[1] = reinterpret_cast<char*>(errors);  // also where the results' are not wanted
        for (index_t i = 0; i < block.columns * lanes; ++i) values[i] = identity_of<Op, T>();
        if constexpr (exact) {
            for (index_t i = 0; i < block.columns * lanes; ++i) errors[i] = T{};
        }
        for (index_t leaf = first_leaf; leaf < first_leaf + Skeleton::leaves; ++leaf) {
            data[leaf] = block.data[leaf];
            steps[leaf] = lanes * block.row_step[leaf];
        }
        const index_t wide_rows = block.rows / lanes;
        down_rows({data, steps, block.column_step, wide_rows, block.columns * lanes});
        T* const accumulator = reinterpret_cast<T*>(block.data[0]);
        T* const error = exact ? reinterpret_cast<T*>(block.data[exact]) : nullptr;
        for (index_t i = 0; i < block.columns * lanes; ++i) {
            const index_t c = i % block.columns;
            add_one(accumulator + c, exact ? error + c : nullptr, values[i], exact ? errors[exact ? i : 0] : T{});
        }
        for (index_t leaf = first_leaf; leaf < first_leaf + Skeleton::leaves; ++leaf) {
            data[leaf] += wide_rows * steps[leaf];
            steps[leaf] = block.row_step[leaf];
        }
        data[0] = block.data[0];
        if constexpr (exact) data[1] = block.data[1];
        down_rows({data, steps, block.column_step, block.rows - wide_rows * lanes, block.columns});
    }
};

}  // namespace strand::inline STRAND_ISA::kernel

#endif
