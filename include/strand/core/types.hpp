// SPDX-License-Identifier: BSD-3-Clause
// The index type, the dynamic rank, memory orders and the tags of slice calls.
#ifndef STRAND_CORE_TYPES_HPP
#define STRAND_CORE_TYPES_HPP

#include <cstddef>
#include <strand/core/config.hpp>

namespace strand {

/// Every extent, stride, index and axis: signed, so that negative steps and "from the end" need no casts.
using index_t = std::ptrdiff_t;

/// The rank of an array whose number of axes is known at run time only.
inline constexpr index_t dynamic_rank = -1;

/// Order of the axes in memory of an owning array.
enum class memory_order : unsigned char { row_major, column_major };
inline constexpr memory_order row_major = memory_order::row_major;
inline constexpr memory_order column_major = memory_order::column_major;

/// Marks "let strand choose the element type" where a function takes one explicitly.
struct default_dtype {};

namespace detail {
/// Static rank of something that combines ranks a and b: known only when both are.
constexpr index_t common_rank(index_t a, index_t b) {
    return a == dynamic_rank || b == dynamic_rank ? dynamic_rank : (a > b ? a : b);
}
}  // namespace detail

}  // namespace strand

#endif
