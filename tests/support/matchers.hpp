// SPDX-License-Identifier: BSD-3-Clause
// Compares an array with a shape and values in C order, bit by bit as far as numbers go: NaN is NaN,
// -0 is not 0. Says the first difference: CHECK(difference(a, {2, 2}, {1, 2, 3, 4}) == "").
#ifndef STRAND_TESTS_SUPPORT_MATCHERS_HPP
#define STRAND_TESTS_SUPPORT_MATCHERS_HPP

#include <cmath>
#include <sstream>
#include <string>
#include <vector>
#include <strand/strand.hpp>
#include "support/layouts.hpp"

template <class T>
bool same_value(T a, T b) {
    if constexpr (strand::detail::is_complex<T>) {
        return same_value(a.real(), b.real()) && same_value(a.imag(), b.imag());
    } else if constexpr (std::floating_point<T>) {
        if (std::isnan(a) || std::isnan(b)) return std::isnan(a) && std::isnan(b);
        return a == b && std::signbit(a) == std::signbit(b);
    } else {
        return a == b;
    }
}

template <class T>
std::string value_text(T value) {
    std::ostringstream text;
    text.precision(17);
    if constexpr (sizeof(T) == 1) text << static_cast<int>(value);
    else text << value;
    return text.str();
}

/// The comparison itself, once for each element type: every other template here is instantiated for each
/// expression of each test, and what they hold decides how long the tests take to build.
template <class T>
[[gnu::noinline]] std::string difference_in_memory(const T* data, const strand::shape_t& actual, const strand::shape_t& strides,
                                                   const strand::shape_t& shape, const std::vector<T>& values) {
    using strand::index_t, strand::shape_t;
    if (!(actual == shape)) return "the shape is " + strand::to_string(actual) + " and not " + strand::to_string(shape);
    if (strand::detail::element_count(shape) != static_cast<index_t>(values.size())) {
        return "the number of expected values does not fit the expected shape";
    }
    std::string text;
    std::size_t next = 0;
    layouts::for_each_index(shape, [&](const shape_t& index) {
        const T is = data[layouts::offset_of(actual, strides, index)];
        const T should_be = values[next++];
        if (text.empty() && !same_value(is, should_be)) {
            text = "the element at " + strand::to_string(index) + " is " + value_text(is) + " and not " + value_text(should_be);
        }
    });
    return text;
}

/// "" when the expression has this shape and these values in C order.
template <strand::expression A>
std::string difference(const A& actual, const strand::shape_t& shape,
                       const std::vector<strand::value_t<A>>& values) {
    if constexpr (strand::detail::strided_memory<A>) {
        return difference_in_memory<strand::value_t<A>>(actual.data(), strand::shape_t(actual.shape()),
                                                        strand::shape_t(actual.strides()), shape, values);
    } else {
        return difference(strand::eval(actual), shape, values);
    }
}

/// "" when both have the same shape and values.
template <strand::expression A, strand::expression B>
    requires std::same_as<strand::value_t<A>, strand::value_t<B>>
std::string difference(const A& actual, const B& expected) {
    const strand::ndarray<strand::value_t<B>> computed(expected);
    return difference(actual, computed.shape(), std::vector<strand::value_t<B>>(computed.data(), computed.data() + computed.size()));
}

/// The text of what `f` throws as an Error; "" when it does not throw one.
template <class Error, class F>
std::string error_text(F f) {
    try {
        f();
    } catch (const Error& error) {
        return error.what();
    }
    return "";
}

#endif
