// SPDX-License-Identifier: BSD-3-Clause
// Lesson 4: element types, and what they cost.
// Golden rule: choose the element type. Half the bytes are half the time of most work on large
// arrays, because the processor waits for memory; and twice as many elements fit into a register.
#include <complex>
#include <cstdint>
#include <iostream>
#include <strand/strand.hpp>

using namespace strand;

int main() {
    const shape_t image{1080, 1920};
    std::cout << "an image of 1080 x 1920 takes\n"
              << "    " << zeros<double>(image).nbytes() << " bytes as double\n"
              << "    " << zeros<float>(image).nbytes() << " bytes as float\n"
              << "    " << zeros<std::uint8_t>(image).nbytes() << " bytes as uint8_t\n\n";

    // Two arrays: the smallest type that holds both, as in NumPy.
    const ndarray<std::int16_t, 1> metres{300, 400, 500};
    const ndarray<float, 1> weight{0.5f, 0.25f, 0.25f};
    const auto product = eval(metres * weight);
    std::cout << "int16 * float32 is float" << 8 * product.itemsize() << ": " << product << '\n';

    // An array and a C++ number: the array decides, so that a 2.0 does not double the memory.
    const auto doubled = eval(weight * 2.0);
    std::cout << "float32 * 2.0 is float" << 8 * doubled.itemsize() << ": " << doubled << "\n\n";

    // Small integers wrap around like the processor's registers; nothing is undefined.
    const ndarray<std::uint8_t, 1> grey{10, 128, 250};
    std::cout << "uint8 + 10 wraps: " << grey + 10 << '\n'
              << "clipped instead: " << minimum(astype<int>(grey) + 10, 255) << '\n'
              << "sums are 64 bits wide: " << sum(grey) << "\n\n";

    // / on integers is C++'s. Convert for the true quotient; astype is lazy and costs no array.
    const ndarray<int, 1> parts{7, -7, 9};
    std::cout << "parts / 2 is " << parts / 2 << ", as double " << astype<double>(parts) / 2 << '\n';

    // What would lose information must be asked for: `parts = weight` does not compile.
    const ndarray rounded = astype<int>(weight * 10.0 + 0.5);
    std::cout << "rounded " << rounded << "\n\n";

    // Masks are arrays of bool, one byte per element.
    const auto high = eval(metres > 350);
    std::cout << "high " << high << ", " << high.nbytes() << " bytes, how many: " << sum(high) << '\n';

    const ndarray z{std::complex(3.0, 4.0), std::complex(0.0, 1.0)};
    std::cout << "z " << z << ", abs " << abs(z) << '\n';
}
