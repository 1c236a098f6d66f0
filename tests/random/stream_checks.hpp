// SPDX-License-Identifier: BSD-3-Clause
// Compares long results with NumPy's: beginning, number, hash, and where the generator then stands.
#ifndef STRAND_TESTS_RANDOM_STREAM_CHECKS_HPP
#define STRAND_TESTS_RANDOM_STREAM_CHECKS_HPP

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <type_traits>
#include <vector>
#include <strand/core/types.hpp>
#include <strand/random/pcg64.hpp>
#include <strand/random/word_stream.hpp>
#include "random/numpy_streams.hpp"
#include "support/catch.hpp"

namespace stream_checks {

template <class T>
std::uint64_t bits_of(T value) {
    if constexpr (std::is_same_v<T, double>) return std::bit_cast<std::uint64_t>(value);
    else if constexpr (std::is_same_v<T, float>) return std::bit_cast<std::uint32_t>(value);
    else if constexpr (std::is_same_v<T, bool>) return value;
    else return static_cast<std::make_unsigned_t<T>>(value);
}

/// The first values and the hash; magnitudes from `tail` on are not hashed, and their number must be NumPy's.
template <class T>
void check_values(const numpy::stream<T>& expected, std::span<const T> values,
                  double tail = std::numeric_limits<double>::infinity()) {
    REQUIRE(static_cast<std::ptrdiff_t>(values.size()) == expected.count);
    CHECK(std::equal(expected.first.begin(), expected.first.end(), values.begin()));
    std::uint64_t hash = 0xcbf29ce484222325u;
    std::ptrdiff_t left_out = 0;
    for (const T value : values) {
        bool in_tail = false;
        if constexpr (std::is_floating_point_v<T>) in_tail = !(std::abs(static_cast<double>(value)) < tail);
        if (in_tail) ++left_out;
        else hash = (hash ^ bits_of(value)) * 0x100000001b3u;
    }
    CHECK(left_out == expected.left_out);
    CHECK(hash == expected.hash);
}

/// fill(stream, address, count) on pcg64(42), in one piece.
template <class T, class Fill>
void check_fill(const numpy::stream<T>& expected, Fill fill, double tail = std::numeric_limits<double>::infinity()) {
    strand::random::word_stream<strand::random::pcg64> stream{strand::random::pcg64(42)};
    const auto count = static_cast<std::size_t>(expected.count);
    // std::vector<bool> has no memory to point at.
    const auto values = std::make_unique<T[]>(count);
    fill(stream, values.get(), static_cast<strand::index_t>(expected.count));
    check_values(expected, std::span<const T>(values.get(), count), tail);
    CHECK(stream.word() == expected.next);
}

/// The next values of a generator are these.
template <class Generator, std::size_t N>
void check_next(Generator& generator, const std::uint64_t (&expected)[N]) {
    for (const std::uint64_t word : expected) CHECK(generator() == word);
}
template <class Range, class T, std::size_t N>
void check_equal(const Range& values, const T (&expected)[N]) {
    CHECK(std::vector<T>(values.begin(), values.end()) == std::vector<T>(expected, expected + N));
}

}  // namespace stream_checks

#endif
