// SPDX-License-Identifier: BSD-3-Clause
#include <cmath>
#include <cstdint>
#include <vector>
#include <strand/random/philox.hpp>
#include <strand/random/ziggurat.hpp>
#include "random/stream_checks.hpp"
#include "support/catch.hpp"

using strand::index_t;
using namespace strand::random;
using namespace strand::random::detail;
using stream_checks::check_fill;

namespace {

const auto fill_normal = [](auto& stream, auto* out, index_t count) { fill_standard_normal(stream, out, count); };
const auto fill_exponential = [](auto& stream, auto* out, index_t count) {
    fill_standard_exponential(stream, out, count);
};

template <class Density>
void check_layers(const layer_values<double>& edges, const layer_values<double>& heights, double tail,
                  Density density) {
    const double area = edges[0] * heights[255];
    CHECK(edges[255] == tail);
    CHECK(heights[0] == 1);
    for (std::size_t i = 1; i < 256; ++i) {
        // NumPy's own double precision recurrence is off by this much at most.
        CHECK(edges[i] * (heights[i - 1] - heights[i]) == Catch::Approx(area).epsilon(1e-12));
        CHECK(heights[i] == Catch::Approx(density(edges[i])).epsilon(1e-15));
        if (i > 1) CHECK(edges[i] > edges[i - 1]);
    }
}

}  // namespace

TEST_CASE("the layers have equal areas under the density") {
    check_layers(normal_edges, normal_heights, normal_tail, [](double x) { return std::exp(-0.5 * x * x); });
    check_layers(exponential_edges, exponential_heights, exponential_tail, [](double x) { return std::exp(-x); });
    // The area of the lowest layer is that of its rectangle and of the tail.
    CHECK(normal_edges[0] * normal_heights[255] ==
          Catch::Approx(normal_tail * normal_heights[255] +
                        std::sqrt(std::acos(-1.0) / 2) * std::erfc(normal_tail / std::sqrt(2.0)))
              .epsilon(1e-12));
    CHECK(exponential_edges[0] * exponential_heights[255] ==
          Catch::Approx((exponential_tail + 1) * exponential_heights[255]).epsilon(1e-12));
    for (std::size_t i = 2; i < 256; ++i) {
        const double ratio = exponential_edges[i - 1] / exponential_edges[i];
        CHECK(static_cast<double>(exponential_safe[i]) * 0x1p-53 == Catch::Approx(ratio).epsilon(1e-15));
    }
}

TEST_CASE("normal and exponential numbers are bit-identical to NumPy's") {
    check_fill(numpy::standard_normal_double, fill_normal, normal_tail);
    check_fill(numpy::standard_normal_float, fill_normal, normal_tail);
    check_fill(numpy::standard_exponential_double, fill_exponential, exponential_tail);
    check_fill(numpy::standard_exponential_float, fill_exponential, exponential_tail);
}

TEMPLATE_TEST_CASE("one number at a time gives the same normal and exponential numbers", "", float, double) {
    word_stream<philox> one{philox(4)}, many{philox(4)};
    std::vector<TestType> a(5000), b(a.size());
    for (TestType& x : a) fill_normal(one, &x, 1);
    fill_normal(many, b.data(), 5000);
    CHECK(a == b);
    for (TestType& x : a) fill_exponential(one, &x, 1);
    fill_exponential(many, b.data(), 5000);
    CHECK(a == b);
    CHECK(one == many);
}

TEST_CASE("the tail of the normal density has its share and its shape") {
    word_stream<pcg64> stream{pcg64(12)};
    std::vector<double> x(4'000'000);
    fill_normal(stream, x.data(), static_cast<index_t>(x.size()));
    double beyond = 0, negative = 0, excess = 0;
    for (const double value : x) {
        if (std::abs(value) <= normal_tail) continue;
        ++beyond;
        negative += value < 0;
        excess += std::abs(value) - normal_tail;
    }
    // Five standard deviations each: wrong code passes less often than once in 10^6 cases.
    const double probability = std::erfc(normal_tail / std::sqrt(2.0)), expected = probability * 4e6;
    CHECK(std::abs(beyond - expected) < 5 * std::sqrt(expected));
    CHECK(std::abs(negative - beyond / 2) < 5 * std::sqrt(beyond / 4));
    const double density = std::sqrt(2 / std::acos(-1.0)) * std::exp(-0.5 * normal_tail * normal_tail);
    const double mean_excess = density / probability - normal_tail;
    CHECK(std::abs(excess / beyond - mean_excess) < 5 * mean_excess / std::sqrt(beyond));
}
