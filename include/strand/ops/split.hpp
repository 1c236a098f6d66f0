// SPDX-License-Identifier: BSD-3-Clause
// Splitting an array along an axis: split, array_split, hsplit, vsplit, dsplit, unstack.
// In: an array, and the number of parts or the positions between them. Out: a std::vector of views of the
// same elements; of an rvalue array or a lazy expression, a std::vector of arrays.
#ifndef STRAND_OPS_SPLIT_HPP
#define STRAND_OPS_SPLIT_HPP

#include <strand/ops/manipulate.hpp>

namespace strand {
inline namespace STRAND_ISA {

namespace detail_isa {

/// First position and number of positions of a part.
struct section {
    index_t first, count;
};
using sections = std::vector<section>;

/// Parts that differ by at most one position, the longer ones first.
inline sections nearly_equal_sections(index_t extent, index_t parts) {
    if (parts <= 0) strand::detail::throw_value("array_split: the number of parts must be positive, it is " + std::to_string(parts));
    sections result;
    index_t first = 0;
    for (index_t k = 0; k < parts; ++k) {
        const index_t count = extent / parts + (k < extent % parts ? 1 : 0);
        result.push_back({first, count});
        first += count;
    }
    return result;
}
inline sections equal_sections(index_t extent, index_t parts) {
    if (parts <= 0 || extent % parts != 0) {
        strand::detail::throw_value("split: an extent of " + std::to_string(extent) + " cannot be divided into " +
                                    std::to_string(parts) + " equal parts");
    }
    return nearly_equal_sections(extent, parts);
}
/// From one position to the next, as slices: they clamp, and negative ones count from the end.
inline sections sections_between(index_t extent, dims_view positions) {
    sections result;
    index_t start = 0;
    for (std::size_t k = 0; k <= positions.size(); ++k) {
        const auto part = (k < positions.size() ? range(start, positions[k]) : range(start, none)).resolve(extent);
        result.push_back({part.first, part.count});
        if (k < positions.size()) start = positions[k];
    }
    return result;
}

/// The parts of an array; `arrange` makes the layout of one from the whole layout and a section.
template <index_t Rank, class A, class Arrange>
auto parts_of(A&& a, const sections& places, Arrange arrange) {
    if constexpr (!strand::detail::strided_memory<A>) {
        return parts_of<Rank>(copy(a), places, arrange);
    } else {
        const layout whole = a.layout();
        constexpr bool owning = strand::detail::owner<A> && !std::is_lvalue_reference_v<A>;
        const auto view = [&] {
            if constexpr (strand::detail::owner<A>) return std::as_const(a).view();
            else return a;
        }();
        if constexpr (owning) {
            std::vector<ndarray<value_t<A>, Rank>> parts;
            for (const section& it : places) parts.emplace_back(view.template rearrange<Rank>(arrange(whole, it)));
            return parts;
        } else {
            std::vector<decltype(a.template rearrange<Rank>(whole))> parts;
            for (const section& it : places) parts.push_back(a.template rearrange<Rank>(arrange(whole, it)));
            return parts;
        }
    }
}

template <class A, class MakeSections>
auto split_along(A&& a, index_t axis, MakeSections make_sections) {
    const shape_t shape(a.shape());
    axis = strand::detail::normalised_axis(axis, shape.size());
    return parts_of<rank_of<A>>(std::forward<A>(a), make_sections(shape[axis]), [axis](layout part, const section& it) {
        if (it.count > 0) part.offset += it.first * part.strides[axis];
        part.shape[axis] = it.count;
        return part;
    });
}

/// The axis of hsplit, vsplit and dsplit.
inline index_t split_axis(const char* name, index_t rank, index_t axis) {
    const index_t least = axis == 1 ? 1 : axis == 0 ? 2 : 3;
    if (rank < least) {
        strand::detail::throw_shape(std::string(name) + " needs at least " + std::to_string(least) +
                                    (least == 1 ? " axis" : " axes") + ", the array has " + std::to_string(rank));
    }
    return axis == 1 && rank == 1 ? 0 : axis;
}

}  // namespace detail_isa

/// Parts of equal extent, or the parts between positions, along an axis.
/// Throws value_error when the extent cannot be divided so. `split(a, 3)`, `split(a, {2, 5}, 1)`
template <expression A, std::integral Parts>
auto split(A&& a, Parts parts, index_t axis = 0) {
    return detail_isa::split_along(std::forward<A>(a), axis, [&](index_t extent) {
        return detail_isa::equal_sections(extent, static_cast<index_t>(parts));
    });
}
template <expression A, std::size_t N>
auto split(A&& a, const index_t (&positions)[N], index_t axis = 0) {
    return detail_isa::split_along(std::forward<A>(a), axis,
                                   [&](index_t extent) { return detail_isa::sections_between(extent, positions); });
}
template <expression A, detail::integer_list Positions>
auto split(A&& a, const Positions& positions, index_t axis = 0) {
    return detail_isa::split_along(std::forward<A>(a), axis, [&](index_t extent) {
        return detail_isa::sections_between(extent, shape_t(positions));
    });
}
/// The same; a number of parts need not divide the extent: the first parts are longer by one.
/// `array_split(arange(7), 3)` has 3, 2 and 2 elements
template <expression A, std::integral Parts>
auto array_split(A&& a, Parts parts, index_t axis = 0) {
    return detail_isa::split_along(std::forward<A>(a), axis, [&](index_t extent) {
        return detail_isa::nearly_equal_sections(extent, static_cast<index_t>(parts));
    });
}
template <expression A, std::size_t N>
auto array_split(A&& a, const index_t (&positions)[N], index_t axis = 0) {
    return split(std::forward<A>(a), positions, axis);
}
template <expression A, detail::integer_list Positions>
auto array_split(A&& a, const Positions& positions, index_t axis = 0) {
    return split(std::forward<A>(a), positions, axis);
}

/// split along axis 1 (of a vector: along its only axis), axis 0 of at least 2, and axis 2 of at least 3.
/// `hsplit(a, 2)`, `vsplit(a, {1})`
template <expression A, class Where>
auto hsplit(A&& a, const Where& places) {
    return split(std::forward<A>(a), places, detail_isa::split_axis("hsplit", shape_t(a.shape()).size(), 1));
}
template <expression A, std::size_t N>
auto hsplit(A&& a, const index_t (&positions)[N]) {
    return split(std::forward<A>(a), positions, detail_isa::split_axis("hsplit", shape_t(a.shape()).size(), 1));
}
template <expression A, class Where>
auto vsplit(A&& a, const Where& places) {
    return split(std::forward<A>(a), places, detail_isa::split_axis("vsplit", shape_t(a.shape()).size(), 0));
}
template <expression A, std::size_t N>
auto vsplit(A&& a, const index_t (&positions)[N]) {
    return split(std::forward<A>(a), positions, detail_isa::split_axis("vsplit", shape_t(a.shape()).size(), 0));
}
template <expression A, class Where>
auto dsplit(A&& a, const Where& places) {
    return split(std::forward<A>(a), places, detail_isa::split_axis("dsplit", shape_t(a.shape()).size(), 2));
}
template <expression A, std::size_t N>
auto dsplit(A&& a, const index_t (&positions)[N]) {
    return split(std::forward<A>(a), positions, detail_isa::split_axis("dsplit", shape_t(a.shape()).size(), 2));
}

/// The positions along an axis, each without that axis. `for (const auto& row : unstack(a))`
template <expression A>
    requires(rank_of<A> != 0)
auto unstack(A&& a, index_t axis = 0) {
    const shape_t shape(a.shape());
    axis = detail::normalised_axis(axis, shape.size());
    detail_isa::sections positions;
    for (index_t k = 0; k < shape[axis]; ++k) positions.push_back({k, 1});
    return detail_isa::parts_of<detail_isa::changed(rank_of<A>, -1)>(
        std::forward<A>(a), positions, [axis](detail::layout part, const detail_isa::section& it) {
            part.offset += it.first * part.strides[axis];
            part.erase_axis(axis);
            return part;
        });
}

}  // namespace STRAND_ISA
}  // namespace strand

#endif
