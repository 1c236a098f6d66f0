// SPDX-License-Identifier: BSD-3-Clause
// Elements that are moved and not looked at: a word of their size stands for every type of that size, so that
// such a kernel is compiled once per size.
// In: bytes per element. Out: the word type.
#ifndef STRAND_KERNEL_WORD_HPP
#define STRAND_KERNEL_WORD_HPP

#include <cstdint>
#include <type_traits>
#include <strand/simd/vec.hpp>

namespace strand::inline STRAND_ISA::kernel {

/// An element of 16 bytes, moved as it is.
struct word16 {
    std::uint64_t low, high;
};

/// The word of 1, 2, 4, 8 or 16 bytes.
template <index_t Bytes>
using word_of = std::conditional_t<(Bytes <= 8), simd::uint_of<(Bytes <= 8 ? Bytes : 8)>, word16>;

/// All sizes of elements in bytes, added: each is a power of two.
inline constexpr index_t every_size = 1 + 2 + 4 + 8 + 16;

/// f(a word of so many bytes), which are one of `Sizes`: f is compiled for no others.
template <index_t Sizes = every_size, class Function>
decltype(auto) with_word(index_t itemsize, Function f) {
    constexpr index_t smallest = Sizes & -Sizes;
    if constexpr (Sizes == smallest) return f(word_of<smallest>{});
    else return itemsize == smallest ? f(word_of<smallest>{}) : with_word<Sizes - smallest>(itemsize, f);
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
