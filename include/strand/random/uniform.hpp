// SPDX-License-Identifier: BSD-3-Clause
// Uniform floats in [0, 1) and in [low, high) into contiguous memory. In: a word stream. Out: float from 24 bits of a
// half word, double from 53 bits of a word; bit-identical to NumPy's Generator.random and Generator.uniform.
#ifndef STRAND_RANDOM_UNIFORM_HPP
#define STRAND_RANDOM_UNIFORM_HPP

#include <algorithm>
#include <atomic>
#include <concepts>
#include <cstdint>
#include <strand/core/types.hpp>
#include <strand/random/chunks.hpp>
#include <strand/random/word_stream.hpp>

namespace strand::inline STRAND_ISA::random_kernel {

STRAND_NOINLINE inline void to_unit_interval(const std::uint32_t* STRAND_RESTRICT halves, float* STRAND_RESTRICT out,
                                             index_t count) {
    in_chunks(count, [=](index_t i, index_t)
                         STRAND_INLINE_LAMBDA { out[i] = strand::random::detail::unit_interval(halves[i]); });
}

/// out = shift + scale * out, rounded twice: a fused multiply-add would change last bits.
template <std::floating_point T>
STRAND_NOINLINE void scale_and_shift(T* out, index_t count, T scale, T shift) {
    constexpr index_t step = 2048;
    for (; count > 0; count -= step, out += step) {
        const index_t size = std::min(step, count);
        for (index_t i = 0; i < size; ++i) out[i] *= scale;
        // The products are in memory before the sums begin.
        std::atomic_signal_fence(std::memory_order_seq_cst);
        for (index_t i = 0; i < size; ++i) out[i] += shift;
    }
}

}  // namespace strand::inline STRAND_ISA::random_kernel

namespace strand::random::detail {

template <bit_generator Bits>
void fill_uniform(word_stream<Bits>& stream, double* out, index_t count) {
    if (count == 1) *out = stream.template uniform<double>();
    else stream.fill_words(out, count, [](std::uint64_t word) { return unit_interval(word); });
}
template <bit_generator Bits>
void fill_uniform(word_stream<Bits>& stream, float* out, index_t count) {
    if (count == 1) {
        *out = stream.template uniform<float>();
        return;
    }
    constexpr index_t step = 2 * block_words;
    std::uint32_t halves[static_cast<std::size_t>(step)];
    for (index_t start = 0; start < count; start += step) {
        const index_t size = std::min(step, count - start);
        stream.fill_halves(halves, size);
        random_kernel::to_unit_interval(halves, out + start, size);
    }
}

/// NumPy's uniform: low + (high - low) * random.
template <std::floating_point T, bit_generator Bits>
void fill_uniform(word_stream<Bits>& stream, T* out, index_t count, T low, T high) {
    fill_uniform(stream, out, count);
    random_kernel::scale_and_shift(out, count, high - low, low);
}

}  // namespace strand::random::detail

#endif
