// SPDX-License-Identifier: BSD-3-Clause
// Quotients, remainders and shifts of integers, by one number and lane by lane, against the machine's own; counts of bits.
#include "support/catch.hpp"

#include <vector>
#include <strand/simd/divisor.hpp>
#include <strand/simd/number_functor.hpp>

using namespace strand;

namespace {

/// C++'s quotient without its undefined cases.
template <class T>
T quotient_of(T a, T b) {
    if (b == 0) return 0;
    if (std::is_signed_v<T> && b == static_cast<T>(-1)) return static_cast<T>(std::make_unsigned_t<T>(0) - static_cast<std::make_unsigned_t<T>>(a));
    return static_cast<T>(a / b);
}
template <class T>
T remainder_of(T a, T b) {
    return b == 0 || (std::is_signed_v<T> && b == static_cast<T>(-1)) ? T(0) : static_cast<T>(a % b);
}
template <class T>
bool rounds_up(T a, T b) {
    const T rest = remainder_of(a, b);
    return rest != 0 && (rest < 0) != (b < 0);
}

template <class T>
T shifted_left(T a, T places) {
    using U = std::make_unsigned_t<T>;
    return static_cast<U>(places) < 8 * sizeof(T) ? static_cast<T>(static_cast<U>(std::uint64_t{static_cast<U>(a)} << static_cast<U>(places))) : T(0);
}
template <class T>
T shifted_right(T a, T places) {
    using U = std::make_unsigned_t<T>;
    return static_cast<U>(places) < 8 * sizeof(T) ? static_cast<T>(a >> static_cast<U>(places)) : static_cast<T>(a < 0 ? -1 : 0);
}

/// Limits, small numbers, powers of two and their neighbours, and others.
template <class T>
std::vector<T> interesting() {
    using U = std::make_unsigned_t<T>;
    std::vector<T> numbers{0};
    for (int bit = 0; bit < 8 * static_cast<int>(sizeof(T)); ++bit) {
        const U power = static_cast<U>(U(1) << bit);
        for (const U u : {static_cast<U>(power - 1), power, static_cast<U>(power + 1)}) {
            numbers.push_back(static_cast<T>(u));
            numbers.push_back(static_cast<T>(U(0) - u));
        }
    }
    std::uint64_t state = 1;
    for (int i = 0; i < 10; ++i) {
        state = state * 6364136223846793005U + 1442695040888963407U;
        numbers.push_back(static_cast<T>(state >> 20));
        numbers.push_back(static_cast<T>(static_cast<U>(state >> 33) % 97));
    }
    return numbers;
}

template <class T, index_t Lanes>
void check_all() {
    using P = simd::pack<T, Lanes>;
    const std::vector<T> numbers = interesting<T>();
    const index_t count = std::ssize(numbers);
    index_t wrong = 0;
    for (index_t k = 0; k < count; ++k) {
        const T number = numbers[static_cast<std::size_t>(k)];
        const simd::divisor<T> by(number);
        const simd::shift_count<T, true> to_left(number);
        const simd::shift_count<T, false> to_right(number);
        for (index_t i = 0; i < count; i += Lanes) {
            P a(T(0)), b(T(0));
            for (index_t lane = 0; lane < Lanes; ++lane) {
                a.v[lane] = numbers[static_cast<std::size_t>((i + lane) % count)];
                b.v[lane] = numbers[static_cast<std::size_t>((i * 7 + lane * 5 + k) % count)];
            }
            const P quotient = by.quotient(a), rest = by.remainder(a), floor = by.floor_quotient(a), floor_rest = by.floor_remainder(a);
            const P each = a / b, each_rest = a % b, each_floor = fn::floor_divide{}(a, b), each_floor_rest = fn::remainder{}(a, b);
            const P left = to_left(a), right = to_right(a), each_left = a << b, each_right = a >> b;
            const auto ones = fn::bitwise_count{}(a);
            for (index_t lane = 0; lane < Lanes; ++lane) {
                const T x = a.v[lane], y = b.v[lane];
                wrong += left.v[lane] != shifted_left(x, number) || right.v[lane] != shifted_right(x, number);
                wrong += each_left.v[lane] != shifted_left(x, y) || each_right.v[lane] != shifted_right(x, y);
                const auto size = static_cast<std::make_unsigned_t<T>>(abs(a).v[lane]);
                wrong += size != static_cast<std::make_unsigned_t<T>>(x < 0 ? std::make_unsigned_t<T>(0) - static_cast<std::make_unsigned_t<T>>(x) : static_cast<std::make_unsigned_t<T>>(x));
                wrong += ones.v[lane] != std::popcount(size);
                wrong += quotient.v[lane] != quotient_of(x, number);
                wrong += rest.v[lane] != remainder_of(x, number);
                wrong += floor.v[lane] != static_cast<T>(quotient_of(x, number) - rounds_up(x, number));
                wrong += floor_rest.v[lane] != static_cast<T>(remainder_of(x, number) + (rounds_up(x, number) ? number : 0));
                wrong += each.v[lane] != quotient_of(x, y);
                wrong += each_rest.v[lane] != remainder_of(x, y);
                wrong += each_floor.v[lane] != static_cast<T>(quotient_of(x, y) - rounds_up(x, y));
                wrong += each_floor_rest.v[lane] != static_cast<T>(remainder_of(x, y) + (rounds_up(x, y) ? y : 0));
            }
        }
    }
    CHECK(wrong == 0);
}

}  // namespace

TEST_CASE("integers are divided and shifted exactly by one number and lane by lane") {
    check_all<std::int8_t, simd::register_bytes>();
    check_all<std::uint8_t, simd::register_bytes / 2>();
    check_all<std::int16_t, simd::register_bytes / 2>();
    check_all<std::uint16_t, 2>();
    check_all<std::int32_t, simd::register_bytes / 4>();
    check_all<std::uint32_t, simd::register_bytes / 4>();
    check_all<std::int64_t, simd::register_bytes / 8>();
    check_all<std::uint64_t, simd::register_bytes / 8>();
    check_all<std::int32_t, 1>();
}
