// SPDX-License-Identifier: BSD-3-Clause
// Overlap of random views against the sets of bytes they touch.
#include "support/catch.hpp"
#include "support/layouts.hpp"

#include <set>

using namespace layouts;
using strand::detail::find_overlap;
using strand::detail::memory_view;
using strand::detail::overlap_kind;

namespace {

struct random_view {
    shape_t shape, strides;
    index_t offset = 0, itemsize = 1;

    memory_view in(char* memory) const {
        return {memory + offset, shape.data(), strides.data(), shape.size(), itemsize, false, false};
    }
    std::set<index_t> bytes() const {
        std::set<index_t> touched;
        for_each_index(shape, [&](const shape_t& index) {
            index_t at = offset;
            for (index_t axis = 0; axis < shape.size(); ++axis) at += index[axis] * strides[axis] * itemsize;
            for (index_t k = 0; k < itemsize; ++k) touched.insert(at + k);
        });
        return touched;
    }
};

random_view make_view(std::mt19937& random) {
    random_view view;
    view.itemsize = index_t{1} << pick(random, 0, 3);
    index_t low = 0;
    for (index_t rank = pick(random, 0, 3); rank > 0; --rank) {
        view.shape.push_back(pick(random, 0, 9) == 0 ? 0 : pick(random, 1, 5));
        view.strides.push_back(pick(random, -12, 12));
        if (view.shape.back() > 0 && view.strides.back() < 0) {
            low += (view.shape.back() - 1) * view.strides.back() * view.itemsize;
        }
    }
    view.offset = pick(random, 0, 60) - low;
    return view;
}

}  // namespace

TEST_CASE("views overlap exactly when they share a byte", "[plan]") {
    std::mt19937 random(5);
    std::vector<char> memory(8000);
    int overlapping = 0;
    for (int n = 0; n < 20000; ++n) {
        const random_view a = make_view(random), b = make_view(random);
        const auto x = a.bytes(), y = b.bytes();
        const bool shared = std::any_of(x.begin(), x.end(), [&](index_t byte) { return y.count(byte) == 1; });
        const auto answer = find_overlap(a.in(memory.data()), b.in(memory.data()));
        CAPTURE(n, strand::to_string(a.shape), strand::to_string(a.strides), a.offset, a.itemsize,
                strand::to_string(b.shape), strand::to_string(b.strides), b.offset, b.itemsize);
        REQUIRE((answer != overlap_kind::disjoint) == shared);
        overlapping += shared;
    }
    CHECK(overlapping > 2000);
    CHECK(overlapping < 18000);
}

TEST_CASE("a view overlaps itself element by element", "[plan]") {
    strand::ndarray<double> a = strand::ones({3, 4});
    CHECK(find_overlap(a.describe(), a.describe()) == overlap_kind::same_elements);
    CHECK(find_overlap(a.describe(), a.T().describe()) == overlap_kind::overlap);
    const auto part = a(strand::range(1, 3));
    CHECK(find_overlap(part.describe(), part.describe()) == overlap_kind::same_elements);
}

TEST_CASE("large views between each other's elements are disjoint", "[plan]") {
    strand::ndarray<double, 2> a = strand::zeros<double>({400, 301});
    const auto at = [&](index_t row, index_t column) {
        return a(strand::range(row, row + 398, 2), strand::range(column, column + 298, 2));
    };
    for (const auto& [row, column] : {std::pair{0, 1}, {2, 1}, {1, 0}, {1, 2}, {0, 0}, {2, 2}}) {
        CAPTURE(row, column);
        CHECK(find_overlap(at(1, 1).describe(), at(row, column).describe()) == overlap_kind::disjoint);
    }
    CHECK(find_overlap(at(0, 0).describe(), at(2, 0).describe()) == overlap_kind::overlap);
    CHECK(find_overlap(at(0, 0).describe(), at(0, 2).describe()) == overlap_kind::overlap);
    // Strides without a common divisor but 1: the search has to answer.
    const auto third = a(strand::all, strand::range(0, strand::none, 3)), next = a(strand::all, strand::range(1, strand::none, 3));
    CHECK(find_overlap(third.describe(), next.describe()) == overlap_kind::disjoint);
}
