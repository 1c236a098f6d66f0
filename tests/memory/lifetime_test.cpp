// SPDX-License-Identifier: BSD-3-Clause
#include <memory>
#include <thread>
#include <vector>
#include <strand/memory/lifetime.hpp>
#include "support/catch.hpp"
#include "support/matchers.hpp"

using strand::detail::borrow;
using strand::detail::hold;
using strand::detail::keeper;
using strand::detail::kept_value;
using strand::detail::life;

#if !STRAND_CHECKED
// Costs nothing where it checks nothing.
static_assert(std::is_empty_v<life> && std::is_empty_v<borrow>);
#endif
// What borrows from an array can be held by a view.
static_assert(std::convertible_to<borrow, hold> && !std::convertible_to<keeper, hold>);

TEST_CASE("what is kept lives as long as the last who keeps it", "[memory]") {
    auto counted = std::make_shared<int>(5);
    auto copy = counted;
    keeper first(new kept_value<std::shared_ptr<int>>(std::move(copy)));
    CHECK(counted.use_count() == 2);
    {
        keeper second = first;
        first = keeper();
        CHECK(counted.use_count() == 2);
        const hold third{keeper(second)};
        second = keeper();
        CHECK(counted.use_count() == 2);
        const hold fourth = third;
        CHECK(counted.use_count() == 2);
        CHECK_NOTHROW(fourth.check());
    }
    CHECK(counted.use_count() == 1);
}

TEST_CASE("nothing borrowed is nothing to check", "[memory]") {
    CHECK_NOTHROW(borrow().check());
    const borrow copy = borrow();
    CHECK_NOTHROW(copy.check());
}

#if STRAND_CHECKED

TEST_CASE("a borrow is refused once the life is over", "[memory]") {
    borrow lent;
    {
        const life owner;
        lent = owner.lend();
        const borrow again = owner.lend();
        CHECK_NOTHROW(lent.check());
        CHECK_NOTHROW(again.check());
    }
    CHECK(error_text<strand::error>([&] { lent.check(); }) ==
          "an expression or a view uses an array that no longer exists: keep the array alive, "
          "or compute at once with eval()");
    const borrow copy = lent;
    CHECK_THROWS_AS(copy.check(), strand::error);
}

TEST_CASE("a copy of an owner has a life of its own", "[memory]") {
    auto first = std::make_unique<life>();
    const borrow lent = first->lend();
    const life second = *first;
    const borrow other = second.lend();
    first.reset();
    CHECK_THROWS_AS(lent.check(), strand::error);
    CHECK_NOTHROW(other.check());
}

TEST_CASE("a life can end before its object", "[memory]") {
    life owner;
    const borrow before = owner.lend();
    owner.end();
    CHECK_THROWS_AS(before.check(), strand::error);
    CHECK_NOTHROW(owner.lend().check());
}

TEST_CASE("a record that another life uses again does not revive a borrow", "[memory]") {
    std::vector<borrow> past;
    for (int i = 0; i < 100; ++i) {
        const life owner;
        past.push_back(owner.lend());
        CHECK_NOTHROW(past.back().check());
    }
    const life now;
    CHECK_NOTHROW(now.lend().check());
    for (const borrow& b : past) CHECK_THROWS_AS(b.check(), strand::error);
}

TEST_CASE("lives that change places take their borrows with them", "[memory]") {
    auto first = std::make_unique<life>();
    life second;
    const borrow of_first = first->lend(), of_second = second.lend();
    first->swap(second);
    first.reset();
    CHECK_NOTHROW(of_first.check());
    CHECK_THROWS_AS(of_second.check(), strand::error);
}

TEST_CASE("several threads may borrow at once", "[memory]") {
    const life owner;
    std::vector<std::thread> threads;
    std::vector<borrow> lent(4);
    for (borrow& b : lent) {
        threads.emplace_back([&] {
            for (int i = 0; i < 1000; ++i) b = owner.lend();
        });
    }
    for (std::thread& t : threads) t.join();
    for (const borrow& b : lent) CHECK_NOTHROW(b.check());
}

#endif
