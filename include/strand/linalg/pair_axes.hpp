// SPDX-License-Identifier: BSD-3-Clause
// From labels to the axes of matrices: which labels of a pair of operands are walked as one axis, which axis
// the matrices get and which are looped over, and when an operand is better copied first.
// In: labels, extents, strides. Out: axes with their strides in both operands and in the result.
#ifndef STRAND_LINALG_PAIR_AXES_HPP
#define STRAND_LINALG_PAIR_AXES_HPP

#include <strand/linalg/contraction.hpp>

namespace strand::detail {

using label_list = small_vector<label, 8>;

/// An axis, or several that are walked as one, with its strides in the left operand, the right and the result.
struct step_axis {
    index_t extent;
    index_t stride[3];
};
using step_axes = small_vector<step_axis, 4>;

/// Axis a has larger strides than axis b: the first operand with an opinion decides.
inline bool is_outer(const index_t* a, const index_t* b, index_t count) {
    for (index_t k = 0; k < count; ++k) {
        const index_t x = a[k] < 0 ? -a[k] : a[k], y = b[k] < 0 ? -b[k] : b[k];
        if (x != 0 && y != 0 && x != y) return x > y;
    }
    return false;
}

/// Appends the labels of a set, those with the largest strides of the operand first.
inline void append_labels(label_list& list, label_set set, const labelled_operand& like) {
    const index_t begin = list.size();
    for (; set; set &= set - 1) {
        const index_t stride = like.stride_of(first_of(set));
        index_t at = list.size();
        list.push_back(first_of(set));
        for (; at > begin; --at) {
            const index_t before = like.stride_of(list[at - 1]);
            if (!is_outer(&stride, &before, 1)) break;
            list[at] = list[at - 1];
            list[at - 1] = first_of(set);
        }
    }
}

/// Labels of one role as few axes as possible, the largest strides first.
inline step_axes merged(const contraction& c, label_set set, const labelled_operand& a,
                        const labelled_operand& b, const labelled_operand& out) {
    step_axes axes;
    for (; set; set &= set - 1) {
        const label name = first_of(set);
        index_t at = axes.size();
        axes.push_back({c.extent(name), {a.stride_of(name), b.stride_of(name), out.stride_of(name)}});
        for (; at > 0 && is_outer(axes[at].stride, axes[at - 1].stride, 3); --at) std::swap(axes[at], axes[at - 1]);
    }
    index_t last = 0;
    for (index_t k = 1; k < axes.size(); ++k) {
        step_axis &outer = axes[last], &inner = axes[k];
        bool fits = true;
        for (int i = 0; i < 3; ++i) fits &= outer.stride[i] == inner.extent * inner.stride[i];
        if (fits) inner.extent *= outer.extent;
        else ++last;
        axes[last] = inner;
    }
    if (!axes.empty()) axes.resize_uninitialised(last + 1);
    return axes;
}
inline bool is_one_axis(const contraction& c, label_set set, const labelled_operand& operand) {
    const labelled_operand none{};
    return merged(c, set, operand, none, none).size() <= 1;
}

/// Matrices with fewer rows or columns leave most of a register tile empty.
inline constexpr index_t fewest_rows = 8;
/// Shorter sums cost more in writing the result again and again than in multiplying.
inline constexpr index_t shortest_sum = 32;
/// Calls for smaller matrices take longer than what they compute.
inline constexpr index_t smallest_matrix = 64;

/// The axis that the matrices get: the one with the smallest strides if it is long enough, else the longest.
inline index_t best_axis(const step_axes& axes, index_t enough) {
    index_t best = axes.size() - 1;
    for (index_t k = best; k-- > 0;) {
        if (axes[best].extent < enough && axes[k].extent > axes[best].extent) best = k;
    }
    return best;
}
/// Takes it out of the list; what remains is looped over.
inline step_axis take_best(step_axes& axes, index_t enough) {
    if (axes.empty()) return {1, {0, 0, 0}};
    const index_t at = best_axis(axes, enough);
    const step_axis axis = axes[at];
    axes.erase(at);
    return axis;
}
inline bool too_short(const step_axes& axes, index_t enough) {
    return axes.size() > 1 && axes[best_axis(axes, enough)].extent < enough;
}
/// Sums over several axes that do not merge: better one long sum over copies of the operands? Copying takes
/// time for each row and column, what it saves for each of their products.
inline bool worth_copying(const step_axes& inner, double rows, double columns) {
    if (inner.size() < 2 || inner[inner.size() - 1].extent >= shortest_sum) return false;
    return rows * columns > 8 * (rows + columns) || inner[best_axis(inner, shortest_sum)].extent < shortest_sum;
}

/// Labels that are one axis as they stand, or none.
inline step_axis only_axis(const contraction& c, label_set set, const labelled_operand& a, const labelled_operand& b,
                           const labelled_operand& out) {
    if (!set) return {1, {0, 0, 0}};
    const label name = first_of(set);
    return {c.extent(name), {a.stride_of(name), b.stride_of(name), out.stride_of(name)}};
}

}  // namespace strand::detail

#endif
