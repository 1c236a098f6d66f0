// SPDX-License-Identifier: BSD-3-Clause
// Quantiles by the 13 methods, and the reductions that leave NaN out. Values from NumPy.
#include <cmath>
#include "support/catch.hpp"
#include "support/matchers.hpp"

using namespace strand;

namespace {
static_assert(std::same_as<decltype(median(ndarray<int, 2>())), double> && std::same_as<decltype(median(ndarray<float, 2>(), 0)), ndarray<float, 1>>);
static_assert(std::same_as<decltype(quantile(ndarray<float, 2>(), {0.1, 0.2}, 0)), ndarray<float, 2>>);
const ndarray<double> x{3, -1, 4, 1.5, 9, 2, 6, 5, 3.5, 5.5};
const double n = strand::nan;
}  // namespace

TEST_CASE("the thirteen methods", "[ops]") {
    const std::vector<double> q{0, .05, .1, .25, .5, .55, .75, .9, 1};
    const struct {
        const char* method;
        double values[9];
    } cases[] = {
        {"inverted_cdf", {-1.0, -1.0, -1.0, 2.0, 3.5, 4.0, 5.5, 6.0, 9.0}},
        {"averaged_inverted_cdf", {-1.0, -1.0, 0.25, 2.0, 3.75, 4.0, 5.5, 7.5, 9.0}},
        {"closest_observation", {-1.0, -1.0, -1.0, 1.5, 3.5, 4.0, 5.5, 6.0, 9.0}},
        {"interpolated_inverted_cdf", {-1.0, -1.0, -1.0, 1.75, 3.5, 3.75, 5.25, 6.0, 9.0}},
        {"hazen", {-1.0, -1.0, 0.25, 2.0, 3.75, 4.0, 5.5, 7.5, 9.0}},
        {"weibull", {-1.0, -1.0, -0.7499999999999998, 1.875, 3.75, 4.05, 5.625, 8.700000000000001, 9.0}},
        {"linear", {-1.0, 0.125, 1.25, 2.25, 3.75, 3.975, 5.375, 6.299999999999999, 9.0}},
        {"median_unbiased", {-1.0, -1.0, -0.08333333333333326, 1.9583333333333333, 3.75, 4.016666666666667, 5.541666666666667, 7.899999999999999, 9.0}},
        {"normal_unbiased", {-1.0, -1.0, -2.220446049250313e-16, 1.96875, 3.75, 4.0125, 5.53125, 7.799999999999999, 9.0}},
        {"lower", {-1.0, -1.0, -1.0, 2.0, 3.5, 3.5, 5.0, 6.0, 9.0}},
        {"higher", {-1.0, 1.5, 1.5, 3.0, 4.0, 4.0, 5.5, 9.0, 9.0}},
        {"midpoint", {-1.0, 0.25, 0.25, 2.5, 3.75, 3.75, 5.25, 7.5, 9.0}},
        {"nearest", {-1.0, -1.0, 1.5, 2.0, 3.5, 4.0, 5.5, 6.0, 9.0}},
    };
    for (const auto& each : cases) {
        const auto together = quantile(x, q, each.method);
        for (index_t k = 0; k < 9; ++k) {
            CAPTURE(each.method, k);
            CHECK(together(k) == Approx(each.values[k]).margin(1e-14));
            CHECK(quantile(x, q[static_cast<std::size_t>(k)], each.method) == together(k));
        }
    }
    CHECK(error_text<value_error>([&] { quantile(x, 0.5, "middle"); }) == "quantile: there is no method \"middle\"");
    CHECK(error_text<value_error>([&] { quantile(x, 1.5); }) == "quantiles must be in the range from 0 to 1 (percentiles up to 100)");
    CHECK(error_text<value_error>([&] { percentile(x, strand::nan); }) != "");
}

TEST_CASE("quantiles along axes", "[ops]") {
    const ndarray<float, 2> a{{3, 1, 2}, {9, 7, 8}};
    CHECK(difference(median(a, 0), {3}, {6, 4, 5}) == "");
    CHECK(difference(median(a.T(), 1), {3}, {6, 4, 5}) == "");
    CHECK(difference(median(a * 2, 1, keepdims), {2, 1}, {4, 16}) == "");
    CHECK(median(a) == 5);
    CHECK(difference(percentile(a, {0, 50, 100}, 1), {3, 2}, {1, 7, 2, 8, 3, 9}) == "");
    CHECK(difference(percentile(a, {25}, 0, "lower"), {1, 3}, {3, 1, 2}) == "");
    CHECK(difference(percentile(a, 50, {0, 1}, keepdims), {1, 1}, {5}) == "");
    CHECK(difference(percentile(a, {0, 50}, {0, 1}, keepdims), {2, 1, 1}, {1, 5}) == "");
    CHECK(difference(quantile(a, std::vector<double>{0.5}, 0, true), {1, 1, 3}, {6, 4, 5}) == "");
    CHECK(quantile(ndarray<int>{1, 2, 3, 4}, 0.25) == 1.75);
    CHECK(median(ndarray<bool>{true, false}) == 0.5);
    CHECK(difference(median(zeros<double>({0, 2}), 0), {2}, {n, n}) == "");
    CHECK(difference(median(zeros<double>({2, 0}), 0), {0}, {}) == "");
    CHECK(std::isnan(median(zeros<double>(0))));
    // The mean of two elements, where a linear quantile goes from one towards the other.
    CHECK(median(ndarray<double>{-1.23, 1.27}) == 0.020000000000000018);
    CHECK(difference(median(ndarray<double>{{1, strand::inf}, {-strand::inf, 2}, {-strand::inf, strand::inf}, {1e308, 1.5e308}}, 1), {4}, {strand::inf, -strand::inf, n, 1.25e308}) == "");
    using c = std::complex<float>;
    const ndarray<c> z{c(1, 2), c(1, 3), c(2, -1), c(0, 9)};
    CHECK(median(z) == c(1, 2.5f));
    CHECK(difference(median(reshape(z, {2, 2}), 0), {2}, {c(1.5f, 0.5f), c(0.5f, 6)}) == "");
    CHECK(nanmedian(ndarray<c>{c(1, static_cast<float>(n)), c(3, 4)}) == c(3, 4));
    CHECK(std::isnan(median(ndarray<c>{c(1, static_cast<float>(n)), c(3, 4)}).real()));
    CHECK(difference(nanpercentile(zeros<double>({0, 2}), 50, 0), {2}, {n, n}) == "");
    CHECK(difference(quantile(zeros<double>({2, 0}), 0.5, 0), {0}, {}) == "");
    CHECK(error_text<value_error>([] { quantile(zeros<double>({0, 2}), 0.5, 0); }) == "quantile of an expression of shape (0, 2) has nothing to choose from");
    CHECK(std::isnan(quantile(ndarray<double>{1, n}, 0.5)));
    CHECK(difference(median(ndarray<double>{{1, n}, {3, 4}}, 0), {2}, {2, n}) == "");
    CHECK(median(ndarray<double>{strand::inf, strand::inf}) == strand::inf);
    CHECK(error_text<axis_error>([&] { median(a, 2); }) == "axis 2 is out of bounds for an array of rank 2");
}

TEST_CASE("quantiles of weighted elements", "[ops]") {
    const ndarray<double> values{4, 1, 3, 2}, weights{1, 1, 5, 1};
    CHECK(quantile(values, 0.5, "inverted_cdf", weights_(weights)) == 3);
    CHECK(difference(quantile(values, {0, 0.25, 0.26, 1}, "inverted_cdf", weights_(weights)), {4}, {1, 2, 3, 4}) == "");
    CHECK(quantile(values, 0.5, 0, weights_(ones<int>({4})), "inverted_cdf").item() == 2);
    CHECK(quantile(values, 0.5, "inverted_cdf", weights_(std::vector<int>{1, 1, 1, 1})) == 2);
    CHECK(error_text<value_error>([&] { quantile(values, 0.5, weights_(weights)); }) == "quantile: weights need the method \"inverted_cdf\"");
}

TEST_CASE("quantiles that are elements have no part of infinite neighbours", "[ops]") {
    const ndarray<double> infinite{3, 1, -strand::inf, strand::inf, 2};
    for (const char* method : {"inverted_cdf", "closest_observation", "lower", "higher", "nearest"}) {
        for (const double q : quantile(infinite, {0.1, 0.25, 0.5, 0.75, 0.9}, none, method)) CHECK_FALSE(std::isnan(q));
    }
    CHECK(difference(quantile(infinite, {0.25, 0.75}, none, "lower"), {2}, {1, 3}) == "");
}

TEST_CASE("the axes of an array of quantiles stand before those of the result", "[ops]") {
    const auto y = reshape(arange<double>(12), {3, 4});
    const auto w = quantile(y, ndarray{{0.0, 0.25}, {0.5, 1.0}}, 1);
    static_assert(strand::rank_of<decltype(w)> == 3);
    CHECK(difference(w, {2, 2, 3}, {0, 4, 8, 0.75, 4.75, 8.75, 1.5, 5.5, 9.5, 3, 7, 11}) == "");
    CHECK(percentile(y, full(strand::shape_t{}, 50)).ndim() == 0);
}

TEST_CASE("reductions that leave NaN out", "[ops]") {
    const ndarray<double> a{{n, 2, 4}, {7, n, 6}};
    const ndarray<double> nothing{n, n};
    CHECK(nansum(a) == 19);
    CHECK(difference(nanprod(a, 0), {3}, {7, 2, 24}) == "");
    CHECK(difference(nanmean(a, 1), {2}, {3, 6.5}) == "");
    CHECK(difference(nanmean(a, {0}, keepdims), {1, 3}, {7, 2, 5}) == "");
    CHECK(nanvar(a) == 3.6875);
    CHECK(nanvar(a, correction(1)) == Approx(4.916666666666667));
    CHECK(difference(nanstd(a, 1), {2}, {1, 0.5}) == "");
    CHECK(difference(nanvar(a, 0, correction(1)), {3}, {n, n, 2}) == "");
    CHECK(difference(nanvar(a, {1}, where_(a != 6)), {2}, {1, 0}) == "");
    CHECK(difference(nanmean(a, 1, where_(ndarray<bool>{true, true, false})), {2}, {2, 7}) == "");
    CHECK(std::isnan(nanstd(a, correction(5))));
    CHECK(nanvar(ndarray<int>{1, 2}, correction(2)) == strand::inf);
    CHECK(difference(nanmin(a, 0), {3}, {7, 2, 4}) == "");
    CHECK(nanmax(a) == 7);
    CHECK(nanargmax(a) == 3);
    CHECK(difference(nanargmin(a, 0), {3}, {1, 0, 0}) == "");
    CHECK(difference(nanmedian(a, 1), {2}, {3, 6.5}) == "");
    CHECK(nanquantile(a, 0.5) == 5);
    CHECK(difference(nanpercentile(a, {0, 100}, 0), {2, 3}, {7, 2, 4, 7, 2, 6}) == "");
    CHECK(difference(nancumsum(a), {6}, {0, 2, 6, 13, 13, 19}) == "");
    CHECK(difference(nancumprod(a, 0), {2, 3}, {1, 2, 4, 7, 2, 24}) == "");
    CHECK((nansum(nothing) == 0 && nanprod(nothing) == 1));
    CHECK((std::isnan(nanmean(nothing)) && std::isnan(nanmax(nothing)) && std::isnan(nanmin(nothing)) && std::isnan(nanmedian(nothing))));
    CHECK(nanargmax(ndarray<double>{n, -strand::inf}) == 1);
    CHECK(nanargmin(ndarray<double>{n, 3, strand::inf}) == 1);
    CHECK(error_text<value_error>([&] { nanargmax(nothing); }) == "nanargmax found nothing but NaN");
    CHECK(error_text<value_error>([&] { nanargmin(ndarray<double>{{1, 2}, {n, n}}, 1); }) == "nanargmin found nothing but NaN");
    CHECK(error_text<value_error>([&] { nanmax(zeros<double>(0)); }) == "nanmax of an expression of shape (0,) has nothing to choose from");
    const ndarray<int> whole{3, 1, 2};
    CHECK((nansum(whole) == 6 && nanmax(whole) == 3 && nanargmin(whole) == 1 && nanmean(whole) == 2 && nanmedian(whole) == 2));
    CHECK(nansum(ndarray<std::complex<double>>{std::complex<double>(n, 1), 2}) == 2.0);
    CHECK(nanmax(ndarray<bool>{false, true}));
}
