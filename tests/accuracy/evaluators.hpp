// SPDX-License-Identifier: BSD-3-Clause
// One function of one library on arrays: `library::name<T>(x, y, out, count)`; y counts for functions of two
// arguments only. Each library has a unit of its own, because their flags differ.
#ifndef STRAND_TESTS_ACCURACY_EVALUATORS_HPP
#define STRAND_TESTS_ACCURACY_EVALUATORS_HPP

template <class T>
using evaluator = void (*)(const T* x, const T* y, T* out, long count);

#define ONE(name, ...)  \
    template <class T> \
    void name(const T* x, const T* y, T* out, long count);
#define TWO ONE
#define STRAND_ONE ONE
#define STRAND_TWO ONE
namespace by_strand {
#include "functions.inc"
}
/// The compiler's vector library, called as -ffast-math allows.
namespace by_libmvec {
#include "functions.inc"
}
namespace by_xsimd {
#include "functions.inc"
}
/// Does nothing for exp2, cbrt, tgamma, lgamma, atan2, hypot, which it lacks.
namespace by_eigen {
#include "functions.inc"
}
#undef ONE
#undef TWO
#undef STRAND_ONE
#undef STRAND_TWO

/// The exact value, rounded to long double.
#define ONE(name, ...) long double name(double x);
#define TWO(name, ...) long double name(double x, double y);
#define STRAND_ONE ONE
#define STRAND_TWO TWO
namespace exact {
#include "functions.inc"
}
#undef ONE
#undef TWO
#undef STRAND_ONE
#undef STRAND_TWO
/// What the exact values are computed with.
const char* name_of_reference();

#endif
