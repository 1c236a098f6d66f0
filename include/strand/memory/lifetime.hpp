// SPDX-License-Identifier: BSD-3-Clause
// What a view or a lazy node holds on to. An owner holds a `life`, whoever borrows holds a `borrow` of
// it. With STRAND_CHECKED `borrow::check` throws once the life is over; without it nothing is recorded.
// A view of elements that nobody else owns (a reshape that had to copy) keeps them alive by `kept`.
#ifndef STRAND_MEMORY_LIFETIME_HPP
#define STRAND_MEMORY_LIFETIME_HPP

#include <atomic>
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

/// Shared by one life and its borrows.
struct life_record {
    std::atomic<index_t> references{1};
    std::atomic<bool> alive{true};
    void release() {
        if (references.fetch_sub(1) == 1) delete this;
    }
};

class borrow {
public:
    borrow() = default;
    explicit borrow(life_record* record) : record_(record) { acquire(); }
    borrow(const borrow& other) : record_(other.record_) { acquire(); }
    borrow(borrow&& other) noexcept : record_(std::exchange(other.record_, nullptr)) {}
    borrow& operator=(borrow other) noexcept {
        std::swap(record_, other.record_);
        return *this;
    }
    ~borrow() {
        if (record_) record_->release();
    }
    void check() const {
        if (record_ && !record_->alive.load()) {
            throw_error("an expression or a view uses an array that no longer exists: keep the array alive, "
                        "or compute at once with eval()");
        }
    }

private:
    void acquire() const {
        if (record_) record_->references.fetch_add(1);
    }
    life_record* record_ = nullptr;
};

/// Belongs to one object: copies and moves of the object begin lives of their own.
class life {
public:
    life() = default;
    life(const life&) {}
    life& operator=(const life&) { return *this; }
    ~life() { end(); }

    borrow lend() const {
        life_record* record = record_.load();
        if (!record) {
            // Made by the first borrow; several threads may read the same array.
            auto* fresh = new life_record;
            if (record_.compare_exchange_strong(record, fresh)) record = fresh;
            else fresh->release();
        }
        return borrow(record);
    }
    /// What was borrowed is gone.
    void end() {
        if (life_record* record = record_.exchange(nullptr)) {
            record->alive.store(false);
            record->release();
        }
    }
    void swap(life& other) noexcept { other.record_.store(record_.exchange(other.record_.load())); }

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
