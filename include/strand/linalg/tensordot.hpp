// SPDX-License-Identifier: BSD-3-Clause
// tensordot: sums over pairs of axes of two arrays.
#ifndef STRAND_LINALG_TENSORDOT_HPP
#define STRAND_LINALG_TENSORDOT_HPP

#include <strand/linalg/axis_product.hpp>

namespace strand {
inline namespace STRAND_ISA {

namespace detail_isa {

/// Axis a_axes[k] of the first meets axis b_axes[k] of the second; the others follow one another.
template <class T, index_t Rank>
ndarray<T, Rank> tensor_product(const memory_view& a, const memory_view& b, strand::detail::dims_view a_axes,
                                strand::detail::dims_view b_axes) {
    if (a_axes.size() != b_axes.size()) {
        strand::detail::throw_value("tensordot needs as many axes of the first as of the second: " +
                                    strand::detail::tuple_text(a_axes) + " and " + strand::detail::tuple_text(b_axes));
    }
    check_label_count("tensordot", a, b);
    const shape_t from_a = strand::detail::normalised_axes(a_axes, a.rank), from_b = strand::detail::normalised_axes(b_axes, b.rank);
    pair_labels labels{labels_from(0, a.rank), labels_from(a.rank, b.rank), {}};
    strand::detail::label_set summed = 0;
    for (index_t k = 0; k < from_a.size(); ++k) {
        check_paired_axes("tensordot", a, b, from_a[k], from_b[k]);
        labels.b[from_b[k]] = labels.a[from_a[k]];
        summed |= strand::detail::set_of(labels.a[from_a[k]]);
    }
    for (const label_list* list : {&labels.a, &labels.b}) {
        for (const label name : *list) {
            if (!(summed & strand::detail::set_of(name))) labels.out.push_back(name);
        }
    }
    return axis_product<T, Rank>(a, b, labels);
}

template <index_t Rank, class A, class B>
auto tensor_product_of(const A& a, const B& b, strand::detail::dims_view a_axes, strand::detail::dims_view b_axes) {
    using T = promote_t<value_t<A>, value_t<B>>;
    const auto& left = in_memory<T>(a);
    const auto& right = in_memory<T>(b);
    return tensor_product<T, Rank>(left.describe(), right.describe(), a_axes, b_axes);
}

constexpr index_t tensor_rank(index_t a, index_t b, index_t pairs) {
    return a == dynamic_rank || b == dynamic_rank ? dynamic_rank : a + b - 2 * pairs;
}

}  // namespace detail_isa

/// Sums products over the last `axes` axes of a and the first of b: 0 gives all products, 1 is dot.
/// The result has the other axes of a, then those of b. Throws shape_error naming both shapes and the axes.
/// `tensordot(a, b, 1)`
template <expression A, expression B>
auto tensordot(const A& a, const B& b, index_t axes = 2) {
    const index_t a_rank = static_cast<index_t>(shape_t(a.shape()).size()), b_rank = static_cast<index_t>(shape_t(b.shape()).size());
    if (axes < 0 || axes > a_rank || axes > b_rank) {
        detail::throw_value("tensordot over " + std::to_string(axes) + " axes of shapes " + to_string(shape_t(a.shape())) + " and " +
                            to_string(shape_t(b.shape())));
    }
    shape_t last, first;
    for (index_t k = 0; k < axes; ++k) {
        last.push_back(a_rank - axes + k);
        first.push_back(k);
    }
    return detail_isa::tensor_product_of<dynamic_rank>(a, b, last, first);
}
/// Sums over pairs of axes: `tensordot(a, b, {1, 0}, {0, 1})`; negative axes count from the end.
template <expression A, expression B, std::size_t N>
auto tensordot(const A& a, const B& b, const index_t (&a_axes)[N], const index_t (&b_axes)[N]) {
    constexpr index_t rank = detail_isa::tensor_rank(rank_of<A>, rank_of<B>, static_cast<index_t>(N));
    return detail_isa::tensor_product_of<rank>(a, b, a_axes, b_axes);
}
/// The same with both lists in one argument: `tensordot(a, b, {{1, 0}, {0, 1}})`.
template <expression A, expression B, std::size_t N>
auto tensordot(const A& a, const B& b, const index_t (&axes)[2][N]) {
    return tensordot(a, b, axes[0], axes[1]);
}
template <expression A, expression B, detail::integer_list AxesA, detail::integer_list AxesB>
auto tensordot(const A& a, const B& b, const AxesA& a_axes, const AxesB& b_axes) {
    return detail_isa::tensor_product_of<dynamic_rank>(a, b, shape_t(a_axes), shape_t(b_axes));
}
template <expression A, expression B, detail::integer_list AxesA, detail::integer_list AxesB>
auto tensordot(const A& a, const B& b, const std::pair<AxesA, AxesB>& axes) {
    return tensordot(a, b, axes.first, axes.second);
}
/// One pair of axes: `tensordot(a, b, 1, 0)`.
template <expression A, expression B, std::integral AxisA, std::integral AxisB>
auto tensordot(const A& a, const B& b, AxisA a_axis, AxisB b_axis) {
    return tensordot(a, b, {static_cast<index_t>(a_axis)}, {static_cast<index_t>(b_axis)});
}

}  // namespace STRAND_ISA
}  // namespace strand

#endif
