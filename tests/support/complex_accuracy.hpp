// SPDX-License-Identifier: BSD-3-Clause
// Complex functions on packs against the C library's of long double, which follow C99, Annex G.
#ifndef STRAND_TESTS_SUPPORT_COMPLEX_ACCURACY_HPP
#define STRAND_TESTS_SUPPORT_COMPLEX_ACCURACY_HPP

#include "support/accuracy.hpp"

#include <complex>

namespace accuracy {

using wide_complex = std::complex<long double>;

/// Each part within `bound` ULP.
template <class R, class Function, class Exact>
void check_parts(double bound, Function function, Exact exact, double size) {
    const auto re = arguments<R>(-size, size, 4000);
    auto im = re;
    std::rotate(im.begin(), im.begin() + 1001, im.end());
    double largest = 0;
    std::complex<R> at;
    for (std::size_t i = 0; i < re.size(); ++i) {
        if (!std::isfinite(re[i]) || !std::isfinite(im[i])) continue;
        const std::complex<R> z(re[i], im[i]);
        const auto result = function(simd::pack<std::complex<R>, 1>(z));
        const wide_complex expected = exact(wide_complex(z));
        const double error = std::max(ulps<R>(result.v[0], expected.real()), ulps<R>(result.v[1], expected.imag()));
        if (error > largest) largest = error, at = z;
    }
    CAPTURE(at);
    CHECK(largest <= bound);
}

/// Signs of zeros and infinities beside NaN, and of a zero of which C leaves it open, do not count.
template <class R>
bool same_part(R result, long double expected, bool sign_counts) {
    const R rounded = static_cast<R>(expected);
    if (rounded != rounded) return result != result;
    if (!sign_counts && (std::isinf(rounded) || rounded == 0)) return std::fabs(result) == std::fabs(rounded);
    if (std::isinf(rounded) || rounded == 0) return same_bits(result, rounded);
    return ulps<R>(result, expected) <= 6;
}

template <class R, class Function, class Exact>
void check_special(Function function, Exact exact) {
    for (const R x : special_values<R>()) {
        for (const R y : special_values<R>()) {
            const std::complex<R> z(x, y);
            const auto result = function(simd::pack<std::complex<R>, (full_pack<R> > 2 ? full_pack<R> / 2 : 1)>(z));
            const wide_complex expected = exact(wide_complex(z));
            const bool signs = x == x && y == y && (std::isfinite(x) || std::isfinite(y)) && expected == expected;
            CAPTURE(x, y, result.v[0], result.v[1]);
            CHECK(same_part<R>(result.v[0], expected.real(), signs));
            CHECK(same_part<R>(result.v[1], expected.imag(), signs));
        }
    }
}

}  // namespace accuracy

#define STRAND_TEST_COMPLEX(name, bound, size)                                                                  \
    TEMPLATE_TEST_CASE("complex " #name " is accurate in each part and has C's special values", "[simd]", float, \
                       double) {                                                                                \
        using R = TestType;                                                                                     \
        const auto function = STRAND_TEST_PACK_FUNCTION(name);                                                  \
        const auto exact = [](accuracy::wide_complex z) { return std::name(z); };                               \
        accuracy::check_parts<R>(bound, function, exact, size);                                                 \
        accuracy::check_special<R>(function, exact);                                                            \
    }

#endif
