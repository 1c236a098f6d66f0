// SPDX-License-Identifier: BSD-3-Clause
// `extents<Rank>`: the shape or the strides of an array, one signed number per axis; `shape_t` when
// the rank is known at run time only. Compares and converts across ranks.
#ifndef STRAND_SHAPE_EXTENTS_HPP
#define STRAND_SHAPE_EXTENTS_HPP

#include <initializer_list>
#include <iterator>
#include <span>
#include <utility>
#include <strand/core/element.hpp>
#include <strand/core/error.hpp>
#include <strand/core/small_vector.hpp>
#include <strand/core/types.hpp>

namespace strand {

namespace detail {
/// An extent in braces, from any integer: in `{v.size(), 3}` a std::size_t would not convert to index_t by itself.
struct extent {
    index_t value;
    template <std::integral Integer>
    constexpr extent(Integer given) : value(static_cast<index_t>(given)) {}
};
}  // namespace detail

/// One number per axis with a rank known at compile time. `auto [rows, columns] = a.shape();`
template <index_t Rank = dynamic_rank>
class extents {
public:
    using value_type = index_t;
    constexpr extents() = default;
    constexpr extents(const index_t (&values)[static_cast<std::size_t>(Rank > 0 ? Rank : 1)])
        requires(Rank > 0)
    {
        for (index_t i = 0; i < Rank; ++i) values_[i] = values[i];
    }
    constexpr extents(const detail::extent (&values)[static_cast<std::size_t>(Rank > 0 ? Rank : 1)])
        requires(Rank > 0)
    {
        for (index_t i = 0; i < Rank; ++i) values_[i] = values[i].value;
    }
    /// Takes the values of another rank; throws shape_error when their count is not `Rank`.
    template <index_t Other>
        requires(Other == dynamic_rank)
    explicit extents(const extents<Other>& other) {
        if (other.size() != Rank) detail::throw_rank(other, Rank);
        for (index_t i = 0; i < Rank; ++i) values_[i] = other[i];
    }

    static constexpr index_t size() { return Rank; }
    static constexpr bool empty() { return Rank == 0; }
    constexpr index_t* begin() { return values_; }
    constexpr index_t* end() { return values_ + Rank; }
    constexpr const index_t* begin() const { return values_; }
    constexpr const index_t* end() const { return values_ + Rank; }
    constexpr index_t* data() { return values_; }
    constexpr const index_t* data() const { return values_; }
    constexpr index_t& operator[](index_t i) { return values_[i]; }
    constexpr const index_t& operator[](index_t i) const { return values_[i]; }
    constexpr index_t front() const { return values_[0]; }
    constexpr index_t back() const { return values_[Rank - 1]; }
    template <std::size_t Axis>
        requires(static_cast<index_t>(Axis) < Rank)
    constexpr index_t get() const {
        return values_[Axis];
    }

private:
    // One value too many for rank 0: an array of no elements is not C++.
    index_t values_[static_cast<std::size_t>(Rank > 0 ? Rank : 1)] = {};
};

/// One number per axis with a rank known at run time; up to six without the heap.
template <>
class extents<dynamic_rank> : public detail::small_vector<index_t, 6> {
    using base = detail::small_vector<index_t, 6>;

public:
    using value_type = index_t;
    extents() = default;
    extents(std::initializer_list<index_t> values) : base(values.begin(), values.end()) {}
    template <std::input_iterator Iterator>
    extents(Iterator first, Iterator last) : base(first, last) {}
    explicit extents(index_t rank, index_t value) : base(rank, value) {}
    template <index_t Rank>
        requires(Rank != dynamic_rank)
    extents(const extents<Rank>& other) : base(other.begin(), other.end()) {}
    extents(std::span<const index_t> values) : base(values.data(), values.data() + values.size()) {}
    /// From any range of integers: `shape_t(std::vector<int>{3, 4})`.
    template <detail::integer_range Range>
        requires(!std::convertible_to<const Range&, std::span<const index_t>>)
    explicit extents(const Range& values) : base(std::begin(values), std::end(values)) {}

    index_t front() const { return (*this)[0]; }
    index_t back() const { return (*this)[size() - 1]; }
};

/// A shape (or strides) whose rank is known at run time.
using shape_t = extents<dynamic_rank>;

template <index_t A, index_t B>
constexpr bool operator==(const extents<A>& a, const extents<B>& b) {
    if (a.size() != b.size()) return false;
    if constexpr (A == dynamic_rank && B == dynamic_rank) {
        // Without a loop the compiler sees that it has compared the same two before.
        if (a.size() == 1) return a[0] == b[0];
    }
    for (index_t i = 0; i < a.size(); ++i) {
        if (a[i] != b[i]) return false;
    }
    return true;
}

/// "(3, 4)", "(3,)", "()".
template <index_t Rank>
std::string to_string(const extents<Rank>& shape) {
    return detail::tuple_text(shape);
}

namespace detail {

template <class T>
inline constexpr bool is_extents = false;
template <index_t Rank>
inline constexpr bool is_extents<extents<Rank>> = true;

/// What names a shape: extents, one integer for one axis, or a container or span of integers. A function of
/// a shape has two forms: this one, whose default `Shape = extents<0>` is what `{}` means, and one of
/// `const extent (&)[N]`, since only an array tells from braces how many extents they have.
template <class Shape>
concept shape_argument = is_extents<Shape> || integer<Shape> || integer_list<Shape>;

/// The rank that a shape argument gives at compile time.
template <shape_argument Shape>
inline constexpr index_t rank_named_by = dynamic_rank;
template <index_t Rank>
inline constexpr index_t rank_named_by<extents<Rank>> = Rank;
template <integer Extent>
inline constexpr index_t rank_named_by<Extent> = 1;

template <shape_argument Shape>
extents<rank_named_by<Shape>> as_extents(const Shape& shape) {
    if constexpr (integer<Shape>) return extents<1>({static_cast<index_t>(shape)});
    else return extents<rank_named_by<Shape>>(shape);
}
template <std::size_t N>
using braced_extents = extents<static_cast<index_t>(N)>;

using dims_view = std::span<const index_t>;

constexpr index_t element_count(dims_view shape) {
    index_t count = 1;
    for (const index_t extent : shape) count *= extent;
    return count;
}

/// Refuses negative extents and shapes whose size, an extent of 0 left out, does not fit an index: so no
/// product of some of the extents overflows.
inline index_t checked_element_count(dims_view shape) {
    index_t count = 1;
    bool is_empty = false, negative = false, too_large = false;
    for (const index_t extent : shape) {
        negative |= extent < 0;
        if (extent == 0) is_empty = true;
        else too_large |= __builtin_mul_overflow(count, extent, &count);
    }
    if (negative || too_large) throw_impossible_shape(shape, negative);
    return is_empty ? 0 : count;
}

/// Strides, in elements, of a dense array of this shape.
inline void dense_strides(dims_view shape, memory_order order, index_t* strides) {
    const index_t rank = static_cast<index_t>(shape.size());
    index_t step = 1;
    for (index_t k = 0; k < rank; ++k) {
        const index_t axis = order == row_major ? rank - 1 - k : k;
        strides[axis] = step;
        step *= shape[static_cast<std::size_t>(axis)];
    }
}

template <index_t Rank>
extents<Rank> dense_strides(const extents<Rank>& shape, memory_order order) {
    extents<Rank> strides;
    if constexpr (Rank == dynamic_rank) strides.resize_uninitialised(shape.size());
    dense_strides(shape, order, strides.data());
    return strides;
}

/// Lays an array out: writes the strides and returns the number of elements, in one pass over most shapes. Refuses what
/// `checked_element_count` refuses.
template <index_t Rank>
index_t lay_out(const extents<Rank>& shape, memory_order order, extents<Rank>& strides) {
    const index_t rank = shape.size();
    if constexpr (Rank == dynamic_rank) strides.resize_uninitialised(rank);
    index_t count = 1;
    bool doubtful = false;
    for (index_t k = 0; k < rank; ++k) {
        const index_t axis = order == row_major ? rank - 1 - k : k;
        strides[axis] = count;
        doubtful |= shape[axis] < 0;
        doubtful |= __builtin_mul_overflow(count, shape[axis], &count);
    }
    return doubtful || count == 0 ? checked_element_count(shape) : count;
}

/// All elements lie in C order without gaps; strides of axes with one element do not count.
constexpr bool is_row_major_dense(dims_view shape, const index_t* strides) {
    index_t step = 1;
    for (std::size_t k = shape.size(); k-- > 0;) {
        if (shape[k] == 0) return true;
        if (shape[k] != 1 && strides[k] != step) return false;
        step *= shape[k];
    }
    return true;
}

/// Turns a negative axis into the one counted from the front; throws axis_error when there is none.
inline index_t normalised_axis(index_t axis, index_t rank) {
    if (axis < -rank || axis >= rank) throw_axis(axis, rank);
    return axis < 0 ? axis + rank : axis;
}

}  // namespace detail
}  // namespace strand

template <strand::index_t Rank>
    requires(Rank >= 0)
struct std::tuple_size<strand::extents<Rank>> : std::integral_constant<std::size_t, static_cast<std::size_t>(Rank)> {};
template <std::size_t Axis, strand::index_t Rank>
struct std::tuple_element<Axis, strand::extents<Rank>> {
    using type = strand::index_t;
};

#endif
