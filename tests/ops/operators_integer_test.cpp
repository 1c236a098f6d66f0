// SPDX-License-Identifier: BSD-3-Clause
// All operators on all integer types, every pair of values from the ends and the middle of the type.
#include <limits>
#include <strand/strand.hpp>
#include "support/catch.hpp"
#include "support/element_types.hpp"
#include "support/matchers.hpp"

using namespace strand;

namespace {

__extension__ typedef __int128 wide;
__extension__ typedef unsigned __int128 unsigned_wide;

template <class T>
std::vector<T> interesting() {
    using limits = std::numeric_limits<T>;
    const T most = limits::max(), least = limits::min();
    return {0, 1, static_cast<T>(-1), 2, 7, static_cast<T>(-7), most, least, static_cast<T>(most - 1), static_cast<T>(least + 1),
            static_cast<T>(most / 2 + 1), static_cast<T>(8 * sizeof(T)), static_cast<T>(8 * sizeof(T) - 1)};
}

/// Compares a op b, for all pairs of values in two arrays, with the rule on wide integers.
template <class T>
class pairs {
public:
    pairs() {
        for (const T x : interesting<T>()) {
            for (const T y : interesting<T>()) {
                x_.push_back(x);
                y_.push_back(y);
            }
        }
        a = asarray(x_);
        b = asarray(y_);
    }
    template <class E, class Rule>
    void check(const E& result, Rule rule) const {
        std::vector<value_t<E>> expected;
        for (std::size_t i = 0; i < x_.size(); ++i) {
            expected.push_back(static_cast<value_t<E>>(rule(static_cast<wide>(x_[i]), static_cast<wide>(y_[i]))));
        }
        CHECK(difference(result, {static_cast<index_t>(x_.size())}, expected) == "");
    }
    ndarray<T, 1> a, b;

private:
    std::vector<T> x_, y_;
};

wide product(wide x, wide y) {
    return static_cast<wide>(static_cast<unsigned_wide>(x) * static_cast<unsigned_wide>(y));
}
template <class T>
wide shifted_left(wide x, wide y) {
    return y < 0 || y >= wide(8 * sizeof(T)) ? 0 : wide(static_cast<std::uint64_t>(x) << static_cast<int>(y));
}
template <class T>
wide shifted_right(wide x, wide y) {
    if (y < 0 || y >= wide(8 * sizeof(T))) return x < 0 ? -1 : 0;
    return x >> static_cast<int>(y);
}

}  // namespace

TEST_CASE("integer sums, differences and products wrap around", "[ops]") {
    for_each_type(integer_types{}, []<class T>() {
        const pairs<T> p;
        p.check(p.a + p.b, [](wide x, wide y) { return x + y; });
        p.check(p.a - p.b, [](wide x, wide y) { return x - y; });
        p.check(p.a * p.b, product);
        p.check(-p.a, [](wide x, wide) { return -x; });
        p.check(+p.a, [](wide x, wide) { return x; });
        p.check(abs(p.a), [](wide x, wide) { return x < 0 ? -x : x; });
        p.check(square(p.a), [](wide x, wide) { return product(x, x); });
    });
}

TEST_CASE("integer division truncates, and by zero gives zero", "[ops]") {
    for_each_type(integer_types{}, []<class T>() {
        const pairs<T> p;
        p.check(p.a / p.b, [](wide x, wide y) { return y == 0 ? 0 : x / y; });
        p.check(p.a % p.b, [](wide x, wide y) { return y == 0 ? 0 : x % y; });
    });
}

TEST_CASE("bits combine as C++'s do", "[ops]") {
    for_each_type(integer_types{}, []<class T>() {
        const pairs<T> p;
        p.check(p.a & p.b, [](wide x, wide y) { return x & y; });
        p.check(p.a | p.b, [](wide x, wide y) { return x | y; });
        p.check(p.a ^ p.b, [](wide x, wide y) { return x ^ y; });
        p.check(~p.a, [](wide x, wide) { return ~x; });
    });
}

TEST_CASE("shifts by the width or more, or by less than zero, leave 0 or the sign", "[ops]") {
    for_each_type(integer_types{}, []<class T>() {
        const pairs<T> p;
        p.check(p.a << p.b, shifted_left<T>);
        p.check(p.a >> p.b, shifted_right<T>);
    });
    CHECK(difference(ndarray<std::uint8_t>{1} << 8, {1}, {0}) == "");
    CHECK(difference(ndarray<std::int32_t>{1} << 40, {1}, {0}) == "");
    CHECK(difference(ndarray<std::int32_t>{-8} >> 40, {1}, {-1}) == "");
}
