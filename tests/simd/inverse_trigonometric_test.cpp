// SPDX-License-Identifier: BSD-3-Clause
#include "support/accuracy.hpp"

#include <strand/simd/inverse_trigonometric.hpp>

using namespace accuracy;

namespace {
const auto asin_of = STRAND_TEST_PACK_FUNCTION(asin);
const auto acos_of = STRAND_TEST_PACK_FUNCTION(acos);
const auto atan_of = STRAND_TEST_PACK_FUNCTION(atan);
const auto atan2_of = STRAND_TEST_PACK_FUNCTION(atan2);
}  // namespace

TEMPLATE_TEST_CASE("inverse trigonometric functions are within 1 ULP", "[simd]", float, double) {
    using T = TestType;
    for (const double low : {-1.0, 0.99, 0.45}) {
        const auto x = arguments<T>(low, low == 0.45 ? 0.55 : 1);
        check(1, asin_of, STRAND_TEST_EXACT_FUNCTION(asin), x);
        check(1, acos_of, STRAND_TEST_EXACT_FUNCTION(acos), x);
    }
    check(1, atan_of, STRAND_TEST_EXACT_FUNCTION(atan), arguments<T>(-3, 3));
    check(1, atan_of, STRAND_TEST_EXACT_FUNCTION(atan), arguments<T>(0.6, 0.7));
}

TEMPLATE_TEST_CASE("atan2 is within 1 ULP in every quadrant, with C's values at zeros and infinities", "[simd]", float, double) {
    using T = TestType;
    const auto [y, x] = pairs<T>(arguments<T>(-5, 5), arguments<T>(5, -5));
    check(1, atan2_of, STRAND_TEST_EXACT_FUNCTION(atan2), y, x);
    auto mixed = arguments<T>(-2, 2);
    std::rotate(mixed.begin(), mixed.begin() + 1001, mixed.end());
    check(1, atan2_of, STRAND_TEST_EXACT_FUNCTION(atan2), arguments<T>(-2, 2), mixed);
    // Flat angles of numerators a little below a power of two times the denominator, where a unit counts most.
    std::mt19937 random(5);
    std::uniform_real_distribution<T> some(1, 2);
    std::vector<T> flat, ones;
    for (int i = 0; i < 20000; ++i) {
        ones.push_back(some(random));
        flat.push_back(std::ldexp(ones.back() * some(random), -1 - i % 12));
    }
    check(1, atan2_of, STRAND_TEST_EXACT_FUNCTION(atan2), flat, ones);
    const double tiny = std::numeric_limits<T>::min();
    check(1, atan2_of, STRAND_TEST_EXACT_FUNCTION(atan2), arguments<T>(-tiny, tiny), arguments<T>(tiny, -tiny));
}

TEMPLATE_TEST_CASE("inverse trigonometric functions of special values", "[simd]", float, double) {
    using T = TestType;
    CHECK(gives<T>(-T(0), asin_of, -T(0)));
    CHECK(gives<T>(undefined<T>, asin_of, T(1.5)));
    CHECK(gives<T>(undefined<T>, acos_of, T(-2)));
    CHECK(gives<T>(0, acos_of, T(1)));
    CHECK(gives<T>(-T(0), atan_of, -T(0)));
    CHECK(gives<T>(undefined<T>, atan_of, undefined<T>));
    CHECK(gives<T>(undefined<T>, atan2_of, undefined<T>, T(1)));
    CHECK(gives<T>(undefined<T>, atan2_of, infinity<T>, undefined<T>));
    CHECK(gives<T>(-T(0), atan2_of, -T(0), T(0)));
}
