// SPDX-License-Identifier: BSD-3-Clause
// Loads and stores of whole vectors at any address, and of only the first few lanes of one.
// A partial load never touches memory behind the counted lanes and gives 0 in the others.
#ifndef STRAND_SIMD_MEMORY_HPP
#define STRAND_SIMD_MEMORY_HPP

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
    if constexpr (sizeof(result) == 32 && sizeof(T) == 8) {
        const vec<std::int64_t, 4> lane = {0, 1, 2, 3};
        return bits_as<result>(_mm256_maskload_epi64(reinterpret_cast<const long long*>(from),
                                                     bits_as<__m256i>(lane < static_cast<std::int64_t>(count))));
    } else if constexpr (sizeof(result) == 32 && sizeof(T) == 4) {
        const vec<std::int32_t, 8> lane = {0, 1, 2, 3, 4, 5, 6, 7};
        return bits_as<result>(_mm256_maskload_epi32(reinterpret_cast<const int*>(from),
                                                     bits_as<__m256i>(lane < static_cast<std::int32_t>(count))));
    }
#endif
    alignas(result) T lanes[static_cast<std::size_t>(Lanes)] = {};
    for (index_t i = 0; i < count; ++i) lanes[i] = from[i];
    return load<T, Lanes>(lanes);
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
    if constexpr (sizeof v == 32 && sizeof(T) == 8) {
        const vec<std::int64_t, 4> lane = {0, 1, 2, 3};
        return _mm256_maskstore_epi64(reinterpret_cast<long long*>(to),
                                      bits_as<__m256i>(lane < static_cast<std::int64_t>(count)), bits_as<__m256i>(v));
    } else if constexpr (sizeof v == 32 && sizeof(T) == 4) {
        const vec<std::int32_t, 8> lane = {0, 1, 2, 3, 4, 5, 6, 7};
        return _mm256_maskstore_epi32(reinterpret_cast<int*>(to),
                                      bits_as<__m256i>(lane < static_cast<std::int32_t>(count)), bits_as<__m256i>(v));
    }
#endif
    for (index_t i = 0; i < count; ++i) to[i] = v[i];
}

}  // namespace strand::inline STRAND_ISA::simd

#endif
