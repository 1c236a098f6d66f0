// SPDX-License-Identifier: BSD-3-Clause
// Reads the elevation model of the Jacksboro fault, Tennessee (USGS, public domain), computes slope,
// aspect and hillshade, prints statistics of its rows and columns, and writes hillshade.pgm.
// Usage: hillshade [image.pgm [elevation.npy]]
#include "hillshade.hpp"

#include <exception>
#include <iostream>

#ifndef STRAND_EXAMPLE_DATA
#define STRAND_EXAMPLE_DATA "examples/data"
#endif

namespace {

void run(const std::string& image_path, const std::string& data_path) {
    const auto metres = strand::load_npy<std::int16_t, 2>(data_path);
    const hillshade::field heights = metres;
    std::cout << "heights in metres, shape " << to_string(metres.shape()) << ", " << metres.nbytes() << " bytes:\n"
              << metres << "\nfrom " << min(metres) << " to " << max(metres) << ", mean " << mean(metres) << "\n\n";

    const hillshade::gradient gradient(heights, hillshade::three_arc_seconds(36.6));
    const hillshade::field slope = hillshade::slope(gradient);
    const hillshade::field aspect = hillshade::aspect(gradient);
    const strand::print_options brief{.precision = 1, .threshold = 50, .edgeitems = 4};
    std::cout << "slope in degrees, steepest " << max(slope) << ", mean " << mean(slope) << ", "
              << 100 * mean(slope > 20) << " % above 20:\n"
              << to_string(slope, brief) << "\n\naspect in degrees:\n"
              << to_string(aspect, brief) << "\n\n";

    const hillshade::line_statistics rows(heights, 1);
    const hillshade::line_statistics columns(heights, 0);
    std::cout << "mean height of the rows:\n"
              << to_string(rows.mean, brief) << "\ntheir standard deviations:\n"
              << to_string(rows.deviation, brief) << "\nmean height of the columns:\n"
              << to_string(columns.mean, brief) << "\ntheir standard deviations:\n"
              << to_string(columns.deviation, brief) << "\nhighest above the mean of its row " << rows.highest
              << ", of its column " << columns.highest << "\n\n";

    const auto image = hillshade::grey(hillshade::shade(slope, aspect, 315, 45));
    hillshade::write_pgm(image_path, image);
    std::cout << "hillshade, sun in the north-west at 45 degrees, written to " << image_path << ":\n" << image << '\n';
}

}  // namespace

int main(int argc, char** argv) {
    try {
        run(argc > 1 ? argv[1] : "hillshade.pgm", argc > 2 ? argv[2] : STRAND_EXAMPLE_DATA "/jacksboro_dem.npy");
    } catch (const std::exception& error) {
        std::cerr << error.what() << '\n';
        return 1;
    }
}
