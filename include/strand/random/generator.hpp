// SPDX-License-Identifier: BSD-3-Clause
// `generator`: random numbers of many distributions, computed at once, from a bit generator that it
// owns. There is no hidden state: equal generators give equal numbers, a copy repeats them.
//
// Each distribution is called with a shape, which gives an array; with an array or a view, which is
// filled (its element type counts); or without, which gives one number:
//     rng.normal<float>(0, 1, {3, 4})    rng.normal(0, 1, a)    rng.normal(0, 1)
//
// Bit-identical to numpy.random.Generator on the same bits, from NumPy 1.17 on: random, uniform, integers,
// standard_normal, normal, standard_exponential, exponential, shuffle, permutation, choice. Numbers from
// the tails of normal and exponential (one in 4000, one in 2000) come through the C library's log1p and
// may differ in the last bit where that does. Of the right distribution, but not NumPy's numbers:
// bernoulli, binomial, poisson, gamma, beta, multivariate_normal.
#ifndef STRAND_RANDOM_GENERATOR_HPP
#define STRAND_RANDOM_GENERATOR_HPP

#include <algorithm>
#include <concepts>
#include <cstdint>
#include <limits>
#include <numeric>
#include <optional>
#include <string>
#include <utility>
#include <vector>
#include <strand/array/ndarray.hpp>
#include <strand/core/element.hpp>
#include <strand/core/error.hpp>
#include <strand/core/types.hpp>
#include <strand/random/bounded.hpp>
#include <strand/random/counts.hpp>
#include <strand/random/destination.hpp>
#include <strand/random/gamma.hpp>
#include <strand/random/multivariate_normal.hpp>
#include <strand/random/parameters.hpp>
#include <strand/random/pcg64.hpp>
#include <strand/random/permute.hpp>
#include <strand/random/selection.hpp>
#include <strand/random/uniform.hpp>
#include <strand/random/word_stream.hpp>
#include <strand/random/ziggurat.hpp>

namespace strand::random {

/// Random numbers from `Bits`: pcg64, philox, or a 64-bit engine of <random>.
template <bit_generator Bits = pcg64>
class generator {
public:
    explicit generator(const seed_sequence& seeds) : stream_(seeded(seeds)), seeds_(seeds) {}
    explicit generator(Bits bits) : stream_(std::move(bits)) {}

    // A uniform random bit generator itself: `std::poisson_distribution<>(4)(rng)`, `std::ranges::shuffle(v, rng)`.
    using result_type = std::uint64_t;
    static constexpr result_type min() { return 0; }
    static constexpr result_type max() { return std::numeric_limits<result_type>::max(); }
    result_type operator()() { return stream_.word(); }

    /// Uniform in [0, 1), float or double.
    template <std::floating_point T = double, detail::destination... Where>
        requires(sizeof...(Where) <= 1)
    auto random(Where&&... where) {
        return put<T>([this](auto* out, index_t count) { detail::fill_uniform(stream_, out, count); }, where...);
    }
    template <std::floating_point T = double, std::size_t N>
    auto random(const detail::extent (&shape)[N]) {
        return random<T>(detail::braced_extents<N>(shape));
    }

    /// Uniform in [low, high). Throws value_error unless low <= high and both are finite.
    template <std::floating_point T = double, detail::destination... Where>
        requires(sizeof...(Where) <= 1)
    auto uniform(double low = 0, double high = 1, Where&&... where) {
        detail::check_interval("uniform", low, high);
        const auto fill = [=, this]<class U>(U* out, index_t count) {
            detail::fill_uniform(stream_, out, count, static_cast<U>(low), static_cast<U>(high));
        };
        return put<T>(fill, where...);
    }
    template <std::floating_point T = double, std::size_t N>
    auto uniform(double low, double high, const detail::extent (&shape)[N]) {
        return uniform<T>(low, high, detail::braced_extents<N>(shape));
    }

    /// Uniform among low, ..., high - 1, or with `endpoint` among low, ..., high. Throws value_error when
    /// there is no such integer, or `T` cannot hold them. Example: `rng.integers<std::uint8_t>(0, 255, {5}, true)`.
    template <std::integral T = std::int64_t, std::integral Low, std::integral High, detail::destination Where>
    auto integers(Low low, High high, Where&& where, bool endpoint = false) {
        const auto fill = [=, this]<std::integral U>(U* out, index_t count) {
            const auto range = detail::integer_range<U>(low, high, endpoint);
            detail::fill_bounded(stream_, out, count, range.low, range.span);
        };
        return put<T>(fill, where);
    }
    template <std::integral T = std::int64_t, std::integral Low, std::integral High, std::size_t N>
    auto integers(Low low, High high, const detail::extent (&shape)[N], bool endpoint = false) {
        return integers<T>(low, high, detail::braced_extents<N>(shape), endpoint);
    }
    // No default for Endpoint: it would make a shape in braces a truth value.
    template <std::integral T = std::int64_t, std::integral Low, std::integral High, std::same_as<bool> Endpoint>
    T integers(Low low, High high, Endpoint endpoint) {
        const auto range = detail::integer_range<T>(low, high, endpoint);
        T number;
        detail::fill_bounded(stream_, &number, 1, range.low, range.span);
        return number;
    }
    template <std::integral T = std::int64_t, std::integral Low, std::integral High>
    T integers(Low low, High high) {
        return integers<T>(low, high, false);
    }
    /// From 0: `rng.integers(6)`, `rng.integers(6, {2, 3})`.
    template <std::integral T = std::int64_t, std::integral High>
    T integers(High high) {
        return integers<T>(0, high);
    }
    template <std::integral T = std::int64_t, std::integral High, detail::destination Where>
        requires(!std::integral<std::remove_cvref_t<Where>>)
    auto integers(High high, Where&& where) { return integers<T>(0, high, where); }
    template <std::integral T = std::int64_t, std::integral High, std::size_t N>
    auto integers(High high, const detail::extent (&shape)[N]) {
        return integers<T>(0, high, shape);
    }

    /// Normal with mean 0 and standard deviation 1, float or double.
    template <std::floating_point T = double, detail::destination... Where>
        requires(sizeof...(Where) <= 1)
    auto standard_normal(Where&&... where) {
        const auto fill = [this](auto* out, index_t count) { detail::fill_standard_normal(stream_, out, count); };
        return put<T>(fill, where...);
    }
    template <std::floating_point T = double, std::size_t N>
    auto standard_normal(const detail::extent (&shape)[N]) {
        return standard_normal<T>(detail::braced_extents<N>(shape));
    }

    /// Normal with this mean and standard deviation. Throws value_error for a negative `scale`.
    template <std::floating_point T = double, detail::destination... Where>
        requires(sizeof...(Where) <= 1)
    auto normal(double loc, double scale, Where&&... where) {
        detail::check_scale("normal", scale);
        const auto fill = [=, this]<class U>(U* out, index_t count) {
            detail::fill_standard_normal(stream_, out, count);
            random_kernel::scale_and_shift(out, count, static_cast<U>(scale), static_cast<U>(loc));
        };
        return put<T>(fill, where...);
    }
    template <std::floating_point T = double, std::size_t N>
    auto normal(double loc, double scale, const detail::extent (&shape)[N]) {
        return normal<T>(loc, scale, detail::braced_extents<N>(shape));
    }

    /// Exponential with mean 1, float or double.
    template <std::floating_point T = double, detail::destination... Where>
        requires(sizeof...(Where) <= 1)
    auto standard_exponential(Where&&... where) {
        const auto fill = [this](auto* out, index_t count) { detail::fill_standard_exponential(stream_, out, count); };
        return put<T>(fill, where...);
    }
    template <std::floating_point T = double, std::size_t N>
    auto standard_exponential(const detail::extent (&shape)[N]) {
        return standard_exponential<T>(detail::braced_extents<N>(shape));
    }

    /// Exponential with mean `scale`. Throws value_error for a negative `scale`.
    template <std::floating_point T = double, detail::destination... Where>
        requires(sizeof...(Where) <= 1)
    auto exponential(double scale, Where&&... where) {
        detail::check_scale("exponential", scale);
        const auto fill = [=, this]<class U>(U* out, index_t count) {
            detail::fill_standard_exponential(stream_, out, count);
            for (index_t i = 0; i < count; ++i) out[i] *= static_cast<U>(scale);
        };
        return put<T>(fill, where...);
    }
    template <std::floating_point T = double, std::size_t N>
    auto exponential(double scale, const detail::extent (&shape)[N]) {
        return exponential<T>(scale, detail::braced_extents<N>(shape));
    }

    /// Gamma with this shape parameter and scale. Throws value_error when one is negative.
    template <std::floating_point T = double, detail::destination... Where>
        requires(sizeof...(Where) <= 1)
    auto gamma(double shape, double scale, Where&&... where) {
        detail::check_not_negative("gamma", "shape", shape);
        detail::check_scale("gamma", scale);
        return put<T>(each(detail::gamma_sampler(shape), scale), where...);
    }
    template <std::floating_point T = double, std::size_t N>
    auto gamma(double shape, double scale, const detail::extent (&size)[N]) {
        return gamma<T>(shape, scale, detail::braced_extents<N>(size));
    }

    /// Beta on [0, 1]. Throws value_error unless both parameters are positive.
    template <std::floating_point T = double, detail::destination... Where>
        requires(sizeof...(Where) <= 1)
    auto beta(double a, double b, Where&&... where) {
        detail::check_positive("beta", "a", a);
        detail::check_positive("beta", "b", b);
        return put<T>(each(detail::beta_sampler(a, b), 1), where...);
    }
    template <std::floating_point T = double, std::size_t N>
    auto beta(double a, double b, const detail::extent (&shape)[N]) {
        return beta<T>(a, b, detail::braced_extents<N>(shape));
    }

    /// True with probability p. Throws value_error for a p outside [0, 1].
    template <detail::destination... Where>
        requires(sizeof...(Where) <= 1)
    auto bernoulli(double p, Where&&... where) {
        detail::check_probability("bernoulli", p);
        const auto fill = [=, this](bool* out, index_t count) {
            const auto is_below = [p](std::uint64_t word) { return detail::unit_interval(word) < p; };
            stream_.fill_words(out, count, is_below);
        };
        return put<bool>(fill, where...);
    }
    template <std::size_t N>
    auto bernoulli(double p, const detail::extent (&shape)[N]) {
        return bernoulli(p, detail::braced_extents<N>(shape));
    }

    /// Successes in n trials of probability p. Throws value_error for a negative n or a p outside [0, 1].
    template <scalar_number T = std::int64_t, detail::destination... Where>
        requires(sizeof...(Where) <= 1)
    auto binomial(std::int64_t n, double p, Where&&... where) {
        detail::check_not_negative("binomial", "n", static_cast<double>(n));
        detail::check_probability("binomial", p);
        if (n == 0 || p == 0 || p == 1) {
            const auto fill = [=]<class U>(U* out, index_t count) {
                std::fill_n(out, count, static_cast<U>(p == 1 ? n : 0));
            };
            return put<T>(fill, where...);
        }
        return put<T>(each(detail::binomial_sampler(n, p), 1), where...);
    }
    template <scalar_number T = std::int64_t, std::size_t N>
    auto binomial(std::int64_t n, double p, const detail::extent (&shape)[N]) {
        return binomial<T>(n, p, detail::braced_extents<N>(shape));
    }

    /// Events of a process that has `mean` of them on average. Throws value_error for a negative or too large mean.
    template <scalar_number T = std::int64_t, detail::destination... Where>
        requires(sizeof...(Where) <= 1)
    auto poisson(double mean, Where&&... where) {
        detail::check_poisson_mean(mean);
        return put<T>(each(detail::poisson_sampler(mean), 1), where...);
    }
    template <scalar_number T = std::int64_t, std::size_t N>
    auto poisson(double mean, const detail::extent (&shape)[N]) {
        return poisson<T>(mean, detail::braced_extents<N>(shape));
    }

    /// Normal vectors with this mean and covariance: shape (..., k). The covariance must be symmetric and
    /// positive semidefinite, of shape (k, k); throws value_error or shape_error when it is not.
    template <expression Mean, expression Covariance, detail::shape_argument Shape = extents<0>>
    auto multivariate_normal(const Mean& mean, const Covariance& covariance, const Shape& shape = {}) {
        const ndarray<double, 1> centre(mean);
        const ndarray<double, 2> matrix = detail::row_major_copy<double>(covariance);
        const index_t size = centre.size();
        if (matrix.shape()[0] != size || matrix.shape()[1] != size) {
            throw shape_error("multivariate_normal: a covariance of shape " + to_string(matrix.shape()) +
                              " does not fit a mean of shape " + to_string(centre.shape()));
        }
        const detail::covariance_factor<double> factor(matrix.data(), size);
        auto result = detail::new_array<double>(detail::appended_axis(detail::as_extents(shape), size));
        std::vector<double> z(static_cast<std::size_t>(factor.rank()));
        for (index_t done = 0; done < result.size(); done += size) {
            detail::fill_standard_normal(stream_, z.data(), factor.rank());
            factor.apply(centre.data(), z.data(), result.data() + done);
        }
        return result;
    }
    template <expression Mean, expression Covariance, std::size_t N>
    auto multivariate_normal(const Mean& mean, const Covariance& covariance, const detail::extent (&shape)[N]) {
        return multivariate_normal(mean, covariance, detail::braced_extents<N>(shape));
    }

    /// Reorders the array along `axis` at random, in place. Throws axis_error.
    template <detail::writable_array Array>
    void shuffle(Array&& array, index_t axis = 0) {
        axis = detail::axis_of(array, axis);
        if (array.ndim() == 1 && array.is_contiguous()) {
            detail::shuffle_values(stream_, array.data(), array.size());
        } else {
            const auto order = shuffled_indices(array.shape()[axis]);
            array.view() = detail::select_along(array, axis, order.data(), order.shape());
        }
    }
    /// A copy in random order along `axis`.
    template <expression E>
    auto permutation(const E& e, index_t axis = 0) {
        axis = detail::axis_of(e, axis);
        const auto order = shuffled_indices(e.shape()[axis]);
        return detail::select_along(e, axis, order.data(), order.shape());
    }
    /// 0, 1, ..., count - 1 in random order.
    template <std::integral Count>
    ndarray<std::int64_t, 1> permutation(Count count) {
        if (count < 0) detail::refuse("permutation", "the count", static_cast<double>(count), "not be negative");
        return shuffled_indices(static_cast<index_t>(count));
    }

    /// Numbers out of 0, 1, ..., count - 1, with or without repetition, equally probable or with probabilities
    /// `p`. Without `shuffle`, those without repetition come in any order, which is faster.
    /// Throws value_error when there are too few, or when `p` is negative somewhere or does not sum to 1.
    /// Example: `rng.choice(49, {6}, false)`, `rng.choice(3, {100}, true, {0.2, 0.5, 0.3})`.
    template <std::integral Count, detail::shape_argument Shape>
    auto choice(Count count, const Shape& shape, bool replace = true, const weights& p = {}, index_t /*axis*/ = 0,
                bool shuffle = true) {
        if (count < 0) detail::refuse("choice", "the count", static_cast<double>(count), "not be negative");
        return chosen_indices(static_cast<index_t>(count), detail::as_extents(shape), replace, p, shuffle);
    }
    template <std::integral Count, std::size_t N>
    auto choice(Count count, const detail::extent (&shape)[N], bool replace = true, const weights& p = {}, index_t axis = 0,
                bool shuffle = true) {
        return choice(count, detail::braced_extents<N>(shape), replace, p, axis, shuffle);
    }
    template <std::integral Count>
    std::int64_t choice(Count count) {
        return choice(count, extents<0>()).item();
    }
    /// The same of the elements, rows, ... of an array: the axes of `shape` take the place of `axis`.
    /// Example: `rng.choice(names, {2})`, `rng.choice(table, {10}, false)` (ten rows).
    template <expression E, detail::shape_argument Shape>
    auto choice(const E& e, const Shape& shape, bool replace = true, const weights& p = {}, index_t axis = 0,
                bool shuffle = true) {
        axis = detail::axis_of(e, axis);
        const auto indices = chosen_indices(e.shape()[axis], detail::as_extents(shape), replace, p, shuffle);
        return detail::select_along(e, axis, indices.data(), indices.shape());
    }
    template <expression E, std::size_t N>
    auto choice(const E& e, const detail::extent (&shape)[N], bool replace = true, const weights& p = {}, index_t axis = 0,
                bool shuffle = true) {
        return choice(e, detail::braced_extents<N>(shape), replace, p, axis, shuffle);
    }
    template <expression E>
    auto choice(const E& e) {
        auto one = choice(e, extents<0>());
        if constexpr (rank_of<E> == 1) return one.item();
        else return one;
    }

    /// Generators with independent seeds, for parallel work. Throws value_error when this generator was
    /// not made from a seed.
    std::vector<generator> spawn(index_t count) {
        if (!seeds_) throw value_error("spawn: this generator was not made from a seed");
        std::vector<generator> children;
        for (const seed_sequence& seeds : seeds_->spawn(count)) children.emplace_back(seeds);
        return children;
    }
    /// A generator far ahead on the same sequence of words, `times` times as far: for parallel work.
    generator jumped(index_t times = 1) const {
        static_assert(
            requires(const Bits& bits) { bits.jumped(times); },
            "strand: these bits cannot be jumped; pcg64 and philox can");
        return generator(stream_.bits().jumped(times));
    }

    /// Where the words come from: its state can be read, set and advanced.
    Bits& bit_generator() { return stream_.bits(); }
    const Bits& bit_generator() const { return stream_.bits(); }
    friend bool operator==(const generator& a, const generator& b) { return a.stream_ == b.stream_; }

private:
    static Bits seeded(seed_sequence seeds) { return Bits(seeds); }

    template <class T, class Fill, class... Where>
    auto put(Fill fill, Where&&... where) {
        return detail::produce<detail::number_for_t<T, Where...>>(fill, where...);
    }
    /// Fills with scale * sampler(stream), number by number.
    template <class Sampler, class Scale>
    auto each(Sampler sampler, Scale scale) {
        return [=, this, sampler = std::move(sampler)]<class T>(T* out, index_t count) {
            for (index_t i = 0; i < count; ++i) out[i] = static_cast<T>(sampler(stream_) * scale);
        };
    }
    ndarray<std::int64_t, 1> shuffled_indices(index_t count) {
        ndarray<std::int64_t, 1> order(extents<1>({count}));
        std::iota(order.begin(), order.end(), std::int64_t{0});
        detail::shuffle_values(stream_, order.data(), count);
        return order;
    }
    template <index_t Rank>
    ndarray<std::int64_t, Rank> chosen_indices(index_t population, const extents<Rank>& shape, bool replace,
                                               const weights& p, bool shuffle) {
        ndarray<std::int64_t, Rank> result(shape);
        const index_t count = result.size();
        if (p.given()) detail::check_probabilities(p.values(), population);
        if (count == 0) return result;
        if (population == 0) throw value_error("choice: there are no values to choose from");
        if (!replace && count > population) {
            throw value_error("choice: " + std::to_string(count) + " different values out of " +
                              std::to_string(population));
        }
        if (replace) {
            const auto span = static_cast<std::uint64_t>(population - 1);
            if (p.given()) detail::choose_weighted(stream_, p.values(), result.data(), count);
            else detail::fill_bounded(stream_, result.data(), count, std::int64_t{0}, span);
        } else {
            if (p.given()) detail::choose_weighted_distinct(stream_, p.values(), result.data(), count);
            else detail::choose_distinct(stream_, population, result.data(), count, shuffle);
        }
        return result;
    }

    word_stream<Bits> stream_;
    std::optional<seed_sequence> seeds_;
};

/// The generator to begin with: NumPy's default_rng, on pcg64. The seed is an integer, a list or range
/// of integers, or a seed_sequence; without one, the operating system's entropy.
/// Example: `auto rng = random::default_rng(42);`, `default_rng({2026, 1})`, `default_rng()`.
template <bit_generator Bits = pcg64>
generator<Bits> default_rng(const seed_sequence& seed = {}) {
    return generator<Bits>(seed);
}
/// The same methods on another source of bits: `default_rng(philox(42))`.
template <bit_generator Bits>
generator<Bits> default_rng(Bits bits) {
    return generator<Bits>(std::move(bits));
}

}  // namespace strand::random

#endif
