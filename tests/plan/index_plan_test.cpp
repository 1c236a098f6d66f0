// SPDX-License-Identifier: BSD-3-Clause
// Where the chosen axes go. Values are NumPy's: tests/array/selection_test.cpp compares elements.
#include <strand/plan/index_plan.hpp>
#include <string>
#include "support/catch.hpp"

using namespace strand;
using detail::index_item;

namespace {

index_item index_array(shape_t shape) {
    static std::int64_t zero = 0;
    index_item item;
    item.what = index_item::kind::integers;
    item.data = reinterpret_cast<char*>(&zero);
    item.strides = shape_t(shape.size(), 0);
    item.shape = std::move(shape);
    return item;
}
template <class Slice>
index_item slice(Slice value) {
    index_item item;
    item.slice = detail::make_slice_item(value);
    return item;
}

/// "shape: before, chosen, after"
std::string plan_of(const shape_t& shape, std::vector<index_item> items) {
    shape_t strides(shape.size(), 0);
    detail::dense_strides(shape, row_major, strides.data());
    const detail::index_plan plan = detail::make_index_plan(shape, strides.data(), items);
    return to_string(plan.shape) + ": " + to_string(plan.before) + " " + to_string(plan.chosen) + " " + to_string(plan.after);
}

}  // namespace

TEST_CASE("chosen axes stand where neighbouring index arrays stood, else first") {
    const range all_of(none);
    CHECK(plan_of({2, 3, 4}, {index_array({5})}) == "(5, 3, 4): () (5,) (3, 4)");
    CHECK(plan_of({2, 3, 4}, {slice(all_of), index_array({5})}) == "(2, 5, 4): (2,) (5,) (4,)");
    CHECK(plan_of({2, 3, 4}, {slice(ellipsis), index_array({5, 1})}) == "(2, 3, 5, 1): (2, 3) (5, 1) ()");
    CHECK(plan_of({2, 3, 4, 5}, {slice(all_of), index_array({7}), slice(all_of), index_array({6, 1})}) == "(6, 7, 2, 4): () (6, 7) (2, 4)");
    CHECK(plan_of({2, 3, 4}, {slice(0), slice(all_of), index_array({7})}) == "(7, 3): () (7,) (3,)");
    CHECK(plan_of({2, 3, 4}, {slice(all_of), slice(0), index_array({7})}) == "(2, 7): (2,) (7,) ()");
    CHECK(plan_of({2, 3, 4}, {slice(all_of), index_array({7}), slice(ellipsis), index_array({7})}) == "(7, 2): () (7,) (2,)");
    CHECK(plan_of({2, 3}, {index_array({7}), slice(newaxis), index_array({7})}) == "(7, 1): () (7,) (1,)");
    CHECK(plan_of({2, 3}, {slice(newaxis), index_array({7}), index_array({7})}) == "(1, 7): (1,) (7,) ()");
    CHECK(plan_of({2, 3}, {slice(1)}) == "(3,): () () (3,)");
    CHECK_THROWS_AS(plan_of({2, 3}, {index_array({7}), index_array({7}), slice(0)}), index_error);
    CHECK_THROWS_AS(plan_of({2, 3}, {index_array({7}), index_array({6})}), index_error);
    CHECK_THROWS_AS(plan_of({2, 3}, {slice(ellipsis), index_array({6}), slice(ellipsis)}), index_error);
}
