// SPDX-License-Identifier: BSD-3-Clause
// Accumulators of a fold in memory, and how what was folded is added to them. Floating sums are compensated: a
// second array holds what rounding lost (TwoSum: D. E. Knuth, The Art of Computer Programming 2, 4.2.2,
// Theorem B), unless its address is null.
#ifndef STRAND_KERNEL_ACCUMULATE_HPP
#define STRAND_KERNEL_ACCUMULATE_HPP

#include <strand/kernel/combining.hpp>

namespace strand::inline STRAND_ISA::kernel {

/// What is folded, and by which functor: values, or for `squares` those of the values.
template <class Fold>
struct fold_of {
    using op = Fold;
    template <class P>
    STRAND_ALWAYS_INLINE static P value_of(P p) { return p; }
};
struct squares;
template <>
struct fold_of<squares> {
    using op = fn::add;
    template <class P>
    STRAND_ALWAYS_INLINE static P value_of(P p) { return p * p; }
};
template <class First, class...>
struct first_of {
    using type = First;
};
template <class, class Second, class...>
struct second_of {
    using type = Second;
};

/// What the kernels of one or two folds of the same elements share. `T` is the type of the accumulators, which are
/// the first operands of a block, an array for each fold; those of errors follow.
template <class Skeleton, class T, class... Fold>
struct accumulating {
    static constexpr index_t folds = sizeof...(Fold), lanes = kernel_lanes<Skeleton, T>;
    template <index_t N>
    using fold = typename std::conditional_t<N == 0, first_of<Fold...>, second_of<Fold..., void>>::type;
    template <index_t N>
    using combine_of = combining<typename fold_of<fold<N>>::op, T, lanes>;
    using combine = combine_of<0>;
    using value = typename combine::value;
    static constexpr bool exact = (compensated<typename fold_of<Fold>::op, T> && ...);
    static_assert(exact || !(compensated<typename fold_of<Fold>::op, T> || ...));
    /// The place of the first leaf in a block, behind the accumulators.
    static constexpr index_t first_leaf = exact ? 2 * folds : folds;
    /// A value for each fold.
    struct values {
        value of[static_cast<std::size_t>(folds)];
    };

    template <index_t N>
    static constexpr T identity() { return identity_of<typename fold_of<fold<N>>::op, T>(); }
    template <class Do>
    STRAND_ALWAYS_INLINE static void each_fold(Do act) {
        act(std::integral_constant<index_t, 0>{});
        if constexpr (folds == 2) act(std::integral_constant<index_t, 1>{});
    }
    STRAND_ALWAYS_INLINE static values none() {
        values result;
        each_fold([&]<class N>(N) STRAND_INLINE_LAMBDA { result.of[N::value] = simd::splat_pack<T, lanes>(identity<N::value>()); });
        return result;
    }
    /// `Count` values read(0), read(1) ... of each fold, as one and with what there is.
    template <index_t Count, class Read, class Watch>
    STRAND_ALWAYS_INLINE static void take(values& total, const Read& read, Watch& seen) {
        if constexpr (folds == 1) {
            total.of[0] = combine::plain(total.of[0], combine::template tree<Count>(read, seen));
        } else {
            const auto all = [&]<std::size_t... K>(std::index_sequence<K...>) STRAND_INLINE_LAMBDA {
                struct { value of[static_cast<std::size_t>(Count)]; } read_once{{value(combine::lanes_of(read(std::integral_constant<index_t, K>{})))...}};
                return read_once;
            }(std::make_index_sequence<static_cast<std::size_t>(Count)>{});
            each_fold([&]<class N>(N) STRAND_INLINE_LAMBDA {
                detail::no_watch unseen;  // the first has looked at the same values
                const auto again = [&]<class K>(K) STRAND_INLINE_LAMBDA { return fold_of<fold<N::value>>::value_of(all.of[K::value]); };
                using of_fold = combine_of<N::value>;
                if constexpr (N::value == 0) total.of[0] = of_fold::plain(total.of[0], of_fold::template tree<Count>(again, seen));
                else total.of[1] = of_fold::plain(total.of[1], of_fold::template tree<Count>(again, unseen));
            });
        }
    }
    template <index_t N>
    STRAND_ALWAYS_INLINE static value both(value a, value b) {
        return value(simd::convert<T>(typename fold_of<fold<N>>::op{}(a, b)));
    }
    STRAND_ALWAYS_INLINE static values both_values(values a, values b) {
        each_fold([&]<class N>(N) STRAND_INLINE_LAMBDA { a.of[N::value] = both<N::value>(a.of[N::value], b.of[N::value]); });
        return a;
    }
    STRAND_ALWAYS_INLINE static values all_folds_of(value x) {
        values result;
        each_fold([&]<class N>(N) STRAND_INLINE_LAMBDA { result.of[N::value] = fold_of<fold<N::value>>::value_of(x); });
        return result;
    }

    template <index_t N>
    STRAND_ALWAYS_INLINE static T* accumulator_at(const row_block& block, index_t bytes) {
        return reinterpret_cast<T*>(block.data[N] + bytes);
    }
    template <index_t N>
    STRAND_ALWAYS_INLINE static T* error_at(const row_block& block, index_t bytes) {
        if constexpr (exact) return block.data[folds + N] ? reinterpret_cast<T*>(block.data[folds + N] + bytes) : nullptr;
        else return nullptr;
    }
    /// The first `count` lanes.
    STRAND_ALWAYS_INLINE static value load(const T* from, index_t count) {
        return count == lanes ? simd::load_pack<T, lanes>(from) : simd::load_first_pack<T, lanes>(from, count);
    }
    STRAND_ALWAYS_INLINE static void store(T* to, value p, index_t count) {
        if (count == lanes) simd::store_pack(to, p);
        else simd::store_first_pack(to, p, count);
    }
    /// A value per accumulator, of which the first `count` lanes are wanted. Fresh accumulators hold nothing yet.
    template <index_t N>
    STRAND_ALWAYS_INLINE static void add_lanes(T* accumulator, [[maybe_unused]] T* error, value x, index_t count, bool fresh) {
        if (fresh) return store(accumulator, x, count);
        value a = load(accumulator, count);
        if constexpr (exact) {
            if (error) {
                value lost = load(error, count);
                detail::add_compensated(a, lost, x);
                store(error, lost, count);
                return store(accumulator, a, count);
            }
        }
        store(accumulator, combine_of<N>::narrowed(simd::convert<T>(typename fold_of<fold<N>>::op{}(a, x))), count);
    }
    /// One more value, and what rounding lost of it, into one accumulator.
    template <index_t N>
    STRAND_ALWAYS_INLINE static void add_one(T* accumulator, [[maybe_unused]] T* error, T value_of_it, [[maybe_unused]] T lost, bool fresh = false) {
        if (fresh) return static_cast<void>(*accumulator = value_of_it);
        auto a = simd::load_pack<T, 1>(accumulator);
        const auto x = simd::load_pack<T, 1>(&value_of_it);
        if constexpr (exact) {
            if (error) {
                auto e = simd::load_pack<T, 1>(error) + simd::load_pack<T, 1>(&lost);
                detail::add_compensated(a, e, x);
                simd::store_pack(error, e);
            } else {
                a = a + x;
            }
        } else {
            a = simd::convert<T>(typename fold_of<fold<N>>::op{}(a, x));
        }
        simd::store_pack(accumulator, a);
    }
};

namespace detail {

/// What the leaves of a skeleton have in common. What is no operand in memory, a number or a callable of the
/// expression itself, is the same for all rows.
template <class Skeleton>
struct leaves_of {
    template <class Test>
    STRAND_ALWAYS_INLINE static bool every(index_t, Test) { return true; }
};
template <class T>
struct leaves_of<input<T>> {
    template <class Test>
    STRAND_ALWAYS_INLINE static bool every(index_t leaf, Test test) {
        return test(leaf, std::type_identity<T>{});
    }
};
template <class Functor, class... X>
struct leaves_of<apply<Functor, X...>> {
    template <class Test>
    STRAND_ALWAYS_INLINE static bool every(index_t leaf, Test test) {
        bool all = true;
        ((all = all && leaves_of<X>::every(leaf, test), leaf += X::leaves), ...);
        return all;
    }
};

}  // namespace detail

/// Elements of each row lie side by side.
template <class Skeleton>
bool has_dense_columns(const row_block& block, index_t first_leaf) {
    return detail::leaves_of<Skeleton>::every(first_leaf, [&]<class T>(index_t leaf, std::type_identity<T>) STRAND_INLINE_LAMBDA {
        return block.column_step[leaf] == simd::bytes_of<T>;
    });
}
/// Each row of the leaves begins where the one before it ends.
template <class Skeleton>
bool has_dense_rows(const row_block& block, index_t first_leaf) {
    return detail::leaves_of<Skeleton>::every(first_leaf, [&]<class T>(index_t leaf, std::type_identity<T>) STRAND_INLINE_LAMBDA {
        return block.column_step[leaf] == simd::bytes_of<T> && block.row_step[leaf] == block.columns * simd::bytes_of<T>;
    });
}

}  // namespace strand::inline STRAND_ISA::kernel

#endif
