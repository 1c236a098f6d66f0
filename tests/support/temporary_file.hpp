// SPDX-License-Identifier: BSD-3-Clause
// A path in a new, empty folder, which disappears with everything in it at the end of the scope.
#ifndef STRAND_TESTS_SUPPORT_TEMPORARY_FILE_HPP
#define STRAND_TESTS_SUPPORT_TEMPORARY_FILE_HPP

#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>

class temporary_file {
public:
    explicit temporary_file(const std::string& name) {
        std::random_device seed;
        do {
            folder_ = std::filesystem::temp_directory_path() / ("strand_test_" + std::to_string(seed()));
        } while (!std::filesystem::create_directory(folder_));
        path_ = (folder_ / name).string();
    }
    temporary_file(const temporary_file&) = delete;
    temporary_file& operator=(const temporary_file&) = delete;
    ~temporary_file() {
        std::error_code ignored;
        std::filesystem::remove_all(folder_, ignored);
    }

    const std::string& path() const { return path_; }
    std::string folder() const { return folder_.string(); }
    void write(const std::string& bytes) const { std::ofstream(path_, std::ios::binary) << bytes; }
    std::string read() const {
        std::ifstream file(path_, std::ios::binary);
        return std::string(std::istreambuf_iterator<char>(file), {});
    }

private:
    std::filesystem::path folder_;
    std::string path_;
};

#endif
