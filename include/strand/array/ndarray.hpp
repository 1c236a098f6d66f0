// SPDX-License-Identifier: BSD-3-Clause
// `ndarray<T, Rank>`: owns its elements, 64-byte aligned, dense in row-major or column-major order.
// Copies deeply, moves cheaply. Assigning an expression computes it and replaces the array.
#ifndef STRAND_ARRAY_NDARRAY_HPP
#define STRAND_ARRAY_NDARRAY_HPP

#include <strand/array/ndview.hpp>
#include <strand/array/nested_braces.hpp>

namespace strand {

template <class T, index_t Rank = dynamic_rank>
class ndarray;

namespace detail {

/// One rank may become the other: equal, or known at run time only.
template <index_t A, index_t B>
concept ranks_meet = A == B || A == dynamic_rank || B == dynamic_rank;

/// An expression that an array of these elements and this rank can be made from.
template <class E, class T, index_t Rank>
concept array_source = expression<E> && ranks_meet<rank_of<E>, Rank> && storable_as<value_t<E>, T>;

/// What an ndarray becomes in braces: `concatenate({a, b}, 0)` deduces T and Rank from this base of its
/// arguments, and its elements then refer to them. A list of the arrays themselves would copy them.
template <class T, index_t Rank>
class braced_array {
public:
    braced_array(const ndarray<T, Rank>& array) : array_(&array) {}
    const ndarray<T, Rank>& array() const { return *array_; }

private:
    friend class ndarray<T, Rank>;
    braced_array() = default;
    const ndarray<T, Rank>* array_ = nullptr;
};

}  // namespace detail

template <class T, index_t Rank>
class ndarray : public detail::braced_array<T, Rank>, public strided_access<ndarray<T, Rank>, T, Rank> {
    static_assert(element<T>,
                  "strand: the element type must be bool, a fixed-width integer, float, double or std::complex of both "
                  "(std::int64_t rather than long long)");

public:
    using value_type = T;
    static constexpr index_t static_rank = Rank;
    static constexpr bool is_literal = false;
    static constexpr bool owns_elements = true;

    /// Empty: every extent 0, one axis when the rank is dynamic. Of rank 0: one element, 0.
    ndarray() : ndarray(empty_shape()) {
        if constexpr (Rank == 0) *data() = T{};
    }
    /// Uninitialised elements; prefer `empty<T>(shape)`.
    explicit ndarray(const extents<Rank>& shape, memory_order order = row_major)
        : shape_(shape), size_(detail::lay_out(shape_, order, strides_)), order_(order), buffer_(size_) {}
    /// Values in braces, as deep as the rank; throws shape_error when they are ragged.
    ndarray(std::initializer_list<detail::nested_braces<T>> values)
        requires(Rank != 0)
        : ndarray(extents<Rank>(detail::nested_braces<T>::shape_of(values))) {
        detail::nested_braces<T>::write(values, shape_, data());
    }
    /// Of rank 0: the element.
    explicit ndarray(T value)
        requires(Rank == 0)
        : ndarray(empty_shape()) {
        *data() = value;
    }
    ndarray(const ndarray& other) : ndarray(other.shape_, other.order_) { copy_elements(other); }
    /// Leaves an array behind like one made without arguments.
    ndarray(ndarray&& other) noexcept(Rank != 0)
        : shape_(std::move(other.shape_)), strides_(std::move(other.strides_)), size_(other.size_),
          order_(other.order_), buffer_(std::move(other.buffer_)) {
        other.start_again();
    }
    /// Computes an expression of the same rank whose elements can be stored without changing their kind.
    template <class E>
        requires(!std::same_as<std::remove_cvref_t<E>, ndarray> && !detail::selected<E>) && detail::array_source<E, T, Rank>
    ndarray(const E& e)
        : shape_(e.shape()), size_(detail::lay_out(shape_, row_major, strides_)), order_(row_major), buffer_(size_) {
        detail::write_elements<true>(*this, e);
    }
    /// Chosen elements of an array come as an array of their own.
    template <detail::selected E>
        requires detail::array_source<E, T, Rank>
    ndarray(const E& e) : ndarray(e.read()) {}
    /// Takes over the memory of an array of the same elements and another kind of rank.
    template <index_t Other>
        requires(Other != Rank && (Other == dynamic_rank || Rank == dynamic_rank))
    ndarray(ndarray<T, Other>&& other)
        : shape_(other.shape_), strides_(other.strides_), size_(other.size_), order_(other.order_),
          buffer_(std::move(other.buffer_)) {
        other.start_again();
    }
    ~ndarray() = default;

    ndarray& operator=(const ndarray& other) {
        if (this != &other) {
            reserve_for(other.shape_, other.order_);
            copy_elements(other);
        }
        return *this;
    }
    ndarray& operator=(ndarray&& other) noexcept {
        std::swap(shape_, other.shape_);
        std::swap(strides_, other.strides_);
        std::swap(size_, other.size_);
        std::swap(order_, other.order_);
        buffer_ = std::move(other.buffer_);
        return *this;
    }
    /// Computes the expression and replaces the array: the shape may change, memory is reused when it fits.
    /// The right side may use the array itself.
    template <class E>
        requires(!std::same_as<std::remove_cvref_t<E>, ndarray>) && detail::array_source<E, T, Rank>
    ndarray& operator=(const E& e) {
        if constexpr (detail::selected<E>) e.read_into(*this);
        else if (!detail::has_array<E> || !eval_detail::assign_unplanned(*this, e)) assign_planned(e);
        return *this;
    }

    T* data() { return buffer_.data(); }
    const T* data() const { return buffer_.data(); }
    const extents<Rank>& shape() const { return shape_; }
    /// In elements.
    const extents<Rank>& strides() const { return strides_; }
    index_t size() const { return size_; }
    memory_order order() const { return order_; }
    /// All elements lie in C order without gaps.
    bool is_contiguous() const {
        // Both orders are one for up to one axis.
        if constexpr (Rank == 0 || Rank == 1) return true;
        else return order_ == row_major || orders_agree();
    }

    /// Everything, as a view.
    ndview<T, Rank> view() & STRAND_LIFETIMEBOUND { return {data(), shape_, strides_, buffer_.lend()}; }
    ndview<const T, Rank> view() const& STRAND_LIFETIMEBOUND { return {data(), shape_, strides_, buffer_.lend()}; }
    ndarray view() && { return std::move(*this); }
    template <class U, index_t Other>
        requires(std::same_as<U, T> || std::same_as<U, const T>) && detail::ranks_meet<Rank, Other>
    operator ndview<U, Other>() & STRAND_LIFETIMEBOUND {
        return view();
    }
    template <index_t Other>
        requires detail::ranks_meet<Rank, Other>
    operator ndview<const T, Other>() const& STRAND_LIFETIMEBOUND {
        return view();
    }
    template <index_t Other>
    operator ndview<const T, Other>() && = delete;  // a view of a temporary would dangle

    /// The elements in another arrangement of this array's: a view, or of an rvalue an array, which takes
    /// the memory along when all of it lies dense in the new arrangement.
    template <index_t NewRank>
    ndview<T, NewRank> rearrange(const detail::layout& to) & STRAND_LIFETIMEBOUND {
        return view().template rearrange<NewRank>(to);
    }
    template <index_t NewRank>
    ndview<const T, NewRank> rearrange(const detail::layout& to) const& STRAND_LIFETIMEBOUND {
        return view().template rearrange<NewRank>(to);
    }
    template <index_t NewRank>
    ndarray<T, NewRank> rearrange(const detail::layout& to) && {
        if (const auto order = detail::dense_order(to); order && detail::element_count(to.shape) == size_) {
            return ndarray<T, NewRank>(std::move(buffer_), extents<NewRank>(to.shape), *order);
        }
        return view_of_this().template rearrange<NewRank>(to);
    }

    /// The elements in C order, as pointers; value_error for a column-major array: iterate over its view().
    // An iterator that may be either loses what compilers know of pointers: loops at -O2 took 1.3 to 5 times
    // as long over it, copies 8 times.
    T* begin() { return in_c_order(data()); }
    const T* begin() const { return in_c_order(const_cast<T*>(data())); }
    T* end() { return begin() + size_; }
    const T* end() const { return begin() + size_; }

    /// An array of rank 0 stands for its element.
    operator T() const
        requires(Rank == 0)
    {
        return *data();
    }

    /// Every element becomes `value`.
    template <class X>
        requires detail::storable_number<X, T>
    void fill(X value) {
        detail::write_elements(*this, value);
    }

    detail::memory_view describe() const {
        return {const_cast<T*>(data()), shape_.data(), strides_.data(), this->ndim(), this->itemsize(),
                is_contiguous(), false};
    }
    detail::borrow lend() const { return life_.lend(); }

    /// What a member of an rvalue array gives: elements by value, and an array in place of a view.
    static T expiring(T& element) { return element; }
    template <class U, index_t R>
    static ndarray<std::remove_const_t<U>, R> expiring(const ndview<U, R>& part) {
        return part;
    }
    template <detail::selected E>
    static auto expiring(const E& part) {
        return part.read();
    }

    /// Makes room for a shape, in C order; the elements are then uninitialised.
    void prepare(const extents<Rank>& shape) {
        if (!(shape == shape_) || order_ != row_major) reserve_for(shape, row_major);
    }

private:
    template <class, index_t>
    friend class ndarray;

    /// Takes over memory that holds the elements of this shape.
    ndarray(detail::buffer<T>&& memory, const extents<Rank>& shape, memory_order order)
        : shape_(shape), size_(detail::lay_out(shape_, order, strides_)), order_(order), buffer_(std::move(memory)) {}
    ndview<T, Rank> view_of_this() { return {data(), shape_, strides_, buffer_.lend()}; }

    static extents<Rank> empty_shape() {
        if constexpr (Rank == dynamic_rank) return {0};
        else return {};
    }
    /// The memory went elsewhere: empty, or of rank 0 with an element of its own.
    void start_again() {
        shape_ = strides_ = empty_shape();
        size_ = 0;
        if constexpr (Rank == 0) *this = ndarray();
    }
    /// At most one axis has more than one element, or there are no elements.
    STRAND_COLD_QUESTION bool orders_agree() const { return detail::is_row_major_dense(shape_, strides_.data()); }
    T* in_c_order(T* pointer) const {
        if (!is_contiguous()) {
            detail::throw_value("begin() and end() need elements in C order; iterate over view() instead");
        }
        return pointer;
    }
    void copy_elements(const ndarray& other) {
        if (size_ > 0) std::memcpy(static_cast<void*>(data()), other.data(), static_cast<std::size_t>(size_) * sizeof(T));
    }
    /// Makes room for a shape; the elements are then uninitialised.
    void reserve_for(const extents<Rank>& shape, memory_order order) {
        extents<Rank> strides;
        const index_t count = detail::lay_out(shape, order, strides);
        if (count > buffer_.capacity()) buffer_ = detail::buffer<T>(count);
        shape_ = shape;
        strides_ = strides;
        size_ = count;
        order_ = order;
    }
    template <class E>
    STRAND_NOINLINE void assign_planned(const E& e) {
        detail::memory_view operands[1 + detail::leaf_count<E>];
        operands[0] = describe();
        eval_detail::collect_leaves(e, operands + 1);
        constexpr const kernel::row_kernels& kernels = kernel::map_kernels<eval_detail::skeleton_t<E>, T>;
        if (!eval_detail::assign_operands(operands, kernels, true)) reshape_and_replace(operands, kernels);
    }
    /// Runs the kernels into this array after giving it the operands' shape.
    STRAND_NOINLINE void reshape_and_replace(std::span<detail::memory_view> operands, const kernel::row_kernels& kernels) {
        const auto leaves = operands.subspan(1);
        if (!detail::broadcast_is(leaves, shape_)) {
            const extents<Rank> shape(detail::broadcast_shape(leaves));
            if (detail::element_count(shape) > buffer_.capacity() ||
                eval_detail::reads_from(leaves, data(), buffer_.capacity())) {
                ndarray fresh(shape);
                operands[0] = fresh.describe();
                eval_detail::assign_planned(operands, kernels, false);
                *this = std::move(fresh);
                return;
            }
            reserve_for(shape, row_major);
        }
        operands[0] = describe();
        eval_detail::assign_planned(operands, kernels, false);
    }

    extents<Rank> shape_, strides_;
    index_t size_;
    memory_order order_;
    detail::buffer<T> buffer_;
    [[no_unique_address]] detail::life life_;
};

/// C++'s other spellings of an element type, `ndarray<long long>`: an array of the type that stands for it.
template <class T, index_t Rank>
    requires(!element<T>) && scalar_number<T>
class ndarray<T, Rank> : public ndarray<canonical_t<T>, Rank> {
    using base = ndarray<canonical_t<T>, Rank>;

public:
    using base::base;
    using base::operator=;
    ndarray() = default;
    ndarray(const base& other) : base(other) {}
    ndarray(base&& other) : base(std::move(other)) {}
};

// Braces are values, nested as deep as the rank; an expression gives its type and rank.
template <scalar_number T>
ndarray(std::initializer_list<T>) -> ndarray<canonical_t<T>, 1>;
template <scalar_number T>
ndarray(std::initializer_list<std::initializer_list<T>>) -> ndarray<canonical_t<T>, 2>;
template <scalar_number T>
ndarray(std::initializer_list<std::initializer_list<std::initializer_list<T>>>) -> ndarray<canonical_t<T>, 3>;
template <scalar_number T>
ndarray(std::initializer_list<std::initializer_list<std::initializer_list<std::initializer_list<T>>>>)
    -> ndarray<canonical_t<T>, 4>;
template <expression E>
ndarray(const E&) -> ndarray<value_t<E>, rank_of<E>>;

}  // namespace strand

#endif
