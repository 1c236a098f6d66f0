// SPDX-License-Identifier: BSD-3-Clause
#include "support/complex_accuracy.hpp"

#include <strand/simd/complex_inverse.hpp>
#include <strand/simd/complex_power.hpp>

using namespace accuracy;

namespace {

template <class C>
C pow_of(C z, C w) {
    const auto result = simd::pow(simd::pack<C, 1>(z), simd::pack<C, 1>(w));
    return C(result.v[0], result.v[1]);
}

/// Each part within `bound` ULP of the larger part: sums of terms of both signs may cancel.
template <class R, class Function, class Exact>
void check_close(double bound, Function function, Exact exact, double size) {
    const auto re = arguments<R>(-size, size, 2000);
    for (std::size_t i = 1000; i + 1 < re.size(); i += 2) {
        const std::complex<R> z(re[i + 1], re[i - 1]);
        // Near 0 the references of expm1 and log1p lose all digits.
        if (!(std::abs(z) < 2 * size && std::abs(z) > R(0.01))) continue;
        const auto result = function(simd::pack<std::complex<R>, 1>(z));
        const wide_complex expected = exact(wide_complex(z));
        const long double unit = unit_in_last_place<R>(std::max(std::fabs(expected.real()), std::fabs(expected.imag())));
        CAPTURE(z, result.v[0], result.v[1]);
        CHECK(std::fabs(static_cast<long double>(result.v[0]) - expected.real()) <= bound * unit);
        CHECK(std::fabs(static_cast<long double>(result.v[1]) - expected.imag()) <= bound * unit);
    }
}

/// A row of a table of special values: z = (x, y) gives (re, im).
template <class R>
struct row {
    R x, y, re, im;
};
template <class R, class Function>
void check_rows(Function function, std::initializer_list<row<R>> rows) {
    for (const auto& r : rows) {
        const auto result = function(simd::pack<std::complex<R>, 1>(std::complex<R>(r.x, r.y)));
        CAPTURE(r.x, r.y, r.re, r.im, result.v[0], result.v[1]);
        CHECK((same_bits<R>(result.v[0], r.re) || ulps<R>(result.v[0], r.re) <= 1));
        CHECK((same_bits<R>(result.v[1], r.im) || ulps<R>(result.v[1], r.im) <= 1));
    }
}

}  // namespace

TEMPLATE_TEST_CASE("complex powers with whole exponents are products", "[simd]", float, double) {
    using C = std::complex<TestType>;
    const auto eps = std::numeric_limits<TestType>::epsilon();
    const C z(TestType(1.25), TestType(-0.5)), i(0, 1);
    CHECK(pow_of(z, C(2)) == C(z.real() * z.real() - z.imag() * z.imag(), 2 * z.real() * z.imag()));
    CHECK(std::abs(pow_of(z, C(-1)) - C(1) / z) <= 2 * eps);
    CHECK(std::abs(pow_of(z, C(99)) / pow_of(z, C(98)) - z) <= 200 * eps);
    CHECK(pow_of(i, C(2)) == C(-1));
    CHECK(pow_of(i, C(100)) == C(1));
    CHECK(pow_of(i, C(-3)) == i);
    CHECK(pow_of(C(0), C(0)) == C(1));
    CHECK(pow_of(C(0), C(2)) == C(0));
    CHECK(pow_of(C(0), C(TestType(0.5), 3)) == C(0));
}
TEMPLATE_TEST_CASE("complex powers go through the logarithm otherwise", "[simd]", float, double) {
    using R = TestType;
    using C = std::complex<R>;
    for (const C w : {C(R(0.5), 0), C(R(-2.5), 0), C(0, 1), C(R(1.5), R(-0.75)), C(101, 0)}) {
        for (const C z : {C(2, 1), C(-1, R(0.5)), C(R(0.75), -2), C(R(1.01), R(0.01))}) {
            const wide_complex exact = std::pow(wide_complex(z), wide_complex(w));
            const long double apart = std::abs(wide_complex(pow_of(z, w)) - exact) / std::abs(exact);
            CHECK(apart <= 8 * std::numeric_limits<R>::epsilon() * (1 + std::abs(wide_complex(w) * std::log(wide_complex(z)))));
        }
    }
}

TEMPLATE_TEST_CASE("complex exp2, expm1, log1p, log2 and log10 are accurate", "[simd]", float, double) {
    using R = TestType;
    const wide_complex ln2(0.693147180559945309417232121458L), ln10(2.30258509299404568401799145468L);
    check_close<R>(16, STRAND_TEST_PACK_FUNCTION(exp2), [=](wide_complex z) { return std::exp(z * ln2); }, 8);
    check_close<R>(4, STRAND_TEST_PACK_FUNCTION(expm1), [](wide_complex z) { return std::exp(z) - wide_complex(1); }, 3);
    check_close<R>(4, STRAND_TEST_PACK_FUNCTION(log1p), [](wide_complex z) { return std::log(z + wide_complex(1)); }, 3);
    check_close<R>(4, STRAND_TEST_PACK_FUNCTION(log2), [=](wide_complex z) { return std::log(z) / ln2; }, 3);
    check_close<R>(4, STRAND_TEST_PACK_FUNCTION(log10), [=](wide_complex z) { return std::log(z) / ln10; }, 3);
    const R tiny = R(1e-20);
    check_rows<R>(STRAND_TEST_PACK_FUNCTION(expm1), {{tiny, tiny, tiny, tiny}});
    check_rows<R>(STRAND_TEST_PACK_FUNCTION(log1p), {{tiny, tiny, tiny, tiny}, {-1, tiny, std::log(tiny), R(1.57079632679489662)}});
}

TEMPLATE_TEST_CASE("complex expm1 and log1p of special values", "[simd]", float, double) {
    using R = TestType;
    const R big = infinity<R>, none = undefined<R>, pi = R(3.14159265358979324);
    check_rows<R>(STRAND_TEST_PACK_FUNCTION(expm1),
                  {{0, 0, 0, 0}, {1, big, none, none}, {1, none, none, none}, {big, 0, big, 0}, {-big, 1, -1, 0},
                   {big, 1, big, big}, {big, 2, -big, big}, {-big, big, -1, 0}, {big, big, big, none}, {-big, none, -1, 0},
                   {big, none, big, none}, {none, 0, none, 0}, {none, 1, none, none}, {none, none, none, none}});
    check_rows<R>(STRAND_TEST_PACK_FUNCTION(log1p),
                  {{-1, 0, -big, 0}, {1, big, big, pi / 2}, {1, none, none, none}, {-big, 1, big, pi}, {big, 1, big, 0},
                   {-big, big, big, 3 * pi / 4}, {big, big, big, pi / 4}, {big, none, big, none}, {-big, none, big, none},
                   {none, 1, none, none}, {none, big, big, none}, {none, none, none, none}});
}
