// SPDX-License-Identifier: BSD-3-Clause
// Calls a callable of the user on the lanes of packs: with all of them at once where it works on many numbers,
// else one by one, and then never for lanes behind the end of a row.
#ifndef STRAND_KERNEL_CALL_LANES_HPP
#define STRAND_KERNEL_CALL_LANES_HPP

#include <array>
#include <strand/kernel/map_rows.hpp>
#include <strand/simd/many.hpp>

namespace strand::inline STRAND_ISA::kernel {

/// The callable as an operand: its address.
struct callee {
    using type = std::uint8_t;
    static constexpr index_t leaves = 1;
    static constexpr index_t sizes = 0;
    static constexpr index_t widest = 1;
};
template <index_t Lanes, index_t Leaf, source Source>
struct bound<callee, Lanes, Leaf, Source> {
    void* address;

    STRAND_ALWAYS_INLINE explicit bound(const row_block& block) : address(block.data[Leaf]) {}
    STRAND_ALWAYS_INLINE void start_row() {}
};

namespace detail {

/// A callable with nothing in it: only its type counts.
template <class F>
consteval F callable_of_zeros() {
    return __builtin_bit_cast(F, std::array<unsigned char, sizeof(F)>{});
}

/// The callable can be called with trials in a constant expression.
template <class F, class... T>
concept passes_trial = std::is_trivially_copyable_v<F> && (std::is_arithmetic_v<T> && ...) && requires {
    typename std::integral_constant<bool, (static_cast<void>(callable_of_zeros<F>()(trial<T>{}...)), true)>;
};
/// ... and gives the type that it gives for single numbers.
template <class F, class R, class... T>
inline constexpr bool works_on_many = false;
template <class F, class R, class... T>
    requires passes_trial<F, T...>
inline constexpr bool works_on_many<F, R, T...> = std::same_as<decltype(callable_of_zeros<F>()(trial<T>{}...)), trial<R>>;

template <class T, index_t Lanes>
struct stored_lanes {
    T values[static_cast<std::size_t>(Lanes)];
    template <class P>
    STRAND_ALWAYS_INLINE explicit stored_lanes(const P& p) {
        simd::store_pack(values, p);
    }
};

}  // namespace detail

/// The functor of a callable: `loop` tells the types that it is called with, and what it gives.
template <class F>
struct called {
    static constexpr const char* name = "vectorize";
    static constexpr bool heavy = true;
    template <class Callee, class... T>
        requires std::invocable<F&, T...> && element<canonical_t<std::remove_cvref_t<std::invoke_result_t<F&, T...>>>>
    using loop = canonical_t<std::remove_cvref_t<std::invoke_result_t<F&, T...>>>(Callee, T...);
};

template <class F, class... X, index_t Lanes, index_t Leaf, source Source>
struct bound<apply<called<F>, callee, X...>, Lanes, Leaf, Source> {
    bound_operands<Lanes, Leaf, Source, callee, X...> operands;
    using result = typename apply<called<F>, callee, X...>::type;

    STRAND_ALWAYS_INLINE explicit bound(const row_block& block) : operands(block) {}
    STRAND_ALWAYS_INLINE void start_row() { operands.start_row(); }
    STRAND_ALWAYS_INLINE auto at(index_t i) const {
        return call([i](const auto& operand) STRAND_INLINE_LAMBDA { return operand.at(i); }, Lanes,
                    std::make_index_sequence<sizeof...(X)>{});
    }
    STRAND_ALWAYS_INLINE auto first_at(index_t i, index_t count) const {
        return call([i, count](const auto& operand) STRAND_INLINE_LAMBDA { return operand.first_at(i, count); }, count,
                    std::make_index_sequence<sizeof...(X)>{});
    }

private:
    template <class Read, std::size_t... K>
    STRAND_ALWAYS_INLINE auto call(Read read, index_t count, std::index_sequence<K...>) const {
        return called_on(count, read(operands.template get<K + 1>())...);
    }
    template <class... P>
    STRAND_ALWAYS_INLINE auto called_on(index_t count, P... p) const {
        F& f = *static_cast<F*>(operands.head.address);
        if constexpr (detail::works_on_many<F, result, typename X::type...>) {
            return f(many<P>{p}...).v;
        } else {
            return [&](const auto&... lanes) STRAND_INLINE_LAMBDA {
                result values[static_cast<std::size_t>(Lanes)] = {};
                STRAND_UNROLL_NOTHING
                for (index_t i = 0; i < count; ++i) values[i] = static_cast<result>(f(lanes.values[i]...));
                return simd::load_pack<result, Lanes>(values);
            }(detail::stored_lanes<typename X::type, Lanes>(p)...);
        }
    }
};

}  // namespace strand::inline STRAND_ISA::kernel

#endif
