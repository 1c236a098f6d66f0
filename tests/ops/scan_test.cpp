// SPDX-License-Identifier: BSD-3-Clause
// Scans against naive loops over random shapes and layouts, and their meaning.
#include <complex>
#include "support/catch.hpp"
#include "support/element_types.hpp"
#include "support/layouts.hpp"
#include "support/matchers.hpp"

using namespace strand;
using namespace layouts;

namespace {

template <class T>
using cumsum_type = typename decltype(cumsum(std::declval<ndarray<T>>()))::value_type;
static_assert(std::same_as<cumsum_type<bool>, std::int64_t> && std::same_as<cumsum_type<std::int8_t>, std::int64_t>);
static_assert(std::same_as<cumsum_type<std::uint16_t>, std::uint64_t> && std::same_as<cumsum_type<float>, float>);
static_assert(std::same_as<decltype(cumsum(ndarray<float, 2>())), ndarray<float, 1>>);
static_assert(std::same_as<decltype(cumsum(ndarray<float, 2>(), 0)), ndarray<float, 2>>);
static_assert(std::same_as<decltype(cumsum<double>(ndarray<int, 2>(), 0)), ndarray<double, 2>>);

template <class T, class A, class Scan, class Combine>
void check_scans(unsigned seed, int cases, Scan scan, Combine combine) {
    std::mt19937 random(seed);
    for (int n = 0; n < cases; ++n) {
        const shape_t shape = n % 3 == 0 ? random_stack(random) : random_shape(random, 4, 2000);
        placed<T> a(random, shape, true), b(random, shape, true);
        for (auto& byte : a.memory) byte = 0;
        for (auto& byte : b.memory) byte = 0;
        fill_randomly<T>(random, a.view());
        fill_randomly<T>(random, b.view());
        const shape_t whole = broadcast_shapes(a.shape, b.shape);
        if (whole.empty()) continue;
        const index_t axis = pick(random, 0, whole.size() - 1);
        const ndarray<A> result = scan(a.view() + b.view(), pick(random, 0, 1) == 0 ? axis : axis - whole.size());
        CAPTURE(seed, n, axis, to_string(whole), to_string(a.shape), to_string(a.strides), to_string(b.shape), to_string(b.strides));
        REQUIRE(result.shape() == whole);
        index_t wrong = 0;
        for_each_index(whole, [&](const shape_t& index) {
            const A x = static_cast<A>(static_cast<T>(element_at(a.view(), index) + element_at(b.view(), index)));
            shape_t before = index;
            --before[axis];
            wrong += element_at(result, index) != (index[axis] == 0 ? x : combine(element_at(result, before), x));
        });
        REQUIRE(wrong == 0);
    }
}

}  // namespace

TEST_CASE("scans along any axis of any layout are right", "[ops]") {
    const auto sum_along = [](const auto& x, index_t axis) { return cumsum(x, axis); };
    check_scans<double, double>(1, 500, sum_along, [](double before, double x) { return before + x; });
    check_scans<std::int16_t, std::int64_t>(2, 400, sum_along, [](std::int64_t before, std::int64_t x) { return before + x; });
    check_scans<float, float>(3, 400, [](const auto& x, index_t axis) { return detail_isa::accumulate<fn::maximum>(x, axis); },
                              [](float before, float x) { return before < x ? x : before; });
    check_scans<double, double>(4, 200, [](const auto& x, index_t axis) { return detail_isa::accumulate<fn::subtract>(x, axis); },
                                [](double before, double x) { return before - x; });
    check_scans<std::uint8_t, std::uint64_t>(5, 200, [](const auto& x, index_t axis) { return cumprod(x, axis); },
                                             [](std::uint64_t before, std::uint64_t x) { return before * x; });
}

TEST_CASE("scans of bool and complex elements", "[ops]") {
    ndarray<bool, 1> flags = zeros<bool>({200});
    for (const index_t i : {3, 70, 71, 150}) flags(i) = true;
    const auto counted = cumsum(flags, none);
    CHECK((counted(2) == 0 && counted(3) == 1 && counted(70) == 2 && counted(199) == 4));
    const auto seen = detail_isa::accumulate<fn::logical_or>(flags, 0);
    static_assert(std::same_as<decltype(seen), const ndarray<bool, 1>>);
    const auto unseen = detail_isa::accumulate<fn::logical_and>(!flags, 0);
    for (index_t i = 0; i < 200; ++i) CHECK((seen(i) == (i >= 3) && unseen(i) == (i < 3)));
    using C = std::complex<float>;
    ndarray<C, 1> z(extents<1>({37}));
    C sum = 0;
    for (index_t i = 0; i < 37; ++i) z(i) = C(static_cast<float>(i), 1);
    const ndarray<C, 1> sums = cumsum(z);
    for (index_t i = 0; i < 37; ++i) CHECK(sums(i) == (sum += z(i)));
    CHECK(difference(cumprod(ndarray<C>{{0, 1}, {0, 1}}, 0), {2, 2}, {0, 1, 0, 1}) == "");
}

TEST_CASE("NumPy's scans flatten, the Array API's need an axis", "[ops]") {
    const ndarray<int> a{{1, 2, 3}, {4, 5, 6}};
    CHECK(difference(cumsum(a), {6}, {1, 3, 6, 10, 15, 21}) == "");
    CHECK(difference(cumsum(a.T()), {6}, {1, 5, 7, 12, 15, 21}) == "");
    CHECK(difference(cumprod(a, 0), {2, 3}, {1, 2, 3, 4, 10, 18}) == "");
    CHECK(difference(cumsum(a * 2, -1), {2, 3}, {2, 6, 12, 8, 18, 30}) == "");
    CHECK(difference(cumulative_sum(ndarray<int>{1, 2, 3}), {3}, {1, 3, 6}) == "");
    CHECK(difference(cumulative_sum(a, 1, true), {2, 4}, {0, 1, 3, 6, 0, 4, 9, 15}) == "");
    CHECK(difference(cumulative_prod(a, 0, true), {3, 3}, {1, 1, 1, 1, 2, 3, 4, 10, 18}) == "");
    CHECK(difference(cumulative_sum(ndarray<int, 1>{1, 2}, none, true), {3}, {0, 1, 3}) == "");
    CHECK(difference(cumulative_prod<double>(ndarray<int>{3, 2}), {2}, {3, 6}) == "");
    CHECK(error_text<axis_error>([&] { cumulative_sum(a); }) ==
          "cumulative_sum and cumulative_prod need an axis for an array of rank 2");
    CHECK(error_text<axis_error>([&] { cumsum(a, 2); }) == "axis 2 is out of bounds for an array of rank 2");
}

TEST_CASE("scans of nothing, of one number, and of special values", "[ops]") {
    const float n = static_cast<float>(strand::nan), i = static_cast<float>(strand::inf);
    CHECK(difference(cumsum(zeros<double>(0)), {0}, {}) == "");
    CHECK(difference(cumsum(zeros<double>({0, 3}), 0), {0, 3}, {}) == "");
    CHECK(difference(cumulative_sum(zeros<int>(0), 0, true), {1}, {0}) == "");
    CHECK(difference(cumsum(ones<int>(shape_t{}) * 5), {1}, {5}) == "");
    CHECK(difference(cumulative_sum(ones<int>(shape_t{}) * 5, 0, true), {2}, {0, 5}) == "");
    CHECK(difference(cumsum(ndarray<float>{-0.0f, -0.0f, 0.0f, 1, i, n, 2}), {7}, {-0.0f, -0.0f, 0, 1, i, n, n}) == "");
    CHECK(difference(detail_isa::accumulate<fn::minimum>(ndarray<float>{i, 3, n, 1}, 0), {4}, {i, 3, n, n}) == "");
    // Products are taken in their order: in another one the last would be 0.
    CHECK(difference(cumprod(ndarray<double>{1e300, 1e-200, 1e-200}), {3}, {1e300, 1e300 * 1e-200, 1e300 * 1e-200 * 1e-200}) == "");
    CHECK(difference(cumsum<std::int8_t>(ndarray<std::int8_t>{100, 100}), {2}, {100, -56}) == "");
    CHECK(error_text<axis_error>([&] { detail_isa::accumulate<fn::add>(ones<int>(shape_t{}), 0); }) ==
          "axis 0 is out of bounds for an array of rank 0");
}
