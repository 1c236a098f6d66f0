// SPDX-License-Identifier: BSD-3-Clause
#include <cstdint>
#include <random>
#include <vector>
#include <strand/random/philox.hpp>
#include <strand/random/word_stream.hpp>
#include "random/stream_checks.hpp"
#include "support/catch.hpp"

using strand::index_t;
using namespace strand::random;

TEST_CASE("generators of 64 bits make word streams, narrower ones do not") {
    STATIC_REQUIRE(bit_generator<pcg64>);
    STATIC_REQUIRE(bit_generator<philox>);
    STATIC_REQUIRE(bit_generator<std::mt19937_64>);
    STATIC_REQUIRE_FALSE(bit_generator<std::mt19937>);
    STATIC_REQUIRE_FALSE(bit_generator<std::minstd_rand>);
    STATIC_REQUIRE_FALSE(bit_generator<std::random_device>);
}

TEST_CASE("words are NumPy's raw words") {
    stream_checks::check_fill(numpy::raw,
                              [](auto& stream, std::uint64_t* out, index_t count) { stream.fill_words(out, count); });
}

TEMPLATE_TEST_CASE("halves are the low and the high half of each word in turn", "", pcg64, philox, std::mt19937_64) {
    for (const index_t count : {0, 1, 2, 3, 8, 1023, 1024, 1025, 3000}) {
        for (const bool one_waits : {false, true}) {
            word_stream<TestType> filling{TestType(5)}, single{TestType(5)};
            if (one_waits) filling.half(), single.half();
            std::vector<std::uint32_t> halves(static_cast<std::size_t>(count));
            filling.fill_halves(halves.data(), count);
            for (const std::uint32_t half : halves) REQUIRE(half == single.half());
            CHECK(filling == single);
        }
    }
    TestType bits(5);
    word_stream<TestType> stream(bits);
    const std::uint64_t word = bits();
    CHECK(stream.half() == static_cast<std::uint32_t>(word));
    CHECK(stream.half() == word >> 32);
}

TEST_CASE("a waiting half survives the reading of words") {
    pcg64 bits(5);
    word_stream<pcg64> stream(bits);
    const std::uint64_t first = bits(), second = bits();
    stream.half();
    CHECK(stream.word() == second);
    CHECK(stream.half() == first >> 32);
}

TEST_CASE("a block reader uses up what it has read") {
    word_stream<pcg64> blocks{pcg64(1)}, single{pcg64(1)};
    detail::block_reader<std::uint64_t, pcg64> reader(blocks);
    for (index_t wanted = 700; wanted > 0;) {
        reader.refill(wanted);
        while (reader.available() > 0) {
            // Every fifth number takes a second word, also beyond the end of the block.
            REQUIRE(reader.next() == single.word());
            if (wanted % 5 == 0) REQUIRE(reader.next() == single.word());
            --wanted;
        }
    }
    CHECK(blocks == single);
}
