// SPDX-License-Identifier: BSD-3-Clause
// Are reductions computed in registers, fused with their expression, and over every axis?
// The loops by hand keep the order of additions, as C++ demands without -ffast-math.
#include "support/hand_loop.hpp"
#include "support/peers.hpp"
#include "support/workload.hpp"

namespace bench {
namespace {

template <class T, class Sum = T>
struct lines_to_number {
    ndarray<Sum, 1> out;
    ndarray<T, 1> a, b;
    index_t n;
    explicit lines_to_number(index_t count)
        : out(strand::zeros<Sum>({1})), a(varied<T>({count}, 1)), b(varied<T>({count}, 2)), n(count) {}
};
template <class T>
struct matrix_to_line {
    ndarray<T, 1> out;
    ndarray<T, 2> a;
    index_t n;
    explicit matrix_to_line(index_t extent)
        : out(strand::zeros<T>({extent})), a(varied<T>({extent, extent}, 1)), n(extent) {}
};

template <class T>
BENCH_LOOP void sum_rows_up(index_t n, T* __restrict out, const T* __restrict a) {
    for (index_t c = 0; c < n; ++c) out[c] = 0;
    for (index_t r = 0; r < n; ++r) {
        for (index_t c = 0; c < n; ++c) out[c] += a[r * n + c];
    }
}
template <class T>
BENCH_LOOP void sum_each_row(index_t n, T* __restrict out, const T* __restrict a) {
    for (index_t r = 0; r < n; ++r) {
        T sum = 0;
        for (index_t c = 0; c < n; ++c) sum += a[r * n + c];
        out[r] = sum;
    }
}
template <class T>
BENCH_LOOP void greatest_of_columns(index_t n, T* __restrict out, const T* __restrict a) {
    for (index_t c = 0; c < n; ++c) out[c] = a[c];
    for (index_t r = 1; r < n; ++r) {
        for (index_t c = 0; c < n; ++c) out[c] = out[c] < a[r * n + c] ? a[r * n + c] : out[c];
    }
}

/// Of a sum of so many elements in any order.
template <class T>
double sum_tolerance(index_t n) {
    return std::is_same_v<T, float> ? 1e-8 * static_cast<double>(n) + 1e-5 : 1e-15 * static_cast<double>(n);
}

template <class T>
void of_all(length size) {
    using Sum = std::conditional_t<std::is_integral_v<T>, std::int64_t, T>;
    const double bytes = static_cast<double>(size.n) * sizeof(T);

    auto sum = compare(title<T>("reduce_sum", size.name), bytes, [n = size.n] { return lines_to_number<T, Sum>(n); });
    sum.tolerance(sum_tolerance<T>(size.n));
    sum.add("naive", [](auto& d) {
        return [&d] { d.out(0) = hand::fold([](Sum s, T a) { return s + a; }, Sum(0), d.n, d.a.data()); };
    });
    sum.add("strand", [](auto& d) { return [&d] { d.out(0) = strand::sum(d.a); }; });
    if constexpr (std::is_floating_point_v<T>) {
#if STRAND_BENCH_EIGEN
        sum.add("eigen", [](auto& d) { return [&d, a = in_eigen(d.a)] { d.out(0) = a.sum(); }; });
#endif
#if STRAND_BENCH_XTENSOR
        sum.add("xtensor", [](auto& d) {
            return [&d, a = in_xtensor(d.a)] { d.out(0) = xt::sum(a, xt::evaluation_strategy::immediate)(); };
        });
#endif
    }

    auto max = compare(title<T>("reduce_max", size.name), bytes, [n = size.n] { return lines_to_number<T>(n); });
    max.add("naive", [](auto& d) {
        return [&d] { d.out(0) = hand::fold([](T m, T a) { return m < a ? a : m; }, d.a(0), d.n, d.a.data()); };
    });
    max.add("strand", [](auto& d) { return [&d] { d.out(0) = strand::max(d.a); }; });
#if STRAND_BENCH_EIGEN
    max.add("eigen", [](auto& d) { return [&d, a = in_eigen(d.a)] { d.out(0) = a.maxCoeff(); }; });
#endif

    if constexpr (std::is_floating_point_v<T>) {
        auto apart = compare(title<T>("reduce_sum((a-b)^2)", size.name), 2 * bytes,
                             [n = size.n] { return lines_to_number<T>(n); });
        apart.tolerance(sum_tolerance<T>(size.n));
        apart.add("naive", [](auto& d) {
            return [&d] {
                d.out(0) =
                    hand::fold([](T s, T a, T b) { return s + (a - b) * (a - b); }, T(0), d.n, d.a.data(), d.b.data());
            };
        });
        apart.add("strand", [](auto& d) { return [&d] { d.out(0) = strand::sum(strand::square(d.a - d.b)); }; });
#if STRAND_BENCH_EIGEN
        apart.add("eigen", [](auto& d) {
            return [&d, a = in_eigen(d.a), b = in_eigen(d.b)] { d.out(0) = (a - b).square().sum(); };
        });
#endif
    }
}

template <class T>
void of_axes(index_t extent) {
    const std::string size = std::to_string(extent) + "x" + std::to_string(extent);
    const double bytes = static_cast<double>(extent * extent) * sizeof(T);
    // strand's result replaces `out` and its memory: the others must not remember the address.
    const auto make = [extent] { return matrix_to_line<T>(extent); };

    auto up = compare(title<T>("reduce_sum_axis0", size), bytes, make);
    up.tolerance(sum_tolerance<T>(extent));
    up.add("naive", [](auto& d) { return [&d] { sum_rows_up(d.n, d.out.data(), d.a.data()); }; });
    up.add("strand", [](auto& d) { return [&d] { d.out = strand::sum(d.a, 0); }; });
#if STRAND_BENCH_EIGEN
    up.add("eigen",
           [](auto& d) { return [&d, a = in_eigen(d.a)] { in_eigen(d.out) = a.colwise().sum().transpose(); }; });
#endif
#if STRAND_BENCH_XTENSOR
    up.add("xtensor", [](auto& d) {
        return [&d, a = in_xtensor(d.a)] {
            auto o = in_xtensor(d.out);
            xt::noalias(o) = xt::sum(a, {0}, xt::evaluation_strategy::immediate);
        };
    });
#endif

    auto along = compare(title<T>("reduce_sum_axis1", size), bytes, make);
    along.tolerance(sum_tolerance<T>(extent));
    along.add("naive", [](auto& d) { return [&d] { sum_each_row(d.n, d.out.data(), d.a.data()); }; });
    along.add("strand", [](auto& d) { return [&d] { d.out = strand::sum(d.a, 1); }; });
#if STRAND_BENCH_EIGEN
    along.add("eigen", [](auto& d) { return [&d, a = in_eigen(d.a)] { in_eigen(d.out) = a.rowwise().sum(); }; });
#endif
#if STRAND_BENCH_XTENSOR
    along.add("xtensor", [](auto& d) {
        return [&d, a = in_xtensor(d.a)] {
            auto o = in_xtensor(d.out);
            xt::noalias(o) = xt::sum(a, {1}, xt::evaluation_strategy::immediate);
        };
    });
#endif

    auto greatest = compare(title<T>("reduce_max_axis0", size), bytes, make);
    greatest.add("naive", [](auto& d) { return [&d] { greatest_of_columns(d.n, d.out.data(), d.a.data()); }; });
    greatest.add("strand", [](auto& d) { return [&d] { d.out = strand::max(d.a, 0); }; });
#if STRAND_BENCH_EIGEN
    greatest.add("eigen", [](auto& d) {
        return [&d, a = in_eigen(d.a)] { in_eigen(d.out) = a.colwise().maxCoeff().transpose(); };
    });
#endif
}

const registration registered([] {
    for (const length size : {small, medium}) {
        of_all<double>(size);
        of_all<float>(size);
        of_all<std::int32_t>(size);
    }
    of_all<double>(large);
    of_axes<double>(1000);
    of_axes<float>(1000);
});

}  // namespace
}  // namespace bench
