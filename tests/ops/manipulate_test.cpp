// SPDX-License-Identifier: BSD-3-Clause
#include <numeric>
#include <strand/strand.hpp>
#include "ops/rearranging.hpp"

using namespace rearranging;

// Ranks are static where operand and axes say them.
using array3 = ndarray<int, 3>;
static_assert(std::same_as<decltype(transpose(std::declval<array3&>())), ndview<int, 3>>);
static_assert(std::same_as<decltype(transpose(std::declval<const array3&>())), ndview<const int, 3>>);
static_assert(std::same_as<decltype(transpose(std::declval<array3>())), ndarray<int, 3>>);
static_assert(std::same_as<decltype(transpose(std::declval<ndview<const int, 3>>())), ndview<const int, 3>>);
static_assert(std::same_as<decltype(transpose(std::declval<array3&>() * 1.5)), ndarray<double, 3>>);
static_assert(std::same_as<decltype(expand_dims(std::declval<array3&>(), {0, 1})), ndview<int, 5>>);
static_assert(std::same_as<decltype(expand_dims(std::declval<array3&>(), shape_t{0})), ndview<int>>);
static_assert(std::same_as<decltype(squeeze(std::declval<array3&>())), ndview<int>>);
static_assert(std::same_as<decltype(squeeze(std::declval<array3&>(), 0)), ndview<int, 2>>);
static_assert(std::same_as<decltype(reshape(std::declval<array3&>(), {2, -1})), ndview<int, 2>>);
static_assert(std::same_as<decltype(reshape(std::declval<const array3&>(), shape_t{2, -1})), ndview<const int>>);
static_assert(std::same_as<decltype(reshape(std::declval<array3>(), 6)), ndarray<int, 1>>);
static_assert(std::same_as<decltype(ravel(std::declval<array3&>())), ndview<int, 1>>);
static_assert(std::same_as<decltype(flatten(std::declval<array3&>())), ndarray<int, 1>>);
static_assert(std::same_as<decltype(atleast_2d(std::declval<ndarray<int, 0>&>())), ndview<int, 2>>);
static_assert(std::same_as<decltype(atleast_2d(std::declval<array3&>())), ndview<int, 3>>);
static_assert(std::same_as<decltype(atleast_2d(std::declval<ndarray<int>&>())), ndview<int>>);

TEST_CASE("axes change places as NumPy's do", "[ops]") {
    check([](auto&& x) { return transpose(FORWARD(x)); }, {{4, 3, 2}, {1, 4, 12}, 0}, {{2, 3, 2}, {2, 4, -12}, 12});
    check([](auto&& x) { return transpose(FORWARD(x), {1, 2, 0}); }, {{3, 4, 2}, {4, 1, 12}, 0}, {{3, 2, 2}, {4, 2, -12}, 12});
    check([](auto&& x) { return permute_dims(FORWARD(x), {2, 0, 1}); }, {{4, 2, 3}, {1, 12, 4}, 0}, {{2, 2, 3}, {2, -12, 4}, 12});
    check([](auto&& x) { return permute_dims(FORWARD(x), {-1, 0, -2}); }, {{4, 2, 3}, {1, 12, 4}, 0}, {{2, 2, 3}, {2, -12, 4}, 12});
    check([](auto&& x) { return permute_dims(FORWARD(x), shape_t{0, 2, 1}); }, {{2, 4, 3}, {12, 1, 4}, 0}, {{2, 2, 3}, {-12, 2, 4}, 12});
    check([](auto&& x) { return matrix_transpose(FORWARD(x)); }, {{2, 4, 3}, {12, 1, 4}, 0}, {{2, 2, 3}, {-12, 2, 4}, 12});
    check([](auto&& x) { return swapaxes(FORWARD(x), 0, -1); }, {{4, 3, 2}, {1, 4, 12}, 0}, {{2, 3, 2}, {2, 4, -12}, 12});
    check([](auto&& x) { return moveaxis(FORWARD(x), 0, -1); }, {{3, 4, 2}, {4, 1, 12}, 0}, {{3, 2, 2}, {4, 2, -12}, 12});
    check([](auto&& x) { return moveaxis(FORWARD(x), {0, 1}, {-1, -2}); }, {{4, 3, 2}, {1, 4, 12}, 0}, {{2, 3, 2}, {2, 4, -12}, 12});
    check([](auto&& x) { return moveaxis(FORWARD(x), shape_t{2}, shape_t{0}); }, {{4, 2, 3}, {1, 12, 4}, 0}, {{2, 2, 3}, {2, -12, 4}, 12});
    check([](auto&& x) { return rollaxis(FORWARD(x), 2); }, {{4, 2, 3}, {1, 12, 4}, 0}, {{2, 2, 3}, {2, -12, 4}, 12});
    check([](auto&& x) { return rollaxis(FORWARD(x), 0, 3); }, {{3, 4, 2}, {4, 1, 12}, 0}, {{3, 2, 2}, {4, 2, -12}, 12});
    check([](auto&& x) { return rollaxis(FORWARD(x), -1, 1); }, {{2, 4, 3}, {12, 1, 4}, 0}, {{2, 2, 3}, {-12, 2, 4}, 12});
}

TEST_CASE("axes run backwards as NumPy's do", "[ops]") {
    check([](auto&& x) { return flip(FORWARD(x)); }, {{2, 3, 4}, {-12, -4, -1}, 23}, {{2, 3, 2}, {12, -4, -2}, 10});
    check([](auto&& x) { return flip(FORWARD(x), 1); }, {{2, 3, 4}, {12, -4, 1}, 8}, {{2, 3, 2}, {-12, -4, 2}, 20});
    check([](auto&& x) { return flip(FORWARD(x), {0, -1}); }, {{2, 3, 4}, {-12, 4, -1}, 15}, {{2, 3, 2}, {12, 4, -2}, 2});
    check([](auto&& x) { return flip(FORWARD(x), shape_t{2}); }, {{2, 3, 4}, {12, 4, -1}, 3}, {{2, 3, 2}, {-12, 4, -2}, 14});
    check([](auto&& x) { return flipud(FORWARD(x)); }, {{2, 3, 4}, {-12, 4, 1}, 12}, {{2, 3, 2}, {12, 4, 2}, 0});
    check([](auto&& x) { return fliplr(FORWARD(x)); }, {{2, 3, 4}, {12, -4, 1}, 8}, {{2, 3, 2}, {-12, -4, 2}, 20});
}

TEST_CASE("axes of extent 1 come and go as NumPy's do", "[ops]") {
    check([](auto&& x) { return expand_dims(FORWARD(x), 0); }, {{1, 2, 3, 4}, {0, 12, 4, 1}, 0}, {{1, 2, 3, 2}, {0, -12, 4, 2}, 12});
    check([](auto&& x) { return expand_dims(FORWARD(x), -1); }, {{2, 3, 4, 1}, {12, 4, 1, 0}, 0}, {{2, 3, 2, 1}, {-12, 4, 2, 0}, 12});
    check([](auto&& x) { return expand_dims(FORWARD(x), {0, 3}); }, {{1, 2, 3, 1, 4}, {0, 12, 4, 0, 1}, 0}, {{1, 2, 3, 1, 2}, {0, -12, 4, 0, 2}, 12});
    check([](auto&& x) { return expand_dims(FORWARD(x), shape_t{1}); }, {{2, 1, 3, 4}, {12, 0, 4, 1}, 0}, {{2, 1, 3, 2}, {-12, 0, 4, 2}, 12});
    check([](auto&& x) { return squeeze(expand_dims(FORWARD(x), {0, 2})); }, {{2, 3, 4}, {12, 4, 1}, 0}, {{2, 3, 2}, {-12, 4, 2}, 12});
    check([](auto&& x) { return squeeze(expand_dims(FORWARD(x), {0, 2}), 2); }, {{1, 2, 3, 4}, {0, 12, 4, 1}, 0}, {{1, 2, 3, 2}, {0, -12, 4, 2}, 12});
    check([](auto&& x) { return squeeze(expand_dims(FORWARD(x), {0, 2}), {0, -3}); }, {{2, 3, 4}, {12, 4, 1}, 0}, {{2, 3, 2}, {-12, 4, 2}, 12});
    check([](auto&& x) { return squeeze(expand_dims(FORWARD(x), {0, 2}), shape_t{0}); }, {{2, 1, 3, 4}, {12, 0, 4, 1}, 0}, {{2, 1, 3, 2}, {-12, 0, 4, 2}, 12});
    check([](auto&& x) { return atleast_1d(FORWARD(x)); }, {{2, 3, 4}, {12, 4, 1}, 0}, {{2, 3, 2}, {-12, 4, 2}, 12});
    check([](auto&& x) { return atleast_3d(FORWARD(x)); }, {{2, 3, 4}, {12, 4, 1}, 0}, {{2, 3, 2}, {-12, 4, 2}, 12});
    check([](auto&& x) { return reshape(FORWARD(x), {2, 1, 3, -1}); }, {{2, 1, 3, 4}, {12, 0, 4, 1}, 0}, {{2, 1, 3, 2}, {-12, 0, 4, 2}, 12});
    check([](auto&& x) { return reshape(FORWARD(x), shape_t{2, 3, -1, 1}); }, {{2, 3, 4, 1}, {12, 4, 1, 0}, 0}, {{2, 3, 2, 1}, {-12, 4, 2, 0}, 12});
}

TEST_CASE("missing axes are added where NumPy adds them", "[ops]") {
    const ndarray<int> scalar(shape_t{}), vector{1, 2}, matrix{{1, 2, 3}, {4, 5, 6}};
    CHECK(atleast_1d(scalar).shape() == shape_t{1});
    CHECK(atleast_2d(scalar).shape() == shape_t{1, 1});
    CHECK(atleast_3d(scalar).shape() == shape_t{1, 1, 1});
    CHECK(atleast_1d(vector).shape() == shape_t{2});
    CHECK(atleast_2d(vector).shape() == shape_t{1, 2});
    CHECK(atleast_3d(vector).shape() == shape_t{1, 2, 1});
    CHECK(atleast_2d(matrix).shape() == shape_t{2, 3});
    CHECK(atleast_3d(matrix).shape() == shape_t{2, 3, 1});
    CHECK(atleast_3d(matrix).data() == matrix.data());
    CHECK(difference(atleast_2d(ndarray{1, 2}), {1, 2}, {1, 2}) == "");
}

TEST_CASE("a view shares its elements through every rearrangement", "[ops]") {
    ndarray<int> a{{1, 2, 3}, {4, 5, 6}};
    transpose(a)(0, 1) = 40;
    flip(a)(0, 0) = 60;
    reshape(a, {3, 2})(0, 1) = 20;
    expand_dims(a, 0)(0, 0, 2) = 30;
    CHECK(difference(a, {2, 3}, {1, 20, 30, 40, 5, 60}) == "");
    swapaxes(a, 0, 1) += 1;
    CHECK(difference(a, {2, 3}, {2, 21, 31, 41, 6, 61}) == "");
}

TEST_CASE("an rvalue array takes its memory along where all of it lies dense", "[ops]") {
    const auto same_memory = [](auto arrange) {
        ndarray<int, 2> a{{1, 2, 3}, {4, 5, 6}};
        const int* const memory = a.data();
        return arrange(std::move(a)).data() == memory;
    };
    CHECK(same_memory([](auto&& a) { return transpose(FORWARD(a)); }));
    CHECK(same_memory([](auto&& a) { return reshape(FORWARD(a), {3, 2}); }));
    CHECK(same_memory([](auto&& a) { return expand_dims(FORWARD(a), 1); }));
    CHECK(same_memory([](auto&& a) { return ravel(FORWARD(a)); }));
    CHECK(same_memory([](auto&& a) { return FORWARD(a).view(); }));
    CHECK_FALSE(same_memory([](auto&& a) { return flip(FORWARD(a)); }));
    CHECK_FALSE(same_memory([](auto&& a) { return FORWARD(a)[0]; }));
}

TEST_CASE("reshape makes a view where strides allow and a kept copy where not", "[ops]") {
    ndarray<int> a{{1, 2, 3}, {4, 5, 6}};
    CHECK(reshape(a, {3, 2}).data() == a.data());
    CHECK(reshape(a.T(), {3, 1, 2}).data() == a.data());
    CHECK(ravel(a(all, range(0, 1))).data() == a.data());
    const auto copied = reshape(a.T(), -1);
    CHECK(copied.data() != a.data());
    CHECK(difference(copied, {6}, {1, 4, 2, 5, 3, 6}) == "");
    const auto outlives = [] {
        const ndarray<int> local{{1, 2}, {3, 4}};
        return ravel(local.T());
    }();
    CHECK(difference(outlives + 1, {4}, {2, 4, 3, 5}) == "");
    CHECK(difference(reshape(a * 2, {3, 2}), {3, 2}, {2, 4, 6, 8, 10, 12}) == "");
    CHECK(difference(reshape(ndarray<int>(a).T(), {2, -1}), {2, 3}, {1, 4, 2, 5, 3, 6}) == "");
    const auto flat = flatten(a);
    CHECK(flat.data() != a.data());
    CHECK(difference(flat, {6}, {1, 2, 3, 4, 5, 6}) == "");
    CHECK(difference(flatten(a.T()), {6}, {1, 4, 2, 5, 3, 6}) == "");
}

TEST_CASE("in column-major order the first index runs fastest", "[ops]") {
    ndarray<int, 2> a{{1, 2, 3}, {4, 5, 6}};
    CHECK(difference(reshape(a, {3, 2}, column_major), {3, 2}, {1, 5, 4, 3, 2, 6}) == "");
    CHECK(difference(reshape(a, shape_t{3, -1}, column_major), {3, 2}, {1, 5, 4, 3, 2, 6}) == "");
    CHECK(difference(reshape(a, {3, -1}, row_major), {3, 2}, {1, 2, 3, 4, 5, 6}) == "");
    CHECK(difference(reshape(a * 2, {6, 1}, column_major), {6, 1}, {2, 8, 4, 10, 6, 12}) == "");
    CHECK(difference(ravel(a, column_major), {6}, {1, 4, 2, 5, 3, 6}) == "");
    CHECK(difference(flatten(a, column_major), {6}, {1, 4, 2, 5, 3, 6}) == "");
    CHECK(difference(flatten(a + 1, row_major), {6}, {2, 3, 4, 5, 6, 7}) == "");
    CHECK(ravel(a.T(), column_major).data() == a.data());
}

TEST_CASE("reshape works without elements and without axes", "[ops]") {
    CHECK(reshape(zeros<int>({3, 0}), {-1, 5}).shape() == shape_t{0, 5});
    CHECK(reshape(zeros<int>({3, 0}), -1).shape() == shape_t{0});
    CHECK(reshape(ndarray<int>{7}, shape_t{}).item() == 7);
    CHECK(reshape(ones<int>(shape_t{}), {1, 1}).shape() == shape_t{1, 1});
    CHECK(ravel(ones<int>(shape_t{})).shape() == shape_t{1});
    CHECK(reshape(arange(6), std::vector<int>{2, 3}).shape() == shape_t{2, 3});
}

TEST_CASE("mistaken axes and shapes are named", "[ops]") {
    const ndarray<int> a{{1, 2, 3}, {4, 5, 6}};
    const auto axis = [](auto f) { return error_text<axis_error>(f); };
    const auto shape = [](auto f) { return error_text<shape_error>(f); };
    CHECK(axis([&] { swapaxes(a, 0, 2); }) == "axis 2 is out of bounds for an array of rank 2");
    CHECK(axis([&] { moveaxis(a, -3, 0); }) == "axis -3 is out of bounds for an array of rank 2");
    CHECK(axis([&] { moveaxis(a, {0, 1}, {0, 0}); }) == "axis 0 is given twice");
    CHECK(axis([&] { rollaxis(a, 0, 3); }) == "axis 3 is out of bounds for an array of rank 2");
    CHECK(axis([&] { permute_dims(a, {0, 0}); }) == "axis 0 is given twice");
    CHECK(axis([&] { permute_dims(a, {0}); }) == "a permutation of axes (0,) does not fit shape (2, 3)");
    CHECK(axis([&] { flip(a, 2); }) == "axis 2 is out of bounds for an array of rank 2");
    CHECK(axis([&] { fliplr(ndarray<int>{1}); }) == "axis 1 is out of bounds for an array of rank 1");
    CHECK(axis([&] { expand_dims(a, 3); }) == "axis 3 is out of bounds for an array of rank 3");
    CHECK(axis([&] { expand_dims(a, {1, 1}); }) == "axis 1 is given twice");
    CHECK(shape([&] { squeeze(a, 0); }) == "squeeze needs an extent of 1, but axis 0 of shape (2, 3) has 2");
    CHECK(axis([&] { squeeze(a, 2); }) == "axis 2 is out of bounds for an array of rank 2");
    CHECK(shape([&] { matrix_transpose(ndarray<int>{1}); }) ==
          "a matrix transpose needs at least 2 axes, the shape is (1,)");
    CHECK(shape([&] { reshape(a, {4, 2}); }) ==
          "cannot reshape an array of shape (2, 3) with 6 elements into shape (4, 2)");
    CHECK(shape([&] { reshape(a, {-1, -1}); }) == "only one extent of shape (-1, -1) can be left open with -1");
}
