// SPDX-License-Identifier: BSD-3-Clause
#include <strand/strand.hpp>
#include "support/catch.hpp"
#include "support/matchers.hpp"

using namespace strand;
using detail::storable, detail::updatable, detail::writable;

// Numbers count by their kind, arrays by NumPy's same_kind rule.
static_assert(storable<int, double> && storable<double, float> && storable<int, std::uint8_t>);
static_assert(storable<long long, std::int8_t> && storable<bool, bool> && storable<double, std::complex<float>>);
static_assert(!storable<double, int> && !storable<int, bool> && !storable<std::complex<double>, double>);
static_assert(!storable<const char*, double>);
static_assert(storable<ndarray<double>, float> && storable<ndarray<std::uint8_t>, std::int8_t>);
static_assert(!storable<ndarray<float>, int> && !storable<ndarray<int>, std::uint32_t>);
static_assert(storable<decltype(ndarray<int>() < 3), bool>);

static_assert(writable<ndarray<int>&> && writable<ndview<int>> && writable<const ndview<int>&>);
static_assert(!writable<const ndarray<int>&> && !writable<ndarray<int>>);
static_assert(!writable<ndview<const int>> && !writable<ndview<const int>&>);
static_assert(!writable<decltype(ndarray<int>() + 1)> && !writable<int&>);

// array op= x computes in the promoted type and stores under the same rule.
using ints = ndarray<int>&;
static_assert(updatable<fn::add, ints, int> && updatable<fn::add, ints, ndarray<std::int64_t>&>);
static_assert(updatable<fn::add, ints, bool> && !updatable<fn::add, ints, double>);
static_assert(!updatable<fn::add, ints, ndarray<float>&> && !updatable<fn::add, ndarray<bool>&, int>);
static_assert(!updatable<fn::add, ndarray<std::uint8_t>&, ndarray<std::int64_t>&>);
static_assert(updatable<fn::add, ndarray<std::int8_t>&, ndarray<std::uint8_t>&>);
static_assert(updatable<fn::add, ndarray<float>&, ndarray<double>&>);
static_assert(!updatable<fn::add, ndarray<double>&, std::complex<double>>);
static_assert(!updatable<fn::add, const ndarray<int>&, int> && updatable<fn::add, const ndview<int>&, int>);
static_assert(!updatable<fn::add, ndview<const int>&, int>);

TEST_CASE("a number is written into every element, an expression broadcasts", "[array]") {
    ndarray<double> a{{1, 2, 3}, {4, 5, 6}};
    const ndview<double> lower = a(range(1, none));
    detail::write_elements(lower, 7);
    CHECK(difference(a, {2, 3}, {1, 2, 3, 7, 7, 7}) == "");
    detail::write_elements(a.view(), ndarray<float>{8, 9, 10});
    CHECK(difference(a, {2, 3}, {8, 9, 10, 8, 9, 10}) == "");
    detail::write_elements(a.T(), ndarray<int>{{1}, {2}, {3}} * 2);
    CHECK(difference(a, {2, 3}, {2, 4, 6, 2, 4, 6}) == "");
}

TEST_CASE("nothing is written when the shape does not fit", "[array]") {
    ndarray<double> a{{1, 2, 3}, {4, 5, 6}};
    CHECK(error_text<shape_error>([&] { detail::write_elements(a, ndarray<double>{1, 2}); }) ==
          "an expression of shape (2,) does not fit into shape (2, 3)");
    CHECK(error_text<shape_error>([&] { detail::write_elements(a[0], a); }) ==
          "an expression of shape (2, 3) does not fit into shape (3,)");
    CHECK(difference(a, {2, 3}, {1, 2, 3, 4, 5, 6}) == "");
}

TEST_CASE("an update computes in the promoted type before it stores", "[array]") {
    ndarray<std::int8_t> a{100, -100};
    a += ndarray<std::uint8_t>{200, 100};  // int16: 300, 0
    CHECK(difference(a, {2}, {44, 0}) == "");
    ndarray<float> f{16777216.0f};
    f += ndarray<double>{1} + ndarray<double>{1};  // in double, rounded once
    CHECK(difference(f, {1}, {16777218.0f}) == "");
}
