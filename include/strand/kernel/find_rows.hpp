// SPDX-License-Identifier: BSD-3-Clause
// The kernels of argmin and argmax: the position of the first extremum, along rows or down columns.
// In: a `row_block` whose first operand are the positions, int64: one per row or one per column.
// Out: the positions, counted within the row or column.
//
// Along a row, only the extremum of each stretch of elements is computed, as fast as a maximum, and the
// first stretch that has the extremum of all is searched at the end. Down columns, positions are counted in
// integers as wide as the elements, and added to where they began before they could overflow.
#ifndef STRAND_KERNEL_FIND_ROWS_HPP
#define STRAND_KERNEL_FIND_ROWS_HPP

#include <strand/kernel/fold_rows.hpp>

namespace strand::inline STRAND_ISA::kernel {

template <class Skeleton, class T, class Op>
class row_finder {
    static constexpr index_t lanes = kernel_lanes<Skeleton, T>;
    static constexpr index_t stretch = 2048, strip = 256;
    using value = decltype(simd::splat_pack<T, lanes>(T{}));
    using number = simd::int_of<simd::bytes_of<T>>;
    using numbers = simd::pack<number, lanes>;

public:
    static void along_rows(const row_block& block) {
        bound<Skeleton, lanes, 1, source::rows> expression(block);
        for (index_t r = 0; r < block.rows; ++r) {
            expression.start_row();
            *reinterpret_cast<std::int64_t*>(block.data[0] + r * block.row_step[0]) = find(expression, block.columns);
        }
    }

    static void down_rows(const row_block& block) {
        for (index_t c = 0; c < block.columns; c += strip) {
            find_down(block, c, block.columns - c < strip ? block.columns - c : strip);
        }
    }

private:
    static bool is_nan(T x) { return x != x; }
    /// Comes before `best`, which is not NaN, whatever their order.
    static bool better(T x, T best) {
        if constexpr (std::same_as<Op, fn::maximum>) return !(x <= best);
        else return !(x >= best);
    }
    STRAND_ALWAYS_INLINE static auto better(value x, value best) {
        if constexpr (std::integral<T> && std::same_as<Op, fn::maximum>) return x > best;
        else if constexpr (std::integral<T>) return x < best;
        else if constexpr (std::same_as<Op, fn::maximum>) return ~(x <= best) & (best == best);
        else return ~(x >= best) & (best == best);
    }

    template <class Row>
    static index_t find(const Row& source, index_t columns) {
        const Row row = source;
        index_t from = 0;
        T best = extremum(row, 0, columns < stretch ? columns : stretch);
        for (index_t i = stretch; i < columns && !is_nan(best); i += stretch) {
            const T here = extremum(row, i, columns - i < stretch ? columns - i : stretch);
            if (better(here, best)) best = here, from = i;
        }
        const value wanted = simd::splat_pack<T, lanes>(best);
        for (index_t i = from; i < columns; i += lanes) {
            const index_t count = columns - i < lanes ? columns - i : lanes;
            const value x = simd::convert<T>(count < lanes ? row.first_at(i, count) : row.at(i));
            const auto found = is_nan(best) ? (x != x) : (x == wanted);
            if (!any_lane(found)) continue;
            bool hit[static_cast<std::size_t>(lanes)];
            simd::store_pack(hit, found);
            for (index_t k = 0; k < count; ++k) {
                if (hit[k]) return i + k;
            }
        }
        return 0;
    }

    template <class Row>
    static T extremum(const Row& row, index_t begin, index_t count) {
        using combine = combining<Op, T, lanes>;
        constexpr index_t group = group_along<Skeleton>;
        value total = simd::splat_pack<T, lanes>(identity_of<Op, T>());
        typename combine::watch seen;
        index_t i = begin;
        const index_t end = begin + count;
        for (; i + group * lanes <= end; i += group * lanes) {
            const auto read = [&]<class K>(K) STRAND_INLINE_LAMBDA { return row.at(i + K::value * lanes); };
            total = combine::plain(total, combine::template tree<group>(read, seen));
        }
        for (; i < end; i += lanes) {
            const index_t n = end - i;
            const value x = n < lanes ? detail::first_lanes<T, lanes>(value(simd::convert<T>(row.first_at(i, n))), n, identity_of<Op, T>())
                                      : value(simd::convert<T>(row.at(i)));
            total = combine::plain(total, combine::template tree<1>([&](auto) STRAND_INLINE_LAMBDA { return x; }, seen));
        }
        if constexpr (combine::watched) {
            if (seen.any()) return std::numeric_limits<T>::quiet_NaN();
        }
        T result;
        simd::store_pack(&result, combine::across(total));
        return result;
    }

    static void find_down(const row_block& block, index_t begin, index_t count) {
        bound<Skeleton, lanes, 1, source::rows> expression(block);
        T best[static_cast<std::size_t>(strip)], total[static_cast<std::size_t>(strip)];
        number where[static_cast<std::size_t>(strip)];
        std::int64_t* const out = reinterpret_cast<std::int64_t*>(block.data[0]) + begin;
        constexpr index_t most = sizeof(number) >= 4 ? index_t{1} << 30 : std::numeric_limits<number>::max();
        for (index_t first = 0; first < block.rows; first += most) {
            const index_t rows = block.rows - first < most ? block.rows - first : most;
            for (index_t r = 0; r < rows; ++r) {
                expression.start_row();
                const auto row = expression;
                const numbers number_of_row(static_cast<number>(r));
                for (index_t i = 0; i < count; i += lanes) {
                    const index_t n = count - i;
                    const value x = simd::convert<T>(n < lanes ? row.first_at(begin + i, n) : row.at(begin + i));
                    if (r == 0) {
                        store(best + i, x, n);
                        store(where + i, number_of_row, n);
                    } else {
                        const value old = n < lanes ? simd::load_first_pack<T, lanes>(best + i, n) : simd::load_pack<T, lanes>(best + i);
                        const numbers place = n < lanes ? simd::load_first_pack<number, lanes>(where + i, n) : simd::load_pack<number, lanes>(where + i);
                        const auto replace = better(x, old);
                        store(best + i, select(replace, x, old), n);
                        store(where + i, select(replace, number_of_row, place), n);
                    }
                }
            }
            for (index_t i = 0; i < count; ++i) {
                if (first > 0 && (is_nan(total[i]) || !better(best[i], total[i]))) continue;
                total[i] = best[i];
                out[i] = first + where[i];
            }
        }
    }
    template <class U>
    STRAND_ALWAYS_INLINE static void store(U* to, simd::pack<U, lanes> p, index_t count) {
        if (count < lanes) simd::store_first_pack(to, p, count);
        else simd::store_pack(to, p);
    }
};

/// Complex numbers, ordered by real, then imaginary part: one after the other, as no instruction compares them.
template <class Skeleton, std::floating_point F, class Op>
class row_finder<Skeleton, std::complex<F>, Op> {
    using T = std::complex<F>;
    static constexpr index_t lanes = kernel_lanes<Skeleton, T>, strip = 64 * lanes;
    using elements = T[static_cast<std::size_t>(strip)];
    using row_source = bound<Skeleton, lanes, 1, source::rows>;

public:
    static void along_rows(const row_block& block) {
        row_source expression(block);
        elements x;
        for (index_t r = 0; r < block.rows; ++r) {
            expression.start_row();
            T best{};
            std::int64_t where = 0;
            for (index_t begin = 0; begin < block.columns; begin += strip) {
                const index_t count = read(x, expression, begin, block.columns);
                for (index_t i = 0; i < count; ++i) {
                    if (begin + i == 0 || better(x[i], best)) best = x[i], where = begin + i;
                }
            }
            *reinterpret_cast<std::int64_t*>(block.data[0] + r * block.row_step[0]) = where;
        }
    }
    static void down_rows(const row_block& block) {
        elements x, best;
        for (index_t begin = 0; begin < block.columns; begin += strip) {
            std::int64_t* const where = reinterpret_cast<std::int64_t*>(block.data[0]) + begin;
            row_source expression(block);
            for (index_t r = 0; r < block.rows; ++r) {
                expression.start_row();
                const index_t count = read(x, expression, begin, block.columns);
                for (index_t i = 0; i < count; ++i) {
                    if (r == 0 || better(x[i], best[i])) best[i] = x[i], where[i] = r;
                }
            }
        }
    }

private:
    static bool is_nan(T x) { return x != x; }
    static bool better(T x, T best) {
        if (is_nan(best) || is_nan(x)) return !is_nan(best);
        const bool by_real = x.real() != best.real();
        const F mine = by_real ? x.real() : x.imag(), other = by_real ? best.real() : best.imag();
        return std::same_as<Op, fn::maximum> ? mine > other : mine < other;
    }
    /// Computes up to a strip of elements; how many these are.
    static index_t read(elements& to, const row_source& row, index_t begin, index_t end) {
        const index_t count = end - begin < strip ? end - begin : strip;
        for (index_t i = 0; i < count; i += lanes) {
            const index_t n = count - i < lanes ? count - i : lanes;
            simd::store_first_pack(to + i, simd::convert<T>(n < lanes ? row.first_at(begin + i, n) : row.at(begin + i)), n);
        }
        return count;
    }
};

}  // namespace strand::inline STRAND_ISA::kernel

#endif
