// SPDX-License-Identifier: BSD-3-Clause
// What arrays and views share: element access, slicing, iteration and the questions about shape.
// `Self` provides data(), shape(), strides() and view(), each const-correct in its own way.
#ifndef STRAND_ARRAY_STRIDED_ACCESS_HPP
#define STRAND_ARRAY_STRIDED_ACCESS_HPP

#include <vector>
#include <strand/array/element_iterator.hpp>
#include <strand/expr/map.hpp>
#include <strand/shape/layout.hpp>
#include <strand/shape/slice_literal.hpp>
#include <strand/simd/functor.hpp>

namespace strand {

template <class T, index_t Rank>
class ndview;

namespace detail {

/// Makes what index arrays and masks select; defined above arrays, in array/selection.hpp.
template <class... Argument>
struct selector;

/// What is done about an index before it is used.
enum class index_check { none, bounds, wrap };
/// operator() checks only with STRAND_CHECKED; a negative index would be wrong without it, so it is refused with it.
inline constexpr index_check call_check = STRAND_CHECKED ? index_check::bounds : index_check::none;

/// Offset, in elements, of the element at these indices; with `wrap` negative ones count from the end.
template <index_check Check, class Strided, class... Index>
STRAND_ALWAYS_INLINE index_t element_offset(const Strided& array, Index... index) {
    constexpr index_t rank = Strided::static_rank;
    static_assert(rank == dynamic_rank || rank == static_cast<index_t>(sizeof...(Index)),
                  "strand: the number of indices must equal the rank of the array; "
                  "use slices (all, range, ellipsis) to get a view");
    if constexpr (Check != index_check::none) {
        if (array.ndim() != static_cast<index_t>(sizeof...(Index))) {
            throw_index_count(static_cast<index_t>(sizeof...(Index)), array.shape());
        }
    }
    index_t offset = 0, axis = 0;
    [[maybe_unused]] const auto add = [&](index_t i) {
        if constexpr (Check != index_check::none) {
            const index_t extent = array.shape()[axis];
            if (i < (Check == index_check::wrap ? -extent : 0) || i >= extent) throw_index(i, axis, extent);
            if (i < 0) i += extent;
        }
        offset += i * array.strides()[axis];
        ++axis;
    };
    (add(static_cast<index_t>(index)), ...);
    return offset;
}

template <class... Argument>
concept all_indices = ((std::integral<Argument> && !std::same_as<Argument, bool>) && ...);
template <class... Argument>
concept slice_call = (slice_argument<Argument> && ...) && (slice_marker<Argument> || ...) && !(std::same_as<Argument, bool> || ...);

/// Integers or truth values in an expression or a range, or one array of indices per axis.
template <class X>
concept index_values = (expression<X> && std::integral<value_t<X>>) ||
                       (integer_list<X> && !std::convertible_to<X, const char*> && !requires(const X& x) { x.c_str(); }) ||
                       std::same_as<std::remove_cvref_t<X>, std::vector<bool>>;
template <class X>
concept index_tuple = !expression<X> && requires(const X& x) {
    x.size();
    requires expression<decltype(*x.data())> && integer<value_t<decltype(*x.data())>>;
};
template <class X>
concept index_array = index_values<X> || index_tuple<X>;
/// At least one array of indices among slices and integers, or a truth value; or a tuple of index arrays.
template <class... Argument>
concept index_call = (((index_values<Argument> || slice_argument<std::remove_cvref_t<Argument>>) && ...) &&
                      ((index_values<Argument> || std::same_as<std::remove_cvref_t<Argument>, bool>) || ...)) ||
                     (sizeof...(Argument) == 1 && (index_tuple<Argument> && ...));

template <index_t Rank, class... Argument>
consteval index_t sliced_rank() {
    if constexpr (Rank == dynamic_rank) return dynamic_rank;
    else return Rank + (rank_change<Argument>() + ... + 0);
}

/// Calls visit with each item of the slice arguments.
template <class Visit, class... Argument>
STRAND_ALWAYS_INLINE void for_each_item(Visit visit, const Argument&... arguments) {
    const auto each = [&visit]<class A>(const A& argument) STRAND_INLINE_LAMBDA {
        if constexpr (requires { A::slice_items; }) {
            for (const slice_item& item : A::slice_items) visit(item);
        } else {
            visit(make_slice_item(argument));
        }
    };
    (each(arguments), ...);
}

/// The part of a view that the slice arguments select. With a rank that the compiler knows nothing but
/// arithmetic on the extents remains of it.
template <class T, index_t Rank, class... Argument>
STRAND_ALWAYS_INLINE auto slice_view(const ndview<T, Rank>& whole, const Argument&... arguments) {
    constexpr index_t used = (axes_used<Argument>() + ... + 0);
    static_assert(Rank == dynamic_rank || used <= Rank, "strand: more slices than the array has axes");
    constexpr index_t rank = sliced_rank<Rank, Argument...>();
    extents<rank> shape, strides;
    index_t offset = 0;
    if constexpr (Rank == dynamic_rank) {
        slice_item items[static_cast<std::size_t>((items_in<Argument>() + ... + 0))];
        for_each_item([next = items](const slice_item& item) mutable { *next++ = item; }, arguments...);
        const index_t change = (rank_change<Argument>() + ... + 0);
        if (whole.ndim() + change < 0) throw_index_count(static_cast<index_t>(std::size(items)), whole.shape());
        shape.resize_uninitialised(whole.ndim() + change);
        strides.resize_uninitialised(whole.ndim() + change);
        offset = apply_slices(whole.shape(), whole.strides().data(), items, shape.data(), strides.data());
    } else {
        slicer parts(whole.shape().data(), whole.strides().data(), Rank - used, shape.data(), strides.data());
        for_each_item([&parts](const slice_item& item) STRAND_INLINE_LAMBDA { parts.apply(item); }, arguments...);
        parts.keep_until(Rank);
        offset = parts.offset();
    }
    return ndview<T, rank>(whole.data() + offset, shape, strides, whole.lend());
}

}  // namespace detail

template <class Self, class Value, index_t Rank>
class strided_access {
public:
    index_t ndim() const { return static_cast<index_t>(self().shape().size()); }
    bool empty() const { return self().size() == 0; }
    static constexpr index_t itemsize() { return static_cast<index_t>(sizeof(Value)); }
    index_t nbytes() const { return self().size() * itemsize(); }
    /// All elements lie in C order without gaps.
    bool is_contiguous() const { return detail::is_row_major_dense(self().shape(), self().strides().data()); }

    /// The element at these indices, each in [0, extent). Checked only with STRAND_CHECKED.
    template <detail::all_indices... Index>
    STRAND_ALWAYS_INLINE decltype(auto) operator()(Index... index) & {
        return self().data()[detail::element_offset<detail::call_check>(self(), index...)];
    }
    template <detail::all_indices... Index>
    STRAND_ALWAYS_INLINE decltype(auto) operator()(Index... index) const& {
        return self().data()[detail::element_offset<detail::call_check>(self(), index...)];
    }
    template <detail::all_indices... Index>
    STRAND_ALWAYS_INLINE decltype(auto) operator()(Index... index) && {
        return Self::expiring(self().data()[detail::element_offset<detail::call_check>(self(), index...)]);
    }

    /// The view that the slices select; of an rvalue array, a new array.
    /// Throws index_error for an integer outside, value_error for a step of 0. `a(range(1, 5), all)`
    template <class... Argument>
        requires detail::slice_call<Argument...>
    STRAND_ALWAYS_INLINE auto operator()(const Argument&... arguments) & {
        return detail::slice_view(self().view(), arguments...);
    }
    template <class... Argument>
        requires detail::slice_call<Argument...>
    STRAND_ALWAYS_INLINE auto operator()(const Argument&... arguments) const& {
        return detail::slice_view(self().view(), arguments...);
    }
    template <class... Argument>
        requires detail::slice_call<Argument...>
    STRAND_ALWAYS_INLINE auto operator()(const Argument&... arguments) && {
        return Self::expiring(detail::slice_view(self().view(), arguments...));
    }

    /// One index array in braces. `a({2, 0, 2})`
    auto operator()(std::initializer_list<index_t> indices) & {
        return (*this)(std::vector<index_t>(indices));
    }
    auto operator()(std::initializer_list<index_t> indices) const& {
        return (*this)(std::vector<index_t>(indices));
    }
    auto operator()(std::initializer_list<index_t> indices) && {
        return std::move(*this)(std::vector<index_t>(indices));
    }
    /// What index arrays and masks select, alone or among slices and integers: NumPy's advanced indexing.
    /// Reads as an array of the selected elements and writes through, `a(mask) = 0`, `a(rows, all) += 1`;
    /// of an rvalue array, a new array. Throws index_error for an index outside, a mask of another shape,
    /// and index arrays that do not broadcast together. `a(a > 0)`, `a(ndarray{2, 0, 2})`
    template <class... Argument>
        requires detail::index_call<Argument...>
    auto operator()(Argument&&... arguments) & {
        return detail::selector<Argument...>::select(self().view(), std::forward<Argument>(arguments)...);
    }
    template <class... Argument>
        requires detail::index_call<Argument...>
    auto operator()(Argument&&... arguments) const& {
        return detail::selector<Argument...>::select(self().view(), std::forward<Argument>(arguments)...);
    }
    template <class... Argument>
        requires detail::index_call<Argument...>
    auto operator()(Argument&&... arguments) && {
        return Self::expiring((*this)(std::forward<Argument>(arguments)...));
    }
    template <detail::index_array Argument>
    auto operator[](Argument&& argument) & {
        return (*this)(std::forward<Argument>(argument));
    }
    template <detail::index_array Argument>
    auto operator[](Argument&& argument) const& {
        return (*this)(std::forward<Argument>(argument));
    }
    template <detail::index_array Argument>
    auto operator[](Argument&& argument) && {
        return std::move(*this)(std::forward<Argument>(argument));
    }

    /// The element at these indices, negative ones counted from the end.
    /// Throws index_error naming index, axis and extent. `a.at(-1, 0)`
    template <detail::all_indices... Index>
    decltype(auto) at(Index... index) & {
        return self().data()[detail::element_offset<detail::index_check::wrap>(self(), index...)];
    }
    template <detail::all_indices... Index>
    decltype(auto) at(Index... index) const& {
        return self().data()[detail::element_offset<detail::index_check::wrap>(self(), index...)];
    }
    template <detail::all_indices... Index>
    decltype(auto) at(Index... index) && {
        return Self::expiring(at(index...));
    }

    /// Drops the first axis: the element of a 1-d array of static rank, else a view.
    template <std::integral Index>
    decltype(auto) operator[](Index i) & {
        return first_axis_at(self(), i);
    }
    template <std::integral Index>
    decltype(auto) operator[](Index i) const& {
        return first_axis_at(self(), i);
    }
    template <std::integral Index>
    decltype(auto) operator[](Index i) && {
        return Self::expiring(first_axis_at(self(), i));
    }
    template <detail::slice_marker Argument>
    auto operator[](const Argument& argument) & {
        return (*this)(argument);
    }
    template <detail::slice_marker Argument>
    auto operator[](const Argument& argument) const& {
        return (*this)(argument);
    }
    template <detail::slice_marker Argument>
    auto operator[](const Argument& argument) && {
        return std::move(*this)(argument);
    }
#if defined(__cpp_multidimensional_subscript)
    template <class... Argument>
        requires(sizeof...(Argument) > 1)
    decltype(auto) operator[](Argument&&... arguments) & {
        return (*this)(std::forward<Argument>(arguments)...);
    }
    template <class... Argument>
        requires(sizeof...(Argument) > 1)
    decltype(auto) operator[](Argument&&... arguments) const& {
        return (*this)(std::forward<Argument>(arguments)...);
    }
    template <class... Argument>
        requires(sizeof...(Argument) > 1)
    decltype(auto) operator[](Argument&&... arguments) && {
        return std::move(*this)(std::forward<Argument>(arguments)...);
    }
#endif

    /// All axes in reverse order: a view; of an rvalue array, an array.
    auto T() & { return self().template rearrange<Rank>(detail::reversed_axes(layout())); }
    auto T() const& { return self().template rearrange<Rank>(detail::reversed_axes(layout())); }
    auto T() && { return std::move(self()).template rearrange<Rank>(detail::reversed_axes(layout())); }
    /// The last two axes exchanged; throws shape_error when there are fewer.
    auto mT() & { return self().template rearrange<Rank>(detail::matrix_transposed(layout())); }
    auto mT() const& { return self().template rearrange<Rank>(detail::matrix_transposed(layout())); }
    auto mT() && { return std::move(self()).template rearrange<Rank>(detail::matrix_transposed(layout())); }

    /// Real parts: a view, writable if the array is; of an rvalue array, an array.
    auto real() & { return part_of<0>(self().view()); }
    auto real() const& { return part_of<0>(self().view()); }
    auto real() && { return Self::expiring(part_of<0>(self().view())); }
    /// Imaginary parts, likewise; of real elements a read-only view of zeros.
    auto imag() & { return part_of<1>(self().view()); }
    auto imag() const& { return part_of<1>(self().view()); }
    auto imag() && { return Self::expiring(part_of<1>(self().view())); }

    /// The elements as another type. Lazy; the array must outlive the node unless it is an rvalue.
    template <class To>
    auto astype() const& {
        return detail::make_map(fn::cast<canonical_t<To>>{}, self());
    }
    template <class To>
    auto astype() && {
        return detail::make_map(fn::cast<canonical_t<To>>{}, std::move(self()));
    }

    /// Shape and strides as plain data.
    detail::layout layout() const { return {shape_t(self().shape()), shape_t(self().strides())}; }

    /// The only element; throws value_error when there is not exactly one.
    Value item() const {
        if (self().size() != 1) {
            detail::throw_value("item() needs exactly one element, the shape is " + detail::tuple_text(self().shape()));
        }
        return *self().data();
    }
    /// First and last element in C order; throw index_error on an empty array.
    decltype(auto) front() & { return self().data()[end_offset(false)]; }
    decltype(auto) front() const& { return self().data()[end_offset(false)]; }
    decltype(auto) front() && { return Self::expiring(front()); }
    decltype(auto) back() & { return self().data()[end_offset(true)]; }
    decltype(auto) back() const& { return self().data()[end_offset(true)]; }
    decltype(auto) back() && { return Self::expiring(back()); }

    /// The elements in C order.
    std::vector<Value> to_vector() const {
        std::vector<Value> values;
        values.reserve(static_cast<std::size_t>(self().size()));
        for (const Value& value : self().view()) values.push_back(value);
        return values;
    }

    /// An axis's extent, negative axes counted from the end.
    index_t extent(index_t axis) const { return self().shape()[detail::normalised_axis(axis, ndim())]; }

private:
    Self& self() { return static_cast<Self&>(*this); }
    const Self& self() const { return static_cast<const Self&>(*this); }

    template <index_t Part, class U>
    static auto part_of(const ndview<U, Rank>& whole) {
        using R = std::conditional_t<std::is_const_v<U>, const real_t<Value>, real_t<Value>>;
        extents<Rank> strides = whole.strides();
        if constexpr (detail::is_complex<Value>) {
            for (index_t& stride : strides) stride *= 2;
            return ndview<R, Rank>(reinterpret_cast<R*>(whole.data()) + Part, whole.shape(), strides, whole.lend());
        } else if constexpr (Part == 0) {
            return whole;
        } else {
            static constexpr Value zero{};
            for (index_t& stride : strides) stride = 0;
            return ndview<const Value, Rank>(&zero, whole.shape(), strides);
        }
    }
    template <class S, class Index>
    static decltype(auto) first_axis_at(S& self, Index i) {
        if constexpr (Rank == 1) return self(i);
        else return self(i, ellipsis);
    }
    index_t end_offset(bool last) const {
        if (self().size() == 0) {
            throw index_error("front() and back() need an element, the shape is " + detail::tuple_text(self().shape()));
        }
        index_t offset = 0;
        for (index_t axis = 0; last && axis < ndim(); ++axis) {
            offset += (self().shape()[axis] - 1) * self().strides()[axis];
        }
        return offset;
    }
};

}  // namespace strand

#endif
