// SPDX-License-Identifier: BSD-3-Clause
// Do steps of 2 and reversed operands keep the pace of the loop by hand? As operands, and as the result.
#include "support/hand_loop.hpp"
#include "support/peers.hpp"
#include "support/workload.hpp"

namespace bench {
namespace {

/// Lines twice as long as the result, so that every second element can be used.
template <class T>
struct long_lines {
    ndarray<T, 1> out, a, b;
    index_t n;
    explicit long_lines(index_t count)
        : out(strand::zeros<T>({count})), a(varied<T>({2 * count}, 1)), b(varied<T>({2 * count}, 2)), n(count) {}
};
/// The result is every second element.
template <class T>
struct gaps_in_result {
    ndarray<T, 1> out, a, b;
    index_t n;
    explicit gaps_in_result(index_t count)
        : out(strand::zeros<T>({2 * count})), a(varied<T>({count}, 1)), b(varied<T>({count}, 2)), n(count) {}
};
template <class T>
struct wide_matrices {
    ndarray<T, 2> out, a, b;
    wide_matrices()
        : out(strand::zeros<T>({1000, 500})), a(varied<T>({1000, 1000}, 1)), b(varied<T>({1000, 1000}, 2)) {}
};

template <class T>
BENCH_LOOP void add_every_second(index_t n, T* __restrict out, const T* __restrict a, const T* __restrict b) {
    for (index_t i = 0; i < n; ++i) out[i] = a[2 * i] + b[2 * i];
}
template <class T>
BENCH_LOOP void add_to_every_second(index_t n, T* __restrict out, const T* __restrict a, const T* __restrict b) {
    for (index_t i = 0; i < n; ++i) out[2 * i] = a[i] + b[i];
}
template <class T>
BENCH_LOOP void add_reversed(index_t n, T* __restrict out, const T* __restrict a, const T* __restrict b) {
    for (index_t i = 0; i < n; ++i) out[i] = a[n - 1 - i] + b[i];
}
template <class T>
BENCH_LOOP void add_every_second_column(index_t rows, index_t columns, T* __restrict out, const T* __restrict a,
                                        const T* __restrict b) {
    for (index_t r = 0; r < rows; ++r) {
        for (index_t c = 0; c < columns; ++c) {
            out[r * columns + c] = a[2 * (r * columns + c)] + b[2 * (r * columns + c)];
        }
    }
}

template <class T>
void strided(length size) {
    const double bytes = static_cast<double>(size.n) * sizeof(T);
    const auto make = [n = size.n] { return long_lines<T>(n); };

    auto second = compare(title<T>("strided_a[::2]+b[::2]", size.name), 5 * bytes, make);
    second.add("naive", [](auto& d) { return [&d] { add_every_second(d.n, d.out.data(), d.a.data(), d.b.data()); }; });
    second.add("strand",
               [](auto& d) { return [&d] { d.out = d.a(range(none, none, 2)) + d.b(range(none, none, 2)); }; });
#if STRAND_BENCH_EIGEN
    second.add("eigen", [](auto& d) {
        using part = Eigen::Map<Eigen::Array<T, Eigen::Dynamic, 1>, 0, Eigen::InnerStride<2>>;
        return [o = in_eigen(d.out), a = part(d.a.data(), d.n), b = part(d.b.data(), d.n)]() mutable { o = a + b; };
    });
#endif
#if STRAND_BENCH_XTENSOR
    second.add("xtensor", [](auto& d) {
        return [o = in_xtensor(d.out), a = in_xtensor(d.a), b = in_xtensor(d.b)]() mutable {
            using namespace xt::placeholders;
            xt::noalias(o) = xt::view(a, xt::range(_, _, 2)) + xt::view(b, xt::range(_, _, 2));
        };
    });
#endif
#if STRAND_BENCH_BLITZ
    second.add("blitz", [](auto& d) {
        return [o = in_blitz(d.out), a = in_blitz(d.a), b = in_blitz(d.b),
                last = static_cast<int>(2 * d.n - 1)]() mutable {
            o = a(blitz::Range(0, last, 2)) + b(blitz::Range(0, last, 2));
        };
    });
#endif

    auto reversed =
        compare(title<T>("strided_a[::-1]+b", size.name), 3 * bytes, [n = size.n] { return four_arrays<T>(n, false); });
    reversed.add("naive", [](auto& d) { return [&d] { add_reversed(d.n, d.out.data(), d.a.data(), d.b.data()); }; });
    reversed.add("strand", [](auto& d) { return [&d] { d.out = d.a(range(none, none, -1)) + d.b; }; });
#if STRAND_BENCH_EIGEN
    reversed.add("eigen", [](auto& d) {
        return [o = in_eigen(d.out), a = in_eigen(d.a), b = in_eigen(d.b)]() mutable { o = a.reverse() + b; };
    });
#endif

    auto gaps =
        compare(title<T>("strided_out[::2]=a+b", size.name), 4 * bytes, [n = size.n] { return gaps_in_result<T>(n); });
    gaps.add("naive", [](auto& d) { return [&d] { add_to_every_second(d.n, d.out.data(), d.a.data(), d.b.data()); }; });
    gaps.add("strand", [](auto& d) { return [&d] { d.out(range(none, none, 2)) = d.a + d.b; }; });
#if STRAND_BENCH_EIGEN
    gaps.add("eigen", [](auto& d) {
        using part = Eigen::Map<Eigen::Array<T, Eigen::Dynamic, 1>, 0, Eigen::InnerStride<2>>;
        return [o = part(d.out.data(), d.n), a = in_eigen(d.a), b = in_eigen(d.b)]() mutable { o = a + b; };
    });
#endif
}

template <class T>
void strided_columns() {
    auto it = compare(title<T>("strided_a[:,::2]+b[:,::2]", "1000x1000"), 2.5e6 * sizeof(T),
                      [] { return wide_matrices<T>(); });
    it.add("naive",
           [](auto& d) { return [&d] { add_every_second_column(1000, 500, d.out.data(), d.a.data(), d.b.data()); }; });
    it.add("strand",
           [](auto& d) { return [&d] { d.out = d.a(all, range(none, none, 2)) + d.b(all, range(none, none, 2)); }; });
#if STRAND_BENCH_XTENSOR
    it.add("xtensor", [](auto& d) {
        return [o = in_xtensor(d.out), a = in_xtensor(d.a), b = in_xtensor(d.b)]() mutable {
            using namespace xt::placeholders;
            xt::noalias(o) = xt::view(a, xt::all(), xt::range(_, _, 2)) + xt::view(b, xt::all(), xt::range(_, _, 2));
        };
    });
#endif
}

const registration registered([] {
    for (const length size : {small, medium}) {
        strided<double>(size);
        strided<float>(size);
    }
    strided_columns<double>();
    strided_columns<float>();
});

}  // namespace
}  // namespace bench
