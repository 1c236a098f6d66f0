// SPDX-License-Identifier: BSD-3-Clause
// Do rows of three elements cost more than the same number of elements in one row?
// The first workload is the measure: a contiguous add of as many elements.
#include "support/hand_loop.hpp"
#include "support/peers.hpp"
#include "support/workload.hpp"

namespace bench {
namespace {

constexpr index_t points = 1'000'000;

template <class T>
struct point_cloud {
    ndarray<T, 2> out, a, b;
    ndarray<T, 1> row;
    ndarray<T, 2> column;
    point_cloud()
        : out(strand::zeros<T>({points, 3})),
          a(varied<T>({points, 3}, 1)),
          b(varied<T>({points, 3}, 2)),
          row(varied<T>({3}, 3)),
          column(varied<T>({points, 1}, 4)) {}
};
template <class T>
struct image {
    ndarray<T, 3> out, a, b;
    image() : out(strand::zeros<T>({1000, 1000, 3})), a(varied<T>({1000, 1000, 3}, 1)), b(varied<T>({1000, 1, 3}, 2)) {}
};

template <class T>
BENCH_LOOP void add_to_points(index_t n, T* __restrict out, const T* __restrict a, const T* __restrict row) {
    for (index_t i = 0; i < n; ++i) {
        for (index_t k = 0; k < 3; ++k) out[3 * i + k] = a[3 * i + k] + row[k];
    }
}
template <class T>
BENCH_LOOP void scale_points(index_t n, T* __restrict out, const T* __restrict a, const T* __restrict column) {
    for (index_t i = 0; i < n; ++i) {
        for (index_t k = 0; k < 3; ++k) out[3 * i + k] = a[3 * i + k] * column[i];
    }
}
template <class T>
BENCH_LOOP void add_to_lines(index_t lines, index_t n, T* __restrict out, const T* __restrict a,
                             const T* __restrict b) {
    for (index_t r = 0; r < lines; ++r) {
        for (index_t i = 0; i < n; ++i) {
            for (index_t k = 0; k < 3; ++k) out[3 * (r * n + i) + k] = a[3 * (r * n + i) + k] + b[3 * r + k];
        }
    }
}

template <class T>
void short_rows() {
    const double bytes = 3.0 * points * sizeof(T);

    auto dense = compare(title<T>("short_rows", "(1M,3)+(1M,3)"), 3 * bytes, [] { return point_cloud<T>(); });
    dense.add("naive", [](auto& d) {
        return [&d] { hand::loop([](T a, T b) { return a + b; }, 3 * points, d.out.data(), d.a.data(), d.b.data()); };
    });
    dense.add("strand", [](auto& d) { return [&d] { d.out = d.a + d.b; }; });

    auto row = compare(title<T>("short_rows", "(1M,3)+(3,)"), 2 * bytes, [] { return point_cloud<T>(); });
    row.add("naive", [](auto& d) { return [&d] { add_to_points(points, d.out.data(), d.a.data(), d.row.data()); }; });
    row.add("strand", [](auto& d) { return [&d] { d.out = d.a + d.row; }; });
#if STRAND_BENCH_EIGEN
    row.add("eigen", [](auto& d) {
        return [o = in_eigen(d.out), a = in_eigen(d.a), b = in_eigen(d.row)]() mutable {
            o = a.rowwise() + b.transpose();
        };
    });
#endif
#if STRAND_BENCH_XTENSOR
    row.add("xtensor", [](auto& d) {
        return
            [o = in_xtensor(d.out), a = in_xtensor(d.a), b = in_xtensor(d.row)]() mutable { xt::noalias(o) = a + b; };
    });
#endif

    auto column =
        compare(title<T>("short_rows", "(1M,3)*(1M,1)"), (2 + 1.0 / 3) * bytes, [] { return point_cloud<T>(); });
    column.add("naive",
               [](auto& d) { return [&d] { scale_points(points, d.out.data(), d.a.data(), d.column.data()); }; });
    column.add("strand", [](auto& d) { return [&d] { d.out = d.a * d.column; }; });
#if STRAND_BENCH_EIGEN
    column.add("eigen", [](auto& d) {
        return
            [o = in_eigen(d.out), a = in_eigen(d.a), b = in_eigen(d.column)]() mutable { o = a.colwise() * b.col(0); };
    });
#endif

    auto lines = compare(title<T>("short_rows", "(1k,1k,3)+(1k,1,3)"), 2 * bytes, [] { return image<T>(); });
    lines.add("naive",
              [](auto& d) { return [&d] { add_to_lines(1000, 1000, d.out.data(), d.a.data(), d.b.data()); }; });
    lines.add("strand", [](auto& d) { return [&d] { d.out = d.a + d.b; }; });
#if STRAND_BENCH_XTENSOR
    lines.add("xtensor", [](auto& d) {
        return [o = in_xtensor(d.out), a = in_xtensor(d.a), b = in_xtensor(d.b)]() mutable { xt::noalias(o) = a + b; };
    });
#endif
}

const registration registered([] {
    short_rows<double>();
    short_rows<float>();
});

}  // namespace
}  // namespace bench
