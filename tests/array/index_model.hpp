// SPDX-License-Identifier: BSD-3-Clause
// What an index tuple selects, by NumPy's definition and nothing else: a list of items becomes the shape
// of the result and, for every element of it, the place of the element in the array. Shares no code with
// the library. Checked against NumPy itself while it was written.
#ifndef STRAND_TESTS_ARRAY_INDEX_MODEL_HPP
#define STRAND_TESTS_ARRAY_INDEX_MODEL_HPP

#include <random>
#include <stdexcept>
#include <vector>

namespace index_model {

using integers = std::vector<long>;

struct item {
    enum kind { integer, slice, new_axis, ellipsis, indices, mask } what = ellipsis;
    long index = 0;
    bool has_start = false, has_stop = false;
    long start = 0, stop = 0, step = 1;
    integers shape, values;  // of index arrays and masks, in C order
};

struct refused : std::runtime_error {
    using std::runtime_error::runtime_error;
};

struct selected {
    integers shape;
    integers places;  // numbers of the elements in C order of the array, in C order of the result
};

inline long product(const integers& shape) {
    long count = 1;
    for (const long extent : shape) count *= extent;
    return count;
}

/// The number of an element of a broadcast array, at a position of the whole.
inline long number_at(const integers& shape, const integers& position) {
    long number = 0;
    const std::size_t added = position.size() - shape.size();
    for (std::size_t k = 0; k < shape.size(); ++k) number = number * shape[k] + (shape[k] == 1 ? 0 : position[added + k]);
    return number;
}

/// Calls visit with every position of a shape in C order.
template <class Visit>
void for_each_position(const integers& shape, Visit visit) {
    const long count = product(shape);
    integers position(shape.size());
    for (long number = 0; number < count; ++number) {
        long rest = number;
        for (std::size_t k = shape.size(); k-- > 0; rest /= shape[k]) position[k] = rest % shape[k];
        visit(position);
    }
}

inline selected select(const integers& shape, const std::vector<item>& tuple) {
    // Masks are the arrays of their nonzero positions; of no axes, an array of as many zeros as are true.
    struct chosen {
        long axis;  // -1: no axis of the array
        integers shape, values;
    };
    struct kept {
        long axis, first, step, count;
        bool before;
    };
    long used = 0, ellipses = 0;
    bool fancy = false;
    for (const item& it : tuple) {
        used += it.what == item::mask ? static_cast<long>(it.shape.size())
                                      : it.what == item::integer || it.what == item::slice || it.what == item::indices;
        ellipses += it.what == item::ellipsis;
        fancy |= it.what == item::mask || (it.what == item::indices && !it.shape.empty());
    }
    const long rank = static_cast<long>(shape.size());
    if (ellipses > 1 || used > rank) throw refused("too many");
    std::vector<item> items = tuple;
    if (ellipses == 0) items.push_back(item{});
    std::vector<chosen> choices;
    std::vector<kept> keeps;
    integers runs;  // which items belong together
    long axis = 0, run = 0;
    bool in_run = false;
    for (const item& it : items) {
        const bool chooses = it.what == item::mask || it.what == item::indices || it.what == item::integer;
        if (chooses && !in_run) ++run;
        in_run = chooses;
        const auto extent = [&] { return shape[static_cast<std::size_t>(axis)]; };
        if (it.what == item::integer || (it.what == item::indices && it.shape.empty())) {
            const long index = it.what == item::integer ? it.index : it.values[0];
            if (index < -extent() || index >= extent()) throw refused("integer");
            choices.push_back({axis++, {}, {index}});
        } else if (it.what == item::indices) {
            choices.push_back({axis++, it.shape, it.values});
        } else if (it.what == item::mask && it.shape.empty()) {
            choices.push_back({-1, {it.values[0]}, integers(static_cast<std::size_t>(it.values[0]), 0)});
        } else if (it.what == item::mask) {
            for (std::size_t k = 0; k < it.shape.size(); ++k) {
                if (it.shape[k] != shape[static_cast<std::size_t>(axis) + k]) throw refused("mask");
            }
            for (std::size_t k = 0; k < it.shape.size(); ++k) {
                chosen one{axis++, {}, {}};
                for_each_position(it.shape, [&](const integers& position) {
                    if (it.values[static_cast<std::size_t>(number_at(it.shape, position))]) one.values.push_back(position[k]);
                });
                one.shape = {static_cast<long>(one.values.size())};
                choices.push_back(one);
            }
        } else if (it.what == item::slice) {
            // Python's slice.indices
            const long n = extent(), low = it.step < 0 ? -1 : 0, high = it.step < 0 ? n - 1 : n;
            const auto clamped = [&](long bound) { return std::max(low, std::min(high, bound < 0 ? bound + n : bound)); };
            const long first = it.has_start ? clamped(it.start) : it.step < 0 ? high : low;
            const long last = it.has_stop ? clamped(it.stop) : it.step < 0 ? low : high;
            long count = 0;
            for (long i = first; it.step < 0 ? i > last : i < last; i += it.step) ++count;
            keeps.push_back({axis++, first, it.step, count, run == 0});
        } else if (it.what == item::new_axis) {
            keeps.push_back({-1, 0, 0, 1, run == 0});
        } else {
            for (long k = used; k < rank; ++k, ++axis) keeps.push_back({axis, 0, 1, extent(), run == 0});
        }
    }
    // Index arrays broadcast together.
    integers common;
    for (const chosen& one : choices) {
        while (common.size() < one.shape.size()) common.insert(common.begin(), 1);
    }
    for (const chosen& one : choices) {
        for (std::size_t k = 0; k < one.shape.size(); ++k) {
            long& extent = common[common.size() - one.shape.size() + k];
            if (extent == 1) extent = one.shape[k];
            else if (one.shape[k] != 1 && one.shape[k] != extent) throw refused("broadcast");
        }
    }
    if (product(common) > 0) {
        for (const chosen& one : choices) {
            for (const long index : one.values) {
                if (one.axis < 0) continue;
                const long extent = shape[static_cast<std::size_t>(one.axis)];
                if (index < -extent || index >= extent) throw refused("index");
            }
        }
    }
    const bool first = !fancy || run > 1;
    selected result;
    const auto add_kept = [&](bool before) {
        for (const kept& one : keeps) {
            if (one.before == before) result.shape.push_back(one.count);
        }
    };
    std::size_t common_at = 0;
    if (first) {
        result.shape = common;
        add_kept(true);
        add_kept(false);
    } else {
        add_kept(true);
        common_at = result.shape.size();
        for (const long extent : common) result.shape.push_back(extent);
        add_kept(false);
    }
    for_each_position(result.shape, [&](const integers& position) {
        const integers choice(position.begin() + static_cast<std::ptrdiff_t>(common_at),
                              position.begin() + static_cast<std::ptrdiff_t>(common_at + common.size()));
        integers place(shape.size(), 0);
        for (const chosen& one : choices) {
            if (one.axis < 0) continue;
            const long index = one.values[static_cast<std::size_t>(number_at(one.shape, choice))];
            place[static_cast<std::size_t>(one.axis)] = index < 0 ? index + shape[static_cast<std::size_t>(one.axis)] : index;
        }
        std::size_t at = 0;
        for (const bool before : {true, false}) {
            if (!first && !before) at = common_at + common.size();
            if (first && before) at = common.size();
            for (const kept& one : keeps) {
                if (one.before != before) continue;
                if (one.axis >= 0) place[static_cast<std::size_t>(one.axis)] = one.first + position[at] * one.step;
                ++at;
            }
        }
        result.places.push_back(number_at(shape, place));
    });
    return result;
}

/// A random index of an array: mostly valid, of all kinds of items.
class generator {
public:
    explicit generator(unsigned seed) : random_(seed) {}
    long pick(long low, long high) { return low + static_cast<long>(random_() % static_cast<unsigned long>(high - low + 1)); }

    integers shape() {
        integers result(static_cast<std::size_t>(pick(0, 4)));
        for (long& extent : result) extent = pick(0, 11) == 0 ? 0 : pick(1, 5);
        return result;
    }
    std::vector<item> tuple(const integers& shape) {
        std::vector<item> items;
        const integers common = index_shape();
        std::size_t axis = 0;
        bool has_ellipsis = false, has_fancy = false;
        const long length = pick(1, static_cast<long>(shape.size()) + 2);
        for (long k = 0; k < length; ++k) {
            item it;
            const long extent = axis < shape.size() ? shape[axis] : 0;
            switch (pick(0, 9)) {
                case 0:
                    it.what = item::integer;
                    it.index = index(extent);
                    ++axis;
                    break;
                case 1:
                case 2:
                    it.what = item::slice;
                    it.has_start = pick(0, 1), it.has_stop = pick(0, 1);
                    it.start = pick(-7, 7), it.stop = pick(-7, 7);
                    it.step = pick(0, 1) ? 1 : pick(0, 1) ? -1 : pick(0, 1) ? 2 : -3;
                    ++axis;
                    break;
                case 3: it.what = item::new_axis; break;
                case 4:
                    if (has_ellipsis && pick(0, 30)) continue;
                    has_ellipsis = true;
                    axis = shape.size() > static_cast<std::size_t>(length - k - 1) ? shape.size() - static_cast<std::size_t>(length - k - 1) : axis;
                    break;
                case 5: {
                    has_fancy = true;
                    it.what = item::mask;
                    long covered = pick(0, 2);
                    if (covered == 0 && pick(0, 2)) covered = 1;
                    for (long c = 0; c < covered && axis < shape.size(); ++c) it.shape.push_back(shape[axis++]);
                    if (!it.shape.empty() && pick(0, 30) == 0) ++it.shape[0];
                    const long often = pick(0, 4);
                    for (long c = product(it.shape); c > 0; --c) it.values.push_back(pick(0, 3) < often);
                    break;
                }
                default:
                    has_fancy = true;
                    it.what = item::indices;
                    it.shape = part_of(common);
                    for (long c = product(it.shape); c > 0; --c) it.values.push_back(index(extent));
                    ++axis;
            }
            items.push_back(it);
        }
        if (!has_fancy) {
            item it;
            it.what = item::indices;
            it.shape = part_of(common);
            for (long c = product(it.shape); c > 0; --c) it.values.push_back(index(axis < shape.size() ? shape[axis] : 1));
            items.push_back(it);
        }
        return items;
    }

private:
    integers index_shape() {
        integers result(static_cast<std::size_t>(pick(0, 2)));
        for (long& extent : result) extent = pick(0, 14) == 0 ? 0 : pick(1, 4);
        return result;
    }
    integers part_of(integers shape) {
        while (!shape.empty() && pick(0, 6) == 0) shape.erase(shape.begin());
        for (long& extent : shape) {
            if (pick(0, 5) == 0) extent = 1;
            if (pick(0, 80) == 0) extent = 3;
        }
        return shape;
    }
    long index(long extent) {
        if (extent == 0 || pick(0, 120) == 0) return pick(-7, 7);
        return pick(-extent, extent - 1);
    }
    std::mt19937 random_;
};

}  // namespace index_model

#endif
