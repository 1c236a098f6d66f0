// SPDX-License-Identifier: BSD-3-Clause
#include "support/accuracy.hpp"

#include <strand/simd/refined_root.hpp>
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
    // A little more than an odd power of two is the sum of nearly equal squares: there errors of the sum count most.
    auto equal = arguments<T>(4, 4.05);
    std::rotate(equal.begin(), equal.begin() + 1000, equal.end());
    check(1, hypot_of, STRAND_TEST_EXACT_FUNCTION(hypot), arguments<T>(4, 4.05), equal);
    const auto [x, y] = pairs<T>({3, 5, 8}, {4, 12, 15});
    check(1, hypot_of, STRAND_TEST_EXACT_FUNCTION(hypot), x, y);
    CHECK(gives<T>(5, hypot_of, T(3), T(-4)));
    CHECK(gives<T>(infinity<T>, hypot_of, undefined<T>, -infinity<T>));
    CHECK(gives<T>(undefined<T>, hypot_of, undefined<T>, T(0)));
}

// Without estimates there is nothing to refine.
TEMPLATE_TEST_CASE("refined roots are those of the instruction", "[simd]", float, double) {
    using T = TestType;
    if constexpr (strand::simd::detail::has_root_estimate<T>) {
        const auto refined = STRAND_TEST_PACK_FUNCTION(refined_sqrt);
        const auto check_roots = [&](const std::vector<T>& x) {
            std::vector<T> roots;
            for (const T value : x) roots.push_back(std::sqrt(value));
            std::size_t different = 0;
            const auto compare = [&](const std::vector<T>& others) {
                for (std::size_t i = 0; i < x.size(); ++i) different += !same_bits(roots[i], others[i]);
            };
            compare(on_packs<T, full_pack<T>>(refined, x));
            compare(on_packs<T, 1>(refined, x));
            CHECK(different == 0);
        };
        const T most = std::numeric_limits<T>::max(), least = std::numeric_limits<T>::min();
        // Beside the middle between two roots, in both binades (as long as the digits last).
        std::vector<T> hard{1 + std::numeric_limits<T>::epsilon(), 1 - std::numeric_limits<T>::epsilon() / 2};
        for (const double x : {0x1.5b95344972fe2p53, 0x1.d407bb3641da5p52, 0x1.256565cadcbf4p52, 0x1.2b035c1197f48p52, 0x1.4eb5f85e783a9p53,
                               0x1.e99893042c2cbp52, 0x1.77483d37ce205p53, 0x1.a881d1831fabdp52, 0x1.ba44c2a0737a2p52}) {
            hard.push_back(static_cast<T>(x));
        }
        check_roots(hard);
        check_roots(arguments<T>(0, 10));
        check_roots(arguments<T>(0, most));
        check_roots(std::vector<T>(40, most));
        check_roots(arguments<T>(0, least));
        check_roots({0, -T(0), 1, 2, least, least / 2, -least / 4, -1, -most, infinity<T>, -infinity<T>, undefined<T>});
        check_roots(std::vector<T>(40, -T(0)));
    }
}
