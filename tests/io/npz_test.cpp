// SPDX-License-Identifier: BSD-3-Clause
// .npz files, and the zip archives that they are. The archives in here are bytes that NumPy 1.24.2 wrote.
#include "support/catch.hpp"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>
#include <strand/strand.hpp>
#include "support/temporary_file.hpp"

using strand::load_npz;
using strand::ndarray;
using strand::save_npz;
using strand::shape_t;

namespace {

template <std::size_t Length>
std::string bytes(const char (&text)[Length]) {
    return std::string(text, Length - 1);
}

// clang-format off
// numpy.savez(x=array([[1, 2, 3], [4, 5, 6]], 'i2'), y=array(2.5))
const std::string archive_of_numpy = bytes(
    "PK\003\004\024\000\000\000\000\000\000\000!\000\366\2754L\214\000\000\000\214\000\000\000\005\000\024\000"
    "x.npy\001\000\020\000\214\000\000\000\000\000\000\000\214\000\000\000\000\000\000\000\223NUMPY\001\000v\000"
    "{'descr': '<i2', 'fortran_order': False, 'shape': (2, 3), }                                              "
    "            \012\001\000\002\000\003\000\004\000\005\000\006\000PK\003\004\024\000\000\000\000\000\000\000"
    "!\0005\264:\223\210\000\000\000\210\000\000\000\005\000\024\000y.npy\001\000\020\000\210\000\000\000\000\000"
    "\000\000\210\000\000\000\000\000\000\000\223NUMPY\001\000v\000{'descr': '<f8', 'fortran_order': False, 's"
    "hape': (), }                                                              \012\000\000\000\000\000\000\004"
    "@PK\001\002\024\003\024\000\000\000\000\000\000\000!\000\366\2754L\214\000\000\000\214\000\000\000\005\000"
    "\000\000\000\000\000\000\000\000\000\000\200\001\000\000\000\000x.npyPK\001\002\024\003\024\000\000\000\000"
    "\000\000\000!\0005\264:\223\210\000\000\000\210\000\000\000\005\000\000\000\000\000\000\000\000\000\000\000"
    "\200\001\303\000\000\000y.npyPK\005\006\000\000\000\000\002\000\002\000f\000\000\000\202\001\000\000\000\000"
    "");
// numpy.savez_compressed(x=...)
const std::string compressed_archive = bytes(
    "PK\003\004\024\000\000\000\010\000\000\000!\000\366\2754LR\000\000\000\214\000\000\000\005\000\024\000x.n"
    "py\001\000\020\000\214\000\000\000\000\000\000\000R\000\000\000\000\000\000\000\233\354\027\352\033\020\311"
    "\310P\306P\255\236\222Z\234\\\244n\245\240n\223i\244\256\243\240\236\226_TR\224\230\027\237_\224\222\012\022"
    "wK\314)N\005\212\027g$\026\244\002\371\032F:\012\306\232:\012\265\012d\003.F\006&\006f\006\026\006V\0066\006"
    "\000PK\001\002\024\003\024\000\000\000\010\000\000\000!\000\366\2754LR\000\000\000\214\000\000\000\005\000"
    "\000\000\000\000\000\000\000\000\000\000\200\001\000\000\000\000x.npyPK\005\006\000\000\000\000\001\000\001"
    "\0003\000\000\000\211\000\000\000\000\000");
// numpy.savez(x=...) with zipfile.ZIP64_LIMIT = 0: all sizes and places have 64 bits
const std::string zip64_archive = bytes(
    "PK\003\004-\000\000\000\000\000\000\000!\000\366\2754L\377\377\377\377\377\377\377\377\005\000\024\000x.n"
    "py\001\000\020\000\214\000\000\000\000\000\000\000\214\000\000\000\000\000\000\000\223NUMPY\001\000v\000{"
    "'descr': '<i2', 'fortran_order': False, 'shape': (2, 3), }                                               "
    "           \012\001\000\002\000\003\000\004\000\005\000\006\000PK\001\002-\003-\000\000\000\000\000\000\000"
    "!\000\366\2754L\377\377\377\377\377\377\377\377\005\000\024\000\000\000\000\000\000\000\000\000\200\001\000"
    "\000\000\000x.npy\001\000\020\000\214\000\000\000\000\000\000\000\214\000\000\000\000\000\000\000PK\006\006"
    ",\000\000\000\000\000\000\000-\000-\000\000\000\000\000\000\000\000\000\001\000\000\000\000\000\000\000\001"
    "\000\000\000\000\000\000\000G\000\000\000\000\000\000\000\303\000\000\000\000\000\000\000PK\006\007\000\000"
    "\000\000\012\001\000\000\000\000\000\000\001\000\000\000PK\005\006\000\000\000\000\001\000\001\000G\000\000"
    "\000\303\000\000\000\000\000");
// clang-format on

const ndarray<std::int16_t> six{{1, 2, 3}, {4, 5, 6}};
using doubles = std::vector<double>;

bool is_six(const ndarray<std::int16_t>& a) { return a.shape() == six.shape() && a.to_vector() == six.to_vector(); }

template <class F>
std::string error_of(F f) {
    try {
        f();
    } catch (const strand::error& error) {
        return error.what();
    }
    return "nothing thrown";
}

/// What load_npz says of a file of these bytes, behind the path.
std::string refusal(const std::string& content, const char* name = "x") {
    const temporary_file file("a.npz");
    file.write(content);
    const std::string head = "load_npz(\"" + file.path() + "\"): ";
    const std::string text = error_of([&] { (void)load_npz<std::int16_t>(file.path(), name); });
    return text.starts_with(head) ? text.substr(head.size()) : text;
}

std::uint32_t crc_of(const std::string& text, std::size_t cut) {
    strand::detail::crc32 crc;
    crc.add(text.data(), cut);
    crc.add(text.data() + cut, text.size() - cut);
    return crc.value();
}

struct collected final : strand::detail::byte_sink {
    std::string text;
    void write(const void* from, std::size_t count) override { text.append(static_cast<const char*>(from), count); }
};

}  // namespace

TEST_CASE("crc32 is that of zip archives, in whatever pieces the bytes come") {
    CHECK(crc_of("", 0) == 0);
    // The check value of the catalogue of parametrised CRC algorithms.
    CHECK(crc_of("123456789", 0) == 0xcbf43926u);
    const std::string text = "The quick brown fox jumps over the lazy dog";
    for (std::size_t cut = 0; cut <= text.size(); ++cut) CHECK(crc_of(text, cut) == 0x414fa339u);
}

TEST_CASE("archives of NumPy are read by name") {
    const temporary_file file("a.npz");
    file.write(archive_of_numpy);
    const strand::npz_file archive = load_npz(file.path());
    CHECK(archive.names() == std::vector<std::string>{"x", "y"});
    CHECK(archive.size() == 2);
    CHECK(archive.contains("y"));
    CHECK_FALSE(archive.contains("y.npy"));
    CHECK(archive.dtype("x") == "int16");
    CHECK(archive.shape("x") == shape_t{2, 3});
    CHECK(is_six(archive.get<std::int16_t, 2>("x")));
    CHECK(archive.get<double, 0>("y").item() == 2.5);
    CHECK(is_six(archive.get<std::int16_t>("x")));  // again, and out of order

    file.write(zip64_archive);
    CHECK(is_six(load_npz<std::int16_t>(file.path(), "x")));
    file.write(archive_of_numpy.substr(archive_of_numpy.size() - 22).replace(8, 12, 12, '\0'));
    CHECK(load_npz(file.path()).size() == 0);
}

TEST_CASE("what is saved under names is read by them") {
    const temporary_file file("a.npz");
    const ndarray<double, 2> a{{1, 2}, {3, 4}};
    save_npz(file.path(), {{"six", six}, {"turned", a.T()}, {"column", a(strand::all, 1)}, {"lazy", a + a},
                           {"temporary", strand::eval(a + a)}, {"number", 7.5f}, {"gr\xc3\xbc\xc3\x9f", a(strand::all, 0)}});
    const strand::npz_file archive = load_npz(file.path());
    CHECK(archive.size() == 7);
    CHECK(is_six(archive.get<std::int16_t>("six")));
    CHECK(archive.get<double>("turned").to_vector() == doubles{1, 3, 2, 4});
    CHECK(archive.get<double>("column").to_vector() == doubles{2, 4});
    CHECK(archive.get<double>("lazy").to_vector() == doubles{2, 4, 6, 8});
    CHECK(archive.get<double>("temporary").to_vector() == doubles{2, 4, 6, 8});
    CHECK(archive.get<float>("number").item() == 7.5f);
    CHECK(archive.get<double>("gr\xc3\xbc\xc3\x9f").to_vector() == doubles{1, 3});

    save_npz(file.path(), a, six);
    CHECK(load_npz(file.path()).names() == std::vector<std::string>{"arr_0", "arr_1"});
    save_npz(file.path(), std::vector<std::pair<std::string, ndarray<double, 2>>>{{"p", a}});
    CHECK(load_npz<double>(file.path(), "p").to_vector() == a.to_vector());
    save_npz(file.path(), {});
    CHECK(load_npz(file.path()).size() == 0);
    CHECK(error_of([&] { save_npz(file.path(), {{"p", a}, {"p", six}}); }) ==
          "save_npz(\"" + file.path() + "\"): two entries have the name 'p'");
}

TEST_CASE("sizes beyond 32 bits are written as zip64 fields") {
    // The widths that 4 GiB would ask for, at a limit that a few bytes reach.
    collected out;
    strand::detail::zip_writer writer(out, 100);
    const strand::npz_entry entry("x", six), last("z", ndarray<std::int16_t>{1});
    for (const strand::npz_entry* each : {&entry, &last}) {
        strand::detail::summed_bytes sum;
        each->write(sum);
        writer.begin(each->name() + ".npy", sum.size, sum.crc.value());
        each->write(writer);
    }
    writer.finish();
    const temporary_file file("a.npz");
    file.write(out.text);
    CHECK(out.text.find("PK\6\6") != std::string::npos);
    CHECK(is_six(load_npz<std::int16_t>(file.path(), "x")));
    CHECK(load_npz<std::int16_t>(file.path(), "z").item() == 1);
}

TEST_CASE("errors of archives name the entry") {
    CHECK(refusal("no archive") == "not a zip archive, or an incomplete one: it has no directory");
    CHECK(refusal(archive_of_numpy, "w") == "no entry 'w'; there is 'x', 'y'");
    CHECK(refusal(archive_of_numpy, "y") == "entry 'y': the file holds float64, but int16 was asked for");
    CHECK(refusal(compressed_archive) ==
          "entry 'x': it is compressed (method 8), but only stored entries can be read: write the archive with numpy.savez");
    std::string changed = archive_of_numpy;
    changed[changed.find(bytes("\1\0\2\0\3")) + 2] ^= 4;
    CHECK(refusal(changed) == "entry 'x': its bytes have changed since they were written: the CRC-32 is another");
    const temporary_file file("a.npz");
    file.write(archive_of_numpy);
    CHECK(error_of([&] { (void)load_npz<std::int16_t, 3>(file.path(), "x"); }) ==
          "load_npz(\"" + file.path() + "\"): entry 'x': the file holds shape (2, 3) of rank 2, but rank 3 was asked for");
}

TEST_CASE("an archive cut or changed anywhere is refused or gives what was written") {
    const temporary_file file("a.npz");
    for (const std::string& whole : {archive_of_numpy, zip64_archive}) {
        for (std::size_t length = 0; length < whole.size(); ++length) {
            CHECK(refusal(whole.substr(0, length)) != "nothing thrown");
        }
        std::size_t refused = 0;
        for (std::size_t at = 0; at < whole.size(); ++at) {
            for (const int change : {1, 0x80, 0xff}) {
                std::string content = whole;
                content[at] = static_cast<char>(content[at] ^ change);
                file.write(content);
                try {
                    if (!is_six(load_npz<std::int16_t>(file.path(), "x"))) FAIL("with byte " << at << " changed");
                } catch (const strand::io_error&) {
                    ++refused;
                }
            }
        }
        CHECK(refused > 140 * 3);  // each byte of the array's, and more
    }
}
