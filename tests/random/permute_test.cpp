// SPDX-License-Identifier: BSD-3-Clause
#include <algorithm>
#include <cstdint>
#include <set>
#include <vector>
#include <strand/random/pcg64.hpp>
#include <strand/random/permute.hpp>
#include "random/distributions.hpp"
#include "support/catch.hpp"

using strand::index_t;
using namespace strand::random;

// What NumPy draws is compared in generator_test, through the calls that users make.

TEST_CASE("a shuffle reads no more than it needs") {
    for (const index_t count : {0, 1, 2, 3, 100, 1024, 1025, 5000}) {
        word_stream<pcg64> blocks{pcg64(3)}, single{pcg64(3)};
        std::vector<int> a(static_cast<std::size_t>(count)), b(a.size());
        for (std::size_t i = 0; i < a.size(); ++i) a[i] = b[i] = static_cast<int>(i);
        detail::shuffle_values(blocks, a.data(), count);
        for (index_t i = count - 1; i > 0; --i) {
            std::uint32_t mask = 1, place = 0;
            while (mask < i) mask = 2 * mask + 1;
            do place = single.half() & mask;
            while (place > i);
            std::swap(b[static_cast<std::size_t>(i)], b[place]);
        }
        CHECK(a == b);
        CHECK(blocks == single);
    }
}

TEST_CASE("all orders are equally probable") {
    word_stream<pcg64> stream{pcg64(4)};
    std::vector<std::int64_t> orders(240'000);
    for (std::int64_t& order : orders) {
        int values[] = {0, 1, 2, 3, 4};
        detail::shuffle_values(stream, values, 5);
        order = values[0] + 5 * (values[1] + 5 * (values[2] + 5 * values[3]));
    }
    std::vector<std::int64_t> possible(orders);
    std::sort(possible.begin(), possible.end());
    possible.erase(std::unique(possible.begin(), possible.end()), possible.end());
    CHECK(possible.size() == 120);
    for (std::int64_t& order : orders) {
        order = std::lower_bound(possible.begin(), possible.end(), order) - possible.begin();
    }
    distributions::check_counts(orders, [](std::int64_t) { return 1.0 / 120; });
}

TEST_CASE("distinct numbers are distinct and equally probable, in both methods") {
    word_stream<pcg64> stream{pcg64(5)};
    for (const index_t population : {30, 10001}) {
        std::vector<std::int64_t> seen, chosen(static_cast<std::size_t>(population == 30 ? 10 : 300));
        for (int i = 0; i < (population == 30 ? 5000 : 400); ++i) {
            detail::choose_distinct(stream, population, chosen.data(), static_cast<index_t>(chosen.size()), i % 2 == 0);
            CHECK(std::set<std::int64_t>(chosen.begin(), chosen.end()).size() == chosen.size());
            seen.insert(seen.end(), chosen.begin(), chosen.end());
        }
        distributions::check_counts(seen, [=](std::int64_t) { return 1.0 / static_cast<double>(population); });
    }
}

TEST_CASE("weighted choices have their probabilities") {
    word_stream<pcg64> stream{pcg64(6)};
    const std::vector<double> p = {0.3, 0, 0.2, 0.05, 0.45};
    std::vector<std::int64_t> values(100'000);
    detail::choose_weighted(stream, p, values.data(), 100'000);
    distributions::check_counts(values, [&](std::int64_t k) { return p[static_cast<std::size_t>(k)]; });
    std::int64_t all[4];
    detail::choose_weighted_distinct(stream, p, all, 4);
    std::sort(all, all + 4);
    CHECK(std::vector<std::int64_t>(all, all + 4) == std::vector<std::int64_t>{0, 2, 3, 4});
}
