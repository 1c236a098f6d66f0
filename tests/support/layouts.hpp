// SPDX-License-Identifier: BSD-3-Clause
// Random layouts for oracle tests: views of one block of memory with any order of axes, any sign and
// size of strides, stretched axes and gaps; and the naive way to read them, by index lists.
#ifndef STRAND_TESTS_SUPPORT_LAYOUTS_HPP
#define STRAND_TESTS_SUPPORT_LAYOUTS_HPP

#include <random>
#include <vector>
#include <strand/strand.hpp>

namespace layouts {

using strand::index_t;
using strand::shape_t;

inline index_t pick(std::mt19937& random, index_t low, index_t high) {
    return std::uniform_int_distribution<index_t>(low, high)(random);
}

/// Extents around the widths of registers, and small ones so that several axes stay affordable.
inline shape_t random_shape(std::mt19937& random, index_t most_rank = 5, index_t most_elements = 3000) {
    static const index_t extents[] = {0, 1, 1, 2, 3, 3, 4, 5, 7, 8, 9, 15, 16, 17, 19, 31, 33, 35, 67, 131, 300};
    shape_t shape;
    index_t count = 1;
    const index_t rank = pick(random, 0, most_rank);
    for (index_t axis = 0; axis < rank; ++axis) {
        index_t extent = extents[pick(random, 0, std::size(extents) - 1)];
        if (extent == 0 && pick(random, 0, 3) != 0) extent = 2;
        if (count * extent > most_elements) extent = 1 + extent % 2;
        count *= extent == 0 ? 1 : extent;
        shape.push_back(extent);
    }
    return shape;
}

/// One axis of some length among short ones: stacks of small matrices, in any order.
inline shape_t random_stack(std::mt19937& random) {
    shape_t shape;
    const index_t rank = pick(random, 2, 4), longest = pick(random, 0, 1) == 0 ? 0 : pick(random, 0, rank - 1);
    for (index_t axis = 0; axis < rank; ++axis) shape.push_back(axis == longest ? pick(random, 3, 150) : pick(random, 1, 5));
    return shape;
}

/// A shape in memory of its own: axes in random order, directions, gaps.
struct placed_bytes {
    std::vector<unsigned char> memory;
    index_t offset = 0;  // in bytes, of the element at index 0
    shape_t shape, strides;

    /// `stretch`: axes may be broadcast (stride 0 or missing), for operands that are only read.
    placed_bytes(std::mt19937& random, const shape_t& full, bool stretch, index_t itemsize, std::size_t alignment) {
        shape = full;
        if (stretch) {
            while (!shape.empty() && pick(random, 0, 6) == 0) shape.erase(0);
            for (index_t& extent : shape) {
                if (pick(random, 0, 5) == 0) extent = 1;
            }
        }
        const index_t rank = shape.size();
        std::vector<index_t> order;
        for (index_t axis = 0; axis < rank; ++axis) order.push_back(axis);
        const index_t habit = pick(random, 0, 3);  // C order, Fortran order, any order
        if (habit == 1) std::reverse(order.begin(), order.end());
        if (habit == 2) std::shuffle(order.begin(), order.end(), random);
        strides = shape_t(rank, 0);
        index_t step = 1, low = 0, high = 0;
        for (std::size_t k = order.size(); k-- > 0;) {
            const index_t axis = order[k];
            if (pick(random, 0, 4) == 0) step *= pick(random, 1, 4);
            strides[axis] = pick(random, 0, 4) == 0 ? -step : step;
            if (stretch && pick(random, 0, 9) == 0) strides[axis] = 0;
            step *= shape[axis] > 0 ? shape[axis] : 1;
            if (pick(random, 0, 5) == 0) step += pick(random, 0, 3);
            if (shape[axis] > 0) {
                const index_t reach = (shape[axis] - 1) * strides[axis];
                (reach < 0 ? low : high) += reach;
            }
        }
        // The vector gives no alignment beyond the elements': kernels must not need more.
        memory.resize(static_cast<std::size_t>((high - low + 1) * itemsize) + 64);
        const auto address = reinterpret_cast<std::uintptr_t>(memory.data());
        const index_t misfit = static_cast<index_t>(address % alignment == 0 ? 0 : alignment - address % alignment);
        offset = misfit + (pick(random, 0, 7) - low) * itemsize;
        if (offset + high * itemsize + itemsize > static_cast<index_t>(memory.size())) offset = misfit - low * itemsize;
    }
};

/// The same as elements of one type.
template <class T>
struct placed : placed_bytes {
    placed(std::mt19937& random, const shape_t& full, bool stretch)
        : placed_bytes(random, full, stretch, static_cast<index_t>(sizeof(T)), alignof(T)) {}
    T* data() { return reinterpret_cast<T*>(memory.data() + offset); }
    strand::ndview<T> view() { return {data(), shape, strides}; }
};

/// Calls f(indices) for every index list of a shape, in C order.
template <class F>
void for_each_index(const shape_t& shape, F f) {
    for (const index_t extent : shape) {
        if (extent == 0) return;
    }
    shape_t index(shape.size(), 0);
    while (true) {
        f(index);
        index_t axis = shape.size() - 1;
        for (; axis >= 0 && ++index[axis] == shape[axis]; --axis) index[axis] = 0;
        if (axis < 0) return;
    }
}

/// How far from the first element the one is that an index list of a broadcast shape means.
inline index_t offset_of(const shape_t& shape, const shape_t& strides, const shape_t& index) {
    index_t offset = 0;
    const index_t skip = index.size() - shape.size();
    for (index_t axis = 0; axis < shape.size(); ++axis) {
        if (shape[axis] != 1) offset += index[skip + axis] * strides[axis];
    }
    return offset;
}

/// The element that an index list of a broadcast shape means.
template <class View>
auto& element_at(const View& view, const shape_t& index) {
    return view.data()[offset_of(shape_t(view.shape()), shape_t(view.strides()), index)];
}

template <class T>
T random_value(std::mt19937& random) {
    if constexpr (std::same_as<T, bool>) {
        return pick(random, 0, 1) == 1;
    } else if constexpr (strand::detail::is_complex<T>) {
        using R = strand::real_t<T>;
        return T(static_cast<R>(pick(random, -50, 50)), static_cast<R>(pick(random, -50, 50)));
    } else if constexpr (std::floating_point<T>) {
        return static_cast<T>(pick(random, -400, 400)) / 4;
    } else {
        return static_cast<T>(pick(random, -100, 100));
    }
}
template <class T>
void fill_randomly(std::mt19937& random, strand::ndview<T> view) {
    for_each_index(shape_t(view.shape()), [&](const shape_t& index) { element_at(view, index) = random_value<T>(random); });
}

}  // namespace layouts

#endif
