// SPDX-License-Identifier: BSD-3-Clause
#include "support/catch.hpp"

#include <algorithm>
#include <complex>
#include <cstdint>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>
#include <strand/io/npy.hpp>
#include <strand/strand.hpp>
#include "io/npy_cases.hpp"
#include "support/temporary_file.hpp"

using strand::index_t;
using strand::load_npy;
using strand::ndarray;
using strand::save_npy;
using strand::shape_t;

namespace {

/// Element i of every recorded file of type T.
template <class T>
T sample(index_t i) {
    const auto n = static_cast<std::uint64_t>(i);
    const double real = static_cast<double>(i) * 0.375 - 1;
    if constexpr (std::is_same_v<T, bool>) return n % 3 == 0;
    else if constexpr (std::is_integral_v<T>) return static_cast<T>((n * 2654435761u + 12345u) * 40503u);
    else if constexpr (std::is_floating_point_v<T>) return static_cast<T>(real);
    else return T(static_cast<strand::real_t<T>>(real), static_cast<strand::real_t<T>>(2 - i));
}

template <class T>
ndarray<T> samples(const shape_t& shape, strand::memory_order order = strand::row_major) {
    ndarray<T> a(shape, order);
    std::vector<index_t> index(static_cast<std::size_t>(a.ndim()), 0);
    for (index_t i = 0; i < a.size(); ++i) {
        index_t at = 0;
        for (index_t axis = 0; axis < a.ndim(); ++axis) at += index[static_cast<std::size_t>(axis)] * a.strides()[axis];
        a.data()[at] = sample<T>(i);
        for (index_t axis = a.ndim(); axis-- > 0;) {
            if (++index[static_cast<std::size_t>(axis)] < shape[axis]) break;
            index[static_cast<std::size_t>(axis)] = 0;
        }
    }
    return a;
}

template <class F>
void for_every_element_type(F f) {
    f(bool{}), f(std::int8_t{}), f(std::int16_t{}), f(std::int32_t{}), f(std::int64_t{});
    f(std::uint8_t{}), f(std::uint16_t{}), f(std::uint32_t{}), f(std::uint64_t{});
    f(float{}), f(double{}), f(std::complex<float>{}), f(std::complex<double>{});
}

/// Same shape, same memory order, same elements.
template <class T>
void check_same(const ndarray<T>& a, const ndarray<T>& b) {
    REQUIRE(a.shape() == b.shape());
    CHECK(a.strides() == b.strides());
    CHECK(std::equal(a.data(), a.data() + a.size(), b.data()));
}

/// What load_npy<T> says about these bytes, without the caller and the path.
template <class T>
std::string refusal(const std::string& bytes) {
    const temporary_file file("a.npy");
    file.write(bytes);
    try {
        (void)load_npy<T>(file.path());
    } catch (const strand::io_error& error) {
        const std::string what = error.what();
        const std::string prefix = "load_npy(\"" + file.path() + "\"): ";
        CHECK(what.starts_with(prefix));
        return what.substr(prefix.size());
    }
    return "nothing thrown";
}

/// A file of format version 1.0 with this dictionary and this many bytes of data.
std::string file_with(const std::string& dictionary, std::size_t data) {
    std::string bytes("\x93NUMPY\x01\x00", 8);
    bytes += static_cast<char>(dictionary.size() & 0xff);
    bytes += static_cast<char>(dictionary.size() >> 8);
    return bytes + dictionary + std::string(data, '\0');
}
std::string file_of(const std::string& descr, const std::string& shape, std::size_t data) {
    return file_with("{'descr': '" + descr + "', 'fortran_order': False, 'shape': " + shape + ", }\n", data);
}

}  // namespace

TEST_CASE("load_npy gives the element type and rank that were asked for") {
    static_assert(std::is_same_v<decltype(load_npy<float>("")), ndarray<float>>);
    static_assert(std::is_same_v<decltype(load_npy<float, 2>("")), ndarray<float, 2>>);
}

TEST_CASE("files of NumPy are read, and written again byte for byte") {
    for (const npy_case& c : npy_cases) {
        INFO(c.dtype << ' ' << strand::to_string(shape_t(c.shape)));
        const temporary_file file("a.npy");
        file.write(c.file);
        for_every_element_type([&](auto zero) {
            using T = decltype(zero);
            if (c.dtype != std::string(strand::detail::dtype_name<T>())) return;
            const auto order = c.column_major ? strand::column_major : strand::row_major;
            const ndarray<T> expected = samples<T>(shape_t(c.shape), order);
            check_same(load_npy<T>(file.path()), expected);
            if (c.read_only) return;
            const temporary_file written("b.npy");
            save_npy(written.path(), expected);
            CHECK(written.read() == c.file);
        });
    }
}

TEST_CASE("the rank may be static") {
    const temporary_file file("a.npy");
    save_npy(file.path(), samples<std::int16_t>({2, 3}));
    const ndarray<std::int16_t, 2> a = load_npy<std::int16_t, 2>(file.path());
    CHECK(a.shape() == shape_t{2, 3});
    CHECK(a.data()[5] == sample<std::int16_t>(5));
    try {
        (void)load_npy<std::int16_t, 3>(file.path());
        FAIL("nothing thrown");
    } catch (const strand::shape_error& error) {
        CHECK(error.what() ==
              "load_npy(\"" + file.path() + "\"): the file holds shape (2, 3) of rank 2, but rank 3 was asked for");
    }
}

TEST_CASE("bytes behind the array are ignored, as NumPy does") {
    const temporary_file file("a.npy");
    save_npy(file.path(), samples<float>({3}));
    file.write(file.read() + "more");
    check_same(load_npy<float>(file.path()), samples<float>({3}));
}

TEST_CASE("any byte but 0 is true") {
    const temporary_file file("a.npy");
    file.write(file_of("|b1", "(3,)", 0) + std::string("\x00\x02\xff", 3));
    const ndarray<bool> a = load_npy<bool>(file.path());
    CHECK(a.data()[0] == false);
    CHECK(a.data()[1] == true);
    CHECK(a.data()[2] == true);
}

TEST_CASE("another element type is refused by the names of both") {
    for_every_element_type([](auto file_zero) {
        using File = decltype(file_zero);
        const temporary_file file("a.npy");
        save_npy(file.path(), samples<File>({2}));
        for_every_element_type([&](auto zero) {
            using T = decltype(zero);
            if constexpr (std::is_same_v<T, File>) {
                CHECK(load_npy<T>(file.path()).size() == 2);
            } else {
                const std::string expected = std::string("the file holds ") + strand::detail::dtype_name<File>() +
                                             ", but " + strand::detail::dtype_name<T>() + " was asked for";
                CHECK(refusal<T>(file.read()) == expected);
            }
        });
    });
}

TEST_CASE("element types that strand does not have are named as the file names them") {
    CHECK(refusal<double>(file_of("<U5", "(2,)", 40)) == "the file holds dtype '<U5', but float64 was asked for");
    CHECK(refusal<double>(file_of("|O", "(2,)", 40)) == "the file holds dtype '|O', but float64 was asked for");
    CHECK(refusal<double>(file_of("<f2", "(2,)", 40)) == "the file holds float16, but float64 was asked for");
    CHECK(refusal<double>(file_of("", "(2,)", 40)) == "the file holds dtype '', but float64 was asked for");
    CHECK(refusal<double>(file_of("<f8f8", "(2,)", 40)) == "the file holds dtype '<f8f8', but float64 was asked for");
}

TEST_CASE("every spelling of the byte order is understood") {
    const temporary_file file("a.npy");
    for (const char* descr : {"<i2", "|i2", "=i2", "i2"}) {
        file.write(file_of(descr, "(1,)", 0) + std::string("\x01\x02", 2));
        CHECK(load_npy<std::int16_t>(file.path()).data()[0] == 0x0201);
    }
    file.write(file_of(">i2", "(1,)", 0) + std::string("\x01\x02", 2));
    CHECK(load_npy<std::int16_t>(file.path()).data()[0] == 0x0102);
}

TEST_CASE("what is not an .npy file is refused as such") {
    CHECK(refusal<float>("") == "the file ends within the magic string");
    CHECK(refusal<float>("\x93NUMPY") == "the file ends within the magic string");
    CHECK(refusal<float>("P5 403 344 255\n") == "not an .npy file: it does not begin with \\x93NUMPY");
    CHECK(refusal<float>("PK\x03\x04 and so on") == "not an .npy file, but a zip archive, as .npz files are");
    CHECK(refusal<float>(std::string("\x93NUMPY\x04\x00\x00\x00", 10)) ==
          "format version 4.0 is none of 1.0, 2.0 and 3.0");
    CHECK(refusal<float>(std::string("\x93NUMPY\x01\x01\x00\x00", 10)) ==
          "format version 1.1 is none of 1.0, 2.0 and 3.0");
}

TEST_CASE("a header length that the file does not have is refused") {
    CHECK(refusal<float>(std::string("\x93NUMPY\x01\x00\x01", 9)) == "the file ends within the header length");
    CHECK(refusal<float>(std::string("\x93NUMPY\x02\x00\x01\x00\x00", 11)) == "the file ends within the header length");
    CHECK(refusal<float>(std::string("\x93NUMPY\x01\x00\x10\x27{'descr'", 18)) == "the file ends within the header");
    CHECK(refusal<float>(std::string("\x93NUMPY\x01\x00\x11\x27{'descr'", 18)) ==
          "the header claims 10001 bytes, more than the 10000 that are accepted");
    CHECK(refusal<float>(std::string("\x93NUMPY\x02\x00\xff\xff\xff\xff", 12)) ==
          "the header claims 4294967295 bytes, more than the 10000 that are accepted");
}

TEST_CASE("a malformed header is refused by place") {
    CHECK(refusal<float>(file_with("{'descr': }", 0)) == "malformed header: expected a string at its byte 10");
    CHECK(refusal<float>(file_with("{'descr': '<f4', 'shape': (3)}", 12)) ==
          "malformed header: expected ',' in a tuple of one extent at its byte 29");
}

TEST_CASE("a shape that the file cannot fill is refused before memory is taken") {
    CHECK(refusal<double>(file_of("<f8", "(3, 4)", 95)) ==
          "the shape (3, 4) of float64 needs 96 bytes of data, but the file has 95");
    CHECK(refusal<double>(file_of("<f8", "()", 0)) ==
          "the shape () of float64 needs 8 bytes of data, but the file has 0");
    CHECK(refusal<double>(file_of("<f8", "(1152921504606846975,)", 8)) ==
          "the shape (1152921504606846975,) of float64 needs 9223372036854775800 bytes of data, "
          "but the file has 8");
    CHECK(refusal<double>(file_of("<f8", "(1152921504606846976,)", 8)) ==
          "the shape (1152921504606846976,) has more bytes than an index can count");
    CHECK(refusal<double>(file_of("<f8", "(4294967296, 4294967296, 1)", 8)) ==
          "the shape (4294967296, 4294967296, 1) has more bytes than an index can count");
}

TEST_CASE("an extent of 0 excuses no overflow of the others") {
    CHECK(load_npy<double>([] {
              static const temporary_file file("a.npy");
              file.write(file_of("<f8", "(0, 1152921504606846975)", 0));
              return file.path();
          }())
              .size() == 0);
    CHECK(refusal<double>(file_of("<f8", "(0, 4294967296, 4294967296)", 0)) ==
          "the shape (0, 4294967296, 4294967296) has more bytes than an index can count");
}

TEST_CASE("a file cut anywhere is refused") {
    const temporary_file file("a.npy");
    save_npy(file.path(), samples<std::int16_t>({3, 2}));
    const std::string whole = file.read();
    for (std::size_t length = 0; length < whole.size(); ++length) {
        INFO(length);
        CHECK(refusal<std::int16_t>(whole.substr(0, length)) != "nothing thrown");
    }
}

TEST_CASE("a file with any byte changed is refused or gives what it then says") {
    const temporary_file file("a.npy");
    save_npy(file.path(), samples<std::int16_t>({3, 2}));
    const std::string whole = file.read();
    index_t loaded = 0;
    index_t refused = 0;
    for (std::size_t at = 0; at < whole.size(); ++at) {
        for (int change = 1; change < 256; ++change) {
            std::string bytes = whole;
            bytes[at] = static_cast<char>(bytes[at] ^ change);
            file.write(bytes);
            try {
                const ndarray<std::int16_t> a = load_npy<std::int16_t>(file.path());
                const index_t data = 2 * a.size();
                if (data > 12 || a.ndim() > 2) FAIL("more than the file has, with byte " << at << " changed");
                ++loaded;
            } catch (const strand::io_error&) {
                ++refused;
            }
        }
    }
    // Every change in the 12 bytes of data loads, and some in the shape, the order and the blanks.
    CHECK(loaded > 12 * 255);
    CHECK(refused > 60 * 255);
}

TEST_CASE("views of any layout are written in C order") {
    const ndarray<std::int32_t> a = samples<std::int32_t>({3, 4, 5});
    const auto permuted = transpose(a, {1, 0, 2});
    const temporary_file file("a.npy");
    save_npy(file.path(), permuted);
    const ndarray<std::int32_t> b = load_npy<std::int32_t>(file.path());
    REQUIRE(b.shape() == shape_t{4, 3, 5});
    CHECK(b(3, 1, 2) == a(1, 3, 2));
    CHECK(array_equal(b, permuted));
    save_npy(file.path(), flip(a));
    CHECK(array_equal(load_npy<std::int32_t>(file.path()), flip(a)));
    save_npy(file.path(), broadcast_to(a[0], {100, 70, 4, 5}));
    CHECK(array_equal(load_npy<std::int32_t>(file.path()), broadcast_to(a[0], {100, 70, 4, 5})));
}

TEST_CASE("a transposed view is written in Fortran order, without rearranging") {
    const ndarray<double> a = samples<double>({3, 4});
    const temporary_file file("a.npy");
    save_npy(file.path(), a.T());
    CHECK(file.read().find("'fortran_order': True, 'shape': (4, 3)") != std::string::npos);
    CHECK(array_equal(load_npy<double>(file.path()), a.T()));
}

TEST_CASE("a lazy expression is computed and written") {
    const ndarray<double> a = samples<double>({3, 4});
    const temporary_file file("a.npy");
    save_npy(file.path(), a + a);
    CHECK(array_equal(load_npy<double>(file.path()), a + a));
}

TEST_CASE("save_npy says why it cannot write, and loses nothing") {
    const temporary_file file("missing/a.npy");
    const ndarray<float> a = samples<float>({3});
    try {
        save_npy(file.path(), a);
        FAIL("nothing thrown");
    } catch (const strand::io_error& error) {
        CHECK(error.what() == "save_npy(\"" + file.path() + "\"): No such file or directory");
    }
}
