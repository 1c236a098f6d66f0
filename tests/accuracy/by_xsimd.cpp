// SPDX-License-Identifier: BSD-3-Clause
// What xtensor computes with.
#include <xsimd/xsimd.hpp>
#include "evaluators.hpp"

namespace {

template <class T, class Function, class... X>
void in_batches(Function function, T* out, long count, const X*... x) {
    using batch = xsimd::batch<T>;
    constexpr auto lanes = static_cast<long>(batch::size);
    for (long i = 0; i < count; i += lanes) {
        // The last batch overlaps the one before.
        const long at = i + lanes <= count || count < lanes ? i : count - lanes;
        function(batch::load_unaligned(x + at)...).store_unaligned(out + at);
    }
}

}  // namespace

namespace by_xsimd {

#define ONE(name, ...)                                                                                 \
    template <class T>                                                                                 \
    void name(const T* x, const T*, T* out, long count) {                                              \
        in_batches<T>([](auto a) { return xsimd::name(a); }, out, count, x);                           \
    }                                                                                                  \
    template void name<float>(const float*, const float*, float*, long);                               \
    template void name<double>(const double*, const double*, double*, long);
#define TWO(name, ...)                                                                                 \
    template <class T>                                                                                 \
    void name(const T* x, const T* y, T* out, long count) {                                            \
        in_batches<T>([](auto a, auto b) { return xsimd::name(a, b); }, out, count, x, y);             \
    }                                                                                                  \
    template void name<float>(const float*, const float*, float*, long);                               \
    template void name<double>(const double*, const double*, double*, long);
#define STRAND_ONE(...)
#define STRAND_TWO(...)
#include "functions.inc"

}  // namespace by_xsimd
