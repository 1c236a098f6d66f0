// SPDX-License-Identifier: BSD-3-Clause
#include <complex>
#include <cstdint>
#include <limits>
#include <strand/memory/buffer.hpp>
#include "support/catch.hpp"

using strand::index_t;
using strand::detail::buffer;

static_assert(!std::is_copy_constructible_v<buffer<double>> && !std::is_copy_assignable_v<buffer<double>>);
static_assert(std::is_nothrow_move_constructible_v<buffer<double>> && std::is_nothrow_move_assignable_v<buffer<double>>);
static_assert(!std::is_convertible_v<index_t, buffer<double>>);

TEST_CASE("memory of every size starts at a cache line and is writable to its end", "[memory]") {
    const index_t large = static_cast<index_t>(strand::detail::large_allocation);
    for (const index_t count : {index_t{1}, index_t{2}, index_t{3}, index_t{17}, index_t{1000}, large - 1, large, large + 1, 3 * large}) {
        const buffer<std::uint8_t> memory(count);
        CHECK(reinterpret_cast<std::uintptr_t>(memory.data()) % 64 == 0);
        CHECK(memory.capacity() == count);
        memory.data()[0] = 1;
        memory.data()[count - 1] = 2;
    }
    const buffer<std::complex<double>> wide(5);
    CHECK(reinterpret_cast<std::uintptr_t>(wide.data()) % 64 == 0);
}

TEST_CASE("a buffer of nothing allocates nothing", "[memory]") {
    CHECK(buffer<double>().data() == nullptr);
    CHECK(buffer<double>(0).data() == nullptr);
    CHECK(buffer<double>(0).capacity() == 0);
}

TEST_CASE("moving a buffer takes the memory along", "[memory]") {
    buffer<int> a(10);
    int* const memory = a.data();
    buffer<int> b(std::move(a));
    CHECK(b.data() == memory);
    CHECK(a.data() == nullptr);
    CHECK(a.capacity() == 0);
    buffer<int> c(3);
    c = std::move(b);
    CHECK(c.data() == memory);
    CHECK(c.capacity() == 10);
}

TEST_CASE("more bytes than there are addresses are refused", "[memory]") {
    CHECK_THROWS_AS(buffer<double>(std::numeric_limits<index_t>::max()), std::bad_alloc);
    CHECK_THROWS_AS(buffer<double>(std::numeric_limits<index_t>::max() / 8 + 1), std::bad_alloc);
}

#if STRAND_CHECKED
TEST_CASE("what a buffer lends ends with the memory, not with the object", "[memory]") {
    strand::detail::borrow lent;
    {
        buffer<int> b;
        {
            buffer<int> a(10);
            lent = a.lend();
            CHECK_NOTHROW(lent.check());
            b = std::move(a);
        }
        CHECK_NOTHROW(lent.check());
        buffer<int> c(std::move(b));
        b = buffer<int>(5);
        CHECK_NOTHROW(lent.check());
    }
    CHECK_THROWS_AS(lent.check(), strand::error);
}
#endif
