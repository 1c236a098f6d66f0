// SPDX-License-Identifier: BSD-3-Clause
// Other libraries, where they are installed: CMake defines STRAND_BENCH_EIGEN, STRAND_BENCH_XTENSOR
// and STRAND_BENCH_BLITZ. They compute in the memory of strand's arrays, so that all contenders read
// and write the same addresses. Only row-major arrays of static rank.
#ifndef STRAND_BENCH_SUPPORT_PEERS_HPP
#define STRAND_BENCH_SUPPORT_PEERS_HPP

#include <strand/strand.hpp>

#if STRAND_BENCH_EIGEN
#include <Eigen/Core>

namespace bench {

template <class T, strand::index_t Rank>
    requires(Rank <= 2)
auto in_eigen(strand::ndarray<T, Rank>& a) {
    if constexpr (Rank == 1) {
        return Eigen::Map<Eigen::Array<T, Eigen::Dynamic, 1>, Eigen::Aligned64>(a.data(), a.size());
    } else {
        using Array = Eigen::Array<T, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
        return Eigen::Map<Array, Eigen::Aligned64>(a.data(), a.shape()[0], a.shape()[1]);
    }
}

}  // namespace bench
#endif

#if STRAND_BENCH_XTENSOR
#include <xtensor/xadapt.hpp>
#include <xtensor/xmath.hpp>
#include <xtensor/xnoalias.hpp>
#include <xtensor/xsort.hpp>
#include <xtensor/xtensor.hpp>
#include <xtensor/xview.hpp>

namespace bench {

template <class T, strand::index_t Rank>
auto in_xtensor(strand::ndarray<T, Rank>& a) {
    std::array<std::size_t, static_cast<std::size_t>(Rank)> shape;
    for (strand::index_t axis = 0; axis < Rank; ++axis) {
        shape[static_cast<std::size_t>(axis)] = static_cast<std::size_t>(a.shape()[axis]);
    }
    return xt::adapt(a.data(), static_cast<std::size_t>(a.size()), xt::no_ownership(), shape);
}

}  // namespace bench
#endif

#if STRAND_BENCH_BLITZ
#include <blitz/array.h>

namespace bench {

template <class T, strand::index_t Rank>
auto in_blitz(strand::ndarray<T, Rank>& a) {
    blitz::TinyVector<int, static_cast<int>(Rank)> shape;
    for (strand::index_t axis = 0; axis < Rank; ++axis) {
        shape[static_cast<int>(axis)] = static_cast<int>(a.shape()[axis]);
    }
    return blitz::Array<T, static_cast<int>(Rank)>(a.data(), shape, blitz::neverDeleteData);
}

}  // namespace bench
#endif

#endif
