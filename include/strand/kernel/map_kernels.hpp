// SPDX-License-Identifier: BSD-3-Clause
// The kernels of one computation by element, `map_kernels<Skeleton, T>`, and those that copy its elements,
// `copier_for<Skeleton, T>`: of the sizes that it has, because a unit takes longest to compile for copies nobody makes.
#ifndef STRAND_KERNEL_MAP_KERNELS_HPP
#define STRAND_KERNEL_MAP_KERNELS_HPP

#include <strand/kernel/copy_block.hpp>
#include <strand/kernel/map_rows.hpp>

namespace strand::inline STRAND_ISA::kernel {

/// A `copier_of_size` that knows these sizes and is compiled for no others.
template <index_t Sizes>
copying copier(index_t itemsize) {
    return with_word<Sizes>(itemsize, []<class Word>(Word) -> copying {
        using element = std::conditional_t<sizeof(Word) <= 8, Word, std::complex<double>>;
        return {detail::copy_words<Word>, map_rows<input<element>, element>, map_elements<input<element>, element>};
    });
}
/// The same element by element: little to compile, for copies that are rarely made.
template <index_t Sizes>
copying element_copier(index_t itemsize) {
    return with_word<Sizes>(itemsize, []<class Word>(Word) -> copying {
        constexpr row_kernel copy = map_elements<input<Word>, Word>;
        constexpr auto copy_block = [](block_place to, block_place from, index_t rows, index_t columns) {
            char* const data[] = {to.data, from.data};
            const index_t row_step[] = {to.row_step, from.row_step}, column_step[] = {to.column_step, from.column_step};
            copy({data, row_step, column_step, rows, columns});
        };
        return {copy_block, copy, copy};
    });
}
/// For elements of these types.
template <class... T>
inline constexpr copier_of_size copier_of = copier<(simd::bytes_of<T> | ...)>;
/// For the operands of a skeleton and for results.
template <class Skeleton, class... T>
inline constexpr copier_of_size copier_for = copier<(Skeleton::sizes | ... | simd::bytes_of<T>)>;

/// Copies rows past the caches, as far as they hold whole cache lines: elements side by side, or one again and again.
inline void stream_rows(const row_block& block) {
    constexpr index_t most = 1024;
    alignas(64) char again[static_cast<std::size_t>(most)];
    const index_t item = block.column_step[0], bytes = block.columns * item;
    for (index_t r = 0; r < block.rows; ++r) {
        char* const to = block.data[0] + r * block.row_step[0];
        const char* const from = block.data[1] + r * block.row_step[1];
        if (block.column_step[1] == item) {
            simd::stream_bytes(to, from, bytes);
            continue;
        }
        std::memcpy(again, from, static_cast<std::size_t>(item));
        for (index_t done = item; done < most; done *= 2) std::memcpy(again + done, again, static_cast<std::size_t>(done));
        for (index_t done = 0; done < bytes; done += most) simd::stream_bytes(to + done, again, bytes - done < most ? bytes - done : most);
    }
}

/// The kernels of a plan that copies elements as they are.
inline row_kernels copying_kernels(copier_of_size copier, index_t itemsize) {
    const copying copy = copier(itemsize);
    return {.rows = copy.rows, .copier = copier, .streamed = stream_rows, .elements = copy.elements, .moves = true};
}

template <class Skeleton, class T>
inline constexpr row_kernels map_kernels = [] {
    if constexpr (computes_bytes<Skeleton>) return map_kernels<truth_bytes_t<Skeleton>, stored_byte_t<T>>;
    row_kernels kernels{map_rows<Skeleton, T>, copier_for<Skeleton, T>, map_dense<Skeleton, T>};
    kernels.lanes = kernel_lanes<Skeleton, T>;
    kernels.moves = moves<Skeleton, T>;
    if constexpr (!is_heavy<Skeleton>) kernels.elements = map_elements<Skeleton, T>;
    if constexpr (loads_stepped<Skeleton, kernel_lanes<Skeleton, T>>) kernels.stepped = map_stepped<Skeleton, T>;
    if constexpr (streams<Skeleton, T>) kernels.streamed = map_streamed<Skeleton, T>;
    return kernels;
}();

}  // namespace strand::inline STRAND_ISA::kernel

#endif
