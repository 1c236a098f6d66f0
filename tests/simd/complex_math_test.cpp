// SPDX-License-Identifier: BSD-3-Clause
#include "support/complex_accuracy.hpp"

#include <strand/simd/complex_math.hpp>

using namespace accuracy;

STRAND_TEST_COMPLEX(exp, 4, 10)
STRAND_TEST_COMPLEX(log, 2, 1.5)
STRAND_TEST_COMPLEX(sqrt, 4, 10)
STRAND_TEST_COMPLEX(sinh, 4, 5)
STRAND_TEST_COMPLEX(cosh, 4, 5)
STRAND_TEST_COMPLEX(tanh, 8, 5)
STRAND_TEST_COMPLEX(sin, 4, 5)
STRAND_TEST_COMPLEX(cos, 4, 5)
STRAND_TEST_COMPLEX(tan, 8, 5)

TEMPLATE_TEST_CASE("the magnitude of a complex number is within 1 ULP", "[simd]", float, double) {
    using R = TestType;
    for (const R x : arguments<R>(-3, 3, 400)) {
        const std::complex<R> z(x, R(1.7));
        const auto result = simd::abs(simd::pack<std::complex<R>, 1>(z));
        CHECK(ulps<R>(result.v[0], std::hypot(static_cast<long double>(x), static_cast<long double>(R(1.7)))) <= 1);
    }
}
