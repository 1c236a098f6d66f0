// SPDX-License-Identifier: BSD-3-Clause
// Packs of halves against the conversions of one number (core/half.hpp, which has tests of its own), and
// arrays of halves against float arithmetic with a rounding after every operation.
#include <cmath>
#include <cstring>
#include <random>
#include <strand/strand.hpp>
#include "support/catch.hpp"

using namespace strand;

namespace {

/// Every half, infinities and NaN included.
template <class Half>
ndarray<Half, 1> every_half() {
    ndarray<Half, 1> all = empty<Half>({65536});
    for (int bits = 0; bits < 65536; ++bits) all.data()[bits] = Half::from_bits(static_cast<std::uint16_t>(bits));
    return all;
}
template <class Half>
bool same(Half a, Half b) {
    return a.bits() == b.bits() || (a != a && b != b);
}

/// Values of a type near everything that rounds: halves, middles between them, their neighbours, any bits.
template <class T>
ndarray<T, 1> values_to_round() {
    std::mt19937_64 random(7);
    ndarray<T, 1> values = empty<T>({4099});
    for (T& value : values) {
        const std::uint64_t bits = random();
        if constexpr (std::integral<T>) {
            value = static_cast<T>(bits >> (random() % 64));
            if (random() % 2) value = static_cast<T>(value & static_cast<T>(~T(0) << (random() % (8 * sizeof(T)))));
            if (random() % 2) value = static_cast<T>(value ^ static_cast<T>(random() % 4));
        } else {
            const float half = float16::from_bits(static_cast<std::uint16_t>(bits)), unit = half * 0x1p-12f;
            value = static_cast<T>(half) + static_cast<T>(unit) * static_cast<T>(static_cast<int>(random() % 5) - 2);
            if (random() % 2) value = std::nextafter(value, random() % 2 ? T(0) : T(1e30));
            if (random() % 4 == 0) value = static_cast<T>(std::ldexp(static_cast<double>(random()), static_cast<int>(random() % 300) - 200));
        }
    }
    return values;
}

template <class Half, class T>
void check_rounding() {
    const auto values = values_to_round<T>();
    const ndarray<Half, 1> rounded = astype<Half>(values);
    int wrong = 0;
    for (index_t i = 0; i < values.size(); ++i) wrong += !same(rounded(i), Half(values(i)));
    CHECK(wrong == 0);
}

template <class Half>
void check_conversions() {
    const auto all = every_half<Half>();
    const ndarray<float, 1> floats = astype<float>(all);
    const ndarray<double, 1> doubles = astype<double>(all);
    const ndarray<std::int32_t, 1> integers = astype<std::int32_t>(all);
    const ndarray<bool, 1> truths = astype<bool>(all);
    const ndarray<Half, 1> back = astype<Half>(floats);
    int wrong = 0;
    for (index_t i = 0; i < all.size(); ++i) {
        const float value = all(i);
        wrong += std::memcmp(&floats(i), &value, sizeof value) != 0;
        wrong += value == value ? doubles(i) != static_cast<double>(value) : doubles(i) == doubles(i);
        wrong += integers(i) != detail::number_as<std::int32_t>(value);
        wrong += truths(i) != (value != 0);
        wrong += back(i).bits() != Half(value).bits();
    }
    CHECK(wrong == 0);
    check_rounding<Half, float>();
    check_rounding<Half, double>();
    check_rounding<Half, std::int8_t>();
    check_rounding<Half, std::uint16_t>();
    check_rounding<Half, std::int32_t>();
    check_rounding<Half, std::uint32_t>();
    check_rounding<Half, std::int64_t>();
    check_rounding<Half, std::uint64_t>();
}

}  // namespace

TEST_CASE("packs of halves convert as single halves do", "[simd]") {
    check_conversions<float16>();
    check_conversions<bfloat16>();
}

TEMPLATE_TEST_CASE("a chain of halves has the value of its operations one by one", "[simd]", float16, bfloat16) {
    using Half = TestType;
    std::mt19937 random(3);
    for (const index_t n : {0, 1, 7, 15, 16, 17, 35, 64, 131}) {
        ndarray<Half, 1> a(extents<1>({n})), b(extents<1>({n}));
        for (Half& x : a) x = Half::from_bits(static_cast<std::uint16_t>(random() % 0x7000 + (random() % 2) * 0x8000));
        for (Half& x : b) x = Half(static_cast<int>(random() % 200) - 100);
        const ndarray<Half, 1> chain = a * b + a / b - sqrt(b * b);
        const ndarray<bool, 1> reached = a * b + a == eval(eval(a * b) + a);
        const ndarray<Half, 1> selected = where(a < b, maximum(a, b), -abs(b));
        const ndarray<float, 1> widened = astype<float>(a + b);
        for (index_t i = 0; i < n; ++i) {
            const Half one = a(i) * b(i) + a(i) / b(i) - Half(std::sqrt(static_cast<float>(b(i) * b(i))));
            CHECK(same(chain(i), one));
            CHECK((reached(i) || a(i) * b(i) + a(i) != a(i) * b(i) + a(i)));
            CHECK(same(selected(i), a(i) < b(i) ? b(i) : Half(-std::abs(static_cast<float>(b(i))))));
            CHECK(widened(i) == static_cast<float>(a(i) + b(i)));
        }
    }
}

TEMPLATE_TEST_CASE("scalars beside halves are weak, and results keep the type", "[simd]", float16, bfloat16) {
    using Half = TestType;
    const ndarray<Half, 1> a{1, 2, 3};
    STATIC_REQUIRE(std::same_as<value_t<decltype(a * 2.0 + 1)>, Half>);
    STATIC_REQUIRE(std::same_as<value_t<decltype(a / a)>, Half>);
    STATIC_REQUIRE(std::same_as<value_t<decltype(sqrt(a))>, Half>);
    STATIC_REQUIRE(std::same_as<value_t<decltype(a + ndarray<std::int16_t, 1>{1})>, float>);
    STATIC_REQUIRE(std::same_as<value_t<decltype(a * std::complex<double>(0, 1))>, std::complex<float>>);
    STATIC_REQUIRE(std::same_as<decltype(sum(a)), Half>);
    STATIC_REQUIRE(std::same_as<decltype(mean(a)), Half>);
    ndarray<Half, 1> b = a * 2.0 + 1;
    b += a;
    CHECK(array_equal(b, ndarray<Half, 1>{4, 7, 10}));
    b(1) = 0.5;
    CHECK(max(b) == 10);
    CHECK(min(b) == 0.5f);
    CHECK(allclose(a, a));
}

TEST_CASE("halves are summed in float and rounded once", "[simd]") {
    const ndarray<float16, 1> ones = full({20001}, float16(1.0));
    CHECK(sum(ones) == 20000);  // 20001 lies between two halves, and a sum of halves would stop at 2048
    CHECK(mean(ones) == 1);
    CHECK(sum(full({40000}, float16(2.0))) == HUGE_VALF);
    CHECK(mean(full({40000}, float16(2.0))) == 2);
}

TEST_CASE("numbers of 8 bits are floats as float16", "[simd]") {
    const ndarray<std::int8_t, 1> i{4, 9};
    const ndarray<bool, 1> b{true, false};
    STATIC_REQUIRE(std::same_as<value_t<decltype(sqrt(i))>, float16>);
    STATIC_REQUIRE(std::same_as<value_t<decltype(exp(b))>, float16>);
    STATIC_REQUIRE(std::same_as<value_t<decltype(atan2(i, astype<std::uint8_t>(i)))>, float16>);
    STATIC_REQUIRE(std::same_as<value_t<decltype(hypot(i, astype<std::uint16_t>(i)))>, float>);
    STATIC_REQUIRE(std::same_as<value_t<decltype(divide(i, i))>, double>);
    CHECK(array_equal(sqrt(i), ndarray<float16, 1>{2, 3}));
}
