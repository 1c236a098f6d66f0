// SPDX-License-Identifier: BSD-3-Clause
// vectorize: a ufunc from any callable. Lazy and broadcasting; the callable gets the elements in their own types,
// and its return type is the element type of the result.
//
// A generic callable is called with many numbers at once if it works on those: it may compute and compare them,
// and choose with `where(condition, x, y)`. One that decides with `if` or `?:`, or that takes a plain double, is
// called with one number at a time. Which it is, a trial call finds out while compiling; the values are the same.
#ifndef STRAND_OPS_VECTORIZE_HPP
#define STRAND_OPS_VECTORIZE_HPP

#include <strand/kernel/call_lanes.hpp>
#include <strand/ops/ufunc.hpp>

namespace strand {
inline namespace STRAND_ISA {

namespace detail_isa {

/// The callable of a node, as an operand of it.
template <class F>
class callable_operand {
public:
    using value_type = std::uint8_t;
    static constexpr index_t static_rank = 0;
    static constexpr bool is_literal = true;

    explicit callable_operand(F f) : f_(std::move(f)) {}
    static constexpr extents<0> shape() { return {}; }
    const std::uint8_t* data() const { return reinterpret_cast<const std::uint8_t*>(&f_); }
    strand::detail::memory_view describe() const {
        return {const_cast<std::uint8_t*>(data()), nullptr, nullptr, 0, 1, true, true};
    }

private:
    mutable F f_;
};

}  // namespace detail_isa

namespace eval_detail {
template <class F>
struct skeleton_of<detail_isa::callable_operand<F>> {
    using type = kernel::callee;
};
}  // namespace eval_detail

/// What vectorize gives.
template <class F>
class vectorized {
public:
    explicit vectorized(F f) : f_(std::move(f)) {}

    /// **Shape** the broadcast shape of the arguments. Lazy; in which order the elements are computed is not said.
    template <class... X>
        requires(strand::detail::operand_argument<X> && ...) && (expression<X> || ...) &&
                strand::detail::computes<kernel::called<F>, std::uint8_t, detail_isa::plain_value_t<X>...>
    auto operator()(X&&... x) const {
        using callee = detail_isa::callable_operand<F>;
        return map<kernel::called<F>, callee, decltype(strand::detail::make_operand<kernel::called<F>, detail_isa::plain_value_t<X>>(std::forward<X>(x)))...>(
            kernel::called<F>{}, [&]() STRAND_INLINE_LAMBDA {
                return strand::detail::make_operands<kernel::called<F>, std::uint8_t, detail_isa::plain_value_t<X>...>(callee(f_), std::forward<X>(x)...);
            });
    }
    template <class... X>
        requires(scalar_number<X> && ...) && std::invocable<const F&, X...>
    auto operator()(X... x) const {
        return f_(x...);
    }
    /// Every element of `a` with every element of `b`. **Shape** that of a, then that of b. Lazy.
    template <expression A, expression B>
    auto outer(A&& a, B&& b) const {
        constexpr index_t rank = rank_of<A> == dynamic_rank || rank_of<B> == dynamic_rank ? dynamic_rank : rank_of<A> + rank_of<B>;
        const index_t behind = static_cast<index_t>(b.shape().size());
        return (*this)(detail_isa::with_axes_behind<rank>(std::forward<A>(a), behind), std::forward<B>(b));
    }

private:
    F f_;
};

/// A ufunc that calls `f` for every element. `auto f = vectorize([](auto x, auto y) { return x * x + y; }); f(a, 2)`
template <class F>
vectorized<std::decay_t<F>> vectorize(F&& f) {
    return vectorized<std::decay_t<F>>(std::forward<F>(f));
}

}  // namespace STRAND_ISA
}  // namespace strand

#endif
