// SPDX-License-Identifier: BSD-3-Clause
// Tests whether numbers follow a distribution. All seeds are fixed, so a test passes always or never; code
// that is right would have failed with probability 10^-4, the significance of every test here.
#ifndef STRAND_TESTS_RANDOM_DISTRIBUTIONS_HPP
#define STRAND_TESTS_RANDOM_DISTRIBUTIONS_HPP

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <vector>
#include "support/catch.hpp"

namespace distributions {

/// Kolmogorov and Smirnov: the largest distance between empirical and true distribution function.
template <class Distribution>
void check_continuous(std::vector<double> values, Distribution distribution) {
    std::sort(values.begin(), values.end());
    const double n = static_cast<double>(values.size());
    double distance = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const double f = distribution(values[i]), rank = static_cast<double>(i);
        distance = std::max({distance, f - rank / n, (rank + 1) / n - f});
    }
    CHECK(distance * std::sqrt(n) < 2.226);  // 2 exp(-2 x^2) = 10^-4
}

/// Chi square over single counts, those that are expected less than ten times put together with their neighbours.
template <class Probability>
void check_counts(const std::vector<std::int64_t>& values, Probability probability) {
    std::map<std::int64_t, double> observed;
    for (const std::int64_t value : values) ++observed[value];
    const double n = static_cast<double>(values.size());
    double chi_square = 0, expected = 0, seen = 0, expected_so_far = 0, seen_so_far = 0;
    int cells = 0;
    const auto close_cell = [&](double e, double o) {
        chi_square += (o - e) * (o - e) / e;
        ++cells;
    };
    for (std::int64_t k = observed.begin()->first; k <= observed.rbegin()->first; ++k) {
        const auto found = observed.find(k);
        expected += n * probability(k);
        seen += found == observed.end() ? 0 : found->second;
        // The last cell takes everything that is left, to both sides.
        if (expected >= 10 && n - expected_so_far - expected >= 10) {
            close_cell(expected, seen);
            expected_so_far += expected, seen_so_far += seen;
            expected = seen = 0;
        }
    }
    close_cell(n - expected_so_far, n - seen_so_far);
    // Wilson's and Hilferty's approximation of the 1 - 10^-4 quantile.
    const double freedom = cells - 1, part = 2 / (9 * freedom);
    CHECK(cells > 3);
    CHECK(chi_square < freedom * std::pow(1 - part + 3.719 * std::sqrt(part), 3));
}

/// The mean of the values is off by less than 3.891 of its standard deviations (two-sided 10^-4).
template <class Values>
void check_mean(const Values& values, double mean, double variance) {
    double sum = 0;
    for (const auto value : values) sum += static_cast<double>(value) - mean;
    const double n = static_cast<double>(values.size());
    CHECK(std::abs(sum / n) < 3.891 * std::sqrt(variance / n));
}

/// The regularised incomplete gamma function P(a, x), by its series or its continued fraction.
inline double gamma_distribution(double a, double x) {
    if (x <= 0) return 0;
    const double front = std::exp(a * std::log(x) - x - std::lgamma(a));
    if (x < a + 1) {
        double term = 1 / a, sum = term;
        for (double k = 1; k < 10000 && term > sum * 1e-17; ++k) sum += term *= x / (a + k);
        return front * sum;
    }
    double c = 1e300, d = 1 / (x + 1 - a), h = d;
    for (double k = 1; k < 10000; ++k) {
        const double an = -k * (k - a), b = x + 2 * k + 1 - a;
        d = 1 / (an * d + b);
        c = b + an / c;
        h *= d * c;
        if (std::abs(d * c - 1) < 1e-16) break;
    }
    return 1 - front * h;
}

/// The regularised incomplete beta function I_x(a, b), by its continued fraction.
inline double beta_distribution(double a, double b, double x) {
    if (x <= 0 || x >= 1) return x <= 0 ? 0 : 1;
    if (x > (a + 1) / (a + b + 2)) return 1 - beta_distribution(b, a, 1 - x);
    const double front =
        std::exp(std::lgamma(a + b) - std::lgamma(a) - std::lgamma(b) + a * std::log(x) + b * std::log1p(-x)) / a;
    double c = 1, d = 1 / (1 - (a + b) * x / (a + 1)), h = d;
    for (double k = 1; k < 1000; ++k) {
        const double even = k * (b - k) * x / ((a + 2 * k - 1) * (a + 2 * k));
        d = 1 / (1 + even * d), c = 1 + even / c, h *= d * c;
        const double odd = -(a + k) * (a + b + k) * x / ((a + 2 * k) * (a + 2 * k + 1));
        d = 1 / (1 + odd * d), c = 1 + odd / c, h *= d * c;
        if (std::abs(d * c - 1) < 1e-16) break;
    }
    return front * h;
}

}  // namespace distributions

#endif
