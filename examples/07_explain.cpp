// SPDX-License-Identifier: BSD-3-Clause
// Lesson 7: how an expression will be computed. explain(e) tells it without computing: the axes that
// are left after fusing, how each operand comes in, the kernel, and whether a temporary is needed.
#include <iostream>
#include <strand/strand.hpp>

using namespace strand;

int main() {
    const auto a = ones<double>({400, 300}), b = ones<double>({400, 300});
    const auto row = ones<double>({300});
    const auto column = ones<double>({400, 1});

    // Dense operands of one shape: two axes become one, one long loop.
    std::cout << "a * 2 + b\n" << explain(a * 2 + b) << '\n';

    // A row is contiguous along the last axis, a column one value per row: neither is copied.
    std::cout << "a + row * column\n" << explain(a + row * column) << '\n';

    // A transposed operand comes through small tiles, so that whole cache lines are read.
    const auto m = ones<double>({400, 400});
    std::cout << "m + m.T()\n" << explain(m + m.T()) << '\n';

    // Steps are loaded and shuffled.
    std::cout << "every second column\n"
              << explain(a(all, range(none, none, 2)) - b(all, range(none, none, 2))) << '\n';

    // Points with three coordinates each: rows of 3 are walked as one long row.
    const auto points = ones<float>({1000, 3});
    const auto offset = ones<float>({3});
    std::cout << "points + offset\n" << explain(points + offset) << '\n';

    // With a destination that the operands overlap: only where it matters is something copied first.
    auto line = arange<double>(1000);
    auto tail = line(range(1, none));
    std::cout << "line = line + 1\n"
              << explain(line, line + 1) << '\n'
              << "tail = tail + what lies before\n"
              << explain(tail, tail + line(range(none, -1))) << '\n';

    std::cout << build_info() << '\n';
}
