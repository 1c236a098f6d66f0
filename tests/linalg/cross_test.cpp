// SPDX-License-Identifier: BSD-3-Clause
// cross: values from NumPy, axes, vectors of 2 and 3 elements, errors.
#include "support/catch.hpp"
#include "support/matchers.hpp"

using namespace strand;

TEST_CASE("cross products along any axis", "[linalg]") {
    const ndarray<double, 2> m{{1, 2, 3}, {4, 5, 6}};
    const ndarray<int, 1> v{1, 2, 4};
    CHECK(difference(cross(v, ndarray{4, 5, 6}), {3}, {-8, 10, -3}) == "");
    CHECK(difference(cross(m, v), {2, 3}, {2, -1, 0, 8, -10, 3}) == "");
    CHECK(difference(cross(m.T(), v, 0, 0), {2, 3}, {2, -1, 0, 8, -10, 3}) == "");
    CHECK(difference(cross(m.T(), v, 0, -1, 0), {3, 2}, {2, 8, -1, -10, 0, 3}) == "");
    CHECK(difference(cross(m.T(), m.T() * 2.0, 0), {3, 2}, {0, 0, 0, 0, 0, 0}) == "");
    CHECK(difference(cross(ndarray{1, 2}, ndarray{3, 4}), {}, {-2}) == "");
    CHECK(difference(cross(ndarray{1, 2}, v), {3}, {8, -4, 0}) == "");
    CHECK(difference(cross(v, ndarray{1, 2}), {3}, {-8, 4, 0}) == "");
    CHECK(cross(zeros<float>({0, 3}), zeros<float>({5, 1, 3})).shape() == shape_t{5, 0, 3});
    CHECK(error_text<shape_error>([&] { cross(ndarray{1}, v); }) ==
          "cross needs vectors of 2 or 3 elements: axis 0 of shape (1,) has extent 1");
    CHECK(error_text<shape_error>([&] { cross(zeros<int>({2, 3}), zeros<int>({4, 3})); }) ==
          "shapes (2,) and (4,) cannot be broadcast together: axis -1 has extents 2 and 4");
    CHECK_THROWS_AS(cross(m, v, 2, 0), axis_error);
}
