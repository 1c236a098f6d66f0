// SPDX-License-Identifier: BSD-3-Clause
// Many rows of 2, 3 or 4 elements times a matrix of at most 4 columns: colours of pixels, points in space. Rows of a tile
// would leave most of each vector empty: here as many rows as a vector has lanes are taken apart into columns in
// registers, which are combined, and put together again as rows.
// In: matrices of which a and the result lie without gaps. Sums are made in the order of the inner axis.
#ifndef STRAND_KERNEL_MULTIPLY_NARROW_HPP
#define STRAND_KERNEL_MULTIPLY_NARROW_HPP

#include <strand/kernel/multiply_small.hpp>

namespace strand::inline STRAND_ISA::kernel {

namespace detail {

/// Column `Column` of as many rows as there are lanes: lanes Column, Column + Columns, ... of vectors side by side.
template <int Columns, int Column, class V, int... I>
STRAND_ALWAYS_INLINE V column_of_rows(const V* v, std::integer_sequence<int, I...>) {
    constexpr int lanes = static_cast<int>(sizeof...(I));
    if constexpr (Columns == 1) {
        return v[0];
    } else if constexpr (Columns == 2) {
        return __builtin_shufflevector(v[0], v[1], (2 * I + Column)...);
    } else if constexpr (Columns == 4) {
        const V halves[2] = {__builtin_shufflevector(v[0], v[1], (2 * I + Column % 2)...), __builtin_shufflevector(v[2], v[3], (2 * I + Column % 2)...)};
        return column_of_rows<2, Column / 2>(halves, std::integer_sequence<int, I...>{});
    } else {
        // Three meets every lane number once: blends bring all wanted into one vector, in some order.
        const V two = __builtin_shufflevector(v[0], v[1], ((lanes + I) % 3 == Column ? lanes + I : I)...);
        const V all = __builtin_shufflevector(two, v[2], ((2 * lanes + I) % 3 == Column ? lanes + I : I)...);
        return __builtin_shufflevector(all, all, ((3 * I + Column) % lanes)...);
    }
}
/// Vector number `Part` of the rows that `Columns` columns make.
template <int Columns, int Part, class V, int... I>
STRAND_ALWAYS_INLINE V rows_of_columns(const V* c, std::integer_sequence<int, I...>) {
    constexpr int lanes = static_cast<int>(sizeof...(I)), first = Part * lanes;
    if constexpr (Columns == 1) {
        return c[0];
    } else if constexpr (Columns == 2) {
        return __builtin_shufflevector(c[0], c[1], ((first + I) % 2 * lanes + (first + I) / 2)...);
    } else if constexpr (Columns == 4) {
        constexpr int half = Part / 2 * lanes;
        const V pairs[2] = {__builtin_shufflevector(c[0], c[2], ((half + I) % 2 * lanes + (half + I) / 2)...),
                            __builtin_shufflevector(c[1], c[3], ((half + I) % 2 * lanes + (half + I) / 2)...)};
        return rows_of_columns<2, Part % 2>(pairs, std::integer_sequence<int, I...>{});
    } else {
        const V two = __builtin_shufflevector(c[0], c[1], ((first + I) % 3 == 1 ? lanes + (first + I) / 3 : (first + I) / 3)...);
        return __builtin_shufflevector(two, c[2], ((first + I) % 3 == 2 ? lanes + (first + I) / 3 : I)...);
    }
}

/// Vectors whose lanes are shuffled: at least four of them.
template <class T>
inline constexpr bool has_narrow = parts_of<T> == 1 && (sizeof(T) == 4 || sizeof(T) == 8) && product_lanes<T> >= 4;

template <class T, int Inner, int Columns>
STRAND_NOINLINE void multiply_narrow(T* out, const T* a, matrix_place<const T> b, index_t rows, bool accumulate) {
    using R = lane_of_product<T>;
    constexpr index_t lanes = product_lanes<T>;
    using V = simd::vec<R, lanes>;
    constexpr auto all_lanes = std::make_integer_sequence<int, static_cast<int>(lanes)>{};
    T factor[static_cast<std::size_t>(Inner)][static_cast<std::size_t>(Columns)];
    for (index_t k = 0; k < Inner; ++k) {
        for (index_t j = 0; j < Columns; ++j) factor[k][j] = *b.at(k, j);
    }
    index_t r = 0;
    for (; r + lanes <= rows; r += lanes, a += Inner * lanes, out += Columns * lanes) {
        V v[static_cast<std::size_t>(Inner)], sum[static_cast<std::size_t>(Columns)];
        STRAND_UNROLL_ALL
        for (index_t k = 0; k < Inner; ++k) v[k] = simd::load<R, lanes>(reinterpret_cast<const R*>(a) + k * lanes);
        STRAND_UNROLL_ALL
        for (index_t j = 0; j < Columns; ++j) sum[j] = V{};
        [&]<int... K>(std::integer_sequence<int, K...>) STRAND_INLINE_LAMBDA {
            const auto add = [&]<int Column>(std::integral_constant<int, Column>) STRAND_INLINE_LAMBDA {
                const V column = column_of_rows<Inner, Column>(v, all_lanes);
                STRAND_UNROLL_ALL
                for (index_t j = 0; j < Columns; ++j) sum[j] = add_product<T>(sum[j], column, simd::splat<R, lanes>(static_cast<R>(factor[Column][j])));
            };
            (add(std::integral_constant<int, K>{}), ...);
        }(std::make_integer_sequence<int, Inner>{});
        [&]<int... Part>(std::integer_sequence<int, Part...>) STRAND_INLINE_LAMBDA {
            const auto put_part = [&]<int Number>(std::integral_constant<int, Number>) STRAND_INLINE_LAMBDA {
                R* const to = reinterpret_cast<R*>(out) + Number * lanes;
                V value = rows_of_columns<Columns, Number>(sum, all_lanes);
                if (accumulate) value = plus<T>(value, simd::load<R, lanes>(to));
                simd::store<R, lanes>(to, value);
            };
            (put_part(std::integral_constant<int, Part>{}), ...);
        }(std::make_integer_sequence<int, Columns>{});
    }
    for (; r < rows; ++r, a += Inner, out += Columns) {
        for (index_t j = 0; j < Columns; ++j) {
            T value{};
            for (index_t k = 0; k < Inner; ++k) value = static_cast<T>(value + a[k] * factor[k][j]);
            out[j] = accumulate ? static_cast<T>(out[j] + value) : value;
        }
    }
}

}  // namespace detail

/// The product, if it is one for which there is a kernel here: false, and nothing written, where not.
template <class T>
STRAND_ALWAYS_INLINE bool multiply_narrow(const matrix_place<T>& out, const matrix_place<const T>& a, const matrix_place<const T>& b,
                                          index_t rows, index_t columns, index_t inner, bool accumulate) {
    if constexpr (detail::has_narrow<T>) {
        if (inner < 2 || inner > 4 || columns > 4 || rows < product_lanes<T> || a.column_stride != 1 || a.row_stride != inner ||
            out.row_stride != columns || (columns > 1 && out.column_stride != 1)) {
            return false;
        }
        using kernel_of = void (*)(T*, const T*, matrix_place<const T>, index_t, bool);
        constexpr kernel_of kernels[3][4] = {
            {detail::multiply_narrow<T, 2, 1>, detail::multiply_narrow<T, 2, 2>, detail::multiply_narrow<T, 2, 3>, detail::multiply_narrow<T, 2, 4>},
            {detail::multiply_narrow<T, 3, 1>, detail::multiply_narrow<T, 3, 2>, detail::multiply_narrow<T, 3, 3>, detail::multiply_narrow<T, 3, 4>},
            {detail::multiply_narrow<T, 4, 1>, detail::multiply_narrow<T, 4, 2>, detail::multiply_narrow<T, 4, 3>, detail::multiply_narrow<T, 4, 4>}};
        kernels[inner - 2][columns - 1](out.data, a.data, b, rows, accumulate);
        return true;
    }
    return false;
}

}  // namespace strand::inline STRAND_ISA::kernel

#endif
