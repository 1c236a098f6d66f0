// SPDX-License-Identifier: BSD-3-Clause
#include <algorithm>
#include <numeric>
#include <strand/strand.hpp>
#include "support/catch.hpp"
#include "support/matchers.hpp"

using namespace strand;
using namespace strand::literals;

namespace {
template <class Array, class... Argument>
concept callable = requires(Array& a, Argument... argument) { a(argument...); };
template <class Array, class... Argument>
concept has_element = requires(Array& a, Argument... argument) { a.at(argument...); };
using matrix = ndarray<int, 2>;
using dynamic = ndarray<int>;
}  // namespace

// Elements of const arrays and of read-only views cannot be written; views pass their elements' constness on.
static_assert(std::same_as<decltype(std::declval<matrix&>()(0, 0)), int&>);
static_assert(std::same_as<decltype(std::declval<const matrix&>()(0, 0)), const int&>);
static_assert(std::same_as<decltype(std::declval<matrix>()(0, 0)), int>);
static_assert(std::same_as<decltype(std::declval<const ndview<int>&>()(0, 0)), int&>);
static_assert(std::same_as<decltype(std::declval<ndview<int>>()(0, 0)), int&>);
static_assert(std::same_as<decltype(std::declval<ndview<const int>>()(0, 0)), const int&>);
static_assert(std::same_as<decltype(std::declval<matrix&>().at(0, 0)), int&>);
static_assert(std::same_as<decltype(std::declval<const matrix&>().at(0, 0)), const int&>);
static_assert(std::same_as<decltype(std::declval<matrix>().at(0, 0)), int>);
static_assert(std::same_as<decltype(std::declval<matrix>().front()), int>);
static_assert(std::same_as<decltype(std::declval<matrix>().back()), int>);
static_assert(std::same_as<decltype(std::declval<matrix&>().back()), int&>);
static_assert(!callable<dynamic, double> && !callable<dynamic, const char*> && !callable<dynamic, none_t>);
static_assert(!has_element<dynamic, range> && callable<dynamic, std::uint8_t, long long>);

// A slice of static rank has static rank; slices of lvalues are views, of rvalue arrays arrays.
static_assert(std::same_as<decltype(std::declval<matrix&>()(0, all)), ndview<int, 1>>);
static_assert(std::same_as<decltype(std::declval<const matrix&>()(0, all)), ndview<const int, 1>>);
static_assert(std::same_as<decltype(std::declval<matrix>()(0, all)), ndarray<int, 1>>);
static_assert(std::same_as<decltype(std::declval<matrix&>()(newaxis, ellipsis, 0)), ndview<int, 2>>);
static_assert(std::same_as<decltype(std::declval<matrix&>()(0, 0, ellipsis)), ndview<int, 0>>);
static_assert(std::same_as<decltype(std::declval<matrix&>()("0, ::2, newaxis"_s)), ndview<int, 2>>);
static_assert(std::same_as<decltype(std::declval<dynamic&>()(0, all)), ndview<int>>);
static_assert(std::same_as<decltype(std::declval<matrix&>()[0]), ndview<int, 1>>);
static_assert(std::same_as<decltype(std::declval<matrix>()[0]), ndarray<int, 1>>);
static_assert(std::same_as<decltype(std::declval<ndview<int, 2>>()[0]), ndview<int, 1>>);
static_assert(std::same_as<decltype(std::declval<ndarray<int, 1>&>()[0]), int&>);
static_assert(std::same_as<decltype(std::declval<ndarray<int, 1>>()[0]), int>);
static_assert(std::same_as<decltype(std::declval<const matrix&>().T()), ndview<const int, 2>>);
static_assert(std::same_as<decltype(std::declval<matrix>().mT()), ndarray<int, 2>>);
static_assert(std::same_as<decltype(std::declval<ndarray<std::complex<float>, 2>&>().imag()), ndview<float, 2>>);
static_assert(std::same_as<decltype(std::declval<const ndarray<std::complex<float>>&>().real()), ndview<const float>>);
static_assert(std::same_as<decltype(std::declval<matrix&>().imag()), ndview<const int, 2>>);
static_assert(std::same_as<decltype(std::declval<ndarray<std::complex<float>>>().imag()), ndarray<float>>);

namespace {
/// 0, 1, 2 ... in C order.
template <class T = int>
ndarray<T> counting(const shape_t& shape) {
    ndarray<T> a(shape);
    std::iota(a.data(), a.data() + a.size(), T(0));
    return a;
}
}  // namespace

TEST_CASE("an array answers for its shape", "[array]") {
    const ndarray<float, 3> a = counting<float>({2, 3, 4});
    CHECK(a.shape() == shape_t{2, 3, 4});
    CHECK(a.strides() == shape_t{12, 4, 1});
    CHECK(a.ndim() == 3);
    CHECK(a.size() == 24);
    CHECK(a.itemsize() == 4);
    CHECK(a.nbytes() == 96);
    CHECK_FALSE(a.empty());
    CHECK(a.is_contiguous());
    CHECK_FALSE(a.T().is_contiguous());
    CHECK(a(1, all).is_contiguous());
    CHECK_FALSE(a(all, 1).is_contiguous());
    CHECK(a.extent(-1) == 4);
    CHECK(a.extent(0) == 2);
    CHECK_THROWS_AS(a.extent(3), axis_error);
    CHECK(ndarray<int>(shape_t{3, 0}).empty());
    CHECK(ndarray<int>(shape_t{}).size() == 1);
}

TEST_CASE("elements are found by their indices", "[array]") {
    ndarray<int, 3> a = counting({2, 3, 4});
    const ndview<int> t = a.T();
    for (int i = 0; i < 2; ++i) {
        for (int j = 0; j < 3; ++j) {
            for (int k = 0; k < 4; ++k) {
                const int value = 12 * i + 4 * j + k;
                CHECK(a(i, j, k) == value);
                CHECK(t(k, j, i) == value);
                CHECK(a.at(i - 2, j - 3, k - 4) == value);
                CHECK(a[i][j][k] == value);
                CHECK(a(i, all, all)(j, all)(k) == value);
            }
        }
    }
    a(1, 2, 3) = -1;
    CHECK(t.at(-1, -1, -1) == -1);
    a[0][0][1] = -2;
    CHECK(a.data()[1] == -2);
    ndarray<int> scalar(shape_t{});
    scalar() = 5;
    CHECK(scalar.at() == 5);
}

TEST_CASE("an index outside is named with its axis and extent", "[array]") {
    const ndarray<int> a = counting({3, 4});
    const auto text = [](auto f) { return error_text<index_error>(f); };
    CHECK(text([&] { a.at(3, 0); }) == "index 3 is out of bounds for axis 0 with extent 3");
    CHECK(text([&] { a.at(0, -5); }) == "index -5 is out of bounds for axis 1 with extent 4");
    CHECK(text([&] { a.at(0); }) == "1 index given for an array of shape (3, 4), which takes 2");
    CHECK(text([&] { a.at(0, 0, 0); }) == "3 indices given for an array of shape (3, 4), which takes 2");
    CHECK(text([&] { a[-4]; }) == "index -4 is out of bounds for axis 0 with extent 3");
    CHECK(text([&] { a(all, 4); }) == "index 4 is out of bounds for axis 1 with extent 4");
    CHECK(text([&] { a(0, all, 0); }) == "3 indices given for an array of shape (3, 4), which takes 2");
    CHECK(text([&] { a(0, 0, 0, 0, all); }) ==
          "5 indices given for an array of shape (3, 4), which takes 2");
    CHECK(text([&] { a(ellipsis, ellipsis); }) == "a slice call takes at most one ellipsis");
    CHECK(text([&] { ndarray<int>(shape_t{0})(0, ellipsis); }) == "index 0 is out of bounds for axis 0 with extent 0");
    CHECK(error_text<value_error>([&] { a(range(0, 3, 0)); }) == "the step of a range must not be 0");
}

#if STRAND_CHECKED
TEST_CASE("a call with indices outside is refused when checks are on", "[array]") {
    const ndarray<int> a = counting({3, 4});
    CHECK(error_text<index_error>([&] { a(3, 0); }) == "index 3 is out of bounds for axis 0 with extent 3");
    // Without the checks a negative index would be another address, so it is one mistake in both.
    CHECK(error_text<index_error>([&] { a(0, -1); }) == "index -1 is out of bounds for axis 1 with extent 4");
    CHECK_THROWS_AS(a(0), index_error);
    CHECK_THROWS_AS(a(0, 0, 0), index_error);
}
#endif

TEST_CASE("slices select what Python's slices select", "[array]") {
    const auto a = counting({3, 4});
    CHECK(difference(a(range(1, none)), {2, 4}, {4, 5, 6, 7, 8, 9, 10, 11}) == "");
    CHECK(difference(a(range(2)), {2, 4}, {0, 1, 2, 3, 4, 5, 6, 7}) == "");
    CHECK(difference(a(all, range(none, none, -2)), {3, 2}, {3, 1, 7, 5, 11, 9}) == "");
    CHECK(difference(a[-1], {4}, {8, 9, 10, 11}) == "");
    CHECK(difference(a(all, -1), {3}, {3, 7, 11}) == "");
    CHECK(difference(a(ellipsis, 0), {3}, {0, 4, 8}) == "");
    CHECK(difference(a(1, ellipsis), {4}, {4, 5, 6, 7}) == "");
    CHECK(difference(a(range(0, 2), newaxis, range(1, 3)), {2, 1, 2}, {1, 2, 5, 6}) == "");
    CHECK(difference(a(ellipsis, newaxis), {3, 4, 1}, {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}) == "");
    CHECK(difference(a(1, 2, ellipsis), {}, {6}) == "");
    CHECK(difference(a(1, newaxis, 2), {1}, {6}) == "");
    CHECK(difference(a(range(5, 2)), {0, 4}, {}) == "");
    CHECK(difference(a(range(-100, 100), range(3, 0, -1)), {3, 3}, {3, 2, 1, 7, 6, 5, 11, 10, 9}) == "");
    CHECK(difference(a(all, range(3, -100, -3)), {3, 2}, {3, 0, 7, 4, 11, 8}) == "");
    CHECK(difference(a("1:, ::-1"_s), {2, 4}, {7, 6, 5, 4, 11, 10, 9, 8}) == "");
    CHECK(difference(a(1, "::2"_s), {2}, {4, 6}) == "");
    CHECK(difference(a["-1"_s], {4}, {8, 9, 10, 11}) == "");
    CHECK(difference(a[range(1, 2)], {1, 4}, {4, 5, 6, 7}) == "");
    CHECK(difference(a[all], a) == "");
    // A dynamic rank of 1 gives views of rank 0, which hold one element.
    CHECK(a[1][2].item() == 6);
}

#if defined(__cpp_multidimensional_subscript)
TEST_CASE("several arguments in brackets are a call", "[array]") {
    ndarray<int, 2> a = counting({3, 4});
    a[1, 2] = -6;
    CHECK(std::as_const(a)[1, 2] == -6);
    CHECK(difference(a[all, 0], {3}, {0, 4, 8}) == "");
    static_assert(std::same_as<decltype(std::declval<matrix>()[all, 0]), ndarray<int, 1>>);
    static_assert(std::same_as<decltype(std::declval<matrix>()[0, 0]), int>);
}
#endif

TEST_CASE("every slice of a small array has the elements of the index rule", "[array]") {
    const auto a = counting({5, 3});
    int failures = 0;
    for (index_t start = -6; start <= 6; ++start) {
        for (index_t stop = -6; stop <= 6; ++stop) {
            for (const index_t step : {-3, -2, -1, 1, 2, 3}) {
                const auto part = range(start, stop, step).resolve(5);
                std::vector<int> expected;
                for (index_t i = 0; i < part.count; ++i) {
                    for (index_t j = 3; j-- > 0;) expected.push_back(static_cast<int>(3 * (part.first + i * part.step) + j));
                }
                failures += difference(a(range(start, stop, step), range(none, none, -1)), {part.count, 3}, expected) != "";
            }
        }
    }
    CHECK(failures == 0);
}

TEST_CASE("views share the elements, parts of rvalue arrays do not", "[array]") {
    ndarray<int> a = counting({3, 4});
    a(all, range(1, 3)) = 0;
    CHECK(difference(a, {3, 4}, {0, 0, 0, 3, 4, 0, 0, 7, 8, 0, 0, 11}) == "");
    a[0] = a[2];
    a[1] = 9;
    CHECK(difference(a, {3, 4}, {8, 0, 0, 11, 9, 9, 9, 9, 8, 0, 0, 11}) == "");
    a(range(none, none, -1), range(none, none, -1))(0, 0) = 77;
    CHECK(a(2, 3) == 77);
    const auto row = counting({3, 4})[1];
    CHECK(difference(row, {4}, {4, 5, 6, 7}) == "");
    CHECK(difference(counting({3, 4})(all, 1), {3}, {1, 5, 9}) == "");
    CHECK(difference(counting({2, 2}).T(), {2, 2}, {0, 2, 1, 3}) == "");
}

TEST_CASE("transposes reverse all axes or the last two", "[array]") {
    const auto a = counting({2, 3, 4});
    CHECK(a.T().shape() == shape_t{4, 3, 2});
    CHECK(a.T().strides() == shape_t{1, 4, 12});
    CHECK(a.T().data() == a.data());
    CHECK(a.mT().shape() == shape_t{2, 4, 3});
    CHECK(a.mT().strides() == shape_t{12, 1, 4});
    CHECK(a.mT()(1, 3, 2) == a(1, 2, 3));
    CHECK(counting({3}).T().shape() == shape_t{3});
    CHECK_THROWS_AS(counting({3}).mT(), shape_error);
}

TEST_CASE("real and imaginary parts are views", "[array]") {
    using c = std::complex<double>;
    ndarray<c> a{{c(1, 2), c(3, 4)}, {c(5, 6), c(7, 8)}};
    CHECK(difference(a.real(), {2, 2}, {1, 3, 5, 7}) == "");
    CHECK(difference(a.imag(), {2, 2}, {2, 4, 6, 8}) == "");
    CHECK(a.imag().strides() == shape_t{4, 2});
    CHECK(difference(a.T()(range(none, none, -1)).imag(), {2, 2}, {4, 8, 2, 6}) == "");
    a.imag() = 0;
    a.real() += 10;
    CHECK(difference(a, {2, 2}, {11, 13, 15, 17}) == "");
    CHECK(difference(ndarray<c>(a).imag(), {2, 2}, {0, 0, 0, 0}) == "");
    // Real elements are their own real part; their imaginary parts are zeros that cannot be written.
    ndarray<int> r{1, 2};
    r.real() = 5;
    CHECK(difference(r, {2}, {5, 5}) == "");
    CHECK(difference(r.imag(), {2}, {0, 0}) == "");
}

TEST_CASE("the only element, the first, the last, all of them", "[array]") {
    const auto a = counting({2, 3});
    CHECK(a.front() == 0);
    CHECK(a.back() == 5);
    CHECK(a.T().back() == 5);
    CHECK(a(range(none, none, -1), range(0, 2)).front() == 3);
    CHECK(a(range(none, none, -1), range(0, 2)).back() == 1);
    CHECK(a.to_vector() == std::vector<int>{0, 1, 2, 3, 4, 5});
    CHECK(a.T().to_vector() == std::vector<int>{0, 3, 1, 4, 2, 5});
    CHECK(zeros<int>(0).to_vector().empty());
    CHECK(ndarray<bool>{true, false}.to_vector() == std::vector<bool>{true, false});
    CHECK(a(1, 2, ellipsis).item() == 5);
    CHECK(ndarray<int>{{{7}}}.item() == 7);
    CHECK(error_text<value_error>([&] { a.item(); }) == "item() needs exactly one element, the shape is (2, 3)");
    CHECK(error_text<value_error>([&] { zeros<int>(0).item(); }) ==
          "item() needs exactly one element, the shape is (0,)");
    CHECK(error_text<index_error>([&] { (void)zeros<int>({2, 0}).front(); }) ==
          "front() and back() need an element, the shape is (2, 0)");
    ndarray<int> b = counting({2, 3});
    b.back() = 50;
    CHECK(b(1, 2) == 50);
}

TEST_CASE("iteration follows C order, by pointer where elements lie so", "[array]") {
    ndarray<int> a = counting({2, 3});
    static_assert(std::same_as<decltype(a.begin()), int*>);
    static_assert(std::ranges::random_access_range<ndview<int>> && std::ranges::contiguous_range<ndarray<int>>);
    CHECK(std::accumulate(a.begin(), a.end(), 0) == 15);
    std::vector<int> seen;
    for (int& x : a(all, range(none, none, -2))) seen.push_back(x++);
    CHECK(seen == std::vector<int>{2, 0, 5, 3});
    CHECK(difference(a, {2, 3}, {1, 1, 3, 4, 4, 6}) == "");
    const auto t = a.T();
    std::sort(t.begin(), t.end());
    CHECK(t.to_vector() == std::vector<int>{1, 1, 3, 4, 4, 6});
    for (const int x : zeros<int>({3, 0})) FAIL("no element expected, found " << x);
}

TEST_CASE("astype is lazy and converts as static_cast does", "[array]") {
    ndarray<double> a{1.9, -1.9, 0, 300};
    const auto lazy = a.astype<int>();
    static_assert(std::same_as<value_t<decltype(lazy)>, int> && !detail::strided_memory<decltype(lazy)>);
    a(0) = 2.9;
    CHECK(difference(lazy, {4}, {2, -1, 0, 300}) == "");
    CHECK(difference(a.astype<bool>(), {4}, {true, true, false, true}) == "");
    CHECK(difference(a.astype<std::complex<float>>(), {4}, {2.9f, -1.9f, 0, 300}) == "");
    CHECK(difference(ndarray<double>{5.5}.astype<long long>(), {1}, {5}) == "");
    CHECK(difference(a(range(0, 2)).astype<float>() * 2, {2}, {5.8f, -3.8f}) == "");
    CHECK(difference(ndarray<std::complex<double>>{{1, 2}}.astype<double>(), {1, 2}, {1, 2}) == "");
    CHECK(difference(ndarray<int>{300, -1}.astype<std::uint8_t>(), {2}, {44, 255}) == "");
}
