// SPDX-License-Identifier: BSD-3-Clause
#include "support/accuracy.hpp"

#include <strand/simd/double_word.hpp>

using namespace accuracy;

namespace {

using V = simd::vec<float, 4>;

/// Numbers whose sums and products are exact as doubles.
std::vector<float> numbers() {
    std::mt19937 random(5);
    std::uniform_real_distribution<float> fraction(-1, 1);
    std::vector<float> values{0, -0.0f, 1, -1, 0x1.fffffep-1f};
    while (values.size() < 200) values.push_back(std::ldexp(fraction(random), static_cast<int>(random() % 20) - 10));
    return values;
}
double exactly(simd::detail::double_word<V> w) {
    return static_cast<double>(w.high[0]) + static_cast<double>(w.low[0]);
}
V all(float x) {
    return simd::detail::all<V>(x);
}

}  // namespace

TEST_CASE("sums and products of two floats are exact in two words", "[simd]") {
    for (const float a : numbers()) {
        for (const float b : numbers()) {
            const double sum = static_cast<double>(a) + static_cast<double>(b), product = static_cast<double>(a) * static_cast<double>(b);
            CHECK(exactly(simd::detail::two_sum(all(a), all(b))) == sum);
            if (std::fabs(a) >= std::fabs(b)) CHECK(exactly(simd::detail::fast_two_sum(all(a), all(b))) == sum);
            CHECK(exactly(simd::detail::two_product(all(a), all(b))) == product);
            CHECK(simd::detail::two_sum(all(a), all(b)).high[1] == a + b);
        }
    }
}

TEST_CASE("a sum with a product is rounded once on every machine", "[simd]") {
    for (const float a : numbers()) {
        for (const float c : numbers()) {
            const float result = simd::detail::fused_sum(all(a), all(a), all(-c))[2];
            const long double exact = static_cast<long double>(a) * static_cast<long double>(a) - static_cast<long double>(c);
            CHECK(std::fabs(static_cast<long double>(result) - exact) <= 0.51L * unit_in_last_place<float>(exact));
        }
    }
}

TEST_CASE("quotients and roots of two words are right to half an ULP and a little", "[simd]") {
    for (const float a : numbers()) {
        const V low = all(a * 0x1p-26f);
        const long double wide = static_cast<long double>(a) + static_cast<long double>(low[0]);
        for (const float b : numbers()) {
            if (b == 0) continue;
            const float result = simd::detail::quotient<V>({all(a), low}, {all(b), all(0)})[0];
            CHECK(ulps<float>(result, a == 0 ? static_cast<long double>(result) : wide / static_cast<long double>(b)) <= 0.52);
        }
        if (a <= 0) continue;
        const auto root = simd::detail::square_root(simd::detail::double_word<V>{all(a), low});
        const long double exact = std::sqrt(wide);
        CHECK(std::fabs(static_cast<long double>(exactly(root)) - exact) <= 0.05L * unit_in_last_place<float>(exact));
    }
}
