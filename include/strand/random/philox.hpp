// SPDX-License-Identifier: BSD-3-Clause
// `philox`: a counter-based generator: each block of four words is a keyed hash of its number, so that
// any place of the stream costs the same. For parallel work: one key, or one range of counters, per
// worker. In: a seed, or key and counter. Out: words of 64 bits, equal to those of NumPy's Philox.
// Philox4x64-10 of J. Salmon, M. Moraes, R. Dror, D. Shaw: Parallel random numbers: as easy as 1, 2, 3 (2011).
#ifndef STRAND_RANDOM_PHILOX_HPP
#define STRAND_RANDOM_PHILOX_HPP

#include <array>
#include <concepts>
#include <cstdint>
#include <limits>
#include <strand/core/types.hpp>
#include <strand/random/seed_sequence.hpp>
#include <strand/random/uint128.hpp>

namespace strand::random {

/// NumPy's Philox: bit-identical to numpy.random.Philox(seed).
/// Example: worker w of many: `generator rng(philox(philox::key_type{seed, 0}, {0, 0, 0, w}))`.
class philox {
public:
    using result_type = std::uint64_t;
    using key_type = std::array<std::uint64_t, 2>;
    using block_type = std::array<std::uint64_t, 4>;
    static constexpr result_type min() { return 0; }
    static constexpr result_type max() { return std::numeric_limits<result_type>::max(); }

    philox() : philox(seed_sequence()) {}
    explicit philox(const seed_sequence& seeds) { seeds.generate_state(key_.data(), 2); }
    template <std::integral Integer>
    explicit philox(Integer seed) : philox(seed_sequence(seed)) {}
    /// Starts with the block after `counter`, a number of 256 bits, lowest word first.
    explicit philox(key_type key, block_type counter = {}) : key_(key), counter_(counter) {}

    result_type operator()() {
        if (used_ == 4) {
            increment();
            block_ = hash(counter_, key_);
            used_ = 0;
        }
        return block_[static_cast<std::size_t>(used_++)];
    }
    /// The next `count` words, or what `convert` makes of each, faster than one by one.
    template <class T, class Convert = keep_word>
    void fill(T* out, index_t count, Convert convert = {}) {
        for (; count > 0 && used_ != 4; --count) *out++ = convert((*this)());
        for (; count >= 4; count -= 4) {
            increment();
            for (const std::uint64_t word : hash(counter_, key_)) *out++ = convert(word);
        }
        for (; count > 0; --count) *out++ = convert((*this)());
    }

    /// Skips `blocks` blocks of four words and the rest of the current one.
    void advance(uint128_t blocks) {
        add(0, detail::low_half(blocks));
        add(1, detail::high_half(blocks));
        used_ = 4;
    }
    /// The generator 2^128 blocks further on, `times` times: streams for parallel work that do not meet.
    philox jumped(index_t times = 1) const {
        philox far = *this;
        far.add(2, static_cast<std::uint64_t>(times));
        far.used_ = 4;
        return far;
    }

    const key_type& key() const { return key_; }
    const block_type& counter() const { return counter_; }
    friend bool operator==(const philox& a, const philox& b) {
        return a.key_ == b.key_ && a.counter_ == b.counter_ && a.used_ == b.used_;
    }

private:
    static block_type hash(block_type x, key_type key) {
        for (int round = 0; round < 10; ++round) {
            const uint128_t a = detail::wide_product(0xd2e7470ee14c6c93u, x[0]);
            const uint128_t b = detail::wide_product(0xca5a826395121157u, x[2]);
            x = {detail::high_half(b) ^ x[1] ^ key[0], detail::low_half(b), detail::high_half(a) ^ x[3] ^ key[1],
                 detail::low_half(a)};
            key[0] += 0x9e3779b97f4a7c15u;
            key[1] += 0xbb67ae8584caa73bu;
        }
        return x;
    }
    void increment() { add(0, 1); }
    /// Adds to one word of the counter and carries.
    void add(std::size_t word, std::uint64_t amount) {
        counter_[word] += amount;
        bool carry = counter_[word] < amount;
        while (carry && ++word < 4) carry = ++counter_[word] == 0;
    }

    key_type key_{};
    block_type counter_{};
    block_type block_{};
    int used_ = 4;
};

}  // namespace strand::random

#endif
