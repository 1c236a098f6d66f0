// SPDX-License-Identifier: BSD-3-Clause
#include <cstdio>
#include <memory>
#include <string>
#include <type_traits>
#include <vector>
#include <strand/core/timeit.hpp>
#include "support/catch.hpp"

using strand::timeit;
using strand::timing;

namespace {
std::string text(double mean, double deviation, strand::index_t loops = 1000, strand::index_t runs = 7) {
    timing t;
    t.mean = mean, t.deviation = deviation, t.loops = loops, t.runs = runs;
    return t.text();
}
/// A busy loop that the compiler keeps.
void work(int steps) {
    for (int i = 0; i < steps; ++i) strand::do_not_optimize(i);
}
}  // namespace

TEST_CASE("the line is IPython's") {
    CHECK(text(12.3e-6, 0.2e-6, 100000) ==
          "12.3 µs ± 0.2 µs per loop (mean ± std. dev. of 7 runs, 100,000 loops each)");
    CHECK(text(1.5, 0.25, 1, 1) == "1.50 s ± 0.25 s per loop (mean ± std. dev. of 1 run, 1 loop each)");
    CHECK(text(123.4e-9, 5.6e-9, 1234567) ==
          "123 ns ± 6 ns per loop (mean ± std. dev. of 7 runs, 1,234,567 loops each)");
}

TEST_CASE("three digits are shown in the unit that fits") {
    const auto head = [](double mean) { return text(mean, 0).substr(0, text(mean, 0).find(" ±")); };
    CHECK(head(2e-3) == "2.00 ms");
    CHECK(head(9.994e-3) == "9.99 ms");
    CHECK(head(9.996e-3) == "10.0 ms");
    CHECK(head(99.96e-3) == "100 ms");
    CHECK(head(999.4e-9) == "999 ns");
    CHECK(head(999.6e-9) == "1.00 µs");
    CHECK(head(0.25e-9) == "0.25 ns");
    CHECK(head(0) == "0.00 ns");
    CHECK(head(300) == "300 s");
}

TEST_CASE("the number of loops is a power of ten that makes a run long enough") {
    const timing fast = timeit([] { work(10); }, {.runs = 3, .least_seconds = 0.002, .out = nullptr});
    CHECK(fast.runs == 3);
    CHECK(fast.loops >= 1000);
    strand::index_t power = fast.loops;
    while (power % 10 == 0) power /= 10;
    CHECK(power == 1);
    const timing slow = timeit([] { work(2'000'000); }, {.runs = 2, .least_seconds = 1e-6, .out = nullptr});
    CHECK(slow.loops == 1);
    CHECK(slow.mean > fast.mean);
    CHECK(slow.best > 0);
    CHECK(slow.best <= slow.mean);
    CHECK(slow.deviation >= 0);
}

TEST_CASE("every loop of every run calls the function, and its result counts as used") {
    int calls = 0;
    const timing t = timeit([&] { return ++calls; }, {.runs = 4, .loops = 25, .out = nullptr});
    CHECK(calls == 100);
    CHECK(t.loops == 25);
    timeit([] { return std::vector<int>(3); }, {.runs = 1, .loops = 1, .out = nullptr});
    timeit([] { return std::make_unique<int>(3); }, {.runs = 1, .loops = 1, .out = nullptr});
}

TEST_CASE("the line is printed once, where it is wanted") {
    std::FILE* file = std::tmpfile();
    REQUIRE(file);
    const timing t = timeit([] { work(3); }, {.runs = 2, .loops = 10, .out = file});
    std::rewind(file);
    char line[300] = {};
    REQUIRE(std::fgets(line, sizeof line, file));
    CHECK(line == t.text() + '\n');
    CHECK_FALSE(std::fgets(line, sizeof line, file));
    std::fclose(file);
}

TEST_CASE("no runs at all are refused") {
    CHECK_THROWS_WITH(timeit([] {}, {.runs = 0}), "timeit: runs = 0, loops = 0, but at least one run is needed");
}
