// SPDX-License-Identifier: BSD-3-Clause
// A skeleton tied to memory: `bound<Skeleton, Lanes, Leaf, Source>` computes the pack of the expression that begins
// at an element of the row. Where its leaves begin and how they step is read from a `row_block` once.
#ifndef STRAND_KERNEL_BOUND_HPP
#define STRAND_KERNEL_BOUND_HPP

#include <strand/kernel/skeleton.hpp>
#include <strand/simd/block.hpp>
#include <strand/simd/stepped_load.hpp>

namespace strand::inline STRAND_ISA::kernel {

/// Where the operands of a kernel begin: rows that may be splat, one dense row, one row of any step that loads
/// know, of which `stepped_end` are packs that may be the last, rows of any steps element by element, or dense rows
/// of a panel.
enum class source { rows, dense, stepped, stepped_end, elements, panel };

/// A skeleton tied to memory: `at(i)` computes the pack that begins at element i of the row.
template <class Skeleton, index_t Lanes, index_t Leaf, source Source>
struct bound;

/// Asks for the row so many rows further on: processors do not foresee what masked loads and stores will touch, and rows
/// shorter than a pack are nothing else (1M rows of 5 doubles from memory: 1.7 times the loop without, measured on Zen 5).
template <bool Write>
STRAND_ALWAYS_INLINE void fetch_row_ahead([[maybe_unused]] const char* row, [[maybe_unused]] index_t row_step) {
    if constexpr (simd::detail::has_mask_registers) {
        const auto ahead = reinterpret_cast<std::uintptr_t>(row) + static_cast<std::uintptr_t>(16 * row_step);
        __builtin_prefetch(reinterpret_cast<const void*>(ahead), Write);
    }
}

template <class T, index_t Lanes, index_t Leaf>
struct bound<input<T>, Lanes, Leaf, source::rows> {
    const T* row;
    bool is_splat;
    decltype(simd::splat_pack<T, Lanes>(T{})) value;  // of a splat row
    const char* next_row;
    index_t row_step;

    STRAND_ALWAYS_INLINE explicit bound(const row_block& block)
        : row(nullptr), is_splat(block.column_step[Leaf] == 0), value(), next_row(block.data[Leaf]), row_step(block.row_step[Leaf]) {}
    STRAND_ALWAYS_INLINE void start_row() {
        row = reinterpret_cast<const T*>(next_row);
        next_row += row_step;
        if (is_splat) value = simd::splat_pack<T, Lanes>(*row);
    }
    STRAND_ALWAYS_INLINE auto at(index_t i) const {
        if (is_splat) return value;
        return simd::load_pack<T, Lanes>(row + i);
    }
    STRAND_ALWAYS_INLINE auto first_at(index_t i, index_t count) const {
        if (is_splat) return value;
        fetch_row_ahead<false>(next_row, row_step);
        return simd::load_first_pack<T, Lanes>(row + i, count);
    }
};
template <class T, index_t Lanes, index_t Leaf>
struct bound<input<T>, Lanes, Leaf, source::dense> {
    const T* row;

    STRAND_ALWAYS_INLINE explicit bound(const row_block& block) : row(reinterpret_cast<const T*>(block.data[Leaf])) {}
    STRAND_ALWAYS_INLINE auto at(index_t i) const { return simd::load_pack<T, Lanes>(row + i); }
    STRAND_ALWAYS_INLINE auto first_at(index_t i, index_t count) const {
        return simd::load_first_pack<T, Lanes>(row + i, count);
    }
};

/// One element in every lane: kernels that take this source use the first.
template <class T, index_t Lanes, index_t Leaf>
struct bound<input<T>, Lanes, Leaf, source::elements> {
    const char *row, *next_row;
    index_t step, row_step;

    STRAND_ALWAYS_INLINE explicit bound(const row_block& block)
        : row(nullptr), next_row(block.data[Leaf]), step(block.column_step[Leaf]), row_step(block.row_step[Leaf]) {}
    STRAND_ALWAYS_INLINE void start_row() {
        row = next_row;
        next_row += row_step;
    }
    STRAND_ALWAYS_INLINE auto at(index_t i) const {
        return simd::splat_pack<T, Lanes>(*reinterpret_cast<const T*>(row + i * step));
    }
};
template <class T, index_t Lanes, index_t Leaf, source Source>
    requires(simd::may_step<T> && (Source == source::stepped || Source == source::stepped_end))
struct bound<input<T>, Lanes, Leaf, Source> {
    const T* row;
    index_t step;  // in elements: 1, -1 or 2
    simd::stepped_row<T, Lanes, Source == source::stepped_end> packs;

    STRAND_ALWAYS_INLINE explicit bound(const row_block& block)
        : row(reinterpret_cast<const T*>(block.data[Leaf])), step(block.column_step[Leaf] / simd::bytes_of<T>),
          packs(row, step) {}
    STRAND_ALWAYS_INLINE auto at(index_t i) const { return packs.at(i); }
    STRAND_ALWAYS_INLINE auto first_at(index_t i, index_t count) const {
        return simd::load_first_stepped<T, Lanes>(row + i * step, step, count);
    }
};
template <class T, index_t Lanes, index_t Leaf, source Source>
    requires(!simd::may_step<T> && (Source == source::stepped || Source == source::stepped_end))
struct bound<input<T>, Lanes, Leaf, Source> : bound<input<T>, Lanes, Leaf, source::dense> {
    using bound<input<T>, Lanes, Leaf, source::dense>::bound;
};

template <class T, index_t Lanes, index_t Leaf, source Source>
struct bound<constant<T>, Lanes, Leaf, Source> {
    decltype(simd::splat_pack<T, Lanes>(T{})) value;

    STRAND_ALWAYS_INLINE explicit bound(const row_block& block)
        : value(simd::splat_pack<T, Lanes>(*reinterpret_cast<const T*>(block.data[Leaf]))) {}
    STRAND_ALWAYS_INLINE void start_row() {}
    STRAND_ALWAYS_INLINE auto at(index_t) const { return value; }
    STRAND_ALWAYS_INLINE auto first_at(index_t, index_t) const { return value; }
};

/// The operands of a functor as a chain, each knowing the number of its first leaf.
template <index_t Lanes, index_t Leaf, source Source, class... X>
struct bound_operands {
    STRAND_ALWAYS_INLINE explicit bound_operands(const row_block&) {}
    STRAND_ALWAYS_INLINE void start_row() {}
};
template <index_t Lanes, index_t Leaf, source Source, class X, class... Rest>
struct bound_operands<Lanes, Leaf, Source, X, Rest...> {
    bound<X, Lanes, Leaf, Source> head;
    bound_operands<Lanes, Leaf + X::leaves, Source, Rest...> tail;

    STRAND_ALWAYS_INLINE explicit bound_operands(const row_block& block) : head(block), tail(block) {}
    STRAND_ALWAYS_INLINE void start_row() {
        head.start_row();
        tail.start_row();
    }
    template <std::size_t K>
    STRAND_ALWAYS_INLINE const auto& get() const {
        if constexpr (K == 0) return head;
        else return tail.template get<K - 1>();
    }
};

template <class Functor, class... X, index_t Lanes, index_t Leaf, source Source>
struct bound<apply<Functor, X...>, Lanes, Leaf, Source> {
    using functor = Functor;
    using skeleton = apply<Functor, X...>;
    static constexpr std::size_t operand_count = sizeof...(X);
    static constexpr index_t lanes = Lanes;
    bound_operands<Lanes, Leaf, Source, X...> operands;

    STRAND_ALWAYS_INLINE explicit bound(const row_block& block) : operands(block) {}
    STRAND_ALWAYS_INLINE void start_row() { operands.start_row(); }
    STRAND_ALWAYS_INLINE auto at(index_t i) const {
        return call([i](const auto& operand) STRAND_INLINE_LAMBDA { return operand.at(i); },
                    std::make_index_sequence<sizeof...(X)>{});
    }
    STRAND_ALWAYS_INLINE auto first_at(index_t i, index_t count) const {
        return call([i, count](const auto& operand) STRAND_INLINE_LAMBDA { return operand.first_at(i, count); },
                    std::make_index_sequence<sizeof...(X)>{});
    }

private:
    template <class Read, std::size_t... K>
    STRAND_ALWAYS_INLINE auto call(Read read, std::index_sequence<K...>) const {
        return fn::call<typename apply<Functor, X...>::loop>(Functor{}, read(operands.template get<K>())...);
    }
};

/// A functor that prepares its second operand, one number.
template <class Functor, class X, class T, index_t Lanes, index_t Leaf, source Source>
    requires fn::prepares_number<Functor, typename apply<Functor, X, constant<T>>::loop>
struct bound<apply<Functor, X, constant<T>>, Lanes, Leaf, Source> {
    using call = fn::detail::prepared_call<typename apply<Functor, X, constant<T>>::loop>;
    bound<X, Lanes, Leaf, Source> operand;
    typename call::template number<Functor> number;

    STRAND_ALWAYS_INLINE explicit bound(const row_block& block)
        : operand(block), number(call::template prepare<Functor>(*reinterpret_cast<const T*>(block.data[Leaf + X::leaves]))) {}
    STRAND_ALWAYS_INLINE void start_row() { operand.start_row(); }
    STRAND_ALWAYS_INLINE auto at(index_t i) const { return call::on(Functor{}, operand.at(i), number); }
    STRAND_ALWAYS_INLINE auto first_at(index_t i, index_t count) const {
        return call::on(Functor{}, operand.first_at(i, count), number);
    }
};

/// Rows of so many packs are worth preparing their one number for, where that saves much: divisions.
inline constexpr index_t prepared_packs = 8;
template <class Functor, class Loop>
inline constexpr bool divides_by_number = false;
template <class Functor, class Result, class A, class B>
    requires fn::prepares_number<Functor, Result(A, B)>
inline constexpr bool divides_by_number<Functor, Result(A, B)> = std::same_as<typename Functor::template prepared<B>, simd::divisor<B>>;

/// A division, in rows each of which may have one divisor.
template <class Functor, class X, class T, index_t Lanes, index_t Leaf>
    requires divides_by_number<Functor, typename apply<Functor, X, input<T>>::loop>
struct bound<apply<Functor, X, input<T>>, Lanes, Leaf, source::rows> {
    using loop = typename apply<Functor, X, input<T>>::loop;
    using call = fn::detail::prepared_call<loop>;
    bound<X, Lanes, Leaf, source::rows> left;
    bound<input<T>, Lanes, Leaf + X::leaves, source::rows> right;
    bool prepares;
    T value;
    typename call::template number<Functor> number;

    STRAND_ALWAYS_INLINE explicit bound(const row_block& block)
        : left(block), right(block), prepares(right.is_splat && block.columns >= prepared_packs * Lanes), value(1), number(call::template prepare<Functor>(value)) {}
    STRAND_ALWAYS_INLINE void start_row() {
        left.start_row();
        right.start_row();
        if (prepares && *right.row != value) value = *right.row, number = call::template prepare<Functor>(value);
    }
    STRAND_ALWAYS_INLINE auto at(index_t i) const {
        if (prepares) return call::on(Functor{}, left.at(i), number);
        else return fn::call<loop>(Functor{}, left.at(i), right.at(i));
    }
    STRAND_ALWAYS_INLINE auto first_at(index_t i, index_t count) const {
        return fn::call<loop>(Functor{}, left.first_at(i, count), right.first_at(i, count));
    }
};

/// Every operand that may be stepped can be loaded so.
template <class Skeleton, index_t Lanes>
inline constexpr bool loads_stepped = true;
template <class T, index_t Lanes>
inline constexpr bool loads_stepped<input<T>, Lanes> = !simd::may_step<T> || simd::loads_stepped<T, Lanes>;
template <class Functor, class... X, index_t Lanes>
inline constexpr bool loads_stepped<apply<Functor, X...>, Lanes> = (loads_stepped<X, Lanes> && ...);

}  // namespace strand::inline STRAND_ISA::kernel

#endif
