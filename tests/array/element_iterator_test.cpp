// SPDX-License-Identifier: BSD-3-Clause
#include <algorithm>
#include <numeric>
#include <vector>
#include <strand/array/element_iterator.hpp>
#include "support/catch.hpp"
#include "support/matchers.hpp"

using namespace strand;
using iterator = detail::element_iterator<int>;
using const_iterator = detail::element_iterator<const int>;

static_assert(std::random_access_iterator<iterator> && std::random_access_iterator<const_iterator>);
static_assert(std::sortable<iterator> && !std::sortable<const_iterator>);
static_assert(!std::contiguous_iterator<iterator>);
static_assert(std::same_as<std::iter_value_t<const_iterator>, int>);

namespace {

struct walk {
    shape_t shape, strides;
    std::vector<int> memory;
    index_t offset = 0;

    walk(shape_t extents, shape_t steps, index_t start) : shape(extents), strides(steps), memory(200), offset(start) {
        std::iota(memory.begin(), memory.end(), 0);
    }
    index_t count() const { return detail::element_count(shape); }
    iterator begin() { return at(0); }
    iterator end() { return at(count()); }
    iterator at(index_t number) { return iterator(memory.data() + offset, shape, strides, number); }
    std::vector<int> expected() {
        std::vector<int> values;
        layouts::for_each_index(shape, [&](const shape_t& index) {
            index_t place = offset;
            for (index_t axis = 0; axis < index.size(); ++axis) place += index[axis] * strides[axis];
            values.push_back(memory[static_cast<std::size_t>(place)]);
        });
        return values;
    }
};

std::vector<walk> walks() {
    return {walk({2, 3, 4}, {12, 4, 1}, 0), walk({2, 3, 4}, {-50, 7, -2}, 120), walk({4}, {3}, 5),
            walk({2, 3}, {0, 1}, 3),        walk({1, 5, 1}, {9, 2, 9}, 0),      walk({}, {}, 17),
            walk({3, 0, 2}, {1, 1, 1}, 0),  walk({0}, {1}, 0)};
}

}  // namespace

TEST_CASE("elements are visited in C order, forwards and backwards", "[array]") {
    for (walk& w : walks()) {
        const std::vector<int> expected = w.expected();
        CHECK(std::vector<int>(w.begin(), w.end()) == expected);
        std::vector<int> forwards, backwards;
        for (iterator i = w.begin(); i != w.end(); ++i) forwards.push_back(*i);
        for (iterator i = w.end(); i != w.begin();) backwards.push_back(*--i);
        CHECK(forwards == expected);
        CHECK(backwards == std::vector<int>(expected.rbegin(), expected.rend()));
    }
}

TEST_CASE("jumps land where single steps do", "[array]") {
    for (walk& w : walks()) {
        const std::vector<int> expected = w.expected();
        const iterator begin = w.begin();
        CHECK(w.end() - begin == w.count());
        for (index_t from = 0; from < w.count(); ++from) {
            CHECK(begin[from] == expected[static_cast<std::size_t>(from)]);
            iterator stepped = begin;
            for (index_t i = 0; i < from; ++i) stepped++;
            CHECK(stepped == begin + from);
            CHECK((begin < stepped) == (from > 0));
            for (index_t to = 0; to < w.count(); ++to) {
                iterator i = from + begin;
                i += to - from;
                CHECK(*i == expected[static_cast<std::size_t>(to)]);
                CHECK(i - stepped == to - from);
                CHECK(*(i - (to - from)) == expected[static_cast<std::size_t>(from)]);
            }
        }
    }
}

TEST_CASE("standard algorithms work on strided elements", "[array]") {
    walk w({3, 4}, {-8, 2}, 100);
    std::sort(w.begin(), w.end(), std::greater<>());
    std::vector<int> values(w.begin(), w.end());
    CHECK(std::is_sorted(values.rbegin(), values.rend()));
    CHECK(*std::max_element(w.begin(), w.end()) == values[0]);
    std::fill(w.begin(), w.end(), -1);
    CHECK(std::count(w.memory.begin(), w.memory.end(), -1) == 12);
}
