// SPDX-License-Identifier: BSD-3-Clause
// Sums over random axes of expressions over random layouts, against naive loops, and their errors.
#include "eval/fold_oracle.hpp"

using namespace fold_oracle;

TEST_CASE("sums over any axes of any layout are right", "[eval]") {
    // Quarters add up without rounding.
    check_folds<double, double>(1, 700, [](const auto& e, const auto& axes, bool keep) { return strand::sum(e, axes, keep); }, 0.0,
                                [](double total, double x) { return total + x; });
    check_folds<float, float>(2, 400, [](const auto& e, const auto& axes, bool keep) { return strand::sum(e, axes, keep); }, 0.0f,
                              [](float total, float x) { return total + x; });
    check_folds<std::int16_t, std::int64_t>(
        3, 400, [](const auto& e, const auto& axes, bool keep) { return strand::sum(e, axes, keep); }, std::int64_t{0},
        [](std::int64_t total, int x) { return total + static_cast<std::int16_t>(x); });
}

TEST_CASE("the sum of ones is their number for every axis and layout", "[eval]") {
    using namespace strand;
    const index_t n = 20000000;
    const ndarray<float, 1> a = ones<float>(n);
    CHECK(sum(a) == 2e7f);
    CHECK(sum(a(range(none, none, -1))) == 2e7f);
    const auto pairs = reshape(a, {n / 2, 2});
    CHECK(sum(pairs, 0)(1) == 1e7f);
    CHECK(sum(pairs.T(), 1)(0) == 1e7f);
    CHECK(sum(reshape(a, {2, n / 2}), 1)(1) == 1e7f);
    CHECK(sum(broadcast_to(ones<float>({1}), {n})) == 2e7f);
}

TEST_CASE("the error of a sum stays within 4 log2(n) eps and 40 eps", "[eval]") {
    using namespace strand;
    std::mt19937 random(8);
    for (const index_t n : {3, 10, 33, 100, 300, 1000, 5000, 100000}) {
        ndarray<float, 2> a(extents<2>({n, 3}));
        // Of both signs and every size: the sum is far below the magnitudes.
        for (float& x : a) x = std::ldexp(std::uniform_real_distribution<float>(-1, 1)(random), static_cast<int>(random() % 40));
        const double bound = std::min(40.0, 4 * std::log2(static_cast<double>(n))) * std::numeric_limits<float>::epsilon();
        const ndarray<float, 2> turned = a.T(), twice = repeat(a, 2, 0);
        const ndarray<float, 1> down = sum(a, 0), along = sum(turned, 1), back = sum(twice(range(none, none, -2)), 0);
        for (index_t k = 0; k < 3; ++k) {
            double magnitude = 0;
            long double reference = 0;  // rounds 2^-40 of what the bound allows
            for (index_t i = 0; i < n; ++i) reference += a(i, k), magnitude += std::fabs(static_cast<double>(a(i, k)));
            const double exact = static_cast<double>(reference);
            CAPTURE(n, k);
            CHECK(std::fabs(down(k) - exact) <= bound * magnitude);
            CHECK(std::fabs(along(k) - exact) <= bound * magnitude);
            CHECK(std::fabs(back(k) - exact) <= bound * magnitude);
            CHECK(std::fabs(sum(a(all, k)) - exact) <= bound * magnitude);
            CHECK(std::fabs(sum(turned[k]) - exact) <= bound * magnitude);
            CHECK(std::fabs(mean(turned[k]) * static_cast<double>(n) - exact) <= (bound + 1e-7) * magnitude);
        }
    }
}
