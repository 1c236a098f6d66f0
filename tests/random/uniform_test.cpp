// SPDX-License-Identifier: BSD-3-Clause
#include <algorithm>
#include <cstdint>
#include <vector>
#include <strand/random/uniform.hpp>
#include "random/stream_checks.hpp"
#include "support/catch.hpp"

using strand::index_t;
using namespace strand::random;
using stream_checks::check_fill;

TEST_CASE("uniform numbers are bit-identical to NumPy's random and uniform") {
    check_fill(numpy::random_double, [](auto& s, double* out, index_t n) { detail::fill_uniform(s, out, n); });
    check_fill(numpy::random_float, [](auto& s, float* out, index_t n) { detail::fill_uniform(s, out, n); });
    check_fill(numpy::uniform, [](auto& s, double* out, index_t n) { detail::fill_uniform(s, out, n, -1.3, 2.9); });
}

TEST_CASE("the unit interval begins at 0 and stops below 1") {
    CHECK(detail::unit_interval(std::uint64_t{0}) == 0);
    CHECK(detail::unit_interval(UINT64_MAX) == 1 - 0x1p-53);
    CHECK(detail::unit_interval(std::uint32_t{0}) == 0);
    CHECK(detail::unit_interval(UINT32_MAX) == 1 - 0x1p-24f);
}

TEMPLATE_TEST_CASE("filling in pieces gives the same uniform numbers as filling at once", "", float, double) {
    word_stream<pcg64> whole{pcg64(8)}, pieces{pcg64(8)};
    std::vector<TestType> a(3333), b(a.size());
    detail::fill_uniform(whole, a.data(), 3333);
    for (index_t start = 0, size = 0; start < 3333; start += size) {
        size = std::min<index_t>(1 + start % 97, 3333 - start);
        detail::fill_uniform(pieces, b.data() + start, size);
    }
    CHECK(a == b);
    CHECK(whole == pieces);
}
