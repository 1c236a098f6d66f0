// SPDX-License-Identifier: BSD-3-Clause
// Are elements converted in registers, on their way through the loop?
#include "support/hand_loop.hpp"
#include "support/peers.hpp"
#include "support/workload.hpp"

namespace bench {
namespace {

using strand::bfloat16;
using strand::float16;

template <class Out, class A, class B = A>
struct mixed_arrays {
    ndarray<Out, 1> out;
    ndarray<A, 1> a;
    ndarray<B, 1> b;
    explicit mixed_arrays(index_t n) : out(strand::zeros<Out>({n})), a(varied<A>({n}, 1)), b(varied<B>({n}, 2)) {}
};

/// out = a in another type. `Peers`: Eigen takes part too, which takes time to compile.
template <class To, class From, bool Peers = false>
void cast_of(length size) {
    const std::string name = std::string("casts/") + type_name<From>() + "_to_" + type_name<To>() + "/" + size.name;
    auto it = compare(name, static_cast<double>(size.n) * (sizeof(To) + sizeof(From)),
                      [n = size.n] { return mixed_arrays<To, From>(n); });
    it.add("naive", [](auto& d) {
        return [&d] { hand::loop([](From a) { return static_cast<To>(a); }, d.out.size(), d.out.data(), d.a.data()); };
    });
    it.add("strand", [](auto& d) { return [&d] { d.out = strand::astype<To>(d.a); }; });
#if STRAND_BENCH_EIGEN
    if constexpr (Peers) {
        it.add("eigen", [](auto& d) {
            return [o = in_eigen(d.out), a = in_eigen(d.a)]() mutable { o = a.template cast<To>(); };
        });
    }
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
        cast_of<double, std::int32_t, true>(size);
        cast_of<float, double, true>(size);
        cast_of<double, float, true>(size);
        cast_of<float, std::int16_t, true>(size);
        cast_of<std::int32_t, double, true>(size);
        cast_of<std::int32_t, std::int8_t>(size);
        cast_of<std::int16_t, std::uint8_t>(size);
        cast_of<std::int64_t, std::int32_t>(size);
        cast_of<std::int8_t, std::int32_t>(size);
        cast_of<std::int16_t, std::int32_t>(size);
        cast_of<std::int32_t, std::int64_t>(size);
        cast_of<float, std::int32_t>(size);
        cast_of<float, std::uint32_t>(size);
        cast_of<double, std::int8_t>(size);
        cast_of<double, std::int64_t>(size);
        cast_of<float, bool>(size);
        cast_of<std::int32_t, float>(size);
        cast_of<std::uint32_t, float>(size);
        cast_of<std::uint8_t, float>(size);
        cast_of<std::int16_t, double>(size);
        cast_of<std::int64_t, double>(size);
        cast_of<bool, double>(size);
        cast_of<bool, std::int8_t>(size);
        cast_of<float, float16>(size);
        cast_of<float16, float>(size);
        cast_of<float16, double>(size);
        cast_of<float16, std::int32_t>(size);
        cast_of<bfloat16, float>(size);
        cast_of<float, bfloat16>(size);
        scale_bytes(size);
        add_mixed(size);
    }
});

}  // namespace
}  // namespace bench
