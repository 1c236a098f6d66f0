// SPDX-License-Identifier: BSD-3-Clause
// Reads and writes what an index selects: elements and rows between an array and values that have the
// shape of the result. Computed at once; every index is checked before anything is written.
// In: an `index_plan`, the array's address, and values as a memory_view. Values that the array overlaps,
// and index arrays in its memory, are copied before it is written.
#ifndef STRAND_EVAL_SELECT_HPP
#define STRAND_EVAL_SELECT_HPP

#include <strand/eval/assign.hpp>
#include <strand/eval/choose_offsets.hpp>

namespace strand::inline STRAND_ISA::eval_detail {

namespace selecting {

/// The axes of a part of the result, those of extent 1 dropped and neighbours fused: steps in bytes on
/// the side of the array and on the side of the values.
struct part {
    struct axis {
        index_t extent, array_step, value_step;
    };
    strand::detail::small_vector<axis, 6> axes;
    bool empty = false;

    part(const shape_t& shape, const shape_t& array_strides, const index_t* value_strides, index_t itemsize) {
        for (index_t k = 0; k < shape.size(); ++k) {
            empty |= shape[k] == 0;
            if (shape[k] == 1) continue;
            const axis next{shape[k], array_strides[k] * itemsize, value_strides[k] * itemsize};
            axis* last = axes.empty() ? nullptr : &axes[axes.size() - 1];
            if (last && last->array_step == next.array_step * next.extent && last->value_step == next.value_step * next.extent) {
                last->extent *= next.extent;
                last->array_step = next.array_step;
                last->value_step = next.value_step;
            } else {
                axes.push_back(next);
            }
        }
    }
};

/// Calls visit(array, value) at every position of the first `outer` axes.
template <class Visit>
void for_each_position(const part& of, index_t outer, char* array, char* value, Visit visit) {
    if (outer == 0) return visit(array, value);
    shape_t position(outer, 0);
    while (true) {
        visit(array, value);
        index_t axis = outer - 1;
        for (; axis >= 0; --axis) {
            const auto& it = of.axes[axis];
            array += it.array_step;
            value += it.value_step;
            if (++position[axis] < it.extent) break;
            array -= it.extent * it.array_step;
            value -= it.extent * it.value_step;
            position[axis] = 0;
        }
        if (axis < 0) return;
    }
}

/// Moves elements of so many bytes between the array and the values, one block of offsets at a time.
template <index_t Size, bool ToArray>
class mover {
public:
    mover(const index_plan& plan, char* array, const memory_view& values)
        : plan_(plan), array_(array + plan.offset * Size), value_(static_cast<char*>(values.data)),
          before_(plan.before, plan.before_strides, values.strides, Size),
          after_(plan.after, plan.after_strides, values.strides + plan.before.size() + plan.chosen.size(), Size) {
        const index_t* steps = values.strides + plan.before.size();
        for (index_t k = plan.chosen.size(); k-- > 0;) {
            if (plan.chosen[k] == 1) continue;
            chosen_step_ = steps[k] * Size;
            break;
        }
    }

    void run() {
        if (before_.empty || after_.empty) return static_cast<void>(check_indices(plan_));
        if (run_directly()) return;
        offset_walk walk(plan_);
        const bool again = walk.left() > walk.row_length() || !before_.axes.empty();
        if (again && walk.row_length() <= most_repeated && walk.repeats_rows()) return run_rows(walk);
        index_t offsets[static_cast<std::size_t>(kernel::offset_block)];
        // Nothing may be written before everything is checked; one block is, before it is used.
        if (ToArray && walk.left() > kernel::offset_block) check_indices(plan_);
        while (walk.left() > 0) {
            const index_t count = walk.next(offsets, kernel::offset_block);
            move_rows(array_, offsets, count);
            value_ += count * chosen_step_;
        }
    }

private:
    /// Offsets that are kept for all rows of a mesh: they stay in the second-level cache.
    static constexpr index_t most_repeated = 32768;

    /// An open mesh, or the same places in many rows: the offsets along the last axis are computed once.
    void run_rows(offset_walk& walk) {
        const index_t count = walk.row_length();
        strand::detail::small_vector<index_t, 64> offsets;
        offsets.resize_uninitialised(count);
        check_indices(plan_);
        walk.row_offsets(offsets.data());
        while (walk.left() > 0) {
            move_rows(array_ + walk.next_row() * Size, offsets.data(), count);
            value_ += count * chosen_step_;
        }
    }
    /// A block of offsets, at every position of the axes before the chosen ones.
    void move_rows(char* first, const index_t* offsets, index_t count) const {
        const index_t outer = before_.axes.size();
        if (!ToArray && outer > 0 && after_.axes.empty() && chosen_step_ == Size) {
            const part::axis& rows = before_.axes[outer - 1];
            for_each_position(before_, outer - 1, first, value_, [&](char* array, char* value) {
                kernel::gather_element_rows<Size>(value, rows.value_step, array, rows.array_step, rows.extent, offsets, count, Size);
            });
        } else {
            for_each_position(before_, outer, first, value_, [&](char* array, char* value) { move_block(array, value, offsets, count); });
        }
    }
    /// One dense index array and single elements, the common case: the indices need not become offsets.
    bool run_directly() const {
        if (plan_.sources.size() != 1 || !before_.axes.empty() || !after_.axes.empty()) return false;
        const index_source& source = plan_.sources[0];
        if (source.type != integer_type::int64 && source.type != integer_type::int32) return false;
        index_t step = strand::detail::bytes_of(source.type);
        for (index_t axis = plan_.chosen.size(); axis-- > 0; step *= plan_.chosen[axis]) {
            if (plan_.chosen[axis] != 1 && source.strides[axis] != step) return false;
        }
        const bool negative = ToArray && check_indices(plan_);
        const auto run_on = [&]<class I>(I) {
            const I* index = reinterpret_cast<const I*>(source.data);
            if constexpr (ToArray) {
                kernel::scatter_indexed<Size>(array_, source.stride, value_, chosen_step_ / Size, index, plan_.chosen_count, source.extent, negative, Size);
                return true;
            } else {
                return kernel::gather_indexed<Size>(value_, array_, source.stride, index, plan_.chosen_count, source.extent, Size);
            }
        };
        const bool inside = source.type == integer_type::int64 ? run_on(std::int64_t{}) : run_on(std::int32_t{});
        if (!inside) throw_first_outside(plan_);
        return true;
    }
    void move_block(char* array, char* value, const index_t* offsets, index_t count) const {
        const index_t rank = after_.axes.size();
        if (rank == 0) {
            if constexpr (ToArray) return kernel::scatter_elements<Size>(array, value, chosen_step_ / Size, offsets, count, Size);
            else if (chosen_step_ == Size || count == 1) return kernel::gather_elements<Size>(value, array, offsets, count, Size);
        }
        if (rank == 1 && after_.axes[0].array_step == Size && after_.axes[0].value_step == Size) {
            const index_t bytes = after_.axes[0].extent * Size;
            if (!ToArray && chosen_step_ == bytes) return kernel::gather_rows(value, array, offsets, count, Size, bytes);
            for (index_t k = 0; k < count; ++k) {
                char* const row = array + offsets[k] * Size;
                char* const other = value + k * chosen_step_;
                std::memcpy(ToArray ? row : other, ToArray ? other : row, static_cast<std::size_t>(bytes));
            }
            return;
        }
        const index_t outer = rank > 2 ? rank - 2 : 0;
        const part::axis none{1, 0, 0};
        const part::axis rows = rank >= 2 ? after_.axes[rank - 2] : none, columns = rank >= 1 ? after_.axes[rank - 1] : none;
        for (index_t k = 0; k < count; ++k) {
            for_each_position(after_, outer, array + offsets[k] * Size, value + k * chosen_step_, [&](char* a, char* v) {
                const kernel::block_place in_array{a, rows.array_step, columns.array_step};
                const kernel::block_place in_values{v, rows.value_step, columns.value_step};
                kernel::copy_block<Size>(ToArray ? in_array : in_values, ToArray ? in_values : in_array, rows.extent, columns.extent,
                                   Size);
            });
        }
    }

    const index_plan& plan_;
    char* array_;
    char* value_;
    part before_, after_;
    index_t chosen_step_ = 0;  // in bytes
};

/// The values' axes that belong to chosen ones can be walked with one step.
inline bool one_step(const index_plan& plan, const index_t* strides) {
    index_t step = 0, inner = 0;
    bool found = false;
    for (index_t k = plan.chosen.size(); k-- > 0;) {
        if (plan.chosen[k] == 1) continue;
        if (found && strides[k] != step * inner) return false;
        step = strides[k];
        inner = plan.chosen[k];
        found = true;
    }
    return true;
}

}  // namespace selecting

/// Copies what is selected into dense memory.
template <index_t Size>
STRAND_NOINLINE void read_selected(const index_plan& plan, const void* array, void* result) {
    shape_t strides(plan.shape.size(), 0);
    strand::detail::dense_strides(plan.shape, row_major, strides.data());
    const memory_view values{result, plan.shape.data(), strides.data(), plan.shape.size(), Size, true, false};
    selecting::mover<Size, false>(plan, static_cast<char*>(const_cast<void*>(array)), values).run();
}

/// All bytes that views meet in are the same, or none are.
inline bool bytes_meet(const memory_view& a, const memory_view& b) {
    const auto x = strand::detail::bytes_of_view(a), y = strand::detail::bytes_of_view(b);
    return x.first < y.last && y.first < x.last;
}

/// Writes values of so many bytes, broadcast to the shape of the selection; the last of repeated indices wins.
/// `array` is all of the array that the plan was made for.
template <index_t Size>
STRAND_NOINLINE void write_selected(const index_plan& plan, const memory_view& array, memory_view values) {
    operand_copies copies(kernel::copier<Size>), index_copies(kernel::element_copier<1 + 2 + 4 + 8>);
    if (!values.scalar) {
        strand::detail::check_broadcasts_to(values.shape(), plan.shape);
        if (bytes_meet(array, values)) copy_operand(values, copies);
    }
    index_plan own;
    const index_plan* used = &plan;
    for (std::size_t k = 0; k < plan.sources.size(); ++k) {
        const index_source& source = plan.sources[k];
        const index_t size = strand::detail::bytes_of(source.type);
        shape_t strides;
        for (const index_t step : source.strides) strides.push_back(step / size);
        memory_view view{source.data, plan.chosen.data(), strides.data(), plan.chosen.size(), size, false, false};
        if (!bytes_meet(array, view)) continue;
        copy_operand(view, index_copies);
        if (used == &plan) {
            own = plan;
            used = &own;
        }
        own.sources[k].data = static_cast<char*>(view.data);
        for (index_t axis = 0; axis < view.rank; ++axis) own.sources[k].strides[axis] = view.strides[axis] * size;
    }
    shape_t strides(plan.shape.size(), 0);
    const index_t added = plan.shape.size() - values.rank;
    for (index_t k = 0; !values.scalar && k < values.rank; ++k) {
        if (values.extents[k] == plan.shape[added + k]) strides[added + k] = values.strides[k];
    }
    if (!selecting::one_step(plan, strides.data() + plan.before.size())) {
        values.extents = plan.shape.data();
        values.strides = strides.data();
        values.rank = plan.shape.size();
        values.dense = false;
        copy_operand(values, copies);
        for (index_t k = 0; k < values.rank; ++k) strides[k] = values.strides[k];
    }
    values.strides = strides.data();
    selecting::mover<Size, true>(*used, static_cast<char*>(array.data), values).run();
}

}  // namespace strand::inline STRAND_ISA::eval_detail

#endif
