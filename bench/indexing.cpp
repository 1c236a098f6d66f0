// SPDX-License-Identifier: BSD-3-Clause
// Does choosing elements cost what moving them costs? Masks and index arrays, read and written.
#include "support/hand_loop.hpp"
#include "support/workload.hpp"

namespace bench {
namespace {

constexpr index_t million = 1'000'000;

/// Numbers around 0 in no order, and what is chosen of them: results of any length are compared by their
/// length and an element in the middle.
struct scattered {
    ndarray<double, 1> out = strand::zeros<double>({2});
    ndarray<double, 1> a, kept;
    ndarray<bool, 1> mask;
    std::vector<double> list;
    scattered() : a(varied<double>({million}, 1)) {
        auto random = strand::random::default_rng(1);
        a = random.random({million}) - 0.5;
        mask = a > 0;
        kept = a(mask);
    }
    template <class Result>
    void note(const Result& result) {
        const auto n = static_cast<index_t>(result.size());
        out.data()[0] = static_cast<double>(n);
        out.data()[1] = static_cast<double>(result.data()[n / 2]);
    }
};

void masks() {
    const double read = 8.0 * million;
    auto it = compare("mask_read/a(a>0)/1M", 1.5 * read, [] { return scattered(); });
    it.add("naive", [](auto& d) {
        return [&d] {
            std::vector<double> list;
            for (const double x : d.a) {
                if (x > 0) list.push_back(x);
            }
            d.note(list);
        };
    });
    it.add("strand", [](auto& d) { return [&d] { d.note(ndarray<double, 1>(d.a(d.a > 0))); }; });

    auto same = compare("mask_read/a(mask)/1M", 1.5 * read, [] { return scattered(); });
    same.add("naive", [](auto& d) {
        return [&d] {
            d.list.clear();
            for (index_t i = 0; i < million; ++i) {
                if (d.mask.data()[i]) d.list.push_back(d.a.data()[i]);
            }
            d.note(d.list);
        };
    });
    same.add("strand", [](auto& d) {
        return [&d] {
            d.kept = d.a(d.mask);
            d.note(d.kept);
        };
    });

    auto total = compare("mask_sum/sum(a(a>0))/1M", read, [] { return scattered(); });
    total.add("naive", [](auto& d) {
        return [&d] {
            double sum = 0;
            for (const double x : d.a) {
                if (x > 0) sum += x;
            }
            d.out.data()[0] = sum;
        };
    });
    total.add("strand", [](auto& d) { return [&d] { d.out.data()[0] = strand::sum(d.a(d.a > 0)); }; });
    total.tolerance(1e-11);

    struct written {
        ndarray<double, 1> out = scattered().a;
        ndarray<bool, 1> mask = strand::eval(out > 0);
        ndarray<double, 1> values = out(mask) + 0.25;
    };
    auto add = compare("mask_write/a(mask)+=1/1M", 2 * read, [] { return written(); });
    add.add("naive", [](auto& d) {
        return [&d] {
            for (index_t i = 0; i < million; ++i) {
                if (d.mask.data()[i]) d.out.data()[i] += 1;
            }
        };
    });
    add.add("strand", [](auto& d) { return [&d] { d.out(d.mask) += 1; }; });
    auto write = compare("mask_write/a(mask)=b/1M", 2.5 * read, [] { return written(); });
    write.add("naive", [](auto& d) {
        return [&d] {
            const double* value = d.values.data();
            for (index_t i = 0; i < million; ++i) {
                if (d.mask.data()[i]) d.out.data()[i] = *value++;
            }
        };
    });
    write.add("strand", [](auto& d) { return [&d] { d.out(d.mask) = d.values; }; });
}

void positions() {
    struct found {
        ndarray<std::int64_t, 1> out = strand::zeros<std::int64_t>({2});
        ndarray<bool, 1> mask = scattered().mask;
    };
    auto it = compare("nonzero/bool/1M", 5.0 * million, [] { return found(); });
    const auto note = [](auto& d, const std::int64_t* result, std::size_t n) {
        d.out.data()[0] = static_cast<std::int64_t>(n);
        d.out.data()[1] = result[n / 2];
    };
    it.add("naive", [note](auto& d) {
        return [&d, note] {
            std::vector<std::int64_t> list;
            for (index_t i = 0; i < million; ++i) {
                if (d.mask.data()[i]) list.push_back(i);
            }
            note(d, list.data(), list.size());
        };
    });
    it.add("strand", [note](auto& d) {
        return [&d, note] {
            const auto list = strand::nonzero(d.mask);
            note(d, list[0].data(), static_cast<std::size_t>(list[0].size()));
        };
    });
}

template <class T, class I>
struct table {
    ndarray<T, 1> out, a;
    ndarray<I, 1> index;
    explicit table(index_t n) : out(strand::zeros<T>({n})), a(varied<T>({n}, 1)), index(strand::zeros<I>({n})) {
        auto random = strand::random::default_rng(3);
        index = strand::astype<I>(random.integers(0, n, {n}));
    }
};
template <class T, class I>
BENCH_LOOP void gather(index_t n, T* __restrict out, const T* __restrict a, const I* __restrict index) {
    for (index_t i = 0; i < n; ++i) out[i] = a[index[i]];
}
template <class T, class I>
BENCH_LOOP void scatter(index_t n, T* __restrict out, const T* __restrict a, const I* __restrict index) {
    for (index_t i = 0; i < n; ++i) out[index[i]] = a[i];
}

template <class T, class I>
void elements(index_t n, const std::string& size) {
    const std::string of = std::string(type_name<T>()) + "/" + size + (sizeof(I) == 4 ? "/i32" : "");
    auto read = compare("take/" + of, (2.0 * sizeof(T) + sizeof(I)) * static_cast<double>(n), [n] { return table<T, I>(n); });
    read.add("naive", [n](auto& d) { return [&d, n] { gather(n, d.out.data(), d.a.data(), d.index.data()); }; });
    read.add("strand", [](auto& d) { return [&d] { d.out = d.a(d.index); }; });
    auto write = compare("index_write/" + of, (2.0 * sizeof(T) + sizeof(I)) * static_cast<double>(n), [n] { return table<T, I>(n); });
    write.add("naive", [n](auto& d) { return [&d, n] { scatter(n, d.out.data(), d.a.data(), d.index.data()); }; });
    write.add("strand", [](auto& d) { return [&d] { d.out(d.index) = d.a; }; });
}

void rows(index_t count, index_t width) {
    struct rows_of {
        ndarray<float, 2> out, a;
        ndarray<std::int64_t, 1> index;
    };
    const std::string of = std::to_string(count) + "x" + std::to_string(width);
    const auto make = [=] {
        auto random = strand::random::default_rng(3);
        return rows_of{strand::zeros<float>({count, width}), varied<float>({count, width}, 1), random.integers(0, count, {count})};
    };
    auto it = compare("take_rows/f32/" + of, 8.0 * static_cast<double>(count * width), make);
    it.add("naive", [=](auto& d) {
        return [&d, count, width] {
            for (index_t r = 0; r < count; ++r) {
                std::memcpy(d.out.data() + r * width, d.a.data() + d.index.data()[r] * width, static_cast<std::size_t>(width) * sizeof(float));
            }
        };
    });
    it.add("strand", [](auto& d) { return [&d] { d.out = d.a(d.index); }; });
    auto columns = compare("take_columns/f32/" + of, 8.0 * static_cast<double>(count * width), [=] {
        auto d = make();
        d.index = strand::ndarray<std::int64_t, 1>(d.index(range(0, width)) % width);
        return d;
    });
    columns.add("naive", [=](auto& d) {
        return [&d, count, width] {
            for (index_t r = 0; r < count; ++r) {
                for (index_t c = 0; c < width; ++c) d.out.data()[r * width + c] = d.a.data()[r * width + d.index.data()[c]];
            }
        };
    });
    columns.add("strand", [](auto& d) { return [&d] { d.out = d.a(all, d.index); }; });
}

const registration registered([] {
    masks();
    positions();
    elements<double, std::int64_t>(1000, "1k");
    elements<double, std::int64_t>(million, "1M");
    elements<float, std::int32_t>(million, "1M");
    rows(10000, 100);
    rows(100000, 3);
});

}  // namespace
}  // namespace bench
