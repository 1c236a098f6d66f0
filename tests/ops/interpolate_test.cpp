// SPDX-License-Identifier: BSD-3-Clause
// Expected values: NumPy's.
#include <strand/strand.hpp>
#include "support/catch.hpp"
#include "support/matchers.hpp"

namespace {
template <class T>
using array = strand::ndarray<T>;
constexpr double inf = std::numeric_limits<double>::infinity(), undefined = std::numeric_limits<double>::quiet_NaN();
const strand::none_t none;
}  // namespace

TEST_CASE("interp goes along the lines between points", "[ops]") {
    CHECK(strand::interp(2.5, {1., 2., 3.}, {3., 2., 0.}) == 1);
    const array<double> xp{1, 2, 3}, fp{3, 2, 0};
    CHECK(difference(strand::interp(array<double>{0, 1, 1.5, 2.72, 3, 3.14}, xp, fp), {6}, {3, 3, 2.5, 0.5599999999999996, 0, 0}) == "");
    CHECK(difference(strand::interp(array<double>{0, 3.14, undefined}, xp, fp, -99, 99.0), {3}, {-99, 99, undefined}) == "");
    CHECK(difference(strand::interp(array<float>{{3, 2}, {1, 9}} * 1, std::vector<int>{1, 2, 3}, fp(strand::range(none, none, -1))), {2, 2}, {3, 2, 0, 3}) == "");
    CHECK(difference(strand::interp(array<double>{-1, 0, 5}, array<double>{0}, array<double>{7}, 1, 2), {3}, {1, 7, 2}) == "");
    CHECK(difference(strand::interp(array<double>{0.5, 1}, {0., 1., 2.}, {inf, 1., inf}), {2}, {inf, 1}) == "");
    using c = std::complex<double>;
    CHECK(difference(strand::interp(array<double>{1.5}, xp, array<c>{c(0, 1), c(2, 3), c(0, 0)}), {1}, {c(1, 2)}) == "");
    // Far jumps and many points.
    const auto many = strand::arange<double>(1000);
    CHECK(difference(strand::interp(array<double>{999, 0.5, 998.25, 500, 1}, many, many * 2), {5}, {1998, 1, 1996.5, 1000, 2}) == "");
}

TEST_CASE("interp with a period sorts its points and goes around", "[ops]") {
    CHECK(difference(strand::interp(array<double>{-180, -170, -185, 185, -10, -5, 0, 365}, {190., -190., 350., -350.}, {5., 10., 3., 4.}, none, none, 360),
                     {8}, {7.5, 5, 8.75, 6.25, 3, 3.25, 3.5, 3.75}) == "");
    CHECK_THROWS_AS(strand::interp(1.0, {1.}, {2.}, none, none, 0), strand::value_error);
    CHECK(error_text<strand::value_error>([] { strand::interp(1.0, {1., 2.}, {2.}); }) ==
          "interp: 2 sample points and 1 values; there must be as many, and one at least");
    CHECK_THROWS_AS(strand::interp(1.0, array<double>{{1}}, array<double>{1}), strand::shape_error);
}

TEST_CASE("unwrap adds whole periods where neighbours are far apart", "[ops]") {
    const array<double> angles{0, 5, 10, 15};
    const double turn = 6.283185307179586;
    CHECK(allclose(strand::unwrap(angles), array<double>{0, 5 - turn, 10 - 2 * turn, 15 - 3 * turn}, 1e-14));
    CHECK(difference(strand::unwrap(array<int>{0, 5, 10, 15, 3}, none, -1, 4), {5}, {0, 1, 2, 3, 3}) == "");
    CHECK(difference(strand::unwrap(array<std::int8_t>{2, 3, 4, 5, 2, 3, 4, 5}, none, -1, 4), {8}, {2, 3, 4, 5, 6, 7, 8, 9}) == "");
    CHECK(difference(strand::unwrap(array<int>{{1, 6}, {5, 1}}, none, 0, 5), {2, 2}, {1, 6, 0, 6}) == "");
    CHECK(difference(strand::unwrap(array<float>{0, 4, 8}, 5, -1, 6.0), {3}, {0, 4, 8}) == "");
    static_assert(std::same_as<strand::value_t<decltype(strand::unwrap(array<float>()))>, float>);
    static_assert(std::same_as<strand::value_t<decltype(strand::unwrap(array<int>()))>, double>);
    CHECK(difference(strand::unwrap(array<double>(strand::extents<2>({3, 0}))), {3, 0}, {}) == "");
    CHECK(difference(strand::unwrap(array<double>(strand::extents<2>({0, 3})), none, 0), {0, 3}, {}) == "");
    CHECK_THROWS_AS(strand::unwrap(angles, none, 1), strand::axis_error);
    CHECK_THROWS_AS(strand::unwrap(angles, none, 0, 0), strand::value_error);
}
