// SPDX-License-Identifier: BSD-3-Clause
#include <strand/strand.hpp>
#include "support/catch.hpp"
#include "support/matchers.hpp"

using namespace strand;
using matrix = ndarray<int, 2>;
static_assert(std::same_as<decltype(split(std::declval<matrix&>(), 2)), std::vector<ndview<int, 2>>>);
static_assert(std::same_as<decltype(split(std::declval<const matrix&>(), {1})), std::vector<ndview<const int, 2>>>);
static_assert(std::same_as<decltype(array_split(std::declval<matrix>(), 2)), std::vector<matrix>>);
static_assert(std::same_as<decltype(hsplit(std::declval<matrix&>() + 1, 2)), std::vector<matrix>>);
static_assert(std::same_as<decltype(unstack(std::declval<matrix&>())), std::vector<ndview<int, 1>>>);
static_assert(std::same_as<decltype(unstack(std::declval<ndview<const int>>())), std::vector<ndview<const int>>>);

/// The shapes of the parts, and their first elements.
template <class Parts>
std::string outline(const Parts& parts) {
    std::string text;
    for (const auto& part : parts) {
        text += to_string(part.shape());
        if (part.size() > 0) text += ":" + std::to_string(part.front());
        text += " ";
    }
    return text;
}

TEST_CASE("splits are NumPy's", "[ops]") {
    const ndarray<int, 1> v = arange<int>(7);
    const ndarray<int, 3> c = reshape(arange<int>(24), {2, 3, 4});
    CHECK(outline(array_split(v, 3)) == "(3,):0 (2,):3 (2,):5 ");
    CHECK(outline(array_split(v, 8)) == "(1,):0 (1,):1 (1,):2 (1,):3 (1,):4 (1,):5 (1,):6 (0,) ");
    CHECK(outline(split(v, 7)) == "(1,):0 (1,):1 (1,):2 (1,):3 (1,):4 (1,):5 (1,):6 ");
    CHECK(outline(split(v, {2, 5})) == "(2,):0 (3,):2 (2,):5 ");
    CHECK(outline(split(v, {5, 2, 9})) == "(5,):0 (0,) (5,):2 (0,) ");
    CHECK(outline(split(v, {-2})) == "(5,):0 (2,):5 ");
    CHECK(outline(split(v, std::vector<int>{})) == "(7,):0 ");
    CHECK(outline(split(c, 2, -1)) == "(2, 3, 2):0 (2, 3, 2):2 ");
    CHECK(outline(array_split(c, {1}, 1)) == "(2, 1, 4):0 (2, 2, 4):4 ");
    CHECK(outline(vsplit(c, 2)) == "(1, 3, 4):0 (1, 3, 4):12 ");
    CHECK(outline(hsplit(c, 3)) == "(2, 1, 4):0 (2, 1, 4):4 (2, 1, 4):8 ");
    CHECK(outline(hsplit(v, {3})) == "(3,):0 (4,):3 ");
    CHECK(outline(dsplit(c, {1, 3})) == "(2, 3, 1):0 (2, 3, 2):1 (2, 3, 1):3 ");
    CHECK(outline(unstack(c)) == "(3, 4):0 (3, 4):12 ");
    CHECK(outline(unstack(c, -1)) == "(2, 3):0 (2, 3):1 (2, 3):2 (2, 3):3 ");
    CHECK(outline(unstack(v * 2)) == "():0 ():2 ():4 ():6 ():8 ():10 ():12 ");
}

TEST_CASE("parts of a split are views of its elements, of an rvalue arrays", "[ops]") {
    ndarray<int, 2> a{{1, 2, 3}, {4, 5, 6}};
    const auto parts = split(a, {1}, 1);
    CHECK(parts[1].data() == a.data() + 1);
    CHECK(parts[1].strides() == shape_t{3, 1});
    parts[1] = 0;
    CHECK(difference(a, {2, 3}, {1, 0, 0, 4, 0, 0}) == "");
    unstack(a, 1)[0] += 10;
    CHECK(difference(a, {2, 3}, {11, 0, 0, 14, 0, 0}) == "");
    const auto own = split(copy(a), 2);
    CHECK(difference(own[1], {1, 3}, {14, 0, 0}) == "");
    const auto lazy = split(a + 1, 2);
    CHECK(difference(lazy[0], {1, 3}, {12, 1, 1}) == "");
    CHECK(difference(concatenate(split(a.T(), 3)), {3, 2}, {11, 14, 0, 0, 0, 0}) == "");
}

TEST_CASE("mistakes in splitting are named", "[ops]") {
    const ndarray<int> a{{1, 2, 3}, {4, 5, 6}};
    const auto value = [](auto f) { return error_text<value_error>(f); };
    CHECK(value([&] { split(a, 2, 1); }) == "split: an extent of 3 cannot be divided into 2 equal parts");
    CHECK(value([&] { split(a, 0); }) == "split: an extent of 2 cannot be divided into 0 equal parts");
    CHECK(value([&] { array_split(a, -1); }) == "array_split: the number of parts must be positive, it is -1");
    CHECK_THROWS_AS(split(a, 1, 2), axis_error);
    CHECK_THROWS_AS(unstack(a, 2), axis_error);
    const auto shape = [](auto f) { return error_text<shape_error>(f); };
    CHECK(shape([&] { vsplit(a[0], 1); }) == "vsplit needs at least 2 axes, the array has 1");
    CHECK(shape([&] { dsplit(a, 1); }) == "dsplit needs at least 3 axes, the array has 2");
    CHECK(shape([&] { hsplit(ones<int>(shape_t{}), 1); }) == "hsplit needs at least 1 axis, the array has 0");
}
