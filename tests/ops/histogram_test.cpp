// SPDX-License-Identifier: BSD-3-Clause
#include <cmath>
#include <strand/strand.hpp>
#include "support/catch.hpp"
#include "support/matchers.hpp"

using namespace strand;

TEST_CASE("values are counted as NumPy counts them", "[ops]") {
    CHECK(difference(bincount(ndarray{1, 1, 3}), {4}, {0, 2, 0, 1}) == "");
    CHECK(difference(bincount(ndarray{1, 1, 3}, 6), {6}, {0, 2, 0, 1, 0, 0}) == "");
    CHECK(difference(bincount(ndarray{1, 1, 3}, none, 2), {4}, {0, 2, 0, 1}) == "");
    CHECK(difference(bincount(zeros<std::int64_t>({0})), {0}, {}) == "");
    CHECK(difference(bincount(zeros<int>({0}), 2), {2}, {0, 0}) == "");
    CHECK(difference(bincount(ndarray{true, false, true}), {2}, {1, 2}) == "");
    CHECK(difference(bincount(ndarray<std::uint8_t>{255})(range(250, none)), {6}, {0, 0, 0, 0, 0, 1}) == "");
    CHECK(difference(bincount(ndarray{0, 1, 1}, ndarray{0.5, 1.0, 2.0}), {2}, {0.5, 3}) == "");
    CHECK(difference(bincount(ndarray{1}, ndarray{2}, 3), {3}, {0, 2, 0}) == "");
    CHECK(bincount(ndarray{100000, 5, 5})(5) == 2);
    CHECK_THROWS_AS(bincount(ndarray<int>{{1, 2}, {0, 1}}), shape_error);
    CHECK(difference(bincount(arange<int>(9)(range(none, none, 4)) / 4), {3}, {1, 1, 1}) == "");
}

TEST_CASE("histograms are NumPy's", "[ops]") {
    const ndarray<double, 1> x{1, 2, 3, 4, 4.5};
    const auto [hist, edges] = histogram(x, 4);
    static_assert(std::same_as<decltype(hist), const ndarray<index_t, 1>>);
    CHECK(difference(hist, {4}, {1, 1, 1, 2}) == "");
    CHECK(difference(edges, {5}, {1, 1.875, 2.75, 3.625, 4.5}) == "");
    const auto between = histogram(ndarray{1.0, 2.0, 3.0, std::nan(""), 9.0}, ndarray{1, 2, 3});
    CHECK(difference(between.hist, {2}, {1, 2}) == "");
    CHECK(difference(between.bin_edges, {3}, {1, 2, 3}) == "");
    const ndarray<float, 1> f{1, 2, 3};
    const auto density = histogram(f, 5, {0.0, 4.0}, true);
    CHECK(difference(density.bin_edges, {6}, {0, 0.8f, 1.6f, 2.4f, 3.2f, 4}) == "");
    CHECK(density.hist(1) == Catch::Approx(0.41666666));
    const auto weighted = histogram(f, 5, none, false, ndarray{1, 2, 3});
    CHECK(difference(weighted.hist, {5}, {1, 0, 2, 0, 3}) == "");
    CHECK(difference(histogram(f, ndarray{0.0, 2.0, 2.0, 4.0}, false, f).hist, {3}, {1, 0, 5}) == "");
    CHECK(difference(histogram(zeros<double>({0}), 2).bin_edges, {3}, {0, 0.5, 1}) == "");
    CHECK(difference(histogram(ones<double>({3}), 2).bin_edges, {3}, {0.5, 1, 1.5}) == "");
    CHECK(difference(histogram(ndarray{{1, 2}, {3, 9}}, 2, {0.0, 4.0}).hist, {2}, {1, 2}) == "");
    CHECK(histogram(ndarray{1, 2}).hist.size() == 10);
    CHECK(difference(histogram_bin_edges(x, 2), {3}, {1, 2.75, 4.5}) == "");
    CHECK(difference(histogram_bin_edges(x, 2, {0.0, 1.0}), {3}, {0, 0.5, 1}) == "");
}

TEST_CASE("ranges, edges and weights of histograms come as lists of any kind", "[ops]") {
    const ndarray<double, 1> x{1, 2, 2, 3, 7};
    const std::vector<double> ends{0, 8};
    CHECK(difference(histogram(x, 4, std::pair{0, 8}).hist, {4}, {1, 3, 0, 1}) == "");
    CHECK(difference(histogram(x, 4, ends).hist, {4}, {1, 3, 0, 1}) == "");
    CHECK(difference(histogram(x, 4, ends, false, std::vector<int>{1, 1, 1, 1, 2}).hist, {4}, {1, 3, 0, 2}) == "");
    CHECK(difference(histogram(x, std::vector<int>{0, 2, 7}).hist, {2}, {1, 4}) == "");
    CHECK(difference(histogram(x, {0.0, 2.0, 7.0}, none, false, x).hist, {2}, {1, 14}) == "");
    CHECK(difference(histogram(x, ends, {0.0, 1.0}).hist, {1}, {5}) == "");
    CHECK(error_text<value_error>([&] { histogram(x, 4, x); }) == "histogram: a range has two ends, not 5");
}

TEST_CASE("every element is in the bin that its edges say", "[ops]") {
    std::mt19937 random(31);
    ndarray<double, 1> x(extents<1>({5000}));
    for (double& value : x) value = static_cast<double>(layouts::pick(random, -300, 300)) / 10;
    for (const index_t bins : {1, 3, 7, 600, 601}) {
        const auto [hist, edges] = histogram(x, bins);
        std::vector<index_t> expected(static_cast<std::size_t>(bins), 0);
        for (const double value : x) {
            index_t bin = bins - 1;
            while (bin > 0 && value < edges(bin)) --bin;
            ++expected[static_cast<std::size_t>(bin)];
        }
        CHECK(difference(hist, {bins}, expected) == "");
        CHECK(difference(histogram(x, edges).hist, {bins}, expected) == "");
    }
}

template <class T>
void check_bins(const std::vector<T>& values, index_t bins, double low, double high) {
    ndarray<T, 1> x(extents<1>({static_cast<index_t>(values.size())}));
    std::copy(values.begin(), values.end(), x.begin());
    const auto [hist, edges] = histogram(x, bins, {low, high});
    std::vector<index_t> expected(static_cast<std::size_t>(bins), 0);
    for (const T value : values) {
        const double v = static_cast<double>(value);
        if (!(v >= static_cast<double>(edges(0)) && v <= static_cast<double>(edges(bins)))) continue;
        index_t bin = bins - 1;
        while (bin > 0 && v < static_cast<double>(edges(bin))) --bin;
        ++expected[static_cast<std::size_t>(bin)];
    }
    CAPTURE(bins, low, high);
    CHECK(difference(hist, {bins}, expected) == "");
}

TEST_CASE("floats and bytes are in the bins that their edges say", "[ops]") {
    std::mt19937 random(32);
    std::vector<float> floats;
    std::vector<double> doubles;
    std::vector<std::int8_t> bytes;
    for (int n = 0; n < 700; ++n) {
        const double value = n % 3 == 0 ? static_cast<double>(layouts::pick(random, -40, 40)) : static_cast<double>(layouts::pick(random, -4000000, 4000000)) / 100000;
        const double odd[] = {std::nan(""), HUGE_VAL, -HUGE_VAL, 1e300, -1e300, -0.0};
        doubles.push_back(n % 50 == 7 ? odd[n / 50 % 6] : value);
        floats.push_back(n % 50 == 7 ? std::numeric_limits<float>::quiet_NaN() : static_cast<float>(value));
        bytes.push_back(static_cast<std::int8_t>(layouts::pick(random, -128, 127)));
        // Next to edges on both sides.
        if (n % 5 == 0) doubles.back() = std::nextafter(static_cast<double>(layouts::pick(random, -20, 20)), n % 2 ? 100.0 : -100.0);
        if (n % 7 == 0) floats.back() = std::nextafter(static_cast<float>(layouts::pick(random, -20, 20)), n % 2 ? 100.0f : -100.0f);
    }
    for (const index_t bins : {1, 7, 40, 41, 640}) {
        for (const double high : {20.0, 7.3, 1e9}) {
            check_bins(doubles, bins, -20, high);
            check_bins(floats, bins, -20, high);
            check_bins(bytes, bins, -20, high);
        }
    }
    check_bins(bytes, 256, -128, 127);
    check_bins(doubles, 5, 1e15, 1e15 + 40);
}

TEST_CASE("mistakes in counting are named", "[ops]") {
    const auto value = [](auto f) { return error_text<value_error>(f); };
    const ndarray<double> x{1, 2};
    CHECK(value([] { bincount(ndarray{1, -1}); }) == "bincount: there is a negative value, -1");
    CHECK(value([] { bincount(ndarray{1}, -1); }) == "bincount: minlength must not be negative, it is -1");
    CHECK(error_text<shape_error>([] { bincount(ndarray{1, 2}, ndarray{1.0}); }) ==
          "bincount: weights of shape (1,) do not fit shape (2,)");
    CHECK(value([&] { histogram(x, 0); }) == "histogram: the number of bins must be positive, it is 0");
    CHECK(value([&] { histogram(x, 2, {1.0, 0.0}); }) == "histogram: the range must not end before it starts");
    CHECK(value([&] { histogram(ndarray{1.0, std::nan("")}, 2); }).find("is not finite") != std::string::npos);
    CHECK(value([&] { histogram(x, ndarray{1, 0}); }) == "histogram: the edges must rise");
    CHECK(error_text<shape_error>([&] { histogram(x, 2, none, false, ndarray{1.0}); }) ==
          "histogram: weights of shape (1,) do not fit shape (2,)");
}

TEST_CASE("points are counted in the cells of a grid as NumPy counts them", "[ops]") {
    const ndarray<double> x{0, 1, 2, 3, 0.5, 2.5, 1};
    const ndarray<int> y{0, 2, 4, 1, 1, 3, 2};
    const auto [hist, x_edges, y_edges] = histogram2d(x, y, {3, 2});
    CHECK(difference(hist, {3, 2}, {2, 0, 0, 2, 1, 2}) == "");
    CHECK(difference(x_edges, {4}, {0, 1, 2, 3}) == "");
    CHECK(difference(y_edges, {3}, {0, 2, 4}) == "");
    CHECK(difference(histogram2d(x, y, 4, {{0, 2}, {1, 3}}).hist, {4, 4}, {0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0}) == "");
    CHECK(difference(histogram2d(x, y, {ndarray{0, 1, 3}, 2}, none, true).hist, {2, 2}, {1.0 / 7, 0, 1.0 / 28, 1.0 / 7}) == "");
    CHECK(difference(histogram2d(x, y, std::vector<int>{0, 1, 2, 4}, none, false, x).hist, {3, 3}, {0, 0.5, 0, 0, 0, 2, 0, 3, 4.5}) == "");
    CHECK(sum(histogram2d(x, y).hist) == 7);
    CHECK(error_text<shape_error>([&] { histogram2d(x, y(range(0, 2))); }) == "histogram2d: 7 values of x and 2 of y");
    CHECK(error_text<value_error>([&] { histogram2d(x, y, ndarray{1, 0}); }) == "histogram2d: the edges must rise");
}
