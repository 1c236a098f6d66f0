// SPDX-License-Identifier: BSD-3-Clause
// Files as array formats need them: reading that knows how much is left before anything is
// allocated, and writing that leaves the old file alone until the new one is complete. Formats see a
// byte_source and a byte_sink only, since an array may also stand inside an archive.
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
    std::string part = {};  // "entry 'x': " inside an archive

    std::string text(const std::string& reason) const {
        return std::string(caller) + "(\"" + path + "\"): " + part + reason;
    }
    [[noreturn]] STRAND_COLD void fail(const std::string& reason) const { throw io_error(text(reason)); }
    [[noreturn]] STRAND_COLD void fail_with_errno(int code) const { fail(std::strerror(code)); }
};

/// Bytes in order: a file, or one entry of an archive.
class byte_source {
public:
    virtual ~byte_source() = default;
    virtual const file_task& task() const = 0;
    /// Reads exactly so many bytes; `what` says in the error what is incomplete.
    virtual void read(void* into, std::size_t bytes, const char* what) = 0;
    /// Bytes from here to the end.
    virtual index_t remaining() = 0;
};
class byte_sink {
public:
    virtual ~byte_sink() = default;
    virtual void write(const void* from, std::size_t bytes) = 0;
};

class input_file final : public byte_source {
public:
    /// `mode` is that of fopen: one that can write serves the descriptor.
    explicit input_file(file_task task, const char* mode = "rb")
        : task_(std::move(task)), file_(std::fopen(task_.path.c_str(), mode)) {
        if (!file_) task_.fail_with_errno(errno);
    }
    input_file(const input_file&) = delete;
    input_file& operator=(const input_file&) = delete;
    ~input_file() override { std::fclose(file_); }

    const file_task& task() const override { return task_; }

    void read(void* into, std::size_t bytes, const char* what) override {
        errno = 0;
        if (std::fread(into, 1, bytes, file_) == bytes) return;
        if (std::ferror(file_)) task_.fail_with_errno(errno);
        task_.fail(std::string("the file ends within the ") + what);
    }

    index_t remaining() override {
        const long here = std::ftell(file_);
        if (here < 0 || std::fseek(file_, 0, SEEK_END) != 0) task_.fail_with_errno(errno);
        const long end = std::ftell(file_);
        if (end < 0 || std::fseek(file_, here, SEEK_SET) != 0) task_.fail_with_errno(errno);
        return end - here;
    }
    /// The next byte to be read, counted from the start of the file.
    index_t position() {
        const long here = std::ftell(file_);
        if (here < 0) task_.fail_with_errno(errno);
        return here;
    }
    void seek(index_t position) {
        if (std::fseek(file_, static_cast<long>(position), SEEK_SET) != 0) task_.fail_with_errno(errno);
    }
    int descriptor() const { return ::fileno(file_); }

private:
    file_task task_;
    std::FILE* file_;
};

/// Writes to a new file beside the old one, which commit() then replaces in one step, keeping its
/// permissions. Without commit() nothing changes. Links, devices and pipes are written to directly.
/// A file that may not be written is not replaced either.
class output_file final : public byte_sink {
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
    ~output_file() override {
        if (file_) std::fclose(file_);
        if (!part_.empty()) std::remove(part_.c_str());
    }

    void write(const void* from, std::size_t bytes) override {
        if (bytes > 0 && std::fwrite(from, 1, bytes, file_) != bytes) task_.fail_with_errno(errno);
    }

    /// Zeros behind what is written, up to this size; no memory of the disk until they are changed.
    void extend(index_t size) {
        if (std::fflush(file_) != 0 || ::ftruncate(::fileno(file_), size) != 0) task_.fail_with_errno(errno);
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
