// SPDX-License-Identifier: BSD-3-Clause
// Elements at chosen places: index arrays become offsets, offsets gather or scatter elements and rows.
// In: addresses, steps and counts. Indices are checked here, a block of them at a time, so that the
// check reads what the gather has just brought into the cache.
#ifndef STRAND_KERNEL_GATHER_HPP
#define STRAND_KERNEL_GATHER_HPP

#include <strand/kernel/copy_block.hpp>
#include <strand/simd/pack.hpp>

namespace strand::inline STRAND_ISA::kernel {

/// Offsets computed at a time: they stay in the first-level cache beside what they gather.
inline constexpr index_t offset_block = 512;

/// offsets[k] (+)= index[k] * stride, negative indices counted from the end of the extent.
/// In: an address and a step in bytes. Returns whether all indices lie inside; offsets are then right.
template <class I>
bool add_offsets(index_t* offsets, const char* from, index_t step, index_t count, index_t extent, index_t stride,
                 bool first) {
    constexpr index_t lanes = simd::lanes_for<8>;
    using vector = simd::vec<index_t, lanes>;
    using unsigned_vector = simd::vec<std::uint64_t, lanes>;
    const auto limit = static_cast<std::uint64_t>(extent);
    // In unsigned numbers, because what an index outside gives may overflow.
    const auto factor = static_cast<std::uint64_t>(stride);
    bool outside = false;
    index_t k = 0;
    if (step == simd::bytes_of<I> && lanes > 1) {
        const I* in = reinterpret_cast<const I*>(from);
        unsigned_vector bad{};
        for (; k + lanes <= count; k += lanes) {
            vector index = simd::convert_lanes<index_t, lanes, I>(simd::load<I, lanes>(in + k));
            if constexpr (std::is_signed_v<I>) index += (index < 0) & extent;
            const auto place = simd::bits_as<unsigned_vector>(index);
            bad |= simd::bits_as<unsigned_vector>(place >= limit);
            unsigned_vector offset = place;
            if (stride != 1) offset *= factor;
            if (!first) offset += simd::load<std::uint64_t, lanes>(reinterpret_cast<const std::uint64_t*>(offsets + k));
            simd::store<std::uint64_t, lanes>(reinterpret_cast<std::uint64_t*>(offsets + k), offset);
        }
        for (index_t lane = 0; lane < lanes; ++lane) outside |= bad[lane] != 0;
    }
    for (; k < count; ++k) {
        const I given = *reinterpret_cast<const I*>(from + k * step);
        auto place = static_cast<std::uint64_t>(given);
        if constexpr (std::is_signed_v<I>) place += given < 0 ? limit : 0;
        outside |= place >= limit;
        offsets[k] = static_cast<index_t>((first ? 0 : static_cast<std::uint64_t>(offsets[k])) + place * factor);
    }
    return !outside;
}

namespace detail {

template <class Word>
void gather_words(char* to, const char* from, const index_t* offsets, index_t count) {
    Word* out = reinterpret_cast<Word*>(to);
    const Word* in = reinterpret_cast<const Word*>(from);
    STRAND_UNROLL_4
    for (index_t k = 0; k < count; ++k) out[k] = in[offsets[k]];
}
template <class Word>
void scatter_words(char* to, const char* from, index_t from_step, const index_t* offsets, index_t count) {
    Word* out = reinterpret_cast<Word*>(to);
    const Word* in = reinterpret_cast<const Word*>(from);
    if (from_step == 0) {
        const Word value = *in;
        for (index_t k = 0; k < count; ++k) out[offsets[k]] = value;
    } else {
        for (index_t k = 0; k < count; ++k) out[offsets[k]] = in[k * from_step];
    }
}

/// Rows of `Bytes` bytes, known while compiling: a copy of a few moves.
template <index_t Bytes>
void gather_short_rows(char* to, const char* from, const index_t* offsets, index_t itemsize, index_t count) {
    for (index_t k = 0; k < count; ++k) std::memcpy(to + k * Bytes, from + offsets[k] * itemsize, static_cast<std::size_t>(Bytes));
}

}  // namespace detail

/// to[k] = from[offsets[k]], `to` dense.
inline void gather_elements(char* to, const char* from, const index_t* offsets, index_t count, index_t itemsize) {
    switch (itemsize) {
        case 1: return detail::gather_words<std::uint8_t>(to, from, offsets, count);
        case 2: return detail::gather_words<std::uint16_t>(to, from, offsets, count);
        case 4: return detail::gather_words<std::uint32_t>(to, from, offsets, count);
        case 8: return detail::gather_words<std::uint64_t>(to, from, offsets, count);
        default: return detail::gather_words<word16>(to, from, offsets, count);
    }
}
/// to[offsets[k]] = from[k * from_step], in this order: the last of equal offsets wins. Step in elements.
inline void scatter_elements(char* to, const char* from, index_t from_step, const index_t* offsets, index_t count,
                             index_t itemsize) {
    switch (itemsize) {
        case 1: return detail::scatter_words<std::uint8_t>(to, from, from_step, offsets, count);
        case 2: return detail::scatter_words<std::uint16_t>(to, from, from_step, offsets, count);
        case 4: return detail::scatter_words<std::uint32_t>(to, from, from_step, offsets, count);
        case 8: return detail::scatter_words<std::uint64_t>(to, from, from_step, offsets, count);
        default: return detail::scatter_words<word16>(to, from, from_step, offsets, count);
    }
}

/// Dense rows of `bytes` bytes at from + offsets[k] * itemsize, one behind the other.
inline void gather_rows(char* to, const char* from, const index_t* offsets, index_t count, index_t itemsize, index_t bytes) {
    switch (bytes) {
        case 2: return detail::gather_short_rows<2>(to, from, offsets, itemsize, count);
        case 3: return detail::gather_short_rows<3>(to, from, offsets, itemsize, count);
        case 4: return detail::gather_short_rows<4>(to, from, offsets, itemsize, count);
        case 8: return detail::gather_short_rows<8>(to, from, offsets, itemsize, count);
        case 12: return detail::gather_short_rows<12>(to, from, offsets, itemsize, count);
        case 16: return detail::gather_short_rows<16>(to, from, offsets, itemsize, count);
        case 24: return detail::gather_short_rows<24>(to, from, offsets, itemsize, count);
        case 32: return detail::gather_short_rows<32>(to, from, offsets, itemsize, count);
        case 48: return detail::gather_short_rows<48>(to, from, offsets, itemsize, count);
        case 64: return detail::gather_short_rows<64>(to, from, offsets, itemsize, count);
        default: break;
    }
    // Rows lie anywhere: the first lines of one soon to come are asked for, the rest follows by itself.
    constexpr index_t ahead = 4;
    for (index_t k = 0; k < count; ++k) {
        if (k + ahead < count) {
            const char* next = from + offsets[k + ahead] * itemsize;
            __builtin_prefetch(next);
            __builtin_prefetch(next + 64);
        }
        std::memcpy(to + k * bytes, from + offsets[k] * itemsize, static_cast<std::size_t>(bytes));
    }
}

}  // namespace strand::inline STRAND_ISA::kernel

#endif
