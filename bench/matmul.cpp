// SPDX-License-Identifier: BSD-3-Clause
// How near do products of matrices come to what the processor can compute or the memory deliver?
// The loop by hand goes along the rows of the second matrix, which is what the compiler makes vectors of.
#include "support/peak.hpp"
#include "support/peers.hpp"
#include "support/workload.hpp"

#if STRAND_BENCH_OPENBLAS
#include <cblas.h>
extern "C" void openblas_set_num_threads(int);
#endif

namespace bench {
namespace {

/// An array of extents that lambdas can hold and functions can take apart.
template <index_t Rank>
struct shape_copy {
    index_t extents[static_cast<std::size_t>(Rank)];
    explicit shape_copy(const index_t (&from)[static_cast<std::size_t>(Rank)]) { std::copy_n(from, Rank, extents); }
};

/// Matrices, vectors or stacks of matrices, as rank says.
template <class T, index_t A, index_t B>
struct product_data {
    static constexpr index_t rank = A == 3 ? 3 : A + B - 2;
    ndarray<T, rank> out;
    ndarray<T, A> a;
    ndarray<T, B> b;
    product_data(const index_t (&a_shape)[static_cast<std::size_t>(A)], const index_t (&b_shape)[static_cast<std::size_t>(B)])
        : a(varied<T>(a_shape, 1)), b(varied<T>(b_shape, 2)) {
        out = strand::matmul(a, b);
        out.fill(T{});
    }
};

template <class T>
[[gnu::noinline]] void multiply_by_hand(T* out, const T* a, const T* b, index_t rows, index_t inner, index_t columns) {
    for (index_t i = 0; i < rows; ++i) {
        for (index_t j = 0; j < columns; ++j) out[i * columns + j] = T{};
        for (index_t k = 0; k < inner; ++k) {
            const T x = a[i * inner + k];
            for (index_t j = 0; j < columns; ++j) {
                if constexpr (strand::detail::is_complex<T>) {
                    // std::complex's own operator looks for infinities, one element at a time.
                    const T y = b[k * columns + j];
                    out[i * columns + j] += T(x.real() * y.real() - x.imag() * y.imag(), x.real() * y.imag() + x.imag() * y.real());
                } else {
                    out[i * columns + j] += x * b[k * columns + j];
                }
            }
        }
    }
}

#if STRAND_BENCH_OPENBLAS
template <class T>
concept blas_number = std::is_same_v<T, float> || std::is_same_v<T, double> || std::is_same_v<T, std::complex<double>>;

template <class T>
void multiply_by_blas(T* out, const T* a, const T* b, index_t rows, index_t inner, index_t columns) {
    const int m = static_cast<int>(rows), n = static_cast<int>(columns), k = static_cast<int>(inner);
    const T one(1), zero(0);
    if constexpr (std::is_same_v<T, float>) {
        if (n == 1) cblas_sgemv(CblasRowMajor, CblasNoTrans, m, k, 1, a, k, b, 1, 0, out, 1);
        else if (m == 1) cblas_sgemv(CblasRowMajor, CblasTrans, k, n, 1, b, n, a, 1, 0, out, 1);
        else cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, m, n, k, 1, a, k, b, n, 0, out, n);
    } else if constexpr (std::is_same_v<T, double>) {
        if (n == 1) cblas_dgemv(CblasRowMajor, CblasNoTrans, m, k, 1, a, k, b, 1, 0, out, 1);
        else if (m == 1) cblas_dgemv(CblasRowMajor, CblasTrans, k, n, 1, b, n, a, 1, 0, out, 1);
        else cblas_dgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, m, n, k, 1, a, k, b, n, 0, out, n);
    } else {
        cblas_zgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, m, n, k, &one, a, k, b, n, &zero, out, n);
    }
}
#endif

#if STRAND_BENCH_EIGEN
/// Extents known while compiling where Eigen has code for them.
template <class T, int Rows, int Inner, int Columns>
void multiply_by_eigen(T* out, T* a, T* b, index_t rows, index_t inner, index_t columns) {
    const auto map = []<int R, int C>(T* data, index_t r, index_t c, std::integer_sequence<int, R, C>) {
        return Eigen::Map<Eigen::Matrix<T, R, C, C == 1 ? Eigen::ColMajor : Eigen::RowMajor>>(data, r, c);
    };
    map(out, rows, columns, std::integer_sequence<int, Rows, Columns>{}).noalias() =
        map(a, rows, inner, std::integer_sequence<int, Rows, Inner>{}) * map(b, inner, columns, std::integer_sequence<int, Inner, Columns>{});
}
#endif

/// `count` products of (rows, inner) with (inner, columns), for strand as arrays of rank A and B.
template <class T, index_t A, index_t B, int Rows = -1, int Inner = Rows, int Columns = Rows>
void product(const char* what, const std::string& size, const index_t (&a)[static_cast<std::size_t>(A)],
             const index_t (&b)[static_cast<std::size_t>(B)]) {
    const index_t count = A == 3 ? a[0] : 1, rows = A == 1 ? 1 : a[A - 2], inner = a[A - 1], columns = B == 1 ? 1 : b[B - 1];
    const double elements = static_cast<double>(count) * static_cast<double>(rows * inner + inner * columns + rows * columns);
    const shape_copy<A> a_shape(a);
    const shape_copy<B> b_shape(b);
    auto it = compare(title<T>(what, size), elements * sizeof(T), [=] { return product_data<T, A, B>(a_shape.extents, b_shape.extents); });
    using R = strand::real_t<T>;
    if constexpr (std::is_floating_point_v<R>) {
        const double flops = (strand::detail::is_complex<T> ? 8.0 : 2.0) * static_cast<double>(count * rows) * static_cast<double>(inner * columns);
        it.flops(flops, measured_peak<R>()).tolerance(std::is_same_v<R, float> ? 2e-4 : 1e-11);
    }
    const auto each = [=](auto multiply) {
        return [=](auto& d) {
            return [=, &d] {
                for (index_t k = 0; k < count; ++k) {
                    multiply(d.out.data() + k * rows * columns, d.a.data() + k * rows * inner, d.b.data() + k * inner * columns, rows, inner, columns);
                }
            };
        };
    };
    it.add("naive", each(multiply_by_hand<T>));
    it.add("strand", [](auto& d) { return [&d] { d.out = strand::matmul(d.a, d.b); }; });
#if STRAND_BENCH_EIGEN
    it.add("eigen", each(multiply_by_eigen<T, Rows, Inner, Columns>));
#endif
#if STRAND_BENCH_OPENBLAS
    if constexpr (blas_number<T>) {
        openblas_set_num_threads(1);
        it.add("openblas", each(multiply_by_blas<T>));
    }
#endif
}

template <class T>
void products() {
    product<T, 2, 2, 2>("matmul", "2", {2, 2}, {2, 2});
    product<T, 2, 2, 4>("matmul", "4", {4, 4}, {4, 4});
    product<T, 2, 2, 8>("matmul", "8", {8, 8}, {8, 8});
    for (const index_t n : {16, 32, 64, 250, 256, 1000, 1023, 1024}) product<T, 2, 2>("matmul", std::to_string(n), {n, n}, {n, n});
    product<T, 3, 3, 8>("matmul_stack", "1000x8", {1000, 8, 8}, {1000, 8, 8});
    product<T, 2, 2>("matmul_skinny", "300x2000x4", {300, 2000}, {2000, 4});
    product<T, 2, 2, -1, 3, 3>("matmul_colours", "10kx3x3", {10000, 3}, {3, 3});
    product<T, 2, 1, -1, -1, 1>("matmul_matrix_vector", "1000", {1000, 1000}, {1000});
    product<T, 1, 2, 1, -1, -1>("matmul_vector_matrix", "1000", {1000}, {1000, 1000});
}

const registration registered([] {
    products<double>();
    products<float>();
    product<std::int32_t, 2, 2>("matmul", "256", {256, 256}, {256, 256});
    product<std::complex<double>, 2, 2>("matmul", "256", {256, 256}, {256, 256});
});

}  // namespace
}  // namespace bench
