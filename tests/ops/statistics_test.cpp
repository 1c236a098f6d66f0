// SPDX-License-Identifier: BSD-3-Clause
// Moments, norms, weighted means, covariances, differences: values from NumPy, and variances without cancellation.
#include <cmath>
#include <random>
#include "support/catch.hpp"
#include "support/matchers.hpp"

using namespace strand;

namespace {

template <class T>
using var_type = decltype(var(std::declval<ndarray<T>>()));
static_assert(std::same_as<decltype(vector_norm<double>(ndarray<std::complex<float>, 2>(), 0)), ndarray<double, 1>>);
static_assert(std::same_as<decltype(mean_var<float>(ndarray<int, 1>()).var), float> && std::same_as<decltype(logsumexp<double>(ndarray<float>())), double>);
static_assert(std::same_as<decltype(cov<float>(ndarray<int, 2>())), ndarray<float>> && std::same_as<decltype(corrcoef<float>(ndarray<int, 2>())), ndarray<float>>);
static_assert(std::same_as<decltype(average<float>(ndarray<double, 1>(), ndarray<double, 1>())), float>);
static_assert(std::same_as<var_type<int>, double> && std::same_as<var_type<float>, float> && std::same_as<var_type<std::complex<float>>, float>);
static_assert(std::same_as<decltype(stddev(ndarray<float, 2>(), 0)), ndarray<float, 1>>);
static_assert(std::same_as<decltype(logsumexp(ndarray<std::int8_t>())), double> && std::same_as<decltype(vector_norm(ndarray<int>())), double>);

/// "" when the values agree within a relative error.
template <class A>
std::string apart(const A& actual, const shape_t& shape, const std::vector<double>& values, double tolerance = 1e-14) {
    if (!(shape_t(actual.shape()) == shape)) return "the shape is " + to_string(shape_t(actual.shape()));
    const std::vector<value_t<A>> got = eval(actual).to_vector();
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (!(std::abs(static_cast<double>(got[i]) - values[i]) <= tolerance * std::abs(values[i]))) return "element " + std::to_string(i) + " is " + std::to_string(got[i]);
    }
    return "";
}
const ndarray<double, 2> a{{3, -1, 4, 1.5, 9}, {2, 6, 5, 3, 5}};

}  // namespace

TEST_CASE("variances are those of NumPy", "[ops]") {
    CHECK(var(a) == Approx(6.7625));
    CHECK(var(a, correction(1)) == Approx(7.513888888888889));
    CHECK(var(a, 1.0) == var(a, none, 1));
    CHECK(apart(stddev(a, 0), {5}, {0.5, 3.5, 0.5, 0.75, 2.0}) == "");
    CHECK(apart(var(a, 1, ddof(1)), {2}, {13.7, 2.7}) == "");
    CHECK(apart(var(a, 1, 1), {2}, {13.7, 2.7}) == "");
    CHECK(apart(var(a, {1}, keepdims, correction(1)), {2, 1}, {13.7, 2.7}) == "");
    CHECK(apart(var(a, 1, true, 1), {2, 1}, {13.7, 2.7}) == "");
    CHECK(apart(var(a, 1, where_(ndarray<bool>{true, false, true, false, false})), {2}, {0.25, 2.25}) == "");
    CHECK(var(ndarray<std::complex<double>>{std::complex<double>(1, 2), std::complex<double>(3, 6)}) == 5);
    CHECK(stddev(ndarray<int>{1, 3}) == 1);
    CHECK(var<float>(ndarray<int>{1, 3}) == 1.0f);
    const auto [m, v] = mean_var(a, 1);
    CHECK(apart(m, {2}, {3.3, 4.2}) == "");
    CHECK(apart(v, {2}, {10.96, 2.16}) == "");
    CHECK(mean_var(a * 2).var == Approx(27.05));
    const auto of_nothing = mean_var(a(range(0, 0)));
    CHECK((std::isnan(of_nothing.mean) && std::isnan(of_nothing.var)));
    CHECK(std::isnan(var(zeros<double>(0))));
    CHECK(std::isnan(var(ndarray<double>{1}, correction(1))));
    CHECK(var(ndarray<double>{1, 2}, correction(2)) == strand::inf);
    CHECK(std::isnan(var(ndarray<double>{1, strand::nan})));
}

TEST_CASE("a large mean costs a variance no digits", "[ops]") {
    std::mt19937 random(1);
    std::normal_distribution<double> normal;
    ndarray<double, 2> x(extents<2>({3000, 5}));
    for (double& value : x) value = std::round(normal(random) * 64) / 64 + 1e9;
    const ndarray<double, 2> turned = x.T();
    for (index_t k = 0; k < 5; ++k) {
        long double sum = 0, squares = 0;
        for (index_t i = 0; i < 3000; ++i) sum += x(i, k) - 1e9L;
        const long double centre = sum / 3000;
        for (index_t i = 0; i < 3000; ++i) squares += (x(i, k) - 1e9L - centre) * (x(i, k) - 1e9L - centre);
        const double exact = static_cast<double>(squares / 3000);
        CHECK(var(x, 0)(k) == Approx(exact).epsilon(1e-12));
        CHECK(var(turned, 1)(k) == Approx(exact).epsilon(1e-12));
        CHECK(var(x(all, k)) == Approx(exact).epsilon(1e-12));
        CHECK(var(ndarray<double, 1>(turned[k])) == Approx(exact).epsilon(1e-12));
        CHECK(var(turned[k] * std::complex<double>(0, 1)) == Approx(exact).epsilon(1e-12));
        CHECK(mean_var(turned[k]).var == Approx(exact).epsilon(1e-12));
    }
}

TEST_CASE("moments along an axis do not depend on what its first elements are", "[ops]") {
    std::mt19937 random(2);
    std::normal_distribution<double> normal;
    ndarray<double, 2> x(extents<2>({200, 9}));
    for (double& value : x) value = normal(random);
    // From the mean of the first elements, moments would lose digits, overflow, or be no numbers.
    for (index_t i = 0; i < 20; ++i) x(i, 0) += 1e6, x(i, 1) = 1e9 - static_cast<double>(i);
    x(0, 2) = 1e12, x(199, 3) = 1e12;
    x(0, 4) = 1e308;
    x(3, 5) = strand::inf, x(100, 6) = -strand::inf, x(3, 7) = strand::nan;
    const ndarray<double, 2> turned = x.T();
    const auto down = mean_var(x, 0), along = mean_var(turned, 1), back = mean_var(x(range(none, none, -1)), 0);
    for (index_t k = 0; k < 9; ++k) {
        long double sum = 0, squares = 0;
        for (index_t i = 0; i < 200; ++i) sum += x(i, k);
        for (index_t i = 0; i < 200; ++i) squares += (x(i, k) - sum / 200) * (x(i, k) - sum / 200);
        const double mean = static_cast<double>(sum / 200), variance = static_cast<double>(squares / 200);
        const auto is = [](double value, double expected, double room) {
            return std::isnan(expected) ? std::isnan(value) : value == expected || std::abs(value - expected) <= room;
        };
        for (const auto* result : {&down, &along, &back}) {
            CAPTURE(k, mean, variance, result->mean(k), result->var(k));
            CHECK(is(result->mean(k), mean, 1e-14 * (std::abs(mean) + std::sqrt(variance))));
            CHECK(is(result->var(k), variance, 1e-13 * variance));
        }
    }
}

TEST_CASE("logsumexp does not overflow", "[ops]") {
    CHECK(logsumexp(ndarray<double>{1000, 1000}) == Approx(1000 + std::log(2.0)));
    CHECK(logsumexp(ndarray<double>{-1000, -1001}) == Approx(-1000 + std::log(1 + std::exp(-1.0))));
    CHECK(apart(logsumexp(a, 0), {5}, {3.313261687518223, 6.000911466453774, 5.313261687518222, 3.2014132779827524, 9.01814992791781}, 1e-12) == "");
    CHECK(logsumexp(zeros<double>(0)) == -strand::inf);
    CHECK(logsumexp(ndarray<double>{-strand::inf, -strand::inf}) == -strand::inf);
    CHECK(logsumexp(ndarray<double>{strand::inf, 1}) == strand::inf);
    CHECK(std::isnan(logsumexp(ndarray<double>{strand::nan, 1})));
}

TEST_CASE("norms of every order", "[ops]") {
    // Every form of the call compiles all orders: few forms.
    const ndarray<double> x{3, -4, 0};
    CHECK(vector_norm(x, ord(2)) == 5);
    CHECK(vector_norm(x, ord(1)) == 7);
    CHECK(vector_norm(x, ord(0)) == 2);
    CHECK(vector_norm(x, ord(strand::inf)) == 4);
    CHECK(vector_norm(x, ord(-strand::inf)) == 0);
    CHECK(vector_norm(x, ord(3)) == Approx(std::cbrt(91.0)));
    CHECK(apart(vector_norm(a, 0, false, 1), {5}, {5, 7, 9, 4.5, 14}) == "");
    CHECK(vector_norm(ndarray<std::complex<float>>{std::complex<float>(3, 4)}) == 5);
}

TEST_CASE("means with weights", "[ops]") {
    const ndarray<double> w{1, 2, 0, 3, 1};
    CHECK(average(a) == mean(a));
    CHECK(apart(average(a, 1, w), {2}, {2.071428571428571, 4}) == "");
    CHECK(apart(average(a, 1, w, keepdims), {2, 1}, {2.071428571428571, 4}) == "");
    CHECK(average(a[0], w) == Approx(14.5 / 7));
    CHECK(average(ndarray<int>{1, 4}, std::vector<double>{3, 1}) == 1.75);
    CHECK(average(ndarray<int>{1, 4}, none, std::vector<int>{3, 1}) == 1.75);
    CHECK(average(ndarray<int>{1, 4}, 0, {3.0, 1.0}).item() == 1.75);
    CHECK(average(a, ones<int>({2, 5})) == Approx(3.75));
    const auto [mean_of_row, total] = average(a, 1, w, returned);
    CHECK(apart(total, {2}, {7, 7}) == "");
    CHECK(error_text<value_error>([&] { average(a, 0, zeros<double>({2})); }) == "average: the weights sum to zero");
    CHECK(error_text<shape_error>([&] { average(a, 0, w); }) == "average: weights of shape (5,) do not fit the axes averaged over of shape (2, 5)");
    CHECK(error_text<shape_error>([&] { average(a, w); }) != "");
}

TEST_CASE("covariances and correlations", "[ops]") {
    CHECK(apart(cov(a), {2, 2}, {13.7, 0.05, 0.05, 2.7}, 1e-12) == "");
    CHECK(apart(cov(a, true, true), {2, 2}, {10.96, 0.04, 0.04, 2.16}, 1e-12) == "");
    CHECK(apart(cov(a[0], a[1]), {2, 2}, {13.7, 0.05, 0.05, 2.7}, 1e-12) == "");
    CHECK(cov(a, false)(0, 1) == Approx(-3.5));
    CHECK(apart(cov(a[0]), {}, {13.7}) == "");
    CHECK(apart(corrcoef(a), {2, 2}, {1, 0.008221060394449822, 0.008221060394449822, 1}, 1e-12) == "");
    CHECK(apart(corrcoef(a[0], a[1]), {2, 2}, {1, 0.008221060394449822, 0.008221060394449822, 1}, 1e-12) == "");
    CHECK(apart(corrcoef(a[0]), {}, {1}) == "");
    CHECK(error_text<shape_error>([&] { cov(ones<double>({2, 2, 2})); }) == "cov takes at most 2 axes, the shape is (2, 2, 2)");
    CHECK(error_text<shape_error>([&] { cov(a[0], a[0](range(0, 2))); }) != "");
}

TEST_CASE("covariances of weighted observations", "[ops]") {
    const ndarray<double> m{{1, 2, 4, 7}, {2, 1, 0, 5}};
    const ndarray<double> importance{0.5, 1, 2, 1};
    CHECK(apart(cov(m, true, false, none, {1, 2, 0, 1}), {2, 2}, {22.0 / 3, 14.0 / 3, 14.0 / 3, 43.0 / 12}, 1e-12) == "");
    CHECK(apart(cov(m, true, false, none, none, importance), {2, 2}, {5.607142857142857, 3.4642857142857144, 3.4642857142857144, 5.5}, 1e-12) == "");
    CHECK(apart(cov(m, none, true, false, none, std::vector<int>{1, 2, 0, 1}, importance), {2, 2},
                {7.666666666666667, 5.333333333333333, 5.333333333333333, 4.166666666666667}, 1e-12) == "");
    CHECK(apart(cov(m[0], m[1], true, false, 0, {1, 2, 0, 1}, importance), {2, 2},
                {5.63265306122449, 3.918367346938775, 3.918367346938775, 3.061224489795918}, 1e-12) == "");
    CHECK(error_text<value_error>([&] { cov(m, true, false, none, {1, -1, 0, 1}); }) == "cov: fweights must not be negative");
    CHECK(error_text<value_error>([&] { cov(m, true, false, none, importance); }) == "cov: fweights must be whole numbers, one is 0.500000");
    CHECK(error_text<value_error>([&] { cov(m, true, false, none, {0, 0, 0, 0}); }) == "cov: the weights sum to zero");
    CHECK(error_text<shape_error>([&] { cov(m, true, false, none, none, {1, 1}); }) == "cov: 2 aweights do not fit 4 observations");
    CHECK(error_text<shape_error>([&] { cov(m, true, false, none, m); }) == "cov takes weights with one axis, their shape is (2, 4)");
}

TEST_CASE("differences between neighbours", "[ops]") {
    const ndarray<int> x{{1, 2, 4}, {7, 0, 5}};
    CHECK(difference(diff(x), {2, 2}, {1, 2, -7, 5}) == "");
    CHECK(difference(diff(x, 1, 0), {1, 3}, {6, -2, 1}) == "");
    CHECK(difference(diff(x, 2), {2, 1}, {1, 12}) == "");
    CHECK(difference(diff(x, 5), {2, 0}, {}) == "");
    CHECK(difference(diff(x * 2, 0), {2, 3}, {2, 4, 8, 14, 0, 10}) == "");
    CHECK(difference(diff(x, 1, -1, 0), {2, 3}, {1, 1, 2, 7, -7, 5}) == "");
    CHECK(difference(diff(x, 1, 0, none, x), {3, 3}, {6, -2, 1, -6, 2, -1, 6, -2, 1}) == "");
    CHECK(difference(diff(ndarray<bool>{true, true, false}), {2}, {false, true}) == "");
    CHECK(difference(diff(ndarray<std::uint8_t>{1, 0}), {1}, {255}) == "");
    CHECK(difference(diff(ndarray<int>{5}), {0}, {}) == "");
    CHECK(difference(diff(zeros<int>(0)), {0}, {}) == "");
    CHECK(error_text<value_error>([&] { diff(ones<int>(shape_t{})); }) == "diff needs at least one axis");
    CHECK(error_text<value_error>([&] { diff(x, -1); }) == "diff: the number of times must not be negative, it is -1");
    CHECK(error_text<axis_error>([&] { diff(x, 1, 2); }) == "axis 2 is out of bounds for an array of rank 2");
    CHECK(error_text<shape_error>([&] { diff(x, 1, 0, ones<int>({3})); }) != "");
}

TEST_CASE("integrals by the trapezoidal rule", "[ops]") {
    CHECK(apart(trapezoid(a), {2}, {10.5, 17.5}) == "");
    CHECK(apart(trapezoid(a, ndarray<double>{0, 1, 3, 4, 6.5}), {2}, {19.875, 29}) == "");
    CHECK(apart(trapezoid(a, std::vector<double>{0, 1, 3, 4, 6.5}), {2}, {19.875, 29}) == "");
    CHECK(apart(trapezoid(a, none, 0.5, 0), {5}, {1.25, 1.25, 2.25, 1.125, 3.5}) == "");
    CHECK(apart(trapezoid(a, ndarray<double>{0, 0.5}, 1, 0), {5}, {1.25, 1.25, 2.25, 1.125, 3.5}) == "");
    CHECK(trapezoid(ndarray<int, 1>{1, 2, 3}) == 4);
    CHECK(apart(trapezoid(a, a, 1, 0), {5}, {-2.5, 17.5, 4.5, 3.375, -28}) == "");
    CHECK(error_text<shape_error>([&] { trapezoid(a, ndarray<double>{1, 2}); }) == "trapezoid: 2 points for 5 values of y");
}
