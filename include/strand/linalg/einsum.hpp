// SPDX-License-Identifier: BSD-3-Clause
// einsum: sums of products over labelled axes, with the subscripts given at run time, or as a template
// argument and then checked while compiling; and einsum_path, which tells the order of contraction.
// Of one operand whose axes are only rearranged: a view. Everything else is computed at once.
#ifndef STRAND_LINALG_EINSUM_HPP
#define STRAND_LINALG_EINSUM_HPP

#include <array>
#include <strand/array/ndarray.hpp>
#include <strand/kernel/scan_rows.hpp>
#include <strand/linalg/contract.hpp>
#include <strand/linalg/matmul.hpp>
#include <strand/linalg/plain_product.hpp>

namespace strand {
inline namespace STRAND_ISA {

namespace detail_isa {

using strand::detail::dims_view;
using strand::detail::fixed_string;
using strand::detail::label;
using strand::detail::memory_view;
using strand::detail::operand_argument;
using strand::detail::subscript_fault;
using strand::detail::subscripts;

/// What subscripts say about operands of given ranks.
struct labelled_axes {
    subscripts text;
    strand::detail::small_vector<label, 48> labels;  // of all operands' axes, then of the output's
    strand::detail::plain_product plain;
};

[[noreturn]] STRAND_COLD inline void throw_fault_of(const subscripts& text, std::span<const memory_view> views) {
    std::vector<dims_view> shapes;
    for (const memory_view& view : views) shapes.push_back(view.shape());
    strand::detail::throw_fault(text, shapes);
}

STRAND_NOINLINE inline labelled_axes read_subscripts(std::string_view text, std::span<const memory_view> views) {
    strand::detail::small_vector<index_t, 8> ranks;
    index_t axes = 0;
    for (const memory_view& view : views) {
        ranks.push_back(view.rank);
        axes += view.rank;
    }
    const dims_view rank_list(ranks.data(), views.size());
    labelled_axes result;
    result.text = strand::detail::parse_subscripts(text, rank_list);
    if (!result.text.ok()) throw_fault_of(result.text, views);
    result.labels.resize_uninitialised(axes + result.text.output_rank());
    strand::detail::write_labels(result.text, rank_list, result.labels.data());
    if (views.size() == 2) {
        result.plain = strand::detail::plain_product({result.labels.begin(), result.labels.end()}, views[0].rank, views[1].rank);
    }
    return result;
}

/// What a text says about operands of these ranks, which may be dynamic_rank.
template <fixed_string Text, index_t... Ranks>
inline constexpr subscripts static_subscripts = [] {
    const index_t ranks[] = {Ranks...};
    return strand::detail::parse_subscripts(Text.view(), ranks);
}();
/// The labels, when all ranks are known.
template <fixed_string Text, index_t... Ranks>
inline constexpr auto static_labels = [] {
    constexpr subscripts text = static_subscripts<Text, Ranks...>;
    const index_t ranks[] = {Ranks...};
    std::array<label, static_cast<std::size_t>((Ranks + ... + text.output_rank()))> list{};
    strand::detail::write_labels(text, ranks, list.data());
    return list;
}();
template <fixed_string Text, index_t... Ranks>
inline constexpr strand::detail::plain_product static_product = [] {
    const index_t ranks[] = {Ranks..., 0};
    if constexpr (sizeof...(Ranks) != 2) return strand::detail::plain_product();
    else return strand::detail::plain_product(static_labels<Text, Ranks...>, ranks[0], ranks[1]);
}();

/// What a contraction into elements of type T computes in: halves in float, rounded once at the end.
template <class T>
using computing_t = kernel::folding_t<T>;

template <class T>
void multiply_plain(const strand::detail::plain_product& product, const memory_view& a, const memory_view& b, const memory_view& out) {
    const strand::detail::plain_stacks stacks(product, a, b, out);
    eval_detail::matmul_into<T>(stacks.out(), stacks.left(), stacks.right());
}

/// Computes a contraction of operands in memory, all of element type computing_t<T>, into a new array.
/// `plain` fits if the labels are those of a matrix product.
template <class T, index_t Rank, class... X>
ndarray<T, Rank> contracted(const subscripts& text, std::span<const label> labels, const strand::detail::plain_product& plain,
                            const X&... x) {
    using W = computing_t<T>;
    if constexpr (!std::same_as<W, T>) {
        return ndarray<T, Rank>(strand::detail::make_map(fn::cast<T>{}, contracted<W, Rank>(text, labels, plain, x...)));
    } else {
        const memory_view views[] = {x.describe()...};
        if constexpr (sizeof...(X) == 3) {
            const strand::detail::plain_triple triple(labels, views);
            index_t extents_found[strand::detail::plain_product::most_axes];
            if (triple.fits) {
                const memory_view &a = views[triple.first], &b = views[triple.second], &c = views[triple.third];
                const ndarray<T> product{shape_t(triple.extents, triple.extents + triple.inner.out_rank)};
                const memory_view between = product.describe();
                if (triple.outer.result_extents(between, c, extents_found)) {
                    multiply_plain<T>(triple.inner, a, b, between);
                    ndarray<T, Rank> result{extents<Rank>(shape_t(extents_found, extents_found + triple.outer.out_rank))};
                    multiply_plain<T>(triple.outer, between, c, result.describe());
                    return result;
                }
            }
        }
        if constexpr (sizeof...(X) == 2) {
            if constexpr (Rank == 0 || Rank == dynamic_rank) {
                if (plain.is_dot(views[0], views[1])) {
                    constexpr index_t one = 1;
                    const index_t count = strand::detail::element_count(views[0].shape());
                    ndarray<T, Rank> result{extents<Rank>()};
                    eval_detail::multiply_pair<T>(result.describe(), {views[0].data, &count, &one, 1, views[0].itemsize, true, false},
                                                  {views[1].data, &count, &one, 1, views[1].itemsize, true, false});
                    return result;
                }
            }
            index_t extents_found[strand::detail::plain_product::most_axes];
            if (plain.fits && plain.result_extents(views[0], views[1], extents_found)) {
                ndarray<T, Rank> result{extents<Rank>(shape_t(extents_found, extents_found + plain.out_rank))};
                multiply_plain<T>(plain, views[0], views[1], result.describe());
                return result;
            }
        }
        strand::detail::labelled_operand operands[sizeof...(X)];
        const auto what = strand::detail::bind_labels(text, labels, views, operands);
        ndarray<T, Rank> result{extents<Rank>(what.output_shape())};
        eval_detail::run_contraction(what, eval_detail::operations_of<T>, operands, result.data());
        return result;
    }
}
template <class T, class... X>
ndarray<T> contracted_by_text(std::string_view text, const X&... x) {
    const memory_view views[] = {x.describe()...};
    const labelled_axes axes = read_subscripts(text, views);
    return contracted<T, dynamic_rank>(axes.text, {axes.labels.begin(), axes.labels.end()}, axes.plain, x...);
}

/// The element type that einsum computes in: the given one, or that of all operands promoted.
template <class Given, class... X>
consteval auto contraction_type() {
    using arrays = strand::detail::promoted_arrays_t<X...>;
    if constexpr (!std::same_as<Given, default_dtype>) return canonical_t<Given>{};
    else if constexpr (!std::same_as<arrays, void>) return arrays{};
    else return promote_t<decltype(strand::detail::operand_type<void, X>())...>{};
}
template <class Given, class... X>
using contraction_t = decltype(contraction_type<Given, X...>());

/// An operand of a contraction into elements of type T, in memory.
template <class T, class X>
decltype(auto) contraction_operand(const X& x) {
    using W = computing_t<T>;
    if constexpr (expression<X>) return in_memory<W>(x);
    else return literal<W>(strand::detail::number_as<W>(x));
}

/// One operand in memory: rearranged where nothing is summed, else a view of the sums, which it keeps alive.
template <class A>
auto contracted_or_view(std::string_view text, A&& a) {
    const memory_view views[] = {a.describe()};
    const labelled_axes axes = read_subscripts(text, views);
    const std::span<const label> labels(axes.labels.begin(), axes.labels.end());
    strand::detail::layout to;
    using Result = decltype(std::forward<A>(a).template rearrange<dynamic_rank>(to));
    if (strand::detail::arrangement_of(axes.text, labels, a.layout(), to)) {
        return Result(std::forward<A>(a).template rearrange<dynamic_rank>(to));
    }
    auto sums = contracted<value_t<A>, dynamic_rank>(axes.text, labels, axes.plain, contraction_operand<value_t<A>>(a));
    if constexpr (strand::detail::owner<Result>) return sums;
    else return strand::detail::view_of_kept<Result>(std::move(sums));
}

/// Says at compile time what is wrong with subscripts.
template <subscript_fault Fault>
consteval bool subscripts_are_right() {
    static_assert(Fault != subscript_fault::bad_character,
                  "strand: einsum: subscripts are letters, blanks, ',', '...' and one '->'");
    static_assert(Fault != subscript_fault::lone_dot,
                  "strand: einsum: a '.' is not part of the one ellipsis '...' that an operand may have");
    static_assert(Fault != subscript_fault::half_arrow, "strand: einsum: '-' without '>' after it");
    static_assert(Fault != subscript_fault::operand_count,
                  "strand: einsum: the number of operands is not the number of terms in the subscripts");
    static_assert(Fault != subscript_fault::too_few_labels,
                  "strand: einsum: an operand has more axes than labels, and no '...' for the others");
    static_assert(Fault != subscript_fault::too_many_labels, "strand: einsum: an operand has fewer axes than labels");
    static_assert(Fault != subscript_fault::twice_in_output, "strand: einsum: a label is twice in the output");
    static_assert(Fault != subscript_fault::unknown_label, "strand: einsum: a label of the output is in no operand");
    static_assert(Fault != subscript_fault::ellipsis_missing,
                  "strand: einsum: '...' stands for axes of an operand, and the output has no '...' for them");
    static_assert(Fault != subscript_fault::too_many_axes, "strand: einsum: more than 64 different axes");
    return Fault == subscript_fault::none;
}

template <fixed_string Text, class... X>
inline constexpr const subscripts& subscripts_for = static_subscripts<Text, strand::detail::rank_of_operand<X>()...>;

/// Calls `compute(subscripts, labels, product)` with what is known while compiling, as far as ranks are.
template <fixed_string Text, class Compute, class... X>
auto with_labels(Compute compute, const X&... x) {
    if constexpr (((strand::detail::rank_of_operand<X>() != dynamic_rank) && ...)) {
        return compute(subscripts_for<Text, X...>,
                       std::span<const label>(static_labels<Text, strand::detail::rank_of_operand<X>()...>),
                       static_product<Text, strand::detail::rank_of_operand<X>()...>);
    } else {
        const memory_view views[] = {x.describe()...};
        const labelled_axes axes = read_subscripts(Text.view(), views);
        return compute(axes.text, std::span<const label>(axes.labels.begin(), axes.labels.end()), axes.plain);
    }
}
template <class T, fixed_string Text, class... X>
auto contracted_by_labels(const X&... x) {
    return with_labels<Text>(
        [&](const subscripts& text, std::span<const label> labels, const strand::detail::plain_product& plain) {
            return contracted<T, subscripts_for<Text, X...>.output_rank()>(text, labels, plain, x...);
        },
        x...);
}
template <fixed_string Text, class A>
auto arranged_by_labels(A&& a) {
    return with_labels<Text>(
        [&](const subscripts& text, std::span<const label> labels, const strand::detail::plain_product&) {
            strand::detail::layout to;
            strand::detail::arrangement_of(text, labels, a.layout(), to);
            return std::forward<A>(a).template rearrange<subscripts_for<Text, A>.output_rank()>(to);
        },
        a);
}

STRAND_NOINLINE inline contraction_path path_of(std::string_view text, std::span<const shape_t> shapes) {
    std::vector<memory_view> views;
    std::vector<strand::detail::label_set> sets;
    // Nothing is read: any strides will do.
    for (const shape_t& shape : shapes) views.push_back({nullptr, shape.data(), shape.data(), shape.size(), 0, false, false});
    const labelled_axes axes = read_subscripts(text, views);
    std::vector<strand::detail::labelled_operand> operands(shapes.size());
    const auto what = strand::detail::bind_labels(axes.text, {axes.labels.begin(), axes.labels.end()}, views, operands.data());
    for (const auto& operand : operands) sets.push_back(operand.labels);
    return strand::detail::describe_path(what, axes.text, sets);
}

/// An axis in the lists of einsum(a, {0, 1}, ...): 0 to 51, or `ellipsis`.
struct axis_label {
    char letter;
    template <std::integral Number>
    axis_label(Number number) : letter(0) {
        if (number < 0 || number > 51) {
            strand::detail::throw_value("einsum: axis label " + std::to_string(number) + " is not in 0 .. 51");
        }
        letter = strand::detail::letter_of(static_cast<label>(number));
    }
    axis_label(ellipsis_t) : letter('.') {}
};
using axis_labels = std::initializer_list<axis_label>;

/// As text: {0, 1}, {1, 2} is "AB,BC".
STRAND_NOINLINE inline std::string subscripts_of(std::initializer_list<axis_labels> terms, const axis_labels* output) {
    std::string text;
    const auto add = [&text](const axis_labels& term) {
        for (const axis_label& axis : term) text.append(axis.letter == '.' ? 3 : 1, axis.letter);
    };
    for (const axis_labels& term : terms) {
        add(term);
        text += ',';
    }
    text.pop_back();
    if (output) {
        text += "->";
        add(*output);
    }
    return text;
}

}  // namespace detail_isa

/// Sums of products over labelled axes: each operand's axes get labels, the labels behind '->' remain, and
/// the others are summed over. Without '->' the labels used once remain, in alphabetical order. '...'
/// stands for the axes without labels, which broadcast; a label given twice to an operand takes the diagonal.
/// **Shape** one axis per output label. **Element type** the promoted one, T if given: integers wrap, bool
/// multiplies by and and adds by or. **Eager**: in pairs, by matrix products and fused sums, in the order
/// that einsum_path tells. **Lifetime** of one array or view and without T the result is a view, of the
/// array where nothing is summed (writable if it is), else of sums that the view keeps alive; otherwise an
/// array. **Throws** value_error for wrong subscripts, shape_error where shapes do not fit them.
/// `auto c = einsum("ij,jk->ik", a, b)`
template <class T = default_dtype, detail_isa::operand_argument... X>
    requires(sizeof...(X) > 0)
auto einsum(std::string_view subscripts, X&&... x) {
    using result = detail_isa::contraction_t<T, X...>;
    if constexpr (sizeof...(X) == 1 && std::same_as<T, default_dtype> && (detail::strided_memory<X> && ...)) {
        return detail_isa::contracted_or_view(subscripts, std::forward<X>(x)...);
    } else {
        return detail_isa::contracted_by_text<result>(subscripts, detail_isa::contraction_operand<result>(x)...);
    }
}
/// The same with subscripts that are checked while compiling, as far as ranks are static; the result's
/// rank is static then. Of one array or view, where nothing is summed: a view; an array otherwise.
/// `auto c = einsum<"ij,jk->ik">(a, b)`
template <detail::fixed_string Subscripts, detail_isa::operand_argument... X>
    requires(sizeof...(X) > 0)
auto einsum(X&&... x) {
    constexpr detail::subscripts text = detail_isa::subscripts_for<Subscripts, X...>;
    if constexpr (detail_isa::subscripts_are_right<text.fault>()) {
        using result = detail_isa::contraction_t<default_dtype, X...>;
        if constexpr (sizeof...(X) == 1 && (detail::strided_memory<X> && ...) &&
                      text.output_letters == detail::count_of(text.letters)) {
            return detail_isa::arranged_by_labels<Subscripts>(std::forward<X>(x)...);
        } else {
            return detail_isa::contracted_by_labels<result, Subscripts>(detail_isa::contraction_operand<result>(x)...);
        }
    }
}

/// The same with numbers from 0 to 51, or `ellipsis`, as labels, and the output's labels last if at all.
/// `auto c = einsum(a, {0, 1}, b, {1, 2}, {0, 2})`
template <expression A>
auto einsum(A&& a, detail_isa::axis_labels labels) {
    return einsum(detail_isa::subscripts_of({labels}, nullptr), std::forward<A>(a));
}
template <expression A>
auto einsum(A&& a, detail_isa::axis_labels labels, detail_isa::axis_labels output) {
    return einsum(detail_isa::subscripts_of({labels}, &output), std::forward<A>(a));
}
template <expression A, expression B>
auto einsum(A&& a, detail_isa::axis_labels a_labels, B&& b, detail_isa::axis_labels b_labels) {
    return einsum(detail_isa::subscripts_of({a_labels, b_labels}, nullptr), std::forward<A>(a), std::forward<B>(b));
}
template <expression A, expression B>
auto einsum(A&& a, detail_isa::axis_labels a_labels, B&& b, detail_isa::axis_labels b_labels, detail_isa::axis_labels output) {
    return einsum(detail_isa::subscripts_of({a_labels, b_labels}, &output), std::forward<A>(a), std::forward<B>(b));
}
template <expression A, expression B, expression C>
auto einsum(A&& a, detail_isa::axis_labels a_labels, B&& b, detail_isa::axis_labels b_labels, C&& c, detail_isa::axis_labels c_labels) {
    return einsum(detail_isa::subscripts_of({a_labels, b_labels, c_labels}, nullptr), std::forward<A>(a), std::forward<B>(b),
                  std::forward<C>(c));
}
template <expression A, expression B, expression C>
auto einsum(A&& a, detail_isa::axis_labels a_labels, B&& b, detail_isa::axis_labels b_labels, C&& c, detail_isa::axis_labels c_labels,
            detail_isa::axis_labels output) {
    return einsum(detail_isa::subscripts_of({a_labels, b_labels, c_labels}, &output), std::forward<A>(a), std::forward<B>(b),
                  std::forward<C>(c));
}

/// How einsum would compute this: the order of contraction, what it costs, and what one loop over all
/// labels would cost. Computes nothing; prints itself. Throws as einsum does.
/// `std::cout << einsum_path("ij,jk,kl->il", a, b, c)`
template <detail_isa::operand_argument... X>
    requires(sizeof...(X) > 0)
contraction_path einsum_path(std::string_view subscripts, const X&... x) {
    const auto shape_of = [](const auto& operand) -> shape_t {
        if constexpr (requires { operand.shape(); }) return shape_t(operand.shape());
        else return {};
    };
    const shape_t shapes[] = {shape_of(x)...};
    return detail_isa::path_of(subscripts, shapes);
}

}  // namespace STRAND_ISA
}  // namespace strand

#endif
