// SPDX-License-Identifier: BSD-3-Clause
// Do the methods of ufuncs (at, reduceat, reduce in order, outer) and vectorized callables run as fast as loops by hand?
#include "support/workload.hpp"

namespace bench {
namespace {

struct bins {
    ndarray<double, 1> out, values;
    ndarray<std::int64_t, 1> index;
    explicit bins(index_t n) : out(strand::zeros<double>({1000})), values(varied<double>({n}, 1)), index(strand::astype<std::int64_t>(varied<double>({n}, 2) * 600)) {}
};
void at() {
    auto it = compare(title<double>("ufunc_at", "100k"), 16e5, [] { return bins(100'000); });
    it.add("naive", [](auto& d) {
        return [&d] {
            for (double& x : d.out) x = 0;
            for (index_t i = 0; i < d.index.size(); ++i) d.out.data()[d.index.data()[i]] += d.values.data()[i];
        };
    });
    it.add("strand", [](auto& d) {
        return [&d] {
            d.out.fill(0);
            strand::add.at(d.out, d.index, d.values);
        };
    });
}

struct segments {
    ndarray<double, 1> out, a;
    ndarray<std::int64_t, 1> begins;
    explicit segments(index_t n) : out(strand::zeros<double>({n / 20})), a(varied<double>({n}, 1)), begins(strand::arange<std::int64_t>(n / 20) * 20) {}
};
void reduceat() {
    auto it = compare(title<double>("ufunc_reduceat", "100k"), 8e5, [] { return segments(100'000); });
    it.add("naive", [](auto& d) {
        return [&d] {
            for (index_t k = 0; k < d.begins.size(); ++k) {
                const index_t end = k + 1 < d.begins.size() ? d.begins.data()[k + 1] : d.a.size();
                double sum = 0;
                for (index_t i = d.begins.data()[k]; i < end; ++i) sum += d.a.data()[i];
                d.out.data()[k] = sum;
            }
        };
    });
    it.add("strand", [](auto& d) { return [&d] { d.out = strand::add.reduceat(d.a, d.begins); }; });
}

struct matrix_rows {
    ndarray<double, 1> out;
    ndarray<double, 2> a;
    explicit matrix_rows(index_t n) : out(strand::zeros<double>({n})), a(varied<double>({n, n}, 1)) {}
};
void in_order(const char* name, index_t axis) {
    auto it = compare(title<double>(name, "300"), 8 * 9e4, [] { return matrix_rows(300); });
    it.add("naive", [axis](auto& d) {
        return [&d, axis] {
            const index_t n = 300;
            const double* const a = d.a.data();
            double* const out = d.out.data();
            if (axis == 0) {
                for (index_t j = 0; j < n; ++j) out[j] = a[j];
                for (index_t i = 1; i < n; ++i) {
                    for (index_t j = 0; j < n; ++j) out[j] -= a[i * n + j];
                }
            } else {
                for (index_t i = 0; i < n; ++i) {
                    double rest = a[i * n];
                    for (index_t j = 1; j < n; ++j) rest -= a[i * n + j];
                    out[i] = rest;
                }
            }
        };
    });
    it.add("strand", [axis](auto& d) { return [&d, axis] { d.out = strand::subtract.reduce(d.a, axis); }; });
}

struct pairs_of {
    ndarray<double, 2> out;
    ndarray<double, 1> a, b;
    explicit pairs_of(index_t n) : out(strand::zeros<double>({n, n})), a(varied<double>({n}, 1)), b(varied<double>({n}, 2)) {}
};
void outer() {
    auto it = compare(title<double>("ufunc_outer", "300"), 8 * 9e4, [] { return pairs_of(300); });
    it.add("naive", [](auto& d) {
        return [&d] {
            for (index_t i = 0; i < 300; ++i) {
                for (index_t j = 0; j < 300; ++j) d.out.data()[i * 300 + j] = d.a.data()[i] * d.b.data()[j];
            }
        };
    });
    it.add("strand", [](auto& d) { return [&d] { d.out = strand::multiply.outer(d.a, d.b); }; });
}

struct line {
    ndarray<float, 1> out, a;
    explicit line(index_t n) : out(strand::zeros<float>({n})), a(varied<float>({n}, 1)) {}
};
void vectorized() {
    auto it = compare(title<float>("vectorize", "100k"), 8e5, [] { return line(100'000); });
    it.add("naive", [](auto& d) {
        return [&d] {
            for (index_t i = 0; i < d.a.size(); ++i) {
                const float x = d.a.data()[i];
                d.out.data()[i] = 1 + x * (2 + x * (3 + x));
            }
        };
    });
    it.add("strand", [](auto& d) {
        return [&d] { d.out = strand::vectorize([](auto x) { return 1.0f + x * (2.0f + x * (3.0f + x)); })(d.a); };
    });
    it.add("strand one by one", [](auto& d) {
        return [&d] { d.out = strand::vectorize([](float x) { return 1 + x * (2 + x * (3 + x)); })(d.a); };
    });
}

const registration registered([] {
    at();
    reduceat();
    in_order("ufunc_reduce_rows", 1);
    in_order("ufunc_reduce_columns", 0);
    outer();
    vectorized();
});

}  // namespace
}  // namespace bench
