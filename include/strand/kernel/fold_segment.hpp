// SPDX-License-Identifier: BSD-3-Clause
// Folds one dense segment: `rows` rows of `columns` elements into `columns` accumulators, each row of one
// element (`columns` is 1) into a single one. Functors without an identity are applied strictly in order.
// In: accumulators that hold their first value. Out: the accumulators, combined with every element.
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

/// Columns that are folded together: their accumulators stay in the first-level cache.
inline constexpr index_t segment_columns = 512;

/// The functor applied to accumulators, as their type.
template <class Op, class T, class P>
STRAND_ALWAYS_INLINE auto combined(P a, P b) {
    const auto result = fn::call<typename Op::template loop<T, T>>(Op{}, a, b);
    if constexpr (std::same_as<T, bool>) return simd::mask_cast<1>(result);
    else return simd::convert<T>(result);
}

template <class Op, class T>
void fold_in_order(T* accumulator, const T* from, index_t rows, index_t columns) {
    const auto combine = [](auto a, auto b) STRAND_INLINE_LAMBDA { return combined<Op, T>(a, b); };
    if (columns == 1) {
        auto a = load_one(accumulator);
        for (index_t i = 0; i < rows; ++i) a = combine(a, load_one(from + i));
        store_one(accumulator, a);
        return;
    }
    constexpr index_t lanes = simd::lanes_for<simd::bytes_of<T>>;
    for (index_t first = 0; first < columns; first += segment_columns) {
        const index_t end = columns - first < segment_columns ? columns : first + segment_columns;
        for (index_t row = 0; row < rows; ++row) {
            const T* x = from + row * columns;
            index_t i = first;
            for (; i + lanes <= end; i += lanes) {
                simd::store_pack(accumulator + i, combine(simd::load_pack<T, lanes>(accumulator + i), simd::load_pack<T, lanes>(x + i)));
            }
            if (i == end) continue;
            const auto a = simd::load_first_pack<T, lanes>(accumulator + i, end - i);
            const auto b = simd::load_first_pack<T, lanes>(x + i, end - i);
            simd::store_first_pack(accumulator + i, combine(a, b), end - i);
        }
    }
}

/// Folds whole rows in order, some of them together: `count` rows of `columns` elements into one accumulator each,
/// which holds the row's first element.
template <class Op, class T>
void fold_rows_in_order(T* accumulators, const T* from, index_t count, index_t columns) {
    constexpr index_t together = simd::lanes_for<simd::bytes_of<T>> < 8 ? simd::lanes_for<simd::bytes_of<T>> : 8;
    index_t row = 0;
    if constexpr (std::floating_point<T>) {
        for (; row + together <= count; row += together) {
            using P = simd::pack<T, together>;
            P a = simd::load_pack<T, together>(accumulators + row);
            for (index_t i = 1; i < columns; ++i) {
                P b;
                for (index_t k = 0; k < together; ++k) b.v[k] = from[(row + k) * columns + i];
                a = combined<Op, T>(a, b);
            }
            simd::store_pack(accumulators + row, a);
        }
    }
    for (; row < count; ++row) fold_in_order<Op, T>(accumulators + row, from + row * columns + 1, columns - 1, 1);
}

/// Segments of so few elements are added one by one: as accurate, and quicker than the start of a compensated sum.
inline constexpr index_t short_segment = run;

/// `errors` holds zeros where sums are compensated, and is not used otherwise.
template <class Op, class T>
void fold_segment(T* accumulator, T* errors, const T* from, index_t rows, index_t columns) {
    if (rows <= 0 || columns <= 0) return;
    if (columns == 1 && rows < short_segment) {
        fold_in_order<Op, T>(accumulator, from, rows, 1);
    } else if constexpr (!reorderable<Op, T>) {
        fold_in_order<Op, T>(accumulator, from, rows, columns);
    } else {
        constexpr index_t operands = compensated<Op, T> ? 3 : 2;
        char* data[operands];
        index_t row_step[operands] = {};
        index_t column_step[operands];
        const bool single = columns == 1;
        data[0] = reinterpret_cast<char*>(accumulator);
        if constexpr (operands == 3) data[1] = reinterpret_cast<char*>(errors);
        // The kernel only reads through this address.
        data[operands - 1] = reinterpret_cast<char*>(const_cast<T*>(from));
        if (!single) row_step[operands - 1] = columns * simd::bytes_of<T>;
        for (index_t op = 0; op < operands; ++op) {
            column_step[op] = single && op + 1 < operands ? 0 : simd::bytes_of<T>;
        }
        row_folder<input<T>, T, Op>::fold_rows({data, row_step, column_step, single ? 1 : rows, single ? rows : columns});
    }
}

}  // namespace strand::inline STRAND_ISA::kernel

#endif
