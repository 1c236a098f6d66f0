// SPDX-License-Identifier: BSD-3-Clause
// Are mathematical functions computed a register at a time? The loops by hand call the C library for every
// element: g++ cannot do better without -ffast-math, with which it calls libmvec. And a chain of functions,
// computed in one pass: the price of call options.
#include "support/math_function.hpp"

namespace bench {
namespace {

template <class T>
void functions_of(length size) {
    BENCH_COMMON_FUNCTIONS
}

template <class T>
void black_scholes(length size) {
    auto it = compare(title<T>("black_scholes", size.name), 2.0 * sizeof(T) * static_cast<double>(size.n),
                      [n = size.n] { return arguments<T>(n, 0.5, 1.5); });
    static constexpr T r = T(0.03), v = T(0.25), root_half = T(0.707106781186547524);
    it.add("naive", [](auto& d) {
        return [&d] {
            hand::loop([discount = std::exp(-r)](T s) {
                const T d1 = (std::log(s) + r + v * v / 2) / v, d2 = d1 - v;
                return s * (T(0.5) + T(0.5) * std::erf(d1 * root_half)) - discount * (T(0.5) + T(0.5) * std::erf(d2 * root_half));
            }, d.n, d.out.data(), d.a.data());
        };
    });
    it.add("strand", [](auto& d) {
        return [&d] {
            const auto& s = d.a;
            const auto d1 = (log(s) + (r + v * v / 2)) / v;
            const auto d2 = d1 - v;
            d.out = s * (T(0.5) + T(0.5) * erf(d1 * root_half)) - std::exp(-r) * (T(0.5) + T(0.5) * erf(d2 * root_half));
        };
    });
    it.add("libmvec", [](auto& d) {
        return [&d] { compiler_math::black_scholes<T>(static_cast<long>(d.n), d.out.data(), d.a.data(), r, v); };
    });
#if STRAND_BENCH_EIGEN
    it.add("eigen", [](auto& d) {
        return [o = in_eigen(d.out), s = in_eigen(d.a)]() mutable {
            const auto d1 = (s.log() + (r + v * v / 2)) / v;
            const auto d2 = d1 - v;
            o = s * (T(0.5) + T(0.5) * (d1 * root_half).erf()) -
                std::exp(-r) * (T(0.5) + T(0.5) * (d2 * root_half).erf());
        };
    });
#endif
#if STRAND_BENCH_XTENSOR
    it.add("xtensor", [](auto& d) {
        return [o = in_xtensor(d.out), s = in_xtensor(d.a)]() mutable {
            const auto d1 = (xt::log(s) + (r + v * v / 2)) / v;
            const auto d2 = d1 - v;
            xt::noalias(o) = s * (T(0.5) + T(0.5) * xt::erf(d1 * root_half)) -
                             std::exp(-r) * (T(0.5) + T(0.5) * xt::erf(d2 * root_half));
        };
    });
#endif
}

const registration registered([] {
    for (const length size : {small, medium}) {
        functions_of<double>(size);
        functions_of<float>(size);
        black_scholes<double>(size);
        black_scholes<float>(size);
    }
});

}  // namespace
}  // namespace bench
