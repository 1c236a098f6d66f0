// SPDX-License-Identifier: BSD-3-Clause
#include <cstdint>
#include <memory>
#include <strand/strand.hpp>
#include "support/catch.hpp"
#include "support/matchers.hpp"

using namespace strand;

namespace {
template <class To, class From>
concept can_be_assigned = requires(To& to, From from) { to = from; };
template <class Array, class Value>
concept can_be_filled = requires(Array& a, Value value) { a.fill(value); };
}  // namespace

static_assert(expression<ndarray<double>> && detail::owner<ndarray<double>>);
static_assert(std::regular<std::decay_t<ndarray<double>>> == false);  // == gives an array, not a truth value
static_assert(std::copyable<ndarray<double>> && std::default_initializable<ndarray<double>>);
static_assert(std::is_nothrow_move_constructible_v<ndarray<double>> && std::is_nothrow_move_assignable_v<ndarray<double>>);
static_assert(std::is_nothrow_move_assignable_v<ndarray<double, 0>>);

// Braces and expressions are values; a number is not an array.
static_assert(!std::convertible_to<int, ndarray<double>> && !can_be_assigned<ndarray<double>, int>);
static_assert(!can_be_assigned<ndarray<double, 2>, double>);
static_assert(can_be_filled<ndarray<float>, int> && !can_be_filled<ndarray<int>, double>);
static_assert(!can_be_filled<ndarray<bool>, int> && !can_be_filled<const ndarray<int>, int>);
// Construction and assignment follow the storing rule...
static_assert(std::convertible_to<ndarray<double>, ndarray<float>> && std::convertible_to<ndarray<int>, ndarray<double>>);
static_assert(!std::constructible_from<ndarray<int>, ndarray<double>>);
static_assert(!std::constructible_from<ndarray<std::uint32_t>, ndarray<std::int32_t>>);
static_assert(!std::constructible_from<ndarray<bool>, ndarray<int>> && std::constructible_from<ndarray<int>, ndarray<bool>>);
static_assert(!std::constructible_from<ndarray<double>, ndarray<std::complex<float>>>);
static_assert(!can_be_assigned<ndarray<int>, ndarray<double>&> && can_be_assigned<ndarray<std::int8_t>, ndarray<int>&>);
// ... and static ranks must agree.
static_assert(std::convertible_to<ndarray<int, 2>, ndarray<int>> && std::convertible_to<ndarray<int>, ndarray<int, 2>>);
static_assert(!std::constructible_from<ndarray<int, 1>, ndarray<int, 2>>);
static_assert(!std::constructible_from<ndarray<int, 1>, ndview<int, 2>> && !can_be_assigned<ndarray<int, 1>, ndview<int, 2>>);
// A shape must say that it is one.
static_assert(!std::convertible_to<shape_t, ndarray<int>> && std::constructible_from<ndarray<int>, shape_t>);
// Rank 0 stands for its element.
static_assert(std::convertible_to<ndarray<double, 0>, double> && std::convertible_to<ndarray<double, 0>&, double>);
static_assert(!std::convertible_to<ndarray<double, 1>, double> && !std::convertible_to<ndarray<double>, double>);

// Deduction: values give type and depth, expressions type and rank.
static_assert(std::same_as<decltype(ndarray{1.0f, 2.0f}), ndarray<float, 1>>);
static_assert(std::same_as<decltype(ndarray{1, 2}), ndarray<std::int32_t, 1>>);
static_assert(std::same_as<decltype(ndarray{1ll, 2ll}), ndarray<std::int64_t, 1>>);
static_assert(std::same_as<decltype(ndarray{true}), ndarray<bool, 1>>);
static_assert(std::same_as<decltype(ndarray{{1.0, 2.0}, {3.0, 4.0}}), ndarray<double, 2>>);
static_assert(std::same_as<decltype(ndarray{{1}, {2}}), ndarray<std::int32_t, 2>>);
static_assert(std::same_as<decltype(ndarray{{{1.0}}, {{2.0}}}), ndarray<double, 3>>);
static_assert(std::same_as<decltype(ndarray{{{{1.0}}}, {{{2.0}}}}), ndarray<double, 4>>);
static_assert(std::same_as<decltype(ndarray(std::declval<ndview<const int, 2>>())), ndarray<int, 2>>);
static_assert(std::same_as<decltype(ndarray(std::declval<ndarray<int, 1>&>() + 1.5)), ndarray<double, 1>>);
static_assert(std::same_as<decltype(ndarray(std::declval<ndarray<int>&>() < std::declval<ndarray<int, 2>&>())), ndarray<bool>>);

TEST_CASE("an array without values is empty, of rank 0 it is zero", "[array]") {
    CHECK(ndarray<int>().shape() == shape_t{0});
    CHECK(ndarray<int, 3>().shape() == shape_t{0, 0, 0});
    CHECK(ndarray<int, 0>().item() == 0);
    CHECK(ndarray<int>{}.size() == 0);
}

TEST_CASE("every array starts at a cache line", "[array]") {
    for (index_t n = 1; n < 40; ++n) CHECK(reinterpret_cast<std::uintptr_t>(ndarray<std::int8_t>(shape_t{n}).data()) % 64 == 0);
}

TEST_CASE("a copy is deep and keeps the order of the axes", "[array]") {
    ndarray<int> a{{1, 2, 3}, {4, 5, 6}};
    ndarray<int> b = a;
    b(0, 0) = 100;
    CHECK(a(0, 0) == 1);
    ndarray<int, 2> f(extents<2>({2, 3}), column_major);
    f = a;
    CHECK(f.strides() == shape_t{1, 2});
    const ndarray<int, 2> g = f;
    CHECK(g.strides() == shape_t{1, 2});
    CHECK(difference(g, {2, 3}, {1, 2, 3, 4, 5, 6}) == "");
    CHECK(g.order() == column_major);
    CHECK_FALSE(g.is_contiguous());
    const ndarray<int, 1> line(extents<1>({3}), column_major);
    CHECK(line.is_contiguous());
}

TEST_CASE("moving takes the memory along and leaves an empty array that can be used", "[array]") {
    ndarray<int> a{{1, 2, 3}, {4, 5, 6}};
    const int* const memory = a.data();
    ndarray<int> b = std::move(a);
    CHECK(b.data() == memory);
    CHECK(difference(a, {0}, {}) == "");
    CHECK(sum(a) == 0);
    a = b * 2;
    CHECK(difference(a, {2, 3}, {2, 4, 6, 8, 10, 12}) == "");
    a = std::move(b);
    CHECK(a.data() == memory);
    // Static rank 0 and others take over a dynamic one's memory, and back.
    ndarray<int, 2> c = std::move(a);
    CHECK(c.data() == memory);
    CHECK(a.size() == 0);
    ndarray<int> d = std::move(c);
    CHECK(d.data() == memory);
    CHECK(c.shape() == shape_t{0, 0});
    auto& same = d;
    d = std::move(same);
    CHECK(difference(d, {2, 3}, {1, 2, 3, 4, 5, 6}) == "");
}

TEST_CASE("a moved-from array of rank 0 still has its one element", "[array]") {
    ndarray<int, 0> a;
    a() = 5;
    const ndarray<int, 0> b = std::move(a);
    CHECK(b.item() == 5);
    CHECK(a.size() == 1);
    a = b + 1;
    CHECK(a.item() == 6);
    const ndarray<int> c = std::move(a);
    CHECK(c.item() == 6);
    a = c * 2;
    CHECK(a.item() == 12);
}

TEST_CASE("a run-time rank that does not fit is refused and takes nothing", "[array]") {
    ndarray<int> a{{1, 2}, {3, 4}};
    CHECK(error_text<shape_error>([&] { ndarray<int, 1> b = std::move(a); }) ==
          "an array of shape (2, 2) has rank 2, but rank 1 is needed");
    CHECK(difference(a, {2, 2}, {1, 2, 3, 4}) == "");
    ndarray<int, 1> b{1};
    CHECK_THROWS_AS(b = a, shape_error);
    CHECK_THROWS_AS(b = a + 1, shape_error);
    CHECK(difference(b, {1}, {1}) == "");
}

TEST_CASE("assignment replaces the array and reuses memory that fits", "[array]") {
    ndarray<double> a = zeros<double>({4, 5});
    const double* const memory = a.data();
    a = ones<double>({2, 3}) + 1;
    CHECK(difference(a, {2, 3}, {2, 2, 2, 2, 2, 2}) == "");
    CHECK(a.data() == memory);
    a = ndarray<int>{1, 2, 3};
    CHECK(difference(a, {3}, {1, 2, 3}) == "");
    CHECK(a.data() == memory);
    a = ones<double>({20});
    a = ones<double>({4, 5}) * 3;
    CHECK(a.size() == 20);
    a = zeros<double>(shape_t{}) + 7;
    CHECK(difference(a, {}, {7}) == "");
    a = zeros<double>({0, 3}) + 7;
    CHECK(difference(a, {0, 3}, {}) == "");
    a = {{1, 2}, {3, 4}};
    CHECK(difference(a, {2, 2}, {1, 2, 3, 4}) == "");
    ndarray<double, 2> f(extents<2>({2, 2}), column_major);
    f = a.T() + 0.5;
    CHECK(difference(f, {2, 2}, {1.5, 3.5, 2.5, 4.5}) == "");
}

TEST_CASE("an array may stand on both sides of its assignment", "[array]") {
    ndarray<int> a{{1, 2, 3}, {4, 5, 6}, {7, 8, 9}};
    a = a.T() + a;
    CHECK(difference(a, {3, 3}, {2, 6, 10, 6, 10, 14, 10, 14, 18}) == "");
    a = a(range(1, none), range(none, none, -1));
    CHECK(difference(a, {2, 3}, {14, 10, 6, 18, 14, 10}) == "");
    a = a.T();
    CHECK(difference(a, {3, 2}, {14, 18, 10, 14, 6, 10}) == "");
    a = a + a[0];
    CHECK(difference(a, {3, 2}, {28, 36, 24, 32, 20, 28}) == "");
    a = a[1] - a;
    CHECK(difference(a, {3, 2}, {-4, -4, 0, 0, 4, 4}) == "");
    a = a[2];
    CHECK(difference(a, {2}, {4, 4}) == "");
    a = a(newaxis, ellipsis) + a(ellipsis, newaxis);
    CHECK(difference(a, {2, 2}, {8, 8, 8, 8}) == "");
    const auto& same = a;
    a = same;
    CHECK(a.size() == 4);
}

TEST_CASE("nothing changes when an assignment fails", "[array]") {
    ndarray<int> a{1, 2, 3};
    const ndarray<int> b{1, 2};
    CHECK(error_text<shape_error>([&] { a = a + b; }) ==
          "shapes (3,) and (2,) cannot be broadcast together: axis -1 has extents 3 and 2");
    CHECK(error_text<shape_error>([&] { a += b; }) == "shapes (3,) and (2,) cannot be broadcast together: axis -1 has extents 3 and 2");
    CHECK(difference(a, {3}, {1, 2, 3}) == "");
}

TEST_CASE("fill writes everywhere and keeps the shape", "[array]") {
    ndarray<float, 2> a(extents<2>({2, 2}), column_major);
    a.fill(2.5);
    CHECK(difference(a, {2, 2}, {2.5, 2.5, 2.5, 2.5}) == "");
    a.fill(3);
    CHECK(a(1, 1) == 3);
    ndarray<int>().fill(1);
}

TEST_CASE("column-major arrays iterate as views", "[array]") {
    ndarray<int, 2> f(extents<2>({2, 3}), column_major);
    f.view() = ndarray<int, 2>{{1, 2, 3}, {4, 5, 6}};
    CHECK(std::vector<int>(f.data(), f.data() + 6) == std::vector<int>{1, 4, 2, 5, 3, 6});
    CHECK(f.to_vector() == std::vector<int>{1, 2, 3, 4, 5, 6});
    std::vector<int> seen;
    for (const int x : f.view()) seen.push_back(x);
    CHECK(seen == f.to_vector());
    CHECK(error_text<value_error>([&] { (void)f.begin(); }) ==
          "begin() and end() need elements in C order; iterate over view() instead");
}

TEST_CASE("an array of rank 0 reads like its element", "[array]") {
    ndarray<double, 0> a;
    a() = 2;
    const double value = a;
    CHECK(value == 2);
    a() = 3;
    CHECK(a.item() == 3);
    double other = 1;
    other = a;
    CHECK(other == 3);
    CHECK(a * 2.0 == 6.0);
    if (a == a) a() = 4;
    CHECK(a.item() == 4);
    a = ndarray<double>{1, 2}(1, ellipsis);
    CHECK(a.item() == 2);
}

TEST_CASE("shapes without sense are refused", "[array]") {
    CHECK(error_text<shape_error>([] { ndarray<int>(shape_t{2, -1}); }) == "negative extent in shape (2, -1)");
    CHECK_THROWS_AS(ndarray<int>(shape_t(index_t{8}, index_t{1} << 20)), shape_error);
    CHECK_THROWS_AS(ndarray<int>(shape_t{index_t{1} << 61}), std::bad_alloc);
}
TEST_CASE("an array made of operands that lack axes, or lie otherwise, has every element in its place", "[array]") {
    const ndarray<int> row{1, 2, 3, 4}, three{{10, 20, 30}, {40, 50, 60}};
    const ndarray<int> one_row = row(newaxis, all), column{{1}, {2}, {3}, {4}};
    const ndarray<int> doubled = one_row + row;
    CHECK(doubled.shape() == shape_t{1, 4});
    CHECK(std::vector<int>(doubled.begin(), doubled.end()) == std::vector<int>{2, 4, 6, 8});
    // As many elements as each operand has, or not.
    const ndarray<int> table = column * row, turned = three.T() + three.T(), backwards = row(range(none, none, -1)) + row;
    CHECK(table.shape() == shape_t{4, 4});
    CHECK(table(3, 2) == 12);
    CHECK(turned(2, 1) == 120);
    CHECK(turned(0, 1) == 80);
    CHECK(backwards(0) == 5);
    ndarray<int> columns(shape_t{2, 3}, column_major);
    columns = three;
    const ndarray<int> copied = columns + three;
    CHECK(copied(0, 2) == 60);
    CHECK(copied(1, 0) == 80);
    const ndarray<int> none_of_them = ndarray<int>(shape_t{0, 3}) + ndarray<int>{1, 2, 3};
    CHECK(none_of_them.shape() == shape_t{0, 3});
    CHECK(none_of_them.size() == 0);
}

TEST_CASE("other spellings of an element type mean the same array", "[array]") {
    ndarray<long long> a{1, 2, 3};
    STATIC_REQUIRE(std::same_as<value_t<decltype(a)>, std::int64_t>);
    a = a * 2;
    a(range(0, 2)) += 1;
    const ndarray<std::int64_t> b = a;
    CHECK(difference(b, {3}, {3, 5, 6}) == "");
    CHECK(difference(concatenate({a, a}), {6}, {3, 5, 6, 3, 5, 6}) == "");
    CHECK(ndarray<double, 0>{2.5}.item() == 2.5);
}


#if STRAND_CHECKED
TEST_CASE("a node whose array is gone throws when it is used", "[array]") {
    auto a = std::make_unique<ndarray<double, 1>>(ndarray<double, 1>{1, 2, 3});
    const auto node = *a * 2.0 + 1.0;
    const auto owning = ndarray<double, 1>(*a) * 2.0;
    CHECK(difference(node, {3}, {3, 5, 7}) == "");
    a.reset();
    CHECK(error_text<strand::error>([&] { (void)eval(node); }) ==
          "an expression or a view uses an array that no longer exists: keep the array alive, "
          "or compute at once with eval()");
    CHECK_THROWS_AS(sum(node), strand::error);
    CHECK_THROWS_AS(eval(node + 1), strand::error);
    CHECK(difference(owning, {3}, {2, 4, 6}) == "");
}

TEST_CASE("a node whose array was replaced sees the new values", "[array]") {
    ndarray<double> a{1, 2, 3};
    const auto node = a + 1;
    a = ndarray<double>{5, 6};
    CHECK(difference(node, {2}, {6, 7}) == "");
}
#endif
