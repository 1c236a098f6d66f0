// SPDX-License-Identifier: BSD-3-Clause
// Folds of a sum of two random layouts over random axes, against a naive loop.
#ifndef STRAND_TESTS_EVAL_FOLD_ORACLE_HPP
#define STRAND_TESTS_EVAL_FOLD_ORACLE_HPP

#include "support/catch.hpp"
#include "support/layouts.hpp"

namespace fold_oracle {

using namespace layouts;

/// The value that reducing gives for every index list of the kept axes.
template <class R, class View, class Start, class Combine>
std::vector<R> naive_fold(const View& a, const shape_t& shape, const shape_t& folded, Start start, Combine combine) {
    shape_t kept;
    for (index_t axis = 0; axis < shape.size(); ++axis) kept.push_back(folded[axis] ? 1 : shape[axis]);
    std::vector<R> values;
    for_each_index(kept, [&](const shape_t& base) {
        shape_t inner;
        for (index_t axis = 0; axis < shape.size(); ++axis) inner.push_back(folded[axis] ? shape[axis] : 1);
        R value = start;
        for_each_index(inner, [&](const shape_t& offset) {
            shape_t index = base;
            for (index_t axis = 0; axis < shape.size(); ++axis) index[axis] += offset[axis];
            value = combine(value, a(index));
        });
        values.push_back(value);
    });
    return values;
}

template <class T, class R, class Reduce, class Combine>
void check_folds(unsigned seed, int cases, Reduce reduce, R start, Combine combine) {
    std::mt19937 random(seed);
    for (int n = 0; n < cases; ++n) {
        const shape_t shape = n % 3 == 0 ? random_stack(random) : random_shape(random, 4, 2000);
        placed<T> a(random, shape, true);
        placed<T> b(random, shape, true);
        for (auto& byte : a.memory) byte = 0;
        for (auto& byte : b.memory) byte = 0;
        fill_randomly<T>(random, a.view());
        fill_randomly<T>(random, b.view());
        const shape_t whole = strand::broadcast_shapes(a.shape, b.shape);
        shape_t folded(whole.size(), 0);
        std::vector<int> axes;
        for (index_t axis = 0; axis < whole.size(); ++axis) {
            if (pick(random, 0, 1) == 0) continue;
            folded[axis] = 1;
            axes.push_back(static_cast<int>(pick(random, 0, 1) == 0 ? axis : axis - whole.size()));
        }
        const auto expected = naive_fold<R>(
            [&](const shape_t& index) { return element_at(a.view(), index) + element_at(b.view(), index); }, whole, folded, start, combine);
        const bool keep = pick(random, 0, 1) == 1;
        const auto result = reduce(a.view() + b.view(), axes, keep);
        shape_t result_shape;
        for (index_t axis = 0; axis < whole.size(); ++axis) {
            if (!folded[axis]) result_shape.push_back(whole[axis]);
            else if (keep) result_shape.push_back(1);
        }
        CAPTURE(seed, n, strand::to_string(whole), strand::to_string(folded), strand::to_string(a.shape), strand::to_string(a.strides),
                strand::to_string(b.shape), strand::to_string(b.strides));
        REQUIRE(shape_t(result.shape()) == result_shape);
        REQUIRE(result.to_vector() == expected);
    }
}

}  // namespace fold_oracle

#endif
