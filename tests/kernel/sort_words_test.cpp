// SPDX-License-Identifier: BSD-3-Clause
#include <algorithm>
#include <random>
#include <vector>
#include <strand/kernel/order_keys.hpp>
#include <strand/kernel/select_key.hpp>
#include <strand/kernel/unique_keys.hpp>
#include "support/catch.hpp"

using namespace strand;

namespace {

template <class Word>
Word any_word(std::mt19937_64& random, int bits, int low) {
    return static_cast<Word>((random() & ((std::uint64_t{2} << (bits - 1)) - 1)) << low);
}

const std::vector<std::size_t> lengths{0, 1, 2, 6, 7, 8, 9, 16, 17, 24, 25, 32, 33, 64, 65, 127, 500, 20000};

template <class Word>
void check_words() {
    std::mt19937_64 random(1);
    constexpr int all_bits = 8 * static_cast<int>(sizeof(Word));
    for (const std::size_t count : lengths) {
        for (const int bits : {1, 3, 8, 11, 12, 20, 40, 64}) {
            if (bits > all_bits) continue;
            std::vector<Word> words(count), scratch(count), expected;
            for (Word& word : words) word = any_word<Word>(random, bits, bits < all_bits ? static_cast<int>(random() % 2) : 0);
            expected = words;
            std::sort(expected.begin(), expected.end());
            std::vector<Word> copy = words;
            if (count > 0) {
                const std::size_t rank = random() % count;
                std::vector<Word> other(count);
                CHECK(kernel::select_key(copy.data(), other.data(), static_cast<index_t>(count), static_cast<index_t>(rank)) == expected[rank]);
            }
            copy = words;
            const Word* sorted = kernel::sort_words(words.data(), scratch.data(), static_cast<index_t>(count));
            CHECK(std::equal(expected.begin(), expected.end(), sorted));
            std::vector<index_t> counts(count + 1);
            const index_t different = kernel::unique_keys(copy.data(), scratch.data(), counts.data(), static_cast<index_t>(count), false);
            expected.erase(std::unique(expected.begin(), expected.end()), expected.end());
            REQUIRE(different == static_cast<index_t>(expected.size()));
            CHECK(std::equal(expected.begin(), expected.end(), copy.data()));
        }
    }
}

}  // namespace

TEST_CASE("words of every width and length are sorted, selected and counted", "[kernel]") {
    check_words<std::uint8_t>();
    check_words<std::uint16_t>();
    check_words<std::uint32_t>();
    check_words<std::uint64_t>();
}

TEST_CASE("indices of equal keys keep their order", "[kernel]") {
    std::mt19937_64 random(2);
    for (const std::size_t count : lengths) {
        for (const int bits : {2, 60}) {
            std::vector<kernel::keyed_index> words(count), scratch(count);
            for (std::size_t i = 0; i < count; ++i) words[i] = {any_word<std::uint64_t>(random, bits, 3), static_cast<index_t>(i)};
            auto expected = words;
            std::stable_sort(expected.begin(), expected.end(), [](const auto& a, const auto& b) { return a.key < b.key; });
            const auto* sorted = kernel::sort_words(words.data(), scratch.data(), static_cast<index_t>(count));
            CHECK(std::equal(expected.begin(), expected.end(), sorted,
                             [](const auto& a, const auto& b) { return a.key == b.key && a.index == b.index; }));
        }
    }
}

TEST_CASE("keys compare as the elements they are made of", "[kernel]") {
    const std::vector<float> rising{-std::numeric_limits<float>::infinity(), -3, -1e-45f, 0, 1e-45f, 1, 2,
                                    std::numeric_limits<float>::infinity(), std::numeric_limits<float>::quiet_NaN()};
    const std::vector<std::int16_t> integers{-32768, -1, 0, 1, 32767};
    for (const bool descending : {false, true}) {
        const auto coding = kernel::coding_of<float>(descending);
        std::vector<std::uint32_t> keys(rising.size());
        std::vector<float> back(rising.size());
        kernel::make_keys(keys.data(), rising.data(), static_cast<index_t>(keys.size()), coding);
        kernel::make_elements(back.data(), keys.data(), static_cast<index_t>(keys.size()), coding);
        for (std::size_t i = 0; i + 1 < keys.size(); ++i) {
            const bool last = i + 2 == keys.size();
            CHECK((last || !descending ? keys[i] < keys[i + 1] : keys[i] > keys[i + 1]));
            CHECK(back[i] == rising[i]);
            std::uint32_t bits;
            std::memcpy(&bits, &rising[i], sizeof bits);
            CHECK(coding.key_of(bits) == keys[i]);
            CHECK(coding.bits_of(keys[i]) == bits);
        }
        CHECK(back.back() != back.back());
        CHECK(coding.key_of(0x80000000u) == coding.key_of(0));
        CHECK(coding.key_of(0xFFC00001u) == 0xFFFFFFFFu);
        const auto of_integers = kernel::coding_of<std::int16_t>(descending);
        for (std::size_t i = 0; i + 1 < integers.size(); ++i) {
            const auto a = of_integers.key_of(static_cast<std::uint16_t>(integers[i]));
            const auto b = of_integers.key_of(static_cast<std::uint16_t>(integers[i + 1]));
            CHECK((descending ? a > b : a < b));
        }
    }
}
