// SPDX-License-Identifier: BSD-3-Clause
#include <cstdint>
#include <random>
#include <set>
#include <vector>
#include <strand/random/seed_sequence.hpp>
#include "random/stream_checks.hpp"
#include "support/catch.hpp"

using strand::random::seed_sequence;
using stream_checks::check_equal;

TEST_CASE("integers and lists of integers convert to a seed, other things do not") {
    STATIC_REQUIRE(std::is_convertible_v<int, seed_sequence>);
    STATIC_REQUIRE(std::is_convertible_v<std::uint64_t, seed_sequence>);
    STATIC_REQUIRE(std::is_convertible_v<std::vector<long>, seed_sequence>);
    STATIC_REQUIRE_FALSE(std::is_convertible_v<double, seed_sequence>);
    STATIC_REQUIRE_FALSE(std::is_convertible_v<std::mt19937&, seed_sequence>);
}

TEST_CASE("the words are those of NumPy's SeedSequence") {
    check_equal(seed_sequence(0).generate_state(4), numpy::seed_0);
    check_equal(seed_sequence(42).generate_state(4), numpy::seed_42);
    check_equal(seed_sequence(42u).generate_state(4), numpy::seed_42);
    check_equal(seed_sequence(std::int8_t{42}).generate_state(4), numpy::seed_42);
    check_equal(seed_sequence((static_cast<strand::random::uint128_t>(1) << 100) + 12345).generate_state(4),
                numpy::seed_large);
    check_equal(seed_sequence(42).generate_state<std::uint64_t>(3), numpy::seed_42_words);
}

TEST_CASE("a list is the words of its integers one after the other") {
    check_equal(seed_sequence({1ll, 1ll << 40, 3ll, 4ll, 5ll, 6ll}).generate_state(4), numpy::seed_list);
    check_equal(seed_sequence(std::vector<std::uint64_t>{1, std::uint64_t{1} << 40, 3, 4, 5, 6}).generate_state(4),
                numpy::seed_list);
    CHECK(seed_sequence({42}) == seed_sequence(42));
    CHECK(seed_sequence(std::vector<int>()) == seed_sequence(0));
}

TEST_CASE("spawned seeds are those of NumPy and never come again") {
    seed_sequence seeds(42);
    auto children = seeds.spawn(2);
    CHECK(children[1].spawn_key() == std::vector<std::uint32_t>{1});
    check_equal(children[1].generate_state(4), numpy::seed_child);
    check_equal(children[1].spawn(3)[2].generate_state(4), numpy::seed_grandchild);
    CHECK(seeds.children_spawned() == 2);
    CHECK(seeds.spawn(1)[0].spawn_key() == std::vector<std::uint32_t>{2});
    CHECK(seeds.spawn(0).empty());
}

TEST_CASE("without a seed the operating system is asked") {
    CHECK_FALSE(seed_sequence() == seed_sequence());
    CHECK(seed_sequence().entropy().size() >= 3);
}

TEST_CASE("it is a seed sequence of <random>, and takes seeds from there") {
    seed_sequence seeds(42);
    std::vector<std::uint32_t> words(4);
    seeds.generate(words.begin(), words.end());
    check_equal(words, numpy::seed_42);
    std::mt19937_64 a(seeds), b(seeds);
    CHECK(a() == b());
    CHECK(seeds.size() == 1);
    seeds.param(words.begin());
    CHECK(words[0] == 42);

    std::mt19937 engine(7);
    const seed_sequence first(engine), second(engine);
    CHECK_FALSE(first == second);
    CHECK(first.entropy().size() == 8);
}

TEST_CASE("a negative seed or count is refused by name") {
    CHECK_THROWS_WITH(seed_sequence(-3), "seed_sequence: a seed must not be negative, but got -3");
    CHECK_THROWS_WITH(seed_sequence({1, -2}), "seed_sequence: a seed must not be negative, but got -2");
    CHECK_THROWS_WITH(seed_sequence(1).spawn(-1), "spawn: the count must not be negative, but got -1");
}
