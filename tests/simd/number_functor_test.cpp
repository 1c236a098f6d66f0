// SPDX-License-Identifier: BSD-3-Clause
// Division, rounding, signs and neighbours against scalar definitions, with pack and tail of one array.
#include "support/catch.hpp"

#include <cmath>
#include <limits>
#include <numeric>
#include <vector>
#include <strand/strand.hpp>

using namespace strand;

namespace {

template <class T>
std::vector<T> edges() {
    using limits = std::numeric_limits<T>;
    if constexpr (std::integral<T>) {
        std::vector<T> v{0, 1, 2, 3, 7, 12, 100, limits::max(), limits::min()};
        if constexpr (std::is_signed_v<T>) v.insert(v.end(), {-1, -2, -3, -7, -12, -100});
        return v;
    } else {
        return {T(0), -T(0), T(0.3), T(-0.3), T(0.5), T(-0.5), T(1.5), T(-1.5), T(2.5), T(3), T(-3), T(7.25), T(-7.25), T(8388607.5), T(-8388607.5), T(1e10),
                T(-1e10), limits::denorm_min(), limits::max(), limits::infinity(), -limits::infinity(), limits::quiet_NaN()};
    }
}
template <class T>
bool same(T a, T b) {
    if constexpr (std::floating_point<T>) return (a != a && b != b) || (a == b && std::signbit(a) == std::signbit(b));
    else return a == b;
}

template <class T, class Lazy, class Scalar>
void check_one(Lazy lazy, Scalar scalar) {
    const auto values = edges<T>();
    const ndarray<T, 1> x = asarray(values);
    const auto result = eval(lazy(x));
    for (index_t i = 0; i < x.size(); ++i) {
        CAPTURE(+x(i), +result(i));
        REQUIRE(same(result(i), scalar(x(i))));
    }
}
template <class T, class Lazy, class Scalar>
void check_two(Lazy lazy, Scalar scalar) {
    const auto values = edges<T>();
    const ndarray<T, 1> x = asarray(values);
    const auto result = eval(lazy(reshape(x, {x.size(), 1}), x));
    for (index_t i = 0; i < x.size(); ++i) {
        for (index_t k = 0; k < x.size(); ++k) {
            CAPTURE(+x(i), +x(k), +result(i, k));
            REQUIRE(same(result(i, k), scalar(x(i), x(k))));
        }
    }
}

/// NumPy's floor division and remainder of floats, written from their description: the remainder is exact
/// and takes the sign of the divisor.
template <class T>
T python_remainder(T a, T b) {
    T rest = std::fmod(a, b);
    if (b == 0) return rest;
    if (rest != 0) return (rest < 0) != (b < 0) ? rest + b : rest;
    return std::copysign(T(0), b);
}
template <class T>
T python_quotient(T a, T b) {
    if (b == 0) return a / b;
    const T rest = std::fmod(a, b);
    T quotient = (a - rest) / b;
    if (rest != 0 && (rest < 0) != (b < 0)) quotient -= 1;
    if (quotient == 0) return std::copysign(T(0), a / b);
    const T whole = std::floor(quotient);
    return quotient - whole > T(0.5) ? whole + 1 : whole;
}

}  // namespace

TEMPLATE_TEST_CASE("floats round, and keep the sign of zero", "[simd]", float, double) {
    using T = TestType;
    check_one<T>([](const auto& x) { return floor(x); }, [](T x) { return std::floor(x); });
    check_one<T>([](const auto& x) { return ceil(x); }, [](T x) { return std::ceil(x); });
    check_one<T>([](const auto& x) { return trunc(x); }, [](T x) { return std::trunc(x); });
    check_one<T>([](const auto& x) { return rint(x); }, [](T x) { return std::nearbyint(x); });
    check_one<T>([](const auto& x) { return round(x); }, [](T x) { return std::nearbyint(x); });
    const ndarray<T, 1> x{T(2.675), T(-1.25), T(1250)};
    CHECK(array_equal(round(x, 1), ndarray<T, 1>{T(2.7), T(-1.2), T(1250)}));
    CHECK(array_equal(round(x, -2), ndarray<T, 1>{T(0), T(-0.0), T(1200)}));
}
TEST_CASE("integers stay as they are when rounded", "[simd]") {
    const ndarray<int, 1> x{15, 25, -15, 14};
    static_assert(std::same_as<value_t<decltype(floor(x))>, int>);
    CHECK(array_equal(ceil(x), x));
    CHECK(array_equal(round(x, -1), ndarray<int, 1>{20, 20, -20, 10}));
}
TEMPLATE_TEST_CASE("floats divide as in Python", "[simd]", float, double) {
    using T = TestType;
    check_two<T>([](const auto& a, const auto& b) { return floor_divide(a, b); }, python_quotient<T>);
    check_two<T>([](const auto& a, const auto& b) { return remainder(a, b); }, python_remainder<T>);
    check_two<T>([](const auto& a, const auto& b) { return fmod(a, b); }, [](T a, T b) { return std::fmod(a, b); });
}
TEMPLATE_TEST_CASE("integers divide as in Python, by zero to zero", "[simd]", std::int8_t, std::int32_t, std::int64_t, std::uint16_t) {
    using T = TestType;
    const auto quotient = [](T a, T b) -> T {
        if (b == 0) return 0;
        if constexpr (std::is_signed_v<T>) {
            if (b == -1) return static_cast<T>(std::make_unsigned_t<T>(0) - static_cast<std::make_unsigned_t<T>>(a));
        }
        const T q = static_cast<T>(a / b);
        return a % b != 0 && (a < 0) != (b < 0) ? static_cast<T>(q - 1) : q;
    };
    const auto rest = [](T a, T b) -> T {
        if (b == 0 || (std::is_signed_v<T> && b == T(-1))) return 0;
        const T r = static_cast<T>(a % b);
        return r != 0 && (a < 0) != (b < 0) ? static_cast<T>(r + b) : r;
    };
    check_two<T>([](const auto& a, const auto& b) { return floor_divide(a, b); }, quotient);
    check_two<T>([](const auto& a, const auto& b) { return remainder(a, b); }, rest);
    check_two<T>([](const auto& a, const auto& b) { return gcd(a, b); }, [](T a, T b) {
        // Magnitudes as unsigned: the smallest integer has none that is signed.
        using U = std::make_unsigned_t<T>;
        const auto magnitude = [](T x) { return x < 0 ? static_cast<U>(U(0) - static_cast<U>(x)) : static_cast<U>(x); };
        U x = magnitude(a), y = magnitude(b);
        while (y != 0) {
            const U next = static_cast<U>(x % y);
            x = y;
            y = next;
        }
        return static_cast<T>(x);
    });
    check_one<T>([](const auto& x) { return sign(x); }, [](T x) { return static_cast<T>(x > 0 ? 1 : x < 0 ? -1 : 0); });
}
TEST_CASE("true division of integers is in double", "[simd]") {
    const ndarray<std::int8_t, 1> x{1, 7, -7};
    static_assert(std::same_as<value_t<decltype(divide(x, x))>, double>);
    static_assert(std::same_as<value_t<decltype(divide(ndarray<float, 1>{1.0f}, 2.0))>, float>);
    CHECK(array_equal(divide(x, 2), ndarray<double, 1>{0.5, 3.5, -3.5}));
    CHECK(array_equal(lcm(ndarray<int, 1>{4, 0, -6}, 6), ndarray<int, 1>{12, 0, 6}));
    CHECK(array_equal(bitwise_count(ndarray<int, 1>{0, 255, -7}), ndarray<int, 1>{0, 8, 3}));
}
TEMPLATE_TEST_CASE("signs, NaN and infinities are told apart", "[simd]", float, double) {
    using T = TestType;
    check_one<T>([](const auto& x) { return isnan(x); }, [](T x) { return x != x; });
    check_one<T>([](const auto& x) { return isinf(x); }, [](T x) { return std::isinf(x); });
    check_one<T>([](const auto& x) { return isfinite(x); }, [](T x) { return std::isfinite(x); });
    check_one<T>([](const auto& x) { return signbit(x); }, [](T x) { return std::signbit(x); });
    check_one<T>([](const auto& x) { return sign(x); }, [](T x) { return x != x ? x : T(x > 0 ? 1 : x < 0 ? -1 : 0); });
    check_two<T>([](const auto& a, const auto& b) { return copysign(a, b); }, [](T a, T b) { return std::copysign(a, b); });
    check_two<T>([](const auto& a, const auto& b) { return nextafter(a, b); }, [](T a, T b) { return std::nextafter(a, b); });
    check_two<T>([](const auto& a, const auto& b) { return heaviside(a, b); }, [](T a, T b) { return a != a ? a : a == 0 ? b : T(a > 0); });
    const auto larger = [](T a, T b) { return a != a ? b : b != b ? a : a >= b ? a : b; };
    check_two<T>([](const auto& a, const auto& b) { return fmax(a, b); }, larger);
    CHECK_FALSE(strand::any(isnan(ndarray<int, 1>{1, 2, 3})));
    CHECK(strand::all(isfinite(ndarray<bool, 1>{true, false})));
}
TEST_CASE("parts of complex numbers are asked together", "[simd]") {
    using Z = std::complex<double>;
        const ndarray<Z, 1> z{Z(1, 2), Z(strand::inf, strand::nan), Z(strand::nan, 0), Z(3, -4)};
    CHECK(array_equal(isnan(z), ndarray<bool, 1>{false, true, true, false}));
    CHECK(array_equal(isinf(z), ndarray<bool, 1>{false, true, false, false}));
    CHECK(array_equal(isfinite(z), ndarray<bool, 1>{true, false, false, true}));
    CHECK(eval(conj(z))(3) == Z(3, 4));
    CHECK(eval(sign(z))(3) == Z(0.6, -0.8));
}

namespace {
template <class T>
bool counts_bits_of_magnitudes() {
    std::vector<T> values{0, 1, std::numeric_limits<T>::min(), std::numeric_limits<T>::max(), static_cast<T>(-1)};
    // Longer than two registers of the narrowest type, so that packs and the end of the row are both hit.
    for (std::uint64_t x = 1; values.size() < 150; x *= 6364136223846793005U) values.push_back(static_cast<T>(x >> 7));
    ndarray<T, 1> a = zeros<T>(static_cast<index_t>(values.size()));
    for (std::size_t i = 0; i < values.size(); ++i) a(static_cast<index_t>(i)) = values[i];
    const ndarray<std::uint8_t, 1> counts = bitwise_count(a);
    for (std::size_t i = 0; i < values.size(); ++i) {
        using U = std::make_unsigned_t<T>;
        U rest = static_cast<U>(values[i] < 0 ? U(0) - static_cast<U>(values[i]) : static_cast<U>(values[i]));
        int ones = 0;
        for (; rest != 0; rest = static_cast<U>(rest >> 1)) ones += static_cast<int>(rest & 1U);
        if (counts(static_cast<index_t>(i)) != ones) return false;
    }
    return true;
}
}  // namespace

TEST_CASE("bits are counted in packs of every width", "[simd]") {
    CHECK(counts_bits_of_magnitudes<std::int8_t>());
    CHECK(counts_bits_of_magnitudes<std::uint16_t>());
    CHECK(counts_bits_of_magnitudes<std::int64_t>());
}
