// SPDX-License-Identifier: BSD-3-Clause
// Products of square matrices of 2, 3 and 4 rows with matrices and vectors of that size, one or a stack of
// them: everything in registers, every extent known while compiling. A loop over an inner axis of two
// steps, and its masks for half-empty vectors, would take several times as long as these few products.
#ifndef STRAND_KERNEL_MULTIPLY_SMALL_HPP
#define STRAND_KERNEL_MULTIPLY_SMALL_HPP

#include <strand/kernel/multiply_vector.hpp>

namespace strand::inline STRAND_ISA::kernel {

/// The steps between the products of a stack, in elements.
struct product_stack {
    index_t count = 1, out = 0, a = 0, b = 0;
};

namespace detail {

/// One to four elements that lie together: vectors of at most a register, and an odd one alone.
template <class T, index_t Count>
class short_row {
    using R = lane_of_product<T>;
    static constexpr index_t lanes = Count == 4 && 4 * simd::bytes_of<R> <= simd::register_bytes ? 4 : 2;
    static constexpr index_t vectors = Count / lanes;
    static constexpr bool odd = Count % 2 == 1;

public:
    STRAND_ALWAYS_INLINE void load(const T* from) {
        STRAND_UNROLL_ALL
        for (index_t i = 0; i < vectors; ++i) vector_[i] = simd::load<R, lanes>(reinterpret_cast<const R*>(from) + i * lanes);
        if constexpr (odd) std::memcpy(&last_, from + Count - 1, sizeof last_);
    }
    STRAND_ALWAYS_INLINE void store(T* to) const {
        STRAND_UNROLL_ALL
        for (index_t i = 0; i < vectors; ++i) simd::store<R, lanes>(reinterpret_cast<R*>(to) + i * lanes, vector_[i]);
        if constexpr (odd) std::memcpy(to + Count - 1, &last_, sizeof last_);
    }
    STRAND_ALWAYS_INLINE void add(const T& factor, const short_row& row) {
        R value;
        std::memcpy(&value, &factor, sizeof value);
        STRAND_UNROLL_ALL
        for (index_t i = 0; i < vectors; ++i) vector_[i] = vector_[i] + simd::splat<R, lanes>(value) * row.vector_[i];
        if constexpr (odd) last_ = last_ + value * row.last_;
    }

private:
    simd::vec<R, lanes> vector_[static_cast<std::size_t>(vectors > 0 ? vectors : 1)]{};
    R last_{};
};

/// A square matrix or a row of N elements times a square matrix or a column. Inlined: a struct handed over
/// by value is written in words and read in vectors, and waits for that longer than the product takes.
template <class T, index_t Rows, index_t N, index_t Columns>
STRAND_ALWAYS_INLINE void multiply_fixed(matrix_place<T> out, matrix_place<const T> a, matrix_place<const T> b,
                                         const product_stack& stack) {
    for (index_t k = stack.count; k > 0; --k) {
        short_row<T, Columns> right[static_cast<std::size_t>(N)], sums[static_cast<std::size_t>(Rows)];
        [&]<index_t... I>(std::integer_sequence<index_t, I...>) STRAND_INLINE_LAMBDA {
            const auto add_row = [&](index_t r) STRAND_INLINE_LAMBDA { (sums[r].add(*a.at(r, I), right[I]), ...); };
            (right[I].load(b.at(I, 0)), ...);
            if constexpr (Rows == 1) add_row(0);
            else (add_row(I), ...);
            // Everything is read before anything is written.
            if constexpr (Rows == 1) sums[0].store(out.data);
            else (sums[I].store(out.at(I, 0)), ...);
        }(std::make_integer_sequence<index_t, N>{});
        out.data += stack.out;
        a.data += stack.a;
        b.data += stack.b;
    }
}

template <class T, index_t N>
STRAND_ALWAYS_INLINE bool multiply_small_of(const matrix_place<T>& out, const matrix_place<const T>& a, const matrix_place<const T>& b, index_t rows,
                       index_t columns, const product_stack& stack) {
    if (rows == N && columns == N) multiply_fixed<T, N, N, N>(out, a, b, stack);
    else if (rows == N && columns == 1) multiply_fixed<T, N, N, 1>(out, a, b, stack);
    else if (rows == 1 && columns == N) multiply_fixed<T, 1, N, N>(out, a, b, stack);
    else return false;
    return true;
}

}  // namespace detail

/// Inner axes that multiply_small has kernels for.
inline constexpr index_t most_small = 4;

/// Writes the products if it has a kernel for them: false, and nothing written, where not. The rows of b and
/// of out lie dense.
template <class T>
STRAND_NOINLINE bool multiply_small(const matrix_place<T>& out, const matrix_place<const T>& a, const matrix_place<const T>& b,
                                    index_t rows, index_t columns, index_t inner, const product_stack& stack) {
    if constexpr (parts_of<T> == 1 && simd::bytes_of<T> >= 4) {
        if (columns != 1 && (out.column_stride != 1 || b.column_stride != 1)) return false;
        if (inner == 2) return detail::multiply_small_of<T, 2>(out, a, b, rows, columns, stack);
        if (inner == 3) return detail::multiply_small_of<T, 3>(out, a, b, rows, columns, stack);
        if (inner == 4) return detail::multiply_small_of<T, 4>(out, a, b, rows, columns, stack);
    }
    return false;
}

}  // namespace strand::inline STRAND_ISA::kernel

#endif
