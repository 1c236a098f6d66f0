// SPDX-License-Identifier: BSD-3-Clause
#include "support/accuracy.hpp"

#include <strand/simd/machine.hpp>

using namespace accuracy;
namespace detail = simd::detail;

TEMPLATE_TEST_CASE("numbers are split into exponent and significand, denormal ones too, and scaled back", "[simd]", float, double) {
    using T = TestType;
    using V = simd::vec<T, 16 / static_cast<index_t>(sizeof(T))>;
    for (const T x : arguments<T>(0, 1, 2000)) {
        const T size = std::fabs(x);
        if (!(size > 0) || !std::isfinite(size)) continue;
        const auto parts = detail::split_positive(detail::all<V>(size));
        const T exponent = parts.exponent[0], significand = parts.significand[1];
        CHECK(significand >= T(0.70710678));
        CHECK(significand < T(1.41421357));
        CHECK(std::ldexp(significand, static_cast<int>(exponent)) == size);
        const V n = parts.exponent;
        CHECK(detail::scale(parts.significand, n, V(n + detail::rounding_magic<V>))[0] == size);
        if (size >= std::numeric_limits<T>::min()) CHECK(detail::split_normal(detail::all<V>(size)).significand[0] == significand);
    }
}

TEMPLATE_TEST_CASE("bounds keep NaN", "[simd]", float, double) {
    using T = TestType;
    using V = simd::vec<T, 16 / static_cast<index_t>(sizeof(T))>;
    const auto value = [](V v) { return static_cast<T>(v[0]); };
    CHECK(value(detail::at_most(detail::all<V>(3), T(2))) == 2);
    CHECK(value(detail::at_most(detail::all<V>(1), T(2))) == 1);
    CHECK(value(detail::at_least(detail::all<V>(1), T(2))) == 2);
    CHECK(std::isnan(value(detail::at_most(detail::all<V>(undefined<T>), T(2)))));
    CHECK(std::isnan(value(detail::at_least(detail::all<V>(undefined<T>), T(2)))));
}

TEMPLATE_TEST_CASE("questions about all lanes see every lane", "[simd]", float, double) {
    using T = TestType;
    constexpr index_t lanes = std::max(full_pack<T>, 16 / static_cast<index_t>(sizeof(T)));
    using V = simd::vec<T, lanes>;
    for (index_t i = 0; i < lanes; ++i) {
        V v = detail::all<V>(-1);
        CHECK(detail::every(v < 0));
        CHECK(detail::every_negative(v));
        CHECK(detail::every_at_most(v, T(-1)));
        CHECK(detail::every_between(v, T(-2), T(0)));
        v[i] = undefined<T>;
        CHECK_FALSE(detail::every_at_most(v, T(1)));
        CHECK_FALSE(detail::every_between(v, T(-2), T(0)));
        v[i] = 5;
        CHECK_FALSE(detail::every(v < 0));
        CHECK_FALSE(detail::every_negative(v));
        CHECK_FALSE(detail::every_within(v, T(4)));
    }
}
