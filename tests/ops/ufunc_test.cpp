// SPDX-License-Identifier: BSD-3-Clause
#include <cmath>
#include <strand/strand.hpp>
#include "support/catch.hpp"
#include "support/element_types.hpp"
#include "support/matchers.hpp"

using namespace strand;

namespace {
template <class F, class... X>
concept takes = requires(F f, X... x) { f(x...); };
template <class F, class... X>
using result = value_t<std::invoke_result_t<F, X...>>;
template <class T>
using array = ndarray<T>;
}  // namespace

// Numbers alone give a number, of their promoted type; with an array, a lazy node.
static_assert(std::same_as<decltype(add(1, 2.5f)), double>);
static_assert(std::same_as<decltype(maximum(std::int8_t{1}, std::int8_t{2})), std::int8_t>);
static_assert(std::same_as<decltype(less(1, 2)), bool>);
static_assert(detail::node<decltype(add(array<int>(), 1))>);
static_assert(!takes<decltype(add), int> && !takes<decltype(add), int, const char*>);
static_assert(!takes<decltype(subtract), bool, bool> && !takes<decltype(negative), array<bool>>);
static_assert(!takes<decltype(bitwise_and), array<float>, int> && takes<decltype(clip), array<std::complex<float>>, int, int>);
// where promotes its two values and takes any condition for a truth value.
static_assert(std::same_as<result<decltype(where), array<bool>, array<std::int16_t>, array<float>>, float>);
static_assert(std::same_as<result<decltype(where), array<double>, array<float>, int>, float>);
static_assert(std::same_as<result<decltype(where), array<bool>, int, int>, std::int64_t>);
static_assert(std::same_as<result<decltype(where), array<bool>, array<std::uint8_t>, double>, double>);
static_assert(std::same_as<result<decltype(clip), array<std::uint8_t>, int, int>, std::uint8_t>);
static_assert(std::same_as<result<decltype(absolute), array<std::complex<float>>>, float>);
static_assert(std::same_as<result<decltype(real), array<std::complex<double>>>, double>);
static_assert(std::same_as<result<decltype(imag), array<int>>, int>);
static_assert(std::same_as<result<decltype(square), array<bool>>, std::int8_t>);

TEST_CASE("numbers alone are computed at once", "[ops]") {
    CHECK(add(1, 2.5) == 3.5);
    CHECK(std::isnan(maximum(1.0, strand::nan)));
    CHECK(where(true, 1, 2) == 1);
    CHECK(clip(5, 0, 3) == 3);
    CHECK(less(std::int64_t{-1}, std::uint64_t{1}));
    CHECK(bitwise_left_shift(1, 40) == 0);
    CHECK(absolute(std::complex<double>(3, 4)) == 5);
    CHECK(logical_not(0));
}

TEST_CASE("function objects are the operators by name", "[ops]") {
    const array<int> a{6, -7, 0}, b{3, 2, 5};
    CHECK(difference(add(a, b), a + b) == "");
    CHECK(difference(subtract(a, 1), a - 1) == "");
    CHECK(difference(multiply(2, b), 2 * b) == "");
    CHECK(difference(negative(a), {3}, {-6, 7, 0}) == "");
    CHECK(difference(positive(a), a) == "");
    CHECK(difference(square(a), {3}, {36, 49, 0}) == "");
    CHECK(difference(equal(a, 0), {3}, {false, false, true}) == "");
    CHECK(difference(not_equal(a, 0), {3}, {true, true, false}) == "");
    CHECK(difference(greater(a, b), {3}, {true, false, false}) == "");
    CHECK(difference(greater_equal(a, 6), {3}, {true, false, false}) == "");
    CHECK(difference(less(a, b), {3}, {false, true, true}) == "");
    CHECK(difference(less_equal(a, -7), {3}, {false, true, false}) == "");
    CHECK(difference(logical_and(a, b), {3}, {true, true, false}) == "");
    CHECK(difference(logical_or(a, 0), {3}, {true, true, false}) == "");
    CHECK(difference(logical_xor(a, b), {3}, {false, false, true}) == "");
    CHECK(difference(logical_not(a), {3}, {false, false, true}) == "");
    CHECK(difference(bitwise_xor(a, 1), {3}, {7, -8, 1}) == "");
    CHECK(difference(bitwise_or(a, 1), {3}, {7, -7, 1}) == "");
    CHECK(difference(bitwise_and(a, 1), {3}, {0, 1, 0}) == "");
    CHECK(difference(bitwise_right_shift(a, 1), {3}, {3, -4, 0}) == "");
    CHECK(difference(invert(a), {3}, {-7, 6, -1}) == "");
    CHECK(difference(left_shift(b, 1), {3}, {6, 4, 10}) == "");
}

TEST_CASE("maximum and minimum give NaN where there is one", "[ops]") {
    const double n = strand::nan;
    for_each_type(real_types{}, [&]<class T>() {
        const T m = static_cast<T>(n), i = static_cast<T>(inf);
        const array<T> a{1, m, m, -i, 2}, b{m, 1, m, 3, i};
        CHECK(difference(maximum(a, b), {5}, {m, m, m, 3, i}) == "");
        CHECK(difference(minimum(a, b), {5}, {m, m, m, -i, 2}) == "");
        // Any of two zeros is the larger, but a zero it is.
        CHECK(difference(maximum(array<T>{0, T(-0.0)}, array<T>{T(-0.0), 0}) + T(0), {2}, {0, 0}) == "");
    });
    for_each_type(integer_types{}, []<class T>() {
        const T most = std::numeric_limits<T>::max(), least = std::numeric_limits<T>::min();
        CHECK(difference(maximum(array<T>{most, least, 1}, array<T>{least, 0, 1}), {3}, {most, 0 > least ? T(0) : least, 1}) == "");
        CHECK(difference(minimum(array<T>{most, least, 1}, array<T>{least, most, 1}), {3}, {least, least, 1}) == "");
    });
    CHECK(difference(maximum(array<bool>{true, false}, array<bool>{false, false}), {2}, {true, false}) == "");
    CHECK(difference(minimum(array<bool>{true, false}, true), {2}, {true, false}) == "");
    CHECK(difference(maximum(array<std::int8_t>{-1}, array<std::uint8_t>{200}), {1}, {200}) == "");
}

TEST_CASE("clip is minimum of maximum", "[ops]") {
    const double n = strand::nan;
    CHECK(difference(clip(array<double>{1, n, 5, -inf}, 2.0, 4.0), {4}, {2, n, 4, 2}) == "");
    CHECK(difference(clip(array<double>{1, 3, 5}, 4.0, 2.0), {3}, {2, 2, 2}) == "");
    CHECK(difference(clip(array<double>{1, 3}, n, 4.0), {2}, {n, n}) == "");
    CHECK(difference(clip(array<int>{1, 5, 9}, array<int>{2, 2, 2}, array<int>{{4}, {8}}), {2, 3}, {2, 4, 4, 2, 5, 8}) == "");
    CHECK(difference(clip(array<std::uint8_t>{0, 100, 255}, 10, 200), {3}, {10, 100, 200}) == "");
    CHECK(difference(clip(array<int>{1, 5}, 2.5, 4), {2}, {2.5, 4}) == "");
}

TEST_CASE("where chooses without looking at what it does not choose", "[ops]") {
    const array<double> a{1, 0, 4};
    CHECK(difference(where(a > 0, 1 / a, -1), {3}, {1, -1, 0.25}) == "");
    CHECK(difference(where(array<bool>{true, false}, array<std::int16_t>{1}, array<float>{2}), {2}, {1, 2}) == "");
    CHECK(difference(where(array<bool>{{true}, {false}}, array<int>{1, 2}, 0), {2, 2}, {1, 2, 0, 0}) == "");
    CHECK(difference(where(array<double>{0, strand::nan, 2}, 1, 0), {3}, {0, 1, 1}) == "");
    CHECK(difference(where(array<bool>{true, false}, strand::nan, array<float>{1, 2}), {2}, {float(strand::nan), 2}) == "");
    CHECK(difference(where(true, array<int>{1}, array<int>{2}), {1}, {1}) == "");
    CHECK(difference(where(array<bool>{true, false}, array<bool>{false, true}, true), {2}, {false, true}) == "");
    using c = std::complex<double>;
    CHECK(difference(where(array<bool>{true, false}, array<c>{c(1, 2)}, 0), {2}, {c(1, 2), 0}) == "");
}

TEST_CASE("where with a condition alone gives positions", "[ops]") {
    const auto positions = where(array<int>{{0, 3}, {4, 0}});
    CHECK(difference(positions[0], {2}, {0, 1}) == "");
    CHECK(difference(positions[1], {2}, {1, 0}) == "");
}

TEST_CASE("parts of complex numbers", "[ops]") {
    using c = std::complex<float>;
    CHECK(difference(real(array<c>{c(1, 2), c(3, 4)}), {2}, {1, 3}) == "");
    CHECK(difference(imag(array<c>{c(1, 2), c(3, 4)} * 2), {2}, {4, 8}) == "");
    CHECK(difference(real(array<int>{1}), {1}, {1}) == "");
    CHECK(difference(imag(array<double>{1}), {1}, {0}) == "");
    CHECK(difference(imag(array<bool>{true}), {1}, {false}) == "");
    CHECK(difference(absolute(array<c>{c(3, -4), c(0, 2)}), {2}, {5, 2}) == "");
    CHECK(difference(absolute(array<bool>{true, false}), {2}, {true, false}) == "");
}
