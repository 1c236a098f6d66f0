// SPDX-License-Identifier: BSD-3-Clause
#include "support/accuracy.hpp"

#include <strand/simd/power.hpp>

using namespace accuracy;

namespace {
const auto pow_of = STRAND_TEST_PACK_FUNCTION(pow);
}

TEMPLATE_TEST_CASE("pow is within 1 ULP for results of every magnitude", "[simd]", float, double) {
    using T = TestType;
    check(1, pow_of, STRAND_TEST_EXACT_FUNCTION(pow), arguments<T>(0, 5), arguments<T>(-20, 20));
    check(1, pow_of, STRAND_TEST_EXACT_FUNCTION(pow), arguments<T>(0.5, 2), arguments<T>(-1100, 1100));
    check(1, pow_of, STRAND_TEST_EXACT_FUNCTION(pow), arguments<T>(0.999, 1.001), arguments<T>(-1e6, 1e6));
    check(1, pow_of, STRAND_TEST_EXACT_FUNCTION(pow), arguments<T>(0.97, 1.03), arguments<T>(-30000, 30000));
    auto exponents = arguments<T>(-3, 3);
    for (T& y : exponents) y = std::nearbyint(y);
    check(1, pow_of, STRAND_TEST_EXACT_FUNCTION(pow), arguments<T>(-100, 100), exponents);
}

TEMPLATE_TEST_CASE("pow has C's value for every pair of special values", "[simd]", float, double) {
    using T = TestType;
    const auto [x, y] = pairs<T>({}, {});
    check(1, pow_of, STRAND_TEST_EXACT_FUNCTION(pow), x, y);
    CHECK(gives<T>(1, pow_of, undefined<T>, T(0)));
    CHECK(gives<T>(1, pow_of, T(1), undefined<T>));
    CHECK(gives<T>(1, pow_of, T(-1), infinity<T>));
    CHECK(gives<T>(-T(0), pow_of, -infinity<T>, T(-3)));
    CHECK(gives<T>(undefined<T>, pow_of, T(-2), T(0.5)));
    CHECK(gives<T>(T(-8), pow_of, T(-2), T(3)));
}
