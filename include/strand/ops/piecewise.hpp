// SPDX-License-Identifier: BSD-3-Clause
// select and piecewise: one of several values for every element. Computed at once.
#ifndef STRAND_OPS_PIECEWISE_HPP
#define STRAND_OPS_PIECEWISE_HPP

#include <initializer_list>
#include <tuple>
#include <vector>
#include <strand/ops/operators.hpp>
#include <strand/ops/vectorize.hpp>

namespace strand {
inline namespace STRAND_ISA {

namespace detail_isa {

/// A condition in a list of conditions, whose types may differ.
class condition {
public:
    template <expression E>
        requires std::same_as<value_t<E>, bool>
    condition(const E& e) : mask_(e) {}
    const ndarray<bool>& mask() const { return mask_; }

private:
    ndarray<bool> mask_;
};
using conditions = std::span<const condition>;

/// A choice in a list of choices of which the element type is said.
template <class T>
class choice {
public:
    template <class X>
        requires strand::detail::operand_argument<X>
    choice(const X& x) : values_(values(x)) {}
    const ndarray<T>& values() const { return values_; }

private:
    template <class X>
    static ndarray<T> values(const X& x) {
        if constexpr (expression<X>) return ndarray<T>(astype<T>(x));
        else return ndarray<T>(literal<T>(strand::detail::number_as<T>(x)));
    }
    ndarray<T> values_;
};

template <class List>
concept condition_list = !expression<List> && requires(const List& list) {
    list.begin();
    condition(*list.begin());
};
template <class List>
concept choice_list = !expression<List> && requires(const List& list) {
    list.size();
    list.begin();
    requires strand::detail::operand_argument<decltype(*list.begin())>;
};

template <condition_list List>
std::vector<condition> as_conditions(const List& list) {
    return std::vector<condition>(list.begin(), list.end());
}

template <class... X>
using chosen_value_t = value_t<decltype(where(std::declval<ndarray<bool>>(), std::declval<X>()...))>;
template <class Default, class... X>
struct selected_type {
    using type = plain_value_t<Default>;
};
template <class Default, class X, class... Rest>
struct selected_type<Default, X, Rest...> {
    using type = chosen_value_t<const ndarray<chosen_value_t<const X&, const Default&>>&, const ndarray<typename selected_type<Default, Rest...>::type>&>;
};
template <class Default, class X>
struct selected_type<Default, X> {
    using type = chosen_value_t<const X&, const Default&>;
};

template <class X>
void broadcast_operand(shape_t& shape, const X& x) {
    if constexpr (expression<X>) strand::detail::broadcast_into(shape, shape_t(x.shape()));
}
/// The elements of an expression, or a number, where the mask is true.
template <class R, class X>
void choose(ndarray<R>& out, const X& x, const ndarray<bool>& mask) {
    if constexpr (expression<X>) into(out, astype<R>(x), mask);
    else into(out, literal<R>(strand::detail::number_as<R>(x)), mask);
}

template <class R, class Default, class EachChoice>
ndarray<R> selected(conditions list, std::size_t choices, const Default& otherwise, const EachChoice& each_choice) {
    if (list.size() != choices || list.empty()) {
        strand::detail::throw_value("select needs as many choices as conditions, and one at least: given are " + std::to_string(list.size()) +
                                    " conditions and " + std::to_string(choices) + " choices");
    }
    shape_t shape;
    broadcast_operand(shape, otherwise);
    for (const condition& c : list) broadcast_operand(shape, c.mask());
    each_choice([&shape](std::size_t, const auto& x) { broadcast_operand(shape, x); });
    ndarray<R> out(shape);
    if constexpr (expression<Default>) strand::detail::write_elements(out, astype<R>(otherwise));
    else strand::detail::write_elements(out, literal<R>(strand::detail::number_as<R>(otherwise)));
    // The first true condition counts: its choice is written last.
    for (std::size_t k = choices; k-- > 0;) {
        each_choice([&](std::size_t at, const auto& x) {
            if (at == k) choose(out, x, list[k].mask());
        });
    }
    return out;
}

/// Writes what a function or a number gives for x where the mask is true.
template <class E, class F>
void apply_piece(ndarray<value_t<E>>& out, const E& x, const F& f, const ndarray<bool>& mask) {
    using T = value_t<E>;
    if constexpr (scalar_number<F>) choose(out, f, mask);
    else if constexpr (std::invocable<const F&, T>) choose(out, vectorize(f)(x), mask);
    else choose(out, f(x), mask);
}

template <class E, class EachFunction>
auto pieces(const E& x, conditions list, std::size_t functions, const EachFunction& each_function) {
    if (functions != list.size() && functions != list.size() + 1) {
        strand::detail::throw_value("piecewise needs as many functions as conditions, or one more: given are " + std::to_string(list.size()) +
                                    " conditions and " + std::to_string(functions) + " functions");
    }
    const shape_t shape(x.shape());
    ndarray<bool> none_yet(shape);
    none_yet.fill(true);
    for (const condition& c : list) {
        strand::detail::check_broadcasts_to(c.mask().shape(), shape);
        none_yet &= !c.mask();
    }
    ndarray<value_t<E>> out(shape);
    out.fill(value_t<E>(0));
    each_function([&](std::size_t at, const auto& f) { apply_piece(out, x, f, at < list.size() ? list[at].mask() : none_yet); });
    return ndarray<value_t<E>, rank_of<E>>(std::move(out));
}

}  // namespace detail_isa

/// For each element the choice of the first condition that is true, or `otherwise`. **Shape** the broadcast shape of
/// everything; dtype the promoted one. **Throws** value_error when the numbers of conditions and choices differ.
/// `select({a < 3, a > 5}, {b, c}, 42)`; choices of different C++ types in a std::tuple, or with their element type:
/// `select<float>({a < 3, a > 5}, {a, a * 10}, 42)`.
template <class X, std::size_t N, class Default = int>
    requires strand::detail::operand_argument<X>
auto select(std::initializer_list<detail_isa::condition> conditions, const X (&choices)[N], const Default& otherwise = 0) {
    return detail_isa::selected<typename detail_isa::selected_type<Default, X>::type>(
        {conditions.begin(), conditions.size()}, N, otherwise, [&choices](const auto& visit) {
            for (std::size_t k = 0; k < N; ++k) visit(k, choices[k]);
        });
}
template <class... X, class Default = int>
auto select(std::initializer_list<detail_isa::condition> conditions, const std::tuple<X...>& choices, const Default& otherwise = 0) {
    return detail_isa::selected<typename detail_isa::selected_type<Default, std::remove_cvref_t<X>...>::type>(
        {conditions.begin(), conditions.size()}, sizeof...(X), otherwise, [&choices](const auto& visit) {
            std::apply([&visit](const auto&... x) { std::size_t k = 0; (visit(k++, x), ...); }, choices);
        });
}
template <class T, class Default = int>
    requires element<canonical_t<T>>
auto select(std::initializer_list<detail_isa::condition> conditions, std::initializer_list<detail_isa::choice<canonical_t<T>>> choices,
            const Default& otherwise = 0) {
    return detail_isa::selected<canonical_t<T>>({conditions.begin(), conditions.size()}, choices.size(), otherwise, [&choices](const auto& visit) {
        std::size_t k = 0;
        for (const auto& x : choices) visit(k++, x.values());
    });
}
template <detail_isa::condition_list Conditions, detail_isa::choice_list Choices, class Default = int>
auto select(const Conditions& conditions, const Choices& choices, const Default& otherwise = 0) {
    using X = std::remove_cvref_t<decltype(*choices.begin())>;
    const auto list = detail_isa::as_conditions(conditions);
    return detail_isa::selected<typename detail_isa::selected_type<Default, X>::type>(list, choices.size(), otherwise, [&choices](const auto& visit) {
        std::size_t k = 0;
        for (const auto& x : choices) visit(k++, x);
    });
}

/// Where a condition is true, what its function gives for x, or its number; the last one that is true counts. One
/// function more is for all other elements, which else become 0. A function is called as by `vectorize`, or with x
/// where it takes arrays. **Shape** and dtype those of x. **Throws** value_error, shape_error.
/// `piecewise(x, {x < 0, x >= 0}, {-1, 1})`, `piecewise(x, {x < 0}, negative, sqrt_of)`
template <expression E, class F, std::size_t N>
auto piecewise(const E& x, std::initializer_list<detail_isa::condition> conditions, const F (&functions)[N]) {
    return detail_isa::pieces(x, {conditions.begin(), conditions.size()}, N, [&functions](const auto& visit) {
        for (std::size_t k = 0; k < N; ++k) visit(k, functions[k]);
    });
}
template <expression E, class... F>
auto piecewise(const E& x, std::initializer_list<detail_isa::condition> conditions, const std::tuple<F...>& functions) {
    return detail_isa::pieces(x, {conditions.begin(), conditions.size()}, sizeof...(F), [&functions](const auto& visit) {
        std::apply([&visit](const auto&... f) { std::size_t k = 0; (visit(k++, f), ...); }, functions);
    });
}
template <expression E, class... F>
    requires(sizeof...(F) > 0) && ((scalar_number<F> || std::is_class_v<F> || std::is_pointer_v<F>) && ...)
auto piecewise(const E& x, std::initializer_list<detail_isa::condition> conditions, const F&... functions) {
    return detail_isa::pieces(x, {conditions.begin(), conditions.size()}, sizeof...(F), [&](const auto& visit) {
        std::size_t k = 0;
        (visit(k++, functions), ...);
    });
}

}  // namespace STRAND_ISA
}  // namespace strand

#endif
