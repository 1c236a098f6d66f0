// SPDX-License-Identifier: BSD-3-Clause
// Walks the elements of a strided array in C order: a random-access iterator for element-by-element
// reading and standard algorithms. Slow beside expressions: it steps an index per element.
#ifndef STRAND_ARRAY_ELEMENT_ITERATOR_HPP
#define STRAND_ARRAY_ELEMENT_ITERATOR_HPP

#include <compare>
#include <iterator>
#include <strand/shape/extents.hpp>

namespace strand::detail {

template <class T>
class element_iterator {
public:
    using iterator_category = std::random_access_iterator_tag;
    using value_type = std::remove_const_t<T>;
    using difference_type = index_t;
    using pointer = T*;
    using reference = T&;

    element_iterator() = default;
    element_iterator(T* data, dims_view shape, dims_view strides, index_t number)
        : first_(data), shape_(shape), strides_(strides), position_(static_cast<index_t>(shape.size()), 0) {
        jump_to(number);
    }

    reference operator*() const { return *current_; }
    pointer operator->() const { return current_; }
    reference operator[](index_t n) const { return *(*this + n); }
    element_iterator& operator++() {
        ++number_;
        for (index_t axis = shape_.size(); axis-- > 0;) {
            current_ += strides_[axis];
            if (++position_[axis] < shape_[axis]) return *this;
            current_ -= shape_[axis] * strides_[axis];
            position_[axis] = 0;
        }
        return *this;
    }
    element_iterator operator++(int) {
        element_iterator before = *this;
        ++*this;
        return before;
    }
    element_iterator& operator--() { return *this += -1; }
    element_iterator operator--(int) {
        element_iterator before = *this;
        --*this;
        return before;
    }
    element_iterator& operator+=(index_t n) {
        jump_to(number_ + n);
        return *this;
    }
    element_iterator& operator-=(index_t n) { return *this += -n; }
    friend element_iterator operator+(element_iterator a, index_t n) { return a += n; }
    friend element_iterator operator+(index_t n, element_iterator a) { return a += n; }
    friend element_iterator operator-(element_iterator a, index_t n) { return a -= n; }
    friend index_t operator-(const element_iterator& a, const element_iterator& b) { return a.number_ - b.number_; }
    friend bool operator==(const element_iterator& a, const element_iterator& b) { return a.number_ == b.number_; }
    friend auto operator<=>(const element_iterator& a, const element_iterator& b) { return a.number_ <=> b.number_; }

private:
    void jump_to(index_t number) {
        number_ = number;
        current_ = first_;
        for (index_t axis = shape_.size(); axis-- > 0;) {
            position_[axis] = shape_[axis] > 0 ? number % shape_[axis] : 0;
            if (shape_[axis] > 0) number /= shape_[axis];
            current_ += position_[axis] * strides_[axis];
        }
    }

    T* first_ = nullptr;
    T* current_ = nullptr;
    shape_t shape_, strides_, position_;
    index_t number_ = 0;  // in C order
};

}  // namespace strand::detail

#endif
