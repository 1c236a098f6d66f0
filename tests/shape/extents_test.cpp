// SPDX-License-Identifier: BSD-3-Clause
#include <array>
#include <cstdint>
#include <list>
#include <vector>
#include <strand/shape/extents.hpp>
#include "support/catch.hpp"
#include "support/matchers.hpp"

using namespace strand;

static_assert(std::same_as<shape_t, extents<dynamic_rank>>);
static_assert(std::ranges::contiguous_range<extents<2>> && std::ranges::contiguous_range<shape_t>);
// A static rank becomes a dynamic one by itself; the way back can fail and must be asked for.
static_assert(std::convertible_to<extents<2>, shape_t>);
static_assert(!std::convertible_to<shape_t, extents<2>> && std::constructible_from<extents<2>, shape_t>);
static_assert(!std::constructible_from<extents<2>, extents<3>>);
static_assert(!std::constructible_from<shape_t, std::vector<double>>);
static_assert(!std::convertible_to<int, shape_t>);
static_assert(extents<0>::empty() && extents<3>::size() == 3);

TEST_CASE("extents of static rank are constants where they can be", "[shape]") {
    constexpr extents<3> shape({2, 3, 4});
    STATIC_REQUIRE(shape[0] == 2);
    STATIC_REQUIRE(shape.front() == 2);
    STATIC_REQUIRE(shape.back() == 4);
    STATIC_REQUIRE(detail::element_count(shape) == 24);
    STATIC_REQUIRE(extents<2>({1, 2}) == extents<2>({1, 2}));
    STATIC_REQUIRE(!(extents<2>({1, 2}) == extents<2>({1, 3})));
    STATIC_REQUIRE(!(extents<2>({1, 2}) == extents<1>({1})));
}

TEST_CASE("a shape is made from braces, ranges of integers and static extents", "[shape]") {
    CHECK(to_string(shape_t{3, 4}) == "(3, 4)");
    CHECK(to_string(shape_t{}) == "()");
    CHECK(to_string(shape_t{5}) == "(5,)");
    CHECK(shape_t(std::vector<int>{3, 4}) == shape_t{3, 4});
    CHECK(shape_t(std::array<std::uint8_t, 3>{1, 2, 3}) == shape_t{1, 2, 3});
    CHECK(shape_t(extents<2>({3, 4})) == shape_t{3, 4});
    CHECK(shape_t(2, 7) == shape_t{7, 7});
    const index_t values[] = {1, 2};
    CHECK(shape_t(std::span<const index_t>(values)) == shape_t{1, 2});
    CHECK(shape_t(values, values + 1) == shape_t{1});
    const shape_t nine{1, 2, 3, 4, 5, 6, 7, 8, 9};
    CHECK(nine.size() == 9);
    CHECK(nine.front() == 1);
    CHECK(nine.back() == 9);
}

TEST_CASE("shapes compare across kinds of rank", "[shape]") {
    CHECK(extents<2>({3, 4}) == shape_t{3, 4});
    CHECK(shape_t{3, 4} == extents<2>({3, 4}));
    CHECK(shape_t{3, 4} != extents<2>({4, 3}));
    CHECK(shape_t{3, 4} != shape_t{3, 4, 1});
    CHECK(shape_t{} == extents<0>());
}

TEST_CASE("a run-time rank that is not the static one is refused", "[shape]") {
    CHECK(extents<2>(shape_t{3, 4}) == shape_t{3, 4});
    CHECK(error_text<shape_error>([] { (void)extents<2>(shape_t{3}); }) ==
          "an array of shape (3,) has rank 1, but rank 2 is needed");
    CHECK(error_text<shape_error>([] { (void)extents<0>(shape_t{3}); }) ==
          "an array of shape (3,) has rank 1, but rank 0 is needed");
}

TEST_CASE("the number of elements is the product of the extents", "[shape]") {
    CHECK(detail::checked_element_count(shape_t{}) == 1);
    CHECK(detail::checked_element_count(shape_t{2, 3, 4}) == 24);
    CHECK(detail::checked_element_count(shape_t{2, 0, 4}) == 0);
}

TEST_CASE("negative extents and sizes beyond an index are refused", "[shape]") {
    CHECK(error_text<shape_error>([] { detail::checked_element_count(shape_t{3, -1}); }) ==
          "negative extent in shape (3, -1)");
    const index_t big = index_t{1} << 40;
    CHECK(error_text<shape_error>([=] { detail::checked_element_count(shape_t{big, big}); }) ==
          "shape (1099511627776, 1099511627776) has more elements than an index can count");
    // Also where one extent is 0, as in NumPy: strides are products of the others.
    CHECK_THROWS_AS(detail::checked_element_count(shape_t{big, big, 0}), shape_error);
    CHECK_THROWS_AS(detail::checked_element_count(shape_t{0, big, big}), shape_error);
    CHECK(detail::checked_element_count(shape_t{big, 0}) == 0);
}

TEST_CASE("laying out gives strides and size, and refuses the same shapes", "[shape]") {
    shape_t strides;
    CHECK(detail::lay_out(shape_t{2, 3, 4}, row_major, strides) == 24);
    CHECK(strides == shape_t{12, 4, 1});
    CHECK(detail::lay_out(shape_t{2, 3, 4}, column_major, strides) == 24);
    CHECK(strides == shape_t{1, 2, 6});
    CHECK(detail::lay_out(shape_t{}, row_major, strides) == 1);
    CHECK(detail::lay_out(shape_t{2, 0, 4}, row_major, strides) == 0);
    const index_t big = index_t{1} << 40;
    for (const shape_t& shape : {shape_t{3, -1}, shape_t{big, big}, shape_t{big, big, 0}, shape_t{0, big, big}}) {
        CHECK_THROWS_AS(detail::lay_out(shape, row_major, strides), shape_error);
        CHECK_THROWS_AS(detail::lay_out(shape, column_major, strides), shape_error);
    }
}

TEST_CASE("dense strides are NumPy's in both orders", "[shape]") {
    const auto strides = [](const shape_t& shape, memory_order order) {
        shape_t result(shape.size(), 0);
        detail::dense_strides(shape, order, result.data());
        return result;
    };
    CHECK(strides({2, 3, 4}, row_major) == shape_t{12, 4, 1});
    CHECK(strides({2, 3, 4}, column_major) == shape_t{1, 2, 6});
    CHECK(strides({5}, row_major) == shape_t{1});
    CHECK(strides({}, row_major) == shape_t{});
    CHECK(strides({1, 3, 1}, row_major) == shape_t{3, 1, 1});
}

TEST_CASE("dense is what lies in C order without gaps", "[shape]") {
    const auto dense = [](const shape_t& shape, const shape_t& strides) {
        return detail::is_row_major_dense(shape, strides.data());
    };
    CHECK(dense({}, {}));
    CHECK(dense({2, 3}, {3, 1}));
    CHECK_FALSE(dense({2, 3}, {4, 1}));
    CHECK_FALSE(dense({2, 3}, {3, 2}));
    CHECK_FALSE(dense({2, 3}, {1, 2}));
    CHECK_FALSE(dense({2, 3}, {-3, 1}));
    CHECK_FALSE(dense({3}, {0}));
    // The strides of axes with one element do not count; of no elements none do.
    CHECK(dense({2, 1, 3}, {3, 99, 1}));
    CHECK(dense({1}, {0}));
    CHECK(dense({2, 0}, {7, 7}));
}

TEST_CASE("negative axes count from the end", "[shape]") {
    for (index_t axis = 0; axis < 3; ++axis) {
        CHECK(detail::normalised_axis(axis, 3) == axis);
        CHECK(detail::normalised_axis(axis - 3, 3) == axis);
    }
    for (const index_t axis : {3, -4, 100}) CHECK_THROWS_AS(detail::normalised_axis(axis, 3), axis_error);
    CHECK(error_text<axis_error>([] { detail::normalised_axis(0, 0); }) ==
          "axis 0 is out of bounds for an array of rank 0");
}
