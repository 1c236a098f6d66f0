// SPDX-License-Identifier: BSD-3-Clause
// In which order einsum contracts more than two operands, two at a time, and what that costs.
// In: the labels of each operand and their extents. Out: pairs of positions in the list of operands, each
// pair taken out of it and its product put at the end, as in NumPy.
// Up to five operands the order with the fewest operations, found over all subsets (dynamic programming:
// R. Pfeifer, J. Haegeman, F. Verstraete, Faster identification of optimal contraction sequences for
// tensor networks, 2014); above always the pair that leaves the least memory in use.
#ifndef STRAND_LINALG_CONTRACTION_ORDER_HPP
#define STRAND_LINALG_CONTRACTION_ORDER_HPP

#include <iosfwd>
#include <vector>
#include <strand/linalg/contraction.hpp>

namespace strand {

/// How einsum computes: see einsum_path. Counts are numbers of multiplications and additions, and of elements.
struct contraction_path {
    std::string subscripts;      // with the output written out
    std::vector<shape_t> order;  // positions in the list of operands, for each step
    double naive_flops = 0;      // of one loop over all labels
    double optimized_flops = 0;
    double largest_intermediate = 0;
};

namespace detail {

struct contraction_step {
    std::uint8_t first, second;  // positions, first < second
};

/// Operands whose order is searched exhaustively: five have 105 orders up to symmetry, 90 splits of subsets.
inline constexpr index_t most_searched = 5;

/// Operations of one step: a multiplication for each combination of labels, and an addition if any is summed.
inline double step_flops(const contraction& c, label_set all, label_set result) {
    return c.size_of(all) * (all == result ? 1 : 2);
}

/// `labels` has one set per operand, none of them with a label that is to be summed in it alone.
class order_search {
public:
    order_search(const contraction& c, std::span<const label_set> labels, contraction_step* steps)
        : contraction_(c), count_(static_cast<index_t>(labels.size())), steps_(steps) {
        if (count_ < 2) return;
        if (count_ > most_searched) {
            greedy(labels);
            return;
        }
        search(labels);
        for (index_t k = 0; k < count_; ++k) list_[k] = 1u << k;
        emit((1u << count_) - 1);
    }

private:
    void search(std::span<const label_set> labels) {
        const unsigned everything = (1u << count_) - 1;
        label_set within[1 << most_searched];
        double cost[1 << most_searched], memory[1 << most_searched];
        within[0] = 0;
        for (unsigned set = 1; set <= everything; ++set) {
            within[set] = within[set & (set - 1)] | labels[first_of(set)];
        }
        for (unsigned set = 1; set <= everything; ++set) {
            cost[set] = memory[set] = 0;
            split_[set] = 0;
            if ((set & (set - 1)) == 0) continue;
            const label_set left_over = within[set] & (contraction_.kept | within[everything & ~set]);
            bool found = false;
            const auto consider = [&](unsigned half) {
                const unsigned rest = set & ~half;
                const label_set all = result_of(within, everything, half) | result_of(within, everything, rest);
                const double flops = cost[half] + cost[rest] + step_flops(contraction_, all, left_over);
                const double used = memory[half] + memory[rest];
                if (found && (flops > cost[set] || (flops == cost[set] && used >= memory[set]))) return;
                found = true;
                cost[set] = flops;
                memory[set] = used;
                split_[set] = half;
            };
            // Of equal orders the one from left to right.
            consider(1u << (31 - std::countl_zero(set)));
            // Each split once: the other half has the lowest operand.
            for (unsigned half = (set - 1) & set; half; half = (half - 1) & set) {
                if (!(half & set & (~set + 1))) consider(half);
            }
            memory[set] += contraction_.size_of(left_over);
        }
    }
    label_set result_of(const label_set* within, unsigned everything, unsigned set) const {
        return within[set] & (contraction_.kept | within[everything & ~set]);
    }
    void emit(unsigned set) {
        const unsigned half = split_[set];
        if (half == 0) return;
        emit(set & ~half);
        emit(half);
        index_t first = 0, second = 0;
        while (list_[first] != half && list_[first] != (set & ~half)) ++first;
        second = first + 1;
        while (list_[second] != half && list_[second] != (set & ~half)) ++second;
        for (index_t k = second; k + 1 < count_; ++k) list_[k] = list_[k + 1];
        for (index_t k = first; k + 2 < count_; ++k) list_[k] = list_[k + 1];
        list_[count_ - 2] = set;
        --count_;
        *steps_++ = {static_cast<std::uint8_t>(first), static_cast<std::uint8_t>(second)};
    }

    /// The pair whose product frees most memory, or takes least; of equal ones the cheaper.
    void greedy(std::span<const label_set> labels) {
        small_vector<label_set, 16> list(labels.data(), labels.data() + labels.size());
        for (; list.size() > 1; ++steps_) {
            label_set once = contraction_.kept, twice = 0, more = 0;  // how many have a label, the output included
            for (const label_set set : list) {
                more |= twice & set;
                twice |= once & set;
                once |= set;
            }
            small_vector<double, 16> size;
            for (const label_set set : list) size.push_back(contraction_.size_of(set));
            double best = 0, best_cost = 0;
            bool found = false;
            for (index_t i = 0; i < list.size(); ++i) {
                for (index_t k = i + 1; k < list.size(); ++k) {
                    const label_set all = list[i] | list[k], result = all & ~(list[i] & list[k] & ~more);
                    const double grows = contraction_.size_of(result) - size[i] - size[k];
                    const double cost = step_flops(contraction_, all, result);
                    if (found && (grows > best || (grows == best && cost >= best_cost))) continue;
                    found = true;
                    best = grows;
                    best_cost = cost;
                    *steps_ = {static_cast<std::uint8_t>(i), static_cast<std::uint8_t>(k)};
                }
            }
            const label_set a = list[steps_->first], b = list[steps_->second];
            list.erase(steps_->second);
            list.erase(steps_->first);
            list.push_back((a | b) & ~(a & b & ~more));
        }
    }

    const contraction& contraction_;
    index_t count_;
    contraction_step* steps_;
    unsigned split_[1 << most_searched], list_[most_searched];
};

/// Labels that are in this operand only and not in the output: summed before anything else.
inline label_set lone_labels(const contraction& c, std::span<const label_set> labels, index_t operand) {
    label_set others = c.kept;
    for (index_t k = 0; k < static_cast<index_t>(labels.size()); ++k) {
        if (k != operand) others |= labels[static_cast<std::size_t>(k)];
    }
    return labels[static_cast<std::size_t>(operand)] & ~others;
}

/// The report on a contraction of operands with these labels.
inline contraction_path describe_path(const contraction& c, const subscripts& text, std::span<const label_set> labels) {
    contraction_path path;
    const index_t count = static_cast<index_t>(labels.size());
    for (const char x : text.text.substr(0, text.text.find('-'))) {
        if (x != ' ') path.subscripts += x;
    }
    path.subscripts += "->";
    if (text.output_ellipsis && !text.is_explicit) path.subscripts += "...";
    if (text.is_explicit) {
        for (const char* x = text.output; x != text.text.data() + text.text.size(); ++x) {
            if (*x != ' ') path.subscripts += *x;
        }
    } else {
        for (const label name : c.output) {
            if (text.letters & set_of(name)) path.subscripts += letter_of(name);
        }
    }
    label_set all = 0;
    index_t entries = 0;
    for (const label_set set : labels) {
        all |= set;
        entries += count_of(set);
    }
    const index_t operations = (count > 1 ? count - 1 : 0) + (entries > count_of(all) || all != c.kept ? 1 : 0);
    path.naive_flops = c.size_of(all) * static_cast<double>(operations > 1 ? operations : 1);
    small_vector<label_set, 16> list;
    for (index_t k = 0; k < count; ++k) {
        const label_set lone = lone_labels(c, labels, k);
        list.push_back(labels[static_cast<std::size_t>(k)] & ~lone);
        if (lone) path.optimized_flops += c.size_of(labels[static_cast<std::size_t>(k)]);
    }
    if (count == 1) {
        path.order.push_back(shape_t{0});
        path.optimized_flops = path.naive_flops;
        path.largest_intermediate = c.size_of(c.kept);
        return path;
    }
    std::vector<contraction_step> steps(static_cast<std::size_t>(count - 1));
    order_search(c, {list.data(), static_cast<std::size_t>(count)}, steps.data());
    for (const contraction_step step : steps) {
        const label_set both = list[step.first] | list[step.second];
        list.erase(step.second);
        list.erase(step.first);
        label_set needed = c.kept;
        for (const label_set other : list) needed |= other;
        path.order.push_back(shape_t{step.first, step.second});
        path.optimized_flops += step_flops(c, both, both & needed);
        const double size = c.size_of(both & needed);
        if (size > path.largest_intermediate) path.largest_intermediate = size;
        list.push_back(both & needed);
    }
    return path;
}

}  // namespace detail

/// "ij,jk,kl->il: (0, 1) (0, 1), 15000 operations instead of 750000, largest intermediate 500 elements"
inline std::string to_string(const contraction_path& path) {
    const auto number = [](double value) {
        // Whole numbers; those that an index cannot hold need no last digit.
        return value < 9e18 ? std::to_string(static_cast<index_t>(value)) : std::to_string(value);
    };
    std::string text = path.subscripts + ":";
    for (const shape_t& step : path.order) text += " " + to_string(step);
    return text + ", " + number(path.optimized_flops) + " operations instead of " + number(path.naive_flops) +
           ", largest intermediate " + number(path.largest_intermediate) + " elements";
}
template <class Traits>
std::basic_ostream<char, Traits>& operator<<(std::basic_ostream<char, Traits>& out, const contraction_path& path) {
    return out << to_string(path);
}

}  // namespace strand

#endif
