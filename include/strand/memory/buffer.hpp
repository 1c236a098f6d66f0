// SPDX-License-Identifier: BSD-3-Clause
// `buffer<T>`: uninitialised memory for a number of elements, 64-byte aligned, that frees itself.
// The alignment is the same for every instruction set, so that it never changes a type's layout.
#ifndef STRAND_MEMORY_BUFFER_HPP
#define STRAND_MEMORY_BUFFER_HPP

#include <cstdint>
#include <cstring>
#include <new>
#include <utility>
#include <strand/memory/large_pages.hpp>
#include <strand/memory/lifetime.hpp>

namespace strand::detail {

/// One cache line, and one AVX-512 register.
inline constexpr std::size_t buffer_alignment = 64;

/// Aligned by hand inside ordinary memory: the aligned operator new of common C libraries takes several
/// times as long, which is most of the time of an expression on a small array.
inline void* allocate_bytes(std::size_t bytes) {
    if (bytes >= large_allocation) return allocate_large(bytes);
    char* const whole = static_cast<char*>(::operator new(bytes + buffer_alignment));
    // operator new aligns to 16 bytes at least, so that there is room for one pointer in front.
    const auto offset = buffer_alignment - reinterpret_cast<std::uintptr_t>(whole) % buffer_alignment;
    char* const aligned = whole + offset;
    std::memcpy(aligned - sizeof(char*), &whole, sizeof whole);
    return aligned;
}
inline void free_bytes(void* memory, std::size_t bytes) noexcept {
    if (bytes >= large_allocation) return free_large(memory, bytes);
    char* whole;
    std::memcpy(&whole, static_cast<char*>(memory) - sizeof(char*), sizeof whole);
    ::operator delete(whole);
}

template <class T>
class buffer {
public:
    buffer() = default;
    explicit buffer(index_t count) : capacity_(count) {
        if (count > static_cast<index_t>(static_cast<std::size_t>(-1) / 2 / sizeof(T))) throw std::bad_alloc{};
        if (count > 0) data_ = static_cast<T*>(allocate_bytes(static_cast<std::size_t>(count) * sizeof(T)));
    }
    buffer(buffer&& other) noexcept
        : data_(std::exchange(other.data_, nullptr)), capacity_(std::exchange(other.capacity_, 0)) {
        life_.swap(other.life_);
    }
    buffer& operator=(buffer&& other) noexcept {
        std::swap(data_, other.data_);
        std::swap(capacity_, other.capacity_);
        life_.swap(other.life_);
        return *this;
    }
    ~buffer() {
        if (data_) free_bytes(data_, static_cast<std::size_t>(capacity_) * sizeof(T));
    }

    T* data() const { return data_; }
    index_t capacity() const { return capacity_; }
    borrow lend() const { return life_.lend(); }

private:
    T* data_ = nullptr;
    index_t capacity_ = 0;
    [[no_unique_address]] life life_;
};

}  // namespace strand::detail

#endif
