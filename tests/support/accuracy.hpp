// SPDX-License-Identifier: BSD-3-Clause
// Mathematical functions on packs against long double: errors in units in the last place (ULP), arguments
// of every magnitude, and the same bits in every lane of every width.
#ifndef STRAND_TESTS_SUPPORT_ACCURACY_HPP
#define STRAND_TESTS_SUPPORT_ACCURACY_HPP

#include "support/catch.hpp"
#include "support/ulp.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <random>
#include <utility>
#include <vector>
#include <strand/simd/arithmetic.hpp>

namespace accuracy {

using strand::index_t;
namespace simd = strand::simd;

template <class T>
constexpr T infinity = std::numeric_limits<T>::infinity();
template <class T>
constexpr T undefined = std::numeric_limits<T>::quiet_NaN();
template <class T>
bool same_bits(T a, T b) {
    return (a != a && b != b) || std::memcmp(&a, &b, sizeof a) == 0;
}

/// The values at which functions do something special.
template <class T>
std::vector<T> special_values() {
    using limits = std::numeric_limits<T>;
    std::vector<T> values{T(0),          T(1),  T(2),     T(3),   T(0.5), T(1.5),         limits::infinity(),
                          limits::max(), T(10), T(1e-20), T(1e4), T(1e30), limits::min(), limits::denorm_min()};
    for (std::size_t i = 0, n = values.size(); i < n; ++i) values.push_back(-values[i]);
    values.push_back(undefined<T>);
    return values;
}

/// Special values, numbers of every exponent and sign, and as many between low and high.
template <class T>
std::vector<T> arguments(double low, double high, std::size_t count = 12000) {
    using U = std::conditional_t<sizeof(T) == 4, std::uint32_t, std::uint64_t>;
    std::mt19937_64 random(20240607);
    std::vector<T> values = special_values<T>();
    while (values.size() < count) {
        const U bits = static_cast<U>(random());
        T any;
        std::memcpy(&any, &bits, sizeof any);
        values.push_back(any);
        values.push_back(static_cast<T>(low + (high - low) * static_cast<double>(random() >> 11) * 0x1p-53));
    }
    return values;
}

/// function(values...) on packs of `Lanes`, the last of which is filled up.
template <class T, index_t Lanes, class Function, class... Values>
std::vector<T> on_packs(Function function, const std::vector<T>& first, const Values&... rest) {
    std::vector<T> results(first.size());
    const auto count = static_cast<index_t>(first.size());
    for (index_t i = 0; i < count; i += Lanes) {
        const index_t n = std::min(Lanes, count - i);
        const auto load = [&](const std::vector<T>& from) {
            T lanes[static_cast<std::size_t>(Lanes)] = {};
            std::copy_n(from.begin() + i, n, lanes);
            return simd::load_pack<T, Lanes>(lanes);
        };
        T lanes[static_cast<std::size_t>(Lanes)];
        simd::store_pack(lanes, function(load(first), load(rest)...));
        std::copy_n(lanes, n, results.begin() + i);
    }
    return results;
}
template <class T>
constexpr index_t full_pack = simd::lanes_for<static_cast<index_t>(sizeof(T))>;

/// The largest error is at most `bound`, and single lanes, partial packs and another order give the same bits.
template <class T, class Function, class Exact, class... Values>
void check(double bound, Function function, Exact exact, const std::vector<T>& first, const Values&... rest) {
    const std::vector<T> results = on_packs<T, full_pack<T>>(function, first, rest...);
    double largest = 0;
    std::size_t at = 0;
    for (std::size_t i = 0; i < first.size(); ++i) {
        const double error = ulps<T>(results[i], exact(static_cast<long double>(first[i]), static_cast<long double>(rest[i])...));
        if (error > largest) largest = error, at = i;
    }
    CAPTURE(first[at], results[at]);
    CHECK(largest <= bound);

    std::size_t different = 0;
    const auto compare = [&](const std::vector<T>& others) {
        for (std::size_t i = 0; i < others.size(); ++i) different += !same_bits(results[i], others[i]);
    };
    compare(on_packs<T, 1>(function, first, rest...));
    if constexpr (full_pack<T> > 2) compare(on_packs<T, full_pack<T> / 2>(function, first, rest...));
    const auto shifted = [](std::vector<T> values) {
        std::rotate(values.begin(), values.begin() + 3, values.end());
        return values;
    };
    std::vector<T> moved = on_packs<T, full_pack<T>>(function, shifted(first), shifted(rest)...);
    std::rotate(moved.begin(), moved.end() - 3, moved.end());
    compare(moved);
    CHECK(different == 0);
}

/// function(x) has the bits of `expected`, in every lane.
template <class T, class Function, class... X>
bool gives(T expected, Function function, X... x) {
    const auto result = function(simd::pack<T, full_pack<T>>(x)...);
    for (index_t i = 0; i < full_pack<T>; ++i) {
        if (!same_bits(expected, static_cast<T>(result.v[i]))) return false;
    }
    return true;
}

/// All pairs of special values, and pairs of the given numbers.
template <class T>
std::pair<std::vector<T>, std::vector<T>> pairs(std::vector<T> x, std::vector<T> y) {
    for (T a : special_values<T>()) {
        for (T b : special_values<T>()) x.push_back(a), y.push_back(b);
    }
    return {std::move(x), std::move(y)};
}

}  // namespace accuracy

/// A function on packs as an object, and its reference on long double.
#define STRAND_TEST_PACK_FUNCTION(name) [](auto... values) { return strand::simd::name(values...); }
#define STRAND_TEST_EXACT_FUNCTION(name) [](auto... values) { return std::name(values...); }

#endif
