// SPDX-License-Identifier: BSD-3-Clause
// `stepped_row`: packs of a row whose elements lie side by side, backwards, or every second in memory.
// Which of them is a branch that goes the same way along the whole row, so that one loop serves every mixture
// of operands. Nothing but elements of the pack, and what lies between them, is read.
#ifndef STRAND_SIMD_STEPPED_LOAD_HPP
#define STRAND_SIMD_STEPPED_LOAD_HPP

#include <strand/simd/pack.hpp>

namespace strand::inline STRAND_ISA::simd {

/// Elements that a step makes sense for; others reach kernels side by side.
template <class T>
inline constexpr bool may_step = !std::same_as<T, bool> && (sizeof(T) == 4 || sizeof(T) == 8);

/// Packs of this size are permuted in registers.
template <class T, index_t Lanes>
inline constexpr bool loads_stepped = [] {
    constexpr index_t bytes = Lanes * bytes_of<T>;
#if defined(__SSE2__) && !defined(STRAND_NO_SIMD)
    return may_step<T> && (bytes == 16 || bytes == 32 || bytes == register_bytes);
#else
    return bytes < 0;
#endif
}();

/// A row that begins at `first` with a step of 1, -1 or 2 elements; only where `loads_stepped`.
/// Packs that may end with the row take `AtEnd`: else the element behind a pack's last one is read too.
template <class T, index_t Lanes, bool AtEnd = true>
class stepped_row {
    using words = vec<uint_of<bytes_of<T>>, Lanes>;
    static constexpr int n = static_cast<int>(Lanes);

public:
    STRAND_ALWAYS_INLINE stepped_row(const T* first, index_t step) : first_(first), step_(step) {}
    /// Elements i, i + 1, ... of the row.
    STRAND_ALWAYS_INLINE pack<T, Lanes> at(index_t i) const {
        if (step_ == 1) return load_pack<T, Lanes>(first_ + i);
        return pack<T, Lanes>(bits_as<decltype(pack<T, Lanes>{}.v)>(in_order(first_ + i * step_, std::make_integer_sequence<int, n>{})));
    }

private:
    template <int... K>
    STRAND_ALWAYS_INLINE words in_order(const T* from, std::integer_sequence<int, K...>) const {
        if (step_ < 0) {
            const words v = words_at(from - (n - 1));
            return __builtin_shufflevector(v, v, (n - 1 - K)...);
        }
        // At the end the second load begins one early, so that it ends with the last element wanted; elsewhere
        // side by side, because one of two such loads would lie in two cache lines.
        constexpr int early = AtEnd ? 1 : 0;
        const words low = words_at(from), high = words_at(from + (n - early));
        if constexpr (AtEnd && sizeof(words) == 32) {
            // AVX2 has no permutation of two registers.
            const words both = __builtin_shufflevector(low, high, (K % 2 == 0 ? K : n + K)...);
            return __builtin_shufflevector(both, both, (2 * K < n ? 2 * K : 2 * K - n + 1)...);
        } else {
            return __builtin_shufflevector(low, high, (2 * K < n ? 2 * K : 2 * K + early)...);
        }
    }
    STRAND_ALWAYS_INLINE static words words_at(const T* from) {
        words v;
        std::memcpy(&v, static_cast<const void*>(from), sizeof v);
        return v;
    }

    const T* first_;
    index_t step_;
};

/// The first `count` < Lanes of first[0], first[step], first[2 * step] ...; 0 in the other lanes.
template <class T, index_t Lanes>
STRAND_NOINLINE auto load_first_stepped(const T* first, index_t step, index_t count) {
    T lanes[static_cast<std::size_t>(Lanes)] = {};
    for (index_t i = 0; i < count; ++i) lanes[i] = first[i * step];
    return load_pack<T, Lanes>(lanes);
}

}  // namespace strand::inline STRAND_ISA::simd

#endif
