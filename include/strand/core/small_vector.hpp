// SPDX-License-Identifier: BSD-3-Clause
// A short run of trivially copyable values that lives inside its object up to `Inline` of them, and on
// the heap beyond: shapes, strides and plans are such runs, and making one must not allocate.
#ifndef STRAND_CORE_SMALL_VECTOR_HPP
#define STRAND_CORE_SMALL_VECTOR_HPP

#include <cstring>
#include <initializer_list>
#include <type_traits>
#include <utility>
#include <strand/core/types.hpp>

namespace strand::detail {

template <class T, index_t Inline>
    requires std::is_trivially_copyable_v<T>
class small_vector {
public:
    small_vector() = default;
    explicit small_vector(index_t count, T value = T{}) {
        resize_uninitialised(count);
        for (index_t i = 0; i < count; ++i) begin()[i] = value;
    }
    template <class Iterator>
        requires requires(Iterator i) { *i; }
    small_vector(Iterator first, Iterator last) {
        resize_uninitialised(static_cast<index_t>(last - first));
        for (T* out = begin(); first != last; ++first, ++out) *out = static_cast<T>(*first);
    }
    small_vector(const small_vector& other) { assign(other); }
    small_vector(small_vector&& other) noexcept { take(other); }
    small_vector& operator=(const small_vector& other) {
        if (this != &other) assign(other);
        return *this;
    }
    small_vector& operator=(small_vector&& other) noexcept {
        if (this != &other) {
            release();
            take(other);
        }
        return *this;
    }
    ~small_vector() { release(); }

    T* begin() { return heap_ ? heap_ : inline_; }
    T* end() { return begin() + size_; }
    const T* begin() const { return heap_ ? heap_ : inline_; }
    const T* end() const { return begin() + size_; }
    T* data() { return begin(); }
    const T* data() const { return begin(); }
    index_t size() const { return size_; }
    bool empty() const { return size_ == 0; }
    T& operator[](index_t i) { return begin()[i]; }
    const T& operator[](index_t i) const { return begin()[i]; }

    /// Keeps the first values; new ones are uninitialised.
    void resize_uninitialised(index_t count) {
        if (count > capacity()) {
            T* grown = new T[static_cast<std::size_t>(count)];
            std::memcpy(static_cast<void*>(grown), begin(), static_cast<std::size_t>(size_) * sizeof(T));
            delete[] heap_;
            heap_ = grown;
            heap_capacity_ = count;
        }
        size_ = count;
    }
    void push_back(T value) {
        if (size_ == capacity()) {
            const index_t old = size_;
            resize_uninitialised(2 * old);
            size_ = old;
        }
        begin()[size_++] = value;
    }
    void insert(index_t position, T value) {
        push_back(value);
        T* p = begin();
        for (index_t i = size_ - 1; i > position; --i) p[i] = p[i - 1];
        p[position] = value;
    }
    void erase(index_t position) {
        T* p = begin();
        for (index_t i = position; i + 1 < size_; ++i) p[i] = p[i + 1];
        --size_;
    }

private:
    index_t capacity() const { return heap_ ? heap_capacity_ : Inline; }
    void assign(const small_vector& other) {
        resize_uninitialised(other.size_);
        const T* from = other.begin();
        T* to = begin();
        for (index_t i = 0; i < size_; ++i) to[i] = from[i];
    }
    void take(small_vector& other) noexcept {
        size_ = other.size_;
        heap_ = std::exchange(other.heap_, nullptr);
        heap_capacity_ = other.heap_capacity_;
        if (!heap_) {
            for (index_t i = 0; i < size_; ++i) inline_[i] = other.inline_[i];
        }
        other.size_ = 0;
    }
    void release() noexcept {
        delete[] heap_;
        heap_ = nullptr;
    }

    index_t size_ = 0;
    T* heap_ = nullptr;
    index_t heap_capacity_ = 0;
    T inline_[static_cast<std::size_t>(Inline)];
};

}  // namespace strand::detail

#endif
