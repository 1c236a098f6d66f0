// SPDX-License-Identifier: BSD-3-Clause
#include <cmath>
#include <limits>
#include <strand/strand.hpp>
#include "support/catch.hpp"
#include "support/element_types.hpp"
#include "support/matchers.hpp"

using namespace strand;

namespace {

__extension__ typedef __int128 wide;

template <class T>
std::vector<T> interesting() {
    using limits = std::numeric_limits<T>;
    if constexpr (std::same_as<T, bool>) {
        return {false, true};
    } else if constexpr (std::floating_point<T>) {
        return {0, T(-0.0), 1, -1, T(2.5), limits::infinity(), -limits::infinity(), limits::quiet_NaN(), limits::max(), 127, 255};
    } else {
        return {0, 1, static_cast<T>(-1), 2, limits::max(), limits::min(), static_cast<T>(limits::max() - 1), 100};
    }
}

/// Exact: integers as they are, whatever their signs; with a floating operand both as the promoted type.
template <class A, class B>
auto ordered(A x, B y) {
    if constexpr (std::integral<A> && std::integral<B>) return std::pair(static_cast<wide>(x), static_cast<wide>(y));
    else return std::pair(static_cast<promote_t<A, B>>(x), static_cast<promote_t<A, B>>(y));
}

template <class A, class B>
void check_comparisons() {
    std::vector<A> x;
    std::vector<B> y;
    for (const A p : interesting<A>()) {
        for (const B q : interesting<B>()) x.push_back(p), y.push_back(q);
    }
    const index_t n = static_cast<index_t>(x.size());
    ndarray<A, 1> a(extents<1>({n}));
    ndarray<B, 1> b(extents<1>({n}));
    for (index_t i = 0; i < n; ++i) {
        a(i) = x[static_cast<std::size_t>(i)];
        b(i) = y[static_cast<std::size_t>(i)];
    }
    using number = decltype(ordered<A, B>(A{}, B{}).first);
    const auto check = [&](const ndarray<bool, 1>& result, bool (*rule)(number, number)) {
        std::vector<bool> expected;
        for (std::size_t i = 0; i < x.size(); ++i) {
            const auto [p, q] = ordered<A, B>(x[i], y[i]);
            expected.push_back(rule(p, q));
        }
        INFO(dtype_code<A>() << " with " << dtype_code<B>());
        CHECK(difference(result, {n}, expected) == "");
    };
    static_assert(std::same_as<value_t<decltype(a == b)>, bool> && std::same_as<value_t<decltype(a < b)>, bool>);
    check(a == b, [](number p, number q) { return p == q; });
    check(a != b, [](number p, number q) { return p != q; });
    check(a < b, [](number p, number q) { return p < q; });
    check(a <= b, [](number p, number q) { return p <= q; });
    check(a > b, [](number p, number q) { return p > q; });
    check(a >= b, [](number p, number q) { return p >= q; });
}

}  // namespace

TEST_CASE("numbers of one type compare as C++'s do", "[ops]") {
    for_each_type(integer_types{}, []<class T>() { check_comparisons<T, T>(); });
    check_comparisons<bool, bool>();
    check_comparisons<float, float>();
    check_comparisons<double, double>();
}

TEST_CASE("integers of different sign compare exactly", "[ops]") {
    check_comparisons<std::int8_t, std::uint8_t>();
    check_comparisons<std::uint32_t, std::int32_t>();
    check_comparisons<std::int64_t, std::uint64_t>();
    check_comparisons<std::uint64_t, std::int64_t>();
    check_comparisons<std::uint64_t, std::int8_t>();
}

TEST_CASE("numbers of different kinds compare in their promoted type", "[ops]") {
    check_comparisons<bool, std::int8_t>();
    check_comparisons<std::int16_t, float>();
    check_comparisons<double, std::int64_t>();
    check_comparisons<float, double>();
}

TEST_CASE("complex numbers compare by real part, then imaginary part", "[ops]") {
    using c = std::complex<double>;
    const double n = strand::nan;
    // numpy: numpy.array(x) op numpy.array(y)
    const ndarray<c> x{c(1, 2), c(1, 3), c(2, 0), c(1, 2), c(n, 0), c(1, n), c(0, 0), c(1, n)};
    const ndarray<c> y{c(1, 3), c(1, 2), c(1, 9), c(1, 2), c(1, 0), c(2, 0), c(-0.0, 0), c(1, n)};
    CHECK(difference(x == y, {8}, {false, false, false, true, false, false, true, false}) == "");
    CHECK(difference(x != y, {8}, {true, true, true, false, true, true, false, true}) == "");
    CHECK(difference(x < y, {8}, {true, false, false, false, false, false, false, false}) == "");
    CHECK(difference(x <= y, {8}, {true, false, false, true, false, false, true, false}) == "");
    CHECK(difference(x > y, {8}, {false, true, true, false, false, false, false, false}) == "");
    CHECK(difference(x >= y, {8}, {false, true, true, true, false, false, true, false}) == "");
    CHECK(difference(ndarray<std::complex<float>>{1, 2} == ndarray<float>{1, 3}, {2}, {true, false}) == "");
}

namespace {

/// Every element against the number, both ways, as integers without a range.
template <class T, class N>
void check_number(N number) {
    const auto values = interesting<T>();
    ndarray<T, 1> a(extents<1>({static_cast<index_t>(values.size())}));
    std::copy(values.begin(), values.end(), a.data());
    const auto check = [&](const ndarray<bool, 1>& result, bool (*rule)(wide, wide)) {
        std::vector<bool> expected;
        for (const T x : values) expected.push_back(rule(static_cast<wide>(x), static_cast<wide>(number)));
        INFO(dtype_code<T>() << " with " << static_cast<double>(number));
        CHECK(difference(result, {a.size()}, expected) == "");
    };
    check(a == number, [](wide x, wide y) { return x == y; });
    check(a != number, [](wide x, wide y) { return x != y; });
    check(a < number, [](wide x, wide y) { return x < y; });
    check(a <= number, [](wide x, wide y) { return x <= y; });
    check(a > number, [](wide x, wide y) { return x > y; });
    check(a >= number, [](wide x, wide y) { return x >= y; });
    check(number < a, [](wide x, wide y) { return y < x; });
    check(number >= a, [](wide x, wide y) { return y >= x; });
    check(number == a, [](wide x, wide y) { return y == x; });
}

}  // namespace

TEST_CASE("integers are compared rightly with numbers outside of their range", "[ops]") {
    for (const int number : {-1, 0, 1, 100, 127, 128, 255, 256, 300, -128, -129, -70000, 70000}) {
        check_number<std::int8_t>(number);
        check_number<std::uint8_t>(number);
        check_number<std::uint64_t>(number);
    }
    check_number<std::int64_t>(std::numeric_limits<std::uint64_t>::max());
    check_number<std::uint32_t>(std::int64_t(1) << 40);
    // Also as operands of something else, and for C++ numbers of other spellings.
    const ndarray<std::uint8_t, 1> a{1, 200};
    CHECK(all(a > -1));
    CHECK(!any(a + 0 == 300L));
    CHECK(all((a < 1000LL) & (a > -5)));
    CHECK(difference(clip(a, -1, 300), {2}, {1, 200}) == "");
    CHECK(difference(clip(a, 2, 1000), {2}, {2, 200}) == "");
}
