// SPDX-License-Identifier: BSD-3-Clause
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <random>
#include <vector>
#include <strand/array/ndarray.hpp>
#include <strand/random/random.hpp>
#include "random/distributions.hpp"
#include "random/stream_checks.hpp"
#include "support/catch.hpp"

using namespace strand;
using random::default_rng;
using stream_checks::check_equal;
using stream_checks::check_values;

namespace {

template <class A, class B>
constexpr bool same = std::same_as<std::remove_cvref_t<A>, B>;

/// rows x columns, 0, 1, 2, ... in C order.
ndarray<std::int64_t, 2> counted(index_t rows, index_t columns) {
    ndarray<std::int64_t, 2> a(extents<2>({rows, columns}));
    std::int64_t next = 0;
    for (std::int64_t& x : a) x = next++;
    return a;
}
template <class T>
void check_array(const numpy::stream<T>& expected, const ndarray<T, 1>& values,
                 double tail = std::numeric_limits<double>::infinity()) {
    check_values(expected, std::span<const T>(values.data(), static_cast<std::size_t>(values.size())), tail);
}

}  // namespace

TEST_CASE("a generator is a uniform random bit generator with value semantics") {
    using rng_type = random::generator<>;
    STATIC_REQUIRE(std::uniform_random_bit_generator<rng_type>);
    STATIC_REQUIRE(std::uniform_random_bit_generator<random::generator<random::philox>>);
    STATIC_REQUIRE(std::copyable<rng_type>);
    STATIC_REQUIRE_FALSE(std::is_default_constructible_v<rng_type>);
    auto rng = default_rng(42);
    rng.random<float>();
    auto copy = rng;
    CHECK(copy == rng);
    CHECK(copy.random() == rng.random());
    rng();
    CHECK_FALSE(copy == rng);
}

TEST_CASE("shapes, element types and scalars come out as asked for") {
    auto rng = default_rng(1);
    const shape_t shape{2, 3};
    const extents<2> static_shape({2, 3});
    STATIC_REQUIRE(same<decltype(rng.random()), double>);
    STATIC_REQUIRE(same<decltype(rng.random<float>()), float>);
    STATIC_REQUIRE(same<decltype(rng.random({2, 3})), ndarray<double, 2>>);
    STATIC_REQUIRE(same<decltype(rng.random<float>({2})), ndarray<float, 1>>);
    STATIC_REQUIRE(same<decltype(rng.random(shape)), ndarray<double>>);
    STATIC_REQUIRE(same<decltype(rng.random(static_shape)), ndarray<double, 2>>);
    STATIC_REQUIRE(same<decltype(rng.integers(10)), std::int64_t>);
    STATIC_REQUIRE(same<decltype(rng.integers(0, 10)), std::int64_t>);
    STATIC_REQUIRE(same<decltype(rng.integers<std::uint8_t>(0, 10, true)), std::uint8_t>);
    STATIC_REQUIRE(same<decltype(rng.integers(10, {4})), ndarray<std::int64_t, 1>>);
    STATIC_REQUIRE(same<decltype(rng.integers(0, 10, {4})), ndarray<std::int64_t, 1>>);
    STATIC_REQUIRE(same<decltype(rng.integers<bool>(0, 2, {4, 4})), ndarray<bool, 2>>);
    STATIC_REQUIRE(same<decltype(rng.uniform<float>(0, 1, {4})), ndarray<float, 1>>);
    STATIC_REQUIRE(same<decltype(rng.normal(0, 1)), double>);
    STATIC_REQUIRE(same<decltype(rng.normal<float>(0, 1, {3, 4})), ndarray<float, 2>>);
    STATIC_REQUIRE(same<decltype(rng.standard_normal(shape)), ndarray<double>>);
    STATIC_REQUIRE(same<decltype(rng.exponential(2)), double>);
    STATIC_REQUIRE(same<decltype(rng.binomial(10, 0.5, {3})), ndarray<std::int64_t, 1>>);
    STATIC_REQUIRE(same<decltype(rng.poisson(10)), std::int64_t>);
    STATIC_REQUIRE(same<decltype(rng.bernoulli(0.5, {3})), ndarray<bool, 1>>);
    STATIC_REQUIRE(same<decltype(rng.bernoulli(0.5)), bool>);
    STATIC_REQUIRE(same<decltype(rng.choice(5)), std::int64_t>);
    STATIC_REQUIRE(same<decltype(rng.choice(5, {2, 2})), ndarray<std::int64_t, 2>>);
    STATIC_REQUIRE(same<decltype(rng.permutation(5)), ndarray<std::int64_t, 1>>);
    STATIC_REQUIRE(same<decltype(rng.random(7)), ndarray<double, 1>>);
    STATIC_REQUIRE(same<decltype(rng.integers(0, 10, 7)), ndarray<std::int64_t, 1>>);
    STATIC_REQUIRE(same<decltype(rng.choice(10, 7)), ndarray<std::int64_t, 1>>);
    STATIC_REQUIRE(same<decltype(rng.integers<long long>(10, {2})), ndarray<std::int64_t, 1>>);
    CHECK(rng.random(7).shape() == shape_t{7});
    CHECK(rng.random({2, 3}).shape() == shape_t{2, 3});
    CHECK(rng.random({3, 0, 2}).shape() == shape_t{3, 0, 2});
    CHECK(rng.random(shape_t{}).size() == 1);
    CHECK_THROWS_WITH(rng.random({2, -1}), "negative extent in shape (2, -1)");
}

TEST_CASE("an empty shape draws nothing") {
    auto rng = default_rng(1);
    CHECK(rng.random({0}).empty());
    CHECK(rng.standard_normal<float>({0, 5}).empty());
    CHECK(rng.integers(0, 10, {3, 0}).empty());
    CHECK(rng.integers<std::uint8_t>(0, 10, {0}).empty());
    CHECK(rng.permutation(0).empty());
    CHECK(rng.choice(0, {0}).empty());
    CHECK(rng.poisson(3, {0}).empty());
    CHECK(rng == default_rng(1));
}

TEST_CASE("numbers are NumPy's") {
    check_array(numpy::random_double, default_rng(42).random({40003}));
    check_array(numpy::random_float, default_rng(42).random<float>({40003}));
    check_array(numpy::uniform, default_rng(42).uniform(-1.3, 2.9, {40003}));
    check_array(numpy::standard_normal_double, default_rng(42).standard_normal({40003}), random::detail::normal_tail);
    check_array(numpy::normal, default_rng(42).normal(5.5, 0.3, {40003}), 5.5 + 0.3 * 3.6);
    check_array(numpy::standard_exponential_double, default_rng(42).standard_exponential({40003}),
                random::detail::exponential_tail);
    check_array(numpy::exponential, default_rng(42).exponential(2.5, {40003}), 2.5 * random::detail::exponential_tail);
    check_array(numpy::int64_3e9, default_rng(42).integers(-5, 3000000000, {40003}));
    check_array(numpy::bool_all, default_rng(42).integers<bool>(0, 2, {40003}));
    check_array(numpy::uint64_all, default_rng(42).integers<std::uint64_t>(0, UINT64_MAX, {40003}, true));
    check_array(numpy::int8_all, default_rng(42).integers<std::int8_t>(-128, 128, {40003}));
    CHECK(default_rng(42).random({4, 5}).to_vector() == default_rng(42).random({20}).to_vector());
}

TEST_CASE("calls in turn are NumPy's too") {
    auto rng = default_rng(42);
    check_equal(rng.integers(0, 10, {3}), numpy::mixed_integers);
    check_equal(rng.random<float>({2}), numpy::mixed_floats);
    check_equal(rng.random({2}), numpy::mixed_doubles);
    CHECK(rng.integers(1000) == numpy::mixed_scalars[0]);
    CHECK(rng.integers(0, std::int64_t{1} << 40) == numpy::mixed_scalars[1]);
    CHECK(rng.integers<std::int8_t>(50) == numpy::mixed_scalars[2]);
    check_equal(rng.standard_normal<float>({3}), numpy::mixed_normals);
    check_equal(rng.integers<std::uint8_t>(0, 200, {7}), numpy::mixed_bytes);
    check_equal(rng.integers<bool>(0, 2, {5}), numpy::mixed_bools);
    check_equal(rng.random({2}), numpy::mixed_last);
}

TEST_CASE("orders and selections are NumPy's") {
    check_equal(default_rng(42).permutation(20), numpy::permutation_20);
    check_array(numpy::permutation_long, default_rng(42).permutation(40003));
    check_equal(default_rng(42).permutation(counted(5, 3)), numpy::permutation_rows);
    check_equal(default_rng(42).permutation(counted(3, 5), 1), numpy::permutation_columns);
    check_equal(default_rng(42).permutation(counted(3, 5), -1), numpy::permutation_columns);
    check_equal(default_rng(42).choice(10, {12}), numpy::choice_10);
    check_equal(default_rng(42).choice(50, {20}, false), numpy::choice_distinct);
    check_equal(default_rng(42).choice(50, {20}, false, {}, 0, false), numpy::choice_unshuffled);
    check_equal(default_rng(42).choice(12, {3, 4}, false), numpy::choice_all);
    check_array(numpy::choice_tail, default_rng(42).choice(20000, {2000}, false));
    check_array(numpy::choice_tail_unshuffled, default_rng(42).choice(20000, {1200}, false, {}, 0, false));
    check_array(numpy::choice_floyd, default_rng(42).choice(1'000'000'000'000, {1000}, false));
    const std::vector<double> p = {0.1, 0.0, 0.25, 0.05, 0.2, 0.4};
    check_equal(default_rng(42).choice(6, {16}, true, p), numpy::choice_weighted);
    check_equal(default_rng(42).choice(6, {5}, false, {0.1, 0.0, 0.25, 0.05, 0.2, 0.4}),
                numpy::choice_weighted_distinct);
    const auto rows = default_rng(42).choice(counted(6, 2), {2, 2});
    STATIC_REQUIRE(same<decltype(rows), ndarray<std::int64_t, 3>>);
    CHECK(rows.shape() == shape_t{2, 2, 2});
    check_equal(rows, numpy::choice_rows);
}

TEST_CASE("an existing array or view is filled in C order") {
    const auto expected = default_rng(3).random({6}).to_vector();
    ndarray<double, 2> a(extents<2>({2, 3}));
    default_rng(3).random(a);
    CHECK(a.to_vector() == expected);
    default_rng(3).random(a.view());
    CHECK(a.to_vector() == expected);
    ndarray<double, 2> columns(extents<2>({2, 3}), column_major);
    default_rng(3).random(columns);
    CHECK(columns.to_vector() == expected);

    ndarray<double, 2> wide(extents<2>({2, 7}));
    wide.fill(-1);
    default_rng(3).random(wide(range(none, none), range(6, 0, -2)));
    CHECK(wide(range(none, none), range(6, 0, -2)).to_vector() == expected);
    CHECK(std::count(wide.begin(), wide.end(), -1.0) == 8);

    ndarray<float, 1> f(extents<1>({5}));
    default_rng(3).normal(2, 0.5, f);
    CHECK(f.to_vector() == default_rng(3).normal<float>(2, 0.5, {5}).to_vector());
    ndarray<std::uint8_t, 1> bytes(extents<1>({5}));
    default_rng(3).integers(0, 256, bytes);
    CHECK(bytes.to_vector() == default_rng(3).integers<std::uint8_t>(0, 255, {5}, true).to_vector());
    CHECK_THROWS_AS(default_rng(3).integers(0, 257, bytes), value_error);
}

TEST_CASE("shuffle reorders along an axis, in any memory layout") {
    const auto order = default_rng(9).permutation(4).to_vector();
    for (const auto layout : {row_major, column_major}) {
        ndarray<std::int64_t, 2> a(extents<2>({4, 3}), layout), b(extents<2>({3, 4}), layout);
        a.view() = counted(4, 3);
        b.view() = counted(3, 4);
        default_rng(9).shuffle(a);
        default_rng(9).shuffle(b, 1);
        for (index_t i = 0; i < 4; ++i) {
            for (index_t j = 0; j < 3; ++j) {
                CHECK(a(i, j) == order[static_cast<std::size_t>(i)] * 3 + j);
                CHECK(b(j, i) == j * 4 + order[static_cast<std::size_t>(i)]);
            }
        }
    }
    auto c = counted(4, 3);
    default_rng(9).shuffle(c(range(none, none), 1));
    for (index_t i = 0; i < 4; ++i) {
        CHECK(c(i, 0) == 3 * i);
        CHECK(c(i, 1) == order[static_cast<std::size_t>(i)] * 3 + 1);
    }
    ndarray<std::int64_t> dynamic(counted(4, 3));
    default_rng(9).shuffle(dynamic);
    CHECK(dynamic.to_vector() == default_rng(9).permutation(counted(4, 3)).to_vector());
}

TEST_CASE("choice takes weights from lists, ranges and arrays") {
    const ndarray<float, 1> array{0.25f, 0.25f, 0.5f};
    const std::vector<float> range = {0.25f, 0.25f, 0.5f};
    const auto expected = default_rng(5).choice(3, {9}, true, {0.25, 0.25, 0.5}).to_vector();
    CHECK(default_rng(5).choice(3, {9}, true, array).to_vector() == expected);
    CHECK(default_rng(5).choice(3, {9}, true, range).to_vector() == expected);
    const double one = default_rng(5).choice(ndarray<double, 1>{7, 7});
    CHECK(one == 7);
    CHECK(default_rng(5).choice(counted(2, 3)).shape() == shape_t{3});
}

TEST_CASE("spawned and jumped generators are those of NumPy") {
    auto rng = default_rng(42);
    auto children = rng.spawn(2);
    stream_checks::check_next(children[1], numpy::pcg64_child);
    auto far = default_rng(42).jumped();
    stream_checks::check_next(far, numpy::pcg64_jumped);
    CHECK(rng == default_rng(42));
    CHECK_FALSE(rng.spawn(1)[0] == children[0]);
    CHECK_THROWS_WITH(far.spawn(1), "spawn: this generator was not made from a seed");
}

TEST_CASE("the bits can be exchanged, looked at and moved on") {
    auto rng = default_rng(random::philox(42));
    STATIC_REQUIRE(same<decltype(rng), random::generator<random::philox>>);
    stream_checks::check_next(rng, numpy::philox_42);
    auto skipping = default_rng(42);
    skipping.bit_generator().advance(2);
    CHECK(skipping() == numpy::pcg64_42[2]);

    random::generator<std::mt19937_64> mersenne(random::seed_sequence(42));
    std::mt19937_64 engine(std::mt19937_64::default_seed);
    random::seed_sequence seeds(42);
    engine.seed(seeds);
    CHECK(mersenne() == engine());
    distributions::check_mean(mersenne.normal(3, 2, {10000}), 3, 4);
}

TEST_CASE("generators work with the standard library's distributions and algorithms") {
    auto rng = default_rng(8);
    std::poisson_distribution<int> poisson(4);
    CHECK(poisson(rng) >= 0);
    std::vector<int> values = {1, 2, 3, 4, 5};
    std::shuffle(values.begin(), values.end(), rng);
    std::sort(values.begin(), values.end());
    CHECK(values == std::vector<int>{1, 2, 3, 4, 5});
}

TEST_CASE("a seed is an integer, a list, a range, or nothing") {
    CHECK(default_rng(42) == default_rng({42}));
    CHECK(default_rng(42) == default_rng(42ull));
    CHECK(default_rng(std::vector<int>{1, 2}) == default_rng({1, 2}));
    CHECK(default_rng(random::seed_sequence(42)) == default_rng(42));
    CHECK_FALSE(default_rng() == default_rng());
    CHECK_THROWS_WITH(default_rng(-1), "seed_sequence: a seed must not be negative, but got -1");
}

TEST_CASE("distributions that are not NumPy's numbers have the right shape, type and mean") {
    auto rng = default_rng(17);
    distributions::check_mean(rng.gamma(3, 2, {50'000}), 6, 12);
    distributions::check_mean(rng.gamma<float>(0.5, 1, {50'000}), 0.5, 0.5);
    distributions::check_mean(rng.beta(2, 3, {50'000}), 0.4, 0.04);
    distributions::check_mean(rng.bernoulli(0.3, {50'000}), 0.3, 0.21);
    distributions::check_mean(rng.binomial<std::int32_t>(40, 0.5, {50'000}), 20, 10);
    distributions::check_mean(rng.poisson(6, {50'000}), 6, 6);
    CHECK(rng.binomial(5, 0, {3}).to_vector() == std::vector<std::int64_t>(3, 0));
    CHECK(rng.binomial(5, 1, {3}).to_vector() == std::vector<std::int64_t>(3, 5));
    CHECK(rng.binomial(0, 0.5) == 0);
    CHECK(rng.bernoulli(1));
    CHECK_FALSE(rng.bernoulli(0));
}

TEST_CASE("multivariate normal vectors have their means and covariances") {
    auto rng = default_rng(18);
    const ndarray mean{1.0, -2.0, 0.5};
    const ndarray<double, 2> covariance{{2, 0.6, 0}, {0.6, 1, -0.4}, {0, -0.4, 3}};
    const auto x = rng.multivariate_normal(mean, covariance, {40'000});
    STATIC_REQUIRE(same<decltype(x), ndarray<double, 2>>);
    CHECK(x.shape() == shape_t{40'000, 3});
    for (index_t i = 0; i < 3; ++i) {
        for (index_t j = 0; j < 3; ++j) {
            std::vector<double> products;
            for (index_t k = 0; k < 40'000; ++k) products.push_back((x(k, i) - mean(i)) * (x(k, j) - mean(j)));
            const double c = covariance(i, j);
            distributions::check_mean(products, c, covariance(i, i) * covariance(j, j) + c * c);
        }
    }
    STATIC_REQUIRE(same<decltype(rng.multivariate_normal(mean, covariance)), ndarray<double, 1>>);
    CHECK(rng.multivariate_normal(mean, covariance, shape_t{2, 2}).shape() == shape_t{2, 2, 3});
    CHECK_THROWS_WITH(rng.multivariate_normal(mean, ndarray<double, 2>{{1, 0}, {0, 1}}),
                      "multivariate_normal: a covariance of shape (2, 2) does not fit a mean of shape (3,)");
}

TEST_CASE("bad parameters are refused by name and value") {
    auto rng = default_rng(1);
    CHECK_THROWS_WITH(rng.integers(5, 5), "integers: low = 5, high = 5: low >= high");
    CHECK_THROWS_WITH(rng.integers(0), "integers: low = 0, high = 0: low >= high");
    CHECK_THROWS_WITH(rng.integers(6, 5, {2}, true), "integers: low = 6, high = 5: low > high");
    CHECK_THROWS_WITH(rng.integers<std::uint8_t>(-1, 5, {2}),
                      "integers: low = -1, high = 5: not all of these are uint8 values");
    CHECK_THROWS_WITH(rng.integers<std::int16_t>(0, 32769),
                      "integers: low = 0, high = 32769: not all of these are int16 values");
    CHECK_THROWS_WITH(rng.uniform(2, 1), "uniform: there is no interval from low = 2 to high = 1");
    CHECK_THROWS_WITH(rng.uniform(0, INFINITY, {2}), "uniform: there is no interval from low = 0 to high = inf");
    CHECK_THROWS_WITH(rng.normal(0, -1.5, {2}), "normal: scale is -1.5, but must not be negative");
    CHECK_THROWS_WITH(rng.exponential(NAN), "exponential: scale is nan, but must not be negative");
    CHECK_THROWS_WITH(rng.gamma(-2, 1), "gamma: shape is -2, but must not be negative");
    CHECK_THROWS_WITH(rng.beta(1, 0), "beta: b is 0, but must be positive");
    CHECK_THROWS_WITH(rng.bernoulli(1.5), "bernoulli: p is 1.5, but must be in [0, 1]");
    CHECK_THROWS_WITH(rng.binomial(-3, 0.5), "binomial: n is -3, but must not be negative");
    CHECK_THROWS_WITH(rng.poisson(-0.5), "poisson: mean is -0.5, but must not be negative");
    CHECK_THROWS_WITH(rng.poisson(1e19), "poisson: mean is 1e+19, but must be at most 9.22337e+18");
    CHECK_THROWS_WITH(rng.choice(3, {2}, true, {0.5, 0.4, 0.0}), "choice: the probabilities sum to 0.9, not to 1");
    CHECK_THROWS_WITH(rng.choice(3, {2}, true, {0.5, 0.5}), "choice: 2 probabilities for 3 values");
    CHECK_THROWS_WITH(rng.choice(3, {2}, true, {0.5, -0.5, 1.0}),
                      "choice: probability 1 is -0.5, but must not be negative");
    CHECK_THROWS_WITH(rng.choice(3, {2}, false, {0.0, 1.0, 0.0}), "choice: fewer than 2 probabilities are above 0");
    CHECK_THROWS_WITH(rng.choice(3, {5}, false), "choice: 5 different values out of 3");
    CHECK_THROWS_WITH(rng.choice(0), "choice: there are no values to choose from");
    CHECK_THROWS_WITH(rng.choice(-1), "choice: the count is -1, but must not be negative");
    CHECK_THROWS_WITH(rng.permutation(-1), "permutation: the count is -1, but must not be negative");
    CHECK_THROWS_WITH(rng.permutation(counted(2, 2), 2), "axis 2 is out of bounds for an array of rank 2");
    CHECK(rng == default_rng(1));
}
