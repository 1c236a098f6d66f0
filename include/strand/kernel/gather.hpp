// SPDX-License-Identifier: BSD-3-Clause
// Elements at chosen places: index arrays become offsets, offsets gather or scatter elements and rows.
// In: addresses, steps and counts. Indices are checked here, a block of them at a time, so that the
// check reads what the gather has just brought into the cache.
#ifndef STRAND_KERNEL_GATHER_HPP
#define STRAND_KERNEL_GATHER_HPP

#include <strand/kernel/copy_block.hpp>
#include <strand/kernel/word.hpp>
#include <strand/simd/gather.hpp>
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
    if (step == 0 && count > 1) {
        // One index for all, as along the other axes of take_along_axis.
        const I given = *reinterpret_cast<const I*>(from);
        auto place = static_cast<std::uint64_t>(given);
        if constexpr (std::is_signed_v<I>) place += given < 0 ? limit : 0;
        if (place >= limit) return false;
        const std::uint64_t offset = place * factor;
        auto* out = reinterpret_cast<std::uint64_t*>(offsets);
        if (!first) {
            for (; k + lanes <= count; k += lanes) {
                simd::store<std::uint64_t, lanes>(out + k, simd::load<std::uint64_t, lanes>(out + k) + offset);
            }
        }
        for (; k < count; ++k) out[k] = (first ? 0 : out[k]) + offset;
        return true;
    }
    if (step == simd::bytes_of<I> && lanes > 1) {
        const I* in = reinterpret_cast<const I*>(from);
        unsigned_vector bad{};
        for (; k + lanes <= count; k += lanes) {
            vector index = simd::convert_lanes<index_t, lanes, I>(simd::load<I, lanes>(in + k));
            if constexpr (std::is_signed_v<I>) index += (index < 0) & extent;
            const auto place = simd::bits_as<unsigned_vector>(index);
            bad |= place | (limit - 1 - place);
            unsigned_vector offset = place;
            if (stride != 1) offset *= factor;
            if (!first) offset += simd::load<std::uint64_t, lanes>(reinterpret_cast<const std::uint64_t*>(offsets + k));
            simd::store<std::uint64_t, lanes>(reinterpret_cast<std::uint64_t*>(offsets + k), offset);
        }
        for (index_t lane = 0; lane < lanes; ++lane) outside |= bad[lane] >> 63 != 0;
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

/// What is known of some indices of an axis.
struct index_check {
    bool inside;    // all of them
    bool negative;  // one of them, to be counted from the end
};

/// Compares indices with an extent; nothing is converted or written. Step in bytes.
template <class I>
index_check check_indices(const char* from, index_t step, index_t count, index_t extent) {
    constexpr index_t lanes = simd::lanes_for<8>;
    using unsigned_vector = simd::vec<std::uint64_t, lanes>;
    // Inside when neither index + extent nor extent - 1 - index is negative, without the extent in the first of
    // unsigned indices: their sign bits alone are collected, because comparing 64 bits is dear before AVX-512.
    // A sum that wraps is of an index outside, and becomes negative.
    const std::uint64_t shift = std::is_signed_v<I> ? static_cast<std::uint64_t>(extent) : 0;
    const std::uint64_t last = static_cast<std::uint64_t>(extent) - 1;
    index_t k = 0;
    std::uint64_t bad = 0, signs = 0;
    if (step == simd::bytes_of<I> && lanes > 1) {
        const I* in = reinterpret_cast<const I*>(from);
        unsigned_vector all_bad{}, all_signs{};
        for (; k + lanes <= count; k += lanes) {
            const auto index = simd::bits_as<unsigned_vector>(simd::convert_lanes<index_t, lanes, I>(simd::load<I, lanes>(in + k)));
            all_bad |= (index + shift) | (last - index);
            all_signs |= index;
        }
        for (index_t lane = 0; lane < lanes; ++lane) bad |= all_bad[lane], signs |= all_signs[lane];
    }
    for (; k < count; ++k) {
        const auto index = static_cast<std::uint64_t>(*reinterpret_cast<const I*>(from + k * step));
        bad |= (index + shift) | (last - index);
        signs |= index;
    }
    return {bad >> 63 == 0, std::is_signed_v<I> && signs >> 63 != 0};
}

namespace detail {

/// Larger tables are in memory rather than in caches: elements are asked for one block ahead, because the
/// processor looks ahead by itself less far than memory is away (measured: 2.5 times as fast from 32 MiB).
inline constexpr index_t table_bytes = index_t{16} << 20;
/// Smaller ones are in the second-level cache, where single loads are fastest.
inline constexpr index_t near_table_bytes = index_t{1} << 20;

template <class I>
STRAND_ALWAYS_INLINE index_t place_of(I index, index_t extent) {
    const auto i = static_cast<index_t>(index);
    if constexpr (std::is_signed_v<I>) return i + ((i >> 63) & extent);
    else return i;
}

/// Elements at dense indices, checked one block before it is used; false when one lies outside.
template <class Word, class I>
bool gather_indexed(Word* to, const Word* from, index_t stride, const I* index, index_t count, index_t extent) {
    const bool far = extent * simd::bytes_of<Word> > table_bytes;
    index_t done = 0;
    if constexpr (simd::gather_lanes<Word, I> > 0) {
        constexpr index_t lanes = simd::gather_lanes<Word, I>;
        if (!far && stride == 1 && extent * simd::bytes_of<Word> > near_table_bytes && extent <= std::numeric_limits<I>::max()) {
            bool inside = true;
            for (; done + lanes <= count; done += lanes) inside &= simd::gather_inside(to + done, from, index + done, extent);
            if (!inside) return false;
        }
    }
    for (; done < count; done += offset_block) {
        const index_t n = count - done < offset_block ? count - done : offset_block;
        const I* const block = index + done;
        const index_check check = check_indices<I>(reinterpret_cast<const char*>(block), simd::bytes_of<I>, n, extent);
        if (!check.inside) return false;
        Word* const out = to + done;
        index_t k = 0;
        if (far && count - done >= 2 * offset_block) {
            // Addresses as numbers: what is not checked yet may lie anywhere.
            const auto base = reinterpret_cast<std::uintptr_t>(from);
            for (; k < offset_block; ++k) {
                const auto next = static_cast<std::uintptr_t>(place_of(block[k + offset_block], extent)) * static_cast<std::uintptr_t>(stride);
                __builtin_prefetch(reinterpret_cast<const void*>(base + next * sizeof(Word)));
                out[k] = from[place_of(block[k], extent) * stride];
            }
        } else if (stride == 1 && !check.negative) {
            // As few instructions as can be: how many loads are under way depends on how many fit the processor's window.
            STRAND_UNROLL_4
            for (; k < n; ++k) out[k] = from[static_cast<index_t>(block[k])];
        } else {
            STRAND_UNROLL_4
            for (; k < n; ++k) out[k] = from[place_of(block[k], extent) * stride];
        }
    }
    return true;
}
/// The other way round; the indices have been checked.
template <class Word, class I>
void scatter_indexed(Word* STRAND_RESTRICT to, index_t stride, const Word* STRAND_RESTRICT from, index_t from_step,
                     const I* STRAND_RESTRICT index, index_t count, index_t extent, bool negative) {
    index_t k = 0;
    if (extent * simd::bytes_of<Word> > table_bytes) {
        for (; k + offset_block < count; ++k) {
            __builtin_prefetch(to + place_of(index[k + offset_block], extent) * stride, 1);
            to[place_of(index[k], extent) * stride] = from[k * from_step];
        }
    } else if (stride == 1 && from_step == 1 && !negative) {
        for (; k < count; ++k) to[static_cast<index_t>(index[k])] = from[k];
    } else if (stride == 1 && from_step == 0 && !negative) {
        const Word value = *from;
        STRAND_UNROLL_4
        for (; k < count; ++k) to[static_cast<index_t>(index[k])] = value;
    }
    for (; k < count; ++k) to[place_of(index[k], extent) * stride] = from[k * from_step];
}

template <class Word>
void gather_words(char* to, const char* from, const index_t* offsets, index_t count) {
    Word* out = reinterpret_cast<Word*>(to);
    const Word* in = reinterpret_cast<const Word*>(from);
    STRAND_UNROLL_4
    for (index_t k = 0; k < count; ++k) out[k] = in[offsets[k]];
}
template <class Word>
void gather_word_rows(char* to, index_t to_step, const char* from, index_t from_step, index_t rows, const index_t* offsets, index_t count) {
    for (index_t r = 0; r < rows; ++r) {
        Word* out = reinterpret_cast<Word*>(to + r * to_step);
        const Word* in = reinterpret_cast<const Word*>(from + r * from_step);
        for (index_t k = 0; k < count; ++k) out[k] = in[offsets[k]];
    }
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

}  // namespace detail

// Each is compiled for elements of `Sizes` bytes, one or more of them; `itemsize` is one of these.

/// to[k] = from[offsets[k]], `to` dense.
template <index_t Sizes = every_size>
void gather_elements(char* to, const char* from, const index_t* offsets, index_t count, index_t itemsize) {
    with_word<Sizes>(itemsize, [&]<class Word>(Word) { detail::gather_words<Word>(to, from, offsets, count); });
}
/// The same in every row; steps between rows in bytes.
template <index_t Sizes = every_size>
void gather_element_rows(char* to, index_t to_step, const char* from, index_t from_step, index_t rows, const index_t* offsets,
                         index_t count, index_t itemsize) {
    with_word<Sizes>(itemsize, [&]<class Word>(Word) { detail::gather_word_rows<Word>(to, to_step, from, from_step, rows, offsets, count); });
}
/// Elements at dense indices of an axis, one behind the other; false when an index lies outside. Stride in elements.
template <index_t Sizes = every_size, class I>
bool gather_indexed(char* to, const char* from, index_t stride, const I* index, index_t count, index_t extent, index_t itemsize) {
    return with_word<Sizes>(itemsize, [&]<class Word>(Word) {
        return detail::gather_indexed(reinterpret_cast<Word*>(to), reinterpret_cast<const Word*>(from), stride, index, count, extent);
    });
}
/// The other way round, for indices that have been checked; the last of equal ones wins.
template <index_t Sizes = every_size, class I>
void scatter_indexed(char* to, index_t stride, const char* from, index_t from_step, const I* index, index_t count, index_t extent,
                     bool negative, index_t itemsize) {
    with_word<Sizes>(itemsize, [&]<class Word>(Word) {
        detail::scatter_indexed(reinterpret_cast<Word*>(to), stride, reinterpret_cast<const Word*>(from), from_step, index, count, extent, negative);
    });
}
/// to[offsets[k]] = from[k * from_step], in this order: the last of equal offsets wins. Step in elements.
template <index_t Sizes = every_size>
void scatter_elements(char* to, const char* from, index_t from_step, const index_t* offsets, index_t count, index_t itemsize) {
    with_word<Sizes>(itemsize, [&]<class Word>(Word) { detail::scatter_words<Word>(to, from, from_step, offsets, count); });
}

/// Dense rows of `bytes` bytes at from + offsets[k] * itemsize, one behind the other.
inline void gather_rows(char* to, const char* from, const index_t* offsets, index_t count, index_t itemsize, index_t bytes) {
    const bool copied = with_short_bytes(bytes, [&](auto length) {
        for (index_t k = 0; k < count; ++k) std::memcpy(to + k * bytes, from + offsets[k] * itemsize, length());
    });
    if (copied) return;
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
