// SPDX-License-Identifier: BSD-3-Clause
// What a view or a lazy node holds on to. An owner holds a `life`, whoever borrows holds a `borrow` of
// it. With STRAND_CHECKED `borrow::check` throws once the life is over; without it nothing is recorded.
// A view of elements that nobody else owns (a reshape that had to copy) keeps them alive by `kept`.
#ifndef STRAND_MEMORY_LIFETIME_HPP
#define STRAND_MEMORY_LIFETIME_HPP

#include <atomic>
#include <cstdint>
#include <utility>
#include <strand/core/error.hpp>

namespace strand::detail {

/// Something that lives as long as a view refers to it.
struct kept {
    std::atomic<index_t> references{1};
    virtual ~kept() = default;
};
template <class Value>
struct kept_value final : kept {
    explicit kept_value(Value&& v) : value(std::move(v)) {}
    Value value;
};

/// Shares in something kept; null for ordinary views.
class keeper {
public:
    keeper() = default;
    explicit keeper(kept* what) : kept_(what) {}
    keeper(const keeper& other) : kept_(other.kept_) {
        if (kept_) kept_->references.fetch_add(1);
    }
    keeper(keeper&& other) noexcept : kept_(std::exchange(other.kept_, nullptr)) {}
    keeper& operator=(keeper other) noexcept {
        std::swap(kept_, other.kept_);
        return *this;
    }
    ~keeper() {
        if (kept_ && kept_->references.fetch_sub(1) == 1) delete kept_;
    }

private:
    kept* kept_ = nullptr;
};

#if STRAND_CHECKED

/// One life at a time: each has a number, and the record is used again for other lives, never freed. So a
/// borrow is the record and a number, copied for nothing and checked by one comparison, and an expression
/// on a few elements may be checked by default.
struct life_record {
    std::atomic<std::uint64_t> current{0};
    life_record* next_free = nullptr;
};

/// The records that no life uses. Constant from the start and never destroyed, so that arrays with static
/// storage may use it at any time.
class free_life_records {
public:
    static life_record* take() {
        lock();
        life_record* const first = first_;
        if (first) first_ = first->next_free;
        unlock();
        return first ? first : new life_record;
    }
    static void give_back(life_record* record) {
        lock();
        record->next_free = first_;
        first_ = record;
        unlock();
    }

private:
    // Held for three instructions.
    static void lock() {
        while (locked_.exchange(true, std::memory_order_acquire)) {}
    }
    static void unlock() { locked_.store(false, std::memory_order_release); }

    static inline constinit std::atomic<bool> locked_{false};
    static inline constinit life_record* first_ = nullptr;
};

class borrow {
public:
    borrow() = default;
    explicit borrow(const life_record& record) : record_(&record), lent_by_(record.current.load(std::memory_order_relaxed)) {}
    STRAND_ALWAYS_INLINE void check() const {
        if (record_ && record_->current.load(std::memory_order_relaxed) != lent_by_) refuse();
    }

private:
    [[noreturn]] STRAND_COLD static void refuse() {
        throw_error("an expression or a view uses an array that no longer exists: keep the array alive, "
                    "or compute at once with eval()");
    }
    const life_record* record_ = nullptr;
    std::uint64_t lent_by_ = 0;
};

/// Belongs to one object: copies and moves of the object begin lives of their own.
class life {
public:
    life() = default;
    life(const life&) {}
    life& operator=(const life&) { return *this; }
    ~life() { end(); }

    borrow lend() const {
        life_record* record = record_.load(std::memory_order_acquire);
        if (!record) {
            // Taken by the first borrow; several threads may read the same array.
            auto* const taken = free_life_records::take();
            if (record_.compare_exchange_strong(record, taken)) record = taken;
            else free_life_records::give_back(taken);
        }
        return borrow(*record);
    }
    /// What was borrowed is gone.
    void end() {
        if (life_record* const record = record_.load(std::memory_order_relaxed)) {
            record_.store(nullptr, std::memory_order_relaxed);
            record->current.fetch_add(1, std::memory_order_relaxed);
            free_life_records::give_back(record);
        }
    }
    void swap(life& other) noexcept {
        life_record* const mine = record_.load(std::memory_order_relaxed);
        record_.store(other.record_.load(std::memory_order_relaxed), std::memory_order_relaxed);
        other.record_.store(mine, std::memory_order_relaxed);
    }

private:
    mutable std::atomic<life_record*> record_{nullptr};
};

#else

struct borrow {
    void check() const {}
};
struct life {
    borrow lend() const { return {}; }
    void end() {}
    void swap(life&) noexcept {}
};

#endif

/// What a view holds on to: the life of the owner, or elements that only views refer to.
struct hold : borrow {
    hold() = default;
    hold(borrow from) : borrow(std::move(from)) {}
    explicit hold(keeper keep) : kept_elements(std::move(keep)) {}
    keeper kept_elements;
};

}  // namespace strand::detail

#endif
