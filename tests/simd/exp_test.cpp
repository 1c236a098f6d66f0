// SPDX-License-Identifier: BSD-3-Clause
#include "support/accuracy.hpp"

#include <strand/simd/exp.hpp>

using namespace accuracy;

namespace {
const auto exp_of = STRAND_TEST_PACK_FUNCTION(exp);
const auto exp2_of = STRAND_TEST_PACK_FUNCTION(exp2);
const auto expm1_of = STRAND_TEST_PACK_FUNCTION(expm1);
}  // namespace

TEMPLATE_TEST_CASE("exponentials are within 1 ULP up to overflow and among the denormal results", "[simd]", float, double) {
    using T = TestType;
    const double limit = sizeof(T) == 4 ? 104 : 746, limit2 = sizeof(T) == 4 ? 150 : 1080;
    check(1, exp_of, STRAND_TEST_EXACT_FUNCTION(exp), arguments<T>(-limit, limit));
    check(1, exp_of, STRAND_TEST_EXACT_FUNCTION(exp), arguments<T>(-1, 1));
    check(1, exp2_of, STRAND_TEST_EXACT_FUNCTION(exp2), arguments<T>(-limit2, limit2));
    check(1, exp2_of, STRAND_TEST_EXACT_FUNCTION(exp2), arguments<T>(-1, 1));
    check(1, expm1_of, STRAND_TEST_EXACT_FUNCTION(expm1), arguments<T>(-limit, limit));
    check(1, expm1_of, STRAND_TEST_EXACT_FUNCTION(expm1), arguments<T>(-1, 1));
    // 2^n - 1 is no number of the type from n = 25 (54) on.
    check(1, expm1_of, STRAND_TEST_EXACT_FUNCTION(expm1), arguments<T>(16, 19));
    check(1, expm1_of, STRAND_TEST_EXACT_FUNCTION(expm1), arguments<T>(36, 39));
}

TEMPLATE_TEST_CASE("exponentials of special values", "[simd]", float, double) {
    using T = TestType;
    CHECK(gives<T>(1, exp_of, T(0)));
    CHECK(gives<T>(1, exp_of, -T(0)));
    CHECK(gives<T>(infinity<T>, exp_of, infinity<T>));
    CHECK(gives<T>(0, exp_of, -infinity<T>));
    CHECK(gives<T>(undefined<T>, exp_of, undefined<T>));
    CHECK(gives<T>(undefined<T>, exp_of, -undefined<T>));
    CHECK(gives<T>(-T(0), expm1_of, -T(0)));
    CHECK(gives<T>(-1, expm1_of, -infinity<T>));
    CHECK(gives<T>(infinity<T>, expm1_of, infinity<T>));
}

TEMPLATE_TEST_CASE("powers of two are exact", "[simd]", float, double) {
    using T = TestType;
    using limits = std::numeric_limits<T>;
    for (int n = limits::min_exponent - limits::digits; n < limits::max_exponent; ++n) {
        CHECK(gives<T>(std::ldexp(T(1), n), exp2_of, T(n)));
    }
}
