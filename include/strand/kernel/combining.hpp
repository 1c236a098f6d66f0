// SPDX-License-Identifier: BSD-3-Clause
// How a fold combines elements: the value it begins with, compensated addition, trees of packs, and the
// lanes of a pack as one element.
#ifndef STRAND_KERNEL_COMBINING_HPP
#define STRAND_KERNEL_COMBINING_HPP

#include <strand/kernel/map_rows.hpp>
#include <strand/simd/extremum.hpp>
#include <strand/simd/number_functor.hpp>

namespace strand::inline STRAND_ISA::kernel {

/// The value that leaves every other unchanged.
template <class Op, class T>
constexpr T identity_of() {
    if constexpr (requires { Op::template identity<T>(); }) return Op::template identity<T>();
    else if constexpr (std::same_as<Op, fn::add> || std::same_as<Op, fn::logical_or>) return T{};
    else if constexpr (std::same_as<Op, fn::multiply> || std::same_as<Op, fn::logical_and>) return T(1);
    else if constexpr (std::same_as<T, bool>) return std::same_as<Op, fn::minimum>;
    else if constexpr (std::same_as<Op, fn::fmax> || std::same_as<Op, fn::fmin>) return std::numeric_limits<T>::quiet_NaN();
    else if constexpr (std::integral<T>) return std::same_as<Op, fn::maximum> ? std::numeric_limits<T>::lowest() : std::numeric_limits<T>::max();
    else if constexpr (strand::detail::is_complex<T>) return T(identity_of<Op, real_t<T>>(), identity_of<Op, real_t<T>>());
    else return std::same_as<Op, fn::maximum> ? -std::numeric_limits<T>::infinity() : std::numeric_limits<T>::infinity();
}

template <class Op, class T>
inline constexpr bool compensated = std::same_as<Op, fn::add> && strand::detail::inexact<T>;

namespace detail {

/// sum + error stays what it was, plus x.
template <class P>
STRAND_ALWAYS_INLINE void add_compensated(P& sum, P& error, P x) {
    const P total = sum + x, part = total - sum;
    error = error + ((sum - (total - part)) + (x - part));
    sum = total;
}

/// The first `count` lanes of a value, identity in the others.
template <class T, index_t Lanes, class P>
STRAND_ALWAYS_INLINE auto first_lanes(P value, index_t count, T identity) {
    const auto wanted = simd::detail::first_lanes_mask<simd::bytes_of<real_t<T>>, Lanes>(count);
    return select(wanted, value, simd::splat_pack<T, Lanes>(identity));
}

/// Every second half: lanes [First, First + Count).
template <index_t First, index_t Count, class T, index_t Lanes>
STRAND_ALWAYS_INLINE auto part_of(simd::pack<T, Lanes> p) {
    constexpr index_t parts = simd::pack<T, Lanes>::parts;
    return simd::pack<T, Count>(simd::lanes_from<parts * First, parts * Count, real_t<T>, parts * Lanes>(p.v));
}
template <index_t First, index_t Count, index_t Bytes, index_t Lanes>
STRAND_ALWAYS_INLINE auto part_of(simd::mask<Bytes, Lanes> m) {
    using result = simd::mask<Bytes, Count>;
    if constexpr (simd::detail::has_mask_registers) return result{static_cast<typename result::representation>(m.v >> First)};
    else return result{simd::lanes_from<First, Count, simd::int_of<Bytes>, Lanes>(m.v)};
}

/// Nothing to look out for.
struct no_watch {
    template <index_t = 0, class V>
    STRAND_ALWAYS_INLINE static void see(V, V) {}
};

}  // namespace detail

/// How elements of type T are combined by Op, `Lanes` at a time.
template <class Op, class T, index_t Lanes>
struct combining {
    using value = decltype(simd::splat_pack<T, Lanes>(T{}));
    static constexpr bool decides = std::same_as<Op, fn::logical_and> || std::same_as<Op, fn::logical_or>;
    /// Extrema of floats by the machine's instructions, with a watch for NaN, whose suspicion is then verified.
    static constexpr bool watched = [] {
        if constexpr (std::floating_point<T> && (std::same_as<Op, fn::maximum> || std::same_as<Op, fn::minimum>))
            return simd::detail::has_extrema && simd::detail::is_register<decltype(value::v)>;
        else return false;
    }();
    template <index_t Ways>
    static auto make_watch() {
        if constexpr (watched) return simd::detail::nan_watch<decltype(value::v), Ways>{};
        else return detail::no_watch{};
    }
    template <index_t Ways = 1>
    using watch = decltype(make_watch<Ways>());
    /// There may have been a NaN; never where nothing is watched.
    template <class... Watch>
    STRAND_ALWAYS_INLINE static bool suspects([[maybe_unused]] const Watch&... seen) {
        if constexpr (watched) return any_lane(is_nan(value((seen.sum() + ...))));
        else return false;
    }
    /// There is a NaN from element `i` of a row to `end`.
    template <class Row>
    STRAND_NOINLINE static bool has_nan(const Row& source, index_t i, index_t end) {
        const Row row = source;
        for (; i + Lanes <= end; i += Lanes) {
            if (any_lane(is_nan(value(lanes_of(row.at(i)))))) return true;
        }
        return i < end && any_lane(is_nan(detail::first_lanes<T, Lanes>(value(lanes_of(row.first_at(i, end - i))), end - i, T{})));
    }

    /// As the type of the accumulators; of bool as masks of any width.
    template <class P>
    STRAND_ALWAYS_INLINE static auto lanes_of(P p) {
        return simd::convert<T>(p);
    }
    template <class P>
    STRAND_ALWAYS_INLINE static P in_register(P p) {
        if constexpr (watched) return P(simd::detail::loaded(p.v));
        else return p;
    }
    /// Bool accumulators have masks of bytes.
    template <class P>
    STRAND_ALWAYS_INLINE static value narrowed(P p) {
        if constexpr (std::same_as<T, bool>) return simd::mask_cast<1>(p);
        else return p;
    }
    /// Right but for NaN, which the watch has seen.
    template <class P>
    STRAND_ALWAYS_INLINE static P plain(P a, P b) {
        if constexpr (!watched) return simd::convert<T>(Op{}(a, b));
        else if constexpr (sizeof(a.v) < 16) return simd::convert<T>(Op{}(a, b));
        else if constexpr (std::same_as<Op, fn::maximum>) return P(simd::detail::larger(a.v, b.v));
        else return P(simd::detail::smaller(a.v, b.v));
    }
    /// `Count` values read(0), read(1) ... as one.
    template <index_t First, index_t Count, class Read, class Watch>
    STRAND_ALWAYS_INLINE static auto tree(const Read& read, Watch& seen) {
        if constexpr (Count == 1) {
            const auto p = lanes_of(read(std::integral_constant<index_t, First>{}));
            if constexpr (watched && First == 0) seen.see(p.v, p.v);
            return p;
        } else if constexpr (Count == 2) {
            const auto a = in_register(lanes_of(read(std::integral_constant<index_t, First>{})));
            const auto b = in_register(lanes_of(read(std::integral_constant<index_t, First + 1>{})));
            if constexpr (watched) seen.template see<First / 2>(a.v, b.v);
            return plain(a, b);
        } else {
            const auto low = tree<First, Count / 2>(read, seen);
            return plain(low, tree<First + Count / 2, Count / 2>(read, seen));
        }
    }
    template <index_t Count, class Read, class Watch>
    STRAND_ALWAYS_INLINE static value tree(const Read& read, Watch& seen) {
        return narrowed(tree<0, Count>(read, seen));
    }
    /// All lanes as one, without NaN that only the watch knows.
    template <class P>
    STRAND_ALWAYS_INLINE static auto across(P p) {
        if constexpr (P::lanes == 1) return p;
        else if constexpr (watched && sizeof(p.v) == 16) return detail::part_of<0, 1>(turned<P::lanes / 2>(p));
        else return across(plain(detail::part_of<0, P::lanes / 2>(p), detail::part_of<P::lanes / 2, P::lanes / 2>(p)));
    }
    /// Combined with itself turned by `By` lanes, then by half of that: whole registers have the instructions that
    /// parts of them lack.
    template <index_t By, class P>
    STRAND_ALWAYS_INLINE static P turned(P p) {
        const P other = [&]<int... I>(std::integer_sequence<int, I...>) STRAND_INLINE_LAMBDA {
            return P(__builtin_shufflevector(p.v, p.v, ((I + static_cast<int>(By)) % static_cast<int>(P::lanes))...));
        }(std::make_integer_sequence<int, static_cast<int>(P::lanes)>{});
        if constexpr (By == 1) return plain(p, other);
        else return turned<By / 2>(plain(p, other));
    }
    /// More elements would change nothing.
    STRAND_ALWAYS_INLINE static bool decided(value p) {
        if constexpr (std::same_as<Op, fn::logical_or>) return any_lane(p);
        else if constexpr (decides) return any_lane(~p);
        else return false;
    }
};

}  // namespace strand::inline STRAND_ISA::kernel

#endif
