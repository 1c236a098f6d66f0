// SPDX-License-Identifier: BSD-3-Clause
#include <strand/shape/region.hpp>
#include "support/catch.hpp"

using namespace strand;
using strand::detail::region;

TEST_CASE("regions are cut and split like slices", "[shape]") {
    std::int32_t memory[24];
    char* const start = reinterpret_cast<char*>(memory);
    const region whole(memory, shape_t{4, 6}, 4);
    CHECK(whole.strides == shape_t{6, 1});
    const region part = whole.cut(0, 1, 2).cut(1, 5, 3, -2);
    CHECK(part.data == start + 4 * 11);
    CHECK((part.shape == shape_t{2, 3} && part.strides == shape_t{6, -2}));
    CHECK(whole.cut(1, 6, 0).data == start);
    CHECK(whole.cut(1, 2, 5, 0).strides == shape_t{6, 0});
    const region split = whole.split(1, 3);
    CHECK((split.shape == shape_t{4, 3, 2} && split.strides == shape_t{6, 2, 1}));
    CHECK(split.describe().dense);
    CHECK_FALSE(part.describe().dense);
    CHECK(region(part.describe()).strides == part.strides);
}
