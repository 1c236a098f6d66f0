// SPDX-License-Identifier: BSD-3-Clause
#include <cstdint>
#include <limits>
#include <optional>
#include <vector>
#include <strand/shape/slice.hpp>
#include "support/catch.hpp"
#include "support/matchers.hpp"

using namespace strand;
using detail::slice_argument, detail::slice_marker;

static_assert(slice_argument<int> && slice_argument<std::uint8_t> && slice_argument<range>);
static_assert(slice_argument<newaxis_t> && slice_argument<ellipsis_t> && slice_argument<decltype(all)>);
static_assert(!slice_argument<double> && !slice_argument<const char*> && !slice_argument<none_t>);
static_assert(!slice_marker<int>);  // integers alone ask for an element
static_assert(!std::convertible_to<int, range>);
static_assert(std::constructible_from<range, none_t, int> && std::constructible_from<range, int, none_t, int>);
static_assert(!std::constructible_from<range, double> && !std::constructible_from<range, int, double>);
static_assert(detail::rank_change<int>() == -1 && detail::rank_change<range>() == 0);
static_assert(detail::rank_change<newaxis_t>() == 1 && detail::rank_change<ellipsis_t>() == 0);
static_assert(detail::axes_used<newaxis_t>() == 0 && detail::axes_used<int>() == 1);

namespace {

using bound = std::optional<index_t>;

/// The indices that a slice selects, by the words of Python's documentation.
std::vector<index_t> selected(index_t extent, bound start, bound stop, bound given_step) {
    const index_t step = given_step.value_or(1);
    const auto relative_to_end = [&](index_t x) { return x < 0 ? extent + x : x; };
    index_t from, to;
    if (step > 0) {
        from = std::clamp(relative_to_end(start.value_or(0)), index_t{0}, extent);
        to = std::clamp(relative_to_end(stop.value_or(extent)), index_t{0}, extent);
    } else {
        from = start ? std::clamp(relative_to_end(*start), index_t{-1}, extent - 1) : extent - 1;
        to = stop ? std::clamp(relative_to_end(*stop), index_t{-1}, extent - 1) : -1;
    }
    std::vector<index_t> indices;
    for (index_t i = from; step > 0 ? i < to : i > to; i += step) indices.push_back(i);
    return indices;
}

range made(bound start, bound stop, bound step) {
    if (start && stop && step) return range(*start, *stop, *step);
    if (start && stop) return range(*start, *stop);
    if (start && step) return range(*start, none, *step);
    if (stop && step) return range(none, *stop, *step);
    if (start) return range(*start, none);
    if (stop) return range(*stop);
    if (step) return range(none, none, *step);
    return range(none);
}

std::vector<index_t> resolved(index_t extent, const range& r) {
    const auto part = r.resolve(extent);
    std::vector<index_t> indices;
    for (index_t i = 0; i < part.count; ++i) indices.push_back(part.first + i * part.step);
    return indices;
}

/// Shape, strides and offset of slices of an array of shape (3, 4, 5).
struct sliced {
    shape_t shape, strides;
    index_t offset;
};
sliced slice_345(const std::vector<detail::slice_item>& items, index_t rank) {
    const shape_t shape{3, 4, 5}, strides{20, 5, 1};
    sliced result{shape_t(rank, -7), shape_t(rank, -7), 0};
    result.offset = detail::apply_slices(shape, strides.data(), items, result.shape.data(), result.strides.data());
    return result;
}
template <class... Argument>
std::vector<detail::slice_item> items(const Argument&... argument) {
    return {detail::make_slice_item(argument)...};
}

}  // namespace

TEST_CASE("a range clamps as Python's slices do", "[shape]") {
    // FNV-1a over the indices that Python 3 selects from range(0) ... range(5), in the order of the loops.
    const std::uint64_t from_python[] = {0xe0b857388ddf8325, 0xb5e6b32f5d0972c5, 0xf0b7e3159d44d545,
                                         0xefd4257f5bbcf7e5, 0xfe417247c43c1da5, 0x3fa5c282fef60b05};
    std::vector<bound> bounds{bound{}}, steps{bound{}};
    for (index_t i = -7; i <= 7; ++i) {
        bounds.push_back(i);
        if (i != 0) steps.push_back(i);
    }
    for (index_t extent = 0; extent <= 5; ++extent) {
        std::uint64_t hash = 0xcbf29ce484222325;
        const auto feed = [&](index_t value) {
            for (int byte = 0; byte < 8; ++byte) {
                hash ^= (static_cast<std::uint64_t>(value) >> (8 * byte)) & 255;
                hash *= 0x100000001b3;
            }
        };
        int failures = 0;
        for (const bound start : bounds) {
            for (const bound stop : bounds) {
                for (const bound step : steps) {
                    const auto indices = resolved(extent, made(start, stop, step));
                    failures += indices != selected(extent, start, stop, step);
                    feed(static_cast<index_t>(indices.size()));
                    for (const index_t i : indices) feed(i);
                }
            }
        }
        CHECK(failures == 0);
        CHECK(hash == from_python[extent]);
    }
}

TEST_CASE("bounds and steps may be as large as an index", "[shape]") {
    const index_t most = std::numeric_limits<index_t>::max(), least = std::numeric_limits<index_t>::min();
    CHECK(resolved(4, range(least, most)) == std::vector<index_t>{0, 1, 2, 3});
    CHECK(resolved(4, range(most, least)).empty());
    CHECK(resolved(4, range(most, least, -1)) == std::vector<index_t>{3, 2, 1, 0});
    CHECK(resolved(4, range(none, none, most)) == std::vector<index_t>{0});
    CHECK(resolved(4, range(none, none, least)) == std::vector<index_t>{3});
    CHECK(resolved(most, range(1, none, most - 1)) == std::vector<index_t>{1});
}

TEST_CASE("a range resolves while compiling", "[shape]") {
    STATIC_REQUIRE(range(1, 5).resolve(4).count == 3);
    STATIC_REQUIRE(range(none, none, -2).resolve(5).first == 4);
}

TEST_CASE("a range with one argument ends there", "[shape]") {
    CHECK(resolved(5, range(2)) == std::vector<index_t>{0, 1});
    CHECK(resolved(5, range(-2)) == std::vector<index_t>{0, 1, 2});
}

TEST_CASE("slices select from shape and strides", "[shape]") {
    auto s = slice_345(items(1, range(none, none, -1), range(1, 4, 2)), 2);
    CHECK((s.shape == shape_t{4, 2} && s.strides == shape_t{-5, 2} && s.offset == 20 + 15 + 1));
    s = slice_345(items(-1), 2);
    CHECK((s.shape == shape_t{4, 5} && s.strides == shape_t{5, 1} && s.offset == 40));
    s = slice_345(items(ellipsis, 2), 2);
    CHECK((s.shape == shape_t{3, 4} && s.strides == shape_t{20, 5} && s.offset == 2));
    s = slice_345(items(0, ellipsis, newaxis, -1), 2);
    CHECK((s.shape == shape_t{4, 1} && s.strides == shape_t{5, 0} && s.offset == 4));
    s = slice_345(items(newaxis), 4);
    CHECK((s.shape == shape_t{1, 3, 4, 5} && s.strides == shape_t{0, 20, 5, 1}));
    // An ellipsis may stand for no axis.
    s = slice_345(items(0, 1, ellipsis, 2), 0);
    CHECK(s.offset == 7);
    s = slice_345(items(0, all, ellipsis, range(5, none)), 2);
    CHECK((s.shape == shape_t{4, 0} && s.offset == 0));
}

TEST_CASE("slice mistakes are named", "[shape]") {
    CHECK(error_text<index_error>([] { slice_345(items(3), 2); }) ==
          "index 3 is out of bounds for axis 0 with extent 3");
    CHECK(error_text<index_error>([] { slice_345(items(all, -5), 2); }) ==
          "index -5 is out of bounds for axis 1 with extent 4");
    CHECK(error_text<index_error>([] { slice_345(items(0, 0, 0, 0), 0); }) ==
          "4 indices given for an array of shape (3, 4, 5), which takes 3");
    CHECK(error_text<index_error>([] { slice_345(items(ellipsis, ellipsis), 3); }) ==
          "a slice call takes at most one ellipsis");
    CHECK(error_text<value_error>([] { slice_345(items(range(0, 3, 0)), 3); }) ==
          "the step of a range must not be 0");
    CHECK_THROWS_AS(slice_345(items(std::numeric_limits<index_t>::min()), 2), index_error);
}
