// SPDX-License-Identifier: BSD-3-Clause
// Products that pair axes of two operands: each axis gets a label, as in einsum, and the contraction does
// the rest. In: operands in memory and labels. Out: the result's elements, dense in C order.
#ifndef STRAND_LINALG_AXIS_PRODUCT_HPP
#define STRAND_LINALG_AXIS_PRODUCT_HPP

#include <strand/linalg/contract.hpp>
#include <strand/linalg/matmul.hpp>
#include <strand/simd/number_functor.hpp>

namespace strand::inline STRAND_ISA::detail_isa {

using strand::detail::label;
using strand::detail::memory_view;
using label_list = eval_detail::label_list;

/// The labels of the axes of two operands and of the result. Axes of one label have the same extent, or 1.
struct pair_labels {
    label_list a, b, out;

    void add_result(label name) { out.push_back(name); }
};

/// `count` labels from `first` on.
inline label_list labels_from(index_t first, index_t count) {
    label_list list;
    for (index_t k = 0; k < count; ++k) list.push_back(static_cast<label>(first + k));
    return list;
}

/// Every axis needs a label, and there are 64.
inline void check_label_count(const char* word, const memory_view& a, const memory_view& b) {
    if (a.rank + b.rank <= strand::detail::most_labels) return;
    strand::detail::throw_shape(std::string(word) + " of ranks " + std::to_string(a.rank) + " and " + std::to_string(b.rank) +
                                ": more than 64 axes together");
}

[[noreturn]] STRAND_COLD inline void throw_paired_axes(const char* word, const memory_view& a, const memory_view& b,
                                                       index_t a_axis, index_t b_axis) {
    strand::detail::throw_shape(std::string(word) + " of shapes " + strand::detail::tuple_text(a.shape()) + " and " +
                                strand::detail::tuple_text(b.shape()) + ": axis " + std::to_string(a_axis) +
                                " of the first has extent " + std::to_string(a.extents[a_axis]) + ", axis " +
                                std::to_string(b_axis) + " of the second " + std::to_string(b.extents[b_axis]));
}
inline void check_paired_axes(const char* word, const memory_view& a, const memory_view& b, index_t a_axis, index_t b_axis) {
    if (a.extents[a_axis] != b.extents[b_axis]) throw_paired_axes(word, a, b, a_axis, b_axis);
}

/// A sum of products over labelled axes that are already checked.
template <std::size_t N>
class axis_contraction {
public:
    /// Sums over the labels that are not in `out`.
    axis_contraction(const memory_view (&views)[N], const label_list (&labels)[N], const label_list& out) {
        for (index_t& extent : what_.extents) extent = 1;
        for (std::size_t k = 0; k < N; ++k) {
            operands_[k].data = static_cast<char*>(views[k].data);
            for (index_t axis = 0; axis < views[k].rank; ++axis) {
                if (views[k].extents[axis] == 1) continue;
                what_.extents[labels[k][axis]] = views[k].extents[axis];
                operands_[k].add_axis(labels[k][axis], views[k].strides[axis]);
            }
        }
        what_.output = out;
        for (const label name : out) {
            if (what_.extents[name] != 1) what_.kept |= strand::detail::set_of(name);
        }
    }
    shape_t shape() const { return what_.output_shape(); }
    /// Into dense memory in C order; once.
    template <class T>
    void run(T* out) {
        eval_detail::run_contraction(what_, eval_detail::operations_of<T>, operands_, out);
    }

private:
    strand::detail::contraction what_;
    strand::detail::labelled_operand operands_[N];
};

template <class T, index_t Rank>
ndarray<T, Rank> axis_product(const memory_view& a, const memory_view& b, const pair_labels& labels) {
    axis_contraction<2> contraction({a, b}, {labels.a, labels.b}, labels.out);
    ndarray<T, Rank> result{extents<Rank>(contraction.shape())};
    contraction.run(result.data());
    return result;
}

/// One axis of each operand is summed over, or none; the others keep their order.
template <class T, index_t Rank>
ndarray<T, Rank> sum_over_pair(const char* word, const memory_view& a, const memory_view& b, index_t a_axis, index_t b_axis) {
    check_label_count(word, a, b);
    check_paired_axes(word, a, b, a_axis, b_axis);
    pair_labels labels{labels_from(0, a.rank), labels_from(a.rank, b.rank), {}};
    labels.b[b_axis] = labels.a[a_axis];
    for (index_t k = 0; k < a.rank; ++k) {
        if (k != a_axis) labels.add_result(labels.a[k]);
    }
    for (index_t k = 0; k < b.rank; ++k) {
        if (k != b_axis) labels.add_result(labels.b[k]);
    }
    return axis_product<T, Rank>(a, b, labels);
}

/// The conjugate of an expression; of real numbers the expression itself.
template <expression E>
decltype(auto) conjugate_of(const E& e) {
    if constexpr (strand::detail::is_complex<value_t<E>>) return strand::detail::make_map(fn::conj{}, e);
    else return (e);
}

/// All elements of an array in C order as one axis, copied where strides do not allow it.
class flat_operand {
public:
    flat_operand(const memory_view& from, kernel::copier_of_size copier) : extent_(strand::detail::element_count(from.shape())) {
        data_ = from.data;
        stride_ = 1;
        index_t expected = 0;
        bool one_step = extent_ > 0;
        for (index_t axis = from.rank; one_step && axis-- > 0;) {
            if (from.extents[axis] == 1) continue;
            if (expected == 0) stride_ = from.strides[axis];
            else one_step = from.strides[axis] == expected;
            expected = from.extents[axis] * from.strides[axis];
            if (expected == 0) one_step = false;  // repeated: one step only if nothing lies outside it
        }
        if (one_step || extent_ == 0) return;
        memory_ = strand::detail::buffer<char>(extent_ * from.itemsize);
        shape_t strides(from.rank, 0);
        strand::detail::dense_strides(from.shape(), row_major, strides.data());
        memory_view place = from;
        place.data = data_ = memory_.data();
        place.strides = strides.data();
        place.dense = true;
        stride_ = 1;
        eval_detail::copy_memory(place, from, copier);
    }
    memory_view view(index_t itemsize) const { return {data_, &extent_, &stride_, 1, itemsize, false, false}; }

private:
    strand::detail::buffer<char> memory_;
    void* data_;
    index_t extent_, stride_;
};

}  // namespace strand::inline STRAND_ISA::detail_isa

#endif
