// SPDX-License-Identifier: BSD-3-Clause
// The exceptions of strand and the cold functions that throw them, so that hot code holds only a call.
// Every text names the shapes, the index and extent, or the axis and rank, in release builds too.
#ifndef STRAND_CORE_ERROR_HPP
#define STRAND_CORE_ERROR_HPP

#include <span>
#include <stdexcept>
#include <string>
#include <strand/core/types.hpp>

namespace strand {

/// The base of everything strand throws.
struct error : std::runtime_error {
    using std::runtime_error::runtime_error;
};
/// Shapes that do not fit together, ragged braces, a rank that is not the one asked for.
struct shape_error : error {
    using error::error;
};
/// An index outside its extent, or a wrong number of indices.
struct index_error : error {
    using error::error;
};
/// An axis that the array does not have, or the same axis twice.
struct axis_error : error {
    using error::error;
};
/// An argument whose value makes no sense for the operation.
struct value_error : error {
    using error::error;
};
/// A file that cannot be read or written, or does not hold what it should.
struct io_error : error {
    using error::error;
};

namespace detail {

/// "(3, 4)", "(3,)", "()": as Python prints a tuple.
inline std::string tuple_text(std::span<const index_t> values) {
    std::string text = "(";
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (i > 0) text += ", ";
        text += std::to_string(values[i]);
    }
    return text += values.size() == 1 ? ",)" : ")";
}

[[noreturn]] STRAND_COLD inline void throw_shape(const std::string& text) { throw shape_error(text); }
[[noreturn]] STRAND_COLD inline void throw_value(const std::string& text) { throw value_error(text); }
[[noreturn]] STRAND_COLD inline void throw_error(const char* text) { throw error(text); }

[[noreturn]] STRAND_COLD inline void throw_index(index_t index, index_t axis, index_t extent) {
    throw index_error("index " + std::to_string(index) + " is out of bounds for axis " + std::to_string(axis) +
                      " with extent " + std::to_string(extent));
}
[[noreturn]] STRAND_COLD inline void throw_index_count(index_t given, std::span<const index_t> shape) {
    throw index_error(std::to_string(given) + (given == 1 ? " index" : " indices") + " given for an array of shape " +
                      tuple_text(shape) + ", which takes " + std::to_string(shape.size()));
}
[[noreturn]] STRAND_COLD inline void throw_axis(index_t axis, index_t rank) {
    throw axis_error("axis " + std::to_string(axis) + " is out of bounds for an array of rank " +
                     std::to_string(rank));
}
[[noreturn]] STRAND_COLD inline void throw_duplicate_axis(index_t axis) {
    throw axis_error("axis " + std::to_string(axis) + " is given twice");
}
[[noreturn]] STRAND_COLD inline void throw_rank(std::span<const index_t> shape, index_t rank) {
    throw shape_error("an array of shape " + tuple_text(shape) + " has rank " + std::to_string(shape.size()) +
                      ", but rank " + std::to_string(rank) + " is needed");
}
[[noreturn]] STRAND_COLD inline void throw_impossible_shape(std::span<const index_t> shape, bool negative) {
    throw shape_error(negative ? "negative extent in shape " + tuple_text(shape)
                               : "shape " + tuple_text(shape) + " has more elements than an index can count");
}

}  // namespace detail
}  // namespace strand

#endif
