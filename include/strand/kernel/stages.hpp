// SPDX-License-Identifier: BSD-3-Clause
// Functors that take long, one after another: erf(log(x)) a stage at a time.
//
// A chain of them on one pack is one long chain of instructions that wait for each other, and the processor looks
// ahead too few packs to find others: erf(log(x)) takes nearly twice as long as both loops. So operands of a functor
// that says `heavy` which are themselves heavy are computed for a block of packs and kept on the stack, before the
// functor reads them; and functors that have two halves (simd/call.hpp) begin a block of packs before they finish them.
// In: a row as kernel/map_rows.hpp binds it. Out: the same packs.
#ifndef STRAND_KERNEL_STAGES_HPP
#define STRAND_KERNEL_STAGES_HPP

#include <strand/kernel/skeleton.hpp>

namespace strand::inline STRAND_ISA::kernel {

/// One functor in it takes so long that a group of packs would only make the loop larger.
template <class Skeleton>
inline constexpr bool is_heavy = false;
template <class Functor>
inline constexpr bool is_heavy_functor = requires { Functor::heavy; };
template <class Functor, class... X>
inline constexpr bool is_heavy<apply<Functor, X...>> = (is_heavy<X> || ...) || is_heavy_functor<Functor>;
/// Not with a number that it prepares.
template <class Functor, class X, class T>
    requires fn::prepares_number<Functor, typename apply<Functor, X, constant<T>>::loop>
inline constexpr bool is_heavy<apply<Functor, X, constant<T>>> = is_heavy<X>;

/// Some heavy functor in it has a heavy operand.
template <class Skeleton>
inline constexpr bool has_stages = false;
template <class Functor, class... X>
inline constexpr bool has_stages<apply<Functor, X...>> = (has_stages<X> || ...) || (is_heavy_functor<Functor> && (is_heavy<X> || ...));
template <class Functor, class X, class T>
    requires fn::prepares_number<Functor, typename apply<Functor, X, constant<T>>::loop>
inline constexpr bool has_stages<apply<Functor, X, constant<T>>> = has_stages<X>;

/// Packs of a block: enough that the end of one stage and the beginning of the next do not count, and they stay in the
/// first cache.
inline constexpr index_t stage_packs = 12;

/// What a row keeps for a block of packs: nothing, if it has no stages.
template <class Row>
struct stages {
    STRAND_ALWAYS_INLINE void compute(const Row&, index_t, index_t) {}
    STRAND_ALWAYS_INLINE auto at(const Row& row, index_t i, index_t) const { return row.at(i); }
};

/// An operand, the packs of which are kept or not.
template <class Row, bool Kept>
struct operand_stages : stages<Row> {};
template <class Row>
struct operand_stages<Row, true> {
    stages<Row> before;
    decltype(std::declval<const Row&>().at(0)) pack[stage_packs];

    STRAND_NOINLINE void compute(const Row& row, index_t i, index_t count) {
        before.compute(row, i, count);
        for (index_t k = 0; k < count; ++k) pack[k] = before.at(row, i + k * Row::lanes, k);
    }
    STRAND_ALWAYS_INLINE auto at(const Row&, index_t, index_t k) const { return pack[k]; }
};

namespace stage_parts {
template <class Row, std::size_t K>
using operand_row = std::remove_cvref_t<decltype(std::declval<const Row&>().operands.template get<K>())>;
template <class Row, std::size_t K>
inline constexpr bool keeps = [] {
    if constexpr (requires { typename operand_row<Row, K>::skeleton; }) {
        return is_heavy_functor<typename Row::functor> && is_heavy<typename operand_row<Row, K>::skeleton>;
    } else {
        return false;
    }
}();

template <class Row, std::size_t K>
struct numbered {
    operand_stages<operand_row<Row, K>, keeps<Row, K>> memory;
};

template <class Row, class Numbers>
inline constexpr bool begins = false;
template <class Row, std::size_t... K>
    requires requires(const Row& row) {
        fn::begin_call<typename Row::skeleton::loop, typename Row::functor>(row.operands.template get<K>().at(0)...);
    }
inline constexpr bool begins<Row, std::index_sequence<K...>> = true;

template <class Row, class Numbers>
struct all;
template <class Row, std::size_t... K>
struct all<Row, std::index_sequence<K...>> : numbered<Row, K>... {
    STRAND_ALWAYS_INLINE void compute(const Row& row, index_t i, index_t count) {
        (numbered<Row, K>::memory.compute(row.operands.template get<K>(), i, count), ...);
    }
    STRAND_ALWAYS_INLINE auto at(const Row& row, index_t i, index_t k) const {
        return fn::call<typename Row::skeleton::loop>(typename Row::functor{},
                                                      numbered<Row, K>::memory.at(row.operands.template get<K>(), i, k)...);
    }
};
template <class Row, std::size_t... K>
    requires(begins<Row, std::index_sequence<K...>>)
struct all<Row, std::index_sequence<K...>> : numbered<Row, K>... {
    using loop = typename Row::skeleton::loop;
    decltype(fn::begin_call<loop, typename Row::functor>(std::declval<const operand_row<Row, K>&>().at(0)...)) begun[stage_packs];

    STRAND_NOINLINE void compute(const Row& row, index_t i, index_t count) {
        (numbered<Row, K>::memory.compute(row.operands.template get<K>(), i, count), ...);
        for (index_t k = 0; k < count; ++k) {
            const index_t at = i + k * Row::lanes;
            begun[k] = fn::begin_call<loop, typename Row::functor>(numbered<Row, K>::memory.at(row.operands.template get<K>(), at, k)...);
        }
    }
    STRAND_ALWAYS_INLINE auto at(const Row&, index_t, index_t k) const {
        return fn::finish_call<loop, typename Row::functor>(begun[k]);
    }
};

/// Something of the row is computed in stages.
template <class Row>
inline constexpr bool staged = false;
template <class Row, class Numbers>
inline constexpr bool any_staged = false;
template <class Row, std::size_t... K>
inline constexpr bool any_staged<Row, std::index_sequence<K...>> = (staged<operand_row<Row, K>> || ...);
template <class Row>
    requires requires { typename Row::functor; }
inline constexpr bool staged<Row> = has_stages<typename Row::skeleton> || begins<Row, std::make_index_sequence<Row::operand_count>> ||
                                    any_staged<Row, std::make_index_sequence<Row::operand_count>>;
}  // namespace stage_parts

template <class Row>
    requires(stage_parts::staged<Row>)
struct stages<Row> : stage_parts::all<Row, std::make_index_sequence<Row::operand_count>> {};

}  // namespace strand::inline STRAND_ISA::kernel

#endif
