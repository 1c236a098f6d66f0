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
    static constexpr bool copied_whole = static_cast<std::size_t>(Inline) * sizeof(T) <= 64;

public:
    small_vector() = default;
    explicit small_vector(index_t count, T value = T{}) {
        resize_uninitialised(count);
        for (index_t i = 0; i < count; ++i) begin()[i] = value;
    }
    template <class Iterator, class End>
        requires requires(Iterator i, End end) { *i; i != end; }
    small_vector(Iterator first, End last) {
        if constexpr (requires { last - first; }) {
            resize_uninitialised(static_cast<index_t>(last - first));
            for (T* out = begin(); first != last; ++first, ++out) *out = static_cast<T>(*first);
        } else {
            for (; first != last; ++first) push_back(static_cast<T>(*first));
        }
    }
    small_vector(const small_vector& other) {
        if (other.size_ <= Inline) copy_inline(other);
        else assign(other);
    }
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

    T* begin() { return data_; }
    T* end() { return data_ + size_; }
    const T* begin() const { return data_; }
    const T* end() const { return data_ + size_; }
    T* data() { return data_; }
    const T* data() const { return data_; }
    index_t size() const { return size_; }
    bool empty() const { return size_ == 0; }
    T& operator[](index_t i) { return data_[i]; }
    const T& operator[](index_t i) const { return data_[i]; }

    /// Keeps the first values; new ones are uninitialised.
    void resize_uninitialised(index_t count) {
        if (count > capacity_) grow(count);
        size_ = count;
    }
    void push_back(T value) {
        if (size_ == capacity_) grow(2 * size_);
        data_[size_++] = value;
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
    void assign(const small_vector& other) {
        resize_uninitialised(other.size_);
        for (index_t i = 0; i < size_; ++i) data_[i] = other.data_[i];
    }
    void take(small_vector& other) noexcept {
        if (other.data_ != other.inline_.values) {
            size_ = other.size_;
            data_ = std::exchange(other.data_, other.inline_.values);
            capacity_ = std::exchange(other.capacity_, Inline);
        } else {
            copy_inline(other);
        }
        other.size_ = 0;
    }
    /// Few bytes are copied all at once, used or not, which is faster than counting; but two values or less one
    /// by one: often just written, they would have to reach the cache before a wider load could read them.
    void copy_inline(const small_vector& other) noexcept {
        size_ = other.size_;
        if constexpr (copied_whole) {
            if constexpr (Inline > 2 && std::is_scalar_v<T>) {
                if (size_ <= 2) {
                    const volatile T* from = other.data_;
                    inline_.values[0] = from[0];
                    inline_.values[1] = from[1];
                    return;
                }
            }
            std::memcpy(inline_.values, other.data_, sizeof(inline_.values));
        } else {
            for (index_t i = 0; i < size_; ++i) inline_.values[i] = other.data_[i];
        }
    }
    void release() noexcept {
        if (data_ == inline_.values) return;
        delete[] data_;
        data_ = inline_.values;
        capacity_ = Inline;
    }
    /// Rare: kept out of the code of everyone who makes a shape.
    STRAND_COLD void grow(index_t count) {
        T* grown = new T[static_cast<std::size_t>(count)];
        for (index_t i = 0; i < size_; ++i) grown[i] = data_[i];
        release();
        data_ = grown;
        capacity_ = count;
    }

    // What is copied all at once is never undefined; clearing more than that would take longer than most uses.
    struct cleared {
        T values[static_cast<std::size_t>(Inline)] = {};
    };
    union uncleared {
        T values[static_cast<std::size_t>(Inline)];
        uncleared() {}
    };
    T* data_ = inline_.values;
    index_t size_ = 0, capacity_ = Inline;
    std::conditional_t<copied_whole, cleared, uncleared> inline_;
};

}  // namespace strand::detail

#endif
