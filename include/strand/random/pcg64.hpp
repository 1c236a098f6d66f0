// SPDX-License-Identifier: BSD-3-Clause
// `pcg64`: the generator behind default_rng: a linear congruential state of 128 bits whose two halves
// are xored and rotated into one word (PCG XSL-RR 128/64, M. E. O'Neill 2014). In: a seed. Out: words
// of 64 bits, equal to those of NumPy's PCG64. Its streams can be jumped over in logarithmic time.
//
// One step of the state is a chain of multiplications that the next one has to wait for. Filling
// memory therefore runs several copies of the state, k steps apart, each advanced by k steps at once.
#ifndef STRAND_RANDOM_PCG64_HPP
#define STRAND_RANDOM_PCG64_HPP

#include <bit>
#include <concepts>
#include <cstdint>
#include <limits>
#include <strand/core/error.hpp>
#include <strand/core/types.hpp>
#include <strand/random/seed_sequence.hpp>
#include <strand/random/uint128.hpp>
#include <strand/simd/vec.hpp>

namespace strand::random::detail {

inline constexpr uint128_t pcg_multiplier = make_uint128(0x2360ed051fc65da4u, 0x4385df649fccf645u);

constexpr std::uint64_t pcg_output(std::uint64_t high, std::uint64_t low) {
    return std::rotr(high ^ low, static_cast<int>(high >> 58));
}

/// `steps` steps of the state at once: state * factor + term * increment.
struct pcg_jump {
    uint128_t factor = 1, term = 0;

    static constexpr pcg_jump by(uint128_t steps) {
        pcg_jump all, power{pcg_multiplier, 1};
        for (; steps != 0; steps >>= 1) {
            if (steps & 1) all = {all.factor * power.factor, all.term * power.factor + power.term};
            power = {power.factor * power.factor, power.term * power.factor + power.term};
        }
        return all;
    }
};

/// The jumps by 1, 2, ..., Lanes steps, halves apart so that lanes become registers.
template <index_t Lanes>
struct pcg_lane_jumps {
    static constexpr std::size_t count = static_cast<std::size_t>(Lanes);
    std::uint64_t factor_high[count], factor_low[count], term_high[count], term_low[count];

    constexpr pcg_lane_jumps() {
        for (index_t k = 0; k < Lanes; ++k) {
            const pcg_jump jump = pcg_jump::by(static_cast<uint128_t>(k + 1));
            factor_high[k] = high_half(jump.factor), factor_low[k] = low_half(jump.factor);
            term_high[k] = high_half(jump.term), term_low[k] = low_half(jump.term);
        }
    }
};

}  // namespace strand::random::detail

namespace strand::inline STRAND_ISA::random_kernel {

using strand::random::uint128_t;

/// Two states in turn: that is as much as one multiplier keeps up with.
template <class T, class Convert>
STRAND_NOINLINE uint128_t pcg_fill_scalar(uint128_t state, uint128_t increment, T* STRAND_RESTRICT out, index_t count,
                                          Convert convert) {
    using namespace strand::random::detail;
    constexpr pcg_jump two = pcg_jump::by(2);
    const uint128_t term = two.term * increment;
    uint128_t odd = state * pcg_multiplier + increment, even = odd * pcg_multiplier + increment;
    index_t i = 0;
    for (; i + 2 <= count; i += 2) {
        out[i] = convert(pcg_output(high_half(odd), low_half(odd)));
        out[i + 1] = convert(pcg_output(high_half(even), low_half(even)));
        state = even;
        odd = odd * two.factor + term;
        even = even * two.factor + term;
    }
    if (i < count) {
        out[i] = convert(pcg_output(high_half(odd), low_half(odd)));
        state = odd;
    }
    return state;
}

/// (high, low) * factor + term, 128 bits each.
STRAND_ALWAYS_INLINE void lane_step(std::uint64_t& high, std::uint64_t& low, std::uint64_t factor_high,
                                    std::uint64_t factor_low, std::uint64_t term_high, std::uint64_t term_low) {
    const std::uint64_t product = low * factor_low, sum = product + term_low;
    high = strand::random::detail::vector_product_high(low, factor_low) + low * factor_high + high * factor_low +
           term_high + (sum < product);
    low = sum;
}

/// `Lanes` states in vector registers. The loops over lanes have no other purpose than to become vector code.
template <index_t Lanes, class T, class Convert>
STRAND_NOINLINE uint128_t pcg_fill_lanes(uint128_t state, uint128_t increment, T* STRAND_RESTRICT out, index_t count,
                                         Convert convert) {
    using namespace strand::random::detail;
    constexpr pcg_lane_jumps<Lanes> jumps;
    alignas(64) std::uint64_t high[static_cast<std::size_t>(Lanes)], low[static_cast<std::size_t>(Lanes)];
    for (index_t k = 0; k < Lanes; ++k) {
        std::uint64_t term_high = jumps.term_high[k], term_low = jumps.term_low[k];
        lane_step(term_high, term_low, high_half(increment), low_half(increment), 0, 0);
        high[k] = high_half(state), low[k] = low_half(state);
        lane_step(high[k], low[k], jumps.factor_high[k], jumps.factor_low[k], term_high, term_low);
    }
    constexpr pcg_jump stride = pcg_jump::by(Lanes);
    constexpr std::uint64_t factor_high = high_half(stride.factor), factor_low = low_half(stride.factor);
    const std::uint64_t term_high = high_half(stride.term * increment), term_low = low_half(stride.term * increment);
    index_t i = 0;
    for (; count - i > Lanes; i += Lanes) {
        for (index_t k = 0; k < Lanes; ++k) {
            const std::uint64_t word = high[k] ^ low[k], turn = high[k] >> 58;
            out[i + k] = convert((word >> turn) | (word << ((64 - turn) & 63)));
            lane_step(high[k], low[k], factor_high, factor_low, term_high, term_low);
        }
    }
    for (index_t k = 0; k < count - i; ++k) out[i + k] = convert(pcg_output(high[k], low[k]));
    return make_uint128(high[count - i - 1], low[count - i - 1]);
}

/// What `convert` makes of the next `count` words; returns the state after them.
template <class T, class Convert>
uint128_t pcg_fill(uint128_t state, uint128_t increment, T* out, index_t count, Convert convert) {
    // AVX-512 has the 64-bit products and the 64-bit comparison into masks that the lanes need.
    if constexpr (strand::simd::register_bytes >= 64) {
        if (count >= 32) return pcg_fill_lanes<16>(state, increment, out, count, convert);
    }
    return pcg_fill_scalar(state, increment, out, count, convert);
}

}  // namespace strand::inline STRAND_ISA::random_kernel

namespace strand::random {

namespace detail {
/// A seed sequence of <random>, such as std::seed_seq; not strand's own.
template <class Seeds>
concept standard_seeds = requires(Seeds& seeds, std::uint32_t* words) {
    requires(!std::same_as<Seeds, seed_sequence>);
    seeds.generate(words, words);
};
}  // namespace detail

/// NumPy's PCG64: fast, 2^128 words before it repeats, and bit-identical to numpy.random.PCG64(seed).
/// Example: `std::normal_distribution<>()(bits)`, `generator rng(pcg64(42).jumped())`.
class pcg64 {
public:
    using result_type = std::uint64_t;
    static constexpr result_type min() { return 0; }
    static constexpr result_type max() { return std::numeric_limits<result_type>::max(); }

    /// The whole of the generator: `increment` is odd and selects one of 2^127 streams.
    struct state_type {
        uint128_t state, increment;
        friend bool operator==(const state_type&, const state_type&) = default;
    };

    pcg64() : pcg64(seed_sequence()) {}
    explicit pcg64(const seed_sequence& seeds) {
        std::uint64_t words[4];
        seeds.generate_state(words, 4);
        start(words[0], words[1], words[2], words[3]);
    }
    template <std::integral Integer>
    explicit pcg64(Integer seed) : pcg64(seed_sequence(seed)) {}
    template <detail::standard_seeds Seeds>
    explicit pcg64(Seeds& seeds) {
        std::uint32_t words[8];
        seeds.generate(words, words + 8);
        const auto word = [&](int i) { return words[2 * i] | static_cast<std::uint64_t>(words[2 * i + 1]) << 32; };
        start(word(0), word(1), word(2), word(3));
    }
    explicit pcg64(state_type state) : state_(state) {
        if ((state.increment & 1) == 0) throw value_error("pcg64: the increment must be odd");
    }

    result_type operator()() {
        state_.state = state_.state * detail::pcg_multiplier + state_.increment;
        return detail::pcg_output(detail::high_half(state_.state), detail::low_half(state_.state));
    }
    /// The next `count` words, or what `convert` makes of each, faster than one by one.
    template <class T, class Convert = keep_word>
    void fill(T* out, index_t count, Convert convert = {}) {
        if (count > 0) state_.state = random_kernel::pcg_fill(state_.state, state_.increment, out, count, convert);
    }

    /// Skips `steps` words; 2^128 - n goes n words back.
    void advance(uint128_t steps) {
        const detail::pcg_jump jump = detail::pcg_jump::by(steps);
        state_.state = state_.state * jump.factor + jump.term * state_.increment;
    }
    void discard(unsigned long long steps) { advance(steps); }
    /// The generator 0.62 * 2^128 words further on, `times` times: streams for parallel work that do not meet.
    pcg64 jumped(index_t times = 1) const {
        // The golden section of 2^128, so that repeated jumps spread evenly.
        constexpr uint128_t steps = detail::make_uint128(0x9e3779b97f4a7c15u, 0xf39cc0605cedc835u);
        pcg64 far = *this;
        far.advance(steps * static_cast<uint128_t>(times));
        return far;
    }

    const state_type& state() const { return state_; }
    friend bool operator==(const pcg64&, const pcg64&) = default;

private:
    void start(std::uint64_t state_high, std::uint64_t state_low, std::uint64_t stream_high, std::uint64_t stream_low) {
        state_.increment = (detail::make_uint128(stream_high, stream_low) << 1) | 1;
        state_.state = state_.increment + detail::make_uint128(state_high, state_low);
        (*this)();
    }

    state_type state_{};
};

}  // namespace strand::random

#endif
