// SPDX-License-Identifier: BSD-3-Clause
// How folds and scans walk stacks of short axes and other layouts: plans as text.
#include "support/catch.hpp"

#include <string>
#include <strand/plan/describe.hpp>
#include <strand/plan/fold_plan.hpp>
#include <strand/plan/scan_plan.hpp>

using strand::index_t;
using strand::shape_t;
using strand::detail::memory_view;

namespace {

/// An address that plans may count from.
char somewhere[1];

/// An array of doubles that is only planned for.
struct place {
    shape_t shape, strides;
    memory_view view() const { return {somewhere, shape.data(), strides.data(), shape.size(), 8, false, false}; }
};
place dense(const shape_t& shape) {
    place result{shape, shape};
    strand::detail::dense_strides(shape, strand::row_major, result.strides.data());
    return result;
}

std::string text_of(const strand::detail::loop_plan& plan, index_t leaf) {
    std::string text = describe_axes(plan);
    for (; leaf < plan.width(); ++leaf) text += "; " + describe_access(plan, leaf);
    return text + (plan.fresh ? "; fresh" : "");
}
/// The plan of a sum of one array over some axes, into an array in C order.
std::string fold(const place& array, const shape_t& axes) {
    shape_t steps(array.shape), kept = array.shape;
    strand::detail::small_vector<bool, 8> folded(array.shape.size(), false);
    for (const index_t axis : axes) folded[axis] = true, kept[axis] = 1;
    strand::detail::dense_strides(kept, strand::row_major, steps.data());
    const memory_view operands[] = {{}, {}, array.view()};
    const auto plan = strand::detail::make_fold_plan(operands, array.shape, {2, 8, folded.data(), 0, steps.data()});
    std::string text = text_of(plan.loop, 2);
    if (!plan.later.empty()) text += "; later " + strand::detail::tuple_text(plan.later);
    return text + (plan.direct ? "" : "; elsewhere");
}
std::string scan(const place& array, index_t axis) {
    const place out = dense(array.shape);
    const memory_view operands[] = {out.view(), array.view()};
    const auto plan = strand::detail::make_scan_plan(operands, axis, true);
    return text_of(plan.loop, 1) + (plan.along_rows ? "; along" : "; down") + (plan.readable ? "" : "; copied first");
}

}  // namespace

TEST_CASE("stacks of small matrices are folded as planes in one call", "[plan]") {
    const place stack = dense({1000, 3, 3});
    CHECK(fold(stack, {1}) == "(1000, 3, 3), rows folded into each other; contiguous; fresh");
    CHECK(fold(stack, {2}) == "(3000, 3), each row folded in 1 part; contiguous; fresh");
    CHECK(fold(stack, {0}) == "(1000, 9), rows folded into each other; contiguous");
    CHECK(fold(stack, {1, 2}) == "(1000, 9); contiguous; fresh");
    CHECK(fold(stack, {0, 2}) == "(1000, 9), rows folded into each other; contiguous; later (2,); elsewhere");
    // Their transposes lie as they do.
    CHECK(fold({{1000, 3, 3}, {9, 1, 3}}, {2}) == "(1000, 3, 3), rows folded into each other; contiguous; fresh");
    CHECK(fold({{3, 3, 1000}, {3, 1, 9}}, {0, 1}) == "(1000, 9); contiguous; fresh");
}
TEST_CASE("short axes that do not lie together are packed for folding", "[plan]") {
    const place part{{1000, 3, 3}, {16, 4, 1}};
    CHECK(fold(part, {1}) == "(1000, 3, 3), rows folded into each other; contiguous; fresh");
    CHECK(fold(part, {2}) == "(1000, 9), the last joined from (3, 3), each row folded in 3 parts; strided; fresh");
    CHECK(fold(part, {1, 2}) == "(1000, 9), the last joined from (3, 3); strided");
    CHECK(fold(part, {0}) == "(1000, 9), the last joined from (3, 3), rows folded into each other; strided");
    CHECK(fold(part, {0, 1}) == "(1000, 9), the last joined from (3, 3), rows folded into each other; strided; later (1,); elsewhere");
    CHECK(fold({{2000, 3}, {4, 1}}, {1}) == "(2000, 3), each row folded in 1 part; strided (step 1); fresh");
    CHECK(fold({{1000, 3, 3}, {18, 6, 2}}, {1}) == "(1000, 9), the last joined from (3, 3), each row folded in 3 parts; strided; fresh");
}
TEST_CASE("windows are folded as rows, blocks first by whole rows", "[plan]") {
    CHECK(fold({{93, 8}, {1, 1}}, {1}) == "(8, 93), rows folded into each other; contiguous; fresh");
    CHECK(fold({{98, 98, 3, 3}, {100, 1, 100, 1}}, {2, 3}) == "(98, 3, 3, 98), rows folded into each other; contiguous; fresh");
    CHECK(fold({{6, 6, 3, 3}, {8, 1, 8, 1}}, {2, 3}) == "(6, 3, 3, 6), rows folded into each other; contiguous; fresh");
    CHECK(fold({{90, 90, 11, 11}, {100, 1, 100, 1}}, {2, 3}) == "(90, 11, 11, 90), rows folded into each other; contiguous");
    CHECK(fold({{60, 2, 300, 2}, {1200, 600, 2, 1}}, {1, 3}) == "(60, 2, 600), rows folded into each other; contiguous; fresh; later (3,); elsewhere");
}
TEST_CASE("long axes are folded as they lie", "[plan]") {
    CHECK(fold(dense({400, 300}), {0}) == "(400, 300), rows folded into each other; contiguous");
    CHECK(fold(dense({400, 300}), {1}) == "(400, 300); contiguous; fresh");
    CHECK(fold({{300, 400}, {1, 300}}, {1}) == "(400, 300), rows folded into each other; contiguous");
    CHECK(fold(dense({30, 300}), {0}) == "(30, 300), rows folded into each other; contiguous; fresh");
    // Backwards is as good as forwards.
    CHECK(fold({{100000}, {-1}}, {0}) == "(100000,); contiguous; fresh");
    CHECK(fold({{400, 300}, {600, 2}}, {0}) == "(400, 300), rows folded into each other; every second");
    CHECK(fold(dense({50, 60, 70}), {0, 1}) == "(3000, 70), rows folded into each other; contiguous");
}
TEST_CASE("short rows are scanned one by one, others in packs", "[plan]") {
    CHECK(scan(dense({1000, 3, 3}), 2) == "(3, 3000); one by one; along");
    CHECK(scan(dense({1000, 3, 3}), 1) == "(1000, 3, 3); one by one; down");
    CHECK(scan({{1000, 3, 3}, {9, 1, 3}}, 2) == "(1000, 3, 3); one by one; along");
    CHECK(scan(dense({1000, 3, 3}), 0) == "(1000, 9); contiguous; down");
    CHECK(scan({{2000, 3}, {1, 2000}}, 1) == "(3, 2000); one by one; along");
    CHECK(scan(dense({100, 100}), 1) == "(100, 100); contiguous; along");
    CHECK(scan({{100, 100}, {1, 100}}, 1) == "(100, 100); strided (step 100); along");
    CHECK(scan({{100, 100}, {1, 100}}, 0) == "(100, 100); strided (step 100); down");
    CHECK(scan({{10, 100000}, {1, 10}}, 1) == "(10, 100000); strided (step 10); along; copied first");
}
