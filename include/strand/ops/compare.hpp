// SPDX-License-Identifier: BSD-3-Clause
// Comparing whole arrays: array_equal, isclose, allclose, shares_memory, may_share_memory.
#ifndef STRAND_OPS_COMPARE_HPP
#define STRAND_OPS_COMPARE_HPP

#include <strand/ops/math.hpp>
#include <strand/ops/operators.hpp>
#include <strand/ops/reduce.hpp>

namespace strand {
inline namespace STRAND_ISA {

/// Same shape and all elements equal; NaN equals NaN only if `equal_nan`. Computed at once. A number has
/// the shape (). `array_equal(a, b)`
template <class A, class B>
    requires detail::applicable<fn::equal, const A&, const B&>
bool array_equal(const A& a, const B& b, bool equal_nan = false) {
    const auto shape_of = []<class X>(const X& x) {
        if constexpr (expression<X>) return shape_t(x.shape());
        else return shape_t{};
    };
    if (!(shape_of(a) == shape_of(b))) return false;
    if (equal_nan) return all((a == b) | ((a != a) & (b != b)));
    return all(a == b);
}

namespace detail_isa {

struct is_close {
    static constexpr const char* name = "isclose";
    template <class A, class B>
    using working = promote_t<fn::floating_t<A, B>, float>;
    template <class A, class B, class Rtol, class Atol, class EqualNan>
    using loop = bool(working<A, B>, working<A, B>, real_t<working<A, B>>, real_t<working<A, B>>, bool);
    template <class P, class R, class M>
    STRAND_ALWAYS_INLINE auto operator()(P a, P b, R rtol, R atol, M equal_nan) const {
        // An infinite reference gives an infinite bound: infinities are close only to themselves.
        const R infinity(std::numeric_limits<typename R::element_type>::infinity());
        const auto near = (abs(a - b) <= atol + rtol * abs(b)) & (abs(b) < infinity);
        return near | (a == b) | (is_nan(a) & is_nan(b) & equal_nan);
    }
};

}  // namespace detail_isa

/// |a - b| <= atol + rtol |b|, or equal (infinities); NaN is close to NaN only if `equal_nan`. Lazy.
/// b is the reference. `isclose(a, b, 1e-9)`
template <class A, class B>
    requires detail::applicable<fn::add, A, B>
auto isclose(A&& a, B&& b, double rtol = 1e-5, double atol = 1e-8, bool equal_nan = false) {
    return detail::make_map(detail_isa::is_close{}, std::forward<A>(a), std::forward<B>(b), rtol, atol, equal_nan);
}
/// Every pair is close. Computed at once; throws shape_error when the shapes do not broadcast.
/// `allclose(a, b)`
template <class A, class B>
    requires detail::applicable<fn::add, const A&, const B&>
bool allclose(const A& a, const B& b, double rtol = 1e-5, double atol = 1e-8, bool equal_nan = false) {
    return all(isclose(a, b, rtol, atol, equal_nan));
}
// Of two numbers. `allclose(sum(a), 1.0)`
template <class A, class B>
    requires detail_isa::computes_numbers<fn::subtract, A, B>
bool isclose(A a, B b, double rtol = 1e-5, double atol = 1e-8, bool equal_nan = false) {
    return detail_isa::compute_scalar(detail_isa::is_close{}, a, b, rtol, atol, equal_nan);
}
template <class A, class B>
    requires detail_isa::computes_numbers<fn::subtract, A, B>
bool allclose(A a, B b, double rtol = 1e-5, double atol = 1e-8, bool equal_nan = false) {
    return isclose(a, b, rtol, atol, equal_nan);
}

/// Some element of one lies in the memory of some element of the other; exact for ordinary views.
/// `shares_memory(a, a.T())`
template <detail::strided_memory A, detail::strided_memory B>
bool shares_memory(const A& a, const B& b) {
    const auto x = a.describe(), y = b.describe();
    return x.data && y.data && a.size() > 0 && b.size() > 0 &&
           detail::find_overlap(x, y) != detail::overlap_kind::disjoint;
}
/// The same question; NumPy's name for the answer that may be "perhaps".
template <detail::strided_memory A, detail::strided_memory B>
bool may_share_memory(const A& a, const B& b) {
    return shares_memory(a, b);
}

}  // namespace STRAND_ISA
}  // namespace strand

#endif
