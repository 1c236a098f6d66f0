// SPDX-License-Identifier: BSD-3-Clause
// Elements that are moved and not looked at: a word of their size stands for every type of that size, so that
// such a kernel is compiled once per size.
// In: bytes per element. Out: the word type.
#ifndef STRAND_KERNEL_WORD_HPP
#define STRAND_KERNEL_WORD_HPP

#include <cstdint>
#include <type_traits>
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

/// f(constant) for the lengths of short rows in bytes, so that copying one is a few moves; false for any other length.
template <class Function>
bool with_short_bytes(index_t bytes, Function f) {
    const auto call = [&f]<std::size_t Bytes>(std::integral_constant<std::size_t, Bytes> constant) {
        f(constant);
        return true;
    };
    switch (bytes) {
        case 1: return call(std::integral_constant<std::size_t, 1>{});
        case 2: return call(std::integral_constant<std::size_t, 2>{});
        case 3: return call(std::integral_constant<std::size_t, 3>{});
        case 4: return call(std::integral_constant<std::size_t, 4>{});
        case 6: return call(std::integral_constant<std::size_t, 6>{});
        case 8: return call(std::integral_constant<std::size_t, 8>{});
        case 12: return call(std::integral_constant<std::size_t, 12>{});
        case 16: return call(std::integral_constant<std::size_t, 16>{});
        case 24: return call(std::integral_constant<std::size_t, 24>{});
        case 32: return call(std::integral_constant<std::size_t, 32>{});
        case 48: return call(std::integral_constant<std::size_t, 48>{});
        case 64: return call(std::integral_constant<std::size_t, 64>{});
        default: return false;
    }
}

}  // namespace strand::inline STRAND_ISA::kernel

#endif
