// SPDX-License-Identifier: BSD-3-Clause
#include <string>
#include <type_traits>
#include <vector>
#include <strand/core/error.hpp>
#include "support/catch.hpp"

using namespace strand;

static_assert(std::is_base_of_v<std::runtime_error, error>);
static_assert(std::is_base_of_v<error, shape_error> && std::is_base_of_v<error, index_error>);
static_assert(std::is_base_of_v<error, axis_error> && std::is_base_of_v<error, value_error>);
static_assert(std::is_base_of_v<error, io_error>);
static_assert(!std::is_base_of_v<shape_error, index_error> && !std::is_base_of_v<index_error, axis_error>);

namespace {
template <class Error>
std::string text_of(void (*f)()) {
    try {
        f();
    } catch (const Error& e) {
        return e.what();
    }
    return "";
}
const index_t shape[] = {3, 4};
}  // namespace

TEST_CASE("shapes print as Python's tuples", "[core]") {
    const auto text = [](std::vector<index_t> values) { return detail::tuple_text(values); };
    CHECK(text({}) == "()");
    CHECK(text({3}) == "(3,)");
    CHECK(text({3, 4}) == "(3, 4)");
    CHECK(text({0, -1, 12}) == "(0, -1, 12)");
}

TEST_CASE("errors name the index and extent, the axis and rank, the shape", "[core]") {
    CHECK(text_of<index_error>([] { detail::throw_index(7, 1, 4); }) ==
          "index 7 is out of bounds for axis 1 with extent 4");
    CHECK(text_of<index_error>([] { detail::throw_index_count(1, shape); }) ==
          "1 index given for an array of shape (3, 4), which takes 2");
    CHECK(text_of<index_error>([] { detail::throw_index_count(3, shape); }) ==
          "3 indices given for an array of shape (3, 4), which takes 2");
    CHECK(text_of<axis_error>([] { detail::throw_axis(-3, 2); }) == "axis -3 is out of bounds for an array of rank 2");
    CHECK(text_of<axis_error>([] { detail::throw_duplicate_axis(1); }) == "axis 1 is given twice");
    CHECK(text_of<shape_error>([] { detail::throw_rank(shape, 1); }) ==
          "an array of shape (3, 4) has rank 2, but rank 1 is needed");
    CHECK(text_of<value_error>([] { detail::throw_value("why"); }) == "why");
    CHECK(text_of<error>([] { detail::throw_error("why"); }) == "why");
}
