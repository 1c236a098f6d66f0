// SPDX-License-Identifier: BSD-3-Clause
// The product of two matrices of any strides.
#ifndef STRAND_KERNEL_MULTIPLY_MATRICES_HPP
#define STRAND_KERNEL_MULTIPLY_MATRICES_HPP

#include <strand/simd/arithmetic.hpp>

namespace strand::inline STRAND_ISA::kernel {

/// Address and strides, in elements, of a matrix.
template <class T>
struct matrix_place {
    T* data;
    index_t row_stride, column_stride;
};

/// out (rows x columns) = a (rows x inner) times b (inner x columns), added to what is there if `accumulate`.
template <class T>
void multiply_matrices(matrix_place<T> out, matrix_place<const T> a, matrix_place<const T> b, index_t rows,
                       index_t columns, index_t inner, bool accumulate) {
    using one = std::conditional_t<std::same_as<T, bool>, simd::pack<std::uint8_t, 1>, simd::pack<T, 1>>;
    for (index_t i = 0; i < rows; ++i) {
        for (index_t j = 0; j < columns; ++j) {
            T& to = out.data[i * out.row_stride + j * out.column_stride];
            const T* x = a.data + i * a.row_stride;
            const T* y = b.data + j * b.column_stride;
            if constexpr (std::same_as<T, bool>) {
                bool sum = accumulate && to;
                for (index_t k = 0; k < inner; ++k) sum |= x[k * a.column_stride] & y[k * b.row_stride];
                to = sum;
            } else {
                one sum(accumulate ? to : T{});
                for (index_t k = 0; k < inner; ++k) sum = sum + one(x[k * a.column_stride]) * one(y[k * b.row_stride]);
                simd::store_pack(&to, sum);
            }
        }
    }
}

}  // namespace strand::inline STRAND_ISA::kernel

#endif
