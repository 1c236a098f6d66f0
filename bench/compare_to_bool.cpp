// SPDX-License-Identifier: BSD-3-Clause
// Does a < b, whose result is an array of bool, keep the pace of its operands?
#include "support/hand_loop.hpp"
#include "support/peers.hpp"
#include "support/workload.hpp"

namespace bench {
namespace {

template <class T>
void less_of(length size) {
    auto it = compare(title<T>("compare_to_bool", size.name), (2.0 * sizeof(T) + 1) * static_cast<double>(size.n),
                      [n = size.n] { return four_arrays<T, bool>(n, false); });
    it.add("naive", [](auto& d) {
        return [&d] { hand::loop([](T a, T b) { return a < b; }, d.n, d.out.data(), d.a.data(), d.b.data()); };
    });
    it.add("strand", [](auto& d) { return [&d] { d.out = d.a < d.b; }; });
#if STRAND_BENCH_EIGEN
    it.add("eigen", [](auto& d) {
        return [o = in_eigen(d.out), a = in_eigen(d.a), b = in_eigen(d.b)]() mutable { o = a < b; };
    });
#endif
}

/// Two comparisons and what connects them: are truth values kept in registers?
template <class T>
void between_of(length size) {
    auto it = compare(title<T>("compare_to_bool/between", size.name), (sizeof(T) + 1.0) * static_cast<double>(size.n),
                      [n = size.n] { return four_arrays<T, bool>(n, false); });
    it.add("naive", [](auto& d) {
        return [&d] {
            hand::loop([s = d.s](T a) { return (a > T(1)) & (a < s); }, d.n, d.out.data(), d.a.data());
        };
    });
    it.add("strand", [](auto& d) { return [&d] { d.out = (d.a > T(1)) & (d.a < d.s); }; });
}

/// Truth values as operands.
void bool_logic(length size) {
    auto it = compare(title<bool>("compare_to_bool/logic", size.name), 4.0 * static_cast<double>(size.n),
                      [n = size.n] { return four_arrays<bool>(n); });
    it.add("naive", [](auto& d) {
        return [&d] {
            hand::loop([](bool a, bool b, bool c) { return (a & b) | (c ^ true); }, d.n, d.out.data(), d.a.data(), d.b.data(),
                       d.c.data());
        };
    });
    it.add("strand", [](auto& d) { return [&d] { d.out = (d.a & d.b) | !d.c; }; });
}

/// One question per element. (All answers are true: a result of nothing but false is what was there before.)
template <class T>
void is_finite_of(length size) {
    auto it = compare(title<T>("compare_to_bool/isfinite", size.name), (sizeof(T) + 1.0) * static_cast<double>(size.n),
                      [n = size.n] { return four_arrays<T, bool>(n, false); });
    it.add("naive", [](auto& d) {
        return [&d] { hand::loop([](T a) { return a - a == 0; }, d.n, d.out.data(), d.a.data()); };
    });
    it.add("strand", [](auto& d) { return [&d] { d.out = strand::isfinite(d.a); }; });
}

const registration registered([] {
    for (const length size : {small, medium}) {
        less_of<double>(size);
        less_of<float>(size);
        less_of<std::int32_t>(size);
        less_of<std::int8_t>(size);
        between_of<double>(size);
        between_of<float>(size);
        between_of<std::int8_t>(size);
        bool_logic(size);
        is_finite_of<double>(size);
        is_finite_of<float>(size);
    }
});

}  // namespace
}  // namespace bench
