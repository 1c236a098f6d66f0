// SPDX-License-Identifier: BSD-3-Clause
// Writes floating-point numbers as NumPy prints them: one number alone, or the numbers of an array
// in one common format. In: values, the largest number of digits behind the point. Out: text,
// padded so that points and exponents stand below each other. Locale-free, no streams:
// std::to_chars supplies every digit.
#ifndef STRAND_IO_FLOAT_TEXT_HPP
#define STRAND_IO_FLOAT_TEXT_HPP

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <strand/core/element.hpp>

namespace strand::detail {

/// The shortest decimal number that reads back as the same float: 0.digits times 10^point, sign
/// apart.
struct shortest_decimal {
    std::string digits;
    std::ptrdiff_t point = 0;
    bool negative = false;

    std::ptrdiff_t count() const { return static_cast<std::ptrdiff_t>(digits.size()); }
    /// Digits behind the point when written without an exponent.
    std::ptrdiff_t fraction() const { return std::max<std::ptrdiff_t>(0, count() - point); }
};

/// Text of to_chars. 1100 characters hold the longest one asked for here: 309 digits before the
/// point, and fewer behind it than the shortest form of a subnormal number has (at most 341).
template <std::floating_point Real, class... Format>
std::string chars_of(Real value, Format... format) {
    char buffer[1100];
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, value, format...).ptr;
    return std::string(buffer, end);
}
/// Halves are written as the floats that they are exactly.
template <half_floating Half>
std::string chars_of(Half value, std::chars_format format, int precision) {
    return chars_of(static_cast<float>(value), format, precision);
}
/// The shortest digits that read back as the same half; `format` is scientific.
template <half_floating Half>
std::string chars_of(Half value, std::chars_format format) {
    const double exact = value;
    std::string text;
    for (int precision = 0; precision < std::numeric_limits<Half>::max_digits10; ++precision) {
        // In the middle between two texts the upper one may read back where the even one does not: the
        // numbers below a power of two lie closer together.
        for (const double shown : {exact, exact * (1 + 0x1p-40)}) {
            text = chars_of(shown, format, precision);
            double read = 0;
            std::from_chars(text.data(), text.data() + text.size(), read);
            if (Half(read).bits() == value.bits()) return text;
        }
    }
    return text;
}

template <class Real>
shortest_decimal shortest(Real value) {
    const std::string text = chars_of(value, std::chars_format::scientific);
    shortest_decimal result;
    std::size_t at = 0;
    if (text[0] == '-') {
        result.negative = true;
        at = 1;
    }
    for (; text[at] != 'e'; ++at) {
        if (text[at] != '.') result.digits += text[at];
    }
    const bool negative_exponent = text[at + 1] == '-';
    std::ptrdiff_t exponent = 0;
    for (at += 2; at < text.size(); ++at) exponent = 10 * exponent + (text[at] - '0');
    result.point = (negative_exponent ? -exponent : exponent) + 1;
    return result;
}

inline void drop_trailing_zeros(std::string& text) {
    while (!text.empty() && text.back() == '0') text.pop_back();
}

/// "12.5", "-0.001", "3.": at most `precision` digits behind the point, no zeros at the end.
/// Rounded from the exact value, not from the shortest digits, so that nothing is rounded twice.
/// `exact_whole`: all digits before the point are the value's; otherwise those beyond the shortest
/// are 0, as in 47337550 for the float32 47337552.
template <class Real>
std::string positional_text(Real value, std::ptrdiff_t precision, bool exact_whole = false) {
    const shortest_decimal decimal = shortest(value);
    if (exact_whole && decimal.point > decimal.count()) return chars_of(value, std::chars_format::fixed, 0) + '.';
    if (decimal.fraction() > precision) {
        std::string text = chars_of(value, std::chars_format::fixed, static_cast<int>(precision));
        if (precision == 0) return text + '.';
        drop_trailing_zeros(text);
        return text;
    }
    std::string text = decimal.negative ? "-" : "";
    if (decimal.point <= 0) {
        text += "0.";
        text.append(static_cast<std::size_t>(-decimal.point), '0');
        text += decimal.digits;
    } else if (decimal.point >= decimal.count()) {
        text += decimal.digits;
        text.append(static_cast<std::size_t>(decimal.point - decimal.count()), '0');
        text += '.';
    } else {
        text += decimal.digits;
        text.insert(text.size() - static_cast<std::size_t>(decimal.fraction()), 1, '.');
    }
    return text;
}

/// A number in scientific notation, in the pieces that are aligned one by one: "-1" "5" "-07".
struct scientific_pieces {
    std::string whole, fraction, exponent;
};

/// At most `precision` digits in the fraction; `fill`: exactly so many. As in NumPy, digits beyond
/// the shortest ones are those of the exact value, not zeros: float32 0.1 to eight digits
/// is 1.00000001e-01.
template <class Real>
scientific_pieces scientific_text(Real value, std::ptrdiff_t precision, bool fill) {
    const std::ptrdiff_t unique = shortest(value).count() - 1;
    const bool exact = unique > precision || (fill && unique < precision);
    const std::string text = exact ? chars_of(value, std::chars_format::scientific, static_cast<int>(precision))
                                   : chars_of(value, std::chars_format::scientific);
    const std::size_t end = text.find('e');
    const std::size_t point = std::min(text.find('.'), end);
    scientific_pieces pieces{text.substr(0, point), {}, text.substr(end + 1)};
    if (point < end) pieces.fraction = text.substr(point + 1, end - point - 1);
    if (!fill) drop_trailing_zeros(pieces.fraction);
    return pieces;
}

/// Magnitudes that one number alone, outside of an array, shows without an exponent.
inline bool alone_is_positional(double magnitude) { return magnitude == 0 || (magnitude >= 1e-4 && magnitude < 1e16); }

/// One number alone with all its digits: "1.0", "0.1", "1e+20", "nan"; `bare`: "1" for "1.0".
template <class Real>
std::string alone_text(Real value, bool bare) {
    if (std::isnan(value)) return "nan";
    if (std::isinf(value)) return value < 0 ? "-inf" : "inf";
    if (!alone_is_positional(static_cast<double>(std::abs(value)))) {
        return chars_of(value, std::chars_format::scientific);
    }
    std::string text = positional_text(value, std::numeric_limits<std::ptrdiff_t>::max());
    if (text.back() != '.') return text;
    if (!bare) return text + '0';
    text.pop_back();
    return text;
}

/// The common format of the real numbers of one array: with or without exponent, and the width of
/// each part. The rule is that of NumPy 1.14 to 2.2, which newer ones keep for float64; since 2.3
/// float32 takes exponents from 1e6 on.
template <class Real>
class float_format {
public:
    /// `plus`: also positive numbers carry their sign, as imaginary parts do.
    float_format(std::span<const Real> values, std::ptrdiff_t precision, bool suppress, bool plus)
        : precision_(precision), plus_(plus) {
        scientific_ = needs_exponent(values, suppress);
        std::ptrdiff_t fraction = 0;
        bool any_finite = false;
        bool any_not_finite = false;
        bool any_minus_infinity = false;
        for (const Real value : values) {
            if (!std::isfinite(value)) {
                any_not_finite = true;
                any_minus_infinity = any_minus_infinity || value == -std::numeric_limits<Real>::infinity();
                continue;
            }
            any_finite = true;
            if (scientific_) {
                const scientific_pieces pieces = scientific_text(value, precision_, false);
                left_ = std::max(left_, signed_length(pieces.whole));
                fraction = std::max(fraction, length(pieces.fraction));
                exponent_ = std::max(exponent_, length(pieces.exponent) - 1);
            } else {
                const std::string text = positional_text(value, precision_);
                const std::string_view whole(text.data(), text.find('.'));
                left_ = std::max(left_, signed_length(whole));
                fraction = std::max(fraction, length(text) - length(whole) - 1);
            }
        }
        right_ = fraction;
        if (scientific_) {
            precision_ = fraction;
            right_ = fraction + exponent_ + 2;
        }
        if (!any_finite) right_ = 0;
        if (any_not_finite) {
            const std::ptrdiff_t infinity = 3 + (plus_ || any_minus_infinity ? 1 : 0);
            left_ = std::max(left_, infinity - (right_ + 1));
        }
    }

    /// Appends the value, padded on both sides to the common width.
    void append(std::string& out, Real value) const {
        if (!std::isfinite(value)) {
            std::string text = std::isnan(value) ? "nan" : "inf";
            if (value < 0) text.insert(0, 1, '-');
            else if (plus_) text.insert(0, 1, '+');
            pad(out, left_ + right_ + 1 - length(text));
            out += text;
        } else if (scientific_) {
            const scientific_pieces pieces = scientific_text(value, precision_, true);
            append_whole(out, pieces.whole);
            out += '.';
            out += pieces.fraction;
            out += 'e';
            out += pieces.exponent[0];
            out.append(static_cast<std::size_t>(exponent_ - (length(pieces.exponent) - 1)), '0');
            out.append(pieces.exponent, 1, std::string::npos);
        } else {
            const std::string text = positional_text(value, precision_, true);
            const std::string_view whole(text.data(), text.find('.'));
            append_whole(out, whole);
            out.append(text, whole.size(), std::string::npos);
            pad(out, right_ - (length(text) - length(whole) - 1));
        }
    }

private:
    static std::ptrdiff_t length(std::string_view text) { return static_cast<std::ptrdiff_t>(text.size()); }
    static void pad(std::string& out, std::ptrdiff_t count) {
        if (count > 0) out.append(static_cast<std::size_t>(count), ' ');
    }
    bool takes_plus(std::string_view whole) const { return plus_ && whole[0] != '-'; }
    std::ptrdiff_t signed_length(std::string_view whole) const { return length(whole) + (takes_plus(whole) ? 1 : 0); }
    void append_whole(std::string& out, std::string_view whole) const {
        pad(out, left_ - signed_length(whole));
        if (takes_plus(whole)) out += '+';
        out += whole;
    }

    /// An exponent is needed when the numbers are too large, too small, or too far apart to share a
    /// column.
    static bool needs_exponent(std::span<const Real> values, bool suppress) {
        Real largest{};
        Real smallest = std::numeric_limits<Real>::infinity();
        for (const Real value : values) {
            if (!std::isfinite(value) || value == 0) continue;
            const Real magnitude = value < 0 ? -value : value;
            largest = std::max(largest, magnitude);
            smallest = std::min(smallest, magnitude);
        }
        if (largest == 0) return false;
        if (largest >= static_cast<Real>(1e8)) return true;
        return !suppress && (smallest < static_cast<Real>(0.0001) || largest / smallest > static_cast<Real>(1000));
    }

    std::ptrdiff_t precision_;
    std::ptrdiff_t left_ = 0;      // characters before the point, sign included
    std::ptrdiff_t right_ = 0;     // characters behind it
    std::ptrdiff_t exponent_ = 0;  // digits of the exponent
    bool scientific_ = false;
    bool plus_;
};

}  // namespace strand::detail

#endif
