// SPDX-License-Identifier: BSD-3-Clause
// Extrema, all and any, and products over random axes of expressions over random layouts, against naive loops.
#include "eval/fold_oracle.hpp"

using namespace fold_oracle;

TEST_CASE("extrema over any axes of any layout are right", "[eval]") {
    // Of nothing there is no largest: the oracle's start value stands for it.
    const auto largest = [](const auto& e, const auto& axes, bool keep) {
        strand::ndarray<float> result = strand::sum(e * 0, axes, keep) - 1000;
        bool empty = false;
        for (const index_t extent : strand::shape_t(e.shape())) empty |= extent == 0;
        if (!empty) result = strand::maximum(strand::max(e, axes, keep), -1000);
        return result;
    };
    check_folds<float, float>(4, 500, largest, -1000.0f, [](float m, float x) { return x > m ? x : m; });
    const auto smallest = [](const auto& e, const auto& axes, bool keep) {
        strand::ndarray<float> result = strand::sum(e * 0, axes, keep) + 1000;
        bool empty = false;
        for (const index_t extent : strand::shape_t(e.shape())) empty |= extent == 0;
        if (!empty) result = strand::minimum(strand::min(e, axes, keep), 1000);
        return result;
    };
    check_folds<float, float>(5, 300, smallest, 1000.0f, [](float m, float x) { return x < m ? x : m; });
}

TEST_CASE("all and any over any axes of any layout are right", "[eval]") {
    check_folds<std::int32_t, bool>(5, 300, [](const auto& e, const auto& axes, bool keep) { return strand::all(e > -150, axes, keep); }, true,
                                    [](bool all, int x) { return all && x > -150; });
    check_folds<double, bool>(6, 300, [](const auto& e, const auto& axes, bool keep) { return strand::any(e > 190.0, axes, keep); }, false,
                              [](bool any, double x) { return any || x > 190; });
}

TEST_CASE("products wrap like the integers they are made of", "[eval]") {
    check_folds<std::uint8_t, std::uint64_t>(
        7, 300, [](const auto& e, const auto& axes, bool keep) { return strand::prod(e, axes, keep); }, std::uint64_t{1},
        [](std::uint64_t total, int x) { return total * static_cast<std::uint8_t>(x); });
}
