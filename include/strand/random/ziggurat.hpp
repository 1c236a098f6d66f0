// SPDX-License-Identifier: BSD-3-Clause
// Standard normal and standard exponential numbers into contiguous memory, by the ziggurat method.
// In: a word stream. Out: double from words, float from halves; bit-identical to NumPy's
// Generator.standard_normal and standard_exponential, as far as the C library's exp and log1p agree.
//
// A word chooses a layer and a point in it. In 99 of 100 cases the point lies under the layer above and
// is taken at once; else the density decides, or, in the lowest layer, the tail has a method of its own.
#ifndef STRAND_RANDOM_ZIGGURAT_HPP
#define STRAND_RANDOM_ZIGGURAT_HPP

#include <array>
#include <bit>
#include <cmath>
#include <concepts>
#include <cstdint>
#include <type_traits>
#include <strand/core/types.hpp>
#include <strand/random/word_stream.hpp>
#include <strand/random/ziggurat_tables.hpp>

namespace strand::random::detail {

/// What the quick test needs of a layer, side by side in memory.
template <std::floating_point T>
struct layer {
    word_for<T> safe;  // a magnitude below it is under the layer above
    T width;           // of one unit of magnitude
};
template <std::floating_point T>
struct ziggurat_layers {
    std::array<layer<T>, 256> layers;
    layer_values<T> heights;
};

constexpr std::uint64_t round_half_even(double value) {
    const std::uint64_t below = static_cast<std::uint64_t>(value);
    const double rest = value - static_cast<double>(below);
    return below + (rest > 0.5 || (rest == 0.5 && below % 2 == 1));
}

/// `unit` is 2 to the number of bits of a magnitude.
template <std::floating_point T>
constexpr ziggurat_layers<T> make_layers(const layer_values<double>& edges, const layer_values<double>& heights,
                                         double unit) {
    ziggurat_layers<T> result{};
    for (std::size_t i = 0; i < 256; ++i) {
        const double above = edges[i == 0 ? 255 : i - 1];
        result.layers[i].safe = i == 1 ? 0 : static_cast<word_for<T>>(round_half_even(above / edges[i] * unit));
        result.layers[i].width = static_cast<T>(edges[i]) / static_cast<T>(unit);
        result.heights[i] = static_cast<T>(heights[i]);
    }
    return result;
}

template <std::floating_point T>
inline constexpr ziggurat_layers<T> normal_layers = make_layers<T>(normal_edges, normal_heights,
                                                                   sizeof(T) == 8 ? 0x1p52 : 0x1p23);

template <std::floating_point T>
constexpr ziggurat_layers<T> make_exponential_layers() {
    auto result = make_layers<T>(exponential_edges, exponential_heights, sizeof(T) == 8 ? 0x1p53 : 0x1p23);
    if constexpr (sizeof(T) == 8) {
        for (std::size_t i = 0; i < 256; ++i) result.layers[i].safe = exponential_safe[i];
    } else {
        // Four numbers so near the middle between two floats that NumPy's nine digits round the other way.
        result.layers[226].width = 4.40025474e-07f;
        result.heights[128] = 0.188181192f, result.heights[154] = 0.132445335f, result.heights[171] = 0.101322994f;
    }
    return result;
}
template <std::floating_point T>
inline constexpr ziggurat_layers<T> exponential_layers = make_exponential_layers<T>();

/// A product that is rounded before it is added to anything: a fused multiply-add would change decisions.
template <std::floating_point T>
STRAND_NOINLINE T rounded_product(T a, T b) {
    return a * b;
}

}  // namespace strand::random::detail

namespace strand::inline STRAND_ISA::random_kernel {

using namespace strand::random::detail;
using strand::random::bit_generator;

/// exp(-x^2 / 2), on both sides.
template <std::floating_point T>
struct normal_density {
    using word = word_for<T>;
    static constexpr const ziggurat_layers<T>& table = normal_layers<T>;
    static constexpr int magnitude_bits = sizeof(T) == 8 ? 52 : 23;

    // From the lowest bit on: eight bits of layer, the sign, the magnitude.
    STRAND_ALWAYS_INLINE static std::size_t layer_of(word w) { return w & 0xff; }
    STRAND_ALWAYS_INLINE static word magnitude_of(word w) { return (w >> 9) & ((word{1} << magnitude_bits) - 1); }
    STRAND_ALWAYS_INLINE static T value_of(word w, T size) {
        const word sign = (w & 0x100) << (8 * sizeof(word) - 9);
        return std::bit_cast<T>(std::bit_cast<word>(size) ^ sign);
    }
    static double density(T x) { return std::exp(-0.5 * static_cast<double>(x) * static_cast<double>(x)); }

    /// Beyond the last edge: G. Marsaglia's method for the tail.
    template <class Uniform>
    static T tail(word magnitude, Uniform uniform) {
        constexpr T edge = static_cast<T>(normal_tail), inverse = static_cast<T>(1 / normal_tail);
        for (;;) {
            const T beyond = rounded_product<T>(-inverse, std::log1p(-uniform()));
            const T y = -std::log1p(-uniform());
            if (y + y > beyond * beyond) return (magnitude >> 8) & 1 ? -(edge + beyond) : edge + beyond;
        }
    }
};

/// exp(-x), x >= 0.
template <std::floating_point T>
struct exponential_density {
    using word = word_for<T>;
    static constexpr const ziggurat_layers<T>& table = exponential_layers<T>;
    // From the lowest bit on: bits not used, eight bits of layer, the magnitude.
    static constexpr int unused_bits = sizeof(T) == 8 ? 3 : 1;

    STRAND_ALWAYS_INLINE static std::size_t layer_of(word w) { return (w >> unused_bits) & 0xff; }
    STRAND_ALWAYS_INLINE static word magnitude_of(word w) { return w >> (unused_bits + 8); }
    STRAND_ALWAYS_INLINE static T value_of(word, T size) { return size; }
    static T density(T x) { return std::exp(-x); }

    /// Beyond the last edge it is the same density again.
    template <class Uniform>
    static T tail(word, Uniform uniform) {
        return static_cast<T>(exponential_tail) - std::log1p(-uniform());
    }
};

/// The number of a word; false when it needs a further test.
template <class Density, std::floating_point T>
STRAND_ALWAYS_INLINE bool ziggurat_quick(word_for<T> w, T& x) {
    const auto magnitude = Density::magnitude_of(w);
    const layer<T>& here = Density::table.layers[Density::layer_of(w)];
    // Signed, because conversions from unsigned integers are slower.
    x = Density::value_of(w, static_cast<T>(static_cast<std::make_signed_t<word_for<T>>>(magnitude)) * here.width);
    return magnitude < here.safe;
}

/// Numbers from the words that need no further test, up to the first that does; returns how many.
template <class Density, std::floating_point T>
STRAND_NOINLINE index_t ziggurat_run(const word_for<T>* STRAND_RESTRICT words, T* STRAND_RESTRICT out, index_t count) {
    for (index_t i = 0; i < count; ++i) {
        if (!ziggurat_quick<Density>(words[i], out[i])) [[unlikely]] {
            return i;
        }
    }
    return count;
}

/// The number of a word that needs a further test, with all words that takes, from `next`.
template <class Density, std::floating_point T, class Next>
STRAND_NOINLINE T ziggurat_test(word_for<T> w, Next next) {
    const auto uniform = [&] { return unit_interval(next()); };
    for (;; w = next()) {
        T x;
        if (ziggurat_quick<Density>(w, x)) return x;
        const std::size_t i = Density::layer_of(w);
        if (i == 0) return Density::tail(Density::magnitude_of(w), uniform);
        const auto& heights = Density::table.heights;
        if (rounded_product<T>(heights[i - 1] - heights[i], uniform()) + heights[i] < Density::density(x)) return x;
    }
}

template <class Density, std::floating_point T, bit_generator Bits>
T ziggurat_one(strand::random::word_stream<Bits>& stream) {
    const auto next = [&stream] { return stream.template next<word_for<T>>(); };
    const auto w = next();
    T x;
    return ziggurat_quick<Density>(w, x) ? x : ziggurat_test<Density, T>(w, next);
}

template <template <class> class Density, std::floating_point T, bit_generator Bits>
void fill_ziggurat(strand::random::word_stream<Bits>& stream, T* out, index_t count) {
    if (count == 1) {
        *out = ziggurat_one<Density<T>, T>(stream);
        return;
    }
    block_reader<word_for<T>, Bits> reader(stream);
    for (index_t done = 0; done < count;) {
        reader.refill(count - done);
        while (reader.available() > 0) {
            const index_t run = ziggurat_run<Density<T>>(reader.data(), out + done, reader.available());
            reader.skip(run);
            done += run;
            if (reader.available() > 0) {
                const auto next = [&reader] { return reader.next(); };
                out[done++] = ziggurat_test<Density<T>, T>(next(), next);
            }
        }
    }
}

}  // namespace strand::inline STRAND_ISA::random_kernel

namespace strand::random::detail {

template <std::floating_point T, bit_generator Bits>
void fill_standard_normal(word_stream<Bits>& stream, T* out, index_t count) {
    random_kernel::fill_ziggurat<random_kernel::normal_density>(stream, out, count);
}
template <std::floating_point T, bit_generator Bits>
void fill_standard_exponential(word_stream<Bits>& stream, T* out, index_t count) {
    random_kernel::fill_ziggurat<random_kernel::exponential_density>(stream, out, count);
}

}  // namespace strand::random::detail

#endif
