// SPDX-License-Identifier: BSD-3-Clause
// Do joining, tiling, repeating, padding and rolling move memory at the speed of memcpy?
// The loops by hand write into memory that exists, by memcpy wherever rows lie dense; strand makes a new
// array each time.
#include <cstring>
#include "support/hand_loop.hpp"
#include "support/peers.hpp"
#include "support/workload.hpp"
#if STRAND_BENCH_XTENSOR
#include <xtensor/xbuilder.hpp>
#include <xtensor/xmanipulation.hpp>
#endif

namespace bench {
namespace {

template <class T, index_t Rank>
struct moved {
    ndarray<T, Rank> out;
    ndarray<T, 2> a, b;
    moved(const strand::extents<Rank>& shape, index_t rows, index_t columns)
        : out(strand::zeros<T>(shape)), a(varied<T>({rows, columns}, 1)), b(varied<T>({rows, columns}, 2)) {}
};

/// Rows of `count` elements from one place to another.
template <class T>
BENCH_LOOP void copy_rows(T* __restrict to, index_t to_step, const T* __restrict from, index_t from_step, index_t rows, index_t count) {
    for (; rows > 0; --rows, to += to_step, from += from_step) std::memcpy(to, from, static_cast<std::size_t>(count) * sizeof(T));
}
template <class T>
BENCH_LOOP void repeat_each(T* __restrict to, const T* __restrict from, index_t count, index_t times) {
    for (index_t i = 0; i < count; ++i) {
        for (index_t k = 0; k < times; ++k) *to++ = from[i];
    }
}
template <class T>
BENCH_LOOP void interleave(T* __restrict to, const T* __restrict a, const T* __restrict b, index_t count) {
    for (index_t i = 0; i < count; ++i) to[2 * i] = a[i], to[2 * i + 1] = b[i];
}

/// A new array in place of the last, which is freed first, as a temporary would be. Its address changes: the other
/// contenders ask for it each time.
template <class Array, class Make>
void renew(Array& out, Make make) {
    out = Array();
    out = make();
}

template <class T, index_t Rank>
auto workload_of(const char* what, const char* size, const index_t (&shape)[static_cast<std::size_t>(Rank)], index_t rows, index_t columns) {
    const strand::extents<Rank> out(shape);
    double bytes = sizeof(T);
    for (const index_t extent : out) bytes *= static_cast<double>(extent);
    return compare(title<T>(what, size), bytes, [=] { return moved<T, Rank>(out, rows, columns); });
}

template <class T>
void all_of(const char* size, index_t n) {
    const index_t count = n * n;
    auto below = workload_of<T, 2>("joining_concatenate_rows", size, {2 * n, n}, n, n);
    below.add("naive", [n](auto& d) {
        return [&d, n] {
            copy_rows(d.out.data(), n, d.a.data(), n, 1, n * n);
            copy_rows(d.out.data() + n * n, n, d.b.data(), n, 1, n * n);
        };
    });
    below.add("strand", [](auto& d) { return [&d] { renew(d.out, [&] { return strand::concatenate({d.a, d.b}, 0); }); }; });
    auto beside = workload_of<T, 2>("joining_concatenate_columns", size, {n, 2 * n}, n, n);
    beside.add("naive", [n](auto& d) {
        return [&d, n] {
            copy_rows(d.out.data(), 2 * n, d.a.data(), n, n, n);
            copy_rows(d.out.data() + n, 2 * n, d.b.data(), n, n, n);
        };
    });
    beside.add("strand", [](auto& d) { return [&d] { renew(d.out, [&] { return strand::concatenate({d.a, d.b}, 1); }); }; });
    auto pairs = workload_of<T, 3>("joining_stack_last_axis", size, {n, n, 2}, n, n);
    pairs.add("naive", [count](auto& d) {
        return [&d, count] { interleave(d.out.data(), d.a.data(), d.b.data(), count); };
    });
    pairs.add("strand", [](auto& d) { return [&d] { renew(d.out, [&] { return strand::stack({d.a, d.b}, -1); }); }; });
    auto tiled = workload_of<T, 2>("joining_tile_2x2", size, {2 * n, 2 * n}, n, n);
    tiled.add("naive", [n](auto& d) {
        return [&d, n] {
            for (const index_t corner : {index_t{0}, n, 2 * n * n, 2 * n * n + n}) copy_rows(d.out.data() + corner, 2 * n, d.a.data(), n, n, n);
        };
    });
    tiled.add("strand", [](auto& d) { return [&d] { renew(d.out, [&] { return strand::tile(d.a, {2, 2}); }); }; });
    auto repeated = workload_of<T, 1>("joining_repeat_3", size, {3 * count}, n, n);
    repeated.add("naive", [count](auto& d) {
        return [&d, count] { repeat_each(d.out.data(), d.a.data(), count, 3); };
    });
    repeated.add("strand", [](auto& d) { return [&d] { renew(d.out, [&] { return strand::repeat(d.a, 3); }); }; });
    auto padded = workload_of<T, 2>("joining_pad_reflect", size, {n + 4, n + 4}, n, n);
    padded.add("naive", [n](auto& d) {
        return [&d, n] {
            const index_t wide = n + 4;
            T* const inner = d.out.data() + 2 * wide;
            copy_rows(inner + 2, wide, d.a.data(), n, n, n);
            for (index_t r = 0; r < n; ++r) {
                T* const row = inner + r * wide;
                row[0] = row[4], row[1] = row[3], row[n + 2] = row[n], row[n + 3] = row[n - 1];
            }
            for (const index_t k : {1, 2}) {
                copy_rows(inner - k * wide, wide, inner + k * wide, wide, 1, wide);
                copy_rows(inner + (n - 1 + k) * wide, wide, inner + (n - 1 - k) * wide, wide, 1, wide);
            }
        };
    });
    padded.add("strand", [](auto& d) { return [&d] { renew(d.out, [&] { return strand::pad(d.a, 2, "reflect"); }); }; });
    auto rolled = workload_of<T, 2>("joining_roll_axis1", size, {n, n}, n, n);
    rolled.add("naive", [n](auto& d) {
        return [&d, n] {
            copy_rows(d.out.data() + 5, n, d.a.data(), n, n, n - 5);
            copy_rows(d.out.data(), n, d.a.data() + n - 5, n, n, 5);
        };
    });
    rolled.add("strand", [](auto& d) { return [&d] { renew(d.out, [&] { return strand::roll(d.a, 5, 1); }); }; });
#if STRAND_BENCH_XTENSOR
    below.add("xtensor", [](auto& d) {
        return [&d, a = in_xtensor(d.a), b = in_xtensor(d.b)] {
            auto o = in_xtensor(d.out);
            o = xt::concatenate(xt::xtuple(a, b), 0);
        };
    });
    pairs.add("xtensor", [](auto& d) {
        return [&d, a = in_xtensor(d.a), b = in_xtensor(d.b)] {
            auto o = in_xtensor(d.out);
            o = xt::stack(xt::xtuple(a, b), 2);
        };
    });
    rolled.add("xtensor", [](auto& d) {
        return [&d, a = in_xtensor(d.a)] {
            auto o = in_xtensor(d.out);
            o = xt::roll(a, 5, 1);
        };
    });
#endif
}

const registration registered([] {
    all_of<double>("100x100", 100);
    all_of<double>("1000x1000", 1000);
    all_of<float>("1000x1000", 1000);
});

}  // namespace
}  // namespace bench
