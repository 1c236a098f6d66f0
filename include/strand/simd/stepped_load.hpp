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
inline constexpr bool may_step = sizeof(T) <= 8;

/// The largest step, in elements, that whole vectors are loaded for.
inline constexpr index_t most_stepped = 4;

/// Packs of this size are permuted in registers, smaller ones put together from their elements.
template <class T, index_t Lanes>
inline constexpr bool loads_stepped = [] {
    constexpr index_t bytes = Lanes * bytes_of<T>;
#if defined(__SSE2__) && !defined(STRAND_NO_SIMD)
    return may_step<T> && Lanes > 1 && bytes <= register_bytes;
#else
    return bytes < 0;
#endif
}();

namespace detail {

/// Lane i of `next`, the vector number `Part`, where it holds an element wanted; else of `all`.
template <int Step, int Part, class V, int... I>
STRAND_ALWAYS_INLINE V blend_in(V all, V next, std::integer_sequence<int, I...>) {
    constexpr int lanes = static_cast<int>(sizeof...(I));
    return __builtin_shufflevector(all, next, ((Part * lanes + I) % Step == 0 ? lanes + I : I)...);
}
}  // namespace detail

/// Lanes 0, Step, 2 Step ... of `Step` vectors that lie side by side.
template <index_t Step, class V, int... I>
STRAND_ALWAYS_INLINE V lanes_in_step(const V* v, std::integer_sequence<int, I...>) {
    constexpr int step = static_cast<int>(Step), lanes = static_cast<int>(sizeof...(I));
    if constexpr (Step == 2) {
        return __builtin_shufflevector(v[0], v[1], (2 * I)...);
    } else if constexpr (Step % 2 == 0) {
        const V halves[2] = {lanes_in_step<Step / 2>(v, std::integer_sequence<int, I...>{}),
                             lanes_in_step<Step / 2>(v + Step / 2, std::integer_sequence<int, I...>{})};
        return lanes_in_step<2>(halves, std::integer_sequence<int, I...>{});
    } else {
        // An odd step meets every lane number once: blends bring all wanted into one vector, in some order.
        V all = v[0];
        [&]<int... K>(std::integer_sequence<int, K...>) STRAND_INLINE_LAMBDA {
            ((all = detail::blend_in<step, K + 1>(all, v[K + 1], std::integer_sequence<int, I...>{})), ...);
        }(std::make_integer_sequence<int, step - 1>{});
        return __builtin_shufflevector(all, all, (step * I % lanes)...);
    }
}

/// Elements in any step, put together one by one.
template <class Word, index_t Lanes>
STRAND_ALWAYS_INLINE vec<Word, Lanes> load_one_by_one(const Word* from, index_t step) {
    return [&]<int... K>(std::integer_sequence<int, K...>) STRAND_INLINE_LAMBDA {
        return vec<Word, Lanes>{detail::load_word<Word>(reinterpret_cast<const char*>(from + K * step))...};
    }(std::make_integer_sequence<int, static_cast<int>(Lanes)>{});
}
namespace detail {
/// Out of line, because it is much code.
template <class Word, index_t Lanes>
STRAND_NOINLINE vec<Word, Lanes> load_few_one_by_one(const Word* from, index_t step) {
    return load_one_by_one<Word, Lanes>(from, step);
}
}  // namespace detail

/// A row that begins at `first` with a step of 1, -1 or 2 elements; only where `loads_stepped`.
/// Packs that may end with the row take `AtEnd`: else the element behind a pack's last one is read too.
template <class T, index_t Lanes, bool AtEnd = true>
class stepped_row {
    using word = uint_of<bytes_of<T>>;
    using words = vec<word, Lanes>;
    static constexpr int n = static_cast<int>(Lanes);
    // Bytes are not permuted by one instruction without AVX2.
    static constexpr bool permuted = sizeof(words) >= 16 && (sizeof(T) >= 4 || register_bytes >= 32);

public:
    STRAND_ALWAYS_INLINE stepped_row(const T* first, index_t step) : first_(reinterpret_cast<const char*>(first)), step_(step) {}
    /// Elements i, i + 1, ... of the row.
    STRAND_ALWAYS_INLINE auto at(index_t i) const {
        if (step_ == 1) return load_pack<T, Lanes>(reinterpret_cast<const T*>(first_) + i);
        const words v = in_order(reinterpret_cast<const word*>(first_) + i * step_, std::make_integer_sequence<int, n>{});
        if constexpr (std::same_as<T, bool>) {
            bool lanes[sizeof v];
            std::memcpy(lanes, &v, sizeof v);
            return load_mask<Lanes>(lanes);
        } else {
            return pack<T, Lanes>(bits_as<decltype(pack<T, Lanes>{}.v)>(v));
        }
    }

private:
    template <int... K>
    STRAND_ALWAYS_INLINE words in_order(const word* from, std::integer_sequence<int, K...>) const {
        if constexpr (!permuted) {
            return detail::load_few_one_by_one<word, Lanes>(from, step_);
        } else {
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
    }
    STRAND_ALWAYS_INLINE static words words_at(const word* from) { return load<word, Lanes>(from); }

    const char* first_;
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
