// SPDX-License-Identifier: BSD-3-Clause
// Reads and writes NumPy's .npy files. In: a path, and the element type expected or the array to
// write. Out: an array in the file's memory order, or the file that numpy.save would write.
// Refuses files that hold another element type, and anything incomplete or malformed, before it
// allocates memory for elements that the file does not have.
#ifndef STRAND_IO_NPY_HPP
#define STRAND_IO_NPY_HPP

#include <bit>
#include <complex>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <iterator>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <strand/array/ndarray.hpp>
#include <strand/core/config.hpp>
#include <strand/core/element.hpp>
#include <strand/core/error.hpp>
#include <strand/core/types.hpp>
#include <strand/expr/expression.hpp>
#include <strand/io/file.hpp>
#include <strand/io/npy_header.hpp>
#include <strand/shape/extents.hpp>
#include <strand/shape/memory_view.hpp>

namespace strand {
namespace detail {

/// An element type as .npy files describe it.
struct npy_element {
    char kind;     // b, i, u, f or c; V for bfloat16
    index_t size;  // bytes
    index_t word;  // bytes of what is swapped when byte orders differ: half of a complex number
    const char* name;

    /// "<f8"; "|b1" when there is no order.
    std::string descr() const {
        const char native = std::endian::native == std::endian::little ? '<' : '>';
        return std::string(1, size == 1 ? '|' : native) + kind + std::to_string(size);
    }
};

/// NumPy has no bfloat16; what is written is what the Python package ml_dtypes writes: two bytes of no kind.
template <element T>
constexpr npy_element npy_element_of() {
    constexpr char kind = std::same_as<T, bool>       ? 'b'
                          : std::same_as<T, bfloat16> ? 'V'
                          : is_complex<T>             ? 'c'
                          : !std::integral<T>         ? 'f'
                          : std::is_signed_v<T>       ? 'i'
                                                      : 'u';
    return {kind, static_cast<index_t>(sizeof(T)), static_cast<index_t>(sizeof(real_t<T>)), dtype_name<T>()};
}

/// "<f8" as "float64", where NumPy has such a number; otherwise the text itself in quotes.
inline std::string npy_type_name(std::string_view descr) {
    constexpr std::pair<std::string_view, const char*> names[] = {
        {"b1", "bool"},    {"i1", "int8"},    {"i2", "int16"},     {"i4", "int32"},     {"i8", "int64"},
        {"u1", "uint8"},   {"u2", "uint16"},  {"u4", "uint32"},    {"u8", "uint64"},    {"f2", "float16"},
        {"f4", "float32"}, {"f8", "float64"}, {"f16", "float128"}, {"c8", "complex64"}, {"c16", "complex128"}};
    for (const auto& [text, name] : names) {
        if (descr == text || (descr.size() > 1 && descr.substr(1) == text)) return name;
    }
    return "dtype '" + std::string(descr) + "'";
}

/// Whether the file's byte order is not the machine's. Throws when its element type is another one.
inline bool check_npy_type(const npy_header& header, const npy_element& wanted, const file_task& task) {
    std::string_view descr = header.descr;
    const bool has_order = !descr.empty() && std::string_view("<>|=").find(descr[0]) != std::string_view::npos;
    const char order = has_order ? descr[0] : '=';
    if (has_order) descr.remove_prefix(1);
    if (descr != wanted.kind + std::to_string(wanted.size)) {
        task.fail("the file holds " + npy_type_name(header.descr) + ", but " + wanted.name + " was asked for");
    }
    return order == (std::endian::native == std::endian::little ? '>' : '<');
}

/// Bytes of the data; throws when the file has fewer, whatever large numbers the shape consists of.
inline std::size_t checked_npy_bytes(const npy_header& header, const npy_element& element, byte_source& file) {
    index_t bytes = element.size;
    bool overflow = false;
    bool is_empty = false;
    for (const index_t extent : header.shape) {
        if (extent == 0) is_empty = true;
        else overflow = overflow || __builtin_mul_overflow(bytes, extent, &bytes);
    }
    const std::string shape = tuple_text(header.shape);
    if (overflow) {
        file.task().fail("the shape " + shape + " has more bytes than an index can count");
    }
    if (is_empty) return 0;
    const index_t remaining = file.remaining();
    if (bytes > remaining) {
        file.task().fail("the shape " + shape + " of " + element.name + " needs " + std::to_string(bytes) +
                         " bytes of data, but the file has " + std::to_string(remaining));
    }
    return static_cast<std::size_t>(bytes);
}

template <class Word>
void reverse_bytes_of(std::byte* data, std::size_t bytes) {
    for (std::size_t at = 0; at < bytes; at += sizeof(Word)) {
        Word word;
        std::memcpy(&word, data + at, sizeof word);
        if constexpr (sizeof(Word) == 2) word = __builtin_bswap16(word);
        else if constexpr (sizeof(Word) == 4) word = __builtin_bswap32(word);
        else word = __builtin_bswap64(word);
        std::memcpy(data + at, &word, sizeof word);
    }
}
inline void reverse_bytes(std::byte* data, std::size_t bytes, index_t word) {
    if (word == 2) reverse_bytes_of<std::uint16_t>(data, bytes);
    else if (word == 4) reverse_bytes_of<std::uint32_t>(data, bytes);
    else if (word == 8) reverse_bytes_of<std::uint64_t>(data, bytes);
}

/// Reads the elements and makes them this machine's: byte order, and bools that are 0 or 1 and
/// nothing else.
inline void read_npy_data(byte_source& file, std::byte* into, std::size_t bytes, const npy_element& element,
                          bool swapped) {
    file.read(into, bytes, "data");
    if (swapped) reverse_bytes(into, bytes, element.word);
    if (element.kind == 'b') {
        for (std::size_t i = 0; i < bytes; ++i) into[i] = std::byte(into[i] != std::byte(0));
    }
}

/// Hands elements of any layout on in C order, through a small buffer.
template <std::size_t Size>
class npy_element_writer {
public:
    explicit npy_element_writer(byte_sink& file) : file_(file), buffer_(new std::byte[buffer_size]) {}

    void write(const std::byte* from, dims_view shape, const index_t* strides) {
        if (shape.empty()) {
            put(from);
            return;
        }
        const index_t step = strides[0] * static_cast<index_t>(Size);
        for (index_t i = 0; i < shape[0]; ++i) {
            write(from + i * step, shape.subspan(1), strides + 1);
        }
    }
    void flush() { file_.write(buffer_.get(), std::exchange(used_, 0)); }

private:
    // A system call costs little beside copying so much, and it stays in the L2 cache.
    static constexpr std::size_t buffer_size = 1 << 16;

    void put(const std::byte* from) {
        if (used_ == buffer_size) flush();
        std::memcpy(buffer_.get() + used_, from, Size);
        used_ += Size;
    }

    byte_sink& file_;
    std::unique_ptr<std::byte[]> buffer_;
    std::size_t used_ = 0;
};
template <std::size_t Size>
void write_npy_elements(byte_sink& file, const std::byte* from, const memory_view& array) {
    npy_element_writer<Size> writer(file);
    writer.write(from, array.shape(), array.strides);
    writer.flush();
}

/// Reversing the axes turns Fortran order into C order.
inline bool is_column_major_dense(const memory_view& array) {
    const dims_view extents = array.shape();
    const std::span<const index_t> strides(array.strides, extents.size());
    const shape_t shape(std::make_reverse_iterator(extents.end()), std::make_reverse_iterator(extents.begin()));
    const shape_t steps(std::make_reverse_iterator(strides.end()), std::make_reverse_iterator(strides.begin()));
    return is_row_major_dense(shape, steps.data());
}

/// The whole of an .npy file.
inline void write_npy(byte_sink& file, const npy_element& element, const memory_view& array) {
    const dims_view shape = array.shape();
    const bool row_dense = is_row_major_dense(shape, array.strides);
    const bool column_dense = !row_dense && is_column_major_dense(array);
    const std::string head = npy_header_bytes({element.descr(), column_dense, shape_t(shape)});
    file.write(head.data(), head.size());
    const auto* bytes = static_cast<const std::byte*>(array.data);
    if (row_dense || column_dense) {
        file.write(bytes, static_cast<std::size_t>(element_count(shape) * element.size));
    } else {
        switch (element.size) {
            case 1: write_npy_elements<1>(file, bytes, array); break;
            case 2: write_npy_elements<2>(file, bytes, array); break;
            case 4: write_npy_elements<4>(file, bytes, array); break;
            case 8: write_npy_elements<8>(file, bytes, array); break;
            default: write_npy_elements<16>(file, bytes, array);
        }
    }
}

/// Throws shape_error when a rank was asked for that the file does not have.
inline void check_npy_rank(const npy_header& header, index_t rank, const file_task& task) {
    if (rank != dynamic_rank && header.shape.size() != rank) {
        throw_shape(task.text("the file holds shape " + to_string(header.shape) + " of rank " +
                              std::to_string(header.shape.size()) + ", but rank " + std::to_string(rank) +
                              " was asked for"));
    }
}

/// The array in an .npy file, alone or inside an archive.
template <element T, index_t Rank>
ndarray<T, Rank> read_npy(byte_source& file) {
    constexpr npy_element element = npy_element_of<T>();
    const npy_header header = read_npy_header(file);
    const bool swapped = check_npy_type(header, element, file.task());
    check_npy_rank(header, Rank, file.task());
    const std::size_t bytes = checked_npy_bytes(header, element, file);
    const memory_order order = header.fortran_order ? column_major : row_major;
    ndarray<T, Rank> result(extents<Rank>(header.shape), order);
    read_npy_data(file, reinterpret_cast<std::byte*>(result.data()), bytes, element, swapped);
    return result;
}

}  // namespace detail

/// Reads an .npy file whose elements are exactly of type T, in either byte order.
/// Shape: the file's; with a Rank the result has it at compile time. A file in Fortran order gives
/// a column-major array.
/// Eager; allocates the array's memory and no other, and only when the file can fill it.
/// Throws io_error, with the path in the text, when the file cannot be read, is malformed or holds
/// another type; shape_error when its rank is not the one asked for. Refuses headers of more than
/// 10,000 bytes and shapes of more than 64 axes.
/// Example: `auto heights = load_npy<std::int16_t, 2>("dem.npy");`
template <element T, index_t Rank = dynamic_rank>
ndarray<T, Rank> load_npy(const std::string& path) {
    detail::input_file file({"load_npy", path});
    return detail::read_npy<T, Rank>(file);
}

/// Writes an .npy file, byte for byte the one that numpy.save writes: a column-major array in
/// Fortran order, anything else in C order. The path is taken as it is: no ".npy" is added.
/// Eager; computes a lazy expression first, writes a view of any layout without a copy. The file
/// appears complete or not at all: an old one is replaced at the end, in one step.
/// Throws io_error with the path and the system's reason.
/// Example: `save_npy("lengths.npy", sqrt(x * x + y * y));`
template <expression E>
void save_npy(const std::string& path, const E& x) {
    if constexpr (requires { x.describe(); }) {
        detail::output_file file({"save_npy", path});
        detail::write_npy(file, detail::npy_element_of<value_t<E>>(), x.describe());
        file.commit();
    } else {
        save_npy(path, ndarray<value_t<E>, rank_of<E>>(x));
    }
}

}  // namespace strand

#endif
