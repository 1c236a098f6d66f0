// SPDX-License-Identifier: BSD-3-Clause
// Workloads of one mathematical function: the loop over the C library's, strand, other libraries.
#ifndef STRAND_BENCH_SUPPORT_MATH_FUNCTION_HPP
#define STRAND_BENCH_SUPPORT_MATH_FUNCTION_HPP

#include <cmath>
#include <string_view>
#include "support/compiler_math.hpp"
#include "support/hand_loop.hpp"
#include "support/peers.hpp"
#include "support/workload.hpp"
#if STRAND_BENCH_EIGEN
#include <unsupported/Eigen/SpecialFunctions>
#endif

namespace bench {

/// a from low to high, b from low_y to high_y.
template <class T>
struct arguments : four_arrays<T> {
    arguments(index_t count, double low, double high, double low_y = 0.5, double high_y = 1.5)
        : four_arrays<T>(count, false) {
        this->a = (this->a - T(0.5)) * T(high - low) + T(low);
        this->b = (this->b - T(0.5)) * T(high_y - low_y) + T(low_y);
    }
};

/// Pointers to the operands that count: a, or a and b.
template <bool Two, class Data, class Function>
auto with_operands(Data& d, Function function) {
    if constexpr (Two) return [&d, function] { function(d.out, d.a, d.b); };
    else return [&d, function] { function(d.out, d.a); };
}

/// The contenders that every library has.
template <class T, bool Two, class Make, class ByHand, class ByStrand, class ByCompiler>
auto function_of(const char* name, length size, Make make, ByHand by_hand, ByStrand by_strand, ByCompiler by_compiler) {
    auto it = compare(title<T>(name, size.name), (Two ? 3.0 : 2.0) * sizeof(T) * static_cast<double>(size.n), make);
    it.add("naive", [by_hand](auto& d) {
        return with_operands<Two>(d, [by_hand](auto& out, auto&... x) { hand::loop(by_hand, out.size(), out.data(), x.data()...); });
    });
    it.add("strand", [by_strand](auto& d) {
        return with_operands<Two>(d, [by_strand](auto& out, auto&... x) { out = by_strand(x...); });
    });
    it.add("libmvec", [by_compiler](auto& d) {
        return with_operands<Two>(d, [by_compiler](auto& out, auto&... x) {
            by_compiler(static_cast<long>(out.size()), out.data(), static_cast<const T*>(x.data())...);
        });
    });
    return it;
}

// Neither templates nor lambdas can be given the name of a function.
#if STRAND_BENCH_EIGEN
#define BENCH_EIGEN_ONE(it, name)                                                                       \
    if constexpr (requires(decltype(in_eigen(std::declval<ndarray<T, 1>&>())) a) { a.name(); })         \
    it.add("eigen", [](auto& d) { return [o = in_eigen(d.out), a = in_eigen(d.a)]() mutable { o = a.name(); }; })
#define BENCH_EIGEN_TWO(it, name)                                                                       \
    if constexpr (requires(decltype(in_eigen(std::declval<ndarray<T, 1>&>())) a) { a.name(a); })        \
    it.add("eigen", [](auto& d) {                                                                       \
        return [o = in_eigen(d.out), a = in_eigen(d.a), b = in_eigen(d.b)]() mutable { o = a.name(b); }; \
    })
#else
#define BENCH_EIGEN_ONE(it, name) static_cast<void>(it)
#define BENCH_EIGEN_TWO(it, name) static_cast<void>(it)
#endif
#if STRAND_BENCH_XTENSOR
// xsimd's lgamma of floats is wrong where a batch holds arguments below and above 2.
#define BENCH_XTENSOR_ONE(it, name)                                                                      \
    if constexpr (std::string_view(#name) != "lgamma")                                                   \
    it.add("xtensor", [](auto& d) {                                                                      \
        return [o = in_xtensor(d.out), a = in_xtensor(d.a)]() mutable { xt::noalias(o) = xt::name(a); }; \
    })
#define BENCH_XTENSOR_TWO(it, name)                                                                      \
    it.add("xtensor", [](auto& d) {                                                                      \
        return [o = in_xtensor(d.out), a = in_xtensor(d.a), b = in_xtensor(d.b)]() mutable {             \
            xt::noalias(o) = xt::name(a, b);                                                             \
        };                                                                                               \
    })
#else
#define BENCH_XTENSOR_ONE(it, name) static_cast<void>(it)
#define BENCH_XTENSOR_TWO(it, name) static_cast<void>(it)
#endif
// For a function template with the parameter T and an argument `size`.
#define BENCH_ONE(name, low, high)                                                                       \
    {                                                                                                    \
        auto it = function_of<T, false>(                                                                 \
            "math_" #name, size, [n = size.n] { return arguments<T>(n, low, high); },                    \
            [](T x) { return std::name(x); }, [](const auto& x) { return strand::ufunc<strand::fn::name>{}(x); }, \
            compiler_math::name<T>);                                                                     \
        BENCH_EIGEN_ONE(it, name);                                                                       \
        BENCH_XTENSOR_ONE(it, name);                                                                     \
    }
#define BENCH_TWO(name, low, high, low_y, high_y)                                                        \
    {                                                                                                    \
        auto it = function_of<T, true>(                                                                  \
            "math_" #name, size, [n = size.n] { return arguments<T>(n, low, high, low_y, high_y); },     \
            [](T x, T y) { return std::name(x, y); },                                                    \
            [](const auto& x, const auto& y) { return strand::name(x, y); }, compiler_math::name<T>);    \
        BENCH_EIGEN_TWO(it, name);                                                                       \
        BENCH_XTENSOR_TWO(it, name);                                                                     \
    }

}  // namespace bench

#endif
