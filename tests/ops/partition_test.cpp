// SPDX-License-Identifier: BSD-3-Clause
#include <cmath>
#include <strand/strand.hpp>
#include "support/catch.hpp"
#include "support/matchers.hpp"

using namespace strand;

TEST_CASE("every rank of a partition is where sorting puts it", "[ops]") {
    std::mt19937 random(9);
    for (const index_t count : {1, 2, 5, 33, 64, 65, 200, 3000, 20000}) {
        ndarray<float, 1> row(extents<1>({count}));
        for (float& x : row) x = static_cast<float>(layouts::pick(random, -count, count));
        if (count > 4) row(1) = std::nanf("");
        const auto sorted = sort(row);
        for (int round = 0; round < 8; ++round) {
            const index_t rank = layouts::pick(random, 0, count - 1);
            const auto split = partition(row, rank - (round % 2) * count);
            REQUIRE(same_value(split(rank), sorted(rank)));
            REQUIRE(difference(sort(split), {count}, sorted.to_vector()) == "");
            index_t wrong = 0;
            for (index_t i = 0; i < count; ++i) {
                wrong += i < rank ? split(rank) < split(i) : split(i) < split(rank);
            }
            REQUIRE(wrong == 0);
            const auto order = argpartition(row, rank);
            REQUIRE(same_value(row(order(rank)), sorted(rank)));
        }
    }
}

TEST_CASE("partitions run along any axis and around several ranks", "[ops]") {
    const ndarray<int, 2> a{{3, 1, 2}, {0, 9, 1}};
    CHECK(partition(a, 0, 0)(0, 1) == 1);
    CHECK(partition(a, 1)(1, 1) == 1);
    CHECK(difference(partition(a, {0, 1}), {2, 3}, {1, 2, 3, 0, 1, 9}) == "");
    CHECK(argpartition(a, 0, 0).shape() == shape_t{2, 3});
    using C = std::complex<float>;
    CHECK(partition(ndarray<C, 1>{C(2, 1), C(1, 3), C(1, 2)}, 0)(0) == C(1, 2));
    CHECK(error_text<value_error>([&] { partition(a, 3); }) == "partition: rank 3 is out of bounds for 3 elements");
    CHECK(error_text<value_error>([&] { partition(zeros<int>({0}), 0); }) == "partition: rank 0 is out of bounds for 0 elements");
}
