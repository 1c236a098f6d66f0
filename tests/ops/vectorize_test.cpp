// SPDX-License-Identifier: BSD-3-Clause
#include <cmath>
#include <strand/strand.hpp>
#include "support/catch.hpp"
#include "support/matchers.hpp"

namespace {
template <class T>
using array = strand::ndarray<T>;
/// The callable works on many numbers at once.
template <class... T, class F>
constexpr bool on_many(F) {
    return strand::kernel::detail::works_on_many<F, strand::canonical_t<std::invoke_result_t<F, T...>>, T...>;
}
template <class F, class... X>
concept calls = requires(F f, X... x) { f(x...); };
struct halver {
    double operator()(double x) const { return x / 2; }
};
double cube(double x) { return x * x * x; }
}  // namespace

TEST_CASE("a callable sees elements in their own types and gives its own type", "[ops]") {
    const auto f = strand::vectorize([](auto x, auto y) { return x * x + y; });
    static_assert(std::same_as<strand::value_t<decltype(f(array<float>(), true))>, float>);
    static_assert(std::same_as<strand::value_t<decltype(f(array<float>(), 1.0))>, double>);
    static_assert(std::same_as<strand::value_t<decltype(f(array<std::int8_t>(), array<bool>()))>, std::int32_t>);
    static_assert(std::same_as<decltype(f(2, 0.5)), double>);
    static_assert(!calls<decltype(f), array<float>, const char*> && !calls<decltype(f), array<float>>);
    const array<double> a{{1, 2}, {3, 4}}, b{10, 20};
    CHECK(difference(f(a, b), {2, 2}, {11, 24, 19, 36}) == "");
    CHECK(difference(f(a(strand::all, 1) * 1, 1), {2}, {5, 17}) == "");
    CHECK(difference(f(array<std::int8_t>{100, -100}, true), {2}, {10001, 10001}) == "");
    CHECK(sum(f(a, -1)) == 26);
    CHECK(f(2, 0.5) == 4.5);
    CHECK(difference(f.outer(b, array<int>{1, 2, 3}), {2, 3}, {101, 102, 103, 401, 402, 403}) == "");
    CHECK_THROWS_AS(f(a, array<double>{1, 2, 3}), strand::shape_error);
    CHECK(difference(strand::vectorize(cube)(b), {2}, {1000, 8000}) == "");
    CHECK(difference(strand::vectorize(halver{})(array<int>{3}), {1}, {1.5}) == "");
    CHECK(difference(strand::vectorize([](std::complex<double> z) { return z.imag(); })(array<std::complex<double>>{std::complex<double>(1, 2)}), {1}, {2}) == "");
    CHECK(difference(strand::vectorize([](double x) { return x > 1; })(b / 20), {2}, {false, false}) == "");
    CHECK(difference(strand::vectorize([](strand::float16 x) { return x * x; })(array<strand::float16>{strand::float16(3)}), {1}, {strand::float16(9)}) == "");
}

TEST_CASE("generic callables work on many numbers where they only compute", "[ops]") {
    const auto polynomial = [](auto x) { return 1 + x * (2 - x / 3); };
    const auto chosen = [](auto x, auto y) { return strand::where(x > y && !(y < 0), strand::sqrt(x), -y); };
    const auto summed = [](auto x) { auto y = x; for (int i = 0; i < 3; ++i) y += x * static_cast<float>(i); return y; };
    static_assert(on_many<double>(polynomial) && on_many<float>(polynomial) && on_many<int>(polynomial) && on_many<bool>(polynomial));
    static_assert(on_many<double, double>(chosen) && on_many<float>(summed));
    const double factor = 3;
    const auto scaled = [factor](auto x) { return factor * x; };
    CHECK(on_many<float>(scaled));
    // What one number only can do, one at a time.
    const auto branch = [](auto x, auto y) { return x > y ? x - y : x + y; };
    const auto library = [](auto x) { return std::floor(x); };
    const auto decided = [](auto x) { if (x < 0) return 0 * x; return x; };
    const auto referring = [&factor](auto x) { return factor * x; };
    const auto cast = [](auto x) { return static_cast<int>(x) % 3; };
    CHECK((!on_many<double, double>(branch) && !on_many<double>(library) && !on_many<int>(decided)));
    CHECK((!on_many<double>(referring) && !on_many<double>(cast) && !on_many<double>(halver{})));
    // The values are the same, in packs and behind them, but for products that a compiler adds without rounding.
    array<double> x(strand::shape_t{37});
    for (strand::index_t i = 0; i < 37; ++i) x(i) = 0.37 * static_cast<double>(i * i % 23) - 2;
    const auto check = [&x](auto f) {
        const auto result = strand::eval(strand::vectorize(f)(x));
        for (strand::index_t i = 0; i < 37; ++i) REQUIRE(std::fabs(result(i) - f(x(i))) <= 1e-14);
    };
    check(polynomial), check(summed), check(scaled), check(library), check(decided), check(referring), check(cast);
    const auto both = strand::eval(strand::vectorize(chosen)(x, 1.0)), branched = strand::eval(strand::vectorize(branch)(x, 1.0));
    for (strand::index_t i = 0; i < 37; ++i) {
        REQUIRE(both(i) == (x(i) > 1 ? std::sqrt(x(i)) : -1));
        REQUIRE(branched(i) == branch(x(i), 1.0));
    }
    CHECK(difference(strand::vectorize(polynomial)(array<int>{7, -7}), {2}, {1, -27}) == "");
}

TEST_CASE("a callable is called once for every element and never beside them", "[ops]") {
    int calls = 0;
    const auto f = strand::vectorize([&calls](int x) { ++calls; return 12 / x; });
    const array<int> a{1, 2, 3, 4, 6};  // 0 behind the end would divide by 0
    const auto node = f(a(strand::range(strand::none, strand::none, -1)));
    CHECK(calls == 0);
    CHECK(difference(strand::eval(node), {5}, {2, 3, 4, 6, 12}) == "");
    CHECK(calls == 5);
    CHECK(difference(strand::eval(strand::exp(f(a) * 0)), {5}, {1, 1, 1, 1, 1}) == "");
    CHECK(calls == 10);
    CHECK_THROWS_AS(strand::eval(strand::vectorize([](int x) { if (x > 3) throw strand::value_error("large"); return x; })(a)), strand::value_error);
}
