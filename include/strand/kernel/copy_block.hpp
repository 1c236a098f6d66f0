// SPDX-License-Identifier: BSD-3-Clause
// Copies a block of rows and columns between any two strided places: the one routine that packs
// operands into tiles, scatters tiles into destinations, and copies arrays.
// In: addresses and steps in bytes, element size (1, 2, 4, 8 or 16), counts. The places do not overlap.
#ifndef STRAND_KERNEL_COPY_BLOCK_HPP
#define STRAND_KERNEL_COPY_BLOCK_HPP

#include <strand/kernel/fill_row.hpp>
#include <strand/kernel/skeleton.hpp>
#include <strand/kernel/step_row.hpp>
#include <strand/kernel/transpose.hpp>
#include <strand/kernel/word.hpp>

namespace strand::inline STRAND_ISA::kernel {

namespace detail {

template <class Word>
void copy_row(char* to, index_t to_step, const char* from, index_t from_step, index_t count) {
    constexpr index_t item = simd::bytes_of<Word>;
    Word* out = reinterpret_cast<Word*>(to);
    const Word* in = reinterpret_cast<const Word*>(from);
    if (to_step == item) {
        if (from_step == item) return static_cast<void>(std::memcpy(to, from, static_cast<std::size_t>(count * item)));
        if (from_step == 0) {
            const Word value = *in;
            for (index_t i = 0; i < count; ++i) out[i] = value;
            return;
        }
        if (from_step == 2 * item) return gather_row<2>(out, in, count);
        if (from_step == 3 * item) return gather_row<3>(out, in, count);
        if (from_step == 4 * item) return gather_row<4>(out, in, count);
        if (from_step == -item) return reverse_row(out, in, count);
        return gather_far_row(out, in, from_step / item, count);
    }
    if (from_step == item && to_step == 2 * item) return scatter_row<2>(out, in, count);
    if (from_step == item && to_step == 3 * item) return scatter_row<3>(out, in, count);
    if (from_step == item && to_step == 4 * item) return scatter_row<4>(out, in, count);
    if (from_step == item) return scatter_far_row(out, in, to_step / item, count);
    if (scatters<Word> && from_step == to_step && (to_step == 2 * item || to_step == 3 * item)) {
        // Put side by side in between: both halves then move whole vectors.
        Word between[256];
        for (index_t i = 0; i < count; i += 256) {
            const index_t now = count - i < 256 ? count - i : 256;
            copy_row<Word>(reinterpret_cast<char*>(between), item, from + i * from_step, from_step, now);
            copy_row<Word>(to + i * to_step, to_step, reinterpret_cast<const char*>(between), item, now);
        }
        return;
    }
    copy_steps(out, to_step / item, in, from_step / item, count);
}

/// Rows of at most so many elements are not worth a loop of their own.
inline constexpr index_t most_short = 8;
/// Elements of a stretch: with what lies between them it stays in the first-level cache.
inline constexpr index_t shared_stretch = 1024;

/// Rows of more bytes are left to memcpy; shorter ones take less time than calling it.
inline constexpr index_t most_moved_bytes = 512;

/// Rows that lie dense on both sides, at least `Bytes` long: pieces of so many bytes, the last of which ends with the row.
template <std::size_t Bytes>
void move_rows(block_place to, block_place from, index_t rows, index_t bytes) {
    struct piece {
        char bytes[Bytes];
    };
    constexpr index_t size = static_cast<index_t>(Bytes);
    const auto move = [](char* there, const char* here) STRAND_INLINE_LAMBDA {
        piece p;
        std::memcpy(&p, here, Bytes);
        std::memcpy(there, &p, Bytes);
    };
    for (; rows > 0; --rows, to.data += to.row_step, from.data += from.row_step) {
        for (index_t i = 0; i < bytes - size; i += size) move(to.data + i, from.data + i);
        move(to.data + bytes - size, from.data + bytes - size);
    }
}
inline void copy_dense_rows(block_place to, block_place from, index_t rows, index_t bytes) {
    const bool copied = with_short_bytes(bytes, [&](auto length) {
        for (; rows > 0; --rows, to.data += to.row_step, from.data += from.row_step) std::memcpy(to.data, from.data, length());
    });
    if (copied) return;
    if (bytes >= 64) return move_rows<64>(to, from, rows, bytes);
    if (bytes >= 32) return move_rows<32>(to, from, rows, bytes);
    if (bytes >= 16) return move_rows<16>(to, from, rows, bytes);
    for (; rows > 0; --rows, to.data += to.row_step, from.data += from.row_step) std::memcpy(to.data, from.data, static_cast<std::size_t>(bytes));
}

template <class Word>
void copy_words(block_place to, block_place from, index_t rows, index_t columns) {
    constexpr index_t item = simd::bytes_of<Word>;
    if (rows > 1 && to.column_step == item && to.row_step == columns * item) {
        if constexpr (simd::register_bytes >= 2 * simd::bytes_of<Word> && sizeof(Word) <= 8) {
            if (from.row_step == 0 && columns * item <= simd::register_bytes) {
                return repeat_period(reinterpret_cast<Word*>(to.data), from.data, from.column_step, columns, rows * columns);
            }
        }
        if (from.row_step == 0) {
            // The same row again and again: what is there already is copied behind itself.
            copy_row<Word>(to.data, item, from.data, from.column_step, columns);
            if (columns * item <= 4 * simd::register_bytes) return repeat_row_before(reinterpret_cast<Word*>(to.data), columns, rows);
            const index_t all = rows * columns * item;
            for (index_t done = columns * item; done < all; done *= 2) {
                std::memcpy(to.data + done, to.data, static_cast<std::size_t>(2 * done <= all ? done : all - done));
            }
            return;
        }
        if (from.column_step == 0 && from.row_step == item && columns >= 2) {
            Word* out = reinterpret_cast<Word*>(to.data);
            const Word* in = reinterpret_cast<const Word*>(from.data);
            if (columns == 2) return repeat_row<2>(out, in, rows);
            if (columns == 3) return repeat_row<3>(out, in, rows);
            if (columns == 4) return repeat_row<4>(out, in, rows);
            return repeat_each(out, in, columns, rows);
        }
        if (from.column_step == -item && from.row_step == columns * item && columns >= 2 && columns <= 4) {
            Word* out = reinterpret_cast<Word*>(to.data);
            const Word* in = reinterpret_cast<const Word*>(from.data) - (columns - 1);
            if (columns == 2) return reverse_short_rows<2>(out, in, rows);
            if (columns == 3) return reverse_short_rows<3>(out, in, rows);
            return reverse_short_rows<4>(out, in, rows);
        }
    }
    // One side dense along columns, the other along rows: a transposition. Rows that lie backwards are taken from the last on.
    if (to.column_step == item && from.row_step == -item && from.column_step != item) {
        from.data -= (rows - 1) * item;
        from.row_step = item;
        to.data += (rows - 1) * to.row_step;
        to.row_step = -to.row_step;
    }
    const bool along_columns = to.column_step == item && from.row_step == item && from.column_step != item;
    const bool along_rows = to.row_step == item && from.column_step == item && to.column_step != item;
    if (rows > simd::most_stepped && columns > simd::most_stepped && (along_columns || along_rows)) {
        if (along_columns) {
            transpose_block(reinterpret_cast<Word*>(to.data), to.row_step / item, reinterpret_cast<Word*>(from.data),
                            from.column_step / item, rows, columns);
        } else {
            transpose_block(reinterpret_cast<Word*>(to.data), to.column_step / item,
                            reinterpret_cast<Word*>(from.data), from.row_step / item, columns, rows);
        }
        return;
    }
    // The longer direction inside: one row or one column is common, and (N, 3) blocks are too.
    if (rows > 1 && columns > 1 && to.column_step == item && from.column_step == item && columns * item <= most_moved_bytes) {
        return copy_dense_rows(to, from, rows, columns * item);
    }
    if (columns < rows && (to.row_step == item || columns <= most_short)) {
        std::swap(to.row_step, to.column_step);
        std::swap(from.row_step, from.column_step);
        std::swap(rows, columns);
    }
    // Where a few rows share cache lines, all of them pass a stretch before the next stretch.
    const index_t stretch = rows <= most_short && columns > shared_stretch ? shared_stretch : columns;
    for (index_t done = 0; done < columns; done += stretch) {
        const index_t now = columns - done < stretch ? columns - done : stretch;
        for (index_t r = 0; r < rows; ++r) {
            copy_row<Word>(to.data + r * to.row_step + done * to.column_step, to.column_step,
                           from.data + r * from.row_step + done * from.column_step, from.column_step, now);
        }
    }
}

}  // namespace detail

/// Elements of so many bytes, one of `Sizes`.
template <index_t Sizes = every_size>
void copy_block(block_place to, block_place from, index_t rows, index_t columns, index_t itemsize) {
    with_word<Sizes>(itemsize, [&]<class Word>(Word) { detail::copy_words<Word>(to, from, rows, columns); });
}
/// The second operand of a block to the first.
inline void copy_block(block_copy copy, const row_block& block) {
    copy({block.data[0], block.row_step[0], block.column_step[0]}, {block.data[1], block.row_step[1], block.column_step[1]}, block.rows, block.columns);
}

}  // namespace strand::inline STRAND_ISA::kernel

#endif
