// SPDX-License-Identifier: BSD-3-Clause
// Zip archives of stored entries, as .npz files are. In: a file. Out: its directory, and the bytes of an
// entry, checked against their CRC-32; and back. 64-bit sizes (zip64) where 32 bits do not hold them.
// Refuses compressed and encrypted entries when they are read, and archives of several parts.
// Format: PKWARE, "APPNOTE.TXT - .ZIP File Format Specification".
#ifndef STRAND_IO_ZIP_HPP
#define STRAND_IO_ZIP_HPP

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>
#include <strand/core/types.hpp>
#include <strand/io/crc32.hpp>
#include <strand/io/file.hpp>

namespace strand::detail {

/// An entry as the directory at the end of the archive describes it.
struct zip_entry {
    std::string name;
    std::uint64_t header = 0;  // where its own header begins
    std::uint64_t stored = 0;  // bytes in the file
    std::uint64_t size = 0;    // bytes after decompression
    std::uint32_t crc = 0;
    unsigned method = 0;  // 0 stored, 8 deflate
    unsigned flags = 0;   // bit 0 encrypted, bit 11 name in UTF-8
};

inline constexpr std::uint64_t zip_no_32 = 0xffffffff;  // "see the zip64 field"
inline constexpr std::uint64_t zip_no_16 = 0xffff;

/// Little-endian numbers out of bytes, none beyond their end.
class zip_fields {
public:
    zip_fields(std::string_view bytes, const file_task& task) : bytes_(bytes), task_(task) {}
    std::uint64_t number(std::size_t width) {
        const std::string_view digits = take(width);
        std::uint64_t value = 0;
        for (std::size_t k = width; k-- > 0;) value = value << 8 | static_cast<unsigned char>(digits[k]);
        return value;
    }
    std::string_view take(std::size_t count) {
        if (count > bytes_.size()) task_.fail("the archive's directory is incomplete");
        const std::string_view taken = bytes_.substr(0, count);
        bytes_.remove_prefix(count);
        return taken;
    }
    bool starts_with(std::string_view text) const { return bytes_.starts_with(text); }
    bool empty() const { return bytes_.empty(); }

private:
    std::string_view bytes_;
    const file_task& task_;
};

/// Reads `count` bytes at a place that the file claims to have.
inline std::string read_zip_bytes(input_file& file, std::uint64_t at, std::uint64_t count, const char* what) {
    file.seek(0);
    const auto size = static_cast<std::uint64_t>(file.remaining());
    if (at > size || count > size - at) file.task().fail(std::string("the ") + what + " lies beyond the end of the file");
    std::string bytes(static_cast<std::size_t>(count), '\0');
    file.seek(static_cast<index_t>(at));
    file.read(bytes.data(), bytes.size(), what);
    return bytes;
}

/// What the archive's last record says of the directory.
struct zip_directory {
    std::uint64_t entries, bytes, begin;
};

inline zip_directory find_zip_directory(input_file& file) {
    constexpr std::uint64_t record = 22, longest_comment = 0xffff, locator = 20;
    const file_task& task = file.task();
    const auto size = static_cast<std::uint64_t>(file.remaining());
    const std::uint64_t tail_size = size < record + longest_comment ? size : record + longest_comment;
    const std::string tail = read_zip_bytes(file, size - tail_size, tail_size, "directory");
    const std::size_t at = tail.size() < record ? std::string::npos : tail.rfind("PK\5\6", tail.size() - record);
    if (at == std::string::npos) task.fail("not a zip archive, or an incomplete one: it has no directory");
    zip_fields fields(std::string_view(tail).substr(at), task);
    fields.take(4);
    const std::uint64_t disk = fields.number(2), first_disk = fields.number(2), entries_here = fields.number(2);
    zip_directory found;
    found.entries = fields.number(2);
    found.bytes = fields.number(4);
    found.begin = fields.number(4);
    if (disk != first_disk || entries_here != found.entries) task.fail("the archive has several parts");
    const bool saturated = found.entries == zip_no_16 || found.bytes == zip_no_32 || found.begin == zip_no_32;
    const std::uint64_t end = size - tail_size + at;  // of everything before this record
    if (!saturated || end < locator) return found;
    const std::string locator_bytes = read_zip_bytes(file, end - locator, locator, "zip64 locator");
    if (!locator_bytes.starts_with("PK\6\7")) return found;  // the numbers just happen to be so large
    zip_fields place(std::string_view(locator_bytes).substr(8), task);
    const std::string wide = read_zip_bytes(file, place.number(8), 56, "zip64 directory record");
    if (!wide.starts_with("PK\6\6")) task.fail("the archive's zip64 directory record is not where it should be");
    zip_fields wide_fields(std::string_view(wide).substr(32), task);
    found.entries = wide_fields.number(8);
    found.bytes = wide_fields.number(8);
    found.begin = wide_fields.number(8);
    return found;
}

/// The zip64 field holds, in this order, those of the numbers that are saturated elsewhere.
inline void widen_zip_entry(zip_entry& entry, std::string_view extra, const file_task& task) {
    zip_fields fields(extra, task);
    while (!fields.empty()) {
        const std::uint64_t id = fields.number(2), length = fields.number(2);
        zip_fields field(fields.take(static_cast<std::size_t>(length)), task);
        if (id != 1) continue;
        for (std::uint64_t* number : {&entry.size, &entry.stored, &entry.header}) {
            if (*number == zip_no_32) *number = field.number(8);
        }
        return;
    }
}

/// All entries, in the order of the directory; throws io_error when it is malformed.
inline std::vector<zip_entry> read_zip_directory(input_file& file) {
    const zip_directory directory = find_zip_directory(file);
    const std::string bytes = read_zip_bytes(file, directory.begin, directory.bytes, "directory");
    std::vector<zip_entry> entries;
    for (zip_fields fields(bytes, file.task()); !fields.empty();) {
        if (!fields.starts_with("PK\1\2")) file.task().fail("the archive's directory is malformed");
        fields.take(8);
        zip_entry entry;
        entry.flags = static_cast<unsigned>(fields.number(2));
        entry.method = static_cast<unsigned>(fields.number(2));
        fields.take(4);  // time and date
        entry.crc = static_cast<std::uint32_t>(fields.number(4));
        entry.stored = fields.number(4);
        entry.size = fields.number(4);
        const auto name = static_cast<std::size_t>(fields.number(2)), extra = static_cast<std::size_t>(fields.number(2)),
                   comment = static_cast<std::size_t>(fields.number(2));
        fields.take(8);  // disk and attributes
        entry.header = fields.number(4);
        entry.name = fields.take(name);
        widen_zip_entry(entry, fields.take(extra), file.task());
        fields.take(comment);
        entries.push_back(std::move(entry));
    }
    if (entries.size() != directory.entries) {
        file.task().fail("the archive's directory has " + std::to_string(entries.size()) + " entries instead of " +
                         std::to_string(directory.entries));
    }
    return entries;
}

/// The bytes of one stored entry.
class zip_entry_source final : public byte_source {
public:
    /// The task says in errors which entry is read.
    zip_entry_source(input_file& archive, const zip_entry& entry, file_task task)
        : archive_(archive), entry_(entry), task_(std::move(task)), left_(entry.size) {
        if (entry.flags & 1) task_.fail("it is encrypted");
        if (entry.method != 0) {
            task_.fail("it is compressed (method " + std::to_string(entry.method) +
                       "), but only stored entries can be read: write the archive with numpy.savez");
        }
        const std::string header = read_zip_bytes(archive, entry.header, 30, "entry's header");
        if (!header.starts_with("PK\3\4")) task_.fail("its header is not where the directory says");
        zip_fields lengths(std::string_view(header).substr(26), task_);
        const std::uint64_t name = lengths.number(2), extra = lengths.number(2);
        archive.seek(static_cast<index_t>(entry.header + 30 + name + extra));  // beyond the end: nothing remains
        const index_t there = archive.remaining();
        if (entry.stored != entry.size || there < 0 || entry.size > static_cast<std::uint64_t>(there)) {
            task_.fail("its size is not what the directory says");
        }
    }

    const file_task& task() const override { return task_; }
    index_t remaining() override { return static_cast<index_t>(left_); }
    void read(void* into, std::size_t bytes, const char* what) override {
        if (bytes > left_) task_.fail(std::string("it ends within the ") + what);
        left_ -= bytes;
        // Each piece is still in the cache when it is summed up.
        for (auto* at = static_cast<char*>(into); bytes > 0;) {
            const std::size_t piece = bytes < piece_bytes ? bytes : piece_bytes;
            archive_.read(at, piece, what);
            crc_.add(at, piece);
            at += piece;
            bytes -= piece;
        }
    }
    /// Reads what is left; throws io_error when the bytes are not those that were written.
    void finish() {
        char ignored[4096];
        while (left_ > 0) read(ignored, left_ < sizeof ignored ? static_cast<std::size_t>(left_) : sizeof ignored, "data");
        if (crc_.value() != entry_.crc) task_.fail("its bytes have changed since they were written: the CRC-32 is another");
    }

private:
    static constexpr std::size_t piece_bytes = std::size_t{1} << 17;
    input_file& archive_;
    const zip_entry& entry_;
    file_task task_;
    std::uint64_t left_;
    crc32 crc_;
};

/// Writes an archive from front to end: begin() and the bytes of each entry, then finish().
class zip_writer final : public byte_sink {
public:
    /// Numbers from `limit` on are written with 64 bits.
    explicit zip_writer(byte_sink& file, std::uint64_t limit = zip_no_32) : file_(file), limit_(limit) {}

    void begin(const std::string& name, std::uint64_t size, std::uint32_t crc) {
        const std::string wide = size < limit_ ? "" : number(size, 8) + number(size, 8);
        zip_entry entry{name, at_, size, size, crc};
        for (const char c : name) entry.flags |= static_cast<unsigned char>(c) >= 128 ? 0x800u : 0u;
        put("PK\3\4" + description(entry, wide) + name + zip64_field(wide));
        entries_.push_back(std::move(entry));
    }
    void write(const void* from, std::size_t bytes) override {
        file_.write(from, bytes);
        at_ += bytes;
    }
    void finish() {
        const std::uint64_t begin = at_;
        for (const zip_entry& entry : entries_) {
            std::string wide = entry.size < limit_ ? "" : number(entry.size, 8) + number(entry.size, 8);
            if (entry.header >= limit_) wide += number(entry.header, 8);
            // Made by Unix, a regular file that its owner may read and write.
            put("PK\1\2" + number(3 << 8 | version_of(wide), 2) + description(entry, wide) + number(0, 2 + 2 + 2) +
                number(std::uint64_t{0100600} << 16, 4) + narrow(entry.header, 4) + entry.name + zip64_field(wide));
        }
        const std::uint64_t bytes = at_ - begin, count = entries_.size(), record = at_;
        if (bytes >= limit_ || begin >= limit_ || count >= limit_ || count >= zip_no_16) {
            put("PK\6\6" + number(44, 8) + number(zip64_version, 2) + number(zip64_version, 2) + number(0, 8) +
                number(count, 8) + number(count, 8) + number(bytes, 8) + number(begin, 8));
            put("PK\6\7" + number(0, 4) + number(record, 8) + number(1, 4));
        }
        put("PK\5\6" + number(0, 4) + narrow(count, 2) + narrow(count, 2) + narrow(bytes, 4) + narrow(begin, 4) + number(0, 2));
    }

private:
    static constexpr std::uint64_t plain_version = 20, zip64_version = 45;  // of the format, needed to read it
    static std::uint64_t version_of(const std::string& wide) { return wide.empty() ? plain_version : zip64_version; }

    static std::string number(std::uint64_t value, int width) {
        std::string bytes;
        for (int k = 0; k < width; ++k) bytes += static_cast<char>(k < 8 ? value >> 8 * k & 0xff : 0);
        return bytes;
    }
    std::string narrow(std::uint64_t value, int width) const {
        const std::uint64_t saturated = width == 2 ? zip_no_16 : zip_no_32;
        return number(value < limit_ && value < saturated ? value : saturated, width);
    }
    static std::string zip64_field(const std::string& wide) {
        return wide.empty() ? "" : number(1, 2) + number(wide.size(), 2) + wide;
    }
    /// What the entry's own header and the directory have in common. The date is the earliest there is,
    /// as in NumPy's archives: equal arrays give equal files.
    std::string description(const zip_entry& entry, const std::string& wide) const {
        constexpr std::uint64_t first_of_january_1980 = 1 << 5 | 1;
        return number(version_of(wide), 2) + number(entry.flags, 2) + number(0, 2) + number(0, 2) +
               number(first_of_january_1980, 2) + number(entry.crc, 4) + narrow(entry.stored, 4) + narrow(entry.size, 4) +
               number(entry.name.size(), 2) + number(zip64_field(wide).size(), 2);
    }
    void put(const std::string& text) { write(text.data(), text.size()); }

    byte_sink& file_;
    std::uint64_t limit_;
    std::uint64_t at_ = 0;
    std::vector<zip_entry> entries_;
};

}  // namespace strand::detail

#endif
