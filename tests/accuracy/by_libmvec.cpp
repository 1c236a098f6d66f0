// SPDX-License-Identifier: BSD-3-Clause
// Loops that the compiler turns into calls of its vector library: this unit alone is compiled with
// -O3 -ffast-math.
#include <cmath>
#include "evaluators.hpp"

namespace by_libmvec {

#define ONE(name, ...)                                                   \
    template <class T>                                                   \
    void name(const T* x, const T*, T* out, long count) {                \
        using std::name;                                                 \
        for (long i = 0; i < count; ++i) out[i] = name(x[i]);            \
    }                                                                    \
    template void name<float>(const float*, const float*, float*, long); \
    template void name<double>(const double*, const double*, double*, long);
#define TWO(name, ...)                                                   \
    template <class T>                                                   \
    void name(const T* x, const T* y, T* out, long count) {              \
        using std::name;                                                 \
        for (long i = 0; i < count; ++i) out[i] = name(x[i], y[i]);      \
    }                                                                    \
    template void name<float>(const float*, const float*, float*, long); \
    template void name<double>(const double*, const double*, double*, long);
#define STRAND_ONE(...)
#define STRAND_TWO(...)
#include "functions.inc"

}  // namespace by_libmvec
