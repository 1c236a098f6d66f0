// SPDX-License-Identifier: BSD-3-Clause
// Selecting lanes: truth values in memory as bits of a word, and the lanes whose bits are set packed
// together (compress) or spread out again (expand). Where the machine has no instruction for it,
// `compress_lanes` is 0 and kernels go from one set bit to the next.
#ifndef STRAND_SIMD_COMPRESS_HPP
#define STRAND_SIMD_COMPRESS_HPP

#include <bit>
#include <strand/simd/memory.hpp>

namespace strand::inline STRAND_ISA::simd {

/// Bit k tells whether truth[k] is set, for 64 of them.
STRAND_ALWAYS_INLINE std::uint64_t bits_of_64(const bool* truth) {
#if defined(__AVX512BW__) && !defined(STRAND_NO_SIMD)
    const __m512i bytes = _mm512_loadu_si512(truth);
    return _mm512_test_epi8_mask(bytes, bytes);
#elif defined(__AVX2__) && !defined(STRAND_NO_SIMD)
    const auto half = [](const bool* from) STRAND_INLINE_LAMBDA {
        const __m256i bytes = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(from));
        const __m256i set = _mm256_cmpgt_epi8(bytes, _mm256_setzero_si256());
        return static_cast<std::uint64_t>(static_cast<std::uint32_t>(_mm256_movemask_epi8(set)));
    };
    return half(truth) | half(truth + 32) << 32;
#else
    std::uint64_t bits = 0;
    for (int k = 0; k < 64; k += 8) {
        std::uint64_t bytes;
        std::memcpy(&bytes, truth + k, 8);
        // Each byte holds 0 or 1: the product collects them in its highest byte, the first lowest.
        bits |= (bytes * 0x0102040810204080U >> 56) << k;
    }
    return bits;
#endif
}
/// The same for fewer than 64; higher bits are 0.
STRAND_ALWAYS_INLINE std::uint64_t bits_of(const bool* truth, index_t count) {
    bool all[64] = {};
    std::memcpy(all, truth, static_cast<std::size_t>(count));
    return bits_of_64(all);
}

#if defined(__AVX512F__) && !defined(STRAND_NO_SIMD)

namespace detail {
#if defined(__AVX512VBMI2__) && defined(__AVX512BW__)
inline constexpr bool compresses_bytes = true;
#else
inline constexpr bool compresses_bytes = false;
#endif
}  // namespace detail

/// Words that one instruction compresses; 0 where there is none.
template <class Word>
inline constexpr index_t compress_lanes = sizeof(Word) >= 4 || detail::compresses_bytes ? 64 / bytes_of<Word> : 0;

/// The words of a register whose bits are set, packed together; the rest is 0.
template <class Word>
STRAND_ALWAYS_INLINE __m512i compressed(__m512i v, std::uint64_t bits) {
    if constexpr (sizeof(Word) == 8) return _mm512_maskz_compress_epi64(static_cast<__mmask8>(bits), v);
    else if constexpr (sizeof(Word) == 4) return _mm512_maskz_compress_epi32(static_cast<__mmask16>(bits), v);
#if defined(__AVX512VBMI2__) && defined(__AVX512BW__)
    else if constexpr (sizeof(Word) == 2) return _mm512_maskz_compress_epi16(static_cast<__mmask32>(bits), v);
    else if constexpr (sizeof(Word) == 1) return _mm512_maskz_compress_epi8(static_cast<__mmask64>(bits), v);
#endif
    else return v;
}
/// Of 16-byte words, each bit stands for two lanes.
STRAND_ALWAYS_INLINE std::uint64_t doubled_bits(std::uint64_t bits) {
    return (bits & 1) * 3 | (bits >> 1 & 1) * 12 | (bits >> 2 & 1) * 48 | (bits >> 3 & 1) * 192;
}
/// Packs those of the next words whose bits are set; writes a whole register.
template <class Word>
STRAND_ALWAYS_INLINE void compress_store(Word* to, const Word* from, std::uint64_t bits) {
    const __m512i v = _mm512_loadu_si512(from);
    if constexpr (sizeof(Word) == 16) _mm512_storeu_si512(to, compressed<std::uint64_t>(v, doubled_bits(bits)));
    else _mm512_storeu_si512(to, compressed<Word>(v, bits));
}
/// Spreads the next words of `from` over the words of `to` whose bits are set; reads a whole register.
template <class Word>
STRAND_ALWAYS_INLINE void expand_store(Word* to, const Word* from, std::uint64_t bits) {
    const __m512i old = _mm512_loadu_si512(to), v = _mm512_loadu_si512(from);
    __m512i result = old;
    if constexpr (sizeof(Word) == 16) result = _mm512_mask_expand_epi64(old, static_cast<__mmask8>(doubled_bits(bits)), v);
    else if constexpr (sizeof(Word) == 8) result = _mm512_mask_expand_epi64(old, static_cast<__mmask8>(bits), v);
    else if constexpr (sizeof(Word) == 4) result = _mm512_mask_expand_epi32(old, static_cast<__mmask16>(bits), v);
#if defined(__AVX512VBMI2__) && defined(__AVX512BW__)
    else if constexpr (sizeof(Word) == 2) result = _mm512_mask_expand_epi16(old, static_cast<__mmask32>(bits), v);
    else if constexpr (sizeof(Word) == 1) result = _mm512_mask_expand_epi8(old, static_cast<__mmask64>(bits), v);
#endif
    _mm512_storeu_si512(to, result);
}
/// Words that one instruction expands.
template <class Word>
inline constexpr index_t expand_lanes = compress_lanes<Word>;

/// to[...] = those of first, first + 1, ... first + 7 whose bits are set; writes a whole register.
inline constexpr index_t iota_lanes = 8;
STRAND_ALWAYS_INLINE void compress_iota(index_t* to, index_t first, std::uint64_t bits) {
    const vec<index_t, 8> lane = {0, 1, 2, 3, 4, 5, 6, 7};
    _mm512_storeu_si512(to, compressed<std::uint64_t>(bits_as<__m512i>(lane + first), bits));
}

#elif defined(__AVX2__) && !defined(STRAND_NO_SIMD)

namespace detail {
/// For every set of 8 lanes the lanes in it, in order; the rest is 0.
struct lane_table {
    alignas(64) std::uint8_t of_8[256][8] = {};
    constexpr lane_table() {
        for (int set = 0; set < 256; ++set) {
            int next = 0;
            for (int lane = 0; lane < 8; ++lane) {
                if (set >> lane & 1) of_8[set][next++] = static_cast<std::uint8_t>(lane);
            }
        }
    }
};
inline constexpr lane_table lanes_of_set{};
STRAND_ALWAYS_INLINE __m256i permute_of(std::uint64_t bits) {
    return _mm256_cvtepu8_epi32(_mm_loadl_epi64(reinterpret_cast<const __m128i*>(lanes_of_set.of_8[bits & 255])));
}
/// Bits of 4 lanes as bits of 8 of half the size.
STRAND_ALWAYS_INLINE std::uint64_t doubled(std::uint64_t bits) {
    return (bits & 1) * 3 | (bits >> 1 & 1) * 12 | (bits >> 2 & 1) * 48 | (bits >> 3 & 1) * 192;
}
}  // namespace detail

template <class Word>
inline constexpr index_t compress_lanes = sizeof(Word) == 4 ? 8 : sizeof(Word) == 8 ? 4 : sizeof(Word) == 16 ? 2 : 0;
template <class Word>
STRAND_ALWAYS_INLINE void compress_store(Word* to, const Word* from, std::uint64_t bits) {
    const __m256i v = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(from));
    std::uint64_t set = bits;
    if constexpr (sizeof(Word) == 16) set = (bits & 1) * 3 | (bits >> 1 & 1) * 12;
    if constexpr (sizeof(Word) >= 8) set = detail::doubled(set);
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(to), _mm256_permutevar8x32_epi32(v, detail::permute_of(set)));
}
template <class Word>
inline constexpr index_t expand_lanes = 0;
template <class Word>
void expand_store(Word*, const Word*, std::uint64_t) {}

inline constexpr index_t iota_lanes = 4;
STRAND_ALWAYS_INLINE void compress_iota(index_t* to, index_t first, std::uint64_t bits) {
    const vec<index_t, 4> lane = {0, 1, 2, 3};
    const __m256i v = bits_as<__m256i>(lane + first);
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(to),
                        _mm256_permutevar8x32_epi32(v, detail::permute_of(detail::doubled(bits))));
}

#else

template <class Word>
inline constexpr index_t compress_lanes = 0;
template <class Word>
void compress_store(Word*, const Word*, std::uint64_t) {}
template <class Word>
inline constexpr index_t expand_lanes = 0;
template <class Word>
void expand_store(Word*, const Word*, std::uint64_t) {}
inline constexpr index_t iota_lanes = 0;
inline void compress_iota(index_t*, index_t, std::uint64_t) {}

#endif

}  // namespace strand::inline STRAND_ISA::simd

#endif
