// SPDX-License-Identifier: BSD-3-Clause
// The one elementwise kernel: computes a skeleton over rows of dense or splat operands.
// In: pointers, row steps, counts (`row_block`). Out: the destination's rows. Knows no shapes.
//
// Every row is the same: whole packs, the last of which ends with the row and may overlap the one before it.
// It is computed first and stored last, because the row may be computed in place. Only rows shorter than one
// pack, and functors that fill a loop by themselves or count their calls, end with a partial pack.
// `map_dense` computes one row whose operands are all dense; most work is that. `map_rows` computes rows
// that begin anywhere, of operands that may be splat: such an operand is a register, chosen by a branch that
// goes the same way for the whole call. `map_streamed` does the same past the caches.
// `map_stepped` computes rows of operands that may also be reversed or every second element of memory.
#ifndef STRAND_KERNEL_MAP_ROWS_HPP
#define STRAND_KERNEL_MAP_ROWS_HPP

#include <bit>
#include <strand/kernel/one_element.hpp>
#include <strand/kernel/stages.hpp>
#include <strand/kernel/truth_bytes.hpp>

namespace strand::inline STRAND_ISA::kernel {

/// Packs that one turn of the dense loop computes: enough independent work to hide latencies, and the
/// loop's own instructions are shared by as many. Functors that fill a loop by themselves say `heavy`.
inline constexpr index_t group_packs = 2;

/// Lanes of the kernel that computes a skeleton into elements of type T.
template <class Skeleton, class T>
inline constexpr index_t kernel_lanes = [] {
    constexpr index_t store = simd::bytes_to_convert<typename Skeleton::type, T>;
    return simd::lanes_for<(Skeleton::widest > store ? Skeleton::widest : store)>;
}();

/// Floats of two bytes are folded and scanned as float, and rounded when they are stored.
template <class T>
using folding_t = std::conditional_t<strand::detail::inexact<T> && (sizeof(T) < 4), float, T>;

/// The skeleton with the functors that take turns with its own (simd/call.hpp), or the same skeleton.
template <class Skeleton>
struct taking_turns {
    using type = Skeleton;
};
template <class Functor, class... X>
struct taking_turns<apply<Functor, X...>> {
    template <class F, class T>
    struct other {
        using type = F;
    };
    template <class F, class T>
        requires requires { typename F::template in_turn<T>; }
    struct other<F, T> {
        using type = typename F::template in_turn<T>;
    };
    using type = apply<typename other<Functor, typename apply<Functor, X...>::type>::type, typename taking_turns<X>::type...>;
};

/// Whole registers may be stored past the caches. What fills a loop by itself does not wait for memory.
template <class Skeleton, class T>
inline constexpr bool streams = !is_heavy<Skeleton> && !std::same_as<T, bool> && simd::streams_bytes<kernel_lanes<Skeleton, T> * simd::bytes_of<T>>;

/// What a skeleton that only converts elements reads; void of all others.
template <class Skeleton>
struct conversion_from {
    using type = void;
};
template <class T>
struct conversion_from<input<T>> {
    using type = T;
};
template <class To, class T>
struct conversion_from<apply<fn::cast<To>, input<T>>> {
    using type = T;
};
template <strand::detail::complex_floating T>
struct conversion_from<apply<fn::real, input<T>>> {
    using type = T;
};
template <class Skeleton, class T>
inline constexpr bool only_converts = std::same_as<typename Skeleton::type, T> || !requires { typename Skeleton::loop; };
template <class Skeleton, class T>
inline constexpr bool converts_blocks = only_converts<Skeleton, T> && simd::converts_blocks<T, typename conversion_from<Skeleton>::type>;
template <class Skeleton, class T>
inline constexpr bool widens_blocks = only_converts<Skeleton, T> && simd::widens_blocks<T, typename conversion_from<Skeleton>::type>;

/// A functor that leaves elements of type T as they are: a copy.
template <class Skeleton, class T>
inline constexpr bool only_moves = false;
template <class Functor, class T>
    requires(Functor::template moves<T> && std::same_as<typename apply<Functor, input<T>>::type, T>)
inline constexpr bool only_moves<apply<Functor, input<T>>, T> = true;

/// The same, or no functor at all.
template <class Skeleton, class T>
inline constexpr bool moves = only_moves<Skeleton, T> || std::same_as<Skeleton, input<T>>;

template <class Skeleton, class T>
inline constexpr bool converts_complex =
    only_converts<Skeleton, T> && strand::detail::is_complex<T> && strand::detail::is_complex<typename conversion_from<Skeleton>::type>;

/// Converts at least a register's worth of elements, dense in memory, to narrower ones.
template <class To, class From>
STRAND_ALWAYS_INLINE void convert_row(const From* from, To* out, index_t columns) {
    using converted = simd::converted_row<To, From>;
    const converted row{from};
    const index_t end = columns - converted::lanes;
    const auto last = row.at(end);
    for (index_t i = 0; i < end; i += converted::lanes) converted::store(out + i, row.at(i));
    converted::store(out + end, last);
}

/// The same to wider ones, a register of small numbers at a time.
template <class To, class From>
STRAND_ALWAYS_INLINE void widen_row(const From* from, To* out, index_t columns) {
    using number = std::conditional_t<std::same_as<From, bool>, std::uint8_t, From>;
    using lane = simd::lane_t<number>;
    constexpr index_t lanes = simd::register_bytes / simd::bytes_of<From>;
    const auto load = [from](index_t i) STRAND_INLINE_LAMBDA { return simd::load<lane, lanes>(reinterpret_cast<const lane*>(from) + i); };
    const index_t end = columns - lanes;
    const auto last = load(end);
    for (index_t i = 0; i < end; i += lanes) simd::store_widened<To, number, lanes>(out + i, load(i));
    simd::store_widened<To, number, lanes>(out + end, last);
}

/// Computes a row into elements of type T, a few packs per turn, the last of them as `last_row` does; `row_end` is the
/// row for its last pack.
template <index_t Packs, class T, index_t Lanes, class Row, class LastRow, class RowEnd>
STRAND_ALWAYS_INLINE void map_row(const Row& row, const LastRow& last_row, const RowEnd& row_end, T* out, index_t columns) {
    if (columns < Lanes) return simd::store_first_pack(out, simd::convert<T>(row_end.first_at(0, columns)), columns);
    const index_t end = columns - Lanes;
    const auto last = simd::convert<T>(row_end.at(end));
    index_t i = 0;
    if constexpr (simd::masks_per_store<std::remove_const_t<decltype(last)>> > 1) {
        constexpr index_t count = simd::masks_per_store<std::remove_const_t<decltype(last)>>;
        for (; i + (count - 1) * Lanes < end; i += count * Lanes) {
            [&]<index_t... K>(std::integer_sequence<index_t, K...>) STRAND_INLINE_LAMBDA {
                simd::store_masks(out + i, {simd::convert<T>(row.at(i + K * Lanes))...});
            }(std::make_integer_sequence<index_t, count>{});
        }
    } else if constexpr (Packs > 1) {
        for (; i + (Packs - 1) * Lanes < end; i += Packs * Lanes) {
            [&]<index_t... K>(std::integer_sequence<index_t, K...>) STRAND_INLINE_LAMBDA {
                (simd::store_pack(out + i + K * Lanes, simd::convert<T>(row.at(i + K * Lanes))), ...);
            }(std::make_integer_sequence<index_t, Packs - 1>{});
            simd::store_pack(out + i + (Packs - 1) * Lanes, simd::convert<T>(last_row.at(i + (Packs - 1) * Lanes)));
        }
    }
    for (; i < end; i += Lanes) simd::store_pack(out + i, simd::convert<T>(row.at(i)));
    simd::store_pack(out + end, last);
}
/// The same, every element once.
template <bool Streamed, class T, index_t Lanes, class Row>
STRAND_ALWAYS_INLINE void map_row_once(const Row& row, T* out, index_t columns) {
    index_t i = 0;
    if constexpr (!std::is_empty_v<stages<Row>>) {
        stages<Row> kept;
        for (index_t count = columns / Lanes; count > 1;) {
            const index_t block = count < stage_packs ? count : stage_packs;
            kept.compute(row, i, block);
            for (index_t k = 0; k < block; ++k, i += Lanes) simd::store_pack(out + i, simd::convert<T>(kept.at(row, i, k)));
            count -= block;
        }
    }
    for (; i + Lanes <= columns; i += Lanes) {
        if constexpr (Streamed) simd::stream_pack(out + i, simd::convert<T>(row.at(i)));
        else simd::store_pack(out + i, simd::convert<T>(row.at(i)));
    }
    if (i < columns) simd::store_first_pack(out + i, simd::convert<T>(row.first_at(i, columns - i)), columns - i);
}

template <class Skeleton, class T, source Source, index_t Packs>
STRAND_ALWAYS_INLINE void map_one_row(const row_block& block) {
    constexpr index_t lanes = kernel_lanes<Skeleton, T>;
    const bound<Skeleton, lanes, 1, Source> row(block);
    const auto row_end = [&] {
        // Only steps make a difference; what is prepared once is prepared once for both.
        if constexpr (Source == source::stepped) return bound<Skeleton, lanes, 1, source::stepped_end>(block);
        else return row;
    }();
    T* const out = reinterpret_cast<T*>(block.data[0]);
    if constexpr (Source == source::dense && converts_blocks<Skeleton, T>) {
        using From = typename conversion_from<Skeleton>::type;
        if (block.columns >= simd::converted_row<T, From>::lanes) {
            return convert_row(reinterpret_cast<const From*>(block.data[1]), out, block.columns);
        }
    } else if constexpr (Source == source::dense && widens_blocks<Skeleton, T>) {
        using From = typename conversion_from<Skeleton>::type;
        if (block.columns >= simd::register_bytes / simd::bytes_of<From>) {
            return widen_row(reinterpret_cast<const From*>(block.data[1]), out, block.columns);
        }
    }
    using other = typename taking_turns<Skeleton>::type;
    if constexpr (is_heavy<Skeleton>) {
        map_row_once<false, T, lanes>(row_end, out, block.columns);
    } else if constexpr (Packs == 1 || std::same_as<other, Skeleton>) {
        map_row<Packs, T, lanes>(row, row, row_end, out, block.columns);
    } else {
        // The other way is slower: more so with AVX2, where it takes more steps.
        constexpr index_t packs = simd::detail::has_mask_registers ? 2 : 3;
        map_row<packs, T, lanes>(row, bound<other, lanes, 1, Source>(block), row_end, out, block.columns);
    }
}

/// The leaves that are memory, as bits, the first leaf lowest; leaves beyond as many are left out.
template <class Skeleton>
inline constexpr std::uint64_t input_bits = 0;
template <class T>
inline constexpr std::uint64_t input_bits<input<T>> = 1;
template <class Functor, class... X>
inline constexpr std::uint64_t input_bits<apply<Functor, X...>> = [] {
    std::uint64_t bits = 0;
    index_t leaf = 0;
    ((bits |= leaf < 64 ? input_bits<X> << leaf : 0, leaf += X::leaves), ...);
    return bits;
}();
/// The leaf whose address leaf K has where the last half of the operands in memory are the first ones again, as in
/// a * b + a and where(a > b, a, b). Leaves are counted from 1, after the destination.
template <class Skeleton, std::size_t K>
inline constexpr std::size_t again_at = [] {
    constexpr std::uint64_t bits = input_bits<Skeleton>;
    constexpr std::uint64_t own = K > 0 && K <= 64 ? std::uint64_t{1} << (K - 1) % 64 : 0;
    constexpr int first_half = (std::popcount(bits) + 1) / 2, earlier = std::popcount(bits & (own - 1)) - first_half;
    if ((bits & own) == 0 || earlier < 0) return K;
    std::size_t leaf = 1;
    for (int found = 0; (bits >> (leaf - 1) & 1) == 0 || found++ < earlier;) ++leaf;
    return leaf;
}();

/// Computes one row of dense operands, the destination first. Addresses come in registers: a block in memory
/// would take as long to write and to read again as a short row takes to compute. Rows in the first cache take as long
/// as their loads, and the compiler shares loads from addresses it knows to be equal: `Again`.
template <class Skeleton, class T, bool Again = false, class... Address>
STRAND_NOINLINE void map_line(index_t columns, Address... data) {
    char* const all[] = {data...};
    [&]<std::size_t... K>(std::index_sequence<K...>) STRAND_INLINE_LAMBDA {
        constexpr index_t lanes = kernel_lanes<Skeleton, T>;
        if constexpr (Again) {
            if (columns < lanes) __builtin_unreachable();
            char* const operands[] = {all[again_at<Skeleton, K>]...};
            return map_one_row<Skeleton, T, source::dense, 1>({operands, nullptr, nullptr, 1, columns});
        } else if constexpr (!is_heavy<Skeleton> && std::popcount(input_bits<Skeleton>) > 1) {
            if (((all[K] == all[again_at<Skeleton, K>]) && ...) && columns >= 4 * lanes) return map_line<Skeleton, T, true>(columns, data...);
        }
        map_one_row<Skeleton, T, source::dense, group_packs>({all, nullptr, nullptr, 1, columns});
    }(std::index_sequence_for<Address...>{});
}
template <class Skeleton, class T>
STRAND_ALWAYS_INLINE void map_line_of(char* const* data, index_t columns) {
    if constexpr (computes_bytes<Skeleton>) {
        map_line_of<truth_bytes_t<Skeleton>, stored_byte_t<T>>(data, columns);
    } else if constexpr (only_moves<Skeleton, T>) {
        std::memmove(data[0], data[1], static_cast<std::size_t>(columns * simd::bytes_of<T>));
    } else if constexpr (converts_complex<Skeleton, T>) {
        // As many real numbers as there are parts.
        map_line_of<input<real_t<typename conversion_from<Skeleton>::type>>, real_t<T>>(data, 2 * columns);
    } else {
        [&]<std::size_t... K>(std::index_sequence<K...>) STRAND_INLINE_LAMBDA {
            map_line<Skeleton, T>(columns, data[K]...);
        }(std::make_index_sequence<static_cast<std::size_t>(1 + Skeleton::leaves)>{});
    }
}
/// The same; reads only data and columns of the block.
template <class Skeleton, class T>
void map_dense(const row_block& block) {
    map_line_of<Skeleton, T>(block.data, block.columns);
}
/// Computes rows of operands of any steps that loads know.
template <class Skeleton, class T>
void map_stepped(const row_block& block) {
    char* data[1 + Skeleton::leaves];
    for (index_t op = 0; op <= Skeleton::leaves; ++op) data[op] = block.data[op];
    for (index_t r = 0; r < block.rows; ++r) {
        if (r > 0) {
            for (index_t op = 0; op <= Skeleton::leaves; ++op) data[op] += block.row_step[op];
        }
        map_one_row<Skeleton, T, source::stepped, 1>({data, nullptr, block.column_step, 1, block.columns});
    }
}

template <class Skeleton, class T, bool Streamed>
STRAND_ALWAYS_INLINE void map_every_row(const row_block& block) {
    constexpr index_t lanes = kernel_lanes<Skeleton, T>;
    bound<Skeleton, lanes, 1, source::rows> expression(block);
    // Copies: the compiler must take every store for one that might change the block.
    const index_t columns = block.columns, step = block.row_step[0];
    char* out = block.data[0];
    for (index_t rows = block.rows; rows > 0; --rows, out += step) {
        expression.start_row();
        const auto row = expression;
        if (columns < lanes) fetch_row_ahead<true>(out, step);
        if constexpr (Streamed || is_heavy<Skeleton>) map_row_once<Streamed, T, lanes>(row, reinterpret_cast<T*>(out), columns);
        else map_row<1, T, lanes>(row, row, row, reinterpret_cast<T*>(out), columns);
    }
}
/// From so many packs on a row of dense operands is worth a call of its own, rather than choosing at every load.
inline constexpr index_t long_row_packs = 16;
template <class Skeleton, class T, std::size_t... K>
void map_long_rows(const row_block& block, std::index_sequence<K...>) {
    for (index_t r = 0; r < block.rows; ++r) map_line<Skeleton, T>(block.columns, block.data[K] + r * block.row_step[K]...);
}

/// Computes the rows of a block into elements of type T.
template <class Skeleton, class T>
void map_rows(const row_block& block) {
    if constexpr (!STRAND_MANY_CHOICES_LEAVE_LOOPS && Skeleton::leaves > 2 && !is_heavy<Skeleton>) {
        bool dense = block.columns >= long_row_packs * kernel_lanes<Skeleton, T>;
        for (index_t op = 1; op <= Skeleton::leaves; ++op) dense &= block.column_step[op] != 0;
        if (dense) return map_long_rows<Skeleton, T>(block, std::make_index_sequence<static_cast<std::size_t>(1 + Skeleton::leaves)>{});
    }
    map_every_row<Skeleton, T, false>(block);
}
/// The same into rows that begin at whole cache lines; `finish_streams` ends it.
template <class Skeleton, class T>
void map_streamed(const row_block& block) {
    map_every_row<Skeleton, T, true>(block);
}

/// Lanes of a pack that is computed for its first element.
template <class Skeleton, class T>
inline constexpr index_t element_lanes = [] {
    constexpr index_t widest = Skeleton::widest > simd::bytes_of<T> ? Skeleton::widest : simd::bytes_of<T>;
    return strand::detail::integer<typename Skeleton::type> && strand::detail::integer<T> ? 1 : widest < 16 ? 16 / widest : 1;
}();
/// Computes rows of operands of any steps, element by element: as long as few instructions compute an element, that takes
/// no longer than packing it into a tile.
template <class Skeleton, class T>
void map_elements(const row_block& block) {
    bound<Skeleton, element_lanes<Skeleton, T>, 1, source::elements> expression(block);
    const index_t columns = block.columns, step = block.column_step[0], row_step = block.row_step[0];
    char* out = block.data[0];
    for (index_t rows = block.rows; rows > 0; --rows, out += row_step) {
        expression.start_row();
        const auto row = expression;
        char* to = out;
        for (index_t i = 0; i < columns; ++i, to += step) store_one(reinterpret_cast<T*>(to), simd::convert<T>(row.at(i)));
    }
}

}  // namespace strand::inline STRAND_ISA::kernel

#endif
