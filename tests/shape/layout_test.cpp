// SPDX-License-Identifier: BSD-3-Clause
#include <vector>
#include <strand/shape/layout.hpp>
#include "support/catch.hpp"
#include "support/matchers.hpp"

using namespace strand;
using namespace strand::detail;

namespace {

index_t place(const detail::layout& in, const shape_t& index) {
    index_t offset = in.offset;
    for (index_t axis = 0; axis < index.size(); ++axis) offset += index[axis] * in.strides[axis];
    return offset;
}

/// The layout has this shape, and the element at each index is the one of `source` at source_index(index).
template <class F>
bool takes_from(const detail::layout& result, const shape_t& shape, const detail::layout& source, F source_index) {
    if (!(result.shape == shape) || result.strides.size() != shape.size()) return false;
    bool same = true;
    layouts::for_each_index(shape, [&](const shape_t& index) {
        same &= place(result, index) == place(source, source_index(index));
    });
    return same;
}

/// 2 x 3 x 4 elements with a gap, a reversed axis and an offset: no rule for dense layouts fits by chance.
detail::layout box() {
    detail::layout in({2, 3, 4}, {100, -7, 2});
    in.offset = 30;
    return in;
}
shape_t at(std::initializer_list<index_t> index) { return index; }

}  // namespace

TEST_CASE("permuted axes take their elements along", "[shape]") {
    CHECK(takes_from(permuted(box(), shape_t{2, 0, 1}), {4, 2, 3}, box(),
                     [](const shape_t& i) { return at({i[1], i[2], i[0]}); }));
    CHECK(takes_from(permuted(box(), shape_t{-1, 0, -2}), {4, 2, 3}, box(),
                     [](const shape_t& i) { return at({i[1], i[2], i[0]}); }));
    CHECK(takes_from(reversed_axes(box()), {4, 3, 2}, box(),
                     [](const shape_t& i) { return at({i[2], i[1], i[0]}); }));
    CHECK(takes_from(matrix_transposed(box()), {2, 4, 3}, box(),
                     [](const shape_t& i) { return at({i[0], i[2], i[1]}); }));
    CHECK(permuted(detail::layout(), {}).rank() == 0);
}

TEST_CASE("moved axes go where they are sent and the others keep their order", "[shape]") {
    const auto order = [](index_t rank, const shape_t& from, const shape_t& to) { return moved_axes(rank, from, to); };
    // numpy.moveaxis(numpy.zeros((3, 4, 5, 6)), ...) by shape
    CHECK(order(4, {0}, {-1}) == shape_t{1, 2, 3, 0});
    CHECK(order(4, {-1}, {0}) == shape_t{3, 0, 1, 2});
    CHECK(order(4, {0, 1}, {-1, -2}) == shape_t{2, 3, 1, 0});
    CHECK(order(4, {0, 1, 2}, {-1, -2, -3}) == shape_t{3, 2, 1, 0});
    CHECK(order(4, {3, 0}, {1, 2}) == shape_t{1, 3, 0, 2});
    CHECK(order(4, {}, {}) == shape_t{0, 1, 2, 3});
    CHECK(order(1, {0}, {0}) == shape_t{0});
}

TEST_CASE("flipped axes run backwards", "[shape]") {
    CHECK(takes_from(flipped(box(), shape_t{1}), {2, 3, 4}, box(),
                     [](const shape_t& i) { return at({i[0], 2 - i[1], i[2]}); }));
    CHECK(takes_from(flipped(box(), shape_t{0, -1}), {2, 3, 4}, box(),
                     [](const shape_t& i) { return at({1 - i[0], i[1], 3 - i[2]}); }));
    // Of no elements: no step to the last one.
    CHECK(flipped(detail::layout({0, 3}, {3, 1}), shape_t{0}).offset == 0);
}

TEST_CASE("axes of extent 1 come and go", "[shape]") {
    const auto drop_first_and_third = [](const shape_t& i) { return at({i[1], i[3], i[4]}); };
    CHECK(takes_from(expanded(box(), shape_t{0, 2}), {1, 2, 1, 3, 4}, box(), drop_first_and_third));
    CHECK(takes_from(expanded(box(), shape_t{2, -5}), {1, 2, 1, 3, 4}, box(), drop_first_and_third));
    CHECK(takes_from(expanded(box(), shape_t{-1}), {2, 3, 4, 1}, box(),
                     [](const shape_t& i) { return at({i[0], i[1], i[2]}); }));
    const detail::layout ones = expanded(box(), shape_t{0, 2});
    CHECK(takes_from(squeezed(ones, shape_t{0, 2}), {2, 3, 4}, box(), [](const shape_t& i) { return i; }));
    CHECK(takes_from(squeezed(ones, shape_t{-3}), {1, 2, 3, 4}, ones,
                     [](const shape_t& i) { return at({i[0], i[1], 0, i[2], i[3]}); }));
    CHECK(unit_axes(shape_t{1, 2, 1, 0}) == shape_t{0, 2});
}

TEST_CASE("stretched axes have stride 0", "[shape]") {
    const detail::layout in({3, 1}, {5, 7});
    const detail::layout out = broadcasted(in, shape_t{2, 3, 4});
    CHECK(out.strides == shape_t{0, 5, 0});
    CHECK(takes_from(out, {2, 3, 4}, in, [](const shape_t& i) { return at({i[1], 0}); }));
    CHECK(broadcasted(in, shape_t{3, 0}).shape == shape_t{3, 0});
    CHECK(broadcasted(detail::layout(), shape_t{2}).strides == shape_t{0});
}

TEST_CASE("diagonals lie along the last axis for every offset", "[shape]") {
    for (index_t shift = -6; shift <= 6; ++shift) {
        const detail::layout out = diagonal_of(box(), shift, 1, 2);
        index_t length = 0;
        for (index_t r = 0; r < 3; ++r) length += r + shift >= 0 && r + shift < 4;
        const index_t row = shift < 0 ? -shift : 0, column = shift > 0 ? shift : 0;
        CHECK(takes_from(out, {2, length}, box(),
                         [&](const shape_t& i) { return at({i[0], row + i[1], column + i[1]}); }));
        // Nothing is pointed at behind the end.
        if (length == 0) CHECK(out.offset == box().offset);
    }
    CHECK(takes_from(diagonal_of(box(), 1, 2, 0), {3, 1}, box(),
                     [](const shape_t& i) { return at({1 + i[1], i[0], i[1]}); }));
    CHECK(diagonal_of(detail::layout({0, 3}, {3, 1}), 0, 0, 1).shape == shape_t{0});
}

TEST_CASE("windows slide along their axes", "[shape]") {
    CHECK(takes_from(sliding_windows(box(), shape_t{3}, shape_t{2}), {2, 3, 2, 3}, box(),
                     [](const shape_t& i) { return at({i[0], i[1], i[2] + i[3]}); }));
    CHECK(takes_from(sliding_windows(box(), shape_t{2, 2}, shape_t{0, -1}), {1, 3, 3, 2, 2}, box(),
                     [](const shape_t& i) { return at({i[0] + i[3], i[1], i[2] + i[4]}); }));
    // The same axis twice, as numpy allows: windows of windows.
    CHECK(takes_from(sliding_windows(box(), shape_t{2, 3}, shape_t{2, 2}), {2, 3, 1, 2, 3}, box(),
                     [](const shape_t& i) { return at({i[0], i[1], i[2] + i[3] + i[4]}); }));
    // numpy: windows of extent 0 stand before and behind every element
    CHECK(sliding_windows(box(), shape_t{0}, shape_t{0}).shape == shape_t{3, 3, 4, 0});
}

TEST_CASE("mistaken axes and extents are named", "[shape]") {
    CHECK(error_text<axis_error>([] { permuted(box(), shape_t{0, 1}); }) ==
          "a permutation of axes (0, 1) does not fit shape (2, 3, 4)");
    CHECK(error_text<axis_error>([] { permuted(box(), shape_t{0, 1, -2}); }) == "axis -2 is given twice");
    CHECK(error_text<axis_error>([] { permuted(box(), shape_t{0, 1, 3}); }) ==
          "axis 3 is out of bounds for an array of rank 3");
    CHECK(error_text<shape_error>([] { matrix_transposed(detail::layout({3}, {1})); }) ==
          "a matrix transpose needs at least 2 axes, the shape is (3,)");
    CHECK(error_text<axis_error>([] { moved_axes(3, shape_t{0, 1}, shape_t{0}); }) ==
          "moveaxis needs as many destinations as sources: (0, 1) and (0,)");
    CHECK(error_text<axis_error>([] { moved_axes(3, shape_t{0, 1}, shape_t{2, -1}); }) == "axis -1 is given twice");
    CHECK(error_text<axis_error>([] { flipped(box(), shape_t{0, 0}); }) == "axis 0 is given twice");
    // numpy.expand_dims(numpy.ones(2), (0, 3)): positions in the result
    CHECK(error_text<axis_error>([] { expanded(detail::layout({2}, {1}), shape_t{0, 3}); }) ==
          "axis 3 is out of bounds for an array of rank 3");
    CHECK(error_text<shape_error>([] { squeezed(box(), shape_t{1}); }) ==
          "squeeze needs an extent of 1, but axis 1 of shape (2, 3, 4) has 3");
    CHECK(error_text<axis_error>([] { squeezed(box(), shape_t{3}); }) ==
          "axis 3 is out of bounds for an array of rank 3");
    CHECK(error_text<shape_error>([] { broadcasted(box(), shape_t{2, 3, 5}); }) ==
          "an expression of shape (2, 3, 4) does not fit into shape (2, 3, 5)");
    CHECK(error_text<shape_error>([] { broadcasted(detail::layout(), shape_t{-1}); }) ==
          "negative extent in shape (-1,)");
    CHECK(error_text<shape_error>([] { broadcasted(detail::layout({1}, {1}), shape_t{2, -2}); }) ==
          "negative extent in shape (2, -2)");
    CHECK(error_text<shape_error>([] { diagonal_of(detail::layout({3}, {1}), 0, 0, 1); }) ==
          "diagonal needs at least 2 axes, the shape is (3,)");
    CHECK(error_text<axis_error>([] { diagonal_of(box(), 0, 1, -2); }) == "axis -2 is given twice");
    CHECK(error_text<value_error>([] { sliding_windows(box(), shape_t{5}, shape_t{2}); }) ==
          "window (5,) is larger than shape (2, 3, 4)");
    CHECK(error_text<value_error>([] { sliding_windows(box(), shape_t{4}, shape_t{1}); }) ==
          "window (4,) is larger than shape (2, 3, 4)");
    CHECK(error_text<value_error>([] { sliding_windows(box(), shape_t{-1}, shape_t{1}); }) ==
          "negative window extent in (-1,)");
    CHECK(error_text<value_error>([] { sliding_windows(box(), shape_t{2, 2}, shape_t{1}); }) ==
          "sliding_window_view needs one window extent per axis: (2, 2) for axes (1,)");
}
