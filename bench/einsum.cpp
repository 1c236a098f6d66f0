// SPDX-License-Identifier: BSD-3-Clause
// Does einsum find what one would choose by hand: a matrix product, a fused loop, a view?
// The loops by hand walk the innermost axis along memory; `by_hand` says it with strand's other words.
#include "support/hand_loop.hpp"
#include "support/peers.hpp"
#include "support/workload.hpp"

namespace bench {
namespace {

using strand::einsum;
using strand::matmul;
using strand::shape_t;

struct operands {
    ndarray<double> out, a, b, c;
    operands(const shape_t& result, const shape_t& x, const shape_t& y, const shape_t& z)
        : out(strand::zeros<double>(result)), a(x), b(y), c(z) {
        fill_varied(a, 1);
        fill_varied(b, 2);
        fill_varied(c, 3);
    }
};

/// out (rows x columns) += a (rows x inner) times b (inner x columns), all dense.
BENCH_LOOP void multiply(index_t rows, index_t inner, index_t columns, double* __restrict out, const double* __restrict a,
                         const double* __restrict b) {
    for (index_t i = 0; i < rows * columns; ++i) out[i] = 0;
    for (index_t i = 0; i < rows; ++i) {
        for (index_t k = 0; k < inner; ++k) {
            for (index_t j = 0; j < columns; ++j) out[i * columns + j] += a[i * inner + k] * b[k * columns + j];
        }
    }
}
BENCH_LOOP void multiply_vector(index_t rows, index_t inner, double* __restrict out, const double* __restrict a,
                                const double* __restrict b) {
    for (index_t i = 0; i < rows; ++i) {
        double sum = 0;
        for (index_t k = 0; k < inner; ++k) sum += a[i * inner + k] * b[k];
        out[i] = sum;
    }
}
BENCH_LOOP void multiply_rows(index_t rows, index_t inner, double* __restrict out, const double* __restrict a,
                              const double* __restrict b) {
    for (index_t i = 0; i < rows; ++i) {
        double sum = 0;
        for (index_t k = 0; k < inner; ++k) sum += a[i * inner + k] * b[i * inner + k];
        out[i] = sum;
    }
}

#if STRAND_BENCH_EIGEN
using matrix = Eigen::Map<Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>>;
using vector = Eigen::Map<Eigen::VectorXd>;
#endif

auto compare_einsum(const char* subscripts, const std::string& size, double bytes, const shape_t& result, const shape_t& a,
                    const shape_t& b = {0}, const shape_t& c = {0}) {
    auto rows = compare("einsum_" + std::string(subscripts) + "/f64/" + size, bytes,
                        [=] { return operands(result, a, b, c); });
    rows.tolerance(1e-11);
    return rows;
}

void chain(index_t n) {
    auto rows = compare_einsum("ij,jk,kl->il", std::to_string(n), 32.0 * static_cast<double>(n * n), {n, n}, {n, n}, {n, n}, {n, n});
    rows.add("naive", [n](auto& d) {
        return [n, &d, product = std::vector<double>(static_cast<std::size_t>(n * n))]() mutable {
            multiply(n, n, n, product.data(), d.a.data(), d.b.data());
            multiply(n, n, n, d.out.data(), product.data(), d.c.data());
        };
    });
    rows.add("strand", [](auto& d) { return [&d] { d.out = einsum("ij,jk,kl->il", d.a, d.b, d.c); }; });
    rows.add("by_hand", [](auto& d) { return [&d] { d.out = matmul(matmul(d.a, d.b), d.c); }; });
#if STRAND_BENCH_EIGEN
    rows.add("eigen", [n](auto& d) {
        return [&d, n, product = Eigen::MatrixXd(n, n)]() mutable {
            product.noalias() = matrix(d.a.data(), n, n) * matrix(d.b.data(), n, n);
            matrix(d.out.data(), n, n).noalias() = product * matrix(d.c.data(), n, n);
        };
    });
#endif
}
void batched(index_t batch, index_t n) {
    auto rows = compare_einsum("bij,bjk->bik", std::to_string(batch) + "x" + std::to_string(n) + "^2",
                               24.0 * static_cast<double>(batch * n * n), {batch, n, n}, {batch, n, n}, {batch, n, n});
    rows.add("naive", [=](auto& d) {
        return [=, &d] {
            for (index_t k = 0; k < batch * n * n; k += n * n) multiply(n, n, n, d.out.data() + k, d.a.data() + k, d.b.data() + k);
        };
    });
    rows.add("strand", [](auto& d) { return [&d] { d.out = einsum("bij,bjk->bik", d.a, d.b); }; });
    rows.add("by_hand", [](auto& d) { return [&d] { d.out = matmul(d.a, d.b); }; });
#if STRAND_BENCH_EIGEN
    rows.add("eigen", [=](auto& d) {
        return [=, &d] {
            for (index_t k = 0; k < batch * n * n; k += n * n) {
                matrix(d.out.data() + k, n, n).noalias() = matrix(d.a.data() + k, n, n) * matrix(d.b.data() + k, n, n);
            }
        };
    });
#endif
}
void reductions(index_t n) {
    const std::string square = std::to_string(n) + "^2";
    const double bytes = 8.0 * static_cast<double>(n * n);
    const index_t third = n / 10;
    auto last = compare_einsum("ijk,k->ij", std::to_string(third) + "^3", 8.0 * static_cast<double>(third * third * third),
                               {third, third}, {third, third, third}, {third});
    last.add("naive", [=](auto& d) {
        return [=, &d] { multiply_vector(third * third, third, d.out.data(), d.a.data(), d.b.data()); };
    });
    last.add("strand", [](auto& d) { return [&d] { d.out = einsum("ijk,k->ij", d.a, d.b); }; });
    last.add("by_hand", [](auto& d) { return [&d] { d.out = matmul(d.a, d.b); }; });
#if STRAND_BENCH_EIGEN
    last.add("eigen", [=](auto& d) {
        return [=, &d] {
            vector(d.out.data(), third * third).noalias() = matrix(d.a.data(), third * third, third) * vector(d.b.data(), third);
        };
    });
#endif

    auto everything = compare_einsum("ij,ij->", square, 2 * bytes, {}, {n, n}, {n, n});
    everything.add("naive", [=](auto& d) {
        return [=, &d] { multiply_rows(1, n * n, d.out.data(), d.a.data(), d.b.data()); };
    });
    everything.add("strand", [](auto& d) { return [&d] { d.out = einsum("ij,ij->", d.a, d.b); }; });
    everything.add("by_hand", [](auto& d) { return [&d] { *d.out.data() = strand::sum(d.a * d.b); }; });
#if STRAND_BENCH_EIGEN
    everything.add("eigen", [=](auto& d) {
        return [=, &d] { *d.out.data() = vector(d.a.data(), n * n).dot(vector(d.b.data(), n * n)); };
    });
#endif

    auto each_row = compare_einsum("ij,ij->i", square, 2 * bytes, {n}, {n, n}, {n, n});
    each_row.add("naive", [=](auto& d) { return [=, &d] { multiply_rows(n, n, d.out.data(), d.a.data(), d.b.data()); }; });
    each_row.add("strand", [](auto& d) { return [&d] { d.out = einsum("ij,ij->i", d.a, d.b); }; });
    each_row.add("by_hand", [](auto& d) { return [&d] { d.out = strand::sum(d.a * d.b, 1); }; });
#if STRAND_BENCH_EIGEN
    each_row.add("eigen", [=](auto& d) {
        return [=, &d] {
            vector(d.out.data(), n).noalias() = matrix(d.a.data(), n, n).cwiseProduct(matrix(d.b.data(), n, n)).rowwise().sum();
        };
    });
#endif
}
void without_sums(index_t n) {
    auto outer = compare_einsum("i,j->ij", std::to_string(n), 8.0 * static_cast<double>(n * n), {n, n}, {n}, {n});
    outer.add("naive", [=](auto& d) { return [=, &d] { multiply(n, 1, n, d.out.data(), d.a.data(), d.b.data()); }; });
    outer.add("strand", [](auto& d) { return [&d] { d.out = einsum("i,j->ij", d.a, d.b); }; });
    outer.add("by_hand", [](auto& d) { return [&d] { d.out = strand::expand_dims(d.a, 1) * d.b; }; });
#if STRAND_BENCH_EIGEN
    outer.add("eigen", [=](auto& d) {
        return [=, &d] {
            matrix(d.out.data(), n, n).noalias() = vector(d.a.data(), n) * vector(d.b.data(), n).transpose();
        };
    });
#endif

    auto diagonal = compare_einsum("ii->i", std::to_string(n), 16.0 * static_cast<double>(n), {n}, {n, n});
    diagonal.add("naive", [=](auto& d) {
        return [=, &d] {
            for (index_t i = 0; i < n; ++i) d.out.data()[i] = d.a.data()[i * (n + 1)];
        };
    });
    diagonal.add("strand", [](auto& d) { return [&d] { d.out = einsum("ii->i", d.a); }; });
    diagonal.add("by_hand", [](auto& d) { return [&d] { d.out = strand::diagonal(d.a); }; });
}
void several_axes(index_t n) {
    const shape_t cube{n, n, n, n};
    auto pairs = compare_einsum("ijkl,klmn->ijmn", std::to_string(n) + "^4", 24.0 * static_cast<double>(n * n * n * n), cube, cube, cube);
    pairs.add("naive", [=](auto& d) {
        return [=, &d] { multiply(n * n, n * n, n * n, d.out.data(), d.a.data(), d.b.data()); };
    });
    pairs.add("strand", [](auto& d) { return [&d] { d.out = einsum("ijkl,klmn->ijmn", d.a, d.b); }; });
    pairs.add("by_hand", [=](auto& d) {
        return [=, &d] {
            d.out = strand::reshape(matmul(strand::reshape(d.a, {n * n, n * n}), strand::reshape(d.b, {n * n, n * n})), {n, n, n, n});
        };
    });
#if STRAND_BENCH_EIGEN
    pairs.add("eigen", [=](auto& d) {
        return [=, &d] {
            const index_t m = n * n;
            matrix(d.out.data(), m, m).noalias() = matrix(d.a.data(), m, m) * matrix(d.b.data(), m, m);
        };
    });
#endif

    const index_t m = 2 * n;
    auto both = compare_einsum("abc,bd,ce->ade", std::to_string(m), 8.0 * static_cast<double>(2 * m * m * m), {m, m, m}, {m, m, m}, {m, m}, {m, m});
    both.add("naive", [=](auto& d) {
        return [=, &d, first = std::vector<double>(static_cast<std::size_t>(m * m)), turned = std::vector<double>(static_cast<std::size_t>(m * m))]() mutable {
            for (index_t i = 0; i < m; ++i) {
                for (index_t k = 0; k < m; ++k) turned[static_cast<std::size_t>(k * m + i)] = d.b.data()[i * m + k];
            }
            for (index_t i = 0; i < m * m * m; i += m * m) {
                multiply(m, m, m, first.data(), d.a.data() + i, d.c.data());
                multiply(m, m, m, d.out.data() + i, turned.data(), first.data());
            }
        };
    });
    both.add("strand", [](auto& d) { return [&d] { d.out = einsum("abc,bd,ce->ade", d.a, d.b, d.c); }; });
    both.add("by_hand", [](auto& d) { return [&d] { d.out = matmul(d.b.T(), matmul(d.a, d.c)); }; });
#if STRAND_BENCH_EIGEN
    both.add("eigen", [=](auto& d) {
        return [=, &d, first = Eigen::MatrixXd(m, m)]() mutable {
            for (index_t i = 0; i < m * m * m; i += m * m) {
                first.noalias() = matrix(d.a.data() + i, m, m) * matrix(d.c.data(), m, m);
                matrix(d.out.data() + i, m, m).noalias() = matrix(d.b.data(), m, m).transpose() * first;
            }
        };
    });
#endif
}

const registration registered([] {
    chain(16);
    chain(128);
    batched(1000, 8);
    batched(32, 64);
    reductions(1000);
    without_sums(1000);
    several_axes(16);
});

}  // namespace
}  // namespace bench
