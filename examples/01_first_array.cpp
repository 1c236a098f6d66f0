// SPDX-License-Identifier: BSD-3-Clause
// Lesson 1: arrays, and arithmetic on whole arrays.
// Golden rule: vectorise. Say what happens to the array, not to each element in turn: it is shorter,
// and strand computes several elements with one instruction.
#include <iostream>
#include <strand/strand.hpp>

using namespace strand;

int main() {
    // Braces are values. The element type and the number of axes come from them.
    const ndarray celsius{{12.5, 19.0, 23.5}, {8.0, 14.5, 21.0}};
    std::cout << "celsius\n"
              << celsius << '\n'
              << "shape " << to_string(celsius.shape()) << ", " << celsius.ndim() << " axes, " << celsius.size()
              << " elements\n\n";

    // One expression for all elements; `auto` would keep the recipe instead of the result (lesson 6).
    const ndarray fahrenheit = celsius * 1.8 + 32;
    std::cout << "fahrenheit\n" << fahrenheit << "\n\n";

    // The same with a loop over elements: longer, and slower.
    auto by_loop = zeros_like(celsius);
    for (index_t r = 0; r < celsius.shape()[0]; ++r) {
        for (index_t c = 0; c < celsius.shape()[1]; ++c) by_loop(r, c) = celsius(r, c) * 1.8 + 32;
    }
    std::cout << "the loop computes the same: " << std::boolalpha << allclose(fahrenheit, by_loop) << "\n\n";

    // Questions about all elements, or along an axis: axis 0 runs down, axis 1 across.
    std::cout << "warmest " << max(celsius) << ", mean " << mean(celsius) << '\n'
              << "mean of each column " << mean(celsius, 0) << '\n'
              << "mean of each row    " << mean(celsius, 1) << '\n'
              << "above 15 degrees\n"
              << (celsius > 15.0) << "\n\n";

    // Elements are reached with one index per axis, and from the end with at().
    std::cout << "celsius(0, 2) is " << celsius(0, 2) << ", celsius.at(-1, 0) is " << celsius.at(-1, 0) << "\n\n";

    // Other ways to make an array. A shape in braces, the element type in angle brackets.
    std::cout << "zeros\n"
              << zeros<int>({2, 3}) << '\n'
              << "full\n"
              << full({2, 2}, 7.5) << '\n'
              << "arange " << arange<int>(2, 12, 3) << '\n'
              << "linspace " << linspace(0, 1, 5) << '\n'
              << "eye\n"
              << eye<int>(3) << '\n';
}
