// SPDX-License-Identifier: BSD-3-Clause
// The reduction kernel: folds the rows of a skeleton into accumulators.
// In: a `row_block` whose first operand is the accumulators: one per row where the row's axis is folded
// (`splat`), else one per column. Out: the accumulators, combined with every element.
//
// Floating sums are compensated: a second operand holds what rounding lost (TwoSum: D. E. Knuth, The Art
// of Computer Programming 2, 4.2.2, Theorem B), for columns at every addition, along rows after every
// `run` additions into one lane. The error is at most (run + 8) eps times the sum of magnitudes, however
// many elements there are.
#ifndef STRAND_KERNEL_FOLD_ROWS_HPP
#define STRAND_KERNEL_FOLD_ROWS_HPP

#include <strand/kernel/map_rows.hpp>
#include <strand/simd/number_functor.hpp>

namespace strand::inline STRAND_ISA::kernel {

/// Additions into one lane between two compensated ones.
inline constexpr index_t run = 32;
/// Independent accumulators per row: additions take four cycles, and two can start in each.
inline constexpr index_t accumulator_packs = 4;

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

}  // namespace detail

template <class Skeleton, class T, class Op>
class row_folder {
    static constexpr index_t lanes = kernel_lanes<Skeleton, T>;
    static constexpr bool exact = compensated<Op, T>;
    static constexpr index_t first_leaf = exact ? 2 : 1;
    using value = decltype(simd::convert<T>(simd::splat_pack<T, lanes>(T{})));
    using expression = bound<Skeleton, lanes, first_leaf, source::rows>;

public:
    static void fold_rows(const row_block& block) {
        alignas(64) char splat_tiles[static_cast<std::size_t>((Skeleton::leaves + first_leaf) * splat_tile_bytes)];
        expression row(block);
        for (index_t r = 0; r < block.rows; ++r) {
            T* accumulator = reinterpret_cast<T*>(block.data[0] + r * block.row_step[0]);
            T* error = exact ? reinterpret_cast<T*>(block.data[exact] + r * block.row_step[exact]) : nullptr;
            row.start_row(splat_tiles);
            if (block.column_step[0] == 0) into_one(accumulator, error, row, block.columns);
            else into_columns(accumulator, error, row, block.columns);
        }
    }

private:
    static void into_one(T* accumulator, T* error, const expression& row, index_t columns) {
        value total = simd::splat_pack<T, lanes>(identity_of<Op, T>()), lost = total;
        const value none = total;
        index_t i = 0;
        while (i + lanes <= columns) {
            // Four names rather than an array: not every compiler keeps an array in registers.
            value p0 = none, p1 = none, p2 = none, p3 = none;
            index_t count = (columns - i) / lanes;
            if (exact && count > accumulator_packs * run) count = accumulator_packs * run;
            for (; count >= accumulator_packs; count -= accumulator_packs, i += accumulator_packs * lanes) {
                p0 = combine(p0, row.at(i));
                p1 = combine(p1, row.at(i + lanes));
                p2 = combine(p2, row.at(i + 2 * lanes));
                p3 = combine(p3, row.at(i + 3 * lanes));
            }
            for (; count > 0; --count, i += lanes) p0 = combine(p0, row.at(i));
            const value sum = combine(combine(p0, p1), combine(p2, p3));
            if constexpr (exact) detail::add_compensated(total, lost, sum);
            else total = combine(total, sum);
        }
        if (i < columns) {
            const value rest = detail::first_lanes<T, lanes>(as_value(row.first_at(i, columns - i)), columns - i,
                                                             identity_of<Op, T>());
            if constexpr (exact) detail::add_compensated(total, lost, rest);
            else total = combine(total, rest);
        }
        T totals[static_cast<std::size_t>(lanes)], losses[static_cast<std::size_t>(lanes)];
        simd::store_pack(totals, total);
        if constexpr (exact) simd::store_pack(losses, lost);
        for (index_t k = 0; k < lanes; ++k) {
            auto a = simd::load_pack<T, 1>(accumulator);
            const auto x = simd::load_pack<T, 1>(totals + k);
            if constexpr (exact) {
                auto e = simd::load_pack<T, 1>(error) + simd::load_pack<T, 1>(losses + k);
                detail::add_compensated(a, e, x);
                simd::store_pack(error, e);
            } else {
                a = simd::convert<T>(Op{}(a, x));
            }
            simd::store_pack(accumulator, a);
        }
    }

    static void into_columns(T* accumulator, T* error, const expression& source, index_t columns) {
        const expression row = source;
        index_t i = 0;
        for (; i + lanes <= columns; i += lanes) {
            value a = simd::load_pack<T, lanes>(accumulator + i);
            if constexpr (exact) {
                value e = simd::load_pack<T, lanes>(error + i);
                detail::add_compensated(a, e, as_value(row.at(i)));
                simd::store_pack(error + i, e);
            } else {
                a = combine(a, row.at(i));
            }
            simd::store_pack(accumulator + i, a);
        }
        if (i == columns) return;
        const index_t rest = columns - i;
        value a = simd::load_first_pack<T, lanes>(accumulator + i, rest);
        if constexpr (exact) {
            value e = simd::load_first_pack<T, lanes>(error + i, rest);
            detail::add_compensated(a, e, as_value(row.first_at(i, rest)));
            simd::store_first_pack(error + i, e, rest);
        } else {
            a = combine(a, row.first_at(i, rest));
        }
        simd::store_first_pack(accumulator + i, a, rest);
    }

    template <class P>
    STRAND_ALWAYS_INLINE static value combine(value a, P b) {
        return Op{}(a, as_value(b));
    }
    /// As the type of the accumulators; bool ones have masks of bytes.
    template <class P>
    STRAND_ALWAYS_INLINE static value as_value(P p) {
        if constexpr (std::same_as<T, bool>) return simd::mask_cast<1>(simd::convert<T>(p));
        else return simd::convert<T>(p);
    }
};

}  // namespace strand::inline STRAND_ISA::kernel

#endif
