// SPDX-License-Identifier: BSD-3-Clause
// `nested_braces<T>`: values in braces of any depth, as one type. A brace is a number or a list of
// braces, so that {{1}, {2}} is two lists of one number.
// Refuses ragged braces with a shape_error that names the place.
#ifndef STRAND_ARRAY_NESTED_BRACES_HPP
#define STRAND_ARRAY_NESTED_BRACES_HPP

#include <initializer_list>
#include <strand/expr/map.hpp>

namespace strand::detail {

template <element T>
class nested_braces {
public:
    template <scalar_number Number>
    nested_braces(Number value) : value_(number_as<T>(value)) {}
    nested_braces(std::initializer_list<nested_braces> list) : list_(list), is_list_(true) {}

    /// The shape that the first elements suggest; `write` finds out whether the others agree.
    static shape_t shape_of(std::initializer_list<nested_braces> list) {
        shape_t shape{static_cast<index_t>(list.size())};
        const nested_braces* first = list.begin();
        while (list.size() > 0 && first->is_list_) {
            shape.push_back(static_cast<index_t>(first->list_.size()));
            if (first->list_.size() == 0) break;
            first = first->list_.begin();
        }
        return shape;
    }
    /// Writes the values in C order and returns the end; throws when a brace does not have this shape.
    static T* write(std::initializer_list<nested_braces> list, dims_view shape, T* out) {
        check(static_cast<index_t>(list.size()), shape);
        for (const nested_braces& item : list) {
            if (item.is_list_ && shape.size() > 1) {
                out = write(item.list_, shape.subspan(1), out);
            } else if (item.is_list_ || shape.size() > 1) {
                throw_shape("ragged braces: a value and a list of values stand side by side");
            } else {
                *out++ = item.value_;
            }
        }
        return out;
    }

private:
    static void check(index_t count, dims_view shape) {
        if (count != shape[0]) {
            throw_shape("ragged braces: a list of " + std::to_string(count) + " stands beside a list of " +
                        std::to_string(shape[0]));
        }
    }

    T value_{};
    std::initializer_list<nested_braces> list_{};
    bool is_list_ = false;
};

}  // namespace strand::detail

#endif
