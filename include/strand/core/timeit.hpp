// SPDX-License-Identifier: BSD-3-Clause
// `timeit(f)`: how long a call of f takes, measured the way IPython's %timeit does it: so many loops that
// a run is long beside the clock's step, several runs, mean and standard deviation over them.
// In: anything callable. Out: a `timing`, and one line of text. Refuses functions that return a lazy
// expression, because making one computes nothing.
#ifndef STRAND_CORE_TIMEIT_HPP
#define STRAND_CORE_TIMEIT_HPP

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <string>
#include <type_traits>
#include <vector>
#include <strand/core/error.hpp>
#include <strand/core/types.hpp>

namespace strand {

/// Seconds per loop, over the runs.
struct timing {
    double mean = 0, deviation = 0, best = 0;
    index_t loops = 0, runs = 0;

    /// "12.3 µs ± 0.2 µs per loop (mean ± std. dev. of 7 runs, 100,000 loops each)"
    std::string text() const;
};

struct timeit_options {
    index_t runs = 7;
    /// Loops in a run; 0: the least power of ten that makes a run take `least_seconds`.
    index_t loops = 0;
    double least_seconds = 0.02;
    /// Where the line is printed; null: nowhere.
    std::FILE* out = stdout;
};

/// Makes the compiler believe that the value is used, and that all memory may have changed.
template <class T>
STRAND_ALWAYS_INLINE void do_not_optimize(const T& value) {
    asm volatile("" : : "m"(value) : "memory");
}

namespace detail {

/// 1234567 as "1,234,567".
inline std::string grouped_digits(index_t value) {
    std::string text = std::to_string(value);
    for (index_t at = static_cast<index_t>(text.size()) - 3; at > (value < 0 ? 1 : 0); at -= 3) {
        text.insert(static_cast<std::size_t>(at), 1, ',');
    }
    return text;
}

/// Three significant digits of the mean, and as many decimals of the deviation, in the same unit.
inline std::string time_text(double mean, double deviation) {
    static constexpr struct {
        double seconds;
        const char* name;
    } units[] = {{1, "s"}, {1e-3, "ms"}, {1e-6, "\u00b5s"}, {1e-9, "ns"}};
    const auto* unit = units;
    // 999.5 would be printed as 1000.
    while (unit != units + 3 && !(mean >= 0.9995 * unit->seconds)) ++unit;
    const double shown = mean / unit->seconds;
    const int decimals = shown >= 99.95 ? 0 : shown >= 9.995 ? 1 : 2;
    char text[128];
    std::snprintf(text, sizeof text, "%.*f %s \u00b1 %.*f %s", decimals, shown, unit->name, decimals,
                  deviation / unit->seconds, unit->name);
    return text;
}

/// Of a clock that never goes back. Not from <chrono>, which takes longer to compile than all of this header.
inline double seconds_now() {
    timespec now{};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

template <class Function>
double seconds_for(Function& function, index_t loops) {
    using result = std::invoke_result_t<Function&>;
    const double start = seconds_now();
    for (index_t i = 0; i < loops; ++i) {
        if constexpr (std::is_void_v<result>) function();
        else do_not_optimize(function());
        // What the call wrote counts as read, so that no loop is left out.
        asm volatile("" : : : "memory");
    }
    return seconds_now() - start;
}

}  // namespace detail

inline std::string timing::text() const {
    return detail::time_text(mean, deviation) + " per loop (mean \u00b1 std. dev. of " + std::to_string(runs) +
           (runs == 1 ? " run, " : " runs, ") + detail::grouped_digits(loops) + (loops == 1 ? " loop" : " loops") +
           " each)";
}

/// Prints and returns how long one call of `function` takes. What it returns, if anything, counts as used.
/// Throws value_error for less than one run. Example: `timeit([&] { into(c, a + b); })`.
template <class Function>
timing timeit(Function&& function, const timeit_options& options = {}) {
    using result = std::remove_cvref_t<std::invoke_result_t<Function&>>;
    static_assert(
        !requires { typename result::functor_type; },
        "strand: the timed function returns a lazy expression, which computes nothing: return eval(...)");
    if (options.runs < 1 || options.loops < 0) {
        detail::throw_value("timeit: runs = " + std::to_string(options.runs) +
                            ", loops = " + std::to_string(options.loops) + ", but at least one run is needed");
    }
    timing t;
    t.runs = options.runs;
    t.loops = options.loops;
    if (t.loops == 0) {
        // Also warms up caches, the clock frequency and lazily mapped memory.
        constexpr index_t most = 1'000'000'000;
        for (t.loops = 1; t.loops < most && detail::seconds_for(function, t.loops) < options.least_seconds;)
            t.loops *= 10;
    }
    std::vector<double> seconds(static_cast<std::size_t>(t.runs));
    for (double& s : seconds) s = detail::seconds_for(function, t.loops) / static_cast<double>(t.loops);
    for (const double s : seconds) t.mean += s / static_cast<double>(t.runs);
    for (const double s : seconds) t.deviation += (s - t.mean) * (s - t.mean) / static_cast<double>(t.runs);
    t.deviation = std::sqrt(t.deviation);
    t.best = *std::min_element(seconds.begin(), seconds.end());
    if (options.out) std::fputs((t.text() + '\n').c_str(), options.out);
    return t;
}

}  // namespace strand

#endif
