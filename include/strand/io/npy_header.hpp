// SPDX-License-Identifier: BSD-3-Clause
// The head of an .npy file: magic string, format version, and a Python dictionary of element type,
// order and shape. In: its bytes. Out: an npy_header, and back. Knows no element type of C++ and no
// memory. Format: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
#ifndef STRAND_IO_NPY_HEADER_HPP
#define STRAND_IO_NPY_HEADER_HPP

#include <charconv>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <strand/core/config.hpp>
#include <strand/core/error.hpp>
#include <strand/core/types.hpp>
#include <strand/io/file.hpp>
#include <strand/shape/extents.hpp>

namespace strand::detail {

struct npy_header {
    std::string descr;  // NumPy's text of the element type: "<f8"
    bool fortran_order = false;
    shape_t shape;
};

inline constexpr std::string_view npy_magic = "\x93NUMPY";

/// NumPy's own limit for files it does not trust; a shape of 64 axes takes less than 1,500 bytes.
inline constexpr std::size_t npy_longest_header = 10'000;
/// NumPy's limit of axes.
inline constexpr index_t npy_most_axes = 64;

/// Reads the dictionary: the subset of Python's literals that can stand in such a header. Refuses
/// anything else.
class npy_header_parser {
public:
    npy_header_parser(std::string_view text, const file_task& task) : text_(text), task_(task) {}

    npy_header parse() {
        expect('{', "'{'");
        while (!take('}')) {
            const std::string key = string_literal();
            expect(':', "':'");
            if (key == "descr") store(descr_, key, descr_literal());
            else if (key == "fortran_order") store(fortran_order_, key, bool_literal());
            else if (key == "shape") store(shape_, key, tuple_literal());
            else task_.fail("the header has the unknown key '" + key + "'");
            if (take('}')) break;
            expect(',', "',' or '}'");
        }
        skip_space();
        if (at_ != text_.size()) fail("the end");
        require(descr_.has_value(), "descr");
        require(fortran_order_.has_value(), "fortran_order");
        require(shape_.has_value(), "shape");
        return {*descr_, *fortran_order_, *shape_};
    }

private:
    [[noreturn]] STRAND_COLD void fail(const char* expected) const {
        task_.fail(std::string("malformed header: expected ") + expected + " at its byte " + std::to_string(at_));
    }
    [[noreturn]] STRAND_COLD void fail_without(const char* key) const {
        task_.fail(std::string("the header lacks the key '") + key + "'");
    }
    void require(bool present, const char* key) const {
        if (!present) fail_without(key);
    }
    template <class T>
    void store(std::optional<T>& slot, const std::string& key, T value) const {
        if (slot) task_.fail("the header has the key '" + key + "' twice");
        slot = std::move(value);
    }

    char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
    void skip_space() {
        while (at_ < text_.size() && std::string_view(" \t\n\r\f").find(text_[at_]) != std::string_view::npos) ++at_;
    }
    bool take(char wanted) {
        skip_space();
        if (at_ >= text_.size() || text_[at_] != wanted) return false;
        ++at_;
        return true;
    }
    void expect(char wanted, const char* name) {
        if (!take(wanted)) fail(name);
    }

    std::string string_literal() {
        skip_space();
        const char quote = peek();
        if (quote != '\'' && quote != '"') fail("a string");
        const std::size_t begin = ++at_;
        while (at_ < text_.size() && text_[at_] != quote && text_[at_] != '\\' && text_[at_] != '\n') ++at_;
        if (peek() != quote) fail("the end of a string without escapes");
        return std::string(text_.substr(begin, at_++ - begin));
    }

    std::string descr_literal() {
        skip_space();
        if (peek() == '[' || peek() == '(')
            task_.fail("the file holds a structured dtype, which strand has no element type for");
        return string_literal();
    }

    bool bool_literal() {
        skip_space();
        std::size_t end = at_;
        while (end < text_.size() && text_[end] >= 'A' && text_[end] <= 'z') ++end;
        const std::string_view word = text_.substr(at_, end - at_);
        if (word != "True" && word != "False") fail("True or False");
        at_ = end;
        return word == "True";
    }

    shape_t tuple_literal() {
        expect('(', "'('");
        shape_t shape;
        bool comma = false;
        while (!take(')')) {
            if (!shape.empty() && !comma) fail("',' or ')'");
            if (shape.size() == npy_most_axes) {
                task_.fail("the shape has more than " + std::to_string(npy_most_axes) + " axes");
            }
            shape.push_back(extent_literal());
            comma = take(',');
        }
        // (3) is a number in Python, not a tuple.
        if (shape.size() == 1 && !comma) fail("',' in a tuple of one extent");
        return shape;
    }

    index_t extent_literal() {
        skip_space();
        const char* begin = text_.data() + at_;
        index_t value = 0;
        const auto [end, error] = std::from_chars(begin, text_.data() + text_.size(), value);
        if (error == std::errc::invalid_argument) fail("an integer");
        const std::string digits(begin, end);
        if (*begin == '-') task_.fail("the shape has the negative extent " + digits);
        if (error != std::errc()) task_.fail("the shape has the extent " + digits + ", more than an index can count");
        at_ += digits.size();
        if (peek() == 'L') ++at_;  // Python 2's long integers
        return value;
    }

    std::string_view text_;
    const file_task& task_;
    std::size_t at_ = 0;
    std::optional<std::string> descr_;
    std::optional<bool> fortran_order_;
    std::optional<shape_t> shape_;
};

/// Reads everything before the data. Accepts the format versions 1.0, 2.0 and 3.0, which differ in
/// the width of one number and in the encoding of field names that no element type of strand has.
inline npy_header read_npy_header(byte_source& file) {
    char start[8];
    file.read(start, sizeof start, "magic string");
    const std::string_view magic(start, npy_magic.size());
    if (magic.starts_with("PK\x03\x04")) file.task().fail("not an .npy file, but a zip archive, as .npz files are");
    if (magic != npy_magic) file.task().fail("not an .npy file: it does not begin with \\x93NUMPY");
    const int major = static_cast<unsigned char>(start[6]);
    const int minor = static_cast<unsigned char>(start[7]);
    if (major < 1 || major > 3 || minor != 0) {
        file.task().fail("format version " + std::to_string(major) + "." + std::to_string(minor) +
                         " is none of 1.0, 2.0 and 3.0");
    }
    unsigned char width[4] = {};
    file.read(width, major == 1 ? 2 : 4, "header length");
    std::size_t length = 0;
    for (int i = 3; i >= 0; --i) length = length * 256 + width[i];
    if (length > npy_longest_header) {
        file.task().fail("the header claims " + std::to_string(length) + " bytes, more than the " +
                         std::to_string(npy_longest_header) + " that are accepted");
    }
    std::string text(length, '\0');
    file.read(text.data(), length, "header");
    return npy_header_parser(text, file.task()).parse();
}

/// The bytes before the data, as numpy.save writes them: version 1.0 when the header fits its
/// two-byte length, padded to a multiple of 64 so that the data can be mapped into memory aligned.
inline std::string npy_header_bytes(const npy_header& header) {
    std::string text = "{'descr': '" + header.descr +
                       "', 'fortran_order': " + (header.fortran_order ? "True" : "False") +
                       ", 'shape': " + tuple_text(header.shape) + ", }";
    if (!header.shape.empty()) {
        // NumPy leaves room for the extent that grows when data is appended: 21 digits in all.
        const std::size_t digits =
            std::to_string(header.fortran_order ? header.shape.back() : header.shape.front()).size();
        text.append(21 - digits, ' ');
    }
    // Padding and newline that make the whole a multiple of 64, given the bytes before the
    // dictionary.
    const auto padding = [&](std::size_t before) { return 64 - (before + text.size() + 1) % 64; };
    const std::size_t prefix = npy_magic.size() + 2;
    const bool version_1 = text.size() + padding(prefix + 2) + 1 <= 0xffff;
    text.append(padding(prefix + (version_1 ? 2 : 4)), ' ');
    text += '\n';
    std::string bytes(npy_magic);
    bytes += version_1 ? '\x01' : '\x02';
    bytes += '\0';
    for (int i = 0; i < (version_1 ? 2 : 4); ++i) bytes += static_cast<char>(text.size() >> (8 * i) & 0xff);
    return bytes + text;
}

}  // namespace strand::detail

#endif
