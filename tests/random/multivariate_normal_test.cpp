// SPDX-License-Identifier: BSD-3-Clause
#include <cmath>
#include <vector>
#include <strand/random/multivariate_normal.hpp>
#include "support/catch.hpp"

using strand::index_t;
using covariance_factor = strand::random::detail::covariance_factor<double>;

namespace {
/// factor * transposed factor, from what it makes of unit vectors.
std::vector<double> product(const covariance_factor& factor, index_t size) {
    const std::vector<double> zero(static_cast<std::size_t>(size), 0.0);
    std::vector<double> z(static_cast<std::size_t>(factor.rank())), column(zero), result(zero.size() * zero.size());
    for (std::size_t k = 0; k < z.size(); ++k) {
        z.assign(z.size(), 0.0);
        z[k] = 1;
        factor.apply(zero.data(), z.data(), column.data());
        for (std::size_t i = 0; i < column.size(); ++i) {
            for (std::size_t j = 0; j < column.size(); ++j) result[i * column.size() + j] += column[i] * column[j];
        }
    }
    return result;
}
}  // namespace

TEST_CASE("the factor times its transpose is the covariance") {
    const std::vector<double> covariances[] = {
        {4},
        {2, 1, 1, 2},
        {1, 0.5, 0.2, 0.5, 9, -2, 0.2, -2, 4},
        {1e-12, 0.5, 0.5, 1e12},
    };
    for (const auto& covariance : covariances) {
        const auto size = static_cast<index_t>(std::sqrt(static_cast<double>(covariance.size())) + 0.5);
        const covariance_factor factor(covariance.data(), size);
        const auto back = product(factor, size);
        for (std::size_t i = 0; i < back.size(); ++i) {
            CHECK(back[i] == Catch::Approx(covariance[i]).epsilon(1e-12));
        }
    }
}

TEST_CASE("a covariance of lower rank takes fewer normal numbers") {
    const double twins[] = {1, 1, 0, 1, 1, 0, 0, 0, 3};
    const covariance_factor factor(twins, 3);
    CHECK(factor.rank() == 2);
    const std::vector<double> mean(3, 0.0), z = {0.4, -1.2};
    double out[3];
    factor.apply(mean.data(), z.data(), out);
    CHECK(out[0] == out[1]);
    const double nothing[] = {0, 0, 0, 0};
    CHECK(covariance_factor(nothing, 2).rank() == 0);
}

TEST_CASE("matrices that are not covariances are refused") {
    const double indefinite[] = {1, 2, 2, 1}, negative[] = {1, 0, 0, -1}, skew[] = {1, 0.5, 0.25, 1};
    const double hidden[] = {1, 0, 0, 0, 0, 0.1, 0, 0.1, 0}, not_a_number[] = {1, 0, 0, NAN};
    CHECK_THROWS_WITH(covariance_factor(indefinite, 2),
                      "multivariate_normal: the covariance is not positive semidefinite: a variance of -3 remains");
    CHECK_THROWS_WITH(covariance_factor(skew, 2),
                      "multivariate_normal: the covariance is not symmetric: (0, 1) is 0.5, its mirror image 0.25");
    CHECK_THROWS_AS(covariance_factor(negative, 2), strand::value_error);
    CHECK_THROWS_AS(covariance_factor(hidden, 3), strand::value_error);
    CHECK_THROWS_AS(covariance_factor(not_a_number, 2), strand::value_error);
}
