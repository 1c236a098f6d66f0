// SPDX-License-Identifier: BSD-3-Clause
#include <cstdint>
#include <random>
#include <vector>
#include <strand/random/pcg64.hpp>
#include "random/stream_checks.hpp"
#include "support/catch.hpp"

using strand::index_t;
using strand::random::pcg64;
using strand::random::seed_sequence;
using strand::random::uint128_t;
using stream_checks::check_next;

TEST_CASE("pcg64 is a uniform random bit generator of 64 bits") {
    STATIC_REQUIRE(std::uniform_random_bit_generator<pcg64>);
    STATIC_REQUIRE(pcg64::min() == 0);
    STATIC_REQUIRE(pcg64::max() == UINT64_MAX);
    STATIC_REQUIRE_FALSE(std::is_convertible_v<int, pcg64>);
}

TEST_CASE("pcg64 gives the words of NumPy's PCG64") {
    pcg64 from_integer(42), from_list(seed_sequence{1, 2, 3}), from_child(seed_sequence(42).spawn(2)[1]);
    check_next(from_integer, numpy::pcg64_42);
    check_next(from_list, numpy::pcg64_list);
    check_next(from_child, numpy::pcg64_child);
}

TEST_CASE("jumped and advance go where NumPy's go") {
    pcg64 once = pcg64(42).jumped(), thrice = pcg64(42).jumped(3);
    check_next(once, numpy::pcg64_jumped);
    check_next(thrice, numpy::pcg64_jumped_3);
    pcg64 bits(42);
    uint128_t steps = 1;
    for (int i = 0; i < 30; ++i) steps *= 10;
    bits.advance(steps);
    check_next(bits, numpy::pcg64_advanced);
}

TEST_CASE("advance counts words, forwards and backwards") {
    for (const index_t steps : {0, 1, 2, 7, 64, 1000}) {
        pcg64 stepped(5), advanced(5);
        for (index_t i = 0; i < steps; ++i) stepped();
        advanced.advance(static_cast<uint128_t>(steps));
        CHECK(stepped == advanced);
        advanced.advance(-static_cast<uint128_t>(steps));
        CHECK(advanced == pcg64(5));
        advanced.discard(static_cast<unsigned long long>(steps));
        CHECK(stepped == advanced);
    }
}

TEST_CASE("filling memory gives the same words as single calls, for every count") {
    for (index_t count = 0; count <= 150; ++count) {
        pcg64 filling(9), single(9);
        std::vector<std::uint64_t> words(static_cast<std::size_t>(count) + 1, 77);
        filling.fill(words.data(), count);
        for (index_t i = 0; i < count; ++i) REQUIRE(words[static_cast<std::size_t>(i)] == single());
        CHECK(words.back() == 77);
        CHECK(filling == single);
    }
}

TEST_CASE("the two ways of filling agree") {
    const auto start = pcg64(3).state();
    for (const index_t count : {1, 2, 15, 16, 17, 33, 500}) {
        std::vector<std::uint64_t> a(static_cast<std::size_t>(count)), b(a.size());
        using namespace strand::random_kernel;
        const uint128_t after_a =
            pcg_fill_scalar(start.state, start.increment, a.data(), count, strand::random::keep_word());
        const uint128_t after_b =
            pcg_fill_lanes<16>(start.state, start.increment, b.data(), count, strand::random::keep_word());
        CHECK(a == b);
        CHECK(after_a == after_b);
    }
}

TEST_CASE("pcg64 takes seeds from <random> and its state can be set") {
    std::seed_seq seeds{1, 2, 3};
    pcg64 a(seeds), b(seeds);
    CHECK(a() == b());
    const pcg64 again(a.state());
    CHECK(again == a);
    CHECK_THROWS_WITH(pcg64(pcg64::state_type{1, 2}), "pcg64: the increment must be odd");
}
