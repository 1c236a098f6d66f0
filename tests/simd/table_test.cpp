// SPDX-License-Identifier: BSD-3-Clause
#include "support/catch.hpp"

#include <cmath>
#include <strand/simd/error_function_table.hpp>
#include <strand/simd/table.hpp>

using namespace strand;

namespace {

template <index_t Lanes>
void check_rows() {
    using V = simd::vec<double, Lanes>;
    alignas(32) double table[40][4];
    for (int i = 0; i < 160; ++i) table[i / 4][i % 4] = i;
    simd::detail::uint_lanes<V> rows{};
    for (index_t i = 0; i < Lanes; ++i) rows[i] = static_cast<std::uint64_t>((i * 17 + 3) % 40);
    const auto columns = simd::detail::table_rows<V>(table, rows);
    for (index_t i = 0; i < Lanes; ++i) {
        const double first = 4 * static_cast<double>(rows[i]);
        CHECK(columns.c0[i] == first);
        CHECK(columns.c1[i] == first + 1);
        CHECK(columns.c2[i] == first + 2);
        CHECK(columns.c3[i] == first + 3);
    }
}

}  // namespace

TEST_CASE("rows of a table become columns of lanes", "[simd]") {
    constexpr index_t most = simd::register_bytes / 8;
    check_rows<2>();
    if constexpr (most >= 4) check_rows<4>();
    if constexpr (most >= 8) check_rows<8>();
}

TEST_CASE("the nodes of erf are the C library's values", "[simd]") {
    for (int j = 0; j < 384; ++j) {
        const auto& row = simd_tables::erf_nodes[j];
        const long double r = j / 64.0L, slope = 1.12837916709551257390L * std::exp(-r * r);
        const long double value = j < 48 ? r + static_cast<long double>(row[1]) : static_cast<long double>(row[0]) + static_cast<long double>(row[1]);
        CAPTURE(j);
        CHECK(std::fabs(value - std::erf(r)) <= 0x1p-56L);
        CHECK(std::fabs(static_cast<long double>(row[2]) - slope) <= 0x1p-53L * slope);
        if (j < 48) CHECK(std::fabs(static_cast<long double>(row[3]) - (slope - 1)) <= 0x1p-54L);
    }
    CHECK(simd_tables::erf_nodes[511][0] == 0);
}
