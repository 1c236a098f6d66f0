// SPDX-License-Identifier: BSD-3-Clause
// Does a += s read and write each element once, in place?
#include "support/hand_loop.hpp"
#include "support/peers.hpp"
#include "support/workload.hpp"

namespace bench {
namespace {

template <class T>
struct one_array {
    ndarray<T, 1> out;
    // Large enough to change every element, small enough for millions of rounds.
    T s = std::is_integral_v<T> ? T(1) : T(0.001);
    explicit one_array(index_t n) : out(varied<T>({n}, 1)) {}
};

template <class T>
void add_in_place(length size) {
    auto it = compare(title<T>("in_place", size.name), 2.0 * sizeof(T) * static_cast<double>(size.n),
                      [n = size.n] { return one_array<T>(n); });
    it.add("naive", [](auto& d) {
        return [&d] { hand::update([s = d.s](T a) { return a + s; }, d.out.size(), d.out.data()); };
    });
    it.add("strand", [](auto& d) { return [&d] { d.out += d.s; }; });
#if STRAND_BENCH_EIGEN
    it.add("eigen", [](auto& d) { return [o = in_eigen(d.out), s = d.s]() mutable { o += s; }; });
#endif
    if constexpr (std::is_floating_point_v<T>) {
#if STRAND_BENCH_XTENSOR
        it.add("xtensor", [](auto& d) { return [o = in_xtensor(d.out), s = d.s]() mutable { xt::noalias(o) += s; }; });
#endif
#if STRAND_BENCH_BLITZ
        it.add("blitz", [](auto& d) { return [o = in_blitz(d.out), s = d.s]() mutable { o += s; }; });
#endif
    }
}

const registration registered([] {
    for (const length size : {small, medium}) {
        add_in_place<double>(size);
        add_in_place<float>(size);
        add_in_place<std::int32_t>(size);
        add_in_place<std::int8_t>(size);
    }
    add_in_place<double>(large);
    add_in_place<float>(large);
});

}  // namespace
}  // namespace bench
