// SPDX-License-Identifier: BSD-3-Clause
// 128-bit integers and the product of two 64-bit ones: what the generators compute with.
#ifndef STRAND_RANDOM_UINT128_HPP
#define STRAND_RANDOM_UINT128_HPP

#include <cstdint>
#include <strand/core/config.hpp>

namespace strand::random {

__extension__ typedef unsigned __int128 uint128_t;

namespace detail {

__extension__ typedef __int128 int128_t;

constexpr uint128_t make_uint128(std::uint64_t high, std::uint64_t low) {
    return (static_cast<uint128_t>(high) << 64) | low;
}
constexpr std::uint64_t high_half(uint128_t value) { return static_cast<std::uint64_t>(value >> 64); }
constexpr std::uint64_t low_half(uint128_t value) { return static_cast<std::uint64_t>(value); }

constexpr uint128_t wide_product(std::uint64_t a, std::uint64_t b) { return static_cast<uint128_t>(a) * b; }

/// The upper half of a product, made of products that vector units have: for loops that become vector code.
constexpr std::uint64_t vector_product_high(std::uint64_t a, std::uint64_t b) {
    const std::uint64_t a0 = a & 0xffffffffu, a1 = a >> 32, b0 = b & 0xffffffffu, b1 = b >> 32;
    const std::uint64_t middle = a1 * b0 + ((a0 * b0) >> 32);
    return a1 * b1 + (middle >> 32) + ((a0 * b1 + (middle & 0xffffffffu)) >> 32);
}

}  // namespace detail

/// What `fill` of the generators makes of a word unless told otherwise: nothing.
struct keep_word {
    constexpr std::uint64_t operator()(std::uint64_t word) const { return word; }
};

}  // namespace strand::random

#endif
