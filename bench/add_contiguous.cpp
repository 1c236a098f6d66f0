// SPDX-License-Identifier: BSD-3-Clause
// Does c = a + b on dense arrays run as fast as the loop by hand, in every element type and size?
#include "support/hand_loop.hpp"
#include "support/peers.hpp"
#include "support/workload.hpp"

namespace bench {
namespace {

template <class T>
void add_of(length size) {
    auto it = compare(title<T>("add", size.name), 3.0 * sizeof(T) * static_cast<double>(size.n),
                      [n = size.n] { return four_arrays<T>(n, false); });
    it.add("naive", [](auto& d) {
        return [&d] { hand::loop([](T a, T b) { return a + b; }, d.n, d.out.data(), d.a.data(), d.b.data()); };
    });
    it.add("strand", [](auto& d) { return [&d] { d.out = d.a + d.b; }; });
#if STRAND_BENCH_EIGEN
    it.add("eigen", [](auto& d) {
        return [o = in_eigen(d.out), a = in_eigen(d.a), b = in_eigen(d.b)]() mutable { o = a + b; };
    });
#endif
    if constexpr (std::is_floating_point_v<T>) {
#if STRAND_BENCH_XTENSOR
        it.add("xtensor", [](auto& d) {
            return
                [o = in_xtensor(d.out), a = in_xtensor(d.a), b = in_xtensor(d.b)]() mutable { xt::noalias(o) = a + b; };
        });
#endif
#if STRAND_BENCH_BLITZ
        it.add("blitz", [](auto& d) {
            return [o = in_blitz(d.out), a = in_blitz(d.a), b = in_blitz(d.b)]() mutable { o = a + b; };
        });
#endif
    }
}

const registration registered([] {
    for (const length size : {small, medium}) {
        add_of<double>(size);
        add_of<float>(size);
        add_of<std::int32_t>(size);
        add_of<std::int8_t>(size);
    }
    add_of<double>(large);
    add_of<float>(large);
});

}  // namespace
}  // namespace bench
