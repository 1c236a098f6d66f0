// SPDX-License-Identifier: BSD-3-Clause
#include <cstdint>
#include <random>
#include <vector>
#include <strand/random/philox.hpp>
#include "random/stream_checks.hpp"
#include "support/catch.hpp"

using strand::index_t;
using strand::random::philox;
using stream_checks::check_next;

TEST_CASE("philox is a uniform random bit generator of 64 bits") {
    STATIC_REQUIRE(std::uniform_random_bit_generator<philox>);
    STATIC_REQUIRE(philox::max() == UINT64_MAX);
}

TEST_CASE("philox gives the words of NumPy's Philox") {
    philox bits(42);
    check_next(bits, numpy::philox_42);
}

TEST_CASE("the counter has 256 bits and carries") {
    philox bits(philox::key_type{7, 0}, {UINT64_MAX, UINT64_MAX, 5, std::uint64_t{1} << 63});
    check_next(bits, numpy::philox_keyed);
    CHECK(bits.counter() == philox::block_type{1, 0, 6, std::uint64_t{1} << 63});
}

TEST_CASE("jumped drops the rest of a block, as in NumPy") {
    philox bits(42);
    bits();
    bits();
    philox far = bits.jumped(2);
    check_next(far, numpy::philox_jumped);
}

TEST_CASE("advance counts blocks of four words") {
    philox stepped(1), advanced(1);
    for (int i = 0; i < 12; ++i) stepped();
    advanced.advance(3);
    CHECK(stepped() == advanced());
}

TEST_CASE("filling memory with philox gives the same words as single calls, from everywhere in a block") {
    for (index_t before = 0; before < 5; ++before) {
        for (index_t count = 0; count <= 20; ++count) {
            philox filling(9), single(9);
            for (index_t i = 0; i < before; ++i) filling(), single();
            std::vector<std::uint64_t> words(static_cast<std::size_t>(count));
            filling.fill(words.data(), count);
            for (const std::uint64_t word : words) REQUIRE(word == single());
            CHECK(filling() == single());
        }
    }
}
