// SPDX-License-Identifier: BSD-3-Clause
// The mathematical functions of the compiler's vector library (libmvec): loops in a unit of their own,
// compiled with -O3 -ffast-math, because only then does the compiler call it.
#ifndef STRAND_BENCH_SUPPORT_COMPILER_MATH_HPP
#define STRAND_BENCH_SUPPORT_COMPILER_MATH_HPP

// Names and arguments: BENCH_ONE(function, low, high), BENCH_TWO(function, low, high, low_y, high_y).
#define BENCH_COMMON_FUNCTIONS                                                                                   \
    BENCH_ONE(exp, -5, 5)                                                                                        \
    BENCH_ONE(log, 0.5, 1.5)                                                                                     \
    BENCH_ONE(sin, -5, 5)                                                                                        \
    BENCH_ONE(cos, -5, 5)                                                                                        \
    BENCH_ONE(tan, -5, 5)                                                                                        \
    BENCH_ONE(tanh, -5, 5)                                                                                       \
    BENCH_ONE(atan, -5, 5)                                                                                       \
    BENCH_ONE(erf, -3, 3)                                                                                        \
    BENCH_ONE(sqrt, 0.5, 1.5)                                                                                    \
    BENCH_TWO(pow, 0.5, 1.5, 0.5, 1.5)                                                                           \
    BENCH_TWO(atan2, -5, 5, -5, 5)                                                                               \
    BENCH_TWO(hypot, -5, 5, -5, 5)
#define BENCH_OTHER_FUNCTIONS                                                                                    \
    BENCH_ONE(exp2, -5, 5)                                                                                       \
    BENCH_ONE(expm1, -5, 5)                                                                                      \
    BENCH_ONE(log2, 0.5, 1.5)                                                                                    \
    BENCH_ONE(log10, 0.5, 1.5)                                                                                   \
    BENCH_ONE(log1p, -0.9, 10)                                                                                   \
    BENCH_ONE(asin, -1, 1)                                                                                       \
    BENCH_ONE(acos, -1, 1)                                                                                       \
    BENCH_ONE(sinh, -5, 5)                                                                                       \
    BENCH_ONE(cosh, -5, 5)                                                                                       \
    BENCH_ONE(asinh, -5, 5)                                                                                      \
    BENCH_ONE(acosh, 1, 10)                                                                                      \
    BENCH_ONE(atanh, -1, 1)                                                                                      \
    BENCH_ONE(cbrt, -5, 5)                                                                                       \
    BENCH_ONE(erfc, -3, 5)                                                                                       \
    BENCH_ONE(tgamma, 0.5, 10)                                                                                   \
    BENCH_ONE(lgamma, 0.5, 10)

namespace bench::compiler_math {

#define BENCH_ONE(name, ...) \
    template <class T>       \
    void name(long n, T* out, const T* x);
#define BENCH_TWO(name, ...) \
    template <class T>       \
    void name(long n, T* out, const T* x, const T* y);
BENCH_COMMON_FUNCTIONS
BENCH_OTHER_FUNCTIONS
#undef BENCH_ONE
#undef BENCH_TWO

/// The price of a call option by F. Black and M. Scholes (1973): strike 1, a year, interest r, volatility v.
template <class T>
void black_scholes(long n, T* out, const T* price, T r, T v);

}  // namespace bench::compiler_math

#endif
