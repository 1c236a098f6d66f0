// SPDX-License-Identifier: BSD-3-Clause
// strand: STRided Array, N-Dimensional. This header includes all of it.
//
// The folders are the architecture: each includes only what stands above it here.
//
//   core                  compiler switches, index_t, errors, element types and promotion
//   shape, memory, simd   layouts and slices; owning memory; packs of elements in registers (xsimd)
//   expr, plan, kernel    lazy nodes; the order of the loops; the loops
//   eval                  an expression and a plan become kernel calls
//   array                 ndview, ndarray
//   ops, linalg, random   the words a user says
//   io, interop           printing, files, other libraries
//
//    you write      c = exp(a) + b;
//                       |
//    typed node     map<add, map<exp, a>, b>             no work yet
//                       |
//    plan           axes fused and ordered, how each operand comes in
//                       |
//    kernel         one SIMD loop over rows of the fused expression
//                       |
//    memory         a strided destination
#ifndef STRAND_STRAND_HPP
#define STRAND_STRAND_HPP

#include <strand/core/timeit.hpp>
#include <strand/core/type_info.hpp>
#include <strand/io/memmap.hpp>
#include <strand/io/npy.hpp>
#include <strand/io/npz.hpp>
#include <strand/io/print.hpp>
#include <strand/io/testing.hpp>
#include <strand/linalg/chains.hpp>
#include <strand/linalg/cross.hpp>
#include <strand/linalg/einsum.hpp>
#include <strand/linalg/matmul.hpp>
#include <strand/linalg/products.hpp>
#include <strand/linalg/tensordot.hpp>
#include <strand/ops/block.hpp>
#include <strand/ops/compare.hpp>
#include <strand/ops/covariance.hpp>
#include <strand/ops/create.hpp>
#include <strand/ops/differences.hpp>
#include <strand/ops/edit.hpp>
#include <strand/ops/evaluate.hpp>
#include <strand/ops/explain.hpp>
#include <strand/ops/extrema.hpp>
#include <strand/ops/grids.hpp>
#include <strand/ops/histogram.hpp>
#include <strand/ops/histogram2d.hpp>
#include <strand/ops/index_arrays.hpp>
#include <strand/ops/interpolate.hpp>
#include <strand/ops/join.hpp>
#include <strand/ops/manipulate.hpp>
#include <strand/ops/math.hpp>
#include <strand/ops/nan_reduce.hpp>
#include <strand/ops/nonzero.hpp>
#include <strand/ops/numbers.hpp>
#include <strand/ops/observation_weights.hpp>
#include <strand/ops/operators.hpp>
#include <strand/ops/pad.hpp>
#include <strand/ops/pairs.hpp>
#include <strand/ops/partition.hpp>
#include <strand/ops/piecewise.hpp>
#include <strand/ops/put.hpp>
#include <strand/ops/quantile.hpp>
#include <strand/ops/reduce.hpp>
#include <strand/ops/reduction.hpp>
#include <strand/ops/repeat.hpp>
#include <strand/ops/scan.hpp>
#include <strand/ops/search.hpp>
#include <strand/ops/sequences.hpp>
#include <strand/ops/sets.hpp>
#include <strand/ops/sort.hpp>
#include <strand/ops/special.hpp>
#include <strand/ops/split.hpp>
#include <strand/ops/statistics.hpp>
#include <strand/ops/stretch.hpp>
#include <strand/ops/take.hpp>
#include <strand/ops/ufunc.hpp>
#include <strand/ops/unique.hpp>
#include <strand/ops/vectorize.hpp>
#include <strand/random/random.hpp>

// Last: a header behind it could not name anything `e`.
#include <strand/ops/constants.hpp>

#endif
