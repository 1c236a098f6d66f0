// SPDX-License-Identifier: BSD-3-Clause
#include <cmath>
#include <cstdint>
#include <vector>
#include <strand/random/counts.hpp>
#include <strand/random/pcg64.hpp>
#include "random/distributions.hpp"
#include "support/catch.hpp"

using namespace strand::random;

namespace {
template <class Sampler>
std::vector<std::int64_t> draw(const Sampler& sampler, std::size_t count) {
    word_stream<pcg64> stream{pcg64(21)};
    std::vector<std::int64_t> values(count);
    for (std::int64_t& value : values) value = sampler(stream);
    return values;
}
}  // namespace

TEST_CASE("log probabilities agree with those from the gamma function") {
    for (const double mean : {0.2, 7.0, 300.0}) {
        for (double k = 0; k < 400; ++k) {
            CHECK(detail::poisson_log_probability(k, mean) ==
                  Catch::Approx(k * std::log(mean) - mean - std::lgamma(k + 1)).epsilon(1e-12).margin(1e-12));
        }
    }
    for (double k = 0; k <= 100; ++k) {
        CHECK(detail::binomial_log_probability(k, 100, 0.3) ==
              Catch::Approx(std::lgamma(101) - std::lgamma(k + 1) - std::lgamma(101 - k) + k * std::log(0.3) +
                            (100 - k) * std::log(0.7))
                  .epsilon(1e-12)
                  .margin(1e-12));
    }
}

TEST_CASE("Poisson numbers follow the Poisson distribution") {
    for (const double mean : {0.3, 4.0, 9.99, 10.0, 35.5, 1000.0, 123456.7}) {
        CAPTURE(mean);
        const auto values = draw(detail::poisson_sampler(mean), 200'000);
        distributions::check_counts(values, [=](std::int64_t k) {
            const double x = static_cast<double>(k);
            return std::exp(x * std::log(mean) - mean - std::lgamma(x + 1));
        });
        distributions::check_mean(values, mean, mean);
    }
    CHECK(draw(detail::poisson_sampler(0), 5) == std::vector<std::int64_t>(5, 0));
}

TEST_CASE("binomial numbers follow the binomial distribution") {
    const struct {
        std::int64_t n;
        double p;
    } parameters[] = {{10, 0.5},  {20, 0.1},     {3, 0.9},     {40, 0.25},
                      {100, 0.6}, {1000, 0.004}, {5000, 0.97}, {1'000'000, 0.3}};
    for (const auto& [n, p] : parameters) {
        CAPTURE(n, p);
        const auto values = draw(detail::binomial_sampler(n, p), 200'000);
        const double trials = static_cast<double>(n), q = p;
        distributions::check_counts(values, [=](std::int64_t k) {
            const double x = static_cast<double>(k);
            return std::exp(std::lgamma(trials + 1) - std::lgamma(x + 1) - std::lgamma(trials - x + 1) +
                            x * std::log(q) + (trials - x) * std::log1p(-q));
        });
        distributions::check_mean(values, trials * q, trials * q * (1 - q));
    }
}

TEST_CASE("counts of enormous means keep mean and variance") {
    const auto check = [](const std::vector<std::int64_t>& values, double mean, double variance) {
        distributions::check_mean(values, mean, variance);
        double squares = 0;
        for (const std::int64_t value : values) squares += std::pow(static_cast<double>(value) - mean, 2);
        const double n = static_cast<double>(values.size());
        // The squares of nearly normal numbers have a variance of twice their mean's square.
        CHECK(std::abs(squares / n / variance - 1) < 3.891 * std::sqrt(2 / n));
    };
    check(draw(detail::poisson_sampler(1e12), 100'000), 1e12, 1e12);
    check(draw(detail::poisson_sampler(1e15), 100'000), 1e15, 1e15);
    check(draw(detail::binomial_sampler(std::int64_t{1} << 52, 0.25), 100'000), 0x1p50, 0x1p50 * 0.75);
}
