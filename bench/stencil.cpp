// SPDX-License-Identifier: BSD-3-Clause
// Do slices cost anything? The mean of the four neighbours of every inner point.
#include "support/hand_loop.hpp"
#include "support/peers.hpp"
#include "support/workload.hpp"

namespace bench {
namespace {

template <class T>
struct field {
    ndarray<T, 2> out, a;
    index_t n;
    explicit field(index_t extent)
        : out(strand::zeros<T>({extent, extent})), a(varied<T>({extent, extent}, 1)), n(extent) {}
};

template <class T>
BENCH_LOOP void mean_of_neighbours(index_t n, T* __restrict out, const T* __restrict a) {
    for (index_t r = 1; r < n - 1; ++r) {
        for (index_t c = 1; c < n - 1; ++c) {
            out[r * n + c] = T(0.25) * (a[(r - 1) * n + c] + a[(r + 1) * n + c] + a[r * n + c - 1] + a[r * n + c + 1]);
        }
    }
}

template <class T>
void stencil(index_t extent) {
    auto it = compare(title<T>("stencil", std::to_string(extent) + "x" + std::to_string(extent)),
                      2.0 * static_cast<double>(extent * extent) * sizeof(T), [extent] { return field<T>(extent); });
    it.add("naive", [](auto& d) { return [&d] { mean_of_neighbours(d.n, d.out.data(), d.a.data()); }; });
    it.add("strand", [](auto& d) {
        return [&d] {
            const auto& a = d.a;
            const range inner(1, -1), before(none, -2), behind(2, none);
            d.out(inner, inner) = T(0.25) * (a(before, inner) + a(behind, inner) + a(inner, before) + a(inner, behind));
        };
    });
#if STRAND_BENCH_EIGEN
    it.add("eigen", [](auto& d) {
        return [o = in_eigen(d.out), a = in_eigen(d.a), m = d.n - 2]() mutable {
            o.block(1, 1, m, m) =
                T(0.25) * (a.block(0, 1, m, m) + a.block(2, 1, m, m) + a.block(1, 0, m, m) + a.block(1, 2, m, m));
        };
    });
#endif
#if STRAND_BENCH_XTENSOR
    it.add("xtensor", [](auto& d) {
        return [o = in_xtensor(d.out), a = in_xtensor(d.a)]() mutable {
            using namespace xt::placeholders;
            auto inner = xt::view(o, xt::range(1, -1), xt::range(1, -1));
            xt::noalias(inner) =
                T(0.25) *
                (xt::view(a, xt::range(0, -2), xt::range(1, -1)) + xt::view(a, xt::range(2, _), xt::range(1, -1)) +
                 xt::view(a, xt::range(1, -1), xt::range(0, -2)) + xt::view(a, xt::range(1, -1), xt::range(2, _)));
        };
    });
#endif
}

const registration registered([] {
    stencil<float>(512);
    stencil<double>(512);
    stencil<float>(2048);
    stencil<double>(2048);
});

}  // namespace
}  // namespace bench
