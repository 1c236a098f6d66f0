// SPDX-License-Identifier: BSD-3-Clause
// Files as array formats need them: reading that knows how much is left before anything is
// allocated, and writing that leaves the old file alone until the new one is complete.
// In: a path and the name of the caller. Out: bytes.
// Throws io_error with the caller, the path and the system's reason.
#ifndef STRAND_IO_FILE_HPP
#define STRAND_IO_FILE_HPP

#include <cerrno>
#include <cstddef>
#include <cstdio>
#include <cstring>
#include <string>
#include <utility>
#include <sys/stat.h>
#include <unistd.h>
#include <strand/core/config.hpp>
#include <strand/core/error.hpp>
#include <strand/core/types.hpp>

namespace strand::detail {

/// Who does what to which file: the beginning of every error text.
struct file_task {
    const char* caller;
    std::string path;

    [[noreturn]] STRAND_COLD void fail(const std::string& reason) const {
        throw io_error(std::string(caller) + "(\"" + path + "\"): " + reason);
    }
    [[noreturn]] STRAND_COLD void fail_with_errno(int code) const { fail(std::strerror(code)); }
};

class input_file {
public:
    explicit input_file(file_task task) : task_(std::move(task)), file_(std::fopen(task_.path.c_str(), "rb")) {
        if (!file_) task_.fail_with_errno(errno);
    }
    input_file(const input_file&) = delete;
    input_file& operator=(const input_file&) = delete;
    ~input_file() { std::fclose(file_); }

    const file_task& task() const { return task_; }

    /// Reads exactly so many bytes; `what` says in the error what is incomplete.
    void read(void* into, std::size_t bytes, const char* what) {
        errno = 0;
        if (std::fread(into, 1, bytes, file_) == bytes) return;
        if (std::ferror(file_)) task_.fail_with_errno(errno);
        task_.fail(std::string("the file ends within the ") + what);
    }

    /// Bytes from here to the end.
    index_t remaining() {
        const long here = std::ftell(file_);
        if (here < 0 || std::fseek(file_, 0, SEEK_END) != 0) task_.fail_with_errno(errno);
        const long end = std::ftell(file_);
        if (end < 0 || std::fseek(file_, here, SEEK_SET) != 0) task_.fail_with_errno(errno);
        return end - here;
    }

private:
    file_task task_;
    std::FILE* file_;
};

/// Writes to a new file beside the old one, which commit() then replaces in one step, keeping its
/// permissions. Without commit() nothing changes. Links, devices and pipes are written to directly.
/// A file that may not be written is not replaced either.
class output_file {
public:
    explicit output_file(file_task task) : task_(std::move(task)) {
        struct stat old;
        const bool exists = ::lstat(task_.path.c_str(), &old) == 0;
        if (exists && !S_ISREG(old.st_mode)) {
            file_ = std::fopen(task_.path.c_str(), "wb");
        } else if (!exists || ::access(task_.path.c_str(), W_OK) == 0) {
            open_beside();
            if (file_ && exists) ::chmod(part_.c_str(), old.st_mode & 07777);
        }
        if (!file_) task_.fail_with_errno(errno);
    }
    output_file(const output_file&) = delete;
    output_file& operator=(const output_file&) = delete;
    ~output_file() {
        if (file_) std::fclose(file_);
        if (!part_.empty()) std::remove(part_.c_str());
    }

    void write(const void* from, std::size_t bytes) {
        if (bytes > 0 && std::fwrite(from, 1, bytes, file_) != bytes) task_.fail_with_errno(errno);
    }

    void commit() {
        if (std::fclose(std::exchange(file_, nullptr)) != 0) task_.fail_with_errno(errno);
        if (part_.empty()) return;
        if (std::rename(part_.c_str(), task_.path.c_str()) != 0) task_.fail_with_errno(errno);
        part_.clear();
    }

private:
    /// A name that nobody else writes to: "x" refuses existing files, which others may be writing
    /// or have left.
    void open_beside() {
        for (int attempt = 0; attempt < 1000 && !file_; ++attempt) {
            part_ = task_.path + ".part" + std::to_string(attempt);
            file_ = std::fopen(part_.c_str(), "wbx");
            if (!file_ && errno != EEXIST) break;
        }
        if (!file_) part_.clear();
    }

    file_task task_;
    std::string part_;
    std::FILE* file_ = nullptr;
};

}  // namespace strand::detail

#endif
