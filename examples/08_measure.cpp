// SPDX-License-Identifier: BSD-3-Clause
// Lesson 8: measure.
// Golden rule: do not guess what is fast. timeit(f) calls f so often that the clock can see it, in
// several runs, and prints mean and deviation. Each rule of the lessons before is measured here, with
// the loop one would write first beside it. Compile with optimisation: -O2 or -O3, and -march=native.
#include <cmath>
#include <iomanip>
#include <iostream>
#include <vector>
#include <strand/strand.hpp>

using namespace strand;

// Short runs, so that the lesson does not take long.
const timeit_options brief{.runs = 5, .least_seconds = 0.005};

template <class F>
timing measure(const char* what, F f) {
    std::cout << "  " << what << std::flush;
    return timeit(f, brief);
}
void compare(const timing& first, const timing& second) {
    std::cout << std::setprecision(2) << "  the second takes " << second.best / first.best
              << " of the time of the first\n\n";
}

int main() {
    const index_t n = 100'000;
    auto rng = random::default_rng(2026);
    const auto x = rng.normal(0, 1, {n});
    auto y = empty<double>({n});

    std::cout << "vectorise: exp(-x^2 / 2) of " << n << " numbers\n";
    auto by_loop = empty<double>({n});
    const timing loop = measure("loop       ", [&] {
        for (index_t i = 0; i < n; ++i) by_loop(i) = std::exp(-0.5 * x(i) * x(i));
    });
    const timing vectorised = measure("expression ", [&] { into(y, exp(-0.5 * x * x)); });
    compare(loop, vectorised);
    std::cout << "  the same numbers: " << std::boolalpha << (max(abs(y - by_loop)) < 1e-15) << "\n\n";

    std::cout << "pre-allocate: the squares of 0, 1, 2, ...\n";
    const timing append = measure("append     ", [&] {
        std::vector<double> squares;
        for (index_t i = 0; i < n; ++i) squares.push_back(static_cast<double>(i) * static_cast<double>(i));
        return squares;
    });
    const auto numbers = arange<double>(n);
    const timing allocated = measure("allocated  ", [&] { into(y, numbers * numbers); });
    compare(append, allocated);

    std::cout << "work in place: 1 - y\n";
    const timing fresh = measure("new array  ", [&] { return eval(1 - y); });
    const timing in_place = measure("in place   ", [&] { into(y, 1 - y); });
    compare(fresh, in_place);

    std::cout << "random numbers: filling an array\n";
    const timing one_by_one = measure("one by one ", [&] {
        for (index_t i = 0; i < n; ++i) y(i) = rng.random();
    });
    const timing at_once = measure("at once    ", [&] { rng.random(y); });
    compare(one_by_one, at_once);

    // The numbers themselves can be used too: a limit in a test, a table in a report.
    std::cout << "best run of the last: less than a second: " << (at_once.best < 1) << '\n';
}
