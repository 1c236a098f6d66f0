// SPDX-License-Identifier: BSD-3-Clause
// `pack<T, Lanes>`: a few elements of one type in one register; truth values have masks instead (mask.hpp).
// A kernel uses one number of lanes for all its packs and masks; a scalar is a pack of one lane.
//
// Complex numbers lie in a pack as in memory, real and imaginary parts in turn. Halves lie in a pack as their bits: it can be loaded, stored, selected
// from and converted, and is computed with as floats (simd/call.hpp).
#ifndef STRAND_SIMD_PACK_HPP
#define STRAND_SIMD_PACK_HPP

#include <strand/simd/half.hpp>
#include <strand/simd/mask.hpp>
#include <strand/simd/memory.hpp>

namespace strand::inline STRAND_ISA::simd {

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
            v = from_lanes<lane_type, 2 * Lanes>([value](index_t i) STRAND_INLINE_LAMBDA { return i % 2 == 0 ? value.real() : value.imag(); });
        }
    }
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

/// `yes` where the mask is set, `no` elsewhere.
template <index_t Bytes, class T, index_t Lanes>
STRAND_ALWAYS_INLINE pack<T, Lanes> select(mask<Bytes, Lanes> m, pack<T, Lanes> yes, pack<T, Lanes> no) {
    constexpr index_t parts = pack<T, Lanes>::parts;
    if constexpr (detail::has_mask_registers) {
        if constexpr (parts == 1) return pack<T, Lanes>(detail::blend<lane_t<T>, Lanes>(m.v, yes.v, no.v));
        else return pack<T, Lanes>(detail::blend<lane_t<T>, 2 * Lanes>(detail::bits_twice<Lanes>(m.v), yes.v, no.v));
    } else {
        const auto wide = mask_cast<bytes_of<lane_t<T>>>(m).v;
        if constexpr (parts == 1) {
            return pack<T, Lanes>(detail::choose<lane_t<T>, Lanes>(wide, yes.v, no.v));
        } else {
            const auto both = [&]<int... I>(std::integer_sequence<int, I...>) STRAND_INLINE_LAMBDA {
                if constexpr (Lanes == 1) return splat<int_of<bytes_of<lane_t<T>>>, 2>(wide[0]);
                else return __builtin_shufflevector(wide, wide, (I / 2)...);
            }(std::make_integer_sequence<int, static_cast<int>(2 * Lanes)>{});
            return pack<T, Lanes>(detail::choose<lane_t<T>, 2 * Lanes>(both, yes.v, no.v));
        }
    }
}

// ---- loads and stores --------------------------------------------------------------------------------

template <class T, index_t Lanes>
STRAND_ALWAYS_INLINE auto load_pack(const T* from) {
    if constexpr (std::same_as<T, bool>) {
        return load_mask<Lanes>(from);
    } else {
        using lane = lane_t<T>;
        return pack<T, Lanes>(load<lane, pack<T, Lanes>::parts * Lanes>(reinterpret_cast<const lane*>(from)));
    }
}
template <class T, index_t Lanes>
STRAND_ALWAYS_INLINE auto load_first_pack(const T* from, index_t count) {
    if constexpr (std::same_as<T, bool>) {
        return load_first_mask<Lanes>(from, count);
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
template <class T, index_t Lanes>
STRAND_ALWAYS_INLINE void stream_pack(T* to, pack<T, Lanes> p) {
    stream(to, p.v);
}
template <class T, index_t Lanes>
STRAND_ALWAYS_INLINE void store_first_pack(T* to, pack<T, Lanes> p, index_t count) {
    using lane = lane_t<T>;
    constexpr index_t parts = pack<T, Lanes>::parts;
    store_first<lane, parts * Lanes>(reinterpret_cast<lane*>(to), p.v, parts * count);
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
        using bits = std::uint16_t;
        return detail::compare_lanes<detail::relation::not_equal, bits, Lanes>(p.v & bits(0x7FFF), bits(0));
    } else if constexpr (strand::detail::half_floating<T>) {
        return convert<To>(pack<float, Lanes>(detail::widen_half<T, Lanes>(p.v)));
    } else if constexpr (strand::detail::half_floating<To> && !strand::detail::is_complex<T>) {
        return pack<To, Lanes>(detail::to_half<To, Lanes, T>(p.v));
    } else if constexpr (std::same_as<To, bool> && !strand::detail::is_complex<T>) {
        return detail::compare_lanes<detail::relation::not_equal, T, Lanes>(p.v, T(0));
    } else if constexpr (std::same_as<To, bool> && detail::has_mask_registers && sizeof(T) == 16) {
        return convert<bool>(real_part(p)) | convert<bool>(imag_part(p));
    } else if constexpr (std::same_as<To, bool>) {
        using R = real_t<T>;
        return detail::either_part<Lanes>(detail::compare_lanes<detail::relation::not_equal, R, 2 * Lanes>(p.v, R(0)));
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
