// SPDX-License-Identifier: BSD-3-Clause
// Does it matter that an operand is stretched? matrix + row, matrix + column, column * row.
#include "support/hand_loop.hpp"
#include "support/peers.hpp"
#include "support/workload.hpp"

namespace bench {
namespace {

template <class T>
struct matrix_and_lines {
    ndarray<T, 2> out, a;
    ndarray<T, 2> row, column;
    index_t rows, columns;
    explicit matrix_and_lines(index_t r, index_t c)
        : out(strand::zeros<T>({r, c})),
          a(varied<T>({r, c}, 1)),
          row(varied<T>({1, c}, 2)),
          column(varied<T>({r, 1}, 3)),
          rows(r),
          columns(c) {}
};

template <class T>
BENCH_LOOP void add_row(index_t rows, index_t columns, T* __restrict out, const T* __restrict a,
                        const T* __restrict row) {
    for (index_t r = 0; r < rows; ++r) {
        for (index_t c = 0; c < columns; ++c) out[r * columns + c] = a[r * columns + c] + row[c];
    }
}
template <class T>
BENCH_LOOP void add_column(index_t rows, index_t columns, T* __restrict out, const T* __restrict a,
                           const T* __restrict column) {
    for (index_t r = 0; r < rows; ++r) {
        for (index_t c = 0; c < columns; ++c) out[r * columns + c] = a[r * columns + c] + column[r];
    }
}
template <class T>
BENCH_LOOP void multiply_lines(index_t rows, index_t columns, T* __restrict out, const T* __restrict column,
                               const T* __restrict row) {
    for (index_t r = 0; r < rows; ++r) {
        for (index_t c = 0; c < columns; ++c) out[r * columns + c] = column[r] * row[c];
    }
}

template <class T>
void broadcast(index_t extent) {
    const std::string size = std::to_string(extent) + "x" + std::to_string(extent);
    const double bytes = static_cast<double>(extent * extent) * sizeof(T);
    const auto make = [extent] { return matrix_and_lines<T>(extent, extent); };

    auto row = compare(title<T>("broadcast_row", size), 2 * bytes, make);
    row.add("naive",
            [](auto& d) { return [&d] { add_row(d.rows, d.columns, d.out.data(), d.a.data(), d.row.data()); }; });
    row.add("strand", [](auto& d) { return [&d] { d.out = d.a + d.row; }; });
#if STRAND_BENCH_EIGEN
    row.add("eigen", [](auto& d) {
        return [o = in_eigen(d.out), a = in_eigen(d.a), b = in_eigen(d.row)]() mutable { o = a.rowwise() + b.row(0); };
    });
#endif
#if STRAND_BENCH_XTENSOR
    row.add("xtensor", [](auto& d) {
        return
            [o = in_xtensor(d.out), a = in_xtensor(d.a), b = in_xtensor(d.row)]() mutable { xt::noalias(o) = a + b; };
    });
#endif

    auto column = compare(title<T>("broadcast_column", size), 2 * bytes, make);
    column.add("naive", [](auto& d) {
        return [&d] { add_column(d.rows, d.columns, d.out.data(), d.a.data(), d.column.data()); };
    });
    column.add("strand", [](auto& d) { return [&d] { d.out = d.a + d.column; }; });
#if STRAND_BENCH_EIGEN
    column.add("eigen", [](auto& d) {
        return
            [o = in_eigen(d.out), a = in_eigen(d.a), b = in_eigen(d.column)]() mutable { o = a.colwise() + b.col(0); };
    });
#endif
#if STRAND_BENCH_XTENSOR
    column.add("xtensor", [](auto& d) {
        return [o = in_xtensor(d.out), a = in_xtensor(d.a), b = in_xtensor(d.column)]() mutable {
            xt::noalias(o) = a + b;
        };
    });
#endif

    auto outer = compare(title<T>("broadcast_outer", size), bytes, make);
    outer.add("naive", [](auto& d) {
        return [&d] { multiply_lines(d.rows, d.columns, d.out.data(), d.column.data(), d.row.data()); };
    });
    outer.add("strand", [](auto& d) { return [&d] { d.out = d.column * d.row; }; });
#if STRAND_BENCH_XTENSOR
    outer.add("xtensor", [](auto& d) {
        return [o = in_xtensor(d.out), a = in_xtensor(d.column), b = in_xtensor(d.row)]() mutable {
            xt::noalias(o) = a * b;
        };
    });
#endif
}

const registration registered([] {
    for (const index_t extent : {100, 1000}) {
        broadcast<double>(extent);
        broadcast<float>(extent);
    }
});

}  // namespace
}  // namespace bench
