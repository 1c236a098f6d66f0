// SPDX-License-Identifier: BSD-3-Clause
// Arrays with positions more or less: insert, delete_, append, trim_zeros.
// In: an array or an expression, and where: a position, a list of positions, a range, or a mask of bools.
// Out: a new array (of trim_zeros a view). Without an axis all elements count in C order.
// Throws index_error for a position outside, axis_error, shape_error where values do not fit.
#ifndef STRAND_OPS_EDIT_HPP
#define STRAND_OPS_EDIT_HPP

#include <string_view>
#include <strand/ops/join.hpp>
#include <strand/ops/repeat.hpp>

namespace strand {
inline namespace STRAND_ISA {

namespace detail_isa {

/// Positions along an axis, in the order given, from 0 on.
struct positions {
    std::vector<index_t> values;
    bool single = false;  // given as one number
};

/// `ends`: the position behind the last one is one too.
template <class Where>
positions positions_of(const Where& wanted, index_t axis, index_t extent, bool ends) {
    positions result;
    const auto add = [&](index_t position) {
        if (position < -extent || position >= extent + (ends ? 1 : 0)) strand::detail::throw_index(position, axis, extent);
        result.values.push_back(position < 0 ? position + extent : position);
    };
    if constexpr (std::integral<Where>) {
        result.single = true;
        add(static_cast<index_t>(wanted));
    } else if constexpr (std::same_as<Where, range>) {
        const auto part = wanted.resolve(extent);
        for (index_t k = 0; k < part.count; ++k) add(part.first + k * part.step);
    } else if constexpr (expression<Where>) {
        const auto list = copy(wanted);
        if constexpr (std::same_as<value_t<Where>, bool>) {
            if (list.size() != extent) {
                throw index_error("a mask of " + std::to_string(list.size()) + " bools does not fit axis " +
                                  std::to_string(axis) + " with extent " + std::to_string(extent));
            }
            for (index_t k = 0; k < extent; ++k) {
                if (list.data()[k]) add(k);
            }
        } else {
            for (const auto position : list) add(static_cast<index_t>(position));
        }
    } else {
        for (const auto position : wanted) add(static_cast<index_t>(position));
    }
    return result;
}
template <class Where>
concept position_argument = std::integral<Where> || std::same_as<Where, range> || strand::detail::integer_list<Where> ||
                            (expression<Where> && std::integral<value_t<Where>>);

/// Copies the positions whose flag is not set, one behind the other.
STRAND_NOINLINE inline void fill_kept(const region& to, const region& from, index_t axis, const std::vector<char>& drop) {
    index_t next = 0;
    const index_t extent = from.shape[axis];
    for (index_t k = 0; k < extent;) {
        index_t end = k;
        while (end < extent && !drop[static_cast<std::size_t>(end)]) ++end;
        if (end > k) eval_detail::copy_region(to.cut(axis, next, end - k), from.cut(axis, k, end - k));
        next += end - k;
        k = end + 1;
    }
}

template <index_t Rank, class T, class Where>
auto without(const ndview<const T, Rank>& source, const Where& wanted, index_t axis) {
    axis = strand::detail::normalised_axis(axis, source.ndim());
    const index_t extent = source.shape()[axis];
    std::vector<char> drop(static_cast<std::size_t>(extent), 0);
    index_t dropped = 0;
    for (const index_t k : positions_of(wanted, axis, extent, false).values) {
        dropped += !drop[static_cast<std::size_t>(k)];
        drop[static_cast<std::size_t>(k)] = 1;
    }
    extents<Rank> shape = source.shape();
    shape[axis] -= dropped;
    ndarray<T, Rank> result(shape);
    fill_kept(region_of(result), region_of(source), axis, drop);
    return result;
}

/// The source with the values between its positions: values k goes before position `places[k]`.
/// `values` has the shape of the source with places.size() positions along the axis.
STRAND_NOINLINE inline void fill_inserted(const region& to, const region& from, const region& values, index_t axis,
                                          const std::vector<index_t>& places) {
    const index_t extent = from.shape[axis];
    // The values in the order of their places, by counting: several at one place keep their order.
    std::vector<index_t> first(static_cast<std::size_t>(extent) + 2, 0), order(places.size());
    for (const index_t place : places) ++first[static_cast<std::size_t>(place) + 1];
    for (std::size_t k = 1; k < first.size(); ++k) first[k] += first[k - 1];
    std::vector<index_t> next = first;
    for (std::size_t k = 0; k < places.size(); ++k) {
        order[static_cast<std::size_t>(next[static_cast<std::size_t>(places[k])]++)] = static_cast<index_t>(k);
    }
    index_t copied = 0, written = 0;
    const auto copy_until = [&](index_t end) {
        if (end > copied) eval_detail::copy_region(to.cut(axis, written, end - copied), from.cut(axis, copied, end - copied));
        written += end - copied;
        copied = end;
    };
    for (const index_t k : order) {
        copy_until(places[static_cast<std::size_t>(k)]);
        eval_detail::copy_region(to.cut(axis, written, 1), values.cut(axis, k, 1));
        ++written;
    }
    copy_until(extent);
}

/// The inserted values broadcast to the shape of their slot; the rules of numpy.insert.
inline layout inserted_layout(layout in, const shape_t& shape, index_t axis, positions& wanted) {
    while (in.rank() < shape.size()) {
        in.shape.insert(0, 1);
        in.strides.insert(0, 0);
    }
    if (wanted.single) {
        // At one position: the first axis of the values runs along the axis.
        const index_t from = 0;
        in = strand::detail::permuted(in, strand::detail::moved_axes(in.rank(), {&from, 1}, {&axis, 1}));
    }
    if (wanted.values.size() == 1) {
        wanted.values.resize(static_cast<std::size_t>(in.shape[axis]), wanted.values[0]);
    }
    shape_t slot = shape;
    slot[axis] = static_cast<index_t>(wanted.values.size());
    return strand::detail::broadcasted(in, slot);
}

template <index_t Rank, class T, class Where, class Values>
auto with_inserted(const ndview<const T, Rank>& source, const Where& wanted, const Values& values, index_t axis) {
    axis = strand::detail::normalised_axis(axis, source.ndim());
    positions places = positions_of(wanted, axis, source.shape()[axis], true);
    const ndarray<T> given = [&] {
        if constexpr (expression<Values>) {
            return ndarray<T>(astype<T>(values));
        } else {
            ndarray<T> one(shape_t{});
            one.fill(strand::detail::number_as<T>(values));
            return one;
        }
    }();
    if (given.ndim() > source.ndim()) strand::detail::throw_rank(given.shape(), source.ndim());
    const layout slot = inserted_layout(given.layout(), shape_t(source.shape()), axis, places);
    extents<Rank> shape = source.shape();
    shape[axis] += static_cast<index_t>(places.values.size());
    ndarray<T, Rank> result(shape);
    fill_inserted(region_of(result), region_of(source), region_of(given.view().template rearrange<dynamic_rank>(slot)), axis,
                  places.values);
    return result;
}

template <class X>
concept inserted_values = strand::detail::operand_argument<X>;

}  // namespace detail_isa

/// Without the positions given, of all elements in C order or along an axis. `delete_` because `delete` is
/// C++'s. `delete_(a, 2)`, `delete_(a, {0, -1}, 1)`, `delete_(a, range(none, none, 2), 0)`
template <expression A, detail_isa::position_argument Where>
auto delete_(const A& a, const Where& positions) {
    auto&& source = detail_isa::in_memory(a);
    return detail_isa::without(detail_isa::const_view(ravel(source)), positions, 0);
}
template <expression A, detail_isa::position_argument Where>
auto delete_(const A& a, const Where& positions, index_t axis) {
    auto&& source = detail_isa::in_memory(a);
    return detail_isa::without(detail_isa::const_view(source), positions, axis);
}
template <expression A, std::size_t N, class... Axis>
auto delete_(const A& a, const index_t (&positions)[N], Axis... axis) {
    return delete_(a, std::span<const index_t>(positions), axis...);
}

/// With values before the positions given, which count in the array as it was. Values are broadcast, and
/// converted to the array's element type.
/// `insert(a, 1, 9)`, `insert(a, {1, 1, 3}, values, 0)`
template <expression A, detail_isa::position_argument Where, detail_isa::inserted_values Values>
auto insert(const A& a, const Where& positions, const Values& values) {
    auto&& source = detail_isa::in_memory(a);
    return detail_isa::with_inserted(detail_isa::const_view(ravel(source)), positions, values, 0);
}
template <expression A, detail_isa::position_argument Where, detail_isa::inserted_values Values>
auto insert(const A& a, const Where& positions, const Values& values, index_t axis) {
    auto&& source = detail_isa::in_memory(a);
    return detail_isa::with_inserted(detail_isa::const_view(source), positions, values, axis);
}
template <expression A, std::size_t N, detail_isa::inserted_values Values, class... Axis>
auto insert(const A& a, const index_t (&positions)[N], const Values& values, Axis... axis) {
    return insert(a, std::span<const index_t>(positions), values, axis...);
}

/// Values behind the array: all elements in C order, or along an axis, where they must fit. `append(a, b, 0)`
template <expression A, expression Values>
auto append(const A& a, const Values& values) {
    return concatenate(a, values, none);
}
template <expression A, expression Values>
auto append(const A& a, const Values& values, index_t axis) {
    return concatenate(a, values, axis);
}
template <expression A, scalar_number Value>
auto append(const A& a, Value value) {
    using T = promote_t<value_t<A>, decltype(detail::default_of_kind<canonical_t<Value>>())>;
    return concatenate(a, scalar(detail::number_as<T>(value)), none);
}

/// Without the zeros in front ("f" in `trim`) and behind ("b"): of several axes the smallest box that holds
/// everything else. A view. `trim_zeros(ndarray{0, 1, 2, 0})`
template <expression A>
auto trim_zeros(A&& a, std::string_view trim = "fb") {
    if constexpr (!detail::strided_memory<A>) {
        return trim_zeros(copy(a), trim);
    } else {
        if (trim.find_first_not_of("fbFB") != std::string_view::npos) {
            detail::throw_value("trim_zeros: trim is made of f and b, it is " + std::string(trim));
        }
        using T = value_t<A>;
        detail::layout box = a.layout();
        const index_t rank = box.rank();
        shape_t first = box.shape, end(rank, 0), index(rank, 0);
        const T* const data = std::as_const(a).data();
        bool found = false;
        for (index_t left = detail::element_count(box.shape); left > 0; --left) {
            index_t offset = 0;
            for (index_t axis = 0; axis < rank; ++axis) offset += index[axis] * box.strides[axis];
            if (data[offset] != T(0)) {
                found = true;
                for (index_t axis = 0; axis < rank; ++axis) {
                    if (index[axis] < first[axis]) first[axis] = index[axis];
                    if (index[axis] >= end[axis]) end[axis] = index[axis] + 1;
                }
            }
            for (index_t axis = rank; axis-- > 0 && ++index[axis] == box.shape[axis];) index[axis] = 0;
        }
        const bool front = trim.find_first_of("fF") != std::string_view::npos;
        const bool back = trim.find_first_of("bB") != std::string_view::npos;
        for (index_t axis = 0; axis < rank; ++axis) {
            if (!front) first[axis] = 0;
            if (!back) end[axis] = box.shape[axis];
            if (!found && (front || back)) first[axis] = end[axis] = 0;
            box.offset += first[axis] * box.strides[axis];
            box.shape[axis] = end[axis] - first[axis];
        }
        return std::forward<A>(a).template rearrange<rank_of<A>>(box);
    }
}

}  // namespace STRAND_ISA
}  // namespace strand

#endif
