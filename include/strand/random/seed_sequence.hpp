// SPDX-License-Identifier: BSD-3-Clause
// `seed_sequence`: turns a seed of any size into as many well mixed words as a generator asks for, and
// into independent seeds for children. In: integers. Out: 32- or 64-bit words, equal to those of
// NumPy's SeedSequence. Also a seed sequence for the engines of <random>. Refuses negative integers.
// The mixing is M. E. O'Neill's, www.pcg-random.org/posts/developing-a-seed_seq-alternative.html.
#ifndef STRAND_RANDOM_SEED_SEQUENCE_HPP
#define STRAND_RANDOM_SEED_SEQUENCE_HPP

#include <array>
#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <iterator>
#include <span>
#include <string>
#include <utility>
#include <vector>
#include <sys/random.h>
#include <strand/core/error.hpp>
#include <strand/core/types.hpp>
#include <strand/random/uint128.hpp>

namespace strand::random {

namespace detail {

/// The hash that makes pool and output words: its constant moves on with every word.
class word_hash {
public:
    constexpr word_hash(std::uint32_t constant, std::uint32_t multiplier)
        : constant_(constant), multiplier_(multiplier) {}
    constexpr std::uint32_t operator()(std::uint32_t word) {
        word ^= constant_;
        constant_ *= multiplier_;
        word *= constant_;
        return word ^ (word >> 16);
    }

private:
    std::uint32_t constant_, multiplier_;
};

constexpr std::uint32_t mix_words(std::uint32_t a, std::uint32_t b) {
    const std::uint32_t mixed = a * 0xca01f9ddu - b * 0x4973f715u;
    return mixed ^ (mixed >> 16);
}

inline void append_words(std::vector<std::uint32_t>& words, uint128_t value) {
    do {
        words.push_back(static_cast<std::uint32_t>(value));
        value >>= 32;
    } while (value != 0);
}

/// Whether 128-bit integers count as std::integral depends on the compiler's mode.
template <class T>
concept seed_integer = std::integral<T> || std::same_as<T, uint128_t>;

template <seed_integer Integer>
void append_seed(std::vector<std::uint32_t>& words, Integer seed) {
    if constexpr (static_cast<Integer>(-1) < Integer{0}) {
        if (seed < 0) {
            throw value_error("seed_sequence: a seed must not be negative, but got " +
                              std::to_string(static_cast<long long>(seed)));
        }
    }
    append_words(words, static_cast<uint128_t>(seed));
}

template <class Range>
concept range_of_integers = requires(const Range& range) {
    std::end(range);
    requires std::integral<std::iter_value_t<decltype(std::begin(range))>>;
};

template <class Word>
concept state_word = std::unsigned_integral<Word> &&(sizeof(Word) == 4 || sizeof(Word) == 8);

/// A source of random integers such as <random>'s engines and std::random_device.
template <class Engine>
concept random_engine = std::unsigned_integral<typename Engine::result_type> && requires(Engine& engine) {
    engine();
    Engine::min();
    Engine::max();
};

}  // namespace detail

/// A seed. Implicitly made from an integer, a list or a range of integers; `{}` asks the operating
/// system for 128 bits. Equal seeds give equal words everywhere.
/// Example: `default_rng(42)`, `default_rng({2026, 1, 31})`, `philox(seed_sequence(7).spawn(2)[1])`.
class seed_sequence {
public:
    using result_type = std::uint32_t;
    static constexpr std::size_t pool_size = 4;

    seed_sequence() : entropy_(pool_size) {
        if (getentropy(entropy_.data(), pool_size * sizeof(std::uint32_t)) != 0) {
            throw error("seed_sequence: the operating system gives no entropy");
        }
        mix();
    }
    template <detail::seed_integer Integer>
    seed_sequence(Integer seed) {
        detail::append_seed(entropy_, seed);
        mix();
    }
    template <detail::seed_integer Integer>
    seed_sequence(std::initializer_list<Integer> seeds)
        : seed_sequence(std::span<const Integer>(seeds.begin(), seeds.size())) {}
    seed_sequence(std::initializer_list<std::uint64_t> seeds)
        : seed_sequence(std::span<const std::uint64_t>(seeds.begin(), seeds.size())) {}
    template <detail::range_of_integers Range>
    seed_sequence(const Range& seeds) {
        for (const auto seed : seeds) detail::append_seed(entropy_, seed);
        if (entropy_.empty()) entropy_.push_back(0);
        mix();
    }
    /// Draws eight numbers from a generator of <random>, for example a std::random_device.
    template <detail::random_engine Engine>
    explicit seed_sequence(Engine& engine) {
        for (int i = 0; i < 8; ++i) detail::append_seed(entropy_, engine());
        mix();
    }

    /// Independent seeds for children: each gets the same entropy and its own number. Further calls
    /// give further children, never the same ones again.
    template <class Seeds = seed_sequence>  // a template, so that only its users pay for compiling the vector
    std::vector<Seeds> spawn(index_t count) {
        if (count < 0) throw value_error("spawn: the count must not be negative, but got " + std::to_string(count));
        std::vector<Seeds> children;
        children.reserve(static_cast<std::size_t>(count));
        for (index_t i = 0; i < count; ++i) {
            seed_sequence child = *this;
            detail::append_words(child.spawn_key_, static_cast<uint128_t>(children_spawned_++));
            child.children_spawned_ = 0;
            child.mix();
            children.push_back(std::move(child));
        }
        return children;
    }

    /// `count` mixed words of 32 or 64 bits.
    template <detail::state_word Word = std::uint32_t>
    std::vector<Word> generate_state(index_t count) const {
        std::vector<Word> words(static_cast<std::size_t>(count));
        generate_state(words.data(), count);
        return words;
    }
    template <detail::state_word Word>
    void generate_state(Word* words, index_t count) const {
        word_source next(*this);
        for (index_t i = 0; i < count; ++i) {
            words[i] = next();
            if constexpr (sizeof(Word) == 8) words[i] |= static_cast<Word>(next()) << 32;
        }
    }

    /// The seed sequence of <random>: `std::mt19937_64 engine(seeds)` is seeded from here.
    template <std::forward_iterator Iterator>
    void generate(Iterator first, Iterator last) const {
        word_source next(*this);
        for (; first != last; ++first) *first = next();
    }
    std::size_t size() const { return entropy_.size(); }
    template <std::output_iterator<std::uint32_t> Iterator>
    void param(Iterator out) const {
        for (const std::uint32_t word : entropy_) *out++ = word;
    }

    /// The seed, in words of 32 bits, lowest first.
    const std::vector<std::uint32_t>& entropy() const { return entropy_; }
    /// Empty for a seed of the user, the numbers of the child and its ancestors for a spawned one.
    const std::vector<std::uint32_t>& spawn_key() const { return spawn_key_; }
    index_t children_spawned() const { return children_spawned_; }

    friend bool operator==(const seed_sequence&, const seed_sequence&) = default;

private:
    class word_source {
    public:
        explicit word_source(const seed_sequence& seeds) : pool_(seeds.pool_) {}
        std::uint32_t operator()() { return hash_(pool_[position_++ % pool_size]); }

    private:
        const std::array<std::uint32_t, pool_size>& pool_;
        detail::word_hash hash_{0x8b51f9ddu, 0x58f38dedu};
        std::size_t position_ = 0;
    };

    /// Every word of the seed influences every word of the pool.
    void mix() {
        // A short seed is filled up before a spawn key follows: else child 5 of seed 3 would be seed {3, 5}.
        const std::size_t seed_words = entropy_.size();
        const std::size_t filled = spawn_key_.empty() || seed_words > pool_size ? seed_words : pool_size;
        const std::size_t all_words = filled + spawn_key_.size();
        const auto word = [&](std::size_t i) {
            if (i < seed_words) return entropy_[i];
            return i < filled || i >= all_words ? 0 : spawn_key_[i - filled];
        };
        detail::word_hash hash(0x43b0d7e5u, 0x931e8875u);
        for (std::size_t i = 0; i < pool_size; ++i) pool_[i] = hash(word(i));
        for (std::size_t from = 0; from < pool_size; ++from) {
            for (std::size_t to = 0; to < pool_size; ++to) {
                if (from != to) pool_[to] = detail::mix_words(pool_[to], hash(pool_[from]));
            }
        }
        for (std::size_t from = pool_size; from < all_words; ++from) {
            for (std::uint32_t& mixed : pool_) mixed = detail::mix_words(mixed, hash(word(from)));
        }
    }

    std::vector<std::uint32_t> entropy_;
    std::vector<std::uint32_t> spawn_key_;
    index_t children_spawned_ = 0;
    std::array<std::uint32_t, pool_size> pool_{};
};

}  // namespace strand::random

#endif
