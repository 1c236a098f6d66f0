// SPDX-License-Identifier: BSD-3-Clause
// What a distribution reads from: words of 64 bits, halves of 32 bits, and floats in [0, 1), one by one
// or many at once. In: a generator of 64-bit words. The second half of a word waits for the next reader
// of halves, across calls, as in NumPy: so mixed use gives NumPy's numbers too.
#ifndef STRAND_RANDOM_WORD_STREAM_HPP
#define STRAND_RANDOM_WORD_STREAM_HPP

#include <bit>
#include <concepts>
#include <cstdint>
#include <cstring>
#include <limits>
#include <type_traits>
#include <utility>
#include <strand/core/types.hpp>
#include <strand/random/uint128.hpp>

namespace strand::random {

/// A generator whose every call gives 64 random bits: pcg64, philox, std::mt19937_64.
template <class Bits>
concept bit_generator = std::copyable<Bits> && requires(Bits& bits) {
    { bits() } -> std::unsigned_integral;
    requires(Bits::min() == 0 && Bits::max() == std::numeric_limits<std::uint64_t>::max());
};

/// How many words the distributions read at a time: few enough for the first cache, enough to hide the start.
inline constexpr index_t block_words = 512;

namespace detail {

/// What a number of this type is made of: a word for double, a half for float.
template <std::floating_point T>
using word_for = std::conditional_t<sizeof(T) == 8, std::uint64_t, std::uint32_t>;

/// [0, 1) in steps of 2^-53 or 2^-24. Signed, because conversions from unsigned integers are slower.
constexpr double unit_interval(std::uint64_t word) {
    return static_cast<double>(static_cast<std::int64_t>(word >> 11)) * 0x1p-53;
}
constexpr float unit_interval(std::uint32_t half) {
    return static_cast<float>(static_cast<std::int32_t>(half >> 8)) * 0x1p-24f;
}
}  // namespace detail

/// Words, halves and floats from a bit generator.
template <bit_generator Bits>
class word_stream {
public:
    explicit word_stream(Bits bits) : bits_(std::move(bits)) {}

    std::uint64_t word() { return bits_(); }
    /// The low half of a word, then its high half.
    std::uint32_t half() {
        if (has_half_) {
            has_half_ = false;
            return half_;
        }
        const std::uint64_t both = bits_();
        half_ = static_cast<std::uint32_t>(both >> 32);
        has_half_ = true;
        return static_cast<std::uint32_t>(both);
    }
    /// Uniform in [0, 1): 53 bits of a word, 24 bits of a half.
    template <std::floating_point T>
    T uniform() {
        return detail::unit_interval(next<detail::word_for<T>>());
    }

    /// The next words, or what `convert` makes of each.
    template <class T, class Convert = keep_word>
    void fill_words(T* out, index_t count, Convert convert = {}) {
        if constexpr (requires { bits_.fill(out, count, convert); }) {
            bits_.fill(out, count, convert);
        } else {
            for (index_t i = 0; i < count; ++i) out[i] = convert(bits_());
        }
    }
    void fill_halves(std::uint32_t* out, index_t count) {
        if (count > 0 && has_half_) *out++ = half(), --count;
        std::uint64_t words[block_words];
        while (count > 1) {
            const index_t pairs = count / 2 < block_words ? count / 2 : block_words;
            fill_words(words, pairs);
            if constexpr (std::endian::native == std::endian::little) {
                std::memcpy(out, words, static_cast<std::size_t>(pairs) * 8);
            } else {
                for (index_t i = 0; i < pairs; ++i) {
                    out[2 * i] = static_cast<std::uint32_t>(words[i]);
                    out[2 * i + 1] = static_cast<std::uint32_t>(words[i] >> 32);
                }
            }
            out += 2 * pairs;
            count -= 2 * pairs;
        }
        if (count == 1) *out = half();
    }

    /// Words for a distribution on doubles, halves for one on floats.
    template <std::unsigned_integral Word>
    Word next() {
        if constexpr (sizeof(Word) == 8) return word();
        else return half();
    }
    template <std::unsigned_integral Word>
    void fill(Word* out, index_t count) {
        if constexpr (sizeof(Word) == 8) fill_words(out, count);
        else fill_halves(out, count);
    }

    /// The generator itself; a waiting half is kept, as it is in NumPy.
    Bits& bits() { return bits_; }
    const Bits& bits() const { return bits_; }
    friend bool operator==(const word_stream& a, const word_stream& b) {
        return a.bits_ == b.bits_ && a.has_half_ == b.has_half_ && (!a.has_half_ || a.half_ == b.half_);
    }

private:
    Bits bits_;
    std::uint32_t half_ = 0;
    bool has_half_ = false;
};

namespace detail {

/// Reads ahead in blocks without ever taking a word too many: a distribution uses at least one word
/// per number, so a block of at most as many words as numbers are still wanted is used up.
template <std::unsigned_integral Word, bit_generator Bits>
class block_reader {
public:
    static constexpr index_t capacity = block_words * 8 / static_cast<index_t>(sizeof(Word));

    explicit block_reader(word_stream<Bits>& stream) : stream_(stream) {}
    /// Reads the next block; only when the last one is used up.
    void refill(index_t numbers_wanted) {
        size_ = numbers_wanted < capacity ? numbers_wanted : capacity;
        position_ = 0;
        stream_.fill(words_, size_);
    }
    index_t available() const { return size_ - position_; }
    /// The words not yet read, for loops that take many; `skip` says how many they took.
    const Word* data() const { return words_ + position_; }
    void skip(index_t count) { position_ += count; }
    /// One more word, from beyond the block where it has ended.
    Word next() { return position_ < size_ ? words_[position_++] : stream_.template next<Word>(); }

private:
    word_stream<Bits>& stream_;
    index_t size_ = 0, position_ = 0;
    Word words_[static_cast<std::size_t>(capacity)];
};

}  // namespace detail
}  // namespace strand::random

#endif
