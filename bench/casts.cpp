// SPDX-License-Identifier: BSD-3-Clause
// Are elements converted in registers, on their way through the loop?
#include "support/hand_loop.hpp"
#include "support/peers.hpp"
#include "support/workload.hpp"

namespace bench {
namespace {

template <class Out, class A, class B = A>
struct mixed_arrays {
    ndarray<Out, 1> out;
    ndarray<A, 1> a;
    ndarray<B, 1> b;
    explicit mixed_arrays(index_t n) : out(strand::zeros<Out>({n})), a(varied<A>({n}, 1)), b(varied<B>({n}, 2)) {}
};

/// out = a in another type.
template <class To, class From>
void cast_of(length size) {
    const std::string name = std::string("casts/") + type_name<From>() + "_to_" + type_name<To>() + "/" + size.name;
    auto it = compare(name, static_cast<double>(size.n) * (sizeof(To) + sizeof(From)),
                      [n = size.n] { return mixed_arrays<To, From>(n); });
    it.add("naive", [](auto& d) {
        return [&d] { hand::loop([](From a) { return static_cast<To>(a); }, d.out.size(), d.out.data(), d.a.data()); };
    });
    it.add("strand", [](auto& d) { return [&d] { d.out = strand::astype<To>(d.a); }; });
#if STRAND_BENCH_EIGEN
    it.add("eigen",
           [](auto& d) { return [o = in_eigen(d.out), a = in_eigen(d.a)]() mutable { o = a.template cast<To>(); }; });
#endif
}

/// A byte as a number from 0 to 1.
void scale_bytes(length size) {
    using byte = std::uint8_t;
    auto it = compare(std::string("casts/u8_to_unit_f32/") + size.name, 5.0 * static_cast<double>(size.n),
                      [n = size.n] { return mixed_arrays<float, byte>(n); });
    it.add("naive", [](auto& d) {
        return [&d] {
            hand::loop([](byte a) { return static_cast<float>(a) * (1.0f / 255); }, d.out.size(), d.out.data(),
                       d.a.data());
        };
    });
    it.add("strand", [](auto& d) { return [&d] { d.out = strand::astype<float>(d.a) * (1.0f / 255); }; });
#if STRAND_BENCH_EIGEN
    it.add("eigen", [](auto& d) {
        return [o = in_eigen(d.out), a = in_eigen(d.a)]() mutable { o = a.template cast<float>() * (1.0f / 255); };
    });
#endif
}

/// Operands of two types in one expression.
void add_mixed(length size) {
    auto it = compare(std::string("casts/f32+f64/") + size.name, 20.0 * static_cast<double>(size.n),
                      [n = size.n] { return mixed_arrays<double, float, double>(n); });
    it.add("naive", [](auto& d) {
        return [&d] {
            hand::loop([](float a, double b) { return a + b; }, d.out.size(), d.out.data(), d.a.data(), d.b.data());
        };
    });
    it.add("strand", [](auto& d) { return [&d] { d.out = d.a + d.b; }; });
#if STRAND_BENCH_EIGEN
    it.add("eigen", [](auto& d) {
        return [o = in_eigen(d.out), a = in_eigen(d.a), b = in_eigen(d.b)]() mutable {
            o = a.template cast<double>() + b;
        };
    });
#endif
}

const registration registered([] {
    for (const length size : {small, medium}) {
        cast_of<double, std::int32_t>(size);
        cast_of<float, double>(size);
        cast_of<double, float>(size);
        cast_of<float, std::int16_t>(size);
        cast_of<std::int32_t, double>(size);
        scale_bytes(size);
        add_mixed(size);
    }
});

}  // namespace
}  // namespace bench
