// SPDX-License-Identifier: BSD-3-Clause
// Joining arrays: concatenate (concat), stack, vstack, hstack, dstack, column_stack, append.
// In: several arrays as arguments, in braces, in a tuple or in any range of them; one array stands for the
// parts along its first axis. Out: one new array; every part is computed straight into its slice of it.
// Element types are promoted. In braces all parts have one element type, because C++ deduces no other.
// Throws value_error without parts, shape_error naming the shapes that do not fit, axis_error.
#ifndef STRAND_OPS_JOIN_HPP
#define STRAND_OPS_JOIN_HPP

#include <tuple>
#include <vector>
#include <strand/eval/copy.hpp>
#include <strand/kernel/interleave.hpp>
#include <strand/ops/evaluate.hpp>

namespace strand {
inline namespace STRAND_ISA {

namespace detail_isa {

using strand::detail::dims_view;
using strand::detail::memory_view;
using strand::detail::region;

/// One part of a join without its type: memory to be copied, or something to be computed.
struct join_part {
    shape_t shape;
    memory_view memory;
    const void* expression = nullptr;
    void (*compute)(const memory_view& slot, const void* expression) = nullptr;  // null: copy the memory
};

template <class T, expression E>
join_part make_join_part(const E& e) {
    join_part part;
    part.shape = shape_t(e.shape());
    if constexpr (strand::detail::strided_memory<E> && std::same_as<value_t<E>, T>) {
        part.memory = e.describe();
    } else {
        part.expression = &e;
        part.compute = [](const memory_view& slot, const void* expression) {
            eval_detail::assign<T>(slot, *static_cast<const E*>(expression));
        };
    }
    return part;
}

/// How parts are joined: which axes of extent 1 each gets first, and along which axis.
/// `blocks` go along the last axis, of as many as the rule says.
enum class joining { along_axis, along_new_axis, flat, rows, columns, depths, as_columns, blocks };

struct join_rule {
    const char* name;
    joining how;
    index_t axis;
};

/// The axes of the joined array that a part of this rank does not have.
inline shape_t missing_axes(const join_rule& rule, index_t rank) {
    switch (rule.how) {
        case joining::along_new_axis: return {rule.axis};
        case joining::rows: return rank == 0 ? shape_t{0, 1} : rank == 1 ? shape_t{0} : shape_t{};
        case joining::columns: return rank == 0 ? shape_t{0} : shape_t{};
        case joining::depths: return rank == 0 ? shape_t{0, 1, 2} : rank == 1 ? shape_t{0, 2} : rank == 2 ? shape_t{2} : shape_t{};
        case joining::blocks: {
            shape_t axes;
            for (index_t axis = 0; axis < rule.axis + 1 - rank; ++axis) axes.push_back(axis);
            return axes;
        }
        case joining::as_columns: return rank == 0 ? shape_t{0, 1} : rank == 1 ? shape_t{1} : shape_t{};
        default: return {};
    }
}

/// The shape that a part has in the joined array.
inline shape_t joined_part_shape(const join_rule& rule, const shape_t& part) {
    if (rule.how == joining::flat) return {strand::detail::element_count(part)};
    const shape_t axes = missing_axes(rule, part.size());
    shape_t shape = part;
    for (const index_t axis : axes) shape.insert(axis, 1);
    return shape;
}

/// Completes the rule's axis; gives the shape of the result, or throws.
STRAND_NOINLINE inline shape_t joined_shape(join_rule& rule, std::span<const join_part> parts) {
    if (parts.empty()) strand::detail::throw_value(std::string(rule.name) + " needs at least one array");
    const shape_t& first = parts[0].shape;
    if (rule.how == joining::along_axis) {
        if (first.empty()) strand::detail::throw_shape(std::string(rule.name) + ": arrays without axes cannot be joined");
        rule.axis = strand::detail::normalised_axis(rule.axis, first.size());
    } else if (rule.how == joining::along_new_axis) {
        rule.axis = strand::detail::normalised_axis(rule.axis, first.size() + 1);
    } else if (rule.how != joining::blocks) {
        rule.axis = rule.how == joining::rows || rule.how == joining::flat ? 0 : rule.how == joining::depths ? 2 : 1;
        if (rule.how == joining::columns && first.size() <= 1) rule.axis = 0;
    }
    shape_t result = joined_part_shape(rule, first);
    index_t extent = 0;
    for (std::size_t k = 0; k < parts.size(); ++k) {
        const shape_t& part = parts[k].shape;
        const bool equal_shapes = rule.how != joining::along_new_axis || part == first;
        const shape_t placed = joined_part_shape(rule, part);
        bool fits = equal_shapes && placed.size() == result.size();
        for (index_t axis = 0; fits && axis < placed.size(); ++axis) fits = axis == rule.axis || placed[axis] == result[axis];
        if (!fits) {
            strand::detail::throw_shape(std::string(rule.name) + ": parts 0 and " + std::to_string(k) + " of shapes " +
                                        to_string(first) + " and " + to_string(part) +
                                        (rule.how == joining::along_new_axis
                                             ? std::string(" differ")
                                             : " do not fit together along axis " + std::to_string(rule.axis)));
        }
        extent += placed[rule.axis];
    }
    result[rule.axis] = extent;
    return result;
}

/// Dense parts of one element per position of the axes before the last, as of stack({x, y}, -1): interleaved.
template <index_t Size>
bool interleaved(const region& result, const join_rule& rule, std::span<const join_part> parts) {
    if (rule.axis != result.rank() - 1 || parts.size() < 2 || result.shape[rule.axis] != static_cast<index_t>(parts.size())) return false;
    const index_t count = strand::detail::element_count(result.shape) / result.shape[rule.axis];
    std::vector<const char*> rows;
    for (const join_part& part : parts) {
        if (part.compute || !part.memory.dense || strand::detail::element_count(part.shape) != count) return false;
        rows.push_back(static_cast<const char*>(part.memory.data));
    }
    kernel::interleave<Size>(result.data, rows.data(), static_cast<index_t>(rows.size()), count, Size);
    return true;
}

/// Writes every part into its slice of the result, whose elements have so many bytes.
template <index_t Size>
STRAND_NOINLINE void fill_joined(const region& result, const join_rule& rule, std::span<const join_part> parts) {
    if (interleaved<Size>(result, rule, parts)) return;
    index_t start = 0;
    for (const join_part& part : parts) {
        const shape_t placed = joined_part_shape(rule, part.shape);
        region slot = result.cut(rule.axis, start, placed[rule.axis]);
        start += placed[rule.axis];
        if (rule.how == joining::flat) slot = region(slot.data, part.shape, slot.itemsize);
        const shape_t axes = missing_axes(rule, part.shape.size());
        for (index_t k = axes.size(); k-- > 0;) {
            slot.shape.erase(axes[k]);
            slot.strides.erase(axes[k]);
        }
        if (part.compute) part.compute(slot.describe(), part.expression);
        else eval_detail::copy_memory(slot.describe(), part.memory, kernel::copier<Size>);
    }
}

template <class T, index_t Rank>
ndarray<T, Rank> joined(join_rule rule, std::span<const join_part> parts) {
    const shape_t shape = joined_shape(rule, parts);
    ndarray<T, Rank> result{extents<Rank>(shape)};
    fill_joined<simd::bytes_of<T>>(region(result.describe()), rule, parts);
    return result;
}

template <class T>
concept axis_or_none = std::integral<T> || std::same_as<T, none_t>;

// What the functions below do with a rank and with what follows the arrays.
struct concatenate_rule {
    template <class... Axis>
    static constexpr bool accepts = sizeof...(Axis) <= 1 && (axis_or_none<Axis> && ...);
    template <class... Axis>
    static constexpr index_t rank(index_t parts) {
        return (std::same_as<Axis, none_t> || ...) ? 1 : parts;
    }
    static join_rule rule(index_t axis = 0) { return {"concatenate", joining::along_axis, axis}; }
    static join_rule rule(none_t) { return {"concatenate", joining::flat, 0}; }
};
struct stack_rule {
    template <class... Axis>
    static constexpr bool accepts = sizeof...(Axis) <= 1 && (std::integral<Axis> && ...);
    template <class... Axis>
    static constexpr index_t rank(index_t parts) {
        return parts == dynamic_rank ? parts : parts + 1;
    }
    static join_rule rule(index_t axis = 0) { return {"stack", joining::along_new_axis, axis}; }
};
template <joining How, index_t Least>
struct shaping_rule {
    template <class... Axis>
    static constexpr bool accepts = sizeof...(Axis) == 0;
    template <class... Axis>
    static constexpr index_t rank(index_t parts) {
        return parts == dynamic_rank || parts >= Least ? parts : Least;
    }
    static join_rule rule() {
        return {How == joining::rows      ? "vstack"
                : How == joining::columns ? "hstack"
                : How == joining::depths  ? "dstack"
                                          : "column_stack",
                How, 0};
    }
};

/// An expression of element type T in braces beside others of other kinds: `concatenate({a, b + 1}, 0)`.
template <class T>
struct braced_part {
    join_part part;
    template <expression E>
        requires std::same_as<value_t<E>, T>
    braced_part(const E& e) : part(make_join_part<T>(e)) {}
};

/// A call with braces in which no single C++ type can be deduced; the rank is known at run time only.
template <class Rule, class T>
struct braced_join {
    template <class... Axis>
        requires(Rule::template accepts<Axis...>)
    auto operator()(std::initializer_list<braced_part<T>> list, Axis... axis) const {
        std::vector<join_part> parts;
        for (const auto& it : list) parts.push_back(it.part);
        return joined<T, Rule::template rank<Axis...>(dynamic_rank)>(Rule::rule(axis...), parts);
    }
};

template <class Range>
concept expression_range = !expression<Range> && requires(const Range& range) {
    requires expression<decltype(*std::begin(range))>;
    std::end(range);
};

/// The parts of an array along its first axis.
inline std::vector<join_part> parts_along_first_axis(const join_rule& rule, const region& whole) {
    if (whole.rank() == 0) strand::detail::throw_shape(std::string(rule.name) + " needs several arrays, or one with an axis");
    std::vector<join_part> parts;
    region slice = whole;
    slice.shape.erase(0);
    for (index_t k = 0; k < whole.shape[0]; ++k) {
        join_part& part = parts.emplace_back();
        part.shape = slice.shape;
        part.memory = slice.describe();
        part.memory.data = whole.data + k * whole.strides[0] * whole.itemsize;
        part.memory.strides = whole.strides.data() + 1;
        part.memory.extents = whole.shape.data() + 1;
        part.memory.dense = strand::detail::is_row_major_dense(part.memory.shape(), part.memory.strides);
    }
    return parts;
}

/// Arrays, the last of which may be followed by an axis.
template <class Rule, class... Rest>
consteval bool join_arguments() {
    constexpr bool is_array[] = {true, expression<Rest>...};
    for (std::size_t k = 1; k < sizeof...(Rest); ++k) {
        if (!is_array[k]) return false;
    }
    return ((expression<Rest> || Rule::template accepts<Rest>) && ...);
}
template <class... Argument>
consteval index_t rank_of_join() {
    index_t rank = 0;
    const auto add = [&]<class X>(std::type_identity<X>) {
        if constexpr (expression<X>) rank = strand::detail::common_rank(rank, rank_of<X>);
    };
    (add(std::type_identity<Argument>{}), ...);
    return rank;
}

template <class Rule, class... T>
struct join_function : braced_join<Rule, T>... {
    using braced_join<Rule, T>::operator()...;

    /// Several arrays or expressions, then the axis if the function takes one.
    template <expression First, class... Rest>
        requires(join_arguments<Rule, Rest...>())
    auto operator()(const First& first, const Rest&... rest) const {
        using Value = strand::detail::promoted_arrays_t<First, Rest...>;
        constexpr std::size_t count = 1 + (std::size_t{expression<Rest>} + ... + 0);
        constexpr bool flat = (std::same_as<Rest, none_t> || ...);
        constexpr index_t rank = rank_of_join<First, Rest...>(), part_rank = count == 1 && rank > 0 ? rank - 1 : rank;
        join_rule rule = Rule::rule();
        join_part parts[count] = {make_join_part<Value>(first)};
        join_part* next = parts + 1;
        [[maybe_unused]] const auto take = [&](const auto& argument) {
            if constexpr (expression<decltype(argument)>) *next++ = make_join_part<Value>(argument);
            else rule = Rule::rule(argument);
        };
        (take(rest), ...);
        constexpr index_t result_rank = flat ? 1 : Rule::template rank<>(part_rank);
        if constexpr (count == 1) {
            const auto& whole = eval(first);
            const region memory(whole.describe());
            return joined<Value, result_rank>(rule, parts_along_first_axis(rule, memory));
        } else {
            return joined<Value, result_rank>(rule, parts);
        }
    }
    /// Any range of arrays or expressions.
    template <expression_range Range, class... Axis>
        requires(Rule::template accepts<Axis...>)
    auto operator()(const Range& range, Axis... axis) const {
        return of_range<Axis...>(range, Rule::rule(axis...));
    }
    template <expression E, class... Axis>
        requires(!strand::detail::owner<E>) && (Rule::template accepts<Axis...>)
    auto operator()(std::initializer_list<E> list, Axis... axis) const {
        return of_range<Axis...>(list, Rule::rule(axis...));
    }
    template <class E, index_t Rank, class... Axis>
        requires(Rule::template accepts<Axis...>)
    auto operator()(std::initializer_list<strand::detail::braced_array<E, Rank>> list, Axis... axis) const {
        std::vector<join_part> parts;
        for (const auto& it : list) parts.push_back(make_join_part<E>(it.array()));
        return joined<E, Rule::template rank<Axis...>(Rank)>(Rule::rule(axis...), parts);
    }
    template <expression... E, class... Axis>
        requires(Rule::template accepts<Axis...>)
    auto operator()(const std::tuple<E...>& parts, Axis... axis) const {
        return std::apply([&](const auto&... part) { return (*this)(part..., axis...); }, parts);
    }

private:
    template <class... Axis, class Range>
    static auto of_range(const Range& range, const join_rule& rule) {
        using E = std::remove_cvref_t<decltype(*std::begin(range))>;
        std::vector<join_part> parts;
        for (const auto& e : range) parts.push_back(make_join_part<value_t<E>>(e));
        return joined<value_t<E>, Rule::template rank<Axis...>(rank_of<E>)>(rule, parts);
    }
};

template <class Rule>
using join_of_elements =
    join_function<Rule, bool, std::int8_t, std::int16_t, std::int32_t, std::int64_t, std::uint8_t, std::uint16_t,
                  std::uint32_t, std::uint64_t, float16, bfloat16, float, double, std::complex<float>, std::complex<double>>;

}  // namespace detail_isa

/// Joins arrays along an axis that they have: they agree in all other extents. With `none` for the axis
/// their elements in C order, one after the other.
/// `concatenate({a, b}, 0)`, `concatenate(a, b + 1, -1)`, `concatenate(vector_of_arrays)`
inline constexpr detail_isa::join_of_elements<detail_isa::concatenate_rule> concatenate{};
/// The Array API's name of concatenate.
inline constexpr const auto& concat = concatenate;
/// Joins arrays of one shape along a new axis at this position of the result. `stack({x, y}, -1)`
inline constexpr detail_isa::join_of_elements<detail_isa::stack_rule> stack{};
/// One below the other: vectors are rows, everything is joined along axis 0. `vstack({a, b})`
inline constexpr detail_isa::join_of_elements<detail_isa::shaping_rule<detail_isa::joining::rows, 2>> vstack{};
inline constexpr const auto& row_stack = vstack;
/// One beside the other: along axis 1, vectors along their only axis. `hstack({a, b})`
inline constexpr detail_isa::join_of_elements<detail_isa::shaping_rule<detail_isa::joining::columns, 1>> hstack{};
/// Along the third axis; matrices (M, N) become (M, N, 1), vectors (1, N, 1). `dstack({red, green, blue})`
inline constexpr detail_isa::join_of_elements<detail_isa::shaping_rule<detail_isa::joining::depths, 3>> dstack{};
/// Vectors as the columns of a matrix; matrices stand beside each other as they are. `column_stack({x, y})`
inline constexpr detail_isa::join_of_elements<detail_isa::shaping_rule<detail_isa::joining::as_columns, 2>> column_stack{};

}  // namespace STRAND_ISA
}  // namespace strand

#endif
