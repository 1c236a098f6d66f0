// SPDX-License-Identifier: BSD-3-Clause
// `ndview<T, Rank>`: borrows elements: an address, a shape, and strides of any sign.
// Copying a view copies the reference; assigning to one writes through to the elements.
#ifndef STRAND_ARRAY_NDVIEW_HPP
#define STRAND_ARRAY_NDVIEW_HPP

#include <strand/array/storable.hpp>
#include <strand/array/strided_access.hpp>

namespace strand {

template <class T, index_t Rank = dynamic_rank>
class ndview : public strided_access<ndview<T, Rank>, std::remove_const_t<T>, Rank> {
    static_assert(element<std::remove_const_t<T>>,
                  "strand: the element type must be bool, a fixed-width integer, float, double or std::complex of both "
                  "(std::int64_t rather than long long)");

public:
    using value_type = std::remove_const_t<T>;
    using element_type = T;
    static constexpr index_t static_rank = Rank;
    static constexpr bool is_literal = false;
    static constexpr bool owns_elements = false;
    /// Elements can be written through this view.
    static constexpr bool is_writable = !std::is_const_v<T>;

    ndview(T* data, const extents<Rank>& shape, const extents<Rank>& strides, detail::hold hold = {})
        : data_(data), shape_(shape), strides_(strides), hold_(std::move(hold)) {}
    /// Dense memory in C order.
    ndview(T* data, const extents<Rank>& shape) : data_(data), shape_(shape), strides_(detail::dense_strides(shape, row_major)) {}
    /// Of static rank, in braces. `ndview<double, 2>(pointer, {2, 3})`, `ndview<double, 2>(pointer, {2, 3}, {1, 2})`
    template <std::size_t N>
        requires(Rank == static_cast<index_t>(N))
    ndview(T* data, const detail::extent (&shape)[N]) : ndview(data, extents<Rank>(shape)) {}
    template <std::size_t N>
        requires(Rank == static_cast<index_t>(N))
    ndview(T* data, const detail::extent (&shape)[N], const detail::extent (&strides)[N])
        : ndview(data, extents<Rank>(shape), extents<Rank>(strides)) {}
    ndview(const ndview&) = default;
    /// From a view of another rank or of writable elements; throws shape_error when the rank is not `Rank`.
    template <class U, index_t Other>
        requires std::convertible_to<U (*)[], T (*)[]> &&
                 (Other == Rank || Other == dynamic_rank || Rank == dynamic_rank) &&
                 (!std::same_as<ndview<U, Other>, ndview<T, Rank>>)
    ndview(const ndview<U, Other>& other)
        : data_(other.data()), shape_(other.shape()), strides_(other.strides()), hold_(other.lend()) {}

    /// Every use of the elements asks for their address, so this is where a view of a dead array is noticed.
    T* data() const {
        hold_.check();
        return data_;
    }
    const extents<Rank>& shape() const { return shape_; }
    const extents<Rank>& strides() const { return strides_; }
    index_t size() const { return detail::element_count(shape_); }
    const ndview& view() const { return *this; }
    const detail::hold& lend() const { return hold_; }

    detail::memory_view describe() const {
        return {const_cast<value_type*>(data()), shape_.data(), strides_.data(), this->ndim(),
                static_cast<index_t>(sizeof(T)), this->is_contiguous(), false};
    }

    auto begin() const { return detail::element_iterator<T>(data(), shape_, strides_, 0); }
    auto end() const { return begin() + size(); }

    /// A view of rank 0 stands for its element.
    operator T&() const
        requires(Rank == 0)
    {
        return *data();
    }

    /// Writes through, broadcasting into the view; throws shape_error when the shape does not fit.
    const ndview& operator=(const ndview& other) const
        requires is_writable
    {
        detail::write_elements(*this, other);
        return *this;
    }
    const ndview& operator=(const ndview& other)
        requires is_writable
    {
        detail::write_elements(*this, other);
        return *this;
    }
    template <class E>
        requires is_writable && detail::storable<E, value_type> && detail::rank_within<E, Rank>
    const ndview& operator=(const E& e) const {
        detail::write_elements(*this, e);
        return *this;
    }
    // Without it an array, which converts to a view, would fit one assignment by its object and one by its type.
    template <class E>
        requires is_writable && detail::storable<E, value_type> && detail::rank_within<E, Rank>
    const ndview& operator=(const E& e) {
        return std::as_const(*this) = e;
    }

    /// The same elements, read-only.
    ndview<const value_type, Rank> as_const() const { return *this; }

    /// Every element becomes `value`.
    template <class X>
        requires is_writable && detail::storable_number<X, value_type>
    void fill(X value) const {
        detail::write_elements(*this, value);
    }

    /// The same elements in another arrangement, with offset and strides relative to this view.
    template <index_t NewRank>
    ndview<T, NewRank> rearrange(const detail::layout& to) const {
        return {data_ + to.offset, extents<NewRank>(to.shape), extents<NewRank>(to.strides), hold_};
    }

    /// What a member of this view gives on an rvalue: the view still refers to living elements.
    template <class Result>
    static Result expiring(Result&& result) {
        return std::forward<Result>(result);
    }

private:
    T* data_;
    extents<Rank> shape_, strides_;
    detail::hold hold_;
};

namespace detail {

/// A view of all of an array that nobody else refers to: it keeps the array alive.
template <class View, class Array>
View view_of_kept(Array&& array) {
    auto* kept = new kept_value<Array>(std::move(array));
    const auto elements = kept->value.view();
    return View(elements.data(), elements.shape(), elements.strides(), hold(keeper(kept)));
}

}  // namespace detail
}  // namespace strand

#endif
