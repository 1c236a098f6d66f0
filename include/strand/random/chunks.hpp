// SPDX-License-Identifier: BSD-3-Clause
// A loop over a count in pieces of fixed length, which compilers turn into vector code at -O2 too.
#ifndef STRAND_RANDOM_CHUNKS_HPP
#define STRAND_RANDOM_CHUNKS_HPP

#include <strand/core/types.hpp>

namespace strand::inline STRAND_ISA::random_kernel {

inline constexpr index_t chunk_length = 32;

/// body(i, k) for i in [0, count); k is the place in the chunk, for reductions that keep one value per place.
template <class Body>
STRAND_ALWAYS_INLINE void in_chunks(index_t count, Body body) {
    index_t i = 0;
    for (; i + chunk_length <= count; i += chunk_length) {
        for (index_t k = 0; k < chunk_length; ++k) body(i + k, k);
    }
    for (; i < count; ++i) body(i, index_t{0});
}

}  // namespace strand::inline STRAND_ISA::random_kernel

#endif
