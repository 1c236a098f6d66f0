// SPDX-License-Identifier: BSD-3-Clause
// How many multiplications and additions per second one thread can do at most: measured with vectors of
// strand's width that never leave their registers.
#ifndef STRAND_BENCH_SUPPORT_PEAK_HPP
#define STRAND_BENCH_SUPPORT_PEAK_HPP

#include "support/timing.hpp"

namespace bench {

template <class T>
double measured_peak() {
    using namespace strand::simd;
    using V = vec<T, register_bytes / bytes_of<T>>;
    constexpr index_t chains = 12, rounds = 5000;  // four cycles of latency, two starts in each, and some more
    static const double peak = [] {
        double best = 0;
        for (int attempt = 0; attempt < 200; ++attempt) {
            // Different for all the compiler knows, or one chain would do for all.
            V begin[chains] = {}, sum[chains], factor{};
            asm volatile("" : "+m"(begin));
            for (index_t i = 0; i < chains; ++i) sum[i] = begin[i];
            const double start = thread_seconds();
            for (index_t r = 0; r < rounds; ++r) {
                asm volatile("" : "+m"(factor));
                [&]<index_t... I>(std::integer_sequence<index_t, I...>) {
                    ((sum[I] = detail::mul_add(factor, factor, sum[I])), ...);
                    ((sum[I] = detail::mul_add(factor, factor, sum[I])), ...);
                    ((sum[I] = detail::mul_add(factor, factor, sum[I])), ...);
                    ((sum[I] = detail::mul_add(factor, factor, sum[I])), ...);
                }(std::make_integer_sequence<index_t, chains>{});
            }
            const double seconds = thread_seconds() - start;
            V total{};
            for (const V& s : sum) total += s;
            asm volatile("" ::"m"(total));
            best = std::max(best, 2.0 * 4 * chains * rounds * static_cast<double>(sizeof(V) / sizeof(T)) / seconds);
        }
        return best;
    }();
    return peak;
}

}  // namespace bench

#endif
