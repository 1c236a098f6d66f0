// SPDX-License-Identifier: BSD-3-Clause
// Shifts of integer packs, by a count for each lane or by one number for all. Counts outside of [0, width) shift
// everything out: what is left is 0, or the sign of signed integers shifted right.
#ifndef STRAND_SIMD_SHIFT_HPP
#define STRAND_SIMD_SHIFT_HPP

#include <strand/simd/arithmetic.hpp>

namespace strand::inline STRAND_ISA::simd {

namespace detail {

#if defined(__AVX512BW__) && defined(__AVX512VL__) && !defined(STRAND_NO_SIMD)
/// Lanes of so many bytes have instructions that shift each by its own count, of any size.
template <index_t Bytes>
inline constexpr bool shifts_each = Bytes > 1;
#elif defined(__AVX2__) && !defined(STRAND_NO_SIMD)
template <index_t Bytes>
inline constexpr bool shifts_each = Bytes >= 4;
#else
template <index_t Bytes>
inline constexpr bool shifts_each = false;
#endif

enum class shift { left, right, right_signed };

#if defined(__AVX2__) && !defined(STRAND_NO_SIMD)
template <shift S, index_t Bytes>
STRAND_ALWAYS_INLINE __m128i shift_register(__m128i v, __m128i count) {
#if defined(__AVX512BW__) && defined(__AVX512VL__)
    if constexpr (Bytes == 2) return S == shift::left ? _mm_sllv_epi16(v, count) : S == shift::right ? _mm_srlv_epi16(v, count) : _mm_srav_epi16(v, count);
    if constexpr (Bytes == 8 && S == shift::right_signed) return _mm_srav_epi64(v, count);
#endif
    if constexpr (Bytes == 8) return S == shift::left ? _mm_sllv_epi64(v, count) : _mm_srlv_epi64(v, count);
    else return S == shift::left ? _mm_sllv_epi32(v, count) : S == shift::right ? _mm_srlv_epi32(v, count) : _mm_srav_epi32(v, count);
}
template <shift S, index_t Bytes>
STRAND_ALWAYS_INLINE __m256i shift_register(__m256i v, __m256i count) {
#if defined(__AVX512BW__) && defined(__AVX512VL__)
    if constexpr (Bytes == 2) return S == shift::left ? _mm256_sllv_epi16(v, count) : S == shift::right ? _mm256_srlv_epi16(v, count) : _mm256_srav_epi16(v, count);
    if constexpr (Bytes == 8 && S == shift::right_signed) return _mm256_srav_epi64(v, count);
#endif
    if constexpr (Bytes == 8) return S == shift::left ? _mm256_sllv_epi64(v, count) : _mm256_srlv_epi64(v, count);
    else return S == shift::left ? _mm256_sllv_epi32(v, count) : S == shift::right ? _mm256_srlv_epi32(v, count) : _mm256_srav_epi32(v, count);
}
#endif
#if defined(__AVX512BW__) && defined(__AVX512VL__) && !defined(STRAND_NO_SIMD)
// Masked with all lanes: the plain intrinsics begin with an undefined register, which g++ 12 warns of.
template <shift S, index_t Bytes>
STRAND_ALWAYS_INLINE __m512i shift_register(__m512i v, __m512i count) {
    constexpr auto all = static_cast<mask_bits<64 / Bytes>>(-1);
    if constexpr (Bytes == 2) {
        return S == shift::left ? _mm512_maskz_sllv_epi16(all, v, count) : S == shift::right ? _mm512_maskz_srlv_epi16(all, v, count) : _mm512_maskz_srav_epi16(all, v, count);
    } else if constexpr (Bytes == 8) {
        return S == shift::left ? _mm512_maskz_sllv_epi64(all, v, count) : S == shift::right ? _mm512_maskz_srlv_epi64(all, v, count) : _mm512_maskz_srav_epi64(all, v, count);
    } else {
        return S == shift::left ? _mm512_maskz_sllv_epi32(all, v, count) : S == shift::right ? _mm512_maskz_srlv_epi32(all, v, count) : _mm512_maskz_srav_epi32(all, v, count);
    }
}
#elif defined(__SSE2__) && !defined(__AVX2__) && !defined(STRAND_NO_SIMD)
/// Every instruction shifts all lanes by one count, the lowest 64 bits of a register: once for each lane.
template <shift S, index_t Bytes>
STRAND_ALWAYS_INLINE __m128i shift_by_lowest(__m128i v, __m128i count) {
    if constexpr (Bytes == 8) return S == shift::left ? _mm_sll_epi64(v, count) : _mm_srl_epi64(v, count);
    else return S == shift::left ? _mm_sll_epi32(v, count) : S == shift::right ? _mm_srl_epi32(v, count) : _mm_sra_epi32(v, count);
}
template <shift S, index_t Bytes>
STRAND_ALWAYS_INLINE __m128i shift_register(__m128i v, __m128i count) {
    const __m128i upper = _mm_unpackhi_epi64(count, count);
    if constexpr (Bytes == 8) {
        const auto low = _mm_castsi128_pd(shift_by_lowest<S, 8>(v, count)), high = _mm_castsi128_pd(shift_by_lowest<S, 8>(v, upper));
        return _mm_castpd_si128(_mm_move_sd(high, low));
    } else {
        const __m128i even = _mm_set_epi32(0, -1, 0, -1), c = _mm_and_si128(count, even), d = _mm_and_si128(upper, even);
        const auto shifted = [v](__m128i by) STRAND_INLINE_LAMBDA { return _mm_castsi128_ps(shift_by_lowest<S, 4>(v, by)); };
        const __m128 low = _mm_shuffle_ps(shifted(c), shifted(_mm_srli_epi64(count, 32)), _MM_SHUFFLE(1, 1, 0, 0));
        const __m128 high = _mm_shuffle_ps(shifted(d), shifted(_mm_srli_epi64(upper, 32)), _MM_SHUFFLE(3, 3, 2, 2));
        return _mm_castps_si128(_mm_shuffle_ps(low, high, _MM_SHUFFLE(2, 0, 2, 0)));
    }
}
#endif

#if defined(__SSE2__) && !defined(STRAND_NO_SIMD)
/// A vector that fills a register of some size, of lanes that have such shifts.
template <class T, index_t Lanes>
inline constexpr bool shifts_whole = (shifts_each<bytes_of<T>> || sizeof(T) >= 4) && Lanes * bytes_of<T> >= 16 && Lanes * bytes_of<T> <= register_bytes;

template <shift S, class T, index_t Lanes>
STRAND_ALWAYS_INLINE vec<T, Lanes> shift_whole(vec<T, Lanes> v, vec<std::make_unsigned_t<T>, Lanes> count) {
    constexpr index_t bytes = bytes_of<T>;
#if defined(__AVX512BW__) && defined(__AVX512VL__)
    if constexpr (sizeof v == 64) return bits_as<vec<T, Lanes>>(shift_register<S, bytes>(bits_as<__m512i>(v), bits_as<__m512i>(count)));
#endif
#if defined(__AVX2__)
    if constexpr (sizeof v == 32) return bits_as<vec<T, Lanes>>(shift_register<S, bytes>(bits_as<__m256i>(v), bits_as<__m256i>(count)));
#endif
    if constexpr (sizeof v == 16) return bits_as<vec<T, Lanes>>(shift_register<S, bytes>(bits_as<__m128i>(v), bits_as<__m128i>(count)));
}
#endif

/// Shifts each lane by its count. Lanes that have no such shifts go as wider ones.
template <bool Left, class T, index_t Lanes>
STRAND_ALWAYS_INLINE vec<T, Lanes> shift_lanes(vec<T, Lanes> v, vec<std::make_unsigned_t<T>, Lanes> count) {
    using U = std::make_unsigned_t<T>;
    constexpr bool keeps_sign = !Left && std::is_signed_v<T>;
#if defined(__SSE2__) && !defined(STRAND_NO_SIMD)
    if constexpr (!shifts_each<bytes_of<T>> && sizeof(T) < 4 && Lanes * bytes_of<T> >= 16) {
        return in_pairs<T, Lanes>([](auto x, auto by) STRAND_INLINE_LAMBDA {
            using W = std::remove_cvref_t<decltype(x[0])>;
            return shift_lanes<Left, W, Lanes / 2>(x, bits_as<vec<std::make_unsigned_t<W>, Lanes / 2>>(by));
        }, v, bits_as<vec<T, Lanes>>(count));
    } else if constexpr (shifts_whole<T, Lanes>) {
        if constexpr (keeps_sign && sizeof(T) == 8 && !has_mask_registers) {
            // The sign is kept by shifting the complement of negative numbers.
            const auto sign = lanes_below_0<T, Lanes>(v);
            return shift_whole<shift::right, T, Lanes>(v ^ sign, count) ^ sign;
        } else {
            return shift_whole<Left ? shift::left : keeps_sign ? shift::right_signed : shift::right, T, Lanes>(v, count);
        }
    } else
#endif
    {
        constexpr U width = static_cast<U>(8 * sizeof(T));
        const auto valid = count < width;
        if constexpr (keeps_sign) {
            // Shifting by width - 1 leaves the sign in every bit.
            return v >> bits_as<vec<T, Lanes>>(valid ? count : count * 0 + static_cast<U>(width - 1));
        } else {
            const auto by = count & static_cast<U>(width - 1), bits = bits_as<vec<U, Lanes>>(v);
            const auto shifted = Left ? bits << by : bits >> by;
            return bits_as<vec<T, Lanes>>(valid ? shifted : shifted ^ shifted);
        }
    }
}

/// Shifts all lanes right by one count, keeping the sign of signed ones.
template <class T, index_t Lanes>
STRAND_ALWAYS_INLINE vec<T, Lanes> shift_all_right(vec<T, Lanes> v, int count) {
    using U = std::make_unsigned_t<T>;
    if constexpr (sizeof(T) == 8 && std::is_signed_v<T> && !has_mask_registers && Lanes > 1) {
        // There is no such instruction before AVX-512: the sign bit, where it goes to, and then all above it.
        const U sign = (U{1} << 63) >> count;
        const auto shifted = bits_as<vec<U, Lanes>>(v) >> count;
        return bits_as<vec<T, Lanes>>((shifted ^ sign) - sign);
    } else {
        return v >> count;
    }
}

/// Calls `function` with packs of one lane.
template <class Function, class T, index_t Lanes, class... Rest>
STRAND_ALWAYS_INLINE pack<T, Lanes> each_lane(Function function, pack<T, Lanes> first, Rest... rest) {
    return pack<T, Lanes>(from_lanes<T, Lanes>([=](index_t i) STRAND_INLINE_LAMBDA {
        return function(pack<T, 1>(static_cast<T>(first.v[i])), pack<T, 1>(static_cast<T>(rest.v[i]))...).v[0];
    }));
}

}  // namespace detail

template <detail::integer T, index_t Lanes>
STRAND_ALWAYS_INLINE pack<T, Lanes> operator<<(pack<T, Lanes> a, pack<T, Lanes> count) {
    return pack<T, Lanes>(detail::shift_lanes<true, T, Lanes>(a.v, detail::as_unsigned(count)));
}
template <detail::integer T, index_t Lanes>
STRAND_ALWAYS_INLINE pack<T, Lanes> operator>>(pack<T, Lanes> a, pack<T, Lanes> count) {
    return pack<T, Lanes>(detail::shift_lanes<false, T, Lanes>(a.v, detail::as_unsigned(count)));
}

/// One number of places to shift all elements by, left or right.
template <detail::integer T, bool Left>
class shift_count {
    using U = std::make_unsigned_t<T>;
    static constexpr U width = static_cast<U>(8 * sizeof(T));
    static constexpr bool keeps_sign = !Left && std::is_signed_v<T>;
    int places_;
    U kept_, sign_;  // bits that are not shifted out; where the sign goes to

public:
    STRAND_ALWAYS_INLINE explicit shift_count(T number) {
        const U places = static_cast<U>(number), ones = static_cast<U>(~U{0});
        const bool none = places >= width;
        places_ = none ? width - 1 : static_cast<int>(places);
        kept_ = none && !keeps_sign ? U{0} : Left ? static_cast<U>(std::uint64_t{ones} << places_) : static_cast<U>(ones >> places_);
        sign_ = static_cast<U>((U{1} << (width - 1)) >> places_);
    }
    template <index_t Lanes>
    STRAND_ALWAYS_INLINE pack<T, Lanes> operator()(pack<T, Lanes> a) const {
        if constexpr (keeps_sign && (sizeof(T) > 1 || Lanes == 1)) {
            return pack<T, Lanes>(detail::shift_all_right<T, Lanes>(a.v, places_));
        } else {
            // There are no shifts of bytes: those of two, without what comes from the other one.
            using W = std::conditional_t<sizeof(T) == 1 && Lanes % 2 == 0, std::uint16_t, U>;
            const auto words = bits_as<vec<W, Lanes * bytes_of<T> / bytes_of<W>>>(a.v);
            const auto shifted = Left ? words << places_ : words >> places_;
            const auto bits = bits_as<vec<U, Lanes>>(shifted) & kept_;
            if constexpr (keeps_sign) return detail::pack_from_bits<T, Lanes>((bits ^ sign_) - sign_);
            else return detail::pack_from_bits<T, Lanes>(bits);
        }
    }
};

}  // namespace strand::inline STRAND_ISA::simd

#endif
