// SPDX-License-Identifier: BSD-3-Clause
#include <strand/io/testing.hpp>
#include "support/catch.hpp"
#include "support/matchers.hpp"

using namespace strand;

TEST_CASE("assertions about arrays say how many elements differ and where", "[io]") {
    const ndarray<double, 2> a{{1, 2}, {3, std::nan("")}};
    testing::assert_allclose(a, a * (1 + 1e-9));
    testing::assert_allclose(zeros<double>(3), 0);
    testing::assert_array_equal(a.T(), transpose(a));
    CHECK_THROWS_AS(testing::assert_allclose(a, a, 1e-7, 0, false), value_error);
    CHECK_THROWS_AS(testing::assert_array_equal(ndarray{true, false}, true), value_error);
    CHECK(error_text<value_error>([&] { testing::assert_allclose(a, a * ndarray{1, 4}); }) ==
          "assert_allclose: 1 of 4 elements differ, the first at index (0, 1): 2.0 is not 8.0");
    CHECK(error_text<value_error>([&] { testing::assert_array_equal(a, ndarray{1, 2, 3}); }) ==
          "assert_array_equal: shapes (2, 2) and (3,) differ");
    CHECK(array_equal(sum(ndarray{1, 2}, {0}), 3));
    CHECK((!array_equal(ndarray{1, 1}, 1) && allclose(ndarray{true, true}, true)));
}
