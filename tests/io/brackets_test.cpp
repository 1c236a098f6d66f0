// SPDX-License-Identifier: BSD-3-Clause
#include "support/catch.hpp"

#include <string>
#include <vector>
#include <strand/io/brackets.hpp>

using namespace strand::detail;
using strand::index_t;

namespace {

/// Lays out the places of the shown elements in an array of this shape, all as wide as the widest.
std::string brackets(const std::vector<index_t>& shape, index_t threshold, index_t edge, index_t linewidth) {
    const shown_axes shown = choose_shown(shape, threshold, edge);
    cell_list cells;
    const std::size_t width = std::to_string(shown.count() - 1).size();
    for (index_t i = 0; i < shown.count(); ++i) {
        const std::string text = std::to_string(i);
        cells.text().append(width - text.size(), ' ').append(text);
        cells.end_cell();
    }
    return bracket_writer(shown, cells, linewidth).write();
}

}  // namespace

TEST_CASE("an axis is cut when the array is over the threshold and the axis longer than both ends") {
    const std::vector<index_t> shape{2, 6, 7};
    CHECK_FALSE(choose_shown(shape, 84, 3).axes[2].cut);
    const shown_axes shown = choose_shown(shape, 83, 3);
    CHECK_FALSE(shown.axes[0].cut);
    CHECK_FALSE(shown.axes[1].cut);
    CHECK(shown.axes[2].cut);
    CHECK(shown.axes[2].shown == 6);
    CHECK(shown.axes[2].source(2) == 2);
    CHECK(shown.axes[2].source(3) == 4);
    CHECK(shown.count() == 72);
}

TEST_CASE("blocks are separated by as many line ends as they have axes") {
    CHECK(brackets({3}, 1000, 3, 75) == "[0 1 2]");
    CHECK(brackets({2, 2}, 1000, 3, 75) == "[[0 1]\n [2 3]]");
    CHECK(brackets({2, 1, 2}, 1000, 3, 75) == "[[[0 1]]\n\n [[2 3]]]");
    CHECK(brackets({2, 1, 1, 1}, 1000, 3, 75) == "[[[[0]]]\n\n\n [[[1]]]]");
}

TEST_CASE("a row wraps before the column kept for the bracket") {
    CHECK(brackets({5}, 1000, 3, 7) == "[0 1 2\n 3 4]");
    CHECK(brackets({3}, 1000, 3, 7) == "[0 1 2]");
    CHECK(brackets({3}, 1000, 3, 6) == "[0 1\n 2]");
    CHECK(brackets({1, 3}, 1000, 3, 9) == "[[0 1 2]]");
    CHECK(brackets({1, 3}, 1000, 3, 8) == "[[0 1\n  2]]");
}

TEST_CASE("a line too narrow for anything holds one element") { CHECK(brackets({3}, 1000, 3, 0) == "[0\n 1\n 2]"); }

TEST_CASE("the middle is left out of every cut axis") {
    CHECK(brackets({5}, 4, 1, 75) == "[0 ... 1]");
    CHECK(brackets({5, 2}, 4, 2, 75) == "[[0 1]\n [2 3]\n ...\n [4 5]\n [6 7]]");
    CHECK(brackets({5, 5}, 4, 1, 75) == "[[0 ... 1]\n ...\n [2 ... 3]]");
    CHECK(brackets({3, 1, 1}, 1, 1, 75) == "[[[0]]\n\n ...\n\n [[1]]]");
}

TEST_CASE("without ends only the last element is shown") {
    CHECK(brackets({5}, 4, 0, 75) == "[... 4]");
    CHECK(brackets({2, 2}, 3, 0, 75) == "[...\n [... 3]]");
}
