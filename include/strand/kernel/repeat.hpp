// SPDX-License-Identifier: BSD-3-Clause
// Repeats the blocks of a dense source, each as often as its own count says or all equally often, into a dense
// destination. In: addresses, counts (checked: not negative), bytes per block. Counts of their own are run anew
// for every one of `outer` groups of blocks.
#ifndef STRAND_KERNEL_REPEAT_HPP
#define STRAND_KERNEL_REPEAT_HPP

#include <cstring>
#include <strand/kernel/fill_row.hpp>
#include <strand/kernel/word.hpp>
#include <strand/simd/memory.hpp>

namespace strand::inline STRAND_ISA::kernel {

namespace detail {

template <class Word>
char* repeat_words(char* to, const char* from, const std::int64_t* counts, index_t blocks) {
    Word* out = reinterpret_cast<Word*>(to);
    const Word* in = reinterpret_cast<const Word*>(from);
    for (index_t k = 0; k < blocks; ++k) {
        const Word word = in[k];
        for (std::int64_t left = counts[k]; left > 0; --left) *out++ = word;
    }
    return reinterpret_cast<char*>(out);
}

inline char* repeat_group(char* to, const char* from, const std::int64_t* counts, index_t blocks, index_t block_bytes) {
    switch (block_bytes) {
        case 1: return repeat_words<std::uint8_t>(to, from, counts, blocks);
        case 2: return repeat_words<std::uint16_t>(to, from, counts, blocks);
        case 4: return repeat_words<std::uint32_t>(to, from, counts, blocks);
        case 8: return repeat_words<std::uint64_t>(to, from, counts, blocks);
        default: break;
    }
    for (index_t k = 0; k < blocks; ++k, from += block_bytes) {
        for (std::int64_t left = counts[k]; left > 0; --left, to += block_bytes) {
            std::memcpy(to, from, static_cast<std::size_t>(block_bytes));
        }
    }
    return to;
}

/// Each word `count` times: whole vectors of it, of which the next word takes back what is too much.
template <class Word>
void repeat_words_equally(Word* to, const Word* from, index_t words, index_t count) {
    if (count == 2) return repeat_row<2>(to, from, words);
    if (count == 3) return repeat_row<3>(to, from, words);
    if (count == 4) return repeat_row<4>(to, from, words);
    constexpr index_t lanes = simd::register_bytes / simd::bytes_of<Word>;
    const Word* const end = to + words * count;
    for (index_t i = 0; i < words; ++i, to += count) {
        const Word word = from[i];
        index_t k = 0;
        if constexpr (lanes >= 4 && sizeof(Word) <= 8) {
            const auto all = simd::splat<Word, lanes>(word);
            for (; k < count && end - (to + k) >= lanes; k += lanes) simd::store<Word, lanes>(to + k, all);
        }
        for (; k < count; ++k) to[k] = word;
    }
}

}  // namespace detail

/// Every block `count` times; blocks of one word or of many bytes, others take a memcpy each.
inline void repeat_equally(char* to, const char* from, index_t blocks, index_t block_bytes, index_t count) {
    if (block_bytes <= 8 && (block_bytes & (block_bytes - 1)) == 0) {
        return with_word(block_bytes, [&]<class Word>(Word) {
            detail::repeat_words_equally(reinterpret_cast<Word*>(to), reinterpret_cast<const Word*>(from), blocks, count);
        });
    }
    for (; blocks > 0; --blocks, from += block_bytes) {
        for (index_t left = count; left > 0; --left, to += block_bytes) std::memcpy(to, from, static_cast<std::size_t>(block_bytes));
    }
}

inline void repeat_blocks(char* to, const char* from, const std::int64_t* counts, index_t outer, index_t blocks,
                          index_t block_bytes) {
    if (block_bytes == 0) return;
    for (; outer > 0; --outer, from += blocks * block_bytes) {
        to = detail::repeat_group(to, from, counts, blocks, block_bytes);
    }
}

}  // namespace strand::inline STRAND_ISA::kernel

#endif
