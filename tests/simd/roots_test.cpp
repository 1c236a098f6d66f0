// SPDX-License-Identifier: BSD-3-Clause
#include "support/accuracy.hpp"

#include <strand/simd/roots.hpp>

using namespace accuracy;

namespace {
const auto cbrt_of = STRAND_TEST_PACK_FUNCTION(cbrt);
const auto hypot_of = STRAND_TEST_PACK_FUNCTION(hypot);
}  // namespace

TEMPLATE_TEST_CASE("cbrt is within 1 ULP, of denormal numbers too", "[simd]", float, double) {
    using T = TestType;
    check(1, cbrt_of, STRAND_TEST_EXACT_FUNCTION(cbrt), arguments<T>(-10, 10));
    check(1, cbrt_of, STRAND_TEST_EXACT_FUNCTION(cbrt), arguments<T>(0, std::numeric_limits<T>::min()));
    for (int n = 1; n < 100; ++n) CHECK(gives<T>(T(-n), cbrt_of, T(-n * n * n)));
    CHECK(gives<T>(-T(0), cbrt_of, -T(0)));
    CHECK(gives<T>(-infinity<T>, cbrt_of, -infinity<T>));
}

TEMPLATE_TEST_CASE("hypot is within 1 ULP and neither overflows nor underflows on the way", "[simd]", float, double) {
    using T = TestType;
    const double least = std::numeric_limits<T>::min(), most = std::numeric_limits<T>::max();
    for (const double size : {5.0, least * 4, most * 0.9}) {
        auto y = arguments<T>(-size, size);
        std::rotate(y.begin(), y.begin() + 1001, y.end());
        check(1, hypot_of, STRAND_TEST_EXACT_FUNCTION(hypot), arguments<T>(-size, size), y);
    }
    const auto [x, y] = pairs<T>({3, 5, 8}, {4, 12, 15});
    check(1, hypot_of, STRAND_TEST_EXACT_FUNCTION(hypot), x, y);
    CHECK(gives<T>(5, hypot_of, T(3), T(-4)));
    CHECK(gives<T>(infinity<T>, hypot_of, undefined<T>, -infinity<T>));
    CHECK(gives<T>(undefined<T>, hypot_of, undefined<T>, T(0)));
}
