// SPDX-License-Identifier: BSD-3-Clause
// The grammar of subscripts, read while compiling.
#include <array>
#include "support/catch.hpp"
#include <strand/linalg/subscripts.hpp>

using namespace strand::detail;
using strand::index_t;

namespace {

template <std::size_t N>
constexpr subscript_fault fault_of(std::string_view text, const index_t (&ranks)[N]) {
    return parse_subscripts(text, ranks).fault;
}
template <std::size_t N>
constexpr index_t rank_of(std::string_view text, const index_t (&ranks)[N]) {
    return parse_subscripts(text, ranks).output_rank();
}
/// The labels of all axes as letters, the axes of '...' as 1, 2, ... from the last.
template <std::size_t N>
std::string labels_of(std::string_view text, const index_t (&ranks)[N]) {
    label labels[200];
    const subscripts read = parse_subscripts(text, ranks);
    std::string result;
    for (const label* l = labels; l != write_labels(read, ranks, labels); ++l) {
        if (read.letters & set_of(*l)) result += letter_of(*l);
        for (index_t k = 0; k < read.broadcast_rank; ++k) {
            if (read.broadcast_label(k) == *l) result += static_cast<char>('1' + k);
        }
    }
    return result;
}

constexpr index_t any = strand::dynamic_rank;

}  // namespace

TEST_CASE("the number of axes of the output is known from the subscripts", "[linalg]") {
    STATIC_REQUIRE(rank_of("ij,jk", {2, 2}) == 2);
    STATIC_REQUIRE(rank_of("ij,jk->", {any, any}) == 0);
    STATIC_REQUIRE(rank_of("ii", {2}) == 0);
    STATIC_REQUIRE(rank_of("...i,...i", {3, 5}) == 4);
    STATIC_REQUIRE(rank_of("...i,i->...", {any, 1}) == any);
    STATIC_REQUIRE(rank_of("...i,i->i", {any, 1}) == 1);
    STATIC_REQUIRE(rank_of("i -> ... i", {1}) == 1);
}
TEST_CASE("faults are found while compiling", "[linalg]") {
    STATIC_REQUIRE(fault_of("ij,jk->ik", {2, 2}) == subscript_fault::none);
    STATIC_REQUIRE(fault_of("ij,jk->ik", {any, 3}) == subscript_fault::too_few_labels);
    STATIC_REQUIRE(fault_of("ij,jk->ik", {any, 1}) == subscript_fault::too_many_labels);
    STATIC_REQUIRE(fault_of("ij,jk->ik", {2}) == subscript_fault::operand_count);
    STATIC_REQUIRE(fault_of("ij", {2, 2}) == subscript_fault::operand_count);
    STATIC_REQUIRE(fault_of("ij->ii", {2}) == subscript_fault::twice_in_output);
    STATIC_REQUIRE(fault_of("ij->k", {2}) == subscript_fault::unknown_label);
    STATIC_REQUIRE(fault_of("i_", {2}) == subscript_fault::bad_character);
    STATIC_REQUIRE(fault_of("i\t", {1}) == subscript_fault::bad_character);
    STATIC_REQUIRE(fault_of("i->j->", {1}) == subscript_fault::bad_character);
    STATIC_REQUIRE(fault_of("i. . .", {1}) == subscript_fault::lone_dot);
    STATIC_REQUIRE(fault_of("......", {1}) == subscript_fault::lone_dot);
    STATIC_REQUIRE(fault_of("i-", {1}) == subscript_fault::half_arrow);
    STATIC_REQUIRE(fault_of("...->", {1}) == subscript_fault::ellipsis_missing);
    STATIC_REQUIRE(fault_of("...->", {0}) == subscript_fault::none);
    STATIC_REQUIRE(fault_of("...i", {65}) == subscript_fault::too_many_axes);
    STATIC_REQUIRE(fault_of("...i", {64}) == subscript_fault::none);
}
TEST_CASE("every axis gets its label", "[linalg]") {
    CHECK(labels_of("ij,jk", {2, 2}) == "ijjkik");
    CHECK(labels_of("ij, jk -> ki", {2, 2}) == "ijjkki");
    CHECK(labels_of("ba", {2}) == "baab");
    CHECK(labels_of("bA", {2}) == "bAAb");
    CHECK(labels_of("a...b,...c", {4, 2}) == "a21b1c21abc");
    CHECK(labels_of("a...b,c...->...", {4, 1}) == "a21bc21");
    CHECK(labels_of("", {0}) == "");
    CHECK(labels_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", {52}).size() == 104);
}
