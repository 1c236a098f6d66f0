// SPDX-License-Identifier: BSD-3-Clause
// Loads and stores of whole vectors at any address, and of only the first few lanes of one.
// A partial load never touches memory behind the counted lanes and gives 0 in the others.
#ifndef STRAND_SIMD_MEMORY_HPP
#define STRAND_SIMD_MEMORY_HPP

#include <bit>
#include <strand/simd/vec.hpp>

namespace strand::inline STRAND_ISA::simd {

template <class T, index_t Lanes>
STRAND_ALWAYS_INLINE vec<T, Lanes> load(const T* from) {
    vec<T, Lanes> v;
    std::memcpy(static_cast<void*>(&v), from, sizeof v);
    return v;
}
template <class T, index_t Lanes>
STRAND_ALWAYS_INLINE void store(T* to, vec<T, Lanes> v) {
    std::memcpy(static_cast<void*>(to), &v, sizeof v);
}

/// Copies whole registers past the caches, to an address aligned to 64 bytes; `finish_streams` ends it.
inline void stream_bytes(char* to, const char* from, index_t bytes) {
    index_t i = 0;
#if defined(__SSE2__) && !defined(STRAND_NO_SIMD)
    for (; i + 64 <= bytes; i += 64) {
        // One cache line at a time: a partly written line would have to be read from memory first.
#if defined(__AVX512F__)
        _mm512_stream_si512(reinterpret_cast<__m512i*>(to + i), _mm512_loadu_si512(from + i));
#elif defined(__AVX__)
        for (index_t k = 0; k < 64; k += 32) {
            _mm256_stream_si256(reinterpret_cast<__m256i*>(to + i + k),
                                _mm256_loadu_si256(reinterpret_cast<const __m256i*>(from + i + k)));
        }
#else
        for (index_t k = 0; k < 64; k += 16) {
            _mm_stream_si128(reinterpret_cast<__m128i*>(to + i + k),
                             _mm_loadu_si128(reinterpret_cast<const __m128i*>(from + i + k)));
        }
#endif
    }
#endif
    if (i < bytes) std::memcpy(to + i, from + i, static_cast<std::size_t>(bytes - i));
}
/// A vector of so many bytes can be stored past the caches at once.
template <index_t Bytes>
#if defined(__SSE2__) && !defined(STRAND_NO_SIMD)
inline constexpr bool streams_bytes = Bytes >= 16 && Bytes == register_bytes;
#else
inline constexpr bool streams_bytes = false;
#endif
/// Stores a vector past the caches at an address that is a multiple of its size, where `streams_bytes`.
template <class V>
STRAND_ALWAYS_INLINE void stream([[maybe_unused]] void* to, [[maybe_unused]] V v) {
#if defined(__SSE2__) && !defined(STRAND_NO_SIMD)
#if defined(__AVX512F__)
    if constexpr (sizeof v == 64) _mm512_stream_si512(static_cast<__m512i*>(to), bits_as<__m512i>(v));
#endif
#if defined(__AVX__)
    if constexpr (sizeof v == 32) _mm256_stream_si256(static_cast<__m256i*>(to), bits_as<__m256i>(v));
#endif
    if constexpr (sizeof v == 16) _mm_stream_si128(static_cast<__m128i*>(to), bits_as<__m128i>(v));
#endif
}
/// Makes streamed bytes visible in order with later stores.
inline void finish_streams() {
#if defined(__SSE2__) && !defined(STRAND_NO_SIMD)
    _mm_sfence();
#endif
}

#if defined(__AVX512BW__) && !defined(STRAND_NO_SIMD)
namespace detail {
/// A mask of the first `count` lanes.
template <class Mask>
STRAND_ALWAYS_INLINE Mask first_bits(index_t count) {
    return static_cast<Mask>(_bzhi_u64(~0ULL, static_cast<unsigned>(count)));
}
}  // namespace detail
#endif

// Where there are no masked instructions for a vector: in words that overlap, and never a byte more. Stores of
// single elements, read again as a vector, would wait for each other.
namespace detail {
template <class Word>
STRAND_ALWAYS_INLINE Word load_word(const char* from) {
    Word word;
    std::memcpy(&word, from, sizeof word);
    return word;
}
template <class Word, class From>
STRAND_ALWAYS_INLINE void store_word(char* to, From word) {
    const Word part = static_cast<Word>(word);
    std::memcpy(to, &part, sizeof part);
}

/// The first `bytes` < 8, the first in memory lowest, and zeros.
STRAND_ALWAYS_INLINE std::uint64_t load_bytes(const char* from, index_t bytes) {
    if (bytes >= 4) return load_word<std::uint32_t>(from) | std::uint64_t{load_word<std::uint32_t>(from + bytes - 4)} << (8 * (bytes - 4));
    if (bytes >= 2) return load_word<std::uint16_t>(from) | std::uint64_t{load_word<std::uint16_t>(from + bytes - 2)} << (8 * (bytes - 2));
    return bytes > 0 ? load_word<std::uint8_t>(from) : 0;
}
STRAND_ALWAYS_INLINE void store_bytes(char* to, std::uint64_t word, index_t bytes) {
    if (bytes >= 4) {
        store_word<std::uint32_t>(to, word);
        store_word<std::uint32_t>(to + bytes - 4, word >> (8 * (bytes - 4)));
    } else if (bytes >= 2) {
        store_word<std::uint16_t>(to, word);
        store_word<std::uint16_t>(to + bytes - 2, word >> (8 * (bytes - 2)));
    } else if (bytes > 0) {
        store_word<std::uint8_t>(to, word);
    }
}

#if defined(__AVX2__) && !defined(STRAND_NO_SIMD)
/// All ones in the word of this number, or in those before it.
template <class V>
STRAND_ALWAYS_INLINE V is_word(index_t number) {
    if constexpr (sizeof(V) == 32) return V{0, 1, 2, 3, 4, 5, 6, 7} == static_cast<std::int32_t>(number);
    else return V{0, 1, 2, 3} == static_cast<std::int32_t>(number);
}
template <class V>
STRAND_ALWAYS_INLINE V is_before(index_t number) {
    if constexpr (sizeof(V) == 32) return V{0, 1, 2, 3, 4, 5, 6, 7} < static_cast<std::int32_t>(number);
    else return V{0, 1, 2, 3} < static_cast<std::int32_t>(number);
}
/// The first words of 4 bytes, by masks, which there are for no smaller ones.
template <index_t Words>
STRAND_ALWAYS_INLINE vec<std::int32_t, Words> load_whole_words(const void* from, index_t count) {
    using V = vec<std::int32_t, Words>;
    const V wanted = is_before<V>(count);
    if constexpr (Words == 8) return bits_as<V>(_mm256_maskload_epi32(static_cast<const int*>(from), bits_as<__m256i>(wanted)));
    else return bits_as<V>(_mm_maskload_epi32(static_cast<const int*>(from), bits_as<__m128i>(wanted)));
}
template <class V>
STRAND_ALWAYS_INLINE void store_whole_words(void* to, V words, index_t count) {
    const V wanted = is_before<V>(count);
    if constexpr (sizeof(V) == 32) _mm256_maskstore_epi32(static_cast<int*>(to), bits_as<__m256i>(wanted), bits_as<__m256i>(words));
    else _mm_maskstore_epi32(static_cast<int*>(to), bits_as<__m128i>(wanted), bits_as<__m128i>(words));
}
#endif
}  // namespace detail

/// The first `count` < Lanes lanes.
template <class T, index_t Lanes>
STRAND_ALWAYS_INLINE vec<T, Lanes> load_first(const T* from, index_t count) {
    using result = vec<T, Lanes>;
#if defined(__AVX512BW__) && defined(__AVX512VL__) && !defined(STRAND_NO_SIMD)
    // Elements of 4 and 8 bytes have masks of their own, which some processors store much faster than
    // masks of bytes; those serve every other element, and vectors smaller than a register.
    if constexpr (sizeof(result) == 64 && sizeof(T) == 8) {
        return bits_as<result>(_mm512_maskz_loadu_epi64(detail::first_bits<__mmask8>(count), from));
    } else if constexpr (sizeof(result) == 64 && sizeof(T) == 4) {
        return bits_as<result>(_mm512_maskz_loadu_epi32(detail::first_bits<__mmask16>(count), from));
    } else if constexpr (sizeof(result) == 64) {
        return bits_as<result>(_mm512_maskz_loadu_epi8(detail::first_bits<__mmask64>(count * bytes_of<T>), from));
    } else if constexpr (sizeof(result) == 32) {
        return bits_as<result>(_mm256_maskz_loadu_epi8(detail::first_bits<__mmask32>(count * bytes_of<T>), from));
    } else if constexpr (sizeof(result) == 16) {
        return bits_as<result>(_mm_maskz_loadu_epi8(detail::first_bits<__mmask16>(count * bytes_of<T>), from));
    }
#elif defined(__AVX2__) && !defined(STRAND_NO_SIMD)
    if constexpr (sizeof(result) >= 16) {
        const index_t whole = count * bytes_of<T> / 4;
        auto words = detail::load_whole_words<static_cast<index_t>(sizeof(result) / 4)>(from, whole);
        if constexpr (sizeof(T) < 4) {
            const char* const rest = reinterpret_cast<const char*>(from) + 4 * whole;
            words |= detail::is_word<decltype(words)>(whole) & static_cast<std::int32_t>(detail::load_bytes(rest, count * bytes_of<T> % 4));
        }
        return bits_as<result>(words);
    }
#endif
    if constexpr (sizeof(result) <= 16 && std::endian::native == std::endian::little) {
        const char* const bytes = reinterpret_cast<const char*>(from);
        const index_t wanted = count * bytes_of<T>;
        if constexpr (sizeof(result) < 16) return bits_as<result>(static_cast<uint_of<bytes_of<result>>>(detail::load_bytes(bytes, wanted)));
        else if (wanted < 8) return bits_as<result>(vec<std::uint64_t, 2>{detail::load_bytes(bytes, wanted), 0});
        else return bits_as<result>(vec<std::uint64_t, 2>{detail::load_word<std::uint64_t>(bytes), detail::load_bytes(bytes + 8, wanted - 8)});
    } else {
        result lanes{};
        for (index_t i = 0; i < count; ++i) lanes[i] = from[i];
        return lanes;
    }
}

template <class T, index_t Lanes>
STRAND_ALWAYS_INLINE void store_first(T* to, vec<T, Lanes> v, index_t count) {
#if defined(__AVX512BW__) && defined(__AVX512VL__) && !defined(STRAND_NO_SIMD)
    if constexpr (sizeof v == 64 && sizeof(T) == 8) {
        return _mm512_mask_storeu_epi64(to, detail::first_bits<__mmask8>(count), bits_as<__m512i>(v));
    } else if constexpr (sizeof v == 64 && sizeof(T) == 4) {
        return _mm512_mask_storeu_epi32(to, detail::first_bits<__mmask16>(count), bits_as<__m512i>(v));
    } else if constexpr (sizeof v == 64) {
        return _mm512_mask_storeu_epi8(to, detail::first_bits<__mmask64>(count * bytes_of<T>), bits_as<__m512i>(v));
    } else if constexpr (sizeof v == 32) {
        return _mm256_mask_storeu_epi8(to, detail::first_bits<__mmask32>(count * bytes_of<T>), bits_as<__m256i>(v));
    } else if constexpr (sizeof v == 16) {
        return _mm_mask_storeu_epi8(to, detail::first_bits<__mmask16>(count * bytes_of<T>), bits_as<__m128i>(v));
    }
#elif defined(__AVX2__) && !defined(STRAND_NO_SIMD)
    if constexpr (sizeof v >= 16) {
        const index_t whole = count * bytes_of<T> / 4;
        const auto words = bits_as<vec<std::int32_t, static_cast<index_t>(sizeof v / 4)>>(v);
        detail::store_whole_words(to, words, whole);
        if constexpr (sizeof(T) < 4) {
            const auto rest = static_cast<std::uint32_t>(words[whole]);
            detail::store_bytes(reinterpret_cast<char*>(to) + 4 * whole, rest, count * bytes_of<T> % 4);
        }
        return;
    }
#endif
    if constexpr (sizeof v <= 16 && std::endian::native == std::endian::little) {
        char* const bytes = reinterpret_cast<char*>(to);
        const index_t wanted = count * bytes_of<T>;
        if constexpr (sizeof v < 16) {
            detail::store_bytes(bytes, bits_as<uint_of<bytes_of<decltype(v)>>>(v), wanted);
        } else {
            const auto words = bits_as<vec<std::uint64_t, 2>>(v);
            if (wanted >= 8) detail::store_word<std::uint64_t>(bytes, words[0]);
            const index_t stored = wanted < 8 ? 0 : 8;
            detail::store_bytes(bytes + stored, words[wanted < 8 ? 0 : 1], wanted - stored);
        }
    } else {
        for (index_t i = 0; i < count; ++i) to[i] = v[i];
    }
}

}  // namespace strand::inline STRAND_ISA::simd

#endif
