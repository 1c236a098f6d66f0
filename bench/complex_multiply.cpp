// SPDX-License-Identifier: BSD-3-Clause
// Are complex numbers multiplied in registers? The loop by hand writes real and imaginary part out.
#include "support/hand_loop.hpp"
#include "support/peers.hpp"
#include "support/workload.hpp"

namespace bench {
namespace {

template <class R>
void multiply_of(length size) {
    using T = std::complex<R>;
    auto it = compare(title<T>("complex_multiply", size.name), 3.0 * sizeof(T) * static_cast<double>(size.n),
                      [n = size.n] { return four_arrays<T>(n, false); });
    it.add("naive", [](auto& d) {
        return [&d] {
            // std::complex's own operator also looks for infinities, one element at a time.
            const auto product = [](T a, T b) {
                return T(a.real() * b.real() - a.imag() * b.imag(), a.real() * b.imag() + a.imag() * b.real());
            };
            hand::loop(product, d.n, d.out.data(), d.a.data(), d.b.data());
        };
    });
    it.add("strand", [](auto& d) { return [&d] { d.out = d.a * d.b; }; });
#if STRAND_BENCH_EIGEN
    it.add("eigen", [](auto& d) {
        return [o = in_eigen(d.out), a = in_eigen(d.a), b = in_eigen(d.b)]() mutable { o = a * b; };
    });
#endif
}

const registration registered([] {
    for (const length size : {small, medium}) {
        multiply_of<float>(size);
        multiply_of<double>(size);
    }
});

}  // namespace
}  // namespace bench
