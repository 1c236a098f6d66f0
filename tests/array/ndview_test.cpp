// SPDX-License-Identifier: BSD-3-Clause
#include <strand/strand.hpp>
#include "support/catch.hpp"
#include "support/matchers.hpp"

using namespace strand;

namespace {
template <class To, class From>
concept can_be_assigned = requires(To& to, From from) { to = from; };
using view = ndview<double>;
using read_only = ndview<const double>;
}  // namespace

static_assert(expression<view> && detail::strided_memory<read_only> && !detail::owner<view>);
static_assert(std::copy_constructible<view> && !std::default_initializable<view>);
// Elements may become read-only on the way, never writable again; a static rank may become dynamic.
static_assert(std::convertible_to<view, read_only> && !std::convertible_to<read_only, view>);
static_assert(std::convertible_to<ndview<double, 2>, view> && std::convertible_to<view, ndview<double, 2>>);
static_assert(!std::convertible_to<ndview<double, 2>, ndview<double, 1>>);
static_assert(!std::convertible_to<ndview<float>, view>);
// A view of an array that lives on, none of a temporary.
static_assert(std::convertible_to<ndarray<double>&, view> && std::convertible_to<const ndarray<double>&, read_only>);
static_assert(!std::convertible_to<const ndarray<double>&, view>);
static_assert(!std::convertible_to<ndarray<double>, view> && !std::convertible_to<ndarray<double>, read_only>);
static_assert(!std::convertible_to<ndarray<double, 2>, ndview<const double>>);
static_assert(std::convertible_to<ndarray<double, 2>&, ndview<const double>>);
static_assert(std::convertible_to<ndarray<double, 2>&, ndview<const double, 2>>);
static_assert(std::convertible_to<ndarray<double>&, ndview<double, 2>>);
static_assert(!std::convertible_to<ndarray<double, 2>&, ndview<double, 1>>);
static_assert(!std::convertible_to<ndarray<double>&, ndview<float>>);
// Assignment writes elements, so it follows the storing rule, and never through a read-only view.
static_assert(can_be_assigned<view, int> && can_be_assigned<view, ndarray<float>>);
static_assert(can_be_assigned<const view, view> && can_be_assigned<view, view>);
static_assert(!can_be_assigned<read_only, double> && !can_be_assigned<read_only, read_only>);
static_assert(!can_be_assigned<read_only, view> && !can_be_assigned<ndview<int>, double>);
static_assert(!can_be_assigned<ndview<int>, ndarray<double>> && !can_be_assigned<ndview<bool>, int>);
static_assert(std::same_as<view::value_type, double> && std::same_as<read_only::value_type, double>);
static_assert(std::convertible_to<ndview<double, 0>, double&> && !std::convertible_to<ndview<double, 1>, double>);

TEST_CASE("a view of foreign memory is dense in C order or has the given strides", "[array]") {
    double memory[] = {0, 1, 2, 3, 4, 5};
    const ndview<double, 2> dense(memory, extents<2>({2, 3}));
    CHECK(difference(dense, {2, 3}, {0, 1, 2, 3, 4, 5}) == "");
    const ndview<double> backwards(memory + 5, shape_t{3, 2}, shape_t{-1, -3});
    CHECK(difference(backwards, {3, 2}, {5, 2, 4, 1, 3, 0}) == "");
    const read_only stretched(memory + 1, shape_t{2, 2}, shape_t{0, 0});
    CHECK(difference(stretched, {2, 2}, {1, 1, 1, 1}) == "");
}

TEST_CASE("copying a view copies the reference, assigning writes through", "[array]") {
    ndarray<double> a{{1, 2}, {3, 4}}, b{{5, 6}, {7, 8}};
    view v = a[0];
    const view w = v;
    v = b[1];
    CHECK(difference(a, {2, 2}, {7, 8, 3, 4}) == "");
    CHECK(w.data() == a.data());
    w = a[1];
    CHECK(difference(a, {2, 2}, {3, 4, 3, 4}) == "");
    v = 9;
    w = v + 1.0f;
    CHECK(difference(a, {2, 2}, {10, 10, 3, 4}) == "");
    a.view() = b[0];
    CHECK(difference(a, {2, 2}, {5, 6, 5, 6}) == "");
    a.view().fill(0);
    CHECK(difference(a, {2, 2}, {0, 0, 0, 0}) == "");
    ndview<double, 0> one = ndview<double, 2>(a)(0, 1, ellipsis);
    one = 3;
    CHECK(a(0, 1) == 3);
    double& element = one;
    element = 4;
    CHECK(a(0, 1) == 4);
    CHECK(one * 2.0 + 1.0 == 9.0);
}

TEST_CASE("overlapping views are assigned as if the right side were computed first", "[array]") {
    const auto fresh = [] { return arange<int>(6); };
    auto a = fresh();
    a(range(1, none)) += a(range(none, -1));
    CHECK(difference(a, {6}, {0, 1, 3, 5, 7, 9}) == "");
    a = fresh();
    a(range(none, -1)) += a(range(1, none));
    CHECK(difference(a, {6}, {1, 3, 5, 7, 9, 5}) == "");
    a = fresh();
    a(all) = a(range(none, none, -1));
    CHECK(difference(a, {6}, {5, 4, 3, 2, 1, 0}) == "");
    a = fresh();
    a(range(2, none)) = a(range(none, 4));
    CHECK(difference(a, {6}, {0, 1, 0, 1, 2, 3}) == "");
    a = fresh();
    a(range(none, none, 2)) = a(range(3));
    CHECK(difference(a, {6}, {0, 1, 1, 3, 2, 5}) == "");
    ndarray<int> m{{1, 2, 3}, {4, 5, 6}, {7, 8, 9}};
    m.view() = m.T();
    CHECK(difference(m, {3, 3}, {1, 4, 7, 2, 5, 8, 3, 6, 9}) == "");
    m.view() = m.T() + m;
    CHECK(difference(m, {3, 3}, {2, 6, 10, 6, 10, 14, 10, 14, 18}) == "");
    m[0] = m(all, 2);
    CHECK(difference(m, {3, 3}, {10, 14, 18, 6, 10, 14, 10, 14, 18}) == "");
    m.view() = m[2];  // broadcasts a row of itself
    CHECK(difference(m, {3, 3}, {10, 14, 18, 10, 14, 18, 10, 14, 18}) == "");
}

TEST_CASE("a view keeps its shape", "[array]") {
    ndarray<double> a{{1, 2}, {3, 4}};
    view v = a.view();
    CHECK(error_text<shape_error>([&] { v = ndarray<double>{1, 2, 3}; }) ==
          "an expression of shape (3,) does not fit into shape (2, 2)");
    CHECK(error_text<shape_error>([&] { a[0] = a; }) == "an expression of shape (2, 2) does not fit into shape (2,)");
    CHECK(error_text<shape_error>([&] { v += ndarray<double>{{{1}}}; }) ==
          "an expression of shape (1, 1, 1) does not fit into shape (2, 2)");
    CHECK(error_text<shape_error>([&] { (void)ndview<double, 1>(v); }) ==
          "an array of shape (2, 2) has rank 2, but rank 1 is needed");
    CHECK(difference(a, {2, 2}, {1, 2, 3, 4}) == "");
}

TEST_CASE("views of no elements can be assigned and read", "[array]") {
    ndarray<double> a{1, 2, 3};
    a(range(0)) = 5;
    a(range(0)) = a(range(3, none));
    a(range(0)) += 1;
    CHECK(difference(a, {3}, {1, 2, 3}) == "");
    CHECK(difference(a(range(0)) * 2, {0}, {}) == "");
    const view nothing(nullptr, shape_t{0, 3});
    CHECK(nothing.size() == 0);
    CHECK(difference(nothing + nothing, {0, 3}, {}) == "");
}

TEST_CASE("a read-only view of a view shows what is written", "[array]") {
    ndarray<double> a{1, 2, 3};
    const read_only r = a.view().as_const();
    a.fill(4);
    CHECK(difference(r, {3}, {4, 4, 4}) == "");
    CHECK(r.data() == a.data());
}

#if STRAND_CHECKED
TEST_CASE("using a view whose array is gone throws", "[array]") {
    std::vector<view> views;
    {
        ndarray<double> a{1, 2, 3};
        views.push_back(a.view());
        views.push_back(a(range(none, none, -1)));
        views.push_back(a[range(1, none)].T());
        const ndarray<double> moved = std::move(a);
        CHECK(difference(views[1], {3}, {3, 2, 1}) == "");  // the memory lives on where it moved to
        for (const view& v : views) CHECK_NOTHROW(eval(v));
    }
    for (const view& v : views) {
        CHECK_THROWS_AS(eval(v), strand::error);
        CHECK_THROWS_AS(eval(1 + v), strand::error);
        CHECK_THROWS_AS(sum(v), strand::error);
        CHECK_THROWS_AS(v.fill(1), strand::error);
        CHECK_THROWS_AS(v(0), strand::error);
        CHECK_THROWS_AS(v.at(0), strand::error);
        CHECK_THROWS_AS(v.to_vector(), strand::error);
        CHECK_THROWS_AS(eval(v[range(1, none)]), strand::error);
        CHECK_THROWS_AS(copy(v.T()), strand::error);
    }
}

TEST_CASE("a view whose array took other memory throws, one whose array reused it does not", "[array]") {
    ndarray<double> a{1, 2, 3, 4};
    const view v = a.view();
    a = ndarray<double>{1, 2} * 2;
    CHECK_NOTHROW(eval(v));
    a = zeros<double>(1000) + 1;
    CHECK_THROWS_AS(eval(v), strand::error);
}
#endif

TEST_CASE("views of plain memory take shape and strides in braces", "[array]") {
    double memory[] = {1, 2, 3, 4, 5, 6};
    const std::size_t rows = 2;
    const ndview<double, 2> a(memory, {rows, 3}), turned(memory, {3, 2}, {1, 3}), backwards(memory + 5, {2, 3}, {-3, -1});
    CHECK(a(1, 2) == 6);
    CHECK(turned(2, 0) == 3);
    CHECK(backwards(0, 0) == 6);
    const ndview<const double> b(memory, {2, 3}), c(memory, {2, 2}, {3, 2});
    CHECK(b(1, 2) == 6);
    CHECK(c(1, 1) == 6);
}
