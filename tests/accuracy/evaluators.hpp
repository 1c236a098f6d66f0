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
/// by_strand.cpp is compiled for each of these instruction sets.
namespace by_strand_native {
#include "functions.inc"
const char* instruction_set();
}
#if STRAND_ACCURACY_X86
namespace by_strand_avx2 {
#include "functions.inc"
const char* instruction_set();
}
namespace by_strand_sse2 {
#include "functions.inc"
const char* instruction_set();
}
#endif
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

#define ONE(name, ...) long double name(double x);
#define TWO(name, ...) long double name(double x, double y);
#define STRAND_ONE ONE
#define STRAND_TWO TWO
/// The exact value, rounded to long double.
namespace exact {
#include "functions.inc"
}
/// By the long double functions of the C library: within `slack` ULP of a double, and a hundred times as fast.
namespace close_to_exact {
#include "functions.inc"
/// 8 ULP of a long double: glibc's manual (Known Maximum Errors in Math Functions) has 5 for those functions used here.
constexpr double slack = 8 * 0x1p-11;
}
#undef ONE
#undef TWO
#undef STRAND_ONE
#undef STRAND_TWO
/// What the exact values are computed with.
const char* name_of_reference();

#endif
