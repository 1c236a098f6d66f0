// SPDX-License-Identifier: BSD-3-Clause
#include <cmath>
#include <vector>
#include <strand/random/gamma.hpp>
#include <strand/random/pcg64.hpp>
#include "random/distributions.hpp"
#include "support/catch.hpp"

using namespace strand::random;

namespace {
template <class Sampler>
std::vector<double> draw(const Sampler& sampler, std::size_t count) {
    word_stream<pcg64> stream{pcg64(20)};
    std::vector<double> values(count);
    for (double& value : values) value = sampler(stream);
    return values;
}
}  // namespace

TEST_CASE("gamma numbers follow the gamma distribution") {
    for (const double shape : {0.05, 0.5, 0.999, 1.0, 1.5, 3.0, 40.0, 1e6}) {
        CAPTURE(shape);
        const auto values = draw(detail::gamma_sampler(shape), 100'000);
        if (shape < 1000) {
            distributions::check_continuous(values,
                                            [=](double x) { return distributions::gamma_distribution(shape, x); });
        }
        distributions::check_mean(values, shape, shape);
    }
    CHECK(draw(detail::gamma_sampler(0), 10) == std::vector<double>(10, 0.0));
}

TEST_CASE("beta numbers follow the beta distribution") {
    const double parameters[][2] = {{0.3, 0.4}, {0.5, 2}, {1, 1}, {2, 0.7}, {2, 3}, {50, 80}};
    for (const auto& [a, b] : parameters) {
        CAPTURE(a, b);
        const auto values = draw(detail::beta_sampler(a, b), 100'000);
        distributions::check_continuous(
            values, [first = a, second = b](double x) { return distributions::beta_distribution(first, second, x); });
        distributions::check_mean(values, a / (a + b), a * b / ((a + b) * (a + b) * (a + b + 1)));
    }
}

TEST_CASE("beta numbers of tiny parameters are 0 or 1, not NaN") {
    double ones = 0;
    for (const double value : draw(detail::beta_sampler(1e-5, 1e-5), 1000)) {
        CHECK((value >= 0 && value <= 1));
        ones += value > 0.5;
    }
    CHECK(std::abs(ones - 500) < 3.891 * std::sqrt(250.0));
}
