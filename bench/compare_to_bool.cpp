// SPDX-License-Identifier: BSD-3-Clause
// Does a < b, whose result is an array of bool, keep the pace of its operands?
#include "support/hand_loop.hpp"
#include "support/peers.hpp"
#include "support/workload.hpp"

namespace bench {
namespace {

template <class T>
void less_of(length size) {
    auto it = compare(title<T>("compare_to_bool", size.name), (2.0 * sizeof(T) + 1) * static_cast<double>(size.n),
                      [n = size.n] { return four_arrays<T, bool>(n, false); });
    it.add("naive", [](auto& d) {
        return [&d] { hand::loop([](T a, T b) { return a < b; }, d.n, d.out.data(), d.a.data(), d.b.data()); };
    });
    it.add("strand", [](auto& d) { return [&d] { d.out = d.a < d.b; }; });
#if STRAND_BENCH_EIGEN
    it.add("eigen", [](auto& d) {
        return [o = in_eigen(d.out), a = in_eigen(d.a), b = in_eigen(d.b)]() mutable { o = a < b; };
    });
#endif
}

const registration registered([] {
    for (const length size : {small, medium}) {
        less_of<double>(size);
        less_of<float>(size);
        less_of<std::int32_t>(size);
        less_of<std::int8_t>(size);
    }
});

}  // namespace
}  // namespace bench
