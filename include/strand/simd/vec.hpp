// SPDX-License-Identifier: BSD-3-Clause
// `vec<T, Lanes>`: the compiler's vector type of any power-of-two number of lanes, and the bridge to
// xsimd's batches. The only header that includes xsimd.
//
// xsimd chooses the instruction set and the register width and supplies square root, rounding and
// the like. Arithmetic is written on compiler vectors, because a fused expression of mixed element
// types needs registers that are only partly filled (8 int8 beside 8 double), which xsimd has not,
// and because xsimd 8.1 compiles neither integer select with AVX-512 at -O0 nor comparisons with NaN
// correctly. STRAND_NO_SIMD leaves xsimd out and makes every register 8 bytes wide.
#ifndef STRAND_SIMD_VEC_HPP
#define STRAND_SIMD_VEC_HPP

#ifndef STRAND_NO_SIMD
// g++ 12 takes the deliberately undefined registers inside its own AVX-512 intrinsics, once they are
// inlined into xsimd's functions, for uninitialised variables.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wuninitialized"
#if !defined(__clang__)
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif
#include <xsimd/xsimd.hpp>
#pragma GCC diagnostic pop
#endif

#include <cstring>
#include <utility>
#include <strand/core/element.hpp>

namespace strand::inline STRAND_ISA::simd {

#ifdef STRAND_NO_SIMD
inline constexpr index_t register_bytes = 8;
inline constexpr int xsimd_version[] = {0, 0, 0};
#else
inline constexpr int xsimd_version[] = {XSIMD_VERSION_MAJOR, XSIMD_VERSION_MINOR, XSIMD_VERSION_PATCH};
inline constexpr index_t register_bytes = static_cast<index_t>(sizeof(xsimd::batch<float>));
#endif

namespace detail {
template <class T, index_t Lanes>
struct vec_of {
    typedef T type __attribute__((vector_size(sizeof(T) * static_cast<std::size_t>(Lanes))));
};
}  // namespace detail

template <class T, index_t Lanes>
using vec = typename detail::vec_of<T, Lanes>::type;

template <index_t Bytes>
using int_of = decltype(strand::detail::fixed_width_integer<static_cast<std::size_t>(Bytes), true>());
template <index_t Bytes>
using uint_of = decltype(strand::detail::fixed_width_integer<static_cast<std::size_t>(Bytes), false>());

template <class T>
inline constexpr index_t bytes_of = static_cast<index_t>(sizeof(T));

template <class To, class From>
    requires(sizeof(To) == sizeof(From))
STRAND_ALWAYS_INLINE To bits_as(From value) {
    To result;
    std::memcpy(&result, &value, sizeof result);
    return result;
}

template <class T, index_t Lanes>
STRAND_ALWAYS_INLINE vec<T, Lanes> splat(T value) {
    return value - vec<T, Lanes>{};  // x - 0 is x, also for -0; a compiler sees one broadcast
}

/// The vector of lanes of(0), of(1) ... Written out, because with -O2 loops over lanes stay loops and go through memory.
template <class T, index_t Lanes, class Function>
STRAND_ALWAYS_INLINE vec<T, Lanes> from_lanes(Function of) {
    return [&]<index_t... I>(std::integer_sequence<index_t, I...>) STRAND_INLINE_LAMBDA {
        return vec<T, Lanes>{static_cast<T>(of(I))...};
    }(std::make_integer_sequence<index_t, Lanes>{});
}

/// A vector that several operations use, in a register: g++ would load it from memory again for each.
template <class V>
STRAND_ALWAYS_INLINE V kept(V v) {
#if defined(__SSE2__) && !defined(__clang__) && !defined(STRAND_NO_SIMD)
#if defined(__AVX512VL__)
    if constexpr (sizeof v >= 16 && sizeof v <= 64) asm("" : "+v"(v));
#else
    if constexpr (sizeof v >= 16 && sizeof v <= static_cast<std::size_t>(register_bytes)) asm("" : "+x"(v));
#endif
#endif
    return v;
}

/// Lanes [First, First + Count) of a vector.
template <index_t First, index_t Count, class T, index_t Lanes>
STRAND_ALWAYS_INLINE vec<T, Count> lanes_from(vec<T, Lanes> v) {
    if constexpr (Count == 1) {
        return vec<T, 1>{v[First]};
    } else {
        return [&]<int... I>(std::integer_sequence<int, I...>) {
            return __builtin_shufflevector(v, v, (static_cast<int>(First) + I)...);
        }(std::make_integer_sequence<int, static_cast<int>(Count)>{});
    }
}

namespace detail {
template <class T, index_t Lanes>
STRAND_ALWAYS_INLINE vec<T, Lanes> joined(vec<T, Lanes / 2> low, vec<T, Lanes / 2> high) {
    return [&]<int... I>(std::integer_sequence<int, I...>) STRAND_INLINE_LAMBDA {
        return __builtin_shufflevector(low, high, I...);
    }(std::make_integer_sequence<int, static_cast<int>(Lanes)>{});
}
}  // namespace detail

#ifndef STRAND_NO_SIMD
/// Calls `function` with xsimd batches that hold the given vectors; narrower vectors are padded with
/// their own first lane, so that no lane computes on a value the caller did not pass.
template <class T, index_t Lanes, class Function, class... Vec>
STRAND_ALWAYS_INLINE vec<T, Lanes> through_batch(Function function, Vec... v) {
    using batch = xsimd::batch<T>;
    constexpr index_t whole = static_cast<index_t>(batch::size);
    using batch_register = typename batch::register_type;
    if constexpr (Lanes == whole) {
        const batch result = function(batch(bits_as<batch_register>(v))...);
        return bits_as<vec<T, Lanes>>(static_cast<batch_register>(result));
    } else if constexpr (Lanes < whole) {
        const auto padded = [](vec<T, Lanes> narrow) {
            vec<T, whole> wide = splat<T, whole>(narrow[0]);
            std::memcpy(static_cast<void*>(&wide), &narrow, sizeof narrow);
            return wide;
        };
        const auto result = through_batch<T, whole>(function, padded(v)...);
        vec<T, Lanes> narrow;
        std::memcpy(static_cast<void*>(&narrow), &result, sizeof narrow);
        return narrow;
    } else {
        const vec<T, Lanes / 2> low = through_batch<T, Lanes / 2>(function, lanes_from<0, Lanes / 2, T, Lanes>(v)...);
        const vec<T, Lanes / 2> high =
            through_batch<T, Lanes / 2>(function, lanes_from<Lanes / 2, Lanes / 2, T, Lanes>(v)...);
        vec<T, Lanes> result;
        std::memcpy(static_cast<void*>(&result), &low, sizeof low);
        std::memcpy(static_cast<char*>(static_cast<void*>(&result)) + sizeof low, &high, sizeof high);
        return result;
    }
}
#endif

}  // namespace strand::inline STRAND_ISA::simd

#endif
