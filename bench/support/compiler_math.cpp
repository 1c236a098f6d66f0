// SPDX-License-Identifier: BSD-3-Clause
#include "support/compiler_math.hpp"

#include <cmath>

namespace bench::compiler_math {

#define BENCH_ONE(name, ...)                                    \
    template <class T>                                          \
    void name(long n, T* __restrict out, const T* __restrict x) { \
        for (long i = 0; i < n; ++i) out[i] = std::name(x[i]);  \
    }                                                           \
    template void name(long, float*, const float*);             \
    template void name(long, double*, const double*);
#define BENCH_TWO(name, ...)                                                             \
    template <class T>                                                                   \
    void name(long n, T* __restrict out, const T* __restrict x, const T* __restrict y) { \
        for (long i = 0; i < n; ++i) out[i] = std::name(x[i], y[i]);                     \
    }                                                                                    \
    template void name(long, float*, const float*, const float*);                        \
    template void name(long, double*, const double*, const double*);
BENCH_COMMON_FUNCTIONS
BENCH_OTHER_FUNCTIONS
#undef BENCH_ONE
#undef BENCH_TWO

template <class T>
void black_scholes(long n, T* __restrict out, const T* __restrict price, T r, T v) {
    const T discount = std::exp(-r), root_half = T(0.707106781186547524);
    for (long i = 0; i < n; ++i) {
        const T d1 = (std::log(price[i]) + r + v * v / 2) / v, d2 = d1 - v;
        out[i] = price[i] * (T(0.5) + T(0.5) * std::erf(d1 * root_half)) - discount * (T(0.5) + T(0.5) * std::erf(d2 * root_half));
    }
}
template void black_scholes(long, float*, const float*, float, float);
template void black_scholes(long, double*, const double*, double, double);

}  // namespace bench::compiler_math
