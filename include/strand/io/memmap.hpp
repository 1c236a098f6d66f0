// SPDX-License-Identifier: BSD-3-Clause
// Maps .npy files into memory: elements are read from the file when they are used, and written back.
// In: a path, the element type expected, a mode of NumPy's. Out: a view that keeps the mapping alive.
// Refuses what load_npy refuses, and what cannot be used as it lies in the file: another byte order.
#ifndef STRAND_IO_MEMMAP_HPP
#define STRAND_IO_MEMMAP_HPP

#include <cerrno>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <sys/mman.h>
#include <strand/io/npy.hpp>
#include <strand/memory/lifetime.hpp>

namespace strand {
namespace detail {

/// How a file is mapped: "r" reads it only, "r+" changes it, "c" gives changes that the file does not see.
enum class map_mode { read, shared, copied };

/// The bytes of a file in memory, as long as this lives.
class file_mapping {
public:
    file_mapping(input_file& file, std::size_t bytes, map_mode mode) : bytes_(bytes) {
        const int protection = mode == map_mode::read ? PROT_READ : PROT_READ | PROT_WRITE;
        data_ = ::mmap(nullptr, bytes, protection, mode == map_mode::copied ? MAP_PRIVATE : MAP_SHARED, file.descriptor(), 0);
        if (data_ == MAP_FAILED) file.task().fail_with_errno(errno);
    }
    file_mapping(file_mapping&& other) noexcept : data_(std::exchange(other.data_, MAP_FAILED)), bytes_(other.bytes_) {}
    file_mapping& operator=(file_mapping&&) = delete;
    ~file_mapping() {
        if (data_ != MAP_FAILED) ::munmap(data_, bytes_);
    }
    std::byte* data() const { return static_cast<std::byte*>(data_); }

private:
    void* data_;
    std::size_t bytes_;
};

/// An array of a mapped file: where its elements are, and what keeps them there.
struct mapped_npy {
    std::byte* data;
    shape_t shape;
    memory_order order;
    keeper mapping;
};

inline mapped_npy map_npy(const std::string& path, map_mode mode, const npy_element& wanted, index_t alignment, index_t rank) {
    input_file file({"memmap", path}, mode == map_mode::shared ? "r+b" : "rb");
    const file_task& task = file.task();
    const npy_header header = read_npy_header(file);
    if (check_npy_type(header, wanted, task)) {
        task.fail("the file's byte order is not this machine's: read it with load_npy");
    }
    check_npy_rank(header, rank, task);
    const std::size_t bytes = checked_npy_bytes(header, wanted, file);
    const auto begin = static_cast<std::size_t>(file.position());
    if (begin % static_cast<std::size_t>(alignment) != 0) {
        task.fail("the data begins at byte " + std::to_string(begin) + ", which is not aligned for " + wanted.name +
                  ": read it with load_npy");
    }
    file_mapping mapping(file, begin + bytes, mode);
    std::byte* const data = mapping.data() + begin;
    // Another byte as a bool would be undefined behaviour.
    for (std::size_t i = 0; wanted.kind == 'b' && i < bytes; ++i) {
        if (data[i] > std::byte(1)) task.fail("byte " + std::to_string(i) + " of the data is no bool: read it with load_npy");
    }
    return {data, header.shape, header.fortran_order ? column_major : row_major,
            keeper(new kept_value<file_mapping>(std::move(mapping)))};
}

template <class T, index_t Rank>
ndview<T, Rank> view_of_mapped(const mapped_npy& mapped) {
    const extents<Rank> shape(mapped.shape);
    return {reinterpret_cast<T*>(mapped.data), shape, dense_strides(shape, mapped.order), hold(mapped.mapping)};
}

}  // namespace detail

/// A view of the elements in an .npy file, which are of type T and not read before they are used.
/// `memmap<const T>` reads the file ("r") and gives a read-only view; `memmap<T>` changes it ("r+"); with
/// "c" changes stay in memory. Mode "r" with a T that is not const is as "c": the file is never changed.
/// Shape: the file's; with a Rank the view has it at compile time. A file in Fortran order gives a
/// column-major view.
/// The mapping, and so the memory, lives as long as any view of it; the file must not become shorter while
/// it does. Other processes see changes at once; they reach the disk when the system writes them.
/// Throws as load_npy does, and io_error for a file in another byte order; value_error for another mode.
/// Example: `auto dem = memmap<const std::int16_t, 2>("dem.npy"); auto part = eval(dem(range(0, 100), all));`
template <class T, index_t Rank = dynamic_rank>
    requires element<std::remove_const_t<T>>
ndview<T, Rank> memmap(const std::string& path, std::string_view mode = std::is_const_v<T> ? "r" : "r+") {
    using detail::map_mode;
    if (mode != "r" && mode != "r+" && mode != "c") {
        detail::throw_value("memmap(\"" + path + "\"): the mode '" + std::string(mode) +
                            "' is none of 'r', 'r+' and 'c', nor 'w+' with a shape");
    }
    const map_mode how = std::is_const_v<T> ? map_mode::read : mode == "r+" ? map_mode::shared : map_mode::copied;
    return detail::view_of_mapped<T, Rank>(detail::map_npy(path, how, detail::npy_element_of<std::remove_const_t<T>>(),
                                                           static_cast<index_t>(alignof(T)), Rank));
}

namespace detail {

inline void write_zeros_npy(const std::string& path, const npy_element& element, const shape_t& shape, memory_order order) {
    index_t bytes = element.size;
    if (__builtin_mul_overflow(checked_element_count(shape), element.size, &bytes)) throw_impossible_shape(shape, false);
    output_file file({"memmap", path});
    const std::string head = npy_header_bytes({element.descr(), order == column_major, shape});
    file.write(head.data(), head.size());
    file.extend(static_cast<index_t>(head.size()) + bytes);
    file.commit();
}

}  // namespace detail

/// Makes an .npy file of zeros of this shape, replacing what was there, and maps it: mode "w+".
/// `auto sums = memmap<double>("sums.npy", "w+", {1000, 1000});`
template <element T, detail::shape_argument Shape = extents<0>>
auto memmap(const std::string& path, std::string_view mode, const Shape& shape, memory_order order = row_major) {
    if (mode != "w+") detail::throw_value("memmap(\"" + path + "\"): only the mode 'w+' makes a file of a shape, not '" + std::string(mode) + "'");
    detail::write_zeros_npy(path, detail::npy_element_of<T>(), shape_t(detail::as_extents(shape)), order);
    return memmap<T, detail::rank_named_by<Shape>>(path, "r+");
}
template <element T, std::size_t N>
auto memmap(const std::string& path, std::string_view mode, const detail::extent (&shape)[N], memory_order order = row_major) {
    return memmap<T>(path, mode, detail::braced_extents<N>(shape), order);
}

}  // namespace strand

#endif
