// SPDX-License-Identifier: BSD-3-Clause
#include <array>
#include <span>
#include <vector>
#include <strand/strand.hpp>
#include "support/catch.hpp"
#include "support/matchers.hpp"

using namespace strand;

// Shape braces give a static rank, a run-time shape a dynamic one; the element type is double unless given.
static_assert(std::same_as<decltype(zeros({3, 4})), ndarray<double, 2>>);
static_assert(std::same_as<decltype(zeros<float>({3})), ndarray<float, 1>>);
static_assert(std::same_as<decltype(zeros<float>(3)), ndarray<float, 1>>);
static_assert(std::same_as<decltype(ones<bool>(shape_t{3, 4})), ndarray<bool>>);
static_assert(std::same_as<decltype(empty<std::complex<float>>(extents<3>())), ndarray<std::complex<float>, 3>>);
static_assert(std::same_as<decltype(zeros<long long>(2)), ndarray<std::int64_t, 1>>);
static_assert(std::same_as<decltype(zeros({})), ndarray<double, 0>>);
static_assert(std::same_as<decltype(zeros({std::size_t{3}, 4})), ndarray<double, 2>>);
static_assert(std::same_as<decltype(zeros(std::vector<int>{3, 4}, column_major)), ndarray<double>>);
static_assert(std::same_as<decltype(ones<int>(std::span<const long>())), ndarray<int>>);
// The value gives full its type.
static_assert(std::same_as<decltype(full({2, 2}, 7.5f)), ndarray<float, 2>>);
static_assert(std::same_as<decltype(full({2, 2}, 7)), ndarray<std::int32_t, 2>>);
static_assert(std::same_as<decltype(full<double>({2, 2}, 7)), ndarray<double, 2>>);
static_assert(std::same_as<decltype(full(shape_t{2}, true)), ndarray<bool>>);
static_assert(std::same_as<decltype(full(3, 'c')), ndarray<canonical_t<char>, 1>>);
// _like takes type and rank from any expression.
static_assert(std::same_as<decltype(zeros_like(std::declval<ndarray<int, 2>&>())), ndarray<int, 2>>);
static_assert(std::same_as<decltype(ones_like<float>(std::declval<ndview<const int>>())), ndarray<float>>);
static_assert(std::same_as<decltype(empty_like(std::declval<ndarray<int, 2>&>() * 1.5)), ndarray<double, 2>>);
static_assert(std::same_as<decltype(full_like(std::declval<ndarray<int, 2>&>(), 1.5)), ndarray<int, 2>>);
// asarray copies containers and passes arrays through.
static_assert(std::same_as<decltype(asarray(std::vector<float>())), ndarray<float, 1>>);
static_assert(std::same_as<decltype(asarray<double>(std::array<int, 2>())), ndarray<double, 1>>);
static_assert(std::same_as<decltype(asarray(std::declval<ndarray<int>&>())), const ndarray<int>&>);
static_assert(std::same_as<decltype(asarray(std::declval<ndarray<int>>())), ndarray<int>>);
static_assert(std::same_as<decltype(asarray(std::declval<ndview<const int, 2>>())), ndarray<int, 2>>);
static_assert(std::same_as<decltype(frombuffer(std::declval<const float*>(), 3)), ndview<const float, 1>>);
static_assert(std::same_as<decltype(frombuffer(std::declval<std::span<int>>())), ndview<int, 1>>);

TEST_CASE("zeros, ones and full fill the shape they are given", "[ops]") {
    CHECK(difference(zeros<int>({2, 3}), {2, 3}, {0, 0, 0, 0, 0, 0}) == "");
    CHECK(difference(ones({2, 2}), {2, 2}, {1, 1, 1, 1}) == "");
    CHECK(difference(ones<bool>(3), {3}, {true, true, true}) == "");
    CHECK(difference(ones<std::complex<float>>({1}), {1}, {1}) == "");
    CHECK(difference(full({2, 1}, 7.5), {2, 1}, {7.5, 7.5}) == "");
    CHECK(difference(full<std::uint8_t>({2}, 300), {2}, {44, 44}) == "");
    CHECK(difference(full({2}, strand::nan), {2}, {strand::nan, strand::nan}) == "");
    CHECK(empty<double>({2, 3}).shape() == shape_t{2, 3});
}

TEST_CASE("shapes without elements and without axes are made", "[ops]") {
    CHECK(difference(zeros<int>({2, 0}), {2, 0}, {}) == "");
    CHECK(difference(zeros<int>(0), {0}, {}) == "");
    CHECK(difference(ones<int>(shape_t{}), {}, {1}) == "");
    CHECK(difference(full(shape_t{}, 5), {}, {5}) == "");
    CHECK(zeros({}).ndim() == 0);
    const ndarray<int, 0> one = ones<int>(extents<0>());
    CHECK(one == 1);
    CHECK(error_text<shape_error>([] { zeros<int>({2, -3}); }) == "negative extent in shape (2, -3)");
}

TEST_CASE("a shape may be the values of an array, of any layout", "[ops]") {
    const ndarray<int> table{{2, 9}, {3, 9}};
    CHECK(zeros(table(all, 0)).shape() == shape_t{2, 3});
}

TEST_CASE("the order of the axes in memory can be chosen", "[ops]") {
    CHECK(zeros<int>({2, 3}, column_major).strides() == shape_t{1, 2});
    CHECK(ones<int>(shape_t{2, 3}, column_major).strides() == shape_t{1, 2});
    CHECK(full({2, 3}, 5, column_major).strides() == shape_t{1, 2});
    CHECK(empty<int>({2, 3}, row_major).strides() == shape_t{3, 1});
    const ndarray<int, 2> a{{1, 2, 3}, {4, 5, 6}};
    const auto f = asfortranarray(a);
    CHECK(f.strides() == shape_t{1, 2});
    CHECK(difference(f, a) == "");
    const auto c = ascontiguousarray(f);
    CHECK(c.strides() == shape_t{3, 1});
    CHECK(difference(c, a) == "");
    CHECK(difference(ascontiguousarray(a.T() + 1), {3, 2}, {2, 5, 3, 6, 4, 7}) == "");
    CHECK(ascontiguousarray(a).data() != a.data());
}

TEST_CASE("an rvalue array that lies right is passed along", "[ops]") {
    ndarray<int, 2> a{{1, 2, 3}, {4, 5, 6}};
    const int* const memory = a.data();
    auto b = ascontiguousarray(std::move(a));
    CHECK(b.data() == memory);
    auto c = asfortranarray(std::move(b).T());
    CHECK(c.data() == memory);
    CHECK(difference(c, {3, 2}, {1, 4, 2, 5, 3, 6}) == "");
    CHECK(ascontiguousarray(std::move(c)).strides() == shape_t{2, 1});
}

TEST_CASE("_like functions take shape and element type from an expression", "[ops]") {
    const ndarray<float> a{{1, 2}, {3, 4}};
    CHECK(difference(zeros_like(a), {2, 2}, {0, 0, 0, 0}) == "");
    CHECK(difference(ones_like<int>(a.T() + a), {2, 2}, {1, 1, 1, 1}) == "");
    CHECK(difference(full_like(a, 2), {2, 2}, {2, 2, 2, 2}) == "");
    CHECK(difference(full_like(a < 2, 5), {2, 2}, {true, true, true, true}) == "");
    CHECK(empty_like(a[0]).shape() == shape_t{2});
}

TEST_CASE("asarray copies containers", "[ops]") {
    std::vector<double> values{1, 2, 3};
    const auto a = asarray(values);
    values[0] = 9;
    CHECK(difference(a, {3}, {1, 2, 3}) == "");
    const std::array<int, 3> ints{1, 2, 3};
    CHECK(difference(asarray<float>(std::span(ints)), {3}, {1, 2, 3}) == "");
    const long long c_array[] = {4, 5};
    CHECK(difference(asarray(c_array), {2}, {4, 5}) == "");
    CHECK(difference(asarray(std::vector<int>()), {0}, {}) == "");
    const ndarray<int> b{1, 2};
    CHECK(asarray(b).data() == b.data());
}

TEST_CASE("frombuffer views foreign memory", "[ops]") {
    std::vector<float> memory{1, 2, 3, 4, 5, 6};
    frombuffer(memory.data(), {2, 3})(1, 1) = 50;
    CHECK(memory[4] == 50);
    CHECK(difference(frombuffer(memory.data(), 2), {2}, {1, 2}) == "");
    frombuffer(std::span(memory)) += 1;
    CHECK(memory[0] == 2);
    CHECK(difference(frombuffer(std::span(std::as_const(memory)).subspan(4)), {2}, {51, 7}) == "");
    frombuffer(memory) = 3;
    static_assert(std::same_as<decltype(frombuffer<float>(std::declval<const float*>(), {3, 1})), ndview<const float, 2>>);
    CHECK(difference(frombuffer<float>(std::as_const(memory).data(), 2), {2}, {3, 3}) == "");
}

TEST_CASE("frombuffer takes bytes for elements", "[ops]") {
    const std::string text = "ab";
    CHECK(difference(frombuffer<std::uint8_t>(text), {2}, {97, 98}) == "");
    CHECK(difference(frombuffer<std::uint8_t>(text.data(), {2, 1}), {2, 1}, {97, 98}) == "");
    std::vector<std::byte> bytes(8);
    frombuffer<float>(bytes) = 1;
    CHECK(difference(frombuffer<std::uint32_t>(bytes), {2}, {0x3f800000, 0x3f800000}) == "");
    CHECK(error_text<value_error>([&] { frombuffer<double>(std::as_const(text)); }) == "frombuffer: 2 bytes are no whole number of elements of 8 bytes");
    CHECK(error_text<value_error>([&] { frombuffer<float>(bytes.data() + 1, 1); }) == "frombuffer: the bytes do not lie as elements of 4 bytes must");
}

TEST_CASE("constants beside a float array are weak scalars", "[ops]") {
    const ndarray<float> a{1};
    STATIC_REQUIRE(std::same_as<value_t<decltype(a * pi)>, float>);
    CHECK(pi == std::acos(-1.0));
    CHECK(strand::e == std::exp(1.0));
    CHECK(std::isinf(inf));
    CHECK(std::isnan(strand::nan));
    CHECK(euler_gamma == Approx(0.5772156649015329));
}

TEST_CASE("a shape is any list of integers, and its braces take integers of any type", "[ops]") {
    const std::vector<int> list{2, 3};
    const std::size_t n = 2;
    CHECK(zeros<float>(list).shape() == shape_t{2, 3});
    CHECK(ones<float>(std::array<index_t, 2>{2, 3}).shape() == shape_t{2, 3});
    CHECK(full(list, 1.5f, column_major).strides() == shape_t{1, 2});
    STATIC_REQUIRE(std::same_as<decltype(zeros<float>({n, 3})), ndarray<float, 2>>);
    STATIC_REQUIRE(std::same_as<decltype(full({}, 1.5f)), ndarray<float, 0>>);
    CHECK(reshape(ones<float>(list), {n, n + 1}).shape() == shape_t{2, 3});
    const auto [rows, columns] = zeros<float>({n, 3}).shape();
    CHECK((rows == 2 && columns == 3));
}
