// SPDX-License-Identifier: BSD-3-Clause
// The weights of observations in a covariance: how often each counts, and how important it is. In: arrays with one
// axis, lists or `none`. Out: their products, and what sums of squares are divided by. Refuses negative weights, and
// such that sum to zero or do not fit.
#ifndef STRAND_OPS_OBSERVATION_WEIGHTS_HPP
#define STRAND_OPS_OBSERVATION_WEIGHTS_HPP

#include <cmath>
#include <string>
#include <strand/ops/evaluate.hpp>

namespace strand::inline STRAND_ISA::detail_isa {

/// The weights of observations as an argument: `none`, an array, a list of numbers.
class optional_weights {
public:
    optional_weights(none_t) {}
    optional_weights(std::initializer_list<double> values) : given_(true), values_(extents<1>({static_cast<index_t>(values.size())})) {
        std::copy(values.begin(), values.end(), values_.data());
    }
    template <class W>
        requires expression<W> || strand::detail::number_list<W>
    optional_weights(const W& values) : given_(true) {
        if constexpr (expression<W>) {
            if (values.shape().size() != 1) {
                strand::detail::throw_shape("cov takes weights with one axis, their shape is " + strand::detail::tuple_text(shape_t(values.shape())));
            }
            const shape_t shape(values.shape());
            values_ = ndarray<double, 1>(extents<1>({shape[0]}));
            strand::detail::write_elements(ndview<double>(values_.data(), shape), strand::detail::make_map(fn::cast<double>{}, values));
        } else {
            values_ = ndarray<double, 1>(extents<1>({static_cast<index_t>(std::size(values))}));
            std::copy(std::begin(values), std::end(values), values_.data());
        }
    }
    bool given() const { return given_; }
    const ndarray<double, 1>& values() const { return values_; }

private:
    bool given_ = false;
    ndarray<double, 1> values_;
};

/// A number, or `none`.
struct optional_number {
    bool given = false;
    double value = 0;
    constexpr optional_number(none_t) {}
    template <scalar_number N>
    constexpr optional_number(N number) : given(true), value(static_cast<double>(number)) {}
};

/// How often each observation counts: the product of both weights. `less` is what a divisor is less than their sum.
struct observation_weights {
    bool given = false;
    ndarray<double, 1> each;
    double total = 0, divisor = 0;

    observation_weights(const optional_weights& repeats, const optional_weights& importance, index_t count, double less)
        : given(repeats.given() || importance.given()), total(static_cast<double>(count)), divisor(total - less) {
        if (!given) return;
        each = ndarray<double, 1>(extents<1>({count}));
        each.fill(1);
        total = 0;
        multiply_by(repeats, "fweights");
        for (index_t i = 0; repeats.given() && i < count; ++i) {
            if (each(i) != std::floor(each(i))) strand::detail::throw_value("cov: fweights must be whole numbers, one is " + std::to_string(each(i)));
        }
        multiply_by(importance, "aweights");
        double squares = 0;
        for (index_t i = 0; i < count; ++i) {
            total += each(i);
            squares += each(i) * (importance.given() ? importance.values()(i) : 1);
        }
        if (total == 0) strand::detail::throw_value("cov: the weights sum to zero");
        divisor = total - less * squares / total;
    }

private:
    void multiply_by(const optional_weights& weights, const char* name) {
        if (!weights.given()) return;
        if (weights.values().size() != each.size()) {
            strand::detail::throw_shape(std::string("cov: ") + std::to_string(weights.values().size()) + " " + name + " do not fit " +
                                        std::to_string(each.size()) + " observations");
        }
        for (index_t i = 0; i < each.size(); ++i) {
            if (weights.values()(i) < 0) strand::detail::throw_value(std::string("cov: ") + name + " must not be negative");
            each(i) *= weights.values()(i);
        }
    }
};

}  // namespace strand::inline STRAND_ISA::detail_isa

#endif
