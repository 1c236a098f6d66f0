// SPDX-License-Identifier: BSD-3-Clause
// Folds of short rows, of rows in steps, and of few columns.
#include "support/catch.hpp"
#include "support/layouts.hpp"

TEST_CASE("short rows and short columns, with NaN and without", "[eval]") {
    using namespace strand;
    for (const index_t columns : {1, 2, 3, 7, 8, 10, 16, 17, 40, 64}) {
        for (const index_t rows : {15, 16, 130, 2000}) {
            ndarray<float, 2> a(extents<2>({rows, columns}));
            for (index_t i = 0; i < a.size(); ++i) a.data()[i] = static_cast<float>((i * 7919) % 1009) - 500;
            a(rows / 2, columns / 2) = std::numeric_limits<float>::quiet_NaN();
            const ndarray<float, 1> across = sum(a, 1), largest = max(a, 1), down = sum(a, 0), least = min(a, 0);
            index_t wrong = 0;
            const auto differ = [](float x, float y) { return x == x ? x != y : y == y; };
            for (index_t r = 0; r < rows; ++r) {
                float total = 0, most = a(r, 0);
                for (index_t c = 0; c < columns; ++c) total += a(r, c), most = a(r, c) > most || a(r, c) != a(r, c) ? a(r, c) : most;
                wrong += differ(across(r), total) + differ(largest(r), most);
            }
            for (index_t c = 0; c < columns; ++c) {
                float total = 0, smallest = a(0, c);
                for (index_t r = 0; r < rows; ++r) total += a(r, c), smallest = a(r, c) < smallest || a(r, c) != a(r, c) ? a(r, c) : smallest;
                wrong += differ(down(c), total) + differ(least(c), smallest);
            }
            CAPTURE(rows, columns);
            CHECK(wrong == 0);
        }
    }
}

TEST_CASE("rows of every second element, backwards, and both with dense ones", "[eval]") {
    using namespace strand;
    for (const index_t n : {0, 1, 2, 7, 8, 9, 16, 17, 33, 300, 2000}) {
        ndarray<float, 1> a(extents<1>({2 * n + 1})), b(extents<1>({n}));
        for (index_t i = 0; i < a.size(); ++i) a.data()[i] = static_cast<float>((i * 7919) % 1009) - 500;
        for (index_t i = 0; i < n; ++i) b(i) = static_cast<float>((i * 31) % 17);
        float second = 0, back = 0, most = -1e9f;
        for (index_t i = 0; i < n; ++i) {
            second += a(2 * i + 1);
            back += (a(2 * i) - b(n - 1 - i)) * b(i);
            most = std::max(most, a(2 * i) + b(n - 1 - i));
        }
        const auto even = a(range(0, 2 * n, 2)), odd = a(range(1, none, 2));
        const auto turned = b(range(none, none, -1));
        CAPTURE(n);
        CHECK(sum(odd) == second);
        CHECK(sum((even - turned) * b) == back);
        if (n > 0) CHECK(max(even + turned) == most);
    }
}

TEST_CASE("a row beside every second column of a matrix is folded as it lies", "[eval]") {
    using namespace strand;
    const ndarray<double, 2> a = reshape(arange<double>(20000), {1000, 20});
    const ndarray<double, 1> b = arange<double>(20);
    const auto columns = a(range(none, none, -1), range(none, none, 2));
    const auto row = b(range(none, none, 2));
    const ndarray<double, 1> products = sum(columns * row, 0), turned = sum(row * columns, 0), largest = max(columns - row, 0);
    for (index_t j = 0; j < 10; ++j) {
        // Of 2j + 20 i over i below 1000.
        CHECK(products(j) == 2.0 * static_cast<double>(j) * (2000.0 * static_cast<double>(j) + 20 * 499500.0));
        CHECK(turned(j) == products(j));
        CHECK(largest(j) == 19980);
    }
    // Few of many columns beside one row for all.
    const auto few = a(range(none, none, -1), range(3, 6, 1));
    const auto three = b(range(3));
    const ndarray<double, 1> of_few = sum(few * three, 0), least = max(few - three, 0);
    for (index_t j = 0; j < 3; ++j) {
        CHECK(of_few(j) == static_cast<double>(j) * (1000.0 * static_cast<double>(j + 3) + 20 * 499500.0));
        CHECK(least(j) == 19983);
    }
}
