// SPDX-License-Identifier: BSD-3-Clause
// Are moments, positions, scans, and folds over axes of any length as fast as loops written for them? And
// what programs make of them: softmax, standardised columns, distances between points.
// The loops by hand keep the order of additions, as C++ demands without -ffast-math.
#include "support/hand_loop.hpp"
#include "support/peers.hpp"
#include "support/workload.hpp"

namespace bench {
namespace {

template <class T, class Out, index_t Rank, index_t OutRank = Rank>
struct one_array {
    ndarray<Out, OutRank> out;
    ndarray<T, Rank> a;
    template <std::size_t N, std::size_t M>
    one_array(const index_t (&shape)[N], const index_t (&out_shape)[M]) : out(strand::zeros<Out>(out_shape)), a(varied<T>(shape, 1)) {}
};

template <class T>
BENCH_LOOP T variance(index_t n, const T* a) {
    T sum = 0, squares = 0;
    for (index_t i = 0; i < n; ++i) sum += a[i];
    const T mean = sum / static_cast<T>(n);
    for (index_t i = 0; i < n; ++i) squares += (a[i] - mean) * (a[i] - mean);
    return squares / static_cast<T>(n);
}
template <class T>
BENCH_LOOP std::int64_t place_of_largest(index_t n, const T* a) {
    index_t best = 0;
    for (index_t i = 1; i < n; ++i) {
        if (a[i] > a[best]) best = i;
    }
    return best;
}
template <class T>
BENCH_LOOP void places_in_rows(index_t rows, index_t columns, std::int64_t* __restrict out, const T* __restrict a) {
    for (index_t r = 0; r < rows; ++r, a += columns) {
        index_t best = 0;
        for (index_t c = 1; c < columns; ++c) {
            if (a[c] > a[best]) best = c;
        }
        out[r] = best;
    }
}
template <class T>
BENCH_LOOP void places_in_columns(index_t rows, index_t columns, std::int64_t* __restrict out, T* __restrict best, const T* __restrict a) {
    for (index_t c = 0; c < columns; ++c) best[c] = a[c], out[c] = 0;
    for (index_t r = 1; r < rows; ++r) {
        for (index_t c = 0; c < columns; ++c) {
            const bool larger = a[r * columns + c] > best[c];
            best[c] = larger ? a[r * columns + c] : best[c];
            out[c] = larger ? r : out[c];
        }
    }
}
template <class T>
BENCH_LOOP void running_sum(index_t n, T* __restrict out, const T* __restrict a) {
    T sum = 0;
    for (index_t i = 0; i < n; ++i) out[i] = sum += a[i];
}
template <class T>
BENCH_LOOP void running_sum_down(index_t rows, index_t columns, T* __restrict out, const T* __restrict a) {
    for (index_t c = 0; c < columns; ++c) out[c] = a[c];
    for (index_t r = 1; r < rows; ++r) {
        for (index_t c = 0; c < columns; ++c) out[r * columns + c] = out[(r - 1) * columns + c] + a[r * columns + c];
    }
}
/// Sums over the middle of three axes.
template <class T>
BENCH_LOOP void sum_middle(index_t outer, index_t n, index_t inner, T* __restrict out, const T* __restrict a) {
    for (index_t o = 0; o < outer; ++o) {
        for (index_t i = 0; i < inner; ++i) out[o * inner + i] = 0;
        for (index_t k = 0; k < n; ++k) {
            for (index_t i = 0; i < inner; ++i) out[o * inner + i] += a[(o * n + k) * inner + i];
        }
    }
}
template <class T>
BENCH_LOOP void sum_short_rows(index_t rows, index_t n, T* __restrict out, const T* __restrict a) {
    for (index_t r = 0; r < rows; ++r) {
        T sum = 0;
        for (index_t k = 0; k < n; ++k) sum += a[r * n + k];
        out[r] = sum;
    }
}
template <class T>
BENCH_LOOP void softmax_rows(index_t rows, index_t columns, T* __restrict out, const T* __restrict a) {
    for (index_t r = 0; r < rows; ++r, a += columns, out += columns) {
        T largest = a[0], sum = 0;
        for (index_t c = 1; c < columns; ++c) largest = largest < a[c] ? a[c] : largest;
        for (index_t c = 0; c < columns; ++c) sum += out[c] = std::exp(a[c] - largest);
        for (index_t c = 0; c < columns; ++c) out[c] /= sum;
    }
}
template <class T>
BENCH_LOOP void standardise(index_t rows, index_t columns, T* __restrict out, const T* __restrict a, T* __restrict mean, T* __restrict dev) {
    for (index_t c = 0; c < columns; ++c) mean[c] = dev[c] = 0;
    for (index_t i = 0; i < rows; ++i) {
        for (index_t c = 0; c < columns; ++c) mean[c] += a[i * columns + c];
    }
    for (index_t c = 0; c < columns; ++c) mean[c] /= static_cast<T>(rows);
    for (index_t i = 0; i < rows; ++i) {
        for (index_t c = 0; c < columns; ++c) dev[c] += (a[i * columns + c] - mean[c]) * (a[i * columns + c] - mean[c]);
    }
    for (index_t c = 0; c < columns; ++c) dev[c] = std::sqrt(dev[c] / static_cast<T>(rows));
    for (index_t i = 0; i < rows; ++i) {
        for (index_t c = 0; c < columns; ++c) out[i * columns + c] = (a[i * columns + c] - mean[c]) / dev[c];
    }
}
template <class T>
BENCH_LOOP void distances(index_t points, index_t n, T* __restrict out, const T* __restrict a) {
    for (index_t i = 0; i < points; ++i) {
        for (index_t k = 0; k < points; ++k) {
            T sum = 0;
            for (index_t x = 0; x < n; ++x) sum += (a[i * n + x] - a[k * n + x]) * (a[i * n + x] - a[k * n + x]);
            out[i * points + k] = sum;
        }
    }
}

template <class T>
double tolerance_of_sum(index_t n) {
    return std::is_same_v<T, float> ? 1e-8 * static_cast<double>(n) + 1e-5 : 1e-15 * static_cast<double>(n) + 1e-13;
}

template <class T>
void of_all(length size) {
    const index_t n = size.n;
    const double bytes = static_cast<double>(n) * sizeof(T);
    auto var = compare(title<T>("reduce_var", size.name), bytes, [n] { return one_array<T, T, 1>({n}, {1}); });
    var.tolerance(10 * tolerance_of_sum<T>(n));
    var.add("naive", [](auto& d) { return [&d] { d.out(0) = variance(d.a.size(), d.a.data()); }; });
    var.add("strand", [](auto& d) { return [&d] { d.out(0) = strand::var(d.a); }; });
#if STRAND_BENCH_EIGEN
    var.add("eigen", [](auto& d) { return [&d, a = in_eigen(d.a)] { d.out(0) = (a - a.mean()).square().mean(); }; });
#endif
    auto place = compare(title<T>("reduce_argmax", size.name), bytes, [n] { return one_array<T, std::int64_t, 1>({n}, {1}); });
    place.add("naive", [](auto& d) { return [&d] { d.out(0) = place_of_largest(d.a.size(), d.a.data()); }; });
    place.add("strand", [](auto& d) { return [&d] { d.out(0) = strand::argmax(d.a); }; });
#if STRAND_BENCH_EIGEN
    place.add("eigen", [](auto& d) {
        return [&d, a = in_eigen(d.a)] {
            Eigen::Index at;
            a.maxCoeff(&at);
            d.out(0) = at;
        };
    });
#endif
    auto scan = compare(title<T>("cumsum", size.name), 2 * bytes, [n] { return one_array<T, T, 1>({n}, {n}); });
    scan.tolerance(tolerance_of_sum<T>(n));
    scan.add("naive", [](auto& d) { return [&d] { running_sum(d.a.size(), d.out.data(), d.a.data()); }; });
    scan.add("strand", [](auto& d) { return [&d] { d.out = strand::cumsum(d.a); }; });
#if STRAND_BENCH_XTENSOR
    scan.add("xtensor", [](auto& d) {
        return [&d, a = in_xtensor(d.a)] {
            auto o = in_xtensor(d.out);
            xt::noalias(o) = xt::cumsum(a, 0);
        };
    });
#endif
}

template <class T>
void of_axes() {
    const auto add = [](const char* name, const char* size, double elements, auto make, auto naive, auto ours) {
        auto it = compare(title<T>(name, size), elements * sizeof(T), make);
        it.tolerance(10 * tolerance_of_sum<T>(1000));
        it.add("naive", naive);
        it.add("strand", ours);
        return it;
    };
    add("reduce_sum_middle", "100x100x100", 1e6, [] { return one_array<T, T, 3, 2>({100, 100, 100}, {100, 100}); },
        [](auto& d) { return [&d] { sum_middle(100, 100, 100, d.out.data(), d.a.data()); }; },
        [](auto& d) { return [&d] { d.out = strand::sum(d.a, 1); }; });
    add("reduce_sum_axis0", "10000x10", 1e5, [] { return one_array<T, T, 2, 1>({10000, 10}, {10}); },
        [](auto& d) { return [&d] { sum_middle(1, 10000, 10, d.out.data(), d.a.data()); }; },
        [](auto& d) { return [&d] { d.out = strand::sum(d.a, 0); }; });
    add("reduce_sum_axis1", "10000x10", 1e5, [] { return one_array<T, T, 2, 1>({10000, 10}, {10000}); },
        [](auto& d) { return [&d] { sum_short_rows(10000, 10, d.out.data(), d.a.data()); }; },
        [](auto& d) { return [&d] { d.out = strand::sum(d.a, 1); }; });
    add("reduce_sum_axis0", "1Mx3", 3e6, [] { return one_array<T, T, 2, 1>({1'000'000, 3}, {3}); },
        [](auto& d) { return [&d] { sum_middle(1, 1'000'000, 3, d.out.data(), d.a.data()); }; },
        [](auto& d) { return [&d] { d.out = strand::sum(d.a, 0); }; }).tolerance(1);
    add("reduce_argmax_axis0", "1000x1000", 1e6, [] { return one_array<T, std::int64_t, 2, 1>({1000, 1000}, {1000}); },
        [](auto& d) {
            return [&d, best = ndarray<T, 1>(strand::zeros<T>({1000}))]() mutable { places_in_columns(1000, 1000, d.out.data(), best.data(), d.a.data()); };
        },
        [](auto& d) { return [&d] { d.out = strand::argmax(d.a, 0); }; });
    add("reduce_argmax_axis1", "1000x1000", 1e6, [] { return one_array<T, std::int64_t, 2, 1>({1000, 1000}, {1000}); },
        [](auto& d) { return [&d] { places_in_rows(1000, 1000, d.out.data(), d.a.data()); }; },
        [](auto& d) { return [&d] { d.out = strand::argmax(d.a, 1); }; });
    add("cumsum_axis0", "1000x1000", 2e6, [] { return one_array<T, T, 2>({1000, 1000}, {1000, 1000}); },
        [](auto& d) { return [&d] { running_sum_down(1000, 1000, d.out.data(), d.a.data()); }; },
        [](auto& d) { return [&d] { d.out = strand::cumsum(d.a, 0); }; });
    auto softmax = add("softmax", "1000x1000", 2e6, [] { return one_array<T, T, 2>({1000, 1000}, {1000, 1000}); },
        [](auto& d) { return [&d] { softmax_rows(1000, 1000, d.out.data(), d.a.data()); }; },
        [](auto& d) {
            return [&d] {
                d.out = strand::exp(d.a - strand::max(d.a, 1, strand::keepdims));
                d.out /= strand::sum(d.out, 1, strand::keepdims);
            };
        });
#if STRAND_BENCH_EIGEN
    softmax.add("eigen", [](auto& d) {
        return [&d, a = in_eigen(d.a)] {
            auto o = in_eigen(d.out);
            o = (a.colwise() - a.rowwise().maxCoeff()).exp();
            o.colwise() /= o.rowwise().sum().eval();
        };
    });
#endif
    auto columns = add("standardise_columns", "1000x1000", 2e6, [] { return one_array<T, T, 2>({1000, 1000}, {1000, 1000}); },
        [](auto& d) {
            return [&d, mean = ndarray<T, 1>(strand::zeros<T>({1000})), dev = ndarray<T, 1>(strand::zeros<T>({1000}))]() mutable {
                standardise(1000, 1000, d.out.data(), d.a.data(), mean.data(), dev.data());
            };
        },
        [](auto& d) {
            return [&d] { d.out = (d.a - strand::mean(d.a, 0)) / strand::stddev(d.a, 0); };
        });
#if STRAND_BENCH_EIGEN
    columns.add("eigen", [](auto& d) {
        return [&d, a = in_eigen(d.a)] {
            auto o = in_eigen(d.out);
            o = a.rowwise() - a.colwise().mean();
            o.rowwise() /= (o.square().colwise().sum() / T(1000)).sqrt().eval();
        };
    });
#endif
    add("pairwise_distances", "500x8", 250500, [] { return one_array<T, T, 2>({500, 8}, {500, 500}); },
        [](auto& d) { return [&d] { distances(500, 8, d.out.data(), d.a.data()); }; },
        [](auto& d) {
            return [&d] {
                d.out = strand::sum(strand::square(d.a(all, strand::newaxis, all) - d.a(strand::newaxis, all, all)), -1);
            };
        });
}

const registration registered([] {
    for (const length size : {small, medium}) {
        of_all<double>(size);
        of_all<float>(size);
    }
    of_all<double>(large);
    of_axes<double>();
    of_axes<float>();
});

}  // namespace
}  // namespace bench
