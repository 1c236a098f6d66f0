// SPDX-License-Identifier: BSD-3-Clause
// Checks a rearranging function on all that it can be given: arrays (const, of static and dynamic rank,
// rvalues), views and lazy expressions; against NumPy's shape, strides and address.
#ifndef STRAND_TESTS_OPS_REARRANGING_HPP
#define STRAND_TESTS_OPS_REARRANGING_HPP

#include <numeric>
#include <strand/strand.hpp>
#include "support/catch.hpp"
#include "support/matchers.hpp"

#define FORWARD(x) std::forward<decltype(x)>(x)

namespace rearranging {

using namespace strand;
using T = std::int8_t;

/// What NumPy gives; strides of axes with one element do not count and are written as 0.
struct expected {
    shape_t shape, strides;
    index_t offset;

    /// Of elements 0, 1, 2 ... each value says where it lies.
    std::vector<T> values() const {
        std::vector<T> result;
        layouts::for_each_index(shape, [&](const shape_t& index) {
            index_t place = offset;
            for (index_t axis = 0; axis < index.size(); ++axis) place += index[axis] * strides[axis];
            result.push_back(static_cast<T>(place));
        });
        return result;
    }
};

template <class Result>
void check_view(const Result& result, const T* base, const expected& e) {
    static_assert(!detail::owner<Result> && detail::strided_memory<Result>);
    CHECK(difference(result, e.shape, e.values()) == "");
    bool same_strides = true;
    for (index_t axis = 0; axis < result.ndim(); ++axis) {
        if (result.shape()[axis] > 1 && result.size() > 0) same_strides &= result.strides()[axis] == e.strides[axis];
    }
    CHECK(same_strides);
    if (result.size() > 0) CHECK(result.data() - base == e.offset);
}
template <class Result>
void check_array(const Result& result, const expected& e) {
    static_assert(detail::owner<Result>);
    CHECK(difference(result, e.shape, e.values()) == "");
}
template <class View, bool Writable>
inline constexpr bool writes = View::is_writable == Writable;

/// `of_block` is the answer for a = [[[0 ... 3] ...]] of shape (2, 3, 4), `of_part` for a[::-1, :, ::2].
template <class F>
void check(F function, const expected& of_block, const expected& of_part) {
    ndarray<T, 3> a(extents<3>({2, 3, 4}));
    std::iota(a.begin(), a.end(), T(0));
    const ndarray<T, 3>& read_only = a;
    const auto part = a(range(none, none, -1), all, range(none, none, 2));

    check_view(function(a), a.data(), of_block);
    check_view(function(read_only), a.data(), of_block);
    check_view(function(a.view()), a.data(), of_block);
    check_view(function(part), a.data(), of_part);
    static_assert(writes<decltype(function(a)), true> && writes<decltype(function(read_only)), false>);
    static_assert(writes<decltype(function(part)), true>);

    check_array(function(ndarray<T, 3>(a)), of_block);
    check_array(function(a + T(0)), of_block);
    check_array(function(copy(part)), of_part);

    // A column-major array is rearranged like any other.
    ndarray<T, 3> f(a.shape(), column_major);
    f.view() = a;
    check_array(function(std::move(f)), of_block);

    ndarray<T> d = a;
    check_view(function(d), d.data(), of_block);
    check_array(function(std::move(d)), of_block);
}

}  // namespace rearranging

#endif
