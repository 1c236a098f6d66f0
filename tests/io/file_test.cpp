// SPDX-License-Identifier: BSD-3-Clause
#include "support/catch.hpp"

#include <filesystem>
#include <string>
#include <unistd.h>
#include <strand/io/file.hpp>
#include "support/temporary_file.hpp"

using namespace strand::detail;

namespace {

std::size_t files_in(const std::string& folder) {
    std::size_t count = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) count += entry.exists() ? 1 : 0;
    return count;
}

template <class F>
std::string io_error_of(F f) {
    try {
        f();
    } catch (const strand::io_error& error) {
        return error.what();
    }
    return "nothing thrown";
}

}  // namespace

TEST_CASE("reading says what is missing of a file") {
    const temporary_file file("a");
    CHECK(io_error_of([&] {
              input_file({"f", file.path()});
          }) == "f(\"" + file.path() + "\"): No such file or directory");
    file.write("12345");
    input_file in({"f", file.path()});
    char bytes[4];
    in.read(bytes, 3, "head");
    CHECK(in.remaining() == 2);
    CHECK(io_error_of([&] { in.read(bytes, 3, "tail"); }) ==
          "f(\"" + file.path() + "\"): the file ends within the tail");
}

TEST_CASE("a folder cannot be read as a file") {
    const temporary_file file("a");
    char byte;
    CHECK(io_error_of([&] {
              input_file({"f", file.folder()}).read(&byte, 1, "head");
          }) == "f(\"" + file.folder() + "\"): Is a directory");
}

TEST_CASE("a new file takes the place of the old one at commit") {
    const temporary_file file("a");
    file.write("old");
    output_file out({"f", file.path()});
    out.write("new", 3);
    CHECK(file.read() == "old");
    out.commit();
    CHECK(file.read() == "new");
    CHECK(files_in(file.folder()) == 1);
}

TEST_CASE("without commit the old file stays and nothing is left behind") {
    const temporary_file file("a");
    file.write("old");
    {
        output_file out({"f", file.path()});
        out.write("new", 3);
        CHECK(files_in(file.folder()) == 2);
    }
    CHECK(file.read() == "old");
    CHECK(files_in(file.folder()) == 1);
}

TEST_CASE("two writers of one file do not disturb each other") {
    const temporary_file file("a");
    output_file first({"f", file.path()});
    output_file second({"f", file.path()});
    first.write("1", 1);
    second.write("22", 2);
    second.commit();
    CHECK(file.read() == "22");
    first.commit();
    CHECK(file.read() == "1");
    CHECK(files_in(file.folder()) == 1);
}

TEST_CASE("a replaced file keeps its permissions") {
    namespace fs = std::filesystem;
    const temporary_file file("a");
    file.write("old");
    fs::permissions(file.path(), fs::perms::owner_read | fs::perms::owner_write);
    output_file out({"f", file.path()});
    out.write("new", 3);
    out.commit();
    CHECK(fs::status(file.path()).permissions() == (fs::perms::owner_read | fs::perms::owner_write));
}

TEST_CASE("a file that may not be written is not replaced") {
    namespace fs = std::filesystem;
    const temporary_file file("a");
    file.write("old");
    fs::permissions(file.path(), fs::perms::owner_read);
    if (::access(file.path().c_str(), W_OK) == 0) return;  // root may write everything
    CHECK(io_error_of([&] { output_file({"f", file.path()}); }) == "f(\"" + file.path() + "\"): Permission denied");
}

TEST_CASE("a symbolic link is written through, not replaced") {
    namespace fs = std::filesystem;
    const temporary_file file("a");
    file.write("old");
    const std::string link = file.folder() + "/link";
    fs::create_symlink(file.path(), link);
    output_file out({"f", link});
    out.write("new", 3);
    out.commit();
    CHECK(fs::is_symlink(link));
    CHECK(file.read() == "new");
}

TEST_CASE("writing says why it is impossible") {
    const temporary_file file("missing/a");
    CHECK(io_error_of([&] {
              output_file({"f", file.path()});
          }) == "f(\"" + file.path() + "\"): No such file or directory");
    CHECK(io_error_of([&] { output_file({"f", file.folder()}); }) == "f(\"" + file.folder() + "\"): Is a directory");
}

TEST_CASE("a full disk is reported, at the latest by commit") {
    if (!std::filesystem::exists("/dev/full")) return;
    CHECK(io_error_of([] {
              output_file out({"f", "/dev/full"});
              out.write("1", 1);
              out.commit();
          }) == "f(\"/dev/full\"): No space left on device");
}
