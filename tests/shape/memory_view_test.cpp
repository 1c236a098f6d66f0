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

TEST_CASE("operands broadcast to one shape or are refused", "[shape]") {
    const memory_view fit[] = {operand(one_four), operand({}, true), operand(three_four)};
    CHECK(detail::broadcast_shape(fit) == shape_t{3, 4});
    CHECK(detail::broadcast_shape({}) == shape_t{});
    const memory_view clash[] = {operand(three_four), operand(five)};
    CHECK(error_text<shape_error>([&] { (void)detail::broadcast_shape(clash); }) ==
          "shapes (3, 4) and (5,) cannot be broadcast together: axis -1 has extents 4 and 5");
}
