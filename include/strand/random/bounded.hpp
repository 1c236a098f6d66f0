// SPDX-License-Identifier: BSD-3-Clause
// Uniform integers low, low + 1, ..., low + span into contiguous memory. In: a word stream. Out: any integer type or
// bool, bit-identical to NumPy's Generator.integers: 64-bit ranges read words, ranges that fit 32 bits read
// halves, 16- and 8-bit types and bool cut a half into 2, 4 or 32 pieces, lowest first, and forget the rest at the end
// of a call.
//
// A piece w of b bits becomes the upper part of w * (span + 1), and is thrown away when the lower part is
// below 2^b mod (span + 1): then every value has equally many pieces (D. Lemire, Fast random integer
// generation in an interval, 2019).
#ifndef STRAND_RANDOM_BOUNDED_HPP
#define STRAND_RANDOM_BOUNDED_HPP

#include <algorithm>
#include <bit>
#include <concepts>
#include <cstdint>
#include <cstring>
#include <type_traits>
#include <strand/core/types.hpp>
#include <strand/random/chunks.hpp>
#include <strand/random/uint128.hpp>
#include <strand/random/word_stream.hpp>
#include <strand/simd/vec.hpp>

namespace strand::inline STRAND_ISA::random_kernel {

template <class Piece>
using double_width =
    std::conditional_t<sizeof(Piece) == 8, strand::random::uint128_t,
                       std::conditional_t<sizeof(Piece) == 4, std::uint64_t,
                                          std::conditional_t<sizeof(Piece) == 2, std::uint32_t, std::uint16_t>>>;

/// Lemire's multiplication for one range.
template <std::unsigned_integral Piece>
struct lemire_range {
    Piece values;     // span + 1, which must fit
    Piece threshold;  // 2^b mod values

    explicit lemire_range(Piece span)
        : values(static_cast<Piece>(span + 1)), threshold(static_cast<Piece>(static_cast<Piece>(-values) % values)) {}
    STRAND_ALWAYS_INLINE Piece upper(Piece piece) const {
        return static_cast<Piece>(static_cast<double_width<Piece>>(piece) * values >> (8 * sizeof(Piece)));
    }
    /// The same in loops that are to become vector code.
    STRAND_ALWAYS_INLINE Piece vector_upper(Piece piece) const {
        if constexpr (sizeof(Piece) == 8 && strand::simd::register_bytes >= 64) {
            return strand::random::detail::vector_product_high(piece, values);
        } else {
            return upper(piece);
        }
    }
    STRAND_ALWAYS_INLINE Piece lower(Piece piece) const {
        return static_cast<Piece>(static_cast<double_width<Piece>>(piece) * values);
    }
};

/// low + the accepted ones of `count` pieces, closed up; returns their number. `out` has room for `count`.
template <class T, std::unsigned_integral Piece>
STRAND_NOINLINE index_t bounded_from(const Piece* STRAND_RESTRICT pieces, T* STRAND_RESTRICT out, index_t count, T low,
                                     lemire_range<Piece> range) {
    using bits = std::make_unsigned_t<T>;
    const bits base = static_cast<bits>(low);
    // Rejections that are rare are looked for afterwards, so that the loop has no order and becomes vector code.
    if (static_cast<double>(range.threshold) * static_cast<double>(count) <
        0.25 * static_cast<double>(static_cast<Piece>(-1))) {
        Piece least[chunk_length];
        std::fill_n(least, chunk_length, static_cast<Piece>(-1));
        in_chunks(count, [&](index_t i, index_t k) STRAND_INLINE_LAMBDA {
            out[i] = static_cast<T>(static_cast<bits>(base + static_cast<bits>(range.vector_upper(pieces[i]))));
            least[k] = std::min(least[k], range.lower(pieces[i]));
        });
        if (*std::min_element(least, least + chunk_length) >= range.threshold) return count;
    }
    index_t accepted = 0;
    for (index_t i = 0; i < count; ++i) {
        out[accepted] = static_cast<T>(static_cast<bits>(base + static_cast<bits>(range.upper(pieces[i]))));
        // Without a branch, because rejections are too many here to be guessed.
        accepted = accepted + 1 - (range.lower(pieces[i]) < range.threshold);
    }
    return accepted;
}

/// The same when the range is all values that a piece can have.
template <class T, std::unsigned_integral Piece>
STRAND_NOINLINE void unbounded_from(const Piece* STRAND_RESTRICT pieces, T* STRAND_RESTRICT out, index_t count, T low) {
    using bits = std::make_unsigned_t<T>;
    in_chunks(count, [=](index_t i, index_t) STRAND_INLINE_LAMBDA {
        out[i] = static_cast<T>(static_cast<bits>(static_cast<bits>(low) + static_cast<bits>(pieces[i])));
    });
}

}  // namespace strand::inline STRAND_ISA::random_kernel

namespace strand::random::detail {

/// Each read as several pieces, the lowest first.
template <std::unsigned_integral Read, std::unsigned_integral Piece>
void cut_apart(const Read* reads, index_t count, Piece* pieces) {
    if constexpr (std::endian::native == std::endian::little) {
        std::memcpy(pieces, reads, static_cast<std::size_t>(count) * sizeof(Read));
    } else {
        for (index_t i = 0; i < count; ++i) {
            for (std::size_t k = 0; k < sizeof(Read); k += sizeof(Piece)) {
                *pieces++ = static_cast<Piece>(reads[i] >> (8 * k));
            }
        }
    }
}

/// Numbers from pieces that are whole words or halves, or, when `Piece` is smaller, parts of a half.
template <std::unsigned_integral Piece, class T, bit_generator Bits>
void fill_bounded_from(word_stream<Bits>& stream, T* out, index_t count, T low, Piece span) {
    using read = std::conditional_t<sizeof(Piece) == 8, std::uint64_t, std::uint32_t>;
    constexpr index_t per_read = static_cast<index_t>(sizeof(read) / sizeof(Piece));
    constexpr index_t step = block_words * 8 / static_cast<index_t>(sizeof(read));
    const bool whole_range = span == static_cast<Piece>(-1);
    const random_kernel::lemire_range<Piece> range(whole_range ? Piece{0} : span);
    read reads[static_cast<std::size_t>(step)];
    Piece cut[static_cast<std::size_t>(per_read > 1 ? step * per_read : 1)];
    while (count > 0) {
        const index_t size = std::min(step, (count + per_read - 1) / per_read);
        stream.fill(reads, size);
        const Piece* pieces = nullptr;
        if constexpr (per_read == 1) {
            pieces = reads;
        } else {
            cut_apart(reads, size, cut);
            pieces = cut;
        }
        for (index_t left = size * per_read; left > 0 && count > 0;) {
            const index_t now = std::min(left, count);
            index_t done = now;
            if (whole_range) random_kernel::unbounded_from(pieces, out, now, low);
            else done = random_kernel::bounded_from(pieces, out, now, low, range);
            pieces += now;
            left -= now;
            out += done;
            count -= done;
        }
    }
}

/// One integer in [0, span]; the remainder is computed only where it may matter.
template <std::unsigned_integral Piece, bit_generator Bits>
Piece bounded_one_from(word_stream<Bits>& stream, Piece span) {
    const Piece values = static_cast<Piece>(span + 1);
    if (values == 0) return stream.template next<Piece>();
    using wide = random_kernel::double_width<Piece>;
    wide product = static_cast<wide>(stream.template next<Piece>()) * values;
    if (static_cast<Piece>(product) < values) {
        const Piece threshold = static_cast<Piece>(static_cast<Piece>(-values) % values);
        while (static_cast<Piece>(product) < threshold) {
            product = static_cast<wide>(stream.template next<Piece>()) * values;
        }
    }
    return static_cast<Piece>(product >> (8 * sizeof(Piece)));
}
template <bit_generator Bits>
std::uint64_t bounded_one(word_stream<Bits>& stream, std::uint64_t span) {
    if (span == 0) return 0;
    if (span <= 0xffffffffu) return bounded_one_from<std::uint32_t>(stream, static_cast<std::uint32_t>(span));
    return bounded_one_from<std::uint64_t>(stream, span);
}

/// Integers in [low, low + span]; `span` is at most the largest value of the type's unsigned companion.
template <class T, bit_generator Bits>
void fill_bounded(word_stream<Bits>& stream, T* out, index_t count, T low, std::uint64_t span) {
    if (span == 0) {
        std::fill_n(out, count, low);
    } else if constexpr (std::same_as<T, bool>) {
        for (index_t i = 0; i < count;) {
            std::uint32_t bits = stream.half();
            for (const index_t end = std::min(count, i + 32); i < end; ++i, bits >>= 1) out[i] = bits & 1;
        }
    } else if constexpr (sizeof(T) < 8) {
        using piece = std::make_unsigned_t<T>;
        fill_bounded_from<piece>(stream, out, count, low, static_cast<piece>(span));
    } else if (count == 1) {
        *out = static_cast<T>(static_cast<std::uint64_t>(low) + bounded_one(stream, span));
    } else if (span <= 0xffffffffu) {
        fill_bounded_from<std::uint32_t>(stream, out, count, low, static_cast<std::uint32_t>(span));
    } else {
        fill_bounded_from<std::uint64_t>(stream, out, count, low, span);
    }
}

}  // namespace strand::random::detail

#endif
