// SPDX-License-Identifier: BSD-3-Clause
// `stepped_row`: packs of a row whose elements lie side by side, backwards, or every second in memory.
// Two loads and one permutation whichever it is, so that one loop serves every mixture of operands.
// Nothing but elements of the pack, and what lies between them, is read.
#ifndef STRAND_SIMD_STEPPED_LOAD_HPP
#define STRAND_SIMD_STEPPED_LOAD_HPP

#include <strand/simd/pack.hpp>

namespace strand::inline STRAND_ISA::simd {

/// Elements that a step makes sense for; others reach kernels side by side.
template <class T>
inline constexpr bool may_step = !std::same_as<T, bool> && (sizeof(T) == 4 || sizeof(T) == 8);

/// The instruction set permutes whole registers by an index that is not known while compiling.
template <class T, index_t Lanes>
inline constexpr bool loads_stepped = [] {
    constexpr index_t bytes = Lanes * bytes_of<T>;
#if defined(__AVX2__) && !defined(STRAND_NO_SIMD)
    return may_step<T> && (bytes == 16 || bytes == 32 || bytes == register_bytes);
#else
    return bytes < 0;
#endif
}();

/// Where the words of a pack come from in two loads: of a step of 1, of 2, and of -1. Of every second element
/// the second load begins one early, so that it ends with the last one wanted.
template <index_t Bytes, index_t Lanes>
struct step_tables {
    static constexpr index_t words_each = Bytes / 4, words = Lanes * words_each;
    std::int32_t index[3][static_cast<std::size_t>(words)];
    constexpr step_tables() : index{} {
        for (index_t k = 0; k < words; ++k) {
            const index_t lane = k / words_each, word = k % words_each;
            index[0][k] = static_cast<std::int32_t>(k);
            index[1][k] = static_cast<std::int32_t>((2 * lane + (2 * lane >= Lanes ? 1 : 0)) * words_each + word);
            index[2][k] = static_cast<std::int32_t>((Lanes - 1 - lane) * words_each + word);
        }
    }
};
template <index_t Bytes, index_t Lanes>
inline constexpr step_tables<Bytes, Lanes> step_table{};

/// A row that begins at `first` with a step of 1, -1 or 2 elements; only where `loads_stepped`.
template <class T, index_t Lanes>
class stepped_row;

#if defined(__AVX2__) && !defined(STRAND_NO_SIMD)
namespace detail {
/// Words of 4 bytes from two registers: word k is `low[index[k]]`, or `high[index[k] - words]`.
template <class V>
STRAND_ALWAYS_INLINE V permute_words(V low, V high, V index) {
#if defined(__AVX512VL__)
    if constexpr (sizeof(V) == 64) return (V)_mm512_permutex2var_epi32((__m512i)low, (__m512i)index, (__m512i)high);
    else if constexpr (sizeof(V) == 32) return (V)_mm256_permutex2var_epi32((__m256i)low, (__m256i)index, (__m256i)high);
    else return (V)_mm_permutex2var_epi32((__m128i)low, (__m128i)index, (__m128i)high);
#else
    // The permutations look at the low bits of the index only.
    constexpr std::int32_t words = static_cast<std::int32_t>(sizeof(V) / 4);
    const V from_high = (V)(index >= words);
    if constexpr (sizeof(V) == 32) {
        const V a = (V)_mm256_permutevar8x32_epi32((__m256i)low, (__m256i)index);
        const V b = (V)_mm256_permutevar8x32_epi32((__m256i)high, (__m256i)index);
        return (V)_mm256_blendv_epi8((__m256i)a, (__m256i)b, (__m256i)from_high);
    } else {
        const V a = (V)_mm_permutevar_ps((__m128)low, (__m128i)index);
        const V b = (V)_mm_permutevar_ps((__m128)high, (__m128i)index);
        return (V)_mm_blendv_epi8((__m128i)a, (__m128i)b, (__m128i)from_high);
    }
#endif
}
}  // namespace detail

template <class T, index_t Lanes>
class stepped_row {
    static constexpr index_t words = Lanes * bytes_of<T> / 4;
    using word_vec = vec<std::int32_t, words>;

public:
    STRAND_ALWAYS_INLINE stepped_row(const T* first, index_t step)
        : low_(step < 0 ? first - (Lanes - 1) : first), high_(step == 2 ? Lanes - 1 : 0), step_(step),
          index_(load<std::int32_t, words>(step_table<bytes_of<T>, Lanes>.index[step == 1 ? 0 : step == 2 ? 1 : 2])) {}
    /// Elements i, i + 1, ... of the row.
    STRAND_ALWAYS_INLINE pack<T, Lanes> at(index_t i) const {
        const T* from = low_ + i * step_;
        word_vec low, high;
        std::memcpy(&low, static_cast<const void*>(from), sizeof low);
        std::memcpy(&high, static_cast<const void*>(from + high_), sizeof high);
        return pack<T, Lanes>(bits_as<decltype(pack<T, Lanes>{}.v)>(detail::permute_words(low, high, index_)));
    }

private:
    const T* low_;
    index_t high_, step_;
    word_vec index_;
};
#endif

/// The first `count` < Lanes of first[0], first[step], first[2 * step] ...; 0 in the other lanes.
template <class T, index_t Lanes>
STRAND_NOINLINE auto load_first_stepped(const T* first, index_t step, index_t count) {
    T lanes[static_cast<std::size_t>(Lanes)] = {};
    for (index_t i = 0; i < count; ++i) lanes[i] = first[i * step];
    return load_pack<T, Lanes>(lanes);
}

}  // namespace strand::inline STRAND_ISA::simd

#endif
