// SPDX-License-Identifier: BSD-3-Clause
// Lesson 2: slices are views. They cost nothing, they share their elements with the array, and
// assigning to one writes into the array.
#include <iostream>
#include <strand/strand.hpp>

using namespace strand;
using namespace strand::literals;

int main() {
    auto a = reshape(arange<int>(24), {4, 6});
    std::cout << "a\n" << a << "\n\n";

    // range(start, stop, step) is Python's start:stop:step, `none` leaves one out, `all` is a colon.
    std::cout << "rows 1 and 2\n"
              << a(range(1, 3), all) << '\n'
              << "every second column\n"
              << a(all, range(none, none, 2)) << '\n'
              << "last column " << a(all, -1) << '\n'
              << "first row backwards " << a(0, range(none, none, -1)) << '\n'
              << "the same in Python's spelling " << a("0, ::-1"_s) << "\n\n";

    // Fewer slices than axes: the rest is whole. `ellipsis` stands for as many `all` as are missing.
    std::cout << "a[1] is " << a[1] << '\n'
              << "a(ellipsis, 1) is " << a(ellipsis, 1) << '\n'
              << "a new axis: shape " << to_string(a(0, newaxis, all).shape()) << "\n\n";

    // A view refers to the elements of the array.
    auto corner = a(range(0, 2), range(0, 2));
    corner = 100;
    corner(0, 0) = -1;
    std::cout << "after writing to the corner\n" << a << "\n\n";

    // A copy does not.
    auto kept = copy(corner);
    kept = kept * 0;
    std::cout << "a(0, 1) is still " << a(0, 1) << "\n\n";

    // Transposing and reshaping make views, too: only shape and strides change.
    std::cout << "a has strides " << to_string(a.strides()) << ", a.T() " << to_string(a.T().strides())
              << ", they share memory: " << std::boolalpha << shares_memory(a, a.T()) << "\n\n";

    // Operands that overlap the result are no danger: it is as if the right side came first.
    auto b = arange<int>(6);
    b(range(1, none)) += b(range(none, -1));
    std::cout << "each plus its left neighbour " << b << '\n';

    // A view of a temporary cannot be made by accident: it becomes an array.
    const ndarray<int, 1> middle = arange<int>(10)(range(3, 7));
    std::cout << "the middle of a temporary " << middle << '\n';
}
