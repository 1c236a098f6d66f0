// SPDX-License-Identifier: BSD-3-Clause
// Folds dense segments: `rows` rows of `columns` elements into `columns` results, or segments of one row into a result
// each. Functors without an identity are applied strictly in order.
// In: addresses and counts. Out: the results, which need not hold anything before.
#ifndef STRAND_KERNEL_FOLD_SEGMENT_HPP
#define STRAND_KERNEL_FOLD_SEGMENT_HPP

#include <strand/kernel/fold_rows.hpp>
#include <strand/kernel/map_rows.hpp>
#include <strand/kernel/one_element.hpp>

namespace strand::inline STRAND_ISA::kernel {

/// Elements may be combined in any order, beginning from a value that changes nothing.
template <class Op, class T>
inline constexpr bool reorderable =
    std::same_as<Op, fn::add> || std::same_as<Op, fn::multiply> || std::same_as<Op, fn::logical_and> ||
    std::same_as<Op, fn::logical_or> || std::same_as<Op, fn::maximum> || std::same_as<Op, fn::minimum> ||
    requires { Op::template identity<T>(); };

/// So few rows are read down each pack of columns, which stays in a register meanwhile.
inline constexpr index_t few_rows = 32;

/// The functor applied to accumulators, as their type.
template <class Op, class T, class P>
STRAND_ALWAYS_INLINE auto combined(P a, P b) {
    const auto result = fn::call<typename Op::template loop<T, T>>(Op{}, a, b);
    if constexpr (std::same_as<T, bool>) return simd::mask_cast<1>(result);
    else return simd::convert<T>(result);
}

/// Elements as the accumulators' type.
template <class T, class P>
STRAND_ALWAYS_INLINE auto as_accumulators(P p) {
    if constexpr (std::same_as<T, bool>) return simd::mask_cast<1>(simd::convert<bool>(p));
    else return simd::convert<T>(p);
}
/// One of them alone.
template <class T, class V>
STRAND_ALWAYS_INLINE auto load_as(const V* from) {
    return as_accumulators<T>(load_one<V, T>(from));
}
/// `count` elements after each other, at least one.
template <class Op, class T, class V>
STRAND_ALWAYS_INLINE void fold_line_in_order(T* result, const V* from, index_t count) {
    auto a = load_as<T>(from);
    for (index_t i = 1; i < count; ++i) a = combined<Op, T>(a, load_as<T>(from + i));
    store_one(result, a);
}
/// Rows from `row` on into accumulators, which the first row (0) begins.
template <class Op, class T, class V>
void fold_rows_down(T* accumulator, const V* from, index_t row, index_t rows, index_t columns) {
    constexpr index_t lanes = kernel_lanes<input<V>, T>;
    const auto load = [](const V* x) STRAND_INLINE_LAMBDA { return as_accumulators<T>(simd::load_pack<V, lanes>(x)); };
    const auto load_first = [](const V* x, index_t count) STRAND_INLINE_LAMBDA { return as_accumulators<T>(simd::load_first_pack<V, lanes>(x, count)); };
    index_t i = 0;
    for (; i + lanes <= columns; i += lanes) {
        auto a = row == 0 ? load(from + i) : simd::load_pack<T, lanes>(accumulator + i);
        for (index_t r = row == 0 ? 1 : row; r < rows; ++r) a = combined<Op, T>(a, load(from + r * columns + i));
        simd::store_pack(accumulator + i, a);
    }
    if (i == columns) return;
    auto a = row == 0 ? load_first(from + i, columns - i) : simd::load_first_pack<T, lanes>(accumulator + i, columns - i);
    for (index_t r = row == 0 ? 1 : row; r < rows; ++r) a = combined<Op, T>(a, load_first(from + r * columns + i, columns - i));
    simd::store_first_pack(accumulator + i, a, columns - i);
}
/// Folds whole rows in order, some of them together: `count` rows of `columns` elements into one accumulator each.
template <class Op, class T>
void fold_rows_in_order(T* accumulators, const T* from, index_t count, index_t columns) {
    constexpr index_t together = simd::lanes_for<simd::bytes_of<T>> < 8 ? simd::lanes_for<simd::bytes_of<T>> : 8;
    index_t row = 0;
    if constexpr (std::floating_point<T>) {
        for (; row + together <= count; row += together) {
            using P = simd::pack<T, together>;
            const auto load = [&](index_t i) STRAND_INLINE_LAMBDA {
                P p;
                for (index_t k = 0; k < together; ++k) p.v[k] = from[(row + k) * columns + i];
                return p;
            };
            P a = load(0);
            for (index_t i = 1; i < columns; ++i) a = combined<Op, T>(a, load(i));
            simd::store_pack(accumulators + row, a);
        }
    }
    for (; row < count; ++row) fold_line_in_order<Op>(accumulators + row, from + row * columns, columns);
}

/// Folds `rows` rows of `columns` elements into `columns` accumulators; at least one row. `errors` are used where sums are
/// compensated.
template <class Op, class T, class V>
void fold_segment(T* accumulator, T* errors, const V* from, index_t rows, index_t columns) {
    if (rows <= few_rows || !reorderable<Op, T>) {
        for (index_t row = 0; row < rows; row += few_rows) {
            fold_rows_down<Op>(accumulator, from, row, rows - row < few_rows ? rows : row + few_rows, columns);
        }
        return;
    }
    if constexpr (reorderable<Op, T>) {
        fold_rows_down<Op>(accumulator, from, 0, 1, columns);
        constexpr std::size_t operands = compensated<Op, T> ? 3 : 2;
        char* data[operands];
        index_t row_step[operands] = {};
        index_t column_step[operands];
        data[0] = reinterpret_cast<char*>(accumulator);
        if constexpr (operands == 3) {
            for (index_t i = 0; i < columns; ++i) errors[i] = T{};
            data[1] = reinterpret_cast<char*>(errors);
        }
        // The kernel only reads through this address.
        data[operands - 1] = reinterpret_cast<char*>(const_cast<V*>(from + columns));
        row_step[operands - 1] = columns * simd::bytes_of<V>;
        for (std::size_t op = 0; op < operands; ++op) column_step[op] = op + 1 < operands ? simd::bytes_of<T> : simd::bytes_of<V>;
        row_folder<input<V>, T, Op>::fold_rows({data, row_step, column_step, rows - 1, columns});
        if constexpr (operands == 3) {
            // Where the sum overflowed, its error is no number.
            for (index_t i = 0; i < columns; ++i) {
                if (errors[i] == errors[i]) accumulator[i] += errors[i];
            }
        }
    }
}

/// Folds segments of one row, from `begins[k]` to `ends[k]` (at least one element), into a result each: few elements one
/// by one, more of them in packs.
template <class Op, class T, class V>
void fold_row_segments(T* results, const V* row, const index_t* begins, const index_t* ends, index_t count) {
    constexpr index_t lanes = kernel_lanes<input<V>, T>;
    [[maybe_unused]] constexpr index_t one_by_one = lanes < 8 ? 2 * lanes : 16;
    for (index_t k = 0; k < count; ++k) {
        const V* const from = row + begins[k];
        const index_t length = ends[k] - begins[k];
        if constexpr (reorderable<Op, T> && lanes > 1 && !std::same_as<T, bool>) {
            if (length > few_packs * lanes) {
                // The kernel only reads through this address.
                char* const data[] = {nullptr, reinterpret_cast<char*>(const_cast<V*>(from)), reinterpret_cast<char*>(const_cast<V*>(from))};
                results[k] = row_folder<input<V>, T, Op>::fold_dense({data, nullptr, nullptr, 1, length});
                continue;
            }
            if (length > one_by_one) {
                const auto load = [from](index_t i) STRAND_INLINE_LAMBDA { return simd::convert<T>(simd::load_pack<V, lanes>(from + i)); };
                const index_t few = length % lanes;
                const auto begin = [&] {
                    if (few == 0) return load(0);
                    // In the other lanes of sums -0, which leaves -0 as it is.
                    const T nothing = compensated<Op, T> ? -T{} : identity_of<Op, T>();
                    return detail::first_lanes<T, lanes>(simd::convert<T>(simd::load_first_pack<V, lanes>(from, few)), few, nothing);
                };
                auto a = begin();
                for (index_t i = few == 0 ? lanes : few; i < length; i += lanes) a = combined<Op, T>(a, load(i));
                simd::store_pack(results + k, combining<Op, T, lanes>::across(a));
                continue;
            }
        }
        fold_line_in_order<Op, T>(results + k, from, length);
    }
}

}  // namespace strand::inline STRAND_ISA::kernel

#endif
