// SPDX-License-Identifier: BSD-3-Clause
// Sets of numbers: isin, intersect1d, union1d, setdiff1d, setxor1d. Computed at once, over all elements of both
// arrays, in their promoted type. NaN equals nothing, so it is in no other array.
#ifndef STRAND_OPS_SETS_HPP
#define STRAND_OPS_SETS_HPP

#include <strand/kernel/search_sorted.hpp>
#include <strand/ops/operators.hpp>
#include <strand/ops/unique.hpp>

namespace strand {
inline namespace STRAND_ISA {

namespace detail_isa {

/// Integers this close together are looked up in a table of bytes rather than searched.
inline constexpr std::uint64_t table_bytes = std::uint64_t{1} << 20;
/// So few values are compared with all elements, one after the other.
inline constexpr index_t few_members = 8;

/// Flags for `count` elements: is it among the sorted different `values`?
template <class T>
void find_members(bool* result, const T* elements, index_t count, const ndarray<T, 1>& values) {
    const index_t many = values.size();
    const T* sorted = values.data();
    if (many <= few_members) {
        constexpr index_t near = 8192;  // flags that stay in the first-level cache
        for (index_t done = 0; done < count; done += near) {
            const extents<1> here({count - done < near ? count - done : near});
            const ndview<const T, 1> block(elements + done, here);
            const ndview<bool, 1> flags(result + done, here);
            flags = false;
            for (index_t i = 0; i < many; ++i) flags |= block == scalar(sorted[i]);
        }
        return;
    }
    if constexpr (std::integral<T>) {
        using U = std::make_unsigned_t<std::conditional_t<std::same_as<T, bool>, unsigned char, T>>;
        const auto from_lowest = [low = many > 0 ? sorted[0] : T(0)](T x) {
            return static_cast<std::uint64_t>(static_cast<U>(static_cast<U>(x) - static_cast<U>(low)));
        };
        const std::uint64_t extent = many > 0 ? from_lowest(sorted[many - 1]) : 0;
        if (many > 0 && (extent < table_bytes || extent / 8 < static_cast<std::uint64_t>(count + many))) {
            // One entry more, for all elements outside: without a branch for what is hard to foresee.
            const strand::detail::buffer<bool> table(static_cast<index_t>(extent) + 2);
            std::memset(table.data(), 0, static_cast<std::size_t>(extent) + 2);
            for (index_t i = 0; i < many; ++i) table.data()[from_lowest(sorted[i])] = true;
            for (index_t i = 0; i < count; ++i) {
                const std::uint64_t at = from_lowest(elements[i]);
                result[i] = table.data()[at <= extent ? at : extent + 1];
            }
            return;
        }
    }
    constexpr index_t block = 1024;
    index_t places[block];
    for (index_t done = 0; done < count; done += block) {
        const index_t here = count - done < block ? count - done : block;
        kernel::search_sorted(places, kernel::sorted_row<T, T>{sorted, 1, many, nullptr}, elements + done, here, false);
        for (index_t i = 0; i < here; ++i) {
            result[done + i] = places[i] < many && sorted[places[i]] == elements[done + i];
        }
    }
}

template <class A, class B>
using common_value_t = promote_t<value_t<A>, value_t<B>>;

/// Walks two sorted rows of different values: keep(value) for those in the first only, in both, in the second only.
template <class T>
ndarray<T, 1> merged_sets(const ndarray<T, 1>& a, const ndarray<T, 1>& b, bool first_only, bool both, bool second_only) {
    const strand::detail::buffer<T> kept(a.size() + b.size());
    index_t i = 0, k = 0, count = 0;
    const auto keep = [&](const T& value, bool wanted) {
        kept.data()[count] = value;
        count += wanted;
    };
    while (i < a.size() && k < b.size()) {
        const T &x = a.data()[i], &y = b.data()[k];
        if (x == y) keep(x, both), ++i, ++k;
        else if (kernel::goes_before(y, x)) keep(y, second_only), ++k;
        else keep(x, first_only), ++i;
    }
    for (; i < a.size(); ++i) keep(a.data()[i], first_only);
    for (; k < b.size(); ++k) keep(b.data()[k], second_only);
    auto result = vector_of_size<T>(count);
    for (index_t j = 0; j < count; ++j) result.data()[j] = kept.data()[j];
    return result;
}

template <expression A, expression B>
auto merged_sets_of(const A& a, const B& b, bool first_only, bool both, bool second_only) {
    using T = common_value_t<A, B>;
    return merged_sets<T>(unique(astype<T>(a)), unique(astype<T>(b)), first_only, both, second_only);
}

}  // namespace detail_isa

/// For every element: is it among the elements of the other array? In the shape of the first; `inverted` asks
/// whether it is not. `isin(a, ndarray{2, 3, 5})`
template <expression A, expression B>
auto isin(const A& a, const B& test, bool assume_unique = false, bool inverted = false) {
    (void)assume_unique;  // nothing would be faster
    using T = detail_isa::common_value_t<A, B>;
    const ndarray<T, rank_of<A>> elements(astype<T>(a));
    ndarray<bool, rank_of<A>> result(elements.shape());
    detail_isa::find_members(result.data(), elements.data(), elements.size(), unique(astype<T>(test)));
    if (inverted) result = !result;
    return result;
}
template <expression A, class... Rest>
auto isin(const A& a, std::type_identity_t<std::initializer_list<value_t<A>>> test, Rest... rest) {
    return isin(a, asarray(test), rest...);
}
template <expression A, scalar_number Number>
auto isin(const A& a, Number test, bool assume_unique = false, bool inverted = false) {
    using T = decltype(detail::default_of_kind<canonical_t<Number>>());
    return isin(a, scalar(detail::number_as<T>(test)), assume_unique, inverted);
}
// Of one number. `isin(3, a)`
template <scalar_number Number, expression B>
bool isin(Number a, const B& test, bool assume_unique = false, bool inverted = false) {
    using T = decltype(detail::default_of_kind<canonical_t<Number>>());
    return isin(scalar(detail::number_as<T>(a)), test, assume_unique, inverted).item();
}

/// The values in both arrays, in either, in the first but not in the second, or in one but not in both: ascending,
/// each once. `intersect1d(a, b)`, `union1d(a, b)`, `setdiff1d(a, b)`, `setxor1d(a, b)`
template <expression A, expression B>
auto intersect1d(const A& a, const B& b) {
    return detail_isa::merged_sets_of(a, b, false, true, false);
}
template <expression A, expression B>
auto union1d(const A& a, const B& b) {
    return unique(concatenate(a, b, none));
}
template <expression A, expression B>
auto setdiff1d(const A& a, const B& b) {
    using T = detail_isa::common_value_t<A, B>;
    const auto kept = detail_isa::merged_sets_of(a, b, true, false, false);
    return ndarray<value_t<A>, 1>(astype<value_t<A>>(ndarray<T, 1>(kept)));
}
template <expression A, expression B>
auto setxor1d(const A& a, const B& b) {
    return detail_isa::merged_sets_of(a, b, true, false, true);
}

}  // namespace STRAND_ISA
}  // namespace strand

#endif
