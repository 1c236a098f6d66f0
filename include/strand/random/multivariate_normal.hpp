// SPDX-License-Identifier: BSD-3-Clause
// The factor of a covariance matrix that turns independent standard normal numbers into correlated ones.
// In: a symmetric positive semidefinite matrix. Out: mean + factor * z, vector by vector. Refuses other matrices.
// The distribution is right; the numbers are not NumPy's, which takes a singular value decomposition.
#ifndef STRAND_RANDOM_MULTIVARIATE_NORMAL_HPP
#define STRAND_RANDOM_MULTIVARIATE_NORMAL_HPP

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <string>
#include <utility>
#include <vector>
#include <strand/core/error.hpp>
#include <strand/core/types.hpp>

namespace strand::random::detail {

/// Cholesky's decomposition, always continued with the largest remaining variance, so that matrices of lower rank
/// work too: covariance = factor * transposed factor.
class covariance_factor {
public:
    /// `covariance` is dense, size x size.
    covariance_factor(const double* covariance, index_t size)
        : size_(size), factor_(static_cast<std::size_t>(size * size), 0.0) {
        double largest = 0;
        for (index_t i = 0; i < size; ++i) {
            largest = std::max(largest, std::abs(covariance[i * size + i]));
            for (index_t j = 0; j < i; ++j) check_symmetry(covariance, i, j);
        }
        // Rounding leaves this much where nothing should be left.
        const double tolerance = largest * static_cast<double>(size) * 1e-12;
        std::vector<double> rest(covariance, covariance + size * size);
        std::vector<index_t> left(static_cast<std::size_t>(size));
        std::iota(left.begin(), left.end(), index_t{0});
        for (; rank_ < size; ++rank_) {
            const auto variance = [&](index_t i) { return rest[static_cast<std::size_t>(i * size + i)]; };
            const auto by_variance = [&](index_t a, index_t b) { return variance(a) < variance(b); };
            const auto [least, most] = std::minmax_element(left.begin(), left.end(), by_variance);
            if (!(variance(*least) >= -tolerance)) refuse(variance(*least));
            const index_t pivot = *most;
            if (variance(pivot) <= tolerance) {
                check_nothing_left(rest, left, tolerance);
                break;
            }
            const double root = std::sqrt(variance(pivot));
            left.erase(most);
            at(pivot, rank_) = root;
            for (const index_t i : left) at(i, rank_) = rest[static_cast<std::size_t>(i * size + pivot)] / root;
            for (const index_t i : left) {
                for (const index_t j : left) rest[static_cast<std::size_t>(i * size + j)] -= at(i, rank_) * at(j, rank_);
            }
        }
    }

    /// Standard normal numbers that one vector takes.
    index_t rank() const { return rank_; }
    void apply(const double* mean, const double* z, double* out) const {
        for (index_t i = 0; i < size_; ++i) {
            double sum = 0;
            for (index_t j = 0; j < rank_; ++j) sum += factor_[static_cast<std::size_t>(i * size_ + j)] * z[j];
            out[i] = mean[i] + sum;
        }
    }

private:
    double& at(index_t i, index_t j) { return factor_[static_cast<std::size_t>(i * size_ + j)]; }

    void check_symmetry(const double* covariance, index_t i, index_t j) const {
        const double a = covariance[i * size_ + j], b = covariance[j * size_ + i];
        if (!(std::abs(a - b) <= 1e-8 * (1 + std::max(std::abs(a), std::abs(b))))) {
            throw value_error("multivariate_normal: the covariance is not symmetric: (" + std::to_string(i) + ", " +
                              std::to_string(j) + ") is " + std::to_string(a) + ", its mirror image " +
                              std::to_string(b));
        }
    }
    /// Without variance there must be no covariance either.
    void check_nothing_left(const std::vector<double>& rest, const std::vector<index_t>& left, double tolerance) const {
        for (const index_t i : left) {
            for (const index_t j : left) {
                const double value = rest[static_cast<std::size_t>(i * size_ + j)];
                if (std::abs(value) > 1e3 * tolerance) refuse(-std::abs(value));
            }
        }
    }
    [[noreturn]] static void refuse(double remainder) {
        throw value_error("multivariate_normal: the covariance is not positive semidefinite: a variance of " +
                          std::to_string(remainder) + " remains");
    }

    index_t size_, rank_ = 0;
    std::vector<double> factor_;
};

}  // namespace strand::random::detail

#endif
