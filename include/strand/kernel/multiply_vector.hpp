// SPDX-License-Identifier: BSD-3-Clause
// A matrix times a vector, at the speed of reading the matrix once, whichever axis lies dense.
// Rows that lie dense are multiplied into the vector four at a time; columns that lie dense are added up
// eight at a time in a piece of the result that stays in the first cache.
// Sums are made in blocks as in the product of matrices, with the same error bound.
#ifndef STRAND_KERNEL_MULTIPLY_VECTOR_HPP
#define STRAND_KERNEL_MULTIPLY_VECTOR_HPP

#include <strand/kernel/copy_block.hpp>
#include <strand/kernel/matrix_tile.hpp>
#include <strand/memory/buffer.hpp>

namespace strand::inline STRAND_ISA::kernel {

/// Address and strides, in elements, of a matrix.
template <class T>
struct matrix_place {
    T* data;
    index_t row_stride, column_stride;

    T* at(index_t row, index_t column) const { return data + row * row_stride + column * column_stride; }
    matrix_place transposed() const { return {data, column_stride, row_stride}; }
};

namespace detail {

/// The sum of all lanes; the sums of the even and of the odd ones if two are left.
template <class T, index_t Left, class R, index_t Lanes>
STRAND_ALWAYS_INLINE simd::vec<R, Left> folded_lanes(simd::vec<R, Lanes> v) {
    if constexpr (Lanes <= Left) return v;
    else return folded_lanes<T, Left, R, Lanes / 2>(plus<T>(simd::lanes_from<0, Lanes / 2, R, Lanes>(v), simd::lanes_from<Lanes / 2, Lanes / 2, R, Lanes>(v)));
}

/// Sums of products in registers: real numbers in one vector, complex ones in one for a * x and one for
/// a * (x with its parts exchanged).
template <class T>
class dot_sum {
    using R = lane_of_product<T>;
    static constexpr index_t parts = parts_of<T>;

public:
    static constexpr index_t lanes = parts * product_lanes<T>;
    using V = simd::vec<R, lanes>;

    STRAND_ALWAYS_INLINE void add(V a, V x) {
        first_ = add_product<T>(first_, a, x);
        if constexpr (parts == 2) second_ = add_product<T>(second_, a, simd::detail::swap_pairs<R, lanes>(x));
    }
    STRAND_ALWAYS_INLINE void add(const dot_sum& other) {
        first_ = plus<T>(first_, other.first_);
        if constexpr (parts == 2) second_ = plus<T>(second_, other.second_);
    }
    T total() const {
        if constexpr (parts == 2) {
            const auto real = folded_lanes<T, 2, R, lanes>(first_), imag = folded_lanes<T, 2, R, lanes>(second_);
            return T(real[0] - real[1], imag[0] + imag[1]);
        } else {
            return static_cast<T>(folded_lanes<T, 1, R, lanes>(first_)[0]);
        }
    }

private:
    V first_{}, second_{};
};

/// Elements of the inner axis in one block; a block of one lane then has 256 products at most.
template <class T>
inline constexpr index_t dot_block = 512 * product_lanes<T>;

/// sums[r] = row r of a times x, both dense.
template <class T, index_t Rows>
STRAND_NOINLINE void dot_rows(const T* a, index_t row_stride, const T* x, index_t inner, T* sums) {
    using R = lane_of_product<T>;
    using sum_type = dot_sum<T>;
    constexpr index_t lanes = sum_type::lanes, step = product_lanes<T>;
    constexpr std::size_t rows = static_cast<std::size_t>(Rows);
    const auto load = [](const T* from) STRAND_INLINE_LAMBDA { return simd::load<R, lanes>(reinterpret_cast<const R*>(from)); };
    const auto load_rest = [](const T* from, index_t count) STRAND_INLINE_LAMBDA {
        return simd::load_first<R, lanes>(reinterpret_cast<const R*>(from), parts_of<T> * count);
    };
    // Two vectors of each of four rows, or eight of a single one: enough sums to hide their latency.
    constexpr index_t unroll = Rows == 1 ? 8 : 2;
    sum_type total[rows];
    index_t k = 0;
    while (k + step <= inner) {
        sum_type part[static_cast<std::size_t>(unroll)][rows];
        const index_t end = inner - k < dot_block<T> ? inner : k + dot_block<T>;
        for (; k + unroll * step <= end; k += unroll * step) {
            [&]<index_t... I>(std::integer_sequence<index_t, I...>) STRAND_INLINE_LAMBDA {
                (part[I / Rows][I % Rows].add(load(a + I % Rows * row_stride + k + I / Rows * step), load(x + k + I / Rows * step)), ...);
            }(std::make_integer_sequence<index_t, unroll * Rows>{});
        }
        for (; k + step <= end; k += step) {
            STRAND_UNROLL_ALL
            for (index_t r = 0; r < Rows; ++r) part[0][r].add(load(a + r * row_stride + k), load(x + k));
        }
        STRAND_UNROLL_ALL
        for (index_t half = unroll / 2; half > 0; half /= 2) {
            STRAND_UNROLL_ALL
            for (index_t u = 0; u < half; ++u) {
                STRAND_UNROLL_ALL
                for (index_t r = 0; r < Rows; ++r) part[u][r].add(part[u + half][r]);
            }
        }
        STRAND_UNROLL_ALL
        for (index_t r = 0; r < Rows; ++r) total[r].add(part[0][r]);
    }
    if (k < inner) {
        const auto rest = load_rest(x + k, inner - k);
        STRAND_UNROLL_ALL
        for (index_t r = 0; r < Rows; ++r) total[r].add(load_rest(a + r * row_stride + k, inner - k), rest);
    }
    STRAND_UNROLL_ALL
    for (index_t r = 0; r < Rows; ++r) sums[r] = total[r].total();
}

/// A piece of the result, in the first cache.
template <class T>
inline constexpr index_t piece = 8192 / simd::bytes_of<T>;

/// sums[c] = the sum over rows of x[r] * a(r, c), added to what is there unless `first`; columns lie dense.
template <class T, index_t Rows>
STRAND_NOINLINE void add_rows(T* sums, const T* a, index_t row_stride, const T* x, index_t x_stride, index_t columns, bool first) {
    using R = lane_of_product<T>;
    constexpr index_t parts = parts_of<T>, lanes = parts * product_lanes<T>, step = product_lanes<T>;
    constexpr std::size_t rows = static_cast<std::size_t>(Rows);
    using V = simd::vec<R, lanes>;
    V real[rows], imag[rows];
    STRAND_UNROLL_ALL
    for (index_t r = 0; r < Rows; ++r) {
        R value[static_cast<std::size_t>(parts)];
        std::memcpy(value, x + r * x_stride, sizeof value);
        real[r] = simd::splat<R, lanes>(value[0]);
        if constexpr (parts == 2) imag[r] = simd::splat<R, lanes>(value[1]) * simd::detail::minus_plus<R, lanes>();
        else imag[r] = V{};
    }
    const auto row_sum = [&](V sum, auto load) STRAND_INLINE_LAMBDA {
        [&]<index_t... I>(std::integer_sequence<index_t, I...>) STRAND_INLINE_LAMBDA {
            const auto add = [&](index_t r) STRAND_INLINE_LAMBDA {
                const V value = load(a + r * row_stride);
                sum = add_product<T>(sum, value, real[r]);
                if constexpr (parts == 2) sum = add_product<T>(sum, simd::detail::swap_pairs<R, lanes>(value), imag[r]);
            };
            (add(I), ...);
        }(std::make_integer_sequence<index_t, Rows>{});
        return sum;
    };
    index_t c = 0;
    for (; c + step <= columns; c += step) {
        const auto load = [c](const T* from) STRAND_INLINE_LAMBDA { return simd::load<R, lanes>(reinterpret_cast<const R*>(from + c)); };
        simd::store<R, lanes>(reinterpret_cast<R*>(sums + c), row_sum(first ? V{} : load(sums), load));
    }
    if (c == columns) return;
    const index_t rest = parts * (columns - c);
    const auto load = [c, rest](const T* from) STRAND_INLINE_LAMBDA {
        return simd::load_first<R, lanes>(reinterpret_cast<const R*>(from + c), rest);
    };
    simd::store_first<R, lanes>(reinterpret_cast<R*>(sums + c), row_sum(first ? V{} : load(sums), load), rest);
}

/// Stores sums, or adds them to what is there.
template <class T>
void put(T* out, index_t stride, const T* sums, index_t count, bool accumulate) {
    // Two loops: of one with a choice inside, on complex numbers, g++ 12 makes an internal error.
    if (accumulate) {
        for (index_t i = 0; i < count; ++i) out[i * stride] = plus<T>(out[i * stride], sums[i]);
    } else {
        for (index_t i = 0; i < count; ++i) out[i * stride] = sums[i];
    }
}

/// Columns of a lie dense: out = the sum over its rows, x of each times the row.
template <class T>
void combine_rows(T* out, index_t out_stride, matrix_place<const T> a, const T* x, index_t x_stride, index_t rows,
                  index_t columns, bool accumulate) {
    alignas(64) T sums[static_cast<std::size_t>(piece<T>)];
    for (index_t c = 0; c < columns; c += piece<T>) {
        const index_t width = columns - c < piece<T> ? columns - c : piece<T>;
        for (index_t block = 0; block < rows; block += block_depth) {
            const index_t end = rows - block < block_depth ? rows : block + block_depth;
            index_t r = block;
            for (; r + 8 <= end; r += 8) add_rows<T, 8>(sums, a.at(r, c), a.row_stride, x + r * x_stride, x_stride, width, r == block);
            if (r + 4 <= end) {
                add_rows<T, 4>(sums, a.at(r, c), a.row_stride, x + r * x_stride, x_stride, width, r == block);
                r += 4;
            }
            for (; r < end; ++r) add_rows<T, 1>(sums, a.at(r, c), a.row_stride, x + r * x_stride, x_stride, width, r == block);
            put(out + c * out_stride, out_stride, sums, width, accumulate || block > 0);
        }
    }
}

template <class T>
void dot_all_rows(T* out, index_t out_stride, const T* a, index_t row_stride, const T* x, index_t rows, index_t inner, bool accumulate) {
    index_t r = 0;
    T sums[4];
    for (; r + 4 <= rows; r += 4) {
        dot_rows<T, 4>(a + r * row_stride, row_stride, x, inner, sums);
        put(out + r * out_stride, out_stride, sums, 4, accumulate);
    }
    for (; r < rows; ++r) {
        dot_rows<T, 1>(a + r * row_stride, row_stride, x, inner, sums);
        put(out + r * out_stride, out_stride, sums, 1, accumulate);
    }
}

/// Few elements to a row: sums that share no vector, so that rows are independent of each other.
template <class T, index_t Inner>
void dot_short_rows(T* out, index_t out_stride, const matrix_place<const T>& a, const T* x, index_t x_stride, index_t rows, bool accumulate) {
    T factor[static_cast<std::size_t>(Inner)];
    for (index_t k = 0; k < Inner; ++k) factor[k] = x[k * x_stride];
    for (index_t r = 0; r < rows; ++r) {
        T sum = accumulate ? out[r * out_stride] : T{};
        STRAND_UNROLL_ALL
        for (index_t k = 0; k < Inner; ++k) sum = sum + *a.at(r, k) * factor[k];
        out[r * out_stride] = sum;
    }
}

/// A copy whose rows lie dense, one behind the other.
template <class T>
void copy_rows(T* to, const matrix_place<const T>& from, index_t rows, index_t columns) {
    constexpr index_t item = simd::bytes_of<T>;
    copy_block<item>({reinterpret_cast<char*>(to), columns * item, item},
               {reinterpret_cast<char*>(const_cast<T*>(from.data)), from.row_stride * item, from.column_stride * item}, rows, columns, item);
}

}  // namespace detail

/// out[r] = the sum over k of a(r, k) x[k], added to what is there if `accumulate`. rows and inner > 0.
template <class T>
void multiply_vector(T* out, index_t out_stride, const matrix_place<const T>& a, const T* x, index_t x_stride, index_t rows,
                     index_t inner, bool accumulate) {
    if (a.row_stride == 1 && rows > 1 && !(a.column_stride == 1 && inner > rows)) {
        return detail::combine_rows(out, out_stride, a.transposed(), x, x_stride, inner, rows, accumulate);
    }
    if constexpr (parts_of<T> == 1 && simd::bytes_of<T> >= 4) {
        if (inner == 2) return detail::dot_short_rows<T, 2>(out, out_stride, a, x, x_stride, rows, accumulate);
        if (inner == 3) return detail::dot_short_rows<T, 3>(out, out_stride, a, x, x_stride, rows, accumulate);
        if (inner == 4) return detail::dot_short_rows<T, 4>(out, out_stride, a, x, x_stride, rows, accumulate);
    }
    strand::detail::buffer<T> dense_x;
    if (x_stride != 1 && inner > 1) {
        dense_x = strand::detail::buffer<T>(inner);
        detail::copy_rows(dense_x.data(), {x, 0, x_stride}, 1, inner);
        x = dense_x.data();
    }
    if (a.column_stride == 1 || inner == 1) {
        return detail::dot_all_rows(out, out_stride, a.data, a.row_stride, x, rows, inner, accumulate);
    }
    // Neither direction lies dense. Several lines are copied at once, as many as stay in the first cache.
    const bool by_columns = rows > 1 && (a.row_stride < 0 ? -a.row_stride : a.row_stride) < (a.column_stride < 0 ? -a.column_stride : a.column_stride);
    const index_t length = by_columns ? rows : inner, lines = by_columns ? inner : rows;
    const index_t most = length < detail::piece<T> ? detail::piece<T> / length : 1, together = lines < most ? lines : most;
    const strand::detail::buffer<T> dense(together * length);
    if (by_columns) {
        for (index_t k = 0; k < inner; k += together) {
            const index_t count = inner - k < together ? inner - k : together;
            detail::copy_rows(dense.data(), {a.at(0, k), a.column_stride, a.row_stride}, count, rows);
            detail::combine_rows(out, out_stride, {dense.data(), rows, 1}, x + k, 1, count, rows, accumulate || k > 0);
        }
        return;
    }
    for (index_t r = 0; r < rows; r += together) {
        const index_t count = rows - r < together ? rows - r : together;
        detail::copy_rows(dense.data(), {a.at(r, 0), a.row_stride, a.column_stride}, count, inner);
        detail::dot_all_rows(out + r * out_stride, out_stride, dense.data(), inner, x, count, inner, accumulate);
    }
}

}  // namespace strand::inline STRAND_ISA::kernel

#endif
