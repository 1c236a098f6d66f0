// SPDX-License-Identifier: BSD-3-Clause
// The factor of a covariance matrix that turns independent standard normal numbers into correlated ones.
// In: a symmetric positive semidefinite matrix. Out: mean + factor * z, vector by vector. Refuses other matrices.
// The distribution is right; the numbers are not NumPy's, which takes a singular value decomposition.
#ifndef STRAND_RANDOM_MULTIVARIATE_NORMAL_HPP
#define STRAND_RANDOM_MULTIVARIATE_NORMAL_HPP

#include <algorithm>
#include <cmath>
#include <concepts>
#include <numeric>
#include <string>
#include <vector>
#include <strand/core/error.hpp>
#include <strand/core/types.hpp>
#include <strand/random/parameters.hpp>

namespace strand::random::detail {

/// Cholesky's decomposition of the correlations, always continued with the largest remaining variance, so that
/// matrices of lower rank work too: covariance = factor * transposed factor.
template <std::floating_point Real>
class covariance_factor {
public:
    /// `covariance` is dense, size x size.
    covariance_factor(const Real* covariance, index_t size)
        : size_(size), factor_(static_cast<std::size_t>(size * size), Real(0)) {
        std::vector<Real> deviation(static_cast<std::size_t>(size)), rest(factor_.size());
        for (index_t i = 0; i < size; ++i) {
            const Real variance = covariance[i * size + i];
            if (!(variance >= 0)) refuse(variance);
            deviation[at(i)] = std::sqrt(variance);
        }
        for (index_t i = 0; i < size; ++i) {
            for (index_t j = 0; j < size; ++j) {
                const Real value = covariance[i * size + j], unit = deviation[at(i)] * deviation[at(j)];
                if (!(std::abs(value - covariance[j * size + i]) <= Real(1e-8) * unit))
                    refuse_asymmetry(covariance, i, j);
                // Without variance there must be no covariance either.
                if (unit == 0 && value != 0) refuse(-std::abs(value));
                rest[at(i, j)] = unit == 0 ? 0 : value / unit;
            }
        }
        decompose(rest);
        for (index_t i = 0; i < size; ++i) {
            for (index_t k = 0; k < rank_; ++k) factor_[at(i, k)] *= deviation[at(i)];
        }
    }

    /// Standard normal numbers that one vector takes.
    index_t rank() const { return rank_; }
    void apply(const Real* mean, const Real* z, Real* out) const {
        for (index_t i = 0; i < size_; ++i) {
            Real sum = 0;
            for (index_t j = 0; j < rank_; ++j) sum += factor_[static_cast<std::size_t>(i * size_ + j)] * z[j];
            out[i] = mean[i] + sum;
        }
    }

private:
    std::size_t at(index_t i, index_t j) const { return static_cast<std::size_t>(i * size_ + j); }
    static std::size_t at(index_t i) { return static_cast<std::size_t>(i); }

    void decompose(std::vector<Real>& rest) {
        // Rounding leaves this much of a variance of 1 where nothing should be left.
        const Real tolerance = static_cast<Real>(size_) * Real(1e-12);
        std::vector<index_t> left(static_cast<std::size_t>(size_));
        std::iota(left.begin(), left.end(), index_t{0});
        const auto by_variance = [&](index_t a, index_t b) { return rest[at(a, a)] < rest[at(b, b)]; };
        for (; rank_ < size_; ++rank_) {
            const auto [least, most] = std::minmax_element(left.begin(), left.end(), by_variance);
            if (rest[at(*least, *least)] < -tolerance) refuse(rest[at(*least, *least)]);
            const index_t pivot = *most;
            if (rest[at(pivot, pivot)] <= tolerance) break;
            const Real root = std::sqrt(rest[at(pivot, pivot)]);
            left.erase(most);
            factor_[at(pivot, rank_)] = root;
            for (const index_t i : left) factor_[at(i, rank_)] = rest[at(i, pivot)] / root;
            for (const index_t i : left) {
                for (const index_t j : left) rest[at(i, j)] -= factor_[at(i, rank_)] * factor_[at(j, rank_)];
            }
        }
        for (const index_t i : left) {
            for (const index_t j : left) {
                if (std::abs(rest[at(i, j)]) > 1e3 * tolerance) refuse(-std::abs(rest[at(i, j)]));
            }
        }
    }
    [[noreturn]] void refuse_asymmetry(const Real* covariance, index_t i, index_t j) const {
        throw value_error("multivariate_normal: the covariance is not symmetric: (" + std::to_string(i) + ", " +
                          std::to_string(j) + ") is " + number_text(covariance[i * size_ + j]) + ", its mirror image " +
                          number_text(covariance[j * size_ + i]));
    }
    [[noreturn]] static void refuse(Real remainder) {
        throw value_error("multivariate_normal: the covariance is not positive semidefinite: a variance of " +
                          number_text(remainder) + " remains");
    }

    index_t size_, rank_ = 0;
    std::vector<Real> factor_;
};

}  // namespace strand::random::detail

#endif
