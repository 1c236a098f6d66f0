// SPDX-License-Identifier: BSD-3-Clause
// What reductions mean; that they are right for every layout is tested in eval/.
#include <cmath>
#include <numeric>
#include <set>
#include <strand/strand.hpp>
#include "support/catch.hpp"
#include "support/element_types.hpp"
#include "support/matchers.hpp"

using namespace strand;

namespace {
template <class T>
using sum_type = decltype(sum(std::declval<ndarray<T>>()));
template <class T>
using mean_type = decltype(mean(std::declval<ndarray<T>>()));
template <class... X>
concept can_sum = requires(X... x) { sum(x...); };
template <class X>
concept has_max = requires(X x) { max(x); };
using matrix = ndarray<float, 2>;
}  // namespace

// Integers and bool add up in 64 bits, their mean is double; floats keep their type.
static_assert(std::same_as<sum_type<bool>, std::int64_t> && std::same_as<sum_type<std::int8_t>, std::int64_t>);
static_assert(std::same_as<sum_type<std::uint8_t>, std::uint64_t> && std::same_as<sum_type<float>, float>);
static_assert(std::same_as<sum_type<std::complex<float>>, std::complex<float>>);
static_assert(std::same_as<mean_type<bool>, double> && std::same_as<mean_type<std::uint64_t>, double>);
static_assert(std::same_as<mean_type<float>, float> && std::same_as<mean_type<std::complex<double>>, std::complex<double>>);
static_assert(std::same_as<decltype(sum<float>(ndarray<int>())), float>);
static_assert(std::same_as<decltype(sum<long long>(ndarray<int>())), std::int64_t>);
static_assert(std::same_as<decltype(max(ndarray<std::int8_t>())), std::int8_t>);
static_assert(std::same_as<decltype(all(ndarray<double>())), bool> && std::same_as<decltype(any(ndarray<int>())), bool>);
static_assert(has_max<ndarray<std::complex<float>>>);
static_assert(!can_sum<int> && !can_sum<matrix, double> && !can_sum<matrix, int, int> && !can_sum<matrix, int, bool, bool> && !can_sum<matrix, const char*> && !can_sum<matrix, std::vector<double>>);
// The rank is static where the number of axes is.
static_assert(std::same_as<decltype(sum(matrix(), 0)), ndarray<float, 1>>);
static_assert(std::same_as<decltype(sum(matrix(), {0, 1})), ndarray<float, 0>>);
static_assert(std::same_as<decltype(sum(matrix(), 0, keepdims)), ndarray<float, 2>>);
static_assert(std::same_as<decltype(sum(matrix(), {0, 1}, keepdims)), ndarray<float, 2>>);
static_assert(std::same_as<decltype(sum(matrix(), 0, true)), ndarray<float>>);
static_assert(std::same_as<decltype(sum(matrix(), shape_t{0})), ndarray<float>>);
static_assert(std::same_as<decltype(sum(ndarray<float>(), 0)), ndarray<float>>);

TEST_CASE("true elements are counted in rows of any length", "[ops]") {
    for (const index_t n : {0, 1, 7, 31, 64, 65, 200, 1000, 1025}) {
        const ndarray<double, 1> a = cos(arange<double>(n));
        const ndarray<float, 1> b = astype<float>(a);
        const ndarray<std::int8_t, 1> c = astype<std::int8_t>(a * 100);
        const ndarray<std::complex<double>, 1> z = a * std::complex<double>(1, 1);
        std::int64_t above = 0, whole = 0;
        for (index_t i = 0; i < n; ++i) above += a(i) > 0, whole += c(i) != 0;
        CHECK((count_nonzero(a > 0) == above && count_nonzero(b > 0) == above && count_nonzero(a) == n && count_nonzero(z) == n));
        CHECK((count_nonzero(c) == whole && count_nonzero(c > 0) + count_nonzero(c < 0) == whole && sum(a > 0) == above));
        const ndarray<bool, 1> mask = a > 0;
        CHECK((count_nonzero(mask) == above && count_nonzero(mask(range(none, none, -1))) == above && count_nonzero(z == z) == n));
    }
}

TEST_CASE("a reduction of everything is a number", "[ops]") {
    const ndarray<int> a{{1, 2, 3}, {4, 5, 6}};
    CHECK(sum(a) == 21);
    CHECK(prod(a) == 720);
    CHECK(mean(a) == 3.5);
    CHECK(static_cast<float>(mean(ndarray<strand::float16>{strand::float16(1), strand::float16(2)})) == 1.5f);
    CHECK(max(a) == 6);
    CHECK(min(a) == 1);
    CHECK(amax(a) == 6);
    CHECK(amin(a) == 1);
    CHECK(all(a > 0));
    CHECK_FALSE(all(a > 1));
    CHECK(any(a == 6));
    CHECK_FALSE(any(a > 6));
    CHECK(sum(ones<int>(shape_t{}) * 5) == 5);
    CHECK(sum(square(a - a.T().T())) == 0);
    CHECK(sum(ndarray<std::complex<double>>{{1, 2}, {std::complex<double>(0, 1), 4}}) == std::complex<double>(7, 1));
    // The same name is Python's colon in a slice call.
    CHECK(difference(a(all, 0), {2}, {1, 4}) == "");
}

TEST_CASE("every set of axes is folded, with and without keeping them", "[ops]") {
    ndarray<int, 3> a(extents<3>({2, 3, 4}));
    std::iota(a.begin(), a.end(), -7);
    ndarray<int, 3> f(a.shape(), column_major);
    f.view() = a;
    const auto check = [](const auto& operand) {
        const shape_t shape(operand.shape());
        for (unsigned set = 0; set < 8; ++set) {
            std::vector<int> axes;
            shape_t left, kept;
            for (int axis = 0; axis < 3; ++axis) {
                const bool folded = set >> axis & 1;
                if (folded) axes.push_back(axis % 2 == 0 ? axis : axis - 3);
                else left.push_back(shape[axis]);
                kept.push_back(folded ? 1 : shape[axis]);
            }
            std::vector<std::int64_t> sums(static_cast<std::size_t>(detail::element_count(kept)), 0);
            std::vector<int> largest(sums.size(), -1000);
            layouts::for_each_index(shape, [&](const shape_t& index) {
                index_t place = 0;
                for (index_t axis = 0; axis < 3; ++axis) place = place * kept[axis] + (kept[axis] == 1 ? 0 : index[axis]);
                const int value = layouts::element_at(operand, index);
                sums[static_cast<std::size_t>(place)] += value;
                largest[static_cast<std::size_t>(place)] = std::max(largest[static_cast<std::size_t>(place)], value);
            });
            CHECK(difference(sum(operand, axes), left, sums) == "");
            CHECK(difference(sum(operand, axes, true), kept, sums) == "");
            CHECK(difference(sum(operand, axes, keepdims), kept, sums) == "");
            CHECK(difference(max(operand, axes), left, largest) == "");
        }
    };
    check(a);
    check(f);
    check(a.T());
    check(a(range(none, none, -1), all, range(none, none, 2)));
    check(broadcast_to(a(0, all, range(0, 1)), {2, 3, 4}));
}

TEST_CASE("axes are numbers, braces or ranges, negative ones counted from the end", "[ops]") {
    const ndarray<int> a{{1, 2, 3}, {4, 5, 6}};
    CHECK(difference(sum(a, 0), {3}, {5, 7, 9}) == "");
    CHECK(difference(sum(a, -1), {2}, {6, 15}) == "");
    CHECK(difference(sum(a, {0}), {3}, {5, 7, 9}) == "");
    CHECK(difference(sum(a, {-1, 0}), {}, {21}) == "");
    CHECK(difference(sum(a, std::vector<int>{1}), {2}, {6, 15}) == "");
    CHECK(difference(sum(a, std::initializer_list<int>{1}), {2}, {6, 15}) == "");
    CHECK(difference(sum(a, std::set<long>{1}), {2}, {6, 15}) == "");
    CHECK(difference(sum(a, shape_t{}), {2, 3}, {1, 2, 3, 4, 5, 6}) == "");
    CHECK(difference(mean(a, 0), {3}, {2.5, 3.5, 4.5}) == "");
    CHECK(difference(mean(a, {0, 1}, true), {1, 1}, {3.5}) == "");
    CHECK(difference(prod(a, 1), {2}, {6, 120}) == "");
    CHECK(difference(min(a, 0), {3}, {1, 2, 3}) == "");
    CHECK(difference(amax(a, {0}), {3}, {4, 5, 6}) == "");
    CHECK(difference(amin(a, {0, 1}, keepdims), {1, 1}, {1}) == "");
    CHECK(difference(all(a > 1, 0), {3}, {false, true, true}) == "");
    CHECK(difference(any(a > 5, {1}), {2}, {false, true}) == "");
    CHECK(difference(any(a > 5, 1, true), {2, 1}, {false, true}) == "");
    CHECK(difference(all(a > 0, {0, 1}, keepdims), {1, 1}, {true}) == "");
}

TEST_CASE("an axis that is not there, or there twice, is refused", "[ops]") {
    const ndarray<int> a{{1, 2, 3}, {4, 5, 6}};
    const auto text = [](auto f) { return error_text<axis_error>(f); };
    CHECK(text([&] { sum(a, 2); }) == "axis 2 is out of bounds for an array of rank 2");
    CHECK(text([&] { max(a, -3); }) == "axis -3 is out of bounds for an array of rank 2");
    CHECK(text([&] { mean(a, {0, 0}); }) == "axis 0 is given twice");
    CHECK(text([&] { all(a, {1, -1}); }) == "axis -1 is given twice");
    CHECK(text([&] { sum(ones<int>(shape_t{}), 1); }) == "axis 1 is out of bounds for an array of rank 0");
    CHECK(text([&] { sum(ones<int>(shape_t{}), {0, 0}); }) == "axis 0 is given twice");
}

TEST_CASE("of nothing there is an identity, NaN, or an error", "[ops]") {
    const ndarray<double> none_at_all = zeros<double>(0), no_rows = zeros<double>({0, 3});
    CHECK(sum(none_at_all) == 0);
    CHECK(prod(none_at_all) == 1);
    CHECK(std::isnan(mean(none_at_all)));
    CHECK(all(none_at_all));
    CHECK_FALSE(any(none_at_all));
    CHECK(difference(sum(no_rows, 0), {3}, {0, 0, 0}) == "");
    CHECK(difference(sum(no_rows, 1), {0}, {}) == "");
    CHECK(difference(mean(no_rows, 0), {3}, {strand::nan, strand::nan, strand::nan}) == "");
    CHECK(difference(max(no_rows, 1), {0}, {}) == "");
    CHECK(difference(prod(no_rows, 0, keepdims), {1, 3}, {1, 1, 1}) == "");
    CHECK(error_text<value_error>([&] { max(none_at_all); }) ==
          "max of an expression of shape (0,) has nothing to choose from");
    CHECK(error_text<value_error>([&] { min(no_rows, 0); }) ==
          "min of an expression of shape (0, 3) has nothing to choose from");
}

TEST_CASE("NaN goes through sums, maxima and minima and counts as true", "[ops]") {
    const double n = strand::nan;
    for (index_t place = 0; place < 70; ++place) {
        ndarray<double> a = ones<double>(70);
        a(place) = n;
        CHECK(std::isnan(sum(a)));
        CHECK(std::isnan(max(a)));
        CHECK(std::isnan(min(a)));
        CHECK(all(a));
    }
    CHECK(difference(max(ndarray<float>{{1, float(n)}, {3, 2}}, 1), {2}, {float(n), 3}) == "");
    CHECK(sum(ndarray<double>{inf, 1}) == inf);
    CHECK(std::isnan(sum(ndarray<double>{inf, -inf})));
    CHECK(max(ndarray<double>{-inf, -inf}) == -inf);
    CHECK(sum(ndarray<double>{1e308, 1e308}) == inf);
}

TEST_CASE("small integers do not overflow unless asked to", "[ops]") {
    const ndarray<std::int8_t> a{100, 100};
    CHECK(sum(a) == 200);
    CHECK(sum<std::int8_t>(a) == -56);
    CHECK(mean(a) == 100);
    CHECK(sum<double>(a) == 200.0);
    CHECK(sum(ndarray<bool>{true, true, false}) == 2);
    CHECK(mean(ndarray<bool>{true, false}) == 0.5);
    CHECK(prod(full<std::uint8_t>({8}, 255)) == 17878103347812890625u);
    CHECK(sum(full<std::uint64_t>({2}, ~std::uint64_t{0})) == ~std::uint64_t{0} - 1);
    CHECK(max(ndarray<std::uint64_t>{1, ~std::uint64_t{0}}) == ~std::uint64_t{0});
    CHECK(min(ndarray<std::int64_t>{1, std::numeric_limits<std::int64_t>::min()}) == std::numeric_limits<std::int64_t>::min());
}

TEST_CASE("the accumulator type can be given for axes too", "[ops]") {
    const ndarray<float> a{{16777216, 1}, {1, 1}};
    CHECK(difference(sum<double>(a, 0), {2}, {16777217.0, 2.0}) == "");
    CHECK(difference(mean<double>(ndarray<int>{{1, 2}}, 1), {1}, {1.5}) == "");
    CHECK(difference(sum<std::complex<double>>(ndarray<int>{1, 2}, {0}), {}, {3}) == "");
}

TEST_CASE("twenty million ones are twenty million along every axis", "[ops]") {
    const ndarray<float, 2> a = ones<float>({4000, 5000});
    CHECK(sum(a) == 20000000.0f);
    CHECK(sum(a.T()) == 20000000.0f);
    CHECK(sum(sum(a, 0)) == 20000000.0f);
    CHECK(mean(a) == 1.0f);
    CHECK(sum(broadcast_to(a[0], {4000, 5000})) == 20000000.0f);
    const ndarray<float, 2> thin = reshape(a, {2, -1});
    CHECK(difference(sum(thin, 1), {2}, {1e7f, 1e7f}) == "");
    CHECK(difference(sum(thin.T(), 0), {2}, {1e7f, 1e7f}) == "");
}

TEST_CASE("a number has the axes 0 and -1", "[ops]") {
    const ndarray<int> five = full<int>(shape_t{}, 5);
    CHECK(difference(sum(five, 0), {}, {5}) == "");
    CHECK(difference(max(five, -1), {}, {5}) == "");
    CHECK(difference(argmax(five, 0), {}, {0}) == "");
    CHECK(sum(ndarray<int, 0>(five)) == 5);
}

TEST_CASE("reductions begin with an initial value and leave out what the mask leaves out", "[ops]") {
    const ndarray<int> a{{1, 2, 3}, {4, 5, 6}};
    const ndarray<bool> row{true, false, true};
    CHECK(sum(a, initial(10)) == 31);
    CHECK(difference(prod(a, 0, initial(2)), {3}, {8, 20, 36}) == "");
    CHECK(difference(sum(a, 1, where_(row)), {2}, {4, 10}) == "");
    CHECK(difference(sum(a, 1, keepdims, where_(row), initial(1)), {2, 1}, {5, 11}) == "");
    CHECK(difference(mean(a, 1, where_(row)), {2}, {2, 5}) == "");
    CHECK(mean(a, where_(a > 2)) == 4.5);
    CHECK(std::isnan(mean(a, where_(a > 9))));
    CHECK(max(a, initial(9)) == 9);
    CHECK(max(zeros<double>(0), initial(-5)) == -5);
    CHECK(min(a, where_(a > 2), initial(100)) == 3);
    CHECK(difference(max(a, {0}, where_(row), initial(0)), {3}, {4, 0, 6}) == "");
    CHECK(all(a > 2, where_(a > 2)));
    CHECK_FALSE(any(a > 2, 0, where_(a < 3))(0));
    CHECK(count_nonzero(a, where_(row)) == 4);
    CHECK(difference(count_nonzero(a > 2, 0), {3}, {1, 1, 2}) == "");
    CHECK(count_nonzero(ndarray<std::complex<float>>{{0, 1}, {0, std::complex<float>(0, 1)}}) == 2);
    CHECK(sum(a, none) == 21);
    CHECK(difference(sum(a, none, keepdims), {1, 1}, {21}) == "");
    CHECK(error_text<value_error>([&] { max(a, where_(row)); }) == "max with a mask needs an initial value");
    CHECK(error_text<shape_error>([&] { sum(a, where_(ones<bool>({2}))); }) != "");
    CHECK(error_text<shape_error>([&] { sum(a, where_(ones<bool>({2, 2, 3}))); }) != "");
}
