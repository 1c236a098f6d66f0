// SPDX-License-Identifier: BSD-3-Clause
#include <type_traits>
#include <strand/core/types.hpp>
#include "support/catch.hpp"

static_assert(std::is_signed_v<strand::index_t> && sizeof(strand::index_t) == sizeof(void*));
static_assert(strand::row_major != strand::column_major);

TEST_CASE("a combined rank is static when both are", "[core]") {
    using strand::dynamic_rank, strand::detail::common_rank;
    STATIC_REQUIRE(common_rank(2, 3) == 3);
    STATIC_REQUIRE(common_rank(3, 0) == 3);
    STATIC_REQUIRE(common_rank(0, 0) == 0);
    STATIC_REQUIRE(common_rank(dynamic_rank, 3) == dynamic_rank);
    STATIC_REQUIRE(common_rank(3, dynamic_rank) == dynamic_rank);
}
