// SPDX-License-Identifier: BSD-3-Clause
#include "support/accuracy.hpp"

#include <strand/simd/payne_hanek.hpp>

using namespace accuracy;

TEST_CASE("huge angles are reduced to about 64 bits", "[simd]") {
    std::vector<double> angles{0x1p30, std::numeric_limits<double>::max(), 1e22, std::ldexp(6381956970095103.0, 797)};
    std::mt19937_64 random(11);
    while (angles.size() < 2000) {
        angles.push_back(std::ldexp(static_cast<double>(random() >> 11), static_cast<int>(random() % 990) - 20));
    }
    for (const double x : angles) {
        const auto angle = simd::detail::reduce_huge(x);
        const long double rest = static_cast<long double>(angle.high) + static_cast<long double>(angle.low);
        const long double sine = std::sin(rest), cosine = std::cos(rest);
        const long double by_quadrant[] = {sine, cosine, -sine, -cosine};
        CAPTURE(x);
        CHECK(std::fabs(angle.high) < 0.7854);
        CHECK(angle.quadrant % 4 < 4);
        const long double expected = std::sin(static_cast<long double>(x));
        CHECK(std::fabs(by_quadrant[angle.quadrant % 4] - expected) <= 0x1p-62L * std::fabs(expected));
    }
}
