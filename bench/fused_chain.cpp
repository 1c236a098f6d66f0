// SPDX-License-Identifier: BSD-3-Clause
// Does a*b + c - a*s become one loop without temporaries?
#include "support/hand_loop.hpp"
#include "support/peers.hpp"
#include "support/workload.hpp"

namespace bench {
namespace {

template <class T>
void chain_of(length size) {
    auto it = compare(title<T>("fused_chain", size.name), 4.0 * sizeof(T) * static_cast<double>(size.n),
                      [n = size.n] { return four_arrays<T>(n); });
    it.add("naive", [](auto& d) {
        return [&d] {
            hand::loop([s = d.s](T a, T b, T c) { return a * b + c - a * s; }, d.n, d.out.data(), d.a.data(),
                       d.b.data(), d.c.data());
        };
    });
    it.add("strand", [](auto& d) { return [&d] { d.out = d.a * d.b + d.c - d.a * d.s; }; });
#if STRAND_BENCH_EIGEN
    it.add("eigen", [](auto& d) {
        return [o = in_eigen(d.out), a = in_eigen(d.a), b = in_eigen(d.b), c = in_eigen(d.c), s = d.s]() mutable {
            o = a * b + c - a * s;
        };
    });
#endif
    if constexpr (std::is_floating_point_v<T>) {
#if STRAND_BENCH_XTENSOR
        it.add("xtensor", [](auto& d) {
            return [o = in_xtensor(d.out), a = in_xtensor(d.a), b = in_xtensor(d.b), c = in_xtensor(d.c),
                    s = d.s]() mutable { xt::noalias(o) = a * b + c - a * s; };
        });
#endif
#if STRAND_BENCH_BLITZ
        it.add("blitz", [](auto& d) {
            return [o = in_blitz(d.out), a = in_blitz(d.a), b = in_blitz(d.b), c = in_blitz(d.c), s = d.s]() mutable {
                o = a * b + c - a * s;
            };
        });
#endif
    }
}

const registration registered([] {
    for (const length size : {small, medium}) {
        chain_of<double>(size);
        chain_of<float>(size);
        chain_of<std::int32_t>(size);
        chain_of<std::int8_t>(size);
    }
    chain_of<double>(large);
    chain_of<float>(large);
});

}  // namespace
}  // namespace bench
