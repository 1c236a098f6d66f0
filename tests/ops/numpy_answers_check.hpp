// SPDX-License-Identifier: BSD-3-Clause
// Asks strand the questions of numpy_answers.hpp and compares the answers, which are texts, so that few functions are
// compiled for many questions.
#ifndef STRAND_TESTS_OPS_NUMPY_ANSWERS_CHECK_HPP
#define STRAND_TESTS_OPS_NUMPY_ANSWERS_CHECK_HPP

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <span>
#include <string>
#include <strand/strand.hpp>
#include "ops/numpy_answers.hpp"
#include "support/catch.hpp"

namespace numpy_answers {

using strand::index_t;
using strand::ndarray;
using strand::shape_t;
// Vectors of a type. Their braces are values.
using b1 = ndarray<bool, 1>;
using i1 = ndarray<std::int8_t, 1>;
using i2 = ndarray<std::int16_t, 1>;
using i4 = ndarray<std::int32_t, 1>;
using i8 = ndarray<std::int64_t, 1>;
using u1 = ndarray<std::uint8_t, 1>;
using u8 = ndarray<std::uint64_t, 1>;
using f2 = ndarray<strand::float16, 1>;
using f4 = ndarray<float, 1>;
using f8 = ndarray<double, 1>;
using c16 = ndarray<std::complex<double>, 1>;

inline std::string shape_words(const shape_t& shape) {
    std::string text = "(";
    for (index_t axis = 0; axis < shape.size(); ++axis) text += (axis > 0 ? "," : "") + std::to_string(shape[axis]);
    return text + ")";
}
/// A shape as Python writes tuples.
template <class Shape>
std::string tuple_words(const Shape& shape) {
    const std::string text = shape_words(shape_t(shape));
    return shape.size() == 1 ? text.substr(0, text.size() - 1) + ",)" : text;
}
inline std::string number_words(double x) {
    char text[40];
    std::snprintf(text, sizeof text, "%.12g", x);
    return x != x ? "nan" : text;
}
/// Elements of any type.
struct elements {
    const char* type;
    std::string (*word)(const void* element);
    const char* data;
    index_t itemsize;
};
template <class T>
elements elements_at(const T* data) {
    constexpr index_t size = static_cast<index_t>(sizeof(T));
    constexpr const char* type = strand::detail::is_complex<T> ? "complex" : std::same_as<T, bool> ? "bool" : !std::integral<T> ? "float"
                                 : std::is_signed_v<T> ? "int" : "uint";
    const auto word = [](const void* element) -> std::string {
        const T x = *static_cast<const T*>(element);
        if constexpr (strand::detail::is_complex<T>) return number_words(x.real()) + "|" + number_words(x.imag());
        else if constexpr (std::integral<T>) return std::to_string(x);
        else return number_words(static_cast<double>(x));
    };
    return {type, word, reinterpret_cast<const char*>(data), size};
}
/// Type, shape and elements.
inline std::string words(const shape_t& shape, const elements& x, index_t first = 0) {
    std::string text = x.type;
    if (text != "bool") text += std::to_string(8 * x.itemsize);
    text += " " + shape_words(shape);
    const index_t count = strand::detail::element_count(shape);
    for (index_t i = first; i < first + count; ++i) text += " " + x.word(x.data + i * x.itemsize);
    return text;
}
template <class X>
std::string answer_of(const X& x) {
    if constexpr (!strand::expression<X>) {
        return words({}, elements_at(&x));
    } else if constexpr (strand::detail::strided_memory<X>) {
        if (x.is_contiguous()) return words(shape_t(x.shape()), elements_at<strand::value_t<X>>(x.data()));
        return answer_of(ndarray<strand::value_t<X>>(x));
    } else {
        return answer_of(strand::eval(x));
    }
}
template <class X, class... Y>
std::string answers_of(const X& x, const Y&... y) {
    return answer_of(x) + (("; " + answer_of(y)) + ...);
}

/// What must not compile is a TypeError.
inline std::string compiles(bool does) { return does ? "compiles" : "TypeError"; }

/// Many repetitions of a few elements: each of them meets every lane of a pack, and the rest behind the last whole one.
inline constexpr index_t repetitions = 131;
template <class T>
ndarray<T, 1> repeated(const ndarray<T, 1>& few) {
    ndarray<T, 1> many(strand::extents<1>({repetitions * few.size()}));
    for (index_t i = 0; i < many.size(); ++i) many(i) = few(i % few.size());
    return many;
}
inline std::string first_of_repeated(index_t size, const elements& many) {
    const index_t count = size / repetitions;
    const std::string first = words({count}, many);
    for (index_t k = 1; k < repetitions; ++k) {
        const std::string here = words({count}, many, k * count);
        if (here != first) return here + " in repetition " + std::to_string(k) + " and first " + first;
    }
    return first;
}
template <class T, index_t Rank>
std::string first_of_repeated(const ndarray<T, Rank>& many) {
    return first_of_repeated(many.size(), elements_at(many.data()));
}
/// The answer to an elementwise question, which is the same wherever in an array the elements are.
template <class F, class... T>
std::string everywhere(F f, const ndarray<T, 1>&... x) {
    return first_of_repeated(strand::eval(f(repeated(x)...)));
}

/// A question as the list has it, and the program that answers.
struct row {
    const char* question;
    std::string (*ask)();
};
/// The answer, or the name of NumPy's error.
inline std::string asked(const row& r) {
    try {
        return r.ask();
    } catch (const strand::axis_error&) {
        return "AxisError";
    } catch (const strand::index_error&) {
        return "IndexError";
    } catch (const strand::shape_error&) {
        return "ValueError";
    } catch (const strand::value_error&) {
        return "ValueError";
    }
}
/// All questions are asked, in whatever order, and the answers those of the list.
inline void check(std::span<const answer> wanted, std::span<const row> rows) {
    std::string open;
    for (const answer& a : wanted) open += a.question + std::string("\n");
    for (const row& r : rows) {
        INFO(r.question);
        const auto at = std::find_if(wanted.begin(), wanted.end(), [&](const answer& a) { return std::strcmp(a.question, r.question) == 0; });
        REQUIRE(at != wanted.end());
        CHECK(asked(r) == at->text);
        open.erase(open.find(r.question + std::string("\n")), std::strlen(r.question) + 1);
    }
    CHECK(open == "");
}

}  // namespace numpy_answers

#endif
