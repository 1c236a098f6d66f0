// SPDX-License-Identifier: BSD-3-Clause
// The one elementwise kernel: computes a skeleton over rows of dense or splat operands.
// In: pointers, row steps, counts (`row_block`). Out: the destination's rows. Knows no shapes.
//
// Every row is the same three steps: whole packs; an exact end: done; else the rest as a partial pack.
// A splat operand is laid out as one pack of equal values and read again and again from there: the
// loop masks its index, so that one loop serves every mixture of dense and splat operands.
#ifndef STRAND_KERNEL_MAP_ROWS_HPP
#define STRAND_KERNEL_MAP_ROWS_HPP

#include <strand/kernel/skeleton.hpp>

namespace strand::inline STRAND_ISA::kernel {

/// Room for one pack of any element type.
inline constexpr index_t splat_pack_bytes = simd::register_bytes > 16 ? simd::register_bytes : 16;

/// A skeleton tied to memory: `at(i)` computes the pack whose first element is element i of the row.
template <class Skeleton, index_t Lanes, index_t Leaf>
struct bound;

template <class T, index_t Lanes, index_t Leaf>
struct bound<input<T>, Lanes, Leaf> {
    const T* row = nullptr;
    index_t index_mask = 0;  // all ones, or 0 to stay at the splat pack

    STRAND_ALWAYS_INLINE explicit bound(const row_block&) {}
    STRAND_ALWAYS_INLINE void start_row(const row_block& block, index_t r, char* splat_packs) {
        row = reinterpret_cast<const T*>(block.data[Leaf] + r * block.row_step[Leaf]);
        index_mask = -1;
        if (block.splat[Leaf]) {
            T* tile = reinterpret_cast<T*>(splat_packs + Leaf * splat_pack_bytes);
            simd::store_pack(tile, simd::splat_pack<T, Lanes>(*row));
            row = tile;
            index_mask = 0;
        }
    }
    STRAND_ALWAYS_INLINE auto at(index_t i) const { return simd::load_pack<T, Lanes>(row + (i & index_mask)); }
    STRAND_ALWAYS_INLINE auto first_at(index_t i, index_t count) const {
        return simd::load_first_pack<T, Lanes>(row + (i & index_mask), count);
    }
};

template <class T, index_t Lanes, index_t Leaf>
struct bound<constant<T>, Lanes, Leaf> {
    decltype(simd::splat_pack<T, Lanes>(T{})) value;

    STRAND_ALWAYS_INLINE explicit bound(const row_block& block)
        : value(simd::splat_pack<T, Lanes>(*reinterpret_cast<const T*>(block.data[Leaf]))) {}
    STRAND_ALWAYS_INLINE void start_row(const row_block&, index_t, char*) {}
    STRAND_ALWAYS_INLINE auto at(index_t) const { return value; }
    STRAND_ALWAYS_INLINE auto first_at(index_t, index_t) const { return value; }
};

/// The operands of a functor as a chain, each knowing the number of its first leaf.
template <index_t Lanes, index_t Leaf, class... X>
struct bound_operands {
    STRAND_ALWAYS_INLINE explicit bound_operands(const row_block&) {}
    STRAND_ALWAYS_INLINE void start_row(const row_block&, index_t, char*) {}
};
template <index_t Lanes, index_t Leaf, class X, class... Rest>
struct bound_operands<Lanes, Leaf, X, Rest...> {
    bound<X, Lanes, Leaf> head;
    bound_operands<Lanes, Leaf + X::leaves, Rest...> tail;

    STRAND_ALWAYS_INLINE explicit bound_operands(const row_block& block) : head(block), tail(block) {}
    STRAND_ALWAYS_INLINE void start_row(const row_block& block, index_t r, char* splat_packs) {
        head.start_row(block, r, splat_packs);
        tail.start_row(block, r, splat_packs);
    }
};

template <class Functor, class... X, index_t Lanes, index_t Leaf>
struct bound<apply<Functor, X...>, Lanes, Leaf> {
    bound_operands<Lanes, Leaf, X...> operands;

    STRAND_ALWAYS_INLINE explicit bound(const row_block& block) : operands(block) {}
    STRAND_ALWAYS_INLINE void start_row(const row_block& block, index_t r, char* splat_packs) {
        operands.start_row(block, r, splat_packs);
    }
    STRAND_ALWAYS_INLINE auto at(index_t i) const {
        return call<typename apply<Functor, X...>::loop>(
            [i](const auto& operand) STRAND_INLINE_LAMBDA { return operand.at(i); });
    }
    STRAND_ALWAYS_INLINE auto first_at(index_t i, index_t count) const {
        return call<typename apply<Functor, X...>::loop>(
            [i, count](const auto& operand) STRAND_INLINE_LAMBDA { return operand.first_at(i, count); });
    }

private:
    template <class Loop, class Read>
    STRAND_ALWAYS_INLINE auto call(Read read) const {
        return call_with(static_cast<Loop*>(nullptr), read);
    }
    template <class Result, class A, class Read>
    STRAND_ALWAYS_INLINE auto call_with(Result (*)(A), Read read) const {
        return Functor{}(simd::convert<A>(read(operands.head)));
    }
    template <class Result, class A, class B, class Read>
    STRAND_ALWAYS_INLINE auto call_with(Result (*)(A, B), Read read) const {
        return Functor{}(simd::convert<A>(read(operands.head)), simd::convert<B>(read(operands.tail.head)));
    }
    template <class Result, class A, class B, class C, class Read>
    STRAND_ALWAYS_INLINE auto call_with(Result (*)(A, B, C), Read read) const {
        return Functor{}(simd::convert<A>(read(operands.head)), simd::convert<B>(read(operands.tail.head)),
                         simd::convert<C>(read(operands.tail.tail.head)));
    }
};

/// Lanes of the kernel that computes a skeleton into elements of type T.
template <class Skeleton, class T>
inline constexpr index_t kernel_lanes =
    simd::lanes_for<(Skeleton::widest > simd::bytes_of<T> ? Skeleton::widest : simd::bytes_of<T>)>;

/// Computes the rows of a block into elements of type T.
template <class Skeleton, class T>
void map_rows(const row_block& block) {
    constexpr index_t lanes = kernel_lanes<Skeleton, T>;
    alignas(64) char splat_packs[static_cast<std::size_t>((Skeleton::leaves + 1) * splat_pack_bytes)];
    bound<Skeleton, lanes, 1> expression(block);
    for (index_t r = 0; r < block.rows; ++r) {
        T* out = reinterpret_cast<T*>(block.data[0] + r * block.row_step[0]);
        expression.start_row(block, r, splat_packs);
        const auto row = expression;  // a copy whose address nobody has: stays in registers
        index_t i = 0;
        STRAND_UNROLL_4
        for (; i + lanes <= block.columns; i += lanes) simd::store_pack(out + i, simd::convert<T>(row.at(i)));
        if (i == block.columns) continue;
        simd::store_first_pack(out + i, simd::convert<T>(row.first_at(i, block.columns - i)), block.columns - i);
    }
}

}  // namespace strand::inline STRAND_ISA::kernel

#endif
