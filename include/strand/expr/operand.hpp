// SPDX-License-Identifier: BSD-3-Clause
// How a node holds what it is applied to: the lifetime rule in one place.
//   an lvalue array  -> borrowed: its address; it must outlive the node (checked with STRAND_CHECKED)
//   an rvalue array  -> owned: moved into the node
//   a view, a node   -> copied: both are small (a node that owns arrays copies them)
//   a selection      -> its values, copied now
//   a C++ number     -> literal, already of the type it has in the computation
#ifndef STRAND_EXPR_OPERAND_HPP
#define STRAND_EXPR_OPERAND_HPP

#include <utility>
#include <strand/expr/expression.hpp>
#include <strand/memory/lifetime.hpp>

namespace strand {

/// A number with an element type of its own: a strong scalar, an expression of rank 0.
/// `a + scalar<double>(2)` is double even where a holds float.
template <element T>
class literal {
public:
    using value_type = T;
    static constexpr index_t static_rank = 0;
    static constexpr bool is_literal = true;

    constexpr explicit literal(T value) : value_(value) {}
    constexpr T value() const { return value_; }
    const T* data() const { return &value_; }
    static constexpr extents<0> shape() { return {}; }
    detail::memory_view describe() const {
        // The kernel only reads through this address.
        return {const_cast<T*>(&value_), nullptr, nullptr, 0, static_cast<index_t>(sizeof(T)), true, true};
    }

private:
    T value_;
};

/// A strong scalar: takes part in promotion like an array of its type.
template <scalar_number T>
constexpr literal<canonical_t<T>> scalar(T value) {
    return literal<canonical_t<T>>(static_cast<canonical_t<T>>(value));
}

namespace detail {

template <owner Array>
class borrowed {
public:
    using value_type = typename Array::value_type;
    static constexpr index_t static_rank = Array::static_rank;
    static constexpr bool is_literal = false;
    static constexpr bool owns_elements = false;

    explicit borrowed(const Array& array STRAND_LIFETIMEBOUND) : array_(&array), borrow_(array.lend()) {}
    // Written out, so that nodes are copied leaf by leaf: the compiler then knows what the copy refers to.
    STRAND_ALWAYS_INLINE borrowed(const borrowed& other) : array_(other.array_), borrow_(other.borrow_) {}
    const auto& shape() const {
        borrow_.check();
        return array_->shape();
    }
    const auto& strides() const { return array_->strides(); }
    index_t size() const {
        borrow_.check();
        return array_->size();
    }
    const auto* data() const {
        borrow_.check();
        return array_->data();
    }
    bool is_contiguous() const {
        borrow_.check();
        return array_->is_contiguous();
    }
    memory_view describe() const {
        borrow_.check();
        return array_->describe();
    }
    const Array& array() const { return *array_; }

private:
    const Array* array_;
    [[no_unique_address]] borrow borrow_;
};

template <class E>
struct operand_of {
    using type = std::remove_cvref_t<E>;
};
template <owner Array>
struct operand_of<Array&> {
    using type = borrowed<std::remove_const_t<Array>>;
};
template <selected E>
struct operand_of<E> {
    using type = typename std::remove_cvref_t<E>::array_type;
};
template <class E>
using operand_t = typename operand_of<E>::type;

}  // namespace detail
}  // namespace strand

#endif
