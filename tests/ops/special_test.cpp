// SPDX-License-Identifier: BSD-3-Clause
// Less common functions. Expected values: NumPy's, those of i0, tgamma and lgamma rounded from 30 digits.
#include <cmath>
#include <strand/strand.hpp>
#include "support/catch.hpp"
#include "support/matchers.hpp"

namespace {
template <class T>
using array = strand::ndarray<T>;
constexpr double inf = std::numeric_limits<double>::infinity(), undefined = std::numeric_limits<double>::quiet_NaN();
/// The largest error in units of the last place.
template <class E>
double error_in_ulps(const E& e, const std::vector<double>& wanted) {
    using T = strand::value_t<E>;
    const strand::ndarray<T> is(e);
    double worst = 0;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        const T w = static_cast<T>(wanted[i]), unit = std::nextafter(std::fabs(w), T(inf)) - std::fabs(w);
        const double error = std::fabs(static_cast<double>(is(static_cast<strand::index_t>(i)) - w) / static_cast<double>(unit));
        worst = error < worst ? worst : error;  // NaN stays
    }
    return worst;
}
}  // namespace

TEST_CASE("gamma and Bessel functions", "[ops]") {
    CHECK(error_in_ulps(strand::tgamma(array<double>{5, 0.5, -1.5}), {24, 1.7724538509055160273, 2.3632718012073547031}) <= 4);
    CHECK(error_in_ulps(strand::lgamma(array<float>{5, 0.5f, 100}), {3.1780538303479456197, 0.57236494292470008707, 359.13420536957539878}) <= 4);
    // Both series, where they meet, and beyond the largest exponential.
    CHECK(error_in_ulps(strand::i0(array<double>{0, 1e-9, 0.5, -1, 5, 19.5, 20, 20.5, 100, 500, 710, 713}),
                        {1, 1, 1.0634833707413235193, 1.2660658777520083356, 27.239871823604446895, 26760525.339838766027,
                         43558282.559553533272, 70922869.834317006649, 1.0737517071310738235e42, 2.5048094765700780966e215,
                         3.3453345586196559683e306, 6.7051282636709966729e307}) <= 4);
    CHECK(error_in_ulps(strand::i0(array<float>{1, -30, 80}), {1.2660658777520083356, 781672297823.97748972, 2.4751784043341704887e33}) <= 1);
    CHECK(difference(strand::i0(array<double>{inf, -inf, undefined, 750}), {4}, {inf, inf, undefined, inf}) == "");
}

TEST_CASE("logaddexp2 and float_power", "[ops]") {
    CHECK(error_in_ulps(strand::logaddexp2(array<double>{1, 3, -1000, 5}, array<double>{1, 4, -1000.5, 1e3}), {2, 4.5849625007211561815, -999.22844669683638803, 1000}) <= 2);
    CHECK(difference(strand::logaddexp2(array<double>{-inf, inf, undefined, 1}, array<double>{-inf, inf, 1, -inf}), {4}, {-inf, inf, undefined, 1}) == "");
    CHECK(difference(strand::float_power(array<int>{2, 4}, array<int>{-1, 2}), {2}, {0.5, 16}) == "");
    static_assert(std::same_as<strand::value_t<decltype(strand::float_power(array<float>(), 2))>, double>);
    static_assert(std::same_as<strand::value_t<decltype(strand::float_power(array<std::complex<float>>(), 2))>, std::complex<double>>);
}

TEST_CASE("angle is the argument of a complex number", "[ops]") {
    using c = std::complex<double>;
    CHECK(difference(strand::angle(array<c>{c(1, 1), c(0, -1), c(-1, 0), c(2, 0)}, true), {4}, {45, -90, 180, 0}) == "");
    CHECK(difference(strand::angle(array<double>{1, -1, 0, -0.0, undefined}), {5}, {0, strand::pi, 0, strand::pi, undefined}) == "");
    CHECK(difference(strand::angle(array<int>{-1}), {1}, {strand::pi}) == "");
    CHECK(strand::angle(c(0, 1)) == strand::pi / 2);
}

TEST_CASE("nan_to_num replaces what is not finite", "[ops]") {
    const array<double> a{inf, -inf, undefined, 1, -0.0};
    constexpr double most = std::numeric_limits<double>::max();
    CHECK(difference(strand::nan_to_num(a), {5}, {most, -most, 0, 1, -0.0}) == "");
    CHECK(difference(strand::nan_to_num(a, -1, 7, -8), {5}, {7, -8, -1, 1, -0.0}) == "");
    CHECK(difference(strand::nan_to_num(a, false, 3.0, strand::none, inf), {5}, {most, inf, 3, 1, -0.0}) == "");
    CHECK(difference(strand::nan_to_num(array<int>{1, 2}, 9), {2}, {1, 2}) == "");
    using c = std::complex<float>;
    CHECK(difference(strand::nan_to_num(array<c>{c(float(undefined), 1), c(2, float(inf))}, 0, 5), {2}, {c(0, 1), c(2, 5)}) == "");
}
