// SPDX-License-Identifier: BSD-3-Clause
// Poisson and binomial counts, one at a time. In: a word stream, parameters already checked.
// Out: 64-bit integers; the distributions are right, the numbers are not NumPy's.
//
// Small means: inversion, a search in the table of cumulative probabilities. Large means: transformed
// rejection (W. Hoermann: The transformed rejection method for generating Poisson random variables, 1993;
// The generation of binomial random variates, 1993), where a hat made of one uniform number and its
// reciprocal is accepted against the probability itself, which is computed without cancellation
// (C. Loader: Fast and accurate computation of binomial probabilities, 2000).
#ifndef STRAND_RANDOM_COUNTS_HPP
#define STRAND_RANDOM_COUNTS_HPP

#include <cmath>
#include <cstdint>
#include <numbers>
#include <vector>
#include <strand/core/types.hpp>
#include <strand/random/word_stream.hpp>

namespace strand::random::detail {

/// log(k!) minus Stirling's (k + 1/2) log k - k + log(2 pi) / 2, for k >= 1.
inline double stirling_error(double k) {
    if (k < 16) {
        double factorial = 1;
        for (double i = 2; i <= k; ++i) factorial *= i;
        return std::log(factorial) - (k + 0.5) * std::log(k) + k - 0.5 * std::log(2 * std::numbers::pi);
    }
    const double square = k * k;
    return (1.0 / 12 - (1.0 / 360 - (1.0 / 1260 - 1.0 / 1680 / square) / square) / square) / k;
}
/// k log(k / mean) + mean - k, accurate also where both are nearly equal.
inline double deviance(double k, double mean) {
    const double t = (k - mean) / mean;
    return mean * ((1 + t) * std::log1p(t) - t);
}
inline double poisson_log_probability(double k, double mean) {
    if (k == 0) return -mean;
    return -stirling_error(k) - deviance(k, mean) - 0.5 * std::log(2 * std::numbers::pi * k);
}
inline double binomial_log_probability(double k, double n, double p) {
    if (k == 0) return n * std::log1p(-p);
    if (k == n) return n * std::log(p);
    const double other = n - k;
    return stirling_error(n) - stirling_error(k) - stirling_error(other) - deviance(k, n * p) -
           deviance(other, n * (1 - p)) - 0.5 * std::log(2 * std::numbers::pi * k * (other / n));
}

/// The probabilities of 0, 1, 2, ... summed up until they no longer change.
class count_table {
public:
    /// `next_over_this(k)`: the probability of k + 1 divided by that of k.
    template <class Ratio>
    count_table(double probability_of_zero, Ratio next_over_this) {
        double sum = 0, term = probability_of_zero;
        for (double k = 0; sum + term > sum; ++k) {
            sum += term;
            sums_.push_back(sum);
            term *= next_over_this(k);
        }
    }
    template <bit_generator Bits>
    std::int64_t operator()(word_stream<Bits>& stream) const {
        const double u = stream.template uniform<double>() * sums_.back();
        std::size_t k = 0;
        while (u >= sums_[k] && k + 1 < sums_.size()) ++k;
        return static_cast<std::int64_t>(k);
    }

private:
    std::vector<double> sums_;
};

/// What both rejection methods share: the place where a hat of width b and curvature a is hit.
struct hat_point {
    double distance;  // to the nearer edge of u in (-1/2, 1/2)
    double count;
    double height;  // of the hat there, inverted

    template <bit_generator Bits>
    hat_point(word_stream<Bits>& stream, double a, double b, double centre) {
        const double u = stream.template uniform<double>() - 0.5;
        distance = 0.5 - std::abs(u);
        count = std::floor((2 * a / distance + b) * u + centre);
        height = a / (distance * distance) + b;
    }
};

/// Counts of a Poisson process. `mean` > 0.
class poisson_sampler {
public:
    explicit poisson_sampler(double mean)
        : mean_(mean), table_(mean < limit ? std::exp(-mean) : 0, [&](double k) { return mean / (k + 1); }) {
        if (mean >= limit) {
            b_ = 0.931 + 2.53 * std::sqrt(mean);
            a_ = -0.059 + 0.02483 * b_;
            inverse_alpha_ = 1.1239 + 1.1328 / (b_ - 3.4);
            quick_ = 0.9277 - 3.6224 / (b_ - 2);
        }
    }
    template <bit_generator Bits>
    std::int64_t operator()(word_stream<Bits>& stream) const {
        if (mean_ < limit) return table_(stream);
        for (;;) {
            const hat_point at(stream, a_, b_, mean_ + 0.43);
            const double v = 1 - stream.template uniform<double>();
            if (at.distance >= 0.07 && v <= quick_) return static_cast<std::int64_t>(at.count);
            if (at.count < 0 || (at.distance < 0.013 && v > at.distance)) continue;
            if (std::log(v * inverse_alpha_ / at.height) <= poisson_log_probability(at.count, mean_)) {
                return static_cast<std::int64_t>(at.count);
            }
        }
    }

private:
    // From here on the constants of the rejection method hold.
    static constexpr double limit = 10;
    double mean_, b_ = 0, a_ = 0, inverse_alpha_ = 0, quick_ = 0;
    count_table table_;
};

/// Successes in n >= 1 trials of probability p, 0 < p < 1.
class binomial_sampler {
public:
    binomial_sampler(std::int64_t n, double p)
        : trials_(n),
          n_(static_cast<double>(n)),
          flipped_(p > 0.5),
          p_(flipped_ ? 1 - p : p),
          mean_(n_ * p_),
          table_(mean_ < limit ? std::exp(n_ * std::log1p(-p_)) : 0,
                 [&](double k) { return k < n_ ? (n_ - k) / (k + 1) * (p_ / (1 - p_)) : 0.0; }) {
        if (mean_ >= limit) {
            const double deviation = std::sqrt(mean_ * (1 - p_));
            b_ = 1.15 + 2.53 * deviation;
            a_ = -0.0873 + 0.0248 * b_ + 0.01 * p_;
            alpha_ = (2.83 + 5.1 / b_) * deviation;
            quick_ = 0.92 - 4.2 / b_;
            log_mode_ = binomial_log_probability(std::floor((n_ + 1) * p_), n_, p_);
        }
    }
    template <bit_generator Bits>
    std::int64_t operator()(word_stream<Bits>& stream) const {
        const std::int64_t count = mean_ < limit ? table_(stream) : rejection(stream);
        return flipped_ ? trials_ - count : count;
    }

private:
    template <bit_generator Bits>
    std::int64_t rejection(word_stream<Bits>& stream) const {
        for (;;) {
            const hat_point at(stream, a_, b_, mean_ + 0.5);
            const double v = 1 - stream.template uniform<double>();
            if (at.count < 0 || at.count > n_) continue;
            if ((at.distance >= 0.07 && v <= quick_) ||
                std::log(v * alpha_ / at.height) <= binomial_log_probability(at.count, n_, p_) - log_mode_) {
                return static_cast<std::int64_t>(at.count);
            }
        }
    }

    static constexpr double limit = 10;
    std::int64_t trials_;
    double n_;
    bool flipped_;
    double p_, mean_, b_ = 0, a_ = 0, alpha_ = 0, quick_ = 0, log_mode_ = 0;
    count_table table_;
};

}  // namespace strand::random::detail

#endif
