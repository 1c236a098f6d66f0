// SPDX-License-Identifier: BSD-3-Clause
// One element at a time, as functors take it: a pack in whose first lane it is.
#ifndef STRAND_KERNEL_ONE_ELEMENT_HPP
#define STRAND_KERNEL_ONE_ELEMENT_HPP

#include <strand/kernel/bound.hpp>

namespace strand::inline STRAND_ISA::kernel {

/// Lanes of a pack for one element at a time: vectors of one float make slow code.
template <class T>
inline constexpr index_t lanes_for_one = strand::detail::real_floating<T> ? 16 / simd::bytes_of<T> : 1;
/// With as many lanes as a pack for one `As` has.
template <class T, class As = T>
STRAND_ALWAYS_INLINE auto load_one(const T* from) {
    return simd::splat_pack<T, lanes_for_one<As>>(*from);
}
template <class T, class P>
STRAND_ALWAYS_INLINE void store_one(T* to, P p) {
    if constexpr (std::floating_point<T>) *to = p.v[0];
    else if constexpr (P::lanes == 1) simd::store_pack(to, p);
    else simd::store_first_pack(to, p, 1);
}

/// Computes a skeleton of constants, where it is called.
template <class Skeleton, class T>
STRAND_ALWAYS_INLINE void compute_one(char* const* data, T* to) {
    // A register of the widest elements on the way: a wider vector would not be passed in one.
    constexpr index_t widest = Skeleton::widest > simd::bytes_of<T> ? Skeleton::widest : simd::bytes_of<T>;
    constexpr index_t lanes = lanes_for_one<T> > 16 / widest ? 16 / widest : lanes_for_one<T>;
    const bound<Skeleton, lanes, 0, source::dense> row({data, nullptr, nullptr, 1, 1});
    store_one(to, simd::convert<T>(row.at(0)));
}

}  // namespace strand::inline STRAND_ISA::kernel

#endif
