// SPDX-License-Identifier: BSD-3-Clause
// Types, overloads and edges of the functions; their accuracy is tested with the packs that compute them.
#include <cmath>
#include <strand/strand.hpp>
#include "support/catch.hpp"
#include "support/matchers.hpp"

namespace {
template <class T>
using array = strand::ndarray<T>;
template <class T>
using root_type = strand::value_t<decltype(strand::sqrt(array<T>()))>;
template <class A, class B>
using power_type = strand::value_t<decltype(strand::pow(std::declval<A>(), std::declval<B>()))>;
template <class X>
concept has_root = requires(X x) { strand::sqrt(x); };
}  // namespace

// Floats keep their type, small integers become float, wide ones double.
static_assert(std::same_as<root_type<float>, float> && std::same_as<root_type<double>, double>);
static_assert(std::same_as<root_type<std::int16_t>, float> && std::same_as<root_type<std::uint16_t>, float>);
static_assert(std::same_as<root_type<std::int32_t>, double> && std::same_as<root_type<std::uint64_t>, double>);
static_assert(!has_root<std::string> && !has_root<strand::shape_t>);
static_assert(std::same_as<decltype(strand::sqrt(2)), double> && std::same_as<decltype(strand::sqrt(2.0f)), float>);
static_assert(std::same_as<power_type<array<float>, double>, float> && std::same_as<power_type<array<int>, int>, int>);
static_assert(std::same_as<power_type<array<int>, double>, double>);
static_assert(std::same_as<power_type<array<float>, array<double>>, double>);

TEST_CASE("with all names of strand and std visible the functions overload", "[ops]") {
    using namespace std;
    using namespace strand;
    const ndarray<double> a{4, 9};
    CHECK(difference(sqrt(a), {2}, {2, 3}) == "");
    CHECK(sqrt(16.0) == 4);
    CHECK(abs(-3) == 3);
    CHECK(abs(-3.5) == 3.5);
    CHECK(difference(abs(-a), {2}, {4, 9}) == "");
    CHECK(difference(exp(a - a), {2}, {1, 1}) == "");
    CHECK(difference(log(a / a), {2}, {0, 0}) == "");
    CHECK(difference(pow(a, 2), {2}, {16, 81}) == "");
}

TEST_CASE("functions take integers, bool and any expression", "[ops]") {
    using namespace strand;
    CHECK(difference(strand::sqrt(ndarray<int>{0, 1, 16}), {3}, {0, 1, 4}) == "");
    CHECK(difference(strand::sqrt(ndarray<std::uint16_t>{25}), {1}, {5}) == "");
    CHECK(difference(strand::sqrt(ndarray<int>{9, 16}(range(none, none, -1)) * 4), {2}, {8, 6}) == "");
    CHECK(difference(strand::cos(zeros<int>({2, 2}).T()), {2, 2}, {1, 1, 1, 1}) == "");
    CHECK(difference(strand::tanh(ndarray<float>{0, float(inf)}), {2}, {0, 1}) == "");
}

TEST_CASE("roots in long arrays are rounded correctly", "[ops]") {
    using namespace strand;
    // Kernels compute some packs in another way, which must not show.
    ndarray<float> x = arange<float>(1000) * 0.37F;
    x(500) = -1, x(700) = 1e-40F;
    const ndarray<float> roots = strand::sqrt(x);
    index_t different = 0;
    for (index_t i = 0; i < 1000; ++i) different += roots(i) != std::sqrt(x(i)) && x(i) >= 0;
    CHECK(different == 0);
    CHECK(roots(500) != roots(500));
}

TEST_CASE("functions of functions are the functions one by one", "[ops]") {
    using namespace strand;
    // Kernels compute them in blocks of packs.
    for (const index_t n : {0, 7, 64, 129, 300}) {
        ndarray<double> x = arange<double>(n) * 0.01;
        const ndarray<double> once = strand::exp(x), twice = strand::exp(-once);
        x = strand::exp(-strand::exp(x));
        CHECK(array_equal(x, twice));
    }
}

TEST_CASE("edges of the domains give NaN and infinities", "[ops]") {
    using namespace strand;
    const double n = strand::nan;
    CHECK(difference(strand::sqrt(ndarray<double>{-1, -0.0, inf, n}), {4}, {n, -0.0, inf, n}) == "");
    CHECK(difference(strand::log(ndarray<double>{0, -1, inf, 1}), {4}, {-inf, n, inf, 0}) == "");
    CHECK(difference(strand::exp(ndarray<double>{-inf, inf, n, 0}), {4}, {0, inf, n, 1}) == "");
    CHECK(difference(strand::sin(ndarray<double>{inf, -0.0}), {2}, {n, -0.0}) == "");
    CHECK(difference(strand::abs(ndarray<double>{-0.0, -inf, n}), {3}, {0, inf, n}) == "");
    CHECK(difference(strand::abs(ndarray<std::int8_t>{-128, -1}), {2}, {-128, 1}) == "");
    CHECK(difference(strand::pow(ndarray<double>{1, n, 2}, ndarray<double>{n, 0, n}), {3}, {1, 1, n}) == "");
    // A square among other powers is the square alone.
    const auto x = strand::linspace<float>(0.1F, 0.9F, 40);
    const ndarray<float> raised = strand::pow(x, strand::where(x > 0.5F, x, 2.0F));
    CHECK(strand::array_equal(raised(strand::range(0, 20)), strand::square(x(strand::range(0, 20)))));
}

TEST_CASE("integer powers multiply and wrap, and have no negative exponents", "[ops]") {
    using namespace strand;
    CHECK(difference(strand::pow(ndarray<int>{2, -3, 0}, 3), {3}, {8, -27, 0}) == "");
    CHECK(difference(strand::pow(ndarray<int>{0}, 0), {1}, {1}) == "");
    CHECK(difference(strand::pow(ndarray<std::uint8_t>{2}, 8), {1}, {0}) == "");
    CHECK(difference(strand::pow(2, ndarray<int>{0, 1, 10}), {3}, {1, 2, 1024}) == "");
    CHECK(error_text<value_error>([] { strand::pow(ndarray<int>{2, 3}, -1); }) ==
          "pow: integers to negative integer powers are not allowed, the exponent is -1");
    CHECK_THROWS_AS(strand::pow(ndarray<int>{2, 3}, ndarray<int>{1, -1}), value_error);
    CHECK(difference(strand::pow(ndarray<double>{2}, -1), {1}, {0.5}) == "");
    // Nothing is computed here; and these are powers of doubles.
    CHECK(strand::pow(ndarray<int>(shape_t{0, 1}), ndarray<int>{1, -1}).shape() == shape_t{0, 2});
    CHECK(difference(strand::pow(ndarray<std::uint64_t>{2, 3}, ndarray<std::int64_t>{-1, 2}), {2}, {0.5, 9.0}) == "");
}
