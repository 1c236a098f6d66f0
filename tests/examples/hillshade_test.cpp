// SPDX-License-Identifier: BSD-3-Clause
// The numbers are the output of hillshade_reference.py (NumPy 1.24.2).
#include "support/catch.hpp"

#include <cmath>
#include <cstdint>
#include <string>
#include <strand/strand.hpp>
#include "../../examples/hillshade.hpp"
#include "support/temporary_file.hpp"

using hillshade::field;
using strand::all;
using strand::max;
using strand::mean;
using strand::min;

namespace {

/// Equal to 12 digits: what is left to the order of additions and to the last bits of sin and cos.
bool close(double a, double b) { return std::abs(a - b) <= 1e-12 * std::abs(b); }

field jacksboro_heights() { return strand::load_npy<std::int16_t, 2>(STRAND_TEST_DATA "/jacksboro_dem.npy"); }
hillshade::gradient jacksboro_gradient() {
    return hillshade::gradient(jacksboro_heights(), hillshade::three_arc_seconds(36.6));
}

}  // namespace

TEST_CASE("the elevation model of the Jacksboro fault is read as it is") {
    const field heights = jacksboro_heights();
    CHECK(heights.shape() == strand::shape_t{344, 403});
    CHECK(min(heights) == 236);
    CHECK(max(heights) == 1076);
    CHECK(close(mean(heights), 531.0311688499048));
}

TEST_CASE("the gradient of a plane is the same everywhere, at the border too") {
    const field plane = strand::fromfunction([](auto i, auto j) { return 3.0 * i - 2.0 * j; }, {4, 5});
    const hillshade::gradient gradient(plane, {2, 4});
    CHECK(all(gradient.south == 1.5));
    CHECK(all(gradient.east == -0.5));
}

TEST_CASE("the direction of a vector is that of std::atan2") {
    for (const double y : {0.0, 1e-9, 0.3, 1.0, 2.0, 1e9, -1e-9, -0.7, -1.0, -3.0}) {
        for (const double x : {0.0, 1e-9, 0.2, 1.0, 5.0, 1e9, -1e-9, -0.4, -1.0, -7.0}) {
            INFO(y << ' ' << x);
            const field ys{{y}};
            const field xs{{x}};
            CHECK(close(hillshade::direction(ys, xs)(0, 0), std::atan2(y, x)));
        }
    }
}

TEST_CASE("slope of the Jacksboro fault") {
    const field slope = hillshade::slope(jacksboro_gradient());
    CHECK(close(max(slope), 36.16416122039277));
    CHECK(close(mean(slope), 13.30469333267889));
    CHECK(close(slope(0, 0), 5.811469142221442));
    CHECK(close(slope(100, 200), 10.94074364735168));
    CHECK(close(slope(343, 402), 1.9759304002578788));
    CHECK(close(mean(slope > 20), 0.21295948987246813));
    CHECK(close(mean(slope == 0), 0.003664377632869756));
}

TEST_CASE("aspect of the Jacksboro fault") {
    const field aspect = hillshade::aspect(jacksboro_gradient());
    CHECK(close(mean(aspect), 176.55155471526456));
    CHECK(close(aspect(0, 0), 211.9149216877155));
    CHECK(close(aspect(100, 200), 198.2484796291153));
    CHECK(close(aspect(343, 402), 231.2418943565264));
    CHECK(close(aspect(200, 0), 246.26787795079792));
    CHECK(all((aspect >= 0) & (aspect < 360)));
}

TEST_CASE("hillshade of the Jacksboro fault under a sun in the north-west") {
    const hillshade::gradient gradient = jacksboro_gradient();
    const field shade = hillshade::shade(hillshade::slope(gradient), hillshade::aspect(gradient), 315, 45);
    CHECK(close(min(shade), 0.1763907762303808));
    CHECK(close(max(shade), 0.9784546295255816));
    CHECK(close(mean(shade), 0.6794778238474991));
    CHECK(close(shade(0, 0), 0.6872628658726708));
    CHECK(close(shade(100, 200), 0.6338460366102582));
    CHECK(close(shade(343, 402), 0.7093371680677916));
    CHECK(sum(hillshade::grey(shade)) == 24020438);
}

TEST_CASE("statistics of the rows of the Jacksboro fault") {
    const hillshade::line_statistics rows(jacksboro_heights(), 1);
    CHECK(rows.mean.shape() == strand::shape_t{344});
    CHECK(close(rows.mean(0), 529.955334987593));
    CHECK(close(rows.mean(343), 484.2109181141439));
    CHECK(close(min(rows.mean), 462.82630272952855));
    CHECK(close(max(rows.mean), 586.6898263027296));
    CHECK(close(rows.deviation(0), 85.6708919477382));
    CHECK(close(rows.deviation(343), 175.41306848531835));
    CHECK(close(min(rows.deviation), 85.6708919477382));
    CHECK(close(max(rows.deviation), 236.42619892084446));
    CHECK(close(rows.highest, 525.3945409429281));
    CHECK(close(rows.lowest, -331.68982630272956));
}

TEST_CASE("statistics of the columns of the Jacksboro fault") {
    const hillshade::line_statistics columns(jacksboro_heights(), 0);
    CHECK(columns.mean.shape() == strand::shape_t{403});
    CHECK(close(columns.mean(0), 536.8720930232558));
    CHECK(close(columns.mean(402), 378.2151162790698));
    CHECK(close(min(columns.mean), 376.07848837209303));
    CHECK(close(max(columns.mean), 686.3866279069767));
    CHECK(close(columns.deviation(0), 110.19668425683527));
    CHECK(close(columns.deviation(402), 78.95049378675549));
    CHECK(close(min(columns.deviation), 66.4795513779966));
    CHECK(close(max(columns.deviation), 191.64638212386237));
    CHECK(close(columns.highest, 436.9244186046511));
    CHECK(close(columns.lowest, -354.48837209302326));
}

TEST_CASE("the image is a PGM file of one byte per cell") {
    const temporary_file file("a.pgm");
    hillshade::write_pgm(file.path(), {{0, 10, 65}, {66, 67, 255}});
    CHECK(file.read() == std::string("P5\n3 2\n255\n\0\nABC\xff", 17));
    const temporary_file nowhere("missing/a.pgm");
    CHECK_THROWS_AS(hillshade::write_pgm(nowhere.path(), {{0}}), std::runtime_error);
}
