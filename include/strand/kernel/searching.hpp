// SPDX-License-Identifier: BSD-3-Clause
// What the kernels of argmin and argmax share: which element comes before which, and the numbers that stand beside
// extrema. NaN is before everything, the first of equals before the others.
#ifndef STRAND_KERNEL_SEARCHING_HPP
#define STRAND_KERNEL_SEARCHING_HPP

#include <bit>
#include <strand/kernel/fold_along.hpp>

namespace strand::inline STRAND_ISA::kernel {

/// The place of the first leaf in a block of a search.
inline constexpr index_t first_searched = 3;

template <class Skeleton, class T, class Op>
struct searching {
    static constexpr index_t lanes = kernel_lanes<Skeleton, T>, group = group_along<Skeleton>, step = group * lanes;
    static constexpr index_t operands = first_searched + Skeleton::leaves;
    using combine = combining<Op, T, lanes>;
    using value = typename combine::value;
    using watch = typename combine::template watch<(group > 2 ? group / 2 : 1)>;
    using number = simd::uint_of<simd::bytes_of<real_t<T>>>;
    using numbers = simd::pack<number, lanes>;
    using row_of = bound<Skeleton, lanes, first_searched, source::panel>;

    /// Numbers of one part: integers as wide as the elements; where these could overflow, a new part begins.
    static constexpr index_t default_most = index_t{1} << 30, most = sizeof(number) >= 4 ? default_most : (index_t{1} << 8 * sizeof(number) % 32) - 1;

    struct found {
        T best;
        index_t place;
    };
    /// What was found of row `r`: it may go on from what was found of the elements before it.
    STRAND_ALWAYS_INLINE static void record(const row_block& block, index_t r, found it) {
        const auto position = reinterpret_cast<std::int64_t*>(block.data[0] + r * block.row_step[0]);
        T* const best = block.data[1] ? reinterpret_cast<T*>(block.data[1] + r * block.row_step[1]) : nullptr;
        if (block.data[2]) {
            std::int64_t& seen = *reinterpret_cast<std::int64_t*>(block.data[2] + r * block.row_step[2]);
            const std::int64_t before = seen;
            seen += block.columns;
            if (before > 0 && !is_before(it.best, *best)) return;
            it.place += before;
        }
        *position = it.place;
        if (best) *best = it.best;
    }
    /// The first `count` numbers as positions.
    STRAND_ALWAYS_INLINE static void store_positions(std::int64_t* to, numbers where, index_t count = lanes) {
        constexpr index_t wide = simd::lanes_for<8> < lanes ? simd::lanes_for<8> : lanes;
        number memory[static_cast<std::size_t>(lanes)];
        simd::store_pack(memory, where);
        index_t i = 0;
        for (; i + wide <= count; i += wide) simd::store_pack(to + i, simd::convert<std::int64_t>(simd::load_pack<number, wide>(memory + i)));
        if (i < count) simd::store_first_pack(to + i, simd::convert<std::int64_t>(simd::load_pack<number, wide>(memory + i)), count - i);
    }
    /// Calls search(block) for plane after plane.
    template <class Search>
    STRAND_ALWAYS_INLINE static void each_plane(const row_block& planes, Search search) {
        char* data[static_cast<std::size_t>(operands)];
        for (index_t op = 0; op < operands; ++op) data[op] = planes.data[op];
        for (index_t left = planes.planes; left > 0; --left) {
            search(row_block{data, planes.row_step, planes.column_step, planes.rows, planes.columns});
            for (index_t op = 0; op < operands && left > 1; ++op) data[op] += planes.plane_step[op];
        }
    }
    /// The rows from `r` on.
    static row_of rows_from(const row_block& block, index_t r) {
        char* data[static_cast<std::size_t>(operands)];
        for (index_t op = first_searched; op < operands; ++op) data[op] = block.data[op] + r * block.row_step[op];
        return row_of({data, block.row_step, nullptr, 1, 1});
    }
    static bool is_nan(T x) { return x != x; }
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
    STRAND_ALWAYS_INLINE static auto is_before(value x, value best) {
        if constexpr (strand::detail::is_complex<T>) return (value(Op{}(best, x)) != best) & (best == best);
        else if constexpr (std::integral<T> && std::same_as<Op, fn::maximum>) return x > best;
        else if constexpr (std::integral<T>) return x < best;
        else if constexpr (std::same_as<Op, fn::maximum>) return ~(x <= best) & (best == best);
        else return ~(x >= best) & (best == best);
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
};

}  // namespace strand::inline STRAND_ISA::kernel

#endif
