// SPDX-License-Identifier: BSD-3-Clause
// The scan kernels: every element combined with the one before it, along rows or from row to row.
// In: a `row_block` whose first operand is the destination, of accumulator type T. Out: its rows.
//
// Along a row, an associative operation scans each pack in registers: after log2(lanes) steps lane k
// holds the elements up to k (W. D. Hillis and G. L. Steele, Data Parallel Algorithms, CACM 29, 1986).
// Only one operation per pack then waits for the pack before it.
#ifndef STRAND_KERNEL_SCAN_ROWS_HPP
#define STRAND_KERNEL_SCAN_ROWS_HPP

#include <strand/kernel/map_rows.hpp>
#include <strand/kernel/one_element.hpp>

namespace strand::inline STRAND_ISA::kernel {

/// (a op b) op c is a op (b op c), and `neutral` is its start. Floating products are left out: taken in
/// another order they overflow where they did not. Bools come one by one: what decides is in the first few.
template <class Op, class T>
inline constexpr bool scans_in_packs =
    !std::same_as<T, bool> &&
    (std::same_as<Op, fn::add> ||
     ((std::same_as<Op, fn::maximum> || std::same_as<Op, fn::minimum>) && !strand::detail::is_complex<T>) ||
     (std::same_as<Op, fn::multiply> && !strand::detail::inexact<T>));

/// The value that leaves every other as it is, -0 included.
template <class Op, class T>
constexpr T neutral() {
    using R = real_t<T>;
    if constexpr (std::same_as<Op, fn::add> && strand::detail::is_complex<T>) return T(R(-0.0f), R(-0.0f));
    else if constexpr (std::same_as<Op, fn::add> && strand::detail::inexact<T>) return T(-0.0f);
    else if constexpr (std::same_as<Op, fn::add>) return T(0);
    else if constexpr (std::same_as<Op, fn::multiply>) return T(1);
    else if constexpr (std::numeric_limits<T>::has_infinity) return std::same_as<Op, fn::maximum> ? T(-std::numeric_limits<T>::infinity()) : std::numeric_limits<T>::infinity();
    else return std::same_as<Op, fn::maximum> ? std::numeric_limits<T>::lowest() : std::numeric_limits<T>::max();
}

namespace detail {

/// Element k of `v` in place k + By; `fill` comes in at the start. An element is `Parts` values.
template <index_t By, index_t Parts, index_t Values, class Vec>
STRAND_ALWAYS_INLINE Vec shifted_up(Vec v, Vec fill) {
    return [&]<int... I>(std::integer_sequence<int, I...>) STRAND_INLINE_LAMBDA {
        constexpr int step = static_cast<int>(By * Parts), behind = static_cast<int>(Values);
        return __builtin_shufflevector(v, fill, (I < step ? behind + I : I - step)...);
    }(std::make_integer_sequence<int, static_cast<int>(Values)>{});
}
/// The last element in every place.
template <index_t Parts, index_t Values, class Vec>
STRAND_ALWAYS_INLINE Vec last_everywhere(Vec v) {
    return [&]<int... I>(std::integer_sequence<int, I...>) STRAND_INLINE_LAMBDA {
        constexpr int last = static_cast<int>(Values - Parts);
        return __builtin_shufflevector(v, v, (last + I % static_cast<int>(Parts))...);
    }(std::make_integer_sequence<int, static_cast<int>(Values)>{});
}

}  // namespace detail

template <class Skeleton, class T, class Op>
class row_scanner {
    using W = folding_t<T>;
    static constexpr index_t full = kernel_lanes<Skeleton, W>;
    static constexpr bool in_packs = scans_in_packs<Op, T> && full > 1;
    // Masks are not taken apart.
    static constexpr index_t lanes = std::same_as<T, bool> ? 1 : full;
    /// Columns that are scanned down all rows before the next ones: two rows of them stay in the first-level cache.
    static constexpr index_t strip_bytes = 16384;

public:
    static void along_rows(const row_block& planes) {
        each_plane(planes, [](const row_block& block) STRAND_INLINE_LAMBDA {
            bound<Skeleton, lanes, 1, source::rows> expression(block);
            const index_t columns = block.columns, step = block.row_step[0];
            char* out = block.data[0];
            for (index_t rows = block.rows; rows > 0; --rows, out += step) {
                expression.start_row();
                if constexpr (in_packs) scan_packs(reinterpret_cast<T*>(out), expression, columns);
                else if constexpr (lanes > 1) scan_in_order(reinterpret_cast<T*>(out), expression, columns);
                else scan_elements(reinterpret_cast<T*>(out), expression, columns);
            }
        });
    }

    /// Row by row; the first row is the operand's, unless the scan goes on.
    static void down_rows(const row_block& planes) {
        each_plane(planes, [](const row_block& block) STRAND_INLINE_LAMBDA {
            if (block.columns <= full) return down_packs<1>(block);
            if (block.columns <= 2 * full) return down_packs<2>(block);
            constexpr index_t most = strip_bytes / simd::bytes_of<T>;
            for (index_t c = 0; c < block.columns; c += most) {
                down_strip(block, c, block.columns - c < most ? block.columns : c + most);
            }
        });
    }

private:
    template <class Scan>
    STRAND_ALWAYS_INLINE static void each_plane(const row_block& planes, Scan scan) {
        char* data[static_cast<std::size_t>(1 + Skeleton::leaves)];
        for (index_t op = 0; op <= Skeleton::leaves; ++op) data[op] = planes.data[op];
        for (index_t left = planes.planes; left > 0; --left) {
            scan({data, planes.row_step, planes.column_step, planes.rows, planes.columns, planes.fresh});
            for (index_t op = 0; op <= Skeleton::leaves && left > 1; ++op) data[op] += planes.plane_step[op];
        }
    }

    template <class P>
    STRAND_ALWAYS_INLINE static auto as_value(P p) {
        if constexpr (std::same_as<T, bool>) return simd::mask_cast<1>(simd::convert<T>(p));
        else return simd::convert<W>(p);
    }
    template <class P>
    STRAND_ALWAYS_INLINE static void store(T* to, P p) {
        simd::store_pack(to, simd::convert<T>(p));
    }
    template <class P>
    STRAND_ALWAYS_INLINE static void store_first(T* to, P p, index_t count) {
        simd::store_first_pack(to, simd::convert<T>(p), count);
    }
    template <class P>
    STRAND_ALWAYS_INLINE static P combine(P a, P b) {
        return as_value(fn::call<typename Op::template loop<T, T>>(Op{}, a, b));
    }

    template <class Row>
    static void scan_elements(T* out, const Row& source, index_t columns) {
        if (columns == 0) return;
        const Row row = source;
        auto before = as_value(row.at(0));
        store(out, before);
        for (index_t i = 1; i < columns; ++i) {
            before = combine(before, as_value(row.at(i)));
            store(out + i, before);
        }
    }

    /// The expression is computed in packs, and taken from there one by one.
    template <class Row>
    static void scan_in_order(T* out, const Row& source, index_t columns) {
        if (columns == 0) return;
        const Row row = source;
        alignas(64) W values[static_cast<std::size_t>(lanes)];
        const auto compute = [&](index_t i) STRAND_INLINE_LAMBDA {
            const index_t count = columns - i < lanes ? columns - i : lanes;
            if (count == lanes) simd::store_pack(values, as_value(row.at(i)));
            else simd::store_first_pack(values, as_value(row.first_at(i, count)), count);
            return count;
        };
        index_t count = compute(0), k = 1;
        auto before = load_one<W>(values);
        store_one(out, simd::convert<T>(before));
        for (index_t i = 0;; count = compute(i), k = 0) {
            for (; k < count; ++k) {
                before = combine(before, load_one<W>(values + k));
                store_one(out + i + k, simd::convert<T>(before));
            }
            i += count;
            if (i == columns) return;
        }
    }

    template <class P>
    STRAND_ALWAYS_INLINE static P scan_within(P p) {
        constexpr index_t values = static_cast<index_t>(sizeof(p.v) / sizeof(p.v[0])), parts = values / lanes;
        const P start = simd::splat_pack<W, lanes>(neutral<Op, W>());
        [&]<index_t... K>(std::integer_sequence<index_t, K...>) STRAND_INLINE_LAMBDA {
            const auto step = [&]<index_t By>(std::integral_constant<index_t, By>) STRAND_INLINE_LAMBDA {
                if constexpr (By < lanes) p = combine(P{detail::shifted_up<By, parts, values>(p.v, start.v)}, p);
            };
            (step(std::integral_constant<index_t, (index_t{1} << K)>{}), ...);
        }(std::make_integer_sequence<index_t, 7>{});  // no register has more than 128 lanes
        return p;
    }
    template <class Row>
    static void scan_packs(T* out, const Row& source, index_t columns) {
        const Row row = source;
        auto before = simd::splat_pack<W, lanes>(neutral<Op, W>());
        using P = decltype(before);
        constexpr index_t values = static_cast<index_t>(sizeof(before.v) / sizeof(before.v[0])), parts = values / lanes;
        index_t i = 0;
        for (; i + lanes <= columns; i += lanes) {
            const P within = scan_within(P(as_value(row.at(i))));
            store(out + i, combine(before, within));
            before = combine(before, P{detail::last_everywhere<parts, values>(within.v)});
        }
        if (i == columns) return;
        const P within = scan_within(P(as_value(row.first_at(i, columns - i))));
        store_first(out + i, combine(before, within), columns - i);
    }

    /// Rows of so many packs, of which the last may be a part: what came before stays in registers.
    template <index_t Packs>
    static void down_packs(const row_block& block) {
        bound<Skeleton, full, 1, source::rows> expression(block);
        const index_t step = block.row_step[0], last = (Packs - 1) * full, count = block.columns - last;
        char* out = block.data[0];
        using value = decltype(as_value(expression.at(0)));
        value before[static_cast<std::size_t>(Packs)] = {};
        if (!block.fresh) {
            const T* const above = reinterpret_cast<const T*>(out - step);
            for (index_t k = 0; k + 1 < Packs; ++k) before[k] = as_value(simd::load_pack<T, full>(above + k * full));
            before[Packs - 1] = count == full ? as_value(simd::load_pack<T, full>(above + last)) : as_value(simd::load_first_pack<T, full>(above + last, count));
        }
        bool first = block.fresh;
        for (index_t rows = block.rows; rows > 0; --rows, out += step) {
            expression.start_row();
            const auto row = expression;
            T* const here = reinterpret_cast<T*>(out);
            for (index_t k = 0; k + 1 < Packs; ++k) {
                const value x = as_value(row.at(k * full));
                before[k] = first ? x : combine(before[k], x);
                store(here + k * full, before[k]);
            }
            const value x = count == full ? as_value(row.at(last)) : as_value(row.first_at(last, count));
            before[Packs - 1] = first ? x : combine(before[Packs - 1], x);
            if (count == full) store(here + last, before[Packs - 1]);
            else store_first(here + last, before[Packs - 1], count);
            first = false;
        }
    }

    static void down_strip(const row_block& block, index_t begin, index_t end) {
        bound<Skeleton, full, 1, source::rows> expression(block);
        char* out = block.data[0];
        const index_t step = block.row_step[0];
        for (index_t r = 0; r < block.rows; ++r, out += step) {
            expression.start_row();
            const auto row = expression;
            T* const here = reinterpret_cast<T*>(out);
            const T* const above = reinterpret_cast<const T*>(out - (r > 0 || !block.fresh ? step : 0));
            index_t i = begin;
            if (r == 0 && block.fresh) {
                for (; i + full <= end; i += full) store(here + i, as_value(row.at(i)));
                if (i < end) store_first(here + i, as_value(row.first_at(i, end - i)), end - i);
            } else {
                for (; i + full <= end; i += full) {
                    store(here + i, combine(as_value(simd::load_pack<T, full>(above + i)), as_value(row.at(i))));
                }
                if (i == end) continue;
                store_first(here + i, combine(as_value(simd::load_first_pack<T, full>(above + i, end - i)), as_value(row.first_at(i, end - i))), end - i);
            }
        }
    }
};

}  // namespace strand::inline STRAND_ISA::kernel

#endif
