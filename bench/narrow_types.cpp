// SPDX-License-Identifier: BSD-3-Clause
// Do chains of narrow elements profit from their width, and integers from vectors where there is no
// instruction for a whole one: division, shifts by vectors, products of 8 and 64 bits?
#include "support/hand_loop.hpp"
#include "support/workload.hpp"

namespace bench {
namespace {

/// A workload of one expression, the loop written by hand and strand's.
template <class T, class Naive, class Lazy>
void expression_of(const char* what, length size, double operands, Naive naive, Lazy lazy) {
    auto it = compare(title<T>(what, size.name), operands * sizeof(T) * static_cast<double>(size.n),
                      [n = size.n] { return four_arrays<T>(n); });
    it.add("naive", [naive](auto& d) {
        return [&d, naive] { hand::loop(naive, d.n, d.out.data(), d.a.data(), d.b.data(), d.c.data()); };
    });
    it.add("strand", [lazy](auto& d) { return [&d, lazy] { d.out = lazy(d.a, d.b, d.c); }; });
}

template <class T>
void chain(length size) {
    expression_of<T>(
        "narrow/a*b+c", size, 4, [](T a, T b, T c) { return static_cast<T>(a * b + c); },
        [](auto& a, auto& b, auto& c) { return a * b + c; });
}
template <class T>
void divide(length size) {
    expression_of<T>(
        "narrow/a div c", size, 3, [](T a, T, T c) { return static_cast<T>(c == 0 ? T(0) : a / c); },
        [](auto& a, auto&, auto& c) { return a / c; });
}
/// By one number, which the loop by hand knows when it is compiled.
template <class T>
void divide_by_number(length size) {
    expression_of<T>(
        "narrow/a div 7", size, 2, [](T a, T, T) { return static_cast<T>(a / 7); },
        [](auto& a, auto&, auto&) { return a / T(7); });
}
template <class T>
void extremes(length size) {
    expression_of<T>(
        "narrow/max(min(a,b),c)", size, 4,
        [](T a, T b, T c) {
            const T low = a < b ? a : b;
            return low > c ? low : c;
        },
        [](auto& a, auto& b, auto& c) { return strand::maximum(strand::minimum(a, b), c); });
}
template <class T>
void shifts(length size) {
    expression_of<T>(
        "narrow/a<<(b&7)", size, 3, [](T a, T b, T) { return static_cast<T>(a << (b & 7)); },
        [](auto& a, auto& b, auto&) { return a << (b & 7); });
}

const registration registered([] {
    for (const length size : {small, medium}) {
        chain<std::int8_t>(size);
        chain<std::int16_t>(size);
        chain<std::int64_t>(size);
        chain<strand::float16>(size);
        chain<strand::bfloat16>(size);
        divide<std::int8_t>(size);
        divide<std::int32_t>(size);
        divide<std::int64_t>(size);
        divide_by_number<std::int16_t>(size);
        divide_by_number<std::int32_t>(size);
        divide_by_number<std::int64_t>(size);
        extremes<std::int8_t>(size);
        extremes<std::int64_t>(size);
        extremes<float>(size);
        shifts<std::int8_t>(size);
        shifts<std::int32_t>(size);
    }
});

}  // namespace
}  // namespace bench
