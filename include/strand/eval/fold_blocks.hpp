// SPDX-License-Identifier: BSD-3-Clause
// Moments of a dense expression in one pass over memory: `mean_and_squares` folds block by block, several times
// while the block is in the first-level cache.
#ifndef STRAND_EVAL_FOLD_BLOCKS_HPP
#define STRAND_EVAL_FOLD_BLOCKS_HPP

#include <strand/eval/fold.hpp>

namespace strand::inline STRAND_ISA::eval_detail {

/// Bytes of all operands of a block together: half of the smallest first-level cache in use.
inline constexpr index_t block_bytes = 16384;

/// Calls `visit(addresses, count)` for block after block of a dense expression: the addresses of the leaves, behind
/// `before` places and with `behind` more. False when it is not dense; nothing is visited then.
template <std::size_t Before, std::size_t Behind, expression E, class Visit>
bool for_each_block(const E& e, Visit visit) {
    if (!is_dense(e)) return false;
    constexpr std::size_t leaves = strand::detail::leaf_count<E>;
    char* data[Before + leaves + Behind] = {};
    memory_view views[leaves];
    collect_leaves(e, views);
    collect_addresses(e, data + Before);
    index_t bytes = 0;
    for (const memory_view& leaf : views) bytes += leaf.scalar ? 0 : leaf.itemsize;
    const index_t count = element_count_of(e), most = block_bytes / bytes;
    for (index_t first = 0; first < count; first += most) {
        visit(data, count - first < most ? count - first : most);
        for (std::size_t leaf = 0; leaf < leaves; ++leaf) {
            if (!views[leaf].scalar) data[Before + leaf] += most * views[leaf].itemsize;
        }
    }
    return true;
}

/// The mean of an expression, and the sum of the squared distances from it.
template <class A>
struct mean_and_sum_of_squares {
    A mean;
    real_t<A> squares;
    bool known = false;
};
/// |z|^2.
template <class D>
double squared_length(D z) {
    if constexpr (strand::detail::is_complex<D>) return z.real() * z.real() + z.imag() * z.imag();
    else return z * z;
}
/// Each block is folded once, its elements and their squares about a centre that the blocks before let expect, and once
/// more about its mean where that is far off. Blocks are put together by the formula of T. F. Chan, G. H. Golub and
/// R. J. LeVeque (Algorithms for Computing the Sample Variance, The American Statistician 37, 1983), means counted from
/// the first centre, so that a large mean costs no digits. `Distance`: a functor |x - centre|^2. Nothing is known when
/// the expression is empty, not dense, or of no finite variance.
template <class Distance, class A, expression E>
mean_and_sum_of_squares<A> mean_and_squares(const E& e) {
    using R = real_t<A>;
    using S = skeleton_t<E>;
    using from_centre = kernel::apply<fn::subtract, S, kernel::constant<A>>;
    constexpr bool complex = strand::detail::is_complex<A>;
    constexpr std::size_t leaves = strand::detail::leaf_count<E>, before = complex ? 2 : 4;
    // Blocks are few: they are put together in double.
    using D = std::conditional_t<complex, std::complex<double>, double>;
    const auto as_double = [](A value) {
        if constexpr (complex) return D(value.real(), value.imag());
        else return static_cast<D>(value);
    };
    const auto rounded = [](D value) {
        if constexpr (complex) return A(static_cast<R>(value.real()), static_cast<R>(value.imag()));
        else return static_cast<A>(value);
    };
    const index_t whole = element_count_of(e);
    if (whole == 0) return {};
    // Of a uniform ramp this part of the squares belongs to the distance from its end: three quarters.
    constexpr double most_lost = 0.8;
    A centre{};
    const auto begin_with_first = [&](char** data) {
        const kernel::bound<S, 1, static_cast<index_t>(before), kernel::source::dense> row({data, nullptr, nullptr, 1, 1});
        simd::store_pack(&centre, simd::convert<A>(row.at(0)));
    };
    // The squares about the mean, and how far that is from the centre.
    const auto fold_block = [&](char** data, index_t count, D& apart) {
        const double n = static_cast<double>(count);
        double squares = 0;
        data[before + leaves] = reinterpret_cast<char*>(&centre);
        for (int attempt = 0; attempt < 2; ++attempt) {
            if constexpr (complex) {
                apart = as_double(kernel::row_folder<from_centre, A, fn::add>::fold_dense({data, nullptr, nullptr, 1, count})) / n;
                squares = static_cast<double>(kernel::row_folder<kernel::apply<Distance, S, kernel::constant<A>>, R, fn::add>::fold_dense({data, nullptr, nullptr, 1, count}));
            } else {
                A both[2];
                kernel::row_folder<from_centre, A, fn::add, kernel::squares>::fold_dense({data, nullptr, nullptr, 1, count}, both);
                apart = static_cast<double>(both[0]) / n;
                squares = static_cast<double>(both[1]);
            }
            if (!(squared_length(apart) * n > most_lost * squares)) break;
            centre = rounded(as_double(centre) + apart);
        }
        const double about_mean = squares - squared_length(apart) * n;
        return about_mean < 0 ? 0 : about_mean;
    };
    const auto result = [&](D mean, double squares) { return mean_and_sum_of_squares<A>{rounded(mean), static_cast<R>(squares), squares - squares == 0}; };
    D apart(0);
    if (constexpr index_t one_block = block_bytes / (S::leaves * S::widest); whole <= one_block) {
        if (!is_dense(e)) return {};
        char* data[before + leaves + 1];
        collect_addresses(e, data + before);
        begin_with_first(data);
        const double squares = fold_block(data, whole, apart);
        return result(as_double(centre) + apart, squares);
    }
    D origin(0), mean(0), mean_before(0);  // means are counted from the origin
    double seen = 0;
    simd::pack<double, 1> total(0.0), lost(0.0);
    const bool dense = for_each_block<before, 1>(e, [&](char** data, index_t count) {
        const double n = static_cast<double>(count);
        if (seen == 0) {
            begin_with_first(data);
            origin = as_double(centre);
        }
        const double squares = fold_block(data, count, apart);
        const D mean_here = (as_double(centre) - origin) + apart, step = mean_here - mean;
        kernel::detail::add_compensated(total, lost, simd::pack<double, 1>(squares + squared_length(step) * (seen * n / (seen + n))));
        mean += step * (n / (seen + n));
        // What rises goes on to rise.
        centre = rounded(origin + mean_here + (seen == 0 ? D(0) : mean_here - mean_before));
        mean_before = mean_here;
        seen += n;
    });
    if (!dense) return {};
    return result(origin + mean, lost.v[0] == lost.v[0] ? total.v[0] + lost.v[0] : total.v[0]);
}

}  // namespace strand::inline STRAND_ISA::eval_detail

#endif
