// SPDX-License-Identifier: BSD-3-Clause
// Prints arrays, views and expressions exactly as NumPy's print() does. In: any expression, which
// is computed first. Out: a string, or characters in a std::ostream. Refuses negative options.
#ifndef STRAND_IO_PRINT_HPP
#define STRAND_IO_PRINT_HPP

#include <charconv>
#include <complex>
#include <concepts>
#include <cstdint>
#include <ostream>
#include <span>
#include <string>
#include <type_traits>
#include <vector>
#include <strand/array/ndarray.hpp>
#include <strand/core/element.hpp>
#include <strand/core/error.hpp>
#include <strand/core/types.hpp>
#include <strand/expr/expression.hpp>
#include <strand/io/brackets.hpp>
#include <strand/io/float_text.hpp>
#include <strand/shape/memory_view.hpp>

namespace strand {

/// How arrays are printed; the names and defaults are those of numpy.set_printoptions. A 0-d array
/// prints as its element, which these do not change.
struct print_options {
    /// Digits behind the point, at most.
    index_t precision = 8;
    /// Arrays with more elements show only the ends of their axes.
    index_t threshold = 1000;
    /// How many elements each end then shows.
    index_t edgeitems = 3;
    /// Characters in a line.
    index_t linewidth = 75;
    /// Never take an exponent for the sake of small numbers: they show as 0.
    bool suppress = false;
};

namespace detail {

inline void require_not_negative(index_t value, const char* name) {
    if (value < 0) {
        throw_value(std::string("print_options: ") + name + " is " + std::to_string(value) +
                    ", but must be at least 0");
    }
}
inline void check(const print_options& options) {
    require_not_negative(options.precision, "precision");
    require_not_negative(options.threshold, "threshold");
    require_not_negative(options.edgeitems, "edgeitems");
    require_not_negative(options.linewidth, "linewidth");
}

/// The type that elements are gathered in, so that few formatting functions serve all of them.
template <element T>
struct printed {
    using type = T;
};
template <element T>
    requires std::integral<T>
struct printed<T> {
    using type = std::conditional_t<std::is_signed_v<T>, std::int64_t, std::uint64_t>;
};
template <>
struct printed<bool> {
    using type = unsigned char;
};
template <element T>
using printed_t = typename printed<T>::type;

inline cell_list print_cells(std::span<const unsigned char> values, const print_options&) {
    cell_list cells;
    for (const unsigned char value : values) {
        cells.text() += value ? " True" : "False";
        cells.end_cell();
    }
    return cells;
}

template <std::integral T>
cell_list print_cells(std::span<const T> values, const print_options&) {
    char digits[24];
    const auto length_of = [&](T value) {
        return static_cast<std::size_t>(std::to_chars(digits, digits + sizeof digits, value).ptr - digits);
    };
    std::size_t width = 0;
    for (const T value : values) width = std::max(width, length_of(value));
    cell_list cells;
    for (const T value : values) {
        const std::size_t length = length_of(value);
        cells.text().append(width - length, ' ').append(digits, length);
        cells.end_cell();
    }
    return cells;
}

template <real_floating T>
cell_list print_cells(std::span<const T> values, const print_options& options) {
    const float_format<T> format(values, options.precision, options.suppress, false);
    cell_list cells;
    for (const T value : values) {
        format.append(cells.text(), value);
        cells.end_cell();
    }
    return cells;
}

template <std::floating_point T>
cell_list print_cells(std::span<const std::complex<T>> values, const print_options& options) {
    std::vector<T> parts(values.size());
    for (std::size_t i = 0; i < values.size(); ++i) parts[i] = values[i].real();
    const float_format<T> real(parts, options.precision, options.suppress, false);
    for (std::size_t i = 0; i < values.size(); ++i) parts[i] = values[i].imag();
    const float_format<T> imaginary(parts, options.precision, options.suppress, true);
    cell_list cells;
    for (const std::complex<T> value : values) {
        std::string& text = cells.text();
        real.append(text, value.real());
        imaginary.append(text, value.imag());
        const std::size_t digits_end = text.find_last_not_of(' ') + 1;
        text.insert(digits_end, 1, 'j');
        cells.end_cell();
    }
    return cells;
}

inline std::string alone(bool value) { return value ? "True" : "False"; }
template <integer T>
std::string alone(T value) {
    return std::to_string(value);
}
template <real_floating T>
std::string alone(T value) {
    return alone_text(value, false);
}
template <std::floating_point T>
std::string alone(std::complex<T> value) {
    std::string imaginary = alone_text(value.imag(), true) + 'j';
    if (value.real() == 0 && !std::signbit(value.real())) return imaginary;
    if (imaginary[0] != '-') imaginary.insert(0, 1, '+');
    return '(' + alone_text(value.real(), true) + imaginary + ')';
}

/// Copies the shown elements below `depth` in C order.
template <class T, class Printed>
void gather_shown(const T* from, const index_t* strides, const shown_axes& shown, std::size_t depth,
                  std::vector<Printed>& into) {
    if (depth == shown.axes.size()) {
        into.push_back(static_cast<Printed>(*from));
        return;
    }
    const shown_axes::axis& axis = shown.axes[depth];
    for (index_t i = 0; i < axis.shown; ++i) {
        gather_shown(from + axis.source(i) * strides[depth], strides, shown, depth + 1, into);
    }
}

template <element T>
std::string print_text(const memory_view& array, const print_options& options) {
    check(options);
    const T* data = static_cast<const T*>(array.data);
    if (array.rank == 0) return alone(*data);
    for (const index_t extent : array.shape()) {
        if (extent == 0) return "[]";
    }
    const shown_axes shown = choose_shown(array.shape(), options.threshold, options.edgeitems);
    std::vector<printed_t<T>> values;
    values.reserve(static_cast<std::size_t>(shown.count()));
    gather_shown(data, array.strides, shown, 0, values);
    const cell_list cells = print_cells(std::span<const printed_t<T>>(values), options);
    return bracket_writer(shown, cells, options.linewidth).write();
}

}  // namespace detail

/// The text that NumPy's print() shows for an array of these values: `to_string(a)`,
/// `to_string(a, {.precision = 3})`. Computes a lazy expression first; views are read in place.
/// Throws value_error for a negative option.
template <expression E>
std::string to_string(const E& x, const print_options& options = {}) {
    if constexpr (requires { x.describe(); }) {
        return detail::print_text<value_t<E>>(x.describe(), options);
    } else {
        return to_string(ndarray<value_t<E>, rank_of<E>>(x), options);
    }
}

/// Writes a half as NumPy prints one number: 0.1, 1.0, 6e-08.
template <detail::half_floating Half>
std::ostream& operator<<(std::ostream& out, Half value) {
    return out << detail::alone_text(value, false);
}
/// Writes to_string(x): `std::cout << a << '\n';`
template <expression E>
std::ostream& operator<<(std::ostream& out, const E& x) {
    return out << to_string(x);
}

}  // namespace strand

#endif
