// SPDX-License-Identifier: BSD-3-Clause
// tensordot: values from NumPy, ways to name axes, errors.
#include "support/catch.hpp"
#include "support/matchers.hpp"

using namespace strand;

TEST_CASE("tensordot sums over pairs of axes", "[linalg]") {
    const ndarray<double> a = reshape(arange<double>(24), shape_t{2, 3, 4});
    const ndarray<int> b = reshape(arange<int>(24), shape_t{4, 3, 2}), c = reshape(arange<int>(24), shape_t{3, 4, 2});
    CHECK(difference(tensordot(a, c), {2, 2}, {1012, 1078, 2596, 2806}) == "");
    const std::vector<double> paired{200, 560, 920, 1280, 215, 611, 1007, 1403, 230, 662, 1094, 1526, 245, 713, 1181, 1649};
    CHECK(difference(tensordot(a, b, {1, 0}, {1, 2}), {4, 4}, paired) == "");
    CHECK(difference(tensordot(a, b, {{1, 0}, {1, 2}}), {4, 4}, paired) == "");
    CHECK(difference(tensordot(a, b, std::vector<int>{-2, 0}, shape_t{1, -1}), {4, 4}, paired) == "");
    CHECK(tensordot(a, b, 2, 0).shape() == shape_t{2, 3, 3, 2});
    CHECK(tensordot(a, b, {{-1}, {0}}).shape() == shape_t{2, 3, 3, 2});
    CHECK(tensordot(a, b, 0).shape() == shape_t{2, 3, 4, 4, 3, 2});
    const ndarray<int, 1> v{1, 2, 3};
    CHECK(difference(tensordot(v, v, 1), {}, {14}) == "");
    CHECK(difference(tensordot(v, v, 0), {3, 3}, {1, 2, 3, 2, 4, 6, 3, 6, 9}) == "");
    STATIC_REQUIRE(rank_of<decltype(tensordot(zeros<int>({2, 2, 2}), v, {0}, {0}))> == 2);

    CHECK(error_text<shape_error>([&] { tensordot(a, b); }) ==
          "tensordot of shapes (2, 3, 4) and (4, 3, 2): axis 1 of the first has extent 3, axis 0 of the second 4");
    CHECK(error_text<value_error>([&] { tensordot(a, v, 2); }) == "tensordot over 2 axes of shapes (2, 3, 4) and (3,)");
    CHECK(error_text<value_error>([&] { tensordot(a, b, shape_t{0}, shape_t{0, 1}); }) ==
          "tensordot needs as many axes of the first as of the second: (0,) and (0, 1)");
    CHECK(error_text<axis_error>([&] { tensordot(a, b, {1, 1}, {1, 0}); }) == "axis 1 is given twice");
    CHECK(error_text<axis_error>([&] { tensordot(a, b, 3, 0); }) == "axis 3 is out of bounds for an array of rank 3");
}
