// SPDX-License-Identifier: BSD-3-Clause
// pad: an array with a border. In: an array or an expression, the widths, one of numpy.pad's eleven modes and its
// option. Out: a new array of the same element type.
//
// Axis after axis, each over what the axes before it have padded already, so that corners come out as NumPy's.
// Reflections and wrapping are periodic over the original elements.
#ifndef STRAND_OPS_PAD_HPP
#define STRAND_OPS_PAD_HPP

#include <string_view>
#include <strand/kernel/pad_line.hpp>
#include <strand/ops/repeat.hpp>

namespace strand {
inline namespace STRAND_ISA {

/// How much is added before and behind each axis: `2` everywhere, `{1, 2}` before and behind every axis,
/// `{{1, 2}, {0, 3}}` per axis, or a range of pairs.
class pad_widths {
public:
    template <std::integral Width>
    pad_widths(Width width) : values_{{static_cast<index_t>(width), static_cast<index_t>(width)}} {}
    pad_widths(std::initializer_list<index_t> both) : values_{pair_of(both)} {}
    pad_widths(std::initializer_list<std::initializer_list<index_t>> each) {
        for (const auto& both : each) values_.push_back(pair_of(both));
    }
    template <class Range>
        requires requires(const Range& range) {
            std::get<0>(*std::begin(range)) + std::get<1>(*std::begin(range));
            std::end(range);
        }
    pad_widths(const Range& range) {
        for (const auto& both : range) {
            values_.push_back({static_cast<index_t>(std::get<0>(both)), static_cast<index_t>(std::get<1>(both))});
        }
    }

    struct both_sides {
        index_t before, after;
    };
    /// One pair per axis; throws value_error for a negative width or another number of pairs.
    std::vector<both_sides> for_rank(index_t rank) const {
        if (values_.size() != 1 && static_cast<index_t>(values_.size()) != rank) {
            detail::throw_value("pad: " + std::to_string(values_.size()) + " pairs of widths for " + std::to_string(rank) + " axes");
        }
        for (const both_sides& it : values_) {
            if (it.before < 0 || it.after < 0) detail::throw_value("pad: widths must not be negative");
        }
        return values_.size() == 1 ? std::vector<both_sides>(static_cast<std::size_t>(rank), values_[0]) : values_;
    }

private:
    static both_sides pair_of(std::initializer_list<index_t> both) {
        if (both.size() != 1 && both.size() != 2) detail::throw_value("pad: a pair of widths has one or two numbers");
        return {*both.begin(), *(both.end() - 1)};
    }
    std::vector<both_sides> values_;
};

namespace detail_isa {

enum class pad_mode { constant, edge, linear_ramp, maximum, mean, median, minimum, reflect, symmetric, wrap, empty };

inline pad_mode pad_mode_of(std::string_view name) {
    constexpr std::string_view names[] = {"constant", "edge",    "linear_ramp", "maximum", "mean", "median",
                                          "minimum",  "reflect", "symmetric",   "wrap",    "empty"};
    for (std::size_t k = 0; k < std::size(names); ++k) {
        if (name == names[k]) return static_cast<pad_mode>(k);
    }
    strand::detail::throw_value("pad: there is no mode " + std::string(name));
}

/// The option of a mode: constant and end values, the length of statistics, or the kind of reflection.
template <class T>
struct pad_option {
    std::vector<std::pair<T, T>> values;
    std::vector<std::pair<index_t, index_t>> lengths;
    bool odd = false;

    template <class Number>
    void add(Number before, Number after) {
        values.emplace_back(strand::detail::number_as<T>(before), strand::detail::number_as<T>(after));
        if constexpr (std::integral<Number>) lengths.emplace_back(static_cast<index_t>(before), static_cast<index_t>(after));
    }
    std::pair<T, T> ends(index_t axis) const {
        return values.empty() ? std::pair<T, T>() : values[values.size() == 1 ? 0 : static_cast<std::size_t>(axis)];
    }
    std::pair<index_t, index_t> statistic_lengths(index_t axis, index_t extent) const {
        if (lengths.empty()) return {extent, extent};
        const auto given = lengths[lengths.size() == 1 ? 0 : static_cast<std::size_t>(axis)];
        if (given.first < 1 || given.second < 1) strand::detail::throw_value("pad: the length of a statistic must be positive");
        return {given.first < extent ? given.first : extent, given.second < extent ? given.second : extent};
    }
    void check(index_t rank) const {
        if (values.size() > 1 && static_cast<index_t>(values.size()) != rank) {
            strand::detail::throw_value("pad: " + std::to_string(values.size()) + " pairs of values for " + std::to_string(rank) + " axes");
        }
    }
};

/// The element of [0, extent) that position i of the padded axis copies.
inline index_t padded_from(pad_mode mode, index_t i, index_t extent) {
    if (mode == pad_mode::edge || (mode == pad_mode::reflect && extent == 1)) return i < 0 ? 0 : i >= extent ? extent - 1 : i;
    const index_t period = mode == pad_mode::wrap ? extent : mode == pad_mode::symmetric ? 2 * extent : 2 * (extent - 1);
    i %= period;
    if (i < 0) i += period;
    if (i < extent) return i;
    return mode == pad_mode::symmetric ? period - 1 - i : period - i;
}

/// Copies into positions [first, last) of an axis what their mode says, in runs of equal steps. Positions count
/// from the first original element, which stands at `before`.
STRAND_NOINLINE inline void fill_copied(const region& box, index_t axis, pad_mode mode, index_t before, index_t extent,
                                        index_t first, index_t last) {
    // A few columns of few rows: one by one, each is one loop.
    const index_t rows = box.shape[axis] > 0 ? strand::detail::element_count(box.shape) / box.shape[axis] : 0;
    const bool narrow = axis == box.rank() - 1 && last - first <= 4 && rows <= 512;
    while (first < last) {
        const index_t from = padded_from(mode, first, extent);
        index_t count = 1, step = 0;
        if (first + 1 < last && !narrow) {
            step = padded_from(mode, first + 1, extent) - from;
            if (step < -1 || step > 1) step = 0;
            else while (first + count < last && padded_from(mode, first + count, extent) == from + count * step) ++count;
        }
        eval_detail::copy_region(box.cut(axis, before + first, count), box.cut(axis, before + from, count, step));
        first += count;
    }
}

/// Calls f(address of the first element) for every line along an axis.
template <class Function>
void for_each_line(const region& box, index_t axis, Function f) {
    const region start = box.cut(axis, 0, 1);
    for (const index_t extent : start.shape) {
        if (extent == 0) return;
    }
    shape_t index(start.rank(), 0);
    index_t offset = 0;
    while (true) {
        f(start.data + offset * start.itemsize);
        index_t k = start.rank() - 1;
        for (; k >= 0; --k) {
            offset += start.strides[k];
            if (++index[k] < start.shape[k]) break;
            offset -= index[k] * start.strides[k];
            index[k] = 0;
        }
        if (k < 0) return;
    }
}

template <class T>
void fill_value(region box, T value) {
    if (strand::detail::element_count(box.shape) == 0) return;
    region one = box;
    one.data = reinterpret_cast<char*>(&value);
    for (index_t& stride : one.strides) stride = 0;
    eval_detail::copy_region(box, one);
}

template <class T>
void pad_axis(const region& box, index_t axis, pad_widths::both_sides width, index_t extent, pad_mode mode,
              const pad_option<T>& option) {
    const auto lines = [&](auto pad) {
        for_each_line(box, axis, [&](char* line) {
            pad(kernel::padded_line<T>{reinterpret_cast<T*>(line), box.strides[axis], width.before, extent, width.after});
        });
    };
    const auto statistic = [&](kernel::line_statistic what) {
        const auto [first, last] = option.statistic_lengths(axis, extent);
        lines([&, first = first, last = last](const auto& line) { kernel::pad_with_statistic(line, what, first, last); });
    };
    const auto [low, high] = option.ends(axis);
    switch (mode) {
        case pad_mode::empty: return;
        case pad_mode::constant:
            fill_value(box.cut(axis, 0, width.before), low);
            fill_value(box.cut(axis, width.before + extent, width.after), high);
            return;
        case pad_mode::linear_ramp:
            return lines([low = low, high = high](const auto& line) { kernel::pad_with_ramps(line, low, high); });
        case pad_mode::maximum: return statistic(kernel::line_statistic::maximum);
        case pad_mode::minimum: return statistic(kernel::line_statistic::minimum);
        case pad_mode::mean: return statistic(kernel::line_statistic::mean);
        case pad_mode::median: return statistic(kernel::line_statistic::median);
        default: break;
    }
    if (option.odd && (mode == pad_mode::symmetric || (mode == pad_mode::reflect && extent > 1))) {
        return lines([&](const auto& line) { kernel::pad_with_odd_reflection(line, mode == pad_mode::symmetric); });
    }
    fill_copied(box, axis, mode, width.before, extent, -width.before, 0);
    fill_copied(box, axis, mode, width.before, extent, extent, extent + width.after);
}

template <expression A>
auto padded(const A& a, const pad_widths& given, std::string_view mode_name, const pad_option<value_t<A>>& option) {
    using T = value_t<A>;
    const pad_mode mode = pad_mode_of(mode_name);
    auto&& source = in_memory(a);
    const extents<rank_of<A>> inner(source.shape());
    const index_t rank = static_cast<index_t>(inner.size());
    const auto widths = given.for_rank(rank);
    option.check(rank);
    if (option.odd && std::same_as<T, bool>) strand::detail::throw_value("pad: bools have no odd reflection");
    extents<rank_of<A>> shape = inner;
    for (index_t axis = 0; axis < rank; ++axis) {
        const auto [before, after] = widths[static_cast<std::size_t>(axis)];
        if (inner[axis] == 0 && before + after > 0 && mode != pad_mode::constant && mode != pad_mode::empty) {
            strand::detail::throw_value("pad: axis " + std::to_string(axis) + " has no elements to make " + std::string(mode_name) + " from");
        }
        if (__builtin_add_overflow(shape[axis], before, &shape[axis]) || __builtin_add_overflow(shape[axis], after, &shape[axis])) {
            strand::detail::throw_shape("pad: the padded array would have more elements than an index can count");
        }
    }
    ndarray<T, rank_of<A>> result(shape);
    // The middle first; then per axis a box that is whole along that axis and those before it.
    const auto box_from = [&](index_t first) {
        region box = region_of(result);
        for (index_t axis = first; axis < rank; ++axis) box = box.cut(axis, widths[static_cast<std::size_t>(axis)].before, inner[axis]);
        return box;
    };
    eval_detail::copy_region(box_from(0), region_of(source));
    for (index_t axis = 0; axis < rank; ++axis) {
        const auto width = widths[static_cast<std::size_t>(axis)];
        if (width.before + width.after > 0) pad_axis(box_from(axis + 1), axis, width, inner[axis], mode, option);
    }
    return result;
}

}  // namespace detail_isa

/// The array with a border. The option behind the mode is what the mode takes: constant: the values, linear_ramp:
/// the values at the ends, maximum mean median minimum: from how many elements, reflect symmetric: "odd" or "even";
/// a number, `{before, behind}`, or a pair per axis.
/// Throws value_error for a mode that does not exist, negative widths, or an axis with nothing to make a border from.
/// `pad(a, 1)`, `pad(a, {1, 2}, "constant", -1)`, `pad(a, {{0, 0}, {2, 2}}, "reflect")`
template <expression A>
auto pad(const A& a, const pad_widths& widths, std::string_view mode = "constant") {
    return detail_isa::padded(a, widths, mode, {});
}
template <expression A, scalar_number Value>
auto pad(const A& a, const pad_widths& widths, std::string_view mode, Value value) {
    detail_isa::pad_option<value_t<A>> option;
    option.add(value, value);
    return detail_isa::padded(a, widths, mode, option);
}
template <expression A, scalar_number Value>
auto pad(const A& a, const pad_widths& widths, std::string_view mode, const Value (&values)[2]) {
    detail_isa::pad_option<value_t<A>> option;
    option.add(values[0], values[1]);
    return detail_isa::padded(a, widths, mode, option);
}
template <expression A, scalar_number Value, std::size_t N>
auto pad(const A& a, const pad_widths& widths, std::string_view mode, const Value (&values)[N][2]) {
    detail_isa::pad_option<value_t<A>> option;
    for (const auto& both : values) option.add(both[0], both[1]);
    return detail_isa::padded(a, widths, mode, option);
}
template <expression A>
auto pad(const A& a, const pad_widths& widths, std::string_view mode, std::string_view reflect_type) {
    detail_isa::pad_option<value_t<A>> option;
    option.odd = reflect_type == "odd";
    if (!option.odd && reflect_type != "even") {
        detail::throw_value("pad: the kind of reflection is even or odd, not " + std::string(reflect_type));
    }
    return detail_isa::padded(a, widths, mode, option);
}

}  // namespace STRAND_ISA
}  // namespace strand

#endif
