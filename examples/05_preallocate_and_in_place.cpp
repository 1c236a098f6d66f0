// SPDX-License-Identifier: BSD-3-Clause
// Lesson 5: memory once, not in every step.
// Golden rules: pre-allocate, and work in place. A new array of some megabytes costs more than
// computing its elements, because the system must find and clear its pages.
#include <iostream>
#include <strand/strand.hpp>

using namespace strand;

int main() {
    // Heat spreading along a bar: every step computes into the same two arrays.
    ndarray<double, 1> now{0.0, 0.0, 8.0, 0.0, 0.0, 0.0};
    auto next = zeros_like(now);
    const double* const first = now.data();
    const range inner(1, -1), left(none, -2), right(2, none);
    for (int step = 0; step < 3; ++step) {
        next(inner) = now(inner) + 0.25 * (now(left) - 2 * now(inner) + now(right));
        std::swap(now, next);  // exchanges pointers, no elements
        std::cout << "step " << step + 1 << ": " << now << '\n';
    }
    std::cout << "no new memory: " << std::boolalpha << (now.data() == first || next.data() == first) << "\n\n";

    // Assigning an expression to an array of the same size reuses its memory.
    ndarray<double, 1> total{1.0, 2.0, 3.0};
    const double* const before = total.data();
    total = total * 2 + 1;
    std::cout << "total " << total << ", the same memory: " << (total.data() == before) << '\n';

    // += and its relatives read and write each element once.
    total += 0.5;
    total *= ndarray{1.0, 10.0, 100.0};
    std::cout << "total " << total << "\n\n";

    // into(out, e) computes into any existing elements: an array, a view, a mask's choice of them.
    auto table = zeros<double>({2, 3});
    into(table(0, all), total / 2);
    into(table(1, all), -1.0, total > 20.0);
    std::cout << "table\n" << table << "\n\n";

    // In-place operations keep the shape: what does not fit is an error, not a larger array.
    ndarray single{1.0};
    try {
        single += total;
    } catch (const shape_error& error) {
        std::cout << "error: " << error.what() << '\n';
    }
}
