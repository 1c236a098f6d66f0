// SPDX-License-Identifier: BSD-3-Clause
// Random orders and random selections of the numbers 0, 1, ..., count - 1. In: a word stream. Out: swaps or indices,
// bit-identical to NumPy's Generator.shuffle, permutation and choice.
#ifndef STRAND_RANDOM_PERMUTE_HPP
#define STRAND_RANDOM_PERMUTE_HPP

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numeric>
#include <span>
#include <string>
#include <utility>
#include <vector>
#include <strand/core/error.hpp>
#include <strand/core/types.hpp>
#include <strand/random/bounded.hpp>
#include <strand/random/parameters.hpp>
#include <strand/random/uniform.hpp>
#include <strand/random/word_stream.hpp>

namespace strand::random::detail {

/// Places for element `last`, `last` - 1, ... to be swapped to: the words' low bits, where these are not too
/// large; returns how many of the words gave one. `count` is at most `last`.
inline index_t swap_places(const std::uint32_t* words, index_t count, std::uint32_t last, std::uint32_t* places) {
    const std::uint32_t first = last;
    for (index_t i = 0; i < count;) {
        const std::uint32_t mask = ~std::uint32_t{0} >> std::countl_zero(last), half = mask >> 1;
        for (; i < count && last > half; ++i) {
            // Up to half of the words are rejected, at random: a branch would be guessed wrong too often.
            // Written so that rejection is a carry: the next word waits for two instructions only.
            const std::uint32_t place = words[i] & mask;
            places[first - last] = place;
            last = last - 1 + (last < place);
        }
    }
    return static_cast<index_t>(first - last);
}

/// Calls swap(i, j) for i = count - 1, ..., 1 and a random j in [0, i]: together a uniformly random order
/// (R. Durstenfeld 1964). The numbers j are of the masked kind, as in NumPy's shuffle.
template <bit_generator Bits, class Swap>
void shuffle_by(word_stream<Bits>& stream, index_t count, Swap swap) {
    index_t i = count - 1;
    for (; i > static_cast<index_t>(std::numeric_limits<std::uint32_t>::max()); --i) {
        const std::uint64_t last = static_cast<std::uint64_t>(i), mask = ~std::uint64_t{0} >> std::countl_zero(last);
        std::uint64_t place = stream.word() & mask;
        while (place > last) place = stream.word() & mask;
        swap(i, static_cast<index_t>(place));
    }
    using reader_type = block_reader<std::uint32_t, Bits>;
    reader_type reader(stream);
    std::uint32_t places[static_cast<std::size_t>(reader_type::capacity)];
    while (i > 0) {
        reader.refill(i);
        const index_t found = swap_places(reader.data(), reader.available(), static_cast<std::uint32_t>(i), places);
        for (index_t k = 0; k < found; ++k, --i) swap(i, static_cast<index_t>(places[k]));
    }
}

template <bit_generator Bits, class T>
void shuffle_values(word_stream<Bits>& stream, T* values, index_t count) {
    shuffle_by(stream, count, [=](index_t i, index_t j) { std::swap(values[i], values[j]); });
}

/// The shuffle inside choice: of the values from `first` on only, and with Lemire's numbers.
template <bit_generator Bits>
void shuffle_tail(word_stream<Bits>& stream, std::int64_t* values, index_t count, index_t first) {
    for (index_t i = count - 1; i >= first; --i) {
        std::swap(values[i], values[bounded_one(stream, static_cast<std::uint64_t>(i))]);
    }
}

/// A set of numbers that only grows, up to a size known beforehand: a table with linear probing.
template <std::signed_integral Number>
class number_set {
public:
    explicit number_set(index_t size) : slots_(std::bit_ceil(static_cast<std::size_t>(size + size / 2 + 1)), unused) {}
    /// False when the number is there already.
    bool insert(Number number) {
        const std::size_t mask = slots_.size() - 1;
        std::size_t slot = static_cast<std::size_t>(number) & mask;
        while (slots_[slot] != unused && slots_[slot] != number) slot = (slot + 1) & mask;
        return std::exchange(slots_[slot], number) == unused;
    }

private:
    static constexpr Number unused = -1;
    std::vector<Number> slots_;
};

/// `count` different numbers of 0, ..., population - 1, in random order, or, without `shuffle`, in any
/// order. Many of many: the tail of a shuffle; few: Floyd's method (J. Bentley, R. Floyd 1987), whose work
/// does not depend on the population. NumPy draws the same border.
template <bit_generator Bits>
void choose_distinct(word_stream<Bits>& stream, index_t population, std::int64_t* out, index_t count, bool shuffle) {
    if (population > 10000 && count > population / (shuffle ? 50 : 20)) {
        std::vector<std::int64_t> all(static_cast<std::size_t>(population));
        std::iota(all.begin(), all.end(), 0);
        shuffle_tail(stream, all.data(), population, std::max<index_t>(population - count, 1));
        std::copy(all.end() - count, all.end(), out);
        return;
    }
    number_set<std::int64_t> chosen(count);
    for (index_t i = 0; i < count; ++i) {
        const index_t last = population - count + i;
        const auto number = static_cast<std::int64_t>(bounded_one(stream, static_cast<std::uint64_t>(last)));
        // `last` was not possible before, so it is still free.
        if (chosen.insert(number)) out[i] = number;
        else chosen.insert(last), out[i] = last;
    }
    if (shuffle) shuffle_tail(stream, out, count, 1);
}

/// Refuses what is not a distribution over `population` numbers; names the offending value.
inline void check_probabilities(std::span<const double> p, index_t population) {
    if (static_cast<index_t>(p.size()) != population) {
        throw value_error("choice: " + std::to_string(p.size()) + " probabilities for " + std::to_string(population) +
                          " values");
    }
    double sum = 0, rest = 0;  // Kahan's
    for (std::size_t i = 0; i < p.size(); ++i) {
        if (!(p[i] >= 0)) {
            throw value_error("choice: probability " + std::to_string(i) + " is " + number_text(p[i]) +
                              ", but must not be negative");
        }
        const double term = p[i] - rest, next = sum + term;
        rest = (next - sum) - term;
        sum = next;
    }
    if (!(std::abs(sum - 1) <= 1.4901161193847656e-08)) {
        throw value_error("choice: the probabilities sum to " + number_text(sum) + ", not to 1");
    }
}

/// The cumulative distribution of probabilities: running sums, divided by the last so that it ends at 1.
template <std::floating_point Real>
class cumulative_distribution {
public:
    explicit cumulative_distribution(std::span<const Real> p) : sums_(p.begin(), p.end()) {
        std::partial_sum(sums_.begin(), sums_.end(), sums_.begin());
        for (Real& sum : sums_) sum /= sums_.back();
    }
    /// The number whose interval holds u, 0 <= u < 1.
    std::int64_t find(Real u) const { return std::upper_bound(sums_.begin(), sums_.end(), u) - sums_.begin(); }

private:
    std::vector<Real> sums_;
};

template <bit_generator Bits>
void choose_weighted(word_stream<Bits>& stream, std::span<const double> p, std::int64_t* out, index_t count) {
    const cumulative_distribution<double> distribution(p);
    for (index_t i = 0; i < count; ++i) out[i] = distribution.find(stream.template uniform<double>());
}

/// Different numbers: draws as many as are missing, keeps the new ones, and goes on without them.
template <bit_generator Bits>
void choose_weighted_distinct(word_stream<Bits>& stream, std::span<const double> p, std::int64_t* out, index_t count) {
    if (std::count_if(p.begin(), p.end(), [](double x) { return x > 0; }) < count) {
        throw value_error("choice: fewer than " + std::to_string(count) + " probabilities are above 0");
    }
    std::vector<double> left(p.begin(), p.end());
    std::vector<double> draws(static_cast<std::size_t>(count));
    for (index_t found = 0; found < count;) {
        const index_t missing = count - found;
        fill_uniform(stream, draws.data(), missing);
        const cumulative_distribution<double> distribution(left);
        for (index_t i = 0; i < missing; ++i) {
            const std::int64_t number = distribution.find(draws[static_cast<std::size_t>(i)]);
            double& weight = left[static_cast<std::size_t>(number)];
            if (weight != 0) out[found++] = number;
            weight = 0;
        }
    }
}

}  // namespace strand::random::detail

#endif
