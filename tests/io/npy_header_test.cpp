// SPDX-License-Identifier: BSD-3-Clause
#include "support/catch.hpp"

#include <string>
#include <strand/io/npy_header.hpp>

using namespace strand::detail;
using strand::shape_t;

namespace {

npy_header parsed(const std::string& text) {
    const file_task task{"load_npy", "a.npy"};
    return npy_header_parser(text, task).parse();
}

std::string refusal(const std::string& text) {
    try {
        (void)parsed(text);
    } catch (const strand::io_error& error) {
        const std::string what = error.what();
        const std::string prefix = "load_npy(\"a.npy\"): ";
        CHECK(what.starts_with(prefix));
        return what.substr(prefix.size());
    }
    return "nothing thrown";
}

std::string with_shape(const std::string& shape) {
    return "{'descr': '<f8', 'fortran_order': False, 'shape': " + shape + ", }";
}

}  // namespace

TEST_CASE("the header that NumPy writes is read") {
    const npy_header header = parsed("{'descr': '<f8', 'fortran_order': True, 'shape': (3, 4), }          \n");
    CHECK(header.descr == "<f8");
    CHECK(header.fortran_order);
    CHECK(header.shape == shape_t{3, 4});
}

TEST_CASE("any spelling that Python reads the same is read") {
    const npy_header header = parsed("\t{ \"shape\":(3L , 4L,),'fortran_order' :False,\n\"descr\":'|b1'}");
    CHECK(header.descr == "|b1");
    CHECK_FALSE(header.fortran_order);
    CHECK(header.shape == shape_t{3, 4});
    CHECK(parsed(with_shape("()")).shape == shape_t{});
    CHECK(parsed(with_shape("(5,)")).shape == shape_t{5});
    CHECK(parsed(with_shape("( 5 , )")).shape == shape_t{5});
    CHECK(parsed(with_shape("(5,0,7)")).shape == shape_t{5, 0, 7});
}

TEST_CASE("what is not a dictionary of the three keys is refused by place") {
    CHECK(refusal("") == "malformed header: expected '{' at its byte 0");
    CHECK(refusal("()") == "malformed header: expected '{' at its byte 0");
    CHECK(refusal("{") == "malformed header: expected a string at its byte 1");
    CHECK(refusal("{1: 2}") == "malformed header: expected a string at its byte 1");
    CHECK(refusal("{'descr' '<f8'}") == "malformed header: expected ':' at its byte 9");
    CHECK(refusal("{'descr': '<f8") == "malformed header: expected the end of a string without escapes at its byte 14");
    CHECK(refusal("{'descr': '\\x3cf8'}") ==
          "malformed header: expected the end of a string without escapes at its byte 11");
    CHECK(refusal("{'descr': '<f8' 'shape': ()}") == "malformed header: expected ',' or '}' at its byte 16");
    CHECK(refusal("{'fortran_order': 0}") == "malformed header: expected True or False at its byte 18");
    CHECK(refusal("{'fortran_order': Truest}") == "malformed header: expected True or False at its byte 18");
    CHECK(refusal(with_shape("(3, 4)") + "x") == "malformed header: expected the end at its byte 59");
    CHECK(refusal(with_shape("(3, 4)") + std::string(1, '\0')) == "malformed header: expected the end at its byte 59");
}

TEST_CASE("a shape that is not a tuple of integers is refused") {
    CHECK(refusal(with_shape("[3]")) == "malformed header: expected '(' at its byte 50");
    CHECK(refusal(with_shape("3")) == "malformed header: expected '(' at its byte 50");
    CHECK(refusal(with_shape("(3)")) == "malformed header: expected ',' in a tuple of one extent at its byte 53");
    CHECK(refusal(with_shape("(3.5,)")) == "malformed header: expected ',' or ')' at its byte 52");
    CHECK(refusal(with_shape("(3 4)")) == "malformed header: expected ',' or ')' at its byte 53");
    CHECK(refusal(with_shape("(,)")) == "malformed header: expected an integer at its byte 51");
    CHECK(refusal(with_shape("(True,)")) == "malformed header: expected an integer at its byte 51");
    CHECK(refusal(with_shape("(3, 4")) == "malformed header: expected an integer at its byte 57");
}

TEST_CASE("extents that no array has are refused") {
    CHECK(refusal(with_shape("(3, -4)")) == "the shape has the negative extent -4");
    CHECK(refusal(with_shape("(9223372036854775808,)")) ==
          "the shape has the extent 9223372036854775808, more than an index can count");
    std::string shape = "(";
    for (int i = 0; i < 65; ++i) shape += "1, ";
    CHECK(refusal(with_shape(shape + ")")) == "the shape has more than 64 axes");
}

TEST_CASE("missing, unknown and repeated keys are refused by name") {
    CHECK(refusal("{}") == "the header lacks the key 'descr'");
    CHECK(refusal("{'descr': '<f8'}") == "the header lacks the key 'fortran_order'");
    CHECK(refusal("{'descr': '<f8', 'fortran_order': False}") == "the header lacks the key 'shape'");
    CHECK(refusal("{'colour': 'red'}") == "the header has the unknown key 'colour'");
    CHECK(refusal("{'shape': (), 'shape': ()}") == "the header has the key 'shape' twice");
}

TEST_CASE("structured element types are refused as such") {
    CHECK(refusal("{'descr': [('x', '<f8')]}") ==
          "the file holds a structured dtype, which strand has no element type for");
}

TEST_CASE("a written header is padded to 64 bytes and says its own length") {
    for (const shape_t& shape : {shape_t{}, shape_t{3}, shape_t{1234567, 2}, shape_t(30, 1), shape_t(40, 123)}) {
        const std::string bytes = npy_header_bytes({"<f8", false, shape});
        CHECK(bytes.size() % 64 == 0);
        CHECK(bytes.back() == '\n');
        CHECK(bytes.substr(0, 8) == std::string("\x93NUMPY\x01\x00", 8));
        const auto length = static_cast<unsigned char>(bytes[8]) + 256 * static_cast<unsigned char>(bytes[9]);
        CHECK(static_cast<std::size_t>(length) + 10 == bytes.size());
        CHECK(parsed(bytes.substr(10)).shape == shape);
    }
}

TEST_CASE("a header too long for version 1.0 is written as version 2.0") {
    const std::string bytes = npy_header_bytes({"<f8", true, shape_t(22000, 1)});
    CHECK(bytes.substr(0, 8) == std::string("\x93NUMPY\x02\x00", 8));
    CHECK(bytes.size() % 64 == 0);
    std::size_t length = 0;
    for (int i = 3; i >= 0; --i)
        length = 256 * length + static_cast<unsigned char>(bytes[static_cast<std::size_t>(8 + i)]);
    CHECK(length + 12 == bytes.size());
}
