// SPDX-License-Identifier: BSD-3-Clause
// Sorting, finding the order, different values, searching: beside std::sort and std::lower_bound.
#include <algorithm>
#include <numeric>
#include "support/hand_loop.hpp"
#include "support/peers.hpp"
#include "support/workload.hpp"

namespace bench {
namespace {

/// Different numbers from -1000 to 1000 in random order: the order of equal ones is not std::sort's.
template <class T>
ndarray<T, 1> shuffled(index_t n) {
    auto numbers = varied<double>({n + n / 4 + 16}, 7);
    std::vector<T> values;
    for (const double x : numbers) values.push_back(static_cast<T>((x - 1) * 2000));
    std::sort(values.begin(), values.end());
    values.erase(std::unique(values.begin(), values.end()), values.end());
    unsigned state = 12345;
    for (std::size_t i = values.size(); i > 1; --i) {
        state = state * 1664525u + 1013904223u;
        std::swap(values[i - 1], values[state % i]);
    }
    ndarray<T, 1> result(strand::extents<1>({n}));
    for (index_t i = 0; i < n; ++i) result(i) = values[static_cast<std::size_t>(i) % values.size()];
    return result;
}

template <class T, class Out = T>
struct line {
    ndarray<Out, 1> out;
    ndarray<T, 1> a;
    explicit line(index_t n) : out(strand::zeros<Out>({n})), a(shuffled<T>(n)) {}
};
template <class T>
struct matrix {
    ndarray<T, 2> out, a;
    index_t n;
    explicit matrix(index_t extent)
        : out(strand::zeros<T>({extent, extent})), a(reshape(shuffled<T>(extent * extent), {extent, extent})), n(extent) {}
};

template <class T>
void sorts(const char* size, index_t n) {
    auto it = compare(title<T>("ordering_sort", size), 2.0 * sizeof(T) * static_cast<double>(n), [n] { return line<T>(n); });
    it.add("naive", [](auto& d) {
        return [&d] {
            std::copy(d.a.begin(), d.a.end(), d.out.begin());
            std::sort(d.out.begin(), d.out.end());
        };
    });
    it.add("strand", [](auto& d) { return [&d] { d.out = strand::sort(d.a); }; });
#if STRAND_BENCH_XTENSOR
    it.add("xtensor", [](auto& d) {
        // strand's result replaces `out` and its memory: the address is asked for each time.
        return [&d, a = in_xtensor(d.a)] {
            auto o = in_xtensor(d.out);
            o = xt::sort(a);
        };
    });
#endif
}
template <class T>
void orders(const char* size, index_t n) {
    auto it = compare(title<T>("ordering_argsort", size), (sizeof(T) + 8.0) * static_cast<double>(n), [n] { return line<T, double>(n); });
    it.add("naive", [n](auto& d) {
        return [&d, order = std::vector<std::int64_t>(static_cast<std::size_t>(n))]() mutable {
            std::iota(order.begin(), order.end(), std::int64_t{0});
            const T* const a = d.a.data();
            std::sort(order.begin(), order.end(), [a](std::int64_t i, std::int64_t k) { return a[i] < a[k]; });
            d.out.data()[0] = static_cast<double>(order[0]), d.out.data()[1] = static_cast<double>(order[order.size() / 2]);
        };
    });
    it.add("strand", [](auto& d) {
        return [&d] {
            const auto order = strand::argsort(d.a);
            d.out.data()[0] = static_cast<double>(order(0)), d.out.data()[1] = static_cast<double>(order(order.size() / 2));
        };
    });
}

template <class T>
void rows(const char* size, index_t n) {
    auto it = compare(title<T>("ordering_sort_columns", size), 2.0 * sizeof(T) * static_cast<double>(n * n), [n] { return matrix<T>(n); });
    it.add("naive", [](auto& d) {
        return [&d, line = std::vector<T>(static_cast<std::size_t>(d.n))]() mutable {
            for (index_t c = 0; c < d.n; ++c) {
                for (index_t r = 0; r < d.n; ++r) line[static_cast<std::size_t>(r)] = d.a(r, c);
                std::sort(line.begin(), line.end());
                for (index_t r = 0; r < d.n; ++r) d.out(r, c) = line[static_cast<std::size_t>(r)];
            }
        };
    });
    it.add("strand", [](auto& d) { return [&d] { d.out = strand::sort(d.a, 0); }; });
}

template <class T>
struct numbers {
    ndarray<T, 1> out, a;
    explicit numbers(index_t n) : out(strand::zeros<T>({100})), a(varied<T>({n}, 1)) {}
};
template <class T>
void different(const char* size, index_t n) {
    auto it = compare(title<T>("ordering_unique_small_integers", size), static_cast<double>(sizeof(T)) * static_cast<double>(n),
                      [n] { return numbers<T>(n); });
    it.add("naive", [](auto& d) {
        return [&d, copy = std::vector<T>()]() mutable {
            copy.assign(d.a.begin(), d.a.end());
            std::sort(copy.begin(), copy.end());
            copy.erase(std::unique(copy.begin(), copy.end()), copy.end());
            std::copy(copy.begin(), copy.end(), d.out.begin());
        };
    });
    it.add("strand", [](auto& d) { return [&d] { d.out = strand::unique(d.a); }; });
}

struct searched {
    ndarray<std::int32_t, 1> out;
    ndarray<double, 1> a, x;
    explicit searched(index_t n) : out(strand::zeros<std::int32_t>({n})), a(strand::sort(shuffled<double>(n))), x(varied<double>({n}, 9)) {
        x = (x - 1) * 2000;
    }
};
void searches(const char* size, index_t n) {
    auto it = compare(title<double>("ordering_searchsorted", size), 16.0 * static_cast<double>(n), [n] { return searched(n); });
    it.add("naive", [](auto& d) {
        return [&d] {
            for (index_t i = 0; i < d.x.size(); ++i) {
                d.out(i) = static_cast<std::int32_t>(std::lower_bound(d.a.begin(), d.a.end(), d.x(i)) - d.a.begin());
            }
        };
    });
    it.add("strand", [](auto& d) { return [&d] { d.out = strand::astype<std::int32_t>(strand::searchsorted(d.a, d.x)); }; });
}
void counts(const char* size, index_t n) {
    auto it = compare(title<double>("ordering_histogram_50", size), 8.0 * static_cast<double>(n), [n] {
        struct data {
            ndarray<double, 1> out = strand::zeros<double>({50}), a;
        };
        return data{strand::zeros<double>({50}), varied<double>({n}, 1)};
    });
    it.add("naive", [](auto& d) {
        return [&d] {
            d.out.fill(0);
            const double low = *std::min_element(d.a.begin(), d.a.end()), high = *std::max_element(d.a.begin(), d.a.end());
            const double scale = 50 / (high - low);
            for (const double x : d.a) {
                const int bin = static_cast<int>((x - low) * scale);
                d.out(bin < 50 ? bin : 49) += 1;
            }
        };
    });
    it.add("strand", [](auto& d) { return [&d] { d.out = strand::astype<double>(strand::histogram(d.a, 50).hist); }; });
}

const registration registered([] {
    sorts<float>("1k", 1000);
    sorts<float>("1M", 1'000'000);
    sorts<double>("1M", 1'000'000);
    sorts<std::int32_t>("100k", 100'000);
    orders<float>("1k", 1000);
    orders<float>("1M", 1'000'000);
    orders<double>("1M", 1'000'000);
    rows<float>("1000x1000", 1000);
    different<std::int32_t>("1M", 1'000'000);
    different<std::uint8_t>("1M", 1'000'000);
    searches("100k", 100'000);
    counts("1M", 1'000'000);
});

}  // namespace
}  // namespace bench
