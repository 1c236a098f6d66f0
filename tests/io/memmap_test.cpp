// SPDX-License-Identifier: BSD-3-Clause
#include "support/catch.hpp"

#include <concepts>
#include <cstdint>
#include <cstdio>
#include <string>
#include <vector>
#include <strand/strand.hpp>
#include "support/temporary_file.hpp"

using strand::load_npy;
using strand::memmap;
using strand::ndarray;
using strand::ndview;
using strand::save_npy;
using strand::shape_t;

namespace {

const ndarray<std::int16_t> twelve{{1, 2, 3, 4}, {5, 6, 7, 8}, {9, 10, 11, 12}};

using shorts = std::vector<std::int16_t>;

/// The error text behind the path.
template <class F>
std::string refusal_of(const std::string& path, F f) {
    const std::string head = "memmap(\"" + path + "\"): ";
    try {
        f();
    } catch (const strand::error& error) {
        const std::string text = error.what();
        return text.starts_with(head) ? text.substr(head.size()) : text;
    }
    return "nothing thrown";
}
std::string refusal_of_bytes(const std::string& content) {
    const temporary_file file("a.npy");
    file.write(content);
    return refusal_of(file.path(), [&] { (void)memmap<const std::int16_t>(file.path()); });
}

}  // namespace

TEST_CASE("a constant element type maps a file to be read, with its shape and order") {
    const temporary_file file("a.npy");
    save_npy(file.path(), twelve);
    const auto a = memmap<const std::int16_t>(file.path());
    static_assert(std::same_as<decltype(a), const ndview<const std::int16_t>>);
    CHECK(a.to_vector() == twelve.to_vector());
    CHECK(a.is_contiguous());
    save_npy(file.path(), strand::asfortranarray(twelve));
    const auto b = memmap<const std::int16_t, 2>(file.path());
    CHECK(b.to_vector() == twelve.to_vector());
    CHECK(b.strides() == shape_t{1, 3});
    CHECK(b(strand::all, 1).to_vector() == shorts{2, 6, 10});
    save_npy(file.path(), ndarray<std::int16_t, 0>(std::int16_t{5}));
    CHECK(memmap<const std::int16_t>(file.path()).item() == 5);
    save_npy(file.path(), strand::zeros<std::int16_t>({0, 3}));
    CHECK(memmap<const std::int16_t>(file.path()).shape() == shape_t{0, 3});
}

TEST_CASE("the mapping lives as long as any view of it, and longer than the file's name") {
    const temporary_file file("a.npy");
    save_npy(file.path(), twelve);
    const auto row = [&] {
        auto whole = memmap<const std::int16_t, 2>(file.path());
        return whole(1, strand::range(strand::none, strand::none, -1));
    }();
    std::remove(file.path().c_str());
    CHECK(row.to_vector() == shorts{8, 7, 6, 5});
    CHECK(ndarray(row + row).to_vector() == shorts{16, 14, 12, 10});
}

TEST_CASE("the mode says who sees changes") {
    const temporary_file file("a.npy");
    save_npy(file.path(), twelve);
    auto shared = memmap<std::int16_t>(file.path());
    shared(0, strand::all) = 0;
    shared(0, strand::ellipsis) = 1;
    CHECK(load_npy<std::int16_t>(file.path())[0].to_vector() == shorts{1, 1, 1, 1});
    for (const char* mode : {"c", "r"}) {
        auto copied = memmap<std::int16_t>(file.path(), mode);
        copied = 7;
        CHECK(copied(2, 3) == 7);
        CHECK(load_npy<std::int16_t>(file.path())(2, 3) == 12);
    }
    CHECK(refusal_of(file.path(), [&] { (void)memmap<float>(file.path(), "w"); }) ==
          "the mode 'w' is none of 'r', 'r+' and 'c', nor 'w+' with a shape");
}

TEST_CASE("w+ makes a file of zeros") {
    const temporary_file file("a.npy");
    {
        auto a = memmap<double>(file.path(), "w+", {2, 3});
        static_assert(std::same_as<decltype(a), ndview<double, 2>>);
        CHECK(a.to_vector() == std::vector<double>(6));
        a(1, strand::all) = 2.5;
    }
    CHECK(load_npy<double>(file.path()).to_vector() == std::vector<double>{0, 0, 0, 2.5, 2.5, 2.5});
    (void)memmap<float>(file.path(), "w+", shape_t{3, 2}, strand::column_major);
    CHECK(load_npy<float>(file.path()).strides() == shape_t{1, 3});
    CHECK(refusal_of(file.path(), [&] { (void)memmap<float>(file.path(), "r+", {3}); }) ==
          "only the mode 'w+' makes a file of a shape, not 'r+'");
    CHECK(load_npy<float>(file.path()).size() == 6);
    CHECK_THROWS_AS(memmap<float>(file.path(), "w+", {-1}), strand::shape_error);
}

TEST_CASE("what cannot be used as it lies in the file is refused") {
    const temporary_file file("a.npy");
    save_npy(file.path(), twelve);
    const std::string whole = file.read();
    std::string other = whole;
    other.replace(other.find("<i2"), 3, ">i2");
    CHECK(refusal_of_bytes(other) == "the file's byte order is not this machine's: read it with load_npy");
    // One blank less, as files not written by NumPy may have it.
    other = whole;
    other[8] = static_cast<char>(other[8] - 1);
    other.erase(126, 1);
    CHECK(refusal_of_bytes(other) == "the data begins at byte 127, which is not aligned for int16: read it with load_npy");
    CHECK(refusal_of_bytes(whole.substr(0, whole.size() - 1)) ==
          "the shape (3, 4) of int16 needs 24 bytes of data, but the file has 23");
    CHECK(refusal_of(file.path(), [&] { (void)memmap<const double>(file.path()); }) ==
          "the file holds int16, but float64 was asked for");
    CHECK(refusal_of(file.path(), [&] { (void)memmap<std::int16_t, 1>(file.path()); }) ==
          "the file holds shape (3, 4) of rank 2, but rank 1 was asked for");
    std::remove(file.path().c_str());
    CHECK(refusal_of(file.path(), [&] { (void)memmap<double>(file.path()); }) == "No such file or directory");
    save_npy(file.path(), ndarray<bool>{true, false});
    CHECK(memmap<const bool>(file.path())(0));
    std::string truth = file.read();
    truth.back() = 2;
    file.write(truth);
    CHECK(refusal_of(file.path(), [&] { (void)memmap<const bool>(file.path()); }) ==
          "byte 1 of the data is no bool: read it with load_npy");
}
