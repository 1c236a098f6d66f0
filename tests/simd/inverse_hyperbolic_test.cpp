// SPDX-License-Identifier: BSD-3-Clause
#include "support/accuracy.hpp"

#include <strand/simd/inverse_hyperbolic.hpp>

using namespace accuracy;

namespace {
const auto asinh_of = STRAND_TEST_PACK_FUNCTION(asinh);
const auto acosh_of = STRAND_TEST_PACK_FUNCTION(acosh);
const auto atanh_of = STRAND_TEST_PACK_FUNCTION(atanh);
}  // namespace

TEMPLATE_TEST_CASE("inverse hyperbolic functions are within 1 ULP, near their zeros too", "[simd]", float, double) {
    using T = TestType;
    for (const double size : {1e-3, 0.5, 10.0, 1e10}) check(1, asinh_of, STRAND_TEST_EXACT_FUNCTION(asinh), arguments<T>(-size, size));
    check(1, asinh_of, STRAND_TEST_EXACT_FUNCTION(asinh), arguments<T>(0.33, 0.355));  // the largest errors
    for (const double high : {1.0001, 1.1, 10.0, 1e10}) check(1, acosh_of, STRAND_TEST_EXACT_FUNCTION(acosh), arguments<T>(1, high));
    for (const double size : {1e-3, 0.3, 1.0}) check(1, atanh_of, STRAND_TEST_EXACT_FUNCTION(atanh), arguments<T>(-size, size));
}

TEMPLATE_TEST_CASE("atanh where its powers of two change", "[simd]", float, double) {
    using T = TestType;
    std::vector<T> x;
    for (int k = 1; k <= std::numeric_limits<T>::digits; ++k) {
        const T edge = 1 - std::ldexp(T(1), -k);
        x.insert(x.end(), {edge, -std::nextafter(edge, T(0)), std::nextafter(edge, T(0.75)), T(1) / 3, std::nextafter(T(1) / 3, T(1))});
    }
    check(1, atanh_of, STRAND_TEST_EXACT_FUNCTION(atanh), x);
}

TEMPLATE_TEST_CASE("inverse hyperbolic functions of special values", "[simd]", float, double) {
    using T = TestType;
    CHECK(gives<T>(-T(0), asinh_of, -T(0)));
    CHECK(gives<T>(-infinity<T>, asinh_of, -infinity<T>));
    CHECK(gives<T>(0, acosh_of, T(1)));
    CHECK(gives<T>(undefined<T>, acosh_of, T(0.5)));
    CHECK(gives<T>(undefined<T>, acosh_of, T(-3)));
    CHECK(gives<T>(infinity<T>, acosh_of, infinity<T>));
    CHECK(gives<T>(-T(0), atanh_of, -T(0)));
    CHECK(gives<T>(infinity<T>, atanh_of, T(1)));
    CHECK(gives<T>(-infinity<T>, atanh_of, T(-1)));
    CHECK(gives<T>(undefined<T>, atanh_of, T(1.5)));
    CHECK(gives<T>(undefined<T>, atanh_of, infinity<T>));
}
