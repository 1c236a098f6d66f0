// SPDX-License-Identifier: BSD-3-Clause
// Compiled once for each instruction set, as the namespace STRAND_ACCURACY_NAMESPACE.
#include <strand/simd/math.hpp>
#include <strand/simd/math_functor.hpp>
#include "evaluators.hpp"

namespace simd = strand::simd;
using strand::index_t;

namespace {

/// function(x...) in packs, the rest in a partial pack, as the kernels of arrays do it.
template <class T, class Function, class... X>
void in_packs(Function function, T* out, long count, const X*... x) {
    constexpr index_t lanes = simd::lanes_for<static_cast<index_t>(sizeof(T))>;
    long i = 0;
    for (; i + lanes <= count; i += lanes) simd::store_pack(out + i, function(simd::load_pack<T, lanes>(x + i)...));
    if (i < count) {
        simd::store_first_pack(out + i, function(simd::load_first_pack<T, lanes>(x + i, count - i)...), count - i);
    }
}

}  // namespace

namespace STRAND_ACCURACY_NAMESPACE {

const char* instruction_set() { return STRAND_ISA_NAME; }

#define ONE(name, ...)                                                                  \
    template <class T>                                                                  \
    void name(const T* x, const T*, T* out, long count) {                               \
        in_packs<T>([](auto a) { return simd::name(a); }, out, count, x);               \
    }                                                                                   \
    template void name<float>(const float*, const float*, float*, long);                \
    template void name<double>(const double*, const double*, double*, long);
#define TWO(name, ...)                                                                  \
    template <class T>                                                                  \
    void name(const T* x, const T* y, T* out, long count) {                             \
        in_packs<T>([](auto a, auto b) { return simd::name(a, b); }, out, count, x, y); \
    }                                                                                   \
    template void name<float>(const float*, const float*, float*, long);                \
    template void name<double>(const double*, const double*, double*, long);
#define STRAND_ONE ONE
#define STRAND_TWO TWO
#include "functions.inc"

}  // namespace STRAND_ACCURACY_NAMESPACE
