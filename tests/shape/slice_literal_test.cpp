// SPDX-License-Identifier: BSD-3-Clause
#include <vector>
#include <strand/shape/slice_literal.hpp>
#include "support/catch.hpp"
#include "support/matchers.hpp"

using namespace strand;
using namespace strand::literals;

static_assert(detail::slice_marker<decltype("1:5"_s)>);
static_assert(detail::rank_change<decltype("1, :, newaxis, 2, None"_s)>() == 0);
static_assert(detail::axes_used<decltype("1, :, newaxis, ..., 2"_s)>() == 3);
static_assert(detail::items_in<decltype("1:5, ::-1"_s)>() == 2);

namespace {

// A text that does not parse has no type.
template <detail::fixed_string Text>
concept parses = requires { typename std::integral_constant<std::size_t, detail::count_slice_items(Text.view())>; };
static_assert(parses<"1:5, ::-1"> && parses<" 1 : 5 , - 1 "> && parses<"...">);
static_assert(!parses<"1.5"> && !parses<"a"> && !parses<"1 2"> && !parses<"1:2:0"> && !parses<"-"> && !parses<"1::2:3">);
static_assert(!parses<""> && !parses<" "> && !parses<",1"> && !parses<"1,,2"> && !parses<"..">);

/// What Python makes of the text, one line per item: "index 3", "range first count step" for an extent
/// of 10, "newaxis", "...".
template <class Literal>
std::vector<std::string> parsed(Literal) {
    std::vector<std::string> result;
    for (const detail::slice_item& item : Literal::slice_items) {
        using kind = detail::slice_item::kind;
        switch (item.what) {
            case kind::index: result.push_back("index " + std::to_string(item.index)); break;
            case kind::interval: {
                const auto part = item.interval.resolve(10);
                result.push_back("range " + std::to_string(part.first) + ' ' + std::to_string(part.count) + ' ' +
                                 std::to_string(part.step));
                break;
            }
            case kind::new_axis: result.push_back("newaxis"); break;
            case kind::rest: result.push_back("..."); break;
        }
    }
    return result;
}
using texts = std::vector<std::string>;

}  // namespace

TEST_CASE("the slice literal reads Python's slice text", "[shape]") {
    CHECK(parsed("1:5, ::-1"_s) == texts{"range 1 4 1", "range 9 10 -1"});
    CHECK(parsed("3"_s) == texts{"index 3"});
    CHECK(parsed("-3, 12"_s) == texts{"index -3", "index 12"});
    CHECK(parsed(":"_s) == texts{"range 0 10 1"});
    CHECK(parsed("::"_s) == texts{"range 0 10 1"});
    CHECK(parsed("2:"_s) == texts{"range 2 8 1"});
    CHECK(parsed(":-2"_s) == texts{"range 0 8 1"});
    CHECK(parsed("-3:"_s) == texts{"range 7 3 1"});
    CHECK(parsed("1:9:3"_s) == texts{"range 1 3 3"});
    CHECK(parsed("8:2:-2"_s) == texts{"range 8 3 -2"});
    CHECK(parsed("::2"_s) == texts{"range 0 5 2"});
    CHECK(parsed(":3:"_s) == texts{"range 0 3 1"});
    CHECK(parsed("..., newaxis, None"_s) == texts{"...", "newaxis", "newaxis"});
    CHECK(parsed("...,0"_s) == texts{"...", "index 0"});
    CHECK(parsed(" 1 : 5 ,  2 "_s) == texts{"range 1 4 1", "index 2"});
    // A comma at the end, as in Python's a[1,].
    CHECK(parsed("1,"_s) == texts{"index 1"});
}
