// SPDX-License-Identifier: BSD-3-Clause
// `pack<T, Lanes>`: a few elements of one type in one register, `mask<Bytes, Lanes>`: as many truth
// values. A kernel uses one number of lanes for all its packs; a scalar is a pack of one lane.
//
// Complex numbers lie in a pack as in memory, real and imaginary parts in turn. A mask has lanes as
// wide as what was compared, because that is what the comparison gives; it is converted where widths
// meet. In memory a bool is a byte. Halves lie in a pack as their bits: it can be loaded, stored, selected
// from and converted, and is computed with as floats (simd/call.hpp).
#ifndef STRAND_SIMD_PACK_HPP
#define STRAND_SIMD_PACK_HPP

#include <strand/simd/half.hpp>
#include <strand/simd/memory.hpp>

namespace strand::inline STRAND_ISA::simd {

template <index_t Bytes, index_t Lanes>
struct mask {
    static constexpr index_t lanes = Lanes;
    using element_type = bool;
    vec<int_of<Bytes>, Lanes> v;  // 0 or -1
};

/// What a register holds of an element: the bits of a half, the parts of a complex number.
template <class T>
using lane_t = std::conditional_t<strand::detail::half_floating<T>, std::uint16_t, real_t<T>>;

template <class T, index_t Lanes>
struct pack {
    static constexpr index_t lanes = Lanes;
    using element_type = T;
    using lane_type = lane_t<T>;
    static constexpr index_t parts = strand::detail::is_complex<T> ? 2 : 1;
    vec<lane_type, parts * Lanes> v;

    pack() = default;
    STRAND_ALWAYS_INLINE explicit pack(vec<lane_type, parts * Lanes> value) : v(value) {}
    /// The same value in every lane.
    STRAND_ALWAYS_INLINE explicit pack(T value) {
        if constexpr (strand::detail::half_floating<T>) {
            v = splat<lane_type, Lanes>(value.bits());
        } else if constexpr (parts == 1) {
            v = splat<T, Lanes>(value);
        } else {
            for (index_t i = 0; i < Lanes; ++i) v[2 * i] = value.real(), v[2 * i + 1] = value.imag();
        }
    }
};

template <class T>
inline constexpr bool is_mask = false;
template <index_t Bytes, index_t Lanes>
inline constexpr bool is_mask<mask<Bytes, Lanes>> = true;

/// Anything a kernel computes with: a pack or a mask.
template <class T>
concept lanes_value = requires {
    typename T::element_type;
    T::lanes;
};

/// Lanes of a kernel whose widest element type has this many bytes.
template <index_t WidestBytes>
inline constexpr index_t lanes_for = register_bytes > WidestBytes ? register_bytes / WidestBytes : 1;

/// Bytes of the widest lanes that a conversion needs on its way: halves become other numbers through float,
/// or double where a float would round.
template <class From, class To>
inline constexpr index_t bytes_to_convert = [] {
    using strand::detail::half_floating;
    index_t bytes = bytes_of<From> > bytes_of<To> ? bytes_of<From> : bytes_of<To>;
    constexpr bool some_half = half_floating<From> || half_floating<To>, some_bool = std::same_as<From, bool> || std::same_as<To, bool>;
    if (std::same_as<From, To> || !some_half || some_bool) return bytes;
    if (bytes < 4) bytes = 4;
    if (std::same_as<To, bfloat16> && strand::detail::integer<From> && bytes == 4 && bytes_of<From> == 4) bytes = 8;
    return bytes;
}();

// ---- masks -----------------------------------------------------------------------------------------

template <index_t To, index_t Bytes, index_t Lanes>
STRAND_ALWAYS_INLINE mask<To, Lanes> mask_cast(mask<Bytes, Lanes> m) {
    return {convert_lanes<int_of<To>, Lanes, int_of<Bytes>>(m.v)};
}
template <index_t Bytes, index_t Lanes>
STRAND_ALWAYS_INLINE mask<Bytes, Lanes> mask_splat(bool value) {
    return {splat<int_of<Bytes>, Lanes>(value ? -1 : 0)};
}

/// `yes` where the mask is set, `no` elsewhere.
template <index_t Bytes, class T, index_t Lanes>
STRAND_ALWAYS_INLINE pack<T, Lanes> select(mask<Bytes, Lanes> m, pack<T, Lanes> yes, pack<T, Lanes> no) {
    constexpr index_t width = bytes_of<real_t<T>>;
    const auto wide = mask_cast<width>(m).v;
    if constexpr (pack<T, Lanes>::parts == 1) {
        return pack<T, Lanes>(wide ? yes.v : no.v);
    } else {
        const auto both = [&]<int... I>(std::integer_sequence<int, I...>) {
            return __builtin_shufflevector(wide, wide, (I / 2)...);
        }(std::make_integer_sequence<int, static_cast<int>(2 * Lanes)>{});
        return pack<T, Lanes>(both ? yes.v : no.v);
    }
}
template <index_t Bytes, index_t A, index_t B, index_t Lanes>
STRAND_ALWAYS_INLINE auto select(mask<Bytes, Lanes> m, mask<A, Lanes> yes, mask<B, Lanes> no) {
    const auto w = mask_cast<A>(m).v;
    return mask<A, Lanes>{(w & yes.v) | (~w & mask_cast<A>(no).v)};
}

// ---- loads and stores --------------------------------------------------------------------------------

template <class T, index_t Lanes>
STRAND_ALWAYS_INLINE auto load_pack(const T* from) {
    if constexpr (std::same_as<T, bool>) {
        return mask<1, Lanes>{load<std::int8_t, Lanes>(reinterpret_cast<const std::int8_t*>(from)) != 0};
    } else {
        using lane = lane_t<T>;
        return pack<T, Lanes>(load<lane, pack<T, Lanes>::parts * Lanes>(reinterpret_cast<const lane*>(from)));
    }
}
template <class T, index_t Lanes>
STRAND_ALWAYS_INLINE auto load_first_pack(const T* from, index_t count) {
    if constexpr (std::same_as<T, bool>) {
        return mask<1, Lanes>{load_first<std::int8_t, Lanes>(reinterpret_cast<const std::int8_t*>(from), count) != 0};
    } else {
        using lane = lane_t<T>;
        constexpr index_t parts = pack<T, Lanes>::parts;
        return pack<T, Lanes>(load_first<lane, parts * Lanes>(reinterpret_cast<const lane*>(from), parts * count));
    }
}
template <class T, index_t Lanes>
STRAND_ALWAYS_INLINE auto splat_pack(T value) {
    if constexpr (std::same_as<T, bool>) return mask_splat<1, Lanes>(value);
    else return pack<T, Lanes>(value);
}

template <class T, index_t Lanes>
STRAND_ALWAYS_INLINE void store_pack(T* to, pack<T, Lanes> p) {
    using lane = lane_t<T>;
    store<lane, pack<T, Lanes>::parts * Lanes>(reinterpret_cast<lane*>(to), p.v);
}
template <index_t Bytes, index_t Lanes>
STRAND_ALWAYS_INLINE void store_pack(bool* to, mask<Bytes, Lanes> m) {
    store<std::int8_t, Lanes>(reinterpret_cast<std::int8_t*>(to), mask_cast<1>(m).v & 1);
}
template <class T, index_t Lanes>
STRAND_ALWAYS_INLINE void store_first_pack(T* to, pack<T, Lanes> p, index_t count) {
    using lane = lane_t<T>;
    constexpr index_t parts = pack<T, Lanes>::parts;
    store_first<lane, parts * Lanes>(reinterpret_cast<lane*>(to), p.v, parts * count);
}
template <index_t Bytes, index_t Lanes>
STRAND_ALWAYS_INLINE void store_first_pack(bool* to, mask<Bytes, Lanes> m, index_t count) {
    store_first<std::int8_t, Lanes>(reinterpret_cast<std::int8_t*>(to), mask_cast<1>(m).v & 1, count);
}

// ---- conversion ----------------------------------------------------------------------------------------

/// Real and imaginary parts of a complex pack, and back.
template <class R, index_t Lanes>
STRAND_ALWAYS_INLINE pack<R, Lanes> real_part(pack<std::complex<R>, Lanes> p) {
    if constexpr (Lanes == 1) return pack<R, 1>(p.v[0]);
    else return [&]<int... I>(std::integer_sequence<int, I...>) {
        return pack<R, Lanes>(__builtin_shufflevector(p.v, p.v, (2 * I)...));
    }(std::make_integer_sequence<int, static_cast<int>(Lanes)>{});
}
template <class R, index_t Lanes>
STRAND_ALWAYS_INLINE pack<R, Lanes> imag_part(pack<std::complex<R>, Lanes> p) {
    if constexpr (Lanes == 1) return pack<R, 1>(p.v[1]);
    else return [&]<int... I>(std::integer_sequence<int, I...>) {
        return pack<R, Lanes>(__builtin_shufflevector(p.v, p.v, (2 * I + 1)...));
    }(std::make_integer_sequence<int, static_cast<int>(Lanes)>{});
}
template <class R, index_t Lanes>
STRAND_ALWAYS_INLINE pack<std::complex<R>, Lanes> make_complex(pack<R, Lanes> real, pack<R, Lanes> imag) {
    using result = pack<std::complex<R>, Lanes>;
    if constexpr (Lanes == 1) return result(vec<R, 2>{real.v[0], imag.v[0]});
    else return [&]<int... I>(std::integer_sequence<int, I...>) {
        return result(__builtin_shufflevector(real.v, imag.v, (I / 2 + (I % 2) * static_cast<int>(Lanes))...));
    }(std::make_integer_sequence<int, static_cast<int>(2 * Lanes)>{});
}

/// Each lane as element type `To`; anything but 0 is true, and real parts are what is left of complex numbers.
template <class To, class T, index_t Lanes>
STRAND_ALWAYS_INLINE auto convert(pack<T, Lanes> p) {
    if constexpr (std::same_as<To, T>) {
        return p;
    } else if constexpr (std::same_as<To, bool> && strand::detail::half_floating<T>) {
        return mask<2, Lanes>{(p.v & 0x7FFF) != 0};
    } else if constexpr (strand::detail::half_floating<T>) {
        return convert<To>(pack<float, Lanes>(detail::widen_half<T, Lanes>(p.v)));
    } else if constexpr (strand::detail::half_floating<To> && !strand::detail::is_complex<T>) {
        return pack<To, Lanes>(detail::to_half<To, Lanes, T>(p.v));
    } else if constexpr (std::same_as<To, bool> && !strand::detail::is_complex<T>) {
        return mask<bytes_of<T>, Lanes>{p.v != T(0)};
    } else if constexpr (std::same_as<To, bool>) {
        const auto re = convert<bool>(real_part(p)), im = convert<bool>(imag_part(p));
        return decltype(re){re.v | im.v};
    } else if constexpr (strand::detail::is_complex<T> && strand::detail::is_complex<To>) {
        return pack<To, Lanes>(convert_lanes<real_t<To>, 2 * Lanes, real_t<T>>(p.v));
    } else if constexpr (strand::detail::is_complex<To>) {
        return make_complex(convert<real_t<To>>(p), pack<real_t<To>, Lanes>(real_t<To>(0)));
    } else if constexpr (strand::detail::is_complex<T>) {
        return convert<To>(real_part(p));
    } else {
        return pack<To, Lanes>(convert_lanes<To, Lanes, T>(p.v));
    }
}
template <class To, index_t Bytes, index_t Lanes>
STRAND_ALWAYS_INLINE auto convert(mask<Bytes, Lanes> m) {
    if constexpr (std::same_as<To, bool>) return m;
    else return select(m, pack<To, Lanes>(To(1)), pack<To, Lanes>(To(0)));
}

}  // namespace strand::inline STRAND_ISA::simd

#endif
