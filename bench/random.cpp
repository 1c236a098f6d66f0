// SPDX-License-Identifier: BSD-3-Clause
// Are random numbers made faster than by a loop over std::mt19937_64 and <random>'s distributions?
// The numbers of the two differ; that strand's are right is a matter of tests/random.
#include <algorithm>
#include <numeric>
#include <random>
#include "support/hand_loop.hpp"
#include "support/workload.hpp"

namespace bench {
namespace {

template <class T>
struct numbers {
    ndarray<T, 1> out;
    std::mt19937_64 engine{42};
    strand::random::generator<> rng = strand::random::default_rng(42);
    explicit numbers(index_t count) : out(strand::zeros<T>({count})) {}
};

template <class T, class Distribution>
BENCH_LOOP void draw(Distribution distribution, std::mt19937_64& engine, index_t n, T* out) {
    for (index_t i = 0; i < n; ++i) out[i] = static_cast<T>(distribution(engine));
}
template <class T>
BENCH_LOOP void shuffle(std::mt19937_64& engine, index_t n, T* values) {
    std::iota(values, values + n, T{0});
    std::shuffle(values, values + n, engine);
}

inline constexpr length million{1'000'000, "1M"};

/// `fill(rng, array)` against a loop that draws from `distribution`.
template <class T, class Distribution, class Fill>
void of_distribution(const std::string& name, length size, Distribution distribution, Fill fill) {
    auto it = compare(name + "/" + size.name, static_cast<double>(size.n) * sizeof(T),
                      [n = size.n] { return numbers<T>(n); });
    // Two samples of one distribution are at most this far apart, relative to the largest number of one.
    it.tolerance(4);
    it.add("naive", [=](auto& d) { return [=, &d] { draw(distribution, d.engine, d.out.size(), d.out.data()); }; });
    it.add("strand", [=](auto& d) { return [=, &d] { fill(d.rng, d.out); }; });
}

template <class T>
void of_real_type(length size) {
    const std::string type = std::string("/") + type_name<T>();
    of_distribution<T>("random_uniform" + type, size, std::uniform_real_distribution<T>(),
                       [](auto& rng, auto& out) { rng.random(out); });
    of_distribution<T>("random_normal" + type, size, std::normal_distribution<T>(),
                       [](auto& rng, auto& out) { rng.standard_normal(out); });
    of_distribution<T>("random_exponential" + type, size, std::exponential_distribution<T>(),
                       [](auto& rng, auto& out) { rng.standard_exponential(out); });
}

template <class T>
void of_integers(const std::string& name, length size, T below) {
    using wide = std::conditional_t<sizeof(T) == 1, int, T>;  // <random> knows no distribution of bytes
    of_distribution<T>(name, size, std::uniform_int_distribution<wide>(0, below - 1),
                       [=](auto& rng, auto& out) { rng.integers(0, below, out); });
}

const registration registered([] {
    for (const length size : {small, million}) {
        of_real_type<double>(size);
        of_integers<std::int64_t>("random_integers/i64_below_1000", size, 1000);
    }
    of_real_type<float>(million);
    of_integers<std::int64_t>("random_integers/i64_below_2^40", million, (std::int64_t{1} << 40) + 7);
    of_integers<std::uint8_t>("random_integers/u8_below_100", million, 100);

    auto it = compare("random_shuffle/i64/100k", 1.6e6, [] { return numbers<std::int64_t>(medium.n); });
    it.tolerance(4);
    it.add("naive", [](auto& d) { return [&d] { shuffle(d.engine, d.out.size(), d.out.data()); }; });
    it.add("strand", [](auto& d) {
        return [&d] {
            std::iota(d.out.begin(), d.out.end(), 0);
            d.rng.shuffle(d.out);
        };
    });
});

}  // namespace
}  // namespace bench
