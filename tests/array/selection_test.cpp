// SPDX-License-Identifier: BSD-3-Clause
#include <algorithm>
#include <strand/strand.hpp>
#include "array/index_model.hpp"
#include "support/catch.hpp"
#include "support/layouts.hpp"
#include "support/matchers.hpp"

using namespace strand;

namespace {

/// The items of the model as those of the library: index arrays in memory of their own, of some integer
/// type and with some strides.
class library_items {
public:
    library_items(const std::vector<index_model::item>& tuple, index_model::generator& random) {
        for (const index_model::item& given : tuple) {
            detail::index_item it;
            it.position = static_cast<index_t>(items.size());
            switch (given.what) {
                case index_model::item::integer: it.slice = detail::make_slice_item(given.index); break;
                case index_model::item::slice:
                    it.slice = detail::make_slice_item(
                        given.has_start && given.has_stop ? range(given.start, given.stop, given.step)
                        : given.has_start                 ? range(given.start, none, given.step)
                        : given.has_stop                  ? range(none, given.stop, given.step)
                                                          : range(none, none, given.step));
                    break;
                case index_model::item::new_axis: it.slice = detail::make_slice_item(newaxis); break;
                case index_model::item::ellipsis: it.slice = detail::make_slice_item(ellipsis); break;
                case index_model::item::indices: place(it, given, random); break;
                case index_model::item::mask: {
                    ndarray<bool> mask(shape_t(given.shape));
                    std::copy(given.values.begin(), given.values.end(), mask.data());
                    detail::keep_index(it, lives, std::move(mask));
                }
            }
            items.push_back(it);
        }
    }
    std::vector<detail::index_item> items;
    std::vector<detail::hold> lives;

private:
    void place(detail::index_item& it, const index_model::item& given, index_model::generator& random) {
        const bool negative = !given.values.empty() && *std::min_element(given.values.begin(), given.values.end()) < 0;
        switch (random.pick(0, negative ? 3 : 5)) {
            case 0: return place_as<std::int64_t>(it, given, random);
            case 1: return place_as<std::int32_t>(it, given, random);
            case 2: return place_as<std::int16_t>(it, given, random);
            case 3: return place_as<std::int8_t>(it, given, random);
            case 4: return place_as<std::uint8_t>(it, given, random);
            default: return place_as<std::uint64_t>(it, given, random);
        }
    }
    template <class I>
    void place_as(detail::index_item& it, const index_model::item& given, index_model::generator& random) {
        const bool turned = random.pick(0, 1) == 1;
        ndarray<I> values(shape_t(given.shape), turned ? column_major : row_major);
        std::size_t next = 0;
        layouts::for_each_index(values.shape(), [&](const shape_t& index) {
            layouts::element_at(values.view(), index) = static_cast<I>(given.values[next++]);
        });
        detail::keep_index(it, lives, std::move(values));
    }
};

template <class T>
std::vector<T> values_in_c_order(const ndview<T>& view) {
    std::vector<T> values;
    layouts::for_each_index(view.shape(), [&](const shape_t& index) { values.push_back(layouts::element_at(view, index)); });
    return values;
}

template <class T>
void check_generated(unsigned seed, int tuples) {
    index_model::generator random(seed);
    std::mt19937 places(seed);
    int refused = 0;
    for (int n = 0; n < tuples; ++n) {
        const index_model::integers shape = random.shape();
        const auto tuple = random.tuple(shape);
        layouts::placed<T> memory(places, shape_t(shape), false);
        const ndview<T> array = memory.view();
        layouts::fill_randomly(places, array);
        const std::vector<T> before = values_in_c_order(array);
        library_items made(tuple, random);
        index_model::selected expected;
        bool fits = true;
        try {
            expected = index_model::select(shape, tuple);
        } catch (const index_model::refused&) {
            fits = false;
        }
        INFO("tuple " << n << " of seed " << seed);
        if (!fits) {
            ++refused;
            CHECK_THROWS_AS((selection<T>(array, made.items, made.lives) = T(1)), index_error);
            CHECK(values_in_c_order(array) == before);
            continue;
        }
        const selection<T> chosen(array, made.items, made.lives);
        REQUIRE(chosen.shape() == shape_t(expected.shape));
        std::vector<T> should_be;
        for (const long place : expected.places) should_be.push_back(before[static_cast<std::size_t>(place)]);
        CHECK(difference(chosen.read(), shape_t(expected.shape), should_be) == "");
        // Written: a number, an array of the shape, one that broadcasts, and in place.
        std::vector<T> after = before;
        const int how = static_cast<int>(random.pick(0, 3));
        if (how == 0) {
            chosen = T(1);
            for (const long place : expected.places) after[static_cast<std::size_t>(place)] = T(1);
        } else if (how == 1) {
            layouts::placed<T> values(places, shape_t(expected.shape), false);
            layouts::fill_randomly(places, values.view());
            chosen = values.view();
            const std::vector<T> given = values_in_c_order(values.view());
            for (std::size_t k = 0; k < given.size(); ++k) after[static_cast<std::size_t>(expected.places[k])] = given[k];
        } else if (how == 2) {
            layouts::placed<T> values(places, shape_t(expected.shape), true);
            layouts::fill_randomly(places, values.view());
            chosen = values.view();
            std::size_t k = 0;
            layouts::for_each_index(shape_t(expected.shape), [&](const shape_t& index) {
                after[static_cast<std::size_t>(expected.places[k++])] = layouts::element_at(values.view(), index);
            });
        } else {
            chosen.update(fn::add{}, T(1));
            for (const long place : expected.places) {
                const auto at = static_cast<std::size_t>(place);
                if constexpr (detail::is_complex<T>) after[at] = before[at] + T(1);
                else after[at] = static_cast<T>(before[at] + 1);
            }
        }
        CHECK(values_in_c_order(array) == after);
    }
    CHECK(refused < tuples * 2 / 3);
}

}  // namespace

TEST_CASE("generated index tuples select, write and refuse what NumPy's definition says") {
    check_generated<std::int8_t>(1, 1500);
    check_generated<std::int16_t>(2, 700);
    check_generated<float>(3, 700);
    check_generated<double>(4, 3000);
    check_generated<std::complex<double>>(5, 700);
}

static_assert(expression<selection<double, 2>> && detail::selected<selection<double>> && !detail::strided_memory<selection<double>>);
static_assert(decltype(std::declval<ndarray<int, 3>&>()(std::declval<ndarray<int, 1>&>(), all, std::declval<ndarray<int, 2>&>()))::static_rank == 3);
static_assert(decltype(std::declval<ndarray<int, 3>&>()(0, std::declval<ndarray<int, 1>&>()))::static_rank == 2);
static_assert(decltype(std::declval<ndarray<int, 3>&>()(std::declval<ndarray<bool, 2>&>(), newaxis))::static_rank == 3);
static_assert(decltype(std::declval<ndarray<int, 3>&>()(std::declval<std::vector<int>>(), ellipsis))::static_rank == 3);
static_assert(decltype(std::declval<ndarray<int>&>()(std::declval<ndarray<int, 1>&>()))::static_rank == dynamic_rank);
static_assert(decltype(std::declval<ndarray<int, 2>&>()(true))::static_rank == 3);
// Elements that cannot be written, and values that cannot be stored.
template <class Selected, class Value>
concept takes = requires(Selected s, Value v) { s = v; };
template <class Selected, class Value>
concept adds = requires(Selected s, Value v) { s += v; };
using chosen = decltype(std::declval<ndarray<int, 1>&>()(std::declval<ndarray<int, 1>&>()));
using chosen_const = decltype(std::declval<const ndarray<int, 1>&>()(std::declval<ndarray<int, 1>&>()));
static_assert(takes<chosen, int> && takes<chosen, chosen_const> && !takes<chosen, double> && !takes<chosen, ndarray<int, 2>>);
static_assert(!takes<chosen_const, int> && adds<chosen, int> && !adds<chosen, double> && !adds<chosen_const, int>);

TEST_CASE("an index array reads as an array of the chosen elements") {
    ndarray<double> a{{1, 2, 3}, {4, 5, 6}};
    const ndarray rows{1, 0, -1};
    CHECK(difference(a(rows), {3, 3}, {4, 5, 6, 1, 2, 3, 4, 5, 6}) == "");
    CHECK(difference(a[rows], {3, 3}, {4, 5, 6, 1, 2, 3, 4, 5, 6}) == "");
    CHECK(difference(a(rows, ndarray{0, 1, 2}), {3}, {4, 2, 6}) == "");
    CHECK(difference(a(all, std::vector<int>{2, 0}), {2, 2}, {3, 1, 6, 4}) == "");
    CHECK(difference(a(-1, std::array<unsigned char, 2>{2, 0}), {2}, {6, 4}) == "");
    CHECK(difference(a(rows + 0, range(1, none)), {3, 2}, {5, 6, 2, 3, 5, 6}) == "");
    CHECK(difference(a({1, 1}), {2, 3}, {4, 5, 6, 4, 5, 6}) == "");
    CHECK(difference(zeros<int>({3})(ndarray{0, 0}), {2}, {0, 0}) == "");
    static_assert(detail::owner<decltype(zeros<int>({3})(ndarray{0, 0}))>);
    using namespace strand::literals;
    CHECK(difference(a("1, :2"_s, newaxis, ndarray<bool, 0>(scalar(true))), {1, 2, 1}, {4, 5}) == "");
    CHECK(difference(a(ndarray<int, 0>(scalar(1)), ndarray<int, 0>(scalar(2))), {}, {6}) == "");

    const auto picked = a(rows);
    CHECK(picked.ndim() == 2);
    CHECK(picked.size() == 9);
    CHECK(picked(1, 2) == 3);
    CHECK(picked.at(-1, -1) == 6);
    CHECK(picked[1](0) == 1);
    CHECK(difference(picked.T(), {3, 3}, {4, 1, 4, 5, 2, 5, 6, 3, 6}) == "");
    CHECK(difference(a(rows)(range(0, 2), 0), {2}, {4, 1}) == "");
    CHECK(difference(a(rows)(rows), {3, 3}, {1, 2, 3, 4, 5, 6, 4, 5, 6}) == "");
    CHECK(picked.to_vector() == std::vector<double>{4, 5, 6, 1, 2, 3, 4, 5, 6});
    double total = 0;
    for (const double value : a(rows)) total += value;
    CHECK(total == 36);
    CHECK(sum(a(rows)) == 36);
    CHECK(difference(sum(a(rows), 1), {3}, {15, 6, 15}) == "");
    CHECK(difference(a(rows) * 2 - a(rows), {3, 3}, {4, 5, 6, 1, 2, 3, 4, 5, 6}) == "");
    CHECK(difference(flip(a(rows), 0), {3, 3}, {4, 5, 6, 1, 2, 3, 4, 5, 6}) == "");
    CHECK(difference(reshape(a(rows), {9}), {9}, {4, 5, 6, 1, 2, 3, 4, 5, 6}) == "");
    CHECK(to_string(a(rows, 0)) == "[4. 1. 4.]");
    ndarray b = a(rows);
    static_assert(std::same_as<decltype(b), ndarray<double>>);
    ndarray<double, 2> c{{0, 0}};
    c = a(rows);
    CHECK(array_equal(b, c));
    const double* const memory = c.data();
    c = a(rows);
    CHECK(c.data() == memory);
    const ndarray<float> single = a(rows);
    CHECK(single(0, 0) == 4);
    const double value = ndarray<double, 1>{1, 2}(ndarray<int, 0>(scalar(1)));
    CHECK(value == 2);
}

TEST_CASE("chosen elements are written through") {
    ndarray<int, 1> a = arange<int>(6);
    a(ndarray{0, -1}) = 9;
    CHECK(difference(a, {6}, {9, 1, 2, 3, 4, 9}) == "");
    a(ndarray{1, 1, 1}) = ndarray{7, 8, 9};
    CHECK(difference(a, {6}, {9, 9, 2, 3, 4, 9}) == "");
    a(ndarray{2, 2, 3}) += 10;
    CHECK(difference(a, {6}, {9, 9, 12, 13, 4, 9}) == "");
    a[ndarray{4}] -= 4;
    a(ndarray{0, 1}) *= ndarray{2, 3};
    CHECK(difference(a, {6}, {18, 27, 12, 13, 0, 9}) == "");
    a({0, 1}) = 0;
    CHECK(difference(a, {6}, {0, 0, 12, 13, 0, 9}) == "");
    a(range(2, none))(ndarray{0, 1}) = 1;
    CHECK(difference(a, {6}, {0, 0, 1, 1, 0, 9}) == "");
    // As if the right side and the index were read before anything is written.
    a = arange<int>(6);
    a(ndarray{1, 2, 3}) = a(range(0, 3));
    CHECK(difference(a, {6}, {0, 0, 1, 2, 4, 5}) == "");
    a = arange<int>(6);
    a(ndarray{5, 4, 3, 2, 1, 0}) = a;
    CHECK(difference(a, {6}, {5, 4, 3, 2, 1, 0}) == "");
    a = ndarray{1, 2, 0};
    a(a) = ndarray{10, 20, 30};
    CHECK(difference(a, {3}, {30, 10, 20}) == "");
    a = ndarray{1, 2, 0};
    a(ndarray{0, 1}) = a(ndarray{1, 2});
    CHECK(difference(a, {3}, {2, 0, 0}) == "");
    a = a(ndarray{2, 0, 0, 0});
    CHECK(difference(a, {4}, {0, 2, 2, 2}) == "");
    ndarray<int> dynamic = a;
    dynamic = dynamic(ndarray{0, 1});
    CHECK(difference(dynamic, {2}, {0, 2}) == "");
}

TEST_CASE("errors of an index name the item, the place, the axis, the index and the extent") {
    ndarray<double> a{{1, 2, 3}, {4, 5, 6}};
    CHECK(error_text<index_error>([&] { a(ndarray{{0, 1}, {1, 2}}); }) ==
          "index 2 is out of bounds for axis 0 with extent 2: item 0 of the index, at (1, 1)");
    CHECK(error_text<index_error>([&] { a(ellipsis, ndarray{0, -4}); }) ==
          "index -4 is out of bounds for axis 1 with extent 3: item 1 of the index, at (1,)");
    CHECK(error_text<index_error>([&] { a(ndarray{~0ULL}); }) ==
          "index 18446744073709551615 is out of bounds for axis 0 with extent 2: item 0 of the index, at (0,)");
    CHECK(error_text<index_error>([&] { a(2, ndarray{0}); }) == "index 2 is out of bounds for axis 0 with extent 2");
    CHECK(error_text<index_error>([&] { a(ndarray{0}, 0, ndarray{1}); }) ==
          "3 indices given for an array of shape (2, 3), which takes 2");
    CHECK(error_text<index_error>([&] { a(ndarray{0, 1}, ndarray{0, 1, 2}); }) ==
          "index arrays of shapes (2,) and (3,) cannot be broadcast together");
    CHECK(error_text<index_error>([&] { a(ellipsis, ndarray{0}, ellipsis); }) == "an index takes at most one ellipsis");
    CHECK(error_text<index_error>([&] { a(0, ndarray{true, false}); }) ==
          "a mask of shape (2,) does not fit an array of shape (2, 3): axis 1 has extent 3, the mask 2");
    CHECK(error_text<shape_error>([&] { a(ndarray{0, 1}) = ndarray{1., 2.}; }) ==
          "an expression of shape (2,) does not fit into shape (2, 3)");
    CHECK_THROWS_AS((a(ndarray{0, 5}) = 0), index_error);
    CHECK(a(0, 0) == 1);
    // Many indices are checked when they are used, all of them before anything is written.
    ndarray<std::int64_t, 1> many = zeros<std::int64_t>({100000});
    many(99999) = 2;
    CHECK_THROWS_AS((a(many) = 0), index_error);
    CHECK_THROWS_AS((a(many) += 1), index_error);
    CHECK_THROWS_AS(eval(a(many)), index_error);
    CHECK(a(0, 0) == 1);
    ndarray<double, 2> untouched = ndarray<double, 2>(a);
    CHECK_THROWS_AS((untouched = a(many)), index_error);
    // Of no elements nothing is outside; a result without elements has indices all the same.
    CHECK(difference(a(zeros<int>({0}), ndarray{{7}}), {1, 0}, {}) == "");
    CHECK_THROWS_AS(a(range(0, 0), ndarray{3}), index_error);
}
