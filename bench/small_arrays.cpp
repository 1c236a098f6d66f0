// SPDX-License-Identifier: BSD-3-Clause
// What does an expression cost before its first element? o = a*b + a on a few doubles, into an
// existing array and into a new one, with the rank known to the compiler or not.
#include "support/hand_loop.hpp"
#include "support/peers.hpp"
#include "support/workload.hpp"

namespace bench {
namespace {

template <index_t Rank>
struct few {
    ndarray<double, Rank> out, a, b;
    explicit few(index_t n) : out(strand::zeros<double>({n})), a(varied<double>({n}, 1)), b(varied<double>({n}, 2)) {}
};
/// Only the last element of the new array is kept, in `out`.
template <index_t Rank>
struct few_new {
    ndarray<double, 1> out;
    ndarray<double, Rank> a, b;
    explicit few_new(index_t n)
        : out(strand::zeros<double>({1})), a(varied<double>({n}, 1)), b(varied<double>({n}, 2)) {}
};

constexpr auto formula = [](double a, double b) { return a * b + a; };

template <index_t Rank>
std::string name(const char* what, index_t n) {
    return std::string(what) + (Rank == 1 ? "static/" : "dynamic/") + std::to_string(n);
}

template <index_t Rank>
void into_existing(index_t n) {
    auto it =
        compare(name<Rank>("small_arrays/existing/", n), 24.0 * static_cast<double>(n), [n] { return few<Rank>(n); });
    it.add("naive",
           [](auto& d) { return [&d] { hand::loop(formula, d.out.size(), d.out.data(), d.a.data(), d.b.data()); }; });
    it.add("strand", [](auto& d) { return [&d] { d.out = d.a * d.b + d.a; }; });
    if constexpr (Rank == 1) {
#if STRAND_BENCH_EIGEN
        it.add("eigen", [](auto& d) {
            return [o = in_eigen(d.out), a = in_eigen(d.a), b = in_eigen(d.b)]() mutable { o = a * b + a; };
        });
#endif
#if STRAND_BENCH_XTENSOR
        it.add("xtensor", [](auto& d) {
            const std::array<std::size_t, 1> shape{static_cast<std::size_t>(d.a.size())};
            xt::xtensor<double, 1> a(shape), b(shape);
            std::copy(d.a.begin(), d.a.end(), a.begin());
            std::copy(d.b.begin(), d.b.end(), b.begin());
            return [o = in_xtensor(d.out), a, b]() mutable { xt::noalias(o) = a * b + a; };
        });
#endif
#if STRAND_BENCH_BLITZ
        it.add("blitz", [](auto& d) {
            return [o = in_blitz(d.out), a = in_blitz(d.a), b = in_blitz(d.b)]() mutable { o = a * b + a; };
        });
#endif
    }
}

template <index_t Rank>
void into_new(index_t n) {
    auto it =
        compare(name<Rank>("small_arrays/new/", n), 24.0 * static_cast<double>(n), [n] { return few_new<Rank>(n); });
    it.add("naive", [](auto& d) {
        return [&d] {
            const index_t count = d.a.size();
            double* fresh = new double[static_cast<std::size_t>(count)];
            hand::loop(formula, count, fresh, d.a.data(), d.b.data());
            d.out(0) = fresh[count - 1];
            delete[] fresh;
        };
    });
    it.add("strand", [](auto& d) {
        return [&d] {
            const ndarray fresh = d.a * d.b + d.a;
            d.out(0) = fresh(fresh.size() - 1);
        };
    });
#if STRAND_BENCH_EIGEN
    if constexpr (Rank == 1) {
        it.add("eigen", [](auto& d) {
            return [&d, a = in_eigen(d.a), b = in_eigen(d.b)] {
                const Eigen::ArrayXd fresh = a * b + a;
                d.out(0) = fresh(fresh.size() - 1);
            };
        });
    }
#endif
}

const registration registered([] {
    for (const index_t n : {4, 16, 64}) {
        into_existing<1>(n);
        into_existing<strand::dynamic_rank>(n);
    }
    for (const index_t n : {4, 16, 64}) {
        into_new<1>(n);
        into_new<strand::dynamic_rank>(n);
    }
});

}  // namespace
}  // namespace bench
