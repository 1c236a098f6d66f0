// SPDX-License-Identifier: BSD-3-Clause
// The innermost loop of a matrix product: a tile of the result is summed in registers.
//
// A tile has up to `tile_height` rows and two vectors of columns. In each step of the inner axis the two
// vectors of b are loaded, one element of a per row is spread over a vector, and each pair is multiplied
// and added. 12 x 2 of 32 registers (6 x 2 of 16) hold sums, which leaves room for the operands; the
// latency of the sums (4 cycles, 2 starts in each) asks for 8. Loads: 14 per 24 multiply-adds.
//
// a comes with any strides, so that matrices are packed only where it pays. Complex numbers count as two
// rows of a, real and imaginary parts, each times the numbers of b as they lie; the parts meet at the end.
#ifndef STRAND_KERNEL_MATRIX_TILE_HPP
#define STRAND_KERNEL_MATRIX_TILE_HPP

#include <strand/simd/arithmetic.hpp>
#include <strand/simd/machine.hpp>

namespace strand::inline STRAND_ISA::kernel {

/// What lies in the lanes: real numbers, unsigned integers, and bytes 0 and 1 for bool.
template <class T>
using lane_of_product = std::conditional_t<std::same_as<T, bool>, std::uint8_t, real_t<T>>;
template <class T>
inline constexpr index_t parts_of = strand::detail::is_complex<T> ? 2 : 1;

/// Elements in one vector.
template <class T>
inline constexpr index_t product_lanes =
    simd::register_bytes > simd::bytes_of<T> ? simd::register_bytes / simd::bytes_of<T> : 1;

#if defined(__AVX512F__) || defined(__aarch64__)
inline constexpr index_t vector_registers = 32;
#else
inline constexpr index_t vector_registers = 16;
#endif
template <class T>
inline constexpr index_t tile_height = (vector_registers == 32 ? 12 : 6) / parts_of<T>;
template <class T>
inline constexpr index_t tile_width = 2 * product_lanes<T>;

/// The last vector of a row may be loaded and stored in part; elsewhere the caller gives room for whole ones.
inline constexpr bool masked_tiles = simd::detail::has_avx512;

/// Addresses and steps in bytes.
struct tile_call {
    const char* a;
    index_t a_row, a_step;
    const char* b;
    index_t b_step;
    char* out;
    index_t out_row;
    index_t inner;
    index_t last_columns;  // elements in the last vector of a row; whole vectors unless masked_tiles
    bool accumulate;
    // What the next strip will need, to be brought into the second cache: an address per step.
    std::uintptr_t ahead = 0;  // not a pointer: there may be nothing there
    index_t ahead_step = 0;
    // Several products one after the other, and the steps between them.
    index_t count = 1, next_a = 0, next_b = 0, next_out = 0;
};

template <class T, class V>
STRAND_ALWAYS_INLINE V add_product(V sum, V a, V b) {
    if constexpr (std::same_as<T, bool>) return sum | (a & b);
    else if constexpr (std::integral<T>) return sum + a * b;
    else return simd::detail::mul_add(a, b, sum);
}

/// a + b of elements or of vectors: or for bool, modulo 2^bits for integers.
template <class T, class V>
STRAND_ALWAYS_INLINE V plus(V a, V b) {
    if constexpr (std::same_as<T, bool>) return static_cast<V>(a | b);
    else return static_cast<V>(a + b);
}

/// Steps of the inner axis in one block: a strip of 2 vectors of 64 bytes is then 48 KiB, a first-level
/// cache of today (24 KiB with vectors of 32 bytes), and the result is gone through once in 384 steps.
/// Sums are made in blocks of this length.
inline constexpr index_t block_depth = 384;

template <index_t Row>
STRAND_ALWAYS_INLINE index_t row_offset(const index_t* odd) {
    if constexpr (Row == 0) return 0;
    else if constexpr (Row % 2 == 1) return odd[Row / 2];
    else return 2 * row_offset<Row / 2>(odd);
}

template <class T, index_t Rows, index_t Vectors>
void multiply_tile(const tile_call& call) {
    using R = lane_of_product<T>;
    constexpr index_t parts = parts_of<T>, lanes = parts * product_lanes<T>, rows = parts * Rows;
    constexpr bool two = Vectors == 2;
    using V = simd::vec<R, lanes>;
    constexpr index_t vector_bytes = simd::bytes_of<V>;
    const index_t last = parts * call.last_columns;
    const index_t a_row = call.a_row, a_step = call.a_step, b_step = call.b_step;
    // Rows are reached from one address by an odd multiple of the step times 1, 2, 4 or 8.
    const index_t odd[] = {a_row, 3 * a_row, 5 * a_row, 7 * a_row, 9 * a_row, 11 * a_row};
    const index_t out_row = call.out_row, inner = call.inner;
    const bool accumulate = call.accumulate;
    const auto load = [last](const char* from, bool at_end) STRAND_INLINE_LAMBDA -> V {
        if (masked_tiles && at_end) return simd::load_first<R, lanes>(reinterpret_cast<const R*>(from), last);
        return simd::load<R, lanes>(reinterpret_cast<const R*>(from));
    };
    const char *next_a = call.a, *next_b = call.b;
    char* out = call.out;
    for (index_t count = call.count; count > 0; --count) {
        const char *a = next_a, *b = next_b;
        std::uintptr_t ahead = call.ahead;
        const auto ahead_step = static_cast<std::uintptr_t>(call.ahead_step);
        V sum[static_cast<std::size_t>(rows)][static_cast<std::size_t>(Vectors)] = {};
        if (inner >= 32) {
            // On their way while the sums are made.
            for (index_t r = 0; r < Rows; ++r) {
                __builtin_prefetch(out + r * out_row, 1);
                if constexpr (two) __builtin_prefetch(out + r * out_row + vector_bytes, 1);
            }
        }
        [&]<int... I>(std::integer_sequence<int, I...>) STRAND_INLINE_LAMBDA {
            for (index_t k = inner; k > 0; --k) {
                const V first = load(b, !two), second = two ? load(b + vector_bytes, true) : V{};
                const auto add_row = [&]<int Row>(std::integral_constant<int, Row>) STRAND_INLINE_LAMBDA {
                    constexpr index_t number = Row / parts, part = Row % parts;
                    R value;
                    std::memcpy(&value, a + row_offset<number>(odd) + part * simd::bytes_of<R>, sizeof value);
                    const V spread = simd::splat<R, lanes>(value);
                    sum[Row][0] = add_product<T>(sum[Row][0], spread, first);
                    if constexpr (two) sum[Row][1] = add_product<T>(sum[Row][1], spread, second);
                };
                (add_row(std::integral_constant<int, I>{}), ...);
                if constexpr (Rows == tile_height<T>) {
                    __builtin_prefetch(reinterpret_cast<const char*>(ahead), 0, 2);
                    ahead += ahead_step;
                }
                a += a_step;
                b += b_step;
            }
            const auto finish = [&]<int Row, int Vector>(std::integral_constant<int, Row>,
                                                         std::integral_constant<int, Vector>) STRAND_INLINE_LAMBDA {
                constexpr bool at_end = Vector == Vectors - 1;
                char* const to = out + Row / parts * out_row + Vector * vector_bytes;
                V value = sum[Row][Vector];
                if constexpr (parts == 2) {
                    // re * (x, y) and im * (x, y) become (re x - im y, re y + im x).
                    value += simd::detail::swap_pairs<R, lanes>(sum[Row + 1][Vector]) * simd::detail::minus_plus<R, lanes>();
                }
                if (accumulate) value = plus<T>(value, load(to, at_end));
                if constexpr (masked_tiles && at_end) simd::store_first<R, lanes>(reinterpret_cast<R*>(to), value, last);
                else simd::store<R, lanes>(reinterpret_cast<R*>(to), value);
            };
            const auto finish_row = [&]<int Row>(std::integral_constant<int, Row> row) STRAND_INLINE_LAMBDA {
                if constexpr (Row % parts == 0) {
                    finish(row, std::integral_constant<int, 0>{});
                    if constexpr (two) finish(row, std::integral_constant<int, 1>{});
                }
            };
            (finish_row(std::integral_constant<int, I>{}), ...);
        }(std::make_integer_sequence<int, static_cast<int>(rows)>{});
        next_a += call.next_a;
        next_b += call.next_b;
        out += call.next_out;
    }
}

using tile_function = void (*)(const tile_call&);

/// The heights there are, the full one first.
inline constexpr index_t all_heights[] = {12, 8, 6, 4, 3, 2, 1};
template <class T>
inline constexpr int first_height = tile_height<T> == 12 ? 0 : tile_height<T> == 6 ? 2 : 4;
template <class T>
inline constexpr int number_of_heights = 7 - first_height<T>;
template <class T>
constexpr index_t height_at(int position) {
    return all_heights[first_height<T> + position];
}
/// The kernel of a height that `height_at` gives, by position, for one and for two vectors.
template <class T>
inline constexpr auto tile_functions = []<int... I>(std::integer_sequence<int, I...>) {
    struct table {
        tile_function one[sizeof...(I)], two[sizeof...(I)];
    };
    return table{{multiply_tile<T, height_at<T>(I), 1>...}, {multiply_tile<T, height_at<T>(I), 2>...}};
}(std::make_integer_sequence<int, number_of_heights<T>>{});

}  // namespace strand::inline STRAND_ISA::kernel

#endif
