// SPDX-License-Identifier: BSD-3-Clause
// Slope, aspect and hillshade of an elevation model, and statistics of its rows and columns.
// In: heights in metres, rows from north to south, columns from west to east. Out: arrays of the
// same shape, angles in degrees. Every function is a few expressions on whole arrays.
#ifndef STRAND_EXAMPLES_HILLSHADE_HPP
#define STRAND_EXAMPLES_HILLSHADE_HPP

#include <cmath>
#include <cstdint>
#include <fstream>
#include <numbers>
#include <stdexcept>
#include <string>
#include <strand/strand.hpp>

namespace hillshade {

using namespace strand;

using field = ndarray<double, 2>;
using line = ndarray<double, 1>;

inline constexpr double degree = std::numbers::pi / 180;

/// Metres between the rows and columns of a grid of 3 arc seconds at this latitude.
struct grid_step {
    double south, east;
};
inline grid_step three_arc_seconds(double latitude) { return {92.6, 92.6 * std::cos(latitude * degree)}; }

/// Rise per metre towards the south and the east: differences of the two neighbours inside, of the
/// point and its one neighbour at the border, as numpy.gradient takes them.
struct gradient {
    field south, east;

    gradient(const field& heights, grid_step step) : south(heights.shape()), east(heights.shape()) {
        const auto& h = heights;
        south(range(1, -1), all) = (h(range(2, none), all) - h(range(none, -2), all)) / (2 * step.south);
        south(0, all) = (h(1, all) - h(0, all)) / step.south;
        south(-1, all) = (h(-1, all) - h(-2, all)) / step.south;

        east(all, range(1, -1)) = (h(all, range(2, none)) - h(all, range(none, -2))) / (2 * step.east);
        east(all, 0) = (h(all, 1) - h(all, 0)) / step.east;
        east(all, -1) = (h(all, -1) - h(all, -2)) / step.east;
    }
};

/// The angle of the vector (x, y) against (1, 0), as std::atan2 gives it; 0 for (0, 0).
/// A function that strand does not have, made of ones that it has.
template <class Y, class X>
field direction(const Y& y, const X& x) {
    const field longer = maximum(abs(x), abs(y));
    // At most 1; halving the angle twice, tan(a / 2) = tan(a) / (1 + sqrt(1 + tan(a)^2)), leaves at
    // most tan(pi / 16) = 0.199, for which the last of twelve terms of the series is below 1e-17.
    field t = minimum(abs(x), abs(y)) / where(longer > 0, longer, 1.0);
    t = t / (1 + sqrt(1 + t * t));
    t = t / (1 + sqrt(1 + t * t));
    const field squared = t * t;
    field series = zeros_like(t);
    for (int k = 11; k >= 0; --k) {
        series *= squared;
        series += (k % 2 == 0 ? 1.0 : -1.0) / (2 * k + 1);
    }
    const field octant = 4 * t * series;
    const field quadrant = where(abs(y) > abs(x), 90 * degree - octant, octant);
    const field half = where(x < 0, 180 * degree - quadrant, quadrant);
    return where(y < 0, -half, half);
}

/// Angle against the horizontal.
inline field slope(const gradient& g) { return direction(sqrt(square(g.south) + square(g.east)), 1.0) / degree; }

/// Compass direction in which the ground falls: 0 north, 90 east; 0 where it is level.
inline field aspect(const gradient& g) {
    const field clockwise = direction(-g.east, g.south) / degree;
    return where(clockwise < 0, clockwise + 360.0, clockwise);
}

/// Brightness from 0 to 1 of the ground under a sun in this direction and at this height.
/// Formula: P. A. Burrough and R. A. McDonell, Principles of Geographical Information Systems
/// (Oxford University Press, 1998), p. 190.
inline field shade(const field& slope, const field& aspect, double azimuth, double altitude) {
    const double zenith = (90 - altitude) * degree;
    return clip(std::cos(zenith) * cos(slope * degree) +
                    std::sin(zenith) * sin(slope * degree) * cos((azimuth - aspect) * degree),
                0.0, 1.0);
}

/// Mean and standard deviation of every row or of every column, and how far the heights lie above
/// and below the mean of their line.
struct line_statistics {
    line mean, deviation;
    double highest, lowest;

    /// Axis 1: over the columns, so one number per row. Axis 0: one number per column.
    line_statistics(const field& heights, index_t axis) {
        const field line_mean = strand::mean(heights, axis, true);  // (344, 1) or (1, 403)
        const field above = heights - line_mean;                    // broadcast
        mean = strand::mean(heights, axis);
        deviation = sqrt(strand::mean(square(above), axis));
        highest = strand::max(above);
        lowest = strand::min(above);
    }
};

/// Grey levels 0 to 255.
inline ndarray<std::uint8_t, 2> grey(const field& shade) { return astype<std::uint8_t>(255.0 * shade + 0.5); }

/// Writes a grey image as binary PGM, which most image viewers open.
inline void write_pgm(const std::string& path, const ndarray<std::uint8_t, 2>& image) {
    std::ofstream file(path, std::ios::binary);
    file << "P5\n" << image.shape()[1] << ' ' << image.shape()[0] << "\n255\n";
    file.write(reinterpret_cast<const char*>(image.data()), image.size());
    if (!file.flush()) throw std::runtime_error("cannot write " + path);
}

}  // namespace hillshade

#endif
