// SPDX-License-Identifier: BSD-3-Clause
// Repeats the blocks of a dense source, each as often as its own count says, into a dense destination.
// In: addresses, counts per block (checked: not negative), bytes per block. Runs the counts anew for
// every one of `outer` groups of blocks.
#ifndef STRAND_KERNEL_REPEAT_HPP
#define STRAND_KERNEL_REPEAT_HPP

#include <cstring>
#include <strand/core/element.hpp>

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

}  // namespace detail

inline void repeat_blocks(char* to, const char* from, const std::int64_t* counts, index_t outer, index_t blocks,
                          index_t block_bytes) {
    if (block_bytes == 0) return;
    for (; outer > 0; --outer, from += blocks * block_bytes) {
        to = detail::repeat_group(to, from, counts, blocks, block_bytes);
    }
}

}  // namespace strand::inline STRAND_ISA::kernel

#endif
