// SPDX-License-Identifier: BSD-3-Clause
// Changes chosen elements in place, one after the other, so that a place given twice counts twice.
// In: addresses, places that lie inside, a value for each of them or one for all.
#ifndef STRAND_KERNEL_UPDATE_PLACES_HPP
#define STRAND_KERNEL_UPDATE_PLACES_HPP

#include <strand/kernel/gather.hpp>
#include <strand/kernel/map_rows.hpp>

namespace strand::inline STRAND_ISA::kernel {

/// Places along an axis of some extent.
struct places {
    const index_t* position;
    index_t count, extent, stride;  // the stride in elements
    bool negative;                  // some are negative, counted from the axis' end
};

/// element = Functor(element, value), of functors of one operand without a value.
template <class Functor, class T, class... V>
struct updating {
    using loop = typename apply<Functor, input<T>, input<V>...>::loop;
    /// Lanes of 16 bytes, because vectors of one float make slow code.
    static constexpr index_t lanes = std::floating_point<T> && (std::same_as<T, V> && ...) ? 16 / simd::bytes_of<T> : 1;

    template <class X>
    STRAND_ALWAYS_INLINE static auto load(const X* from) {
        return simd::splat_pack<X, lanes>(*from);
    }
    template <class... P>
    STRAND_ALWAYS_INLINE static void one(T* element, P... value) {
        store_one(element, simd::convert<T>(fn::call<loop>(Functor{}, load(element), value...)));
    }

    /// `value_of(values, i)` is the value of place number i.
    template <class ValueOf>
    STRAND_ALWAYS_INLINE static void each(T* data, const places& chosen, ValueOf value_of) {
        const auto [position, count, extent, stride, negative] = chosen;
        if (stride == 1 && !negative) {
            for (index_t i = 0; i < count; ++i) value_of(data + position[i], i);
        } else {
            for (index_t i = 0; i < count; ++i) value_of(data + detail::place_of(position[i], extent) * stride, i);
        }
    }
};

/// `step` is 1 where each place has its own value, or 0.
template <class Functor, class T, class... V>
void update_places(T* data, const places& chosen, index_t step, const V*... values) {
    using update = updating<Functor, T, V...>;
    if (step == 0 && chosen.count > 0) {
        [&](auto... value) STRAND_INLINE_LAMBDA {
            update::each(data, chosen, [=](T* element, index_t) STRAND_INLINE_LAMBDA { update::one(element, value...); });
        }(update::load(values)...);
    } else {
        update::each(data, chosen, [=](T* element, [[maybe_unused]] index_t i) STRAND_INLINE_LAMBDA { update::one(element, update::load(values + i)...); });
    }
}

}  // namespace strand::inline STRAND_ISA::kernel

#endif
