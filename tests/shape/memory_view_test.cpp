// SPDX-License-Identifier: BSD-3-Clause
#include <strand/shape/memory_view.hpp>
#include "support/catch.hpp"
#include "support/matchers.hpp"

using namespace strand;
using detail::memory_view;

static_assert(std::is_trivially_copyable_v<memory_view>);

namespace {
const index_t three_four[] = {3, 4}, one_four[] = {1, 4}, five[] = {5};
memory_view operand(std::span<const index_t> shape, bool scalar = false) {
    memory_view view;
    view.extents = shape.data();
    view.rank = static_cast<index_t>(shape.size());
    view.scalar = scalar;
    return view;
}
}  // namespace

TEST_CASE("operands have the same shape when rank and extents agree", "[shape]") {
    CHECK(same_shape(operand(three_four), operand(three_four)));
    CHECK_FALSE(same_shape(operand(three_four), operand(one_four)));
    CHECK_FALSE(same_shape(operand(three_four), operand(five)));
    CHECK(same_shape(operand({}), operand({})));
}

TEST_CASE("the common shape of operands leaves numbers out", "[shape]") {
    const memory_view same[] = {operand({}, true), operand(three_four), operand(three_four)};
    CHECK(detail::common_shape(same) == &same[1]);
    const memory_view different[] = {operand(three_four), operand(one_four)};
    CHECK(detail::common_shape(different) == nullptr);
    const memory_view numbers[] = {operand({}, true)};
    CHECK(detail::common_shape(numbers) == nullptr);
    // An array of rank 0 is an array.
    const memory_view mixed[] = {operand({}), operand(five)};
    CHECK(detail::common_shape(mixed) == nullptr);
}

TEST_CASE("operands broadcast to one shape or are refused", "[shape]") {
    const memory_view fit[] = {operand(one_four), operand({}, true), operand(three_four)};
    CHECK(detail::broadcast_shape(fit) == shape_t{3, 4});
    CHECK(detail::broadcast_shape({}) == shape_t{});
    const memory_view clash[] = {operand(three_four), operand(five)};
    CHECK(error_text<shape_error>([&] { (void)detail::broadcast_shape(clash); }) ==
          "shapes (3, 4) and (5,) cannot be broadcast together: axis -1 has extents 4 and 5");
}
