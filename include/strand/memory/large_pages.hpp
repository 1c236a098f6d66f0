// SPDX-License-Identifier: BSD-3-Clause
// Memory of large arrays: the last few freed blocks of each thread are kept for the next temporary, because
// fresh pages cost more than computing on them; the largest are aligned to huge pages and advised to use them.
#ifndef STRAND_MEMORY_LARGE_PAGES_HPP
#define STRAND_MEMORY_LARGE_PAGES_HPP

#include <bit>
#include <new>
#include <strand/core/types.hpp>
#if __has_include(<sys/mman.h>)
#include <sys/mman.h>
#endif

namespace strand::detail {

/// One huge page of x86-64 and of most aarch64 kernels.
inline constexpr std::size_t huge_page = std::size_t{2} << 20;
/// Smaller blocks come from the C++ allocator. From about here on, a few together, common C libraries give freed memory back
/// to the system, and taking it anew costs a fault for each page.
inline constexpr std::size_t large_allocation = std::size_t{32} << 10;

/// What is allocated for so many bytes: whole huge pages, or steps that waste less than a quarter. Eight steps between
/// powers of two, so that a freed block serves the next array of about its size too, such as what a mask selects.
inline std::size_t block_size(std::size_t bytes) {
    const std::size_t least = bytes < huge_page ? large_allocation / 4 : huge_page, eighth = std::bit_floor(bytes) / 8;
    const std::size_t step = eighth < least ? least : eighth;
    return (bytes + step - 1) / step * step;
}
inline std::align_val_t block_alignment(std::size_t size) { return std::align_val_t{size < huge_page ? 64 : huge_page}; }

/// Freed blocks of one thread. At most this many bytes stay with a thread: enough for the temporaries
/// of one expression on arrays beyond the last-level cache, little beside such arrays themselves.
class block_cache {
public:
    static constexpr std::size_t most_bytes = std::size_t{64} << 20;
    static constexpr int most_blocks = 8;

    ~block_cache() {
        while (count_ > 0) drop_oldest();
    }
    void* take(std::size_t bytes) {
        for (int i = count_; i-- > 0;) {
            if (blocks_[i].bytes != bytes) continue;
            void* memory = blocks_[i].memory;
            remove(i);
            return memory;
        }
        return nullptr;
    }
    bool keep(void* memory, std::size_t bytes) {
        if (bytes > most_bytes) return false;
        while (count_ == most_blocks || (count_ > 0 && held_ + bytes > most_bytes)) drop_oldest();
        blocks_[count_++] = {memory, bytes};
        held_ += bytes;
        return true;
    }

private:
    struct block {
        void* memory;
        std::size_t bytes;
    };
    void remove(int position) {
        held_ -= blocks_[position].bytes;
        for (int i = position; i + 1 < count_; ++i) blocks_[i] = blocks_[i + 1];
        --count_;
    }
    void drop_oldest() {
        ::operator delete(blocks_[0].memory, block_alignment(blocks_[0].bytes));
        remove(0);
    }
    block blocks_[most_blocks] = {};
    int count_ = 0;
    std::size_t held_ = 0;
};

/// Null once the thread's cache is destroyed: arrays with static storage may be freed after it.
inline block_cache*& thread_block_cache_pointer() {
    thread_local block_cache* pointer = nullptr;
    return pointer;
}
inline block_cache* thread_block_cache() {
    struct guard {
        block_cache cache;
        guard() { thread_block_cache_pointer() = &cache; }
        ~guard() { thread_block_cache_pointer() = nullptr; }
    };
    thread_local guard instance;
    (void)instance;
    return thread_block_cache_pointer();
}

STRAND_NOINLINE inline void* allocate_large(std::size_t bytes) {
    bytes = block_size(bytes);
    if (block_cache* cache = thread_block_cache()) {
        if (void* memory = cache->take(bytes)) return memory;
    }
    void* memory = ::operator new(bytes, block_alignment(bytes));
#if defined(MADV_HUGEPAGE)
    if (bytes >= huge_page) ::madvise(memory, bytes, MADV_HUGEPAGE);  // advice only: nothing depends on its success
#endif
    return memory;
}
STRAND_NOINLINE inline void free_large(void* memory, std::size_t bytes) noexcept {
    bytes = block_size(bytes);
    block_cache* cache = thread_block_cache();
    if (!cache || !cache->keep(memory, bytes)) ::operator delete(memory, block_alignment(bytes));
}

}  // namespace strand::detail

#endif
