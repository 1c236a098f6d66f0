// SPDX-License-Identifier: BSD-3-Clause
#include <algorithm>
#include <cmath>
#include <strand/strand.hpp>
#include "support/catch.hpp"
#include "support/element_types.hpp"
#include "support/matchers.hpp"

using namespace strand;

static_assert(std::same_as<decltype(sort(std::declval<ndarray<float, 2>&>() + 1, 0)), ndarray<float, 2>>);
static_assert(std::same_as<decltype(sort(std::declval<ndarray<float, 2>&>(), none)), ndarray<float, 1>>);
static_assert(std::same_as<decltype(argsort(std::declval<ndview<const bool>&>())), ndarray<index_t>>);
static_assert(std::same_as<decltype(lexsort(std::declval<std::vector<ndarray<int, 1>>&>())), ndarray<index_t>>);

namespace {

const double undefined = std::nan("");

/// The order of the specification, said as plainly as possible.
template <class T>
bool is_before(T x, T y) {
    if constexpr (strand::detail::is_complex<T>) {
        const int a = 2 * std::isnan(x.real()) + std::isnan(x.imag()), b = 2 * std::isnan(y.real()) + std::isnan(y.imag());
        if (a != b) return a < b;
        if (a < 2 && x.real() != y.real()) return x.real() < y.real();
        return (a == 0 || a == 2) && x.imag() < y.imag();
    } else if constexpr (strand::detail::real_floating<T>) {
        return y != y ? x == x : x < y;
    } else {
        return x < y;
    }
}
template <class T>
bool any_nan(T x) {
    return x != x;
}

/// Few different values, so that equal ones meet; all that is special about their type.
template <class T>
T special_value(std::mt19937& random, bool wide) {
    if constexpr (strand::detail::is_complex<T>) {
        using R = real_t<T>;
        return T(special_value<R>(random, wide), special_value<R>(random, wide));
    } else if constexpr (strand::detail::real_floating<T>) {
        static const T values[] = {T(undefined), -T(undefined), T(0), -T(0), T(1), T(-1), std::numeric_limits<T>::infinity(),
                                   -std::numeric_limits<T>::infinity(), std::numeric_limits<T>::denorm_min(),
                                   -std::numeric_limits<T>::denorm_min(), std::numeric_limits<T>::max(), T(2.5)};
        if (wide) return static_cast<T>(static_cast<double>(random()) * 1e-3 - 2e6);
        return values[random() % std::size(values)];
    } else if constexpr (std::same_as<T, bool>) {
        return random() % 2;
    } else {
        if (wide) return static_cast<T>((static_cast<std::uint64_t>(random()) << 32) | random());
        static const T values[] = {std::numeric_limits<T>::min(), std::numeric_limits<T>::max(), T(0), T(1), T(5)};
        return values[random() % std::size(values)];
    }
}

/// The stable order of a line; NaN last in descending order too.
template <class T>
std::vector<index_t> expected_order(const std::vector<T>& line, bool descending) {
    std::vector<index_t> order;
    for (std::size_t i = 0; i < line.size(); ++i) order.push_back(static_cast<index_t>(i));
    std::stable_sort(order.begin(), order.end(), [&](index_t i, index_t k) {
        const T x = line[static_cast<std::size_t>(i)], y = line[static_cast<std::size_t>(k)];
        if (descending && !any_nan(x) && !any_nan(y)) return is_before(y, x);
        return is_before(x, y);
    });
    return order;
}

/// Sorts every line of a view along an axis by the oracle.
template <class T>
void check_against_oracle(const ndview<T>& view, index_t axis, bool descending) {
    const shape_t shape(view.shape());
    const auto sorted = sort(view, axis, descending);
    const auto order = argsort(view, axis, descending);
    shape_t lines = shape;
    lines[axis] = shape[axis] > 0 ? 1 : 0;
    std::size_t wrong = 0;
    REQUIRE((sorted.shape() == shape && order.shape() == shape));
    layouts::for_each_index(lines, [&](shape_t index) {
        std::vector<T> line;
        const auto at = [&](const auto& array, index_t i) -> const auto& {
            index[axis] = i;
            return layouts::element_at(array, index);
        };
        for (index_t i = 0; i < shape[axis]; ++i) line.push_back(at(view, i));
        const auto expected = expected_order(line, descending);
        for (index_t i = 0; i < shape[axis]; ++i) {
            wrong += at(order, i) != expected[static_cast<std::size_t>(i)];
            const T value = line[static_cast<std::size_t>(expected[static_cast<std::size_t>(i)])], found = at(sorted, i);
            if constexpr (strand::detail::real_floating<T>) wrong += !same_value(static_cast<double>(found), static_cast<double>(value));
            else wrong += !same_value(found, value);
        }
    });
    REQUIRE(wrong == 0);
}

}  // namespace

TEST_CASE("lines of every element type and layout sort stably, NaN last", "[ops]") {
    std::mt19937 random(3);
    for_each_element([&]<class T>() {
        CAPTURE(dtype_code<T>());
        for (int round = 0; round < 40; ++round) {
            const shape_t shape = layouts::random_shape(random, 3, 500);
            if (shape.empty()) continue;
            layouts::placed<T> memory(random, shape, false);
            const auto view = memory.view();
            layouts::for_each_index(shape, [&](const shape_t& index) {
                layouts::element_at(view, index) = special_value<T>(random, round % 2 == 0);
            });
            // A complex number with one NaN sorts by its other part, backwards in descending order.
            const bool descending = !strand::detail::is_complex<T> && round % 3 == 0;
            check_against_oracle(view, layouts::pick(random, 0, shape.size() - 1), descending);
        }
    });
}

TEST_CASE("rows of every length sort", "[ops]") {
    std::mt19937 random(5);
    for_each_type(type_list<std::uint8_t, std::int16_t, float, double, std::int64_t>{}, [&]<class T>() {
        CAPTURE(dtype_code<T>());
        for (const index_t count : {1, 2, 7, 8, 15, 16, 17, 31, 32, 33, 63, 64, 65, 66, 130, 300, 2000, 20000}) {
            for (const bool wide : {false, true}) {
                ndarray<T> row(shape_t{count});
                for (T& x : row) x = special_value<T>(random, wide);
                check_against_oracle(row.view(), 0, wide);
                std::sort(row.begin(), row.end(), is_before<T>);
                check_against_oracle(row.view(), 0, false);
            }
        }
    });
}

TEST_CASE("sorting is NumPy's", "[ops]") {
    const ndarray<double, 2> a{{3, undefined, 1}, {-1, 2, 2}};
    CHECK(difference(sort(a), {2, 3}, {1, 3, undefined, -1, 2, 2}) == "");
    CHECK(difference(sort(a, 0), {2, 3}, {-1, 2, 1, 3, undefined, 2}) == "");
    CHECK(difference(sort(a, none), {6}, {-1, 1, 2, 2, 3, undefined}) == "");
    CHECK(difference(sort(a, -1, true), {2, 3}, {3, 1, undefined, 2, 2, -1}) == "");
    CHECK(difference(argsort(a, -1, true), {2, 3}, {0, 2, 1, 1, 2, 0}) == "");
    CHECK(difference(argsort(a, none), {6}, {3, 2, 4, 5, 0, 1}) == "");
    CHECK(difference(sort(a * 2, 1, "stable"), {2, 3}, {2, 6, undefined, -2, 4, 4}) == "");
    CHECK(difference(argsort(ndarray<double>{undefined, 1, undefined, 0}), {4}, {3, 1, 0, 2}) == "");
    CHECK(difference(argsort(ones<int>(shape_t{})), {1}, {0}) == "");
    CHECK(sort(zeros<int>({0, 3}), 0).shape() == shape_t{0, 3});
    CHECK(argsort(zeros<int>({3, 0})).shape() == shape_t{3, 0});
    const auto rows = sort(a, 0);
    CHECK(rows.is_contiguous());
}

TEST_CASE("the last key of lexsort is the most important", "[ops]") {
    const ndarray<int, 1> a{9, 4, 0, 4, 0, 2, 1}, b{1, 5, 1, 4, 3, 4, 4};
    const std::vector<index_t> expected{2, 0, 4, 6, 5, 3, 1};
    CHECK(difference(lexsort({a, b}), {7}, expected) == "");
    CHECK(difference(lexsort(std::tie(a, b)), {7}, expected) == "");
    CHECK(difference(lexsort(std::vector{a, b}), {7}, expected) == "");
    CHECK(difference(lexsort(stack({a, b})), {7}, expected) == "");
    CHECK(difference(lexsort(std::tuple(a * 1.5, b)), {7}, expected) == "");
    // Two rows apart: g++ 12 makes 1, 1, 1, 0 of the constants 1, 1, 0, 0 with AVX-512.
    const auto down = lexsort({ndarray{{1, 0}, {0, 1}}, ndarray{{2, 2}, {1, 1}}}, 0);
    CHECK(difference(down[0], {2}, {1, 1}) == "");
    CHECK(difference(down[1], {2}, {0, 0}) == "");
    CHECK(error_text<shape_error>([&] { lexsort(std::tuple(a, ndarray{1, 2})); }) ==
          "lexsort: a key of shape (2,) does not fit the keys before it");
    CHECK(error_text<value_error>([&] { lexsort(std::vector<ndarray<int>>{}); }) == "lexsort needs at least one key");
}

TEST_CASE("mistakes in sorting are named", "[ops]") {
    const ndarray<int> zero(shape_t{}), a{1, 2};
    CHECK(error_text<axis_error>([&] { sort(zero); }) == "axis -1 is out of bounds for an array of rank 0");
    CHECK(error_text<axis_error>([&] { argsort(a, 1); }) == "axis 1 is out of bounds for an array of rank 1");
    CHECK(error_text<value_error>([&] { sort(a, 0, "bubble"); }) ==
          "sort: the kind must be stable, quicksort, mergesort or heapsort, it is bubble");
}
