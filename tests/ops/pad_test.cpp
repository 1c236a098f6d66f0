// SPDX-License-Identifier: BSD-3-Clause
#include <array>
#include <cmath>
#include <strand/strand.hpp>
#include "support/catch.hpp"
#include "support/matchers.hpp"

using namespace strand;
static_assert(std::same_as<decltype(pad(std::declval<ndarray<float, 2>&>(), 1)), ndarray<float, 2>>);

TEST_CASE("padded arrays are NumPy's in every mode", "[ops]") {
    const ndarray<int, 1> v{1, 5, 2, 9};
    const ndarray<int, 2> a{{1, 2, 3}, {4, 6, 9}};
    const ndarray<double, 1> x{0.5, 2.25, -1, 3};
    const ndarray<std::complex<double>, 1> z{std::complex<double>(1, 2), std::complex<double>(3, -1)};
    CHECK(difference(pad(v, {2, 3}, "constant"), {9}, {0, 0, 1, 5, 2, 9, 0, 0, 0}) == "");
    CHECK(difference(pad(a, {2, 3}, "constant"), {7, 8}, {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 0, 0, 0, 0, 0, 4, 6, 9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}) == "");
    CHECK(difference(pad(x, {2, 3}, "constant"), {9}, {0, 0, 0.5, 2.25, -1, 3, 0, 0, 0}) == "");
    CHECK(difference(pad(v, {2, 3}, "edge"), {9}, {1, 1, 1, 5, 2, 9, 9, 9, 9}) == "");
    CHECK(difference(pad(a, {2, 3}, "edge"), {7, 8}, {1, 1, 1, 2, 3, 3, 3, 3, 1, 1, 1, 2, 3, 3, 3, 3, 1, 1, 1, 2, 3, 3, 3, 3, 4, 4, 4, 6, 9, 9, 9, 9, 4, 4, 4, 6, 9, 9, 9, 9, 4, 4, 4, 6, 9, 9, 9, 9, 4, 4, 4, 6, 9, 9, 9, 9}) == "");
    CHECK(difference(pad(x, {2, 3}, "edge"), {9}, {0.5, 0.5, 0.5, 2.25, -1, 3, 3, 3, 3}) == "");
    CHECK(difference(pad(v, {2, 3}, "maximum"), {9}, {9, 9, 1, 5, 2, 9, 9, 9, 9}) == "");
    CHECK(difference(pad(a, {2, 3}, "maximum"), {7, 8}, {9, 9, 4, 6, 9, 9, 9, 9, 9, 9, 4, 6, 9, 9, 9, 9, 3, 3, 1, 2, 3, 3, 3, 3, 9, 9, 4, 6, 9, 9, 9, 9, 9, 9, 4, 6, 9, 9, 9, 9, 9, 9, 4, 6, 9, 9, 9, 9, 9, 9, 4, 6, 9, 9, 9, 9}) == "");
    CHECK(difference(pad(x, {2, 3}, "maximum"), {9}, {3, 3, 0.5, 2.25, -1, 3, 3, 3, 3}) == "");
    CHECK(difference(pad(v, {2, 3}, "mean"), {9}, {4, 4, 1, 5, 2, 9, 4, 4, 4}) == "");
    CHECK(difference(pad(a, {2, 3}, "mean"), {7, 8}, {4, 4, 2, 4, 6, 4, 4, 4, 4, 4, 2, 4, 6, 4, 4, 4, 2, 2, 1, 2, 3, 2, 2, 2, 6, 6, 4, 6, 9, 6, 6, 6, 4, 4, 2, 4, 6, 4, 4, 4, 4, 4, 2, 4, 6, 4, 4, 4, 4, 4, 2, 4, 6, 4, 4, 4}) == "");
    CHECK(difference(pad(x, {2, 3}, "mean"), {9}, {1.1875, 1.1875, 0.5, 2.25, -1, 3, 1.1875, 1.1875, 1.1875}) == "");
    CHECK(difference(pad(v, {2, 3}, "median"), {9}, {4, 4, 1, 5, 2, 9, 4, 4, 4}) == "");
    CHECK(difference(pad(a, {2, 3}, "median"), {7, 8}, {4, 4, 2, 4, 6, 4, 4, 4, 4, 4, 2, 4, 6, 4, 4, 4, 2, 2, 1, 2, 3, 2, 2, 2, 6, 6, 4, 6, 9, 6, 6, 6, 4, 4, 2, 4, 6, 4, 4, 4, 4, 4, 2, 4, 6, 4, 4, 4, 4, 4, 2, 4, 6, 4, 4, 4}) == "");
    CHECK(difference(pad(x, {2, 3}, "median"), {9}, {1.375, 1.375, 0.5, 2.25, -1, 3, 1.375, 1.375, 1.375}) == "");
    CHECK(difference(pad(v, {2, 3}, "minimum"), {9}, {1, 1, 1, 5, 2, 9, 1, 1, 1}) == "");
    CHECK(difference(pad(a, {2, 3}, "minimum"), {7, 8}, {1, 1, 1, 2, 3, 1, 1, 1, 1, 1, 1, 2, 3, 1, 1, 1, 1, 1, 1, 2, 3, 1, 1, 1, 4, 4, 4, 6, 9, 4, 4, 4, 1, 1, 1, 2, 3, 1, 1, 1, 1, 1, 1, 2, 3, 1, 1, 1, 1, 1, 1, 2, 3, 1, 1, 1}) == "");
    CHECK(difference(pad(x, {2, 3}, "minimum"), {9}, {-1, -1, 0.5, 2.25, -1, 3, -1, -1, -1}) == "");
    CHECK(difference(pad(v, {2, 3}, "linear_ramp"), {9}, {0, 0, 1, 5, 2, 9, 6, 3, 0}) == "");
    CHECK(difference(pad(a, {2, 3}, "linear_ramp"), {7, 8}, {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 1, 2, 3, 2, 1, 0, 0, 2, 4, 6, 9, 6, 3, 0, 0, 1, 2, 4, 6, 4, 2, 0, 0, 0, 1, 2, 3, 2, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0}) == "");
    CHECK(difference(pad(x, {2, 3}, "linear_ramp"), {9}, {0, 0.25, 0.5, 2.25, -1, 3, 2, 1, 0}) == "");
    CHECK(difference(pad(v, {2, 3}, "reflect"), {9}, {2, 5, 1, 5, 2, 9, 2, 5, 1}) == "");
    CHECK(difference(pad(a, {2, 3}, "reflect"), {7, 8}, {3, 2, 1, 2, 3, 2, 1, 2, 9, 6, 4, 6, 9, 6, 4, 6, 3, 2, 1, 2, 3, 2, 1, 2, 9, 6, 4, 6, 9, 6, 4, 6, 3, 2, 1, 2, 3, 2, 1, 2, 9, 6, 4, 6, 9, 6, 4, 6, 3, 2, 1, 2, 3, 2, 1, 2}) == "");
    CHECK(difference(pad(x, {2, 3}, "reflect"), {9}, {-1, 2.25, 0.5, 2.25, -1, 3, -1, 2.25, 0.5}) == "");
    CHECK(difference(pad(v, {2, 3}, "symmetric"), {9}, {5, 1, 1, 5, 2, 9, 9, 2, 5}) == "");
    CHECK(difference(pad(a, {2, 3}, "symmetric"), {7, 8}, {6, 4, 4, 6, 9, 9, 6, 4, 2, 1, 1, 2, 3, 3, 2, 1, 2, 1, 1, 2, 3, 3, 2, 1, 6, 4, 4, 6, 9, 9, 6, 4, 6, 4, 4, 6, 9, 9, 6, 4, 2, 1, 1, 2, 3, 3, 2, 1, 2, 1, 1, 2, 3, 3, 2, 1}) == "");
    CHECK(difference(pad(x, {2, 3}, "symmetric"), {9}, {2.25, 0.5, 0.5, 2.25, -1, 3, 3, -1, 2.25}) == "");
    CHECK(difference(pad(v, {2, 3}, "wrap"), {9}, {2, 9, 1, 5, 2, 9, 1, 5, 2}) == "");
    CHECK(difference(pad(a, {2, 3}, "wrap"), {7, 8}, {2, 3, 1, 2, 3, 1, 2, 3, 6, 9, 4, 6, 9, 4, 6, 9, 2, 3, 1, 2, 3, 1, 2, 3, 6, 9, 4, 6, 9, 4, 6, 9, 2, 3, 1, 2, 3, 1, 2, 3, 6, 9, 4, 6, 9, 4, 6, 9, 2, 3, 1, 2, 3, 1, 2, 3}) == "");
    CHECK(difference(pad(x, {2, 3}, "wrap"), {9}, {-1, 3, 0.5, 2.25, -1, 3, 0.5, 2.25, -1}) == "");
    CHECK(difference(pad(v, 2), {8}, {0, 0, 1, 5, 2, 9, 0, 0}) == "");
    CHECK(difference(pad(v, {1, 2}, "constant", 7), {7}, {7, 1, 5, 2, 9, 7, 7}) == "");
    CHECK(difference(pad(a, {{1, 0}, {0, 2}}, "constant", {7, 8}), {3, 5}, {7, 7, 7, 8, 8, 1, 2, 3, 8, 8, 4, 6, 9, 8, 8}) == "");
    CHECK(difference(pad(a, 1, "constant", {{1, 2}, {3, 4}}), {4, 5}, {3, 1, 1, 1, 4, 3, 1, 2, 3, 4, 3, 4, 6, 9, 4, 3, 2, 2, 2, 4}) == "");
    CHECK(difference(pad(v, 3, "linear_ramp", {-4, 20}), {10}, {-4, -3, -1, 1, 5, 2, 9, 12, 16, 20}) == "");
    CHECK(difference(pad(x, 2, "linear_ramp", 10), {8}, {10, 5.25, 0.5, 2.25, -1, 3, 6.5, 10}) == "");
    CHECK(difference(pad(v, 2, "mean", 2), {8}, {3, 3, 1, 5, 2, 9, 6, 6}) == "");
    CHECK(difference(pad(v, 2, "maximum", {1, 3}), {8}, {1, 1, 1, 5, 2, 9, 9, 9}) == "");
    CHECK(difference(pad(a, 1, "median", {{1, 1}, {2, 1}}), {4, 5}, {2, 1, 2, 3, 3, 2, 1, 2, 3, 3, 5, 4, 6, 9, 9, 5, 4, 6, 9, 9}) == "");
    CHECK(difference(pad(v, 3, "reflect", "odd"), {10}, {-7, 0, -3, 1, 5, 2, 9, 16, 13, 17}) == "");
    CHECK(difference(pad(v, 3, "symmetric", "odd"), {10}, {0, -3, 1, 1, 5, 2, 9, 9, 16, 13}) == "");
    CHECK(difference(pad(a, {{1, 1}, {2, 2}}, "reflect", "odd"), {4, 7}, {-1, -2, -2, -2, -3, -4, -4, -1, 0, 1, 2, 3, 4, 5, -1, 2, 4, 6, 9, 12, 14, -1, 4, 7, 10, 15, 20, 23}) == "");
    CHECK(difference(pad(v, 9, "reflect", "odd"), {22}, {-23, -16, -19, -15, -11, -14, -7, 0, -3, 1, 5, 2, 9, 16, 13, 17, 21, 18, 25, 32, 29, 33}) == "");
    CHECK(difference(pad(v, 9, "symmetric", "odd"), {22}, {-15, -15, -11, -14, -7, -7, 0, -3, 1, 1, 5, 2, 9, 9, 16, 13, 17, 17, 21, 18, 25, 25}) == "");
    CHECK(difference(pad(z, 1, "mean"), {4}, {{2, 0.5}, {1, 2}, {3, -1}, {2, 0.5}}) == "");
    CHECK(difference(pad(z, 1, "linear_ramp"), {4}, {{0, 0}, {1, 2}, {3, -1}, {0, 0}}) == "");
    CHECK(difference(pad(v, 9, "symmetric"), {22}, {1, 1, 5, 2, 9, 9, 2, 5, 1, 1, 5, 2, 9, 9, 2, 5, 1, 1, 5, 2, 9, 9}) == "");
    CHECK(difference(pad(v, 9, "reflect"), {22}, {9, 2, 5, 1, 5, 2, 9, 2, 5, 1, 5, 2, 9, 2, 5, 1, 5, 2, 9, 2, 5, 1}) == "");
    CHECK(difference(pad(v, 9, "edge"), {22}, {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 5, 2, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9}) == "");
}

TEST_CASE("reflections and wraps wider than the array are periodic", "[ops]") {
    for (const index_t extent : {1, 2, 3, 5}) {
        const auto v = arange<int>(extent);
        const auto at = [&](index_t i) { return static_cast<int>(((i % extent) + extent) % extent); };
        std::vector<int> wrapped, reflected, symmetric;
        for (index_t i = -13; i < extent + 11; ++i) {
            wrapped.push_back(at(i));
            index_t r = i, s = i;
            while (extent > 1 && (r < 0 || r >= extent)) r = r < 0 ? -r : 2 * (extent - 1) - r;
            while (s < 0 || s >= extent) s = s < 0 ? -1 - s : 2 * extent - 1 - s;
            reflected.push_back(extent > 1 ? static_cast<int>(r) : 0);
            symmetric.push_back(static_cast<int>(s));
        }
        const shape_t shape{extent + 24};
        CHECK(difference(pad(v, {13, 11}, "wrap"), shape, wrapped) == "");
        CHECK(difference(pad(v, {13, 11}, "reflect"), shape, reflected) == "");
        CHECK(difference(pad(v, {13, 11}, "symmetric"), shape, symmetric) == "");
    }
}

TEST_CASE("any layout and element type is padded", "[ops]") {
    const ndarray<int, 2> a{{1, 2, 3}, {4, 6, 9}};
    CHECK(difference(pad(a.T(), {{0, 0}, {1, 0}}, "edge"), {3, 3}, {1, 1, 4, 2, 2, 6, 3, 3, 9}) == "");
    CHECK(difference(pad(a(all, range(none, none, -1)), {{0, 1}, {0, 0}}, "edge"), {3, 3}, {3, 2, 1, 9, 6, 4, 9, 6, 4}) == "");
    CHECK(difference(pad(a * 0.5, {{0, 0}, {0, 1}}, "constant", 9), {2, 4}, {0.5, 1, 1.5, 9, 2, 3, 4.5, 9}) == "");
    CHECK(difference(pad(a, std::vector<std::pair<int, int>>{{0, 0}, {1, 0}}), {2, 4}, {0, 1, 2, 3, 0, 4, 6, 9}) == "");
    CHECK(difference(pad(ndarray{true, false}, 1, "wrap"), {4}, {false, true, false, true}) == "");
    CHECK(difference(pad(ndarray<std::uint8_t>{1, 4}, 1, "mean"), {4}, {2, 1, 4, 2}) == "");
    CHECK(difference(pad(ndarray<std::uint8_t>{0, 4}, 1, "reflect", "odd"), {4}, {252, 0, 4, 8}) == "");
    CHECK(difference(pad(ndarray<float>{1, std::nanf(""), 2}, 1, "maximum"), {5}, {std::nanf(""), 1, std::nanf(""), 2, std::nanf("")}) == "");
    CHECK(pad(a, {{0, 1}, {2, 0}}, "empty").shape() == shape_t{3, 5});
    CHECK(difference(pad(zeros<int>({0}), 1), {2}, {0, 0}) == "");
    CHECK(difference(pad(ones<int>(shape_t{}), 1), {}, {1}) == "");
    CHECK(difference(pad(a, 0, "reflect"), {2, 3}, {1, 2, 3, 4, 6, 9}) == "");
}

TEST_CASE("mistakes in padding are named", "[ops]") {
    const ndarray<int> a{{1, 2, 3}, {4, 5, 6}};
    const auto value = [](auto f) { return error_text<value_error>(f); };
    CHECK(value([&] { pad(a, 1, "mirror"); }) == "pad: there is no mode mirror");
    CHECK(value([&] { pad(a, -1); }) == "pad: widths must not be negative");
    CHECK(value([&] { pad(a, {{1, 1}, {1, 1}, {1, 1}}); }) == "pad: 3 pairs of widths for 2 axes");
    CHECK(value([&] { pad(a, 1, "constant", {{1, 1}, {1, 1}, {1, 1}}); }) == "pad: 3 pairs of values for 2 axes");
    CHECK(value([&] { pad(a, 1, "reflect", "strange"); }) == "pad: the kind of reflection is even or odd, not strange");
    CHECK(value([&] { pad(a, 1, "mean", 0); }) == "pad: the length of a statistic must be positive");
    CHECK(value([&] { pad(zeros<int>({2, 0}), 1, "edge"); }) == "pad: axis 1 has no elements to make edge from");
    CHECK(value([&] { pad(ndarray{true}, 1, "symmetric", "odd"); }) == "pad: bools have no odd reflection");
}
