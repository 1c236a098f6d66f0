// SPDX-License-Identifier: BSD-3-Clause
// `selection<T, Rank>`: what index arrays and masks among slices select from an array, `a(rows, all)`.
// It reads as an array of the selected elements, which it copies when they are first read, and writes
// through: `= += -= ...`. Repeated indices: the last value wins, and `+=` adds once, as in NumPy.
// Everything about the index is checked when it is made; index arrays are borrowed like any operand,
// so they are checked again when they are used.
#ifndef STRAND_ARRAY_SELECTION_HPP
#define STRAND_ARRAY_SELECTION_HPP

#include <array>
#include <strand/array/index_argument.hpp>
#include <strand/array/ndarray.hpp>
#include <strand/eval/select.hpp>

namespace strand {

namespace detail {

/// Reading selected elements as an array. `Self` provides read(), which copies them.
template <class Self, class Value, index_t Rank>
class selected_elements : public strided_access<Self, Value, Rank> {
public:
    using value_type = Value;
    using array_type = ndarray<Value, Rank>;
    static constexpr index_t static_rank = Rank;
    static constexpr bool is_literal = false;
    static constexpr bool owns_elements = false;

    /// The selected elements, copied when they are first asked for.
    const array_type& values() const {
        if (!was_read_) {
            values_ = self().read();
            was_read_ = true;
        }
        return values_;
    }
    const Value* data() const { return values().data(); }
    const extents<Rank>& shape() const { return values().shape(); }
    const extents<Rank>& strides() const { return values().strides(); }
    index_t size() const { return values().size(); }
    bool is_contiguous() const { return true; }
    ndview<const Value, Rank> view() const STRAND_LIFETIMEBOUND { return values().view(); }
    const Value* begin() const { return data(); }
    const Value* end() const { return data() + size(); }
    template <index_t NewRank>
    auto rearrange(const layout& to) const& {
        return values().template rearrange<NewRank>(to);
    }
    template <index_t NewRank>
    auto rearrange(const layout& to) && {
        return self().read().template rearrange<NewRank>(to);
    }
    /// A selection of rank 0 stands for its element.
    operator Value() const
        requires(Rank == 0)
    {
        return *data();
    }

    static Value expiring(const Value& element) { return element; }
    template <class U, index_t R>
    static ndarray<std::remove_const_t<U>, R> expiring(const ndview<U, R>& part) {
        return part;
    }
    template <selected E>
    static auto expiring(const E& part) {
        return part.read();
    }

protected:
    /// The elements were written: what was read before is old.
    void forget() const { was_read_ = false; }

private:
    const Self& self() const { return static_cast<const Self&>(*this); }

    mutable array_type values_;
    mutable bool was_read_ = false;
};

/// The values of an expression as memory of elements of type T: its own, or those of an array made of it.
template <class T, class X>
decltype(auto) elements_of(const X& x) {
    if constexpr (strided_memory<X> && std::same_as<value_t<X>, T>) return x;
    else return ndarray<T, rank_of<X>>(x);
}

/// The result of `functor(current, x)`, stored as the elements are and where they are.
template <class Array, class Functor, class X>
Array updated(Functor functor, Array current, X&& x) {
    write_elements(current, make_map(functor, std::as_const(current), std::forward<X>(x)));
    return current;
}

}  // namespace detail

template <class T, index_t Rank = dynamic_rank>
class selection : public detail::selected_elements<selection<T, Rank>, std::remove_const_t<T>, Rank> {
    using base = detail::selected_elements<selection<T, Rank>, std::remove_const_t<T>, Rank>;

public:
    using value_type = std::remove_const_t<T>;
    using array_type = ndarray<value_type, Rank>;
    static constexpr bool is_writable = !std::is_const_v<T>;

    /// `items` index the array; `lives` keeps alive what they refer to.
    template <index_t ArrayRank>
    selection(const ndview<T, ArrayRank>& array, std::span<const detail::index_item> items, std::vector<detail::hold> lives)
        : array_(array), lives_(std::move(lives)), plan_(eval_detail::plan_selection(array_.describe(), items, lives_)) {
        // Early, where it costs nothing: a large index array is checked while it is used.
        if (plan_.chosen_count <= 8 * kernel::offset_block) eval_detail::check_indices(plan_);
    }
    selection(const selection&) = default;
    selection(selection&&) = default;

    extents<Rank> shape() const { return extents<Rank>(plan_.shape); }
    index_t size() const { return detail::element_count(plan_.shape); }

    /// Writes a number into every selected element, or an expression that broadcasts to their shape.
    /// Throws index_error and shape_error before anything is written. `a(ndarray{0, -1}) = 0`
    template <class X>
        requires is_writable && detail::storable<X, value_type> && detail::rank_within<X, Rank>
    const selection& operator=(const X& x) const {
        write(x);
        return *this;
    }
    const selection& operator=(const selection& other) const
        requires is_writable
    {
        write(other);
        return *this;
    }
    selection& operator=(const selection& other) {
        static_assert(is_writable, "strand: these elements are read-only");
        write(other);
        return *this;
    }

    /// `*this = functor(*this, x)`, read before it is written.
    template <class Functor, class X>
    void update(Functor functor, X&& x) const {
        write(detail::updated(functor, read(), std::forward<X>(x)));
    }

    /// Copies the selected elements.
    array_type read() const {
        array_type result(shape());
        read_to(result.data());
        return result;
    }
    /// The same, into an array that is replaced; its memory is reused where it fits. Where one of many
    /// indices lies outside, the array may have been written in part.
    template <class Array>
    void read_into(Array& target) const {
        constexpr bool same = std::same_as<value_t<Array>, value_type>;
        if (!same || target.size() != size() || eval_detail::bytes_meet(array_.describe(), target.describe())) {
            target = Array(read());
            return;
        }
        if constexpr (same) {
            target.prepare(extents<Array::static_rank>(plan_.shape));
            read_to(target.data());
        }
    }

    /// What is selected, for whoever accumulates at repeated indices.
    const detail::index_plan& plan() const { return plan_; }

private:
    void read_to(value_type* result) const {
        eval_detail::read_selected<simd::bytes_of<T>>(plan_, array_.data(), result);
    }
    template <class X>
    void write(const X& x) const {
        if constexpr (expression<X>) {
            const auto& elements = detail::elements_of<value_type>(x);
            eval_detail::write_selected<simd::bytes_of<T>>(plan_, array_.describe(), elements.describe());
        } else {
            const literal<value_type> value(detail::number_as<value_type>(x));
            eval_detail::write_selected<simd::bytes_of<T>>(plan_, array_.describe(), value.describe());
        }
        base::forget();
    }

    ndview<T> array_;
    std::vector<detail::hold> lives_;
    detail::index_plan plan_;
};

namespace detail {

/// The rank of what arguments select: axes that are left, new ones, and those of the index arrays.
template <index_t Rank, class... Argument>
consteval index_t selected_rank() {
    constexpr index_t chosen = [] {
        index_t rank = 0;
        ((rank = common_rank(rank, index_rank<Argument>)), ...);
        return rank;
    }();
    if constexpr (Rank == dynamic_rank || chosen == dynamic_rank || ((index_axes<Argument> == dynamic_rank) || ...)) {
        return dynamic_rank;
    } else {
        static_assert((index_axes<Argument> + ... + 0) <= Rank, "strand: more indices than the array has axes");
        return Rank + chosen + (index_change<Argument> + ... + 0);
    }
}

template <class... Argument>
struct selector {
    template <class T, index_t Rank>
    static auto select(const ndview<T, Rank>& array, Argument&&... arguments) {
        index_item items[static_cast<std::size_t>((index_items<Argument> + ... + 0))];
        std::vector<hold> lives;
        index_item* next = items;
        index_t position = 0;
        (add_index(next, lives, position++, std::forward<Argument>(arguments)), ...);
        return selection<T, selected_rank<Rank, Argument...>()>(array, items, std::move(lives));
    }
};
/// Adds an item for every index array of a tuple.
template <class Tuple>
std::vector<index_item> items_of_tuple(std::vector<hold>& lives, Tuple&& tuple) {
    using Index = std::remove_cvref_t<decltype(*tuple.data())>;
    std::vector<index_item> items(tuple.size());
    index_item* next = items.data();
    index_t position = 0;
    for (auto& index : tuple) {
        if constexpr (std::is_lvalue_reference_v<Tuple>) add_index(next, lives, position++, index);
        else add_index(next, lives, position++, Index(std::move(index)));
    }
    return items;
}
/// What a tuple selects, for as long as its arrays live.
template <index_tuple Tuple>
index_plan plan_of_tuple(const memory_view& array, const Tuple& tuple) {
    std::vector<hold> lives;
    const std::vector<index_item> items = items_of_tuple(lives, tuple);
    return make_index_plan(array.shape(), array.strides, items);
}

/// One index array per axis.
template <index_tuple Tuple>
struct selector<Tuple> {
    template <class T, index_t Rank>
    static auto select(const ndview<T, Rank>& array, Tuple&& tuple) {
        using Index = std::remove_cvref_t<decltype(*tuple.data())>;
        constexpr index_t length = tuple_length<std::remove_cvref_t<Tuple>>;
        constexpr index_t rank = Rank == dynamic_rank || length == dynamic_rank || rank_of<Index> == dynamic_rank
                                     ? dynamic_rank
                                     : Rank - length + rank_of<Index>;
        std::vector<hold> lives;
        const std::vector<index_item> items = items_of_tuple(lives, std::forward<Tuple>(tuple));
        return selection<T, rank>(array, items, std::move(lives));
    }
};

}  // namespace detail
}  // namespace strand

#endif
