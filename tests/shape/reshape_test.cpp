// SPDX-License-Identifier: BSD-3-Clause
#include <algorithm>
#include <vector>
#include <strand/shape/reshape.hpp>
#include "support/catch.hpp"
#include "support/matchers.hpp"

using namespace strand;
using detail::completed_shape, detail::layout, detail::reshaped_strides;

namespace {

/// Offsets of all elements in C order.
std::vector<index_t> offsets(const shape_t& shape, const shape_t& strides) {
    std::vector<index_t> result;
    layouts::for_each_index(shape, [&](const shape_t& index) {
        index_t offset = 0;
        for (index_t axis = 0; axis < index.size(); ++axis) offset += index[axis] * strides[axis];
        result.push_back(offset);
    });
    return result;
}

/// All shapes with this many elements and up to `rank` axes.
void shapes_of(index_t count, index_t rank, const shape_t& begun, std::vector<shape_t>& out) {
    if (count == 1) out.push_back(begun);
    if (rank == 0) return;
    for (index_t extent = 1; extent <= count; ++extent) {
        if (count % extent != 0) continue;
        shape_t longer = begun;
        longer.push_back(extent);
        shapes_of(count / extent, rank - 1, longer, out);
    }
}

/// The strides that read the elements in the same order, if there are any: the step along an axis is
/// the distance of its first two elements, and these steps must explain all offsets.
bool strides_exist(const std::vector<index_t>& in_order, const shape_t& to) {
    shape_t strides(to.size(), 0);
    index_t below = 1;
    for (index_t axis = to.size(); axis-- > 0;) {
        if (to[axis] > 1) strides[axis] = in_order[static_cast<std::size_t>(below)] - in_order[0];
        below *= to[axis];
    }
    return offsets(to, strides) == in_order;
}

}  // namespace

TEST_CASE("a reshape without copy is found exactly when there are such strides", "[shape]") {
    int failures = 0, without_copy = 0, with_copy = 0;
    for (const index_t count : {1, 2, 6, 12}) {
        std::vector<shape_t> shapes;
        shapes_of(count, 4, {}, shapes);
        for (const shape_t& from : shapes) {
            std::vector<shape_t> all_strides;
            std::vector<index_t> order;
            for (index_t axis = 0; axis < from.size(); ++axis) order.push_back(axis);
            do {
                // Dense in some order of the axes, then with a gap, a reversed and a stretched axis.
                shape_t strides(from.size(), 0);
                index_t step = 1;
                for (const index_t axis : order) {
                    strides[axis] = step;
                    step *= from[axis];
                }
                all_strides.push_back(strides);
                for (index_t axis = 0; axis < from.size(); ++axis) {
                    for (const index_t factor : {2, -1, 0}) {
                        shape_t changed = strides;
                        changed[axis] *= factor;
                        all_strides.push_back(changed);
                    }
                    shape_t all_reversed = strides;
                    for (index_t& s : all_reversed) s = -2 * s;
                    all_strides.push_back(all_reversed);
                }
            } while (std::next_permutation(order.begin(), order.end()));
            for (const shape_t& strides : all_strides) {
                const std::vector<index_t> in_order = offsets(from, strides);
                for (const shape_t& to : shapes) {
                    shape_t found;
                    const bool possible = reshaped_strides(layout(from, strides), to, found);
                    failures += possible != strides_exist(in_order, to);
                    if (possible) failures += offsets(to, found) != in_order;
                    (possible ? without_copy : with_copy) += 1;
                }
            }
        }
    }
    CHECK(failures == 0);
    CHECK(without_copy > 5000);
    CHECK(with_copy > 5000);
}

TEST_CASE("of no elements every reshape is possible", "[shape]") {
    shape_t strides;
    CHECK(reshaped_strides(layout({0, 3}, {1, 2}), shape_t{3, 0, 2}, strides));
    CHECK(strides.size() == 3);
}

TEST_CASE("one extent may be left open", "[shape]") {
    CHECK(completed_shape(shape_t{3, 4}, shape_t{2, -1}) == shape_t{2, 6});
    CHECK(completed_shape(shape_t{3, 4}, shape_t{-1}) == shape_t{12});
    CHECK(completed_shape(shape_t{3, 4}, shape_t{12}) == shape_t{12});
    CHECK(completed_shape(shape_t{}, shape_t{-1, 1}) == shape_t{1, 1});
    CHECK(completed_shape(shape_t{1}, shape_t{}) == shape_t{});
    // numpy.zeros((3, 0)).reshape(-1, 5)
    CHECK(completed_shape(shape_t{3, 0}, shape_t{-1, 5}) == shape_t{0, 5});
    CHECK(completed_shape(shape_t{3, 0}, shape_t{-1}) == shape_t{0});
}

TEST_CASE("a reshape to another size names both shapes", "[shape]") {
    const auto text = [](const shape_t& from, const shape_t& to) {
        return error_text<shape_error>([&] { (void)completed_shape(from, to); });
    };
    CHECK(text({3, 4}, {5, 2}) == "cannot reshape an array of shape (3, 4) with 12 elements into shape (5, 2)");
    CHECK(text({3, 4}, {5, -1}) == "cannot reshape an array of shape (3, 4) with 12 elements into shape (5, -1)");
    CHECK(text({3, 0}, {0, -1}) == "cannot reshape an array of shape (3, 0) with 0 elements into shape (0, -1)");
    CHECK(text({3, 4}, {-1, -1}) == "only one extent of shape (-1, -1) can be left open with -1");
    CHECK(text({3, 4}, {-3, -4}) == "negative extent in shape (-3, -4)");
    const index_t big = index_t{1} << 40;
    CHECK(text({0}, {0, big, big}) == "shape (0, 1099511627776, 1099511627776) has more elements than an index can count");
}
