// SPDX-License-Identifier: BSD-3-Clause
// Elements that are moved and not looked at: a word of their size stands for every type of that size, so that
// such a kernel is compiled once per size.
// In: bytes per element. Out: the word type.
#ifndef STRAND_KERNEL_WORD_HPP
#define STRAND_KERNEL_WORD_HPP

#include <cstdint>
#include <strand/core/config.hpp>
#include <strand/core/types.hpp>

namespace strand::inline STRAND_ISA::kernel {

/// An element of 16 bytes, moved as it is.
struct word16 {
    std::uint64_t low, high;
};

/// f(a word of 1, 2, 4, 8 or 16 bytes).
template <class Function>
decltype(auto) with_word(index_t itemsize, Function f) {
    switch (itemsize) {
        case 1: return f(std::uint8_t{});
        case 2: return f(std::uint16_t{});
        case 4: return f(std::uint32_t{});
        case 8: return f(std::uint64_t{});
        default: return f(word16{});
    }
}

}  // namespace strand::inline STRAND_ISA::kernel

#endif
