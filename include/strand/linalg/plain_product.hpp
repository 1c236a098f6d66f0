// SPDX-License-Identifier: BSD-3-Clause
// `plain_product`: two operands whose labels say "matrix product" as they stand: "ij,jk->ik", "bij,bkj->bki".
// One label is summed; rows and columns have one at most; no label is twice in an operand. What is planned
// for other contractions is here read off the labels, while compiling if they are known, because planning
// takes longer than multiplying small matrices. In: labels, then memory. Out: the arguments of matmul_into.
#ifndef STRAND_LINALG_PLAIN_PRODUCT_HPP
#define STRAND_LINALG_PLAIN_PRODUCT_HPP

#include <strand/linalg/contraction.hpp>

namespace strand::detail {

struct plain_product {
    static constexpr index_t most_axes = 6;
    /// The axis of each of the three with one label, or -1.
    struct places {
        index_t a = -1, b = -1, out = -1;
    };
    bool fits = false, turned = false;  // turned: the rows come last in the result
    bool whole = false;                 // instead: the sum over all axes, which both operands have in the same order
    index_t batch_rank = 0, out_rank = 0;
    places batch[most_axes], rows, columns, inner;

    constexpr plain_product() = default;
    /// `labels` are those of operands of these ranks, and then of the result.
    constexpr plain_product(std::span<const label> labels, index_t a_rank, index_t b_rank) {
        const auto a = labels.subspan(0, static_cast<std::size_t>(a_rank));
        const auto b = labels.subspan(static_cast<std::size_t>(a_rank), static_cast<std::size_t>(b_rank));
        const auto out = labels.subspan(static_cast<std::size_t>(a_rank + b_rank));
        out_rank = static_cast<index_t>(out.size());
        whole = out.empty() && a_rank == b_rank && a_rank > 0;
        for (index_t axis = 0; whole && axis < a_rank; ++axis) {
            const label name = a[static_cast<std::size_t>(axis)];
            whole = place_of(name, a) == axis && b[static_cast<std::size_t>(axis)] == name;
        }
        if (a_rank > most_axes || b_rank > most_axes || out_rank > most_axes) return;
        for (index_t axis = 0; axis < a_rank; ++axis) {
            const label name = a[static_cast<std::size_t>(axis)];
            const places here{place_of(name, a), place_of(name, b), place_of(name, out)};
            if (here.a != axis) return;
            places& role = here.b < 0 ? rows : here.out < 0 ? inner : batch[batch_rank];
            if (&role == &batch[batch_rank]) ++batch_rank;
            else if (role.a >= 0) return;
            role = here;
        }
        for (index_t axis = 0; axis < b_rank; ++axis) {
            const label name = b[static_cast<std::size_t>(axis)];
            if (place_of(name, b) != axis) return;
            if (place_of(name, a) >= 0) continue;
            if (columns.b >= 0) return;
            columns = {-1, axis, place_of(name, out)};
        }
        const bool rows_kept = (rows.a < 0) == (rows.out < 0), columns_kept = (columns.b < 0) == (columns.out < 0);
        fits = inner.a >= 0 && rows_kept && columns_kept && (rows.a >= 0 || columns.b >= 0) &&
               out_rank == batch_rank + (rows.a >= 0) + (columns.b >= 0);
        turned = rows.a >= 0 && columns.b >= 0 && rows.out > columns.out;
    }

    /// The extents of the result; false where operands broadcast or do not fit together.
    bool result_extents(const memory_view& a, const memory_view& b, index_t* extents) const {
        if (a.extents[inner.a] != b.extents[inner.b]) return false;
        for (index_t k = 0; k < batch_rank; ++k) {
            if (a.extents[batch[k].a] != b.extents[batch[k].b]) return false;
            extents[batch[k].out] = a.extents[batch[k].a];
        }
        if (rows.a >= 0) extents[rows.out] = a.extents[rows.a];
        if (columns.b >= 0) extents[columns.out] = b.extents[columns.b];
        return true;
    }

    /// `whole`, and both operands lie dense: one row times one column.
    bool is_dot(const memory_view& a, const memory_view& b) const {
        bool same = whole && a.dense && b.dense;
        for (index_t axis = 0; same && axis < a.rank; ++axis) same = a.extents[axis] == b.extents[axis];
        return same;
    }

private:
    static constexpr index_t place_of(label name, std::span<const label> list) {
        for (std::size_t k = 0; k < list.size(); ++k) {
            if (list[k] == name) return static_cast<index_t>(k);
        }
        return -1;
    }
};

/// Three operands whose products, two after each other, are both plain: "ij,jk,kl->il". The order is the one
/// that order_search takes. Nothing else fits: labels summed in one operand, diagonals, broadcasting.
class plain_triple {
public:
    bool fits = false;
    int first = 0, second = 1, third = 2;
    plain_product inner, outer;  // of first and second; of their product and the third
    index_t extents[plain_product::most_axes];  // of that product

    /// `labels` are those of the operands and then of the result.
    STRAND_NOINLINE plain_triple(std::span<const label> labels, const memory_view (&views)[3]) {
        index_t size[most_labels];
        label_set sets[3] = {}, kept = 0;
        const label* name = labels.data();
        for (int op = 0; op < 3; ++op) {
            for (index_t axis = 0; axis < views[op].rank; ++axis, ++name) {
                const label_set bit = set_of(*name), known = sets[0] | sets[1] | sets[2];
                if ((sets[op] & bit) || ((known & bit) && size[*name] != views[op].extents[axis])) return;
                size[*name] = views[op].extents[axis];
                sets[op] |= bit;
            }
        }
        const label *const out = name, *const end = labels.data() + labels.size();
        for (; name != end; ++name) kept |= set_of(*name);
        if (kept & ~(sets[0] | sets[1] | sets[2])) return;
        const auto elements = [&size](label_set set) {
            double count = 1;
            for (; set; set &= set - 1) count *= static_cast<double>(size[first_of(set)]);
            return count;
        };
        // Of equal orders the one from left to right.
        constexpr int orders[3][3] = {{0, 1, 2}, {1, 2, 0}, {0, 2, 1}};
        double least = 0, smallest = 0;
        label_set between = 0;
        for (const auto& order : orders) {
            const label_set both = sets[order[0]] | sets[order[1]], left = both & (kept | sets[order[2]]), all = left | sets[order[2]];
            const double memory = elements(left);
            const double flops = elements(both) * (both == left ? 1 : 2) + elements(all) * (all == kept ? 1 : 2);
            if (&order != orders && (flops > least || (flops == least && memory >= smallest))) continue;
            least = flops;
            smallest = memory;
            between = left;
            first = order[0], second = order[1], third = order[2];
        }
        // The labels of each step: operands one behind the other, then the result.
        label list[4 * plain_product::most_axes];
        label* at = list;
        const auto add = [&](int op) {
            const label* from = labels.data();
            for (int k = 0; k < op; ++k) from += views[k].rank;
            for (index_t axis = 0; axis < views[op].rank; ++axis) *at++ = from[axis];
        };
        for (const memory_view& view : views) {
            if (view.rank > plain_product::most_axes) return;
        }
        if (count_of(between) > plain_product::most_axes || end - out > plain_product::most_axes) return;
        label product[plain_product::most_axes];
        index_t rank = 0;
        add(first);
        add(second);
        // Labels of the first operand in its order, then those of the second.
        for (const label* from = list; from != at; ++from) {
            if (between & set_of(*from)) product[rank++] = *from, between &= ~set_of(*from);
        }
        for (index_t k = 0; k < rank; ++k) *at++ = product[k], extents[k] = size[product[k]];
        inner = plain_product({list, at}, views[first].rank, views[second].rank);
        if (!inner.fits) return;
        at = list;
        for (index_t k = 0; k < rank; ++k) *at++ = product[k];
        add(third);
        for (const label* from = out; from != end; ++from) *at++ = *from;
        outer = plain_product({list, at}, rank, views[third].rank);
        fits = outer.fits;
    }
};

/// The stacks of matrices that a plain product multiplies.
class plain_stacks {
public:
    plain_stacks(const plain_product& product, const memory_view& a, const memory_view& b, const memory_view& out) {
        fill(0, product, a, &plain_product::places::a, product.rows, product.inner, product.turned);
        fill(1, product, b, &plain_product::places::b, product.inner, product.columns, product.turned);
        fill(2, product, out, &plain_product::places::out, product.rows, product.columns, product.turned);
        if (product.turned) std::swap(views_[0], views_[1]);
    }
    plain_stacks(const plain_stacks&) = delete;
    const memory_view& left() const { return views_[0]; }
    const memory_view& right() const { return views_[1]; }
    const memory_view& out() const { return views_[2]; }

private:
    using places = plain_product::places;
    void fill(int which, const plain_product& product, const memory_view& memory, index_t places::*axis, const places& row,
              const places& column, bool turned) {
        index_t *const extents = extents_[which], *const strides = strides_[which], rank = product.batch_rank + 2;
        for (index_t k = 0; k < rank; ++k) {
            const bool first = k == product.batch_rank;
            const places& place = k < product.batch_rank ? product.batch[k] : first != turned ? row : column;
            const index_t from = place.*axis;
            extents[k] = from < 0 ? 1 : memory.extents[from];
            strides[k] = from < 0 ? 0 : memory.strides[from];
        }
        views_[which] = {memory.data, extents, strides, rank, memory.itemsize, false, false};
    }

    index_t extents_[3][plain_product::most_axes + 2], strides_[3][plain_product::most_axes + 2];
    memory_view views_[3];
};

}  // namespace strand::detail

#endif
