// SPDX-License-Identifier: BSD-3-Clause
// Packs against plain loops: loads and stores of part of a pack, conversions, masks, integer edge cases.
#include "support/catch.hpp"

#include <cmath>
#include <cstring>
#include <limits>
#include <random>
#include <vector>
#include <strand/strand.hpp>

namespace simd = strand::simd;
using strand::index_t;

namespace {

template <class T>
std::vector<T> edge_values() {
    using limits = std::numeric_limits<T>;
    if constexpr (std::integral<T>) {
        std::vector<T> values{0, 1, 2, 3, 5, 7, 100, limits::max(), limits::min(), static_cast<T>(limits::max() - 1), static_cast<T>(limits::min() + 1)};
        if constexpr (std::is_signed_v<T>) values.insert(values.end(), {-1, -2, -3, -100});
        return values;
    } else {
        return {T(0), -T(0), T(1), T(-1), T(0.5), T(-2.75), T(1e10), limits::max(), limits::lowest(), limits::min(), limits::denorm_min(),
                limits::infinity(), -limits::infinity(), limits::quiet_NaN()};
    }
}
template <class T>
bool same(T a, T b) {
    return std::memcmp(&a, &b, sizeof a) == 0 || (a != a && b != b);
}

/// Applies a pack function to every pair of edge values and compares with the scalar one.
template <class T, class Packs, class Scalars>
void check_pairs(Packs packs, Scalars scalars) {
    constexpr index_t lanes = simd::lanes_for<sizeof(T)>;
    const auto values = edge_values<T>();
    for (const T x : values) {
        for (const T y : values) {
            const auto result = packs(simd::pack<T, lanes>(x), simd::pack<T, lanes>(y));
            using R = typename decltype(result)::element_type;
            R out[static_cast<std::size_t>(lanes)];
            simd::store_pack(out, result);
            const R expected = scalars(x, y);
            CAPTURE(+x, +y);
            REQUIRE(same(out[0], expected));
            REQUIRE(same(out[lanes - 1], expected));
        }
    }
}

}  // namespace

TEMPLATE_TEST_CASE("integer arithmetic wraps and never traps", "[simd]", std::int8_t, std::int16_t, std::int32_t, std::int64_t,
                   std::uint8_t, std::uint16_t, std::uint32_t, std::uint64_t) {
    using T = TestType;
    using U = std::make_unsigned_t<T>;
    using W = std::uint64_t;  // wide enough, and wraps without undefined behaviour
    check_pairs<T>([](auto a, auto b) { return a + b; }, [](T a, T b) { return static_cast<T>(static_cast<U>(W(a) + W(b))); });
    check_pairs<T>([](auto a, auto b) { return a - b; }, [](T a, T b) { return static_cast<T>(static_cast<U>(W(a) - W(b))); });
    check_pairs<T>([](auto a, auto b) { return a * b; }, [](T a, T b) { return static_cast<T>(static_cast<U>(W(a) * W(b))); });
    check_pairs<T>([](auto a, auto b) { return a / b; }, [](T a, T b) {
        if (b == 0) return T(0);
        if (std::is_signed_v<T> && b == T(-1)) return static_cast<T>(static_cast<U>(W(0) - W(a)));
        return static_cast<T>(a / b);
    });
    check_pairs<T>([](auto a, auto b) { return a % b; }, [](T a, T b) {
        return b == 0 || (std::is_signed_v<T> && b == T(-1)) ? T(0) : static_cast<T>(a % b);
    });
    constexpr W width = 8 * sizeof(T);
    check_pairs<T>([](auto a, auto b) { return a << b; }, [](T a, T b) {
        return static_cast<U>(b) >= width ? T(0) : static_cast<T>(static_cast<U>(W(a) << static_cast<U>(b)));
    });
    check_pairs<T>([](auto a, auto b) { return a >> b; }, [](T a, T b) {
        if (static_cast<U>(b) >= width) return static_cast<T>(a < 0 ? -1 : 0);
        return static_cast<T>(a >> static_cast<U>(b));
    });
    check_pairs<T>([](auto a, auto b) { return maximum(a, b); }, [](T a, T b) { return a > b ? a : b; });
    check_pairs<T>([](auto a, auto b) { return minimum(a, b); }, [](T a, T b) { return a < b ? a : b; });
    check_pairs<T>([](auto a, auto) { return abs(a); }, [](T a, T) { return a < 0 ? static_cast<T>(static_cast<U>(W(0) - W(a))) : a; });
}

TEMPLATE_TEST_CASE("float arithmetic is IEEE's, NaN propagates in minimum and maximum", "[simd]", float, double) {
    using T = TestType;
    check_pairs<T>([](auto a, auto b) { return a + b; }, [](T a, T b) { return a + b; });
    check_pairs<T>([](auto a, auto b) { return a * b; }, [](T a, T b) { return a * b; });
    check_pairs<T>([](auto a, auto b) { return a / b; }, [](T a, T b) { return a / b; });
    check_pairs<T>([](auto a, auto) { return -a; }, [](T a, T) { return -a; });
    check_pairs<T>([](auto a, auto) { return abs(a); }, [](T a, T) { return std::fabs(a); });
    check_pairs<T>([](auto a, auto) { return sqrt(a); }, [](T a, T) { return std::sqrt(a); });
    check_pairs<T>([](auto a, auto b) { return a % b; }, [](T a, T b) { return std::fmod(a, b); });
    const auto larger = [](T a, T b) { return a != a ? a : b != b ? b : a > b ? a : b; };
    const auto smaller = [](T a, T b) { return a != a ? a : b != b ? b : a < b ? a : b; };
    check_pairs<T>([](auto a, auto b) { return maximum(a, b); }, larger);
    check_pairs<T>([](auto a, auto b) { return minimum(a, b); }, smaller);
    check_pairs<T>([](auto a, auto b) { return a < b; }, [](T a, T b) { return a < b; });
    check_pairs<T>([](auto a, auto b) { return a != b; }, [](T a, T b) { return a != b; });
    check_pairs<T>([](auto a, auto b) { return a == b; }, [](T a, T b) { return a == b; });
}

TEMPLATE_TEST_CASE("partial loads and stores touch only the counted lanes", "[simd]", std::int8_t, std::uint16_t, std::int32_t, std::int64_t,
                   float, double, std::complex<float>, std::complex<double>) {
    using T = TestType;
    const auto check = []<index_t Lanes>(std::integral_constant<index_t, Lanes>) {
        for (index_t count = 0; count < Lanes; ++count) {
            std::vector<T> memory(static_cast<std::size_t>(count));  // the sanitizer guards what lies behind
            for (index_t i = 0; i < count; ++i) memory[static_cast<std::size_t>(i)] = T(static_cast<strand::real_t<T>>(i + 1));
            const auto p = simd::load_first_pack<T, Lanes>(memory.data(), count);
            T out[static_cast<std::size_t>(Lanes)];
            simd::store_pack(out, p);
            for (index_t i = 0; i < Lanes; ++i) REQUIRE(out[i] == (i < count ? T(static_cast<strand::real_t<T>>(i + 1)) : T(0)));
            std::vector<T> target(static_cast<std::size_t>(count));
            simd::store_first_pack(target.data(), p, count);
            REQUIRE(target == memory);
        }
    };
    check(std::integral_constant<index_t, simd::lanes_for<sizeof(T)>>{});
    if constexpr (simd::lanes_for<16> > 0 && sizeof(T) < 16) check(std::integral_constant<index_t, simd::lanes_for<16>>{});
    if constexpr (sizeof(T) < 8) check(std::integral_constant<index_t, simd::lanes_for<8>>{});
}

namespace {

template <class From, class To>
void check_conversion() {
    constexpr index_t lanes = simd::lanes_for<(sizeof(From) > sizeof(To) ? sizeof(From) : sizeof(To))>;
    std::mt19937_64 random(9);
    for (int n = 0; n < 50; ++n) {
        From in[static_cast<std::size_t>(lanes)];
        for (From& x : in) {
            // Values that both types hold, negative ones too where they can be.
            const auto small = static_cast<int>(random() % 100);
            x = static_cast<From>(std::is_signed_v<From> && (std::is_signed_v<To>) && random() % 2 ? -small : small);
        }
        To out[static_cast<std::size_t>(lanes)];
        simd::store_pack(out, simd::convert<To>(simd::load_pack<From, lanes>(in)));
        for (index_t i = 0; i < lanes; ++i) REQUIRE(out[i] == static_cast<To>(in[i]));
    }
}
template <class From>
void check_conversions() {
    check_conversion<From, std::int8_t>();
    check_conversion<From, std::int16_t>();
    check_conversion<From, std::int32_t>();
    check_conversion<From, std::int64_t>();
    check_conversion<From, std::uint8_t>();
    check_conversion<From, std::uint16_t>();
    check_conversion<From, std::uint32_t>();
    check_conversion<From, std::uint64_t>();
    check_conversion<From, float>();
    check_conversion<From, double>();
}

}  // namespace

TEMPLATE_TEST_CASE("values that both types hold convert exactly", "[simd]", std::int8_t, std::int16_t, std::int32_t, std::int64_t,
                   std::uint8_t, std::uint16_t, std::uint32_t, std::uint64_t, float, double) {
    check_conversions<TestType>();
}
TEST_CASE("integers wrap where they do not fit", "[simd]") {
    constexpr index_t lanes = simd::lanes_for<8>;
    std::int8_t out[static_cast<std::size_t>(lanes)];
    simd::store_pack(out, simd::convert<std::int8_t>(simd::pack<std::int64_t, lanes>(std::int64_t{0x1234567890}) ));
    CHECK(out[0] == static_cast<std::int8_t>(0x90));
}
