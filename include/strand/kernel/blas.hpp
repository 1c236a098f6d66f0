// SPDX-License-Identifier: BSD-3-Clause
// Large products through an installed CBLAS, for programs that ask for it with STRAND_USE_BLAS: all units
// of one program alike. Nothing of strand needs it; without it this header is empty.
#ifndef STRAND_KERNEL_BLAS_HPP
#define STRAND_KERNEL_BLAS_HPP

#include <strand/core/config.hpp>
#if STRAND_USE_BLAS

#include <cblas.h>
#include <limits>
#include <strand/kernel/multiply_vector.hpp>

namespace strand::inline STRAND_ISA::kernel {

template <class T>
inline constexpr bool blas_multiplies = std::same_as<T, float> || std::same_as<T, double> || std::same_as<T, std::complex<float>> ||
                                        std::same_as<T, std::complex<double>>;

namespace detail {

/// How BLAS is told of a matrix: rows or columns lie dense, the other axis takes a step of at least their length.
struct blas_matrix {
    bool fits = false;
    CBLAS_TRANSPOSE order = CblasNoTrans;
    int step = 1;
};
template <class T>
blas_matrix as_blas(const matrix_place<T>& m, index_t rows, index_t columns) {
    constexpr index_t most = std::numeric_limits<int>::max();
    if (m.column_stride == 1 && m.row_stride >= columns && m.row_stride <= most) {
        return {true, CblasNoTrans, static_cast<int>(m.row_stride)};
    }
    if (m.row_stride == 1 && m.column_stride >= rows && m.column_stride <= most) {
        return {true, CblasTrans, static_cast<int>(m.column_stride)};
    }
    return {};
}

}  // namespace detail

/// False when the matrices lie as BLAS cannot be told; nothing is written then.
template <class T>
    requires blas_multiplies<T>
bool multiply_by_blas(const matrix_place<T>& out, const matrix_place<const T>& a, const matrix_place<const T>& b, index_t rows,
                      index_t columns, index_t inner, bool accumulate) {
    const detail::blas_matrix left = detail::as_blas(a, rows, inner), right = detail::as_blas(b, inner, columns),
                              to = detail::as_blas(out, rows, columns);
    constexpr index_t most = std::numeric_limits<int>::max();
    const bool fits = left.fits && right.fits && to.fits && to.order == CblasNoTrans;
    if (!fits || rows > most || columns > most || inner > most) return false;
    const int m = static_cast<int>(rows), n = static_cast<int>(columns), k = static_cast<int>(inner);
    const T one(1), beta(accumulate ? 1 : 0);
    if constexpr (std::same_as<T, float>) {
        cblas_sgemm(CblasRowMajor, left.order, right.order, m, n, k, one, a.data, left.step, b.data, right.step, beta, out.data, to.step);
    } else if constexpr (std::same_as<T, double>) {
        cblas_dgemm(CblasRowMajor, left.order, right.order, m, n, k, one, a.data, left.step, b.data, right.step, beta, out.data, to.step);
    } else if constexpr (std::same_as<T, std::complex<float>>) {
        cblas_cgemm(CblasRowMajor, left.order, right.order, m, n, k, &one, a.data, left.step, b.data, right.step, &beta, out.data, to.step);
    } else {
        cblas_zgemm(CblasRowMajor, left.order, right.order, m, n, k, &one, a.data, left.step, b.data, right.step, &beta, out.data, to.step);
    }
    return true;
}

}  // namespace strand::inline STRAND_ISA::kernel

#endif
#endif
