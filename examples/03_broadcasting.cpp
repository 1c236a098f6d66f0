// SPDX-License-Identifier: BSD-3-Clause
// Lesson 3: arrays of different shapes in one expression.
// Golden rule: broadcast. An axis of extent 1, or one that is missing in front, is stretched to fit,
// without copying: do not repeat or tile an array just to make shapes equal.
#include <iostream>
#include <strand/strand.hpp>

using namespace strand;

int main() {
    const ndarray table{{1.0, 2.0, 3.0}, {4.0, 5.0, 6.0}};

    // Shapes are compared from the last axis: (2, 3) with (3,), then with (2, 1).
    const ndarray row{10.0, 20.0, 30.0};
    const ndarray column{{100.0}, {200.0}};
    std::cout << "table + row\n" << table + row << '\n' << "table + column\n" << table + column << "\n\n";

    // A column and a row make a table: here the distances between all pairs of points.
    const ndarray x{0.0, 1.0, 4.0, 9.0};
    std::cout << "distances\n" << abs(x(all, newaxis) - x(newaxis, all)) << "\n\n";

    // Statistics along an axis fit back onto the array when the axis is kept.
    const ndarray centred = table - mean(table, 1, keepdims);
    std::cout << "mean of each row, axis kept: shape " << to_string(mean(table, 1, keepdims).shape()) << '\n'
              << "each row without its mean\n"
              << centred << "\n\n";

    // In place, the right side is stretched to the left side, never the other way round.
    auto sums = zeros<double>({2, 3});
    sums += row;
    sums(all, 0) = -1.0;
    std::cout << "sums\n" << sums << "\n\n";

    // Shapes that do not fit are an error that names both.
    const ndarray pair{1.0, 2.0};
    try {
        std::cout << table + pair;
    } catch (const shape_error& error) {
        std::cout << "error: " << error.what() << '\n';
    }
}
