// SPDX-License-Identifier: BSD-3-Clause
// The functors of whole numbers: greatest common divisor and least common multiple, lane by lane, and the
// count of bits.
#ifndef STRAND_SIMD_INTEGER_FUNCTOR_HPP
#define STRAND_SIMD_INTEGER_FUNCTOR_HPP

#include <strand/simd/bit_count.hpp>
#include <strand/simd/functor.hpp>

namespace strand::inline STRAND_ISA::fn {

template <class A, class B = A>
concept both_whole = strand::detail::integer<number_loop<A, B>>;

namespace detail {
template <class P, class F>
STRAND_ALWAYS_INLINE P lane_by_lane(F f, P a, P b) {
    P result = a;
    for (index_t i = 0; i < P::lanes; ++i) result.v[i] = f(static_cast<typename P::element_type>(a.v[i]), static_cast<typename P::element_type>(b.v[i]));
    return result;
}
/// Euclid's algorithm on magnitudes; the smallest integer wraps to itself.
template <class T>
constexpr T greatest_common_divisor(T x, T y) {
    using U = std::make_unsigned_t<T>;
    U a = x < 0 ? static_cast<U>(U(0) - static_cast<U>(x)) : static_cast<U>(x);
    U b = y < 0 ? static_cast<U>(U(0) - static_cast<U>(y)) : static_cast<U>(y);
    while (b != 0) a = std::exchange(b, static_cast<U>(a % b));
    return static_cast<T>(a);
}
}  // namespace detail

struct gcd {
    static constexpr const char* name = "gcd";
    template <class T>
    static constexpr bool one_by_one = true;
    static constexpr bool heavy = true;
    template <class T>
    static constexpr T identity() {
        return T{};
    }
    template <class A, class B>
        requires strand::detail::integer<promote_t<A, B>>
    using loop = promote_t<A, B>(promote_t<A, B>, promote_t<A, B>);
    template <class P>
    STRAND_ALWAYS_INLINE P operator()(P a, P b) const {
        return detail::lane_by_lane([](auto x, auto y) { return detail::greatest_common_divisor(x, y); }, a, b);
    }
};
struct lcm {
    static constexpr const char* name = "lcm";
    template <class T>
    static constexpr bool one_by_one = true;
    static constexpr bool heavy = true;
    template <class A, class B>
        requires strand::detail::integer<promote_t<A, B>>
    using loop = promote_t<A, B>(promote_t<A, B>, promote_t<A, B>);
    template <class P>
    STRAND_ALWAYS_INLINE P operator()(P a, P b) const {
        return abs(a) / gcd{}(a, b) * abs(b);  // 0 / 0 is 0
    }
};
/// The number of ones among the bits of the magnitude.
struct bitwise_count {
    static constexpr const char* name = "bitwise_count";
    template <class A>
        requires both_whole<A>
    using loop = std::uint8_t(number_loop<A>);
    template <class P>
    STRAND_ALWAYS_INLINE auto operator()(P a) const {
        using U = std::make_unsigned_t<typename P::element_type>;
        constexpr U ones = static_cast<U>(~U{0});
        simd::pack<U, P::lanes> count = simd::convert<U>(abs(a));
        auto& v = count.v;
        if constexpr (simd::detail::counts_lanes<U, P::lanes>) {
            v = simd::detail::count_lanes<U, P::lanes>(v);
        } else {
            // Counts of ever more bits side by side: of 2, of 4, of 8, then sums of those.
            v -= (v >> 1) & static_cast<U>(ones / 3);
            v = (v & static_cast<U>(ones / 5)) + ((v >> 2) & static_cast<U>(ones / 5));
            v = (v + (v >> 4)) & static_cast<U>(ones / 17);
            if constexpr (sizeof(U) > 1) v += v >> 8;
            if constexpr (sizeof(U) > 2) v += v >> 16;
            if constexpr (sizeof(U) > 4) v += v >> 32;
        }
        return simd::convert<std::uint8_t>(count & simd::pack<U, P::lanes>(U{0x7f}));
    }
};

}  // namespace strand::inline STRAND_ISA::fn

#endif
