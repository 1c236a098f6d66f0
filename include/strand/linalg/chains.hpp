// SPDX-License-Identifier: BSD-3-Clause
// Products of several matrices: multi_dot, matrix_power; and trace, a sum along a diagonal.
#ifndef STRAND_LINALG_CHAINS_HPP
#define STRAND_LINALG_CHAINS_HPP

#include <vector>
#include <strand/linalg/axis_product.hpp>

namespace strand {
inline namespace STRAND_ISA {

namespace detail_isa {

/// Where to split the products of neighbours so that all take the fewest multiplications: for matrices first to
/// last the last one of the left half, at [first * count + last]. Of equal ones the product from left to right.
/// (Dynamic programming: S. S. Godbole, On efficient computation of matrix chain products, 1973.)
STRAND_NOINLINE inline std::vector<index_t> chain_splits(std::span<const index_t> extents) {
    const index_t count = static_cast<index_t>(extents.size()) - 1;
    const auto at = [count](index_t first, index_t last) { return static_cast<std::size_t>(first * count + last); };
    const auto extent = [extents](index_t k) { return static_cast<double>(extents[static_cast<std::size_t>(k)]); };
    std::vector<double> cost(static_cast<std::size_t>(count * count));
    std::vector<index_t> split(cost.size());
    for (index_t length = 1; length < count; ++length) {
        for (index_t first = 0; first + length < count; ++first) {
            const index_t last = first + length;
            for (index_t k = last; k-- > first;) {
                const double here = cost[at(first, k)] + cost[at(k + 1, last)] + extent(first) * extent(k + 1) * extent(last + 1);
                if (k < last - 1 && here >= cost[at(first, last)]) continue;
                cost[at(first, last)] = here;
                split[at(first, last)] = k;
            }
        }
    }
    return split;
}

/// Matrices in a row; the first and the last may be vectors.
template <class T, std::size_t N>
class matrix_chain {
public:
    explicit matrix_chain(const memory_view (&views)[N]) {
        for (std::size_t k = 0; k < N; ++k) {
            const memory_view& view = views[k];
            const bool at_end = k == 0 || k == N - 1;
            if (view.rank != 2 && !(at_end && view.rank == 1)) {
                strand::detail::throw_shape("multi_dot needs matrices, and vectors only at the ends: operand " + std::to_string(k) +
                                            " has shape " + strand::detail::tuple_text(view.shape()));
            }
            if (k > 0) {
                const index_t before = views[k - 1].extents[views[k - 1].rank - 1];
                if (before != view.extents[0]) {
                    strand::detail::throw_matmul("multi_dot", views[k - 1].shape(), view.shape(),
                                                 ("operands " + std::to_string(k - 1) + " and " + std::to_string(k) +
                                                  ": the inner extents " + std::to_string(before) + " and " +
                                                  std::to_string(view.extents[0]) + " differ").c_str());
                }
            }
            // A vector is a row on the left, a column on the right.
            place& it = places_[k];
            it.view = view;
            if (view.rank == 2) continue;
            const std::size_t own = k == 0 ? 1 : 0;
            it.extents[own] = view.extents[0];
            it.strides[own] = view.strides[0];
            it.view.extents = it.extents;
            it.view.strides = it.strides;
            it.view.rank = 2;
        }
        index_t extents[N + 1];
        for (std::size_t k = 0; k < N; ++k) extents[k] = places_[k].view.extents[0];
        extents[N] = places_[N - 1].view.extents[1];
        splits_ = chain_splits(extents);
    }
    matrix_chain(const matrix_chain&) = delete;
    ndarray<T, 2> product() const { return product(0, static_cast<index_t>(N) - 1); }

private:
    struct place {
        index_t extents[2] = {1, 1}, strides[2] = {0, 0};
        memory_view view;
    };

    ndarray<T, 2> product(index_t first, index_t last) const {
        const index_t split = splits_[static_cast<std::size_t>(first * static_cast<index_t>(N) + last)];
        memory_view a = places_[first].view, b = places_[last].view;
        ndarray<T, 2> left, right;
        if (split > first) left = product(first, split), a = left.describe();
        if (split + 1 < last) right = product(split + 1, last), b = right.describe();
        return matrix_product<T, 2>("multi_dot", a, b);
    }

    place places_[N];
    std::vector<index_t> splits_;
};

template <class T, index_t Rank, std::size_t N>
ndarray<T, Rank> chain_product(const memory_view (&views)[N]) {
    const bool row = views[0].rank == 1, column = views[N - 1].rank == 1;
    ndarray<T, 2> product = matrix_chain<T, N>(views).product();
    strand::detail::layout to;
    if (!row) to.push_axis(product.shape()[0], product.strides()[0]);
    if (!column) to.push_axis(product.shape()[1], product.strides()[1]);
    return std::move(product).template rearrange<Rank>(to);
}

template <class T, index_t Rank, class... InMemory>
ndarray<T, Rank> chain_of(const InMemory&... x) {
    return chain_product<T, Rank>({x.describe()...});
}

/// 2 of the ends are matrices, 1, or none.
template <class... X>
constexpr index_t chain_rank() {
    const index_t ranks[] = {rank_of<X>...};
    const index_t first = ranks[0], last = ranks[sizeof...(X) - 1];
    return first == dynamic_rank || last == dynamic_rank ? dynamic_rank : first + last - 2;
}

template <class T>
using trace_t = std::conditional_t<strand::detail::inexact<T>, T,
                                   std::conditional_t<std::unsigned_integral<T> && !std::same_as<T, bool>, std::uint64_t, std::int64_t>>;

template <class T, index_t Rank>
ndarray<T, Rank> identity_like(const extents<Rank>& shape) {
    ndarray<T, Rank> result(shape);
    const index_t size = shape[shape.size() - 1];
    for (index_t i = 0; i < result.size(); ++i) result.data()[i] = T(i / size % size == i % size);
    return result;
}

}  // namespace detail_isa

/// The product of two or more matrices, in the order that takes the fewest multiplications; the first and the last may be
/// 1-d. Throws shape_error naming the operands that do not fit. `multi_dot(a, b, c)`, `multi_dot({a, b, c})`
template <expression... X>
    requires(sizeof...(X) >= 2)
auto multi_dot(const X&... x) {
    using T = promote_t<value_t<X>...>;
    return detail_isa::chain_of<T, detail_isa::chain_rank<X...>()>(detail_isa::in_memory<T>(x)...);
}

template <expression X, std::size_t N>
    requires(N >= 2)
auto multi_dot(const X (&matrices)[N]) {
    return [&]<std::size_t... I>(std::index_sequence<I...>) {
        return multi_dot(matrices[I]...);
    }(std::make_index_sequence<N>{});
}

/// A square matrix, or a stack of them, times itself n times; n = 0 gives the identity.
/// Throws shape_error when it is not square, value_error for n < 0: strand does not invert matrices.
/// `matrix_power(a, 3)`
template <expression A>
    requires(rank_of<A> == dynamic_rank || rank_of<A> >= 2)
auto matrix_power(const A& a, index_t n) {
    using T = value_t<A>;
    constexpr index_t rank = rank_of<A>;
    const shape_t shape(a.shape());
    const index_t axes = shape.size();
    if (axes < 2 || shape[axes - 1] != shape[axes - 2]) {
        detail::throw_shape("matrix_power needs square matrices, the shape is " + to_string(shape));
    }
    if (n < 0) {
        detail::throw_value("matrix_power with exponent " + std::to_string(n) + " needs the inverse, which strand does not compute");
    }
    if (n == 0) return detail_isa::identity_like<T, rank>(extents<rank>(shape));
    ndarray<T, rank> squared(a);
    for (; n % 2 == 0; n /= 2) squared = matmul(squared, squared);
    ndarray<T, rank> result(squared);
    for (n /= 2; n > 0; n /= 2) {
        squared = matmul(squared, squared);
        if (n % 2 == 1) result = matmul(result, squared);
    }
    return result;
}

/// The sum along a diagonal of two axes, 0-d for a matrix; `offset` > 0 is above the main one.
/// Integers and bool add up in 64 bits unless `trace<T>` says otherwise. `trace(a, 1)`
template <class Given = default_dtype, expression A>
    requires(rank_of<A> == dynamic_rank || rank_of<A> >= 2)
auto trace(const A& a, index_t offset = 0, index_t axis1 = 0, index_t axis2 = 1) {
    using T = value_t<A>;
    using S = canonical_t<std::conditional_t<std::same_as<Given, default_dtype>, detail_isa::trace_t<T>, Given>>;
    constexpr index_t rank = rank_of<A> == dynamic_rank ? dynamic_rank : rank_of<A> - 2;
    const auto& matrix = detail_isa::in_memory<T>(a);
    const detail::layout diagonal = detail::diagonal_of({shape_t(matrix.shape()), shape_t(matrix.strides())}, offset, axis1, axis2);
    ndarray<S, rank> result{extents<rank>(shape_t(diagonal.shape.begin(), diagonal.shape.end() - 1))};
    using summand = std::conditional_t<detail::half_floating<S>, float, S>;
    const ndview<const T> elements(matrix.data() + diagonal.offset, diagonal.shape, diagonal.strides);
    eval_detail::write_sum<S>(result.describe(), detail::make_map(fn::cast<summand>{}, elements));
    return result;
}

}  // namespace STRAND_ISA
}  // namespace strand

#endif
