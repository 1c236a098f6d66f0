// SPDX-License-Identifier: BSD-3-Clause
#include <optional>
#include <strand/shape/broadcast.hpp>
#include "support/catch.hpp"
#include "support/matchers.hpp"

using namespace strand;

static_assert(std::same_as<decltype(broadcast_shapes(shape_t{}, extents<2>())), shape_t>);

namespace {
/// The rule in NumPy's words: aligned at the end, extents equal or one of them 1.
std::optional<shape_t> broadcast_naively(const shape_t& a, const shape_t& b) {
    const index_t rank = std::max(a.size(), b.size());
    shape_t result(rank, 1);
    for (index_t k = 1; k <= rank; ++k) {
        const index_t x = k <= a.size() ? a[a.size() - k] : 1, y = k <= b.size() ? b[b.size() - k] : 1;
        if (x != y && x != 1 && y != 1) return {};
        result[rank - k] = x == 1 ? y : x;
    }
    return result;
}
}  // namespace

TEST_CASE("shapes are aligned at their last axes and 1 stretches", "[shape]") {
    CHECK(broadcast_shapes(shape_t{3, 1}, shape_t{4}) == shape_t{3, 4});
    CHECK(broadcast_shapes(extents<2>({3, 1}), shape_t{2, 1, 4}) == shape_t{2, 3, 4});
    CHECK(broadcast_shapes(shape_t{5}) == shape_t{5});
    CHECK(broadcast_shapes() == shape_t{});
    CHECK(broadcast_shapes(shape_t{}, shape_t{2}, shape_t{3, 1}, shape_t{1, 1}) == shape_t{3, 2});
}

TEST_CASE("every pair of small shapes broadcasts by the rule or is refused", "[shape]") {
    std::vector<shape_t> shapes{{}};
    for (std::size_t i = 0; i < shapes.size() && shapes[i].size() < 3; ++i) {
        for (const index_t extent : {0, 1, 2, 3}) {
            shape_t longer = shapes[i];
            longer.push_back(extent);
            shapes.push_back(longer);
        }
    }
    REQUIRE(shapes.size() == 1 + 4 + 16 + 64);
    int failures = 0;
    for (const shape_t& a : shapes) {
        for (const shape_t& b : shapes) {
            const auto expected = broadcast_naively(a, b);
            std::optional<shape_t> result;
            try {
                result = broadcast_shapes(a, b);
            } catch (const shape_error&) {
            }
            failures += result.has_value() != expected.has_value() || (result && !(*result == *expected));
            // b stretches to a exactly when their common shape is a.
            bool fits = true;
            try {
                detail::check_broadcasts_to(b, a);
            } catch (const shape_error&) {
                fits = false;
            }
            failures += fits != (expected && *expected == a);
        }
    }
    CHECK(failures == 0);
}

TEST_CASE("extent 0 broadcasts with 1 and with itself", "[shape]") {
    CHECK(broadcast_shapes(shape_t{0, 3}, shape_t{1, 3}) == shape_t{0, 3});
    CHECK(broadcast_shapes(shape_t{0}, shape_t{1}) == shape_t{0});
    CHECK_THROWS_AS(broadcast_shapes(shape_t{0, 3}, shape_t{2, 3}), shape_error);
}

TEST_CASE("shapes that do not broadcast are named, with the axis", "[shape]") {
    CHECK(error_text<shape_error>([] { (void)broadcast_shapes(shape_t{2, 3}, shape_t{4, 1, 2}); }) ==
          "shapes (2, 3) and (4, 1, 2) cannot be broadcast together: axis -1 has extents 3 and 2");
    CHECK(error_text<shape_error>([] { (void)broadcast_shapes(shape_t{2, 3}, shape_t{3, 3}); }) ==
          "shapes (2, 3) and (3, 3) cannot be broadcast together: axis -2 has extents 2 and 3");
    CHECK(error_text<shape_error>([] { detail::check_broadcasts_to(shape_t{2, 3}, shape_t{3}); }) ==
          "an expression of shape (2, 3) does not fit into shape (3,)");
}
