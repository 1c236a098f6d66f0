// SPDX-License-Identifier: BSD-3-Clause
// Reads and writes NumPy's .npz files: zip archives with one .npy file for each array, found by name.
// In: a path, and names with arrays of any element types; or a name and the element type expected.
// Out: the archive that numpy.savez would write, or arrays. Refuses what io/zip.hpp and io/npy.hpp refuse.
#ifndef STRAND_IO_NPZ_HPP
#define STRAND_IO_NPZ_HPP

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>
#include <strand/io/npy.hpp>
#include <strand/io/zip.hpp>
#include <strand/memory/lifetime.hpp>

namespace strand {

/// A name and what is saved under it: `{"x", x}`. Borrows an array, keeps what a lazy expression or a
/// temporary gives.
class npz_entry {
public:
    template <expression E>
    npz_entry(std::string name, E&& x) : name_(std::move(name)), element_(detail::npy_element_of<value_t<E>>()) {
        if constexpr (std::is_lvalue_reference_v<E> && requires { x.describe(); }) {
            array_ = x.describe();
        } else if constexpr (requires { x.describe(); }) {
            keep(std::move(x));
        } else {
            keep(ndarray<value_t<E>, rank_of<E>>(x));
        }
    }
    template <scalar_number Number>
    npz_entry(std::string name, Number number) : npz_entry(std::move(name), ndarray<canonical_t<Number>, 0>(number)) {}

    const std::string& name() const { return name_; }

    /// The .npy file of the array.
    void write(detail::byte_sink& file) const { detail::write_npy(file, element_, array_); }

private:
    template <class Array>
    void keep(Array array) {
        auto* kept = new detail::kept_value<Array>(std::move(array));
        keeper_ = detail::keeper(kept);
        array_ = kept->value.describe();
    }

    std::string name_;
    detail::npy_element element_;
    detail::memory_view array_;
    detail::keeper keeper_;
};

namespace detail {

/// What an entry's bytes are, before they are written behind it.
struct summed_bytes final : byte_sink {
    std::uint64_t size = 0;
    crc32 crc;
    void write(const void* from, std::size_t bytes) override {
        size += bytes;
        crc.add(from, bytes);
    }
};

inline void write_npz(const std::string& path, const npz_entry* entries, std::size_t count) {
    const file_task task{"save_npz", path};
    for (std::size_t k = 0; k < count; ++k) {
        const std::string& name = entries[k].name();
        if (name.size() > 60'000 || name.find('\0') != std::string::npos) {
            throw_value(task.text("the name of entry " + std::to_string(k) + " is too long or has a zero in it"));
        }
        for (std::size_t other = 0; other < k; ++other) {
            if (entries[other].name() == name) throw_value(task.text("two entries have the name '" + name + "'"));
        }
    }
    output_file file(task);
    zip_writer archive(file);
    for (std::size_t k = 0; k < count; ++k) {
        summed_bytes sum;
        entries[k].write(sum);
        archive.begin(entries[k].name() + ".npy", sum.size, sum.crc.value());
        entries[k].write(archive);
    }
    archive.finish();
    file.commit();
}

}  // namespace detail

/// Writes an .npz file as numpy.savez writes it, uncompressed: each array under its name, of any element
/// type and layout. The path is taken as it is.
/// Eager; computes lazy expressions first, writes views without a copy. The file appears complete or not
/// at all. Reads each array twice, since its checksum stands before it.
/// Throws io_error with the path and the system's reason; value_error when a name occurs twice.
/// Example: `save_npz("fit.npz", {{"weights", w}, {"loss", losses(range(0, step))}, {"rate", 0.1}});`
inline void save_npz(const std::string& path, std::initializer_list<npz_entry> entries) {
    detail::write_npz(path, entries.begin(), entries.size());
}
/// The same from any range of entries, or of pairs of a name and an array.
template <class Range>
    requires(!expression<Range>) && requires(const Range& entries) { npz_entry(entries.begin()->first, entries.begin()->second); }
void save_npz(const std::string& path, const Range& entries) {
    std::vector<npz_entry> list;
    for (const auto& entry : entries) list.emplace_back(entry.first, entry.second);
    detail::write_npz(path, list.data(), list.size());
}
inline void save_npz(const std::string& path, const std::vector<npz_entry>& entries) {
    detail::write_npz(path, entries.data(), entries.size());
}
/// Arrays without names are called arr_0, arr_1, ... `save_npz("ab.npz", a, b);`
template <expression... E>
    requires(sizeof...(E) > 0)
void save_npz(const std::string& path, const E&... arrays) {
    int number = 0;
    save_npz(path, {npz_entry("arr_" + std::to_string(number++), arrays)...});
}

/// An open .npz file, from which arrays are read by name. Keeps the file open; of one such object only one
/// thread may read at a time.
class npz_file {
public:
    /// Reads the directory; throws io_error, with the path in the text, when there is none.
    explicit npz_file(const std::string& path)
        : file_(new detail::input_file({"load_npz", path})), entries_(detail::read_zip_directory(*file_)) {
        // NumPy adds the ending when it writes, and takes it off when it reads.
        for (detail::zip_entry& entry : entries_) {
            if (entry.name.ends_with(".npy")) entry.name.resize(entry.name.size() - 4);
        }
    }

    index_t size() const { return static_cast<index_t>(entries_.size()); }
    /// In the order of the archive.
    std::vector<std::string> names() const {
        std::vector<std::string> result;
        for (const detail::zip_entry& entry : entries_) result.push_back(entry.name);
        return result;
    }
    bool contains(std::string_view name) const { return find(name) != nullptr; }
    /// "float64", where strand has such an element type; otherwise what the file says.
    std::string dtype(std::string_view name) const {
        const std::string text = detail::npy_type_name(header_of(name).descr);
        return text;
    }
    shape_t shape(std::string_view name) const { return header_of(name).shape; }

    /// The array of this name, whose elements are exactly of type T, as load_npy reads it.
    /// Throws io_error, with path and name in the text, when there is no such entry, or it is compressed,
    /// malformed, changed or of another element type; shape_error when its rank is not the one asked for.
    /// Example: `ndarray w = load_npz("fit.npz").get<double, 2>("weights");`
    template <element T, index_t Rank = dynamic_rank>
    ndarray<T, Rank> get(std::string_view name) const {
        detail::zip_entry_source entry = open(name);
        ndarray<T, Rank> result = detail::read_npy<T, Rank>(entry);
        entry.finish();
        return result;
    }

private:
    const detail::zip_entry* find(std::string_view name) const {
        // Of equal names the last one counts: archives are updated by appending.
        for (std::size_t k = entries_.size(); k-- > 0;) {
            if (entries_[k].name == name) return &entries_[k];
        }
        return nullptr;
    }
    detail::zip_entry_source open(std::string_view name) const {
        detail::file_task task = file_->task();
        const detail::zip_entry* entry = find(name);
        if (!entry) {
            std::string there;
            for (const detail::zip_entry& other : entries_) there += (there.empty() ? "'" : ", '") + other.name + "'";
            task.fail("no entry '" + std::string(name) + "'; there is " + (there.empty() ? "none at all" : there));
        }
        task.part = "entry '" + entry->name + "': ";
        return {*file_, *entry, task};
    }
    detail::npy_header header_of(std::string_view name) const {
        detail::zip_entry_source entry = open(name);
        return detail::read_npy_header(entry);
    }

    std::unique_ptr<detail::input_file> file_;
    std::vector<detail::zip_entry> entries_;
};

/// Opens an .npz file: `const auto file = load_npz("fit.npz"); auto w = file.get<double>("weights");`
/// Throws io_error when it cannot be read or is no zip archive.
inline npz_file load_npz(const std::string& path) { return npz_file(path); }
/// One array of it. `load_npz<double, 2>("fit.npz", "weights")`
template <element T, index_t Rank = dynamic_rank>
ndarray<T, Rank> load_npz(const std::string& path, std::string_view name) {
    return npz_file(path).get<T, Rank>(name);
}

}  // namespace strand

#endif
