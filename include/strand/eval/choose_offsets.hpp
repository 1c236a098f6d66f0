// SPDX-License-Identifier: BSD-3-Clause
// `offset_walk`: the offsets of the chosen elements in C order, a block at a time, from any number of
// index arrays that broadcast together. Every index is checked when its block is computed; index_error
// names the item of the index, the place in it, the axis, the index and the extent.
#ifndef STRAND_EVAL_CHOOSE_OFFSETS_HPP
#define STRAND_EVAL_CHOOSE_OFFSETS_HPP

#include <strand/kernel/gather.hpp>
#include <strand/plan/index_plan.hpp>

namespace strand::inline STRAND_ISA::eval_detail {

using strand::detail::index_plan;
using strand::detail::index_source;
using strand::detail::integer_type;

inline bool add_offsets(const index_source& source, const char* from, index_t step, index_t* offsets, index_t count, bool first) {
    const auto by_size = [&]<class I>(I) {
        return kernel::add_offsets<I>(offsets, from, step, count, source.extent, source.stride, first);
    };
    switch (source.type) {
        case integer_type::int8: return by_size(std::int8_t{});
        case integer_type::int16: return by_size(std::int16_t{});
        case integer_type::int32: return by_size(std::int32_t{});
        case integer_type::int64: return by_size(std::int64_t{});
        case integer_type::uint8: return by_size(std::uint8_t{});
        case integer_type::uint16: return by_size(std::uint16_t{});
        case integer_type::uint32: return by_size(std::uint32_t{});
        case integer_type::uint64: return by_size(std::uint64_t{});
    }
    return false;
}

/// An integer in memory; of uint64 what does not fit is taken for the largest, which is outside of any extent.
inline index_t integer_at(const char* from, integer_type type) {
    const auto read = [from]<class I>(I value) {
        std::memcpy(&value, from, sizeof value);
        if constexpr (std::same_as<I, std::uint64_t>) {
            if (value > static_cast<std::uint64_t>(std::numeric_limits<index_t>::max())) return std::numeric_limits<index_t>::max();
        }
        return static_cast<index_t>(value);
    };
    switch (type) {
        case integer_type::int8: return read(std::int8_t{});
        case integer_type::int16: return read(std::int16_t{});
        case integer_type::int32: return read(std::int32_t{});
        case integer_type::int64: return read(std::int64_t{});
        case integer_type::uint8: return read(std::uint8_t{});
        case integer_type::uint16: return read(std::uint16_t{});
        case integer_type::uint32: return read(std::uint32_t{});
        case integer_type::uint64: return read(std::uint64_t{});
    }
    return 0;
}

class offset_walk {
public:
    explicit offset_walk(const index_plan& plan) : plan_(plan), left_(plan.chosen_count) {
        const index_t sources = static_cast<index_t>(plan.sources.size());
        for (index_t axis = 0; axis < plan.chosen.size(); ++axis) {
            const index_t extent = plan.chosen[axis];
            if (extent == 1) continue;
            const index_t kept = extents_.size();
            bool fuses = kept > 0;
            for (index_t s = 0; fuses && s < sources; ++s) {
                fuses = strides_[(kept - 1) * sources + s] == extent * plan.sources[static_cast<std::size_t>(s)].strides[axis];
            }
            if (fuses) {
                extents_[kept - 1] *= extent;
                strides_.resize_uninitialised((kept - 1) * sources);
            } else {
                extents_.push_back(extent);
            }
            for (index_t s = 0; s < sources; ++s) strides_.push_back(plan.sources[static_cast<std::size_t>(s)].strides[axis]);
        }
        if (extents_.empty()) {
            extents_.push_back(1);
            for (index_t s = 0; s < sources; ++s) strides_.push_back(0);
        }
        position_ = shape_t(extents_.size(), 0);
    }

    index_t left() const { return left_; }

    /// The next offsets, at most `room`; returns how many.
    index_t next(index_t* offsets, index_t room) {
        const index_t sources = static_cast<index_t>(plan_.sources.size()), inner = extents_.size() - 1;
        const index_t total = left_ < room ? left_ : room;
        for (index_t done = 0; done < total;) {
            const index_t rest = extents_[inner] - position_[inner], count = rest < total - done ? rest : total - done;
            if (sources == 0) {
                for (index_t k = 0; k < count; ++k) offsets[done + k] = 0;
            }
            for (index_t s = 0; s < sources; ++s) {
                const index_source& source = plan_.sources[static_cast<std::size_t>(s)];
                const char* from = source.data;
                for (index_t axis = 0; axis <= inner; ++axis) from += position_[axis] * strides_[axis * sources + s];
                if (!add_offsets(source, from, strides_[inner * sources + s], offsets + done, count, s == 0)) throw_first();
            }
            done += count;
            position_[inner] += count;
            for (index_t axis = inner; axis > 0 && position_[axis] == extents_[axis]; --axis) {
                position_[axis] = 0;
                ++position_[axis - 1];
            }
        }
        left_ -= total;
        return total;
    }

private:
    /// Some index lies outside: finds the first such one of the first index array that has one.
    [[noreturn]] STRAND_COLD void throw_first() const {
        for (const index_source& source : plan_.sources) {
            shape_t place(plan_.chosen.size(), 0);
            for (index_t number = 0; number < plan_.chosen_count; ++number) {
                index_t rest = number;
                const char* from = source.data;
                for (index_t axis = place.size(); axis-- > 0; rest /= plan_.chosen[axis]) {
                    place[axis] = rest % plan_.chosen[axis];
                    from += place[axis] * source.strides[axis];
                }
                const index_t index = integer_at(from, source.type);
                const bool is_unsigned = source.type >= integer_type::uint8;
                if (index < (is_unsigned ? 0 : -source.extent) || index >= source.extent) {
                    std::string text = std::to_string(index);
                    if (source.type == integer_type::uint64) {
                        std::uint64_t value;
                        std::memcpy(&value, from, sizeof value);
                        text = std::to_string(value);
                    }
                    strand::detail::throw_chosen_index(text, source, place);
                }
            }
        }
        throw index_error("an index array was changed while it was used");
    }

    const index_plan& plan_;
    shape_t extents_, position_;
    strand::detail::small_vector<index_t, 8> strides_;  // in bytes, per axis and index array
    index_t left_;
};

/// Checks every index without using it.
STRAND_NOINLINE inline void check_indices(const index_plan& plan) {
    index_t offsets[static_cast<std::size_t>(kernel::offset_block)];
    for (offset_walk walk(plan); walk.left() > 0;) walk.next(offsets, kernel::offset_block);
}

}  // namespace strand::inline STRAND_ISA::eval_detail

#endif
