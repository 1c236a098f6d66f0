// SPDX-License-Identifier: BSD-3-Clause
#include <strand/strand.hpp>
#include "support/catch.hpp"
#include "support/layouts.hpp"
#include "support/matchers.hpp"

using namespace strand;

namespace {

/// Reads, fills, writes values and adds through masks of random density over random layouts.
template <class T>
void check_masks(unsigned seed, int rounds) {
    std::mt19937 random(seed);
    for (int n = 0; n < rounds; ++n) {
        const shape_t shape = layouts::random_shape(random, 3, 4000);
        layouts::placed<T> memory(random, shape, false);
        layouts::placed<bool> mask_memory(random, shape, false);
        const ndview<T> array = memory.view();
        const ndview<bool> mask = mask_memory.view();
        layouts::fill_randomly(random, array);
        const index_t density = layouts::pick(random, 0, 4);
        layouts::for_each_index(shape, [&](const shape_t& index) {
            layouts::element_at(mask, index) = layouts::pick(random, 1, density == 1 ? 40 : 4) <= density;
        });
        std::vector<T> chosen, after;
        std::vector<bool> set;
        layouts::for_each_index(shape, [&](const shape_t& index) {
            after.push_back(layouts::element_at(array, index));
            set.push_back(layouts::element_at(mask, index));
            if (set.back()) chosen.push_back(after.back());
        });
        const shape_t count{static_cast<index_t>(chosen.size())};
        INFO("round " << n << ", shape " << to_string(shape));
        CHECK(difference(array(mask).read(), count, chosen) == "");
        // In place for one type only: the rest is about places, and compiles long enough.
        const int how = static_cast<int>(layouts::pick(random, 0, std::same_as<T, double> ? 3 : 2));
        ndarray<T, 1> values(extents<1>{{count[0]}});
        layouts::fill_randomly(random, ndview<T>(values.view()));
        if (how == 0) array(mask) = T(3);
        else if (how == 1) array(mask) = values;
        else if (how == 2) array(mask) = values(range(none, none, -1));
        else if constexpr (std::same_as<T, double>) array(mask) += T(1);
        std::size_t next = 0;
        for (std::size_t k = 0; k < after.size(); ++k) {
            if (!set[k]) continue;
            if (how == 0) after[k] = T(3);
            else if (how == 1) after[k] = values(static_cast<index_t>(next));
            else if (how == 2) after[k] = values(static_cast<index_t>(chosen.size() - 1 - next));
            else after[k] = static_cast<T>(after[k] + T(1));
            ++next;
        }
        CHECK(difference(array, shape, after) == "");
        if constexpr (std::same_as<T, double>) {
            if (shape.empty()) continue;
            const auto positions = nonzero(mask);
            REQUIRE(static_cast<index_t>(positions.size()) == shape.size());
            std::vector<std::int64_t> where;
            for (std::size_t axis = 0; axis < positions.size(); ++axis) {
                std::vector<std::int64_t> expected;
                std::size_t k = 0;
                layouts::for_each_index(shape, [&](const shape_t& index) {
                    if (set[k++]) expected.push_back(index[static_cast<index_t>(axis)]);
                });
                CHECK(difference(positions[axis], count, expected) == "");
            }
            CHECK(difference(array(positions), count, eval(array(mask)).to_vector()) == "");
        }
    }
}

}  // namespace

TEST_CASE("masks of any layout choose, and are written through, element by element in C order") {
    check_masks<std::uint8_t>(1, 150);
    check_masks<std::int16_t>(2, 150);
    check_masks<float>(3, 150);
    check_masks<double>(4, 150);
    check_masks<std::complex<double>>(6, 150);
}

TEST_CASE("a mask that is an expression is computed when it is used") {
    ndarray<double, 1> a{-1, 2, -3, 4};
    ndarray b = a(a > 0);
    static_assert(std::same_as<decltype(b), ndarray<double, 1>>);
    CHECK(difference(b, {2}, {2, 4}) == "");
    a(a < 0) = 0;
    CHECK(difference(a, {4}, {0, 2, 0, 4}) == "");
    a(a > 0) += 1;
    a(!(a > 0)) -= 5;
    CHECK(difference(a, {4}, {-5, 3, -5, 5}) == "");
    a(a > 0) *= a(a > 0);
    CHECK(difference(a, {4}, {-5, 9, -5, 25}) == "");
    a[a < 0] = ndarray{1., 2.};
    CHECK(difference(a, {4}, {1, 9, 2, 25}) == "");
    a = a(a > 1);
    CHECK(difference(a, {3}, {9, 2, 25}) == "");
    CHECK(difference(a(std::vector<bool>{true, false, true}), {2}, {9, 25}) == "");
    CHECK(difference(ndarray<int, 1>{1, 2, 3}(ndarray{true, false, true}), {2}, {1, 3}) == "");
    CHECK(difference(a(a > 5) * 2 + a(ndarray{0, 1}), {2}, {27, 52}) == "");
    CHECK(sum(a(a > 5)) == 34);
    CHECK(mean(a(a > 5)) == 17);
    CHECK(max(a(a < 20)) == 9);
    CHECK(min(a(a > 2)) == 9);
    CHECK(count_nonzero(a(a > 5)) == 2);
    CHECK(all(a(a > 5)));
    CHECK_THROWS_AS(max(a(a > 100)), value_error);
    CHECK(std::isnan(mean(a(a > 100))));
    CHECK(to_string(a(a > 5)) == "[ 9. 25.]");
    // The mask changes with the array: it is as if it had been computed first.
    ndarray<bool, 1> m{true, false, true};
    m(m) = false;
    CHECK(difference(m, {3}, {false, false, false}) == "");
    ndarray<double, 2> t{{1, -1}, {-2, 3}};
    t(t.T() < 0) = 7;
    CHECK(difference(t, {2, 2}, {1, 7, 7, 3}) == "");
    t(t > 2) = t(t > 2) + 1;
    CHECK(difference(t, {2, 2}, {1, 8, 8, 4}) == "");
}

TEST_CASE("a mask covers the first axes") {
    ndarray<int, 2> a{{1, 2}, {3, 4}, {5, 6}};
    const ndarray rows{true, false, true};
    static_assert(decltype(a(rows))::static_rank == 2);
    CHECK(difference(a(rows), {2, 2}, {1, 2, 5, 6}) == "");
    a(rows) = ndarray{7, 8};
    CHECK(difference(a, {3, 2}, {7, 8, 3, 4, 7, 8}) == "");
    a(rows) += 1;
    a(rows, 1) = 0;
    CHECK(difference(a, {3, 2}, {8, 0, 3, 4, 8, 0}) == "");
    ndarray<int> dynamic = a;
    const ndarray<bool> mask = dynamic > 3;
    const ndarray<bool> first = rows;
    CHECK(difference(dynamic(mask), {3}, {8, 4, 8}) == "");
    CHECK(difference(dynamic(first), {2, 2}, {8, 0, 8, 0}) == "");
    dynamic(first) = 1;
    dynamic(mask) += 1;
    CHECK(difference(dynamic, {3, 2}, {2, 1, 3, 5, 2, 1}) == "");
    CHECK(difference(a(ndarray<bool, 0>(scalar(false))), {0, 3, 2}, {}) == "");
    CHECK(difference(ndarray<int, 0>(scalar(4))(true), {1}, {4}) == "");
    CHECK(difference(a(ndarray<bool, 2>(a > 100)), {0}, {}) == "");
}

TEST_CASE("errors of masks name both shapes") {
    ndarray<int, 2> a{{1, 2}, {3, 4}, {5, 6}};
    CHECK(error_text<index_error>([&] { a(ndarray{true, false}); }) ==
          "a mask of shape (2,) does not fit an array of shape (3, 2): axis 0 has extent 3, the mask 2");
    CHECK(error_text<index_error>([&] { a(a.T() > 0); }) ==
          "a mask of shape (2, 3) does not fit an array of shape (3, 2): axis 0 has extent 3, the mask 2");
    CHECK(error_text<shape_error>([&] { a(a > 1) = ndarray{1, 2}; }) == "an expression of shape (2,) does not fit into shape (5,)");
    CHECK(error_text<shape_error>([&] { a(a > 1) += ndarray{1, 2}; }) != "");
    CHECK(difference(a, {3, 2}, {1, 2, 3, 4, 5, 6}) == "");
    CHECK_THROWS_AS(ndarray<int>(scalar(1))(ndarray{true}), index_error);
}
