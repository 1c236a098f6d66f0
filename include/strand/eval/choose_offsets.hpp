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

/// Calls visit with a value of the type that the integers have.
template <class Visit>
auto with_integer_type(integer_type type, Visit visit) {
    switch (type) {
        case integer_type::int8: return visit(std::int8_t{});
        case integer_type::int16: return visit(std::int16_t{});
        case integer_type::int32: return visit(std::int32_t{});
        case integer_type::uint8: return visit(std::uint8_t{});
        case integer_type::uint16: return visit(std::uint16_t{});
        case integer_type::uint32: return visit(std::uint32_t{});
        case integer_type::uint64: return visit(std::uint64_t{});
        default: return visit(std::int64_t{});
    }
}

inline bool add_offsets(const index_source& source, const char* from, index_t step, index_t* offsets, index_t count, bool first) {
    return with_integer_type(source.type, [&]<class I>(I) {
        return kernel::add_offsets<I>(offsets, from, step, count, source.extent, source.stride, first);
    });
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
    return with_integer_type(type, read);
}

/// Some index lies outside: finds the first such one of the first index array that has one.
[[noreturn]] STRAND_COLD inline void throw_first_outside(const index_plan& plan) {
    for (const index_source& source : plan.sources) {
        shape_t place(plan.chosen.size(), 0);
        for (index_t number = 0; number < plan.chosen_count; ++number) {
            index_t rest = number;
            const char* from = source.data;
            for (index_t axis = place.size(); axis-- > 0; rest /= plan.chosen[axis]) {
                place[axis] = rest % plan.chosen[axis];
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

    /// Every row along the last axis chooses the same places, beside where it begins: an open mesh.
    bool repeats_rows() const {
        const index_t sources = static_cast<index_t>(plan_.sources.size()), inner = extents_.size() - 1;
        if (left_ == 0) return false;
        for (index_t s = 0; s < sources; ++s) {
            if (strides_[inner * sources + s] == 0) continue;
            for (index_t axis = 0; axis < inner; ++axis) {
                if (strides_[axis * sources + s] != 0) return false;
            }
        }
        return true;
    }
    index_t row_length() const { return extents_[extents_.size() - 1]; }
    /// The offsets of such a row from its beginning. The indices have been checked.
    void row_offsets(index_t* offsets) const {
        const index_t sources = static_cast<index_t>(plan_.sources.size()), inner = extents_.size() - 1, count = extents_[inner];
        bool first = true;
        for (index_t s = 0; s < sources; ++s) {
            const index_t step = strides_[inner * sources + s];
            if (step == 0) continue;
            const index_source& source = plan_.sources[static_cast<std::size_t>(s)];
            if (!add_offsets(source, source.data, step, offsets, count, std::exchange(first, false))) throw_first_outside(plan_);
        }
        for (index_t k = 0; first && k < count; ++k) offsets[k] = 0;
    }
    /// Where the next row begins.
    index_t next_row() {
        const index_t sources = static_cast<index_t>(plan_.sources.size()), inner = extents_.size() - 1;
        index_t offset = 0;
        for (index_t s = 0; s < sources; ++s) {
            if (strides_[inner * sources + s] != 0) continue;
            const index_source& source = plan_.sources[static_cast<std::size_t>(s)];
            const char* from = source.data;
            for (index_t axis = 0; axis < inner; ++axis) from += position_[axis] * strides_[axis * sources + s];
            const index_t index = integer_at(from, source.type);
            offset += (index < 0 ? index + source.extent : index) * source.stride;
        }
        left_ -= extents_[inner];
        for (index_t axis = inner; axis-- > 0;) {
            if (++position_[axis] < extents_[axis]) break;
            position_[axis] = 0;
        }
        return offset;
    }

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
                if (!add_offsets(source, from, strides_[inner * sources + s], offsets + done, count, s == 0)) throw_first_outside(plan_);
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
    const index_plan& plan_;
    shape_t extents_, position_;
    strand::detail::small_vector<index_t, 8> strides_;  // in bytes, per axis and index array
    index_t left_;
};

/// Checks every index without using it: each index array as it lies, before broadcasting.
/// Tells whether there is a negative one.
STRAND_NOINLINE inline bool check_indices(const index_plan& plan) {
    bool negative = false;
    if (plan.chosen_count == 0) return negative;
    for (const index_source& source : plan.sources) {
        if (plan.chosen.size() == 1) {
            const kernel::index_check check = with_integer_type(source.type, [&]<class I>(I) {
                return kernel::check_indices<I>(source.data, source.strides[0], source.strides[0] == 0 ? 1 : plan.chosen_count, source.extent);
            });
            if (!check.inside) throw_first_outside(plan);
            negative |= check.negative;
            continue;
        }
        // The axes along which the array has indices of its own, neighbours fused.
        shape_t extents, strides;
        for (index_t axis = 0; axis < plan.chosen.size(); ++axis) {
            const index_t extent = plan.chosen[axis], stride = source.strides[axis], last = extents.size() - 1;
            if (extent == 1 || stride == 0) continue;
            if (last >= 0 && strides[last] == extent * stride) {
                extents[last] *= extent;
                strides[last] = stride;
            } else {
                extents.push_back(extent);
                strides.push_back(stride);
            }
        }
        const index_t inner = extents.size() - 1;
        const index_t count = inner >= 0 ? extents[inner] : 1, step = inner >= 0 ? strides[inner] : bytes_of(source.type);
        shape_t position(inner > 0 ? inner : 0, 0);
        const char* from = source.data;
        for (index_t axis = 0; axis >= 0;) {
            const kernel::index_check check = with_integer_type(source.type, [&]<class I>(I) {
                return kernel::check_indices<I>(from, step, count, source.extent);
            });
            if (!check.inside) throw_first_outside(plan);
            negative |= check.negative;
            for (axis = position.size() - 1; axis >= 0; --axis) {
                from += strides[axis];
                if (++position[axis] < extents[axis]) break;
                from -= extents[axis] * strides[axis];
                position[axis] = 0;
            }
        }
    }
    return negative;
}

}  // namespace strand::inline STRAND_ISA::eval_detail

#endif
