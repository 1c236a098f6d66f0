// SPDX-License-Identifier: BSD-3-Clause
// Writes measured times down: as a table in text, as a table in Markdown, as a plot in SVG.
#ifndef STRAND_BENCH_SUPPORT_REPORT_HPP
#define STRAND_BENCH_SUPPORT_REPORT_HPP

#include <iosfwd>
#include <map>
#include "support/timing.hpp"

namespace bench {

/// "12.3 us"
std::string duration_text(double seconds);

/// The text table, row by row, so that a row appears as soon as it is measured. Other libraries have a
/// column each; their numbers are times relative to the loop by hand, as strand's ratio.
std::string text_header(const std::vector<std::string>& peers);
std::string text_row(const measured& result, const std::vector<std::string>& peers);
/// Geometric means, and the workloads where strand takes longer than 1.10 loops by hand.
std::string summary(const std::vector<measured>& results, const std::vector<std::string>& peers);

void write_markdown(std::ostream& out, const std::vector<measured>& results, const std::vector<std::string>& peers);
/// Per workload the time of each contender relative to the best of them, on a logarithmic scale.
void write_svg(std::ostream& out, const std::vector<measured>& results, const std::vector<std::string>& peers);

/// Lines of "workload seconds", as numpy_bench.py prints them. Throws when the file cannot be read.
std::map<std::string, double> read_times(const std::string& path);

/// Compiler, instruction set and date, for whoever reads the table later.
std::string circumstances();

}  // namespace bench

#endif
