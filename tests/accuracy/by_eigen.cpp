// SPDX-License-Identifier: BSD-3-Clause
#include "evaluators.hpp"

#if STRAND_ACCURACY_EIGEN
#include <Eigen/Core>
#include <unsupported/Eigen/SpecialFunctions>

namespace by_eigen {

#define ONE(name, ...)                                                            \
    template <class T>                                                            \
    void name(const T* x, const T*, T* out, long count) {                         \
        using array = Eigen::Array<T, Eigen::Dynamic, 1>;                         \
        const Eigen::Map<const array> a(x, count);                                \
        if constexpr (requires { a.name(); }) Eigen::Map<array>(out, count) = a.name(); \
    }                                                                             \
    template void name<float>(const float*, const float*, float*, long);          \
    template void name<double>(const double*, const double*, double*, long);
#define TWO(name, ...)                                                            \
    template <class T>                                                            \
    void name(const T* x, const T* y, T* out, long count) {                       \
        using array = Eigen::Array<T, Eigen::Dynamic, 1>;                         \
        const Eigen::Map<const array> a(x, count), b(y, count);                   \
        if constexpr (requires { a.name(b); }) Eigen::Map<array>(out, count) = a.name(b); \
    }                                                                             \
    template void name<float>(const float*, const float*, float*, long);          \
    template void name<double>(const double*, const double*, double*, long);
#define STRAND_ONE(...)
#define STRAND_TWO(...)
#include "functions.inc"

}  // namespace by_eigen

#else

namespace by_eigen {

#define ONE(name, ...)                                     \
    template <class T>                                     \
    void name(const T*, const T*, T*, long) {}             \
    template void name(const float*, const float*, float*, long);    \
    template void name(const double*, const double*, double*, long);
#define TWO ONE
#define STRAND_ONE(...)
#define STRAND_TWO(...)
#include "functions.inc"

}  // namespace by_eigen

#endif
