// SPDX-License-Identifier: BSD-3-Clause
// The bar: the loop that one would write by hand for arrays that lie dense in memory, compiled with
// -O3 -march=native, and told by __restrict that the result overlaps nothing. Loops over other
// layouts stand beside the workloads that use them.
#ifndef STRAND_BENCH_SUPPORT_HAND_LOOP_HPP
#define STRAND_BENCH_SUPPORT_HAND_LOOP_HPP

#include <cstddef>

// Neither lengths nor addresses may reach the loop as constants: a program would not know them.
#if defined(__clang__)
#define BENCH_LOOP [[gnu::noinline]]
#else
#define BENCH_LOOP [[gnu::noipa]]
#endif

namespace bench::hand {

/// out[i] = f(a[i], b[i], ...)
template <class F, class Out, class... In>
BENCH_LOOP void loop(F f, std::ptrdiff_t n, Out* __restrict out, const In* __restrict... in) {
    for (std::ptrdiff_t i = 0; i < n; ++i) out[i] = static_cast<Out>(f(in[i]...));
}

/// a[i] = f(a[i])
template <class F, class T>
BENCH_LOOP void update(F f, std::ptrdiff_t n, T* __restrict a) {
    for (std::ptrdiff_t i = 0; i < n; ++i) a[i] = static_cast<T>(f(a[i]));
}

/// f(...f(f(start, a[0], b[0]), a[1], b[1])...)
template <class F, class T, class... In>
BENCH_LOOP T fold(F f, T start, std::ptrdiff_t n, const In* __restrict... in) {
    for (std::ptrdiff_t i = 0; i < n; ++i) start = f(start, in[i]...);
    return start;
}

}  // namespace bench::hand

#endif
