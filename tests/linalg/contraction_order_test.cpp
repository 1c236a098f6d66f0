// SPDX-License-Identifier: BSD-3-Clause
// Orders of contraction: the best of all orders for few operands, a possible one for many.
#include <algorithm>
#include "support/catch.hpp"
#include "support/layouts.hpp"

using namespace strand::detail;
using layouts::pick;
using strand::index_t;
using strand::shape_t;

namespace {

double product(const contraction& c, label_set labels) {
    double size = 1;
    for (label l = 0; l < 64; ++l) {
        if (labels >> l & 1) size *= static_cast<double>(c.extents[l]);
    }
    return size;
}

/// One step of a path: removes both operands and appends the product. Returns the operations.
double contract(const contraction& c, std::vector<label_set>& list, std::size_t first, std::size_t second) {
    const label_set all = list[first] | list[second];
    list.erase(list.begin() + static_cast<std::ptrdiff_t>(second));
    list.erase(list.begin() + static_cast<std::ptrdiff_t>(first));
    label_set needed = c.kept;
    for (const label_set other : list) needed |= other;
    list.push_back(all & needed);
    return product(c, all) * ((all & needed) == all ? 1 : 2);
}
/// The fewest operations of all orders.
double fewest(const contraction& c, const std::vector<label_set>& list) {
    if (list.size() < 2) return 0;
    double best = 1e300;
    for (std::size_t i = 0; i < list.size(); ++i) {
        for (std::size_t k = i + 1; k < list.size(); ++k) {
            std::vector<label_set> rest = list;
            const double flops = contract(c, rest, i, k);
            best = std::min(best, flops + fewest(c, rest));
        }
    }
    return best;
}

struct problem {
    contraction what;
    std::vector<label_set> labels;
    /// Every label is in two operands at least, or in one and the output.
    problem(std::mt19937& random, index_t operands) : labels(static_cast<std::size_t>(operands)) {
        for (label l = 0; l < 8; ++l) {
            what.extents[l] = pick(random, 2, 12);
            const bool in_output = pick(random, 0, 3) == 0;
            if (in_output) what.kept |= set_of(l);
            for (index_t uses = in_output ? 1 : 2; uses > 0;) {
                label_set& operand = labels[static_cast<std::size_t>(pick(random, 0, operands - 1))];
                if (operand & set_of(l)) continue;
                operand |= set_of(l);
                --uses;
            }
        }
    }
};

}  // namespace

TEST_CASE("up to five operands are contracted in the best of all orders", "[linalg]") {
    std::mt19937 random(1);
    for (int n = 0; n < 200; ++n) {
        const problem p(random, pick(random, 2, 5));
        std::vector<contraction_step> steps(p.labels.size() - 1);
        order_search(p.what, p.labels, steps.data());
        std::vector<label_set> list = p.labels;
        double flops = 0;
        for (const contraction_step step : steps) {
            REQUIRE((step.first < step.second && step.second < list.size()));
            flops += contract(p.what, list, step.first, step.second);
        }
        CHECK(flops == fewest(p.what, p.labels));
        CHECK(list[0] == p.what.kept);
    }
}
TEST_CASE("many operands are contracted in a possible order", "[linalg]") {
    std::mt19937 random(2);
    for (int n = 0; n < 50; ++n) {
        const problem p(random, pick(random, 6, 30));
        std::vector<contraction_step> steps(p.labels.size() - 1);
        order_search(p.what, p.labels, steps.data());
        std::vector<label_set> list = p.labels;
        for (const contraction_step step : steps) {
            REQUIRE((step.first < step.second && step.second < list.size()));
            contract(p.what, list, step.first, step.second);
        }
        CHECK(list.size() == 1);
        CHECK(list[0] == p.what.kept);
    }
}
TEST_CASE("of equal orders the one from left to right is taken", "[linalg]") {
    contraction c;
    for (label l = 0; l < 6; ++l) c.extents[l] = 10;
    c.kept = set_of(0) | set_of(5);
    const label_set chain[] = {0b000011, 0b000110, 0b001100, 0b011000, 0b110000};
    contraction_step steps[4];
    order_search(c, chain, steps);
    for (int k = 0; k < 4; ++k) {
        CHECK(steps[k].first == (k == 0 ? 0 : 0));
        CHECK(steps[k].second == (k == 0 ? 1 : 4 - k));
    }
}
