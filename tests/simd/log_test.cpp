// SPDX-License-Identifier: BSD-3-Clause
#include "support/accuracy.hpp"

#include <strand/simd/log.hpp>

using namespace accuracy;

namespace {
const auto log_of = STRAND_TEST_PACK_FUNCTION(log);
const auto log2_of = STRAND_TEST_PACK_FUNCTION(log2);
const auto log10_of = STRAND_TEST_PACK_FUNCTION(log10);
const auto log1p_of = STRAND_TEST_PACK_FUNCTION(log1p);
const auto logaddexp_of = STRAND_TEST_PACK_FUNCTION(logaddexp);
const auto logaddexp2_of = STRAND_TEST_PACK_FUNCTION(logaddexp2);
}  // namespace

TEMPLATE_TEST_CASE("logarithms are within 1 ULP for every magnitude, denormal ones too, and around 1", "[simd]", float, double) {
    using T = TestType;
    // From 0.6 to 1.65 the significand changes its side, where the sums have their largest errors.
    for (const auto& x : {arguments<T>(0.6, 1.65), arguments<T>(0.999, 1.001), arguments<T>(0, std::numeric_limits<T>::min())}) {
        check(1, log_of, STRAND_TEST_EXACT_FUNCTION(log), x);
        check(1, log2_of, STRAND_TEST_EXACT_FUNCTION(log2), x);
        check(1, log10_of, STRAND_TEST_EXACT_FUNCTION(log10), x);
    }
    check(1, log1p_of, STRAND_TEST_EXACT_FUNCTION(log1p), arguments<T>(-1, 1));
    check(1, log1p_of, STRAND_TEST_EXACT_FUNCTION(log1p), arguments<T>(0.25, 0.65));
    check(1, log1p_of, STRAND_TEST_EXACT_FUNCTION(log1p), arguments<T>(-1e-6, 1e-6));
}

TEMPLATE_TEST_CASE("logarithms of special values", "[simd]", float, double) {
    using T = TestType;
    CHECK(gives<T>(0, log_of, T(1)));
    CHECK(gives<T>(-infinity<T>, log_of, T(0)));
    CHECK(gives<T>(-infinity<T>, log2_of, -T(0)));
    CHECK(gives<T>(undefined<T>, log10_of, T(-1)));
    CHECK(gives<T>(undefined<T>, log_of, -infinity<T>));
    CHECK(gives<T>(infinity<T>, log_of, infinity<T>));
    CHECK(gives<T>(undefined<T>, log_of, undefined<T>));
    CHECK(gives<T>(-infinity<T>, log1p_of, T(-1)));
    CHECK(gives<T>(-T(0), log1p_of, -T(0)));
    CHECK(gives<T>(infinity<T>, log1p_of, infinity<T>));
    CHECK(gives<T>(undefined<T>, log1p_of, T(-2)));
    CHECK(gives<T>(undefined<T>, log1p_of, undefined<T>));
    CHECK(gives<T>(10, log2_of, T(1024)));
    CHECK(gives<T>(3, log10_of, T(1000)));
}

TEMPLATE_TEST_CASE("logaddexp is within 4 ULP of the larger of argument and result", "[simd]", float, double) {
    using T = TestType;
    std::mt19937 random(7);
    std::uniform_real_distribution<T> some(-20, 20);
    for (int i = 0; i < 2000; ++i) {
        const T x = some(random), y = some(random);
        const long double lx = x, ly = y;
        const long double exact = std::max(lx, ly) + std::log1p(std::exp(-std::fabs(lx - ly)));
        const auto result = logaddexp_of(simd::pack<T, 1>(x), simd::pack<T, 1>(y));
        const long double unit = unit_in_last_place<T>(std::max(std::fabs(exact), std::fabs(std::max(lx, ly))));
        CHECK(std::fabs(static_cast<long double>(result.v[0]) - exact) <= 4 * unit);
        const long double exact2 = std::max(lx, ly) + std::log2(1 + std::exp2(-std::fabs(lx - ly)));
        const auto result2 = logaddexp2_of(simd::pack<T, 1>(x), simd::pack<T, 1>(y));
        CHECK(std::fabs(static_cast<long double>(result2.v[0]) - exact2) <= 4 * unit);
    }
    CHECK(gives<T>(infinity<T>, logaddexp_of, infinity<T>, infinity<T>));
    CHECK(gives<T>(infinity<T>, logaddexp_of, infinity<T>, T(1)));
    CHECK(gives<T>(-infinity<T>, logaddexp_of, -infinity<T>, -infinity<T>));
    CHECK(gives<T>(1, logaddexp_of, -infinity<T>, T(1)));
    CHECK(gives<T>(undefined<T>, logaddexp_of, undefined<T>, infinity<T>));
    CHECK(gives<T>(undefined<T>, logaddexp_of, T(1), undefined<T>));
    CHECK(gives<T>(2, logaddexp2_of, T(1), T(1)));
    CHECK(gives<T>(undefined<T>, logaddexp2_of, infinity<T>, undefined<T>));
}
