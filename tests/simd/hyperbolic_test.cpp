// SPDX-License-Identifier: BSD-3-Clause
#include "support/accuracy.hpp"

#include <strand/simd/hyperbolic.hpp>

using namespace accuracy;

namespace {
const auto sinh_of = STRAND_TEST_PACK_FUNCTION(sinh);
const auto cosh_of = STRAND_TEST_PACK_FUNCTION(cosh);
const auto tanh_of = STRAND_TEST_PACK_FUNCTION(tanh);
}  // namespace

TEMPLATE_TEST_CASE("hyperbolic functions are within 1 ULP up to overflow", "[simd]", float, double) {
    using T = TestType;
    const double limit = sizeof(T) == 4 ? 90 : 711;
    for (const double size : {0.5, 3.0, 25.0, limit}) {
        const auto x = arguments<T>(-size, size);
        check(1, sinh_of, STRAND_TEST_EXACT_FUNCTION(sinh), x);
        check(1, cosh_of, STRAND_TEST_EXACT_FUNCTION(cosh), x);
        check(1, tanh_of, STRAND_TEST_EXACT_FUNCTION(tanh), x);
    }
    check(1, cosh_of, STRAND_TEST_EXACT_FUNCTION(cosh), arguments<T>(0.95, 1.1));  // the largest errors
    const double saturation = sizeof(T) == 4 ? 9 : 19;
    check(1, tanh_of, STRAND_TEST_EXACT_FUNCTION(tanh), arguments<T>(saturation - 1, saturation + 1));
    check(1, tanh_of, STRAND_TEST_EXACT_FUNCTION(tanh),
          std::vector<T>{T(0x1.cab0fep-1), T(0x1.0023b4p-3), T(0x1.154246p+3), T(0x1.2b70e709dc9a3p+4)});
}

TEMPLATE_TEST_CASE("hyperbolic functions of special values", "[simd]", float, double) {
    using T = TestType;
    CHECK(gives<T>(-T(0), sinh_of, -T(0)));
    CHECK(gives<T>(-infinity<T>, sinh_of, -infinity<T>));
    CHECK(gives<T>(1, cosh_of, -T(0)));
    CHECK(gives<T>(infinity<T>, cosh_of, -infinity<T>));
    CHECK(gives<T>(-T(0), tanh_of, -T(0)));
    CHECK(gives<T>(-1, tanh_of, -infinity<T>));
    CHECK(gives<T>(1, tanh_of, infinity<T>));
    CHECK(gives<T>(undefined<T>, sinh_of, undefined<T>));
    CHECK(gives<T>(undefined<T>, cosh_of, undefined<T>));
    CHECK(gives<T>(undefined<T>, tanh_of, undefined<T>));
}
