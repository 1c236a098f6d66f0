// SPDX-License-Identifier: BSD-3-Clause
// Planes planned without a loop_plan: what is one, how it is walked, and what is left to a loop_plan.
#include "support/catch.hpp"

#include <strand/strand.hpp>

using namespace strand;
using way = strand::detail::access;
using strand::detail::bit_of;

namespace {

/// The plan of `out = op(in)` for views of doubles.
struct planned {
    char* data[2];
    index_t row_steps[2], column_steps[2];
    strand::detail::plane_plan plan{data, row_steps, column_steps};
    bool found;
    planned(const ndview<double>& out, const ndview<double>& in) {
        const strand::detail::memory_view operands[] = {out.describe(), in.describe()};
        found = plan.find(operands);
    }
    bool is(index_t rows, index_t columns, way to, way from) const {
        return found && plan.rows == rows && plan.columns == columns && plan.ways == (bit_of(to) | bit_of(from));
    }
};

}  // namespace

TEST_CASE("a plane is one row where all operands walk it so, else rows along the smaller step", "[plan]") {
    ndarray<double> a = zeros(shape_t{40, 60}), b = zeros(shape_t{40, 60}), row = zeros(shape_t{60}), one = zeros(shape_t{1, 1});
    const auto part = range(0, 8);
    CHECK(planned(a, b).is(1, 2400, way::contiguous, way::contiguous));
    CHECK(planned(a.T(), b.T()).is(1, 2400, way::contiguous, way::contiguous));
    CHECK(planned(a(part, part), b(part, part)).is(8, 8, way::contiguous, way::contiguous));
    CHECK(planned(a(part, part).T(), b(part, part).T()).is(8, 8, way::contiguous, way::contiguous));
    CHECK(planned(a(part, part), b(part, part).T()).is(8, 8, way::contiguous, way::transposed));
    CHECK(planned(a, row).is(40, 60, way::contiguous, way::contiguous));
    CHECK(planned(a(part, part).T(), row(part)).is(8, 8, way::contiguous, way::splat));
    CHECK(planned(a, one).is(1, 2400, way::contiguous, way::splat));
    CHECK(planned(a(all, 3), b(all, 5)).is(1, 40, way::strided, way::strided));
    CHECK(planned(a(all, range(3, 4)), b(all, range(5, 6))).is(1, 40, way::strided, way::strided));
    CHECK(planned(a(all, 3), b(0, range(0, 40))).plan.packing == 2);
    CHECK(planned(b(0, range(0, 30)), a(0, range(0, 60, 2))).plan.packing == 0);
    CHECK(planned(a(0, all), b(0, range(none, none, -1))).is(1, 60, way::contiguous, way::reversed));
}
TEST_CASE("planes whose destination disturbs operands are left to a loop plan", "[plan]") {
    ndarray<double> a = zeros(shape_t{40, 60});
    CHECK(planned(a, a).found);
    CHECK(planned(a(all, 3), a(all, 5)).found);
    CHECK(planned(a(all, range(0, 20)), a(all, range(20, 40))).found);
    CHECK(planned(a(range(0, none, 2), all), a(range(1, none, 2), all)).found);
    CHECK_FALSE(planned(a(all, range(0, 20)), a(all, range(19, 39))).found);
    CHECK_FALSE(planned(a(all, range(1, none)), a(all, range(0, -1))).found);
    CHECK_FALSE(planned(a(range(0, 40), range(0, 40)), a(range(0, 40), range(0, 40)).T()).found);
    CHECK_FALSE(planned(a(0, all), a(0, range(none, none, -1))).found);
}
TEST_CASE("shapes that do not fit, more axes and many short rows are left to a loop plan", "[plan]") {
    ndarray<double> a = zeros(shape_t{40, 60}), b = zeros(shape_t{40, 1}), c = zeros(shape_t{2, 40, 60}), d = zeros(shape_t{1000, 3}), three = zeros(shape_t{3});
    CHECK_FALSE(planned(a, c).found);
    CHECK_FALSE(planned(c, a).found);
    CHECK_FALSE(planned(a, three).found);
    CHECK_FALSE(planned(d, three).found);
    CHECK(planned(d(range(0, 50), all), three).is(50, 3, way::contiguous, way::contiguous));
    CHECK_FALSE(planned(a(range(0, 0), all), a(range(0, 0), all)).found);
    CHECK(planned(a, b).plan.exact == false);
    CHECK(planned(a, a).plan.exact);
    CHECK_FALSE(planned(a, three(range(0, 1))).plan.exact);
}
