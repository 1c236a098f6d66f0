// SPDX-License-Identifier: BSD-3-Clause
// The skeleton of an expression: functors and element types, without views, ranks or lifetimes.
// Kernels depend on nothing else, so that one kernel serves every layout, and compile times stay low.
#ifndef STRAND_KERNEL_SKELETON_HPP
#define STRAND_KERNEL_SKELETON_HPP

#include <strand/simd/functor.hpp>

namespace strand::inline STRAND_ISA::kernel {

/// An operand in memory.
template <class T>
struct input {
    using type = T;
    static constexpr index_t leaves = 1;
    static constexpr index_t widest = simd::bytes_of<T>;
    static constexpr index_t sizes = simd::bytes_of<T>;  // those of operands in memory, added: each is a power of two
};
/// A number of the expression itself: read once, kept in a register.
template <class T>
struct constant {
    using type = T;
    static constexpr index_t leaves = 1;
    static constexpr index_t widest = simd::bytes_of<T>;
    static constexpr index_t sizes = 0;
};

template <class Loop>
struct loop_signature;
template <class Result, class... Operands>
struct loop_signature<Result(Operands...)> {
    using result = Result;
};

/// A functor applied to skeletons.
template <class Functor, class... X>
struct apply {
    using loop = typename Functor::template loop<typename X::type...>;
    using type = typename loop_signature<loop>::result;
    static constexpr index_t leaves = (X::leaves + ...);
    static constexpr index_t sizes = (X::sizes | ...);
    static constexpr index_t widest = [] {
        index_t bytes = fn::widest_of_call<Functor, loop, typename X::type...>;
        ((bytes = bytes > X::widest ? bytes : X::widest), ...);
        return bytes;
    }();
};

/// What one kernel call works on: rows of operands, the destination first.
struct row_block {
    char* const* data;
    const index_t* row_step;     // in bytes
    const index_t* column_step;  // in bytes: the element size, 0 for one value per row, or what is stepped
    index_t rows, columns;
    /// A fold writes its accumulators, which hold nothing yet: all their rows are here, and no error is wanted. A scan
    /// from row to row begins here, and does not go on from the row before these.
    bool fresh = false;
    /// Kernels that say so are given the axis outside of the rows too.
    index_t planes = 1;
    const index_t* plane_step = nullptr;  // in bytes
};

using row_kernel = void (*)(const row_block&);

/// Address and steps of a block, in bytes.
struct block_place {
    char* data;
    index_t row_step, column_step;
};
using block_copy = void (*)(block_place to, block_place from, index_t rows, index_t columns);

/// The kernels that copy elements of one size: any block, or as `rows` and `elements` of `row_kernels`.
struct copying {
    block_copy block;
    row_kernel rows, elements;
};
using copier_of_size = copying (*)(index_t itemsize);

/// The kernels of one computation: for rows of dense or splat operands, for copies of its operands and results from and
/// to tiles, and where there are such for one row of dense operands, for rows of stepped ones (elements of at most 8 bytes backwards or every second),
/// for rows as the first that are stored past the caches, at addresses that are multiples of 64, and for rows of any
/// steps, the destination's too, element by element. `planes`: the first takes several planes of rows. `lanes`: what
/// fills a pack of the stepped ones. `moves`: elements are only copied.
struct row_kernels {
    row_kernel rows;
    copier_of_size copier;
    row_kernel dense = nullptr, stepped = nullptr, streamed = nullptr;
    bool planes = false;
    row_kernel elements = nullptr;
    index_t lanes = 1;
    bool moves = false;
};

}  // namespace strand::inline STRAND_ISA::kernel

#endif
