// SPDX-License-Identifier: BSD-3-Clause
// Does a choice per element stay in registers? where(a > 1, a, a * s)
#include "support/hand_loop.hpp"
#include "support/peers.hpp"
#include "support/workload.hpp"

namespace bench {
namespace {

template <class T>
void choose(length size) {
    auto it = compare(title<T>("where", size.name), 2.0 * sizeof(T) * static_cast<double>(size.n),
                      [n = size.n] { return four_arrays<T>(n, false); });
    it.add("naive", [](auto& d) {
        return [&d] { hand::loop([s = d.s](T a) { return a > T(1) ? a : a * s; }, d.n, d.out.data(), d.a.data()); };
    });
    it.add("strand", [](auto& d) { return [&d] { d.out = strand::where(d.a > T(1), d.a, d.a * d.s); }; });
#if STRAND_BENCH_EIGEN
    it.add("eigen", [](auto& d) {
        return [o = in_eigen(d.out), a = in_eigen(d.a), s = d.s]() mutable { o = (a > T(1)).select(a, a * s); };
    });
#endif
#if STRAND_BENCH_XTENSOR
    it.add("xtensor", [](auto& d) {
        return [o = in_xtensor(d.out), a = in_xtensor(d.a), s = d.s]() mutable {
            xt::noalias(o) = xt::where(a > T(1), a, a * s);
        };
    });
#endif
}

const registration registered([] {
    for (const length size : {small, medium}) {
        choose<double>(size);
        choose<float>(size);
    }
});

}  // namespace
}  // namespace bench
