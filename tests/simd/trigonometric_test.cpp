// SPDX-License-Identifier: BSD-3-Clause
#include "support/accuracy.hpp"

#include <strand/simd/trigonometric.hpp>

using namespace accuracy;

namespace {
const auto sin_of = STRAND_TEST_PACK_FUNCTION(sin);
const auto cos_of = STRAND_TEST_PACK_FUNCTION(cos);
const auto tan_of = STRAND_TEST_PACK_FUNCTION(tan);
const auto sinc_of = STRAND_TEST_PACK_FUNCTION(sinc);
}  // namespace

TEMPLATE_TEST_CASE("sine, cosine and tangent are within 1 ULP, of the largest angles too", "[simd]", float, double) {
    using T = TestType;
    for (const double limit : {1.0, 10.0, 1e4, 1e9}) {
        const auto x = arguments<T>(-limit, limit);
        check(1, sin_of, STRAND_TEST_EXACT_FUNCTION(sin), x);
        check(1, cos_of, STRAND_TEST_EXACT_FUNCTION(cos), x);
        check(1, tan_of, STRAND_TEST_EXACT_FUNCTION(tan), x);
    }
}

TEMPLATE_TEST_CASE("the angles nearest to multiples of pi/2 lose nothing", "[simd]", float, double) {
    using T = TestType;
    std::vector<T> x;
    // All ways of reduction, and where one gives way to the next.
    for (std::int64_t n = 1; n < std::int64_t(1) << 50; n += n < 2000 ? 1 : n < 3'000'000 ? 1013 : n / 50) {
        const T multiple = static_cast<T>(static_cast<long double>(n) * 1.57079632679489661923L);
        x.insert(x.end(), {multiple, -multiple, std::nextafter(multiple, T(0)), std::nextafter(multiple, infinity<T>)});
    }
    // The double that comes closest of all (Muller, Elementary Functions, section 11.3).
    x.push_back(static_cast<T>(std::ldexp(6381956970095103.0L, sizeof(T) == 4 ? 60 : 797)));
    // Of the floats that are reduced with longer parts those that come closest.
    x.insert(x.end(), {T(0x1.9a48dep+15), T(0x1.5455cap+15)});
    check(1, sin_of, STRAND_TEST_EXACT_FUNCTION(sin), x);
    check(1, cos_of, STRAND_TEST_EXACT_FUNCTION(cos), x);
    check(1, tan_of, STRAND_TEST_EXACT_FUNCTION(tan), x);
}

TEMPLATE_TEST_CASE("huge angles beside ordinary ones change nothing", "[simd]", float, double) {
    using T = TestType;
    std::vector<T> x = arguments<T>(-10, 10, 500);
    for (std::size_t i = 0; i < x.size(); i += 5) {
        x[i] *= std::ldexp(T(1), static_cast<int>(i) % (std::numeric_limits<T>::max_exponent - 4));
    }
    check(1, sin_of, STRAND_TEST_EXACT_FUNCTION(sin), x);
    check(1, cos_of, STRAND_TEST_EXACT_FUNCTION(cos), x);
    check(1, tan_of, STRAND_TEST_EXACT_FUNCTION(tan), x);
}

TEMPLATE_TEST_CASE("trigonometric functions of special values", "[simd]", float, double) {
    using T = TestType;
    CHECK(gives<T>(0, sin_of, T(0)));
    CHECK(gives<T>(-T(0), sin_of, -T(0)));
    CHECK(gives<T>(-T(0), tan_of, -T(0)));
    CHECK(gives<T>(1, cos_of, -T(0)));
    // A NaN's last bits are no quadrant.
    using bits = simd::uint_of<static_cast<strand::index_t>(sizeof(T))>;
    const auto odd = std::bit_cast<T>(static_cast<bits>(std::bit_cast<bits>(undefined<T>) | 3));
    for (const T x : {infinity<T>, -infinity<T>, undefined<T>, -undefined<T>, odd, -odd}) {
        CHECK(gives<T>(undefined<T>, sin_of, x));
        CHECK(gives<T>(undefined<T>, cos_of, x));
        CHECK(gives<T>(undefined<T>, tan_of, x));
        CHECK(gives<T>(undefined<T>, sinc_of, x));
    }
    CHECK(gives<T>(1, sinc_of, T(0)));
    for (int n = 1; n < 100; ++n) CHECK(gives<T>(0, sinc_of, T(n)));
}

TEMPLATE_TEST_CASE("sincos gives the bits of sine and cosine", "[simd]", float, double) {
    using T = TestType;
    for (const T x : arguments<T>(-100, 100, 500)) {
        const auto [s, c] = simd::sincos(simd::pack<T, full_pack<T>>(x));
        CHECK(same_bits<T>(s.v[0], sin_of(simd::pack<T, 1>(x)).v[0]));
        CHECK(same_bits<T>(c.v[0], cos_of(simd::pack<T, 1>(x)).v[0]));
        // Of half a register both are computed in one.
        constexpr strand::index_t half = full_pack<T> > 1 ? full_pack<T> / 2 : 1;
        const auto [half_s, half_c] = simd::sincos(simd::pack<T, half>(x));
        CHECK(same_bits<T>(half_s.v[half - 1], s.v[0]));
        CHECK(same_bits<T>(half_c.v[half - 1], c.v[0]));
    }
}

TEMPLATE_TEST_CASE("sinc is within 4 ULP", "[simd]", float, double) {
    using T = TestType;
    const auto exact = [](long double x) -> long double {
        if (x == 0) return 1;
        if (std::isinf(x)) return undefined<long double>;
        const long double rest = std::remainder(x, 2.0L);
        if (rest == 0 || rest == 1 || rest == -1) return 0;
        return std::sin(3.14159265358979323846L * rest) / (3.14159265358979323846L * x);
    };
    check(4, sinc_of, exact, arguments<T>(-10, 10));
    check(4, sinc_of, exact, arguments<T>(-0.5, 0.5));
}
