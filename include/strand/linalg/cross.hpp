// SPDX-License-Identifier: BSD-3-Clause
// The cross product of vectors of 2 or 3 elements along an axis of each operand.
#ifndef STRAND_LINALG_CROSS_HPP
#define STRAND_LINALG_CROSS_HPP

#include <strand/linalg/matmul.hpp>
#include <strand/shape/layout.hpp>

namespace strand {
inline namespace STRAND_ISA {

namespace detail_isa {

/// The components of vectors: an array without the axis along which they lie, once per component.
template <class T>
class vector_components {
public:
    vector_components(const T* data, strand::detail::layout whole, index_t axis) : data_(data), rest_(std::move(whole)) {
        if (rest_.rank() == 0) strand::detail::throw_shape("cross needs vectors, the shape is ()");
        axis = strand::detail::normalised_axis(axis, rest_.rank());
        count_ = rest_.shape[axis];
        step_ = rest_.strides[axis];
        if (count_ != 2 && count_ != 3) {
            strand::detail::throw_shape("cross needs vectors of 2 or 3 elements: axis " + std::to_string(axis) + " of shape " +
                                        to_string(rest_.shape) + " has extent " + std::to_string(count_));
        }
        rest_.erase_axis(axis);
    }
    index_t count() const { return count_; }
    const shape_t& shape() const { return rest_.shape; }
    ndview<const T> operator[](index_t k) const { return {data_ + rest_.offset + k * step_, rest_.shape, rest_.strides}; }

private:
    const T* data_;
    strand::detail::layout rest_;
    index_t count_, step_;
};

template <class T>
ndarray<T> cross_product(const vector_components<T>& a, const vector_components<T>& b, index_t axis) {
    using strand::detail::make_map;
    using strand::detail::write_elements;
    shape_t shape = broadcast_shapes(a.shape(), b.shape());
    // a[i] b[j] - a[j] b[i], where elements that 2-vectors do not have are zero.
    const auto component = [&](const ndview<T>& to, index_t i, index_t j) {
        if (i < a.count() && j < a.count() && i < b.count() && j < b.count()) {
            write_elements(to, make_map(fn::subtract{}, make_map(fn::multiply{}, a[i], b[j]), make_map(fn::multiply{}, a[j], b[i])));
        } else if (i < a.count() && j < b.count()) {
            write_elements(to, make_map(fn::multiply{}, a[i], b[j]));
        } else {
            write_elements(to, make_map(fn::subtract{}, literal<T>(T{}), make_map(fn::multiply{}, a[j], b[i])));
        }
    };
    if (a.count() == 2 && b.count() == 2) {
        ndarray<T> result(shape);
        component(result.view(), 0, 1);
        return result;
    }
    axis = strand::detail::normalised_axis(axis, shape.size() + 1);
    shape.insert(axis, 3);
    ndarray<T> result(shape);
    strand::detail::layout place{shape, result.strides()};
    const index_t step = place.strides[axis];
    place.erase_axis(axis);
    for (index_t k = 0; k < 3; ++k) {
        component({result.data() + k * step, place.shape, place.strides}, (k + 1) % 3, (k + 2) % 3);
    }
    return result;
}

}  // namespace detail_isa

/// The cross product of vectors along `axis_a` of a and `axis_b` of b; the other axes broadcast, and the
/// result's vectors lie along `axis_c`. Of two 2-vectors only the third component, without an axis for it.
/// Throws shape_error for other lengths. `cross(a, b)`
template <detail_isa::matrix_operand A, detail_isa::matrix_operand B>
    requires(!std::same_as<promote_t<value_t<A>, value_t<B>>, bool>)
ndarray<promote_t<value_t<A>, value_t<B>>> cross(const A& a, const B& b, index_t axis_a, index_t axis_b, index_t axis_c = -1) {
    using T = promote_t<value_t<A>, value_t<B>>;
    const auto& left = detail_isa::in_memory<T>(a);
    const auto& right = detail_isa::in_memory<T>(b);
    return detail_isa::cross_product<T>({left.data(), left.layout(), axis_a}, {right.data(), right.layout(), axis_b}, axis_c);
}
/// The same with one axis for all three. `cross(a, b, 0)`
template <detail_isa::matrix_operand A, detail_isa::matrix_operand B>
    requires(!std::same_as<promote_t<value_t<A>, value_t<B>>, bool>)
ndarray<promote_t<value_t<A>, value_t<B>>> cross(const A& a, const B& b, index_t axis = -1) {
    return cross(a, b, axis, axis, axis);
}

}  // namespace STRAND_ISA
}  // namespace strand

#endif
