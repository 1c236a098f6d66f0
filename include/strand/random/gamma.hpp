// SPDX-License-Identifier: BSD-3-Clause
// Gamma and beta distributed numbers, one at a time. In: a word stream, parameters already checked.
// Out: doubles; the distributions are right, the numbers are not NumPy's.
#ifndef STRAND_RANDOM_GAMMA_HPP
#define STRAND_RANDOM_GAMMA_HPP

#include <cmath>
#include <limits>
#include <strand/core/types.hpp>
#include <strand/random/word_stream.hpp>
#include <strand/random/ziggurat.hpp>

namespace strand::random::detail {

/// Gamma of scale 1: a cubed, shifted normal number under a rejection test that nearly always passes.
/// G. Marsaglia, W. W. Tsang: A simple method for generating gamma variables (2000).
class gamma_sampler {
public:
    explicit gamma_sampler(double shape)
        : shape_(shape), offset_((shape < 1 ? shape + 1 : shape) - 1.0 / 3), slope_(1 / std::sqrt(9 * offset_)) {}

    template <bit_generator Bits>
    double operator()(word_stream<Bits>& stream) const {
        const double above = at_least_one(stream);
        if (shape_ >= 1) return above;
        return shape_ == 0 ? 0.0 : above * std::exp(-standard_exponential(stream) / shape_);
    }
    /// The logarithm of such a number, also where the number itself is too small for a double.
    template <bit_generator Bits>
    double logarithm(word_stream<Bits>& stream) const {
        const double log = std::log(at_least_one(stream));
        // Gamma of shape a is gamma of shape a + 1 times u^(1 / a); -log(u) is exponential.
        return shape_ >= 1 ? log : log - standard_exponential(stream) / shape_;
    }

private:
    template <bit_generator Bits>
    double at_least_one(word_stream<Bits>& stream) const {
        for (;;) {
            double x, root;
            do {
                fill_standard_normal(stream, &x, 1);
                root = 1 + slope_ * x;
            } while (root <= 0);
            const double cube = root * root * root, u = 1 - stream.template uniform<double>();
            if (u < 1 - 0.0331 * (x * x) * (x * x) ||
                std::log(u) < 0.5 * x * x + offset_ * (1 - cube + std::log(cube))) {
                return offset_ * cube;
            }
        }
    }
    template <bit_generator Bits>
    static double standard_exponential(word_stream<Bits>& stream) {
        double x;
        fill_standard_exponential(stream, &x, 1);
        return x;
    }

    double shape_, offset_, slope_;
};

/// Beta from two gamma numbers: x / (x + y), through logarithms, which small parameters need.
class beta_sampler {
public:
    beta_sampler(double a, double b) : a_(a), b_(b), small_(a < 1 || b < 1) {}

    template <bit_generator Bits>
    double operator()(word_stream<Bits>& stream) const {
        if (small_) {
            const double x = a_.logarithm(stream), y = b_.logarithm(stream);
            return 1 / (1 + std::exp(y - x));
        }
        const double x = a_(stream), y = b_(stream);
        return x / (x + y);
    }

private:
    gamma_sampler a_, b_;
    bool small_;
};

}  // namespace strand::random::detail

#endif
