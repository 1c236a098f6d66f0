// SPDX-License-Identifier: BSD-3-Clause
#include "support/accuracy.hpp"

#include <strand/simd/error_function.hpp>

using namespace accuracy;

namespace {
const auto erf_of = STRAND_TEST_PACK_FUNCTION(erf);
const auto erfc_of = STRAND_TEST_PACK_FUNCTION(erfc);
}  // namespace

TEMPLATE_TEST_CASE("erf and erfc are within 1 ULP, erfc down to its denormal values", "[simd]", float, double) {
    using T = TestType;
    for (const double size : {1e-3, 1.0, 6.0}) check(1, erf_of, STRAND_TEST_EXACT_FUNCTION(erf), arguments<T>(-size, size));
    check(1, erf_of, STRAND_TEST_EXACT_FUNCTION(erf), arguments<T>(1, 1.2));
    // Floats with the largest errors of polynomials in 8 intervals, in whose neighbourhood 1 was exceeded.
    check(1, erf_of, STRAND_TEST_EXACT_FUNCTION(erf),
          std::vector<T>{T(0x1.55488ep+0), -T(0x1.55488ep+0), T(0x1.99a674p-1), T(0x1.b0de7p-1), T(0x1.b60c28p-1)});
    const double last = sizeof(T) == 4 ? 10.5 : 27.5;
    for (const double high : {0.7, 0.8, 3.0, last}) check(1, erfc_of, STRAND_TEST_EXACT_FUNCTION(erfc), arguments<T>(-1, high));
    check(1, erfc_of, STRAND_TEST_EXACT_FUNCTION(erfc),
          std::vector<T>{T(0x1.9e6fbep-10), T(0x1.2101bep-10), T(0x1.f5d936p+1), T(0x1.c584fep+2), -T(0x1.390288p-7)});
}

TEMPLATE_TEST_CASE("error functions of special values", "[simd]", float, double) {
    using T = TestType;
    CHECK(gives<T>(-T(0), erf_of, -T(0)));
    CHECK(gives<T>(1, erf_of, infinity<T>));
    CHECK(gives<T>(-1, erf_of, std::numeric_limits<T>::lowest()));
    CHECK(gives<T>(undefined<T>, erf_of, undefined<T>));
    CHECK(gives<T>(1, erfc_of, T(0)));
    CHECK(gives<T>(0, erfc_of, infinity<T>));
    CHECK(gives<T>(2, erfc_of, -infinity<T>));
    CHECK(gives<T>(0, erfc_of, std::numeric_limits<T>::max()));
    CHECK(gives<T>(undefined<T>, erfc_of, undefined<T>));
}
