// SPDX-License-Identifier: BSD-3-Clause
// The product of two matrices of any strides: blocks that stay in the caches, packed where it pays.
//
// The loops are those of K. Goto and R. A. van de Geijn, Anatomy of High-Performance Matrix
// Multiplication, ACM TOMS 34 (2008), for row-major results: a strip of b, `tile_width` columns times
// `block_depth`, stays in the first cache while the rows of a block of a, which stays in the second,
// pass by it; all strips together stay in the third.
// Sums over the inner axis are made in blocks, each in registers, which are added to the result one after
// the other: |error| <= (block_depth + inner / block_depth + 2) eps sum |a||b| (twice that for complex).
#ifndef STRAND_KERNEL_MULTIPLY_MATRICES_HPP
#define STRAND_KERNEL_MULTIPLY_MATRICES_HPP

#include <strand/kernel/blas.hpp>
#include <strand/kernel/multiply_narrow.hpp>
#include <strand/kernel/pack_panel.hpp>

namespace strand::inline STRAND_ISA::kernel {

/// Rows in one block of a: 12 x 8 rows of 384 steps are 288 KiB of doubles, a part of most second-level
/// caches.
inline constexpr index_t block_height = 96;
/// Columns of one panel of b: 384 x 2048 doubles are 6 MiB, a share of a third-level cache.
inline constexpr index_t block_width = 2048;

namespace detail {

/// a as tiles read it: as it lies, or packed into panels of one tile's rows.
struct tile_rows {
    const char* data;
    index_t next_row;  // bytes from one tile to the next, per row
    index_t row, step;  // bytes
    bool packed;        // each tile's steps follow each other
};

template <class T>
STRAND_ALWAYS_INLINE int next_height(index_t rows_left) {
    constexpr index_t full = tile_height<T>;
    // Two tiles of two thirds rather than a full one and a low one.
    if (rows_left >= full && rows_left != full + full / 3) return 0;
    int position = 1;
    while (height_at<T>(position) > rows_left) ++position;
    return position;
}

/// Runs the tiles of one strip through `scratch`: results whose rows do not lie dense, or whose last vector
/// is not whole.
template <class T>
STRAND_NOINLINE void multiply_through_scratch(matrix_place<T> out, tile_rows a, tile_call call, index_t rows, index_t columns) {
    constexpr index_t item = simd::bytes_of<T>;
    alignas(64) T scratch[static_cast<std::size_t>(tile_height<T> * tile_width<T>)];
    const bool accumulate = call.accumulate;
    const int vectors = columns > product_lanes<T> ? 2 : 1;
    call.out = reinterpret_cast<char*>(scratch);
    call.out_row = tile_width<T> * item;
    call.accumulate = false;
    for (index_t row = 0; row < rows;) {
        const int position = next_height<T>(rows - row);
        const index_t height = height_at<T>(position);
        call.a = a.data + row * a.next_row;
        if (a.packed) call.a_step = height * item;
        (vectors == 2 ? tile_functions<T>.two : tile_functions<T>.one)[position](call);
        for (index_t r = 0; r < height; ++r) {
            put(out.at(row + r, 0), out.column_stride, scratch + r * tile_width<T>, columns, accumulate);
        }
        row += height;
    }
}

/// Rows of out = rows of a times one strip of b of at most `tile_width` columns. Inlined: handing structs
/// from function to function takes longer than a small product.
template <class T>
STRAND_ALWAYS_INLINE void multiply_strip(matrix_place<T> out, tile_rows a, const char* b, index_t b_step, index_t rows, index_t columns,
                    index_t inner, bool accumulate, const product_stack& stack = {}) {
    constexpr index_t lanes = product_lanes<T>, item = simd::bytes_of<T>;
    const bool two = columns > lanes;
    const index_t last = two ? columns - lanes : columns;
    tile_call call{nullptr, a.row, a.step, b, b_step, nullptr, out.row_stride * item, inner, last, accumulate,
                   reinterpret_cast<std::uintptr_t>(b), 0,
                   stack.count, stack.a * item, stack.b * item, stack.out * item};
    if (out.column_stride != 1 || (!masked_tiles && last != lanes)) {
        call.count = 1;
        for (index_t k = 0; k < stack.count; ++k) {
            multiply_through_scratch(out, a, call, rows, columns);
            out.data += stack.out;
            a.data += stack.a * item;
            call.b += stack.b * item;
        }
        return;
    }
    const tile_function* const functions = two ? tile_functions<T>.two : tile_functions<T>.one;
    for (index_t row = 0; row < rows;) {
        const int position = next_height<T>(rows - row);
        const index_t height = height_at<T>(position);
        call.a = a.data + row * a.next_row;
        if (a.packed) {
            // Packed: the next strip lies behind this one, and each tile fetches its share of it.
            const index_t strip = b_step * inner;
            call.a_step = height * item;
            call.ahead = reinterpret_cast<std::uintptr_t>(b) + static_cast<std::uintptr_t>(strip + row * (strip / rows));
            call.ahead_step = height * b_step / rows;
        }
        call.out = reinterpret_cast<char*>(out.at(row, 0));
        functions[position](call);
        row += height;
    }
}

template <class T>
void fill_zero(matrix_place<T> out, index_t rows, index_t columns) {
    for (index_t r = 0; r < rows; ++r) {
        for (index_t c = 0; c < columns; ++c) *out.at(r, c) = T{};
    }
}

template <class T>
STRAND_ALWAYS_INLINE tile_rows rows_as_they_lie(matrix_place<const T> a) {
    constexpr index_t item = simd::bytes_of<T>;
    return {reinterpret_cast<const char*>(a.data), a.row_stride * item, a.row_stride * item, a.column_stride * item, false};
}

/// Each tile's rows, step by step; heights as `multiply_strip` takes them.
template <class T>
tile_rows pack_rows(T* to, matrix_place<const T> a, index_t rows, index_t inner) {
    for (index_t row = 0; row < rows;) {
        const index_t height = height_at<T>(next_height<T>(rows - row));
        pack_panel(to + row * inner, height, a.at(row, 0), a.row_stride, a.column_stride, height, inner);
        row += height;
    }
    return {reinterpret_cast<const char*>(to), inner * simd::bytes_of<T>, simd::bytes_of<T>, 0, true};
}

/// A strip of b with zeros up to whole vectors.
template <class T>
void pack_strip(T* to, matrix_place<const T> b, index_t columns, index_t inner) {
    constexpr index_t width = tile_width<T>;
    if (!masked_tiles && columns % product_lanes<T> != 0) {
        for (index_t i = 0; i < inner * width; ++i) to[i] = T{};
    }
    pack_panel(to, width, b.data, b.column_stride, b.row_stride, columns, inner);
}

/// Less than a vector of columns of b, copied to where whole vectors can be loaded.
template <class T>
STRAND_NOINLINE void multiply_last_strip(matrix_place<T> out, matrix_place<const T> a, matrix_place<const T> b, index_t rows,
                                         index_t columns, index_t inner, bool accumulate) {
    constexpr index_t lanes = product_lanes<T>;
    alignas(64) T strip[static_cast<std::size_t>(block_depth * lanes)];
    for (index_t k = 0; k < inner; k += block_depth) {
        const index_t depth = inner - k < block_depth ? inner - k : block_depth;
        for (index_t i = 0; i < depth; ++i) {
            for (index_t j = 0; j < lanes; ++j) strip[i * lanes + j] = j < columns ? *b.at(k + i, j) : T{};
        }
        multiply_strip<T>(out, rows_as_they_lie<T>({a.at(0, k), a.row_stride, a.column_stride}), reinterpret_cast<const char*>(strip),
                          lanes * simd::bytes_of<T>, rows, columns, depth, accumulate || k > 0);
    }
}

/// Inner axes up to this length cost less than writing the result.
inline constexpr index_t thin_inner = 8;

/// Everything as it lies: small matrices, whose packing would take longer than what it saves.
template <class T>
STRAND_ALWAYS_INLINE void multiply_directly(const matrix_place<T>& out, const matrix_place<const T>& a, const matrix_place<const T>& b, index_t rows,
                       index_t columns, index_t inner, bool accumulate, const product_stack& stack) {
    constexpr index_t item = simd::bytes_of<T>, width = tile_width<T>, lanes = product_lanes<T>;
    // Where no part of a vector can be loaded, the last strip is copied.
    const index_t whole = masked_tiles ? columns : columns - columns % lanes;
    const tile_rows all = rows_as_they_lie(a);
    // The result of a short inner axis is most of the work: written row by row, tiles side by side.
    const index_t height = inner <= thin_inner && rows * columns > 64 * 64 ? tile_height<T> : rows;
    for (index_t r = 0; r < rows; r += height) {
        tile_rows some = all;
        some.data += r * some.next_row;
        for (index_t c = 0; c < whole; c += width) {
            const index_t strip = whole - c < width ? whole - c : width;
            multiply_strip<T>({out.at(r, c), out.row_stride, out.column_stride}, some, reinterpret_cast<const char*>(b.at(0, c)),
                              b.row_stride * item, rows - r < height ? rows - r : height, strip, inner, accumulate, stack);
        }
    }
    if (whole < columns) {
        for (index_t k = 0; k < stack.count; ++k) {
            multiply_last_strip<T>({out.at(0, whole) + k * stack.out, out.row_stride, out.column_stride},
                                   {a.data + k * stack.a, a.row_stride, a.column_stride},
                                   {b.at(0, whole) + k * stack.b, b.row_stride, b.column_stride}, rows, columns - whole, inner, accumulate);
        }
    }
}

/// Elements of b that are copied onto the stack.
inline constexpr index_t copied_elements = 256;

/// A small b whose rows do not lie dense: copied, which takes less time than making room for panels.
template <class T>
STRAND_NOINLINE void multiply_by_copy(const matrix_place<T>& out, const matrix_place<const T>& a, const matrix_place<const T>& b,
                                      index_t rows, index_t columns, index_t inner, bool accumulate) {
    alignas(64) T dense[static_cast<std::size_t>(copied_elements)];
    copy_rows(dense, b, inner, columns);
    multiply_directly<T>(out, a, {dense, columns, 1}, rows, columns, inner, accumulate, {});
}

/// `length` in equal parts of at most `most`, each a multiple of `unit`.
constexpr index_t even_part(index_t length, index_t most, index_t unit) {
    const index_t parts = (length + most - 1) / most, part = (length + parts - 1) / parts;
    return (part + unit - 1) / unit * unit;
}

template <class T>
void multiply_blocks(matrix_place<T> out, matrix_place<const T> a, matrix_place<const T> b, index_t rows,
                     index_t columns, index_t inner, bool accumulate) {
    constexpr index_t item = simd::bytes_of<T>, width = tile_width<T>;
    const index_t steps = even_part(inner, block_depth, 1), block_rows = even_part(rows, block_height, tile_height<T>);
    const index_t block_columns = even_part(columns, block_width, width);
    const bool one_block = rows <= block_rows;
    // A few columns of b do not repay packing a.
    const bool pack_a = columns > width;
    // Whole huge pages, which stay with the thread: fresh ones would take longer than packing.
    const index_t a_size = pack_a ? (block_rows * steps * item + 63) / 64 * 64 : 0;
    const index_t b_size = (one_block ? width : block_columns) * steps * item;
    constexpr index_t least = static_cast<index_t>(strand::detail::huge_page);
    const strand::detail::buffer<char> workspace(a_size + b_size < least ? least : a_size + b_size);
    T* const packed_a = reinterpret_cast<T*>(workspace.data());
    T* const packed_b = reinterpret_cast<T*>(workspace.data() + a_size);
    for (index_t c = 0; c < columns; c += block_columns) {
        const index_t last_column = columns < c + block_columns ? columns : c + block_columns;
        for (index_t k = 0; k < inner; k += steps) {
            const index_t depth = inner - k < steps ? inner - k : steps;
            for (index_t r = 0; r < rows; r += block_rows) {
                const index_t height = rows - r < block_rows ? rows - r : block_rows;
                const auto block = pack_a ? pack_rows(packed_a, {a.at(r, k), a.row_stride, a.column_stride}, height, depth)
                                          : rows_as_they_lie<T>({a.at(r, k), a.row_stride, a.column_stride});
                for (index_t j = c; j < last_column; j += width) {
                    const index_t strip = last_column - j < width ? last_column - j : width;
                    // A strip is packed when it is first used, and then lies in the first cache.
                    T* const panel = packed_b + (one_block ? 0 : (j - c) * depth);
                    if (r == 0) pack_strip(panel, {b.at(k, j), b.row_stride, b.column_stride}, strip, depth);
                    multiply_strip<T>({out.at(r, j), out.row_stride, out.column_stride}, block,
                                      reinterpret_cast<const char*>(panel), width * item, height, strip, depth,
                                      accumulate || k > 0);
                }
            }
        }
    }
}


/// Products that are not small, one by one.
template <class T>
STRAND_NOINLINE void multiply_each(matrix_place<T> out, matrix_place<const T> a, matrix_place<const T> b, index_t rows,
                                   index_t columns, index_t inner, bool accumulate, const product_stack& stack) {
    for (index_t k = 0; k < stack.count; ++k) {
        if (inner == 0) {
            if (!accumulate) fill_zero(out, rows, columns);
        } else if (columns == 1) {
            multiply_vector(out.data, out.row_stride, a, b.data, b.row_stride, rows, inner, accumulate);
        } else if (rows <= 4 && columns <= 4 && inner > block_depth && a.column_stride == 1 && b.row_stride == 1) {
            // A few long sums along memory: tiles would be nearly empty.
            for (index_t j = 0; j < columns; ++j) multiply_vector(out.at(0, j), out.row_stride, a, b.at(0, j), 1, rows, inner, accumulate);
        } else if (rows == 1) {
            multiply_vector(out.data, out.column_stride, b.transposed(), a.data, a.column_stride, columns, inner, accumulate);
        } else {
#if STRAND_USE_BLAS
            bool done = false;
            if constexpr (blas_multiplies<T>) done = multiply_by_blas(out, a, b, rows, columns, inner, accumulate);
            if (!done)
#endif
                multiply_blocks(out, a, b, rows, columns, inner, accumulate);
        }
        out.data += stack.out;
        a.data += stack.a;
        b.data += stack.b;
    }
}

template <class T>
void multiply_turned(const matrix_place<T>& out, const matrix_place<const T>& a, const matrix_place<const T>& b, index_t rows,
                     index_t columns, index_t inner, bool accumulate, const product_stack& stack);

}  // namespace detail

/// A stack of products: out (rows x columns) = a (rows x inner) times b (inner x columns), added to what is
/// there if `accumulate`.
template <class T>
STRAND_ALWAYS_INLINE void multiply_matrices(const matrix_place<T>& out, const matrix_place<const T>& a, const matrix_place<const T>& b, index_t rows,
                       index_t columns, index_t inner, bool accumulate, const product_stack& stack = {}) {
    if (inner <= most_small && rows <= most_small && !accumulate && multiply_small(out, a, b, rows, columns, inner, stack)) return;
    if (rows > most_small && columns > 0 && stack.count == 1 && multiply_narrow(out, a, b, rows, columns, inner, accumulate)) return;
    // One block of sums, and b within the first cache or so, or so few sums that packing would not be repaid.
    // A row times a matrix only if it is short.
    const bool small = inner <= block_depth && rows * columns * inner <= 64 * 64 * 64 && inner > 0;
    const bool thin = inner <= detail::thin_inner && inner > 0 && rows > 1;
    if ((small || thin) && out.column_stride == 1 && b.column_stride == 1 && columns > 1 && (rows > 1 || columns * inner < 512)) {
        return detail::multiply_directly(out, a, b, rows, columns, inner, accumulate, stack);
    }
    if (small && out.column_stride == 1 && columns > 1 && rows > 1 && inner * columns <= detail::copied_elements && stack.count == 1) {
        return detail::multiply_by_copy(out, a, b, rows, columns, inner, accumulate);
    }
    if (out.column_stride != 1 && out.row_stride == 1) {
        return detail::multiply_turned(out, a, b, rows, columns, inner, accumulate, stack);
    }
    detail::multiply_each(out, a, b, rows, columns, inner, accumulate, stack);
}

namespace detail {

/// Columns of the result lie dense: its transpose is the product of the transposes in the other order.
template <class T>
STRAND_NOINLINE void multiply_turned(const matrix_place<T>& out, const matrix_place<const T>& a, const matrix_place<const T>& b,
                                     index_t rows, index_t columns, index_t inner, bool accumulate, const product_stack& stack) {
    multiply_matrices<T>(out.transposed(), b.transposed(), a.transposed(), columns, rows, inner, accumulate,
                         {stack.count, stack.out, stack.b, stack.a});
}

}  // namespace detail
}  // namespace strand::inline STRAND_ISA::kernel

#endif
