// SPDX-License-Identifier: BSD-3-Clause
#include "support/accuracy.hpp"

#include <strand/simd/gamma.hpp>

using namespace accuracy;

namespace {
const auto tgamma_of = STRAND_TEST_PACK_FUNCTION(tgamma);
const auto lgamma_of = STRAND_TEST_PACK_FUNCTION(lgamma);
}  // namespace

TEMPLATE_TEST_CASE("tgamma is within 4 ULP from its denormal values to overflow", "[simd]", float, double) {
    using T = TestType;
    const double last = sizeof(T) == 4 ? 36 : 172;
    const auto exact = [](long double x) { return x == -infinity<long double> ? undefined<long double> : std::tgamma(x); };
    for (const double low : {0.0, -3.0, -last}) check(4, tgamma_of, exact, arguments<T>(low, low == -3.0 ? 3 : last));
    // Where factors are many, and where the polynomial's terms would cancel.
    for (const double low : {4.0, 6.0, 8.0, 9.5}) check(4, tgamma_of, exact, arguments<T>(low, low + 0.5, 10000));
}

TEMPLATE_TEST_CASE("tgamma of special values", "[simd]", float, double) {
    using T = TestType;
    T factorial = 1;
    for (int n = 1; n < 11; factorial *= T(n), ++n) {
        CHECK(ulps<T>(tgamma_of(simd::pack<T, 1>(T(n))).v[0], factorial) <= 2);
        CHECK(gives<T>(undefined<T>, tgamma_of, T(-n)));
    }
    CHECK(gives<T>(infinity<T>, tgamma_of, T(0)));
    CHECK(gives<T>(-infinity<T>, tgamma_of, -T(0)));
    CHECK(gives<T>(infinity<T>, tgamma_of, infinity<T>));
    CHECK(gives<T>(undefined<T>, tgamma_of, -infinity<T>));
    CHECK(gives<T>(infinity<T>, tgamma_of, std::numeric_limits<T>::max()));
}

TEMPLATE_TEST_CASE("lgamma is within 4 ULP of the value or of 1, whichever is larger", "[simd]", float, double) {
    using T = TestType;
    for (const double high : {3.0, 30.0, 1e6}) {
        for (const T x : arguments<T>(high == 3 ? -20 : 0, high)) {
            const long double exact = std::lgamma(static_cast<long double>(x));
            const T result = lgamma_of(simd::pack<T, 1>(x)).v[0];
            CAPTURE(x, result);
            if (!std::isfinite(exact) || std::isinf(static_cast<T>(exact))) {
                CHECK(same_bits(result, static_cast<T>(exact)));
            } else {
                const long double unit = unit_in_last_place<T>(std::max(1.0L, std::fabs(exact)));
                CHECK(std::fabs(static_cast<long double>(result) - exact) <= 4 * unit);
            }
        }
    }
    CHECK(gives<T>(0, lgamma_of, T(1)));
    CHECK(gives<T>(0, lgamma_of, T(2)));
    CHECK(gives<T>(infinity<T>, lgamma_of, T(0)));
    CHECK(gives<T>(infinity<T>, lgamma_of, T(-3)));
    CHECK(gives<T>(infinity<T>, lgamma_of, -infinity<T>));
    CHECK(gives<T>(undefined<T>, lgamma_of, undefined<T>));
}

TEMPLATE_TEST_CASE("lgamma is within 4 ULP of positive numbers, near its zeros 1 and 2 too", "[simd]", float, double) {
    using T = TestType;
    std::vector<T> x;
    std::mt19937 random(3);
    std::uniform_real_distribution<T> some(0, 5), near(T(-0.01), T(0.01));
    for (int i = 0; i < 1000; ++i) x.insert(x.end(), {some(random), 1 + near(random), 2 + near(random)});
    check(4, lgamma_of, STRAND_TEST_EXACT_FUNCTION(lgamma), x);
}
