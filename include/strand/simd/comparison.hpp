// SPDX-License-Identifier: BSD-3-Clause
// The six comparisons. Integers of different signs are compared exactly, complex numbers by real part, then
// imaginary part; a number outside of the range of the integers beside it is still compared rightly.
#ifndef STRAND_SIMD_COMPARISON_HPP
#define STRAND_SIMD_COMPARISON_HPP

#include <utility>
#include <strand/core/promotion.hpp>
#include <strand/simd/extremes.hpp>

namespace strand::inline STRAND_ISA::fn {

/// A signed and an unsigned 64-bit integer have no common integer type; they are compared as they are.
template <class A, class B>
concept mixed_sign_64 = strand::detail::integer<A> && strand::detail::integer<B> &&
                        std::is_signed_v<A> != std::is_signed_v<B> && std::same_as<promote_t<A, B>, double>;
template <class A, class B>
using left_of_comparison =
    std::conditional_t<mixed_sign_64<A, B>, std::conditional_t<std::is_signed_v<A>, std::int64_t, std::uint64_t>,
                       promote_t<A, B>>;

namespace detail {
/// Compares by `Order` after bringing both to a common order: a negative number is below every unsigned one.
template <class Order, class A, class B, index_t N>
STRAND_ALWAYS_INLINE auto compare(Order order, simd::pack<A, N> a, simd::pack<B, N> b) {
    if constexpr (std::same_as<A, B>) {
        return order(a, b);
    } else {
        using P = simd::pack<std::int64_t, N>;
        // Flipping the top bit maps unsigned order to signed order; what lies outside of the other
        // type's range is decided first.
        const P sa = simd::convert<std::int64_t>(a), sb = simd::convert<std::int64_t>(b), zero(std::int64_t{0});
        if constexpr (std::is_signed_v<A>) {
            const auto b_huge = sb < zero;
            return order(select(b_huge, P(std::int64_t{-1}), sa), select(b_huge, zero, sb));
        } else {
            const auto a_huge = sa < zero;
            return order(select(a_huge, zero, sa), select(a_huge, P(std::int64_t{-1}), sb));
        }
    }
}
template <class Order, index_t A, index_t B, index_t N>
STRAND_ALWAYS_INLINE auto compare(Order order, simd::mask<A, N> a, simd::mask<B, N> b) {
    return order(simd::convert<std::int8_t>(a), simd::convert<std::int8_t>(b));
}
/// Complex numbers are ordered by real part, then imaginary part, as in NumPy; `strict` is the order without equality.
template <class R, index_t N>
STRAND_ALWAYS_INLINE auto lexicographic(auto order, auto strict, simd::pack<std::complex<R>, N> a,
                                        simd::pack<std::complex<R>, N> b) {
    if constexpr (N == 1 || simd::detail::has_mask_registers) {
        // As bits of both parts in turn: what a real part needs of the imaginary one is in the next bit.
        using parts = simd::pack<R, 2 * N>;
        const parts x(a.v), y(b.v);
        const std::uint64_t nan = lane_bits(unordered(x, y)), less = lane_bits(strict(x, y)), same = lane_bits(x == y), ordered = lane_bits(order(x, y));
        const std::uint64_t answers = (less & ~(nan >> 1)) | (same & (ordered >> 1));
        if constexpr (simd::detail::has_mask_registers) return simd::detail::first_of_pairs<N, simd::bytes_of<R>>(answers);
        else return simd::mask_splat<simd::bytes_of<R>, 1>((answers & 1) != 0);
    } else {
        const auto ar = real_part(a), br = real_part(b), ai = imag_part(a), bi = imag_part(b);
        return (strict(ar, br) & ~unordered(ai, bi)) | ((ar == br) & order(ai, bi));
    }
}
template <class P>
inline constexpr bool complex_pack = false;
template <class R, index_t N>
inline constexpr bool complex_pack<simd::pack<std::complex<R>, N>> = true;
}  // namespace detail

template <class Self>
struct number_comparison;

/// What the six comparisons share.
template <class Self>
struct comparison {
    /// The functor in its place where integers meet a number that may lie outside of their range.
    using beside_number = number_comparison<Self>;
    template <class A, class B>
    using loop = bool(left_of_comparison<A, B>, left_of_comparison<B, A>);
    template <class P, class Q>
    STRAND_ALWAYS_INLINE auto operator()(P a, Q b) const {
        const auto order = [](auto x, auto y) STRAND_INLINE_LAMBDA { return Self::compare(x, y); };
        const auto strict = [](auto x, auto y) STRAND_INLINE_LAMBDA {
            if constexpr (Self::compare(1, 0)) return x > y;
            else return x < y;
        };
        if constexpr (detail::complex_pack<P> && !Self::is_equality) return detail::lexicographic(order, strict, a, b);
        else return detail::compare(order, a, b);
    }
};
struct greater;
struct greater_equal;
struct equal : comparison<equal> {
    static constexpr const char* name = "equal";
    using mirrored = equal;
    static constexpr bool is_equality = true;
    STRAND_ALWAYS_INLINE static constexpr auto compare(auto a, auto b) { return a == b; }
};
struct not_equal : comparison<not_equal> {
    static constexpr const char* name = "not_equal";
    using mirrored = not_equal;
    static constexpr bool is_equality = true;
    STRAND_ALWAYS_INLINE static constexpr auto compare(auto a, auto b) { return a != b; }
};
struct less : comparison<less> {
    static constexpr const char* name = "less";
    using mirrored = greater;
    static constexpr bool is_equality = false;
    STRAND_ALWAYS_INLINE static constexpr auto compare(auto a, auto b) { return a < b; }
};
struct less_equal : comparison<less_equal> {
    static constexpr const char* name = "less_equal";
    using mirrored = greater_equal;
    static constexpr bool is_equality = false;
    STRAND_ALWAYS_INLINE static constexpr auto compare(auto a, auto b) { return a <= b; }
};
struct greater : comparison<greater> {
    static constexpr const char* name = "greater";
    using mirrored = less;
    static constexpr bool is_equality = false;
    STRAND_ALWAYS_INLINE static constexpr auto compare(auto a, auto b) { return a > b; }
};
struct greater_equal : comparison<greater_equal> {
    static constexpr const char* name = "greater_equal";
    using mirrored = less_equal;
    static constexpr bool is_equality = false;
    STRAND_ALWAYS_INLINE static constexpr auto compare(auto a, auto b) { return a >= b; }
};

/// Integers against a number that may lie outside of their range, where NumPy still answers rightly: a number
/// of their type and a truth value stand for it, (a < limit) ^ answer; (a == limit) & answer; (a != limit) | answer.
template <class Comparison>
struct number_comparison {
    static constexpr const char* name = Comparison::name;
    template <class A, class Limit, class Answer>
    using loop = bool(A, A, bool);
    STRAND_ALWAYS_INLINE auto operator()(auto a, auto limit, auto answer) const {
        const auto compared = Comparison::compare(a, limit);
        if constexpr (std::same_as<Comparison, equal>) return compared & answer;
        else if constexpr (std::same_as<Comparison, not_equal>) return compared | answer;
        else return compared ^ answer;
    }

    template <class T>
    struct stand_in {
        T limit;
        bool answer;
    };
    template <class T, class N>
    static constexpr stand_in<T> stand_in_for(N number) {
        constexpr T lowest = std::numeric_limits<T>::lowest(), highest = std::numeric_limits<T>::max();
        constexpr bool below = std::same_as<Comparison, less> || std::same_as<Comparison, less_equal>;
        constexpr bool none = std::same_as<Comparison, less> || std::same_as<Comparison, greater_equal>;
        if (std::in_range<T>(number)) return {static_cast<T>(number), std::same_as<Comparison, equal>};
        if constexpr (std::same_as<Comparison, equal>) return {lowest, false};
        else if constexpr (std::same_as<Comparison, not_equal>) return {lowest, true};
        // Nothing is below the lowest or above the highest one, everything is at least the lowest ...
        else return {none ? lowest : highest, ((number > 0) == below) != (std::same_as<Comparison, less_equal> || std::same_as<Comparison, greater_equal>)};
    }
};

}  // namespace strand::inline STRAND_ISA::fn

#endif
