// SPDX-License-Identifier: BSD-3-Clause
// Are exp, log, sin, cos, tanh, sqrt and pow computed a register at a time? The loops by hand call the
// C library for every element: g++ cannot do better without -ffast-math.
#include <cmath>
#include "support/hand_loop.hpp"
#include "support/peers.hpp"
#include "support/workload.hpp"

namespace bench {
namespace {

/// Arguments from -5 to 5, or from 0.5 to 1.5 for the functions of positive numbers.
template <class T>
struct arguments : four_arrays<T> {
    explicit arguments(index_t count, bool positive) : four_arrays<T>(count, false) {
        if (!positive) this->a = (this->a - T(1)) * T(10);
    }
};

/// `in_strand` is the function on arrays, `by_hand` that on numbers.
template <class T, class Strand, class ByHand>
auto function_of(const char* name, length size, bool positive, Strand in_strand, ByHand by_hand) {
    auto it = compare(title<T>(name, size.name), 2.0 * sizeof(T) * static_cast<double>(size.n),
                      [n = size.n, positive] { return arguments<T>(n, positive); });
    it.add("naive",
           [by_hand](auto& d) { return [&d, by_hand] { hand::loop(by_hand, d.n, d.out.data(), d.a.data()); }; });
    it.add("strand", [in_strand](auto& d) { return [&d, in_strand] { d.out = in_strand(d.a); }; });
    return it;
}

#if STRAND_BENCH_EIGEN
#define BENCH_EIGEN_MATH(it, name) \
    it.add("eigen", [](auto& d) { return [o = in_eigen(d.out), a = in_eigen(d.a)]() mutable { o = a.name(); }; })
#else
#define BENCH_EIGEN_MATH(it, name) static_cast<void>(it)
#endif
#if STRAND_BENCH_XTENSOR
#define BENCH_XTENSOR_MATH(it, name)                                                                     \
    it.add("xtensor", [](auto& d) {                                                                      \
        return [o = in_xtensor(d.out), a = in_xtensor(d.a)]() mutable { xt::noalias(o) = xt::name(a); }; \
    })
#else
#define BENCH_XTENSOR_MATH(it, name) static_cast<void>(it)
#endif
// Neither templates nor lambdas can be given the name of a function; undefined at the end.
#define BENCH_MATH(T, name, positive, size)                                               \
    {                                                                                     \
        auto it = function_of<T>(                                                         \
            "math_" #name, size, positive, [](const auto& x) { return strand::name(x); }, \
            [](T x) { return std::name(x); });                                            \
        BENCH_EIGEN_MATH(it, name);                                                       \
        BENCH_XTENSOR_MATH(it, name);                                                     \
    }

template <class T>
void power_of(length size) {
    auto it = compare(title<T>("math_pow", size.name), 3.0 * sizeof(T) * static_cast<double>(size.n),
                      [n = size.n] { return arguments<T>(n, true); });
    it.add("naive", [](auto& d) {
        return [&d] { hand::loop([](T a, T b) { return std::pow(a, b); }, d.n, d.out.data(), d.a.data(), d.b.data()); };
    });
    it.add("strand", [](auto& d) { return [&d] { d.out = strand::pow(d.a, d.b); }; });
#if STRAND_BENCH_EIGEN
    it.add("eigen", [](auto& d) {
        return [o = in_eigen(d.out), a = in_eigen(d.a), b = in_eigen(d.b)]() mutable { o = a.pow(b); };
    });
#endif
#if STRAND_BENCH_XTENSOR
    it.add("xtensor", [](auto& d) {
        return [o = in_xtensor(d.out), a = in_xtensor(d.a), b = in_xtensor(d.b)]() mutable {
            xt::noalias(o) = xt::pow(a, b);
        };
    });
#endif
}

template <class T>
void functions_of(length size) {
    BENCH_MATH(T, exp, false, size)
    BENCH_MATH(T, log, true, size)
    BENCH_MATH(T, sin, false, size)
    BENCH_MATH(T, cos, false, size)
    BENCH_MATH(T, tanh, false, size)
    BENCH_MATH(T, sqrt, true, size)
    power_of<T>(size);
}
#undef BENCH_MATH
#undef BENCH_XTENSOR_MATH
#undef BENCH_EIGEN_MATH

const registration registered([] {
    functions_of<double>(small);
    functions_of<float>(small);
    functions_of<double>(medium);
});

}  // namespace
}  // namespace bench
