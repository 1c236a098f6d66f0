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
/// Each block is summed about the mean of the block before it, and once more about its own where that is far off;
/// blocks are put together by the formula of T. F. Chan, G. H. Golub and R. J. LeVeque (Algorithms for Computing the
/// Sample Variance, The American Statistician 37, 1983), means counted from the first block's, so that a large mean
/// costs no digits. `Distance`: a functor |x - centre|^2. Nothing is known of an expression that is
/// empty or not dense.
template <class Distance, class A, expression E>
mean_and_sum_of_squares<A> mean_and_squares(const E& e) {
    using R = real_t<A>;
    using elements = kernel::row_folder<skeleton_t<E>, A, fn::add>;
    using distances = kernel::row_folder<kernel::apply<fn::subtract, skeleton_t<E>, kernel::constant<A>>, A, fn::add>;
    using squares_of = kernel::row_folder<kernel::apply<Distance, skeleton_t<E>, kernel::constant<A>>, R, fn::add>;
    constexpr std::size_t leaves = strand::detail::leaf_count<E>;
    // Blocks are few: they are put together in double.
    using D = std::conditional_t<strand::detail::is_complex<A>, std::complex<double>, double>;
    const auto as_double = [](A value) {
        if constexpr (strand::detail::is_complex<A>) return D(value.real(), value.imag());
        else return static_cast<D>(value);
    };
    const auto rounded = [](D value) {
        if constexpr (strand::detail::is_complex<A>) return A(static_cast<R>(value.real()), static_cast<R>(value.imag()));
        else return static_cast<A>(value);
    };
    const index_t whole = element_count_of(e);
    if (whole == 0) return {};
    A centre{};
    if (constexpr index_t one_block = block_bytes / (skeleton_t<E>::leaves * skeleton_t<E>::widest); whole <= one_block) {
        if (!is_dense(e)) return {};
        char* data[2 + leaves + 1];
        collect_addresses(e, data + 2);
        data[2 + leaves] = reinterpret_cast<char*>(&centre);
        centre = rounded(as_double(elements::fold_dense({data, nullptr, nullptr, 1, whole})) / static_cast<double>(whole));
        return {centre, squares_of::fold_dense({data, nullptr, nullptr, 1, whole}), true};
    }
    D origin(0), mean(0);  // the mean is counted from the origin
    double seen = 0;
    simd::pack<double, 1> total(0.0), lost(0.0);
    const bool dense = for_each_block<2, 1>(e, [&](char** data, index_t count) {
        const double n = static_cast<double>(count);
        if (seen == 0) {
            centre = rounded(as_double(elements::fold_dense({data, nullptr, nullptr, 1, count})) / n);
            origin = as_double(centre);
        }
        data[2 + leaves] = reinterpret_cast<char*>(&centre);
        D apart(0);
        double squares = 0;
        for (int attempt = 0; attempt < 2; ++attempt) {
            apart = as_double(distances::fold_dense({data, nullptr, nullptr, 1, count})) / n;
            squares = static_cast<double>(squares_of::fold_dense({data, nullptr, nullptr, 1, count}));
            if (!(squared_length(apart) * n > 0.5 * squares)) break;
            centre = rounded(as_double(centre) + apart);
        }
        const D mean_of_block = (as_double(centre) - origin) + apart, step = mean_of_block - mean;
        const double before = seen;
        seen += n;
        mean += step * (n / seen);
        const double more = (squares - squared_length(apart) * n) + squared_length(step) * (before * n / seen);
        kernel::detail::add_compensated(total, lost, simd::pack<double, 1>(more));
        centre = rounded(origin + mean_of_block);
    });
    if (!dense) return {};
    const double squares = lost.v[0] == lost.v[0] ? total.v[0] + lost.v[0] : total.v[0];
    return {rounded(origin + mean), static_cast<R>(squares), true};
}

}  // namespace strand::inline STRAND_ISA::eval_detail

#endif
