// SPDX-License-Identifier: BSD-3-Clause
#include <cstdint>
#include <thread>
#include <vector>
#include <strand/memory/large_pages.hpp>
#include "support/catch.hpp"

using namespace strand::detail;

TEST_CASE("large memory starts at a huge page and its size is whole pages", "[memory]") {
    CHECK(block_size(huge_page) == huge_page);
    CHECK(block_size(huge_page + 1) == 2 * huge_page);
    void* const memory = allocate_large(huge_page + 1);
    CHECK(reinterpret_cast<std::uintptr_t>(memory) % huge_page == 0);
    static_cast<char*>(memory)[2 * huge_page - 1] = 1;
    free_large(memory, huge_page + 1);
}

TEST_CASE("smaller memory is kept too and wastes less than a quarter", "[memory]") {
    for (std::size_t bytes = large_allocation; bytes <= huge_page; bytes = bytes * 9 / 8 + 1) {
        CHECK(block_size(bytes) >= bytes);
        CHECK(block_size(bytes) - bytes < bytes / 4);
        CHECK(block_size(block_size(bytes)) == block_size(bytes));
        void* const memory = allocate_large(bytes);
        CHECK(reinterpret_cast<std::uintptr_t>(memory) % 64 == 0);
        static_cast<char*>(memory)[bytes - 1] = 1;
        free_large(memory, bytes);
        void* const again = allocate_large(bytes - 1);
        CHECK(again == memory);
        free_large(again, bytes - 1);
    }
}
TEST_CASE("a freed block serves the next request of its size", "[memory]") {
    void* const first = allocate_large(3 * huge_page);
    free_large(first, 3 * huge_page);
    void* const other_size = allocate_large(huge_page);
    CHECK(other_size != first);
    void* const second = allocate_large(3 * huge_page - 5);
    CHECK(second == first);
    free_large(other_size, huge_page);
    free_large(second, 3 * huge_page - 5);
}

TEST_CASE("few blocks and few bytes stay with a thread", "[memory]") {
    block_cache cache;
    std::vector<void*> blocks;
    for (int i = 0; i < block_cache::most_blocks + 1; ++i) {
        blocks.push_back(::operator new(huge_page, std::align_val_t{huge_page}));
        CHECK(cache.keep(blocks.back(), huge_page));
    }
    // The newest comes first; the oldest was given back when the last one came.
    for (int i = block_cache::most_blocks; i > 0; --i) {
        void* const taken = cache.take(huge_page);
        CHECK(taken == blocks[static_cast<std::size_t>(i)]);
        ::operator delete(taken, std::align_val_t{huge_page});
    }
    CHECK(cache.take(huge_page) == nullptr);
    CHECK_FALSE(cache.keep(nullptr, block_cache::most_bytes + 1));
    void* const half = ::operator new(huge_page, std::align_val_t{huge_page});
    CHECK(cache.keep(half, block_cache::most_bytes));
    CHECK(cache.take(huge_page) == nullptr);
}

TEST_CASE("memory may be freed by another thread than the one that made it", "[memory]") {
    void* memory = nullptr;
    std::thread([&] { memory = allocate_large(huge_page); }).join();
    static_cast<char*>(memory)[0] = 1;
    free_large(memory, huge_page);
    std::thread([] { free_large(allocate_large(huge_page), huge_page); }).join();
}
