// SPDX-License-Identifier: BSD-3-Clause
// Is memory read in whole cache lines when operands lie across each other? a + b.T, copies of a
// transpose and of other orders of three axes.
#include "support/hand_loop.hpp"
#include "support/peers.hpp"
#include "support/workload.hpp"

namespace bench {
namespace {

template <class T>
struct matrices {
    ndarray<T, 2> out, a, b;
    index_t n;
    explicit matrices(index_t extent)
        : out(strand::zeros<T>({extent, extent})),
          a(varied<T>({extent, extent}, 1)),
          b(varied<T>({extent, extent}, 2)),
          n(extent) {}
};
template <class T>
struct cubes {
    ndarray<T, 3> out, a;
    index_t n;
    explicit cubes(index_t extent)
        : out(strand::zeros<T>({extent, extent, extent})), a(varied<T>({extent, extent, extent}, 1)), n(extent) {}
};

template <class T>
BENCH_LOOP void add_transposed(index_t n, T* __restrict out, const T* __restrict a, const T* __restrict b) {
    for (index_t r = 0; r < n; ++r) {
        for (index_t c = 0; c < n; ++c) out[r * n + c] = a[r * n + c] + b[c * n + r];
    }
}
template <class T>
BENCH_LOOP void copy_transposed(index_t n, T* __restrict out, const T* __restrict a) {
    for (index_t r = 0; r < n; ++r) {
        for (index_t c = 0; c < n; ++c) out[r * n + c] = a[c * n + r];
    }
}
/// out[i, j, k] = a[i si + j sj + k sk]
template <class T>
BENCH_LOOP void copy_permuted(index_t n, T* __restrict out, const T* __restrict a, index_t si, index_t sj, index_t sk) {
    for (index_t i = 0; i < n; ++i) {
        for (index_t j = 0; j < n; ++j) {
            for (index_t k = 0; k < n; ++k) out[(i * n + j) * n + k] = a[i * si + j * sj + k * sk];
        }
    }
}

template <class T>
void transposed(index_t extent) {
    const std::string size = std::to_string(extent) + "x" + std::to_string(extent);
    const double bytes = static_cast<double>(extent * extent) * sizeof(T);
    const auto make = [extent] { return matrices<T>(extent); };

    auto sum = compare(title<T>("transposed_a+b.T", size), 3 * bytes, make);
    sum.add("naive", [](auto& d) { return [&d] { add_transposed(d.n, d.out.data(), d.a.data(), d.b.data()); }; });
    sum.add("strand", [](auto& d) { return [&d] { d.out = d.a + d.b.T(); }; });
#if STRAND_BENCH_EIGEN
    sum.add("eigen", [](auto& d) {
        return [o = in_eigen(d.out), a = in_eigen(d.a), b = in_eigen(d.b)]() mutable { o = a + b.transpose(); };
    });
#endif
#if STRAND_BENCH_XTENSOR
    sum.add("xtensor", [](auto& d) {
        return [o = in_xtensor(d.out), a = in_xtensor(d.a), b = in_xtensor(d.b)]() mutable {
            xt::noalias(o) = a + xt::transpose(b);
        };
    });
#endif

    auto copy = compare(title<T>("transposed_copy", size), 2 * bytes, make);
    copy.add("naive", [](auto& d) { return [&d] { copy_transposed(d.n, d.out.data(), d.a.data()); }; });
    copy.add("strand", [](auto& d) { return [&d] { d.out = d.a.T(); }; });
#if STRAND_BENCH_EIGEN
    copy.add("eigen",
             [](auto& d) { return [o = in_eigen(d.out), a = in_eigen(d.a)]() mutable { o = a.transpose(); }; });
#endif
}

template <class T>
void permuted(index_t extent) {
    const double bytes = 2 * static_cast<double>(extent * extent * extent) * sizeof(T);
    const auto add_contenders = [](auto it, auto strand, auto steps) {
        it.add("naive", [steps](auto& d) {
            return [&d, step = steps(d.n)] { copy_permuted(d.n, d.out.data(), d.a.data(), step.i, step.j, step.k); };
        });
        it.add("strand", strand);
    };
    const auto make = [extent] { return cubes<T>(extent); };
    const std::string size = std::to_string(extent) + "^3";
    struct three {
        index_t i, j, k;
    };
    add_contenders(
        compare(title<T>("transposed_axes_2_0_1", size), bytes, make),
        [](auto& d) { return [&d] {
                          d.out = strand::permute_dims(d.a, {2, 0, 1});
                      }; },
        [](index_t n) {
            return three{1, n * n, n};
        });
    add_contenders(
        compare(title<T>("transposed_axes_2_1_0", size), bytes, make),
        [](auto& d) { return [&d] {
                          d.out = strand::permute_dims(d.a, {2, 1, 0});
                      }; },
        [](index_t n) {
            return three{1, n, n * n};
        });
    add_contenders(
        compare(title<T>("transposed_axes_1_0_2", size), bytes, make),
        [](auto& d) { return [&d] {
                          d.out = strand::permute_dims(d.a, {1, 0, 2});
                      }; },
        [](index_t n) {
            return three{n, n * n, 1};
        });
}

const registration registered([] {
    for (const index_t extent : {512, 2048}) {
        transposed<double>(extent);
        transposed<float>(extent);
    }
    permuted<double>(128);
    permuted<float>(128);
});

}  // namespace
}  // namespace bench
