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

#include <strand/kernel/map_rows.hpp>
#include <strand/simd/extremum.hpp>
#include <strand/simd/number_functor.hpp>

namespace strand::inline STRAND_ISA::kernel {

/// Groups added to one lane between two compensated additions.
inline constexpr index_t run = 32;
/// Columns that are widened to whole packs by taking several dense rows as one.
inline constexpr index_t most_short_columns = 32;

/// The value that leaves every other unchanged.
template <class Op, class T>
constexpr T identity_of() {
    if constexpr (requires { Op::template identity<T>(); }) return Op::template identity<T>();
    else if constexpr (std::same_as<Op, fn::add> || std::same_as<Op, fn::logical_or>) return T{};
    else if constexpr (std::same_as<Op, fn::multiply> || std::same_as<Op, fn::logical_and>) return T(1);
    else if constexpr (std::same_as<T, bool>) return std::same_as<Op, fn::minimum>;
    else if constexpr (std::same_as<Op, fn::fmax> || std::same_as<Op, fn::fmin>) return std::numeric_limits<T>::quiet_NaN();
    else if constexpr (std::integral<T>) return std::same_as<Op, fn::maximum> ? std::numeric_limits<T>::lowest() : std::numeric_limits<T>::max();
    else if constexpr (strand::detail::is_complex<T>) return T(identity_of<Op, real_t<T>>(), identity_of<Op, real_t<T>>());
    else return std::same_as<Op, fn::maximum> ? -std::numeric_limits<T>::infinity() : std::numeric_limits<T>::infinity();
}

template <class Op, class T>
inline constexpr bool compensated = std::same_as<Op, fn::add> && strand::detail::inexact<T>;

namespace detail {

/// sum + error stays what it was, plus x.
template <class P>
STRAND_ALWAYS_INLINE void add_compensated(P& sum, P& error, P x) {
    const P total = sum + x, part = total - sum;
    error = error + ((sum - (total - part)) + (x - part));
    sum = total;
}

/// The first `count` lanes of a value, identity in the others.
template <class T, index_t Lanes, class P>
STRAND_ALWAYS_INLINE auto first_lanes(P value, index_t count, T identity) {
    const auto wanted = simd::detail::first_lanes_mask<simd::bytes_of<real_t<T>>, Lanes>(count);
    return select(wanted, value, simd::splat_pack<T, Lanes>(identity));
}

/// Every second half: lanes [First, First + Count).
template <index_t First, index_t Count, class T, index_t Lanes>
STRAND_ALWAYS_INLINE auto part_of(simd::pack<T, Lanes> p) {
    constexpr index_t parts = simd::pack<T, Lanes>::parts;
    return simd::pack<T, Count>(simd::lanes_from<parts * First, parts * Count, real_t<T>, parts * Lanes>(p.v));
}
template <index_t First, index_t Count, index_t Bytes, index_t Lanes>
STRAND_ALWAYS_INLINE auto part_of(simd::mask<Bytes, Lanes> m) {
    using result = simd::mask<Bytes, Count>;
    if constexpr (simd::detail::has_mask_registers) return result{static_cast<typename result::representation>(m.v >> First)};
    else return result{simd::lanes_from<First, Count, simd::int_of<Bytes>, Lanes>(m.v)};
}

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

/// Nothing to look out for.
struct no_watch {
    static constexpr bool any() { return false; }
};

}  // namespace detail

/// How elements of type T are combined by Op, `Lanes` at a time.
template <class Op, class T, index_t Lanes>
struct combining {
    using value = decltype(simd::splat_pack<T, Lanes>(T{}));
    static constexpr bool decides = std::same_as<Op, fn::logical_and> || std::same_as<Op, fn::logical_or>;
    /// Extrema of floats by the machine's instructions, with a watch for NaN.
    static constexpr bool watched = [] {
        if constexpr (std::floating_point<T> && (std::same_as<Op, fn::maximum> || std::same_as<Op, fn::minimum>))
            return simd::detail::has_extrema && simd::detail::is_register<decltype(value::v)>;
        else return false;
    }();
    static auto make_watch() {
        if constexpr (watched) return simd::detail::nan_watch<decltype(value::v)>{};
        else return detail::no_watch{};
    }
    using watch = decltype(make_watch());

    /// As the type of the accumulators; of bool as masks of any width.
    template <class P>
    STRAND_ALWAYS_INLINE static auto lanes_of(P p) {
        return simd::convert<T>(p);
    }
    /// Bool accumulators have masks of bytes.
    template <class P>
    STRAND_ALWAYS_INLINE static value narrowed(P p) {
        if constexpr (std::same_as<T, bool>) return simd::mask_cast<1>(p);
        else return p;
    }
    /// Right but for NaN, which the watch has seen.
    template <class P>
    STRAND_ALWAYS_INLINE static P plain(P a, P b) {
        if constexpr (!watched) return simd::convert<T>(Op{}(a, b));
        else if constexpr (sizeof(a.v) < 16) return simd::convert<T>(Op{}(a, b));
        else if constexpr (std::same_as<Op, fn::maximum>) return P(simd::detail::larger(a.v, b.v));
        else return P(simd::detail::smaller(a.v, b.v));
    }
    /// `Count` values read(0), read(1) ... as one.
    template <index_t First, index_t Count, class Read>
    STRAND_ALWAYS_INLINE static auto tree(const Read& read, watch& seen) {
        if constexpr (Count == 1) {
            const auto p = lanes_of(read(std::integral_constant<index_t, First>{}));
            if constexpr (watched && First == 0) seen.see(p.v, p.v);
            return p;
        } else if constexpr (Count == 2) {
            const auto a = lanes_of(read(std::integral_constant<index_t, First>{}));
            const auto b = lanes_of(read(std::integral_constant<index_t, First + 1>{}));
            if constexpr (watched) seen.see(a.v, b.v);
            return plain(a, b);
        } else {
            const auto low = tree<First, Count / 2>(read, seen);
            return plain(low, tree<First + Count / 2, Count / 2>(read, seen));
        }
    }
    template <index_t Count, class Read>
    STRAND_ALWAYS_INLINE static value tree(const Read& read, watch& seen) {
        return narrowed(tree<0, Count>(read, seen));
    }
    /// All lanes as one, without NaN that only the watch knows.
    template <class P>
    STRAND_ALWAYS_INLINE static auto across(P p) {
        if constexpr (P::lanes == 1) return p;
        else return across(plain(detail::part_of<0, P::lanes / 2>(p), detail::part_of<P::lanes / 2, P::lanes / 2>(p)));
    }
    /// More elements would change nothing.
    STRAND_ALWAYS_INLINE static bool decided(value p) {
        if constexpr (std::same_as<Op, fn::logical_or>) return any_lane(p);
        else if constexpr (decides) return any_lane(~p);
        else return false;
    }
};

/// Packs along a row, and rows down columns, in one group: eight packs hide the latency of their tree; four
/// rows touch accumulators seldom enough; of what fills a loop by itself one.
template <class Skeleton>
inline constexpr index_t group_along = is_heavy<Skeleton> ? 1 : Skeleton::leaves > 3 ? 4 : 8;
template <class Skeleton>
inline constexpr index_t group_down = is_heavy<Skeleton> ? 1 : 4;

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
        alignas(64) char splat_tiles[tiles_bytes];
        expression row(block);
        for (index_t r = 0; r < block.rows; ++r) {
            T* accumulator = reinterpret_cast<T*>(block.data[0] + r * block.row_step[0]);
            T* error = exact && block.data[exact] ? reinterpret_cast<T*>(block.data[exact] + r * block.row_step[exact]) : nullptr;
            row.start_row(splat_tiles);
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
    static constexpr std::size_t tiles_bytes = static_cast<std::size_t>((Skeleton::leaves + first_leaf) * splat_tile_bytes);

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

    /// Every row into the same accumulators, one per column.
    static void down_rows(const row_block& block) {
        constexpr index_t group = group_down<Skeleton>;
        if (lanes > 1 && block.columns <= most_short_columns && block.rows >= 8 * group * lanes && detail::leaves_of<Skeleton>::are_dense(block, first_leaf)) return down_short_rows(block);
        alignas(64) char splat_tiles[static_cast<std::size_t>(group)][tiles_bytes];
        T* const accumulator = reinterpret_cast<T*>(block.data[0]);
        T* const error = exact ? reinterpret_cast<T*>(block.data[exact]) : nullptr;
        expression row(block);
        index_t r = 0;
        if constexpr (group > 1) {
            for (; r + group <= block.rows; r += group) {
                [&]<std::size_t... K>(std::index_sequence<K...>) STRAND_INLINE_LAMBDA {
                    const auto next = [&](std::size_t k) STRAND_INLINE_LAMBDA {
                        row.start_row(splat_tiles[k]);
                        return row;
                    };
                    const expression rows[] = {next(K)...};
                    into_columns<group>(accumulator, error, rows, block.columns);
                }(std::make_index_sequence<static_cast<std::size_t>(group)>{});
            }
        }
        for (; r < block.rows; ++r) {
            row.start_row(splat_tiles[0]);
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
