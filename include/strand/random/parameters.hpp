// SPDX-License-Identifier: BSD-3-Clause
// Checks of what distributions are asked for. Each throws a value_error that names the values, NaN included.
#ifndef STRAND_RANDOM_PARAMETERS_HPP
#define STRAND_RANDOM_PARAMETERS_HPP

#include <cmath>
#include <concepts>
#include <cstdint>
#include <cstdio>
#include <limits>
#include <string>
#include <strand/core/element.hpp>
#include <strand/core/error.hpp>
#include <strand/random/uint128.hpp>

namespace strand::random::detail {

/// Six significant digits, as streams print them.
inline std::string number_text(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%g", value);
    return text;
}

[[noreturn]] STRAND_COLD inline void refuse(const std::string& function, const char* name, double value,
                                            const char* what) {
    throw value_error(function + ": " + name + " is " + number_text(value) + ", but must " + what);
}

inline void check_not_negative(const char* function, const char* name, double value) {
    if (!(value >= 0)) refuse(function, name, value, "not be negative");
}
inline void check_positive(const char* function, const char* name, double value) {
    if (!(value > 0)) refuse(function, name, value, "be positive");
}
inline void check_scale(const char* function, double scale) { check_not_negative(function, "scale", scale); }
inline void check_probability(const char* function, double p) {
    if (!(p >= 0 && p <= 1)) refuse(function, "p", p, "be in [0, 1]");
}
inline void check_poisson_mean(double mean) {
    check_not_negative("poisson", "mean", mean);
    // Counts around it still fit 64 bits, as in NumPy.
    if (mean > 9.223372006484771e18) refuse("poisson", "mean", mean, "be at most 9.22337e+18");
}
inline void check_interval(const char* function, double low, double high) {
    if (!(high - low >= 0) || !std::isfinite(high - low)) {
        throw value_error(std::string(function) + ": there is no interval from low = " + number_text(low) +
                          " to high = " + number_text(high));
    }
}

/// Integers from `low` on, `span` + 1 of them.
template <std::integral T>
struct integer_interval {
    T low;
    std::uint64_t span;
};

template <std::integral T, std::integral Low, std::integral High>
integer_interval<T> integer_range(Low low, High high, bool endpoint) {
    const auto text = [&] { return "integers: low = " + std::to_string(low) + ", high = " + std::to_string(high); };
    const int128_t first = low, last = static_cast<int128_t>(high) - (endpoint ? 0 : 1);
    if (first > last) throw value_error(text() + (endpoint ? ": low > high" : ": low >= high"));
    const int128_t least = std::numeric_limits<T>::min(), greatest = std::numeric_limits<T>::max();
    if (first < least || last > greatest) {
        throw value_error(text() + ": not all of these are " + strand::detail::dtype_name<canonical_t<T>>() +
                          " values");
    }
    return {static_cast<T>(first), static_cast<std::uint64_t>(last - first)};
}

}  // namespace strand::random::detail

#endif
